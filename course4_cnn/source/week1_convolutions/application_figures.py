"""The figures of the notebook on smiles and hand signs: each function returns a figure and its alternative text."""

import numpy as np

from helpers import plot
from helpers.plot import BLUE, ORANGE


def _picture(X):
    """Return a picture of numbers from -1 to 1 as one that can be drawn."""
    return np.clip((np.asarray(X) + 1) / 2, 0, 1)


def activations(X, A, channels):
    """Show a picture and what some channels of a layer make of it."""
    figure, grid = plot.figure(2, len(channels) // 2 + 1, width=9.4, height=4.6)
    for axes in grid.flat:
        plot.blank(axes)
    grid[0, 0].imshow(_picture(X))
    grid[0, 0].set_title("picture")
    for axes, channel in zip(grid.flat[1:], channels, strict=True):
        axes.imshow(A[..., channel], cmap="gray")
        axes.set_title(f"channel {channel}")
    alt = (
        "A portrait, and the activations of seven channels of the first layer as grey pictures of the same size: some "
        "are high on light skin and 0 on mouth, eyes and background, others high where the picture is dark."
    )
    return figure, alt


def patches(found):
    """Show the patches that excite some channels most: a dictionary from channel to patches, highest first."""
    figure, grid = plot.figure(len(found), len(next(iter(found.values()))), width=7.4, height=0.8 * len(found))
    for row, (channel, pictures) in zip(grid, found.items()):
        for axes, picture in zip(row, pictures):
            plot.blank(axes)
            axes.imshow(_picture(picture))
        row[0].set_ylabel(f"channel {channel}", rotation=0, ha="right", va="center")
    alt = "Rows of small patches of portraits, one row for each channel; the patches of a row resemble one another."
    return figure, alt


def maps(X, heat, titles, name):
    """Show pictures above maps of their pixels; the darker a pixel of a map, the more it matters."""
    figure, grid = plot.figure(2, len(X), width=9.4, height=3.4)
    for column, title in zip(range(len(X)), titles):
        for axes in grid[:, column]:
            plot.blank(axes)
        grid[0, column].imshow(_picture(X[column]))
        grid[0, column].set_title(title, fontsize=10)
        grid[1, column].imshow(heat[column], cmap="Greys", vmin=0, vmax=1)
    grid[1, 0].set_ylabel(name)
    alt = f"Six portraits, and below each its {name}: the dark pixels lie mostly on and around the mouth."
    return figure, alt


def shares(X, heat, titles):
    """Show pictures above what their pixels add to the score: blue for more, orange for less."""
    figure, grid = plot.figure(2, len(X), width=9.4, height=3.4)
    for column, title in zip(range(len(X)), titles):
        for axes in grid[:, column]:
            plot.blank(axes)
        grid[0, column].imshow(_picture(X[column]))
        grid[0, column].set_title(title, fontsize=10)
        size = np.abs(heat[column]).max() or 1
        colours = np.where(heat[column][..., None] > 0, _rgb(BLUE), _rgb(ORANGE))
        grid[1, column].imshow(1 + (colours - 1) * np.abs(heat[column] / size)[..., None])
    alt = (
        "Six portraits, and below each the shares of its pixels in the score, blue where they raise it and orange "
        "where they lower it; both colours are strongest around the mouth."
    )
    return figure, alt


def _rgb(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
