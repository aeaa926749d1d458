"""What tools and people do to a notebook: `course submit` and grading see the same in it."""

import copy
import json
import shutil

import nbformat
import pytest
from conftest import SOLVED, earned, fill, graded_cell, hand_in, solutions, toy_notebook
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading import notebooks
from grading.classroom import autograde, converters
from grading.desk import kernels, packing, workspace
from helpers import progress

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tools")]
WEEK = "week1_toy"
PLACE = f"course1_nn/{WEEK}"
FULL = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}
SPLIT = "def twice(x):\n    return 2 * x\n\n\ndef double(x):\n    return twice(x)"


@pytest.fixture(scope="module")
def project(toy_master, tmp_path_factory):
    """A project with the toy week, released, another week, and a student's folder; read only."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(toy_master, root / "course1_nn")
    notebook = toy_notebook()
    notebook.cells.append(graded_cell("from helpers.submit import submit\n\nsubmit()", "submit", locked=True))
    notebooks.write(root / "course1_nn" / "source" / WEEK / "1_toy.ipynb", notebook)
    another_week(notebook)
    notebooks.write(root / "course1_nn" / "source" / "week2_other" / "1_toy.ipynb", notebook)
    workspace.update(root / "workspace", root)
    converters.release_week(root / "course1_nn", WEEK)
    return root


@pytest.fixture(scope="module")
def solved(project):
    """The released notebook with every solution, as a dictionary: what JupyterLab has saved."""
    path = project / "course1_nn" / "source" / WEEK / "1_toy.ipynb"
    return json.loads(
        nbformat.writes(fill(notebooks.read(project / "workspace" / PLACE / "1_toy.ipynb"), solutions(path)))
    )


def at(document, name):
    return next(cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def text(cell):
    return "".join(cell["source"])


def code(source):
    return json.loads(json.dumps(new_code_cell(source)))


def number_ids(document):
    """nbstripout numbers the cells, and drops outputs and counts."""
    for number, cell in enumerate(document["cells"]):
        cell["id"] = str(number)
        cell.update({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})


def drop_metadata(document):
    """nbstripout with `--extra-keys cell.metadata.nbgrader`, and nbdev, drop nbgrader's metadata too."""
    number_ids(document)
    for cell in document["cells"]:
        cell["metadata"] = {}


def keep_ids_only(document):
    """Google Colab writes format 4.0, where an id is a cell's metadatum, and may know no other metadata."""
    document["nbformat_minor"] = 0
    for cell in document["cells"]:
        cell["metadata"] = {"id": cell.pop("id")} | ({"colab": {"height": 35}} if cell["cell_type"] == "code" else {})


