"""Compare what a student's function returned with the reference, and say the first difference in one sentence."""

import math
import re
import reprlib
from dataclasses import dataclass

import numpy as np

NUMBER = (bool, int, float, complex, np.number, np.bool_)


@dataclass(frozen=True)
class Difference:
    """The first difference found.

    text: one sentence for the student, with values. blind: the same without any value of the reference, for cases
    that stay hidden.
    """

    text: str
    blind: str


def difference(actual, expected, rtol=1e-5, atol=1e-8, where="the result"):
    """Return None if `actual` agrees with `expected`, else the first `Difference`.

    Numbers agree within `atol + rtol * |expected|`. A Python number, a NumPy number and a 0-d array read the same, as
    do list and tuple, bool and 0/1; a dictionary may have extra keys. `actual` may be anything at all.
    """
    try:
        return _difference(actual, expected, rtol, atol, where)
    except Exception as error:  # a hostile or broken object: its own methods raise
        return _same(f"{where} is a {type(actual).__name__} that cannot be compared ({type(error).__name__}).")


def _difference(actual, expected, rtol, atol, where):
    if actual is None and expected is not None:
        return _same(f"{where} is None: is a `return` missing?")
    if actual is Ellipsis:
        return _same(f"{where} is still `...`: replace it with your answer.")
    actual = _plain(actual)
    if isinstance(expected, (str, bytes)) or expected is None:
        return _text(actual, expected, where)
    if isinstance(expected, (np.ndarray, *NUMBER)):
        return _numbers(actual, expected, rtol, atol, where)
    if isinstance(expected, dict):
        return _dictionary(actual, expected, rtol, atol, where)
    if isinstance(expected, (tuple, list)):
        return _sequence(actual, expected, rtol, atol, where)
    if isinstance(expected, set):
        return None if type(actual) is set and actual == expected else _kind(actual, "another set", where)
    raise TypeError(f"the reference holds a {type(expected).__name__}, which cannot be compared")


def _plain(value):
    """Return tensors, variables and the like as NumPy arrays, and everything else as it is."""
    if isinstance(value, (str, bytes, dict, tuple, list, set, np.ndarray, *NUMBER)):
        return value
    if callable(getattr(value, "numpy", None)):
        return value.numpy()
    return value


def _text(actual, expected, where):
    if type(actual) is type(expected) and actual == expected:
        return None
    if isinstance(actual, str) and isinstance(expected, str):
        return Difference(f"{where} is {short(actual)}, expected {short(expected)}.", f"{where} is another text.")
    return _kind(actual, "text" if isinstance(expected, str) else type(expected).__name__, where)


def _dictionary(actual, expected, rtol, atol, where):
    if not isinstance(actual, dict):
        return _kind(actual, f"a dictionary with the keys {_keys(expected)}", where)
    missing = [key for key in expected if key not in actual]
    if missing:
        return _same(f"{where} lacks the key{'s' * (len(missing) > 1)} {_keys(missing)}; it has {_keys(actual)}.")
    pairs = ((actual[key], item, f"{where}[{key!r}]") for key, item in expected.items())
    return next(filter(None, (difference(mine, item, rtol, atol, name) for mine, item, name in pairs)), None)


def _sequence(actual, expected, rtol, atol, where):
    if isinstance(actual, np.ndarray) and actual.ndim and isinstance(expected, list):
        actual = list(actual)
    if not isinstance(actual, (tuple, list)):
        return _kind(actual, f"a {type(expected).__name__} of {len(expected)} values", where)
    if len(actual) != len(expected):
        return _same(f"{where} has {len(actual)} values, expected {len(expected)}.")
    pairs = ((mine, item, f"{where}[{index}]") for index, (mine, item) in enumerate(zip(actual, expected)))
    return next(filter(None, (difference(mine, item, rtol, atol, name) for mine, item, name in pairs)), None)


def _numbers(actual, expected, rtol, atol, where):
    expected = np.asarray(expected)
    wanted = "a single number" if expected.ndim == 0 else f"an array of shape {expected.shape}"
    if isinstance(actual, (str, bytes, dict, set)) or not isinstance(actual, (np.ndarray, list, tuple, *NUMBER)):
        return _kind(actual, wanted, where)
    try:
        array = np.asarray(actual)
    except ValueError:
        return _same(f"{where} is a list whose rows differ in length, expected {wanted}.")
    if expected.dtype.kind in "SU" and array.dtype.kind in "SU":
        return None if np.array_equal(array, expected) else _same(f"{where} holds another text.")
    if array.dtype.kind not in "biufc":
        return _same(
            f"{where} holds {'text' if array.dtype.kind in 'SU' else 'objects'}, not numbers; expected {wanted}."
        )
    if array.shape != expected.shape:
        got = "a single number" if array.ndim == 0 else f"an array of shape {array.shape}"
        if isinstance(actual, (list, tuple)):
            got = f"a {type(actual).__name__} of {len(actual)} values"
        return _shape(array, expected, rtol, atol, f"{where} is {got}, expected {wanted}.")
    with np.errstate(all="ignore"):
        wrong = ~_close(array, expected, rtol, atol)
        if not wrong.any():
            return None
        return _values(array, expected, wrong, where)


