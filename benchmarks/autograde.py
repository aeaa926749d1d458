"""Autograding against stock nbgrader: the same submissions by both, alternating, in one run of about ten minutes.

    python benchmarks/autograde.py [WEEK...]

Real weeks first, then the toy notebooks of `classroom.py`; WEEK is a part of a name. Both ways grade classes of two
sizes; the difference of the two times is what a further submission costs, what remains is what a run costs before the
first. Stock is `nbgrader autograde` for the whole class with its own Execute, checks and student's code in one Jupyter
kernel; ours is `course grade` with a process for each core. Feedback is not included. "student's" is the share of the
time for which a student's process was busy, with the cells and with the calls that checks make.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import classroom
import psutil
from rich.console import Console
from rich.table import Table

from grading import notebooks
from grading.classroom import converters, results

JOBS = os.cpu_count() or 1
CELL_SECONDS = 120
ENDLESS_SECONDS = 10
# Real weeks: without judged trainings, with them, with TensorFlow; and the sizes of the classes: ours, stock's.
WEEKS = {
    ("course2_improving", "week1_practical_aspects"): ((4, 12), (1, 3)),
    ("course2_improving", "week2_optimization"): ((4, 12), (1, 3)),
    ("course2_improving", "week3_tuning_and_frameworks"): ((4, 10), (1, 2)),
    ("course4_cnn", "week1_convolutions"): ((4, 10), (1, 2)),
    ("course4_cnn", "week2_case_studies"): ((2, 4), (1, 2)),
    ("", classroom.NUMPY): ((6, 60), (2, 10)),
    ("", classroom.TENSORFLOW): ((6, 36), (2, 6)),
}
STOCK_SETTINGS = """
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


def ours(target, week, seconds=CELL_SECONDS):
    """Grade a class with ours; return seconds, the peak memory of a worker in MiB, and what went wrong."""
    words = ["course", "grade", target, week, "--force", "--no-feedback", "--jobs", JOBS]
    return _run([*words, "--cell-seconds", seconds], notebooks.ROOT)


def stock(target, week, seconds=CELL_SECONDS):
    """Grade a class with stock nbgrader; return seconds, 0, and what went wrong."""
    limits = [f"--Execute.timeout={seconds}", f"--Execute.iopub_timeout={seconds}"]
    return _run(["nbgrader", "autograde", week, f"--course-dir={target}", "--force", *limits], target.parent)


def _run(words, folder):
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as in the Makefile
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
        out = process.communicate()[0].decode(errors="replace")
        memory.over.set()
    return time.perf_counter() - started, memory.peak, _trouble(out) if process.returncode else ""


def _trouble(out):
    """Return why a run failed, in a few words: a slow machine is no reason to end the benchmark."""
    if "Timeout" in out or "timed out" in out:
        return f"cells ran into the limit of {CELL_SECONDS} s"
    return (out.strip().splitlines() or ["no reason given"])[-1][:100]


def classes(parent, course, week, sizes, way):
    """Return course folders with classes of so many submissions of a week."""
    folders = []
    for size in sizes:
        folder = Path(parent) / f"{way.__name__}-{week}-{size}"
        folder.mkdir(parents=True)
        folders.append(Path(shutil.copytree(course, folder / course.name)))
        classroom.fill(folders[-1], week, size)
        if way is stock:
            (folder / "nbgrader_config.py").write_text(STOCK_SETTINGS)
    return folders


def points(target, week):
    """Return what each student has earned, by student, notebook and exercise."""
    scores = converters.scores(target, week)
    return {(item.student, item.notebook, item.exercise): item.earned for item in scores if item.earned is not None}


def student_share(target, week):
    """Return for what share of the time of grading the students' own processes were busy."""
    seconds = [results.read(target, week, path.name)["seconds"] for path in (target / "submitted").iterdir()]
    return sum(item["student"] for item in seconds) / sum(item["total"] for item in seconds)


def release(parent, name, week):
    """Return a course folder with the released week; `name` is the course, "" for the toy notebooks."""
    if not name:
        return classroom.make(Path(parent) / "toy" / "course1_nn", week)
    target = converters.copy_week(notebooks.ROOT / name, week, Path(parent) / "real" / week / name)
    converters.release_week(target, week)
    return target


def compare(parent, name, week, sizes, table, console):
    """Measure one week both ways and add two rows to the table."""
    course, ways = release(parent, name, week), dict(zip((ours, stock), sizes))
    folders = {way: classes(parent, course, week, sizes, way) for way, sizes in ways.items()}
    ours(folders[ours][0], week)  # fills the caches of the disk
    runs = {ours: [], stock: []}
    for way, sizes in ways.items():
        for size, folder in zip(sizes, folders[way]):
            runs[way].append(way(folder, week))
            console.print(f"{week}, {way.__name__}: {size} submissions in {runs[way][-1][0]:.1f} s")
    cost = {way: (runs[way][1][0] - runs[way][0][0]) / (sizes[1] - sizes[0]) for way, sizes in ways.items()}
    mine, theirs = (points(folders[way][1], week) for way in (ours, stock))
    same = sum(mine.get(key) == value for key, value in theirs.items())
    for way, sizes in ((stock, ways[stock]), (ours, ways[ours])):
        peak = max(run[1] for run in runs[way])
        table.add_row(
            f"{week}, {way.__name__}",
            f"{cost[way]:.2f}",
            f"{student_share(folders[ours][1], week):.0%}" if way is ours else "",
            f"{60 / cost[way]:.0f}" if cost[way] > 0 else "-",
            f"{cost[stock] / cost[way]:.1f}" if way is ours and cost[way] > 0 else "",
            f"{runs[way][0][0] - cost[way] * sizes[0]:.1f}",
            f"{peak:.0f}" if peak else "",
            f"{same} of {len(theirs)}" if way is ours else "",
            "; ".join(dict.fromkeys(run[2] for run in runs[way] if run[2])),
        )


def endless(parent, console):
    """Measure one submission that never ends, both ways."""
    course, seconds, week = release(parent, "", classroom.NUMPY), {}, classroom.NUMPY
    for way in (ours, stock):
        (target,) = classes(Path(parent), course, week, (0,), way)
        classroom.hand_in(target, week, "student", "endless")
        seconds[way] = way(target, week, ENDLESS_SECONDS)[0]
    console.print(
        f"{week}, one submission whose cell never ends, limit {ENDLESS_SECONDS} s: stock {seconds[stock]:.1f} s, "
        f"ours {seconds[ours]:.1f} s, starting included"
    )


def main(*wanted):
    """Print the table."""
    console = Console(width=150, highlight=False)
    table = Table(
        "class",
        "s each",
        "student's",
        "a minute",
        "times stock",
        "s to start",
        "MiB a worker",
        "points as stock",
        "trouble",
    )
    chosen = [(key, sizes) for key, sizes in WEEKS.items() if not wanted or any(part in key[1] for part in wanted)]
    with tempfile.TemporaryDirectory() as parent:
        for number, ((name, week), sizes) in enumerate(chosen):
            compare(Path(parent) / str(number), name, week, sizes, table, console)
    console.print(table)
    with tempfile.TemporaryDirectory() as parent:
        endless(parent, console)
    console.print(
        f"{JOBS} processes. A third of each class is right, a third half done, a third has a cell that crashes. Per "
        "submission: the difference of two classes' times over that of their sizes."
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