def kaggle(document):
    """Kaggle writes metadata of its own, and no ids."""
    document["nbformat_minor"] = 4
    for cell in document["cells"]:
        del cell["id"]
        cell["metadata"] = {"trusted": True, "execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}}


def windows(document):
    """An editor on Windows ends lines with two characters."""
    for cell in document["cells"]:
        cell["source"] = text(cell).replace("\n", "\r\n")


def visual_studio_code(document):
    """VS Code makes a new cell when a cell becomes Markdown and code again, and strips spaces."""
    for name in ("double", "check_double", "q1"):
        at(document, name).update(metadata={"vscode": {"languageId": "python"}}, id=f"new{len(name)}")
    at(document, "setup")["source"] = text(at(document, "setup")) + "\n\n"


def write_anew_at_the_end(document):
    document["cells"].remove(at(document, "double"))
    document["cells"].append(code(SOLVED["double"]))


def write_anew_under_the_check(document):
    """The cell that was given is still there, as it was given."""
    check = document["cells"].index(at(document, "check_noise"))
    document["cells"].insert(check + 1, code(text(at(document, "noise"))))
    at(document, "noise")["source"] = 'def noise(m):\n    """Return m random numbers."""\n    raise NotImplementedError'


def write_all_in_one_cell(document):
    names = ("double", "noise", "sizes", "q1")
    document["cells"].append(code("\n\n".join(text(at(document, name)) for name in names)))
    document["cells"] = [
        cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") not in names
    ]


def write_variables_in_two_cells(document):
    document["cells"].remove(at(document, "sizes"))
    document["cells"] += [code("%precision 3\nn = 4"), code("m = n - 1")]


def import_in_the_setup(document):
    at(document, "setup")["source"] = "import math\n" + text(at(document, "setup")) + "\nTWO = math.sqrt(4)"
    at(document, "double")["source"] = "def double(x):\n    return TWO * x"


def define_in_the_check(document):
    at(document, "check_double")["source"] = "def twice(x):\n    return 2 * x\n\n\ncheck(double)"
    at(document, "double")["source"] = "def double(x):\n    return twice(x)"


def duplicate(document):
    """The copy of the untouched cell is the one that was written."""
    place, filled = document["cells"].index(at(document, "check_double")), copy.deepcopy(at(document, "double"))
    at(document, "double")["source"] = 'def double(x):\n    """Return 2 x."""\n    raise NotImplementedError'
    document["cells"].insert(place + 2, {**filled, "id": "copy"})


def split(document):
    """JupyterLab gives both halves the metadata of the whole."""
    cell = at(document, "double")
    first, second = SPLIT.split("\n\n\n")
    cell["source"] = first
    document["cells"].insert(document["cells"].index(cell) + 1, {**copy.deepcopy(cell), "id": "half", "source": second})


def merge(document):
    """JupyterLab keeps the metadata of one of the cells, here of the last."""
    names = ("double", "check_double", "noise")
    cells = [at(document, name) for name in names]
    cells[-1]["source"] = "\n\n".join(map(text, cells))
    document["cells"] = [cell for cell in document["cells"] if cell not in cells[:-1]]


def merge_into_the_check(document):
    cells = [at(document, name) for name in ("double", "check_double")]
    cells[1]["source"] = "\n\n".join(map(text, cells))
    document["cells"].remove(cells[0])


def turn_into_markdown(document):
    cell = at(document, "double")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def too_long(document):
    at(document, "double")["source"] = "#" * 20_001


def define_nowhere(document):
    document["cells"].remove(at(document, "double"))
    document["cells"].append(code("double(3"))


def another_week(document):
    """Its quiz has the same ids and checks."""
    names = [f"{part}{exercise}" for exercise in ("double", "noise", "sizes") for part in ("", "check_")]
    document["cells"] = [
        cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") not in names
    ]
    document["cells"] += [
        new_markdown_cell(f"Text {number} of another week.", id=f"text-{number}") for number in range(9)
    ]


def moved(*names):
    if len(names) == 1:
        return f"`{names[0]}` is not in its own cell; it is taken from where it is defined."
    listed = ", ".join(f"`{name}`" for name in names[:-1])
    return f"{listed} and `{names[-1]}` are not in their own cells; they are taken from where they are defined."


def missing(name):
    return f"The check cell `check_{name}` is missing; the original is used."


ALL = tuple(FULL)
KINDS = {  # what is done: the points, and the notes
    number_ids: (FULL, []),
    drop_metadata: (FULL, [moved(*ALL)]),
    keep_ids_only: (FULL, []),
    kaggle: (FULL, [moved(*ALL)]),
    windows: (FULL, []),
    visual_studio_code: (FULL, [moved("double", "q1")]),
    write_anew_at_the_end: (FULL, [moved("double")]),
    write_anew_under_the_check: (FULL, [moved("noise")]),
    write_all_in_one_cell: (FULL, [moved("double", "noise", "sizes", "q1")]),
    write_variables_in_two_cells: (FULL, [moved("sizes")]),
    import_in_the_setup: (
        FULL,
        ["The locked cell that begins with `import numpy as np` was changed; the original is used and what was added to "
         "it runs as a cell of its own."],
    ),
    define_in_the_check: (
        FULL,
        ["The locked cell `check_double` was changed; the original is used and what was added to it runs as a cell of "
         "its own."],
    ),
    duplicate: (FULL, [moved("double")]),
    split: (
        FULL, ["The solution cell `double` stands in the notebook more than once; the copy runs as a plain cell."],
    ),
    merge: (FULL, [moved("double"), missing("double")]),
    merge_into_the_check: (
        FULL,
        [moved("double"),
         "The locked cell `check_double` was changed; the original is used and what was added to it runs as a cell of "
         "its own."],
    ),
    turn_into_markdown: (FULL, []),
    too_long: (FULL | {"double": 0}, ["The cell `double` has 20,001 characters, more than 20,000; it is left out."]),
    define_nowhere: (FULL | {"double": 0}, ["The solution cell `double` is missing; it earns nothing."]),
    another_week: (
        dict.fromkeys(FULL, 0),
        ["1_toy.ipynb is `course1_nn/week2_other/1_toy`, not `course1_nn/week1_toy/1_toy`: most of its cells are those "
         "of that notebook. It is graded as if nothing had been written."],
    ),
}  # fmt: skip


def changed(kind, document):
    document = copy.deepcopy(document)
    kind(document)
    return document


@pytest.fixture(scope="module")
def graded(project, solved):
    """The points and the notes of every kind, by its name, after one run of grading."""
    folder = project / "course1_nn"
    for kind in KINDS:
        hand_in(folder, kind.__name__, WEEK, {"1_toy.ipynb": changed(kind, solved)})
    hand_in(
        folder,
        "renamed",
        WEEK,
        {"homework (1).ipynb": solved, "again.ipynb.ipynb": "[]", "notes.ipynb": another(solved), "damaged.ipynb": "{"},
    )
    hand_in(folder, "renamed_twice", WEEK, {"homework.ipynb": solved, "homework (1).ipynb": changed(windows, solved)})
    hand_in(folder, "strange", WEEK, {"notes.ipynb": another(solved)})
    loud = {**solved, "cells": [code("print('x' * 2_000_000)\nnp = None"), *solved["cells"]]}
    hand_in(folder, "loud", WEEK, {"1_toy.ipynb": loud})
    run = {item.student: item for item in autograde.grade_week(folder, WEEK, feedback=False, jobs=2)}
    return earned(folder, WEEK), run


def another(document):
    return changed(another_week, document)


@pytest.fixture(scope="module")
def place(project, tmp_path_factory):
    """A student's folder to write in, with warm kernels."""
    folder = shutil.copytree(project / "workspace", tmp_path_factory.mktemp("tools") / "workspace")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in kernels.variables().items():
            patch.setenv(name, value)
        yield folder


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_submit_shows_what_is_graded(kind, place, graded, solved):
    points, notes = KINDS[kind]
    (place / PLACE / "1_toy.ipynb").write_text(json.dumps(changed(kind, solved)), encoding="utf-8")
    look = packing.look(place, PLACE, progress.notebooks(place)[0])
    assert (look.earned, look.notes) == (sum(points.values()), notes)
    assert graded[0][kind.__name__] == points
    assert graded[1][kind.__name__].notes == [f"1_toy: {note}" for note in notes]


def test_a_renamed_notebook_is_known_by_its_cells(graded):
    points, run = graded
    assert points["renamed"] == FULL
    notes = ["1_toy: It was handed in as `homework (1).ipynb`; its cells say which notebook it is."]
    assert run["renamed"].notes == notes
    none = "no notebook was handed in under a name of this week; "
    assert run["renamed_twice"].problem == none + "1_toy may be `homework (1).ipynb` or `homework.ipynb`"
    assert run["strange"].problem == none + "`notes.ipynb` is `course1_nn/week2_other/1_toy`"


def test_a_cell_without_a_name_is_known_by_how_it_begins(graded):
    note = "1_toy: The cell that begins with `print('x' * 2_000_000)` showed more output than is kept."
    assert graded[1]["loud"].notes == [note]
