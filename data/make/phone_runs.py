"""Train the networks of the second lesson of course 3 and store what they reach, one line for each run.

    python data/make/phone_runs.py [EXPERIMENT ...]

About fifteen minutes on one core for all experiments; without names all are run. The same versions of the libraries
give the same numbers, other ones numbers as close as other seeds.
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "course3_strategy" / "source" / "week2_error_analysis"
sys.path.insert(0, str(WEEK))
import phones  # noqa: E402

NAMES = ("experiment", "case", "setting", "seed", "train", "train_dev", "dev", "more")
FIRST = {"archive": 3000, "phones": 500}


def network(data, seed, units=(64,), updates=600, **options):
    """Return a network trained on a set of pictures."""
    return phones.Network(64, units, 10, seed).fit(data.X, data.y, updates, **options)


def start(seed, archive=3000, phone=500, **shares):
    """Return training pictures of both sources."""
    return phones.join(phones.archive(archive, 1000 + seed), phones.phones(phone, 2000 + seed, shares))


def cures():
    """Yield what becomes of the dev error when a cause is taken away, or when pictures with it are collected."""
    dev = phones.phones(10_000, 1)
    for seed in range(6):
        known = start(seed)
        first = network(known, seed)
        wrong = first.predict(dev.X) != dev.y
        yield "as it is", "", seed, first.error(known.X, known.y), "", wrong.mean(), ""
        more = phones.join(known, phones.phones(500, 3000 + seed))
        yield "any", "collected", seed, "", "", network(more, seed).error(dev.X, dev.y), ""
        for i, cause in enumerate(phones.CAUSES):
            ceiling = f"{np.mean(wrong & dev.causes[:, i]):.4f} {wrong[dev.causes[:, i]].mean():.4f}"
            without = phones.phones(10_000, 1, without=(cause,))
            yield cause, "taken away", seed, "", "", first.error(without.X, without.y), ceiling
            more = phones.join(known, phones.phones(500, 3000 + seed, {cause: 1}))
            yield cause, "collected", seed, "", "", network(more, seed).error(dev.X, dev.y), ceiling


def labels():
    """Yield the true error of networks that learned from labels of which a share is wrong."""
    dev = phones.phones(10_000, 1)
    for share in (0, 0.05, 0.1, 0.2, 0.3, 0.4):
        for habit in (False, True):
            for seed in range(6):
                known = phones.phones(4000, 2000 + seed)
                given = phones.annotate(known, share, habit, seed)
                model = phones.Network(64, (64,), 10, seed).fit(known.X, given, 600, lambd=1)
                by_labels = model.error(dev.X, phones.annotate(dev, share, habit, 99))
                yield (
                    "habit" if habit else "random",
                    share,
                    seed,
                    np.mean(given != known.y),
                    by_labels,
                    model.error(dev.X, dev.y),
                    "",
                )


def mending():
    """Yield the true error with a fifth of the labels wrong, with half or all of them mended, or with more pictures."""
    dev = phones.phones(10_000, 1)
    for habit in (False, True):
        for seed in range(6):
            many = phones.phones(16_000, 2000 + seed)
            given = phones.annotate(many, 0.2, habit, seed)
            half = np.where(np.arange(16_000) % 2, many.y, given)
            for name, m, y in (
                ("as given", 2000, given),
                ("half mended", 2000, half),
                ("all mended", 2000, many.y),
                ("2 x the pictures", 4000, given),
                ("4 x the pictures", 8000, given),
                ("8 x the pictures", 16_000, given),
            ):
                model = phones.Network(64, (64,), 10, seed).fit(many.X[:, :m], y[:m], 600, lambd=1)
                yield "habit" if habit else "random", name, seed, "", "", model.error(dev.X, dev.y), ""


def rivals():
    """Yield the errors of two networks by the annotators' labels and by the truth; more: by labels wrong at random."""
    dev = phones.phones(10_000, 1)
    given, slips = phones.annotate(dev, 0.2, True), phones.annotate(dev, 0.2, False, 99)
    for seed in range(12):
        known = phones.phones(12_000, 2000 + seed)
        taught = phones.annotate(known, 0.2, True)
        for name, m, y in (("many labels by habit", 12_000, taught), ("few labels by experts", 2500, known.y)):
            model = phones.Network(64, (64,), 10, seed).fit(known.X[:, :m], y[:m], 800, lambd=0.5)
            by_slips = model.error(dev.X, slips)
            yield name, "", seed, "", model.error(dev.X, given), model.error(dev.X, dev.y), by_slips


