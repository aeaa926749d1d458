"""What the solved notebook on residual networks teaches, against NumPy, finite claims of its table, and Keras."""

import csv
import sys

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week2_case_studies"


@pytest.fixture(scope="module")
def solved():
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    names = {name: getattr(keras.initializers, name) for name in ("glorot_uniform", "random_uniform")}
    return solved_functions(WEEK / "2_residual_networks.ipynb", keras=keras, layers=keras.layers, tf=tf, **names)


@pytest.fixture(scope="module")
def network():
    pytest.importorskip("tensorflow")
    return load(WEEK / "residual_network.py")


@pytest.fixture(scope="module")
def rows():
    with open(WEEK / "residual_runs.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rng():
    return np.random.default_rng(42)


def test_resnet50_has_the_parameters_of_the_original(solved):
    model = solved["ResNet50"]()
    assert model.count_params() == 23_600_006
    assert sum(int(np.prod(item.shape)) for item in model.non_trainable_weights) == 53_120
    library = sys.modules["keras"].applications.ResNet50(weights=None, include_top=False, input_shape=(64, 64, 3))
    assert model.count_params() - (2048 * 6 + 6) == library.count_params()


def pointwise(X, kernel, bias):
    """A 1 by 1 convolution and a normalization that has met no data, by hand."""
    return (X @ kernel[0, 0] + bias) / np.sqrt(1 + 1e-3)


@pytest.mark.parametrize("s", [1, 2])
def test_blocks_are_their_layers_computed_by_hand(solved, rng, s):
    keras, X = sys.modules["keras"], rng.normal(size=(2, 5, 6, 4)).astype(np.float32)
    inputs = keras.Input(X.shape[1:])
    plans = {"convolutional_block": [2, 3, 5]} | ({"identity_block": [2, 3, 4]} if s == 1 else {})
    for name, filters in plans.items():
        options = {"s": s} if name == "convolutional_block" else {}
        model = keras.Model(inputs, solved[name](inputs, 1, filters, **options))
        parts = {
            layer.kernel.shape[2:]: layer.get_weights()
            for layer in model.layers
            if isinstance(layer, keras.layers.Conv2D)
        }
        first, second, third = (parts[pair] for pair in zip((4, 2, 3), filters))
        thinned = X[:, ::s, ::s]
        A = np.maximum(pointwise(thinned, *first), 0)
        A = np.maximum(pointwise(A, *second), 0)
        shortcut = pointwise(thinned, *parts[4, 5]) if name == "convolutional_block" else X
        right = np.maximum(pointwise(A, *third) + shortcut, 0)
        np.testing.assert_allclose(model.predict(X, verbose=0), right, rtol=1e-3, atol=1e-5)


def test_a_new_preactivation_block_is_the_identity_and_halving_it_is_felt(solved, rng):
    X = rng.normal(size=(2, 4, 3, 6)).astype(np.float32)
    for filters, sides in (([6], [3]), ([2, 6], [3, 5]), ([2, 2, 6], [1, 3, 1])):
        np.testing.assert_array_equal(solved["preactivation_block"](X, filters, sides), X)
    assert solved["preactivation_block"](X, [3, 6], [3, 3], stride=2).shape == (2, 2, 2, 6)


def test_the_draft_is_another_network_than_the_mended_one(solved):
    model = solved["mended_residual"]((16, 16, 1), [8, 16], 3, 10)
    names = [type(layer).__name__ for layer in model.layers]
    assert names.count("Conv2D") == 1 + 2 * 6 + 1
    assert names.count("BatchNormalization") == names.count("Conv2D")
    assert names.count("Add") == 6
    assert [layer.output.shape[1] for layer in model.layers if type(layer).__name__ == "Add"] == [16] * 3 + [8] * 3


def test_gradients_before_training(solved, network):
    X, y, *_ = network.digits()
    plain, residual = (
        network.gradient_norms(block, X[:20], y[:20]) for block in (network.plain_block, solved["identity_block"])
    )
    assert (plain[:, 1] / plain[:, -1]).min() > 1000
    assert (residual[:, 1] / residual[:, -1]).max() < 200


def test_accuracy_in_training_mode_leaves_the_averages_alone(network):
    X, y, *_ = network.digits()
    model = network.tower(network.plain_block, 5)
    before = model.get_weights()
    network.share(model, X[:60], y[:60], True)
    for old, new in zip(before, model.get_weights()):
        np.testing.assert_array_equal(old, new)


def test_the_table_says_what_the_text_says(rows):
    def losses(**wanted):
        return [float(row["loss"]) for row in rows if all(row[name] == str(value) for name, value in wanted.items())]

    rates = ("0.01", "0.03", "0.1", "0.3", "1.0")
    found = {}
    for kind, depth in [*((kind, depth) for kind in ("plain", "residual") for depth in (8, 20, 56)), ("gamma 0", 20)]:
        first = {rate: losses(experiment="choose", kind=kind, depth=depth, rate=rate) for rate in rates}
        assert all(len(values) == 1 for values in first.values())
        best = min(first, key=first.get)
        assert best not in (rates[0], rates[-1])
        found[kind, depth] = losses(experiment="depth", kind=kind, depth=depth, rate=best)
        assert len(found[kind, depth]) == 3
    assert max(found["plain", 8]) < min(found["plain", 20]) < max(found["plain", 20]) < min(found["plain", 56])
    assert max(found["residual", 20]) < min(found["plain", 20])
    assert max(found["residual", 56]) < min(found["plain", 56]) / 2
    assert min(found["plain", 56]) > 2.1
    for row in rows:
        if (row["experiment"], row["kind"], row["depth"]) == ("depth", "residual", "20"):
            assert float(row["batch"]) > 0.6 and float(row["moving"]) < 0.2
