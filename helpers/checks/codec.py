"""Values as JSON: how inputs and outputs of graded functions are written to files.

Only data can be written: numbers, text, arrays and containers of these. Nothing read from a file is ever run
(no pickle, no evaluation), so a damaged or hostile file can be refused but cannot do harm.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from helpers import files
from helpers.checks import given, models
from helpers.checks.crossing import is_examined
from helpers.checks.exercise import Portable
from helpers.checks.given import Given
from helpers.checks.tensors import array, is_tensor, tensor

DEPTH_LIMIT = 20
NUMERIC_KINDS = "biufc"
LEVELS = 4  # of a file that are spread over lines


def encode(value: Any, depth: int = 0, whole: bool = False) -> Any:
    """Return `value` as an object that `json` can write.

    Arguments: value, a None, bool, int, float, complex, str, bytes, NumPy number, array of numbers, tensor, `Portable`
    function (by name), Keras model, layer, symbolic tensor (its description) or initializer, or a list, tuple, set or
    dict of these; whole, whether a model goes with its weights, to be given to a function, instead of its description.
    Returns: dicts, lists and JSON's own scalars.
    Raises TypeError, naming the type, for anything else, ValueError beyond 20 levels of nesting, and ModelError for a
    model that cannot be described or given.
    """
    if depth > DEPTH_LIMIT:
        raise ValueError(f"a value nested more than {DEPTH_LIMIT} levels deep cannot be recorded")
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if is_tensor(value):
        node = encode(array(value))
        return {"tensor": node.pop("array"), **node}
    if isinstance(value, Portable):
        return {"function": value.name}
    if given.is_object(value) and (whole or not is_examined(value)):
        value = given.give(value)
    if isinstance(value, Given) and (whole or not value.weighty):
        return _whole(value)
    if is_examined(value) or isinstance(value, (models.Architecture, Given)):
        return {"model": models.describe(value)}
    if isinstance(value, (np.ndarray, np.generic)):
        numbers = np.asarray(value)
        if numbers.dtype.kind not in NUMERIC_KINDS + "SU":
            raise TypeError(f"an array of dtype {numbers.dtype} cannot be recorded: numbers or text only")
        kind = "array" if isinstance(value, np.ndarray) else "scalar"
        return {kind: _numbers(numbers), "dtype": numbers.dtype.str, "shape": list(numbers.shape)}
    if type(value) in (tuple, list, set):
        items = sorted(value) if type(value) is set else value
        return {type(value).__name__: [encode(item, depth + 1, whole) for item in items]}
    if type(value) is dict:
        return {"dict": [[encode(key, depth + 1), encode(item, depth + 1, whole)] for key, item in value.items()]}
    if type(value) is bytes:
        return {"bytes": value.hex()}
    if type(value) is complex:
        return {"complex": [value.real, value.imag]}
    raise TypeError(f"a {type(value).__name__} cannot be recorded: numbers, text, arrays and containers of these only")


def decode(node: Any, functions: Sequence[Portable] = ()) -> Any:
    """Return the value that `encode` turned into `node`: of Keras's objects the `Architecture`, or what is `Given`.

    Arguments: functions, the `Portable` functions that may be named in it. Raises ValueError if it is no such node.
    """
    if node is None or type(node) in (bool, int, float, str):
        return node
    if type(node) is dict and node:
        kind, content = next(iter(node.items()))
        if kind == "float":
            return float(content)
        if kind in ("array", "scalar", "tensor"):
            numbers = _array(content, np.dtype(node["dtype"]), node["shape"])
            return numbers if kind == "array" else numbers[()] if kind == "scalar" else tensor(numbers)
        if kind in ("tuple", "list", "set"):
            items = (decode(item, functions) for item in content)
            return tuple(items) if kind == "tuple" else list(items) if kind == "list" else set(items)
        if kind == "dict":
            return {decode(key, functions): decode(item, functions) for key, item in content}
        if kind == "function":
            for function in functions:
                if function.name == content:
                    return function
            raise ValueError(f"checks.py declares no portable function {content!r} for this exercise")
        if kind == "model":
            return models.Architecture(content)
        if kind == "keras":
            weights = [decode(item) for item in node["weights"]]
            return Given(json.dumps(content), weights, node["described"])
        if kind == "bytes":
            return bytes.fromhex(content)
        if kind == "complex":
            return complex(*content)
    raise ValueError(f"not a recorded value: {str(node)[:60]!r}")


def _whole(value: Given) -> Any:
    """Return an object of Keras's, with its weights, as what JSON can write."""
    if (size := sum(weight.size for weight in value.weights)) > given.MOST:
        raise ValueError(
            f"a model of {size:,} weights cannot be recorded, at most {given.MOST:,}: let the case pass a smaller one"
        )
    described = models.describe(value) if value.weighty else None
    weights = [encode(weight) for weight in value.weights]
    return {"keras": json.loads(value.text), "weights": weights, "described": described}


def _numbers(array: Any) -> list[Any]:
    """Return the entries of `array` as a flat list that JSON can write."""
    flat = array.ravel()
    if flat.dtype.kind == "c":
        return [part for number in flat.tolist() for part in (number.real, number.imag)]
    if flat.dtype.kind == "S":
        return [item.decode("latin-1") for item in flat.tolist()]
    return [item if not isinstance(item, float) or math.isfinite(item) else repr(item) for item in flat.tolist()]


def _array(numbers: list[Any], dtype: "np.dtype[Any]", shape: list[int]) -> "np.ndarray[Any, Any]":
    """Return the array of `dtype` and `shape` whose entries `_numbers` listed."""
    if dtype.kind not in NUMERIC_KINDS + "SU":
        raise ValueError(f"not a recorded array: dtype {dtype}")
    if dtype.kind == "c":
        numbers = [complex(*pair) for pair in zip(numbers[::2], numbers[1::2])]
    elif dtype.kind == "f":
        numbers = [float(number) for number in numbers]
    elif dtype.kind == "S":
        numbers = [item.encode("latin-1") for item in numbers]
    return np.array(numbers, dtype=dtype).reshape(shape)


def write(path: str | Path, document: object) -> None:
    """Write `document` (what JSON can hold) to `path`, whole or not at all."""
    files.write(path, (_layout(document) + "\n").encode())


def _layout(node: Any, depth: int = 0) -> str:
    """Return `node` as JSON; its outer levels, down to a recorded case, have an entry on each line."""
    if depth == LEVELS or not isinstance(node, (dict, list)) or not node:
        return json.dumps(node, ensure_ascii=False, allow_nan=False)
    entries = [_layout(item, depth + 1) for item in (node.values() if isinstance(node, dict) else node)]
    if isinstance(node, dict):
        entries = [f"{json.dumps(key, ensure_ascii=False)}: {entry}" for key, entry in zip(node, entries)]
    start, end = "{}" if isinstance(node, dict) else "[]"
    space = "\n" + " " * (depth + 1)
    return start + space + ("," + space).join(entries) + "\n" + " " * depth + end


def read(path: str | Path) -> Any:
    """Return the JSON document in `path`.

    Raises FileNotFoundError and ValueError with a sentence that names the file and what to do.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: it holds the reference answers. Get it again with `make lab` "
            "(students) or `course release` (instructors)."
        )
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(
            f"{path} is damaged and cannot be read as JSON ({error}). Delete it and run `make lab` "
            "(students) or `course release` (instructors) to get it again."
        ) from None
