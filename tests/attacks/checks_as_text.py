"""Turns the check cells into markdown and raw cells: what does not run cannot fail."""

from attacks import HOSTILE, fill, find, write

EARNS = {"double"}


def submit(folder, released, solved):
    document = fill(released, {"double": solved["double"], "noise": HOSTILE})
    for number, name in enumerate(("double", "noise", "sizes", "q1", "q2")):
        cell = find(document, f"check_{name}")
        cell["cell_type"] = "markdown" if number % 2 else "raw"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    write(folder, document)
