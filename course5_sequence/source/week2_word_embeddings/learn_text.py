"""From a text to whole numbers: sentences, a vocabulary, and the index of each word."""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np


class Corpus(NamedTuple):
    """A text as numbers. words: the vocabulary, the most frequent first; counts: how often each occurs, (V,).

    ids: the index of each word of the text, (n,), words outside the vocabulary left out; sentences: the number of the
    sentence in which it stands, (n,), never falling.
    """

    words: list
    counts: np.ndarray
    ids: np.ndarray
    sentences: np.ndarray

    @property
    def index(self):
        """The index of each word of the vocabulary, a dictionary."""
        return {word: number for number, word in enumerate(self.words)}


def split(text):
    """Return the sentences of a text, each a list of words in lower case; numbers and punctuation are left out."""
    text = text.replace("_", " ").lower()
    text = re.sub(r"\b(mr|mrs|dr|st|messrs)\.", r"\1", text)
    parts = re.split(r"[.!?;:]+|\n\s*\n", text)
    return [words for words in (re.findall(r"[a-z]+(?:'[a-z]+)?", part) for part in parts) if len(words) > 1]


def read(text, least):
    """Return a text as a `Corpus`. Arguments: text; least, how often a word must occur to be in the vocabulary."""
    sentences = split(text)
    occurrences = Counter(word for sentence in sentences for word in sentence)
    words = [word for word, count in occurrences.most_common() if count >= least]
    index = {word: number for number, word in enumerate(words)}
    pairs = [(index[word], place) for place, sentence in enumerate(sentences) for word in sentence if word in index]
    ids, places = np.array(pairs).reshape(-1, 2).T
    return Corpus(words, np.array([occurrences[word] for word in words]), ids.copy(), places.copy())
