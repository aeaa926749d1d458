"""What the solved notebook on names teaches, against TensorFlow's gradients, exact distributions and stored runs."""

import sys
from collections import Counter, defaultdict

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers import data
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week1_recurrent_networks"
UNSEEN = notebooks.ROOT / "course5_sequence" / "author" / "week1_recurrent_networks" / "names_unseen.txt"


@pytest.fixture(scope="module")
def beside():
    """The modules beside the notebook."""
    sys.path.insert(0, str(WEEK))
    try:
        import names_batches
        import names_figures
        import names_ngrams
        import names_utils
    finally:
        sys.path.remove(str(WEEK))
    return {"batches": names_batches, "figures": names_figures, "ngrams": names_ngrams, "utils": names_utils}


@pytest.fixture(scope="module")
def solved(beside):
    utils, ngrams = beside["utils"], beside["ngrams"]
    given = {name: value for name, value in vars(utils).items() if callable(value)}
    return solved_functions(
        WEEK / "2_dinosaurs.ipynb",
        ALPHABET=ngrams.ALPHABET,
        letter_ngram=ngrams.letter_ngram,
        Counter=Counter,
        defaultdict=defaultdict,
        **given,
    )


@pytest.fixture
def rng():
    return np.random.default_rng(19)


@pytest.fixture
def network(rng):
    shapes = {"Wax": (6, 5), "Waa": (6, 6), "Wya": (5, 6), "b": (6, 1), "by": (5, 1)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


ALPHABET = {"\n": 0, "a": 1, "b": 2, "c": 3, "d": 4}


def test_the_gradients_are_those_of_tensorflow(beside, network, rng):
    tf = pytest.importorskip("tensorflow")
    utils, Y, a0 = beside["utils"], [3, 1, 1, 4, 0], rng.uniform(-1, 1, (6, 1))
    X = [None, *Y[:-1]]
    variables = {name: tf.Variable(value) for name, value in network.items()}
    with tf.GradientTape() as tape:
        a, loss = tf.constant(a0), 0.0
        for ix, target in zip(X, Y, strict=True):
            x = tf.zeros((5, 1), tf.float64) if ix is None else tf.one_hot([[ix]], 5, dtype=tf.float64)[0, 0][:, None]
            a = tf.tanh(variables["Wax"] @ x + variables["Waa"] @ a + variables["b"])
            loss -= tf.nn.log_softmax((variables["Wya"] @ a + variables["by"])[:, 0])[target]
    right = tape.gradient(loss, variables)
    found, cache = utils.rnn_forward(X, Y, a0, network)
    gradients, states = utils.rnn_backward(X, Y, network, cache)
    np.testing.assert_allclose(found, loss)
    np.testing.assert_allclose(states[-1], a)
    for name, slope in right.items():
        np.testing.assert_allclose(gradients[f"d{name}"], slope, rtol=1e-8, atol=1e-12)


def test_batches_have_the_gradients_of_single_names(beside, rng):
    batches, utils, ngrams = beside["batches"], beside["utils"], beside["ngrams"]
    names, weights = ["yi", "khaan", "tawa"], batches.begin(6, 0)
    loss, gradients = batches.slopes(weights, *batches.encoded(names))
    single, total, a0 = batches.classic(weights), 0.0, np.zeros((6, 1))
    sums = {f"d{name}": np.zeros_like(value) for name, value in single.items()}
    for name in names:
        Y = [ngrams.ALPHABET.index(letter) for letter in name + "\n"]
        one, cache = utils.rnn_forward([None, *Y[:-1]], Y, a0, single)
        total += one
        for key, slope in utils.rnn_backward([None, *Y[:-1]], Y, single, cache)[0].items():
            sums[key] += slope
    np.testing.assert_allclose(loss, total)
    for key, slope in batches.classic(gradients).items():
        np.testing.assert_allclose(slope, sums[f"d{key}"], atol=1e-10)


def test_names_are_drawn_with_their_probabilities(solved, beside, network):
    """The first two characters of 4,000 names, against the product of the two steps' probabilities."""
    step = beside["utils"].rnn_step_forward
    a, first = step(network, np.zeros((6, 1)), None)
    right = {(0,): first[0, 0]}
    for ix in range(1, 5):
        second = step(network, a, ix)[1][:, 0]
        right |= {(ix, after): first[ix, 0] * p for after, p in enumerate(second)}
    found = Counter(tuple(solved["sample"](network, ALPHABET, seed)[:2]) for seed in range(4000))
    for pair, p in right.items():
        assert abs(found[pair] / 4000 - p) < 5 * np.sqrt(p / 4000) + 1e-3


def test_a_network_that_never_ends_is_stopped(solved, network):
    network["by"][0] = -1000
    indices = solved["sample"](network, ALPHABET, 3)
    assert len(indices) == 51
    assert indices[-1] == 0
    assert 0 not in indices[:-1]


def test_one_name_is_learnt(solved, beside):
    """Not to the end, when it begins with a state of zeros: in training it began with what the name before had left."""
    alphabet = {"\n": 0, "i": 1, "y": 2}
    back, data_x = {ix: char for char, ix in alphabet.items()}, ["yi"]
    parameters, name = solved["model"](data_x, back, alphabet, num_iterations=3000, n_a=8, vocab_size=3)
    loss, _ = beside["utils"].rnn_forward([None, 2, 1], [2, 1, 0], np.zeros((8, 1)), parameters)
    assert loss < 0.8 < 3 * np.log(3)
    assert name.endswith("\n")
    assert name == name.capitalize()
    assert data_x == ["yi"]
    assert parameters["Wax"].shape == (8, 3)


def test_the_perplexity_of_equal_probabilities_is_their_number(solved):
    even = np.full(27, 1 / 27)
    found = solved["perplexity"](lambda prefixes: np.tile(even, (len(prefixes), 1)), ["yi", "mei"])
    assert found == pytest.approx(27)


def test_pieces_are_put_together_again_and_are_known(solved, rng):
    names = data.load_dinosaurs()
    for name in ("deinosaurus", "xxyi", "zuulraptor", names[0]):
        found = solved["pieces"](name, names)
        assert "".join(found) == name
        assert all(len(piece) == 1 or any(piece in known for known in names) for piece in found)
    assert solved["pieces"]("kol", names) == ["kol"]
    assert solved["pieces"]("", names) == []


def test_the_nucleus_is_the_smallest_set_with_its_share(solved, rng):
    from itertools import combinations

    p = rng.dirichlet(np.ones(7))
    for share in (0.2, 0.55, 0.9, 1.0):
        kept = np.flatnonzero(solved["nucleus"](p, share))
        assert p[kept].sum() >= share - 1e-12
        for size in range(len(kept)):
            assert all(p[list(some)].sum() < share for some in combinations(range(7), size))
        np.testing.assert_allclose(solved["nucleus"](p, share)[kept], p[kept] / p[kept].sum())
        np.testing.assert_allclose(solved["top_k"](p, len(kept)), solved["nucleus"](p, share))


@pytest.mark.parametrize("n", [1, 2, 5])
def test_an_ngram_gives_probabilities(beside, n):
    predict = beside["ngrams"].letter_ngram(["yi", "mei", "yinlong"], n)
    p = predict(["", "y", "yi", "zzzzzz"])
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert p.min() > 0


def test_the_stored_runs_say_what_the_notebook_says(beside):
    table = beside["figures"].runs()
    for split in range(3):
        ngrams = table["ngram", split]
        assert min(range(1, 6), key=ngrams.get) == 5
        assert ngrams[5] < table["network", split][64]
        assert table["mean", split][5] < ngrams[5]
    assert [round(table["network", split][64], 1) for split in range(3)] == [5.4, 5.8, 5.9]
    assert [round(table["ngram", split][5], 1) for split in range(3)] == [4.8, 5.1, 5.1]
    assert [round(table["mean", split][5], 1) for split in range(3)] == [4.7, 5.0, 5.0]


def test_one_row_of_the_runs_again(beside, solved):
    names = np.random.default_rng(0).permutation(data.load_dinosaurs()).tolist()
    found = solved["perplexity"](beside["ngrams"].letter_ngram(names[150:], 4), names[:150])
    assert found == pytest.approx(beside["figures"].runs()["ngram", 0][4], abs=1e-3)


def test_unseen_names_are_in_no_released_list():
    unseen = UNSEEN.read_text(encoding="ascii").split()
    assert len(unseen) == len(set(unseen)) == 140
    assert not set(unseen) & set(data.load_dinosaurs())


def test_letters_are_predicted_whatever_the_alphabet(solved):
    """The solution knows nothing of dinosaurs: other letters for the same names give the same probabilities."""
    names = data.load_dinosaurs()[::5]
    turned = str.maketrans("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")
    p = solved["letter_model"](names)(["tyr", "", "ankylo"])
    q = solved["letter_model"]([name.translate(turned) for name in names])(["gbi", "", "zmpbol"])
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(p[:, 1:], q[:, :0:-1])
    np.testing.assert_allclose(p[:, 0], q[:, 0])


def test_who_knows_all_dinosaurs_is_refused(beside):
    """In the hidden cases, with names that nobody has, in another alphabet."""
    checks = load(WEEK / "checks.py")
    unseen = tuple(UNSEEN.read_text(encoding="ascii").split()[:130])
    all_known = beside["ngrams"].letter_ngram(data.load_dinosaurs(), 5)
    reached, best, sentence = checks.names_reached(lambda names: all_known, 5, unseen)
    assert sentence is None
    assert reached > 2 * best


def test_no_question_tells_the_answer_to_a_later_one():
    calls, right = load(WEEK / "checks.py")._names_calls(["yi", "mei", "yinlong"])
    assert [len(prefix) for prefixes in calls for prefix in prefixes] == sorted(
        len(prefix) for prefixes in calls for prefix in prefixes
    )
    assert sum(map(len, right)) == 2 + 3 + 7 + 3


@pytest.mark.slow
def test_training_in_batches_is_fast_and_learns(beside, solved):
    names = np.random.default_rng(0).permutation(data.load_dinosaurs()).tolist()
    weights, curve = beside["batches"].train(names[150:], seed=0)
    assert curve[-1, 0] < 20
    assert solved["perplexity"](beside["batches"].predictor(weights), names[:150]) < 5.8


@pytest.mark.slow
def test_the_network_for_verse_has_learnt(beside):
    pytest.importorskip("keras")
    sys.path.insert(0, str(WEEK))
    import names_verse as verse

    writer, text = verse.load(verse.network()), data.load_verse()
    assert verse.perplexity(writer, text[-8000:]) < 7
    lines = verse.write(writer, "of man's first ", 40, [0.5, 1.0], seed=1)
    assert all(len(line) == 55 and line.startswith("of man's first ") for line in lines.values())
