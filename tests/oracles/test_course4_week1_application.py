"""What the solved notebook on smiles and hand signs teaches, against Keras, finite differences and integrals."""

import numpy as np
import pytest
from conftest import solved_functions
from scipy.integrate import quad
from scipy.signal import correlate2d

from grading import notebooks
from helpers import data
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week1_convolutions"


@pytest.fixture(scope="module")
def network():
    return load(WEEK / "application_network.py")


@pytest.fixture(scope="module")
def solved(network):
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    return solved_functions(
        WEEK / "2_application.ipynb", keras=keras, layers=keras.layers, tf=tf, unpack=network.unpack
    )


@pytest.fixture
def rng():
    return np.random.default_rng(41)


def test_the_models_have_the_parameters_of_the_text(solved):
    happy, signs = solved["happyModel"](), solved["convolutional_model"]((64, 64, 3))
    assert happy.count_params() == 37_633
    assert sum(int(np.prod(weights.shape)) for weights in happy.non_trainable_weights) == 64
    assert [layer.output.shape[1:] for layer in happy.layers][1] == (64, 64, 32)
    assert signs.count_params() == 1_310
    assert [layer.count_params() for layer in signs.layers if layer.count_params()] == [392, 528, 390]


def test_the_happy_model_is_its_layers_computed_by_hand(solved, rng):
    happy, X = solved["happyModel"](), rng.normal(size=(1, 64, 64, 3)).astype(np.float32)
    kernel, bias = happy.layers[1].get_weights()
    padded = np.pad(X[0], ((3, 3), (3, 3), (0, 0)))
    Z = np.stack(
        [
            sum(correlate2d(padded[..., c], kernel[:, :, c, channel], mode="valid") for c in range(3)) + bias[channel]
            for channel in range(32)
        ],
        axis=-1,
    )
    A = np.maximum(Z / np.sqrt(1 + 1e-3), 0)  # the running mean is 0 and the variance 1 before training
    pooled = A.reshape(32, 2, 32, 2, 32).max(axis=(1, 3))
    weights, last = happy.layers[-1].get_weights()
    right = 1 / (1 + np.exp(-(pooled.ravel() @ weights + last)))
    np.testing.assert_allclose(happy.predict(X, verbose=0)[0], right, rtol=1e-4)


@pytest.mark.parametrize(("f", "stride", "pad"), [(3, 1, 1), (5, 2, 2), (3, 2, 0), (4, 3, 1)])
def test_patches_times_the_kernel_are_the_activations_of_keras(solved, rng, f, stride, pad):
    keras = pytest.importorskip("keras")
    X = rng.normal(size=(6, 11, 13, 3)).astype(np.float32)
    layer = keras.layers.Conv2D(4, f, strides=stride, use_bias=False)
    A = keras.ops.convert_to_numpy(layer(np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))))
    patches = solved["top_patches"](A, X, 2, 4, f, stride, pad)
    products = (patches * keras.ops.convert_to_numpy(layer.kernel)[..., 2]).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(products, np.sort(A[..., 2].max(axis=(1, 2)))[::-1][:4], rtol=1e-4)


def test_saliency_is_that_of_finite_differences(solved, rng):
    tf = pytest.importorskip("tensorflow")
    X, weights = rng.normal(size=(2, 3, 4, 2)).astype(np.float32), rng.normal(size=(3, 4, 2)).astype(np.float32)

    def score(X):
        return tf.reduce_sum(tf.sin(X * weights), axis=[1, 2, 3])

    slopes = np.abs(np.cos(X * weights) * weights)
    sizes = slopes.max(axis=3)
    found = solved["saliency"](score, X)
    np.testing.assert_allclose(found, sizes / sizes.max(axis=(1, 2), keepdims=True), rtol=1e-4)
    assert not solved["saliency"](lambda X: 0 * X[:, 0, 0, 0], X).any()


