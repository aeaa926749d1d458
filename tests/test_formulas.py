"""No released file holds the body of a function that its week grades, nor its formula, under whatever names."""

import ast
import functools

import pytest
from conftest import graded_cell
from nbformat.v4 import new_notebook

from grading import notebooks
from grading.proof import formulas

WEEKS = list(dict.fromkeys(path.parent for path in notebooks.sources()))
# Cells with code that is wrong in places, for the learner to mend or to judge: the rest of it is right.
TO_MEND = {
    ("1_step_by_step.ipynb", "suspect-backward"),
    ("3_gradient_checking.ipynb", "draft"),
    ("1_python_basics.ipynb", "suspect-report"),
    ("1_yolo.ipynb", "suspect-detect"),
    ("4_keras.ipynb", "draft"),
    ("1_keras_tutorial.ipynb", "draft"),
    ("2_unet.ipynb", "draft"),
    ("2_residual_networks.ipynb", "draft"),
}


@functools.cache
def graded(week):
    """Return the formulas of a week's solutions: {normal form: the exercises that have it}."""
    result = {}
    for path in sorted(week.glob("*.ipynb")):
        for name, tree in formulas.solutions(path):
            for form in formulas.fragments(tree):
                result.setdefault(form, set()).add(f"{path.stem}/{name}")
    return result


def answers(weeks, file):
    """Return what a file gives of the solutions of some weeks: a sentence for each of its lines that does."""
    places = {}
    for cell, tree in formulas.given(file):
        for form, node in formulas.fragments(tree).items():
            exercises = {name for week in weeks for name in graded(week).get(form, ())}
            if exercises and (file.name, cell) not in TO_MEND:
                code = ast.unparse(node).split("\n")[0]
                places.setdefault((cell, node.lineno), f"{code}   of {', '.join(sorted(exercises))}")
    return [f"{file.name}, {cell} line {line}: {text}" for (cell, line), text in sorted(places.items())]


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: f"{week.parents[1].name}/{week.name}")
def test_no_released_file_holds_what_its_week_asks_for(week):
    """What an earlier week has shown may be asked for, and what a later one gives has been asked for before."""
    lines = [line for file in notebooks.released(week) for line in answers([week], file)]
    assert not lines, "\n".join(lines)


def test_helpers_hold_no_answer():
    """Neither for what `test_released_helpers.py` looks for by running it, nor for a part of it."""
    lines = [line for file in sorted((notebooks.ROOT / "helpers").rglob("*.py")) for line in answers(WEEKS, file)]
    assert not lines, "\n".join(lines)


SOLUTION = '''def initialize(layers):
    """Return the weights."""
    ### BEGIN SOLUTION
    parameters = {}
    for l in range(1, len(layers)):
        scale = np.sqrt(2 / layers[l - 1])
        parameters[f"W{l}"] = np.random.randn(layers[l], layers[l - 1]) * scale
    return parameters
    ### END SOLUTION'''
DROPOUT = """def drop(A, keep_prob):
    ### BEGIN SOLUTION
    D = np.random.rand(*A.shape) < keep_prob
    A = A * D / keep_prob
    return A, D
    ### END SOLUTION"""
COST = """def cost(A, Y):
    ### BEGIN SOLUTION
    m = Y.shape[1]
    return -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    ### END SOLUTION"""


def shares(solution, released, folder):
    """Return whether a released module holds a formula of a solution cell."""
    cell = graded_cell(solution, "exercise", solution=True)
    notebooks.write(folder / "1_solved.ipynb", new_notebook(cells=[cell]))
    (folder / "module.py").write_text(released)
    (pair,) = formulas.solutions(folder / "1_solved.ipynb")
    assert pair[0] == "exercise"
    forms = formulas.fragments(pair[1])
    return any(form in forms for _, tree in formulas.given(folder / "module.py") for form in formulas.fragments(tree))


@pytest.mark.parametrize(
    ("solution", "released"),
    [
        (SOLUTION, "W = rng.normal(size=(size, before)) * np.sqrt(2 / before)"),
        (SOLUTION, "def draw(rng, n, p, gain):\n    return gain * np.sqrt(2.0 / p) * rng.standard_normal((n, p))"),
        (
            DROPOUT,
            "def f(a, share):\n    mask = np.random.rand(*a.shape) < share\n    a = mask * a / share\n    return a",
        ),
        (DROPOUT, "kept = rng.random(before.shape) < p\nbefore *= kept / p"),
        (COST, "J = (np.log(1 - p) * (1 - t) + t * np.log(p)).sum()"),
        (COST, "print(np.sum(np.add(np.multiply(t, np.log(p)), (1 - t) * np.log(1 - p))))"),
    ],
)
def test_a_formula_is_seen_under_other_names_and_in_another_order(solution, released, tmp_path):
    assert shares(solution, released, tmp_path)


@pytest.mark.parametrize(
    ("solution", "released"),
    [
        (SOLUTION, "W = rng.normal(size=(size, before)) / np.sqrt(before)"),
        (SOLUTION, "W, b = np.zeros((2, 1)), len(layers)"),
        (DROPOUT, "mask = np.random.rand(*a.shape) < share\na = a + mask"),
        (COST, "m = Y.shape[1]\nprint(m)"),
        (COST, "J = np.sum(Y * np.log(A)) + np.sum(1 - np.log(A))"),
        ("### BEGIN SOLUTION\nq1 = 'a'\n### END SOLUTION", "q1 = 'a'"),
    ],
)
def test_what_is_small_or_means_something_else_is_no_formula(solution, released, tmp_path):
    assert not shares(solution, released, tmp_path)


def test_solution_cells_of_a_notebook_are_not_given_and_locked_ones_are(tmp_path):
    cells = [
        graded_cell("a = 1", "answer", solution=True),
        graded_cell("%matplotlib inline\nb = 2", "setup", locked=True),
    ]
    notebooks.write(tmp_path / "1_a.ipynb", new_notebook(cells=cells))
    ((cell, tree),) = formulas.given(tmp_path / "1_a.ipynb")
    assert (cell, ast.unparse(tree)) == ("setup", "b = 2")
