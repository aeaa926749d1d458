"""The figures of this week: a function that returns a figure is for `slider`, the others show theirs."""

import json
import warnings
from functools import cache
from pathlib import Path

import numpy as np
from scipy.stats import sem, t
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, figure


def half_width(found):
    """Return half of the 95 % interval of a mean."""
    return t.ppf(0.975, len(found) - 1) * sem(found)


def shallow(layers):
    """Return x, the folded curve, and the best fit of one hidden layer with as many units, 2 * layers.

    Its kinks are the first ones of the curve, from 0 on; output weights and bias are those with the least squares.
    """
    x = np.linspace(0, 1, 1025)
    y = x
    for _ in range(layers):
        y = 2 * np.minimum(y, 1 - y)
    units = [np.maximum(0, x - at) for at in np.arange(2 * layers) / 2**layers]
    basis = np.stack([np.ones_like(x), *units], axis=1)
    return x, y, basis @ np.linalg.lstsq(basis, y, rcond=None)[0]


def folds(layers):
    """Draw the interval from 0 to 1 folded `layers` times, and one hidden layer with as many units."""
    x, y, fit = shallow(layers)
    chart, (left, right) = figure(1, 2, width=9, height=3.2, sharey=True)
    left.plot(x, y, color=BLUE, linewidth=1.6)
    left.set(title=f"{layers} hidden layers of 2 units: {2**layers} pieces", ylabel="output")
    right.plot(x, y, color=GREY, linewidth=0.8, label="the folded curve")
    right.plot(x, fit, "--", color=ORANGE, label="best fit, kinks where the curve has them")
    right.set(title=f"one hidden layer of {2 * layers} units: mean error {np.abs(fit - y).mean():.2f}")
    right.legend(loc="upper right", frameon=True)
    for axes in (left, right):
        axes.set(xlabel="input $x$", ylim=(-0.15, 1.45))
    return chart


FOLDS = (
    "Left, a zigzag whose number of teeth doubles with every layer; "
    "right, the best fit of one hidden layer with as many units: "
    "exact for up to two folds, then it follows fewer and fewer of the teeth."
)


def chain(weight, layers=30):
    """Draw the gradient that reaches each layer of a chain of single units, all with the same weight."""
    layer = np.arange(layers, -1, -1)
    gradient = weight ** (layers - layer.astype(float))
    chart, axes = figure(width=7.5, height=3.2)
    axes.semilogy(layer, gradient, "o-", color=BLUE, markersize=4)
    axes.axhline(1, color=BLACK, linewidth=0.8, linestyle=":")
    axes.set(xlabel="layer (the loss is behind layer 30)", ylabel="gradient of the loss", ylim=(1e-10, 1e10))
    axes.set_title(f"weight {weight:g}: the gradient at the input is {gradient[-1]:.1g} times that at the end")
    axes.annotate(
        "backward", (4, 1e8), (13, 1e8), va="center", color=GREEN, arrowprops={"arrowstyle": "->", "color": GREEN}
    )
    return chart


CHAIN = (
    "The gradient at each of 30 layers on a logarithmic scale: a straight line that falls "
    "towards the input for weights below 1 and climbs for weights above 1."
)


