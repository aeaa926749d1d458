"""The known mistakes of week 2 and the explanations of its quiz; never released to students."""

import math

import numpy as np
from scipy.spatial.distance import cdist
from scipy.special import expit
from sklearn.metrics import pairwise_distances_argmin

from grading.authoring.slips import around, code, edit, given, in_place, only, part, result, rounded

COST = "np.sum(np.logaddexp(0, (1 - 2 * Y) * Z)) / m"
"""The cost of the solved `propagate`."""


TEXTBOOK = "Y * np.log(A) + (1 - Y) * np.log(1 - A)"
"""The terms of the cost as its formula stands, which are `nan` where `A` rounds to 1."""


def _cost(text):
    """Return the slip of a `propagate` with another cost, written with `A`, `Z` and `Y`."""
    return edit(COST, text.replace("A", "sigmoid(Z)"))


def _either(*texts):
    """Return an edit of `propagate`, and the same where the cost is typed as its formula stands."""
    typed = f"-np.sum({TEXTBOOK}) / m".replace("A", "sigmoid(Z)")
    return [edit(*texts), edit(COST, typed, *texts)]


def _least_squares(factor):
    """Return a straight line through labels of plus and minus `factor`, taken for logits."""

    def train_on_raw_features(X, Y):
        inputs = np.vstack([X, np.ones((1, X.shape[1]))])
        v = np.linalg.lstsq(inputs.T, factor * (2 * Y[0] - 1), rcond=None)[0]
        return v[:-1, None], v[-1]

    return train_on_raw_features


def _library(module, call):
    """Return scikit-learn's `call` fitted to the features as they come."""
    return code(f"""
        from sklearn.{module} import *

        def train_on_raw_features(X, Y):
            import warnings
            with warnings.catch_warnings(action="ignore"):
                made = {call}.fit(X.T, Y[0])
            return made.coef_.T, made.intercept_[0]
    """)


def _differences(quotient):
    """Return a `noisy_label_gradient` without calculus."""
    return code(f"""
        def noisy_label_gradient(Z, Y, noise):
            def loss(z):
                sign = 2 * Y - 1
                return -np.log(noise + (1 - 2 * noise) * sigmoid(sign * z))

            return {quotient}
    """)


def _slopes_times(factor):
    """Return the slip of an `optimize` whose gradient is `factor` times what `propagate` returns."""
    return edit(
        "        w =", f"        grads = {{key: {factor} * slope for key, slope in grads.items()}}\n        w ="
    )


