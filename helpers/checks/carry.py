"""Error carried forward: one mistake costs once.

An exercise that calls earlier exercises fails when one of those is wrong, however right it is itself. So the calls that
the reference makes of the earlier functions are recorded with each case. Where an earlier function is wrong, one that
fails is run again with a `Replay` in its place, which answers those calls as the reference did. What passes then is
right. Where a property is judged, the calls are not known beforehand, and the reference's own function takes the place.
"""

import contextlib
import functools
import inspect

from helpers.checks import codec, given
from helpers.checks.compare import difference
from helpers.checks.crossing import ModelError
from helpers.checks.models import Remote

UNSEEN = "print"  # how the names of arguments start that change only what is printed


@contextlib.contextmanager
def put(namespace, functions):
    """Give the names in `functions` these values in `namespace`, and take them back at the end."""
    if not functions:
        yield
        return
    before = {name: namespace[name] for name in functions if name in namespace}
    namespace.update(functions)
    try:
        yield
    finally:
        for name in functions:
            namespace.pop(name, None)
        namespace.update(before)


def globals_of(function):
    """Return the namespace in which a function finds what it calls; an empty one if it has none."""
    while isinstance(function, functools.partial):
        function = function.func
    if isinstance(function, type):
        function = next((item for item in vars(function).values() if hasattr(item, "__globals__")), function)
    return getattr(inspect.unwrap(function), "__globals__", {})


@contextlib.contextmanager
def taping(namespace, names):
    """Record the calls of the functions `names` of `namespace` made in the block: yields a dictionary that fills."""
    tapes = {name: {"defaults": {}, "arguments": [], "outputs": []} for name in names}
    with put(namespace, {name: _taped(namespace[name], tapes[name]) for name in names}):
        yield tapes


def _taped(function, tape):
    signature = inspect.signature(function)
    tape["defaults"] = {
        name: item.default for name, item in signature.parameters.items() if item.default is not item.empty
    }

    @functools.wraps(function)
    def wrapper(*positional, **named):
        bound = signature.bind(*positional, **named)
        bound.apply_defaults()
        tape["arguments"].append(given.copies(dict(bound.arguments)))
        output = function(*positional, **named)
        tape["outputs"].append(_kept(function.__name__, output))
        return output

    return wrapper


def _kept(name, output):
    """Return a copy of what a function returned, models as data; ValueError, naming it, if no replay can return it."""
    try:
        return given.copies(given.data(output))
    except ModelError as error:
        raise ValueError(
            f"checks.py: what {name} returns cannot be replayed ({error}): leave it out of `uses`, and let cases put "
            "another function in its place (`call_with`)"
        ) from None


def encode(tapes):
    """Return recorded calls as an object for JSON; an argument that is the same in all calls is written once."""
    calls = {}
    for name, tape in tapes.items():
        columns = {}
        for key in tape["arguments"][0] if tape["arguments"] else ():
            column = [codec.encode(call[key]) for call in tape["arguments"]]
            columns[key] = column[:1] if all(item == column[0] for item in column) else column
        calls[name] = {
            "defaults": {key: codec.encode(value) for key, value in tape["defaults"].items()},
            "arguments": columns,
            "outputs": [codec.encode(item, whole=True) for item in tape["outputs"]],
        }
    return calls


class Replay:
    """Stands in for a student's function: answers the calls that were recorded; the student's own answers the others.

    Arguments: own, the student's function; tape, one entry of what `encode` returned; rtol and atol, how close the
    arguments must be to the recorded ones.
    """

    def __init__(self, own, tape, rtol, atol):
        self.own, self.rtol, self.atol, self.next, self.lost = own, rtol, atol, 0, False
        self.defaults = {key: codec.decode(value) for key, value in tape["defaults"].items()}
        self.arguments = {key: [codec.decode(item) for item in column] for key, column in tape["arguments"].items()}
        self.outputs = [codec.decode(item) for item in tape["outputs"]]

    def __call__(self, *positional, **named):
        """Return what the reference returned for these arguments."""
        if len(positional) <= len(self.arguments):
            arguments = {**self.defaults, **dict(zip(self.arguments, positional)), **named}
            likely = [self.next, self.next - 1]  # the next call, or the last one once more
            for place in likely if self.lost else (*likely, *range(len(self.outputs))):
                if 0 <= place < len(self.outputs) and self._same(arguments, place):
                    self.next = place + 1
                    output = given.copies(self.outputs[place])
                    return output if isinstance(self.own, Remote) else given.live(output)
            self.lost = True  # a call that the reference never made: searching for each one after it would take long
        return self.own(*positional, **named)

    def _same(self, arguments, place):
        if arguments.keys() != self.arguments.keys():
            return False
        return all(
            key.startswith(UNSEEN)
            or difference(arguments[key], column[place if len(column) > 1 else 0], self.rtol, self.atol) is None
            for key, column in self.arguments.items()
        )


def stand_ins(exercise, case, namespace, wrong):
    """Return what stands in for earlier functions while the recorded `case` of `exercise` is run, by name.

    Arguments: namespace, where the student's own are; wrong, the names of those to replace. Where a property is judged,
    no calls are recorded, and it is a dictionary from name to a right version.
    """
    if exercise.judge:
        return wrong
    calls = case.get("calls", {})
    return {
        name: Replay(namespace.get(name), calls[name], exercise.rtol, exercise.atol) for name in wrong if name in calls
    }
