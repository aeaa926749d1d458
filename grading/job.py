"""A submission to grade, as data, and what becomes of it, as data: what a worker on this or another machine needs.

A job is a dictionary: student; notebooks, the bytes of each file handed in (or why it cannot be used); limits,
unconfined and everything; environment and engine, which a worker must have too; key, the name of its result. The same
key means the same result.
"""

import contextlib
import functools
import hashlib
import importlib.metadata
import json
import platform
import sysconfig
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat

from grading import execute, intake, notebooks
from grading.confine import Limits

SCHEMA = 1  # of a result
SETTINGS = ("limits", "unconfined", "everything", "environment", "engine")  # that decide on it


@dataclass(frozen=True)
class Package:
    """What is needed to grade a week: the released files and the hidden cases, by path; key is their hash."""

    course: str
    week: str
    files: dict
    key: str


def package(course, week):
    """Return the `Package` of one week. FileNotFoundError, saying what to do, if it has not been released."""
    course = Path(course)
    masters = sorted(course.glob(f"release/{week}/*.ipynb"))
    needed = [course / "hidden" / week / f"{path.stem}.json" for path in masters]
    if not masters or not all(path.is_file() for path in needed):
        raise FileNotFoundError(
            f"{course.name} has no released {week}: run `course release {course.name} {week}` first."
        )
    paths = [path for path in sorted((course / "release" / week).rglob("*")) if path.is_file()] + needed
    files = {path.relative_to(course).as_posix(): path.read_bytes() for path in paths}
    return Package(course.name, week, files, _hash(sorted(files.items())))


def make(course, package, student, settings=None):
    """Return the job for one student's submission of a packaged week.

    Arguments: settings, a dictionary of `Limits` that differ from the usual ones, `unconfined`, and `everything`:
    whether cells run that no check needs.
    """
    settings = dict(settings or {})
    unconfined, everything = settings.pop("unconfined", False), settings.pop("everything", False)
    taken, folder = {}, Path(course) / "submitted" / student / package.week
    for name in _masters(package):
        with contextlib.suppress(FileNotFoundError):  # nothing under that name was handed in
            taken[name] = intake.take(folder / f"{name}.ipynb")
    job = {
        "student": student,
        "notebooks": taken,
        "limits": asdict(Limits(**settings)),
        "unconfined": unconfined,
        "everything": everything,
        "environment": environment(),
        "engine": engine(),
        "submission": _hash(sorted(taken.items())),
    }
    named = [job[name] for name in ("student", "submission", *SETTINGS)]
    return {**job, "key": _hash([package.key, *named])}


def grade(job, package):
    """Grade one job and return its result, a dictionary of plain data.

    Raises RuntimeError, saying what is wrong with this machine, if it cannot grade; nothing that a submission does.
    """
    if (job["environment"], job["engine"]) != (environment(), engine()):
        raise RuntimeError(
            f"the worker on {platform.node() or 'another machine'} has other versions of Python's packages or of this "
            "project than the machine that asks: install the same commit with the same requirements.txt"
        )
    folder, limits = unpacked(package), Limits(**job["limits"])
    made = {"exercises": [], "notes": {}, "unanswered": {}, "notebooks": {}}
    seconds = {"cells": 0.0, "checks": 0.0, "total": 0.0}
    for name in _masters(package):
        master = folder / "release" / package.week / f"{name}.ipynb"
        if name not in job["notebooks"]:
            made["exercises"] += [asdict(mark) for mark in execute.not_handed_in(notebooks.read(master), name)]
            made["notes"][name] = ["not handed in."]
            continue
        notebook, _ = intake.rebuild(master, job["notebooks"][name])
        confined, everything = not job["unconfined"], job["everything"]
        marks, times = execute.execute(notebook, folder, package.week, name, limits, confined, everything)
        made["exercises"] += map(asdict, marks)
        made["notes"][name] = intake.read_notes(notebook)
        made["unanswered"][name] = execute.unanswered(notebook, notebooks.read(master))
        made["notebooks"][name] = nbformat.writes(notebook).encode("utf-8", "replace").decode()
        seconds = {key: seconds[key] + times[key] for key in seconds}
    return {**_head(job, package), "outcome": "graded", "trouble": "", "seconds": seconds, **made}


def failed(job, package, trouble):
    """Return the result of a job that could not be graded, for whatever reason; it has no points."""
    nothing = {"exercises": [], "notes": {}, "unanswered": {}, "notebooks": {}}
    return {**_head(job, package), "outcome": "failed", "trouble": trouble, "seconds": {"total": 0.0}, **nothing}


def _head(job, package):
    kept = ("key", "student", "submission", *SETTINGS)
    return {
        "schema": SCHEMA,
        "course": package.course,
        "week": package.week,
        "release": package.key,
        **{name: job[name] for name in kept},
    }


def _masters(package):
    """Return the names of the week's notebooks, in order."""
    parts = [Path(path).parts for path in package.files]
    return [Path(part[2]).stem for part in parts if len(part) == 3 and part[2].endswith(".ipynb")]


@functools.cache
def environment():
    """Return a hash of the versions of Python and of every installed package."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}  # not what else the path happens to hold
    found = importlib.metadata.distributions(path=sorted(places))
    packages = sorted({f"{item.metadata['Name']}=={item.version}" for item in found})
    return _hash([platform.python_version(), packages])


@functools.cache
def engine():
    """Return a hash of the project's own code and data, as far as results depend on them."""
    files = [path for name in ("grading", "helpers") for path in sorted((notebooks.ROOT / name).glob("*.py"))]
    files += [path for path in sorted((notebooks.ROOT / "data").rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    return _hash([(path.relative_to(notebooks.ROOT).as_posix(), path.read_bytes()) for path in files])


_unpacked = {}  # of this process: the folder of the last package, by its key


def unpacked(package):
    """Return a course folder with the files of a package, the same one for every job of a week."""
    if package.key not in _unpacked:
        while _unpacked:
            _unpacked.popitem()[1].cleanup()
        parent = _unpacked[package.key] = tempfile.TemporaryDirectory(prefix="grading-")
        for name, content in package.files.items():
            path = Path(parent.name) / package.course / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return Path(_unpacked[package.key].name) / package.course


def _hash(content):
    """Return the SHA-256 of plain data."""

    def plain(item):
        return hashlib.sha256(item).hexdigest() if isinstance(item, bytes) else str(item)

    return hashlib.sha256(json.dumps(content, default=plain).encode("utf-8", "replace")).hexdigest()
