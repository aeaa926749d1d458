"""What the notebook on batch normalization is given: data, initialization, mini-batches, a network without it.

Examples are columns. A network has ReLU in its hidden layers and a softmax at the end.
"""

from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits

EPOCHS, BATCH = 10, 50


def load():
    """Return scikit-learn's handwritten digits: X_train (64, 1200), Y_train (10, 1200), X_test (64, 597), Y_test.

    Inputs are normalized with the training set: every pixel has mean 0 there, and all together have variance 1. Labels
    are one-hot columns.
    """
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    X, Y = digits.data[order].T, np.eye(10)[:, digits.target[order]]
    X = X - X[:, :1200].mean(axis=1, keepdims=True)
    X = X / X[:, :1200].std()
    return X[:, :1200], Y[:, :1200], X[:, 1200:], Y[:, 1200:]


def initialize_parameters(layers_dims, scale=1.0, seed=1):
    """Return initial parameters of a network with batch normalization, and its running statistics.

    Arguments: layers_dims, sizes [n_x, n_1, ..., n_L]; scale, how many times He's size the weights are.
    Returns: parameters with W1, gamma1, beta1, ..., WL, bL; running with {"mu": zeros, "var": ones} for the layers
    1, ..., L - 1.
    """
    rng, parameters, running = np.random.default_rng(seed), {}, {}
    last = len(layers_dims) - 1
    for layer, (before, size) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{layer}"] = scale * rng.normal(size=(size, before)) * np.sqrt(2 / before)
        if layer == last:
            parameters[f"b{layer}"] = np.zeros((size, 1))
        else:
            parameters[f"gamma{layer}"], parameters[f"beta{layer}"] = np.ones((size, 1)), np.zeros((size, 1))
            running[layer] = {"mu": np.zeros((size, 1)), "var": np.ones((size, 1))}
    return parameters, running


def plain(parameters):
    """Return the same initial weights for a network without normalization: W1, b1, ..., WL, bL."""
    weights = {name: value for name, value in parameters.items() if name.startswith("W")}
    return weights | {f"b{name[1:]}": np.zeros((len(value), 1)) for name, value in weights.items()}


def relu(Z):
    """Return max(0, z) for every entry."""
    return np.maximum(0, Z)


def softmax(Z):
    """Return the softmax of every column."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def compute_cost(AL, Y):
    """Return the mean cross-entropy of the outputs AL (classes, m) for the one-hot labels Y."""
    return float(-np.mean(np.log(np.sum(AL * Y, axis=0) + 1e-300)))


def accuracy(AL, Y):
    """Return the share of columns in which the largest output is that of the label."""
    return float(np.mean(AL.argmax(axis=0) == Y.argmax(axis=0)))


def random_mini_batches(X, Y, seed, size=BATCH):
    """Yield the mini-batches of one epoch."""
    order = np.random.default_rng(seed).permutation(X.shape[1])
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        yield X[:, chosen], Y[:, chosen]


def update_parameters(parameters, grads, learning_rate):
    """Return the parameters after one update of gradient descent."""
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


def forward_plain(X, parameters):
    """Return the outputs of a network without normalization, and the list X, A1, ..., A(L-1)."""
    layers, inputs = len(parameters) // 2, [X]
    for layer in range(1, layers):
        inputs.append(relu(parameters[f"W{layer}"] @ inputs[-1] + parameters[f"b{layer}"]))
    return softmax(parameters[f"W{layers}"] @ inputs[-1] + parameters[f"b{layers}"]), inputs


def backward_plain(AL, Y, parameters, inputs):
    """Return the gradients of the cost of a network without normalization."""
    grads, dZ = {}, (AL - Y) / Y.shape[1]
    for layer in range(len(inputs), 0, -1):
        grads[f"dW{layer}"], grads[f"db{layer}"] = dZ @ inputs[layer - 1].T, dZ.sum(axis=1, keepdims=True)
        dZ = (parameters[f"W{layer}"].T @ dZ) * (inputs[layer - 1] > 0)
    return grads


def train_plain(X, Y, parameters, learning_rate, num_epochs=EPOCHS):
    """Train a network without normalization; return its parameters and the mean cost of every epoch.

    Where numbers overflow, the costs from there on are NaN.
    """
    costs = []
    for epoch in range(num_epochs):
        losses = []
        with np.errstate(all="ignore"):
            for x, y in random_mini_batches(X, Y, epoch):
                AL, inputs = forward_plain(x, parameters)
                losses.append(compute_cost(AL, y))
                parameters = update_parameters(parameters, backward_plain(AL, y, parameters, inputs), learning_rate)
        costs.append(float(np.mean(losses)))
    return parameters, costs
