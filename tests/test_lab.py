"""The servers that `make lab` and an instructor start, asked over HTTP."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from conftest import BIN

from grading import notebooks

pytestmark = pytest.mark.slow
TOKEN = "for-the-test"
WEEK = "course1_nn/week2_logistic_regression"


@contextmanager
def server(command, log, cwd=notebooks.ROOT, **environment):
    """Start a server on a free port with `command` (a function from port to words) and return a function that asks it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **environment}
    with open(log, "w") as out:
        process = subprocess.Popen(
            command(port), cwd=cwd, env=environment, stdout=out, stderr=out, start_new_session=True
        )

    def ask(path, data=None):
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
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
    return ["--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]


def test_make_lab_serves_the_students_notebooks_and_passes_arguments_on(tmp_path):
    place = tmp_path / "my work"

    def command(port):
        return ["make", "lab", f"WORKSPACE={place}", f"LAB_ARGS={' '.join(options(port))}"]

    with server(command, tmp_path / "lab.log") as ask:
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


def test_formgrader_opens(toy, tmp_path):
    subprocess.run([BIN / "course", "release", toy], check=True, capture_output=True)

    def command(port):
        return [BIN / "jupyter", "lab", *options(port)]

    with server(command, tmp_path / "lab.log", cwd=toy.parent, COURSE=str(toy)) as ask:
        page = ask("/formgrader/manage_assignments")[1]
        assert "formgrader" in page.lower()
        assignments = json.loads(ask("/formgrader/api/assignments")[1])
        assert [item["name"] for item in assignments] == ["week1_toy"]
        assert assignments[0]["max_score"] == 14
