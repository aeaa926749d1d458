"""Models and layers as arguments, and classes of the learner's own, asked from both sides of a real sandbox."""

import json
import subprocess
import sys

import numpy as np
import pytest

from grading import notebooks
from grading.sandbox.confine import Limits
from grading.sandbox.session import Session
from grading.sandbox.warm import Warm
from helpers.checks import carry, codec, given, models, then
from helpers.checks.compare import difference
from helpers.checks.crossing import UNMET, ModelError, OwnClass
from helpers.checks.exercise import Call, Portable, call
from helpers.checks.probes import Observed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]
LIMITS = Limits(notebook_seconds=300, cell_seconds=60, memory=3000)
PREPARED = """
import json

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.layers import *

from helpers.checks import codec, crossing, given, models


def recorded(value):
    return json.dumps(codec.encode(value, whole=True))


def shown(question, *arguments):
    try:
        return question(*arguments)
    except crossing.ModelError as error:
        return str(error)


rng = np.random.default_rng(1)
base = models.fill(keras.Sequential([keras.Input((5,)), Dense(4, "relu", kernel_initializer="he_normal"), BatchNormalization(), Dense(2)]), rng)
base.layers[0].trainable = False
passed = recorded([base, models.fill(base.layers[2], rng), Dropout(0.3), keras.initializers.Constant(0.5), keras.initializers.RandomUniform, keras.Input((4, 3), dtype="int32")])


class Gated(Layer):
    def __init__(self, units):
        super().__init__()
        self.a, self.b = Dense(units), Dense(units)

    def call(self, x, mask=None, training=False):
        x = tf.sigmoid(self.a(x)) * self.b(x)
        return x if mask is None else x * mask


class Net(keras.Model):
    def __init__(self, width=3):
        super().__init__()
        self.hidden, self.out = Dense(width, "relu"), Dense(2)

    def call(self, x):
        return self.out(self.hidden(x))


net, gated = Net(), Gated(3)
X = np.linspace(-1, 1, 20).reshape(4, 5).astype("float32")
_ = net(X), gated(X)
"""


@pytest.fixture(scope="module")
def shared(without_tensorflow):
    with Warm(("tensorflow",)) as warm, Session(warm, {}, LIMITS) as process:
        outputs, _ = process.run(PREPARED)
        assert outputs == []
        yield process


@pytest.fixture
def names(shared):
    return shared.names


@pytest.fixture
def passed(names):
    return codec.decode(json.loads(names["passed"]))


def run(session, source):
    outputs, _ = session.run(source)
    assert not any(item.output_type == "error" for item in outputs), outputs


def test_what_is_passed_arrives_as_it_was(shared, passed):
    run(
        shared,
        "def look(model, layer, new, constant, uniform, symbol):\n"
        "    return [layer.trainable for layer in model.layers], model.predict(X, verbose=0), model.layers[0].kernel_initializer.__class__.__name__, "
        "layer.units, len(layer.get_weights()), new.rate, np.asarray(constant((1,)))[0], uniform is keras.initializers.RandomUniform, tuple(symbol.shape), symbol.dtype\n"
        "expected = base.predict(X, verbose=0)",
    )
    trainable, outputs, *others = shared.names["look"](*passed)
    assert trainable == [False, True, True]
    np.testing.assert_allclose(outputs, shared.names["expected"], rtol=1e-5)
    assert others == ["HeNormal", 2, 2, 0.3, 0.5, True, (None, 4, 3), "int32"]
    assert repr(passed[:1]) == "[Sequential(...)]"
    assert [str(item) for item in passed[3:]] == ["Constant(...)", "RandomUniform", "keras.Input([4, 3])"]


def test_what_is_passed_can_be_asked_before(names, passed):
    base, dense = passed[:2]
    assert [layer["class"] for layer in models.layers(base)] == ["Dense", "BatchNormalization", "Dense"]
    assert [layer["trainable"] for layer in models.layers(base)] == [0, 8, 10]
    assert models.count(base) == (24 + 16 + 10, 18)
    assert models.count(dense) == (10, 10)
    assert [array.shape for array in models.weights(base)][:2] == [(5, 4), (4,)]


