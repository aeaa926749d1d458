"""The inputs of week 1: generators of visible and hidden cases, and what was measured of the judges."""

from itertools import pairwise
from unittest import mock

import numpy as np
from checks import (
    LEVEL,
    MEASURED,
    PAIRS,
    SHARE_KEPT,
    SPREAD,
    WINDOW,
    activation_of,
    classes,
    corners,
    cubic,
    cubic_slope,
    dropout_network,
    gates,
    gradient_levels,
    parabola,
    parabola_claim,
    raised,
    ripples,
    squares,
    still,
    sums,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with


def _parameters(rng, sizes, weights=0.8, biases=0.5):
    """Return random parameters, biases included, with these standard deviations."""
    parameters = {}
    for layer, (before, size) in enumerate(pairwise(sizes), 1):
        parameters[f"W{layer}"] = rng.normal(0, weights, (size, before)).round(3)
        parameters[f"b{layer}"] = rng.normal(0, biases, (size, 1)).round(3)
    return parameters


def _numbers(rng, choices, count):
    """Return different numbers out of `choices`, as floats."""
    return (float(number) for number in rng.choice(choices, count, replace=False))


def _sizes(rng):
    """Return the sizes of a network with three layers and one output."""
    return [*(int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False)), 1]


def _labels(rng, m):
    return (rng.permutation(m) < (rng.integers(1, m) if m > 1 else 1)).astype(int).reshape(1, m)


# ------------------------------------------------------------------------------------------------- 1: initialization


def _neighbours(rng, layers, low=2, high=9):
    """Return sizes of layers, neighbours always different, so that exchanged axes show."""
    sizes = [int(rng.integers(low, high))]
    while len(sizes) < layers + 1:
        size = int(rng.integers(low, high))
        sizes += [size] * (size != sizes[-1])
    return sizes


def zeros_cases(rng):
    """Two layers, a single one, three with an output unit as in the notebook, then others."""
    two, three = _neighbours(rng, 1), _neighbours(rng, 2)
    return [call([*two, 1]), call([int(rng.integers(2, 9)), 1]), call([*three, 1])] + [
        call(_neighbours(rng, layers)) for layers in (2, 4, int(rng.integers(5, 8)))
    ]


def _wide(rng):
    """Return sizes as small as the notebook's, then layers that are large enough for their spread to be measured."""
    networks = [[*_neighbours(rng, 2, 2, 12), 1], [int(rng.integers(2, 6)), int(rng.integers(190, 230)), 1]]
    for layers in (2, 3, 4):
        wide = [int(size) for size in rng.choice(np.arange(50, 280, 30), layers + 1, replace=False)]
        networks.append([size + int(rng.integers(0, 9)) for size in wide])
    return networks


def large_cases(rng):
    """Networks, and the standard deviation of the weights of each layer."""
    return [call(sizes, [10] * len(sizes[1:])) for sizes in _wide(rng)]


def he_cases(rng):
    """Networks, and the standard deviation of the weights of each layer."""
    return [call(sizes, [(2 / size) ** 0.5 for size in sizes[:-1]]) for sizes in _wide(rng)]


def spread_share(initialize, layers_dims, spreads):
    """Return how near the spread of the large layers is to what is asked for, and how near it must be."""
    parameters = initialize(layers_dims)
    weights = [(parameters[f"W{layer}"], spread) for layer, spread in enumerate(spreads, 1)]
    near = [1 - abs(W.std() / spread - 1) for W, spread in weights if W.size >= MEASURED]
    return (min(near), 1 - SPREAD) if near else None


def _hand(rng):
    """Return an example and the parameters of a network as in the notebook, of which ReLU lets one output through."""
    one, two = _numbers(rng, np.arange(2, 12), 2)
    hand = {
        "W1": np.array([[1.0, 1.0, 0.0, 0.0]]),
        "b1": np.zeros((1, 1)),
        "W2": np.array([[1.0], [-1.0]]) * rng.choice([-2.0, -1.0, 1.0, 2.0]),
        "b2": np.zeros((2, 1)),
    }
    return np.array([[one], [two], [0.0], [0.0]]), hand