def spiral(m, seed):
    """Return X (2, m) and y (m,): two arms of a spiral."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 2, m)
    turn = np.sqrt(rng.uniform(0.02, 1, m)) * 3 * np.pi
    X = turn * np.stack([np.cos(turn + np.pi * y), np.sin(turn + np.pi * y)])
    return X + rng.normal(0, 0.5, (2, m)), y


@cache
def trained(sizes, seed):
    """Return a network with hidden layers such as "8-8" that scikit-learn has trained on 200 points of the spiral."""
    X, y = spiral(200, 1)
    hidden = tuple(int(size) for size in sizes.split("-"))
    network = MLPClassifier(hidden, solver="lbfgs", alpha=1e-4, max_iter=250, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(X.T, y)


def accuracies(sizes, seed, starts=range(10)):
    """Return the accuracies on the 1,000 points that a seed draws, in percent, one for each initialization."""
    X, y = spiral(1000, seed)
    return np.array([100 * trained(sizes, start).score(X.T, y) for start in starts])


def count(sizes):
    """Return the number of parameters of a network with hidden layers such as "8-8"."""
    network = trained(sizes, 0)
    return sum(array.size for array in network.coefs_ + network.intercepts_)


def fitted(sizes):
    """Draw what a network with hidden layers such as "8-8" predicts everywhere, and how ten initializations do."""
    X, y = spiral(200, 1)
    network, valid = trained(sizes, 0), accuracies(sizes, 2)
    chart, axes = figure(width=4.6, height=4.2)
    one, two = np.meshgrid(np.linspace(-11, 11, 110), np.linspace(-11, 11, 110))
    outputs = network.predict_proba(np.stack([one.ravel(), two.ravel()], axis=1))[:, 1].reshape(one.shape)
    axes.contourf(one, two, outputs, [0, 0.5, 1], colors=["#F6E3D0", "#CFE5F3"])
    for label, marker, colour in ((1, "o", BLUE), (0, "x", ORANGE)):
        axes.plot(*X[:, y == label], marker, color=colour, markersize=4)
    axes.set_title(
        f"{sizes}: {count(sizes)} parameters, one of ten initializations\n"
        f"validation accuracy of all ten: {valid.mean():.0f} %, from {valid.min():.0f} to {valid.max():.0f}"
    )
    axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axes.grid(False)
    return chart


FITTED = (
    "Two arms of a spiral and what the network predicts everywhere: few units separate the plane "
    "with a few straight lines, more units and layers follow the arms."
)


def descended(parameters, updates, gradients, update):
    """Return parameters after so many updates, and every hundredth cost.

    Arguments: gradients, a function from parameters to (cost, grads); update, one from (parameters, grads) to new ones.
    """
    costs = []
    for _ in range(updates):
        cost, grads = gradients(parameters)
        costs.append(cost)
        parameters = update(parameters, grads)
    return parameters, costs[::100]


def two_costs(small, scaled):
    """Draw the costs of a network from two initializations."""
    plot.costs(
        {"weights of about 0.01": small, "scaled weights": scaled},
        alt="two cost curves: from small weights the cost stays flat, from scaled ones it falls to nearly nothing",
    )


def plane(predict, X, Y):
    """Draw what a network predicts for every point, and the training points."""
    chart, axes = figure(width=4.8, height=4)
    one, two = np.meshgrid(np.linspace(-3.2, 3.2, 121), np.linspace(-3.2, 3.2, 121))
    outputs = predict(np.array([one.ravel(), two.ravel()])).reshape(one.shape)
    axes.contourf(one, two, outputs, [0, 0.5, 1], colors=["#F6E3D0", "#CFE5F3"])
    for label, marker, colour in ((1, "o", BLUE), (0, "x", ORANGE)):
        axes.plot(*X[:, Y[0] == label], marker, color=colour, markersize=4, label=f"y = {label}")
    axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axes.legend(loc="upper right", frameon=True)
    plot.show(
        chart,
        alt="the network's decision boundary: a ring with straight edges and corners that separates the blue ring "
        "from the orange points inside and outside",
    )


def three(names, shares, count):
    """Draw training and validation accuracies in percent, (networks, 2), with intervals for `count` pictures."""
    chart, axes = figure(height=3.2)
    for column, colour, name in ((0, plot.SKY, "training"), (1, ORANGE, "validation")):
        heights = shares[:, column]
        half = 196 * np.sqrt(heights / 100 * (1 - heights / 100) / count) if column else None
        places = np.arange(len(names)) + 0.4 * column - 0.2
        axes.bar(places, heights, 0.38, yerr=half, capsize=4, color=colour, label=name)
    axes.set(xticks=range(len(names)), xticklabels=names, ylim=(50, 112), ylabel="accuracy in % (50 by chance)")
    axes.legend(ncols=2, loc="upper left")
    plot.show(
        chart,
        alt="accuracies of three networks: on the validation pictures the two with hidden layers are ahead of the "
        "single neuron by more than their 95 % intervals, which overlap with each other",
    )


def ready_made():
    """Return the runs of `application_runs.json`."""
    return json.loads(Path(__file__).with_name("application_runs.json").read_text())


def depths(runs):
    """Draw the validation accuracies of 20 trainings for each network, with the mean and its 95 % interval."""
    chart, axes = figure(width=8.5, height=3.4)
    for place, run in enumerate(runs.values()):
        found = np.array(run["valid"])
        axes.plot(place + np.linspace(-0.2, 0.2, len(found)), found, "o", color=plot.SKY, markersize=4)
        axes.errorbar(place, found.mean(), half_width(found), fmt="_", color=BLACK, markersize=24, capsize=5)
    axes.set(xticks=range(len(runs)), xticklabels=[name.replace(", ", "-") for name in runs])
    axes.set(ylim=(60, 100), xlabel="units in the hidden layers", ylabel="validation accuracy in %")
    plot.show(
        chart,
        alt="validation accuracies of 20 trainings for each of eight networks: no hidden layer is far behind; the "
        "intervals of the means of all others, from one to four hidden layers, overlap",
    )


def rate(runs, value):
    """Draw one ready-made run of the four-layer network."""
    run = runs["rates"][str(value)]
    updates = np.arange(len(run["costs"])) * runs["every"]
    chart, (left, right) = figure(1, 2, width=9, height=3.2)
    left.plot(updates, run["costs"])
    left.set(xlabel="updates", ylabel="cost $J$", ylim=(0, max(1, 1.05 * max(run["costs"]))))
    left.set_title(f"learning rate {value}")
    right.plot(updates, run["train"], color=plot.SKY, label="training")
    right.plot(updates, run["valid"], "--", color=ORANGE, label="validation")
    right.set(xlabel="updates", ylabel="accuracy in %", ylim=(40, 102))
    right.set_title(f"at the end {run['train'][-1]:.0f} and {run['valid'][-1]:.0f} %")
    right.legend(loc="lower right")
    return chart
