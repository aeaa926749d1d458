"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import BIRDS_ERROR, METRICS_KINDS, METRICS_SHIPPED, birds_error, birds_reached, metrics_choices

from grading.authoring.author import Margin
from helpers import project
from helpers.checks.exercise import call

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


def _birds_chance(rng, more):
    """As by hand; a weighted metric; few pictures; no errors; too slow; at the limit; an old metric; a new one.

    Arguments: more, so many cases besides, in which all is in order.
    """

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
        *(made(int(rng.integers(1, 10)), size()) for _ in range(more)),
    ]


def _birds_pictures(rng, more):
    """As by hand; noisy curves of three to five numbers; a floor; targets already reached, or never; a rising curve.

    Arguments: more, so many cases besides, with a number for an answer.
    """

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
        *(
            call(*curve(int(rng.integers(2, 6)), 0.02), round(float(rng.uniform(0.025, 0.05)), 4), 0.02)
            for _ in range(more)
        ),
    ]


def _birds_even(rng, more):
    """As by hand, both ways round; rare birds; better in both, worse in both; the same in one; the same in both.

    Arguments: more, so many cases besides, with a number for an answer.
    """

    def other():
        """Return two models, the first with fewer misses and more false alarms, and a share."""
        low, high, few, many = (round(float(rate), 3) for rate in rng.uniform((0.02, 0.2) * 2, (0.19, 0.5) * 2))
        return call((low, many), (high, few), round(float(rng.uniform(0.05, 0.95)), 3))

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
        *(other() for _ in range(more)),
    ]


def birds_chance_cases(rng):
    """Return the visible cases."""
    return _birds_chance(rng, 0)


def birds_chance_hidden(rng):
    """Return the hidden cases, of which few are 0: a constant earns next to nothing."""
    return _birds_chance(rng, 16)


def birds_pictures_cases(rng):
    """Return the visible cases."""
    return _birds_pictures(rng, 0)


def birds_pictures_hidden(rng):
    """Return the hidden cases, of which few are infinite."""
    return _birds_pictures(rng, 20)


def birds_even_cases(rng):
    """Return the visible cases."""
    return _birds_even(rng, 0)


def birds_even_hidden(rng):
    """Return the hidden cases, of which few are None."""
    return _birds_even(rng, 30)


def birds_forecast_cases(rng):
    """Two times 600 projects."""
    return [call(seed=int(rng.integers(10**9))) for _ in range(2)]


BIRDS_EACH = ("web", "changes", "slow", "sound")


def birds_policy_cases(rng):
    """Sixty projects of each kind."""
    return [call(seed=int(rng.integers(10**9)), kind=kind, projects=60, share=0.75) for kind in BIRDS_EACH]


def birds_policy_hidden(rng):
    """120 projects of each kind for the whole, and sets of all kinds that a policy reaches on the way there."""
    asked = [("all", 60, 0.5), ("all", 60, 0.65), *((kind, 120, 0.8) for kind in BIRDS_EACH)]
    return [
        call(seed=int(rng.integers(10**9)), kind=kind, projects=projects, share=share)
        for kind, projects, share in asked
    ]


def birds_share(policy, seed, kind, projects, share):
    """Return the share of projects that are brought to their goal, and the one that is asked for."""
    reached, _ = birds_reached(policy, seed, kind, projects)
    return sum(one.succeeded for one in reached) / projects, share


def birds_precision(forecast, seed):
    """Return what is left of the error that is allowed, and 1."""
    return BIRDS_ERROR / birds_error(forecast, seed)[0], 1


# ---------------------------------------------------------------------------------------- metrics and human level


