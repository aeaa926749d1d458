"""Grading a class: what is graded again, what a lost worker costs, what is left after an interruption."""

import contextlib
import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest
from conftest import BIN, command, earned, fill, hand_in, solutions
from nbformat import read as read_notebook

from grading.classroom import autograde, converters, gradebook, results, worker

pytestmark = pytest.mark.slow
WEEK = "week1_toy"
FULL = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}
SLOW = "import time\n\ntime.sleep({})\n\n\ndef double(x):\n    return 2 * x"


@pytest.fixture(scope="module")
def released(toy_master, tmp_path_factory):
    """The toy course, released; read only."""
    folder = Path(shutil.copytree(toy_master, tmp_path_factory.mktemp("released") / "course1_nn"))
    converters.release_week(folder, WEEK)
    return folder


@pytest.fixture
def klass(released, tmp_path):
    """A copy of the released course, and a function that hands something in for a student."""
    folder = Path(shutil.copytree(released, tmp_path / "course1_nn"))
    master = read_notebook(folder / "release" / WEEK / "1_toy.ipynb", as_version=4)
    solved = solutions(folder / "source" / WEEK / "1_toy.ipynb")

    def submit(student, **answers):
        shutil.rmtree(folder / "submitted" / student, ignore_errors=True)
        hand_in(folder, student, WEEK, {"1_toy.ipynb": fill(master, solved | answers)})

    return folder, submit


def grade(folder, **options):
    """Grade and return {student: Graded}; without feedback, with short limits."""
    options = {"feedback": False, "jobs": 1, "settings": {"cell_seconds": 2, "notebook_seconds": 60}} | options
    return {item.student: item for item in autograde.grade_week(folder, WEEK, **options)}


