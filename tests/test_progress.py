"""Progress: what is noted, what survives, and the page that shows it."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import command

from grading.desk import workspace
from helpers import progress
from helpers.check import Check

WEEK = "course1_nn/week1_toy"
RECORD = f".progress/{WEEK}/1_toy.json"


@pytest.fixture
def place(toy_master, tmp_path):
    """A student's folder with the toy week."""
    shutil.copytree(toy_master / "source", tmp_path / "project" / "course1_nn" / "source")
    workspace.update(tmp_path / "my work", tmp_path / "project")
    return tmp_path / "my work"


def double(x):
    return 2 * x


def check(place, capsys, function=double, **variables):
    """Run one check in the student's folder and return what its card says."""
    run = Check("1_toy", place / WEEK)
    assert (run(**variables) if variables else run(function)) is None
    return capsys.readouterr().out


def test_a_check_notes_its_points_and_the_card_and_the_page_say_so(place, capsys):
    assert "6 of 14 points of this notebook by visible checks." in check(place, capsys)
    assert "7 of 14 points" in check(place, capsys, q1="b")
    assert "7 of 14 points" in check(place, capsys, q2="b")  # a wrong one
    (notebook,) = progress.notebooks(place)
    assert (notebook.path, notebook.earned, notebook.points) == (f"{WEEK}/1_toy.ipynb", 7, 14)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", notebook.last)
    text = (place / "start.md").read_text()
    row = f"| 1 | [A toy notebook]({WEEK}/1_toy.ipynb) | 7\u00a0of\u00a014 | █████░░░░░ | {notebook.last} |"
    assert row in text
    assert f"**Go on with [A toy notebook]({WEEK}/1_toy.ipynb)**" in text
    out = command("course", "progress", place)
    assert "7 of 14" in out
    assert f"Next: A toy notebook ({WEEK}/1_toy.ipynb)" in out


def test_a_function_that_has_become_wrong_loses_its_points_and_a_partly_right_one_has_some(place, capsys):
    check(place, capsys)
    assert "0 of 14 points" in check(place, capsys, function=type("double", (), {"__new__": lambda cls, x: None}))


def test_with_all_points_nothing_is_left_to_go_on_with(place, capsys):
    record = {
        name: {"points": points, "time": "2026-01-01T12:00:00"} for name, points in {"double": 6, "q1": 8}.items()
    }
    (place / RECORD).parent.mkdir(parents=True)
    (place / RECORD).write_text(json.dumps(record))
    items = progress.notebooks(place)
    assert progress.following(items) is None
    assert "| 14\u00a0of\u00a014 | ██████████\u00a0✔ | 2026-01-01 12:00 |" in progress.page(items)
    assert "Go on" not in progress.page(items)


def test_what_to_do_next_is_what_was_worked_on_last_or_else_what_follows_it():
    def item(name, earned=0.0, last=""):
        return progress.Notebook(name, "Course", "1", name, 10, earned, last)

    done, begun, later, fresh = item("a", 10, "4"), item("b", 2, "1"), item("c", 2, "3"), item("d")
    assert progress.following([begun, later, fresh]) == later
    assert progress.following([begun, item("f", 3, "1"), fresh]) == item("f", 3, "1")  # in the same minute
    assert progress.following([fresh, begun, done, item("e")]) == item("e")
    assert progress.following([fresh, begun, done]) == fresh
    assert progress.following([fresh, item("e")]) == fresh


@pytest.mark.parametrize("text", ["", "{", "[]", '{"double": 3}', '{"double": {"points": "6", "time": "x"}}'])
def test_a_damaged_record_is_set_aside_with_a_message(place, capsys, text):
    check(place, capsys)
    (place / RECORD).write_text(text)
    card = check(place, capsys, q1="b")
    assert "1 of 14 points of this notebook" in card
    assert f"it is kept as `.progress/{WEEK}/1_toy.damaged.json`" in card
    assert (place / RECORD).with_suffix(".damaged.json").read_text() == text
    (place / RECORD).write_text("again")
    out = command("course", "progress", place)
    assert "1_toy.damaged2.json" in out
    assert "0 of 14" in out


def test_a_damaged_catalogue_is_a_sentence_and_make_lab_mends_it(place, tmp_path, capsys):
    (place / ".progress" / "catalogue.json").write_text('[{"path": 3}]')
    assert "could not be noted: .progress/catalogue.json is damaged: run `make lab`" in check(place, capsys)
    assert "is damaged" in command("course", "progress", place, expect=1)
    workspace.update(place, tmp_path / "project")
    assert progress.notebooks(place)[0].earned == 6  # the points had been noted


def test_a_full_disk_costs_a_sentence_and_leaves_the_last_record(place, capsys):
    check(place, capsys)
    before = (place / RECORD).read_bytes()
    source = (
        "import resource\nfrom helpers.check import Check\ncheck = Check('1_toy')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\ncheck(q1='b')\n"
    )
    run = subprocess.run([sys.executable, "-c", source], cwd=place / WEEK, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "`q1`: right" in run.stdout
    assert "Your progress could not be noted: [Errno 27] File too large" in run.stdout
    assert (place / RECORD).read_bytes() == before
    assert not list(place.rglob("*.part"))


def test_a_start_page_that_the_student_changed_is_kept(place, tmp_path, capsys):
    page = place / "start.md"
    page.write_text(page.read_text() + "\nask Ada about q2\n")
    check(place, capsys)
    assert (place / "start.mine.md").read_text().endswith("ask Ada about q2\n")
    assert "6\u00a0of\u00a014" in page.read_text()
    check(place, capsys, q1="b")
    page.write_text("mine")
    workspace.update(place, tmp_path / "project")
    assert (place / "start.mine2.md").read_text() == "mine"
    assert len(list(place.glob("start*"))) == 3


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_graders_note_nothing(place, capsys, monkeypatch, mode):
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    hidden = None
    if mode == "autograde":
        hidden = place / WEEK / "reference" / "1_toy.json"
    Check("1_toy", place / WEEK, hidden)(double)
    assert not (place / RECORD).exists()
    assert "of this notebook" not in capsys.readouterr().out


def test_outside_a_students_folder_nothing_is_noted(toy, capsys):
    Check("1_toy", toy / "source" / "week1_toy")(double)
    assert "of this notebook" not in capsys.readouterr().out
    assert not [path for path in toy.rglob("*") if path.name == ".progress"]
    assert "is no folder that `make lab` made" in command("course", "progress", toy, expect=1)


def test_two_notebooks_at_a_time_lose_nothing(place):
    source = f"import sys\nfrom helpers import progress\nfor i in range(40):\n    progress.note({str(place / WEEK)!r}, sys.argv[1], 'q1', 1)\n"
    runs = [subprocess.Popen([sys.executable, "-c", source, name]) for name in ("1_toy", "2_other")]
    assert [run.wait() for run in runs] == [0, 0]
    for name in ("1_toy", "2_other"):
        record = json.loads((place / ".progress" / WEEK / f"{name}.json").read_text())
        assert record["q1"]["points"] == 1
    assert sorted(os.listdir(place)) == [".course.json", ".progress", "course1_nn", "start.md"]
