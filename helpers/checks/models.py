"""Keras models and layers in checks: what they are made of, how many parameters they have, what they compute.

    layers(model)  # [{"class": "Conv2D", "settings": {"filters": 32, ...}, "output": [None, 9, 9, 8], ...}]
    count(model)  # (37633, 37569): all parameters, and those that are trained
    predict(model, X)  # an array
    weights(model)  # a list of arrays
    predict(model, X, weights)  # with other weights
    call(model, x, mask=mask)  # called with anything, and what it returns

They answer the same for a model in this process and for a `Remote` one, which stands for a model in a student's
process. A model, layer or symbolic tensor of Keras's own layers is rebuilt where no student's code runs, and what is
said of that is true; so is one of a class of one's own that calls nothing but such layers. Of another class nobody can
say what it is made of: `layers` refuses it, `count` and `predict` believe what its own process says. A judge who limits
parameters asks `layers` first; one who gives weights of his own and knows the right output needs to believe nothing.
"""

import math
from typing import Any

import numpy as np

from helpers.checks import crossing, graph
from helpers.checks.crossing import ModelError, OwnClass
from helpers.checks.exercise import Portable
from helpers.checks.given import Given, make
from helpers.checks.words import Difference, kind, short

BLIND = "the model is built in another way than expected."  # which of a hidden case is all that is said


class Remote:
    """Stands for an object in another process, which may be a function or a model."""

    def beside(self, probe, *arguments):
        """Return what a `Portable` function returns there for the object and `arguments`."""
        raise NotImplementedError

    def examine(self, question, *arguments):
        """Return the answer of `helpers.checks.crossing.answer` for the object; ModelError if it cannot be examined."""
        raise NotImplementedError


class Architecture(dict):
    """What `describe` returns: inputs, layers, outputs, parameters and trainable; tensor, of a symbolic tensor."""


def beside(thing, probe, *arguments):
    """Return what a `Portable` function returns for an object, in the process in which that lives, and `arguments`."""
    return thing.beside(probe, *arguments) if isinstance(thing, Remote) else probe(thing, *arguments)


def describe(model: Any, inputs: Any = None) -> Architecture:
    """Return the `Architecture` of a model, a layer or a symbolic tensor.

    inputs: their shapes. layers: dictionaries, see `layers`. outputs: for each its shape and what it comes from.
    parameters and trainable: how many there are. Shapes and numbers are None in a model that has met no input yet, and
    shapes in a layer by itself. A tensor is described as the model that leads to it from what the function was given.
    Arguments: inputs, the shapes that one of a class of one's own is to be called with, if it has met no input.
    Raises ModelError, with a sentence for the student, if the model cannot be examined.
    """
    if isinstance(model, Given):
        return Architecture(model.described or graph.describe(make(model)))
    return model if isinstance(model, Architecture) else Architecture(_examine(model, "describe", inputs))


def layers(model):
    """Return what the layers of a model are, in the order of the computation, as a list of dictionaries.

    class; settings, what the layer was made with, but for names, seeds, data types and initial values; call, what it
    was called with besides tensors (`training=False`); from, what it is given ("input 1", "layer 3"); output, its
    shape, a list of shapes if there are several; parameters and trainable, how many (0 trainable ones: it is frozen).
    Inputs are no layers here. A layer that is called twice stands there twice, the second time with `shares`, the first
    place. A model within the model has its own description under `model`.
    """
    return describe(model)["layers"]


def count(model):
    """Return the numbers of all parameters of a model and of those that are trained."""
    try:
        described = describe(model)
    except OwnClass:
        weights = beside(model, _question("shapes"))
        sizes = [(math.prod(shape), trained) for shape, trained in weights]
        return sum(size for size, _ in sizes), sum(size for size, trained in sizes if trained)
    return described["parameters"], described["trainable"]


def predict(model, X, weights=None, training=False):
    """Return what a model computes for `X`: an array, or a list of arrays.

    Arguments: X, an array, or a list of arrays for a model with several inputs; weights, a list of arrays to use
    instead of the model's own; training, whether it computes as in training.
    """
    try:
        return _examine(model, "predict", X, weights, training)
    except OwnClass:
        return beside(model, _question("predict"), X, weights, training)


def weights(model):
    """Return the weights of a model or layer, a list of arrays."""
    return list(model.weights) if isinstance(model, Given) else beside(model, _question("weights"))


def call(model, *positional, weights=None, **named):
    """Return what a model or layer returns for arguments of any kind, where it lives.

    Arguments: weights, a list of arrays that it gets first, and keeps.
    """
    return beside(model, _question("call"), positional, named, weights)


def facts(model, first):
    """Return what `helpers.checks.live.facts` says of a model, which is first called with a `Call`."""
    return beside(model, _question("facts"), first.positional, first.named)


def fill(model, rng):
    """Give a model or layer weights that are drawn from `rng`, and return it: for one that a case passes."""
    model.set_weights([draw(tuple(item.shape), item.name, rng) for item in model.weights])
    return model


def draw(shape, name, rng):
    """Return values for a weight with which a network neither explodes nor stays at zero; what scales is near 1."""
    numbers = rng.normal(size=shape) / math.sqrt(max(1, math.prod(shape[:-1])))
    if "variance" in name:
        numbers = 0.5 + abs(numbers)
    elif len(shape) < 2:
        numbers = 0.3 * numbers + (name == "gamma")
    return np.asarray(numbers, dtype=np.float32)


