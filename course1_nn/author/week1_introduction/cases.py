"""The inputs of week 1: generators of visible and hidden cases, and what was measured of the judges."""

import numpy as np
from checks import TARGET, cost_in_town, town_data

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def _inputs(rng, n, m):
    """Return W (1, n), b, X (n, m) and Y (1, m); both signs of Z, none of them near 0, if m > 1."""
    while True:
        W = rng.uniform(0.4, 1.5, (1, n)).round(2) * rng.choice([-1, 1], (1, n))
        b = round(rng.uniform(0.2, 0.8) * rng.choice([-1, 1]), 2)
        X = rng.uniform(-2, 2, (n, m)).round(2)
        Z = W @ X + b
        if np.abs(Z).min() > 0.05 and (m == 1 or (np.sum(Z > 0) > 1 and np.sum(Z < 0) > 0)):
            return W, b, X, rng.uniform(0.5, 3, (1, m)).round(2)


def _one_and_more(rng):
    """Return n and m, never equal."""
    n = int(rng.integers(2, 5))
    return n, int(rng.integers(n + 2, n + 5))


def neuron_cases(rng, neuron):
    """One size above the kink, one at it and one below; one input and several; a single example."""
    w, kink = int(rng.integers(2, 7)), rng.integers(3, 10) / 10
    X = (kink + rng.permutation([0, -0.2, rng.integers(2, 10) / 10])).round(1)
    cases = [call(X[None], np.array([[float(w)]]), round(-w * kink, 1))]
    for n, m in (_one_and_more(rng), (1, 6), (3, 1), _one_and_more(rng)):
        W, b, X, _ = _inputs(rng, n, m)
        while m == 1 and neuron(X, W, b) < 0.1:
            W, b, X, _ = _inputs(rng, n, m)
        cases.append(call(X, W, b))
    return cases


def cost_cases(rng):
    """One prediction of three too high; predictions too high, too low, both; whole numbers; a single example."""
    few, many = int(rng.integers(3, 6)), int(rng.integers(6, 10))
    prices = rng.integers(1, 10, (1, 3)).astype(float)
    return [
        call(prices + rng.permutation([0, 0, rng.integers(2, 7)]), prices),
        call(rng.uniform(3, 6, (1, few)).round(2), rng.uniform(0, 2, (1, few)).round(2)),
        call(rng.normal(0, 2, (1, many)).round(2), rng.normal(0, 2, (1, many)).round(2)),
        call(rng.integers(0, 9, (1, few)), rng.integers(10, 19, (1, few))),
        call(np.array([[rng.uniform(0, 1)]]).round(2), np.array([[rng.uniform(2, 4)]]).round(2)),
    ]


def _town(rng, m):
    """Return X (1, m), Y (1, m), and the weight and the bias behind them, for one neuron."""
    w, b = rng.uniform(1.5, 4), -rng.uniform(0.6, 1.5)
    X = rng.uniform(0.1, 2.5, (1, m)).round(2)
    return X, np.clip(w * X + b + 0.2 * rng.normal(size=(1, m)), 0, None).round(2), w, b


def _ordered(rng, values):
    return rng.permutation(values).round(2)


def grid_cases(rng):
    """Two houses by hand; then the best pair anywhere on the grid, in any order, with fewer or more weights."""
    w, sizes = int(rng.integers(2, 10)), rng.permutation([1.0, 2])[None] + rng.integers(1, 4)
    b = -int(rng.integers(1, w + 1))
    nearby = np.array([-1.0, 0, 1])
    cases = [call(sizes, w * sizes + b, w + rng.permutation(nearby), b + rng.permutation(nearby))]
    for k, count in ((4, 6), (7, 5), (3, 5), (6, 3)):
        X, Y, w, b = _town(rng, int(rng.integers(8, 14)))
        # The best pair is away from the corners of the tables of costs, where a search along a diagonal would pass.
        weights = _ordered(rng, w + np.linspace(-1.2, 1.1, k))
        biases = _ordered(rng, b + np.linspace(-0.7, 0.9, count))
        cases.append(call(X, Y, weights, biases))
    return cases


def finite_difference_cases(rng):
    """By hand, with the default step; then steps so large that houses near the kink cross it."""
    X, price = rng.permutation(np.arange(1.0, 9))[None, :4], float(rng.integers(1, 10))
    cases = [call(float(rng.integers(1, 4)), rng.integers(0, 9) / 8, X, np.full((1, 4), price))]
    for h, side in zip((None, 0.25, 0.5, 1e-3), rng.permutation([-1, -1, 1, 1])):  # slopes of both signs
        X, Y, w, _ = _town(rng, int(rng.integers(6, 12)))
        w, b = round(w + side * rng.uniform(0.3, 1), 2), -round(rng.uniform(0.5, 1), 2)
        near = (-b / w + np.array([[-0.04, 0.04]])).round(2)
        X, Y = np.hstack([X, near]), np.hstack([Y, rng.uniform(1, 2, (1, 2)).round(2)])
        cases.append(call(w, b, X, Y) if h is None else call(w, b, X, Y, h=h))
    return cases


def gradient_cases(rng, neuron):
    """By hand; one input and several; a single example; a dead unit; large costs with small gradients."""
    X = rng.permutation(np.append(-1.0, rng.integers(1, 10, 3)))[None]
    cases = [call(np.array([[float(rng.integers(1, 4))]]), 0.0, X, np.full((1, 4), float(rng.integers(1, 10))))]
    for n, m in (_one_and_more(rng), (1, 7), _one_and_more(rng)):
        W, b, X, Y = _inputs(rng, n, m)
        Y[0, np.argmax(neuron(X, W, b))] = 0  # a prediction above 0 for something that is worth nothing
        cases.append(call(W, b, X, Y))
    W, b, X, Y = _inputs(rng, 2, 1)
    while neuron(X, W, b) < 0.1:
        W, b, X, Y = _inputs(rng, 2, 1)
    n, m = int(rng.integers(2, 12)), int(rng.integers(3, 8))
    dead = rng.uniform(0.2, 2, (n, m)).round(2)
    return [*cases, call(W, b, X, Y), call(-np.ones((1, n)), -0.5, dead, dead[:1] + 1), call(*_hopeless(rng, neuron))]


