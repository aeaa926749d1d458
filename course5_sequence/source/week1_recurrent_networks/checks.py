"""The exercises of the week: tolerances and judges. No answer is in this file."""

import numpy as np

from helpers.checks import demands
from helpers.checks.exercise import Exercise, Portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------- 1_step_by_step: the smallest case that shows a fault, and a memory by hand

STEPS_RNN, STEPS_BACK = "The recurrent model", "Backpropagation through time"  # sections of the lesson
STEPS_GRU, STEPS_LSTM = "Gated recurrent unit", "Long short-term memory"
STEPS_MOST = 4  # of each size of a case
STEPS_SIZES = ("n_x", "n_a", "m", "T_x")
STEPS_NAMES = ("dx", "da0", "dWax", "dWaa", "dba")
STEPS_EQUAL = "Results that differ by less than a millionth of the largest entry of their array count as equal."
STEPS_TURNED = {
    "axis": "the shape of `dba` is (n_a,)",
    "transposed": "`dWaa` is transposed",
    "examples": "the examples of `dx` are in the reverse order",
    "steps": "the steps of `dx` are in the reverse order",
}
STEPS_SUSPECT = """
def suspect(da, caches):
    import numpy as np

    steps, x = caches
    name, least, factor = {name!r}, {least!r}, {factor!r}
    n_a, m, T_x = da.shape
    n_x, own = len(x), steps[0][3]
    joined = np.concatenate([own["Waa"], own["Wax"], own["ba"]], axis=1)
    keys = ("da0", "dx", "dWaa", "dWax", "dba")
    shapes = dict(zip(keys, ((n_a, m), x.shape, (n_a, n_a), (n_a, n_x), (n_a, 1))))
    grads = dict((key, np.zeros(shape)) for key, shape in shapes.items())
    for s in range(T_x):  # a tiny imaginary change at step s, followed through all later steps
        seen = np.concatenate([steps[s][1], x[:, :, s], np.ones((1, m))])
        change = np.zeros((n_a + n_x + n_a * len(seen), n_a, m))
        for k in range(n_a + n_x):
            change[k] = joined[:, k : k + 1]
        for k, (i, j) in enumerate(np.ndindex(n_a, len(seen))):
            change[n_a + n_x + k, i] = seen[j]
        moved = joined @ seen + 1e-30j * change
        for t in range(s, T_x):
            state = np.tanh(moved)
            shares = 1e30 * np.einsum("uj,euj->ej", da[:, :, t], state.imag)
            of_weights = shares[n_a + n_x :].reshape(n_a, len(seen), m)
            parts = dict(da0=shares[:n_a], dx=shares[n_a : n_a + n_x])
            parts.update(dWaa=of_weights[:, :n_a], dWax=of_weights[:, n_a:-1], dba=of_weights[:, -1:])
            if T_x - 1 - s >= least[3]:
                place = dict(da0=parts["da0"][least[1] :], dx=parts["dx"][least[0] :], dWaa=parts["dWaa"][least[1] :])
                place.update(dWax=parts["dWax"][least[1] :, least[0] :], dba=parts["dba"][least[1] :])
                if name in place:
                    place[name][..., least[2] :] *= factor
            if s == 0:
                grads["da0"] += parts["da0"]
            grads["dx"][:, :, s] += parts["dx"]
            for key in keys[2:]:
                grads[key] += parts[key].sum(axis=2)
            if t + 1 < T_x:
                later = np.concatenate([x[:, :, t + 1], np.ones((1, m))])
                moved = joined[:, :n_a] @ state + joined[:, n_a:] @ later
    for grad in grads.values():  # it rounds, as other programs do
        place = 7e-7 * np.abs(grad).max() + 1e-300
        grad[:] = place * np.round(grad / place)
    if name == "axis":
        grads["dba"] = grads["dba"][:, 0]
    if name == "transposed":
        grads["dWaa"] = grads["dWaa"].T
    if name == "examples":
        grads["dx"] = grads["dx"][:, ::-1]
    if name == "steps":
        grads["dx"] = grads["dx"][:, :, ::-1]
    return grads
"""


