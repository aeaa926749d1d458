"""What this week's notebook is given: data in the plane, the sigmoid, and pictures of what a classifier says."""

import numpy as np
from sklearn import datasets

from helpers.plot import BLACK, BLUE, ORANGE, figure

PETALS = 6


def sigmoid(x):
    """Squash every entry of x, a number or an array, to between 0 and 1."""
    return 1 / (1 + np.exp(-x))


def load_planar_dataset(m=400, seed=40):
    """Return the points of a flower whose petals are of two kinds in turn.

    Arguments: m, how many points; seed, for other points of the same flower.
    Returns: X (2, m), the points; Y (1, m), 1 for the one kind of petal and 0 for the other.
    """
    rng = np.random.default_rng(seed)
    Y = np.arange(m) % 2
    petal = 2 * rng.integers(0, PETALS // 2, m) + Y
    aside = rng.uniform(-0.9, 0.9, m)  # from one edge of the petal to the other
    radius = 4 * np.cos(np.pi / 2 * aside) * np.sqrt(rng.uniform(0.02, 1, m))
    angle = 2 * np.pi / PETALS * (petal + aside / 2) + 0.12 * radius  # the petals are a little bent
    X = radius * np.array([np.cos(angle), np.sin(angle)]) + 0.15 * rng.normal(size=(2, m))
    return X, Y.reshape(1, m)


def load_extra_datasets(m=200):
    """Return five sets of scikit-learn's: circles, moons, blobs, quantiles, and points without any structure.

    Each is a pair of X (m, 2) and y (m,), with examples as rows, as scikit-learn has them.
    """
    noisy_circles = datasets.make_circles(n_samples=m, factor=0.5, noise=0.3, random_state=1)
    noisy_moons = datasets.make_moons(n_samples=m, noise=0.2, random_state=1)
    points, group = datasets.make_blobs(n_samples=m, centers=6, random_state=5)
    gaussian_quantiles = datasets.make_gaussian_quantiles(n_samples=m, cov=0.5, n_classes=2, random_state=1)
    rng = np.random.default_rng(1)
    no_structure = rng.random((m, 2)), rng.integers(0, 2, m)
    return noisy_circles, noisy_moons, (points, group % 2), gaussian_quantiles, no_structure


def plot_points(X, y, axes, size=16):
    """Draw the points of X (2, m): round and blue where y is 1, crosses in orange where it is 0."""
    for label, marker, colour in ((1, "o", BLUE), (0, "X", ORANGE)):
        chosen = X[:, np.ravel(y) == label]
        axes.scatter(*chosen, s=size, c=colour, marker=marker, edgecolors="white", linewidths=0.4, label=f"y = {label}")


def plot_decision_boundary(model, X, y, axes=None, title=None):
    """Shade the plane by what a classifier says and draw the points on top.

    Arguments: model, a function from points (k, 2), one per row, to k answers, 0 or 1; X (2, m) and y, m labels;
    axes to draw on, new ones if None; title.
    Returns: the figure, for `plot.show`.
    """
    if axes is None:
        _, axes = figure(width=5.2, height=4.4)
    low, high = X.min(axis=1) - 0.5, X.max(axis=1) + 0.5
    one, two = np.meshgrid(*(np.linspace(start, stop, 200) for start, stop in zip(low, high)))
    answers = np.reshape(model(np.c_[one.ravel(), two.ravel()]), one.shape).astype(float)
    axes.contourf(one, two, answers, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
    if np.ptp(answers):
        axes.contour(one, two, answers, [0.5], colors=BLACK, linewidths=1.2)
    plot_points(X, y, axes)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
    axes.grid(False)
    return axes.figure
