"""The inputs of week 1: generators of visible and hidden cases, and what was measured of the judges."""

from functools import cache
from pathlib import Path

import numpy as np
from checks import (
    INIT_ACTIVATIONS,
    INIT_DEPTH,
    INIT_MEASURED,
    INIT_SHARE,
    INIT_WINDOW,
    REG_SHARE,
    _init_sums,
    classes,
    cubic,
    cubic_slope,
    gates,
    parabola,
    parabola_claim,
    reg_network_of,
    squares,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with, load


@cache
def _unreleased():
    """Return `mistakes.py`, which is never released: inputs for the way back need what the exercises ask for."""
    return load(Path(__file__).with_name("mistakes.py"))


# ------------------------------------------------------------------------------------------------- 1: initialization


def _init_sizes(rng, layers, low=2, high=9):
    """Return sizes of layers, neighbours always different, so that exchanged axes show."""
    sizes = [int(rng.integers(low, high))]
    while len(sizes) < layers + 1:
        size = int(rng.integers(low, high))
        sizes += [size] * (size != sizes[-1])
    return sizes


def init_zeros_cases(rng):
    """Two layers, a single one, three with an output unit as in the notebook, then others."""
    two, three = _init_sizes(rng, 1), _init_sizes(rng, 2)
    return [call([*two, 1]), call([int(rng.integers(2, 9)), 1]), call([*three, 1])] + [
        call(_init_sizes(rng, layers)) for layers in (2, 4, int(rng.integers(5, 8)))
    ]


def init_large_cases(rng):
    """A network as small as the notebook's, then layers that are large enough for their spread to be measured."""
    small = [*_init_sizes(rng, 2, 2, 12), 1]
    found = [call(small), call([int(rng.integers(2, 6)), int(rng.integers(190, 230)), 1])]
    for layers in (2, 3, 4):
        wide = [int(size) for size in rng.choice(np.arange(50, 280, 30), layers + 1, replace=False)]
        found.append(call([size + int(rng.integers(0, 9)) for size in wide]))
    return found


def _init_nearest(made, layers_dims, wanted):
    """Return how near the spread of the large layers is to what is asked for, and how near it must be."""
    near = [
        1 - abs(made[f"W{layer}"].std() / wanted(layers_dims[layer - 1]) - 1)
        for layer in range(1, len(layers_dims))
        if made[f"W{layer}"].size >= INIT_MEASURED
    ]
    return (min(near), 1 - INIT_SHARE) if near else None


def init_large_share(initialize_parameters_random, layers_dims):
    """Return how near the spread is to 10."""
    return _init_nearest(initialize_parameters_random(layers_dims), layers_dims, lambda before: 10)


def init_he_share(initialize_parameters_he, layers_dims):
    """Return how near the spread is to He's."""
    return _init_nearest(initialize_parameters_he(layers_dims), layers_dims, lambda before: (2 / before) ** 0.5)


def init_signal_cases(rng):
    """As by hand; one layer; several; a single example; inputs of another size; biases that matter."""
    one, two = (float(number) for number in rng.choice(np.arange(2, 12), 2, replace=False))
    hand = {
        "W1": np.array([[1.0, 1.0, 0.0, 0.0]]),
        "b1": np.zeros((1, 1)),
        "W2": np.array([[1.0], [-1.0]]) * rng.choice([-2.0, -1.0, 1.0, 2.0]),  # ReLU lets one of the two through
        "b2": np.zeros((2, 1)),
    }
    found = [call(np.array([[one], [two], [0.0], [0.0]]), hand)]
    for layers, examples, scale in ((1, 4, 1), (2, 1, 1), (3, 5, 20), (int(rng.integers(4, 6)), 6, 1)):
        sizes, parameters = _init_sizes(rng, layers, 3, 7), {}
        for layer in range(1, layers + 1):
            shape = sizes[layer], sizes[layer - 1]
            parameters[f"W{layer}"] = rng.normal(0, 1, shape).round(3)
            parameters[f"b{layer}"] = rng.normal(0, 0.7, (sizes[layer], 1)).round(3)
            parameters[f"b{layer}"][0] = 1.5  # one unit at least that is not silent
        found.append(call((scale * rng.normal(size=(sizes[0], examples))).round(3), parameters))
    return found


def init_any_cases(rng):
    """Six of the activations, each with a deep network of its own."""
    return [
        call(
            [int(rng.integers(50, 70)), *rng.integers(360, 440, INIT_DEPTH - 1).tolist(), int(rng.integers(80, 100))],
            INIT_ACTIVATIONS[index],
        )
        for index in rng.permutation(len(INIT_ACTIVATIONS))[:6]
    ]


def init_any_share(initialize_parameters_for, layers_dims, activation):
    """Return how far the signal of the worst layer is inside the window, and 1."""
    sums = np.log(_init_sums(initialize_parameters_for(layers_dims, activation), layers_dims, activation))
    return INIT_WINDOW / np.exp(np.abs(sums).max()), 1


def _reg_parameters(rng, sizes):
    """Return parameters of three layers, biases included."""
    found = {}
    for layer in (1, 2, 3):
        found[f"W{layer}"] = rng.normal(0, 0.8, (sizes[layer], sizes[layer - 1])).round(3)
        found[f"b{layer}"] = rng.normal(0, 0.5, (sizes[layer], 1)).round(3)
    return found


def _reg_sizes(rng):
    return [*(int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False)), 1]


