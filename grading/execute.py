"""nbgrader's step that runs a submission, replaced: cells in a confined process, checks in this one."""

import atexit
import functools
from pathlib import Path

from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from grading import intake, notebooks
from grading.confine import Limits
from grading.peer import Gone
from grading.session import Session
from grading.warm import Warm
from helpers.card import Card
from helpers.check import Check

NOT_RELEASED = ("checks.py", "reference")  # what the grader needs and a student's process does not


class RunConfined(NbGraderPreprocessor):
    """Run a submitted notebook as `nbgrader autograde` does, but confined and with the checks out of its reach."""

    unconfined = Bool(False, help="Run without bubblewrap: only on a machine that can be thrown away.").tag(config=True)
    cell_seconds = Integer(120, help="Time limit of one cell.").tag(config=True)
    notebook_seconds = Integer(600, help="Time limit of one notebook.").tag(config=True)
    memory = Integer(4096, help="MiB of memory for one notebook.").tag(config=True)

    def preprocess(self, nb, resources):
        """Run one notebook in place."""
        names = resources["nbgrader"]
        limits = Limits(notebook_seconds=self.notebook_seconds, cell_seconds=self.cell_seconds, memory=self.memory)
        course = Path(self.parent.parent.coursedir.root)
        execute(nb, course, names["assignment"], names["notebook"], limits, confined=not self.unconfined)
        return nb, resources


def execute(notebook, course, week, name, limits=None, confined=True):
    """Run a rebuilt notebook in place and note in its first cell what went wrong with the process.

    Arguments: course, its folder; week and name, those of the notebook.
    Raises RuntimeError, saying what to do, if submissions cannot be confined here.
    """
    folder, hidden = course / "release" / week, course / "hidden" / week / f"{name}.json"
    check = _check(folder, name, hidden, _changed(folder / "checks.py"), _changed(hidden))
    master = (folder / f"{name}.ipynb").read_text(encoding="utf-8")
    warm = _warm(notebooks.heavy(master), confined)
    notes = []
    with Session(warm, _files(folder), limits) as session:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            exercise = (notebooks.grade_id(cell) or "").removeprefix("check_")
            if cell.metadata.get("nbgrader", {}).get("grade") and exercise in check.exercises:
                cell.outputs = _judge(check, check.exercises[exercise], session)
                cell.execution_count = 1
                continue
            try:
                cell.outputs, late = session.run(cell.source)
            except Gone as error:
                cell.outputs = [new_output("stream", name="stderr", text=f"Not run: {error}.\n")]
                note = f"The notebook was ended in the cell `{notebooks.grade_id(cell) or cell.id}`: {error}."
                notes += [note] if not any(item.startswith("The notebook was ended") for item in notes) else []
                continue
            cell.execution_count = 1
            if late:
                notes.append(
                    f"The cell `{notebooks.grade_id(cell) or cell.id}` took longer than "
                    f"{session.limits.cell_seconds:g} seconds and was stopped (timeout)."
                )
    intake.add_notes(notebook, notes)


def _judge(check, exercise, session):
    """Return the outputs of one check cell: the card, and the points as the number that nbgrader reads."""
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
        else:
            card, earned = check.assess(exercise, function, variables, session.names)
    except Gone as error:
        card, earned = Card(False, f"`{exercise.name}`: not checked", [f"The notebook was ended: {error}."]), 0.0
    shown = {"text/html": card.html(), "text/plain": card.text()}
    return [
        new_output("display_data", shown),
        new_output("execute_result", {"text/plain": repr(float(earned))}, execution_count=1),
    ]


_missing = object()


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


@functools.lru_cache(maxsize=2)
def _warm(imports, confined):
    """Return the warm parent of this process, started at first use and ended with it."""
    warm = Warm(imports, confined)
    atexit.register(warm.close)
    return warm
