"""What this week's notebooks are given: the network of three layers that course 1 has built, data, and a picture.

The network has two hidden layers with ReLU and one sigmoid at the output. Every column of X is an example.
"""

from itertools import pairwise

import numpy as np
from scipy.special import expit
from sklearn.datasets import make_circles

from helpers import plot
from helpers.plot import BLACK, BLUE, ORANGE


def sigmoid(z):
    """Return the sigmoid of every entry of z, a number or an array: a number between 0 and 1."""
    return expit(z)


def relu(z):
    """Return z where it is positive, else 0."""
    return np.maximum(0, z)


def initialize_parameters(layers_dims):
    """Return random weights with standard deviation sqrt(1 / inputs), and zero biases, for layers of these sizes."""
    parameters = {}
    for layer, (before, size) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = np.random.randn(size, before) / np.sqrt(before)
        parameters[f"b{layer}"] = np.zeros((size, 1))
    return parameters


def forward_propagation(X, parameters):
    """Compute the outputs of the network, and keep what the backward pass needs.

    Arguments: X (n_x, m); parameters, a dictionary with "W1", "b1", "W2", "b2", "W3", "b3".
    Returns: A3 (1, m); cache, the tuple (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).
    """
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def backward_propagation(X, Y, cache):
    """Return the derivatives of the cost with respect to everything in between, a dictionary "dZ3", "dW3", ..., "db1".

    Arguments: X (n_x, m); Y (1, m), labels 0 or 1; cache, as `forward_propagation` returns it.
    """
    if len(cache) != 12:
        raise ValueError(f"this cache has {len(cache)} entries, that of `forward_propagation` has 12")
    pre_activations, activations, weights = cache[0::4], (X, *cache[1::4]), cache[2::4]
    grads, sums, dZ = {}, {}, activations[3] - Y
    for layer in (3, 2, 1):
        grads[f"dZ{layer}"] = dZ
        sums[f"dW{layer}"] = dZ @ activations[layer - 1].T
        sums[f"db{layer}"] = dZ.sum(axis=1, keepdims=True)
        if layer > 1:
            grads[f"dA{layer - 1}"] = weights[layer - 1].T @ dZ
            dZ = np.where(pre_activations[layer - 2] > 0, grads[f"dA{layer - 1}"], 0)
    return grads | {name: total / X.shape[1] for name, total in sums.items()}


def update_parameters(parameters, grads, learning_rate):
    """Return the parameters after one update of gradient descent."""
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


def compute_cost(A3, Y):
    """Return the mean cross-entropy, a number: infinite if an output is exactly 0 or 1 and wrong.

    Arguments: A3 (1, m), outputs between 0 and 1; Y (1, m), labels 0 or 1.
    """
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(np.where(Y == 1, A3, 1 - A3))))


def predict(parameters, X):
    """Return the predictions of the network (1, m): 1 where its output is more than one half, else 0."""
    A3, _ = forward_propagation(X, parameters)
    return (A3 > 0.5).astype(int)


def train(X, Y, parameters, learning_rate, num_iterations, every=100):
    """Train the network by gradient descent from the given initialization.

    Returns: the parameters after `num_iterations` updates; the costs of every 100th iteration, a list.
    """
    costs = []
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        if i % every == 0:
            costs.append(compute_cost(A3, Y))
        parameters = update_parameters(parameters, backward_propagation(X, Y, cache), learning_rate)
    return parameters, costs


def dictionary_to_vector(parameters):
    """Return all numbers of a dictionary of arrays as one column (n, 1), and the list of its names, in its order.

    Each array is read row by row.
    """
    return np.concatenate([value.reshape(-1, 1) for value in parameters.values()]), list(parameters)


def vector_to_dictionary(theta, parameters):
    """Return the numbers of the column theta (n, 1) as a dictionary with the names and shapes of `parameters`."""
    arrays, start = {}, 0
    for name, value in parameters.items():
        arrays[name] = theta[start : start + value.size].reshape(value.shape).copy()
        start += value.size
    return arrays


def gradients_to_vector(gradients, names=("W1", "b1", "W2", "b2", "W3", "b3")):
    """Return the gradients "dW1", "db1", ... as one column (n, 1), in the order of the names; others are left out."""
    return dictionary_to_vector({name: gradients["d" + name] for name in names})[0]


def load_circles():
    """Return points of two circles, the one a little smaller than the other: train_X, train_Y, test_X, test_Y.

    Shapes: (2, 300), (1, 300), (2, 100), (1, 100). The label is 1 for the inner circle.
    """
    sets = [make_circles(n_samples=m, noise=0.05, random_state=seed) for m, seed in ((300, 1), (100, 2))]
    (train_X, train_Y), (test_X, test_Y) = [(points.T, labels.reshape(1, -1)) for points, labels in sets]
    return train_X, train_Y, test_X, test_Y


def plot_points(X, Y, axes, size=16):
    """Draw the points of X (2, m): round and blue where the label is 1, crosses in orange where it is 0."""
    for label, marker, colour in ((1, "o", BLUE), (0, "X", ORANGE)):
        chosen = X[:, np.ravel(Y) == label]
        axes.scatter(*chosen, s=size, c=colour, marker=marker, edgecolors="white", linewidths=0.4, label=f"y = {label}")


def plot_decision_boundary(predict, X, Y, axes=None, title=None):
    """Shade the plane by what a classifier says, and draw the points on top.

    Arguments: predict, a function from points (2, k), one per column, to k predictions, 0 or 1; X (2, m) and Y (1, m);
    axes to draw on, new ones if None; title.
    Returns: the figure, for `plot.show`.
    """
    if axes is None:
        _, axes = plot.figure(width=5, height=4.2)
    low, high = X.min(axis=1), X.max(axis=1)
    low, high = low - 0.08 * (high - low), high + 0.08 * (high - low)
    one, two = np.meshgrid(*(np.linspace(start, stop, 200) for start, stop in zip(low, high)))
    predictions = np.reshape(predict(np.array([one.ravel(), two.ravel()])), one.shape).astype(float)
    axes.contourf(one, two, predictions, [-0.5, 0.5, 1.5], colors=[ORANGE, BLUE], alpha=0.22)
    if np.ptp(predictions):
        axes.contour(one, two, predictions, [0.5], colors=BLACK, linewidths=1.2)
    plot_points(X, Y, axes)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
    axes.grid(False)
    return axes.figure
