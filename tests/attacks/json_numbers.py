"""Uses numbers that are no numbers or have a million digits, which take long to read."""

import json

from attacks import fill

EARNS = set()
NOTE = "is not valid JSON"


def submit(folder, released, solved):
    text = json.dumps(fill(released, solved) | {"nbformat": "HERE", "nbformat_minor": "NOT"})
    text = text.replace('"HERE"', "9" * 1_000_000).replace('"NOT"', "[NaN, Infinity, -Infinity, 1e999999]")
    (folder / "1_toy.ipynb").write_text(text)
