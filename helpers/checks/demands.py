"""What a judge demands of a result before it looks at the numbers: kind, keys, shapes, types, finite values.

Each function returns None if all is well, else one sentence for the student.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.tensors import array as values_of
from helpers.checks.tensors import is_tensor
from helpers.checks.words import short

RETURN_MISSING = "the result is None: is a `return` missing?"


def arrays(value: Any, shapes: Mapping[str, tuple[int, ...]], floats: bool = False) -> str | None:
    """Demand a dictionary of finite arrays or tensors.

    Arguments: shapes, from each key to the shape of its array; floats, whether arrays of whole numbers are refused.
    """
    if value is None:
        return RETURN_MISSING
    if not isinstance(value, dict):
        return f"the result is {short(value, 40)}, expected a dictionary with the keys {', '.join(shapes)}."
    for name, shape in shapes.items():
        if name not in value:
            return f"the dictionary lacks the key {name}."
        if sentence := array(value[name], shape, name, floats):
            return sentence
    return None


def array(value: Any, shape: tuple[int, ...], name: str, floats: bool = False) -> str | None:
    """Demand one finite array or tensor of a shape; `floats` as for `arrays`."""
    numbers = values_of(value) if is_tensor(value) else value
    if not isinstance(numbers, np.ndarray) or numbers.dtype.kind not in "biuf":
        return f"`{name}` is {short(value, 40)}, expected an array of shape {shape}."
    if numbers.shape != shape:
        turned = " It is the transpose of what is asked for." if numbers.shape == shape[::-1] else ""
        return f"`{name}` has the shape {numbers.shape}, expected {shape}.{turned}"
    if floats and numbers.dtype.kind != "f":
        return f"`{name}` holds whole numbers (`{numbers.dtype}`), into which no step fits: let it hold floats."
    return finite(numbers, name)


def finite(value: Any, name: str) -> str | None:
    """Demand that an array holds neither NaN nor an infinite value."""
    return None if np.isfinite(value).all() else f"`{name}` holds NaN or an infinite value."
