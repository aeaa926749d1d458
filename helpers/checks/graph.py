"""What a Keras model is made of, as plain data: its layers in the order of the computation, and what each is given."""

import hashlib
import math

import numpy as np

SETTING = 16  # numbers
# What says nothing about the computation, or is said elsewhere in a description.
UNTOLD = {"name", "dtype", "trainable", "seed"}
MERGES = ("Add", "Average", "Maximum", "Minimum", "Multiply")  # of which the order of inputs makes no difference
# Layers and operations that are one of Keras's activations under another name, if their settings are these.
ACTIVATIONS = {
    "ReLU": ({"negative_slope": 0.0, "threshold": 0.0}, "relu"),
    "Relu": ({}, "relu"),
    "Sigmoid": ({}, "sigmoid"),
    "Softmax": ({"axis": -1}, "softmax"),
    "Tanh": ({}, "tanh"),
}


def describe(model, tensor=False):
    """Return the description of a model or layer in this process, as `helpers.checks.models.describe` has it.

    Arguments: tensor, whether the model stands for a symbolic tensor.
    """
    if not model.built or not getattr(model, "outputs", None):
        return _unmet(model)
    inputs, outputs = list(model.inputs), [_source(tensor) for tensor in model.outputs]
    calls, ends = _calls(inputs, outputs)
    places = {end: f"input {number}" for number, end in enumerate(ends, 1)}
    places |= {call: f"layer {number}" for number, call in enumerate(calls, 1)}
    layers, first = [], {}
    for call in calls:
        layer, node = call[0], _node(call)
        tensors = node.output_tensors
        entry = _layer(layer, len(tensors[0].shape))
        entry["call"] = _constants(node)
        entry["parameters"] += _hidden(node)
        entry["from"] = [_place(tensor, places) for tensor in _inputs(node)]
        if entry["class"] in MERGES:
            entry["from"].sort(key=lambda place: (place.split()[0], int(place.split()[1].rstrip(","))))
        entry["output"] = list(tensors[0].shape) if len(tensors) == 1 else [list(tensor.shape) for tensor in tensors]
        if layer in first:
            entry["shares"] = first[layer]
        first.setdefault(layer, places[call])
        layers.append(entry)
    described = {
        "inputs": [list(tensor.shape) for tensor in inputs],
        "layers": layers,
        "outputs": [{"shape": list(tensor.shape), "from": _place(tensor, places)} for tensor in outputs],
        "parameters": count(model.weights) + sum(_hidden(_node(call)) for call in calls),
        "trainable": count(model.trainable_weights),
    }
    return described | {"tensor": True} if tensor else described


def _unmet(model):
    """Return the description of a Sequential that has met no input yet, one layer after the other, or of one layer."""
    import keras

    numbers = {"parameters": count(model.weights), "trainable": count(model.trainable_weights)}
    if not model.built or isinstance(model, keras.Model):
        numbers = {"parameters": None, "trainable": None}
    parts = model.layers if isinstance(model, keras.Model) else [model]
    layers = [_layer(layer) | {"output": None, **numbers} for layer in parts]
    for number, layer in enumerate(layers):
        layer |= {"call": {}, "from": [f"layer {number}" if number else "input 1"]}
    return {"inputs": None, "layers": layers, "outputs": None, **numbers}


def _hidden(node):
    """Return how many numbers a layer is called with that are no weights, if they are more than a setting has."""
    values = [value for argument in _arguments(node).values() for value in _flat(argument) if hasattr(value, "shape")]
    size = count(value for value in values if not hasattr(value, "_keras_history"))
    return size if size > SETTING else 0


