"""The figures of the notebook on recurrent networks by hand; a function that returns a figure is for `slider`."""

import numpy as np

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY

COLOURS = (SKY, BLUE, GREEN, ORANGE, PINK)
CELLS = {"RNN": ORANGE, "LSTM": BLUE}
DECAY = (
    "What is left of a memory against the number of steps: with a bias of 0 nothing after a few steps, with one of 4 "
    "half after about 40 steps, with one of 6 nearly eight tenths after 100."
)
THREE = (
    "The length of a gradient against the number of steps back, on a logarithmic axis, five lines each: for the RNN it "
    "falls by eight to fifteen powers of ten; for LSTM and GRU it falls even further with a bias of 0, and the "
    "larger the bias, the less, until it stays about the same with a bias of 5."
)


def decay(bias):
    """Draw what is left of a cell state over a hundred steps when its forget gate has this bias."""
    chart, axes = plot.figure(width=6.5, height=2.8)
    steps, gate = np.arange(101), 1 / (1 + np.exp(-bias))
    axes.plot(steps, gate**steps, color=BLUE)
    axes.axhline(0.5, color=GREY, linewidth=1, linestyle=":")
    half = np.log(0.5) / np.log(gate)
    unit = "step" if half < 1.5 else "steps"
    where = f"half is left after {half:.0f} {unit}" if half >= 0.5 else ""
    axes.set(xlabel="steps $t$", ylabel="what is left of $c$", ylim=(0, 1.03), xlim=(0, 100))
    axes.set_title(f"f = {gate:.4f}; {where}")
    return chart


def lengths(groups):
    """Draw the lengths of gradients, {name: one list for each seed}, against the number of steps back."""
    chart, axes = plot.figure(width=7, height=3.6)
    for (name, curves), colour in zip(groups.items(), COLOURS, strict=False):
        _bundle(axes, curves, colour, name)
    axes.axhline(1, color=BLACK, linewidth=0.8)
    axes.legend(loc="lower left", ncols=2)
    plot.show(
        chart,
        "the length of a gradient against the number of steps back, on a logarithmic axis, five lines for each g: for "
        "0.5 and 1 it falls in nearly straight lines by more than thirty and by eight to fifteen powers of ten, with "
        "orthogonal weights by ten to thirteen; for 2 it rises by up to three, for 3 by six to eleven",
    )


def three(groups):
    """Return one panel for each cell, {name: one list for each seed}."""
    chart, grid = plot.figure(1, len(groups), width=9, height=2.9, sharey=True)
    for axes, (name, curves), colour in zip(grid, groups.items(), (ORANGE, BLUE, GREEN), strict=True):
        _bundle(axes, curves, colour, None)
        axes.axhline(1, color=BLACK, linewidth=0.8)
        axes.set(title=name, ylim=(1e-20, 1e4), ylabel="length of the gradient" if axes is grid[0] else "")
    return chart


def _bundle(axes, curves, colour, name):
    """Draw several curves in one colour."""
    for number, curve in enumerate(curves):
        axes.semilogy(curve, color=colour, linewidth=1.2, label=name if number == 0 else None)
    axes.set(xlabel="steps back", ylabel="length of the gradient")


def recall(runs):
    """Draw the accuracy against the length of the sequences, for the best rate of each network."""
    chart, axes = plot.figure(width=6.5, height=3.2)
    lengths_of = sorted({int(run["length"]) for run in runs})
    for cell, colour in CELLS.items():
        means = []
        for place, length in enumerate(lengths_of):
            by_rate = {}
            for run in runs:
                if (run["cell"], int(run["length"])) == (cell, length):
                    by_rate.setdefault(run["rate"], []).append(float(run["correct"]))
            best = max(by_rate.values(), key=np.mean)
            means.append(np.mean(best))
            beside = place + (0.06 if cell == "LSTM" else -0.06)
            axes.plot([beside] * len(best), best, "o", color=colour, alpha=0.5)
        axes.plot(means, color=colour, label=cell)
    axes.axhline(0.5, color=GREY, linewidth=1, linestyle=":")
    axes.set(xticks=range(len(lengths_of)), xticklabels=lengths_of, ylim=(0.4, 1.03))
    axes.set(xlabel="steps of a sequence", ylabel="accuracy")
    axes.legend(loc="center left")
    plot.show(
        chart,
        "the accuracy after 600 updates against the length of the sequences, four dots for each "
        "network and length: up to 12 steps all are at 1; with 25 the LSTM still is, and the RNN lies between one half "
        "and 1; with 50 the RNN guesses, and three of the four LSTMs are at 1",
    )


def remembered(x, y):
    """Draw a sequence x (2, 1, T_x), its marked numbers, and the first probability of y (2, 1, T_x)."""
    chart, axes = plot.figure(width=8, height=3)
    steps, marks = np.arange(x.shape[2]), np.flatnonzero(x[1, 0])
    axes.plot(steps, x[0, 0], ".", color=GREY, markersize=5, label="numbers")
    axes.plot(marks, x[0, 0, marks], "o", color=ORANGE, markersize=9, label="marked")
    axes.step(steps, y[0, 0], where="mid", color=BLUE, label="prediction")
    axes.set(xlabel="step", ylabel="number", ylim=(0, 1))
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    plot.show(
        chart,
        "numbers at 120 steps as dots, three of them marked; the prediction is one half before the first mark, jumps "
        "to each marked number and stays level until the next mark",
    )
