"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import STEPS_CLOSE, STEPS_SHOW, steps_remembered

from grading.authoring.author import Margin
from helpers.checks.exercise import call

# ------------------------------------------------------------------------------------------ 1_step_by_step


def _steps_numbers(rng, *shape):
    """Return numbers that are neither 0 nor small, of both signs."""
    return (rng.uniform(0.2, 1.2, shape) * rng.choice([-1, 1], shape)).round(3)


def _steps_sizes(rng):
    """Return n_x, n_a and m: three different sizes."""
    return [int(size) for size in rng.permutation([2, 3, 4])]


def _steps_rnn(rng, n_x, n_a, n_y):
    """Return the parameters of a plain recurrent network."""
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return {name: _steps_numbers(rng, *shape) for name, shape in shapes.items()}


def _steps_gated(rng, gates, n_x, n_a, n_y):
    """Return the parameters of a gated one."""
    shapes = {f"W{gate}": (n_a, n_a + n_x) for gate in gates} | {f"b{gate}": (n_a, 1) for gate in gates}
    shapes |= {"Wy": (n_y, n_a), "by": (n_y, 1)}
    return {name: _steps_numbers(rng, *shape) for name, shape in shapes.items()}


def _steps_cells(rng):
    """Return sizes n_x, n_a, m, n_y of single steps: one of each; three different ones; one example; one unit."""
    n_x, n_a, m = _steps_sizes(rng)
    return [(1, 1, 1, 2), (n_x, n_a, m, 2), (3, 2, 1, 3), (2, 1, 3, 3)]


def _steps_loops(rng):
    """Return the same with T_x in the fourth place, and n_y behind it: one step, several, one input, one example."""
    n_x, n_a, m = _steps_sizes(rng)
    return [(2, 2, 2, 1, 2), (n_x, n_a, m, 3, 2), (1, 2, 2, int(rng.integers(3, 5)), 3), (2, 2, 1, 3, 2)]


def steps_rnn_cell_cases(rng):
    """Small and larger steps; pre-activations that saturate."""
    cases = []
    for n_x, n_a, m, n_y in _steps_cells(rng):
        arrays = _steps_numbers(rng, n_x, m), _steps_numbers(rng, n_a, m)
        cases.append(call(*arrays, _steps_rnn(rng, n_x, n_a, n_y)))
    large = _steps_rnn(rng, 2, 3, 2)
    large["by"] = 900 * large["by"]
    return [*cases, call(30 * _steps_numbers(rng, 2, 2), _steps_numbers(rng, 3, 2), large)]


def steps_lstm_cell_cases(rng):
    """The same with a cell state."""
    cases = []
    for n_x, n_a, m, n_y in _steps_cells(rng):
        arrays = [_steps_numbers(rng, n, m) for n in (n_x, n_a, n_a)]
        cases.append(call(*arrays, _steps_gated(rng, "fico", n_x, n_a, n_y)))
    return cases


def steps_gru_cell_cases(rng):
    """The same with the gates of a GRU."""
    cases = []
    for n_x, n_a, m, n_y in _steps_cells(rng):
        arrays = [_steps_numbers(rng, n, m) for n in (n_x, n_a)]
        cases.append(call(*arrays, _steps_gated(rng, "zrh", n_x, n_a, n_y)))
    return cases


def _steps_sequences(rng, parameters_of):
    """Return x, a0 and parameters for several sizes."""
    return [
        (_steps_numbers(rng, n_x, m, T_x), _steps_numbers(rng, n_a, m), parameters_of(n_x, n_a, n_y))
        for n_x, n_a, m, T_x, n_y in _steps_loops(rng)
    ]


def _steps_rnns(rng):
    return _steps_sequences(rng, lambda *sizes: _steps_rnn(rng, *sizes))


def _steps_lstms(rng):
    return _steps_sequences(rng, lambda *sizes: _steps_gated(rng, "fico", *sizes))


def steps_rnn_cases(rng):
    """One step and several."""
    return [call(*arguments) for arguments in _steps_rnns(rng)]


def steps_lstm_cases(rng):
    """One step and several."""
    return [call(*arguments) for arguments in _steps_lstms(rng)]


def steps_gru_cases(rng):
    """One step and several."""
    return [call(*arguments) for arguments in _steps_sequences(rng, lambda *sizes: _steps_gated(rng, "zrh", *sizes))]


def steps_rnn_cell_backward_cases(rng, rnn_cell_forward):
    """The caches of steps, and one of random numbers."""
    cases = []
    for n_x, n_a, m, n_y in _steps_cells(rng):
        arrays = _steps_numbers(rng, n_x, m), _steps_numbers(rng, n_a, m)
        *_, cache = rnn_cell_forward(*arrays, _steps_rnn(rng, n_x, n_a, n_y))
        cases.append(call(_steps_numbers(rng, n_a, m), cache))
    n_x, n_a, m = _steps_sizes(rng)
    inside = rng.uniform(-0.9, 0.9, (n_a, m)).round(3)
    arrays = _steps_numbers(rng, n_a, m), _steps_numbers(rng, n_x, m), _steps_rnn(rng, n_x, n_a, 2)
    return [*cases, call(_steps_numbers(rng, n_a, m), (inside, *arrays))]


