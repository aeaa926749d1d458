"""A submission to grade, as data, and what becomes of it, as data: what a worker on this or another machine needs.

`grading.classroom.documents` says what is in them.
"""

import contextlib
import json
import platform
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import nbformat

from grading import notebooks, versions
from grading.classroom.documents import SCHEMA, Job, Result, Times
from grading.intake import rebuild, recognition
from grading.sandbox import execute
from grading.sandbox.confine import Limits

OWNERS = "owners.json"  # in a package: which notebook a cell is of
OTHERS = 5  # notebooks under other names that are looked at
SETTINGS = ("limits", "unconfined", "everything", "environment", "engine")  # that decide on it


@dataclass(frozen=True)
class Package:
    """What is needed to grade a week: the released files and the hidden cases, by path; key is their hash.

    With them goes, not part of the hash, what tells the course's notebooks apart.
    """

    course: str
    week: str
    files: dict[str, bytes]
    key: str


def package(course: str | Path, week: str) -> Package:
    """Return the `Package` of one week. FileNotFoundError, saying what to do, if it has not been released."""
    course = Path(course).resolve()
    masters = sorted(course.glob(f"release/{week}/*.ipynb"))
    needed = [course / "hidden" / week / f"{path.stem}.json" for path in masters]
    if not masters or not all(path.is_file() for path in needed):
        raise FileNotFoundError(
            f"{course.name} has no released {week}: run `course release {course.name} {week}` first."
        )
    paths = [path for path in sorted((course / "release" / week).rglob("*")) if path.is_file()] + needed
    files = {path.relative_to(course).as_posix(): path.read_bytes() for path in paths}
    owners = json.dumps(recognition.owners(course)).encode()
    return Package(course.name, week, {**files, OWNERS: owners}, versions.digest(sorted(files.items())))


def make(course: str | Path, package: Package, student: str, settings: Mapping[str, Any] | None = None) -> Job:
    """Return the job for one student's submission of a packaged week.

    Arguments: settings, a dictionary of `Limits` that differ from the usual ones, `unconfined`, and `everything`:
    whether cells run that no check needs.
    """
    contents, folder = {}, Path(course) / "submitted" / student / package.week
    masters = [] if rebuild.place_problem(course, package.week, student) else _masters(package)
    for name in masters:
        with contextlib.suppress(FileNotFoundError):  # nothing under that name was handed in
            contents[name] = rebuild.take(folder / f"{name}.ipynb")
    others: dict[str, bytes | str] = {}
    if len(contents) < len(masters):
        strays = sorted(path for path in folder.glob("*.ipynb") if path.stem not in contents)
        others = {rebuild.usable(path.name): rebuild.take(path) for path in strays[:OTHERS]}
    return _job(student, contents, others, package, settings)


def untouched(package: Package, settings: Mapping[str, Any] | None = None) -> Job:
    """Return a job for the notebooks of a week as they were released: where it cannot be graded, nothing can."""
    folder = f"release/{package.week}"
    contents: dict[str, bytes | str] = {name: package.files[f"{folder}/{name}.ipynb"] for name in _masters(package)}
    return _job("", contents, {}, package, settings)


def _job(
    student: str,
    contents: dict[str, bytes | str],
    others: dict[str, bytes | str],
    package: Package,
    settings: Mapping[str, Any] | None,
) -> Job:
    limits = dict(settings or {})
    unconfined, everything = limits.pop("unconfined", False), limits.pop("everything", False)
    job: dict[str, Any] = {
        "schema": SCHEMA,
        "student": student,
        "notebooks": contents,
        "others": others,
        "limits": asdict(Limits(**limits)),
        "unconfined": unconfined,
        "everything": everything,
        "environment": versions.environment(),
        "engine": versions.engine(),
        "submission": versions.digest([sorted(contents.items()), sorted(others.items())]),
    }
    named = [job[name] for name in ("student", "submission", *SETTINGS)]
    return cast(Job, {**job, "key": versions.digest([package.key, *named])})


