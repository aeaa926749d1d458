"""The exercises of the week: tolerances and judges. No answer is in this file."""

import numpy as np

from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------------------------------------------------------------ 3_jazz

JAZZ_NEAR = 1e-4  # by how much probabilities may differ from the library's
JAZZ_FAR = 5.5  # standard deviations that the shares of values, together, may be off
JAZZ_SOLOS = 20  # solos that are drawn to compare shares
JAZZ_TY = 100


def _jazz_sizes(LSTM_cell, densor):
    """Return the numbers of units and of values of two layers, from the shapes of their weights."""
    return models.weights(LSTM_cell)[1].shape[0], models.weights(densor)[0].shape[1]


def _jazz_library(LSTM_cell, densor, X, a0, c0, hidden=True):
    """Return what Keras's own layer for whole sequences makes of X (m, steps, n_values), with the given weights.

    Arguments: hidden, whether the probabilities come from the hidden states, not from the memory cells of each step.
    """
    import keras

    n_a, n_values = _jazz_sizes(LSTM_cell, densor)
    sequence = keras.layers.LSTM(n_a, return_sequences=hidden, return_state=not hidden)
    sequence.build(X.shape)
    sequence.set_weights(models.weights(LSTM_cell))
    last = keras.layers.Dense(n_values, activation="softmax")
    last.build((None, n_a))
    last.set_weights(models.weights(densor))
    start = [np.asarray(part, np.float32) for part in (a0, c0)]
    X = np.asarray(X, np.float32)
    if hidden:
        return np.asarray(last(sequence(X, initial_state=start)))
    ends = [sequence(X[:, : end + 1], initial_state=start)[2] for end in range(X.shape[1])]
    return np.stack([np.asarray(last(end)) for end in ends], axis=1)


def _jazz_model(model, shapes, steps, LSTM_cell, densor, alike):
    """Demand a model with three inputs of some shapes, an output for each step, and the given weights, each once."""
    described = models.describe(model)
    n_values = _jazz_sizes(LSTM_cell, densor)[1]
    inputs = [tuple(shape) for shape in described["inputs"] or ()]
    if inputs != shapes:
        return f"the inputs have the shapes {short(inputs, 90)}, expected {short(shapes, 90)}."
    outputs = [tuple(part["shape"]) for part in described["outputs"]]
    if len(outputs) != steps:
        return f"the model has {len(outputs)} outputs, expected a list of {steps}, one for each step."
    if outputs != [(None, n_values)] * steps:
        return (
            f"each output has the shape {(None, n_values)}; here they are {short(sorted(set(outputs), key=str), 60)}."
        )
    given = [*models.weights(LSTM_cell), *models.weights(densor)]
    wanted = sum(weight.size for weight in given)
    if described["parameters"] > wanted:
        return (
            f"the model has {described['parameters']:,} parameters, expected {wanted:,}: all steps share the one "
            "`LSTM_cell` and the one `densor` that are given."
        )
    found = models.weights(model)
    if len(found) != len(given) or any(not any(np.array_equal(*pair) for pair in alike(own, given)) for own in found):
        return "the weights of the model are others than those of the layers given: call these, and make no new ones."
    return None


def _jazz_alike(own, given):
    return [(own, other) for other in given if own.shape == other.shape]


def _jazz_outputs(model, inputs, steps, n_values):
    """Return the outputs of a model as an array (m, steps, n_values), or a sentence."""
    found = models.predict(model, [np.asarray(part, np.float32) for part in inputs])
    found = found if isinstance(found, list) else [found]
    for number, part in enumerate(found, 1):
        if sentence := demands.array(part, (len(inputs[0]), n_values), f"output {number}"):
            return sentence
    return np.stack(found, axis=1)


def _jazz_first(found, right):
    """Return the number of the first step whose probabilities differ, from 1 on, or 0."""
    wrong = np.abs(found - right).max(axis=(0, 2)) > JAZZ_NEAR
    return int(np.argmax(wrong)) + 1 if wrong.any() else 0


