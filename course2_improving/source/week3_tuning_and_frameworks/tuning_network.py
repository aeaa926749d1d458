"""A small network for handwritten digits, given: it is trained with whatever settings you choose."""

from collections import namedtuple

import numpy as np
from sklearn import datasets

Digits = namedtuple("Digits", "train_X train_Y dev_X dev_Y test_X test_Y")
Training = namedtuple("Training", "train_costs dev_costs accuracy parameters")
Task = namedtuple("Task", "rate window units seed")


def load_digits(seed=1, train=300, dev=400, wrong=0.0):
    """Return scikit-learn's 1,797 handwritten digits as `Digits`, shuffled by `seed`.

    Every X is (64, m), pixels from -1 to 1; every Y is (10, m), one-hot. wrong, the share of training examples that get
    a random label.
    """
    images, labels = datasets.load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(labels))
    images, labels = images[order], labels[order]
    noisy = np.where(rng.random(len(labels)) < wrong, rng.integers(10, size=len(labels)), labels)
    noisy[train:] = labels[train:]
    X, Y = images.T / 8 - 1, np.eye(10)[noisy].T
    parts = slice(None, train), slice(train, train + dev), slice(train + dev, None)
    return Digits(*(array[:, part] for part in parts for array in (X, Y)))


def initialize(hidden, seed=0):
    """Return the initial parameters of a network of 64 inputs, so many hidden units and 10 classes."""
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(hidden, 64)) * np.sqrt(2 / 64), "b1": np.zeros((hidden, 1)),
        "W2": rng.normal(size=(10, hidden)) * np.sqrt(2 / hidden), "b2": np.zeros((10, 1)),
    }  # fmt: skip


def forward(X, parameters):
    """Return the hidden layer's activation (hidden, m) and the logarithms of the probabilities (10, m)."""
    A = np.maximum(0, parameters["W1"] @ X + parameters["b1"])
    Z = parameters["W2"] @ A + parameters["b2"]
    Z = Z - Z.max(axis=0)
    return A, Z - np.log(np.exp(Z).sum(axis=0))


def gradients(X, Y, parameters):
    """Return the gradient of the cost, a dictionary with the keys of `parameters`."""
    A, logs = forward(X, parameters)
    dZ2 = (np.exp(logs) - Y) / X.shape[1]
    dZ1 = parameters["W2"].T @ dZ2 * (A > 0)
    return {
        "W1": dZ1 @ X.T, "b1": dZ1.sum(axis=1, keepdims=True),
        "W2": dZ2 @ A.T, "b2": dZ2.sum(axis=1, keepdims=True),
    }  # fmt: skip


def cost(X, Y, parameters):
    """Return the mean loss."""
    return float(-(Y * forward(X, parameters)[1]).sum() / X.shape[1])


def accuracy(X, Y, parameters):
    """Return the share of examples whose most probable class is the true one."""
    with np.errstate(all="ignore"):
        return float(np.mean(forward(X, parameters)[1].argmax(axis=0) == Y.argmax(axis=0)))


def train(settings, digits, epochs=8, seed=0, mini_batch_size=32):
    """Train with momentum and return a `Training`.

    Arguments: settings, a dictionary with "learning_rate", "beta" (momentum) and "hidden" (units); digits, from
    `load_digits`; seed of the initialization and of the mini-batches.
    Returns: the costs on the training set and on the dev set before the first epoch and after each one; the accuracy on
    the dev set at the end, or nan if the training cost is then no lower than at first; and the parameters.
    """
    X, Y, m = digits.train_X, digits.train_Y, digits.train_X.shape[1]
    parameters = initialize(int(settings["hidden"]), seed)
    v = {name: np.zeros_like(value) for name, value in parameters.items()}
    rng, train_costs, dev_costs = np.random.default_rng(seed), [], []
    with np.errstate(all="ignore"):
        for epoch in range(epochs + 1):
            train_costs.append(cost(X, Y, parameters))
            dev_costs.append(cost(digits.dev_X, digits.dev_Y, parameters))
            if epoch == epochs:
                break
            order = rng.permutation(m)
            for first in range(0, m, mini_batch_size):
                batch = order[first : first + mini_batch_size]
                for name, gradient in gradients(X[:, batch], Y[:, batch], parameters).items():
                    v[name] += (1 - settings["beta"]) * (gradient - v[name])
                    parameters[name] = parameters[name] - settings["learning_rate"] * v[name]
    learned = train_costs[-1] < train_costs[0]
    reached = accuracy(digits.dev_X, digits.dev_Y, parameters) if learned else float("nan")
    return Training(train_costs, dev_costs, reached, parameters)


def draw_task(seed):
    """Return a made-up `Task`: the best learning rate, window 1 / (1 - beta) and number of units, as powers of ten."""
    rng = np.random.default_rng(seed)
    return Task(rng.uniform(-2.5, 1.5), rng.uniform(0.5, 2), rng.uniform(0.9, 2.4), seed)


def exact_score(settings, task):
    """Return the accuracy on very many test examples that a made-up task gives to settings."""
    places = np.log10([settings["learning_rate"], 1 / (1 - settings["beta"]), settings["hidden"]])
    distance = np.sum(((places - task[:3]) / [1.5, 1, 0.9]) ** 2)
    return float(0.95 - 0.3 * distance / (1 + 0.35 * distance))


def noisy_score(settings, task, number):
    """Return the dev accuracy of training `number`: a little noisy, and nan if the learning rate is far too high."""
    if np.log10(settings["learning_rate"]) > task.rate + 1.5:
        return float("nan")
    noise = 0.005 * np.random.default_rng([*np.atleast_1d(task.seed), number]).normal()
    return exact_score(settings, task) + float(noise)
