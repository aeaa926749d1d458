"""Sentences about values: what a difference is said with, and any value in a few characters."""

import re
import reprlib
from dataclasses import dataclass

import numpy as np

from helpers.checks.tensors import array, is_tensor

LONGEST = 300  # characters of a sentence on a card


@dataclass(frozen=True)
class Difference:
    """The first difference found.

    text: one sentence for the student, with values. blind: in what way it is wrong, for cases that stay hidden: without
    a value or a name of the answer's, into which a program could write what it was given, or of the reference's.
    """

    text: str
    blind: str


def kind(actual, wanted, where):
    """Return the `Difference` of a value that is of another kind than wanted."""
    noun = "NumPy array" if type(actual) is np.ndarray else type(actual).__name__
    return Difference(f"{where} is {_a(noun)}, expected {wanted}.", other(where, "kind"))


def other(where, what):
    """Return the blind sentence about a value of another `what`: kind, shape, length, value."""
    return f"{where} has another {what} than expected."


def _a(noun):
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def clipped(text: str, length: int = LONGEST) -> str:
    """Return `text` in at most `length` characters; what is cut off, at a space, becomes dots."""
    return text if len(text) <= length else text[: length - 3].rpartition(" ")[0] + " ..."


def short(value, length=80):
    """Return a one-line description of any value, at most about `length` characters; never raises."""
    try:
        value = value.item() if isinstance(value, np.generic) else value
        noun, numbers = ("tensor", array(value)) if is_tensor(value) else ("array", value)
        if isinstance(numbers, np.ndarray) and numbers.size > 6:
            return f"{noun} of shape {numbers.shape}"
        if isinstance(numbers, np.ndarray):
            shown = np.array2string(numbers, precision=4, separator=", ", max_line_width=10_000).replace("\n", "")
            return f"{noun}({shown})"
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
