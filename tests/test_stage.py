"""A release takes the place of the former one whole or not at all, also once there are grades."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import BIN, command, earned, fill, graded_cell, hand_in, solutions
from nbformat.v4 import new_markdown_cell
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from grading import notebooks
from grading.authoring import record, release
from grading.classroom import autograde, converters, gradebook, stage

pytestmark = pytest.mark.slow
WEEK = "week1_toy"
FULL = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}
LOCKED = graded_cell("limit = 3", "given", locked=True)


@pytest.fixture(scope="module")
def graded(toy_master, tmp_path_factory):
    """The toy course with two submissions, graded; ada has points and a comment by hand. Read only."""
    folder = Path(shutil.copytree(toy_master, tmp_path_factory.mktemp("graded") / "course1_nn"))
    converters.release_week(folder, WEEK)
    released = notebooks.read(folder / "release" / WEEK / "1_toy.ipynb")
    solved = solutions(folder / "source" / WEEK / "1_toy.ipynb")
    for student, answers in (("ada", solved), ("bob", solved | {"q1": 'q1 = "c"'})):
        hand_in(folder, student, WEEK, {"1_toy.ipynb": fill(released, answers)})
    autograde.grade_week(folder, WEEK, feedback=False)
    with gradebook.Writer(folder, converters.configuration(folder)) as writer:
        writer.book.find_grade("check_noise", "1_toy", WEEK, "ada").manual_score = 1.5
        writer.book.find_grade("check_sizes", "1_toy", WEEK, "ada").extra_credit = 0.5
        writer.book.find_comment("sizes", "1_toy", WEEK, "ada").manual_comment = "Well seen."
        writer.book.db.commit()
    return folder


@pytest.fixture
def klass(graded, tmp_path):
    """A copy of the graded course."""
    return Path(shutil.copytree(graded, tmp_path / "course1_nn"))


def edit(folder, change):
    """Change the list of cells of the solved notebook in place."""
    path = folder / "source" / WEEK / "1_toy.ipynb"
    notebook = notebooks.read(path)
    change(notebook.cells)
    notebooks.write(path, notebook)


def record_again(folder):
    """Bring the visible reference up to date, as `course record` does."""
    path = folder / "source" / WEEK / "1_toy.ipynb"
    record.update_visible(path, record.record(path, {"visible": record.VISIBLE_SEED})["visible"])


def without(*names):
    """Return a change that takes cells away, by their grade_id."""

    def change(cells):
        cells[:] = [cell for cell in cells if notebooks.grade_id(cell) not in names]

    return change


def essay(cells):
    """Add a question that a person grades."""
    cell = new_markdown_cell("Why?", id="why")
    cell.metadata.nbgrader = {
        "grade": True, "grade_id": "why", "locked": False, "points": 3, "schema_version": 3, "solution": True,
        "task": False,
    }  # fmt: skip
    cells.append(cell)


def fails(cells):
    """Let a solution raise when it is recorded."""
    cells[2].source = cells[2].source.replace("return 2 * x", "return 1 / 0")


def state(folder):
    """Return all that a release may change, by name."""
    contents = {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("release", "hidden", "source")
        for path in (folder / part).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with sqlite3.connect(folder / "gradebook.db") as database:
        contents["gradebook"] = sorted(database.iterdump())
    contents["beside"] = sorted(path.name for path in (*folder.iterdir(), *(folder / "hidden").iterdir()))
    return contents


def generate(folder):
    """Do what formgrader's button and `nbgrader generate_assignment --force` do, and return what the button is told."""
    config = converters.configuration(folder)
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config).generate_assignment(WEEK)


def names(folder):
    return [notebooks.grade_id(cell) for cell in notebooks.read(folder / "release" / WEEK / "1_toy.ipynb").cells]


