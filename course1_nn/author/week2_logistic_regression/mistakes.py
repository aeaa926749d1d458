"""The known mistakes of week 2 and the explanations of its quiz; never released to students."""

import math
from functools import partial

import numpy as np


def _logistic(x):
    return 1 / (1 + np.exp(-x))


def _logistic_into_integers(x):
    s = np.zeros_like(x)
    s[...] = _logistic(x)
    return s


def _slope_into_integers(x):
    s = np.zeros_like(x)
    s[...] = _logistic(x) * (1 - _logistic(x))
    return s


def _divide_in_place(x):
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x


def _divided_in_place(x):
    norms = np.linalg.norm(x, axis=1, keepdims=True)
    if x.dtype.kind != "f":
        return x / norms
    x /= norms
    return x


def _softmax(x, axis=1, keepdims=True):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=keepdims)


def _softmax_column_maximum(x):
    e = np.exp(x - np.max(x, axis=0, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def _softmax_one_maximum(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e, axis=1, keepdims=True)


def _softmax_minimum(x):
    e = np.exp(x - np.min(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def _softmax_changed(change, *, shift=lambda x: np.max(x, axis=1, keepdims=True), total=np.sum):
    """Return what `change(e, sum)` makes of the powers of the shifted scores and of their sums."""

    def wrong(x):
        e = np.exp(x - shift(x))
        return change(e, total(e, axis=1, keepdims=True))

    return wrong


def _squares(A, B):
    return ((A[:, :, None] - B[:, None, :]) ** 2).sum(axis=0)


def _pair_by_pair(A, B):
    A, B = A.astype(float), B.astype(float)
    return [min(range(A.shape[1]), key=lambda i: np.sum((A[:, i] - B[:, j]) ** 2)) for j in range(B.shape[1])]


# ------------------------------------------------------------------------------ right versions, with knobs to get wrong


def _logistic_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _logistic_losses(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))


def _logistic_propagate(w, b, X, Y, *, slope=lambda A, Y: A - Y, cost=lambda A, Y: np.mean(_logistic_losses(A, Y))):
    m = X.shape[1]
    A = _logistic_sigmoid(w.T @ X + b)
    dZ = slope(A, Y)
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cost(A, Y)


def _logistic_optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False, *,
                      gradient=_logistic_propagate, noted=lambda i: i % 100 == 0, loop=range):  # fmt: skip
    costs = []
    for i in loop(num_iterations):
        grads, cost = gradient(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        if noted(i):
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


def _logistic_predict(w, b, X):
    return (_logistic_sigmoid(w.T @ X + b) > 0.5).astype(float)


def _logistic_model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, *,
                   optimize=_logistic_optimize, start=lambda n: np.zeros((n, 1))):  # fmt: skip
    w = start(X_train.shape[0])
    parameters, _, costs = optimize(w, 0.0, X_train, Y_train, num_iterations, learning_rate)
    return _logistic_results(parameters["w"], parameters["b"], X_train, X_test, costs, num_iterations, learning_rate)


def _logistic_results(w, b, X_train, X_test, costs, num_iterations, learning_rate, predict=_logistic_predict):
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# ----------------------------------------------------------------------------------------------------------- flatten


def _logistic_colours_first(columns):
    side = round((len(columns) / 3) ** 0.5)
    return columns.T.reshape(-1, side * side, 3).swapaxes(1, 2).reshape(-1, len(columns)).T


# --------------------------------------------------------------------------------------------------------- propagate


def _logistic_unaveraged(w, b, X, Y):
    grads, cost = _logistic_propagate(w, b, X, Y)
    return {name: X.shape[1] * slope for name, slope in grads.items()}, cost


def _logistic_divided_by_n(w, b, X, Y):
    grads, cost = _logistic_propagate(w, b, X, Y)
    n, m = X.shape
    return {name: slope * m / n for name, slope in grads.items()}, cost * m / n


def _logistic_no_sigmoid(w, b, X, Y):
    A, m = w.T @ X + b, X.shape[1]
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, np.mean(_logistic_losses(A, Y))


def _logistic_changed(**change):
    """Return a `propagate` whose result `dw`, `db` or `cost` is changed by the function given for it."""

    def wrong(w, b, X, Y):
        grads, cost = _logistic_propagate(w, b, X, Y)
        for name in grads.keys() & change.keys():
            grads[name] = change[name](grads[name])
        return grads, change.get("cost", lambda value: value)(cost)

    return wrong


def _logistic_db_per_example(w, b, X, Y):
    grads, cost = _logistic_propagate(w, b, X, Y)
    return grads | {"db": (_logistic_sigmoid(w.T @ X + b) - Y) / X.shape[1]}, cost


def _logistic_dw_per_example(w, b, X, Y):
    grads, cost = _logistic_propagate(w, b, X, Y)
    return grads | {"dw": X * (_logistic_sigmoid(w.T @ X + b) - Y) / X.shape[1]}, cost


def _logistic_untransposed(w, b, X, Y, *, product=np.matmul):
    """Multiply `w` by `X` as they stand."""
    A, m = _logistic_sigmoid(product(w, X) + b), X.shape[1]
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, np.mean(_logistic_losses(A, Y))


def _logistic_entry_by_entry(w, b, X, Y):
    A, m = _logistic_sigmoid(w * X + b), X.shape[1]
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, np.sum(_logistic_losses(A, Y)) / m


def _logistic_from_the_sum(w, b, X, Y):
    """Start the way back from Z instead of A."""
    dZ, m = w.T @ X + b - Y, X.shape[1]
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, _logistic_propagate(w, b, X, Y)[1]


def _logistic_lacks(name):
    def wrong(w, b, X, Y):
        grads, cost = _logistic_propagate(w, b, X, Y)
        del grads[name]
        return grads, cost

    return wrong


# ---------------------------------------------------------------------------------------------------------- optimize


def _logistic_ignores(function, **fixed):
    """Return `function` with the arguments in `fixed` ignored and those values used instead."""

    def wrong(one, two, three, four, num_iterations=None, learning_rate=None, print_cost=False):
        given = {"num_iterations": num_iterations, "learning_rate": learning_rate}
        return function(one, two, three, four, **{key: item for key, item in given.items() if item is not None} | fixed)

    return wrong


def _logistic_default(function, **default):
    """Return `function` with another default value."""

    def wrong(one, two, three, four, num_iterations=None, learning_rate=None, print_cost=False):
        given = {"num_iterations": num_iterations, "learning_rate": learning_rate}
        given = {key: item for key, item in given.items() if item is not None}
        return function(one, two, three, four, **default | given)

    return wrong


def _logistic_uphill(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    return _logistic_optimize(w, b, X, Y, num_iterations, -learning_rate)


def _logistic_b_stays(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = _logistic_propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        costs += [cost] * (i % 100 == 0)
    return {"w": w, "b": b}, grads, costs


def _logistic_one_gradient(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    first = _logistic_propagate(w, b, X, Y)
    return _logistic_optimize(w, b, X, Y, num_iterations, learning_rate, gradient=lambda *arguments: first)


def _logistic_late_costs(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, _ = _logistic_propagate(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        costs += [_logistic_propagate(w, b, X, Y)[1]] * (i % 100 == 0)
    return {"w": w, "b": b}, grads, costs


def _logistic_late_gradient(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    params, _, costs = _logistic_optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, _logistic_propagate(params["w"], params["b"], X, Y)[0], costs


def _logistic_first_gradient(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    params, _, costs = _logistic_optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, _logistic_propagate(w, b, X, Y)[0], costs


def _logistic_returns_start(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    _, grads, costs = _logistic_optimize(w, b, X, Y, num_iterations, learning_rate)
    return {"w": w, "b": b}, grads, costs


def _logistic_returns_last_but_one(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    _, grads, costs = _logistic_optimize(w, b, X, Y, num_iterations, learning_rate)
    if num_iterations > 1:
        earlier, _, _ = _logistic_optimize(w, b, X, Y, num_iterations - 1, learning_rate)
        w, b = earlier["w"], earlier["b"]
    return {"w": w, "b": b}, grads, costs


def _logistic_one_uphill(name):
    """Return an `optimize` that adds the gradient of `name` and subtracts the other one."""

    def gradient(w, b, X, Y):
        grads, cost = _logistic_propagate(w, b, X, Y)
        return grads | {name: -grads[name]}, cost

    def wrong(*arguments, **named):
        params, grads, costs = _logistic_optimize(*arguments, **named, gradient=gradient)
        return params, grads | {name: -grads[name]}, costs

    return wrong


def _logistic_last_cost(*arguments, **named):
    params, grads, _ = _logistic_optimize(*arguments, **named)
    costs = _logistic_optimize(*arguments, **named, noted=lambda i: True)[2]
    return params, grads, costs[-1:]


def _logistic_costs_if_printed(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    params, grads, costs = _logistic_optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs if print_cost else []


def _logistic_other_order(*arguments, **named):
    params, grads, costs = _logistic_optimize(*arguments, **named)
    return grads, params, costs


# ------------------------------------------------------------------------------------------------------------- model


def _logistic_exchanged(*arguments, **named):
    made = _logistic_model(*arguments, **named)
    train, test = made["Y_prediction_train"], made["Y_prediction_test"]
    return made | {"Y_prediction_test": train, "Y_prediction_train": test}


def _logistic_trained_on_test(X_train, Y_train, X_test, Y_test, *arguments, **named):
    made = _logistic_model(X_test, Y_test, X_train, Y_train, *arguments, **named)
    train, test = made["Y_prediction_train"], made["Y_prediction_test"]
    return made | {"Y_prediction_test": train, "Y_prediction_train": test}


def _logistic_finished_with(finish):
    """Return a `model` that predicts with, and stores, `finish(w, b)` instead of the trained w and b."""

    def wrong(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
        made = _logistic_model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
        w, b = finish(made["w"], made["b"])
        return _logistic_results(w, b, X_train, X_test, made["costs"], num_iterations, learning_rate)

    return wrong


def _logistic_stores(what):
    """Return a `model` that stores `what(w, b, X, Y)` in the place of the predictions."""

    def wrong(X_train, Y_train, X_test, Y_test, *arguments, **named):
        made = _logistic_model(X_train, Y_train, X_test, Y_test, *arguments, **named)
        w, b = made["w"], made["b"]
        return made | {
            "Y_prediction_train": what(w, b, X_train, Y_train),
            "Y_prediction_test": what(w, b, X_test, Y_test),
        }

    return wrong


def _logistic_accuracy(w, b, X, Y):
    return 100 - 100 * np.mean(np.abs(_logistic_predict(w, b, X) - Y))


def _logistic_predicts_by_if(w, b, X):
    return np.array([[1.0 if _logistic_sigmoid(w.T @ X + b) > 0.5 else 0.0]])


def _logistic_keeps_start(name):
    """Return a `model` that stores the parameter `name` of the start, and predicts with the trained ones."""

    def wrong(*arguments, **named):
        made = _logistic_model(*arguments, **named)
        return made | {name: 0 * made[name]}

    return wrong


def _logistic_stores_default(*arguments, **named):
    made = _logistic_model(*arguments, **named)
    return made | {"num_iterations": 2000, "learning_rate": 0.5}


def _logistic_same_twice(name):
    """Return a `model` that stores the predictions `name` for both sets."""

    def wrong(*arguments, **named):
        made = _logistic_model(*arguments, **named)
        return made | dict.fromkeys(("Y_prediction_train", "Y_prediction_test"), made[name])

    return wrong


def _logistic_lacks_costs(*arguments, **named):
    made = _logistic_model(*arguments, **named)
    del made["costs"]
    return made


def _logistic_keeps_default(name):
    """Return a `model` that does not pass the argument `name` on to `optimize`."""

    def optimize(w, b, X, Y, num_iterations, learning_rate):
        given = {"num_iterations": num_iterations, "learning_rate": learning_rate}
        del given[name]
        return _logistic_optimize(w, b, X, Y, **given)

    return partial(_logistic_model, optimize=optimize)


# --------------------------------------------------------------------------------------------------------- challenge


def _logistic_raw(prepare, finish, rate=0.5):
    """Return a wrong answer to the challenge: how X is prepared, and what becomes of w and b."""

    def wrong(X, Y):
        mean, scale = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
        with np.errstate(all="ignore"):
            params, _, _ = _logistic_optimize(np.zeros((len(X), 1)), 0.0, prepare(X, mean, scale), Y, 2000, rate)
        return finish(params["w"], params["b"], mean, scale)

    return wrong


def _logistic_plain(X, mean, scale):
    return X


def _logistic_standard(X, mean, scale):
    return (X - mean) / scale


def _logistic_as_is(w, b, mean, scale):
    return w, b


LOGISTIC_RAW = "On 1,000 unseen examples `w` and `b` are right for"


MISTAKES = {
    "0_lesson": {},
    "1_python_basics": {
        "test": {
            "Every letter counts, capitals too: both words start with a capital letter.": lambda test: {
                "test": test.lower()
            },
            "There is no comma in the text that is asked for.": lambda test: {"test": test.replace(" ", ", ")},
            "There is no exclamation mark in the text that is asked for.": lambda test: {"test": test + "!"},
        },
        "basic_sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": lambda x: (
                1 / (1 + math.exp(x))
            ),
            "The denominator is 1 minus the exponential; it is a sum.": lambda x: 1 / (1 - math.exp(-x)),
            "The result is cut off to a whole number: keep its decimals.": lambda x: int(1 / (1 + math.exp(-x))),
            "The result is rounded: return it with all its decimals.": lambda x: round(1 / (1 + math.exp(-x)), 2),
            "This is a step, 0 or 1; the sigmoid rises smoothly.": lambda x: 1.0 if x > 0 else 0.0,
            "This is the slope of the sigmoid, which comes in exercise 4; asked is the sigmoid itself.": lambda x: (
                math.exp(-x) / (1 + math.exp(-x)) ** 2
            ),
            "The power is one of 2, not of the number e: which function of `math` is it?": lambda x: 1 / (1 + 2**-x),
            "Only the size of `x` counts here: a negative number needs a result below one half.": lambda x: (
                1 / (1 + math.exp(-abs(x)))
            ),
            "Parentheses are missing around the denominator: `1 / 1 + y` is `(1 / 1) + y`.": lambda x: (
                1 / 1 + math.exp(-x)
            ),
            "The 1 in the denominator is missing: 1 over `exp(-x)` is `exp(x)`.": lambda x: 1 / math.exp(-x),
            "The number `x` is cut off to a whole number before it is used: keep its decimals.": lambda x: (
                1 / (1 + math.exp(-int(x)))
            ),
            "This is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1.": math.tanh,
        },
        "sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": lambda x: (
                1 / (1 + np.exp(x))
            ),
            "The denominator is 1 minus the exponential; it is a sum.": lambda x: 1 / (1 - np.exp(-x)),
            "The 1 in the denominator is missing: 1 over `exp(-x)` is `exp(x)`.": lambda x: 1 / np.exp(-x),
            "This is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1.": np.tanh,
            "This is the slope of the sigmoid, which comes next; asked is the sigmoid itself.": lambda x: (
                _logistic(x) * (1 - _logistic(x))
            ),
            "The results are rounded: return them with all their decimals.": lambda x: _logistic(x).round(2),
            "One number comes back for the whole array: keep the shape of `x`.": lambda x: np.mean(_logistic(x)),
            "This is a step, 0 or 1; the sigmoid rises smoothly.": lambda x: (np.asarray(x) > 0).astype(float),
            (
                "Every call raises a TypeError. A function of `math` takes one number, not an array: does one stand in "
                "the formula? NumPy's own works on every entry at once."
            ): lambda x: 1 / (1 + math.exp(-x)),
            "Parentheses are missing around the denominator: `1 / 1 + y` is `(1 / 1) + y`.": lambda x: (
                1 / 1 + np.exp(-x)
            ),
            (
                "`np.zeros_like(x)` of an integer array is an integer array, so that everything below 1 is cut off to "
                "0: make it with `np.zeros(x.shape)`."
            ): _logistic_into_integers,
            "The entries share one sum, as in a softmax: the sigmoid looks at each entry alone.": lambda x: (
                np.exp(x) / np.exp(x).sum()
            ),
            "The shape is lost on the way: return an array of the same shape as `x`.": lambda x: _logistic(x).ravel(),
        },
        "sigmoid_derivative": {
            "In the slope formula, s is the sigmoid of `x`, not `x` itself: compute `s` first.": lambda x: x * (1 - x),
            "This is the sigmoid itself: its slope is s times (1 - s).": _logistic,
            "The second factor is 1 - s, not 1 + s.": lambda x: _logistic(x) * (1 + _logistic(x)),
            "The second factor takes `x` where it needs s, the sigmoid of `x`.": lambda x: _logistic(x) * (1 - x),
            "The first factor is `x`; it is s, the sigmoid of `x`.": lambda x: x * (1 - _logistic(x)),
            "This is 1 - s: the factor s is missing or, in the rule for quotients, the square below the line.": lambda x: (
                1 - _logistic(x)
            ),
            (
                "A matrix product stands where every entry meets its own partner: which sign multiplies entry by entry?"
            ): lambda x: np.dot(_logistic(x), 1 - _logistic(x)),
            "The slope is twice too large: there is no factor 2 in s times 1 - s.": lambda x: (
                2 * _logistic(x) * (1 - _logistic(x))
            ),
            "This is the slope of tanh, 1 - s**2 with s = tanh(x).": lambda x: 1 - np.tanh(x) ** 2,
            "This is 1 - s**2, the rule for tanh; that for the sigmoid is s times 1 - s.": lambda x: (
                1 - _logistic(x) ** 2
            ),
            "The slopes are rounded.": lambda x: (_logistic(x) * (1 - _logistic(x))).round(2),
            "The second factor is 1 - s; this is s squared.": lambda x: _logistic(x) ** 2,
            "The sign is turned round: the sigmoid climbs everywhere.": lambda x: _logistic(x) * (_logistic(x) - 1),
            "The sigmoid is taken twice: once is enough, and s is used in both factors.": lambda x: (
                _logistic(_logistic(x)) * (1 - _logistic(_logistic(x)))
            ),
            (
                "`np.zeros_like(x)` of an integer array is an integer array, so that every slope is cut off to 0: make "
                "it with `np.zeros(x.shape)`."
            ): _slope_into_integers,
        },
        "image2vector": {
            "The result has one axis only; a column has two, and the second has size 1.": lambda image: image.reshape(
                -1
            ),
            "This is a row; a column has all its numbers along the first axis.": lambda image: image.reshape(1, -1),
            "The depth stays an axis of its own: all three axes go into the column.": lambda image: image.reshape(
                -1, image.shape[2]
            ),
            "The axes are turned round before they are flattened, so the numbers come in another order.": lambda image: (
                image.T.reshape(-1, 1)
            ),
            "The channels come one after the other; in the asked order, the numbers of one pixel stay together.": lambda image: (
                image.transpose(2, 0, 1).reshape(-1, 1)
            ),
            "Each row of the picture stays a row of its own: all three axes go into the column.": lambda image: (
                image.reshape(len(image), -1)
            ),
            "Rows and columns of the picture are exchanged, so the numbers come in another order.": lambda image: (
                image.transpose(1, 0, 2).reshape(-1, 1)
            ),
            "The numbers have changed: laying out a picture computes nothing, not even a division by 255.": lambda image: (
                image.reshape(-1, 1) / 255
            ),
            "The column stands on its head: the first number of the picture comes first.": lambda image: image.reshape(
                -1, 1
            )[::-1],
            "Only the first channel is laid out: all of them go into the column.": lambda image: image[
                :, :, :1
            ].reshape(-1, 1),
            "The depth is taken to be 3 always: read it off `image.shape`.": lambda image: image.reshape(
                image.shape[0] * image.shape[1] * 3, 1
            ),
            "The size is fixed to that of one example: read all three sizes off `image.shape`.": lambda image: (
                image.reshape(12, 1)
            ),
            "The picture is taken to be square: its length and its height may differ.": lambda image: image.reshape(
                image.shape[0] * image.shape[0] * image.shape[2], 1
            ),
        },
        "normalize_rows": {
            "The columns are normalized, not the rows: a sum along each row is a sum over `axis=1`.": lambda x: (
                x / np.linalg.norm(x, axis=0, keepdims=True)
            ),
            "`keepdims=True` is missing: norms of shape (m,) are laid along the columns, not the rows.": lambda x: (
                x / np.linalg.norm(x, axis=1)
            ),
            "The whole array is divided by one norm: each row needs its own, so name the axis.": lambda x: (
                x / np.linalg.norm(x)
            ),
            "The row is divided by the sum of its absolute values; the L2 norm is the root of the sum of squares.": lambda x: (
                x / np.abs(x).sum(axis=1, keepdims=True)
            ),
            "The row is divided by its sum, in which signs cancel.": lambda x: x / x.sum(axis=1, keepdims=True),
            "The square root is missing: the row is divided by its sum of squares.": lambda x: (
                x / (x**2).sum(axis=1, keepdims=True)
            ),
            "The row is divided by its largest absolute value, not by its length.": lambda x: (
                x / np.abs(x).max(axis=1, keepdims=True)
            ),
            "`x /= ...` cannot put decimals into an array of whole numbers: write the quotient to a new array.": _divide_in_place,
            "These are the norms; divide the rows by them.": lambda x: np.linalg.norm(x, axis=1, keepdims=True),
            "A call changes its argument `x` in place": _divided_in_place,
            "The rows are multiplied by their norms: divide by them.": lambda x: (
                x * np.linalg.norm(x, axis=1, keepdims=True)
            ),
            "The mean of each row is subtracted: only the length changes here, not the direction.": lambda x: (
                (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
            ),
            "Each row is stretched to the range from 0 to 1; asked is a length of 1.": lambda x: (
                (x - x.min(axis=1, keepdims=True)) / np.ptp(x, axis=1, keepdims=True)
            ),
            "The sum is squared, so that signs cancel first: square every entry, then add.": lambda x: (
                x / np.sqrt(x.sum(axis=1, keepdims=True) ** 2)
            ),
            "The root is taken of the mean of the squares: the norm is the root of their sum.": lambda x: (
                x / np.sqrt((x**2).mean(axis=1, keepdims=True))
            ),
            "The norm of the first row is used for all rows: each row needs its own.": lambda x: (
                x / np.linalg.norm(x[0])
            ),
            "The result holds whole numbers, so that everything below 1 has become 0: let it hold decimals.": lambda x: (
                (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(int)
            ),
            "The rows have lost their signs.": lambda x: np.abs(x) / np.linalg.norm(x, axis=1, keepdims=True),
        },
        "softmax": {
            "`np.exp` of a large number is infinite: subtract the largest value of each row first.": lambda x: (
                np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
            ),
            (
                "The maximum of the whole array is subtracted, which leaves nothing of a row far below it: take each "
                "row's own."
            ): _softmax_one_maximum,
            "The maximum of each column is subtracted, which changes the shares within a row: take each row's.": _softmax_column_maximum,
            "Each column sums to 1, not each row: the sum runs along the row, over `axis=1`.": lambda x: (
                np.exp(x - x.max(axis=0)) / np.exp(x - x.max(axis=0)).sum(axis=0)
            ),
            "The whole array sums to 1, not each row: name the axis of the sum.": lambda x: (
                np.exp(x - x.max()) / np.exp(x - x.max()).sum()
            ),
            "`keepdims=True` is missing: sums of shape (m,) are laid along the columns, not the rows.": lambda x: (
                _softmax(x, keepdims=False)
            ),
            "The exponential is missing: the scores themselves are divided.": lambda x: (
                x / x.sum(axis=1, keepdims=True)
            ),
            (
                "The smallest value of each row is subtracted, not the largest: `exp` overflows where they are far "
                "apart."
            ): _softmax_minimum,
            "The division by the sum of the row is missing.": lambda x: np.exp(x - x.max(axis=1, keepdims=True)),
            "The maximum lacks `keepdims=True`: maxima of shape (m,) are laid along the columns, not the rows.": lambda x: (
                np.exp(x - x.max(axis=1)) / np.exp(x - x.max(axis=1)).sum(axis=1, keepdims=True)
            ),
            "The maximum is subtracted above the line only: below it `exp` takes the scores as they came.": lambda x: (
                np.exp(x - x.max(axis=1, keepdims=True)) / np.exp(x).sum(axis=1, keepdims=True)
            ),
            "The maximum is subtracted below the line only: above it `exp` takes the scores as they came.": lambda x: (
                np.exp(x) / np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)
            ),
            (
                "The mean of each row is subtracted: where scores are far apart `exp` still overflows. What makes the "
                "largest exponent 0?"
            ): _softmax_changed(lambda e, total: e / total, shift=lambda x: x.mean(axis=1, keepdims=True)),
            "The powers are divided by their mean, so that each row adds up to the number of its scores.": _softmax_changed(
                lambda e, total: e / total, total=np.mean
            ),
            "These are logarithms of the probabilities.": _softmax_changed(lambda e, total: np.log(e) - np.log(total)),
            "These are the odds upside down: the sum goes below the line.": _softmax_changed(
                lambda e, total: total / e
            ),
            "The largest score gets 1 and all others 0: a softmax gives every score a share.": lambda x: (
                x == x.max(axis=1, keepdims=True)
            ).astype(float),
            "The lowest score gets the largest share: look at the sign of the exponent.": lambda x: _softmax(-x),
            "Each score is squashed on its own, as by the sigmoid: a row has to add up to 1.": _logistic_sigmoid,
            "The shares are rounded.": lambda x: _softmax(x).round(2),
        },
        "L1": {
            "This is the mean; the loss is the sum, without a division.": lambda yhat, y: np.mean(np.abs(y - yhat)),
            "The absolute value is missing, so errors of both signs cancel (`y - yhat` is added up).": lambda yhat, y: (
                np.sum(y - yhat)
            ),
            "The absolute value is missing, so errors of both signs cancel (`yhat - y` is added up).": lambda yhat, y: (
                np.sum(yhat - y)
            ),
            "The absolute value is taken of the sum: take it of every difference, then add.": lambda yhat, y: abs(
                np.sum(y - yhat)
            ),
            "The differences are squared: that is the L2 loss.": lambda yhat, y: np.sum((y - yhat) ** 2),
            "The errors are not added up: the loss is one number.": lambda yhat, y: np.abs(y - yhat),
            "This is the largest error; the loss is the sum of all.": lambda yhat, y: np.max(np.abs(y - yhat)),
            "The sizes are subtracted: subtract first, then take the absolute value.": lambda yhat, y: np.sum(
                np.abs(y) - np.abs(yhat)
            ),
            "Only predictions that are too high count: an error counts on either side.": lambda yhat, y: np.sum(
                np.maximum(yhat - y, 0)
            ),
            "Only predictions that are too low count: an error counts on either side.": lambda yhat, y: np.sum(
                np.maximum(y - yhat, 0)
            ),
            "There is no factor one half in this loss.": lambda yhat, y: np.sum(np.abs(y - yhat)) / 2,
            "The wrong predictions are counted: add up how far off they are.": lambda yhat, y: np.sum(y != yhat),
            "The loss is cut off to a whole number.": lambda yhat, y: int(np.sum(np.abs(y - yhat))),
        },
        "L2": {
            "This is the mean; the loss is the sum, without a division.": lambda yhat, y: np.mean((y - yhat) ** 2),
            "The square root is taken at the end: the L2 loss is the sum of squares itself.": lambda yhat, y: np.sqrt(
                np.sum((y - yhat) ** 2)
            ),
            "The absolute differences are added without a square: that is the L1 loss.": lambda yhat, y: np.sum(
                np.abs(y - yhat)
            ),
            "The square is taken of the sum: square every difference, then add.": lambda yhat, y: np.sum(y - yhat) ** 2,
            "The differences are doubled, not squared: `** 2` is a power.": lambda yhat, y: np.sum((y - yhat) * 2),
            "The errors are not added up: the loss is one number.": lambda yhat, y: (y - yhat) ** 2,
            "The squares are subtracted, not the difference squared: subtract first.": lambda yhat, y: np.sum(
                y**2 - yhat**2
            ),
            "There is no factor one half in this loss.": lambda yhat, y: np.sum((y - yhat) ** 2) / 2,
            "Only the prediction is squared: put the difference in brackets.": lambda yhat, y: np.sum(y - yhat**2),
            "The root of the mean is taken: the loss is the sum of the squares, no more.": lambda yhat, y: np.sqrt(
                np.mean((y - yhat) ** 2)
            ),
            "This is the product of predictions and answers: it is the difference that is multiplied by itself.": lambda yhat, y: (
                np.dot(y, yhat)
            ),
            "This is the largest error squared; the loss is the sum of all.": lambda yhat, y: np.max((y - yhat) ** 2),
            "The sign is turned round: a loss is never below 0.": lambda yhat, y: -np.sum((y - yhat) ** 2),
            "The loss is cut off to a whole number.": lambda yhat, y: int(np.sum((y - yhat) ** 2)),
        },
        # The judge in checks.py says these sentences.
        "nearest_columns": {
            "The result is a table with an entry for each pair; asked is one position for each column of `B`.": lambda A, B: (
                _squares(A.astype(float), B.astype(float))
            ),
            "The result has one entry for each column of `A`; asked is one for each column of `B`: the other axis.": lambda A, B: (
                _squares(A.astype(float), B.astype(float)).argmin(axis=1)
            ),
            "The result holds the distances themselves; asked is the position of the smallest one.": lambda A, B: (
                np.sqrt(_squares(A.astype(float), B.astype(float)).min(axis=0))
            ),
            "Each position is that of the farthest column of `A`, not of the nearest.": lambda A, B: _squares(
                A.astype(float), B.astype(float)
            ).argmax(axis=0),
            "The differences count by their size, not by their square: that is another distance than asked.": lambda A, B: (
                np.abs(A.astype(float)[:, :, None] - B[:, None, :]).sum(axis=0).argmin(axis=0)
            ),
            "The differences are added with their signs, so that they cancel: square them first.": lambda A, B: (
                (A.astype(float)[:, :, None] - B[:, None, :]).sum(axis=0).argmin(axis=0)
            ),
            "The largest product is not the smallest distance: a long column wins too often.": lambda A, B: (
                A.astype(float).T @ B
            ).argmax(axis=0),
            "These arrays hold bytes (`uint8`), whose differences wrap around below 0: convert to `float` first.": lambda A, B: (
                _squares(A, B).argmin(axis=0)
            ),
            "The positions are right, but it is not five times as fast as a loop over all pairs of columns.": _pair_by_pair,
        },
    },
    "2_logistic_regression": {
        "sizes": {
            "`m_train` and `m_test` are exchanged.": lambda m_train, m_test, num_px: {
                "m_train": m_test,
                "m_test": m_train,
                "num_px": num_px,
            },
            "`num_px` is 3, the number of colours; expected the number of pixels along one side of a picture.": lambda m_train, m_test, num_px: {
                "m_train": m_train,
                "m_test": m_test,
                "num_px": 3,
            },
            "`num_px` is not the number of pixels along one side of a picture.": lambda m_train, m_test, num_px: {
                "m_train": m_train,
                "m_test": m_test,
                "num_px": num_px * num_px,
            },
            "`m_train` is not the number of training pictures.": lambda m_train, m_test, num_px: {
                "m_train": 1,
                "m_test": 1,
                "num_px": num_px,
            },
            "`m_test` is not the number of test pictures.": lambda m_train, m_test, num_px: {
                "m_train": m_train,
                "m_test": m_train,
                "num_px": num_px,
            },
        },
        "flatten": {
            "`train_set_x_flatten` has the right shape, but each column mixes numbers of many pictures": lambda train_set_x_flatten, test_set_x_flatten: {
                "train_set_x_flatten": train_set_x_flatten.T.reshape(train_set_x_flatten.shape),
                "test_set_x_flatten": test_set_x_flatten.T.reshape(test_set_x_flatten.shape),
            },
            "`train_set_x_flatten` has one picture per row, expected one per column": lambda train_set_x_flatten, test_set_x_flatten: {
                "train_set_x_flatten": train_set_x_flatten.T,
                "test_set_x_flatten": test_set_x_flatten.T,
            },
            "Every column of `train_set_x_flatten` holds one picture, but its numbers stand in another order.": lambda train_set_x_flatten, test_set_x_flatten: {
                "train_set_x_flatten": _logistic_colours_first(train_set_x_flatten),
                "test_set_x_flatten": _logistic_colours_first(test_set_x_flatten),
            },
            "`train_set_x_flatten` holds numbers from 0 to 1: keep the bytes from 0 to 255 here": lambda train_set_x_flatten, test_set_x_flatten: {
                "train_set_x_flatten": train_set_x_flatten / 255,
                "test_set_x_flatten": test_set_x_flatten / 255,
            },
            "`test_set_x_flatten` has the shape": lambda train_set_x_flatten, test_set_x_flatten: {
                "train_set_x_flatten": train_set_x_flatten,
                "test_set_x_flatten": train_set_x_flatten,
            },
        },
        "sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": lambda z: (
                1 / (1 + np.exp(z))
            ),
            "The denominator is 1 minus the exponential; it is a sum.": lambda z: 1 / (1 - np.exp(-z)),
            "It works for a number and not for an array: is it a function of `math`? NumPy's own takes both.": lambda z: (
                1 / (1 + math.exp(-z))
            ),
            "The results are rounded: return them with all their decimals.": lambda z: np.round(
                _logistic_sigmoid(z), 2
            ),
            "Brackets are missing: `1 / 1 + np.exp(-z)` divides 1 by 1 first.": lambda z: 1 / 1 + np.exp(-z),
            "The 1 in the denominator is missing: it is `1 + np.exp(-z)`.": lambda z: 1 / np.exp(-z),
            "This is the hyperbolic tangent, which runs from -1 to 1; the sigmoid runs from 0 to 1.": np.tanh,
            "This is the slope of the sigmoid, `s * (1 - s)`; asked is the sigmoid itself.": lambda z: (
                _logistic_sigmoid(z) * (1 - _logistic_sigmoid(z))
            ),
            "This is a step, 0 or 1; the sigmoid rises smoothly and has a slope everywhere.": lambda z: np.where(
                np.asarray(z) > 0, 1.0, 0.0
            ),
            "This is the softmax, whose values add up to 1; here every number is squashed on its own.": lambda z: (
                np.exp(z) / np.sum(np.exp(z))
            ),
            "One number comes back for the whole array: keep the shape of `z`.": lambda z: np.mean(
                _logistic_sigmoid(z)
            ),
        },
        "initialize_with_zeros": {
            "`w` must be a column: its shape is `(dim, 1)`, weights first.": lambda dim: (np.zeros((1, dim)), 0.0),
            "`np.zeros(dim)` has one axis only: the shape of a column is the tuple `(dim, 1)`.": lambda dim: (
                np.zeros(dim),
                0.0,
            ),
            "`b` is the number 0, not an array with one entry.": lambda dim: (np.zeros((dim, 1)), np.zeros((1, 1))),
            "The neuron has one bias, a single number, not one for every weight.": lambda dim: (
                np.zeros((dim, 1)),
                np.zeros((dim, 1)),
            ),
            "The weights start at zero here, not at random.": lambda dim: (np.random.randn(dim, 1) * 0.01, 0.0),
            "The weights are ones; they start at zero.": lambda dim: (np.ones((dim, 1)), 0.0),
            "Only `w` is returned: return `w` and `b`.": lambda dim: np.zeros((dim, 1)),
            "The number of weights is always 2: use `dim`.": lambda dim: (np.zeros((2, 1)), 0.0),
            "`w` and `b` are returned in the other order.": lambda dim: (0.0, np.zeros((dim, 1))),
            "`w` is a square table: it is a column, one weight for each feature.": lambda dim: (
                np.zeros((dim, dim)),
                0.0,
            ),
            "`b` is the number 0, not an array of shape (1,).": lambda dim: (np.zeros((dim, 1)), np.zeros(1)),
            "The bias is 1; it starts at 0.": lambda dim: (np.zeros((dim, 1)), 1.0),
            (
                "`w` holds whole numbers, into which no step of descent fits (`w -= ...` fails): make an array of "
                "floats."
            ): [lambda dim: (np.zeros((dim, 1), dtype=int), 0), lambda dim: (np.full((dim, 1), 0), 0.0)],
            "`w` is one number, whatever `dim` is: it is a column of `dim` weights.": lambda dim: (0.0, 0.0),
        },
        "propagate": {
            "`dw` and `db` are sums over the examples: divide them by `m`.": _logistic_unaveraged,
            "`dw` is a sum over the examples: divide it by `m`, as you do with `db`.": lambda w, b, X, Y: (
                _logistic_changed(dw=lambda dw: dw * X.shape[1])(w, b, X, Y)
            ),
            "`db` is a sum over the examples: divide it by `m`, as you do with `dw`.": lambda w, b, X, Y: (
                _logistic_changed(db=lambda db: db * X.shape[1])(w, b, X, Y)
            ),
            "The cost is a sum over the examples: divide it by `m`.": partial(
                _logistic_propagate, cost=lambda A, Y: np.sum(_logistic_losses(A, Y))
            ),
            "Neither the cost nor the gradients are divided by `m`.": lambda w, b, X, Y: (
                _logistic_unaveraged(w, b, X, Y)[0],
                _logistic_propagate(w, b, X, Y)[1] * X.shape[1],
            ),
            "The sums are divided by the number of features: `m` is `X.shape[1]`, the number of columns.": _logistic_divided_by_n,
            "The gradient has the wrong sign: it starts from `A - Y`, the answer minus the label.": partial(
                _logistic_propagate, slope=lambda A, Y: Y - A
            ),
            (
                "The gradient still carries the slope of the sigmoid: with this cost it cancels, and the error is left."
            ): partial(_logistic_propagate, slope=lambda A, Y: (A - Y) * A * (1 - A)),
            "The minus in front of the cost is missing, so that it comes out negative.": _logistic_changed(
                cost=lambda cost: -cost
            ),
            "The cost uses `np.log10`; it is defined with the natural logarithm, `np.log`.": _logistic_changed(
                cost=lambda cost: cost / np.log(10)
            ),
            "The cost uses `np.log2`; it is defined with the natural logarithm, `np.log`.": _logistic_changed(
                cost=lambda cost: cost / np.log(2)
            ),
            "The cost counts the cats only: the term `(1 - Y) * np.log(1 - A)` is missing.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A))
            ),
            "In the cost `A` and `Y` are exchanged: the logarithms are taken of the activations.": partial(
                _logistic_propagate, cost=lambda A, Y: np.mean(_logistic_losses(Y, A))
            ),
            "This cost is the squared error; asked is the one with the two logarithms.": partial(
                _logistic_propagate, cost=lambda A, Y: np.mean((A - Y) ** 2)
            ),
            "The cost is an array with one loss per example: add them up.": partial(
                _logistic_propagate, cost=lambda A, Y: _logistic_losses(A, Y) / A.shape[1]
            ),
            "The cost has the shape (1, 1), as a matrix product leaves it: `np.squeeze` makes it a number.": _logistic_changed(
                cost=lambda cost: np.full((1, 1), cost)
            ),
            "`db` is an array with one slope per example: add them up.": _logistic_db_per_example,
            "`db` has one entry but still an axis: sum without `keepdims` and without `axis`.": _logistic_changed(
                db=lambda db: np.full((1, 1), db)
            ),
            "`db` is an array of shape (1,): `np.sum` without `axis=1` gives a number.": _logistic_changed(
                db=lambda db: np.full(1, db)
            ),
            "`dw` keeps one column per example: the product `X @ (A - Y).T` adds them up, `*` does not.": _logistic_dw_per_example,
            "`dw` is a row; it needs the shape of `w`, a column.": _logistic_changed(dw=lambda dw: dw.T),
            "`dw` has one axis only; it needs the shape of `w`, `(n, 1)`.": _logistic_changed(dw=lambda dw: dw[:, 0]),
            "The bias `b` is missing from `Z`.": lambda w, b, X, Y: _logistic_propagate(w, 0.0, X, Y),
            "The sigmoid is missing: the activations are `sigmoid(Z)`.": _logistic_no_sigmoid,
            (
                "The product of `w` and `X` fits only where there is a single feature: write the two shapes side by "
                "side. Which of them has to be turned?"
            ): [_logistic_untransposed, partial(_logistic_untransposed, product=np.dot)],
            (
                "`w * X` multiplies entry by entry, so that each feature is judged on its own: the product of matrices "
                "adds them up."
            ): _logistic_entry_by_entry,
            "The way back starts from `Z - Y`: the error is that of the answer, the activation.": _logistic_from_the_sum,
            "`dw` has the wrong sign; `db` is right.": _logistic_changed(dw=np.negative),
            "`db` has the wrong sign; `dw` is right.": _logistic_changed(db=lambda db: -db),
            "`dw` is divided by `m` twice: the sum over the examples is divided once.": lambda w, b, X, Y: (
                _logistic_changed(dw=lambda dw: dw / X.shape[1])(w, b, X, Y)
            ),
            "`db` is divided by `m` twice: the sum over the examples is divided once.": lambda w, b, X, Y: (
                _logistic_changed(db=lambda db: db / X.shape[1])(w, b, X, Y)
            ),
            "The cost is divided by `m` twice: the mean is a sum divided once.": lambda w, b, X, Y: _logistic_changed(
                cost=lambda cost: cost / X.shape[1]
            )(w, b, X, Y),
            "There is no factor one half in this cost.": _logistic_changed(cost=lambda cost: cost / 2),
            "The two terms of the cost are subtracted: both logarithms are added before the minus in front.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A) - (1 - Y) * np.log(1 - A))
            ),
            "The second logarithm of the cost is that of `A`: for a picture without a cat it is that of `1 - A`.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(np.log(A))
            ),
            "The second term of the cost lacks its factor: it counts where the label is 0.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A) + np.log(1 - A))
            ),
            "The second term of the cost lacks its logarithm.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A) + (1 - Y) * (1 - A))
            ),
            "The cost counts the pictures without cats only: the term with `Y` is missing.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean((1 - Y) * np.log(1 - A))
            ),
            "The labels are exchanged in the cost: `Y` belongs to the logarithm of `A`.": partial(
                _logistic_propagate, cost=lambda A, Y: np.mean(_logistic_losses(A, 1 - Y))
            ),
            "Only the first term of the cost has the minus and the division in front: put both terms in brackets.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A))
            ),
            "Only the first term of the cost is added up over the examples: put both terms into the sum.": partial(
                _logistic_propagate, cost=lambda A, Y: -np.mean(Y * np.log(A)) + (1 - Y) * np.log(1 - A)
            ),
            "The cost still has an axis, of length 1: one number is asked for.": _logistic_changed(
                cost=lambda cost: np.full(1, cost)
            ),
            "The gradient is one number for all weights: each weight needs a slope of its own.": _logistic_changed(
                dw=np.sum
            ),
            "`db` is missing from the gradients.": _logistic_lacks("db"),
            "`dw` is missing from the gradients.": _logistic_lacks("dw"),
            "Only the gradients are returned: return `grads` and `cost`.": lambda *a: _logistic_propagate(*a)[0],
            "Only the cost is returned: return `grads` and `cost`.": lambda *a: _logistic_propagate(*a)[1],
            (
                "Everything is divided by 600, the number of the training pictures: `m` is the number of columns of "
                "the "
                "`X` that is given."
            ): lambda w, b, X, Y: (
                _logistic_changed(dw=lambda dw: dw * X.shape[1] / 600, db=lambda db: db * X.shape[1] / 600)(w, b, X, Y)[
                    0
                ],
                np.sum(_logistic_losses(_logistic_sigmoid(w.T @ X + b), Y)) / 600,
            ),
            "The bias is subtracted in `Z`; it is added.": lambda w, b, X, Y: _logistic_propagate(w, -b, X, Y),
            "Cost and gradients are returned in the other order: first `grads`, then `cost`.": lambda w, b, X, Y: (
                _logistic_propagate(w, b, X, Y)[::-1]
            ),
        },
        "optimize": {
            "The steps go uphill: subtract the gradient, do not add it.": _logistic_uphill,
            "`b` never moves: update it as well, with `db`.": _logistic_b_stays,
            "`learning_rate` is ignored: the steps always have the default length.": _logistic_ignores(
                _logistic_optimize, learning_rate=0.009
            ),
            "The learning rate is missing from the update: the whole gradient is subtracted.": _logistic_ignores(
                _logistic_optimize, learning_rate=1.0
            ),
            "`num_iterations` is ignored: there are always 100 steps.": _logistic_ignores(
                _logistic_optimize, num_iterations=100
            ),
            "Every cost is kept: keep those of the steps 0, 100, 200, ... only.": partial(
                _logistic_optimize, noted=lambda i: True
            ),
            "No cost is kept.": partial(_logistic_optimize, noted=lambda i: False),
            "The cost of step 0 is missing: 0 counts as a multiple of 100.": partial(
                _logistic_optimize, noted=lambda i: i > 0 and i % 100 == 0
            ),
            "The cost is kept after steps 100, 200, ...; keep it before steps 0, 100, 200, ...": partial(
                _logistic_optimize, noted=lambda i: i % 100 == 99
            ),
            "The costs are one step late: keep the cost that `propagate` returned before the update.": _logistic_late_costs,
            "Costs are kept only if `print_cost` is True: keep them always.": _logistic_costs_if_printed,
            "The gradient is computed once and used in every step: `propagate` belongs inside the loop.": _logistic_one_gradient,
            "`grads` must be the gradient of the last step, from before its update.": _logistic_late_gradient,
            "There is one step too few: `range(num_iterations)` makes `num_iterations` steps.": partial(
                _logistic_optimize, loop=lambda count: range(max(count - 1, 1))
            ),
            "There is one step too many: `range(num_iterations)` makes `num_iterations` steps.": partial(
                _logistic_optimize, loop=lambda count: range(count + 1)
            ),
            "The default of `num_iterations` is 100.": _logistic_default(_logistic_optimize, num_iterations=2000),
            "The default of `learning_rate` is 0.009.": _logistic_default(_logistic_optimize, learning_rate=0.5),
            "The results come in another order: `params`, `grads`, `costs`.": _logistic_other_order,
            "These steps follow a gradient that is not divided by `m`. Does `propagate` pass its own check?": partial(
                _logistic_optimize, gradient=_logistic_unaveraged
            ),
            "These steps follow a gradient with the wrong sign. Does `propagate` pass its own check?": partial(
                _logistic_optimize, gradient=partial(_logistic_propagate, slope=lambda A, Y: Y - A)
            ),
            "`w` and `b` come back as they were given, although the costs fall: return the updated ones.": _logistic_returns_start,
            "`w` and `b` lack the last update: return them after the loop, not as they were before its last step.": _logistic_returns_last_but_one,
            "`grads` is the gradient of the first step; return that of the last one.": _logistic_first_gradient,
            "`w` goes uphill and `b` downhill: subtract both gradients.": _logistic_one_uphill("dw"),
            "`b` goes uphill and `w` downhill: subtract both gradients.": _logistic_one_uphill("db"),
            "Only one step is made: does the `return` stand inside the loop?": partial(
                _logistic_optimize, loop=lambda count: range(1)
            ),
            "Only the first cost is kept: keep those of the steps 100, 200, ... too.": partial(
                _logistic_optimize, noted=lambda i: i == 0
            ),
            "Only the last cost is returned: `costs` is a list of those of the steps 0, 100, ...": _logistic_last_cost,
            "A cost is kept after every tenth step; asked are those of the steps 0, 100, 200, ...": partial(
                _logistic_optimize, noted=lambda i: i % 10 == 0
            ),
            "Only the parameters are returned: return `params`, `grads` and `costs`.": lambda *a, **k: (
                _logistic_optimize(*a, **k)[0]
            ),
            "`params` and `grads` are returned without `costs`.": lambda *a, **k: _logistic_optimize(*a, **k)[:2],
        },
        "predict": {
            "The threshold is strict: an activation of exactly 0.5 counts as 0.": lambda w, b, X: (
                _logistic_sigmoid(w.T @ X + b) >= 0.5
            ).astype(float),
            "These are the activations; a prediction is 1 where they are above 0.5, else 0.": lambda w, b, X: (
                _logistic_sigmoid(w.T @ X + b)
            ),
            "`Z` is compared with 0.5: the sigmoid is missing.": lambda w, b, X: (w.T @ X + b > 0.5).astype(float),
            "Every answer is 1. Is the sigmoid taken once, and compared with 0.5?": lambda w, b, X: (
                _logistic_sigmoid(w.T @ X + b) > 0
            ).astype(float),
            "Every answer is 0. Does the comparison with 0.5 reach the array that you return?": lambda w, b, X: (
                np.zeros((1, X.shape[1]))
            ),
            "An `if` asks one question about the whole row; compare every entry with 0.5 instead.": _logistic_predicts_by_if,
            "One number comes back for all examples: each gets an answer of its own.": lambda w, b, X: np.mean(
                _logistic_predict(w, b, X)
            ),
            "The bias is subtracted; it is added.": lambda w, b, X: _logistic_predict(w, -b, X),
            "Only the last example gets an answer: does the line inside the loop belong to every one?": lambda w, b, X: (
                _logistic_predict(w, b, X) * (np.arange(X.shape[1]) == X.shape[1] - 1)
            ),
            "The result lists the places of the cats; asked is a 0 or a 1 for every example.": lambda w, b, X: (
                np.flatnonzero(_logistic_predict(w, b, X))
            ),
            "The predictions have one axis only: keep the shape `(1, m)`.": lambda w, b, X: _logistic_predict(w, b, X)[
                0
            ],
            "The predictions stand in a column; they belong in a row, `(1, m)`.": lambda w, b, X: (
                _logistic_predict(w, b, X).T
            ),
            "0 and 1 are exchanged: above the threshold the answer is 1.": lambda w, b, X: (
                1 - _logistic_predict(w, b, X)
            ),
            "The predictions are -1 and 1; they should be 0 and 1.": lambda w, b, X: 2 * _logistic_predict(w, b, X) - 1,
            "The bias `b` is missing from `Z`.": lambda w, b, X: _logistic_predict(w, 0.0, X),
            "Only the first example is predicted.": lambda w, b, X: _logistic_predict(w, b, X[:, :1]),
        },
        "model": {
            "The predictions for training and test examples are exchanged.": _logistic_exchanged,
            "The model is trained on the test set: give `optimize` `X_train` and `Y_train`.": _logistic_trained_on_test,
            "`num_iterations` is not passed on to `optimize`.": _logistic_keeps_default("num_iterations"),
            "`learning_rate` is not passed on to `optimize`.": _logistic_keeps_default("learning_rate"),
            "`w` and `b` are still zero: take them out of the parameters that `optimize` returns.": _logistic_finished_with(
                lambda w, b: (np.zeros_like(w), 0.0)
            ),
            "`w` is trained, but `b` is still zero: take both out of the parameters that `optimize` returns.": _logistic_finished_with(
                lambda w, b: (w, 0.0)
            ),
            "The weights start at random: start from `initialize_with_zeros`.": partial(
                _logistic_model, start=lambda n: np.random.randn(n, 1) * 0.01
            ),
            "The default of `num_iterations` is 2000.": _logistic_default(_logistic_model, num_iterations=100),
            "The default of `learning_rate` is 0.5.": _logistic_default(_logistic_model, learning_rate=0.005),
            "Accuracies are stored in the place of the predictions.": _logistic_stores(_logistic_accuracy),
            "Activations are stored in the place of the predictions, which are 0 or 1.": _logistic_stores(
                lambda w, b, X, Y: _logistic_sigmoid(w.T @ X + b)
            ),
            (
                "The training follows a gradient that is not divided by `m`. Do `propagate` and `optimize` pass their "
                "own checks?"
            ): partial(_logistic_model, optimize=partial(_logistic_optimize, gradient=_logistic_unaveraged)),
            "`b` is trained, but `w` is still zero: take both out of the parameters that `optimize` returns.": _logistic_finished_with(
                lambda w, b: (np.zeros_like(w), b)
            ),
            "The predictions are right, but the `w` that is stored is that of the start.": _logistic_keeps_start("w"),
            "The predictions are right, but the `b` that is stored is that of the start.": _logistic_keeps_start("b"),
            "Both predictions are those for the training examples.": _logistic_same_twice("Y_prediction_train"),
            "Both predictions are those for the test examples.": _logistic_same_twice("Y_prediction_test"),
            "`num_iterations` and `learning_rate` are stored as their defaults, whatever was given.": _logistic_stores_default,
            "`costs` is one number: store the whole list that `optimize` returns.": lambda *a, **k: (
                _logistic_model(*a, **k) | {"costs": _logistic_model(*a, **k)["costs"][-1]}
            ),
            "The result is a tuple; asked is a dictionary with the names of the text.": lambda *a, **k: tuple(
                _logistic_model(*a, **k).values()
            ),
            "The dictionary lacks `costs`.": _logistic_lacks_costs,
        },
        "train_on_raw_features": {
            LOGISTIC_RAW: [
                _logistic_raw(_logistic_plain, _logistic_as_is, 0.005),
                _logistic_raw(_logistic_plain, _logistic_as_is, 1e-6),
                _logistic_raw(
                    lambda X, mean, scale: X - mean, lambda w, b, mean, scale: (w, b - np.sum(w * mean)), 1e-4
                ),
                _logistic_raw(lambda X, mean, scale: X / scale, lambda w, b, mean, scale: (w, b)),
                _logistic_raw(_logistic_standard, _logistic_as_is),
                _logistic_raw(_logistic_standard, lambda w, b, mean, scale: (w / scale, b)),
                _logistic_raw(_logistic_standard, lambda w, b, mean, scale: (w / scale, b - np.sum(w * mean))),
                _logistic_raw(_logistic_standard, lambda w, b, mean, scale: (w * scale, b - np.sum(w * mean))),
                _logistic_raw(_logistic_standard, lambda w, b, mean, scale: (w / scale, b + np.sum(w / scale * mean))),
            ],
        },
    },
}

# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "2_logistic_regression": {
        "initialize_with_zeros": {
            0: "`w` is not what is asked for: print it and its shape. It is a column of zeros, one for each feature.",
            1: "`w` is right, `b` is not: a neuron has one bias, and it starts as the number 0.",
        },
        "propagate": {
            1: "The cost is wrong. For the four examples by hand it is log 2: print `A` and each of its two terms.",
            "0.dw": "The cost is right, `dw` is not. Print `dZ` for the four examples by hand; then look at the order "
            "of the product, its transpose and the division.",
            "0.db": "The cost and `dw` are right, `db` is not. It is the mean of `dZ`: a single number.",
        },
        "optimize": {
            "0.w": "`w` is wrong. Make one step by hand from zero with learning rate 1: what is subtracted from `w`, "
            "and how often?",
            "0.b": "`w` is right, `b` is not: its update stands beside that of `w`, with its own slope.",
            "1.dw": "The parameters are right, `dw` is not: it is what `propagate` returned in the last step, before "
            "the update.",
            "1.db": "`dw` is right, `db` is not: it is what `propagate` returned in the last step.",
            2: "Parameters and gradient are right, `costs` is not. Which costs are kept, when in the step, and of "
            "which parameters?",
        },
        "model": {
            "w": "`w` is not the trained one. Which `w` is stored, and which arguments does `optimize` get?",
            "b": "`w` is right, `b` is not: take both from the same result of `optimize`.",
            "costs": "The parameters are right, `costs` is not: it is the list that `optimize` returns.",
            "Y_prediction_train": "The parameters are right, the predictions for the training examples are not. Which "
            "`w`, `b` and `X` does `predict` get?",
            "Y_prediction_test": "The predictions for the training examples are right, those for the test examples are "
            "not. Which `X` does `predict` get?",
            "learning_rate": "The result is right but for `learning_rate`: store the one that was given.",
            "num_iterations": "The result is right but for `num_iterations`: store the one that was given.",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "The shape (600, 500) is right and the content is not: `reshape` refills row by row, so every column "
            "would collect numbers from many photos. The photos have to be kept apart before anything is turned.",
            "b": "This keeps the photos apart, but its shape is (500, 600): each photo lies in a row. In our notation "
            "examples are columns.",
            "c": "`reshape(500, -1)` writes each photo into a row of 600 numbers, and `.T` turns rows into columns: "
            "(600, 500), with whole photos.",
            "d": "Here 20 is kept as the length of a side, so the result is (20, 15000): 15,000 columns of 20 numbers. "
            "A column must hold all 20 times 30 numbers of one photo.",
        },
        "q2": {
            "a": "That is z, the weighted sum: 2 - 3 + 1. A neuron has one more step, which makes z a probability.",
            "b": "z = 2 * 1 + (-1) * 3 + 1 = 0, and the sigmoid of 0 is 1 / (1 + 1): the neuron is undecided.",
            "c": "You get this from z = 2 - 3 = -1, where the bias has been left out. It belongs to the sum, before "
            "the sigmoid.",
            "d": "You get this from z = 2 + 3 + 1 = 6, where the second weight has lost its minus sign. A negative "
            "weight lowers z when its input grows.",
        },
        "q3": {
            "a": "The cost is the mean of the losses, not the loss of the mean prediction. Work out -log(0.001): it is "
            "6.9, and it has to be averaged in.",
            "b": "Counting who is closer ignores by how much. For the two sure answers the gain is about 0.5 each; "
            "compare that with what the third one costs.",
            "c": "The weights act on the cost only through the predictions, and all of these are given, as are the "
            "labels. Nothing else enters the formula.",
            "d": "P costs -log(0.6) = 0.51. Q costs (0.01 + 0.01 + 6.91) / 3 = 2.31: the loss has no upper limit, so "
            "one example that is sure and wrong outweighs the rest.",
        },
        "q4": {
            "a": "The cost of logistic regression is convex, so there is no other valley to get stuck in: a small rate "
            "takes the same way down, only in more steps.",
            "b": "R's swings grow from step to step: each step lands higher on the other side. More steps of the same "
            "length take it further away.",
            "c": "P goes down steadily without any zigzag, the sign of steps that are shorter than they need to be.",
            "d": "A rate that is too small shows as a curve that is still falling. Q is flat at the lowest cost: the "
            "slope there is nearly zero, because there is next to nothing left to gain.",
        },
        "q5": {
            "a": "That follows only the direct arrow from a to v: 3 times 0.001. But a feeds u as well, and u feeds v.",
            "b": "The slope of v by a is 1 directly plus c = 3 through u, together 4; J is three times v, so the slope "
            "is 12, and the nudge of 0.001 gives 0.012. A value used twice adds up both ways.",
            "c": "That follows only the arrow through u: 3 times 3 times 0.001. But a also enters v directly.",
            "d": "12 is the slope, that is, the change of J per unit of a. The nudge was only a thousandth of a unit.",
        },
        "q6": {
            "a": "dz = 0.9 - 0 = 0.9, so dw = (1.8, -0.9) and db = 0.9, and the step goes against the slope. Since the "
            "second input is negative, raising its weight is what lowers z.",
            "b": "z must indeed come down. But the second input is -1: lowering its weight would raise z. Each "
            "weight's slope is its own input times dz.",
            "c": "This is the direction of the slope itself, which makes the cost larger. Gradient descent subtracts "
            "the slope.",
            "d": "The bias acts on z like a weight whose input is always 1, so its slope is dz itself, which is zero "
            "only where the prediction equals the label.",
        },
        "q7": {
            "a": "(1, 4) times (4, 100): the inner sizes agree, so this gives (1, 100), and `b` is added throughout.",
            "b": "`np.exp`, `1 +` and `1 /` work entry by entry on an array of any shape, so no shape stops them.",
            "c": "Two arrays of the shape (1, 100) are subtracted entry by entry; nothing has to be stretched.",
            "d": "(4, 100) times (1, 100): the inner sizes are 100 and 1. `dZ.T` is missing: (4, 100) times (100, 1) "
            "is (4, 1), the shape of `w`.",
        },
        "q8": {
            "a": "Written flush right, 4 stands over 3, and neither is 1. That `T` has three rows does not help: the "
            "comparison starts at the last size.",
            "b": "Written flush right, 4 stands over 4, and the missing size is stretched to 3: all rows get the ones.",
            "c": "The sum along axis 1 has the shape (3,), and flush right that is 4 over 3. The row totals have lost "
            "the direction in which they would have to be stretched.",
            "d": "`keepdims=True` leaves the totals in the shape (3, 1), which is stretched along the rows: each row "
            "is divided by its own total.",
        },
        "q9": {
            "a": "This would need labels that lie in a row. Look at what `reshape(-1, 1)` makes of six numbers: the -1 "
            "stands for the number of rows.",
            "b": "This would need both to be columns. `Y` is one, but the predictions lie in a row, and NumPy never "
            "turns an array by itself.",
            "c": "(1, 6) over (6, 1): both ones are stretched, and every prediction meets every label. No error. "
            "`labels.reshape(1, -1)` would have been right.",
            "d": "An error would be a blessing here. But a size of 1 fits every other size, so NumPy finds nothing to "
            "complain about.",
        },
        "q10": {
            "a": "`X[0]` is a view of the first row, and `*=` writes into the memory that it shares with `X`.",
            "b": "`X.T` is a view: the same memory, read in another order. Writing into it writes into `X`.",
            "c": "`first` starts as a view, but `first * 2` is a new array, and `=` only gives it the name. Nothing is "
            "written into the memory of `X`.",
            "d": "The product is a new array with its own memory; `first` never is a view of `X`.",
        },
    },
}


# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_SQUARE, _PRINTED = "The pictures are square.", "Only what is printed changes, which is not graded."
_MODEL = "num_iterations=2000, learning_rate=0.5, print_cost="
_DESCENT = "optimize(w, b, (X - mean) / scale, Y"
_TRAINED = "Scaled features are learned within 100 steps, and by any learning rate from 0.01 to 2."


def _raw(changed):
    return f"params, _, _ = {_DESCENT}, num_iterations=2000, learning_rate=0.5) -> params, _, _ = {_DESCENT}{changed})"


EQUIVALENT = {
    "1_python_basics": {
        "image2vector": [
            (
                "v = image.reshape(l * h * d, 1) -> v = image.reshape(l * h * d, -1)",
                "The size that is left is 1.",
            ),
        ],
        "nearest_columns": [
            (
                "A, B = (A.astype(float), B.astype(float)) -> A, B = (A.astype(float), B)",
                "A product with an array of floats is computed in floats.",
            ),
        ],
    },
    "2_logistic_regression": {
        "sizes": [("num_px = train_set_x_orig.shape[1] -> num_px = train_set_x_orig.shape[2]", _SQUARE)],
        "model": [
            (
                f"def model(X_train, Y_train, X_test, Y_test, {_MODEL}False): -> "
                f"def model(X_train, Y_train, X_test, Y_test, {_MODEL}True):",
                _PRINTED,
            ),
        ],
        "train_on_raw_features": [
            (_raw(changed), _TRAINED)
            for changed in (
                ", learning_rate=0.5",
                ", num_iterations=2000",
                ", num_iterations=2001, learning_rate=0.5",
                ", num_iterations=1999, learning_rate=0.5",
                ", num_iterations=2000, learning_rate=1.5",
                ", num_iterations=2000, learning_rate=1.0",
            )
        ],
    },
}
