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


def _optim_start(parameters, *, fill=np.zeros_like, chosen=lambda names: names):
    return {"d" + name: fill(parameters[name]) for name in chosen(list(parameters))}


def _optim_fewer_layers(names):
    return names[:-2]


def _optim_momentum(parameters, grads, v, beta, learning_rate, *, average=lambda v, g, beta: beta * v + (1 - beta) * g,
                    step=lambda p, g, old, new, rate: p - rate * new):  # fmt: skip
    new = {key: average(v[key], grads[key], beta) for key in v}
    return _optim_map(lambda p, g, old, n: step(p, g, old, n, learning_rate), parameters, grads, v, new), new


def _optim_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8, *, square=lambda g: g**2,
                   average=lambda s, square, beta: beta * s + (1 - beta) * square,
                   step=lambda p, g, s, old, rate, epsilon: p - rate * g / (np.sqrt(s) + epsilon)):  # fmt: skip
    new = {key: average(s[key], square(grads[key]), beta) for key in s}
    with np.errstate(all="ignore"):
        moved = _optim_map(lambda p, g, n, old: step(p, g, n, old, learning_rate, epsilon), parameters, grads, new, s)
    return moved, new


def _optim_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, *,
                square=lambda g: g**2, betas=lambda beta1, beta2: (beta1, beta2),
                first=lambda v, beta1, t: v / (1 - beta1**t), second=lambda s, beta2, t: s / (1 - beta2**t),
                step=lambda p, g, v, s, rate, epsilon: p - rate * v / (np.sqrt(s) + epsilon),
                returned=lambda p, v, s, vc, sc: (p, v, s, vc, sc)):  # fmt: skip
    beta1, beta2 = betas(beta1, beta2)
    v = {key: beta1 * v[key] + (1 - beta1) * grads[key] for key in v}
    s = {key: beta2 * s[key] + (1 - beta2) * square(grads[key]) for key in s}
    with np.errstate(all="ignore"):
        vc = {key: first(item, beta1, t) for key, item in v.items()}
        sc = {key: second(item, beta2, t) for key, item in s.items()}
        moved = _optim_map(lambda p, g, a, b: step(p, g, a, b, learning_rate, epsilon), parameters, grads, vc, sc)
    return returned(moved, v, s, vc, sc)