def test_a_week_is_released_and_graded_after_the_gradebook_was_rebuilt(klass):
    command("course", "rebuild", klass)
    before = earned(klass, WEEK)
    command("course", "release", klass, WEEK)
    assert earned(klass, WEEK) == before == {"ada": FULL, "bob": FULL | {"q1": 0}}
    command("course", "rebuild", klass)
    assert generate(klass)["success"]
    command("nbgrader", "autograde", WEEK, f"--course-dir={klass}", "--force")
    assert earned(klass, WEEK) == before


def test_no_grade_hangs_on_a_locked_cell(klass):
    before = earned(klass, WEEK)
    assert before["ada"] == FULL | {"noise": 1.5, "sizes": 2.5}
    edit(klass, lambda cells: cells.insert(2, LOCKED))
    command("course", "release", klass, WEEK)
    assert "given" in names(klass)
    assert earned(klass, WEEK) == before
    edit(klass, without("given"))
    assert generate(klass)["success"]
    assert "given" not in names(klass)
    assert earned(klass, WEEK) == before
    autograde.grade_week(klass, WEEK, feedback=False)
    assert earned(klass, WEEK) == before


def test_exercises_of_a_week_with_grades_change_only_when_asked(klass):
    before = state(klass)

    def change(cells):
        without("sizes", "check_sizes")(cells)
        essay(cells)

    edit(klass, change)
    record_again(klass)
    with_edit = state(klass)
    refusals = [
        command("course", "release", klass, WEEK, expect=1),
        command("nbgrader", "generate_assignment", WEEK, f"--course-dir={klass}", "--force", expect=1),
    ]
    for output in refusals:
        assert "has 2 submissions in the gradebook, and its graded cells have changed" in output
        assert "(new: 1_toy/why; gone: 1_toy/check_sizes)" in output
        assert "`course release course1_nn week1_toy --change-cells`" in output
        assert "Traceback" not in output
    assert state(klass) == with_edit
    assert before["gradebook"] == with_edit["gradebook"]

    output = command("course", "release", klass, WEEK, "--change-cells")
    assert "ada had 0.5 points of extra credit for 1_toy/check_sizes, which is gone" in output
    assert "ada had a comment on 1_toy/sizes, which is gone: Well seen." in output
    assert "the former gradebook is kept as gradebook-before-1.db" in output
    with sqlite3.connect(klass / "gradebook-before-1.db") as database:
        assert sorted(database.iterdump()) == before["gradebook"]
    left = {name: points for name, points in FULL.items() if name != "sizes"}
    assert earned(klass, WEEK) == {"ada": left | {"noise": 1.5, "why": None}, "bob": left | {"q1": 0, "why": None}}

    autograde.grade_week(klass, WEEK, feedback=False)
    with gradebook.Writer(klass, converters.configuration(klass)) as writer:
        writer.book.find_grade("why", "1_toy", WEEK, "bob").manual_score = 2
        writer.book.find_comment("why", "1_toy", WEEK, "bob").manual_comment = "Say more."
        writer.book.db.commit()
    assert earned(klass, WEEK) == {"ada": left | {"noise": 1.5, "why": None}, "bob": left | {"q1": 0, "why": 2}}
    converters.convert("feedback", klass, WEEK, "bob")
    assert "Say more." in (klass / "feedback" / "bob" / WEEK / "1_toy.html").read_text()


def test_what_a_person_gave_is_not_taken_with_a_cell_that_has_no_points(klass):
    edit(
        klass,
        lambda cells: cells.append(graded_cell("### BEGIN SOLUTION\nk = 1\n### END SOLUTION", "k", solution=True)),
    )
    command("course", "release", klass, WEEK)
    with gradebook.Writer(klass, converters.configuration(klass)) as writer:
        writer.book.find_comment("k", "1_toy", WEEK, "bob").manual_comment = "One is enough."
        writer.book.db.commit()
    edit(klass, without("k"))
    assert "1 points or comments by hand are on cells that are gone" in command(
        "course", "release", klass, WEEK, expect=1
    )
    assert "bob had a comment on 1_toy/k, which is gone: One is enough." in command(
        "course", "release", klass, WEEK, "--change-cells"
    )


