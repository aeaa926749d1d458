"""The known mistakes of week 1, what to say of wrong parts, and the explanations of its quiz; never released."""

from functools import partial

import numpy as np

from grading.authoring.slips import around, code, edit, exchanged, given, result

# ------------------------------------------------------------------------------------------------- 1: initialization

_size = partial(edit, "np.sqrt(np.mean(A**2))")
_scale = partial(edit, "np.sqrt(2 / layers_dims[l - 1])")
_square = partial(edit, "np.mean(activation(np.random.randn(100_000)) ** 2)")


def _drift(mean, count="layers_dims[l + 1]"):
    """Return the initialization for gradients with another average, or another number of products."""
    return edit("layers_dims[l + 1] * np.mean(slope**2)", f"{count} * {mean}")


_notebook = given(lambda layers_dims: ([2, 10, 5, 1],))

# -------------------------------------------------------------------------------------------------- 2: regularization

_weights = partial(edit, '("W1", "W2", "W3")')
_each = partial(edit, "np.sum(parameters[name] ** 2)")
_penalty = partial(edit, "lambd / (2 * m) * squares")
_decay = partial(edit, "lambd / m * W")
_penalized = partial(edit, '(("dW1", W1), ("dW2", W2), ("dW3", W3))')
_factor = partial(edit, "(1 - keep_prob) / keep_prob")
_mean_square = partial(edit, "np.mean(X**2, axis=1, keepdims=True)")


def _system(penalty):
    """Return the minimum for another penalty."""
    return edit("+ np.diag(penalty)", penalty)


def _unpenalized(factor, *texts):
    """Return the gradients of the regularized cost with those of the cross-entropy multiplied by a factor."""
    slopes = "backward_propagation(X, Y, cache)"
    return edit(
        *texts, slopes, f"{{name: item * ({factor} if name[1] in 'Wb' else 1) for name, item in {slopes}.items()}}"
    )


def _early(slopes, m):
    """Return gradients whose dZ and dA have the division by m that belongs to dW and db."""
    return {name: item / m if name[1] in "ZA" else item for name, item in slopes.items()}


_EARLY = {
    "The division by `m` stands in `dZ3` already, so that all `dZ` and `dA` have it: they are asked for without, and the division belongs to `dW` and `db`.": around(
        lambda solved, X, *rest: _early(solved(X, *rest), X.shape[1])
    ),
}

# ----------------------------------------------------------------------------------------------- 3: gradient checking

_COMPARISONS = {
    "Below the line is the length of the finite difference alone: add that of the claimed derivative.": edit(
        "np.linalg.norm(claimed) + ", ""
    ),
    "Below the line the two lengths are subtracted: they are to be added.": edit("(claimed) +", "(claimed) -"),
    "The result is twice too large: below the line stands the sum of the two lengths, not their mean.": edit(
        "/ size", "/ size * 2"
    ),
    "The difference is not divided by the size of the two derivatives.": edit(" / size", ""),
    "These are the squares of the lengths: take `np.linalg.norm` as it is.": edit(
        "(claimed)", "(claimed) ** 2", "measured)", "measured) ** 2"
    ),
    "Below the line the two lengths are multiplied: they are to be added.": edit("(claimed) +", "(claimed) *"),
    "Below the line is the length of the claimed derivative alone: add that of the finite difference.": edit(
        " + np.linalg.norm(measured)", ""
    ),
}
_ZEROS = {
    "0 divided by 0 is no number (`nan`): if both derivatives are exactly 0, they agree, and the difference is 0.": edit(
        "if size > 0 else 0.0", "if size > 0 else np.nan"
    ),
    "If both derivatives are exactly 0, they agree: the difference is 0, not 1.": edit(
        "if size > 0 else 0.0", "if size > 0 else 1.0"
    ),
}


def _slopes(above, below):
    """Return the slips of a finite difference; above and below, what takes the place of its two costs' steps."""
    width = "(2 * epsilon)"
    return {
        "The finite difference is twice too large: the two values of `theta` are `2 * epsilon` apart.": edit(
            width, "epsilon"
        ),
        "`/ 2 * epsilon` divides by 2 and multiplies by epsilon: put parentheses around `2 * epsilon`.": edit(
            width, "2 * epsilon"
        ),
        "The finite difference is one-sided: take the step both ways.": edit(*below, width, "epsilon"),
        "The finite difference looks below only: take the step both ways.": edit(*above, width, "epsilon"),
        "The finite difference has the wrong sign: it is the cost above minus the cost below.": edit(
            width, "(-2 * epsilon)"
        ),
    }


_tanh = partial(edit, "(1 - A1**2)")
_db3 = "return gradients", "return gradients | {'db3': gradients['db3'] * m}"
_dW2 = "(2, dZ2, A1)", "(2, dZ2, Z1)"
_dZ1 = "(1 - A1**2)", "(1 - A1)"


def _rerun(X, cache):
    """Return the cache of a forward pass without noise."""
    _, _, W1, b1, _, _, W2, b2, _, _, W3, b3 = cache
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.maximum(Z2, 0)
    Z3 = W3 @ A2 + b3
    return Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, 1 / (1 + np.exp(-Z3)), W3, b3


def _renamed(**names):
    """Return causes with some of them called by others' names."""
    return result(lambda causes: [names.get(cause, cause) for cause in causes])


