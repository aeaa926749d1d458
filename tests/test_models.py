"""Keras models in checks: described, compared and asked for predictions where no student's code runs."""

from pathlib import Path

import numpy as np
import pytest

from grading.sandbox.confine import Limits
from grading.sandbox.session import Session
from grading.sandbox.warm import Warm
from helpers.checks import models
from helpers.checks.compare import difference
from helpers.checks.crossing import ModelError
from helpers.checks.guard import TimeLimit, time_limit

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]
LIMITS = Limits(notebook_seconds=300, cell_seconds=60, memory=2000)
REFERENCE = """
import json

import keras
import numpy as np
import tensorflow as tf
from keras import Sequential, layers
from keras.layers import *

from helpers.checks import codec, compare, crossing, models


def reference():
    return Sequential([
        keras.Input((12, 12, 3)), Conv2D(8, 3), BatchNormalization(axis=3), ReLU(), MaxPooling2D(2), Flatten(),
        Dropout(0.2), Dense(6, activation="softmax"),
    ])


def live(model):
    found = compare.difference(model, codec.decode(codec.encode(reference())))
    return found and [found.text, found.blind]


def branched(late=False, order=(0, 1), shared=False, inner=(4, 3), frozen=False):
    x = start = keras.Input((8, 8, 3))
    x = first = Conv2D(inner[0], 1)(x)
    x = Conv2D(inner[1], 3, padding="same")(x)
    side = Conv2D(3, 1)(first if late else start)
    x = layers.add([[x, side][index] for index in order])
    dense = [Dense(2), Dense(2)]
    dense[0].trainable = not frozen
    x = Flatten()(x)
    return keras.Model(start, [dense[0](x), dense[0 if shared else 1](x)])
"""
OWN = """
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.parts = [type(layer).from_config(layer.get_config()) for layer in reference().layers]

    def call(self, x, training=False):
        x = self.parts[1](self.parts[0](x), training=training)
        x = self.parts[4](self.parts[3](keras.ops.relu(x)))
        return self.parts[6](self.parts[5](x, training=training))
"""
RIGHT = {
    "a class": OWN + "model = Net()",
    "a class that has met an input": OWN + "model = Net()\n_ = model(np.ones((2, 12, 12, 3)))",
    "a class with `if training`": OWN.replace(
        "self.parts[5](x, training=training)", "(self.parts[5](x) if training else x)"
    )
    + "model = Net()",
    "a class of Sequential": "class Net(Sequential):\n    pass\nmodel = Net([keras.Input((12, 12, 3)), *reference().layers])",
    "layers of one's own": "class Normal(Layer):\n    def __init__(self):\n        super().__init__()\n        self.inner = BatchNormalization()\n"
    "    def call(self, x):\n        return keras.ops.relu(self.inner(x))\n"
    "x = start = keras.Input((12, 12, 3))\nparts = reference().layers\nx = Normal()(parts[0](x))\n"
    "for layer in parts[3:]:\n    x = layer(x)\nmodel = keras.Model(start, x)",
    "one after the other": "model = Sequential()\nmodel.add(keras.Input(shape=(12, 12, 3)))\n"
    "for layer in reference().layers:\n    model.add(type(layer).from_config(layer.get_config()))",
    "functional": "x = start = keras.Input((12, 12, 3), name='picture')\n"
    "x = Conv2D(filters=8, kernel_size=(3, 3), strides=1, name='first', kernel_initializer='he_normal')(x)\n"
    "x = BatchNormalization()(x)\nx = Activation('relu')(x)\nx = MaxPool2D((2, 2), strides=2)(x)\nx = Flatten()(x)\n"
    "x = Dropout(rate=0.2, seed=3)(x)\nmodel = keras.Model(start, Dense(6, activation=keras.ops.softmax)(x))",
    "keras.ops": "x = start = keras.Input((12, 12, 3))\nfor layer in reference().layers:\n"
    "    x = keras.ops.relu(x) if layer.name.startswith('re_lu') else layer(x)\nmodel = keras.Model(start, x)",
    "trained": "model = reference()\nmodel.compile('adam', lambda y, p: keras.ops.sum(p))\n"
    "model.fit(np.ones((4, 12, 12, 3)), np.ones((4, 6)), verbose=0)",
    "weights that are not finite": "model = reference()\nmodel.set_weights([w * np.nan for w in model.get_weights()])",
}
CHANGED = (
    "parts = [type(layer).from_config(layer.get_config()) for layer in reference().layers]\nparts[{}] = {}\n"
    "model = Sequential([keras.Input((12, 12, 3)), *parts])"
)
WRONG = {
    CHANGED.format(0, "Conv2D(16, 3)"): "layer 1 (Conv2D): filters is 16, expected 8.",
    CHANGED.format(0, "Conv2D(8, 5)"): "layer 1 (Conv2D): kernel_size is (5, 5), expected (3, 3).",
    CHANGED.format(0, "Conv2D(8, 3, padding='same')"): "layer 1 (Conv2D): padding is 'same', expected 'valid'.",
    CHANGED.format(0, "Conv2D(8, 3, 2)"): "layer 1 (Conv2D): strides is (2, 2), expected (1, 1).",
    CHANGED.format(0, "Conv2D(8, 3, activation='relu')"): "layer 1 (Conv2D): activation is 'relu', expected 'linear'.",
    CHANGED.format(0, "Conv2D(8, 3, kernel_regularizer='l2')"):
        "layer 1 (Conv2D): kernel_regularizer is {'class': 'L2', 'l2': 0.01}, expected None.",
    CHANGED.format(1, "BatchNormalization(axis=1)"): "layer 2 (BatchNormalization): axis is -3, expected -1.",
    CHANGED.format(2, "MaxPooling2D(2)"): "layer 3 is MaxPooling2D, expected Activation('relu').",
    CHANGED.format(2, "Activation('tanh')"): "layer 3 (Activation): activation is 'tanh', expected 'relu'.",
    CHANGED.format(3, "AveragePooling2D(2)"): "layer 4 is AveragePooling2D, expected MaxPooling2D.",
    CHANGED.format(5, "Dropout(0.8)"): "layer 6 (Dropout): rate is 0.8, expected 0.2.",
    CHANGED.format(6, "Dense(3, activation='softmax')"): "layer 7 (Dense): units is 3, expected 6.",
    OWN.replace("self.parts[3](keras", "Dense(3)(keras") + "model = Net()": "layer 4 is Dense, expected MaxPooling2D.",
    OWN.replace("self.parts[5](x, training=training)", "x") + "model = Net()": "layer 6 is Dense, expected Dropout.",
    OWN.replace("self.parts[1](self.parts[0](x), training=training)", "self.parts[1](self.parts[0](x), training=True)") + "model = Net()":
        "layer 2 (BatchNormalization): training is True, expected None.",
    "class Net(keras.Model):\n    def call(self, x):\n        return x\nmodel = Net()": "the model has no layer: expected Conv2D next.",
    "model = Sequential([keras.Input((9, 9, 3)), *reference().layers[:-1]])":
        "the input has shape (None, 9, 9, 3), expected (None, 12, 12, 3).",
    "model = Sequential([keras.Input((12, 12, 3)), *reference().layers[:-1]])":
        "the model ends too early, after layer 6: expected Dense next.",
    "model = Sequential([reference(), Softmax()])": "layer 1 is Model, expected Conv2D.",
    "model = Sequential([keras.Input((12, 12, 3)), *reference().layers, Softmax()])":
        "layer 8 (Activation('softmax')) is one too many.",
    "model = Sequential([Conv2D(8, 3), Flatten()])":
        "the model does not know the shape of its input: let it begin with a `keras.Input`.",
    "model = reference()\nmodel.layers[0].trainable = False":
        "layer 1 (Conv2D): the number of trainable parameters is 0, expected 224.",
    "model = reference()\nmodel = keras.Model(model.inputs, [*model.outputs, model.layers[3].output])":
        "the number of outputs is 2, expected 1.",
}  # fmt: skip
UNTOLD = "its `call` does what cannot be followed, so let it call nothing but Keras's layers and `keras.ops`"
OWN_LAYERS = "the model must be a `keras.Sequential` or a `keras.Model(inputs, outputs)` of Keras's own layers"
REFUSED = {
    "class Net(keras.Model):\n    def call(self, x):\n        return tf.nn.relu(x)\nmodel = Net()": f"{OWN_LAYERS}; `Net` is none that can be checked: {UNTOLD}.",
    "class Net(keras.Model):\n    def __init__(self, width):\n        super().__init__()\n    def call(self, x):\n        return tf.nn.relu(x)\nmodel = Net(3)":
        f"{OWN_LAYERS}; this `Net` does not say what it is made of: {UNTOLD}.",
    "class Net(keras.Model):\n    def call(self, x):\n        raise ValueError\nmodel = Net()": f"{OWN_LAYERS}; `Net` is none that can be checked: {UNTOLD}.",
    "class Own(Layer):\n    def call(self, x):\n        return tf.nn.relu(x)\nmodel = Sequential([keras.Input((3,)), Own()])": f"{OWN_LAYERS}; `Own` is none that can be checked: {UNTOLD}.",
    "def make():\n    class Dense(layers.Dense):\n        pass\n    return Sequential([keras.Input((3,)), Dense(2)])\nmodel = make()": f"{OWN_LAYERS}; `Dense` is none that can be checked: {UNTOLD}.",
    "model = Sequential([keras.Input((3,)), Lambda(lambda x: x)])": f"{OWN_LAYERS}; `Lambda` is none that can be checked.",
    "model = Sequential([keras.Input((3,)), Dense(2, activation=lambda x: x)])":
        f"{OWN_LAYERS} and activations; an activation of its own is none that can be checked.",
    "model = Sequential([keras.Input((), dtype='string'), StringLookup(vocabulary=['a'])])":
        f"{OWN_LAYERS}; `StringLookup` is none that can be checked.",
}  # fmt: skip
FORGE = (
    "forged = crossing.export\n"
    "def forge(change, shown=None):\n"
    "    def export(model, weights=False, shapes=None):\n"
    "        told = forged(model, weights, shapes)\n"
    "        tree, arrays = json.loads(told['text']), told['weights']\n"
    "        tree = change(tree) or tree\n"
    "        text = tree if isinstance(tree, str) else json.dumps(tree)\n"
    "        return {'text': text, 'weights': shown(arrays) if shown and weights else arrays}\n"
    "    crossing.export = export\n"
    "    return reference()\n"
    "def layer(number, **changed):\n"
    "    return lambda tree: tree['config']['layers'][number].update(changed)\n"
    "def setting(number, **changed):\n"
    "    return lambda tree: tree['config']['layers'][number]['config'].update(changed)\n"
)
UNBUILT = "the model cannot be built from its description"
FORGED = {
    "layer(7, module='os', class_name='system', config='touch /tmp/harm')": f"{OWN_LAYERS}; `system` is none",
    "layer(7, module='builtins', class_name='eval', config={'source': '1'})": f"{OWN_LAYERS}; `eval` is none",
    "layer(7, module='builtins', class_name='function', config='eval')": f"{OWN_LAYERS}; `function` is none",
    "layer(7, module='sklearn.svm', class_name='SVC', config={})": f"{OWN_LAYERS}; `SVC` is none",
    "layer(7, module='keras.utils', class_name='get_file', config={'origin': 'http://192.0.2.1'})": f"{OWN_LAYERS}; `get_file` is none",
    "layer(7, module='keras.saving', class_name='load_model', config={})": f"{OWN_LAYERS}; `load_model` is none",
    "layer(7, module='keras.src.saving.serialization_lib', class_name='SafeModeScope')": f"{OWN_LAYERS}; `SafeModeScope` is none",
    "layer(7, module=None)": f"{OWN_LAYERS}; `Dense` is none",
    "layer(7, module=['os'])": UNBUILT,
    "layer(7, registered_name='mine>Dense')": f"{OWN_LAYERS}; `Dense` is none",
    "layer(7, class_name='__lambda__', config={'value': 'x'})": f"{OWN_LAYERS}; ",
    "layer(7, class_name='__typespec__', module='os', spec_name='system')": f"{OWN_LAYERS}; ",
    "layer(7, class_name='Lambda', config={'function': {'class_name': '__lambda__', 'config': {'code': 'x'}}})": f"{OWN_LAYERS}; `Lambda` is none",
    "layer(7, class_name='TFSMLayer', config={'filepath': '/etc'})": f"{OWN_LAYERS}; `TFSMLayer` is none",
    "layer(7, class_name='TextVectorization', config={'vocabulary': '/etc/passwd'})": f"{OWN_LAYERS}; `TextVectorization` is none",
    "setting(7, activation='system')": f"{OWN_LAYERS} and activations; `system` is none",
    "setting(7, activation={'module': 'os', 'class_name': 'function', 'config': 'system'})": f"{OWN_LAYERS} and activations; ",
    "setting(7, kernel_regularizer={'module': 'os', 'class_name': 'system', 'config': {}})": f"{OWN_LAYERS}; `system` is none",
    "setting(7, kernel_regularizer={'module': 'os', 'registered_name': 'system'})": f"{OWN_LAYERS}; a part of it is none",
    "setting(7, units='many')": UNBUILT,
    "lambda tree: {'module': 'keras.layers', 'class_name': 'Dense', 'config': {'units': 1}}": "the model does not know the shape",
    "lambda tree: {'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}}": "the description is not that of a model",
    "lambda tree: {'tensor': tree}": "the result is a Sequential, expected a Keras model",
    "lambda tree: '[' * 50_000": UNBUILT,
    "lambda tree: '{'": UNBUILT,
    "lambda tree: 'null'": "the description is not that of a model",
    "lambda tree: '5'": "the description is not that of a model",
    "lambda tree: tree['config']['layers'].extend(tree['config']['layers'][2:] * 2000)": UNBUILT,
}  # fmt: skip


