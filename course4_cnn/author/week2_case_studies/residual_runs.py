"""The trainings behind the notebook on residual networks, stored in `residual_runs.csv` beside it.

`python course4_cnn/author/week2_case_studies/residual_runs.py` runs them all (about six minutes on one core), with
depths as arguments only those, and replaces their rows in the table.
For each kind and depth each rate is tried with seed 0; the one with the lowest training loss is used for seeds 1 to 3.
`loss` is the mean training loss of the last epoch; `batch` and `moving` are the test accuracy, normalized with the
statistics of mini-batches and with the moving averages.
"""

import csv
import sys
import time
from pathlib import Path

import numpy as np
from keras import layers

WEEK = Path(__file__).parents[2] / "source" / "week2_case_studies"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import residual_network as network  # noqa: E402

COLUMNS = ["experiment", "kind", "depth", "rate", "seed", "loss", "batch", "moving"]
EPOCHS, RATES, SEEDS = 5, (0.03, 0.1, 0.3, 1.0), (1, 2, 3)
DEPTHS, SILENT_RATES = (8, 20, 56), (0.1, 0.3)


def residual_block(X, f, filters, initializer):
    """Apply a bottleneck block with an identity shortcut."""
    A = X
    for number, (width, side) in enumerate(zip(filters, (1, f, 1))):
        A = layers.Conv2D(width, side, padding="same", kernel_initializer=initializer)(A)
        A = layers.BatchNormalization()(A)
        A = layers.ReLU()(A) if number < 2 else A
    return layers.ReLU()(layers.Add()([X, A]))


BLOCKS = {"plain": network.plain_block, "residual": residual_block}


def run(trainer, kind, depth, rate, seed, data, silent=False):
    """Train once from weights drawn by a seed; return the loss of the last epoch and two test accuracies."""
    X, y, X_test, y_test = data
    fresh = network.tower(BLOCKS[kind], depth, seed=seed)
    trainer.model.set_weights((network.silence(fresh) if silent else fresh).get_weights())
    loss = trainer.train(X, y, EPOCHS, rate, seed)[-1]
    return loss, *(network.share(trainer.model, X_test, y_test, training) for training in (True, False))


def main():
    """Run all experiments and write the table."""
    data, rows, started = network.digits(), [], time.time()

    def note(experiment, kind, depth, rate, seed, **options):
        found = run(trainer, kind, depth, rate, seed, data, **options)
        rows.append([experiment, kind, depth, rate, seed, *(f"{number:.4f}" for number in found)])
        print(*rows[-1], f"{time.time() - started:.0f} s", flush=True)
        return found[0]

    wanted = [int(depth) for depth in sys.argv[1:]] or DEPTHS
    for depth in wanted:
        for kind in BLOCKS:
            trainer = network.Trainer(network.tower(BLOCKS[kind], depth))
            losses = {rate: note("choose", kind, depth, rate, 0) for rate in RATES}
            best = min((rate for rate in RATES if np.isfinite(losses[rate])), key=losses.get)
            for seed in SEEDS:
                note("depth", kind, depth, best, seed)
            if (kind, depth) == ("residual", 20):
                for rate in SILENT_RATES:
                    for seed in SEEDS:
                        note("usual", kind, depth, rate, seed)
                        note("silent", kind, depth, rate, seed, silent=True)
    path = WEEK / "residual_runs.csv"
    if path.exists():
        with open(path, newline="", encoding="utf-8") as file:
            rows += [row for row in list(csv.reader(file))[1:] if int(row[2]) not in wanted]
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *sorted(rows, key=lambda row: int(row[2]))])


if __name__ == "__main__":
    main()
