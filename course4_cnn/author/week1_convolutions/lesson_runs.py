"""The trainings behind the lesson, stored in `lesson_runs.csv` beside it.

`python course4_cnn/author/week1_convolutions/lesson_runs.py` runs them all (about eleven minutes on one
core), with names of experiments only those, and replaces their rows in the table.
A row holds shares of correct pictures; `more` holds further ones, separated by blanks.
In `choose` and `choose_signs` a fifth of the training pictures is held back, and `test` is the share correct of these:
learning rates are chosen there, before the test set is used.
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "source" / "week1_convolutions"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import lesson_networks as networks  # noqa: E402

COLUMNS = ["experiment", "case", "setting", "seed", "train", "test", "more"]
STEPS = 1000
RATES = (0.003, 0.01)
MAKERS = {
    "convolutional": networks.network,
    "dense, as many parameters": lambda seed: networks.dense(seed, 23),
    "dense, 5 times as many": lambda seed: networks.dense(seed, 128),
}
KINDS = ("max pooling", "average pooling", "strides", "blurred")
SIGNS = {
    "convolutional": lambda seed: networks.network(seed, head="flatten", shape=(16, 16, 3), classes=6),
    "dense": lambda seed: networks.dense(seed, 64, (16, 16, 3), 6),
}


def share(model, X, y):
    """Return the share of pictures that a network classifies correctly."""
    found = [networks.predicted(model, X[k : k + 500]) for k in range(0, len(y), 500)]
    return float(np.mean(np.concatenate(found) == y))


def held_back(model, X, y, steps, rate, seed):
    """Train on four fifths of the pictures: (share correct of these, share correct of the rest)."""
    count = 4 * len(y) // 5
    networks.train(model, X[:count], y[:count], steps, rate, seed=seed)
    return share(model, X[:count], y[:count]), share(model, X[count:], y[count:])


def choose():
    """Validation accuracies for two learning rates; "convolutional" is the network with max pooling, too."""
    kinds = {kind: lambda seed, kind=kind: networks.network(seed, kind) for kind in KINDS[1:]}
    for seed in range(3):
        X, y = networks.placed(1000, seed)
        for order, A, makers in (("as they are", X, MAKERS | kinds), ("permuted", networks.permuted(X), MAKERS)):
            for name, make in makers.items():
                for rate in RATES:
                    yield name, f"{order} {rate}", seed, *held_back(make(seed), A, y, STEPS, rate, seed), ""


def choose_signs():
    """Validation accuracies for three learning rates, with the axes in order (one training each).

    The dense network's 0.001 and 0.003 differ by one of 216 pictures, so `order` keeps 0.001.
    """
    X, y, _, _ = networks.small_signs()
    mixed = np.random.default_rng(0).permutation(len(y))
    for seed in range(1):
        for name, make in SIGNS.items():
            for rate in (0.001, 0.003, 0.01):
                yield name, str(rate), seed, *held_back(make(seed), X[mixed] - 0.5, y[mixed], 2 * STEPS, rate, seed), ""


def why(rate):
    """A convolutional network against dense ones, on pictures as they are and with permuted pixels."""
    Z, z = networks.placed(797, 99, test=True)
    for seed in range(3):
        for count in (100, 300, 1000):
            X, y = networks.placed(count, seed)
            for order in ("as they are", "permuted"):
                A, B = (X, Z) if order == "as they are" else (networks.permuted(X), networks.permuted(Z))
                for name, make in MAKERS.items():
                    model = networks.train(make(seed), A, y, STEPS, rate, seed=seed)
                    yield name, f"{count} {order}", seed, share(model, A, y), share(model, B, z), ""


def shrink():
    """Four ways to shrink the maps; `more`: how often the class stays when the digit moves by a pixel."""
    rng = np.random.default_rng(7)
    places = rng.integers(1, 8, (797, 2))
    moved = places + np.where(rng.integers(0, 2, (797, 1)) == 0, [0, 1], [1, 0])
    X0, z = networks.placed(797, 98, place=(4, 4), test=True)
    Z, M = (
        np.stack([np.roll(x, place - 4, axis=(0, 1)) for x, place in zip(X0, at)]).astype(np.float32)
        for at in (places, moved)
    )
    for seed in range(3):
        X, y = networks.placed(1000, seed)
        for kind in KINDS:
            for rate in RATES:
                model = networks.train(networks.network(seed, kind), X, y, STEPS, rate, seed=seed)
                same = np.mean(networks.predicted(model, Z) == networks.predicted(model, M))
                yield kind, str(rate), seed, share(model, X, y), share(model, Z, z), f"{same:.4f}"


def far():
    """Two spots whose distance exceeds what a unit sees, and five remedies; `more`: the share for distances 3 to 14."""
    remedies = {
        "as it is": {},
        "twice the filters": {"filters": 8},
        "4 x the pictures": {"count": 8000},
        "twice the updates": {"steps": 2 * STEPS},
        "dilations 1, 2, 4": {"dilations": (1, 2, 4)},
    }
    for seed in range(3):
        for name, changed in remedies.items():
            settings = {"count": 2000, "filters": 4, "steps": STEPS, "dilations": (1, 1, 1)} | changed
            X, y, _ = networks.spots(settings["count"], seed)
            model = networks.network(
                seed, "nothing", "largest", (24, 24, 1), 2, filters=settings["filters"], dilations=settings["dilations"]
            )
            networks.train(model, X, y, settings["steps"], 0.003, seed=seed)
            at = [share(model, *networks.spots(300, 50, distance)[:2]) for distance in range(3, 15)]
            Z, z, _ = networks.spots(1000, 51)
            yield name, "", seed, share(model, X[:1000], y[:1000]), share(model, Z, z), " ".join(f"{x:.3f}" for x in at)


def moved():
    """Networks trained on digits in one place; `more`: the share correct when all are moved by 0 to 4 pixels."""
    X, y = networks.placed(1000, 0, place=(4, 4))
    A, a = networks.placed(1000, 0)
    for seed in range(3):
        for kind in ("max pooling", "strides", "blurred"):
            for head in ("flatten", "average"):
                model = networks.train(networks.network(seed, kind, head), X, y, 600, seed=seed)
                tests = [networks.placed(797, 97, place=(4, 4 + step), test=True) for step in range(5)]
                at = [share(model, *test) for test in tests]
                yield kind, head, seed, share(model, X, y), at[0], " ".join(f"{x:.3f}" for x in at)
        model = networks.train(networks.network(seed, "max pooling", "flatten"), A, a, 600, seed=seed)
        at = [share(model, *test) for test in tests]
        yield (
            "max pooling",
            "flatten, moved in training",
            seed,
            share(model, A, a),
            at[0],
            " ".join(f"{x:.3f}" for x in at),
        )


def order():
    """Hand signs whose colour planes were brought into place in two ways, one of them wrong."""
    X, y, Z, z = networks.small_signs()
    X, Z = X - 0.5, Z - 0.5

    def reshaped(pictures):
        return np.moveaxis(pictures, -1, 1).reshape(pictures.shape)

    for seed in range(3):
        for name, rate in (("convolutional", 0.003), ("dense", 0.001)):
            for setting, view in (("transpose", lambda pictures: pictures), ("reshape", reshaped)):
                model = networks.train(SIGNS[name](seed), view(X), y, 2 * STEPS, rate, seed=seed)
                yield name, setting, seed, share(model, view(X), y), share(model, view(Z), z), ""


def why_slow():
    """The smaller of two learning rates."""
    return why(0.003)


def why_fast():
    """The larger one."""
    return why(0.01)


EXPERIMENTS = [choose, choose_signs, why_slow, why_fast, shrink, far, moved, order]


def main(names):
    """Run the experiments of these names, or all, and store the table."""
    path = WEEK / "lesson_runs.csv"
    for experiment in EXPERIMENTS:
        name = experiment.__name__
        if names and name not in names:
            continue
        found = []
        for case, setting, seed, train, test, more in experiment():
            values = (name, case, setting, seed, f"{train:.4f}", f"{test:.4f}", more)
            found.append(dict(zip(COLUMNS, values)))
            print(*values, flush=True)
        rows = list(csv.DictReader(path.open())) if path.exists() else []
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows([*(row for row in rows if row["experiment"] != name), *found])


if __name__ == "__main__":
    main(sys.argv[1:])
