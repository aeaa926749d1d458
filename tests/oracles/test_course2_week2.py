"""What the solved notebook of course 2, week 2 teaches, against independent implementations."""

import sys

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import approx_fprime
from scipy.signal import lfilter
from scipy.stats import ttest_rel
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


def test_adamw_is_that_of_keras_with_the_biases_left_out(solved, steps):
    keras = pytest.importorskip("keras")
    start, slopes = steps
    mine, (v, s) = start, solved["initialize_adam"](start)
    for t, grads in enumerate(slopes, 1):
        mine, v, s = solved["update_parameters_with_adamw"](mine, grads, v, s, t, 0.03, weight_decay=0.4)
    theirs = {
        kind: walked_by_keras(
            keras.optimizers.AdamW(0.03, weight_decay=0.4 if kind == "W" else 0.0, epsilon=1e-12),
            {name: value for name, value in start.items() if name[0] == kind},
            slopes,
        )
        for kind in "Wb"
    }
    close(mine, {name: theirs[name[0]][name] for name in mine})


def test_changing_betas_give_weighted_means(solved):
    rng = np.random.default_rng(2)
    values, betas = rng.normal(size=12), rng.uniform(0.1, 0.95, 12)
    found = solved["average_with_changing_beta"](values, betas)
    for t in range(12):
        weights = [(1 - betas[k]) * np.prod(betas[k + 1 : t + 1]) for k in range(t + 1)]
        assert found[t] == pytest.approx(np.average(values[: t + 1], weights=weights), rel=1e-10)


def test_a_race_is_judged_by_a_paired_t_statistic(solved):
    rng = np.random.default_rng(3)
    grid = np.array([0.8, 0.9, 0.85])[:, None] + 0.01 * rng.normal(size=(3, 8))
    for gap in (-0.03, 0.0, 0.03):
        one = 0.9 + 0.02 * rng.normal(size=(3, 8))
        test = {"a": one, "b": one - gap + 0.01 * rng.normal(size=(3, 8))}
        statistic = ttest_rel(test["a"][1], test["b"][1]).statistic
        verdict = "not shown" if abs(statistic) <= 2 else "ab"[int(statistic < 0)]
        assert solved["judge_race"]({"a": grid, "b": grid}, test) == verdict
    assert solved["judge_race"]({"a": grid, "b": grid[::-1][1:]}, test) == "widen"


def test_the_paths_of_the_figures_are_those_of_the_solutions(solved, monkeypatch):
    """In the valley of the figures, with RMSprop corrected; the last points after 32 updates are named in the text."""
    monkeypatch.setitem(sys.modules, "landscapes", load(WEEK / "landscapes.py"))
    figures, ends = load(WEEK / "figures.py"), {}
    for name, rate in (("gd", 0.95), ("rmsprop", 0.4)):
        path = figures._walk(name, rate, 32)
        ends[name] = np.linalg.norm(path[-1])
    assert ends["gd"] == pytest.approx(0.38, abs=0.01)
    assert ends["rmsprop"] == pytest.approx(0.65, abs=0.01)
    point, (v, s) = {"W1": np.array([[-9.0, 2.0]])}, ({"dW1": np.zeros((1, 2))}, {"dW1": np.zeros((1, 2))})
    for t in range(1, 21):
        grads = {"dW1": point["W1"] * [0.1, 2.0]}
        point, v, s, _, _ = solved["update_parameters_with_adam"](point, grads, v, s, t, 0.3, beta2=0.9)
    np.testing.assert_allclose(figures._walk("adam", 0.3, 20)[-1], point["W1"][0], rtol=1e-5)


def test_the_gradient_of_the_tanh_network(network):
    landscapes = load(WEEK / "landscapes.py")
    X, Y = network.load_dataset(m=40)
    p = np.random.default_rng(0).normal(size=9)
    measured = approx_fprime(p, lambda at: landscapes.tanh_cost(at, X, Y)[0], 1e-7)
    np.testing.assert_allclose(landscapes.tanh_cost(p, X, Y)[1], measured, atol=1e-5)


def test_noisy_valleys_have_the_curvatures_that_they_name():
    valley = load(WEEK / "landscapes.py").Valley(seed=1, size=60, condition=300, steps=400)
    valley.noise, valley.rng = 0.0, type("Middle", (), {"uniform": lambda *_: 1.0, "normal": lambda *_, size: 0.0})()
    at = valley.minimum[:, None]
    H = np.hstack([valley.gradient(at + e[:, None]) for e in np.eye(60)])
    np.testing.assert_allclose(H, H.T, atol=1e-9 * valley.largest)
    found = np.linalg.eigvalsh(H)
    assert found[0] == pytest.approx(valley.smallest, rel=1e-6)
    assert found[-1] == pytest.approx(300 * valley.smallest, rel=1e-6)


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
    """What the text says of the races; their outputs are stored without being compared."""
    X, Y = network.load_dataset()
    held_out, found = network.load_dataset(300, seed=4), {}

    def reached(name, rate=0.0007, epochs=5000, **settings):
        parameters = solved["model"](X, Y, [2, 5, 2, 1], name, rate, num_epochs=epochs, print_cost=False, **settings)
        return [np.mean(network.predict(x, parameters) == y) for x, y in ((X, Y), held_out)]

    for name in ("gd", "momentum", "adam"):
        found[name] = reached(name)
    assert 0.68 <= found["gd"][0] <= 0.76
    assert 0.68 <= found["momentum"][0] <= 0.76
    assert found["adam"][0] >= 0.935
    assert found["adam"][1] >= 0.935
    assert reached("momentum", 0.007)[0] >= 0.92
    assert reached("gd", 0.007)[0] >= 0.92
    assert reached("gd", 0.1, 3000)[0] >= 0.935
    assert reached("gd", 0.1, 1000, decay=solved["update_lr"])[0] <= 0.7
    for name in ("gd", "momentum", "rmsprop", "adam"):
        assert reached(name, 0.01 if name in ("rmsprop", "adam") else 0.3, 60, seed=4)[0] == pytest.approx(
            0.5, abs=0.05
        )