def metrics_threshold_cases(rng):
    """One class; several; one without examples; one never flagged; nothing right; scores at the threshold."""

    def drawn(m, K, positives=0.4):
        y = (rng.random((m, K)) < positives).astype(int)
        y[0], y[1] = 1, 0
        return y, np.clip(0.35 * y + rng.uniform(0, 0.65, (m, K)), 0, 1).round(2)

    y, scores = drawn(6, 1)
    cases = [call(y, scores, 0.5)]
    y, scores = drawn(int(rng.integers(12, 18)), 3, 0.25)
    cases.append(call(y > 0, scores, 0.45, beta=2.0))
    y, scores = drawn(int(rng.integers(9, 15)), 4)
    y[:, int(rng.integers(4))] = 0
    cases.append(call(y, scores, np.array([0.3, 0.4, 0.5, 0.6]), 0.5))
    y, scores = drawn(int(rng.integers(9, 15)), 3)
    scores[:, 1] = scores[:, 1] / 4
    cases.append(call(y, scores, 0.4, beta=round(rng.uniform(0.4, 3), 2)))
    y, scores = drawn(int(rng.integers(7, 12)), 2)
    scores[:, 0] = np.where(y[:, 0] > 0, 0.2, 0.9)
    cases.append(call(y, scores, 0.5))
    y, scores = drawn(int(rng.integers(14, 20)), 2)
    limit = float(np.sort(scores[y[:, 0] > 0, 0])[1])
    cases.append(call(y, scores, limit, beta=1.5))
    y, scores = drawn(int(rng.integers(8, 12)), 3)
    y[:, 1], scores[:, 1] = 0, scores[:, 1] / 4  # neither flagged nor there
    y[:, 2], scores[:, 2] = 0, scores[:, 2] / 4
    y[3, 2], scores[3, 2] = 1, 0.9  # one example, which is found
    cases.append(call(y, scores, 0.5, beta=round(rng.uniform(0.3, 0.9), 2)))
    return cases


def metrics_limit_cases(rng):
    """As by hand; equal scores; limits that are just met or out of reach; precision that falls and rises."""

    def drawn(m, digits=2):
        y = (rng.random(m) < 0.45).astype(int)
        y[:2] = 1, 0
        return y, (0.4 * y + rng.uniform(0, 0.6, m)).round(digits)

    y = np.array([0, 1, 0, 1, 1, 0])
    cases = [call(y, np.array([0.9, 0.8, 0.6, 0.6, 0.5, 0.1]) + round(rng.uniform(-0.04, 0.04), 3), 0.55)]
    y, scores = drawn(int(rng.integers(25, 35)), 1)
    cases.append(call(y, scores, 0.6))
    count = int(rng.integers(3, 7))
    scores = np.sort(rng.permutation(90)[: 3 * count + 4])[::-1] / 100
    y = np.array(([1, 1, 0] if rng.random() < 0.5 else [0, 1, 1]) * count + [0, 0, 0, 1])
    share = np.cumsum(y) / (np.arange(len(y)) + 1)
    cases.append(call(y, scores, float(share[3 * count - 1])))
    y, scores = drawn(int(rng.integers(8, 14)))
    scores[y == 0] = scores.max() + 0.1
    cases.append(call(y, scores, float(y.mean()) + 0.01))
    late = int(rng.integers(5, 9))
    y = np.array([1, 0, 0] + [1] * late + [0] * 4)
    scores = np.sort(rng.permutation(100)[: len(y)])[::-1] / 100
    cases.append(call(y, scores, round((late - 0.5) / (late + 3), 3)))
    alone = int(rng.integers(3, 7))  # positives above a group of equal scores, of which the first ones are positive
    y = np.array([1] * alone + [1, 1, 0, 0, 0] + [1, 0, 0])
    scores = np.sort(rng.permutation(100)[: len(y)])[::-1] / 100
    scores[alone : alone + 5] = scores[alone]
    cases.append(call(y, scores, round(rng.uniform(0.8, 0.95), 3)))
    first, later = int(rng.integers(4, 7)), int(rng.integers(5, 8))  # high recall is reached late, at a low precision
    y = np.array([1] * first + [0] * later + [1, 0, 0])
    scores = np.sort(rng.permutation(100)[: len(y)])[::-1] / 100
    cases.append(call(y, scores, round((first + 1) / (first + later + 1) - rng.uniform(0.02, 0.1), 3)))
    lead = int(rng.integers(3, 8))  # the last threshold that is good enough just meets the limit
    y = np.array([1] * lead + [0, 1, 0, 0, 0, 1, 0])
    scores = np.sort(rng.permutation(100)[: len(y)])[::-1] / 100
    cases.append(call(y, scores, (lead + 1) / (lead + 2)))
    for limit in (0.5, 0.7):
        cases.append(call(*drawn(int(rng.integers(20, 40)), 2), limit + round(rng.uniform(0, 0.15), 3)))
    order = rng.permutation(len(y))
    cases.append(call(y[order], scores[order], 0.2))
    return cases


