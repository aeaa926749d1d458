"""What a week's `checks.py` declares: exercises and the calls that check them."""

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Call:
    """The arguments of one call of a graded function, and names of the notebook that have other values meanwhile.

    next: the call of what it returns, if that is what counts.
    """

    positional: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)
    replaced: dict[str, Any] = field(default_factory=dict)
    next: "Call | None" = None

    def then(self, *positional: Any, **named: Any) -> "Call":
        """Return this call followed by one of what it returns, a model or layer: `call(8, 2).then(X, training=False)`.

        What that returns is compared, with weights that are drawn when the case is recorded (`helpers.checks.then`).
        """
        return replace(self, next=Call(positional, named))


def call(*positional: Any, **named: Any) -> Call:
    """Return the arguments as a `Call`: `call(w, b, X, Y, num_iterations=20)`."""
    return Call(positional, named)


def call_with(names: dict[str, Any], *positional: Any, **named: Any) -> Call:
    """Return a `Call` during which names of the notebook have other values, so that the function must use them.

    Arguments: names, a dictionary from a name, such as that of an earlier exercise, to data or to a `Portable` function
    that the exercise declares in `functions`: `call_with({"forward_propagation": other_forward}, X, parameters)`.
    """
    return Call(positional, named, names)


@dataclass(frozen=True)
class Portable:
    """A function of the checks that the student's own code runs: one to differentiate, one to call after each epoch.

    Its source is what crosses to the process in which the student's code runs, so it holds no secret and uses nothing
    but its arguments and what it imports itself. `portable` makes one.
    """

    name: str
    source: str

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """Call the function, in this process."""
        namespace: dict[str, Any] = {}
        exec(compile(self.source, f"<{self.name}>", "exec"), namespace)
        return namespace[self.name](*positional, **named)

    def __repr__(self) -> str:
        return self.name


def portable(function: Callable[..., Any]) -> Portable:
    """Return a function of `checks.py` as a `Portable`: a decorator."""
    source = textwrap.dedent(inspect.getsource(function))
    return Portable(function.__name__, re.sub(r"\A@.*\n", "", source))


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One graded exercise: a function, or a few variables.

    name: the function's name, or a name for the group of variables.
    lesson: the heading in the week's lesson under which the idea is taught; `WEEK#heading` for another week's lesson.
    variables: for variables; their names.
    judge: for a property instead of one right output. Gets the function and a call's arguments (or the variables by
        name) and returns None if all is well, else one sentence for the student.
    functions: the `Portable` functions that cases pass to the student's function, or put in the place of earlier ones.
    uses: the names of earlier exercises of the notebook that this one builds on. If one of them is wrong, this one is
        judged with the reference's in its place (see `helpers.checks.carry`).
    leaves: the names of arguments that the text tells the learner to leave unchanged. A call that changes one costs a
        quarter of the points, once; the answer stays right.
    anew: whether each call draws new random numbers. Two equal results of the same arguments cost half of the points.
    flows: the names of arguments, float tensors or containers of these, from which a gradient must flow to the result.
    rtol, atol: relative and absolute tolerance of the comparison with the reference.
    seconds: time limit of one call.
    """

    name: str
    lesson: str = ""
    variables: tuple[str, ...] = ()
    judge: Callable[..., str | None] | None = None
    functions: tuple[Portable, ...] = ()
    uses: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    anew: bool = False
    flows: tuple[str, ...] = ()
    rtol: float = 1e-5
    atol: float = 1e-8
    seconds: float = 10


def load(path: str | Path) -> ModuleType:
    """Return the Python file `path` as a module; FileNotFoundError or ValueError, naming it, if it cannot be used."""
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is missing from {path.parent.name}: it declares this week's exercises. "
            "Run the notebook in its own folder, or get the file again with `make lab`."
        )
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except Exception as error:
        line = getattr(error, "lineno", None)
        raise ValueError(f"{path.name} cannot be used{f' (line {line})' if line else ''}: {error}") from error
    return module
