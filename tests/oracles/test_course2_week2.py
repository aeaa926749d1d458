"""What the solved notebook of course 2, week 2 teaches, against independent implementations."""

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import approx_fprime
from scipy.signal import lfilter
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course2_improving" / "source" / "week2_optimization"
SHAPES = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}


@pytest.fixture(scope="module")
def network():
    return load(WEEK / "network.py")


@pytest.fixture(scope="module")
def solved(network):
    return solved_functions(WEEK / "1_optimization_methods.ipynb", network=network)


def drawn(rng, d=""):
    return {d + name: rng.normal(size=shape) for name, shape in SHAPES.items()}


def walked_by_keras(optimizer, parameters, slopes):
    """Return the parameters after the steps of a Keras optimizer, one for each of `slopes`."""
    keras = pytest.importorskip("keras")
    variables = {name: keras.Variable(value, dtype="float64") for name, value in parameters.items()}
    for grads in slopes:
        optimizer.apply(
            [keras.ops.convert_to_tensor(grads[f"d{name}"]) for name in variables], list(variables.values())
        )
    return {name: variable.numpy() for name, variable in variables.items()}


def close(mine, theirs):
    """Keras keeps its settings in single precision, so that 1 - 0.999 is off in the fifth digit."""
    assert mine.keys() == theirs.keys()
    for name, value in mine.items():
        np.testing.assert_allclose(value, theirs[name], rtol=1e-5, atol=5e-6, err_msg=name)


@pytest.fixture
def steps():
    rng = np.random.default_rng(4)
    return drawn(rng), [drawn(rng, "d") for _ in range(12)]


def test_gradient_descent_is_that_of_keras(solved, steps):
    keras = pytest.importorskip("keras")
    start, slopes = steps
    mine = start
    for grads in slopes:
        mine = solved["update_parameters_with_gd"](mine, grads, 0.05)
    close(mine, walked_by_keras(keras.optimizers.SGD(0.05), start, slopes))


def test_momentum_is_that_of_keras_with_a_smaller_rate(solved, steps):
    keras = pytest.importorskip("keras")
    start, slopes = steps
    mine, v = start, solved["initialize_velocity"](start)
    for grads in slopes:
        mine, v = solved["update_parameters_with_momentum"](mine, grads, v, 0.8, 0.5)
    close(mine, walked_by_keras(keras.optimizers.SGD(0.5 * (1 - 0.8), momentum=0.8), start, slopes))


def test_rmsprop_is_that_of_keras(solved, steps):
    keras = pytest.importorskip("keras")
    start, slopes = steps
    mine, s = start, solved["initialize_velocity"](start)
    for grads in slopes:
        mine, s = solved["update_parameters_with_rmsprop"](mine, grads, s, 0.9, 0.03)
    # Keras adds its epsilon under the root.
    close(mine, walked_by_keras(keras.optimizers.RMSprop(0.03, rho=0.9, epsilon=1e-16), start, slopes))


def test_adam_is_that_of_keras(solved, steps):
    keras = pytest.importorskip("keras")
    start, slopes = steps
    mine, (v, s) = start, solved["initialize_adam"](start)
    for t, grads in enumerate(slopes, 1):
        mine, v, s, _, _ = solved["update_parameters_with_adam"](mine, grads, v, s, t, 0.03)
    close(mine, walked_by_keras(keras.optimizers.Adam(0.03, epsilon=1e-12), start, slopes))


def test_the_average_is_a_filter_of_scipy_and_the_weights_add_up(solved):
    values = np.random.default_rng(1).normal(size=50)
    average = solved["exponentially_weighted_average"]
    plain = lfilter([0.1], [1, -0.9], values)
    np.testing.assert_allclose(average(values, 0.9, bias_correction=False), plain, rtol=1e-10)
    weights = 0.9 ** np.arange(50)[::-1]
    assert average(values, 0.9)[-1] == pytest.approx(np.average(values, weights=weights), rel=1e-10)
    np.testing.assert_allclose(average(np.full(20, 7.0), 0.98), 7, rtol=1e-10)


def test_mini_batches_are_a_permutation_of_pairs(solved):
    X = np.arange(1.0, 134)[None] * [[1], [100]]
    batches = solved["random_mini_batches"](X, X[:1] % 2, 32, seed=5)
    assert [x.shape[1] for x, _ in batches] == [32, 32, 32, 32, 5]
    together, labels = (np.hstack(parts) for parts in zip(*batches))
    np.testing.assert_array_equal(np.sort(together[0]), X[0])
    np.testing.assert_array_equal(together[1], 100 * together[0])
    np.testing.assert_array_equal(labels, together[:1] % 2)


def test_decays_are_those_of_keras(solved):
    schedules = pytest.importorskip("keras").optimizers.schedules
    inverse, stairs = (schedules.InverseTimeDecay(0.3, every, 0.7, staircase=every > 1) for every in (1, 20))
    cosine = schedules.CosineDecay(0.3, 80, alpha=0.1)
    for epoch in (0, 1, 19, 20, 21, 55, 79, 80):
        assert solved["update_lr"](0.3, epoch, 0.7) == pytest.approx(float(inverse(epoch)), rel=1e-5)
        assert solved["schedule_lr_decay"](0.3, epoch, 0.7, 20) == pytest.approx(float(stairs(epoch)), rel=1e-5)
        assert solved["cosine_decay"](0.3, epoch, 80, 0.03) == pytest.approx(float(cosine(epoch)), rel=1e-5)


def test_the_given_network_is_that_of_scikit_learn(network):
    X, Y = network.load_dataset(m=40)
    parameters = network.initialize_parameters([2, 5, 2, 1])
    rng = np.random.default_rng(0)
    parameters |= {name: rng.normal(size=item.shape) for name, item in parameters.items() if name[0] == "b"}
    theirs = MLPClassifier((5, 2)).partial_fit(X.T, Y[0], classes=[0, 1])
    theirs.coefs_ = [parameters[f"W{layer}"].T for layer in (1, 2, 3)]
    theirs.intercepts_ = [parameters[f"b{layer}"][:, 0] for layer in (1, 2, 3)]
    answers, cache = network.forward_propagation(X, parameters)
    np.testing.assert_allclose(answers[0], theirs.predict_proba(X.T)[:, 1], rtol=1e-8)
    assert network.compute_cost(answers, Y) == pytest.approx(log_loss(Y[0], answers[0], normalize=False), rel=1e-8)

    def cost(flat):
        place, some = 0, {}
        for name, item in parameters.items():
            some[name] = flat[place : place + item.size].reshape(item.shape)
            place += item.size
        return network.compute_cost(network.forward_propagation(X, some)[0], Y) / Y.shape[1]

    grads = network.backward_propagation(X, Y, cache)
    mine = np.hstack([grads[f"d{name}"].ravel() for name in parameters])
    measured = approx_fprime(np.hstack([item.ravel() for item in parameters.values()]), cost, 1e-7)
    np.testing.assert_allclose(mine, measured, atol=1e-5)


@pytest.mark.slow
def test_headlines(solved, network):
    """The first race after 5,000 epochs; 72 % and 94 % to the nearest whole percent or better."""
    X, Y = network.load_dataset()
    found = {}
    for name in ("gd", "momentum", "adam"):
        parameters = solved["model"](X, Y, [2, 5, 2, 1], name, print_cost=False)
        found[name] = np.mean(network.predict(X, parameters) == Y)
    assert 0.68 <= found["gd"] <= 0.76
    assert 0.68 <= found["momentum"] <= 0.76
    assert found["adam"] >= 0.935
