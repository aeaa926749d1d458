"""Run a submitted notebook: its cells in a confined process, its checks in this one."""

import ast
import atexit
import contextlib
import functools
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading import notebooks
from grading.intake import rebuild
from grading.intake.needed import wanted
from grading.sandbox import wire
from grading.sandbox.confine import Limits
from grading.sandbox.peer import Gone
from grading.sandbox.session import Session
from grading.sandbox.warm import Warm
from helpers.check import Check
from helpers.checks.card import Card
from helpers.checks.exercise import Exercise

ANSWER = 16 * 2**20  # bytes that every answer may have
NOT_RUN = "Not run when graded: no check needs it.\n"
NOT_RELEASED = ("checks.py", "reference")  # what the grader needs and a student's process does not


Status = Literal["pass", "fail", "error", "timeout", "killed", "manual"]


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
    status: Status
    message: str
    seconds: float = 0.0


class Times(TypedDict):
    """Seconds: student, for which the student's process was busy, with cells and with calls that the checks make."""

    cells: float
    checks: float
    student: float
    total: float


def execute(
    notebook: NotebookNode,
    course: Path,
    week: str,
    name: str,
    limits: Limits | None = None,
    confined: bool = True,
    everything: bool = False,
) -> tuple[list[Mark], Times]:
    """Run a rebuilt notebook in place and note in its first cell what went wrong with the process.

    Only the cells that its checks need run, or all of them if that is not enough or with `everything`.
    Arguments: course, its folder; week and name, those of the notebook.
    Returns a list of `Mark`, and the `Times`, from when the warm parent had started.
    Raises RuntimeError, saying what to do, if submissions cannot be confined here or the warm parent was lost.
    """
    folder, hidden = course / "release" / week, course / "hidden" / week / f"{name}.json"
    check = _check(folder, name, hidden, _changed(folder / "checks.py"), _changed(hidden))
    imports = _imports(folder, _changed(folder / f"{name}.ipynb"))
    warm = _warm((*notebooks.libraries_of(folder), *imports), confined)
    start, files = time.perf_counter(), _files(folder)
    familiar = sorted({item.partition(".")[0] for item in imports} | {path.stem for path in folder.glob("*.py")})
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    left_out: list[NotebookNode] | None = [] if everything else None
    heads: dict[str, str] = {}
    notes: list[str] = []
    while True:
        with Session(warm, files, limits) as session:
            if left_out is None:
                try:
                    run = session.needed([cell.source for cell in cells], wanted(cells), familiar)
                    left_out = [cell for index, cell in enumerate(cells) if run.get(index, "left out")]
                    heads = {cells[index].id: text for index, text in run.items() if text}
                except Gone:  # the text is too much for a reader
                    left_out = []
                    continue
            walk = _Walk(check, session, name, {cell.id: heads.get(cell.id) for cell in left_out})
            walk.through(notebook.cells)
        lacks = [lack for lack in session.lacks if any(_occurs(lack, cell.source) for cell in left_out)]
        if not lacks:
            break
        left_out = []
        lacking = " and ".join(f"`{lack}`" for lack in sorted(filter(None, lacks))[:3]) or "something"
        notes = [f"Run again with every cell, because it lacked {lacking} when only the cells that checks need ran."]
    if warm.process.poll() is not None:  # then the end of the student's process says nothing about the student
        raise RuntimeError("the process from which submissions are started has ended")
    rebuild.add_notes(notebook, notes + walk.notes)
    total = time.perf_counter() - start
    return walk.marks, Times(
        cells=walk.cell_seconds, checks=walk.check_seconds, student=session.busy_seconds, total=total
    )


