"""The project of the lesson: water meters, read from pictures taken with phones.

A picture is one of scikit-learn's 1,797 handwritten digits, drawn at random, with noise. In the archive that is all; on
a phone up to five causes spoil it, and since we draw them we know which, and can take one away.
"""

from collections import namedtuple
from functools import cache
from itertools import pairwise

import numpy as np
from scipy.special import expit, softmax
from sklearn.datasets import load_digits

CAUSES = ("glare", "dirt", "tilted", "dim", "rim")
SHARES = {"glare": 0.2, "dirt": 0.15, "tilted": 0.25, "dim": 0.2, "rim": 0.45}

Pictures = namedtuple("Pictures", "X y causes thin")


@cache
def templates():
    """Return the 1,797 digits without noise (1797, 8, 8), labels, and which part of its class is thinner than each."""
    digits = load_digits()
    ink, thin = digits.images.sum(axis=(1, 2)), np.zeros(len(digits.target))
    for digit in range(10):
        own = digits.target == digit
        thin[own] = ink[own].argsort().argsort() / own.sum()
    return (digits.images / 16).astype(np.float32), digits.target, thin


def archive(m, seed, digits=range(10)):
    """Return m pictures of the archive: X (64, m), y (m,), causes (m, 5), none of them true, and thin (m,)."""
    return phones(m, seed, dict.fromkeys(CAUSES, 0), digits=digits, noise=0.1)


def phones(m, seed, shares=None, without=(), digits=range(10), noise=0.2, spots=None):
    """Return m pictures taken with phones: X (64, m), y (m,), causes (m, 5) and thin (m,).

    Arguments: shares, of causes that are to be rarer or more frequent than usual; without, causes taken away, with all
        else unchanged; digits, which ones; spots (n, 8, 8), from which dirt is drawn, instead of always new dirt.
    """
    rng = np.random.default_rng(seed)
    pictures, labels, thin = templates()
    chosen = rng.choice(np.flatnonzero(np.isin(labels, list(digits))), m)
    shares = SHARES | (shares or {})
    causes = rng.random((m, len(CAUSES))) < [shares[name] for name in CAUSES]
    has = dict(zip(CAUSES, (causes & [name not in without for name in CAUSES]).T[:, :, None, None]))
    images, across = pictures[chosen], np.arange(8)
    lean = np.rint(rng.choice([-1, 1], (m, 1)) * rng.uniform(0.45, 0.7, (m, 1)) * (across - 3.5)).astype(int)
    tilted = np.take_along_axis(images, np.clip(across - lean[:, :, None], 0, 7), axis=2)
    images = np.where(has["tilted"], tilted, images)
    angle, offset = rng.uniform(0, np.pi, (2, m, 1, 1))
    distance = (across - 3.5) * np.cos(angle) + (across[:, None] - 3.5) * np.sin(angle) - (offset - np.pi / 2)
    images = images * (1 - has["glare"] * np.exp(-((distance / 1.3) ** 2)))
    mine = draw_spots(m, rng)
    if spots is not None:
        mine = spots[rng.integers(0, len(spots), m)]
    images = np.maximum(images, has["dirt"] * mine)
    images = images + has["rim"] * 0.8 * (across == 7 * rng.integers(0, 2, (m, 1, 1)))
    images = images * np.where(has["dim"], 0.4, 1)
    images = images + noise * rng.standard_normal(images.shape)
    return Pictures(images.reshape(m, 64).T.astype(np.float32), labels[chosen], causes, thin[chosen])


def draw_spots(m, rng):
    """Return m spots of dirt (m, 8, 8), from 0 to 1."""
    middle, radius, across = rng.uniform(1, 6, (2, m, 1, 1)), rng.uniform(1.2, 1.8, (m, 1, 1)), np.arange(8)
    distance = (across - middle[0]) ** 2 + (across[:, None] - middle[1]) ** 2
    return np.exp(-((distance / radius**2) ** 2))


def join(*parts):
    """Return all pictures of several sets as one."""
    X, *rest = zip(*parts)
    return Pictures(np.concatenate(X, axis=1), *(np.concatenate(one) for one in rest))


