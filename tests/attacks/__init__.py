"""Hostile submissions: a file each, of one of two forms.

Form 1 is read as text: cells after lines such as `# %% double` (the solution cell of an exercise), `# %% free after
double` (a cell that the student added behind its check) or `# %% free first`. The comment `# earns:` lists the
exercises of the toy course that the submission answers rightly; `# note:` is a word that the report must say of it;
`# doubt:` says where the expectation is a matter of policy.

Form 2 is imported: `EARNS`, maybe `NOTE`, and `submit(folder, released, solved)`, which writes the submission.

An attack that sees what it must not see shows a line that starts with `LEAKED:`, one that does what it must not do
`ESCAPED:` (or puts this word into the title of the page). Both words are put together at run time, so that no source
holds them. An attack that would harm the machine itself does a bounded amount of it.
"""

import copy
import json

HOSTILE = "double = noise = 6.0"  # for cells that must earn nothing


def fill(released, answers):
    """Return a copy of the released notebook with the sources of some solution cells, by grade_id."""
    document = copy.deepcopy(released)
    for cell in document["cells"]:
        if settings(cell).get("grade_id") in answers:
            cell["source"] = answers[settings(cell)["grade_id"]]
    return document


def settings(cell):
    """Return the nbgrader metadata of a cell."""
    return cell.get("metadata", {}).get("nbgrader", {})


def find(document, grade_id):
    """Return the cell with this grade_id."""
    return next(cell for cell in document["cells"] if settings(cell).get("grade_id") == grade_id)


def code(source, identity="added"):
    """Return a free code cell."""
    return {"cell_type": "code", "execution_count": None, "id": identity, "metadata": {}, "outputs": [],
            "source": source}  # fmt: skip


def markdown(source, identity="words"):
    """Return a markdown cell."""
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}


def after(document, grade_id, *cells):
    """Put cells behind the one with this grade_id."""
    place = document["cells"].index(find(document, grade_id)) + 1
    document["cells"][place:place] = cells


def write(folder, document, name="1_toy.ipynb"):
    """Write a notebook."""
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
