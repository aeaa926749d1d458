"""Measure what the notebook on YOLO says of several seeds, into yolo_runs.csv beside it; four minutes on one core.

python course4_cnn/author/week3_detection/yolo_runs.py
"""

import csv
import sys
from pathlib import Path

import keras
import nbformat
import numpy as np
import tensorflow as tf

WEEK = Path(__file__).resolve().parents[2] / "source" / "week3_detection"
sys.path[:0] = [str(WEEK), str(Path(__file__).resolve().parents[3])]

from helpers import pretrained, scenes  # noqa: E402

CELLS = {cell.id: cell.source for cell in nbformat.read(WEEK / "1_yolo.ipynb", 4).cells}
SAME = ("same = left[classes[left] == classes[best]]", "same = left")
SCORES = ("    left, taken = np.flat", "    before = scores.copy()\n    left, taken = np.flat")
RETURNED = ("return scores[taken]", "return before[taken]")


def names():
    """Return what the notebook defines, up to its detector and its targets."""
    space = {"pretrained": pretrained, "scenes": scenes, "np": np, "tf": tf, "keras": keras, "HEIGHT": 128,
             "WIDTH": 160, "anchors": pretrained.STREET_ANCHORS}  # fmt: skip
    whole = ("iou", "yolo-head", "yolo-filter-boxes", "yolo-nms", "given-boxes", "yolo-eval", "average-precision",
             "mended-detect", "encode-boxes", "loss")  # fmt: skip
    for name in whole:
        exec(CELLS[name], space)
    for name, end in (("network", "outputs ="), ("detect", "feats ="), ("map", "areas ="), ("encode-try", "target =")):
        exec(CELLS[name].split(f"\n{end}")[0], space)
    return space


def mean(space, found, truths):
    """Return the mean average precision."""
    return f"{space['precisions'](found, truths).mean():.3f}"


def crowd(seed):
    """Yield rows on forty crowded scenes."""
    space = names()
    drawn = scenes.scenes(40, seed, 128, 160, "day", crowd=True)
    truths, feats = list(zip(drawn.boxes, drawn.classes)), space["feats_of"](drawn.pictures)
    yield "crowd", seed, "yolo_eval", mean(space, space["detect"](feats, 0.05), truths)
    for what, changes in (
        ("mended", ()),
        ("mended but for one", (SAME,)),
        ("mended but for another", (SCORES, RETURNED)),
        ("only the sizes mended", (SAME, SCORES, RETURNED)),
    ):
        source = CELLS["mended-detect"]
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        exec(source, space)
        found = [
            space["mended_detect"](space["yolo_head"](one[None], space["anchors"], 7), (128, 160)) for one in feats
        ]
        yield "crowd", seed, what, mean(space, found, truths)


def fog(seed):
    """Yield rows on fine-tuning for fog: with scenes in fog, with as many by day, with both."""
    sets = {"in fog": scenes.scenes(40, 2000 + seed, 128, 160, "fog")}
    sets["by day"] = scenes.scenes(40, 2100 + seed, 128, 160, "day")
    foggy, sunny = (scenes.scenes(64, number + seed, 128, 160, name) for number, name in ((2200, "fog"), (2300, "day")))
    both = foggy._replace(
        pictures=np.concatenate([foggy.pictures, sunny.pictures]),
        boxes=[*foggy.boxes, *sunny.boxes],
        classes=[*foggy.classes, *sunny.classes],
    )
    for what, foggy_or_not in (("before", None), ("64 in fog", foggy), ("64 by day", sunny), ("64 and 64", both)):
        keras.utils.set_random_seed(seed)
        space = names()
        if foggy_or_not:
            space["foggy"] = foggy_or_not
            exec(CELLS["fine-tune"], space)
        for name, drawn in sets.items():
            detections = space["detect"](space["feats_of"](drawn.pictures))
            yield "fog", seed, f"{what}, {name}", mean(space, detections, list(zip(drawn.boxes, drawn.classes)))


def main():
    """Write the table."""
    with open(WEEK / "yolo_runs.csv", "w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("experiment", "seed", "what", "mAP"))
        for seed in (1910, 1911, 1912):
            lines.writerows(crowd(seed))
        for seed in (0, 1, 2):
            lines.writerows(fog(seed))


if __name__ == "__main__":
    main()
