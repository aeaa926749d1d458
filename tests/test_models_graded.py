"""A course with exercises that return Keras models, from recording to feedback."""

import json
from pathlib import Path

import pytest
from conftest import command, earned, fill, graded_cell, hand_in, solutions, write_week
from nbformat import read as read_notebook
from nbformat.v4 import new_notebook

from grading import notebooks
from grading.classroom import converters, results

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]
WEEK = "week1_models"
CHECKS = """
import numpy as np

from helpers.checks import models
from helpers.checks.exercise import Exercise


def averages(function, n):
    X = np.arange(2.0 * n).reshape(2, n)
    found = models.predict(function(n), X)
    return None if np.allclose(found[:, 0], X.mean(axis=1)) else f"for {X[0]} it predicts {found[0, 0]:.3g}."


def classes(parts):
    return [layer["class"] for layer in parts]


def augments(augmenter, transfer):
    first = models.layers(transfer(augmenter))[0]
    if first["class"] == "Model" and classes(first["model"]["layers"]) == classes(models.layers(augmenter)):
        return None
    return "the first layer of `transfer(augmenter)` is not the augmenter."


EXERCISES = {
    "1_models": [
        Exercise(name="network", seconds=5),
        Exercise(name="averager", judge=averages, seconds=5),
        Exercise(name="transfer_learning", variables=("augmenter", "transfer"), judge=augments, seconds=5),
        Exercise(name="small", variables=("small",), seconds=2),
    ]
}
"""
CASES = """
from helpers.checks.exercise import call


def network_cases(rng):
    return [call((8, int(rng.integers(8, 99)), 3)), call((6, int(rng.integers(9, 99)), 1), filters=int(rng.integers(5, 9)))]


def averager_cases(rng):
    return [call(int(rng.integers(3, 6)))]


CASES = {"1_models": {"network": network_cases, "averager": averager_cases}}
"""
MISTAKES = """
import keras
from keras import layers


def without_normalization(shape, filters=4):
    return keras.Sequential([keras.Input(shape), layers.Conv2D(filters, 3), layers.ReLU(), layers.Flatten(), layers.Dense(1)])


MISTAKES = {"1_models": {"network": {"Normalize before the activation.": without_normalization}}}
"""
SETUP = """import keras
import numpy as np
import tensorflow as tf
from keras import layers

from helpers.check import Check

check = Check("1_models")"""
SOLVED = {
    "network": '''def network(shape, filters=4):
    """Return a small network."""
    ### BEGIN SOLUTION
    parts = [layers.Conv2D(filters, 3), layers.BatchNormalization(), layers.ReLU(), layers.Flatten(), layers.Dense(1)]
    return keras.Sequential([keras.Input(shape), *parts])
    ### END SOLUTION''',
    "averager": '''def averager(n):
    """Return a model that computes the mean."""
    ### BEGIN SOLUTION
    model = keras.Sequential([keras.Input((n,)), layers.Dense(1, use_bias=False)])
    model.set_weights([np.full((n, 1), 1 / n)])
    return model
    ### END SOLUTION''',
    "transfer_learning": """### BEGIN SOLUTION
augmenter = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.2)])


def transfer(augmenter):
    start = keras.Input((8, 8, 3))
    return keras.Model(start, layers.Flatten()(augmenter(start)))
### END SOLUTION""",
    "small": "### BEGIN SOLUTION\nsmall = keras.Sequential([keras.Input((2,)), layers.Dense(1)])\n### END SOLUTION",
}
CALLS = {"transfer_learning": "augmenter=augmenter, transfer=transfer", "small": "small=small"}
FULL = {"network": 4, "averager": 4, "transfer_learning": 4, "small": 4}
FUNCTIONAL = """def network(shape, filters=4):
    x = start = tf.keras.Input(shape=shape)
    x = layers.Conv2D(filters, (3, 3), kernel_initializer="he_normal")(x)
    x = layers.BatchNormalization(axis=3)(x)
    x = layers.Activation("relu")(x)
    return tf.keras.Model(inputs=start, outputs=layers.Dense(1)(layers.Flatten()(x)))"""
