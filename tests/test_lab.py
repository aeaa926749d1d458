"""The servers that `make lab` and an instructor start, asked over HTTP."""

import json
import re

import pytest
from conftest import command, options, server

pytestmark = pytest.mark.slow
WEEK = "course1_nn/week2_logistic_regression"


def test_make_lab_serves_the_students_notebooks_and_passes_arguments_on(tmp_path):
    place = tmp_path / "my work"

    def words(port):
        return ["make", "lab", f"WORKSPACE={place}", f"LAB_ARGS={' '.join(options(port))}"]

    with server(words, tmp_path / "lab.log") as ask:
        where, _ = ask("/")
        assert where.startswith("/lab/tree/start.md")
        start = json.loads(ask("/api/contents/start.md")[1])["content"]
        assert "0_lesson.ipynb" in start
        cells = json.loads(ask(f"/api/contents/{WEEK}/2_logistic_regression.ipynb")[1])["content"]["cells"]
        sources = ["".join(cell["source"]) for cell in cells]
        assert any("raise NotImplementedError" in source for source in sources)
        assert not any("BEGIN SOLUTION" in source for source in sources)
        names = {item["name"] for item in json.loads(ask(f"/api/contents/{WEEK}")[1])["content"]}
        assert {"checks.py", "images", "reference"} <= names
        assert "mistakes.py" not in names
    log = (tmp_path / "lab.log").read_text()
    assert not re.search(r"^\[E |Traceback|course directory", log, re.MULTILINE), log


def test_make_instructor_opens_formgrader_for_the_course(toy, tmp_path):
    command("course", "release", toy)

    def words(port):
        return ["make", "instructor", f"COURSE={toy}", f"LAB_ARGS={' '.join(options(port))}"]

    with server(words, tmp_path / "lab.log") as ask:
        assert ask("/")[0].startswith("/lab?formgrader=true")
        page = ask("/formgrader/manage_assignments")[1]
        assert "formgrader" in page.lower()
        assignments = json.loads(ask("/formgrader/api/assignments")[1])
        assert [item["name"] for item in assignments] == ["week1_toy"]
        assert assignments[0]["max_score"] == 14


def test_a_course_that_does_not_exist_is_not_opened():
    assert "there is no course 'course9'; there is course1_nn" in command("course", "instructor", "course9", expect=1)
