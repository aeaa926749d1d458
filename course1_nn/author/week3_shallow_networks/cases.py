"""The inputs of week 3: generators of visible and hidden cases, and what was measured of the judges."""

from itertools import combinations

import numpy as np
from checks import COST, NAMES, SPREAD, SPREAD_SHARE, TARGET, TRIES, band, quality, quick_model, sides

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with

WHOLE, HALVES = (-2.0, -1.0, 1.0, 2.0), (-1.0, -0.5, 0.5, 1.0)


def _parameters(rng, n_x, n_h, n_y=1):
    """Return parameters that saturate no activation."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {name: rng.uniform(-0.9, 0.9, shape).round(3) for name, shape in shapes.items()}


def _inputs(rng, n_x, m):
    return rng.uniform(-1.5, 1.5, (n_x, m)).round(3)


def _labels(rng, m, n_y=1):
    """Return labels (n_y, m), both kinds in each row if there is room for them."""
    rows = [rng.permutation(m) < (rng.integers(1, m) if m > 1 else rng.integers(2)) for _ in range(n_y)]
    return np.array(rows).astype(int)


def _sizes(rng):
    """Return n_x, n_h and m, all different, so that exchanged axes show."""
    return (int(size) for size in rng.choice(np.arange(2, 8), 3, replace=False))


def _network(rng, n_x, n_h, n_y, m, numbers=None):
    """Draw the parameters of a network and its inputs, both of entries of `numbers` if these are given."""
    parameters, X = _parameters(rng, n_x, n_h, n_y), _inputs(rng, n_x, m)
    if numbers:
        X = rng.choice(numbers, X.shape)
        parameters = {name: rng.choice(numbers, item.shape) for name, item in parameters.items()}
    return parameters, X


# ------------------------------------------------------------------------------------------- functions, small cases


def layer_cases(rng):
    """Different numbers of features, examples and outputs."""
    cases = []
    for n_y in (1, 1, 2, int(rng.integers(2, 7))):
        n_x, m = (int(size) for size in rng.choice(np.arange(7, 30), 2, replace=False))
        cases.append(call(_inputs(rng, n_x, m), _labels(rng, m, n_y)))
    return cases


def forward_cases(rng):
    """A small network of whole numbers, then random ones; one with a single example, one with two outputs."""
    n_x, n_h, m = _sizes(rng)
    sizes = (2, 2, 1, 1), (n_x, n_h, 1, m), (3, 2, 1, 1), (2, 4, 1, m), (n_x, n_h, 2, m + 1)
    drawn = [_network(rng, *size, numbers=None if index else WHOLE) for index, size in enumerate(sizes)]
    return [call(X, parameters) for parameters, X in drawn]


def cost_cases(rng):
    """Four outputs in tenths, then random ones; all labels equal; a single example."""
    few, many = rng.integers(3, 6), rng.integers(6, 12)

    def outputs(m):
        return rng.uniform(0.05, 0.95, (1, m)).round(3)

    return [
        call(rng.integers(1, 10, (1, 4)) / 10, _labels(rng, 4)),
        call(outputs(few), _labels(rng, few)),
        call(outputs(1), np.array([[1]])),
        call(outputs(few), np.zeros((1, few), dtype=int)),
        call(outputs(many), _labels(rng, many)),
    ]


def _apart(rng, parameters):
    """Return parameters with another W1, b1 and b2 than a cache was made with: a backward pass needs none of them.

    Finite differences of a new forward pass are wrong then. The first of three or more hidden units has a tiny weight
    into the output, and gradients of its own so small that differences of the cost lose them in rounding.
    """
    other = {name: rng.uniform(-0.9, 0.9, parameters[name].shape).round(3) for name in ("W1", "b1", "b2")}
    W2 = parameters["W2"].copy()
    W2[0, 0] *= 1e-13 if W2.size > 2 else 1
    return parameters | other | {"W2": W2}


def backward_cases(rng, forward_propagation):
    """A small network of whole numbers, then random ones; a single example, a single feature, labels as bytes.

    The cache is that of other parameters, as the text says.
    """
    n_x, n_h, m = _sizes(rng)
    cases = []
    for features, hidden, examples in ((2, 2, 1), (n_x, n_h, m), (3, 2, 1), (1, 4, m), (2, 4, m + 3), (n_h, n_x, 9)):
        parameters, X = _network(rng, features, hidden, 1, examples, numbers=None if cases else HALVES)
        Y = _labels(rng, examples)
        _, cache = forward_propagation(X, parameters)
        parameters = _apart(rng, parameters)
        cases.append(call(parameters, cache, X, Y.astype(np.uint8) if examples == 9 else Y))
    return cases


def update_cases(rng):
    """Halves and quarters; the default; the learning rate by position and by name."""

    def some():
        n_x, n_h, _ = _sizes(rng)
        grads = _parameters(rng, n_x, n_h)
        return _parameters(rng, n_x, n_h), {f"d{name}": grads[name] for name in NAMES}

    shapes = {"W1": (1, 2), "b1": (1, 1), "W2": (1, 1), "b2": (1, 1)}
    halves = {name: rng.integers(-4, 5, shape) / 2 for name, shape in shapes.items()}
    grads = {f"d{name}": rng.choice([-1, 1], shape) * rng.integers(1, 9, shape) / 4 for name, shape in shapes.items()}
    return [
        call(halves, grads, learning_rate=1.0),
        call(*some()),
        call(*some(), round(rng.uniform(0.05, 0.6), 3)),
        call(*some(), learning_rate=round(rng.uniform(1.5, 3), 3)),
    ]


def predict_cases(rng, forward_propagation):
    """Points with an output of exactly one half; few or many predicted 1, and others 0, in every case."""
    odd = _parameters(rng, 2, 3) | {"b1": np.zeros((3, 1)), "b2": np.zeros((1, 1))}
    some = _inputs(rng, 2, 4)
    opposite = np.hstack([some, np.zeros((2, 1)), -some])[:, rng.permutation(9)]  # without a bias the outputs are, too
    cases = [call(odd, opposite)]
    for features, hidden, examples, zeros in ((2, 2, 5, 2), (3, 2, 9, 4), (2, 5, 9, 5), (2, 4, 7, 2)):
        parameters, X = _network(rng, features, hidden, 1, examples)
        _, cache = forward_propagation(X, parameters)
        between = np.sort(cache["Z2"][0])[zeros - 1 : zeros + 1].mean()
        cases.append(call(parameters | {"b2": parameters["b2"] - between}, X))
    return cases


# --------------------------------------------------------------------------------------------------- initialization


def initial_cases(rng):
    """Small networks and large ones, whose standard deviation can be measured."""
    large = [int(size) for size in rng.choice(np.arange(60, 100), 6, replace=False)]
    n_x, n_h, more = (int(size) for size in rng.choice(np.arange(2, 30), 3, replace=False))
    return [call(n_x, n_h, 1), call(n_h, more, 2), call(*large[:3]), call(*large[3:])]


def initial_share(initialize_parameters, n_x, n_h, n_y):
    """Return how near the standard deviation is to what is asked for, and how near it must be; None: few weights."""
    parameters = initialize_parameters(n_x, n_h, n_y)
    if n_x * n_h < 1000:
        return None
    return min(1 - abs(parameters[name].std() / SPREAD - 1) for name in ("W1", "W2")), 1 - SPREAD_SHARE


def model_cases(rng, forward_propagation, backward_propagation, update_parameters):
    """Few updates, which can be counted; then training with the default and with another number of them."""
    seeds = [int(seed) for seed in rng.integers(1, 10**6, 5)]
    n_h, steps = int(rng.integers(5, 8)), int(rng.integers(3, 6))

    def last_bias(seed, count, rate=1.2):
        """Return where the last bias is after `count` updates from zeros: small weights are as good as none."""
        X, Y, _, _ = band(seed, 60)
        parameters = {name: np.zeros(shape) for name, shape in zip(NAMES, ((1, 2), (1, 1), (1, 1), (1, 1)))}
        for _ in range(count):
            _, cache = forward_propagation(X, parameters)
            parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), rate)
        return parameters["b2"].item()

    def biases(seed, count):
        places = {"right": last_bias(seed, count), "uphill": last_bias(seed, count, -1.2), "start": 0.0}
        places |= {"more": last_bias(seed, count + 1), "fewer": last_bias(seed, count - 1)}
        return places | {"same": count * last_bias(seed, 1)}

    return [
        call(seeds[0], 3, {"num_iterations": 1}, biases(seeds[0], 1)),
        call(seeds[1], n_h, {"num_iterations": steps}, biases(seeds[1], steps)),
        call(seeds[2], 6, {}, {}),
        call(seeds[3], 8, {"num_iterations": 3000, "print_cost": True}, {}),
    ]


def model_share(nn_model, seed, n_h, options, biases):
    """Return the accuracy of the trained network on unseen points, and the accuracy to reach.

    With the default number of updates: how many times the cost fits into the one allowed, and 1.
    """
    if not options:
        X, Y = sides(seed, 40)
        return COST / quality(nn_model(X, Y, n_h), X, Y)[0], 1.0
    if biases:
        return None
    share = 0
    for attempt in range(TRIES):
        X, Y, X_new, Y_new = band(seed + attempt, 60)
        share = max(share, quality(nn_model(X, Y, n_h, **options), X_new, Y_new)[1])
        if share >= TARGET:
            break
    return share, TARGET


# --------------------------------------------------------------------------------------------------- the challenge


def _ones(parameters, X):
    return (parameters["W2"] @ np.tanh(parameters["W1"] @ X + parameters["b1"]) + parameters["b2"] > 0)[0]


def _classes(X, turn):
    """Return the labels (1, m) of two classes that lie in turn along a curve through the plane."""
    return np.sin(2 * X[:1] + turn * X[1:] ** 2 / 2) > 0


def _noisy(rng, Y):
    """Return labels of which some are wrong."""
    return (Y ^ (rng.random(Y.shape) < 0.25)).astype(int)


def _chosen(accuracies, sizes, m, errors=1.0, choose=min):
    """Return the size that a rule takes: `choose` among those within so many standard errors, of m examples."""
    best = accuracies.max()
    limit = best - errors * np.sqrt(best * (1 - best) / m)
    return choose(size for size, share in zip(sizes, accuracies) if share >= limit)


def _tempting(shares, sizes, lengths):
    """Return the sizes that wrong rules take; shares, accuracies (sizes, 3) on sets of these lengths."""
    training, validation, test = shares.T
    m = lengths[1]
    return [
        _chosen(training, sizes, lengths[0]),
        _chosen(test, sizes, lengths[2]),
        _chosen(validation, sizes, m, 0),
        _chosen(validation, sizes, lengths[0]),
        _chosen(validation, sizes, m, 2),
        _chosen(validation, sizes, m, 1, next),
        _chosen(validation, sizes, m, 1, max),
        _chosen(validation, sizes, m, validation.max() ** -0.5),  # the root of (1 - p) / m
    ]


def _choices(rng):
    """Yield cases on which the three most tempting rules fail, and the sizes that the right and wrong rules take."""
    while True:
        turn, lengths = rng.uniform(-1, 1), (rng.integers(40, 55), rng.integers(150, 200), rng.integers(130, 150))
        points = [rng.uniform(-2, 2, (2, m)).round(3) for m in lengths]
        classes = [_classes(X, turn) for X in points]
        labels = [_noisy(rng, Y) for Y in classes]
        sizes = [int(size) for size in rng.permutation(np.r_[1, 2, rng.choice(np.arange(3, 26), 6, replace=False), 40])]
        networks = [quick_model(points[0], labels[0], n_h) for n_h in sizes]
        predicted = [np.array([_ones(network, X) for network in networks]) for X in points]
        for _ in range(20):  # other labels are cheaper than other networks
            labels[1:] = (_noisy(rng, Y) for Y in classes[1:])
            shares = np.array([np.mean(rows == Y, axis=1) for rows, Y in zip(predicted, labels)]).T
            best = shares[:, 1].max()
            limit = best - np.sqrt(best * (1 - best) / lengths[1])
            right, tempting = _chosen(shares[:, 1], sizes, lengths[1]), _tempting(shares, sizes, lengths)
            clear = np.abs(shares[:, 1] - limit).min() > 0.1 / lengths[1]
            if clear and right not in tempting[:3] and len(set(shares[sizes.index(right)])) == 3:
                yield call_with({"nn_model": quick_model}, *zip(points, labels), sizes), [right, *tempting]
                break


def choose_cases(rng):
    """Sets on which each wrong rule takes another size than the right one, most of them in half of the cases."""
    drawn = []
    for new in _choices(rng):
        for others in combinations(drawn, 3):
            right, *wrong = np.array([sizes for _, sizes in (*others, new)]).T.tolist()
            misses = [sum(size != other for size, other in zip(right, sizes)) for sizes in wrong]
            if min(misses[:-1]) >= 2 and misses[-1] >= 1 and len(set(map(tuple, wrong))) == len(wrong):
                return [case for case, _ in (*others, new)]
        drawn = [*drawn[-9:], new]


EIGHTHS = np.setdiff1d(np.arange(-16, 17), 0) / 8


def smallest_cases(rng):
    """Networks of eighths with twins, opposites, units that cancel, that are constant, that are not listened to."""
    cases = []
    for n_x, twins, opposite, constant, cancelled, unheard in (
        (2, 1, 0, 0, 0, 0),
        (2, 0, 1, 1, 0, 1),
        (3, 2, 2, 1, 0, 1),
        (1, 1, 1, 0, 2, 0),
        (4, 2, 2, 2, 2, 2),
    ):
        heard = int(rng.integers(2, 5))
        while True:  # W1, b1 and W2 of each unit in a row, no two units alike
            rows = rng.choice(EIGHTHS, (heard + 1, n_x + 2))
            if len({tuple(np.abs(row[: n_x + 1])) for row in rows}) == heard + 1:
                break
        rows, extra = rows[:heard], rows[heard]
        decoy = rows[0] * np.r_[np.ones(n_x), -1, 1]  # another bias is another unit
        # With one input: many flat units, which a fit on a few inputs near 0 cannot tell apart.
        flat = [[1 / 8, bias, rng.choice(EIGHTHS)] for bias in EIGHTHS[8:24]] if n_x == 1 else np.zeros((0, n_x + 2))
        rows = np.vstack([rows, decoy, flat])
        both = np.r_[np.ones(n_x + 1), 0]
        copies = [
            rows[rng.integers(len(rows))] * both * sign + (1 - both) * rng.choice([0.5, 1.5, 2.5])
            for sign in [1] * twins + [-1] * opposite
        ]
        constants = [rng.choice(EIGHTHS, n_x + 2) * np.r_[np.zeros(n_x), 1, 1] for _ in range(constant)]
        # Two opposite units with the same weight into the output add up to nothing.
        lost = [extra * both + (1 - both) * extra[-1], -extra * both + (1 - both) * extra[-1]] if cancelled else []
        deaf = [rng.choice(EIGHTHS, n_x + 2) * both for _ in range(unheard)]
        everything = np.array([*rows, *copies, *constants, *lost, *deaf])
        sums = {}
        for row in everything:
            sign = np.sign(row[np.flatnonzero(row)[0]])
            key = tuple(sign * row[: n_x + 1]) if row[:n_x].any() else None
            sums[key] = sums.get(key, 0) + sign * row[-1]
        units = sum(1 for key, value in sums.items() if key is not None and value)
        W = everything[rng.permutation(len(everything))]
        parameters = {
            "W1": W[:, :n_x],
            "b1": W[:, n_x : n_x + 1],
            "W2": W[:, n_x + 1 :].T,
            "b2": rng.choice(EIGHTHS, (1, 1)),
        }
        cases.append(call({name: item.copy() for name, item in parameters.items()}, units))
    return cases


def forward(X, parameters, g):
    """Return the cache of a network whose hidden layer has the activation function g."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = g(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}


