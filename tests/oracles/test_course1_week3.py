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


def slopes(cost, parameters, shapes):
    """Return the slopes of `cost(parameters)` by SciPy's finite differences."""
    start = np.concatenate([parameters[name].ravel() for name in shapes])
    return split(approx_fprime(start, lambda numbers: cost(split(numbers, shapes)), 1e-7), shapes)


def tensorflow_slopes(answer, parameters, X, Y):
    """Return the cost and its slopes by TensorFlow's automatic differentiation."""
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
    expected = slopes(lambda p: log_loss(Y[0], expit(plain(np, p, X))[0]), parameters, SHAPES)
    for name, slope in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], slope, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_the_gradients_agree_with_tensorflow(planar, rng):
    X, Y = problem(rng)
    parameters = network(rng)
    found = planar["backward_propagation"](parameters, planar["forward_propagation"](X, parameters)[1], X, Y)
    _, expected = tensorflow_slopes(plain, parameters, X, Y)
    for name, slope in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], slope, rtol=1e-9, atol=1e-12)
    parameters |= {"s": rng.normal(size=(3, 1))}
    cost, found = planar["prelu_gradients"](parameters, X, Y)
    expected_cost, expected = tensorflow_slopes(prelu, parameters, X, Y)
    assert np.isclose(cost, expected_cost, rtol=1e-12)
    assert expected.keys() == parameters.keys()
    for name, slope in expected.items():
        np.testing.assert_allclose(found[f"d{name}"], slope, rtol=1e-9, atol=1e-12)


def test_learned_slopes_agree_with_finite_differences(planar, rng):
    X, Y = problem(rng)
    shapes = SHAPES | {"s": (3, 1)}
    parameters = network(rng, shapes)

    def cost(p):
        Z = p["W1"] @ X + p["b1"]
        return log_loss(Y[0], expit(p["W2"] @ (Z.clip(0) + p["s"] * Z.clip(None, 0)) + p["b2"])[0])

    value, found = planar["prelu_gradients"](parameters, X, Y)
    assert np.isclose(value, cost(parameters), rtol=1e-12)
    for name, slope in slopes(cost, parameters, shapes).items():
        np.testing.assert_allclose(found[f"d{name}"], slope, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_the_flower_is_learned_as_well_as_by_scikit_learn(planar, given):
    """One neuron is no better than a coin; four hidden units reach 90 %, ours and scikit-learn's."""
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
