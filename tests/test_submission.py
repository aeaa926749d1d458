"""`course submit`: what is run, what is said, what is packed; and the cell that calls it."""

import copy
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from conftest import SETUP, SOLVED, command, fill, graded_cell, toy_notebook
from nbformat.v4 import new_code_cell, new_notebook

from grading import notebooks
from grading.desk import kernels, packing, workspace
from grading.intake import archive, rebuild
from helpers import progress
from helpers.submit import ago

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("submission")]
WEEK = "course1_nn/week1_toy"
NOTEBOOK = f"{WEEK}/1_toy.ipynb"
CELL = "from helpers.submit import submit\n\nsubmit()"


@pytest.fixture(scope="module")
def original(toy_master, tmp_path_factory):
    """A student's folder with the toy week, whose notebook ends with the cell that hands it in; read only."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(toy_master / "source", root / "course1_nn" / "source")
    notebook = toy_notebook()
    notebook.cells.append(graded_cell(CELL, "submit", locked=True))
    notebooks.write(root / "course1_nn" / "source" / "week1_toy" / "1_toy.ipynb", notebook)
    workspace.update(root / "my work", root)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in kernels.variables().items():
            patch.setenv(name, value)
        yield root / "my work"


@pytest.fixture
def place(original, tmp_path):
    """A copy of the student's folder."""
    shutil.copytree(original, tmp_path / "my work")
    return tmp_path / "my work"


