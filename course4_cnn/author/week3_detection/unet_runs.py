"""The trainings with and without skip connections, stored in `unet_runs.csv` beside the notebook on the U-Net.

`python course4_cnn/author/week3_detection/unet_runs.py` runs them all, about six minutes on one core; the network and
its scores are those of the solved notebook.
"""

import csv
import sys
from pathlib import Path

import keras
import nbformat
import numpy as np
import tensorflow as tf
from keras import layers

WEEK = Path(__file__).parents[2] / "source" / "week3_detection"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import unet_network as network  # noqa: E402

COLUMNS = ["network", "seed", "epoch", "accuracy", "mean_iou"]
SEEDS, EPOCHS, RATE = (1, 2, 3), 4, 0.001


def solved():
    """Return the functions of the notebook's solutions by name."""
    namespace = {"keras": keras, "layers": layers, "np": np, "tf": tf}
    for cell in nbformat.read(WEEK / "2_unet.ipynb", 4).cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            exec(cell.source, namespace)
    return namespace


def scores(functions, model, X, Y):
    """Return the pixel accuracy and the mean IoU of a model."""
    confusion, _, _, mean_iou = functions["segmentation_scores"](Y, network.predict(model, X), 13)
    return np.trace(confusion) / confusion.sum(), mean_iou


def run(functions, kind, seed, train, validation):
    """Train one network and yield a row for each epoch."""
    keras.utils.set_random_seed(seed)
    model = functions["unet_model"]((48, 64, 3), 8, 13)
    if kind == "no skips":
        keras.utils.set_random_seed(seed)
        model = network.without_skips(model)
    rows = []

    def watch(epoch):
        found = scores(functions, model, *validation)
        rows.append([kind, seed, epoch, *(f"{value:.3f}" for value in found)])
        print(*rows[-1], flush=True)

    network.fit(model, *train, EPOCHS, RATE, seed, network.cross_entropy, falling=False, watch=watch, batch=2)
    return rows


def main():
    """Run all trainings and write the table."""
    functions = solved()
    train, validation, _ = (network.halve(*pair) for pair in network.streets())
    rows = [
        row for kind in ("skips", "no skips") for seed in SEEDS for row in run(functions, kind, seed, train, validation)
    ]
    with network.RUNS.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