def test_each_call_gets_a_new_model_and_changes_are_seen(shared, passed):
    run(
        shared,
        "def spoil(model):\n    model.layers[2].set_weights([0 * w for w in model.layers[2].get_weights()])\n    return model\n"
        "def freeze(model):\n    model.trainable = False\n    return model\n"
        "def use(model):\n    return model(X)\ndef first(model):\n    return model.layers[2].get_weights()[0]",
    )
    model, names = passed[0], shared.names
    before = names["first"](model)
    names["spoil"](model)
    np.testing.assert_array_equal(names["first"](model), before)

    class exercise:
        leaves = ("model",)

    for name, changed in [("spoil", {"model"}), ("freeze", {"model"}), ("use", set())]:
        observed = Observed(names[name], exercise, ("model",))
        observed(model)
        assert observed.changed == changed, name
    assert models.count(names["freeze"](model)) == (50, 0)


def test_a_block_of_layers_is_described_from_its_inputs(shared):
    run(
        shared,
        "def block(a, b, late=False):\n    x = Dense(3)(a)\n    return Add()([x, Dense(3)(x if late else b)]), x\n"
        "def ignores(a, b):\n    return Dense(3)(a), a\ndef swapped(a, b):\n    return block(b, a)\n"
        "def afresh(a, b):\n    return block(keras.Input((4,)), keras.Input((2,)))\ndef model(a, b):\n    return keras.Sequential([Dense(3)]), a\n"
        "def own(a, b):\n    x = Wide()(a)\n    return x + Dense(3)(b), x\n"
        "class Wide(Layer):\n    def __init__(self):\n        super().__init__()\n        self.inner = Dense(3)\n    def call(self, x):\n        return self.inner(x)",
    )
    inputs = [given.Given(f'{{"input": [[null, {n}], "float32"]}}') for n in (4, 2)]
    names = shared.names
    expected = codec.decode(
        codec.encode(tuple(models.Architecture(models.describe(item)) for item in names["block"](*inputs)))
    )
    assert expected[0]["tensor"] is True
    assert expected[0]["inputs"] == [[None, 4], [None, 2]]

    def wrong(function, *more):
        found = difference(names[function](*inputs, *more), expected)
        return found and found.text

    assert wrong("block") is None
    assert wrong("own") is None
    assert wrong("block", True) == "`result[0]`: the number of inputs is 1, expected 2."
    assert wrong("ignores") == "`result[0]`: the number of inputs is 1, expected 2."
    assert wrong("swapped") == "`result[1]`: the input has shape (None, 2), expected (None, 4)."
    assert wrong("afresh") == "`result[0]`: the tensor is not computed from the tensors that the function is given."
    assert wrong("model") == "`result[0]` is a Sequential, expected a symbolic tensor."


def test_a_class_that_calls_layers_is_described_and_rebuilt(shared):
    names = shared.names
    model, X = names["net"], names["X"]
    assert [layer["class"] for layer in models.layers(model)] == ["Dense", "Dense"]
    assert models.count(model) == (26, 26)
    run(shared, "shown_ = [models.layers(net), models.count(net), models.predict(net, X)]")
    assert models.layers(model) == names["shown_"][0]
    np.testing.assert_allclose(models.predict(model, X), names["shown_"][2], rtol=1e-5)
    zero = [0 * array for array in models.weights(model)]
    assert not models.predict(model, X, zero).any()
    run(shared, "net = Net()\n_ = net(X)")


