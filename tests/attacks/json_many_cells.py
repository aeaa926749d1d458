"""Hands in a notebook of a hundred thousand cells."""

from attacks import code, fill, write

EARNS = set()
NOTE = "more than"


def submit(folder, released, solved):
    document = fill(released, solved)
    document["cells"] += [code("1", "x")] * 100_000
    write(folder, document)