def _reg_labels(rng, m):
    return (rng.permutation(m) < (rng.integers(1, m) if m > 1 else 1)).astype(int).reshape(1, m)


def reg_cost_cases(rng):
    """As by hand; random; no price; a high one; a single example."""
    one, two, three, four = (float(number) for number in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 4, replace=False))
    hand = {"W1": np.array([[one, two]]), "W2": np.array([[three]]), "W3": np.array([[four]])}
    hand |= {name: np.array([[float(rng.integers(5, 9))]]) for name in ("b1", "b2", "b3")}
    found = [call(np.array([[0.5, 0.5]]), np.array([[1, 0]]), hand, int(rng.integers(2, 10)) / 10)]
    for m, lambd in ((5, 0.7), (4, 0), (int(rng.integers(6, 9)), 12.5), (1, round(float(rng.uniform(0.1, 0.6)), 3))):
        parameters = _reg_parameters(rng, _reg_sizes(rng))
        found.append(call(rng.uniform(0.05, 0.95, (1, m)).round(3), _reg_labels(rng, m), parameters, lambd))
    return found


def _reg_network(rng, m):
    """Return parameters, X and Y, with silent and awake units in both layers."""
    while True:
        sizes = _reg_sizes(rng)
        parameters, X = _reg_parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        cache = _unreleased().reg_cache(X, parameters)
        if all(0.2 < np.mean(cache[place] > 0) < 0.85 for place in (0, 4)):
            return parameters, X, _reg_labels(rng, m)


def reg_backward_cases(rng):
    """Random networks; no price; a single example; a high price."""
    found = []
    for m, lambd in ((6, 0.7), (5, 0), (1, 0.3), (8, round(float(rng.uniform(2, 9)), 2)), (4, 1)):
        parameters, X, Y = _reg_network(rng, m)
        found.append(call(X, Y, _unreleased().reg_cache(X, parameters), lambd))
    return found


def reg_dropout_forward_cases(rng):
    """Networks large enough for their masks to be counted; the default; nothing dropped; by position and by name."""
    seeds = [int(seed) for seed in rng.integers(1, 10**6, 6)]
    return [
        call(seeds[0], 0.8),
        call(seeds[1], 1.0),
        call(seeds[2], None),
        call(seeds[3], round(float(rng.uniform(0.15, 0.35)), 2)),
        call(seeds[4], round(float(rng.uniform(0.6, 0.9)), 2)),
    ]


