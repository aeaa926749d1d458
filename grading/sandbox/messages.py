"""What the grader and a student's process say to each other: the dictionaries that `grading.sandbox.wire` encodes.

Both ends are forks of processes that run the same code, so no message has a version. A type here is what an honest
process sends. The grader believes none of it: of what it receives it checks every part (`grading.sandbox.session`).
"""

from typing import Any, Literal, NotRequired, TypedDict


class Run(TypedDict):
    """Run a cell: its text, its time limit, and how many bytes of output to keep."""

    do: Literal["run"]
    source: str
    seconds: float
    limit: int


class FindNeeded(TypedDict):
    """Find out which cells must run (`grading.intake.needed`)."""

    do: Literal["needed"]
    sources: list[str]
    wanted: list[int]
    familiar: list[str]
    seconds: float


class Get(TypedDict):
    """Return the value of a name of the notebook."""

    do: Literal["get"]
    name: str


class Put(TypedDict):
    """Give names of the notebook other values, and remove some."""

    do: Literal["put"]
    names: dict[str, Any]
    without: list[str]


class Call(TypedDict):
    """Call a function of the student's."""

    do: Literal["call"]
    function: Any
    positional: tuple[Any, ...]
    named: dict[str, Any]


class Attribute(TypedDict):
    """Return an attribute of an object of the student's."""

    do: Literal["attribute"]
    thing: Any
    name: str


class Model(TypedDict):
    """Return what a model is: the answer of `helpers.checks.crossing.export` for these arguments."""

    do: Literal["model"]
    thing: Any
    weights: bool | None
    shapes: Any


class Callback(TypedDict):
    """From the student's process: call a function that it was given, by the number of its handle."""

    number: int
    positional: tuple[Any, ...]
    named: dict[str, Any]


TimedRequest = Call | Attribute | Model  # what is sent with `seconds`, the time limit
Request = Run | FindNeeded | Get | Put | TimedRequest | Callback


class CellReply(TypedDict):
    """What became of a cell.

    outputs: as nbformat has them; timeout: whether it took too long; cut: whether some output was left out; error: the
    number of the line, its text, and the kind, the message and the missing name of what ended it; or nothing.
    """

    outputs: list[dict[str, Any]]
    timeout: bool
    cut: bool
    error: list[Any]


class CallReply(TypedDict):
    """What a call returned, or the kind, the message, the line, whether it was late, and the missing name of its error.

    Each with what it printed.
    """

    value: NotRequired[Any]
    error: NotRequired[list[Any]]
    printed: str


class NameReply(TypedDict, total=False):
    """The value of a name, or that there is none."""

    value: Any
    missing: bool


class NeededReply(TypedDict):
    """Which cells must run: from the index of each to "", or to the lines that import, if only those."""

    cells: dict[int, str]
