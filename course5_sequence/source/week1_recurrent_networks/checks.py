"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, Portable, load, portable
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


# ------------------------------------------------------------------------------------------ 2_dinosaurs

NAMES_LONGEST = 50  # letters of a drawn name
NAMES_SIGMAS = 5.5  # standard deviations that such a number may be off
NAMES_CLIP = 5.0
NAMES_TARGET = 0.97  # of the perplexity of the best of five n-gram models
NAMES_WORSE = 28.0  # above 27, the perplexity of equal probabilities
NAMES_ORDERS = (4, 5)  # of the n-grams from 1 to 5, where one of these two is the best
names_utils = load(Path(__file__).with_name("names_utils.py"))
names_ngrams = load(Path(__file__).with_name("names_ngrams.py"))


@portable
def names_counting_optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    """Stand for `optimize`: note in the parameters what it is given, and whether it is the same name as before.

    In sums that don't depend on the order; the state tells how many names there were, and which was the last one.
    """
    for before, after in zip(X, Y, strict=True):
        where, column = ("Waa", 0) if before is None else ("Wax", before)
        parameters[where][0, column] += 1 + after / 100
        parameters["by"][after, 0] += 1
    parameters["Wya"][0, 0] += learning_rate
    parameters["Wya"][1, 1] += float(a_prev[0].sum()) / 10
    which = float(sum(31**place * (ix + 1) for place, ix in enumerate(Y)))
    parameters["Wya"][1, 0] += 1.0 * (a_prev[1, 0] == which)
    a = a_prev + 0.1
    a[1] = which
    return 1.0 * len(X), {}, a


@portable
def names_frequent_sample(parameters, char_to_ix, seed=0):
    """Stand for `sample`: the letters with the largest biases, and the end."""
    order = sorted(range(len(parameters["by"])), key=lambda ix: -parameters["by"][ix, 0])
    return [*[ix for ix in order if ix != char_to_ix["\n"]][:4], char_to_ix["\n"]]


@portable
def names_by_length(prefixes):
    """Stand for a letter model: probabilities (m, 27) that depend on a prefix's length alone."""
    import numpy as np

    scores = [[np.cos(1.3 * ix + 0.7 * len(prefix)) for ix in range(27)] for prefix in prefixes]
    powers = np.exp(np.array(scores))
    return powers / powers.sum(axis=1, keepdims=True)


@portable
def names_by_letter(prefixes):
    """Stand for a letter model: probabilities (m, 27) that depend on the last letter, and differ for every letter."""
    import numpy as np

    last = [ord(prefix[-1]) - 96 if prefix else 0 for prefix in prefixes]
    powers = np.exp(2 * np.sin(np.outer(np.array(last) + 1.5, np.arange(27) + 0.3)))
    return powers / powers.sum(axis=1, keepdims=True)


@portable
def names_even(prefixes):
    """Stand for a letter model that knows nothing but that no name has a z."""
    import numpy as np

    return np.tile([1 / 26] * 26 + [0.0], (len(prefixes), 1))


NAMES_FUNCTIONS = (
    names_counting_optimize,
    names_frequent_sample,
    names_by_length,
    names_by_letter,
    names_even,
)


@portable
def names_updated(optimize, *arguments):
    """Return what `optimize` returns, and the parameters that it was given, after the call."""
    return optimize(*arguments), arguments[3]


@portable
def names_drawn(sample, parameters, char_to_ix, seeds):
    """Return what `sample` returns for each seed."""
    return [sample(parameters, dict(char_to_ix), seed) for seed in seeds]


def _names_beside(function, probe, *arguments):
    """Call a portable function where the learner's function lives, on copies of the arguments."""
    inner = getattr(function, "function", function)
    return models.beside(inner, probe, *copy.deepcopy(arguments))


