"""The known mistakes of week 4 and the explanations of its quiz; never released to students."""

from functools import partial
from itertools import pairwise

import network
import numpy as np

# --------------------------------------------------------------- step by step: right versions, with knobs to get wrong


def _steps_sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def _steps_relu(Z):
    return np.maximum(0, Z)


def _steps_linear(A, W, b):
    return W @ A + b, (A, W, b)


def _steps_layer(
    A_prev, W, b, activation, *, relu=_steps_relu, sigmoid=_steps_sigmoid, kept=lambda linear, Z, A: (linear, Z)
):
    Z, linear = _steps_linear(A_prev, W, b)
    A = relu(Z) if activation == "relu" else sigmoid(Z)
    return A, kept(linear, Z, A)


def _steps_forward(X, parameters, *, kinds=lambda index, L: "relu" if index < L else "sigmoid", layers=range(0)):
    A, caches, L = X, [], len(parameters) // 2
    for index in layers or range(1, L + 1):
        A, cache = _steps_layer(A, parameters[f"W{index}"], parameters[f"b{index}"], kinds(index, L))
        caches.append(cache)
    return A, caches


def _steps_pair(A_prev, W, b, activation):
    """Take the pair that an activation returns for its first part."""
    Z, linear = _steps_linear(A_prev, W, b)
    A = _steps_relu(Z) if activation == "relu" else _steps_sigmoid(Z)
    return (A, Z), (linear, Z)


def _steps_pair_of_linear(A_prev, W, b, activation):
    """Take the pair that `linear_forward` returns for its first part."""
    Z = _steps_linear(A_prev, W, b)
    return (np.maximum(0, Z) if activation == "relu" else 1 / (1 + np.exp(-Z))), (Z, Z)


def _steps_same_input(X, parameters, *, product=np.matmul):
    """Give every layer the inputs of the network."""
    caches, L = [], len(parameters) // 2
    for index in range(1, L + 1):
        W, b = parameters[f"W{index}"], parameters[f"b{index}"]
        Z = product(W, X) + b
        A = _steps_relu(Z) if index < L else _steps_sigmoid(Z)
        caches.append(((X, W, b), Z))
    return A, caches


def _steps_variable_left_over(X, parameters):
    """Use the variable of a loop after it, which a network with a single layer never ran."""
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L):  # noqa: E741 (the error names it)
        A, cache = _steps_layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = _steps_layer(A, parameters[f"W{l + 1}"], parameters[f"b{l + 1}"], "sigmoid")
    return AL, [*caches, cache]


def _steps_variable_i_left_over(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    for i in range(1, L):
        A, cache = _steps_layer(A, parameters[f"W{i}"], parameters[f"b{i}"], "relu")
        caches.append(cache)
    AL, cache = _steps_layer(A, parameters[f"W{i + 1}"], parameters[f"b{i + 1}"], "sigmoid")
    return AL, [*caches, cache]


def _steps_every_pair(AL, Y):
    """Let the product of a column and a row pair every label with every answer."""
    return -np.sum(Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)) / Y.shape[1]


def _steps_losses(AL, Y):
    return -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


def _steps_linear_backward(dZ, cache):
    A_prev, W, _ = cache
    m = dZ.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m


def _steps_slope_relu(dA, Z):
    return np.where(Z > 0, dA, 0.0)


def _steps_slope_sigmoid(dA, Z):
    return dA * _steps_sigmoid(Z) * (1 - _steps_sigmoid(Z))


def _steps_layer_backward(dA, cache, activation, *, relu=_steps_slope_relu, sigmoid=_steps_slope_sigmoid):
    linear, Z = cache
    return _steps_linear_backward(relu(dA, Z) if activation == "relu" else sigmoid(dA, Z), linear)


def _steps_backward(AL, Y, caches, *, begin=lambda AL, Y: -Y / AL + (1 - Y) / (1 - AL), last=1, shift=0,
                    kinds=lambda index, L: "relu" if index < L else "sigmoid", back=_steps_layer_backward):  # fmt: skip
    L, grads, dA = len(caches), {}, begin(AL, Y)
    for index in range(L, last - 1, -1):
        dA, dW, db = back(dA, caches[index - 1], kinds(index, L))
        grads |= {f"dA{index - 1 + shift}": dA, f"dW{index}": dW, f"db{index}": db}
    return grads


def _steps_start(layer_dims, *, weights=lambda n, n_prev: np.random.randn(n, n_prev) * 0.01,
                 biases=lambda n: np.zeros((n, 1)), layers=lambda L: range(1, L + 1)):  # fmt: skip
    L, made = len(layer_dims) - 1, {}
    for index in layers(L):
        made[f"W{index}"] = weights(layer_dims[index], layer_dims[index - 1])
        made[f"b{index}"] = biases(layer_dims[index])
    return made


def _steps_shallow(**knobs):
    """Return a start for one hidden layer that is wrong in the way of `knobs`."""
    return lambda n_x, n_h, n_y: _steps_start([n_x, n_h, n_y], **knobs)


def _steps_deep(**knobs):
    """Return a start for any depth that is wrong in the way of `knobs`."""
    return partial(_steps_start, **knobs)


def _steps_seeded(n, n_prev):
    return np.random.RandomState(3).randn(n, n_prev) * 0.01


STEPS_STARTS = [  # wrong in a network of any depth: the sentence, and the knobs that make it
    ("it has one row per unit of its layer", {"weights": lambda n, n_prev: np.random.randn(n_prev, n) * 0.01}),
    ("a column of biases has the shape `(n, 1)`", {"biases": np.zeros}),
    (
        "is all zeros: then all units of the layer compute the same",
        {"weights": lambda n, n_prev: np.zeros((n, n_prev))},
    ),
    (
        "are equal, and so would all units be for ever: they start at random.",
        {"weights": lambda n, n_prev: np.full((n, n_prev), 0.01)},
    ),
    (
        "spread by about 1: multiply the random numbers by 0.01.",
        {"weights": lambda n, n_prev: np.random.randn(n, n_prev)},
    ),
    ("is negative: draw from a normal distribution.", {"weights": lambda n, n_prev: np.random.rand(n, n_prev) * 0.01}),
    ("biases need no random start.", {"biases": lambda n: np.random.randn(n, 1) * 0.01}),
    ("expected about 0.01.", {"weights": lambda n, n_prev: np.random.randn(n, n_prev) * 0.1}),
    ("holds whole numbers, into which no step of descent fits", {"biases": lambda n: np.zeros((n, 1), dtype=int)}),
    ("a seed is probably set inside", {"weights": _steps_seeded}),
]


def _steps_no_bias(A, W, b):
    return W @ A, (A, W, b)


def _steps_changed(function, change):
    """Return `function` whose results are changed by `change(results, *arguments)`."""
    return lambda *arguments: change(function(*arguments), *arguments)


def _steps_counted_from_rows(dZ, cache):
    dA_prev, dW, db = _steps_linear_backward(dZ, cache)
    n, m = dZ.shape
    return dA_prev, dW * m / n, db * m / n


def _steps_linear_backward_with(**change):
    """Return a `linear_backward` whose `dA`, `dW` or `db` is changed by a function of it, of dZ and of the cache."""

    def wrong(dZ, cache):
        parts = dict(zip(("dA", "dW", "db"), _steps_linear_backward(dZ, cache)))
        return tuple(change[name](value, dZ, cache) if name in change else value for name, value in parts.items())

    return wrong


def _steps_from_the_answer(dA, cache, activation):
    """The sigmoid's slope with Z in the place of A."""
    return _steps_layer_backward(dA, cache, activation, sigmoid=lambda dA, Z: dA * Z * (1 - Z))


def _steps_no_activations(AL, Y, caches):
    return {name: value for name, value in _steps_backward(AL, Y, caches).items() if name[1] != "A"}


