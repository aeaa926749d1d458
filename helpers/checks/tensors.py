"""Tensors and variables of TensorFlow, also where it is not loaded."""

import sys
from typing import Any

import numpy as np


class Tensor(np.ndarray):
    """The numbers of a tensor where TensorFlow is not loaded."""


class Variable(Tensor):
    """The numbers of a variable where TensorFlow is not loaded."""


def is_tensor(value: object) -> bool:
    """Return whether `value` is a tensor or a variable, or stands for one."""
    of_library = type(value).__module__.partition(".")[0] in ("tensorflow", "keras")
    return (of_library and hasattr(value, "numpy")) or isinstance(value, Tensor)


def is_variable(value: object) -> bool:
    """Return whether `value` is a variable, or stands for one."""
    return isinstance(value, Variable) or (is_tensor(value) and hasattr(value, "assign"))


def tensor(array: Any, variable: bool = False) -> Any:
    """Return an array as a tensor or a variable, or as what stands for one where TensorFlow is not loaded."""
    if tensorflow := sys.modules.get("tensorflow"):
        return tensorflow.Variable(array) if variable else tensorflow.constant(array)
    return np.asarray(array).view(Variable if variable else Tensor)


def array(value: Any) -> "np.ndarray[Any, Any]":
    """Return the numbers of a tensor, or of what stands for one, as an array."""
    return np.asarray(value if isinstance(value, Tensor) else value.numpy())
