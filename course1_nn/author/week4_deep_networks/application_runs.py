"""Train the networks whose results `2_application` shows ready-made, and write them to `application_runs.json`.

    PYTHONPATH=.:course1_nn/source/week4_deep_networks python course1_nn/author/week4_deep_networks/application_runs.py

600 pictures span at most 600 directions, and gradient descent moves the rows of W1 only along these. So all pictures
are written in 600 coordinates first, which changes nothing in the training and makes it about twenty times faster.
"""

import json
from pathlib import Path

import numpy as np
from network import backward, cost, forward, initialize

from helpers.data import load_cats

STEPS, EVERY, RATE = 300, 10, 0.05
RATES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]
HIDDEN = {"none": [], "7": [7], "20, 7": [20, 7], "20, 7, 5": [20, 7, 5], "20, 7, 5, 5": [20, 7, 5, 5]}
SEEDS = range(1, 11)
FILE = Path(__file__).parents[2] / "source" / "week4_deep_networks" / "application_runs.json"


def columns(pictures):
    """Return pictures as columns of numbers from 0 to 1."""
    return (pictures.reshape(len(pictures), -1).T / 255).astype(np.float32)


def run(hidden, rate, seed, data):
    """Train one network; return its costs and its accuracies (training, test) in percent, every tenth step."""
    Q, R, Y, inside, outside, Y_test = data
    parameters = initialize([len(Q), *hidden, 1], seed)
    fixed = parameters["W1"] @ outside  # what the training cannot change, for the test pictures
    parameters["W1"] = parameters["W1"] @ Q
    history = {"costs": [], "train": [], "test": []}
    for step in range(STEPS + 1):
        activations = forward(R, parameters)
        if step % EVERY == 0:
            # The part outside of the 600 directions is added through an input that is always 1.
            first = parameters["W1"] @ inside + fixed + parameters["b1"]
            later = {f"{kind}{i - 1}": parameters[f"{kind}{i}"] for i in range(2, len(hidden) + 2) for kind in "Wb"}
            answer = forward(np.maximum(first, 0), later)[-1] if hidden else 1 / (1 + np.exp(-first))
            history["costs"].append(round(float(cost(activations[-1], Y)), 4))
            history["train"].append(round(float(100 * np.mean((activations[-1] > 0.5) == Y)), 1))
            history["test"].append(round(float(100 * np.mean((answer > 0.5) == Y_test)), 1))
        slopes = backward(activations, Y, parameters)
        parameters = {key: parameters[key] - np.float32(rate) * slopes[key] for key in parameters}
    return history


def main():
    """Train everything."""
    cats = load_cats()
    X, X_test = columns(cats.train_set_x_orig), columns(cats.test_set_x_orig)
    mean = X.mean(axis=1, keepdims=True)
    Q, R = np.linalg.qr(X - mean)
    inside = Q.T @ (X_test - mean)
    data = Q, R, cats.train_set_y, inside, X_test - mean - Q @ inside, cats.test_set_y
    rates = {str(rate): run([20, 7, 5], rate, 1, data) for rate in RATES}
    depths = {name: [run(sizes, RATE, seed, data)["test"][-1] for seed in SEEDS] for name, sizes in HIDDEN.items()}
    runs = {"every": EVERY, "rates": rates, "depths": depths}
    FILE.write_text(json.dumps(runs, indent=1) + "\n")
    for name, run_ in runs["rates"].items():
        print(f"rate {name:6s} cost {run_['costs'][-1]:.3f} train {run_['train'][-1]:.1f} test {run_['test'][-1]:.1f}")
    for name, accuracies in runs["depths"].items():
        print(f"hidden {name:12s} test {np.mean(accuracies):.1f}, from {min(accuracies)} to {max(accuracies)}")


if __name__ == "__main__":
    main()
