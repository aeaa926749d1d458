"""Real notebooks earn the same when only the cells run that their checks need as when all run."""

import copy
import shutil

import pytest

from grading import notebooks
from grading.authoring.release import ClearSolutions
from grading.sandbox import execute

pytestmark = pytest.mark.slow
PATHS = notebooks.sources()


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """A function that returns a course folder with a week of it as good as released.

    Its hidden cases are the visible ones: these are recorded already.
    """
    parent = tmp_path_factory.mktemp("weeks")

    def released(path):
        folder = parent / path.parent.parent.parent.name
        if not (folder / "release" / path.parent.name).exists():
            shutil.copytree(path.parent, folder / "release" / path.parent.name)
            shutil.copytree(path.parent / "reference", folder / "hidden" / path.parent.name)
        return folder

    return released


def versions(path):
    """Return a notebook solved, untouched, and with the first half of its exercises solved."""
    solved = notebooks.read(path)
    untouched, _ = ClearSolutions().preprocess(copy.deepcopy(solved), {})
    half = copy.deepcopy(untouched)
    solutions = [n for n, cell in enumerate(solved.cells) if cell.metadata.get("nbgrader", {}).get("solution")]
    for number in solutions[: (len(solutions) + 1) // 2]:
        half.cells[number].source = solved.cells[number].source
    return {"solved": solved, "untouched": untouched, "half": half}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_points_are_the_same_both_ways(weeks, path):
    folder = weeks(path)
    for kind, notebook in versions(path).items():
        found = []
        for everything in (False, True):
            made = copy.deepcopy(notebook)
            marks, _ = execute.execute(made, folder, path.parent.name, path.stem, everything=everything)
            found.append({mark.exercise: (mark.points, mark.status) for mark in marks})
            left_out = sum(execute.NOT_RUN.strip() in str(cell.get("outputs")) for cell in made.cells)
            assert bool(left_out) != everything, kind
        assert found[0] == found[1], kind
