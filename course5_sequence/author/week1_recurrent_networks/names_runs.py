"""What the notebook on names states of its trainings: one line per run in `names_runs.csv` beside the notebook.

    python course5_sequence/author/week1_recurrent_networks/names_runs.py ngrams       3 splits, n from 1 to 6
    python course5_sequence/author/week1_recurrent_networks/names_runs.py network      3 splits, alone and with a 5-gram
    python course5_sequence/author/week1_recurrent_networks/names_runs.py classic      one name at a time, 1 split
    python course5_sequence/author/week1_recurrent_networks/names_runs.py clipping     the same with a large matrix
    python course5_sequence/author/week1_recurrent_networks/names_runs.py settings     1 split, other units and epochs
    python course5_sequence/author/week1_recurrent_networks/names_runs.py beginnings   3 splits, other initial weights
    python course5_sequence/author/week1_recurrent_networks/names_runs.py writers      3 splits, 300 drawn names each

Each run replaces the lines of its kind. Columns: kind, split, setting, perplexity of 150 held-out names (or the
smoothed loss of the training, for `loss`).
"""

import csv
import sys
from pathlib import Path

import numpy as np

WEEK = Path(__file__).resolve().parents[2] / "source" / "week1_recurrent_networks"
sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(WEEK)]

import names_batches as batches  # noqa: E402
import names_figures as figures  # noqa: E402
import names_utils as utils  # noqa: E402
from names_ngrams import ALPHABET, letter_ngram  # noqa: E402

from helpers import data  # noqa: E402

large = batches.begin
TABLE = WEEK / "names_runs.csv"
HELD_OUT, SPLITS = 150, 3


def split(seed):
    """Return the names to train on and those that are held out."""
    names = np.random.default_rng(seed).permutation(data.load_dinosaurs()).tolist()
    return names[HELD_OUT:], names[:HELD_OUT]


def letters(names):
    """Return all prefixes of names, and which character follows each."""
    prefixes = [name[:end] for name in names for end in range(len(name) + 1)]
    return prefixes, np.array([ALPHABET.index(letter) for name in names for letter in name + "\n"])


def surprise(p, right):
    """Return the perplexity of probabilities (m, 27) for what has come."""
    return np.exp(-np.log(p[np.arange(len(right)), right]).mean())


def ngrams():
    """Yield the perplexities of n-grams."""
    for seed in range(SPLITS):
        train, test = split(seed)
        prefixes, right = letters(test)
        for n in range(1, 7):
            yield "ngram", seed, n, surprise(letter_ngram(train, n)(prefixes), right)


def network():
    """Yield the perplexities of the recurrent network, and of its mean with a 5-gram."""
    for seed in range(SPLITS):
        train, test = split(seed)
        prefixes, right = letters(test)
        weights, _ = batches.train(train, seed=seed)
        p = batches.predictor(weights)(prefixes)
        yield "network", seed, 64, surprise(p, right)
        yield "mean", seed, 5, surprise((p + letter_ngram(train, 5)(prefixes)) / 2, right)


def one_by_one(train, iterations, scale=0.01, limit=5.0, n_a=50):
    """Train as the notebook's `model` does; yield iteration, smoothed loss, parameters, and clipped entries so far."""
    examples, clipped = list(train), 0
    np.random.default_rng(0).shuffle(examples)
    parameters, a = utils.initialize_parameters(n_a, 27, 27), np.zeros((n_a, 1))
    parameters["Waa"] *= scale / 0.01
    loss = utils.get_initial_loss(27, 12)
    for j in range(iterations):
        Y = [ALPHABET.index(letter) for letter in examples[j % len(examples)] + "\n"]
        X = [None, *Y[:-1]]
        current, cache = utils.rnn_forward(X, Y, a, parameters)
        gradients, states = utils.rnn_backward(X, Y, parameters, cache)
        for slope in gradients.values():
            clipped += np.count_nonzero(np.abs(slope) > limit)
            slope.clip(-limit, limit, out=slope)
        utils.update_parameters(parameters, gradients, 0.01)
        a, loss = states[-1], utils.smooth(loss, current)
        if (j + 1) % 500 == 0:
            yield j + 1, loss, parameters, clipped


