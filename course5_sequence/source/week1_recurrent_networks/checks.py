"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------------------------------------------------------------ 2_dinosaurs: names

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
        Exercise(name="row_means"),
    ],
}
