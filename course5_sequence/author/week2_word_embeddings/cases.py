"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import LEARN_TARGET, learn_reached

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def cases_of_word_vectors(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


def cases_of_emojify(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ---------------------------------------------------------------------------- 3_learning_embeddings: learn


def learn_sampling_cases(rng):
    """Few words, of which some always stay; many; the same frequencies as noise; all equally likely as noise."""
    cases = []
    for size, threshold, power in ((3, 0.2, 0.5), (7, 0.05, 0.75), (12, 0.01, 0.75), (5, 0.1, 1), (6, 0.02, 0)):
        counts = np.sort(rng.integers(1, 40, size) ** 2)[::-1] + rng.integers(0, 2, size)
        cases.append(call(counts, threshold * float(rng.uniform(0.7, 1.4)), power))
    return cases


def _learn_text(rng, size, longest, count):
    """Return the words of a small text and the number of the sentence of each; numbers of sentences may be missing."""
    lengths = rng.integers(1, longest + 1, count)
    numbers = np.cumsum(rng.integers(1, 3, count))
    return rng.integers(0, size, lengths.sum()), np.repeat(numbers, lengths)


def learn_pairs_cases(rng):
    """One sentence; one with different reaches; several sentences; reaches beyond their ends; words that recur."""
    cases = []
    for size, longest, count, widest in ((9, 6, 1, 1), (20, 9, 1, 3), (15, 5, 4, 3), (12, 4, 5, 6), (3, 7, 4, 2)):
        ids, sentences = _learn_text(rng, size, longest, count)
        while len(ids) < 4:
            ids, sentences = _learn_text(rng, size, longest, count)
        cases.append(call(ids, sentences, rng.integers(1, widest + 1, len(ids))))
    return cases


def learn_sgns_cases(rng):
    """One pair; a batch; no noise; large scores of both signs; zeros among the vectors."""
    cases = []
    for m, k, d, scale in ((1, 2, 3, 0.7), (4, 5, 3, 1.0), (3, 0, 2, 1.0), (5, 3, 4, 30.0), (3, 2, 6, 0.1)):
        V = (scale * rng.normal(size=(m + int(rng.integers(0, 2)), d))).round(3)
        U = (scale * rng.normal(size=(len(V), k + 1, d))).round(3)
        cases.append(call(V, U))
    return cases


def learn_step_cases(rng):
    """Different words; a word that is the center several times; targets that recur, in one row, too; one dimension."""
    cases = []
    for size, m, k, d in ((6, 2, 1, 2), (5, 6, 2, 3), (4, 5, 3, 2), (9, 4, 0, 3), (3, 4, 4, 1)):
        W, C = rng.normal(size=(2, size, d)).round(2)
        centers, targets = rng.integers(0, size, m), rng.integers(0, size, (m, k + 1))
        if m == 2:
            centers, targets = rng.permutation(size)[:2], rng.permutation(size)[:4].reshape(2, 2)
        cases.append(call(W, C, centers, targets, round(float(rng.uniform(0.1, 0.9)), 2)))
    return cases


def learn_counts_cases(rng):
    """One sentence; several; a window larger than all sentences; words that recur beside themselves; window 1."""
    cases = []
    for size, longest, count, window in ((5, 7, 1, 2), (4, 6, 4, 3), (6, 4, 4, 7), (2, 8, 3, 4), (5, 9, 2, 1)):
        ids, sentences = _learn_text(rng, size, longest, count)
        while len(ids) < 4 or len(ids) <= window:
            ids, sentences = _learn_text(rng, size, longest, count)
        cases.append(call(ids, sentences, size + int(rng.integers(0, 2)), window))
    return cases


def learn_glove_cases(rng):
    """One entry with full weight; small and large counts; other weights; a count at the limit; zeros."""
    cases = []
    for m, d, x_max, power, scale in (
        (1, 2, 0.5, 1, 1),
        (6, 3, 10, 0.75, 1),
        (5, 2, 100, 0.5, 2),
        (4, 5, 20, 0.75, 0.5),
    ):
        V, U = (scale * rng.normal(size=(2, m, d))).round(3)
        b, c = rng.normal(size=(2, m)).round(3)
        x = (x_max * rng.exponential(1.2, m) + 0.2).round(2)
        if m > 1:
            x[:2] = x_max, x_max * 5
        cases.append(call(V, U, b, c, x, x_max, power))
    return cases


def learn_scores_cases(rng):
    """No noise power, one noise word; three quarters; uniform noise; many noise words; fractions and zeros."""
    cases = []
    for size, k, power in ((3, 1, 1), (4, 2, 0.75), (5, 1, 0), (4, 5, 0.75), (6, 3, 0.5)):
        counts = rng.integers(1, 9, (size, size)) * (rng.random((size, size)) < 0.8).astype(float)
        counts += np.diag(rng.integers(20, 90, size)) @ rng.permutation(np.eye(size))
        cases.append(call(counts * (0.5 if size == 6 else 1), k, power))
    return cases


def learn_unseen_cases(rng):
    """One task in an alphabet of its own with rotated vectors."""
    return [call(int(rng.integers(1, 100_000)))]


def learn_unseen_room(unseen_vectors, seed):
    """Return the mean cosine similarity that is reached and the one that is asked for."""
    return learn_reached(unseen_vectors, seed)[0], LEARN_TARGET


CASES = {
    "1_word_vectors": {
        "row_means": cases_of_word_vectors,
    },
    "2_emojify": {
        "row_means": cases_of_emojify,
    },
    "3_learning_embeddings": {
        "sampling": learn_sampling_cases,
        "skipgram_pairs": learn_pairs_cases,
        "sgns": learn_sgns_cases,
        "sgd_step": learn_step_cases,
        "cooccurrence": learn_counts_cases,
        "glove": learn_glove_cases,
        "ideal_scores": learn_scores_cases,
        "unseen_vectors": learn_unseen_cases,
    },
}

MARGINS = {
    "3_learning_embeddings": {
        "unseen_vectors": Margin(
            "40 tasks, by the solution: a mean cosine similarity of 0.216, standard deviation 0.0072, at least 0.202; "
            "0.185 are asked for, 4.3 standard deviations away, a probability under 1 in 50,000. The mean vector of "
            "the words with the same last two letters reaches 0.144 to 0.163 (12 tasks), that of the word with the "
            "most n-grams in common 0.127 to 0.146 (8 tasks).",
            learn_unseen_room,
        ),
    },
}