def _deep(rng, layers, examples, scale=1):
    """Return inputs and parameters of a network with biases that matter, one unit in each layer surely active."""
    sizes = _neighbours(rng, layers, 3, 7)
    parameters = _parameters(rng, sizes, weights=1, biases=0.7)
    for layer in range(1, layers + 1):
        parameters[f"b{layer}"][0] = 1.5
    return (scale * rng.normal(size=(sizes[0], examples))).round(3), parameters


def signal_cases(rng):
    """As by hand; one layer; several; a single example; inputs of another size; three activations."""
    (relu, _), (tanh, _), (sine, _) = PAIRS
    calls = [call(*_hand(rng), relu)]
    for layers, examples, scale, g in (
        (1, 4, 1, relu),
        (2, 1, 1, sine),
        (3, 5, 20, relu),
        (int(rng.integers(4, 6)), 6, 1, tanh),
    ):
        calls.append(call(*_deep(rng, layers, examples, scale), g))
    return calls


def gradient_cases(rng):
    """As by hand; one layer; several; a single example; three activations."""
    X, hand = _hand(rng)
    calls = [call(np.array([[one] for one in _numbers(rng, np.arange(1, 9), 2)]), X, hand, *PAIRS[0])]
    for layers, examples, pair in ((1, 4, 2), (2, 5, 1), (3, 1, 2), (int(rng.integers(4, 6)), 6, 0), (4, 7, 1)):
        while True:
            X, parameters = _deep(rng, layers, examples)
            for layer in range(2, layers + 1):
                parameters[f"W{layer}"] = np.abs(parameters[f"W{layer}"])  # so that ReLU lets enough through
            if pair or layers < 3 or np.all(_mixed(X, parameters)):
                break
        dZ = rng.normal(size=(len(parameters[f"b{layers}"]), examples)).round(3)
        calls.append(call(dZ, X, parameters, *PAIRS[pair]))
    return calls