def steps_suspect(name, least, factor):
    """Return a backward pass with a fault in the gradient `name`, or with none if that is "".

    Arguments: least, the number of inputs, units, examples and steps that are free of it; factor, what the rest is
    multiplied by. With a name in `STEPS_TURNED` every number is right, but in the wrong place or shape.
    """
    return Portable("suspect", STEPS_SUSPECT.format(name=str(name), least=tuple(least), factor=float(factor)))


def steps_judge_smallest(smallest_case, name, least, factor):
    """Judge a function that looks for the smallest sizes at which a backward pass is wrong."""
    result = smallest_case(steps_suspect(name, least, factor))
    if not name:
        return None if result is None else f"A correct backward pass is accused. {STEPS_EQUAL}"
    fault = STEPS_TURNED.get(name, f"a part of `{name}` is wrong")
    if result is None:
        return f"A fault was not found: from certain sizes on {fault}."
    whole = isinstance(result, (tuple, list)) and all(
        isinstance(size, (int, np.integer)) and not isinstance(size, bool) for size in result
    )
    if not whole or len(result) != len(STEPS_SIZES):
        return f"The result is {short(result, 40)}, expected four whole numbers, `(n_x, n_a, m, T_x)`, or None."
    for size, found, free in zip(STEPS_SIZES, result, least, strict=True):
        if found < free + 1:
            return f"`{size}` is too small in the answer {tuple(result)}: with these sizes the function is correct."
    for size, found, free in zip(STEPS_SIZES, result, least, strict=True):
        if found > free + 1:
            return f"`{size}` is too large in the answer {tuple(result)}: a smaller one is wrong, too."
    return None


STEPS_CLOSE = 0.01  # of the probability to the number that was marked
STEPS_UNITS = 16
STEPS_SHOW = {  # the kinds of sequences, from easy to hard: steps, places of the marks from the end, what it shows
    "short": (4, (1,), "Four steps, one mark at the last but one, and the rest is wrong already: "),
    "late": (12, (0,), "The mark is at the last step: "),
    "first": (20, (19,), "The mark is at the first step: "),
    "waiting": (60, (57,), "One mark, then 57 steps with other numbers: "),
    "again": (40, (35, 20), "Two marks, of which the second one counts: "),
    "often": (60, (50, 22, 21, 20), "Four marks, three of them in a row: "),
    "long": (400, (395,), "One mark, then 395 steps: "),
}


