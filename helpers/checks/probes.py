"""What a call does besides returning: whether it changes its arguments, draws anew, and lets a gradient through.

Each question is a function that runs where the student's function lives, which may be another process.
"""

import contextlib

import numpy as np

from helpers.checks import crossing, given, models
from helpers.checks.exercise import Portable
from helpers.checks.models import Remote
from helpers.checks.tensors import array, is_tensor


class Observed:
    """A student's function that notes what its calls do, and gets objects of Keras's where it is called with `Given`.

    Arguments: function, the student's; exercise, its `Exercise`; parameters, the names of its parameters in order.
    Attributes: changed, the names in `exercise.leaves` that a call has changed; twice, whether the next call is made
    twice; repeats, whether that gave the same result both times, None as long as there was no such call.
    """

    def __init__(self, function, exercise, parameters):
        self.function, self.leaves, self.parameters = function, exercise.leaves, parameters
        self.changed, self.twice, self.repeats = set(), False, None

    def __deepcopy__(self, memory):
        return self

    def __call__(self, *positional, **named):
        """Call the student's function."""
        positional, named = self._live((positional, named))
        if not self.leaves and not self.twice:
            return self.function(*positional, **named)
        twice, self.twice = self.twice, False
        value, changed, repeats = ask(self.function, "observe", positional, named, twice)
        self.changed |= {self._name(place) for place in changed} & set(self.leaves)
        self.repeats = repeats if twice else self.repeats
        return value

    def _live(self, arguments):
        return arguments if isinstance(self.function, Remote) else given.live(arguments)

    def _name(self, place):
        return self.parameters[place] if isinstance(place, int) and place < len(self.parameters) else place

    def blocked(self, names, positional, named):
        """Return the first of the arguments `names` from which no gradient flows to the result, or ""."""
        places = {name: index for index, name in enumerate(self.parameters[: len(positional)])}
        positional, named = self._live((positional, named))
        return ask(self.function, "blocked", positional, named, [(name, places.get(name, name)) for name in names])


def ask(function, probe, *arguments):
    """Return the answer of one of the questions below about `function`, asked in the process in which it lives."""
    portable = Portable(probe, f"from helpers.checks.probes import {probe}")
    return models.beside(function, portable, *arguments)


def observe(function, positional, named, twice):
    """Call a function, or two times with the same arguments.

    Returns what it returned, a list of the positions and names of the arguments that it changed, and whether both calls
    returned the same.
    """
    again = given.copies(given.live(given.data((positional, named)))) if twice else None
    before = [state(item) for item in (*positional, *named.values())]
    value = function(*positional, **named)
    after = [state(item) for item in (*positional, *named.values())]
    places = [*range(len(positional)), *named]
    changed = [place for place, old, new in zip(places, before, after) if not _equal(old, new)]
    return value, changed, twice and _equal(state(value), state(function(*again[0], **again[1])))


def state(value):
    """Return what tells whether a value has changed: numbers as bytes, containers by their parts, models as data."""
    if is_tensor(value):
        value = array(value)
    if crossing.is_layer(value):
        return _model(value)
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, dict):
        return {key: state(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [state(item) for item in value]
    return set(value) if isinstance(value, set) else value


def _model(model):
    with contextlib.suppress(crossing.ModelError):
        exported = crossing.export(model, weights=True)
        return exported["text"], state(exported["weights"])
    return model


def _equal(old, new):
    """Return whether two states are the same; objects whose own comparison fails are not, unless they are one."""
    try:
        return bool([old] == [new])
    except Exception:
        return False


def blocked(function, positional, named, places):
    """Return the first argument from which no gradient flows to what a function returns, or "".

    Arguments: places, pairs of an argument's name and its place, a position or a name. Only what is a tensor of floats
    in an argument is asked for.
    """
    import tensorflow as tf

    arguments = dict(enumerate(positional)) | named
    sources = [(name, _tensors(tf, arguments.get(place))) for name, place in places]
    with tf.GradientTape() as tape:
        tape.watch([tensor for _, tensors in sources for tensor in tensors])
        targets = _tensors(tf, function(*positional, **named))
    for (name, _), gradients in zip(sources, tape.gradient(targets, [tensors for _, tensors in sources])):
        if any(gradient is None for gradient in gradients):
            return name
    return ""


def _tensors(tf, value):
    """Return the tensors of floats in a value."""
    return [item for item in tf.nest.flatten(value) if tf.is_tensor(item) and item.dtype.is_floating]
