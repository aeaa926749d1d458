"""What the solved notebook of recurrent networks by hand teaches, against Keras, TensorFlow and finite differences."""

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week1_recurrent_networks"
GIVEN, CHECKS = load(WEEK / "steps_given.py"), load(WEEK / "checks.py")
SIZES = [(1, 1, 1, 1), (2, 3, 4, 5), (4, 2, 3, 7), (3, 3, 3, 3)]
every_size = pytest.mark.parametrize("sizes", SIZES)
GATES = {"lstm": "fico", "gru": "zrh"}


@pytest.fixture(scope="module")
def steps():
    """The solved functions."""
    return solved_functions(WEEK / "1_step_by_step.ipynb", given=GIVEN)


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def drawn(cell, sizes):
    """Return x, a0 and parameters."""
    rng = np.random.default_rng(3)
    return GIVEN.random_rnn(rng, *sizes) if cell == "rnn" else GIVEN.random_gated(rng, GATES[cell], *sizes)


def layer_of(keras, cell, parameters, n_x):
    """Return Keras's layer with these weights, in double precision."""
    n_a = len(parameters["ba" if cell == "rnn" else "bh" if cell == "gru" else "bf"])
    options = {"return_sequences": True, "return_state": True, "dtype": "float64"}
    if cell == "rnn":
        layer = keras.layers.SimpleRNN(n_a, **options)
        weights = parameters["Wax"].T, parameters["Waa"].T, parameters["ba"][:, 0]
    else:
        gates = GATES[cell]  # Keras's order, too: i, f, c, o for the LSTM, z, r, h for the GRU
        gates = "ifco" if cell == "lstm" else gates
        options |= {"reset_after": False} if cell == "gru" else {}
        layer = (keras.layers.LSTM if cell == "lstm" else keras.layers.GRU)(n_a, **options)
        stacked = [parameters[f"W{gate}"].T for gate in gates]
        weights = (
            np.concatenate([W[n_a:] for W in stacked], axis=1),
            np.concatenate([W[:n_a] for W in stacked], axis=1),
            np.concatenate([parameters[f"b{gate}"][:, 0] for gate in gates]),
        )
    layer.build((None, None, n_x))
    layer.set_weights(weights)
    return layer


@every_size
@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_the_forward_pass_is_keras(steps, keras, cell, sizes):
    x, a0, parameters = drawn(cell, sizes)
    a, y, *rest, (caches, same) = steps[f"{cell}_forward"](x, a0, parameters)
    layer = layer_of(keras, cell, parameters, len(x))
    begin = [a0.T] + ([np.zeros(a0.T.shape)] if cell == "lstm" else [])
    theirs, *states = layer(x.transpose(1, 2, 0), initial_state=begin)
    np.testing.assert_allclose(a.transpose(1, 2, 0), theirs, atol=1e-9)
    if cell == "lstm":
        np.testing.assert_allclose(rest[0][:, :, -1].T, states[1], atol=1e-9)
    output = parameters["Wya" if cell == "rnn" else "Wy"], parameters["by"]
    scores = np.einsum("yu,umt->ymt", output[0], a) + output[1][:, :, None]
    np.testing.assert_allclose(y, np.exp(scores) / np.exp(scores).sum(axis=0), atol=1e-12)
    assert len(caches) == x.shape[2]
    assert same is x


@every_size
@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_the_backward_pass_is_tensorflows(steps, keras, cell, sizes):
    tf = pytest.importorskip("tensorflow")
    x, a0, parameters = drawn(cell, sizes)
    a, *_, caches = steps[f"{cell}_forward"](x, a0, parameters)
    da = np.random.default_rng(5).normal(size=a.shape)
    found = steps[f"{cell}_backward"](da, caches)
    layer = layer_of(keras, cell, parameters, len(x))
    inputs, begin = tf.Variable(x.transpose(1, 2, 0)), tf.Variable(a0.T)
    with tf.GradientTape() as tape:
        states = [begin] + ([tf.zeros_like(begin)] if cell == "lstm" else [])
        cost = tf.reduce_sum(layer(inputs, initial_state=states)[0] * da.transpose(1, 2, 0))
    weights = [weight.value for weight in layer.trainable_weights]
    theirs = [tf.convert_to_tensor(part).numpy() for part in tape.gradient(cost, [inputs, begin, *weights])]
    np.testing.assert_allclose(found["dx"].transpose(1, 2, 0), theirs[0], atol=1e-9)
    np.testing.assert_allclose(found["da0"].T, theirs[1], atol=1e-9)
    if cell == "rnn":
        np.testing.assert_allclose(found["dWax"].T, theirs[2], atol=1e-9)
        np.testing.assert_allclose(found["dWaa"].T, theirs[3], atol=1e-9)
        np.testing.assert_allclose(found["dba"][:, 0], theirs[4], atol=1e-9)
        return
    for place, gate in enumerate("ifco"):
        part = slice(place * len(a0), (place + 1) * len(a0))
        np.testing.assert_allclose(found[f"dW{gate}"].T[: len(a0)], theirs[3][:, part], atol=1e-9)
        np.testing.assert_allclose(found[f"dW{gate}"].T[len(a0) :], theirs[2][:, part], atol=1e-9)
        np.testing.assert_allclose(found[f"db{gate}"][:, 0], theirs[4][part], atol=1e-9)


