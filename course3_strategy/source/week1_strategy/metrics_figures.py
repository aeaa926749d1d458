"""The figures of the notebook on metrics: every function returns a matplotlib figure for `plot.show` or `slider`."""

import numpy as np
from matplotlib.colors import ListedColormap
from sklearn.metrics import precision_recall_curve

from helpers import plot
from helpers.plot import BLACK, BLUE, GREY, ORANGE, SKY

ALT = {
    "digits": "Two rows of eight grey 8 by 8 pictures: digits above, the same digits under heavy noise below.",
    "threshold": (
        "Left, the scores of malignant and benign cells overlap around a threshold. Right, the precision-recall curve, "
        "ragged at small recall, with the point of this threshold moving along it."
    ),
    "intervals": (
        "For 0, 1 and 5 errors in 50 examples and 50 in 500: the normal interval is a point at 0 for no errors and "
        "reaches below 0 for one; the Wilson interval starts at or above 0 and reaches further to the right."
    ),
    "coverage": (
        "Coverage against the true error rate for 100 examples: the normal interval falls far below 95 % for "
        "small error rates, the Wilson interval stays between 89 and 98 %."
    ),
    "paired": (
        "The separate intervals of two models overlap; the interval of their difference, from the same examples, lies "
        "above 0, and the wider one of the difference as if the sets were independent contains 0."
    ),
    "annotators": (
        "A table of six rows of annotators and sixty columns of pictures: most cells agree with the vote of all, some "
        "differ, many are empty; Finn's row is almost empty."
    ),
    "gaps": (
        "For three models a bar from the human-level error to the training error, the avoidable bias, and one from "
        "there to the dev error, the variance: the first two have more variance, and the first one's training error is "
        "below human level; the last has more avoidable bias."
    ),
    "pareto": (
        "Error against latency for twelve models: two are beyond a limit; rings mark those within the limits that no "
        "other model beats in error, latency and size at once."
    ),
    "leads": (
        "For every model within the limits the interval of how far it is behind the top score: six contain 0, one lies "
        "just above it, two lie far above it."
    ),
}


def digits(clean, noisy):
    """Show eight digits, above without and below with noise."""
    drawing, grid = plot.figure(2, 8, width=7.2, height=2.0)
    for row, images in zip(grid, (clean, noisy)):
        for axes, image in zip(row, images):
            plot.blank(axes)
            axes.imshow(image.reshape(8, 8), cmap="gray_r")
    return drawing


def threshold(y, scores, value, precision, recall):
    """Show the scores of both classes with a threshold, and where it lies on the precision-recall curve."""
    drawing, (left, right) = plot.figure(1, 2, width=9.2, height=3.4)
    bins = np.linspace(0, 1, 26)
    left.hist(scores[y == 0], bins, color=SKY, label="benign")
    left.hist(scores[y == 1], bins, color=ORANGE, histtype="step", linewidth=2, label="malignant")
    left.axvline(value, color=BLACK, linestyle="--", label="threshold")
    left.set(xlabel="score", ylabel="examples", title=f"flagged from {value:.2f} on")
    left.set_ylim(0, 1.5 * left.get_ylim()[1])
    left.legend(loc="upper right")
    all_precisions, all_recalls, _ = precision_recall_curve(y, scores)
    right.step(all_recalls[:-1], all_precisions[:-1], where="post", color=BLUE)
    right.plot(recall, precision, "o", color=BLACK, markersize=9)
    right.set(xlabel="recall", ylabel="precision", xlim=(-0.03, 1.03), ylim=(0, 1.05))
    right.set_title(f"precision {precision:.2f}, recall {recall:.2f}")
    return drawing


def forest(rows, xlabel, zero=False, width=7.4):
    """Show intervals one below the other.

    Arguments: rows, a list of (label, low, middle, high, colour); xlabel; zero, whether a line marks 0.
    """
    drawing, axes = plot.figure(width=width, height=0.9 + 0.3 * len(rows))
    for place, (_, low, middle, high, colour) in enumerate(rows):
        axes.plot([100 * low, 100 * high], [place, place], color=colour, linewidth=2.5, solid_capstyle="butt")
        axes.plot(100 * middle, place, "o", color=colour, markersize=6, clip_on=False)
    if zero:
        axes.axvline(0, color=GREY, linestyle="--", linewidth=1.2)
    axes.set(yticks=range(len(rows)), xlabel=xlabel, ylim=(len(rows) - 0.5, -0.5))
    axes.set_yticklabels([row[0] for row in rows])
    axes.grid(axis="y", visible=False)
    return drawing


