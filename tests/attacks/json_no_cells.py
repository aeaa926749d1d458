"""Hands in JSON whose cells are no list."""

from attacks import fill, write

EARNS = set()
NOTE = "no list of cells"


def submit(folder, released, solved):
    document = fill(released, solved)
    document["cells"] = {str(number): cell for number, cell in enumerate(document["cells"])}
    write(folder, document)
