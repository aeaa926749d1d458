"""A course whose exercises get models, layers and symbolic tensors, or are classes, from recording to feedback."""

import json
from pathlib import Path

import pytest
from conftest import command, earned, fill, graded_cell, hand_in, solutions, write_week
from nbformat import read as read_notebook
from nbformat.v4 import new_notebook

from grading import notebooks
from grading.classroom import converters, results

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]
WEEK = "week2_given"
CHECKS = """
import numpy as np

from helpers.checks import models
from helpers.checks.exercise import Exercise, portable


@portable
def plain(X, n, initializer=None):
    from keras import layers

    return layers.Dense(n, "tanh")(X)


def tuned(fine_tune, base, at):
    model = fine_tune(base, at)
    if [item["class"] for item in models.layers(model)] != [item["class"] for item in models.layers(base)]:
        return "the layers are not those of the model that was passed."
    for own, right in zip(models.weights(model), models.weights(base)):
        if not np.array_equal(own, right):
            return "the weights are not those of the model that was passed."
    frozen = [item["trainable"] == 0 for item in models.layers(model)]
    return None if frozen == [place < at for place in range(len(frozen))] else f"frozen: {frozen}."


def small(make, n, X):
    model = make(n)
    models.layers(model)
    if models.count(model)[0] > 60:
        return f"it has {models.count(model)[0]} parameters, at most 60 are allowed."
    values = models.predict(model, X)
    return None if values.shape == (len(X), 1) else f"its output has the shape {values.shape}."


EXERCISES = {
    "1_given": [
        Exercise(name="size", seconds=5, leaves=("network",)),
        Exercise(name="fine_tune", judge=tuned, seconds=5),
        Exercise(name="block", seconds=5),
        Exercise(name="tower", functions=(plain,), seconds=5),
        Exercise(name="augmenter", seconds=5),
        Exercise(name="transfer", uses=("augmenter",), seconds=5),
        Exercise(name="Gate", seconds=5, rtol=1e-4),
        Exercise(name="budget", judge=small, seconds=5),
    ]
}
"""
CASES = """
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from helpers.checks import models
from helpers.checks.exercise import call, call_with, load

CHECKS = load(Path(__file__).parents[2] / "source" / "week2_given" / "checks.py")


def network(rng, *sizes):
    return models.fill(keras.Sequential([keras.Input((4,)), *(layers.Dense(n, "relu") for n in sizes)]), rng)


def size_cases(rng):
    frozen = network(rng, 3, int(rng.integers(2, 9)))
    frozen.layers[0].trainable = False
    dense = layers.Dense(int(rng.integers(2, 9)))
    dense.build((None, int(rng.integers(2, 9))))
    return [call(frozen), call(models.fill(dense, rng))]


def tune_cases(rng):
    return [call(network(rng, 3, int(rng.integers(3, 9)), 2), at) for at in (1, 2)]


def block_cases(rng):
    X = tf.constant(rng.uniform(size=(2, 5)), tf.float32)
    seen = keras.initializers.Constant(float(rng.uniform(0.5, 0.9)))
    n, units = rng.integers(2, 200, 2).tolist()  # so many that no hidden case is a visible one
    return [call(keras.Input((n,)), units), call(keras.Input((units, n)), n), call(X, 3, initializer=seen), call(X, n, keras.initializers.Ones)]


def tower_cases(rng):
    return [call_with({"block": CHECKS.plain}, keras.Input((n,)), n) for n in (4, int(rng.integers(5, 99)))]


def augmenter_cases(rng):
    return [call("horizontal", float(rng.uniform(0.1, 0.3)))]


def transfer_cases(rng):
    return [call("vertical", float(rng.uniform(0.1, 0.3)), int(rng.integers(2, 9)))]


def gate_cases(rng):
    X = rng.normal(size=(3, int(rng.integers(2, 6)))).astype("float32")
    return [call(4).then(X), call(int(rng.integers(2, 6)), rate=0.5).then(X, training=False), call(2).then(2 * X, training=True)]


def budget_cases(rng):
    return [call(3, rng.normal(size=(5, 3)))]


CASES = {
    "1_given": {
        "size": size_cases, "fine_tune": tune_cases, "block": block_cases, "tower": tower_cases, "augmenter": augmenter_cases,
        "transfer": transfer_cases, "Gate": gate_cases, "budget": budget_cases,
    }
}
"""
MISTAKES = """
from grading.authoring.slips import edit

MISTAKES = {
    "1_given": {
        "size": {"Frozen weights count, too.": edit("in network.weights", "in network.trainable_weights")},
        "block": {"Use the initializer that is passed.": edit("initializer = make", "initializer = 'he_normal'")},
        "Gate": {"The gate closes with a sigmoid.": edit("sigmoid", "tanh")},
    }
}
"""
SETUP = """import keras
import numpy as np
import tensorflow as tf
from keras import layers

from helpers.check import Check

check = Check("1_given")"""
SOLVED = {
    "size": '''def size(network):
    """Return the number of all weights, and how many arrays are trained."""
    ### BEGIN SOLUTION
    value = sum(int(np.prod(w.shape)) for w in network.weights), len(network.trainable_weights)
    return value
    ### END SOLUTION''',
    "fine_tune": '''def fine_tune(network, at):
    """Freeze the first layers."""
    ### BEGIN SOLUTION
    for number, layer in enumerate(network.layers):
        layer.trainable = number >= at
    return network
    ### END SOLUTION''',
    "block": '''def block(X, n, initializer=keras.initializers.GlorotUniform):
    """Return a block of layers."""
    ### BEGIN SOLUTION
    make = initializer() if isinstance(initializer, type) else initializer
    initializer = make
    side = layers.Dense(n, kernel_initializer=initializer, use_bias=False)(X)
    x = layers.Dense(n, kernel_initializer=initializer, activation="relu")(X)
    return layers.Add()([x, side])
    ### END SOLUTION''',
    "tower": '''def tower(X, n):
    """Return two blocks."""
    ### BEGIN SOLUTION
    return block(block(X, n), n)
    ### END SOLUTION''',
    "augmenter": '''def augmenter(mode, factor):
    """Return a model that augments."""
    ### BEGIN SOLUTION
    return keras.Sequential([layers.RandomFlip(mode), layers.RandomRotation(factor)])
    ### END SOLUTION''',
    "transfer": '''def transfer(mode, factor, n):
    """Return a model that augments first."""
    ### BEGIN SOLUTION
    x = start = keras.Input((8, 8, 3))
    x = layers.Flatten()(augmenter(mode, factor)(x))
    return keras.Model(start, layers.Dense(n)(x))
    ### END SOLUTION''',
    "Gate": '''class Gate(layers.Layer):
    """Return the input, normalized, put through a gate."""
    ### BEGIN SOLUTION
    def __init__(self, units, rate=0.0):
        super().__init__()
        self.first, self.norm = layers.LayerNormalization(), layers.LayerNormalization()
        self.way, self.gate = layers.Dense(units), layers.Dense(units)
        self.dropout = layers.Dropout(rate)

    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[-1],), initializer="ones", name="scale")

    def call(self, x, training=None):
        x = self.first(x) * self.scale
        x = tf.sigmoid(self.gate(x)) * self.way(x)
        return self.dropout(self.norm(x), training=training)
    ### END SOLUTION''',
    "budget": '''def budget(n):
    """Return a model of few parameters."""
    ### BEGIN SOLUTION
    return keras.Sequential([keras.Input((n,)), layers.Dense(9, "relu"), layers.Dense(1)])
    ### END SOLUTION''',
}
FULL = dict.fromkeys(SOLVED, 4)
GATE = SOLVED["Gate"]
OWN = """class Net(keras.Model):
    def __init__(self, {width}):
        super().__init__()
        self.hidden, self.out = layers.Dense(width, "relu"), layers.Dense(1)

    def call(self, x):
        return self.out(self.hidden(x))


def budget(n):
    {model}
    return model"""
