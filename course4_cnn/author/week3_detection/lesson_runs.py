"""The measurements behind the lesson, stored in `lesson_runs.csv` beside it.

`python course4_cnn/author/week3_detection/lesson_runs.py` runs them all (about six minutes on one core), with names of
experiments only those, `skips:1` one seed of one of them. What the numbers of a row are says the experiment.
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "source" / "week3_detection"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import lesson_networks as networks  # noqa: E402

from helpers import scenes  # noqa: E402

COLUMNS = ["experiment", "case", "setting", "seed", "numbers"]
TRAIN, TEST, CROWD = (150, 1), (50, 2), (60, 4)  # streets: how many, and their seed


def localize(seed):
    """Shares correct of object or none, of person or vehicle; mean IoU, share above 0.5, mean IoU in training.

    Then the case file, rows and columns swapped in the evaluation: mean IoU near the diagonal of the window and far
    from it, and the same two without the fault.
    """
    train, test = networks.located(*TRAIN), networks.located(*TEST)
    true = networks.SIDE * test.boxes[test.present]
    away = np.abs((true[:, 0] + true[:, 2] - true[:, 1] - true[:, 3]) / 2)
    for case, setting, steps in (("masked", "flatten", 600), ("not masked", "flatten", 600), ("masked", "average", 600),
                                 ("masked", "average, longer", 1800)):  # fmt: skip
        model = networks.localize(train, seed, setting.split(",")[0], case == "masked", steps)
        here, kind, likes = networks.located_scores(model, test)
        out = networks.SIDE * networks.outputs(model, test.X[test.present])[:, 1:5]
        swapped = networks.paired(np.sort(out[:, [1, 0, 3, 2]].reshape(-1, 2, 2), axis=1).reshape(-1, 4), true)
        numbers = [here, kind, likes.mean(), np.mean(likes > 0.5), networks.located_scores(model, train)[2].mean()]
        for values in (swapped, likes):
            numbers += [values[away < 4].mean(), values[away > 12].mean()]
        yield case, setting, numbers


def landmarks(seed):
    """Median error in training and on test pictures, share of test joints missed by more than 4 pixels."""
    Z, z = networks.arms(300, 99)
    for count in (100, 1000):
        X, Y = networks.arms(count, seed)
        for kind in ("numbers", "maps"):
            model = networks.find_joints(X, Y, seed, kind)
            errors = [np.linalg.norm(networks.joints_of(model, A, kind) - a, axis=2) for A, a in ((X, Y), (Z, z))]
            yield kind, str(count), [*(np.median(error) for error in errors), np.mean(errors[1] > 4)]


def windows(seed):
    """Shares correct of test windows, of those with a vehicle, of the others; alarms, kept alarms, recall.

    Once trained on windows drawn at random, once with the hardest ones of the training streets added.
    """
    X, y = networks.windows(*TRAIN)
    Z, z = networks.windows(*TEST)
    A, a = X, y
    for case in ("random", "hard"):
        model = networks.classify(A, a, seed)
        found = networks.outputs(model, Z)[:, 0, 0, 0] > 0
        shares = [np.mean(found == z), np.mean(found[z == 1]), np.mean(~found[z == 0])]
        yield case, "", [*shares, *networks.alarm_counts(model, *TEST)]
        if case == "random":
            more = networks.hard(model, *TRAIN)
            A, a = np.concatenate([X, more]), np.concatenate([y, np.zeros(len(more))])


def people(seed):
    """Share kept by suppression of the true boxes of people; the scores are drawn."""
    for case, (count, first) in {"street": (60, 3), "crowd": CROWD}.items():
        for limit in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            kept = total = 0
            for k, street in enumerate(networks.streets(count, first, case == "crowd")):
                boxes = street.boxes[street.classes == networks.PERSON]
                if len(boxes):
                    scores = np.random.default_rng([seed, k]).random(len(boxes))
                    kept += len(networks.suppressed(boxes, scores, limit))
                    total += len(boxes)
            yield case, str(limit), [kept / total]


def across(seed):
    """Case file: the share of the true boxes of a class that suppression across classes keeps, in crowds.

    Then how many there are, the share that suppression for each class keeps, and the share that overlaps with another
    box of its class by more than the threshold.
    """
    limit = 0.2
    every, apart, alike, total = np.zeros((4, len(scenes.CLASSES)))
    for k, street in enumerate(networks.streets(*CROWD, True)):
        scores = np.random.default_rng([seed, k]).random(len(street.boxes))
        left = networks.suppressed(street.boxes, scores, limit)
        every += np.bincount(street.classes[left], minlength=len(every))
        total += np.bincount(street.classes, minlength=len(every))
        for kind in set(street.classes.tolist()):
            here = street.classes == kind
            apart[kind] += len(networks.suppressed(street.boxes[here], scores[here], limit))
            likes = networks.overlaps(street.boxes[here], street.boxes[here]) - np.eye(here.sum())
            alike[kind] += np.sum(likes.max(axis=1) > limit)
    for name in ("car", "bicycle", "person", "traffic light"):
        k = scenes.CLASSES.index(name)
        yield name, str(limit), [every[k] / total[k], total[k], apart[k] / total[k], alike[k] / total[k]]


def proposals(seed):
    """Share of objects with a box of IoU 0.5 among the first ones, over thirty streets; of large ones; boxes there."""
    prior = np.concatenate([street.boxes for street in networks.streets(*TRAIN)])
    streets = [street for street in networks.streets(*TEST) if len(street.boxes)][:30]
    sizes = np.concatenate([np.mean(street.boxes[:, 2:] - street.boxes[:, :2], axis=1) for street in streets])
    segments = [networks.proposals(street.picture) for street in streets]
    shapes = [(size // a, size // b) for size in (12, 24, 48) for a, b in ((1, 1), (1, 2), (2, 1))]
    windows = networks.tiles(4, shapes)
    for count in (10, 30, 100, 300, 1000):
        for way in ("segments", "drawn", "windows", "random"):
            hits, there = [], []
            for k, street in enumerate(streets):
                if way == "segments":
                    boxes = segments[k]
                elif way == "windows":
                    boxes = np.random.default_rng([seed, k]).permutation(windows)
                else:
                    boxes = networks.guessed(way, 100 * seed + k, count, prior)
                hits.append(networks.recall(street.boxes, boxes, count))
                there.append(min(count, len(boxes)))
            hit = np.concatenate(hits)
            yield way, str(count), [np.mean(hit), np.mean(hit[sizes >= 12]), np.mean(there)]


def segment(seed):
    """Shares of pixels correct: all, at edges, elsewhere, poles, persons."""
    X, masks = networks.halved(networks.streets(*TRAIN))
    Z, z = networks.halved(networks.streets(*TEST))
    for sees in (1, 9, 31):
        model = networks.segment(networks.pixel_network(seed, sees), X, masks, seed=seed)
        yield f"{sees} pixels", "", networks.pixel_scores(networks.segmented(model, Z), z)


def skips(seed):
    """The same for a small U-Net with all, one or none of its skip connections, and for none with 900 updates."""
    X, masks = networks.halved(networks.streets(*TRAIN))
    Z, z = networks.halved(networks.streets(*TEST))
    for case, kept in {"all": (0, 1, 2), "finest": (0,), "coarsest": (2,), "none": (), "longer": ()}.items():
        model = networks.segment(networks.unet(seed, kept), X, masks, 900 if case == "longer" else 300, seed)
        yield case, "", networks.pixel_scores(networks.segmented(model, Z), z)


def paint(seed):
    """Networks that paint: the pattern on plain grey before and after training, and the mean squared error."""
    large, small = networks.grey(networks.streets(*TRAIN))
    Z, z = networks.grey(networks.streets(*TEST))
    for way in networks.UPS:
        model = networks.painter(seed, way)
        before = networks.pattern(model)
        networks.paint(model, small, large, seed)
        yield way, "", [before, networks.pattern(model), np.mean((networks.outputs(model, z) - Z) ** 2)]


EXPERIMENTS = [localize, landmarks, windows, people, across, proposals, segment, skips, paint]
SEEDS = range(3)


def main(names):
    """Run the experiments of these names, or all, one seed after the other; what is done is stored at once."""
    path = WEEK / "lesson_runs.csv"
    order = [one.__name__ for one in EXPERIMENTS]
    for name in names or order:
        name, _, only = name.partition(":")
        for seed in SEEDS if not only else [int(only)]:
            experiment = EXPERIMENTS[order.index(name)]
            rows = [
                [name, case, setting, str(seed), " ".join(f"{number:.4g}" for number in numbers)]
                for case, setting, numbers in experiment(seed)
            ]
            kept = []
            if path.exists():
                with open(path, newline="", encoding="utf-8") as file:
                    kept = list(csv.reader(file))[1:]
            both = [row for row in kept if (row[0], row[3]) != (name, str(seed))] + rows
            both.sort(key=lambda row: (order.index(row[0]), int(row[3])))
            with open(path, "w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([COLUMNS, *both])
            print(name, seed, len(rows), "rows", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
