"""What the solved notebook of convolutions by hand teaches, against TensorFlow, SciPy and finite differences."""

import itertools

import numpy as np
import pytest
from conftest import solved_functions
from scipy.signal import correlate

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week1_convolutions"
LAYERS = [  # f, stride, pad of convolutions, on pictures of 7 by 6 pixels
    (3, 1, 0),
    (3, 1, 1),
    (2, 1, 0),
    (2, 2, 1),
    (3, 2, 0),
    (4, 3, 2),
    (1, 2, 0),
    (5, 1, 2),
]
every_layer = pytest.mark.parametrize(("f", "stride", "pad"), LAYERS)
every_pool = pytest.mark.parametrize(("f", "stride"), [(2, 2), (3, 1), (3, 2), (2, 3), (4, 4)])


@pytest.fixture(scope="module")
def steps():
    """The solved functions."""
    return solved_functions(WEEK / "1_step_by_step.ipynb")


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def layer(rng, f, stride, pad):
    """Return the arguments of a convolution."""
    X, W, b = rng.normal(size=(2, 7, 6, 3)), rng.normal(size=(f, f, 3, 4)), rng.normal(size=(1, 1, 1, 4))
    return X, W, b, {"stride": stride, "pad": pad}


def frame(pad):
    return [[0, 0], [pad, pad], [pad, pad], [0, 0]]


def right(tf, X, W, b, hparameters):
    """Return TensorFlow's convolution."""
    return tf.nn.conv2d(tf.pad(X, frame(hparameters["pad"])), W, hparameters["stride"], "VALID") + b


def test_zero_pad_is_tensorflows(steps, tf, rng):
    X = rng.normal(size=(2, 3, 4, 2))
    for pad in range(4):
        np.testing.assert_array_equal(steps["zero_pad"](X, pad), tf.pad(X, frame(pad)))


def test_a_single_step_is_a_dot_product(steps, rng):
    window, W, b = rng.normal(size=(3, 3, 2)), rng.normal(size=(3, 3, 2)), rng.normal(size=(1, 1, 1))
    z = steps["conv_single_step"](window, W, b)
    assert np.ndim(z) == 0
    assert z == pytest.approx(correlate(window, W, "valid").item() + b.item())


@every_layer
def test_the_forward_pass_is_tensorflows(steps, tf, rng, f, stride, pad):
    arguments = layer(rng, f, stride, pad)
    Z, cache = steps["conv_forward"](*arguments)
    np.testing.assert_allclose(Z, right(tf, *arguments), atol=1e-10)
    assert all(one is other for one, other in zip(cache, arguments, strict=True))


@every_layer
def test_the_backward_pass_is_tensorflows_and_finite_differences(steps, tf, rng, f, stride, pad):
    arguments = layer(rng, f, stride, pad)
    Z, cache = steps["conv_forward"](*arguments)
    dZ = rng.normal(size=Z.shape)
    found = steps["conv_backward"](dZ, cache)
    tensors = [tf.Variable(part) for part in arguments[:3]]
    with tf.GradientTape() as tape:
        cost = tf.reduce_sum(dZ * right(tf, *tensors, arguments[3]))
    for one, other, part in zip(found, tape.gradient(cost, tensors), arguments, strict=False):
        assert one.shape == part.shape
        np.testing.assert_allclose(one, other, atol=1e-10)
    for place, part in enumerate(arguments[:3]):  # linear in each, so exact for any step
        at = tuple(rng.integers(part.shape))
        moved = [np.array(item) for item in arguments[:3]]
        moved[place][at] += 1
        change = np.sum(dZ * (steps["conv_forward"](*moved, arguments[3])[0] - Z))
        assert found[place][at] == pytest.approx(change, abs=1e-9)


