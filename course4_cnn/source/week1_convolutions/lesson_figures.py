"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is a convolutional network or what a filter finds, orange a dense one or where something goes wrong, green what is
right or wished for, black the picture, grey everything else.
"""

from functools import cache
from pathlib import Path

import numpy as np
import tensorflow as tf
from matplotlib.patches import Rectangle
from scipy import signal
from sklearn.datasets import load_sample_image

from helpers import experiments, plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE

RUNS = Path(__file__).with_name("lesson_runs.csv")

ALT = {
    "by_hand": "A 6 by 6 picture, bright on the left and dark on the right, the 3 by 3 filter of 1, 0, -1, and the 4 "
    "by 4 feature map: 0, 3, 3, 0 in each row.",
    "filters": "A photograph of a Chinese palace, in grey, and what one filter makes of it: a vertical-edge filter "
    "shows columns and walls, a horizontal one the roofs and steps, a blur softens it, a sharpening filter"
    " adds contrast.",
    "learned": "The filter learned from pairs of pictures beside the Sobel filter: after 100 updates the numbers "
    "nearly agree.",
    "uses": "How often each pixel of an 8 by 8 picture is used by a filter: without padding the corners once and the "
    "middle nine times; with a padding of 1 the corners four times, with a padding of 2 all nine times.",
    "strides": "A row of pixels, and below it the places of a filter: with larger strides or dilation there are fewer"
    " of them, and pixels at the right end may be left over.",
    "colour": "A flower photograph, its grey values, and the response of a filter that takes red minus green: large "
    "on the flower, below 0 on the leaves and the background.",
    "matrix": "The weights of a convolution written as the matrix of a dense layer: three bands of three diagonals, "
    "all else is 0.",
    "field": "The photograph with a square on the palace: what one unit of the chosen layer sees, from 3 to 68 pixels"
    " wide; beside it how much each pixel counts: those in the middle much more than the others.",
    "equivariance": "The relative difference between moving the picture and moving the feature map, against the shift"
    " in pixels: 0 for a plain convolution, 0 at even shifts only for a stride of 2 and for max "
    "pooling, and smaller with a blur.",
    "shrinking": "Accuracy and agreement after a shift by a pixel for four ways to make the picture smaller, three "
    "trainings each.",
    "why": "Accuracy on test digits for a convolutional and two dense networks, three trainings each: with "
    "the pixels in place the convolutional network is far ahead; with permuted pixels it is not.",
    "case_moved": "The share of correct pictures against the shift of the digits for two networks: one falls "
    "steadily, the other goes down and up again.",
    "case_far": "The share of correct pictures against the distance of the two marks: 100 % up to six columns, "
    "about 50 % beyond; a dot is one training.",
}

SOBEL = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])
FILTERS = {
    "vertical edges": np.array([[1.0, 0, -1]] * 3),
    "horizontal edges": np.array([[1.0, 0, -1]] * 3).T,
    "blur": np.full((7, 7), 1 / 49),
    "sharpen": np.array([[0, -1.0, 0], [-1, 5, -1], [0, -1, 0]]),
}


@cache
def photo(name="china.jpg"):
    """Return a photograph (213, 320, 3) of scikit-learn's with values from 0 to 1."""
    whole = load_sample_image(name)[:426].astype(float) / 255
    return whole.reshape(213, 2, 320, 2, 3).mean(axis=(1, 3))


def grey(name="china.jpg"):
    """Return the grey values (213, 320) of a photograph."""
    return photo(name).mean(axis=2)


def filtered(picture, kernel):
    """Return what a filter makes of a picture, without padding."""
    return signal.correlate2d(picture, kernel, mode="valid")


def _numbers(axes, values, title, **options):
    axes.imshow(values, zorder=1, **options)
    for (row, column), value in np.ndenumerate(values):
        dark = options.get("vmin", 0) + 0.35 * (options.get("vmax", 1) - options.get("vmin", 0))
        deep = value < dark if options["cmap"] == "gray" else abs(value) > 0.75 * options["vmax"]
        ink = "white" if deep else BLACK
        axes.text(column, row, f"{value:g}", ha="center", va="center", fontsize=9, color=ink)
    axes.hlines(np.arange(values.shape[0] + 1) - 0.5, -0.5, values.shape[1] - 0.5, color="#DDDDDD", linewidth=0.7)
    axes.vlines(np.arange(values.shape[1] + 1) - 0.5, -0.5, values.shape[0] - 0.5, color="#DDDDDD", linewidth=0.7)
    plot.blank(axes)
    axes.set_title(title)


