"""What is recorded of a notebook: the document in `reference/NAME.json`, and the same with hidden cases.

`grading.authoring.record` writes it, `helpers.check` reads it. A value in it is a `Node` of `helpers.checks.codec`.
"""

from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from helpers.checks import codec

SCHEMA = 1  # of a document; to be raised when what is in it changes its meaning
Node = Any


class Tape(TypedDict):
    """The calls of one earlier function that the solved function made, see `helpers.checks.carry`."""

    defaults: dict[str, Node]
    arguments: dict[str, list[Node]]  # one for each call, or one for all if it is always the same
    outputs: list[Node]


class Next(TypedDict):
    """The call of what a call returned, and the weights that it has then, see `helpers.checks.then`."""

    arguments: Node
    named: Node
    weights: list[dict[str, Node]]


class Case(TypedDict):
    """One recorded call.

    replaced: other values of names of the notebook meanwhile. next: the call of what it returns. output: of the
    solved function; a judged exercise has none. calls: those of earlier functions. anew: whether a second call gave
    another result. floats: the parts of the output that are arrays of floats although no value shows it.
    """

    arguments: Node
    named: Node
    replaced: NotRequired[Node]
    next: NotRequired[Next]
    output: NotRequired[Node]
    calls: NotRequired[dict[str, Tape]]
    anew: NotRequired[bool]
    floats: NotRequired[list[str]]


class MistakeOutcome(TypedDict, total=False):
    """What a wrong version returned in one case, or the kind and the message of what it raised."""

    output: Node
    error: list[str]


class Mistake(TypedDict):
    """A known mistake: the sentence about it, and its outcome in each case; of variables, its values."""

    sentence: str
    outcomes: NotRequired[list[MistakeOutcome]]
    values: NotRequired[dict[str, Node]]


class Recorded(TypedDict, total=False):
    """What is recorded of one exercise: its points, and what its kind asks for.

    A function: parameters, cases; unless it is judged, mistakes, and what to say of each of its parts. Variables:
    values and mistakes, or the verdicts of the judge on the mistakes. A question: see `helpers.checks.quiz`.
    """

    points: float
    parameters: list[str]
    cases: list[Case]
    mistakes: list[Mistake]
    parts: dict[str, str]
    values: dict[str, Node]
    verdicts: list[str | None]
    salt: str
    several: bool
    options: int
    answer: str
    explanations: dict[str, str]


class Document(TypedDict):
    """What is recorded of one notebook, by exercise.

    Only one with hidden cases has `solutions`, the source of the solved functions that judged exercises use, and
    `fingerprint`, a hash of what it was recorded from.
    """

    schema: int
    notebook: str
    exercises: dict[str, Recorded]
    solutions: NotRequired[str]
    fingerprint: NotRequired[str]


def empty(notebook: str) -> Document:
    """Return a document in which nothing is recorded yet."""
    return {"schema": SCHEMA, "notebook": notebook, "exercises": {}}


def read(path: str | Path) -> Document:
    """Return the document in a file.

    Raises FileNotFoundError and ValueError with a sentence that names the file and what to do.
    """
    document = codec.read(path)
    if type(document) is not dict or document.get("schema") != SCHEMA or type(document.get("exercises")) is not dict:
        raise ValueError(
            f"{path} was recorded by another version of this course. Run `make lab` (students), `course release` "
            "(instructors) or `course record` (authors) to get it anew."
        )
    return cast(Document, document)
