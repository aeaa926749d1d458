"""Figures of the notebook on YOLO, and what is counted for them."""

import csv
import io
from itertools import pairwise
from pathlib import Path

import numpy as np
from IPython.display import display
from matplotlib import colormaps
from matplotlib.patches import Rectangle
from PIL import Image, ImageDraw

from helpers import experiments, plot, scenes

CLASSES = scenes.CLASSES
COLOURS = dict(enumerate(scenes.COLOURS[-len(CLASSES) :]))
KINDS = ("hit", "second box for one object", "right class, badly placed", "wrong class", "nothing there")


# ---------------------------------------------------------------- boxes on pictures


def put(axes, picture, boxes, classes=(), scores=None, colour=None, title=""):
    """Draw boxes (y1, x1, y2, x2) in pixels over a picture, labelled with class and score where there are any."""
    axes.imshow(picture)
    plot.blank(axes)
    axes.set_xlim(-0.5, picture.shape[1] - 0.5)
    axes.set_ylim(picture.shape[0] - 0.5, -0.5)
    for index, (y1, x1, y2, x2) in enumerate(np.asarray(boxes)):
        kind = int(classes[index]) if len(classes) else None
        own = colour or COLOURS[kind]
        axes.add_patch(Rectangle((x1 - 0.5, y1 - 0.5), x2 - x1, y2 - y1, fill=False, edgecolor="black", linewidth=2.6))
        axes.add_patch(Rectangle((x1 - 0.5, y1 - 0.5), x2 - x1, y2 - y1, fill=False, edgecolor=own, linewidth=1.3))
        if scores is not None:
            text = f"{float(scores[index]):.2f}"
            axes.text(x1, y1 - 1.5, text, fontsize=6.5, color="white", backgroundcolor="#000000aa", clip_on=True,
                      bbox={"pad": 0.5, "facecolor": "#000000aa", "edgecolor": "none"})  # fmt: skip
    axes.set_title(title, fontsize=9)


def legend(figure, kinds):
    """Say below a figure which colour is which class."""
    kinds = sorted({int(kind) for kind in kinds})
    handles = [Rectangle((0, 0), 1, 1, facecolor=COLOURS[kind], edgecolor="black") for kind in kinds]
    if kinds:
        figure.legend(handles, [CLASSES[kind] for kind in kinds], loc="outside lower center", ncols=4, fontsize=8)


def said(classes):
    """Return how many objects of each class there are, in words."""
    counts = np.bincount(np.asarray(classes, int), minlength=len(CLASSES))
    return ", ".join(f"{count} {name}" for name, count in zip(CLASSES, counts) if count) or "nothing"


def truth(scene):
    """Return a figure of a scene with the boxes of its objects, and its alternative text."""
    figure, axes = plot.figure(1, 2, width=7.6, height=3.6)
    put(axes[0], scene.picture, [])
    put(axes[1], scene.picture, scene.boxes, scene.classes)
    legend(figure, scene.classes)
    return figure, f"a drawn street, without and with a box around each object: {said(scene.classes)}"


def detections(picture, found, title=""):
    """Return a figure of a picture with detections (scores, boxes, classes)."""
    scores, boxes, classes = (np.asarray(part) for part in found)
    figure, axes = plot.figure(width=4.6, height=4.1)
    put(axes, picture, boxes, classes, scores, title=title or f"boxes: {len(scores)}")
    legend(figure, range(len(CLASSES)))
    return figure


def faces(photograph, found):
    """Return a figure of a photograph with the faces that were found, and its alternative text."""
    scores, boxes, _ = (np.asarray(part) for part in found)
    figure, axes = plot.figure(width=3.6, height=3.8)
    put(axes, photograph, boxes, scores=scores, colour=plot.YELLOW)
    return figure, "a portrait of an astronaut with a box around her face"