def metrics_interval_cases(rng):
    """No error; all wrong; some; a large set; other levels; one example."""
    m = int(rng.integers(20, 90))
    large = int(rng.integers(500, 2000))
    return [
        call(0, m),
        call(int(rng.integers(2, 9)), m),
        call(m + 3, m + 3),
        call(int(rng.integers(20, 200)), large),
        call(int(rng.integers(3, 15)), m, round(rng.uniform(0.8, 0.93), 2)),
        call(int(rng.integers(0, 2)), 1, level=round(rng.uniform(0.96, 0.995), 3)),
    ]


def _metrics_pair(rng, m, both, first_only, second_only):
    """Return which examples two models get wrong, in an order drawn anew."""
    kinds = rng.permutation(
        np.repeat([0, 1, 2, 3], [both, first_only, second_only, m - both - first_only - second_only])
    )
    return (kinds == 0) | (kinds == 1), (kinds == 0) | (kinds == 2)


def metrics_paired_cases(rng):
    """The second better; the first better; no disagreement; all wrong alike; other levels."""

    def some(low, high):
        return int(rng.integers(low, high))

    m = some(60, 120)
    return [
        call(*_metrics_pair(rng, m, some(2, 9), some(7, 15), some(1, 4))),
        call(*_metrics_pair(rng, some(200, 300), some(20, 50), some(3, 6), some(10, 40))),
        call(*_metrics_pair(rng, some(20, 50), some(0, 9), 0, 0)),
        call(*_metrics_pair(rng, some(40, 60), some(1, 5), some(3, 9), 0), round(rng.uniform(0.8, 0.9), 2)),
        call(*_metrics_pair(rng, some(100, 200), some(5, 9), some(3, 9), some(3, 9)), level=0.99),
    ]


def metrics_size_cases(rng):
    """A point; more; a small power; another level; models of which one errs where the other does and nowhere else."""
    share = round(rng.uniform(0.02, 0.06), 3)
    return [
        call(0.01, round(rng.uniform(0.03, 0.09), 3)),
        call(round(rng.uniform(0.02, 0.04), 4), round(rng.uniform(0.05, 0.2), 3)),
        call(round(rng.uniform(0.004, 0.009), 4), share, power=round(rng.uniform(0.85, 0.95), 2)),
        call(
            round(rng.uniform(0.06, 0.1), 3), round(rng.uniform(0.12, 0.2), 3), 0.9, round(rng.uniform(0.97, 0.99), 3)
        ),
        call(share, share, level=round(rng.uniform(0.9, 0.94), 2)),
    ]


