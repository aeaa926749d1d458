"""The job and the result of grading one submission, as data: what goes to a worker, and what is written to a file."""

from typing import Any, Literal, TypedDict

SCHEMA = 1  # of both; to be raised when what is in one changes its meaning


class Settings(TypedDict):
    """What decides on a result besides the submission and the release.

    limits: the `Limits`, as a dictionary. unconfined: whether submissions are not confined. everything: whether cells
    run that no check needs. environment and engine: hashes of the installed packages and of this project's code, which
    a worker must have too.
    """

    limits: dict[str, Any]
    unconfined: bool
    everything: bool
    environment: str
    engine: str


class Job(Settings):
    """One submission to grade.

    notebooks: the bytes of each file that was handed in, or why it cannot be used, by the notebook's name. others: the
    same of notebooks that lie under other names, where some are missing. submission: a hash of both. key: the name of
    its result; the same key means the same result.
    """

    schema: int
    student: str
    notebooks: dict[str, bytes | str]
    others: dict[str, bytes | str]
    submission: str
    key: str


class Times(TypedDict, total=False):
    """Seconds, as in `grading.sandbox.execute.Times`, of all notebooks; only `total` if nothing was graded."""

    cells: float
    checks: float
    student: float
    total: float


class Result(Settings):
    """What became of a job; the settings, the student, the submission and the key are the job's.

    release: the key of the package by which it was graded. trouble: why it was not graded. exercises: a `Mark` for
    each, as a dictionary. notes: sentences about each notebook. unanswered: the solution cells of each that are as they
    were released. notebooks: the text of each graded notebook. finished: when it was written, if it was.
    """

    schema: int
    student: str
    submission: str
    key: str
    course: str
    week: str
    release: str
    outcome: Literal["graded", "failed"]
    trouble: str
    seconds: Times
    exercises: list[dict[str, Any]]
    notes: dict[str, list[str]]
    unanswered: dict[str, list[str]]
    notebooks: dict[str, str]


class WrittenResult(Result, total=False):
    """A result as it stands in a file."""

    finished: str
