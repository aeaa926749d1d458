"""The figures of the Keras tutorial: each function returns a figure and its alternative text."""

import numpy as np

from helpers import plot
from helpers.plot import BLUE, ORANGE


def rates(schedule, updates):
    """Show the learning rate of each update."""
    figure, axes = plot.figure(width=6.4, height=2.6)
    axes.plot(range(updates), [float(schedule(step)) for step in range(updates)], ".-", color=BLUE)
    axes.set_xlabel("update")
    axes.set_ylabel("learning rate")
    alt = "The learning rate by update: it rises along a line, stays at its peak, and falls along a line to 0."
    return figure, alt


def kept(values, epochs, library, lowest):
    """Show a validation loss, the epoch whose weights a library keeps, and the lowest one."""
    figure, axes = plot.figure(width=6.4, height=2.8)
    axes.plot(np.arange(1, len(values) + 1), values, ".-", color="0.5", label="validation loss")
    axes.axvline(epochs, color="0.7", linestyle=":", label="the training ends")
    axes.plot(library, values[library - 1], "s", color=ORANGE, markersize=9, label="kept by EarlyStopping")
    axes.plot(lowest, values[lowest - 1], "o", color=BLUE, markersize=9, label="lowest")
    axes.set_xticks(range(1, len(values) + 1))
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.legend()
    alt = (
        "A validation loss that falls slowly; the training ends after some epochs, the weights that are kept are those "
        "of the first epoch, and the lowest loss is that of the last one."
    )
    return figure, alt


def spread(accuracies):
    """Show the test accuracy of each seed, and the mean, for some methods.

    Arguments: accuracies, a dictionary from a name to one accuracy per seed.
    """
    figure, axes = plot.figure(width=6.4, height=2.6)
    for place, found in enumerate(accuracies.values()):
        axes.plot(100 * found, np.full(len(found), place), "o", color=BLUE, alpha=0.6)
        axes.plot([100 * found.mean()] * 2, [place - 0.3, place + 0.3], "-", color=ORANGE, linewidth=2.5)
    axes.set_yticks(range(len(accuracies)), list(accuracies))
    axes.invert_yaxis()
    axes.set_xlabel("test accuracy in %")
    means = "; ".join(f"{name} {found.mean():.0%}" for name, found in accuracies.items())
    return figure, f"A dot for the test accuracy of each seed, and a bar for the mean of each method: {means}."