def metrics_human_cases(rng):
    """As by hand; many; much missing; a lucky annotator with few labels; pictures that nobody has labelled."""

    def drawn(annotators, m, K, rate, missing):
        truth = rng.integers(K, size=m)
        slips = rng.random((annotators, m)) < np.broadcast_to(rate, annotators)[:, None]
        table = np.where(slips, (truth + rng.integers(1, K, (annotators, m))) % K, truth)
        table[rng.random((annotators, m)) < np.broadcast_to(missing, annotators)[:, None]] = -1
        return table, truth

    table, _ = drawn(3, 6, 3, 0.25, 0)
    table[:, 0], table[0, 1] = rng.permutation(3), -1
    cases = [call(table)]
    cases.append(call(drawn(5, 60, 4, rng.uniform(0.1, 0.4, 5), 0.1)[0]))
    cases.append(call(drawn(6, 50, 3, 0.3, 0.4)[0]))
    table, truth = drawn(5, 90, 6, [0.15, 0.05, 0.2, 0.25, 0.0], [0, 0, 0.1, 0.2, 0.95])
    table[4] = -1
    table[4, :4] = table[0, :4] = table[1, :4] = table[2, :4] = truth[:4]
    cases.append(call(table[rng.permutation(5)]))
    table, _ = drawn(4, 40, 3, 0.2, 0.1)
    table[:, rng.permutation(40)[:3]] = -1
    cases.append(call(table))
    cases.append(call(drawn(4, 50, 2, 0.2, 0.1)[0]))
    alike = np.where(rng.random((3, 9)) < 0.2, -1, 0)
    alike[:, 0], alike[:, 1] = 0, -1
    cases.append(call(alike))
    return cases


def metrics_diagnose_cases(rng):
    """As by hand; all three verdicts; no errors at all; a model better than people; another demand on certainty."""

    def counts(*rates):
        sizes = [int(rng.integers(200, 3000)) for _ in rates]
        return [(round(rate * m), m) for rate, m in zip(rates, sizes)]

    near = rng.uniform(0.08, 0.11)
    m = int(rng.integers(300, 500))
    return [
        call((int(rng.integers(1, 4)), 100), (int(rng.integers(7, 10)), 100), (int(rng.integers(11, 14)), 100)),
        call(*counts(0.02, rng.uniform(0.09, 0.12), 0.13)),
        call(*counts(0.05, 0.06, rng.uniform(0.12, 0.2))),
        call((0, m), (0, m + 50), (0, m - 60)),
        call(*counts(0.1, rng.uniform(0.03, 0.06), 0.08)),
        call(*counts(0.04, near, 2 * near - 0.04 + 0.004), 0.7),
        call((round(0.02 * m), m), (round(0.07 * m), m), (round(0.10 * m), m), sure=0.99),
        call((round(0.02 * m), m), (round(0.07 * m), m), (round(0.095 * m), m), sure=0.55),
    ]


def metrics_front_cases(rng):
    """Some models; equal ones; a limit that is just met; nobody within the limits; two measures; many."""

    def drawn(n, k=3):
        columns = [rng.integers(5, 11, n) / 50, rng.integers(1, 6, n) * 10 + 3, rng.integers(1, 6, n) * 8]
        return np.stack(columns[:k], axis=1).astype(float)

    open_end = [np.inf, np.inf, np.inf]
    equal = np.repeat(drawn(5), 2, axis=0)[rng.permutation(10)]
    tight = drawn(9)
    best = tight[:, 1].argsort()[3]
    tight[best, 0] = 0.01
    shift = drawn(8, 2)
    return [
        call(drawn(6), np.array(open_end)),
        call(equal, np.array([np.inf, 50.0, 50.0])),
        call(tight, np.array([np.inf, tight[best, 1], np.inf])),
        call(drawn(5), np.array([np.inf, 1.0, np.inf])),
        call(shift - 0.2, np.array([0.15, 45.0])),
        call(drawn(12), np.array([np.inf, 40.0, 45.0])),
        call(drawn(40), np.array([0.3, 50.0, np.inf])),
    ]


def metrics_choice_cases(rng):
    """A hundred projects of either kind each, drawn by the judge."""
    return [call(seed=int(rng.integers(10**6))) for _ in range(2)]