def _mixed(X, parameters):
    """Return of each hidden ReLU layer whether it has both active and inactive units."""
    found = []
    for layer in range(1, len(parameters) // 2):
        X = parameters[f"W{layer}"] @ X + parameters[f"b{layer}"]
        found.append(0.2 < np.mean(X > 0) < 1)
        X = np.maximum(0, X)
    return found


def _formula(rng, kind):
    """Return the formula of an activation in z for which neither He's 1/2 nor LeCun's 1 is near the mean square."""
    z = np.random.default_rng(0).normal(size=20_000)
    while True:
        a, b, c = (round(float(rng.uniform(*ends)), 2) for ends in ((0.3, 4), (0.4, 1.8), (-0.8, 0.8)))
        formula = (
            f"np.where(z > 0, {a} * z, {c} * z)",
            f"{a} * np.tanh({b} * z + {c})",
            f"{a} * np.logaddexp(0, {b} * z)",
            f"{a} * z / (1 + np.exp(-{b} * z))",
            f"{a} * np.cos({b} * z + {c})",
            f"np.abs({a} * z + {c})",
            f"{a} / (1 + np.exp(-{b} * z))",
        )[kind]
        values = activation_of(formula)(z)
        off = [abs(np.log(np.mean(values**2) / other)) for other in (0.5, 1)]
        if min(off) > 0.7 and np.mean(values**2) > 0.05:
            return formula


def any_cases(rng):
    """Six activations, each with a deep network of its own."""
    return [
        call(
            [int(rng.integers(50, 70)), *rng.integers(360, 440, 4).tolist(), int(rng.integers(80, 100))],
            _formula(rng, kind),
        )
        for kind in rng.permutation(6)
    ]


def any_share(initialize_parameters_for, layers_dims, formula):
    """Return how far the signal of the worst layer is inside the window, and 1."""
    activation = activation_of(formula)
    sizes = [
        np.sqrt(np.mean(Z**2))
        for Z in sums(initialize_parameters_for(layers_dims, activation), layers_dims, activation)
    ]
    return WINDOW / np.exp(np.abs(np.log(sizes)).max()), 1


def _levels(layers_dims, formula, aware):
    """Return by how much the gradient's size would drift on the way from layer L to 1, in theory.

    Arguments: aware, whether the derivative is taken at the numbers that each layer has, or at standard normal ones.
    """
    g, z = activation_of(formula), np.random.default_rng(0).normal(size=20_000)
    square, drift = 1.0, [0.0]
    fixed = np.mean((g(z + 1e-5) - g(z - 1e-5)) ** 2) / 4e-10
    for n, units in pairwise(layers_dims[1:]):
        at = np.sqrt(square) * z
        slope = np.mean((g(at + 1e-5) - g(at - 1e-5)) ** 2) / 4e-10
        taken = slope if aware else fixed
        drift.append(drift[-1] + np.log(slope / taken) / 2)
        square = n / units / taken * np.mean(g(at) ** 2)
    return np.exp(np.abs(np.subtract.outer(drift, drift)).max()), square


def gradients_cases(rng):
    """Six activations whose derivative depends on where it is taken, in networks that narrow."""
    calls = []
    for kind in (1, 1, 2, 2, 6, 6):
        while True:
            ratio = rng.uniform(0.6, 0.7)
            sizes = [int(rng.integers(50, 70)), *(int(850 * ratio**k) + int(rng.integers(0, 9)) for k in range(6))]
            formula = _formula(rng, kind)
            if _levels(sizes, formula, False)[0] > 1.45 and _levels(sizes, formula, True)[1] < 60:
                break
        calls.append(call(sizes, formula))
    return calls


def gradients_share(initialize_gradients_for, layers_dims, formula):
    """Return how far the gradient of the worst layer is inside the window, and 1."""
    activation = activation_of(formula)
    levels = gradient_levels(initialize_gradients_for(layers_dims, activation), layers_dims, activation)
    return LEVEL / np.exp(np.abs(np.log(levels)).max()), 1


def fault_cases(rng, signal_sizes, gradient_sizes):
    """Healthy networks and sick ones; faults of either kind, of both, and some that hide in the forward list."""
    relu, slope = PAIRS[0]
    calls = []
    for kinds in ("", "W", "b", "Wb", "x", "Wbx", "WWbbx", "xxb"):
        while True:
            layers = int(rng.integers(7, 10))
            sizes = [int(size) for size in rng.integers(150, 400, layers + 1)]
            parameters = {f"b{layer}": np.zeros((sizes[layer], 1)) for layer in range(1, layers + 1)}
            for layer, (n, units) in enumerate(pairwise(sizes), 1):
                parameters[f"W{layer}"] = rng.normal(0, (2 / n) ** 0.5, (units, n))
            truth = {layer: (1.0, 1.0) for layer in range(1, layers + 1)}
            chosen = rng.choice(np.arange(2, layers), len(kinds), replace=False)
            if len(kinds) > 1:
                chosen[0] = layers  # the last layer is not forgotten
            for kind, layer in zip(kinds, chosen):
                factor = {"W": rng.choice([rng.uniform(0.35, 0.6), rng.uniform(1.7, 3)]), "b": 1}.get(
                    kind, rng.uniform(0.35, 0.55)
                )
                growth = {"W": 1, "b": rng.uniform(1.8, 3)}.get(kind, 1 / factor)
                parameters[f"W{layer}"] = factor * parameters[f"W{layer}"]
                truth[int(layer)] = factor, growth
            X, dZ = rng.normal(size=(sizes[0], 120)), rng.normal(size=(sizes[-1], 120))
            A = X
            for layer, (_, growth) in truth.items():
                Z = parameters[f"W{layer}"] @ A
                if growth > 1:  # biases whose variance is growth**2 - 1 times that of what the weights make
                    parameters[f"b{layer}"] = np.sqrt((growth**2 - 1) * np.mean(Z**2)) * rng.normal(size=(len(Z), 1))
                A = np.maximum(0, Z + parameters[f"b{layer}"])
            forward = [float(f"{size:.4g}") for size in signal_sizes(X, parameters, relu)]
            backward = [float(f"{size:.4g}") for size in gradient_sizes(dZ, X, parameters, relu, slope)]
            if all(_as_said(sizes, forward, backward, layer, *truth[layer]) for layer in range(2, layers + 1)):
                break
        calls.append(call(sizes, forward, backward))
    return calls


def _as_said(sizes, forward, backward, layer, factor, growth):
    """Return whether what was measured of a layer is within 12 % of what its faults make of it."""
    seen = backward[layer - 2] / backward[layer - 1] / (sizes[layer] / sizes[layer - 1]) ** 0.5
    grown = forward[layer] / forward[layer - 1] / seen
    return abs(np.log(seen / factor)) < 0.12 and abs(np.log(grown / growth)) < 0.12


# ------------------------------------------------------------------------------------------------- 2: regularization


def cost_cases(rng):
    """As by hand; random; no penalty; a high one; a single example."""
    one, two, three, four = _numbers(rng, [-4, -3, -2, -1, 1, 2, 3, 4], 4)
    hand = {"W1": np.array([[one, two]]), "W2": np.array([[three]]), "W3": np.array([[four]])}
    hand |= {name: np.array([[float(rng.integers(5, 9))]]) for name in ("b1", "b2", "b3")}
    calls = [call(np.array([[0.5, 0.5]]), np.array([[1, 0]]), hand, int(rng.integers(2, 10)) / 10)]
    for m, lambd in ((5, 0.7), (4, 0), (int(rng.integers(6, 9)), 12.5), (1, round(float(rng.uniform(0.1, 0.6)), 3))):
        parameters = _parameters(rng, _sizes(rng))
        calls.append(call(rng.uniform(0.05, 0.95, (1, m)).round(3), _labels(rng, m), parameters, lambd))
    return calls


def _network(rng, m, forward_propagation):
    """Return X, Y, parameters and the cache, with inactive and active units in both layers."""
    while True:
        sizes = _sizes(rng)
        parameters, X = _parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        _, cache = forward_propagation(X, parameters)
        if all(0.2 < np.mean(Z > 0) < 0.85 for Z in (cache[0], cache[4])):
            return X, _labels(rng, m), parameters, cache


def backward_cases(rng, forward_propagation):
    """Random networks; no penalty; a single example; a high penalty."""
    calls = []
    for m, lambd in ((6, 0.7), (5, 0), (1, 0.3), (8, round(float(rng.uniform(2, 9)), 2)), (4, 1)):
        X, Y, _, cache = _network(rng, m, forward_propagation)
        calls.append(call(X, Y, cache, lambd))
    return calls


def dropout_forward_cases(rng):
    """Networks large enough for their masks to be counted; the default; nothing dropped; by position and by name."""
    seeds = [int(seed) for seed in rng.integers(1, 10**6, 6)]
    shares = [round(float(rng.uniform(*ends)), 2) for ends in ((0.15, 0.35), (0.6, 0.9))]
    return [call(seed, keep_prob) for seed, keep_prob in zip(seeds, (0.8, 1.0, None, *shares))]


def kept_share(forward_propagation_with_dropout, seed, keep_prob):
    """Return how near the share of units kept is to keep_prob, and how near it must be; None if nothing is dropped."""
    if keep_prob == 1:
        return None
    keep_prob = keep_prob or 0.5
    _, cache = forward_propagation_with_dropout(*dropout_network(seed), keep_prob)
    return 1 - max(abs(cache[place].mean() - keep_prob) for place in (1, 6)), 1 - SHARE_KEPT


def dropout_backward_cases(rng, forward_propagation, forward_propagation_with_dropout):
    """Random networks and masks; a single example; nothing dropped; masks of whole numbers."""
    calls = []
    for m, keep_prob in ((6, 0.8), (5, 1.0), (1, 0.7), (8, round(float(rng.uniform(0.3, 0.6)), 2)), (4, 0.86)):
        while True:
            X, Y, parameters, _ = _network(rng, m, forward_propagation)
            with mock.patch("numpy.random.rand", lambda *shape: rng.random(shape)):
                _, cache = forward_propagation_with_dropout(X, parameters, keep_prob)
            Z1, D1, _, _, _, Z2, D2, A2, *_ = cache
            dropped = np.any(~D1 & (Z1 > 0)) and np.any(~D2 & (Z2 > 0))
            if np.any(A2) and (dropped or keep_prob == 1) and np.any(D1 & (Z1 > 0)):
                break
        if m == 4:
            cache = tuple(item.astype(int) if item.dtype == bool else item for item in cache)
        calls.append(call(X, Y, cache, keep_prob))
    return calls


def expected_cases(rng):
    """As by hand; few inputs; no dropout; one example; forty inputs, too many masks; a large cost."""
    x, y = _numbers(rng, np.arange(2, 9), 2)
    calls = [call(np.array([[1.0], [0.0]]), 0.0, np.array([[x], [1.0]]), np.array([[y]]), 0.5)]
    for n, m, keep_prob in ((3, 5, 0.8), (4, 6, 1.0), (2, 1, 0.3), (40, 5, round(float(rng.uniform(0.2, 0.9)), 2))):
        scale, w, b = rng.uniform(0.5, 3, (n, 1)), rng.normal(size=(n, 1)).round(3), round(float(rng.normal()), 3)
        X = (scale * rng.normal(0.5, 1, (n, m))).round(3)
        calls.append(call(w, b, X, rng.normal(0, 2, (1, m)).round(3), keep_prob))
    X = rng.normal(0, 1, (3, 6)).round(3)
    calls.append(call(rng.normal(0, 1e4, (3, 1)).round(), 0.0, X, rng.normal(0, 1e9, (1, 6)).round(), 0.6))
    return calls


def minimum_cases(rng):
    """Equal inputs; few; no dropout; more inputs than examples; sizes far apart; many; one that is always zero."""
    x = float(rng.integers(1, 9))
    twins = np.array([[x, -x], [x, -x]])
    calls = [call(twins, twins[:1] * float(rng.integers(2, 7)), round(float(rng.uniform(0.3, 0.7)), 2))]
    for n, m, keep_prob, spread in (
        (3, 8, 0.8, 3),
        (2, 9, 1.0, 0.5),
        (6, 4, 0.5, 3),
        (5, 12, 0.7, 3.5),
        (40, 60, 0.86, 1),
    ):
        sizes = np.exp(spread * np.linspace(-1, 1, n)).reshape(n, 1)
        X = sizes * (rng.normal(0.7, 1, (n, m)) + rng.normal(0, 0.5, (1, m)))
        Y = (rng.normal(0, 2, (1, n)) / sizes.T) @ X + rng.normal(3, 1, (1, m))
        calls.append(call(X, Y, keep_prob))
    X, Y = rng.normal(1, 1, (4, 7)), rng.normal(2, 1, (1, 7))
    X[rng.integers(4)] = 0
    calls.append(call(X, Y, round(float(rng.uniform(0.5, 0.9)), 2)))
    return calls


# ---------------------------------------------------------------------------------------------- 3: gradient checking


def line_cases(rng):
    """Whole numbers as by hand, a zero, then numbers of either sign."""
    whole = (int(number) for number in _numbers(rng, np.arange(2, 12), 2))
    return [call(*whole), call(round(rng.uniform(1, 9), 2), 0.0)] + [
        call(*(float(value) for value in rng.normal(0, 5, 2).round(3))) for _ in range(3)
    ]


def check_cases(rng):
    """Other costs and claims; large steps; parameters so large that the step is rounded; a gradient of zero."""

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
        call(0, round(float(rng.uniform(-9, 9)), 2)),
    ]


