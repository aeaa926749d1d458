"""Hands in a link to the solved notebook of the course as its own."""

EARNS = set()
NOTE = "not a regular file"


def submit(folder, released, solved):
    (folder / "1_toy.ipynb").symlink_to("../../../source/week1_toy/1_toy.ipynb")