class _Walk:
    """One run through a notebook in one process.

    Arguments: check, its `Check`; session, the `Session`; name, of the notebook; left_out, the ids of cells not to run,
    with the lines that import something, if those are to run.
    """

    def __init__(self, check: Check, session: Session, name: str, left_out: Mapping[str, str | None]) -> None:
        self.check, self.session, self.name, self.left_out = check, session, name, left_out
        self.marks: list[Mark] = []
        self.notes: list[str] = []
        self.cell_seconds = self.check_seconds = 0.0
        self.troubles: dict[str | None, str] = {}  # what ended the cell with an id of nbgrader's, for `_judge`
        self.stopped: set[str | None] = set()  # the ids of those that took too long

    def through(self, cells: Sequence[NotebookNode]) -> None:
        """Run and judge the cells."""
        for cell in cells:
            graded = bool(cell.metadata.get("nbgrader", {}).get("grade"))
            exercise = self.check.exercises.get((notebooks.grade_id(cell) or "").removeprefix("check_"))
            started = time.perf_counter()
            if graded and cell.cell_type == "code" and exercise:
                self._judge(cell, exercise)
                self.check_seconds += time.perf_counter() - started
                continue
            if graded:
                self.marks.append(_mark(self.name, cell, None, "manual", "A person gives the points."))
            if cell.cell_type == "code":
                self._run(cell)
                self.cell_seconds += time.perf_counter() - started

    def _judge(self, cell: NotebookNode, exercise: Exercise) -> None:
        """Judge an exercise; its cell gets the card, and the points as the number that nbgrader reads."""
        started, ended = time.perf_counter(), self.session.ended
        status: Status
        self.session.most = _most(self.check, exercise.name)
        try:
            card, earned, status = self._assess(exercise)
        except Gone as error:
            card, earned = Card(False, f"`{exercise.name}`: not checked", [f"The notebook was ended: {error}."]), 0.0
            status = "timeout" if self.session.late else "killed"
            if not ended:
                self._note_end(f"check of `{exercise.name}`", error)
        cell.outputs = [
            new_output("display_data", {"text/html": card.html(), "text/plain": card.text()}),
            new_output("execute_result", {"text/plain": repr(float(earned))}, execution_count=1),
        ]
        cell.execution_count = 1
        took = time.perf_counter() - started
        self.marks.append(_mark(self.name, cell, float(earned), status, card.text(), took))

    def _assess(self, exercise: Exercise) -> tuple[Card, float, Status]:
        """Return the card of an exercise, the points and the status."""
        names = exercise.variables or (exercise.name,)
        values = {name: self.session.names.get(name, _missing) for name in names}
        absent = [name for name, value in values.items() if value is _missing]
        if absent:
            trouble = self.troubles.get(exercise.name)
            why = f"its cell {trouble}" if trouble else "no cell defines it"
            lines = [f"`{name}` does not exist: {why}." for name in absent]
            card = Card(False, f"`{exercise.name}`: not checked", lines)
            return card, 0.0, "timeout" if exercise.name in self.stopped else "error"
        function, variables = (None, values) if exercise.variables else (values[exercise.name], {})
        return self.check.assess(exercise, function, variables, self.session.names)

    def _run(self, cell: NotebookNode) -> None:
        """Run a cell, unless it is left out or there is no process any more."""
        identity, label = notebooks.grade_id(cell), rebuild.label(cell)
        cell.execution_count = None
        if cell.id in self.left_out:
            cell.outputs = [new_output("stream", text=NOT_RUN)]
            if heads := self.left_out[cell.id]:
                with contextlib.suppress(Gone):
                    self.session.run(heads)
            return
        ended = self.session.ended
        try:
            cell.outputs, late = self.session.run(cell.source)
        except Gone as error:
            cell.outputs = [new_output("stream", name="stderr", text=f"Not run: {error}.\n")]
            if not ended:
                self._note_end(label, error)
            return
        cell.execution_count = 1
        if self.session.trouble:
            self.troubles[identity] = self.session.trouble
        if self.session.cut:
            self.notes.append(f"The {label} showed more output than is kept.")
        if late:
            self.stopped.add(identity)
            self.notes.append(
                f"The {label} took longer than {self.session.limits.cell_seconds:g} seconds and was stopped (timeout)."
            )

    def _note_end(self, where: str, error: Gone) -> None:
        self.notes.append(f"The notebook was ended in the {where}: {error}.")


