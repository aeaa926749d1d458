"""The figures of the notebook on style transfer: each function returns a figure and its alternative text."""

import numpy as np
import style_network
from IPython.display import display

from helpers import plot
from helpers.plot import BLUE, GREY, ORANGE


def _numbers(picture):
    """Return a picture, perhaps a tensor (1, n_H, n_W, 3), as an array that can be drawn."""
    array = np.asarray(picture)
    array = array[0] if array.ndim == 4 else array
    return array if array.dtype == np.uint8 else np.clip(array, 0, 1)


def _row(pictures, size=1.9):
    """Return a figure of pictures side by side, with their titles: pairs."""
    figure, grid = plot.figure(1, len(pictures), width=size * len(pictures), height=size + 0.35, squeeze=False)
    for axes, (title, picture) in zip(grid[0], pictures):
        plot.blank(axes)
        axes.imshow(_numbers(picture))
        axes.set_title(title, fontsize=10, fontweight="normal")
    return figure


def sheet():
    """Show the photographs, the drawn styles and the textures."""
    names = [*style_network.PHOTOGRAPHS, *style_network.DRAWN, *style_network.TEXTURES[:1]]
    figure, grid = plot.figure(2, 4, width=7.6, height=4.4)
    for axes, name in zip(grid.flat, names):
        plot.blank(axes)
        axes.imshow(_numbers(style_network.picture(name)))
        axes.set_title(name, fontsize=10, fontweight="normal")
    alt = (
        "Eight pictures. Photographs: a cat's face, a cup of coffee, an astronaut in orange, a palace by a lake. "
        "Styles drawn by a program: blue and yellow strokes of a brush that whirl, panes of coloured glass with dark "
        "lead between them, an engraving of dark lines on paper; and a photograph of gravel."
    )
    return figure, alt


def depths(target, rebuilt):
    """Show a photograph and what can be rebuilt of it from each layer: a dictionary from its name to a picture."""
    figure = _row(
        [("photograph", target), *((name.removesuffix("_concat"), found) for name, found in rebuilt.items())], 1.5
    )
    alt = (
        "A cat's face and the same rebuilt from five layers: from the first nearly like the photograph, from the "
        "next two as edges on grey, from the fourth as noise in which the eyes can be guessed, from the last as noise."
    )
    return figure, alt


def excited(found):
    """Show the pictures that excite channels: a dictionary from a layer's name to pictures (k, n_H, n_W, 3)."""
    number = len(next(iter(found.values())))
    figure, grid = plot.figure(len(found), number, width=1.25 * number + 0.8, height=1.25 * len(found))
    for row, (name, pictures) in zip(grid, found.items()):
        for axes, picture in zip(row, pictures):
            plot.blank(axes)
            axes.imshow(_numbers(picture))
        row[0].set_ylabel(name.removesuffix("_concat"), rotation=0, ha="right", va="center")
    alt = (
        "Three rows of pictures, each of which excites one channel. First layer: plain colours and fine gratings. "
        "Middle layer: dots, stripes and meanders. Late layer: curves, whirls and repeated shapes, in glaring colours."
    )
    return figure, alt


def transferred(pictures, costs):
    """Show pictures, pairs of a title and a picture, beside the costs: a dictionary from a label to numbers."""
    figure, grid = plot.figure(
        1, len(pictures) + 1, width=2 * len(pictures) + 3.2, height=2.8, width_ratios=[1] * len(pictures) + [1.5]
    )
    for axes, (title, picture) in zip(grid, pictures):
        plot.blank(axes)
        axes.imshow(_numbers(picture))
        axes.set_title(title, fontsize=10, fontweight="normal")
    for (label, values), colour, dashes in zip(costs.items(), (BLUE, ORANGE), ("-", "--")):
        parts = [value / values[0] for value in values]
        grid[-1].plot(range(len(values)), parts, dashes, color=colour, label=label)
    grid[-1].set(yscale="log", xlabel="update", ylabel="$J$ / first $J$")
    grid[-1].legend()
    titles = ", ".join(title for title, _ in pictures)
    ends = " and ".join(f"{label} ends at {values[-1] / values[0]:.2f}" for label, values in costs.items())
    alt = f"Pictures side by side: {titles}. Beside them the costs by update, as parts of their first values: {ends}."
    return figure, alt


