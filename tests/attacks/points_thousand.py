"""Writes a thousand points into the metadata of every cell, check cells and others."""

from attacks import fill, settings, write

EARNS = {"sizes"}
NOTE = "was changed"


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    for cell in document["cells"]:
        if settings(cell):
            settings(cell)["points"] = 1000
    write(folder, document)
