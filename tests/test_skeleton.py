"""`course new`: the skeleton of a notebook, on which the authors' commands pass as it stands."""

import shutil

import pytest
from conftest import command, write_week

from grading import notebooks
from grading.authoring import record, skeleton
from grading.proof import quality
from helpers import check
from helpers.checks.exercise import load

WEEK = "week9_other"


@pytest.fixture
def course(tmp_path):
    """The folder of a course without weeks."""
    (tmp_path / "course1_nn" / "source").mkdir(parents=True)
    return tmp_path / "course1_nn"


@pytest.mark.slow
def test_the_commands_of_authors_pass_on_a_skeleton(course):
    output = command("course", "new", course, WEEK, "1_first")
    assert "course1_nn/source/week9_other/1_first.ipynb" in output
    assert "course1_nn/author/week9_other/mistakes.py" in output
    command("course", "new", course, WEEK, "0_lesson")
    paths = notebooks.sources(course.parent, course.name, WEEK)
    assert [path.name for path in paths] == ["0_lesson.ipynb", "1_first.ipynb"]
    assert all(path.read_text() == notebooks.canonical(notebooks.read(path)) for path in paths)
    output = command("course", "record", f"{course}/{WEEK}")
    assert output.count("reference written, notebook written") == 2
    output = command("course", "verify", f"{course}/{WEEK}")
    assert "row_means" in output
    measured = quality.measure(course, WEEK, ["mistakes", "mutants", "styles"])
    assert quality.problems(measured) == []
    (mistakes,) = (item for item in measured["mistakes"] if item.exercise == "row_means")
    assert mistakes.named == mistakes.refused == mistakes.mistakes == 3
    assert [item.accepted for item in measured["styles"] if item.exercise == "row_means"] == [2]
    assert sum(item.survived for item in measured["mutants"]) == 0


def test_files_of_the_week_are_added_to(course):
    checks = "EXERCISES = {\n    '0_old': [],\n    'ü_old': []}\n\nAFTER = 1\n"
    write_week(course / "source" / WEEK, checks, "CASES = {'0_old': {}}\n", "import numpy as np\n\nEQUIVALENT = {}\n")
    skeleton.create(course, WEEK, "1_first")
    skeleton.create(course, WEEK, "2_second")
    exercises = load(course / "source" / WEEK / "checks.py")
    assert list(exercises.EXERCISES) == ["0_old", "ü_old", "1_first", "2_second"]
    assert exercises.AFTER == 1
    assert list(check.declared("2_second", course / "source" / WEEK)) == ["row_means"]
    cases = load(course / "author" / WEEK / "cases.py").CASES
    assert cases["1_first"]["row_means"].__name__ == "cases_of_first"
    assert cases["2_second"]["row_means"].__name__ == "cases_of_second"
    mistakes = load(course / "author" / WEEK / "mistakes.py")
    assert len(mistakes.MISTAKES["2_second"]["row_means"]) == 3
    assert mistakes.EQUIVALENT == {}
    for path in sorted((course / "source" / WEEK).glob("*.ipynb")):
        assert record.record(path, {"visible": 0})["visible"]["exercises"]["row_means"]["points"] == 100


@pytest.mark.parametrize(
    ("week", "notebook", "sentence"),
    [
        ("week9", "1_first", "'week9' is no name of a week"),
        ("other_week", "1_first", "is no name of a week"),
        ("../week9_other", "1_first", "is no name of a week"),
        (WEEK, "first", "'first' is no name of a notebook"),
        (WEEK, "1_first.ipynb", "is no name of a notebook"),
        (WEEK, "1_First", "is no name of a notebook"),
    ],
)
def test_what_is_no_name_is_refused(course, week, notebook, sentence):
    with pytest.raises(ValueError, match=sentence):
        skeleton.create(course, week, notebook)
    assert [path.name for path in course.iterdir()] == ["source"]


def test_a_notebook_that_exists_is_never_written_over(course):
    path, *_ = skeleton.create(course, WEEK, "1_first")
    path.write_text("my work")
    with pytest.raises(FileExistsError, match=r"already a course1_nn/source/week9_other/1_first\.ipynb"):
        skeleton.create(course, WEEK, "1_first")
    path.unlink()
    shutil.rmtree(course.parent / "tests")
    with pytest.raises(ValueError, match="EXERCISES speaks of 1_first already"):  # nothing is written then
        skeleton.create(course, WEEK, "1_first")
    assert not path.exists()


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [("EXERCISES = dict()\n", "EXERCISES is no dictionary"), ("EXERCISES = {\n", "checks.py cannot be added to")],
)
def test_a_file_that_cannot_be_added_to_is_named(course, checks, sentence):
    write_week(course / "source" / WEEK, checks, "", "")
    with pytest.raises(ValueError, match=sentence):
        skeleton.create(course, WEEK, "1_first")
    assert not (course / "source" / WEEK / "1_first.ipynb").exists()


def test_a_course_that_is_none_is_refused():
    assert "there is no course 'course9_none'" in command("course", "new", "course9_none", WEEK, "1_first", expect=1)
