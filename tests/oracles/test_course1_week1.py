"""What the solved notebook of course 1, week 1 teaches, against independent implementations."""

import numpy as np
import pytest
from conftest import solved_functions
from scipy.interpolate import make_interp_spline
from scipy.optimize import approx_fprime, brute, minimize
from sklearn.metrics import mean_squared_error

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course1_nn" / "source" / "week1_introduction"


@pytest.fixture(scope="module")
def first():
    return solved_functions(WEEK / "1_first_neuron.ipynb")


@pytest.fixture
def town():
    """Sixty houses: sizes and prices, each (1, 60)."""
    return load(WEEK / "houses.py").draw_houses(60, seed=7)


def rectified(parameters, X, Y):
    """Return the mean squared error of one ReLU neuron; the last parameter is the bias."""
    return mean_squared_error(Y[0], np.clip(parameters[:-1] @ X + parameters[-1], 0, None))


def test_the_cost_is_that_of_scikit_learn(first, town):
    X, Y = town
    A = first["neuron"](X, np.array([[2.0]]), -0.5)
    assert first["mean_squared_error"](A, Y) == pytest.approx(mean_squared_error(Y, A), rel=1e-12)
    assert first["cost"](2.0, -0.5, X, Y) == pytest.approx(rectified(np.array([2.0, -0.5]), X, Y), rel=1e-12)


def test_the_grid_search_is_that_of_scipy(first, town):
    X, Y = town
    weights, biases = np.linspace(0, 6, 21), np.linspace(-4, 2, 25)
    (w, b), lowest, *_ = brute(
        rectified, (slice(0, 6.1, 0.3), slice(-4, 2.1, 0.25)), args=(X, Y), finish=None, full_output=True
    )
    np.testing.assert_allclose(first["grid_search"](X, Y, weights, biases), (w, b, lowest), rtol=1e-9)


def test_gradients_are_those_of_scipy_and_of_tensorflow(first, town):
    tf = pytest.importorskip("tensorflow")
    X, Y = town
    measured = approx_fprime(np.array([2.5, -0.7]), rectified, 1e-7, X, Y)
    np.testing.assert_allclose(first["finite_differences"](2.5, -0.7, X, Y), measured, atol=1e-4)

    rng = np.random.default_rng(3)
    W, b, X, Y = rng.normal(size=(1, 4)), 0.3, rng.normal(size=(4, 50)), rng.uniform(0, 3, (1, 50))
    W_tf, b_tf = tf.Variable(W), tf.Variable(b, dtype=tf.float64)
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.math.squared_difference(tf.nn.relu(W_tf @ X + b_tf), Y))
    dW, db = first["gradient"](W, b, X, Y)
    for mine, theirs in zip((dW, db), tape.gradient(cost, [W_tf, b_tf])):
        np.testing.assert_allclose(mine, theirs.numpy(), rtol=1e-10)
    measured = approx_fprime(np.append(W, b), rectified, 1e-7, X, Y)
    np.testing.assert_allclose(np.append(dW, db), measured, atol=1e-5)


def test_the_huber_gradient_is_that_of_tensorflow(first):
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(4)
    W, b, X, Y = rng.normal(size=(1, 3)), 0.4, rng.normal(size=(3, 80)), rng.normal(0, 3, (1, 80))
    W_tf, b_tf = tf.Variable(W), tf.Variable(b, dtype=tf.float64)
    with tf.GradientTape() as tape:
        loss = tf.keras.losses.Huber(delta=0.7)(Y.T, tf.transpose(tf.nn.relu(W_tf @ X + b_tf)))  # half of ours
    for mine, theirs in zip(first["huber_gradient"](W, b, X, Y, 0.7), tape.gradient(loss, [W_tf, b_tf])):
        np.testing.assert_allclose(mine, 2 * theirs.numpy(), rtol=1e-6)


