"""The known mistakes of week 1 and the explanations of its quiz; never released to students."""

from functools import partial

import numpy as np


def _neuron(X, W, b, *, cut=lambda Z: np.maximum(0, Z)):
    return cut(np.dot(W, X) + b)


def _neuron_by_if(X, W, b):
    """Ask one question about the whole array, as `max` does too."""
    Z = np.dot(W, X) + b
    return Z if Z > 0 else 0.0


def _cost(w, b, X, Y, *, cut=lambda Z: np.maximum(0, Z), loss=lambda A, Y: np.mean((A - Y) ** 2)):
    return loss(_neuron(X, np.array([[w]]), b, cut=cut), Y)


# ------------------------------------------------------------------------------------------------------ grid_search


def _grid(X, Y, weights, biases, *, better=lambda found, best: found < best, start=np.inf, cost=_cost):
    lowest, pair = start, (None, None)
    for w in weights:
        for b in biases:
            J = cost(w, b, X, Y)
            if better(J, lowest):
                pair, lowest = (w, b), J
    return *pair, lowest


def _grid_positions(X, Y, weights, biases):
    w, b, lowest = _grid(X, Y, weights, biases)
    return int(np.argmax(weights == w)), int(np.argmax(biases == b)), lowest


def _grid_swapped(X, Y, weights, biases):
    w, b, lowest = _grid(X, Y, weights, biases)
    return b, w, lowest


def _grid_last_cost(X, Y, weights, biases):
    w, b, _ = _grid(X, Y, weights, biases)
    return w, b, _cost(weights[-1], biases[-1], X, Y)


def _grid_never_lowered(X, Y, weights, biases):
    """Compare with the first cost always."""
    first, pair, kept = _cost(weights[0], biases[0], X, Y), (weights[0], biases[0]), None
    for w in weights:
        for b in biases:
            found = _cost(w, b, X, Y)
            if found <= first:
                pair, kept = (w, b), found
    return *pair, kept


def _grid_last_pair(X, Y, weights, biases):
    return weights[-1], biases[-1], _grid(X, Y, weights, biases)[2]


def _grid_last_bias(X, Y, weights, biases):
    w, _, lowest = _grid(X, Y, weights, biases)
    return w, biases[-1], lowest


def _grid_from_zero(X, Y, weights, biases):
    lowest = 0
    for w in weights:
        for b in biases:
            if _cost(w, b, X, Y) < lowest:
                best_w, best_b, lowest = w, b, _cost(w, b, X, Y)
    return best_w, best_b, lowest


def _grid_cost_first(X, Y, weights, biases):
    w, b, lowest = _grid(X, Y, weights, biases)
    return lowest, w, b


def _grid_diagonal(X, Y, weights, biases):
    return min(((w, b, _cost(w, b, X, Y)) for w, b in zip(weights, biases)), key=lambda found: found[2])


def _grid_one_at_a_time(X, Y, weights, biases):
    w = min(weights, key=lambda weight: _cost(weight, biases[0], X, Y))
    b = min(biases, key=lambda bias: _cost(w, bias, X, Y))
    return w, b, _cost(w, b, X, Y)


# ------------------------------------------------------------------------------------------------- slopes_by_nudging


def _nudged(w, b, X, Y, nudge=1e-4, *, cost=_cost, over=lambda nudge: 2 * nudge):
    dw = (cost(w + nudge, b, X, Y) - cost(w - nudge, b, X, Y)) / over(nudge)
    db = (cost(w, b + nudge, X, Y) - cost(w, b - nudge, X, Y)) / over(nudge)
    return dw, db


def _nudged_up(w, b, X, Y, nudge=1e-4):
    here = _cost(w, b, X, Y)
    return (_cost(w + nudge, b, X, Y) - here) / nudge, (_cost(w, b + nudge, X, Y) - here) / nudge


def _nudged_down(w, b, X, Y, nudge=1e-4):
    here = _cost(w, b, X, Y)
    return (here - _cost(w - nudge, b, X, Y)) / nudge, (here - _cost(w, b - nudge, X, Y)) / nudge


def _nudged_together(w, b, X, Y, nudge=1e-4):
    both = (_cost(w + nudge, b + nudge, X, Y) - _cost(w - nudge, b - nudge, X, Y)) / (2 * nudge)
    return both, both


