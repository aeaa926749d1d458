"""What several tests need: a small course of one notebook, servers, a browser, and the solved notebooks."""

import ast
import contextlib
import importlib
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import numpy as np
import pytest
import runs
from jupyter_client.provisioning import KernelProvisionerFactory
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading import notebooks
from grading.authoring import record, solved
from grading.classroom import converters
from grading.desk import kernels

BIN = Path(sys.executable).parent
TOKEN = "for-the-test"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Notebooks that have not been brought into today's form yet: pacing, numbers as outputs, challenges, the field's words.
UNMENDED = set()


def mended(path):
    """Return whether a solved notebook is in today's form."""
    return f"{path.parent.name}/{path.stem}" not in UNMENDED


CHECKS = """
import numpy as np

from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question


def is_noise(function, m):
    values = np.asarray(function(m))
    if values.shape != (m,):
        return f"`noise({m})` has shape {values.shape}, expected ({m},)."
    return None if np.ptp(values) > 0 else "All values are the same."


EXERCISES = {
    "1_toy": [
        Exercise(name="double", lesson="Twice & again", seconds=2),
        Exercise(name="noise", judge=is_noise),
        Exercise(name="sizes", variables=("m", "n")),
        Question("q1", "week9_other#What?"),
        Question("q2"),
    ]
}
"""
CASES = """
import numpy as np

from helpers.checks.exercise import call


def double_cases(rng):
    number = float(rng.integers(3, 100))
    return [call(number), call(rng.normal(size=(1, 2))), call(rng.normal(size=(2, int(rng.integers(2, 5)))))]


def noise_cases(rng):
    return [call(int(rng.integers(50, 60)))]


CASES = {"1_toy": {"double": double_cases, "noise": noise_cases}}
"""
MISTAKES = """
import numpy as np

MISTAKES = {
    "1_toy": {
        "double": {
            "The sign is wrong.": lambda x: -2 * x,
            "Add the number to itself instead of squaring it.": lambda x: x**2,
        },
        "noise": {"All values are the same.": lambda m: np.zeros(m)},
        "sizes": {"Rows and columns are swapped.": lambda m, n: {"m": n, "n": m}},
    }
}
EXPLANATIONS = {
    "1_toy": {
        "q1": {"a": "Two is even.", "b": "Three is odd: right.", "c": "Four is even."},
        "q2": {"a": "Right, a.", "b": "Not b, because.", "c": "Right, c."},
    }
}
"""
SETUP = """import numpy as np

from helpers.check import Check

check = Check("1_toy")"""
SOLVED = {
    "double": 'def double(x):\n    """Return 2 x."""\n    ### BEGIN SOLUTION\n    return 2 * x  # SECRET\n    ### END SOLUTION',
    "noise": 'def noise(m):\n    """Return m random numbers."""\n    ### BEGIN SOLUTION\n'
    "    return np.random.randn(m)\n    ### END SOLUTION",
    "sizes": "### BEGIN SOLUTION\nm, n = 3, 4\n### END SOLUTION",
    "q1": '### BEGIN SOLUTION\nq1 = "b"\n### END SOLUTION',
    "q2": '### BEGIN SOLUTION\nq2 = {"a", "c"}\n### END SOLUTION',
}
POINTS = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}
CALLS = {"sizes": "m=m, n=n", "q1": "q1=q1", "q2": "q2=q2"}


def pytest_addoption(parser):
    """Let `--week` choose the tests of one week."""
    parser.addoption("--week", metavar="COURSE/WEEK", help="run only the tests of this week's notebooks")


def pytest_configure(config):
    """Say at once which weeks there are, if the one that was chosen does not exist."""
    if week := config.getoption("--week"):
        course, _, name = week.partition("/")
        try:
            notebooks.sources(course=course, week=name or None)
        except FileNotFoundError as error:
            raise pytest.UsageError(str(error)) from None


