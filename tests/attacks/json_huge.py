"""Hands in a notebook of fifty megabytes."""

import json

from attacks import fill, markdown

EARNS = set()
NOTE = "is larger than"


def submit(folder, released, solved):
    document = fill(released, solved)
    document["cells"].append(markdown("HERE"))
    (folder / "1_toy.ipynb").write_text(json.dumps(document).replace('"HERE"', f'"{"x" * (50 * 2**20)}"'))