def weights(experiment):
    """Return a function that draws the stored transfer with a weight, and the weights."""
    pictures = style_network.stored(experiment)
    style = "strokes" if experiment == "variation" else "mosaic"  # of the stored pictures
    rows = {row["setting"]: row for row in style_network.runs(experiment) if row["style_picture"] == style}

    def draw(setting):
        row = next(row for name, row in rows.items() if float(name) == setting)
        figure, (left, right) = plot.figure(1, 2, width=6.4, height=3, width_ratios=[1, 1])
        plot.blank(left)
        left.imshow(pictures[row["setting"]])
        values = [row["content"], row["style"]]
        right.barh([1, 0], values, color=[BLUE, ORANGE], height=0.6)
        most = max(max(other["content"], other["style"]) for other in rows.values())
        right.set(yticks=[1, 0], yticklabels=["content", "style"], xscale="symlog", xlim=(0, 1.8 * most), xlabel="cost")
        for place, value in zip((1, 0), values):
            right.text(value, place, f" {value:.2g}", va="center")
        right.grid(False)
        return figure

    return draw, [float(name) for name in pictures]


BETA = (
    "A cat's face, and its content and style cost as two bars: with the smallest weight of the style most of the fur "
    "is still fur, with 4 it consists of rounded panes of coloured glass, and with 40 and 400 nearly the same is seen."
)
DEPTH = (
    "A cat's face with the style of stained glass, taken from the first layer alone, from two or from three: first fur "
    "in glaring colours, then pebbles, then larger panes with dark lead; and its content and style cost as two bars."
)
SMOOTH = (
    "A palace painted in blue and yellow strokes, and its content and style cost as two bars: without the third cost "
    "it is covered with noise, with a small weight strokes are seen, with the largest the sky is smooth and dotted."
)


def textures(pictures):
    """Show textures, pairs of a title and a picture, above the correlation of pixels at some distance."""
    figure, grid = plot.figure(1, len(pictures) + 1, width=8.4, height=2.3, width_ratios=[1] * len(pictures) + [1.7])
    for axes, (title, picture) in zip(grid, pictures):
        plot.blank(axes)
        axes.imshow(_numbers(picture))
        axes.set_title(title, fontsize=10, fontweight="normal")
    for (title, picture), colour, dashes in zip(pictures, (GREY, BLUE, ORANGE), ("-", "--", ":")):
        grid[-1].plot(range(9), correlations(picture), dashes, color=colour, label=title)
    grid[-1].set(xlabel="pixels to the right", ylabel="correlation", ylim=(-0.3, 1.05))
    grid[-1].legend(fontsize=8)
    alt = (
        "Panes of coloured glass, a texture made from their Gram matrices, and noise; beside them the correlation of "
        "two pixels against their distance: it falls faster for the made texture than for the original, and at once "
        "for noise."
    )
    return figure, alt


def correlations(picture):
    """Return the correlation of two pixels in a row that are 0 to 8 columns apart."""
    grey = _numbers(picture).mean(axis=2)
    return [float(np.corrcoef(grey[:, : grey.shape[1] - d].ravel(), grey[:, d:].ravel())[0, 1]) for d in range(9)]


def button(label, make):
    """Show a button that lets a picture be made, and the picture, or the sentence on what went wrong.

    Arguments: make, a function without arguments that returns a picture.
    """
    from ipywidgets import HTML, Button, Layout, VBox

    control, result = Button(description=label, layout=Layout(width="auto", align_self="flex-start")), HTML()

    def click(_):
        control.disabled, result.value = True, "Working ..."
        try:
            figure = _row([("", make())], 3.2)
            result.value = plot.element(plot.png(figure), "the picture that was made", 320)
        except (ValueError, OSError) as error:
            result.value = str(error)
        finally:
            control.disabled = False

    control.on_click(click)
    bundle = VBox([control, result])._repr_mimebundle_()
    bundle["text/plain"] = f"[Panel: A button that makes a picture and shows it below.]\n[{label}]"
    display(bundle, raw=True)
