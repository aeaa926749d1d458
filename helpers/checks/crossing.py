"""Keras models as data: how a model leaves a student's process, and how it is rebuilt where no student's code runs.

What crosses is the model's configuration, as JSON, and its weights, as arrays. Whoever rebuilds it checks every class
that the configuration names against what Keras itself offers, so that nothing but Keras's own layers is made.
A layer is a model of one layer here, and a symbolic tensor is the model that leads to it from the inputs that the
student's function was given.
"""

import functools
import itertools
import json
import sys
import warnings

import numpy as np

from helpers.checks import graph, own
from helpers.checks.own import is_layer

OPERATIONS = ("core", "image", "linalg", "math", "nn", "numpy")  # modules of keras.src.ops
# Layers that hold code or read files.
REFUSED = {"Lambda", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"}
REFUSED |= {"TextVectorization", "StringLookup", "IntegerLookup"}
VALUES = {"__keras_tensor__", "__slice__", "__ellipsis__", "__numpy__", "__tensor__"}
KEPT = ("build_config", "name", "inbound_nodes")  # of an object, besides what makes it
LARGEST = 50_000_000  # parameters of a model whose weights a check takes
OWN_LAYERS = "the model must be a `keras.Sequential` or a `keras.Model(inputs, outputs)` of Keras's own layers"
UNMET = "the model has met no input yet, so nobody knows its shapes: call it once on data"
UNTOLD = "its `call` does what cannot be followed, so let it call nothing but Keras's layers and `keras.ops`"
UNTIED = "the tensor is not computed from the tensors that the function is given"
_places = itertools.count()  # of symbolic inputs, in the order in which they were made


class ModelError(Exception):
    """A model that cannot be examined; the text is a sentence for the student."""


class OwnClass(ModelError):
    """One whose layers cannot be told: of a class of the student's own, which calls more than Keras's layers."""


def is_symbol(value: object) -> bool:
    """Return whether `value` is a symbolic tensor of Keras's in this process."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.KerasTensor)


def is_examined(value: object) -> bool:
    """Return whether `value` is in this process what `export` takes: a model, a layer or a symbolic tensor."""
    return is_layer(value) or is_symbol(value)


def symbol(shape, dtype):
    """Return a new `keras.Input` that is known as an argument of a graded function."""
    import keras

    tensor = keras.Input(batch_shape=shape, dtype=dtype)
    tensor.place = next(_places)
    return tensor


def standing(thing, shapes=None):
    """Return the model or layer of Keras's own layers that stands for a model, layer or symbolic tensor, and its tree.

    Arguments: shapes, those of the inputs, for a class of one's own that has met none. The tree is what JSON can hold.
    Raises ModelError if there is no such model.
    """
    if not is_examined(thing):
        raise ModelError(f"expected a Keras model, not a value of type `{type(thing).__name__}`")
    refuse_unmade(thing)
    model = _joined(thing) if is_symbol(thing) else thing
    try:
        return model, _tree(model)
    except ModelError as error:
        refused = error
    shapes = own.met(model) or shapes
    if shapes is None:
        raise ModelError(UNMET) if own.is_own(model) else refused
    unfolded = own.unfolded(model, shapes)
    if unfolded is None:
        raise OwnClass(f"{refused}: {UNTOLD}")
    return unfolded, _tree(unfolded)


def _tree(model):
    try:
        with warnings.catch_warnings(action="ignore"):
            return checked(sys.modules["keras"].saving.serialize_keras_object(model))
    except ModelError:
        raise
    except Exception as error:  # a class of its own that does not say what it is made of
        raise ModelError(f"{OWN_LAYERS}; this `{type(model).__name__}` does not say what it is made of") from error


def _joined(tensor):
    """Return the model that leads to a symbolic tensor from the arguments of the function that made it."""
    import keras

    inputs, done, waiting = [], set(), [tensor]
    while waiting:
        item = waiting.pop()
        if id(item) in done or not hasattr(item, "_keras_history"):
            continue
        done.add(id(item))
        layer, number, _ = item._keras_history
        before = layer._inbound_nodes[number].input_tensors
        waiting += before
        inputs += [] if before else [item]
    if not inputs or any(not hasattr(item, "place") for item in inputs):
        raise ModelError(UNTIED)
    try:
        return keras.Model(sorted(inputs, key=lambda item: item.place), tensor)
    except ValueError as error:
        raise ModelError(f"the tensor makes no model: {' '.join(str(error).split())[:200]}") from None


def export(thing, weights=False, shapes=None):
    """Return what a model is: `text`, its configuration as JSON, and `weights`, arrays, or None if not asked for.

    Arguments: thing, a model, layer or symbolic tensor; weights, None where others take their place; shapes, see
    `standing`.
    Raises ModelError if it is none, or not one of Keras's own layers, or too large for its weights to be taken.
    """
    model, tree = standing(thing, shapes)
    if weights is None:
        refuse_unordered(thing, model)
    elif weights:
        refuse_large(model)
    text = json.dumps({"tensor": tree} if is_symbol(thing) else tree)
    return {"text": text, "weights": model.get_weights() if weights else None}


def refuse_unmade(thing):
    """Raise ModelError if a layer's own class has not let Keras make it."""
    if is_layer(thing) and not hasattr(thing, "built"):
        raise ModelError(
            f"`{type(thing).__name__}` is not made whole: its `__init__` does not call `super().__init__()`"
        )


def refuse_unordered(thing, model):
    """Raise OwnClass if weights cannot be told in the order of `thing` for the model that stands for it."""
    if model is not thing and is_layer(thing):
        raise OwnClass("its class has an order of weights of its own")


def refuse_large(model):
    """Raise ModelError if a model has more parameters than a check takes."""
    if (size := graph.count(model.weights)) > LARGEST:
        raise ModelError(f"the model has {size:,} parameters, more than the {LARGEST:,} that a check takes")


def answer(exported, question, *arguments):
    """Rebuild a model in this process, which is there for that, and return the answer to a question about it.

    Arguments: exported, what `export` returned, or whatever somebody made up; question and arguments, see `ask`; for
    predictions, besides, how many parameters the model must have, or None.
    Raises ModelError if that makes no model of Keras's own layers. Nothing is made of a size that only the text claims:
    layers get weights when there are some that fit.
    """
    import keras

    if type(exported) is not dict or exported.keys() != {"text", "weights"}:
        raise ModelError("what the notebook says of the model describes none")
    text, weights = exported["text"], exported["weights"]
    keras.utils.clear_session()  # forget the models before it
    with keras.StatelessScope(initialize_variables=False):
        model, tensor = _read(text)
    if question == "describe":
        return ask(model, question, tensor)
    X, other, training, parameters = arguments
    if parameters is not None and parameters != graph.describe(model)["parameters"]:
        raise ModelError("the notebook says another thing of the model each time it is asked")
    weights = weights if other is None else other
    must_fit(model, weights or [])
    keras.utils.clear_session()
    return ask(_read(text)[0], question, X, weights, training)


def ask(model, question, *arguments):
    """Return the answer to a question about a model in this process.

    Arguments: question, "describe" (see `helpers.checks.graph`) or "predict"; arguments, for the latter inputs, weights
    or None, and whether it is in training. A model that is given weights keeps them.
    """
    return {"describe": graph.describe, "predict": _predict}[question](model, *arguments)


def copy(model):
    """Return a new model with the layers of another one. Raises ModelError if they are not Keras's own."""
    return build(standing(model)[1])


def _read(text):
    """Return the model that a text describes, and whether it stands for a symbolic tensor."""
    try:
        tree = json.loads(text)
    except Exception as error:
        raise _unbuilt(error) from None
    tensor = type(tree) is dict and tree.keys() == {"tensor"}
    return build(tree["tensor"] if tensor else tree), tensor


def build(tree, initial=False):
    """Return the model or layer of which `standing` gave the tree.

    Arguments: initial, whether its initial values are drawn as the tree says, rather than zero.
    Raises ModelError if it makes none, or not one of Keras's own layers.
    """
    import keras

    try:
        model = keras.saving.deserialize_keras_object(checked(tree, initial), safe_mode=True)
    except ModelError:
        raise
    except Exception as error:
        raise _unbuilt(error) from None
    if not is_layer(model):
        raise ModelError("the description is not that of a model")
    return model


def _unbuilt(error):
    return ModelError(f"the model cannot be built from its description ({type(error).__name__})")


def must_fit(model, weights):
    """Raise ModelError, saying what is wrong, if arrays cannot be the weights of a model."""
    wanted = [tuple(weight.shape) for weight in model.weights]
    shapes = [np.shape(weight) for weight in weights]
    if len(shapes) != len(wanted):
        raise ModelError(f"the weights do not fit the layers: there are {len(shapes)} arrays, expected {len(wanted)}")
    for number, (own_shape, right) in enumerate(zip(shapes, wanted), 1):
        if own_shape != right:
            raise ModelError(
                f"the weights do not fit the layers: array {number} has shape {own_shape}, expected {right}"
            )


def _predict(model, X, weights, training=False):
    if weights is not None:
        must_fit(model, weights)
        model.set_weights(weights)
    try:
        outputs = model(X, training=training)
    except (ValueError, TypeError):
        raise not_taken(X) from None
    return plain(outputs)


def plain(outputs):
    """Return what a model computed as an array, or a list of arrays."""
    import keras

    arrays = [keras.ops.convert_to_numpy(part) for part in keras.tree.flatten(outputs)]
    return arrays[0] if len(arrays) == 1 else arrays


def shapes_of(X):
    """Return the shapes of inputs, a list of lists."""
    return [list(np.shape(part)) for part in (X if isinstance(X, (list, tuple)) else [X])]


def not_taken(X):
    """Return the error about inputs that a model does not take."""
    shapes = " and ".join(str(tuple(shape)) for shape in shapes_of(X))
    return ModelError(f"the model does not take an input of shape {shapes}")


def checked(node, initial=True):
    """Return a copy of a configuration that names nothing but what Keras itself offers; else ModelError.

    Left out is how a model was compiled, and unless `initial` is true, how weights began: they come over, if anybody
    asks for predictions.
    """
    if isinstance(node, list):
        return [checked(part, initial) for part in node]
    if not isinstance(node, dict):
        return node
    if "class_name" in node:
        return _object(node, initial)
    if "module" in node or "registered_name" in node:
        raise ModelError(f"{OWN_LAYERS}; a part of it is none that can be checked")
    entries = {}
    for name, part in node.items():
        if name == "activation" or name.endswith("_activation"):
            entries[name] = _activation(part, initial)
        elif name.endswith("_initializer"):
            entries[name] = (_initializer(part) if initial else "zeros") if part else None
        elif name != "compile_config":
            entries[name] = checked(part, initial)
    return entries


def _object(node, initial):
    name, module, registered = node["class_name"], node.get("module"), node.get("registered_name")
    if module is None and registered is None and name in VALUES:
        return {"class_name": name, "config": checked(node.get("config"), initial)}
    if not isinstance(name, str) or (module, name) not in _classes() or registered not in (None, name):
        shown = f"`{name}`" if isinstance(name, str) and name.isidentifier() and len(name) < 60 else "a part of it"
        raise ModelError(f"{OWN_LAYERS}; {shown} is none that can be checked")
    parts = {key: checked(node[key], initial) for key in KEPT if key in node}
    config = checked(node.get("config"), initial)
    return {"module": module, "class_name": name, "registered_name": None, "config": config} | parts


def _initializer(value):
    """Return an initializer if it is one of Keras's own, else that which a layer has by itself."""
    import keras

    if isinstance(value, dict) and value.get("module") == "keras.initializers":
        return checked(value)
    return value if isinstance(value, str) and hasattr(keras.initializers, value) else "glorot_uniform"


def _activation(value, initial):
    """Return the name of an activation, or an activation that is a layer, if Keras offers it."""
    import keras

    if isinstance(value, dict) and value.get("class_name") != "function" and "module" in value:
        return checked(value, initial)
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
    for name in ("layers", "initializers", "regularizers", "constraints", "dtype_policies"):
        module = getattr(keras, name)
        names |= {(f"keras.{name}", item) for item in dir(module) if isinstance(getattr(module, item), type)}
    for name in OPERATIONS:
        module = vars(getattr(keras.src.ops, name))
        operations = [item for item, value in module.items() if _is_operation(value, keras.Operation)]
        names |= {(f"keras.src.ops.{name}", item) for item in operations}
    return {(module, name) for module, name in names if name not in REFUSED}


def _is_operation(value, operation):
    return isinstance(value, type) and issubclass(value, operation) and value is not operation