def by_hand(picture, kernel):
    """Show a small picture, a filter and the feature map, as numbers."""
    figure, axes = plot.figure(1, 3, width=7.5, height=2.7)
    _numbers(axes[0], picture, "picture", cmap="gray", vmin=-0.5, vmax=1)
    _numbers(axes[1], kernel, "filter", cmap="RdBu", vmin=-2, vmax=2)
    _numbers(axes[2], filtered(picture, kernel), "feature map", cmap="RdBu", vmin=-5, vmax=5)
    return figure


def filters(name):
    """Show a photograph and what a filter makes of it."""
    found = filtered(grey(), FILTERS[name])
    figure, axes = plot.figure(1, 2, width=7.5, height=2.7)
    axes[0].imshow(grey(), cmap="gray", vmin=0, vmax=1)
    if "edges" in name:
        axes[1].imshow(found, cmap="RdBu", vmin=-1.2, vmax=1.2)
    else:
        axes[1].imshow(found, cmap="gray", vmin=0, vmax=1)
    limits = {"sharpen": " (clipped to 0 to 1)", "blur": ""}.get(name, " (clipped to -1.2 to 1.2)")
    for place, title in zip(axes, ("picture", name + limits)):
        plot.blank(place)
        place.set_title(title)
    return figure


def learned(history, updates):
    """Show the filter after so many updates beside Sobel's."""
    figure, axes = plot.figure(1, 2, width=5.4, height=2.7)
    _numbers(axes[0], history[updates].round(2) + 0, f"learned, {updates} updates", cmap="RdBu", vmin=-2.5, vmax=2.5)
    _numbers(axes[1], SOBEL, "Sobel", cmap="RdBu", vmin=-2.5, vmax=2.5)
    return figure


def used(padding, size=8, kernel=3):
    """Return how often a filter uses each pixel of a picture of this size with so many rows of zeros around it."""
    window, padded = np.ones((kernel, kernel)), np.ones((size + 2 * padding,) * 2)
    counts = signal.convolve2d(np.ones_like(filtered(padded, window)), window, mode="full")
    return counts[padding : padding + size, padding : padding + size]


def uses(padding):
    """Show how often a 3 by 3 filter uses each pixel of an 8 by 8 picture."""
    side = 8 + 2 * padding
    figure, axes = plot.figure(width=4.2, height=3.4)
    axes.add_patch(
        Rectangle((-0.5 - padding,) * 2, side, side, facecolor="#EEEEEE", edgecolor=GREY, hatch="///", lw=0, zorder=0)
    )
    _numbers(axes, used(padding), f"padding {padding}: {side - 2} by {side - 2} outputs", cmap="Blues", vmin=0, vmax=14)
    axes.set(xlim=(-3, 10), ylim=(10, -3))
    return figure


CHOICES = {  # (kernel, stride, dilation)
    "kernel 3, stride 1": (3, 1, 1),
    "kernel 3, stride 2": (3, 2, 1),
    "kernel 3, stride 3": (3, 3, 1),
    "kernel 5, stride 2": (5, 2, 1),
    "kernel 3, dilation 2": (3, 1, 2),
    "kernel 3, dilation 4": (3, 1, 4),
}


