"""How good are word vectors? Neighbours shared with GloVe's vectors, and analogies."""

import functools

import numpy as np

from helpers import pretrained

PAIRS = {
    "gender": "he she, himself herself, his her, man woman, men women, father mother, son daughter, brother sister, "
    "uncle aunt, boy girl, husband wife, mr mrs, gentleman lady, gentlemen ladies, sir madam, brothers sisters, "
    "sons daughters, boys girls",
    "tense": "is was, are were, has had, do did, go went, come came, say said, think thought, know knew, see saw, "
    "take took, give gave, make made, find found, hear heard, speak spoke, write wrote, feel felt, tell told",
    "number": "year years, day days, friend friends, letter letters, house houses, lady ladies, sister sisters, "
    "hour hours, thing things, word words, person persons, child children, week weeks, month months, eye eyes",
}


def unit(vectors):
    """Return vectors (V, size) divided by their lengths."""
    lengths = np.sqrt(np.sum(np.square(vectors), axis=1))
    return vectors / np.maximum(lengths, 1e-9)[:, np.newaxis]


def nearest(words, vectors, word, count=6):
    """Return the words with the largest cosine similarity to one, the nearest first, as one text."""
    rows = unit(vectors)
    order = np.argsort(-(rows @ rows[words.index(word)]))
    return ", ".join(words[place] for place in order[1 : count + 1])


@functools.cache
def _glove():
    words, vectors = pretrained.glove()
    return {word: place for place, word in enumerate(words)}, vectors


def glove_rows(words):
    """Return the vectors of GloVe for words, and zeros for words that it lacks."""
    index, vectors = _glove()
    return np.array([vectors[index[word]] if word in index else np.zeros(vectors.shape[1]) for word in words])


def _closest(vectors, count):
    rows = unit(vectors)
    scores = rows @ rows.T
    np.fill_diagonal(scores, -2)
    return np.argpartition(-scores, count, axis=1)[:, :count]


def shared(words, vectors, count=10, first=1000):
    """Return which part of the nearest `count` neighbours are those of GloVe, among the `first` most frequent words."""
    index, _ = _glove()
    places = [place for place, word in enumerate(words[:first]) if word in index]
    mine = _closest(np.asarray(vectors)[places], count)
    true = _closest(glove_rows([words[place] for place in places]), count)
    return float(np.mean([len(set(one) & set(other)) for one, other in zip(mine, true, strict=True)]) / count)


def questions(words, group):
    """Return the analogies of a group, rows of the places of four words: a is to b as c is to d."""
    index = {word: place for place, word in enumerate(words)}
    pairs = [pair.split() for pair in PAIRS[group].split(", ")]
    pairs = [[index[word] for word in pair] for pair in pairs if all(word in index for word in pair)]
    return np.array([one + other for one in pairs for other in pairs if not set(one) & set(other)])


def analogies(words, vectors):
    """Return which part of the analogies of each group is answered correctly, the three given words left out."""
    rows, result = unit(vectors), {}
    for group in PAIRS:
        asked = questions(words, group)
        a, b, c, d = asked.T
        scores = (rows[b] - rows[a] + rows[c]) @ rows.T
        scores[np.arange(len(asked))[:, np.newaxis], asked[:, :3]] = -9
        result[group] = float(np.mean(scores.argmax(axis=1) == d))
    return result


def report(name, words, vectors):
    """Print one line about vectors: neighbours shared with GloVe's, and the analogies of each group."""
    groups = ", ".join(f"{group} {share:.2f}" for group, share in analogies(words, vectors).items())
    print(f"{name:22} neighbours {shared(words, vectors):.3f} | analogies: {groups}")
