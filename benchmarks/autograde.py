"""Autograding against stock nbgrader: the same submissions by both, alternating, in one run.

    python benchmarks/autograde.py [ROUNDS]

Both grade classes of two sizes; the difference of the two times is what a further submission costs, what remains is
what a run costs before the first. Stock is `nbgrader autograde` for the whole class with its own Execute, checks and
student's code in one Jupyter kernel; ours is `course grade` with a process for each core. Feedback is not included.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import mean, median

import classroom
import psutil
from rich.console import Console
from rich.table import Table

from grading import course, notebooks
from grading.session import Session
from grading.warm import Warm
from helpers import codec

JOBS = os.cpu_count() or 1
OURS, STOCK = (6, 60), (2, 12)  # sizes of the classes
CELL_SECONDS = 20
CALLS = """
import json
from helpers import codec

for name, arguments in json.load(open("calls.json")):
    try:
        globals()[name](*codec.decode(arguments))
    except Exception:
        pass
"""
STOCK_SETTINGS = f"""
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties, CheckCellMetadata, Execute, IgnorePattern, LimitOutput, SaveAutoGrades,
)

c = get_config()
c.Autograde.exporter_class = NotebookExporter
c.Autograde.autograde_preprocessors = [
    Execute, IgnorePattern, ClearMetadataPreprocessor, LimitOutput, SaveAutoGrades, AssignLatePenalties,
    CheckCellMetadata,
]
c.Execute.timeout = c.Execute.iopub_timeout = {CELL_SECONDS}
"""


class Memory(threading.Thread):
    """Watches what the workers of a process hold, in MiB: each one's own part of the memory, with all that it forks."""

    def __init__(self, number):
        super().__init__(daemon=True)
        self.parent, self.peak, self.over = psutil.Process(number), 0.0, threading.Event()

    def run(self):
        """Look again and again until it is over."""
        while not self.over.wait(0.25):
            for worker in self.parent.children():
                try:
                    held = sum(item.memory_full_info().pss for item in [worker, *worker.children(recursive=True)])
                    self.peak = max(self.peak, held / 2**20)
                except psutil.Error:
                    continue


def ours(target, week):
    """Grade a class with ours; return seconds and the peak memory of a worker in MiB."""
    words = ["course", "grade", target, week, "--force", "--no-feedback", "--jobs", JOBS]
    return _run([*words, "--cell-seconds", CELL_SECONDS], notebooks.ROOT)


def stock(target, week):
    """Grade a class with stock nbgrader; return seconds and 0."""
    return _run(["nbgrader", "autograde", week, f"--course-dir={target}", "--force"], target.parent)