def _optim_adam_uncorrected(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Correct the averages, and step by those that are not corrected."""
    _, v, s, vc, sc = _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    moved = _optim_map(lambda p, a, b: p - learning_rate * a / (np.sqrt(b) + epsilon), parameters, v, s)
    return moved, v, s, vc, sc


def _optim_adam_compounded(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the corrected averages in the place of the running ones, so that the next step corrects them again."""
    moved, _, _, vc, sc = _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return moved, vc, sc, vc, sc


def _optim_adam_fixed_rate(parameters, grads, v, s, t, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return _optim_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)


def _optim_cut(X, Y, size, *, order, labels=None, starts=None):
    labels = order if labels is None else labels
    m = X.shape[1]
    return [
        (X[:, order[start : start + size]], Y[:, labels[start : start + size]])
        for start in (range(0, m, size) if starts is None else starts(m, size))
    ]


def _optim_batches(X, Y, mini_batch_size=64, seed=0, *, draw=lambda m, seed: np.random.default_rng(seed).permutation(m),
                   labels=None, starts=None):  # fmt: skip
    m = X.shape[1]
    return _optim_cut(X, Y, mini_batch_size, order=draw(m, seed), labels=labels and labels(m, seed), starts=starts)


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
            (
                "Only the weights are updated: the biases take steps too.",
                lambda parameters, grads, learning_rate: (
                    parameters | {k: p for k, p in _optim_gd(parameters, grads, learning_rate).items() if k[0] == "W"}
                ),
            ),
            (
                "The last layer is left as it was: layers are counted from 1 to `L`, and `range(1, L)` stops "
                "before `L`.",
                lambda parameters, grads, learning_rate: (
                    parameters
                    | {
                        name: item
                        for name, item in _optim_gd(parameters, grads, learning_rate).items()
                        if int(name[1:]) < len(parameters) // 2
                    }
                ),
            ),
            (
                "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, ...",
                lambda parameters, grads, learning_rate: {
                    f"d{name}": item for name, item in _optim_gd(parameters, grads, learning_rate).items()
                },
            ),
        ],
        "random_mini_batches": [
            (
                "the examples are in their old order: shuffle them before they are cut.",
                partial(_optim_batches, draw=lambda m, seed: np.arange(m)),
            ),
            (
                "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation.",
                partial(_optim_batches, labels=lambda m, seed: np.random.default_rng(seed + 50).permutation(m)),
            ),
            (
                "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation.",
                partial(_optim_batches, labels=lambda m, seed: np.arange(m)),
            ),
            (
                "some examples come twice and others are missing: shuffle by a permutation, which has each once.",
                partial(_optim_batches, draw=lambda m, seed: np.random.default_rng(seed).integers(0, m, m)),
            ),
            (
                "the last mini-batch, of 1 examples, is missing.",
                partial(_optim_batches, starts=lambda m, size: range(0, m - size + 1, size)),
            ),
            (
                "there is an empty mini-batch at the end: no example is left for it.",
                partial(_optim_batches, starts=lambda m, size: [size * k for k in range(m // size + 1)]),
            ),
            (
                "two calls with the same `seed` give different mini-batches: give the seed to the random numbers.",
                partial(_optim_batches, draw=lambda m, seed: np.random.default_rng().permutation(m)),
            ),
            (
                "another `seed` gives the same mini-batches: use the argument `seed`.",
                partial(_optim_batches, draw=lambda m, seed: np.random.default_rng(0).permutation(m)),
            ),
            ("`mini_batch_size` is the size of one, not how many there are.", _optim_batches_number),
            ("examples are columns.", _optim_batches_of_rows),
            ("examples are columns.", _optim_batches_flat),
            (
                "most examples still stand beside their old neighbours: shuffle single examples, not mini-batches.",
                _optim_batches_shuffled_whole,
            ),
            (
                "the first mini-batch holds the first examples of `X`: shuffle them all before they are cut.",
                _optim_batches_shuffled_inside,
            ),
            (
                "a column of a mini-batch is not a column of `X`: whole columns are shuffled, not single numbers.",
                _optim_batches_numbers,
            ),
            (
                "the mini-batches have [64",
                lambda X, Y, mini_batch_size=64, seed=0: _optim_batches(X, Y, 64, seed),
            ),
            ("expected a pair", lambda *given, **named: [x for x, _ in _optim_batches(*given, **named)]),
        ],
        "exponentially_weighted_average": [
            (
                "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.",
                partial(_optim_average, step=lambda v, value, beta: (1 - beta) * v + beta * value),
            ),
            (
                "The new value counts in full: its weight is `1 - beta`.",
                partial(_optim_average, step=lambda v, value, beta: beta * v + value),
            ),
            (
                "The corrected average is carried on, and corrected again in the next step: keep the uncorrected one.",
                _optim_average_compounded,
            ),
            (
                "The correction multiplies by `1 - beta**t`; it divides.",
                partial(_optim_average, correct=lambda v, beta, t: v * (1 - beta**t)),
            ),
            (
                "The correction is the same for every value: it takes `beta` to the power of `t`.",
                partial(_optim_average, correct=lambda v, beta, t: v / (1 - beta)),
            ),
            (
                "The correction lags one step: the first value has `t = 1`, not 0.",
                partial(_optim_average, correct=lambda v, beta, t: v / (1 - beta ** (t - 1))),
            ),
            (
                "The correction is made even where `bias_correction` is False.",
                partial(_optim_average_ignores, always=True),
            ),
            ("No average is corrected: divide by `1 - beta**t`.", partial(_optim_average_ignores, always=False)),
            ("`bias_correction` is True where it is not given.", _optim_average_default),
            (
                "The average starts at the first value; it starts at 0.",
                partial(_optim_average, start=lambda values: values[0]),
            ),
            (
                "Only the last average is returned; one for every value is asked for.",
                partial(_optim_average, returned=lambda found: found[-1]),
            ),
            (
                "The average at the start, 0, is returned too: there is one average for each value.",
                partial(_optim_average, returned=lambda found: np.array([0.0, *found])),
            ),
        ],
        "initialize_velocity": [
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
                "The step divides by the old average: update it first.",
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
            (
                "The step uses `v` and `s` as they are: use the corrected ones.",
                _optim_adam_uncorrected,
            ),
            (
                "Nothing is corrected: divide `v` by `1 - beta1**t` and `s` by `1 - beta2**t`.",
                partial(_optim_adam, first=lambda v, beta1, t: v, second=lambda s, beta2, t: s),
            ),
            (
                "The correction is the same in every step: it takes `beta1` and `beta2` to the power of `t`.",
                partial(
                    _optim_adam, first=lambda v, beta1, t: v / (1 - beta1), second=lambda s, beta2, t: s / (1 - beta2)
                ),
            ),
            (
                "`s` is corrected with `beta1`; its own is `beta2`.",
                lambda parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8: (
                    _optim_adam(
                        parameters,
                        grads,
                        v,
                        s,
                        t,
                        learning_rate,
                        beta1,
                        beta2,
                        epsilon,
                        second=lambda s, beta2, t: s / (1 - beta1**t),
                    )
                ),
            ),
            ("`beta1` and `beta2` are exchanged.", partial(_optim_adam, betas=lambda beta1, beta2: (beta2, beta1))),
            ("`s` averages the slopes; it averages their squares.", partial(_optim_adam, square=lambda g: g)),
            (
                "`epsilon` is under the root; add it to the root.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p - rate * v / np.sqrt(s + epsilon)),
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
                "The steps go uphill: subtract.",
                partial(_optim_adam, step=lambda p, g, v, s, rate, epsilon: p + rate * v / (np.sqrt(s) + epsilon)),
            ),
            (
                "The correction lags one step: the first step has `t = 1`, and `t` is the power.",
                partial(
                    _optim_adam,
                    first=lambda v, beta1, t: v / np.float64(1 - beta1 ** (t - 1)),
                    second=lambda s, beta2, t: s / np.float64(1 - beta2 ** (t - 1)),
                ),
            ),
            (
                "`v` and `s` are returned corrected, and would be corrected again in the next step.",
                _optim_adam_compounded,
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
        ],
        "update_lr": [
            (
                "The 1 is missing from `1 + decay_rate * epoch_num`.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (decay_rate * epoch_num or 1e-12),
            ),
            (
                "The rate is multiplied; divide by `1 + decay_rate * epoch_num`.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 * (1 + decay_rate * epoch_num),
            ),
            (
                "This is exponential decay, `decay_rate` to the power of the epoch.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 * float(decay_rate) ** epoch_num,
            ),
            (
                "This is exponential decay; divide by `1 + decay_rate * epoch_num`.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 * np.exp(-decay_rate * epoch_num),
            ),
            (
                "The decay rate is divided by the epoch's number; multiply.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (1 + decay_rate / max(epoch_num, 1)),
            ),
            (
                "This falls along a straight line, and below zero at last; divide by `1 + decay_rate * epoch_num`.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 * (1 - decay_rate * epoch_num),
            ),
            (
                "The epochs are not used: the rate falls with `epoch_num`.",
                lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (1 + decay_rate),
            ),
        ],
        "schedule_lr_decay": [
            (
                "The rate falls in every epoch: round `epoch_num / time_interval` down to a whole number.",
                partial(_optim_schedule, count=lambda e, t: e / t),
            ),
            (
                "The quotient is rounded up; round down, so that the first interval has the first rate.",
                partial(_optim_schedule, count=lambda e, t: np.ceil(e / t)),
            ),
            (
                "The quotient is rounded to the nearest whole number; round down.",
                partial(_optim_schedule, count=lambda e, t: np.round(e / t)),
            ),
            (
                "The interval is not used: this falls with the epoch itself.",
                partial(_optim_schedule, count=lambda e, t: e),
            ),
            ("The interval is 1,000 whatever `time_interval` says.", _optim_schedule_fixed),
            (
                "The product with `decay_rate` is rounded down; only `epoch_num / time_interval` is.",
                _optim_schedule_late_floor,
            ),
            (
                "The first change comes one epoch late.",
                partial(_optim_schedule, count=lambda e, t: (e - 1) // t),
            ),
        ],
        "cosine_decay": [
            (
                "The 1 is missing: the cosine itself falls below zero.",
                partial(_optim_cosine, shape=lambda c: c),
            ),
            (
                "The half is missing: `1 + cos` starts at 2.",
                partial(_optim_cosine, shape=lambda c: 1 + c),
            ),
            (
                "The cosine turns all the way round: half a turn, `pi`, lasts from the first to the last epoch.",
                partial(_optim_cosine, turn=2 * np.pi),
            ),
            (
                "The cosine turns a quarter only: it has to reach -1 at the end, at `pi`.",
                partial(_optim_cosine, turn=np.pi / 2),
            ),
            (
                "The angle is in degrees; `np.cos` takes radians.",
                partial(_optim_cosine, turn=180),
            ),
            ("The rate rises instead of falling.", _optim_cosine_turned),
            (
                "`learning_rate_min` is added on top, so that the first rate is too large.",
                partial(_optim_cosine, mix=lambda low, high, share: low + high * share),
            ),
            (
                "`learning_rate_min` is not used.",
                partial(_optim_cosine, mix=lambda low, high, share: high * share),
            ),
            (
                "The rate is cut off at `learning_rate_min`; the whole curve lies between the two rates.",
                partial(_optim_cosine, mix=lambda low, high, share: max(low, high * share)),
            ),
        ],
        "my_step": [
            (
                "at least 30 times is asked for.",
                partial(_optim_walker, beta=0, rate=0.0019),  # gradient descent, as fast as it can
            ),
            ("at least 30 times is asked for.", partial(_optim_walker, beta=0.9, rate=0.0001)),
            (
                "at least 30 times is asked for.",
                partial(_optim_walker, rate=0.001, keep=lambda w, v: (w, None)),  # forgets its velocity
            ),
            ("they are too long for the steepest direction, or uphill.", partial(_optim_walker, beta=0, rate=0.01)),
            ("they are too long for the steepest direction, or uphill.", partial(_optim_walker, sign=1)),
            (
                "expected the pair `(w, memory)`.",
                partial(_optim_walker, keep=lambda w, v: w),
            ),
            ("the new point has the shape", partial(_optim_walker, keep=lambda w, v: (w.ravel(), v))),
            ("is a `return` missing?", partial(_optim_walker, keep=lambda w, v: None)),
            ("at least 30 times is asked for.", partial(_optim_walker, keep=lambda w, v: (w * 0 + 1, v))),
        ],
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
        "random_mini_batches": [("m = X.shape[1] -> m = X.shape[-1]", "The last of two axes is axis 1.")],
        "exponentially_weighted_average": [
            ("return np.array(averages) -> return averages", "A list of numbers and an array read the same."),
        ],
    },
}
