"""The figures of the notebook on errors: every function returns a matplotlib figure for `plot.show` or `slider`."""

import itertools

import numpy as np
from scipy.stats import binomtest

from helpers import plot

# One meaning per colour: blue for the target, grey for the studio, orange for what is wrong, green for what is mended.

ERRORS_ALT = (
    "sixteen pictures that the network gets wrong, each with its label, the prediction and its causes: hands in fog, "
    "out of focus, dark before a bright window, or cut off"
)
CEILINGS_ALT = (
    "for each cause the accuracy now, and a bar to the accuracy if all of its errors vanished, with an interval; a "
    "darker part of the bar is for errors with this cause alone; backlight has the longest bar"
)
SUSPECTS_ALT = (
    "histograms of the out-of-fold probability of the label: wrong labels lie near 0, correct ones mostly near 1; a "
    "line at the threshold, and above it precision and recall, which move against each other"
)
GAPS_ALT = (
    "a staircase of error rates from human level to test: hardly any rise to train, the largest rise from train to "
    "train-dev, another large one to dev, and none to test; each rate has an interval of several points"
)
FOG_ALT = (
    "accuracies of several trainings on real fog and on the synthetic fog that was trained on: with one texture the "
    "synthetic accuracy is far above the real one; with many textures the two lie together, and the real one is highest"
)
FOGS_ALT = (
    "eight players' pictures in real fog, above eight studio pictures in synthetic fog, which looks much the same"
)


def describe(labels, predictions, causes, names):
    """Return a title for each error: label, prediction, causes."""
    marks = (", ".join(np.array(names)[row]) or "no cause found" for row in causes)
    return [f"{one}, not {other}\n{mark}" for one, other, mark in zip(labels, predictions, marks)]


def ceilings(found, names, accuracy):
    """Draw what each cause could bring, with its interval."""
    made, axes = plot.figure(width=7.2, height=3.2)
    order = np.argsort(found["ceiling"])
    rows, start = np.arange(len(order)), 100 * accuracy
    gain, alone = 100 * (found["ceiling"] - accuracy)[order], 100 * (1 - accuracy) * found["alone"][order]
    axes.barh(rows, gain, left=start, color=plot.SKY, label="errors with this cause")
    axes.barh(rows, alone, left=start, color=plot.BLUE, label="with this cause alone")
    low, high = (100 * found[end][order] for end in ("low", "high"))
    axes.errorbar(
        start + gain, rows, xerr=[start + gain - low, high - start - gain], fmt="none", color=plot.BLACK, capsize=4
    )
    axes.axvline(start, color=plot.GREY)
    axes.set(yticks=rows, yticklabels=np.array(names)[order], xlabel="dev accuracy in percent, now and at most")
    axes.legend(loc="lower right")
    axes.grid(axis="y", visible=False)
    return made


def suspects(probability, wrong, threshold):
    """Draw the probabilities of the labels, and a threshold below which a label is flagged."""
    made, axes = plot.figure(width=7.2, height=3.2)
    bins = np.linspace(0, 1, 26)
    axes.hist([probability[wrong], probability[~wrong]], bins, stacked=True, color=[plot.ORANGE, plot.SKY],
              label=["label is wrong", "label is correct"])  # fmt: skip
    axes.axvline(threshold, color=plot.BLACK)
    flagged = probability < threshold
    hits = np.sum(flagged & wrong)
    axes.set_title(
        f"{flagged.sum()} flagged: precision {hits / max(flagged.sum(), 1):.2f}, recall {hits / wrong.sum():.2f}"
    )
    axes.set(
        xlabel="out-of-fold probability of the label", ylabel="pictures (cut off at 150)", ylim=(0, 150), xlim=(0, 1)
    )
    axes.legend(loc="upper left", bbox_to_anchor=(0.35, 1))
    return made


def gaps(errors, counts):
    """Draw the error rates as a waterfall, each with its interval."""
    made, axes = plot.figure(width=7.2, height=3.4)
    steps = ["human", "train", "train_dev", "dev", "test"]
    rate = {step: 100 * errors[step] / counts[step] for step in steps}
    names = ["human", "avoidable\nbias", "variance", "mismatch", "dev\noverfitting", "test"]
    for place, (one, other) in enumerate(itertools.pairwise(steps), 1):
        rise = rate[other] - rate[one]
        axes.bar(place, rise, bottom=rate[one], color=plot.ORANGE if rise > 0 else plot.GREEN)
        axes.plot([place - 1.4, place + 0.4], [rate[one]] * 2, color=plot.GREY, lw=1)
    axes.bar([0, 5], [rate["human"], rate["test"]], color=plot.BLUE)
    for place, step in enumerate(steps):
        interval = binomtest(int(errors[step]), int(counts[step])).proportion_ci(method="wilson")
        low, high = 100 * interval.low, 100 * interval.high
        axes.errorbar(place, rate[step], yerr=[[rate[step] - low], [high - rate[step]]], color=plot.BLACK, capsize=4)
    axes.set(xticks=range(6), xticklabels=names, ylabel="error in percent", ylim=(min(0, rate["train"] - 4), None))
    axes.axhline(0, color=plot.BLACK, lw=1)
    axes.grid(axis="x", visible=False)
    return made


def fogs(results):
    """Draw accuracies on synthetic and on real fog, one point per training; results: {name: [(own, real)]}."""
    made, axes = plot.figure(width=7.2, height=3.2)
    for row, (name, pairs) in enumerate(results.items()):
        own, real = 100 * np.array(pairs).T
        for values, colour, label, shift in ((own, plot.GREY, "synthetic fog of the same making", 0.12),
                                             (real, plot.BLUE, "real fog", -0.12)):  # fmt: skip
            known = np.isfinite(values)
            axes.plot(values[known], np.full(known.sum(), row + shift), "o", color=colour, alpha=0.6,
                      label=label if name == list(results)[-1] else None)  # fmt: skip
            if known.any():
                axes.plot([values[known].mean()] * 2, [row + shift - 0.12, row + shift + 0.12], color=colour, lw=3)
    axes.set(yticks=range(len(results)), yticklabels=list(results), xlabel="accuracy in percent",
             ylim=(-0.5, len(results) - 0.4))  # fmt: skip
    axes.legend(loc="lower right")
    axes.grid(axis="y", visible=False)
    return made