def prelu(parameters):
    """Return the activation function with the slopes of these parameters."""
    return lambda Z: np.where(Z > 0, Z, parameters["s"] * Z)


def prelu_cases(rng):
    """Whole numbers; random networks; a single example; slopes of 0 (ReLU), of 1 (linear), negative and above 1.

    The cache is that of other parameters, as the text says.
    """
    whole, X = _network(rng, 1, 2, 1, 1, numbers=WHOLE)
    whole |= {"W1": np.abs(whole["W1"]) * [[1], [-1]], "b1": np.zeros((2, 1)), "s": rng.permutation([[0.5], [0.25]])}
    drawn = [(whole, X)]
    for low, high, examples in ((0.01, 0.4, 6), (0, 0, 5), (1, 1, 4), (0.05, 0.9, 1), (-0.8, 1.6, 9)):
        n_x, n_h, _ = _sizes(rng)
        n_h += n_h == examples  # exchanged axes must show
        parameters = _parameters(rng, n_x, n_h)
        parameters["s"] = rng.uniform(low, high, (n_h, 1)).round(3)
        drawn.append((parameters, _inputs(rng, n_x, examples)))
    return [
        call(
            _apart(rng, parameters),
            forward(X, parameters, prelu(parameters)),
            X,
            _labels(rng, X.shape[1]),
        )
        for parameters, X in drawn
    ]