MISTAKES = {
    "0_lesson": {},
    "1_python_basics": {
        "test": {
            "Every letter counts, capitals too: both words start with a capital letter.": edit(
                "Hello World", "hello world"
            ),
            "There is no comma in the text that is asked for.": edit("Hello", "Hello,"),
            "There is no exclamation mark in the text that is asked for.": edit("World", "World!"),
        },
        "basic_sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": [
                given(lambda x: (-x,)),
                lambda x: 1 / (1 + math.exp(x)),
            ],
            "The denominator is 1 minus the exponential; it is a sum.": lambda x: (
                1 / (1 - math.exp(-x)) if x > 0 else math.exp(x) / (math.exp(x) - 1)
            ),
            "The result is cut off to a whole number: keep its decimals.": result(int),
            "The result is rounded: return it with all its decimals.": result(lambda s: round(s, 2)),
            "This is a step, 0 or 1; the sigmoid rises smoothly.": lambda x: 1.0 if x > 0 else 0.0,
            "This is the derivative of the sigmoid, which comes in exercise 4; asked is the sigmoid itself.": result(
                lambda s: s * (1 - s)
            ),
            "The power is one of 2, not of the number e: which function of `math` is it?": lambda x: (
                1 / (1 + 2.0**-x) if x > -750 else 0.0
            ),
            "Only the size of `x` counts here: a negative number needs a result below one half.": given(
                lambda x: (abs(x),)
            ),
            "`math.exp` overflows at 800: choose the form by the sign of `x`, so that no exponent is positive.": [
                lambda x: 1 / (1 + math.exp(-x)),
                lambda x: math.exp(x) / (math.exp(x) + 1),
            ],
            "The two forms are exchanged: a positive `x` needs the form with `-x`.": edit("x >= 0", "x < 0"),
            "Parentheses are missing around the denominator: `1 / 1 + y` is `(1 / 1) + y`.": [
                edit("(1 + math.exp(-x))", "1 + math.exp(-x)", "(math.exp(x) + 1)", "math.exp(x) + 1"),
                lambda x: 1 / 1 + math.exp(-x),
            ],
            "The number `x` is cut off to a whole number before it is used: keep its decimals.": given(
                lambda x: (int(x),)
            ),
            "This is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1.": math.tanh,
        },
        "sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": given(
                lambda x: (-x,)
            ),
            "`np.exp` overflows where `x` is far below 0, and what is tiny comes out as 0: which exponent is never positive?": [
                lambda x: 1 / (1 + np.exp(-x)),
                expit,
            ],
            "`np.exp` overflows where `x` is far above 0: infinity divided by infinity is `nan`.": lambda x: (
                np.exp(x) / (1 + np.exp(x))
            ),
            "Digits are lost far below 0, where two numbers near 1 are subtracted.": [
                lambda x: 0.5 + 0.5 * np.tanh(x / 2),
                lambda x: np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), 1 - 1 / (1 + np.exp(-np.abs(x)))),
            ],
            "The entries are clipped: far below 0 the sigmoid goes on falling.": lambda x: (
                1 / (1 + np.exp(-np.clip(x, -500, 500)))
            ),
            "Only the size of the entries counts here: below 0 the result is below one half.": edit(
                "np.where(x >= 0, 1, power)", "1"
            ),
            "The denominator is 1 minus the exponential; it is a sum.": edit("1 + power", "1 - power"),
            "This is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1.": np.tanh,
            "This is the derivative of the sigmoid, which comes next; asked is the sigmoid itself.": result(
                lambda s: s * (1 - s)
            ),
            **rounded("The results are"),
            "One number comes back for the whole array: keep the shape of `x`.": result(np.mean),
            "This is a step, 0 or 1; the sigmoid rises smoothly.": lambda x: (x > 0).astype(float),
            "Every call raises a TypeError. A function of `math` takes one number, not an array: does one stand in the formula? NumPy's own works on every entry at once.": edit(
                "np.exp", "math.exp"
            ),
            "An `if` asks one question about the whole array: `np.where` asks every entry.": lambda x: (
                1 / (1 + np.exp(-x)) if x >= 0 else np.exp(x) / (1 + np.exp(x))
            ),
            "`np.zeros_like(x)` of an integer array is an integer array, so that everything below 1 is cut off to 0: make it with `np.zeros(x.shape)`.": edit(
                "return ", "s = np.zeros_like(x)\n    s[...] = ", "(1 + power)", "(1 + power)\n    return s"
            ),
            "The entries share one sum, as in a softmax: the sigmoid looks at each entry alone.": lambda x: (
                np.exp(x - x.max()) / np.exp(x - x.max()).sum()
            ),
            "The shape is lost on the way: return an array of the same shape as `x`.": result(np.ravel),
        },
        "sigmoid_derivative": {
            "In the formula of the derivative, s is the sigmoid of `x`, not `x` itself: compute `s` first.": edit(
                "sigmoid(x)\n", "x\n"
            ),
            "This is the sigmoid itself: its derivative is s times (1 - s).": edit(" * (1 - s)", ""),
            "The second factor is 1 - s, not 1 + s.": edit("1 - s", "1 + s"),
            "The second factor takes `x` where it needs s, the sigmoid of `x`.": edit("1 - s", "1 - x"),
            "The first factor is `x`; it is s, the sigmoid of `x`.": edit("s * (", "x * ("),
            "This is 1 - s: the factor s is missing or, in the rule for quotients, the square below the line.": edit(
                "s * (", "("
            ),
            "A matrix product stands where every entry meets its own partner: which sign multiplies entry by entry?": edit(
                "s * (1 - s)", "np.dot(s, 1 - s)"
            ),
            "The derivative is twice too large: there is no factor 2 in s times 1 - s.": result(lambda ds: 2 * ds),
            "This is the derivative of tanh, 1 - s**2 with s = tanh(x).": lambda x: 1 - np.tanh(x) ** 2,
            "This is 1 - s**2, the rule for tanh; that for the sigmoid is s times 1 - s.": edit(
                "s * (1 - s)", "1 - s**2"
            ),
            "The derivatives are rounded.": result(lambda ds: ds.round(2)),
            "The second factor is 1 - s; this is s squared.": edit("(1 - s)", "s"),
            "The sign is turned round: the sigmoid climbs everywhere.": result(np.negative),
            "The sigmoid is taken twice: once is enough, and s is used in both factors.": edit(
                "sigmoid(x)\n", "sigmoid(sigmoid(x))\n"
            ),
            "`np.zeros_like(x)` of an integer array is an integer array, so that every derivative is cut off to 0: make it with `np.zeros(x.shape)`.": edit(
                "ds = s", "ds = np.zeros_like(x)\n    ds[...] = s"
            ),
        },
        "image2vector": {
            "The result has one axis only; a column has two, and the second has size 1.": result(np.ravel),
            "This is a row; a column has all its numbers along the first axis.": result(np.transpose),
            "The depth stays an axis of its own: all three axes go into the column.": edit("l * h * d, 1", "l * h, d"),
            "The axes are turned round before they are flattened, so the numbers come in another order.": edit(
                "image.r", "image.T.r"
            ),
            "The channels come one after the other; in the asked order, the numbers of one pixel stay together.": edit(
                "image.r", "image.transpose(2, 0, 1).r"
            ),
            "Each row of the picture stays a row of its own: all three axes go into the column.": edit(
                "l * h * d, 1", "l, h * d"
            ),
            "Rows and columns of the picture are exchanged, so the numbers come in another order.": edit(
                "image.r", "image.transpose(1, 0, 2).r"
            ),
            "The numbers have changed: laying out a picture computes nothing, not even a division by 255.": result(
                lambda v: v / 255
            ),
            "The column stands on its head: the first number of the picture comes first.": result(np.flipud),
            "Only the first channel is laid out: all of them go into the column.": given(
                lambda image: (image[:, :, :1],)
            ),
            "The depth is taken to be 3 always: read it off `image.shape`.": edit("h * d", "h * 3"),
            "The size is fixed to that of one example: read all three sizes off `image.shape`.": edit(
                "l * h * d", "12"
            ),
            "The picture is taken to be square: its length and its height may differ.": edit("l * h * d", "l * l * d"),
        },
        "normalize_rows": {
            "The columns are normalized, not the rows: a sum along each row is a sum over `axis=1`.": edit(
                "axis=1", "axis=0"
            ),
            "`keepdims=True` is missing: norms of shape (m,) are laid along the columns, not the rows.": edit(
                ", keepdims=True", ""
            ),
            "The whole array is divided by one norm: each row needs its own, so name the axis.": edit(
                ", axis=1, keepdims=True", ""
            ),
            "The row is divided by the sum of its absolute values; the L2 norm is the root of the sum of squares.": edit(
                "linalg.norm(x", "sum(np.abs(x)"
            ),
            "The row is divided by its sum, in which signs cancel.": edit("linalg.norm", "sum"),
            "The square root is missing: the row is divided by its sum of squares.": edit("linalg.norm(x", "sum(x**2"),
            "The row is divided by its largest absolute value, not by its length.": edit(
                "linalg.norm(x", "max(np.abs(x)"
            ),
            "`x /= ...` cannot put decimals into an array of whole numbers: write the quotient to a new array.": edit(
                "return x / norms", "x /= norms\n    return x"
            ),
            "These are the norms; divide the rows by them.": edit("x / norms", "norms"),
            **in_place("x", "x / norms", "np.divide(x, norms, out=x if x.dtype.kind == 'f' else None)"),
            "The rows are multiplied by their norms: divide by them.": edit("x / norms", "x * norms"),
            "The mean of each row is subtracted: only the length changes here, not the direction.": edit(
                "x / norms", "(x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)"
            ),
            "Each row is stretched to the range from 0 to 1; asked is a length of 1.": edit(
                "x / norms", "(x - x.min(axis=1, keepdims=True)) / np.ptp(x, axis=1, keepdims=True)"
            ),
            "The sum is squared, so that signs cancel first: square every entry, then add.": edit(
                "x / norms", "x / np.abs(x.sum(axis=1, keepdims=True))"
            ),
            "The root is taken of the mean of the squares: the norm is the root of their sum.": edit(
                "x / norms", "x / norms * x.shape[1] ** 0.5"
            ),
            "The norm of the first row is used for all rows: each row needs its own.": edit(
                "x / norms", "x / norms[0]"
            ),
            "The result holds whole numbers, so that everything below 1 has become 0: let it hold decimals.": result(
                lambda rows: rows.astype(int)
            ),
            "The rows have lost their signs.": result(np.abs),
        },
        "softmax": {
            "`np.exp` of a large number is infinite: subtract the largest value of each row first.": edit(
                " - np.max(x, axis=1, keepdims=True)", ""
            ),
            "The maximum of the whole array is subtracted, which leaves nothing of a row far below it: take each row's own.": edit(
                "(x, axis=1, keepdims=True)", "(x)"
            ),
            "The maximum of each column is subtracted, which changes the shares within a row: take each row's.": edit(
                "(x, axis=1", "(x, axis=0"
            ),
            "Each column sums to 1, not each row: the sum runs along the row, over `axis=1`.": edit("axis=1", "axis=0"),
            "The whole array sums to 1, not each row: name the axis of the sum.": edit(", axis=1, keepdims=True", ""),
            "`keepdims=True` is missing: sums of shape (m,) are laid along the columns, not the rows.": edit(
                "powers, axis=1, keepdims=True", "powers, axis=1"
            ),
            "The exponential is missing: the scores themselves are divided.": lambda x: (
                x / x.sum(axis=1, keepdims=True)
            ),
            "The smallest value of each row is subtracted, not the largest: `exp` overflows where they are far apart.": edit(
                "np.max", "np.min"
            ),
            "The division by the sum of the row is missing.": edit(" / np.sum(powers, axis=1, keepdims=True)", ""),
            "The maximum lacks `keepdims=True`: maxima of shape (m,) are laid along the columns, not the rows.": edit(
                "(x, axis=1, keepdims=True)", "(x, axis=1)"
            ),
            "The maximum is subtracted above the line only: below it `exp` takes the scores as they came.": edit(
                "sum(powers", "sum(np.exp(x)"
            ),
            "The maximum is subtracted below the line only: above it `exp` takes the scores as they came.": edit(
                "return powers", "return np.exp(x)"
            ),
            "The mean of each row is subtracted: where scores are far apart `exp` still overflows. What makes the largest exponent 0?": edit(
                "np.max", "np.mean"
            ),
            "The powers are divided by their mean, so that each row adds up to the number of its scores.": edit(
                "sum(powers", "mean(powers"
            ),
            "These are logarithms of the probabilities.": result(np.log),
            "These are the odds upside down: the sum goes below the line.": result(np.reciprocal),
            "The largest score gets 1 and all others 0: a softmax gives every score a share.": lambda x: (
                x == x.max(axis=1, keepdims=True)
            ).astype(float),
            "The lowest score gets the largest share: look at the sign of the exponent.": given(lambda x: (-x,)),
            "Each score is taken on its own, as by the sigmoid: a row has to add up to 1.": expit,
            "The shares are rounded.": result(lambda shares: shares.round(2)),
        },
        "L1": {
            "This is the mean; the loss is the sum, without a division.": edit("np.sum", "np.mean"),
            "The absolute value is missing, so errors of both signs cancel (`y - yhat` is added up).": edit(
                "np.abs", ""
            ),
            "The absolute value is missing, so errors of both signs cancel (`yhat - y` is added up).": edit(
                "np.abs(y - yhat)", "yhat - y"
            ),
            "The absolute value is taken of the sum: take it of every difference, then add.": edit(
                "np.sum(np.abs(", "np.abs(np.sum("
            ),
            "The differences are squared: that is the L2 loss.": edit("np.abs(y - yhat)", "(y - yhat) ** 2"),
            "The errors are not added up: the loss is one number.": edit("np.sum", ""),
            "This is the largest error; the loss is the sum of all.": edit("np.sum", "np.max"),
            "The sizes are subtracted: subtract first, then take the absolute value.": edit(
                "np.abs(y - yhat)", "np.abs(y) - np.abs(yhat)"
            ),
            "Only predictions that are too high count: an error counts on either side.": edit(
                "np.abs(y - yhat)", "np.maximum(yhat - y, 0)"
            ),
            "Only predictions that are too low count: an error counts on either side.": edit(
                "np.abs(y - yhat)", "np.maximum(y - yhat, 0)"
            ),
            "There is no factor one half in this loss.": result(lambda loss: loss / 2),
            "The wrong predictions are counted: add up how far off they are.": edit("np.abs(y - yhat)", "y != yhat"),
            "The loss is cut off to a whole number.": result(int),
        },
        "L2": {
            "This is the mean; the loss is the sum, without a division.": edit("np.sum", "np.mean"),
            "The square root is taken at the end: the L2 loss is the sum of squares itself.": result(np.sqrt),
            "The absolute differences are added without a square: that is the L1 loss.": edit(
                "(y - yhat) ** 2", "np.abs(y - yhat)"
            ),
            "The square is taken of the sum: square every difference, then add.": edit(
                "((y - yhat) ** 2)", "(y - yhat) ** 2"
            ),
            "The differences are doubled, not squared: `** 2` is a power.": edit("** 2", "* 2"),
            "The errors are not added up: the loss is one number.": edit("np.sum", ""),
            "The squares are subtracted, not the difference squared: subtract first.": edit(
                "(y - yhat) ** 2", "y**2 - yhat**2"
            ),
            "There is no factor one half in this loss.": result(lambda loss: loss / 2),
            "Only the prediction is squared: put the difference in brackets.": edit("(y - yhat) ** 2", "y - yhat**2"),
            "The root of the mean is taken: the loss is the sum of the squares, no more.": edit(
                "np.sum((y - yhat) ** 2)", "np.mean((y - yhat) ** 2) ** 0.5"
            ),
            "This is the product of predictions and labels: it is the difference that is multiplied by itself.": edit(
                "(y - yhat) ** 2", "y * yhat"
            ),
            "This is the largest error squared; the loss is the sum of all.": edit("np.sum", "np.max"),
            "The sign is turned round: a loss is never below 0.": result(np.negative),
            "The loss is cut off to a whole number.": result(int),
        },
        # The judge in checks.py says these sentences.
        "nearest_columns": {
            "The result is a table with an entry for each pair; asked is one index for each column of `B`.": edit(
                "np.argmin(squares, axis=0)", "squares"
            ),
            "The result has one entry for each column of `A`; asked is one for each column of `B`: the other axis.": edit(
                "(squares, axis=0", "(squares, axis=1"
            ),
            "The result holds the distances themselves; asked is the index of the smallest one.": edit(
                "np.argmin(squares, axis=0)", "np.sqrt(np.min(squares + np.sum(B**2, axis=0), axis=0))"
            ),
            "Each index is that of the farthest column of `A`, not of the nearest.": edit("argmin", "argmax"),
            "The differences count by their size, not by their square: that is another distance than asked.": lambda A, B: (
                np.abs(A[:, :, None] - B[:, None].astype(float)).sum(axis=0).argmin(axis=0)
            ),
            "The differences are added with their signs, so that they cancel: square them first.": lambda A, B: (
                (A[:, :, None] - B[:, None].astype(float)).sum(axis=0).argmin(axis=0)
            ),
            "The largest product is not the smallest distance: a long column wins too often.": lambda A, B: (
                A.T @ B.astype(float)
            ).argmax(axis=0),
            "These arrays hold bytes (`uint8`), whose differences wrap around below 0: convert to `float` first.": lambda A, B: (
                ((A[:, :, None] - B[:, None]) ** 2).sum(axis=0).argmin(axis=0)
            ),
            "Large squares are subtracted, and no digits are left: what can you subtract from all columns before?": [
                edit("A - middle, B - middle", "1.0 * A, 1.0 * B"),
                lambda A, B: pairwise_distances_argmin(B.T.astype(float), A.T.astype(float)),
            ],
            "The squares of entries this large are infinite: which number can you divide both arrays by?": [
                edit("A / largest, B / largest", "A, B"),
                lambda A, B: cdist(A.T, B.T).argmin(axis=0),
                lambda A, B: ((A[:, :, None] - B[:, None].astype(float)) ** 2).sum(axis=0).argmin(axis=0),
            ],
            "The indices are correct, but it is not five times as fast as a loop over all pairs of columns.": edit(
                "np.argmin(squares, axis=0)",
                "[min(range(A.shape[1]), key=lambda i: np.sum((A[:, i] - b) ** 2)) for b in B.T]",
            ),
        },
        "cosine_similarities": {
            "This is `nan` for a column of zeros: by agreement its similarities are 0.": edit("1e-300", "0"),
            "The squares of very large entries are infinite, those of very small ones 0: divide each column by its largest entry first.": [
                edit("np.max(np.abs(M.astype(float)), axis=0)", "1.0"),
                code("""
                    def cosine_similarities(A, B):
                        from sklearn.metrics.pairwise import cosine_similarity
                        return cosine_similarity(A.T, B.T)
                """),
            ],
            "One number is taken out of the whole array, so that small columns next to large ones vanish: each column needs its own.": edit(
                "np.max(np.abs(M.astype(float)), axis=0)", "np.max(np.abs(M.astype(float)))"
            ),
            "These are dot products: divide them by both norms.": lambda A, B: A.T.astype(float) @ B.astype(float),
            "Products of bytes wrap around at 256: convert to `float` first.": lambda A, B: (
                (A.T @ B) / np.linalg.norm(A, axis=0)[:, None] / np.linalg.norm(B, axis=0)
            ),
            "The norms run over the rows: columns are the vectors.": edit("(M, axis=0)", "(M, axis=1, keepdims=True)"),
            "Only one of the two norms is divided by.": edit("unit(B)", "B.astype(float)"),
            "The table lies on its side: the columns of `A` belong to its rows.": result(np.transpose),
            "The signs are lost: an angle beyond a right angle has a similarity below 0.": result(np.abs),
            "This is 1 minus the similarity, the cosine distance.": result(lambda table: 1 - table),
            "The square of the norm is divided by: take the root of the sum of squares.": edit(
                "np.linalg.norm(M, axis=0)", "np.sum(M**2, axis=0)"
            ),
        },
        "mended_report": {
            "`accuracy` still compares every prediction with every label: `(m,) == (m, 1)` is a table of `(m, m)`.": edit(
                "labels[:, 0]", "labels"
            ),
            "`loss` still averages over the classes of all labels for every example: `probabilities[:, labels]` has the shape (m, m, 1).": edit(
                "(shifted - np.log(totals))[members]", "(shifted - np.log(totals))[:, labels]"
            ),
            "`mean_by_class` still divides the columns by the numbers of examples, not the rows: both shapes fit.": edit(
                "counts[:, np.newaxis]", "counts"
            ),
            "A class without examples still gives `nan`: its row is zeros.": edit(
                "np.maximum(members.sum(axis=0), 1)", "members.sum(axis=0)"
            ),
            "The loss is infinite where a probability rounds to 0: take the logarithm of the quotient apart.": [
                edit("shifted - np.log(totals)", "np.log(probabilities)"),
                edit("shifted - np.log(totals)", "np.log(np.maximum(probabilities, 1e-12))"),
            ],
            "A call changes its argument `scores` in place": edit(
                "shifted = scores - scores.max(axis=1, keepdims=True)",
                "shifted = scores\n    shifted -= scores.max(axis=1, keepdims=True)",
            ),
            "The maximum lacks `keepdims=True`, or its column.": edit(
                "scores.max(axis=1, keepdims=True)", "scores.max()"
            ),
            "The report is the suspect one, as it was.": code("""
                def mended_report(scores, labels):
                    return suspect_report(scores.copy(), labels)
            """),
            "The loss is the sum over the examples: take the mean.": edit("-np.mean(", "-np.sum("),
            "The minus in front of the loss is missing.": edit("-np.mean(", "np.mean("),
            "The dictionary lacks `loss`.": edit('"loss": loss, ', ""),
        },
    },
    "2_logistic_regression": {
        "sizes": {
            "`m_train` and `m_test` are exchanged.": edit("m_train = t", "m_test = t", "m_test = te", "m_train = te"),
            "`num_px` is 3, the number of colours; expected the number of pixels along one side of a picture.": edit(
                "shape[1]", "shape[3]"
            ),
            "`num_px` is not the number of pixels along one side of a picture.": edit("shape[1]", "shape[1] ** 2"),
            "`m_train` is not the number of training pictures.": edit("m_train = ", "m_train = 1 + "),
            "`m_test` is not the number of test pictures.": edit("test_set", "train_set"),
        },
        "flatten": {
            "`train_set_x_flatten` has the right shape, but each column mixes numbers of many pictures": edit(
                "(m_train, -1).T", "(-1, m_train)", "(m_test, -1).T", "(-1, m_test)"
            ),
            "`train_set_x_flatten` has one picture per row, expected one per column": edit(".T", ""),
            "Every column of `train_set_x_flatten` holds one picture, but its numbers stand in another order.": edit(
                "orig.r", "orig.transpose(0, 3, 1, 2).r"
            ),
            "`train_set_x_flatten` holds numbers from 0 to 1: keep the bytes from 0 to 255 here": edit(
                ".T", ".T / 255"
            ),
            "`test_set_x_flatten` has the shape": edit("test_set_x_orig", "train_set_x_orig", "(m_test", "(m_train"),
        },
        "sigmoid": {
            "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent.": given(
                lambda z: (-np.asarray(z),)
            ),
            "The denominator is 1 minus the exponential; it is a sum.": lambda z: 1 / (1 - np.exp(-np.asarray(z))),
            "It works for a number and not for an array: is it a function of `math`? NumPy's own takes both.": lambda z: (
                1 / (1 + math.exp(-z))
            ),
            **rounded("The results are"),
            "Brackets are missing: `1 / 1 + np.exp(-z)` divides 1 by 1 first.": lambda z: 1 + np.exp(-np.asarray(z)),
            "The 1 in the denominator is missing: it is `1 + np.exp(-z)`.": lambda z: np.exp(np.asarray(z)),
            "This is the hyperbolic tangent, which runs from -1 to 1; the sigmoid runs from 0 to 1.": np.tanh,
            "This is the derivative of the sigmoid, `s * (1 - s)`; asked is the sigmoid itself.": result(
                lambda s: s * (1 - s)
            ),
            "This is a step, 0 or 1; the sigmoid rises smoothly.": lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
            "Digits are lost far below 0, where two numbers near 1 are subtracted.": lambda z: (
                (1 + np.tanh(np.asarray(z) / 2)) / 2
            ),
            "This is the softmax, whose values add up to 1; the sigmoid looks at every number alone.": lambda z: (
                np.exp(z) / np.sum(np.exp(z))
            ),
            "One number comes back for the whole array: keep the shape of `z`.": result(np.mean),
        },
        "initialize_with_zeros": {
            "`w` must be a column: its shape is `(dim, 1)`, weights first.": edit("dim, 1", "1, dim"),
            "`np.zeros(dim)` has one axis only: the shape of a column is the tuple `(dim, 1)`.": edit(
                "(dim, 1)", "dim"
            ),
            "`b` is the number 0, not an array with one entry.": edit("0.0", "np.zeros((1, 1))"),
            "The neuron has one bias, a single number, not one for every weight.": edit("0.0", "np.zeros((dim, 1))"),
            "The weights are initialized with zeros here, not at random.": edit(
                "np.zeros((dim, 1))", "np.random.randn(dim, 1) * 0.01"
            ),
            "The weights are ones; they start at zero.": edit("np.zeros", "np.ones"),
            **only(0, "w", "return `w` and `b`."),
            "The number of weights is always 2: use `dim`.": edit("dim, 1", "2, 1"),
            "`w` and `b` are returned in the other order.": result(lambda pair: pair[::-1]),
            "`w` is a square table: it is a column, one weight for each feature.": edit("dim, 1", "dim, dim"),
            "`b` is the number 0, not an array of shape (1,).": edit("0.0", "np.zeros(1)"),
            "The bias is 1; it starts at 0.": edit("0.0", "1.0"),
            "`w` holds whole numbers, into which no step of descent fits (`w -= ...` fails): make an array of floats.": edit(
                "dim, 1))", "dim, 1), dtype=int)"
            ),
            "`w` is one number, whatever `dim` is: it is a column of `dim` weights.": lambda dim: (0.0, 0.0),
        },
        "propagate": {
            "`dw` and `db` are sums over the examples: divide them by `m`.": _either(
                "dZ.T) / m", "dZ.T)", "(dZ) / m", "(dZ)"
            ),
            "`dw` is a sum over the examples: divide it by `m`, as you do with `db`.": _either("dZ.T) / m", "dZ.T)"),
            "`db` is a sum over the examples: divide it by `m`, as you do with `dw`.": _either("(dZ) / m", "(dZ)"),
            "The cost is a sum over the examples: divide it by `m`.": [
                edit("* Z)) / m", "* Z))"),
                _cost(f"-np.sum({TEXTBOOK})"),
            ],
            "Neither the cost nor the gradients are divided by `m`.": _either(" / m", ""),
            "The sums are divided by the number of features: `m` is `X.shape[1]`, the number of columns.": _either(
                "shape[1]", "shape[0]"
            ),
            "The gradient has the wrong sign: it starts from `A - Y`, the activation minus the label.": _either(
                "sigmoid(Z) - Y", "Y - sigmoid(Z)"
            ),
            "The gradient still carries the derivative of the sigmoid: with this cost it cancels, and the error is left.": _either(
                "sigmoid(Z) - Y", "(sigmoid(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z))"
            ),
            "The minus in front of the cost is missing, so that it comes out negative.": [
                edit("np.sum(np.log", "-np.sum(np.log"),
                _cost(f"np.sum({TEXTBOOK}) / m"),
            ],
            **{
                f"The cost uses `np.{name}`; it is defined with the natural logarithm, `np.log`.": _cost(
                    f"-np.mean(np.{name}(np.where(Y == 1, A, 1 - A)))"
                )
                for name in ("log2", "log10")
            },
            "The cost is `nan` or infinite where an activation rounds to 0 or 1: take the logarithm of the sigmoid of `z` or `-z`, whichever belongs to the label.": [
                _cost(f"-np.mean({TEXTBOOK})"),
                _cost("-np.mean(np.log(np.where(Y == 1, A, 1 - A)))"),
            ],
            "The activations are clipped before the logarithm, so that a sure mistake costs too little: nothing is cut off if the sigmoid of `-z` is used.": _cost(
                "-np.mean(np.log(np.where(Y == 1, np.clip(A, 1e-15, 1), np.clip(1 - A, 1e-15, 1))))"
            ),
            "`nan` is replaced by 0, also where a sure mistake has an infinite cost.": _cost(
                "-np.nansum(np.nan_to_num(Y * np.log(A) + (1 - Y) * np.log(1 - A), neginf=0)) / m"
            ),
            "`sigmoid` is called for one example at a time: one call takes the whole row.": code(
                """
                def propagate(w, b, X, Y):
                    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
                    for x, y in zip(X.T, Y[0]):
                        z = x @ w[:, 0] + b
                        dz = sigmoid(z) - y
                        dw[:, 0] += x * dz / len(X.T)
                        db += dz / len(X.T)
                        cost += np.logaddexp(0, (1 - 2 * y) * z) / len(X.T)
                    return {"dw": dw, "db": db}, cost
                """
            ),
            "The cost counts the cats only: examples with the label 0 have a loss, too.": _cost(
                "np.mean(Y * np.logaddexp(0, -Z))"
            ),
            "In the cost `A` and `Y` are exchanged: the logarithms are taken of the activations.": _cost(
                "-np.mean(A * np.log(Y) + (1 - A) * np.log(1 - Y))"
            ),
            "This cost is the squared error; asked is the one with the two logarithms.": _cost("np.mean((A - Y) ** 2)"),
            "The cost is an array with one loss per example: add them up.": edit("np.sum(np.log", "(np.log"),
            "The cost has the shape (1, 1), as a matrix product leaves it: `np.squeeze` makes it a number.": part(
                1, lambda cost: cost.reshape(1, 1)
            ),
            "`db` is an array with one derivative per example: add them up.": _either("np.sum(dZ)", "dZ"),
            "`db` has one entry but still an axis: sum without `keepdims` and without `axis`.": edit(
                "sum(dZ", "sum(dZ, keepdims=True"
            ),
            "`db` is an array of shape (1,): `np.sum` without `axis=1` gives a number.": edit(
                "sum(dZ", "sum(dZ, axis=1"
            ),
            "`dw` keeps one column per example: the product `X @ (A - Y).T` adds them up, `*` does not.": _either(
                "np.dot(X, dZ.T)", "X * dZ"
            ),
            "`dw` is a row; it needs the shape of `w`, a column.": _either("X, dZ.T", "dZ, X.T"),
            "`dw` has one axis only; it needs the shape of `w`, `(n, 1)`.": _either("dZ.T", "dZ[0]"),
            "The bias `b` is missing from `Z`.": _either(" + b", ""),
            "The sigmoid is missing: the activations are `sigmoid(Z)`.": _either("sigmoid(Z)", "Z"),
            "The product of `w` and `X` fits only where there is a single feature: write the two shapes side by side. Which of them has to be turned?": [
                edit("np.dot(w.T, X)", "w @ X"),
                edit("w.T", "w"),
            ],
            "`w * X` multiplies entry by entry, so that each feature is judged on its own: the product of matrices adds them up.": edit(
                "np.dot(w.T, X)", "w * X"
            ),
            "`dw` has the wrong sign; `db` is right.": _either("np.dot(X", "-np.dot(X"),
            "`db` has the wrong sign; `dw` is right.": _either("np.sum(dZ", "-np.sum(dZ"),
            "`dw` is divided by `m` twice: the sum over the examples is divided once.": edit(
                "dZ.T) / m", "dZ.T) / m / m"
            ),
            "`db` is divided by `m` twice: the sum over the examples is divided once.": edit(
                "(dZ) / m", "(dZ) / m / m"
            ),
            "The cost is divided by `m` twice: the mean is a sum divided once.": edit("Z)) / m", "Z)) / m / m"),
            "There is no factor one half in this cost.": edit("Z)) / m", "Z)) / m / 2"),
            "The sign of `z` is that of the other label: a cat needs the logarithm of `sigmoid(z)`, anything else that of `sigmoid(-z)`.": edit(
                "1 - 2 * Y", "2 * Y - 1"
            ),
            "The cost counts the pictures without cats only: examples with the label 1 have a loss, too.": [
                _cost("np.mean((1 - Y) * np.logaddexp(0, Z))"),
                edit("(1 - 2 * Y) * Z", "Z"),
            ],
            "The cost takes every picture for a cat: look at the labels.": [
                edit("(1 - 2 * Y) * Z", "-Z"),
                _cost("-np.mean(Y * np.log(A) + (1 - Y) * np.log(A))"),
            ],
            "The two terms of the cost are subtracted: both logarithms are added before the minus in front.": _cost(
                "-np.mean(Y * -np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z))"
            ),
            "The logarithm is missing from the cost.": _cost("np.mean(np.where(Y == 1, 1 - A, A))"),
            "The cost still has an axis, of length 1: one number is asked for.": part(1, lambda cost: np.full(1, cost)),
            "The gradient is one number for all weights: each weight needs its own derivative.": edit(
                "np.dot(X, dZ.T)", "np.sum(X * dZ)"
            ),
            "`db` is missing from the gradients.": edit(', "db": np.sum(dZ) / m', ""),
            "`dw` is missing from the gradients.": edit('"dw": np.dot(X, dZ.T) / m, ', ""),
            "Only the gradients are returned: return `grads` and `cost`.": result(lambda pair: pair[0]),
            "Only the cost is returned: return `grads` and `cost`.": result(lambda pair: pair[1]),
            "Everything is divided by 600, the number of the training pictures: `m` is the number of columns of the `X` that is given.": edit(
                "X.shape[1]", "600"
            ),
            "The bias is subtracted in `Z`; it is added.": edit("+ b", "- b"),
            "Cost and gradients are returned in the other order: first `grads`, then `cost`.": _either(
                "return grads, cost", "return cost, grads"
            ),
        },
        "optimize": {
            "The updates go uphill: subtract the gradient, do not add it.": edit("- learning_rate", "+ learning_rate"),
            "`b` never moves: update it as well, with `db`.": edit("b = b", "b"),
            "`learning_rate` is ignored: the updates always have the default size.": edit("learning_rate *", "0.009 *"),
            "The learning rate is missing from the update: the whole gradient is subtracted.": edit(
                "learning_rate * ", ""
            ),
            "`num_iterations` is ignored: there are always 100 steps.": edit("(num_iterations)", "(100)"),
            "Every cost is kept: keep those of the steps 0, 100, 200, ... only.": edit("i % 100 == 0", "True"),
            "No cost is kept.": edit("i % 100 == 0", "False"),
            "The cost of step 0 is missing: 0 counts as a multiple of 100.": edit(
                "i % 100 == 0", "i > 0 and i % 100 == 0"
            ),
            "The cost is kept after steps 100, 200, ...; keep it before steps 0, 100, 200, ...": edit(
                "100 == 0", "100 == 99"
            ),
            "The costs are one step late: keep the cost that `propagate` returned before the update.": edit(
                "append(cost)", "append(propagate(w, b, X, Y)[1])"
            ),
            "Costs are kept only if `print_cost` is True: keep them always.": edit(
                "100 == 0", "100 == 0 and print_cost"
            ),
            "The gradient is computed once and used in every step: `propagate` belongs inside the loop.": edit(
                "= propagate", "= (grads, cost) if i else propagate"
            ),
            "`grads` must be the gradient of the last step, from before its update.": edit(
                "return ", "grads, _ = propagate(w, b, X, Y)\n    return "
            ),
            "There is one step too few: `range(num_iterations)` makes `num_iterations` steps.": edit(
                "(num_iterations)", "(num_iterations - 1)"
            ),
            "There is one step too many: `range(num_iterations)` makes `num_iterations` steps.": edit(
                "(num_iterations)", "(num_iterations + 1)"
            ),
            "The default of `num_iterations` is 100.": edit("=100", "=2000"),
            "The default of `learning_rate` is 0.009.": edit("=0.009", "=0.5"),
            "The results come in another order: `params`, `grads`, `costs`.": edit(
                '{"w": w, "b": b}, grads', 'grads, {"w": w, "b": b}'
            ),
            "These updates follow a gradient that is not divided by `m`. Does `propagate` pass its own check?": _slopes_times(
                "X.shape[1]"
            ),
            "These updates follow a gradient with the wrong sign. Does `propagate` pass its own check?": _slopes_times(
                "-1"
            ),
            "`w` and `b` come back as they were given, although the costs fall: return the updated ones.": around(
                lambda solved, w, b, *rest, **named: ({"w": w, "b": b}, *solved(w, b, *rest, **named)[1:])
            ),
            "`w` and `b` lack the last update: return them after the loop, not as they were before its last step.": edit(
                '{"w": w, "b": b}', "before", "w = w", "before = {'w': w, 'b': b}\n        w = w"
            ),
            "`grads` is the gradient of the first step; return that of the last one.": edit(
                "grads, costs\n", "first, costs\n", "costs = []", "costs, first = [], propagate(w, b, X, Y)[0]"
            ),
            "`w` goes uphill and `b` downhill: subtract both gradients.": edit("w - learning", "w + learning"),
            "`b` goes uphill and `w` downhill: subtract both gradients.": edit("b - learning", "b + learning"),
            "Only one step is made: does the `return` stand inside the loop?": edit("(num_iterations)", "(1)"),
            "Only the first cost is kept: keep those of the steps 100, 200, ... too.": edit("i % 100 == 0", "i == 0"),
            "Only the last cost is returned: `costs` is a list of those of the steps 0, 100, ...": edit(
                "grads, costs\n", "grads, [cost]\n"
            ),
            "A cost is kept after every tenth step; asked are those of the steps 0, 100, 200, ...": edit(
                "i % 100", "i % 10"
            ),
            "Only the parameters are returned: return `params`, `grads` and `costs`.": result(lambda three: three[0]),
            "`params` and `grads` are returned without `costs`.": result(lambda three: three[:2]),
        },
        "predict": {
            "The threshold is strict: an activation of exactly 0.5 counts as 0.": edit(">", ">="),
            "These are the activations; a prediction is 1 where they are above 0.5, else 0.": edit(
                "(A > 0.5).astype(float)", "A"
            ),
            "`Z` is compared with 0.5: the sigmoid is missing.": edit("sigmoid", ""),
            "Every prediction is 1. Is the sigmoid taken once, and compared with 0.5?": edit("> 0.5", "> 0"),
            "Every prediction is 0. Does the comparison with 0.5 reach the array that you return?": result(
                np.zeros_like
            ),
            "An `if` asks one question about the whole row; compare every entry with 0.5 instead.": edit(
                "(A > 0.5).astype(float)", "np.array([[1.0 if A > 0.5 else 0.0]])"
            ),
            "One number comes back for all examples: each gets its own prediction.": result(np.mean),
            "The bias is subtracted; it is added.": edit("+ b", "- b"),
            "Only the last example gets a prediction: does the line inside the loop belong to every one?": result(
                lambda answers: answers * (np.arange(answers.size) == answers.size - 1)
            ),
            "The result lists the places of the cats; asked is a 0 or a 1 for every example.": result(np.flatnonzero),
            "The predictions have one axis only: keep the shape `(1, m)`.": result(lambda answers: answers[0]),
            "The predictions stand in a column; they belong in a row, `(1, m)`.": result(np.transpose),
            "0 and 1 are exchanged: above the threshold the prediction is 1.": edit(">", "<="),
            "The predictions are -1 and 1; they should be 0 and 1.": result(lambda answers: 2 * answers - 1),
            "The bias `b` is missing from `Z`.": edit(" + b", ""),
            "Only the first example is predicted.": given(lambda w, b, X: (w, b, X[:, :1])),
        },
        "model": {
            "The predictions for training and test examples are exchanged.": edit(
                "X_test),", "X_?),", "X_train),", "X_test),", "X_?),", "X_train),"
            ),
            "The model is trained on the test set: give `optimize` `X_train` and `Y_train`.": edit(
                "b, X_train, Y_train", "b, X_test, Y_test"
            ),
            "`num_iterations` is not passed on to `optimize`.": edit(
                "num_iterations, learning_rate, print_cost)", "learning_rate=learning_rate)"
            ),
            "`learning_rate` is not passed on to `optimize`.": edit("learning_rate, print_cost)", ")"),
            "`w` and `b` are still zero: take them out of the parameters that `optimize` returns.": edit(
                'w, b = params["w"], params["b"]', ""
            ),
            "`w` is trained, but `b` is still zero: take both out of the parameters that `optimize` returns.": edit(
                ', params["b"]', ", b"
            ),
            "The weights are initialized at random: use `initialize_with_zeros`.": edit(
                "initialize_with_zeros(X_train.shape[0])", "np.random.randn(len(X_train), 1) * 0.01, 0.0"
            ),
            "The default of `num_iterations` is 2000.": edit("=2000", "=100"),
            "The default of `learning_rate` is 0.5.": edit("=0.5", "=0.005"),
            "Accuracies are stored in the place of the predictions.": edit(
                "predict(w, b, X_test)",
                "100 - 100 * np.mean(np.abs(predict(w, b, X_test) - Y_test))",
                "predict(w, b, X_train)",
                "100 - 100 * np.mean(np.abs(predict(w, b, X_train) - Y_train))",
            ),
            "Activations are stored in the place of the predictions, which are 0 or 1.": edit(
                "predict(w, b, X_test)",
                "sigmoid(np.dot(w.T, X_test) + b)",
                "predict(w, b, X_train)",
                "sigmoid(np.dot(w.T, X_train) + b)",
            ),
            "The training follows a gradient that is not divided by `m`. Do `propagate` and `optimize` pass their own checks?": edit(
                "learning_rate, print_cost)", "learning_rate * Y_train.size)"
            ),
            "`b` is trained, but `w` is still zero: take both out of the parameters that `optimize` returns.": edit(
                '= params["w"],', "= w,"
            ),
            "The predictions are correct, but the `w` that is stored is the initial one.": part("w", np.zeros_like),
            "The predictions are correct, but the `b` that is stored is the initial one.": part("b", lambda b: 0 * b),
            "Both predictions are those for the training examples.": edit("X_test),", "X_train),"),
            "Both predictions are those for the test examples.": edit("X_train),", "X_test),"),
            "`num_iterations` and `learning_rate` are stored as their defaults, whatever was given.": result(
                lambda results: results | {"num_iterations": 2000, "learning_rate": 0.5}
            ),
            "`costs` is one number: store the whole list that `optimize` returns.": part(
                "costs", lambda costs: costs[-1]
            ),
            "The result is a tuple; asked is a dictionary with the names of the text.": result(
                lambda results: tuple(results.values())
            ),
            "The dictionary lacks `costs`.": edit('"costs": costs,', ""),
        },
        "cross_entropy_from_logits": {
            "The result is `nan` or infinite where an activation rounds to 0 or 1: compute the loss from `Z` alone.": code(
                """
                def cross_entropy_from_logits(Z, Y):
                    A = sigmoid(Z)
                    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
                """
            ),
            "The activations are clipped: sure mistakes cost too little, and tiny losses become too large.": code(
                """
                def cross_entropy_from_logits(Z, Y):
                    A = np.clip(sigmoid(Z), 1e-15, 1 - 1e-15)
                    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
                """
            ),
            "`nan` and infinity are replaced by numbers: the loss at those logits is known, compute it.": code(
                """
                def cross_entropy_from_logits(Z, Y):
                    A = sigmoid(Z)
                    return -np.mean(np.nan_to_num(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
                """
            ),
            "The logarithm of `sigmoid(z)` is infinite below about -745: take the large part out of the logarithm first.": code(
                """
                def cross_entropy_from_logits(Z, Y):
                    return -np.mean(Y * np.log(sigmoid(Z)) + (1 - Y) * np.log(sigmoid(-Z)))
                """
            ),
            "`exp` overflows where a logit is large: use it for `-np.abs(Z)` only.": edit(
                "np.maximum(-Z, 0) + tail", "np.log1p(np.exp(-Z))", "np.maximum(Z, 0) + tail", "np.log1p(np.exp(Z))"
            ),
            "Tiny losses come out as 0: `1 + 1e-17` is 1 in a float, so `np.log` sees nothing. `np.log1p` does.": edit(
                "np.log1p(", "np.log(1 + "
            ),
            "Tiny losses are lost in a difference of two large numbers, `Z` and `Y * Z`: give each label its own curve.": code(
                """
                def cross_entropy_from_logits(Z, Y):
                    return np.mean(np.logaddexp(0, Z) - Y * Z)
                """
            ),
            "Labels that are fractions are taken for 0 or 1.": [
                code(
                    """
                    def cross_entropy_from_logits(Z, Y):
                        return np.mean(np.logaddexp(0, np.where(Y > 0.5, -Z, Z)))
                    """
                ),
                code(
                    """
                    def cross_entropy_from_logits(Z, Y):
                        return np.mean(np.logaddexp(0, (1 - 2 * Y) * Z))
                    """
                ),
            ],
            "This is the sum of the losses; asked is their mean.": edit("np.mean", "np.sum"),
            "The labels are exchanged: the loss of label 1 falls as `Z` grows.": given(lambda Z, Y: (Z, 1 - Y)),
            "The loss is missing its `log1p` part, which matters near 0 and where the loss is tiny.": edit(
                "np.log1p(np.exp(-np.abs(Z)))", "0"
            ),
            "There is one loss for each example: take their mean.": edit("np.mean", ""),
        },
        "train_on_raw_features": {
            "On 1,000 held-out examples the cross-entropy exceeds the best one by": [
                edit("(X - mean) / scale", "X", '"] / scale', '"]', " - np.sum(w * mean)", "", "0.5", "0.005"),
                edit("(X - mean) / scale", "X", '"] / scale', '"]', " - np.sum(w * mean)", "", "0.5", "1e-6"),
                edit(" / scale", "", "0.5", "1e-4"),
                edit("(X - mean)", "X", '"] / scale', '"]', " - np.sum(w * mean)", ""),
                edit('"] / scale', '"]', " - np.sum(w * mean)", ""),
                edit(" - np.sum(w * mean)", ""),
                edit("w * mean", 'params["w"] * mean'),
                edit('"] / scale', '"] * scale', "w * mean", 'params["w"] * mean'),
                edit("- np.sum", "+ np.sum"),
                edit("num_iterations=2000", "num_iterations=20"),
                *(_least_squares(factor) for factor in (1, 2, 4)),
                _library("linear_model", "LogisticRegression()"),
                _library("linear_model", 'LogisticRegression(solver="newton-cg", C=1e12, max_iter=1000)'),
                lambda X, Y: (np.zeros((len(X), 1)), 0.0),
            ],
        },
        "noisy_label_gradient": {
            "This is `A - Y`, which trusts every label: the loss is that of the label that we see.": lambda Z, Y, noise: (
                expit(Z) - Y
            ),
            "`A - Y` is only made smaller by a factor: an example that is sure and contradicts its label must push hardly at all.": lambda Z, Y, noise: (
                (1 - 2 * noise) * (expit(Z) - Y)
            ),
            "The label is replaced by its expected value: that is the gradient of another loss.": lambda Z, Y, noise: (
                expit(Z) - (Y * (1 - noise) + (1 - Y) * noise)
            ),
            "The division by the probability of the label that we see is missing: the derivative of `log p` is `1 / p` times that of `p`.": edit(
                " / seen", ""
            ),
            "Digits are lost where the sigmoid is nearly 1: `1 - sigmoid(z)` is `sigmoid(-z)`.": edit(
                "sigmoid(-sign * Z)", "(1 - agrees)"
            ),
            # A complex step, `loss(Z + 1e-30j).imag / 1e-30`, keeps all digits: whoever knows it may use it.
            "This is a finite difference, which has no digits left where the derivative is tiny: derive it.": [
                _differences("(loss(Z + 1e-5) - loss(Z - 1e-5)) / 2e-5"),
                _differences("(8 * (loss(Z + 0.05) - loss(Z - 0.05)) - loss(Z + 0.1) + loss(Z - 0.1)) / 0.6"),
            ],
            "The sign is turned round: the loss falls where the logit moves towards the label.": edit("-(1", "(1"),
            "The factor `1 - 2 * noise`, the derivative of the probability with respect to the sigmoid, is missing.": edit(
                "return -(1 - 2 * noise) * ", "return -"
            ),
            "The derivative of the sigmoid is missing: the chain has two links.": edit(
                " * agrees * sigmoid(-sign * Z)", ""
            ),
            "The factor is `1 - 2 * noise`, not `1 - noise`: a flip both takes from the one label and gives to the other.": edit(
                "1 - 2 * noise", "1 - noise"
            ),
            "The derivatives are divided by `m`: asked is that of each example's own loss.": result(
                lambda dZ: dZ / dZ.size
            ),
            "All labels are taken for 1.": given(lambda Z, Y, noise: (Z, np.ones_like(Y), noise)),
        },
    },
}

