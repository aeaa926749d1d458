"""Measure how hard the cat pictures are: accuracies of a linear model, a two-layer and a four-layer network.

    python benchmarks/cats.py

All are trained as the course trains them: on all pictures at once, by gradient descent, in float32 numpy.
"""

import argparse
import time
from itertools import pairwise
from pathlib import Path

import h5py
import numpy as np
from sklearn.linear_model import LogisticRegression

LINEAR, TWO_LAYERS, FOUR_LAYERS = [12288, 1], [12288, 7, 1], [12288, 20, 7, 5, 1]
SEEDS = range(5)


def load(path, name):
    """Read one file as pixels from 0 to 1, one column per picture, and labels as a row."""
    with h5py.File(path) as file:
        pictures, labels = file[f"{name}_set_x"][:], file[f"{name}_set_y"][:]
    pixels = pictures.reshape(len(pictures), -1).T / np.float32(255)
    return np.ascontiguousarray(pixels), labels[None].astype(np.float32)


def forward(pixels, weights, biases):
    """Return the activations of every layer: ReLU, and a sigmoid at the end."""
    activations = [pixels]
    for layer, (weight, bias) in enumerate(zip(weights, biases), start=1):
        scores = weight @ activations[-1] + bias
        activations.append(np.maximum(scores, 0) if layer < len(weights) else 1 / (1 + np.exp(-scores)))
    return activations


def train(pixels, labels, weights, rate, steps):
    """Lower the cross-entropy by `steps` steps of gradient descent; biases start at zero."""
    weights, count = list(weights), labels.size
    biases = [np.zeros((len(weight), 1), np.float32) for weight in weights]
    for _ in range(steps):
        activations = forward(pixels, weights, biases)
        slope = (activations[-1] - labels) / count
        for layer in reversed(range(len(weights))):
            weight_slope, bias_slope = slope @ activations[layer].T, slope.sum(axis=1, keepdims=True)
            if layer > 0:
                slope = (weights[layer].T @ slope) * (activations[layer] > 0)
            weights[layer] = weights[layer] - np.float32(rate) * weight_slope
            biases[layer] -= np.float32(rate) * bias_slope
    return weights, biases


def accuracy(pixels, labels, model):
    """Percentage of pictures that the model puts in the right class."""
    return 100 * np.mean((forward(pixels, *model)[-1] > 0.5) == labels)


def random_weights(sizes, seed, scale=None):
    """Normal weights times `scale`; without one, divided by the root of the size of the layer before."""
    rng = np.random.default_rng(seed)
    weights = []
    for before, after in pairwise(sizes):
        weight = rng.standard_normal((after, before), np.float32)
        weights.append(weight * np.float32(scale or before**-0.5))
    return weights


def report(name, models, train_set, test_set):
    """Print the accuracies of one model, or the mean and the range of those of several seeds."""
    seen = np.array([accuracy(*train_set, model) for model in models])
    unseen = np.array([accuracy(*test_set, model) for model in models])
    print(f"{name:44s} train {seen.mean():5.1f} %   test {unseen.mean():5.1f} %", end="")
    print(f"   from {unseen.min():.1f} to {unseen.max():.1f}" if len(models) > 1 else "", flush=True)


def main():
    """Train everything and print one line for each."""
    here = Path(__file__).resolve().parents[1] / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where the data is (default: %(default)s)")
    folder = parser.parse_args().folder
    train_set, test_set = load(folder / "cats_train.h5", "train"), load(folder / "cats_test.h5", "test")

    linear = train(*train_set, [np.zeros((1, 12288), np.float32)], rate=0.005, steps=2000)
    report("logistic regression", [linear], train_set, test_set)
    library = LogisticRegression(max_iter=3000).fit(train_set[0].T, train_set[1][0])
    weights = library.coef_.astype(np.float32), library.intercept_.astype(np.float32)[:, None]
    report("logistic regression of scikit-learn", [([weights[0]], [weights[1]])], train_set, test_set)

    networks = [
        ("two layers, weights * 0.01", TWO_LAYERS, 0.01),
        ("two layers, weights / sqrt(size before)", TWO_LAYERS, None),
        ("four layers, weights / sqrt(size before)", FOUR_LAYERS, None),
    ]
    for name, sizes, scale in networks:
        models, start = [], time.perf_counter()
        for seed in SEEDS:
            models.append(train(*train_set, random_weights(sizes, seed, scale), rate=0.0075, steps=2500))
        seconds = (time.perf_counter() - start) / len(models)
        report(name, models, train_set, test_set)
        print(f"    {seconds:.0f} s for each of {len(models)} seeds")


if __name__ == "__main__":
    main()
