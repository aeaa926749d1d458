"""Train the networks of the first lesson of course 3 and store what they reach, one line for each run.

    python data/make/meter_runs.py [EXPERIMENT ...]

About five minutes on one core for all experiments; without names all are run. The same versions of the libraries give
the same numbers, other ones numbers as close as other seeds.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.special import softmax
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

WEEK = Path(__file__).parents[2] / "course3_strategy" / "source" / "week1_strategy"
sys.path.insert(0, str(WEEK))
import meters  # noqa: E402

NAMES = ("experiment", "case", "setting", "seed", "train", "dev", "test", "more")


def error(networks, X, y):
    """Return the error of networks whose probabilities are averaged."""
    return float(np.mean(sum(softmax(network.logits(X), axis=0) for network in networks).argmax(axis=0) != y))


def run(seed, m, noise, units, updates, side=8, lambd=0.0, networks=1, extra=0.0):
    """Return the errors on training, dev and test set of one training, or of the average of several networks."""
    X, y = meters.draw(m, noise, 1000 + seed, side)
    known, labels = X, y
    if extra:
        rng = np.random.default_rng(seed)
        known = np.concatenate([X + extra * rng.standard_normal(X.shape, dtype=np.float32) for _ in range(8)], axis=1)
        labels = np.tile(y, 8)
    found = [
        meters.Network(len(X), units, 10, 100 * seed + k).fit(known, labels, updates, lambd=lambd)
        for k in range(networks)
    ]
    held_out = [meters.draw(10_000, noise, other, side) for other in (1, 2)]
    return error(found, X, y), *(error(found, *data) for data in held_out)


SICK = {
    "A": {"m": 300, "noise": 0.25, "units": (64,), "updates": 600},
    "B": {"m": 5000, "noise": 0.25, "units": (64,), "updates": 60},
    "C": {"m": 3000, "noise": 0.15, "units": (32,), "updates": 600, "side": 4},
}


def remedies():
    """Yield what eight remedies do to three sick projects."""
    for project, start in SICK.items():
        units = start["units"][0]
        tried = {
            "as it is": {},
            "4 x the pictures": {"m": 4 * start["m"]},
            "4 x the units": {"units": (4 * units,)},
            "4 x the updates": {"updates": 4 * start["updates"]},
            "a second layer": {"units": (units, units)},
            "extra noise": {"extra": 0.15},
            "average of five": {"networks": 5},
            "better camera": {"noise": start["noise"] / 2} if project != "C" else {"side": 8},
        }
        for seed in range(6):
            for name, change in tried.items():
                yield project, name, seed, *run(seed, **{**start, **change}), ""
            decays = {lambd: run(seed, lambd=lambd, **start) for lambd in (0.3, 1.0, 3.0, 10.0)}
            best = min(decays, key=lambda lambd: decays[lambd][1])
            yield project, "weight decay", seed, *decays[best], best


KNOBS = {
    "units": (4, 8, 16, 32, 64, 128, 256),
    "updates": (25, 50, 100, 200, 400, 800, 1600),
    "weight decay": (0.1, 0.3, 1, 3, 10, 30, 100),
    "pictures": (150, 300, 600, 1200, 2400, 4800, 9600),
}


def knobs():
    """Yield errors while one knob is turned and the others stay."""
    for knob, values in KNOBS.items():
        for value in values:
            for seed in range(5):
                setting = {"units": 64, "updates": 800, "weight decay": 0, "pictures": 600} | {knob: value}
                yield (
                    knob,
                    value,
                    seed,
                    *run(
                        seed,
                        setting["pictures"],
                        0.25,
                        (setting["units"],),
                        setting["updates"],
                        lambd=setting["weight decay"],
                    ),
                    "",
                )


def selection():
    """Yield what the best of 200 networks on a dev set shows, and what it is worth, for dev sets of several sizes."""
    X, y = meters.draw(600, 0.25, 5)
    rng, wrong = np.random.default_rng(0), []
    D, d = meters.draw(40_000, 0.25, 6)
    train = []
    for seed in range(200):
        lambd, rate = rng.choice([0, 0.3, 1, 3]), 10 ** rng.uniform(-2.8, -2.2)
        network = meters.Network(64, (64,), 10, seed).fit(X, y, 400, rate, lambd)
        train.append(network.error(X, y))
        wrong.append(network.predict(D) != d)
    wrong, train = np.array(wrong), np.array(train)
    dev, test = wrong[:, :20_000], wrong[:, 20_000:].mean(axis=1)
    for size in (50, 100, 200, 500, 2000, 10_000):
        for seed in range(20):
            errors = dev[:, rng.choice(20_000, size, replace=False)].mean(axis=1)
            best = errors.argmin()
            yield (
                "best of 200",
                size,
                seed,
                train[best],
                errors[best],
                test[best],
                f"{train.mean():.4f} {errors.mean():.4f} {test.mean():.4f} {test.min():.4f}",
            )


ALARMS = {
    "never": None,
    "nearest neighbour": KNeighborsClassifier(1),
    "tree": DecisionTreeClassifier(max_depth=8, random_state=0),
    "network": ((32,), 1),
    "network, weight 5": ((32,), 5),
    "small network, weight 20": ((4,), 20),
    "one neuron, weight 20": ((), 20),
}


def alarms():
    """Yield counts (true and false alarms, misses, quiet) of seven alarms for wheels between two digits."""
    D, d = meters.wheels(20_000, 0.05, 0.2, 2)
    enriched = meters.wheels(4000, 0.5, 0.2, 3)
    for seed in range(5):
        X, y = meters.wheels(4000, 0.05, 0.2, 10 + seed)
        for name, model in ALARMS.items():
            for place, (Z, z) in (("field", (D, d)), ("half of each", enriched)):
                if model is None:
                    says = np.zeros(len(z), int)
                elif isinstance(model, tuple):
                    units, weight = model
                    weights = np.where(y == 1, weight, 1).astype(np.float32)
                    if place == "field":
                        network = meters.Network(64, units, 2, seed)
                        network.fit(X, y, 1000, weights=weights / weights.mean())
                    says = network.predict(Z)
                else:
                    says = model.fit(X.T, y).predict(Z.T)
                counts = [int(np.sum((z == a) & (says == b))) for a, b in ((1, 1), (0, 1), (1, 0), (0, 0))]
                yield name, place, seed, "", "", "", " ".join(map(str, counts))


def enough(m):
    """Return the number of updates for m pictures of the clean camera after which more gain little."""
    return 2000 if m <= 3200 else 4000 if m <= 12_800 else 8000


def curve():
    """Yield errors against the number of training pictures."""
    for m in (100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200):
        for seed in range(5):
            yield "clean camera", m, seed, *run(seed, m, 0.25, (128,), enough(m)), ""


def pupils():
    """Yield errors of networks that learned from a reader's labels, without and with weight decay, and the reader's."""
    D, d = meters.draw(10_000, 0.25, 2)
    for own in (0, 0.25, 0.35, 0.45):
        for seed in range(3):
            X, y = meters.draw(40_000, 0.25, 1000 + seed)
            labels = meters.reader(X, 0.25, own, seed) if own else y
            for lambd in (0, 0.3):
                network = meters.Network(64, (128,), 10, seed).fit(X, labels, enough(40_000), lambd=lambd)
                yield own, lambd, seed, network.error(X, labels), "", network.error(D, d), np.mean(labels != y)


def cameras():
    """Yield errors on the office's camera (dev) and on the users' (test; more: on 200 of their pictures)."""
    office, field, few = meters.draw(10_000, 0.2, 31), meters.second_camera(10_000, 32), meters.second_camera(200, 33)
    for seed in range(5):
        X, y = meters.draw(3000, 0.2, 1000 + seed)
        rng = np.random.default_rng(seed)
        for share in (0, 0.1, 0.3, 1):
            for extra in (0, 0.15):
                many = np.tile(X, 4)
                known = meters.moved(many, share, seed) + extra * rng.standard_normal(many.shape, dtype=np.float32)
                network = meters.Network(64, (64,), 10, seed).fit(known, np.tile(y, 4), 800)
                errors = [network.error(*data) for data in ((X, y), office, field, few)]
                yield share, extra, seed, *errors


def patience():
    """Yield the log of a training that stops at the first rise of the error on 40 dev pictures, and what came after."""
    X, y = meters.draw(5000, 0.25, 1000)
    D, d = meters.draw(40, 0.25, 15)
    T, t = meters.draw(10_000, 0.25, 2)
    for lambd in (0, 1, 10):
        network, last, stopped = meters.Network(64, (64,), 10, 0), 1.0, ""
        for epoch in range(1, 41):
            network.fit(X, y, 10, lambd=lambd, falling=False)
            dev = network.error(D, d)
            note = "" if dev <= last else "later rise" if stopped else "stop"
            yield lambd, epoch, 0, network.error(X, y), dev, network.error(T, t), note
            last, stopped = dev, stopped or note


def versions():
    """Yield errors of three versions of one network by readings (dev) and by the truth (test), and who errs."""
    D, d = meters.draw(10_000, 0.25, 2)
    for seed in range(3):
        readings = meters.reader(D, 0.25, 0.35, 40 + seed)
        for version, m in enumerate((3200, 12_800, 51_200), 1):
            X, y = meters.draw(m, 0.25, 1000 + seed)
            network = meters.Network(64, (128,), 10, seed).fit(X, y, enough(m))
            says = network.predict(D)
            apart = says != readings
            right = np.mean(says[apart] == d[apart])
            yield version, "reading", seed, network.error(X, y), np.mean(apart), np.mean(says != d), f"{right:.3f}"
        yield "the readings", "reading", seed, "", "", np.mean(readings != d), ""


EXPERIMENTS = (remedies, knobs, selection, alarms, curve, pupils, cameras, patience, versions)


def main(names):
    """Run the named experiments and replace their lines in the table."""
    path = WEEK / "meter_runs.csv"
    rows = list(csv.reader(path.open()))[1:] if path.is_file() else []
    for experiment in EXPERIMENTS:
        if not names or experiment.__name__ in names:
            found = [
                [experiment.__name__, *map(str, row[:3]), *(f"{v:.4f}" if isinstance(v, float) else v for v in row[3:])]
                for row in experiment()
            ]
            rows = [row for row in rows if row[0] != experiment.__name__] + found
    order = [experiment.__name__ for experiment in EXPERIMENTS]
    rows.sort(key=lambda row: order.index(row[0]))
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([NAMES, *rows])


if __name__ == "__main__":
    main(sys.argv[1:])
