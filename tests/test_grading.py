"""Grading a toy course with the real commands."""

import csv
import json
import shutil

import pytest
from conftest import command, earned, fill, hand_in, solutions
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading import notebooks
from grading.classroom import converters

pytestmark = pytest.mark.slow
WEEK = "week1_toy"


FULL = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}


def test_the_plain_nbgrader_commands_work_with_its_exchange(toy, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "JUPYTER_DATA_DIR", str(tmp_path / "data")
    )  # where a student's nbgrader keeps what was submitted
    where, (exchange, student) = f"--course-dir={toy}", [tmp_path / name for name in ("exchange", "student")]
    exchange.mkdir()
    exchange.chmod(0o777)
    student.mkdir()

    def exchanged(step, *words, cwd=notebooks.ROOT):
        return command("nbgrader", step, WEEK, "--course=course1_nn", f"--Exchange.root={exchange}", *words, cwd=cwd)

    command("nbgrader", "generate_assignment", WEEK, where)
    exchanged("release_assignment", where)
    exchanged("fetch_assignment", cwd=student)
    path = student / WEEK / "1_toy.ipynb"
    solved = solutions(toy / "source" / WEEK / "1_toy.ipynb")
    path.write_text(json.dumps(fill(notebooks.read(path), solved)), encoding="utf-8")
    exchanged("submit", cwd=student)
    exchanged("collect", where)
    command("nbgrader", "autograde", WEEK, where)
    command("nbgrader", "generate_feedback", WEEK, where)
    (handed_in,) = earned(toy, WEEK)
    assert earned(toy, WEEK) == {handed_in: FULL}
    exchanged("release_feedback", where)
    exchanged("fetch_feedback", cwd=student)
    (page,) = student.rglob("*.html")
    assert page.read_bytes() == (toy / "feedback" / handed_in / WEEK / "1_toy.html").read_bytes()

    other = notebooks.read(toy / "source" / WEEK / "1_toy.ipynb")
    other.cells += [new_markdown_cell(f"Text {number} of another week.", id=f"text-{number}") for number in range(9)]
    notebooks.write(toy / "source" / "week2_other" / "1_other.ipynb", other)
    hand_in(toy, "bob", WEEK, {"1_toy.ipynb": fill(other, {})})
    command("nbgrader", "autograde", WEEK, where, "--student=bob")
    assert earned(toy, WEEK)["bob"] == dict.fromkeys(FULL, 0)
    (note,) = converters.notes(toy, WEEK, "bob")
    assert "is `course1_nn/week2_other/1_other`, not `course1_nn/week1_toy/1_toy`" in note

    for name in ("autograded", "feedback"):
        shutil.rmtree(toy / name)
    command("course", "grade", toy, WEEK, "--student", handed_in)
    exchanged("release_feedback", where)