def _slopes(cost, parameters, X, Y):
    """Return the gradient of a cost, measured."""
    gradients = {f"d{name}": np.zeros(value.shape) for name, value in parameters.items()}
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[index] = 1e-5
            costs = [cost(parameters | {name: value + way * step}, X, Y) for way in (1, -1)]
            gradients[f"d{name}"][index] = (costs[0] - costs[1]) / 2e-5
    return gradients


def _exact(cost, parameters, X, Y):
    """Return the gradient of a cost that takes complex numbers, to all digits: by complex steps."""
    gradients = {f"d{name}": np.zeros(value.shape) for name, value in parameters.items()}
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1e-30j
            gradients[f"d{name}"][index] = cost(parameters | {name: moved}, X, Y).imag / 1e-30
    return gradients


def _tanh_network(rng, forward_propagation_n, examples=None):
    """Return parameters, X, Y and the cache of a network as in the notebook, units of layer 2 active and inactive."""
    while True:
        sizes = _sizes(rng)
        m = examples or int(rng.integers(6, 10))
        parameters, X = _parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        Y = _labels(rng, m) if m > 1 else rng.integers(0, 2, (1, 1))
        _, cache = forward_propagation_n(X, Y, parameters)
        Z2 = cache[4]
        if np.mean(Z2 > 0) > 0.3 and np.mean(Z2 < 0) > 0.2 and np.abs(Z2).min() > 1e-3:
            return parameters, X, Y, cache


