"""A small course with a NumPy and a TensorFlow notebook, and a class that hands it in: what the benchmarks grade."""

import json
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading import notebooks
from grading.classroom import converters

NUMPY, TENSORFLOW = "week1_numpy", "week2_tensorflow"
KINDS = ("perfect", "half", "crashing")

SETUP = """import numpy as np
{also}
from helpers.check import Check

check = Check("{name}")"""
CHECKS = """from helpers.checks.exercise import Exercise

EXERCISES = {{"{name}": [{exercises}]}}
"""
CASES = """from helpers.checks.exercise import call

CASES = {{"{name}": {{{cases}}}}}
"""
MATRIX, PAIR = "rng.normal(size=(4, m))", "rng.normal(size=(4, m)), rng.normal(size=(4, m))"
AFFINE = "rng.normal(size=(4, m)), rng.normal(size=(2, 4)), rng.normal(size=(2, 1))"

# Each exercise: its arguments in the cases, and its body.
EXERCISES = {
    NUMPY: {
        "sigmoid(Z)": (MATRIX, "return 1 / (1 + np.exp(-Z))"),
        "relu(Z)": (MATRIX, "return np.maximum(0, Z)"),
        "softmax(Z)": (MATRIX, "E = np.exp(Z - Z.max(axis=0))\n    return E / E.sum(axis=0)"),
        "linear(X, W, b)": (AFFINE, "return W @ X + b"),
        "squared_error(A, Y)": (PAIR, "return np.mean((A - Y) ** 2)"),
        "cosine(A, Y)": (PAIR, "return np.sum(A * Y) / (np.linalg.norm(A) * np.linalg.norm(Y))"),
        "standardize(X)": (MATRIX, "return (X - X.mean()) / (1e-8 + X.std())"),
        "distances(A, Y)": (PAIR, "return np.sqrt(((A[:, :, None] - Y[:, None]) ** 2).sum(axis=0))"),
    },
    TENSORFLOW: {
        "affine(X, W, b)": (AFFINE, "return tf.linalg.matmul(W, X) + b"),
        "cross_entropy(Z)": (MATRIX, "return -tf.reduce_mean(tf.nn.log_softmax(Z, axis=0)[0])"),
        "slope(X)": (
            MATRIX,
            "X = tf.Variable(X)\n    with tf.GradientTape() as tape:\n        total = tf.reduce_sum(tf.sin(X))\n"
            "    return tape.gradient(total, X)",
        ),
        "descend(X)": (
            MATRIX,
            "X = tf.Variable(X)\n    for _ in range(5):\n        with tf.GradientTape() as tape:\n"
            "            total = tf.reduce_sum(X**2)\n        X.assign_sub(0.1 * tape.gradient(total, X))\n"
            "    return X",
        ),
    },
}


def make(target, *weeks):
    """Make and release the course in the folder `target`, with all of its weeks or those that are named; return it."""
    target = Path(target)
    for week, exercises in ((week, EXERCISES[week]) for week in weeks or EXERCISES):
        name, tensorflow = f"1_{week.partition('_')[2]}", week == TENSORFLOW
        folder = target / "source" / week
        folder.mkdir(parents=True)
        names = [head.partition("(")[0] for head in exercises]
        declared = [f"Exercise(name={item!r}, rtol={1e-4 if tensorflow else 1e-6})" for item in names]
        cases = [
            f"{item!r}: lambda rng: [call({arguments}) for m in (1, 3, 8)]"
            for item, (arguments, _) in zip(names, exercises.values())
        ]
        author = target / "author" / week
        author.mkdir(parents=True)
        (folder / "checks.py").write_text(CHECKS.format(name=name, exercises=",\n    ".join(declared)))
        (author / "cases.py").write_text(CASES.format(name=name, cases=",\n    ".join(cases)))
        (author / "mistakes.py").write_text("MISTAKES = {}\n")
        setup = SETUP.format(name=name, also="import tensorflow as tf\n" if tensorflow else "")
        cells = [new_markdown_cell("# A notebook to measure", id="title"), _cell(setup, "setup", locked=True)]
        for head, (_, body) in exercises.items():
            exercise = head.partition("(")[0]
            source = f'def {head}:\n    """Exercise."""\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION'
            cells.append(_cell(source, exercise, solution=True))
            cells.append(_cell(f"check({exercise})", f"check_{exercise}", grade=True, locked=True, points=1))
        notebooks.write(folder / f"{name}.ipynb", new_notebook(cells=cells))
        converters.release_week(target, week)
    return target


def _cell(source, grade_id, **settings):
    cell = new_code_cell(source, id=grade_id.replace("_", "-"))
    cell.metadata.nbgrader = {
        "grade": False, "grade_id": grade_id, "locked": False, "schema_version": 3, "solution": False, "task": False,
    } | settings  # fmt: skip
    return cell


def hand_in(target, week, student, kind):
    """Hand a week in for a student: perfect, half done, with a crash in each notebook, or endless in a cell."""
    folder = target / "submitted" / student / week
    folder.mkdir(parents=True)
    for path in (target / "source" / week).glob("*.ipynb"):
        document, released = notebooks.read(path), notebooks.read(target / "release" / week / path.name)
        given = {notebooks.grade_id(cell): cell.source for cell in released.cells}
        solutions = [cell for cell in document.cells if cell.metadata.get("nbgrader", {}).get("solution")]
        half = solutions[len(solutions) // 2 :]
        for cell in half if kind == "half" else half[:1]:
            if kind == "half":
                cell.source = given[notebooks.grade_id(cell)]
            elif kind == "crashing":
                cell.source += "\n\n\nraise RuntimeError('an unfinished thought')"
            elif kind == "endless":
                cell.source += "\n\n\nwhile True:\n    pass"
        for cell in solutions:
            cell.source += f"\n# {student}"  # no two alike
        (folder / path.name).write_text(json.dumps(document), encoding="utf-8")


def fill(target, week, count):
    """Hand in `count` notebooks of a week: perfect, half done and crashing ones in turn."""
    for number in range(count):
        hand_in(target, week, f"student{number:05}", KINDS[number % len(KINDS)])
