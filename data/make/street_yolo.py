"""Train the detector of street scenes, `data/weights/street_yolo.npz`, from nothing, on streets that we draw.

    python data/make/street_yolo.py draw                  # the scenes, once: two and a half minutes
    python data/make/street_yolo.py train --updates 1000  # goes on from where it stopped; 2,500 updates in all
    python data/make/street_yolo.py finish                # the file of weights

On one thread an update takes a third of a second. What it reaches on the way is added to `street_yolo_runs.csv`.
"""

import argparse
import csv
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import keras
import numpy as np
import tensorflow as tf

from helpers import architectures, scenes
from helpers.weights import name_of

DATA = Path(__file__).resolve().parents[1]
WEEK = DATA.parent / "course4_cnn" / "source" / "week3_detection"
HEIGHT, WIDTH, CELL = 128, 160, 8
BATCH, UPDATES, WARM, RATE = 16, 2500, 200, 3e-3
BOX, CLASSES = 4.0, len(scenes.CLASSES)
COLUMNS = ("update", "position", "confidence", "classes", "validation position", "validation confidence",
           "validation classes", "mAP")  # fmt: skip


# ---------------------------------------------------------------- scenes


def draw(count, seed):
    """Return pictures, boxes and classes: no fog, and one scene in eight is a crowd."""
    pictures, boxes, classes = [], [], []
    for i in range(count):
        rng = np.random.default_rng([seed, i])
        weather = str(rng.choice(scenes.WEATHERS[:3], p=(0.5, 0.3, 0.2)))
        made = scenes.scene(rng, HEIGHT, WIDTH, weather, crowd=i % 8 == 7)
        pictures.append(made.picture)
        boxes.append(made.boxes)
        classes.append(made.classes)
    return np.stack(pictures), boxes, classes


