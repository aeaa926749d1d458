"""Measure what regularization does on the playing field: a [2, 20, 3, 1] network with none, with L2, with dropout.

    python benchmarks/field.py                 from the weights of 20 seeds, 8000 steps
    python benchmarks/field.py --steps 30000   as long as the original exercise

All seeds are trained at once, as a stack of networks, by gradient descent on all points, in float32 numpy.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import h5py
import numpy as np

SIZES, RATE, SEEDS = (2, 20, 3, 1), 0.3, 20
WAYS = [("none", 0.0, 1.0), ("L2, lambd 0.7", 0.7, 1.0), ("dropout, keep_prob 0.86", 0.0, 0.86)]
COLLAPSED = 75  # percent on the training set: below, all three units of the second layer are dead


def first_weights(gain):
    """Normal weights with variance `gain` / (size of the layer before), one stack of all seeds for each layer."""
    generators = [np.random.default_rng(seed) for seed in range(SEEDS)]
    return [
        np.stack([rng.standard_normal((after, before)) * np.sqrt(gain / before) for rng in generators]).astype("f4")
        for before, after in pairwise(SIZES)
    ]


def forward(x, weights, biases, masks=(1, 1)):
    """Return the activations of all layers; those of hidden layers are multiplied by the masks."""
    activations = [x]
    for weight, bias, mask in zip(weights, biases, (*masks, None)):
        scores = weight @ activations[-1] + bias
        last = mask is None
        activations.append(1 / (1 + np.exp(-np.clip(scores, -30, 30))) if last else np.maximum(scores, 0) * mask)
    return activations


def train(x, y, gain, steps, lambd, keep_prob):
    """Lower the cost of every network of the stack; return weights and biases."""
    weights, count = first_weights(gain), np.float32(y.size)
    biases = [np.zeros((SEEDS, size, 1), "f4") for size in SIZES[1:]]
    dice, masks = np.random.default_rng(1), (1, 1)
    for _ in range(steps):
        if keep_prob < 1:  # new masks for every step
            draws = [dice.random((SEEDS, size, y.size), "f4") for size in SIZES[1:3]]
            masks = [(draw < keep_prob) * np.float32(1 / keep_prob) for draw in draws]
        activations = forward(x, weights, biases, masks)
        slope = (activations[-1] - y) / count
        for layer in (2, 1, 0):
            weight_slope = slope @ np.swapaxes(activations[layer], -1, -2) + np.float32(lambd) / count * weights[layer]
            bias_slope = slope.sum(axis=2, keepdims=True)
            if layer:
                slope = (weights[layer].swapaxes(1, 2) @ slope) * masks[layer - 1] * (activations[layer] > 0)
            weights[layer] = weights[layer] - np.float32(RATE) * weight_slope
            biases[layer] = biases[layer] - np.float32(RATE) * bias_slope
    return weights, biases


def main():
    """Train everything and print one line for each way to regularize."""
    here = Path(__file__).resolve().parents[1] / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where the data is (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=8000)
    arguments = parser.parse_args()
    with h5py.File(arguments.folder / "field.h5") as file:
        train_set, test_set = ((file[x][:].T.astype("f4"), file[y][:].T) for x, y in (("X", "y"), ("Xval", "yval")))
    for gain, beginning in ((1, "1 / size before"), (2, "2 / size before")):
        print(f"variance of the first weights {beginning}, {arguments.steps} steps, {SEEDS} seeds")
        for name, lambd, keep_prob in WAYS:
            model = train(train_set[0], train_set[1].astype("f4"), gain, arguments.steps, lambd, keep_prob)
            seen, unseen = (
                100 * np.mean((forward(x, *model)[-1] > 0.5) == y, axis=(1, 2)) for x, y in (train_set, test_set)
            )
            alive = seen > COLLAPSED
            seen, unseen = seen[alive], unseen[alive]
            print(f"  {name:24s} train {seen.mean():.1f} %   test {unseen.mean():.1f} ± {unseen.std():.1f} %", end="")
            print(f"   from {unseen.min():.1f} to {unseen.max():.1f}   collapsed {SEEDS - alive.sum()}", flush=True)


if __name__ == "__main__":
    main()
