"""What the notebook on metrics is given: real data, simulated annotators, and made-up families of twelve models."""

from collections import namedtuple
from functools import cache

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits

from helpers import data

load_breast_cancer, load_digits = cache(load_breast_cancer), cache(load_digits)

# ---------------------------------------------------------------------------------------------------------- real data


def load_cells(seed):
    """Return scikit-learn's breast-cancer data as a dictionary of "train", "dev" and "test", each a pair (X, y).

    X (m, 2) holds two of the thirty measurements, mean texture and mean smoothness, standardized by the training set;
    y (m,) is 1 for malignant. Training and dev set have 200 examples each, the test set 169, in an order drawn anew.
    """
    everything = load_breast_cancer()
    order = np.random.default_rng(seed).permutation(len(everything.target))
    X, y = everything.data[order][:, [1, 4]], 1 - everything.target[order]
    X = (X - X[:200].mean(axis=0)) / X[:200].std(axis=0)
    return {"train": (X[:200], y[:200]), "dev": (X[200:400], y[200:400]), "test": (X[400:], y[400:])}


def load_small(name, side):
    """Return the course's cats or signs with `side` pixels per side, one row per picture: X, y, X_dev, y_dev."""
    sets = data.load_cats() if name == "cats" else data.load_signs()
    step = 64 // side

    def rows(pictures):
        blocks = pictures.reshape(len(pictures), side, step, side, step, 3) / 255
        return blocks.mean(axis=(2, 4)).reshape(len(pictures), -1) - 0.5

    return rows(sets.train_set_x_orig), sets.train_set_y[0], rows(sets.test_set_x_orig), sets.test_set_y[0]


# ------------------------------------------------------------------------------------- noisy digits, simulated people

NOISE = 6.0  # standard deviation of the noise; a pixel of a clean digit goes from 0 to 16


def noisy_digits(m, seed):
    """Return m of scikit-learn's digits, drawn at random and covered with noise: X (m, 64) and labels y (m,)."""
    clean, labels = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    chosen = rng.integers(len(clean), size=m)
    return clean[chosen] + rng.normal(0, NOISE, (m, 64)), labels[chosen]


# A simulated annotator remembers so many clean digits, adds so much noise of their own when they look, and answers like
# the remembered digit that is nearest; with probability `slips` the answer is a random class; `share` of the pictures
# they label at all.
ANNOTATORS = {
    "Ada": {"remembers": 500, "eyes": 3.0, "slips": 0.01, "share": 1.0},
    "Ben": {"remembers": 400, "eyes": 3.0, "slips": 0.02, "share": 0.9},
    "Cleo": {"remembers": 400, "eyes": 4.0, "slips": 0.02, "share": 0.8},
    "Dan": {"remembers": 500, "eyes": 3.0, "slips": 0.15, "share": 0.9},
    "Eva": {"remembers": 400, "eyes": 3.0, "slips": 0.02, "share": 0.7},
    "Finn": {"remembers": 400, "eyes": 3.0, "slips": 0.02, "share": 0.02},
}


def annotate(X, seed):
    """Return the table (6, m) of the simulated annotators' labels for noisy digits; -1 where one has not labelled."""
    clean, labels = load_digits(return_X_y=True)
    rng, table = np.random.default_rng(seed), []
    for one in ANNOTATORS.values():
        memory = rng.permutation(len(clean))[: one["remembers"]]
        seen = X + rng.normal(0, one["eyes"], X.shape)
        nearest = ((clean[memory] ** 2).sum(axis=1) - 2 * seen @ clean[memory].T).argmin(axis=1)
        answers = labels[memory][nearest]
        slipped = rng.random(len(X)) < one["slips"]
        answers[slipped] = rng.integers(10, size=slipped.sum())
        answers[rng.random(len(X)) >= one["share"]] = -1
        table.append(answers)
    return np.array(table)


def best_guesses(X):
    """Return the most probable class of noisy digits, for somebody who knows all clean digits and the noise."""
    clean, labels = load_digits(return_X_y=True)
    closeness = (X @ clean.T - (clean**2).sum(axis=1) / 2) / NOISE**2
    weights = np.exp(closeness - closeness.max(axis=1, keepdims=True))
    return np.stack([weights[:, labels == digit].sum(axis=1) for digit in range(10)], axis=1).argmax(axis=1)


# ---------------------------------------------------------------------------------------------- families of models