def measured_cases(rng, forward_propagation_n):
    """The step of the default, and larger ones, which show how the finite differences are taken; one example."""
    calls = []
    for epsilon, examples in ((None, None), (0.2, None), (0.05, 1), (0.1, 5)):
        parameters, X, Y, _ = _tanh_network(rng, forward_propagation_n, examples)
        calls.append(call(parameters, X, Y, **({"epsilon": epsilon} if epsilon else {})))
    return calls


def check_many_cases(rng, forward_propagation_n):
    """Wrong gradients; large steps, which show how they are measured; other entries and orders; zero; one example."""

    def cost(parameters, X, Y):
        return forward_propagation_n(X, Y, parameters)[0]

    calls = []
    for kind in ("twice", "entry", "large", "half", "extra", "small", "zero"):
        parameters, X, Y, _ = _tanh_network(rng, forward_propagation_n, 1 if kind == "half" else None)
        gradients = _slopes(cost, parameters, X, Y)
        named, replaced = {}, {}
        if kind == "twice":
            gradients["dW2"] = 2 * gradients["dW2"]
        elif kind == "entry":
            gradients["db1"][-1] += 0.1
        elif kind == "large":
            named = {"epsilon": 0.2}
        elif kind == "half":
            gradients |= {name: -0.8 * gradients[name] for name in ("dW1", "db3")}
            named = {"print_msg": True}
        elif kind == "extra":
            gradients["dW1"][0, -1] -= 0.05
            gradients = {"dZ3": np.ones((1, 2))} | {name: gradients[name] for name in sorted(gradients)}
            named = {"epsilon": 0.05}
        elif kind == "small":
            gradients["dW3"].flat[np.abs(gradients["dW3"]).argmax()] *= 1 + rng.uniform(0.05, 0.1)
        else:
            gradients = {name: 0 * value for name, value in gradients.items()}
            replaced = {"measured_gradient": still}
        calls.append(call_with(replaced, parameters, gradients, X, Y, **named))
    return calls


