"""The known mistakes of week 2, what to say of wrong parts, and the explanations of its quiz; never released."""

from functools import partial

import numpy as np

from grading.authoring.slips import around, code, edit, part, result

# ------------------------------------------------------------------------------------------------ slips of all steps

_LOOPS = {
    "The loop asks for layer 0, which has no parameters: layers are counted from 1 to `L`. Where does `range` begin?": [
        lambda parameters, *rest, **named: {}["W0"],
        lambda parameters, *rest, **named: {}["dW0"],
    ],
    "The loop asks for a layer after the last: there are two parameters for each layer. Where does `range` stop?": [
        lambda parameters, *rest, **named: {}[f"W{len(parameters) // 2 + 1}"],
        lambda parameters, *rest, **named: {}[f"dW{len(parameters) // 2 + 1}"],
    ],
}


def _in_place(solved, parameters, grads, *rest, **named):
    """Put the new values into the dictionaries of the caller."""
    values = solved(parameters, grads, *rest, **named)
    for old, new in zip((parameters, *rest), values if isinstance(values, tuple) else (values,)):
        if isinstance(old, dict):
            old.update(new)
    return values


def _copied(solved, parameters, grads, *rest, **named):
    """Give the biases what belongs to the weights: a line copied, half of it changed."""
    grads = {name: grads["dW" + name[2:]] if name[:2] == "db" else gradient for name, gradient in grads.items()}
    return solved(parameters, grads, *rest, **named)


def _only(condition):
    """Return an edit by which only the parameters that meet a condition take their step."""
    return edit("- learning_rate *", f"- ({condition}) * learning_rate *")


_COPIED = {
    "The biases take the gradients of the weights: compare the two lines of a layer, letter by letter.": around(
        _copied
    ),
}
_WEIGHTS_LEFT = {"Only the biases are updated: the weights take steps too.": _only("name[0] == 'b'")}
_BIASES_LEFT = {"Only the weights are updated: the biases take steps too.": _only("name[0] == 'W'")}
_ONLY_FIRST = {
    "Only the first layer is updated: how often does the loop run, and where does the `return` stand?": _only(
        "name[1:] == '1'"
    ),
}
_LAST_LEFT = {
    "The last layer is left as it was: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`.": _only(
        "int(name[1:]) < len(parameters) // 2"
    ),
}
_LEFT = _COPIED | _BIASES_LEFT | _WEIGHTS_LEFT | _LAST_LEFT | _ONLY_FIRST
_UNUSED = edit("learning_rate * ", "")
_UPHILL = edit("value -", "value +")
_STILL = edit("- learning_rate", "- 0")

# ---------------------------------------------------------------------------------------- texts of single solutions

_gradient = partial(edit, 'grads["d" + name]')
_order = partial(edit, "np.random.default_rng(seed).permutation(m)")
_corrected = partial(edit, "v / (1 - beta**t)")
_key = partial(edit, '"d" + name')
_zeros = partial(edit, "np.zeros_like(value)")
_velocity = partial(edit, 'v["d" + name]')
_square = partial(edit, "beta * s[name] + (1 - beta) * grads[name] ** 2")
_fraction = partial(edit, "grads[name] / (np.sqrt(s[name]) + epsilon)")
_averages = partial(
    edit,
    "initialize_velocity(parameters)",
    '{"d" + name: np.zeros_like(value) for name, value in parameters.items()}',
)
_sum = partial(edit, "(1 + decay_rate * epoch_num)")
_drops = partial(edit, "(1 + decay_rate * (epoch_num // time_interval))")
_count = partial(edit, "epoch_num // time_interval")
_share = partial(edit, "(1 + np.cos(np.pi * epoch_num / num_epochs)) / 2")
_between = partial(edit, "learning_rate_min + (learning_rate0 - learning_rate_min) * share")

_WITH_DECAY = """
    def _with_decay(parameters, grads, weight_decay):
        return {d: g + weight_decay * parameters[d[1:]] * (d[1] == "W") for d, g in grads.items()}

"""
# Measure the curvature along as many axes as the budget allows, and solve.
_MEASURED = """
    def my_step(w, gradient, memory, largest, smallest, left):
        if memory is None:
            memory = {"start": w, "first": gradient, "columns": [], "far": 1e3 * np.abs(gradient).max() / smallest}
        else:
            memory["columns"].append((gradient - memory["first"]) / memory["far"])
        count, start = len(memory["columns"]), memory["start"].copy()
        if left > 1:
            start[count] += memory["far"]
        else:
            curved = np.hstack(memory["columns"])
            start[:count] -= np.linalg.lstsq(curved, memory["first"], rcond=None)[0]
        return start, memory
"""
_ADAM = """
    def my_step(w, gradient, memory, largest, smallest, left):
        v, s, t = (0, 0, 0) if memory is None else memory
        v, s, t = 0.9 * v + 0.1 * gradient, 0.999 * s + 0.001 * gradient**2, t + 1
        return w - 0.05 * (v / (1 - 0.9**t)) / np.sqrt(s / (1 - 0.999**t)), (v, s, t)
"""
_AVERAGED = """
    def my_step(w, gradient, memory, largest, smallest, left):
        memory = 0 * w if memory is None else 0.9 * memory + 0.1 * gradient
        return w - 0.02 * memory, memory
"""

