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
    for order in range(1, 6) if seed is not None else ():
        ngram = networks.Ngram(train.texts, order, len(networks.WORDS) - 1)
        right = networks.agreement(ngram, test)
        yield f"{order}-gram", "", [ngram.perplexity(test.texts), ngram.perplexity(few.texts), *_by_depth(right, test)]
    for cell, units in UNITS.items():
        model = networks.speaker(cell, seed, units)
        networks.train(model, train.X, train.Y, 600, seed=seed)
        found, right = networks.judged(model, test)
        yield cell, str(model.count_params()), [found, networks.judged(model, few)[0], *_by_depth(right, test)]


UNITS = {"RNN": 96, "GRU": 56, "LSTM": 48}  # about as many parameters each


def _by_depth(right, data):
    return [np.mean(right[data.depths == depth]) for depth in range(networks.DEEPEST + 1)]


def recall(seed):
    """Share of held-out sequences whose first item is recalled, for each length."""
    for cell in networks.CELLS:
        for steps in (10, 20, 40, 80):
            yield cell, str(steps), [networks.remember(cell, steps, seed, RATES[cell])[1]]


RATES = {"RNN": 0.003, "GRU": 0.01, "LSTM": 0.01}  # the better of two, chosen with another seed and 20 steps


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
    """Held-out numbers read correctly, perplexity of a language model; parameters of both."""
    train, test = networks.said(2000, 10 + seed), networks.said(1000, 2)
    for depth, (one, other) in DEPTHS.items():
        model, share = networks.reading(seed, one, depth=depth)
        speaker = networks.speaker("GRU", seed, other, depth)
        networks.train(speaker, train.X, train.Y, 600, seed=seed)
        yield (str(depth), "", [share, networks.judged(speaker, test)[0], model.count_params(), speaker.count_params()])


DEPTHS = {1: (48, 56), 2: (38, 38), 3: (32, 30)}
EXPERIMENTS = [moved, kinds, language, recall, names, deep]


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