def test_a_class_that_does_more_is_asked_where_it_lives(shared):
    names = shared.names
    model, X = names["gated"], names["X"]
    with pytest.raises(OwnClass, match="its `call` does what cannot be followed"):
        models.layers(model)
    assert models.count(model) == (36, 36)
    run(
        shared,
        "shown_ = shown(models.layers, gated), models.count(gated), models.predict(gated, X), models.weights(gated)",
    )
    message, count, predictions, weights = names["shown_"]
    assert "its `call` does what cannot be followed" in message
    assert count == (36, 36)
    np.testing.assert_allclose(models.predict(model, X), predictions, rtol=1e-6)
    for own, right in zip(models.weights(model), weights, strict=True):
        np.testing.assert_array_equal(own, right)
    ones = [np.ones(array.shape, "float32") for array in weights]
    total = 1 + X.sum(axis=1, keepdims=True)
    right = np.repeat(total / (1 + np.exp(-total)), 3, axis=1)
    np.testing.assert_allclose(models.predict(model, X, ones), right, rtol=1e-5)
    masked = models.call(model, X, mask=np.zeros((4, 1), "float32"), weights=ones)
    assert not np.asarray(masked).any()
    with pytest.raises(ModelError, match="the weights do not fit the layers: there are 1 arrays, expected 4"):
        models.call(model, X, weights=ones[:1])


def test_each_thing_that_goes_wrong_has_a_sentence(shared):
    run(shared, "unmet, number = Net(), 3\nclass Broken(Layer):\n    def __init__(self):\n        pass\nbroken = Broken()\n"
        "big = keras.Sequential([keras.Input((8000,)), Dense(8000)])")  # fmt: skip
    names = shared.names
    for question in (models.layers, models.count, models.weights):
        with pytest.raises(ModelError, match=UNMET):
            question(names["unmet"])
        assert question(names["net"])
    with pytest.raises(ModelError, match="expected a Keras model or layer, not a value of type `int`"):
        models.weights(names["number"])
    with pytest.raises(ModelError, match="64,008,000 parameters, more than the 50,000,000"):
        models.weights(names["big"])
    with pytest.raises(ModelError, match="64,008,000 parameters, more than the 50,000,000"):
        models.predict(names["big"], np.ones((1, 8000), "float32"))
    assert models.count(names["big"]) == (64_008_000, 64_008_000)
    for question in (models.layers, models.count, models.weights):
        with pytest.raises(ModelError, match=r"its `__init__` does not call `super\(\).__init__\(\)`"):
            question(names["broken"])
    run(shared, "del big")


LIES = {
    "it counts wrong": "def count_params(self):\n    return 1\nNet.count_params = count_params\nliar = Net(99)\n_ = liar(X)",
    "it hides its weights": "class Liar(Net):\n    weights = trainable_weights = variables = property(lambda self: [])\n"
    "    def get_weights(self):\n        return []\nliar = Liar(99)\n_ = liar(X)",
    "it hides a layer in a list": "class Liar(Net):\n    def __init__(self):\n        super().__init__(3)\n        self.secret = lambda: big\n"
    "    def call(self, x):\n        return self.out(self.hidden(self.secret()(x)))\nbig = Dense(99)\n_ = big(X)\nliar = Liar()\n_ = liar(X)",
    "it computes with a constant": "class Liar(Net):\n    def call(self, x):\n"
    "        return self.out(self.hidden(keras.ops.matmul(x, np.ones((5, 99), 'float32'))))\nliar = Liar()\n_ = liar(X)",
}


@pytest.mark.parametrize("lie", LIES)
def test_what_a_class_hides_is_counted(shared, lie):
    run(shared, LIES[lie])
    assert models.count(shared.names["liar"])[0] > 400
    run(shared, "counted = models.count(liar)[0]")
    assert shared.names["counted"] > 400


def test_two_descriptions_of_one_model_are_refused(shared):
    run(
        shared,
        "usual, honest = crossing.export, Net()\n_ = honest(X)\nlarge = Net(999)\n_ = large(X)\n"
        "def export(thing, weights=False, shapes=None):\n    return usual(large if weights else thing, weights, shapes)\ncrossing.export = export",
    )
    liar, X = shared.names["honest"], shared.names["X"]
    assert models.count(liar) == (26, 26)
    with pytest.raises(ModelError, match="says another thing of the model each time"):
        models.predict(liar, X)
    run(shared, "crossing.export = usual")


