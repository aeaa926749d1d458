"""The figures of the notebook on residual networks: each function returns a figure and its alternative text."""

import numpy as np

from helpers import plot
from helpers.plot import BLACK, BLUE, ORANGE

COLOURS = {"no normalization": BLACK, "plain": ORANGE, "residual": BLUE}


def gradients(norms):
    """Show the norm of the gradient of each convolution's kernel, for three networks of the same depth of each kind."""
    figure, axes = plot.figure(width=7.4, height=3.6)
    for name, seeds in norms.items():
        numbers = np.arange(1, seeds.shape[1] + 1)
        axes.plot(numbers, seeds.T, color=COLOURS[name], linewidth=0.8, alpha=0.5)
        axes.plot(numbers, np.median(seeds, axis=0), color=COLOURS[name], label=name)
    axes.set(xlabel="convolution", ylabel="norm of the gradient", yscale="log")
    axes.legend()
    alt = (
        "The norm of the gradient of each convolution's kernel before training, on a logarithmic axis, three networks "
        "of each kind: without normalization it is small everywhere; in the plain networks with normalization it rises "
        "from the last convolution to the first by a factor of thousands; in the residual ones by a factor of tens."
    )
    return figure, alt


def depths(rows):
    """Show the training losses of plain and residual networks of several depths: each training, and their means."""
    figure, axes = plot.figure(width=6.4, height=3.6)
    for kind in ("plain", "residual"):
        found = [(int(row["depth"]), float(row["loss"])) for row in rows if row["kind"] == kind]
        layers = sorted({depth for depth, _ in found})
        means = [np.mean([loss for depth, loss in found if depth == wanted]) for wanted in layers]
        axes.plot(layers, means, color=COLOURS[kind], label=kind)
        axes.plot(*zip(*found), "o", color=COLOURS[kind], markersize=4)
    axes.set(xlabel="layers", ylabel="training loss", xticks=layers, ylim=(0, 2.4))
    axes.legend()
    alt = (
        "Training loss against the number of layers, 8, 20 and 56: about the same for both kinds at 8; at 20 the "
        "residual ones are lower, and at 56 the plain ones stay above 2.1 while the residual ones reach 0.5 to 0.8."
    )
    return figure, alt
