"""Hands in brackets, a hundred thousand deep, where metadata should be."""

import json

from attacks import fill

EARNS = set()
NOTE = "is not valid JSON"


def submit(folder, released, solved):
    text = json.dumps(fill(released, solved) | {"metadata": "HERE"})
    (folder / "1_toy.ipynb").write_text(text.replace('"HERE"', '{"a":' + "[" * 100_000 + "]" * 100_000 + "}"))