def names_judge_optimize(optimize, X, Y, a_prev, parameters, learning_rate=None):
    """Judge one update by the functions of `names_utils` that it should call, and by what must hold after it."""
    arguments = (X, Y, a_prev, parameters) if learning_rate is None else (X, Y, a_prev, parameters, learning_rate)
    found, after = _names_beside(optimize, names_updated, *arguments)
    if found is None:
        return demands.RETURN_MISSING
    if not isinstance(found, (tuple, list)) or len(found) != 3:
        return f"the result is {short(found, 40)}, expected `(loss, gradients, a)` with the last hidden state `a`."
    loss, gradients, a = found
    right, cache = names_utils.rnn_forward(X, Y, a_prev, parameters)
    slopes, states = names_utils.rnn_backward(X, Y, parameters, cache)
    if not np.isscalar(loss) and np.size(loss) != 1:
        return f"the loss is {short(loss, 40)}, expected a number."
    if not np.isclose(float(np.squeeze(loss)), right):
        return f"the loss is {float(np.squeeze(loss)):.4f}, `rnn_forward` returns {right:.4f}."
    shapes = {name: value.shape for name, value in slopes.items()}
    if sentence := demands.arrays(gradients, shapes):
        return sentence
    for name, slope in slopes.items():
        inside = np.abs(slope) < NAMES_CLIP
        if not np.allclose(gradients[name][inside], slope[inside]):
            return f"`{name}` is not what `rnn_backward` returns before the step, where that lies between -5 and 5."
        if np.abs(gradients[name]).max() > NAMES_CLIP:
            return f"the largest entry of `{name}` is {np.abs(gradients[name]).max():.2f}: clip the gradients to 5."
        if not np.allclose(gradients[name][~inside], NAMES_CLIP * np.sign(slope[~inside])):
            return f"where an entry of `{name}` is too large it should become 5 or -5."
    if sentence := demands.array(a, a_prev.shape, "a"):
        return sentence
    if not np.allclose(a, states[-1]):
        first = " It is the first one." if len(X) > 1 and np.allclose(a, states[0]) else ""
        return f"`a` is not the hidden state after the last character.{first}"
    return _names_step(parameters, after, gradients, 0.01 if learning_rate is None else learning_rate)


def _names_step(before, after, gradients, rate):
    """Return None if the parameters have changed by the learning rate times the gradients, else one sentence."""
    if not isinstance(after, dict) or any(name not in after for name in before):
        return "the dictionary `parameters` has lost an entry."
    moved = {name: after[name] - value for name, value in before.items()}
    if not any(change.any() for change in moved.values()):
        return "`parameters` are the same after the call: `update_parameters` changes the arrays in it."
    for name, change in moved.items():
        if not np.allclose(change, -rate * gradients[f"d{name}"], atol=1e-10):
            return f"`{name}` has not moved by the learning rate {rate:g} times the clipped gradient, downhill."
    return None


def names_judge_sample(sample, parameters, char_to_ix, seed, draws):
    """Judge drawn names: their form, and how often each character comes, given those before it."""
    newline = char_to_ix["\n"]
    seeds = [seed + 1000 * number for number in range(draws)]
    found = _names_beside(sample, names_drawn, parameters, char_to_ix, [seed, seed, *seeds])
    if not isinstance(found, (list, tuple)) or any(name is None for name in found):
        return demands.RETURN_MISSING
    for name in found:
        if sentence := _names_form(name, newline, len(char_to_ix)):
            return sentence
    found = [[int(ix) for ix in name] for name in found]
    if found[0] != found[1]:
        return f"two calls with the seed {seed} return different names: draw from a generator made from `seed`."
    names = found[2:]
    p = np.concatenate([names_along(parameters, name[:NAMES_LONGEST]) for name in names])
    if draws > 20 and p.max(axis=1).min() < 0.999 and len({tuple(name) for name in names}) == 1:
        return f"{draws} seeds give one and the same name: draw each character, from the probabilities."
    chosen = np.concatenate([name[:NAMES_LONGEST] for name in names]).astype(int)
    likely, off = names_deviations(chosen, p)
    if likely > NAMES_SIGMAS:
        return "likely characters come too often: each one is drawn with its probability, and with new random numbers."
    if likely < -NAMES_SIGMAS:
        return "unlikely characters come too often. Which state and which character does each step begin with?"
    if off.max() > NAMES_SIGMAS:
        ix = int(off.argmax())
        which = "the newline" if ix == newline else f"the character {ix}"
        return f"{which} comes {np.sum(chosen == ix)} times; {p[:, ix].sum():.1f} are expected."
    return None


def _names_form(name, newline, size):
    """Return None if a list of indices has the form of a drawn name, else one sentence."""
    if not isinstance(name, (list, tuple, np.ndarray)) or np.ndim(name) != 1 or not len(name):
        return f"the result is {short(name, 40)}, expected a list of indices."
    if any(isinstance(ix, bool) or int(ix) != ix or not 0 <= ix < size for ix in name):
        return f"the result holds {short(list(name), 40)}, expected whole numbers from 0 to {size - 1}."
    if name[-1] != newline:
        if len(name) > NAMES_LONGEST:
            return f"after {NAMES_LONGEST} characters without an end, the index of the newline is appended."
        return f"the name {short([int(ix) for ix in name], 40)} does not end with the newline's index, {newline}."
    if newline in list(name)[:-2] or (newline in list(name)[:-1] and len(name) <= NAMES_LONGEST):
        return f"the drawing goes on after the newline, whose index here is {newline}."
    if len(name) > NAMES_LONGEST + 1:
        return f"a name has {len(name) - 1} characters before its end; at {NAMES_LONGEST} the drawing should stop."
    return None


