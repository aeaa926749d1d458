"""The inputs of week 2: generators of visible and hidden cases, and what was measured of the judges."""

import itertools

import numpy as np
from checks import CLOSER, NEIGHBOURS, examples_of, neighbours, order_of, reach

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def _shapes(rng, layers, largest=4):
    """Return the shapes of the parameters of a network with so many layers of random sizes."""
    sizes = [int(size) for size in rng.choice(np.arange(1, largest + 1), layers + 1, replace=layers >= largest)]
    shapes = {}
    for layer, (before, units) in enumerate(itertools.pairwise(sizes), 1):
        shapes |= {f"W{layer}": (units, before), f"b{layer}": (units, 1)}
    return shapes


def _numbers(rng, shapes, low=-1.0, high=1.0, d=""):
    """Return arrays of these shapes, no entry of which is near 0, with `d` in front of their names."""
    arrays = {}
    for name, shape in shapes.items():
        size = rng.uniform(max(low, 0.1), high, shape)
        arrays[d + name] = (size if low >= 0 else size * rng.choice([-1, 1], shape)).round(3)
    return arrays


def _state(rng, layers, averages="v"):
    """Return parameters, their gradient and one dictionary of averages for each letter of `averages`."""
    shapes = _shapes(rng, layers)
    kinds = {"v": (-1.0, 1.0), "s": (0.0, 1.0)}
    return (
        _numbers(rng, shapes, high=2.0),
        _numbers(rng, shapes, d="d"),
        *(_numbers(rng, shapes, *kinds[letter], d="d") for letter in averages),
    )