def sheet(pictures, found, titles, alt):
    """Return a figure of some pictures with detections, and its alternative text."""
    figure, axes = plot.figure(1, len(pictures), width=2.6 * len(pictures), height=2.9)
    for one, picture, (scores, boxes, classes), title in zip(axes, pictures, found, titles):
        put(one, picture, boxes, np.asarray(classes), scores, title=title)
    legend(figure, np.concatenate([np.asarray(classes) for _, _, classes in found]))
    return figure, alt


# ---------------------------------------------------------------- IoU, grid, anchors


def shifted(iou, shift):
    """Return a figure of a wide and a narrow box and copies of them, moved to the right by so many pixels."""
    figure, axes = plot.figure(1, 2, width=7, height=2.9)
    for one, (width, height, name) in zip(axes, ((40, 20, "a bus"), (4, 14, "a pedestrian"))):
        share = iou((0, 0, width, height), (shift, 0, width + shift, height))
        for left, colour in ((0, plot.BLUE), (shift, plot.ORANGE)):
            one.add_patch(Rectangle((left, 0), width, height, alpha=0.45, facecolor=colour, edgecolor="black"))
        one.set(
            xlim=(-4, 64),
            ylim=(-4, 26),
            aspect="equal",
            xlabel="pixels",
            ylabel="pixels",
            title=f"{name}: IoU {share:.2f}",
        )
    return figure


def grid(scene, anchors, cell=8):
    """Return a figure of the cells with centres of objects and of the anchors, and its alternative text."""
    figure, (left, right) = plot.figure(1, 2, width=7.6, height=3.3)
    put(left, scene.picture, scene.boxes, scene.classes)
    rows, columns = scene.picture.shape[0] // cell, scene.picture.shape[1] // cell
    for line in range(1, columns):
        left.axvline(line * cell - 0.5, color="white", linewidth=0.4, alpha=0.6)
    for line in range(1, rows):
        left.axhline(line * cell - 0.5, color="white", linewidth=0.4, alpha=0.6)
    for y1, x1, y2, x2 in scene.boxes:
        row, column = int((y1 + y2) / 2 // cell), int((x1 + x2) / 2 // cell)
        spot = column * cell - 0.5, row * cell - 0.5
        left.add_patch(Rectangle(spot, cell, cell, facecolor=plot.YELLOW, alpha=0.6, edgecolor="none"))
    left.set_title(f"{rows} rows of {columns} cells", fontsize=9)
    for number, (width, height) in enumerate(anchors):
        right.add_patch(Rectangle((number * 4 + 2 - width / 2, -height / 2), width, height, fill=False, linewidth=2.2,
                                  edgecolor=f"C{number}"))  # fmt: skip
    right.set(xlim=(0, 12.5), ylim=(-3.2, 3.2), aspect="equal", xlabel="cells", ylabel="cells", title="three anchors")
    sizes = ", ".join(f"{width:.1f} by {height:.1f}" for width, height in anchors)
    return figure, (
        f"left a street under a grid of {rows} rows and {columns} columns, the cells with the centre of an object in "
        f"yellow; right the anchors, {sizes} cells wide and high"
    )


def sizes(sides, anchors):
    """Return a figure of the widths and heights of boxes, in cells, with two choices of anchors."""
    figure, axes = plot.figure(width=6, height=3.8)
    axes.plot(*sides.T, ".", color=plot.GREY, alpha=0.35, markersize=4, label="boxes")
    for (name, centres), colour, mark in zip(anchors.items(), (plot.ORANGE, plot.BLUE), "os"):
        axes.plot(*np.asarray(centres).T, mark, color=colour, markersize=9, label=name)
    axes.set(xscale="log", yscale="log", xlabel="width in cells", ylabel="height in cells")
    axes.legend()
    listed = "; ".join(
        f"{name}: {np.round(np.asarray(centres, float), 1).tolist()}" for name, centres in anchors.items()
    )
    return figure, f"widths and heights of boxes on logarithmic axes, a cloud in which small ones are dense; {listed}"


# ---------------------------------------------------------------- what was found


def outcomes(iou, found, truths, limit=0.5):
    """Return for each picture the kind of each detection, a position in `KINDS`, and which objects were found.

    The hit of an object is the best-scored of the boxes of its class that lie on it; further boxes of its class with an
    IoU of at least 0.1 are second ones.
    """
    kinds, seen = [], []
    for (scores, boxes, classes), (real, names) in zip(found, truths):
        shares = np.array([[iou(box, other) for other in real] for box in boxes]).reshape(len(boxes), len(real))
        same = np.asarray(classes)[:, None] == np.asarray(names)[None, :]
        mine, kind, got = np.where(same, shares, -1), np.full(len(boxes), 4), np.zeros(len(real), bool)
        if len(real):
            kind[mine.max(axis=1) >= 0.1] = 2
            kind[(shares.max(axis=1) >= limit) & (kind == 4)] = 3
            for number in range(len(real)):
                near = np.flatnonzero((mine.argmax(axis=1) == number) & (mine.max(axis=1) >= limit))
                kind[near] = 1
                if len(near):
                    kind[near[np.argmax(np.asarray(scores)[near])]] = 0
                    got[number] = True
            claimed = set()
            for number in np.argsort(-np.asarray(scores)):
                if kind[number] == 2:
                    thing = mine[number].argmax()
                    kind[number] = 1 if got[thing] or thing in claimed else 2
                    claimed.add(thing)
        kinds.append(kind)
        seen.append(got)
    return kinds, seen


def curve(found, truths, kinds, name):
    """Return scores, recall and precision of one class after each of its detections, the best first."""
    number = CLASSES.index(name)
    total = sum(int(np.sum(names == number)) for _, names in truths)
    rows = [(score, kind == 0) for (scores, _, classes), own in zip(found, kinds)
            for score, other, kind in zip(scores, classes, own) if other == number]  # fmt: skip
    rows.sort(key=lambda row: -row[0])
    right = 0
    points = []
    for place, (score, hit) in enumerate(rows, start=1):
        right += hit
        points.append((score, right / total, right / place))
    return np.array(points).reshape(-1, 3)


def recall_figure(points, threshold, name):
    """Return a figure of precision against recall for one class, with the point of a score threshold."""
    figure, axes = plot.figure(width=5, height=3.5)
    axes.plot(points[:, 1], points[:, 2], color=plot.BLUE)
    above = points[points[:, 0] >= threshold]
    if len(above):
        _, recall, precision = above[-1]
        axes.plot(recall, precision, "o", color=plot.ORANGE, markersize=9)
        axes.set_title(f"score ≥ {threshold:g}: precision {precision:.2f}, recall {recall:.2f}", fontsize=11)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel=f"recall, class {name}", ylabel="precision")
    return figure


