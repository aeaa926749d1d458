"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Green is what is true, blue what is found, orange what is wrong, missed or lost.
"""

from functools import cache
from pathlib import Path

import lesson_networks as networks
import numpy as np
from matplotlib import patheffects
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from helpers import experiments, plot, scenes
from helpers.experiments import spread as spread
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE

RUNS = Path(__file__).with_name("lesson_runs.csv")

ALT = {
    "street": "A drawn street with cars, a lorry, people, and a green box around each object.",
    "located": "Eight windows of drawn streets with the box that the network found, in blue, and the true one, in "
    "green: some pairs nearly agree, others overlap by half or less.",
    "arm": "A noisy picture of a jointed arm among sticks, with shoulder, elbow and hand marked, and three maps: one "
    "spot for the shoulder, several for the elbow and the hand.",
    "landmarks": "The median distance between the joint found and the true one against the number of training "
    "pictures, for a network that gives numbers and one that gives maps, one dot for each of three trainings.",
    "alarms": "A drawn street with the windows in which the classifier sees a vehicle: several around each vehicle of "
    "the right size, and some where there is none; fewer with a higher threshold.",
    "tiles": "A drawn street; for each object the window that fits best, blue if its IoU is above 0.5, orange if not: "
    "the smaller the stride, the more are blue.",
    "shifted": "Two boxes of the same size, one moved to the right, with the overlap shaded, and the curve of the IoU "
    "against the move, which falls below one half at a third of the width.",
    "suppressed": "A drawn street with the windows that non-max suppression keeps: at a small threshold one for each "
    "vehicle, at a large one many.",
    "people": "Which share of the true boxes of people suppression keeps, against its threshold: near 100 % in "
    "ordinary streets, lower in crowds, and lower with smaller thresholds.",
    "shapes": "The heights and widths of objects as points, coloured by the anchor box that is most like them; the "
    "anchors are crosses.",
    "bars": "Six pictures of a lying and an upright bar that cross, with predicted boxes: with one box most "
    "predictions lie between the two, with two anchors each bar has its box.",
    "face": "A photograph of an astronaut with the grid of the detector, and maps of the score of each cell for five "
    "anchors: one cell answers, for an anchor of about the size of the face.",
    "proposals": "A drawn street with boxes of segments, and the true objects, in blue if a box fits, in orange if "
    "none does: with more boxes more are blue.",
    "recall": "The share of objects for which a box fits, against the number of boxes: segments, boxes drawn from "
    "other streets, windows, random boxes.",
    "coarse": "A drawn street, its labels, and the same labels with one for each square: with larger squares poles, "
    "signs and people vanish.",
    "masks": "A drawn street, its true labels, and those of a U-Net after a short training: sky, houses, road and cars "
    "are found; trees, poles, signs and people are mostly not.",
    "counts": "How many contributions each place of the output of a transposed convolution gets: the same everywhere "
    "if the stride divides the size of the filter, a checkerboard if not.",
    "patterns": "What four painting networks make of a plain grey picture before training: with transposed "
    "convolutions a regular pattern, with repeated pixels none.",
    "skips": "Shares of pixels correct, at edges and elsewhere, of a U-Net with all skip connections, with one, with "
    "none, and with none trained three times as long; one dot for each of three trainings.",
}


@cache
def runs(experiment):
    """Return the stored runs, {(case, setting): numbers (seeds, numbers)}."""
    return experiments.runs(RUNS, experiment, "numbers")


def _box(axes, box, colour, width=1.8, style="-"):
    y1, x1, y2, x2 = np.asarray(box) - 0.5
    patch = Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=colour, linewidth=width, linestyle=style)
    patch.set_path_effects([patheffects.Stroke(linewidth=width + 1.6, foreground="white"), patheffects.Normal()])
    axes.add_patch(patch)


def _street(street, width=5.2, axes=None):
    figure, axes = plot.figure(width=width, height=0.75 * width) if axes is None else (axes.figure, axes)
    axes.imshow(street.picture)
    plot.blank(axes)
    return figure, axes


def street(one):
    """Show a street and its boxes."""
    figure, axes = _street(one)
    for box in one.boxes:
        _box(axes, box, GREEN, 1.4)
    return figure


def located(model, data, count=8):
    """Show windows with the found and the true box."""
    chosen = np.flatnonzero(data.present)[:: data.present.sum() // count][:count]
    figure, grid = plot.figure(2, count // 2, width=6.5, height=3.4)
    for axes, k, out in zip(grid.flat, chosen, networks.outputs(model, data.X[chosen])):
        axes.imshow(data.X[k])
        plot.blank(axes)
        _box(axes, networks.SIDE * data.boxes[k], GREEN)
        _box(axes, networks.SIDE * out[1:5], BLUE)
        axes.set_title("person" if out[5] > 0 else "vehicle", fontsize=9)
    return figure


def arm(model, X, Y):
    """Show a picture of an arm, and the maps of a network for it."""
    figure, grid = plot.figure(1, 4, width=7.2, height=2.1)
    grid[0].imshow(X[0, ..., 0], cmap="gray")
    grid[0].set_title("picture")
    for name, (row, column), marker in zip(("shoulder", "elbow", "hand"), Y[0], "os^"):
        grid[0].plot(column, row, marker, markerfacecolor="none", markeredgecolor=GREEN, markersize=9, label=name)
    for axes, name, spots in zip(
        grid[1:], ("shoulder", "elbow", "hand"), np.moveaxis(networks.joint_maps(model, X)[0], 2, 0)
    ):
        axes.imshow(spots, cmap="gray", extent=(-0.5, 31.5, 31.5, -0.5))
        axes.set_title(name)
    for axes in grid:
        plot.blank(axes)
    return figure


def landmarks():
    """Show the errors of numbers and maps."""
    figure, axes = plot.figure(width=5.6, height=2.8)
    counts = ["100", "1000"]
    for kind, colour, name in (("numbers", GREY, "six numbers"), ("maps", BLUE, "three maps")):
        errors = np.array([runs("landmarks")[kind, count][:, 1] for count in counts])
        axes.semilogx([int(count) for count in counts], errors, "o", color=colour, markersize=4)
        axes.semilogx([int(count) for count in counts], errors.mean(axis=1), color=colour, label=name)
    axes.set(xlabel="training pictures", ylabel="median error (pixels)", ylim=(0, None), xticks=[100, 1000])
    axes.set_xticklabels([100, 1000])
    axes.minorticks_off()
    axes.legend()
    return figure


def _fits(boxes, truths, limit):
    return (
        networks.overlaps(boxes, truths).max(axis=1) >= limit
        if len(truths) and len(boxes)
        else np.zeros(len(boxes), bool)
    )


def alarms(model, one, limit):
    """Show the windows of a street with a logit above `limit`."""
    boxes, _ = networks.alarms(model, one, limit)
    figure, axes = _street(one)
    vehicles = one.boxes[np.isin(one.classes, networks.VEHICLES)]
    for box, fits in zip(boxes, _fits(boxes, vehicles, 0.2)):
        _box(axes, box, BLUE if fits else ORANGE, 1.2)
    axes.set_title(f"{len(boxes)} of 513 windows")
    return figure


def suppressed(model, one, limit):
    """Show the windows of a street that suppression keeps."""
    boxes, logits = networks.alarms(model, one)
    boxes = boxes[networks.suppressed(boxes, logits, limit)] if len(boxes) else boxes
    figure, axes = _street(one)
    vehicles = one.boxes[np.isin(one.classes, networks.VEHICLES)]
    for box, fits in zip(boxes, _fits(boxes, vehicles, 0.2)):
        _box(axes, box, BLUE if fits else ORANGE, 1.6)
    axes.set_title(f"{len(boxes)} windows kept")
    return figure


SHAPES = [(size, size) for size in (12, 24, 48)] + [(size, size // 2) for size in (12, 24, 48)] + [
    (size // 2, size) for size in (12, 24, 48)
]  # fmt: skip


def tiles(one, step):
    """Show the best of all windows of nine shapes for each object."""
    boxes = networks.tiles(step, SHAPES)
    likes = networks.overlaps(one.boxes, boxes)
    figure, axes = _street(one)
    for k, like in enumerate(likes):
        _box(axes, one.boxes[k], GREEN, 1)
        _box(axes, boxes[like.argmax()], BLUE if like.max() > 0.5 else ORANGE, 1.6)
    axes.set_title(f"{len(boxes)} windows, {np.sum(likes.max(axis=1) > 0.5)} of {len(likes)} objects with IoU > 0.5")
    return figure


def shifted(share):
    """Show two boxes, one moved by a share of their width, and the IoU for all moves."""
    figure, (left, right) = plot.figure(1, 2, width=7, height=2.6, gridspec_kw={"width_ratios": [1.4, 1]})
    left.add_patch(Rectangle((share, 0), max(1 - share, 0), 1, color=GREY, alpha=0.35, linewidth=0))
    for x, colour in ((0, GREEN), (share, BLUE)):
        left.add_patch(Rectangle((x, 0), 1, 1, fill=False, edgecolor=colour, linewidth=2.5))
    left.set(xlim=(-0.1, 2.2), ylim=(-0.1, 1.1), aspect="equal")
    plot.blank(left)
    moves = np.linspace(0, 1.2, 61)
    frame = np.array([0, 0, 10, 10])
    likes = networks.overlaps(frame, np.add(frame, [[0, 10 * move, 0, 10 * move] for move in [*moves, share]]))[0]
    right.plot(moves, likes[:-1], color=GREY)
    right.plot(share, likes[-1], "o", color=BLUE)
    right.set(xlabel="move (widths)", ylabel="IoU", ylim=(-0.03, 1.03), title=f"IoU {likes[-1]:.2f}")
    return figure


def people():
    """Show how many true boxes of people survive suppression."""
    figure, axes = plot.figure(width=5.6, height=2.8)
    for case, colour in (("street", BLUE), ("crowd", ORANGE)):
        kept = {float(limit): 100 * rows[:, 0] for (name, limit), rows in runs("people").items() if name == case}
        axes.plot(list(kept), [values.mean() for values in kept.values()], color=colour, label=case)
        for limit, values in kept.items():
            axes.plot([limit] * len(values), values, "o", color=colour, markersize=3)
    axes.set(xlabel="threshold of the suppression (IoU)", ylabel="people kept (%)", ylim=(60, 101))
    axes.legend()
    return figure


ANCHORS = [[(14, 14)], [(10, 16), (16, 6)], [(8, 11), (15, 5), (26, 38)], [(8, 11), (10, 4), (18, 7), (26, 38)],
           [(6, 7), (10, 16), (10, 4), (18, 7), (34, 48)]]  # fmt: skip


def shapes(streets, count):
    """Show which of `count` anchors the objects are most like."""
    anchors = np.array(ANCHORS[count - 1])
    figure, axes = plot.figure(width=5.2, height=3.6)
    sizes = np.concatenate([one.boxes[:, 2:] - one.boxes[:, :2] for one in streets])
    most = networks.cells_and_shapes(np.concatenate([one.boxes for one in streets]), 16, anchors)[1]
    for k, (height, width) in enumerate(anchors):
        colour = plot.STYLE["axes.prop_cycle"].by_key()["color"][k]
        axes.loglog(sizes[most == k, 1], sizes[most == k, 0], ".", color=colour, markersize=4)
        axes.loglog(width, height, "P", color=colour, markeredgecolor=BLACK, markersize=13)
    axes.set(xlabel="width (pixels)", ylabel="height (pixels)", xlim=(1, 140), ylim=(3, 110))
    return figure


def bars(models, X, boxes):
    """Show what a network with one box and one with two predict for two bars."""
    figure, grid = plot.figure(2, 6, width=7.2, height=2.8)
    for row, (name, model) in zip(grid, models.items()):
        for axes, picture, out in zip(row, X, networks.outputs(model, X[:6])):
            axes.imshow(picture[..., 0], cmap="gray")
            plot.blank(axes)
            for box in 16 * out.reshape(-1, 4):
                _box(axes, box, BLUE)
        row[0].set_ylabel(name)
    return figure


@cache
def detector():
    """Return the shipped face detector."""
    from helpers import pretrained

    return pretrained.tiny_yolo_face()


@cache
def astronaut(side):
    """Return a square of the photograph around the face, of `side` pixels, as the detector wants it, and its output."""
    from skimage import data

    from helpers import pretrained

    low = np.clip(np.array([131, 221]) - side // 2, 0, 512 - side)
    picture, scale = pretrained.letterbox(data.astronaut()[low[0] : low[0] + side, low[1] : low[1] + side], 416)
    out = detector()(pretrained.preprocess(picture[None], "tiny_yolo_face"), training=False)
    return picture, scale, np.asarray(out).reshape(13, 13, 5, 5)


@cache
def moved(columns):
    """Return the output of the detector for a part of the photograph, moved to the right by some columns."""
    from helpers import pretrained

    picture = np.roll(astronaut(380)[0], columns, axis=1)
    picture[:, :columns] = picture[:, columns : columns + 1]
    out = detector()(pretrained.preprocess(picture[None], "tiny_yolo_face"), training=False)
    return np.asarray(out).reshape(13, 13, 5, 5)


def scores(out):
    """Return the score of each cell and anchor, from 0 to 1."""
    return 1 / (1 + np.exp(-out[..., 4]))


def face(side):
    """Show where the detector answers in a part of the photograph."""
    from helpers import pretrained

    picture, _, out = astronaut(side)
    figure, grid = plot.figure(1, 6, width=8.4, height=1.9)
    grid[0].imshow(picture.astype(np.uint8))
    for k in range(1, 13):
        grid[0].axhline(32 * k, color="white", linewidth=0.4)
        grid[0].axvline(32 * k, color="white", linewidth=0.4)
    order = np.argsort([height for _, height in pretrained.FACE_ANCHORS])
    for axes, k in zip(grid[1:], order):
        axes.imshow(scores(out)[..., k], cmap="gray", vmin=0, vmax=1)
        width, height = pretrained.FACE_ANCHORS[k]
        axes.set_title(f"{width:.1f} x {height:.1f}", fontsize=9)
    for axes in grid:
        plot.blank(axes)
    return figure


def proposals(one, boxes, count):
    """Show the first segments' boxes of a street, and for which objects one fits."""
    hit = networks.recall(one.boxes, boxes, count)
    figure, axes = _street(one)
    for y1, x1, y2, x2 in boxes[:count] - 0.5:
        axes.add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor="white", linewidth=0.5, alpha=0.7))
    for box, fits in zip(one.boxes, hit):
        _box(axes, box, BLUE if fits else ORANGE)
    axes.set_title(f"{min(count, len(boxes))} boxes, {hit.sum()} of {len(hit)} objects")
    return figure


