"""What a student hands in: one archive of a week's notebooks, after a look at each in a fresh kernel.

It is `NAME_WEEK.zip` in the student's folder, with the notebooks as they were saved (`grading.intake.archive`), those
that look at the student's own pictures without their outputs (`grading.desk.private`). What runs is the notebook that
grading will rebuild from each, with the same notes. Work that is not finished can be handed in: the archive is written
all the same, and it is said what it lacks.
"""

import contextlib
import getpass
import logging
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grading import notebooks
from grading.desk import kernels, private, workspace
from grading.intake import archive, rebuild
from helpers import files, progress

NAME = "name"  # the file in the folder `.progress` that keeps the name given last
CELL_SECONDS = 120
WAKE_SECONDS = 10  # for a cell to end after it was interrupted
LATE = "CellTimeoutError"
LINES = 6  # said of one notebook
UNWRITTEN = re.compile(r"^\s*(?:raise NotImplementedError|\w+ = \.\.\.)\s*$", re.MULTILINE)


@dataclass
class Look:
    """What was found in one notebook.

    name: of the file. points: to be had. earned: by visible checks. saved: when, or None if it is not there. content:
    what the archive gets of its bytes, or None if it cannot be handed in. lacks: sentences without a full stop. notes:
    what grading will note of its cells, sentences.
    """

    name: str
    points: float
    earned: float = 0.0
    saved: datetime | None = None
    content: bytes | None = None
    lacks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(root, week):
    """Return the place of a week in the student's folder `root`, COURSE/WEEK, and its list of `progress.Notebook`.

    Arguments: week, the name of its folder, or COURSE/WEEK.
    Raises FileNotFoundError, listing what exists, if there is none or more than one.
    """
    weeks = {}
    for notebook in progress.notebooks(root):
        weeks.setdefault(notebook.path.rpartition("/")[0], []).append(notebook)
    name = str(week).strip("/")
    matching = [place for place in weeks if name in (place, place.partition("/")[2])]
    if len(matching) != 1:
        trouble = "more than one" if matching else "no"
        raise FileNotFoundError(f"there is {trouble} week {name!r}: name one of {', '.join(matching or weeks)}.")
    return matching[0], weeks[matching[0]]


def student_name(root, name=None):
    """Return the name to hand in under: the one given, which is kept, else the one given last, else the login name.

    Raises ValueError, saying what to do, if it cannot be a student's id.
    """
    path = Path(root) / progress.FOLDER / NAME
    chosen = name
    if chosen is None:
        try:
            chosen = path.read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            chosen = getpass.getuser()
    if problem := rebuild.id_problem(chosen):
        raise ValueError(f"{problem}. Choose another with --name.")
    if name is not None:
        files.write(path, name.encode())
    return chosen


def prepare(root, chosen):
    """Let the kernels of this process be warm, with what the notebooks in `chosen` import, where that can be."""
    logging.getLogger("grading.desk.kernels").setLevel(logging.ERROR)  # a student need not know why they cannot
    text = []
    for notebook in chosen:
        with contextlib.suppress(OSError):
            text.append((Path(root) / notebook.path).read_text(encoding="utf-8", errors="replace"))
    if kernels.ADDRESS not in os.environ:
        os.environ.update(kernels.variables("\n".join(text)))


def look(root, place, notebook, cell_seconds=CELL_SECONDS, watch=None):
    """Rebuild a saved notebook as grading does, run that in a fresh kernel, and return the `Look`.

    The file is only read.

    Arguments: root, the student's folder; place, the week's in it; notebook, a `progress.Notebook`; cell_seconds, the
    time limit of a cell; watch, a function that is told how many of how many cells have run.
    """
    path = Path(root) / notebook.path
    result = Look(path.name, notebook.points)
    try:
        content = rebuild.take(path)
    except FileNotFoundError:
        result.lacks = ["it is missing: `make lab` puts the original back"]
        return result
    if isinstance(content, str):
        result.lacks = [
            f"it {content}, so it is left out: clear its outputs and save it, or rename it and run `make lab`"
        ]
        return result
    result.saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        rebuild.read_cells(content)
    except ValueError as error:
        result.lacks = [
            f"it is damaged and left out (it {error}): go back to its last checkpoint (in JupyterLab's menu File), or "
            "rename it and run `make lab`, which puts the original back"
        ]
        return result
    original = workspace.original(root, notebook.path)
    masters = [original.read_bytes()] if original.is_file() else []
    keeps = private.is_private(content, *masters)
    result.content = private.written(content) if keeps else content
    if not masters:
        result.lacks = ["it was not run, because its original is missing: `make lab` puts that back"]
        return result
    name, owners = notebook.path.removesuffix(".ipynb"), workspace.owners(root)
    copy, result.notes = rebuild.rebuild(original, content, name, owners)
    result.notes += [private.NOTE] * keeps
    stopped = _run(copy, Path(root) / place, cell_seconds, watch or (lambda done, of: None))
    result.earned, result.lacks = _judge(copy, notebook.points)
    result.lacks += [stopped] * bool(stopped)
    return result


