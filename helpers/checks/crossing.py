"""Keras models as data: how a model leaves a student's process, and how it is rebuilt where no student's code runs.

What crosses is the model's configuration, as JSON, and its weights, as arrays. Whoever rebuilds it checks every class
that the configuration names against what Keras itself offers, so that nothing but Keras's own layers is made.
"""

import functools
import json
import sys
import warnings

import numpy as np

from helpers.checks import graph

OPERATIONS = ("core", "image", "linalg", "math", "nn", "numpy")  # modules of keras.src.ops
# Layers that hold code or read files.
REFUSED = {"Lambda", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"}
REFUSED |= {"TextVectorization", "StringLookup", "IntegerLookup"}
VALUES = {"__keras_tensor__", "__slice__", "__ellipsis__", "__numpy__", "__tensor__"}
KEPT = ("build_config", "name", "inbound_nodes")  # of an object, besides what makes it
OWN_LAYERS = "the model must be a `keras.Sequential` or a `keras.Model(inputs, outputs)` of Keras's own layers"


class ModelError(Exception):
    """A model that cannot be examined; the text is a sentence for the student."""


def is_model(value: object) -> bool:
    """Return whether `value` is a Keras model in this process."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Model)


def export(model, weights=False):
    """Return what a model is: `text`, its configuration as JSON, and `weights`, arrays, or None if not asked for.

    Raises ModelError if it is no model, or not one of Keras's own layers.
    """
    if not is_model(model):
        raise ModelError(f"expected a Keras model, not a value of type `{type(model).__name__}`")
    try:
        with warnings.catch_warnings(action="ignore"):
            text = json.dumps(checked(sys.modules["keras"].saving.serialize_keras_object(model)))
    except ModelError:
        raise
    except Exception as error:  # a class of its own that does not say what it is made of
        raise ModelError(f"{OWN_LAYERS}; this `{type(model).__name__}` does not say what it is made of") from error
    return {"text": text, "weights": model.get_weights() if weights else None}


def answer(exported, question, *arguments):
    """Rebuild a model in this process, which is there for that, and return the answer to a question about it.

    Arguments: exported, what `export` returned, or whatever somebody made up; question and arguments, see `ask`.
    Raises ModelError if that makes no model of Keras's own layers. Nothing is made of a size that only the text claims:
    layers get weights when there are some that fit.
    """
    import keras

    if type(exported) is not dict or exported.keys() != {"text", "weights"}:
        raise ModelError("what the notebook says of the model describes none")
    text, weights = exported["text"], exported["weights"]
    keras.utils.clear_session()  # forget the models before it
    with keras.StatelessScope(initialize_variables=False):
        model = _build(text)
    if question == "describe":
        return graph.describe(model)
    X, other = arguments
    weights = weights if other is None else other
    _must_fit(model, weights or [])
    keras.utils.clear_session()
    return ask(_build(text), question, X, weights)


def ask(model, question, *arguments):
    """Return the answer to a question about a model in this process.

    Arguments: question, "describe" (see `helpers.checks.graph`) or "predict"; arguments, for the latter inputs, and
    weights or None. A model that is given weights keeps them.
    """
    return {"describe": graph.describe, "predict": _predict}[question](model, *arguments)


def copy(model):
    """Return a new model with the layers of another one. Raises ModelError if they are not Keras's own."""
    return _build(export(model)["text"])


def _build(text):
    import keras

    try:
        model = keras.saving.deserialize_keras_object(checked(json.loads(text)), safe_mode=True)
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"the model cannot be built from its description ({type(error).__name__})") from None
    if not is_model(model):
        raise ModelError("the description is not that of a model")
    return model


def _must_fit(model, weights):
    """Raise ModelError, saying what is wrong, if arrays cannot be the weights of a model."""
    wanted = [tuple(weight.shape) for weight in model.weights]
    shapes = [np.shape(weight) for weight in weights]
    if len(shapes) != len(wanted):
        raise ModelError(f"the weights do not fit the layers: there are {len(shapes)} arrays, expected {len(wanted)}")
    for number, (own, right) in enumerate(zip(shapes, wanted), 1):
        if own != right:
            raise ModelError(f"the weights do not fit the layers: array {number} has shape {own}, expected {right}")


def _predict(model, X, weights):
    import keras

    if weights is not None:
        _must_fit(model, weights)
        model.set_weights(weights)
    try:
        outputs = model(X, training=False)
    except (ValueError, TypeError):
        shapes = [str(np.shape(part)) for part in (X if isinstance(X, (list, tuple)) else [X])]
        raise ModelError(f"the model does not take an input of shape {' and '.join(shapes)}") from None
    outputs = [keras.ops.convert_to_numpy(part) for part in keras.tree.flatten(outputs)]
    return outputs[0] if len(outputs) == 1 else outputs


def checked(node):
    """Return a copy of a configuration that names nothing but what Keras itself offers; else ModelError.

    Left out is what a description needs no more: how a model was compiled, and how weights began (they come over, if
    anybody asks for predictions).
    """
    if isinstance(node, list):
        return [checked(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "class_name" in node:
        return _object(node)
    if "module" in node or "registered_name" in node:
        raise ModelError(f"{OWN_LAYERS}; a part of it is none that can be checked")
    entries = {}
    for name, part in node.items():
        if name == "activation" or name.endswith("_activation"):
            entries[name] = _activation(part)
        elif name.endswith("_initializer"):
            entries[name] = part and "zeros"
        elif name != "compile_config":
            entries[name] = checked(part)
    return entries


def _object(node):
    name, module, registered = node["class_name"], node.get("module"), node.get("registered_name")
    if module is None and registered is None and name in VALUES:
        return {"class_name": name, "config": checked(node.get("config"))}
    if not isinstance(name, str) or (module, name) not in _classes() or registered not in (None, name):
        shown = f"`{name}`" if isinstance(name, str) and name.isidentifier() and len(name) < 60 else "a part of it"
        raise ModelError(f"{OWN_LAYERS}; {shown} is none that can be checked")
    description = {"module": module, "class_name": name, "registered_name": None, "config": checked(node.get("config"))}
    return description | {key: checked(node[key]) for key in KEPT if key in node}


def _activation(value):
    """Return the name of an activation, or an activation that is a layer, if Keras offers it."""
    import keras

    if isinstance(value, dict) and value.get("class_name") != "function" and "module" in value:
        return checked(value)
    known = {name for name in dir(keras.activations) if not name.startswith("_")}
    if value is not None and (not isinstance(value, str) or value not in known):
        shown = f"`{value[:60]}`" if isinstance(value, str) else "an activation of its own"
        raise ModelError(f"{OWN_LAYERS} and activations; {shown} is none that can be checked")
    return value


@functools.cache
def _classes():
    """Return the pairs of module and name, as Keras writes them, of all classes that a model may be made of."""
    import keras
    import keras.src.ops

    names = {("keras", "Sequential"), ("keras.src.models.functional", "Functional"), ("keras", "DTypePolicy")}
    for name in ("layers", "regularizers", "constraints", "dtype_policies"):
        module = getattr(keras, name)
        names |= {(f"keras.{name}", item) for item in dir(module) if isinstance(getattr(module, item), type)}
    for name in OPERATIONS:
        module = vars(getattr(keras.src.ops, name))
        operations = [item for item, value in module.items() if _is_operation(value, keras.Operation)]
        names |= {(f"keras.src.ops.{name}", item) for item in operations}
    return {(module, name) for module, name in names if name not in REFUSED}


def _is_operation(value, operation):
    return isinstance(value, type) and issubclass(value, operation) and value is not operation
