"""Compare what a student's function returned with the reference, and say the first difference in one sentence."""

from dataclasses import replace

import numpy as np

from helpers.checks import models
from helpers.checks.arrays import NUMBER, numbers
from helpers.checks.given import Given
from helpers.checks.tensors import array, is_tensor
from helpers.checks.words import Difference, kind, other, short


def difference(actual, expected, rtol=1e-5, atol=1e-8, where="the result"):
    """Return None if `actual` agrees with `expected`, else the first `Difference`.

    Numbers agree within `atol + rtol * |expected|`. A Python number, a NumPy number and a 0-d array read the same, as
    do list and tuple, bool and 0/1; a dictionary may have extra keys; a model is compared with the description of
    another one (`helpers.checks.models`). Where a tensor is expected it must be one, or a variable, of the same dtype.
    `actual` may be anything at all.
    """
    try:
        return _difference(actual, expected, rtol, atol, where)
    except Exception as error:  # a hostile or broken object: its own methods raise
        text = f"{where} is a {type(actual).__name__} that cannot be compared ({type(error).__name__})."
        return Difference(text, f"{where} cannot be compared.")


def _difference(actual, expected, rtol, atol, where):
    if actual is None and expected is not None:
        text = f"{where} is None: is a `return` missing?"
        return Difference(text, text)
    if actual is Ellipsis:
        text = f"{where} is still `...`: replace it with your answer."
        return Difference(text, text)
    if isinstance(expected, Given):  # an initializer
        return None if isinstance(actual, Given) and actual.text == expected.text else kind(actual, "another", where)
    if isinstance(expected, models.Architecture):
        return models.difference(actual, expected, where)
    if is_tensor(expected):
        return _tensor(actual, array(expected), rtol, atol, where)
    actual = _plain(actual)
    if isinstance(expected, (str, bytes)) or expected is None:
        return _text(actual, expected, where)
    if isinstance(expected, (np.ndarray, *NUMBER)):
        return numbers(actual, expected, rtol, atol, where)
    if isinstance(expected, dict):
        return _dictionary(actual, expected, rtol, atol, where)
    if isinstance(expected, (tuple, list)):
        return _sequence(actual, expected, rtol, atol, where)
    if isinstance(expected, set):
        return None if type(actual) is set and actual == expected else kind(actual, "another set", where)
    raise TypeError(f"the reference holds a {type(expected).__name__}, which cannot be compared")


def _plain(value):
    """Return tensors, variables and the like as NumPy arrays, and everything else as it is."""
    if isinstance(value, (str, bytes, dict, tuple, list, set, np.ndarray, *NUMBER)):
        return value
    if callable(getattr(value, "numpy", None)):
        return value.numpy()
    return value


def _tensor(actual, expected, rtol, atol, where):
    """Return the `Difference` of what must be a tensor with the numbers and the dtype of the array `expected`."""
    if not is_tensor(actual):
        wrong = kind(actual, "a TensorFlow tensor", where)
        return replace(wrong, text=f"{wrong.text} Compute with TensorFlow's functions (`tf.`), which return tensors.")
    mine = array(actual)
    if wrong := numbers(mine, expected, rtol, atol, where):
        return wrong
    if mine.dtype != expected.dtype:
        text = f"{where} is a tensor of dtype {mine.dtype}, expected {expected.dtype}."
        return Difference(text, other(where, "dtype"))
    return None


def _text(actual, expected, where):
    if isinstance(actual, type(expected)) and type(expected).__eq__(expected, actual) is True:
        return None
    if isinstance(actual, str) and isinstance(expected, str):
        return Difference(f"{where} is {short(actual)}, expected {short(expected)}.", other(where, "value"))
    return kind(actual, "text" if isinstance(expected, str) else type(expected).__name__, where)


def _dictionary(actual, expected, rtol, atol, where):
    if not isinstance(actual, dict):
        return kind(actual, f"a dictionary with the keys {_keys(expected)}", where)
    missing = [key for key in expected if key not in actual]
    if missing:
        text = f"{where} lacks the key{'s' * (len(missing) > 1)} {_keys(missing)}; it has {_keys(actual)}."
        return Difference(text, f"{where} lacks a key.")
    mine = {key: actual[key] for key in expected}
    return _parts(mine, expected, rtol, atol, where)


def _sequence(actual, expected, rtol, atol, where):
    if isinstance(actual, np.ndarray) and actual.ndim and isinstance(expected, list):
        actual = list(actual)
    if not isinstance(actual, (tuple, list)):
        return kind(actual, f"a {type(expected).__name__} of {len(expected)} values", where)
    if len(actual) != len(expected):
        return Difference(f"{where} has {len(actual)} values, expected {len(expected)}.", other(where, "length"))
    return _parts(dict(enumerate(actual)), dict(enumerate(expected)), rtol, atol, where)


def _parts(actual, expected, rtol, atol, where):
    """Return the first difference between two dictionaries with the same keys; say so if values are only exchanged."""
    for key, item in expected.items():
        if wrong := difference(actual[key], item, rtol, atol, _part(where, key)):
            if _exchanged(actual, expected, rtol, atol):
                order = " The right values are there, but exchanged: look at their order."
                return replace(wrong, text=wrong.text + order)
            return wrong
    return None


def _exchanged(actual, expected, rtol, atol):
    """Return whether two of at most six values stand in each other's place and the others are right."""
    if len(expected) > 6:
        return False
    wrong = [key for key in expected if difference(actual[key], expected[key], rtol, atol)]
    if len(wrong) != 2:
        return False
    one, other = wrong
    return not any(difference(actual[a], expected[b], rtol, atol) for a, b in ((one, other), (other, one)))


def _part(where, key):
    """Return the name of one part of what `where` names: `result[0]['dw']`."""
    return f"`{where.removeprefix('the ').strip('`')}[{key!r}]`"


def _keys(keys):
    shown = [short(key) for key in list(keys)[:12]]
    return ", ".join(shown) + (", ..." if len(keys) > 12 else "") if shown else "none"


def part(value, path):
    """Return one part of nested dictionaries, tuples and lists.

    Arguments: path, the keys and positions that lead there, with dots between them: `1.dW`.
    Raises LookupError if there is none.
    """
    for step in path.split("."):
        if isinstance(value, dict):
            value = value[next((key for key in value if str(key) == step), step)]
        elif isinstance(value, (tuple, list)) and step.isdigit():
            value = value[int(step)]
        else:
            raise LookupError(path)
    return value


def parts(value):
    """Yield the path, as `part` takes it, and the value of everything in nested dictionaries, tuples and lists."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (tuple, list)) else ()
    for key, item in inner:
        yield str(key), item
        yield from ((f"{key}.{path}", deeper) for path, deeper in parts(item))
