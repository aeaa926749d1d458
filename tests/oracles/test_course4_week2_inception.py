"""What the solved notebook on Inception and separable convolutions teaches, against Keras and hand counts."""

import csv

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week2_case_studies"


@pytest.fixture(scope="module")
def given():
    return load(WEEK / "inception_network.py")


@pytest.fixture(scope="module")
def solved():
    import math

    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    return solved_functions(
        WEEK / "4_inception_and_separable.ipynb", keras=keras, layers=keras.layers, tf=tf, math=math
    )


@pytest.fixture
def rng():
    return np.random.default_rng(71)


@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize(("f", "stride"), [(1, 1), (1, 3), (2, 1), (2, 2), (3, 1), (3, 2), (4, 2), (5, 3)])
@pytest.mark.parametrize("D", [1, 3])
def test_the_separable_convolution_is_keras_s(solved, rng, padding, f, stride, D):
    from keras import layers

    for n_H, n_W in ((5, 8), (6, 7), (9, 6)):
        X, depthwise = rng.normal(size=(2, n_H, n_W, 3)), rng.normal(size=(f, f, 3, D))
        pointwise = rng.normal(size=(3 * D, 4))
        layer = layers.SeparableConv2D(4, f, stride, padding, depth_multiplier=D, use_bias=False, dtype="float64")
        right = layer(X).numpy()
        layer.set_weights([depthwise, pointwise[np.newaxis, np.newaxis]])
        right = layer(X).numpy()
        found = solved["separable_conv_forward"](X, depthwise, pointwise, stride, padding)
        np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-10)
        first = layers.DepthwiseConv2D(f, stride, padding, depth_multiplier=D, use_bias=False, dtype="float64")
        first(X)
        first.set_weights([depthwise])
        between = solved["separable_conv_forward"](X, depthwise, np.eye(3 * D), stride, padding)
        np.testing.assert_allclose(between, first(X).numpy(), rtol=1e-9, atol=1e-10)


def kinds():
    from keras import layers

    return [
        (layers.Conv2D(8, 3, strides=2, padding="same"), (10, 11, 4), 5 * 6 * 8 * 9 * 4),
        (layers.Conv2D(8, (3, 2)), (10, 11, 4), 8 * 10 * 8 * 6 * 4),
        (layers.Conv2D(12, 3, groups=4, padding="same", use_bias=False), (6, 5, 8), 30 * 12 * 9 * 2),
        (layers.Conv2D(5, 3, dilation_rate=2), (9, 9, 2), 25 * 5 * 9 * 2),
        (layers.DepthwiseConv2D(5, depth_multiplier=2), (8, 9, 3), 4 * 5 * 6 * 25),
        (layers.SeparableConv2D(7, 3, strides=2, padding="same"), (7, 8, 6), 16 * (9 * 6 + 6 * 7)),
        (layers.Dense(10), (100,), 1000),
        (layers.Dense(3, use_bias=False), (4, 5, 6), 20 * 18),
        (layers.BatchNormalization(scale=False), (4, 5, 6), 120),
        (layers.MaxPooling2D(3, 2), (9, 9, 4), 0),
        (layers.AveragePooling2D(2), (9, 9, 4), 0),
        (layers.GlobalAveragePooling2D(), (9, 9, 4), 0),
        (layers.Flatten(), (9, 9, 4), 0),
        (layers.Dropout(0.5), (9, 9, 4), 0),
        (layers.ZeroPadding2D(), (9, 9, 4), 0),
    ]


def test_the_count_is_keras_s_and_that_by_hand(solved):
    for layer, shape, operations in kinds():
        found = solved["count"](layer, shape)
        layer.build((None, *shape))
        assert found == (layer.count_params(), operations), layer.name


def test_real_networks_are_counted_whole(solved, given):
    """MobileNetV2's paper (Sandler et al., 2018) counts 300 million multiply-adds at 224 x 224, with its last layer."""
    import keras

    network = keras.applications.MobileNetV2((224, 224, 3), weights=None)
    parameters, operations = np.sum([cost[1:] for cost in given.costs(network, solved["count"])], axis=0)
    assert parameters == network.count_params()
    normalized = sum(
        int(np.prod(layer.output.shape[1:]))
        for layer in network.layers
        if isinstance(layer, keras.layers.BatchNormalization)
    )
    assert 295e6 < operations - normalized < 305e6