MISTAKES = {
    "0_lesson": {},
    "1_optimization_methods": {
        "update_parameters_with_gd": {
            **_LOOPS,
            "A call changes its argument `parameters` in place": around(_in_place),
            **(_COPIED | _WEIGHTS_LEFT | _ONLY_FIRST),
            "Only the last layer is updated: which layer do the lines in the loop speak of?": _only(
                "int(name[1:]) == len(parameters) // 2"
            ),
            "The learning rate is used twice: once is enough.": edit("- learning_rate", "- learning_rate**2"),
            "The step is divided by 2, as if it were the gradient of a square: the formula has no half.": _gradient(
                'grads["d" + name] / 2'
            ),
            "Only the signs of the gradients are used: a step is as long as its gradient times the rate.": _gradient(
                'np.sign(grads["d" + name])'
            ),
            "The parameter itself is in the step as a factor: the step is the rate times the gradient alone.": edit(
                "value -", "value - value *"
            ),
            "The rate is 0.1 whatever `learning_rate` is: take the argument.": edit("- learning_rate", "- 0.1"),
            "The steps go uphill: the way down is against the gradient, so subtract.": _UPHILL,
            "The learning rate is not used: multiply the gradient by it.": _UNUSED,
            "The gradient is divided by the learning rate; multiply.": edit(
                "- learning_rate *", "- 1 / learning_rate *"
            ),
            "The parameters come back as they were: put what you compute into the dictionary.": _STILL,
            "These are the steps alone: subtract them from the parameters.": edit("value -", ""),
            "The parameters are multiplied by the learning rate too.": edit("value -", "learning_rate * value -"),
            **(_BIASES_LEFT | _LAST_LEFT),
            "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, ...": edit(
                "name: value", '"d" + name: value'
            ),
        },
        "random_mini_batches": {
            "the examples are in their old order: shuffle them before they are cut.": _order("np.arange(m)"),
            "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation.": [
                edit("m = X.shape[1]", "m = X.shape[1]; Y = np.random.default_rng(seed + 50).permutation(Y, axis=1)"),
                edit("Y[:, chosen]", "Y[:, start : start + mini_batch_size]"),
            ],
            "some examples come twice and others are missing: shuffle by a permutation, which has each once.": edit(
                "permutation(m)", "integers(0, m, m)"
            ),
            "the last mini-batch, of 1 examples, is missing.": edit("(0, m,", "(0, m - mini_batch_size + 1,"),
            "there is an empty mini-batch at the end: no example is left for it.": edit("(0, m,", "(0, m + 1,"),
            "two calls with the same `seed` give different mini-batches: give the seed to the random numbers.": edit(
                "(seed)", "()"
            ),
            "another `seed` gives the same mini-batches: use the argument `seed`.": edit("(seed)", "(0)"),
            "`mini_batch_size` is the size of one, not how many there are.": edit(
                *("range(0, m, mini_batch_size)", "np.array_split(order, min(m, mini_batch_size))"),
                *("order[start : start + mini_batch_size]", "start"),
            ),
            "examples are columns.": [
                edit("(X[:, chosen], Y[:, chosen])", "(X[:, chosen].T, Y[:, chosen].T)"),
                edit("Y[:, chosen]", "Y[0, chosen]"),
            ],
            "most examples still stand beside their old neighbours: shuffle single examples, not mini-batches.": _order(
                *("np.arange(m)", "return mini_batches"),
                "order = np.random.default_rng(seed).permutation(len(mini_batches) - 1); "
                "return [mini_batches[place] for place in order] + mini_batches[-1:]",
            ),
            "the first mini-batch holds the first examples of `X`: shuffle them all before they are cut.": _order(
                "np.arange(m)",
                "chosen = order",
                "chosen = np.random.default_rng(seed).permutation(order",
                "_size]",
                "_size])",
            ),
            "a column of a mini-batch is not a column of `X`: whole columns are shuffled, not single numbers.": edit(
                "m = X.shape[1]", "m = X.shape[1]; X = np.random.default_rng(seed + 50).permuted(X, axis=1)"
            ),
            "64 at most whatever `mini_batch_size` is.": edit("m = X", "mini_batch_size = 64; m = X"),
            "those that are left over make one of their own.": edit(
                *("(0, m,", "(0, max(m - mini_batch_size, 0) + 1,"),
                *("start + mini_batch_size]", "start + mini_batch_size if start + 2 * mini_batch_size <= m else m]"),
            ),
            "Which value does a loop variable have after its loop?": edit(
                "order[start :", "order[start - mini_batch_size * (m - start < mini_batch_size <= start) :"
            ),
            "There is no whole mini-batch here": edit(
                *("(0, m,", "(0, m - m % mini_batch_size,", "return mini_batches"),
                "rest = order[start + mini_batch_size :]; "
                "return mini_batches + [(X[:, rest], Y[:, rest])] * (len(rest) > 0)",
            ),
            "expected one list of pairs, a pair for each piece.": result(
                lambda batches: tuple(map(list, zip(*batches)))
            ),
            "expected a pair": result(lambda batches: [X for X, _ in batches]),
        },
        "exponentially_weighted_average": {
            "The correction lags one step, and the first value goes without any: the first value has `t = 1`, not 0.": _corrected(
                "(v / (1 - beta ** (t - 1)) if t > 1 else v)"
            ),
            "The averages are cut to whole numbers: which dtype has the array that they are put into?": edit(
                "np.array(averages)", "np.array(averages).astype(int)"
            ),
            "The power covers `1 - beta`, `(1 - beta)**t`: it belongs to `beta` alone.": _corrected(
                "v / (1 - beta) ** t"
            ),
            "The correction is one step ahead: the first value has `t = 1`, not 2.": _corrected(
                "v / (1 - beta ** (t + 1))"
            ),
            "All corrections have the power of the last one: `t` counts the values up to the one at hand.": _corrected(
                "v / (1 - beta ** len(values))"
            ),
            "This is the plain mean of the values so far: here newer values count more.": (
                lambda values, beta, bias_correction=True: np.cumsum(values) / np.arange(1, len(values) + 1)
            ),
            "Each value is mixed with the value before it: mix it with the *average* before it.": edit(
                "beta * v +", "beta * (values[t - 2] if t > 1 else 0) +"
            ),
            "`beta` is 0.9 whatever is given: take the argument.": edit("v, averages", "beta = 0.9; v, averages"),
            "The correction takes off what it should divide by: look at the fraction of the bias correction.": _corrected(
                "v - (1 - beta**t)"
            ),
            "The correction has the root of `1 - beta**t`: there is no root in it.": _corrected(
                "v / np.sqrt(1 - beta**t)"
            ),
            "The correction divides by `beta**t`: what do the weights of t values add up to?": _corrected(
                "v / beta**t"
            ),
            "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.": edit(
                "beta * v + (1 - beta) * value", "(1 - beta) * v + beta * value"
            ),
            "The new value counts in full: its weight is `1 - beta`.": edit("(1 - beta) * value", "value"),
            "The corrected average is carried on, and corrected again in the next step: keep the uncorrected one.": edit(
                "append(v", "append(v := v"
            ),
            "The correction multiplies by `1 - beta**t`; it divides.": edit("v / (", "v * ("),
            "The correction is the same for every value: it takes `beta` to the power of `t`.": edit("**t", ""),
            "The correction lags one step: the first value has `t = 1`, not 0.": edit("**t", "** (t - 1)"),
            "The correction is made even where `bias_correction` is False.": edit(" if bias_correction else v", ""),
            "No average is corrected: divide by `1 - beta**t`.": _corrected("v"),
            "`bias_correction` is True where it is not given.": edit("correction=True", "correction=False"),
            "The average starts at the first value; it starts at 0.": edit("= 0.0", "= values[0]"),
            "Only the last average is returned; one for every value is asked for.": edit(
                "np.array(averages)", "averages[-1]"
            ),
            "The average at the start, 0, is returned too: there is one average for each value.": edit(
                "np.array(averages)", "np.array([0.0, *averages])"
            ),
        },
        "initialize_velocity": {
            **_LOOPS,
            "The zeros are whole numbers: updated in place, they never become fractions. Which dtype does the array have?": _zeros(
                "np.zeros(value.shape, int)"
            ),
            "The layers are counted from 0: the first one that computes is layer 1.": _key(
                'f"d{name[0]}{int(name[1:]) - 1}"'
            ),
            "Only the first layer has a velocity: how often does the loop run, and where does the `return` stand?": edit(
                "parameters.items()", "[*parameters.items()][:2]"
            ),
            "The arrays are turned: a velocity has the shape of its parameter.": _zeros("np.zeros_like(value.T)"),
            "The keys have a `v` in front: the velocity has those of the gradient, `dW1`, `db1`, ...": _key(
                '"v" + name'
            ),
            "The keys have a `vd` in front: the velocity has those of the gradient, `dW1`, `db1`, ...": _key(
                '"vd" + name'
            ),
            "The velocity starts at random: nothing has moved yet, so it starts at zero.": _zeros(
                "np.random.randn(*value.shape)"
            ),
            "The velocity is a copy of the parameters; it starts at zero.": _zeros("value.copy()"),
            "The velocity starts at zero, not at one.": _zeros("np.ones_like(value)"),
            "The last layer is missing: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`.": edit(
                "parameters.items()", "[*parameters.items()][:-2]"
            ),
            "Only the weights have a velocity; the biases need one too.": edit("items()", "items() if name[0] == 'W'"),
            "The keys are those of the parameters; the velocity has those of the gradient, `dW1`, `db1`, ...": _key(
                "name"
            ),
            "The entries are single numbers: each has the shape of its parameter.": _zeros("0.0"),
            "The arrays have one axis only: take the shape of the parameter, `(n, 1)` for a bias.": _zeros(
                "np.zeros(len(value))"
            ),
        },
        "update_parameters_with_momentum": {
            **_LOOPS,
            "A call changes its arguments `parameters` and `v` in place": around(_in_place),
            **_LEFT,
            "The parameters come back as they were; the velocity is right.": _STILL,
            "The velocity is corrected as Adam's average is: momentum steps by the velocity as it is.": edit(
                "beta * v[name] +", "beta / (1 - beta) * v[name] +", "+ (1 - beta) *", "+"
            ),
            "The steps go along velocity and gradient together: the gradient is in the velocity already.": _velocity(
                '(v["d" + name] + grads["d" + name])'
            ),
            "The step averages once more, as Nesterov's method does: here it is the velocity times the rate.": _velocity(
                '(beta * v["d" + name] + (1 - beta) * grads["d" + name])'
            ),
            "The velocity has the square of the gradient, as RMSprop's average: momentum averages the gradient itself.": edit(
                "grads[name]", "grads[name] ** 2"
            ),
            "The gradient is subtracted in the velocity: it is added there, and the velocity is subtracted later.": edit(
                "+ (1 - beta)", "- (1 - beta)"
            ),
            "The old velocity is not weighed: `beta` stands before it.": edit("beta * v[name]", "v[name]"),
            "`beta` is 0.9 whatever is given: take the argument.": edit("v = {", "beta = 0.9; v = {"),
            "The velocity averages the parameters: it is the gradients that it remembers.": edit(
                "grads[name]", "parameters[name[1:]]"
            ),
            "`beta` and `1 - beta` are exchanged: `beta` weighs the old velocity.": edit(
                "beta * v[name] + (1 - beta) *", "(1 - beta) * v[name] + beta *"
            ),
            "The gradient enters the velocity in full: here its weight is `1 - beta`.": edit("(1 - beta) * ", ""),
            "The parameters step along the gradient, not along the velocity: this is gradient descent.": _velocity(
                'grads["d" + name]'
            ),
            "The parameters step along the old velocity: update it first.": _velocity(
                'old["d" + name]', "v = {", "old = v; v = {"
            ),
            "The steps go uphill: subtract the velocity.": _UPHILL,
            "The learning rate is not used.": _UNUSED,
            "The old velocity is forgotten: `beta` times it belongs into the new one.": edit("beta * v[name] + ", ""),
            "The velocity comes back as it was: return the new one.": edit(
                "v = {", "old = v; v = {", "return parameters, v", "return parameters, old"
            ),
            "Only the parameters are returned: the next step needs the velocity too.": edit(
                "return parameters, v", "return parameters"
            ),
            "The velocity comes first; return the parameters, then the velocity.": edit(
                "return parameters, v", "return v, parameters"
            ),
            "The learning rate is in the velocity: it belongs to the step alone.": edit(
                "- learning_rate *", "-", "+ (1", "+ learning_rate * (1"
            ),
        },
        "update_parameters_with_rmsprop": {
            **_LOOPS,
            "A call changes its arguments `parameters` and `s` in place": around(_in_place),
            **_LEFT,
            "The new square counts in full: its weight is what `beta` leaves of 1.": edit("(1 - beta) * ", ""),
            "The weight `1 - beta` is squared together with the gradient: only the gradient is.": edit(
                "(1 - beta) *", "(1 - beta) ** 2 *"
            ),
            "The old average is forgotten: `beta` times it belongs into the new one.": edit("beta * s[name] + ", ""),
            "The learning rate is not used.": _UNUSED,
            "The mean square stands above the line, where the gradient belongs.": edit("grads[name] /", "s[name] /"),
            "The root covers the whole fraction, gradient included: only the mean square is under it.": _fraction(
                "np.sqrt(grads[name] / (s[name] + epsilon))"
            ),
            "The steps are those of gradient descent; `s` is right, but nothing is divided by it.": _fraction(
                "grads[name]"
            ),
            "The average comes back as it was: return the new one.": edit(
                "s = {name: beta", "old = s; s = {name: beta", "return parameters, s", "return parameters, old"
            ),
            "`s` holds the roots: it keeps the mean squares, and the root is taken for the step alone.": part(
                1, lambda s: {name: np.sqrt(square) for name, square in s.items()}
            ),
            "The average comes first; return the parameters, then `s`.": edit(
                "return parameters, s", "return s, parameters"
            ),
            "The average is corrected as Adam's is, by `1 - beta`: RMSprop takes it as it is.": _square(
                "(beta * s[name] + (1 - beta) * grads[name] ** 2) / (1 - beta)"
            ),
            "`epsilon` is 1e-7 where it is not given: look at the default in the first line.": edit("1e-8", "1e-7"),
            "The gradients are averaged, not their squares.": edit(" ** 2", ""),
            "The absolute gradients are averaged, not their squares.": edit("grads[name] ** 2", "np.abs(grads[name])"),
            "The root is missing: divide by the root of the mean square.": edit("np.sqrt(s[name])", "s[name]"),
            "`epsilon` is under the root; add it to the root.": edit("s[name]) + epsilon)", "s[name] + epsilon))"),
            "`epsilon` is not used: where gradient and average are zero, zero is divided by zero.": edit(
                " + epsilon", ""
            ),
            "The steps divide by the old average: update it first.": edit(
                "s = {name: beta", "old = s; s = {name: beta", "np.sqrt(s", "np.sqrt(old"
            ),
            "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.": edit(
                "beta * s[name] + (1 - beta) *", "(1 - beta) * s[name] + beta *"
            ),
            "The squares are added up and never forgotten: that is AdaGrad; weigh them by `beta` and `1 - beta`.": _square(
                "s[name] + grads[name] ** 2"
            ),
            "The steps go uphill: subtract.": _UPHILL,
            "The gradient is multiplied by the root of the mean square; divide.": edit(
                "grads[name] / (", "grads[name] * ("
            ),
            "Only the parameters are returned: the next step needs `s` too.": edit(
                "return parameters, s", "return parameters"
            ),
        },
        "initialize_adam": {
            **_LOOPS,
            "The zeros are whole numbers: updated in place, they never become fractions. Which dtype does the array have?": _averages(
                "np.zeros_like(value)", "np.zeros(value.shape, int)"
            ),
            "The keys of `s` are those of the parameters, those of `v` are right: both have `dW1`, `db1`, ...": part(
                1, lambda s: {name[1:]: zeros for name, zeros in s.items()}
            ),
            "`s` starts at one, `v` at zero: both start at zero.": part(
                1, lambda s: {name: zeros + 1 for name, zeros in s.items()}
            ),
            "The layers are counted from 0: the first one that computes is layer 1.": _averages(
                '"d" + name', 'f"d{name[0]}{int(name[1:]) - 1}"'
            ),
            "Only the first layer has averages: how often does the loop run, and where does the `return` stand?": _averages(
                "parameters.items()", "[*parameters.items()][:2]"
            ),
            "`v` and `s` are together in one dictionary: return two, one after the other.": result(
                lambda pair: dict(zip("vs", pair))
            ),
            "The arrays are turned: an average has the shape of its parameter.": _averages("(value)", "(value.T)"),
            "The entries are single numbers: each has the shape of its parameter.": _averages(
                "np.zeros_like(value)", "0.0"
            ),
            "`s` is empty: it has an entry for every parameter, as `v` does.": part(1, lambda s: {}),
            "The averages start at zero, not at one.": _averages("zeros_like", "ones_like"),
            "The averages are copies of the parameters; they start at zero.": _averages("zeros_like", "copy"),
            "One dictionary is returned; two are asked for, `v` and `s`.": result(lambda pair: pair[0]),
            "The last layer is missing: layers are counted from 1 to `L`, and `range(1, L)` stops before `L`.": _averages(
                "parameters.items()", "[*parameters.items()][:-2]"
            ),
            "The keys are those of the parameters; `v` and `s` have those of the gradient, `dW1`, `db1`, ...": _averages(
                '"d" + name', "name"
            ),
            "The keys are named after the average; both dictionaries have the keys `dW1`, `db1`, ...": result(
                lambda pair: tuple({key + name: zeros for name, zeros in item.items()} for key, item in zip("vs", pair))
            ),
            "Only the weights have averages; the biases need them too.": _averages(
                "items()", "items() if name[0] == 'W'"
            ),
        },
        "update_parameters_with_adam": {
            **_LOOPS,
            "A call changes its arguments `parameters` and `s` and `v` in place": around(_in_place),
            "The step uses `v` and `s` as they are, though they are corrected: use the corrected ones.": edit(
                "_corrected[name]", "[name]"
            ),
            "The step uses the corrected `v` and the uncorrected `s`: both belong into it corrected.": edit(
                "s_corrected[name]", "s[name]"
            ),
            "The step uses the uncorrected `v` and the corrected `s`: both belong into it corrected.": edit(
                "v_corrected[name]", "v[name]"
            ),
            "Nothing is corrected: the corrected averages are those divided by what their weights add up to.": edit(
                " / (1 - beta1**t)", "", " / (1 - beta2**t)", ""
            ),
            "Only `v` is corrected: `s` starts at zero too, and its correction matters more.": edit(
                " / (1 - beta2**t)", ""
            ),
            "Only `s` is corrected: `v` starts at zero too.": edit(" / (1 - beta1**t)", ""),
            "The correction is the same in every step: it takes `beta1` and `beta2` to the power of `t`.": edit(
                "**t", ""
            ),
            "The correction of `v` is the same in every step: where is the power `t`?": edit("beta1**t", "beta1"),
            "The correction of `s` is the same in every step: where is the power `t`?": edit("beta2**t", "beta2"),
            "The power of the correction is the number of the layer: it is `t`, that of the step, in all layers.": edit(
                "**t", "** int(name[2:])"
            ),
            "The power is 2 in every step: it is `t`, the number of the step.": edit("**t", "**2"),
            "The power covers `1 - beta`, as in `(1 - beta1)**t`: it belongs to beta alone.": edit("**t)", ") ** t"),
            "The beta is multiplied by `t`, as in `1 - beta1 * t`: `t` is a power.": edit("**t", " * t"),
            "The corrections have roots, as in `sqrt(1 - beta1**t)`: the only root in Adam is that of the corrected `s`, in the step.": edit(
                "**t)", "**t) ** 0.5"
            ),
            "The correction of `s` has a root: the only root in Adam is that of the corrected `s`, in the step.": edit(
                "beta2**t)", "beta2**t) ** 0.5"
            ),
            "The corrected `s` is a root already: it is a mean square, and its root is taken in the step.": edit(
                "value / (1 - beta2**t)",
                "np.sqrt(value / (1 - beta2**t))",
                "np.sqrt(s_corrected[name])",
                "s_corrected[name]",
            ),
            "The corrections multiply: a mean that is too small at the start grows by a division.": edit(
                "value / (", "value * ("
            ),
            "`s` is corrected with `beta1`; its own is `beta2`.": edit("beta2**t", "beta1**t"),
            "`v` is corrected with `beta2`; its own is `beta1`.": edit("beta1**t", "beta2**t"),
            "`beta1` and `beta2` are exchanged.": edit("v = {name: b", "beta1, beta2 = beta2, beta1; v = {name: b"),
            "The average of the squares is weighed with `beta1`; its own is `beta2`.": edit(
                "beta2 * s[name] + (1 - beta2)", "beta1 * s[name] + (1 - beta1)"
            ),
            "The average of the gradients is weighed with `beta2`; its own is `beta1`.": edit(
                "beta1 * v[name] + (1 - beta1)", "beta2 * v[name] + (1 - beta2)"
            ),
            "In both averages the weights are exchanged: `beta` weighs the old average, what it leaves of 1 the new value.": edit(
                *("beta1 * v[name] + (1 - beta1) *", "(1 - beta1) * v[name] + beta1 *"),
                *("beta2 * s[name] + (1 - beta2) *", "(1 - beta2) * s[name] + beta2 *"),
            ),
            "In both averages the new value counts in full: its weight is what beta leaves of 1.": edit(
                "(1 - beta1) * ", "", "(1 - beta2) * ", ""
            ),
            "In both averages the old one is forgotten: it counts beta times.": edit(
                "beta1 * v[name] + ", "", "beta2 * s[name] + ", ""
            ),
            "`s` averages the gradients; it averages their squares.": edit(" ** 2", ""),
            "`s` averages the squares of `v`; it averages those of the gradients.": edit(
                "grads[name] ** 2", "v[name] ** 2"
            ),
            "The corrected `s` is made of `v`: a copied line, in which only the beta was changed?": edit(
                "value in s.items()", "value in v.items()"
            ),
            "`epsilon` is under the root; add it to the root.": edit(") + epsilon)", " + epsilon))"),
            "`epsilon` is not used: add it to the root.": edit(" + epsilon", ""),
            "`epsilon` is added to the whole fraction: it belongs below the line.": edit(
                "(np.sqrt(s_corrected[name]) + epsilon)", "np.sqrt(s_corrected[name]) + epsilon"
            ),
            "The root is missing: divide by the root of the corrected `s`.": edit("np.sqrt(", "("),
            "The step takes the gradient itself, not its average: that is RMSprop with a correction.": edit(
                "v_corrected[name] /", "grads[name] /"
            ),
            "The step goes along the average gradient and is not divided: that is momentum with a correction.": edit(
                "step[", "v_corrected["
            ),
            "The learning rate is not used in the step.": _UNUSED,
            "The steps go uphill: subtract.": _UPHILL,
            "The parameters come back as they were; the averages are right.": _STILL,
            **_LEFT,
            "The correction lags one step: the first step has `t = 1`, and `t` is the power.": edit(
                "**t", "** (t - 1)"
            ),
            "The correction is one step ahead: `t` is the number of this step already.": edit("**t", "** (t + 1)"),
            "`v` and `s` are returned corrected, and would be corrected again in the next step.": edit(
                "return parameters, v, s,", "return parameters, v_corrected, s_corrected,"
            ),
            "`v` and `s` come back as they were: return the new ones.": edit(
                "v = {name: b", "old = v, s; v = {name: b", "return parameters, v, s,", "return parameters, *old,"
            ),
            "Three dictionaries are returned; the corrected averages are asked for too.": result(
                lambda averages: averages[:3]
            ),
            "The order is parameters, `v`, `s`, corrected `v`, corrected `s`.": edit(
                "v, s, v_corrected, s_corrected", "v, v_corrected, s, s_corrected"
            ),
            "The default of `learning_rate` is 0.01.": edit("learning_rate=0.01", "learning_rate=0.001"),
            "The default of `beta2` is 0.999.": edit("beta2=0.999", "beta2=0.99"),
        },
        "update_lr": {
            "Without parentheses only the 1 divides: the whole sum `1 + ...` belongs below the line.": _sum(
                "1 + decay_rate * epoch_num"
            ),
            "The factor is multiplied by the epoch at the end: the epoch belongs below the line, to the decay rate.": _sum(
                "(1 + decay_rate) * epoch_num"
            ),
            "The rate is one epoch ahead: epochs are counted from 0, and in the first one the rate is the first.": _sum(
                "(1 + decay_rate * (epoch_num + 1))"
            ),
            "The epoch is a power here, which is exponential decay: below the line it is a factor.": _sum(
                "(1 + decay_rate) ** epoch_num"
            ),
            "`learning_rate0` has no part in it: the rate begins there.": edit("learning_rate0 /", "1 /"),
            "The rate does not fall: this is `learning_rate0` in every epoch.": _sum("1"),
            "The sum below the line is under a root: there is none in the formula.": _sum(
                "np.sqrt(1 + decay_rate * epoch_num)"
            ),
            "Decay rate and epoch are added: they are multiplied.": _sum("(1 + decay_rate + epoch_num)"),
            "The result is rounded down to a whole number: `//` does that, `/` does not.": edit("rate0 /", "rate0 //"),
            "The 1 is missing from `1 + decay_rate * epoch_num`.": _sum("(decay_rate * epoch_num)"),
            "The rate is multiplied; divide by `1 + decay_rate * epoch_num`.": edit("rate0 /", "rate0 *"),
            "This is exponential decay, `decay_rate` to the power of the epoch.": _sum("1 * decay_rate**epoch_num"),
            "This is exponential decay; divide by `1 + decay_rate * epoch_num`.": _sum(
                "np.exp(decay_rate * epoch_num)"
            ),
            "The decay rate is divided by the epoch's number; multiply.": _sum("(1 + decay_rate / epoch_num)"),
            "This falls along a straight line, and below zero at last; divide by `1 + decay_rate * epoch_num`.": _sum(
                "1 * (1 - decay_rate * epoch_num)"
            ),
            "The epochs are not used: the rate falls with `epoch_num`.": _sum("(1 + decay_rate)"),
        },
        "schedule_lr_decay": {
            "Without parentheses only the 1 divides: the whole sum `1 + ...` belongs below the line.": _drops(
                "1 + decay_rate * (epoch_num // time_interval)"
            ),
            "This takes what is left over of the last interval, `%`: count the whole ones, by rounding down.": _count(
                "epoch_num % time_interval"
            ),
            "The number of intervals is a power here, which is exponential decay: below the line it is a factor.": _drops(
                "(1 + decay_rate) ** (epoch_num // time_interval)"
            ),
            "The rate is one interval ahead: in the first interval the rate is the first.": _count(
                "epoch_num // time_interval + 1"
            ),
            "The rate does not fall: this is `learning_rate0` in every epoch.": _drops("1"),
            "The rate changes once and never again: it goes down by one step for every whole interval.": _count(
                "epoch_num >= time_interval"
            ),
            "The change comes one epoch early: round `epoch / interval` down, without adding to the epoch.": _count(
                "(epoch_num + 1) // time_interval"
            ),
            "Epoch and interval are exchanged in the quotient.": _count("time_interval // epoch_num"),
            "The rate is multiplied by `1 + ...`: it is divided by it.": edit("rate0 /", "rate0 *"),
            "`learning_rate0` has no part in it: the rate begins there.": edit("learning_rate0 /", "1 /"),
            "The rate falls in every epoch: round `epoch_num / time_interval` down to a whole number.": edit("//", "/"),
            "The quotient is rounded up; round down, so that the first interval has the first rate.": _count(
                "np.ceil(epoch_num / time_interval)"
            ),
            "The quotient is rounded to the nearest whole number; round down.": _count(
                "np.round(epoch_num / time_interval)"
            ),
            "The interval is not used: this falls with the epoch itself.": _count("epoch_num"),
            "The interval is 1,000 whatever `time_interval` says.": _count("epoch_num // 1000"),
            "The product with `decay_rate` is rounded down; only `epoch_num / time_interval` is.": _drops(
                "(1 + decay_rate * epoch_num // time_interval)"
            ),
            "The first change comes one epoch late.": _count("(epoch_num - 1) // time_interval"),
        },
        "cosine_decay": {
            "The half and the cosine do not act on the difference of the rates: look at the parentheses around it.": _between(
                "learning_rate_min + learning_rate0 / 2 - learning_rate_min * 2 * share"
            ),
            "This is a sine: a cosine starts at 1, which is the first rate.": edit("np.cos", "np.sin"),
            "`learning_rate_min` is added to the first rate in the factor: subtract it, so that the curve lies between.": edit(
                "rate0 - ", "rate0 + "
            ),
            "The epochs are divided by `//`, which rounds down: then the cosine knows the first and the last one only.": edit(
                "epoch_num / num_epochs", "(epoch_num // num_epochs)"
            ),
            "The number of all epochs is not in the cosine: it turns by pi in every epoch.": edit(" / num_epochs", ""),
            "There is no pi in the cosine: `epoch / epochs` alone turns it by one radian.": edit("np.pi * ", ""),
            "The rate falls along a straight line: put the share of the epochs into the cosine.": _share(
                "1 - epoch_num / num_epochs"
            ),
            "`learning_rate_min` is not added at the end: the curve is shifted down by it.": edit(
                "return learning_rate_min +", "return"
            ),
            "The cosine is added at full length, outside of the factor: look at the parentheses around `1 + cos`.": edit(
                "* share", "/ 2 + 2 * share - 1"
            ),
            "The 1 is missing: the cosine itself falls below zero.": _share("np.cos(np.pi * epoch_num / num_epochs)"),
            "The half is missing: `1 + cos` starts at 2.": edit(") / 2", ")"),
            "The cosine turns all the way round: half a turn, `pi`, lasts from the first to the last epoch.": edit(
                "np.pi", "2 * np.pi"
            ),
            "The cosine turns a quarter only: it has to reach -1 at the end, at `pi`.": edit("np.pi", "np.pi / 2"),
            "The angle is in degrees; `np.cos` takes radians.": edit("np.pi", "180"),
            "The rate rises instead of falling.": edit("np.pi * epoch_num", "np.pi * (num_epochs - epoch_num)"),
            "`learning_rate_min` is added on top, so that the first rate is too large.": edit(
                "(learning_rate0 - learning_rate_min)", "learning_rate0"
            ),
            "`learning_rate_min` is not used.": _between("learning_rate0 * share"),
            "The rate is cut off at `learning_rate_min`; the whole curve lies between the two rates.": _between(
                "max(learning_rate_min, learning_rate0 * share)"
            ),
        },
        "update_parameters_with_adamw": {
            "The biases decay too: here only the weights do.": edit('name.startswith("W")', "True"),
            "The biases decay and the weights do not: it is the other way round.": edit('"W"', '"b"'),
            "The decay is part of the gradient, as in L2 regularization: it stays outside of the averages.": edit(
                *(
                    "grads, v, s, t, learning_rate, b",
                    "_with_decay(parameters, grads, weight_decay), v, s, t, learning_rate, b",
                ),
                *("share * value", "0 * value", "    moved, v", _WITH_DECAY + "    moved, v"),
            ),
            "The decay goes without the learning rate: a weight loses the share `learning_rate * weight_decay`.": edit(
                "learning_rate * weight_decay", "weight_decay"
            ),
            "The decay takes a share of the new value: the weight from before the update shrinks.": edit(
                "share * value", "share * moved[name]"
            ),
            "The weights grow: the decay is subtracted.": edit("- share", "+ share"),
            "Nothing decays: this is Adam.": edit("share * value", "0 * value"),
            "The decay has half of its size: it is a share of the weight, without a factor of 1/2.": edit(
                "share * value", "share / 2 * value"
            ),
            "The decay takes the square of the weight; it takes the weight.": edit("share * value", "share * value**2"),
            "The weights only decay: Adam's move of them is lost.": edit("moved[name] - share", "value - share"),
            "The decay has the learning rate squared: once is enough.": edit("share =", "share = learning_rate *"),
            "Only the parameters are returned: the next update needs `v` and `s` too.": edit(
                "moved, v, s\n    ### E", "moved\n    ### E"
            ),
            "`v` and `s` come back as they were: return the new ones.": edit("moved, v, s, _, _", "moved, _, _, _, _"),
            "A call changes its arguments `parameters` and `s` and `v` in place": around(_in_place),
        },
        "average_with_changing_beta": {
            "The divisor has the newest beta to the power of `t`: earlier values were weighed with other betas.": edit(
                *("for value, beta in zip(values, betas)", "for t, (value, beta) in enumerate(zip(values, betas), 1)"),
                *("(1 - left)", "(1 - beta**t)"),
            ),
            "The divisor has the first beta to the power of `t`: each value comes with a beta of its own.": edit(
                *("for value, beta in zip(values, betas)", "for t, (value, beta) in enumerate(zip(values, betas), 1)"),
                *("(1 - left)", "(1 - betas[0] ** t)"),
            ),
            "The divisor has the mean beta to the power of `t`; what do the weights of two values add up to?": edit(
                *("for value, beta in zip(values, betas)", "for t, (value, beta) in enumerate(zip(values, betas), 1)"),
                *("(1 - left)", "(1 - np.mean(betas[:t]) ** t)"),
            ),
            "The correction adds up the shares `1 - beta`: a share that is older has shrunk since.": edit(
                "left = left * beta", "left = left - (1 - beta)"
            ),
            "The divisor is `1 - beta` of the newest value: the older values have weights too.": edit(
                "(1 - left)", "(1 - beta)"
            ),
            "Nothing is corrected: the weights do not add up to 1.": edit("v / (1 - left)", "v"),
            "`beta` and `1 - beta` are exchanged: `beta` weighs the old average.": edit(
                "beta * v + (1 - beta) * value", "(1 - beta) * v + beta * value"
            ),
            "The corrected average is carried on, and corrected again: keep the uncorrected one.": edit(
                "averages.append(v / (1 - left))", "v = v / (1 - left)\n        averages.append(v)"
            ),
            "The correction multiplies; it divides.": edit("v / (1", "v * (1"),
            "Only the last average is returned; one for every value is asked for.": edit(
                "np.array(averages)", "averages[-1]"
            ),
            "This is the plain mean of the values so far: newer values count more, by their betas.": (
                lambda values, betas: np.cumsum(values) / np.arange(1, len(values) + 1)
            ),
        },
        "my_step": {
            "at least 33 times is asked for.": [
                edit("(1 - np.sqrt(smallest / largest)) ** 2", "0"),
                edit("(1 - np.sqrt(smallest / largest)) ** 2", "0.9"),
                edit("total / half", "w"),
                edit("total / half", "w", "velocity / largest", "0.5 * velocity / largest"),
                edit("velocity / largest", "0.01 * velocity / largest"),
                edit("velocity / largest", "0"),
                edit(
                    "total / half",
                    "w",
                    "(1 - np.sqrt(smallest / largest)) ** 2",
                    "0.9",
                    "velocity / largest",
                    "velocity / largest * left / (2 * half)",
                ),
                code(_ADAM),
                code(_AVERAGED),
            ],
            "it is farther from the minimum than at the start.": code(_MEASURED),
            "they are too long for the steepest direction, or uphill.": [
                edit("w - velocity", "w + velocity"),
                edit("velocity / largest", "velocity / smallest"),
            ],
            "expected the pair `(w, memory)`.": result(lambda pair: pair[0]),
            "`w` has the shape": part(0, np.ravel),
            "is a `return` missing?": result(lambda pair: None),
        },
        "judge_race": {
            "The learning rate is chosen on the test set: it is chosen on the validation set, before anybody looks at the test set.": edit(
                "validation.items()}", "test.items()}"
            ),
            "The two are compared on the validation set, which has chosen their rates: compare on the test set.": edit(
                "test[name][best]", "validation[name][best]"
            ),
            "The ends of the grid are not looked at.": edit("(0, len(validation[name]) - 1)", "()"),
            "Only the largest rate counts as an end of the grid: the smallest is one too.": edit(
                "(0, len(validation[name]) - 1)", "(len(validation[name]) - 1,)"
            ),
            "Only the smallest rate counts as an end of the grid: the largest is one too.": edit(
                "(0, len(validation[name]) - 1)", "(0,)"
            ),
            "The grid is widened only if both rates lie at an end: one is enough.": edit("if any(", "if all("),
            "The standard error is that of two independent samples: subtract seed by seed, so that the luck of a seed drops out.": edit(
                "away.std(ddof=1) / np.sqrt(away.size)",
                "np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / away.size)",
            ),
            "The difference is held against two standard deviations: the standard error of a mean is smaller by the root of the number of seeds.": edit(
                " / np.sqrt(away.size)", ""
            ),
            "The higher mean always wins, however much the seeds vary.": edit("<= 2 *", "< 0 *"),
            "A single seed names a winner: one difference has no standard deviation, so nothing is shown.": edit(
                "away.size < 2 or ", "", "ddof=1", "ddof=0"
            ),
            "The loser is named.": edit("mean() < 0", "mean() > 0"),
            "The first optimizer wins whenever the difference is shown.": edit("int(away.mean() < 0)", "0"),
            "The rate is chosen by its best seed: choose it by its mean over the seeds.": edit(
                "grid.mean(axis=1)", "grid.max(axis=1)"
            ),
            "The sign of the difference is left out of the comparison, so the second can never win.": edit(
                "abs(away.mean())", "away.mean()"
            ),
        },
        "reading": {},
    },
}

