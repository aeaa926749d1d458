"""The known mistakes of week 4 and the explanations of its quiz; never released to students."""

import numpy as np
from scipy.special import expit

from grading.authoring.slips import (
    around,
    code,
    edit,
    extra_axis,
    given,
    in_place,
    only,
    other_logarithms,
    part,
    result,
)

# The judges in checks.py say these sentences, and those for the programs that train.
STARTS = {  # initializations of a network of any depth
    "It is the transpose of what is asked for.": edit(") * 0.01", ").T * 0.01"),
    "`b1` has the shape (": edit(", 1))", "))"),
    "is all zeros: then all units of the layer compute the same": edit("0.01", "0"),
    "are equal, and so would all units be for ever: draw them at random.": edit("0.01", "0 + 0.01"),
    "have a standard deviation of about 1: multiply the random numbers by 0.01.": edit(" * 0.01", ""),
    "is negative: draw from a normal distribution.": edit("randn", "rand"),
    "biases need no random numbers.": edit("np.zeros(", "0.01 * np.random.standard_normal("),
    "expected about 0.01.": edit("0.01", "0.1"),
    "into which no step fits: let it hold floats.": edit(", 1))", ", 1), int)"),
    "a seed is probably set inside": edit("np.random.randn", "np.random.RandomState(3).randn"),
}

# What follows the loop over the hidden layers, written with its variable.
AFTER_LOOP = (
    "L + 1", "L", "return A, caches",
    'A, cache = linear_activation_forward(A, parameters[f"W{l + 1}"], parameters[f"b{l + 1}"], "sigmoid")\n'
    "    return A, [*caches, cache]",
)  # fmt: skip


def _updated_where(condition):
    """Return the slip of an update that leaves the other parameters where they are."""
    return edit("learning_rate *", f"learning_rate * ({condition}) *")


def _started(factor):
    """Return the slip of a start that is too small by a factor."""
    return edit(
        "initialize(layers_dims)", f"{{key: {factor} * value for key, value in initialize(layers_dims).items()}}"
    )


TRAINING = {  # of both programs
    "The updates increase the cost: subtract the gradient": edit("- learning_rate", "+ learning_rate"),
    "The gradients are sums over the examples": edit("- learning_rate", "- Y.size * learning_rate"),
    "The learning rate is missing": edit("learning_rate * ", ""),
    "`learning_rate` is ignored": edit("learning_rate * ", "0.0075 * "),
    "The default of `num_iterations` is 3000.": edit("=3000", "=2500"),
    "The default of `learning_rate` is 0.0075.": edit("=0.0075", "=0.01"),
    "Every cost is kept": edit("i % 100 == 0", "True"),
    "`costs` is empty": [edit("i % 100 == 0", "False"), edit("i % 100 == 0", "i % 100 == 0 and print_cost")],
    "`costs` has": [
        edit("i % 100 == 0", "i > 0 and i % 50 == 0"),
        edit("range(num_iterations)", "range(num_iterations + 1)"),
    ],
    "The costs are one update late": edit(
        "(num_iterations)", "(num_iterations + 1)", "% 100 == 0", "% 100 == 1",
        '.6f}")', '.6f}")\n        if i == num_iterations:\n            break',
    ),
    "The cost is a sum over the examples": edit("cost(", "Y.size * cost("),
    "With which parameters does it begin?": _started(0),
    "Two calls with the same arguments give different parameters": edit("(layers_dims)", "(layers_dims, seed=None)"),
    "The result is a dictionary": result(lambda pair: pair[0]),
    "The results come in the other order": result(lambda pair: pair[::-1]),
}  # fmt: skip


def _small_without_mean(side, units, rate, updates):
    """Return the slip of training on pictures as they come."""
    return edit(
        "16", str(side), "(X - mean) / scale", "X", " 3,", f" {units},", "0.1, 400", f"{rate}, {updates}",
        ' / scale\n', '\n', ' - parameters["W1"] @ mean', "",
    )  # fmt: skip


