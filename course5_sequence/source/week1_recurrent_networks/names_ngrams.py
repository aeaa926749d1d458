"""Letter n-grams: the baselines of the notebook on names.

A letter model is a function from a list of prefixes, the beginnings of names, to the probabilities (m, 27) of the next
character: first the end of the name, then the letters a to z.
"""

from collections import defaultdict

import numpy as np

END = "\n"
ALPHABET = END + "abcdefghijklmnopqrstuvwxyz"
START = "^"  # stands before the first letter, as often as there is need


def letter_ngram(names, n):
    """Return a letter model that looks at the last n - 1 letters, learnt by counting.

    Rare contexts are smoothed as by Witten and Bell (1991): the counts after a context are mixed with the probabilities
    after a shorter one, whose weight is four times the number of different letters that have followed. With n = 5 the
    factor 4 is better on our names than 1, 2, 3 and 8. With n = 1 all places of all names are one context.
    """
    counts = defaultdict(lambda: np.zeros(len(ALPHABET)))
    for name in names:
        text = START * (n - 1) + name + END
        for place in range(n - 1, len(text)):
            for length in range(n):
                counts[text[place - length : place]][ALPHABET.index(text[place])] += 1

    def predict(prefixes):
        return np.array([_after((START * (n - 1) + prefix)[len(prefix) :], counts) for prefix in prefixes])

    return predict


def _after(context, counts):
    """Return the probabilities (27,) after a context, from those of its shorter ends."""
    p = np.full(len(ALPHABET), 1 / len(ALPHABET))
    for length in range(len(context) + 1):
        counted = counts.get(context[len(context) - length :])
        if counted is None:
            break
        weight = 4 * np.count_nonzero(counted)
        p = (counted + weight * p) / (counted.sum() + weight)
    return p