def _steps_from_the_last(AL, Y, caches):
    """Start every hidden layer from the slope that the last layer passed on."""
    L, grads = len(caches), {}
    dA, dW, db = _steps_layer_backward(-Y / AL + (1 - Y) / (1 - AL), caches[-1], "sigmoid")
    grads = {f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db}
    for index in range(L - 1, 0, -1):
        (A_prev, W, b), Z = caches[index - 1]
        dZ = np.where(Z > 0, grads[f"dA{L - 1}"], 0.0)
        found = _steps_linear_backward(dZ, (A_prev, W, b))
        grads |= dict(zip((f"dA{index - 1}", f"dW{index}", f"db{index}"), found))
    return grads


def _steps_never_passed_on(AL, Y, caches):
    """Give every layer the slope of the loss."""
    L, grads, dA = len(caches), {}, -Y / AL + (1 - Y) / (1 - AL)
    for index in range(L, 0, -1):
        (A_prev, W, b), Z = caches[index - 1]
        dZ = dA * _steps_sigmoid(Z) * (1 - _steps_sigmoid(Z)) if index == L else np.where(Z > 0, dA, 0.0)
        found = _steps_linear_backward(dZ, (A_prev, W, b))
        grads |= dict(zip((f"dA{index - 1}", f"dW{index}", f"db{index}"), found))
    return grads


def _steps_without_dA0(AL, Y, caches):
    return {name: value for name, value in _steps_backward(AL, Y, caches).items() if name != "dA0"}


def _steps_last_layer_only(AL, Y, caches):
    return _steps_backward(AL, Y, caches, last=len(caches))


def _steps_keys(name):
    """Return a backward pass whose keys are what `name(letters, layer, L)` makes of them."""

    def wrong(AL, Y, caches):
        L, grads = len(caches), _steps_backward(AL, Y, caches)
        return {name(key[:2], int(key[2:]), L): value for key, value in grads.items()}

    return wrong


def _steps_always_the_first(AL, Y, caches):
    return _steps_backward(AL, Y, caches[:1] * len(caches))


def _steps_update(
    params, grads, learning_rate, *, step=lambda value, slope, rate: value - rate * slope, named=lambda name, L: True
):
    L = len(params) // 2
    return {
        name: step(value, grads["d" + name], learning_rate) if named(name, L) else value
        for name, value in params.items()
    }


def _steps_update_in_place(params, grads, learning_rate):
    for name, array in params.items():
        array -= learning_rate * grads[f"d{name}"]
    return params


def _steps_mended(AL, Y, caches, *, count=lambda dZ, Y: Y.shape[1], passed=lambda dA, dZ: dZ,
                  begin=lambda AL, Y: AL - Y, slope=lambda A, last: 1 if last else 1 - A**2):  # fmt: skip
    grads, L, dA = {}, len(caches), begin(AL, Y)
    for index in range(L, 0, -1):
        A_prev, W, A = caches[index - 1]
        dZ = dA * slope(A, index == L)
        grads[f"dW{index}"] = dZ @ A_prev.T / Y.shape[1]
        grads[f"db{index}"] = np.sum(dZ, axis=1, keepdims=True) / count(dZ, Y)
        dA = W.T @ passed(dA, dZ)
    return grads


def _steps_mended_with(change):
    """Return a backward pass each of whose slopes is what `change(name, value, m)` makes of it."""

    def wrong(AL, Y, caches):
        return {name: change(name, value, Y.shape[1]) for name, value in _steps_mended(AL, Y, caches).items()}

    return wrong


def _steps_mended_twice(AL, Y, caches):
    return _steps_mended(AL, Y, caches, slope=lambda A, last: 1 if last else (1 - A**2) ** 2)


# ------------------------------------------------------- 2_application: right versions, with knobs to get wrong


def _application_step(parameters, slopes, rate):
    return {key: parameters[key] - rate * slopes[key] for key in parameters}


def _application_slopes(X, Y, parameters):
    return network.backward(network.forward(X, parameters), Y, parameters)


def _application_train(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False, *,
                       start=network.initialize, slopes=_application_slopes, step=_application_step,
                       cost=network.cost, noted=lambda i: i % 100 == 0, late=False, loop=range):  # fmt: skip
    parameters, costs = start(layers_dims), []
    for i in loop(num_iterations):
        old = parameters
        parameters = step(parameters, slopes(X, Y, parameters), learning_rate)
        if noted(i):
            costs.append(cost(network.forward(X, parameters if late else old)[-1], Y))
    return parameters, costs


def _application_changed(change):
    """Return slopes of which each is what `change(key, slope, m)` makes of it."""

    def slopes(X, Y, parameters):
        right = _application_slopes(X, Y, parameters)
        return {key: change(key, slope, Y.size) for key, slope in right.items()}

    return slopes


def _application_two_slopes(way_back):
    """Return slopes of a two-layer network where `way_back(dA1, Z1, A1)` is the slope of Z1."""

    def slopes(X, Y, parameters):
        W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
        Z1 = W1 @ X + b1
        A1 = np.maximum(Z1, 0)
        dZ2 = network.sigmoid(W2 @ A1 + b2) - Y
        dZ1 = way_back(W2.T @ dZ2, Z1, A1)
        sums = {"W1": dZ1 @ X.T, "b1": dZ1.sum(1, keepdims=True), "W2": dZ2 @ A1.T, "b2": dZ2.sum(1, keepdims=True)}
        return {key: value / Y.size for key, value in sums.items()}

    return slopes


