"""The inputs of the week: generators of visible and hidden cases."""

from pathlib import Path

import numpy as np
from checks import (
    TRANSFER_EXCESS,
    TRANSFER_FALSE,
    transfer_corner,
    transfer_error,
    transfer_peak,
    transfer_shares,
    transfer_weigh,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def cases_of_errors_and_mismatch(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


def cases_of_simulator_driving(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ---------------------------------------------------------------------------------- 3: transfer and multi-task learning


def _transfer_labels(rng, m, k, missing):
    """Return labels (m, k) of which a share is nan, and logits as large as a network's."""
    labels = (rng.random((m, k)) < 0.5).astype(np.float32)
    labels[rng.random((m, k)) < missing] = np.nan
    logits = (3 * rng.normal(size=(m, k))).round(2)
    return labels, np.where(logits == 0, 0.01, logits).astype(np.float32)


def transfer_loss_cases(rng):
    """As by hand; some missing; none missing; all missing; a question that nobody answered; confident mistakes."""
    m, k = int(rng.integers(4, 8)), int(rng.integers(2, 5))
    hand = np.array([[rng.integers(1, 9) / 4, rng.integers(1, 9)]], np.float32)
    cases = [call(np.array([[1, np.nan]], np.float32), hand)]
    for missing in (0.4, 0.0, 1.0, 0.7):
        cases.append(call(*_transfer_labels(rng, m, k, missing)))
    labels, logits = _transfer_labels(rng, m, k, 0.2)
    labels[:, int(rng.integers(k))] = np.nan
    cases.append(call(labels, logits))
    labels, logits = _transfer_labels(rng, m, k, 0.3)
    logits = (logits * 100).round()
    labels[0, 0], labels[1, 0], logits[0, 0], logits[1, 0] = 1, 0, -float(rng.integers(200, 900)), 400
    return [*cases, call(labels, logits)]


def transfer_errors_cases(rng):
    """As by hand; some missing; a question that nobody answered; logits of 0; everything missing; whole numbers."""
    m, k = int(rng.integers(7, 12)), int(rng.integers(3, 6))
    hand = np.array([[1, np.nan, 0], [0, np.nan, np.nan], [1, np.nan, 1]])
    cases = [call(hand, np.array([[2.0, 1, 1], [-1, 1, 1], [-3, -1, rng.integers(1, 9)]]))]
    for missing in (0.3, 0.6, 0.0):
        labels, logits = _transfer_labels(rng, m, k, missing)
        cases.append(call(labels.astype(float), logits.astype(float)))
    labels, logits = _transfer_labels(rng, m, k, 0.3)
    labels[:, int(rng.integers(1, k))] = np.nan
    labels[:4, 0], logits[:4, 0] = [0, 0, 0, 1], 0
    return [*cases, call(labels.astype(float), logits.astype(float)), call(labels * np.nan, logits)]


def transfer_model_cases(rng):
    """All layers train; none of the old ones; some; a normalization that freezes; a base that was frozen in parts."""
    units = [int(number) for number in rng.choice(np.arange(5, 20), 6, replace=False)]
    dense = [["Dense", units[0], "tanh"], ["Dense", units[1], "tanh"], ["Dense", units[2], "tanh"]]
    norm = [["Dense", units[3]], ["BatchNormalization"], ["Activation", "tanh"], ["Dense", units[4], "tanh"]]
    seeds = [int(seed) for seed in rng.integers(10**6, size=6)]
    classes = [int(number) for number in rng.integers(2, 9, size=6)]
    return [
        call(dense, classes[0], 0, [], seeds[0]),
        call(dense, classes[1], 3, [], seeds[1]),
        call(dense, classes[2], int(rng.integers(1, 3)), [], seeds[2]),
        call(norm, classes[3], 3, [], seeds[3]),
        call(norm, classes[4], 1, [0, 1], seeds[4]),
        call(dense, classes[5], 1, [int(rng.integers(1, 3))], seeds[5]),
    ]


def transfer_crossing_cases(rng):
    """As by hand; a clear crossing; an unclear one; none, either way; a mean of exactly 0; one that crosses twice."""

    def errors(n, differences, noise, common=0.05):
        """Return two tables (n, sizes) whose mean differences are these."""
        shape = n, len(differences)
        spread = rng.normal(size=shape)
        spread = noise * (spread - spread.mean(axis=0)) / spread.std(axis=0, ddof=1)
        second = 0.3 + common * rng.normal(size=shape)
        return (second + differences + spread).round(4), second.round(4)

    sizes = np.round(rng.uniform(3, 8) * 2.0 ** np.arange(6))
    n, jump = int(rng.integers(6, 14)), rng.uniform(0.04, 0.08)
    hand = np.array([[-0.1, -0.1, 0.1, 0.1], [-0.1, -0.12, 0.1, 0.12], [-0.1, -0.08, 0.1, 0.08]]) + 0.3
    rising = jump * np.array([-2, -1.2, -0.5, 0.3, 0.9, 1.5])
    return [
        call(np.array([10.0, 20, 40, 80]), hand + round(rng.uniform(0, 0.2), 2), np.full((3, 4), 0.3) + 0.1),
        call(sizes, *errors(n, rising, 0.01)),
        call(sizes, *errors(n, rising / 3, 0.06)),
        call(sizes, *errors(n, rising / 40, 0.06)),
        call(sizes, *errors(n, -np.abs(rising), 0.02)),
        call(sizes, *errors(n, np.abs(rising), 0.02)),
        call(sizes[:4], np.array([[0.375, 0.325, 0.625, 0.875], [0.25, 0.2, 0.375, 0.75]]), np.array([[0.5] * 4] * 2)),
        call(sizes, *errors(n, jump * np.array([-1, 0.2, -0.2, 0.4, 1, 1.4]), 0.03)),
        call(sizes, *errors(2 * n, rising[::-1], 0.02)),
        call(sizes, *errors(3, jump * np.array([-3, -1.8, -0.5, 0.5, 1.8, 3]) / 3**0.5, jump)),
    ]


def transfer_stage_cases(rng):
    """A window in the middle; at each side; wide and high scenes; an odd size and an even one; one scene."""

    def scenes(m, height, width, margin=0):
        """Return scenes with one pixel of 9 far from the sides, or anywhere."""
        found = rng.normal(size=(m, height, width)).round(2)
        down = rng.integers(margin, height - margin, m)
        across = rng.integers(margin, width - margin, m)
        found[np.arange(m), down, across] = 9
        return found

    m = int(rng.integers(5, 9))
    return [
        call(scenes(1, 9, 9, 3), transfer_peak, transfer_weigh, 3),
        call(scenes(m, 12, 15, 4), transfer_peak, transfer_weigh, 5),
        call(scenes(m, 14, 11, 3), transfer_peak, transfer_weigh, 4),
        call(scenes(2 * m, 8, 10), transfer_peak, transfer_weigh, 6),
        call(scenes(m, 10, 13), transfer_corner, transfer_weigh, 5),
        call(scenes(m, 9, 12), transfer_peak, transfer_weigh, size=8),
    ]


def transfer_pairs_cases(rng):
    """A draw of many tables."""
    return [call(seed=int(rng.integers(10**9)))]


def transfer_pairs_share(sharing_pairs, seed):
    """Return the share of tables without a false pair, and the one that is asked for."""
    return 1 - transfer_shares(sharing_pairs, seed)[0], 1 - TRANSFER_FALSE


def transfer_run_cases(rng):
    """Tasks from a bank whose seeds no student has, with the error that the best of three fixed plans reaches there."""
    with np.load(Path(__file__).with_name("transfer_bank.npz")) as file:
        seeds, lowest = file["seeds"], file["lowest"]
    places = [
        (kind, place) for kind, count in enumerate((9, 4, 5)) for place in rng.permutation(seeds.shape[1])[:count]
    ]
    drawn = [[kind, int(seeds[kind, place])] for kind, place in places]
    return [call(drawn, float(np.mean([lowest[kind, place] for kind, place in places])))]


def transfer_run_share(next_run, drawn, reached):
    """Return the error that is accepted, and the one that is reached, the other way up."""
    return reached + TRANSFER_EXCESS, transfer_error(next_run, drawn)[0]


CASES = {
    "1_errors_and_mismatch": {
        "row_means": cases_of_errors_and_mismatch,
    },
    "2_simulator_driving": {
        "row_means": cases_of_simulator_driving,
    },
    "3_transfer_and_multitask": {
        "masked_loss": transfer_loss_cases,
        "per_task_errors": transfer_errors_cases,
        "transfer_model": transfer_model_cases,
        "crossing_point": transfer_crossing_cases,
        "two_stage": transfer_stage_cases,
        "sharing_pairs": transfer_pairs_cases,
        "next_run": transfer_run_cases,
    },
}

MARGINS = {
    "3_transfer_and_multitask": {
        "masked_loss": Margin("Nothing is drawn."),
        "transfer_model": Margin("Nothing is drawn."),
        "sharing_pairs": Margin(
            "483 calls of the solved function, none failed: 2.1 % of the tables give a pair that should not be there, "
            "6 % at most; 12 % is 8.7 standard deviations away, a probability of 2e-18. At least 98 % of the pairs are "
            "found, and 80 % are asked for.",
            transfer_pairs_share,
        ),
        "next_run": Margin(
            "42 calls of the solved function, none failed: on average 0.3 points below the best of the three plans, "
            "0.8 points above it at most; 3.5 points is 6.9 standard deviations away, a probability of 3e-12. All "
            "layers from the first step on, the best plan that is the same for all tasks, is 5.5 to 6.1 points above.",
            transfer_run_share,
        ),
    },
}
