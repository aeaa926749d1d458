"""The trainings behind the notebook on residual networks, stored in `residual_runs.csv` beside it.

`python course4_cnn/author/week2_case_studies/residual_runs.py` runs them all (about ten minutes on one core), with
experiments as arguments (8, 20, 56, signs) only those, and replaces their rows in the table.
Digits: for each kind and depth each rate is tried with seed 0; the one with the lowest training loss is used for
seeds 1 to 3. The kind `gamma 0` is residual, and the scale of the last normalization of each branch begins at 0.
Hand signs and their mirror images, 20 epochs: a small residual network, and the network of week 1 as it was trained
there.
`loss` is the mean training loss of the last epoch; `batch` and `moving` are the test accuracy, normalized with the
statistics of mini-batches and with the moving averages.
"""

import csv
import sys
import time
from pathlib import Path

import keras
import numpy as np
from keras import layers

WEEK = Path(__file__).parents[2] / "source" / "week2_case_studies"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import residual_network as network  # noqa: E402

from helpers import data  # noqa: E402

COLUMNS = ["experiment", "kind", "depth", "rate", "seed", "loss", "batch", "moving"]
EPOCHS, RATES, SEEDS = 5, (0.01, 0.03, 0.1, 0.3, 1.0), (1, 2, 3)
DEPTHS = {"8": ("plain", "residual"), "20": ("plain", "residual", "gamma 0"), "56": ("plain", "residual")}
SIGNS, SIGNS_EPOCHS = {"residual": 0.005, "week 1": 0.01}, 20


def residual_block(X, f, filters, initializer):
    """Apply a bottleneck block with an identity shortcut, or a projection where the channels change."""
    A, stride = X, 1 if X.shape[-1] == filters[-1] else 2
    for number, (width, side) in enumerate(zip(filters, (1, f, 1))):
        A = layers.Conv2D(width, side, 1 if number else stride, "same", kernel_initializer=initializer)(A)
        A = layers.BatchNormalization()(A)
        A = layers.ReLU()(A) if number < 2 else A
    if stride > 1:
        X = layers.Conv2D(filters[-1], 1, stride, kernel_initializer=initializer)(X)
        X = layers.BatchNormalization()(X)
    return layers.ReLU()(layers.Add()([X, A]))


BLOCKS = {"plain": network.plain_block, "residual": residual_block, "gamma 0": residual_block}


def run(trainer, kind, depth, rate, seed, pictures):
    """Train once from weights drawn by a seed; return the loss of the last epoch and two test accuracies."""
    X, y, X_test, y_test = pictures
    fresh = network.tower(BLOCKS[kind], depth, seed=seed)
    trainer.model.set_weights((network.silence(fresh) if kind == "gamma 0" else fresh).get_weights())
    loss = trainer.train(X, y, EPOCHS, rate, seed)[-1]
    return loss, *(network.share(trainer.model, X_test, y_test, training) for training in (True, False))


def signs_network(kind):
    """Return a network for hand signs."""
    he = keras.initializers.HeNormal
    inputs = keras.Input((64, 64, 3) if kind == "week 1" else (32, 32, 3))
    if kind == "week 1":
        A = layers.MaxPool2D(8, padding="same")(layers.Conv2D(8, 4, padding="same", activation="relu")(inputs))
        A = layers.MaxPool2D(4, padding="same")(layers.Conv2D(16, 2, padding="same", activation="relu")(A))
        return keras.Model(inputs, layers.Dense(6, activation="softmax")(layers.Flatten()(A)))
    A = layers.Conv2D(16, 3, strides=2, padding="same", kernel_initializer=he)(inputs)
    A = layers.ReLU()(layers.BatchNormalization()(A))
    for F in (8, 16):
        for _ in range(2):
            A = residual_block(A, 3, [F, F, 4 * F], he)
    return keras.Model(inputs, layers.Dense(6, activation="softmax")(layers.GlobalAveragePooling2D()(A)))


def run_signs(kind, rate, seed):
    """Train once on hand signs and their mirror images, those of week 1 as they were trained there."""
    signs = data.load_signs()
    X, X_test = signs.train_set_x_orig, signs.test_set_x_orig
    X, X_test = (
        (part / np.float32(127.5) - 1 if kind == "week 1" else network.halve(part)).astype(np.float32)
        for part in (X, X_test)
    )
    X, y = np.concatenate([X, X[:, :, ::-1]]), np.tile(signs.train_set_y[0], 2)
    batch = 32 if kind == "week 1" else 64
    keras.utils.set_random_seed(seed)
    model = signs_network(kind)
    falling = keras.optimizers.schedules.CosineDecay(rate, SIGNS_EPOCHS * -(-len(X) // batch))
    model.compile(keras.optimizers.Adam(falling), "sparse_categorical_crossentropy", jit_compile=False)
    losses = model.fit(X, y, batch_size=batch, epochs=SIGNS_EPOCHS, verbose=0).history["loss"]
    return losses[-1], *(network.share(model, X_test, signs.test_set_y[0], training) for training in (True, False))


def main():
    """Run all experiments and write the table."""
    pictures, rows, started = network.digits(), [], time.time()

    def note(experiment, kind, depth, rate, seed, found):
        rows.append([experiment, kind, depth, rate, seed, *(f"{number:.4f}" for number in found)])
        print(*rows[-1], f"{time.time() - started:.0f} s", flush=True)
        return found[0]

    wanted = sys.argv[1:] or [*DEPTHS, "signs"]
    for depth in (int(name) for name in wanted if name in DEPTHS):
        for kind in DEPTHS[str(depth)]:
            trainer = network.Trainer(network.tower(BLOCKS[kind], depth))
            losses = {
                rate: note("choose", kind, depth, rate, 0, run(trainer, kind, depth, rate, 0, pictures))
                for rate in RATES
            }
            best = min((rate for rate in RATES if np.isfinite(losses[rate])), key=losses.get)
            for seed in SEEDS:
                note("depth", kind, depth, best, seed, run(trainer, kind, depth, best, seed, pictures))
    for kind, rate in (SIGNS if "signs" in wanted else {}).items():
        for seed in SEEDS:
            note("signs", kind, 3 if kind == "week 1" else 14, rate, seed, run_signs(kind, rate, seed))
    path = WEEK / "residual_runs.csv"
    if path.exists():
        with open(path, newline="", encoding="utf-8") as file:
            kept = list(csv.reader(file))[1:]
        rows += [row for row in kept if ("signs" if row[0] == "signs" else row[2]) not in wanted]
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *sorted(rows, key=lambda row: row[0] == "signs")])


if __name__ == "__main__":
    main()