def reg_forward_share(forward_propagation_with_dropout, seed, keep_prob):
    """Return how near the share of units kept is to keep_prob, and how near it must be; None if nothing is dropped."""
    if keep_prob == 1:
        return None
    X, parameters = reg_network_of(seed)
    keep_prob = keep_prob or 0.5
    _, cache = forward_propagation_with_dropout(X, parameters, keep_prob)
    return 1 - max(abs(cache[place].mean() - keep_prob) for place in (1, 6)), 1 - REG_SHARE


def reg_dropout_backward_cases(rng):
    """Random networks and masks; a single example; nothing dropped; masks of whole numbers."""
    found = []
    for m, keep_prob in ((6, 0.8), (5, 1.0), (1, 0.7), (8, round(float(rng.uniform(0.3, 0.6)), 2)), (4, 0.86)):
        while True:
            parameters, X, Y = _reg_network(rng, m)
            masks = [rng.random((len(parameters[f"b{layer}"]), m)) < keep_prob for layer in (1, 2)]
            Z1, _, _, _, _, Z2, _, A2, *_ = _unreleased().reg_cache(X, parameters, masks, keep_prob)
            dropped = all(np.any(~mask & (Z > 0)) for mask, Z in zip(masks, (Z1, Z2)))
            if np.any(A2) and (dropped or keep_prob == 1) and np.any(masks[0] & (Z1 > 0)):
                break
        masks = [mask.astype(int) if m == 4 else mask for mask in masks]
        found.append(call(X, Y, _unreleased().reg_cache(X, parameters, masks, keep_prob), keep_prob))
    return found


def reg_expected_cases(rng):
    """As by hand; few inputs; no dropout; a single example; forty inputs, whose masks nobody can go through."""
    x, y = (float(number) for number in rng.choice(np.arange(2, 9), 2, replace=False))
    hand = np.array([[1.0], [0.0]]), 0.0, np.array([[x], [1.0]]), np.array([[y]]), 0.5
    found = [call(*hand)]
    for n, m, keep_prob in ((3, 5, 0.8), (4, 6, 1.0), (2, 1, 0.3), (40, 5, round(float(rng.uniform(0.2, 0.9)), 2))):
        scale = rng.uniform(0.5, 3, (n, 1))
        found.append(
            call(
                rng.normal(size=(n, 1)).round(3),
                round(float(rng.normal()), 3),
                (scale * rng.normal(0.5, 1, (n, m))).round(3),
                rng.normal(0, 2, (1, m)).round(3),
                keep_prob,
            )
        )
    return found


# ---------------------------------------------------------------------------------------------- 3: gradient checking


def check_line_cases(rng):
    """Whole numbers as by hand, a zero, then numbers of either sign."""
    whole = (int(number) for number in rng.choice(np.arange(2, 12), 2, replace=False))
    return [call(*whole), call(round(rng.uniform(1, 9), 2), 0.0)] + [
        call(*(float(value) for value in rng.normal(0, 5, 2).round(3))) for _ in range(3)
    ]


def check_one_cases(rng):
    """Other costs and claims; large nudges; parameters so large that the nudge is rounded, with the own functions."""

    def numbers(size=1.0):
        x = round(float(rng.choice([-1, 1]) * rng.uniform(0.5, 5)), 3)
        return x, float(size * rng.uniform(0.5, 5))

    forward, backward = "forward_propagation", "backward_propagation"
    return [
        call_with({forward: parabola, backward: parabola_claim}, *numbers()),
        call_with({forward: cubic, backward: cubic_slope}, *numbers(), epsilon=round(rng.uniform(0.2, 0.5), 2)),
        call_with({backward: cubic_slope}, *numbers(), epsilon=1e-4),
        call_with({forward: parabola}, *numbers()),
        call(*numbers(1e6)),
        call(*numbers(-3e6)),
        call(*numbers(1e5), epsilon=1e-9),
        call(*numbers(2e7), epsilon=3e-6, print_msg=True),
    ]