LIE = (
    OWN.replace("return self.out(self.hidden(x))", "{call}")
    .replace("{width}", "width=9")
    .replace("{model}", "model = Net()\n    model(np.ones((1, n)))")
)
# What a student hands in instead of a solved cell, what is earned with it, and what the card says.
SUBMISSIONS = {
    "frozen_forgotten": ("size", SOLVED["size"].replace("in network.weights", "in network.trainable_weights"), 2, "Frozen weights count, too."),
    "changes": ("size", SOLVED["size"].replace("    return", "    network.trainable = False\n    return"), 3, "network"),
    "tunes_none": ("fine_tune", "def fine_tune(network, at):\n    return network", 0, "Frozen: [False, False, False]."),
    "tunes_other": ("fine_tune", "def fine_tune(network, at):\n    network = keras.models.clone_model(network)\n"
        "    for layer in network.layers[:at]:\n        layer.trainable = False\n    return network", 0, "The weights are not those"),
    "tunes_new": ("fine_tune", "def fine_tune(network, at):\n    new = keras.models.clone_model(network)\n    new.set_weights(network.get_weights())\n"
        "    for layer in new.layers[:at]:\n        layer.trainable = False\n    return new", 4, ""),
    "functions": ("block", SOLVED["block"].replace("layers.Add()([x, side])", "side + x"), 4, ""),
    "unused": ("block", SOLVED["block"].replace("initializer = make", "initializer = 'glorot_uniform'"), 2, ""),
    "one_layer": ("block", SOLVED["block"].replace('"relu")(X)', '"relu")(side)'), 0, "layer 2 (Dense) is given layer 1, expected input 1"),
    "cut_off": ("block", SOLVED["block"].replace("    make =", "    X = keras.Input(X.shape[1:]) if isinstance(X, keras.KerasTensor) else X\n    make ="), 2,
        "the tensor is not computed from the tensors that the function is given"),
    "a_model": ("block", "def block(X, n, initializer=None):\n    return keras.Sequential([layers.Dense(n)])", 0, "expected a symbolic tensor"),
    "augments_wrongly": ("augmenter", SOLVED["augmenter"].replace("mode)", "'vertical')"), 0, "mode is 'vertical', expected 'horizontal'"),
    "order": ("Gate", GATE.replace("self.first, self.norm =", "self.norm, self.first =").replace("self.way, self.gate =", "self.gate, self.way ="), 4, ""),
    "own_weights": ("Gate", GATE.replace("self.way, self.gate = layers.Dense(units), layers.Dense(units)", "self.way, self.units = layers.Dense(units), units")
        .replace("        self.scale", '        self.W = self.add_weight(shape=(shape[-1], self.units), name="W")\n'
        '        self.b = self.add_weight(shape=(self.units,), name="b")\n        self.scale').replace("self.gate(x)", "x @ self.W + self.b"), 4, ""),
    "known": ("Gate", GATE.replace("sigmoid", "tanh"), 0, "The gate closes with a sigmoid."),
    "too_few": ("Gate", GATE.replace("self.dropout(self.norm(x), training", "self.dropout(x, training"), 0, "its weights have the shapes"),
    "constant": ("Gate", GATE.replace("    def build", "    def __call__(self, x, training=None):\n        super().__call__(x)\n        return tf.zeros((3, 4))\n\n    def build"), 0, ""),
    "lies": ("Gate", GATE.replace("    def build", "    weights = property(lambda self: [])\n    trainable_weights = weights\n"
        "    def count_params(self):\n        return 3\n    def get_weights(self):\n        return []\n    def build"), 4, ""),
    "hides": ("Gate", GATE.replace("self.gate = layers.Dense(units), layers.Dense(units)", "self.units = layers.Dense(units), units")
        .replace("self.gate(x)", "x @ tf.ones((x.shape[-1], self.units))"), 0, "its weights have the shapes"),
    "no_layer": ("Gate", "class Gate:\n    def __init__(self, units, rate=0.0):\n        pass\n\n    def __call__(self, x, training=None):\n        return x", 0,
        "expected a Keras model or layer, not a value of type `Gate`"),
    "subclass": ("budget", OWN.format(width="width=9", model="model = Net()\n    model(np.ones((1, n)))"), 4, ""),
    "unmet": ("budget", OWN.format(width="width=9", model="model = Net()"), 0, "The model has met no input yet"),
    "too_large": ("budget", OWN.format(width="width=99", model="model = Net()\n    model(np.ones((1, n)))"), 0, "It has 496 parameters, at most 60"),
    "constants": ("budget", LIE.format(call="return self.out(keras.ops.matmul(x, np.ones((3, 99), 'float32')))"), 0, "parameters, at most 60"),
    "weights_in_attributes": ("budget", LIE.format(call="return tf.matmul(x, tf.ones((3, 99)))[:, :1]"), 0, "its `call` does what cannot be followed"),
    "huge": ("budget", "def budget(n):\n    return keras.Sequential([keras.Input((n,)), layers.Dense(8_000), layers.Dense(8_000), layers.Dense(1)])", 0, "It has 64048001 parameters, at most 60"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course folder in which all submissions have been graded."""
    folder = tmp_path_factory.mktemp("given") / "course4_cnn"
    week = folder / "source" / WEEK
    write_week(week, CHECKS, CASES, MISTAKES)
    cells = [graded_cell(SETUP, "setup", locked=True)]
    for name, source in SOLVED.items():
        cells.append(graded_cell(source, name, solution=True))
        cells.append(graded_cell(f"check({name})", f"check_{name}", grade=True, locked=True, points=FULL[name]))
    path = week / "1_given.ipynb"
    notebooks.write(path, new_notebook(cells=cells))
    converters.release_week(folder, WEEK)
    master = read_notebook(folder / "release" / WEEK / "1_given.ipynb", as_version=4)
    solved = solutions(path)
    for student, changed in {"solved": {}, **{name: {item[0]: item[1]} for name, item in SUBMISSIONS.items()}}.items():
        hand_in(folder, student, WEEK, {"1_given.ipynb": fill(master, solved | changed)})
    command("course", "grade", folder, WEEK, "--jobs", "1", "--no-feedback")
    return folder


def test_the_reference_holds_models_as_data(graded):
    document = json.loads((Path(graded) / "source" / WEEK / "reference" / "1_given.json").read_text())
    exercises = document["exercises"]
    ((model, *_), _) = (case["arguments"]["tuple"] for case in exercises["size"]["cases"])
    assert model["keras"]["model"]["class_name"] == "Sequential"
    assert model["described"]["layers"][0]["trainable"] == 0
    assert exercises["block"]["cases"][0]["output"]["model"]["tensor"] is True
    assert "array" in str(exercises["Gate"]["cases"][0]["next"]["weights"])


def test_the_solved_notebook_earns_every_point(graded):
    result = results.read(graded, WEEK, "solved")
    assert earned(graded, WEEK)["solved"] == FULL, [mark["message"] for mark in result["exercises"]]


@pytest.mark.parametrize("student", SUBMISSIONS)
def test_what_is_handed_in_earns_what_it_deserves_and_is_told_why(graded, student):
    exercise, _, points, words = SUBMISSIONS[student]
    result = results.read(graded, WEEK, student)
    assert result["outcome"] == "graded"
    messages = {mark["exercise"]: mark["message"] for mark in result["exercises"]}
    assert words in messages[exercise], messages[exercise]
    assert earned(graded, WEEK)[student] == FULL | {exercise: points}, messages
