"""Run a submitted notebook: its cells in a confined process, its checks in this one."""

import atexit
import functools
import json
import time
from dataclasses import dataclass

from nbformat.v4 import new_output

from grading import intake, notebooks, wire
from grading.peer import Gone
from grading.session import Session
from grading.warm import Warm
from helpers.card import Card
from helpers.check import Check

ANSWER = 16 * 2**20  # bytes that every answer may have
NOT_RELEASED = ("checks.py", "reference")  # what the grader needs and a student's process does not


@dataclass(frozen=True)
class Mark:
    """What became of one exercise.

    cell: the grade_id of its check. points: earned, None if a person must give them; maximum: to be had. status: pass,
    fail, error, timeout, killed or manual. message: what the card says. seconds: of its check.
    """

    notebook: str
    exercise: str
    cell: str
    points: float | None
    maximum: float
    status: str
    message: str
    seconds: float = 0.0


def execute(notebook, course, week, name, limits=None, confined=True):
    """Run a rebuilt notebook in place and note in its first cell what went wrong with the process.

    Arguments: course, its folder; week and name, those of the notebook.
    Returns a list of `Mark`, and a dictionary of the seconds that the student's `cells`, the `checks` and all of it
    took, once the warm parent had started.
    Raises RuntimeError, saying what to do, if submissions cannot be confined here or the warm parent was lost.
    """
    folder, hidden = course / "release" / week, course / "hidden" / week / f"{name}.json"
    check = _check(folder, name, hidden, _changed(folder / "checks.py"), _changed(hidden))
    warm = _warm(notebooks.libraries_of(folder), confined)
    notes, marks, stopped, seconds = [], [], set(), {"cells": 0.0, "checks": 0.0, "total": -time.perf_counter()}
    with Session(warm, _files(folder), limits) as session:
        for cell in notebook.cells:
            started, graded = time.perf_counter(), bool(cell.metadata.get("nbgrader", {}).get("grade"))
            exercise = check.exercises.get((notebooks.grade_id(cell) or "").removeprefix("check_"))
            if graded and cell.cell_type == "code" and exercise:
                cell.outputs, (points, status, message) = _judge(check, exercise, session, stopped)
                cell.execution_count = 1
                took = time.perf_counter() - started
                seconds["checks"] += took
                marks.append(_mark(name, cell, points, status, message, took))
                continue
            if graded:
                marks.append(_mark(name, cell, None, "manual", "A person gives the points."))
            if cell.cell_type != "code":
                continue
            try:
                cell.outputs, late = session.run(cell.source)
            except Gone as error:
                cell.outputs = [new_output("stream", name="stderr", text=f"Not run: {error}.\n")]
                note = f"The notebook was ended in the {intake.label(cell)}: {error}."
                notes += [note] if not any(item.startswith("The notebook was ended") for item in notes) else []
                continue
            finally:
                seconds["cells"] += time.perf_counter() - started
            cell.execution_count = 1
            if session.cut:
                notes.append(f"The {intake.label(cell)} showed more output than is kept.")
            if late:
                stopped.add(notebooks.grade_id(cell))
                took = f"took longer than {session.limits.cell_seconds:g} seconds and was stopped (timeout)"
                notes.append(f"The {intake.label(cell)} {took}.")
    if warm.process.poll() is not None:  # then the end of the student's process says nothing about the student
        raise RuntimeError("the process from which submissions are started has ended")
    intake.add_notes(notebook, notes)
    seconds["total"] += time.perf_counter()
    return marks, seconds


def not_handed_in(master, name):
    """Return the marks of a notebook that was not handed in."""
    graded = [cell for cell in master.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return [_mark(name, cell, 0.0, "fail", "The notebook was not handed in.") for cell in graded]


def unanswered(notebook, master):
    """Return the ids of the solution cells that are as they were released."""
    given = {notebooks.grade_id(cell): cell.source for cell in master.cells}
    solutions = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    return [notebooks.grade_id(cell) for cell in solutions if cell.source == given[notebooks.grade_id(cell)]]


def _mark(name, cell, points, status, message, seconds=0.0):
    identity, maximum = notebooks.grade_id(cell), float(cell.metadata.nbgrader.points)
    exercise = identity.removeprefix("check_")
    return Mark(name, exercise, identity, points, maximum, status, message, round(seconds, 3))


def _judge(check, exercise, session, stopped):
    """Return the outputs of one check cell, and its points, status and message.

    The outputs are the card, and the points as the number that nbgrader reads. stopped: the ids of the cells that took
    too long.
    """
    session.most = _most(check, exercise.name)
    try:
        if exercise.variables:
            variables = {name: session.names.get(name, _missing) for name in exercise.variables}
            function, absent = None, [name for name, value in variables.items() if value is _missing]
        else:
            variables, function = {}, session.names.get(exercise.name, _missing)
            absent = [exercise.name] if function is _missing else []
        if absent:
            lines = [f"`{name}` does not exist: its cell did not run to the end." for name in absent]
            card, earned = Card(False, f"`{exercise.name}`: not checked", lines), 0.0
            status = "timeout" if exercise.name in stopped else "error"
        else:
            card, earned, status = check.assess(exercise, function, variables, session.names)
    except Gone as error:
        card, earned = Card(False, f"`{exercise.name}`: not checked", [f"The notebook was ended: {error}."]), 0.0
        status = "timeout" if session.late else "killed"
    shown = {"text/html": card.html(), "text/plain": card.text()}
    outputs = [
        new_output("display_data", shown),
        new_output("execute_result", {"text/plain": repr(float(earned))}, execution_count=1),
    ]
    return outputs, (float(earned), status, card.text())


_missing = object()


@functools.lru_cache(maxsize=64)
def _most(check, name):
    """Return how many bytes an answer to an exercise may have: some, and more where the reference's own has more."""
    if getattr(check.exercises[name], "judge", None):
        return wire.SIZE_LIMIT
    recorded = [check.visible.get(name), check.hidden.get(name)]
    outputs = [case.get("output") for part in recorded if part for case in part.get("cases", ())]
    outputs += [part.get("values") for part in recorded if part]
    return min(wire.SIZE_LIMIT, ANSWER + 4 * max((len(json.dumps(output)) for output in outputs), default=0))


def _files(folder):
    """Return what lies beside the released notebook and is no notebook: {relative name: bytes}."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and path.relative_to(folder).parts[0] not in NOT_RELEASED
    }


def _changed(path):
    return path.stat().st_mtime_ns if path.is_file() else None


@functools.lru_cache(maxsize=8)
def _check(folder, name, hidden, *changed):
    """Return the checks of one notebook, read once as long as the files in `changed` stay as they are."""
    return Check(name, folder, hidden)


def _warm(imports, confined):
    """Return the warm parent of this process, started at first use, or anew if it is gone, and ended with it."""
    if _started(imports, confined).process.poll() is not None:
        _started.cache_clear()
    return _started(imports, confined)


@functools.lru_cache(maxsize=2)
def _started(imports, confined):
    warm = Warm(imports, confined)
    atexit.register(warm.close)
    return warm