_missing = object()


def _occurs(name: str, source: str) -> bool:
    """Return whether a missing name stands in a text; "" is none that is known, and may stand anywhere."""
    return not name or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source) is not None


def not_handed_in(master: NotebookNode, name: str) -> list[Mark]:
    """Return the marks of a notebook that was not handed in."""
    graded = [cell for cell in master.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return [_mark(name, cell, 0.0, "fail", "The notebook was not handed in.") for cell in graded]


def unanswered(notebook: NotebookNode, master: NotebookNode) -> list[str]:
    """Return the ids of the solution cells that are as they were released."""
    given = {notebooks.grade_id(cell): cell.source for cell in master.cells}
    solutions = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    identities = [cell.metadata.nbgrader.grade_id for cell in solutions]
    return [name for name, cell in zip(identities, solutions) if cell.source == given[name]]


def _mark(
    name: str, cell: NotebookNode, points: float | None, status: Status, message: str, seconds: float = 0.0
) -> Mark:
    identity, maximum = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
    exercise = identity.removeprefix("check_")
    return Mark(name, exercise, identity, points, maximum, status, message, round(seconds, 3))


@functools.lru_cache(maxsize=64)
def _most(check: Check, name: str) -> int:
    """Return how many bytes an answer to an exercise may have: some, and more where the reference's own has more."""
    if getattr(check.exercises[name], "judge", None):
        return wire.SIZE_LIMIT
    recorded = [part for part in (check.visible.get(name), check.hidden.get(name)) if part]
    outputs = [case.get("output") for part in recorded for case in part.get("cases", ())]
    outputs += [part.get("values") for part in recorded]
    return min(wire.SIZE_LIMIT, ANSWER + 4 * max((len(json.dumps(output)) for output in outputs), default=0))


def _files(folder: Path) -> dict[str, bytes]:
    """Return what lies beside the released notebook and is no notebook: {relative name: bytes}."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and path.relative_to(folder).parts[0] not in NOT_RELEASED
    }


def _changed(path: Path) -> int | None:
    return path.stat().st_mtime_ns if path.is_file() else None


@functools.lru_cache(maxsize=8)
def _imports(folder: Path, *changed: int | None) -> tuple[str, ...]:
    """Return the full names of the modules that the released notebooks and modules of a week import, in order.

    Those of the week itself are not among them: each submission imports them anew.
    """
    sources = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))]
    for path in sorted(folder.glob("*.ipynb")):
        sources += [cell.source for cell in notebooks.read(path).cells if cell.cell_type == "code"]
    names = set()
    for source in sources:
        with contextlib.suppress(SyntaxError):  # a command of IPython's
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    names |= {item.name for item in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module == "helpers":
                    names |= {f"helpers.{item.name}" for item in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module)
    own = {path.stem for path in folder.glob("*.py")}
    return tuple(sorted(name for name in names if name.partition(".")[0] not in own))


@functools.lru_cache(maxsize=8)
def _check(folder: Path, name: str, hidden: Path, *changed: int | None) -> Check:
    """Return the checks of one notebook, read once as long as the files in `changed` stay as they are."""
    return Check(name, folder, hidden)


def _warm(imports: tuple[str, ...], confined: bool) -> Warm:
    """Return the warm parent of this process, started at first use, or anew if it is gone, and ended with it."""
    if _started(imports, confined).process.poll() is not None:
        _started.cache_clear()
    return _started(imports, confined)


@functools.lru_cache(maxsize=2)
def _started(imports: tuple[str, ...], confined: bool) -> Warm:
    warm = Warm(imports, confined)
    atexit.register(warm.close)
    return warm