CASES = {
    "1_planar_classification": {
        "layer_sizes": layer_cases,
        "initialize_parameters": initial_cases,
        "forward_propagation": forward_cases,
        "compute_cost": cost_cases,
        "backward_propagation": backward_cases,
        "update_parameters": update_cases,
        "nn_model": model_cases,
        "predict": predict_cases,
        "choose_hidden_size": choose_cases,
        "smallest_network": smallest_cases,
        "prelu_gradients": prelu_cases,
    },
}


MARGINS = {
    "1_planar_classification": {
        "initialize_parameters": Margin(
            (
                "4,000 calls of the solved function, half of them large enough to measure the spread, none failed. "
                "The standard deviation was within 3.4 % of 0.01 each time, on average within 1.0 %; 15 % is 27.7 "
                "standard deviations "
                "(of the logarithm) away, a probability of 5e-169."
            ),
            initial_share,
        ),
        "nn_model": Margin(
            (
                "With the default number of updates, 100 trainings of the solution left at most 1/1.39 of the cost "
                "allowed, on average 1/1.81, 8.4 standard deviations (of the logarithm) away. With 3,000 updates, of "
                "225 trainings two got stuck at accuracies of 0.735 and 0.74, the others reached more than 0.9 on "
                "the unseen points, on average 0.996; with three tries, each with other points and another "
                "initialization, a right solution fails with a probability of about 1e-6."
            ),
            model_share,
        ),
        "smallest_network": Margin("Nothing is drawn: a call has one answer, up to the order and signs of the units."),
    },
}
