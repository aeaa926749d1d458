"""The known mistakes of week 3 and the explanations of its quiz; never released to students."""

import numpy as np
from cases import forward, prelu
from checks import NAMES

from grading.authoring.slips import around, code, edit, extra_axis, given, only, other_logarithms, part, result


def moving(*names):
    """Return `update_parameters` that moves these parameters only."""
    return edit('("W1", "b1", "W2", "b2")', f"{names}", "return {", "return parameters | {")


def initialized(change):
    """Return `nn_model` that begins with `change`, an expression in which `item` is a right initial parameter."""
    initial = "initialize_parameters(n_x, n_h, n_y)"
    return edit(initial, f"{{name: {change} for name, item in {initial}.items()}}")


def differences(activation, anew, h=1e-5, kind=float):
    """Return a gradient by finite differences, as a backward pass: shortcuts that need no calculus.

    Arguments: activation, a function from parameters to that of the hidden layer; anew, whether the forward pass is run
    again with the given parameters, or begins with what the cache holds; h, the step; kind, the numbers' precision.
    """

    def gradient(parameters, cache, X, Y):
        parameters, cache = ({name: item.astype(kind) for name, item in each.items()} for each in (parameters, cache))

        def cost(p):
            if anew:
                Z2 = forward(X, p, activation(p))["Z2"]
            else:
                Z1 = cache["Z1"] + (p["W1"] - parameters["W1"]) @ X + p["b1"] - parameters["b1"]
                Z2 = cache["Z2"] + p["W2"] @ activation(p)(Z1) - parameters["W2"] @ cache["A1"]
                Z2 = Z2 + p["b2"] - parameters["b2"]
            return np.mean(np.logaddexp(0, np.where(Y == 1, -Z2, Z2)))

        grads = {f"d{name}": np.zeros(values.shape) for name, values in parameters.items()}
        for name, values in parameters.items():
            for index in np.ndindex(values.shape):
                step = np.zeros(values.shape, kind)
                step[index] = h
                ends = [cost(parameters | {name: values + sign * step}) for sign in (1, -1)]
                grads[f"d{name}"][index] = (ends[0] - ends[1]) / (2 * h)
        return grads

    return gradient


def tanh(parameters):
    """Return the activation function of the notebook, whatever the parameters are."""
    return np.tanh


