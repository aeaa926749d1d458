"""The figures of the notebook on the U-Net: each function returns a figure and its alternative text, or a figure."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch

from helpers import plot, scenes
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK

PALETTE = np.array([to_rgb(colour) for colour in scenes.COLOURS])
NAMES = scenes.LABELS


def painted(mask):
    """Return a mask as a picture in the colours of its classes; what is no class is white."""
    return np.append(PALETTE, [[1, 1, 1]], axis=0)[np.minimum(mask, len(PALETTE))]


def _legend(figure):
    patches = [Patch(facecolor=colour, edgecolor=BLACK, label=name) for colour, name in zip(PALETTE, NAMES)]
    figure.legend(handles=patches, ncols=7, loc="outside lower center", fontsize=8, handlelength=1, columnspacing=1)


def rows_of(rows, labels, width=9.4):
    """Show rows of pictures and masks, one above the other."""
    figure, grid = plot.figure(len(rows), len(rows[0]), width=width, height=len(rows) * 1.45 + 0.5, squeeze=False)
    for line, row, label in zip(grid, rows, labels):
        for axes, item in zip(line, row):
            plot.blank(axes)
            axes.imshow(painted(item) if np.ndim(item) == 2 else item)
        line[0].set_ylabel(label, fontsize=10)
    _legend(figure)
    return figure


def sheet(X, Y):
    """Show pictures above their masks."""
    alt = (
        "Five drawn streets in different light, and below each its mask: large areas of sky, building and "
        "road, smaller ones of cars, and a few pixels for poles, people, traffic lights and signs."
    )
    return rows_of([X, Y], ["picture", "mask"]), alt


def answers(X, Y, P, name="predicted"):
    """Show pictures, masks and predictions."""
    alt = (
        "Five streets, their masks and the predicted masks: large areas agree, while poles, people and signs are "
        "missing, and edges are rounded."
    )
    return rows_of([X, Y, P], ["picture", "mask", name]), alt


def compared(X, Y, P, Q):
    """Show pictures, masks, and the predictions of two networks."""
    alt = (
        "Four streets with many poles, their masks, and what two networks predict: the one trained with cross-entropy "
        "paints hardly a pole, the one trained with the other loss paints parts of some."
    )
    return rows_of([X, Y, P, Q], ["picture", "mask", "cross-entropy", "your loss"]), alt


def shares(Y):
    """Show how often each class occurs, on a logarithmic axis."""
    parts = np.bincount(Y.ravel(), minlength=len(NAMES)) / Y.size
    order = np.argsort(parts)
    figure, axes = plot.figure(width=7, height=3.8)
    axes.barh(range(len(order)), parts[order], color=PALETTE[order], edgecolor=BLACK)
    axes.set_yticks(range(len(order)), [NAMES[k] for k in order])
    axes.set(xscale="log", xlabel="share of all pixels (logarithmic)", xlim=(0.0008, 1))
    for place, part in enumerate(parts[order]):
        axes.text(part * 1.1, place, f"{part:.1%}", va="center", fontsize=9)
    alt = (
        "A bar for the share of each of 13 classes in all pixels, on a logarithmic axis: buildings, road and sky "
        "have "
        "between 17 and 30 % each, people 1 %, bicycles 0.6 %, traffic signs 0.2 %, traffic lights 0.1 %."
    )
    return figure, alt


SHIFTED = (
    "Bars of the IoU of nine classes when a correct mask is moved to the side: at 0 pixels all are 1; the more it "
    "moves, the lower they get, road and sky slowly, poles, traffic lights and signs within a few pixels."
)


def shifted(scores, Y):
    """Return a function from a number of pixels to a figure: IoU of masks that are perfect, but moved to the side."""
    chosen = [0, 2, 1, 6, 4, 10, 12, 11, 5]

    def draw(pixels):
        width = Y.shape[2] - pixels
        _, iou, _, mean = scores(Y[:, :, :width], Y[:, :, pixels:], len(NAMES))
        figure, axes = plot.figure(width=7, height=3)
        axes.bar(range(len(chosen)), iou[chosen], color=PALETTE[chosen], edgecolor=BLACK)
        axes.set_xticks(range(len(chosen)), [NAMES[k] for k in chosen], rotation=20, fontsize=9)
        axes.set(ylim=(0, 1), ylabel="IoU", title=f"moved by {pixels}: mean IoU of all classes {mean:.2f}")
        return figure

    return draw


def plan():
    """Show the parts of the U-Net: five levels down, four up, and the skip connections between them."""
    figure, axes = plot.figure(width=9.4, height=4.4)
    plot.blank(axes)

    def arrow(begin, end, colour, **style):
        axes.annotate("", end, begin, arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 2, **style})

    def box(x, y, text, colour):
        frame = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": colour, "linewidth": 2}
        axes.text(x, y, text, ha="center", va="center", fontsize=9, bbox=frame)

    levels = [("96 x 128", "F"), ("48 x 64", "2F"), ("24 x 32", "4F"), ("12 x 16", "8F"), ("6 x 8", "16F")]
    for level, (size, width) in enumerate(levels):
        x, y, text = 1.25 * level - 5, -level, f"{size}\n{width} channels"
        box(x, y, text, BLUE)
        if level < 4:
            box(-x, y, text, GREEN)
            lower = x + 1.25 if level < 3 else 0
            arrow((x, y - 0.3), (lower - 0.4, y - 0.7), BLUE)
            arrow((-lower + 0.4, y - 0.7), (-x, y - 0.3), GREEN)
            arrow((x + 0.8, y), (-x - 0.8, y), ORANGE, linestyle="--")
    axes.text(0, 0.12, "skip connections", color=ORANGE, ha="center", fontsize=10)
    axes.text(-4.9, -3.4, "contracting path:\nmax pooling", color=BLUE, ha="center", fontsize=10)
    axes.text(4.9, -3.4, "expanding path:\ntransposed convolution", color=GREEN, ha="center", fontsize=10)
    axes.set(xlim=(-6.6, 6.6), ylim=(-4.5, 0.5))
    alt = (
        "A network in the shape of a U: five levels on the left, from 96 by 128 pixels and F channels down to 6 by 8 "
        "and 16 F, four levels up again on the right, and on each of these a dashed arrow from left to right, a skip "
        "connection."
    )
    return figure, alt


def curve(epochs, accuracy, mean):
    """Show what the training has reached up to the stored stage."""
    figure, axes = plot.figure(width=7, height=3)
    axes.plot(epochs, accuracy, color=BLUE, marker="o", label="pixel accuracy")
    axes.plot(epochs, mean, color=ORANGE, marker="s", linestyle="--", label="mean IoU")
    axes.set(xlabel="epoch", ylabel="on the validation set", ylim=(0, 1))
    axes.legend()
    alt = (
        "Pixel accuracy and mean IoU on the validation set against the epoch: both rise, the accuracy quickly to above "
        "0.7, the mean IoU slowly and far below it."
    )
    return figure, alt


def by_share(Y, iou):
    """Show the IoU of each class against its share of the pixels."""
    parts = np.bincount(Y.ravel(), minlength=len(NAMES)) / Y.size
    figure, axes = plot.figure(width=7, height=3.8)
    axes.scatter(parts, iou, s=70, c=PALETTE, edgecolor=BLACK, zorder=3)
    for name, x, y in zip(NAMES, parts, iou):
        axes.annotate(name, (x, y), (3, 6), textcoords="offset points", fontsize=9, rotation=35, rotation_mode="anchor")
    axes.set(
        xscale="log", xlabel="share of all pixels (logarithmic)", ylabel="IoU", xlim=(0.0008, 1), ylim=(-0.04, 1.04)
    )
    alt = (
        "The IoU of 13 classes against their share of the pixels, on a logarithmic axis: classes with more than 5 % of "
        "the pixels have an IoU of about 0.6 or more, the smallest ones one of 0 or nearly 0."
    )
    return figure, alt


def skips(rows):
    """Show the mean IoU of both kinds of network against the epoch, a line for each training."""
    figure, grid = plot.figure(1, 2, width=9, height=3.2)
    for axes, column, name in zip(grid, ("accuracy", "mean_iou"), ("pixel accuracy", "mean IoU")):
        for kind, colour, dashes in (("skips", BLUE, "-"), ("no skips", ORANGE, "--")):
            for seed in sorted({row["seed"] for row in rows}):
                line = [row for row in rows if row["network"] == kind and row["seed"] == seed]
                label = kind if seed == "1" else None
                epochs, values = [int(row["epoch"]) for row in line], [float(row[column]) for row in line]
                axes.plot(epochs, values, dashes, color=colour, label=label)
        axes.set(xlabel="epoch", ylabel=f"{name}, validation set", xticks=range(1, 5))
    grid[0].legend()
    alt = (
        "Pixel accuracy and mean IoU on the validation set against the epoch, three trainings with and three without "
        "skip connections: the lines with skip connections end higher in both."
    )
    return figure, alt


def pairs(names, first, second):
    """Show the IoU of each class after two trainings side by side."""
    figure, axes = plot.figure(width=9, height=3.4)
    places = np.arange(len(names))
    axes.bar(places - 0.2, first, 0.4, color=GREY, label="cross-entropy")
    axes.bar(places + 0.2, second, 0.4, color=PINK, label="your loss")
    axes.set_xticks(places, names, rotation=25, fontsize=9)
    axes.set(ylabel="IoU, validation set", ylim=(0, 1))
    axes.legend()
    alt = (
        "Two bars for each of 13 classes, their IoU after one epoch with cross-entropy and with the other loss: the "
        "large classes hardly differ, poles have a small bar with the other loss only, other rare ones hardly any."
    )
    return figure, alt
