"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import VECTORS_GONE, vectors_reached

from grading.authoring.author import Margin
from helpers.checks.exercise import call

# ------------------------------------------------------------------------------------------- 1_word_vectors

VECTORS_NAMES = """
apple bread chair dance earth field glass horse island juice knife lemon mouse night ocean paper queen river salt table
uncle voice water yard zebra
"""
VECTORS_WORDS = VECTORS_NAMES.split()


def _vectors_map(rng, m, n):
    """Return a small vocabulary: m words with vectors of n numbers, some longer than others."""
    words = rng.choice(VECTORS_WORDS, m, replace=False)
    lengths = np.exp(rng.uniform(-1, 1, m))
    return {str(word): (length * rng.normal(size=n)).round(3) for word, length in zip(words, lengths)}


def vectors_cosine_cases(rng):
    """By hand; any two; nearly opposite; equal; a zero vector with another one and with itself; short; nearly zero."""

    def vector(n, scale=1.0):
        return scale * (rng.uniform(0.2, 2, n) * rng.choice([-1, 1], n)).round(3)

    n = int(rng.integers(3, 60))
    u, v = vector(n), vector(n)
    v[0] = u[0]
    return [
        call(rng.integers(1, 6, 2).astype(float), -rng.integers(1, 6, 2)[::-1] * np.array([1.0, -1])),
        call(u, v),
        call(v, -3 * v + vector(n, 0.4)),
        call(vector(7, 1e-12), vector(7, 1e-13)),
        call(np.zeros(n), np.zeros(n)),
        call(np.zeros(n), vector(n)),
        call(vector(n, 1e-18), vector(n, 1e-18)),
        call(vector(n, 10), vector(n) + 0.5),
    ]


def vectors_analogy_cases(rng, complete_analogy):
    """Any three words; the second one as the answer; all others in the other direction; capitals; one word twice."""

    def drawn(wanted):
        while True:
            vectors = _vectors_map(rng, int(rng.integers(9, 16)), int(rng.integers(3, 6)))
            a, b, c = (str(word) for word in rng.choice(list(vectors), 3, replace=False))
            if wanted(vectors, a, b, c):
                return vectors, a, b, c

    def other(vectors, a, b, c):
        return complete_analogy(a, b, c, vectors) not in (a, b)

    def all_behind(vectors, a, b, c):
        step = vectors[b] - vectors[a]
        return all((e - vectors[c]) @ step < -0.01 for word, e in vectors.items() if word != c)

    cases = []
    for wanted in (
        other,
        lambda vectors, a, b, c: complete_analogy(a, b, c, vectors) == b,
        all_behind,
        other,
    ):
        vectors, a, b, c = drawn(wanted)
        cases.append(call(a, b, c, vectors))
    vectors, a, b, c = drawn(other)
    cases.append(call(a.capitalize(), b.upper(), c.capitalize(), vectors))
    vectors, a, b, _ = drawn(other)
    cases.append(call(a, b, a, vectors))
    return cases


def _vectors_questions(rng, words, kinds, many):
    """Return analogies of words that are drawn; some are unknown, some have capital letters."""
    questions = []
    for number in range(many):
        four = [str(word) for word in rng.choice(words, 4, replace=False)]
        if number % 5 == 1:
            four[int(rng.integers(4))] = "kayak"
        if number % 4 == 2:
            four = [word.capitalize() for word in four]
        questions.append((kinds[number % len(kinds)], *four))
    return questions


def vectors_score_cases(rng):
    """Planted relations with the inputs left out and not; tiny vocabularies; a kind of which nothing can be asked."""
    cases = []
    for exclude in (True, False):
        n, pairs = int(rng.integers(6, 9)), 5
        names = [str(word) for word in rng.choice(VECTORS_WORDS, 2 * pairs, replace=False)]
        bases, step = rng.normal(size=(pairs, n)), 0.8 * rng.normal(size=n)
        rows = np.stack([bases, bases + step], axis=1).reshape(2 * pairs, n) + 0.2 * rng.normal(size=(2 * pairs, n))
        rows *= np.exp(rng.uniform(-1, 1, (2 * pairs, 1)))
        questions = _vectors_questions(rng, names, ["random"], 6)
        for i, j in rng.permutation([(i, j) for i in range(pairs) for j in range(pairs) if i != j])[:16]:
            questions.append(("planted", *names[2 * i : 2 * i + 2], *names[2 * j : 2 * j + 2]))
        cases.append(call(questions, names, rows.round(3), exclude))
    for exclude in (True, False, True):
        vectors = _vectors_map(rng, int(rng.integers(5, 8)), int(rng.integers(2, 4)))
        names = list(vectors)
        questions = _vectors_questions(rng, names, ["plural", "capital", "tense"], int(rng.integers(24, 36)))
        questions += [("missing", names[0], "kayak", names[1], names[2])]
        cases.append(call(questions, names, np.array(list(vectors.values())), exclude))
    return cases


