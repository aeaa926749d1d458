"""The files that grading leaves: one JSON file for each attempt, from which everything else can be made again.

    COURSE/results/WEEK/STUDENT/KEY.json    a result, as `grading.classroom.job` makes it; KEY is the job's
    COURSE/results/WEEK/STUDENT/current     the key of the one that counts

A file is written under a temporary name and renamed, so that there is never half a result.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.classroom.documents import SCHEMA, Result, WrittenResult
from helpers import files


def folder(course: str | Path, week: str, student: str) -> Path:
    """Return where the results of one submission lie."""
    return Path(course) / "results" / week / student


@contextlib.contextmanager
def only_writer(course: str | Path) -> Iterator[None]:
    """Be the only process that writes results of a course. Raises RuntimeError if there is another."""
    import fcntl  # not on Windows, where results can be read

    place = Path(course) / "results"
    place.mkdir(exist_ok=True)
    with open(place / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RuntimeError(
                f"{Path(course).name} is being graded by another process, or is making a release: wait until it is done"
            ) from None
        yield


def write(course: str | Path, result: Result) -> Path:
    """Write a result, which counts from now on, and return its path. Raises OSError if it cannot be written."""
    path = folder(course, result["week"], result["student"]) / f"{result['key']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    stamped: WrittenResult = {**result, "finished": datetime.now(UTC).isoformat(timespec="seconds")}
    files.write(path, json.dumps(stamped, indent=1, allow_nan=False).encode("utf-8", "replace"))
    choose(course, result)
    return path


def choose(course: str | Path, result: Result) -> None:
    """Let a result that is written already count."""
    path = folder(course, result["week"], result["student"]) / "current"
    if not path.is_file() or path.read_text(encoding="utf-8") != result["key"]:
        files.write(path, result["key"].encode())


def read(course: str | Path, week: str, student: str, key: str | None = None) -> WrittenResult | None:
    """Return a result (default: the one that counts), or None if there is none.

    A damaged file is set aside under a name that ends with `.damaged`, and counts as none.
    """
    place = folder(course, week, student)
    try:
        key = key or (place / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    path = place / f"{key}.json"
    if not re.fullmatch("[0-9a-f]{64}", key) or not path.is_file():
        return None
    try:
        result: WrittenResult = json.loads(path.read_bytes())
        if (result["schema"], result["key"], result["student"]) != (SCHEMA, key, student):
            raise ValueError("another result than its name says")
    except (ValueError, TypeError, KeyError):
        path.replace(path.with_suffix(".damaged"))
        return None
    return result


def students(course: str | Path, week: str) -> list[str]:
    """Return the students of whom there are results of a week, in order."""
    return sorted(path.parent.name for path in (Path(course) / "results" / week).glob("*/current"))


def weeks(course: str | Path) -> list[str]:
    """Return the weeks of which there are results, in order."""
    return sorted({path.parents[1].name for path in (Path(course) / "results").glob("*/*/current")})


def total(result: Result) -> tuple[float, float]:
    """Return the points earned and the points to be had of a result."""
    return (
        sum(mark["points"] or 0 for mark in result["exercises"]),
        sum(mark["maximum"] for mark in result["exercises"]),
    )


def gradescope(result: Result) -> dict[str, Any]:
    """Return a result as the dictionary that Gradescope reads from `results.json`.

    Source: gradescope-autograders.readthedocs.io, "Autograder Specifications".
    """
    if result["outcome"] != "graded":
        raise ValueError(f"{result['student']} was not graded: {result['trouble']}")
    notes = [f"{name}: {note}" for name, sentences in result["notes"].items() for note in sentences]
    return {
        "score": total(result)[0],
        "execution_time": round(result["seconds"]["total"]),
        "output": "\n".join(notes),
        "output_format": "text",
        "visibility": "visible",
        "tests": [
            {
                "name": f"{mark['notebook']}: {mark['exercise']}",
                "score": mark["points"] or 0,
                "max_score": mark["maximum"],
                "status": "passed" if mark["status"] == "pass" else "failed",
                "output": mark["message"],
                "output_format": "text",
            }
            for mark in result["exercises"]
        ],
    }