@every_pool
@pytest.mark.parametrize("mode", ["max", "average"])
def test_pooling_is_tensorflows_both_ways(steps, tf, rng, f, stride, mode):
    X = tf.Variable(rng.normal(size=(2, 7, 8, 3)))
    pool = tf.nn.max_pool2d if mode == "max" else tf.nn.avg_pool2d
    with tf.GradientTape() as tape:
        right = pool(X, f, stride, "VALID")
        dA = rng.normal(size=right.shape)
        cost = tf.reduce_sum(right * dA)
    A, cache = steps["pool_forward"](X.numpy(), {"f": f, "stride": stride}, mode)
    np.testing.assert_allclose(A, right, atol=1e-12)
    np.testing.assert_allclose(steps["pool_backward"](dA, cache, mode), tape.gradient(cost, X), atol=1e-12)


def test_at_ties_the_gradient_is_shared_and_tensorflow_gives_it_to_the_first(steps, tf):
    X = tf.Variable([[[[3.0], [1.0]], [[3.0], [0.0]]]])
    with tf.GradientTape() as tape:
        cost = 10 * tf.reduce_sum(tf.nn.max_pool2d(X, 2, 2, "VALID"))
    theirs = tape.gradient(cost, X).numpy()
    ours = steps["pool_backward"](np.full((1, 1, 1, 1), 10.0), (X.numpy(), {"f": 2, "stride": 2}))
    assert theirs.ravel().tolist() == [10, 0, 0, 0]
    assert ours.ravel().tolist() == [5, 0, 5, 0]


def test_shared_gradients_keep_their_sum(steps, rng):
    X = np.maximum(rng.integers(-3, 3, (2, 6, 6, 2)), 0).astype(float)
    dA = rng.normal(size=(2, 3, 3, 2))
    back = steps["pool_backward"](dA, (X, {"f": 2, "stride": 2}))
    np.testing.assert_allclose(back.sum(axis=(1, 2)), dA.sum(axis=(1, 2)))


def test_the_mask_marks_every_maximum_and_the_shares_add_up(steps, rng):
    window = rng.integers(0, 3, (4, 4)).astype(float)
    assert (steps["create_mask_from_window"](window) == (window == window.max())).all()
    assert steps["distribute_value"](3, (2, 5)).sum() == pytest.approx(3)


@every_layer
def test_the_fast_convolution_is_scipys(steps, rng, f, stride, pad):
    X, W, b, hparameters = layer(rng, f, stride, pad)
    right = load(WEEK / "checks.py").steps_library(X, W, hparameters) + b[0, 0]
    np.testing.assert_allclose(steps["conv_fast"](X, W, b, hparameters), right, atol=1e-10)


@every_layer
def test_the_transposed_convolution_is_the_gradient_and_tensorflows(steps, tf, rng, f, stride, pad):
    X, W, b, hparameters = layer(rng, f, stride, pad)
    Z = rng.normal(size=steps["conv_fast"](X, W, b, hparameters).shape)
    found = steps["conv_transpose"](Z, W, hparameters, X.shape)
    np.testing.assert_allclose(found, steps["conv_backward"](Z, (X, W, b, hparameters))[0], atol=1e-10)
    padded = (len(X), X.shape[1] + 2 * pad, X.shape[2] + 2 * pad, X.shape[3])
    theirs = tf.nn.conv2d_transpose(Z, W, padded, stride, "VALID").numpy()
    np.testing.assert_allclose(found, theirs[:, pad : pad + 7, pad : pad + 6], atol=1e-10)
    x = rng.normal(size=X.shape)
    forward = steps["conv_fast"](x, W, 0 * b, hparameters)
    assert np.vdot(forward, Z) == pytest.approx(np.vdot(x, found))


def test_six_cases_hold_every_pair_of_kinds(steps):
    cases = steps["telling_cases"]()
    checks = load(WEEK / "checks.py")
    names = list(checks.STEPS_KINDS)
    faults = [(a, i, b, j) for a, b in itertools.combinations(names, 2) for i, j in itertools.product((0, 1), repeat=2)]
    assert len(faults) == 84
    assert len(cases) <= checks.STEPS_MOST_CASES
    assert checks.steps_judge_telling(lambda: cases, faults) is None
    for case in cases:
        others = [other for other in cases if other is not case]
        assert checks.steps_judge_telling(lambda others=others: others, faults)