MISTAKES = {
    "0_lesson": {},
    "1_step_by_step": {
        "initialize_parameters": {
            **STARTS,
            "The dictionary lacks the key W2.": edit('"W2": np.random.randn(n_y, n_h) * 0.01,', ""),
            "expected a dictionary with the keys W1, b1": result(lambda start: tuple(start.values())),
        },
        "initialize_parameters_deep": {
            **STARTS,
            "The dictionary lacks the key W3.": edit("len(layer_dims))", "len(layer_dims) - 1)"),
            "The dictionary lacks the key W1.": edit("range(1", "range(2"),
            "The layers are named from 0": edit("{l}", "{l - 1}"),
            "There is a layer too many": given(lambda layer_dims: ([*layer_dims, 1],)),
            "expected a dictionary with the keys W1, b1": result(lambda start: list(start.values())),
        },
        "linear_forward": {
            "The bias `b` is missing from `Z`.": edit(" + b", ""),
            "The bias is subtracted; it is added.": edit("+ b", "- b"),
            "`A` and `W` stand in the wrong order in the product: it is `W` times `A`.": [
                edit("np.dot(W, A)", "A @ W"),
                edit("np.dot(W, A)", "np.dot(A, W)"),
            ],
            "`W` needs no transpose here: its rows are the units already.": [
                edit("np.dot(W, A)", "W.T @ A"),
                edit("np.dot(W, A)", "np.dot(W.T, A)"),
            ],
            "`b` is turned into a row: as a column it is added to every example.": edit("+ b", "+ b.T"),
            "The cache holds `W`, `A`, `b`; its order is `(A, W, b)`.": edit("b, (A, W, b)", "b, (W, A, b)"),
            "The cache holds `Z` in the place of `A`: keep what went in.": edit(
                "(A, W, b)\n    ###", "(np.dot(W, A) + b, W, b)\n    ###"
            ),
            **only(0, "Z", "return `Z` and the cache."),
            "The cache comes first; return `Z` first.": result(lambda pair: pair[::-1]),
            "`W * A` multiplies entry by entry: every unit meets every example in the product of matrices.": edit(
                "np.dot(W, A)", "W * A"
            ),
            "The cache lacks `b`; it is `(A, W, b)`.": part(1, lambda cache: cache[:2]),
            "The cache holds `Z` as well; it is `(A, W, b)`.": result(lambda pair: (pair[0], (*pair[1], pair[0]))),
            "The cache is a dictionary; later functions unpack a tuple, `(A, W, b)`.": part(
                1, lambda cache: dict(zip("AWb", cache))
            ),
            "`Z` has gone through the activation already: `linear_forward` ends before it.": [
                part(0, lambda Z: np.maximum(0, Z)),
                part(0, expit),
            ],
        },
        "linear_activation_forward": {
            "The sigmoid is used whatever `activation` says.": edit("relu(Z) if", "sigmoid(Z) if"),
            "The ReLU is used whatever `activation` says.": edit("else sigmoid", "else relu"),
            "The activations are exchanged.": edit("==", "!="),
            "There is no activation: what comes out is `Z`.": edit("return A,", "return Z,"),
            "The cache holds `A` where it should hold `Z`: the second result of `sigmoid` and `relu`.": edit(
                ", activation_cache)", ", A)"
            ),
            "The two parts of the cache are exchanged: first the linear one.": part(1, lambda cache: cache[::-1]),
            "The cache lacks its activation part: it is `(linear_cache, activation_cache)`.": part(
                1, lambda cache: cache[0]
            ),
            "The cache is one flat tuple; it has two parts, `(linear_cache, activation_cache)`.": part(
                1, lambda cache: (*cache[0], cache[1])
            ),
            "The ReLU keeps the size of negative numbers: below 0 it is 0.": edit("relu(Z) if", "(np.abs(Z), Z) if"),
            "`A` is a pair: `sigmoid` and `relu` return two things, of which the first is the activation.": edit(
                "A, activation_cache =", "A =", ", activation_cache)", ", Z)"
            ),
            "`Z` is a pair: `linear_forward` returns `Z` and a cache, and only the first goes through the activation.": edit(
                "Z, linear_cache =", "Z = linear_cache ="
            ),
            **only(0, "A", "return `A` and the cache."),
            "The cache comes first; return `A` first.": result(lambda pair: pair[::-1]),
            "The first part of the cache is `Z` alone; it is the cache that `linear_forward` returned.": part(
                1, lambda cache: (cache[1], cache[1])
            ),
            "The cache holds `A` as a third part; it has two, `(linear_cache, activation_cache)`.": edit(
                "activation_cache)", "activation_cache, A)"
            ),
            "Hidden units get tanh where the ReLU is asked for.": edit("relu(Z) if", "(np.tanh(Z), Z) if"),
        },
        "L_model_forward": {
            "The last layer uses the ReLU; an output between 0 and 1 needs the sigmoid.": edit("sigmoid", "relu"),
            "Every layer uses the sigmoid: hidden layers use the ReLU.": edit('"relu"', '"sigmoid"'),
            "The activations are exchanged: the ReLU belongs into the hidden layers.": edit("== L", "< L"),
            "The caches stand in reverse order: that of layer 1 comes first.": part(1, lambda caches: caches[::-1]),
            "The cache of the last layer is missing: append it as well.": part(1, lambda caches: caches[:-1]),
            "Only the last cache is returned: collect those of all layers in a list.": part(
                1, lambda caches: caches[-1]
            ),
            "Only the outputs are returned: return `AL` and `caches`.": result(lambda pair: pair[0]),
            "A layer too many is asked for: `parameters` has two entries, a `W` and a `b`, for each layer.": edit(
                " // 2", ""
            ),
            "The number of layers is always 2: take it from `parameters`.": edit("L + 1", "3"),
            "The layers are counted from 0: the first one that computes something is `W1`.": edit("1, L + 1", "L"),
            "The last layer is left out: with L layers the loop, or what follows it, has to reach layer L.": edit(
                "L + 1", "L"
            ),
            "The loop over the hidden layers never runs for a network with one layer, and its variable is used after it: count the last layer by L.": [
                edit(*AFTER_LOOP),
                edit(*AFTER_LOOP, "for l ", "for i ", "if l ", "if i ", "{l", "{i"),
            ],
            "Every layer gets `X`: what a layer returns is the input of the next one.": [
                edit("_forward(A,", "_forward(X,"),
                # with `@` in `linear_forward`, which fails in other words than `np.dot`
                edit("A, cache =", "W @ X\n        A, cache =", "_forward(A,", "_forward(X,"),
            ],
            "The caches hold their linear part only: append what `linear_activation_forward` returns.": edit(
                "append(cache)", "append(cache[0])"
            ),
            "The list of caches begins with something else than the cache of layer 1.": edit("X, []", "X, [None]"),
            "No cache is kept: append what each call returns beside `A`.": edit("caches.append(cache)", ""),
            "The caches come first; return `AL` first.": result(lambda pair: pair[::-1]),
        },
        "compute_cost": {
            "The cost is a sum over the examples: divide it by `m`.": edit(" / m", ""),
            "The minus in front of the cost is missing.": edit("-np.sum", "np.sum"),
            "The term for the labels 0 is missing: `(1 - Y) * np.log(1 - AL)`.": edit(
                " + (1 - Y) * np.log(1 - AL)", ""
            ),
            "The second term lacks its factor `1 - Y`.": edit("(1 - Y) * ", ""),
            "The second logarithm is of `AL`; it should be of `1 - AL`.": edit("log(1 - AL)", "log(AL)"),
            "In the cost `AL` and `Y` are exchanged: the logarithms are taken of the outputs.": given(
                lambda AL, Y: (Y, AL)
            ),
            **other_logarithms(),
            "The cost has the shape (1, 1), as a matrix product leaves it: `np.squeeze` makes it a number.": result(
                lambda cost: cost.reshape(1, 1)
            ),
            "There is one loss per example: add them up.": edit("np.sum", ""),
            "This cost is the squared error; asked is the one with the logarithms.": lambda AL, Y: np.mean(
                (AL - Y) ** 2
            ),
            "The product pairs every label with every output: multiply entry by entry, or turn the other row.": edit(
                "Y * np", "Y.T @ np", "Y) * np", "Y).T @ np"
            ),
            "The two terms are subtracted: both logarithms are added before the minus in front.": edit("+ (1", "- (1"),
            "The second term lacks its logarithm.": edit("np.log(1 - AL)", "(1 - AL)"),
            "Only the labels 0 count: the term with `Y` is missing.": edit("Y * np.log(AL) + ", ""),
            "The labels are exchanged: `Y` belongs to the logarithm of `AL`.": given(lambda AL, Y: (AL, 1 - Y)),
            "Only the first term has the minus and the division in front: put both terms in brackets.": edit(
                "+ (1", ") / m + np.sum((1", "AL)) / m", "AL))"
            ),
            "Only the first term is added up over the examples: put both terms into the sum.": edit(
                "+ (1", ") / m + (1", "AL)) / m", "AL)"
            ),
            "There is no factor one half in this cost.": edit("/ m", "/ m / 2"),
            "The cost is divided by `m` twice: the mean is a sum divided once.": edit("/ m", "/ m / m"),
            **extra_axis(),
            "An output of exactly 0 or 1 makes the cost no number: keep `AL` a little away from both.": edit(
                "np.clip(AL, 1e-15, 1 - 1e-15)", "AL"
            ),
            "The cost is rounded.": result(lambda cost: round(float(cost), 2)),
        },
        "linear_backward": {
            "`dW` and `db` are sums over the examples: divide them by `m`.": edit(" / m", ""),
            "`dW` is a sum over the examples: divide it by `m`, as you do with `db`.": edit(".T) / m", ".T)"),
            "`db` is a sum over the examples: divide it by `m`, as you do with `dW`.": edit("True) / m", "True)"),
            "`dA_prev` must not be divided by `m`: each column belongs to one example.": edit(
                "(W.T, dZ)", "(W.T, dZ) / m"
            ),
            "The sums are divided by the number of units: `m` is the number of columns, `dZ.shape[1]`.": edit(
                "shape[1]", "shape[0]"
            ),
            "`db` has one axis only: sum with `keepdims=True`.": edit(", keepdims=True", ""),
            "`db` is added up over units and examples; each unit has a bias of its own: `axis=1`.": edit(
                ", axis=1, keepdims=True", ""
            ),
            "`db` is added up along the units; it is a sum over the examples: `axis=1`.": edit("axis=1", "axis=0"),
            "`dW` lies the other way round: it needs the shape of `W`, so `dZ` comes first.": edit(
                "dZ, A_prev.T", "A_prev, dZ.T"
            ),
            "`W` must be transposed in `dA_prev`: each input collects from all units.": [
                edit("np.dot(W.T, dZ)", "W @ dZ"),
                edit("np.dot(W.T, dZ)", "np.dot(W, dZ)"),
            ],
            "The results come in another order: `dA_prev`, `dW`, `db`.": edit(
                "dA_prev, dW, db\n    #", "dW, db, dA_prev\n    #"
            ),
            "`dW` and `db` are exchanged in the result: `dA_prev`, `dW`, `db`.": edit(
                "dA_prev, dW, db\n    #", "dA_prev, db, dW\n    #"
            ),
            "`dW` comes first in the result; the order is `dA_prev`, `dW`, `db`.": edit(
                "dA_prev, dW, db\n    #", "dW, dA_prev, db\n    #"
            ),
            "The sums are divided by the number of inputs: `m` is the number of columns, `A_prev.shape[1]`.": edit(
                "dZ.shape[1]", "len(A_prev)"
            ),
            "`db` is divided by `m` twice: a mean is divided already.": edit("True) / m", "True) / m / m"),
            "`dW` is divided by `m` twice.": edit(".T) / m", ".T) / m / m"),
            "`db` is a row; it needs the shape of `b`, a column.": part(2, np.transpose),
            "`dW` has the weights in it: each weight's derivative is `dZ` of its unit times the input it multiplies.": edit(
                ".T) / m", ".T) / m * W"
            ),
            "`dA_prev` adds up `dZ` without the weights: each unit passes its gradient on through its weight.": edit(
                "(W.T, dZ)", "(np.ones_like(W.T), dZ)"
            ),
            "`dW` multiplies entry by entry: it is a product of matrices, which adds up.": edit(
                "np.dot(dZ, A_prev.T)", "dZ * A_prev.T"
            ),
            "`dA_prev` multiplies entry by entry: it is a product of matrices, which adds up.": edit(
                "np.dot(W.T, dZ)", "W.T * dZ"
            ),
            "`db` is `dZ` itself: add up along the examples, and keep the axis.": edit(
                "np.sum(dZ, axis=1, keepdims=True) / m", "dZ"
            ),
        },
        "linear_activation_backward": {
            "The activation is left out: `dA` has to become `dZ` before the linear part.": edit(
                "linear_backward(dZ", "linear_backward(dA"
            ),
            "The sigmoid's derivative is used whatever `activation` says.": edit("= relu", "= sigmoid"),
            "The ReLU's derivative is used whatever `activation` says.": edit("else sigmoid", "else relu"),
            "The two activations are exchanged.": edit("==", "!="),
            "For the ReLU the sign of `dA` decides; it is that of `Z`.": edit(
                "relu_backward(dA, Z)", "np.maximum(0, dA)"
            ),
            "For the ReLU the gradient is lost: it is `dA` where `Z` is above 0, not 1.": edit(
                "relu_backward(dA, Z)", "(Z > 0) * 1.0"
            ),
            "The derivative of the sigmoid is s times 1 - s with s = sigmoid(Z), not with `Z` itself.": edit(
                "sigmoid_backward(dA, Z)", "dA * Z * (1 - Z)"
            ),
            "The results come in another order: `dA_prev`, `dW`, `db`.": result(lambda parts: (*parts[1:], parts[0])),
            "For the ReLU `dA` is multiplied by its output, not by its derivative: 1 where `Z` is above 0, else 0.": edit(
                "relu_backward(dA, Z)", "dA * np.maximum(Z, 0)"
            ),
            "The ReLU lets pass what it should stop: `dA` stays where `Z` is above 0.": edit(
                "relu_backward(dA, Z)", "relu_backward(dA, -Z)"
            ),
            "For the sigmoid `dA` is lost: its derivative multiplies what comes from behind.": edit(
                "sigmoid_backward(dA", "sigmoid_backward(1"
            ),
            "For the sigmoid `dA` is multiplied by its output, not by its derivative, s times 1 - s.": edit(
                "sigmoid_backward(dA, Z)", "dA * sigmoid(Z)[0]"
            ),
            "For the sigmoid the derivative of tanh is taken.": edit(
                "sigmoid_backward(dA, Z)", "dA * (1 - np.tanh(Z) ** 2)"
            ),
            "`dZ` is returned in the place of `dA_prev`: `linear_backward` is still to come.": edit(
                "return", "return dZ, *", "cache)\n    #", "cache)[1:]\n    #"
            ),
            "The two kinds give `dZ` alone: hand it on to `linear_backward`, which returns three things.": edit(
                "linear_backward(dZ, linear_cache)", "dZ"
            ),
        },
        "L_model_backward": {
            "The derivative at the end has the wrong sign: it is `-Y / AL + (1 - Y) / (1 - AL)`.": edit(
                "-Y / AL + ", "Y / AL - "
            ),
            "`AL - Y` is `dZ` of the last layer, not `dA`: the sigmoid's derivative is in it already.": edit(
                "-Y / AL + (1 - Y) / (1 - AL)", "AL - Y"
            ),
            "Only the labels 1 are counted at the end: the term `(1 - Y) / (1 - AL)` is missing.": edit(
                " + (1 - Y) / (1 - AL)", ""
            ),
            "The second term at the end has the wrong sign: it is added.": edit("AL + ", "AL - "),
            "The `dA` are filed one number too high: what layer `l` returns is the gradient for layer `l - 1`.": edit(
                "dA{l - 1}", "dA{l}"
            ),
            "The first layer is left out: count down to 1.": edit("range(1", "range(2"),
            "The last layer goes back through the ReLU; it was a sigmoid in the forward pass.": edit("sigmoid", "relu"),
            "The hidden layers go back through the sigmoid; they were ReLUs in the forward pass.": edit(
                "relu", "sigmoid"
            ),
            "The caches are taken in the order of the forward pass: layer `l` finds its own at `caches[l - 1]`.": edit(
                "caches[l - 1]", "caches[L - l]"
            ),
            "Every layer takes the cache of layer 1.": edit("caches[l - 1]", "caches[0]"),
            "Every hidden layer starts from the gradient that the last layer passed on: each takes what the layer behind it has just returned.": edit(
                "_backward(dA,", '_backward(grads.get(f"dA{L - 1}", dA),'
            ),
            "The keys mix two ways of counting: for the last layer `dA` has its own number, for the others that of the layer before. It is the layer before, always.": edit(
                "dA{l - 1}", "dA{l - (l < L)}"
            ),
            "The keys mix two ways of counting: `dA` of the hidden layers has their own number, for the last layer that of the layer before. It is the layer before, always.": edit(
                "dA{l - 1}", "dA{l - (l == L)}"
            ),
            "`dW` and `db` are filed one number too low: layers count from 1.": edit("{l}", "{l - 1}"),
            "The layers are numbered from the end: what the last layer returns belongs under L.": edit(
                "{l - 1}", "{L - l}", "{l}", "{L + 1 - l}"
            ),
            "The loss is divided by `m` at the start: `linear_backward` divides the gradients of the parameters already.": edit(
                "    for l", "    dA = dA / Y.size\n    for l"
            ),
            "The backward pass begins with the outputs: it begins with the derivative of the loss, in which the labels are.": edit(
                "-Y / AL + (1 - Y) / (1 - AL)", "AL"
            ),
            "The two activations are exchanged in the backward pass: the last layer was a sigmoid.": edit("==", "<"),
            "Every layer starts from the same gradient: what a layer returns is the `dA` of the one before.": edit(
                "dA, dW, db = ", "dA_prev, dW, db = ", ": dA,", ": dA_prev,"
            ),
            "`dA0` is missing: the first layer passes a gradient on, too.": edit(
                "return grads", "del grads['dA0']\n    return grads"
            ),
            "Only the last layer is there: the loop over the others is still to come, or never runs.": edit(
                "range(1,", "range(L,"
            ),
            "An output of exactly 0 or 1 makes the gradients no numbers: keep `AL` a little away from both.": edit(
                "np.clip(AL, 1e-15, 1 - 1e-15)", "AL"
            ),
            "The dictionary lacks the gradients for the activations, `dA0` and so on.": edit('f"dA{l - 1}": dA, ', ""),
        },
        "update_parameters": {
            "The update increases the cost: subtract the gradient, do not add it.": edit("value -", "value +"),
            "The learning rate is missing: the whole gradient is subtracted.": edit("learning_rate * ", ""),
            "The last layer is not updated: layers count from 1 to L.": _updated_where(
                "int(name[1:]) < len(params) // 2"
            ),
            "The first layer is not updated: layers count from 1 to L.": _updated_where("int(name[1:]) > 1"),
            "The biases stay where they are.": _updated_where("name[0] == 'W'"),
            "The weights stay where they are.": _updated_where("name[0] == 'b'"),
            "Only the change is returned: subtract it from the parameter.": edit("value - ", ""),
            "Nothing is returned that has changed: use what you have computed.": _updated_where("False"),
            **in_place(
                "params",
                'value - learning_rate * grads["d" + name]',
                'np.subtract(value, learning_rate * grads["d" + name], out=value)',
            ),
            "Only the last layer is updated: layers count from 1 to L.": _updated_where(
                "int(name[1:]) == len(params) // 2"
            ),
            "Only the first layer is updated: layers count from 1 to L.": _updated_where("int(name[1:]) == 1"),
            "Layers are counted from 0: the first one is `W1`.": lambda params, grads, learning_rate: params["W0"],
            "A layer too many is asked for: there are half as many layers as entries in `params`.": lambda params, grads, learning_rate: (
                params[f"W{len(params) // 2 + 1}"]
            ),
            "The difference is multiplied by the rate: only the gradient is.": edit(
                "value - learning_rate * ", "learning_rate * (value - ", "] for", "]) for"
            ),
            "The parameters are multiplied by the gradients: an update subtracts.": edit("value -", "value - value *"),
            "The gradient is divided by the learning rate: multiply.": edit("learning_rate *", "1 / learning_rate *"),
            "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, ...": edit(
                "{name:", '{"d" + name:'
            ),
            "Two layers are updated, however many there are: take their number from `params`.": _updated_where(
                "int(name[1:]) <= 2"
            ),
        },
        "failing_case": {
            "A fault was not found: it adds up `db` along the wrong axis where there is a single example": edit(
                "rng.integers(1, 9, 3)", "rng.integers(2, 9, 3)"
            ),
            "A fault was not found: it takes the small entries of `dZ` for 0": edit(
                "rng.normal(size=(n, m)) * 10.0 ** rng.integers(-3, 4)", "rng.uniform(1, 2, (n, m))"
            ),
            "A fault was not found: it replaces the entries of `dZ` that are exactly 0": edit("< 0.8", "< 2"),
            "A fault was not found: `db` is divided by the number of entries of `dZ`": [
                lambda backward: None,
                edit("rng.integers(1, 9, 3)", "(1, 3, 4)"),
                edit("linear_backward(dZ, cache)", "backward(dZ, cache)"),
            ],
            "A correct one is accused": [
                edit("    return None\n", "    return dZ, cache\n"),
                edit(" * np.abs(right).max()", " * 0"),
                lambda backward: (np.full((2, 2), 1e3), (np.full((2, 2), 1e3), np.full((2, 2), 1e3), np.zeros((2, 1)))),
                edit("400", "1", "    return None\n", "    return dZ, cache\n"),
            ],
            "This backward pass has a fault, but not on the case returned.": edit(
                "return dZ, cache\n    return", "return 0 * dZ, cache\n    return"
            ),
            "expected `(dZ, cache)` or None.": edit("return dZ, cache\n    return", "return (dZ, *cache)\n    return"),
            "expected `(A_prev, W, b)`.": edit("return dZ, cache\n    return", "return dZ, cache[:2]\n    return"),
            "An entry of the case is larger than 10,000.": [
                lambda backward: (
                    np.full((2, 2), 1e200),
                    (np.full((2, 2), 1e200), np.full((2, 2), 1e200), np.zeros((2, 1))),
                ),
                edit("rng.integers(-3, 4)", "rng.integers(5, 9)"),
            ],
            "none of them longer than 8.": edit("rng.integers(1, 9, 3)", "rng.integers(9, 12, 3)"),
        },
        "mended_backward": {
            "Some gradients are divided by the number of entries of `Y`: give the network a second output.": edit(
                "Y.shape[1]", "Y.size"
            ),
            "`db` is still divided by something else than the number of examples: give a layer a second unit.": edit(
                "True) / m", "True) / dZ.size"
            ),
            "What is passed on to the next layer is still wrong: give the network a second hidden layer.": edit(
                "(W.T, dZ)", "(W.T, dA)"
            ),
            "Two bugs are left: give a layer a second unit, and the network a second hidden layer.": edit(
                "True) / m", "True) / dZ.size", "(W.T, dZ)", "(W.T, dA)"
            ),
            "Two bugs are left: give the network a second output, and a second hidden layer.": edit(
                "Y.shape[1]", "Y.size", "(W.T, dZ)", "(W.T, dA)"
            ),
            "Nothing is mended yet: find a case for each wrong line first.": edit(
                "Y.shape[1]",
                "Y.size",
                "True) / m",
                "True) / dZ.size",
                "(W.T, dZ)",
                "(W.T, dA)",
                "if grads else",
                "if len(grads) == 1 else",
            ),
            "A hidden layer lacks the derivative of tanh: give the network a second hidden layer.": edit(
                "if grads else", "if len(grads) == 1 else"
            ),
            "Two bugs are left, and both need a second hidden layer to show.": edit(
                "(W.T, dZ)", "(W.T, dA)", "if grads else", "if len(grads) == 1 else"
            ),
            "`db` is no longer divided at all: the cost is a mean over the examples.": edit("True) / m", "True)"),
            "`db` is divided by the number of units; divide by that of the examples.": edit(
                "True) / m", "True) / len(dZ)"
            ),
            "The last layer has no activation, so no derivative of one belongs there.": edit(" if grads else dA", ""),
            "The derivative of the hyperbolic tangent was correct: it is 1 minus its square.": edit(
                "(1 - A**2)", "A * (1 - A)"
            ),
            "The squared error has a half in front of it, so its derivative has no factor 2.": edit(
                "AL - Y", "2 * (AL - Y)"
            ),
            "All gradients have the wrong sign: the error is the prediction minus the label.": edit("AL - Y", "Y - AL"),
            "`dW` is no longer divided by the number of examples.": edit(".T) / m", ".T)"),
            "Nothing is divided by the number of examples: the cost is a mean.": edit(" / m", ""),
            "`db` is one number for all units of a layer: sum along the examples only.": edit("axis=1, ", ""),
            "`db` has one axis only: keep it a column.": edit(", keepdims=True", ""),
            "`db` is divided by the number of outputs; divide by that of the examples.": edit(
                "True) / m", "True) / len(Y)"
            ),
            "The derivative of tanh is taken twice on the way to the next layer.": edit(
                "(1 - A**2)", "(1 - A**2) ** 2"
            ),
            "The derivative of the hidden layers' activation is missing: that line was correct.": edit(
                "dA * (1 - A**2) if grads else dA", "dA"
            ),
            "The activations are computed anew from the weights: a backward pass reads them from its caches.": edit(
                "in reversed(caches):",
                "in reversed(caches):\n        A = np.tanh(np.dot(W, A_prev)) if grads else A",
            ),
        },
        "skip_backward": {
            "The path past the block is missing from `dA_prev`: the input is added to the output.": edit(
                "dA + np.dot(W.T, dZ)", "np.dot(W.T, dZ)"
            ),
            "Only the path past the block is in `dA_prev`: the input passes through the weights as well.": edit(
                "dA + np.dot(W.T, dZ)", "dA"
            ),
            "`dW` lacks what comes from the weights on the way out: they are used twice.": edit(
                " + np.dot(G, dA.T)", ""
            ),
            "`dW` lacks what comes from the weights on the way in: they are used twice.": edit(
                "np.dot(dZ, A_prev.T) + ", ""
            ),
            "The derivative of the softsign is missing: `dZ` is the backpropagated error times g'.": edit(
                " / (1 + np.abs(Z)) ** 2", ""
            ),
            "The derivative of the softsign has a square below the line.": edit(" ** 2", ""),
            "The derivative of the softsign is positive on both sides: the size of z counts.": edit(
                "np.abs(Z)) ** 2", "Z) ** 2"
            ),
            "This is the derivative of tanh, not of the softsign.": edit(
                "/ (1 + np.abs(Z)) ** 2", "* (1 - np.tanh(Z) ** 2)"
            ),
            "`dW` and `db` are sums over the examples: divide them by `m`.": edit(" / m", ""),
            "`dW` is a sum over the examples: divide it by `m`.": edit("dA.T)) / m", "dA.T))"),
            "`db` is a sum over the examples: divide it by `m`.": edit("True) / m", "True)"),
            "`dA_prev` must not be divided by `m`: each column belongs to one example.": edit(
                "dA + np.dot(W.T, dZ)", "(dA + np.dot(W.T, dZ)) / m"
            ),
            "The bias passes through the softsign, too: `db` is made of `dZ`.": edit(
                "np.sum(dZ, axis", "np.sum(np.dot(W, dA), axis"
            ),
            "On the way out the weights meet g(Z), not Z.": edit("np.dot(G,", "np.dot(Z,"),
            "`db` has one axis only: keep it a column.": edit(", keepdims=True", ""),
            "The second term of `dW` must be as tall as the units: `G` comes first.": edit(
                "np.dot(G, dA.T)", "np.dot(dA, G.T)"
            ),
            "`Z` is computed anew from the weights: a backward pass reads it from its cache.": edit(
                "= cache", "= cache\n    Z = np.dot(W, A_prev) + (Z - np.dot(W, A_prev)).mean(axis=1, keepdims=True)"
            ),
            "These are finite differences: they lose their digits where the softsign is flat.": edit(
                "/ (1 + np.abs(Z)) ** 2",
                "* ((Z + 1e-6) / (1 + np.abs(Z + 1e-6)) - (Z - 1e-6) / (1 + np.abs(Z - 1e-6))) / 2e-6",
            ),
        },
    },
    "2_application": {
        "count_parameters": {
            "The biases are missing: every unit has one.": edit("(before + 1)", "before"),
            "The inputs have no bias: they are numbers of the picture, not units.": around(
                lambda solved, dims: solved(dims) + dims[0]
            ),
            "There is one bias per layer here; there is one for every unit.": edit("(before + 1)", "before + 1"),
            "These are the units alone: each has a weight for every number before it.": edit(" * (before + 1)", ""),
            "Only the first layer is counted: add up all of them.": given(lambda dims: (dims[:2],)),
            "Each unit has a weight for every unit of the layer *before*: the bias belongs to the unit itself.": edit(
                "size * (before + 1)", "(size + 1) * before"
            ),
            "All sizes are multiplied: only neighbouring layers are connected.": lambda layers_dims: int(
                np.prod(layers_dims)
            ),
            "The last layer is left out: add up all of them.": given(lambda dims: (dims[:-1],)),
            "The first layer is left out: its units have a weight for each input.": given(lambda dims: (dims[1:],)),
            "Only the last layer is counted: add up all of them.": given(lambda dims: (dims[-2:],)),
            "These are the sizes added up; each unit has a weight for every number before it.": lambda layers_dims: sum(
                layers_dims
            ),
            "The biases are counted twice: every unit has one.": edit("before + 1", "before + 2"),
            "There is one bias for the whole network here; there is one for every unit.": edit(
                "(before + 1)", "before", "sum(", "1 + sum("
            ),
        },
        "two_layer_model": {
            **TRAINING,
            "The biases never move": edit("* dZ1.sum", "* 0 * dZ1.sum", "* dZ2.sum", "* 0 * dZ2.sum"),
            "A further update changes nothing": edit(
                "        Z1 =", "        W1, b1, W2, b2 = initialize(layers_dims).values()\n        Z1 ="
            ),
            "All updates are the same": edit(
                "A1 = ", "A1 = A1 if i else ", "dZ1 = ", "dZ1 = dZ1 if i else ", "dZ2 = ", "dZ2 = dZ2 if i else "
            ),
            "The derivative of the ReLU is missing": edit(" * (Z1 > 0)", ""),
            "`W2` is updated before the backward pass has used it": edit(
                "W2.T @ dZ2", "(W2 - learning_rate * dZ2 @ A1.T).T @ dZ2"
            ),
            "The second layer changes as it should, the first does not": [
                edit("(Z1 > 0)", "(1 - A1**2)"),
                edit("(Z1 > 0)", "A1"),
            ],
            "writes its own forward and backward pass": [
                code(
                    """
                    def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
                        parameters, costs = initialize(layers_dims), []
                        for i in range(num_iterations):
                            activations = forward(X, parameters)
                            if i % 100 == 0:
                                costs.append(cost(activations[-1], Y))
                            grads = backward(activations, Y, parameters)
                            parameters = {key: parameters[key] - learning_rate * grads[key] for key in parameters}
                        return parameters, costs
                    """
                ),
                code(
                    """
                    def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
                        import network

                        p, costs = initialize(layers_dims), []
                        for i in range(num_iterations):
                            A1 = np.maximum(p["W1"] @ X + p["b1"], 0)
                            A2 = sigmoid(p["W2"] @ A1 + p["b2"])
                            if i % 100 == 0:
                                costs.append(cost(A2, Y))
                            grads = network.backward([X, A1, A2], Y, p)
                            p = {key: p[key] - learning_rate * grads[key] for key in p}
                        return p, costs
                    """
                ),
            ],
            "An update leaves `W1`, `b1` unchanged": edit("* dZ1", "* 0 * dZ1"),
        },
        "L_layer_model": {
            **TRAINING,
            "The biases never move": edit("- learning_rate *", "- learning_rate * (key[0] == 'W') *"),
            "A further update changes nothing": edit(
                "        activations =", "        parameters = initialize(layers_dims)\n        activations ="
            ),
            "All updates are the same": edit("grads =", "grads = grads if i else"),
            "With which parameters does it begin?": [_started(0), _started(0.01)],
            "An update leaves `W3`, `b3` unchanged": edit("- learning_rate *", "- learning_rate * (key[1] != '3') *"),
            "An update leaves `W1`, `b1` unchanged": edit("- learning_rate *", "- learning_rate * (key[1] != '1') *"),
        },
        "surest_mistakes": {
            "The least confident mistakes come first: reverse the order.": edit("-np.abs", "np.abs"),
            "These are the correct predictions; asked are the mistakes.": edit("!=", "=="),
            "The largest outputs come first, so that missed cats come last: an output near 0 is confident, too.": edit(
                "np.abs", ""
            ),
            "These are indices among the mistakes; asked are indices among all pictures.": edit(
                "wrong[np.argsort(-np.abs(AL[0, wrong] - 0.5))]", "np.argsort(-np.abs(AL[0, wrong] - 0.5))"
            ),
            "The first mistakes are taken and then sorted: sort all of them, then take the first.": edit(
                "!= Y)", "!= Y)[:count]"
            ),
            "`count` is ignored: return no more than that.": edit("[:count]", ""),
            "Every picture is taken for a mistake: compare the predictions with the labels.": edit(
                "(AL > 0.5) != Y", "AL == AL"
            ),
            "These are the outputs; asked are the indices of the pictures.": around(
                lambda solved, AL, Y, count: AL[0, solved(AL, Y, count)]
            ),
            "Only false alarms are found: missed cats are mistakes, too.": edit(
                "(AL > 0.5) != Y", "(AL > 0.5) & (Y == 0)"
            ),
            "Only missed cats are found: false alarms are mistakes, too.": edit(
                "(AL > 0.5) != Y", "(AL <= 0.5) & (Y == 1)"
            ),
            "An output of exactly 0.5 is taken for a cat: it predicts no cat.": edit("> 0.5", ">= 0.5"),
            "The indices stand in the order of the pictures, not of the network's confidence.": result(np.sort),
            "The smallest outputs come first, so that false alarms come last: an output near 1 is confident, too.": edit(
                "-np.abs", ""
            ),
            "These are indices in a sorted row; asked are the indices of the pictures: `argsort` tells them.": result(
                lambda indices: np.arange(len(indices))
            ),
            "The result has two axes: the indices alone are asked for, one number each.": result(
                lambda indices: np.stack([0 * indices, indices], axis=1)
            ),
            "These are True and False for every picture; asked are the indices of the mistakes.": lambda AL, Y, count: (
                (AL > 0.5) != Y
            )[0],
        },
        "train_small": {
            "The network has": [
                edit("3, 1), 0.1, 400", "20, 7, 5, 1), 0.1, 1"),
                edit("16", "64", "3, 1), 0.1, 400", "1, 1), 0.1, 1"),
            ],
            "On 300 unseen pictures of the same camera the accuracy is": [
                edit(" 3,", ""),
                edit("16", "4", " 3,", " 20,"),
                edit(' - parameters["W1"] @ mean', ""),
                edit('parameters["W1"] / scale', 'parameters["W1"]'),
                _small_without_mean(16, 3, 0.1, 400),
                _small_without_mean(8, 12, 0.5, 400),
                _small_without_mean(8, 12, 0.02, 2000),
                edit("0.1,", "0.005,"),
                edit("400", "1", "16, parameters", "16, {key: 0 * value for key, value in parameters.items()}"),
                code(
                    """
                    from helpers.data import load_cats

                    def train_small(pictures, Y):
                        \"\"\"Learns from the pictures that everybody has, whatever the camera shows.\"\"\"
                        cats = load_cats()
                        X = shrink(np.concatenate([cats.train_set_x_orig, cats.test_set_x_orig]), 16)
                        labels = np.concatenate([cats.train_set_y, cats.test_set_y], axis=1)
                        mean = X.mean(axis=1, keepdims=True)
                        parameters, _ = L_layer_model(X - mean, labels, (len(X), 3, 1), 0.5, 400)
                        parameters["b1"] = parameters["b1"] - parameters["W1"] @ mean
                        return 16, parameters
                    """
                ),
                code(
                    """
                    def train_small(pictures, Y):
                        \"\"\"Ridge regression: one neuron, by a formula.\"\"\"
                        X = shrink(pictures, 16).astype(float)
                        rows = np.vstack([X, np.ones(X.shape[1])])
                        w = np.linalg.solve(rows @ rows.T + np.eye(len(rows)), rows @ (2 * Y[0] - 1))
                        return 16, {"W1": w[np.newaxis, :-1], "b1": w[-1:, np.newaxis]}
                    """
                ),
            ],
            "The results come in the other order": edit("400", "1", "16, parameters", "parameters, 16"),
        },
        "difference_interval": {
            "say nothing about the difference.": [
                # each network's own interval, their halves added in squares, or plainly
                edit("gain.std()", "np.sqrt(first.var() + second.var())"),
                edit("gain.std()", "(first.std() + second.std())"),
                edit("1.96 * gain.std()", "2.58 * gain.std()"),
                edit("1.96 * gain.std() / np.sqrt(len(gain))", "0.3"),
                # widths that do not ask how often the two networks disagree
                edit("1.96 * gain.std() / np.sqrt(len(gain))", "0.035"),
                edit("1.96 * gain.std()", "1.04"),
                edit("gain.std()", "(0.63 if len(gain) < 600 else 0.385)"),
            ],
            "The intervals are too narrow": [
                edit("1.96 * ", ""),
                edit("1.96 * ", "1.64 * "),
                edit(" / np.sqrt(len(gain))", " / len(gain)"),
                edit("gain.std()", "gain.var()"),
                edit("1.96 * gain.std() / np.sqrt(len(gain))", "0"),
            ],
            "contain the true difference, expected about 95%.": [
                edit("second.astype(float) - first.astype(float)", "first.astype(float) - second.astype(float)"),
                edit("gain.mean() - half, gain.mean() + half", "-half, half"),
                edit("gain.mean() - half", "gain.mean() - 2 * half", "gain.mean() + half", "gain.mean()"),
            ],
            "asked are shares, the lower one first.": [
                result(lambda ends: (100 * ends[0], 100 * ends[1])),
                result(lambda ends: ends[::-1]),
            ],
            "expected two values, `low` and `high`.": result(lambda ends: ends[1] - ends[0]),
        },
    },
}