def jazz_judge_djmodel(djmodel, Tx, LSTM_cell, densor, reshaper):
    """Judge the training model by its shapes, its weights, and what Keras's own sequence layer computes with them."""
    n_a, n_values = _jazz_sizes(LSTM_cell, densor)
    model = djmodel(Tx, LSTM_cell, densor, reshaper)
    shapes = [(None, Tx, n_values), (None, n_a), (None, n_a)]
    if sentence := _jazz_model(model, shapes, Tx, LSTM_cell, densor, _jazz_alike):
        return sentence
    rng = np.random.default_rng(Tx)
    X, a0, c0 = rng.normal(size=(3, Tx, n_values)), rng.normal(size=(3, n_a)), rng.normal(size=(3, n_a))
    found = _jazz_outputs(model, (X, a0, c0), Tx, n_values)
    if isinstance(found, str):
        return found
    right = _jazz_library(LSTM_cell, densor, X, a0, c0)
    step = _jazz_first(found, right)
    if not step:
        return None

    def one(number, a, c):
        return _jazz_library(LSTM_cell, densor, X[:, number : number + 1], a, c)[:, 0]

    causes = {
        "Each step begins from `a0` and `c0` again: it needs the states of the step before.": np.stack(
            [one(number, a0, c0) for number in range(Tx)], axis=1
        ),
        "`a0` and `c0` are exchanged in the initial state.": _jazz_library(LSTM_cell, densor, X, c0, a0),
        "The initial states are not used: the first step begins from zeros.": _jazz_library(
            LSTM_cell, densor, X, 0 * a0, 0 * c0
        ),
        "The probabilities come from the memory cell: `densor` gets the hidden state.": _jazz_library(
            LSTM_cell, densor, X, a0, c0, hidden=False
        ),
        "Each step is given the first value.": _jazz_library(LSTM_cell, densor, X[:, [0] * Tx], a0, c0),
        "The outputs are in reversed order.": right[:, ::-1],
    }
    return _jazz_said(found, causes, step, Tx)


def _jazz_said(found, causes, step, steps):
    """Return a sentence on the first wrong step, with the cause if one of the wrong results is what was found."""
    cause = next((text for text, wrong in causes.items() if not _jazz_first(found, wrong)), "")
    where = f"the probabilities of step {step} of {steps} are wrong"
    start = f"{where}." if step == 1 else f"{where}, those of the steps before are as expected."
    return f"{start} {cause}".strip()


def jazz_judge_inference(music_inference_model, LSTM_cell, densor, Ty=None):
    """Judge the model that plays: told what it has chosen itself, the library's layer must come to the same."""
    n_a, n_values = _jazz_sizes(LSTM_cell, densor)
    if Ty is None:
        number = models.beside(music_inference_model(LSTM_cell, densor), jazz_count_outputs)
        if number != JAZZ_TY:
            return f"without `Ty` the model has {number} outputs, expected a list of {JAZZ_TY}."
    steps = Ty or 3
    model = music_inference_model(LSTM_cell, densor, Ty=steps)
    shapes = [(None, 1, n_values), (None, n_a), (None, n_a)]
    if sentence := _jazz_model(model, shapes, steps, LSTM_cell, densor, _jazz_alike):
        return sentence
    rng = np.random.default_rng(steps)
    x0, a0, c0 = rng.normal(size=(6, 1, n_values)), rng.normal(size=(6, n_a)), rng.normal(size=(6, n_a))
    found = _jazz_outputs(model, (x0, a0, c0), steps, n_values)
    if isinstance(found, str):
        return found
    chosen = np.eye(n_values)[found.argmax(axis=2)]
    step = _jazz_first(found, _jazz_library(LSTM_cell, densor, np.concatenate([x0, chosen[:, :-1]], 1), a0, c0))
    if not step:
        return None
    wrong = {
        "The probabilities themselves are the next input: it is the one-hot row of the most probable value.": found,
        "The least probable value is the next input.": np.eye(n_values)[found.argmin(axis=2)],
    }
    causes = {
        text: _jazz_library(LSTM_cell, densor, np.concatenate([x0, part[:, :-1]], 1), a0, c0)
        for text, part in wrong.items()
    }
    same = _jazz_library(LSTM_cell, densor, x0[:, [0] * steps], a0, c0)
    causes["Each step is given `x0`: from the second on it is what the step before has chosen."] = same
    inputs = np.concatenate([x0, chosen[:, :-1]], 1)
    causes["Each step begins from `a0` and `c0` again: it needs the states of the step before."] = np.concatenate(
        [_jazz_library(LSTM_cell, densor, inputs[:, t : t + 1], a0, c0) for t in range(steps)], axis=1
    )
    causes["`a0` and `c0` are exchanged in the initial state."] = _jazz_library(LSTM_cell, densor, inputs, c0, a0)
    causes["The probabilities come from the memory cell: `densor` gets the hidden state."] = _jazz_library(
        LSTM_cell, densor, inputs, a0, c0, hidden=False
    )
    return _jazz_said(found, causes, step, steps)


@portable
def jazz_count_outputs(model):
    """Return how many outputs a Keras model has, or 0."""
    return len(getattr(model, "outputs", None) or ())


