"""What the solved notebook of course 1, week 3 teaches, against independent implementations."""

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import approx_fprime
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course1_nn" / "source" / "week3_shallow_networks"
PATH = WEEK / "1_planar_classification.ipynb"
SHAPES = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}


@pytest.fixture(scope="module")
def planar():
    """The functions of the solved notebook; the sigmoid that it imports is scipy's here."""
    return solved_functions(PATH, sigmoid=expit)


@pytest.fixture(scope="module")
def given():
    return load(WEEK / "planar_utils.py")


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def network(rng, shapes=SHAPES):
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def problem(rng, m=30):
    X = rng.normal(size=(2, m))
    return X, (X[:1] * X[1:] + 0.3 * rng.normal(size=(1, m)) > 0).astype(int)


def split(numbers, shapes):
    """Return one long row of numbers as the arrays of a dictionary."""
    ends = np.cumsum([np.prod(shape) for shape in shapes.values()])[:-1]
    parts = np.split(numbers, ends)
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts)}


def gradients(cost, parameters, shapes):
    """Return the gradients of `cost(parameters)` by SciPy's finite differences."""
    start = np.concatenate([parameters[name].ravel() for name in shapes])
    return split(approx_fprime(start, lambda numbers: cost(split(numbers, shapes)), 1e-7), shapes)


def tensorflow_gradients(answer, parameters, X, Y):
    """Return the cost and its gradient by TensorFlow's automatic differentiation."""
    tf = pytest.importorskip("tensorflow")
    variables = {name: tf.Variable(item) for name, item in parameters.items()}
    with tf.GradientTape() as tape:
        logits = answer(tf, variables, tf.constant(X))
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=Y.astype(float), logits=logits)
        cost = tf.reduce_mean(losses)
    return cost.numpy(), {name: item.numpy() for name, item in tape.gradient(cost, variables).items()}


def plain(tf, v, X):
    return v["W2"] @ tf.tanh(v["W1"] @ X + v["b1"]) + v["b2"]


def prelu(tf, v, X):
    Z = v["W1"] @ X + v["b1"]
    return v["W2"] @ (tf.nn.relu(Z) - v["s"] * tf.nn.relu(-Z)) + v["b2"]


def test_the_forward_pass_is_that_of_scikit_learn(planar, rng):
    X, Y = problem(rng, 80)
    library = MLPClassifier((3,), activation="tanh", max_iter=2000, random_state=0).fit(X.T, Y[0])
    (W1, W2), (b1, b2) = library.coefs_, library.intercepts_
    parameters = {"W1": W1.T, "b1": b1[:, None], "W2": W2.T, "b2": b2[:, None]}
    A2, cache = planar["forward_propagation"](X, parameters)
    np.testing.assert_allclose(A2[0], library.predict_proba(X.T)[:, 1], rtol=1e-10)
    assert set(cache) == {"Z1", "A1", "Z2", "A2"}
    assert np.isclose(planar["compute_cost"](A2, Y), log_loss(Y[0], A2[0]), rtol=1e-12)
    assert np.array_equal(planar["predict"](parameters, X)[0], library.predict(X.T))


def test_the_gradient_agrees_with_finite_differences(planar, rng):
    X, Y = problem(rng)
    parameters = network(rng)
    found = planar["backward_propagation"](parameters, planar["forward_propagation"](X, parameters)[1], X, Y)
    expected = gradients(lambda p: log_loss(Y[0], expit(plain(np, p, X))[0]), parameters, SHAPES)
    for name, gradient in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], gradient, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_the_gradients_agree_with_tensorflow(planar, rng):
    X, Y = problem(rng)
    parameters = network(rng)
    found = planar["backward_propagation"](parameters, planar["forward_propagation"](X, parameters)[1], X, Y)
    _, expected = tensorflow_gradients(plain, parameters, X, Y)
    for name, gradient in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], gradient, rtol=1e-9, atol=1e-12)
    parameters |= {"s": rng.normal(size=(3, 1))}
    found = planar["prelu_gradients"](parameters, planar["prelu_forward"](X, parameters)[1], X, Y)
    _, expected = tensorflow_gradients(prelu, parameters, X, Y)
    assert expected.keys() == parameters.keys()
    for name, gradient in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], gradient, rtol=1e-9, atol=1e-12)