def _flat(value):
    """Yield arrays, tensors and, as arrays, lists of numbers that are in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        if all(isinstance(part, (int, float)) for part in value):
            yield np.array(value)
            return
        for part in value:
            yield from _flat(part)
    else:
        yield value


def _layer(layer, rank=None):
    """Return what there is to say of a layer, or of an operation, by itself; rank, the number of axes of its output."""
    import keras

    weights, trained = getattr(layer, "weights", ()), getattr(layer, "trainable_weights", ())
    entry = {"class": type(layer).__name__, "settings": {}}
    entry |= {"parameters": count(weights), "trainable": count(trained)}
    if isinstance(layer, keras.Model):
        return entry | {"class": "Model", "model": describe(layer)}
    settings = plain(layer.get_config())
    if rank and isinstance(settings.get("axis"), int) and settings["axis"] >= 0:
        settings["axis"] -= rank  # the last axis is -1, however it was counted
    if settings.get("padding") == "same" and set(settings.get("kernel_size", settings.get("pool_size", [0]))) == {1}:
        settings["padding"] = "valid"  # a window of one entry needs no padding, whatever the stride
    for name, (usual, function) in ACTIVATIONS.items():
        if entry["class"] == name and settings == usual:
            return entry | {"class": "Activation", "settings": {"activation": function}}
    return entry | {"settings": settings}


def plain(value):
    """Return a setting as what JSON can hold, without what says nothing about the computation."""
    if isinstance(value, dict) and "class_name" in value:
        return {"class": value["class_name"], **plain(value.get("config") or {})}
    if isinstance(value, dict):
        parts = {name: plain(part) for name, part in value.items() if name not in UNTOLD}
        return {name: part for name, part in parts.items() if part is not None and not name.endswith("_initializer")}
    if isinstance(value, (list, tuple)):
        while isinstance(value, tuple) and value and isinstance(value[-1], slice) and value[-1] == slice(None):
            value = value[:-1]  # x[:, 0, :] is x[:, 0]
        return [plain(part) for part in value]
    known = value is None or type(value) in (bool, int, str) or (type(value) is float and math.isfinite(value))
    return value if known else repr(value)


def count(weights):
    """Return the number of entries of all weights, as a plain number."""
    return sum(math.prod(int(side) for side in weight.shape) for weight in weights)


def _calls(inputs, outputs):
    """Return the calls of layers that lead to `outputs`, each after those it builds on, and the calls behind `inputs`.

    A call is a pair: the layer, and which of its calls it is. What an `Add` is given has no order of its own, so the
    longest way there comes first, and ways of equal length are ordered by what they are made of.
    """
    ends = [_call(tensor) for tensor in inputs]
    length, digests = dict.fromkeys(ends, 0), {end: f"input {number}" for number, end in enumerate(ends)}
    for call in _ordered(outputs, ends, lambda call: _inputs(_node(call))):
        before = [_call(tensor) for tensor in _inputs(_node(call))]
        length[call] = 1 + max((length[item] for item in before), default=0)
        parts = [digests[item] for item in before]
        parts = sorted(parts) if type(call[0]).__name__ in MERGES else parts
        own = _layer(call[0], len(_node(call).output_tensors[0].shape))
        text = repr([own["class"], own["settings"], _constants(_node(call)), parts])
        digests[call] = hashlib.sha256(text.encode()).hexdigest()

    def arranged(call):
        tensors = _inputs(_node(call))
        if type(call[0]).__name__ not in MERGES:
            return tensors
        return sorted(tensors, key=lambda tensor: (-length[_call(tensor)], digests[_call(tensor)]))

    return _ordered(outputs, ends, arranged), ends


def _ordered(tensors, ends, before):
    """Return the calls that lead from `ends` to `tensors`, each after those behind the tensors that `before` names."""
    order, done, waiting = [], set(ends), list(reversed(tensors))
    while waiting:
        call = _call(waiting[-1])
        missing = [] if call in done else [tensor for tensor in before(call) if _call(tensor) not in done]
        if missing:
            waiting += reversed(missing)
            continue
        waiting.pop()
        if call not in done:
            done.add(call)
            order.append(call)
    return order


def _call(tensor):
    layer, number, _ = tensor._keras_history
    return layer, number


def _node(call):
    layer, number = call
    return layer._inbound_nodes[number]


def _place(tensor, places):
    """Return where a tensor comes from, in words."""
    index, several = tensor._keras_history[2], len(_node(_call(tensor)).output_tensors) > 1
    return places[_call(tensor)] + (f", output {index + 1}" if several else "")


def _arguments(node):
    """Return what a layer was called with, by name or position; masks come along by themselves."""
    named = {name: value for name, value in node.arguments.kwargs.items() if name != "mask"}
    return {f"argument {number}": value for number, value in enumerate(node.arguments.args, 1)} | named


def _inputs(node):
    """Return the tensors that a layer was called with, in order."""
    return [tensor for value in _arguments(node).values() for tensor in _tensors(value)]


def _constants(node):
    """Return what else a layer was called with: `training=False`, the number that is added, the slice that is taken."""
    return {
        name: plain(value) for name, value in _arguments(node).items() if value is not None and not [*_tensors(value)]
    }


def _tensors(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _tensors(part)
    elif hasattr(value, "_keras_history"):
        yield _source(value)


def _source(tensor):
    """Return the tensor of which `tensor` is no more than a conversion."""
    while type(tensor._keras_history[0]).__name__ == "ConvertToTensor":
        tensor = _node(_call(tensor)).input_tensors[0]
    return tensor
