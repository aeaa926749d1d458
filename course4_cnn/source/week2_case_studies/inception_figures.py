"""The figures of the notebook on Inception and separable convolutions, and the stored runs."""

import csv
from pathlib import Path

import numpy as np

from helpers import plot
from helpers.plot import BLUE, GREEN, ORANGE

STEPS = (2, 4, 8, 16, 16, 32, 32)  # pixels of the picture between places of each stage of EfficientNet-B0


def operations(filters, repeats, side):
    """Return roughly how much the pointwise convolutions of EfficientNet's stages compute, in no particular unit."""
    places = (side / np.array(STEPS)) ** 2
    return float(np.sum(places * np.square(filters) * np.array(repeats)))


def along(costs, name):
    """Show which part of a network's parameters and multiply-adds is in its layers up to each one."""
    figure, axes = plot.figure(width=7.5, height=3.4)
    numbers = np.array([cost[1:] for cost in costs], float)
    numbers = numbers[numbers.sum(axis=1) > 0]
    for column, label, colour in ((1, "multiply-adds", ORANGE), (0, "parameters", BLUE)):
        shares = 100 * np.cumsum(numbers[:, column]) / numbers[:, column].sum()
        axes.plot(np.arange(1, len(shares) + 1), shares, color=colour, label=label)
    axes.set(xlabel="layers from the entrance", ylabel="% of the whole", title=name, ylim=(0, 102))
    axes.legend()
    half = int(np.searchsorted(np.cumsum(numbers[:, 1]), numbers[:, 1].sum() / 2))
    part = numbers[: half + 1, 0].sum() / numbers[:, 0].sum()
    alt = (
        f"Two curves from 0 to 100 % along the layers of {name}: the multiply-adds rise early, the parameters late. "
        f"Where half of the multiply-adds are done, {part:.0%} of the parameters have been used."
    )
    return figure, alt


def rows():
    """Return the stored runs, a list of dictionaries."""
    with Path(__file__).with_name("inception_runs.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def runs():
    """Return the test accuracies of the stored runs in percent, {network: array (seeds,)}, and what each costs."""
    accuracies, prices = {}, {}
    for row in rows():
        accuracies.setdefault(row["network"], []).append(100 * float(row["test"]))
        prices[row["network"]] = (int(row["parameters"]), int(row["multiply_adds"]))
    return {name: np.array(found) for name, found in accuracies.items()}, prices


def spread():
    """Show the test accuracy of every stored run."""
    accuracies, prices = runs()
    figure, axes = plot.figure(width=7.5, height=2.8)
    for place, found in enumerate(accuracies.values()):
        axes.plot(found, np.full(len(found), place), "o", color=GREEN, alpha=0.6)
        axes.plot([found.mean()], [place], "|", color=ORANGE, markersize=22, markeredgewidth=3)
    labels = [f"{name}\n{prices[name][0]:,} p., {prices[name][1]:,} m." for name in accuracies]
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.set(xlabel="test accuracy (%)", ylim=(len(labels) - 0.5, -0.5))
    means = "; ".join(f"{name} {found.mean():.0f} %" for name, found in accuracies.items())
    alt = f"A dot for the test accuracy of each training, a bar for the mean of each network: {means}."
    return figure, alt


def windows(kernel, near, channel=0, count=8):
    """Show the windows of some filters on one channel, above those of a separable convolution near them."""
    figure, grid = plot.figure(2, count, width=8.2, height=2.4)
    largest = np.abs(kernel[:, :, channel, :count]).max()
    for pictures, line, name in ((kernel, grid[0], "ordinary"), (near, grid[1], "separable")):
        for number, axes in enumerate(line):
            plot.blank(axes)
            axes.imshow(pictures[:, :, channel, number], cmap="RdBu", vmin=-largest, vmax=largest)
        line[0].set_ylabel(name)
    return figure


NEARER = (
    "Eight windows of 3 by 3 weights of an ordinary convolution, and below them those of the nearest separable one: "
    "all alike up to a factor with multiplier 1, and more and more like those above with larger ones."
)


def nearer(kernel, compress):
    """Return a function that draws the windows of a kernel above those of its nearest separable one, for a slider."""

    def draw(multiplier):
        depthwise, pointwise = compress(kernel, multiplier)
        parts = pointwise.reshape(kernel.shape[2], multiplier, -1)
        return windows(kernel, (depthwise[..., np.newaxis] * parts).sum(axis=3))

    return draw
