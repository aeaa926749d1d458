"""From the solved notebook to the student's: what nbgrader runs, and the same without its database."""

import ast
import hashlib
import json
import os
import secrets
from pathlib import Path

from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ComputeChecksums, LockCells, NbGraderPreprocessor
from nbgrader.preprocessors import ClearSolutions as NbGraderClearSolutions
from traitlets import Bool, Unicode

from grading import notebooks, versions
from grading.authoring import author, record
from helpers.checks import codec, reference

STUB = "raise NotImplementedError"


class ClearSolutions(NbGraderClearSolutions):
    """Replace solutions by `raise NotImplementedError`, and variables that the student assigns by `name = ...`."""

    def preprocess_cell(self, cell, resources, cell_index):
        """Choose the stub for one cell, then let nbgrader replace the region."""
        self.code_stub = {"python": stub(cell.source, self.begin_solution_delimeter, self.end_solution_delimeter)}
        return super().preprocess_cell(cell, resources, cell_index)


def stub(source, begin="BEGIN SOLUTION", end="END SOLUTION"):
    """Return what stands in for the solution region of a cell's `source`.

    At top level, where the region assigns variables, each becomes `name = ...`; inside a function the stub raises.
    """
    lines = source.split("\n")
    starts = [index for index, line in enumerate(lines) if begin in line]
    stops = [index for index, line in enumerate(lines) if end in line]
    if len(starts) != 1 or len(stops) != 1 or lines[starts[0]][:1].isspace():
        return STUB
    names = []
    for statement in ast.parse("\n".join(lines[starts[0] + 1 : stops[0]])).body:
        if not isinstance(statement, ast.Assign):
            return STUB
        names += [node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return "\n".join(f"{name} = ..." for name in names) or STUB


class NotReleased(NbGraderException):
    """A release that could not be made, with a sentence that says why and what to do."""


class RecordReferences(NbGraderPreprocessor):
    """Before a notebook is released, make sure that its references and its hidden cases are up to date."""

    seed = Unicode(
        help="Secret number for the hidden cases of the week: a number, `new`, or `keep`. "
        "Default: a new one, or the former one while the week has submissions."
    ).tag(config=True)
    update = Bool(False, help="Write a visible reference anew that no longer agrees with its notebook.").tag(
        config=True
    )
    change_cells = Bool(False, help="Release although exercises of a week with grades have come or gone.").tag(
        config=True
    )

    def preprocess(self, nb, resources):
        """Record the hidden cases of one notebook where they are missing or out of date."""
        names, converter = resources["nbgrader"], self.parent.parent
        week = Path(converter.coursedir.root) / "source" / names["assignment"]
        prepare(week / f"{names['notebook']}.ipynb", update=False)
        converter.recorded.append(names["notebook"])
        return nb, resources


def prepare(path, update=True):
    """Record the hidden cases of the solved notebook `path` where needed; return whether anything was recorded.

    Arguments: update, whether a visible reference that no longer agrees is written anew.
    Raises ValueError if it does not agree and `update` is False.
    """
    path = Path(path)
    week, course = path.parent, path.parent.parent.parent
    hidden = course / "hidden" / week.name / path.name.replace(".ipynb", ".json")
    seed = read_seed(course, week.name)
    digest = fingerprint(path, seed)
    try:
        fresh = reference.read(hidden).get("fingerprint") == digest and bool(record.stored(path))
    except (OSError, ValueError):
        fresh = False
    if fresh:
        return False
    documents = record.record(path, {"visible": record.VISIBLE_SEED, "hidden": seed})
    if update:
        record.update_visible(path, documents["visible"])
    elif not record.agrees(record.stored(path), documents["visible"]):
        raise ValueError(
            f"reference/{hidden.name} does not agree with {path.name}: run `course record {course.name}/{week.name}`"
        )
    codec.write(hidden, {"fingerprint": digest, **documents["hidden"]})
    os.chmod(hidden, 0o600)
    return True


def choose_seed(course, week, wish=""):
    """Return the secret number for the hidden cases of a week's next release, and a sentence that says which it is.

    Arguments: wish, a number as text, "new", "keep", or "": a new one, unless there are submissions of the week, which
    are then all graded by the same cases.
    Raises ValueError if there is none to keep, or the number is none or the one of the visible cases.
    """
    course = Path(course)
    there = (course / "hidden" / week / "seed").is_file()
    if wish == "keep" and not there:
        raise ValueError(f"{course.name} has no secret number of {week} to keep: leave out --seed, and one is drawn.")
    if wish == "keep":
        return read_seed(course, week), "hidden cases: of the former secret number"
    if not wish and there and any(course.glob(f"submitted/*/{week}")):
        return read_seed(course, week), (
            "hidden cases: of the former secret number, because there are submissions; --seed new draws another"
        )
    if wish in ("", "new"):
        return secrets.randbelow(2**63 - 1) + 1, "hidden cases: of a new secret number"
    return _whole(wish, "--seed"), f"hidden cases: of the number {wish}"


def read_seed(course, week):
    """Return the secret number that the hidden cases of a week are drawn from.

    Raises ValueError, naming the file, if it holds no whole number or the one of the visible cases.
    """
    path = Path(course) / "hidden" / week / "seed"
    return _whole(path.read_text(encoding="utf-8"), f"{Path(course).name}/hidden/{week}/seed")


def write_seed(course, week, seed):
    """Write the secret number of a week where only the instructor can read it."""
    path = Path(course) / "hidden" / week / "seed"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{seed}\n", encoding="ascii")


def _whole(text, name):
    """Return the secret number that a text holds; ValueError, with the `name` of its place, if it is none."""
    try:
        seed = int(text)
    except ValueError:
        raise ValueError(f"{name} must be one whole number, the secret seed (or new, or keep), not {text!r}.") from None
    if seed == record.VISIBLE_SEED:
        raise ValueError(
            f"{name} is {seed}, the number of the visible cases, which students have: choose a large one that nobody "
            "can guess, or let one be drawn."
        )
    return seed


def fingerprint(path, seed=None):
    """Return a digest of all that the references of a solved notebook depend on.

    That is its code, the modules beside it, the authors' files, the seed, and this project's own code and packages.
    """
    path = Path(path)
    cells = [
        [cell.source, cell.metadata.get("nbgrader")] for cell in notebooks.read(path).cells if cell.cell_type == "code"
    ]
    digest = hashlib.sha256(json.dumps([cells, seed, versions.engine(), versions.environment()]).encode())
    for file in sorted([*path.parent.glob("*.py"), *author.place(path.parent).glob("*.*")]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def student_version(path):
    """Return the notebook that a student gets from the solved notebook `path`, as nbgrader would make it."""
    notebook = notebooks.read(path)
    for preprocessor in (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums):
        notebook, _ = preprocessor().preprocess(notebook, {})
    return notebook