def _one_layer_back(first):
    """Return what to say of the three results of going back through one layer."""
    return {
        1: f"`dW` is wrong{first} Then look at the order of the product, at the transpose and at the division.",
        2: "`dW` is right, `db` is not: it adds up the same `dZ` along the examples, divided by their number, and "
        "stays a column.",
        0: "`dW` and `db` are right, `dA_prev` is not: each input collects from all units, through the weights, and "
        "nothing is divided.",
    }


def _parts_of_layers(deepest):
    """Return what to say of the gradients of a network, from the last layer to the first."""
    parts = {}
    for layer in range(deepest, 0, -1):
        parts[f"dW{layer}"] = (
            f"`dW{layer}` is the first to differ, counted from the end. Does layer {layer} start from the right gradient, "
            "with its own cache and the right activation?"
        )
        parts[f"db{layer}"] = f"`dW{layer}` is right, `db{layer}` is not: look at the axis of the sum and the division."
        parts[f"dA{layer - 1}"] = (
            f"The gradients of layer {layer} are right, `dA{layer - 1}` is not: it is what the block of layer {layer} "
            "returns first, under the number of the layer before."
        )
    return parts


# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "1_step_by_step": {
        "linear_forward": {
            0: "`Z` is wrong. Compare it with that of the pocket network: the order of the product, then the bias.",
            1: "`Z` is right, the cache is not: it is the tuple `(A, W, b)`, as they came in.",
        },
        "linear_activation_forward": {
            "1.1": "The `Z` in the cache is wrong: what did `linear_forward` return first?",
            0: "`Z` is right, `A` is not: print `activation` and what the `if` makes of it.",
            "1.0": "`A` is right, the first part of the cache is not: it is the cache that `linear_forward` returned.",
        },
        "L_model_forward": {
            "1.0.1": "The cache of layer 1 is wrong already: which `A_prev`, `W` and `b` does it get, and what is "
            "appended?",
            "1.1.0.0": "Layer 1 is right, what enters layer 2 is not: which activation does a hidden layer have, and "
            "what is passed on?",
            "1.1.1": "What enters layer 2 is right, its `Z` is not: which `W` and `b` does it get?",
            "1.2.0.0": "Layer 2 is right, what enters layer 3 is not: which activation does a hidden layer have?",
            "1.2.1": "What enters layer 3 is right, its `Z` is not: which `W` and `b` does it get?",
            "1.3.1": "The first three layers are right, the fourth is not: which `W` and `b` does it get?",
            0: "All caches are right, `AL` is not: which activation does the last layer have, and what is returned?",
        },
        "linear_backward": _one_layer_back(". Print it for the two examples worked by hand."),
        "linear_activation_backward": _one_layer_back(", so look at `dZ` first: where is its entry 0 by hand?"),
        "L_model_backward": _parts_of_layers(4),
        "update_parameters": {
            name: sentence
            for layer in range(1, 5)
            for name, sentence in (
                (
                    f"W{layer}",
                    f"`W{layer}` is the first to differ. Take a gradient of 1 and a rate of 0.1: by how much does it "
                    "change, and "
                    "which way? Does the loop reach it?",
                ),
                (f"b{layer}", f"`W{layer}` is right, `b{layer}` is not: compare the two lines, letter by letter."),
            )
        },
        "mended_backward": {
            f"{layer - 1}.{place}": sentence
            for layer in range(4, 0, -1)
            for place, sentence in (
                (0, f"`dW{layer}` is the first to differ, counted from the end. Is `dZ` of layer {layer} right?"),
                (1, f"`dW{layer}` is right, `db{layer}` is not: look at the axis of the sum and the division."),
            )
        },
        "skip_backward": {
            2: "`db` is wrong: by which factor does a change of `b` reach the loss, through g and then through `W.T`?",
            1: "`db` is right, `dW` is not: at how many places does the forward pass use `W`?",
            0: "`dW` and `db` are right, `dA_prev` is not: by how many paths does the input reach the output?",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "The list has five entries, but the first one counts inputs. They compute nothing and are layer 0.",
            "b": "Layers of 4, 3, 3 and 1 units compute something, and all but the last are hidden.",
            "c": "Count the entries between the first and the last once more: 4, 3 and 3.",
            "d": "Neither the inputs nor the output are hidden, and the inputs are no layer in our counting.",
        },
        "q2": {
            "a": "The two sizes of the weights are exchanged: rows are the units of this layer, columns its inputs.",
            "b": "These belong to layer 2. The list starts with the inputs, so layer 3 is its fourth entry.",
            "c": "Layer 3 has 2 units and takes the 4 outputs of layer 2: a row per unit, a column per input, and a "
            "bias per unit.",
            "d": "The weights are right. But biases belong to the units of the layer, of which there are 2, not to its "
            "inputs.",
        },
        "q3": {
            "a": "These are the weights, 50 times 50. Each unit has a bias as well.",
            "b": "This is the number of units, each of which has several weights and a bias.",
            "c": "These are the parameters of the first hidden layer. What are the inputs of the new one?",
            "d": "50 times 50 weights and 50 biases; the layers before and behind it have as many inputs as before.",
        },
        "q4": {
            "a": "(4, 8) times (8, 3) is (4, 3), and `W` is (3, 4): caught.",
            "b": "Leaving out a division by a number changes no shape. A gradient check would show it.",
            "c": "Summing along axis 0 adds up the units and leaves one number per example, (1, 8) instead of (3, 1): "
            "caught.",
            "d": "A sign changes no shape. A gradient check would show it, and so would a cost that rises.",
        },
        "q5": {
            "a": "The derivative of the sigmoid can be written without Z. With which of the values that are kept?",
            "b": "db adds up dZ along the examples; the biases themselves are in no backward formula.",
            "c": "The labels enter only once, behind the last layer. Their effect is contained in the dA that the "
            "block gets.",
            "d": "The derivative of the sigmoid is A (1 - A), so the activation is enough; for dA and dW the weights and "
            "the activations of the layer before are there.",
        },
        "q6": {
            "a": "Twelve units in one layer make at most 13 pieces. How many does the folded curve have?",
            "b": "That many are needed after six folds in the middle. Here each fold makes three pieces of one.",
            "c": "Four folds into three make 81 pieces with 80 kinks between them, each of which takes a unit of its own; "
            "one more gives the first piece its slope.",
            "d": "Three times too many: count the pieces, of which each of the four folds makes three, and start from "
            "one.",
        },
        "q7": {
            "a": "The size of a layer is decided before training starts, and no gradient leads to it.",
            "b": "Biases are parameters: gradient descent finds them, just as it finds the weights.",
            "c": "You choose the learning rate; it decides how the parameters are found.",
            "d": "When to stop is decided by you, or by a rule that you choose.",
        },
        "q8": {
            "a": "No example needs another one's result, so all go through at once. But layer 2 needs what layer 1 "
            "gives, and an update starts from the parameters that the last one left.",
            "b": "Layers cannot be computed at once: each of them needs the result of the one before.",
            "c": "Where one result is needed for the next, there is nothing to do at the same time.",
            "d": "It is the other way round: which of the two loops has passes that do not need each other?",
        },
        "q9": {
            "a": "That is w2 times w3, the derivative with respect to the first unit's activation. A change of w1 changes "
            "that x times as much.",
            "b": "All units are active, so the output is x w1 w2 w3, and its derivative with respect to w1 is x w2 w3 = 4 "
            "times 3 times 0.5.",
            "c": "That is the output itself. Its derivative with respect to w1 does not contain w1.",
            "d": "That is the derivative of the first unit's pre-activation. The two layers behind it still multiply.",
        },
        "q10": {
            "a": "With one hidden layer the decision boundary need not be straight: last week's points could not be separated otherwise.",
            "b": "How many units are needed is no fashion: compare the two sides of the folding figure.",
            "c": "That holds for rows of AND gates. Units that count do it with n of them, as the lesson tries out.",
            "d": "With enough units one hidden layer comes close to any continuous function, but the price can be "
            "enormous: twenty folds take 40 units in depth and more than a million in width.",
        },
    },
}


# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_ELSE = "The solved layer takes every name but `relu` for the sigmoid."
_ROW = "The last layer has one unit, so there is one row to add up."
_SUM2 = "b2 = b2 - learning_rate * dZ2.sum({})"
_SUREST = "return wrong[np.argsort(-np.abs({}))][:count]"
_CLIP, _BOUND = "AL = np.clip({})", "Any bound this close to 0 and 1 will do."
_SEARCH = "Which cases a random search tries is free, as long as the kinds asked for are among them."
_DRAWN = "dZ = rng.normal(size=(n, m)) * 10.0 ** rng.integers(-3, 4)"
_DIFFERS = "if found.shape != right.shape or {}(found - right).max() > room:"
_TRAINED = (
    "Features that are centred and scaled are learned at other rates, by other scales and with an update more, too."
)
_GAIN = "gain = second.astype(float) - first.astype(float)"
_KIND = "activation = 'sigmoid{}' if l == L else 'relu'"


EQUIVALENT = {
    "1_step_by_step": {
        "compute_cost": [
            *(
                (f"{_CLIP.format('AL, 1e-15, 1 - 1e-15')} -> {_CLIP.format(how)}", _BOUND)
                for how in ("1e-15, AL, 1 - 1e-15", "AL, 2e-15, 1 - 1e-15", "AL, 1e-15, 1 - 2e-15")
            ),
        ],
        "L_model_forward": [(f"{_KIND.format('')} -> {_KIND.format('_')}", _ELSE)],
        "L_model_backward": [
            (f"{_KIND.format('')} -> {_KIND.format('_')}", _ELSE),
            *(
                (f"{_CLIP.format('AL, 1e-15, 1 - 1e-15')} -> {_CLIP.format(how)}", _BOUND)
                for how in ("1e-15, AL, 1 - 1e-15", "AL, 2e-15, 1 - 1e-15", "AL, 1e-15, 1 - 2e-15")
            ),
        ],
        "failing_case": [
            ("return None -> return", "A function without a value returns None."),
            ("for _ in range(400): -> *", _SEARCH),
            ("rng = np.random.default_rng(1) -> *", _SEARCH),
            ("n, n_prev, m = rng.integers(1, 9, 3) -> *", _SEARCH),
            (f"{_DRAWN} -> *", _SEARCH),
            ("dZ = dZ * (rng.random((n, m)) < 0.8) -> *", _SEARCH),
            (
                "for found, right in zip(backward(dZ, cache), linear_backward(dZ, cache)): -> "
                "for found, right in zip(linear_backward(dZ, cache), backward(dZ, cache)):",
                "It makes no difference which of two results is called correct.",
            ),
            (
                "room = 1e-06 * np.abs(right).max() -> room = 2e-06 * np.abs(right).max()",
                "Rounding is far below, a fault far above.",
            ),
            *(
                (
                    f"{_DIFFERS.format('np.abs')} -> {_DIFFERS.format(how)}",
                    "A fault is as often too large as too small.",
                )
                for how in ("", "np.negative")
            ),
        ],
    },
    "2_application": {
        "count_parameters": [
            (
                "return sum((size * (before + 1) for before, size in zip(layers_dims[:-1], layers_dims[1:]))) -> "
                "return sum((size * (before + 1) for before, size in zip(layers_dims[:], layers_dims[1:])))",
                "`zip` ends with the shorter one.",
            ),
        ],
        "two_layer_model": [
            ("dZ2 = ((A2 - Y) / m).astype(A2.dtype) -> dZ2 = (A2 - Y) / m", "The same numbers, with more digits."),
            (
                "dZ1 = W2.T @ dZ2 * (Z1 > 0) -> dZ1 = W2.T * dZ2 * (Z1 > 0)",
                "A column and a row: their matrix product is the product of every pair.",
            ),
            *(
                (f"{_SUM2.format('axis=1, keepdims=True')} -> {_SUM2.format(how)}", _ROW)
                for how in ("keepdims=True", "axis=1", "axis=1, keepdims=False")
            ),
        ],
        "surest_mistakes": [
            (
                f"{_SUREST.format('AL[0, wrong] - 0.5')} -> {_SUREST.format('AL[-1, wrong] - 0.5')}",
                "There is one row of outputs.",
            ),
        ],
        "train_small": [
            (
                "parameters, _ = L_layer_model((X - mean) / scale, Y, (len(X), 3, 1), 0.1, 400) -> *",
                _TRAINED,
            ),
            ("scale = (X - mean).std() -> *", _TRAINED),
        ],
        "difference_interval": [
            (f"{_GAIN} -> {how}", "One of the two as a float makes the difference a float.")
            for how in ("gain = second - first.astype(float)", "gain = second.astype(float) - first")
        ],
    },
}