IDEAS = (*phones.CAUSES, "500 more pictures", "4 x the units", "4 x the updates")


def weeks():
    """Yield the dev error week by week of teams that choose differently which of eight ideas comes next."""
    for seed in range(12):
        order = np.random.default_rng(seed).permutation(len(IDEAS))
        for team in ("looks at 100 errors", "counts causes only", "goes by its plan"):
            done, known = [], start(seed)
            for week in range(6):
                without = [name for name in done if name in phones.CAUSES]
                dev, pool = phones.phones(10_000, 1, without=without), phones.phones(1000, 500 + seed, without=without)
                data = phones.join(known, phones.phones(500, 3000 + seed)) if IDEAS[5] in done else known
                units, updates = 256 if IDEAS[6] in done else 64, 2400 if IDEAS[7] in done else 600
                model = network(data, seed, (units,), updates)
                yield team, week, seed, model.error(data.X, data.y), "", model.error(dev.X, dev.y), "+".join(done)
                wrong = model.predict(pool.X) != pool.y
                counts = pool.causes[np.flatnonzero(wrong)[:100]].mean(axis=0)
                if team == "looks at 100 errors":
                    counts = counts - pool.causes[np.flatnonzero(~wrong)[:100]].mean(axis=0)
                counts[[name in done for name in phones.CAUSES]] = -1
                choice = order[week] if team == "goes by its plan" else counts.argmax() if max(counts) > 0 else 5
                done = [*done, IDEAS[choice]]


def sources():
    """Yield the error on phone pictures after training on phone pictures with or without the archive."""
    dev = phones.phones(10_000, 1)
    for units in (8, 128):
        for m in (50, 100, 200, 400, 800, 1600, 3200, 6400):
            for seed in range(5):
                few, many = phones.phones(m, 2000 + seed), phones.archive(8000, 1000 + seed)
                both = phones.join(few, many)
                weights = np.where(np.arange(m + 8000) < m, 8000 / m, 1).astype(np.float32)
                weights = weights / weights.mean()
                for name, data, w in (("phones", few, None), ("both", both, None), ("both, weighted", both, weights)):
                    model = network(data, seed, (units,), 800, weights=w)
                    yield (
                        f"{name}, {units} units",
                        m,
                        seed,
                        model.error(data.X, data.y),
                        "",
                        model.error(dev.X, dev.y),
                        "",
                    )


def targets():
    """Yield the errors of candidates on a shuffled dev set (train_dev) and on phone pictures (dev, more: few)."""
    test, few = phones.phones(10_000, 1), phones.phones(300, 5)
    shuffled = phones.join(phones.archive(1800, 7), phones.phones(200, 8))
    for seed in range(6):
        new = phones.phones(800, 2000 + seed)
        for name, archive, copies in (
            ("archive only", 8000, 0),
            ("shuffled", 8000, 1),
            ("phones x 10", 8000, 10),
            ("2,000 of the archive, phones x 10", 2000, 10),
            ("phones only", 0, 1),
        ):
            kept = phones.archive(max(archive, 1), 1000 + seed)
            known = phones.join(*([kept] if archive else []), *[new] * copies)
            model = network(known, seed, (64,), 800)
            errors = [model.error(data.X, data.y) for data in (shuffled, test, few)]
            yield name, "", seed, model.error(known.X, known.y), *errors[:2], errors[2]


SICK = {
    "P": {"archive": 150, "phone": 450},
    "Q": {"archive": 6000, "phone": 0},
    "R": {"archive": 3000, "phone": 6000, "updates": 60},
}