def _steps_recalled(parameters, x):
    """Return the first probability after the last step, for each sequence, in a layer of Keras's kind of LSTM."""
    halves = np.array([0.5, 0.5, 0.5, 1])  # a sigmoid is a tanh of half as much, moved
    W, b = (
        np.concatenate([half * parameters[kind + gate] for half, gate in zip(halves, "fioc", strict=True)])
        for kind in "Wb"
    )
    hidden = memory = np.zeros((len(b) // 4, x.shape[1]))
    for inputs in x.transpose(2, 0, 1):
        rows = np.split(np.tanh(W @ np.vstack([hidden, inputs]) + b), 4)
        forget, write, read = (np.add(part, 1) * 0.5 for part in rows[:3])
        memory = np.sum([forget * memory, write * rows[3]], axis=0)
        hidden = read * np.tanh(memory)
    scores = parameters["Wy"] @ hidden + parameters["by"]
    return np.exp(-np.logaddexp(0, scores[1] - scores[0]))


def _steps_numbers(parameters, kind, seed):
    """Return what is recalled, and the numbers that were marked last, on sequences of a kind."""
    steps, places, _ = STEPS_SHOW[kind]
    rng = np.random.default_rng([seed, steps])
    x = np.zeros((2, 20, steps))
    x[0] = rng.uniform(0.1, 0.9, x.shape[1:])
    x[0, :2, steps - 1 - places[-1]] = 0.1, 0.9
    for place in places:
        x[1, :, steps - 1 - place] = 1
    return _steps_recalled(parameters, x), x[0, :, steps - 1 - places[-1]]


def steps_remembered(parameters, kind, seed):
    """Return the largest difference of a probability from the number that was marked last, on sequences of a kind."""
    recalled, marked = _steps_numbers(parameters, kind, seed)
    return float(np.abs(recalled - marked).max())


def steps_judge_remembering(remembering_lstm, seed):
    """Judge weights of an LSTM by what it remembers."""
    parameters = remembering_lstm()
    if parameters is None:
        return demands.RETURN_MISSING
    n_a = len(parameters["bf"]) if isinstance(parameters, dict) and np.ndim(parameters.get("bf")) == 2 else 1
    if n_a > STEPS_UNITS:
        return f"There are {n_a} units; at most {STEPS_UNITS} are allowed."
    shapes = {f"W{gate}": (n_a, n_a + 2) for gate in "fico"} | {f"b{gate}": (n_a, 1) for gate in "fico"}
    if sentence := demands.arrays(parameters, {**shapes, "Wy": (2, n_a), "by": (2, 1)}):
        return sentence
    for kind, (_, _, text) in STEPS_SHOW.items():
        recalled, marked = _steps_numbers(parameters, kind, seed)
        off = np.nan_to_num(np.abs(recalled - marked), nan=1)
        if off.max() > STEPS_CLOSE:
            worst = int(np.argmax(off > off.max() - 1e-4))
            return (
                f"{text}for {marked[worst]:.2f} the probability is {recalled[worst]:.2f}, more than {STEPS_CLOSE} off."
            )
    return None


EXERCISES = {
    "0_lesson": [
        Question("q1", "A topic"),
        Question("q2", "A topic"),
        Question("q3", "A topic"),
        Question("q4", "A topic"),
        Question("q5", "A topic"),
        Question("q6", "A topic"),
        Question("q7", "A topic"),
        Question("q8", "A topic"),
        Question("q9", "A topic"),
        Question("q10", "A topic"),
    ],
    "1_step_by_step": [
        Exercise(name="rnn_cell_forward", lesson=STEPS_RNN, leaves=("xt", "a_prev", "parameters")),
        Exercise(name="rnn_forward", lesson=STEPS_RNN, uses=("rnn_cell_forward",), leaves=("x", "a0", "parameters")),
        Exercise(name="rnn_cell_backward", lesson=STEPS_BACK, leaves=("da_next", "cache")),
        Exercise(name="rnn_backward", lesson=STEPS_BACK, uses=("rnn_cell_backward",), leaves=("da", "caches")),
        Exercise(name="lstm_cell_forward", lesson=STEPS_LSTM, leaves=("xt", "a_prev", "c_prev", "parameters")),
        Exercise(name="lstm_forward", lesson=STEPS_LSTM, uses=("lstm_cell_forward",), leaves=("x", "a0", "parameters")),
        Exercise(name="lstm_cell_backward", lesson=STEPS_LSTM, leaves=("da_next", "dc_next", "cache")),
        Exercise(name="lstm_backward", lesson=STEPS_LSTM, uses=("lstm_cell_backward",), leaves=("da", "caches")),
        Exercise(name="gru_cell_forward", lesson=STEPS_GRU, leaves=("xt", "a_prev", "parameters")),
        Exercise(name="gru_forward", lesson=STEPS_GRU, uses=("gru_cell_forward",), leaves=("x", "a0", "parameters")),
        Exercise(
            name="smallest_case",
            lesson=STEPS_BACK,
            judge=steps_judge_smallest,
            uses=("rnn_forward", "rnn_backward"),
        ),
        Exercise(name="mended_backward", lesson=STEPS_GRU, leaves=("da", "caches")),
        Exercise(name="remembering_lstm", lesson=STEPS_LSTM, judge=steps_judge_remembering),
    ],
    "2_dinosaurs": [
        Exercise(name="row_means"),
    ],
    "3_jazz": [
        Exercise(name="row_means"),
    ],
}
