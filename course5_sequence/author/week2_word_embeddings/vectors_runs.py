"""The measurements behind the notebook on word vectors, stored as tables beside it.

`python course5_sequence/author/week2_word_embeddings/vectors_runs.py` makes them all, in half a minute on one core:
`vectors_analogies.csv`, analogies by two rules; `vectors_weat.csv`, tests of association with attribute words held out;
`vectors_sides.csv`, how well the two ends of a direction that has been neutralized are still told apart.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from sklearn.preprocessing import normalize

HERE = Path(__file__).parent
WEEK = HERE.parents[1] / "source" / HERE.name
sys.path[:0] = [str(WEEK), str(HERE.parents[2])]

import vectors_neighbours as neighbours  # noqa: E402
import vectors_words as given  # noqa: E402

from helpers import pretrained  # noqa: E402

TESTS = (("career", "family"), ("science", "arts"), ("instruments", "weapons"))


def answers(vectors, index, kind, rule):
    """Yield for each choice of candidates which share of a kind's analogies is correct, and which an input word."""
    rows = np.array([[index[word] for word in question[1:]] for question in given.questions([kind])])
    a, b, c, d = rows.T
    units, each = normalize(vectors), np.arange(len(rows))
    if rule == "addition":
        scores = (units[b] - units[a] + units[c]) @ units.T
    else:
        step = normalize(vectors[b] - vectors[a])
        scores = step @ vectors.T - np.sum(step * vectors[c], axis=1, keepdims=True)
        squares = np.sum(vectors**2, axis=1)
        scores /= np.sqrt(np.maximum(squares - 2 * vectors[c] @ vectors.T + squares[c, np.newaxis], 1e-9))
        scores[each, c] = 0
    for left_out, columns in (("nothing", ()), ("c", (c,)), ("a b c", (a, b, c))):
        for column in columns:
            scores[each, column] = -np.inf
        best = scores.argmax(axis=1)
        yield left_out, len(rows), np.mean(best == d), np.mean((best == a) | (best == b) | (best == c))


def association(units, X, Y, A, B):
    """Return the difference and the effect size of a test of association."""
    X, Y, A, B = (normalize(units[rows]) for rows in (X, Y, A, B))
    s = np.concatenate([X, Y]) @ (A.mean(axis=0) - B.mean(axis=0))
    difference = s[: len(X)].mean() - s[len(X) :].mean()
    return difference, difference / s.std(ddof=1)


def without(units, g):
    """Return vectors without their component along a direction."""
    g = g / np.linalg.norm(g)
    return units - np.outer(units @ g, g)


def write(name, columns, rows):
    """Write a table."""
    with open(WEEK / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([round(value, 4) if isinstance(value, float) else value for value in row] for row in rows)


def main():
    """Make all three tables."""
    words, vectors = pretrained.glove()
    vectors = vectors.astype(float)
    index = {word: row for row, word in enumerate(words)}
    units = normalize(vectors)
    table = [
        (rule, kind, *map(lambda value: float(value) if isinstance(value, np.floating) else value, row))
        for rule in ("direction", "addition")
        for kind in given.PAIRS
        for row in answers(vectors, index, kind, rule)
    ]
    write("vectors_analogies.csv", ["rule", "kind", "left_out", "asked", "correct", "inputs"], table)

    pairs, table = np.array([[index[word] for word in pair] for pair in given.pairs("man and woman")]), []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        train, held = np.array_split(rng.permutation(pairs), 2)
        steps = units[train[:, 1]] - units[train[:, 0]]
        choices = {"none": None, "random": rng.normal(size=50), "one pair": steps[0], "eight pairs": steps.mean(axis=0)}
        for choice, g in choices.items():
            now = units if g is None else without(units, g)
            for one, other in TESTS:
                X, Y = ([index[word] for word in given.listed(name)] for name in (one, other))
                numbers = association(now, X, Y, held[:, 0], held[:, 1])
                table.append((choice, seed, f"{one}, {other}", *map(float, numbers)))
    write("vectors_weat.csv", ["choice", "seed", "test", "difference", "effect"], table)

    gendered, table = {word for pair in given.pairs("man and woman") for word in pair}, []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        half = rng.permutation(pairs)[:8]
        drawn = rng.choice(5000, (2, 8), replace=False)
        choices = {
            "men and women": (units, (units[half[:, 1]] - units[half[:, 0]]).mean(axis=0)),
            "random words": (units, (units[drawn[0]] - units[drawn[1]]).mean(axis=0)),
            "random direction": (units, rng.normal(size=50)),
            "normal numbers": (normalize(rng.normal(size=units.shape)), rng.normal(size=50)),
        }
        for choice, (cloud, g) in choices.items():
            rows, sides = neighbours.extremes(
                words, cloud, g, gendered | set(given.listed("men") + given.listed("women"))
            )
            before = neighbours.recovered(cloud, rows, sides, seed)
            after = neighbours.recovered(without(cloud, g), rows, sides, seed)
            table.append((choice, seed, *map(float, (before[0], after[0], before[1], after[1]))))
    columns = ["choice", "seed", "classifier_before", "classifier_after", "neighbours_before", "neighbours_after"]
    write("vectors_sides.csv", columns, table)


if __name__ == "__main__":
    main()
