"""Run the trainings of the notebook on transfer and multi-task learning, and store what came out.

python data/make/transfer.py          # about nine minutes on one core
python data/make/transfer.py near     # one part, the others stay as they are
"""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
FILE = HERE.parents[1] / "transfer_runs.npz"
sys.path.insert(0, str(HERE.parents[2] / "course3_strategy" / "source" / "week2_error_analysis"))

import transfer_tasks as tasks  # noqa: E402

SEEDS = 16


def run_base():
    """Train the base networks, one for each seed, and store all their weights, those of seed 0 first."""
    networks, alphabets = tasks.train_bases(range(SEEDS))
    return {"base": networks.flat.astype(np.float16), "alphabets": alphabets.astype(np.int8)}


def run_transfer(kind, stored):
    """Return errors (methods, rates, sizes, seeds, dev or test) of transfer to one kind of target."""
    bases = tasks.bases(stored)
    drawn = [tasks.draw_target(kind, seed) for seed in range(SEEDS)]
    X, y, X_dev, y_dev, X_test, y_test = map(np.array, zip(*drawn))
    Y = np.eye(tasks.TARGET_CLASSES, dtype=np.float32)[y]
    found = np.zeros((len(tasks.METHODS), len(tasks.RATES), len(tasks.SIZES), SEEDS, 2), np.float32)
    for index in np.ndindex(found.shape[:3]):
        method, rate, m = (items[place] for items, place in zip((list(tasks.METHODS), tasks.RATES, tasks.SIZES), index))
        networks = tasks.begin(method, bases, range(SEEDS))
        networks.train(X[:, :m], Y[:, :m], tasks.STEPS, rate, frozen=tasks.METHODS[method])
        found[index] = np.stack([tasks.errors(networks, X_dev, y_dev), tasks.errors(networks, X_test, y_test)], axis=-1)
    return {kind: found}


def run_sharing(kind):
    """Return errors (labels, losses, ways, seeds, questions): one network each, or one for all four questions."""
    found = np.zeros((len(tasks.LABELS), 2, 2, SEEDS, 4), np.float32)
    for i, labelled in enumerate(tasks.LABELS):
        X, Y, X_test, Y_test = map(
            np.array, zip(*(tasks.draw_questions(kind, labelled, seed) for seed in range(SEEDS)))
        )
        alone = [
            tasks.train_questions(X, Y[:, :, [task]], tasks.ALONE, range(SEEDS)).logits(X_test)[:, :, 0]
            for task in range(4)
        ]
        found[i, :, 0] = ((np.stack(alone, axis=-1) > 0) != Y_test).mean(axis=1)
        for j, by_task in enumerate((False, True)):
            networks = tasks.train_questions(X, Y, tasks.SHARED, range(SEEDS), by_task)
            found[i, j, 1] = ((networks.logits(X_test) > 0) != Y_test).mean(axis=1)
    return {kind: found}


def run_wide():
    """Return errors (kinds, labels, seeds) of the first question in a network as wide as the shared one."""
    found = np.zeros((len(tasks.QUESTIONS), len(tasks.LABELS), SEEDS), np.float32)
    for i, j in np.ndindex(found.shape[:2]):
        drawn = [tasks.draw_questions(tasks.QUESTIONS[i], tasks.LABELS[j], seed) for seed in range(SEEDS)]
        X, Y, X_test, Y_test = map(np.array, zip(*drawn))
        networks = tasks.train_questions(X, Y[:, :, [0]], tasks.WIDE, range(SEEDS))
        found[i, j] = ((networks.logits(X_test) > 0) != Y_test[:, :, [0]]).mean(axis=(1, 2))
    return {"wide": found}


def run_pairs():
    """Return errors of five questions alone, with few units and with many (seeds, 5), and by pairs (seeds, 5, 5)."""
    X, Y, X_test, Y_test = map(np.array, zip(*(tasks.draw_five(seed) for seed in range(SEEDS))))

    def wrong(chosen, sizes):
        networks = tasks.train_questions(X, Y[:, :, chosen], sizes, range(SEEDS))
        return ((networks.logits(X_test) > 0) != Y_test[:, :, chosen]).mean(axis=1)

    alone, wide = (
        np.concatenate([wrong([task], sizes) for task in range(5)], axis=1) for sizes in (tasks.ALONE, tasks.PAIR_ALONE)
    )
    beside = np.repeat(alone[:, :, None], 5, axis=2)
    for i in range(5):
        for j in range(i):
            beside[:, [i, j], [j, i]] = wrong([i, j], tasks.PAIR)
    return {
        name: found.astype(np.float32) for name, found in (("alone", alone), ("alone_wide", wide), ("beside", beside))
    }


def cut(X, corners):
    """Return the windows (m, 100) of scenes at their corners."""
    places = np.arange(tasks.CROP)
    rows, columns = corners[:, 1, None] + places, corners[:, 0, None] + places
    pictures = X.reshape(-1, tasks.SCENE_SIZE, tasks.SCENE_SIZE)
    return pictures[np.arange(len(X))[:, None, None], rows[:, :, None], columns[:, None, :]].reshape(len(X), -1)


def compare_stages(drawn, m):
    """Return errors (seeds, 3) after training on m scenes."""
    X, y, _, X_test, y_test, centres = map(np.array, zip(*drawn))
    X, Y = X[:, :m], np.eye(tasks.SCENE_CLASSES, dtype=np.float32)[y[:, :m]]
    seeds, steps = [[seed, 8] for seed in range(len(X))], min(6000, max(500, m // 4))
    whole = tasks.Networks((tasks.SCENE_SIZE**2, 96, 48, tasks.SCENE_CLASSES), seeds).train(X, Y, steps, 0.002)
    crops = np.array([cut(one, tasks.darkest(one)) for one in X])
    parts = tasks.Networks((tasks.CROP**2, 96, 48, tasks.SCENE_CLASSES), seeds).train(crops, Y, steps, 0.002)
    found = np.array([cut(one, tasks.darkest(one)) for one in X_test])
    true = np.array([cut(one, tasks.corners(places)) for one, places in zip(X_test, centres)])
    return np.stack(
        [tasks.errors(whole, X_test, y_test), tasks.errors(parts, found, y_test), tasks.errors(parts, true, y_test)],
        axis=1,
    )


def run_stages():
    """Return errors (sizes, seeds, 3): end to end, in two stages, in two stages with the true places."""
    drawn = [tasks.draw_scenes(seed, max(tasks.SCENES)) for seed in range(6)]
    found = [compare_stages(drawn, m) for m in tasks.SCENES]
    return {"stages": np.array(found, dtype=np.float32)}


def main(parts):
    """Run the parts and store what they return beside what is there."""
    stored = dict(np.load(FILE)) if FILE.is_file() else {}
    for part in parts or ("base", "near", "far", "related", "places", "noise", "wide", "pairs", "stages"):
        if part in tasks.TARGETS:
            stored |= run_transfer(part, stored)
        elif part in tasks.QUESTIONS:
            stored |= run_sharing(part)
        else:
            stored |= globals()[f"run_{part}"]()
        np.savez_compressed(FILE, **stored)
        print(part, {name: value.shape for name, value in stored.items()}, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
