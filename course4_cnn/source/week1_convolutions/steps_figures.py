"""The figures of the notebook of convolutions by hand; a function that returns a figure is for `slider`."""

import numpy as np
from matplotlib.patches import Rectangle
from sklearn.datasets import load_sample_image

from helpers import plot
from helpers.plot import BLACK, BLUE, GREY, ORANGE

COLOURS = "RdBu"  # negative numbers red, positive ones blue
SETTINGS = ["pad 0, stride 1", "pad 1, stride 1", "pad 0, stride 2", "pad 1, stride 2", "pad 0, stride 4"]
WINDOWS = (
    "Left, a grid of 7 by 8 input pixels, with a ring of zeros around it where the pad is 1, on which the windows of "
    "two neighbouring outputs are outlined; pixels in no window are crossed out. Right, the grid of outputs."
)
POOLED = (
    "The edges of the photograph of the palace, pooled by the maximum and by the mean, coarser with larger windows."
)
ROWS, COLUMNS, FILTER = 7, 8, 3  # of the drawn input, and the filter's side


def photographs():
    """Return two sample photographs, a palace in China and a flower, in grey from 0 to 1: two arrays (106, 160)."""
    grey = [load_sample_image(name).mean(axis=2)[:424] / 255 for name in ("china.jpg", "flower.jpg")]
    return [picture.reshape(106, 4, 160, 4).mean(axis=(1, 3)) for picture in grey]


def beginning(picture, row=50, column=22):
    """Show a photograph and a few of its pixels as numbers."""
    chart, (left, right) = plot.figure(1, 2, width=8, height=3, width_ratios=[3, 2])
    for axes in (left, right):
        plot.blank(axes)
    left.imshow(picture, cmap="gray", vmin=0, vmax=1)
    left.add_patch(Rectangle((column - 0.5, row - 0.5), 6, 6, fill=False, color=ORANGE, linewidth=2))
    patch = picture[row : row + 6, column : column + 6]
    right.imshow(patch, cmap="gray", vmin=0, vmax=1)
    for (i, j), value in np.ndenumerate(patch):
        _number(right, i, j, f"{value:.2f}", "white" if value < 0.5 else "black")
    left.set_title("106 by 160 pixels")
    right.set_title("6 by 6 of them")
    plot.show(chart, "a photograph of a palace, and a small square of its pixels as numbers between 0 and 1")


def windows(setting):
    """Draw which input pixels two neighbouring outputs see."""
    pad, stride = (int(word) for word in setting.replace(",", "").split()[1::2])
    size = np.array([ROWS, COLUMNS]) + 2 * pad
    rows, columns = (size - FILTER) // stride + 1
    chart, (left, right) = plot.figure(1, 2, width=7.5, height=3.6, width_ratios=[size[1], max(columns, 2)])
    seen = np.zeros(size, dtype=bool)
    for i, j in np.ndindex(rows, columns):
        seen[i * stride : i * stride + FILTER, j * stride : j * stride + FILTER] = True
    for i, j in np.ndindex(*size):
        inside = pad <= i < ROWS + pad and pad <= j < COLUMNS + pad
        left.add_patch(_cell(i, j, "white" if inside else "#E4E4E4"))
        if not inside:
            left.text(j + 0.5, i + 0.5, "0", ha="center", va="center", color=GREY)
        elif not seen[i, j]:
            left.plot([j + 0.25, j + 0.75], [i + 0.25, i + 0.75], color=BLACK, linewidth=1)
            left.plot([j + 0.25, j + 0.75], [i + 0.75, i + 0.25], color=BLACK, linewidth=1)
    for at, colour, where in ((0, ORANGE, 0.06), (1, BLUE, -0.06)):
        if at < columns:
            left.add_patch(
                Rectangle((at * stride + where, where), FILTER, FILTER, fill=False, edgecolor=colour, linewidth=3)
            )
    for i, j in np.ndindex(rows, columns):
        colour = (ORANGE, BLUE)[j] if i == 0 and j < 2 else "white"
        right.add_patch(_cell(i, j, colour))
    for axes, shape, title in (
        (left, size, f"input, filter 3 by 3, {setting}"),
        (right, (rows, columns), f"output: {rows} by {columns}"),
    ):
        axes.set(xlim=(-0.1, shape[1] + 0.1), ylim=(shape[0] + 0.1, -0.1), aspect="equal", title=title)
        plot.blank(axes)
    return chart


def _cell(row, column, colour):
    return Rectangle((column, row), 1, 1, facecolor=colour, edgecolor=GREY, linewidth=0.7)


def responses(picture, Z, names):
    """Show a photograph beside what each filter responds with, Z (n_H, n_W, n_C)."""
    chart, grid = plot.figure(1, 1 + Z.shape[2], width=9, height=2.5)
    _photograph(grid[0], picture, "photograph")
    for axes, response, name in zip(grid[1:], np.moveaxis(Z, 2, 0), names, strict=True):
        plot.blank(axes)
        axes.imshow(response, cmap=COLOURS, vmin=-1, vmax=1)
        axes.set_title(name)
    plot.show(
        chart,
        "a photograph of a palace; the response of a filter to vertical edges, blue where the picture gets darker to "
        "the right and red where it gets brighter, strong along pillars; and that of a filter to horizontal edges, "
        "strong along the roofs",
    )