def _run(words, folder):
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    started = time.perf_counter()
    with subprocess.Popen(
        [str(tools / words[0]), *map(str, words[1:])],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        memory = Memory(process.pid)
        memory.start()
        out = process.communicate()[0]
        memory.over.set()
    if process.returncode:
        raise RuntimeError(out.decode(errors="replace")[-2000:])
    return time.perf_counter() - started, memory.peak


def classes(parent, made, week, sizes, way):
    """Return course folders with classes of so many submissions of a week."""
    found = []
    for size in sizes:
        folder = Path(parent) / f"{way.__name__}-{week}-{size}"
        folder.mkdir()
        found.append(Path(shutil.copytree(made, folder / made.name)))
        classroom.fill(found[-1], week, size)
        if way is stock:
            (folder / "nbgrader_config.py").write_text(STOCK_SETTINGS)
    return found


def points(target, week):
    """Return what each student has earned."""
    return {(item.student, item.exercise, item.earned) for item in course.scores(target, week)}


def floor(target, week):
    """Return the mean seconds that the students' own cells take, and these with the calls that the checks make.

    Nothing is checked: the calls are made in the student's process, by one cell, and their results are thrown away.
    """
    (master,) = (target / "release" / week).glob("*.ipynb")
    recorded = [
        codec.read(path)["exercises"]
        for path in (
            master.parent / "reference" / f"{master.stem}.json",
            target / "hidden" / week / f"{master.stem}.json",
        )
    ]
    calls = json.dumps(
        [(name, case["arguments"]) for part in recorded for name in part for case in part[name]["cases"]]
    )
    cells, all_of_it = [], []
    with Warm(notebooks.libraries_of(master.parent)) as warm:
        for path in sorted(target.glob(f"submitted/*/{week}/*.ipynb")):
            document = json.loads(path.read_bytes())
            sources = [cell["source"] for cell in document["cells"] if cell["cell_type"] == "code"]
            sources = ["".join(source) for source in sources]
            with Session(warm, {"calls.json": calls.encode()}) as session:
                started = time.perf_counter()
                for source in sources:
                    if not source.startswith("check("):
                        session.run(source)
                cells.append(time.perf_counter() - started)
                session.run(CALLS)
                all_of_it.append(time.perf_counter() - started)
    return mean(cells), mean(all_of_it)


def compare(parent, made, week, rounds, table):
    """Measure one week both ways and add two rows to the table."""
    folders = {way: classes(parent, made, week, sizes, way) for way, sizes in ((ours, OURS), (stock, STOCK))}
    times, peak = {ours: ([], []), stock: ([], [])}, 0.0
    for number in range(-1, rounds):  # the first round only fills the caches of the disk
        for size in (0, 1) if number >= 0 else (0,):
            for way in times:
                seconds, held = way(folders[way][size], week)
                peak = max(peak, held)
                if number >= 0:
                    times[way][size].append(seconds)
    if not points(folders[stock][1], week) <= points(folders[ours][1], week):
        raise RuntimeError(f"the two ways do not agree about the points of {week}")
    small, large = ({way: median(times[way][size]) for way in times} for size in (0, 1))
    cost = {way: (large[way] - small[way]) / (sizes[1] - sizes[0]) for way, sizes in ((ours, OURS), (stock, STOCK))}
    cells, own = floor(folders[ours][1], week)
    for way, sizes in ((stock, STOCK), (ours, OURS)):
        start = small[way] - cost[way] * sizes[0]
        above = [f"{cost[ours] - seconds / JOBS:.3f}" for seconds in (cells, own)]
        mine = [f"{cells:.3f}", f"{own:.3f}", *above, f"{peak:.0f}"]
        table.add_row(
            f"{week}, {way.__name__}",
            f"{cost[way]:.3f}",
            f"{60 / cost[way]:.0f}",
            f"{cost[stock] / cost[way]:.1f}",
            f"{start:.1f}",
            *(mine if way is ours else [""] * len(mine)),
        )


def endless(parent, made, console):
    """Measure one submission that never ends, both ways."""
    for week in (classroom.NUMPY, classroom.TENSORFLOW):
        seconds = {}
        for way in (ours, stock):
            (target,) = classes(Path(parent), made, week, (0,), way)
            classroom.hand_in(target, week, "student", "endless")
            seconds[way] = way(target, week)[0]
        console.print(
            f"{week}, one submission whose cell never ends, limit {CELL_SECONDS} s: stock {seconds[stock]:.1f} s, "
            f"ours {seconds[ours]:.1f} s, starting included"
        )


def main(rounds=2):
    """Print the table."""
    console = Console(width=140, highlight=False)
    table = Table("class", "s each", "a minute", "times stock", "s to start", "s own cells", "s own cells, calls",
                  "s above cells", "s above both", "MiB a worker")  # fmt: skip
    with tempfile.TemporaryDirectory() as parent:
        made = classroom.make(Path(parent) / "course1_nn")
        for week in (classroom.NUMPY, classroom.TENSORFLOW):
            compare(parent, made, week, rounds, table)
        console.print(table)
        endless(parent, made, console)
    console.print(
        f"{JOBS} processes. Per submission: the difference of two classes' times over that of their sizes, "
        f"medians of {rounds}. Own cells: what the students' cells take in one process, one after the other; and with "
        "the calls of their functions that the checks make. Above: what each costs, less that over the processes."
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
