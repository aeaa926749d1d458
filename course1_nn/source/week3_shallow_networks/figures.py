"""The figures of this week's lesson: every function returns a matplotlib figure for `plot.show` or `slider`."""

import numpy as np
from scipy.special import expit
from sklearn.datasets import make_circles
from sklearn.neural_network import MLPClassifier

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK

CURVES = {
    "sigmoid": expit,
    "tanh": np.tanh,
    "ReLU": lambda z: np.maximum(z, 0),
    "leaky ReLU": lambda z: np.maximum(z, 0.1 * z),
}


def two_units(weight):
    """Show what the output sees of two hidden units when the second one counts `weight` times."""
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    x = np.linspace(-4, 4, 400)
    first, second = np.tanh(3 * (x + 1)), np.tanh(3 * (x - 1))
    left.plot(x, first, color=BLUE, label="unit 1: border at -1")
    left.plot(x, second, "--", color=ORANGE, label="unit 2: border at 1")
    left.set(xlabel="$x$", ylabel="$a$", title="two hidden units", ylim=(-1.4, 2))
    left.legend(loc="upper center", ncols=1)
    total = first + weight * second - 1
    right.plot(x, total, color=GREEN)
    right.axhline(0, color=GREY, linewidth=1)
    right.fill_between(x, 0, total, where=total > 0, color=GREEN, alpha=0.25)
    right.set(xlabel="$x$", ylabel="$z$ of the output", ylim=(-4, 2.6))
    right.set_title(f"unit 1 {'+' if weight >= 0 else '-'} {abs(weight):g} times unit 2 - 1")
    return figure


def curves(z):
    """Draw the four activations with their tangents at z."""
    figure, row = plot.figure(1, 4, width=10, height=2.9)
    at = np.linspace(-4.5, 4.5, 400)
    for axes, (name, function) in zip(row, CURVES.items()):
        slope = (function(z) - function(z - 1e-6)) / 1e-6
        near = np.array([z - 1.2, z + 1.2])
        axes.plot(at, function(at), color=BLUE)
        axes.plot(near, function(z) + slope * (near - z), color=ORANGE, linewidth=3.5, alpha=0.8)
        axes.plot(z, function(z), "o", color=BLACK)
        axes.set(xlabel="$z$", title=f"{name}\nslope {slope:.3f}", ylim=(-1.4, 4.6 if "ReLU" in name else 1.4))
    return figure


def borders(activation):
    """Train scikit-learn's network of four hidden units on a ring and draw the border that it finds."""
    X, y = make_circles(160, noise=0.08, factor=0.45, random_state=2)
    name = {"none": "identity", "sigmoid": "logistic", "tanh": "tanh", "ReLU": "relu"}[activation]
    network = MLPClassifier((4,), activation=name, solver="lbfgs", alpha=1e-3, max_iter=500, random_state=1).fit(X, y)
    one, two = np.meshgrid(np.linspace(-1.4, 1.4, 150), np.linspace(-1.4, 1.4, 150))
    answer = network.predict_proba(np.c_[one.ravel(), two.ravel()])[:, 1].reshape(one.shape)
    figure, axes = plot.figure(width=4.6, height=4)
    axes.contourf(one, two, answer > 0.5, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
    if answer.min() < 0.5 < answer.max():
        axes.contour(one, two, answer, [0.5], colors=BLACK, linewidths=1.5)
    for label, marker, colour in ((1, "o", BLUE), (0, "X", ORANGE)):
        axes.scatter(*X[y == label].T, c=colour, marker=marker, s=22, edgecolors="white", linewidths=0.4)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axes.set_title(f"hidden activation: {activation}, {network.score(X, y):.0%} right")
    axes.grid(False)
    return figure


def answers(x, y, curves):
    """Draw nine or so loaves and what a network says for every baking time; curves, a dictionary of functions of x."""
    figure, axes = plot.figure(width=7, height=3.4)
    at = np.linspace(-2, 2, 300)
    for (label, answer), colour, dashes in zip(curves.items(), (BLUE, ORANGE, GREEN, PINK), ("-", "--", "-.", ":")):
        axes.plot(30 + 10 * at, answer(at[None]).ravel(), dashes, color=colour, label=label)
    minutes, y = 30 + 10 * np.ravel(x), np.ravel(y)
    axes.plot(minutes[y == 1], y[y == 1], "o", color=BLACK, markersize=8, label="a good loaf")
    axes.plot(minutes[y == 0], y[y == 0], "X", color=GREY, markersize=8, label="pale or burnt")
    axes.set(xlabel="minutes in the oven", ylabel="answer $a$", ylim=(-0.08, 1.45))
    axes.legend(loc="upper center", ncols=2)
    return figure


def rates(costs):
    """Draw the cost against the step; costs, a dictionary from label to list."""
    figure, axes = plot.figure(width=6.4, height=3.2)
    for (label, values), dashes in zip(costs.items(), ("-", "--", "-.", ":")):
        axes.plot(values, dashes, label=label)
    axes.axhline(np.log(2), color=GREY, linewidth=1)
    axes.text(len(values), np.log(2), "0.693", va="bottom", ha="right", color=GREY)
    axes.set(xlabel="step", ylabel="cost $J$", ylim=(0, 1.4))
    axes.legend(loc="upper right")
    return figure


def start_scale(scale):
    """Show the hidden activations of 100 units with 100 inputs for weights of the standard deviation `scale`."""
    rng = np.random.default_rng(0)
    a = np.tanh(scale * rng.normal(size=(100, 100)) @ rng.normal(size=(100, 200)))
    flat = np.mean(np.abs(a) > 0.995)
    figure, axes = plot.figure(width=5.4, height=3.2)
    axes.hist(a.ravel(), np.linspace(-1, 1, 41), color=BLUE)
    axes.set(xlabel="activation $a = \\tanh z$ of a hidden unit", yticks=[], xlim=(-1.05, 1.05))
    axes.set_title(f"weights of size {scale:g}: slope under 0.01 for {flat:.0%}")
    return figure