def _noisy(rng, cache):
    """Return the cache of a forward pass with noise on the pre-activations."""
    _, _, W1, b1, _, _, W2, b2, _, _, W3, b3 = cache
    Z1, Z2, Z3 = (Z + rng.normal(0, 0.4, Z.shape) for Z in cache[0::4])
    return Z1, np.tanh(Z1), W1, b1, Z2, np.maximum(Z2, 0), W2, b2, Z3, 1 / (1 + np.exp(-Z3)), W3, b3


def check_backward_cases(rng, forward_propagation_n):
    """Random networks, some of them run with noise; one of them with a single example."""
    networks = [_tanh_network(rng, forward_propagation_n, examples) for examples in (None, None, 1, None, 4)]
    return [call(X, Y, _noisy(rng, cache) if number % 2 else cache) for number, (_, X, Y, cache) in enumerate(networks)]


def _unknown(rng, cost):
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


def _spoil(rng, right):
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


def wrong_cases(rng):
    """Each cost twice, with none to three wrong gradients; a small one and one entry among the wrong."""
    calls = []
    plans = [(squares, 1), (classes, 2), (gates, 1), (squares, 2), (classes, 0), (classes, 3), (gates, 2), (gates, 3)]
    for cost, wrong in plans:
        while True:
            parameters, X, Y = _unknown(rng, cost)
            gradients = _exact(cost, parameters, X, Y)
            lengths = [np.linalg.norm(value) for value in gradients.values()]
            if all(length == 0 or length > 1e-4 for length in lengths):
                break
        names = list(rng.permutation(list(gradients)))[:wrong]
        if cost is squares and wrong == 2:
            names = ["dt", "dW"]
        for name in names:
            gradients[name] = _spoil(rng, gradients[name])
        calls.append(call(cost, parameters, gradients, X, Y))
    return calls


