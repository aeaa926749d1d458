"""Compare numbers and arrays of numbers: shape, values, and what a wrong answer has in common with the right one."""

import math

import numpy as np

from helpers.checks.words import Difference, kind, other

NUMBER = (bool, int, float, complex, np.number, np.bool_)


def numbers(actual, expected, rtol, atol, where):
    """Return the `Difference` of `actual`, which may be anything, from a number or an array; None if they agree."""
    expected = np.asarray(expected)
    wanted = "a single number" if expected.ndim == 0 else f"an array of shape {expected.shape}"
    if isinstance(actual, (str, bytes, dict, set)) or not isinstance(actual, (np.ndarray, list, tuple, *NUMBER)):
        return kind(actual, wanted, where)
    try:
        array = np.asarray(actual)
    except ValueError:
        return Difference(f"{where} is a list whose rows differ in length, expected {wanted}.", other(where, "shape"))
    if expected.dtype.kind in "SU" and array.dtype.kind in "SU":
        text = other(where, "value")
        return None if np.array_equal(array, expected) else Difference(text, text)
    if array.dtype.kind not in "biufc":
        text = f"{where} holds {'text' if array.dtype.kind in 'SU' else 'objects'}, not numbers; expected {wanted}."
        return Difference(text, other(where, "kind"))
    if array.shape != expected.shape:
        got = "a single number" if array.ndim == 0 else f"an array of shape {array.shape}"
        if isinstance(actual, (list, tuple)):
            got = f"a {type(actual).__name__} of {len(actual)} values"
        sentence = f"{where} is {got}, expected {wanted}."
        if isinstance(actual, np.matrix):
            sentence += " A `np.matrix` always has two axes: work with arrays (`np.array`) instead."
        else:
            sentence += _shape(array, expected, rtol, atol)
        return Difference(sentence, other(where, "shape"))
    with np.errstate(all="ignore"):
        wrong = ~_close(array, expected, rtol, atol)
        if not wrong.any():
            return None
        return _values(array, expected, wrong, where)


def _close(array, expected, rtol, atol):
    array, expected = (item.astype(np.result_type(item, np.float64)) for item in (array, expected))
    return np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)


def _shape(array, expected, rtol, atol):
    """Return a sentence if the values would be right, or nothing."""
    if array.size != expected.size:
        return ""
    if expected.ndim == 0:
        return " An array with one entry is not a number: `np.squeeze` or `.item()` turns it into one."
    if array.ndim == 1:
        return " A 1-d array has neither rows nor columns: keep the second axis (`keepdims=True`, or `reshape`)."
    if array.T.shape == expected.shape and _close(array.T, expected, rtol, atol).all():
        return " It is the transpose of the right answer."
    if _close(array.ravel(), expected.ravel(), rtol, atol).all():
        return " The values are right; only the shape is not."
    return ""


def _values(array, expected, wrong, where):
    """Say how far values are off, where most, and whether one simple factor explains it."""
    if np.isnan(array[wrong]).any() and not np.isnan(expected).any():
        text = f"{where} contains NaN, not a number: look for 0/0, log(0) or an overflow."
        return Difference(text, text)
    if np.isinf(array[wrong]).any() and not np.isinf(expected).any():
        text = f"{where} contains an infinite value: look for a division by 0, log(0) or an overflow."
        return Difference(text, text)
    array, expected = (item.astype(np.result_type(item, np.float64)) for item in (array, expected))
    gap = np.nan_to_num(np.where(wrong, np.abs(array - expected), 0), nan=math.inf)
    index = np.unravel_index(np.argmax(gap), gap.shape)
    mine, right, count = array[index], expected[index], int(wrong.sum())
    pattern = _pattern(array, expected) or _place(wrong)
    if expected.size == 1:
        subject = where if expected.ndim == 0 else f"the one value of {where}"
        text = f"{subject} is {mine:.6g}, expected {right:.6g}."
    else:
        place = "[" + ", ".join(map(str, map(int, index))) + "]"
        text = (
            f"{where} differs in {count} of {wrong.size} values; the largest difference is {gap[index]:.3g} at "
            f"{place}: yours is {mine:.6g}, expected {right:.6g}."
        )
    return Difference(text + pattern, other(where, "value"))


def _pattern(array, expected):
    """Return a sentence if `array` has a simple relation to `expected` everywhere, else nothing."""
    if ratio := _ratio(array, expected):
        return ratio
    if array.size < 2:
        return ""
    gaps = array - expected
    if np.isfinite(gaps).all() and np.allclose(gaps, gaps.flat[0], rtol=1e-6, atol=0):
        return f" Every value is {abs(gaps.flat[0]):.4g} too {'large' if gaps.flat[0] > 0 else 'small'}."
    if np.isin(expected, (0, 1)).all() and np.array_equal(array, 1 - expected):
        return " 0 and 1 are exchanged everywhere."
    same = np.allclose(array, expected)  # but for tiny numbers, whose order says nothing
    if not same and np.allclose(np.sort(array, axis=None), np.sort(expected, axis=None), rtol=1e-9):
        transposed = array.shape == array.T.shape and np.allclose(array.T, expected)
        return " It is the transpose of the right answer." if transposed else " The right values, in another order."
    return ""


def _ratio(array, expected):
    """Return a sentence if `array` is a simple multiple of `expected` everywhere, else nothing."""
    used = np.abs(expected) > 1e-12
    if not used.any() or np.abs(array[~used]).max(initial=0) > 1e-9:
        return ""
    ratios = array[used] / expected[used]
    ratio = ratios.flat[0]
    if not np.isfinite(ratio) or abs(ratio) < 1e-9 or np.isclose(ratio, 1) or not np.allclose(ratios, ratio, rtol=1e-6):
        return ""
    if np.isclose(ratio, -1):
        return " It is right except for the sign."
    return f" Every value is {ratio:.4g} times what it should be." if array.size > 1 else ""


def _place(wrong):
    """Return a sentence if the wrong entries lie at the edges, or in one row, column or slice; else nothing."""
    if wrong.all() or wrong.sum() < 2:
        return ""
    for axis, size in enumerate(wrong.shape):
        at = np.unique(np.nonzero(wrong)[axis])
        if len(at) == 1 and size > 1:
            part = ("row", "column")[axis] if wrong.ndim == 2 else f"axis {axis}, index"
            return f" All of them are in {part} {at[0]}."
    inner = tuple(slice(1, -1) for _ in wrong.shape)
    if min(wrong.shape) > 3 and not wrong[inner].any():  # with three entries the inner one may be correct by chance
        return " It is right except at the edges: look at the first and the last index of each axis."
    return ""
