"""The figures of this week: functions that return one for `plot.show` or `slider`, and what there is to see in each."""

import numpy as np
from scipy.special import expit

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK

# Blue is the class y = 1 and orange y = 0 in every figure; hidden units are green and pink, tangents pink.
ALT = {
    "two_units": "Two S-shaped curves and their weighted sum: only with a weight near -1 is the sum positive in the "
    "middle alone.",
    "curves": "Sigmoid, tanh, ReLU and leaky ReLU, each with its tangent at z and the derivative there.",
    "hidden_activations": "A disc of blue points in a ring of orange ones: without an activation the decision boundary "
    "is a straight line or lies outside the picture, with any of the others it is closed around the disc.",
    "outputs": "Before training the output is about one half everywhere; after 1,000 updates it is high between about "
    "20 and 36 minutes and low on both sides.",
    "initializations": "From zeros the cost stays at 0.693, from equal values it falls a little, from random values "
    "it falls to nearly zero.",
    "weight_scale": "Histogram of the activations: all near 0 for small weights, over the whole range at 0.1, piled up "
    "at -1 and 1 for large ones.",
    "comparison": "Test accuracy of ten initializations for each activation: all are near the top but for one network "
    "with ReLU and one with leaky ReLU, which stay near 64 %.",
    "flower": "A flower with six petals around the origin, in turn of blue dots (y = 1) and orange crosses (y = 0).",
    "one_neuron": "A straight decision boundary cuts the flower in two, each part with petals of both kinds.",
    "four_units": "The decision boundary follows the petals: blue and orange sectors in turn, and nearly every point "
    "lies in a sector of its class.",
    "units": "Four maps of the plane, one for each hidden unit: its activation changes from -1, white, to 1, grey, "
    "across one straight line.",
    "sizes": "Accuracy is about 65 % for one and two hidden units, jumps to about 90 % at three and stays there; the "
    "training curve lies a little above the validation curve from three units on.",
    "sizes_slider": "The decision boundary of the network: a straight line with one unit, a line with a corner with "
    "two, along the petals from three units on.",
    "patterns": "The points of one set with the decision boundary that the network found.",
    "prelu": "The decision boundary consists of straight pieces with corners.",
}

CURVES = {
    "sigmoid": expit,
    "tanh": np.tanh,
    "ReLU": lambda z: np.maximum(z, 0),
    "leaky ReLU": lambda z: np.maximum(z, 0.1 * z),
}


# ------------------------------------------------------------------------------------------------------- the lesson


def two_units(weight):
    """Show what the output sees of two hidden units when the second one counts `weight` times."""
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    x = np.linspace(-4, 4, 400)
    first, second = np.tanh(3 * (x + 1)), np.tanh(3 * (x - 1))
    left.plot(x, first, color=GREEN, label="unit 1: threshold at -1")
    left.plot(x, second, "--", color=PINK, label="unit 2: threshold at 1")
    left.set(xlabel="$x$", ylabel="$a$", title="two hidden units", ylim=(-1.4, 2))
    left.legend(loc="upper center", ncols=1)
    total = first + weight * second - 1
    right.plot(x, total, color=BLACK)
    right.axhline(0, color=GREY, linewidth=1)
    right.fill_between(x, 0, total, where=total > 0, color=BLUE, alpha=0.25)
    right.set(xlabel="$x$", ylabel="$z$ of the output", ylim=(-4, 2.6))
    right.set_title(f"unit 1 {'+' if weight >= 0 else '-'} {abs(weight):g} times unit 2 - 1")
    return figure


def curves(z):
    """Draw the four activations with their tangents at z."""
    figure, row = plot.figure(1, 4, width=10, height=2.9)
    at = np.linspace(-4.5, 4.5, 400)
    for axes, (name, function) in zip(row, CURVES.items()):
        derivative = (function(z) - function(z - 1e-6)) / 1e-6
        near = np.array([z - 1.2, z + 1.2])
        axes.plot(at, function(at), color=BLACK)
        axes.plot(near, function(z) + derivative * (near - z), color=PINK, linewidth=3.5, alpha=0.8)
        axes.plot(z, function(z), "o", color=BLACK)
        axes.set(xlabel="$z$", title=f"{name}\n$g'$ = {derivative:.3f}", ylim=(-1.4, 4.6 if "ReLU" in name else 1.4))
    return figure


def ring(m=160, seed=2):
    """Return X (2, m) and y (m,): a disc, 1, in the ring around it, 0."""
    from sklearn.datasets import make_circles  # here, because it takes seconds

    points, y = make_circles(m, noise=0.08, factor=0.45, random_state=seed)
    return points.T, y


