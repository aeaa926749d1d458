"""What the notebook on Keras is given: a NumPy network of any depth, and a small task whose lowest loss is known."""

from collections import namedtuple

import numpy as np
from scipy.special import log_softmax, logsumexp

Task = namedtuple("Task", "X y X_val y_val X_test y_test lowest")
CLASSES, WRONG = 4, 0.2


def logits(X, parameters):
    """Return the logits (classes, m) of a network with ReLU in its hidden layers; columns are examples."""
    last = len(parameters) // 2
    for layer in range(1, last + 1):
        X = parameters[f"W{layer}"] @ X + parameters[f"b{layer}"]
        X = X if layer == last else np.maximum(X, 0)
    return X


def mean_loss(Z, y):
    """Return the mean cross-entropy of logits Z (m, classes) for the labels y (m,); rows are examples."""
    return float(-log_softmax(np.asarray(Z, float), axis=1)[np.arange(len(y)), y].mean())


def draw_task(seed):
    """Return a `Task` of four classes: rows are examples, a fifth of the labels is drawn at random.

    Each class is two clouds, on opposite sides of the origin. The training examples come sorted by their true class, as
    files on a disk often do. `lowest` is the loss on the test set of somebody who knows how the examples were drawn.
    """
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(CLASSES, 8))
    centres *= 2.6 / np.linalg.norm(centres, axis=1, keepdims=True)
    arrays = []
    for m in (800, 400, 4000):
        true = rng.integers(CLASSES, size=m)
        true = true if arrays else np.sort(true)
        X = centres[true] * rng.choice([-1, 1], (m, 1)) + rng.normal(size=(m, 8))
        drawn = rng.integers(CLASSES, size=m)
        arrays += [X.astype(np.float32), np.where(rng.random(m) < WRONG, drawn, true)]
    squares = [((X[:, None] - side * centres) ** 2).sum(axis=2) for side in (-1, 1)]
    clean = log_softmax(logsumexp(-np.array(squares) / 2, axis=0), axis=1)
    noisy = np.log((1 - WRONG) * np.exp(clean) + WRONG / CLASSES)
    return Task(*arrays, mean_loss(noisy, arrays[-1]))
