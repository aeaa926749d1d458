"""The known mistakes of week 2 and the explanations of its quiz; never released to students."""

from functools import partial

import numpy as np

# ------------------------------------------------------------------------------ right versions, with knobs to get wrong


def _optim_map(function, *dictionaries, d=""):
    """Return a dictionary with the keys of the first one: `function` of its entries and those of the others.

    The others have a `d` in front of their keys.
    """
    first, *others = dictionaries
    return {d + name: function(item, *(other["d" + name] for other in others)) for name, item in first.items()}


def _optim_gd(parameters, grads, learning_rate, *, step=lambda p, g, rate: p - rate * g):
    return _optim_map(lambda p, g: step(p, g, learning_rate), parameters, grads)


def _optim_start(parameters, *, fill=np.zeros_like, chosen=lambda names: names, key="d{}"):
    return {key.format(name): fill(parameters[name]) for name in chosen(list(parameters))}


def _optim_fewer_layers(names):
    return names[:-2]


def _optim_first_layer(names):
    return names[:2]


def _optim_shifted(parameters):
    """Return zeros under the names of the gradient, layers counted from 0."""
    return {f"d{name[0]}{int(name[1:]) - 1}": np.zeros_like(item) for name, item in parameters.items()}


def _optim_turned(item):
    return np.zeros(item.shape[::-1])


def _optim_partly(update, chosen):
    """Return an update that leaves parameters as they were, but for those of which `chosen(name, layers)` is true."""

    def partly(parameters, *given, **named):
        result = update(parameters, *given, **named)
        new = result[0] if isinstance(result, tuple) else result
        layers = len(parameters) // 2
        kept = {name: new[name] if chosen(name, layers) else item for name, item in parameters.items()}
        return (kept, *result[1:]) if isinstance(result, tuple) else kept

    return partly


def _optim_asks(name):
    """Return a wrong version that asks for an entry that no layer has; name, with {} for the number after the last."""

    def asks(parameters, *given, **named):
        return {}[name.format(len(parameters) // 2 + 1)]

    return asks


_OPTIM_LOOPS = [
    (
        "The loop asks for layer 0, which has no parameters: layers are counted from 1 to `L`. Where does `range` "
        "begin?",
        _optim_asks("W0"),
    ),
    (
        "The loop asks for layer 0, which has no parameters: layers are counted from 1 to `L`. Where does `range` "
        "begin?",
        _optim_asks("dW0"),
    ),
    (
        "The loop asks for a layer after the last: there are two parameters for each layer. Where does `range` stop?",
        _optim_asks("W{}"),
    ),
    (
        "The loop asks for a layer after the last: there are two parameters for each layer. Where does `range` stop?",
        _optim_asks("dW{}"),
    ),
]


def _optim_in_place(update, parameters, grads, *given, **named):
    """Put the new values into the dictionaries of the caller."""
    result = update(parameters, grads, *given, **named)
    new = result if isinstance(result, tuple) else (result,)
    for old, values in zip((parameters, *given), new):
        if isinstance(old, dict):
            old.update(values)
    return result


def _optim_weights(name, layers):
    return name[0] == "W"


def _optim_biases(name, layers):
    return name[0] == "b"


def _optim_not_last(name, layers):
    return int(name[1:]) < layers


def _optim_only_first(name, layers):
    return name[1:] == "1"


def _optim_only_last(name, layers):
    return int(name[1:]) == layers


def _optim_copied(update):
    """Return an update in which the biases take what belongs to the weights: a line copied, half of it changed."""

    def copied(parameters, grads, *given, **named):
        grads = {name: grads["dW" + name[2:]] if name[:2] == "db" else item for name, item in grads.items()}
        return update(parameters, grads, *given, **named)

    return copied


_OPTIM_COPIED = "The biases take the slopes of the weights: compare the two lines of a layer, letter by letter."
_OPTIM_BIASES_LEFT = "Only the weights are updated: the biases take steps too."
_OPTIM_WEIGHTS_LEFT = "Only the biases are updated: the weights take steps too."
_OPTIM_LAST_LEFT = (
    "The last layer is left as it was: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`."
)
_OPTIM_ONLY_FIRST = "Only the first layer is updated: how often does the loop run, and where does the `return` stand?"
_OPTIM_ONLY_LAST = "Only the last layer is updated: which layer do the lines in the loop speak of?"


def _optim_momentum(parameters, grads, v, beta, learning_rate, *, average=lambda v, g, beta: beta * v + (1 - beta) * g,
                    step=lambda p, g, old, new, rate: p - rate * new):  # fmt: skip
    new = {key: average(v[key], grads[key], beta) for key in v}
    return _optim_map(lambda p, g, old, n: step(p, g, old, n, learning_rate), parameters, grads, v, new), new


def _optim_of_parameters(parameters, v, beta, learning_rate):
    new = {"d" + name: beta * v["d" + name] + (1 - beta) * item for name, item in parameters.items()}
    return {name: item - learning_rate * new["d" + name] for name, item in parameters.items()}, new


def _optim_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8, *, square=lambda g: g**2,
                   average=lambda s, square, beta: beta * s + (1 - beta) * square,
                   step=lambda p, g, s, old, rate, epsilon: p - rate * g / (np.sqrt(s) + epsilon)):  # fmt: skip
    new = {key: average(s[key], square(grads[key]), beta) for key in s}
    with np.errstate(all="ignore"):
        moved = _optim_map(lambda p, g, n, old: step(p, g, n, old, learning_rate, epsilon), parameters, grads, new, s)
    return moved, new


def _optim_rooted(parameters, s):
    return parameters, {name: np.sqrt(item) for name, item in s.items()}


def _optim_rmsprop_other_epsilon(parameters, grads, s, beta, learning_rate, epsilon=1e-7):
    return _optim_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)


def _optim_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, *,
                square=lambda g: g**2, betas=lambda beta1, beta2: (beta1, beta2),
                average=lambda old, new, beta: beta * old + (1 - beta) * new, in_s=lambda beta1, beta2: beta2,
                in_v=lambda beta1, beta2: beta1, first=lambda v, beta1, beta2, t: v / (1 - beta1**t),
                second=lambda s, beta1, beta2, t: s / (1 - beta2**t), number=lambda t, name: t,
                step=lambda p, g, v, s, rate, epsilon: p - rate * v / (np.sqrt(s) + epsilon), used=None,
                returned=lambda p, v, s, vc, sc: (p, v, s, vc, sc)):  # fmt: skip
    """Take a step; used, what of (v, s, corrected v, corrected s) the parameters step by (default: the corrected)."""
    beta1, beta2 = betas(beta1, beta2)
    v = {key: average(v[key], grads[key], in_v(beta1, beta2)) for key in v}
    s = {key: average(s[key], square(grads[key]), in_s(beta1, beta2)) for key in s}
    with np.errstate(all="ignore"):
        vc = {key: first(item, np.float64(beta1), np.float64(beta2), number(t, key)) for key, item in v.items()}
        sc = {key: second(item, np.float64(beta1), np.float64(beta2), number(t, key)) for key, item in s.items()}
        a, b = used(v, s, vc, sc) if used else (vc, sc)
        moved = _optim_map(lambda p, g, a, b: step(p, g, a, b, learning_rate, epsilon), parameters, grads, a, b)
    return returned(moved, v, s, vc, sc)


def _optim_adam_fixed_rate(parameters, grads, v, s, t, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)


def _optim_adam_short_memory(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.99, epsilon=1e-8):
    return _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)