def missed_by_size(truths, seen, bounds=(0, 8, 12, 20, 200)):
    """Return lines on the share of objects that were found, by the longer side in pixels."""
    sides = np.concatenate([np.max(real[:, 2:] - real[:, :2], axis=1) for real, _ in truths])
    got = np.concatenate(seen)
    lines = []
    for low, high in pairwise(bounds):
        some = (sides >= low) & (sides < high)
        end = f"under {high}" if high < 200 else "or more"
        lines.append(f"{low:2} {end:8} pixels: {some.sum():4} objects, {got[some].mean():.0%} found")
    return "\n".join(lines)


def worst(pictures, found, truths, kinds, seen, count=3):
    """Return a figure of the pictures with the most errors, and its alternative text."""
    errors = [np.sum(kind > 0) + np.sum(~got) for kind, got in zip(kinds, seen)]
    chosen = np.argsort(errors, kind="stable")[::-1][:count]
    figure, axes = plot.figure(2, count, width=2.7 * count, height=5)
    for column, index in enumerate(chosen):
        scores, boxes, classes = found[index]
        missed = int(np.sum(~seen[index]))
        put(axes[0, column], pictures[index], *truths[index], title=f"{len(truths[index][1])} objects")
        put(
            axes[1, column],
            pictures[index],
            boxes,
            classes,
            scores,
            title=f"{np.sum(kinds[index] > 0)} wrong, {missed} missed",
        )
    legend(figure, range(len(CLASSES)))
    return figure, "the three pictures with the most errors, above with their true boxes, below with what was found"