@portable
def jazz_step(x, state):
    """Stand for one step of a network: return probabilities of all values, and the next state.

    state: a dictionary. rule says what the group of the next value depends on: "code", the code of the chord; "before",
    the value before, whose group is followed by the next one, and at the start by group 0; "count", how often a step
    has been made; or "none". groups has the group of each value, weights the probabilities within groups.
    """
    import numpy as np

    groups, weights, many = state["groups"], state["weights"], int(state["groups"].max()) + 1
    x = np.asarray(x, float).ravel()
    before, code = x[: len(groups)], x[len(groups) :]
    group = {
        "code": int(np.argmax(code)),
        "before": (int(groups[np.argmax(before)]) + 1) % many if before.any() else 0,
        "count": state["count"] % many,
        "none": -1,
    }[state["rule"]]
    found = np.where((groups == group) | (group < 0), weights, 0)
    return found / found.sum(), {**state, "count": state["count"] + 1}


def jazz_judge_improvise(improvise, step, eighths, codes, state):
    """Judge a solo: that it fills the changes, keeps to the grid, and follows what the step is told."""
    return jazz_followed(improvise, step, eighths, codes, state)[1]


def jazz_followed(improvise, step, eighths, codes, state):
    """Return by how many standard deviations shares of values are off, and a sentence if something is wrong."""
    solos = [improvise(step, eighths, codes, state) for _ in range(JAZZ_SOLOS if state["rule"] == "none" else 1)]
    for solo in solos:
        if sentence := _jazz_solo(solo, eighths, codes, state):
            return 99.0, sentence
    return _jazz_drawn([list(solo) for solo in solos], eighths, state)


def _jazz_solo(solo, eighths, codes, state):
    """Return a sentence if a solo does not fill the changes, breaks the grid, or does not follow what its step says."""
    whole = isinstance(solo, (list, np.ndarray)) and all(isinstance(v, (int, np.integer)) for v in np.ravel(solo))
    if not whole or np.ndim(solo) != 1:
        return f"the result is {short(solo, 50)}, expected a list of whole numbers, the indices of values."
    if len(solo) and (min(solo) < 0 or max(solo) >= len(eighths)):
        return f"the indices reach from {min(solo)} to {max(solo)}; there are {len(eighths)} values."
    places = np.cumsum([0, *(int(eighths[value]) for value in solo)])
    for place, value in zip(places, solo):
        if place < len(codes) and place % eighths[value]:
            return (
                f"a value of {eighths[value]} eighths begins at eighth {place}, which is no multiple of its length: "
                "values that do not fit the grid must have no chance."
            )
    if places[-1] != len(codes):
        kind = "beyond" if places[-1] > len(codes) else "not to"
        return f"the changes last {len(codes)} eighths, and the solo {places[-1]}: it goes {kind} their end."
    return _jazz_rule(solo, places[:-1], codes, state)


def _jazz_rule(solo, places, codes, state):
    """Return a sentence if a value is in another group than the step has given a chance to."""
    groups, rule = state["groups"], state["rule"]
    many = int(groups.max()) + 1
    found = [int(groups[value]) for value in solo]
    under = np.argmax(codes, axis=1)
    wanted = {
        "code": [int(under[place]) for place in places],
        "before": [0, *((group + 1) % many for group in found[:-1])],
        "count": [number % many for number in range(len(found))],
    }.get(rule, found)
    wrong = [number for number, pair in enumerate(zip(found, wanted)) if pair[0] != pair[1]]
    if not wrong:
        return None
    if len(wrong) > 1 and len({int(solo[number]) for number in wrong}) == 1 and wrong[0] and len(wrong) < len(solo) / 2:
        return (
            f"value {wrong[0] + 1} of the solo is {solo[wrong[0]]}, to which its step has given the probability zero."
        )
    if rule == "code":
        if all(found[number] == under[places[number - 1]] for number in range(1, len(places))):
            return "each value follows the chord under the value before it: it is to be told its own."
        return f"value {wrong[0] + 1} does not follow the chord that sounds when it begins."
    if rule == "before":
        return (
            "a value does not follow from the one before it: the row begins with that one's one-hot, and with zeros at "
            "the first step."
        )
    return "each step is to be given the state that the step before has returned, and here it is another."


def _jazz_drawn(solos, eighths, state):
    """Return how far the shares of values are off, in standard deviations, and a sentence if that is too far.

    They are counted apart at the starts of half bars, in their middles and off the beat, with one chi-square for all.
    """
    if state["rule"] != "none":
        return 0.0, None
    if all(solo == solos[0] for solo in solos):
        return 99.0, "each call returns the same solo: values are to be drawn, and no seed set."
    places = np.concatenate([np.cumsum([0, *eighths[solo][:-1]]) for solo in solos])
    values, total, free, shares = np.concatenate(solos), 0.0, 0, []
    for longest, here in ((4, places % 4 == 0), (2, places % 4 == 2), (1, places % 2 == 1)):
        fits = eighths <= longest
        chances = state["weights"][fits] / state["weights"][fits].sum()
        counts = np.bincount(values[here], minlength=len(fits))[fits]
        expected = max(counts.sum(), 1) * chances
        total, free = total + float(np.sum((counts - expected) ** 2 / expected)), free + len(chances) - 1
        share = counts / max(counts.sum(), 1)
        shares.append(max(zip(np.abs(share - chances), share, chances, [longest] * len(chances))))
    spread = 2 / (9 * free)
    off = ((total / free) ** (1 / 3) - 1 + spread) / spread**0.5
    if off <= JAZZ_FAR:
        return off, None
    _, share, chance, longest = max(shares)
    return off, (
        f"where values of at most {longest} eighths fit, one comes in {share:.2f} of the draws, and has the "
        f"probability {chance:.2f}: draw from the probabilities, after those that do not fit are taken out."
    )