KINDS = {corners: ("kink", "truncation", "rounding", "plain"), ripples: ("truncation",), raised: ("rounding",)}


def _failing(rng, cost):
    """Return data for a cost of one parameter, and a function that draws a parameter and its derivative for a cause.

    Where a kink or truncation is looked for, cost and parameter are small, so that rounding is far below the faintest.
    """
    one, two, _three = rng.uniform(0.5, 2, 3)
    width = 10 ** rng.uniform(-6.4, -5.2)
    if cost is corners:
        turn, kink = rng.permutation([-1, 1]) * rng.uniform(0.002, 0.006, 2)
        x = np.array([one, turn, width, 10 ** rng.uniform(-4, -0.5), kink, one + two])
    elif cost is ripples:
        x = np.array([one + two, rng.uniform(0.2, 0.9) * one, width])
    else:
        x = np.array([rng.uniform(1e6, 3e6), one, two])

    def place(cause):
        theta = float(rng.uniform(2.7, 3.5))
        if cost is corners:
            sign = rng.choice([-1, 1])
            theta = {
                "kink": x[4] + sign * rng.uniform(2.2e-8, 7e-8),
                "truncation": x[1] + sign * rng.uniform(0.3, 1.2) * x[2],
                "rounding": rng.uniform(1e6, 5e6),
            }.get(cause, theta)
            slope = x[0] * (theta - x[1]) / np.hypot(theta - x[1], x[2]) + x[3] * np.sign(theta - x[4]) + x[5]
        elif cost is ripples:
            theta = float(rng.uniform(-0.006, 0.006))
            slope = x[0] + x[1] * np.cos(theta / x[2])
        else:
            slope = x[1] + 2 * x[2] * theta
        return float(theta), float(slope)

    return x, place


def _differences(cost, x, theta, claim, steps):
    measured = (cost(theta + steps, x) - cost(theta - steps, x)) / (2 * steps)
    return np.abs(measured - claim) / (np.abs(measured) + abs(claim))