MISTAKES = {
    "0_lesson": {},
    "1_planar_classification": {
        "sizes": {
            "The shapes are turned round: take them from the arrays as they are, features first.": edit(
                "X.shape\n", "X.shape[::-1]\n", "Y.shape\n", "Y.shape[::-1]\n"
            ),
            "This `m` is the number of features; the examples are the columns, `X.shape[1]`.": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "This `m` counts every number in `X`; an example is a whole column.": edit("X.shape[1]", "X.size"),
            "This `m` is the number of rows of `Y`; the examples are the columns.": edit("X.shape[1]", "Y.shape[0]"),
            "The shapes of `X` and `Y` are exchanged.": edit(
                "shape_X = X", "shape_X = Y", "shape_Y = Y", "shape_Y = X"
            ),
        },
        "layer_sizes": {
            "These are the numbers of examples: the features and the labels run down the rows, `shape[0]`.": edit(
                "shape[0]", "shape[1]"
            ),
            "The sizes come in another order: input, hidden, output.": edit("4, Y.shape[0]", "Y.shape[0], 4"),
            "The first and the last size are exchanged.": result(lambda sizes: sizes[::-1]),
            "The output layer has `Y.shape[0]` units, not always one.": edit("Y.shape[0]", "1"),
            "The input layer has `X.shape[0]` units, not always two.": edit("X.shape[0]", "2"),
            "The hidden layer has 4 units, whatever the data.": edit(" 4,", " X.shape[0],"),
            "These are the sizes for the flower, whatever is given: take them from the arguments `X` and `Y`.": edit(
                "X.shape[0], 4, Y.shape[0]", "2, 4, 1"
            ),
            "The last size counts the kinds of labels: the output layer has a unit for each row of `Y`.": edit(
                "Y.shape[0]", "len(np.unique(Y))"
            ),
            "The first size is the number of examples: features run down the rows.": edit("X.shape[0]", "X.shape[1]"),
            "The last size is the number of examples: the labels of one example run down the rows.": edit(
                "Y.shape[0]", "Y.shape[1]"
            ),
            "The hidden layer is missing: three sizes are asked for.": edit("4, ", ""),
            "These are whole shapes; a size is one number.": edit(".shape[0]", ".shape"),
        },
        # The judges in checks.py say the rest of these sentences.
        "initialize_parameters": {
            "All weights of `W1` are zero: then all hidden units stay the same for ever.": edit("* 0.01", "* 0"),
            "is the factor 0.01 missing?": edit(" * 0.01", ""),
            "use `randn`, which draws both signs, not `rand`.": edit("randn", "rand"),
            "Some weights of `W1` are the same: draw each one on its own.": edit(
                "randn(n_h, n_x)", "randn() * np.ones((n_h, n_x))"
            ),
            "`b1` is not zero: only the weights need to differ at initialization.": edit(
                "np.zeros(", "0.01 * np.random.randn(*"
            ),
            "It is the transpose of what is asked for.": result(
                lambda parameters: {name: item.T for name, item in parameters.items()}
            ),
            "`b1` has the shape (": edit("np.zeros((n_h, 1))", "np.zeros(n_h)"),
            "The standard deviation of `W1` is": edit("0.01", "0.03"),
            "expected a dictionary": result(lambda parameters: tuple(parameters.values())),
            "a seed is probably set inside": edit("np.random.randn", "np.random.RandomState(2).randn"),
            "holds whole numbers (`int64`), into which no step fits": edit(", 1))", ", 1), dtype=np.int64)"),
            "`b1` is [": part("b1", np.ndarray.tolist),
            "the dictionary lacks the key b2": edit('"b2": np.zeros((n_y, 1)),', ""),
            "`W2` has the shape": edit("randn(n_y, n_h)", "randn(n_h, n_y)"),
            "All weights of `W2` are zero": edit("randn(n_y, n_h)", "randn(n_y, n_h) * 0"),
        },
        "forward_propagation": {
            "The activation of the output is the sigmoid, not tanh.": edit("sigmoid", "np.tanh"),
            "The activation of the hidden layer is tanh, not the sigmoid.": edit("np.tanh", "sigmoid"),
            "The activation of the hidden layer is tanh, not ReLU.": edit("np.tanh(Z1)", "np.maximum(Z1, 0)"),
            "The hidden layer has no activation function, so that two layers are no more than one: what belongs between `Z1` and `A1`?": edit(
                "np.tanh(Z1)", "Z1"
            ),
            "The output has no activation function: what belongs between `Z2` and `A2`?": edit("sigmoid(Z2)", "Z2"),
            "Neither layer has its activation function: each has one between `Z` and `A`.": edit(
                "np.tanh(Z1)", "Z1", "sigmoid(Z2)", "Z2"
            ),
            "The two activations are exchanged: the hidden layer has tanh, the output the sigmoid.": edit(
                "np.tanh(Z1)", "sigmoid(Z1)", "sigmoid(Z2)", "np.tanh(Z2)"
            ),
            "`A1` is right, but `Z2` is made of `Z1`: the output layer takes the activations of the hidden one.": edit(
                "A1) +", "Z1) +"
            ),
            "Both layers have the sigmoid: the hidden one has tanh, and `Z2` is made of its activations.": edit(
                "A1) +", "Z1) +", "np.tanh", "sigmoid"
            ),
            "The biases are added after the activations: they belong to `Z1` and `Z2`.": code("""
                def forward_propagation(X, parameters):
                    Z1 = parameters["W1"] @ X
                    A1 = np.tanh(Z1) + parameters["b1"]
                    Z2 = parameters["W2"] @ A1
                    A2 = sigmoid(Z2) + parameters["b2"]
                    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
            """),
            "`W1` and `X` are multiplied entry by entry: every unit meets every example in the product of matrices.": edit(
                'np.dot(parameters["W1"], X)', 'parameters["W1"] * X'
            ),
            "`A2` holds predictions, 0 and 1: return the activations, between 0 and 1.": edit(
                "sigmoid(Z2)", "(Z2 > 0).astype(float)"
            ),
            "The outputs of each example add up to 1, as in a softmax: the sigmoid works on every unit alone.": edit(
                "sigmoid(Z2)", "np.exp(Z2) / np.exp(Z2).sum(axis=0)"
            ),
            "The product with `W1` fits only where there are as many units as features: write the two shapes side by side. Is a transpose needed?": [
                edit('np.dot(parameters["W1"], X)', 'parameters["W1"].T @ X'),
                edit('["W1"], X', '["W1"].T, X'),
            ],
            "The biases are subtracted; they are added.": edit("+ parameters", "- parameters"),
            "The bias `b1` is missing from `Z1`.": edit(' + parameters["b1"]', ""),
            "The bias `b2` is missing from `Z2`.": edit(' + parameters["b2"]', ""),
            "Neither `Z1` nor `Z2` has its bias.": edit(' + parameters["b1"]', "", ' + parameters["b2"]', ""),
            "The cache comes first; return `A2`, then `cache`.": result(lambda answer: answer[::-1]),
            **only(0, "A2", "the backward pass needs the cache too."),
            "In the cache `A1` and `A2` hold the pre-activations: keep what tanh and the sigmoid made of them.": edit(
                '"A1": A1', '"A1": Z1', '"A2": A2', '"A2": Z2'
            ),
            "In the cache `Z1` and `Z2` hold the activations: keep the pre-activations as well.": edit(
                '"Z1": Z1', '"Z1": A1', '"Z2": Z2', '"Z2": A2'
            ),
            "The layers are exchanged in the cache: 1 is the hidden one, 2 the output.": edit(
                'Z1, "A1": A1, "Z2": Z2, "A2": A2}', 'Z2, "A1": A2, "Z2": Z1, "A2": A1}'
            ),
            "The cache is a tuple; asked is a dictionary with the names of its arrays.": part(
                1, lambda cache: tuple(cache.values())
            ),
            "`A2` and the cache's entries are transposed: examples are columns.": result(
                lambda answer: (answer[0].T, {name: item.T for name, item in answer[1].items()})
            ),
        },
        "compute_cost": {
            "The cost is a sum over the examples: divide it by `m`.": edit(" / m", ""),
            "The minus in front is missing, so that the cost comes out negative.": edit("-np.sum", "np.sum"),
            "Only the examples with label 1 count: the term `(1 - Y) * np.log(1 - A2)` is missing.": edit(
                " + (1 - Y) * np.log(1 - A2)", ""
            ),
            "`A2` and `Y` are exchanged: the logarithms are taken of the outputs.": given(lambda A2, Y: (Y, A2)),
            "This is the squared error; asked is the cost with the two logarithms.": lambda A2, Y: np.mean(
                (A2 - Y) ** 2
            ),
            **other_logarithms(),
            "The losses are not added up: one number is asked for.": edit("float(-np.sum(", "(-("),
            "The product pairs every label with every output: multiply entry by entry, or turn the other row.": edit(
                "(Y * np.log(A2) + (1 - Y) * ", "(Y.T @ np.log(A2) + (1 - Y).T @ "
            ),
            "The two terms are subtracted: both logarithms are added before the minus in front.": edit(
                "+ (1 - Y)", "- (1 - Y)"
            ),
            "The second logarithm is that of `A2`: for the label 0 it is that of `1 - A2`.": edit(
                "np.log(1 - A2)", "np.log(A2)"
            ),
            "The second term lacks its factor: it counts where the label is 0.": edit("(1 - Y) * ", ""),
            "The second term lacks its logarithm.": edit("np.log(1 - A2)", "(1 - A2)"),
            "Only the examples with label 0 count: the term with `Y` is missing.": edit("Y * np.log(A2) + ", ""),
            "The labels are exchanged: `Y` belongs to the logarithm of `A2`.": given(lambda A2, Y: (A2, 1 - Y)),
            "Only the first term has the minus and the division in front: put both terms in brackets.": edit(
                " + (1 - Y)", ") / m + np.sum((1 - Y)", "A2)) / m)", "A2)))"
            ),
            "Only the first term is added up over the examples: put both terms into the sum.": edit(
                " + (1 - Y)", ") / m + (1 - Y)", "A2)) / m)", "A2))", "float", ""
            ),
            "There is no factor one half in this cost.": result(lambda cost: cost / 2),
            "The cost is divided by `m` twice: the mean is a sum divided once.": edit("/ m", "/ m**2"),
            **extra_axis(),
            "The cost is rounded.": result(lambda cost: round(cost, 2)),
            "The cost is divided by 400, the number of points of the flower: `m` is the number of columns of the `Y` that is given.": edit(
                "/ m", "/ 400"
            ),
            "The cost still has two axes: one number is asked for.": result(lambda cost: np.full((1, 1), cost)),
        },
        "backward_propagation": {
            "The gradients are sums over the examples: divide them by `m`.": edit(" / m", ""),
            "`m` is the number of columns, `X.shape[1]`, not of features.": edit("X.shape[1]", "X.shape[0]"),
            "`db1` and `db2` are not divided by `m`, while those of the weights are.": edit("True) / m", "True)"),
            "All gradients have the wrong sign: begin with `A2 - Y`.": edit('cache["A2"] - Y', 'Y - cache["A2"]'),
            **{
                f"`{name}` alone is a sum over the examples: divide it by `m`, as you do with the others.": edit(
                    f"{total} / m", total
                )
                for name, total in (
                    ("dW1", "X.T)"),
                    ("db1", "np.sum(dZ1, axis=1, keepdims=True)"),
                    ("dW2", '["A1"].T)'),
                    ("db2", "np.sum(dZ2, axis=1, keepdims=True)"),
                )
            },
            "The gradients of the weights are not divided by `m`, while those of the biases are.": edit(
                ".T) / m", ".T)"
            ),
            "The hidden layer's gradients are divided by `m` twice: divide in `dW` and `db`, not in `dZ2` as well.": edit(
                "** 2)", "** 2) / m"
            ),
            "`dZ2` is the derivative by `A2`: that of the sigmoid is still to come, and then nearly all cancels.": edit(
                'cache["A2"] - Y', '-Y / cache["A2"] + (1 - Y) / (1 - cache["A2"])'
            ),
            "The error is that of `Z2`: it is the output `A2` that is compared with the label.": edit(
                'cache["A2"] - Y', 'cache["Z2"] - Y'
            ),
            "The labels are missing from `dZ2`: it is the error of the output.": edit(" - Y", ""),
            "The derivative of tanh is 1 minus a square; this is the square alone.": edit("1 - cache", "cache"),
            "The derivative of tanh is 1 minus a square; this is 1 plus it.": edit("1 - cache", "1 + cache"),
            "This is the derivative of a ReLU; the hidden layer has tanh.": edit(
                '1 - cache["A1"] ** 2', 'cache["Z1"] > 0'
            ),
            "The derivative of tanh is taken at the output: the activations of the hidden layer are `A1`.": edit(
                '1 - cache["A1"]', '1 - cache["A2"]'
            ),
            "`dW1` is made of `A1`: the inputs of the hidden layer are `X`.": edit("X.T", 'cache["A1"].T'),
            "`dW2` is made of `A2`: the inputs of the output layer are `A1`.": edit('["A1"].T', '["A2"].T'),
            "`db1` adds up the errors of the output: the hidden layer has its own, `dZ1`.": edit(
                "np.sum(dZ1", "np.sum(dZ2"
            ),
            "`db1` and `db2` add up over the units, not over the examples: look at the axis of the sum.": edit(
                "axis=1", "axis=0"
            ),
            "`db1` and `db2` are single numbers: sum along the examples only, and keep the axis.": edit(
                ", axis=1, keepdims=True", ""
            ),
            "`db1` and `db2` are divided by `m` twice: a mean is divided already.": edit("np.sum", "np.mean"),
            "The gradients are divided by 400, the number of points of the flower: `m` is the number of columns of the `X` that is given.": edit(
                "X.shape[1]", "400"
            ),
            **{
                f"`{name}` lies the other way: it has the shape of its weights.": part(name, np.transpose)
                for name in ("dW1", "dW2")
            },
            "The gradients are named without the `d`: the names asked for are `dW1` and so on.": edit('"d', '"'),
            "The gradients come as a tuple; asked is a dictionary.": result(lambda grads: tuple(grads.values())),
            "`dZ2` carries the derivative of the sigmoid: with this cost it cancels, and `A2 - Y` is left.": edit(
                'cache["A2"] - Y', '(cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"])'
            ),
            "The derivative of tanh is missing from `dZ1`.": edit(' * (1 - cache["A1"] ** 2)', ""),
            "`A1` already is tanh of `Z1`: its derivative is `1 - A1**2`, without another tanh.": edit(
                'cache["A1"] ** 2', 'np.tanh(cache["A1"]) ** 2'
            ),
            "The derivative of tanh is `1 - A1**2`; this is `1 - Z1**2`.": edit('cache["A1"] ** 2', 'cache["Z1"] ** 2'),
            "The derivative of tanh is `1 - A1**2`; this is `1 - A1`.": edit(" ** 2", ""),
            "`A1 * (1 - A1)` is the derivative of the sigmoid; the hidden layer has tanh.": edit(
                '1 - cache["A1"] ** 2', 'cache["A1"] * (1 - cache["A1"])'
            ),
            "The weights `W2` are missing from `dZ1`: each hidden unit gets its own share of the error.": edit(
                'parameters["W2"].T', 'np.ones_like(parameters["W2"].T)'
            ),
            "`dW2` uses `Z1`; the output layer's inputs are `A1`.": edit('["A1"].T', '["Z1"].T'),
            "`db1` is one number for all units: sum along the examples only, with `axis=1`.": edit(
                "dZ1, axis=1", "dZ1"
            ),
            "`db1` and `db2` have one axis only: `keepdims=True` keeps them columns.": edit(", keepdims=True", ""),
            "`dW1` and `dW2` lie the other way: each has the shape of its weights.": result(
                lambda grads: grads | {name: grads[name].T for name in ("dW1", "dW2")}
            ),
            "The forward pass is run again with the given parameters: what it computed is in the cache.": edit(
                "m = X.shape[1]", "m = X.shape[1]\n    _, cache = forward_propagation(X, parameters)"
            ),
            "These are finite differences of a new forward pass: follow the chain with the values in the cache.": differences(
                tanh, anew=True
            ),
            "These are finite differences from the cache: small gradients drown in the rounding of the cost.": [
                differences(tanh, anew=False),
                differences(tanh, anew=False, h=1e-3),
                differences(tanh, anew=False, h=1e-3, kind=np.longdouble),
            ],
        },
        "update_parameters": {
            "The update goes uphill: subtract the gradient.": edit("- learning_rate", "+ learning_rate"),
            "`learning_rate` is ignored: the whole gradient is subtracted.": edit("learning_rate * ", ""),
            "`learning_rate` is ignored: the default is always taken.": given(
                lambda parameters, grads, learning_rate=None: (parameters, grads)
            ),
            "The default of `learning_rate` is 1.2.": edit("1.2", "0.01"),
            "The biases never move: update all four.": moving("W1", "W2"),
            "The weights never move: update all four.": moving("b1", "b2"),
            "Only the last layer moves.": moving("W2", "b2"),
            "Only the first layer moves.": moving("W1", "b1"),
            **{
                f"`{name}` does not move: update all four.": moving(*(other for other in NAMES if other != name))
                for name in NAMES[::-1]
            },
            "Nothing has moved: return what you have computed.": moving(),
            "A call changes its argument `parameters` in place": code("""
                def update_parameters(parameters, grads, learning_rate=1.2):
                    for name in parameters:
                        parameters[name] -= learning_rate * grads["d" + name]
                    return parameters
            """),
            "`b1` is moved by the gradient of `b2`: each parameter has its own.": edit(
                '"d" + name', '"d" + name.replace("b1", "b2")'
            ),
            "Only the changes are returned: subtract them from the parameters.": edit("parameters[name] - ", ""),
            "The difference is multiplied by the rate: only the gradient is.": edit(
                'parameters[name] - learning_rate * grads["d" + name]',
                '(parameters[name] - grads["d" + name]) * learning_rate',
            ),
            "The parameters are multiplied by the gradients: an update subtracts.": edit(
                "learning_rate *", "learning_rate * parameters[name] *"
            ),
            "The parameters come as a tuple; asked is a dictionary.": result(
                lambda parameters: tuple(parameters.values())
            ),
            "The gradient is divided by the learning rate; subtract the rate times the gradient.": edit(
                "learning_rate *", "1 / learning_rate *"
            ),
            "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, `W2`, `b2`.": edit(
                "name: parameters", '"d" + name: parameters'
            ),
        },
        # Here, too, the judge says the rest.
        "nn_model": {
            "The parameters are still the initial ones": edit("parameters = update_parameters", "update_parameters"),
            "Every update takes the same gradient": edit(
                "range(num_iterations)",
                "range(1)",
                "parameters = update",
                "for _ in range(num_iterations):\n            parameters = update",
            ),
            "There is one update too many": edit("range(num_iterations)", "range(num_iterations + 1)"),
            "There is one update too few": edit("range(num_iterations)", "range(num_iterations - 1)"),
            "The updates go uphill": edit("(parameters, grads)", "(parameters, grads, -1.2)"),
            "There are 4 hidden units, whatever `n_h` is": edit("n_x, n_h, n_y)", "n_x, 4, n_y)"),
            "is `num_iterations` used?": edit("range(num_iterations)", "range(10000)"),
            "Are there 10,000 iterations when `num_iterations` is not given": edit("=10000", "=3000"),
            "All hidden units have the same weights: were they all equal at first?": [
                initialized("0 * item"),
                initialized("0 * item + 0.01"),
            ],
            "are they small at first": initialized("100 * item"),
            "expected a dictionary with the keys W1, b1, W2, b2": edit(
                "return parameters", "return parameters, [0.693]"
            ),
            "is a `return` missing?": edit("    return parameters\n", ""),
        },
        "predict": {
            "These are the activations; a prediction says whether they are above 0.5.": edit(
                "(A2 > 0.5).astype(int)", "A2"
            ),
            "The threshold is strict: an activation of exactly 0.5 counts as 0.": edit("A2 >", "A2 >="),
            "Every prediction is 1. Is it `A2`, after one sigmoid, that is compared with 0.5?": edit("> 0.5", "> 0"),
            "Every prediction is 0. Does the comparison with 0.5 reach the array that you return?": edit(
                "> 0.5", "> 1"
            ),
            "An `if` asks one question about the whole row; compare every entry with 0.5 instead.": edit(
                "(A2 > 0.5).astype(int)", "1 if A2 > 0.5 else 0"
            ),
            "The predictions are -1 and 1; they should be 0 and 1.": edit(
                "(A2 > 0.5).astype(int)", "np.where(A2 > 0.5, 1, -1)"
            ),
            "The predictions stand in a column; they belong in a row, `(1, m)`.": result(np.transpose),
            "One number comes back for all examples: each gets a prediction of its own.": edit(
                ".astype(int)", ".mean()"
            ),
            "The result lists the indices of the ones; asked is a 0 or a 1 for every example.": edit(
                "(A2 > 0.5).astype(int)", "np.flatnonzero(A2 > 0.5)"
            ),
            "The whole result of `forward_propagation` is returned or compared: its first part is `A2`.": edit(
                "(A2 > 0.5).astype(int)", "A2, _"
            ),
            "The predictions are those without biases: does `forward_propagation` pass its own check?": given(
                lambda parameters, X: (parameters | {"b1": 0, "b2": 0}, X)
            ),
            "The predictions are those without the bias `b2`: does `forward_propagation` pass its own check?": given(
                lambda parameters, X: (parameters | {"b2": 0}, X)
            ),
            "0 and 1 are exchanged.": edit("A2 >", "A2 <="),
            "The predictions have one axis only: keep the shape `(1, m)`.": result(np.ravel),
            "`Z2` is compared with 0.5: compare the activation `A2`.": edit(
                "A2, _ =", "_, cache =", "A2 >", 'cache["Z2"] >'
            ),
            "The hidden layer is compared, not the output: `forward_propagation` returns `A2` first.": edit(
                "A2, _ =", "_, cache =", "A2 >", 'cache["A1"] >'
            ),
        },
        "choose_hidden_size": {
            "The best size on the validation set is taken, or a margin far too small: did you take the root of `p * (1 - p) / n`?": [
                edit("min(n_h for n_h, share in shares.items() if share >= limit)", "max(shares, key=shares.get)"),
                edit("limit = best - np.sqrt(best * (1 - best) / Y.shape[1])", "limit = best"),
                edit("np.sqrt(best * (1 - best) / Y.shape[1])", "best * (1 - best) / Y.shape[1]"),
            ],
            "The size is chosen on the training set, which favours large networks: choose on the validation set.": edit(
                "= validation", "= training"
            ),
            "The size is chosen on the test set: after that no set is left for an honest report.": edit(
                "= validation", "= test"
            ),
            "The accuracy is that on the validation set, on which the size was chosen: report one on the test set.": edit(
                "test[0]) == test[1]", "X) == Y"
            ),
            "The accuracy is that on the training set: report one on the test set.": edit(
                "test[0]) == test[1]", "training[0]) == training[1]"
            ),
            "The networks are trained on the validation set as well: then it is no longer held out.": edit(
                "nn_model(*training", "nn_model(*(np.hstack(pair) for pair in zip(training, validation))"
            ),
            "The standard error is that for the number of training examples: the accuracies are measured on the validation set.": edit(
                "Y.shape[1]", "training[1].shape[1]"
            ),
            "The margin is the root of `(1 - p) / n`: the standard error has `p` times that below the root.": edit(
                "best * (1 - best)", "(1 - best)"
            ),
            "The smallest size of all is taken, or a margin far too large: divide by `Y.shape[1]`, the validation examples, below the root.": [
                edit("if share >= limit", "if share >= 0"),
                edit(" / Y.shape[1])", ")"),
                edit("Y.shape[1]", "len(Y)"),
            ],
            "The margin is two standard errors: the rule allows one.": edit("best - np.sqrt", "best - 2 * np.sqrt"),
            "The first size within one standard error is taken; the list is in any order, and the smallest is asked for.": edit(
                "min(n_h", "next(n_h"
            ),
            "The largest size within one standard error is taken; the smallest is asked for.": edit(
                "n_h = min(", "n_h = max("
            ),
            "The error comes back in place of the accuracy.": result(lambda pair: (pair[0], 1 - pair[1])),
            "The accuracy is in percent; asked is a number between 0 and 1.": result(
                lambda pair: (pair[0], 100 * pair[1])
            ),
            "The accuracy is rounded: return it with all its decimals.": result(
                lambda pair: (pair[0], round(pair[1], 1))
            ),
            "The accuracy comes first; return the size, then the accuracy.": result(lambda pair: pair[::-1]),
            "There are 4 hidden units, whatever the data say.": code("""
                def choose_hidden_size(training, validation, test, sizes):
                    network = nn_model(*training, 4, num_iterations=2000)
                    return 4, float(np.mean(predict(network, test[0]) == test[1]))
            """),
            "The accuracy is that of the largest network: report that of the chosen one.": edit(
                "predict(networks[n_h]", "predict(networks[max(sizes)]"
            ),
        },
        # The judge says the rest.
        "smallest_network": {
            "hidden units are left: fewer will do": [
                result(
                    lambda network: (
                        network
                        | {
                            "W1": np.vstack([network["W1"], network["W1"][:1]]),
                            "b1": np.vstack([network["b1"], network["b1"][:1]]),
                            "W2": np.hstack([network["W2"], 0 * network["W2"][:, :1]]),
                        }
                    )
                ),
                around(lambda solved, parameters: parameters),
                edit("sign = np.sign(w[np.flatnonzero(w)[0]])", "sign = 1"),
                edit(" if out != 0", ""),
                code("""
                    def smallest_network(parameters):
                        heard = parameters["W2"][0] != 0
                        return parameters | {"W1": parameters["W1"][heard], "b1": parameters["b1"][heard],
                                             "W2": parameters["W2"][:, heard]}
                """),
            ],
            "It is another function": [
                edit("+ sign * out", "+ out"),
                edit("b2 += out * np.tanh(b)\n            continue", "continue"),
                edit("b2 += out * np.tanh(b)", "b2 += out * b"),
                edit("(*(sign * w), sign * b)", "(*(sign * w), abs(b))"),
                edit("weights.get(line, 0) + sign * out", "sign * out"),
                code("""
                    def smallest_network(parameters):
                        _, first = np.unique(parameters["W1"], axis=0, return_index=True)
                        return parameters | {"W1": parameters["W1"][first], "b1": parameters["b1"][first],
                                             "W2": parameters["W2"][:, first]}
                """),
                code("""
                    def smallest_network(parameters):
                        X = np.random.randn(len(parameters["W1"].T), 500)
                        Z = parameters["W2"] @ np.tanh(parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]
                        W1, b1 = parameters["W1"][:2], parameters["b1"][:2]
                        A = np.vstack([np.tanh(W1 @ X + b1), np.ones(500)])
                        row = np.linalg.lstsq(A.T, Z[0], rcond=None)[0]
                        return {"W1": W1, "b1": b1, "W2": row[None, :2], "b2": row[None, 2:]}
                """),
                code("""
                    def smallest_network(parameters):
                        W1, b1 = parameters["W1"], parameters["b1"]
                        X = 2 * np.random.RandomState(0).randn(len(W1.T), 2000)
                        A = np.vstack([np.tanh(W1 @ X + b1), np.ones(2000)])
                        Z = np.hstack([parameters["W2"], parameters["b2"]])[0] @ A
                        left = list(range(len(A)))
                        for unit in range(len(W1)):
                            others = [row for row in left if row != unit]
                            row = np.linalg.lstsq(A[others].T, Z, rcond=None)[0]
                            if np.abs(row @ A[others] - Z).max() < 1e-9:
                                left = others
                        row = np.linalg.lstsq(A[left].T, Z, rcond=None)[0]
                        return {"W1": W1[left[:-1]], "b1": b1[left[:-1]], "W2": row[None, :-1], "b2": row[None, -1:]}
                """),
            ],
            "expected a dictionary with the keys W1, b1, W2, b2": result(lambda network: tuple(network.values())),
            "is a `return` missing?": result(lambda network: None),
            "`b1` has the shape (": edit('units[:, [n_x]], "W2"', 'units[:, n_x], "W2"'),
            "`W2` has the shape": edit("units[:, [-1]].T", "units[:, [-1]]"),
        },
        "prelu_gradients": {
            "`ds` is not divided by `m`: the cost is a mean, and so is every gradient.": edit(
                "0), axis=1, keepdims=True) / m", "0), axis=1, keepdims=True)"
            ),
            "`ds` counts the positive `Z1`: the slope acts only where `Z1` is negative.": edit(
                "np.minimum", "np.maximum"
            ),
            "`ds` counts every `Z1`: the slope acts only where it is negative.": edit("np.minimum(Z1, 0)", "Z1"),
            "`ds` has the slope `s` in it once more: the derivative of `s * z` with respect to `s` is `z`.": edit(
                "np.minimum(Z1, 0)", 'parameters["s"] * np.minimum(Z1, 0)'
            ),
            "The weights `W2` are missing from `ds`: the error reaches the unit through its weight.": edit(
                "dA1 * np.minimum", "dZ2 * np.minimum"
            ),
            "`ds` counts the negative `Z1` instead of adding them up: a small step of the slope changes `a` by `z` times it.": edit(
                "np.minimum(Z1, 0)", "(Z1 < 0)"
            ),
            "`ds` is one number: every hidden unit has a slope of its own.": edit("0), axis=1", "0)"),
            "The derivative of the old tanh is still there: the new unit's is 1 or `s`.": edit(
                'np.where(Z1 > 0, 1, parameters["s"])', '(1 - cache["A1"]**2)'
            ),
            "Where `Z1` is negative the derivative is `s`, not 0: this is the derivative of ReLU.": edit(
                'np.where(Z1 > 0, 1, parameters["s"])', "(Z1 > 0)"
            ),
            "Where `Z1` is negative the derivative is `s`, not 1.": edit(' * np.where(Z1 > 0, 1, parameters["s"])', ""),
            "The cost comes back as well: only the gradients are asked for.": result(lambda grads: (0.69, grads)),
            "The gradients are sums over the examples: divide every one by `m`.": edit(" / m", ""),
            "All gradients have the wrong sign: which way round is the error at the output?": edit(
                'cache["A2"] - Y', 'Y - cache["A2"]'
            ),
            "`ds` has the wrong sign.": edit("dA1 * np.minimum", "-dA1 * np.minimum"),
            "`ds` has one axis only: it is a column, like `s`.": edit("0), axis=1, keepdims=True", "0), axis=1"),
            "`db1` and `db2` have one axis only: they are columns, like the biases.": edit(
                "dZ1, axis=1, keepdims=True", "dZ1, axis=1", "dZ2, axis=1, keepdims=True", "dZ2, axis=1"
            ),
            "The sign of `A1` is asked, not that of `Z1`: with a slope below 0 the two differ.": edit(
                "Z1 > 0, 1", 'cache["A1"] > 0, 1'
            ),
            "The two pieces are exchanged: where `Z1` is positive the derivative is 1.": edit(
                'Z1 > 0, 1, parameters["s"]', 'Z1 > 0, parameters["s"], 1'
            ),
            "An `if` asks one question about the whole array; which function of NumPy chooses entry by entry?": edit(
                'np.where(Z1 > 0, 1, parameters["s"])', '(1 if Z1 > 0 else parameters["s"])'
            ),
            "`s` does not learn: its gradient is zero. Which box of the chain does it enter?": edit(
                "dA1 * np.minimum", "0 * np.minimum"
            ),
            "`ds` is added up over the units, not over the examples: look at the axis of the sum.": edit(
                "0), axis=1", "0), axis=0"
            ),
            "The error at the output carries the derivative of the sigmoid: with this cost it cancels.": edit(
                'cache["A2"] - Y', '(cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"])'
            ),
            "The forward pass is run again with the given `W1` and `b1`: what it computed is in the cache.": around(
                lambda solved, parameters, cache, X, Y: solved(
                    parameters, forward(X, parameters, prelu(parameters)), X, Y
                )
            ),
            "These are finite differences of a new forward pass: follow the chain with the values in the cache.": differences(
                prelu, anew=True
            ),
            "These are finite differences from the cache: small gradients drown in the rounding of the cost.": [
                differences(prelu, anew=False),
                differences(prelu, anew=False, h=1e-3),
                differences(prelu, anew=False, h=1e-3, kind=np.longdouble),
            ],
        },
    },
}

# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "1_planar_classification": {
        "layer_sizes": {
            0: "The first size is wrong: what one example consists of runs down the rows of `X`.",
            1: "The first size is right, the second is not: the hidden layer has 4 units.",
            2: "The last size is wrong: there is an output unit for each row of `Y`.",
        },
        "forward_propagation": {
            "1.Z1": "`Z1` is the first to differ. Work out `Z1` of the network by hand and compare: the order of the "
            "product, then the bias.",
            "1.A1": "`Z1` is right, `A1` is not: which activation does the hidden layer have?",
            "1.Z2": "`A1` is right, `Z2` is not: what enters the output layer, and which weights and bias does it "
            "have?",
            "1.A2": "`Z2` is right, the `A2` of the cache is not: which activation does the output have?",
            0: "The cache is right, the `A2` that is returned is not: return the one that you keep.",
        },
        "backward_propagation": {
            "dW2": "`dW2` is the first to differ. Print `dZ2` for the network worked by hand: is it the error? Then "
            "the order of the product and the division.",
            "db2": "`dW2` is right, `db2` is not: it adds up the same `dZ2` along the examples, and stays a column.",
            "dW1": "The output layer is right, `dW1` is not. Print `dZ1` for the network worked by hand: `W2`, the "
            "error and the derivative of tanh are its three factors.",
            "db1": "`dW1` is right, `db1` is not: it adds up the same `dZ1` along the examples, and stays a column.",
        },
        "update_parameters": {
            "W1": "`W1` is wrong. Take a gradient of 1 and a rate of 0.1: by how much does your weight move, and which "
            "way?",
            "b1": "`W1` is right, `b1` is not: compare the two lines, letter by letter.",
            "W2": "The first layer is right, `W2` is not: compare its line with that of `W1`.",
            "b2": "Three of the four are right, `b2` is not: compare its line with that of `b1`.",
        },
        "choose_hidden_size": {
            0: "The size is wrong. Print the validation accuracy of every size, the best of them, and the standard "
            "error of that one; which sizes are close enough, and which is the smallest?",
            1: "The size is right, the accuracy is not: which network is it that of, and on which of the three sets?",
        },
        "prelu_gradients": {
            "dW2": "`dW2` is the first to differ: the last layer is as in `backward_propagation`, with the `A1` of the "
            "cache.",
            "db2": "`dW2` is right, `db2` is not: it adds up the same error along the examples.",
            "ds": "The output layer is right, `ds` is not. Move the slope of one unit by a small step: for which "
            "examples does its activation change, and by how much?",
            "dW1": "`ds` is right, `dW1` is not: what does the new unit multiply the error by in the backward pass, "
            "above 0 and below?",
            "db1": "`dW1` is right, `db1` is not: it adds up the same error along the examples.",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "These are the right numbers, turned round: `W1 @ X` needs as many columns in `W1` as `X` has rows, "
            "and `X` has a row for each input.",
            "b": "One row for each of the six units, one column for each of the four inputs. The output units have "
            "nothing to do with it.",
            "c": "That is the shape of `b1`, one number per unit. A unit has a weight for each input, too.",
            "d": "That is the shape of `W2`, which leads from the hidden layer to the output.",
        },
        "q2": {
            "a": "Rows are units and columns are examples; the first index counts rows.",
            "b": "The layer is in the name, `A1`. Both indices stay within that layer.",
            "c": "The inputs are in `X`, layer 0; `A1` holds what the hidden units made of them.",
            "d": "The first index goes down the units, the second one along the examples, and Python counts from 0.",
        },
        "q3": {
            "a": "A weight belongs to a unit and an input. The same weights are used for every example.",
            "b": "`Z1` has a column for each example, so it is a thousand times as wide.",
            "c": "A bias belongs to a unit; broadcasting adds it to as many columns as there are.",
            "d": "The hidden units are part of the network, and we chose how many there are.",
        },
        "q4": {
            "a": "The sigmoid ends in 0 and 1, so that its output can be read as a probability, as the cost wants it.",
            "b": "Q, ReLU, has no upper end and is exactly 0 on one half: neither is a probability, and log 0 is "
            "infinite.",
            "c": "R, tanh, gives negative outputs too: a probability of -0.7 means nothing, and its logarithm does not "
            "exist.",
            "d": "T, a leaky ReLU, is unbounded on both sides. It is at home in hidden layers.",
        },
        "q5": {
            "a": "That is the activation itself. The derivative of tanh is never negative: the curve rises everywhere.",
            "b": "1 - a**2 = 1 - 0.36: the activation alone is enough, and its sign does not matter.",
            "c": "That is a squared; subtract it from 1. At a = 0, in the steep middle, the derivative must be 1.",
            "d": "a * (1 - a) is the derivative of the sigmoid. tanh has another formula, in which a is squared.",
        },
        "q6": {
            "a": "Left of 0 the derivative of ReLU is 0, and it multiplies all gradients that reach this unit.",
            "b": "The bias of the unit sits behind the same flat piece: its gradient is zero as well.",
            "c": "A slope of 0.01 lets a hundredth of the error through, which is not nothing.",
            "d": "Its activation is max(0, z) = 0 for every example, and 0 times any weight is 0.",
        },
        "q7": {
            "a": "More units do not help: the hidden layer only forms weighted sums, and sums of sums are sums.",
            "b": "A corner would have to come from a kink in an activation, and none of the hidden units has one.",
            "c": "All layers together are one weighted sum, and the sigmoid at the end says on which side of one "
            "threshold it lies.",
            "d": "For that, products or squares of the inputs would have to be formed somewhere, and they are not.",
        },
        "q8": {
            "a": "That is the gradient that arrives at the activation, -2 times 0.4. It still has to pass through tanh.",
            "b": "-2 times 0.4 is -0.8, times the derivative of tanh, 1 - 0.25 = 0.75, is -0.6.",
            "c": "0.5 times 0.4 is the gradient of the weight w. Asked is what reaches the unit through that weight.",
            "d": "That takes 1 - a for the derivative of tanh; the formula has a squared.",
        },
        "q9": {
            "a": "The gradient reaches `W1` only through `W2`, which is zero until its first update.",
            "b": "The gradient of `W2` is the error times the hidden activations, and these are tanh of the biases: not "
            "zero.",
            "c": "The biases make the activations different, so the entries of `W2` become different, so each unit "
            "gets a gradient of its own. Any difference breaks the symmetry.",
            "d": "Zero weights alone do not stop learning. Work out which gradients are zero in the first update, and "
            "which of them still are in the second.",
        },
        "q10": {
            "a": "This adds down the units and leaves one number for each example, (1, 200). A bias belongs to a unit.",
            "b": "The numbers are right, but the shape is (5,): subtracted from a column (5, 1) it would make a table.",
            "c": "One number for all five units: every unit needs its own.",
            "d": "Along the examples, axis 1, with the axis kept: (5, 1), the shape of `b1`.",
        },
    }
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_ONE_OUTPUT = "With one output unit there is one row: the product of a column and a row, and the sum of a row."
_KINK = "A `Z1` of exactly 0 is a kink, where either derivative will do, and does not occur in the cases."