# ---------------------------------------------------------------- training


def runs():
    """Return the columns of street_yolo_runs.csv, arrays by name."""
    with Path(__file__).with_name("street_yolo_runs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def _experiment(name):
    """Return the rows of yolo_runs.csv about one experiment."""
    return experiments.rows(Path(__file__).with_name("yolo_runs.csv"), name)


def crowd_runs():
    """Return the mAP on crowded scenes, a dictionary from what was run to a list of three."""
    found = {}
    for row in _experiment("crowd"):
        found.setdefault(row["what"], []).append(float(row["mAP"]))
    return found


def fog_runs():
    """Return the mAP of fine-tuning, a dictionary from the scenes of it to lists of three, in fog and by day."""
    found = {}
    for row in _experiment("fog"):
        what, place = row["what"].split(", ")
        found.setdefault(what, {}).setdefault(place, []).append(float(row["mAP"]))
    return {what: (places["in fog"], places["by day"]) for what, places in found.items()}


def learning(table):
    """Return a figure of the whole training, and its alternative text."""
    figure, (left, right) = plot.figure(1, 2, width=7.6, height=3.3)
    for number, part in enumerate(("position", "confidence", "classes")):
        left.plot(table["update"], table[part], color=f"C{number}", label=part)
        left.plot(table["update"], table[f"validation {part}"], "--", color=f"C{number}")
    left.set(xlabel="update", ylabel="loss, dashed: validation", yscale="log")
    left.legend(fontsize=8)
    right.plot(table["update"], table["mAP"], color=plot.BLUE)
    right.set(xlabel="update", ylabel="mAP, 100 validation scenes", ylim=(0, None))
    last = table["mAP"][-1]
    return figure, (
        f"left the three parts of the loss over {int(table['update'][-1])} updates, all falling; right the mean "
        f"average precision on validation scenes, which ends at {last:.2f}"
    )


# ---------------------------------------------------------------- a drive


def drive(pictures, found, alt, scale=2):
    """Show frames with their detections as an animation that plays once."""
    frames = []
    for picture, (_, boxes, classes) in zip(pictures, found):
        image = Image.fromarray(picture).resize((picture.shape[1] * scale, picture.shape[0] * scale))
        pen = ImageDraw.Draw(image)
        for box, kind in zip(np.asarray(boxes) * scale, np.asarray(classes)):
            y1, x1, y2, x2 = box
            if x2 > x1 and y2 > y1:
                pen.rectangle((x1 - 1, y1 - 1, x2 + 1, y2 + 1), outline="black", width=4)
                pen.rectangle((x1, y1, x2, y2), outline=COLOURS[int(kind)], width=2)
        frames.append(image.quantize(32, dither=Image.Dither.NONE))
    buffer = io.BytesIO()
    frames[0].save(buffer, format="PNG", save_all=True, append_images=frames[1:], duration=150, loop=1)
    bundle = {"image/png": buffer.getvalue(), "text/plain": f"[Figure: {alt}]"}
    display(bundle, metadata={"image/png": {"alt": alt, "width": frames[0].width}}, raw=True)


def heat(picture, confidence):
    """Return a figure of the largest confidence of each cell over a picture, and its alternative text."""
    figure, axes = plot.figure(1, 2, width=7.6, height=2.9)
    put(axes[0], picture, [])
    shown = axes[1].imshow(confidence, cmap=colormaps["viridis"], vmin=0, vmax=1)
    plot.blank(axes[1])
    figure.colorbar(shown, ax=axes[1], label="largest confidence in the cell")
    return figure, (
        "left a street, right the largest confidence of each cell: near zero almost everywhere, high in the cells with "
        "the centre of an object and sometimes in a cell beside"
    )
