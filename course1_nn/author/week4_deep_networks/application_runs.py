"""Train the networks whose results `2_application` shows ready-made, and write them to `application_runs.json`.

    PYTHONPATH=.:course1_nn/source/week4_deep_networks python course1_nn/author/week4_deep_networks/application_runs.py

480 pictures span at most 480 directions, and gradient descent moves the rows of W1 only along these. So all pictures
are written in 480 coordinates first, which changes nothing in the training and makes it about twenty times faster.
The test pictures are not read: each run learns from four fifths of the training pictures, in an order of its own, and
is judged on the last fifth.
"""

import json
from pathlib import Path

import numpy as np
from network import backward, cost, forward, initialize

from helpers.data import load_cats

STEPS, EVERY, RATE = 300, 10, 0.05
RATES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]
TRIED = [0.05, 0.1, 0.2]  # for each of the networks below
HIDDEN = [[], [7], [20], [50], [20, 20], [20, 20, 20], [20, 20, 20, 20], [20, 7, 5]]
SEEDS = range(1, 21)
FILE = Path(__file__).parents[2] / "source" / "week4_deep_networks" / "application_runs.json"


def divided(seed):
    """Return training and validation pictures in coordinates, with their labels; seed 0 keeps the notebook's order."""
    cats = load_cats()
    pictures, Y = cats.train_set_x_orig, cats.train_set_y
    X = (pictures.reshape(len(pictures), -1).T / 255).astype(np.float32)
    order = np.random.default_rng(seed).permutation(Y.size) if seed else np.arange(Y.size)
    train, valid = np.split(order, [Y.size - Y.size // 5])
    mean = X[:, train].mean(axis=1, keepdims=True)
    Q, R = np.linalg.qr(X[:, train] - mean)
    inside = Q.T @ (X[:, valid] - mean)
    return Q, R, Y[:, train], inside, X[:, valid] - mean - Q @ inside, Y[:, valid]


def run(hidden, rate, seed, data):
    """Train one network; return its costs and its accuracies (training, validation) in percent, every tenth update."""
    Q, R, Y, inside, outside, Y_valid = data
    parameters = initialize([len(Q), *hidden, 1], seed)
    fixed = parameters["W1"] @ outside  # what the training cannot change, for the validation pictures
    parameters["W1"] = parameters["W1"] @ Q
    history = {"costs": [], "train": [], "valid": []}
    for step in range(STEPS + 1):
        activations = forward(R, parameters)
        if step % EVERY == 0:
            # The part outside of the 480 directions is added through an input that is always 1.
            first = parameters["W1"] @ inside + fixed + parameters["b1"]
            later = {f"{kind}{i - 1}": parameters[f"{kind}{i}"] for i in range(2, len(hidden) + 2) for kind in "Wb"}
            output = forward(np.maximum(first, 0), later)[-1] if hidden else 1 / (1 + np.exp(-first))
            history["costs"].append(round(float(cost(activations[-1], Y)), 4))
            history["train"].append(round(float(100 * np.mean((activations[-1] > 0.5) == Y)), 1))
            history["valid"].append(round(float(100 * np.mean((output > 0.5) == Y_valid)), 1))
        gradients = backward(activations, Y, parameters)
        parameters = {key: parameters[key] - np.float32(rate) * gradients[key] for key in parameters}
    return history


def main():
    """Train everything; of the rates tried, each network keeps the one that is best on average."""
    data = divided(0)
    rates = {str(rate): run([20, 7, 5], rate, 1, data) for rate in RATES}
    found = {}
    for seed in SEEDS:
        data = divided(seed)
        for hidden in HIDDEN:
            for rate in TRIED:
                found.setdefault((*hidden,), {}).setdefault(rate, []).append(run(hidden, rate, seed, data)["valid"][-1])
    depths = {}
    for hidden, accuracies in found.items():
        rate = max(TRIED, key=lambda rate: np.mean(accuracies[rate]))
        depths[", ".join(map(str, hidden)) or "none"] = {"rate": rate, "valid": accuracies[rate]}
        print(hidden, {rate: round(float(np.mean(values)), 1) for rate, values in accuracies.items()})
    FILE.write_text(json.dumps({"every": EVERY, "rates": rates, "depths": depths}, indent=1) + "\n")
    for name, history in rates.items():
        print(f"rate {name:6s} cost {history['costs'][-1]:.3f}", history["train"][-1], history["valid"][-1])
    for name, kept in depths.items():
        values = np.array(kept["valid"])
        half = 1.96 * values.std(ddof=1) / np.sqrt(len(values))
        print(f"hidden {name:15s} rate {kept['rate']} validation {values.mean():.1f} +- {half:.1f}")


if __name__ == "__main__":
    main()
