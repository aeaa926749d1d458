"""What the solved notebook of course 1, week 1 teaches, against independent implementations."""

import numpy as np
import pytest
from conftest import solved_functions
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


def line_cut(parameters, X, Y):
    """Return the mean squared error of one ReLU neuron; the last parameter is the bias."""
    return mean_squared_error(Y[0], np.clip(parameters[:-1] @ X + parameters[-1], 0, None))


def test_the_cost_is_that_of_scikit_learn(first, town):
    X, Y = town
    A = first["neuron"](X, np.array([[2.0]]), -0.5)
    assert first["mean_squared_error"](A, Y) == pytest.approx(mean_squared_error(Y, A), rel=1e-12)
    assert first["cost"](2.0, -0.5, X, Y) == pytest.approx(line_cut(np.array([2.0, -0.5]), X, Y), rel=1e-12)


def test_the_grid_search_is_that_of_scipy(first, town):
    X, Y = town
    weights, biases = np.linspace(0, 6, 21), np.linspace(-4, 2, 25)
    (w, b), lowest, *_ = brute(
        line_cut, (slice(0, 6.1, 0.3), slice(-4, 2.1, 0.25)), args=(X, Y), finish=None, full_output=True
    )
    np.testing.assert_allclose(first["grid_search"](X, Y, weights, biases), (w, b, lowest), rtol=1e-9)


def test_slopes_are_those_of_scipy_and_of_tensorflow(first, town):
    tf = pytest.importorskip("tensorflow")
    X, Y = town
    measured = approx_fprime(np.array([2.5, -0.7]), line_cut, 1e-7, X, Y)
    np.testing.assert_allclose(first["slopes_by_nudging"](2.5, -0.7, X, Y), measured, atol=1e-4)

    rng = np.random.default_rng(3)
    W, b, X, Y = rng.normal(size=(1, 4)), 0.3, rng.normal(size=(4, 50)), rng.uniform(0, 3, (1, 50))
    W_tf, b_tf = tf.Variable(W), tf.Variable(b, dtype=tf.float64)
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.math.squared_difference(tf.nn.relu(W_tf @ X + b_tf), Y))
    dW, db = first["gradient"](W, b, X, Y)
    for mine, theirs in zip((dW, db), tape.gradient(cost, [W_tf, b_tf])):
        np.testing.assert_allclose(mine, theirs.numpy(), rtol=1e-10)
    measured = approx_fprime(np.append(W, b), line_cut, 1e-7, X, Y)
    np.testing.assert_allclose(np.append(dW, db), measured, atol=1e-5)


def test_descent_in_the_notebook_ends_where_scipy_does(first, town):
    X, Y = town
    W, b = np.array([[0.5]]), 1.5
    for _ in range(3000):
        dW, db = first["gradient"](W, b, X, Y)
        W, b = W - 0.1 * dW, b - 0.1 * db
    best = minimize(line_cut, [2.5, -1.0], args=(X, Y), method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12})
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