def strides(choice, size=12):
    """Show the places of a filter on a row of pixels."""
    kernel, stride, dilation = CHOICES[choice]
    reach = dilation * (kernel - 1)
    starts = list(range(0, size - reach, stride))
    seen = {start + dilation * k for start in starts for k in range(kernel)}
    figure, axes = plot.figure(width=6.5, height=3.6)
    for pixel in range(size):
        axes.add_patch(Rectangle((pixel, 0), 1, 0.8, facecolor="white" if pixel in seen else ORANGE, edgecolor=BLACK))
    for row, start in enumerate(starts, 1):
        axes.plot([start + 0.5, start + reach + 0.5], [-row, -row], color=GREY, linewidth=1)
        axes.plot([start + dilation * k + 0.5 for k in range(kernel)], [-row] * kernel, "s", color=BLUE, markersize=8)
    axes.set(xlim=(-0.2, size + 0.2), ylim=(-10.7, 1))
    plot.blank(axes)
    left = size - len(seen)
    axes.set_title(f"{choice}: {len(starts)} outputs, {left} of {size} pixels never used")
    return figure


def colour():
    """Show a flower, its grey values, and red minus green."""
    flower = photo("flower.jpg")
    figure, axes = plot.figure(1, 3, width=7.5, height=2.2)
    axes[0].imshow(flower)
    axes[1].imshow(grey("flower.jpg"), cmap="gray", vmin=0, vmax=1)
    axes[2].imshow(flower[:, :, 0] - flower[:, :, 1], cmap="RdBu", vmin=-1, vmax=1)
    for place, title in zip(axes, ("picture", "grey", "filter: red 1, green -1, blue 0")):
        plot.blank(place)
        place.set_title(title, fontsize=10)
    return figure


def as_matrix(layer, side):
    """Return the matrix (outputs, inputs) of a convolution of a grey picture, by asking it for each pixel."""
    units = np.eye(side * side, dtype=np.float32).reshape(-1, side, side, 1)
    return np.reshape(layer(units), (side * side, -1)).T


def matrix(weights):
    """Show the weights of a convolution as a matrix."""
    figure, axes = plot.figure(width=5.6, height=3.4)
    top = np.abs(weights).max()
    picture = axes.imshow(weights, cmap="RdBu", vmin=-top, vmax=top)
    axes.set(xlabel="pixel of the picture", ylabel="unit of the feature map")
    axes.grid(False)
    figure.colorbar(picture, ax=axes, label="weight")
    return figure


LAYERS = [(3, 1), (3, 1), (2, 2), (3, 1), (3, 1), (2, 2), (3, 1), (3, 1), (2, 2), (3, 1), (3, 1)]
NAMES = ["3 by 3", "3 by 3", "pool 2"] * 3 + ["3 by 3", "3 by 3"]


