"""Whether this installation works: its files and packages, and notebooks that begin to run."""

import hashlib
import importlib.metadata
import json
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

from grading import notebooks
from grading.desk import material, packing, private, workspace
from helpers import progress

SECONDS = 300  # for a set-up cell: the first one after an installation compiles what it imports


def examine(root=notebooks.ROOT, say=print):
    """Try what a student needs below `root`, `say` each step, and return sentences about what does not work.

    A package in another version than the lock's is said and is no problem by itself: it may be a build for a GPU.
    """
    root = Path(root)
    problems = changed_files(root)
    for line in other_packages((root / "requirements.txt").read_text(encoding="utf-8")):
        say(line)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "workspace"
        workspace.update(place, root)
        entries = progress.notebooks(place)
        packing.prepare(place, entries)
        for entry in entries:
            say(f"{entry.path}: the set-up")
            problems += set_up_problems(place / entry.path)
        problems += untouched_problems(place, entries[0], say) if entries else ["there is no notebook at all."]
    return problems


def changed_files(root):
    """Return sentences about files that are not as they were published; none in the project itself."""
    path = root / material.MANIFEST
    problems = []
    for name, digest in json.loads(path.read_text(encoding="utf-8")).items() if path.is_file() else ():
        if not (root / name).is_file():
            problems.append(f"{name} is missing: get it again (`git checkout {name}`).")
        elif hashlib.sha256((root / name).read_bytes()).hexdigest() != digest:
            problems.append(f"{name} is not as it was published: get it again, and keep a copy if it is your work.")
    return problems


def other_packages(lock):
    """Return sentences about packages that are missing or in another version than the text of the lock has."""
    lines = []
    for requirement in map(Requirement, lock.splitlines()):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            version = "missing"
        if version not in requirement.specifier:
            lines.append(f"{requirement.name} is {version}; the lock has {requirement.specifier}")
    return lines


def set_up_problems(path):
    """Run the set-up cell of a notebook in a fresh kernel; return a list with what it raised, or an empty one."""
    notebook = notebooks.read(path)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:1]
    try:
        notebooks.execute(notebook, path.parent, SECONDS, path.name)
    except RuntimeError as error:
        return [str(error)]
    return []


def untouched_problems(place, entry, say):
    """Run an untouched notebook as `course submit` does; return a list with what is not as it should be."""
    say(f"{entry.path}: all of it, untouched")
    look = packing.look(place, Path(entry.path).parent.as_posix(), entry)
    notes = [note for note in look.notes if note != private.NOTE]
    if look.earned or look.lacks[:1] != ["not written yet: all of it"] or notes:
        return [f"{entry.path} earned {look.earned:g} points untouched: {'; '.join([*look.lacks, *notes])}."]
    return []
