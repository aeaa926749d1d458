"""JupyterLab's Validate, in the server that `make lab` starts."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
from contextlib import suppress

import psutil
import pytest
from conftest import SOLVED, TOKEN, fill, graded_cell, options, server, solutions
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from test_kernels import runs, wait_until

from grading import notebooks
from grading.authoring import release
from grading.desk import lab as lab_settings
from grading.desk import validation

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("validation")]

# What nbgrader itself says, in an ordinary kernel.
STOCK = """
import json, sys
from nbgrader.validator import Validator
print(json.dumps([Validator().validate(path) for path in sys.argv[1:]]))
"""
WRONG = SOLVED | {"double": "def double(x):\n    return x**2", "q1": 'q1 = "a"'}
SLOW = new_notebook(
    cells=[
        new_code_cell(
            "import sys, time\nwarm = 'sklearn' in sys.modules\nopen('busy', 'w').close()\ntime.sleep(SECONDS)"
        ),
        graded_cell("assert False, f'warm: {warm}'", "check", grade=True, locked=True, points=1),
    ]
)


@pytest.fixture(scope="module")
def lab(toy_master, tmp_path_factory):
    """A server with the toy week in its folder `toy`; a function that asks it."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(toy_master / "source" / "week1_toy", place / "toy")

    def command(port):
        return ["make", "lab", f"WORKSPACE={place}", f"LAB_ARGS={' '.join(options(port))}"]

    with server(command, place / "lab.log") as ask:
        ask.place = place
        yield ask