MISTAKES = {
    "1_initialization": {
        "initialize_parameters_zeros": {
            "It is the transpose of what is asked for.": edit("[l], layers_dims[l - 1]", "[l - 1], layers_dims[l]"),
            "`b1` is not zero": edit("np.zeros((layers_dims[l], 1))", "np.ones((layers_dims[l], 1))"),
            "`W1` is not zero": edit("np.zeros((layers_dims[l], layers", "np.ones((layers_dims[l], layers"),
            "it ends before the last layer.": edit("len(layers_dims)", "len(layers_dims) - 1"),
            "take the sizes from the argument": _notebook,
            "holds whole numbers (`int64`)": edit("1))", "1), int)", "1]))", "1]), int)"),
            "the dictionary lacks the key b1.": edit('parameters[f"b{l}"] = ', ""),
            "the layers are counted from 0": edit('{l}"', '{l - 1}"'),
            "expected (2, 1).": edit("((layers_dims[l], 1))", "(layers_dims[l])"),
            "`b1` has the shape (1, 2)": edit("((layers_dims[l], 1))", "((1, layers_dims[l]))"),
            "the dictionary lacks the key W4": edit("range(1, len(layers_dims))", "range(1, len(layers_dims))[:3]"),
            "the dictionary lacks the key W2": edit("range(1, len(layers_dims))", "range(1, len(layers_dims))[:1]"),
            "expected a dictionary": edit("return parameters", "return tuple(parameters.values())"),
        },
        "initialize_parameters_random": {
            "multiply them by 10.": edit(" * 10", ""),
            "`randn` draws both signs alike, `rand` only positive numbers.": edit("randn", "rand"),
            "10 is the standard deviation, not the variance.": edit("* 10", "* 10**0.5"),
            "this is the 0.01 of course 1": edit("* 10", "* 0.01"),
            "multiply standard normal numbers by 10, once.": edit("* 10", "* 100"),
            "All weights of `W1` are zero": edit("* 10", "* 0"),
            "Some weights of `W1` are the same: draw each one on its own.": edit("* 10", "* 0 + np.random.randn()"),
            "`b1` is not zero: only the weights need to differ at the start.": edit(
                "np.zeros((layers_dims[l], 1))", "np.random.randn(layers_dims[l], 1)"
            ),
            "It is the transpose of what is asked for.": edit("[l], layers_dims[l - 1]", "[l - 1], layers_dims[l]"),
            "it ends before the last layer.": edit("len(layers_dims)", "len(layers_dims) - 1"),
            "they are divided by 10 instead of multiplied": edit("* 10", "/ 10"),
            "the standard deviation of uniform numbers between -10 and 10": edit("randn", "rand", "* 10", "* 20 - 10"),
            "the standard deviation of uniform numbers between -5 and 5": edit("randn", "rand", "* 10", "* 10 - 5"),
            "The standard deviation depends on the number of inputs": edit("* 10", "* np.sqrt(2 / layers_dims[l - 1])"),
            "holds whole numbers": edit("randn(", "randint(-17, 18, (", "- 1]) * 10", "- 1]))"),
            "take the sizes from the argument": _notebook,
        },
        "signal_sizes": {
            "The inputs are left out: the list begins with the size of `X`.": edit("[np.sqrt(np.mean(A**2))]", "[]"),
            "This is the standard deviation, which takes off the mean first: activations of ReLU are not around 0.": _size(
                "np.std(A)"
            ),
            "The root is missing.": _size("np.mean(A**2)"),
            "The squares are added up: a mean does not grow with the number of activations.": _size(
                "np.linalg.norm(A)"
            ),
            "The mean comes before the square: signs cancel.": _size("np.sqrt(np.mean(A) ** 2)"),
            "This is the mean of the absolute values: square, mean, root.": _size("np.mean(np.abs(A))"),
            "There is no activation in the layers.": edit("activation(par", "(par"),
            "The sizes are those of the pre-activations `Z`: measure behind the activation.": edit(
                "activation(par", "(par", "A**2)))", "A**2))); A = activation(A)"
            ),
            "The biases are not added.": edit(' + parameters[f"b{l}"]', ""),
            "The last layer is left out: there are `len(parameters) // 2`.": edit("// 2 + 1", "// 2"),
            "The layers use ReLU whatever is asked for: use the argument `activation`.": edit(
                "activation(par", "relu(par"
            ),
            "The last layer has no activation: here every layer has one.": edit(
                "activation(par", "(activation if 2 * l < len(parameters) else np.array)(par"
            ),
            "The last layer has a sigmoid, as for a yes or no: here every layer has the same activation.": edit(
                "activation(par", "(activation if 2 * l < len(parameters) else network.sigmoid)(par"
            ),
            "The list ends after layer 1, however many there are: where does the `return` stand?": edit(
                "// 2 + 1)", "// 2 + 1)[:1]"
            ),
            "Only the last size is returned: the list holds one for X and one for every layer.": edit(
                "return sizes", "return sizes[-1]"
            ),
            "This is the variance: it takes off the mean first, and the root is missing.": _size("np.var(A)"),
            "The squares are divided by the number of examples alone: a mean over all entries has units times examples of them.": _size(
                "np.sqrt(np.sum(A**2) / A.shape[1])"
            ),
            "The squares are divided by the number of units alone: a mean over all entries has units times examples of them.": _size(
                "np.sqrt(np.sum(A**2) / A.shape[0])"
            ),
            "The root is taken before the division: it covers the sum and not the mean.": _size(
                "np.linalg.norm(A) / A.size"
            ),
            "Every example has a size of its own here, and these are averaged: the mean of all entries comes before the root.": _size(
                "np.sqrt(np.mean(A**2, axis=0)).mean()"
            ),
            "Every unit has a size of its own here, and these are averaged: the mean of all entries comes before the root.": _size(
                "np.sqrt(np.mean(A**2, axis=1)).mean()"
            ),
            "This is the largest activation: all entries count, by their squares.": _size("np.abs(A).max()"),
            "This is the plain mean of the entries: square them first.": _size("np.mean(A)"),
            "The biases are subtracted: Z is W A plus b.": edit('+ parameters[f"b{l}"]', '- parameters[f"b{l}"]'),
        },
        "initialize_parameters_he": {
            "so what becomes of the 1?": _scale("np.sqrt(1 / layers_dims[l - 1])"),
            "The root is missing": _scale("2 / layers_dims[l - 1]"),
            "The standard deviation belongs to the number of units": _scale("np.sqrt(2 / layers_dims[l])"),
            "the fraction stands on its head.": _scale("np.sqrt(layers_dims[l - 1] / 2)"),
            "Glorot's compromise": _scale("np.sqrt(2 / (layers_dims[l - 1] + layers_dims[l]))"),
            "`randn` draws both signs alike, `rand` only positive numbers.": edit("randn", "rand"),
            "the factor sqrt(2 / inputs) is missing.": edit(" * scale", ""),
            "It is the transpose of what is asked for.": edit("[l], layers_dims[l - 1]", "[l - 1], layers_dims[l]"),
            "expected about": edit("* scale", "* 10 * scale"),
            "The root is taken of the inputs alone": _scale("2 / np.sqrt(layers_dims[l - 1])"),
            "The root is taken of the 2 alone": _scale("np.sqrt(2) / layers_dims[l - 1]"),
            "multiplied by sqrt(2 * inputs)": _scale("np.sqrt(2 * layers_dims[l - 1])"),
            "draw normal ones.": edit("randn(", "uniform(-scale, scale, (", "- 1]) * scale", "- 1]))"),
            "this is the 0.01 of course 1": edit("* scale", "* 0.01"),
            "those of the exercise before": edit("* scale", "* 10"),
            "the standard deviation of the first one": _scale("np.sqrt(2 / layers_dims[0])"),
            "the number of layers: look at the index.": _scale("np.sqrt(2 / len(layers_dims))"),
            "`b1` is not zero: only the weights need to differ at the start.": edit(
                "np.zeros((layers_dims[l], 1))", "0.1 * np.random.randn(layers_dims[l], 1)"
            ),
        },
        "gradient_sizes": {
            "The derivative of the activation is missing.": edit("derivative(Z[l]) * (", "("),
            "The derivative is taken at the activations: it is a function of the pre-activations `Z`.": edit(
                "A = activation(Z[l])", "A = Z[l] = activation(Z[l])"
            ),
            "`activation` stands where `derivative` is needed.": edit("derivative(Z[l])", "activation(Z[l])"),
            "The list begins with layer L: turn it round.": edit("sizes.insert(0, ", "sizes.append("),
            "The activation of layer L is differentiated too: `dZ` is the gradient with respect to `ZL` already.": edit(
                "sizes = [", 'dZ = dZ * derivative(parameters[f"W{L}"] @ A + parameters[f"b{L}"]); sizes = ['
            ),
            "The sizes are those of `dA`, before the derivative of the activation.": edit(
                "dZ = derivative(Z[l]) * (",
                "dA = (",
                ".T @ dZ)",
                ".T @ dZ); dZ = derivative(Z[l]) * dA",
                "0, np.sqrt(np.mean(dZ",
                "0, np.sqrt(np.mean(dA",
            ),
            "The biases are left out on the way to `Z`.": edit(' + parameters[f"b{l}"]', ""),
            "There is no activation between the layers on the way to `Z`.": edit("A = activation(Z[l])", "A = Z[l]"),
            "The derivative is that of ReLU whatever is asked for: use the argument `derivative`.": edit(
                "derivative(Z[l])", "(Z[l] > 0)"
            ),
            "The gradient with respect to `X` is in the list too: it begins with `dZ1`.": edit(
                "return sizes", 'return [np.sqrt(np.mean((parameters["W1"].T @ dZ) ** 2)), *sizes]'
            ),
            "The last number is missing: the size of the `dZ` that was given.": edit(
                "return sizes", "return sizes[:-1]"
            ),
            "The root is missing.": edit("np.sqrt(np.mean(dZ**2))", "np.mean(dZ**2)"),
            "This is the standard deviation, which takes off the mean first: square, mean, root.": edit(
                "np.sqrt(np.mean(dZ**2))", "np.std(dZ)"
            ),
            "The squares are added up: a mean does not grow with the number of units.": edit(
                "np.sqrt(np.mean(dZ**2))", "np.linalg.norm(dZ)"
            ),
        },
        "initialize_parameters_for": {
            "This is He's rule": _square("0.5"),
            "whatever the activation is": _square("1"),
            "What enters layer 1 has not passed the activation": edit("(square if l > 1 else 1)", "square"),
            "the target is 0.6 to 1.67": [
                _square("np.var(activation(np.random.randn(100_000)))"),
                edit("randn(100", "rand(100"),
                edit("square = ", "square = 2 * "),
                _square("activation(np.ones(1))[0] ** 2 / 2"),  # one number in the place of an average
                _square("np.mean((activation(z := np.random.randn(9999)) - activation(z - 1e-5)) ** 2) * 1e10"),
                code("""
                    TABLE = {"ReLU": (relu, 0.5), "tanh": (np.tanh, 0.394), "abs": (np.abs, 1.0), "cos": (np.cos, 0.568)}

                    def initialize_parameters_for(layers_dims, activation):
                        at = np.linspace(-2, 2, 9)
                        _, square = min(TABLE.values(), key=lambda row: np.sum((row[0](at) - activation(at)) ** 2))
                        made = initialize_parameters_zeros(layers_dims)
                        for l, (n, units) in enumerate(zip(layers_dims, layers_dims[1:]), 1):
                            made[f"W{l}"] = np.random.randn(units, n) / np.sqrt(n * (square if l > 1 else 1))
                        return made
                """),
            ],
            "every layer changes it by the same factor": edit(") ** 2)", ") ** 2) ** 2"),
        },
        "initialize_gradients_for": {
            "Whatever the activation is, the variance is one over the inputs": [
                code("""
                    def initialize_gradients_for(layers_dims, activation):
                        return initialize_parameters_he(layers_dims)
                """),
                _drift("1", "layers_dims[l]"),
            ],
            "Whatever the activation is, the variance is one over the units": [_drift("1"), _drift("0.5")],
            "does the derivative meet the same numbers in every layer": [
                edit("Z = W @ A", "Z = np.random.randn(100_000)", "A = activation(Z)", ""),
                edit(
                    "Z = W @ A", "Z = np.random.randn(100_000)", "A = activation(Z)", "", "dims[l + 1] *", "dims[l] *"
                ),
                code("""
                    def initialize_gradients_for(layers_dims, activation):
                        return initialize_parameters_for(layers_dims, activation)
                """),
            ],
            "the root mean square of `Z1` is": [
                edit("layers_dims[0] ** -0.5", "layers_dims[1] ** -0.5"),  # the units of layer 1
                edit("layers_dims[0] ** -0.5", "0.01"),  # so small that every activation is straight
            ],
            "the target is 0.8 to 1.25": [
                _drift("np.mean(slope) ** 2"),
                _drift("np.mean(slope)"),
                _drift("np.mean(slope**2)", "layers_dims[l]"),
                _drift("np.mean(slope**2)", "((layers_dims[l] + layers_dims[l + 1]) / 2)"),
                _drift("np.mean(activation(Z) ** 2)"),
                edit("A = activation(Z)", "A = Z"),
            ],
            "It is the transpose of what is asked for.": edit(
                "randn(layers_dims[l], layers_dims[l - 1])",
                "randn(layers_dims[l - 1], layers_dims[l])",
                "W @ A",
                "W.T @ A",
            ),
        },
        "initialization_faults": {
            "The weights are judged by the forward list, which biases change too: which list never meets a bias?": edit(
                "not 0.83 < factor", "not 0.83 < growth"
            ),
            "The biases are judged by the forward list alone: weights that are too large or small change it, too.": edit(
                "growth / factor >", "growth >"
            ),
            "Both are judged by the forward list alone: it cannot tell weights from biases.": edit(
                "not 0.83 < factor < 1.2", "growth < 0.83", "growth / factor >", "growth >"
            ),
            "The widths are left out: with healthy weights a gradient changes where the widths do.": edit(
                "factor *= np.sqrt(layers_dims[l - 1] / layers_dims[l])", ""
            ),
            "The widths stand on their heads: the gradient adds up the units of layer l, He's rule divides by its inputs.": edit(
                "layers_dims[l - 1] / layers_dims[l]", "layers_dims[l] / layers_dims[l - 1]"
            ),
            "The root of the ratio of the widths is missing.": edit("np.sqrt(", "("),
            "Only weights that are too large are found.": edit("not 0.83 < factor < 1.2", "factor > 1.2"),
            "Only weights that are too small are found.": edit("not 0.83 < factor < 1.2", "factor < 0.83"),
            "The layers are counted from 0, or one too low: the ratio of `backward` belongs to the upper of its two layers.": edit(
                "append(l)", "append(l - 1)"
            ),
            "The last layer is left out.": edit("len(layers_dims)", "len(layers_dims) - 1"),
            "The ratio of `backward` is that of the layer above: `backward` begins with layer 1.": edit(
                "range(2, len(layers_dims))",
                "range(2, len(layers_dims) - 1)",
                "backward[l - 2] / backward[l - 1]",
                "backward[l - 1] / backward[l]",
            ),
            "Nothing is found in any network.": edit("append(l)", "copy()"),
            "A layer with wrong biases is never listed with wrong weights: it may have both.": edit(
                "        if growth / factor > 1.2:", "        elif growth / factor > 1.2:"
            ),
            **exchanged(0, 1, ("weights", "biases")),
        },
    },
    "2_regularization": {
        "compute_cost_with_regularization": {
            "The penalty is not divided by 2: half of the squares makes the derivative plain.": edit("(2 * m)", "m"),
            "The penalty is not divided by the number of examples: is `m` in it, and does it count the columns of `Y`?": edit(
                "(2 * m)", "2"
            ),
            "`lambd` is left out of the penalty.": edit("lambd /", "1 /"),
            "The biases are penalized too: only the weights are to be.": _weights("parameters"),
            "The roots of the sums are added: take the squares as they are.": _each("np.linalg.norm(parameters[name])"),
            "The sizes of the weights are penalized, not their squares: that is L1 regularization.": _each(
                "np.abs(parameters[name]).sum()"
            ),
            "Only `W1` is penalized: all layers are.": _weights('["W1"]'),
            "The last layer is left out: its weights `W3` are penalized too.": _weights('["W1", "W2"]'),
            "The cross-entropy is missing: the penalty is added to it.": edit("compute_cost(A3, Y) + ", ""),
            "This is the cross-entropy alone.": _penalty("0"),
            "`/ 2 * m` divides by 2 and multiplies by m: look at what stands below the line of the penalty.": edit(
                "(2 * m)", "2 * m"
            ),
            "The weights of a layer are added up before they are squared: square every entry first.": _each(
                "np.sum(parameters[name]) ** 2"
            ),
            "The penalty has the mean of the squares of each layer: it has their sum.": edit("np.sum(", "np.mean("),
            "The penalty has the root of all squares together, the length of the weights: take the squares as they are.": edit(
                "* squares", "* np.sqrt(squares)"
            ),
            "The first layer is left out: its weights `W1` are penalized too.": _weights('["W2", "W3"]'),
            "The second layer is left out: its weights `W2` are penalized too.": _weights('["W1", "W3"]'),
            "`W1` is penalized twice and `W2` is not penalized: compare the terms of the sum letter by letter.": _weights(
                '["W1", "W1", "W3"]'
            ),
            "`W2` is penalized twice and `W3` is not penalized: compare the terms of the sum letter by letter.": _weights(
                '["W1", "W2", "W2"]'
            ),
            "Only `W3` is penalized, as if each layer's penalty replaced that of the one before: add them up.": _weights(
                '["W3"]'
            ),
            "The penalty is divided by the 211 training examples, whatever comes in: count the columns of `Y`.": edit(
                "Y.shape[1]", "211"
            ),
            "The penalty is divided by `m` twice: the mean of the cross-entropy is in `compute_cost` already, and the penalty has its own.": edit(
                "(2 * m)", "(2 * m**2)"
            ),
            "The whole sum is divided by `m` once more: `compute_cost` returns a mean already.": around(
                lambda solved, A3, Y, *rest: solved(A3, Y, *rest) / Y.shape[1]
            ),
            "The cross-entropy and the penalty are returned apart: add them to one number.": edit(
                "Y) + lambd", "Y), lambd"
            ),
            "The cross-entropy is multiplied by `m`, a sum: `compute_cost` returns the mean, which stays as it is.": edit(
                "return compute", "return m * compute"
            ),
            "The penalty is subtracted: large weights would be rewarded.": edit("Y) + lambd", "Y) - lambd"),
        },
        "backward_propagation_with_regularization": {
            **_EARLY,
            "The derivative of the penalty is `lambd / m * W`: the 2 of the square cancels that below the line.": _decay(
                "lambd / (2 * m) * W"
            ),
            "The derivative of a square brings a 2, which cancels the one in `lambd / (2 * m)`; yours stays.": _decay(
                "2 * lambd / m * W"
            ),
            "`lambd * W` is not divided by `m`.": _decay("lambd * W"),
            "The squares of the weights are added: the derivative of a square is not a square.": _decay(
                "lambd / m * W**2"
            ),
            "The penalty pushes weights up: its derivative is added, not subtracted.": _decay("-lambd / m * W"),
            "The biases are penalized too: only the weights are to be.": edit(
                *("W1, _", "W1, b1", "W2, _", "W2, b2", "W3, _", "W3, b3"),
                *('(("dW1", W1)', '(("db1", b1), ("db2", b2), ("db3", b3), ("dW1", W1)'),
            ),
            "The gradient has no penalty in it: add `lambd / m * W` to each `dW`.": _decay("0"),
            "Only `dW3` has its penalty: all layers need it.": _penalized('[("dW3", W3)]'),
            "`dW1` lacks its penalty.": _penalized('[("dW2", W2), ("dW3", W3)]'),
            "The penalty has taken the place of the gradient: add them.": edit("grads[name] + ", ""),
            "One number is added to all weights: each has its own term.": _decay("lambd / (2 * m) * np.sum(W**2)"),
            "One number, made of the sum of all weights, is added to every entry: each weight has its own term.": _decay(
                "lambd / m * np.sum(W)"
            ),
            "The penalty is divided by the number of inputs: examples are columns, so where does `m` come from?": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "All gradients are divided by the number of inputs: examples are columns, so where does `m` come from?": _unpenalized(
                "X.shape[1] / m", "m = X.shape[1]", "m = X.shape[0]"
            ),
            "The penalty is divided by the 211 training examples, whatever comes in: count the columns of `X`.": edit(
                "X.shape[1]", "211"
            ),
            "The gradients themselves are penalized: it is the weights that the penalty grows with.": _decay(
                "lambd / m * grads[name]"
            ),
            "`dW2` lacks its penalty.": _penalized('[("dW1", W1), ("dW3", W3)]'),
            "`dW3` lacks its penalty.": _penalized('[("dW1", W1), ("dW2", W2)]'),
            "Only `dW1` has its penalty: all layers need it.": _penalized('[("dW1", W1)]'),
            "Only `dW2` has its penalty: all layers need it.": _penalized('[("dW2", W2)]'),
            "The penalty is not multiplied by `lambd`: `lambd / m` stands before each weight.": _decay("W / m"),
            "`/ 2 * m` divides by 2 and multiplies by m: look at what stands below the line of the penalty.": _decay(
                "lambd / 2 * m * W"
            ),
            "`lambd` times the sign of each weight is added: that is the derivative of an L1 penalty, not of squares.": _decay(
                "lambd / m * np.sign(W)"
            ),
            "The derivative of ReLU is missing: no gradient passes a unit whose pre-activation is negative. Compare `dZ2` with `dA2`.": given(
                lambda X, Y, cache, lambd: (X, Y, (1, *cache[1:4], 1, *cache[5:]), lambd)
            ),
            "All errors have the wrong sign: `dZ3` is the prediction minus the label.": given(
                lambda X, Y, cache, lambd: (X, 2 * cache[9] - Y, cache, lambd)
            ),
            "The gradients without their penalty are not divided by `m`: the cost is a mean over the examples.": _unpenalized(
                "m"
            ),
        },
        "forward_propagation_with_dropout": {
            "a seed is probably set inside the function": edit("Z1 = np", "np.random.seed(1); Z1 = np"),
            "`A1` is not divided by `keep_prob`.": edit(" / keep_prob", ""),
            "it is 1 where the random number is below `keep_prob`.": edit("< keep_prob", "> keep_prob"),
            "compare the random numbers with `keep_prob`.": edit(" < keep_prob", ""),
            "`D1` keeps": edit("rand(", "randn("),
            "Every unit and every example needs a number of its own.": edit("rand(*A1.shape)", "rand(len(A1), 1)"),
            "is the same for every example": edit("rand(*A1.shape)", "rand(len(A1), 1) + np.zeros(A1.shape)"),
            "the inputs are left alone": edit(
                "(W1, X)", "(W1, X * (np.random.rand(*X.shape) < keep_prob) / keep_prob)"
            ),
            "the output layer has no dropout.": edit(
                "sigmoid(Z3)", "sigmoid(Z3) * (np.random.rand(*Z3.shape) < keep_prob)"
            ),
            "`A2` is the activation without dropout, in the cache": edit("A2 * D2 / keep_prob", "A2"),
            "has not met its mask: multiply it by `D` too.": edit(" * D1", "", " * D2", ""),
            "it is to be divided, so that its mean stays.": edit("/ keep_prob", "* keep_prob"),
            "divide by `keep_prob`.": edit("/ keep_prob", "/ max(1 - keep_prob, 1e-3)"),
            "expected about 50%": edit("keep_prob=0.5", "keep_prob=0.86"),
            "has not met the ReLU": edit("relu(", "("),
            "is divided by `keep_prob` twice.": edit("/ keep_prob", "/ keep_prob**2"),
            "the sigmoid is missing.": edit("sigmoid(", "("),
            "`A1` after mask and division goes in.": edit("A1 = A1 *", "A = A1; A1 = A *", "(W2, A1)", "(W2, A)"),
            "the mask stands behind the activation in the cache": edit("D1, A1", "A1, D1", "D2, A2", "A2, D2"),
            "in the cache at least": edit("D1, A1", "D1, relu(Z1)"),
            "expected the pair `A3, cache`.": result(lambda pair: pair[0]),
            "expected a tuple of 14": edit("D1, A1", "A1", "D2, A2", "A2"),
        },
        "backward_propagation_with_dropout": {
            **_EARLY,
            "`dA2` and `dA1` are not divided by `keep_prob`: the activations were.": edit(" / keep_prob", ""),
            "The masks are left out: a unit that was off gets no gradient.": edit(" * D2", "", " * D1", ""),
            "There is no dropout in this backward pass.": edit(" * D2 / keep_prob", "", " * D1 / keep_prob", ""),
            "Layer 1 has neither mask nor division: what became of `A1` in the forward pass?": edit(
                " * D1 / keep_prob", ""
            ),
            "Layer 2 has neither mask nor division: what became of `A2` in the forward pass?": edit(
                " * D2 / keep_prob", ""
            ),
            "`dA1` is not divided by `keep_prob`: `A1` was.": edit("D1 / keep_prob", "D1"),
            "`dA2` is not divided by `keep_prob`: `A2` was.": edit("D2 / keep_prob", "D2"),
            "Layer 1 lacks its mask `D1`: a unit that was off gets no gradient.": edit(" * D1", ""),
            "Layer 2 lacks its mask `D2`: a unit that was off gets no gradient.": edit(" * D2", ""),
            "The gradients are divided by `1 - keep_prob`: look at what the activations were divided by.": edit(
                "/ keep_prob", "/ (1 - keep_prob)"
            ),
            "The gradients are divided by `keep_prob` twice in each layer: once is what happened to the activations.": edit(
                "/ keep_prob", "/ keep_prob**2"
            ),
            "`dA2` and `dA1` are returned as they were before mask and division; all that follows from them is right.": edit(
                "return grads", "return grads | {'dA2': np.dot(W3.T, dZ3), 'dA1': np.dot(W2.T, dZ2)}"
            ),
            "The derivative of ReLU is missing: no gradient passes a unit whose pre-activation is negative. Compare `dZ2` with `dA2`.": edit(
                " * (Z2 > 0)", "", " * (Z1 > 0)", ""
            ),
            "All gradients are divided by the number of inputs: examples are columns, so where does `m` come from?": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "Nothing is divided by `m`: the cost is a mean over the examples.": edit(" / m", ""),
            "All errors have the wrong sign: `dZ3` is the prediction minus the label.": edit("A3 - Y", "Y - A3"),
            "The gradients are multiplied by `keep_prob`: divide, as in the forward pass.": edit(
                "/ keep_prob", "* keep_prob"
            ),
            "The masks are turned round: the gradient goes to the units that were off.": edit(
                "* D2", "* (1 - D2)", "* D1", "* (1 - D1)"
            ),
            "These are new masks: use `D1` and `D2` of the cache.": edit(
                "* D", "* np.random.default_rng(0).permuted(D", "/ keep_prob", ") / keep_prob"
            ),
        },
        "expected_dropout_cost": {
            "This is the cost without dropout: dropout also gives the predictions a variance.": _factor("0"),
            "The factor is that of dropout without the division by `keep_prob`: here inputs are divided by it.": _factor(
                "keep_prob * (1 - keep_prob)"
            ),
            "The factor is `1 - keep_prob`, which forgets the square of the division.": _factor("(1 - keep_prob)"),
            "The factor stands on its head: the less is kept, the larger the variance.": _factor(
                "keep_prob / (1 - keep_prob)"
            ),
            "The variance of the inputs stands where their mean square belongs: a large constant input is dropped too.": edit(
                "np.mean(X**2, axis", "np.var(X, axis"
            ),
            "The penalty does not depend on the inputs: dropping a large one costs more.": _mean_square(
                "np.ones(w.shape)"
            ),
            "The mean of the squares of each input is missing: you have their sum.": edit("np.mean(X", "np.sum(X"),
            "All inputs have one penalty: each has its own.": _mean_square("np.mean(X**2)"),
            "The cost lacks the half in its second part.": edit("w**2) / 2", "w**2)"),
            "The gradient lacks the second part of the cost.": edit(" + penalty * w,", ","),
            "The gradient has a 2 too many in its second part.": edit("+ penalty * w,", "+ 2 * penalty * w,"),
            "The errors are not averaged over the examples.": edit("X.shape[1]", "1"),
            "The half is missing in the cost of the errors: their mean square is halved.": edit("(2 * m)", "m"),
            "The factor has the square of `keep_prob` below the line: where does the second one cancel?": _factor(
                "(1 - keep_prob) / keep_prob**2"
            ),
            "The factor is `1 / keep_prob`, that of the mean square of an input after dropout: its variance is less.": _factor(
                "1 / keep_prob"
            ),
            "All inputs of an example are dropped together here: each one is dropped or kept for itself.": edit(
                *(
                    " * np.mean(X**2, axis=1, keepdims=True)",
                    "",
                    "penalty * w**2) / 2",
                    "penalty * (w.T @ X) ** 2) / (2 * m)",
                ),
                *("penalty * w,", "penalty * X @ (w.T @ X).T / m,"),
            ),
            "`db` is the sum of the errors: it is their mean.": edit("np.mean(errors)", "np.sum(errors)"),
            "The derivative of the second part lacks the weight: the derivative of a square is linear in `w`.": edit(
                "penalty * w,", "penalty,"
            ),
            "`dw` is a row: it has the shape of `w`, a column.": edit(
                ": np.dot(X, errors.T) / m + penalty * w,", ": (np.dot(X, errors.T) / m + penalty * w).T,"
            ),
            "The errors have the wrong sign in the gradient: they are the prediction minus `Y`.": edit(
                "(X, errors.T)", "(X, -errors.T)", "np.mean(errors)", "np.mean(-errors)"
            ),
            "The result comes from masks drawn at random: it is to be exact.": code("""
                def expected_dropout_cost(w, b, X, Y, keep_prob):
                    dropped = X * (np.random.default_rng(0).random((200, *X.shape)) < keep_prob) / keep_prob
                    errors = w.T @ dropped + b - Y
                    slopes = dropped @ errors.transpose(0, 2, 1) / X.shape[1]
                    return np.mean(errors**2) / 2, {"dw": slopes.mean(axis=0), "db": np.mean(errors)}
            """),
            "The gradient is a finite difference, which loses its digits where the cost is large: derive it.": code("""
                def expected_dropout_cost(w, b, X, Y, keep_prob):
                    def J(w, b):
                        spread = (1 - keep_prob) / keep_prob * np.sum((w * X) ** 2)
                        return (np.sum((w.T @ X + b - Y) ** 2) + spread) / (2 * X.shape[1])
                    h, dw = 1e-6, np.zeros(w.shape)
                    for j in range(len(w)):
                        step = h * np.eye(len(w))[:, [j]]
                        dw[j] = (J(w + step, b) - J(w - step, b)) / (2 * h)
                    return J(w, b), {"dw": dw, "db": (J(w, b + h) - J(w, b - h)) / (2 * h)}
            """),
            "The mean is taken over all masks that are the same for every example, and all count alike: masks have probabilities.": code("""
                def expected_dropout_cost(w, b, X, Y, keep_prob):
                    n = min(len(w), 10)
                    masks = [np.array([number >> j & 1 for j in range(n)] + [1] * (len(w) - n)) for number in range(2**n)]
                    errors = [w.T @ (X * mask[:, None] / keep_prob) + b - Y for mask in masks]
                    dw = [X * mask[:, None] / keep_prob @ e.T / X.shape[1] for mask, e in zip(masks, errors)]
                    return np.mean(np.square(errors)) / 2, {"dw": np.mean(dw, axis=0), "db": np.mean(errors)}
            """),
        },
        "dropout_minimum": {
            "This is least squares without dropout: the penalty is missing.": _system(""),
            "All weights have the same penalty, ridge regression: dropout's depends on the size of the input.": _system(
                "+ (1 - keep_prob) / keep_prob * np.eye(len(X))"
            ),
            "All weights have the same penalty, the mean over the inputs: each input has its own.": _system(
                "+ np.mean(penalty) * np.eye(len(X))"
            ),
            "The penalty has the variance of each input: dropout works on the inputs as they are, so take their mean square.": edit(
                "X**2, axis", "(X - centre) ** 2, axis"
            ),
            "The factor of the penalty is `keep_prob * (1 - keep_prob)`, that of dropout without the division by `keep_prob`.": edit(
                "(1 - keep_prob) / keep_prob", "keep_prob * (1 - keep_prob)"
            ),
            "The factor of the penalty is `1 - keep_prob`: the inputs are divided by `keep_prob` as well.": edit(
                "(1 - keep_prob) / keep_prob", "(1 - keep_prob)"
            ),
            "The factor of the penalty stands on its head.": edit(
                "(1 - keep_prob) / keep_prob", "keep_prob / max(1 - keep_prob, 1e-9)"
            ),
            "The penalty is halved: its derivative has no half.": edit("+ np.diag(penalty)", "+ np.diag(penalty) / 2"),
            "One term is a sum over the examples and the other one a mean: `m` belongs to both or to none.": edit(
                "(X - centre).T) / m +", "(X - centre).T) +", "(Y - target).T) / m", "(Y - target).T)"
            ),
            "The bias is left out: it is 0 here, and the weights suffer.": edit(
                "centre, target = np.mean(X, axis=1, keepdims=True), np.mean(Y)",
                "centre, target = np.zeros((len(X), 1)), 0.0",
            ),
            "The bias is the mean of `Y`, as if the inputs had the mean 0.": edit(" - np.sum(w * centre)", ""),
            "The bias has the wrong sign of the inputs' part.": edit("target - np.sum", "target + np.sum"),
            "The inputs are centred for the weights, but `Y` is predicted without a bias.": edit(
                "target - np.sum(w * centre)", "0.0"
            ),
            "Gradient descent has not arrived: with inputs of such different sizes no learning rate suits all weights. Solve the equations.": code("""
                def dropout_minimum(X, Y, keep_prob):
                    w, b, m = np.zeros((len(X), 1)), 0.0, X.shape[1]
                    penalty = (1 - keep_prob) / keep_prob * np.mean(X**2, axis=1, keepdims=True)
                    rate = 0.5 / (1 + np.sum(np.mean(X**2, axis=1)) + np.max(penalty))
                    for _ in range(3000):
                        errors = w.T @ X + b - Y
                        w, b = w - rate * (X @ errors.T / m + penalty * w), b - rate * np.mean(errors)
                    return w, b
            """),
            "The weights come from masks drawn at random: the minimum is to be exact.": code("""
                def dropout_minimum(X, Y, keep_prob):
                    rng, (n, m) = np.random.default_rng(0), X.shape
                    wide = np.hstack([X * (rng.random(X.shape) < keep_prob) / keep_prob for _ in range(200)])
                    rows = np.vstack([wide, np.ones(200 * m)])
                    found = np.linalg.lstsq(rows.T, np.tile(Y, 200).T, rcond=None)[0]
                    return found[:n], float(found[n, 0])
            """),
            "`w` is a row: it is a column (n, 1).": result(lambda pair: (pair[0].T, pair[1])),
            "Only `w` is returned: the bias is asked for, too.": result(lambda pair: pair[0]),
            "`b` and `w` are exchanged.": result(lambda pair: pair[::-1]),
        },
    },
    "3_gradient_checking": {
        "forward_propagation": {
            "The cost is the product of `theta` and `x`, not their sum.": lambda x, theta: theta + x,
            "This is `x` alone: the cost depends on `theta` too.": lambda x, theta: x,
            "This is `theta` alone: the cost depends on `x` too.": lambda x, theta: theta,
            "The cost is linear in `theta`: there is no square.": lambda x, theta: theta**2 * x,
            "The cost has no square of `x`: it is the product of the two.": lambda x, theta: theta * x**2,
            "The product is halved: the cost has no half.": lambda x, theta: theta * x / 2,
            "The sign is turned: the cost is the plain product.": lambda x, theta: -theta * x,
            "`theta` is divided by `x`: the cost is their product.": lambda x, theta: theta / x,
        },
        "backward_propagation": {
            "This is the derivative with respect to `x`; asked is the one with respect to `theta`.": edit(
                "return x", "return theta"
            ),
            "This is the cost itself, not its derivative.": lambda x, theta: theta * x,
            "The derivative of `theta * x` is not 1: a step of `theta` counts `x` times.": lambda x, theta: 1,
            "This is the sum of both derivatives: asked is the one with respect to `theta` alone.": edit(
                "return x", "return x + theta"
            ),
            "This is 0, the derivative of a constant: the cost depends on `theta`.": lambda x, theta: 0,
            "The sign is turned.": lambda x, theta: -x,
            "There is a square of `x`: how does the cost change if `theta` grows by 1?": lambda x, theta: x**2,
        },
        "gradient_check": {
            **_slopes(above=("theta + epsilon", "theta"), below=("theta - epsilon", "theta")),
            **_COMPARISONS,
            **_ZEROS,
            "The step is `1e-7` whatever `epsilon` is.": given(lambda x, theta, **settings: (x, theta)),
            "`x` takes the step: the parameter is `theta`, and `x` stays as it is.": edit(
                "x, theta + epsilon", "x + epsilon, theta", "x, theta - epsilon", "x - epsilon, theta"
            ),
            "`x` and `theta` are exchanged in the calls: look at the order in the first lines.": edit(
                *("x, theta + epsilon", "theta + epsilon, x", "x, theta - epsilon", "theta - epsilon, x"),
                *("(x, theta)", "(theta, x)"),
            ),
            "Neither of your two functions is called: with another cost and another derivative in their place the result must follow them.": edit(
                "forward_propagation(x, ", "x * (", "backward_propagation(x, theta)", "x"
            ),
            "`backward_propagation` is not called: what it claims is to be checked, whatever it returns.": edit(
                "backward_propagation(x, theta)", "x"
            ),
            "`forward_propagation` is not called: the finite difference of whatever it returns is asked for.": edit(
                "forward_propagation(x, ", "x * ("
            ),
            "The sign of the difference is kept: a length has none.": edit(
                "np.linalg.norm(claimed - measured)", "(claimed - measured)"
            ),
            "This is the claimed derivative: return the difference.": edit("return difference", "return claimed"),
            "This is the finite difference: return the difference.": edit("return difference", "return measured"),
            "This is a verdict: return the number.": edit("return difference", "return difference < 1e-6"),
        },
        "measured_gradient": {
            **_slopes(above=("(epsilon, -epsilon)", "(0, -epsilon)"), below=("(epsilon, -epsilon)", "(epsilon, 0)")),
            "The step is `1e-7` whatever `epsilon` is.": given(lambda *call, **settings: call[:3]),
            "One of the two costs is that of `theta` itself: the second step starts where the first one has led. Which array takes the step, and is it a fresh copy each time?": edit(
                "theta.copy()", "theta"
            ),
            "All finite differences are 0, because both costs are the same number: are the two moved arrays one and the same?": edit(
                "costs[1]", "costs[0]"
            ),
            "`forward_propagation_n` returns a pair, the cost and a cache: the two costs are subtracted, not the pairs.": edit(
                "parameters))[0]", "parameters))"
            ),
            "Each step is a share of its number, as in `theta * (1 + epsilon)`: it is `epsilon` for all of them.": edit(
                "+= step", "+= step * theta[i]"
            ),
            "The first number never takes a step: entries are counted from 0.": edit("range(", "range(1, "),
            "The last number never takes a step: go round `range(len(theta))`.": edit("len(theta)", "len(theta) - 1"),
            "Only the last finite difference is returned: each of them has its own row in a column like `theta`.": result(
                lambda measured: measured[-1]
            ),
            "The result is flat, so that later every entry would be compared with every other: keep the shape of `theta`.": result(
                lambda measured: measured[:, 0]
            ),
            "The result is a row: it has the shape of `theta`, a column.": result(np.transpose),
            "All numbers take the step at once: move one, and leave the others.": edit("moved[i]", "moved"),
            "The columns `theta` themselves are returned: return the finite differences.": edit(
                "return measured", "return theta"
            ),
            "The result is a dictionary: a column like `theta` is asked for.": edit(
                "return measured", "return vector_to_dictionary(measured, parameters)"
            ),
        },
        "gradient_check_n": {
            **_COMPARISONS,
            **_ZEROS,
            "Below the line is the length of the sum: take the two lengths first, then add them.": edit(
                "np.linalg.norm(claimed) + np.linalg.norm(measured)", "np.linalg.norm(claimed + measured)"
            ),
            "Above the line the lengths are subtracted: take the length of the difference, which also sees directions.": edit(
                "np.linalg.norm(claimed - measured)", "abs(np.linalg.norm(claimed) - np.linalg.norm(measured))"
            ),
            "The step is `1e-7` whatever `epsilon` is.": given(lambda *call, **settings: call[:4]),
            "The differences are added up without squares: take the lengths of the columns.": edit(
                "(claimed)", "(claimed, 1)", "measured)", "measured, 1)"
            ),
            "This is a verdict: return the number.": edit("return difference", "return difference < 1e-6"),
            "These are the finite differences: return the relative difference.": edit(
                "return difference", "return measured"
            ),
            "The gradients are taken in the order of their dictionary: `gradients_to_vector` has that of the parameters.": edit(
                "r(gradients)", "r(gradients, [name[1:] for name in gradients if name[1:] in parameters])"
            ),
            "This is the largest difference of a single number: take the lengths of the two columns.": edit(
                "np.linalg.norm(claimed - measured) / size", "np.abs(claimed - measured).max()"
            ),
        },
        "backward_propagation_n": {
            **_EARLY,
            "This is the draft, with all of its mistakes.": edit(*_db3, *_dW2, *_dZ1),
            "Something is mended; `dW2` and `dZ1` are still those of the draft.": edit(*_dW2, *_dZ1),
            "Something is mended; `db3` and `dZ1` are still those of the draft.": edit(*_db3, *_dZ1),
            "Something is mended; `db3` and `dW2` are still those of the draft.": edit(*_db3, *_dW2),
            "`db3` is still that of the draft: it is not divided by `m`.": edit(*_db3),
            "`dW2` is still that of the draft: it needs what entered layer 2, the activations of layer 1.": edit(*_dW2),
            "`dZ1` is still that of the draft: is its factor the derivative of tanh?": edit(*_dZ1),
            "The derivative of tanh is `1 - A1**2`: it takes the activation, not the pre-activation `Z1`.": _tanh(
                "(1 - Z1**2)"
            ),
            "Layer 1 has tanh: this is the derivative of ReLU.": _tanh("(Z1 > 0)"),
            "Layer 1 has tanh: this is the derivative of the sigmoid.": _tanh("A1 * (1 - A1)"),
            "Layer 2 has ReLU: its derivative is 1 or 0, not the activation.": edit("(Z2 > 0)", "A2"),
            "Layer 2 has ReLU: where its pre-activation is negative, no gradient passes.": edit("(Z2 > 0)", "1"),
            "All signs are turned: the error is prediction minus label.": edit("A3 - Y", "Y - A3"),
            "Nothing is divided by `m`: the cost is a mean.": edit(" / m", ""),
            "All gradients are divided by the number of inputs: examples are columns, so where does `m` come from?": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "`db3` is divided by `m` twice: one division makes a mean of the sum.": edit(
                "return gradients", "return gradients | {'db3': gradients['db3'] / m}"
            ),
            "`dW2` takes the activations of layer 2, those that it makes: it needs what entered layer 2.": edit(
                "(2, dZ2, A1)", "(2, dZ2, A2)"
            ),
            "Layer 1: the derivative of tanh takes the square of `A1`, and yours has twice `A1`.": _tanh(
                "(1 - 2 * A1)"
            ),
            "Layer 1: the square is there, but the 1 is missing; the derivative of tanh is 1 minus it.": _tanh("A1**2"),
            "Layer 1: no derivative of tanh is in `dZ1`.": _tanh("1"),
            "All biases have lost their second axis: `keepdims=True` keeps the columns (n, 1).": edit(
                ", keepdims=True", ""
            ),
            "The gradients of the parameters are finite differences at the weights in the cache: compute them from the cache as it is given, which may come from a run with noise.": code("""
                def backward_propagation_n(X, Y, cache):
                    names = ("W1", "b1", "W2", "b2", "W3", "b3")
                    parameters = dict(zip(names, (cache[i] for i in (2, 3, 6, 7, 10, 11))))
                    measured = vector_to_dictionary(measured_gradient(parameters, X, Y), parameters)
                    found = draft(X, Y, cache)
                    found["dZ1"] = found["dA1"] * (1 - cache[1] ** 2)
                    return found | {"d" + name: value for name, value in measured.items()}
            """),
            "The forward pass is run again with the weights in the cache: use the cache as it is given, which may come from a run with noise.": given(
                lambda X, Y, cache: (X, Y, _rerun(X, cache))
            ),
        },
        "wrong_gradients": {
            "These are the correct ones: name the wrong.": edit("measured) >", "measured) <="),
            "The names lack their `d`: a gradient is called `dW`, its parameter `W`.": edit('("d" + name)', "(name)"),
            "The names come in the order of the parameters: sort them.": edit("sorted(wrong)", "wrong"),
            "A small gradient is called right because its error is small too: compare with its own length.": edit(
                "1e-3 * size + 1e-9", "1e-2"
            ),
            "The limit is too strict for small gradients, or 0 divided by 0 counts as wrong: errors are at least 1 %.": edit(
                *("1e-5", "1e-7", "2e-5", "2e-7", "if np", "if not np", "> 1e-3 * size + 1e-9", "/ size < 1e-7")
            ),
            "Only the lengths are compared: a gradient of the right length can point anywhere.": edit(
                "np.linalg.norm(claimed - measured)", "abs(np.linalg.norm(claimed) - np.linalg.norm(measured))"
            ),
            "Only the sums of the entries are compared: errors in two entries can cancel.": edit(
                "np.linalg.norm(claimed - measured)", "abs(claimed.sum() - measured.sum())"
            ),
            "Everything is called wrong: the finite difference is twice too large, since the two points are two steps apart.": edit(
                "/ 2e-5", "/ 1e-5"
            ),
            "Only the first gradient that is wrong is named: where does the `return` stand?": edit(
                "sorted(wrong)", "wrong[:1]"
            ),
            "This is how many are wrong: name them.": edit("sorted(wrong)", "len(wrong)"),
            "This is whether all are right: name the wrong ones.": edit("sorted(wrong)", "not wrong"),
            "Only the first entry of each array is looked at: an error may be in any other.": edit(
                'gradients["d" + name]', 'gradients["d" + name].flat[:1]; measured = measured.flat[:1]'
            ),
            "The fraction turns into 0 divided by 0 where a gradient is correctly zero, and counts as wrong: what if both lengths are 0?": edit(
                "if np", "if not np", "> 1e-3 * size + 1e-9", "/ size < 1e-3"
            ),
            "Nothing is ever called wrong.": edit("> 1e-3 * size", "> np.inf + size"),
            "Everything is called wrong, whatever was measured.": edit("> 1e-3 * size + 1e-9", ">= 0"),
        },
        "why_it_failed": {
            "Every failed check is called a bug: a correct claim fails, too, if the step does not suit the cost.": (
                _renamed(rounding="bug", truncation="bug", kink="bug")
            ),
            "No claim is ever called wrong: what if no step at all makes the check pass?": edit("> 1e-4", "> 2"),
            "Everything is called truncation, whatever was measured.": _renamed(
                bug="truncation", rounding="truncation", kink="truncation"
            ),
            "Everything is called rounding, whatever was measured.": _renamed(
                bug="rounding", truncation="rounding", kink="rounding"
            ),
            "Everything is called a kink, whatever was measured.": _renamed(
                bug="kink", truncation="kink", rounding="kink"
            ),
            "`rounding` and `truncation` are exchanged: which of the two grows as the step shrinks?": _renamed(
                rounding="truncation", truncation="rounding"
            ),
            "`kink` and `truncation` are exchanged: in which case does the difference fall with the square of the step?": _renamed(
                kink="truncation", truncation="kink"
            ),
            "A kink is called truncation: both pass with a smaller step, but one falls steadily and one all at once.": _renamed(
                kink="truncation"
            ),
            "Truncation is called a kink: both pass with a smaller step, but one falls steadily and one all at once.": _renamed(
                truncation="kink"
            ),
            "Whatever fails for a correct claim is called rounding: does a larger step help, or a smaller one?": _renamed(
                truncation="rounding", kink="rounding"
            ),
            "The size of `theta` decides what is rounding: a large constant in the cost does it, too, and a large `theta` may have a wrong claim.": edit(
                "found[:7].min() < 1e-6", "abs(theta) > 1e4", "if found.min()", "if abs(theta) < 1e4 and found.min()"
            ),
            "The size of the difference at the step 1e-7 decides: it may be large for a correct claim and small for a wrong one. Try other steps.": [
                code("""
                    def why_it_failed(cost, x, thetas, claims):
                        causes = []
                        for theta, claim in zip(thetas, claims):
                            measured = (cost(theta + 1e-7, x) - cost(theta - 1e-7, x)) / 2e-7
                            found = abs(measured - claim) / (abs(measured) + abs(claim))
                            limits = {"truncation": 1e-3, "rounding": 5e-3, "kink": 5e-2, "bug": 2}
                            causes.append(next(cause for cause, limit in limits.items() if found < limit))
                        return causes
                """),
                code("""
                    def why_it_failed(cost, x, thetas, claims):
                        causes = []
                        for theta, claim in zip(thetas, claims):
                            def off(h):
                                measured = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
                                return abs(measured - claim) / (abs(measured) + abs(claim))
                            if max(abs(theta), abs(cost(theta, x))) > 1e5:
                                causes.append("bug" if off(1e-2) > 1e-3 else "rounding")
                            elif off(1e-8) > 1e-3:
                                causes.append("bug")
                            else:
                                causes.append("kink" if off(1e-7) > 1e-3 else "truncation")
                        return causes
                """),
            ],
            "Only steps from 1e-7 upward are tried: truncation and kinks show with smaller ones.": edit(
                "if found.min()", "if found[:8].min()"
            ),
            "Only steps from 1e-7 downward are tried: rounding shows with larger ones.": edit(
                "if found.min()", "if found[7:].min()"
            ),
            "The finite differences are one-sided: they do not see a kink on the other side.": edit(
                "cost(theta + h, x) - cost(theta - h, x)) / (2 * h)", "cost(theta + h, x) - cost(theta, x)) / h"
            ),
            "This is the first cause alone: return one for each `theta`.": result(lambda causes: causes[0]),
            "These are the different causes: return one for each `theta`, in their order.": result(
                lambda causes: sorted(set(causes))
            ),
            "These are the differences at the step 1e-7: return the causes.": edit(
                "return causes", "return [0.5 for theta in thetas]"
            ),
        },
    },
}

