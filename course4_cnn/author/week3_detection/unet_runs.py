"""The trainings of the notebook on the U-Net, in two tables beside it; the network is that of the solved notebook.

    python course4_cnn/author/week3_detection/unet_runs.py skips     # with and without skip connections, six minutes
    python course4_cnn/author/week3_detection/unet_runs.py losses cross-entropy           # six more epochs, two minutes
    python course4_cnn/author/week3_detection/unet_runs.py losses "class weights"         # with the loss of the authors
    python course4_cnn/author/week3_detection/unet_runs.py losses "cross-entropy + Dice"

Minutes are those of one core. `unet_runs.csv` and `unet_losses.csv` hold what is reached on the validation set.
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
LOSS_COLUMNS = ["loss", "seed", "epoch", "accuracy", "mean_iou", "pole", "bicycle", "person", "light", "sign"]
LOSS_EPOCHS = 6


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


def both(labels, logits):
    """Return the sum of the mean cross-entropy and one minus the mean Dice coefficient of all classes."""
    wanted, found = tf.one_hot(labels, 13), tf.nn.softmax(logits)
    shared, sizes = (tf.reduce_sum(part, axis=[0, 1, 2]) for part in (wanted * found, wanted + found))
    return network.cross_entropy(labels, logits) + 1 - tf.reduce_mean((2 * shared + 1) / (sizes + 1))


def run_losses(functions, name, loss, seed, train, validation):
    """Train the stored network with one loss and return a row for each epoch."""
    keras.utils.set_random_seed(seed)
    model = functions["unet_model"]((None, None, 3), 8, 13)
    network.begin(model)
    rows = []

    def watch(epoch):
        confusion, iou, _, mean_iou = functions["segmentation_scores"](
            validation[1], network.predict(model, validation[0]), 13
        )
        found = np.trace(confusion) / confusion.sum(), mean_iou, *iou[network.RARE]
        rows.append([name, seed, epoch, *(f"{value:.3f}" for value in found)])
        print(*rows[-1], flush=True)

    network.fit(model, *train, LOSS_EPOCHS, 0.002, seed, loss, watch=watch)
    return rows


def write(path, columns, rows):
    """Write a table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])


def main():
    """Run what is asked for and write its table."""
    functions = solved()
    train, validation, _ = network.streets()
    if sys.argv[1] == "skips":
        small = network.halve(*train), network.halve(*validation)
        kinds = [(kind, seed) for kind in ("skips", "no skips") for seed in SEEDS]
        write(network.RUNS, COLUMNS, [row for pair in kinds for row in run(functions, *pair, *small)])
        return
    losses = {
        "cross-entropy": network.cross_entropy,
        "class weights": functions["rare_loss"],
        "cross-entropy + Dice": both,
    }
    name = sys.argv[2]
    new = run_losses(functions, name, losses[name], 1, train, validation)
    others = [list(row.values()) for row in network.losses() if row["loss"] != name]
    write(network.LOSSES, LOSS_COLUMNS, sorted([*others, *new], key=lambda row: list(losses).index(row[0])))


if __name__ == "__main__":
    main()
