"""`course reset`: the original comes back, and nothing that a student wrote is lost."""

import re
import shutil

import pytest
from conftest import command

from grading import notebooks
from grading.desk import reset, workspace

NOTEBOOK = "course1_nn/week1_toy/1_toy.ipynb"
MINE = "def double(x):\n    return '```'\n```"


@pytest.fixture(scope="module")
def template(toy_master, tmp_path_factory):
    """A project with the toy week, and a student's folder; read only."""
    folder = tmp_path_factory.mktemp("reset")
    shutil.copytree(toy_master / "source", folder / "project" / "course1_nn" / "source")
    workspace.update(folder / "workspace", folder / "project")
    return folder


@pytest.fixture
def place(template, tmp_path):
    """A copy of both; what is returned is the student's folder."""
    shutil.copytree(template, tmp_path / "copy")
    return tmp_path / "copy" / "workspace"


def again(place, name, exercise=None):
    return reset.reset(place, name, exercise, place.parent / "project")


def cells(place):
    return notebooks.read(place / NOTEBOOK).cells


def change(place, edit):
    """Let `edit` change the list of cells."""
    notebook = notebooks.read(place / NOTEBOOK)
    edit(notebook.cells)
    notebooks.write(place / NOTEBOOK, notebook)


def of(items, name):
    return next(cell for cell in items if notebooks.grade_id(cell) == name)


def solve(items):
    of(items, "double").source = MINE
    of(items, "noise").source = "def noise(m):\n    return 3"


def test_one_exercise_comes_back_and_the_students_version_is_folded_away_under_it(place):
    original = cells(place)
    change(place, solve)
    message = again(place, "1_toy", "double")
    assert f"double in {NOTEBOOK} is as it was. Yours is folded away under it." in message
    after = cells(place)
    assert of(after, "double") == of(original, "double")
    assert of(after, "noise").source == "def noise(m):\n    return 3"  # the others are left alone
    below = after[[notebooks.grade_id(cell) for cell in after].index("double") + 1]
    assert below.cell_type == "markdown"
    assert below.source == (
        "<details><summary>Your earlier version of <code>double</code></summary>\n\n"
        f"````python\n{MINE}\n````\n\n</details>"
    )
    assert len(after) == len(original) + 1
    assert "Yours" not in again(place, "1_toy", "double")  # nothing to keep now, and what was kept stays
    assert cells(place) == after


def test_a_deleted_doubled_or_changed_cell_comes_back_in_its_place(place):
    original = [notebooks.grade_id(cell) for cell in cells(place)]

    def harm(items):
        of(items, "check_double").source = "6"
        items.remove(of(items, "noise"))
        double = of(items, "double").copy()
        double.id, double.source = "another", "double = 3"
        items.append(double)

    change(place, harm)
    again(place, NOTEBOOK, "noise")
    again(place, "week1_toy/1_toy.ipynb", "double")
    after = cells(place)
    assert of(after, "check_double").source == "check(double)"
    assert "double = 3" in after[3].source
    assert [notebooks.grade_id(cell) for cell in after if cell.cell_type == "code"] == original[1:]


def test_a_whole_notebook_comes_back_and_the_students_is_kept_beside_it(place):
    before = (place / NOTEBOOK).read_text()
    for number, name in enumerate(("1_toy.mine.ipynb", "1_toy.mine2.ipynb")):
        (place / NOTEBOOK).write_text(f"work {number}")  # also where it is damaged
        assert f"Yours is kept beside it as {name}." in again(place, "1_toy")
        assert (place / NOTEBOOK).read_text() == before
        assert (place / NOTEBOOK).with_name(name).read_text() == f"work {number}"
    (place / NOTEBOOK).unlink()
    assert again(place, "1_toy") == f"{NOTEBOOK} is as it was."
    assert (place / NOTEBOOK).read_text() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("9_toy",), f"there is no notebook '9_toy'; there is {NOTEBOOK}"),
        (("1_toy", "treble"), "1_toy.ipynb has no exercise 'treble'; it has double, noise, sizes, q1, q2."),
        (("1_toy", "check_double"), "has no exercise 'check_double'"),
    ],
)
def test_a_name_that_does_not_exist_is_a_sentence(place, words, sentence):
    with pytest.raises((FileNotFoundError, ValueError), match=re.escape(sentence)):
        again(place, *words)


def test_what_cannot_be_reset_is_left_as_it_is(place):
    (place / NOTEBOOK).write_text('{"cells": 3}')
    with pytest.raises(ValueError, match=f"`course reset {NOTEBOOK}` gives the whole notebook back"):
        again(place, "1_toy", "double")
    assert (place / NOTEBOOK).read_text() == '{"cells": 3}'
    (place / NOTEBOOK).unlink()
    with pytest.raises(FileNotFoundError, match="`make lab` puts it back"):
        again(place, "1_toy", "double")


@pytest.mark.slow
def test_the_command_works_on_the_real_course(tmp_path):
    where = ("--folder", tmp_path / "my work")
    command("course", "workspace", where[1])
    assert "there is no notebook '9_none'" in command("course", "reset", "9_none", *where, expect=1)
    out = command("course", "reset", "0_lesson", *where, expect=1)
    assert "may be course1_nn/week1_introduction/0_lesson.ipynb or" in out
    out = command("course", "reset", "2_logistic_regression", "propagate", *where)
    assert "propagate in course1_nn/week2_logistic_regression/2_logistic_regression.ipynb is as it was" in out
    out = command("course", "reset", "x", "--folder", tmp_path, expect=1)
    assert "is no folder that `make lab` made" in out
