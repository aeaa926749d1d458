"""What the notebook on recurrent networks by hand is given: random networks, and a training on the recall task."""

import csv
from pathlib import Path

import numpy as np

RUNS = Path(__file__).with_name("steps_runs.csv")


def random_rnn(rng, n_x, n_a, m, T_x, n_y=2):
    """Return `x`, `a0` and the parameters of a plain recurrent network, drawn from a normal distribution.

    The parameters have the standard deviation 1/2, so that few units are where tanh is flat.
    """
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    parameters = {name: 0.5 * rng.normal(size=shape) for name, shape in shapes.items()}
    return rng.normal(size=(n_x, m, T_x)), rng.normal(size=(n_a, m)), parameters


def random_gated(rng, gates, n_x, n_a, m, T_x, n_y=2):
    """Return the same for a gated network; `gates` are the letters of its gates, "fico" for an LSTM."""
    shapes = {f"W{gate}": (n_a, n_a + n_x) for gate in gates} | {f"b{gate}": (n_a, 1) for gate in gates}
    shapes |= {"Wy": (n_y, n_a), "by": (n_y, 1)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return rng.normal(size=(n_x, m, T_x)), rng.normal(size=(n_a, m)), parameters


def recall_task(rng, m, T_x):
    """Return sequences x (2, m, T_x) and labels (m,).

    Row 0 holds 1 or -1 at every step, row 1 a mark, 1 at one of the first five steps. The label is 1 where the marked
    number is 1, else 0.
    """
    x = np.zeros((2, m, T_x))
    x[0] = rng.choice([-1.0, 1.0], (m, T_x))
    examples, marked = np.arange(m), rng.integers(0, 5, m)
    x[1, examples, marked] = 1
    return x, (x[0, examples, marked] > 0).astype(int)


def initial(rng, cell, n_x=2, n_a=16, n_y=2):
    """Return parameters to begin with: recurrent weights orthogonal, for each gate on their own; forget biases 1."""

    def weights(rows, columns):
        return rng.uniform(-1, 1, (rows, columns)) * np.sqrt(6 / (rows + columns))

    def recurrent():
        return np.linalg.qr(rng.normal(size=(n_a, n_a)))[0]

    parameters = {"by": np.zeros((n_y, 1)), "Wy" if cell == "LSTM" else "Wya": weights(n_y, n_a)}
    if cell == "RNN":
        return {**parameters, "Waa": recurrent(), "Wax": weights(n_a, n_x), "ba": np.zeros((n_a, 1))}
    for gate in "fico":
        parameters["W" + gate] = np.concatenate([recurrent(), weights(n_a, n_x)], axis=1)
        parameters["b" + gate] = np.full((n_a, 1), 1.0 if gate == "f" else 0.0)
    return parameters


def train(cell, forward, backward, T_x, rate, seed, updates=600, m=32):
    """Train a network on the recall task with Adam, the gradient clipped to a norm of 1.

    Arguments: cell, "RNN" or "LSTM"; forward and backward, its two functions.
    Returns: the accuracy of each update, on sequences drawn for it, before the update.
    """
    rng = np.random.default_rng(seed)
    parameters = initial(rng, cell)
    output = "Wy" if cell == "LSTM" else "Wya"
    moments = {name: [np.zeros(value.shape), np.zeros(value.shape)] for name, value in parameters.items()}
    shares = []
    for update in range(1, updates + 1):
        x, labels = recall_task(rng, m, T_x)
        a, y, *_, caches = forward(x, np.zeros((parameters[output].shape[1], m)), parameters)
        error = y[:, :, -1] - np.eye(2)[:, labels]
        shares.append(np.mean(np.argmax(y[:, :, -1], axis=0) == labels))
        da = np.zeros(a.shape)
        da[:, :, -1] = parameters[output].T @ error / m
        grads = backward(da, caches)
        grads |= {"d" + output: error @ a[:, :, -1].T / m, "dby": np.mean(error, axis=1, keepdims=True)}
        length = np.sqrt(sum(np.sum(grads["d" + name] ** 2) for name in parameters))
        for name, (first, second) in moments.items():
            gradient = grads["d" + name] / max(1, length)
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient**2 - second)
            step = first / (1 - 0.9**update) / (np.sqrt(second / (1 - 0.999**update)) + 1e-8)
            parameters[name] = parameters[name] - rate * step
    return shares


def runs():
    """Return the table of stored trainings, a dictionary for each."""
    with RUNS.open(newline="") as file:
        return list(csv.DictReader(file))