def hear_interrupts():
    """In a process to be: Ctrl-C counts, also when the tests run in the background of a shell, where it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def fresh(graded):
    return {name for name, item in graded.items() if item.fresh}


def test_only_what_has_changed_is_graded_again(klass):
    folder, submit = klass
    for student in ("ada", "bob", "cleo"):
        submit(student)
    assert fresh(grade(folder)) == {"ada", "bob", "cleo"}
    submit("bob", q1='q1 = "a"')
    assert fresh(grade(folder)) == {"bob"}
    assert earned(folder, WEEK)["bob"] == FULL | {"q1": 0}
    submit("bob")  # as it was at first: that result is there already, and counts again
    assert fresh(grade(folder)) == set()
    assert earned(folder, WEEK)["bob"] == FULL
    assert fresh(grade(folder, students=["ada"], force=True)) == {"ada"}
    assert fresh(grade(folder, settings={"cell_seconds": 3})) == {"ada", "bob", "cleo"}
    converters.release_week(folder, WEEK, seed=7)  # other hidden cases
    assert fresh(grade(folder)) == {"ada", "bob", "cleo"}


def test_the_graded_notebook_is_the_last_one_also_for_the_same_points(klass):
    folder, submit = klass
    shown = folder / "autograded" / "ada" / WEEK / "1_toy.ipynb"
    for answers in ({}, {"double": "def double(x):\n    return x + x"}, {}):  # the third result is there already
        submit("ada", **answers)
        grade(folder)
        assert earned(folder, WEEK)["ada"] == FULL
        assert ("return x + x" in shown.read_text()) == bool(answers)


def test_a_result_says_what_became_of_each_exercise(klass):
    folder, submit = klass
    submit(
        "ada",
        double="def double(x):\n    while True:\n        pass",
        noise="def noise(m):\n    raise OSError",
        sizes="m, n = 3, 5",
        q1="import os, signal\n\nos.kill(os.getpid(), signal.SIGKILL)",
    )
    submit("bob", sizes="while True:\n    pass")
    grade(folder)
    marks = results.read(folder, WEEK, "ada")["exercises"]
    assert [(mark["exercise"], mark["status"]) for mark in marks] == [
        ("double", "timeout"), ("noise", "error"), ("sizes", "fail"), ("q1", "killed"), ("q2", "killed")
    ]  # fmt: skip
    assert [(mark["points"], mark["maximum"]) for mark in marks] == [(0, 6), (0, 4), (1, 2), (0, 1), (0, 1)]
    assert "did not finish within 2 seconds" in marks[0]["message"]
    marks = {mark["exercise"]: mark for mark in results.read(folder, WEEK, "bob")["exercises"]}
    assert marks["sizes"]["status"] == "timeout"
    assert marks["double"]["status"] == marks["q2"]["status"] == "pass"
    assert marks["double"]["points"] == 6


def test_the_gradebook_can_be_made_again_from_the_result_files(klass):
    folder, submit = klass
    submit("ada")
    submit("bob", q1='q1 = "c"', noise="")
    (folder / "submitted" / "cleo" / WEEK).mkdir(parents=True)
    grade(folder)
    before = earned(folder, WEEK)
    assert before["bob"] == FULL | {"q1": 0, "noise": 0}
    assert before["cleo"] == dict.fromkeys(FULL)
    (folder / "gradebook.db").unlink()
    shutil.rmtree(folder / "autograded")
    command("course", "rebuild", folder)
    assert earned(folder, WEEK) == before
    assert fresh(grade(folder)) == {"cleo"}  # who has no grade is tried again
    command("nbgrader", "generate_feedback", WEEK, f"--course-dir={folder}")
    assert "not right" in (folder / "feedback" / "bob" / WEEK / "1_toy.html").read_text()
    command("course", "rebuild", folder)
    assert (folder / "gradebook-before-1.db").is_file()


def dump(database):
    with sqlite3.connect(database) as connection:
        return sorted(connection.iterdump())


def test_what_cannot_be_rebuilt_does_not_stop_the_others(klass):
    folder, submit = klass
    for student in ("ada", "bob", "cleo", "dan"):
        submit(student)
    grade(folder)
    before = earned(folder, WEEK)
    broken = results.read(folder, WEEK, "ada")
    results.write(folder, {**broken, "notebooks": {"1_toy": "no notebook"}})  # stops the first pass over the results
    results.write(folder, {**results.read(folder, WEEK, "bob"), "unanswered": 3})  # and this the second
    (path,) = results.folder(folder, WEEK, "cleo").glob("*.json")
    path.write_text("{")
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as formgrader:  # has it open all the time
        out = command("course", "rebuild", folder, expect=1)
        assert formgrader.execute("SELECT student_id FROM submitted_assignment").fetchall() == [("dan",)]
    for student, reason in (("ada", "JSON"), ("bob", "attribute"), ("cleo", "missing or damaged: grade it again")):
        assert re.search(rf"^{student}: week1_toy not taken: .*{reason}", out, re.MULTILINE), out
    assert "gradebook.db holds 1 submissions" in out
    assert earned(folder, WEEK)["dan"] == before["dan"] == FULL
    assert not (folder / "gradebook-new.db").exists()


def test_a_rebuild_that_is_not_finished_leaves_the_gradebook(klass, monkeypatch):
    folder, submit = klass
    submit("ada")
    submit("bob")
    grade(folder)
    before = dump(folder / "gradebook.db")
    store, done = gradebook.Writer.store, []

    def stop(writer, result):
        if done:
            raise KeyboardInterrupt
        done.append(store(writer, result))

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(gradebook.Writer, "store", stop)
        gradebook.rebuild(folder, converters.configuration(folder))
    assert done
    assert sorted(path.name for path in folder.glob("gradebook*")) == ["gradebook.db"]
    assert dump(folder / "gradebook.db") == before
    small = f"ulimit -f 64; exec {BIN}/course rebuild {folder}"
    run = subprocess.run(["bash", "-c", small], capture_output=True, text=True)
    assert run.returncode == 1
    assert "cannot be written" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert sorted(path.name for path in folder.glob("gradebook*")) == ["gradebook.db"]
    assert dump(folder / "gradebook.db") == before


def test_a_damaged_gradebook_is_rebuilt(klass):
    folder, submit = klass
    submit("ada")
    grade(folder)
    (folder / "gradebook.db").write_bytes(b"no database" * 1000)
    with pytest.raises(RuntimeError, match="it is damaged: `course rebuild course1_nn` makes it anew"):
        grade(folder)
    command("course", "rebuild", folder)
    assert earned(folder, WEEK)["ada"] == FULL
    assert (folder / "gradebook-before-1.db").read_bytes() == b"no database" * 1000


def test_a_failed_attempt_leaves_no_older_grade_standing(klass):
    folder, submit = klass
    submit("ada")
    grade(folder, feedback=True)
    assert earned(folder, WEEK)["ada"] == FULL
    assert (folder / "feedback" / "ada" / WEEK / "1_toy.html").is_file()
    (folder / "submitted" / "ada" / WEEK / "1_toy.ipynb").rename(folder / "submitted" / "ada" / WEEK / "essay.txt")
    assert grade(folder)["ada"].problem == "no notebook was handed in"
    assert earned(folder, WEEK)["ada"] == dict.fromkeys(FULL)
    for place in ("autograded", "feedback"):
        assert not (folder / place / "ada" / WEEK).exists()
    assert converters.notes(folder, WEEK, "ada") == ["not graded: no notebook was handed in"]
    submit("bob")
    grade(folder)
    hand_in_again = folder / "submitted" / "bob" / WEEK / "1_toy.ipynb"
    hand_in_again.write_text("{")
    grade(folder)
    assert earned(folder, WEEK)["bob"] == dict.fromkeys(FULL, 0)


def test_a_manual_grade_and_a_late_penalty_survive(klass):
    folder, submit = klass
    submit("ada")
    (folder / "submitted" / "ada" / WEEK / "timestamp.txt").write_text("2026-02-01 12:00:00 UTC")
    grade(folder)
    with gradebook.Writer(folder, converters.configuration(folder)) as writer:
        assert str(writer.book.find_submission(WEEK, "ada").timestamp) == "2026-02-01 12:00:00"
        grade_row = writer.book.find_grade("check_noise", "1_toy", WEEK, "ada")
        grade_row.manual_score = 1.5
        writer.book.db.commit()
    submit("ada", q2='q2 = "a"')
    grade(folder)
    assert earned(folder, WEEK)["ada"] == FULL | {"q2": 0, "noise": 1.5}
    with gradebook.Writer(folder, converters.configuration(folder)) as writer:
        assert writer.book.find_grade("check_noise", "1_toy", WEEK, "ada").needs_manual_grade
        assert not writer.book.find_grade("check_double", "1_toy", WEEK, "ada").needs_manual_grade


def test_one_transaction_for_each_submission(klass):
    folder, submit = klass
    submit("ada")
    grade(folder)
    broken = results.read(folder, WEEK, "ada")
    for mark in broken["exercises"]:
        mark["points"] = 0.25
    broken["unanswered"] = 3  # so that it fails in the middle
    with gradebook.Writer(folder, converters.configuration(folder)) as writer, pytest.raises(AttributeError):
        writer.store(broken)
    assert earned(folder, WEEK)["ada"] == FULL


def test_a_damaged_result_is_set_aside(klass):
    folder, submit = klass
    submit("ada")
    grade(folder)
    (path,) = results.folder(folder, WEEK, "ada").glob("*.json")
    path.write_text(path.read_text()[:1000])
    assert fresh(grade(folder)) == {"ada"}
    assert path.with_suffix(".damaged").is_file()
    assert json.loads(path.read_text())["outcome"] == "graded"


def test_a_job_or_a_result_of_another_schema_is_not_used(klass):
    folder, submit = klass
    submit("ada")
    package = autograde.job.package(folder, WEEK)
    task = autograde.job.make(folder, package, "ada")
    for schema in (0, None):
        with pytest.raises(RuntimeError, match="other versions"):
            autograde.job.grade({**task, "schema": schema}, package)
    path = results.write(folder, autograde.job.failed(task, package, "the machine is broken"))
    assert results.read(folder, WEEK, "ada")["trouble"] == "the machine is broken"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 2'))
    assert results.read(folder, WEEK, "ada") is None
    assert path.with_suffix(".damaged").is_file()


def test_gradescope_gets_its_file(klass):
    folder, submit = klass
    submit("ada", q1='q1 = "a"')
    grade(folder)
    target = folder / "results.json"
    command("course", "gradescope", folder, WEEK, "ada", "--target", target)
    document = json.loads(target.read_text())
    assert document["score"] == 13
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in document["tests"]] == [
        ("1_toy: double", 6, 6, "passed"), ("1_toy: noise", 4, 4, "passed"), ("1_toy: sizes", 2, 2, "passed"),
        ("1_toy: q1", 0, 1, "failed"), ("1_toy: q2", 1, 1, "passed"),
    ]  # fmt: skip
    assert "has no result of week1_toy" in command("course", "gradescope", folder, WEEK, "bob", expect=1)


def workers(parent=None):
    """Return the grading workers below a process."""
    processes = []
    for process in psutil.Process(parent).children(recursive=True):
        try:
            if any("grading.classroom.worker" in word for word in process.cmdline()):
                processes.append(process)
        except psutil.Error:
            continue
    return processes


def test_a_lost_worker_costs_a_retry_and_nothing_else(klass):
    folder, submit = klass
    for number in range(4):
        submit(f"student{number}", double=SLOW.format(1))
    killed = []

    def kill():
        while not killed:
            if list((folder / "results").glob("*/*/current")):
                killed.extend(workers()[:1])
            time.sleep(0.02)
        killed[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    graded = grade(folder)
    killer.join()
    assert not any(item.problem for item in graded.values())
    assert earned(folder, WEEK) == {student: FULL for student in graded}
    assert not workers()


def test_a_worker_that_is_always_lost_is_no_grade(klass):
    folder, submit = klass
    submit("ada", double=SLOW.format(1))
    over = threading.Event()

    def kill():
        while not over.wait(0.05):
            for process in workers():
                process.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        problem = grade(folder)["ada"].problem
    finally:
        over.set()
        killer.join()
    assert problem.startswith("a worker was lost (status -9)")
    assert problem.endswith("(3 attempts)")
    assert earned(folder, WEEK)["ada"] == dict.fromkeys(FULL)
    assert grade(folder)["ada"].problem == ""
    assert earned(folder, WEEK)["ada"] == FULL


def odd_worker(monkeypatch, odd):
    """Let workers be lost at the jobs of the students that `odd` names (a function); return the list of jobs asked."""
    students, usual = [], worker.grade

    def grade(task, package):
        students.append(task["student"])
        if odd(task["student"]):
            raise worker.Lost("a worker was lost")
        return usual(task, package)

    monkeypatch.setattr(worker, "grade", grade)
    return students


def test_odd_submissions_first_in_the_alphabet_stop_nobody(klass, monkeypatch):
    folder, submit = klass
    for number in range(14):
        submit(f"aa{number:02}")
    submit("zoe")
    students = odd_worker(monkeypatch, lambda student: student.startswith("aa"))
    graded = grade(folder)
    assert {name for name, item in graded.items() if not item.problem} == {"zoe"}
    assert earned(folder, WEEK)["zoe"] == FULL
    assert students.count("") == 2  # the untouched release, at doubtful times
    assert sorted(results.students(folder, WEEK)) == sorted(graded)


def test_a_machine_that_can_grade_nothing_says_so(klass, monkeypatch):
    folder, submit = klass
    for number in range(14):
        submit(f"aa{number:02}")
    odd_worker(monkeypatch, lambda student: True)
    with pytest.raises(
        RuntimeError, match="nothing can be graded here, not even the week as it was released: a worker"
    ):
        grade(folder)


def test_what_cannot_be_read_or_stored_stops_nobody(klass, monkeypatch):
    folder, submit = klass
    for student in ("ada", "bob", "cleo"):
        submit(student)
    make, store = autograde.job.make, gradebook.Writer.store

    def odd_make(course, package, student, settings):
        return make(course, package, student, settings) if student != "ada" else int("no number")

    def odd_store(self, result):
        return store(self, result) if result["student"] != "bob" else int("no number")

    monkeypatch.setattr(autograde.job, "make", odd_make)
    monkeypatch.setattr(gradebook.Writer, "store", odd_store)
    graded = grade(folder)
    assert [bool(item.problem) for item in graded.values()] == [True, True, False]
    assert "cannot be read (ValueError" in graded["ada"].problem
    assert "cannot be stored (ValueError" in graded["bob"].problem
    assert earned(folder, WEEK)["cleo"] == FULL


def test_a_worker_grades_one_release_after_the_other_and_leaves_nothing(klass, tmp_path, monkeypatch):
    folder, submit = klass
    submit("ada")
    one = autograde.job.package(folder, WEEK)
    converters.release_week(folder, WEEK, seed=7)
    other = autograde.job.package(folder, WEEK)
    assert one.key != other.key
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    try:
        for package in (one, other, one):
            task = autograde.job.make(folder, package, "ada")
            assert worker.grade(task, package)["outcome"] == "graded"
        assert list((tmp_path / "temporary").rglob("hidden"))
    finally:
        worker.close_all()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_another_environment_does_not_grade(klass, monkeypatch):
    folder, submit = klass
    submit("ada")
    monkeypatch.setattr(autograde.job.versions, "environment", lambda: "another")
    assert "has other versions of Python's packages" in grade(folder)["ada"].problem


def test_an_interrupted_run_goes_on_where_it_was(klass):
    folder, submit = klass
    students = [f"student{number}" for number in range(5)]
    for student in students:
        submit(student, double=SLOW.format(1))
    run = subprocess.Popen(
        [BIN / "course", "grade", folder, WEEK, "--jobs", "1", "--no-feedback"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )
    while len(list((folder / "results").glob("*/*/current"))) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    below = psutil.Process(run.pid).children(recursive=True)
    assert len(below) >= 2
    os.killpg(run.pid, signal.SIGINT)
    out = run.communicate(timeout=30)[0]
    assert run.returncode == 130
    assert "Interrupted. What is graded is kept" in out
    assert "Traceback" not in out
    psutil.wait_procs(below, timeout=5)
    assert not [process for process in below if process.is_running() and process.status() != "zombie"]
    done = set(results.students(folder, WEEK))
    assert 2 <= len(done) < 5
    for student, marks in earned(folder, WEEK).items():
        assert marks in (FULL, dict.fromkeys(FULL)) if student in done else marks == dict.fromkeys(FULL)
    assert fresh(grade(folder, settings={})) == set(students) - done
    assert earned(folder, WEEK) == dict.fromkeys(students, FULL)


def test_an_interruption_waits_until_a_result_is_in_the_gradebook(klass):
    folder, submit = klass
    for number in range(3):
        submit(f"student{number}")
    source = (
        "import os, signal, sys\nfrom grading.classroom import autograde, results\n"
        "write = results.write\n"
        "def written(*arguments):\n    write(*arguments)\n    os.kill(os.getpid(), signal.SIGINT)\n"
        "results.write = written\n"
        f"autograde.grade_week(sys.argv[1], {WEEK!r}, feedback=False)"
    )
    words = [BIN / "python", "-c", source, folder]
    run = subprocess.run(words, capture_output=True, text=True, preexec_fn=hear_interrupts)
    assert run.stderr.rstrip().endswith("KeyboardInterrupt")
    (done,) = results.students(folder, WEEK)
    assert earned(folder, WEEK)[done] == FULL


def test_a_second_interruption_does_not_wait():
    source = (
        "import os, signal\nfrom grading.classroom import interrupts\n"
        "with interrupts.deferred():\n    os.kill(os.getpid(), signal.SIGINT)\n    print('on', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n    print('off')\n"
    )
    run = subprocess.run([BIN / "python", "-c", source], capture_output=True, text=True, preexec_fn=hear_interrupts)
    assert run.stdout == "on\n"
    assert run.stderr.rstrip().endswith("KeyboardInterrupt")


@pytest.mark.parametrize("killed", [1, 2], ids=["one killed", "all killed"])
def test_a_cluster_grades_and_killed_workers_lose_nothing(klass, killed):
    from distributed import Client, LocalCluster

    folder, submit = klass
    students = [f"student{number}" for number in range(6)]
    for student in students:
        submit(student, double=SLOW.format(1))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        pids = list(client.run(os.getpid).values())[:killed]

        def kill():
            while not list((folder / "results").glob("*/*/current")):
                time.sleep(0.05)
            for pid in pids:
                os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        graded = grade(folder, cluster=cluster.scheduler_address)
        killer.join()
    assert not any(item.problem for item in graded.values())
    assert earned(folder, WEEK) == dict.fromkeys(students, FULL)
    for student in students:
        assert len(list(results.folder(folder, WEEK, student).glob("*.json"))) == 1
    time.sleep(1)
    assert not workers()


def test_wrong_words_are_answered_in_sentences(klass):
    folder, submit = klass
    submit("ada")
    assert "there is no course1_nn/submitted/zoe/week1_toy/" in command(
        "course", "grade", folder, WEEK, "--student", "zoe", expect=1
    )
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in command(
        "course", "grade", folder, WEEK, "--cluster", "tcp://127.0.0.1:1", expect=1
    )
    assert "has no results to make a gradebook of" in command("course", "rebuild", folder, expect=1)
    (folder / "gradebook.db").unlink()
    assert "the gradebook of course1_nn does not know week1_toy" in command("course", "grade", folder, WEEK, expect=1)


STAMPS = {  # in place of a time
    "long": b"2026-02-01 12:00:00 UTC" + b" " * 10**6,
    "months": b"2026-" + b"9" * 300 + b"-01 00:00:00 UTC",
    "hours": b"2026-01-01 " + b"9" * 40 + b"h",
    "overflow": b"0001-01-01 00:00:00 +23:59",
    "nan": b"nan",
    "text": b"\xff\xfe\x00",
    "zone": b"2026-01-01 00:00:00 /etc/passwd",
}
NAMES = ["odd\udcff", "[red]m", "[\x1b[31mn", "p\u202etxt", "q" * 101, "r*"]  # that cannot be a student's id
ODD = ["=1+1", "o;=1+1", "+p", "＝q"]  # that can


@pytest.fixture
def hostile(klass):
    """A class of honest students, with folders between them that would stop a run, and the class's folder."""
    folder, submit = klass
    submitted = folder / "submitted"
    for student in ("aa_honest", "mm_honest", "zz_honest", *STAMPS, "pipe", "folder", "link", *ODD):
        submit(student)
    honest = f"aa_honest/{WEEK}"
    for student, content in STAMPS.items():
        (submitted / student / WEEK / "timestamp.txt").write_bytes(content)
    os.mkfifo(submitted / "pipe" / WEEK / "timestamp.txt")
    (submitted / "folder" / WEEK / "timestamp.txt").mkdir()
    (submitted / "link" / WEEK / "timestamp.txt").symlink_to("/dev/zero")
    for name in NAMES:
        shutil.copytree(submitted / "aa_honest", submitted / name)
    (submitted / "week is a file").mkdir()
    (submitted / "week is a file" / WEEK).write_text("Here I am.")
    for student, target in (("week is a link", f"../{honest}"), ("week is a broken link", "nowhere")):
        (submitted / student).mkdir()
        (submitted / student / WEEK).symlink_to(target)
    (submitted / "is a link").symlink_to("aa_honest")
    (submitted / "leads to itself").symlink_to("leads to itself")
    (submitted / "a file.txt").write_text("not a student")
    (submitted / "notebook is a link" / WEEK).mkdir(parents=True)
    (submitted / "notebook is a link" / WEEK / "1_toy.ipynb").symlink_to(f"../../{honest}/1_toy.ipynb")
    return folder


