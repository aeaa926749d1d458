"""The figures of the notebook on residual networks: each function returns a figure and its alternative text."""

import numpy as np

from helpers import plot
from helpers.plot import BLACK, BLUE, ORANGE

COLOURS = {"no normalization": BLACK, "plain": ORANGE, "residual": BLUE}


def gradients(norms):
    """Show the norm of the gradient of each convolution's kernel, for several networks of the same depth."""
    figure, axes = plot.figure(width=7.4, height=3.6)
    for name, values in norms.items():
        axes.plot(range(1, len(values) + 1), values, color=COLOURS[name], label=name)
    axes.set(xlabel="convolution", ylabel="norm of the gradient", yscale="log")
    axes.legend()
    alt = (
        "The norm of the gradient of each convolution's kernel before training, on a logarithmic axis: without "
        "normalization all are small; in the plain network with normalization they rise from the last convolution to "
        "the first by five powers of ten; in the residual network they rise by less than two."
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
    axes.set(xlabel="layers", ylabel="training loss", xticks=layers, ylim=(0, None))
    axes.legend()
    alt = (
        "Training loss against the number of layers, 8, 20 and 56: about the same for both kinds at 8; the plain networks "
        "rise to 2.1 at 56 layers, the residual ones stay below 0.5."
    )
    return figure, alt
