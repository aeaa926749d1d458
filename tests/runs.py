"""The one run of every solved notebook, which the tests and the workers of a test run share."""

import contextlib
import hashlib
import os
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import IPyNbFile, coalesce_streams

from grading import notebooks
from grading.proof import notebook_run, quality
from helpers.checks import codec

try:
    import fcntl
except ImportError:  # Windows, where the tests do not run side by side
    fcntl = None

PATHS = notebooks.sources()
# Tests of one notebook are run by one worker, so that no other waits for it: `@pytest.mark.parametrize("path", GROUPED)`.
GROUPED = [
    pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=pytest.mark.xdist_group(f"{path.parent.name}/{path.stem}"))
    for path in PATHS
]  # fmt: skip


class Runs:
    """From the path of a solved notebook to its `NotebookRun`, made at first use.

    Arguments: folder, where the runs are kept for other workers; keep, whether a run that is kept there from an earlier
    test run is taken where nothing has changed that can make it another one.
    """

    def __init__(self, folder, keep):
        self.folder, self.keep, self.known = folder, keep, {}

    def __call__(self, path):
        if path not in self.known:
            self.known[path] = self._run(path)
        if isinstance(self.known[path], Exception):
            raise self.known[path]
        return self.known[path]

    def _run(self, path):
        file = self.folder / f"{path.parents[2].name}-{path.parent.name}-{path.stem}.json"
        key = content_key(path) if self.keep else ""
        with locked(file.with_suffix(".lock")):
            with contextlib.suppress(OSError, ValueError):
                document = codec.read(file)
                if document["key"] == key:
                    return notebook_run.read(document)
            try:
                document = notebook_run.document(path, notebook_run.REPORTS, quality.SAMPLE, everything=True)
            except RuntimeError as error:
                return error
            codec.write(file, document | {"key": key})
            return notebook_run.read(document)


@contextlib.contextmanager
def locked(file):
    """Let one process at a time into the block."""
    with open(file, "w") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def content_key(path, root=notebooks.ROOT):
    """Return a digest of all that a run of the solved notebook `path` can depend on.

    That is its week's files, those of its authors, solutions in other styles and held-out ones, the code of `helpers`
    and `grading`, the data, and the packages that are installed.
    """
    course, week = path.parents[2].name, path.parent.name
    folders = [path.parent, root / course / "author" / week, *(root / name for name in ("helpers", "grading", "data"))]
    folders += [root / "tests" / name / course / week for name in ("styles", "wrong")]
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
    digest = hashlib.sha256()
    for file in files:
        others = file.suffix == ".ipynb" and file != path
        if not others and not {"__pycache__", ".ipynb_checkpoints"} & {*file.parts}:
            digest.update(f"{file.relative_to(root)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    packages = sorted(item.name for item in Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info"))
    digest.update("\n".join(packages).encode())
    return digest.hexdigest()


def differences(path, outputs, session):
    """Return what nbval finds to differ between the outputs stored in a notebook and those of a run, as texts.

    Arguments: outputs, a list for each code cell; session, pytest's.
    """
    problems = []
    for cell, shown in zip(IPyNbFile.from_parent(session, path=path).collect(), outputs, strict=True):
        if cell.options["check"] and not cell.options["skip"]:
            new = coalesce_streams([nbformat.from_dict(output) for output in shown])
            if not cell.compare_outputs(new, coalesce_streams(cell.cell.outputs)):
                problems.append("\n".join([f"cell {cell.cell.id}:", *cell.comparison_traceback]))
    return problems


def folder_of_runs(config, tmp_path_factory):
    """Return the folder for `Runs`, and whether runs in it may be from an earlier test run.

    They never are in CI, nor where pytest has no cache.
    """
    if os.environ.get("CI") or not hasattr(config, "cache"):
        base = tmp_path_factory.getbasetemp()
        folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "runs"
        folder.mkdir(exist_ok=True)
        return folder, False
    return config.cache.mkdir("runs"), True
