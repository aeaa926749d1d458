"""Running a rebuilt notebook: what its marks, cards and notes say of it, and which of its cells run."""

import shutil
from pathlib import Path

import pytest
from conftest import fill, solutions
from nbformat.v4 import new_code_cell

from grading import notebooks
from grading.classroom import converters
from grading.intake import rebuild
from grading.sandbox import execute
from grading.sandbox.confine import Limits

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("session")]
WEEK, LIMITS = "week1_toy", Limits(notebook_seconds=30, cell_seconds=2, memory=700)
FULL = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}


@pytest.fixture(scope="module")
def run(toy_master, tmp_path_factory):
    """A function that runs a solved toy notebook with other answers and added cells.

    It returns the marks by exercise, the notes, and the notebook. Added cells come by the grade_id that they follow.
    """
    folder = Path(shutil.copytree(toy_master, tmp_path_factory.mktemp("toy") / "course1_nn"))
    converters.release_week(folder, WEEK)
    master = notebooks.read(folder / "release" / WEEK / "1_toy.ipynb")
    solved = solutions(folder / "source" / WEEK / "1_toy.ipynb")

    def run(added=None, everything=False, limits=LIMITS, **answers):
        notebook = fill(master, solved | answers)
        for place, sources in (added or {}).items():
            index = [notebooks.grade_id(cell) for cell in notebook.cells].index(place) + 1
            notebook.cells[index:index] = map(new_code_cell, sources)
        marks, _ = execute.execute(notebook, folder, WEEK, "1_toy", limits, everything=everything)
        return {mark.exercise: mark for mark in marks}, rebuild.read_notes(notebook), notebook

    return run


def points(marks):
    return {name: mark.points for name, mark in marks.items()}


ENDED = {
    "%no_such_magic\n": "at line 1, `%no_such_magic`: UsageError: Line magic function `%no_such_magic` not found.",
    "%autosave 60\n\nundefined\n": "at line 3, `undefined`: NameError: name 'undefined' is not defined",
    "import math\nmath.sqrt(\n    -1)\n": "at line 2, `math.sqrt(`: ValueError: math domain error",
    "x = input()\n": "at line 1, `x = input()`: StdinNotImplementedError: raw_input was called, but this frontend",
    "def broken(:\n    pass\n": "at line 1, `def broken(:`: SyntaxError: invalid syntax",
    "def wrong():\n    raise OSError('gone')\n\nwrong()\n": "at line 4, `wrong()`: OSError: gone",
    "import asyncio\nawait asyncio.sleep(0)\nraise KeyError('k')\n": "at line 3, `raise KeyError('k')`: KeyError: 'k'",
}


@pytest.mark.parametrize("source", ENDED)
def test_the_card_says_which_line_ended_a_cell(run, source):
    marks, _, _ = run(double=f"{source}def double(x):\n    return 2 * x")
    assert points(marks) == FULL | {"double": 0}
    assert f"`double` does not exist: its cell ended {ENDED[source]}" in marks["double"].message
    assert marks["double"].status == "error"


def test_the_card_says_that_a_cell_was_stopped_and_where(run):
    marks, notes, _ = run(double="import time\nwhile True:\n    time.sleep(1)\n\ndef double(x):\n    return 2 * x")
    assert marks["double"].status == "timeout"
    assert "`double` does not exist: its cell was stopped after 2 seconds at line " in marks["double"].message
    assert notes == ["The cell `double` took longer than 2 seconds and was stopped (timeout)."]


def test_a_function_of_another_name_is_not_said_to_have_ended_its_cell(run):
    marks, _, _ = run(double="def treble(x):\n    return 3 * x")
    assert "`double` does not exist: no cell defines it." in marks["double"].message


def test_what_a_card_quotes_of_a_cell_can_be_shown_in_a_terminal(run):
    marks, _, _ = run(double="raise ValueError('\\x1b[31m[/red]\\x07')")
    assert not [sign for sign in marks["double"].message if sign != "\n" and not sign.isprintable()]
    marks, _, _ = run(double="def double(x):\n    raise ValueError('\\x1b[31m')")
    assert "\x1b" not in marks["double"].message