def _check_parameters(rng, sizes):
    found = {}
    for layer in range(1, len(sizes)):
        found[f"W{layer}"] = rng.normal(0, 0.8, (sizes[layer], sizes[layer - 1])).round(3)
        found[f"b{layer}"] = rng.normal(0, 0.5, (sizes[layer], 1)).round(3)
    return found


def _check_network(rng, examples=None):
    """Return parameters, X and Y of a network as in the notebook, with units of layer 2 awake and silent."""
    while True:
        sizes = [*(int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False)), 1]
        m = examples or int(rng.integers(6, 10))
        parameters, X = _check_parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        Y = (rng.permutation(m) < (rng.integers(1, m) if m > 1 else rng.integers(2))).astype(int).reshape(1, m)
        Z2 = _unreleased().check_cache(parameters, X)[4]
        if np.mean(Z2 > 0) > 0.3 and np.mean(Z2 < 0) > 0.2 and np.abs(Z2).min() > 1e-3:
            return parameters, X, Y


def check_many_cases(rng):
    """Wrong gradients; large nudges, which show how the slopes are measured; other entries and orders; one example."""
    found = []
    for kind in ("twice", "entry", "large", "half", "extra", "small"):
        parameters, X, Y = _check_network(rng, 1 if kind == "half" else None)
        gradients, named = _unreleased().check_slopes(_unreleased().check_cost, parameters, X, Y), {}
        if kind == "twice":
            gradients["dW2"] = 2 * gradients["dW2"]
        elif kind == "entry":
            gradients["db1"][-1] += 0.1
        elif kind == "large":
            named = {"epsilon": 0.2}
        elif kind == "half":
            gradients, named = gradients | {name: -gradients[name] for name in ("dW1", "db3")}, {"print_msg": True}
        elif kind == "extra":
            gradients["dW1"][0, -1] -= 0.05
            gradients = {"dZ3": np.ones((1, 2))} | {name: gradients[name] for name in sorted(gradients)}
            named = {"epsilon": 0.05}
        elif kind == "small":
            gradients["dW3"][0, 0] *= 1 + rng.uniform(0.05, 0.1)
        found.append(call(parameters, gradients, X, Y, **named))
    return found


def check_backward_cases(rng):
    """Random networks; one of them with a single example."""
    found = []
    for examples in (None, None, 1, None, 4):
        parameters, X, Y = _check_network(rng, examples)
        found.append(call(X, Y, _unreleased().check_cache(parameters, X)))
    return found


def _check_unknown(rng, cost):
    """Return parameters, X and Y for one of the costs of the challenge."""
    n, units, m = (int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False))

    def some(*shape):
        return rng.normal(0, 0.8, shape).round(3)

    X = some(n, m)
    if cost is squares:
        return {"W": some(units, n), "t": some(1, 1), "c": some(units, 1), "V": some(1, units)}, X, some(1, m) + 2
    if cost is classes:
        shapes = {"U2": (3, units), "U1": (units, n), "s": (units, 1), "a1": (units, 1), "B": (units, n), "a2": (3, 1)}
        return {name: some(*shape) for name, shape in shapes.items()}, X, np.eye(3)[:, rng.integers(0, 3, m)]
    shapes = {"gain": (1, units), "G": (units, n), "b": (1, 1), "F": (units, n)}
    parameters = {name: some(*shape) for name, shape in shapes.items()}
    if rng.random() < 0.5:
        parameters["gain"][:] = 0  # then G and F have slopes of exactly zero
    return parameters, X, rng.integers(0, 2, (1, m))


