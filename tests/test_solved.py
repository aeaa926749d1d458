"""Which cells of a solved notebook run when only its exercises are wanted."""

import pytest
from nbformat.v4 import new_code_cell

from grading import notebooks
from grading.authoring import record, solved


def needed(*sources):
    """Return the indices of the cells that are needed; the last one is graded."""
    cells = [new_code_cell(source) for source in sources]
    cells[-1].metadata.nbgrader = {"grade_id": "check_f"}
    return [index for index, cell in enumerate(cells) if cell in solved.needed(cells)]


@pytest.mark.parametrize(
    ("sources", "indices"),
    [
        (("x = 1", "y = 2", "check(x)"), [0, 2]),
        (("a = 1", "x = a + 1", "print(x)", "check(x)"), [0, 1, 3]),
        (("x = []", "x.append(1)", "x[0] = 3", "y = x[0]", "check(x)"), [0, 1, 2, 4]),
        (("import numpy as np", "np.random.seed(3)", "import math", "check(np.zeros)"), [0, 1, 3]),
        (("w = 3", "def f(w):\n    return w", "check(f)"), [1, 2]),
        (("scale = 3", "def f(w):\n    return w * scale", "check(f)"), [0, 1, 2]),
        (("x = 1", "%timeit x", "check(2)"), [2]),
        (("x = 1", "%matplotlib inline", "check(2)"), [1, 2]),
        (("for x in range(3):\n    pass", "x += 1", "check(x)"), [0, 1, 2]),
    ],
)
def test_what_an_exercise_needs_runs_and_nothing_else(sources, indices):
    assert needed(*sources) == indices


def test_a_notebook_that_does_not_end_is_ended(toy, monkeypatch):
    monkeypatch.setattr(solved, "MOST_SECONDS", 1)
    path = toy / "source" / "week1_toy" / "1_toy.ipynb"
    notebook = notebooks.read(path)
    notebook.cells[1].source += "\nimport time\n\ntime.sleep(100)"
    notebooks.write(path, notebook)
    with pytest.raises(RuntimeError, match="took over 1 seconds"):
        record.record(path, {"visible": 0})


def test_the_long_training_of_the_cat_detector_is_left_out():
    path = notebooks.ROOT / "course1_nn" / "source" / "week2_logistic_regression" / "2_logistic_regression.ipynb"
    cells = [cell for cell in notebooks.read(path).cells if cell.cell_type == "code"]
    training = "logistic_regression_model = model("
    assert any(training in cell.source for cell in cells)
    left = [cell.source for cell in solved.needed(cells)]
    assert not any(training in source for source in left)
    assert any("load_cats()" in source for source in left)
    solutions = [cell.source for cell in cells if "### BEGIN SOLUTION" in cell.source]
    assert [source for source in left if source in solutions] == solutions