# What to look at where no known mistake explains an answer: the first part that differs, in the order of computation.
PARTS = {
    "1_optimization_methods": {
        "update_parameters_with_gd": {
            "W1": "compare its step with the formula: sign, learning rate, gradient.",
            "b1": "`W1` is right, and `b1` is computed alike: compare the two lines letter by letter.",
            "W2": "layer 1 is right. Does the loop reach the other layers, and does each take its own gradients?",
            "b2": "all before it is right. Compare the lines of weights and biases letter by letter.",
        },
        "initialize_velocity": {
            "dW1": "the zeros for `W1`. Which shape does `W1` have, and which value does a velocity begin with?",
            "db1": "`dW1` is right, and `db1` is made alike, with the shape of `b1`.",
        },
        "update_parameters_with_momentum": {
            "1": "the velocity. Compare its two terms with the formula: what weighs the old velocity, what the gradient, and are all layers and the biases in it?",
            "0": "the velocity is right, the parameters are not. Which of gradient, old and new velocity do they step along, how far, and with which sign?",
        },
        "update_parameters_with_rmsprop": {
            "1": "the average `s`. Compare its two terms with the formula: what weighs the old average, what the new value, and what is squared?",
            "0": "the average `s` is right, the parameters are not. Look at the fraction of the step: what is above the line, what is under the root, and where is `epsilon`?",
        },
        "initialize_adam": {
            "0": "the dictionary `v`. Compare its names, shapes and zeros with what the text asks for.",
            "1": "`v` is right and `s` is not: the two begin alike.",
        },
        "update_parameters_with_adam": {
            "1": "the average `v`. Compare its two terms with the formula: which beta weighs the old average, what weighs the gradient?",
            "2": "`v` is right, the average `s` is not. Which beta weighs its two terms, and what is squared?",
            "3": "`v` and `s` are right, the corrected `v` is not. What is it divided by, and which power does its beta have?",
            "4": "the corrected `v` is right, the corrected `s` is not. What is it divided by, and which beta is in it?",
            "0": "all averages are right, the parameters are not. Look at the fraction of the step: what is above the line, what is under the root, and where is `epsilon`?",
        },
        "update_parameters_with_adamw": {
            "1": "the average `v`. Does the decay stay outside of the averages?",
            "2": "`v` is right, the average `s` is not. Which beta weighs its two terms?",
            "0": "the averages are right, the parameters are not. What does Adam add, what does the decay take off, and of which value?",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "50,000 / 128 = 390.6, rounded up: the examples that are left over get an update too.",
            "b": "390 of them do; the last one has the 80 examples that are left.",
            "c": "The number in curly brackets is that of the mini-batch, and examples are columns.",
            "d": "The pieces of a shuffled set have each example once.",
        },
        "q2": {
            "a": "That smooth is batch gradient descent, whose every update lowers the very cost that is drawn.",
            "b": "Its trend falls, and it fluctuates because every mini-batch is another problem.",
            "c": "Fluctuation without a trend is not learning: the rate is too large, or something is wrong.",
            "d": "Growing without end is the mark of a learning rate that is too large.",
        },
        "q3": {
            "a": "A matrix product over 64 columns takes little longer than over one.",
            "b": "By the time that size m has its first gradient, mini-batches have made many updates.",
            "c": "It is the other way round: the gradient over all examples is the exact one.",
            "d": "Size 1 makes the most updates per epoch, one for each example.",
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
            "a": "That is plain gradient descent. Momentum averages, and gradients that flip nearly cancel.",
            "b": "Dividing by the size of the gradients is what RMSprop does.",
            "c": "That is a tenth of each gradient, as in the first update. Afterwards equal gradients add up and opposite ones cancel.",
            "d": "Opposite gradients leave 3 times 0.1 / 1.9; equal ones build up the whole gradient.",
        },
        "q7": {
            "a": "That is gradient descent, whose updates are as uneven as the derivatives.",
            "b": "The division is by the root of the mean square, which is 50 and 0.5, not by the root of the gradient.",
            "c": "Each gradient is divided by its own usual size: 50 / 50 and 0.5 / 0.5.",
            "d": "Large gradients get small rates, but not so small as to turn the order round.",
        },
        "q8": {
            "a": "v alone is a tenth of the gradient. But s is too small as well, and it is divided by its root.",
            "b": "v is 0.1 of the gradient, the root of s is the root of 0.001, 0.032 of it: the quotient is 3.2 instead of 1.",
            "c": "That forgets the root: it divides 0.1 by 0.001.",
            "d": "They would if both averages were off by the same factor after the root; 0.1 and 0.032 are not the same.",
        },
        "q9": {
            "a": "It would wander farther from the minimum, and fluctuate more.",
            "b": "The updates are too large for the gradients that are left: smaller ones settle.",
            "c": "Smaller mini-batches have noisier gradients: more fluctuation.",
            "d": "Fluctuation without a trend is what a constant rate gives even at the best minimum; rule that out first.",
        },
        "q10": {
            "a": "At a local minimum, every direction would have to curve upwards.",
            "b": "That is the picture of one parameter. With many, bad local minima are rare.",
            "c": "Around it the surface is nearly level, and small gradients make small updates.",
            "d": "A little noise is enough: from there on the gradient leads away.",
        },
    }
}

