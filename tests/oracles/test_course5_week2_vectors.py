"""What the solved notebook on word vectors teaches, against gensim, SciPy and what it says of its tables."""

import csv
from itertools import permutations

import numpy as np
import pytest
from conftest import solved_functions
from scipy.spatial.distance import cosine
from scipy.stats import permutation_test

from grading import notebooks
from helpers import pretrained
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week2_word_embeddings"


@pytest.fixture(scope="module")
def solved():
    return solved_functions(WEEK / "1_word_vectors.ipynb")


@pytest.fixture(scope="module")
def given():
    return load(WEEK / "vectors_words.py")


@pytest.fixture(scope="module")
def glove():
    words, vectors = pretrained.glove()
    return words, vectors.astype(float)


@pytest.fixture
def rng():
    return np.random.default_rng(52)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def test_cosines_are_those_of_scipy(solved, rng):
    for n in (2, 7, 50):
        u, v = rng.normal(size=(2, n))
        assert np.isclose(solved["cosine_similarity"](u, v), 1 - cosine(u, v))
    assert solved["cosine_similarity"](np.zeros(3), np.zeros(3)) == 1
    assert solved["cosine_similarity"](np.zeros(3), np.ones(3)) == 0


def test_the_four_analogies_of_the_original(solved, glove):
    vector_of = dict(zip(*glove))
    for three, answer in (
        ("italy italian spain", "spanish"),
        ("man woman boy", "girl"),
        ("small smaller large", "larger"),
    ):
        assert solved["complete_analogy"](*three.split(), vector_of) == answer


def test_sums_of_vectors_give_the_answers_of_gensim(solved, given, glove):
    models = pytest.importorskip("gensim.models")
    words, vectors = glove
    model = models.KeyedVectors(vectors.shape[1])
    model.add_vectors(words, vectors)
    questions = given.questions(step=97)
    scores = solved["score_analogies"](questions, words, vectors, True)
    assert sum(asked for asked, _, _ in scores.values()) == len(questions)
    correct = dict.fromkeys(scores, 0)
    for kind, a, b, c, d in questions:
        correct[kind] += model.most_similar(positive=[b, c], negative=[a], topn=1)[0][0] == d
    assert {kind: right for kind, (_, right, _) in scores.items()} == correct


def test_every_word_of_the_lists_is_in_the_vocabulary_and_no_test_repeats_a_word(given, glove):
    words = set(glove[0])
    listed = [word for name in given.LISTS for word in given.listed(name)] + given.OCCUPATIONS.split()
    listed += [word for text in (*given.PAIRS, given.DEFINING) for pair in given.pairs(text) for word in pair]
    assert not set(listed) - words
    for one, other in (("men", "women"), ("good", "pleasant"), ("bad", "unpleasant"), ("pleasant", "unpleasant")):
        assert not set(given.listed(one)) & set(given.listed(other))
    defining = {word for pair in given.pairs(given.DEFINING) for word in pair}
    assert not defining & set(given.listed("men") + given.listed("women"))


def test_the_p_value_is_that_of_scipy(solved, rng):
    X, Y, A, B = (rng.normal(size=(rows, 6)) for rows in (4, 4, 3, 2))
    X = X + 0.5 * A.mean(axis=0)

    def associations(Z):
        return (unit(Z) @ unit(A).T).mean(axis=1) - (unit(Z) @ unit(B).T).mean(axis=1)

    def difference(x, y, axis):
        return x.mean(axis=axis) - y.mean(axis=axis)

    x, y = associations(X), associations(Y)
    right = permutation_test((x, y), difference, vectorized=True, n_resamples=np.inf, alternative="greater")
    found = solved["weat"](X, Y, A, B)
    np.testing.assert_allclose(found, (x.mean() - y.mean(), right.statistic / np.r_[x, y].std(ddof=1), right.pvalue))