def pooled(f, most, mean):
    """Draw edges pooled in two ways with windows of f by f, each (n_H, n_W)."""
    chart, grid = plot.figure(1, 2, width=8, height=2.8)
    for axes, picture, name in zip(grid, (most, mean), ("max", "mean"), strict=True):
        plot.blank(axes)
        axes.imshow(picture, cmap=COLOURS, vmin=-1, vmax=1)
        axes.set_title(f"{name} of {f} by {f}: {picture.shape[0]} by {picture.shape[1]} numbers")
    return chart


def pool_gradients(patch, through_max, through_mean):
    """Show a patch of edges, and where a gradient of 1 for each pooled output ends up."""
    chart, grid = plot.figure(1, 3, width=9, height=3.1)
    panels = ((patch, "edges"), (through_max, "gradient, max pooling"), (through_mean, "gradient, mean pooling"))
    for axes, (picture, name) in zip(grid, panels, strict=True):
        plot.blank(axes)
        axes.imshow(picture, cmap=COLOURS, vmin=-1, vmax=1)
        for at in np.arange(0, len(patch) + 1, 4) - 0.5:
            axes.axhline(at, color=GREY, linewidth=0.7)
            axes.axvline(at, color=GREY, linewidth=0.7)
        axes.set(title=name, xlim=(-0.5, len(patch) - 0.5), ylim=(len(patch) - 0.5, -0.5))
    plot.show(
        chart,
        "Three grids divided into windows of 4 by 4: the responses of an edge filter; the gradient through max "
        "pooling, a single dark pixel in each window; "
        "the gradient through mean pooling, equally pale everywhere",
    )


def learned(costs, filters):
    """Show how the cost falls, and filters (f, f) by name."""
    chart, grid = plot.figure(1, 1 + len(filters), width=9, height=2.7, width_ratios=[2] + [1] * len(filters))
    grid[0].semilogy(costs, color=BLUE)
    grid[0].set(xlabel="update", ylabel="cost $J$")
    for axes, (name, values) in zip(grid[1:], filters.items(), strict=True):
        plot.blank(axes)
        axes.imshow(values, cmap=COLOURS, vmin=-0.6, vmax=0.6)
        for (i, j), value in np.ndenumerate(values):
            axes.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=9,
                color="white" if abs(value) > 0.4 else "black",
            )
        axes.set_title(name)
    plot.show(
        chart,
        "the cost falls over the updates by several powers of ten; the first filter is random, the learned one has "
        "positive numbers on the left, zeros in the middle and negative numbers on the right, as the hidden one",
    )


def mapped(picture, strongest, pixels):
    """Show a photograph, the strongest responses, and the pixels that they depend on."""
    chart, grid = plot.figure(1, 3, width=9, height=2.5)
    _photograph(grid[0], picture, "photograph")
    _photograph(grid[2], picture, "mapped back to its pixels")
    plot.blank(grid[1])
    grid[1].imshow(strongest, cmap=COLOURS, vmin=-1, vmax=1)
    grid[1].set_title(f"strongest responses, {strongest.shape[0]} by {strongest.shape[1]}")
    size = np.abs(pixels) / np.abs(pixels).max()
    layer = np.zeros((*pixels.shape, 4))
    for sign, colour in ((1, (0.0, 0.45, 0.7)), (-1, (0.84, 0.37, 0.0))):
        layer[sign * pixels > 0, :3] = colour
    layer[..., 3] = np.clip(3 * size, 0, 1)
    grid[2].imshow(layer)
    plot.show(
        chart,
        "a photograph of a flower; a coarse grid in which the 60 strongest responses to vertical edges are marked, "
        "along the rim of the blossom; and the photograph with blue and orange pixels side by side on this rim: "
        "brighter blue ones and darker orange ones would make the responses stronger",
    )


def _number(axes, row, column, text, colour):
    axes.text(column, row, text, ha="center", va="center", fontsize=8, color=colour)


def _photograph(axes, picture, name):
    plot.blank(axes)
    axes.imshow(picture, cmap="gray", vmin=0, vmax=1)
    axes.set_title(name)


def touched(counts):
    """Draw how many outputs touch each pixel, for several settings by name: arrays (rows, columns)."""
    chart, grid = plot.figure(1, len(counts), width=8, height=3)
    for axes, (name, table) in zip(grid, counts.items(), strict=True):
        plot.blank(axes)
        axes.imshow(table, cmap="Blues", vmin=0, vmax=1.6 * table.max())
        for (i, j), value in np.ndenumerate(table):
            _number(axes, i, j, f"{value:.0f}", BLACK)
        axes.set_title(name)
    plot.show(
        chart,
        "two tables of how many outputs touch each pixel: with a filter of 3 by 3 and stride 2 a checkerboard of ones, "
        "twos and fours; with a filter of 4 by 4 fours everywhere but near the rim",
    )
