"""The inputs of week 3: generators of visible and hidden cases, and what was measured of the judges."""

from itertools import pairwise

import numpy as np
from checks import (
    FLOW_FOOLED,
    FLOW_NETWORKS,
    FLOW_RANGE,
    FLOW_SPREADS,
    KERAS_EXCESS,
    TUNING_TARGET,
    bowl,
    flow_errors,
    flow_right_logs,
    flow_right_partial,
    flow_share,
    keras_excess,
    mixture,
    offset,
    roots,
    tuning_below_zero,
    tuning_flat,
    tuning_hill,
    tuning_reached,
    waves,
)

from grading.authoring.author import Margin
from helpers.checks.codec import tensor
from helpers.checks.exercise import call, call_with

# ------------------------------------------------------------------------------------------------- tuning: the scales


def tuning_scale_cases(rng):
    """As by hand, with both ends; ranges that are no whole powers of ten; one number; numbers above 1; a table."""
    low = round(rng.uniform(2e-5, 9e-5), 7)
    tenth = float(10.0 ** -rng.integers(2, 6))
    return [
        call(np.array([0.0, rng.choice([0.25, 0.5, 0.75]), 1.0]), tenth, tenth * 100),
        call(rng.random(5).round(4), low, round(rng.uniform(0.2, 0.7), 3)),
        call(round(rng.uniform(0.2, 0.8), 3), round(rng.uniform(0.002, 0.004), 5), round(rng.uniform(0.02, 0.09), 4)),
        call(rng.random(4).round(4), round(rng.uniform(2, 8), 2), high=round(rng.uniform(100, 3000), 1)),
        call(rng.random((2, 3)).round(4), low=1e-6, high=round(rng.uniform(2e-4, 9e-4), 6)),
    ]


def tuning_momentum_cases(rng):
    """As by hand, with both ends; one number; ranges that are no whole powers of ten; a range from 0 on."""
    return [
        call(np.array([0.0, round(rng.uniform(0.3, 0.7), 2), 1.0]), 0.9, 0.999),
        call(rng.random(5).round(4), round(rng.uniform(0.5, 0.8), 3), round(rng.uniform(0.99, 0.998), 4)),
        call(round(rng.uniform(0.2, 0.8), 3), 0.85, 0.98),
        call(rng.random(4).round(4), 0.0, high=round(rng.uniform(0.9, 0.95), 3)),
        call(rng.random((3, 2)).round(4), low=0.7, high=0.9999),
    ]


def _tuning_numbers(rng, count, low, high):
    """Return numbers (count, 3) from 0 to 1; those of the last column are well inside the share of a whole number."""
    r = rng.random((count, 3)).round(4)
    units = rng.integers(low, high + 1, size=count) + rng.uniform(0.2, 0.8, count)
    r[:, 2] = (np.log(units / low) / np.log((high + 1) / low)).round(5)
    return r


def tuning_settings_cases(rng):
    """As by hand; the ends; few and many units; a single setting; other ranges."""

    def ranges(low, high):
        return {
            "learning_rate": (round(rng.uniform(1e-5, 9e-5), 7), round(rng.uniform(0.2, 3), 2)),
            "beta": (round(rng.uniform(0.1, 0.8), 2), round(rng.uniform(0.99, 0.998), 4)),
            "hidden": (low, high),
        }

    hand = {"learning_rate": (0.001, 0.1), "beta": (0.9, 0.999), "hidden": (10, 19)}
    low = int(rng.integers(2, 9))
    ends = np.array([[0.0, 0.3, 0.999], [0.999, 0.0, 0.001], [0.2, 0.999, 0.51]])
    high = int(rng.integers(40, 90))
    few = _tuning_numbers(rng, int(rng.integers(4, 7)), low, low + 4)
    few[0, 2] = round(np.log((low + 0.7) / low) / np.log((low + 5) / low), 5)  # the first, though nearer to the second
    return [
        call(np.array([[round(rng.uniform(0.1, 0.9), 1), 0.5, 0.55], [0.0, 1.0, 0.99]]), hand),
        call(ends, ranges(low, low + 1)),
        call(few, ranges(low, low + 4)),
        call(_tuning_numbers(rng, 1, low, high), ranges(low, high)),
        call(_tuning_numbers(rng, 3, high, high), ranges(high, high)),
    ]


def tuning_search_cases(rng):
    """As by hand; a training without a score first; equal scores; none at all; scores below zero; one candidate."""

    def some(count, low=-4, high=0):
        rates = (10 ** rng.uniform(low, high, count)).round(6)
        return [{"learning_rate": float(rate), "hidden": int(rng.integers(5, 60))} for rate in rates]

    hand = [{"learning_rate": rate, "hidden": int(rng.integers(5, 60))} for rate in (0.001, 0.01, 10.0)]
    equal = [
        {"learning_rate": round(rate * rng.uniform(0.9, 1.8), 4), "hidden": int(rng.integers(5, 60))}
        for rate in (0.001, 0.02, 0.5, 0.03, 0.004)
    ]
    below = some(int(rng.integers(4, 7)))
    return [
        call(tuning_hill, hand),
        call(tuning_hill, [*some(1, 0.5, 2), *some(4), *some(1, 0.5, 2), *some(2)]),
        call(tuning_flat, equal),
        call(tuning_hill, some(int(rng.integers(2, 7)), 1, 2)),
        call(tuning_below_zero, sorted(below, key=lambda one: abs(np.log10(one["learning_rate"]) + 1.3))),
        call(tuning_hill, some(1)),
    ]