_BACK = {
    "dZ3": "the error of the output layer. Is it the prediction minus the label, with nothing divided yet?",
    "dW3": "`dZ3` is right. Look at what entered layer 3, at the transposition and at the division by `m`.",
    "db3": "`dZ3` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
    "dA2": "`dZ3` is right. Look at the weights through which it passes, and at what becomes of `A2` in the forward pass.",
    "dZ2": "it is not the `dA2` that you return times the derivative of layer 2's activation: which `dA2` enters it, and what is the derivative taken of?",
    "dW2": "`dZ2` is right. Look at what entered layer 2, at the transposition and at the division by `m`.",
    "db2": "`dZ2` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
    "dA1": "`dZ2` is right. Look at the weights through which it passes, and at what becomes of `A1` in the forward pass.",
    "dZ1": "it is not the `dA1` that you return times the derivative of layer 1's activation: which `dA1` enters it, and what is the derivative taken of?",
    "dW1": "`dZ1` is right. Look at what entered layer 1, at the transposition and at the division by `m`.",
    "db1": "`dZ1` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
}
_TWO_TERMS = "`dZ{0}` is right. Look at the two terms of this gradient: that of the cross-entropy and that of the penalty of `W{0}`."
# What to look at where no known mistake explains an answer: the first part that differs, in the order of computation.
PARTS = {
    "1_initialization": {
        "signal_sizes": {
            "0": "that of `X` itself, before any layer. Look at square, mean and root, and at their order.",
            "1": "that of layer 1; the size of `X` is right. Look at what the layer does with its weights, bias and activation.",
            "2": "that of layer 2; layer 1 is right. What goes into the second layer?",
            "3": "that of layer 3; the layers before are right. How far does the loop go, and what enters each layer?",
        },
        "initialization_faults": {
            "0": "the layers with wrong weights. Compare one step of `backward` with what He's weights make of it between these widths.",
            "1": "the layers with wrong biases; those with wrong weights are right. How much of the growth of `forward` do the weights explain?",
        },
    },
    "2_regularization": {
        "backward_propagation_with_regularization": _BACK
        | {f"dW{layer}": _TWO_TERMS.format(layer) for layer in (1, 2, 3)},
        "backward_propagation_with_dropout": _BACK,
        "expected_dropout_cost": {
            "0": "the cost. It has two parts, the errors without dropout and what dropout adds: try `keep_prob` 1 to see the first one alone.",
            "1.dw": "the cost is right. Its two parts both depend on `w`: differentiate one after the other.",
            "1.db": "the cost and `dw` are right. Which of the two parts of the cost depends on `b`?",
        },
        "dropout_minimum": {
            "0": "the weights. Put your `w` and `b` into `expected_dropout_cost`: is its gradient zero there?",
            "1": "the bias; the weights are right. For which `b` is the mean error zero?",
        },
    },
    "3_gradient_checking": {"backward_propagation_n": _BACK},
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "Two million validation examples show differences that nobody needs to see. The examples are worth more in training.",
            "b": "This takes two thirds of the data away from training, where they help most.",
            "c": "100,000 examples each for validation and test show differences of a few tenths of a percent, and nearly all data is learned from.",
            "d": "Examples that were trained on say nothing about overfitting: the network may have memorized them.",
        },
        "q2": {
            "a": "7 % above the Bayes error, which the experts estimate, on the very pictures that it learned from, and only 1 % more on new ones.",
            "b": "Variance shows in the gap between validation and training error, 1 %: what was learned generalizes.",
            "c": "The gaps are 7 % and 1 %: one is much larger than the other.",
            "d": "It would be so if 8 % were about what can be reached. Experts show that 1 % can.",
        },
        "q3": {
            "a": "With more examples the accidents of each weigh less.",
            "b": "The network is too free; a price on weights restrains it.",
            "c": "The training error is already near zero. Longer training memorizes more accidents.",
            "d": "This adds freedom where there is too much. A larger network is a cure for bias.",
            "e": "Noise in the units keeps them from relying on accidents of single examples.",
        },
        "q4": {
            "a": "That leaves out the learning rate: the factor is 1 - 0.1 · 5 / 1000.",
            "b": "1 - α λ / m = 1 - 0.0005. Small, but it happens in every update.",
            "c": "That leaves out the division by m.",
            "d": "The sign is turned: the penalty makes weights smaller.",
        },
        "q5": {
            "a": "Nothing is switched off, and a large λ makes weights small.",
            "b": "Biases have no price; and a network without biases can still have a curved decision boundary.",
            "c": "Around 0, tanh z is about z. Layers that are nearly linear make a network that is nearly linear.",
            "d": "The learning rate is a number of its own, which λ does not touch.",
        },
        "q6": {
            "a": "Then the same picture would get another prediction each time.",
            "b": "That belongs to the original form of dropout, without the division in training. Inverted dropout has done it already.",
            "c": "That would make the sums of the next layer too large by a quarter.",
            "d": "The division in training kept the averages right, so that the network can be used as it is.",
        },
        "q7": {
            "a": "D has the shape (n, m): a column for each example.",
            "b": "A unit that was switched off had no part in the output, so it gets no gradient.",
            "c": "The masks change from update to update, and the cost with them; it can rise in between.",
            "d": "An input that may be missing cannot be relied on alone.",
        },
        "q8": {
            "a": "Then the same example would become another input, depending on the company it is in.",
            "b": "The network has learned what a number means after this very transformation; every later example must pass through the same.",
            "c": "Then the training would have seen something of the test set.",
            "d": "The network has never met raw inputs: they may be a thousand times too large.",
        },
        "q9": {
            "a": "That is the variance, 2 / 800. The standard deviation is its root.",
            "b": "That is the root of 2 / 50: what counts is how many numbers a unit adds up.",
            "c": "That is the root of 1 / 800, LeCun's rule. ReLU needs the 2.",
            "d": "The root of 2 / 800 = 1 / 400.",
        },
        "q10": {
            "a": "Each forward pass draws new masks, and the costs differ by far more than the step can do.",
            "b": "Then the derivative of another function is measured than the one whose gradient is claimed.",
            "c": "A correct gradient is correct everywhere; checking after some iterations is even advisable.",
            "d": "A step near the rounding of the numbers measures rounding. With 1e-7 it would be all right.",
        },
    }
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_ONE_OUTPUT = "With one output unit there is one row: the product of a column and a row."
_ORDER = "The layers may be penalized, added or written down in any order."
_WRITTEN = "Every entry is written before it is read."
_BOTH = "A step both ways is the same with the other sign."
_TWO = "Of two costs the second is the last."
_LIMIT = "Errors are at least 1 % and rounding is far below 0.1 %: any limit between will do."
_BETWEEN = "The kinds are far apart: any limit between them, and steps of any sizes that cover the range, will do."
_CENTRED = "Centred inputs add up to 0, so whatever is added to all examples of the other factor makes no difference."
_NETWORK = "def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-07, print_msg=False):"
_DERIVATIVE = "slope = (activation(Z + 1e-05) - activation(Z - 1e-05)) / 2e-05"
_SAMPLE = "One number more or less among 100,000 makes no difference that matters."


