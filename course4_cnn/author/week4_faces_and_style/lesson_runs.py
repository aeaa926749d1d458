"""The measurements behind the lesson, stored in `lesson_runs.csv` beside it.

`python course4_cnn/author/week4_faces_and_style/lesson_runs.py` runs them all (about six minutes on one core), with
names of experiments only those, `encoders:1` one seed of one of them. What the numbers are says the experiment.
"""

import csv
import sys
from functools import cache
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "source" / "week4_faces_and_style"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import lesson_networks as networks  # noqa: E402

COLUMNS = ["experiment", "case", "setting", "seed", "numbers"]
SEEN, UNSEEN = (networks.SEEN, 20, 0), (("Georgian",), 20, 1)  # alphabets, pictures of each letter, seed
WAYS = (2, 5, 10, 20, 40)


def shots(encodings):
    """Return the shares of correct names among 2, 5, 10, 20 and 40 letters known from one picture."""
    table = encodings.reshape(-1, 20, encodings.shape[-1])
    return [networks.one_shot(table, table, count) for count in WAYS]


@cache
def trained(kind, seed):
    """Return what a training of this kind gives, made once."""
    X, y = networks.album(*SEEN)
    if kind == "classifier":
        return networks.classify(X, y, seed)
    if kind in PAIRS:
        return networks.pairs(X, y, seed, **PAIRS[kind])
    return networks.triplets(X, y, seed, **CHOICES[kind])


PAIRS = {
    "one network": {"shared": True},
    "two networks": {"shared": False},
    "two networks, longer": {"shared": False, "steps": 800},
}
CHOICES = {
    "random": {"choice": "random"},
    "semi-hard": {"choice": "semi-hard"},
    "hardest": {"choice": "hardest"},
    "hardest, any length": {"choice": "hardest", "unit": False},
}


def encoders(seed):
    """Shares of correct names among 2, 5, 10, 20, 40 letters of an alphabet that was not trained on.

    Then the shares of pairs of one letter that are accepted where 1 % of the others are: by the distance, by logistic
    regression on absolute differences and on the chi-square differences.
    """
    X, _ = networks.album(*SEEN)
    Z, _ = networks.album(*UNSEEN)
    models = {
        "triplets": trained("semi-hard", seed)[0],
        "classifier": trained("classifier", seed)[0],
        "pairs": trained("one network", seed)[0],
        "random": networks.encoder(seed),
    }
    for case, model in models.items():
        E, F = networks.outputs(model, X), networks.outputs(model, Z)
        yield case, "", [*shots(F), *networks.verifiers(E, F, seed)]
    if seed == 0:
        yield "pixels", "", shots(Z.reshape(len(Z), -1))


def scratch(seed):
    """Share of correct names of a classifier trained on one picture of each of 5 or 20 letters, and their changes."""
    Z, _ = networks.album(*UNSEEN)
    Z = Z.reshape(-1, 20, *Z.shape[1:])
    rng = np.random.default_rng(seed)
    for count in (5, 20):
        some = rng.choice(len(Z), count, replace=False)
        yield str(count), "", [networks.from_one(Z[some, 0], Z[some, 1:], seed)]


def siamese(seed):
    """One network for both pictures, or two: share of correct names among 20 letters, seen and not seen in training.

    Then the mean distance of a picture from itself and from another picture of its letter, through both branches, and
    the mean distance of the encodings of one branch from their mean, all of letters not seen.
    """
    X, _ = networks.album(*SEEN)
    Z, _ = networks.album(*UNSEEN)
    for case in PAIRS if seed == 0 else ("one network", "two networks"):
        left, right, *_ = trained(case, seed)
        numbers = []
        for pictures in (X, Z):
            E, F = (networks.outputs(model, pictures).reshape(-1, 20, 32) for model in (left, right))
            numbers.append(networks.one_shot(E, F, 20))
        itself = np.linalg.norm(E - F, axis=2).mean()
        other = np.linalg.norm(E - np.roll(F, 1, axis=1), axis=2).mean()
        spread = np.linalg.norm(E - E.mean(axis=(0, 1)), axis=2).mean()
        yield case, "", [*numbers, itself, other, spread]


def choice(seed):
    """Mean loss of the first ten and the last fifty updates, share of triplets with a loss in both.

    Then, on letters not seen in training, the mean distance of two pictures of one letter and of two letters, and the
    share of correct names among 20.
    """
    Z, _ = networks.album(*UNSEEN)
    for case in CHOICES:
        model, log = trained(case, seed)
        E = networks.outputs(model, Z).reshape(-1, 20, 32)
        D = networks.distances(E[:, 0], E[:, 1])
        same, others = np.diag(D).mean(), D[~np.eye(len(D), dtype=bool)].mean()
        shares = networks.one_shot(E, E, 20)
        yield case, "", [*log[:10].mean(axis=0), *log[-50:].mean(axis=0), same, others, shares]
        yield case, "active", list(log[:, 1].reshape(-1, 10).mean(axis=1))


def transfer(seed):
    """Content and style cost at the end, and the cosine of both gradients in the third and in the last update.

    A seed is a pair of pictures. The case is beta, or the share of the style picture where both are blended.
    """
    content, style = networks.standard(networks.CONTENTS[seed]), networks.standard(networks.STYLES[seed])
    costs = networks.Transfer(content, style)
    for beta in (0.1, 1, 10):
        picture, log = costs.run(beta)
        yield "transfer", str(beta), [*costs.costs(picture), log[2, 4], log[-1, 4]]
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        yield "blend", str(share), [*costs.costs((1 - share) * content + share * style)]


def ecg(seed):
    """Shares correct of series with a regular rhythm, with a wide beat, with a dropped beat; then parameters."""
    X, y = networks.series(800, 2 * seed)
    Z, z = networks.series(600, 2 * seed + 1)
    models = {sees: networks.series_network(seed, dilations) for sees, dilations in networks.DILATIONS.items()}
    for case, model in {**models, "dense": networks.dense_network(seed, (networks.LENGTH, 1), 3)}.items():
        networks.fit(model, X, y, 250, seed)
        found = networks.outputs(model, Z).argmax(axis=1)
        yield case, "", [*(np.mean(found[z == k] == k) for k in range(3)), model.count_params()]


def volume(seed):
    """Shares correct of spirals in training and test; parameters and multiply-adds. The setting: training volumes."""
    X, y = networks.spirals(600, 2 * seed)
    Z, z = networks.spirals(400, 2 * seed + 1)
    for count, cases in ((600, ("slices", "channels", "volume")), (100, ("channels", "volume"))):
        A, a = X[:count], y[:count]
        for case in cases:
            model = networks.volume_network(seed, case)
            networks.fit(model, A, a, 100, seed)
            found = [np.mean(networks.outputs(model, B).argmax(axis=1) == b) for B, b in ((A, a), (Z, z))]
            yield case, str(count), [*found, model.count_params(), networks.multiply_adds(model)]


EXPERIMENTS = [encoders, scratch, siamese, choice, transfer, ecg, volume]
SEEDS = range(3)


def main(names):
    """Run the experiments of these names, or all, one seed after the other; what is done is stored at once."""
    path = WEEK / "lesson_runs.csv"
    order = [one.__name__ for one in EXPERIMENTS]
    for name in names or order:
        name, _, only = name.partition(":")
        for seed in SEEDS if not only else [int(only)]:
            rows = [
                [name, case, setting, str(seed), " ".join(f"{number:.4g}" for number in numbers)]
                for case, setting, numbers in EXPERIMENTS[order.index(name)](seed)
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
