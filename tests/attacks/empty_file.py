"""Hands in an empty file, where an older grade might be left standing."""

EARNS = set()
NOTE = "is not valid JSON"


def submit(folder, released, solved):
    (folder / "1_toy.ipynb").touch()