def overlaps(boxes, others):
    """Return the IoU of each box with each of the others, (n, k); all are (y1, x1, y2, x2)."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    common = np.prod(np.clip(high - low, 0, None), axis=-1)
    areas = [np.prod(b[:, 2:] - b[:, :2], axis=-1) for b in (boxes, others)]
    return common / (areas[0][:, None] + areas[1][None, :] - common)


def find_anchors(boxes, count=3, seed=0):
    """Return (width, height) in cells of typical boxes: k-means with 1 - IoU as the distance, medians as centres."""
    sizes = np.concatenate([b[:, 2:] - b[:, :2] for b in boxes]) / CELL
    corners = np.concatenate([np.zeros_like(sizes), sizes], axis=1)
    rng = np.random.default_rng(seed)
    centres = sizes[rng.choice(len(sizes), count, replace=False)]
    for _ in range(60):
        nearest = overlaps(corners, np.concatenate([np.zeros_like(centres), centres], axis=1)).argmax(axis=1)
        centres = np.stack([np.median(sizes[nearest == k], axis=0) for k in range(count)])
    return centres[np.argsort(np.prod(centres, axis=1))][:, ::-1]


def targets_of(boxes, classes, anchors):
    """Return what the network should answer, (rows, columns, anchors, 5 + CLASSES)."""
    target = np.zeros((HEIGHT // CELL, WIDTH // CELL, len(anchors), 5 + CLASSES), np.float32)
    for box, kind in zip(boxes, classes):
        (y, x), (h, w) = (box[:2] + box[2:]) / 2 / CELL, (box[2:] - box[:2]) / CELL
        smaller = np.minimum(w, anchors[:, 0]) * np.minimum(h, anchors[:, 1])
        best = np.argmax(smaller / (w * h + np.prod(anchors, axis=1) - smaller))
        row, column = int(y), int(x)
        target[row, column, best] = 0
        target[row, column, best, :5] = x - column, y - row, *np.log([w, h] / anchors[best]), 1
        target[row, column, best, 5 + kind] = 1
    return target


def batches(pictures, boxes, classes, anchors, rng, count):
    """Yield so many mini-batches, mirrored and brightened at random."""
    for _ in range(count):
        chosen = rng.choice(len(pictures), BATCH, replace=False)
        inputs, targets = [], []
        for i in chosen:
            picture, own = pictures[i], boxes[i]
            if rng.random() < 0.5:
                picture, own = (
                    picture[:, ::-1],
                    np.stack([own[:, 0], WIDTH - own[:, 3], own[:, 2], WIDTH - own[:, 1]], 1),
                )
            gain = rng.uniform(0.8, 1.2) * rng.uniform(0.94, 1.06, 3)
            inputs.append(picture / 127.5 * gain - 1)
            targets.append(targets_of(own, classes[i], anchors))
        yield np.stack(inputs).astype(np.float32), np.stack(targets)


# ---------------------------------------------------------------- training


def losses(targets, outputs, anchors):
    """Return the three parts of the loss of a mini-batch, each the mean over its pictures."""
    outputs = tf.reshape(outputs, tf.shape(targets))
    there = targets[..., 4]
    shift = (tf.sigmoid(outputs[..., :2]) - targets[..., :2]) / anchors
    place = tf.reduce_sum(shift**2 + (outputs[..., 2:4] - targets[..., 2:4]) ** 2, axis=-1) * there
    sure = tf.nn.sigmoid_cross_entropy_with_logits(there, outputs[..., 4])
    kind = tf.nn.softmax_cross_entropy_with_logits(targets[..., 5:], outputs[..., 5:]) * there
    return [tf.reduce_mean(tf.reduce_sum(part, axis=(1, 2, 3))) for part in (place, sure, kind)]


def rate(update):
    """Return the learning rate: it warms up and falls like half a cosine."""
    return RATE * min(1, update / WARM) * (0.51 + 0.49 * np.cos(np.pi * update / UPDATES))


def train(cache, updates):
    """Go on for so many updates."""
    stored = np.load(cache / "scenes.npz", allow_pickle=True)
    pictures, boxes, classes, anchors = (stored[name] for name in ("pictures", "boxes", "classes", "anchors"))
    validation = [stored[name] for name in ("validation_pictures", "validation_boxes", "validation_classes")]
    network = architectures.street_yolo((HEIGHT, WIDTH, 3))
    optimizer = keras.optimizers.Adam()
    optimizer.build(network.trainable_variables)
    first, path = 0, cache / "checkpoint.npz"
    variables = network.weights + optimizer.variables
    keras.utils.set_random_seed(19)
    if path.exists():
        saved = np.load(path)
        first = int(saved["update"])
        for i, variable in enumerate(variables):
            variable.assign(saved[f"v{i}"])
    else:
        network = reset(network)
    scaled = tf.constant(anchors, tf.float32)

    @tf.function
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            parts = losses(targets, network(inputs, training=True), scaled)
            total = BOX * parts[0] + parts[1] + parts[2]
        optimizer.apply(tape.gradient(total, network.trainable_variables), network.trainable_variables)
        return parts

    rng, seen = np.random.default_rng([19, first]), []
    for update, (inputs, targets) in enumerate(batches(pictures, boxes, classes, anchors, rng, updates), first + 1):
        optimizer.learning_rate.assign(rate(update))
        seen.append([float(part) for part in step(inputs, targets)])
        if update % 100 == 0:
            save(path, update, variables)
            note(cache / "runs.csv", [update, *np.mean(seen, axis=0), *examine(network, *validation, anchors)])
            seen = []
        if update == UPDATES:
            break
    save(path, update, variables)


def reset(network):
    """Start with few objects expected: the bias of the confidence is the logarithm of their share."""
    kernel, bias = network.get_layer("head").get_weights()
    bias = bias.reshape(3, -1)
    bias[:, 4] = -4.5
    network.get_layer("head").set_weights([kernel, bias.ravel()])
    return network


def save(path, update, variables):
    """Store everything that training needs to go on."""
    arrays = {f"v{i}": np.asarray(variable) for i, variable in enumerate(variables)}
    np.savez(path.with_suffix(".new.npz"), update=update, **arrays)
    path.with_suffix(".new.npz").rename(path)


def note(path, row):
    """Add a row to the table of what was reached."""
    new = not path.exists()
    with open(path, "a", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerows([COLUMNS] * new + [[row[0], *(f"{value:.3f}" for value in row[1:])]])
    print(row[0], *(f"{value:.3f}" for value in row[1:]), flush=True)


# ---------------------------------------------------------------- what it reaches


def decode(outputs, anchors, least=0.05):
    """Return boxes in pixels, scores and classes of what one picture's outputs say, (rows, columns, anchors, 12)."""
    rows, columns = np.indices(outputs.shape[:2])
    outputs = outputs.astype(np.float64)
    middle = 1 / (1 + np.exp(-outputs[..., :2])) + np.stack([columns, rows], -1)[:, :, None]
    size = np.exp(outputs[..., 2:4]) * anchors
    shares = np.exp(outputs[..., 5:] - outputs[..., 5:].max(-1, keepdims=True))
    scores = shares / shares.sum(-1, keepdims=True) / (1 + np.exp(-outputs[..., 4:5]))
    boxes = np.concatenate([(middle - size / 2)[..., ::-1], (middle + size / 2)[..., ::-1]], -1) * CELL
    keep = scores.max(-1) >= least
    return boxes[keep], scores.max(-1)[keep], scores.argmax(-1)[keep]