def _optim_adam_squares_average(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Average the squares of the new v in the place of those of the slopes."""
    _, new, _, vc, _ = _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    moved, _, s, _, sc = _optim_adam(
        parameters, new, v, s, t, learning_rate, beta1, beta2, epsilon, used=lambda v, s, own, sc: (vc, sc)
    )
    return moved, new, s, vc, sc


def _optim_adam_second_of_first(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    _, v, s, vc, _ = _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    sc = {name: item / (1 - beta2**t) for name, item in v.items()}
    with np.errstate(all="ignore"):
        moved = _optim_map(lambda p, a, b: p - learning_rate * a / (np.sqrt(b) + epsilon), parameters, vc, sc)
    return moved, v, s, vc, sc


def _optim_layer_number(t, name):
    """Return the number of the layer where that of the step belongs."""
    return int(name[2:])


def _optim_cut(X, Y, size, *, order, labels=None, starts=None, ends=None):
    labels = order if labels is None else labels
    m = X.shape[1]
    starts = list(range(0, m, size) if starts is None else starts(m, size))
    ends = [start + size for start in starts] if ends is None else ends(m, size)
    return [(X[:, order[start:end]], Y[:, labels[start:end]]) for start, end in zip(starts, ends)]


def _optim_batches(X, Y, mini_batch_size=64, seed=0, *, draw=lambda m, seed: np.random.default_rng(seed).permutation(m),
                   labels=None, **cut):  # fmt: skip
    m = X.shape[1]
    return _optim_cut(X, Y, mini_batch_size, order=draw(m, seed), labels=labels and labels(m, seed), **cut)


def _optim_batches_last_again(X, Y, mini_batch_size=64, seed=0):
    """Cut the rest from where the last whole one begins."""
    found, (m, size) = _optim_batches(X, Y, mini_batch_size, seed), (X.shape[1], mini_batch_size)
    if m % size and m > size:
        found[-1] = tuple(np.hstack([whole, rest]) for whole, rest in zip(*found[-2:]))
    return found


def _optim_batches_after_loop(X, Y, mini_batch_size=64, seed=0):
    found, m = [], X.shape[1]
    for k in range(m // mini_batch_size):
        end = (k + 1) * mini_batch_size
        found.append((X[:, end - mini_batch_size : end], Y[:, end - mini_batch_size : end]))
    return [*found, (X[:, end:], Y[:, end:])] if m % mini_batch_size else found


def _optim_batches_of_rows(X, Y, mini_batch_size=64, seed=0):
    return [(x.T, y.T) for x, y in _optim_batches(X, Y, mini_batch_size, seed)]


def _optim_batches_number(X, Y, mini_batch_size=64, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    return [(X[:, part], Y[:, part]) for part in np.array_split(order, mini_batch_size) if len(part)]


def _optim_batches_flat(X, Y, mini_batch_size=64, seed=0):
    return [(x, y[0]) for x, y in _optim_batches(X, Y, mini_batch_size, seed)]


def _optim_batches_shuffled_whole(X, Y, mini_batch_size=64, seed=0):
    found = _optim_batches(X, Y, mini_batch_size, seed, draw=lambda m, seed: np.arange(m))
    whole = found[:-1]
    return [whole[place] for place in np.random.default_rng(seed).permutation(len(whole))] + found[-1:]


def _optim_batches_shuffled_inside(X, Y, mini_batch_size=64, seed=0):
    rng = np.random.default_rng(seed)
    found = []
    for x, y in _optim_batches(X, Y, mini_batch_size, seed, draw=lambda m, seed: np.arange(m)):
        order = rng.permutation(x.shape[1])
        found.append((x[:, order], y[:, order]))
    return found


def _optim_batches_numbers(X, Y, mini_batch_size=64, seed=0):
    rng = np.random.default_rng(seed)
    return _optim_batches(np.array([rng.permutation(row) for row in X]), Y, mini_batch_size, seed)


def _optim_average(values, beta, bias_correction=True, *, start=lambda values: 0.0,
                   step=lambda v, value, beta: beta * v + (1 - beta) * value,
                   correct=lambda v, beta, t: v / (1 - beta**t), returned=np.array):  # fmt: skip
    v, found = start(values), []
    with np.errstate(all="ignore"):
        for t, value in enumerate(values, 1):
            v = step(v, value, beta)
            found.append(correct(v, np.float64(beta), t) if bias_correction else v)
    return returned(found)


def _optim_average_compounded(values, beta, bias_correction=True):
    v, found = 0.0, []
    for t, value in enumerate(values, 1):
        v = beta * v + (1 - beta) * value
        v = v / (1 - beta**t) if bias_correction else v
        found.append(v)
    return np.array(found)


def _optim_average_ignores(values, beta, bias_correction=True, *, always=True):
    return _optim_average(values, beta, always)


def _optim_average_default(values, beta, bias_correction=False):
    return _optim_average(values, beta, bias_correction)


def _optim_schedule(learning_rate0, epoch_num, decay_rate, time_interval=1000, *, count=lambda e, t: e // t):
    return learning_rate0 / (1 + decay_rate * count(epoch_num, time_interval))


def _optim_schedule_late_floor(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + np.floor(decay_rate * epoch_num / time_interval))


def _optim_schedule_fixed(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return _optim_schedule(learning_rate0, epoch_num, decay_rate)


def _optim_cosine(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0, *, turn=np.pi,
                  shape=lambda c: (1 + c) / 2, mix=lambda low, high, share: low + (high - low) * share):  # fmt: skip
    return mix(learning_rate_min, learning_rate0, shape(np.cos(turn * epoch_num / num_epochs)))


def _optim_cosine_turned(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    return _optim_cosine(learning_rate0, num_epochs - epoch_num, num_epochs, learning_rate_min)


# --------------------------------------------------------------------------------------------------------- challenge


def _optim_walker(w, slope, memory, *, beta=0.9, rate=0.003, velocity=lambda v, slope, beta: beta * v + slope, sign=-1,
                  keep=lambda w, v: (w, v)):  # fmt: skip
    v = velocity(0 if memory is None else memory, slope, beta)
    return keep(w + sign * rate * v, v)


MISTAKES = {
    "0_lesson": {},
    "1_optimization_methods": {
        "update_parameters_with_gd": [
            *_OPTIM_LOOPS,
            ("A call changes its argument `parameters` in place", partial(_optim_in_place, _optim_gd)),
            (_OPTIM_COPIED, _optim_copied(_optim_gd)),
            (_OPTIM_WEIGHTS_LEFT, _optim_partly(_optim_gd, _optim_biases)),
            (_OPTIM_ONLY_FIRST, _optim_partly(_optim_gd, _optim_only_first)),
            (_OPTIM_ONLY_LAST, _optim_partly(_optim_gd, _optim_only_last)),
            (
                "The learning rate is used twice: once is enough.",
                partial(_optim_gd, step=lambda p, g, rate: p - rate * rate * g),
            ),
            (
                "The step is divided by 2, as if it were the slope of a square: the formula has no half.",
                partial(_optim_gd, step=lambda p, g, rate: p - rate * g / 2),
            ),
            (
                "Only the signs of the slopes are used: a step is as long as its slope times the rate.",
                partial(_optim_gd, step=lambda p, g, rate: p - rate * np.sign(g)),
            ),
            (
                "The parameter itself is in the step as a factor: the step is the rate times the slope alone.",
                partial(_optim_gd, step=lambda p, g, rate: p * (1 - rate * g)),
            ),
            (
                "The rate is 0.1 whatever `learning_rate` is: take the argument.",
                partial(_optim_gd, step=lambda p, g, rate: p - 0.1 * g),
            ),
            (
                "The steps go uphill: the way down is against the slope, so subtract.",
                partial(_optim_gd, step=lambda p, g, rate: p + rate * g),
            ),
            (
                "The learning rate is not used: multiply the slope by it.",
                partial(_optim_gd, step=lambda p, g, rate: p - g),
            ),
            (
                "The slope is divided by the learning rate; multiply.",
                partial(_optim_gd, step=lambda p, g, rate: p - g / rate),
            ),
            (
                "The parameters come back as they were: put what you compute into the dictionary.",
                partial(_optim_gd, step=lambda p, g, rate: p),
            ),
            (
                "These are the steps alone: subtract them from the parameters.",
                partial(_optim_gd, step=lambda p, g, rate: rate * g),
            ),
            (
                "The parameters are multiplied by the learning rate too.",
                partial(_optim_gd, step=lambda p, g, rate: rate * (p - g)),
            ),
            (_OPTIM_BIASES_LEFT, _optim_partly(_optim_gd, _optim_weights)),
            (_OPTIM_LAST_LEFT, _optim_partly(_optim_gd, _optim_not_last)),
            (
                "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, ...",
                lambda parameters, grads, learning_rate: {
                    f"d{name}": item for name, item in _optim_gd(parameters, grads, learning_rate).items()
                },
            ),
        ],
        "random_mini_batches": {
            "the examples are in their old order: shuffle them before they are cut.": partial(
                _optim_batches, draw=lambda m, seed: np.arange(m)
            ),
            "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation.": [
                partial(_optim_batches, labels=lambda m, seed: np.random.default_rng(seed + 50).permutation(m)),
                partial(_optim_batches, labels=lambda m, seed: np.arange(m)),
            ],
            "some examples come twice and others are missing: shuffle by a permutation, which has each once.": partial(
                _optim_batches, draw=lambda m, seed: np.random.default_rng(seed).integers(0, m, m)
            ),
            "the last mini-batch, of 1 examples, is missing.": partial(
                _optim_batches, starts=lambda m, size: range(0, m - size + 1, size)
            ),
            "there is an empty mini-batch at the end: no example is left for it.": partial(
                _optim_batches, starts=lambda m, size: [size * k for k in range(m // size + 1)]
            ),
            "two calls with the same `seed` give different mini-batches: give the seed to the random numbers.": partial(
                _optim_batches, draw=lambda m, seed: np.random.default_rng().permutation(m)
            ),
            "another `seed` gives the same mini-batches: use the argument `seed`.": partial(
                _optim_batches, draw=lambda m, seed: np.random.default_rng(0).permutation(m)
            ),
            "`mini_batch_size` is the size of one, not how many there are.": _optim_batches_number,
            "examples are columns.": [_optim_batches_of_rows, _optim_batches_flat],
            "most examples still stand beside their old neighbours: shuffle single examples, not mini-batches.": _optim_batches_shuffled_whole,
            "the first mini-batch holds the first examples of `X`: shuffle them all before they are cut.": _optim_batches_shuffled_inside,
            "a column of a mini-batch is not a column of `X`: whole columns are shuffled, not single numbers.": _optim_batches_numbers,
            "64 at most whatever `mini_batch_size` is.": lambda X, Y, mini_batch_size=64, seed=0: _optim_batches(
                X, Y, 64, seed
            ),
            "those that are left over make one of their own.": partial(
                _optim_batches, ends=lambda m, size: [*range(size, m - size + 1, size), m]
            ),
            "Which value does a loop variable have after its loop?": _optim_batches_last_again,
            "There is no whole mini-batch here": _optim_batches_after_loop,
            "expected one list of pairs, a pair for each piece.": lambda *given, **named: tuple(
                map(list, zip(*_optim_batches(*given, **named)))
            ),
            "expected a pair": lambda *given, **named: [x for x, _ in _optim_batches(*given, **named)],
        },
        "exponentially_weighted_average": {
            (
                "The correction lags one step, and the first value goes without any: the first value has `t = 1`, not "
                "0."
            ): partial(_optim_average, correct=lambda v, beta, t: v / (1 - beta ** (t - 1)) if t > 1 else v),
            "The averages are cut to whole numbers: which dtype has the array that they are put into?": partial(
                _optim_average, returned=lambda found: np.array(found).astype(int)
            ),
            "The power covers `1 - beta`, `(1 - beta)**t`: it belongs to `beta` alone.": partial(
                _optim_average, correct=lambda v, beta, t: v / (1 - beta) ** t
            ),
            "The correction is one step ahead: the first value has `t = 1`, not 2.": partial(
                _optim_average, correct=lambda v, beta, t: v / (1 - beta ** (t + 1))
            ),
            "All corrections have the power of the last one: `t` counts the values up to the one at hand.": lambda values, beta, bias_correction=True: (
                _optim_average(values, beta, bias_correction, correct=lambda v, beta, t: v / (1 - beta ** len(values)))
            ),
            "This is the plain mean of the values so far: here newer values count more.": lambda values, beta, bias_correction=True: (
                np.cumsum(values) / np.arange(1, len(values) + 1)
            ),
            "Each value is mixed with the value before it: mix it with the *average* before it.": lambda values, beta, bias_correction=True: (
                _optim_average(
                    (1 - beta) * values + beta * np.hstack([[0.0], values[:-1]]),
                    beta,
                    bias_correction,
                    step=lambda v, value, beta: value,
                )
            ),
            "`beta` is 0.9 whatever is given: take the argument.": lambda values, beta, bias_correction=True: (
                _optim_average(values, 0.9, bias_correction)
            ),
            "The correction takes off what it should divide by: look at the fraction of the bias correction.": partial(
                _optim_average, correct=lambda v, beta, t: v - (1 - beta**t)
            ),
            "The correction has the root of `1 - beta**t`: there is no root in it.": partial(
                _optim_average, correct=lambda v, beta, t: v / np.sqrt(1 - beta**t)
            ),
            "The correction divides by `beta**t`: what do the weights of t values add up to?": partial(
                _optim_average, correct=lambda v, beta, t: v / beta**t
            ),
            "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.": partial(
                _optim_average, step=lambda v, value, beta: (1 - beta) * v + beta * value
            ),
            "The new value counts in full: its weight is `1 - beta`.": partial(
                _optim_average, step=lambda v, value, beta: beta * v + value
            ),
            "The corrected average is carried on, and corrected again in the next step: keep the uncorrected one.": _optim_average_compounded,
            "The correction multiplies by `1 - beta**t`; it divides.": partial(
                _optim_average, correct=lambda v, beta, t: v * (1 - beta**t)
            ),
            "The correction is the same for every value: it takes `beta` to the power of `t`.": partial(
                _optim_average, correct=lambda v, beta, t: v / (1 - beta)
            ),
            "The correction lags one step: the first value has `t = 1`, not 0.": partial(
                _optim_average, correct=lambda v, beta, t: v / (1 - beta ** (t - 1))
            ),
            "The correction is made even where `bias_correction` is False.": partial(
                _optim_average_ignores, always=True
            ),
            "No average is corrected: divide by `1 - beta**t`.": partial(_optim_average_ignores, always=False),
            "`bias_correction` is True where it is not given.": _optim_average_default,
            "The average starts at the first value; it starts at 0.": partial(
                _optim_average, start=lambda values: values[0]
            ),
            "Only the last average is returned; one for every value is asked for.": partial(
                _optim_average, returned=lambda found: found[-1]
            ),
            "The average at the start, 0, is returned too: there is one average for each value.": partial(
                _optim_average, returned=lambda found: np.array([0.0, *found])
            ),
        },
        "initialize_velocity": [
            *_OPTIM_LOOPS,
            (
                "The zeros are whole numbers: updated in place, they never become fractions. Which dtype does the "
                "array have?",
                partial(_optim_start, fill=lambda item: np.zeros(item.shape, int)),
            ),
            (
                "The layers are counted from 0: the first one that computes is layer 1.",
                _optim_shifted,
            ),
            (
                "Only the first layer has a velocity: how often does the loop run, and where does the `return` stand?",
                partial(_optim_start, chosen=_optim_first_layer),
            ),
            (
                "The arrays are turned: a velocity has the shape of its parameter.",
                partial(_optim_start, fill=_optim_turned),
            ),
            (
                "The keys have a `v` in front: the velocity has those of the gradient, `dW1`, `db1`, ...",
                partial(_optim_start, key="v{}"),
            ),
            (
                "The keys have a `vd` in front: the velocity has those of the gradient, `dW1`, `db1`, ...",
                partial(_optim_start, key="vd{}"),
            ),
            (
                "The velocity starts at random: nothing has moved yet, so it starts at zero.",
                partial(_optim_start, fill=lambda item: np.random.randn(*item.shape)),
            ),
            ("The velocity is a copy of the parameters; it starts at zero.", partial(_optim_start, fill=np.copy)),
            ("The velocity starts at zero, not at one.", partial(_optim_start, fill=np.ones_like)),
            (
                "The last layer is missing: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`.",
                partial(_optim_start, chosen=_optim_fewer_layers),
            ),
            (
                "Only the weights have a velocity; the biases need one too.",
                partial(_optim_start, chosen=lambda names: [name for name in names if name[0] == "W"]),
            ),
            (
                "The keys are those of the parameters; the velocity has those of the gradient, `dW1`, `db1`, ...",
                lambda parameters: {name: np.zeros_like(item) for name, item in parameters.items()},
            ),
            (
                "The entries are single numbers: each has the shape of its parameter.",
                partial(_optim_start, fill=lambda item: 0.0),
            ),
            (
                "The arrays have one axis only: take the shape of the parameter, `(n, 1)` for a bias.",
                partial(_optim_start, fill=lambda item: np.zeros(item.shape[0])),
            ),
        ],
        "update_parameters_with_momentum": [
            *_OPTIM_LOOPS,
            ("A call changes its arguments `parameters` and `v` in place", partial(_optim_in_place, _optim_momentum)),
            (_OPTIM_COPIED, _optim_copied(_optim_momentum)),
            (_OPTIM_BIASES_LEFT, _optim_partly(_optim_momentum, _optim_weights)),
            (_OPTIM_WEIGHTS_LEFT, _optim_partly(_optim_momentum, _optim_biases)),
            (_OPTIM_LAST_LEFT, _optim_partly(_optim_momentum, _optim_not_last)),
            (_OPTIM_ONLY_FIRST, _optim_partly(_optim_momentum, _optim_only_first)),
            (
                "The parameters come back as they were; the velocity is right.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p),
            ),
            (
                "The velocity is corrected as Adam's average is: momentum steps by the velocity as it is.",
                partial(
                    _optim_momentum,
                    step=lambda p, g, old, new, rate: p - rate * new,
                    average=lambda v, g, beta: (beta * v + (1 - beta) * g) / (1 - beta),
                ),
            ),
            (
                "The steps go along velocity and slope together: the slope is in the velocity already.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p - rate * (new + g)),
            ),
            (
                "The step averages once more, as Nesterov's method does: here it is the velocity times the rate.",
                lambda parameters, grads, v, beta, learning_rate: _optim_momentum(
                    parameters,
                    grads,
                    v,
                    beta,
                    learning_rate,
                    step=lambda p, g, old, new, rate: p - rate * (beta * new + (1 - beta) * g),
                ),
            ),
            (
                "The velocity has the square of the slope, as RMSprop's average: momentum averages the slope itself.",
                partial(_optim_momentum, average=lambda v, g, beta: beta * v + (1 - beta) * g**2),
            ),
            (
                "The slope is subtracted in the velocity: it is added there, and the velocity is subtracted later.",
                partial(_optim_momentum, average=lambda v, g, beta: beta * v - (1 - beta) * g),
            ),
            (
                "The old velocity is not weighed: `beta` stands before it.",
                partial(_optim_momentum, average=lambda v, g, beta: v + (1 - beta) * g),
            ),
            (
                "`beta` is 0.9 whatever is given: take the argument.",
                lambda parameters, grads, v, beta, learning_rate: _optim_momentum(
                    parameters, grads, v, 0.9, learning_rate
                ),
            ),
            (
                "The velocity averages the parameters: it is the slopes that it remembers.",
                lambda parameters, grads, v, beta, learning_rate: _optim_of_parameters(
                    parameters, v, beta, learning_rate
                ),
            ),
            (
                "`beta` and `1 - beta` are exchanged: `beta` weighs the old velocity.",
                partial(_optim_momentum, average=lambda v, g, beta: (1 - beta) * v + beta * g),
            ),
            (
                "The slope enters the velocity in full: here its weight is `1 - beta`.",
                partial(_optim_momentum, average=lambda v, g, beta: beta * v + g),
            ),
            (
                "The parameters step along the slope, not along the velocity: this is gradient descent.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p - rate * g),
            ),
            (
                "The parameters step along the old velocity: update it first.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p - rate * old),
            ),
            (
                "The steps go uphill: subtract the velocity.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p + rate * new),
            ),
            (
                "The learning rate is not used.",
                partial(_optim_momentum, step=lambda p, g, old, new, rate: p - new),
            ),
            (
                "The old velocity is forgotten: `beta` times it belongs into the new one.",
                partial(_optim_momentum, average=lambda v, g, beta: (1 - beta) * g),
            ),
            (
                "The velocity comes back as it was: return the new one.",
                lambda parameters, grads, v, beta, learning_rate: (
                    _optim_momentum(parameters, grads, v, beta, learning_rate)[0],
                    v,
                ),
            ),
            (
                "Only the parameters are returned: the next step needs the velocity too.",
                lambda *given, **named: _optim_momentum(*given, **named)[0],
            ),
            (
                "The velocity comes first; return the parameters, then the velocity.",
                lambda *given, **named: _optim_momentum(*given, **named)[::-1],
            ),
            (
                "The learning rate is in the velocity: it belongs to the step alone.",
                lambda parameters, grads, v, beta, learning_rate: _optim_momentum(
                    parameters,
                    grads,
                    v,
                    beta,
                    1,
                    average=lambda v, g, beta: beta * v + learning_rate * (1 - beta) * g,
                ),
            ),
        ],
        "update_parameters_with_rmsprop": [
            *_OPTIM_LOOPS,
            ("A call changes its arguments `parameters` and `s` in place", partial(_optim_in_place, _optim_rmsprop)),
            (_OPTIM_COPIED, _optim_copied(_optim_rmsprop)),
            (_OPTIM_BIASES_LEFT, _optim_partly(_optim_rmsprop, _optim_weights)),
            (_OPTIM_WEIGHTS_LEFT, _optim_partly(_optim_rmsprop, _optim_biases)),
            (_OPTIM_LAST_LEFT, _optim_partly(_optim_rmsprop, _optim_not_last)),
            (_OPTIM_ONLY_FIRST, _optim_partly(_optim_rmsprop, _optim_only_first)),
            (
                "The new square counts in full: its weight is what `beta` leaves of 1.",
                partial(_optim_rmsprop, average=lambda s, square, beta: beta * s + square),
            ),
            (
                "The weight `1 - beta` is squared together with the slope: only the slope is.",
                partial(_optim_rmsprop, average=lambda s, square, beta: beta * s + (1 - beta) ** 2 * square),
            ),
            (
                "The old average is forgotten: `beta` times it belongs into the new one.",
                partial(_optim_rmsprop, average=lambda s, square, beta: (1 - beta) * square),
            ),
            (
                "The learning rate is not used.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - g / (np.sqrt(s) + epsilon)),
            ),
            (
                "The mean square stands above the line, where the slope belongs.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * s / (np.sqrt(s) + epsilon)),
            ),
            (
                "The root covers the whole fraction, slope included: only the mean square is under it.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * np.sqrt(g / (s + epsilon))),
            ),
            (
                "The steps are those of gradient descent; `s` is right, but nothing is divided by it.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g),
            ),
            (
                "The average comes back as it was: return the new one.",
                lambda parameters, grads, s, *given, **named: (
                    _optim_rmsprop(parameters, grads, s, *given, **named)[0],
                    s,
                ),
            ),
            (
                "`s` holds the roots: it keeps the mean squares, and the root is taken for the step alone.",
                lambda *given, **named: _optim_rooted(*_optim_rmsprop(*given, **named)),
            ),
            (
                "The average comes first; return the parameters, then `s`.",
                lambda *given, **named: _optim_rmsprop(*given, **named)[::-1],
            ),
            (
                "The average is corrected as Adam's is, by `1 - beta`: RMSprop takes it as it is.",
                partial(_optim_rmsprop, average=lambda s, square, beta: (beta * s + (1 - beta) * square) / (1 - beta)),
            ),
            (
                "`epsilon` is 1e-7 where it is not given: look at the default in the first line.",
                _optim_rmsprop_other_epsilon,
            ),
            ("The slopes are averaged, not their squares.", partial(_optim_rmsprop, square=lambda g: g)),
            (
                "The absolute slopes are averaged, not their squares.",
                partial(_optim_rmsprop, square=np.abs),
            ),
            (
                "The root is missing: divide by the root of the mean square.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g / (s + epsilon)),
            ),
            (
                "`epsilon` is under the root; add it to the root.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g / np.sqrt(s + epsilon)),
            ),
            (
                "`epsilon` is not used: where slope and average are zero, zero is divided by zero.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g / np.sqrt(s)),
            ),
            (
                "The steps divide by the old average: update it first.",
                partial(
                    _optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g / (np.sqrt(old) + epsilon)
                ),
            ),
            (
                "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.",
                partial(_optim_rmsprop, average=lambda s, square, beta: (1 - beta) * s + beta * square),
            ),
            (
                "The squares are added up and never forgotten: that is AdaGrad; weigh them by `beta` and `1 - beta`.",
                partial(_optim_rmsprop, average=lambda s, square, beta: s + square),
            ),
            (
                "The steps go uphill: subtract.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p + rate * g / (np.sqrt(s) + epsilon)),
            ),
            (
                "The slope is multiplied by the root of the mean square; divide.",
                partial(_optim_rmsprop, step=lambda p, g, s, old, rate, epsilon: p - rate * g * (np.sqrt(s) + epsilon)),
            ),
            (
                "Only the parameters are returned: the next step needs `s` too.",
                lambda *given, **named: _optim_rmsprop(*given, **named)[0],
            ),
        ],
        "initialize_adam": [
            *_OPTIM_LOOPS,
            (
                "The zeros are whole numbers: updated in place, they never become fractions. Which dtype does the "
                "array have?",
                lambda parameters: (_optim_start(parameters, fill=lambda item: np.zeros(item.shape, int)),) * 2,
            ),
            (
                "The keys of `s` are those of the parameters, those of `v` are right: both have `dW1`, `db1`, ...",
                lambda parameters: (
                    _optim_start(parameters),
                    {name: np.zeros_like(item) for name, item in parameters.items()},
                ),
            ),
            (
                "`s` starts at one, `v` at zero: both start at zero.",
                lambda parameters: (_optim_start(parameters), _optim_start(parameters, fill=np.ones_like)),
            ),
            (
                "The layers are counted from 0: the first one that computes is layer 1.",
                lambda parameters: (_optim_shifted(parameters),) * 2,
            ),
            (
                "Only the first layer has averages: how often does the loop run, and where does the `return` stand?",
                lambda parameters: (_optim_start(parameters, chosen=_optim_first_layer),) * 2,
            ),
            (
                "`v` and `s` are together in one dictionary: return two, one after the other.",
                lambda parameters: {"v": _optim_start(parameters), "s": _optim_start(parameters)},
            ),
            (
                "The arrays are turned: an average has the shape of its parameter.",
                lambda parameters: (_optim_start(parameters, fill=_optim_turned),) * 2,
            ),
            (
                "The entries are single numbers: each has the shape of its parameter.",
                lambda parameters: (_optim_start(parameters, fill=lambda item: 0.0),) * 2,
            ),
            (
                "`s` is empty: it has an entry for every parameter, as `v` does.",
                lambda parameters: (_optim_start(parameters), {}),
            ),
            (
                "The averages start at zero, not at one.",
                lambda parameters: (_optim_start(parameters, fill=np.ones_like),) * 2,
            ),
            (
                "The averages are copies of the parameters; they start at zero.",
                lambda parameters: (_optim_start(parameters, fill=np.copy),) * 2,
            ),
            ("One dictionary is returned; two are asked for, `v` and `s`.", _optim_start),
            (
                "The last layer is missing: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`.",
                lambda parameters: (_optim_start(parameters, chosen=_optim_fewer_layers),) * 2,
            ),
            (
                "The keys are those of the parameters; `v` and `s` have those of the gradient, `dW1`, `db1`, ...",
                lambda parameters: ({name: np.zeros_like(item) for name, item in parameters.items()},) * 2,
            ),
            (
                "The keys are named after the average; both dictionaries have the keys `dW1`, `db1`, ...",
                lambda parameters: tuple(
                    {letter + name: item for name, item in _optim_start(parameters).items()} for letter in "vs"
                ),
            ),
            (
                "Only the weights have averages; the biases need them too.",
                lambda parameters: (
                    (_optim_start(parameters, chosen=lambda names: [name for name in names if name[0] == "W"]),) * 2
                ),
            ),
        ],
        "update_parameters_with_adam": [
            *_OPTIM_LOOPS,
            (
                "A call changes its arguments `parameters` and `s` and `v` in place",
                partial(_optim_in_place, _optim_adam),
            ),
            (
                "The step uses `v` and `s` as they are, though they are corrected: use the corrected ones.",
                partial(_optim_adam, used=lambda v, s, vc, sc: (v, s)),
            ),
            (
                "The step uses the corrected `v` and the uncorrected `s`: both belong into it corrected.",
                partial(_optim_adam, used=lambda v, s, vc, sc: (vc, s)),
            ),
            (
                "The step uses the uncorrected `v` and the corrected `s`: both belong into it corrected.",
                partial(_optim_adam, used=lambda v, s, vc, sc: (v, sc)),
            ),
            (
                "Nothing is corrected: the corrected averages are those divided by what their weights add up to.",
                partial(_optim_adam, first=lambda v, beta1, beta2, t: v, second=lambda s, beta1, beta2, t: s),
            ),
            (
                "Only `v` is corrected: `s` starts at zero too, and its correction matters more.",
                partial(_optim_adam, second=lambda s, beta1, beta2, t: s),
            ),
            (
                "Only `s` is corrected: `v` starts at zero too.",
                partial(_optim_adam, first=lambda v, beta1, beta2, t: v),
            ),
            (
                "The correction is the same in every step: it takes `beta1` and `beta2` to the power of `t`.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, beta2, t: v / (1 - beta1),
                    second=lambda s, beta1, beta2, t: s / (1 - beta2),
                ),
            ),
            (
                "The correction of `v` is the same in every step: where is the power `t`?",
                partial(_optim_adam, first=lambda v, beta1, beta2, t: v / (1 - beta1)),
            ),
            (
                "The correction of `s` is the same in every step: where is the power `t`?",
                partial(_optim_adam, second=lambda s, beta1, beta2, t: s / (1 - beta2)),
            ),
            (
                "The power of the correction is the number of the layer: it is `t`, that of the step, in all layers.",
                partial(_optim_adam, number=_optim_layer_number),
            ),
            (
                "The power is 2 in every step: it is `t`, the number of the step.",
                partial(_optim_adam, number=lambda t, name: 2),
            ),
            (
                "The power covers `1 - beta`, as in `(1 - beta1)**t`: it belongs to beta alone.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, beta2, t: v / (1 - beta1) ** t,
                    second=lambda s, beta1, beta2, t: s / (1 - beta2) ** t,
                ),
            ),
            (
                "The beta is multiplied by `t`, as in `1 - beta1 * t`: `t` is a power.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, beta2, t: v / (1 - beta1 * t),
                    second=lambda s, beta1, beta2, t: s / (1 - beta2 * t),
                ),
            ),
            (
                "The corrections have roots, as in `sqrt(1 - beta1**t)`: the only root in Adam is that of the "
                "corrected `s`, in the step.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, beta2, t: v / np.sqrt(1 - beta1**t),
                    second=lambda s, beta1, beta2, t: s / np.sqrt(1 - beta2**t),
                ),
            ),
            (
                "The correction of `s` has a root: the only root in Adam is that of the corrected `s`, in the step.",
                partial(_optim_adam, second=lambda s, beta1, beta2, t: s / np.sqrt(1 - beta2**t)),
            ),
            (
                "The corrected `s` is a root already: it is a mean square, and its root is taken in the step.",
                partial(
                    _optim_adam,
                    second=lambda s, beta1, beta2, t: np.sqrt(s / (1 - beta2**t)),
                    step=lambda p, g, v, s, rate, epsilon: p - rate * v / (s + epsilon),
                ),
            ),
            (
                "The corrections multiply: a mean that is too small at the start grows by a division.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, beta2, t: v * (1 - beta1**t),
                    second=lambda s, beta1, beta2, t: s * (1 - beta2**t),
                ),
            ),
            (
                "`s` is corrected with `beta1`; its own is `beta2`.",
                partial(_optim_adam, second=lambda s, beta1, beta2, t: s / (1 - beta1**t)),
            ),
            (
                "`v` is corrected with `beta2`; its own is `beta1`.",
                partial(_optim_adam, first=lambda v, beta1, beta2, t: v / (1 - beta2**t)),
            ),
            ("`beta1` and `beta2` are exchanged.", partial(_optim_adam, betas=lambda beta1, beta2: (beta2, beta1))),
            (
                "The average of the squares is weighed with `beta1`; its own is `beta2`.",
                partial(_optim_adam, in_s=lambda beta1, beta2: beta1),
            ),
            (
                "The average of the slopes is weighed with `beta2`; its own is `beta1`.",
                partial(_optim_adam, in_v=lambda beta1, beta2: beta2),
            ),
            (
                "In both averages the weights are exchanged: `beta` weighs the old average, what it leaves of 1 the "
                "new "
                "value.",
                partial(_optim_adam, average=lambda old, new, beta: (1 - beta) * old + beta * new),
            ),
            (
                "In both averages the new value counts in full: its weight is what beta leaves of 1.",
                partial(_optim_adam, average=lambda old, new, beta: beta * old + new),
            ),
            (
                "In both averages the old one is forgotten: it counts beta times.",
                partial(_optim_adam, average=lambda old, new, beta: (1 - beta) * new),
            ),
            ("`s` averages the slopes; it averages their squares.", partial(_optim_adam, square=lambda g: g)),
            ("`s` averages the squares of `v`; it averages those of the slopes.", _optim_adam_squares_average),
            (
                "The corrected `s` is made of `v`: a copied line, in which only the beta was changed?",
                lambda parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8: (
                    _optim_adam_second_of_first(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
                ),
            ),
            (
                "`epsilon` is under the root; add it to the root.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * v / np.sqrt(s + epsilon)),
            ),
            (
                "`epsilon` is not used: add it to the root.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * v / np.sqrt(s)),
            ),
            (
                "`epsilon` is added to the whole fraction: it belongs below the line.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * (v / np.sqrt(s) + epsilon)),
            ),
            (
                "The root is missing: divide by the root of the corrected `s`.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * v / (s + epsilon)),
            ),
            (
                "The step takes the slope itself, not its average: that is RMSprop with a correction.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * g / (np.sqrt(s) + epsilon)),
            ),
            (
                "The step goes along the average slope and is not divided: that is momentum with a correction.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * v),
            ),
            (
                "The learning rate is not used in the step.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - v / (np.sqrt(s) + epsilon)),
            ),
            (
                "The steps go uphill: subtract.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p + rate * v / (np.sqrt(s) + epsilon)),
            ),
            (
                "The parameters come back as they were; the averages are right.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p),
            ),
            (_OPTIM_COPIED, _optim_copied(_optim_adam)),
            (_OPTIM_BIASES_LEFT, _optim_partly(_optim_adam, _optim_weights)),
            (_OPTIM_WEIGHTS_LEFT, _optim_partly(_optim_adam, _optim_biases)),
            (_OPTIM_LAST_LEFT, _optim_partly(_optim_adam, _optim_not_last)),
            (_OPTIM_ONLY_FIRST, _optim_partly(_optim_adam, _optim_only_first)),
            (
                "The correction lags one step: the first step has `t = 1`, and `t` is the power.",
                partial(_optim_adam, number=lambda t, name: t - 1),
            ),
            (
                "The correction is one step ahead: `t` is the number of this step already.",
                partial(_optim_adam, number=lambda t, name: t + 1),
            ),
            (
                "`v` and `s` are returned corrected, and would be corrected again in the next step.",
                partial(_optim_adam, returned=lambda p, v, s, vc, sc: (p, vc, sc, vc, sc)),
            ),
            (
                "`v` and `s` come back as they were: return the new ones.",
                lambda parameters, grads, v, s, *given, **named: _optim_adam(
                    parameters, grads, v, s, *given, **named, returned=lambda p, own, mine, vc, sc: (p, v, s, vc, sc)
                ),
            ),
            (
                "Three dictionaries are returned; the corrected averages are asked for too.",
                partial(_optim_adam, returned=lambda p, v, s, vc, sc: (p, v, s)),
            ),
            (
                "The order is parameters, `v`, `s`, corrected `v`, corrected `s`.",
                partial(_optim_adam, returned=lambda p, v, s, vc, sc: (p, v, vc, s, sc)),
            ),
            ("The default of `learning_rate` is 0.01.", _optim_adam_fixed_rate),
            ("The default of `beta2` is 0.999.", _optim_adam_short_memory),
        ],
        "update_lr": {
            "Without parentheses only the 1 divides: the whole sum `1 + ...` belongs below the line.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / 1 + decay_rate * epoch_num
            ),
            (
                "The factor is multiplied by the epoch at the end: the epoch belongs below the line, to the decay rate."
            ): lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (1 + decay_rate) * epoch_num,
            "The rate is one epoch ahead: epochs are counted from 0, and in the first one the rate is the first.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (1 + decay_rate * (epoch_num + 1))
            ),
            "The epoch is a power here, which is exponential decay: below the line it is a factor.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (1 + decay_rate) ** epoch_num
            ),
            "`learning_rate0` has no part in it: the rate begins there.": lambda learning_rate0, epoch_num, decay_rate: (
                1 / (1 + decay_rate * epoch_num)
            ),
            "The rate does not fall: this is `learning_rate0` in every epoch.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0
            ),
            "The sum below the line is under a root: there is none in the formula.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / np.sqrt(1 + decay_rate * epoch_num)
            ),
            "Decay rate and epoch are added: they are multiplied.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (1 + decay_rate + epoch_num)
            ),
            "The result is rounded down to a whole number: `//` does that, `/` does not.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 // (1 + decay_rate * epoch_num)
            ),
            "The 1 is missing from `1 + decay_rate * epoch_num`.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (decay_rate * epoch_num or 1e-12)
            ),
            "The rate is multiplied; divide by `1 + decay_rate * epoch_num`.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 * (1 + decay_rate * epoch_num)
            ),
            "This is exponential decay, `decay_rate` to the power of the epoch.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 * float(decay_rate) ** epoch_num
            ),
            "This is exponential decay; divide by `1 + decay_rate * epoch_num`.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 * np.exp(-decay_rate * epoch_num)
            ),
            "The decay rate is divided by the epoch's number; multiply.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (1 + decay_rate / max(epoch_num, 1))
            ),
            "This falls along a straight line, and below zero at last; divide by `1 + decay_rate * epoch_num`.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 * (1 - decay_rate * epoch_num)
            ),
            "The epochs are not used: the rate falls with `epoch_num`.": lambda learning_rate0, epoch_num, decay_rate: (
                learning_rate0 / (1 + decay_rate)
            ),
        },
        "schedule_lr_decay": {
            "Without parentheses only the 1 divides: the whole sum `1 + ...` belongs below the line.": lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
                learning_rate0 / 1 + decay_rate * (epoch_num // time_interval)
            ),
            "This takes what is left over of the last interval, `%`: count the whole ones, by rounding down.": partial(
                _optim_schedule, count=lambda e, t: e % t
            ),
            "The number of intervals is a power here, which is exponential decay: below the line it is a factor.": lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
                learning_rate0 / (1 + decay_rate) ** (epoch_num // time_interval)
            ),
            "The rate is one interval ahead: in the first interval the rate is the first.": partial(
                _optim_schedule, count=lambda e, t: e // t + 1
            ),
            "The rate does not fall: this is `learning_rate0` in every epoch.": partial(
                _optim_schedule, count=lambda e, t: 0
            ),
            "The rate changes once and never again: it goes down by one stair for every whole interval.": partial(
                _optim_schedule, count=lambda e, t: int(e >= t)
            ),
            "The change comes one epoch early: round `epoch / interval` down, without adding to the epoch.": partial(
                _optim_schedule, count=lambda e, t: (e + 1) // t
            ),
            "Epoch and interval are exchanged in the quotient.": lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
                learning_rate0 / (1 + decay_rate * (time_interval // epoch_num))
            ),
            "The rate is multiplied by `1 + ...`: it is divided by it.": lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
                learning_rate0 * (1 + decay_rate * (epoch_num // time_interval))
            ),
            "`learning_rate0` has no part in it: the rate begins there.": lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
                1 / (1 + decay_rate * (epoch_num // time_interval))
            ),
            "The rate falls in every epoch: round `epoch_num / time_interval` down to a whole number.": partial(
                _optim_schedule, count=lambda e, t: e / t
            ),
            "The quotient is rounded up; round down, so that the first interval has the first rate.": partial(
                _optim_schedule, count=lambda e, t: np.ceil(e / t)
            ),
            "The quotient is rounded to the nearest whole number; round down.": partial(
                _optim_schedule, count=lambda e, t: np.round(e / t)
            ),
            "The interval is not used: this falls with the epoch itself.": partial(
                _optim_schedule, count=lambda e, t: e
            ),
            "The interval is 1,000 whatever `time_interval` says.": _optim_schedule_fixed,
            "The product with `decay_rate` is rounded down; only `epoch_num / time_interval` is.": _optim_schedule_late_floor,
            "The first change comes one epoch late.": partial(_optim_schedule, count=lambda e, t: (e - 1) // t),
        },
        "cosine_decay": {
            "The half and the cosine do not act on the difference of the rates: look at the parentheses around it.": lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: (
                learning_rate_min
                + learning_rate0 / 2
                - learning_rate_min * (1 + np.cos(np.pi * epoch_num / num_epochs))
            ),
            "This is a sine: a cosine starts at 1, which is the first rate.": lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: (
                learning_rate_min
                + (learning_rate0 - learning_rate_min) * (1 + np.sin(np.pi * epoch_num / num_epochs)) / 2
            ),
            (
                "`learning_rate_min` is added to the first rate in the factor: subtract it, so that the curve lies "
                "between."
            ): partial(_optim_cosine, mix=lambda low, high, share: low + (high + low) * share),
            (
                "The epochs are divided by `//`, which rounds down: then the cosine knows the first and the last one "
                "only."
            ): lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: _optim_cosine(
                learning_rate0, epoch_num // num_epochs, 1, learning_rate_min
            ),
            "The number of all epochs is not in the cosine: it turns by pi in every epoch.": lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: (
                _optim_cosine(learning_rate0, epoch_num, 1, learning_rate_min)
            ),
            "There is no pi in the cosine: `epoch / epochs` alone turns it by one radian.": partial(
                _optim_cosine, turn=1
            ),
            "The rate falls along a straight line: put the share of the epochs into the cosine.": lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: (
                learning_rate_min + (learning_rate0 - learning_rate_min) * (1 - epoch_num / num_epochs)
            ),
            "`learning_rate_min` is not added at the end: the curve is shifted down by it.": partial(
                _optim_cosine, mix=lambda low, high, share: (high - low) * share
            ),
            "The cosine is added at full length, outside of the factor: look at the parentheses around `1 + cos`.": lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0: (
                learning_rate_min
                + (learning_rate0 - learning_rate_min) / 2 * 1
                + np.cos(np.pi * epoch_num / num_epochs)
            ),
            "The 1 is missing: the cosine itself falls below zero.": partial(_optim_cosine, shape=lambda c: c),
            "The half is missing: `1 + cos` starts at 2.": partial(_optim_cosine, shape=lambda c: 1 + c),
            "The cosine turns all the way round: half a turn, `pi`, lasts from the first to the last epoch.": partial(
                _optim_cosine, turn=2 * np.pi
            ),
            "The cosine turns a quarter only: it has to reach -1 at the end, at `pi`.": partial(
                _optim_cosine, turn=np.pi / 2
            ),
            "The angle is in degrees; `np.cos` takes radians.": partial(_optim_cosine, turn=180),
            "The rate rises instead of falling.": _optim_cosine_turned,
            "`learning_rate_min` is added on top, so that the first rate is too large.": partial(
                _optim_cosine, mix=lambda low, high, share: low + high * share
            ),
            "`learning_rate_min` is not used.": partial(_optim_cosine, mix=lambda low, high, share: high * share),
            "The rate is cut off at `learning_rate_min`; the whole curve lies between the two rates.": partial(
                _optim_cosine, mix=lambda low, high, share: max(low, high * share)
            ),
        },
        "my_step": {
            "at least 30 times is asked for.": [
                partial(_optim_walker, beta=0, rate=0.0019),
                partial(_optim_walker, beta=0.9, rate=0.0001),
                partial(_optim_walker, keep=lambda w, v: (w * 0 + 1, v)),
            ],
            "`memory` is None after each step: nothing is remembered.": partial(
                _optim_walker, rate=0.001, keep=lambda w, v: (w, None)
            ),
            "they are too long for the steepest direction, or uphill.": [
                partial(_optim_walker, beta=0, rate=0.01),
                partial(_optim_walker, sign=1),
            ],
            "expected the pair `(w, memory)`.": partial(_optim_walker, keep=lambda w, v: w),
            "the new point has the shape": partial(_optim_walker, keep=lambda w, v: (w.ravel(), v)),
            "is a `return` missing?": partial(_optim_walker, keep=lambda w, v: None),
        },
    },
}

# What to look at where no known mistake explains an answer: the first part that differs, in the order of computation.
PARTS = {
    "1_optimization_methods": {
        "update_parameters_with_gd": {
            "W1": "compare its step with the formula: sign, learning rate, slope.",
            "b1": "`W1` is right, and `b1` is computed alike: compare the two lines letter by letter.",
            "W2": "layer 1 is right. Does the loop reach the other layers, and does each take its own slopes?",
            "b2": "all before it is right. Compare the lines of weights and biases letter by letter.",
        },
        "initialize_velocity": {
            "dW1": "the zeros for `W1`. Which shape does `W1` have, and which value does a velocity begin with?",
            "db1": "`dW1` is right, and `db1` is made alike, with the shape of `b1`.",
        },
        "update_parameters_with_momentum": {
            "1": "the velocity. Compare its two terms with the formula: what weighs the old velocity, what the slope, "
            "and are "
            "all layers and the biases in it?",
            "0": "the velocity is right, the parameters are not. Which of slope, old and new velocity do they step "
            "along, how "
            "far, and with which sign?",
        },
        "update_parameters_with_rmsprop": {
            "1": "the average `s`. Compare its two terms with the formula: what weighs the old average, what the new "
            "value, "
            "and what is squared?",
            "0": "the average `s` is right, the parameters are not. Look at the fraction of the step: what is above "
            "the line, "
            "what is under the root, and where is `epsilon`?",
        },
        "initialize_adam": {
            "0": "the dictionary `v`. Compare its names, shapes and zeros with what the text asks for.",
            "1": "`v` is right and `s` is not: the two begin alike.",
        },
        "update_parameters_with_adam": {
            "1": "the average `v`. Compare its two terms with the formula: which beta weighs the old average, what "
            "weighs the "
            "slope?",
            "2": "`v` is right, the average `s` is not. Which beta weighs its two terms, and what is squared?",
            "3": "`v` and `s` are right, the corrected `v` is not. What is it divided by, and which power does its "
            "beta have?",
            "4": "the corrected `v` is right, the corrected `s` is not. What is it divided by, and which beta is in "
            "it?",
            "0": "all averages are right, the parameters are not. Look at the fraction of the step: what is above the "
            "line, "
            "what is under the root, and where is `epsilon`?",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "50,000 / 128 = 390.6, rounded up: the examples that are left over get a step too.",
            "b": "390 of them do; the last one has the 80 examples that are left.",
            "c": "The number in curly brackets is that of the mini-batch, and examples are columns.",
            "d": "The pieces of a shuffled set have each example once.",
        },
        "q2": {
            "a": "That smooth is batch gradient descent, whose every step lowers the very cost that is drawn.",
            "b": "It falls as a trend, and jitters because every mini-batch is another problem.",
            "c": "Jitter without a trend is not learning: the rate is too large, or something is wrong.",
            "d": "Growing without end is the mark of a learning rate that is too large.",
        },
        "q3": {
            "a": "A matrix product over 64 columns takes little longer than over one.",
            "b": "By the time that size m has its first slope, mini-batches have made many steps.",
            "c": "It is the other way round: the slope over all examples is the exact one.",
            "d": "Size 1 takes the most steps per epoch, one for each example.",
        },
        "q4": {
            "a": "That is v2 without the correction: 0.5 times 4 plus 0.5 times 16.",
            "b": "That is the plain mean. The newer value has twice the weight of the older one here.",
            "c": "v1 = 4, v2 = 10, and 1 - 0.25 = 0.75 is what the weights add up to: 10 / 0.75.",
            "d": "That divides by 1 - beta; after two values it is 1 - beta squared.",
        },
        "q5": {
            "a": "1 / (1 - 0.98) = 50, against 1 / (1 - 0.9) = 10.",
            "b": "The more values are averaged, the less a single one shows.",
            "c": "It follows later: a new value has a weight of 0.02 only.",
            "d": "It takes some 50 values, not 10, until the weights add up to about two thirds.",
        },
        "q6": {
            "a": "That is plain gradient descent. Momentum averages, and slopes that flip nearly cancel.",
            "b": "Dividing by the size of the slopes is what RMSprop does.",
            "c": "That is a tenth of each slope, as in the first step. Afterwards equal slopes add up and "
            "opposite ones cancel.",
            "d": "Opposite slopes leave 3 times 0.1 / 1.9; equal ones build up the whole slope.",
        },
        "q7": {
            "a": "That is gradient descent, whose steps are as uneven as the slopes.",
            "b": "The division is by the root of the mean square, which is 50 and 0.5, not by the root of the slope.",
            "c": "Each slope is divided by its own usual size: 50 / 50 and 0.5 / 0.5.",
            "d": "Large slopes get small rates, but not so small as to turn the order round.",
        },
        "q8": {
            "a": "v alone is a tenth of the slope. But s is too small as well, and it is divided by its root.",
            "b": "v is 0.1 of the slope, the root of s is the root of 0.001, 0.032 of it: the quotient is 3.2 "
            "instead of 1.",
            "c": "That forgets the root: it divides 0.1 by 0.001.",
            "d": "They would if both averages were off by the same factor after the root; 0.1 and 0.032 are not "
            "the same.",
        },
        "q9": {
            "a": "It would wander farther from the lowest point, and jitter more.",
            "b": "The steps are too long for the slopes that are left: shorter ones settle.",
            "c": "Smaller mini-batches have slopes that are more off: more jitter.",
            "d": "Jitter without a trend is what a constant rate does even at the lowest point of all; rule that "
            "out first.",
        },
        "q10": {
            "a": "For a hollow, every direction would have to curve upwards.",
            "b": "That is the picture of one parameter. With many, bad hollows are rare.",
            "c": "Around it the surface is nearly level, and small slopes make small steps.",
            "d": "A nudge aside is enough: from there on the way down pulls.",
        },
    }
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
EQUIVALENT = {
    "1_optimization_methods": {
        "exponentially_weighted_average": [
            ("return np.array(averages) -> return averages", "A list of numbers and an array read the same."),
        ],
    },
}
