"""From the solved notebook to the student's: what nbgrader runs, and the same without its database."""

import ast
import hashlib
import json
import os
import secrets
from pathlib import Path

from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ComputeChecksums, LockCells, NbGraderPreprocessor
from nbgrader.preprocessors import ClearSolutions as NbGraderClearSolutions

from grading import notebooks, record
from helpers import codec

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


class RecordReferences(NbGraderPreprocessor):
    """Before a notebook is released, make sure that its references and the course's hidden cases are up to date."""

    def preprocess(self, nb, resources):
        """Record the hidden cases of one notebook where they are missing or out of date."""
        names = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        prepare(root / "source" / names["assignment"] / f"{names['notebook']}.ipynb", update=False)
        return nb, resources


def prepare(path, seed=None, update=True):
    """Record the hidden cases of the solved notebook `path` where needed; return whether anything was recorded.

    Arguments: seed, a new secret number for the course (default: the one in `hidden/seed`, made at first use);
    update, whether a visible reference that no longer agrees is written anew.
    Raises ValueError if it does not agree and `update` is False.
    """
    path = Path(path)
    week, course = path.parent, path.parent.parent.parent
    hidden = course / "hidden" / week.name / path.name.replace(".ipynb", ".json")
    seed = secret_seed(course, seed)
    digest = fingerprint(path, seed)
    try:
        fresh = codec.read(hidden).get("fingerprint") == digest
        codec.read(week / "reference" / hidden.name)
    except (OSError, ValueError):
        fresh = False
    if fresh:
        return False
    documents = record.record(path, {"visible": record.VISIBLE_SEED, "hidden": seed})
    target = week / "reference" / hidden.name
    if update:
        record.update_visible(path, documents["visible"])
    elif not record.agrees(codec.read(target), documents["visible"]):
        raise ValueError(
            f"{target.name} does not agree with {path.name}: run `course record {course.name}/{week.name}`"
        )
    codec.write(hidden, {"fingerprint": digest, **documents["hidden"]})
    os.chmod(hidden, 0o600)
    return True


def secret_seed(course, new=None):
    """Return the secret number that a course's hidden cases are drawn from; `new` replaces it.

    Raises ValueError, naming the file, if it holds no whole number.
    """
    path = Path(course) / "hidden" / "seed"
    if new is not None or not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(f"{secrets.randbelow(2**63) if new is None else int(new)}\n", encoding="ascii")
        path.chmod(0o600)
    try:
        return int(path.read_text(encoding="ascii"))
    except ValueError:
        raise ValueError(f"{path} must hold one whole number, the secret seed. Delete it to draw a new one.") from None


def fingerprint(path, seed=None):
    """Return a digest of all that the references of a solved notebook depend on: its code, checks, mistakes, seed."""
    path = Path(path)
    cells = [
        [cell.source, cell.metadata.get("nbgrader")] for cell in notebooks.read(path).cells if cell.cell_type == "code"
    ]
    digest = hashlib.sha256(json.dumps([cells, seed]).encode())
    for name in ("checks.py", "mistakes.py"):
        digest.update((path.parent / name).read_bytes())
    return digest.hexdigest()


def student_version(path):
    """Return the notebook that a student gets from the solved notebook `path`, as nbgrader would make it."""
    notebook = notebooks.read(path)
    for preprocessor in (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums):
        notebook, _ = preprocessor().preprocess(notebook, {})
    return notebook