def test_a_notebook_more_and_less(klass):
    source = klass / "source" / WEEK
    cells = notebooks.read(source / "1_toy.ipynb")
    cells.cells = [cells.cells[1]]
    cells.cells[0].source = cells.cells[0].source.replace("1_toy", "2_toy")
    essay(cells.cells)
    notebooks.write(source / "2_toy.ipynb", cells)
    checks = (source / "checks.py").read_text()
    (source / "checks.py").write_text(checks.replace('    "1_toy": [', '    "2_toy": [],\n    "1_toy": ['))
    assert "(new: 2_toy/why)" in command("course", "release", klass, WEEK, expect=1)
    command("course", "release", klass, WEEK, "--change-cells")
    assert earned(klass, WEEK)["ada"] == FULL | {"noise": 1.5, "sizes": 2.5, "why": None}
    with gradebook.Writer(klass, converters.configuration(klass)) as writer:
        writer.book.find_grade("why", "2_toy", WEEK, "ada").manual_score = 3
        writer.book.db.commit()
    (source / "2_toy.ipynb").unlink()
    assert "(gone: 2_toy/why)" in command("course", "release", klass, WEEK, expect=1)
    assert "ada had 3 points by hand for 2_toy/why" in command("course", "release", klass, WEEK, "--change-cells")
    assert sorted(path.name for path in (klass / "release" / WEEK).glob("*.ipynb")) == ["1_toy.ipynb"]
    assert earned(klass, WEEK)["ada"] == FULL | {"noise": 1.5, "sizes": 2.5}


def test_a_notebook_that_fails_leaves_the_former_release(klass):
    edit(klass, fails)
    before = state(klass)
    assert "the solved double fails on one of its own cases" in command("course", "release", klass, WEEK, expect=1)
    assert state(klass) == before
    answer = generate(klass)
    assert not answer["success"]
    assert "the solved double fails" in answer["log"]
    assert state(klass) == before
    edit(klass, without("double", "check_double"))
    record_again(klass)
    answer = generate(klass)
    assert not answer["success"]
    assert "--change-cells" in answer["error"]
    assert state(klass)["gradebook"] == before["gradebook"]


def test_a_full_disk_leaves_the_former_release(klass):
    edit(klass, lambda cells: cells.insert(2, LOCKED))
    before = state(klass)
    for blocks in (8, 64):  # KiB of a file: the hidden cases have more, and the gradebook
        small = f"ulimit -f {blocks}; exec {BIN}/course release {klass} {WEEK}"
        run = subprocess.run(["bash", "-c", small], capture_output=True, text=True)
        assert run.returncode == 1, run.stdout + run.stderr
        assert "error:" in run.stdout
        assert "Traceback" not in run.stdout + run.stderr
        assert state(klass) == before


def stop(*_, **__):
    raise KeyboardInterrupt


def after(calls, function):
    """Return a function that does as `function`, but for its last of so many calls."""
    left = [calls]

    def counted(*arguments, **named):
        left[0] -= 1
        return function(*arguments, **named) if left[0] else stop()

    return counted


@contextlib.contextmanager
def failing_commit(*arguments):
    with gradebook.transaction(*arguments):
        yield stop


def test_whatever_goes_wrong_the_former_release_is_there(klass):
    edit(klass, lambda cells: cells.insert(2, LOCKED))
    edit(klass, lambda cells: cells[3].update(source=cells[3].source.replace("2 * x", "2.5 * x")))
    before = state(klass)
    places = [(release.record, "record", stop), (stage.cells, "_fill", stop)]
    places += [(shutil, "copytree", after(calls, shutil.copytree)) for calls in (2, 5)]
    places += [(Path, "rename", after(calls, Path.rename)) for calls in range(1, 7)]
    places += [(stage, "gradebook", SimpleNamespace(opened=gradebook.opened, transaction=failing_commit))]
    for holder, name, replacement in places:
        with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(holder, name, replacement)
            converters.release_week(klass, WEEK, seed="7")
        assert state(klass) == before, name
    converters.release_week(klass, WEEK, seed="7")
    changed = state(klass)
    assert {name for name in before if changed[name] != before[name]} == {
        f"hidden/{WEEK}/1_toy.json", f"hidden/{WEEK}/seed", f"release/{WEEK}/1_toy.ipynb",
        f"release/{WEEK}/reference/1_toy.json", f"source/{WEEK}/reference/1_toy.json", "gradebook",
    }  # fmt: skip


