"""The known mistakes of week 3 and the explanations of its quiz; never released to students."""

from functools import partial

import numpy as np

# ------------------------------------------------------------------------------ right versions, with knobs to get wrong


def _planar_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _planar_start(n_x, n_h, n_y, *, draw=lambda *shape: 0.01 * np.random.randn(*shape), bias=np.zeros):
    return {"W1": draw(n_h, n_x), "b1": bias((n_h, 1)), "W2": draw(n_y, n_h), "b2": bias((n_y, 1))}


def _planar_forward(X, parameters, *, hidden=np.tanh, output=_planar_sigmoid, b1=1, b2=1, passed=lambda Z1, A1: A1,
                    product=np.matmul):  # fmt: skip
    Z1 = product(parameters["W1"], X) + b1 * parameters["b1"]
    A1 = hidden(Z1)
    Z2 = parameters["W2"] @ passed(Z1, A1) + b2 * parameters["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def _planar_without(made, name):
    return {key: item for key, item in made.items() if key != name}


def _planar_late_biases(X, parameters):
    """Add each bias to what the layer gives, not to its sum."""
    Z1 = parameters["W1"] @ X
    A1 = np.tanh(Z1) + parameters["b1"]
    Z2 = parameters["W2"] @ A1
    A2 = _planar_sigmoid(Z2) + parameters["b2"]
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def _planar_cache_with(change):
    """Return a forward pass whose cache is what `change` makes of the right one."""

    def wrong(X, parameters):
        A2, cache = _planar_forward(X, parameters)
        return A2, change(cache)

    return wrong


def _planar_every_pair(A2, Y):
    """Let the product of a column and a row pair every label with every answer."""
    return -np.sum(Y.T @ np.log(A2) + (1 - Y).T @ np.log(1 - A2)) / Y.shape[1]


def _planar_losses(A2, Y):
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


def _planar_sum(array):
    return np.sum(array, axis=1, keepdims=True)


def _planar_backward(parameters, cache, X, Y, *, error=lambda A2, Y: A2 - Y, slope=lambda A1, Z1: 1 - A1**2,
                     blame=lambda W2, dZ2: W2.T @ dZ2, inputs=lambda cache: cache["A1"], sums=_planar_sum,
                     m=lambda X: X.shape[1]):  # fmt: skip
    dZ2 = error(cache["A2"], Y)
    dZ1 = blame(parameters["W2"], dZ2) * slope(cache["A1"], cache["Z1"])
    return {
        "dW1": dZ1 @ X.T / m(X),
        "db1": sums(dZ1) / m(X),
        "dW2": dZ2 @ inputs(cache).T / m(X),
        "db2": sums(dZ2) / m(X),
    }


def _planar_changed(function, **change):
    """Return `function`, which returns a dictionary, with the entries named in `change` put through a function."""

    def wrong(*arguments, **named):
        made = function(*arguments, **named)
        return {name: change.get(name, lambda value: value)(item) for name, item in made.items()}

    return wrong


def _planar_sums_of(name):
    """Return a wrong `backward_propagation` in which the slopes `name` alone are sums, not means."""

    def wrong(parameters, cache, X, Y):
        made = _planar_backward(parameters, cache, X, Y)
        return made | {name: made[name] * X.shape[1]}

    return wrong


def _planar_sums_of_weights(parameters, cache, X, Y):
    made = _planar_backward(parameters, cache, X, Y)
    return made | {name: made[name] * X.shape[1] for name in ("dW1", "dW2")}


def _planar_dW1_from_A1(parameters, cache, X, Y):
    made, dZ2 = _planar_backward(parameters, cache, X, Y), cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return made | {"dW1": dZ1 @ cache["A1"].T / X.shape[1]}


def _planar_hidden_divided_twice(parameters, cache, X, Y):
    made = _planar_backward(parameters, cache, X, Y)
    return made | {name: made[name] / X.shape[1] for name in ("dW1", "db1")}


def _planar_b1_from_dZ2(parameters, cache, X, Y):
    return _planar_backward(parameters, cache, X, Y) | {"db1": _planar_sum(cache["A2"] - Y) / X.shape[1]}


def _planar_b1_from_db2(parameters, grads, learning_rate=1.2):
    made = _planar_update(parameters, grads, learning_rate)
    return made | {"b1": parameters["b1"] - learning_rate * grads["db2"]}


def _planar_update(parameters, grads, learning_rate=1.2, *, names=("W1", "b1", "W2", "b2"), sign=-1):
    return parameters | {name: parameters[name] + sign * learning_rate * grads[f"d{name}"] for name in names}


def _planar_update_in_place(parameters, grads, learning_rate=1.2):
    for name, array in parameters.items():
        array -= learning_rate * grads[f"d{name}"]
    return parameters


def _planar_model(X, Y, n_h, num_iterations=10000, print_cost=False, *, start=_planar_start, update=_planar_update,
                  loop=range, backward=_planar_backward):  # fmt: skip
    parameters = start(X.shape[0], n_h, Y.shape[0])
    for _ in loop(num_iterations):
        _, cache = _planar_forward(X, parameters)
        parameters = update(parameters, backward(parameters, cache, X, Y))
    return parameters


def _planar_one_gradient(X, Y, n_h, num_iterations=10000, print_cost=False):
    parameters = _planar_start(X.shape[0], n_h, Y.shape[0])
    grads = _planar_backward(parameters, _planar_forward(X, parameters)[1], X, Y)
    for _ in range(num_iterations):
        parameters = _planar_update(parameters, grads)
    return parameters


def _planar_four_units(X, Y, n_h, num_iterations=10000, print_cost=False):
    return _planar_model(X, Y, 4, num_iterations)


def _planar_fixed_steps(X, Y, n_h, num_iterations=10000, print_cost=False):
    return _planar_model(X, Y, n_h, 10_000)


def _planar_few_by_default(X, Y, n_h, num_iterations=3000, print_cost=False):
    return _planar_model(X, Y, n_h, num_iterations)


def _planar_with_costs(X, Y, n_h, num_iterations=10000, print_cost=False):
    return _planar_model(X, Y, n_h, num_iterations), [0.693]


def _planar_nothing(X, Y, n_h, num_iterations=10000, print_cost=False):
    _planar_model(X, Y, n_h, num_iterations)


def _planar_predict(parameters, X, *, says=lambda A2: A2 > 0.5, forward=_planar_forward):
    return says(forward(X, parameters)[0])


# --------------------------------------------------------------------------------------------------------- challenge


def _planar_bend(Z1, s):
    return np.where(Z1 > 0, Z1, s * Z1)


def _planar_bend_slope(Z1, s):
    return np.where(Z1 > 0, 1, s)


def _planar_s_sum(dA1, Z1, s, W2, dZ2):
    return _planar_sum(dA1 * np.minimum(Z1, 0))


def _planar_prelu(parameters, X, Y, *, bend=_planar_bend, slope=_planar_bend_slope, ds=_planar_s_sum):
    W1, b1, s, W2, b2 = (parameters[name] for name in ("W1", "b1", "s", "W2", "b2"))
    m, Z1 = X.shape[1], W1 @ X + b1
    A1 = bend(Z1, s)
    A2 = _planar_sigmoid(W2 @ A1 + b2)
    dZ2 = A2 - Y
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * slope(Z1, s)
    return np.mean(_planar_losses(A2, Y)), {
        "dW1": dZ1 @ X.T / m,
        "db1": _planar_sum(dZ1) / m,
        "ds": ds(dA1, Z1, s, W2, dZ2) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": _planar_sum(dZ2) / m,
    }


def _planar_prelu_changed(**change):
    """Return a wrong `prelu_gradients` with some of its gradients put through a function."""

    def wrong(parameters, X, Y):
        cost, grads = _planar_prelu(parameters, X, Y)
        return cost, {name: change.get(name, lambda value, m: value)(item, X.shape[1]) for name, item in grads.items()}

    return wrong


def _planar_prelu_with_slope(parameters, X, Y):
    W1, b1, s, W2, b2 = (parameters[name] for name in ("W1", "b1", "s", "W2", "b2"))
    A2 = _planar_sigmoid(W2 @ _planar_bend(W1 @ X + b1, s) + b2)
    cost, _ = _planar_prelu(parameters, X, Y)
    return cost, _planar_prelu(parameters, X, A2 - (A2 - Y) * A2 * (1 - A2))[1]


def _planar_prelu_exchanged(parameters, X, Y):
    return _planar_prelu(parameters, X, Y)[::-1]


MISTAKES = {
    "0_lesson": {},
    "1_planar_classification": {
        "sizes": {
            "The shapes are turned round: take them from the arrays as they are, features first.": lambda shape_X, shape_Y, m: {
                "shape_X": shape_X[::-1],
                "shape_Y": shape_Y[::-1],
                "m": m,
            },
            "This `m` is the number of features; the examples are the columns, `X.shape[1]`.": lambda shape_X, shape_Y, m: {
                "shape_X": shape_X,
                "shape_Y": shape_Y,
                "m": shape_X[0],
            },
            "This `m` counts every number in `X`; an example is a whole column.": lambda shape_X, shape_Y, m: {
                "shape_X": shape_X,
                "shape_Y": shape_Y,
                "m": shape_X[0] * m,
            },
            "This `m` is the number of rows of `Y`; the examples are the columns.": lambda shape_X, shape_Y, m: {
                "shape_X": shape_X,
                "shape_Y": shape_Y,
                "m": shape_Y[0],
            },
            "The shapes of `X` and `Y` are exchanged.": lambda shape_X, shape_Y, m: {
                "shape_X": shape_Y,
                "shape_Y": shape_X,
                "m": m,
            },
        },
        "layer_sizes": {
            "These are the numbers of examples: the features and the labels run down the rows, `shape[0]`.": lambda X, Y: (
                X.shape[1],
                4,
                Y.shape[1],
            ),
            "The sizes come in another order: input, hidden, output.": lambda X, Y: (X.shape[0], Y.shape[0], 4),
            "The first and the last size are exchanged.": lambda X, Y: (Y.shape[0], 4, X.shape[0]),
            "The output layer has `Y.shape[0]` units, not always one.": lambda X, Y: (X.shape[0], 4, 1),
            "The input layer has `X.shape[0]` units, not always two.": lambda X, Y: (2, 4, Y.shape[0]),
            "The hidden layer has 4 units, whatever the data.": lambda X, Y: (X.shape[0], X.shape[0], Y.shape[0]),
            "These are the sizes for the flower, whatever is given: take them from the arguments `X` and `Y`.": lambda X, Y: (
                2,
                4,
                1,
            ),
            "The last size counts the kinds of labels: the output layer has a unit for each row of `Y`.": lambda X, Y: (
                X.shape[0],
                4,
                len(np.unique(Y)),
            ),
            "The first size is the number of examples: features run down the rows.": lambda X, Y: (
                X.shape[1],
                4,
                Y.shape[0],
            ),
            "The last size is the number of examples: the labels of one example run down the rows.": lambda X, Y: (
                X.shape[0],
                4,
                Y.shape[1],
            ),
            "The hidden layer is missing: three sizes are asked for.": lambda X, Y: (X.shape[0], Y.shape[0]),
            "These are whole shapes; a size is one number.": lambda X, Y: (X.shape, 4, Y.shape),
        },
        "initialize_parameters": {
            "All weights of `W1` are zero: then all hidden units stay the same for ever.": partial(
                _planar_start, draw=lambda *shape: np.zeros(shape)
            ),
            "is the factor 0.01 missing?": partial(_planar_start, draw=np.random.randn),
            "use `randn`, which draws both signs, not `rand`.": partial(
                _planar_start, draw=lambda *shape: 0.01 * np.random.rand(*shape)
            ),
            "Some weights of `W1` are the same: draw each one on its own.": partial(
                _planar_start, draw=lambda *shape: 0.01 * np.random.randn() * np.ones(shape)
            ),
            "`b1` is not zero: only the weights need to differ at the start.": partial(
                _planar_start, bias=lambda shape: 0.01 * np.random.randn(*shape)
            ),
            "It is the transpose of what is asked for.": lambda n_x, n_h, n_y: {
                name: item.T for name, item in _planar_start(n_x, n_h, n_y).items()
            },
            "`b1` has the shape (": partial(_planar_start, bias=lambda shape: np.zeros(shape[0])),
            "The standard deviation of `W1` is": partial(_planar_start, draw=lambda *s: 0.03 * np.random.randn(*s)),
            "expected a dictionary": lambda *sizes: tuple(_planar_start(*sizes).values()),
            "a seed is probably set inside": partial(
                _planar_start, draw=lambda *shape: 0.01 * np.random.RandomState(2).randn(*shape)
            ),
            "holds whole numbers (`int64`), into which no step fits": partial(
                _planar_start, bias=lambda shape: np.zeros(shape, dtype=np.int64)
            ),
            "`b1` is [": partial(_planar_start, bias=lambda shape: [[0.0]] * shape[0]),
            "the dictionary lacks the key b2": lambda *sizes: _planar_without(_planar_start(*sizes), "b2"),
            "`W2` has the shape": lambda n_x, n_h, n_y: (
                _planar_start(n_x, n_h, n_y) | {"W2": 0.01 * np.random.randn(n_h, n_y)}
            ),
            "All weights of `W2` are zero": lambda n_x, n_h, n_y: (
                _planar_start(n_x, n_h, n_y) | {"W2": np.zeros((n_y, n_h))}
            ),
        },
        "forward_propagation": {
            "The output unit squashes with the sigmoid, not with tanh.": partial(_planar_forward, output=np.tanh),
            "The hidden layer squashes with tanh, not with the sigmoid.": partial(
                _planar_forward, hidden=_planar_sigmoid
            ),
            "The hidden layer squashes with tanh, not with ReLU.": partial(
                _planar_forward, hidden=lambda z: z * (z > 0)
            ),
            (
                "The hidden layer does not squash at all, so that two layers are no more than one: what belongs "
                "between `Z1` and `A1`?"
            ): partial(_planar_forward, hidden=lambda z: z),
            "The output is not squashed: what belongs between `Z2` and `A2`?": partial(
                _planar_forward, output=lambda z: z
            ),
            "Neither layer squashes: each has an activation between its sum and its answer.": partial(
                _planar_forward, hidden=lambda z: z, output=lambda z: z
            ),
            "The two activations are exchanged: the hidden layer has tanh, the output the sigmoid.": partial(
                _planar_forward, hidden=_planar_sigmoid, output=np.tanh
            ),
            "`A1` is right, but `Z2` is made of `Z1`: the output layer takes what the hidden one answers.": partial(
                _planar_forward, passed=lambda Z1, A1: Z1
            ),
            "Both layers squash with the sigmoid: the hidden one has tanh, and `Z2` is made of what it answers.": partial(
                _planar_forward, hidden=_planar_sigmoid, passed=lambda Z1, A1: Z1
            ),
            "The biases are added after the activations: they belong to the sums `Z1` and `Z2`.": _planar_late_biases,
            (
                "`W1` and `X` are multiplied entry by entry: every unit meets every example in the product of matrices."
            ): partial(_planar_forward, product=np.multiply),
            "`A2` holds answers of 0 and 1: return the activations, between 0 and 1.": partial(
                _planar_forward, output=lambda z: (z > 0).astype(float)
            ),
            "The outputs of each example add up to 1, as in a softmax: every unit is squashed on its own.": partial(
                _planar_forward, output=lambda z: np.exp(z) / np.exp(z).sum(axis=0)
            ),
            (
                "The product with `W1` fits only where there are as many units as features: write the two shapes side "
                "by side. Is a transpose needed?"
            ): [
                lambda X, parameters: _planar_forward(X, parameters | {"W1": parameters["W1"].T}),
                lambda X, parameters: _planar_forward(X, parameters | {"W1": parameters["W1"].T}, product=np.dot),
            ],
            "The biases are subtracted; they are added.": partial(_planar_forward, b1=-1, b2=-1),
            "The bias `b1` is missing from `Z1`.": partial(_planar_forward, b1=0),
            "The bias `b2` is missing from `Z2`.": partial(_planar_forward, b2=0),
            "Neither sum has its bias.": partial(_planar_forward, b1=0, b2=0),
            "The cache comes first; return `A2`, then `cache`.": lambda X, parameters: _planar_forward(X, parameters)[
                ::-1
            ],
            "Only `A2` is returned: the way back needs the cache too.": lambda X, parameters: _planar_forward(
                X, parameters
            )[0],
            "In the cache `A1` and `A2` hold the sums: keep what tanh and the sigmoid made of them.": lambda X, parameters: (
                _planar_forward(X, parameters)[0],
                {key: _planar_forward(X, parameters)[1][f"Z{key[1]}"] for key in ("Z1", "A1", "Z2", "A2")},
            ),
            "In the cache `Z1` and `Z2` hold the activations: keep the sums as well.": _planar_cache_with(
                lambda cache: {key: cache[f"A{key[1]}"] for key in cache}
            ),
            "The layers are exchanged in the cache: 1 is the hidden one, 2 the output.": _planar_cache_with(
                lambda cache: {key: cache[f"{key[0]}{3 - int(key[1])}"] for key in cache}
            ),
            "The cache is a tuple; asked is a dictionary with the names of its arrays.": _planar_cache_with(
                lambda cache: tuple(cache.values())
            ),
            "`A2` and the cache's entries are transposed: examples are columns.": lambda X, parameters: (
                _planar_forward(X, parameters)[0].T,
                {key: item.T for key, item in _planar_forward(X, parameters)[1].items()},
            ),
        },
        "compute_cost": {
            "The cost is a sum over the examples: divide it by `m`.": lambda A2, Y: np.sum(_planar_losses(A2, Y)),
            "The minus in front is missing, so that the cost comes out negative.": lambda A2, Y: (
                -np.mean(_planar_losses(A2, Y))
            ),
            "Only the examples with label 1 count: the term `(1 - Y) * np.log(1 - A2)` is missing.": lambda A2, Y: (
                -np.mean(Y * np.log(A2))
            ),
            "`A2` and `Y` are exchanged: the logarithms are taken of the answers.": lambda A2, Y: np.mean(
                _planar_losses(Y, A2)
            ),
            "This is the squared error; asked is the cost with the two logarithms.": lambda A2, Y: np.mean(
                (A2 - Y) ** 2
            ),
            "The cost uses `np.log10`; it is defined with the natural logarithm, `np.log`.": lambda A2, Y: (
                np.mean(_planar_losses(A2, Y)) / np.log(10)
            ),
            "The losses are not added up: one number is asked for.": lambda A2, Y: _planar_losses(A2, Y) / Y.shape[1],
            "The cost uses `np.log2`; it is defined with the natural logarithm, `np.log`.": lambda A2, Y: (
                np.mean(_planar_losses(A2, Y)) / np.log(2)
            ),
            "The product pairs every label with every answer: multiply entry by entry, or turn the other row.": _planar_every_pair,
            "The two terms are subtracted: both logarithms are added before the minus in front.": lambda A2, Y: (
                -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))
            ),
            "The second logarithm is that of `A2`: for the label 0 it is that of `1 - A2`.": lambda A2, Y: (
                -np.mean(np.log(A2))
            ),
            "The second term lacks its factor: it counts where the label is 0.": lambda A2, Y: (
                -np.mean(Y * np.log(A2) + np.log(1 - A2))
            ),
            "The second term lacks its logarithm.": lambda A2, Y: -np.mean(Y * np.log(A2) + (1 - Y) * (1 - A2)),
            "Only the examples with label 0 count: the term with `Y` is missing.": lambda A2, Y: (
                -np.mean((1 - Y) * np.log(1 - A2))
            ),
            "The labels are exchanged: `Y` belongs to the logarithm of `A2`.": lambda A2, Y: np.mean(
                _planar_losses(A2, 1 - Y)
            ),
            "Only the first term has the minus and the division in front: put both terms in brackets.": lambda A2, Y: (
                -np.mean(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2))
            ),
            "Only the first term is added up over the examples: put both terms into the sum.": lambda A2, Y: (
                -np.mean(Y * np.log(A2)) + (1 - Y) * np.log(1 - A2)
            ),
            "There is no factor one half in this cost.": lambda A2, Y: np.mean(_planar_losses(A2, Y)) / 2,
            "The cost is divided by `m` twice: the mean is a sum divided once.": lambda A2, Y: (
                np.mean(_planar_losses(A2, Y)) / Y.shape[1]
            ),
            "The cost still has an axis, of length 1: one number is asked for.": lambda A2, Y: np.full(
                1, np.mean(_planar_losses(A2, Y))
            ),
            "The cost is rounded.": lambda A2, Y: round(float(np.mean(_planar_losses(A2, Y))), 2),
            (
                "The cost is divided by 400, the number of points of the flower: `m` is the number of columns of the "
                "`Y` "
                "that is given."
            ): lambda A2, Y: np.sum(_planar_losses(A2, Y)) / 400,
            "The cost still has two axes: one number is asked for.": lambda A2, Y: np.full(
                (1, 1), np.mean(_planar_losses(A2, Y))
            ),
        },
        "backward_propagation": [
            ("The slopes are sums over the examples: divide them by `m`.", partial(_planar_backward, m=lambda X: 1)),
            (
                "`m` is the number of columns, `X.shape[1]`, not of features.",
                partial(_planar_backward, m=lambda X: X.shape[0]),
            ),
            (
                "`db1` and `db2` are not divided by `m`, while the slopes of the weights are.",
                partial(_planar_backward, sums=lambda array: _planar_sum(array) * array.shape[1]),
            ),
            (
                "All slopes have the wrong sign: start from `A2 - Y`.",
                partial(_planar_backward, error=lambda A2, Y: Y - A2),
            ),
            *(
                (
                    f"`{name}` alone is a sum over the examples: divide it by `m`, as you do with the others.",
                    _planar_sums_of(name),
                )
                for name in ("dW1", "db1", "dW2", "db2")
            ),
            (
                "The slopes of the weights are not divided by `m`, while those of the biases are.",
                _planar_sums_of_weights,
            ),
            (
                "The hidden layer's slopes are divided by `m` twice: divide in `dW` and `db`, not in `dZ2` as well.",
                _planar_hidden_divided_twice,
            ),
            (
                "`dZ2` is the slope by `A2`: the slope of the sigmoid is still to come, and then nearly all cancels.",
                partial(_planar_backward, error=lambda A2, Y: -Y / A2 + (1 - Y) / (1 - A2)),
            ),
            (
                "The error is that of the sum `Z2`: it is the answer `A2` that is compared with the label.",
                lambda parameters, cache, X, Y: _planar_backward(parameters, cache | {"A2": cache["Z2"]}, X, Y),
            ),
            (
                "The labels are missing from `dZ2`: it is the error of the answer.",
                partial(_planar_backward, error=lambda A2, Y: A2),
            ),
            (
                "The slope of tanh is 1 minus a square; this is the square alone.",
                partial(_planar_backward, slope=lambda A1, Z1: A1**2),
            ),
            (
                "The slope of tanh is 1 minus a square; this is 1 plus it.",
                partial(_planar_backward, slope=lambda A1, Z1: 1 + A1**2),
            ),
            (
                "This is the slope of a ReLU; the hidden layer has tanh.",
                partial(_planar_backward, slope=lambda A1, Z1: Z1 > 0),
            ),
            (
                "The slope of tanh is taken at the output's answers: the hidden layer's own are `A1`.",
                lambda parameters, cache, X, Y: _planar_backward(
                    parameters, cache, X, Y, slope=lambda A1, Z1: 1 - cache["A2"] ** 2
                ),
            ),
            (
                "`dW1` is made of `A1`: the inputs of the hidden layer are `X`.",
                _planar_dW1_from_A1,
            ),
            (
                "`dW2` is made of `A2`: the inputs of the output layer are `A1`.",
                partial(_planar_backward, inputs=lambda cache: cache["A2"]),
            ),
            (
                "`db1` adds up the errors of the output: the hidden layer has its own, `dZ1`.",
                _planar_b1_from_dZ2,
            ),
            (
                "`db1` and `db2` add up over the units, not over the examples: look at the axis of the sum.",
                partial(_planar_backward, sums=lambda array: np.sum(array, axis=0, keepdims=True)),
            ),
            (
                "`db1` and `db2` are single numbers: sum along the examples only, and keep the axis.",
                partial(_planar_backward, sums=np.sum),
            ),
            (
                "`db1` and `db2` are divided by `m` twice: a mean is divided already.",
                partial(_planar_backward, sums=lambda array: np.mean(array, axis=1, keepdims=True)),
            ),
            (
                "The slopes are divided by 400, the number of points of the flower: `m` is the number of columns of "
                "the "
                "`X` that is given.",
                partial(_planar_backward, m=lambda X: 400),
            ),
            *(
                (
                    f"`{name}` lies the other way: it has the shape of its weights.",
                    _planar_changed(_planar_backward, **{name: np.transpose}),
                )
                for name in ("dW1", "dW2")
            ),
            (
                "The slopes are named without the `d`: the names asked for are `dW1` and so on.",
                lambda *a: {name[1:]: item for name, item in _planar_backward(*a).items()},
            ),
            (
                "The slopes come as a tuple; asked is a dictionary.",
                lambda *a: tuple(_planar_backward(*a).values()),
            ),
            (
                "`dZ2` carries the slope of the sigmoid: with this cost it cancels, and `A2 - Y` is left.",
                partial(_planar_backward, error=lambda A2, Y: (A2 - Y) * A2 * (1 - A2)),
            ),
            ("The slope of tanh is missing from `dZ1`.", partial(_planar_backward, slope=lambda A1, Z1: 1)),
            (
                "`A1` already is tanh of `Z1`: its slope is `1 - A1**2`, without another tanh.",
                partial(_planar_backward, slope=lambda A1, Z1: 1 - np.tanh(A1) ** 2),
            ),
            (
                "The slope of tanh is `1 - A1**2`; this is `1 - Z1**2`.",
                partial(_planar_backward, slope=lambda A1, Z1: 1 - Z1**2),
            ),
            (
                "The slope of tanh is `1 - A1**2`; this is `1 - A1`.",
                partial(_planar_backward, slope=lambda A1, Z1: 1 - A1),
            ),
            (
                "`A1 * (1 - A1)` is the slope of the sigmoid; the hidden layer has tanh.",
                partial(_planar_backward, slope=lambda A1, Z1: A1 * (1 - A1)),
            ),
            (
                "The weights `W2` are missing from `dZ1`: each hidden unit gets its own share of the error.",
                partial(_planar_backward, blame=lambda W2, dZ2: np.ones_like(W2.T) @ dZ2),
            ),
            (
                "`dW2` uses `Z1`; the output layer's inputs are `A1`.",
                partial(_planar_backward, inputs=lambda cache: cache["Z1"]),
            ),
            (
                "`db1` is one number for all units: sum along the examples only, with `axis=1`.",
                _planar_changed(_planar_backward, db1=lambda db1: np.full((1, 1), db1.sum())),
            ),
            (
                "`db1` and `db2` have one axis only: `keepdims=True` keeps them columns.",
                _planar_changed(_planar_backward, db1=lambda value: value[:, 0], db2=lambda value: value[:, 0]),
            ),
            (
                "`dW1` and `dW2` lie the other way: each has the shape of its weights.",
                _planar_changed(_planar_backward, dW1=np.transpose, dW2=np.transpose),
            ),
        ],
        "update_parameters": [
            ("The step goes uphill: subtract the slope.", partial(_planar_update, sign=1)),
            (
                "`learning_rate` is ignored: the whole slope is subtracted.",
                lambda parameters, grads, learning_rate=1.2: _planar_update(parameters, grads, 1.0),
            ),
            (
                "`learning_rate` is ignored: the step always has the default length.",
                lambda parameters, grads, learning_rate=1.2: _planar_update(parameters, grads),
            ),
            (
                "The default of `learning_rate` is 1.2.",
                lambda parameters, grads, learning_rate=0.01: _planar_update(parameters, grads, learning_rate),
            ),
            ("The biases never move: update all four.", partial(_planar_update, names=("W1", "W2"))),
            ("The weights never move: update all four.", partial(_planar_update, names=("b1", "b2"))),
            ("Only the last layer moves.", partial(_planar_update, names=("W2", "b2"))),
            ("Only the first layer moves.", partial(_planar_update, names=("W1", "b1"))),
            *(
                (f"`{name}` does not move: update all four.", partial(_planar_update, names=names))
                for name, names in (
                    ("b2", ("W1", "b1", "W2")),
                    ("W2", ("W1", "b1", "b2")),
                    ("b1", ("W1", "W2", "b2")),
                    ("W1", ("b1", "W2", "b2")),
                )
            ),
            ("Nothing has moved: return what you have computed.", partial(_planar_update, names=())),
            ("A call changes its argument `parameters` in place", _planar_update_in_place),
            (
                "`b1` is moved by the slope of `b2`: each parameter has its own.",
                _planar_b1_from_db2,
            ),
            (
                "Only the steps are returned: subtract them from the parameters.",
                lambda parameters, grads, learning_rate=1.2: {
                    name: learning_rate * grads[f"d{name}"] for name in parameters
                },
            ),
            (
                "The difference is multiplied by the rate: only the slope is.",
                lambda parameters, grads, learning_rate=1.2: {
                    name: (parameters[name] - grads[f"d{name}"]) * learning_rate for name in parameters
                },
            ),
            (
                "The parameters are multiplied by the slopes: a step subtracts.",
                lambda parameters, grads, learning_rate=1.2: {
                    name: parameters[name] * (1 - learning_rate * grads[f"d{name}"]) for name in parameters
                },
            ),
            (
                "The parameters come as a tuple; asked is a dictionary.",
                lambda *a, **k: tuple(_planar_update(*a, **k).values()),
            ),
            (
                "The parameters are divided by the learning rate's slope; subtract the rate times the slope.",
                lambda parameters, grads, learning_rate=1.2: {
                    name: parameters[name] - grads[f"d{name}"] / learning_rate for name in parameters
                },
            ),
            (
                "The new parameters are named `dW1` and so on; keep the names `W1`, `b1`, `W2`, `b2`.",
                lambda parameters, grads, learning_rate=1.2: {
                    f"d{name}": item for name, item in _planar_update(parameters, grads, learning_rate).items()
                },
            ),
        ],
        "nn_model": {
            "The parameters are those of the start": partial(
                _planar_model, update=lambda parameters, grads: parameters
            ),
            "Every step takes the same gradient": _planar_one_gradient,
            "There is one step too many": partial(_planar_model, loop=lambda count: range(count + 1)),
            "There is one step too few": partial(_planar_model, loop=lambda count: range(max(count - 1, 0))),
            "The steps go uphill": partial(_planar_model, update=partial(_planar_update, sign=1)),
            "There are 4 hidden units, whatever `n_h` is": _planar_four_units,
            "is `num_iterations` used?": _planar_fixed_steps,
            "Are there 10,000 steps when `num_iterations` is not given": _planar_few_by_default,
            "All hidden units have the same weights: did they start from zeros?": [
                partial(_planar_model, start=lambda *sizes: _planar_start(*sizes, draw=lambda *shape: np.zeros(shape))),
                partial(_planar_model, start=lambda *sizes: _planar_start(*sizes, draw=lambda *s: np.full(s, 0.01))),
            ],
            "do they start small": partial(
                _planar_model, start=lambda *sizes: _planar_start(*sizes, draw=np.random.randn)
            ),
            "expected a dictionary with the keys W1, b1, W2, b2": _planar_with_costs,
            "is a `return` missing?": _planar_nothing,
        },
        "predict": {
            "These are the activations; a prediction says whether they are above 0.5.": partial(
                _planar_predict, says=lambda A2: A2
            ),
            "The threshold is strict: an activation of exactly 0.5 counts as 0.": partial(
                _planar_predict, says=lambda A2: A2 >= 0.5
            ),
            "Every answer is 1. Is it `A2`, after one sigmoid, that is compared with 0.5?": partial(
                _planar_predict, says=lambda A2: A2 > 0
            ),
            "Every answer is 0. Does the comparison with 0.5 reach the array that you return?": partial(
                _planar_predict, says=lambda A2: A2 > 1
            ),
            "An `if` asks one question about the whole row; compare every entry with 0.5 instead.": partial(
                _planar_predict, says=lambda A2: 1 if A2 > 0.5 else 0
            ),
            "The predictions are -1 and 1; they should be 0 and 1.": partial(
                _planar_predict, says=lambda A2: np.where(A2 > 0.5, 1, -1)
            ),
            "The predictions stand in a column; they belong in a row, `(1, m)`.": partial(
                _planar_predict, says=lambda A2: A2.T > 0.5
            ),
            "One number comes back for all examples: each gets an answer of its own.": partial(
                _planar_predict, says=lambda A2: np.mean(A2 > 0.5)
            ),
            "The result lists the places of the ones; asked is a 0 or a 1 for every example.": partial(
                _planar_predict, says=lambda A2: np.flatnonzero(A2 > 0.5)
            ),
            "The whole result of `forward_propagation` is returned or compared: its first part is `A2`.": lambda parameters, X: (
                _planar_forward(X, parameters)
            ),
            "The answers are those without biases: does `forward_propagation` pass its own check?": partial(
                _planar_predict, forward=partial(_planar_forward, b1=0, b2=0)
            ),
            "The answers are those without the bias `b2`: does `forward_propagation` pass its own check?": partial(
                _planar_predict, forward=partial(_planar_forward, b2=0)
            ),
            "0 and 1 are exchanged.": partial(_planar_predict, says=lambda A2: A2 <= 0.5),
            "The predictions have one axis only: keep the shape `(1, m)`.": partial(
                _planar_predict, says=lambda A2: A2[0] > 0.5
            ),
            "The sum `Z2` is compared with 0.5: compare the activation `A2`.": partial(
                _planar_predict, forward=partial(_planar_forward, output=lambda z: z)
            ),
            "The hidden layer is compared, not the output: `forward_propagation` returns `A2` first.": lambda parameters, X: (
                _planar_forward(X, parameters)[1]["A1"] > 0.5
            ),
        },
        "prelu_gradients": {
            "`ds` is not divided by `m`: the cost is a mean, for the slopes too.": _planar_prelu_changed(
                ds=lambda ds, m: ds * m
            ),
            "`ds` counts the positive sums: the slope acts only where `Z1` is negative.": partial(
                _planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * np.maximum(Z1, 0))
            ),
            "`ds` counts all sums: the slope acts only where `Z1` is negative.": partial(
                _planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * Z1)
            ),
            "`ds` has the slope `s` in it once more: the derivative of `s * z` with respect to `s` is `z`.": [
                partial(_planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * np.minimum(s * Z1, 0))),
                partial(_planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * np.where(Z1 > 0, 0, s * Z1))),
            ],
            "The weights `W2` are missing from `ds`: the error reaches the unit through its weight.": partial(
                _planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dZ2 * np.minimum(Z1, 0))
            ),
            "`ds` counts the negative sums instead of adding them up: a nudge of the slope moves `a` by `z`.": partial(
                _planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * (Z1 < 0))
            ),
            "`ds` is one number: every hidden unit has a slope of its own.": _planar_prelu_changed(
                ds=lambda ds, m: np.full((1, 1), ds.sum())
            ),
            "The slope of the old tanh is still there: the new unit's is 1 or `s`.": partial(
                _planar_prelu, slope=lambda Z1, s: 1 - _planar_bend(Z1, s) ** 2
            ),
            "Behind negative sums the slope is `s`, not 0: this is the slope of ReLU.": partial(
                _planar_prelu, slope=lambda Z1, s: Z1 > 0
            ),
            "Behind negative sums the slope is `s`, not 1.": partial(_planar_prelu, slope=lambda Z1, s: 1),
            "The larger of `z` and `s * z` is taken: that fails for a slope above 1. Ask for the sign of `z`.": partial(
                _planar_prelu, bend=lambda Z1, s: np.maximum(Z1, s * Z1)
            ),
            "The hidden units pass positive sums only: negative ones are multiplied by `s`.": partial(
                _planar_prelu, bend=lambda Z1, s: np.maximum(Z1, 0)
            ),
            "The gradients come first; return the cost, then the gradients.": _planar_prelu_exchanged,
            "The cost is right, and no slope is divided by `m`: the cost is a mean, for the slopes too.": _planar_prelu_changed(
                **dict.fromkeys(("dW1", "db1", "ds", "dW2", "db2"), lambda value, m: value * m)
            ),
            "All slopes have the wrong sign: which way round is the error at the output?": _planar_prelu_changed(
                **dict.fromkeys(("dW1", "db1", "ds", "dW2", "db2"), lambda value, m: -value)
            ),
            "`ds` has the wrong sign.": _planar_prelu_changed(ds=lambda ds, m: -ds),
            "`ds` has one axis only: it is a column, like `s`.": _planar_prelu_changed(ds=lambda ds, m: ds[:, 0]),
            "`db1` and `db2` have one axis only: they are columns, like the biases.": _planar_prelu_changed(
                db1=lambda value, m: value[:, 0], db2=lambda value, m: value[:, 0]
            ),
            "The sign of `A1` is asked, not that of `Z1`: with a slope below 0 the two differ.": partial(
                _planar_prelu, slope=lambda Z1, s: np.where(_planar_bend(Z1, s) > 0, 1, s)
            ),
            "The two pieces are exchanged, forward and backward: positive sums pass as they are.": partial(
                _planar_prelu,
                bend=lambda Z1, s: np.where(Z1 > 0, s * Z1, Z1),
                slope=lambda Z1, s: np.where(Z1 > 0, s, 1),
                ds=lambda dA1, Z1, s, W2, dZ2: _planar_sum(dA1 * np.maximum(Z1, 0)),
            ),
            "On the way back the two pieces are exchanged: behind positive sums the slope is 1.": partial(
                _planar_prelu, slope=lambda Z1, s: np.where(Z1 > 0, s, 1)
            ),
            (
                "An `if` asks one question about the whole array; each sum needs an answer of its own: which function "
                "of "
                "NumPy chooses entry by entry?"
            ): partial(_planar_prelu, bend=lambda Z1, s: Z1 if Z1 > 0 else s * Z1),
            "`s` does not learn: its slope is zero. Which box of the chain does it enter?": _planar_prelu_changed(
                ds=lambda ds, m: 0 * ds
            ),
            "`ds` is added up over the units, not over the examples: look at the axis of the sum.": partial(
                _planar_prelu, ds=lambda dA1, Z1, s, W2, dZ2: np.sum(dA1 * np.minimum(Z1, 0), axis=0, keepdims=True)
            ),
            "The error at the output carries the slope of the sigmoid: with this cost it cancels.": _planar_prelu_with_slope,
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
            "1.Z1": "`Z1` is the first to differ. Work out the two sums of the network by hand and compare: the order "
            "of the product, then the bias.",
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
            "error and the slope of tanh are its three factors.",
            "db1": "`dW1` is right, `db1` is not: it adds up the same `dZ1` along the examples, and stays a column.",
        },
        "update_parameters": {
            "W1": "`W1` is wrong. Take a slope of 1 and a rate of 0.1: by how much does your weight move, and which "
            "way?",
            "b1": "`W1` is right, `b1` is not: compare the two lines, letter by letter.",
            "W2": "The first layer is right, `W2` is not: compare its line with that of `W1`.",
            "b2": "Three of the four are right, `b2` is not: compare its line with that of `b1`.",
        },
        "prelu_gradients": {
            0: "The cost is wrong, so the way forward is. Draw one hidden unit by hand, for a sum above 0 and one "
            "below: what does it answer?",
            "1.dW2": "The cost is right, `dW2` is not: the last layer is as in `backward_propagation`, with the new "
            "`A1`.",
            "1.db2": "`dW2` is right, `db2` is not: it adds up the same error along the examples.",
            "1.ds": "The output layer is right, `ds` is not. Nudge the slope of one unit by hand: for which examples "
            "does its answer move, and by how much?",
            "1.dW1": "`ds` is right, `dW1` is not: what does the new unit multiply the error by on its way back, above "
            "0 and below?",
            "1.db1": "`dW1` is right, `db1` is not: it adds up the same error along the examples.",
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
            "a": "The sigmoid ends in 0 and 1, so that its answer can be read as a probability, as the cost wants it.",
            "b": "Q, ReLU, has no upper end and is exactly 0 on one half: neither is a probability, and log 0 is "
            "infinite.",
            "c": "R, tanh, gives negative answers too: a probability of -0.7 means nothing, and its logarithm does not "
            "exist.",
            "d": "T, a leaky ReLU, has no ends at all. It is at home in hidden layers.",
        },
        "q5": {
            "a": "That is the activation itself. The slope of tanh is never negative: the curve rises everywhere.",
            "b": "1 - a**2 = 1 - 0.36: the activation alone is enough, and its sign does not matter.",
            "c": "That is a squared; subtract it from 1. At a = 0, in the steep middle, the slope must be 1.",
            "d": "a * (1 - a) is the slope of the sigmoid. tanh has another formula, in which a is squared.",
        },
        "q6": {
            "a": "Left of 0 the slope of ReLU is 0, and it multiplies everything that comes back to this unit.",
            "b": "The bias of the unit sits behind the same flat piece: its slope is zero as well.",
            "c": "A slope of 0.01 lets a hundredth of the error through, which is not nothing.",
            "d": "Its activation is max(0, z) = 0 for every example, and 0 times any weight is 0.",
        },
        "q7": {
            "a": "More units do not help: the hidden layer only forms weighted sums, and sums of sums are sums.",
            "b": "A bend would have to come from a function with a bend, and none of the hidden units has one.",
            "c": "All layers together are one weighted sum, and the sigmoid at the end says on which side of one "
            "threshold it lies.",
            "d": "For that, products or squares of the inputs would have to be formed somewhere, and they are not.",
        },
        "q8": {
            "a": "That is the blame that arrives at the activation, -2 times 0.4. It still has to pass through tanh.",
            "b": "-2 times 0.4 is -0.8, times the slope of tanh, 1 - 0.25 = 0.75, is -0.6.",
            "c": "0.5 times 0.4 is the slope of the weight w. Asked is what reaches the unit through that weight.",
            "d": "That takes 1 - a for the slope of tanh; the formula has a squared.",
        },
        "q9": {
            "a": "The blame reaches `W1` only through `W2`, which is zero until it has made its first step.",
            "b": "The slope of `W2` is the error times the hidden activations, and these are tanh of the biases: not "
            "zero.",
            "c": "The biases make the activations different, so the entries of `W2` become different, so each unit "
            "gets blame of its own. Any difference breaks the symmetry.",
            "d": "Zero weights alone do not stop learning. Work out which slopes are zero in the first step, and which "
            "of them still are in the second.",
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
_BORDER = "A sum of exactly 0 is a corner, where either slope will do, and does not occur in the cases."


def _exchange(text, before, after):
    """Return a change of one part of a line of the solution."""
    return f"{text} -> {text.replace(before, after, 1)}"


_SLOPES = (
    "return {'dW1': np.dot(dZ1, X.T) / m, 'db1': np.sum(dZ1, axis=1, keepdims=True) / m, 'dW2': np.dot(dZ2, "
    "cache['A1'].T) / m, 'db2': np.sum(dZ2, axis=1, keepdims=True) / m}"
)
_MODEL = "def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):"
_PRELU = (
    "return (compute_cost(A2, Y), {'dW1': np.dot(dZ1, X.T) / m, 'db1': np.sum(dZ1, axis=1, keepdims=True) / m, 'ds': "
    "np.sum(dA1 * np.minimum(Z1, 0), axis=1, keepdims=True) / m, 'dW2': np.dot(dZ2, A1.T) / m, 'db2': np.sum(dZ2, "
    "axis=1, keepdims=True) / m})"
)

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
            (_exchange(_SLOPES, "np.sum(dZ2, axis=1, ", "np.sum(dZ2, "), _ONE_OUTPUT),
        ],
        "nn_model": [
            (_exchange(_MODEL, "10000", "10001"), "One step more in 10,000 makes no difference that matters."),
            (_exchange(_MODEL, "10000", "9999"), "One step less in 10,000 makes no difference that matters."),
        ],
        "prelu_gradients": [
            (_exchange("A1 = np.where(Z1 > 0, Z1, s * Z1)", ">", ">="), "At a sum of 0 both branches give 0."),
            (_exchange("dZ1 = dA1 * np.where(Z1 > 0, 1, s)", ">", ">="), _BORDER),
            (_exchange("dA1 = np.dot(W2.T, dZ2)", "np.dot", "np.multiply"), _ONE_OUTPUT),
            (_exchange(_PRELU, "np.sum(dZ2, axis=1, ", "np.sum(dZ2, "), _ONE_OUTPUT),
        ],
    },
}