def best_line(X, y):
    """Return the largest share of the points of X (2, m) that one straight decision boundary classifies correctly."""
    shares = []
    for angle in np.linspace(0, np.pi, 361):
        y_sorted = np.ravel(y)[np.argsort(np.cos(angle) * X[0] + np.sin(angle) * X[1])]
        correct = np.r_[0, np.cumsum(2 * y_sorted.astype(int) - 1)] + np.sum(y_sorted == 0)  # 1 on the near side
        shares += [correct.max(), len(y_sorted) - correct.min()]
    return max(shares) / np.size(y)


def hidden_activations(activation):
    """Train scikit-learn's network of four hidden units on a ring and draw its decision boundary."""
    from sklearn.neural_network import MLPClassifier

    X, y = ring()
    name = {"none": "identity", "sigmoid": "logistic", "tanh": "tanh", "ReLU": "relu"}[activation]
    network = MLPClassifier((4,), activation=name, solver="lbfgs", alpha=1e-3, max_iter=500, random_state=1)
    network.fit(X.T, y)
    one, two = np.meshgrid(np.linspace(-1.4, 1.4, 150), np.linspace(-1.4, 1.4, 150))
    output = network.predict_proba(np.c_[one.ravel(), two.ravel()])[:, 1].reshape(one.shape)
    figure, axes = plot.figure(width=4.6, height=4)
    axes.contourf(one, two, output > 0.5, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
    if output.min() < 0.5 < output.max():
        axes.contour(one, two, output, [0.5], colors=BLACK, linewidths=1.5)
    for label, marker, colour in ((1, "o", BLUE), (0, "X", ORANGE)):
        axes.scatter(*X[:, y == label], c=colour, marker=marker, s=22, edgecolors="white", linewidths=0.4)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axes.set_title(f"hidden activation: {activation}, accuracy {network.score(X.T, y):.0%}")
    axes.grid(False)
    return figure


RACERS = {"tanh": np.tanh, "ReLU": CURVES["ReLU"], "leaky ReLU": lambda z: np.maximum(z, 0.01 * z)}
UNITS = 4


def train_all(activation, rate, runs=10, updates=500):
    """Train networks of four hidden units on the ring from `runs` initializations at once, by finite differences.

    Returns: the parameters, an array (runs, 17), after gradient descent with this learning rate.
    """
    X, y = ring(100, seed=3)
    p = np.random.default_rng(0).normal(size=(runs, 4 * UNITS + 1))
    p[:, 2 * UNITS : 3 * UNITS] = p[:, -1:] = 0
    steps = 1e-5 * np.vstack([np.eye(4 * UNITS + 1), -np.eye(4 * UNITS + 1)])
    for _ in range(updates):
        z = pre_activations(activation, p[:, None] + steps, X)
        costs = np.logaddexp(0, np.where(y, -z, z)).mean(axis=-1)
        p = p - rate * (costs[:, : 4 * UNITS + 1] - costs[:, 4 * UNITS + 1 :]) / 2e-5
    return p


def pre_activations(activation, p, X):
    """Return Z2 of networks whose parameters are the last axis of p: two weights and a bias per unit, and so on."""
    first, bias, second = p[..., : 2 * UNITS], p[..., 2 * UNITS : 3 * UNITS], p[..., 3 * UNITS : 4 * UNITS]
    hidden = RACERS[activation](first.reshape(*p.shape[:-1], UNITS, 2) @ X + bias[..., None])
    return (second[..., None, :] @ hidden)[..., 0, :] + p[..., -1:]


def held_out(activation, p, seed):
    """Return the accuracies of networks on other points of the ring."""
    X, y = ring(1000, seed)
    return np.mean((pre_activations(activation, p, X) > 0) == y, axis=1)


def race(rates=(0.3, 1.0)):
    """Train with each activation, at the rate that is best on validation data.

    Returns: the test accuracies of the ten networks; and for each unit of the worst of them the share of the training
    examples for which its z is positive. Both are dictionaries from the activation to an array.
    """
    accuracies, active = {}, {}
    X, _ = ring(100, seed=3)
    for activation in RACERS:
        trained = [train_all(activation, rate) for rate in rates]
        best = max(trained, key=lambda p: held_out(activation, p, seed=4).mean())
        accuracies[activation] = held_out(activation, best, seed=5)
        worst = best[accuracies[activation].argmin()]
        lines = worst[: 2 * UNITS].reshape(UNITS, 2) @ X + worst[2 * UNITS : 3 * UNITS, None]
        active[activation] = np.mean(lines > 0, axis=1)
    return accuracies, active


def comparison(accuracies):
    """Draw one point for each initialization; accuracies, a dictionary from the activation to an array."""
    figure, axes = plot.figure(width=6.4, height=2.6)
    for row, values in enumerate(accuracies.values()):
        axes.plot(100 * np.sort(values), row + np.linspace(-0.2, 0.2, len(values)), "o", color=GREY, alpha=0.8)
        axes.plot(100 * values.mean(), row, "|", color=BLACK, markersize=26, markeredgewidth=3)
    axes.set(yticks=range(len(accuracies)), yticklabels=accuracies, ylim=(len(accuracies) - 0.5, -0.5))
    axes.set(xlabel="accuracy on the test set, in % (bar: mean)")
    return figure


def outputs(x, y, curves):
    """Draw the loaves and the output of networks for every baking time; curves, a dictionary of functions of x."""
    figure, axes = plot.figure(width=7, height=3.4)
    at = np.linspace(-2, 2, 300)
    for (label, output), colour, dashes in zip(curves.items(), (GREY, BLACK), ("--", "-")):
        axes.plot(30 + 10 * at, output(at[None]).ravel(), dashes, color=colour, label=label)
    minutes, y = 30 + 10 * np.ravel(x), np.ravel(y)
    axes.plot(minutes[y == 1], y[y == 1], "o", color=BLUE, markersize=8, label="a good loaf, y = 1")
    axes.plot(minutes[y == 0], y[y == 0], "X", color=ORANGE, markersize=8, label="pale or burnt, y = 0")
    axes.set(xlabel="minutes in the oven", ylabel="output $a$", ylim=(-0.08, 1.45))
    axes.legend(loc="upper center", ncols=2)
    return figure


def costs(curves):
    """Draw the cost against the update; curves, a dictionary from label to list."""
    figure, axes = plot.figure(width=6.4, height=3.2)
    for (label, values), dashes, colour in zip(curves.items(), ("-", "--", "-."), (GREEN, PINK, BLACK)):
        axes.plot(values, dashes, color=colour, label=label)
    axes.axhline(np.log(2), color=GREY, linewidth=1)
    axes.text(len(values), np.log(2), "0.693", va="bottom", ha="right", color=GREY)
    axes.set(xlabel="update", ylabel="cost $J$", ylim=(0, 1.4))
    axes.legend(loc="upper right")
    return figure


def weight_scale(scale):
    """Show the hidden activations of 100 units with 100 inputs for weights of the standard deviation `scale`."""
    rng = np.random.default_rng(0)
    a = np.tanh(scale * rng.normal(size=(100, 100)) @ rng.normal(size=(100, 200)))
    flat = np.mean(np.abs(a) > 0.995)
    figure, axes = plot.figure(width=5.4, height=3.2)
    axes.hist(a.ravel(), np.linspace(-1, 1, 41), color=GREY)
    axes.set(xlabel="activation $a = \\tanh z$ of a hidden unit", yticks=[], xlim=(-1.05, 1.05))
    axes.set_title(f"weights of size {scale:g}: derivative under 0.01 for {flat:.0%}")
    return figure


# ----------------------------------------------------------------------------------------------------- the notebook


def flower(X, Y):
    """Draw the points of the flower."""
    from planar_utils import plot_points

    figure, axes = plot.figure(width=4.8, height=4.2)
    plot_points(X, Y, axes)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", title="400 points, six petals")
    axes.legend(loc="upper right", frameon=True)
    return figure


def units(hidden, X, Y):
    """Draw a map of the plane for each of four hidden units; hidden, a function from points (2, k) to A1 (4, k)."""
    from planar_utils import plot_points

    low, high = X.min() - 0.5, X.max() + 0.5
    one, two = np.meshgrid(np.linspace(low, high, 100), np.linspace(low, high, 100))
    figure, grid = plot.figure(2, 2, width=7.6, height=7)
    for j, (axes, values) in enumerate(zip(grid.flat, hidden(np.array([one.ravel(), two.ravel()])))):
        values = values.reshape(one.shape)
        axes.contourf(one, two, values, np.linspace(-1, 1, 9), cmap="Greys", alpha=0.45)
        axes.contour(one, two, values, [0], colors=BLACK, linewidths=1.5)
        plot_points(X, Y, axes, size=12)
        axes.set_title(f"hidden unit {j + 1}")
        plot.blank(axes)
    return figure


def sizes(hidden_layer_sizes, curves, bayes):
    """Draw accuracies against the size; curves, a dictionary from label to accuracies, and the best one possible."""
    figure, axes = plot.figure(height=3)
    for (label, values), style, colour in zip(curves.items(), ("o-", "s--"), (BLACK, GREEN)):
        axes.plot(100 * np.array(values), style, color=colour, label=label)
    axes.axhline(100 * bayes, color=GREY, linewidth=1, linestyle=":", label="the best possible on new points")
    axes.set(xticks=range(len(hidden_layer_sizes)), xticklabels=hidden_layer_sizes, xlabel="hidden units")
    axes.set(ylabel="accuracy, in %", ylim=(55, 100))
    axes.legend(loc="lower right")
    return figure