class Family(namedtuple("Family", "wrong latency size max_latency max_size errors")):
    """Some models on one dev set.

    wrong: bool, (n, m), which examples each model gets wrong. latency (n,) in milliseconds, size (n,) in megabytes,
    and the limits of the product on both. errors: (n,), the true error rates, which only a made-up family reveals.
    """

    __slots__ = ()


def draw_family(seed):
    """Return twelve made-up models that share most of their errors, as variants of one network do."""
    rng = np.random.default_rng(seed)
    quiet, equal = rng.random() < 0.5, int(rng.choice([1, 6, 7, 8, 8]))
    m = int(rng.integers(*((400, 1001), (2000, 4001))[quiet]))
    own = rng.uniform(
        *((0.05, 0.1), (0.003, 0.007))[quiet]
    )  # the share that a model of the best group alone gets wrong
    z = rng.uniform(5.5, 7, 12)  # so many standard errors the others are behind, if one compares on the same examples
    behind = (z**2 / m + np.sqrt(z**4 / m**2 + 8 * own * z**2 / m)) / 2
    behind[:equal] = 0
    fits = equal + int(rng.integers(2, 4))  # models within the limits; those after them are over one of the limits
    behind[fits:] = rng.choice([0, -own / 2], 12 - fits)
    latency = rng.uniform(20, 40, 12)
    latency[equal + 1 : fits] = rng.uniform(8, 19, fits - equal - 1)
    size, slow = rng.uniform(10, 90, 12), rng.random(12) < 0.6
    latency[fits:] = np.where(slow, rng.uniform(45, 90, 12), rng.uniform(5, 30, 12))[fits:]
    size[fits:] = np.where(slow, size, rng.uniform(110, 300, 12))[fits:]
    shared = rng.uniform(0.25, 0.4)
    wrong = (rng.random(m) < shared) | (rng.random((12, m)) < (own + behind)[:, None])
    errors = shared + (1 - shared) * (own + behind)
    order = rng.permutation(12)
    return Family(wrong[order], latency[order].round(2), size[order].round(), 40.0, 100.0, errors[order])


def draw_project(seed, models):
    """Return a made-up family with so many models within the limits, some of which meet one, and two beyond them.

    One to three models within the limits are worse than the others, which are equally good, and faster than they are.
    """
    rng = np.random.default_rng(seed)
    n, worse = models + 2, int(rng.integers(1, min(models, 4)))
    m = int(rng.integers(400, 3001))
    own = min(np.exp(rng.uniform(np.log(8), np.log(120))) / m, 0.15)  # the share that an equal model alone gets wrong
    z = rng.uniform(4.6, 5.1, worse) if models < 10 else rng.uniform(6.8, 7.4, worse)  # as in `draw_family`
    behind = np.zeros(n)
    behind[:worse] = (z**2 / m + np.sqrt(z**4 / m**2 + 8 * own * z**2 / m)) / 2
    behind[models:] = -own / 2
    latency, size = rng.uniform(20, 40, n).round(2), rng.uniform(10, 90, n).round()
    latency[:worse] = rng.uniform(8, 19, worse).round(2)
    latency[-1], size[-2] = rng.uniform(45, 90), rng.uniform(110, 300)
    shared = rng.uniform(0.05, 0.35)
    wrong = (rng.random(m) < shared) | (rng.random((n, m), dtype=np.float32) < (own + behind)[:, None])
    errors = shared + (1 - shared) * (own + behind)
    limits = float(latency[:models].max()), float(size[:models].max())
    order = rng.permutation(n)
    return Family(wrong[order], latency[order], size[order], *limits, errors[order])


def draw_equal(models, m, seed):
    """Return which of m examples each of some equally good models gets wrong, (models, m)."""
    rng = np.random.default_rng(seed)
    return (rng.random(m) < 0.1) | (rng.random((models, m)) < 0.03)


def draw_leaves(seed, n=12, m=600):
    """Return (y, predictions): leaves that are healthy (0), with mildew (1) or rust (2), and what n models say.

    y (m,); predictions (n, m), with -1 where a model passes a picture on to a gardener. All three classes are equally
    frequent in this set, since it was collected so.
    """
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(m) % 3)
    predictions = np.empty((n, m), dtype=int)
    for row in predictions:
        hit = rng.uniform([0.80, 0.75, 0.70], [0.98, 0.95, 0.95])
        row[:] = np.where(rng.random(m) < hit[y], y, (y + rng.integers(1, 3, m)) % 3)
        row[rng.random(m) < rng.choice([0, 0, 0.05, 0.15])] = -1
    return y, predictions
