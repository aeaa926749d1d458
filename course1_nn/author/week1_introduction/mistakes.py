"""The known mistakes of week 1 and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, given, part, result, rounded

PAIRS = "product(*tried)"
"""The pairs of kinks that the solved `fit_network` tries."""


def _finite_differences(name, step):
    """Return `name` written with central finite differences of the cost, whose step is absolute."""
    huber = "np.where(abs(error) <= delta, error**2, 2 * delta * abs(error) - delta**2)"
    more, loss = ("", "error**2") if name == "gradient" else (", delta", huber)
    return code(f"""
        def {name}(W, b, X, Y{more}):
            def J(W, b):
                error = neuron(X, W, b) - Y
                return np.mean({loss})

            h, dW = {step}, np.zeros_like(W)
            for k in range(W.size):
                unit = h * np.eye(W.size)[[k]]
                dW[0, k] = (J(W + unit, b) - J(W - unit, b)) / (2 * h)
            return dW, (J(W, b + h) - J(W, b - h)) / (2 * h)
    """)


STEPS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)


MISTAKES = {
    "0_lesson": {},
    "1_first_neuron": {
        "neuron": {
            "ReLU is missing, so predictions fall below 0: compare `Z` with 0, entry by entry.": edit(
                "np.maximum(0, Z)", "Z"
            ),
            "Positive values become 0 and negative ones stay: that is the minimum.": edit("np.maximum", "np.minimum"),
            "The absolute value is taken: below 0 the activation is 0, not the distance to 0.": edit(
                "np.maximum(0, Z)", "np.abs(Z)"
            ),
            "This is a step function, 0 or 1: above 0 the activation is `Z` itself.": edit(
                "np.maximum(0, Z)", "(Z > 0).astype(float)"
            ),
            "`np.max` finds the one largest entry; `np.maximum` compares entry by entry.": result(np.max),
            "The bias `b` is missing from the sum.": edit(" + b", ""),
            "The bias is added after ReLU: it belongs to the weighted sum.": edit(" + b", "", "(0, Z)", "(0, Z) + b"),
            "`W * X` multiplies entry by entry; the sum over the inputs is the matrix product `W @ X`.": edit(
                "np.dot(W, X)", "W.T * X"
            ),
            "One axis is lost: keep the shape `(1, m)`.": result(lambda A: A[0]),
            "The predictions are a column; they belong in a row, `(1, m)`.": result(np.transpose),
            "This is the sigmoid, which squeezes everything between 0 and 1; a price may be larger.": edit(
                "np.maximum(0, Z)", "1 / (1 + np.exp(-Z))"
            ),
            "An `if`, or Python's `max`, asks one question about the whole array; here every entry is compared separately. Which function compares entry by entry (hint 1)?": edit(
                "np.maximum(0, Z)", "Z if Z > 0 else 0.0"
            ),
            "`X` and `W` stand in the wrong order in the product: write the two shapes side by side, and the inner sizes must agree.": [
                edit("np.dot(W, X)", "X @ W"),
                edit("np.dot(W, X)", "np.dot(X, W)"),
            ],
            "The bias is subtracted: it is added to the sum.": edit("+ b", "- b"),
            "One number comes back for all houses: the sum runs over the inputs of one house, not over the houses.": edit(
                "np.dot(W, X)", "np.sum(W.T * X)"
            ),
            "Only the first input counts: every row of `X` has a weight of its own.": edit(
                "np.dot(W, X)", "np.dot(W[:, :1], X[:1])"
            ),
            **rounded("The predictions are"),
            "This is the positive part of tanh, which never exceeds 1: above 0 the activation is `Z` itself.": edit(
                "(0, Z)", "(0, np.tanh(Z))"
            ),
        },
        "mean_squared_error": {
            "This is the sum of the squares: divide it by the number of houses, which is that of the columns (`len` counts rows).": edit(
                "np.mean", "np.sum"
            ),
            "The square is missing, so errors of both signs cancel.": edit(" ** 2", ""),
            "The mean is squared: square every error first, then take the mean.": edit(
                "((A - Y) ** 2)", "(A - Y) ** 2"
            ),
            "The size of each error is taken, not its square.": edit("(A - Y) ** 2", "np.abs(A - Y)"),
            "A square root is taken at the end: the cost is the mean itself.": result(np.sqrt),
            "There is no factor one half in this cost.": result(lambda cost: cost / 2),
            "There is one number for each house: take the mean of them.": edit("np.mean", ""),
            "The squares are subtracted: subtract first, then square.": edit("(A - Y) ** 2", "A**2 - Y**2"),
            "`len(A)` is 1, the number of rows: the houses are the columns, `A.shape[1]`.": edit(
                "np.mean", "np.sum", "** 2)", "** 2, axis=1) / len(A)"
            ),
            "The cost has the shape (1,): `np.mean` without `axis` gives a number.": edit("** 2)", "** 2, axis=1)"),
            "The cost has two axes, as a matrix product leaves it: one number is asked for.": edit(
                "np.mean((A - Y) ** 2)", "(A - Y) @ (A - Y).T / A.shape[1]"
            ),
            "Two rows cannot be multiplied as matrices: is it the square of every entry that you want?": [
                edit("np.mean((A - Y) ** 2)", f"{square} / A.shape[1]")
                for square in ("np.dot(A - Y, A - Y)", "(A - Y) @ (A - Y)")
            ],
            "The sum is divided by one less than the number of houses: a mean divides by their number.": edit(
                "np.mean", "np.sum", "** 2)", "** 2) / (A.shape[1] - 1)"
            ),
            "Only the price is squared: put the difference in brackets, then square it.": edit(
                "(A - Y) ** 2", "A - Y**2"
            ),
            "The sizes of the errors are added up: square them, and take the mean.": edit(
                "np.mean((A - Y) ** 2)", "np.sum(np.abs(A - Y))"
            ),
            "Only the largest error counts here: take the mean over all houses.": edit("np.mean", "np.max"),
            "The median is taken, not the mean.": edit("np.mean", "np.median"),
            "The cost is divided by the number of houses twice: `np.mean` has done it already.": edit(
                "** 2)", "** 2) / A.shape[1]"
            ),
            "The cost is rounded: return it with all its decimals.": result(lambda cost: round(cost, 2)),
        },
        "grid_search": {
            "The pair with the highest cost is returned: a pair is better if its cost is lower.": edit(
                "np.inf", "-np.inf", "J < lowest", "J > lowest"
            ),
            "These are positions in the lists; asked are the weight and the bias there.": edit(
                "return best_w, best_b", "return [*weights].index(best_w), [*biases].index(best_b)"
            ),
            "Weight and bias are returned in the other order.": edit("return best_w, best_b", "return best_b, best_w"),
            "The cost returned is that of the last pair tried, not of the best one.": edit(
                "return best_w, best_b, lowest", "return best_w, best_b, J"
            ),
            "The lowest cost so far is never lowered: change it together with the pair.": edit(
                "np.inf",
                "cost(weights[0], biases[0], X, Y)",
                "J <",
                "J <=",
                "lowest = w",
                "best = w",
                "lowest\n",
                "best\n",
            ),
            "Each weight is tried with one bias only: a loop over all biases belongs inside the loop over weights.": edit(
                "for w in weights:\n        for b in biases", "for w, b in zip(weights, biases):\n        if True"
            ),
            "The best weight for the first bias is used for all biases: try every pair.": code("""
                def grid_search(X, Y, weights, biases):
                    w = min(weights, key=lambda weight: cost(weight, biases[0], X, Y))
                    b = min(biases, key=lambda bias: cost(w, bias, X, Y))
                    return w, b, cost(w, b, X, Y)
            """),
            "The cost is missing from the result: return three numbers.": result(lambda best: best[:2]),
            "The pair is the last one tried, although the cost is the lowest: remember the pair when the cost falls.": edit(
                "return best_w, best_b", "return w, b"
            ),
            "The bias is the last one tried: remember it together with the weight when the cost falls.": edit(
                "return best_w, best_b", "return best_w, b"
            ),
            "The cost comes first; the order asked for is weight, bias, cost.": edit(
                "return best_w, best_b, lowest", "return lowest, best_w, best_b"
            ),
            "No cost is ever below the first value of `lowest`, so no pair is ever stored: start so high that any cost is lower.": [
                edit("np.inf", "0"),
                edit("np.inf", "0.0; best_w = best_b = None"),
            ],
            "This is the first pair of all: does a `return` inside the loops end the search?": edit(
                "    return", "            return"
            ),
            "Only the first weight is tried: does a `return` inside the outer loop end the search?": edit(
                "    return", "        return"
            ),
            "Only the last weight is tried: does the inner loop stand inside the outer one?": edit(
                "weights:\n        for", "weights:\n        pass\n    for"
            ),
            "The last value of each list is never tried: a loop over the list itself leaves out none.": edit(
                "in weights", "in weights[:-1]", "in biases", "in biases[:-1]"
            ),
            "The first value of each list is never tried: positions count from 0.": edit(
                "in weights", "in weights[1:]", "in biases", "in biases[1:]"
            ),
            "`cost` gets the bias in the place of the weight: look at the order of its arguments.": edit(
                "cost(w, b", "cost(b, w"
            ),
            "The costs compared are sums over the houses. Does `mean_squared_error` pass its own check?": edit(
                "J = ", "J = X.size * "
            ),
            "The neurons tried lack ReLU: is `cost` called, and does `neuron` pass its own check?": edit(
                "cost(w, b, X, Y)", "mean_squared_error(w * X + b, Y)"
            ),
        },
        "finite_differences": {
            "The distance between the two points is `2 * h`: the derivatives are twice too large.": edit(
                "(2 * h)", "h"
            ),
            "The difference is not divided by the distance `2 * h`.": edit(" / (2 * h)", ""),
            "This is a one-sided difference, upwards only: take both sides and divide by `2 * h`.": edit(
                "w - h", "w", "b - h", "b", "(2 * h)", "h"
            ),
            "This is a one-sided difference, downwards only: take both sides and divide by `2 * h`.": edit(
                "w + h", "w", "b + h", "b", "(2 * h)", "h"
            ),
            "Both parameters change at once: a partial derivative keeps the others fixed.": edit(
                "w + h, b", "w + h, b + h", "w - h, b", "w - h, b - h", "return dw, db", "return dw, dw"
            ),
            "Brackets are missing: subtract the costs first, then divide.": edit("(cost", "cost", ")) /", ") /"),
            "`w` is still changed when `b` has its turn: put it back first.": edit("cost(w, b", "cost(w + h, b"),
            "The sign is wrong: it is the cost above minus the cost below.": edit("(2 *", "(-2 *"),
            "The derivatives are returned in the other order: first `dw`, then `db`.": result(
                lambda derivatives: derivatives[::-1]
            ),
            "The argument `h` is ignored: the step always has its default.": given(
                lambda w, b, X, Y, h=None: (w, b, X, Y)
            ),
            "These are derivatives of a sum of squares, not of a mean. Does `mean_squared_error` pass its own check?": edit(
                "(2 * h)", "(2 * h) * X.size"
            ),
            "Both are the derivative with respect to the weight: for `db` it is `b` that changes.": edit(
                "return dw, db", "return dw, dw"
            ),
            "The difference is multiplied by `h`: `x / 2 * h` divides by 2 only. What belongs in brackets?": edit(
                "(2 * h)", "2 * h"
            ),
            "The difference is divided by 2 but not by `h`: divide by the whole distance between the two points.": edit(
                "(2 * h)", "2"
            ),
            "The signs are lost: a negative derivative says that the cost falls when the parameter grows.": result(
                lambda derivatives: tuple(np.abs(derivatives))
            ),
            "`cost` gets the bias in the place of the weight: look at the order of its arguments.": edit(
                "def finite", "right = cost\ncost = lambda w, b, X, Y: right(b, w, X, Y)\ndef finite"
            ),
            "These are derivatives of a neuron without ReLU: is `cost` called, and does `neuron` pass its own check?": edit(
                "def finite", "cost = lambda w, b, X, Y: mean_squared_error(w * X + b, Y)\ndef finite"
            ),
            "Only the derivative with respect to the weight is returned: two numbers are asked for.": result(
                lambda derivatives: derivatives[0]
            ),
        },
        "gradient": {
            "The derivative of ReLU is missing: where `Z` is below 0 it is 0, and the house contributes nothing.": edit(
                " * (Z > 0)", ""
            ),
            "The derivative of ReLU depends on `Z`, the weighted sum, not on the prices.": edit("Z > 0", "Y > 0"),
            "The derivative of ReLU is exchanged: it is 1 where `Z` is above 0.": edit("Z > 0", "Z < 0"),
            "The product has the activation `A` in the place of its derivative, which is 1 or 0.": edit(
                "(Z > 0)", "neuron(X, W, b)"
            ),
            "The factor 2 of the square is missing.": edit("2 / m", "1 / m"),
            "The gradient is a sum over the houses: divide by `m`.": edit("2 / m", "2"),
            "The sums are divided by the number of inputs: `m` is `X.shape[1]`, the number of columns.": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "Both derivatives have the wrong sign: the error is the prediction minus the price.": edit(
                "neuron(X, W, b) - Y", "Y - neuron(X, W, b)"
            ),
            "The error is squared: the derivative of a square is twice the error.": edit("- Y)", "- Y) ** 2"),
            "`dW` is a column; it needs the shape of `W`, a row.": part(0, np.transpose),
            "`dW` keeps one column per house: the product `dZ @ X.T` adds them up, `*` does not.": edit(
                "np.dot(dZ, X.T)", "dZ * X"
            ),
            "`db` is an array with one number per house: add them up.": edit("np.sum(dZ)", "dZ"),
            "`db` still has axes: `np.sum` without `axis` gives a number.": edit(
                "np.sum(dZ)", "np.sum(dZ, axis=1, keepdims=True)"
            ),
            "The two are returned in the other order: first `dW`, then `db`.": result(lambda slopes: slopes[::-1]),
            "Neither the factor 2 of the square nor the division by `m` is there: where does `2 / m` go (hint 2)?": edit(
                "2 / m * ", ""
            ),
            "Both are a quarter of what they should be: the 2 of the square belongs above `m`, not below.": edit(
                "2 / m", "1 / (2 * m)"
            ),
            "Both are divided by `m` twice: once is enough, in `dZ`.": edit("2 / m", "2 / m**2"),
            "`db` is divided by `m` twice: `dZ` contains that division already, so add up and no more.": edit(
                "np.sum(dZ)", "np.mean(dZ)"
            ),
            "`dW` is divided by `m` twice: `dZ` contains that division already.": edit("X.T)", "X.T) / m"),
            "`db` leaves out the derivative of ReLU: it adds up the same `dZ` as `dW`.": edit(
                " * (Z > 0)", "", "np.dot(dZ", "np.dot(dZ * (Z > 0)"
            ),
            "`dW` leaves out the derivative of ReLU: it is made of the same `dZ` as `db`.": edit(
                " * (Z > 0)", "", "np.sum(dZ", "np.sum(dZ * (Z > 0)"
            ),
            "Only the sign of the error is used: the derivative of a square is twice the error itself.": edit(
                "(neuron(X, W, b) - Y)", "np.sign(neuron(X, W, b) - Y)"
            ),
            "The prices are missing from the error: it is the prediction minus the price.": edit(" - Y", ""),
            "`dW` is one number for all weights: each input needs its own.": edit("np.dot(dZ, X.T)", "np.sum(dZ * X)"),
            "`dW` has one axis only: keep the shape of `W`, `(1, n_x)`.": part(0, np.ravel),
            "The bias is missing from `Z`, so the unit is inactive for the wrong houses.": edit(
                "Z > 0", "np.dot(W, X) > 0"
            ),
            "These are finite differences: where the cost is large and the gradient small, their digits are lost (section 7).": [
                _finite_differences("gradient", step) for step in STEPS
            ],
        },
        "network": {
            "ReLU is applied to the output: the last layer is a weighted sum and nothing more.": result(
                lambda A2: np.maximum(0, A2)
            ),
            "ReLU is missing in the first layer, so the whole network is one straight line.": edit(
                "neuron(X, W1, b1)", "np.dot(W1, X) + b1"
            ),
            "`b1` is missing from the first layer.": edit("W1, b1)", "W1, 0)"),
            "`b2` is missing from the output.": edit(" + b2", ""),
            "The hidden neurons are added up without their weights `W2`.": edit("np.dot(W2", "np.dot(np.ones_like(W2)"),
            "`W2 * A1` multiplies entry by entry and leaves one row per neuron: `W2 @ A1` adds them up.": edit(
                "np.dot(W2, A1)", "W2.T * A1"
            ),
            "The result has one axis only: keep the shape `(1, m)`.": result(lambda A2: A2[0]),
            "This is the first layer, one row per neuron: the weighted sum is still to come.": edit(
                "np.dot(W2, A1) + b2", "A1"
            ),
            "The hidden units have a sigmoid as activation; theirs is ReLU.": edit(
                "neuron(X, W1, b1)", "1 / (1 + np.exp(-np.dot(W1, X) - b1))"
            ),
            "The hidden units have tanh as activation; theirs is ReLU.": edit(
                "neuron(X, W1, b1)", "np.tanh(np.dot(W1, X) + b1)"
            ),
            "A sigmoid is applied to the output: the last layer is a weighted sum and nothing more.": result(
                lambda A2: 1 / (1 + np.exp(-A2))
            ),
            "Neither layer has its bias.": edit("W1, b1)", "W1, 0)", " + b2", ""),
            "`b1` is added after ReLU: it belongs to the weighted sums of the first layer.": edit(
                "W1, b1)", "W1, 0) + b1"
            ),
            "`b2` is added to every hidden neuron: it belongs to the output, once.": edit("A1) + b2", "A1 + b2)"),
            "Only the first hidden neuron reaches the output: the product with `W2` adds up all of them.": edit(
                "np.dot(W2, A1)", "W2[:, :1] * A1[:1]"
            ),
            "The weights that are below 0 have lost their sign.": edit("np.dot(W2", "np.dot(np.abs(W2)"),
            "`W1` and `X` are multiplied entry by entry: every neuron meets every house in the product of matrices.": edit(
                "neuron(X, W1, b1)", "np.maximum(0, W1 * X + b1)"
            ),
            "The hidden neurons are averaged: the output is their weighted sum.": edit(
                "A1) + b2", "A1) / W2.size + b2"
            ),
            "One number comes back for all houses: the sum runs over the neurons, not over the houses.": edit(
                "np.dot(W2, A1)", "np.sum(np.dot(W2, A1))"
            ),
            "ReLU is applied to the wrong layer: it belongs to the hidden units, not to the output.": edit(
                "neuron(X, W1, b1)", "np.dot(W1, X) + b1", "np.dot(W2, A1) + b2", "np.maximum(0, np.dot(W2, A1) + b2)"
            ),
        },
        "huber_gradient": {
            "This is the gradient of the mean squared error: an error beyond `delta` counts like one of size `delta`.": edit(
                "np.clip(neuron(X, W, b) - Y, -delta, delta)", "neuron(X, W, b) - Y"
            ),
            "Errors beyond `delta` have no effect here: the loss goes on growing there, with the slope `2 * delta`.": edit(
                "np.clip(neuron(X, W, b) - Y, -delta, delta)",
                "(neuron(X, W, b) - Y) * (np.abs(neuron(X, W, b) - Y) <= delta)",
            ),
            "Large errors below 0 are not limited: the loss is the same on both sides.": edit(
                "-delta, delta", "None, delta"
            ),
            "Large errors above 0 are not limited: the loss is the same on both sides.": edit(
                "-delta, delta", "-delta, None"
            ),
            "Every error counts like one of size `delta`: within the threshold the loss is the square.": edit(
                "np.clip(neuron(X, W, b) - Y, -delta, delta)", "delta * np.sign(neuron(X, W, b) - Y)"
            ),
            "Beyond `delta` the derivative is twice as large as it should be: it is `2 * delta`, as at the threshold.": edit(
                "    dZ =", "    error = np.where(np.abs(error) >= delta, 2 * error, error)\n    dZ ="
            ),
            "Beyond `delta` the derivative is half of what it should be: it is `2 * delta`, as at the threshold.": edit(
                "    dZ =", "    error = np.where(np.abs(error) >= delta, error / 2, error)\n    dZ ="
            ),
            "The sign is lost beyond `delta`: the derivative of the absolute value is 1 or -1.": edit(
                "    dZ =", "    error = np.where(error <= -delta, delta, error)\n    dZ ="
            ),
            "The price is limited, not the error: look at the difference of prediction and price.": edit(
                "np.clip(neuron(X, W, b) - Y, -delta, delta)", "neuron(X, W, b) - np.clip(Y, -delta, delta)"
            ),
            "The derivative of ReLU is missing: where `Z` is below 0 it is 0, and the house contributes nothing.": edit(
                " * (Z > 0)", ""
            ),
            "The factor 2 is missing: the derivative of `error ** 2` is twice the error.": edit("2 / X", "1 / X"),
            "The gradient is a sum over the houses: divide by `m`.": edit("2 / X.shape[1]", "2"),
            "Both derivatives have the wrong sign: the error is the prediction minus the price.": result(
                lambda pair: (-pair[0], -pair[1])
            ),
            "`db` is an array with one number per house: add them up.": edit("np.sum(dZ)", "dZ"),
            "`dW` is a column; it needs the shape of `W`, a row.": part(0, np.transpose),
            "The two are returned in the other order: first `dW`, then `db`.": result(lambda pair: pair[::-1]),
            "These are finite differences: where the cost is large and the gradient small, their digits are lost (section 7).": [
                _finite_differences("huber_gradient", step) for step in STEPS
            ],
        },
        # The judges in checks.py say the rest of these sentences.
        "interpolating_network": {
            "the prediction is off by": [
                edit("np.diff(slopes, prepend=0)", "np.append(slopes, 0)[:-1]"),
                edit("np.diff(slopes, prepend=0)", "-np.diff(slopes, prepend=0)"),
                edit("np.diff(y) / np.diff(x)", "np.diff(y)"),
                edit("np.diff(y) / np.diff(x)", "np.diff(x) / np.diff(y)"),
                edit("y[0]", "0"),
                edit("y[0]", "y.mean()"),
                edit("x[:-1]", "x[1:]"),
                edit("-np.reshape", "np.reshape"),
                # constants, and one straight line
                lambda x, y: (np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 1)), y.mean()),
                lambda x, y: (np.ones((1, 1)), -x[:1, None], (y[-1:] - y[:1])[None] / (x[-1] - x[0]), y[0]),
            ],
            "The points are met, but between them, at": code("""
                def interpolating_network(x, y):
                    kinks = x[:-1] + 0.1 * np.diff(x)
                    inputs = np.vstack([np.maximum(0, x - kinks[:, None]), np.ones((1, len(x)))])
                    weights = np.linalg.lstsq(inputs.T, y, rcond=None)[0]
                    return np.ones((len(kinks), 1)), -kinks[:, None], weights[None, :-1], weights[-1]
            """),
            "hidden units for": code("""
                def interpolating_network(x, y):
                    W1, b1, W2, b2 = fit_evenly(x[None], y[None], 200)
                    return W1, b1, W2, b2
            """),
            "`W1` has the shape": result(lambda answer: (answer[0].ravel(), *answer[1:])),
            "expected four values, `(W1, b1, W2, b2)`.": result(lambda answer: answer[:3]),
        },
        "fit_network": {
            "On 1,000 unseen houses the cost is": [
                *(
                    edit(PAIRS, f"[{pair}]", "J < lowest", "True")
                    for pair in ((1.0, 5.0), (0.5, 1.2), (1.0, 1.0), (-1.0, 0.5))
                ),
                # too few positions for each kink
                edit(PAIRS, "[(one, other) for one in (0.45, 0.7, 0.95) for other in (1.7, 2.05, 2.4)]"),
                edit(PAIRS, "[(one, other) for one in (0.4, 0.6, 0.8, 1.0) for other in (1.6, 1.9, 2.2, 2.5)]"),
                edit(PAIRS, "[tuple(np.quantile(X, (0.25, 0.65)))]"),
                code("""
                    def fit_network(X, Y):
                        w, b, _ = grid_search(X, Y, np.linspace(0, 5, 26), np.linspace(-5, 1, 31))
                        return np.array([[w], [0.0]]), np.array([[b], [0.0]]), np.array([[1.0, 0.0]]), 0.0
                """),
                lambda X, Y: (np.zeros((2, 1)), np.zeros((2, 1)), np.zeros((1, 2)), np.mean(Y)),
            ],
            "`W1` has the shape (1, 2), expected (2, 1).": result(
                lambda parameters: tuple(map(np.transpose, parameters))
            ),
            "expected four values, `(W1, b1, W2, b2)`.": result(lambda parameters: parameters[:3]),
        },
    },
}

# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "1_first_neuron": {
        "grid_search": {
            0: "The weight is not that of the best pair. Print every pair with its cost for the two houses of the "
            "try-it cell: is the lowest one kept, and nothing after it?",
            1: "The weight is right, the bias is not. Is it remembered in the same place as the weight, and only when "
            "the cost falls?",
            2: "The pair is right, the cost is not. It is what `cost` returns for that very pair.",
        },
        "finite_differences": {
            0: "`dw` is wrong. Print the two costs and the distance between the two points: only `w` changes, once up "
            "and once down.",
            1: "`dw` is right, `db` is not. Compare its line with that of `dw`, word by word: only `b` changes, and `w` "
            "has its own value again.",
        },
        "gradient": {
            0: "`dW` is wrong. Work out `dZ` for the four houses of the exercise by hand and print yours: which "
            "factor or sign differs?",
            1: "`dW` is right, `db` is not. It adds up the same `dZ` over all houses, with no further factor.",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "These are the sums, -2 + 6 and -10 + 6. The neuron has one more step: what is below 0 becomes 0.",
            "b": "For x = 1 the sum is 4 and passes. For x = 5 it is -4, and ReLU makes it 0: with a negative weight the "
            "neuron is inactive on the right.",
            "c": "A negative weight makes the sum fall as x grows, so the large x is the one with output 0.",
            "d": "The second sum is -4; ReLU makes it 0. Dropping the sign is another function.",
        },
        "q2": {
            "a": "The kink is at x = -b / w, here at -2/3: this neuron is active from there on.",
            "b": "This one rises by 2 for each unit; the weight is the slope.",
            "c": "The slope is right. But the kink is where 3 x - 2 = 0, at 2/3 and not at 2.",
            "d": "The slope is 3, and 3 x - 6 = 0 at x = 2, which is the kink.",
        },
        "q3": {
            "a": "Hidden: 4 neurons with 5 weights and a bias, 24. Output: 4 weights and a bias, 5. Together 29.",
            "b": "These are the weights without any bias, 20 + 4. Each of the five neurons has a bias as well.",
            "c": "This leaves out some of the biases. Count neuron by neuron: weights for its inputs, and one bias.",
            "d": "These are the neurons and inputs. Training finds the weights between them, and the biases.",
        },
        "q4": {
            "a": "Nobody does: training gives each hidden neuron the job that makes the output better.",
            "b": "The examples contain the inputs and the true output. What happens between is found by training, "
            "which is why the layer is called hidden.",
            "c": "In a fully connected network every input goes to every hidden neuron; some weights may become small.",
            "d": "Each has a weight for every input, so it can react to mixtures such as storey and year.",
        },
        "q5": {
            "a": "That is what 100 ReLU neurons could do. Each kink comes from a ReLU, and here is none.",
            "b": "A kink comes from a ReLU, and here is none.",
            "c": "A weighted sum of straight lines is a straight line, however many there are. Without a non-linear "
            "activation a deep network is no more than one weighted sum.",
            "d": "This holds with non-linear activations. Straight lines, added up, stay straight.",
        },
        "q6": {
            "a": "A table: each number has a name and a meaning of its own.",
            "b": "A single value of a sound wave means nothing without its neighbours: unstructured.",
            "c": "A table, and a large one: each column has a name and a meaning.",
            "d": "Text is unstructured: the words have to be read together and in order.",
        },
        "q7": {
            "a": "It has one weight for each of the 48 places, so it cannot take 24 or 72 values, and each place would "
            "have to be learned anew.",
            "b": "The same weights at every hour, and a state that is handed on: order counts, and any length will do.",
            "c": "There is no picture here: one station gives one value for each hour.",
            "d": "It does apply: the input is the past, and the label is known the next morning.",
        },
        "q8": {
            "a": "For a fully connected network columns have no neighbours. That would matter to sliding windows.",
            "b": "The same mixing for all houses hides nothing and adds nothing; it is the same table.",
            "c": "It can: every weight finds its column wherever it stands.",
            "d": "To this network the inputs are a list, and any order of a list is as good as another, as in the "
            "lesson with shuffled pixels.",
        },
        "q9": {
            "a": "It has just had ten times more, without effect: the network has learned what it can represent.",
            "b": "It fails on the pictures it was trained on, too, so it is too small already.",
            "c": "It does badly even on what it has seen, and more data do not help: the network is full. A larger one "
            "can use those 100,000 pictures.",
            "d": "That changes the number on the paper, not the network: what counts is generalization.",
        },
        "q10": {
            "a": "40 rows: a mean for the weekday or linear regression will be hard to beat.",
            "b": "Many labelled pictures, and a person could do each in a second: this is where it works well.",
            "c": "The birthday hardly tells it, so no method can do much better than the average, however deep.",
            "d": "Sound to text is unstructured data with plenty of examples: a classic success.",
        },
    },
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_TIE = "No two pairs of a grid have exactly the same cost."
_GRID = "The kinks are searched on another grid, which is as good for the target: any positions near the true ones are."
_RANK = "The equations have full rank where it counts, whatever is taken for zero."
_SIZE, _ONLY = "`reshape` takes any negative number for the size that is left.", "There is one entry."
_WIDTHS, _FIRST = "for width in ({}):", "lowest, tried = (np.inf, (np.linspace({}),) * 2)"
_NEXT = "tried = [kink {} for kink in kinks]"
_KINKS = "W1, b1 = (np.ones((2, 1)), -np.array(pair).reshape({}))"
_BEST = "lowest, kinks, best = (J, pair, (W1, b1, weights[:2].T, weights[{}]))"
_SOLVE, _COST = "weights = np.linalg.lstsq(inputs.T, Y.T{})[0]", "J = {}"
_UNITS = "W1, b1 = (np.ones((len(changes), 1)), -np.reshape(x[:-1], ({})))"


def _changed(line, before, after):
    return f"{line.format(before)} -> {line.format(after)}"


EQUIVALENT = {
    "1_first_neuron": {
        "grid_search": [("if J < lowest: -> if J <= lowest:", _TIE)],
        "finite_differences": [
            (
                _changed("def finite_differences(w, b, X, Y, h={}):", "0.0001", "-0.0001"),
                "Up and down are exchanged, and so is the sign of the distance.",
            ),
            (
                _changed("def finite_differences(w, b, X, Y, h={}):", "0.0001", "0.0002"),
                "The cost is a parabola between its kinks, whose derivative any small central difference gives exactly.",
            ),
        ],
        "huber_gradient": [
            (
                _changed("error = np.clip({}, delta)", "neuron(X, W, b) - Y, -delta", "-delta, neuron(X, W, b) - Y"),
                "The larger of two numbers does not depend on their order.",
            ),
        ],
        "interpolating_network": [(_changed(_UNITS, "-1, 1", "-2, 1"), _SIZE)],
        "fit_network": [
            *(
                (_changed(_WIDTHS, "0.1, 0.02", widths), _GRID)
                for widths in ("-0.1, 0.02", "0.2, 0.02", "0.1, 1.02", "0.1, -0.98", "0.1, -0.02", "0.1, 0.04")
            ),
            *(
                (_changed(_FIRST, "0.2, 2.8, 27", grid), _GRID)
                for grid in (
                    "2.8, 0.2, 27",
                    "-0.8, 2.8, 27",
                    "-0.2, 2.8, 27",
                    "0.4, 2.8, 27",
                    "0.2, 3.8, 27",
                    "0.2, 5.6, 27",
                    "0.2, 2.8, 28",
                    "0.2, 2.8, 26",
                )
            ),
            *(
                (_changed(_NEXT, "+ np.linspace(-width, width, 11)", grid), _GRID)
                for grid in (
                    "- np.linspace(-width, width, 11)",
                    "+ np.linspace(width, -width, 11)",
                    "+ np.linspace(-width, width, 12)",
                    "+ np.linspace(-width, width, 10)",
                )
            ),
            ("if J < lowest: -> if J <= lowest:", _TIE),
            (_changed(_SOLVE, ", rcond=None", ""), _RANK),
            (_changed(_SOLVE, ", rcond=None", ", rcond=0"), _RANK),
            (
                _changed(_COST, "np.mean((weights.T @ inputs - Y) ** 2)", "np.sum((weights.T @ inputs - Y) ** 2)"),
                "The pair with the smallest sum is that with the smallest mean.",
            ),
            (
                _changed(_COST, "np.mean((weights.T @ inputs - Y) ** 2)", "np.mean(2 ** (weights.T @ inputs - Y))"),
                "The errors of a fit have the mean 0, where a power of 2 grows with their squares.",
            ),
            (
                "inputs = np.vstack([np.maximum(0, X + b1), np.ones_like(X)]) -> "
                "inputs = np.vstack([np.maximum(0, X + b1), np.zeros_like(X)])",
                "The smallest houses cost nothing in these towns, so the bias of the output is about 0.",
            ),
            (_changed(_KINKS, "2, 1", "-2, 1"), _SIZE),
            (_changed(_KINKS, "2, 1", "2, -1"), _SIZE),
            (_changed(_BEST, "2, 0", "2,"), "A bias in an array of one entry is added all the same."),
            (_changed(_BEST, "2, 0", "2, -1"), _ONLY),
        ],
    }
}