def test_learned_slopes_agree_with_finite_differences(planar, rng):
    X, Y = problem(rng)
    shapes = SHAPES | {"s": (3, 1)}
    parameters = network(rng, shapes)

    def cost(p):
        Z = p["W1"] @ X + p["b1"]
        return log_loss(Y[0], expit(p["W2"] @ (Z.clip(0) + p["s"] * Z.clip(None, 0)) + p["b2"])[0])

    found = planar["prelu_gradients"](parameters, planar["prelu_forward"](X, parameters)[1], X, Y)
    for name, gradient in gradients(cost, parameters, shapes).items():
        np.testing.assert_allclose(found[f"d{name}"], gradient, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_the_flower_is_learned_as_well_as_by_scikit_learn(planar, given):
    """One neuron is no better than a coin; four hidden units reach 90 %, ours and scikit-learn's; nothing beats Bayes."""
    (X, Y), (X_new, Y_new) = given.load_planar_dataset(), given.load_planar_dataset(1000, seed=7)
    assert X.shape == (2, 400)
    assert Y.shape == (1, 400)
    assert Y.mean() == 0.5
    assert 0.42 < LogisticRegression().fit(X.T, Y[0]).score(X.T, Y[0]) < 0.52
    np.random.seed(3)
    trained = planar["nn_model"](X, Y, 4)
    ours, new = (np.mean(planar["predict"](trained, x) == y) for x, y in ((X, Y), (X_new, Y_new)))
    tries = [
        MLPClassifier((4,), activation="tanh", solver="lbfgs", alpha=0, max_iter=3000, random_state=seed)
        for seed in range(3)
    ]
    theirs = max(library.fit(X.T, Y[0]).score(X.T, Y[0]) for library in tries)
    assert 0.92 < given.bayes_accuracy() < 0.926
    assert ours >= 0.9
    assert new >= 0.85
    assert theirs >= 0.9
    assert abs(ours - theirs) < 0.05


@pytest.mark.slow
@pytest.mark.parametrize(("n_h", "low", "high"), [(1, 0.55, 0.75), (2, 0.55, 0.75), (3, 0.88, 0.96)])
def test_three_units_are_what_six_petals_need(planar, given, n_h, low, high):
    X, Y = given.load_planar_dataset()
    np.random.seed(3)
    trained = planar["nn_model"](X, Y, n_h, num_iterations=5000)
    assert low < np.mean(planar["predict"](trained, X) == Y) < high


def test_the_best_line_misses_a_third_of_the_flower(given):
    figures = load(WEEK / "figures.py")
    X, Y = given.load_planar_dataset()
    lines = np.random.default_rng(1).normal(size=(3000, 2))
    found = max(np.mean((line @ X > limit) == Y[0]) for line in lines for limit in (-0.5, 0, 0.5))
    assert found <= figures.best_line(X, Y)
    assert found > figures.best_line(X, Y) - 0.01
    assert 0.64 < figures.best_line(X, Y) < 0.69
    separable = np.array([[0.0, 1, 2, 3], [0, 0, 0, 1]])
    assert figures.best_line(separable, np.array([0, 0, 1, 1])) == 1


def test_a_smallest_network_keeps_the_function(planar, rng):
    W1 = np.array([[1.0, 2], [1, 2], [-1, -2], [1, 2], [0, 0], [3, 1], [2, 2], [-2, -2]])
    b1 = np.array([[0.5, 0.5, -0.5, -0.5, 1, 0, 1, -1]]).T
    parameters = {"W1": W1, "b1": b1, "W2": rng.integers(1, 9, (1, 8)) / 8, "b2": np.array([[0.25]])}
    parameters["W2"][0, 7] = parameters["W2"][0, 6]  # the last two cancel
    found = planar["smallest_network"](parameters)
    assert found["W1"].shape == (3, 2)
    X = rng.normal(size=(2, 20))
    np.testing.assert_allclose(plain(np, found, X), plain(np, parameters, X), rtol=1e-12)


def test_the_standard_error_is_that_of_an_accuracy(rng):
    accuracies = rng.binomial(500, 0.8, 20_000) / 500
    assert np.isclose(accuracies.std(), np.sqrt(0.8 * 0.2 / 500), rtol=0.02)
