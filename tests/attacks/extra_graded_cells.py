"""Adds graded cells, manually graded ones and tasks of its own, worth a hundred points each."""

from attacks import code, fill, write

EARNS = {"sizes"}


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    for number, kinds in enumerate(({"grade": True}, {"grade": True, "solution": True}, {"task": True})):
        cell = code("100.0", f"bonus{number}")
        cell["metadata"]["nbgrader"] = {
            "grade": False, "solution": False, "task": False, "locked": True, "schema_version": 3,
            "grade_id": f"bonus{number}", "points": 100, "checksum": "0" * 32, **kinds,
        }  # fmt: skip
        document["cells"].append(cell)
    write(folder, document)