def pytest_collection_modifyitems(config, items):
    """Choose the tests of `--week`; begin with those of notebooks' runs, so that at the end no worker waits for one."""
    if week := config.getoption("--week"):
        chosen = [item for item in items if of_week(item, week)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
    items.sort(key=lambda item: "run_of" not in getattr(item, "fixturenames", ()))


def of_week(item, week):
    """Return whether a test is about one week: it has its name, folder or a notebook as a parameter, or is an oracle."""
    course, _, name = week.partition("/")
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    text = "/".join(str(value) for value in parameters if isinstance(value, str | Path))
    oracle = f"test_{course.partition('_')[0]}_{name.partition('_')[0]}_"
    return any(word in text for word in (week, f"{course}/source/{name}")) or f"{item.path.stem}_".startswith(oracle)


@pytest.fixture(scope="session")
def run_of(request, tmp_path_factory):
    """A function from the path of a solved notebook to the `NotebookRun` that all tests and workers share."""
    return runs.Runs(*runs.folder_of_runs(request.config, tmp_path_factory))


def graded_cell(source, grade_id, **settings):
    """Return a code cell with nbgrader's metadata."""
    cell = new_code_cell(source, id=grade_id.replace("_", "-"))
    cell.metadata.nbgrader = {
        "grade": False, "grade_id": grade_id, "locked": False, "schema_version": 3, "solution": False, "task": False,
    } | settings  # fmt: skip
    return cell


def write_week(week, checks, cases, mistakes):
    """Write the files of a week COURSE/source/WEEK and those of its authors, COURSE/author/WEEK."""
    author = week.parents[1] / "author" / week.name
    for folder, name, text in ((week, "checks", checks), (author, "cases", cases), (author, "mistakes", mistakes)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(text)


def toy_notebook():
    """Return the solved notebook of the toy course."""
    cells = [new_markdown_cell("# A toy notebook", id="title"), graded_cell(SETUP, "setup", locked=True)]
    for name, source in SOLVED.items():
        check = f"check({CALLS.get(name, name)})"
        cells.append(graded_cell(source, name, solution=True))
        cells.append(graded_cell(check, f"check_{name}", grade=True, locked=True, points=POINTS[name]))
    return new_notebook(cells=cells)


@pytest.fixture(scope="session")
def toy_master(tmp_path_factory):
    """A course folder with one solved week, recorded; read only."""
    course = tmp_path_factory.mktemp("toy") / "course1_nn"
    week = course / "source" / "week1_toy"
    write_week(week, CHECKS, CASES, MISTAKES)
    path = week / "1_toy.ipynb"
    notebooks.write(path, toy_notebook())
    record.update_visible(path, record.record(path, {"visible": 0})["visible"])
    return course


@pytest.fixture
def toy(toy_master, tmp_path):
    """A fresh copy of the toy course."""
    return Path(shutil.copytree(toy_master, tmp_path / "course1_nn"))


@pytest.fixture(scope="module")
def without_tensorflow():
    """Fail at the end if this process has imported TensorFlow; an import by an earlier test is forgotten meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "tensorflow", raising=False)
        yield
        assert "tensorflow" not in sys.modules  # the grader's own process does without


@pytest.fixture
def warm_kernels(monkeypatch):
    """A function that makes the kernels of the test warm, also in processes that it starts.

    Its argument is the text of the notebook that is going to run.
    """

    def use(notebook=""):
        for name, value in kernels.variables(notebook).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", kernels.NAME)

    return use


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium. Without it the tests that need it are skipped; in CI that is an error."""
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("there is no Chromium (apt install chromium)")
    assert CHROMIUM, "CI needs Chromium: apt-get install chromium"
    return CHROMIUM


def free_port():
    """Return a port that is free and will be: not one of those that the system hands out to kernels at any moment."""
    for port in random.SystemRandom().sample(range(20_000, 30_000), 100):
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise OSError("none of 100 ports is free")


@contextlib.contextmanager
def server(command, log, cwd=notebooks.ROOT, **environment):
    """Start a server on a free port with `command` (a function from port to words) and return a function that asks it."""
    port = free_port()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **environment}
    with open(log, "w") as out:
        process = subprocess.Popen(
            command(port), cwd=cwd, env=environment, stdout=out, stderr=out, start_new_session=True
        )

    def ask(path, data=None):
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.geturl().removeprefix(f"http://127.0.0.1:{port}"), answer.read().decode()

    ask.address = f"http://127.0.0.1:{port}"
    ask.pid = process.pid
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            try:
                ask("/api")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield ask
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def options(port):
    """Return the options of a server that can be asked."""
    return ["--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]


def hand_in(course, student, week, files):
    """Write a submission: a dictionary from file name to notebook or text."""
    folder = course / "submitted" / student / week
    folder.mkdir(parents=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name).write_text(text, encoding="utf-8")


def fill(notebook, answers):
    """Return a copy of a released notebook with the sources of some solution cells replaced."""
    filled = nbformat.from_dict(json.loads(json.dumps(notebook)))
    for cell in filled.cells:
        if notebooks.grade_id(cell) in answers:
            cell.source = answers[notebooks.grade_id(cell)]
    return filled


def solutions(path):
    """Return the sources of a solved notebook's solution cells, by exercise, without the lines that mark a region."""
    return {
        notebooks.grade_id(cell): re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", cell.source, flags=re.MULTILINE)
        for cell in notebooks.read(path).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


# So that a command need not import everything anew, it runs in a process forked from one that has.
solved.PROCESSES.set_forkserver_preload(
    [*solved.IMPORTS, "conftest", "grading.classroom.autograde", "grading.proof.notebook_run", "sklearn"]
)


def command(*words, expect=0, cwd=notebooks.ROOT):
    """Run a command of the environment and return what it prints; expect is its exit status, None if any will do."""
    environment = {**os.environ, "COLUMNS": "200", "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    words = [*map(str, words)]
    if words[0] == "course":
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log.txt"
            process = solved.PROCESSES.Process(target=solved.begin, args=[log, environment, cwd, "conftest", words])
            process.start()
            process.join()
            status, out = process.exitcode, log.read_text(encoding="utf-8")
    else:
        done = subprocess.run([BIN / words[0], *words[1:]], cwd=cwd, env=environment, capture_output=True, text=True)
        status, out = done.returncode, done.stdout + done.stderr
    assert expect is None or status == expect, out
    return out


def main(words):
    """Be the command `course`."""
    from grading import cli

    solved.PROCESSES = multiprocessing.get_context("fork")  # what it would import in a server, it has imported
    sys.argv = words
    cli.main()


def earned(folder, week):
    """Return {student: {exercise: points}} of one week from the gradebook."""
    points = {}
    for score in converters.scores(folder, week):
        points.setdefault(score.student, {})[score.exercise] = score.earned
    return points


def solved_functions(path, **names):
    """Return the functions that a solved notebook defines, by name.

    `names` are what they find beside NumPy, by name.
    """
    namespace = {"np": np, **names}
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code" and "\ndef " in f"\n{cell.source}":
            parts = [part for part in ast.parse(cell.source).body if isinstance(part, ast.Import | ast.FunctionDef)]
            exec(compile(ast.Module(parts, []), path.name, "exec"), namespace)
    return {name: value for name, value in namespace.items() if callable(value) and name != "__builtins__"}


@contextlib.contextmanager
def lesson_modules(week):
    """Give the modules of a lesson and the program that made its table: (networks, figures, runs).

    Arguments: week, COURSE/WEEK.
    """
    course, _, name = week.partition("/")
    paths = [str(notebooks.ROOT / course / part / name) for part in ("source", "author")]
    names = ("lesson_networks", "lesson_figures", "lesson_runs")
    sys.path[:0] = paths
    try:
        yield tuple(importlib.import_module(module) for module in names)
    finally:
        for path in {*paths, str(notebooks.ROOT)} & set(sys.path):
            sys.path.remove(path)
        for module in names:
            sys.modules.pop(module, None)