def _nudged_no_brackets(w, b, X, Y, nudge=1e-4):
    dw = _cost(w + nudge, b, X, Y) - _cost(w - nudge, b, X, Y) / (2 * nudge)
    db = _cost(w, b + nudge, X, Y) - _cost(w, b - nudge, X, Y) / (2 * nudge)
    return dw, db


def _nudged_twice_by_w(w, b, X, Y, nudge=1e-4):
    dw, _ = _nudged(w, b, X, Y, nudge)
    return dw, dw


def _nudged_after(w, b, X, Y, nudge=1e-4):
    """Change w and leave it changed when b has its turn."""
    dw, _ = _nudged(w, b, X, Y, nudge)
    return dw, _nudged(w + nudge, b, X, Y, nudge)[1]


# ---------------------------------------------------------------------------------------------------------- gradient


def _gradient(W, b, X, Y, *, error=lambda A, Y: A - Y, switch=lambda Z, A, Y: Z > 0, factor=lambda X: 2 / X.shape[1],
              finish=lambda dZ, X: (dZ @ X.T, np.sum(dZ))):  # fmt: skip
    Z = np.dot(W, X) + b
    A = np.maximum(0, Z)
    return finish(factor(X) * error(A, Y) * switch(Z, A, Y), X)


def _gradient_switch_in_dW(W, b, X, Y):
    return _gradient(W, b, X, Y)[0], _gradient(W, b, X, Y, switch=lambda Z, A, Y: 1)[1]


def _gradient_switch_in_db(W, b, X, Y):
    return _gradient(W, b, X, Y, switch=lambda Z, A, Y: 1)[0], _gradient(W, b, X, Y)[1]


# ----------------------------------------------------------------------------------------------------------- network


def _network(X, W1, b1, W2, b2, *, cut=lambda Z: np.maximum(0, Z), last=lambda Z: Z, row=lambda A: A):
    return row(last(W2 @ cut(W1 @ X + b1) + b2))


# --------------------------------------------------------------------------------------------------------- challenge

UNSEEN = "On 1,000 unseen houses the cost is"


def _solved_for(X, Y, first, second):
    W1, b1 = np.ones((2, 1)), -np.array([[first], [second]])
    inputs = np.vstack([np.maximum(0, X + b1), np.ones_like(X)])
    weights = np.linalg.lstsq(inputs.T, Y.T, rcond=None)[0]
    return W1, b1, weights[:2].T, weights[2, 0]


def _descent(X, Y, start, steps=300, rate=0.05):
    W1, b1, W2, b2 = start
    m = X.shape[1]
    for _ in range(steps):
        Z1 = W1 @ X + b1
        A1 = np.maximum(0, Z1)
        dZ2 = 2 / m * (W2 @ A1 + b2 - Y)
        dZ1 = W2.T @ dZ2 * (Z1 > 0)
        W1, b1 = W1 - rate * dZ1 @ X.T, b1 - rate * dZ1.sum(axis=1, keepdims=True)
        W2, b2 = W2 - rate * dZ2 @ A1.T, b2 - rate * dZ2.sum()
    return W1, b1, W2, b2


def _one_bend(X, Y):
    places = np.linspace(0.2, 2.8, 27)
    found = [_solved_for(X, Y, place, 5.0) for place in places]
    return min(found, key=lambda parameters: np.mean((_network(X, *parameters) - Y) ** 2))