def _hopeless(rng, neuron):
    """Return W, b, X and Y with errors of 10,000 that nearly cancel, some of them where Z is as small as 0.001.

    A finite difference with a small step loses the gradient in the rounding of the cost, a large one crosses kinks.
    """
    n, m = int(rng.integers(2, 4)), 12
    W, b = rng.uniform(0.4, 1.5, (1, n)).round(2), 0.5
    X = rng.uniform(0, 2, (n, m)).round(2)
    X[0, :4] = (rng.choice([-1, 1], 4) * 1e-3 - b - W[0, 1:] @ X[1:, :4]) / W[0, 0]
    A, features = neuron(X, W, b), np.vstack([X, np.ones((1, m))]) * (neuron(X, W, b) > 0)
    errors = rng.normal(size=m) * 1e4
    errors -= features.T @ np.linalg.lstsq(features.T, errors, rcond=None)[0]  # now the gradient is zero
    return W, b, X, A - errors + rng.uniform(-0.3, 0.3, (1, m))


def huber_cases(rng, neuron):
    """By hand; errors on both sides of the threshold and of 0; a single example; large costs with small gradients."""
    X = rng.permutation(np.append(-1.0, rng.integers(2, 10, 3)))[None]
    cases = [call(np.ones((1, 1)), 0.0, X, np.ones((1, 4)), float(rng.integers(1, 3)))]
    for n, m in (_one_and_more(rng), (1, 8), _one_and_more(rng)):
        while True:
            W, b, X, Y = _inputs(rng, n, m)
            errors = (neuron(X, W, b) - Y)[(W @ X + b) > 0]
            delta = round(float(np.median(np.abs(errors))) * rng.uniform(0.9, 1.1), 3)
            if errors.max() > delta + 0.05 and np.abs(errors).min() < delta - 0.05 and len(errors) > 1:
                break
        cases.append(call(W, b, X, Y, delta))
    W, b, X, Y = _hopeless(rng, neuron)
    return [*cases, call(W, b, X, Y, 1e5), call(W, b, X, Y - 1e6, 0.5)]


def interpolation_cases(rng):
    """Points with peaks and valleys; two points; a straight line of three; far from 0 and below it."""
    cases = []
    for k, shift in ((2, 0), (3, -2), (int(rng.integers(4, 7)), 0), (int(rng.integers(7, 12)), -5)):
        x = shift + rng.uniform(0.1, 1, k).cumsum().round(2)
        y = rng.uniform(-3, 3, k).round(2)
        if k == 3:
            y = np.interp(x, x[[0, -1]], y[[0, -1]])
        cases.append(call(x, y, at=np.sort(rng.uniform(x[0], x[-1], 30))))
    return cases


def network_cases(rng, network):
    """The roof by hand; then one to four hidden neurons, one to three inputs, a single example."""
    first, second, climb, height = (int(number) for number in rng.integers([1, 3, 1, 1], [3, 6, 4, 6]))
    b1, W2 = -np.array([[first], [second]], dtype=float), np.array([[climb, -2.0 * climb]])
    cases = [call(rng.permutation(np.arange(8.0))[None, :5], np.ones((2, 1)), b1, W2, float(height))]
    for n_x, n, m in ((1, 2, 7), (3, 4, 6), (2, 1, 5), (2, 3, 1)):
        while True:
            W1, b1 = rng.normal(size=(n, n_x)).round(2), rng.uniform(0.3, 1, (n, 1)).round(2) * rng.choice([-1, 1])
            X, W2 = rng.uniform(-2, 2, (n_x, m)).round(2), rng.normal(0, 1.5, (1, n)).round(2)
            b2 = round(rng.uniform(0.3, 0.9) * rng.choice([-1, 1]), 2)
            Z1, A2 = W1 @ X + b1, network(X, W1, b1, W2, b2)
            if Z1.min() < -0.1 and Z1.max() > 0.1 and A2.min() < -0.1 and np.abs(W2).min() > 0.2:
                break
        cases.append(call(X, W1, b1, W2, b2))
    return cases


def cost_on_unseen(fit_network, seed):
    """Return how many times the cost on 1,000 unseen houses fits into the target, and 1, what it must be."""
    X, Y, X_test, Y_test = town_data(seed)
    return TARGET / cost_in_town(fit_network(X, Y), X_test, Y_test), 1.0


CASES = {
    "1_first_neuron": {
        "neuron": neuron_cases,
        "mean_squared_error": cost_cases,
        "grid_search": grid_cases,
        "finite_differences": finite_difference_cases,
        "gradient": gradient_cases,
        "network": network_cases,
        "huber_gradient": huber_cases,
        "interpolating_network": interpolation_cases,
        "fit_network": lambda rng: [call(seed=int(seed)) for seed in rng.integers(1, 10**6, 4)],
    },
}


MARGINS = {
    "1_first_neuron": {
        "interpolating_network": Margin(
            "Nothing is drawn when it is judged: the answer is compared with NumPy's interpolation."
        ),
        "fit_network": Margin(
            "400 solved calls reached a cost on unseen houses that fits 1.08 times or more into "
            "the target of 0.0032, on average 1.25 times; the target is 4.5 standard deviations (of the logarithm) "
            "away, a probability of 3e-6.",
            cost_on_unseen,
        ),
    },
}