@every_size
def test_the_mended_function_agrees_with_finite_differences_and_the_suspect_does_not(steps, sizes):
    assert steps["suspicious"](steps["mended_backward"], *sizes) == []
    n_a, T_x = sizes[1], sizes[3]
    assert bool(steps["suspicious"](steps["suspect_backward"], *sizes)) == (T_x > 2 or (T_x == 2 and n_a > 1))


def test_the_colleagues_check_sees_nothing(steps):
    assert steps["suspicious"](steps["suspect_backward"], 3, 1, 5, 2) == []


@every_size
def test_a_suspect_without_a_fault_is_correct(steps, sizes):
    a, _, caches = steps["rnn_forward"](*drawn("rnn", sizes))
    da = np.random.default_rng(5).normal(size=a.shape)
    found = CHECKS.steps_suspect("", (0, 0, 0, 0), 1.0)(da, caches)
    for name, right in steps["rnn_backward"](da, caches).items():
        assert np.abs(found[name] - right).max() <= 5e-7 * np.abs(right).max()


def test_the_judge_of_a_memory_computes_an_lstm(steps):
    parameters = steps["remembering_lstm"]()
    x = np.zeros((2, 5, 30))
    x[0] = np.random.default_rng(1).uniform(0.1, 0.9, (5, 30))
    x[1, :, 7] = 1
    _, y, _, _ = steps["lstm_forward"](x, np.zeros((3, 5)), parameters)
    np.testing.assert_allclose(y[0, :, -1], x[0, :, 7], atol=CHECKS.STEPS_CLOSE)
    np.testing.assert_allclose(CHECKS._steps_recalled(parameters, x), y[0, :, -1], atol=1e-12)


def test_no_single_unit_remembers_well_enough():
    """The read-out of one scale is off by more than is allowed, however it is chosen."""
    v = np.linspace(0.1, 0.9, 81)
    for scale in (0.01, 0.1, 0.5, 1, 2, 4):
        state = np.tanh(np.tanh(scale * (v - 0.5)))
        gains = np.linspace(0.5, 8, 400)[:, None] / scale
        assert np.abs(1 / (1 + np.exp(-gains * state)) - v).max(axis=1).min() > 2 * CHECKS.STEPS_CLOSE


def test_gradients_vanish_explode_and_are_kept(steps):
    def ends(lengths, setting):
        return [np.log10(lengths(*setting, seed)[-1]) for seed in range(5)]

    steps["gated_lengths"].__globals__["CELLS"] = {
        "LSTM": ("fico", "bf", steps["lstm_forward"], steps["lstm_carried"]),
        "GRU": ("zrh", "bz", steps["gru_forward"], steps["gru_carried"]),
    }
    assert max(ends(steps["rnn_lengths"], (0.5, False))) < -25
    assert max(ends(steps["rnn_lengths"], (1, False))) < -7
    assert min(ends(steps["rnn_lengths"], (2, False))) > -1
    assert max(ends(steps["rnn_lengths"], (2, False))) > 2
    assert min(ends(steps["rnn_lengths"], (3, False))) > 5
    assert max(ends(steps["rnn_lengths"], (1, True))) < -9
    for cell in ("LSTM", "GRU"):
        assert max(ends(steps["gated_lengths"], (cell, 0))) < -14
        assert min(ends(steps["gated_lengths"], (cell, 5))) > -1
        assert max(ends(steps["gated_lengths"], (cell, 5))) < 2


def test_the_stored_trainings_are_as_the_text_says():
    shares = {}
    for run in GIVEN.runs():
        shares.setdefault((run["cell"], int(run["length"])), []).append(float(run["correct"]))
    assert min(min(shares[cell, length]) for cell in ("RNN", "LSTM") for length in (6, 12)) > 0.98
    assert min(shares["LSTM", 25]) > 0.99
    assert max(shares["RNN", 50]) < 0.55
    assert sum(share > 0.99 for share in shares["LSTM", 50]) == 3
