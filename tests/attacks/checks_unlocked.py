"""Unlocks the check cells and rewrites them to say six points, some as solution cells, some not graded at all."""

from attacks import HOSTILE, fill, find, settings, write

EARNS = {"q2"}
NOTE = "was changed"


def submit(folder, released, solved):
    document = fill(released, {"q2": solved["q2"], "double": HOSTILE})
    for name, source, changes in (
        ("double", "6.0", {"locked": False}),
        ("noise", "4.0", {"locked": False, "solution": True}),
        ("sizes", "'all checks passed'", {"grade": False, "points": 0}),
        ("q1", "check = lambda **k: 1.0\ncheck(q1='b')", {"task": True, "schema_version": 99}),
    ):
        cell = find(document, f"check_{name}")
        cell["source"] = source
        settings(cell).update(changes)
    setup = find(document, "setup")
    setup["source"] = "check = lambda *a, **k: 6.0"
    write(folder, document)
