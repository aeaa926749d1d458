"""Keras models in checks: what a model is made of, how many parameters it has, what it predicts.

    layers(model)       # [{"class": "Conv2D", "settings": {"filters": 32, ...}, "output": [None, 9, 9, 32], ...}]
    count(model)        # (37633, 37569): all parameters, and those that are trained
    predict(model, X)   # an array

They answer the same for a model in this process and for a `Remote` one, which stands for a model in a student's
process. Only models of Keras's own layers can be examined (`helpers.checks.crossing` says which).
"""

from typing import Any

from helpers.checks import crossing
from helpers.checks.crossing import ModelError
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
    """What `describe` returns: inputs, layers, outputs, parameters and trainable."""


def describe(model: Any) -> Architecture:
    """Return the `Architecture` of a model.

    inputs: their shapes. layers: dictionaries, see `layers`. outputs: for each its shape and what it comes from.
    parameters and trainable: how many there are. Shapes and numbers are None in a model that has met no input yet.
    Raises ModelError, with a sentence for the student, if the model cannot be examined.
    """
    return model if isinstance(model, Architecture) else Architecture(_examine(model, "describe"))


def layers(model):
    """Return what the layers of a model are, in the order of the computation, as a list of dictionaries.

    class; settings, what the layer was made with, but for names, seeds, data types and initial values; call, what it
    was called with besides tensors (`training=False`); from, what it is given ("input 1", "layer 3"); output, its
    shape, a list of shapes if there are several; parameters and trainable, how many. Inputs are no layers here. A layer
    that is called twice stands there twice, the second time with `shares`, the first place. A model within the model
    has its own description under `model`.
    """
    return describe(model)["layers"]


def count(model):
    """Return the numbers of all parameters of a model and of those that are trained."""
    described = describe(model)
    return described["parameters"], described["trainable"]


def predict(model, X, weights=None):
    """Return what a model computes for `X`, not in training: an array, or a list of arrays.

    Arguments: X, an array, or a list of arrays for a model with several inputs; weights, a list of arrays to use
    instead of the model's own.
    """
    return _examine(model, "predict", X, weights)


def _examine(model, question, *arguments):
    if isinstance(model, Remote):
        return model.examine(question, *arguments)
    crossing.export(model)  # so that a model which cannot be graded is refused in the student's notebook too
    if question == "predict" and arguments[1] is not None:
        model = crossing.copy(model)  # which is given the other weights
    return crossing.ask(model, question, *arguments)


def difference(actual, expected, where="the result"):
    """Return the first `Difference` of `actual`, which may be anything, from a recorded `Architecture`; None if none.

    Names of layers, seeds and initial values make no difference; nor does the order of what an `Add` is given, and a
    ReLU is one whether written as `ReLU()` or as `Activation("relu")`. An activation that is an argument of the layer
    before it is no layer, so that makes a difference.
    """
    if not isinstance(actual, (Remote, Architecture)) and not crossing.is_model(actual):
        return kind(actual, "a Keras model", where)
    start = "" if where == "the result" else f"{where}: "
    try:
        return _architecture(describe(actual), expected, start)
    except ModelError as error:
        return Difference(f"{start}{error}.", "the model cannot be examined.")


def _architecture(mine, right, start):
    known = right["parameters"] is not None  # else the reference has met no input either
    if known and mine["parameters"] is None:
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
    if known and mine["trainable"] != right["trainable"]:
        return _differs(f"{place}: the number of trainable parameters is", mine["trainable"], right["trainable"])
    return None


def _length(mine, right, start):
    if len(mine) > len(right):
        extra = _called(mine[len(right)])
        return Difference(f"{start}layer {len(right) + 1} ({extra}) is one too many.", BLIND)
    if len(mine) < len(right):
        text = f"{start}the model ends too early, after layer {len(mine)}"
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
