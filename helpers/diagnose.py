"""What lies behind a wrong answer: a known mistake, or what the failed calls have in common."""

import inspect

import numpy as np

from helpers import codec
from helpers.arrays import NUMBER
from helpers.compare import difference
from helpers.guard import TimeLimit, time_limit


def known_mistake(exercise, outcomes, visible):
    """Return the sentence of the first known mistake whose recorded outcomes are the student's in every case, or ""."""
    for mistake in visible.get("mistakes", ()):
        if all(_same(exercise, outcome, known) for outcome, known in zip(outcomes, mistake["outcomes"])):
            return mistake["sentence"]
    return ""


def _same(exercise, outcome, known):
    if "error" in known:
        return type(outcome.error).__name__ == known["error"]
    if outcome.error is not None:
        return False
    try:
        with time_limit(exercise.seconds):
            return difference(outcome.value, codec.decode(known["output"]), exercise.rtol, exercise.atol) is None
    except TimeLimit:
        return False


def pattern(function, cases, sentences, functions=()):
    """Return a sentence if just the calls with one simple property of an argument failed, else "".

    Arguments: function, the student's; cases, as recorded; sentences, None for each case that passed;
    functions, the `Portable` ones that cases may name.
    """
    failed = [sentence is not None for sentence in sentences]
    if len(set(failed)) < 2 or len(failed) < 3:
        return ""
    described = [_properties(_named(function, case, functions)) for case in cases]
    for words in dict.fromkeys(words for properties in described for words in properties):
        holds = [words in properties for properties in described]
        if holds == failed:
            return f"Of these calls, it fails just where {words}."
    return ""


def _named(function, case, functions):
    """Return {name: (value, whether it was given)} for a recorded case, by the student's own names."""
    positional, named = (codec.decode(case[part], functions) for part in ("arguments", "named"))
    try:
        bound = inspect.signature(function).bind(*positional, **named)
    except (TypeError, ValueError):
        return {}
    given = set(bound.arguments)
    bound.apply_defaults()
    return {name: (value, name in given) for name, value in bound.arguments.items()}


def _properties(arguments):
    """Return the properties of arguments in words, the most telling kinds first."""
    found = []
    for name, (value, given) in arguments.items():
        if not given:
            found.append(f"`{name}` is left out, so that its default is used")
        elif value is None or isinstance(value, (bool, str)):
            found.append(f"`{name}` is {value!r}")
        elif isinstance(value, (np.ndarray, *NUMBER)):
            found += [f"`{name}` {words}" for words in _of_array(np.asarray(value))]
    return found


def _of_array(array):
    """Return what is special about an array or number, in words."""
    if array.ndim == 0:
        yield "is a single number"
    elif array.dtype.kind in "iu":
        yield f"holds whole numbers (`{array.dtype}`)"
    if array.ndim:
        yield f"has {array.ndim} {'axis' if array.ndim == 1 else 'axes'}"
    if array.ndim == 2:
        rows, columns = array.shape
        yield from ["has a single column"] * (columns == 1) + ["has a single row"] * (rows == 1)
        yield from ["has as many rows as columns"] * (rows == columns)
    if array.dtype.kind in "iuf" and array.size:
        yield from ["holds a negative number" if array.ndim else "is negative"] * bool(array.min() < 0)
        yield from ["holds a value beyond 100"] * bool(np.abs(array.astype(float)).max() > 100)