def _run(notebook, folder, cell_seconds, watch):
    """Run all cells, also after one has failed; return why it ended early, or ""."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from nbformat.v4 import new_output

    def note(cell, cell_index, execute_reply):
        if execute_reply["content"]["ename"] == LATE:
            message = f"{_label(cell)} took longer than {cell_seconds} seconds and was stopped"
            cell.outputs = [new_output("error", ename=LATE, evalue=message)]

    client = NotebookClient(
        notebook,
        timeout=cell_seconds,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": LATE, "evalue": "", "traceback": []},
        iopub_timeout=WAKE_SECONDS,
        raise_on_iopub_timeout=True,
        on_cell_error=note,
        shutdown_kernel="immediate",
        kernel_name="python3",
        allow_errors=True,
        extra_arguments=notebooks.KERNEL_ARGUMENTS,
        log=logging.Logger("quiet", logging.CRITICAL + 1),
    )
    code = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for index in code:
        notebook.cells[index].update(outputs=[], execution_count=None)
    code = [index for index in code if notebook.cells[index].source.strip()]
    # With this the checks note no progress and return their points, and the cell that calls `submit` does nothing.
    environment = {**os.environ, "NBGRADER_EXECUTION": "submit"}
    # What a notebook writes past its cells' outputs would stand between our own lines. And not `client.execute()`: it
    # takes Ctrl-C for the death of the kernel.
    with (
        open(os.devnull, "wb") as nowhere,
        client.setup_kernel(cwd=str(folder), env=environment, stdout=nowhere, stderr=nowhere),
    ):
        for count, index in enumerate(code, 1):
            cell = notebook.cells[index]
            cell.execution_count = count
            watch(count, len(code))
            try:
                client.execute_cell(cell, index)
            except CellTimeoutError:
                return f"{_label(cell)} took longer than {cell_seconds} seconds; what comes after it was not run"
            except DeadKernelError:
                return f"{_label(cell)} ended the kernel; what comes after it was not run"
    return ""


def _judge(notebook, points):
    """Return the points by visible checks of a notebook that was run, and sentences about what it lacks."""
    checks, solutions, others = {}, {}, []
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and settings.get("grade"):
            checks.setdefault(notebooks.grade_id(cell), cell)
        elif cell.cell_type == "code" and settings.get("solution"):
            solutions.setdefault(notebooks.grade_id(cell), cell)
        elif cell.cell_type == "code":
            others.append(cell)
    earned, unwritten, lacks = 0.0, [], []
    for name, cell in checks.items():
        exercise, most = name.removeprefix("check_"), _number(cell.metadata.nbgrader.get("points"))
        got = min(_points(cell), most)
        earned += got
        if got < most and exercise in solutions and UNWRITTEN.search(solutions[exercise].source):
            unwritten.append(f"`{exercise}`")
        elif got < most and cell.execution_count:  # else the kernel had ended before
            lacks.append(_verdict(cell))
    lacks += [_verdict(cell) for name, cell in solutions.items() if _error(cell) and f"`{name}`" not in unwritten]
    failing = [cell for cell in others if _error(cell)]
    if unwritten:
        which = ", ".join(unwritten) if len(unwritten) < len(checks) else "all of it"
        lacks.insert(0, f"not written yet: {which}")
        lacks += [f"{len(failing)} other cell{'s' * (len(failing) > 1)} failed, maybe for that reason"] * bool(failing)
    else:
        lacks += map(_verdict, failing)
    if len(lacks) > LINES:
        lacks[LINES - 1 :] = [f"and {len(lacks) - LINES + 1} more like these"]
    return min(earned, points), lacks


def _verdict(cell):
    """Return one line about a cell that failed: the title of its card, or the first line of what it raised."""
    if error := _error(cell):
        if error.ename == LATE:
            return error.evalue
        first = (error.evalue.strip().splitlines() or [""])[0][:200]
        return f"{_label(cell)} raised {error.ename}{': ' if first else ''}{first}"
    cards = [output.data.get("text/plain", "") for output in cell.outputs if output.output_type == "display_data"]
    titles = [card.removeprefix("✘ ").splitlines()[0] for card in cards if card.startswith("✘ ")]
    return titles[-1] if titles else f"{_label(cell)} gave no points"


def _error(cell):
    return next((output for output in cell.outputs if output.output_type == "error"), None)


def _label(cell):
    """Return what a student knows a cell by: its exercise, or how it begins."""
    label = rebuild.label(cell)
    return label.removeprefix("cell ") if label.startswith("cell `") else f"the {label}"


def _points(cell):
    """Return the number that a check cell gave as its result, 0 if there is none."""
    results = [output.data.get("text/plain") for output in cell.outputs if output.output_type == "execute_result"]
    return max(0.0, _number(results[-1])) if results else 0.0


def _number(text):
    try:
        number = float(text)
    except (TypeError, ValueError):
        return 0.0
    return number if number == number else 0.0


def pack(root, place, student, looks):
    """Write the archive of a week into the student's folder and return its path and the name of an earlier one or "".

    An earlier archive of the same name that holds other notebooks is kept under another name. Arguments: place,
    COURSE/WEEK; looks, those at its notebooks.
    Raises ValueError if there is nothing to hand in, and OSError, with the earlier archive as it was, on a full disk.
    """
    course, _, week = place.partition("/")
    packed = [item for item in looks if item.content is not None]
    if not packed:
        lines = [f"{item.name}: {lack}." for item in looks for lack in item.lacks]
        raise ValueError(f"there is nothing of {place} to hand in. {' '.join(lines)}")
    contents = {item.name: item.content for item in packed}
    visible = {item.name: {"earned": item.earned, "points": item.points} for item in packed}
    content = archive.make(student, course, week, datetime.now(UTC), contents, visible)
    path, earlier = Path(root) / f"{student}_{week}.zip", ""
    fresh = files.free(path, "new")
    files.write(fresh, content)
    if path.exists() and not _same(path, contents):
        earlier = files.set_aside(path, "earlier").name
    fresh.replace(path)
    return path, earlier


def _same(path, contents):
    """Return whether an archive that is there already holds just the notebooks in `contents`."""
    try:
        archives, _ = archive.read(path.read_bytes())
    except (archive.Refused, OSError):  # whatever stands there under that name
        return False
    return [item.notebooks for item in archives] == [contents]