@pytest.fixture(scope="module")
def warm():
    with Warm(("tensorflow",)) as parent:
        yield parent


@pytest.fixture(scope="module")
def shared(warm, without_tensorflow):
    with Session(warm, {}, LIMITS) as process:
        outputs, _ = process.run(REFERENCE)
        assert outputs == []
        yield process


@pytest.fixture(scope="module")
def expected(shared):
    return models.describe(shared.names["reference"]())


@pytest.fixture
def session(warm):
    with Session(warm, {}, LIMITS) as process:
        process.run(REFERENCE + FORGE)
        yield process


def differences(session, source, expected):
    """Return the difference that a check sees, and the one that the student's own notebook shows."""
    outputs, _ = session.run(source)
    assert not any(item.output_type == "error" for item in outputs), outputs
    wrong = difference(session.names["model"], expected)
    session.run("shown = live(model)")
    return wrong, session.names["shown"]


def test_layers_are_the_same_here_and_in_a_notebook(shared, expected):
    assert [layer["class"] for layer in models.layers(expected)] == [
        "Conv2D", "BatchNormalization", "Activation", "MaxPooling2D", "Flatten", "Dropout", "Dense"
    ]  # fmt: skip
    assert models.layers(expected)[0]["settings"]["kernel_size"] == [3, 3]
    assert models.layers(expected)[0]["output"] == [None, 10, 10, 8]
    shared.run(
        "model = reference()\nX = np.linspace(0, 1, 864).reshape(2, 12, 12, 3)\n"
        "shown = [models.layers(model), models.count(model), models.predict(model, X)]\n"
        "zero = models.predict(model, X, [w * 0 for w in model.get_weights()])\nkept = models.predict(model, X)"
    )
    model, X, (layers, count, predictions) = (shared.names[name] for name in ("model", "X", "shown"))
    assert models.layers(model) == layers
    assert models.count(model) == count == (1462, 1446)
    np.testing.assert_allclose(models.predict(model, X), predictions, rtol=1e-5)
    shapes = [(3, 3, 3, 8), (8,), (8,), (8,), (8,), (8,), (200, 6), (6,)]
    np.testing.assert_allclose(models.predict(model, X, [np.zeros(shape) for shape in shapes]), np.full((2, 6), 1 / 6))
    np.testing.assert_allclose(shared.names["zero"], np.full((2, 6), 1 / 6))
    np.testing.assert_allclose(shared.names["kept"], predictions)
    with pytest.raises(ModelError, match=r"does not take an input of shape \(2, 3\)"):
        models.predict(model, np.ones((2, 3)))