def vectors_weat_cases(rng):
    """Any words; planted associations of both signs; equal associations; two words on each side."""

    def drawn(n, first, second, d, pull=0.0):
        A, B = rng.normal(size=(first, d)), rng.normal(size=(second, d))
        side = pull * (A.mean(axis=0) - B.mean(axis=0))
        X, Y = rng.normal(size=(n, d)) + side, rng.normal(size=(n, d)) - side
        lengths = np.exp(rng.uniform(-1, 1, (2 * n + first + second, 1)))
        rows = lengths * np.concatenate([X, Y, A, B])
        return np.split(rows.round(3), [n, 2 * n, 2 * n + first])

    plans = [(3, 2, 3, 4, 0), (4, 3, 3, 6, 0.5), (5, 4, 2, 5, -0.4), (2, 3, 4, 3, 0.3), (4, 2, 2, 8, 0.2)]
    cases = [drawn(*plan) for plan in plans]
    X, Y, A, B = drawn(4, 3, 2, 5, 0.2)
    Y[1:3] = 2 * X[:2]
    return [call(*case) for case in (*cases, (X, Y, A, B))]


def vectors_neutralize_cases(rng):
    """By hand; directions of any length and of length 1; a word that lies along the direction."""
    cases = []
    for n, length in ((2, 3.0), (5, 0.3), (int(rng.integers(6, 30)), 1.0), (4, 40.0)):
        vectors = _vectors_map(rng, 5, n)
        g = rng.normal(size=n)
        word = str(rng.choice(list(vectors)))
        cases.append(call(word, (length * g / np.linalg.norm(g)).round(4), vectors))
    n = int(rng.integers(5, 20))
    vectors = _vectors_map(rng, 4, n)
    g = rng.normal(size=n).round(2)
    word = str(rng.choice(list(vectors)))
    vectors[word] = -1.5 * g
    return [*cases, call(word, g, vectors)]


def vectors_equalize_cases(rng):
    """Unit vectors; axes of any length; both orders; pairs that lie on one side; a pair as a list."""
    cases = []
    for number, n in enumerate((2, 5, int(rng.integers(6, 30)), 8, 3)):
        vectors = {word: e / np.linalg.norm(e) for word, e in _vectors_map(rng, 5, n).items()}
        axis = rng.normal(size=n)
        pair = tuple(str(word) for word in rng.choice(list(vectors), 2, replace=False))
        if number in (1, 3):  # both words on one side of the axis
            for word in pair:
                e = vectors[word] + (1.2 + rng.uniform(0, 2)) * axis / np.linalg.norm(axis)
                vectors[word] = e / np.linalg.norm(e)
        if number % 2:
            axis = 4 * axis
        along = {word: vectors[word] @ axis for word in pair}
        pair = tuple(sorted(pair, key=along.get, reverse=bool(number % 2)))
        cases.append(call(list(pair) if number == 4 else pair, axis, vectors))
    return cases


def vectors_direction_cases(rng):
    """Drawn vocabularies."""
    return [call(seed=int(rng.integers(10**6))) for _ in range(4)]


def vectors_gone(find_direction, seed):
    """Return which part of the held-out association goes, and which part must."""
    return vectors_reached(find_direction, seed)[0], VECTORS_GONE


# ------------------------------------------------------------------------------------------- 2_emojify


def cases_of_emojify(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


def cases_of_learning_embeddings(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


CASES = {
    "1_word_vectors": {
        "cosine_similarity": vectors_cosine_cases,
        "complete_analogy": vectors_analogy_cases,
        "score_analogies": vectors_score_cases,
        "weat": vectors_weat_cases,
        "neutralize": vectors_neutralize_cases,
        "equalize": vectors_equalize_cases,
        "find_direction": vectors_direction_cases,
    },
    "2_emojify": {
        "row_means": cases_of_emojify,
    },
    "3_learning_embeddings": {
        "row_means": cases_of_learning_embeddings,
    },
}

MARGINS = {
    "1_word_vectors": {
        "find_direction": Margin("Not measured yet.", vectors_gone),
    },
}
