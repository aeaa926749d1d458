"""Autograding of week 2 of course 1: seconds per submission, against nbgrader's command run once per submission.

    python benchmarks/autograde.py [SUBMISSIONS]

The submissions are copies of the solved notebooks. Feedback is not included.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grading import course, notebooks

COURSE, WEEK = notebooks.ROOT / "course1_nn", "week2_logistic_regression"


def main(count=2):
    """Print the times of both ways and their ratio."""
    with tempfile.TemporaryDirectory() as parent:
        target = course.copy_week(COURSE, WEEK, Path(parent) / COURSE.name)
        course.release_week(target, WEEK)
        for number in range(count):
            shutil.copytree(target / "source" / WEEK, target / "submitted" / f"student{number:03}" / WEEK)
        started = time.perf_counter()
        course.grade_week(target, WEEK, feedback=False)
        ours = (time.perf_counter() - started) / count
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        started = time.perf_counter()
        for number in range(count):
            words = [
                "nbgrader",
                "autograde",
                WEEK,
                f"--course-dir={target}",
                f"--student=student{number:03}",
                "--force",
            ]
            subprocess.run(words, cwd=notebooks.ROOT, env=environment, check=True, capture_output=True)
        stock = (time.perf_counter() - started) / count
    print(f"course grade {ours:.1f} s per submission; nbgrader autograde {stock:.1f} s; ratio {stock / ours:.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