def _close(array, expected, rtol, atol):
    array, expected = (item.astype(np.result_type(item, np.float64)) for item in (array, expected))
    return np.isclose(array, expected, rtol=rtol, atol=atol, equal_nan=True)


def _shape(array, expected, rtol, atol, sentence):
    """Add to the sentence about a wrong shape whether the values would be right."""
    hint = ""
    if array.size == expected.size:
        if expected.ndim == 0:
            hint = " An array with one entry is not a number: `np.squeeze` or `.item()` turns it into one."
        elif array.ndim == 1:
            hint = " A 1-d array has neither rows nor columns: keep the second axis (`keepdims=True`, or `reshape`)."
        elif array.T.shape == expected.shape and _close(array.T, expected, rtol, atol).all():
            hint = " It is the transpose of the right answer."
        elif _close(array.ravel(), expected.ravel(), rtol, atol).all():
            hint = " The values are right; only the shape is not."
    return _same(sentence + hint)


def _values(array, expected, wrong, where):
    """Say how far values are off, where most, and whether one simple factor explains it."""
    if np.isnan(array[wrong]).any() and not np.isnan(expected).any():
        return _same(f"{where} contains NaN, not a number: look for 0/0, log(0) or an overflow.")
    if np.isinf(array[wrong]).any() and not np.isinf(expected).any():
        return _same(f"{where} contains an infinite value: look for a division by 0, log(0) or an overflow.")
    array, expected = (item.astype(np.result_type(item, np.float64)) for item in (array, expected))
    gap = np.nan_to_num(np.where(wrong, np.abs(array - expected), 0), nan=math.inf)
    index = np.unravel_index(np.argmax(gap), gap.shape)
    mine, right, count = array[index], expected[index], int(wrong.sum())
    pattern = _pattern(array, expected)
    if expected.ndim == 0:
        text = f"{where} is {mine:.6g}, expected {right:.6g}."
        blind = f"{where} has another value."
    else:
        place = "[" + ", ".join(map(str, map(int, index))) + "]"
        text = (
            f"{where} differs in {count} of {wrong.size} values; the largest difference is {gap[index]:.3g} at "
            f"{place}: yours is {mine:.6g}, expected {right:.6g}."
        )
        blind = f"{where} differs in {count} of {wrong.size} values."
    return Difference(text + pattern, blind + pattern)


def _pattern(array, expected):
    """Return a sentence if `array` is a simple multiple of `expected` everywhere, else nothing."""
    used = np.abs(expected) > 1e-12
    if not used.any() or np.abs(array[~used]).max(initial=0) > 1e-9:
        return ""
    ratios = array[used] / expected[used]
    ratio = ratios.flat[0]
    if not np.isfinite(ratio) or abs(ratio) < 1e-9 or not np.allclose(ratios, ratio, rtol=1e-6):
        return ""
    if np.isclose(ratio, -1):
        return " It is right except for the sign."
    return f" Every value is {ratio:.4g} times what it should be." if array.size > 1 else ""


def _same(sentence):
    return Difference(sentence, sentence)


def _kind(actual, wanted, where):
    return _same(f"{where} is {_a(type(actual).__name__)}, expected {wanted}.")


def _a(noun):
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _keys(keys):
    shown = [short(key) for key in list(keys)[:12]]
    return ", ".join(shown) + (", ..." if len(keys) > 12 else "") if shown else "none"


def short(value, length=80):
    """Return a one-line description of any value, at most about `length` characters; never raises."""
    try:
        if isinstance(value, np.ndarray) and value.size > 6:
            return f"array of shape {value.shape}"
        if isinstance(value, np.ndarray):
            return f"array({np.array2string(value, precision=4, separator=', ', max_line_width=10_000)})".replace(
                "\n", ""
            )
        if isinstance(value, dict):
            items = ", ".join(f"{short(key, 20)}: {short(item, 40)}" for key, item in list(value.items())[:6])
            return f"{{{items}{', ...' if len(value) > 6 else ''}}}"
        if isinstance(value, (tuple, list)) and any(
            isinstance(item, (np.ndarray, dict, tuple, list)) for item in value
        ):
            inside = ", ".join(short(item, 40) for item in value[:6]) + (", ..." if len(value) > 6 else "")
            return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
        brief = reprlib.Repr()
        brief.maxstring = brief.maxother = brief.maxlong = length
        text = brief.repr(value)
    except Exception:
        text = f"<{type(value).__name__}>"
    text = re.sub(r"( instance)? at 0x[0-9a-f]+", "", text)  # an address says nothing and changes from run to run
    return " ".join(text.split())[: length + 40]
