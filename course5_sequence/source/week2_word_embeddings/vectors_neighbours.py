"""Which words lie farthest along a direction, and whether one can still tell them apart when it is gone."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize


def extremes(words, vectors, g, without=(), many=500):
    """Return the rows of the words that lie farthest on either side of a direction, and on which side they lie.

    Arguments: words, vectors (m, n); g (n,); without, words to leave out; many, how many on each side. Words of one or
    two letters are left out, and what has other characters than letters.
    """
    outside = set(without)
    rows = np.array([row for row, word in enumerate(words) if word.isalpha() and len(word) > 2 and word not in outside])
    order = rows[np.argsort(vectors[rows] @ g)]
    return np.concatenate([order[:many], order[-many:]]), np.repeat([False, True], many)


def recovered(vectors, rows, sides, seed=0, near=20):
    """Return how well the sides are told apart: by a classifier on words held out, and by neighbours.

    The first number is the accuracy of logistic regression, trained on one half of the words, on the other half; the
    second is the mean share of a word's `near` nearest neighbours among these words that are on its side.
    """
    chosen = normalize(vectors[rows])
    order = np.random.default_rng(seed).permutation(len(rows))
    train, test = np.array_split(order, 2)
    classifier = LogisticRegression(C=10, max_iter=300).fit(chosen[train], sides[train])
    cosines = chosen @ chosen.T
    np.fill_diagonal(cosines, -2)
    nearest = np.argsort(-cosines, axis=1)[:, :near]
    return classifier.score(chosen[test], sides[test]), float(np.mean(sides[nearest] == sides[:, np.newaxis]))