def test_shares_are_the_integrals_along_the_way(solved):
    tf = pytest.importorskip("tensorflow")
    X, baseline = np.array([[[[1.2], [-0.7]]]], np.float32), np.array([[[0.3], [0.4]]])

    def score(X):
        return tf.tanh(3 * X[:, 0, 0, 0] * X[:, 0, 1, 0]) + X[:, 0, 0, 0] ** 3

    shares = solved["attribution"](score, X, baseline)[0, 0, :, 0]

    def along(place, which):
        x, y = baseline[0, :, 0] + place * (X[0, 0, :, 0] - baseline[0, :, 0])
        flat = 1 - np.tanh(3 * x * y) ** 2
        return 3 * y * flat + 3 * x**2 if which == 0 else 3 * x * flat

    moves = X[0, 0, :, 0] - baseline[0, :, 0]
    right = [moves[which] * quad(along, 0, 1, args=(which,))[0] for which in (0, 1)]
    np.testing.assert_allclose(shares, right, rtol=2e-3, atol=1e-4)
    whole = score(tf.constant(X)) - score(tf.constant(baseline[np.newaxis], tf.float32))
    np.testing.assert_allclose(shares.sum(), whole[0], rtol=2e-3)


def test_the_small_network_has_few_parameters_and_reads_the_test_set(solved, network):
    signs, model = data.load_signs(), solved["small_network"]()
    assert model.count_params() < 2000
    found = model.predict(network.scale(network.halve(signs.test_set_x_orig)), verbose=0).argmax(axis=1)
    assert np.mean(found == signs.test_set_y[0]) >= 0.85


def test_weights_survive_as_text(solved, network, rng):
    model = solved["convolutional_model"]((16, 16, 3))
    model.layers[1].bias.assign(rng.normal(size=8))
    model.layers[4].kernel.assign(np.zeros(model.layers[4].kernel.shape))
    again = network.unpack(solved["convolutional_model"]((16, 16, 3)), network.pack(model))
    for before, after in zip(model.get_weights(), again.get_weights(), strict=True):
        # A kernel's numbers are rounded to 127 steps on either side of 0, others to 11 binary digits.
        bound = np.abs(before).max() / 127 * 0.51 if before.ndim > 1 else np.abs(before) * 2.0**-11
        assert np.all(np.abs(after - before) <= bound)
    with pytest.raises(ValueError, match="the weights of the model take"):
        network.unpack(solved["convolutional_model"]((64, 64, 3)), network.pack(model))


def test_copies_are_found_and_nobody_else(solved, rng):
    pictures = data.load_happy().train_set_x_orig[:40, ::2, ::2]
    copies = pictures[:20, 1:31, 3:31][:, :, ::-1].astype(float) * 0.8 + 20
    test = np.concatenate([np.round(copies).astype(np.uint8), pictures[20:40, 1:31, 3:31]])
    found = solved["find_copies"](pictures[:20, 2:32, 2:30], test)
    assert found.tolist() == [*range(20), *[-1] * 20]


def test_nobody_is_in_both_of_our_sets(solved):
    happy = data.load_happy()
    assert (solved["find_copies"](happy.train_set_x_orig[:, ::2, ::2], happy.test_set_x_orig[:, ::2, ::2]) < 0).all()


@pytest.mark.slow
def test_a_convolution_tells_smiles_and_a_weight_for_each_pixel_does_not(solved, network):
    keras, linear_model = pytest.importorskip("keras"), pytest.importorskip("sklearn.linear_model")
    happy = data.load_happy()
    X, X_test = network.scale(happy.train_set_x_orig), network.scale(happy.test_set_x_orig)
    y, y_test = happy.train_set_y[0], happy.test_set_y[0]
    rows, rows_test = (network.halve(pictures).reshape(len(pictures), -1) for pictures in (X, X_test))
    for strength in (0.01, 0.1):
        baseline = linear_model.LogisticRegression(C=strength, max_iter=300).fit(rows, y)
        assert baseline.score(rows_test, y_test) <= 0.85
    keras.utils.set_random_seed(1)
    model = solved["happyModel"]()
    falling = keras.optimizers.schedules.CosineDecay(0.001, 6 * 75)
    model.compile(keras.optimizers.Adam(falling), "binary_crossentropy", metrics=["accuracy"], jit_compile=False)
    model.fit(X, y, batch_size=8, epochs=6, verbose=0)
    assert model.evaluate(X_test, y_test, verbose=0)[1] >= 0.95