WAYS = {"segments": (BLUE, "-"), "drawn": (BLACK, "-"), "windows": (GREY, "-"), "random": (GREY, ":")}
NAMES = {"segments": "segments", "drawn": "boxes of other streets", "windows": "windows", "random": "random boxes"}


def recall():
    """Show the recall of proposals against their number."""
    figure, axes = plot.figure(width=5.8, height=3)
    for way, (colour, style) in WAYS.items():
        found = {
            int(count): 100 * rows[:, 0].mean() for (name, count), rows in runs("proposals").items() if name == way
        }
        axes.semilogx(
            list(found), list(found.values()), style, marker="o", markersize=4, color=colour, label=NAMES[way]
        )
    axes.set(xlabel="boxes for each street", ylabel="objects with a box of IoU 0.5 (%)", ylim=(0, 100))
    axes.legend(fontsize=9)
    return figure


def _labels(axes, mask, title=None):
    axes.imshow(mask, cmap=ListedColormap(scenes.COLOURS), vmin=-0.5, vmax=len(scenes.COLOURS) - 0.5)
    plot.blank(axes)
    if title:
        axes.set_title(title, fontsize=10)


def coarse(picture, mask, step):
    """Show a street, its labels, and its labels with one for each square."""
    figure, grid = plot.figure(1, 3, width=7.5, height=2.2)
    grid[0].imshow(picture)
    plot.blank(grid[0])
    _labels(grid[1], mask, "labels")
    _labels(grid[2], networks.coarse(mask, step), f"one for {step} by {step}")
    return figure


