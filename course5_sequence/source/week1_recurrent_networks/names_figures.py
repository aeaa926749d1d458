"""The figures of the notebook on names, each with its alternative text, and what its tables need."""

import csv
import re
from pathlib import Path

import numpy as np
from names_batches import predictor, write_names
from names_ngrams import ALPHABET
from names_utils import sharpen

from helpers import plot
from helpers.plot import BLUE, GREY, ORANGE

# What the stored runs measure of written names, and how many decimals are shown.
WRITTEN = {
    "saurus": ".2f",
    "different": ".2f",
    "length": ".1f",
    "letters in a piece": ".1f",
    "known": ".2f",
    "well formed": ".2f",
}
SHOWN = ["¶", *ALPHABET[1:]]  # a pilcrow for the end of the name


def runs():
    """Return what the stored runs reached: for each kind and split a dictionary from setting to value."""
    table: dict = {}
    with open(Path(__file__).with_name("names_runs.csv"), newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = table.setdefault((row["kind"], int(row["split"])), {})
            place[float(row["setting"])] = float(row["value"])
    return table


def splits(table, measure, writer, setting):
    """Return the values of a measure of written names as a text, one for each split."""
    return ", ".join(f"{table[f'{measure}, {writer}', split][float(setting)]:{WRITTEN[measure]}}" for split in range(3))


def losses(classic, curve, count):
    """Show the smoothed loss of both ways of training against the number of names that were shown."""
    figure, axes = plot.figure(width=7, height=3.4)
    axes.plot(list(classic), list(classic.values()), color=ORANGE, label="one name at a time, smoothed")
    size, smoothed, average = 32, [], curve[0, 1]
    for loss in curve[:, 1]:
        average = 0.95 * average + 0.05 * loss
        smoothed.append(average)
    axes.plot(size * np.arange(1, len(curve) + 1), smoothed, color=BLUE, label="32 at a time with Adam, smoothed")
    axes.set(xlabel=f"names shown ({count} are one epoch)", ylabel="loss of a name", xlim=(0, 24_000), ylim=(18, 42))
    axes.legend()
    alt = (
        "The smoothed loss against the number of names shown: the curve of batches with Adam falls faster and ends "
        "lower than that of one name at a time, which falls slowly over the whole width."
    )
    return figure, alt


def ladder(table):
    """Show the perplexity of n-grams and of the network on held-out names, for three splits."""
    figure, axes = plot.figure(width=6.4, height=3.4)
    orders = range(1, 6)
    for split in range(3):
        values = [table["ngram", split][n] for n in orders]
        axes.plot(orders, values, "o-", color=BLUE, lw=1, ms=5, label=None if split else "n-gram, three splits")
        network = table["network", split][64]
        axes.axhline(network, color=ORANGE, lw=1.5, label=None if split else "recurrent network, the same splits")
    axes.set(xlabel="n", ylabel="perplexity of 150 held-out names", xticks=orders, ylim=(4, 18.5))
    axes.legend()
    alt = (
        "The perplexity of n-grams falls steeply from n = 1 to n = 4 and hardly from there; the three lines of the "
        "recurrent network lie just above the last points."
    )
    return figure, alt


def temperature(weights, prefix="tyranno", seed=11):
    """Return a function that draws the probabilities after a prefix and names, both at a temperature."""
    p = predictor(weights)([prefix])[0]

    def draw(value):
        figure, (bars, text) = plot.figure(1, 2, width=9.4, height=3.4, width_ratios=(3, 2))
        bars.bar(range(len(SHOWN)), sharpen(p, value), color=BLUE)
        bars.set_xticks(range(len(SHOWN)), SHOWN, fontsize=8)
        bars.set(ylim=(0, 1), ylabel="probability", xlabel=f"next character after {prefix!r} (¶: the end)")
        bars.grid(visible=False, axis="x")
        names = write_names(weights, 14, seed, change=lambda rows: sharpen(rows, value))
        plot.blank(text)
        text.text(0.02, 0.98, "\n".join(name[:30].capitalize() for name in names), va="top", color=GREY, fontsize=9)
        text.set_title(f"fourteen names at T = {value:g}")
        return figure

    return draw


def tails(rows, cut):
    """Show the probabilities after some beginnings in falling order, and which of them `cut` keeps.

    Arguments: rows, a dictionary from a beginning to probabilities (27,); cut, a function from these to others.
    """
    figure, panels = plot.figure(1, len(rows), width=9.4, height=3.2, sharey=True)
    for axes, (beginning, p) in zip(panels, rows.items(), strict=True):
        order, stays = np.argsort(-p), cut(p) > 0
        colours = [BLUE if stays[ix] else ORANGE for ix in order]
        axes.bar(range(len(order)), p[order], color=colours)
        axes.set_xticks(range(len(order)), [SHOWN[ix] for ix in order], fontsize=8)
        axes.grid(visible=False, axis="x")
        axes.set(xlabel=f"next character after {beginning!r} (¶: the end)", title=f"{stays.sum()} stay")
    panels[0].set_ylabel("probability")
    alt = (
        "The probabilities of the next character in falling order after two beginnings, what is kept in blue and what "
        "is cut off in orange: one distribution falls steeply and keeps few characters, the other is wide and keeps "
        "many."
    )
    return figure, alt


def draw(predict, count, seed, longest=30):
    """Return names drawn from a letter model, all side by side."""
    rng, names, done = np.random.default_rng(seed), [""] * count, np.zeros(count, bool)
    for _ in range(longest):
        sums = predict(names).cumsum(axis=1)
        drawn = (rng.random((count, 1)) < sums).argmax(axis=1)
        done |= drawn == 0
        names = [name if end else name + ALPHABET[ix] for name, end, ix in zip(names, done, drawn, strict=True)]
    return names


def well_formed(name):
    """Return whether a name has the form of real ones: 3 to 23 letters, few of a kind in a row, vowels among them."""
    return bool(re.fullmatch(r"(?!.*(.)\1\1)(?!.*[^aeiouy]{5})(?!.*[aeiouy]{5}).{3,23}", name))