EXPLANATIONS["1_optimization_methods"] = {
    "reading": {
        "a": "For SGD the usual rates are ten to a hundred times as large; each needs a grid of its own.",
        "b": "Without a second seed nobody knows how much a result varies by itself.",
        "c": "It may: nothing was chosen by it. It is spent when settings are tuned on it.",
        "d": "An optimizer that is ahead early need not be ahead later: the verdict holds for this budget.",
        "e": "After 5 epochs Adam may simply have fitted the training set better; generalization is about the gap.",
        "f": "Accuracy on the same test set compares any two networks, whatever trained them.",
    },
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_AWAY = "if away.size < 2 or abs(away.mean()) <= 2 * away.std(ddof=1) / np.sqrt(away.size):"
_CLEAR = "Differences are clearly shown or clearly not, and there are three runs or more."
_LIST = ("return np.array(averages) -> return averages", "A list of numbers and an array read the same.")


EQUIVALENT = {
    "1_optimization_methods": {
        "exponentially_weighted_average": [_LIST],
        "average_with_changing_beta": [_LIST],
        "my_step": [
            (
                "velocity, total, half = (0 * w, 0 * w, left // 2) if memory is None else memory -> *",
                "How many of the last points are averaged is free, and of so many one more makes no difference.",
            ),
            (
                "velocity = (1 - np.sqrt(smallest / largest)) ** 2 * velocity + gradient -> *",
                "Nearly the best momentum.",
            ),
            ("if left <= half: -> if left < half:", "One of hundreds of points is left out of the average."),
            (
                "return (w if left > 1 else total / half, (velocity, total, half)) -> "
                "return (w if left > 2 else total / half, (velocity, total, half))",
                "The last update begins at the average, and ends there, too.",
            ),
        ],
        "judge_race": [
            (f"{_AWAY} -> *", _CLEAR),
            ("return list(chosen)[int(away.mean() < 0)] -> *", "A mean that is not 0 has the sign of the sum."),
            (
                "chosen = {name: np.argmax(grid.mean(axis=1)) for name, grid in validation.items()} -> "
                "chosen = {name: np.argmax(grid.sum(axis=1)) for name, grid in validation.items()}",
                "All rates have the same number of runs.",
            ),
            (
                "if any((best in (0, len(validation[name]) - 1) for name, best in chosen.items())): -> "
                "if any((best in (len(validation[name]) - 1, 0) for name, best in chosen.items())):",
                "The order of the two ends makes no difference.",
            ),
        ],
    },
}