@pytest.mark.parametrize("style", RIGHT)
def test_the_same_model_in_another_style_is_accepted(shared, expected, style):
    assert differences(shared, RIGHT[style], expected) == (None, None)


@pytest.mark.parametrize("source", WRONG, ids=[sentence[:50] for sentence in WRONG.values()])
def test_the_first_layer_that_differs_is_named(shared, expected, source):
    wrong, live = differences(shared, source, expected)
    assert wrong.text == WRONG[source]
    assert live == [wrong.text, wrong.blind]
    fixed = ["the model cannot be examined.", "the result has another kind than expected."]
    fixed += [sentence for sentence in WRONG.values() if "does not know the shape of its input" in sentence]
    assert wrong.blind in (models.BLIND, *fixed)


def test_what_layers_are_given_is_compared(shared):
    branched = shared.names["branched"]
    expected = models.describe(branched())
    assert difference(branched(order=(1, 0)), expected) is None
    for changed, words in [
        ({"late": True}, "layer 3 (Conv2D) is given layer 1, expected input 1."),
        ({"shared": True}, "layer 7 (Dense) is layer 6 again, expected new."),
        ({"inner": (5, 3)}, "layer 1 (Conv2D): filters is 5, expected 4."),
        ({"frozen": True}, "layer 6 (Dense): the number of trainable parameters is 0, expected 386."),
    ]:
        assert difference(branched(**changed), expected).text == words


