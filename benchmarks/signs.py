"""Measure how hard the hand signs are: accuracies of a linear model, a fully connected and two convolutional networks.

    python benchmarks/signs.py                       trains every network from two random beginnings
    python benchmarks/signs.py --only dense --seeds 5

They are trained by Keras with Adam, in mini-batches, on pixels from -1 to 1 or from 0 to 1. The second kind leaves many
units of a fully connected network silent for every picture, because all inputs push them the same way.
"""

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow reads it when it is imported
import h5py
import keras
import numpy as np
from keras import layers


def load(path, name):
    """Read one file: pixels from 0 to 1, (m, 64, 64, 3), and labels, (m,)."""
    with h5py.File(path) as file:
        return file[f"{name}_set_x"][:] / np.float32(255), file[f"{name}_set_y"][:]


def softmax_regression():
    """No hidden layer."""
    return [layers.Flatten(), layers.Dense(6)]


def dense():
    """The fully connected network of course 2."""
    return [layers.Flatten(), layers.Dense(25, "relu"), layers.Dense(12, "relu"), layers.Dense(6)]


def coarse_convolutions():
    """The first convolutional network of course 4: two layers, and very wide pooling."""
    return [
        layers.Conv2D(8, 4, padding="same", activation="relu"),
        layers.MaxPooling2D(8, padding="same"),
        layers.Conv2D(16, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(4, padding="same"),
        layers.Flatten(),
        layers.Dense(6),
    ]


def convolutions():
    """Four layers of convolution and pooling."""
    stack = []
    for filters in (16, 32, 64, 64):
        stack += [layers.Conv2D(filters, 3, padding="same", activation="relu"), layers.MaxPooling2D(2)]
    return [*stack, layers.Flatten(), layers.Dropout(0.3), layers.Dense(6)]


NETWORKS = [  # name, layers, lowest pixel, learning rate, epochs, size of a mini-batch
    ("softmax regression", softmax_regression, 0, 1e-4, 60, 32),
    ("softmax regression", softmax_regression, -1, 1e-4, 60, 32),
    ("dense 25-12-6", dense, 0, 1e-4, 100, 32),
    ("dense 25-12-6", dense, -1, 1e-4, 60, 32),
    ("convolutions 8, 16", coarse_convolutions, 0, 1e-3, 60, 64),
    ("convolutions 16, 32, 64, 64", convolutions, 0, 1e-3, 30, 32),
]


def measure(seeds, build, rate, epochs, batch, train_set, test_set):
    """Train from every seed; return accuracies in percent, (seeds, 2): seen and unseen, and seconds per training."""
    shares, start = [], time.perf_counter()
    for seed in range(seeds):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([keras.Input((64, 64, 3)), *build()])
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
        model.fit(*train_set, epochs=epochs, batch_size=batch, verbose=0)
        shares.append([100 * model.evaluate(*part, verbose=0)[1] for part in (train_set, test_set)])
    return np.array(shares), (time.perf_counter() - start) / seeds


def main():
    """Train everything and print one line for each."""
    here = Path(__file__).resolve().parents[1] / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where the data is (default: %(default)s)")
    parser.add_argument("--only", help="only the networks whose name contains this")
    parser.add_argument("--seeds", type=int, default=2, help="how often each is trained (default: %(default)s)")
    arguments = parser.parse_args()
    parts = [load(arguments.folder / f"signs_{name}.h5", name) for name in ("train", "test")]

    for name, build, lowest, *settings in NETWORKS:
        name = f"{name}, from {lowest}"
        if arguments.only and arguments.only not in name:
            continue
        scaled = [(lowest + (1 - lowest) * pixels, labels) for pixels, labels in parts]
        shares, seconds = measure(arguments.seeds, build, *settings, *scaled)
        seen, unseen = shares.T
        print(f"{name:36s} train {seen.mean():5.1f} %   test {unseen.mean():5.1f} %", end="")
        print(f"   from {unseen.min():.1f} to {unseen.max():.1f}   {seconds:.0f} s each", flush=True)


if __name__ == "__main__":
    main()