def test_one_submission_never_stops_the_others(hostile):
    folder = hostile
    graded = {"aa_honest", "mm_honest", "zz_honest", *STAMPS, "pipe", "folder", "link", *ODD}
    limits = ("--cell-seconds", 5, "--no-feedback", "--jobs", 1)
    out = command("course", "grade", folder, WEEK, *limits, expect=1)
    refused = len(NAMES) + 5
    assert f"{len(graded) + 1} of {len(graded) + 1 + refused} submissions graded" in out
    assert "\x1b" not in out and "\u202e" not in out and "Traceback" not in out
    points = earned(folder, WEEK)
    assert {student for student, marks in points.items() if marks == FULL} == graded
    assert points["notebook is a link"] == dict.fromkeys(FULL, 0)
    nothing = {student for student, marks in points.items() if marks == dict.fromkeys(FULL)}
    assert nothing == set(points) - graded - {"notebook is a link"}
    assert len(nothing) == refused
    lines = {
        "week is a file": f"submitted/week is a file/{WEEK} is no folder, which is not graded",
        "week is a link": f"submitted/week is a link/{WEEK} is a link, which is not graded",
        "week is a broken link": f"submitted/week is a broken link/{WEEK} is a link, which is not graded",
        "is a link": "submitted/is a link is a link, which is not graded",
        "leads to itself": "submitted/leads to itself is a link, which is not graded",
        "odd?": "the name 'odd\\udcff' cannot be a student's id: it has signs that cannot be printed",
        "[red]m": "the name '[red]m' cannot be a student's id: it has signs of mark-up",
        "q" * 101: f"the name {'q' * 101!a} cannot be a student's id: it is empty or too long",
    }
    for student, reason in lines.items():
        assert f"{student}: not graded: {reason}" in out
    late = "its timestamp.txt holds no time, so it is not known when it was handed in."
    for student in (*STAMPS, "pipe", "folder", "link"):
        assert f"{student}: {late}" in out

    def check_report():
        text = command("course", "report", folder)
        assert "\x1b" not in text and "\u202e" not in text and "Traceback" not in text
        raw = (folder / "report" / "grades.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = {row["student"]: row for row in csv.DictReader(raw.decode("utf-8-sig").splitlines())}
        assert len(rows) == len(graded) + 1 + refused
        for student in {*graded} - {*ODD} | {"'=1+1", "o;'=1+1", "'+p", "'＝q"}:
            assert [rows[student][name] for name in (f"{WEEK} / 1_toy (14)", f"{WEEK} total (14)")] == ["14", "14"]
            assert rows[student]["total (14)"] == "14"
        assert {"odd?", "[red]m", "[?[31mn", "p?txt", "q" * 101, "r*"} < set(rows)
        for student, reason in lines.items():
            assert rows[student]["total (14)"] == ""
            assert rows[student]["notes"].startswith(f"{WEEK}: not graded: {reason}")
        for student in (*STAMPS, "pipe", "folder", "link"):
            assert late in rows[student]["notes"]

    check_report()
    command("course", "rebuild", folder)
    assert earned(folder, WEEK) == points
    check_report()
    assert fresh(grade(folder, settings={"cell_seconds": 5, "notebook_seconds": 600})) == nothing


def test_a_link_that_takes_the_place_of_a_submission_takes_its_grade(klass):
    folder, submit = klass
    for student in ("ada", "bob"):
        submit(student, **({"q1": 'q1 = "a"'} if student == "bob" else {}))
    grade(folder)
    shutil.rmtree(folder / "submitted" / "bob" / WEEK)
    (folder / "submitted" / "bob" / WEEK).symlink_to(f"../ada/{WEEK}")
    command("nbgrader", "autograde", WEEK, f"--course-dir={folder}", "--force", expect=None)
    assert earned(folder, WEEK)["bob"] == FULL | {"q1": 0}  # nbgrader's own command leaves an older grade standing
    assert grade(folder)["bob"].problem == f"submitted/bob/{WEEK} is a link, which is not graded"
    assert earned(folder, WEEK) == {"ada": FULL, "bob": dict.fromkeys(FULL)}


def test_names_in_messages_are_not_taken_for_markup(klass):
    folder, _ = klass
    out = command("course", "gradescope", folder, WEEK, "[/x]\x1b[31m", expect=1)
    assert "error: [/x]?[31m has no result of week1_toy" in out


def test_two_runs_do_not_write_at_once(klass):
    folder, submit = klass
    submit("ada")
    with results.only_writer(folder):
        assert "is being graded by another process" in command("course", "grade", folder, WEEK, expect=1)
    assert fresh(grade(folder)) == {"ada"}


def test_a_full_disk_loses_nothing(klass):
    folder, submit = klass
    submit("ada")
    small = f"ulimit -f 64; exec {BIN}/course grade {folder} {WEEK} --no-feedback"  # KiB; the gradebook has more
    run = subprocess.run(["bash", "-c", small], capture_output=True, text=True)
    assert run.returncode == 1
    assert "gradebook.db cannot be written" in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert results.students(folder, WEEK) == ["ada"]
    assert fresh(grade(folder, settings={})) == set()
    assert earned(folder, WEEK)["ada"] == FULL
    place = results.folder(folder, WEEK, "ada")
    before = sorted(place.iterdir())
    source = (
        "import resource, sys\nfrom grading.classroom import results\nresult = results.read(*sys.argv[1:])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\nresults.write(sys.argv[1], {**result, 'key': '0' * 64})"
    )
    run = subprocess.run([BIN / "python", "-c", source, folder, WEEK, "ada"], capture_output=True, text=True)
    assert "OSError: [Errno 27] File too large" in run.stderr
    assert sorted(place.iterdir()) == before  # no half of a result, and the last one still counts
    assert results.read(folder, WEEK, "ada")["outcome"] == "graded"


def test_workers_end_with_the_process_that_started_them(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    source = "import time\nfrom grading.classroom import worker\nkept = worker.Worker()\nprint('up', flush=True)\ntime.sleep(60)"
    python = BIN / "python"
    with subprocess.Popen([python, "-c", source], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout.readline() == b"up\n"
        (child,) = workers(parent.pid)
        assert list(tmp_path.iterdir())
        parent.kill()
    psutil.wait_procs([child], timeout=20)
    assert not child.is_running()
    assert list(tmp_path.iterdir()) == []
    assert worker._all == set()
