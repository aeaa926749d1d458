"""Swaps the grade_ids of check cells, so that the quiz earns the points of the first exercise."""

from attacks import HOSTILE, fill, find, settings, write

EARNS = {"q1"}
NOTE = "was changed"


def submit(folder, released, solved):
    document = fill(released, {"q1": solved["q1"], "double": HOSTILE})
    one, other = settings(find(document, "check_double")), settings(find(document, "check_q1"))
    one["grade_id"], other["grade_id"] = "check_q1", "check_double"
    write(folder, document)
