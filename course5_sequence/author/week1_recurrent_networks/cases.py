"""The inputs of the week: generators of visible and hidden cases."""

from functools import cache
from pathlib import Path

import keras
import numpy as np
from checks import (
    JAZZ_FAR,
    NAMES_SIGMAS,
    NAMES_TARGET,
    STEPS_CLOSE,
    STEPS_SHOW,
    _jazz_path,
    jazz_followed,
    jazz_step,
    names_along,
    names_by_length,
    names_by_letter,
    names_counting_optimize,
    names_deviations,
    names_even,
    names_frequent_sample,
    names_reached,
    steps_remembered,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with

# --------------------------------------------------------------------------------------- 1_step_by_step


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


# ------------------------------------------------------------------------------------------ 2_dinosaurs


def _names_parameters(rng, n_a, size, scale):
    """Return random parameters of a recurrent network over so many characters."""
    shapes = {"Wax": (n_a, size), "Waa": (n_a, n_a), "Wya": (size, n_a), "b": (n_a, 1), "by": (size, 1)}
    return {name: (scale * rng.normal(size=shape)).round(3) for name, shape in shapes.items()}


def names_clip_cases(rng):
    """By hand; few entries too large; nearly all; whole numbers as the limit; a limit that nothing exceeds."""
    cases = []
    for scale, limit in ((6, 5), (4, 7.5), (30, 2), (9, 10), (1, 40)):
        n_a, size = (int(number) for number in rng.integers(2, 5, 2))
        drawn = _names_parameters(rng, n_a, size, scale)
        cases.append(call({f"d{name}": value for name, value in drawn.items()}, limit))
    return cases


def _names_alphabet(rng, size):
    """Return the numbers of the newline and of some letters, in an order that is not the usual one."""
    letters = [str(letter) for letter in rng.permutation(list("abcdefghijklmnopqrstuvwxyz"))[: size - 1]]
    place = int(rng.integers(1, size))
    return {char: ix for ix, char in enumerate([*letters[:place], "\n", *letters[place:]])}


def _names_counting(indices, size):
    """Return a network that draws these indices almost surely: its state counts, its inputs mean nothing."""
    n_a = len(indices)
    Waa = np.diag(np.full(n_a - 1, 20.0), -1)
    Waa[0] = 20
    b, Wya = np.full((n_a, 1), -10.0), np.zeros((size, n_a))
    b[0] = 10
    Wya[indices, np.arange(n_a)] = 30
    return {"Wax": np.zeros((n_a, size)), "Waa": Waa, "Wya": Wya, "b": b, "by": Wya.sum(axis=1, keepdims=True)}


def _names_chain(first, following, size):
    """Return a network that draws `first`, then always `following[ix]` after ix: its state is the last input."""
    Wya = np.zeros((size, size))
    for ix, after in following.items():
        Wya[after, ix] = 30
    by = Wya.sum(axis=1, keepdims=True)
    by[first] += 20
    return {
        "Wax": 20 * np.eye(size),
        "Waa": np.zeros((size, size)),
        "Wya": Wya,
        "b": np.full((size, 1), -10.0),
        "by": by,
    }


def names_sample_cases(rng):
    """Two random networks; one that counts; one that looks at the last letter; one that never ends."""
    cases = []
    for n_a in (4, 7):
        size = int(rng.integers(5, 9))
        alphabet = _names_alphabet(rng, size)
        parameters = _names_parameters(rng, n_a, size, 0.9)
        parameters["by"][alphabet["\n"]] = 0.6
        cases.append(call(parameters, alphabet, int(rng.integers(1, 900)), 200))
    size = int(rng.integers(6, 9))
    alphabet = _names_alphabet(rng, size)
    letters = [ix for char, ix in alphabet.items() if char != "\n"]
    word = [int(ix) for ix in rng.choice(letters, int(rng.integers(5, 9)))]
    cases.append(call(_names_counting([*word, alphabet["\n"]], size), alphabet, int(rng.integers(1, 900)), 4))
    order = [int(ix) for ix in rng.permutation(letters)]
    ends = dict(zip(order, [*order[1:], alphabet["\n"]]))
    cases.append(call(_names_chain(order[0], ends, size), alphabet, int(rng.integers(1, 900)), 4))
    forever = dict(zip(order, [*order[1:], order[0]]))
    cases.append(call(_names_chain(order[0], forever, size), alphabet, int(rng.integers(1, 900)), 4))
    return cases


def names_optimize_cases(rng):
    """Large gradients; a learning rate that is given; one letter; small gradients."""
    cases = []
    for length, scale, rate in ((12, 2.0, None), (9, 2.5, 0.03), (1, 1.0, None), (5, 0.3, 0.2)):
        n_a, size = (int(number) for number in rng.permutation([3, 5, 6])[:2])
        Y = [int(ix) for ix in rng.integers(1, size, length)] + [0]
        rest = () if rate is None else (rate,)
        a_prev = rng.uniform(-0.9, 0.9, (n_a, 1)).round(3)
        cases.append(call([None, *Y[:-1]], Y, a_prev, _names_parameters(rng, n_a, size, scale), *rest))
    return cases


def _names_words(rng, count, letters="abcdefghijklmnopqrstuvwxyz"):
    """Return different short words of random letters."""
    words: set[str] = set()
    while len(words) < count:
        words.add("".join(rng.choice(list(letters), int(rng.integers(2, 8)))))
    return sorted(words)


def names_model_cases(rng):
    """One name; several, each as often; another alphabet."""
    cases = []
    stand_ins = {"optimize": names_counting_optimize, "sample": names_frequent_sample}
    for count, turns in ((1, 3), (3, 2), (4, 3)):
        chars = sorted(str(letter) for letter in rng.permutation(list("abcdefghijklmnopqrstuvwxyz"))[:6])
        place = 0 if count < 4 else int(rng.integers(1, 7))
        chars.insert(place, "\n")
        forward, back = dict(enumerate(chars)), {char: ix for ix, char in enumerate(chars)}
        words = [str(word) for word in rng.permutation(_names_words(rng, count, [c for c in chars if c != "\n"]))]
        cases.append(call_with(stand_ins, words, forward, back, count * turns, int(rng.integers(2, 5)), 2, 7))
    return cases


def names_perplexity_cases(rng):
    """Letter models on words; one word; a word with a letter that is impossible."""
    return [
        call(names_by_length, _names_words(rng, 3)),
        call(names_by_letter, _names_words(rng, 5)),
        call(names_by_length, _names_words(rng, int(rng.integers(6, 9)))),
        call(names_by_letter, _names_words(rng, 1)),
        call(names_even, [*_names_words(rng, 2), "az" + _names_words(rng, 1)[0]]),
    ]


def names_pieces_cases(rng):
    """Halves of known words; a known word; the longest piece is not in the first word; letters that nobody has."""
    words = [str(word) for word in rng.permutation(_names_words(rng, 6, "abcde"))]
    first, second, third = (word * 2 for word in words[:3])
    return [
        call(first + second, [first, second, third]),
        call(second, [first, second, third]),
        call(first[:2] + second + third[1:], [first[:4], second[1:], third, second]),
        call("".join(rng.choice(list("abcde"), 12)), words),
        call("x" + first[1:] + "yz" + second[:3], [third, first, second]),
        call(_names_words(rng, 1, "abcdefg")[0] * 2, [word * 3 for word in words]),
    ]


def _names_probabilities(rng, size):
    """Return probabilities, no two of them close to each other."""
    while True:
        p = rng.dirichlet(np.full(size, 0.7))
        if np.diff(np.sort(p)).min() > 1e-5:
            return p


def names_top_k_cases(rng):
    """A few of several; one; all; more than there are; ties at the end of the first k."""
    cases = []
    for size, k in ((5, 2), (9, 4), (6, 1), (4, 4), (5, 8)):
        cases.append(call(_names_probabilities(rng, size + int(rng.integers(3)) * (k < size)), k))
    parts = rng.permutation([1, 2, 2, 2, 4, 5]).astype(float)
    cases.append(call(np.append(parts, 1) / (parts.sum() + 1), 3))
    return [*cases, call(_names_ties(rng), int(rng.integers(12, 18)))]


def _names_ties(rng):
    """Return probabilities of 48 characters: 6 are likely, 32 equal, 10 unlikely."""
    return rng.permutation(np.repeat([4.0, 1.0, 0.8], [6, 32, 10])) / 64


def names_nucleus_cases(rng):
    """Several shares; one that the likeliest character has alone; everything; ties; a share that is met exactly."""
    cases = []
    for size, share in ((5, 0.6), (9, 0.9), (7, 0.5), (12, 0.8)):
        p = _names_probabilities(rng, size + int(rng.integers(3)))
        sums = np.sort(p)[::-1].cumsum()
        share += rng.uniform(-0.05, 0.05)
        while np.abs(sums - share).min() < 1e-3:
            share -= 2e-3
        cases.append(call(p, float(share)))
    peak = np.append(_names_probabilities(rng, int(rng.integers(5, 14))) * 0.2, 0.8)
    cases.append(call(rng.permutation(peak), 0.3))
    cases.append(call(_names_probabilities(rng, 6), 1.0))
    parts = rng.permutation([2, 2, 2, 2, 4, 8]).astype(float)
    cases.append(call(parts / 20, 0.66))
    cases.append(call(rng.permutation([0.5, 0.25, 0.125, 0.0625, 0.0625]), 0.75))
    return [*cases, call(_names_ties(rng), 0.55)]


@cache
def _names_unseen():
    """Return names of dinosaurs that are never released."""
    return tuple(Path(__file__).with_name("names_unseen.txt").read_text(encoding="ascii").split())


def names_letters_cases(rng):
    """Our own names, split."""
    return [call(int(rng.integers(1000)))]


def names_letters_hidden_cases(rng):
    """Names that nobody has, in other alphabets; they are learnt from those that all have."""
    names = _names_unseen()
    cases = []
    for _ in range(2):
        chosen = rng.choice(len(names), 130, replace=False)
        cases.append(call(int(rng.integers(1_000_000)), unseen=tuple(names[i] for i in chosen)))
    return cases


def names_letters_ratio(letter_model, seed, unseen=()):
    """Return by how much the perplexity of the best n-gram is larger, and by how much it has to be."""
    reached, best, _ = names_reached(letter_model, seed, unseen)
    return best / reached, 1 / NAMES_TARGET


def names_sample_room(sample, parameters, char_to_ix, seed, draws):
    """Return the deviation at which drawn names are refused over the largest one, and that this is above 1."""
    names = [sample(parameters, char_to_ix, seed + 1000 * number)[:50] for number in range(draws)]
    p = np.concatenate([names_along(parameters, name) for name in names])
    likely, off = names_deviations(np.concatenate(names), p)
    return NAMES_SIGMAS / max(abs(likely), off.max(), 0.1), 1.0


# ----------------------------------------------------------------------------------------------- 3_jazz


def _jazz_layers(rng, n_a, n_values):
    """Return an LSTM layer, a dense one and one that reshapes, with drawn weights, named by what they are."""
    cell = keras.layers.LSTM(n_a, return_state=True, name="cell")
    densor = keras.layers.Dense(n_values, activation="softmax", name="densor")
    reshaper = keras.layers.Reshape((1, n_values), name="reshaper")
    for layer, shape in ((cell, (None, 1, n_values)), (densor, (None, n_a))):
        layer.build(shape)
        layer.set_weights([rng.normal(0, 1.5, weight.shape).astype(np.float32) for weight in layer.weights])
    return cell, densor, reshaper


def jazz_djmodel_cases(rng):
    """Several lengths, units and values, never equally many; one with a single step."""
    cases = []
    for Tx in rng.permutation([2, 3, 4, 5])[:3]:
        n_a = int(rng.integers(2, 6))
        cases.append(call(int(Tx), *_jazz_layers(rng, n_a, n_a + int(rng.integers(1, 5)))))
    return cases


def jazz_inference_cases(rng):
    """Several lengths, and one where nothing is said about it."""
    cases = []
    for Ty in (None, *(int(number) for number in rng.permutation([3, 4, 5, 6])[:2])):
        n_a = int(rng.integers(3, 7))
        cell, densor, _ = _jazz_layers(rng, n_a, n_a + int(rng.integers(1, 5)))
        cases.append(call(cell, densor) if Ty is None else call(cell, densor, Ty=Ty))
    return cases


def jazz_sample_cases(rng):
    """Models with several outputs, which depend on all three inputs."""
    layers, cases = keras.layers, []
    for number, Ty in enumerate(rng.permutation([3, 4, 5, 7])[:3]):
        n_a, n_values = int(rng.integers(2, 5)), int(rng.integers(6, 11))
        inputs = [
            keras.Input(shape, name=f"input_{place}") for place, shape in enumerate(((1, n_values), (n_a,), (n_a,)))
        ]
        flat = layers.Flatten(name="flat")(inputs[0])
        joined = layers.Concatenate(name="joined")([flat, *inputs[1:]])
        outputs = [layers.Dense(n_values, activation="softmax", name=f"step_{t}")(joined) for t in range(Ty)]
        model = keras.Model(inputs, outputs, name=f"player_{number}")
        model.set_weights([rng.normal(0, 1.2, weight.shape).astype(np.float32) for weight in model.weights])
        x = np.zeros((1, 1, n_values), np.float32)
        x[0, 0, rng.integers(n_values)] = 1
        cases.append(call(model, x, *(rng.normal(size=(1, n_a)).round(2).astype(np.float32) for _ in range(2))))
    return cases


JAZZ_TONES = {"maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "7": (0, 4, 7, 10)}


def _jazz_notes(rng, count, lengths=(1, 1, 2, 4)):
    """Return notes and rests of drawn pitches and lengths, off the grid as often as not."""
    pitches = rng.integers(60, 85, count)
    return [(int(pitch) if rng.random() > 0.2 else 0, int(rng.choice(lengths))) for pitch in pitches]


def jazz_tones_cases(rng):
    """Notes of which some on strong beats are chord tones; chords of an eighth to a bar; rests anywhere."""
    cases = []
    for count in (18, 30, 45, 60):
        notes = [(int(rng.integers(60, 85)), 4), *_jazz_notes(rng, count + int(rng.integers(0, 5)), (1, 2, 4, 4))]
        total, changes = sum(length for _, length in notes), []
        while sum(chord[2] for chord in changes) < total:
            kind = str(rng.choice(list(JAZZ_TONES)))
            changes.append((int(rng.integers(12)), kind, int(rng.choice((1, 3, 4, 8)))))
        below, place = [chord for chord in changes for _ in range(chord[2])], 0
        for number, (pitch, length) in enumerate(notes):
            if pitch and place % 4 == 0 and rng.random() < 0.55:
                root, kind, _ = below[place]
                near = [other for other in range(60, 85) if (other - root) % 12 in JAZZ_TONES[kind]]
                notes[number] = (int(rng.choice(near)), length)
            place += length
        cases.append(call(notes, changes))
    return cases


def jazz_copy_cases(rng):
    """A solo that is copied whole; then a run with a rest in it, moved by some semitones, and near it what is no copy.

    No copies: the same pitches with other lengths; a run of which the part after a rest is moved further; one that goes
    on from the end of one solo to the start of the next; one with some notes an octave higher; one
    with another first length. The run comes twice.
    """
    whole = [(int(pitch), int(length)) for pitch, length in zip(rng.integers(60, 80, 16), rng.choice((1, 2), 16))]
    whole = [*whole[: int(rng.integers(2, 7))], (0, 1), *whole[7 : 7 + int(rng.integers(1, 10))]]
    higher = [(pitch and pitch + 3, length) for pitch, length in whole]
    cases = [call(whole, [_jazz_notes(rng, 3), [(70, 4), *higher, (61, 1)]])]
    for number in range(4):
        others = [_jazz_notes(rng, int(rng.integers(24, 30))) for _ in range(3)]
        for other in others:
            place = int(rng.integers(5, 9))
            other[place : place + 2] = [(0, int(rng.choice((1, 2)))), (int(rng.integers(62, 82)), 1)]
        size = 10 + 2 * number + int(rng.integers(0, 2))
        source = others[int(rng.integers(3))]
        rest = next(i for i, note in enumerate(source) if i >= 5 and not note[0])
        start = rest - int(rng.integers(2, 4))
        run = source[start : start + size]
        shift = int(rng.choice([-5, -3, -2, 2, 4, 7]))
        moved = [(pitch and pitch + shift, length) for pitch, length in run]
        longer = source[: size + 5]
        stretched = [(pitch, 3 - length if length < 3 else 2) for pitch, length in longer]
        broken = [(pitch and pitch + 3 * (place > rest) - 1, length) for place, (pitch, length) in enumerate(longer)]
        joint = others[0][1 - size :] + others[1][: size - 1]
        folded = [(pitch and pitch + 12 * (place > 5), length) for place, (pitch, length) in enumerate(longer)]
        again = [(pitch and pitch + 1, length) for pitch, length in run]
        loose = [(pitch and pitch + 5, length) for pitch, length in source[start : start + size + 1]]
        loose[0] = (loose[0][0], 3 - loose[0][1] if loose[0][1] < 3 else 2)
        parts = [stretched, moved, broken, joint, folded, again, loose]
        notes = [note for place in rng.permutation(7) for note in [*parts[place], *_jazz_notes(rng, 2)]]
        cases.append(call([*_jazz_notes(rng, 2), *notes], others))
    return [_jazz_rest_first(rng), _jazz_single(rng), *cases]


def _jazz_rest_first(rng):
    """Return a case whose longest run begins with a rest, after notes of different lengths and another interval."""
    count = int(rng.integers(7, 10))
    pairs = zip(rng.integers(62, 80, count), rng.choice((1, 2), count))
    run = [(0, 1), *((int(pitch), int(length)) for pitch, length in pairs)]
    moved = [(pitch and pitch + 3, length) for pitch, length in run]
    end = max(run)[0], 1  # where the other solo has its highest note, this one has a rest
    other = [*_jazz_notes(rng, int(rng.integers(6, 9))), (61, 1), *run, end, (60, 4)]
    notes = [*_jazz_notes(rng, int(rng.integers(4, 9))), (71, 2), *moved, (0, 1), (72, 1)]
    return call(notes, [_jazz_notes(rng, 8), other])


def _jazz_single(rng):
    """Return a case in which no run is longer than one note."""
    notes = [(int(pitch), 4) for pitch in rng.integers(60, 80, int(rng.integers(5, 11)))]
    place = int(rng.integers(1, len(notes)))
    notes[place] = notes[place][0], 1
    return call(notes, [[*_jazz_notes(rng, int(rng.integers(4, 8)), (2,)), (int(rng.integers(60, 80)), 1)]])


def jazz_rows_cases(rng):
    """Lengths that are no multiples of each other's; codes of whole changes, and of ones that come again and again."""
    cases = []
    for number, steps in enumerate((4, 7, 9, 15)):
        n_values, n_codes = int(rng.integers(5, 9)), int(rng.integers(2, 5))
        eighths = rng.permutation([1, 2, 4, *rng.choice((1, 2, 3, 4), n_values - 3)])
        indices = rng.integers(0, n_values, steps + int(rng.integers(0, 3)))
        total = int(eighths[indices].sum())
        length = total + int(rng.integers(0, 3)) if number < 2 else max(total // (2 if number == 2 else 4), 2)
        codes = rng.integers(0, 2, (length, n_codes)).astype(float)
        if number:
            codes = rng.normal(size=(length, n_codes)).round(2)
        cases.append(call(indices, eighths, codes))
    return cases


def jazz_improvise_cases(rng):
    """Each thing that a step depends on, alone; then probabilities to draw from, on many places."""
    cases = []
    for rule in ("code", "before", "count", "none"):
        many = int(rng.integers(3, 6))
        if rule == "none":
            eighths, groups = np.array([1, 1, 1, 2, 2, 4]), np.array([0, 1, 2, 0, 1, 2])
            order = rng.permutation(6)
            eighths, weights = eighths[order], np.array([0.2, 0.08, 0.04, 0.2, 0.1, 0.38])[order]
        else:
            eighths, groups = np.array([1, 2, 4] * many), np.repeat(np.arange(many), 3)
            order = rng.permutation(3 * many)
            eighths, groups = eighths[order], groups[order]
            weights = np.where(eighths == 1, 0.4, 0.3)
        halves = 60 if rule == "none" else int(rng.integers(9, 15))
        shift = int(np.argmax(groups != many - 1))  # or the value 0 would do for nothing as well
        eighths, groups, weights = (np.roll(part, -shift) for part in (eighths, groups, weights))
        codes = np.eye(many)[np.repeat(rng.integers(0, many, halves), 4)]
        if rule == "code":
            codes = np.eye(many)[(np.repeat(np.arange(halves), 4) + int(rng.integers(many))) % many]
        state = {"rule": rule, "groups": groups, "weights": weights, "count": 0}
        cases.append(call(jazz_step, eighths, codes, state))
    return cases


def jazz_share(improvise, step, eighths, codes, state):
    """Return by how many standard deviations the shares of values are off, and how many are allowed."""
    return jazz_followed(improvise, step, eighths, codes, state)[0], JAZZ_FAR


def jazz_probable_cases(rng):
    """Few values and many, the first of which matters in short solos; one so long that a product is zero."""
    cases = []
    for number, length in enumerate((5, 3, 9, 14, 22, 33, 3000)):
        n = int(rng.integers(4, 7))
        sizes = (1, 2) if length == 3000 else (1, 2, 3, 4)
        eighths = rng.permutation([1, *(int(size) for size in rng.choice(sizes, n - 1))])
        first = rng.dirichlet(np.full(n, 0.4)).clip(1e-3)
        then = rng.dirichlet(np.full(n, 20.0 if length == 3000 else 0.7), n).clip(1e-3)
        first, then = first / first.sum(), then / then.sum(axis=1, keepdims=True)
        cases.append(call(first, then, eighths, length + (number > 1) * int(rng.integers(0, 4))))
    return [_jazz_beyond_beams(rng), *cases]


def _jazz_beyond_beams(rng):
    """Return a case of many values, in which no search that keeps the best few beginnings has the best solo."""
    while True:
        n, length = 20, int(rng.integers(50, 60))
        eighths = rng.permutation([1, *(int(size) for size in rng.choice((1, 2, 3, 4), n - 1))])
        first, then = rng.dirichlet(np.full(n, 0.4)).clip(1e-3), rng.dirichlet(np.full(n, 0.4), n).clip(1e-3)
        first, then = first / first.sum(), then / then.sum(axis=1, keepdims=True)
        best = _jazz_path(first, then, eighths, length)
        if all(_jazz_beam(first, then, eighths, length, width) < best - 0.01 for width in (1, 2, 3, 5, 8)):
            return call(first, then, eighths, length)


def _jazz_beam(first, then, eighths, length, width):
    """Return the logarithm of the probability that is reached by keeping the best beginnings, `width` of them."""
    beam = [(np.log(first[v]), v, int(size)) for v, size in enumerate(eighths)]
    while any(size < length for _, _, size in beam):
        beam = sorted(beam, reverse=True)[:width]
        beam = [item for item in beam if item[2] == length] + [
            (score + np.log(then[u, v]), v, int(size + eighths[v]))
            for score, u, size in beam
            for v in range(len(eighths))
            if size + eighths[v] <= length
        ]
    return max(score for score, _, _ in beam)


# --------------------------------------------------------------------------------------------- together

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
        "clip": names_clip_cases,
        "sample": names_sample_cases,
        "optimize": names_optimize_cases,
        "model": names_model_cases,
        "perplexity": names_perplexity_cases,
        "pieces": names_pieces_cases,
        "top_k": names_top_k_cases,
        "nucleus": names_nucleus_cases,
        "letter_model": names_letters_cases,
    },
    "3_jazz": {
        "djmodel": jazz_djmodel_cases,
        "music_inference_model": jazz_inference_cases,
        "predict_and_sample": jazz_sample_cases,
        "strong_tones": jazz_tones_cases,
        "longest_copy": jazz_copy_cases,
        "with_chords": jazz_rows_cases,
        "improvise": jazz_improvise_cases,
        "most_probable": jazz_probable_cases,
    },
}

HIDDEN = {
    "1_step_by_step": {
        "smallest_case": steps_smallest_hidden_cases,
    },
    "2_dinosaurs": {
        "letter_model": names_letters_hidden_cases,
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
    "2_dinosaurs": {
        "optimize": Margin("Nothing is drawn when it is judged: numbers agree up to rounding, or do not."),
        "sample": Margin(
            "120 calls by the solution, each 200 names of a random network: the largest of about eight deviations was "
            "1.3 standard deviations on average and at most 3.2; 5.5 are allowed, and five occurrences more for a "
            "single character, a probability of less than 1 in 1,000,000. The other networks draw what they draw with "
            "a probability of more than 1 - 1e-8.",
            names_sample_room,
        ),
        "letter_model": Margin(
            "12 splits as in the hidden cases, by the solution: the perplexity is 0.914 to 0.923 times that of the "
            "best n-gram, 0.919 on average with a standard deviation of 0.003, so 0.97 is more than 15 away; "
            "in 12 as in the visible case 0.934 to 0.955, 0.945 with 0.007. N-grams of 6 letters reach 0.994 to 0.999, "
            "means of n-grams 0.994 to 0.997, n-grams that have learnt all known names in the hidden alphabet 0.987.",
            names_letters_ratio,
        ),
    },
    "3_jazz": {
        "djmodel": Margin("Nothing is drawn when it is judged: probabilities are the library's up to 1e-4, or not."),
        "music_inference_model": Margin(
            "Nothing is drawn when it is judged: probabilities are the library's up to 1e-4, or not."
        ),
        "most_probable": Margin("Nothing is drawn when it is judged: the logarithms agree up to 1e-6, or not."),
        "improvise": Margin(
            "The chi-square of the values in 1,200 half bars, as a number of standard deviations of a normal variable: "
            "5.5 are allowed, a probability of 2e-8. What is drawn from squared probabilities is 16 away.",
            jazz_share,
        ),
    },
}
