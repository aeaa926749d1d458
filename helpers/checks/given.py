"""What a graded function is given of Keras's: models, layers, initializers and symbolic inputs, as data.

A case passes the objects themselves; recorded, and in the grader's process, they are `Given`; the function gets objects
again, new ones for each call. `helpers.checks.crossing` says which models can cross.
"""

import copy
import json
import sys
from collections.abc import Iterable
from typing import Any

from helpers.checks import crossing
from helpers.checks.crossing import ModelError, is_symbol
from helpers.checks.own import is_layer

MOST = 50_000  # numbers of a model in a recorded case


class Given:
    """An object of Keras's as data.

    text: JSON that says what it is; weights: arrays, if it is a model or layer; described: its description, or None.
    """

    def __init__(self, text: str, weights: Iterable[Any] = (), described: Any = None) -> None:
        self.text, self.weights, self.described = text, list(weights), described

    @property
    def weighty(self) -> bool:
        """Whether it is a model or a layer, which may have weights."""
        return "model" in json.loads(self.text)

    def __deepcopy__(self, memory):
        return self

    def __repr__(self):
        tree = json.loads(self.text)
        names = [tree[kind]["class_name"] for kind in ("model", "initializer") if kind in tree]
        return f"{names[0]}(...)" if names else str(tree.get("class") or f"keras.Input({tree['input'][0][1:]})")


def give(value: Any) -> Given:
    """Return an object of Keras's as `Given`.

    Raises ModelError if it cannot cross: a model or layer that is not Keras's own, a tensor that is no `keras.Input`.
    """
    keras: Any = sys.modules["keras"]
    if isinstance(value, type):
        name = str(value.__name__)
        if getattr(keras.initializers, name, None) is not value:
            raise ModelError(f"`{name}` is none of Keras's initializers")
        return Given(json.dumps({"class": name}))
    if is_symbol(value):
        if not isinstance(value._keras_history[0], keras.layers.InputLayer):
            raise ModelError("a symbolic tensor must be what `keras.Input` returns")
        return Given(json.dumps({"input": [list(value.shape), value.dtype]}))
    if not is_layer(value):
        return Given(json.dumps({"initializer": crossing.checked(keras.saving.serialize_keras_object(value))}))
    model, tree = crossing.standing(value)
    crossing.refuse_large(model)
    return Given(json.dumps({"model": tree}), model.get_weights())


def make(given: Given) -> Any:
    """Return a new object of what was `Given`; ModelError if it makes none."""
    import keras

    ((kind, tree),) = json.loads(given.text).items()
    if kind == "input":
        return crossing.symbol(*tree)
    if kind == "class":
        if not _is_initializer(found := getattr(keras.initializers, tree, None)):
            raise ModelError("it is none of Keras's initializers")
        return found
    if kind == "initializer":
        return keras.saving.deserialize_keras_object(crossing.checked(tree), safe_mode=True)
    model = crossing.build(tree, initial=True)
    crossing.must_fit(model, given.weights)
    model.set_weights(given.weights)
    return model


def is_object(value: object) -> bool:
    """Return whether `value` is an object of Keras's that can be given."""
    return "keras" in sys.modules and (is_layer(value) or is_symbol(value) or _is_initializer(value))


def _is_initializer(value):
    initializer = sys.modules["keras"].initializers.Initializer
    return isinstance(value, initializer) or (isinstance(value, type) and issubclass(value, initializer))


def data(value):
    """Return a value, or containers of them, with objects of Keras's as `Given`."""
    return _mapped(value, lambda item: give(item) if is_object(item) else item)


def live(value):
    """Return a value, or containers of them, with new objects for what is `Given`, where Keras is loaded."""
    loaded = "keras" in sys.modules
    return _mapped(value, lambda item: make(item) if loaded and isinstance(item, Given) else item)


def among(value):
    """Return whether something in a value is `Given`."""
    found = []
    _mapped(value, lambda item: found.append(item) or item)
    return any(isinstance(item, Given) for item in found)


def copies(value):
    """Return deep copies of values, but for models, layers and symbolic tensors, which stay the same."""
    same = {}
    _mapped(value, lambda item: same.setdefault(id(item), item) if is_layer(item) or is_symbol(item) else item)
    return copy.deepcopy(value, same)


def _mapped(value, change):
    """Return a value with `change` made of what its lists, tuples and dictionaries hold; itself if that is none."""
    if type(value) is dict:
        parts = {key: _mapped(item, change) for key, item in value.items()}
        return parts if any(parts[key] is not item for key, item in value.items()) else value
    if type(value) in (list, tuple):
        items = [_mapped(item, change) for item in value]
        return type(value)(items) if any(new is not old for new, old in zip(items, value)) else value
    return change(value)