def masks(picture, mask, found):
    """Show a street, its labels, and those of networks: {title: labels}."""
    figure, grid = plot.figure(1, 2 + len(found), width=8.2, height=1.7)
    grid[0].imshow(picture)
    plot.blank(grid[0])
    for axes, (title, one) in zip(grid[1:], {"labels": mask, **found}.items()):
        _labels(axes, one, title)
    return figure


def contributions(size, stride):
    """Return how many contributions each place of a transposed convolution gets, for 5 by 5 inputs."""
    from keras import layers

    ones = layers.Conv2DTranspose(1, size, stride, kernel_initializer="ones", use_bias=False)
    return ones(np.ones((1, 5, 5, 1), np.float32)).numpy()[0, ..., 0]


def counts(size, stride):
    """Show how many contributions the places of a transposed convolution get."""
    found = contributions(size, stride)
    figure, axes = plot.figure(width=3.6, height=3.6)
    axes.imshow(found, cmap="Blues", vmin=0, vmax=found.max() * 1.6)
    for (row, column), value in np.ndenumerate(found):
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=7)
    plot.blank(axes)
    axes.set_title(f"filter {size} by {size}, stride {stride}")
    return figure


def patterns(models):
    """Show what painters make of a plain grey picture."""
    figure, grid = plot.figure(1, len(models), width=8, height=2)
    plain = np.full((1, 12, 16, 1), 0.5, np.float32)
    for axes, way, model in zip(grid, networks.UPS, models):
        made = model(plain, training=False).numpy()[0, 12:36, 16:48, 0]
        axes.imshow(made - made.mean(), cmap="gray", vmin=-0.1, vmax=0.1)
        plot.blank(axes)
        axes.set_title(way, fontsize=8)
    return figure


KEPT = {"all": "all three", "finest": "finest only", "coarsest": "coarsest only", "none": "none",
        "longer": "none, 900 updates"}  # fmt: skip


def skips():
    """Show what skip connections bring, at edges and elsewhere."""
    figure, grid = plot.figure(1, 2, width=7, height=2.6, sharey=True)
    for axes, k, title in zip(grid, (1, 2), ("at edges", "elsewhere")):
        for place, case in enumerate(KEPT):
            values = 100 * runs("skips")[case, ""][:, k]
            colour = ORANGE if case in ("none", "longer") else BLUE
            axes.barh(place, values.mean(), color=colour, alpha=0.4)
            axes.plot(values, [place] * len(values), "o", color=colour, markersize=4)
        axes.set(title=title, xlabel="correct (%)", xlim=(0, 100), yticks=range(len(KEPT)), yticklabels=KEPT.values())
    grid[0].invert_yaxis()
    return figure