@cache
def _influence(depth, same, side=160):
    """Return how much the middle unit of a stack changes with each pixel (side, side): (mean of random weights)."""
    rng = np.random.default_rng(0)
    total = np.zeros((side, side))
    for _ in range(1 if same else 8):
        x = tf.Variable(rng.standard_normal((1, side, side, 1)), dtype=tf.float32)
        with tf.GradientTape() as tape:
            h = x
            for kernel, stride in LAYERS[:depth]:
                if stride > 1:
                    h = tf.nn.avg_pool2d(h, kernel, stride, "SAME")
                    continue
                shape, channels = (3, 3, h.shape[-1], 1 if same else 8), h.shape[-1]
                weights = np.ones(shape) if same else rng.standard_normal(shape) * np.sqrt(2 / (9 * channels))
                h = tf.nn.conv2d(h, tf.constant(weights, tf.float32), 1, "SAME")
                h = h if same else tf.nn.relu(h)
            middle = tf.reduce_sum(h[0, h.shape[1] // 2, h.shape[2] // 2])
        gradient = tape.gradient(middle, x)
        total += np.abs(gradient[0, :, :, 0])
    return total


def seen(depth):
    """Return the size of the receptive field of a unit after so many layers, found by gradient, in pixels."""
    return int(np.any(_influence(depth, True) > 0, axis=1).sum())


def core(depth, share=0.5):
    """Return the side of the smallest centred square that holds this share of the influence, with random weights."""
    found = _influence(depth, False)
    rows, columns = np.nonzero(_influence(depth, True) > 0)
    row, column = (rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2
    far = np.maximum(*np.abs(np.indices(found.shape) - np.array([row, column])[:, None, None]))
    sizes = np.unique(far)
    inside = [found[far <= size].sum() for size in sizes]
    return int(2 * sizes[np.argmax(np.array(inside) >= share * found.sum())] + 1)


def field(depth):
    """Show on the photograph what a unit of a layer sees, and how much each pixel counts."""
    side, influence = seen(depth), _influence(depth, False)
    figure, axes = plot.figure(1, 2, width=7.5, height=3)
    axes[0].imshow(photo())
    row, column = 100, 85
    axes[0].add_patch(Rectangle((column - side / 2, row - side / 2), side, side, fill=False, edgecolor=ORANGE, lw=2.5))
    axes[0].set_title(f"layer {depth} ({NAMES[depth - 1]}): {side} by {side} pixels")
    axes[1].imshow(influence[40:120, 40:120], cmap="Blues")
    axes[1].set_xlabel("80 by 80 pixels shown")
    axes[1].set_title(f"half of the influence: {core(depth)} by {core(depth)}")
    for place in axes:
        plot.blank(place)
    return figure


def _pool(kind, stride):
    return lambda x: getattr(tf.nn, kind)(x, 2, stride, "VALID")


def _blurred(x):
    weights = np.outer([1, 2, 1], [1, 2, 1])[:, :, None, None] / 16
    kernel = tf.constant(np.repeat(weights, x.shape[-1], axis=2), tf.float32)
    return tf.nn.depthwise_conv2d(x, kernel, (1, 2, 2, 1), "VALID")


SHRINK = {
    "convolution": lambda x: x,
    "stride 2": lambda x: x[:, ::2, ::2],
    "max pooling": _pool("max_pool2d", 2),
    "average pooling": _pool("avg_pool2d", 2),
    "max pooling, blurred": lambda x: _blurred(_pool("max_pool2d", 1)(x)),
}


@cache
def differences():
    """Return how far moving the picture is from moving the feature map, {kind: array for shifts 0 to 8}.

    The feature map is moved by whole units, the number that fits better; the difference is relative, in the interior.
    """
    rng = np.random.default_rng(0)
    weights = tf.constant(rng.standard_normal((3, 3, 1, 16)) / 3, tf.float32)
    wide = grey()[40:168, 60:204].astype(np.float32)
    wide -= wide.mean()

    def gap(moved, still, units):
        """The relative difference if the still map is moved by so many units, away from the ends."""
        should = still[:, 8 - units : still.shape[1] - units]
        return np.linalg.norm(moved[:, 8:] - should) / np.linalg.norm(should)

    found = {}
    for name, shrink in SHRINK.items():
        step = 1 if name == "convolution" else 2
        still, *moved = [
            shrink(tf.nn.relu(tf.nn.conv2d(wide[None, :, 8 - k : 136 - k, None], weights, 1, "VALID"))).numpy()[0]
            for k in range(9)
        ]
        values = [min(gap(one, still, k // step), gap(one, still, -(-k // step))) for k, one in enumerate(moved, 1)]
        found[name] = np.array([0, *values])
    return found


def equivariance(kinds=tuple(SHRINK)):
    """Show how far moving the picture is from moving the feature map."""
    figure, axes = plot.figure(width=7, height=3.4)
    looks = {
        "convolution": (GREEN, "o-"),
        "stride 2": (ORANGE, "s-"),
        "max pooling": (BLUE, "^-"),
        "average pooling": (GREY, "v--"),
        "max pooling, blurred": (BLACK, "o:"),
    }
    for name, values in differences().items():
        if name in kinds:
            colour, style = looks[name]
            axes.plot(values, style, color=colour, label=name, markersize=5)
    axes.set(xlabel="shift of the picture (pixels)", ylabel="relative difference")
    axes.legend(fontsize=9, ncols=2, loc="upper right")
    axes.set_ylim(-0.03, 1.35 * max(values.max() for values in differences().values()))
    return figure


@cache
def runs(experiment):
    """Return the stored runs, {(case, setting): shares correct (seeds, 2) in training and test, in percent}."""
    return experiments.runs(RUNS, experiment, "train", "test", scale=100)


def more(experiment):
    """Return the further shares of the stored runs, {(case, setting): array (seeds, shares)}, in percent."""
    return experiments.runs(RUNS, experiment, "more", scale=100)


def chosen(name, order="as they are"):
    """Return the learning rate (a string, as in the table) of a network: the better one on validation pictures."""
    found = {setting: shares[:, 1].mean() for (case, setting), shares in runs("choose").items() if case == name}
    rates = [setting.split()[-1] for setting in found if setting.startswith(order)]
    return max(rates, key=lambda rate: found[f"{order} {rate}"])


def shrinks():
    """Return what each way to make the maps smaller reached: {kind: (rate, shares, same)}."""
    found, same = runs("shrink"), more("shrink")
    result = {}
    for kind in dict.fromkeys(kind for kind, _ in found):
        rate = chosen("convolutional" if kind == "max pooling" else kind)
        result[kind] = rate, found[kind, rate], same[kind, rate][:, 0]
    return result


def shrinking():
    """Show accuracy and steadiness of four ways to make the picture smaller."""
    figure, axes = plot.figure(1, 2, width=7.5, height=2.6, sharey=True)
    for place, (_, shares, same) in enumerate(shrinks().values()):
        for one, values in zip(axes, (shares[:, 1], same)):
            one.barh(place, values.mean(), color=BLUE, alpha=0.4)
            one.plot(values, np.full(len(values), place), "o", color=BLUE, markersize=4)
    for one, label in zip(axes, ("accuracy (%)", "same class after one pixel (%)")):
        one.set(xlabel=label, xlim=(0, 100))
    axes[0].set(yticks=range(4), yticklabels=list(shrinks()))
    axes[0].invert_yaxis()
    return figure


def tests(name, setting):
    """Return the test accuracies of a network of the last section, at the learning rate chosen for it."""
    experiment = {"0.003": "why_slow", "0.01": "why_fast"}[chosen(name, setting.split(maxsplit=1)[1])]
    return runs(experiment)[name, setting][:, 1]


LOOK = {
    "convolutional": (BLUE, "o-"),
    "dense, as many parameters": (ORANGE, "s-"),
    "dense, 5 times as many": (ORANGE, "^--"),
}


def why(order):
    """Show the accuracy of three networks for three sizes of the training set, with the pixels in an order."""
    figure, axes = plot.figure(width=7, height=3.4)
    sizes = [100, 300, 1000]
    for name, (colour, style) in LOOK.items():
        shares = np.stack([tests(name, f"{size} {order}") for size in sizes])
        axes.plot(sizes, shares.mean(axis=1), style, color=colour, label=name, markersize=5)
        axes.plot(sizes, shares, ".", color=colour, alpha=0.5)
    axes.set(xscale="log", xticks=sizes, xticklabels=sizes, xlabel="training pictures", ylabel="test accuracy (%)")
    axes.minorticks_off()
    axes.set(ylim=(0, 100), title=f"pixels {order}")
    axes.legend(loc="upper left", fontsize=9)
    return figure


def case_moved():
    """Show two networks, trained on digits in one place, on digits that are moved."""
    figure, axes = plot.figure(width=6.4, height=3.2)
    for (kind, head), name, colour, style in (
        (("max pooling", "flatten"), "network P", ORANGE, "s-"),
        (("strides", "average"), "network Q", BLUE, "o-"),
    ):
        shares = more("moved")[kind, head]
        axes.plot(shares.mean(axis=0), style, color=colour, label=name)
        axes.plot(shares.T, ".", color=colour, alpha=0.5)
    axes.set(xlabel="all digits moved to the right by (pixels)", ylabel="correct (%)", ylim=(0, 103), xticks=range(5))
    axes.legend()
    return figure


def case_far():
    """Show the share correct against the distance of two spots."""
    figure, axes = plot.figure(width=6.4, height=3)
    shares = more("far")["as it is", ""]
    axes.plot(range(3, 15), shares.mean(axis=0), "o-", color=BLUE)
    axes.plot(range(3, 15), shares.T, ".", color=BLUE, alpha=0.5)
    axes.axhline(50, color=GREY, linewidth=1, linestyle=":")
    axes.set(xlabel="distance of the marks (columns)", ylabel="correct (%)", ylim=(30, 103), xticks=range(3, 15))
    return figure