def _exchange(text, before, after):
    """Return a change of one part of a line of the solution."""
    return f"{text} -> {text.replace(before, after, 1)}"


_GRADS = (
    "return {'dW1': np.dot(dZ1, X.T) / m, 'db1': np.sum(dZ1, axis=1, keepdims=True) / m, 'dW2': np.dot(dZ2, "
    "cache['A1'].T) / m, 'db2': np.sum(dZ2, axis=1, keepdims=True) / m}"
)
_MODEL = "def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):"
_PRELU = (
    "return {'dW1': np.dot(dZ1, X.T) / m, 'db1': np.sum(dZ1, axis=1, keepdims=True) / m, 'ds': np.sum(dA1 * "
    "np.minimum(Z1, 0), axis=1, keepdims=True) / m, 'dW2': np.dot(dZ2, cache['A1'].T) / m, 'db2': np.sum(dZ2, "
    "axis=1, keepdims=True) / m}"
)

_NETWORKS = "networks = {n_h: nn_model(*training, n_h, num_iterations=2000) for n_h in sizes}"
_REPORT = "return (n_h, float(np.mean(predict(networks[n_h], test[0]) == test[1])))"
_UNITS = "for w, b, out in zip(parameters['W1'], parameters['b1'][:, 0], parameters['W2'][0]):"
_FASTER = "The check puts a training in the place of `nn_model` that makes no iterations."
_NUMBER = "A Python number and a NumPy number read the same."

