"""How long a student waits: for `make lab` in a fresh clone, the first time and the second, and for a visible check.

    python benchmarks/lab.py [COURSE/WEEK/NOTEBOOK ...]

The clone holds what is committed. Packages come from the installer's cache where it has them. `make lab` has answered
when it serves a page, and is usable when the start page stands in a browser, Chromium, which is open before. A check is
timed in the solved notebook, from the kernel's start of the cell to its reply, with the progress it notes; the first
one of a notebook is counted apart, since there a library may do things for the first time.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

from nbclient import NotebookClient
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Column, Table

from grading import notebooks
from grading.desk import workspace

NOTEBOOKS = [
    "course1_nn/week2_logistic_regression/1_python_basics",
    "course1_nn/week4_deep_networks/1_step_by_step",
    "course2_improving/week3_tuning_and_frameworks/3_tensorflow_introduction",
]


def start(folder, browser):
    """Run `make lab` in `folder`; return the seconds until it answers, and until its page can be used."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = f"LAB_ARGS=--no-browser --allow-root --port={port} --IdentityProvider.token=benchmark"
    page, started = browser.new_page(), time.perf_counter()
    with open(folder / "lab.log", "w") as log:
        server = subprocess.Popen(
            ["make", "lab", arguments], cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
    try:
        while True:
            if server.poll() is not None:
                raise SystemExit((folder / "lab.log").read_text())
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/lab/tree/start.md?token=benchmark", timeout=10)
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        answered = time.perf_counter() - started
        page.goto(f"http://127.0.0.1:{port}/?token=benchmark")
        page.locator(".jp-MarkdownViewer table").first.wait_for(timeout=120_000)
        return answered, time.perf_counter() - started
    finally:
        page.close()
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def checks(name, place):
    """Run the solved notebook in a student's folder, `place`; return the seconds of its checks in order."""
    source, target = notebooks.ROOT / name.replace("/week", "/source/week"), Path(place) / name
    shutil.copy(f"{source}.ipynb", f"{target}.ipynb")
    notebook = notebooks.read(f"{target}.ipynb")
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(target.parent)}}).execute()
    durations = []
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            times = [cell.metadata.execution[key] for key in ("iopub.execute_input", "shell.execute_reply")]
            begun, done = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in times]
            durations.append((done - begun).total_seconds())
    return durations


def main():
    """Print a table of `make lab` and one of checks."""
    table = Table("make lab", "answers", "usable", "target", title="Seconds")
    with tempfile.TemporaryDirectory() as parent, sync_playwright() as playwright:
        folder = Path(parent) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(notebooks.ROOT), str(folder)], check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--disable-gpu"], chromium_sandbox=os.geteuid() != 0
        )
        for turn, target in (("first", "90"), ("second", "10")):
            table.add_row(turn, *[f"{seconds:.1f}" for seconds in start(folder, browser)], target)
    Console().print(table)
    table = Table(
        Column("checks of", overflow="fold"), "number", "the first", "the slowest other", "target", title="Seconds"
    )
    with tempfile.TemporaryDirectory() as place:
        workspace.update(place)
        for name in sys.argv[1:] or NOTEBOOKS:
            first, *others = checks(name, place)
            heavy = "tensorflow" in (Path(place) / f"{name}.ipynb").read_text(encoding="utf-8")
            words = [str(1 + len(others)), f"{first:.2f}", f"{max(others, default=first):.2f}", "1" if heavy else "0.2"]
            table.add_row(name, *words)
    Console().print(table)


if __name__ == "__main__":
    main()