def steps_lstm_cell_backward_cases(rng, lstm_cell_forward):
    """The caches of steps, one of the two gradients zero; and a cache of random numbers."""
    cases = []
    for number, (n_x, n_a, m, n_y) in enumerate(_steps_cells(rng)):
        arrays = [_steps_numbers(rng, n, m) for n in (n_x, n_a, n_a)]
        *_, cache = lstm_cell_forward(*arrays, _steps_gated(rng, "fico", n_x, n_a, n_y))
        da, dc = (_steps_numbers(rng, n_a, m) for _ in range(2))
        cases.append(call(da * (number != 2), dc * (number != 3), cache))
    n_x, n_a, m = _steps_sizes(rng)
    a_next, c_next, a_prev, c_prev = (_steps_numbers(rng, n_a, m) for _ in range(4))
    ft, it, ot = (rng.uniform(0.1, 0.9, (n_a, m)).round(3) for _ in range(3))
    cct, xt = rng.uniform(-0.9, 0.9, (n_a, m)).round(3), _steps_numbers(rng, n_x, m)
    cache = a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, _steps_gated(rng, "fico", n_x, n_a, 2)
    return [*cases, call(_steps_numbers(rng, n_a, m), _steps_numbers(rng, n_a, m), cache)]


def _steps_through_time(rng, outputs):
    """Return calls with gradients for all steps; in the last one for the last step alone."""
    cases = []
    for number, (a, *_, caches) in enumerate(outputs):
        da = _steps_numbers(rng, *a.shape)
        if number == len(outputs) - 1:
            da[:, :, :-1] = 0
        cases.append(call(da, caches))
    return cases


def _steps_rnn_cache(rng, n_x, n_a, m, parameters):
    """Return a cache of random numbers, which belongs to no network."""
    inside = rng.uniform(-0.9, 0.9, (n_a, m)).round(3)
    return inside, _steps_numbers(rng, n_a, m), _steps_numbers(rng, n_x, m), parameters


def _steps_lstm_cache(rng, n_x, n_a, m, parameters):
    """Return the same for an LSTM."""
    states = [_steps_numbers(rng, n_a, m) for _ in range(4)]
    ft, it, ot = (rng.uniform(0.1, 0.9, (n_a, m)).round(3) for _ in range(3))
    cct = rng.uniform(-0.9, 0.9, (n_a, m)).round(3)
    return *states, ft, it, cct, ot, _steps_numbers(rng, n_x, m), parameters


def _steps_invented(rng, cache, place, parameters, sizes):
    """Return a call with three caches of random numbers; `place` is that of the input in them."""
    steps = [cache(rng, *sizes, parameters) for _ in range(3)]
    x = np.stack([step[place] for step in steps], axis=2)
    return call(_steps_numbers(rng, *sizes[1:], 3), (steps, x))


def steps_rnn_backward_cases(rng, rnn_forward):
    """One step and several; a gradient for the last step alone; caches of random numbers."""
    invented = _steps_invented(rng, _steps_rnn_cache, 2, _steps_rnn(rng, 2, 2, 2), (2, 2, 1))
    return [*_steps_through_time(rng, [rnn_forward(*arguments) for arguments in _steps_rnns(rng)]), invented]


def steps_lstm_backward_cases(rng, lstm_forward):
    """One step and several; a gradient for the last step alone; caches of random numbers."""
    invented = _steps_invented(rng, _steps_lstm_cache, 8, _steps_gated(rng, "fico", 2, 2, 2), (2, 2, 1))
    return [*_steps_through_time(rng, [lstm_forward(*arguments) for arguments in _steps_lstms(rng)]), invented]


STEPS_AXES = {"dx": (0, 2, 3), "da0": (1, 2, 3), "dWax": (0, 1, 2, 3), "dWaa": (1, 2, 3), "dba": (1, 2, 3)}


def _steps_fault(rng, name, least=None, factors=(-1, 0.5)):
    """Return a call with a fault in one gradient that shows from sizes on that are drawn."""
    if least is None:
        least = [int(rng.integers(0, 4)) if place in STEPS_AXES[name] else 0 for place in range(4)]
    return call(name=name, least=tuple(least), factor=float(rng.uniform(*factors)))


def steps_smallest_cases(rng):
    """A correct function; faults that need several examples, units, inputs and steps; a small one; a wrong shape."""
    lag, unit, example, entry = (int(size) for size in rng.integers(1, 4, 4))
    return [
        _steps_fault(rng, "dba", (0, 0, example, 0)),
        _steps_fault(rng, "", (0, 0, 0, 0)),
        _steps_fault(rng, "dWaa", (0, unit, 0, lag)),
        _steps_fault(rng, "dx", (entry, 0, example, 0)),
        _steps_fault(rng, "da0", (0, 0, 0, lag), (0.9995, 0.9999)),
        _steps_fault(rng, "transposed", (0, 1, 0, 0)),
        _steps_fault(rng, "axis", (0, 0, 0, 0)),
    ]