def one_project(seed, archive, phone, units=64, updates=600, lambd=0.0):
    """Return the errors on training, train-dev and dev set of one training."""
    parts = [phones.archive(max(archive, 1), 1000 + seed), phones.phones(max(phone, 1), 2000 + seed)]
    known = phones.join(*[part for part, m in zip(parts, (archive, phone)) if m])
    model = network(known, seed, (units,), updates, lambd=lambd)
    both = archive + phone
    held = phones.join(phones.archive(10_000 * archive // both + 1, 3), phones.phones(10_000 * phone // both + 1, 4))
    if not phone:
        held = phones.archive(10_000, 3)
    return [model.error(data.X, data.y) for data in (known, held, phones.phones(10_000, 1))]


def projects():
    """Yield what remedies do to three sick projects."""
    for project, begin in SICK.items():
        begin = {"updates": 600, **begin}
        tried = {
            "as it is": {},
            "4 x of both sources": {"archive": 4 * begin["archive"], "phone": 4 * begin["phone"]},
            "500 phone pictures": {"phone": begin["phone"] + 500},
            "4 x the updates": {"updates": 4 * begin["updates"]},
            "4 x the units": {"units": 256},
            "weight decay": {"lambd": 3},
        }
        for seed in range(6):
            for name, change in tried.items():
                yield project, name, seed, *one_project(seed, **{**begin, **change}), ""


def best():
    """Yield the errors of the best networks that we know for each source, on pictures of that source."""
    for seed in range(2):
        for name, draw in (("phones", phones.phones), ("archive", phones.archive)):
            known, dev = draw(60_000, 2000 + seed), draw(10_000, 1)
            model = network(known, seed, (256, 128), 4000, lambd=0.1)
            yield name, 60_000, seed, model.error(known.X, known.y), "", model.error(dev.X, dev.y), ""


def spots():
    """Yield errors on synthetic dirt of so many spots (train_dev), of always new spots (more), on real dirt (dev)."""
    shares = dict.fromkeys(phones.CAUSES, 0) | {"dirt": 1}
    clean, real = dict.fromkeys(phones.CAUSES, 0), phones.phones(10_000, 1, shares)
    for seed in range(6):
        known = phones.phones(4000, 2000 + seed, clean)
        model = network(phones.join(known, phones.phones(4000, 3000 + seed, clean)), seed)
        yield "no dirt", 0, seed, "", "", model.error(real.X, real.y), ""
        for count in (1, 2, 4, 8, 16, 32, 64, 256, 4000):
            drawn = phones.draw_spots(count, np.random.default_rng([seed, count]))
            known_dirt = phones.phones(4000, 3000 + seed, shares, spots=drawn)
            model = network(phones.join(known, known_dirt), seed)
            own = phones.phones(5000, 9, shares, spots=drawn)
            yield "synthetic", count, seed, "", model.error(own.X, own.y), model.error(real.X, real.y), ""


def transfer():
    """Yield errors on four digits after training on few of them, from scratch or from a base of six digits."""
    new, old = (6, 7, 8, 9), range(6)
    dev = phones.phones(5000, 1, digits=new)
    for seed in range(6):
        bases = {}
        for name, m in (("100 pictures", 100), ("1,000 pictures", 1000), ("20,000 pictures", 20_000)):
            known = phones.phones(m, 1000 + seed, digits=old)
            bases[name] = phones.Network(64, (64, 32), 6, seed).fit(known.X, known.y, 2000, lambd=0.3)
        y = np.random.default_rng(seed).integers(0, 6, 20_000)
        bases["random labels"] = phones.Network(64, (64, 32), 6, seed).fit(known.X, y, 2000, lambd=0.3)
        y = known.causes[:, 4].astype(int)
        bases["is the rim dark"] = phones.Network(64, (64, 32), 6, seed).fit(known.X, y, 2000, lambd=0.3)
        for m in (8, 16, 32, 64, 128, 256, 512, 1024, 4096):
            few = phones.phones(m, 2000 + seed, digits=new)
            y = few.y - 6
            scratch = phones.Network(64, (64, 32), 4, seed).fit(few.X, y, 400)
            yield "from scratch", m, seed, scratch.error(few.X, y), "", scratch.error(dev.X, dev.y - 6), ""
            for name, base in bases.items():
                if name not in ("20,000 pictures",) and m not in (32, 512):
                    continue
                for way, frozen, rate in (("head", 2, 0.01), ("all", 0, 0.002)):
                    model = base.with_head(4, seed + 50).fit(few.X, y, 400, rate, frozen=frozen)
                    yield f"{way}, {name}", m, seed, model.error(few.X, y), "", model.error(dev.X, dev.y - 6), ""


def tasks():
    """Yield the error of one question asked alone or beside others, in narrow and in wide networks."""
    dev = phones.phones(5000, 1)
    rng = np.random.default_rng(0)
    halves = np.array([np.isin(range(10), rng.permutation(10)[:5]) for _ in range(32)])
    for seed in range(8):
        known = phones.phones(3000, 2000 + seed)
        for m in (150, 3000):
            for units in (2, 4, 64):
                for others in (0, 1, 3, 7, 15):
                    for kind in ("related", "random"):
                        if not others and kind == "random":
                            continue
                        mine = halves[seed : seed + 1][:, known.y]
                        rest = halves[10 : 10 + others][:, known.y]
                        if kind == "random":
                            rest = np.random.default_rng(seed).random((others, 3000)) < 0.5
                        Y = np.concatenate([mine, rest])
                        weights = np.ones(Y.shape, np.float32)
                        weights[0] = (np.arange(3000) < m) * 3000 / m
                        model = phones.Network(64, (units,), 1 + others, seed, questions=True)
                        if others:
                            model.fit(known.X, Y, 800, weights=weights)
                        else:
                            model.fit(known.X[:, :m], Y[:, :m], 800)
                        train = np.mean(model.predict(known.X[:, :m])[0] != mine[0, :m])
                        found = np.mean(model.predict(dev.X)[0] != halves[seed][dev.y])
                        yield f"{kind}, {units} units, {m}", others, seed, train, "", found, ""


def pairs(m, seed):
    """Return two pictures beside each other (128, m), and their digits (2, m)."""
    one, other = (phones.phones(m, seed + k, {"glare": 0, "dim": 0}) for k in (0, 50_000))
    return np.concatenate([one.X, other.X]), np.stack([one.y, other.y])


ANSWERS = {"sum": lambda digits: digits.sum(axis=0), "fifty or more": lambda digits: (digits[0] >= 5).astype(int)}
UPDATES = {100: 1500, 1000: 1500, 10_000: 3000, 100_000: 6000}
DECAYS = {100: (0.1, 0.3, 1, 3), 1000: (1, 3), 10_000: (0.3, 1), 100_000: (0.1,)}


def readers(single, labels, updates, seed):
    """Return a function that trains a network with a weight decay on single digits, and one that reads pairs."""
    return (
        lambda lambd: phones.Network(64, (256, 128), 10, seed).fit(single, labels, updates, lambd=lambd),
        lambda model, X: np.stack([model.predict(part) for part in (X[:64], X[64:])]),
    )


def ends():
    """Yield errors on two questions about a pair of digits, in two stages and end to end; more: the weight decay.

    Both ways have the same hidden layers and updates. The weight decay is chosen for each size, way and question on
    5,000 dev pairs with a training of its own, but is 0.1 for the largest size; the errors are those on 5,000 others.
    """
    X_dev, digits_dev = pairs(5000, 3)
    X_test, digits_test = pairs(5000, 1)
    for m, updates in UPDATES.items():
        best = {}
        for seed in (9, 0, 1, 2):
            X, digits = pairs(m, 2000 + seed)
            fit, read = readers(np.concatenate([X[:64], X[64:]], axis=1), digits.ravel(), updates, seed)
            wholes = {name: end_to_end(X, answer(digits), updates, seed) for name, answer in ANSWERS.items()}
            if seed == 9:
                found = {lambd: read(fit(lambd), X_dev) for lambd in DECAYS[m]}
                for name, answer in ANSWERS.items():
                    right = answer(digits_dev)
                    stages = {lambd: np.mean(answer(found[lambd]) != right) for lambd in DECAYS[m]}
                    one = {lambd: wholes[name](lambd).error(X_dev, right) for lambd in DECAYS[m]}
                    best[name] = min(stages, key=stages.get), min(one, key=one.get)
                continue
            found = {lambd: read(fit(lambd), X_test) for lambd in {two for two, _ in best.values()}}
            for name, answer in ANSWERS.items():
                two, one = best[name]
                right, model = answer(digits_test), wholes[name](one)
                train = model.error(X[:, :5000], answer(digits)[:5000])
                yield f"{name}, two stages", m, seed, "", "", np.mean(answer(found[two]) != right), two
                yield f"{name}, end to end", m, seed, train, "", model.error(X_test, right), one


def end_to_end(X, y, updates, seed):
    """Return a function that trains a network with a weight decay on the answers to a question."""
    outputs = 19 if max(y) > 1 else 2
    return lambda lambd: phones.Network(128, (256, 128), outputs, seed).fit(X, y, updates, lambd=lambd)


def stages():
    """Yield errors of two stages whose first has learned from labels of which a share is wrong by habit."""
    X_test, digits_test = pairs(5000, 1)
    for share in (0, 0.05, 0.1, 0.2, 0.3):
        for seed in range(3):
            known = phones.phones(20_000, 2000 + seed, {"glare": 0, "dim": 0})
            fit, read = readers(known.X, phones.annotate(known, share, True), UPDATES[10_000], seed)
            found = read(fit(1), X_test)
            for name, answer in ANSWERS.items():
                yield name, share, seed, "", "", np.mean(answer(found) != answer(digits_test)), ""


EXPERIMENTS = (
    cures,
    labels,
    mending,
    rivals,
    weeks,
    sources,
    targets,
    projects,
    spots,
    transfer,
    tasks,
    ends,
    stages,
    best,
)


def main(names):
    """Run the named experiments and replace their lines in the table."""
    path = WEEK / "phone_runs.csv"
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
