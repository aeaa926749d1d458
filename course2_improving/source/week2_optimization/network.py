"""What this week's notebook is given: the network that course 1 built, the data, and the loop around an optimizer.

The network has two hidden layers with ReLU and a sigmoid at the end; examples are columns.
"""

import itertools

import numpy as np
from scipy.special import expit
from sklearn.datasets import make_moons

from helpers import plot
from helpers.plot import BLACK, BLUE, ORANGE


def load_dataset(m=300, seed=3):
    """Return the points X (2, m) of two interleaved half moons and their labels Y (1, m)."""
    points, labels = make_moons(n_samples=m, noise=0.2, random_state=seed)
    return points.T, labels.reshape(1, m)


def with_useless_features(m, seed, useless=30):
    """Return moons of m points with more noise, joined by features that say nothing: X (2 + useless, m), Y (1, m)."""
    points, labels = make_moons(n_samples=m, noise=0.25, random_state=seed)
    nothing = np.random.default_rng(seed).normal(size=(useless, m))
    return np.vstack([points.T, nothing]), labels.reshape(1, m)


def initialize_parameters(layers_dims, seed=3):
    """Return weights by He's rule (course 2, week 1) and zero biases, with the keys "W1", "b1", "W2" and so on."""
    draw = np.random.RandomState(seed)
    parameters = {}
    for layer, (before, units) in enumerate(itertools.pairwise(layers_dims), 1):
        parameters[f"W{layer}"] = draw.randn(units, before) * np.sqrt(2 / before)
        parameters[f"b{layer}"] = np.zeros((units, 1))
    return parameters


def forward_propagation(X, parameters):
    """Return the predictions a3 (1, m) and the cache of the activations that the backward pass needs."""
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    a1 = np.maximum(0, W1 @ X + b1)
    a2 = np.maximum(0, W2 @ a1 + b2)
    a3 = expit(W3 @ a2 + b3)  # the sigmoid, without overflow
    return a3, (a1, a2, a3, W2, W3)


def backward_propagation(X, Y, cache):
    """Return the gradient of the mean cost over the columns of X, with the keys "dW1", "db1" and so on."""
    a1, a2, a3, W2, W3 = cache
    dz3 = (a3 - Y) / X.shape[1]
    dz2 = (W3.T @ dz3) * (a2 > 0)
    dz1 = (W2.T @ dz2) * (a1 > 0)
    return {
        "dW1": dz1 @ X.T,
        "db1": dz1.sum(axis=1, keepdims=True),
        "dW2": dz2 @ a1.T,
        "db2": dz2.sum(axis=1, keepdims=True),
        "dW3": dz3 @ a2.T,
        "db3": dz3.sum(axis=1, keepdims=True),
    }


def compute_cost(a3, Y):
    """Return the cross-entropy added up over the examples, not divided: mini-batches differ in size."""
    likely = np.where(Y == 1, a3, 1 - a3)
    return float(-np.sum(np.log(np.maximum(likely, np.finfo(float).tiny))))


def predict(X, parameters):
    """Return 1 or 0 for every column of X, in the shape (1, m)."""
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int)


def train(X, Y, layers_dims, step, mini_batches, learning_rate, num_epochs, print_cost=True, costs=None, seed=3):
    """Train a network: the loop of course 1 around any optimizer.

    Arguments: X (2, m); Y (1, m); layers_dims, the four sizes of the layers; step, a function from the parameters,
    their gradient, the number of the update (from 1) and the learning rate to the new parameters; mini_batches and
    learning_rate, functions of the epoch; the number of epochs; print_cost, whether to print the cost before every
    1,000th epoch; costs, a list to which the mean cost before every 50th epoch is added; seed of the first weights.
    Returns: parameters.
    """
    parameters, t = initialize_parameters(layers_dims, seed), 0
    for epoch in range(num_epochs):
        if epoch % 50 == 0:
            cost = compute_cost(forward_propagation(X, parameters)[0], Y) / X.shape[1]
            if costs is not None:
                costs.append(cost)
            if print_cost and epoch % 1000 == 0:
                print(f"cost before epoch {epoch}: {cost:.6f}")
        for X_batch, Y_batch in mini_batches(epoch):
            _, cache = forward_propagation(X_batch, parameters)
            grads = backward_propagation(X_batch, Y_batch, cache)
            t += 1
            parameters = step(parameters, grads, t, learning_rate(epoch))
    return parameters


def plot_points(X, Y, axes, size=14):
    """Draw the points of X (2, m): round and blue where Y is 1, crosses in orange where it is 0."""
    for label, marker, colour in ((1, "o", BLUE), (0, "X", ORANGE)):
        chosen = X[:, np.ravel(Y) == label]
        axes.scatter(*chosen, s=size, c=colour, marker=marker, edgecolors="white", linewidths=0.3, label=f"y = {label}")
    axes.set(xlabel="$x_1$", ylabel="$x_2$")
    axes.grid(False)


def plot_boundaries(trained, X, Y):
    """Draw the decision boundaries of four networks; trained, a dictionary from a title to parameters.

    The accuracy in the titles is that on X and Y.
    """
    figure, grid = plot.figure(2, 2, width=7.4, height=5.6, sharex=True, sharey=True)
    low, high = X.min(axis=1) - 0.4, X.max(axis=1) + 0.4
    one, two = np.meshgrid(*(np.linspace(start, stop, 150) for start, stop in zip(low, high)))
    for axes, (title, parameters) in zip(grid.flat, trained.items()):
        classes = predict(np.array([one.ravel(), two.ravel()]), parameters).reshape(one.shape)
        axes.contourf(one, two, classes, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
        if np.ptp(classes):
            axes.contour(one, two, classes, [0.5], colors=BLACK, linewidths=1.2)
        plot_points(X, Y, axes)
        accuracy = np.mean(predict(X, parameters) == Y)
        axes.set_title(f"{title}: {accuracy:.1%}")
        axes.label_outer()
    return figure
