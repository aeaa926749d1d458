"""The figures of the notebook on learning embeddings, and the stored runs."""

import csv
from pathlib import Path

import numpy as np

from helpers import plot
from helpers.plot import BLUE, GREEN, ORANGE

KEPT = (
    "The probability that a word stays in the text against its frequency, on logarithmic axes: 1 for rare words, then "
    "falling with the root of the frequency. With a smaller threshold the fall begins at rarer words."
)
RUNS = Path(__file__).with_name("learn_runs.csv")


def keeping(corpus, sampling):
    """Return a function that draws the probability of staying of every word for one threshold."""
    frequencies = corpus.counts / corpus.counts.sum()

    def draw(threshold):
        figure, axes = plot.figure(width=6.5, height=3.2)
        stays = sampling(corpus.counts, threshold, 0.75)[0]
        axes.loglog(frequencies, stays, ".", color=BLUE)
        for word in ("the", "she", "letter"):
            place = corpus.words.index(word)
            axes.annotate(word, (frequencies[place], stays[place]), (0, -16), textcoords="offset points", ha="center")
        left = np.sum(stays * corpus.counts) / corpus.counts.sum()
        title = f"threshold {threshold:g}: {left:.2f} of the text stays"
        axes.set(xlabel="frequency of the word", ylabel="probability to stay", ylim=(0.005, 1.6), title=title)
        return figure

    return draw


def rows():
    """Return the stored runs, a list of dictionaries."""
    with RUNS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(column):
    """Return one column of the stored runs, {method: array (seeds,)}."""
    result = {}
    for row in rows():
        result.setdefault(row["method"], []).append(float(row[column]))
    return {name: np.array(values) for name, values in result.items()}


def spread(methods):
    """Show the stored runs of some methods: neighbours shared with GloVe, and the mean of three groups of analogies."""
    figure, axes = plot.figure(columns=2, width=8.5, height=0.9 + 0.42 * len(methods), sharey=True)
    means = []
    for column, label, one in zip(
        ("neighbours", "analogies"), ("neighbours shared with GloVe", "analogies answered"), axes, strict=True
    ):
        values = numbers(column)
        for place, name in enumerate(methods):
            one.plot(values[name], np.full(len(values[name]), place), "o", color=GREEN, alpha=0.6)
            one.plot([values[name].mean()], [place], "|", color=ORANGE, markersize=18, markeredgewidth=3)
        one.set(xlabel=label, xlim=(0, None))
        means.append(values)
    axes[0].set_yticks(range(len(methods)), methods)
    axes[0].set_ylim(len(methods) - 0.5, -0.5)
    text = "; ".join(f"{name} {means[0][name].mean():.3f} and {means[1][name].mean():.2f}" for name in methods)
    alt = (
        f"Dots for seeds and bars for means, neighbours shared with GloVe on the left, analogies on the right: {text}."
    )
    return figure, alt


def dimensions(words, vectors, shared):
    """Show how many neighbours are shared with GloVe if only the first dimensions are used."""
    sizes = [size for size in (1, 2, 3, 5, 10, 20, 35, 50, 100) if size <= vectors.shape[1]]
    shares = [shared(words, vectors[:, :size]) for size in sizes]
    figure, axes = plot.figure(width=6, height=3)
    axes.semilogx(sizes, shares, "o-", color=BLUE)
    axes.set_xticks(sizes, sizes)
    axes.minorticks_off()
    axes.set(xlabel="dimensions", ylabel="shared with GloVe", ylim=(0, None))
    text = ", ".join(f"{share:.2f} with {size}" for size, share in zip(sizes, shares, strict=True))
    return figure, f"A curve of the neighbours shared with GloVe against the number of dimensions: {text}."


def split(words, vectors, seed, known=1500, unseen=800):
    """Return known words, their vectors of length 1, unseen words, and their true vectors, drawn from a vocabulary.

    Words have at least four letters.
    """
    places = [place for place, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    chosen = np.random.default_rng(seed).permutation(places)[: known + unseen]
    moved = np.asarray(vectors, float) - np.mean(vectors, axis=0)
    moved /= np.sqrt(np.square(moved).sum(axis=1, keepdims=True))
    first, rest = chosen[:known], chosen[known:]
    return [words[place] for place in first], moved[first], [words[place] for place in rest], moved[rest]


def agreement(task, answers):
    """Return the mean cosine similarity of answers with the true vectors, the mean of the known ones subtracted."""
    mean = task[1].mean(axis=0)
    mine, true = answers - mean, task[3] - mean
    lengths = np.sqrt(np.square(mine).sum(axis=1) * np.square(true).sum(axis=1))
    return float(np.mean(np.sum(mine * true, axis=1) / np.maximum(lengths, 1e-12)))