def names_along(parameters, name):
    """Return the probabilities (T, n) of the network before each character of a name."""
    a, p, rows = np.zeros((len(parameters["Waa"]), 1)), None, []
    for ix in [None, *name[:-1]]:
        a, p = names_utils.rnn_step_forward(parameters, a, ix)
        rows.append(p[:, 0])
    return np.array(rows)


def names_deviations(chosen, p):
    """Return by how many standard deviations drawn characters (T,) differ from their probabilities (T, n).

    Returns: a number above 0 where the likely ones come too often, and for each character how far its count is off,
    less five occurrences, since counts of rare ones are no normal numbers.
    """
    surprise = np.log(np.maximum(p, 1e-300))
    mean = np.sum(p * surprise, axis=1)
    spread = np.sqrt(max(np.sum(p * (surprise - mean[:, np.newaxis]) ** 2), 1e-4))
    likely = (surprise[np.arange(len(chosen)), chosen] - mean).sum() / spread
    counts = np.bincount(chosen, minlength=p.shape[1])
    room = np.sqrt(np.maximum(np.sum(p * (1 - p), axis=0), 0.04))
    return likely, (np.abs(counts - p.sum(axis=0)) - 5) / room


@cache
def _names_known():
    """Return our own names, whichever the notebook uses."""
    before = dict(data.in_use)
    names = data.load_dinosaurs()
    data.in_use.clear()
    data.in_use.update(before)
    return tuple(names)


def names_split(seed, unseen=()):
    """Return names to learn from and others to judge by: some that are known, or `unseen` ones in another alphabet."""
    rng, known = np.random.default_rng(seed), list(_names_known())
    order = rng.permutation(len(known))
    count = 33 if len(unseen) else 300
    names, test = [known[i] for i in order[count:]], list(unseen) or [known[i] for i in order[:count]]
    if len(unseen):
        letters = "abcdefghijklmnopqrstuvwxyz"
        other = str.maketrans(letters, "".join(rng.permutation(list(letters))))
        names, test = ([name.translate(other) for name in some] for some in (names, test))
    return names, test


@portable
def names_answers(letter_model, names, calls):
    """Return what the model learnt from names says of each list of prefixes, then of the shortest ones again."""
    import numpy as np

    predict, answers = letter_model(names), []
    if not callable(predict):
        return predict
    for prefixes in [*calls, *calls[5::-1]]:
        answer = predict(list(prefixes))
        try:
            answers.append(np.array(answer, float))  # arrays cross to another process faster than lists
        except (TypeError, ValueError):
            answers.append(repr(answer)[:40])
    return answers


@cache
def _names_task(seed, unseen):
    """Return names to learn from, lists of prefixes, what comes after each, and the perplexity of the best n-gram."""
    names, test = names_split(seed, unseen)
    calls, right = _names_calls(test)
    flat, every = [prefix for prefixes in calls for prefix in prefixes], np.concatenate(right)
    best = min(_names_surprise(names_ngrams.letter_ngram(names, n)(flat), every) for n in NAMES_ORDERS)
    return names, calls, every, best


def names_reached(letter_model, seed, unseen=()):
    """Return the perplexity that is reached and that of the best n-gram, and a sentence where the result is invalid."""
    names, calls, every, best = _names_task(seed, tuple(unseen))
    found = _names_beside(letter_model, names_answers, list(names), calls)
    if found is None:
        return np.inf, best, demands.RETURN_MISSING
    asked = [*calls, *calls[5::-1]]
    if not isinstance(found, list) or len(found) != len(asked):
        return np.inf, best, f"the result is {short(found, 40)}, expected a function from prefixes to probabilities."
    for prefixes, answer in zip(asked, found, strict=True):
        if sentence := _names_rows(answer, len(prefixes)):
            return np.inf, best, sentence
    if not all(np.allclose(first, again) for first, again in zip(found[:6], found[::-1], strict=False)):
        return np.inf, best, "the same prefixes get other probabilities when they are asked for again."
    return _names_surprise(np.concatenate(found[: len(calls)]), every), best, None