def write(lab, name, notebook):
    (lab.place / "toy" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def slow(seconds):
    notebook = json.loads(json.dumps(SLOW))
    notebook["cells"][0]["source"] = notebook["cells"][0]["source"].replace("SECONDS", str(seconds))
    return notebook


def validate(lab, path):
    return json.loads(lab(f"/assignments/validate?path={urllib.parse.quote(path)}", data=b"")[1])


def in_thread(function, *arguments):
    """Start a call whose answer is put into the list that is returned, with its thread."""
    answers = []

    def call():
        with suppress(OSError, urllib.error.URLError):  # the server is killed in one of the tests
            answers.append(function(*arguments))

    thread = threading.Thread(target=call)
    thread.start()
    return thread, answers


def processes_of(pid):
    """Return the numbers of the processes below one: nbgrader's, the warm parent and its kernels among them."""
    return [item.pid for item in psutil.Process(pid).children(recursive=True)]


def one_with(word, pids):
    """Return the number of the process with `word` in its command."""
    (number,) = [pid for pid in pids if runs(pid) and word in psutil.Process(pid).cmdline()]
    return number


def test_the_answers_are_nbgraders_own_for_the_notebook_as_it_is_saved(lab, toy_master):
    unwritten = release.student_version(toy_master / "source" / "week1_toy" / "1_toy.ipynb")
    variants = {"right": fill(unwritten, SOLVED), "wrong": fill(unwritten, WRONG), "unwritten": unwritten}
    answers = {}
    for name, notebook in variants.items():
        write(lab, "1_toy", notebook)
        answers[name] = validate(lab, "toy/1_toy.ipynb")
        write(lab, name, notebook)
    paths = [str(lab.place / "toy" / f"{name}.ipynb") for name in variants]
    done = subprocess.run([sys.executable, "-c", STOCK, *paths], capture_output=True, text=True, check=True)
    for name, expected in zip(variants, json.loads(done.stdout)):
        assert answers[name] == {"success": True, "value": expected}
    assert answers["right"]["value"] == {}
    assert len(answers["wrong"]["value"]["failed"]) == 2
    assert "Add the number to itself" in answers["wrong"]["value"]["failed"][0]["raw_error"]
    assert len(answers["unwritten"]["value"]["failed"]) == len(SOLVED)


def test_the_button_lists_the_exercises_whose_cards_are_not_good(lab, toy_master, warm_kernels):
    """Each exercise right, wrong, unwritten (as it is released) and missing (its cell is empty), in one of four."""
    unwritten = release.student_version(toy_master / "source" / "week1_toy" / "1_toy.ipynb")
    wrong = {
        "double": WRONG["double"],
        "noise": "noise = 3",
        "sizes": "m, n = 4, 3",
        "q1": 'q1 = "a"',
        "q2": 'q2 = "b"',
    }
    kinds = [
        SOLVED,
        wrong,
        {notebooks.grade_id(cell): cell.source for cell in unwritten.cells},
        dict.fromkeys(SOLVED, ""),
    ]
    warm_kernels()
    for turn in range(len(kinds)):
        answers = {name: kinds[(turn + index) % len(kinds)][name] for index, name in enumerate(SOLVED)}
        notebook = fill(unwritten, answers)
        write(lab, "1_toy", notebook)
        listed = [item["source"] for item in validate(lab, "toy/1_toy.ipynb")["value"].get("failed", [])]
        NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": lab.place / "toy"}}).execute()
        checks = [cell for cell in notebook.cells if cell.source.startswith("check(")]
        good = [cell for cell in checks if [*cell.outputs][-1].get("data", {}).get("text/plain", "").startswith("✔")]
        assert len(checks) == len(SOLVED)
        assert 1 <= len(good) <= 2
        assert listed == [cell.source for cell in checks if cell not in good]


def test_of_the_courses_notebooks_what_grading_will_rebuild_is_validated(lab):
    place = "course1_nn/week1_introduction/0_lesson"
    path = lab.place / f"{place}.ipynb"
    answers = solutions(notebooks.ROOT / "course1_nn" / "source" / "week1_introduction" / "0_lesson.ipynb")
    notebook = fill(notebooks.read(path), answers)
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.source.startswith("check = Check") or "\ncheck = Check" in cell.source:
            cell.source = f"import math\n{cell.source}"
            beginning = cell.source.split("\n")[1]
        cell.source = cell.source.replace(answers["q1"], "")
    notebook.cells.append(new_code_cell(answers["q1"].replace('"', "'")))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    notes = [
        "`q1` is not in its own cell; it is taken from where it is defined.",
        f"The locked cell that begins with `{beginning}` was changed; the original is used and what was added to it "
        "runs as a cell of its own.",
    ]
    assert validate(lab, f"{place}.ipynb") == {
        "success": True, "value": {"changed": [{"source": note} for note in notes]}
    }  # fmt: skip
    notebook.cells[-1].source = "q1 = '<z>'"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    first, failed = validate(lab, f"{place}.ipynb")["value"]["failed"]
    assert (first["source"], first["raw_error"].split("\n")) == ("# Notes", notes)
    assert failed["source"] == "check(q1=q1)"


def test_the_server_answers_while_a_notebook_is_validated_and_no_kernel_is_touched(lab):
    write(lab, "slow", slow(4))
    own = json.loads(lab("/api/kernels", data=b"{}")[1])["id"]
    thread, answers = in_thread(validate, lab, "toy/slow.ipynb")
    waits = []
    while thread.is_alive():
        started = time.monotonic()
        kernels = json.loads(lab("/api/kernels")[1])
        json.loads(lab("/api/status")[1])
        waits.append(time.monotonic() - started)
        assert [item["id"] for item in kernels] == [own]
        time.sleep(0.1)
    assert len(waits) > 10
    assert max(waits) < 1
    (failed,) = answers[0]["value"]["failed"]
    assert "warm: True" in failed["raw_error"]


def test_a_path_outside_and_a_file_that_is_no_notebook_are_refused_as_nbgrader_does(lab):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        validate(lab, "../elsewhere.ipynb")
    with pytest.raises(urllib.error.HTTPError, match="400"):
        lab("/assignments/validate", data=b"{}")
    for path in ("toy/none.ipynb", "toy/checks.py"):
        answer = validate(lab, path)
        assert answer["success"] is False
        assert "Traceback" in answer["value"]


def test_when_the_process_that_validates_is_killed_the_page_says_so_and_the_next_time_works(lab):
    thread, answers = start_slow(lab)
    processes = processes_of(one_with("grading.desk.validation", processes_of(lab.pid)))
    assert len(processes) >= 2
    os.kill(one_with("grading.desk.validation", processes_of(lab.pid)), signal.SIGKILL)
    thread.join(10)
    assert answers == [{"success": False, "value": validation.ENDED}]
    assert wait_until(lambda: not any(map(runs, processes)))
    write(lab, "slow", slow(0))
    assert "warm: True" in validate(lab, "toy/slow.ipynb")["value"]["failed"][0]["raw_error"]


def start_slow(lab):
    """Start to validate a notebook that takes a minute, and return its thread and answers when it runs."""
    write(lab, "slow", slow(60))
    busy = lab.place / "toy" / "busy"
    busy.unlink(missing_ok=True)
    started = in_thread(validate, lab, "toy/slow.ipynb")
    assert wait_until(busy.exists, 60)
    return started


def assert_nothing_is_left(lab, number):
    thread, answers = start_slow(lab)
    processes = processes_of(lab.pid)
    assert len(processes) >= 4
    os.kill(one_with(f"--IdentityProvider.token={TOKEN}", processes), number)
    assert wait_until(lambda: not any(map(runs, processes)), 20)
    thread.join(10)
    assert answers == []


def test_nothing_is_left_when_the_server_is_killed_while_a_notebook_is_validated(lab):
    assert_nothing_is_left(lab, signal.SIGKILL)


def test_the_server_ends_at_once_when_it_is_stopped_while_a_notebook_is_validated(tmp_path):
    (tmp_path / "toy").mkdir()
    lab_settings.configure()

    def command(port):
        return ["sh", "-c", '"$@"; true', "sh", "jupyter-lab", *options(port)]

    with server(command, tmp_path / "lab.log", cwd=tmp_path) as ask:
        ask.place = tmp_path
        assert_nothing_is_left(ask, signal.SIGTERM)
