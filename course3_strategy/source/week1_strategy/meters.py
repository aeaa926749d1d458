"""The project of the lesson: reading a water meter, digit by digit, from a cheap camera.

A picture is one of scikit-learn's 1,797 handwritten digits, drawn at random, plus noise in every pixel. So there are as
many pictures as anybody asks for, and the best possible classifier is known.
"""

from functools import cache
from itertools import pairwise

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits


@cache
def templates(side=8):
    """Return the 1,797 digits without noise (1797, side * side), from 0 to 1, and their labels; `side` is 8 or 4."""
    digits = load_digits()
    block = 8 // side
    pictures = digits.images.reshape(-1, side, block, side, block).mean(axis=(2, 4)) / 16
    return pictures.reshape(-1, side * side).astype(np.float32), digits.target


def draw(m, noise, seed, side=8):
    """Return m pictures X (side * side, m) whose pixels have noise of this standard deviation, and labels y (m,)."""
    rng = np.random.default_rng(seed)
    pictures, labels = templates(side)
    chosen = rng.integers(0, len(labels), m)
    X = pictures[chosen] + noise * rng.standard_normal((m, side * side), dtype=np.float32)
    return np.ascontiguousarray(X.T), labels[chosen]


def ideal(X, noise):
    """Return the most probable digit of each picture, (m,), for somebody who knows the templates and the noise.

    No classifier has a smaller expected error.
    """
    pictures, labels = templates(round(len(X) ** 0.5))
    scores = (pictures @ X - (pictures**2).sum(axis=1, keepdims=True) / 2) / noise**2
    scores = np.exp(scores - scores.max(axis=0))
    return np.stack([scores[labels == digit].sum(axis=0) for digit in range(10)]).argmax(axis=0)


def reader(X, noise, own, seed):
    """Return what a simulated person reads, (m,): an ideal observer whose eyes add noise of their own."""
    rng = np.random.default_rng(seed)
    return ideal(X + own * rng.standard_normal(X.shape, dtype=np.float32), np.hypot(noise, own))


def moved(X, share, seed):
    """Return the pictures (64, m), a `share` of them moved by one pixel in one of four directions."""
    rng = np.random.default_rng(seed)
    images, which = X.reshape(8, 8, -1).copy(), np.where(rng.random(X.shape[1]) < share, 1, 0)
    which *= rng.integers(1, 5, X.shape[1])
    for direction, (axis, step) in enumerate(((0, 1), (0, -1), (1, 1), (1, -1)), 1):
        images[:, :, which == direction] = np.roll(images[:, :, which == direction], step, axis=axis)
    return images.reshape(64, -1)


def second_camera(m, seed):
    """Return m pictures X (64, m) and labels of a camera with more noise, whose digits lie one pixel too far right."""
    X, y = draw(m, 0.3, seed)
    return np.roll(X.reshape(8, 8, -1), 1, axis=1).reshape(64, -1), y


def vote(readings):
    """Return the most frequent of several readings (k, m) for each picture; of equally frequent ones the first."""
    readings = np.asarray(readings)
    counts = np.stack([(readings == digit).sum(axis=0) for digit in range(10)])
    best = counts.max(axis=0)
    agrees = np.take_along_axis(counts, readings, axis=0) == best
    return np.take_along_axis(readings, agrees.argmax(axis=0)[None], axis=0)[0]


def wheels(m, share, noise, seed):
    """Return m pictures X (64, m), and y (m,): 1 where the wheel stands between two digits, a `share` of all."""
    rng = np.random.default_rng(seed)
    pictures, labels = templates()
    images = pictures.reshape(-1, 8, 8)
    of_digit = [np.flatnonzero(labels == digit) for digit in range(10)]
    digit, y = rng.integers(0, 10, m), (rng.random(m) < share).astype(int)
    upper = images[[rng.choice(of_digit[d]) for d in digit]]
    lower = images[[rng.choice(of_digit[(d + 1) % 10]) for d in digit]]
    strip = np.concatenate([upper, lower], axis=1)
    top = np.where(y == 1, rng.integers(2, 7, m), 0)
    X = strip[np.arange(m)[:, None], top[:, None] + np.arange(8)].reshape(m, 64)
    X = X + noise * rng.standard_normal((m, 64), dtype=np.float32)
    return np.ascontiguousarray(X.T), y


class Network:
    """ReLU layers and a softmax output, trained by Adam on mini-batches of normalized inputs."""

    def __init__(self, inputs, hidden, classes, seed):
        rng = np.random.default_rng(seed)
        sizes = [inputs, *hidden, classes]
        self.rng = rng
        self.W = [(np.sqrt(2 / n) * rng.standard_normal((units, n))).astype(np.float32) for n, units in pairwise(sizes)]
        self.b = [np.zeros((units, 1), np.float32) for units in sizes[1:]]
        self.moments = [[np.zeros_like(p) for p in self.W + self.b] for _ in range(2)]
        self.updates = 0

    def logits(self, X):
        """Return the pre-activations of the last layer, (classes, m)."""
        return self._forward((X - self.mean) / self.std)[-1]

    def _forward(self, A):
        layers = [A]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            layers.append(np.maximum(W @ layers[-1] + b, 0))
        return [*layers, self.W[-1] @ layers[-1] + self.b[-1]]

    def predict(self, X):
        """Return the class of each picture, (m,)."""
        return self.logits(X).argmax(axis=0)

    def error(self, X, y):
        """Return the share of misclassified pictures."""
        return float(np.mean(self.predict(X) != y))

    def fit(self, X, y, updates, rate=0.003, lambd=0.0, batch=128, weights=None, falling=True):
        """Make so many updates; `lambd` is weight decay beside Adam's step, `weights` (m,) of the losses."""
        if not self.updates:
            self.mean, self.std = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True) + 1e-3
        X = (X - self.mean) / self.std
        Y = np.eye(len(self.b[-1]), dtype=np.float32)[:, y]
        for step in range(updates):
            chosen = self.rng.integers(0, X.shape[1], min(batch, X.shape[1]))
            layers = self._forward(X[:, chosen])
            error = softmax(layers[-1], axis=0) - Y[:, chosen]
            if weights is not None:
                error = error * weights[chosen]
            error = error / len(chosen)
            self._update(layers, error, rate * (1 - step / updates if falling else 1), lambd)
        return self

    def _update(self, layers, error, rate, lambd):
        dW, db = [], []
        for layer in range(len(self.W) - 1, -1, -1):
            dW.insert(0, error @ layers[layer].T)
            db.insert(0, error.sum(axis=1, keepdims=True))
            if layer:
                error = (self.W[layer].T @ error) * (layers[layer] > 0)
        self.updates += 1
        first, second = self.moments
        for index, (p, g) in enumerate(zip(self.W + self.b, dW + db)):
            first[index] += 0.1 * (g - first[index])
            second[index] += 0.001 * (g**2 - second[index])
            step = first[index] / (1 - 0.9**self.updates)
            p -= rate * step / (np.sqrt(second[index] / (1 - 0.999**self.updates)) + 1e-7)
            if index < len(self.W):
                p -= rate * lambd * p