def known_by(parameters, names):
    """Return the perplexity of names under the classic model, each from a hidden state of zeros."""
    total, count = 0.0, 0
    for name in names:
        Y = [ALPHABET.index(letter) for letter in name + "\n"]
        a0 = np.zeros((len(parameters["Waa"]), 1))
        total += utils.rnn_forward([None, *Y[:-1]], Y, a0, parameters)[0]
        count += len(Y)
    return np.exp(total / count)


def classic():
    """Yield the smoothed loss every 500 names, and at some places the perplexity."""
    train, test = split(0)
    for j, loss, parameters, clipped in one_by_one(train, 22_000):
        yield "loss", 0, j, loss
        if j in (2_000, 6_000, 22_000):
            yield "classic", 0, j, known_by(parameters, test)
            yield "clipped", 0, j, clipped


def clipping():
    """Yield the smoothed loss after 4,000 names for larger matrices from state to state, with and without clipping."""
    train, _ = split(0)
    for scale in (0.01, 0.2, 0.4):
        for name, limit in (("with", 5.0), ("without", np.inf)):
            with np.errstate(all="ignore"):
                *_, (_, loss, _, clipped) = one_by_one(train, 4_000, scale, limit)
            yield name, 0, scale, loss
            if limit < np.inf:
                yield "entries", 0, scale, clipped


def settings():
    """Yield the perplexities of networks with other numbers of units, and after other numbers of epochs."""
    train, test = split(0)
    prefixes, right = letters(test)
    for kind, numbers in (("units", (32, 128, 256)), ("epochs", (10, 15, 30, 40))):
        for number in numbers:
            weights, _ = batches.train(train, seed=0, **{kind: number})
            yield kind, 0, number, surprise(batches.predictor(weights)(prefixes), right)


def small(units, seed):
    """Return initial weights as small as those of `initialize_parameters`."""
    rng = np.random.default_rng(seed)
    return {key: rng.normal(0, 0.01, value.shape) * (value.ndim > 1) for key, value in large(units, seed).items()}


def beginnings():
    """Yield the losses per name at the end of trainings with Adam, from large and small initial weights."""
    for seed in range(SPLITS):
        train, _ = split(seed)
        for kind, begin in (("large", large), ("small", small)):
            batches.begin = begin
            _, curve = batches.train(train, units=50, seed=seed)
            yield f"{kind} weights", seed, 50, curve[-30:, 1].mean()
    batches.begin = large


def piece_count(name, joined):
    """Return of how many stretches of known names, each as long as possible, a name consists."""
    count = 0
    while name:
        end = len(name)
        while end > 1 and name[:end] not in joined:
            end -= 1
        count, name = count + 1, name[end:]
    return count


def measures(written, train):
    """Yield names of measures of written names, and their values."""
    joined, known = "|".join(train), set(train)
    yield "known", np.mean([name in known for name in written])
    yield "letters in a piece", sum(map(len, written)) / sum(piece_count(name, joined) for name in written)
    yield "well formed", np.mean([figures.well_formed(name) for name in written])
    yield "saurus", np.mean([name.endswith("saurus") for name in written])
    yield "length", np.mean([len(name) for name in written])
    yield "different", len(set(written)) / len(written)


def writers():
    """Yield measures of names: held out (setting 0), by the 5-gram (5), and by the network at temperatures."""
    for seed in range(SPLITS):
        train, test = split(seed)
        weights, _ = batches.train(train, seed=seed)
        written = {("held out", 0): test, ("5-gram", 5): figures.draw(letter_ngram(train, 5), 300, 5)}
        for value in (0.2, 0.5, 0.6, 1.0, 1.5, 2.0):
            written["T", value] = batches.write_names(weights, 300, 5, change=lambda p, T=value: utils.sharpen(p, T))
        for (writer, setting), some in written.items():
            for measure, value in measures(some, train):
                yield f"{measure}, {writer}", seed, setting, value


def main():
    """Run one kind and replace its lines in the table."""
    rows = [(kind, seed, setting, f"{value:.4f}") for kind, seed, setting, value in globals()[sys.argv[1]]()]
    kinds = {row[0] for row in rows}
    before = []
    if TABLE.exists():
        with open(TABLE, newline="") as file:
            before = [tuple(row) for row in csv.reader(file)][1:]
    with open(TABLE, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "split", "setting", "value"])
        writer.writerows([row for row in before if row[0] not in kinds] + rows)
    for row in rows:
        if row[0] != "loss" or int(row[2]) % 2000 == 0:
            print(*row)


if __name__ == "__main__":
    main()