def grade(job: Job, package: Package) -> Result:
    """Grade one job and return its result, a dictionary of plain data.

    Raises RuntimeError, saying what is wrong with this machine, if it cannot grade; nothing that a submission does.
    """
    own = (SCHEMA, versions.environment(), versions.engine())
    if (job.get("schema"), job["environment"], job["engine"]) != own:
        raise RuntimeError(
            f"the worker on {platform.node() or 'another machine'} has other versions of Python's packages or of this "
            "project than the machine that asks: install the same commit with the same requirements.txt"
        )
    folder, limits = unpacked(package), Limits(**job["limits"])
    owners = json.loads((folder / OWNERS).read_bytes())
    renamed, elsewhere = _by_cells(job, package, owners)
    handed_in = {name: job["others"][files[0]] for name, files in renamed.items() if len(files) == 1} | job["notebooks"]
    if not handed_in:
        hints = [f"{name} may be {_listed(files)}" for name, files in renamed.items()]
        hints += [f"`{file}` is `{place}`" for place, files in elsewhere.items() for file in files]
        return failed(job, package, "; ".join(["no notebook was handed in under a name of this week", *hints]))
    result = _empty(job, package)
    seconds = Times(cells=0.0, checks=0.0, student=0.0, total=0.0)
    for name in _masters(package):
        master = folder / "release" / package.week / f"{name}.ipynb"
        if name not in handed_in:
            result["exercises"] += [asdict(mark) for mark in execute.not_handed_in(notebooks.read(master), name)]
            among = f" under its name; it may be {_listed(renamed[name])}" if name in renamed else ""
            result["notes"][name] = [f"not handed in{among}."]
            continue
        notebook, _ = rebuild.rebuild(master, handed_in[name], f"{package.course}/{package.week}/{name}", owners)
        if name not in job["notebooks"]:
            rebuild.add_notes(
                notebook, [f"It was handed in as `{renamed[name][0]}`; its cells say which notebook it is."]
            )
        confined, everything = not job["unconfined"], job["everything"]
        marks, times = execute.execute(notebook, folder, package.week, name, limits, confined, everything)
        result["exercises"] += map(asdict, marks)
        result["notes"][name] = rebuild.read_notes(notebook)
        result["unanswered"][name] = execute.unanswered(notebook, notebooks.read(master))
        result["notebooks"][name] = nbformat.writes(notebook).encode("utf-8", "replace").decode()
        seconds["cells"] += times["cells"]
        seconds["checks"] += times["checks"]
        seconds["student"] += times["student"]
        seconds["total"] += times["total"]
    return {**result, "seconds": seconds}


def _by_cells(job: Job, package: Package, owners: dict[str, str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return which files with other names are notebooks of the week that are missing: {name: [file]}; and which are
    others of the course: {COURSE/WEEK/NAME: [file]}. Of equal files there is one."""
    renamed: dict[str, list[str]] = {}
    elsewhere: dict[str, list[str]] = {}
    for content, file in {content: file for file, content in reversed(job["others"].items())}.items():
        try:
            place = recognition.identify(rebuild.read_cells(content), owners) if isinstance(content, bytes) else ""
        except ValueError:
            continue
        folder, _, name = place.rpartition("/")
        if folder != f"{package.course}/{package.week}":
            elsewhere.setdefault(place, []).append(file)
        elif name not in job["notebooks"]:
            renamed.setdefault(name, []).append(file)
    elsewhere.pop("", None)
    return renamed, elsewhere


def _listed(files: Iterable[str]) -> str:
    return " or ".join(f"`{file}`" for file in sorted(files))


def failed(job: Job, package: Package, trouble: str) -> Result:
    """Return the result of a job that could not be graded, for whatever reason; it has no points."""
    return {**_empty(job, package), "outcome": "failed", "trouble": trouble}


def _empty(job: Job, package: Package) -> Result:
    """Return the result of a job in which nothing stands yet but what it is about."""
    return {
        "schema": SCHEMA,
        "course": package.course,
        "week": package.week,
        "release": package.key,
        "key": job["key"],
        "student": job["student"],
        "submission": job["submission"],
        "limits": job["limits"],
        "unconfined": job["unconfined"],
        "everything": job["everything"],
        "environment": job["environment"],
        "engine": job["engine"],
        "outcome": "graded",
        "trouble": "",
        "seconds": {"total": 0.0},
        "exercises": [],
        "notes": {},
        "unanswered": {},
        "notebooks": {},
    }


def _masters(package: Package) -> list[str]:
    """Return the names of the week's notebooks, in order."""
    parts = [Path(path).parts for path in package.files]
    return [Path(part[2]).stem for part in parts if len(part) == 3 and part[2].endswith(".ipynb")]


# Of this process: the folder of the last package, by its key.
_unpacked: dict[str, "tempfile.TemporaryDirectory[str]"] = {}


def unpacked(package: Package) -> Path:
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