def test_ways_of_equal_length_have_no_order_either(shared):
    shared.run(
        "def twins(first, other):\n    start = keras.Input((8, 8, 3))\n"
        "    parts = [Conv2D(3, width, padding='same')(start) for width in (first, other)]\n"
        "    return keras.Model(start, parts[0] + parts[1])"
    )
    expected = models.describe(shared.names["twins"](1, 3))
    assert difference(shared.names["twins"](3, 1), expected) is None
    assert "kernel_size" in difference(shared.names["twins"](5, 1), expected).text


def test_how_an_axis_is_counted_gives_ways_of_equal_length_no_order(shared):
    shared.run(
        "def after(axis, width):\n    start = keras.Input((8, 8, 3))\n    x = BatchNormalization(axis=axis)(start)\n"
        "    return keras.Model(start, Conv2D(3, width, padding='same')(x) + Conv2D(3, 1)(x))"
    )
    for width in range(2, 10):  # which of two ways comes first is as good as drawn
        assert difference(shared.names["after"](3, width), models.describe(shared.names["after"](-1, width))) is None


def test_windows_of_one_entry_are_padded_alike(shared):
    shared.run(
        "def windows(padding, side):\n    start = keras.Input((7, 7, 3))\n"
        "    x = Conv2D(4, side, strides=2, padding=padding)(start)\n"
        "    return keras.Model(start, MaxPooling2D(1, padding=padding)(x))"
    )
    windows = shared.names["windows"]
    assert difference(windows("same", 1), models.describe(windows("valid", 1))) is None
    assert "padding is 'same'" in difference(windows("same", 3), models.describe(windows("valid", 3))).text


