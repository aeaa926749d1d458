"""What lies behind a wrong answer: a known mistake, or what the failed calls have in common."""

import inspect

import numpy as np

from helpers.checks import codec, models
from helpers.checks.arrays import NUMBER
from helpers.checks.compare import difference, part
from helpers.checks.guard import TimeLimit, time_limit


def known_mistake(exercise, outcomes, visible):
    """Return the sentence of the first known mistake whose recorded outcomes are the student's in every case, or "".

    If there is none, cases are left out in which the student's result alone has NaN or infinite numbers: that is a
    fault of its own, such as a missing clip, beside which the other cases may still tell a known mistake.
    """
    if sentence := _first_same(exercise, outcomes, visible, range(len(outcomes))):
        return sentence
    finite = [index for index, outcome in enumerate(outcomes) if _finite(exercise, outcome.value)]
    if (
        exercise.judge
        or len(finite) == len(outcomes)
        or not any(_wrong(exercise, outcomes[index], visible["cases"][index]) for index in finite)
    ):
        return ""
    return _first_same(exercise, outcomes, visible, finite)


def _first_same(exercise, outcomes, visible, used):
    """Return the sentence of the first known mistake whose outcomes are the student's in the cases `used`, or ""."""
    for mistake in visible.get("mistakes", ()):
        if all(
            _same(exercise, outcomes[index], mistake["outcomes"][index], visible["cases"][index].get("output"))
            for index in used
        ):
            return mistake["sentence"]
    return ""


def _wrong(exercise, outcome, case):
    return outcome.error is not None or (
        difference(outcome.value, codec.decode(case["output"]), exercise.rtol, exercise.atol) is not None
    )


def _finite(exercise, value):
    """Return whether no number in a value is NaN or infinite, looking into plain containers."""
    try:
        with time_limit(exercise.seconds):
            return _all_finite(value)
    except (TimeLimit, Exception):  # such as the RecursionError of a list that holds itself
        return True


def _all_finite(value):
    if type(value) is dict:
        return all(map(_all_finite, value.values()))
    if type(value) in (tuple, list):
        return all(map(_all_finite, value))
    number = type(value) is float or (isinstance(value, (np.ndarray, np.floating)) and value.dtype.kind == "f")
    return not number or bool(np.isfinite(value).all())


def _same(exercise, outcome, known, right):
    """Return whether an outcome is that of a known mistake; right, the recorded right output."""
    if outcome.error is not None or "error" in known:  # many mistakes raise the same kind of error
        return [type(outcome.error).__name__, error_message(outcome.error)] == known.get("error")
    try:
        with time_limit(exercise.seconds):
            wrong, right = codec.decode(known["output"]), codec.decode(right)
            if difference(outcome.value, wrong, exercise.rtol, exercise.atol) is not None:
                return False
            if _modelled(wrong):
                return True
            return difference(wrong, _wanted_parts(outcome.value, right, wrong), exercise.rtol, exercise.atol) is None
    except (TimeLimit, Exception):  # it takes too long, or the value's own methods raise
        return False


def _modelled(value):
    """Return whether a value is the description of a model or tensor, or a tuple or list with one in it."""
    return isinstance(value, models.Architecture) or (type(value) in (tuple, list) and any(map(_modelled, value)))


def _wanted_parts(value, right, wrong):
    """Return a value without the keys that neither the right nor a wrong answer has: extra ones say nothing."""
    if isinstance(value, dict) and isinstance(wrong, dict):
        other = right if isinstance(right, dict) else {}
        return {
            key: _wanted_parts(item, other.get(key), wrong.get(key))
            for key, item in value.items()
            if key in other or key in wrong
        }
    if isinstance(value, (tuple, list)) and isinstance(wrong, (tuple, list)) and len(value) == len(wrong):
        others = right if isinstance(right, (tuple, list)) and len(right) == len(wrong) else [None] * len(wrong)
        return [_wanted_parts(*three) for three in zip(value, others, wrong)]
    return value


def error_message(error):
    """Return the message of an error on one line; empty if there is none or it cannot be had."""
    try:
        return " ".join(str(error).split())[:300]
    except Exception:
        return ""


def first_part(exercise, outcomes, sentences, visible):
    """Return a sentence about the first part of the results that is wrong, or "".

    Arguments: sentences, None for each case that passed. The parts, in the order of the computation, and what to say of
    each are recorded with the cases.
    """
    failed = [
        (outcome.value, codec.decode(case["output"]))
        for outcome, sentence, case in zip(outcomes, sentences, visible["cases"])
        if sentence and outcome.error is None and "output" in case
    ]
    for path, sentence in visible.get("parts", {}).items() if failed else ():
        try:
            with time_limit(exercise.seconds):
                if any(_differs(exercise, path, *pair) for pair in failed):
                    return located(path, sentence)
        except (TimeLimit, Exception):
            return ""  # it takes too long, the part is missing, which the comparison says, or cannot be read
    return ""


def located(path, sentence):
    """Return what a card says of the first part that is wrong."""
    return f"The first part that is wrong is `{path}`: {sentence}"


def _differs(exercise, path, value, right):
    try:
        right = part(right, path)
    except LookupError:  # this case has no such part
        return False
    return difference(part(value, path), right, exercise.rtol, exercise.atol) is not None


def pattern(exercise, visible, sentences):
    """Return a sentence if just the calls with one simple property of an argument failed, else "".

    Arguments: visible, the recorded cases with the names of the function's parameters; sentences, None for each case
    that passed.
    """
    failed, names = [sentence is not None for sentence in sentences], visible.get("parameters", [])
    if len(set(failed)) < 2 or len(failed) < 3:
        return ""
    if exercise.judge and list(inspect.signature(exercise.judge).parameters)[1:] != names:
        return ""  # the cases hold the judge's arguments, not the function's
    described = [_properties(_named(case, names, exercise.functions)) for case in visible["cases"]]
    for words in dict.fromkeys(words for properties in described for words in properties):
        holds = [words in properties for properties in described]
        if holds == failed:
            return f"Of these calls, it fails just where {words}."
    return ""


def _named(case, names, functions):
    """Return {name: (value, whether it was given)} for a recorded case of a function with parameters of these names."""
    positional, named = (codec.decode(case[key], functions) for key in ("arguments", "named"))
    values = dict(zip(names, positional)) | named
    return {name: (values.get(name), name in values) for name in names}


def _properties(arguments):
    """Return the properties of arguments in words, the most telling kinds first."""
    properties = []
    for name, (value, given) in arguments.items():
        if not given:
            properties.append(f"`{name}` is left out, so that its default is used")
        elif value is None or isinstance(value, (bool, str)):
            properties.append(f"`{name}` is {value!r}")
        elif isinstance(value, (np.ndarray, *NUMBER)):
            properties += [f"`{name}` {words}" for words in _of_array(np.asarray(value))]
    return properties


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