def _names_calls(test):
    """Return lists of prefixes, shorter ones first, so that none tells a later answer, and what comes after each."""
    calls, right = [], []
    for end in range(max(map(len, test)) + 1):
        some = [name for name in test if len(name) >= end]
        calls.append([name[:end] for name in some])
        right.append([names_ngrams.ALPHABET.index((name + names_ngrams.END)[end]) for name in some])
    return calls, right


def _names_rows(rows, count):
    """Return None if an answer holds so many rows of 27 probabilities, else one sentence."""
    if sentence := demands.array(rows, (count, 27), "answer"):
        return f"What the function returns: {sentence}"
    if rows.min() < 0 or not np.allclose(rows.sum(axis=1), 1, atol=1e-6):
        return "every row should hold 27 probabilities: none is negative, and they add up to 1."
    return None


def _names_surprise(p, right):
    """Return how many equally likely characters would be as surprising, infinite where one was impossible."""
    with np.errstate(divide="ignore"):
        return float(2 ** -np.log2(p[np.arange(len(right)), right]).mean())


def names_judge_letters(letter_model, seed, unseen=()):
    """Judge a letter model by its perplexity on names that it does not know, beside that of n-grams."""
    reached, best, sentence = names_reached(letter_model, seed, unseen)
    if sentence:
        return sentence
    if np.isinf(reached):
        return "a letter that came had the probability 0: the perplexity is infinite."
    if reached > NAMES_WORSE:
        return (
            f"the perplexity is {reached:.2f}, worse than that of equal probabilities for 27 characters. Is each "
            "probability in the column of its character?"
        )
    if reached > NAMES_TARGET * best:
        return (
            f"the perplexity is {reached:.2f}; that of the best n-gram is {best:.2f}, and at most "
            f"{NAMES_TARGET * best:.2f} is asked for."
        )
    return None


# ----------------------------------------------------------------------------------------------- 3_jazz

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


@portable
def jazz_solos(improvise, step, eighths, codes, state, count):
    """Return the solos of several calls in one process, where random numbers go on from call to call."""
    import copy

    return [improvise(step, *copy.deepcopy((eighths, codes, state))) for _ in range(count)]


def jazz_judge_improvise(improvise, step, eighths, codes, state):
    """Judge a solo: that it fills the changes, keeps to the grid, and follows what the step is told."""
    return jazz_followed(improvise, step, eighths, codes, state)[1]


def jazz_followed(improvise, step, eighths, codes, state):
    """Return by how many standard deviations shares of values are off, and a sentence if something is wrong."""
    count = JAZZ_SOLOS if state["rule"] == "none" else 1
    function = getattr(improvise, "function", improvise)
    solos = models.beside(function, jazz_solos, *copy.deepcopy((step, eighths, codes, state)), count)
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


# --------------------------------------------------------------------------------------------- together

EXERCISES = {
    "0_lesson": [
        Question("q1", "The recurrent model"),
        Question("q2", "Backpropagation through time"),
        Question("q3", "Kinds of recurrent networks"),
        Question("q4", "Language models and generation"),
        Question("q5", "Vanishing gradients"),
        Question("q6", "Long short-term memory"),
        Question("q7", "Vanishing gradients"),
        Question("q8", "Bidirectional recurrent networks"),
        Question("q9", "Notation"),
        Question("q10", "Backpropagation through time"),
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
        Exercise(name="clip", lesson="Vanishing gradients", leaves=("gradients",)),
        Exercise(name="sample", lesson="Sampling novel sequences", judge=names_judge_sample),
        Exercise(name="optimize", lesson="Backpropagation through time", judge=names_judge_optimize, uses=("clip",)),
        Exercise(
            name="model",
            lesson="Language models and generation",
            functions=NAMES_FUNCTIONS,
            uses=("sample", "optimize"),
            leaves=("data_x",),
        ),
        Exercise(name="perplexity", lesson="Language models and generation", functions=NAMES_FUNCTIONS),
        Exercise(name="pieces", lesson="Sampling novel sequences", leaves=("names",)),
        Exercise(name="top_k", lesson="Sampling novel sequences", leaves=("probabilities",)),
        Exercise(name="nucleus", lesson="Sampling novel sequences", leaves=("probabilities",)),
        Exercise(
            name="letter_model",
            lesson="Language models and generation",
            judge=names_judge_letters,
            seconds=20,
        ),
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
