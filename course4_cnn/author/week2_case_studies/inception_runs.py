"""The trainings behind the notebook on Inception and separable convolutions, stored in `inception_runs.csv` beside it.

`python course4_cnn/author/week2_case_studies/inception_runs.py` runs them all, some minutes on one core.
"""

import csv
import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers

WEEK = Path(__file__).parents[2] / "source" / "week2_case_studies"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import inception_network as given  # noqa: E402

COLUMNS = ["network", "parameters", "multiply_adds", "seed", "test"]
SEEDS = range(5)
NETWORKS = {  # widths, kind of the second and the third convolution, whether normalized
    "ordinary": ((8, 8, 16), "Conv2D", False),
    "separable": ((8, 24, 40), "SeparableConv2D", False),
    "ordinary, normalized": ((8, 8, 16), "Conv2D", True),
    "separable, normalized": ((8, 24, 40), "SeparableConv2D", True),
}


def build(widths, kind, normalized):
    """Return one of the networks: as `plain`, or with batch normalization after each convolution."""
    network = given.plain(widths, kind)
    if not normalized:
        return network
    changed = keras.Sequential([keras.Input(network.input_shape[1:])])
    for layer in network.layers:
        settings = layer.get_config()
        if "kernel_size" in settings:
            changed.add(type(layer).from_config({**settings, "activation": "linear", "use_bias": False}))
            changed.add(layers.BatchNormalization(momentum=0.9))
            changed.add(layers.ReLU())
        else:
            changed.add(type(layer).from_config(settings))
    return changed


def multiply_adds(network):
    """Return the multiply-adds of one of these networks: each weight of a kernel, times the places of its output."""
    total = 0
    for layer in network.layers:
        kernels = sum(int(np.prod(weight.shape)) for weight in layer.weights if len(weight.shape) > 1)
        total += kernels * int(np.prod(layer.output.shape[1:-1]))
        if isinstance(layer, layers.BatchNormalization):
            total += int(np.prod(layer.output.shape[1:]))
    return total


def run(name, seed):
    """Train one network from one seed and return its row."""
    network = build(*NETWORKS[name])
    network.set_weights(given.train(network, *given.placed(3000, seed), seed))
    share = given.accuracy(network, *given.placed(1594, seed + 1000, test=True))
    return [name, network.count_params(), multiply_adds(network), seed, f"{share:.4f}"]


def main():
    """Run all trainings and write the table."""
    rows = [run(name, seed) for name in NETWORKS for seed in SEEDS]
    with (WEEK / "inception_runs.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
