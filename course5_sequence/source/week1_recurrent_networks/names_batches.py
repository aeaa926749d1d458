"""The same recurrent network on many names at once: training with Adam, prediction, and sampling.

Arrays run (time, names, units), so that one step of all names is one product of matrices.
"""

import time

import numpy as np
from names_ngrams import ALPHABET

START = len(ALPHABET)  # the input before the first letter: its weights stay 0


def encoded(names):
    """Return inputs, targets (T, m) and a mask that is 1 for the letters of each name and its end."""
    steps = max(map(len, names)) + 1
    targets, mask = np.zeros((steps, len(names)), int), np.zeros((steps, len(names)))
    for number, name in enumerate(names):
        targets[: len(name), number] = [ALPHABET.index(letter) for letter in name]
        mask[: len(name) + 1, number] = 1
    return np.concatenate([np.full((1, len(names)), START), targets[:-1]]), targets, mask


def begin(units, seed):
    """Return weights: an orthogonal matrix from state to state, small random ones elsewhere."""
    rng = np.random.default_rng(seed)
    weights = {
        "Wax": rng.normal(0, 0.3, (START + 1, units)),
        "Waa": 0.9 * np.linalg.qr(rng.normal(size=(units, units)))[0],
        "Wya": rng.normal(0, 0.1, (units, START)),
        "b": np.zeros(units),
        "by": np.zeros(START),
    }
    weights["Wax"][START] = 0
    return weights


def states(weights, X):
    """Return the hidden states (T + 1, m, units), the first of them 0."""
    A = np.zeros((len(X) + 1, X.shape[1], len(weights["b"])))
    fed = weights["Wax"][X]
    fed += weights["b"]
    for t, inputs in enumerate(fed):
        np.tanh(inputs + A[t] @ weights["Waa"], out=A[t + 1])
    return A


def outputs(weights, A):
    """Return the probabilities (..., 27) that belong to hidden states."""
    scores = A @ weights["Wya"]
    scores += weights["by"]
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def slopes(weights, X, Y, mask):
    """Return the loss summed over all letters, and its gradients."""
    A = states(weights, X)
    dZ = outputs(weights, A[1:])
    t, m = np.indices(Y.shape)
    loss = -np.sum(mask * np.log(dZ[t, m, Y]))
    dZ[t, m, Y] -= 1
    dZ *= mask[..., np.newaxis]
    back = dZ @ weights["Wya"].T
    for step in range(len(X) - 1, -1, -1):
        back[step] *= 1 - np.square(A[step + 1])
        if step:
            back[step - 1] += back[step] @ weights["Waa"].T
    dWax = np.zeros_like(weights["Wax"])
    np.add.at(dWax, X, back)
    dWax[START] = 0
    over = ((0, 1), (0, 1))
    return loss, {
        "Wax": dWax,
        "Waa": np.tensordot(A[:-1], back, over),
        "Wya": np.tensordot(A[1:], dZ, over),
        "b": back.sum(axis=(0, 1)),
        "by": dZ.sum(axis=(0, 1)),
    }


def train(names, units=64, epochs=20, size=32, rate=0.005, seed=0):
    """Train with Adam, a learning rate that falls along a cosine, and gradients clipped to one.

    Returns: the weights, and for every batch the seconds since the start and the loss per name.
    """
    rng, weights, started, curve = np.random.default_rng(seed), begin(units, seed), time.perf_counter(), []
    mean, square = ({key: np.zeros_like(value) for key, value in weights.items()} for _ in range(2))
    X, Y, mask = encoded(names)
    updates = epochs * -(-len(names) // size)
    for _ in range(epochs):
        order = rng.permutation(len(names))
        for part in (order[first : first + size] for first in range(0, len(names), size)):
            steps = int(mask[:, part].sum(axis=0).max())
            loss, gradients = slopes(weights, X[:steps, part], Y[:steps, part], mask[:steps, part])
            curve.append((time.perf_counter() - started, loss / len(part)))
            now, letters = len(curve), mask[:, part].sum()
            speed = rate * 0.5 * (1 + np.cos(np.pi * now / updates)) / (1 - 0.9**now)
            for key, value in weights.items():
                slope = np.clip(gradients[key] / letters, -1, 1)
                mean[key] += 0.1 * (slope - mean[key])
                square[key] += 0.001 * (slope**2 - square[key])
                value -= speed * mean[key] / (np.sqrt(square[key] / (1 - 0.999**now)) + 1e-8)
    return weights, np.array(curve)


def predictor(weights):
    """Return a letter model, a function from prefixes to probabilities (m, 27)."""

    def predict(prefixes):
        X, _, mask = encoded(prefixes)
        ends = mask.sum(axis=0).astype(int)  # one more than there are letters, for the vector of zeros before them
        return outputs(weights, states(weights, X)[ends, np.arange(len(prefixes))])

    return predict


def write_names(weights, count, seed, change=None, longest=30):
    """Return names drawn from the network; `change`, a function of probabilities (m, 27), may alter them before."""
    rng, names = np.random.default_rng(seed), [""] * count
    state, inputs = np.zeros((count, len(weights["b"]))), np.full(count, START)
    done = np.zeros(count, bool)
    for _ in range(longest):
        state = np.tanh(weights["Wax"][inputs] + state @ weights["Waa"] + weights["b"])
        p = outputs(weights, state)
        p = p if change is None else change(p)
        inputs = np.argmax(rng.random((count, 1)) < np.cumsum(p, axis=1), axis=1)
        done |= inputs == 0
        names = [name if end else name + ALPHABET[ix] for name, end, ix in zip(names, done, inputs, strict=True)]
    return names


def classic(weights):
    """Return the weights under the names and in the shapes of `names_utils`."""
    columns = {"b": weights["b"][:, np.newaxis], "by": weights["by"][:, np.newaxis]}
    return {"Wax": weights["Wax"][:START].T, "Waa": weights["Waa"].T, "Wya": weights["Wya"].T} | columns