def suppress(boxes, scores, classes, limit=0.45):
    """Return which boxes stay, class by class."""
    stay = []
    for kind in set(classes):
        left = [i for i in np.argsort(-scores, kind="stable") if classes[i] == kind]
        while left:
            stay.append(left[0])
            close = overlaps(boxes[left[:1]], boxes[left])[0] > limit
            left = [i for i, out in zip(left, close) if not out]
    return stay


def precision_area(found, truths, kind):
    """Return the average precision of one class at IoU 0.5: the area below the precision that never rises again."""
    total = sum(int(np.sum(classes == kind)) for _, classes in truths)
    rows = []
    for (boxes, scores, classes), (true, kinds) in zip(found, truths):
        mine, real = np.flatnonzero(classes == kind), true[kinds == kind]
        free = np.ones(len(real), bool)
        for i in mine[np.argsort(-scores[mine], kind="stable")]:
            shares = overlaps(boxes[i : i + 1], real)[0] if len(real) else np.zeros(1)
            hit = shares.max() >= 0.5 and free[shares.argmax()]
            if hit:
                free[shares.argmax()] = False
            rows.append((-scores[i], hit))
    if not rows:
        return 0.0
    hits = np.array([hit for _, hit in sorted(rows, key=lambda row: row[0])])
    recall, precision = np.cumsum(hits) / total, np.cumsum(hits) / np.arange(1, len(hits) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(recall, prepend=0) * precision))


def examine(network, pictures, boxes, classes, anchors):
    """Return the parts of the loss and the mean average precision on pictures."""
    outputs = np.concatenate(
        [network(part / np.float32(127.5) - 1, training=False) for part in np.array_split(pictures, 8)]
    )
    targets = np.stack([targets_of(*pair, anchors) for pair in zip(boxes, classes)])
    parts = [float(part) for part in losses(targets, outputs, anchors.astype(np.float32))]
    found = []
    for output in outputs.reshape(targets.shape):
        one = decode(output, anchors)
        stay = suppress(*one)
        found.append([array[stay] for array in one])
    areas = [precision_area(found, list(zip(boxes, classes)), kind) for kind in range(CLASSES)]
    return [*parts, np.mean(areas)]


def finish(cache):
    """Write the weights as the course ships them, and the table."""
    stored, saved = np.load(cache / "scenes.npz", allow_pickle=True), np.load(cache / "checkpoint.npz")
    network = architectures.street_yolo((HEIGHT, WIDTH, 3))
    arrays = {name_of(w): saved[f"v{i}"].astype(np.float16) for i, w in enumerate(network.weights)}
    np.savez_compressed(DATA / "weights" / "street_yolo.npz", **arrays)
    (WEEK / "street_yolo_runs.csv").write_bytes((cache / "runs.csv").read_bytes())
    print("anchors", stored["anchors"].round(3).tolist(), "update", saved["update"])


def main():
    """Run one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("draw", "train", "finish"))
    parser.add_argument("--updates", type=int, default=UPDATES)
    parser.add_argument("--scenes", type=int, default=3000)
    parser.add_argument("--cache", type=Path, default=Path("street_yolo_cache"))
    options = parser.parse_args()
    options.cache.mkdir(exist_ok=True)
    if options.step == "draw":
        made, checked = draw(options.scenes, 1901), draw(100, 1902)
        names = ("pictures", "boxes", "classes")
        arrays = dict(zip(names, made)) | {f"validation_{name}": value for name, value in zip(names, checked)}
        arrays = {name: value if isinstance(value, np.ndarray) else np.array([*value, None], object)[:-1]
                  for name, value in arrays.items()}  # fmt: skip
        np.savez(options.cache / "scenes.npz", anchors=find_anchors(made[1]), **arrays)
    elif options.step == "train":
        train(options.cache, options.updates)
    else:
        finish(options.cache)


if __name__ == "__main__":
    main()