def metrics_choice_share(choose_model, seed):
    """Return the share of projects in which the right model is shipped, and the one that is asked for."""
    return min(metrics_choices(choose_model, seed, kind)[0][0] for kind in METRICS_KINDS), METRICS_SHIPPED


def metrics_cost_cases(rng):
    """As by hand; several models; a class that is missing and does not occur; shares of 0; all passed on."""

    def drawn(n, m, K):
        y = np.append(np.arange(K), rng.choice(K, m - K, p=rng.dirichlet(np.full(K, 3.0))))
        y = rng.permutation(y)  # the classes are not equally frequent
        predictions = np.where(rng.random((n, m)) < 0.7, y, rng.integers(K, size=(n, m)))
        predictions[rng.random((n, m)) < 0.15] = -1
        costs = rng.integers(3, 60, (K, K)) - np.diag(rng.integers(0, 3, K))
        np.fill_diagonal(costs, rng.integers(0, 3, K))
        mix = rng.dirichlet(np.ones(K)).round(3)
        mix[0] += 1 - mix.sum()
        return y, predictions, costs, round(rng.uniform(0.5, 3), 2), mix

    cases = [call(*drawn(1, 6, 2)), call(*drawn(4, 50, 3))]
    y, predictions, costs, review, mix = drawn(3, 40, 4)
    y[y == 2] = 1
    mix[1] += mix[2]
    mix[2] = 0
    cases.append(call(y, predictions, costs, review, mix))
    y, predictions, costs, review, mix = drawn(3, 30, 3)
    mix = np.array([0.0, round(rng.uniform(0.2, 0.8), 2), 0.0])
    mix[2] = 1 - mix[1]
    cases.append(call(y, predictions, costs.astype(float), review, mix))
    y, predictions, costs, review, mix = drawn(2, 24, 3)
    predictions[0] = -1
    cases.append(call(y, predictions, costs, review, mix))
    return cases


CASES = {
    "1_metrics_and_human_level": {
        "threshold_metrics": metrics_threshold_cases,
        "best_threshold": metrics_limit_cases,
        "error_interval": metrics_interval_cases,
        "paired_difference": metrics_paired_cases,
        "dev_set_size": metrics_size_cases,
        "human_level": metrics_human_cases,
        "diagnose": metrics_diagnose_cases,
        "pareto_front": metrics_front_cases,
        "choose_model": metrics_choice_cases,
        "product_cost": metrics_cost_cases,
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
        "chance": birds_chance_hidden,
        "pictures_needed": birds_pictures_hidden,
        "break_even": birds_even_hidden,
        "policy": birds_policy_hidden,
    },
}

MARGINS = {
    "1_metrics_and_human_level": {
        "choose_model": Margin(
            "Of 40 calls with fresh seeds none failed: 98.6 % of the choices are correct, at least 96 % (90 % asked), "
            "98.9 % of the worse models are found, at least 96.7 % (90 % asked), and 1.5 % of the projects have a "
            "false claim, at most 4 % (16 % allowed). Fewer than 90 of 100 at 98.6 %: 2e-7; more than 16 at 5 %: 1e-5.",
            metrics_choice_share,
        ),
    },
    "2_simulator_birds": {
        "forecast": Margin(
            "Of nine calls with fresh seeds none failed: 0.0133 on average, at most 0.0139, against 0.015, 4 standard "
            "deviations away (of the logarithm), a probability of 3e-5. The trainings plus a constant reach 0.0164.",
            birds_precision,
        ),
        "policy": Margin(
            "Of 150 projects of each kind 95 % or more succeed (`python benchmarks/projects.py 150`). With 95 %, fewer "
            "than 96 of 120 have a probability of 1e-9, fewer than 45 of 60 one of 3e-8; with 92 % they have 8e-6 and "
            "1e-5. What leaves out a check reaches at most 63 % in one kind: 96 of 120 with a probability of 4e-5.",
            birds_share,
        ),
    },
}
