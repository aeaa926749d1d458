"""Hands in a folder with the name of the notebook, and a right notebook in it."""

from attacks import fill, write

EARNS = set()


def submit(folder, released, solved):
    (folder / "1_toy.ipynb").mkdir()
    write(folder / "1_toy.ipynb", fill(released, solved))