# Where no known mistake explains a wrong answer: the first part that differs, and what to look at.
PARTS = {
    "1_python_basics": {
        "mended_report": {
            "probabilities": "`probabilities` is wrong. Does every row add up to 1, also for scores in the thousands?",
            "accuracy": "The probabilities are correct, `accuracy` is not. Print the shapes of the two arrays that it "
            "compares.",
            "loss": "`accuracy` is correct, `loss` is not. Print the shape of what is averaged, and try scores that are "
            "thousands apart.",
            "mean_by_class": "Only `mean_by_class` is wrong. What does each of its rows add up to, and what happens to a "
            "class that no example has?",
        },
    },
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
            "0.b": "`w` is right, `b` is not: its update stands beside that of `w`, with its own derivative.",
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
            "b": "Counting who is closer ignores by how much. For the two confident predictions the gain is about 0.5 each; "
            "compare that with what the third one costs.",
            "c": "The weights act on the cost only through the predictions, and all of these are given, as are the "
            "labels. Nothing else enters the formula.",
            "d": "P costs -log(0.6) = 0.51. Q costs (0.01 + 0.01 + 6.91) / 3 = 2.31: the loss has no upper limit, so "
            "one example that is confident and wrong outweighs the rest.",
        },
        "q4": {
            "a": "The cost of logistic regression is convex, so there is no other local minimum to get stuck in: a small rate "
            "reaches it, too, only in more iterations.",
            "b": "R's swings grow from step to step: each step lands higher on the other side. More updates of the same "
            "kind take it further away.",
            "c": "P goes down steadily without any zigzag, the sign of steps that are shorter than they need to be.",
            "d": "A rate that is too small shows as a curve that is still falling. Q is flat at the lowest cost: the "
            "derivative there is nearly zero, because there is next to nothing left to gain.",
        },
        "q5": {
            "a": "That follows only the direct arrow from a to v: 3 times 0.001. But a feeds u as well, and u feeds v.",
            "b": "The derivative of v with respect to a is 1 directly plus c = 3 through u, together 4; J is three "
            "times v, so it is 12, and the change of 0.001 gives 0.012. A value used twice adds up both ways.",
            "c": "That follows only the arrow through u: 3 times 3 times 0.001. But a also enters v directly.",
            "d": "12 is the derivative, the change of J per unit of a. Here a changes by only a thousandth of a unit.",
        },
        "q6": {
            "a": "dz = 0.9 - 0 = 0.9, so dw = (1.8, -0.9) and db = 0.9, and the update goes against the gradient. Since the "
            "second input is negative, raising its weight is what lowers z.",
            "b": "z must indeed come down. But the second input is -1: lowering its weight would raise z. Each "
            "weight's derivative is its own input times dz.",
            "c": "This is the direction of the gradient itself, which makes the cost larger. Gradient descent subtracts "
            "the gradient.",
            "d": "The bias acts on z like a weight whose input is always 1, so its derivative is dz itself, which is zero "
            "only where the prediction equals the label.",
        },
        "q7": {
            "a": "(1, 4) times (4, 100): the inner sizes agree, so this gives (1, 100), and `b` is added throughout.",
            "b": "`np.exp`, `1 +` and `1 /` work entry by entry on an array of any shape, so no shape stops them.",
            "c": "Two arrays of the shape (1, 100) are subtracted entry by entry; nothing has to be stretched.",
            "d": "(4, 100) times (1, 100): the inner sizes are 100 and 1, so there is no product. To add up over the "
            "examples, both have to be 100.",
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
_WHERE, _AT_ZERO = "return np.where({} 0, 1, power) / (1 + power)", "At 0 both forms are one half."
_LEAST = "np.maximum({})"
_NOISY = "return -(1 - 2 * noise) {} sign * agrees * sigmoid(-sign * Z) / seen"
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
        "basic_sigmoid": [("if x >= 0: -> *", "Between -700 and 700 both forms are correct.")],
        "sigmoid": [(f"{_WHERE.format('x >=')} -> {_WHERE.format('x >')}", _AT_ZERO)],
        "nearest_columns": [
            (
                "largest = np.max(np.abs(np.hstack([A, B])), initial=1e-300) -> *",
                "Any number about as large as the entries, and not zero, keeps their squares in range.",
            ),
        ],
        "cosine_similarities": [
            (
                f"M = M / {_LEAST.format('np.max(np.abs(M.astype(float)), axis=0), 1e-300')} -> "
                f"M = M / {_LEAST.format('np.max(np.abs(M.astype(float)), axis=0), 2e-300')}",
                "Only a column of zeros is below it.",
            ),
            (
                f"M = M / {_LEAST.format('np.max(np.abs(M.astype(float)), axis=0), 1e-300')} -> "
                f"M = M / {_LEAST.format('np.max(np.abs(M), axis=0), 1e-300')}",
                "Where -128 has no absolute value, another entry of the column sets the scale.",
            ),
            *(
                (
                    f"return M / {_LEAST.format('np.linalg.norm(M, axis=0), 1e-300')} -> "
                    f"return M / {_LEAST.format(f'np.linalg.norm(M, axis=0), {least}')}",
                    "The largest entry is 1 by then, or all are 0.",
                )
                for least in ("1.0", "2e-300")
            ),
        ],
        "mended_report": [
            (
                "accuracy = np.mean(probabilities.argmax(axis=1) == labels[:, 0]) -> "
                "accuracy = np.mean(probabilities.argmax(axis=1) == labels[:, -1])",
                "The labels are one column.",
            ),
        ],
    },
    "2_logistic_regression": {
        "sigmoid": [
            (f"{_WHERE.format('np.asarray(z) >=')} -> {_WHERE.format('np.asarray(z) >')}", _AT_ZERO),
            (f"{_WHERE.format('np.asarray(z) >=')} -> {_WHERE.format('z >=')}", "Numbers and arrays compare alike."),
        ],
        "propagate": [
            (
                "cost = np.sum(np.logaddexp(0, (1 - 2 * Y) * Z)) / m -> "
                "cost = np.sum(np.logaddexp((1 - 2 * Y) * Z, 0)) / m",
                "The order of the two makes no difference.",
            ),
        ],
        "noisy_label_gradient": [
            (
                f"{_NOISY.format('*')} -> {_NOISY.format('/')}",
                "The sign is 1 or -1.",
            ),
        ],
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
                ", num_iterations=2001, learning_rate=0.5",
                ", num_iterations=1999, learning_rate=0.5",
                ", num_iterations=2000, learning_rate=1.5",
                ", num_iterations=2000, learning_rate=1.0",
            )
        ],
    },
}
