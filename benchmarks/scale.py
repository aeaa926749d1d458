"""Many submissions on this machine: does the cost of one stay the same, and the memory?

    python benchmarks/scale.py [SUBMISSIONS]

Grades synthetic submissions of the NumPy notebook (default 2,000) with `course grade`, and prints seconds a submission
for each tenth of the run, the memory of the writing process and of its workers, and what is left on the disk.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import classroom
import psutil
from rich.console import Console
from rich.table import Table

from grading import notebooks

WEEK = classroom.NUMPY


def held(process):
    """Return the memory of a process and of its workers with all that they fork, in MiB."""
    own, below = process.memory_info().rss, 0
    for item in process.children(recursive=True):
        try:
            below += item.memory_full_info().pss
        except psutil.Error:
            continue
    return own / 2**20, below / 2**20


def watch(target, count):
    """Grade the class; return (submissions graded, seconds, own MiB, workers' MiB) at the end of each tenth."""
    tools, jobs = Path(sys.executable).parent, str(os.cpu_count() or 1)
    started = time.perf_counter()
    words = [tools / "course", "grade", target, WEEK, "--no-feedback", "--jobs", jobs]
    with subprocess.Popen(words, cwd=notebooks.ROOT, stdout=subprocess.DEVNULL) as run:
        process, samples, results = psutil.Process(run.pid), [], target / "results" / WEEK
        first = None
        while run.poll() is None:
            time.sleep(0.2)
            done = sum(1 for _ in results.glob("*/current")) if results.is_dir() else 0
            if first is None and done:
                first = (done, time.perf_counter() - started)
                samples.append((*first, *held(process)))
            if samples and done >= samples[0][0] + len(samples) * (count - samples[0][0]) // 10:
                samples.append((done, time.perf_counter() - started, *held(process)) if run.poll() is None else
                             (done, time.perf_counter() - started, *samples[-1][2:]))  # fmt: skip
    if run.returncode:
        raise RuntimeError("course grade failed")
    return samples, time.perf_counter() - started


def main(count=2000):
    """Print the table."""
    table = Table("graded", "s per submission", "MiB, writer", "MiB, workers")
    with tempfile.TemporaryDirectory() as parent:
        target = classroom.make(Path(parent) / "course1_nn")
        classroom.fill(target, WEEK, count)
        samples, seconds = watch(target, count)
        costs = []
        for before, after in pairwise(samples):
            costs.append((after[1] - before[1]) / max(1, after[0] - before[0]))
            table.add_row(f"{after[0]}", f"{costs[-1]:.3f}", f"{after[2]:.0f}", f"{after[3]:.0f}")
        console = Console(width=100, highlight=False)
        console.print(table)
        sizes = {name: _size(target / name) / count for name in ("results", "autograded", "gradebook.db")}
        console.print(
            f"{count} submissions in {seconds:.0f} s; the last tenth costs {costs[-1] / costs[0]:.2f} times the first."
        )
        console.print("KiB a submission: " + ", ".join(f"{name} {size / 2**10:.0f}" for name, size in sizes.items()))


def _size(path):
    return (
        path.stat().st_size
        if path.is_file()
        else sum(item.stat().st_size for item in path.rglob("*") if item.is_file())
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
