"""The figures of the notebook on emoji; ALT says what they show.

Blue is what is classified correctly, or was trained with groups; orange what is not; grey the rest.
"""

import csv
from pathlib import Path

import numpy as np

from helpers import plot
from helpers.plot import BLUE, GREY, ORANGE

NAMES = ("heart", "baseball", "smile", "disappointed", "fork and knife")
ALT = {
    "confusion": "A table of five by five counts: rows are the labels, columns the predicted classes. Most of the test "
    "sentences stand on the diagonal; the largest counts beside it are between smile and disappointed.",
    "not": "Four bars, one for each sentence: the logit of smile minus that of disappointed. The shift moves the two "
    "negated sentences together, so that never more than three bars point to the correct side.",
    "runs": "Dots for five runs of each of six networks. Left, the share of unseen sentences in groups that are told "
    "apart: near one half for all networks without groups in training, and above it with groups for all but the "
    "average. Right, whole groups: none without groups, and none for the average in any case.",
}


def confusion(Y, pred):
    """Draw how many sentences of each class are given each class."""
    counts = np.zeros((5, 5), int)
    np.add.at(counts, (np.ravel(Y), np.ravel(pred)), 1)
    figure, axes = plot.figure(width=5.2, height=4)
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=1.4 * counts.max())
    for row, column in np.ndindex(5, 5):
        axes.text(column, row, counts[row, column], ha="center", va="center")
    axes.set_xticks(range(5), [name.replace(" and ", " and\n") for name in NAMES], fontsize=8)
    axes.set_yticks(range(5), NAMES)
    axes.set(xlabel="predicted class", ylabel="label")
    axes.grid(False)
    return figure, ALT["confusion"]


def _rows(file):
    with Path(__file__).with_name(file).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def means(file, by, columns):
    """Return a tuple for each setting of a table of runs: its values in the columns `by`, then means of `columns`."""
    runs = {}
    for row in _rows(file):
        runs.setdefault(tuple(row[name] for name in by), []).append([float(row[name]) for name in columns])
    return [(*setting, *np.mean(values, axis=0).tolist()) for setting, values in runs.items()]


def shifted(sentences, margins):
    """Return the function of the slider: it draws four margins, the last two of them shifted by one number."""

    def draw(shift):
        values = np.array(margins) + np.array([0, 0, shift, shift])
        correct = (values > 0) == np.array([True, False, False, True])
        figure, axes = plot.figure(width=6.6, height=2.6)
        axes.barh(range(4), values, color=np.where(correct, BLUE, ORANGE))
        axes.axvline(0, color=GREY)
        axes.set_yticks(range(4), sentences)
        axes.invert_yaxis()
        axes.set(xlim=(-14, 14), xlabel="logit of smile minus logit of disappointed")
        axes.set_title(f"{int(correct.sum())} of 4 correct (blue)")
        return figure

    return draw


def runs():
    """Draw what each of the networks reaches on unseen groups, with and without groups in training."""
    rows = _rows("emoji_runs.csv")
    kinds = list(dict.fromkeys(row["network"] for row in rows))
    figure, axes = plot.figure(1, 2, width=8, height=3.4, sharey=True)
    for axis, key, title in zip(axes, ("pairs", "solved"), ("sentences of unseen groups", "whole groups")):
        for groups, colour, shift in (("no", ORANGE, -0.13), ("yes", BLUE, 0.13)):
            chosen = [row for row in rows if row["groups"] == groups]
            places = [kinds.index(row["network"]) + shift for row in chosen]
            label = "trained with groups" if groups == "yes" else "without"
            axis.plot([float(row[key]) for row in chosen], places, "o", color=colour, alpha=0.6, label=label)
        axis.set(xlabel=f"share of {title}", xlim=(-0.03, 1.03))
    axes[0].axvline(0.5, color=GREY, linestyle=":")
    axes[0].set_yticks(range(len(kinds)), kinds)
    axes[0].invert_yaxis()
    axes[1].legend(loc="upper right")
    return figure, ALT["runs"]