ENDS = "import os\n\n\nclass Ends:\n    @property\n    def numpy(self):\n        os._exit(0)\n\n\n"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("double", "import os\n\n\ndef double(x):\n    os._exit(0)"),  # in the guarded call
        ("double", f"{ENDS}def double(x):\n    return Ends()"),  # while the result is compared
        ("noise", "import os\n\n\ndef noise(m):\n    os._exit(0)"),  # in a judge
        ("sizes", f"{ENDS}m = n = Ends()"),  # while a variable is compared
    ],
)
def test_an_ended_process_is_killed_and_raises_nothing(run, name, source):
    marks, notes, _ = run(**{name: source})
    earlier = list(FULL)[: list(FULL).index(name)]
    assert {key: mark.status for key, mark in marks.items()} == {
        key: "pass" if key in earlier else "killed" for key in FULL
    }
    assert "The notebook was ended: it ended itself." in marks[name].message
    assert "Gone" not in "".join(mark.message for mark in marks.values())
    assert notes == [f"The notebook was ended in the check of `{name}`: it ended itself."]


def left_out(notebook):
    """Return the sources of the cells that were not run."""
    return [
        cell.source for cell in notebook.cells
        if cell.cell_type == "code" and [item.get("text") for item in cell.outputs] == [execute.NOT_RUN]
    ]  # fmt: skip


def test_what_no_check_needs_is_not_run_and_its_cell_says_so(run):
    demonstration = "race = [double(np.ones(3)) for _ in range(10)]\nprint(race[0])"
    marks, notes, notebook = run({"check_double": [demonstration, "scale = 3"]})
    assert points(marks) == FULL
    assert left_out(notebook) == [demonstration, "scale = 3"]
    assert notes == []
    marks, notes, notebook = run({"check_double": [demonstration, "scale = 3"]}, everything=True)
    assert points(marks) == FULL
    assert left_out(notebook) == []


def test_an_added_cell_that_a_solution_needs_runs(run):
    marks, notes, notebook = run(
        {"setup": ["factor = 2", "other = 5"]},
        double="def double(x):\n    return factor * x",
        sizes="m, n = 1 + factor, 4",
    )
    assert points(marks) == FULL
    assert left_out(notebook) == ["other = 5"]
    assert notes == []


# The reader of a notebook cannot see that these use `factor`.
READS = "import timeit\ntimeit.timeit('factor', number=1, globals=double.__globals__)"


@pytest.mark.parametrize(
    "answers",
    [
        {"sizes": f"{READS}\nm, n = 3, 4"},
        {"noise": "def noise(m):\n    " + READS.replace("\n", "\n    ") + "\n    return np.random.randn(m)"},
    ],
    ids=["a cell", "a call"],
)
def test_where_a_name_is_missing_everything_runs_and_the_notes_say_so(run, answers):
    marks, notes, notebook = run({"setup": ["factor = 2", "other = 3"]}, **answers)
    assert points(marks) == FULL
    assert left_out(notebook) == []
    assert notes == ["Run again with every cell, because it lacked `factor` when only the cells that checks need ran."]
    marks, notes, _ = run({"setup": ["other = 3"]}, **answers)  # no cell that was left out could help
    assert marks[next(iter(answers))].points == 0
    assert notes == []


def test_a_key_that_a_left_out_cell_may_have_set_brings_everything_back(run):
    marks, notes, _ = run({"setup": ["factor = 4"]}, sizes="m, n = 3, double.__globals__['factor']")
    assert points(marks) == FULL
    assert notes == ["Run again with every cell, because it lacked something when only the cells that checks need ran."]


HOSTILE = {
    "brackets": "(" * 5_000,
    "minuses": "-" * 19_000 + "1",
    "lambdas": "lambda: " * 2_000 + "1",
    "sums": "+".join(["1"] * 9_000),
    "attributes": "x" + ".x" * 9_000,
    "nested blocks": "\n".join(" " * depth + "if 1:" for depth in range(99)) + "\n" + " " * 99 + "pass",
    "null": "x = '\\0'\n\0",
    "magics": "%time " * 3_000 + "1",
    "percent signs": "%" * 19_000,
    "questions": "?" * 19_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_that_is_too_much_for_a_reader_costs_nothing(run, kind):
    ample = Limits(notebook_seconds=400, cell_seconds=120, memory=700)  # compiling some of them is slow
    marks, _, _ = run({"check_double": [HOSTILE[kind]]}, limits=ample)
    assert points(marks) == FULL
