"""The figures of the notebook on transfer: every function returns a matplotlib figure for `plot.show`."""

import numpy as np
import transfer_tasks as tasks

from helpers import plot
from helpers.plot import BLUE, GREEN, GREY, ORANGE, PINK

COLOURS = {"from scratch": GREY, "all layers": ORANGE, "upper layers": GREEN, "head only": BLUE}
MARKERS = {"from scratch": "x", "all layers": "o", "upper layers": "^", "head only": "s"}


def chosen(table):
    """Return test errors (methods, sizes, seeds) at the learning rate with the lowest dev error of each run."""
    best = table[..., 0].argmin(axis=1)[:, None]
    return np.take_along_axis(table[..., 1], best, axis=1)[:, 0]


def characters(alphabet, other):
    """Draw ten characters of two alphabets, as they were drawn by two clumsy hands."""
    figure, grid = plot.figure(2, 10, width=9, height=2.2)
    for row, (points, name) in zip(grid, ((alphabet, "known"), (other, "new"))):
        labels = np.arange(10) // 2
        for number, picture in enumerate(tasks.draw(points, labels, np.random.default_rng(4))):
            plot.blank(row[number])
            row[number].imshow(-picture.reshape(12, 12), cmap="gray")
            row[number].set_title(f"{name} {labels[number] + 1}", fontsize=8, fontweight="normal")
    return figure


CHARACTERS_ALT = (
    "two rows of ten coarse grey pictures: five characters of a known alphabet and five of a new one, each drawn "
    "twice; every character is a line of three strokes, shifted and distorted from one drawing to the next"
)


def sharing(runs):
    """Draw by how much one network for four questions changes the first one's error, with two standard errors."""
    figure, row = plot.figure(1, 2, width=9, height=3.4, sharey=True)
    titles = "against 8 and 8 units alone", "against 27 and 27 units alone"
    for panel, axes in enumerate(row):
        for shift, (kind, colour, marker) in enumerate(zip(tasks.QUESTIONS, (BLUE, ORANGE, PINK), "os^")):
            alone = runs["wide"][shift] if panel else runs[kind][:, 0, 0, :, 0]
            change = 100 * (runs[kind][:, 0, 1, :, 0] - alone)
            error = 2 * change.std(axis=1, ddof=1) / change.shape[1] ** 0.5
            axes.errorbar(
                np.arange(3) + 0.12 * (shift - 1),
                change.mean(axis=1),
                error,
                fmt=marker,
                color=colour,
                capsize=3,
                label=kind,
            )
        axes.axhline(0, color=GREY, linewidth=1)
        axes.set(xticks=range(3), xticklabels=tasks.LABELS, xlabel="labels for the first question", title=titles[panel])
    row[0].set_ylabel("change of its error, points")
    row[0].legend(title="the others are", fontsize=8, title_fontsize=8)
    return figure


def curves(runs):
    """Draw the test error against the number of pictures for four ways to train, with two standard errors."""
    figure, row = plot.figure(1, 2, width=9.4, height=3.8)
    for axes, kind, title in zip(row, tasks.TARGETS, ("near: a new alphabet", "far: scanned digits")):
        for errors, (name, colour) in zip(chosen(runs[kind]), COLOURS.items()):
            spread = 2 * errors.std(axis=1, ddof=1) / errors.shape[1] ** 0.5
            axes.errorbar(
                tasks.SIZES,
                errors.mean(axis=1),
                spread,
                fmt=f"-{MARKERS[name]}",
                color=colour,
                capsize=2,
                markersize=5,
                label=name,
            )
        axes.set(xscale="log", ylim=(0, 0.85), xlabel="pictures to train", title=title)
        axes.set_xticks(tasks.SIZES, [f"{size}" for size in tasks.SIZES])
        axes.minorticks_off()
    row[0].set_ylabel("test error")
    row[0].legend(fontsize=8)
    return figure


CURVES_ALT = (
    "two panels, test error against the number of pictures, from 5 to 320: near, training the head only is lowest up "
    "to 80 pictures and training all layers lowest at 320, from scratch highest almost everywhere; far, head only and "
    "upper layers are lowest at 20 and 40 pictures, and from 160 on head only is far above training all layers"
)


def scenes(pictures, centres, corners):
    """Draw six scenes, the window that the rule chooses and the true place: three as they come, and the three worst."""
    figure, row = plot.figure(1, 6, width=9, height=1.9)
    off = np.abs(corners + 4.5 - centres).max(axis=1)
    for axes, number in zip(row, [0, 1, 2, *np.argsort(off)[-3:]]):
        plot.blank(axes)
        axes.imshow(-pictures[number], cmap="gray")
        axes.plot(*centres[number], "+", color=ORANGE, markersize=12, markeredgewidth=2)
        x, y = corners[number] - 0.5
        axes.plot([x, x + 10, x + 10, x, x], [y, y, y + 10, y + 10, y], color=BLUE, linewidth=1.5)
    return figure


SCENES_ALT = (
    "six scenes of 16 by 16 pixels with one character each; an orange cross marks the true place, a blue square the "
    "window with the most ink; in the last three a dark blot has drawn the window away from the character"
)


def stages(table):
    """Draw the test error against the number of scenes, with two standard errors."""
    figure, axes = plot.figure(width=7, height=3.6)
    names = "end to end", "two stages", "two stages, true place"
    for errors, name, colour, style in zip(np.moveaxis(table, 2, 0), names, (ORANGE, BLUE, GREY), ("-o", "-s", "--^")):
        spread = 2 * errors.std(axis=1, ddof=1) / errors.shape[1] ** 0.5
        axes.errorbar(tasks.SCENES, errors.mean(axis=1), spread, fmt=style, color=colour, capsize=3, label=name)
    axes.set(xscale="log", ylim=(0, 0.8), xlabel="scenes to train", ylabel="test error")
    axes.legend()
    return figure


SHARING_ALT = (
    "two panels, change of the first question's error in points for 60, 240 and 1,000 labels of its own: on the left, "
    "against a network with 8 and 8 units, related questions lower it everywhere, random ones raise it with 60 and 240 "
    "labels, and with 1,000 all three lower it; on the right, against one with 27 and 27 units, related questions "
    "lower it a little with 60 and 240 labels and raise it with 1,000, the others raise it nearly everywhere"
)
STAGES_ALT = (
    "test error against the number of scenes, from 100 to 30,000: two stages are ahead with few scenes, the lines meet "
    "near 2,000, and end to end is ahead with 10,000 and more; two stages with the true places are below both"
)