def _question(name):
    return Portable(name, f"from helpers.checks.live import {name}")


def _examine(model, question, *arguments):
    shapes = arguments[0] if question == "describe" else crossing.shapes_of(arguments[0])
    if isinstance(model, Remote):
        return model.examine(question, shapes, *arguments[question == "describe" :])
    model = make(model) if isinstance(model, Given) else model
    standing, _ = crossing.standing(model, shapes)
    if question == "describe":
        return crossing.ask(standing, question, crossing.is_symbol(model))
    if arguments[1] is not None:
        crossing.refuse_unordered(model, standing)
        standing = crossing.copy(standing)  # which is given the other weights
    return crossing.ask(standing, question, *arguments)


def difference(actual, expected, where="the result"):
    """Return the first `Difference` of `actual`, which may be anything, from a recorded `Architecture`; None if none.

    Names of layers, seeds and initial values make no difference; nor does the order of what an `Add` is given, and a
    ReLU is one whether written as `ReLU()` or as `Activation("relu")`. An activation that is an argument of the layer
    before it is no layer, so that makes a difference.
    """
    wanted = "a symbolic tensor" if expected.get("tensor") else "a Keras model"
    if not isinstance(actual, (Remote, Architecture)) and not crossing.is_examined(actual):
        return kind(actual, wanted, where)
    start = "" if where == "the result" else f"{where}: "
    try:
        mine = describe(actual, expected["inputs"])
        if mine.get("tensor") != expected.get("tensor"):
            return kind(actual, wanted, where)
        return _architecture(mine, expected, start)
    except ModelError as error:
        return Difference(f"{start}{error}.", "the model cannot be examined.")


def _architecture(mine, right, start):
    known = right["inputs"] is not None  # else the reference has met no input either, or is a layer by itself
    if known and mine["inputs"] is None:
        text = f"{start}the model does not know the shape of its input: let it begin with a `keras.Input`."
        return Difference(text, text)
    if known and (wrong := _shapes("input", mine["inputs"], right["inputs"], start)):
        return wrong
    for number, (own, wanted) in enumerate(zip(mine["layers"], right["layers"]), 1):
        if wrong := _layer(own, wanted, f"{start}layer {number}", known):
            return wrong
    if wrong := _length(mine["layers"], right["layers"], start):
        return wrong
    return _outputs(mine["outputs"], right["outputs"], start) if known else None


def _layer(mine, right, place, known):
    """Return the first wrong of one layer; known, whether the shapes are."""
    if mine["class"] != right["class"]:
        return _differs(f"{place} is", _called(mine), _called(right))
    place = f"{place} ({mine['class']})"
    for part in ("settings", "call") if known else ("settings",):
        for name in dict.fromkeys([*right[part], *mine[part]]):
            own, wanted = (item[part].get(name) for item in (mine, right))
            if own != wanted:
                return _differs(f"{place}: {name} is", *(short(_tuple(value)) for value in (own, wanted)))
    if "model" in right and (wrong := _architecture(mine["model"], right["model"], f"{place}: ")):
        return wrong
    if mine["from"] != right["from"]:
        return _differs(f"{place} is given", *(" and ".join(item["from"][:9]) for item in (mine, right)))
    if mine.get("shares") != right.get("shares"):
        return _differs(
            f"{place} is", *(f"{item['shares']} again" if "shares" in item else "new" for item in (mine, right))
        )
    if known and _tuple(mine["output"]) != _tuple(right["output"]):
        return _differs(f"{place} makes the shape", _tuple(mine["output"]), _tuple(right["output"]))
    if right["trainable"] is not None and mine["trainable"] != right["trainable"]:
        return _differs(f"{place}: the number of trainable parameters is", mine["trainable"], right["trainable"])
    return None


def _length(mine, right, start):
    if len(mine) > len(right):
        extra = _called(mine[len(right)])
        return Difference(f"{start}layer {len(right) + 1} ({extra}) is one too many.", BLIND)
    if len(mine) < len(right):
        text = f"{start}the model {f'ends too early, after layer {len(mine)}' if mine else 'has no layer'}"
        return Difference(f"{text}: expected {_called(right[len(mine)])} next.", BLIND)
    return None


def _outputs(mine, right, start):
    if wrong := _shapes("output", *([item["shape"] for item in items] for items in (mine, right)), start):
        return wrong
    for own, wanted in zip(mine, right):
        if own["from"] != wanted["from"]:
            return _differs(f"{start}an output is that of", own["from"], wanted["from"])
    return None


def _shapes(what, mine, right, start):
    """Return the first difference of the shapes of a model's inputs or outputs."""
    if len(mine) != len(right):
        return _differs(f"{start}the number of {what}s is", len(mine), len(right))
    for number, (own, wanted) in enumerate(zip(mine, right), 1):
        if _tuple(own) != _tuple(wanted):
            which = f"{what} {number}" if len(right) > 1 else f"the {what}"
            return _differs(f"{start}{which} has shape", _tuple(own), _tuple(wanted))
    return None


def _differs(start, mine, right):
    return Difference(f"{start} {mine}, expected {right}.", BLIND)


def _called(layer):
    """Return a layer's class, with its function if that is all there is to it."""
    function = layer["settings"].get("activation") if layer["class"] == "Activation" else None
    return f"Activation({function!r})" if function else layer["class"]


def _tuple(value):
    """Return lists as tuples, which is how shapes and settings are written."""
    return tuple(map(_tuple, value)) if isinstance(value, (list, tuple)) else value