def test_a_neutralized_word_is_as_near_to_both_words_of_an_equalized_pair(solved, rng):
    vector_of = {word: unit(rng.normal(size=9)) for word in "abc"}
    g = rng.normal(size=9)
    one, other = solved["equalize"](("a", "b"), g, vector_of)
    third = solved["neutralize"]("c", g, vector_of)
    assert np.isclose(third @ g, 0) and np.isclose(third @ one, third @ other)
    np.testing.assert_allclose([one @ one, other @ other, (one + other) @ g], [1, 1, 0], atol=1e-12)
    assert np.sign((one - other) @ g) == np.sign((vector_of["a"] - vector_of["b"]) @ g)
    difference = one - other
    assert np.isclose(abs(difference @ g), np.linalg.norm(difference) * np.linalg.norm(g))


def test_the_equalized_pair_of_the_original(solved, glove):
    """With the direction woman minus man and unit vectors, the components are those of its newest edition."""
    vector_of = {word: unit(row) for word, row in zip(*glove)}
    g = unit(vector_of["woman"] - vector_of["man"])
    one, other = solved["equalize"](("man", "woman"), g, vector_of)
    np.testing.assert_allclose([one @ g, other @ g], [-0.2387, 0.2387], atol=2e-3)


def test_the_neutralized_direction_takes_the_difference_and_not_the_order(solved, given, glove):
    words, vectors = glove
    vector_of = dict(zip(words, unit(vectors)))
    g = np.mean([vector_of[woman] - vector_of[man] for man, woman in given.pairs(given.DEFINING)], axis=0)

    def measured(change):
        lists = [given.listed(name) for name in ("career", "family", "men", "women")]
        return solved["weat"](*(np.array([change(word) for word in words]) for words in lists))

    before, after = measured(vector_of.get), measured(lambda word: solved["neutralize"](word, g, vector_of))
    assert before[0] > 0.1 and before[1] > 1.5 and before[2] < 0.001
    assert abs(after[0]) < 0.025 and after[1] > 0.7


def test_neutralized_relations_survive_in_the_score_without_inputs(solved, given, glove):
    words, vectors = glove
    vector_of = dict(zip(words, unit(vectors)))
    kind = "country and people"
    offset = np.mean([vector_of[end] - vector_of[start] for start, end in given.pairs(kind)], axis=0)
    gone = np.array([solved["neutralize"](word, offset, vector_of) for word in words])
    questions = given.questions([kind], step=5)
    for exclude, low, high in ((False, 0, 0.1), (True, 0.9, 1)):
        asked, correct, _ = solved["score_analogies"](questions, words, gone, exclude)[kind]
        assert low <= correct / asked <= high


def test_the_tables_hold_what_the_text_says_of_them():
    tables = {}
    for name in ("analogies", "weat", "sides"):
        with open(WEEK / f"vectors_{name}.csv", encoding="utf-8") as file:
            tables[name] = list(csv.DictReader(file))
    share = {(row["rule"], row["kind"]): float(row["correct"]) for row in tables["analogies"] if row["left_out"] == "c"}
    kinds = {kind for _, kind in share}
    assert len(kinds) == 7 and all(share["addition", kind] > share["direction", kind] for kind in kinds)

    def mean(choice):
        rows = [row for row in tables["weat"] if row["choice"] == choice and row["test"] == "career, family"]
        return np.mean([float(row["difference"]) for row in rows])

    assert mean("eight pairs") < 0.15 * mean("none") < mean("one pair") < 0.35 * mean("none")
    after = {
        choice: [float(row["classifier_after"]) for row in tables["sides"] if row["choice"] == choice]
        for choice in ("men and women", "random words", "random direction", "normal numbers")
    }
    assert max(after["normal numbers"]) < 0.55 < min(after["men and women"])
    assert max(after["men and women"]) <= min(after["random words"] + after["random direction"])


def test_the_direction_clears_both_thresholds(solved):
    """On drawn vocabularies, where the planted direction is known to the judge alone."""
    checks = load(WEEK / "checks.py")
    for seed in range(30):
        gone, lost, sentence = checks.vectors_reached(solved["find_direction"], seed)
        assert gone >= 0.82 and lost < 0.06 and sentence is None


def test_questions_are_all_ordered_pairs(given):
    for kind in given.PAIRS:
        pairs = given.pairs(kind)
        assert given.questions([kind]) == [(kind, *one, *other) for one, other in permutations(pairs, 2)]