def _application_late_W2(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Update the second layer before the first layer's slopes are computed."""
    parameters, costs = network.initialize(layers_dims), []
    for i in range(num_iterations):
        A = network.forward(X, parameters)
        slopes = network.backward(A, Y, parameters)
        costs += [network.cost(A[-1], Y)] * (i % 100 == 0)
        for key in ("W2", "b2"):
            parameters[key] = parameters[key] - learning_rate * slopes[key]
        slopes = network.backward(A, Y, parameters)
        for key in ("W1", "b1"):
            parameters[key] = parameters[key] - learning_rate * slopes[key]
    return parameters, costs


def _application_frozen(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Compute the slopes once, before the loop."""
    first = _application_slopes(X, Y, network.initialize(layers_dims))
    return _application_train(X, Y, layers_dims, learning_rate, num_iterations, slopes=lambda *_: first)


def _application_restart(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Initialize within the loop."""
    start = network.initialize(layers_dims)
    step = partial(_application_step, start)
    return _application_train(
        X, Y, layers_dims, learning_rate, num_iterations,
        slopes=lambda X, Y, _: _application_slopes(X, Y, start), step=lambda _, slopes, rate: step(slopes, rate),
    )  # fmt: skip


def _application_default(rate=0.0075, steps=3000):
    """Return a program with other defaults."""

    def wrong(X, Y, layers_dims, learning_rate=rate, num_iterations=steps, print_cost=False):
        return _application_train(X, Y, layers_dims, learning_rate, num_iterations)

    return wrong


def _application_if_printed(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = _application_train(X, Y, layers_dims, learning_rate, num_iterations)
    return parameters, costs if print_cost else []


def _application_returns(what):
    def wrong(*arguments, **named):
        return what(*_application_train(*arguments, **named))

    return wrong


def _application_shrunk(factor):
    """Return a start whose weights are `factor` times the right ones."""
    return lambda layers_dims: {key: factor * value for key, value in network.initialize(layers_dims).items()}


APPLICATION_TRAINING = [
    ("The steps go uphill: subtract the slopes", partial(
        _application_train, slopes=_application_changed(lambda key, slope, m: -slope))),
    ("The slopes are sums over the examples", partial(
        _application_train, slopes=_application_changed(lambda key, slope, m: m * slope))),
    ("The biases never move", partial(
        _application_train, slopes=_application_changed(lambda key, slope, m: slope * (key[0] == "W")))),
    ("The learning rate is missing", lambda X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000,
        print_cost=False: _application_train(X, Y, layers_dims, 1.0, num_iterations)),
    ("`learning_rate` is ignored", lambda X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000,
        print_cost=False: _application_train(X, Y, layers_dims, 0.0075, num_iterations)),
    ("The default of `num_iterations` is 3000.", _application_default(steps=2500)),
    ("The default of `learning_rate` is 0.0075.", _application_default(rate=0.01)),
    ("Every cost is kept", partial(_application_train, noted=lambda i: True)),
    ("`costs` is empty", partial(_application_train, noted=lambda i: False)),
    ("`costs` is empty", _application_if_printed),
    ("`costs` has", partial(_application_train, noted=lambda i: i > 0 and i % 50 == 0)),
    ("`costs` has", partial(_application_train, loop=lambda count: range(count + 1))),
    ("The costs are one step late", partial(_application_train, late=True)),
    ("The cost is a sum over the examples", partial(
        _application_train, cost=lambda AL, Y: Y.size * network.cost(AL, Y))),
    ("A further step changes nothing", _application_restart),
    ("All steps are the same", _application_frozen),
    ("From which parameters does it start?", partial(_application_train, start=_application_shrunk(0))),
    ("Two calls with the same arguments give different parameters", partial(
        _application_train, start=lambda dims: network.initialize(dims, seed=None))),
    ("The result is a dictionary", _application_returns(lambda parameters, costs: parameters)),
    ("The results come in the other order", _application_returns(lambda parameters, costs: (costs, parameters))),
]  # fmt: skip


# ----------------------------------------------------------------------------------- 2_application: sure and wrong


def _application_surest(AL, Y, count, *, order=lambda AL: -np.abs(AL - 0.5), wrong=lambda AL, Y: (AL > 0.5) != Y):
    places = np.flatnonzero(wrong(AL, Y))
    return places[np.argsort(order(AL[0, places]))][:count]


def _application_within(AL, Y, count):
    places = np.flatnonzero((AL > 0.5) != Y)
    return np.argsort(-np.abs(AL[0, places] - 0.5))[:count]


def _application_first(AL, Y, count):
    places = np.flatnonzero((AL > 0.5) != Y)[:count]
    return places[np.argsort(-np.abs(AL[0, places] - 0.5))]


# ------------------------------------------------------------------------------------- 2_application: the challenge


def _application_small(pictures, Y, side=16, hidden=(3,), rate=0.5, steps=400, centred=True, folded=True,
                       start=network.initialize):  # fmt: skip
    X = pictures.shrink(pictures, side)
    mean = X.mean(axis=1, keepdims=True) * centred
    sizes = [len(X), *hidden, 1]
    parameters, _ = _application_train(X - mean, Y, sizes, rate, steps, noted=lambda i: False, start=start)
    if folded:
        parameters["b1"] = parameters["b1"] - parameters["W1"] @ mean
    return side, parameters


APPLICATION_SHARE = "On 300 unseen pictures the network is right for"


MISTAKES = {
    "0_lesson": {},
    "1_step_by_step": {
        "initialize_parameters": [
            *((sentence, _steps_shallow(**knobs)) for sentence, knobs in STEPS_STARTS),
            ("The dictionary lacks `W2`", _steps_shallow(layers=lambda L: range(1, L))),
            (
                "expected a dictionary with the keys `W1`, `b1` and so on.",
                lambda n_x, n_h, n_y: tuple(_steps_start([n_x, n_h, n_y]).values()),
            ),
        ],
        "initialize_parameters_deep": [
            *((sentence, _steps_deep(**knobs)) for sentence, knobs in STEPS_STARTS),
            ("The dictionary lacks `W3`", _steps_deep(layers=lambda L: range(1, max(L, 2)))),
            ("The dictionary lacks `W1`", _steps_deep(layers=lambda L: range(2, L + 1))),
            (
                "The layers are named from 0",
                lambda dims: {f"{name[0]}{int(name[1:]) - 1}": item for name, item in _steps_start(dims).items()},
            ),
            (
                "There is a layer too many",
                lambda dims: (
                    _steps_start(dims) | {f"W{len(dims)}": np.zeros((1, dims[-1])), f"b{len(dims)}": np.zeros((1, 1))}
                ),
            ),
            (
                "expected a dictionary with the keys `W1`, `b1` and so on.",
                lambda layer_dims: list(_steps_start(layer_dims).values()),
            ),
        ],
        "linear_forward": {
            "The bias `b` is missing from `Z`.": _steps_no_bias,
            "The bias is subtracted; it is added.": lambda A, W, b: (W @ A - b, (A, W, b)),
            "`A` and `W` stand in the wrong order in the product: it is `W` times `A`.": [
                lambda A, W, b: (A @ W + b, (A, W, b)),
                lambda A, W, b: (np.dot(A, W) + b, (A, W, b)),
            ],
            "`W` needs no transpose here: its rows are the units already.": [
                lambda A, W, b: (W.T @ A + b, (A, W, b)),
                lambda A, W, b: (np.dot(W.T, A) + b, (A, W, b)),
            ],
            "`b` is turned into a row: as a column it is added to every example.": lambda A, W, b: (
                W @ A + b.T,
                (A, W, b),
            ),
            "The cache holds `W`, `A`, `b`; its order is `(A, W, b)`.": lambda A, W, b: (W @ A + b, (W, A, b)),
            "The cache holds `Z` in the place of `A`: keep what went in.": lambda A, W, b: (
                W @ A + b,
                (W @ A + b, W, b),
            ),
            "Only `Z` is returned: return `Z` and the cache.": lambda A, W, b: W @ A + b,
            "The cache comes first; return `Z` first.": lambda A, W, b: _steps_linear(A, W, b)[::-1],
            "`W * A` multiplies entry by entry: every unit meets every example in the product of matrices.": lambda A, W, b: (
                W * A + b,
                (A, W, b),
            ),
            "The cache lacks `b`; it is `(A, W, b)`.": lambda A, W, b: (W @ A + b, (A, W)),
            "The cache holds `Z` as well; it is `(A, W, b)`.": lambda A, W, b: (W @ A + b, (A, W, b, W @ A + b)),
            "The cache is a dictionary; later functions unpack a tuple, `(A, W, b)`.": lambda A, W, b: (
                W @ A + b,
                {"A": A, "W": W, "b": b},
            ),
            "`Z` is squashed already: the linear part ends before the activation.": [
                lambda A, W, b: (_steps_relu(W @ A + b), (A, W, b)),
                lambda A, W, b: (_steps_sigmoid(W @ A + b), (A, W, b)),
            ],
        },
        "linear_activation_forward": {
            "The sigmoid is used whatever `activation` says.": partial(_steps_layer, relu=_steps_sigmoid),
            "The ReLU is used whatever `activation` says.": partial(_steps_layer, sigmoid=_steps_relu),
            "The activations are exchanged.": partial(_steps_layer, relu=_steps_sigmoid, sigmoid=_steps_relu),
            "There is no activation: what comes out is `Z`.": partial(
                _steps_layer, relu=lambda Z: Z, sigmoid=lambda Z: Z
            ),
            "The cache holds `A` where it should hold `Z`: the second result of `sigmoid` and `relu`.": partial(
                _steps_layer, kept=lambda linear, Z, A: (linear, A)
            ),
            "The two parts of the cache are exchanged: first the linear one.": partial(
                _steps_layer, kept=lambda linear, Z, A: (Z, linear)
            ),
            "The cache lacks its activation part: it is `(linear_cache, activation_cache)`.": partial(
                _steps_layer, kept=lambda linear, Z, A: linear
            ),
            "The cache is one flat tuple; it has two parts, `(linear_cache, activation_cache)`.": partial(
                _steps_layer, kept=lambda linear, Z, A: (*linear, Z)
            ),
            "The ReLU keeps the size of negative numbers: below 0 it is 0.": partial(_steps_layer, relu=np.abs),
            "`A` is a pair: `sigmoid` and `relu` return two things, of which the first is the activation.": _steps_pair,
            "`Z` is a pair: `linear_forward` returns `Z` and a cache, and only the first is squashed.": _steps_pair_of_linear,
            "Only `A` is returned: return `A` and the cache.": lambda *a: _steps_layer(*a)[0],
            "The cache comes first; return `A` first.": lambda *a: _steps_layer(*a)[::-1],
            "The first part of the cache is `Z` alone; it is what `linear_forward` put aside.": partial(
                _steps_layer, kept=lambda linear, Z, A: (Z, Z)
            ),
            "The cache holds `A` as a third part; it has two, `(linear_cache, activation_cache)`.": partial(
                _steps_layer, kept=lambda linear, Z, A: (linear, Z, A)
            ),
            "Hidden units get tanh where the ReLU is asked for.": partial(_steps_layer, relu=np.tanh),
        },
        "L_model_forward": {
            "The last layer uses the ReLU; an answer between 0 and 1 needs the sigmoid.": partial(
                _steps_forward, kinds=lambda index, L: "relu"
            ),
            "Every layer uses the sigmoid: hidden layers use the ReLU.": partial(
                _steps_forward, kinds=lambda index, L: "sigmoid"
            ),
            "The activations are exchanged: the ReLU belongs into the hidden layers.": partial(
                _steps_forward, kinds=lambda index, L: "sigmoid" if index < L else "relu"
            ),
            "The caches stand in reverse order: that of layer 1 comes first.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], made[1][::-1])
            ),
            "The cache of the last layer is missing: append it as well.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], made[1][:-1])
            ),
            "Only the last cache is returned: collect those of all layers in a list.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], made[1][-1])
            ),
            "Only the answers are returned: return `AL` and `caches`.": _steps_changed(
                _steps_forward, lambda made, X, parameters: made[0]
            ),
            "A layer too many is asked for: `parameters` has two entries, a `W` and a `b`, for each layer.": lambda X, parameters: (
                _steps_forward(X, parameters, layers=range(1, len(parameters) + 1))
            ),
            "The number of layers is always 2: take it from `parameters`.": lambda X, parameters: _steps_forward(
                X, parameters, layers=range(1, 3)
            ),
            "The layers are counted from 0: the first one that computes something is `W1`.": lambda X, parameters: (
                _steps_forward(X, parameters, layers=range(0, len(parameters) // 2))
            ),
            "The last layer is left out: with L layers the loop, or what follows it, has to reach layer L.": lambda X, parameters: (
                _steps_forward(X, parameters, layers=range(1, len(parameters) // 2), kinds=lambda index, L: "relu")
            ),
            (
                "The loop over the hidden layers never runs for a network with one layer, and its variable is used "
                "after it: count the last layer by L."
            ): [_steps_variable_left_over, _steps_variable_i_left_over],
            "Every layer gets `X`: what a layer returns is the input of the next one.": [
                _steps_same_input,
                partial(_steps_same_input, product=np.dot),
            ],
            "The caches hold their linear part only: append what `linear_activation_forward` returns.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], [cache[0] for cache in made[1]])
            ),
            "The list of caches begins with something else than the cache of layer 1.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], [None, *made[1]])
            ),
            "No cache is kept: append what each call returns beside `A`.": _steps_changed(
                _steps_forward, lambda made, X, parameters: (made[0], [])
            ),
            "The caches come first; return `AL` first.": _steps_changed(
                _steps_forward, lambda made, X, parameters: made[::-1]
            ),
        },
        "compute_cost": {
            "The cost is a sum over the examples: divide it by `m`.": lambda AL, Y: np.sum(_steps_losses(AL, Y)),
            "The minus in front of the cost is missing.": lambda AL, Y: -np.mean(_steps_losses(AL, Y)),
            "The term for the labels 0 is missing: `(1 - Y) * np.log(1 - AL)`.": lambda AL, Y: -np.mean(Y * np.log(AL)),
            "The second term lacks its factor `1 - Y`.": lambda AL, Y: -np.mean(Y * np.log(AL) + np.log(1 - AL)),
            "The second logarithm is of `AL`; it should be of `1 - AL`.": lambda AL, Y: -np.mean(np.log(AL)),
            "In the cost `AL` and `Y` are exchanged: the logarithms are taken of the answers.": lambda AL, Y: np.mean(
                _steps_losses(Y, AL)
            ),
            "The cost uses `np.log2`; it is defined with the natural logarithm, `np.log`.": lambda AL, Y: (
                np.mean(_steps_losses(AL, Y)) / np.log(2)
            ),
            "The cost uses `np.log10`; it is defined with the natural logarithm, `np.log`.": lambda AL, Y: (
                np.mean(_steps_losses(AL, Y)) / np.log(10)
            ),
            "The cost has the shape (1, 1), as a matrix product leaves it: `np.squeeze` makes it a number.": lambda AL, Y: (
                np.mean(_steps_losses(AL, Y)).reshape(1, 1)
            ),
            "There is one loss per example: add them up.": lambda AL, Y: _steps_losses(AL, Y) / Y.shape[1],
            "This cost is the squared error; asked is the one with the logarithms.": lambda AL, Y: np.mean(
                (AL - Y) ** 2
            ),
            "The product pairs every label with every answer: multiply entry by entry, or turn the other row.": _steps_every_pair,
            "The two terms are subtracted: both logarithms are added before the minus in front.": lambda AL, Y: (
                -np.mean(Y * np.log(AL) - (1 - Y) * np.log(1 - AL))
            ),
            "The second term lacks its logarithm.": lambda AL, Y: -np.mean(Y * np.log(AL) + (1 - Y) * (1 - AL)),
            "Only the labels 0 count: the term with `Y` is missing.": lambda AL, Y: -np.mean((1 - Y) * np.log(1 - AL)),
            "The labels are exchanged: `Y` belongs to the logarithm of `AL`.": lambda AL, Y: np.mean(
                _steps_losses(AL, 1 - Y)
            ),
            "Only the first term has the minus and the division in front: put both terms in brackets.": lambda AL, Y: (
                -np.mean(Y * np.log(AL)) + np.sum((1 - Y) * np.log(1 - AL))
            ),
            "Only the first term is added up over the examples: put both terms into the sum.": lambda AL, Y: (
                -np.mean(Y * np.log(AL)) + (1 - Y) * np.log(1 - AL)
            ),
            "There is no factor one half in this cost.": lambda AL, Y: np.mean(_steps_losses(AL, Y)) / 2,
            "The cost is divided by `m` twice: the mean is a sum divided once.": lambda AL, Y: (
                np.mean(_steps_losses(AL, Y)) / Y.shape[1]
            ),
            "The cost still has an axis, of length 1: one number is asked for.": lambda AL, Y: np.full(
                1, np.mean(_steps_losses(AL, Y))
            ),
            "The cost is rounded.": lambda AL, Y: round(float(np.mean(_steps_losses(AL, Y))), 2),
        },
        "linear_backward": [
            (
                "`dW` and `db` are sums over the examples: divide them by `m`.",
                _steps_linear_backward_with(
                    dW=lambda dW, dZ, cache: dW * dZ.shape[1], db=lambda db, dZ, cache: db * dZ.shape[1]
                ),
            ),
            (
                "`dW` is a sum over the examples: divide it by `m`, as you do with `db`.",
                _steps_linear_backward_with(dW=lambda dW, dZ, cache: dW * dZ.shape[1]),
            ),
            (
                "`db` is a sum over the examples: divide it by `m`, as you do with `dW`.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: db * dZ.shape[1]),
            ),
            (
                "`dA_prev` must not be divided by `m`: each column belongs to one example.",
                _steps_linear_backward_with(dA=lambda dA, dZ, cache: dA / dZ.shape[1]),
            ),
            (
                "The sums are divided by the number of units: `m` is the number of columns, `dZ.shape[1]`.",
                _steps_counted_from_rows,
            ),
            (
                "`db` has one axis only: sum with `keepdims=True`.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: db[:, 0]),
            ),
            (
                "`db` is added up over units and examples; each unit has a bias of its own: `axis=1`.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: np.sum(db)),
            ),
            (
                "`db` is added up along the units; it is a sum over the examples: `axis=1`.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: np.sum(dZ, axis=0, keepdims=True) / dZ.shape[1]),
            ),
            (
                "`dW` lies the other way round: it needs the shape of `W`, so `dZ` comes first.",
                _steps_linear_backward_with(dW=lambda dW, dZ, cache: dW.T),
            ),
            (
                "`W` must be transposed in `dA_prev`: each input collects from all units.",
                _steps_linear_backward_with(dA=lambda dA, dZ, cache: cache[1] @ dZ),
            ),
            (
                "The results come in another order: `dA_prev`, `dW`, `db`.",
                _steps_changed(_steps_linear_backward, lambda made, dZ, cache: (made[1], made[2], made[0])),
            ),
            (
                "`dW` and `db` are exchanged in the result: `dA_prev`, `dW`, `db`.",
                _steps_changed(_steps_linear_backward, lambda made, dZ, cache: (made[0], made[2], made[1])),
            ),
            (
                "`dW` comes first in the result; the order is `dA_prev`, `dW`, `db`.",
                _steps_changed(_steps_linear_backward, lambda made, dZ, cache: (made[1], made[0], made[2])),
            ),
            (
                "The sums are divided by the number of inputs: `m` is the number of columns, `A_prev.shape[1]`.",
                _steps_linear_backward_with(
                    dW=lambda dW, dZ, cache: dW * dZ.shape[1] / len(cache[0]),
                    db=lambda db, dZ, cache: db * dZ.shape[1] / len(cache[0]),
                ),
            ),
            (
                "`db` is divided by `m` twice: a mean is divided already.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: db / dZ.shape[1]),
            ),
            (
                "`dW` is divided by `m` twice.",
                _steps_linear_backward_with(dW=lambda dW, dZ, cache: dW / dZ.shape[1]),
            ),
            (
                "`db` is a row; it needs the shape of `b`, a column.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: db.T),
            ),
            (
                "`W` must be transposed in `dA_prev`: each input collects from all units.",
                _steps_linear_backward_with(dA=lambda dA, dZ, cache: np.dot(cache[1], dZ)),
            ),
            (
                "`dW` has the weights in it: each weight's slope is that of its unit times the input it multiplies.",
                _steps_linear_backward_with(dW=lambda dW, dZ, cache: dZ @ cache[0].T / dZ.shape[1] * cache[1]),
            ),
            (
                "`dA_prev` adds up `dZ` without the weights: each unit passes its slope on through its weight.",
                _steps_linear_backward_with(dA=lambda dA, dZ, cache: np.ones_like(cache[1]).T @ dZ),
            ),
            *(
                (
                    f"`{name}` multiplies entry by entry: it is a product of matrices, which adds up.",
                    _steps_linear_backward_with(**{name[:2]: wrong}),
                )
                for name, wrong in (
                    ("dW", lambda dW, dZ, cache: dZ * cache[0].T / dZ.shape[1]),
                    ("dA_prev", lambda dA, dZ, cache: cache[1].T * dZ),
                )
            ),
            (
                "`db` is `dZ` itself: add up along the examples, and keep the axis.",
                _steps_linear_backward_with(db=lambda db, dZ, cache: dZ),
            ),
        ],
        "linear_activation_backward": {
            "The activation is left out: `dA` has to become `dZ` before the linear part.": partial(
                _steps_layer_backward, relu=lambda dA, Z: dA, sigmoid=lambda dA, Z: dA
            ),
            "The sigmoid's slope is used whatever `activation` says.": partial(
                _steps_layer_backward, relu=_steps_slope_sigmoid
            ),
            "The ReLU's slope is used whatever `activation` says.": partial(
                _steps_layer_backward, sigmoid=_steps_slope_relu
            ),
            "The two activations are exchanged.": partial(
                _steps_layer_backward, relu=_steps_slope_sigmoid, sigmoid=_steps_slope_relu
            ),
            "For the ReLU the sign of `dA` decides; it is that of `Z`.": partial(
                _steps_layer_backward, relu=lambda dA, Z: np.maximum(0, dA)
            ),
            "For the ReLU the slope is lost: it is `dA` where `Z` is above 0, not 1.": partial(
                _steps_layer_backward, relu=lambda dA, Z: (Z > 0) * 1.0
            ),
            "The slope of the sigmoid is s times 1 - s with s = sigmoid(Z), not with `Z` itself.": _steps_from_the_answer,
            "The results come in another order: `dA_prev`, `dW`, `db`.": _steps_changed(
                _steps_layer_backward, lambda made, *arguments: (made[1], made[2], made[0])
            ),
            "For the ReLU `dA` is multiplied by its answer, not by its slope: 1 where `Z` is above 0, else 0.": partial(
                _steps_layer_backward, relu=lambda dA, Z: dA * np.maximum(Z, 0)
            ),
            "The ReLU lets pass what it should stop: `dA` stays where `Z` is above 0.": partial(
                _steps_layer_backward, relu=lambda dA, Z: np.where(Z > 0, 0.0, dA)
            ),
            "For the sigmoid `dA` is lost: its slope multiplies what comes from behind.": partial(
                _steps_layer_backward, sigmoid=lambda dA, Z: _steps_sigmoid(Z) * (1 - _steps_sigmoid(Z))
            ),
            "For the sigmoid `dA` is multiplied by its answer, not by its slope, s times 1 - s.": partial(
                _steps_layer_backward, sigmoid=lambda dA, Z: dA * _steps_sigmoid(Z)
            ),
            "For the sigmoid the slope of tanh is taken.": partial(
                _steps_layer_backward, sigmoid=lambda dA, Z: dA * (1 - np.tanh(Z) ** 2)
            ),
            "`dZ` is returned in the place of `dA_prev`: the linear part is still to come.": lambda dA, cache, kind: (
                (_steps_slope_relu if kind == "relu" else _steps_slope_sigmoid)(dA, cache[1]),
                *_steps_layer_backward(dA, cache, kind)[1:],
            ),
            "The two kinds give `dZ` alone: hand it on to `linear_backward`, which returns three things.": lambda dA, cache, kind: (
                (_steps_slope_relu if kind == "relu" else _steps_slope_sigmoid)(dA, cache[1])
            ),
        },
        "L_model_backward": {
            "The slope at the end has the wrong sign: it is `-Y / AL + (1 - Y) / (1 - AL)`.": partial(
                _steps_backward, begin=lambda AL, Y: Y / AL - (1 - Y) / (1 - AL)
            ),
            "`AL - Y` is `dZ` of the last layer, not `dA`: the sigmoid's slope is in it already.": partial(
                _steps_backward, begin=lambda AL, Y: AL - Y
            ),
            "Only the labels 1 are counted at the end: the term `(1 - Y) / (1 - AL)` is missing.": partial(
                _steps_backward, begin=lambda AL, Y: -Y / AL
            ),
            "The second term at the end has the wrong sign: it is added.": partial(
                _steps_backward, begin=lambda AL, Y: -Y / AL - (1 - Y) / (1 - AL)
            ),
            "The `dA` are filed one number too high: what layer `l` returns is the slope for layer `l - 1`.": partial(
                _steps_backward, shift=1
            ),
            "The first layer is left out: count down to 1.": partial(_steps_backward, last=2),
            "The last layer goes back through the ReLU; it was a sigmoid on the way forward.": partial(
                _steps_backward, kinds=lambda index, L: "relu"
            ),
            "The hidden layers go back through the sigmoid; they were ReLUs on the way forward.": partial(
                _steps_backward, kinds=lambda index, L: "sigmoid"
            ),
            "The caches are taken in the order of the way forward: layer `l` finds its own at `caches[l - 1]`.": _steps_changed(
                _steps_backward, lambda made, AL, Y, caches: _steps_backward(AL, Y, caches[::-1])
            ),
            "Every layer takes the cache of layer 1.": _steps_always_the_first,
            (
                "Every hidden layer starts from the slope that the last layer passed on: each takes what the layer "
                "behind it has just returned."
            ): _steps_from_the_last,
            (
                "The keys mix two ways of counting: for the last layer `dA` has its own number, for the others that of "
                "the layer before. It is the layer before, always."
            ): _steps_keys(lambda kind, layer, L: f"dA{L}" if (kind, layer) == ("dA", L - 1) else f"{kind}{layer}"),
            (
                "The keys mix two ways of counting: `dA` of the hidden layers has their own number, for the last layer "
                "that of the layer before. It is the layer before, always."
            ): _steps_keys(
                lambda kind, layer, L: f"dA{layer + 1}" if kind == "dA" and layer < L - 1 else f"{kind}{layer}"
            ),
            "`dW` and `db` are filed one number too low: layers count from 1.": _steps_keys(
                lambda kind, layer, L: f"{kind}{layer}" if kind == "dA" else f"{kind}{layer - 1}"
            ),
            "The layers are numbered from the end: what the last layer returns belongs under L.": _steps_keys(
                lambda kind, layer, L: f"{kind}{(L - 1 if kind == 'dA' else L + 1) - layer}"
            ),
            (
                "The loss is divided by `m` at the start: `linear_backward` divides the slopes of the parameters "
                "already."
            ): partial(_steps_backward, begin=lambda AL, Y: (-Y / AL + (1 - Y) / (1 - AL)) / Y.shape[1]),
            "The way back begins with the answers: it begins with the slope of the loss, in which the labels are.": partial(
                _steps_backward, begin=lambda AL, Y: AL
            ),
            "The two activations are exchanged on the way back: the last layer was a sigmoid.": partial(
                _steps_backward, kinds=lambda index, L: "sigmoid" if index < L else "relu"
            ),
            "Every layer goes back from the start of the way: what a layer returns is the `dA` of the one before.": _steps_never_passed_on,
            "`dA0` is missing: the first layer passes a slope on, too.": _steps_without_dA0,
            "Only the last layer is there: the loop over the others is still to come, or never runs.": _steps_last_layer_only,
            "The dictionary lacks the slopes for the activations, `dA0` and so on.": _steps_no_activations,
        },
        "update_parameters": {
            "The steps go uphill: subtract the gradient, do not add it.": partial(
                _steps_update, step=lambda value, slope, rate: value + rate * slope
            ),
            "The learning rate is missing: the whole gradient is subtracted.": partial(
                _steps_update, step=lambda value, slope, rate: value - slope
            ),
            "The last layer is not updated: layers count from 1 to L.": partial(
                _steps_update, named=lambda name, L: int(name[1:]) < L
            ),
            "The first layer is not updated: layers count from 1 to L.": partial(
                _steps_update, named=lambda name, L: int(name[1:]) > 1
            ),
            "The biases stay where they are.": partial(_steps_update, named=lambda name, L: name[0] == "W"),
            "The weights stay where they are.": partial(_steps_update, named=lambda name, L: name[0] == "b"),
            "Only the step is returned: subtract it from the parameter.": partial(
                _steps_update, step=lambda value, slope, rate: rate * slope
            ),
            "Nothing is returned that has changed: use what you have computed.": partial(
                _steps_update, step=lambda value, slope, rate: value
            ),
            "A call changes its argument `params` in place": _steps_update_in_place,
            "Only the last layer is updated: layers count from 1 to L.": partial(
                _steps_update, named=lambda name, L: int(name[1:]) == L
            ),
            "Only the first layer is updated: layers count from 1 to L.": partial(
                _steps_update, named=lambda name, L: int(name[1:]) == 1
            ),
            "Layers are counted from 0: the first one is `W1`.": lambda params, grads, rate: {
                f"W{index}": params[f"W{index}"] for index in range(len(params) // 2)
            },
            "A layer too many is asked for: there are half as many layers as entries in `params`.": lambda params, grads, rate: {
                f"W{index}": params[f"W{index}"] for index in range(1, len(params) + 1)
            },
            "The difference is multiplied by the rate: only the slope is.": partial(
                _steps_update, step=lambda value, slope, rate: (value - slope) * rate
            ),
            "The parameters are multiplied by the slopes: a step subtracts.": partial(
                _steps_update, step=lambda value, slope, rate: value * (1 - rate * slope)
            ),
            "The slope is divided by the learning rate: multiply.": partial(
                _steps_update, step=lambda value, slope, rate: value - slope / rate
            ),
            "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, ...": lambda *a: {
                f"d{name}": value for name, value in _steps_update(*a).items()
            },
            "Two layers are updated, however many there are: take their number from `params`.": partial(
                _steps_update, named=lambda name, L: int(name[1:]) <= 2
            ),
        },
        "mended_backward": {
            "`db` is still divided by something else than the number of examples: give a layer a second unit.": partial(
                _steps_mended, count=lambda dZ, Y: dZ.size
            ),
            "What is passed on to the next layer is still wrong: give the network a second hidden layer.": partial(
                _steps_mended, passed=lambda dA, dZ: dA
            ),
            "Both bugs are still there.": partial(_steps_mended, count=lambda dZ, Y: dZ.size, passed=lambda dA, dZ: dA),
            "`db` is no longer divided at all: the cost is a mean over the examples.": partial(
                _steps_mended, count=lambda dZ, Y: 1
            ),
            "`db` is divided by the number of units; divide by that of the examples.": partial(
                _steps_mended, count=lambda dZ, Y: len(dZ)
            ),
            "The slope of the last layer needs no factor: it has no activation.": partial(
                _steps_mended, slope=lambda A, last: 1 - A**2
            ),
            "The slope of the hyperbolic tangent was right: it is 1 minus its square.": partial(
                _steps_mended, slope=lambda A, last: 1 if last else A * (1 - A)
            ),
            "The squared error has a half in front of it, so its slope has no factor 2.": partial(
                _steps_mended, begin=lambda AL, Y: 2 * (AL - Y)
            ),
            "All slopes have the wrong sign: the error is the answer minus the label.": partial(
                _steps_mended, begin=lambda AL, Y: Y - AL
            ),
            "`dW` is no longer divided by the number of examples; that line was right.": _steps_mended_with(
                lambda name, value, m: value * m if name[1] == "W" else value
            ),
            "Nothing is divided by the number of examples: the cost is a mean.": _steps_mended_with(
                lambda name, value, m: value * m
            ),
            "`db` is one number for all units of a layer: sum along the examples only.": _steps_mended_with(
                lambda name, value, m: np.full((1, 1), value.sum()) if name[1] == "b" else value
            ),
            "`db` has one axis only: keep it a column.": _steps_mended_with(
                lambda name, value, m: value[:, 0] if name[1] == "b" else value
            ),
            "`db` is divided by the number of outputs; divide by that of the examples.": partial(
                _steps_mended, count=lambda dZ, Y: len(Y)
            ),
            "The slope of tanh is taken twice on the way to the next layer.": _steps_mended_twice,
            "The slope of the hidden layers is missing: it was right before.": partial(
                _steps_mended, slope=lambda A, last: 1
            ),
        },
    },
    "2_application": {
        "count_parameters": {
            "The biases are missing: every unit has one.": lambda dims: sum(a * b for a, b in pairwise(dims)),
            "The inputs have no bias: they are numbers of the picture, not units.": lambda dims: (
                sum(a * b for a, b in pairwise(dims)) + sum(dims)
            ),
            "There is one bias per layer here; there is one for every unit.": lambda dims: sum(
                a * b + 1 for a, b in pairwise(dims)
            ),
            "These are the units alone: each has a weight for every number before it.": lambda dims: sum(dims[1:]),
            "Only the first layer is counted: add up all of them.": lambda dims: dims[1] * (dims[0] + 1),
            "Each unit has a weight for every unit of the layer *before*: the bias belongs to the unit itself.": lambda dims: (
                sum(a * (b + 1) for a, b in pairwise(dims))
            ),
            "All sizes are multiplied: only neighbouring layers are connected.": lambda dims: int(np.prod(dims)),
            "The last layer is left out: add up all of them.": lambda dims: sum(
                (a + 1) * b for a, b in pairwise(dims[:-1])
            ),
            "The first layer is left out: its units have a weight for each input.": lambda dims: sum(
                (a + 1) * b for a, b in pairwise(dims[1:])
            ),
            "Only the last layer is counted: add up all of them.": lambda dims: (dims[-2] + 1) * dims[-1],
            "These are the sizes added up; each unit has a weight for every number before it.": lambda dims: sum(dims),
            "The biases are counted twice: every unit has one.": lambda dims: sum(
                (a + 2) * b for a, b in pairwise(dims)
            ),
            "There is one bias for the whole network here; there is one for every unit.": lambda dims: (
                sum(a * b for a, b in pairwise(dims)) + 1
            ),
        },
        # The judge in checks.py says these sentences.
        "two_layer_model": [
            *APPLICATION_TRAINING,
            (
                "The slope of the ReLU is missing on the way back",
                partial(_application_train, slopes=_application_two_slopes(lambda dA1, Z1, A1: dA1)),
            ),
            ("`W2` is updated before it has passed the slopes back", _application_late_W2),
            (
                "The second layer moves as it should, the first does not",
                partial(_application_train, slopes=_application_two_slopes(lambda dA1, Z1, A1: dA1 * (1 - A1**2))),
            ),
            (
                "The second layer moves as it should, the first does not",
                partial(_application_train, slopes=_application_two_slopes(lambda dA1, Z1, A1: dA1 * A1)),
            ),
            (
                "A step leaves `W1`, `b1` where it was",
                partial(_application_train, slopes=_application_changed(lambda key, slope, m: slope * (key[1] == "2"))),
            ),
        ],
        "L_layer_model": [
            *APPLICATION_TRAINING,
            ("From which parameters does it start?", partial(_application_train, start=_application_shrunk(0.01))),
            (
                "A step leaves `W3`, `b3` where it was",
                partial(_application_train, slopes=_application_changed(lambda key, slope, m: slope * (key[1] != "3"))),
            ),
            (
                "A step leaves `W1`, `b1` where it was",
                partial(_application_train, slopes=_application_changed(lambda key, slope, m: slope * (key[1] != "1"))),
            ),
        ],
        "surest_mistakes": {
            "The least sure mistakes come first: turn the order round.": partial(
                _application_surest, order=lambda AL: np.abs(AL - 0.5)
            ),
            "These are the pictures that the network gets right; asked are its mistakes.": partial(
                _application_surest, wrong=lambda AL, Y: (AL > 0.5) == Y
            ),
            "The largest answers come first, so that missed cats come last: an answer near 0 is sure, too.": partial(
                _application_surest, order=lambda AL: -AL
            ),
            "These are places among the mistakes; asked are places among all pictures.": _application_within,
            "The first mistakes are taken and then sorted: sort all of them, then take the first.": _application_first,
            "`count` is ignored: return no more than that.": lambda AL, Y, count: _application_surest(AL, Y, None),
            "Every picture is taken for a mistake: compare the answers with the labels.": partial(
                _application_surest, wrong=lambda AL, Y: AL == AL
            ),
            "These are the answers; asked are the places of the pictures.": lambda AL, Y, count: AL[
                0, _application_surest(AL, Y, count)
            ],
            "Only false alarms are found: missed cats are mistakes, too.": partial(
                _application_surest, wrong=lambda AL, Y: (AL > 0.5) & (Y == 0)
            ),
            "Only missed cats are found: false alarms are mistakes, too.": partial(
                _application_surest, wrong=lambda AL, Y: (AL <= 0.5) & (Y == 1)
            ),
            "An answer of exactly 0.5 is taken for a cat: it says no cat.": partial(
                _application_surest, wrong=lambda AL, Y: (AL >= 0.5) != Y
            ),
            "The places stand in order of the pictures, not of how sure the network is.": lambda AL, Y, count: np.sort(
                _application_surest(AL, Y, count)
            ),
            "The smallest answers come first, so that false alarms come last: an answer near 1 is sure, too.": partial(
                _application_surest, order=lambda AL: AL
            ),
            "These are places in a sorted row; asked are the places of the pictures: `argsort` tells them.": lambda AL, Y, count: (
                np.arange(len(_application_surest(AL, Y, count)))
            ),
            "The result has two axes: the places alone are asked for, one number each.": lambda AL, Y, count: np.array(
                [[0, place] for place in _application_surest(AL, Y, count)]
            ).reshape(-1, 2),
            "These are True and False for every picture; asked are the places of the mistakes.": lambda AL, Y, count: (
                (AL > 0.5) != Y
            )[0],
        },
        # The judge in checks.py says these sentences.
        "train_small": {
            "The network has": [
                partial(_application_small, hidden=(20, 7, 5), steps=1),
                partial(_application_small, side=64, hidden=(1,), steps=1),
            ],
            APPLICATION_SHARE: [
                partial(_application_small, hidden=()),
                partial(_application_small, side=4, hidden=(20,)),
                partial(_application_small, folded=False),
                partial(_application_small, centred=False, rate=0.0075),
                partial(_application_small, rate=0.0075),
                partial(_application_small, start=_application_shrunk(0)),
            ],
            "The results come in the other order": lambda pictures, Y: _application_small(pictures, Y, steps=1)[::-1],
        },
    },
}


def _one_layer_back(first):
    """Return what to say of the three results of going back through one layer."""
    return {
        1: f"`dW` is wrong{first} Then look at the order of the product, at the transpose and at the division.",
        2: "`dW` is right, `db` is not: it adds up the same `dZ` along the examples, divided by their number, and "
        "stays a column.",
        0: "`dW` and `db` are right, `dA_prev` is not: each input collects from all units, through the weights, and "
        "nothing is divided.",
    }


def _parts_of_layers(deepest, activations=True):
    """Return what to say of the slopes of a network, from the last layer to the first."""
    told = {}
    for layer in range(deepest, 0, -1):
        told[f"dW{layer}"] = (
            f"`dW{layer}` is the first to differ, counted from the end. Does layer {layer} start from the right slope, "
            "with its own cache and the right activation?"
        )
        told[f"db{layer}"] = f"`dW{layer}` is right, `db{layer}` is not: look at the axis of the sum and the division."
        if activations:
            told[f"dA{layer - 1}"] = (
                f"The slopes of layer {layer} are right, `dA{layer - 1}` is not: it is what the block of layer {layer} "
                "returns first, under the number of the layer before."
            )
    return told


# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "1_step_by_step": {
        "linear_forward": {
            0: "`Z` is wrong. Compare it with that of the pocket network: the order of the product, then the bias.",
            1: "`Z` is right, the cache is not: it is the tuple `(A, W, b)`, as they came in.",
        },
        "linear_activation_forward": {
            "1.1": "The `Z` in the cache is wrong: what did `linear_forward` return first?",
            0: "`Z` is right, `A` is not: print `activation` and what the `if` makes of it.",
            "1.0": "`A` is right, the first part of the cache is not: it is what `linear_forward` put aside.",
        },
        "L_model_forward": {
            "1.0.1": "The cache of layer 1 is wrong already: which `A_prev`, `W` and `b` does it get, and what is "
            "appended?",
            "1.1.0.0": "Layer 1 is right, what enters layer 2 is not: which activation does a hidden layer have, and "
            "what is passed on?",
            "1.1.1": "What enters layer 2 is right, its `Z` is not: which `W` and `b` does it get?",
            "1.2.0.0": "Layer 2 is right, what enters layer 3 is not: which activation does a hidden layer have?",
            "1.2.1": "What enters layer 3 is right, its `Z` is not: which `W` and `b` does it get?",
            "1.3.1": "The first three layers are right, the fourth is not: which `W` and `b` does it get?",
            0: "All caches are right, `AL` is not: which activation does the last layer have, and what is returned?",
        },
        "linear_backward": _one_layer_back(". Print it for the two examples worked by hand."),
        "linear_activation_backward": _one_layer_back(", so look at `dZ` first: where is its entry 0 by hand?"),
        "L_model_backward": _parts_of_layers(4),
        "update_parameters": {
            name: sentence
            for layer in range(1, 5)
            for name, sentence in (
                (
                    f"W{layer}",
                    f"`W{layer}` is the first to differ. Take a slope of 1 and a rate of 0.1: by how much does it "
                    "move, and "
                    "which way? Does the loop reach it?",
                ),
                (f"b{layer}", f"`W{layer}` is right, `b{layer}` is not: compare the two lines, letter by letter."),
            )
        },
        "mended_backward": _parts_of_layers(4, activations=False),
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "The list has five entries, but the first one counts inputs. They compute nothing and are layer 0.",
            "b": "Layers of 4, 3, 3 and 1 units compute something, and all but the last are hidden.",
            "c": "Count the entries between the first and the last once more: 4, 3 and 3.",
            "d": "Neither the inputs nor the output are hidden, and the inputs are no layer in our counting.",
        },
        "q2": {
            "a": "The two sizes of the weights are exchanged: rows are the units of this layer, columns its inputs.",
            "b": "These belong to layer 2. The list starts with the inputs, so layer 3 is its fourth entry.",
            "c": "Layer 3 has 2 units and takes the 4 outputs of layer 2: a row per unit, a column per input, and a "
            "bias per unit.",
            "d": "The weights are right. But biases belong to the units of the layer, of which there are 2, not to its "
            "inputs.",
        },
        "q3": {
            "a": "These are the weights, 12 + 8 + 2. Each unit has a bias as well.",
            "b": "This is the number of units, each of which has several weights and a bias.",
            "c": "The number of examples does not matter: all of them share the same parameters.",
            "d": "Weights 12 + 8 + 2, biases 4 + 2 + 1: together 29, for 50 examples or for a million.",
        },
        "q4": {
            "a": "(4, 8) times (8, 3) is (4, 3), and `W` is (3, 4): caught.",
            "b": "Leaving out a division by a number changes no shape. A gradient check would show it.",
            "c": "Summing along axis 0 adds up the units and leaves one number per example, (1, 8) instead of (3, 1): "
            "caught.",
            "d": "A sign changes no shape. A gradient check would show it, and so would a cost that climbs.",
        },
        "q5": {
            "a": "Each weight's slope is dz times the input that it multiplies: dW contains the activations of the "
            "layer before.",
            "b": "The slope of the ReLU is 1 or 0, depending on the sign of Z: without it, dA cannot become dZ.",
            "c": "The labels enter only once, behind the last layer. What they have to say is contained in the dA that "
            "the block is handed.",
            "d": "What is passed on is the transposed weights times dZ: each input collects from all units.",
        },
        "q6": {
            "a": "A single unit can bend the curve at one place only. How many bends are there after five folds?",
            "b": "That is the number of units of the deep network. Ten units in one layer make at most 11 pieces.",
            "c": "Five folds make 32 pieces with 31 breaks between them, each of which takes a unit of its own; one "
            "more gives the first piece its slope.",
            "d": "Twice too many: count the pieces, which double with each of the five folds, and start from one.",
        },
        "q7": {
            "a": "The size of a layer is decided before training starts, and no gradient leads to it.",
            "b": "Biases are parameters: gradient descent finds them, just as it finds the weights.",
            "c": "You choose the learning rate; it decides how the parameters are found.",
            "d": "When to stop is decided from outside, by you or by a rule that you choose.",
        },
        "q8": {
            "a": "No example needs another one's result, so all go through at once. But layer 2 needs what layer 1 "
            "gives, and a step starts from where the last one ended.",
            "b": "Layers cannot be computed at once: each of them needs the result of the one before.",
            "c": "Where one result is needed for the next, there is nothing to do at the same time.",
            "d": "It is the other way round: which of the two loops has steps that do not need each other?",
        },
        "q9": {
            "a": "That is w2 times w3, the slope with respect to what the first unit gives. A nudge of w1 moves that x "
            "times as much.",
            "b": "All units are open, so the output is x w1 w2 w3, and its slope with respect to w1 is x w2 w3 = 4 "
            "times 3 times 0.5.",
            "c": "That is the output itself. Its slope with respect to w1 does not contain w1.",
            "d": "That is how fast the first unit's sum moves. The two layers behind it still multiply.",
        },
        "q10": {
            "a": "One hidden layer bends the border already: last week's points could not be separated otherwise.",
            "b": "How many units are needed is no fashion: compare the two sides of the folding figure.",
            "c": "That holds for rows of AND gates. Units that count do it with n of them, as the lesson tries out.",
            "d": "With enough units one hidden layer comes close to any continuous function, but the price can be "
            "enormous: twenty folds take 40 units in depth and more than a million in width.",
        },
    },
}


# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_ELSE = "The solved layer takes every name but `relu` for the sigmoid."
_ROW = "The last layer has one unit, so there is one row to add up."
_TRAINED = "It trains as well: what is judged is what the network gets right."
_SUM2 = "b2 = b2 - learning_rate * dZ2.sum({})"
_SMALL = "parameters, _ = L_layer_model(X - mean, Y, (len(X), 3, 1), {})"
_SUREST = "return wrong[np.argsort(-np.abs({}))][:count]"
_KIND = "activation = 'sigmoid{}' if l == L else 'relu'"


EQUIVALENT = {
    "1_step_by_step": {
        "L_model_forward": [(f"{_KIND.format('')} -> {_KIND.format('_')}", _ELSE)],
        "L_model_backward": [(f"{_KIND.format('')} -> {_KIND.format('_')}", _ELSE)],
    },
    "2_application": {
        "count_parameters": [
            (
                "return sum((size * (before + 1) for before, size in zip(layers_dims[:-1], layers_dims[1:]))) -> "
                "return sum((size * (before + 1) for before, size in zip(layers_dims[:], layers_dims[1:])))",
                "`zip` ends with the shorter one.",
            ),
        ],
        "two_layer_model": [
            ("dZ2 = ((A2 - Y) / m).astype(A2.dtype) -> dZ2 = (A2 - Y) / m", "The same numbers, with more digits."),
            (
                "dZ1 = W2.T @ dZ2 * (Z1 > 0) -> dZ1 = W2.T * dZ2 * (Z1 > 0)",
                "A column and a row: their matrix product is the product of every pair.",
            ),
            *(
                (f"{_SUM2.format('axis=1, keepdims=True')} -> {_SUM2.format(how)}", _ROW)
                for how in ("keepdims=True", "axis=1", "axis=1, keepdims=False")
            ),
        ],
        "surest_mistakes": [
            (
                f"{_SUREST.format('AL[0, wrong] - 0.5')} -> {_SUREST.format('AL[-1, wrong] - 0.5')}",
                "There is one row of answers.",
            ),
        ],
        "train_small": [
            (f"{_SMALL.format('0.5, 400')} -> {_SMALL.format(how)}", _TRAINED)
            for how in ("1.5, 400", "1.0, 400", "0.5, 401", "0.5, 399")
        ],
    },
}
