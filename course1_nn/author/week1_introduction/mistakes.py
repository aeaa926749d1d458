"""The known mistakes of week 1 and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, given, part, result, rounded

PAIRS = "combinations(np.linspace(0.3, 2.8, 26), 2)"
"""The places of bends that the solved `fit_network` tries."""

MISTAKES = {
    "0_lesson": {},
    "1_first_neuron": {
        "neuron": {
            "The cut at 0 is missing, so prices fall below 0: compare `Z` with 0, entry by entry.": edit(
                "np.maximum(0, Z)", "Z"
            ),
            "What is above 0 is cut off, and what is below is kept: that is the minimum.": edit(
                "np.maximum", "np.minimum"
            ),
            "Signs are dropped instead of cut: below 0 the answer is 0, not the distance to 0.": edit(
                "np.maximum(0, Z)", "np.abs(Z)"
            ),
            "This is a step, 0 or 1: above 0 the answer is `Z` itself.": edit(
                "np.maximum(0, Z)", "(Z > 0).astype(float)"
            ),
            "`np.max` finds the one largest entry; `np.maximum` compares entry by entry.": result(np.max),
            "The bias `b` is missing from the sum.": edit(" + b", ""),
            "The bias is added after the cut: it belongs to the sum.": edit(" + b", "", "(0, Z)", "(0, Z) + b"),
            "`W * X` multiplies entry by entry; the sum over the inputs is the matrix product `W @ X`.": edit(
                "np.dot(W, X)", "W.T * X"
            ),
            "One axis is lost: keep the shape `(1, m)`.": result(lambda A: A[0]),
            "The answers stand in a column; they belong in a row, `(1, m)`.": result(np.transpose),
            "This is the sigmoid, which squeezes everything between 0 and 1; a price may be larger.": edit(
                "np.maximum(0, Z)", "1 / (1 + np.exp(-Z))"
            ),
            "An `if`, or Python's `max`, asks one question about the whole array; here every entry needs an answer of its own. Which function compares entry by entry (hint 1)?": edit(
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
            **rounded("The answers are"),
            "This is tanh below a cut, which never exceeds 1: above 0 the answer is `Z` itself.": edit(
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
            "The pair with the highest cost is kept: a pair is better if its cost is lower.": edit(
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
            "The best weight for the first bias is kept for all biases: try every pair.": code("""
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
            "No cost is ever below the first value of `lowest`, so nothing is kept: start so high that any cost is lower.": [
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
            "The neurons tried are not cut at 0: is `cost` called, and does `neuron` pass its own check?": edit(
                "cost(w, b, X, Y)", "mean_squared_error(w * X + b, Y)"
            ),
        },
        "slopes_by_nudging": {
            "The distance between the two places is twice the nudge: the slopes are twice too large.": edit(
                "(2 * nudge)", "nudge"
            ),
            "The difference is not divided by the distance: this is the rise, not the slope.": edit(
                " / (2 * nudge)", ""
            ),
            "The nudge goes up only: nudge to both sides and divide by twice the nudge.": edit(
                "w - nudge", "w", "b - nudge", "b", "(2 * nudge)", "nudge"
            ),
            "The nudge goes down only: nudge to both sides and divide by twice the nudge.": edit(
                "w + nudge", "w", "b + nudge", "b", "(2 * nudge)", "nudge"
            ),
            "Both numbers are nudged at once: only one may move at a time.": edit(
                "w + nudge, b",
                "w + nudge, b + nudge",
                "w - nudge, b",
                "w - nudge, b - nudge",
                "return dw, db",
                "return dw, dw",
            ),
            "Brackets are missing: subtract the costs first, then divide.": edit("(cost", "cost", ")) /", ") /"),
            "`w` is still nudged when `b` has its turn: put it back first.": edit("cost(w, b", "cost(w + nudge, b"),
            "The sign is turned round: it is the cost above minus the cost below.": edit("(2 *", "(-2 *"),
            "The slopes are returned in the other order: first `dw`, then `db`.": result(lambda slopes: slopes[::-1]),
            "The argument `nudge` is ignored: the nudge always has its default.": given(
                lambda w, b, X, Y, nudge=None: (w, b, X, Y)
            ),
            "These are slopes of a sum of squares, not of a mean. Does `mean_squared_error` pass its own check?": edit(
                "(2 * nudge)", "(2 * nudge) * X.size"
            ),
            "Both slopes are those of the weight: for `db` it is `b` that moves.": edit(
                "return dw, db", "return dw, dw"
            ),
            "The rise is multiplied by the nudge: `x / 2 * h` divides by 2 only. What belongs in brackets?": edit(
                "(2 * nudge)", "2 * nudge"
            ),
            "The rise is divided by 2 but not by the nudge: divide by the whole distance between the two places.": edit(
                "(2 * nudge)", "2"
            ),
            "The signs are lost: a slope below 0 says that the cost falls when the number grows.": result(
                lambda slopes: tuple(np.abs(slopes))
            ),
            "`cost` gets the bias in the place of the weight: look at the order of its arguments.": edit(
                "def slopes", "right = cost\ncost = lambda w, b, X, Y: right(b, w, X, Y)\ndef slopes"
            ),
            "These are the slopes of a neuron without its cut: is `cost` called, and does `neuron` pass its own check?": edit(
                "def slopes", "cost = lambda w, b, X, Y: mean_squared_error(w * X + b, Y)\ndef slopes"
            ),
            "Only the slope of the weight is returned: two numbers are asked for.": result(lambda slopes: slopes[0]),
        },
        "gradient": {
            "No house is switched off: where `Z` is below 0 the answer does not move, and the slope is 0.": edit(
                " * (Z > 0)", ""
            ),
            "The switch looks at the prices; it is the neuron's own sum `Z` that must be above 0.": edit(
                "Z > 0", "Y > 0"
            ),
            "The switch is turned round: it is 1 where `Z` is above 0.": edit("Z > 0", "Z < 0"),
            "The slope is multiplied by the answer `A`; the switch is 1 or 0.": edit("(Z > 0)", "neuron(X, W, b)"),
            "The factor 2 of the square is missing.": edit("2 / m", "1 / m"),
            "The slopes are sums over the houses: divide by `m`.": edit("2 / m", "2"),
            "The sums are divided by the number of inputs: `m` is `X.shape[1]`, the number of columns.": edit(
                "X.shape[1]", "X.shape[0]"
            ),
            "Both slopes have the wrong sign: the error is the answer minus the price.": edit(
                "neuron(X, W, b) - Y", "Y - neuron(X, W, b)"
            ),
            "The error is squared: the slope of a square is twice the error.": edit("- Y)", "- Y) ** 2"),
            "`dW` is a column; it needs the shape of `W`, a row.": part(0, np.transpose),
            "`dW` keeps one column per house: the product `dZ @ X.T` adds them up, `*` does not.": edit(
                "np.dot(dZ, X.T)", "dZ * X"
            ),
            "`db` is an array with one slope per house: add them up.": edit("np.sum(dZ)", "dZ"),
            "`db` still has axes: `np.sum` without `axis` gives a number.": edit(
                "np.sum(dZ)", "np.sum(dZ, axis=1, keepdims=True)"
            ),
            "The two slopes are returned in the other order: first `dW`, then `db`.": result(
                lambda slopes: slopes[::-1]
            ),
            "Neither the factor 2 of the square nor the division by `m` is there: where does `2 / m` go (hint 2)?": edit(
                "2 / m * ", ""
            ),
            "The slopes are a quarter of what they should be: the 2 of the square belongs above `m`, not below.": edit(
                "2 / m", "1 / (2 * m)"
            ),
            "Both slopes are divided by `m` twice: once is enough, in `dZ`.": edit("2 / m", "2 / m**2"),
            "`db` is divided by `m` twice: `dZ` contains that division already, so add up and no more.": edit(
                "np.sum(dZ)", "np.mean(dZ)"
            ),
            "`dW` is divided by `m` twice: `dZ` contains that division already.": edit("X.T)", "X.T) / m"),
            "`db` leaves out the switch: it adds up the same `dZ` as `dW`.": edit(
                " * (Z > 0)", "", "np.dot(dZ", "np.dot(dZ * (Z > 0)"
            ),
            "`dW` leaves out the switch: it is made of the same `dZ` as `db`.": edit(
                " * (Z > 0)", "", "np.sum(dZ", "np.sum(dZ * (Z > 0)"
            ),
            "Only the sign of the error is used: the slope of a square is twice the error itself.": edit(
                "(neuron(X, W, b) - Y)", "np.sign(neuron(X, W, b) - Y)"
            ),
            "The prices are missing from the error: it is the answer minus the price.": edit(" - Y", ""),
            "`dW` is one number for all weights: each input needs a slope of its own.": edit(
                "np.dot(dZ, X.T)", "np.sum(dZ * X)"
            ),
            "`dW` has one axis only: keep the shape of `W`, `(1, n_x)`.": part(0, np.ravel),
            "The bias is missing from `Z`, so the wrong houses are switched off.": edit("Z > 0", "np.dot(W, X) > 0"),
        },
        "network": {
            "The output is cut at 0: the last layer is a weighted sum and nothing more.": result(
                lambda A2: np.maximum(0, A2)
            ),
            "The cut is missing in the first layer, so the whole network is one straight line.": edit(
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
            "The hidden neurons are squashed by a sigmoid; theirs is the cut at 0.": edit(
                "neuron(X, W1, b1)", "1 / (1 + np.exp(-np.dot(W1, X) - b1))"
            ),
            "The hidden neurons are squashed by tanh; theirs is the cut at 0.": edit(
                "neuron(X, W1, b1)", "np.tanh(np.dot(W1, X) + b1)"
            ),
            "The output is squashed by a sigmoid: the last layer is a weighted sum and nothing more.": result(
                lambda A2: 1 / (1 + np.exp(-A2))
            ),
            "Neither layer has its bias.": edit("W1, b1)", "W1, 0)", " + b2", ""),
            "`b1` is added after the cut: it belongs to the sums of the first layer.": edit("W1, b1)", "W1, 0) + b1"),
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
            "The cut stands at the wrong layer: the hidden neurons are cut at 0, the output is not.": edit(
                "neuron(X, W1, b1)", "np.dot(W1, X) + b1", "np.dot(W2, A1) + b2", "np.maximum(0, np.dot(W2, A1) + b2)"
            ),
        },
        # The judge in checks.py says the rest of these sentences.
        "fit_network": {
            "On 1,000 unseen houses the cost is": [
                *(
                    edit(PAIRS, f"[{pair}]", "J < lowest", "True")
                    for pair in ((1.0, 5.0), (0.5, 1.2), (1.0, 1.0), (-1.0, 0.5))
                ),
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