def normal_and_wilson(counts, normal, wilson):
    """Show both intervals for a few pairs (errors, examples)."""
    rows = []
    for errors, m in counts:
        for name, interval, colour in (("normal", normal, ORANGE), ("Wilson", wilson, BLUE)):
            low, high = interval(errors, m)
            rows.append((f"{errors} of {m}, {name}", low, errors / m, high, colour))
    return forest(rows, "error in %", zero=True)


def coverage(rates, curves):
    """Show how often intervals contain the truth; curves, from a name to the shares for the rates."""
    drawing, axes = plot.figure(width=7, height=3.2)
    for (name, shares), colour in zip(curves.items(), (ORANGE, BLUE)):
        axes.plot(100 * np.asarray(rates), 100 * np.asarray(shares), color=colour, label=name)
    axes.axhline(95, color=GREY, linestyle="--", linewidth=1.2)
    axes.set(xlabel="true error rate in %", ylabel="coverage in %", ylim=(0, 103))
    axes.legend(loc="lower right")
    return drawing


def annotators(names, table, vote, shown=60):
    """Show who labelled what: like the vote of all, otherwise, not at all, or where the vote is undecided."""
    kinds = np.where(table < 0, 0, np.where(vote < 0, 3, np.where(table == vote, 1, 2)))[:, :shown]
    drawing, axes = plot.figure(width=9.2, height=2.6)
    axes.imshow(kinds, cmap=ListedColormap(["#FFFFFF", SKY, ORANGE, GREY]), vmin=0, vmax=3, aspect="auto")
    axes.set(yticks=range(len(names)), xlabel=f"the first {shown} pictures")
    axes.set_yticklabels(names)
    axes.grid(False)
    axes.set_xticks(np.arange(-0.5, shown), minor=True)
    axes.set_yticks(np.arange(-0.5, len(names)), minor=True)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="minor", length=0)
    for colour, name in ((SKY, "as the vote"), (ORANGE, "another label"), (GREY, "vote undecided")):
        axes.plot([], [], "s", color=colour, label=name)
    axes.plot([], [], "s", markerfacecolor="white", markeredgecolor=GREY, label="not labelled")
    axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return drawing


def gaps(rows):
    """Show avoidable bias and variance; rows, a list of (label, human, train, dev), all as shares."""
    drawing, axes = plot.figure(width=7.6, height=2.6)
    for place, (_, human, train, dev) in enumerate(rows):
        axes.barh(place - 0.18, 100 * (train - human), 0.3, left=100 * human, color=BLUE)
        axes.barh(place + 0.18, 100 * (dev - train), 0.3, left=100 * train, color=ORANGE)
    axes.axvline(100 * rows[0][1], color=GREY, linestyle="--", linewidth=1.2)
    axes.set(yticks=range(len(rows)), xlabel="error in % (dashed: human level)", ylim=(len(rows) - 0.5, -0.5))
    axes.set_yticklabels([row[0] for row in rows])
    axes.grid(axis="y", visible=False)
    for colour, name in ((BLUE, "avoidable bias"), (ORANGE, "variance")):
        axes.barh([0], [0], color=colour, label=name)
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return drawing


def pareto(family, front):
    """Show error against latency, the limits of latency and size, and the models of the front."""
    drawing, axes = plot.figure(width=7.6, height=4)
    errors = 100 * family.wrong.mean(axis=1)
    within = (family.latency <= family.max_latency) & (family.size <= family.max_size)
    for chosen, colour, name in ((within, BLUE, "within the limits"), (~within, ORANGE, "beyond a limit")):
        axes.scatter(family.latency[chosen], errors[chosen], 15 + 1.2 * family.size[chosen], color=colour, label=name)
    path = sorted(front, key=lambda one: family.latency[one])
    axes.plot(family.latency[path], errors[path], "o", color=BLACK, markersize=14, fillstyle="none", label="front")
    axes.axvline(family.max_latency, color=GREY, linestyle="--", linewidth=1.2)
    for model, (x, height) in enumerate(zip(family.latency, errors)):
        near = (abs(family.latency - x) < 5) & (family.latency > x) & (abs(errors - height) < 0.7)
        offset = (-15, -11) if near.any() else (9, 5)
        axes.annotate(str(model), (x, height), offset, textcoords="offset points", fontsize=9)
    axes.set(xlabel="latency in ms (dashed: limit; area: size)", ylabel="dev error in %")
    axes.margins(0.1)
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return drawing


def leads(intervals, worse):
    """Show how far models are behind the top score; intervals, from a model to (low, high); worse, those really so."""
    rows = [
        (f"model {model}", low, (low + high) / 2, high, ORANGE if model in worse else BLUE)
        for model, (low, high) in sorted(intervals.items(), key=lambda item: sum(item[1]))
    ]
    return forest(rows, "points of error behind the top score", zero=True)
