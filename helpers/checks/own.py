"""Models and layers of classes of one's own: what Keras's own layers they call, as one functional model.

    class Net(keras.Model):
        def call(self, x):
            return self.out(self.hidden(x))

is called once with a symbolic input, and so is every layer in it whose class is not Keras's. What comes out is the
model that `keras.Model(inputs, outputs)` would be, of the same layers with the same weights, so that one written as a
class can be described, rebuilt and compared like any other. Where `call` does what no symbolic tensor can follow, such
as TensorFlow's functions or a multiplication with weights of its own, there is no such model.
"""

import contextlib
import inspect
import sys
import warnings

NOISE = ("Dropout", "Noise", "Random")  # in the names of layers that do nothing outside of training


class _Always(int):
    """True as the argument `training`, in a way that can be told from a True that the class itself passes on."""


def is_own(layer):
    """Return whether the class of a layer or model is not one of Keras's."""
    return type(layer).__module__.partition(".")[0] != "keras"


def met(layer):
    """Return the shapes of the inputs that a layer or model has met, a list of lists; None if it has met none."""
    if getattr(layer, "inputs", None):
        return [list(tensor.shape) for tensor in layer.inputs]
    try:
        shape = layer.get_build_config()["input_shape"]
        shapes = [shape] if shape is None or isinstance(shape[0], (int, type(None))) else list(shape)
        return [[None, *one[1:]] for one in shapes]
    except Exception:  # its own class says something else, or nothing
        return None


def unfolded(layer, shapes):
    """Return the functional model of what a layer or model calls for inputs of some shapes; None if there is none."""
    try:
        with warnings.catch_warnings(action="ignore"):
            plain, full = (_traced(layer, shapes, training) for training in (None, _Always(1)))
    except Exception:  # whatever its own code raises
        return None
    # Under `if training:` stand layers that only a call in training meets; anything else there is left aside.
    return full if _steps(plain) == _steps(full) else plain


def _steps(model):
    names = [type(layer).__name__ for layer in model.layers]
    return [name for name in names if not any(noise in name for noise in NOISE)]


def _traced(layer, shapes, training):
    import keras

    inputs = [keras.Input(batch_shape=(None, *shape[1:])) for shape in shapes]
    given = inputs[0] if len(inputs) == 1 else inputs
    with _open(training) as show:
        model = keras.Model(given, show(layer, given))
    for operation in model.operations:
        for node in operation._inbound_nodes:
            arguments = node.arguments
            values = keras.tree.flatten([arguments.args, arguments.kwargs])
            if any(isinstance(value, keras.Variable) for value in values):
                raise ValueError("weights that are no layer's")
            if isinstance(arguments.kwargs.get("training"), _Always):  # say what Keras says where nothing is passed on
                takes = inspect.signature(operation.call).parameters.get("training")
                arguments.kwargs["training"] = takes.default if takes and takes.default is not takes.empty else None
    return model


@contextlib.contextmanager
def _open(training):
    """Let layers of own classes show what they call for symbolic tensors; yields a function that calls one."""
    import keras

    usual = keras.Layer.__call__

    def show(layer, *positional, **named):
        if not layer.built:
            usual(layer, *positional, **named)
        takes = inspect.signature(layer.call).parameters
        if "training" not in takes:
            named.pop("training", None)
        elif named.get("training") is None and len(positional) <= list(takes).index("training"):
            named["training"] = training
        return layer.call(*positional, **named)

    def call(layer, *positional, **named):
        tensors = keras.tree.flatten([positional, named])
        symbolic = any(isinstance(value, keras.KerasTensor) for value in tensors)
        return (show if symbolic and is_own(layer) else usual)(layer, *positional, **named)

    keras.Layer.__call__ = call
    try:
        yield show
    finally:
        keras.Layer.__call__ = usual


def is_layer(value: object) -> bool:
    """Return whether `value` is a Keras layer or model in this process."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Layer)