KINDS = {
    "words": "start = keras.Input((6,), dtype='int32')\nx = Embedding(10, 8, mask_zero=True)(start)\n"
    "x = Bidirectional(GRU(4, return_sequences=True))(x)\nx = MultiHeadAttention(2, 4)(x, x, use_causal_mask=True)\n"
    "x = TimeDistributed(Dense(3))(LayerNormalization()(x))\nx, h, c = LSTM(3, return_state=True)(x[:, 1:])\n"
    "x = RNN(LSTMCell(3))(RepeatVector(2)(x), initial_state=[h, c])\nmodel = keras.Model(start, [Dropout(0.3)(x), h])\n"
    "X = np.arange(12).reshape(2, 6) % 10",
    "pictures": "model = Sequential([keras.Input((32, 32, 3)), RandomFlip(), RandomRotation(0.2), Resizing(8, 8), "
    "Rescaling(1 / 255), Normalization(mean=0.0, variance=1.0), SeparableConv2D(3, 2), DepthwiseConv2D(2), "
    "Conv2DTranspose(3, 2, kernel_constraint='max_norm'), UpSampling2D(), GroupNormalization(1), PReLU(), LeakyReLU(), "
    "SpectralNormalization(Conv2D(2, 2, kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2))), "
    "GlobalAveragePooling2D(), Dense(3, 'gelu')])\nX = np.random.rand(2, 32, 32, 3)",
    "a network of the library's": "model = keras.applications.MobileNetV2((32, 32, 3), 0.35, weights=None, classes=5)\n"
    "X = np.random.rand(2, 32, 32, 3)",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_courses_are_made_of_is_rebuilt_as_it_was(shared, kind):
    outputs, _ = shared.run(KINDS[kind] + "\nshown = models.describe(model), models.predict(model, X)")
    assert outputs == []
    described, predictions = shared.names["shown"]
    assert models.describe(shared.names["model"]) == described
    rebuilt = models.predict(shared.names["model"], shared.names["X"])
    for own, other in zip(*([item] if isinstance(item, np.ndarray) else item for item in (predictions, rebuilt))):
        np.testing.assert_allclose(own, other, rtol=1e-4, atol=1e-6)


def test_models_within_models_and_without_input_are_compared(shared):
    shared.run(
        "def augmenter(*more):\n    return Sequential([RandomFlip('horizontal'), RandomRotation(0.2), *more])\n"
        "def transfer(training=False, augment=augmenter()):\n    start = keras.Input((8, 8, 3))\n"
        "    x = augment(start)\n    x = x / 127.5 - 1\n    base = Sequential([keras.Input((8, 8, 3)), Conv2D(4, 3)])\n"
        "    return keras.Model(start, GlobalAveragePooling2D()(base(x, training=training)))\n"
        "met = augmenter()\n_ = met(np.ones((1, 8, 8, 3)))"
    )
    augmenter, transfer = shared.names["augmenter"], shared.names["transfer"]
    expected = models.describe(augmenter())
    assert models.count(expected) == (None, None)
    assert difference(shared.names["met"], expected) is None
    assert difference(augmenter(*[]), models.describe(shared.names["met"])).text.startswith("the model does not know")
    expected = models.describe(transfer())
    assert difference(transfer(), expected) is None
    assert difference(transfer(training=True), expected).text == ("layer 4 (Model): training is True, expected False.")
    shared.run("other = transfer(augment=augmenter(RandomZoom(0.1)))")
    wrong = difference((1, shared.names["other"]), (1, expected))
    assert wrong.text == "`result[1]`: layer 1 (Model): layer 3 (RandomZoom) is one too many."


def test_what_is_no_model_is_said(shared, expected):
    for value, words in [(3, "is an int, expected a Keras model"), (None, "is a `return` missing"), ([], "is a list")]:
        assert words in difference(value, expected).text
    wrong, live = differences(shared, "model = reference", expected)
    assert wrong.text == "expected a Keras model, not a value of type `function`."
    assert live[0] == "the result is a function, expected a Keras model."


@pytest.mark.parametrize("source", REFUSED, ids=[source.splitlines()[-1] for source in REFUSED])
def test_models_of_other_than_keras_own_layers_are_refused(session, expected, source):
    wrong, live = differences(session, source, expected)
    assert wrong.text == live[0] == REFUSED[source]


def test_a_model_that_is_passed_back_is_the_students_own(shared):
    shared.run("model = reference()\ndef own(given):\n    return given is model\ndef returned():\n    return model")
    assert shared.names["own"](shared.names["model"])
    assert shared.names["own"](shared.names["returned"]())
    assert not shared.names["own"](shared.names["reference"]())


@pytest.mark.parametrize("change", FORGED)
def test_a_forged_description_gains_nothing(session, expected, change):
    outputs, _ = session.run(f"model = forge({change})")
    assert outputs == []
    model = session.names["model"]
    assert difference(model, expected).text.startswith(FORGED[change])
    assert not Path("/tmp/harm").exists()
    session.run("crossing.export = forged")  # and the clean process goes on with the next model
    assert difference(session.names["reference"](), expected) is None


@pytest.mark.parametrize(
    "exported",
    [
        "None", "'x'", "{'text': 'x'}", "{'text': 3, 'weights': []}", "{'text': b'x', 'weights': 5}", "[1, 2, 3]",
        "{'text': '{}', 'weights': print}", "{'text': print, 'weights': []}", "{'text': 'x' * 10**7, 'weights': None}",
        "print",
    ],
)  # fmt: skip
def test_a_forged_answer_gains_nothing(session, expected, exported):
    session.run(f"crossing.export = lambda *ignored: {exported}")
    model = session.names["reference"]()
    assert difference(model, expected).text
    with pytest.raises(ModelError):
        models.predict(model, np.ones((1, 12, 12, 3)))


def test_weights_that_do_not_fit_are_no_model(session):
    X = np.ones((1, 12, 12, 3))
    for shown, words in [
        ("[w.T for w in arrays]", r"array 1 has shape \(8, 3, 3, 3\), expected \(3, 3, 3, 8\)"),
        ("arrays[1:]", "there are 7 arrays, expected 8"),
        ("[]", "there are 0 arrays, expected 8"),
        ("arrays * 2", "there are 16 arrays"),
        ("['x' for w in arrays]", r"array 1 has shape \(\)"),
    ]:
        session.run(f"model = forge(lambda tree: tree, lambda arrays: {shown})")
        with pytest.raises(ModelError, match=words):
            models.predict(session.names["model"], X)
        session.run("crossing.export = forged")
    session.run("model = reference()\nmodel.set_weights([w * np.nan for w in model.get_weights()])")
    assert "NaN" in difference(models.predict(session.names["model"], X), np.ones((1, 6))).text


def test_enormous_layers_are_described_and_never_made(session, expected):
    session.run("model = forge(setting(7, units=10**12))")
    model = session.names["model"]
    assert difference(model, expected).text == "layer 7 (Dense): units is 1000000000000, expected 6."
    with pytest.raises(ModelError, match=r"array 7 has shape \(200, 6\), expected \(200, 1000000000000\)"):
        models.predict(model, np.ones((1, 12, 12, 3)))


def test_what_takes_all_memory_ends_only_the_clean_process(session, expected):
    session.run(
        "def huge():\n    return Sequential([keras.Input((4,)), RepeatVector(10**5), UpSampling1D(10**5), Flatten()])"
    )
    with pytest.raises(ModelError, match="it used more than 2000 MB of memory"):
        models.predict(session.names["huge"](), np.ones((1, 4)))
    assert difference(session.names["reference"](), expected) is None


def test_too_many_layers_take_no_longer_than_a_check_may(session, expected):
    session.run(
        "def change(tree):\n    first, layers = tree['config']['layers'][0], []\n"
        "    for number in range(10_000):\n"
        "        layers.append({**tree['config']['layers'][3], 'config': {'name': f'relu_{number}'}})\n"
        "    tree['config']['layers'] = [first, *layers]\nmodel = forge(change)"
    )
    model = session.names["model"]
    with pytest.raises(TimeLimit), time_limit(2):
        difference(model, expected)
    assert (
        difference(model, expected).text == "the model takes more than 2 seconds to examine; it may be far too large."
    )
    session.run("crossing.export = forged")
    assert difference(session.names["reference"](), expected) is None


def test_a_clean_process_ends_with_the_session(warm):
    with Session(warm, {}, LIMITS) as session:
        session.run(REFERENCE)
        models.describe(session.names["reference"]())
        clean = session.clean
        assert clean.watch is not None
        assert (
            clean.run("print(sorted(globals().keys() & {'reference', 'live', 'answer'}))")[0][0].text == "['answer']\n"
        )
    assert clean.watch is None
