"""Real notebooks earn the same when only the cells run that their checks need as when all run."""

import ast
import copy
import shutil

import pytest

from grading import notebooks
from grading.authoring.release import ClearSolutions
from grading.sandbox import execute
from helpers.checks import codec

# The notebooks of a week share a warm parent, so one worker runs them.
PATHS = [
    pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=pytest.mark.xdist_group(f"needed {path.parent.name}"))
    for path in notebooks.sources()
]  # fmt: skip


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """A function that returns a course folder with a week of it as good as released.

    Its checks have one case for each function and no hidden ones: what a cell that is left out would take from a
    function, it takes in every case.
    """
    parent = tmp_path_factory.mktemp("weeks")

    def released(path):
        folder = parent / path.parent.parent.parent.name
        week = folder / "release" / path.parent.name
        if not week.exists():
            shutil.copytree(path.parent, week)
            for file in (week / "reference").iterdir():
                document = codec.read(file)
                codec.write(folder / "hidden" / week.name / file.name, document | {"exercises": {}})
                for exercise in document["exercises"].values():
                    if "cases" in exercise:
                        exercise["cases"] = exercise["cases"][-1:]
                        exercise["mistakes"] = []
                codec.write(file, document)
        return folder

    return released


def half_solved(path):
    """Return a notebook with the first half of its exercises solved."""
    solved = notebooks.read(path)
    half, _ = ClearSolutions().preprocess(copy.deepcopy(solved), {})
    solutions = [n for n, cell in enumerate(solved.cells) if cell.metadata.get("nbgrader", {}).get("solution")]
    for number in solutions[: (len(solutions) + 1) // 2]:
        half.cells[number].source = solved.cells[number].source
    return half


def marks(notebook, folder, path, everything=False):
    """Grade a notebook; return from exercise to points, maximum and status, and whether a cell was left out."""
    notebook = copy.deepcopy(notebook)
    marks, _ = execute.execute(notebook, folder, path.parent.name, path.stem, everything=everything)
    for cell in notebook.cells:  # what pytest shows if the test fails
        if cell.metadata.get("nbgrader", {}).get("grade"):
            print(*(output["data"]["text/plain"] for output in cell.outputs if "data" in output))
    left_out = any(execute.NOT_RUN.strip() in str(cell.get("outputs")) for cell in notebook.cells)
    return {mark.exercise: (mark.points, mark.maximum, mark.status) for mark in marks}, left_out


def bound(source):
    """Return the names that the code of a cell gives a value to, or takes it from."""
    tree = ast.parse(source)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    aliases = [
        alias for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names
    ]
    return names | {(alias.asname or alias.name).split(".")[0] for alias in aliases}


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_points_are_the_same_both_ways(weeks, path):
    folder, half = weeks(path), half_solved(path)
    few, left_out = marks(half, folder, path)
    if path.stem == "0_lesson":  # its other cells can change a mark by these names only, and take a minute to run
        cells = [(cell.source, cell.metadata.get("nbgrader", {})) for cell in half.cells if cell.cell_type == "code"]
        (setup,) = [source for source, _ in cells if "Check(" in source]
        others = [source for source, marked in cells if not marked.get("solution") and source != setup]
        assert not {*few, "check"} & set().union(*map(bound, others))
        assert {*few} & bound(setup) == set()
    else:
        every, none_left_out = marks(half, folder, path, everything=True)
        assert few == every
        assert not none_left_out
    assert left_out
    assert 0 < sum(points for points, _, _ in few.values()) < sum(maximum for _, maximum, _ in few.values())


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_a_solved_notebook_lacks_nothing(weeks, path):
    """Where every cell runs, `test_notebooks` shows that the checks of a solved notebook are content."""
    solved, left_out = marks(notebooks.read(path), weeks(path), path)
    assert left_out
    assert {exercise: mark for exercise, mark in solved.items() if mark[0] != mark[1]} == {}