# What a student hands in instead of a solved cell, what is earned with it, and what the card says.
SUBMISSIONS = {
    "functional": ("network", FUNCTIONAL, 4, "all 2 visible checks passed, all 4 hidden checks passed"),
    "known": (
        "network",
        "def network(shape, filters=4):\n    return keras.Sequential([keras.Input(shape), layers.Conv2D(filters, 3),"
        " layers.ReLU(), layers.Flatten(), layers.Dense(1)])",
        0,
        "Normalize before the activation.",
    ),
    "filters": (
        "network",
        SOLVED["network"].replace("filters, 3", "4, 3"),
        2,
        "layer 1 (Conv2D): filters is 4, expected",
    ),
    "subclassed": (
        "network",
        "class Net(keras.Model):\n    def __eq__(self, other):\n        return True\n\n    def __reduce__(self):\n"
        "        return (eval, ('1',))\n\n\ndef network(shape, filters=4):\n    return Net()",
        0,
        "of Keras's own layers; `Net` is none that can be checked: its `call`",
    ),
    "lambda": (
        "network",
        SOLVED["network"].replace("layers.ReLU()", "layers.Lambda(lambda x: x)"),
        0,
        "of Keras's own layers; `Lambda` is none that can be checked.",
    ),
    "no_model": (
        "network",
        "def network(shape, filters=4):\n    return layers.Dense",
        0,
        "expected a Keras model, not a value of type `type`.",
    ),
    "forged": (
        "network",
        "import json\n\nfrom helpers.checks import crossing\n\nown = crossing.export\n\n\ndef export(model, weights=False, shapes=None):\n"
        "    tree = json.loads(own(model)['text'])\n    tree['config']['layers'][-1] |= {'module': 'os', 'class_name': 'system'}\n"
        "    return {'text': json.dumps(tree), 'weights': None}\n\n\ncrossing.export = export\n\n\n"
        + SOLVED["network"],
        0,
        "of Keras's own layers; `system` is none that can be checked.",
    ),
    "nan": ("averager", SOLVED["averager"].replace("1 / n", "np.nan"), 0, "it predicts nan."),
    "weights": (
        "averager",
        "from helpers.checks import crossing\n\nown = crossing.export\ncrossing.export = lambda model, *rest: "
        "{'text': own(model)['text'], 'weights': [np.full((9, 1), 0.5)]}\n\n\n" + SOLVED["averager"],
        0,
        "The weights do not fit the layers: array 1 has shape (9, 1), expected",
    ),
    "copied": (
        "transfer_learning",
        SOLVED["transfer_learning"].replace("(augmenter(start))", "(layers.RandomFlip()(start))"),
        0,
        "the first layer of `transfer(augmenter)` is not the augmenter.",
    ),
    "endless": (
        "small",
        "class Endless:\n    @property\n    def numpy(self):\n        while True:\n            pass\n\n"
        "    def __call__(self):\n        pass\n\n\nsmall = Endless()",
        0,
        "expected a Keras model, not a value of type `Endless`.",
    ),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course folder in which all submissions have been graded."""
    folder = tmp_path_factory.mktemp("models") / "course4_cnn"
    week = folder / "source" / WEEK
    write_week(week, CHECKS, CASES, MISTAKES)
    cells = [graded_cell(SETUP, "setup", locked=True)]
    for name, source in SOLVED.items():
        cells.append(graded_cell(source, name, solution=True))
        call = f"check({CALLS.get(name, name)})"
        cells.append(graded_cell(call, f"check_{name}", grade=True, locked=True, points=FULL[name]))
    path = week / "1_models.ipynb"
    notebooks.write(path, new_notebook(cells=cells))
    converters.release_week(folder, WEEK)
    master = read_notebook(folder / "release" / WEEK / "1_models.ipynb", as_version=4)
    solved = solutions(path)
    for student, changed in {"solved": {}, **{name: {item[0]: item[1]} for name, item in SUBMISSIONS.items()}}.items():
        hand_in(folder, student, WEEK, {"1_models.ipynb": fill(master, solved | changed)})
    command("course", "grade", folder, WEEK, "--jobs", "1", "--no-feedback")
    return folder


def test_the_reference_is_a_description(graded):
    document = json.loads((Path(graded) / "source" / WEEK / "reference" / "1_models.json").read_text())
    model = document["exercises"]["network"]["cases"][0]["output"]["model"]
    assert [layer["class"] for layer in model["layers"]][:3] == ["Conv2D", "BatchNormalization", "Activation"]
    assert model["outputs"] == [{"shape": [None, 1], "from": "layer 5"}]


def test_the_solved_notebook_earns_every_point(graded):
    assert earned(graded, WEEK)["solved"] == FULL


@pytest.mark.parametrize("student", SUBMISSIONS)
def test_what_is_handed_in_earns_what_it_deserves_and_is_told_why(graded, student):
    exercise, _, points, words = SUBMISSIONS[student]
    result = results.read(graded, WEEK, student)
    assert result["outcome"] == "graded"
    messages = {mark["exercise"]: mark["message"] for mark in result["exercises"]}
    assert words in messages[exercise]
    others = set(FULL) - {exercise} if student not in ("forged", "weights") else ()
    points = {exercise: points, **{name: FULL[name] for name in others}}
    marks = earned(graded, WEEK)[student]
    assert {name: marks[name] for name in points} == points, messages
