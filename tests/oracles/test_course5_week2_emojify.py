"""What the solved notebook on emoji teaches, against Keras, scikit-learn and the theorem about averages."""

import csv
from collections import Counter

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers import data
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week2_word_embeddings"
AUTHOR = notebooks.ROOT / "course5_sequence" / "author" / "week2_word_embeddings"
NEGATORS = {"not", "never", "no", "nobody", "nothing"}


@pytest.fixture(scope="module")
def given():
    pytest.importorskip("keras")
    return load(WEEK / "emoji_network.py")


@pytest.fixture(scope="module")
def solved(given):
    return solved_functions(WEEK / "2_emojify.ipynb", keras=pytest.importorskip("keras"), given=given)


@pytest.fixture(scope="module")
def vectors(given):
    return given.read_glove_vecs()[2]


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def averages(solved, vectors, sentences):
    return np.array([solved["sentence_to_avg"](str(sentence), vectors) for sentence in sentences])


def test_the_gradient_of_softmax_regression_is_that_of_keras(solved, rng):
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    words = {word: rng.normal(size=3) for word in "abcde"}
    X, Y = np.array(["a b", "c", "d e a", "b"]), np.array([0, 2, 1, 2])
    _, W, b = solved["model"](X, Y, words, 0.3, 4)
    V, c = tf.Variable(np.zeros((3, 3))), tf.Variable(np.zeros(3))
    for _ in range(4):
        for sentence, label in zip(X, Y):
            a = tf.constant(np.mean([words[word] for word in sentence.split()], axis=0))
            with tf.GradientTape() as tape:
                cost = keras.ops.sparse_categorical_crossentropy([int(label)], (V @ a[:, None])[:, 0][None] + c, True)
            for variable, gradient in zip((V, c), tape.gradient(cost, (V, c))):
                variable.assign_sub(0.3 * gradient)
    np.testing.assert_allclose(W, V.numpy(), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(b, c.numpy(), rtol=1e-5, atol=1e-7)


def test_regression_is_right_about_three_in_four_sentences_and_about_no_group(solved, given, vectors):
    emoji = data.load_emoji()
    _, W, b = solved["model"](emoji.X_train, emoji.Y_train, vectors, num_iterations=200)
    found = averages(solved, vectors, emoji.X_test) @ W.T + b
    assert np.mean(found.argmax(axis=1) == emoji.Y_test) > 0.75
    sentences, labels = given.negation("test")
    z = averages(solved, vectors, sentences.ravel()) @ W.T + b
    correct = (np.where(z[:, 2] > z[:, 3], 2, 3) == labels.ravel()).reshape(-1, 4)
    assert correct.sum(axis=1).max() <= 3


def _swapped(one, other):
    """Return how two sentences differ in their words, whatever the order."""
    counts = Counter(one.split())
    counts.subtract(other.split())
    return {word: count for word, count in counts.items() if count}


def test_no_linear_function_of_averages_solves_a_group(solved, given, vectors, rng):
    """Nor one that is fitted to that group alone."""
    groups = [group for part in ("train", "test") for group in given.negation(part)[0]]
    same = [group for group in groups if _swapped(*group[:2]) == _swapped(*group[2:])]
    assert len(groups) - len(same) == 2  # whose negations differ: "no fun" and "not boring"
    groups = same
    for group in groups:
        A = averages(solved, vectors, group)
        for _ in range(20):
            signs = np.sign(A @ rng.normal(size=50) + rng.normal())
            assert signs.tolist() != [1, -1, -1, 1]
        best = np.linalg.lstsq(np.column_stack([A, np.ones(4)]), np.array([1, -1, -1, 1]), rcond=None)[0]
        assert (np.sign(A @ best[:-1] + best[-1]) == [1, -1, -1, 1]).sum() <= 3


@pytest.mark.parametrize("path", [WEEK / "emoji_negation.csv", AUTHOR / "emoji_unseen_negation.csv"])
def test_groups_are_two_pairs_with_the_same_words(path, vectors):
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    groups = [rows[place : place + 4] for place in range(0, len(rows), 4)]
    assert len(groups) in (16, 36)
    for group in groups:
        assert len({row["group"] for row in group}) == 1 and [row["label"] for row in group] == list("2332")
        words = [row["sentence"].split() for row in group]
        assert all(word in vectors for sentence in words for word in sentence)
        assert [bool(NEGATORS & set(sentence)) for sentence in words] == [False, False, True, True]


def test_hidden_sentences_are_not_among_those_of_the_notebook():
    def read(path):
        with path.open(encoding="utf-8") as file:
            return {row["sentence"].lower() for row in csv.DictReader(file)}

    released = read(WEEK / "emoji_negation.csv") | read(WEEK / "emoji_more.csv")
    assert not released & (read(AUTHOR / "emoji_unseen_negation.csv") | read(AUTHOR / "emoji_unseen_classes.csv"))


def test_indices_and_rows_belong_together(solved, rng):
    words = {word: rng.normal(size=4).astype(np.float32) for word in "abcdefg"}
    indices = {word: number for number, word in enumerate("gfedcba", start=1)}
    layer = solved["pretrained_embedding_layer"](words, indices)
    found = np.asarray(layer(solved["sentences_to_indices"](np.array(["A x c", "g"]), indices, 3)))
    zero = np.zeros(4)
    np.testing.assert_allclose(found, [[words["a"], words["c"], zero], [words["g"], zero, zero]])
    assert not layer.trainable_weights


def test_the_network_has_the_parameters_of_the_text(solved, rng):
    words = {f"w{k}": rng.normal(size=50) for k in range(20)}
    network = solved["Emojify_V2"]((10,), words, {word: k for k, word in enumerate(words, start=1)})
    assert network.count_params() == 223_877 + 21 * 50
    assert sum(int(np.prod(weights.shape)) for weights in network.trainable_weights) == 223_877


def test_a_masked_network_computes_what_it_computes_of_the_words_alone(solved, rng):
    keras = pytest.importorskip("keras")
    words = {f"w{k}": rng.normal(size=5) for k in range(9)}
    embedding = solved["pretrained_embedding_layer"](words, {word: k for k, word in enumerate(words, start=1)})
    layers = [embedding, keras.layers.LSTM(4, return_sequences=True), keras.layers.LSTM(3), keras.layers.Dense(2)]
    masked = solved["mask_padding"](keras.Sequential([keras.Input((7,)), *layers]))
    for padded in ([3, 5, 9, 0, 0, 0, 0], [0, 0, 3, 5, 9, 0, 0], [3, 0, 5, 0, 0, 0, 9]):
        alone = np.array([[3, 5, 9]])
        for layer in layers:
            alone = layer(alone)
        np.testing.assert_allclose(masked(np.array([padded])), alone, rtol=1e-5, atol=1e-6)


def test_features_tell_groups_by_a_classifier_of_scikit_learn(solved, given, vectors):
    linear_model = pytest.importorskip("sklearn.linear_model")
    features = lambda X: solved["negation_features"](X, vectors)  # noqa: E731
    emoji, (groups, labels), (asked, right) = data.load_emoji(), given.negation("train"), given.negation("test")
    X, Y = np.concatenate([emoji.X_train, groups.ravel()]), np.concatenate([emoji.Y_train, labels.ravel()])
    classifier = linear_model.LogisticRegression(C=10, max_iter=2000).fit(features(X), Y)
    assert classifier.score(features(emoji.X_test), emoji.Y_test) > 0.7
    z = classifier.decision_function(features(asked.ravel()))
    correct = (np.where(z[:, 2] > z[:, 3], 2, 3) == right.ravel()).reshape(-1, 4)
    assert correct.all(axis=1).mean() > 0.3


def test_the_table_of_runs_says_what_the_text_says():
    with (WEEK / "emoji_runs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    mean = lambda network, groups, key: np.mean(  # noqa: E731
        [float(row[key]) for row in rows if row["network"] == network and row["groups"] == groups]
    )
    assert all(float(row["solved"]) == 0 for row in rows if row["groups"] == "no" or row["network"] == "average")
    assert mean("LSTM", "yes", "pairs") > mean("windows of three", "yes", "pairs") > mean("average", "yes", "pairs")


@pytest.mark.slow
def test_a_network_with_order_learns_from_groups(given):
    assert given.measure("LSTM", True, 0)[2] > 0.6