GATE = [{"layer": "Dense", "arrays": [np.full((5, 3), value), np.zeros(3)]} for value in (0.5, -0.25)]
OTHERS = {
    "the same": ("", True),
    "in another order": ("        self.b, self.a = Dense(units), Dense(units)", True),
    "one by another class": (
        "        self.a, self.b = Dense(units), keras.layers.EinsumDense('ab,bc->ac', units, bias_axes='c')",
        True,
    ),
    "one used twice": ("        self.a = self.b = Dense(units)", False),
    "too wide": ("        self.a, self.b = Dense(units + 1), Dense(units + 1)", False),
    "a constant": ("        self.a, self.b = Dense(units), lambda x: 2.0", False),
}


@pytest.mark.parametrize("other", OTHERS)
def test_weights_are_set_whatever_their_order(shared, other):
    change, right = OTHERS[other]
    source = "class Other(Gated):\n    def __init__(self, units):\n        Layer.__init__(self)\n"
    run(shared, source + (change or "        self.a, self.b = Dense(units), Dense(units)"))
    X = shared.names["X"]
    total = X.sum(axis=1, keepdims=True)
    expected = np.repeat(-0.25 * total / (1 + np.exp(-0.5 * total)), 3, axis=1)
    answer = then.Then(shared.names["Other"], Call((X,)), GATE)
    try:
        found = [answer(3), *answer.others()]
    except ModelError as error:
        assert not right
        assert str(error).startswith("its weights have the shapes")
        return
    assert any(difference(np.asarray(value), expected, 1e-4, 1e-6) is None for value in found) is right


def test_a_wrong_earlier_function_that_returns_a_model_is_replayed(shared):
    """With the recorded model in its place, which becomes an object in the student's process."""
    run(
        shared,
        "def augment(n):\n    return keras.Sequential([Dropout(0.9)])\ndef whole(n):\n    return keras.Sequential([keras.Input((n,)), augment(n), Dense(2)])\n"
        "right = recorded(keras.Sequential([Dropout(0.1)]))\nfive = recorded(5)",
    )
    names = shared.names
    tape = {"defaults": {}, "arguments": {"n": [json.loads(names["five"])]}, "outputs": [json.loads(names["right"])]}
    with carry.put(names, {"augment": carry.Replay(names["augment"], tape, 1e-5, 1e-8)}):
        model = names["whole"](5)
    assert [layer["class"] for layer in models.layers(model)] == ["Model", "Dense"]
    assert models.layers(model)[0]["model"]["layers"][0]["settings"]["rate"] == 0.1


def test_a_portable_function_runs_beside_a_model(names):
    probe = Portable("rate", "def rate(model, factor):\n    return factor * len(model.layers)")
    assert models.beside(names["base"], probe, 10) == 30


def test_an_author_is_told_what_cannot_be_passed_or_replayed():
    """In a process of its own: no submission sees what authors run."""
    program = (
        PREPARED
        + """
from grading.authoring.author import Author
from grading.authoring.record import Recorder
from helpers.checks import carry
from helpers.checks.exercise import Exercise, call


def message(function, *arguments):
    try:
        function(*arguments)
    except ValueError as error:
        return str(error)


recorder = Recorder.__new__(Recorder)
def case(value):
    recorder.author = Author(cases={"fit": lambda rng: [call(value)]})
    return message(recorder._record, Exercise(name="fit"), print, {}, "hidden", 0, {})
print(case(gated))
print(case(Dense(3)(keras.Input((2,)))))
print(case(keras.Sequential([keras.Input((300,)), Dense(300)])))
for value in (gated, Dense(3)(keras.Input((2,)))):
    namespace = {"make": lambda: value}
    with carry.taping(namespace, ["make"]):
        print(message(namespace["make"]))
"""
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=notebooks.ROOT)
    assert run.returncode == 0, run.stderr[-2000:]
    own, tensor, large, first, other = run.stdout.splitlines()[-5:]
    assert own.startswith("cases.py: what a case of fit passes cannot be recorded: the model must be")
    assert tensor.endswith("a symbolic tensor must be what `keras.Input` returns")
    assert large == "a model of 90,300 weights cannot be recorded, at most 50,000: let the case pass a smaller one"
    assert first.startswith("checks.py: what <lambda> returns cannot be replayed (the model must be")
    assert "let cases put another function in its place (`call_with`)" in other
    assert call(3).then(4, training=True).next == Call((4,), {"training": True})
