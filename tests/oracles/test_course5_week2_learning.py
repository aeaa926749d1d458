"""What the solved notebook on learning word vectors teaches, against gensim, TensorFlow, optimizers and stored runs."""

import collections
import sys

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import minimize

from grading import notebooks
from helpers import data

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week2_word_embeddings"


@pytest.fixture(scope="module")
def beside():
    """The modules beside the notebook."""
    sys.path.insert(0, str(WEEK))
    try:
        import learn_evaluation
        import learn_figures
        import learn_text
        import learn_training
    finally:
        sys.path.remove(str(WEEK))
    modules = (learn_evaluation, learn_figures, learn_text, learn_training)
    return {module.__name__.removeprefix("learn_"): module for module in modules}


@pytest.fixture(scope="module")
def solved():
    return solved_functions(WEEK / "3_learning_embeddings.ipynb")


@pytest.fixture(scope="module")
def corpus(beside):
    return beside["text"].read(data.load_austen(), 5)


@pytest.fixture
def rng():
    return np.random.default_rng(52)


@pytest.fixture(scope="module")
def gensim_model(corpus):
    """gensim's skip-gram with the same settings, untrained."""
    word2vec = pytest.importorskip("gensim.models.word2vec")
    sentences = collections.defaultdict(list)
    for word, sentence in zip(corpus.ids, corpus.sentences, strict=True):
        sentences[sentence].append(corpus.words[word])
    model = word2vec.Word2Vec(
        vector_size=50,
        window=5,
        min_count=5,
        sg=1,
        negative=5,
        sample=1e-3,
        ns_exponent=0.75,
        workers=1,
        seed=1,
        alpha=0.05,
    )
    model.build_vocab(sentences.values())
    return model, list(sentences.values())


def test_the_distributions_are_those_of_gensim(solved, corpus, gensim_model):
    """Its noise is the same; its subsampling is that of the program word2vec, which adds t / f to the paper's."""
    model = gensim_model[0]
    stays, noise = solved["sampling"](corpus.counts, 1e-3, 0.75)
    order = [model.wv.key_to_index[word] for word in corpus.words]
    theirs = np.diff(model.cum_table.astype(float), prepend=0)[order] / model.cum_table[-1]
    np.testing.assert_allclose(noise, theirs, atol=2e-9)
    sample = np.array([model.wv.get_vecattr(word, "sample_int") for word in corpus.words]) / (2**32 - 1)
    frequencies = corpus.counts / corpus.counts.sum()
    common = stays < 0.5
    np.testing.assert_allclose(sample[common], (stays + 1e-3 / frequencies)[common], rtol=1e-4)


def test_three_epochs_are_as_good_as_gensim(solved, beside, corpus, gensim_model):
    model, sentences = gensim_model
    model.train(sentences, total_examples=len(sentences), epochs=3)
    theirs = np.array([model.wv[word] for word in corpus.words])
    functions = [solved[name] for name in ("sampling", "skipgram_pairs", "sgd_step")]
    lines = []
    mine, _ = beside["training"].train(corpus, functions, report=lines.append)
    shared = beside["evaluation"].shared
    assert shared(corpus.words, mine) > max(0.08, 0.8 * shared(corpus.words, theirs))
    assert "loss 2.5" in lines[2]
    assert "mother" in beside["evaluation"].nearest(corpus.words, mine, "sister", count=20)