MISTAKES = {
    "0_lesson": {},
    "1_first_neuron": {
        "neuron": {
            "The cut at 0 is missing, so prices fall below 0: compare `Z` with 0, entry by entry.": partial(
                _neuron, cut=lambda Z: Z
            ),
            "What is above 0 is cut off, and what is below is kept: that is the minimum.": partial(
                _neuron, cut=lambda Z: np.minimum(0, Z)
            ),
            "Signs are dropped instead of cut: below 0 the answer is 0, not the distance to 0.": partial(
                _neuron, cut=np.abs
            ),
            "This is a step, 0 or 1: above 0 the answer is `Z` itself.": partial(
                _neuron, cut=lambda Z: (Z > 0).astype(float)
            ),
            "`np.max` finds the one largest entry; `np.maximum` compares entry by entry.": partial(
                _neuron, cut=lambda Z: np.max(np.maximum(0, Z))
            ),
            "The bias `b` is missing from the sum.": lambda X, W, b: _neuron(X, W, 0.0),
            "The bias is added after the cut: it belongs to the sum.": lambda X, W, b: _neuron(X, W, 0.0) + b,
            "`W * X` multiplies entry by entry; the sum over the inputs is the matrix product `W @ X`.": lambda X, W, b: (
                np.maximum(0, W.T * X + b)
            ),
            "One axis is lost: keep the shape `(1, m)`.": lambda X, W, b: _neuron(X, W, b)[0],
            "The answers stand in a column; they belong in a row, `(1, m)`.": lambda X, W, b: _neuron(X, W, b).T,
            "This is the sigmoid, which squeezes everything between 0 and 1; a price may be larger.": partial(
                _neuron, cut=lambda Z: 1 / (1 + np.exp(-Z))
            ),
            (
                "An `if`, or Python's `max`, asks one question about the whole array; here every entry needs an answer "
                "of its own. Which function compares entry by entry (hint 1)?"
            ): _neuron_by_if,
            (
                "`X` and `W` stand in the wrong order in the product: write the two shapes side by side, and the inner "
                "sizes must agree."
            ): [lambda X, W, b: np.maximum(0, X @ W + b), lambda X, W, b: np.maximum(0, np.dot(X, W) + b)],
            "The bias is subtracted: it is added to the sum.": lambda X, W, b: _neuron(X, W, -b),
            "One number comes back for all houses: the sum runs over the inputs of one house, not over the houses.": lambda X, W, b: (
                np.maximum(0, np.sum(W.T * X) + b)
            ),
            "Only the first input counts: every row of `X` has a weight of its own.": lambda X, W, b: _neuron(
                X[:1], W[:, :1], b
            ),
            "The answers are rounded: return them with all their decimals.": lambda X, W, b: np.round(
                _neuron(X, W, b), 2
            ),
            "This is tanh below a cut, which never exceeds 1: above 0 the answer is `Z` itself.": partial(
                _neuron, cut=lambda Z: np.maximum(0, np.tanh(Z))
            ),
        },
        "mean_squared_error": {
            (
                "This is the sum of the squares: divide it by the number of houses, which is that of the columns "
                "(`len` counts rows)."
            ): lambda A, Y: np.sum((A - Y) ** 2),
            "The square is missing, so errors of both signs cancel.": lambda A, Y: np.mean(A - Y),
            "The mean is squared: square every error first, then take the mean.": lambda A, Y: np.mean(A - Y) ** 2,
            "The size of each error is taken, not its square.": lambda A, Y: np.mean(np.abs(A - Y)),
            "A square root is taken at the end: the cost is the mean itself.": lambda A, Y: (
                np.mean((A - Y) ** 2) ** 0.5
            ),
            "There is no factor one half in this cost.": lambda A, Y: np.mean((A - Y) ** 2) / 2,
            "There is one number for each house: take the mean of them.": lambda A, Y: (A - Y) ** 2,
            "The squares are subtracted: subtract first, then square.": lambda A, Y: np.mean(A**2 - Y**2),
            "`len(A)` is 1, the number of rows: the houses are the columns, `A.shape[1]`.": lambda A, Y: (
                np.sum((A - Y) ** 2, axis=1) / len(A)
            ),
            "The cost has the shape (1,): `np.mean` without `axis` gives a number.": lambda A, Y: np.mean(
                (A - Y) ** 2, axis=1
            ),
            "The cost has two axes, as a matrix product leaves it: one number is asked for.": lambda A, Y: (
                (A - Y) @ (A - Y).T / A.shape[1]
            ),
            "Two rows cannot be multiplied as matrices: is it the square of every entry that you want?": [
                lambda A, Y: np.dot(A - Y, A - Y) / A.shape[1],
                lambda A, Y: (A - Y) @ (A - Y) / A.shape[1],
            ],
            "The sum is divided by one less than the number of houses: a mean divides by their number.": lambda A, Y: (
                np.sum((A - Y) ** 2) / np.float64(A.shape[1] - 1)
            ),
            "Only the price is squared: put the difference in brackets, then square it.": lambda A, Y: np.mean(
                A - Y**2
            ),
            "The sizes of the errors are added up: square them, and take the mean.": lambda A, Y: np.sum(np.abs(A - Y)),
            "Only the largest error counts here: take the mean over all houses.": lambda A, Y: np.max((A - Y) ** 2),
            "The median is taken, not the mean.": lambda A, Y: np.median((A - Y) ** 2),
            "The cost is divided by the number of houses twice: `np.mean` has done it already.": lambda A, Y: (
                np.mean((A - Y) ** 2) / A.shape[1]
            ),
            "The cost is rounded: return it with all its decimals.": lambda A, Y: round(np.mean((A - Y) ** 2), 2),
        },
        "grid_search": {
            "The pair with the highest cost is kept: a pair is better if its cost is lower.": partial(
                _grid, better=lambda found, best: found > best, start=-np.inf
            ),
            "These are positions in the lists; asked are the weight and the bias there.": _grid_positions,
            "Weight and bias are returned in the other order.": _grid_swapped,
            "The cost returned is that of the last pair tried, not of the best one.": _grid_last_cost,
            "The lowest cost so far is never lowered: change it together with the pair.": _grid_never_lowered,
            "Each weight is tried with one bias only: a loop over all biases belongs inside the loop over weights.": _grid_diagonal,
            "The best weight for the first bias is kept for all biases: try every pair.": _grid_one_at_a_time,
            "The cost is missing from the result: return three numbers.": lambda *town: _grid(*town)[:2],
            (
                "The pair is the last one tried, although the cost is the lowest: remember the pair when the cost "
                "falls."
            ): _grid_last_pair,
            "The bias is the last one tried: remember it together with the weight when the cost falls.": _grid_last_bias,
            "The cost comes first; the order asked for is weight, bias, cost.": _grid_cost_first,
            (
                "No cost is ever below the first value of `lowest`, so nothing is kept: start so high that any cost is "
                "lower."
            ): [_grid_from_zero, partial(_grid, start=0.0)],
            "This is the first pair of all: does a `return` inside the loops end the search?": lambda X, Y, weights, biases: (
                _grid(X, Y, weights[:1], biases[:1])
            ),
            "Only the first weight is tried: does a `return` inside the outer loop end the search?": lambda X, Y, weights, biases: (
                _grid(X, Y, weights[:1], biases)
            ),
            "Only the last weight is tried: does the inner loop stand inside the outer one?": lambda X, Y, weights, biases: (
                _grid(X, Y, weights[-1:], biases)
            ),
            "The last value of each list is never tried: a loop over the list itself leaves out none.": lambda X, Y, weights, biases: (
                _grid(X, Y, weights[:-1], biases[:-1])
            ),
            "The first value of each list is never tried: positions count from 0.": lambda X, Y, weights, biases: _grid(
                X, Y, weights[1:], biases[1:]
            ),
            "`cost` gets the bias in the place of the weight: look at the order of its arguments.": partial(
                _grid, cost=lambda w, b, X, Y: _cost(b, w, X, Y)
            ),
            "The costs compared are sums over the houses. Does `mean_squared_error` pass its own check?": partial(
                _grid, cost=partial(_cost, loss=lambda A, Y: np.sum((A - Y) ** 2))
            ),
            "The neurons tried are not cut at 0: is `cost` called, and does `neuron` pass its own check?": partial(
                _grid, cost=partial(_cost, cut=lambda Z: Z)
            ),
        },
        "slopes_by_nudging": {
            "The distance between the two places is twice the nudge: the slopes are twice too large.": partial(
                _nudged, over=lambda nudge: nudge
            ),
            "The difference is not divided by the distance: this is the rise, not the slope.": partial(
                _nudged, over=lambda nudge: 1
            ),
            "The nudge goes up only: nudge to both sides and divide by twice the nudge.": _nudged_up,
            "The nudge goes down only: nudge to both sides and divide by twice the nudge.": _nudged_down,
            "Both numbers are nudged at once: only one may move at a time.": _nudged_together,
            "Brackets are missing: subtract the costs first, then divide.": _nudged_no_brackets,
            "`w` is still nudged when `b` has its turn: put it back first.": _nudged_after,
            "The sign is turned round: it is the cost above minus the cost below.": partial(
                _nudged, over=lambda nudge: -2 * nudge
            ),
            "The slopes are returned in the other order: first `dw`, then `db`.": lambda *a, **k: _nudged(*a, **k)[
                ::-1
            ],
            "The argument `nudge` is ignored: the nudge always has its default.": lambda w, b, X, Y, nudge=1e-4: (
                _nudged(w, b, X, Y)
            ),
            "These are slopes of a sum of squares, not of a mean. Does `mean_squared_error` pass its own check?": partial(
                _nudged, cost=partial(_cost, loss=lambda A, Y: np.sum((A - Y) ** 2))
            ),
            "Both slopes are those of the weight: for `db` it is `b` that moves.": _nudged_twice_by_w,
            "The rise is multiplied by the nudge: `x / 2 * h` divides by 2 only. What belongs in brackets?": partial(
                _nudged, over=lambda nudge: 2 / nudge
            ),
            "The rise is divided by 2 but not by the nudge: divide by the whole distance between the two places.": partial(
                _nudged, over=lambda nudge: 2
            ),
            "The signs are lost: a slope below 0 says that the cost falls when the number grows.": lambda *a, **k: (
                tuple(np.abs(_nudged(*a, **k)))
            ),
            "`cost` gets the bias in the place of the weight: look at the order of its arguments.": partial(
                _nudged, cost=lambda w, b, X, Y: _cost(b, w, X, Y)
            ),
            (
                "These are the slopes of a neuron without its cut: is `cost` called, and does `neuron` pass its own "
                "check?"
            ): partial(_nudged, cost=partial(_cost, cut=lambda Z: Z)),
            "Only the slope of the weight is returned: two numbers are asked for.": lambda *a, **k: _nudged(*a, **k)[0],
        },
        "gradient": {
            "No house is switched off: where `Z` is below 0 the answer does not move, and the slope is 0.": partial(
                _gradient, switch=lambda Z, A, Y: 1
            ),
            "The switch looks at the prices; it is the neuron's own sum `Z` that must be above 0.": partial(
                _gradient, switch=lambda Z, A, Y: Y > 0
            ),
            "The switch is turned round: it is 1 where `Z` is above 0.": partial(
                _gradient, switch=lambda Z, A, Y: Z < 0
            ),
            "The slope is multiplied by the answer `A`; the switch is 1 or 0.": partial(
                _gradient, switch=lambda Z, A, Y: A
            ),
            "The factor 2 of the square is missing.": partial(_gradient, factor=lambda X: 1 / X.shape[1]),
            "The slopes are sums over the houses: divide by `m`.": partial(_gradient, factor=lambda X: 2),
            "The sums are divided by the number of inputs: `m` is `X.shape[1]`, the number of columns.": partial(
                _gradient, factor=lambda X: 2 / X.shape[0]
            ),
            "Both slopes have the wrong sign: the error is the answer minus the price.": partial(
                _gradient, error=lambda A, Y: Y - A
            ),
            "The error is squared: the slope of a square is twice the error.": partial(
                _gradient, error=lambda A, Y: (A - Y) ** 2
            ),
            "`dW` is a column; it needs the shape of `W`, a row.": partial(
                _gradient, finish=lambda dZ, X: (X @ dZ.T, np.sum(dZ))
            ),
            "`dW` keeps one column per house: the product `dZ @ X.T` adds them up, `*` does not.": partial(
                _gradient, finish=lambda dZ, X: (dZ * X, np.sum(dZ))
            ),
            "`db` is an array with one slope per house: add them up.": partial(
                _gradient, finish=lambda dZ, X: (dZ @ X.T, dZ)
            ),
            "`db` still has axes: `np.sum` without `axis` gives a number.": partial(
                _gradient, finish=lambda dZ, X: (dZ @ X.T, np.sum(dZ, axis=1, keepdims=True))
            ),
            "The two slopes are returned in the other order: first `dW`, then `db`.": partial(
                _gradient, finish=lambda dZ, X: (np.sum(dZ), dZ @ X.T)
            ),
            "Neither the factor 2 of the square nor the division by `m` is there: where does `2 / m` go (hint 2)?": partial(
                _gradient, factor=lambda X: 1
            ),
            "The slopes are a quarter of what they should be: the 2 of the square belongs above `m`, not below.": partial(
                _gradient, factor=lambda X: 1 / (2 * X.shape[1])
            ),
            "Both slopes are divided by `m` twice: once is enough, in `dZ`.": partial(
                _gradient, factor=lambda X: 2 / X.shape[1] ** 2
            ),
            "`db` is divided by `m` twice: `dZ` contains that division already, so add up and no more.": partial(
                _gradient, finish=lambda dZ, X: (dZ @ X.T, np.mean(dZ))
            ),
            "`dW` is divided by `m` twice: `dZ` contains that division already.": partial(
                _gradient, finish=lambda dZ, X: (dZ @ X.T / X.shape[1], np.sum(dZ))
            ),
            "`db` leaves out the switch: it adds up the same `dZ` as `dW`.": _gradient_switch_in_dW,
            "`dW` leaves out the switch: it is made of the same `dZ` as `db`.": _gradient_switch_in_db,
            "Only the sign of the error is used: the slope of a square is twice the error itself.": partial(
                _gradient, error=lambda A, Y: np.sign(A - Y)
            ),
            "The prices are missing from the error: it is the answer minus the price.": partial(
                _gradient, error=lambda A, Y: A
            ),
            "`dW` is one number for all weights: each input needs a slope of its own.": partial(
                _gradient, finish=lambda dZ, X: (np.sum(dZ * X), np.sum(dZ))
            ),
            "`dW` has one axis only: keep the shape of `W`, `(1, n_x)`.": partial(
                _gradient, finish=lambda dZ, X: ((dZ @ X.T)[0], np.sum(dZ))
            ),
            "The bias is missing from `Z`, so the wrong houses are switched off.": lambda W, b, X, Y: _gradient(
                W, b, X, Y, switch=lambda Z, A, Y: np.dot(W, X) > 0
            ),
        },
        "network": {
            "The output is cut at 0: the last layer is a weighted sum and nothing more.": partial(
                _network, last=lambda Z: np.maximum(0, Z)
            ),
            "The cut is missing in the first layer, so the whole network is one straight line.": partial(
                _network, cut=lambda Z: Z
            ),
            "`b1` is missing from the first layer.": lambda X, W1, b1, W2, b2: _network(X, W1, 0 * b1, W2, b2),
            "`b2` is missing from the output.": lambda X, W1, b1, W2, b2: _network(X, W1, b1, W2, 0),
            "The hidden neurons are added up without their weights `W2`.": lambda X, W1, b1, W2, b2: _network(
                X, W1, b1, np.ones_like(W2), b2
            ),
            "`W2 * A1` multiplies entry by entry and leaves one row per neuron: `W2 @ A1` adds them up.": lambda X, W1, b1, W2, b2: (
                W2.T * np.maximum(0, W1 @ X + b1) + b2
            ),
            "The result has one axis only: keep the shape `(1, m)`.": partial(_network, row=lambda A: A[0]),
            "This is the first layer, one row per neuron: the weighted sum is still to come.": lambda X, W1, b1, W2, b2: (
                np.maximum(0, W1 @ X + b1)
            ),
            "The hidden neurons are squashed by a sigmoid; theirs is the cut at 0.": partial(
                _network, cut=lambda Z: 1 / (1 + np.exp(-Z))
            ),
            "The hidden neurons are squashed by tanh; theirs is the cut at 0.": partial(_network, cut=np.tanh),
            "The output is squashed by a sigmoid: the last layer is a weighted sum and nothing more.": partial(
                _network, last=lambda Z: 1 / (1 + np.exp(-Z))
            ),
            "Neither layer has its bias.": lambda X, W1, b1, W2, b2: _network(X, W1, 0 * b1, W2, 0),
            "`b1` is added after the cut: it belongs to the sums of the first layer.": lambda X, W1, b1, W2, b2: (
                W2 @ (np.maximum(0, W1 @ X) + b1) + b2
            ),
            "`b2` is added to every hidden neuron: it belongs to the output, once.": lambda X, W1, b1, W2, b2: (
                W2 @ (np.maximum(0, W1 @ X + b1) + b2)
            ),
            "Only the first hidden neuron reaches the output: the product with `W2` adds up all of them.": lambda X, W1, b1, W2, b2: (
                W2[:, :1] * np.maximum(0, W1[:1] @ X + b1[:1]) + b2
            ),
            "The weights that are below 0 have lost their sign.": lambda X, W1, b1, W2, b2: _network(
                X, W1, b1, np.abs(W2), b2
            ),
            (
                "`W1` and `X` are multiplied entry by entry: every neuron meets every house in the product of matrices."
            ): lambda X, W1, b1, W2, b2: W2 @ np.maximum(0, W1 * X + b1) + b2,
            "The hidden neurons are averaged: the output is their weighted sum.": lambda X, W1, b1, W2, b2: _network(
                X, W1, b1, W2 / W2.size, b2
            ),
            "One number comes back for all houses: the sum runs over the neurons, not over the houses.": lambda X, W1, b1, W2, b2: (
                np.sum(W2 @ np.maximum(0, W1 @ X + b1)) + b2
            ),
            "The cut stands at the wrong layer: the hidden neurons are cut at 0, the output is not.": partial(
                _network, cut=lambda Z: Z, last=lambda Z: np.maximum(0, Z)
            ),
        },
        # The judge in checks.py says the rest of these sentences.
        "fit_network": {
            UNSEEN: [
                _one_bend,
                lambda X, Y: _solved_for(X, Y, 0.5, 1.2),
                lambda X, Y: _solved_for(X, Y, 1.0, 1.0),
                lambda X, Y: _solved_for(X, Y, -1.0, 0.5),
                lambda X, Y: _descent(X, Y, (np.zeros((2, 1)), np.zeros((2, 1)), np.zeros((1, 2)), 0.0)),
                lambda X, Y: _descent(X, Y, (np.ones((2, 1)), np.zeros((2, 1)), np.ones((1, 2)), 0.0)),
            ],
            "`W1` has the shape (1, 2), expected (2, 1).": lambda X, Y: tuple(
                np.transpose(part) for part in _solved_for(X, Y, 0.5, 1.7)
            ),
            "expected four values, `(W1, b1, W2, b2)`.": lambda X, Y: _solved_for(X, Y, 0.5, 1.7)[:3],
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
        "slopes_by_nudging": {
            0: "`dw` is wrong. Print the two costs and the distance between the two places: only `w` moves, once up "
            "and once down.",
            1: "`dw` is right, `db` is not. Compare its line with that of `dw`, word by word: only `b` moves, and `w` "
            "is back in its place.",
        },
        "gradient": {
            0: "`dW` is wrong. Work out `dZ` for the four houses of the exercise by hand and print yours: which "
            "factor, sign or switch differs?",
            1: "`dW` is right, `db` is not. It adds up the same `dZ` over all houses, with no further factor.",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "These are the sums, -2 + 6 and -10 + 6. The neuron has one more step: what is below 0 becomes 0.",
            "b": "For x = 1 the sum is 4 and passes. For x = 5 it is -4 and is cut to 0: with a negative weight the "
            "neuron sleeps on the right.",
            "c": "A negative weight makes the sum fall as x grows, so the large x is the one that is cut.",
            "d": "The second sum is -4; ReLU makes it 0. Dropping the sign is another function.",
        },
        "q2": {
            "a": "The bend is at x = -b / w, here at -2/3: this neuron is awake from there on.",
            "b": "This one rises by 2 for each unit; the weight is the slope.",
            "c": "The slope is right. But the bend is where 3 x - 2 = 0, at 2/3 and not at 2.",
            "d": "The slope is 3, and 3 x - 6 = 0 at x = 2, where the cut ends.",
        },
        "q3": {
            "a": "Hidden: 4 neurons with 5 weights and a bias, 24. Output: 4 weights and a bias, 5. Together 29.",
            "b": "These are the weights without any bias, 20 + 4. Each of the five neurons has a bias as well.",
            "c": "This leaves out some of the biases. Count neuron by neuron: weights for its inputs, and one bias.",
            "d": "These are the neurons and inputs. Training finds the weights between them, and the biases.",
        },
        "q4": {
            "a": "Nobody does: training gives each hidden neuron the job that makes the output better.",
            "b": "The examples hold inputs and the answer of the output. What happens between is found by training, "
            "which is why the layer is called hidden.",
            "c": "In a fully connected network every input goes to every hidden neuron; some weights may become small.",
            "d": "Each has a weight for every input, so it can react to mixtures such as storey and year.",
        },
        "q5": {
            "a": "That is what 100 ReLU neurons could do. Each bend comes from a cut, and here is none.",
            "b": "A bend comes from a cut, and here is none.",
            "c": "A weighted sum of straight lines is a straight line, however many there are. Without a bent "
            "activation a deep network is no more than one neuron without a cut.",
            "d": "This holds with bent activations. Straight lines, added up, stay straight.",
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
            "d": "It does apply: the input is the past, and the right answer is known the next morning.",
        },
        "q8": {
            "a": "For a fully connected network columns have no neighbours. That would matter to sliding windows.",
            "b": "The same mixing for all houses hides nothing and adds nothing; it is the same table.",
            "c": "It can: every weight finds its column wherever it stands.",
            "d": "To this network the inputs are a list, and any order of a list is as good as another, as in the "
            "lesson with shuffled pixels.",
        },
        "q9": {
            "a": "It has just had ten times more, without effect: the network has learned what it can hold.",
            "b": "It fails on the pictures it was trained on, too, so it is too small already.",
            "c": "It does badly even on what it has seen, and more data do not help: the network is full. A larger one "
            "can use those 100,000 pictures.",
            "d": "That changes the number on the paper, not the network: what counts is new pictures.",
        },
        "q10": {
            "a": "40 rows: a mean for the weekday or a straight rule will be hard to beat.",
            "b": "Many labelled pictures, and a person could do each in a second: this is where it works well.",
            "c": "The birthday hardly tells it, so no method can do much better than the average, however deep.",
            "d": "Sound to text is unstructured data with plenty of examples: a classic success.",
        },
    },
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_TIE = "No two pairs of a grid have exactly the same cost."
_TARGET = "The bends lie on another grid, which is as good for the target: any places near the true ones are."
_SIZE, _ONLY = "`reshape` takes any negative number for the size that is left.", "There is one entry."
_PAIRS, _SOLVE = "for pair in combinations(np.linspace({}), 2):", "weights, J, _, _ = np.linalg.lstsq(inputs.T, Y.T{})"
_BENDS = "W1, b1 = (np.ones((2, 1)), -np.array(pair).reshape({}))"
_BEST = "lowest, best = (J, (W1, b1, weights[:2].T, weights[{}]))"


def _changed(line, before, after):
    return f"{line.format(before)} -> {line.format(after)}"


EQUIVALENT = {
    "1_first_neuron": {
        "grid_search": [("if J < lowest: -> if J <= lowest:", _TIE)],
        "slopes_by_nudging": [
            (
                _changed("def slopes_by_nudging(w, b, X, Y, nudge={}):", "0.0001", "-0.0001"),
                "Up and down are exchanged, and so is the sign of the distance.",
            ),
            (
                _changed("def slopes_by_nudging(w, b, X, Y, nudge={}):", "0.0001", "0.0002"),
                "The cost is a parabola between its kinks, whose slope any small nudge to both sides gives exactly.",
            ),
        ],
        "fit_network": [
            (_changed(_PAIRS, "0.3, 2.8, 26", "2.8, 0.3, 26"), "The same pairs in another order."),
            (_changed(_PAIRS, "0.3, 2.8, 26", "0.3, 1.7999999999999998, 26"), _TARGET),
            (_changed(_PAIRS, "0.3, 2.8, 26", "0.3, 2.8, 27"), _TARGET),
            (_changed(_PAIRS, "0.3, 2.8, 26", "0.3, 2.8, 25"), _TARGET),
            ("if J < lowest: -> if J <= lowest:", _TIE),
            (_changed(_SOLVE, ", rcond=None", ""), "The equations have full rank, whatever counts as zero."),
            (_changed(_SOLVE, ", rcond=None", ", rcond=0"), "The equations have full rank, whatever counts as zero."),
            (_changed(_BENDS, "2, 1", "-2, 1"), _SIZE),
            (_changed(_BENDS, "2, 1", "2, -1"), _SIZE),
            (_changed(_BEST, "2, 0", "2,"), "A bias in an array of one entry is added all the same."),
            (_changed(_BEST, "2, 0", "2, -1"), _ONLY),
        ],
    }
}
