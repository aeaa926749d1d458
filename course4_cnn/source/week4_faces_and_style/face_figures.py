"""The figures of the notebook on faces: each function returns a figure and its alternative text."""

import numpy as np
from sklearn.metrics import roc_curve

from helpers import plot
from helpers.plot import BLUE, GREEN, ORANGE, PINK, SKY, YELLOW


def album(pictures, each, title=""):
    """Show people, one in each row."""
    rows = len(pictures) // each
    figure, grid = plot.figure(rows, each, width=8.4, height=8.6 * rows / each)
    for axes, picture in zip(np.ravel(grid), pictures, strict=True):
        plot.blank(axes)
        axes.imshow(picture)
    for number, row in enumerate(np.atleast_2d(grid)):
        row[0].set_ylabel(f"person {number + 1}")
    alt = (
        f"{rows} rows of {each} drawn portraits; in each row the same person, with another pose, expression, light, "
        "background and clothes in each picture, now and then with glasses or a hat."
    )
    return figure, alt


def distances(before, after, same):
    """Show the distances of pairs before and after training, those of one person apart from the others."""
    figure, grid = plot.figure(1, 2, width=9.4, height=3.2)
    for axes, values, title in zip(grid, (before, after), ("collapsed", "after semi-hard triplets")):
        _two(axes, values, same)
        axes.set_title(title)
    grid[0].legend()
    alt = (
        "Two histograms of distances of pairs. After the collapse all lie near 0, those of one person and those of two "
        "people. After the second training those of one person lie mostly left, the others right, and they overlap."
    )
    return figure, alt


def _two(axes, values, same):
    bins = np.linspace(0, max(values.max(), 0.1), 50)
    for chosen, colour, name in ((same, BLUE, "same person"), (~same, ORANGE, "two people")):
        axes.hist(values[chosen], bins, density=True, color=colour, alpha=0.6, label=name)
    axes.set_xlabel("distance")
    axes.set_ylabel("density of pairs")


def losses(first, second, alpha):
    """Show the loss of a triplet and the number of triplets during two trainings, one after the other."""
    figure, grid = plot.figure(1, 2, width=9.4, height=2.9)
    for place, (axes, name) in enumerate(zip(grid, ("loss of a chosen triplet", "triplets in a batch"))):
        for history, begin, colour, label in ((first, 0, PINK, "nearest"), (second, len(first), GREEN, "semi-hard")):
            axes.plot(begin + np.arange(len(history)), history[:, place], color=colour, label=f"{label} negatives")
        axes.set_xlabel("update")
        axes.set_ylabel(name)
        axes.set_ylim(0)
    grid[0].axhline(alpha, color="black", linestyle=":")
    grid[0].legend()
    alt = (
        "Left, the loss of a triplet: with nearest negatives it comes down to the margin of 0.2 and stays there; with "
        "semi-hard ones it falls below from there on. Right, the triplets in a batch: 192, then fewer and fewer."
    )
    return figure, alt


def roc(values, same):
    """Return a function from a threshold to a figure: both kinds of pairs, and the ROC curve with its point."""
    false_accepts, true_accepts, _ = roc_curve(same, -values)

    def draw(threshold):
        figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4)
        _two(left, values, same)
        left.axvline(threshold, color="black")
        left.legend()
        right.plot(false_accepts, true_accepts, color="black")
        at = np.mean(values[~same] < threshold), np.mean(values[same] < threshold)
        right.plot(max(at[0], 1e-4), at[1], "o", color="black", markersize=9)
        right.annotate(
            f"false accepts {at[0]:.1%}\ntrue accepts {at[1]:.1%}", (0.05, 0.85), xycoords="axes fraction", fontsize=11
        )
        right.set_xscale("log")
        right.set_xlabel("false-accept rate")
        right.set_ylabel("true-accept rate")
        right.set_xlim(1e-4, 1)
        right.set_ylim(0, 1.02)
        return figure

    alt = (
        "Left, the histograms of the distances of pairs of one person and of two people, with the threshold as a line; "
        "right, the ROC curve over a logarithmic false-accept rate, with the point that belongs to this threshold."
    )
    return draw, alt


def visitors(pictures, titles):
    """Show the crops of several pictures of a face, and what is to be said of each."""
    figure, grid = plot.figure(1, len(pictures), width=9.6, height=2.1)
    for axes, picture, title in zip(grid, pictures, titles, strict=True):
        plot.blank(axes)
        axes.imshow(np.uint8(np.clip(picture, 0, 255)))
        axes.set_title(title, fontsize=9)
    alt = "The face that the detector has cut out of a photograph of an astronaut, and out of changed versions of it."
    return figure, alt


def crops(crop, distance_of):
    """Return a function from a crop's side, in sides of the detector's box, to a figure."""

    def draw(factor):
        figure, axes = plot.figure(width=3.4, height=3.4)
        picture = crop(factor)
        plot.blank(axes)
        axes.imshow(np.uint8(np.clip(picture, 0, 255)))
        axes.set_title(f"distance {distance_of(picture):.2f}")
        return figure

    return (
        draw,
        "The face of the astronaut, cropped tightly or widely, with its distance to the usual crop.",
    )


def groups(rows):
    """Show error rates of two groups after two trainings: a dictionary {(training, group): (accepts, rejects)}."""
    figure, grid = plot.figure(1, 2, width=9.4, height=3.0)
    trainings = list(dict.fromkeys(training for training, _ in rows))
    for place, (axes, name) in enumerate(zip(grid, ("false-accept rate", "false-reject rate"))):
        for offset, (group, colour) in enumerate((("dark", SKY), ("light", YELLOW))):
            heights = [np.mean(rows[training, group][:, place]) for training in trainings]
            spread = [np.ptp(rows[training, group][:, place]) / 2 for training in trainings]
            middle = [
                np.mean([rows[training, group][:, place].min(), rows[training, group][:, place].max()])
                for training in trainings
            ]
            at = np.arange(len(trainings)) + 0.36 * offset - 0.18
            axes.bar(at, heights, 0.34, color=colour, label=f"{group} skin")
            axes.errorbar(at, middle, spread, fmt="none", color="black", capsize=3)
        axes.set_xticks(np.arange(len(trainings)), [f"trained on {training}" for training in trainings])
        axes.set_ylabel(name)
    grid[0].legend()
    alt = (
        "Bars of the false-accept rate and the false-reject rate of drawn faces with dark and with light skin at one "
        "common threshold, after a training with few dark faces and one with half; lines show the range of three runs."
    )
    return figure, alt