def test_the_gradients_are_those_of_tensorflow(solved, rng):
    tf = pytest.importorskip("tensorflow")
    V, U = (tf.constant(rng.normal(size=shape)) for shape in ((5, 3), (5, 4, 3)))
    b, c = (tf.constant(rng.normal(size=5)) for _ in range(2))
    x = tf.constant(rng.uniform(0.5, 30, 5))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([V, U, b, c])
        scores = tf.einsum("md,mkd->mk", V, U)
        loss = -tf.reduce_sum(tf.math.log_sigmoid(scores[:, 0])) - tf.reduce_sum(tf.math.log_sigmoid(-scores[:, 1:]))
        error = scores[:, 0] + b + c - tf.math.log(x)
        cost = tf.reduce_sum(tf.minimum(tf.constant(1.0, tf.float64), (x / 10) ** 0.75) * error**2)
    for mine, right in zip(solved["sgns"](V.numpy(), U.numpy()), (loss, *tape.gradient(loss, [V, U])), strict=True):
        np.testing.assert_allclose(mine, right, rtol=1e-9)
    slopes = tape.gradient(cost, [V, U, b, c])
    slopes[1] = slopes[1][:, 0]
    mine = solved["glove"](V.numpy(), U.numpy()[:, 0], b.numpy(), c.numpy(), x.numpy(), 10, 0.75)
    for one, right in zip(mine, (cost, *slopes), strict=True):
        np.testing.assert_allclose(one, right, rtol=1e-9)


def test_large_scores_give_no_warning(solved):
    V, U = np.array([[1000.0]]), np.array([[[-1.0], [1.0]]])
    with np.errstate(all="raise", under="ignore"):
        loss, dV, _ = solved["sgns"](V, U)
    assert loss == 2000
    assert dV == [[2.0]]


def test_pairs_and_counts_agree(solved, corpus):
    """Pairs within one reach everywhere, weighted by their distance, are the matrix."""
    ids, sentences = corpus.ids[:4000] % 50, corpus.sentences[:4000]
    X = np.zeros((50, 50))
    before = 0
    for reach in (1, 2, 3):
        pairs = solved["skipgram_pairs"](ids, sentences, np.full(len(ids), reach))
        counts = np.zeros((50, 50))
        np.add.at(counts, pairs, 1)
        X, before = X + (counts - before) / reach, counts
    np.testing.assert_allclose(X, solved["cooccurrence"](ids, sentences, 50, 3))


def test_the_ideal_scores_minimize_the_expected_loss(solved, rng):
    counts = rng.integers(5, 60, (3, 3)).astype(float)
    q = counts.sum(axis=0) ** 0.75
    noise = 2 * counts.sum(axis=1, keepdims=True) * q / q.sum()

    def expected(s):
        s = s.reshape(3, 3)
        return np.sum(counts * np.logaddexp(0, -s) + noise * np.logaddexp(0, s))

    best = minimize(expected, np.zeros(9), tol=1e-10).x.reshape(3, 3)
    np.testing.assert_allclose(np.maximum(best, 0), solved["ideal_scores"](counts, 2, 0.75), atol=1e-4)


def test_the_ngrams_of_the_text_are_those_of_gensim():
    ngrams = pytest.importorskip("gensim.models.fasttext_inner").compute_ngrams("unkind", 3, 6)
    assert {"<un", "unk", "nki", "ind>"} < set(ngrams)


def test_the_stored_vectors_are_better_than_a_short_run(beside):
    words, vectors = data.load_word_vectors()
    assert len(words) == 6936
    assert vectors.shape == (6936, 50)
    shares = beside["figures"].numbers("neighbours")
    assert beside["evaluation"].shared(words, vectors) > 1.4 * shares["skip-gram"].max()


def test_a_damaged_file_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    for name, load in (("austen.txt.xz", data.load_austen), ("word_vectors.npz", data.load_word_vectors)):
        with pytest.raises(FileNotFoundError, match=name):
            load()
        (tmp_path / name).write_bytes(b"damaged")
        with pytest.raises(ValueError, match=f"{name} is damaged"):
            load()


def test_sentences_end_and_titles_do_not_end_them(beside):
    corpus = beside["text"].read("Mr. Darcy walked. He _did_ walk; she didn't!\n\nOh", 1)
    assert beside["text"].split("Mr. Darcy walked. He _did_ walk; she didn't!\n\nOh") == [
        ["mr", "darcy", "walked"],
        ["he", "did", "walk"],
        ["she", "didn't"],
    ]
    assert corpus.sentences.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert [corpus.words[number] for number in corpus.ids[:3]] == ["mr", "darcy", "walked"]
