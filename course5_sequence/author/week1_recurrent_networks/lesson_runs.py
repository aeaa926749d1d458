"""The measurements behind the lesson, stored in `lesson_runs.csv` beside it.

`python course5_sequence/author/week1_recurrent_networks/lesson_runs.py` runs them all (about six minutes on one core),
with names of experiments only those, `recall:1` one seed of one of them. What the numbers of a row are says the
experiment.
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).parents[2] / "source" / "week1_recurrent_networks"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import lesson_networks as networks  # noqa: E402

COLUMNS = ["experiment", "case", "setting", "seed", "numbers"]
SEEDS = range(3)


def moved(seed):
    """Share correct of the words that a word before decides, with 0, 1, 2, 3 words in front; trained with none."""
    train = networks.tagged(1500, 1)
    for kind in ("dense", "window", "recurrent"):
        model = networks.tagger(kind, seed)
        networks.train(model, train.X, train.Y, 300, seed=seed)
        yield (kind, "", [networks.found_names(model, networks.tagged(400, 2, opening), 1) for opening in range(4)])


def kinds(seed):
    """Share of held-out numbers that a network of each kind answers correctly."""
    yield "one to many", "", [networks.spelling(seed)[1]]
    yield "many to one", "", [networks.parity(seed)]
    yield "many to many, equally many", "", [networks.marking(seed)]
    yield "encoder and decoder", "", [networks.reading(seed)[1]]


def language(seed):
    """Perplexity on held-out sentences and in training, then verbs with the correct number after 0 to 5 phrases."""
    train, test = networks.said(2000, 10 + seed), networks.said(1000, 2)
    few = networks.Said(*(values[:500] for values in train))
    for order in range(1, 6):
        ngram = networks.Ngram(train.texts, order, len(networks.WORDS) - 1)
        right = networks.agreement(ngram, test)
        yield f"{order}-gram", "", [ngram.perplexity(test.texts), ngram.perplexity(few.texts), *_by_depth(right, test)]
    for cell, units in UNITS.items():
        model = networks.speaker(cell, seed, units)
        networks.train(model, train.X, train.Y, 450, seed=seed)
        found, right = networks.judged(model, test)
        yield cell, str(model.count_params()), [found, networks.judged(model, few)[0], *_by_depth(right, test)]


UNITS = {"RNN": 96, "GRU": 56, "LSTM": 48}  # about as many parameters each


def _by_depth(right, data):
    return [np.mean(right[data.depths == depth]) for depth in range(networks.DEEPEST + 1)]


def recall(seed):
    """Share of held-out sequences whose first item is recalled; what fails at 30 steps is not tried with 90."""
    for memory in networks.MEMORIES:
        for steps in (10, 30, 90) if memory.endswith("keeps") else (10, 30):
            yield memory, str(steps), [networks.remember(memory, steps, seed)[1]]


CLIPPED = {
    "no clipping": (0.1, {"clip": None}),
    "no clipping, a tenth of the rate": (0.01, {"clip": None}),
    "norm cut at 1": (0.1, {"clip": 1.0}),
    "entries cut at 0.1": (0.1, {"clip": 0.1, "clipping": "clipvalue"}),
}


def explode(seed):
    """Recall by plain gradient descent, with a recurrent matrix that is too large: median and largest norm, accuracy.

    Then every fifth cost.
    """
    X, y = networks.recall(2000, 40, seed)
    Z, z = networks.recall(500, 40, 1000 + seed)
    for case, (rate, options) in CLIPPED.items():
        large = networks.keras.initializers.Orthogonal(1.5, seed=seed)
        model = networks.reader("RNN", 24, 10, 2, 40, seed, recurrent_initializer=large)
        costs, norms = networks.train(model, X, y, 250, rate, seed=seed, plain=True, **options)
        yield case, "summary", [np.median(norms), norms.max(), networks.correct(model, Z, z)]
        yield case, "costs", costs[::5]


def starts(seed):
    """Case file: recall by plain gradient descent from two initial weights, with the same batches.

    Largest cost and mean of the last ten, median and largest norm, update after which the cost stays below 0.1 (100:
    never); then every second cost, and every second norm.
    """
    X, y = networks.recall(2000, 40, 0)
    for start in (2 * seed, 2 * seed + 1):
        for case, clip in (("sick", None), ("clipped", 0.3)):
            model = networks.reader("RNN", 24, 10, 2, 40, start, recurrent_initializer="orthogonal")
            costs, norms = networks.train(model, X, y, 100, 0.3, clip=clip, plain=True, decay=False)
            learned = max(np.flatnonzero(costs > 0.1)) + 1
            yield case, "summary", [costs.max(), costs[-10:].mean(), np.median(norms), norms.max(), learned]
            yield case, "costs", costs[::2]
            yield case, "norms", norms[::2]


def names(seed):
    """Share correct of the words that a word before, the next word, a word further ahead decides; parameters."""
    train, test = networks.tagged(1500, 1), networks.tagged(400, 2)
    for case, (kind, units, both, delay) in NAMES.items():
        if kind == "window":
            model = networks.tagger("window", seed, units)
        else:
            model = networks.reader(kind, units, len(networks.TAGGED), 2, networks.STEPS, seed, every=True, both=both)
        data = networks.delayed(train, delay)
        networks.train(model, data.X, data.Y, 300, seed=seed)
        yield case, "", [*(networks.found_names(model, test, k, delay) for k in (1, 2, 3)), model.count_params()]


NAMES = {
    "forward": ("GRU", 24, False, 0),
    "delayed": ("GRU", 24, False, 1),
    "window": ("window", 80, False, 0),
    "both ways": ("GRU", 16, True, 0),
}


def deep(seed):
    """Held-out numbers read correctly by an encoder of one, two, three layers; parameters."""
    for depth, units in {1: 48, 2: 38, 3: 32}.items():
        model, share = networks.reading(seed, units, depth=depth)
        yield str(depth), "", [share, model.count_params()]


def leak(seed):
    """Case file: held-out perplexity at each of the places of a window, and sentences drawn that obey the rules."""
    train, test = networks.said(2000, 10 + seed), networks.said(1000, 2)
    (X, Y), (Z, z) = (networks.windows_of(data, 12) for data in (train, test))
    for case, both, shifted in (("first", True, True), ("second", False, False), ("mended", False, True)):
        model = networks.speaker("GRU", seed, 48, steps=12, both=both)
        networks.train(model, X, Y if shifted else X, 350, seed=seed)
        logs = networks.log_probabilities(model, Z, z if shifted else Z)
        texts = networks.drawn(model, 100, seed=seed, steps=12, first=networks.WORDS.index("."))
        obey = np.mean([networks.allowed(text) == len(text) for text in texts])
        yield case, "", [*np.exp(-logs.mean(axis=0)), obey]


FILLED = {"no": (0, 0), "1 to 4": (1, 4), "5 to 9": (5, 9), "10 to 14": (10, 14), "15 and more": (15, 99)}


def padding(seed):
    """Case file: confusion tables alone and in batches, without and with the mask; then shares by what is filled up."""
    _, held = networks.numbers()
    size = networks.sizes_of(held)
    for name, model in zip((", masked", ""), networks.sorter(seed=seed)):
        for case, batch in (("alone", None), ("batch", 32)):
            answers, lengths, filled = networks.served(model, held, batch)
            yield "table", case + name, np.bincount(3 * size + answers, minlength=9)
            good = answers == size
            if case == "batch" and not name:
                for setting, (low, high) in FILLED.items():
                    some = (filled >= low) & (filled <= high)
                    yield "filled", setting, [good[some].mean(), some.sum()]
            if case == "alone" and not name:
                for setting, some in (("up to 12", lengths <= 12), ("more than 12", lengths > 12)):
                    yield "length", setting, [good[some].mean(), some.sum()]


FAR = {"1 to 2": (1, 2), "3 to 5": (3, 5), "6 to 9": (6, 9), "10 to 14": (10, 14), "15 and more": (15, 99)}


def pieces(seed):
    """Case file: shares of queries answered correctly, by the distance of the switch and by the place in the piece."""
    for case, carry, units in (("sick", False, 24), ("larger", False, 48), ("mended", True, 24)):
        good, away, places = networks.chunked(carry, seed, updates=1200, units=units)
        for setting, (low, high) in FAR.items():
            yield case, f"distance {setting}", [good[(away >= low) & (away <= high)].mean()]
        same = (away >= 4) & (away <= 6)
        for setting, some in (("places 1 to 4", places < 4), ("places 8 to 10", places >= 7)):
            yield case, f"distance 4 to 6, query at {setting} of its piece", [good[same & some].mean()]


EXPERIMENTS = [moved, kinds, language, recall, explode, names, deep, starts, leak, padding, pieces]


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