EQUIVALENT = {
    "1_planar_classification": {
        "compute_cost": [
            (
                "return float(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m) -> return -np.sum(Y * np.log(A2) "
                "+ (1 - Y) * np.log(1 - A2)) / m",
                "A Python number and a NumPy number read the same.",
            ),
        ],
        "backward_propagation": [
            (
                _exchange("dZ1 = np.dot(parameters['W2'].T, dZ2) * (1 - cache['A1'] ** 2)", "np.dot", "np.multiply"),
                _ONE_OUTPUT,
            ),
            (_exchange(_GRADS, "np.sum(dZ2, axis=1, ", "np.sum(dZ2, "), _ONE_OUTPUT),
        ],
        "nn_model": [
            (_exchange(_MODEL, "10000", "10001"), "One step more in 10,000 makes no difference that matters."),
            (_exchange(_MODEL, "10000", "9999"), "One step less in 10,000 makes no difference that matters."),
        ],
        "choose_hidden_size": [
            (_exchange(_NETWORKS, ", num_iterations=2000", ""), _FASTER),
            *((_exchange(_NETWORKS, "2000", number), _FASTER) for number in ("2001", "1999", "-2000")),
            (f"{_REPORT} -> return (n_h, np.mean(predict(networks[n_h], test[0]) == test[1]))", _NUMBER),
            (_exchange(_REPORT, "== test[1]", "== test[-1]"), "A pair has two parts: the second one is the last."),
            (
                _exchange("n_h = min((n_h for n_h, share in shares.items() if share >= limit))", ">=", ">"),
                "No accuracy lies exactly at the limit in any case.",
            ),
        ],
        "smallest_network": [
            (
                _exchange("b2, weights = (parameters['b2'].copy(), {})", ".copy()", ""),
                "It writes into the bias that it was given, which the text does not forbid.",
            ),
            (_exchange(_UNITS, "['W2'][0]", "['W2'][-1]"), _ONE_OUTPUT),
            (_exchange(_UNITS, "[:, 0]", "[:, -1]"), "`b1` has one column: the first is the last."),
            (
                _exchange("sign = np.sign(w[np.flatnonzero(w)[0]])", "[0]", "[-1]"),
                "Any rule that gives opposite lines opposite signs will do.",
            ),
        ],
        "prelu_gradients": [
            (_exchange("dZ1 = dA1 * np.where(Z1 > 0, 1, parameters['s'])", ">", ">="), _KINK),
            (_exchange("dA1 = np.dot(parameters['W2'].T, dZ2)", "np.dot", "np.multiply"), _ONE_OUTPUT),
            (_exchange(_PRELU, "np.sum(dZ2, axis=1, ", "np.sum(dZ2, "), _ONE_OUTPUT),
        ],
    },
}