HABIT = np.array([6, 7, 3, 8, 9, 6, 0, 1, 3, 4])


def annotate(pictures, share, habit, seed=0):
    """Return labels (m,) of which this share is wrong: at random, or by a habit, always for the thinnest digits."""
    rng = np.random.default_rng(seed)
    if habit:
        return np.where(pictures.thin < share, HABIT[pictures.y], pictures.y)
    slips = (pictures.y + rng.integers(1, 10, len(pictures.y))) % 10
    return np.where(rng.random(len(pictures.y)) < share, slips, pictures.y)


class Network:
    """ReLU layers, trained by Adam on mini-batches of normalized inputs; softmax for classes, sigmoid for questions."""

    def __init__(self, inputs, hidden, outputs, seed, questions=False):
        rng = np.random.default_rng(seed)
        sizes = [inputs, *hidden, outputs]
        self.rng, self.questions = rng, questions
        self.W = [(np.sqrt(2 / n) * rng.standard_normal((units, n))).astype(np.float32) for n, units in pairwise(sizes)]
        self.b = [np.zeros((units, 1), np.float32) for units in sizes[1:]]
        self.mean = None
        self._begin()

    def _begin(self):
        self.moments = [[np.zeros_like(p) for p in self.W + self.b] for _ in range(2)]
        self.updates = 0

    def with_head(self, outputs, seed):
        """Return a copy with a new last layer."""
        other = Network(self.W[0].shape[1], [len(W) for W in self.W[:-1]], outputs, seed, self.questions)
        other.W[:-1], other.b[:-1] = [W.copy() for W in self.W[:-1]], [b.copy() for b in self.b[:-1]]
        other.mean, other.std = self.mean, self.std
        return other

    def logits(self, X):
        """Return the pre-activations of the last layer, (outputs, m)."""
        return self._forward((X - self.mean) / self.std)[-1]

    def _forward(self, A):
        layers = [A]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            layers.append(np.maximum(W @ layers[-1] + b, 0))
        return [*layers, self.W[-1] @ layers[-1] + self.b[-1]]

    def predict(self, X):
        """Return the class of each picture, (m,), or the answers (questions, m)."""
        return self.logits(X) > 0 if self.questions else self.logits(X).argmax(axis=0)

    def error(self, X, y):
        """Return the share of misclassified pictures."""
        return float(np.mean(self.predict(X) != y))

    def fit(self, X, y, updates, rate=0.003, lambd=0.0, weights=None, frozen=0, batch=128):
        """Make so many updates; `weights` (m,) of pictures, or of answers; the first `frozen` layers keep theirs."""
        if self.mean is None:
            self.mean, self.std = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True) + 0.1
        X = (X - self.mean) / self.std
        Y = y.astype(np.float32) if self.questions else np.eye(len(self.b[-1]), dtype=np.float32)[:, y]
        output = expit if self.questions else lambda Z: softmax(Z, axis=0)
        for step in range(updates):
            chosen = self.rng.integers(0, X.shape[1], min(batch, X.shape[1]))
            layers = self._forward(X[:, chosen])
            error = (output(layers[-1]) - Y[:, chosen]) / len(chosen)
            if weights is not None:
                error = error * weights[..., chosen]
            self._update(layers, error, rate * (1 - step / updates), lambd, frozen)
        return self

    def _update(self, layers, error, rate, lambd, frozen):
        self.updates += 1
        for layer in range(len(self.W) - 1, frozen - 1, -1):
            slopes = {layer: error @ layers[layer].T, layer + len(self.W): error.sum(axis=1, keepdims=True)}
            if layer > frozen:
                error = (self.W[layer].T @ error) * (layers[layer] > 0)
            for index, g in slopes.items():
                first, second = (moment[index] for moment in self.moments)
                first += 0.1 * (g - first)
                second += 0.001 * (g**2 - second)
                p = self.W[layer] if index < len(self.W) else self.b[layer]
                step = first / (1 - 0.9**self.updates)
                p -= rate * step / (np.sqrt(second / (1 - 0.999**self.updates)) + 1e-7)
                if index < len(self.W):
                    p -= rate * lambd * p
