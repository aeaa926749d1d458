"""The figures of this week's lesson: every function returns a matplotlib figure for `slider` or `plot.show`."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, figure


def folds(layers):
    """Fold the interval from 0 to 1 `layers` times, and let one hidden layer with as many units do its best.

    Each fold is a hidden layer of two ReLU units, so the shallow network has 2 * layers of them, with evenly spaced
    breaks and the output weights that fit best.
    """
    x = np.linspace(0, 1, 1025)
    y = x
    for _ in range(layers):
        y = 2 * np.minimum(y, 1 - y)
    breaks = np.arange(1, 2 * layers + 1) / (2 * layers + 1)
    basis = np.stack([np.ones_like(x), x, *(np.maximum(0, x - at) for at in breaks)], axis=1)
    shallow = basis @ np.linalg.lstsq(basis, y, rcond=None)[0]
    chart, (left, right) = figure(1, 2, width=9, height=3.2, sharey=True)
    left.plot(x, y, color=BLUE, linewidth=1.6)
    left.set(title=f"hidden layers of 2 units, {layers} of them: {2**layers} pieces", ylabel="output")
    right.plot(x, y, color=GREY, linewidth=0.8, label="the deep one's")
    right.plot(x, shallow, "--", color=ORANGE, label="best fit, even breaks")
    right.set(title=f"one hidden layer of {2 * layers} units: {2 * layers + 1} pieces")
    right.legend(loc="upper right", frameon=True)
    for axes in (left, right):
        axes.set(xlabel="input $x$", ylim=(-0.15, 1.35))
    return chart


def chain(weight, layers=30):
    """Draw the slope that reaches each layer of a chain of single units, all with the same weight."""
    layer = np.arange(layers, -1, -1)
    slope = weight ** (layers - layer.astype(float))
    chart, axes = figure(width=7.5, height=3.2)
    axes.semilogy(layer, slope, "o-", color=BLUE, markersize=4)
    axes.axhline(1, color=BLACK, linewidth=0.8, linestyle=":")
    axes.set(xlabel="layer (the loss is behind layer 30)", ylabel="slope of the loss", ylim=(1e-10, 1e10))
    axes.set_title(f"weight {weight:g}: the slope at the input is {slope[-1]:.1g} times that at the end")
    axes.annotate(
        "backward", (4, 1e8), (13, 1e8), va="center", color=GREEN, arrowprops={"arrowstyle": "->", "color": GREEN}
    )
    return chart


def spiral(m, seed):
    """Return X (2, m) and y (m,): two arms of a spiral."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 2, m)
    turn = np.sqrt(rng.uniform(0.02, 1, m)) * 3 * np.pi
    X = turn * np.stack([np.cos(turn + np.pi * y), np.sin(turn + np.pi * y)])
    return X + rng.normal(0, 0.5, (2, m)), y


def fitted(sizes):
    """Train a network with hidden layers such as "8-8" on a spiral and draw what it says everywhere.

    The library trains it: the same layers as this week's, with another way downhill.
    """
    X, y = spiral(200, 1)
    X_new, y_new = spiral(1000, 2)
    hidden = tuple(int(size) for size in sizes.split("-"))
    network = MLPClassifier(hidden, solver="lbfgs", alpha=1e-4, max_iter=250, random_state=2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(X.T, y)
    chart, axes = figure(width=4.6, height=4.2)
    one, two = np.meshgrid(np.linspace(-11, 11, 110), np.linspace(-11, 11, 110))
    says = network.predict_proba(np.stack([one.ravel(), two.ravel()], axis=1))[:, 1].reshape(one.shape)
    axes.contourf(one, two, says, [0, 0.5, 1], colors=["#F6E3D0", "#CFE5F3"])
    for label, marker, colour in ((1, "o", BLUE), (0, "x", ORANGE)):
        axes.plot(*X[:, y == label], marker, color=colour, markersize=4)
    right, right_new = (network.score(points.T, labels) for points, labels in ((X, y), (X_new, y_new)))
    count = sum(array.size for array in network.coefs_ + network.intercepts_)
    axes.set_title(f"{sizes}: {count} parameters\nright: {right:.0%} of its own, {right_new:.0%} of new points")
    axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axes.grid(False)
    return chart