def _check_spoil(rng, right):
    """Return a wrong version of a gradient, at least 2 % of its length off."""
    length = np.linalg.norm(right)
    if length == 0:
        return rng.normal(0, 0.1, right.shape)
    while True:
        kind, wrong = rng.integers(7), right.copy()
        if kind == 0:
            wrong *= 2
        elif kind == 1:
            wrong *= -1
        elif kind == 2:
            wrong *= 1 + rng.uniform(0.04, 0.08)
        elif kind == 3:
            wrong[tuple(rng.integers(0, right.shape))] += rng.choice([-1, 1]) * rng.uniform(0.05, 0.3) * length
        elif kind == 4:
            wrong[:] = 0
        elif kind == 5:
            wrong = np.roll(wrong, 1)
        else:
            wrong = wrong - wrong.mean() if wrong.size > 1 else wrong / 3
        if np.linalg.norm(wrong - right) > 0.02 * length:
            return wrong


def check_inspect_cases(rng):
    """Each cost twice, with none to three wrong gradients; a small one and one entry among the wrong."""
    found = []
    plans = [(squares, 1), (classes, 2), (gates, 1), (squares, 2), (classes, 0), (classes, 3), (gates, 2), (gates, 3)]
    for cost, wrong in plans:
        while True:
            parameters, X, Y = _check_unknown(rng, cost)
            gradients = _unreleased().check_slopes(cost, parameters, X, Y)
            lengths = [np.linalg.norm(value) for value in gradients.values()]
            if all(length == 0 or length > 1e-4 for length in lengths):
                break
        names = list(rng.permutation(list(gradients)))[:wrong]
        if cost is squares and wrong == 2:
            names = ["dt", "dW"]
        for name in names:
            gradients[name] = _check_spoil(rng, gradients[name])
        found.append(call(cost, parameters, gradients, X, Y))
    return found


CASES = {
    "1_initialization": {
        "initialize_parameters_zeros": init_zeros_cases,
        "initialize_parameters_random": init_large_cases,
        "signal_sizes": init_signal_cases,
        "initialize_parameters_he": init_large_cases,
        "initialize_parameters_for": init_any_cases,
    },
    "2_regularization": {
        "compute_cost_with_regularization": reg_cost_cases,
        "backward_propagation_with_regularization": reg_backward_cases,
        "forward_propagation_with_dropout": reg_dropout_forward_cases,
        "backward_propagation_with_dropout": reg_dropout_backward_cases,
        "expected_dropout_cost": reg_expected_cases,
    },
    "3_gradient_checking": {
        "forward_propagation": check_line_cases,
        "backward_propagation": check_line_cases,
        "gradient_check": check_one_cases,
        "gradient_check_n": check_many_cases,
        "backward_propagation_n": check_backward_cases,
        "wrong_gradients": check_inspect_cases,
    },
}


MARGINS = {
    "1_initialization": {
        "initialize_parameters_zeros": Margin("Nothing is drawn: a right solution cannot fail."),
        "initialize_parameters_random": Margin(
            (
                "400 calls of the solved function, none failed. The spread was within 2.4 % of 10 each time; 8.5 % "
                "is 19.9 standard deviations (of the logarithm) away, a probability of 3e-88."
            ),
            init_large_share,
        ),
        "initialize_parameters_he": Margin(
            (
                "400 calls of the solved function, none failed. The spread was within 3.1 % of what is asked for "
                "each time; 8.5 % is 20.3 standard deviations (of the logarithm) away, a probability of 1e-91."
            ),
            init_he_share,
        ),
        "initialize_parameters_for": Margin(
            (
                "1,000 calls of the solved function, none failed. The worst layer was inside the window by a factor "
                "of 1.296 at least and of 1.592 on average: 10.6 standard deviations (of the logarithm) away, a "
                "probability of 1e-26."
            ),
            init_any_share,
        ),
    },
    "2_regularization": {
        "forward_propagation_with_dropout": Margin(
            (
                "400 calls of the solved function, none failed. The share of units kept was within 2.1 % each time; "
                "7 % is 14.3 standard deviations (of the logarithm) away, a probability of 7e-47."
            ),
            reg_forward_share,
        ),
    },
}