def answer(place, answers, extra=()):
    """Save the notebook with some solution cells filled and `extra` cells at the start."""
    notebook = fill(notebooks.read(place / NOTEBOOK), answers)
    added = [new_code_cell(source, id=f"extra-{number}") for number, source in enumerate(extra)]
    notebook.cells = added + [cell for cell in notebook.cells if not cell.id.startswith("extra")]
    (place / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def state(place):
    """Return the bytes of every file of the student's folder."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def looked(place, **settings):
    """Return what is found in the toy notebook."""
    return packing.look(place, WEEK, progress.notebooks(place)[0], **settings)


def test_a_finished_week_is_run_packed_and_nothing_else_is_touched(place):
    answer(place, SOLVED, extra=["import sys\nprint('not for the terminal', file=sys.__stdout__, flush=True)"])
    before = state(place)
    out = command("course", "submit", "week1_toy", "--folder", place, "--name", "Ada Lovelace")
    assert "Running a copy of 1_toy.ipynb" in out
    assert re.search(r"1_toy +│ just now │ 14 of 14 │ +│", out)
    assert "as it is" not in out
    assert "not for the terminal" not in out
    path = place / "Ada Lovelace_week1_toy.zip"
    assert f"Hand in {path}" in out
    after = state(place)
    assert {name for name in after if after[name] != before.get(name)} == {path.name, ".progress/name"}
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["1_toy.ipynb", "manifest.json"]
        manifest = json.loads(packed.read("manifest.json"))
        content = packed.read("1_toy.ipynb")
    assert content == before[NOTEBOOK]
    time = datetime.fromisoformat(manifest.pop("made"))
    assert time.utcoffset() == timedelta(0) and abs(datetime.now(UTC) - time) < timedelta(minutes=2)
    assert manifest == {
        "format": 1,
        "student": "Ada Lovelace",
        "course": "course1_nn",
        "week": "week1_toy",
        "files": {"1_toy.ipynb": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}},
        "visible": {"1_toy.ipynb": {"earned": 14, "points": 14}},
    }


def test_what_fails_is_named_and_what_comes_after_it_is_run_all_the_same(place):
    wrong = {"double": "def double(x):\n    return x**2", "noise": "def noise(m:", "q2": SOLVED["q2"]}
    failing = ["1 / 0", "raise ValueError('first line\\nsecond line')"]
    answer(place, wrong, extra=failing)
    out = command("course", "submit", WEEK, "--folder", place, "--name", "ada")
    assert re.search(r"1_toy +│ just now │ +1 of 14 │", out)
    assert "not written yet: `sizes`, `q1`" in out
    assert "`double`: 0 of 3 visible checks passed" in out
    assert "`noise` raised SyntaxError" in out
    assert "2 other cells failed, maybe for that reason" in out
    assert "It can be handed in as it is" in out
    assert (place / "ada_week1_toy.zip").is_file()
    answer(place, SOLVED, extra=failing)
    assert looked(place).lacks == [
        "the cell that begins with `1 / 0` raised ZeroDivisionError: division by zero",
        "the cell that begins with `raise ValueError('first line\\nsecond lin...` raised ValueError: first line",
    ]


def test_an_untouched_notebook_is_said_to_be_not_written_and_can_be_handed_in(place):
    look = looked(place)
    assert (look.earned, look.points, look.lacks) == (0, 14, ["not written yet: all of it"])
    assert look.content == (place / NOTEBOOK).read_bytes()


def test_a_cell_that_hangs_is_stopped_and_one_that_ends_the_kernel_ends_the_run(place):
    answer(place, SOLVED, extra=["while True:\n    pass"])
    look = looked(place, cell_seconds=2)
    assert (look.earned, look.lacks) == (
        14, ["the cell that begins with `while True:` took longer than 2 seconds and was stopped"]
    )  # fmt: skip
    answer(place, SOLVED | {"q1": "import os\nos._exit(1)"})
    look = looked(place)
    assert look.earned == 12
    assert look.lacks == ["`q1` ended the kernel; what comes after it was not run"]


def test_a_cell_that_cannot_be_stopped_ends_the_run(place, monkeypatch):
    monkeypatch.setattr(packing, "WAKE_SECONDS", 1)
    stubborn = (
        "while True:\n    try:\n        while True:\n            pass\n    except KeyboardInterrupt:\n        pass"
    )
    answer(place, SOLVED, extra=[stubborn])
    look = looked(place, cell_seconds=1)
    assert look.earned == 0
    assert look.lacks[-1] == (
        "the cell that begins with `while True:` took longer than 1 seconds; what comes after it was not run"
    )


def test_checks_that_the_student_deleted_or_copied_do_not_count_twice(place):
    answer(place, SOLVED)
    notebook = notebooks.read(place / NOTEBOOK)
    checks = [cell for cell in notebook.cells if notebooks.grade_id(cell) == "check_double"]
    doubled = copy.deepcopy(checks[0])
    doubled.id = "another"
    notebook.cells += [doubled]
    notebook.cells = [cell for cell in notebook.cells if notebooks.grade_id(cell) != "check_noise"]
    (place / NOTEBOOK).write_text(json.dumps(notebook))
    look = looked(place)
    assert (look.earned, look.lacks) == (14, [])
    assert look.notes == [
        "The locked cell `check_double` stands in the notebook more than once; it counts once.",
        "The check cell `check_noise` is missing; the original is used.",
    ]


def test_a_missing_a_damaged_and_a_large_notebook_are_named_and_not_packed(place, monkeypatch):
    path = place / NOTEBOOK
    text = path.read_text()
    path.write_text(text[:1000])
    out = command("course", "submit", "week1_toy", "--folder", place, expect=1)
    assert "there is nothing of course1_nn/week1_toy to hand in." in out
    assert "it is damaged and left out (it is not valid JSON" in out
    assert "go back to its last checkpoint" in out
    path.unlink()
    assert "it is missing: `make lab` puts the original back" in command(
        "course", "submit", "week1_toy", "--folder", place, expect=1
    )
    path.symlink_to(place / "start.md")
    assert "it is not a regular file" in looked(place).lacks[0]
    path.unlink()
    path.write_text(" " * (rebuild.SIZE_LIMIT + 1))
    assert "it is larger than 20 MB, so it is left out" in looked(place).lacks[0]
    assert not list(place.glob("*.zip"))
    whole = packing.Look("0_whole.ipynb", 10, 10, datetime.now(UTC), text.encode())
    zip_file, _ = packing.pack(place, WEEK, "ada", [whole, looked(place)])
    assert list(archive.read(zip_file.read_bytes())[0][0].notebooks) == ["0_whole.ipynb"]


def test_the_week_is_named_with_or_without_its_course_and_otherwise_there_is_a_list(place):
    assert packing.find(place, "week1_toy")[0] == packing.find(place, f"{WEEK}/")[0] == WEEK
    with pytest.raises(FileNotFoundError, match=f"there is no week 'week9': name one of {WEEK}\\."):
        packing.find(place, "week9")
    catalogue = place / ".progress" / "catalogue.json"
    entries = json.loads(catalogue.read_text())
    entries.append({**entries[0], "path": "course2_improving/week1_toy/1_toy.ipynb"})
    catalogue.write_text(json.dumps(entries))
    with pytest.raises(FileNotFoundError, match=f"more than one week 'week1_toy': name one of {WEEK}, course2_imp"):
        packing.find(place, "week1_toy")
    assert packing.find(place, "course2_improving/week1_toy")[0] == "course2_improving/week1_toy"
    assert "is no folder that `make lab` made" in command("course", "submit", WEEK, "--folder", place.parent, expect=1)


def test_the_name_is_the_one_given_then_the_one_given_last_then_that_of_the_account(place, monkeypatch):
    monkeypatch.setenv("LOGNAME", "the-account")
    assert packing.student_name(place) == "the-account"
    assert packing.student_name(place, "Ada Łovelace") == "Ada Łovelace"
    assert packing.student_name(place) == "Ada Łovelace"
    for name in ("", "a/b", "../ada", "[ada]", "a\\b", "a\nb", ".ada", "*", "ada ", "x" * 101, "ж" * 60):
        with pytest.raises(ValueError, match=r"cannot be a student's id: .*Choose another with --name"):
            packing.student_name(place, name)
    assert packing.student_name(place) == "Ada Łovelace"


def look_of(text):
    return packing.Look("1_toy.ipynb", 14, 14, datetime.now(UTC), text.encode())


def test_an_earlier_archive_is_kept_unless_it_holds_the_same(place):
    assert packing.pack(place, WEEK, "ada", [look_of("one")]) == (place / "ada_week1_toy.zip", "")
    assert packing.pack(place, WEEK, "ada", [look_of("one")])[1] == ""
    assert packing.pack(place, WEEK, "ada", [look_of("two")])[1] == "ada_week1_toy.earlier.zip"
    (place / "ada_week1_toy.zip").write_text("my own")
    assert packing.pack(place, WEEK, "ada", [look_of("two")])[1] == "ada_week1_toy.earlier2.zip"
    assert sorted(path.name for path in place.glob("*.zip")) == [
        "ada_week1_toy.earlier.zip", "ada_week1_toy.earlier2.zip", "ada_week1_toy.zip",
    ]  # fmt: skip
    assert archive.read((place / "ada_week1_toy.earlier.zip").read_bytes())[0][0].notebooks == {"1_toy.ipynb": b"one"}
    assert (place / "ada_week1_toy.earlier2.zip").read_text() == "my own"


def test_a_full_disk_leaves_the_earlier_archive_and_no_half_of_another(place):
    packing.pack(place, WEEK, "ada", [look_of("one")])
    before = state(place)
    source = (
        "import resource, sys\nfrom grading.desk import packing\nfrom datetime import UTC, datetime\n"
        "look = packing.Look('1_toy.ipynb', 1, 1, datetime.now(UTC), b'two')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        f"packing.pack(sys.argv[1], {WEEK!r}, 'ada', [look])"
    )
    run = subprocess.run([sys.executable, "-c", source, place], capture_output=True, text=True)
    assert "OSError: [Errno 27] File too large" in run.stderr
    assert state(place) == before


def run_cells(place, *sources):
    """Run cells in a kernel in the week's folder, and return the outputs of each and the text of its card."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebooks.execute(notebook, place / WEEK)
    outputs = [cell.outputs for cell in notebook.cells]
    cards = [[item.data["text/plain"] for item in group if item.output_type == "display_data"] for group in outputs]
    return outputs, ["".join(card) for card in cards]


def test_the_cell_packs_the_saved_notebook_and_its_card_says_what_to_hand_in(place):
    answer(place, SOLVED)
    (place / "solved.ipynb").write_bytes((place / NOTEBOOK).read_bytes())
    answer(place, {"q1": "q1 = ...", "setup": f"import math\n{SETUP}"})
    (place / WEEK / "typer.py").write_text("raise SystemExit('a file of the student was imported')")
    outputs, (partial, finished, refused) = run_cells(
        place,
        "from helpers.submit import submit\nsubmit('ada', now=True)",
        "import os, time\nos.replace('../../solved.ipynb', '1_toy.ipynb')\n"
        "os.utime('1_toy.ipynb', (time.time() - 3 * 3600,) * 2)\nsubmit(now=True)",
        "submit('a/b', now=True)",
    )
    assert outputs[0][0].text == "Running a copy of 1_toy.ipynb from top to bottom\n"
    assert partial.startswith("✘ `ada_week1_toy.zip` can be handed in, but lacks something")
    assert "`1_toy.ipynb`: saved just now, 13 of 14 points by visible checks." in partial
    assert "`1_toy.ipynb`: not written yet: `q1`." in partial
    assert "`1_toy.ipynb`: The locked cell that begins with `import numpy as np` was changed; the original" in partial
    assert finished.startswith("✔ Hand in `ada_week1_toy.zip`")
    assert "It is in your folder `my work`, beside `start.md`." in finished
    assert "`1_toy.ipynb`: saved 3 hours ago, 14 of 14 points by visible checks." in finished
    assert "save (Ctrl-S) and pack it again" in finished
    assert "It carries the name `ada`" in finished
    assert "The one that you made earlier is kept as `ada_week1_toy.earlier.zip`." in finished
    assert str(place) not in json.dumps(outputs)
    assert list(archive.read((place / "ada_week1_toy.zip").read_bytes())[0][0].notebooks) == ["1_toy.ipynb"]
    assert refused.startswith("✘ No file to hand in was made.")
    assert "'a/b' cannot be a student's id: it has one of the signs * / ?. Choose another with --name." in refused


CLICK = """
from ipywidgets import Button, Output
from ipywidgets.widgets.widget import _instances

button, report = (next(item for item in _instances.values() if isinstance(item, kind)) for kind in (Button, Output))
{}
print(button.disabled, *[item.get("text") or item["data"]["text/plain"] for item in report.outputs], sep="\\n")
"""


def test_the_cell_shows_a_button_and_only_a_click_packs(place):
    answer(place, SOLVED)
    outputs, (shown, *_) = run_cells(place, CELL, CLICK.format(""), CLICK.format("button.click()"))
    assert shown == (
        "[Button: Pack this week to hand in. Save first (Ctrl-S). If nothing happens, run this cell again; where there "
        "is no button, type submit(now=True).]"
    )
    (view,) = outputs[0]
    assert set(view.data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert outputs[1][0].text == "False\n"
    text = outputs[2][0].text
    assert text.startswith("False\nRunning a copy of 1_toy.ipynb from top to bottom\n\n✔ Hand in `")
    assert len(list(place.glob("*_week1_toy.zip"))) == 1


def test_a_click_that_is_interrupted_ends_the_command_and_packs_nothing(place):
    answer(place, SOLVED, extra=["import time\ntime.sleep(1000)"])
    interrupt = "import os, signal, threading\nthreading.Timer(5, os.kill, (os.getpid(), signal.SIGINT)).start()"
    outputs, _ = run_cells(place, CELL, CLICK.format(f"{interrupt}\nbutton.click()"))
    assert outputs[1][0].text.endswith("Interrupted: nothing was packed.\n\n")
    assert not list(place.glob("*.zip"))


def test_without_the_command_the_card_says_how_to_get_it(place):
    nowhere = "import sysconfig\nsysconfig.get_path = lambda name: '/nowhere'"
    _, (*_, refused) = run_cells(place, f"{nowhere}\n{CELL}", "submit(now=True)")
    assert refused.startswith("✘ No file to hand in was made.\n  - The command `course` is missing beside this Python")


def test_where_nothing_is_handed_in_the_cell_does_nothing(place):
    modes = [f"import os\nos.environ['NBGRADER_EXECUTION'] = '{mode}'" for mode in ("validate", "autograde", "submit")]
    gone = "del os.environ['NBGRADER_EXECUTION']\nos.remove('../../.progress/catalogue.json')"
    calls = f"{CELL}\nsubmit(now=True)"
    outputs, _ = run_cells(place, *[f"{source}\n{calls}" for source in (*modes, gone)])
    assert outputs == [[]] * 4
    assert not list(place.glob("*.zip"))


def test_how_long_ago_something_was_is_said_in_words():
    seconds = (-5, 0, 59, 60, 3599, 7200, 86400 * 3)
    words = ["just now"] * 3 + ["1 minute ago", "59 minutes ago", "2 hours ago", "3 days ago"]
    assert [ago(item) for item in seconds] == words
