"""What this week's notebook is given: data in the plane, the sigmoid, and pictures of predictions."""

import numpy as np
from scipy.special import expit
from sklearn import datasets

from helpers.plot import BLACK, BLUE, ORANGE, figure

PETALS = 6


def sigmoid(x):
    """Return 1 / (1 + exp(-x)) for every entry of x, a number or an array; it never overflows."""
    return expit(x)


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
    angle = 2 * np.pi / PETALS * (petal + aside / 2) + 0.12 * radius  # the petals curve a little
    X = radius * np.array([np.cos(angle), np.sin(angle)]) + 0.15 * rng.normal(size=(2, m))
    return X, Y.reshape(1, m)


def bayes_accuracy(m=400_000, cells=150):
    """Return the accuracy of the best possible classifier on new points of the flower, measured.

    In each cell of a fine grid it predicts the class that most of m points there have; judged on m others.
    """
    grid = np.linspace(-5.5, 5.5, cells + 1)
    counts = []
    for seed in (5, 6):
        X, Y = load_planar_dataset(m, seed)
        counts.append([np.histogram2d(*X[:, Y[0] == label], bins=[grid, grid])[0] for label in (0, 1)])
    seen, other = counts
    return np.where(seen[1] > seen[0], other[1], other[0]).sum() / m


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
    """Shade the plane by the predictions of a classifier and draw the points on top.

    Arguments: model, a function from points (k, 2), one per row, to k predictions, 0 or 1; X (2, m) and y, m labels;
    axes to draw on, new ones if None; title.
    Returns: the figure, for `plot.show`.
    """
    if axes is None:
        _, axes = figure(width=5.2, height=4.4)
    low, high = X.min(axis=1) - 0.5, X.max(axis=1) + 0.5
    one, two = np.meshgrid(*(np.linspace(start, stop, 200) for start, stop in zip(low, high)))
    predictions = np.reshape(model(np.c_[one.ravel(), two.ravel()]), one.shape).astype(float)
    axes.contourf(one, two, predictions, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
    if np.ptp(predictions):
        axes.contour(one, two, predictions, [0.5], colors=BLACK, linewidths=1.2)
    plot_points(X, y, axes)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
    axes.grid(False)
    return axes.figure