def _exchange(text, before, after):
    """Return a change of one part of a line of the solution."""
    return f"{text} -> {text.replace(before, after, 1)}"


_SQUARE = "square = np.mean(activation(np.random.randn(100000)) ** 2)"
_PENALIZED = "for name, W in (('dW1', W1), ('dW2', W2), ('dW3', W3)):"
_LAYERS = "for l, dZ, below in ((3, dZ3, A2), (2, dZ2, A1), (1, dZ1, X)):"
_ONE = "def gradient_check(x, theta, epsilon=1e-07, print_msg=False):"
_MANY = "def measured_gradient(parameters, X, Y, epsilon=1e-07):"
_LENGTHS = "size = np.linalg.norm(claimed) + np.linalg.norm(measured)"
_WRONG = "if np.linalg.norm(claimed - measured) > 0.001 * size + 1e-09:"
_ANY_LAYER = [
    (_exchange(_LAYERS, "(3, dZ3, A2), (2, dZ2, A1)", "(2, dZ2, A1), (3, dZ3, A2)"), _ORDER),
    (_exchange(_LAYERS, "(2, dZ2, A1), (1, dZ1, X)", "(1, dZ1, X), (2, dZ2, A1)"), _ORDER),
]

EQUIVALENT = {
    "1_initialization": {
        "initialize_parameters_for": [
            (_exchange(_SQUARE, "100000", "100001"), _SAMPLE),
            (_exchange(_SQUARE, "100000", "99999"), _SAMPLE),
            (
                "parameters = {} -> pass",
                "A dictionary of this name is left from before, and each of its entries is replaced.",
            ),
        ],
        "gradient_sizes": [
            (_exchange("for l in range(1, L):", "L)", "L + 1)"), "The last layer's outputs are computed and not used."),
        ],
        "initialize_gradients_for": [
            (
                "A, scale, parameters = (np.random.randn(layers_dims[0], 500), layers_dims[0] ** (-0.5), {}) -> *",
                "Some hundred examples are enough, and no gradient passes through the first layer's weights.",
            ),
            (f"{_DERIVATIVE} -> *", "The derivative is squared, so its sign makes no difference."),
        ],
        "initialization_faults": [
            (_exchange("if growth / factor > 1.2:", ">", ">="), _BETWEEN),
            (_exchange("if not 0.83 < factor < 1.2:", "<", "<="), _BETWEEN),
        ],
    },
    "2_regularization": {
        "backward_propagation_with_regularization": [
            (_exchange(_PENALIZED, "('dW1', W1), ('dW2', W2)", "('dW2', W2), ('dW1', W1)"), _ORDER),
            (_exchange(_PENALIZED, "('dW2', W2), ('dW3', W3)", "('dW3', W3), ('dW2', W2)"), _ORDER),
        ],
        "backward_propagation_with_dropout": [
            *_ANY_LAYER,
            (_exchange("dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob", "dot", "multiply"), _ONE_OUTPUT),
        ],
        "dropout_minimum": [
            ("w = np.linalg.lstsq(system, np.dot(X - centre, (Y - target).T) / m, rcond=None)[0] -> *", _CENTRED),
            ("system = np.dot(X - centre, (X - centre).T) / m + np.diag(penalty) -> *", _CENTRED),
        ],
    },
    "3_gradient_checking": {
        "gradient_check": [
            (_exchange(_ONE, "1e-07", "-1e-07"), _BOTH),
            (
                _exchange("difference = np.linalg.norm(claimed - measured) / size if size > 0 else 0.0", "> 0", "> 1"),
                "The derivative of this cost is correct, so that the difference is about 0 for any size.",
            ),
        ],
        "gradient_check_n": [
            (_exchange(_NETWORK, "1e-07", "-1e-07"), _BOTH),
            (_exchange(_NETWORK, "1e-07", "2e-07"), "Twice the step measures the same derivatives, up to rounding."),
        ],
        "why_it_failed": [
            (f"{line} -> *", _BETWEEN)
            for line in (
                "causes, steps = ([], 10.0 ** (-np.arange(11)))",
                "found = np.abs(measured - claim) / (np.abs(measured) + abs(claim))",
                "if found.min() > 0.0001:",
                "elif found[:7].min() < 1e-06:",
                "elif found[7] / found[8] < 500:",
            )
        ],
        "measured_gradient": [
            (_exchange(_MANY, "1e-07", "-1e-07"), _BOTH),
            (_exchange(_MANY, "1e-07", "2e-07"), "Twice the step measures the same derivatives, up to rounding."),
            (_exchange("measured = np.zeros(theta.shape)", "zeros", "ones"), _WRITTEN),
            (_exchange("measured[i] = (costs[0] - costs[1]) / (2 * epsilon)", "costs[1]", "costs[-1]"), _TWO),
        ],
        "backward_propagation_n": [
            *_ANY_LAYER,
            (_exchange("dA2 = np.dot(W3.T, dZ3)", "dot", "multiply"), _ONE_OUTPUT),
        ],
        "wrong_gradients": [
            (_exchange(_LENGTHS, "+", "-"), _LIMIT),
            (_exchange(_LENGTHS, " + np.linalg.norm(measured)", ""), _LIMIT),
            (_exchange(_LENGTHS, "np.linalg.norm(claimed) + ", ""), _LIMIT),
            (_exchange(_WRONG, "> 0.001", ">= 0.001"), _LIMIT),
            (_exchange(_WRONG, " + 1e-09", ""), "Gradients that are exactly zero are measured as exactly zero here."),
            (_exchange(_WRONG, "0.001 * size + ", ""), _LIMIT),
            (_exchange(_WRONG, "1e-09", "2e-09"), _LIMIT),
            (_exchange(_WRONG, "0.001", "0.002"), _LIMIT),
            (_exchange("measured = np.zeros(value.shape)", "zeros", "ones"), _WRITTEN),
            (_exchange("measured[index] = (costs[0] - costs[1]) / 2e-05", "costs[1]", "costs[-1]"), _TWO),
        ],
    },
}
