"""Cost surfaces to try optimizers on: plain valleys, an unused weight, a small network at a saddle, noisy valleys."""

import numpy as np
from scipy.fft import dct, idct

# --------------------------------------------------------------------------------------------------- plain valleys


def updates_needed(condition, rate, beta=0.0, nesterov=False, factor=100, most=100_000):
    """Return after how many updates the minimum of a valley is `factor` times as close as at the start.

    The curvatures of the valley are 1 and `condition`; the velocity adds up gradients, and with `nesterov` the
    gradient is that of the point to which the velocity would lead.
    """
    curvature, point, velocity, start = np.array([1.0, condition]), np.ones(2), np.zeros(2), np.sqrt(2)
    for count in range(1, most + 1):
        ahead = point - rate * beta * velocity if nesterov else point
        velocity = beta * velocity + curvature * ahead
        point = point - rate * velocity
        if np.linalg.norm(point) * factor <= start:
            return count
    return most


class RecentMean:
    """A mean of which each value counts `beta` times as much as the one that came after it."""

    def __init__(self, beta):
        self.beta, self.total, self.weights = beta, 0.0, 0.0

    def add(self, value):
        """Return the mean of all values so far, this one included."""
        self.total = self.total * self.beta + value
        self.weights = self.weights * self.beta + 1
        return self.total / self.weights


def unused_weight(kind, noise, rate=0.001, decay=0.1, steps=2000, seed=0):
    """Return what is left of a weight of 1 that gets nothing but noise, and is decayed by "L2" or as in "AdamW"."""
    weight, mean, squares = 1.0, RecentMean(0.9), RecentMean(0.999)
    for draw in noise * np.random.default_rng(seed).normal(size=steps):
        gradient = draw + decay * weight if kind == "L2" else draw
        weight *= 1 - rate * decay if kind == "AdamW" else 1
        weight -= rate * mean.add(gradient) / np.sqrt(squares.add(gradient**2))
    return weight


def first_updates(rate=1.0, steps=1000, weights=2000, seed=0):
    """Return the size of Adam's updates (steps,), the root of their mean square, for gradients that are only noise."""
    rng, mean, squares, sizes = np.random.default_rng(seed), RecentMean(0.9), RecentMean(0.999), []
    for _ in range(steps):
        gradient = rng.normal(size=weights)
        update = rate * mean.add(gradient) / np.sqrt(squares.add(gradient**2))
        sizes.append(np.sqrt(np.mean(update**2)))
    return np.array(sizes)


# ---------------------------------------------------------------------------------------------- a linear neuron


def readings(m=256):
    """Return the inputs (2, m), the second of which is 1, and targets (m,) of a linear neuron with weight and bias."""
    rng = np.random.default_rng(5)
    x = np.vstack([rng.normal(size=m), np.ones(m)])
    return x, np.array([1.5, -0.5]) @ x + 0.7 * rng.normal(size=m)


def neuron_path(size, rate, epochs, seed=1):
    """Return the path (updates + 1, 2) of mini-batch gradient descent, and the cost of every mini-batch (updates,)."""
    x, y = readings()
    rng, point, path, costs = np.random.default_rng(seed), np.array([-1.0, 1.6]), [], []
    for _ in range(epochs):
        for part in np.array_split(rng.permutation(y.size), y.size // size):
            wrong = point @ x[:, part] - y[part]
            path.append(point)
            costs.append(np.mean(wrong**2) / 2)
            point = point - rate * x[:, part] @ wrong / size
    return np.array([*path, point]), costs


def neuron_minimum():
    """Return the weight and the bias (2,) with the least mean cost."""
    x, y = readings()
    return np.linalg.lstsq(x.T, y, rcond=None)[0]


def distance_late(size, rate, epochs=40, runs=10):
    """Return how far from the minimum the second half of a path is: the root of the mean square over some runs."""
    late = [neuron_path(size, rate, epochs, seed)[0] for seed in range(runs)]
    return np.sqrt(np.mean([np.sum((path[len(path) // 2 :] - neuron_minimum()) ** 2, axis=1) for path in late]))


# ------------------------------------------------------------------------------------------- a network at a saddle


def tanh_cost(p, X, Y):
    """Return cost and gradient (9,) of a network with two tanh units; p (9,), all its parameters in one row."""
    W, b, u, c = p[:4].reshape(2, 2), p[4:6, None], p[6:8][None], p[8]
    A = np.tanh(W @ X + b)
    z = u @ A + c
    wrong = 1 / (1 + np.exp(-z)) - Y
    behind = u.T @ wrong * (1 - A**2)
    parts = (behind @ X.T, behind.sum(axis=1), wrong @ A.T, wrong.sum())
    return np.mean(np.logaddexp(0, z) - Y * z), np.hstack([np.ravel(part) for part in parts]) / Y.size


def curvatures(p, X, Y, h=1e-4):
    """Return the curvatures of the cost along its main directions: the eigenvalues (9,) of its second derivatives."""
    columns = [(tanh_cost(p + h * e, X, Y)[1] - tanh_cost(p - h * e, X, Y)[1]) / (2 * h) for e in np.eye(len(p))]
    return np.linalg.eigvalsh(np.array(columns))


# ------------------------------------------------------------------------------------------------- noisy valleys


class Valley:
    """A valley with noisy gradients, for `my_step`.

    Arguments: seed; size, the number of dimensions; condition, the largest curvature divided by the smallest; steps,
    how many gradients there are to spend.
    """

    def __init__(self, seed, size, condition, steps):
        rng = self.rng = np.random.default_rng(seed)
        self.smallest, self.steps = 10 ** rng.uniform(-3, 1), steps
        self.largest = self.smallest * condition
        self.along = self.smallest * condition ** np.hstack([[0, 1], rng.random(size - 2)])
        self.signs, self.order = rng.choice([-1.0, 1.0], size), rng.permutation(size)
        far = 10 ** rng.uniform(-1, 2)
        self.minimum = far * rng.normal(size=size)
        self.start = self.minimum + far * self._turned(rng.uniform(0.5, 1.5, size) * rng.choice([-1, 1], size))
        self.noise = far / 20 * np.sqrt(0.4 * steps * self.smallest * (condition / 2000) ** 0.1)

    def _turned(self, x):
        """Return a point given along the axes of the valley in the coordinates of the parameters."""
        return self.signs * dct(x, norm="ortho")[self.order]

    def gradient(self, w):
        """Return the gradient (n, 1) of a mini-batch at w (n, 1); each has somewhat other curvatures, and noise."""
        y = np.empty(len(self.order))
        y[self.order] = self.signs * (w[:, 0] - self.minimum)
        curvature = np.clip(self.along * self.rng.uniform(0.7, 1.3, len(y)), self.smallest, self.largest)
        noise = self.noise * np.sqrt(self.along) * self.rng.normal(size=len(y))
        return self._turned(curvature * idct(y, norm="ortho") + noise)[:, None]

    def closer(self, w):
        """Return how many times as close to the minimum w (n, 1) is as the start."""
        return np.linalg.norm(self.start - self.minimum) / max(np.linalg.norm(w[:, 0] - self.minimum), 1e-300)
