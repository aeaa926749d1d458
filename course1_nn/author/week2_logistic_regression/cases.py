"""The inputs of week 2: generators of visible and hidden cases, and what was measured of the judges."""

import numpy as np
from checks import (
    BASICS_SPEED,
    LOGISTIC_TARGET,
    basics_loop_seconds,
    basics_many_columns,
    basics_timed,
    logistic_excess,
    logistic_raw_data,
    logistic_row_sigmoid,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with


def basics_number_cases(rng):
    """Single numbers of both signs: whole ones, ones with a fraction, and ones of which `exp` overflows."""
    low, middle, high = (rng.uniform(0.3, 4, 3) * [-1, rng.choice([-1, 1]), 1]).round(3).tolist()
    return [
        call(int(rng.integers(2, 10))),
        call(low),
        call(middle),
        call(high),
        call(-int(rng.integers(2, 10))),
        call(-int(rng.integers(750, 2000))),
        call(int(rng.integers(750, 2000))),
    ]


def basics_sigmoid_cases(rng):
    """Arrays, the last ones of numbers so large that `exp` overflows, where the sigmoid may be tiny but is not 0."""
    signs = rng.permutation([-1, 1, *rng.choice([-1, 1], 2)])
    return [
        *basics_array_cases(rng)[1:4],
        call((signs * rng.uniform(30, 700, 4).round(2)).reshape(2, 2)),
        call(rng.permutation([*rng.uniform(-724, -711, 2), *rng.uniform(711, 2000, 2), rng.normal()]).round(2)),
        call(rng.permutation([-int(rng.integers(711, 724)), *rng.integers(-5, 6, 3)]).reshape(1, 4)),
    ]


def basics_array_cases(rng):
    """Arrays of one, two and three axes, of floats and of whole numbers; never of a single entry."""
    rows, columns = rng.integers(2, 6, size=2)
    return [
        call(rng.permutation([0.0, rng.integers(1, 30) / 10, -rng.integers(1, 30) / 10])),
        call(rng.permutation([0, *rng.integers(1, 5, 3), *rng.integers(-4, 0, 2)]).reshape(2, 3)),
        call(rng.normal(0, 2, (rows, columns)).round(3)),
        call(rng.normal(0, 2, (rows + 2, 1)).round(3)),
        call(rng.normal(0, 1, (2, columns, 3)).round(3)),
    ]


def basics_image_cases(rng):
    """Pictures: numbers in reading order, then bytes and floats, one of them square, with one to four channels."""
    first, third, side = rng.permutation([2, 3]), rng.permutation([3, 5]), rng.integers(3, 6)
    return [
        call(rng.integers(1, 1000) + np.arange(12).reshape(2, 2, 3)),
        call(rng.integers(0, 256, (*first, 4), dtype=np.uint8)),
        call(rng.random((side, side, 2)).round(3)),
        call(rng.random((*third, 1)).round(3)),
        call(rng.integers(0, 256, (5, 4, 3), dtype=np.uint8)),
    ]


def basics_row_cases(rng):
    """Arrays without a row of zeros: whole numbers, square, wide, tall and with a single row."""
    size, long = rng.integers(2, 5), rng.integers(5, 8)
    sides = rng.permutation(rng.choice([[3, 4], [5, 12], [8, 15], [7, 24], [20, 21]]))  # their length is a whole number
    by_hand = rng.permutation([sides, rng.integers(2, 9) * sides, rng.permutation([0, rng.integers(2, 9)])])
    return [
        call(by_hand),
        call(_away_from_zero(rng, (size, size))),
        call(_away_from_zero(rng, (size, long))),
        call(_away_from_zero(rng, (long, size))),
        call(rng.integers(1, 10, (1, long))),
    ]


def _away_from_zero(rng, shape):
    """Return numbers of both signs that are at least 0.2 in size."""
    return (rng.uniform(0.2, 3, shape) * rng.choice([-1, 1], shape)).round(3)


def basics_score_cases(rng):
    """Scores: by hand, random, then so large or so far apart, between rows and within, that `exp` cannot hold them."""
    rows, columns = rng.integers(2, 5), rng.integers(5, 8)
    apart = rng.normal(0, 2, (3, columns)).round(3) + np.array([[1000], [0], [-1000]])
    by_hand = np.array([np.log([1, rng.integers(2, 10)]).round(4), [0, 0]]) + rng.integers(-3, 4, (2, 1))
    return [
        call(by_hand[:, rng.permutation(2)]),
        call(rng.normal(0, 2, (rows, columns)).round(3)),
        call(rng.integers(-3, 4, (3, columns)) + np.arange(columns) + np.array([[-800], [0], [800]])),
        call(1000 + rng.normal(0, 2, (3, 3)).round(3)),
        call(np.vstack([apart, _far_off(rng, columns, -800), _far_off(rng, columns, 1500)])),
    ]


def _far_off(rng, count, where):
    """Return scores of which all but one are near 0."""
    return rng.permutation(np.append(rng.uniform(-3, 0, count - 1).round(3), where))


def basics_loss_cases(rng):
    """Predictions and right answers: errors in tenths, all too high, random classes, random numbers of both signs."""
    few, many = rng.integers(3, 6), rng.integers(6, 12)
    high, labels = rng.uniform(0.1, 0.9, few).round(3), rng.integers(0, 2, 5)
    return [
        call(np.abs(labels - rng.integers(1, 10, 5) / 10).round(1), labels),
        call(high, np.zeros(few)),
        call(rng.random(many).round(3), rng.integers(0, 2, many)),
        call(rng.normal(0, 2, many).round(3), rng.normal(0, 2, many).round(3)),
        call(rng.normal(0, 9, few + many).round(2), rng.integers(-9, 10, few + many)),
    ]


def basics_nearest_cases(rng):
    """Columns to compare, also far from the origin, or too large to be squared; or a seed to draw hundreds from."""
    n, m, k = rng.integers(4, 7), rng.integers(6, 8), rng.integers(8, 10)
    seeds = [int(seed) for seed in rng.integers(1, 10**6, 3)]
    few = [
        call(rng.integers(0, 10, (2, 3)).astype(float), rng.integers(0, 10, (2, 4)).astype(float)),
        call(rng.normal(0, 1, (n, m)).round(3), rng.normal(0, 1, (n, k)).round(3)),
        call(rng.integers(0, 256, (n, m), dtype=np.uint8), rng.integers(0, 256, (n, k), dtype=np.uint8)),
    ]
    far = 1e8 * rng.choice([-1, 1], (n, 1))
    return [
        *few,
        call(far + rng.normal(0, 1, (n, m)).round(3), far + rng.normal(0, 1, (n, k)).round(3)),
        call(1e200 * rng.normal(0, 1, (n, m)).round(3), 1e200 * rng.normal(0, 1, (n, k)).round(3)),
        call(seed=seeds[0]),
        call(seed=seeds[1]),
        call(seed=seeds[2], as_bytes=True),
    ]


def basics_cosine_cases(rng):
    """By hand; floats; bytes; whole numbers with columns of zeros; columns far too large or small to be squared."""
    n, m, k = rng.integers(3, 6), rng.integers(2, 5), rng.integers(5, 7)
    whole = rng.integers(1, 9, (n, m + 1)) * rng.choice([-1, 1], (n, m + 1))
    whole[:, rng.integers(m + 1)] = 0
    whole[rng.integers(n), np.flatnonzero(whole[0])[0]] = -128  # of which bytes with a sign have no absolute value
    sizes = 10.0 ** rng.permutation(np.append([200, -200, 0], rng.integers(-200, 201, 2)))
    return [
        call(rng.permutation([[3, 4], [4, 3]])[:, :1], rng.permutation([[5, 12, 0], [12, 5, 7]])),
        call(rng.normal(0, 2, (n, m)).round(3), rng.normal(0, 2, (n, k)).round(3)),
        call(rng.integers(100, 256, (n, m), dtype=np.uint8), rng.integers(100, 256, (n, k), dtype=np.uint8)),
        call(whole.astype(np.int8), rng.integers(1, 9, (n, k))),
        call(rng.normal(0, 2, (n, 5)).round(3) * sizes, rng.normal(0, 2, (n, m)).round(3)),
        call(np.hstack([np.zeros((n, 1)), rng.normal(0, 2, (n, m)) * 1e200]), rng.normal(0, 2, (n, k)) * 1e-200),
    ]


def basics_report_cases(rng):
    """Scores and labels: by hand; any sizes; as many examples as classes; whole numbers; far apart; an absent class."""
    n, more = rng.integers(3, 5), rng.integers(6, 9)

    def labels(m, classes):
        return rng.permutation(np.append(np.arange(classes), rng.integers(0, classes, m - classes)))[:, None]

    whole = rng.permuted(np.tile(3 * np.arange(n), (more, 1)), axis=1) + rng.integers(-2, 3)
    wide = rng.normal(0, 2, (more, n)).round(2) + rng.choice([-3000, 0, 3000], (more, 1))
    wide[rng.integers(more), rng.integers(n)] += 2000
    absent = labels(more, n - 1)
    return [
        call(np.log(rng.permuted([[1.0, 3], [1, 4]], axis=1)).round(4), rng.permutation(2)[:, None]),
        call(rng.normal(0, 2, (more, n)).round(2), labels(more, n)),
        call(rng.normal(0, 2, (n, n)).round(2), labels(n, n)),
        call(whole, labels(more, n)),
        call(wide, labels(more, n)),
        call(rng.normal(0, 2, (more, n)).round(2), (absent + (absent >= rng.integers(n))).astype(int)),
    ]


def basics_speed(function, A=None, B=None, seed=None, as_bytes=False):
    """Return how many times as fast as a loop over all pairs `function` is, and how many it must be; None: untimed."""
    if seed is None:
        return None
    A, B = basics_many_columns(seed, as_bytes)
    return basics_loop_seconds(A, B) / basics_timed(function, A, B)[1], BASICS_SPEED


# ------------------------------------------------------------------------------------------- functions, small cases


def logistic_sigmoid_cases(rng):
    """Numbers, whole numbers and arrays of every shape, well inside the range where exp overflows."""
    return [
        call(int(rng.integers(1, 30)) / 10),
        call(rng.permutation([0.0, rng.integers(1, 30) / 10, -rng.integers(1, 30) / 10])[None]),
        call(int(rng.integers(-4, -1))),
        call(rng.uniform(0.5, 5, ()).round(3).item()),
        call(rng.uniform(-5, 5, rng.integers(2, 6)).round(3)),
        call(rng.uniform(-5, 5, (rng.integers(2, 4), rng.integers(4, 6))).round(3)),
        call(rng.permutation([-1, 1, -1, 1]) * rng.uniform(20, 60, 4).round(2)),
    ]


def logistic_zeros_cases(rng):
    """Different sizes, small ones first."""
    sizes = (*rng.choice(np.arange(1, 8), 2, replace=False), *rng.choice(np.arange(8, 300), 3, replace=False))
    return [call(int(dim)) for dim in sizes]


def _logistic_problem(rng, n, m):
    """Return w (n, 1), b, X (n, m) and Y (1, m), with both labels if m > 1 and no activation near 0 or 1."""
    w = rng.uniform(-1, 1, (n, 1)).round(3)
    b = round(rng.uniform(0.3, 0.9) * rng.choice([-1, 1]), 3)
    X = rng.uniform(-2, 2, (n, m)).round(3)
    Y = (rng.permutation(m) < (rng.integers(1, m) if m > 1 else rng.integers(2))).astype(int).reshape(1, m)
    return w, b, X, Y


def _logistic_sizes(rng, most_n=5, most_m=8):
    """Return n and m, never equal, so that exchanged axes show."""
    n = int(rng.integers(2, most_n + 1))
    return n, int(rng.choice([m for m in range(3, most_m + 1) if m != n]))


def _logistic_from_zero(rng):
    """Return w and b of zeros, X (2, 4) of even numbers and Y (1, 4) with a single 1, to work by hand."""
    X = 2.0 * rng.permutation([-1, 0, 0, 0, 1, *rng.integers(-2, 3, 3)]).reshape(2, 4)
    return np.zeros((2, 1)), 0.0, X, (rng.permutation(4) == 0).astype(int)[None]


def _logistic_sure(rng, labels):
    """Return w (2, 1), b, X and Y whose pre-activations are around 40 in size, of both signs, with labels (1, m)."""
    w = rng.uniform(0.5, 2, (2, 1)).round(2) * rng.choice([-1, 1], (2, 1))
    Z = np.array([1, -1, 1, -1, 1]) * rng.uniform(38, 60, 5)
    b = round(rng.uniform(-1, 1), 2)
    X = rng.uniform(-2, 2, (2, 5)).round(2)
    return w, b, X + w * (Z - b - w.T @ X) / np.sum(w**2), labels[None]


def logistic_propagate_cases(rng):
    """By hand, then random problems; a single feature; a single example; sure and right, sure and sometimes wrong.

    In the last one `sigmoid` is one that takes no single numbers, so that a loop over the examples shows.
    """
    right = np.array([1, 0, 1, 0, 1])
    wrong = np.append(rng.permutation([0, 0, 1, 1]), rng.integers(2))
    return [
        call(*_logistic_from_zero(rng)),
        call(*_logistic_problem(rng, *_logistic_sizes(rng))),
        call(*_logistic_problem(rng, 1, int(rng.integers(3, 7)))),
        call(*_logistic_problem(rng, int(rng.integers(2, 5)), 1)),
        call(*_logistic_problem(rng, *_logistic_sizes(rng))),
        call(*_logistic_sure(rng, right)),
        call(*_logistic_sure(rng, wrong if wrong[0] == 0 or wrong[1] == 1 else 1 - right)),
        call_with({"sigmoid": logistic_row_sigmoid}, *_logistic_problem(rng, *_logistic_sizes(rng))),
    ]


def logistic_logit_cases(rng):
    """Small logits; a tiny loss, sure and right; sure and wrong, where `exp` overflows; labels that are fractions."""
    m = int(rng.integers(3, 7))
    signs = rng.permutation([-1, 1, *rng.choice([-1, 1], m)])
    labels = (signs > 0).astype(int)
    size = rng.uniform(36, 60, m + 2).round(2)
    shares = rng.integers(1, 5, m + 2) / 5

    def row(*arrays):
        return [np.asarray(array)[None] for array in arrays]

    return [
        call(*row(rng.uniform(-3, 3, m).round(2), rng.permutation(m) % 2)),
        call(*row(signs * size, labels)),
        call(*row(signs * 10 ** rng.uniform(3, 5, m + 2), 1 - labels)),
        call(*row(rng.uniform(-4, 4, m + 2).round(2), shares)),
        call(*row(signs * size * rng.choice([1, 10], m + 2), shares)),
        call(*row([signs[0] * size[0] / 2], [labels[0]])),
    ]


def logistic_noise_cases(rng):
    """At zero, by hand; nearly no noise; small logits; labels far from and close to what is predicted, and both."""
    noise = [round(rng.uniform(low, low + 0.1), 3) for low in (0.05, 0.3, 0.15, 0.1, 0.2)]
    m = int(rng.integers(3, 7))
    signs = rng.permutation([-1, 1, *rng.choice([-1, 1], m)])
    labels = (signs > 0).astype(int)
    far = rng.uniform(18, 35, m + 2).round(2)
    return [
        call(np.zeros((1, 3)), np.append(rng.permutation(2), rng.integers(2))[None], noise[0]),
        call(rng.uniform(-2, 2, (1, m)).round(2), (rng.permutation(m) % 2)[None], 1e-4),
        call(rng.uniform(-3, 3, (1, m)).round(2), (rng.permutation(m) % 2)[None], noise[1]),
        call((signs * far)[None], labels[None], noise[2]),
        call((signs * far)[None], 1 - labels[None], noise[3]),
        call((signs * rng.uniform(2, 30, m + 2).round(2))[None], rng.permutation(labels)[None], noise[4]),
    ]


def logistic_optimize_cases(rng):
    """One step by hand; the defaults; more than 200 steps; arguments by position; print_cost."""
    return [
        call(*_logistic_from_zero(rng), num_iterations=1, learning_rate=1.0),
        call(*_logistic_problem(rng, *_logistic_sizes(rng))),
        call(
            *_logistic_problem(rng, *_logistic_sizes(rng)),
            num_iterations=int(rng.integers(205, 260)),
            learning_rate=0.1,
        ),
        call(*_logistic_problem(rng, *_logistic_sizes(rng)), int(rng.integers(4, 30)), 0.05),
        call(
            *_logistic_problem(rng, *_logistic_sizes(rng)),
            num_iterations=int(rng.integers(30, 60)),
            learning_rate=0.3,
        ),
        call(
            *_logistic_problem(rng, *_logistic_sizes(rng)),
            int(rng.integers(101, 150)),
            learning_rate=0.02,
            print_cost=True,
        ),
    ]


def logistic_predict_cases(rng):
    """By hand; whole numbers that give z = 0 exactly; z near 0 or far from it; both answers; a single example."""

    def weights(n):
        return rng.uniform(0.2, 1, (n, 1)).round(2) * rng.choice([-1, 1], (n, 1))

    def columns(w, b, z):
        """Return X whose columns give these z."""
        X = rng.uniform(-2, 2, (len(w), len(z))).round(2)
        return X + w * (z - b - w.T @ X) / np.sum(w**2)

    def signs(m):
        """Return m signs, both of them among them, in any order."""
        return rng.permutation([-1, 1, *rng.choice([-1, 1], m - 2)])

    n, half = int(rng.integers(2, 5)), rng.choice([-0.5, 0.5])
    by_hand = rng.choice([-2.0, -1, 1, 2], (2, 1))
    steps = np.append(0, signs(3) * rng.integers(1, 4, 3))
    whole, level = rng.choice([-2.0, -1, 1, 2], (n, 1)), float(rng.choice([-2, 2]))
    on_the_line = np.eye(n, 1) * -level / whole[0, 0]  # z is exactly 0 there; the other columns are far from it
    w, one = weights(3), weights(4)
    some = rng.uniform(-2, 2, (3, 3)).round(2)
    bias, low_bias = round(rng.uniform(0.5, 0.9) * rng.choice([-1, 1]), 3), round(-rng.uniform(0.3, 0.9), 3)
    near, far = np.append(signs(4) * rng.uniform(0.1, 0.45, 4), 1.5 * bias), signs(6) * rng.uniform(0.6, 4, 6)
    return [
        call(by_hand, half, (np.eye(2, 1) * -half / by_hand[0] + np.sign(by_hand) * steps)[:, rng.permutation(4)]),
        call(whole, level, np.hstack([on_the_line, np.sign(whole) * 3 * signs(4)])[:, rng.permutation(5)]),
        call(w, 0.0, np.hstack([some, -some])[:, rng.permutation(6)]),
        call(w, bias, columns(w, bias, rng.permutation(near))),
        call(one, 0.25 * np.sign(some[0, 0]), rng.choice([-1, 1]) * (one + 0.5 * np.sign(one))),
        call(0.1 * w, low_bias, columns(0.1 * w, low_bias, far)),
    ]


def logistic_model_cases(rng):
    """Four points on a line; the defaults; random problems with unlike numbers of examples."""

    def problem():
        n, m = _logistic_sizes(rng, 4, 9)
        _, _, X, Y = _logistic_problem(rng, n, m)
        _, _, X_test, Y_test = _logistic_problem(rng, n, int(rng.choice([k for k in range(2, 7) if k not in (n, m)])))
        return X, Y, X_test, Y_test

    # For the 2000 long steps of the defaults: contradictory labels at three points keep every activation off 0 and 1.
    _, _, X, Y = _logistic_problem(rng, 2, 3)
    X = np.hstack([X, np.tile([[1.0, 0, 0], [0, 1, 0]], 2)])
    Y = np.hstack([Y, [[0, 0, 0, 1, 1, 1]]])
    order = rng.permutation(9)
    _, _, X_test, Y_test = _logistic_problem(rng, 2, int(rng.integers(3, 7)))
    middle, shuffled = rng.integers(-4, 5) / 2, rng.permutation(4)
    places, ends = middle + np.array([[-2.0, -1, 1, 2]])[:, shuffled], middle + rng.permutation([-3.0, 3])[None]
    line = places, (places > middle).astype(int), ends, (ends > middle).astype(int)
    return [
        call(*line, num_iterations=120, learning_rate=0.5),
        call(X[:, order], Y[:, order], X_test, Y_test),
        call(*problem(), num_iterations=int(rng.integers(205, 290)), learning_rate=0.05),
        call(*problem(), int(rng.integers(5, 60)), 0.2),
        call(*problem(), num_iterations=int(rng.integers(105, 160)), learning_rate=0.01, print_cost=True),
    ]


def logistic_fit(train_on_raw_features, seed):
    """Return how many times the excess of the cross-entropy fits into the target, and how often it must."""
    X, Y, X_new, probabilities = logistic_raw_data(seed)
    return LOGISTIC_TARGET / logistic_excess(train_on_raw_features(X, Y), X_new, probabilities), 1.0


CASES = {
    "1_python_basics": {
        "basic_sigmoid": basics_number_cases,
        "sigmoid": basics_sigmoid_cases,
        "sigmoid_derivative": basics_array_cases,
        "image2vector": basics_image_cases,
        "normalize_rows": basics_row_cases,
        "softmax": basics_score_cases,
        "L1": basics_loss_cases,
        "L2": basics_loss_cases,
        "nearest_columns": basics_nearest_cases,
        "cosine_similarities": basics_cosine_cases,
        "mended_report": basics_report_cases,
    },
    "2_logistic_regression": {
        "sigmoid": logistic_sigmoid_cases,
        "initialize_with_zeros": logistic_zeros_cases,
        "propagate": logistic_propagate_cases,
        "optimize": logistic_optimize_cases,
        "predict": logistic_predict_cases,
        "model": logistic_model_cases,
        "cross_entropy_from_logits": logistic_logit_cases,
        "noisy_label_gradient": logistic_noise_cases,
        "train_on_raw_features": lambda rng: [call(seed=int(seed)) for seed in rng.integers(1, 10**6, 4)],
    },
}


MARGINS = {
    "1_python_basics": {
        "nearest_columns": Margin(
            "208 timed calls of the solved function, none failed, beside other programs that kept both cores busy. It "
            "was 647 times as fast as the loop on average and 14 times at worst; 5 times is 2.8 standard deviations "
            "(of the logarithm) below, a probability of 0.003, and 9e-6 with the judge's second chance.",
            basics_speed,
        ),
    },
    "2_logistic_regression": {
        "train_on_raw_features": Margin(
            "90 calls of the solved function, 30 of them with the present offsets, on which it does not depend: the "
            "excess of the cross-entropy fitted 3.4 times at least into the target of 0.015, 14 times on average. It "
            "is that of a likelihood, chi-squared with at most 8 degrees of freedom over twice the number of examples: "
            "a probability of 5e-10.",
            logistic_fit,
        ),
    },
}