def _by_hand(rng):
    """Return parameters of one layer, their gradient, a large entry beside a small one, and averages of zero."""
    one, two, three = (float(number) for number in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 3, replace=False))
    large, small = int(rng.integers(3, 9)), int(rng.integers(1, 5)) / 10
    return (
        {"W1": np.array([[one, two]]), "b1": np.array([[three / 2]])},
        {"dW1": np.array([[large, small]]), "db1": np.array([[-1.0]])},
        {"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))},
    )


# ------------------------------------------------------------------------------------------------------- the steps


def gd_cases(rng):
    """As by hand; one, two, three and five layers; the learning rate by position and by name."""
    return [
        call(*_by_hand(rng)[:2], 0.1),
        call(*_state(rng, 1, ""), learning_rate=round(rng.uniform(0.05, 0.6), 3)),
        call(*_state(rng, 2, ""), 1.0),
        call(*_state(rng, 3, ""), round(rng.uniform(1.5, 3), 3)),
        call(*_state(rng, 5, ""), round(rng.uniform(0.001, 0.1), 4)),
    ]


def start_cases(rng):
    """Networks of one, two, three and four layers."""
    return [call(_numbers(rng, _shapes(rng, layers, 8))) for layers in (1, 2, 3, 4)]


def momentum_cases(rng):
    """As by hand, from rest; in motion; no memory (beta 0) and a long one; one to four layers."""
    return [
        call(*_by_hand(rng), 0.9, 1.0),
        call(*_state(rng, 1), beta=0.9, learning_rate=round(rng.uniform(0.1, 0.6), 3)),
        call(*_state(rng, 2), round(rng.uniform(0.5, 0.8), 2), round(rng.uniform(0.7, 1.4), 3)),
        call(*_state(rng, 3), 0.0, 0.5),
        call(*_state(rng, 4), 0.98, round(rng.uniform(2, 3), 3)),
    ]


def _tiny(rng):
    """Return parameters, slopes so small that an epsilon of 1e-8 counts, among ordinary ones, and averages of zero."""
    shapes = {"W1": (2, 2), "b1": (2, 1)}
    grads = _numbers(rng, shapes, d="d")
    grads["dW1"][0] *= 1e-7
    grads["db1"][1] *= 1e-8
    return _numbers(rng, shapes, high=2.0), grads, {name: np.zeros(item.shape) for name, item in grads.items()}


def rmsprop_cases(rng):
    """As by hand; slopes of zero; a large epsilon and a default one that counts; no memory; one to three layers."""
    parameters, grads, s = _state(rng, 2, "s")
    flat = {name: np.where(rng.random(item.shape) < 0.5, 0, item) for name, item in grads.items()}
    flat["dW1"][0, 0] = 0.0
    rest = {name: np.zeros(item.shape) for name, item in s.items()}
    return [
        call(*_by_hand(rng), 0.75, 0.1),
        call(*_state(rng, 1, "s"), beta=0.9, learning_rate=round(rng.uniform(0.1, 0.6), 3), epsilon=1e-8),
        call(parameters, flat, rest, 0.9, 0.01),
        call(*_state(rng, 3, "s"), round(rng.uniform(0.5, 0.8), 2), 0.5, round(rng.uniform(0.1, 0.3), 3)),
        call(*_tiny(rng), 0.9, 0.3),
        call(*_state(rng, 2, "s"), 0.0, learning_rate=1.0, epsilon=0.2),
    ]


def adam_cases(rng):
    """As by hand, the first step; later ones; every default left out and given; one to four layers."""
    parameters, grads, rest = _tiny(rng)
    hand, slopes, zeros = _by_hand(rng)
    return [
        call(hand, slopes, zeros, zeros, 1, learning_rate=0.1),
        call(*_state(rng, 2, "vs"), int(rng.integers(2, 5))),
        call(*_state(rng, 1, "vs"), 3, round(rng.uniform(0.2, 0.9), 3), 0.8, 0.95, 0.1),
        call(*_state(rng, 3, "vs"), int(rng.integers(20, 60)), beta1=0.7, beta2=0.98, epsilon=0.3),
        call(parameters, grads, rest, rest, 1, 0.5),
        call(*_state(rng, 4, "vs"), 2, learning_rate=round(rng.uniform(0.1, 0.5), 3), beta2=0.9),
    ]


# ---------------------------------------------------------------------------------------------------- mini-batches


def batches_cases(rng):
    """A remainder, none, fewer examples than fit, a size of 1; the defaults; enough examples to judge the order."""

    def some(m, features, **options):
        return call(examples=int(m), features=features, draw=int(rng.integers(10**6)), options=options)

    return [
        some(3 * rng.integers(4, 7) + 1, 2, mini_batch_size=3, seed=int(rng.integers(100))),
        some(rng.integers(130, 180), 2),
        some(3 * rng.integers(20, 40), 3, mini_batch_size=3, seed=int(rng.integers(1, 100))),
        some(rng.integers(4, 9), 1, mini_batch_size=16, seed=int(rng.integers(100))),
        some(rng.integers(6, 10), 4, mini_batch_size=1, seed=int(rng.integers(100))),
        some(rng.integers(193, 250), 3, seed=int(rng.integers(1, 100))),
    ]


def parted(random_mini_batches, examples, features, draw, options):
    """Return 1 over 1 and the old neighbours that stayed, and the least it may be; None: too few examples to judge."""
    if examples < 20:
        return None
    X, Y = examples_of(examples, features, draw)
    order = order_of(random_mini_batches(X, Y, **options), X)
    return 1 / (1 + neighbours(order)), 1 / (1 + NEIGHBOURS)


# -------------------------------------------------------------------------------------------------------- averages


def average_cases(rng):
    """As by hand with and without correction; the default; no memory; a long memory; a single value."""

    def values(count):
        return rng.uniform(-5, 20, count).round(2)

    tens = rng.choice(np.arange(10.0, 90.0, 10.0), 3, replace=False)
    return [
        call(tens, 0.5),
        call(tens, 0.5, bias_correction=False),
        call(values(int(rng.integers(12, 20))), 0.9),
        call(values(int(rng.integers(12, 20))), round(rng.uniform(0.6, 0.8), 2), False),
        call(values(6), 0.0),
        call(values(1), 0.98),
        call(values(int(rng.integers(20, 28))), 0.98, True),
    ]


# ------------------------------------------------------------------------------------------------------------ decay


def lr_cases(rng):
    """As by hand; the first epoch; no decay; random ones."""
    return [
        call(int(rng.integers(1, 40)) / 20, int(rng.integers(2, 5)), 1),
        call(round(rng.uniform(0.1, 0.9), 3), 0, 0.7),
        call(round(rng.uniform(0.1, 0.9), 3), int(rng.integers(3, 9)), 0),
        call(round(rng.uniform(0.001, 0.02), 4), int(rng.integers(10, 40)), round(rng.uniform(0.1, 0.9), 2)),
        call(
            round(rng.uniform(1, 3), 2), epoch_num=int(rng.integers(100, 900)), decay_rate=round(rng.uniform(2, 3), 1)
        ),
    ]


def schedule_cases(rng):
    """Before, at and after a change, in the first and the last part of an interval; the default interval and others."""
    interval, whole = int(rng.integers(20, 90)), int(rng.integers(3, 7))
    return [
        call(round(rng.uniform(0.1, 0.9), 3), 999, 1),
        call(round(rng.uniform(0.1, 0.9), 3), 1000, 1),
        call(round(rng.uniform(0.1, 0.9), 3), whole * 1000 + int(rng.integers(100, 400)), 0.3),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval + 2 * interval // 3 + 1, 0.6, interval),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval, 0.8, time_interval=interval),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval - 1, 1.5, interval),
        call(round(rng.uniform(0.1, 0.9), 3), interval - 1, decay_rate=2, time_interval=interval),
        call(round(rng.uniform(0.01, 0.09), 4), 5 * interval + interval // 2 + 2, 0.0, interval),
    ]


def cosine_cases(rng):
    """Start, middle and end; a least rate by position and by name; random ones."""
    epochs = 2 * int(rng.integers(20, 300))
    return [
        call(round(rng.uniform(0.1, 0.9), 3), 0, 100),
        call(round(rng.uniform(0.1, 0.9), 3), 90, 100),
        call(round(rng.uniform(0.1, 0.9), 3), epochs // 2, epochs),
        call(round(rng.uniform(0.1, 0.9), 3), epochs // 5 + 1, epochs),
        call(round(rng.uniform(0.5, 0.9), 3), int(0.8 * epochs), epochs, round(rng.uniform(0.05, 0.2), 3)),
        call(round(rng.uniform(0.5, 0.9), 3), epochs // 3, epochs, learning_rate_min=round(rng.uniform(0.1, 0.3), 3)),
        call(round(rng.uniform(0.3, 0.6), 3), epochs, epochs, round(rng.uniform(0.05, 0.2), 3)),
    ]


# ------------------------------------------------------------------------------------------------------ challenges


def adamw_cases(rng):
    """As by hand, the first step; later ones; no decay; a strong one; gradients of zero; each default left out."""
    parameters, grads, first = _tiny(rng)
    hand, slopes, zeros = _by_hand(rng)
    still = _numbers(rng, {"W1": (2, 3), "b1": (2, 1)}, high=2.0)
    rest = {f"d{name}": np.zeros(item.shape) for name, item in still.items()}
    return [
        call(hand, slopes, zeros, zeros, 1, 0.1, 0.5),
        call(still, rest, rest, rest, int(rng.integers(1, 9)), 0.25, round(rng.uniform(0.5, 0.9), 2)),
        call(*_state(rng, 2, "vs"), int(rng.integers(2, 5)), round(rng.uniform(0.2, 0.9), 3), 0.0),
        call(*_state(rng, 1, "vs"), 3, learning_rate=round(rng.uniform(0.2, 0.5), 3), weight_decay=0.4),
        call(*_state(rng, 3, "vs"), int(rng.integers(20, 60)), 0.05, round(rng.uniform(1, 3), 2)),
        call(*_state(rng, 4, "vs"), 2, round(rng.uniform(0.1, 0.3), 3), round(rng.uniform(0.2, 0.9), 2)),
        call(parameters, grads, first, first, 1, 0.5),
        call(*_state(rng, 2, "vs"), int(rng.integers(2, 9)), weight_decay=round(rng.uniform(20, 60), 1)),
    ]


def changing_cases(rng):
    """As by hand; a constant beta; rising, falling and random ones; one of zero in the middle; a single value."""

    def values(count):
        return rng.uniform(-5, 20, count).round(2)

    first, second = (round(rng.uniform(0.3, 0.9), 2) for _ in range(2))
    count = int(rng.integers(9, 15))
    forgetful = rng.uniform(0.5, 0.95, count).round(3)
    forgetful[int(rng.integers(3, count - 2))] = 0.0
    return [
        call(rng.choice(np.arange(10.0, 90.0, 10.0), 2, replace=False), np.array([0.5, 0.8])),
        call(values(count), np.full(count, first)),
        call(values(count), 1 - np.arange(2.0, count + 2) ** -0.8),
        call(values(count), np.linspace(0.95, 0.2, count).round(3)),
        call(values(count), rng.uniform(0.1, 0.99, count).round(3)),
        call(values(count), forgetful),
        call(values(1), np.array([second])),
    ]


def valley_cases(rng):
    """Valleys of condition numbers from 200 to 4,000, with more dimensions than gradients to spend."""
    conditions = ((200, 260), (900, 1200), (2000, 2400), (2800, 3200), (3600, 4000))
    return [
        call(
            seed=int(rng.integers(10**9)),
            size=int(rng.integers(600, 900)),
            condition=int(rng.integers(*ends)),
            steps=int(rng.integers(350, 500)),
        )
        for ends in conditions
    ]


def reach_share(my_step, seed, size, condition, steps):
    """Return how many times closer the minimum is at the end, and how many it must be."""
    return reach(my_step, seed, size, condition, steps)[0], CLOSER


def _race(rng, kind):
    """Return validation and test accuracies of a race of which the outcome is of one kind."""
    rates, seeds = int(rng.integers(4, 7)), int(rng.integers(9, 12) if kind == "clear" else rng.integers(5, 12))
    pair = [str(name) for name in rng.choice(["gd", "momentum", "rmsprop", "adam"], 2, replace=False)]
    gap = {"first": 1, "second": -1}.get(kind, 0.1) * rng.uniform(0.022, 0.031) / np.sqrt(seeds)
    gap = rng.choice([-0.0148, 0.0148]) if kind == "clear" else gap  # even two independent samples would show it
    seeds = 1 if kind == "single" else seeds
    ends = {"low": (0,), "high": (rates - 1,), "both": (0, rates - 1)}.get(kind, ())
    at_ends = dict(zip(rng.permutation(2), rng.permutation(ends))) if ends else {}
    luck = 0.012 * rng.normal(size=seeds)  # what both share, drawn for each seed
    validation, test = {}, {}
    for place, name in enumerate(pair):
        best = int(at_ends.get(place, rng.integers(1, rates - 1)))
        heights = 0.87 + 0.03 * (-1) ** place * rng.choice([-1, 1]) - 0.02 * np.abs(np.arange(rates) - best)
        grid = heights[:, None] + 0.005 * rng.normal(size=(rates, seeds))
        lucky = (best + int(rng.integers(1, rates))) % rates  # one seed of another rate is the best of all
        grid[lucky] -= 0.04
        if kind != "single":
            grid[lucky, rng.integers(seeds)] = 0.97
        validation[name] = _shares(grid)
        test_heights = 0.88 + rng.uniform(-0.06, 0.06, (rates, 1))  # the test set must not choose the rate
        test_heights[best] = 0.88 + (gap if place == 0 else 0)
        test[name] = _shares(test_heights + luck + 0.006 * rng.normal(size=(rates, seeds)))
    return call(validation, test)


def _shares(values):
    return np.clip(values, 0.5, 1).round(4)


def race_cases(rng):
    """Every outcome several times: either wins, nothing is shown, a rate lies at an end of its grid; a single seed."""
    kinds = ["first", "second", "open", "low", "clear", "second", "open", "high", "open", "both", "single"]
    cases = []
    while len(cases) < len(kinds):
        kind = kinds[len(cases)]
        drawn = _race(rng, kind)
        if _is_clear(kind, *drawn.positional):
            cases.append(drawn)
    return cases


def _is_clear(kind, validation, test):
    """Return whether no verdict hangs on a rounding, and whether other standard errors would change a win."""
    chosen = []
    for name, grid in validation.items():
        means = np.sort(grid.mean(axis=1))
        if means[-1] - means[-2] < 0.003:
            return False
        chosen.append(test[name][grid.mean(axis=1).argmax()])
    away = chosen[0] - chosen[1]
    if kind == "single":
        return abs(away.mean()) > 0.002
    mean, root = abs(away.mean()), np.sqrt(away.size)
    paired = mean / away.std(ddof=1) * root
    apart = mean / np.hypot(chosen[0].std(ddof=1), chosen[1].std(ddof=1)) * root
    if kind in ("first", "second"):
        return paired > 2.5 and apart < 1.8 and (away.mean() > 0) == (kind == "first")
    if kind == "clear":
        return paired > 2.5 and apart > 2.2 and mean < 1.8 * away.std()
    return kind != "open" or paired < 1.6


CASES = {
    "1_optimization_methods": {
        "update_parameters_with_gd": gd_cases,
        "random_mini_batches": batches_cases,
        "exponentially_weighted_average": average_cases,
        "initialize_velocity": start_cases,
        "update_parameters_with_momentum": momentum_cases,
        "update_parameters_with_rmsprop": rmsprop_cases,
        "initialize_adam": start_cases,
        "update_parameters_with_adam": adam_cases,
        "update_lr": lr_cases,
        "schedule_lr_decay": schedule_cases,
        "cosine_decay": cosine_cases,
        "update_parameters_with_adamw": adamw_cases,
        "average_with_changing_beta": changing_cases,
        "my_step": valley_cases,
        "judge_race": race_cases,
    },
}


MARGINS = {
    "1_optimization_methods": {
        "random_mini_batches": Margin(
            (
                "4,000 calls of the solved function, 2,000 of them with enough examples to judge the order, "
                "none failed. "
                "Of the old neighbours about two stay neighbours by chance (a Poisson distribution); more than 14 do "
                "with a "
                "probability of 4e-9."
            ),
            parted,
        ),
        "my_step": Margin(
            (
                "200 calls of the solved function came at least 54 times as close, on average 66; the target of 33 is "
                "10.6 standard deviations (of the logarithm) below, a probability of 2e-26. Of right solutions of "
                "other kinds the slowest, a rate that falls along a straight line in the second half, came 36 times as "
                "close at least; momentum with its best constant rate 31 times at most."
            ),
            reach_share,
        ),
    },
}