def _jazz_path(first, then, eighths, length):
    """Return the logarithm of the largest probability: the length of the shortest path in a graph, by SciPy.

    Its nodes are pairs of a number of eighths and the last value; one more stands for the start.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    n, edges = len(first), []
    for value, size in enumerate(eighths):
        if size <= length:
            edges.append((0, 1 + size * n + value, -np.log(first[value])))
            for place in range(1, length - size + 1):
                row = 1 + place * n
                edges += [(row + u, row + size * n + value, cost) for u, cost in enumerate(-np.log(then[:, value]))]
    start, end, costs = zip(*edges)
    count = 1 + (length + 1) * n
    graph = coo_array((np.array(costs) + 1e-12, (start, end)), shape=(count, count)).tocsr()
    return -float(dijkstra(graph, indices=0)[1 + length * n :].min())


def _jazz_logarithm(solo, first, then):
    """Return the logarithm of a solo's probability."""
    pairs = np.log(np.asarray(then)[list(solo[:-1]), list(solo[1:])])
    return float(np.log(first)[solo[0]] + pairs.sum())


def jazz_judge_probable(most_probable, first, then, eighths, length):
    """Judge a solo by its length and its probability: several may be the most probable."""
    solo = most_probable(first, then, eighths, length)
    whole = isinstance(solo, (list, np.ndarray)) and all(isinstance(v, (int, np.integer)) for v in np.ravel(solo))
    if not whole or np.ndim(solo) != 1 or not len(solo):
        return f"the result is {short(solo, 50)}, expected a list of whole numbers, the indices of values."
    if min(solo) < 0 or max(solo) >= len(first):
        return f"the indices reach from {min(solo)} to {max(solo)}; there are {len(first)} values."
    total = sum(int(eighths[value]) for value in solo)
    if total != length:
        return f"the solo lasts {total} eighths, and exactly {length} are asked for."
    found, best = _jazz_logarithm(solo, first, then), _jazz_path(first, then, eighths, length)
    if found > best - 1e-6 * (1 + abs(best)):
        return None
    near = 1e-6 * (1 + abs(best))
    even = np.full(len(first), 1 / len(first))
    sentence = f"the logarithm of the solo's probability is {found:.2f}, that of the most probable one {best:.2f}."
    if _jazz_logarithm(solo[::-1], first, then) > best - near:
        return f"{sentence} The solo is in reversed order: it is read off from its end."
    if _jazz_logarithm(solo, first, then.T) > _jazz_path(first, then.T, eighths, length) - near:
        return f"{sentence} Rows and columns of `then` are exchanged: a row is the value before."
    if _jazz_logarithm(solo, even, then) > _jazz_path(even, then, eighths, length) - near:
        return f"{sentence} The probability of the first value is left out."
    if length > 1000 and len(set(solo[-len(solo) // 4 :])) == 1:
        return f"{sentence} Products of so many probabilities become zero: add logarithms."
    return f"{sentence} Is the best next value always part of the best whole?"


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
        Exercise(name="row_means"),
    ],
    "2_dinosaurs": [
        Exercise(name="row_means"),
    ],
    "3_jazz": [
        Exercise(name="djmodel", lesson="Long short-term memory", judge=jazz_judge_djmodel, seconds=60),
        Exercise(
            name="music_inference_model",
            lesson="Sampling novel sequences",
            judge=jazz_judge_inference,
            seconds=60,
        ),
        Exercise(name="predict_and_sample", lesson="Sampling novel sequences", rtol=1e-4, atol=1e-6, seconds=60),
        Exercise(name="strong_tones", lesson="Sampling novel sequences"),
        Exercise(name="longest_copy", lesson="Sampling novel sequences", leaves=("notes", "others")),
        Exercise(name="with_chords", lesson="The recurrent model", leaves=("indices", "eighths", "codes")),
        Exercise(
            name="improvise",
            lesson="Sampling novel sequences",
            judge=jazz_judge_improvise,
            functions=(jazz_step,),
            leaves=("codes",),
        ),
        Exercise(
            name="most_probable",
            lesson="Language models and generation",
            judge=jazz_judge_probable,
            leaves=("first", "then", "eighths"),
        ),
    ],
}