def test_an_interrupted_command_says_so(klass):
    before = state(klass)
    words = [BIN / "course", "release", klass, WEEK, "--seed", "new"]
    run = subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (klass / stage.STAGE).exists():
        assert run.poll() is None
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    assert "Interrupted." in run.communicate(timeout=60)[0]
    assert run.returncode == 130
    assert state(klass) == before


def test_what_a_killed_release_left_is_cleared_up(klass):
    """As if it had been killed between two renames."""
    edit(klass, fails)
    before = state(klass)
    place = klass / "release" / WEEK
    place.rename(place.with_name(f".{WEEK}.old"))
    (klass / "hidden" / f".{WEEK}.new").mkdir()
    (klass / stage.STAGE / "course1_nn" / "hidden").mkdir(parents=True)
    command("course", "release", klass, WEEK, expect=1)
    assert state(klass) == before


def test_a_release_waits_for_grading(klass):
    with autograde.results.only_writer(klass):
        assert "is being graded by another process" in command("course", "release", klass, WEEK, expect=1)


def test_nbgrader_without_force_changes_nothing(klass):
    before = state(klass)
    assert "Skipping existing assignment" in command("nbgrader", "generate_assignment", WEEK, f"--course-dir={klass}")
    assert state(klass) == before


def test_one_notebook_and_no_database(klass):
    edit(klass, without("double", "check_double"))
    record_again(klass)
    before, where = state(klass), f"--course-dir={klass}"
    command("nbgrader", "generate_assignment", WEEK, where, "--force", "--notebook=1_toy", "--no-db")
    assert "check_double" not in names(klass)
    after = state(klass)
    assert after["gradebook"] == before["gradebook"]
    assert after[f"hidden/{WEEK}/seed"] == before[f"hidden/{WEEK}/seed"]


def test_hidden_cases_are_new_for_a_class_and_stay_for_it(klass):
    def seed(wish=""):
        _, notes = converters.release_week(klass, WEEK, wish)
        return (klass / "hidden" / WEEK / "seed").read_text(), notes

    first, _ = seed()
    again, notes = seed()
    assert again == first
    assert notes == [
        "hidden cases: of the former secret number, because there are submissions; --seed new draws another"
    ]
    other, _ = seed("new")
    assert other != first
    assert seed("keep")[0] == other
    assert {item.fresh for item in autograde.grade_week(klass, WEEK, feedback=False)} == {True}
    shutil.rmtree(klass / "submitted")
    following, notes = seed()
    assert following != other
    assert notes == ["hidden cases: of a new secret number"]
    assert generate(klass)["success"]
    assert (klass / "hidden" / WEEK / "seed").read_text() != following


@pytest.mark.parametrize("seed", ["0", "-0", " 00 "])
def test_the_visible_seed_is_no_secret(toy, seed):
    with pytest.raises(RuntimeError, match="--seed is 0, the number of the visible cases"):
        converters.release_week(toy, WEEK, seed)
    assert not (toy / "release").exists()


def test_a_seed_is_a_number_or_a_word(toy):
    assert "--seed must be one whole number" in command("course", "release", toy, WEEK, "--seed", "abc", expect=1)
    with pytest.raises(RuntimeError, match="has no secret number of week1_toy to keep"):
        converters.release_week(toy, WEEK, "keep")
    (toy / "hidden" / WEEK).mkdir(parents=True)
    (toy / "hidden" / WEEK / "seed").write_text("0")
    with pytest.raises(RuntimeError, match="course1_nn/hidden/week1_toy/seed is 0"):
        converters.release_week(toy, WEEK, "keep")
