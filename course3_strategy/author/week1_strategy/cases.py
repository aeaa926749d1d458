"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import BIRDS_ERROR, birds_error, birds_reached

from grading.authoring.author import Margin
from helpers import project
from helpers.checks.exercise import call


def cases_of_metrics_and_human_level(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ------------------------------------------------------------------------------------------- simulator: a bird project


def birds_gaps_cases(rng):
    """As by hand; measured observations of simulated projects, with and without a human level; no errors."""

    def drawn(measured):
        one = project.Project(project.draw(int(rng.integers(10**9))))
        if measured and "measure human level" in one.possible():
            one.act("measure human level")
        return birds_part(one.observe())

    def made(human):
        train, train_dev, dev = (round(float(error), 3) for error in rng.uniform(0.02, 0.3, 3))
        field, web, train_dev_size, dev_size = (int(size) for size in rng.integers(1, 40, 4) * 50)
        one = {"target": round(float(rng.uniform(0.03, 0.2)), 3), "human_error": human, "train_error": train}
        one |= {"train_dev_error": train_dev, "dev_error": dev, "human_size": human and int(rng.integers(1, 9)) * 100}
        return one | {"field": field, "web": web, "train_dev_size": train_dev_size, "dev_size": dev_size}

    return [
        call(made(0.05)),
        call(made(None)),
        call(made(round(float(rng.uniform(0.01, 0.09)), 3)) | {"web": 0}),
        call(made(0.02) | {"train_error": 0.0}),
        call(drawn(True)),
        call(drawn(False)),
    ]


def birds_part(observation):
    """Return what `gaps` needs of an observation."""
    names = ("target", "human_error", "train_error", "train_dev_error", "dev_error", "human_size", "field", "web")
    return {name: observation[name] for name in (*names, "train_dev_size", "dev_size")}


def birds_chance_cases(rng):
    """As by hand; a weighted metric; few pictures; no errors; too slow; at the limit; an old metric; a new one."""

    def made(cost, size, **others):
        missed, alarms = (round(float(rate), 3) for rate in rng.uniform(0.04, 0.2, 2))
        error = (cost * missed + alarms) / (cost + 1)
        spread = (0.1 / size) ** 0.5
        one = {"dev_missed": missed, "dev_false_alarms": alarms, "dev_size": size, "miss_cost": cost}
        one |= {"metric_miss_cost": cost, "target": round(float(error + rng.uniform(-1, 1.5) * spread), 4)}
        return call(one | {"latency": 5.0, "latency_limit": 6.0} | others)

    def size():
        return int(rng.integers(1, 20)) * 100

    return [
        made(1, size()),
        made(5, size()),
        made(int(rng.integers(2, 10)), 40),
        made(1, 60, dev_missed=0.0, dev_false_alarms=0.0, target=0.02),
        made(5, 60, dev_missed=0.0, target=0.03),
        made(1, size(), latency=16.0),
        made(5, size(), latency=6.0),
        made(5, size(), metric_miss_cost=1, target=0.4),
        made(1, size(), metric_miss_cost=5, target=0.4),
    ]


def birds_pictures_cases(rng):
    """As by hand; noisy curves of three to five numbers; a floor; targets already reached, or never; a rising curve."""

    def curve(count, floor=0.0):
        sizes = np.sort(rng.choice(np.arange(2, 60), count, replace=False)) * 100
        errors = floor + rng.uniform(0.5, 1) * sizes ** -rng.uniform(0.2, 0.5) * rng.uniform(0.95, 1.05, count)
        errors = -np.sort(-errors)
        return sizes, errors.round(4)

    first = int(rng.integers(2, 9)) * 50
    sizes, errors = curve(4, 0.03)
    return [
        call(np.array([first, 4 * first]), np.array([0.2, 0.1]), 0.05),
        call(*curve(3), round(float(rng.uniform(0.01, 0.03)), 4)),
        call(sizes, errors, round(float(rng.uniform(0.04, 0.05)), 4), 0.03),
        call(sizes, errors, 0.03, floor=0.03),
        call(sizes, errors, 0.02, 0.03),
        call(*curve(5), 0.3),
        call(sizes, errors[::-1].copy(), 0.01),
        call(sizes, errors[::-1].copy(), 0.5),
    ]


def birds_even_cases(rng):
    """As by hand, both ways round; rare birds; better in both, worse in both; the same in one; the same in both."""
    a, b, c, d = (round(float(rate), 3) for rate in np.sort(rng.uniform(0.02, 0.5, 4)) + np.arange(4) / 100)
    share = round(float(rng.uniform(0.05, 0.4)), 3)
    return [
        call((a, c), (c, a)),
        call((b, a), (a, d)),
        call((a, d), (c, b), share),
        call((c, b), (a, d), share=round(1 - share, 3)),
        call((a, b), (c, d), share),
        call((c, d), (a, b)),
        call((a, b), (a, d)),
        call((a, c), (d, c), share),
        call((a, c), (a, c)),
    ]


def birds_forecast_cases(rng):
    """Two times 150 projects."""
    return [call(seed=int(rng.integers(10**9))) for _ in range(2)]


def birds_policy_cases(rng):
    """Sixty projects."""
    return [call(seed=int(rng.integers(10**9)), projects=60, share=0.75)]


def birds_policy_hidden(rng):
    """200 projects for the whole, and smaller sets that a policy reaches on the way there."""
    return [
        call(seed=int(rng.integers(10**9)), projects=60, share=0.5),
        call(seed=int(rng.integers(10**9)), projects=60, share=0.65),
        call(seed=int(rng.integers(10**9)), projects=200, share=0.8),
    ]


def birds_share(policy, seed, projects, share):
    """Return the share of projects that are brought to their goal, and the one that is asked for."""
    reached, _ = birds_reached(policy, seed, projects)
    return sum(one.succeeded for one in reached) / projects, share


def birds_precision(forecast, seed):
    """Return what is left of the error that is allowed, and 1."""
    return BIRDS_ERROR / birds_error(forecast, seed)[0], 1


CASES = {
    "1_metrics_and_human_level": {
        "row_means": cases_of_metrics_and_human_level,
    },
    "2_simulator_birds": {
        "gaps": birds_gaps_cases,
        "chance": birds_chance_cases,
        "pictures_needed": birds_pictures_cases,
        "break_even": birds_even_cases,
        "forecast": birds_forecast_cases,
        "policy": birds_policy_cases,
    },
}

HIDDEN = {
    "2_simulator_birds": {
        "policy": birds_policy_hidden,
    },
}

MARGINS = {
    "2_simulator_birds": {
        "forecast": Margin(
            "Of 18 calls with fresh seeds none failed: 0.0138 on average, at most 0.0147, against 0.0168, "
            "3.9 standard deviations away (of the logarithm), a probability of 5e-5.",
            birds_precision,
        ),
        "policy": Margin(
            "379 of 400 projects succeed (`python benchmarks/projects.py 400`), 95 %, at least 92 % with a "
            "confidence of 95 %: with 95 %, fewer than 160 of 200 have a probability of 6e-14, fewer than 45 "
            "of 60 one of 5e-8; with 92 % they have 2e-8 and 1e-5.",
            birds_share,
        ),
    },
}
