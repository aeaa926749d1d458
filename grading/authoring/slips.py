"""Known mistakes, written as what differs from the solution.

    "The gradients are sums: divide them by `m`.": edit("/ m", ""),
    "`dW` is the transpose of what is asked for.": around(lambda solved, *call: transpose(solved(*call), "dW")),
    "Every row gets the same weights.": code('''
        def initialize(n_x, n_h):
            return {"W1": np.tile(np.random.randn(1, n_x), (n_h, 1))}
    '''),

A wrong version may also be a plain function. Functions further down give entries for slips that recur, with the
sentence that a good tutor would say.
"""

import ast
import functools
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Slip:
    """A wrong version that is made of the solution when its notebook runs: `make` gets its source and its namespace."""

    make: Callable[[str, dict, str], Callable]


def edit(*texts: str) -> Slip:
    """Return the solution with some of its text replaced, everywhere in its cell.

    Arguments: old text, new text, and so on in pairs. Each old text must be in the cell: take in what stands beside it
    if only one of several places is meant.
    """

    def make(source, solved, name):
        for old, new in zip(texts[::2], texts[1::2], strict=True):
            if old not in source:
                raise ValueError(f"its solution does not hold {old!r}")
            source = source.replace(old, new)
        return _run(source, solved, name)

    return Slip(make)


def code(text: str) -> Slip:
    """Return a solution cell written anew; it finds what the solved notebook defines."""
    return Slip(lambda source, solved, name: _run(textwrap.dedent(text), solved, name))


def around(wrong: Callable) -> Slip:
    """Return a function that calls `wrong` with the solved function and then the arguments of the call."""

    def make(source, solved, name):
        right = solved[name]

        @functools.wraps(right)  # by which the names that a case replaces are replaced for the solution, too
        def version(*positional, **named):
            return wrong(right, *positional, **named)

        return version

    return Slip(make)


def result(change: Callable) -> Slip:
    """Return the solution with its result put through `change`."""
    return around(lambda solved, *positional, **named: change(solved(*positional, **named)))


def given(change: Callable) -> Slip:
    """Return the solution called with other arguments: `change` gets those of a call and returns a tuple."""
    return around(lambda solved, *positional, **named: solved(*change(*positional, **named)))


def _run(source: str, solved: dict, name: str) -> Callable:
    """Run a solution cell in a copy of the namespace; return its function `name`, or one that returns its variables."""
    namespace = dict(solved)
    exec(compile(source, f"<a wrong {name}>", "exec"), namespace)
    if callable(namespace.get(name)):
        if namespace[name] is solved.get(name):
            raise ValueError(f"it no longer defines {name}")
        return namespace[name]
    stored = {
        item.id
        for item in ast.walk(ast.parse(source))
        if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)
    }
    return lambda **variables: {key: namespace[key] for key in variables if key in stored}


# ------------------------------------------------------------------ slips that recur, each with its sentence


def part(name: Any, change: Callable) -> Slip:
    """Return the solution with one part of its result, a key or a position, put through `change`."""
    return result(lambda value: _with_part(value, name, change(value[name])))


def _with_part(value: Any, name: Any, new: Any) -> Any:
    if isinstance(value, dict):
        return {**value, name: new}
    return type(value)(new if index == name else item for index, item in enumerate(value))


def exchanged(one: Any, other: Any, names: tuple[str, str] | None = None) -> dict[str, Slip]:
    """Return the entry for two parts of the result in each other's place; `names` are theirs if not the keys."""
    first, second = names or (one, other)
    swapped = result(lambda value: _with_part(_with_part(value, one, value[other]), other, value[one]))
    return {f"`{first}` and `{second}` are exchanged.": swapped}


def only(position: int, called: str, rest: str) -> dict[str, Slip]:
    """Return the entry for one part of a tuple in the place of all: "Only `A` is returned: ..."."""
    return {f"Only `{called}` is returned: {rest}": result(lambda value: value[position])}


def other_logarithms(what: str = "The cost") -> dict[str, Slip]:
    """Return the entries for a logarithm to another base in the place of the natural one, `np.log`."""
    return {
        f"{what} uses `np.{name}`; it is defined with the natural logarithm, `np.log`.": edit("np.log(", f"np.{name}(")
        for name in ("log2", "log10")
    }


def extra_axis(what: str = "The cost") -> dict[str, Slip]:
    """Return the entry for an array with one entry in the place of a number."""
    sentence = f"{what} still has an axis, of length 1: one number is asked for."
    return {sentence: result(lambda value: np.full(1, value))}


def rounded(what: str, digits: int = 2) -> dict[str, Slip]:
    """Return the entry for results that are rounded."""
    return {f"{what} rounded: return them with all their decimals.": result(lambda value: np.round(value, digits))}


def in_place(argument: str, old: str, new: str) -> dict[str, Slip]:
    """Return the entry for an edit of the solution by which it changes its argument."""
    return {f"A call changes its argument `{argument}` in place": edit(old, new)}
