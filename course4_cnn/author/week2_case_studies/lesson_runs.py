"""The measurements behind the lesson, stored in `lesson_runs.csv` beside it.

`python course4_cnn/author/week2_case_studies/lesson_runs.py` runs them all (about fifteen minutes on one core), with
names of experiments only those, and replaces their rows in the table.
A row holds shares of correct pictures; `more` holds further numbers, separated by blanks.
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "source" / "week2_case_studies"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import lesson_networks as networks  # noqa: E402

COLUMNS = ["experiment", "case", "setting", "seed", "train", "test", "more"]
UPDATES = 100
KINDS = {"plain": False, "residual": True}


def text(numbers):
    """Return numbers as the table holds them."""
    return " ".join(f"{number:.4g}" for number in numbers)


def gradients():
    """`more`: the norm of the gradient of each convolution at initialization."""
    for seed in range(5):
        X, y = networks.placed(64, seed)
        for kind, residual in KINDS.items():
            for depth in (20, 56):
                for norm in (True, False):
                    model = networks.stack(seed, depth, residual, norm)
                    sizes = networks.gradient_sizes(model, X, y)
                    yield f"{kind} {depth}", "with" if norm else "without", seed, "", "", text(sizes)


def deep():
    """Short trainings of three seeds at a rate of 0.003, of the first one at 0.01, too; `more`: the last cost.

    With 20 layers `more` has the share correct of 500 training pictures without each pair of layers as well.
    """
    Z, z = networks.placed(797, 99, test=True)
    for seed in range(3):
        X, y = networks.placed(1000, seed)
        for depth in (20, 56):
            for kind, residual in KINDS.items():
                for rate in (0.003, 0.01) if seed == 0 else (0.003,):
                    model = networks.stack(seed, depth, residual, width=8)
                    costs = networks.train(model, X, y, UPDATES, rate, seed=seed)
                    more = [costs[-20:].mean()]
                    if depth == 20:
                        more = [*more, *networks.without_pairs(model, X[:500], y[:500], residual)]
                    yield (
                        f"{kind} {depth}", str(rate), seed, networks.share(model, X, y), networks.share(model, Z, z),
                        text(more),
                    )  # fmt: skip


def augmentation():
    """A small network with and without augmentation; `more`: the shares correct of each class, 6 as 9, 9 as 6."""
    Z, z = networks.placed(797, 99, test=True)
    for seed in range(6):
        X, y = networks.placed(200, seed)
        for name, change in networks.AUGMENTATIONS.items():
            model = networks.small(seed)
            networks.train(model, X, y, 400, seed=seed, change=change)
            found = np.argmax(networks.scores(model, Z), axis=1)
            more = [np.mean(found[z == k] == k) for k in range(10)] + [
                np.mean(found[z == 6] == 9),
                np.mean(found[z == 9] == 6),
            ]
            yield name, "digits", seed, networks.share(model, X, y), np.mean(found == z), text(more)
        A, a, B, b = networks.small_signs()
        some = np.random.default_rng(seed).permutation(len(a))[:300]
        for name in ("none", "mirror images"):
            model = networks.small(seed, (16, 16, 3), 6)
            networks.train(model, A[some], a[some], 400, seed=seed, change=networks.AUGMENTATIONS[name])
            yield name, "signs", seed, networks.share(model, A[some], a[some]), networks.share(model, B, b), ""


def longer():
    """The same on digits, with three times the updates."""
    Z, z = networks.placed(797, 99, test=True)
    for seed in range(3):
        X, y = networks.placed(200, seed)
        for name in ("none", "mirror images"):
            change = networks.AUGMENTATIONS[name]
            model = networks.small(seed)
            networks.train(model, X, y, 1200, seed=seed, change=change)
            yield name, "digits", seed, networks.share(model, X, y), networks.share(model, Z, z), ""


def arrows():
    """Case file: arrows with and without mirror images; `more`: the table of confusions, rows of true classes."""
    X, y = networks.arrows(600, 0)
    Z, z = networks.arrows(600, 1)
    for seed in range(3):
        for name in ("none", "mirror images"):
            model = networks.small(seed, classes=3)
            networks.train(model, X, y, 400, seed=seed, change=networks.AUGMENTATIONS[name])
            table = np.zeros((3, 3), int)
            np.add.at(table, (z, np.argmax(networks.scores(model, Z), axis=1)), 1)
            yield name, "", seed, networks.share(model, X, y), networks.share(model, Z, z), text(table.ravel())


def together():
    """Networks that answer together, and pictures that are moved: 1 to 6 networks, with 1 or 9 places each."""
    Z, z = networks.placed(797, 99, test=True)
    X, y = networks.placed(200, 0)
    padded = np.pad(Z, [(0, 0), (1, 1), (1, 1), (0, 0)])
    one, nine = [], []
    for seed in range(6):
        model = networks.small(seed)
        networks.train(model, X, y, 400, seed=seed)
        views = [padded[:, r : r + 16, c : c + 16] for r in range(3) for c in range(3)]
        outs = [networks.scores(model, view) for view in views]
        outs = [np.exp(out - out.max(axis=1, keepdims=True)) for out in outs]
        outs = [out / out.sum(axis=1, keepdims=True) for out in outs]
        one.append(outs[4])
        nine.append(np.mean(outs, axis=0))
    for name, found in (("one place", one), ("nine places", nine)):
        for seed, out in enumerate(found):
            yield "alone", name, seed, "", np.mean(out.argmax(axis=1) == z), ""
        for count in (2, 3, 6):
            yield f"{count} together", name, 0, "", np.mean(np.mean(found[:count], axis=0).argmax(axis=1) == z), ""


def probes():
    """Features of each block on crops: `train` nearest neighbour, `test` linear probe; three random networks."""
    X, y, left = networks.crops(24, 0)
    for seed in range(4):
        if seed == 0:
            model = networks.pretrained.mobilenet_v2((96, 96, 3))
        else:
            networks.keras.utils.set_random_seed(seed)
            model = networks.pretrained.mobilenet_v2((96, 96, 3), None)
            networks.fit_norms(model, X[left][::2])
        found = networks.features(networks.taps(model), X)
        for block, F in zip(networks.BLOCKS, found):
            A, a, B, b = F[left], y[left], F[~left], y[~left]
            yield (
                block,
                "random" if seed else "trained",
                seed,
                networks.nearest(A, a, B, b),
                networks.probe(A, a, B, b),
                "",
            )
    pixels = X[..., 0].reshape(len(X), 12, 8, 12, 8).mean(axis=(2, 4)).reshape(len(X), -1)
    A, a, B, b = pixels[left], y[left], pixels[~left], y[~left]
    yield "pixels", "none", 0, networks.nearest(A, a, B, b), networks.probe(A, a, B, b), ""


def transfer():
    """Hand signs from few examples: a linear probe on pixels and on features, ten draws of examples."""
    A, y, B, z = networks.few_signs()
    views = {}
    for name, seed in (("trained", 0), ("random", 1)):
        networks.keras.utils.set_random_seed(seed)
        model = networks.pretrained.mobilenet_v2((96, 96, 3), None if seed else "ours")
        if seed:
            networks.fit_norms(model, A[::4])
        taps = networks.taps(model, ["block_5_add", "block_12_add"])
        for block, F, G in zip(("block 5", "block 12"), networks.features(taps, A), networks.features(taps, B)):
            views[f"{name}, {block}"] = F, G
    views["pixels"] = tuple(P.reshape(len(P), 16, 6, 16, 6, 3).mean(axis=(2, 4)).reshape(len(P), -1) for P in (A, B))
    for draw in range(10):
        for count in (1, 3, 10, 30):
            rows = networks.drawn(y, count, draw)
            for name, (F, G) in views.items():
                yield (
                    name,
                    str(count),
                    draw,
                    networks.nearest(F[rows], y[rows], G, z),
                    networks.probe(F[rows], y[rows], G, z),
                    "",
                )


def by_hand():
    """Cut out the brightest window and use logistic regression, let a network learn with shifts, or do both."""
    Z, z = networks.placed(797, 99, test=True)
    H = networks.brightest(Z)
    for seed in range(3):
        for count in (30, 100, 300, 1000):
            X, y = networks.placed(count, seed)
            yield "by hand", str(count), seed, "", networks.regressed(networks.brightest(X), y, H, z), ""
            yield "pixels", str(count), seed, "", networks.regressed(X, y, Z, z), ""
            model = networks.small(seed)
            networks.train(model, X, y, 400 if count < 300 else 800, seed=seed, change=networks.shifted)
            yield "learned", str(count), seed, networks.share(model, X, y), networks.share(model, Z, z), ""
    yield from _by_hand_then_learned(H, z)


def _by_hand_then_learned(H, z):
    """Give the brightest window to the small network; no shifts, since the window has undone the placing."""
    for seed in range(3):
        for count in (100, 300, 1000):
            X, y = networks.placed(count, seed)
            X = networks.brightest(X)
            model = networks.small(seed, X.shape[1:])
            networks.train(model, X, y, 400 if count < 300 else 800, seed=seed)
            yield (
                "by hand, then learned", str(count), seed, networks.share(model, X, y), networks.share(model, H, z), "",
            )  # fmt: skip


def served():
    """Case file: hand signs from 30 examples, served with pictures prepared in other ways; `more`: the confusions."""
    A, a, B, b = networks.few_signs()
    taps = networks.taps(networks.pretrained.mobilenet_v2((96, 96, 3)), ["block_12_add"])
    F = networks.features(taps, A)[0]
    served = {"as in training": B, "colours swapped": B[..., ::-1], "0 to 1": B / 255}
    for name, pictures in served.items():
        G = networks.features(taps, pictures)[0]
        found = networks.probed(F, a, G)
        table = np.zeros((6, 6), int)
        np.add.at(table, (b, found), 1)
        yield name, "", 0, "", np.mean(found == b), text(table.ravel())


def norms():
    """Case file: a network with batch normalization after few updates, tested in training mode and in inference."""
    X, y = networks.placed(1000, 0)
    Z, z = networks.placed(797, 99, test=True)
    for seed in range(3):
        for momentum in (0.99, 0.9):
            model = networks.small(seed, momentum=momentum)
            networks.train(model, X, y, 100, seed=seed)
            used = networks.share(model, X, y), networks.share(model, Z, z)  # first: what follows moves the averages
            batch = [np.mean(networks.scores(model, A, True).argmax(axis=1) == a) for A, a in ((X, y), (Z, z))]
            yield str(momentum), "", seed, *used, text(batch)


EXPERIMENTS = [
    gradients,
    deep,
    augmentation,
    longer,
    arrows,
    together,
    probes,
    transfer,
    by_hand,
    served,
    norms,
]


def main(names):
    """Run the experiments of these names, or all, and store the table."""
    path = WEEK / "lesson_runs.csv"
    for experiment in EXPERIMENTS:
        if names and experiment.__name__ not in names:
            continue
        rows = [(experiment.__name__, *row) for row in experiment()]
        kept = []
        if path.exists():
            with open(path, newline="", encoding="utf-8") as file:
                kept = [row for row in csv.reader(file)][1:]
        kept = [row for row in kept if row[0] != experiment.__name__]
        order = [one.__name__ for one in EXPERIMENTS]
        found = [[f"{x:.4f}" if isinstance(x, float) else str(x) for x in row] for row in rows]
        both = sorted(kept + found, key=lambda row: order.index(row[0]))
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *both])
        print(experiment.__name__, len(rows), "rows", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