def tuning_narrow_cases(rng):
    """As by hand; the defaults; failed trainings; fewer scores than are kept; one kept; the best one at the end."""

    def tried(count, failed=0):
        values = (10 ** rng.permutation(np.linspace(-4, 1, count) + rng.uniform(-0.1, 0.1, count))).round(7)
        scores = (rng.permutation(count) * 0.9 / count + rng.uniform(0.01, 0.05, count)).round(4)
        scores[rng.permutation(count)[:failed]] = np.nan
        return values, scores

    values, scores = tried(int(rng.integers(8, 12)))
    # The best three in the middle, the third at their upper end; the fourth is the smallest value of all.
    scores[np.argsort(values)[[4, 3, 5, 0]]] = np.array([0.97, 0.96, 0.95, 0.94]) + rng.uniform(0, 0.009)
    return [
        call(10.0 ** (np.arange(4) - rng.integers(1, 6)), rng.permutation([0.3, 0.9, 0.8, 0.2]), keep=2),
        call(values, scores),
        call(*tried(9, failed=3), 4, round(rng.uniform(1.2, 1.8), 2)),
        call(*tried(7, failed=5), keep=4),
        call(*tried(6), 1, room=round(rng.uniform(3, 5), 2)),
        call(np.sort(values), np.sort(scores), keep=2, room=1.0),
    ]


# ------------------------------------------------------------------------------------------- tuning: learning curves