def test_grade_and_report_go_on_past_what_is_broken(toy):
    command("course", "release", toy)
    released = notebooks.read(toy / "release" / WEEK / "1_toy.ipynb")
    solved = solutions(toy / "source" / WEEK / "1_toy.ipynb")
    partly = {"double": "def double(x):\n    return 2 * x if np.ndim(x) == 0 else -2 * x", "q2": 'q2 = {"a"}'}
    hand_in(toy, "ada", WEEK, {"1_toy.ipynb": fill(released, solved)})
    hand_in(toy, "bob", WEEK, {"1_toy.ipynb": "{nope"})
    hand_in(toy, "cleo", WEEK, {"1_toy.ipynb": fill(released, solved | partly)})
    hand_in(toy, "dan", WEEK, {"essay.txt": "I wrote this instead."})
    hand_in(toy, "eve", WEEK, {"1_toy.ipynb": fill(released, solved | {"double": "import os; os._exit(1)"})})
    out = command("course", "grade", toy, WEEK, expect=1)
    assert "bob: 1_toy: 1_toy.ipynb is not valid JSON" in out
    assert "dan: not graded: no notebook was handed in" in out
    assert "eve: 1_toy: The notebook was ended in the cell `double`: it ended itself." in out
    assert "4 of 5 submissions graded" in out
    points = earned(toy, WEEK)
    assert points["ada"] == FULL
    assert points["bob"] == dict.fromkeys(FULL, 0)
    assert points["cleo"] == FULL | {"double": 2, "q2": 0}  # two of six hidden cases are single numbers
    assert points["dan"] == dict.fromkeys(FULL)
    assert points["eve"] == dict.fromkeys(FULL, 0)

    out = command("course", "report", toy)
    assert "not graded: no notebook was handed in" in out
    with (toy / "report" / "exercises.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["earned"]) for row in rows if row["student"] == "cleo") == 9
    assert (toy / "report" / "exercises.png").read_bytes().startswith(b"\x89PNG")


def test_verify_passes_and_can_fail(toy):
    measured = json.loads(command("course", "verify", toy / WEEK, "--json"))
    assert [item["problems"] for items in measured.values() for item in items] == [[]] * 10
    assert {item["exercise"]: item["solved"] for item in measured["points"]} == FULL
    assert {item["untouched"] for item in measured["points"]} == {0}
    assert [(item["mistakes"], item["refused"], item["named"]) for item in measured["mistakes"]] == [
        (2, 2, 2), (1, 1, 1), (1, 1, 1), (2, 2, 2), (3, 3, 3)
    ]  # fmt: skip

    path = toy / "author" / WEEK / "mistakes.py"
    text = path.read_text()
    path.write_text(
        text.replace("lambda x: x**2", "lambda x: x + x").replace('"The sign is wrong.": lambda', '"Other.": lambda')
    )
    out = command("course", "verify", toy / WEEK, expect=1)
    assert "a known mistake is accepted: Add the number to itself" in out


def test_verify_tells_weak_graders_and_harsh_ones(toy):
    styles = toy.parent / "tests" / "styles" / toy.name / WEEK / "1_toy"
    styles.mkdir(parents=True)
    good = "# %% double\ndef twice(x):\n    return x + x\n\n\ndouble = twice\n# %% q2\nq2 = ['c', 'a']\n"
    (styles / "other.py").write_text(good)
    out = command("course", "verify", toy / WEEK, "--styles", "--mutants")
    assert "survived" in out

    (styles / "wrong.py").write_text("# %% double\ndef double(x):\n    return 3 * x + 1\n# %% sizes\nm = 3\n")
    generators = toy / "author" / WEEK / "cases.py"
    text = generators.read_text()
    cases = text[text.index("[call(number)") : text.index("\n\n\ndef noise_cases")]
    generators.write_text(text.replace(cases, "[call(np.zeros(int(number)))]"))
    measured = json.loads(command("course", "verify", toy / WEEK, "--styles", "--mutants", "--json", expect=1))
    by_exercise = {item["exercise"]: item for item in measured["styles"]}
    assert by_exercise["double"]["names"] == ["other", "wrong"]
    (problem,) = by_exercise["double"]["problems"]
    assert problem.startswith("a right solution, the style wrong, loses points")
    assert next(item for item in measured["mutants"] if item["exercise"] == "double")["survivors"]
    assert "its cell raises KeyError" in by_exercise["sizes"]["problems"][0]
    assert by_exercise["q2"]["problems"] == []

    (styles / "wrong.py").write_text("# %% treble\ntreble = 3\n")
    out = command("course", "verify", toy / WEEK, "--styles", expect=1)
    assert "wrong.py solves treble, which 1_toy.ipynb does not have" in out


def test_cells_that_no_check_needs_run_on_demand(toy):
    where = f"--course-dir={toy}"
    command("course", "release", toy)
    document = fill(
        notebooks.read(toy / "release" / WEEK / "1_toy.ipynb"), solutions(toy / "source" / WEEK / "1_toy.ipynb")
    )
    document.cells.append(new_code_cell("shown = 'a demonstr' + 'ation'\nprint(shown)"))
    hand_in(toy, "ada", WEEK, {"1_toy.ipynb": document})
    graded, page = (
        toy / kind / "ada" / WEEK / name for kind, name in (("autograded", "1_toy.ipynb"), ("feedback", "1_toy.html"))
    )
    for words, ran in ((["course", "grade", toy, WEEK], False), (["course", "grade", toy, WEEK, "--everything"], True)):
        command(*words)
        text = page.read_text()
        assert ("a demonstration" in text) == ran
        assert ("Not run when graded: no check needs it." in text) == (not ran)
        assert earned(toy, WEEK) == {"ada": FULL}
    for words, ran in (([], False), (["--RunConfined.everything=True"], True)):
        command("nbgrader", "autograde", WEEK, where, "--force", *words)
        assert ("a demonstration" in graded.read_text()) == ran
        assert earned(toy, WEEK) == {"ada": FULL}


def test_errors_are_sentences(toy):
    assert "error: there is no course 'course[/x]'" in command("course", "release", "course[/x]", expect=1)
    assert "error: there is no course 'course9'; there is course1_nn" in command(
        "course", "release", "course9", expect=1
    )
    assert "there is no course1_nn/week9; there is course1_nn/week1_toy" in command(
        "course", "release", toy, "week9", expect=1
    )
    assert "has no released week1_toy: run `course release course1_nn week1_toy` first" in command(
        "course", "grade", toy, WEEK, expect=1
    )
    assert "has no gradebook" in command("course", "report", toy, expect=1)
    command("course", "release", toy)
    assert "has no submissions of week1_toy" in command("course", "grade", toy, WEEK, expect=1)
    assert "'week1_toy' names no week: write COURSE/WEEK" in command("course", "verify", "week1_toy", expect=1)
