"""The figures of the notebook on word vectors: each function returns a figure, or a function that draws one, and what
there is to see."""

import numpy as np
from sklearn.decomposition import PCA

from helpers import plot
from helpers.plot import BLUE, GREY, ORANGE


def relation(word_to_vec_map, pairs_of):
    """Return a function from a kind of pairs to a figure, and its alternative text."""

    def draw(kind):
        pairs = pairs_of(kind)[:14]
        rows = np.array([word_to_vec_map[word] for pair in pairs for word in pair])
        places = PCA(2).fit_transform(rows).reshape(len(pairs), 2, 2)
        figure, axes = plot.figure(width=8, height=5)
        for pair, ends in zip(pairs, places):
            axes.plot(*ends.T, color=GREY, linewidth=1)
            for word, place, colour in zip(pair, ends, (BLUE, ORANGE)):
                axes.plot(*place, "o", color=colour, markersize=5)
                axes.annotate(word, place, xytext=(4, 3), textcoords="offset points", fontsize=9, color=colour)
        axes.set_xlabel("first principal component of these words")
        axes.set_ylabel("second")
        return figure

    alt = (
        "The words of up to fourteen pairs in two dimensions, a line from the first word of each pair to the second. "
        "For countries and their people the lines are nearly parallel, for words and their opposites with un- less so."
    )
    return draw, alt


def answers(tables):
    """Show which answers analogies get, by kind.

    Arguments: tables, from a title to a dictionary from the kind to (asked, correct, input words).
    """
    figure, grid = plot.figure(1, len(tables), width=9.6, height=3.4, sharey=True)
    for axes, (title, scores) in zip(grid, tables.items()):
        for place, (asked, correct, inputs) in enumerate(reversed(scores.values())):
            left = 0.0
            parts = (
                (correct, BLUE, "correct"),
                (inputs, ORANGE, "an input word"),
                (asked - correct - inputs, "#DDDDDD", "other"),
            )
            for count, colour, label in parts:
                axes.barh(place, count / asked, left=left, color=colour, label=label if not place else None)
                left += count / asked
        axes.set_yticks(range(len(scores)), reversed(scores))
        axes.set_xlabel("share of the questions")
        axes.set_title(title)
    grid[0].legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)
    alt = (
        "Bars of the answers to analogies, by kind. With all words as candidates an input word is the answer to most "
        "questions about plurals, comparatives and un-; with the inputs left out many of these answers become correct."
    )
    return figure, alt


def along(cosines):
    """Show words along a direction.

    Arguments: cosines, from a word to its cosine with the direction.
    """
    figure, axes = plot.figure(width=8.6, height=3.6)
    order = sorted(cosines, key=cosines.get)
    for place, word in enumerate(order):
        axes.barh(place, cosines[word], color=BLUE if cosines[word] < 0 else ORANGE)
    axes.set_yticks(range(len(order)), order, fontsize=8)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_xlabel("cosine with the direction: men (left), women (right)")
    alt = "Bars of the cosines of sixteen occupations with the direction: most are negative, nurse has the largest one."
    return figure, alt


def plane(unit_map, axis, equalized):
    """Return a function from a pair of words to a figure of it before and after, and its alternative text.

    Arguments: unit_map, unit vectors of words; axis, a unit vector; equalized, a function from a pair to two vectors.
    """

    def draw(pair):
        before = np.array([unit_map[word] for word in pair.split()])
        after = np.array(equalized(tuple(pair.split())))
        common = after.sum(axis=0) / max(np.sqrt(np.sum(after.sum(axis=0) ** 2)), 1e-12)
        figure, axes = plot.figure(width=5.2, height=3.6)
        turn = np.linspace(0, np.pi, 100)
        axes.plot(np.cos(turn), np.sin(turn), color="#BBBBBB", linewidth=1)
        for rows, colour, label in ((before, BLUE, "before"), (after, ORANGE, "after")):
            x, y = rows @ axis, rows @ common
            axes.plot(x, y, "o", color=colour, label=label)
            for word, place in zip(pair.split(), zip(x, y)):
                axes.annotate(word, place, xytext=(5, 4), textcoords="offset points", fontsize=9, color=colour)
        axes.axvline(0, color="black", linewidth=1, linestyle=":")
        axes.set_xlim(-1.05, 1.05)
        axes.set_ylim(0, 1.1)
        axes.set_aspect("equal")
        axes.set_xlabel("component along the axis")
        axes.set_ylabel("along what both share")
        axes.legend(loc="lower left", fontsize=8)
        return figure

    alt = (
        "Two words in the plane of the axis and of what they share, in a half circle of radius 1. Before, they lie "
        "inside of it and not symmetrically; after, on it, at the same height and equally far from the dotted line."
    )
    return draw, alt


def sides(before, after, side):
    """Show words of two sides in two dimensions, before a direction is neutralized and after."""
    figure, grid = plot.figure(1, 2, width=9.4, height=3.8)
    for axes, rows, title in zip(grid, (before, after), ("before", "after the direction is gone")):
        places = PCA(2).fit_transform(rows)
        for chosen, colour, label in ((~side, BLUE, "men's side"), (side, ORANGE, "women's side")):
            axes.plot(*places[chosen].T, ".", color=colour, markersize=4, label=label)
        axes.set_title(title)
        axes.set_xlabel("first principal component")
        axes.set_ylabel("second")
    grid[0].legend(fontsize=8)
    alt = (
        "A thousand words in two dimensions, in two colours. Before, the colours are apart; after the direction is "
        "neutralized they still fill different regions, with some overlap."
    )
    return figure, alt