def steps_smallest_hidden_cases(rng):
    """Faults in every gradient, in a shape or an order alone, one that is small, and correct functions."""
    return [
        _steps_fault(rng, "dWax"),
        _steps_fault(rng, "axis", (0, 0, 0, 0)),
        _steps_fault(rng, "da0", (0, 0, 0, int(rng.integers(0, 4))), (0.9995, 0.9999)),
        _steps_fault(rng, "examples", (0, 0, 1, 0)),
        _steps_fault(rng, "steps", (0, 0, 0, 1)),
        _steps_fault(rng, "dx"),
        _steps_fault(rng, "", (0, 0, 0, 0)),
        _steps_fault(rng, "da0"),
        _steps_fault(rng, "dba"),
        _steps_fault(rng, "dWaa"),
        _steps_fault(rng, "dWax", (3, 3, 3, 3)),
        _steps_fault(rng, "dba", (0, 0, 0, 0)),
    ]


def _steps_light_caches(rng, n_x, n_a, m, T_x):
    """Return the caches of the colleague's layer with a single gate."""
    p, before, caches = _steps_gated(rng, "fh", n_x, n_a, 2), _steps_numbers(rng, n_a, m), []
    for _ in range(T_x):
        xt = _steps_numbers(rng, n_x, m)
        stacked = np.concatenate([before, xt])
        f, h = 1 / (1 + np.exp(-p["Wf"] @ stacked - p["bf"])), np.tanh(p["Wh"] @ stacked + p["bh"])
        caches.append((before, f, h, xt, p))
        before = h + f * (before - h)
    return caches


def steps_mended_cases(rng):
    """Networks of several sizes, and caches of random numbers, though what one step gives is what the next reads."""
    cases = []
    for n_x, n_a, m, T_x in ((3, 2, 1, 1), (2, 1, 3, int(rng.integers(3, 5))), (2, 3, 4, 4), (3, 2, 2, 3)):
        cases.append(call(_steps_numbers(rng, n_a, m, T_x), _steps_light_caches(rng, n_x, n_a, m, T_x)))
    n_x, n_a, m = _steps_sizes(rng)
    parameters, a_prev, caches = _steps_gated(rng, "fh", n_x, n_a, 2), _steps_numbers(rng, n_a, m), []
    for _ in range(3):
        f, h = rng.uniform(0.1, 0.9, (n_a, m)).round(3), rng.uniform(-0.9, 0.9, (n_a, m)).round(3)
        caches.append((a_prev, f, h, _steps_numbers(rng, n_x, m), parameters))
        a_prev = h + f * (a_prev - h)
    return [*cases, call(_steps_numbers(rng, n_a, m, 3), caches)]


def steps_remembering_cases(rng):
    """Sequences that are drawn when they are judged."""
    return [call(seed=int(rng.integers(10**6))) for _ in range(2)]


def steps_remembering_reached(remembering_lstm, seed):
    """Return the room and the largest difference, each for the worst kind of sequences."""
    parameters = remembering_lstm()
    return STEPS_CLOSE, max(steps_remembered(parameters, kind, seed) for kind in STEPS_SHOW)


def cases_of_dinosaurs(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


def cases_of_jazz(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


CASES = {
    "1_step_by_step": {
        "rnn_cell_forward": steps_rnn_cell_cases,
        "rnn_forward": steps_rnn_cases,
        "rnn_cell_backward": steps_rnn_cell_backward_cases,
        "rnn_backward": steps_rnn_backward_cases,
        "lstm_cell_forward": steps_lstm_cell_cases,
        "lstm_forward": steps_lstm_cases,
        "lstm_cell_backward": steps_lstm_cell_backward_cases,
        "lstm_backward": steps_lstm_backward_cases,
        "gru_cell_forward": steps_gru_cell_cases,
        "gru_forward": steps_gru_cases,
        "smallest_case": steps_smallest_cases,
        "mended_backward": steps_mended_cases,
        "remembering_lstm": steps_remembering_cases,
    },
    "2_dinosaurs": {
        "row_means": cases_of_dinosaurs,
    },
    "3_jazz": {
        "row_means": cases_of_jazz,
    },
}

HIDDEN = {
    "1_step_by_step": {
        "smallest_case": steps_smallest_hidden_cases,
    },
}

MARGINS = {
    "1_step_by_step": {
        "smallest_case": Margin(
            "Nothing is drawn when it is judged. The faulty functions round by at most a third of what is allowed. In "
            "4,560 judgements with drawn faults, with 71 seeds for the random numbers of the solution, it gave the "
            "smallest sizes each time."
        ),
        "remembering_lstm": Margin(
            "The largest difference of the solution is 0.0014 with each of 20 seeds, since the ends 0.1 and 0.9, where "
            "it is largest, are in every draw; 0.01 is allowed. Other right programs end at 0.0004 to 0.0065.",
            steps_remembering_reached,
        ),
    },
}
