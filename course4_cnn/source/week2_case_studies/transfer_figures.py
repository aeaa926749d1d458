"""Figures of the notebook on transfer learning."""

import csv
from pathlib import Path

import numpy as np

from helpers import plot

METHODS = ("from scratch", "frozen", "fine-tuned")


def runs():
    """Return what transfer_runs.csv holds: a dictionary from (method, pictures a class) to accuracies, by seed."""
    found = {}
    with Path(__file__).with_name("transfer_runs.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["method"], int(row["pictures"])), []).append(float(row["accuracy"]))
    return found


def few_pictures(found):
    """Return a figure of accuracy against pictures a class for each method, and its alternative text."""
    figure, axes = plot.figure()
    said = []
    for number, method in enumerate(METHODS):
        counts = sorted(count for name, count in found if name == method)
        means = [np.mean(found[method, count]) for count in counts]
        axes.plot(counts, means, "-" if len(counts) > 1 else "D", color=f"C{number}", label=method)
        for count in counts:
            values = found[method, count]
            axes.plot([count * (0.96 + 0.04 * number)] * len(values), values, "o", color=f"C{number}", alpha=0.4, ms=4)
        said.append(f"{method} " + ", ".join(f"{mean:.0%} with {count}" for mean, count in zip(means, counts)))
    axes.set_xscale("log")
    axes.set_xticks((10, 30, 100), ("10", "30", "100"))
    axes.minorticks_off()
    axes.set_xlabel("pictures of each class")
    axes.set_ylabel("validation accuracy")
    axes.legend()
    return figure, (
        "Validation accuracy against the number of pictures of each class, means as lines and seeds as dots: "
        + "; ".join(said)
    )


def augmented(pictures):
    """Return pictures (m, 160, 160, 3) as bytes that can be shown."""
    return np.clip(np.round(np.asarray(pictures)), 0, 255).astype(np.uint8)