def _tuning_falling(rng, first, last, ratio, epochs):
    """Return a cost that falls from first to last, in the last quarter of its epochs (rounded down) to `ratio`."""
    turn = epochs - epochs // 4
    early = np.geomspace(first, last / ratio, turn + 1)
    early[1:-1] *= rng.uniform(0.98, 1.02, turn - 1)
    return [float(number) for number in np.hstack([early, np.geomspace(last / ratio, last, epochs // 4 + 1)[1:]])]


def tuning_diagnose_cases(rng):
    """As by hand; all five verdicts; those between which the order of the rules decides; limits that are just met.

    Each case has a unit of its own, since verdicts do not depend on it.
    """
    epochs = int(rng.integers(3, 9)) * 4 + int(rng.integers(1, 4))
    target = round(rng.uniform(0.25, 0.4), 2)
    first = round(rng.uniform(2, 3), 2)

    def falling(last, ratio, start=first):
        return np.array(_tuning_falling(rng, start, last, ratio, epochs))

    def sudden(n, before):
        """Return a cost whose only drop comes with the last quarter of n epochs, or so many epochs before it."""
        start = n - n // 4 + 1 - before
        return np.array([first] * start + [first * 0.7] * (n + 1 - start))

    good = falling(target * rng.uniform(0.3, 0.5), 0.8)
    turned = np.hstack([falling(0.6, 0.9)[: epochs // 2], np.linspace(0.5, 0.5 * rng.uniform(1.4, 1.7), epochs + 1)])
    turned = turned[: epochs + 1]
    turned[-1] = 0.5 * 1.45
    slow = falling(target * rng.uniform(1.6, 2), rng.uniform(0.5, 0.7))
    stuck = falling(target * rng.uniform(1.6, 2), rng.uniform(0.96, 0.99))
    dipped = np.hstack([stuck[0], target * 0.8, stuck[2:]])
    wild = first * np.hstack([1, rng.uniform(0.3, 0.8, epochs - 1), rng.uniform(1.5, 3)])
    lost = np.hstack([good[:-3], [np.nan] * 3])
    flat = np.full(epochs + 1, first)
    early = np.hstack([first, np.linspace(target * 1.9, target * 1.85, epochs)])
    spiked = np.hstack([good[0], first * rng.uniform(1.1, 1.4), good[2:]])
    scale = float(rng.choice([1, 2, 4, 8]) * rng.choice([0.5, 0.75, 1.25]))  # which leaves equal what is equal
    straight = scale * np.array([2.0, 1.0, 0.5, 0.3, 0.25])
    cases = [
        (scale * np.array([2.0, 1.0, 0.5, 0.3, 0.1]), scale * np.array([2.0, 1.1, 0.7, 0.6, 0.65]), scale * 0.2),
        (good, turned, target),
        (slow, slow * 1.1, target),
        (stuck, stuck * 1.1, target),
        (wild, wild * 1.1, 100.0),
        (lost, turned, target),
        (stuck, turned, target),
        (slow, turned, target),
        (good, np.hstack([falling(0.9, 0.9)[:-1], 0.95]), target),
        (good, np.hstack([falling(0.9, 0.9)[:-1], 1.3]), target),
        (good, np.hstack([falling(0.9, 0.9)[:-2], 1.4, 0.95]), target),
        (dipped, dipped, target),
        (sudden(4 * rng.choice([3, 5, 6]), 0), falling(0.9, 0.9), target),
        (sudden(15, 1), falling(0.9, 0.9), target),
        (sudden(4 * rng.choice([3, 4, 5]) + 3, 0), falling(0.9, 0.9), target),
        (early, falling(0.9, 0.9), target),
        (spiked, falling(0.9, 0.9), target),
        (slow / 8, slow / 7, target / 8),
        (good, falling(0.9, 0.9), target),
        (good, np.hstack([falling(0.6, 0.9)[:-1], first * rng.uniform(1.3, 1.6)]), target),
        (flat, flat, target),
        (straight, straight, straight[-1]),
        (np.hstack([good[:-1], first * rng.uniform(1.01, 1.2)]), falling(0.9, 0.9), target),
        (lost, falling(0.9, 0.9), target),
        (good, np.hstack([good[:-2] * 1.1, [good[-2] * 1.1, good[-2] * 1.5]]), target),
    ]
    units = [1.0 if len(train) == 5 else float(10 ** rng.uniform(-2, 2)) for train, _, limit in cases]
    return [call(train * unit, dev * unit, limit * unit) for (train, dev, limit), unit in zip(cases, units)]


def _tuning_dev(rng, bumps, patience, plateau, after=True):
    """Return dev costs that fall, with bumps of so many epochs, then rise for `plateau` epochs, then fall lower."""
    costs = [3.0]
    for bump in bumps:
        for _ in range(int(rng.integers(1, 4))):
            costs.append(costs[-1] - rng.uniform(0.1, 0.25))
        best = costs[-1]
        costs += [best + 0.3 - 0.05 * number for number in range(bump)]  # falls again, and stays above the best
        costs.append(best - rng.uniform(0.1, 0.2))
    best = costs[-1]
    costs += [best + (0.2 - 0.01 * number if number else 0.0) for number in range(plateau)]
    if after:
        costs += [best - 0.2, best - 0.3, best - 0.1]
    return np.array(costs).round(3)


def tuning_stopping_cases(rng):
    """As by hand, stopped or not; bumps shorter than the patience; small gains that do not count; a patience of 1."""

    def later(costs):
        """Return the costs after some epochs that fall by more than any `min_delta`."""
        return np.hstack([costs[0] + 0.5 * np.arange(rng.integers(1, 7), 0, -1), costs]).round(3)

    patience = int(rng.integers(3, 5))
    creeping = 2 - 0.004 * np.arange(12)
    steps = np.hstack([3 - 0.3 * np.arange(4), 2.1 - 0.02 * np.arange(1, 3), 1.9 - 0.01 * np.arange(9)]).round(3)
    hand = np.array([3.0, 2.0, 2.5, 1.5, 1.6, 1.7, 1.0])
    rising = np.array([3, 2, 1, 1.02, 1.04, 1.05, 1.07, 0.5]) + round(rng.uniform(0, 1), 2)
    return [
        call(later(hand), 2),
        call(later(hand), 3),
        call(_tuning_dev(rng, [patience - 1, patience - 1], patience, patience + 2), patience),
        call(_tuning_dev(rng, [2, 1], 9, 4, after=False), 9),
        call(later(steps), patience, round(rng.uniform(0.03, 0.07), 2) + 0.005),
        call(later(np.hstack([3.0, creeping])), 5, min_delta=0.01),
        call(later(rising), 3, 0.06),
        call((rising[0] - 0.01 * np.arange(8)).round(3), int(rng.integers(2, 6)), 0.105),
        call(_tuning_dev(rng, [0, 0, 0], 1, 3), patience=1),
        call(later(np.array([1.0, 1.2, np.nan, 1.3, 0.9])), 3),
    ]


def tuning_trials_cases(rng):
    """Few and many trials, with and without failing trainings; no number of trials is near a whole number."""

    def drawn(shares, chances, failures, part=0.15):
        while True:
            share, chance, failing = (round(rng.uniform(*pair), 3) for pair in (shares, chances, failures))
            exact = np.log(1 - chance) / np.log(1 - share * (1 - failing))
            if part < exact % 1 < part + 0.3 and exact > 1:
                return share, chance, failing

    (half, even, _), (few, sure, none), (share, chance, failing), (rare, likely, often) = (
        drawn((0.3, 0.5), (0.7, 0.9), (0, 0)),
        drawn((0.02, 0.08), (0.9, 0.99), (0, 0)),
        drawn((0.03, 0.1), (0.9, 0.97), (0.3, 0.6), 0.55),
        drawn((0.005, 0.02), (0.5, 0.8), (0.1, 0.3)),
    )
    return [
        call(half, even),
        call(few, sure, none),
        call(share, chance, failing),
        call(rare, likely, failing=often),
        call(*drawn((0.2, 0.4), (0.95, 0.999), (0.4, 0.7), 0.55)),
    ]


def tuning_compare_cases(rng):
    """Clear, unclear; what pairing alone finds, and what it takes away; failed trainings; few and many seeds."""

    def scores(n, errors, spread):
        """Return two columns whose differences have a mean of so many standard errors and a deviation of 0.004."""
        noise, common = (_standard(rng.normal(size=n)) for _ in range(2))
        difference = 0.004 * (noise + errors / n**0.5)
        if spread:
            return 0.9 + spread * common + difference, 0.9 + spread * common
        return 0.9 + difference / 2, 0.9 - difference / 2

    def failed(pair):
        """Return the columns with seeds in between at which one of them has failed, the other being far off."""
        first, second = pair
        return np.hstack([first[:2], np.nan, first[2:], 0.2]), np.hstack([second[:2], 0.1, second[2:], np.nan])

    n = int(rng.integers(6, 11))
    pairs = [
        scores(n, rng.uniform(2.5, 4), 0.03),
        scores(n, -rng.uniform(2.5, 4), 0.03),
        scores(n, rng.uniform(1.2, 1.7), 0.03),
        scores(n, rng.uniform(0.3, 0.7), 0.03),
        scores(n, rng.uniform(1.55, 1.9), 0),
        scores(n, -rng.uniform(1.55, 1.9), 0),
        scores(4, -rng.uniform(1.78, 1.95), 0.002),
        scores(5, rng.uniform(2.05, 2.2), 0.02),
        failed(scores(n, rng.uniform(2.5, 4), 0.02)),
        failed(scores(6, -rng.uniform(1.8, 1.95), 0.02)),
        scores(50, -rng.uniform(2.4, 3), 0.03),
        scores(n, rng.uniform(12, 20), 0.001),
    ]
    return [call(first.round(5), second.round(5)) for first, second in pairs]


def _standard(numbers):
    return (numbers - numbers.mean()) / numbers.std(ddof=1)


def tuning_task_cases(rng):
    """Three times 60 tasks."""
    return [call(seed=int(rng.integers(10**6))) for _ in range(3)]


def tuning_share(propose, seed):
    """Return the mean score that is reached and the one that is asked for."""
    return tuning_reached(propose, seed)[0], TUNING_TARGET


# -------------------------------------------------------------------------------------------- 2: batch normalization


def _norm_layer(rng, n, m):
    """Return Z, gamma and beta of a layer; every unit has its own mean and standard deviation."""
    Z = rng.normal(size=(n, m)) * rng.uniform(0.5, 4, (n, 1)) + rng.uniform(-6, 6, (n, 1))
    gamma = rng.uniform(0.5, 2.5, (n, 1)) * rng.choice([-1, 1], (n, 1))
    return Z.round(3), gamma.round(3), rng.uniform(-2, 2, (n, 1)).round(3)


def _norm_shape(rng):
    """Return a number of units and a different number of examples."""
    n = int(rng.integers(2, 5))
    return n, n + int(rng.integers(1, 4))


def norm_forward_cases(rng):
    """As by hand; random layers; a large epsilon; a single example; a unit whose output is always the same."""
    low, gamma, beta = (float(number) for number in rng.choice(np.arange(2, 12), 3, replace=False))
    cases = [call(np.array([[low, low + 2]]), np.array([[gamma]]), np.array([[beta]]))]
    cases += [call(*_norm_layer(rng, *_norm_shape(rng))), call(*_norm_layer(rng, 4, 3))]
    cases.append(call(*_norm_layer(rng, *_norm_shape(rng)), epsilon=round(float(rng.uniform(0.3, 2)), 3)))
    cases.append(call(*_norm_layer(rng, 3, 1)))
    Z, gamma, beta = _norm_layer(rng, 3, 5)
    Z[int(rng.integers(3))] = 0.5
    return [*cases, call(Z, gamma, beta, 0.04)]


def norm_backward_cases(rng, batch_norm_forward):
    """Derivatives all the same; random layers; a large epsilon; a single one that is not 0; units that hardly vary."""

    def cache(slopes, epsilon=1e-5):
        return batch_norm_forward(*_norm_layer(rng, *slopes.shape), epsilon)[1]

    shapes = [rng.integers([2, 6], [5, 9]) for _ in range(2)]
    alike = np.full((1, int(rng.integers(3, 7))), round(rng.uniform(0.2, 2), 2))
    first, second, third = (rng.normal(size=shape).round(3) for shape in (*shapes, (3, 5)))
    alone = np.zeros((2, 6))
    alone[int(rng.integers(2)), int(rng.integers(6))] = round(rng.uniform(0.5, 2), 2)
    large = round(float(rng.uniform(0.3, 2)), 3)
    epsilons = (1e-5, 1e-5, 1e-5, large, 0.1)
    cases = [call(slopes, cache(slopes, own)) for slopes, own in zip((alike, first, second, third, alone), epsilons)]
    _, gamma, beta = _norm_layer(rng, 2, 8)
    Z = 2.0**15 + 2.0**-22 * rng.integers(-40, 40, (2, 8))  # means are exact, finite differences hopeless
    return [*cases, call(rng.normal(size=(2, 8)).round(3), batch_norm_forward(Z, gamma, beta, 1e-14)[1])]


def _norm_statistics(rng, n):
    """Return means and variances of n units."""
    return rng.uniform(-4, 4, (n, 1)).round(3), rng.uniform(0.3, 5, (n, 1)).round(3)


def norm_running_cases(rng):
    """As by hand; random layers; other momenta, none among them."""
    start = {"mu": np.zeros((2, 1)), "var": np.ones((2, 1))}
    tens = 10.0 * rng.choice(np.arange(1, 9), 2, replace=False)
    cases = [call(start, np.array([[tens[0]], [-tens[1]]]), np.array([[4.0], [float(rng.integers(5, 30))]]))]
    for momentum in ({}, {"momentum": 0.99}, {"momentum": 0.0}, {"momentum": round(float(rng.uniform(0.2, 0.8)), 2)}):
        n = int(rng.integers(1, 5))
        mu, var = _norm_statistics(rng, n)
        cases.append(call({"mu": mu, "var": var}, *_norm_statistics(rng, n), **momentum))
    return cases


def norm_predict_cases(rng):
    """As by hand; single examples; small batches that are far from the running statistics; a large epsilon."""
    mu, z, gamma, beta = (np.array([[float(number)]]) for number in rng.choice(np.arange(2, 14), 4, replace=False))
    cases = [call(z, gamma, beta, {"mu": mu, "var": np.array([[float(rng.integers(2, 6)) ** 2]])})]
    for (n, m), epsilon in (((3, 1), {}), (_norm_shape(rng), {}), (_norm_shape(rng), {"epsilon": 0.7}), ((4, 3), {})):
        mu, var = _norm_statistics(rng, n)
        cases.append(call(*_norm_layer(rng, n, m), {"mu": mu, "var": var}, **epsilon))
    return cases


def _norm_network(rng, sizes):
    """Return parameters and running statistics of a network with these sizes, inputs included."""
    parameters, running, last = {}, {}, len(sizes) - 1
    for layer, (before, size) in enumerate(pairwise(sizes), 1):
        parameters[f"W{layer}"] = rng.normal(0, 0.8, (size, before)).round(3)
        if layer == last:
            parameters[f"b{layer}"] = rng.uniform(-1, 1, (size, 1)).round(3)
        else:
            _, parameters[f"gamma{layer}"], parameters[f"beta{layer}"] = _norm_layer(rng, size, 1)
            running[layer] = dict(zip(("mu", "var"), _norm_statistics(rng, size)))
    return parameters, running


def norm_network_cases(rng):
    """Two, three and four layers, in training and not; a single example; no hidden layer at all."""
    cases, no, yes = [], {"training": False}, {"training": True}
    for layers, m, training in ((2, 4, {}), (2, 1, no), (3, 5, yes), (4, 3, no), (4, 4, {}), (1, 3, yes)):
        sizes = [int(size) for size in rng.permutation(np.arange(2, 7))[: layers + 1]]
        parameters, running = _norm_network(rng, sizes)
        cases.append(call(rng.uniform(-2, 2, (sizes[0], m)).round(3), parameters, running, **training))
    return cases


def norm_fold_cases(rng):
    """Networks in which inputs are normalized or not, and hidden layers are, or have a bias instead."""
    cases = []
    for plan, epsilon in (
        ("n", 1e-5),
        ("", 1e-5),
        ("nn", 1e-5),
        ("xnb", 0.1),
        ("xbnn", 1e-3),
        ("bnbn", 0.5),
        ("x", 0.3),
    ):
        hidden = plan.removeprefix("x")
        sizes = [int(size) for size in rng.integers(2, 6, len(hidden) + 2)]
        parameters, running = _norm_network(rng, sizes)
        for layer, part in enumerate(hidden, 1):
            if part == "b":
                del parameters[f"gamma{layer}"], running[layer]
                parameters[f"b{layer}"] = parameters.pop(f"beta{layer}")
        if "x" in plan:
            _, parameters["gamma0"], parameters["beta0"] = _norm_layer(rng, sizes[0], 1)
            running = {0: dict(zip(("mu", "var"), _norm_statistics(rng, sizes[0]))), **running}
        cases.append(call(parameters, running, **({} if epsilon == 1e-5 else {"epsilon": epsilon})))
    return cases


NORM_BUGS = ("batch at test", "update at test", "shares exchanged", "deviation averaged", "bare at test")


def norm_bug_cases(rng, batch_norm_forward, update_running, batch_norm_predict):
    """A healthy layer, layers with one bug and with several, up to all five; calls in both modes, in any order."""

    def seen(bugs, training, n):
        Z, gamma, beta = _norm_layer(rng, n, int(rng.integers(3, 6)))
        old = dict(zip(("mu", "var"), _norm_statistics(rng, n)))
        own = (np.ones((n, 1)), np.zeros((n, 1))) if not training and "bare at test" in bugs else (gamma, beta)
        made, cache = batch_norm_forward(Z, *own)
        new = old
        if training or "update at test" in bugs:
            var = cache["var"] ** (0.5 if "deviation averaged" in bugs else 1)
            new = update_running(old, cache["mu"], var, 0.1 if "shares exchanged" in bugs else 0.9)
        if not training and "batch at test" not in bugs:
            made = batch_norm_predict(Z, *own, old)
        return {"Z": Z, "gamma": gamma, "beta": beta, "running": old, "training": training, "Z_tilde": made, "new": new}

    groups = [set(), {NORM_BUGS[int(rng.integers(5))]}, set(NORM_BUGS) - {NORM_BUGS[int(rng.integers(5))]}]
    groups += [set(NORM_BUGS), {"shares exchanged", "deviation averaged"}, {"batch at test", "bare at test"}]
    groups += [
        set(rng.choice(NORM_BUGS, 2, replace=False).tolist()),
        set(rng.choice(NORM_BUGS, 3, replace=False).tolist()),
    ]
    groups += [{"update at test", NORM_BUGS[int(rng.integers(2, 4))]}, {NORM_BUGS[int(rng.integers(5))]}]
    cases = []
    for bugs in groups:
        modes = rng.permutation([True, False, *(rng.random(int(rng.integers(3))) < 0.5)]).tolist()
        n = int(rng.integers(1, 4))
        cases.append(call([seen(bugs, bool(training), n) for training in modes]))
    return cases


# ------------------------------------------------------------------------------------------- 3: TensorFlow introduction


def flow_linear_cases(rng):
    """Other numbers in the place of the notebook's."""

    def numbers(*shape):
        return rng.uniform(-3, 3, shape).round(2)

    return [call_with({"X": numbers(3, 1), "W": numbers(4, 3), "b": numbers(4, 1)}) for _ in range(3)]


def flow_sigmoid_cases(rng):
    """Whole numbers and others, a list, arrays, a tensor; a number far below zero."""
    array = rng.uniform(-5, 5, (2, 3)).round(3)
    return [
        call(int(rng.choice([-7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7]))),
        call(-round(float(rng.uniform(0.3, 3)), 3)),
        call([int(number) for number in rng.choice(np.arange(-6, 7), 3, replace=False)]),
        call(array),
        call(rng.integers(-9, 10, 5)),
        call(_flow_tensor(rng.uniform(-5, 5, (3, 2)))),
        call(-round(float(rng.uniform(11, 13)), 3)),
    ]


def flow_one_hot_cases(rng):
    """The usual depth; the first and the last class of others; a label that is a tensor."""
    first, last, some, other = (int(number) for number in rng.choice(np.arange(7, 40), 4, replace=False))
    return [
        call(int(rng.integers(1, 6))),
        call(0, depth=first),
        call(last - 1, depth=last),
        call(int(rng.integers(1, some - 1)), depth=some),
        call(tensor(np.array(rng.integers(1, other - 1))), other),
    ]


def flow_slope_cases(rng):
    """A parabola; arrays of one and two axes; a loop; the largest entry; a large cost that hardly changes."""

    def numbers(*shape):
        return rng.uniform(0.5, 3, shape).round(3)

    return [
        call(bowl, rng.choice([-4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0], 2, replace=False)),
        call(waves, numbers(3) * rng.choice([-1, 1], 3)),
        call(roots, numbers(2, int(rng.integers(2, 4)))),
        call(mixture, rng.permutation(6)[: int(rng.integers(4, 7))] + rng.uniform(0.1, 0.4)),
        call(bowl, numbers(int(rng.integers(1, 4)), 2)),
        call(offset, numbers(int(rng.integers(2, 5)))),
    ]


def flow_start_cases(rng):
    """A function without arguments has one case."""
    return [call()]


def flow_start_share(initialize_parameters):
    """Return how near the standard deviation of the worst weights is to what is asked for, and how near it must be."""
    parameters = initialize_parameters()
    ratios = [np.asarray(parameters[name]).std() / FLOW_SPREADS[name] for name in ("W1", "W2", "W3")]
    return FLOW_RANGE / np.exp(np.abs(np.log(ratios)).max()), 1


def flow_forward_cases(rng):
    """Networks of several sizes; many examples and one; pre-activations of both signs in every layer."""
    cases = []
    for m in (1, 4, 3, int(rng.integers(5, 8))):
        sizes = [int(size) for size in rng.permutation(np.arange(2, 8))[:4]]
        parameters = {}
        for layer, (before, size) in enumerate(pairwise(sizes), 1):
            parameters[f"W{layer}"] = rng.normal(0, 0.9, (size, before))
            parameters[f"b{layer}"] = rng.uniform(0.5, 1.5, (size, 1))
        parameters["b3"] = -parameters["b3"] - 2  # so that a ReLU at the end shows
        parameters = {name: _flow_tensor(value) for name, value in parameters.items()}
        cases.append(call(_flow_tensor(rng.normal(0, 1.5, (sizes[0], m))), parameters))
    return cases


def _flow_tensor(numbers):
    return tensor(numbers.round(3).astype(np.float32))


def flow_loss_cases(rng):
    """Equal logits; the six signs; other numbers of classes and examples; logits as large as a confident network's."""
    classes, m = int(rng.integers(2, 9)), int(rng.integers(9, 20))
    labels = np.eye(classes, dtype=np.float32)[:, rng.integers(0, classes, m)]
    cases = [call(tensor(np.full((classes, m), rng.integers(0, 4), np.float32)), tensor(labels))]
    for classes, m, scale in ((6, 4, 2), (6, 1, 2), (3, 5, 2), (4, int(rng.integers(2, 4)), 2), (6, 5, 60)):
        logits = (scale * rng.normal(size=(classes, m))).round(2).astype(np.float32)
        labels = np.eye(classes, dtype=np.float32)[:, rng.integers(0, classes, m)]
        if scale > 10:  # a confident mistake
            labels[:, 0] = np.eye(classes)[logits[:, 0].argmin()]
        cases.append(call(tensor(logits), tensor(labels)))
    return cases


def _flow_logits(rng, classes, m, scale=2.0):
    return (scale * rng.normal(size=(classes, m))).round(2).astype(np.float32)


def flow_log_cases(rng):
    """Equal logits; small ones; columns of thousands above and below 0; an excluded class; a single class."""
    classes, m = int(rng.integers(2, 7)), int(rng.integers(2, 6))
    far = _flow_logits(rng, classes, 3) + np.float32(
        [[float(rng.integers(300, 900)), -float(rng.integers(300, 900)), 0]]
    )
    wide = _flow_logits(rng, classes, 4, 4000.0)
    without = _flow_logits(rng, 5, 3)
    without[int(rng.integers(5)), int(rng.integers(3))] = -np.inf
    equal = np.full((classes, 1), float(rng.integers(-3, 4)), np.float32)
    return [call(item) for item in (equal, _flow_logits(rng, classes, m), far, wide, without, _flow_logits(rng, 1, 2))]


def flow_partial_cases(rng):
    """One allowed class; several; all of them; a confident network, right and wrong; logits far from 0."""

    def allowed(classes, m, least=1, most=None):
        rows = [rng.permutation(classes)[: int(rng.integers(least, (most or classes) + 1))] for _ in range(m)]
        return np.array([np.isin(np.arange(classes), row) for row in rows], dtype=np.float32).T

    cases = [call(np.zeros((6, 1), np.float32), allowed(6, 1, 2, 4))]
    for classes, m, least, most, scale, shift in (
        (6, int(rng.integers(3, 6)), 1, 1, 2, 0),
        (int(rng.integers(4, 8)), 4, 2, 3, 2, 0),
        (3, 2, 3, 3, 5, 0),
        (6, 5, 2, 3, 150, 0),
        (5, 4, 1, 4, 2, -float(rng.integers(300, 600))),
        (5, 3, 1, 4, 2, float(rng.integers(300, 600))),
    ):
        logits, labels = _flow_logits(rng, classes, m, scale) + np.float32(shift), allowed(classes, m, least, most)
        if scale > 100:  # a confident mistake
            labels[:, 0] = np.arange(classes) == logits[:, 0].argmin()
        cases.append(call(logits, labels))
    return cases


def flow_logs_error(log_sum_exp, logits):
    """Return the tolerance and how far off the result is, in multiples of it."""
    return 1, flow_errors(log_sum_exp, *flow_right_logs(logits))[0]


def flow_partial_error(partial_label_loss, logits, allowed):
    """Return the tolerance and how far off the result is, in multiples of it."""
    return 1, flow_errors(partial_label_loss, *flow_right_partial(logits, allowed))[0]


FLOW_EPSILONS = (0.2, 0.2, 0.15)  # how far a pixel may be changed, by network


def flow_fool_cases(rng):
    """Every network, on pictures of its own."""
    pairs = zip(FLOW_NETWORKS, FLOW_EPSILONS)
    return [call(network, epsilon=epsilon, seed=int(rng.integers(10**6))) for network, epsilon in pairs]


def flow_fooled_share(fool, network, epsilon, seed):
    """Return the share of pictures classified as asked, and the target."""
    return flow_share(fool, network, epsilon, seed)[0], FLOW_FOOLED


# ---------------------------------------------------------------------------------------------------------- 4: Keras


def _keras_parameters(rng, sizes):
    """Return the parameters of a network with these sizes, inputs included."""
    parameters = {}
    for layer, (before, size) in enumerate(pairwise(sizes), 1):
        parameters[f"W{layer}"] = rng.normal(0, 1, (size, before)).round(3)
        parameters[f"b{layer}"] = rng.normal(0, 1, (size, 1)).round(3)
    return parameters


def keras_copy_cases(rng):
    """No hidden layer; one; a square one, in which a forgotten transpose shows in no shape; three; many inputs."""
    n = int(rng.integers(3, 6))
    plans = ([n, 3], [n, n + 2, 3], [n, n, n, n], [4, 7, 5, 6, n], [int(rng.integers(20, 40)), 8, 2])
    return [call(_keras_parameters(rng, plan), rng.normal(size=(plan[0], 9)).round(3)) for plan in plans]


def keras_model_cases(rng):
    """One hidden layer; two; three; none; with and without dropout."""
    sizes = [int(size) for size in rng.choice(np.arange(5, 60), 8, replace=False)]
    rate = round(float(rng.uniform(0.1, 0.6)), 2)
    return [
        call(sizes[0], [sizes[1]], 10),
        call(sizes[2], sizes[3:5], int(rng.integers(2, 9)), rate=rate),
        call(sizes[5], sizes[:3], 3, 0.0),
        call(sizes[6], [], int(rng.integers(2, 9)), rate=0.25),
    ]


def keras_loss_cases(rng):
    """As by hand; the default; no smoothing; much of it; two classes; logits that overflow an exponential."""
    cases = []
    for m, classes, scale, named in (
        (1, int(rng.integers(3, 7)), 0, {}),
        (5, 4, 2, {}),
        (4, 3, 2, {"smoothing": 0.0}),
        (6, 5, 2, {"smoothing": round(float(rng.uniform(0.3, 0.6)), 2)}),
        (3, 2, 3, {"smoothing": 0.2}),
        (4, 6, 300, {}),
    ):
        y = rng.integers(0, classes, m)
        logits = (scale * rng.normal(size=(m, classes))).round(2).astype(np.float32)
        floats = tensor(y if len(cases) % 2 else y.astype(np.float32))
        cases.append(call(floats, tensor(logits), **named))
    return cases


def keras_rate_cases(rng):
    """Both ends of both parts; the middle of each; no warm-up; after the end."""
    peak, warmup, total = (
        round(float(rng.uniform(0.001, 0.5)), 4),
        2 * int(rng.integers(2, 9)),
        int(rng.integers(40, 90)),
    )
    steps = [0, warmup // 2, warmup, warmup + 1, int(rng.integers(warmup + 2, total)), total - 1, total, total + 7]
    cases = [call(step, peak, warmup, total) for step in steps]
    return [*cases, call(0, peak, 0, total), call(int(rng.integers(1, total)), peak=2 * peak, warmup=0, total=total)]


def keras_optimizer_cases(rng):
    """Dense layers; with both normalizations; with the trained slopes of a PReLU; another kind of kernel."""
    plans = (
        [["Dense", 3], ["Dense", 2]],
        [["Dense", 5], ["BatchNormalization"], ["ReLU"], ["Dense", 3]],
        [["Dense", 4], ["LayerNormalization"], ["PReLU"], ["Dense", 3]],
        [["Reshape", [4, 1]], ["Conv1D", 3, 2], ["Flatten"], ["Dense", 3]],
    )
    return [
        call(plan, round(float(rng.uniform(0.01, 0.05)), 4), round(float(rng.uniform(0.1, 0.9)), 3)) for plan in plans
    ]


def keras_task_cases(rng):
    """A task of its own, with data drawn anew."""
    return [call(seed=int(rng.integers(10**6)))]


def keras_mended_share(mended, seed):
    """Return how far the loss is above the lowest one possible, and how far it may be, the other way up."""
    return KERAS_EXCESS, keras_excess(mended, seed)[0]


def _keras_more(rng, parameters, layer, row, outgoing):
    """Add a hidden unit to a layer: its weights and its bias, a row, and the column that the next layer has for it."""
    at = int(rng.integers(len(parameters[f"W{layer}"]) + 1))
    parameters[f"W{layer}"] = np.insert(parameters[f"W{layer}"], at, row[0, :-1], axis=0)
    parameters[f"b{layer}"] = np.insert(parameters[f"b{layer}"], at, row[0, -1], axis=0)
    parameters[f"W{layer + 1}"] = np.insert(parameters[f"W{layer + 1}"], at, outgoing[:, 0], axis=1)


def _keras_spare(rng, parameters, layer, kind):
    """Add a hidden unit that could be spared: a silent one, one that nobody hears, a constant, or a multiple."""
    W, after = parameters[f"W{layer}"], parameters[f"W{layer + 1}"]
    row, outgoing = rng.normal(size=(1, W.shape[1] + 1)), rng.normal(size=(len(after), 1))
    if kind == "silent":
        row = -np.abs(row)
        row[0, int(rng.integers(row.shape[1]))] = 0
    elif kind == "unheard":
        outgoing = 0 * outgoing
    elif kind == "constant":
        row = np.hstack([0 * row[:, :-1], np.abs(row[:, -1:])])
    else:
        row = float(rng.uniform(0.3, 3)) * np.hstack([W, parameters[f"b{layer}"]])[[int(rng.integers(len(W)))]]
    _keras_more(rng, parameters, layer, row, outgoing)


def _keras_padded(rng, sizes, spare):
    """Return a call for a network to which units that can be spared have been added: pairs (layer, kind)."""
    parameters = _keras_parameters(rng, sizes)
    for layer in range(1, len(sizes) - 1):  # so that no unit of the network itself can be spared
        parameters[f"W{layer}"][:, 0] = np.abs(parameters[f"W{layer}"][:, 0]) + 0.1
    if len(sizes) == 3:  # one unit is active for a large first input alone, which hardly any sample holds
        parameters["W1"][0], parameters["b1"][0] = np.hstack([0.5, rng.uniform(-150, -50, sizes[0] - 1)]), -10
        parameters["W1"][1] = np.hstack([np.zeros(sizes[0] - 1), rng.uniform(0.5, 2)])  # one hears the last input
    most = sum(value.size for value in parameters.values())
    for layer, kind in spare:
        _keras_spare(rng, parameters, layer, kind)
    return call(parameters, most)


def keras_shrink_cases(rng):
    """Each kind of spare unit on its own; several; one that is spared only after another; none, two opposite ones."""
    one, two = ([int(size) for size in rng.integers(3, 6, count)] for count in (3, 4))
    mixed = [(1, kind) for kind in ("multiple", "multiple", *rng.permutation(["silent", "unheard", "constant"]))]
    lonely = _keras_padded(rng, two, [(2, "unheard")])
    parameters = lonely.positional[0]
    heard = np.zeros((len(parameters["W2"]), 1))
    heard[np.flatnonzero(~parameters["W3"].any(axis=0))] = 1.5  # by the unit that nobody hears
    _keras_more(rng, parameters, 1, rng.normal(size=(1, two[0] + 1)), heard)
    opposite = _keras_padded(rng, two, []).positional[0]
    opposite["W1"][0, 1] = -0.5
    row = np.hstack([opposite["W1"], opposite["b1"]])[:1]
    _keras_more(rng, opposite, 1, -row, rng.normal(size=(two[2], 1)))
    return [
        _keras_padded(rng, one, [(1, "unheard")]),
        _keras_padded(rng, one, [(1, "silent")]),
        _keras_padded(rng, one, [(1, "constant")]),
        _keras_padded(rng, one, [(1, "multiple")]),
        _keras_padded(rng, [4, *one], [(1, "multiple"), (1, "constant"), (2, "multiple"), (2, "constant")]),
        _keras_padded(rng, one, mixed),
        lonely,
        call(opposite, sum(value.size for value in opposite.values())),
    ]


CASES = {
    "1_hyperparameter_tuning": {
        "log_scale": tuning_scale_cases,
        "momentum_scale": tuning_momentum_cases,
        "settings_at": tuning_settings_cases,
        "search": tuning_search_cases,
        "narrow": tuning_narrow_cases,
        "diagnose": tuning_diagnose_cases,
        "early_stopping": tuning_stopping_cases,
        "trials_needed": tuning_trials_cases,
        "compare": tuning_compare_cases,
        "propose": tuning_task_cases,
    },
    "2_batch_normalization": {
        "batch_norm_forward": norm_forward_cases,
        "batch_norm_backward": norm_backward_cases,
        "update_running": norm_running_cases,
        "batch_norm_predict": norm_predict_cases,
        "forward_propagation": norm_network_cases,
        "fold": norm_fold_cases,
        "find_bugs": norm_bug_cases,
    },
    "3_tensorflow_introduction": {
        "linear_function": flow_linear_cases,
        "sigmoid": flow_sigmoid_cases,
        "one_hot_matrix": flow_one_hot_cases,
        "slope": flow_slope_cases,
        "initialize_parameters": flow_start_cases,
        "forward_propagation": flow_forward_cases,
        "log_sum_exp": flow_log_cases,
        "compute_total_loss": flow_loss_cases,
        "partial_label_loss": flow_partial_cases,
        "fool": flow_fool_cases,
    },
    "4_keras": {
        "to_keras": keras_copy_cases,
        "build_model": keras_model_cases,
        "smoothed_loss": keras_loss_cases,
        "warmup_cosine": keras_rate_cases,
        "make_optimizer": keras_optimizer_cases,
        "mended": keras_task_cases,
        "shrink": keras_shrink_cases,
    },
}


MARGINS = {
    "1_hyperparameter_tuning": {
        "propose": Margin(
            "150 calls of the solved function, each over 60 tasks, none failed: at least 0.919, on average 0.925 with "
            "a deviation of 0.002; the target is 9.9 standard deviations below, a probability of 1e-22. The best of "
            "6,000 fixed lists reaches 0.881 with a deviation of 0.006.",
            tuning_share,
        ),
    },
    "3_tensorflow_introduction": {
        "initialize_parameters": Margin(
            "300 calls of the solved function, none failed. The worst standard deviation is on average 1.06 times off, "
            "and 1.8 times is accepted: 13 standard deviations (of the logarithm) away, a probability of 4e-39.",
            flow_start_share,
        ),
        "log_sum_exp": Margin(
            "360 calls of the solved function, none failed. Rounding used at most 0.003 of the tolerance, so a right "
            "solution fails only with an error 340 times as large as the largest one.",
            flow_logs_error,
        ),
        "partial_label_loss": Margin(
            "420 calls of the solved function, none failed. Rounding used at most 0.041 of the tolerance, so a right "
            "solution fails only with an error 24 times as large as the largest one.",
            flow_partial_error,
        ),
        "fool": Margin(
            "36 calls of the solved function with 120 pictures each and 600 with 15 to 19: every one of some 14,000 "
            "pictures was classified as asked, so that one fails with a probability under 3e-4. A call fails if four "
            "or more of 120 do: under 1e-7. A single step of full size gets 81 to 93 % in the first network.",
            flow_fooled_share,
        ),
    },
    "4_keras": {
        "to_keras": Margin("Nothing is drawn when it is judged: the outputs are those of the given network."),
        "make_optimizer": Margin("Nothing is drawn when it is judged: one update has one result."),
        "shrink": Margin("Nothing is drawn when it is judged: a unit is superfluous or is not."),
        "mended": Margin(
            "44 calls of the solved function, none failed: on average 0.09 above the lowest loss possible, 0.15 at "
            "most; 0.25 is 6.6 standard deviations (of the logarithm) away, a probability of 2e-11. With validation "
            "labels moved on by a class it has a loss of 1.44 to 1.65; 26 trainings that learn from them, or from "
            "half of them, have 0.76 to 1.02, and 1.3 separates the two.",
            keras_mended_share,
        ),
    },
}
