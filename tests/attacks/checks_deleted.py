"""Deletes all check cells and the set-up cell."""

from attacks import HOSTILE, fill, settings, write

EARNS = {"double"}
NOTE = "is missing; the original is used"


def submit(folder, released, solved):
    document = fill(released, {"double": solved["double"], "noise": HOSTILE})
    document["cells"] = [cell for cell in document["cells"] if not settings(cell).get("locked")]
    write(folder, document)
