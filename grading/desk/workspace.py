"""The student's folder: every released file, put there without ever overwriting what the student changed."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from grading import notebooks
from grading.desk import material
from grading.intake import recognition
from helpers import files, progress

MANIFEST = ".course.json"
ORIGINALS = "originals"  # the folder in `.progress` with every notebook as it was released


@dataclass
class Changes:
    """What an update did: names of files, relative to the workspace."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)  # (the student's file, the new version's name)


def update(workspace, root=notebooks.ROOT):
    """Bring `workspace` up to date with the released material and return the `Changes`.

    A file that is not there is added; one that is as it was released is replaced by a newer version; one that the
    student changed stays, and the newer version is put beside it. Raises OSError if the disk is full, with every file
    whole: old or new.
    """
    workspace, root = Path(workspace), Path(root)
    workspace.mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(workspace)
    changes = Changes()
    try:
        for week in material.weeks(root):
            for source in notebooks.released(week):
                name = f"{material.place(week)}/{source.relative_to(week).as_posix()}"
                _install(workspace, name, source, manifest, changes)
    finally:
        files.write(workspace / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
    files.write(workspace / progress.FOLDER / progress.CATALOGUE, json.dumps(catalogue(root), indent=1).encode())
    progress.write_page(workspace, progress.notebooks(workspace))
    return changes


def original(workspace, path):
    """Return where the notebook `path`, COURSE/WEEK/NAME.ipynb, is kept as it was released last."""
    return Path(workspace) / progress.FOLDER / ORIGINALS / path


def owners(workspace):
    """Return which notebook each cell is of, as `recognition.owners` does, from the originals."""
    folder = original(workspace, "")
    return recognition.owners_of(
        (path, path.relative_to(folder).with_suffix("").as_posix()) for path in sorted(folder.glob("*/*/*.ipynb"))
    )


def _install(workspace, name, source, manifest, changes):
    """Install one file; `manifest[name]` keeps the digests of its source, of what was last installed, and of
    what was last put beside a changed file."""
    origin = source.read_bytes()
    known = manifest.get(name, {})
    target, pristine = workspace / name, original(workspace, name) if source.suffix == ".ipynb" else None
    newest = known.get("offered", known.get("installed"))
    whole = pristine is None or (pristine.is_file() and _digest(pristine.read_bytes()) == newest)
    there = known.get("source") == _digest(origin) and target.is_file()
    if there and whole:
        return
    content = material.text(source).encode() if pristine else origin
    if pristine:
        files.write(pristine, content)
    if there:
        return
    entry = {"source": _digest(origin), "installed": _digest(content)}
    mine = _digest(target.read_bytes()) if target.is_file() else None
    if mine is None:
        files.write(target, content)
        changes.added.append(name)
    elif mine in (known.get("installed"), known.get("offered")):
        if mine != entry["installed"]:
            files.write(target, content)
            changes.replaced.append(name)
    elif mine != entry["installed"] and known.get("installed") != entry["installed"]:
        beside = files.free(target, "new")
        files.write(beside, content)
        changes.beside.append((name, beside.name))
        entry = {"source": entry["source"], "installed": known.get("installed"), "offered": entry["installed"]}
    manifest[name] = entry


def _read_manifest(workspace):
    """Return what was installed before; a damaged manifest is set aside, so that no file counts as untouched."""
    path = workspace / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(manifest, dict) and all(isinstance(entry, dict) for entry in manifest.values()):
            return manifest
    except FileNotFoundError:
        return {}
    except ValueError:
        pass
    path.replace(path.with_name(MANIFEST + ".damaged"))
    return {}


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def catalogue(root=notebooks.ROOT):
    """Return the notebooks that exist, in course order, as dictionaries with what `helpers.progress.Notebook` needs."""
    entries = []
    for week in material.weeks(root):
        course = Path(root) / material.place(week).partition("/")[0]
        for path in sorted(week.glob("*.ipynb")):
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            entries.append(
                {
                    "path": f"{material.place(week)}/{path.name}",
                    "course": material.heading(course / "README.md"),
                    "week": week.name.split("_")[0].replace("week", ""),
                    "title": "".join(cells[0]["source"]).split("\n")[0].lstrip("# "),
                    "points": sum(cell["metadata"].get("nbgrader", {}).get("points", 0) for cell in cells),
                }
            )
    return entries
