"""What a model or layer is asked in the process in which it lives, of whatever class it is.

What it says there is a claim: its class may do anything. So the weights that it is given, the inputs and the expected
outputs are the grader's, and what is compared is what it computes of them.
"""

from helpers.checks.crossing import UNMET, ModelError, must_fit, not_taken, plain, refuse_large, refuse_unmade
from helpers.checks.own import is_layer, is_own


def weights(model):
    """Return the weights of a model or layer, a list of arrays; ModelError if there are none yet."""
    _must_be(model)
    refuse_large(_Bare(model))
    return [variable.numpy() for variable in _met(model)]


def shapes(model):
    """Return pairs: the shape of each weight of a model or layer, and whether it is trained."""
    _must_be(model)
    return [[[int(side) for side in variable.shape], bool(variable.trainable)] for variable in _met(model)]


def _met(model):
    variables = _variables(model)
    if not variables and not model.built:
        raise ModelError(UNMET)
    return variables


def facts(model, positional, named):
    """Return what there is to know of the weights of a model or layer, which is first called with some arguments.

    shapes, names, trainable: of each weight; units: pairs of the class of one of Keras's own layers, or "" for a class
    of one's own, and the places of its weights, which belong together.
    """
    call(model, positional, named)
    refuse_large(_Bare(model))
    variables = _variables(model)
    places = {id(variable): place for place, variable in enumerate(variables)}
    return {
        "shapes": [list(variable.shape) for variable in variables],
        "names": [variable.name for variable in variables],
        "trainable": [bool(variable.trainable) for variable in variables],
        "units": list(_units(model, places, set())),
    }


def call(model, positional, named, values=None):
    """Return what a model or layer returns for arguments, after it was given the weights `values`, if any."""
    _must_be(model)
    if values is not None:
        variables = _variables(model)
        must_fit(_Bare(model), values)
        for variable, value in zip(variables, values):
            variable.assign(value)
    return model(*positional, **named)


def predict(model, X, values, training):
    """Return what a model computes for inputs, an array or a list of arrays, as `helpers.checks.models.predict`."""
    try:
        return plain(call(model, (X,), {"training": training}, values))
    except (ValueError, TypeError):
        raise not_taken(X) from None


def _must_be(model):
    if not is_layer(model):
        raise ModelError(f"expected a Keras model or layer, not a value of type `{type(model).__name__}`")
    refuse_unmade(model)


class _Bare:
    """A model of which its class says nothing: its weights are those that Keras keeps."""

    def __init__(self, model):
        self.weights = _variables(model)


def _variables(layer):
    """Return the weights of a layer as Keras keeps them, each once, whatever its class says of them."""
    found = {id(variable): variable for variable in layer._trainable_variables + layer._non_trainable_variables}
    for part in layer._layers:
        found |= {id(variable): variable for variable in _variables(part)}
    return list(found.values())


def _units(layer, places, seen):
    import keras

    if id(layer) in seen:
        return
    seen.add(id(layer))
    if not is_own(layer) and not isinstance(layer, keras.Model):
        found = [places.pop(id(variable)) for variable in _variables(layer) if id(variable) in places]
        if found:
            yield type(layer).__name__, found
        return
    for part in layer._layers:
        yield from _units(part, places, seen)
    for variable in _variables(layer):  # those that are no layer's
        if id(variable) in places:
            yield "", [places.pop(id(variable))]
