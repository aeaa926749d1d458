"""Measure transfer learning on the alpacas: frozen and fine-tuned with 10, 30, 100 pictures a class, scratch with 100.

    python course4_cnn/author/week2_case_studies/transfer_runs.py   writes transfer_runs.csv beside the notebook

Columns: method, pictures a class, seed (of the choice of pictures, the initialization and the order), accuracy on
the 120 validation pictures. The frozen part of MobileNetV2 runs once, and its activations are kept.
"""

import csv
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from helpers import data, pretrained  # noqa: E402

PATH = ROOT / "course4_cnn" / "source" / "week2_case_studies" / "transfer_runs.csv"
KEPT = Path(os.environ.get("TRANSFER_KEPT", "/tmp/transfer_activations.npz"))
FINE_TUNE_AT, RATE, EPOCHS, BATCH = 120, 1e-4, 8, 16


def batches(network, X):
    """Return what a network computes for X, 16 pictures at a time."""
    return np.concatenate([np.asarray(network(X[i : i + 16], training=False)) for i in range(0, len(X), 16)])


def activations(ours):
    """Return the activations below the layer FINE_TUNE_AT of the pictures to train on and of those to validate with."""
    if not KEPT.is_file():
        base = pretrained.mobilenet_v2()
        below = keras.Model(base.input, base.layers[FINE_TUNE_AT - 1].output)
        parts = [
            batches(below, X.astype("float32") / 127.5 - 1).astype("float16") for X in (ours.train_x, ours.validation_x)
        ]
        np.savez(KEPT, *parts)
    with np.load(KEPT) as file:
        return [file[name].astype("float32") for name in file.files]


def chosen(y, n, seed):
    """Return n pictures of each class."""
    rng = np.random.default_rng([7, n, seed])
    return rng.permutation(np.concatenate([rng.choice(np.flatnonzero(y == k), n, replace=False) for k in (0, 1)]))


def shrunk(X, side):
    """Return pictures as means of squares of pixels, from -1 to 1."""
    step = X.shape[1] // side
    return X.reshape(len(X), side, step, side, step, 3).mean(axis=(2, 4)) / 127.5 - 1


class Above:
    """The layers of MobileNetV2 from FINE_TUNE_AT on, with a head; their weights can be set back."""

    def __init__(self, norms):
        base = pretrained.mobilenet_v2()
        self.above = keras.Model(base.layers[FINE_TUNE_AT - 1].output, base.output)
        for layer in self.above.layers:
            layer.trainable = norms or not isinstance(layer, layers.BatchNormalization)
        pool = [layers.GlobalAveragePooling2D(), layers.Dropout(0.2), layers.Dense(1)]
        self.whole = keras.Sequential([keras.Input(self.above.input_shape[1:]), self.above, *pool])
        self.begin = self.above.get_weights()

    def tune(self, X, y, head, validation, seed):
        """Fine-tune from the pretrained weights and a trained head; return the validation accuracy."""
        keras.utils.set_random_seed(seed)
        self.above.set_weights(self.begin)
        self.whole.layers[-1].set_weights(head)
        metric = keras.metrics.BinaryAccuracy(threshold=0.0)
        self.whole.compile(
            keras.optimizers.Adam(RATE),
            keras.losses.BinaryCrossentropy(from_logits=True),
            metrics=[metric],
            jit_compile=False,
        )
        self.whole.fit(X, y, batch_size=BATCH, epochs=EPOCHS, verbose=0)
        return self.whole.evaluate(*validation, batch_size=BATCH, verbose=0)[1]


def scratch(X, y, validation, seed, updates=400):
    """Train a small network from scratch on small pictures and their mirrored copies."""
    keras.utils.set_random_seed(seed)
    X, y = np.concatenate([X, X[:, :, ::-1]]), np.tile(y, 2)
    parts = [keras.Input(X.shape[1:])]
    for filters in (16, 32, 64, 64):
        parts += [layers.Conv2D(filters, 3, padding="same", use_bias=False), layers.BatchNormalization()]
        parts += [layers.ReLU(), layers.MaxPool2D()]
    model = keras.Sequential([*parts, layers.GlobalAveragePooling2D(), layers.Dropout(0.2), layers.Dense(1)])
    metric = keras.metrics.BinaryAccuracy(threshold=0.0)
    rate = keras.optimizers.schedules.CosineDecay(1e-3, updates)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss, metrics=[metric], jit_compile=False)
    model.fit(X, y, batch_size=BATCH, epochs=-(-updates * BATCH // len(X)), verbose=0)
    return model.evaluate(*validation, batch_size=BATCH, verbose=0)[1]


def main():
    """Run everything, printing each row."""
    ours, rows = data.load_alpacas(), []
    y, validation_y = ours.train_y, ours.validation_y
    A, validation_A = activations(ours)
    frozen = Above(False)
    F, validation_F = (batches(frozen.above, X).mean(axis=(1, 2)) for X in (A, validation_A))
    small, validation_small = shrunk(ours.train_x, 80), shrunk(ours.validation_x, 80)

    def row(method, n, seed, accuracy):
        rows.append((method, n, seed, round(float(accuracy), 4)))
        print(*rows[-1], flush=True)

    heads = {}
    for n, seeds in ((10, 10), (30, 10), (100, 10)):
        for seed in range(seeds):
            some = chosen(y, n, seed)
            model = LogisticRegression(C=0.1, max_iter=1000).fit(F[some], y[some])
            heads[n, seed] = [model.coef_.T, model.intercept_]
            row("frozen", n, seed, model.score(validation_F, validation_y))
    for n, seeds in ((100, 5), (30, 5), (10, 5)):
        for seed in range(seeds):
            some = chosen(y, n, seed)
            row(
                "fine-tuned", n, seed, frozen.tune(A[some], y[some], heads[n, seed], (validation_A, validation_y), seed)
            )
    for seed in range(2):
        some = chosen(y, 100, seed)
        row("from scratch", 100, seed, scratch(small[some], y[some], (validation_small, validation_y), seed))
    some = chosen(y, 100, 0)
    smaller = shrunk(ours.train_x[some], 40), y[some], (shrunk(ours.validation_x, 40), validation_y)
    row("longer from scratch", 100, 0, scratch(*smaller, 0, 1600))
    moving = Above(True)
    for seed in range(3):
        some = chosen(y, 10, seed)
        row(
            "norms trained",
            10,
            seed,
            moving.tune(A[some], y[some], heads[10, seed], (validation_A, validation_y), seed),
        )
    with PATH.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("method", "pictures", "seed", "accuracy"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
