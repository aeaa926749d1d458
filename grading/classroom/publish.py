"""The students' edition: a folder with all that a student needs, and nothing that answers an exercise.

An instructor pushes it as a git repository or hands it out as a zip. What is in it is named here, file by file or by
pattern: nothing else is published.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from grading import notebooks
from grading.desk import material
from helpers import files

ROOMS = ("intake", "desk")  # of `grading`: what a student's commands need
COPIED: tuple[str, ...] = (
    "LICENSE",
    "requirements.txt",
    "environment.yml",
    "data/*.md",
    "data/*.h5",
    "data/*.txt",
    "data/*.npz",
    "data/*/*.npz",
    "data/*.zip",
    "data/*/*.txt",
    "images/*.png",
    "helpers/*.py",
    "helpers/checks/*.py",
    *(f"grading/{name}.py" for name in ("__init__", "notebooks", "prefork", "text")),
    *(f"grading/{room}/*.py" for room in ROOMS),
)
TEMPLATES = {"common.mk": "common.mk", "Makefile": "Makefile", "gitignore": ".gitignore"}  # of the folder `edition`
COMMAND = "grading.desk.commands:main"


@dataclass
class Changes:
    """What publishing did: names of files, relative to the edition."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def publish(folder, courses=(), root=notebooks.ROOT):
    """Write the edition of `courses` (default: all that there are) into `folder`, and return the `Changes`.

    What is as it was published last is not touched, and what does not belong to it any more is removed. Other files in
    the folder, such as those of git, are left alone.
    Raises ValueError, with nothing written, if a file that is to be written or removed was changed there by hand.
    """
    folder, root = Path(folder), Path(root)
    contents = edition(courses, root)
    published = _published(folder)
    old = {name: _digest((folder / name).read_bytes()) for name in {*contents, *published} if (folder / name).is_file()}
    new = {name: _digest(content) for name, content in contents.items()}
    edited = sorted(name for name in old if old[name] not in (published.get(name), new.get(name)))
    if edited:
        raise ValueError(
            f"not published, since there are files in {folder} that are not as they were published last: "
            f"{', '.join(edited)}. Delete or rename them, and mend the project in their place."
        )
    changes = Changes(
        added=sorted(new.keys() - old.keys()),
        replaced=sorted(name for name in new.keys() & old.keys() if old[name] != new[name]),
        removed=sorted(old.keys() - new.keys()),
    )
    for name in changes.added + changes.replaced:
        files.write(folder / name, contents[name])
    for name in changes.removed:
        (folder / name).unlink()
    files.write(folder / material.MANIFEST, json.dumps(new, indent=1, sort_keys=True).encode())
    return changes


def edition(courses=(), root=notebooks.ROOT):
    """Return what the edition of some courses holds: the bytes of each file by its name."""
    root = Path(root)
    weeks = [week for week in material.weeks(root) if not courses or week.parents[1].name in courses]
    places = list(dict.fromkeys(week.parents[1] for week in weeks))
    contents = {
        path.relative_to(root).as_posix(): path.read_bytes() for pattern in COPIED for path in root.glob(pattern)
    }
    contents |= {target: (root / "edition" / name).read_bytes() for name, target in TEMPLATES.items()}
    contents["pyproject.toml"] = _pyproject((root / "pyproject.toml").read_text(encoding="utf-8")).encode()
    contents["README.md"] = _readme(root, places).encode()
    for course in places:
        glossary = course / "glossary.md"  # a course that is only begun has none
        for page in (course / "README.md", *[glossary] * glossary.is_file()):
            text = page.read_text(encoding="utf-8").replace(f"]({material.SOURCE}/", "](")
            contents[f"{course.name}/{page.name}"] = text.encode()
    for week in weeks:
        for path in notebooks.released(week):
            name = f"{material.place(week)}/{path.relative_to(week).as_posix()}"
            contents[name] = material.text(path).encode() if path.suffix == ".ipynb" else path.read_bytes()
    return contents


def _readme(root, courses):
    """Return the students' page: the template, the courses, and the sections that the project's own page has, too."""
    page = (root / "README.md").read_text(encoding="utf-8")
    links = [f"- [{material.heading(course / 'README.md')}]({course.name}/README.md)" for course in courses]
    template = (root / "edition" / "README.template").read_text(encoding="utf-8").replace("{courses}", "\n".join(links))
    return re.sub(r"\{section: (.*)\}", lambda match: _section(page, match.group(1)), template)


def _section(page, title):
    """Return one section of a page, with its heading; ValueError if there is none."""
    match = re.search(rf"^## {re.escape(title)}\n.*?(?=\n## |\Z)", page, re.DOTALL | re.MULTILINE)
    if match is None:
        raise ValueError(f"README.md has no section {title!r}, which the students' page is to have.")
    return match.group().strip()


def _pyproject(text):
    """Return the edition's pyproject.toml: the project's, as far as it is about what students have."""
    document = tomllib.loads(text)
    project = document["project"]
    parts = {
        "project": {
            **{name: project[name] for name in ("name", "version", "description", "requires-python", "license")},
            "dependencies": project["dependencies"],
        },
        "project.scripts": {"course": COMMAND},
        **{f'project.entry-points."{group}"': points for group, points in project["entry-points"].items()},
        "build-system": document["build-system"],
        "tool.setuptools": {
            "packages": ["helpers", "helpers.checks", "grading", *(f"grading.{room}" for room in ROOMS)]
        },
        "tool.uv": document["tool"]["uv"],
    }
    # A JSON string is a TOML string, and a list of strings a list of strings.
    return "\n".join(
        f"[{title}]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in table.items())
        for title, table in parts.items()
    )


def _published(folder):
    """Return the digest of every file that was published into `folder` last; ValueError if its record is damaged."""
    path = folder / material.MANIFEST
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError:
        raise ValueError(f"{path} is damaged: bring it back with git, or publish into a new folder.") from None


def _digest(content):
    return hashlib.sha256(content).hexdigest()