def test_the_interpolating_network_is_scipys_interpolation(first):
    rng = np.random.default_rng(6)
    x, y = np.sort(rng.normal(size=9)), rng.normal(size=9)
    at = np.linspace(x[0], x[-1], 101)
    network = first["network"](at[None], *first["interpolating_network"](x, y))
    np.testing.assert_allclose(network[0], make_interp_spline(x, y, k=1)(at), atol=1e-10)


def test_descent_in_the_notebook_ends_where_scipy_does(first, town):
    X, Y = town
    W, b = np.array([[0.5]]), 1.5
    for _ in range(3000):
        dW, db = first["gradient"](W, b, X, Y)
        W, b = W - 0.1 * dW, b - 0.1 * db
    best = minimize(rectified, [2.5, -1.0], args=(X, Y), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12})
    np.testing.assert_allclose([W.item(), b], best.x, atol=1e-3)


def test_the_network_is_that_of_keras(first):
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(5)
    X, W1, b1 = rng.normal(size=(3, 20)), rng.normal(size=(5, 3)), rng.normal(size=(5, 1))
    W2, b2 = rng.normal(size=(1, 5)), 0.7
    layers = [tf.keras.layers.Dense(5, activation="relu"), tf.keras.layers.Dense(1)]
    model = tf.keras.Sequential([tf.keras.Input((3,)), *layers])
    model.set_weights([W1.T, b1.ravel(), W2.T, np.array([b2])])
    np.testing.assert_allclose(first["network"](X, W1, b1, W2, b2), model(X.T).numpy().T, rtol=1e-5, atol=1e-6)


def test_the_fit_of_two_neurons_is_close_to_the_best_that_a_search_from_many_starts_finds(first):
    X, Y = load(WEEK / "houses.py").draw_villas(250, seed=9)

    def cost(numbers):
        hidden = np.clip(numbers[:2, None] * X + numbers[2:4, None], 0, None)
        return np.mean((numbers[4:6] @ hidden + numbers[6] - Y) ** 2)

    rng = np.random.default_rng(0)
    best = min(minimize(cost, rng.normal(0, 1.5, 7), method="BFGS").fun for _ in range(20))
    fitted = first["network"](X, *first["fit_network"](X, Y))
    assert np.mean((fitted - Y) ** 2) < 1.1 * best


@pytest.fixture(scope="module")
def figures():
    return load(WEEK / "figures.py")


def test_what_the_lesson_says_about_its_experiments_holds(figures):
    """Bounds on what the cells print whose outputs are not compared."""
    scrambled = figures.scrambled()
    full, windows = (
        scrambled[kind, "pixels shuffled"] - scrambled[kind, "as drawn"]
        for kind in ("fully connected", "sliding windows")
    )
    assert abs(full) < 0.02 < windows
    scale = figures.scale()
    assert all(0.65 < shares[0] < 0.83 for shares in scale.values())
    assert scale["no hidden layer"][-1] > 0.6 and scale["128 hidden units"][-1] < 0.14
    last_steps = [1 - shares[-1] / shares[-2] for shares in (scale["no hidden layer"], scale["128 hidden units"])]
    assert last_steps[0] < 0.08 < 0.12 < last_steps[1]
    computation = figures.computation()
    assert computation[128][-1] < computation[8][-1] / 2 and computation[8][-1] > 0.95 * computation[8][-2]
    moved, table = figures.moved(), figures.on_a_table()
    assert moved[0] < 0.1 and 0.4 < moved[1] < 0.65 and moved[2] > 0.8
    assert table["linear regression"] < table["network, default training"] < 0.75
    assert table["network, trained to the end"] > 1.2


@pytest.mark.parametrize("layers", [1, 3, 5])
def test_a_sigmoid_needs_larger_weights_than_relu(figures, layers):
    sigmoid, larger, relu = (figures.learning(name, layers)[-1] for name in figures.LEARNERS)
    assert relu < larger < sigmoid
    assert (sigmoid > 2.25) == (layers > 1)
