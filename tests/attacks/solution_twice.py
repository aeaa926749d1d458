"""Hands in two solution cells with one id: a hostile one that counts, and a right one behind the check."""

from attacks import HOSTILE, after, fill, find, write

EARNS = {"q1"}
NOTE = "runs as a plain cell"


def submit(folder, released, solved):
    document = fill(released, {"q1": solved["q1"], "double": HOSTILE})
    after(document, "check_double", dict(find(document, "double"), id="second", source=solved["double"]))
    write(folder, document)