def test_the_inception_block_has_the_parameters_of_the_paper_s_table(solved):
    """Block 3a of GoogLeNet: 159 thousand weights are told; here the biases are counted, too."""
    import keras

    inputs = keras.Input((28, 28, 192))
    network = keras.Model(inputs, solved["inception_block"](inputs, (64, 96, 128, 16, 32, 32)))
    weights = 192 * 64 + 192 * 96 + 9 * 96 * 128 + 192 * 16 + 25 * 16 * 32 + 192 * 32
    assert network.count_params() == weights + 64 + 96 + 128 + 16 + 32 + 32
    assert network.output_shape == (None, 28, 28, 256)


def test_squeeze_and_excite_by_hand(solved, rng):
    import keras

    X = rng.normal(size=(2, 3, 4, 6)).astype(np.float32)
    inputs = keras.Input((3, 4, 6))
    network = keras.Model(inputs, solved["squeeze_excite"](inputs, 3))
    first, b, second, c = network.get_weights()
    between = np.maximum(X.mean(axis=(1, 2)) @ first + b, 0)
    gates = 1 / (1 + np.exp(-(between @ second + c)))
    np.testing.assert_allclose(network(X).numpy(), X * gates[:, np.newaxis, np.newaxis], rtol=1e-4, atol=1e-6)


def test_the_scaling_is_that_of_keras_s_efficientnets(solved):
    """Its B1 to B4 are made of B0's stages with these factors of width and depth."""
    import keras

    stages = [16, 24, 40, 80, 112, 192, 320], [1, 2, 2, 3, 3, 4, 1]
    for name, width, depth in (("B1", 1.0, 1.1), ("B2", 1.1, 1.2), ("B3", 1.2, 1.4)):
        network = getattr(keras.applications, f"EfficientNet{name}")(weights=None, include_top=False)
        wide, deep, _ = solved["compound_scaling"](1, *stages, 224, (depth, width, 1.0))
        for stage, (filters, repeats) in enumerate(zip(wide, deep), start=1):
            ends = [
                layer
                for layer in network.layers
                if layer.name.endswith("project_conv") and f"block{stage}" in layer.name
            ]
            assert (len(ends), ends[0].filters) == (repeats, filters)


def test_no_random_pair_of_kernels_is_nearer(solved, rng):
    """Nor one that is found by alternating least squares, from several beginnings."""
    for f, n_C, n_F, D in ((3, 2, 6, 1), (3, 3, 5, 2), (2, 2, 7, 3)):
        kernel = rng.normal(size=(f, f, n_C, n_F))
        depthwise, pointwise = solved["compress"](kernel, D)
        assert (depthwise.shape, pointwise.shape) == ((f, f, n_C, D), (n_C * D, n_F))
        near = np.einsum("ijcd,cdo->ijco", depthwise, pointwise.reshape(n_C, D, n_F))
        for c in range(n_C):
            windows = kernel[:, :, c].reshape(f * f, n_F)
            least = np.inf
            for _ in range(5):
                P = rng.normal(size=(D, n_F))
                for _ in range(200):
                    K = np.linalg.lstsq(P.T, windows.T, rcond=None)[0].T
                    P = np.linalg.lstsq(K, windows, rcond=None)[0]
                least = min(least, np.linalg.norm(windows - K @ P))
            np.testing.assert_allclose(np.linalg.norm(near[:, :, c].reshape(f * f, n_F) - windows), least, rtol=1e-3)


def test_what_is_separable_is_found_again(solved, rng):
    depthwise, pointwise = rng.normal(size=(3, 3, 4, 2)), rng.normal(size=(8, 5))
    kernel = np.einsum("ijcd,cdo->ijco", depthwise, pointwise.reshape(4, 2, 5))
    K, P = solved["compress"](kernel, 2)
    np.testing.assert_allclose(np.einsum("ijcd,cdo->ijco", K, P.reshape(4, 2, 5)), kernel, atol=1e-12)
    X = rng.normal(size=(1, 6, 7, 4))
    one, other = (solved["separable_conv_forward"](X, *pair, 2, "same") for pair in ((depthwise, pointwise), (K, P)))
    np.testing.assert_allclose(one, other, atol=1e-10)


def test_the_stored_runs_have_equal_seeds_and_their_costs(solved, given):
    rows = list(csv.DictReader((WEEK / "inception_runs.csv").open(encoding="utf-8")))
    seeds = {}
    for row in rows:
        seeds.setdefault(row["network"], []).append(int(row["seed"]))
    assert len({tuple(found) for found in seeds.values()}) == 1
    assert all(len(found) >= 5 for found in seeds.values())