def _failed(rng, cost, x, place, cause):
    """Return a parameter and a claim whose check fails at 1e-7 for this cause, clearly; "bug" stands for any place."""
    while True:
        theta, claim = place(rng.choice(KINDS[cost]) if cause == "bug" else cause)
        if cause == "bug":
            claim *= rng.choice([-1, 0.4, 0.9, 0.97, 1.03, 1.2, 2]) * rng.uniform(0.995, 1.005)
            least = _differences(cost, x, theta, claim, 10 ** -np.linspace(0, 10, 101)).min()
            if least > 3e-3:
                return theta, claim
            continue
        found = _differences(cost, x, theta, claim, 10.0 ** -np.arange(11))
        passing = {"rounding": found[:5], "truncation": found[8:], "kink": found[8:9]}[cause]
        low, high = {"rounding": (0, np.inf), "truncation": (20, 300), "kink": (2000, np.inf)}[cause]
        only = cause == "rounding" or found[:7].min() > 2e-6  # no larger step passes
        if found[7] > 3e-6 and passing.min() < 5e-7 and only and low < found[7] / found[8] < high:
            return theta, claim


def why_cases(rng):
    """Every cause with each cost that can have it, in any order; wrong claims also where a correct one would fail.

    In each set some truncation is much larger at the step 1e-7 than some kink, so that no limit tells them apart.
    """
    while True:
        calls, seen = [], {"kink": [], "truncation": []}
        for cost in (corners, ripples, corners, raised, corners, corners):
            x, place = _failing(rng, cost)
            own = [kind for kind in KINDS[cost] if kind != "plain"]
            causes = rng.permutation([*own, "bug", *rng.choice([*own, "bug", "bug"], 2)])
            points = [_failed(rng, cost, x, place, cause) for cause in causes]
            for cause, point in zip(causes, points):
                seen.get(cause, []).append(_differences(cost, x, *point, np.array([1e-7]))[0])
            calls.append(call(cost, x, *(list(part) for part in zip(*points))))
        if max(seen["truncation"]) > 5 * min(seen["kink"]):
            return calls


CASES = {
    "1_initialization": {
        "initialize_parameters_zeros": zeros_cases,
        "initialize_parameters_random": large_cases,
        "signal_sizes": signal_cases,
        "initialize_parameters_he": he_cases,
        "gradient_sizes": gradient_cases,
        "initialize_parameters_for": any_cases,
        "initialize_gradients_for": gradients_cases,
        "initialization_faults": fault_cases,
    },
    "2_regularization": {
        "compute_cost_with_regularization": cost_cases,
        "backward_propagation_with_regularization": backward_cases,
        "forward_propagation_with_dropout": dropout_forward_cases,
        "backward_propagation_with_dropout": dropout_backward_cases,
        "expected_dropout_cost": expected_cases,
        "dropout_minimum": minimum_cases,
    },
    "3_gradient_checking": {
        "forward_propagation": line_cases,
        "backward_propagation": line_cases,
        "gradient_check": check_cases,
        "measured_gradient": measured_cases,
        "gradient_check_n": check_many_cases,
        "backward_propagation_n": check_backward_cases,
        "wrong_gradients": wrong_cases,
        "why_it_failed": why_cases,
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
            spread_share,
        ),
        "initialize_parameters_he": Margin(
            (
                "400 calls of the solved function, none failed. The spread was within 3.1 % of what is asked for "
                "each time; 8.5 % is 20.3 standard deviations (of the logarithm) away, a probability of 1e-91."
            ),
            spread_share,
        ),
        "initialize_parameters_for": Margin(
            (
                "330 calls of the solved function, none failed. The worst layer was inside the window by a factor of "
                "1.28 at least and of 1.57 on average: 9.9 standard deviations (of the logarithm) away, a probability "
                "of 1e-22."
            ),
            any_share,
        ),
        "initialize_gradients_for": Margin(
            (
                "114 calls of the solved function, none failed. The worst layer was inside the window by a factor of "
                "1.195 at least and of 1.226 on average: 22 standard deviations (of the logarithm) away."
            ),
            gradients_share,
        ),
    },
    "2_regularization": {
        "forward_propagation_with_dropout": Margin(
            (
                "400 calls of the solved function, none failed. The share of units kept was within 2.1 % each time; "
                "7 % is 14.3 standard deviations (of the logarithm) away, a probability of 7e-47."
            ),
            kept_share,
        ),
    },
}
