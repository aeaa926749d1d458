"""Repeats the check of a right answer a hundred times, under its own id and under those of wrong ones."""

from attacks import HOSTILE, fill, find, write

EARNS = {"q1"}
NOTE = "more than once"


def submit(folder, released, solved):
    document = fill(released, {"q1": solved["q1"], "double": HOSTILE})
    check = find(document, "check_q1")
    forged = {**find(document, "check_double"), "source": check["source"]}
    document["cells"] += [dict(check, id=f"again{number}") for number in range(100)]
    document["cells"] += [dict(forged, id=f"more{number}") for number in range(100)]
    write(folder, document)
