"""What the exports of platforms look like: whose a file is, and what the student called it, by where it lies.

Only the first name below the folder is asked, since the others may be the student's, and its first part is the
platform's.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grading.intake.archive import NOTEBOOK, Refused

MOODLE_FOLDER = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+_?")
MOODLE_FILE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+_(?P<file>.+)")
MOODLE_MARK = re.compile(r"_\d+_assignsubmission_[a-z]+")
CANVAS_FILE = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_(?P<file>.+)")
CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<number>[0-9A-Za-z]{5})_\d+_(?P<file>.+)")
AGAIN = re.compile(r"-(\d+)$")  # Canvas puts it behind the name of a file that is handed in again
MOODLE, CANVAS = "Moodle", "Canvas"


@dataclass(frozen=True)
class Owner:
    """Whose a file is: the name that the export gives, and by which number which platform knows the student, or ""."""

    name: str
    number: str = ""
    platform: str = ""


@dataclass
class File:
    """A file that was handed in.

    place: its path relative to the folder. owner: whose it is by that, None if it does not say. name: what the student
    called it. folders: between the student's and the file. time: of the file. again: how often Canvas says it was
    handed in again. notes: sentences about it.
    """

    path: Path
    place: str
    owner: Owner | None
    name: str
    folders: tuple
    time: datetime
    again: int = 0
    notes: list[str] = field(default_factory=list)


def describe(path, folder, weeks):
    """Return the `File` at a path below `folder`, which is collected. Raises Refused if it is of no use.

    Arguments: weeks, the names of those that are released.
    """
    parts = path.relative_to(folder).parts
    if path.is_symlink():
        raise Refused("is a link")
    now = datetime.now(UTC).replace(microsecond=0)
    time = min(datetime.fromtimestamp(int(path.stat().st_mtime), UTC), now)  # a clock may be wrong
    file = File(path, "/".join(parts), None, parts[-1], parts[1:-1], time)
    first = unicodedata.normalize("NFC", parts[0])
    if len(parts) > 1:
        _by_folder(file, first, weeks)
    else:
        _by_name(file, first)
    return file


def _by_folder(file, first, weeks):
    """Note whose a file is that lies in the folder `first` of the export."""
    moodle = MOODLE_FOLDER.fullmatch(first)
    file.owner = _moodle(moodle) if moodle else Owner(first)
    too_deep = len(file.folders) > 1 or (file.folders and file.folders[0] not in weeks)
    is_work = file.path.suffix.lower() == ".zip" or NOTEBOOK.fullmatch(file.path.name)
    if not moodle and too_deep and is_work:
        raise Refused("lies too deep: it must be STUDENT/FILE or STUDENT/WEEK/FILE")


def _by_name(file, first):
    """Note whose a file is that lies in no folder, by its name `first`."""
    moodle = MOODLE_FILE.fullmatch(first)
    canvas = CANVAS_ANONYMOUS.fullmatch(first) or CANVAS_FILE.fullmatch(first)
    if moodle and canvas:
        raise Refused("has a name of Moodle's form and of Canvas's, which name different students")
    if len(MOODLE_MARK.findall(first)) > 1:
        raise Refused("has Moodle's mark twice in its name, so it could be either student's: put it into a folder")
    if moodle:
        file.owner, file.name = _moodle(moodle), moodle["file"]
    if canvas:
        name = canvas.groupdict().get("name") or f"anon_{canvas['number']}"
        file.owner, file.name = Owner(name, canvas["number"], CANVAS), canvas["file"]
        again = AGAIN.search(Path(file.name).stem)
        file.again = int(again[1]) if again else 0
        file.notes = ["late, says Canvas"] if canvas["late"] else []


def _moodle(match):
    return Owner(match["name"], match["number"], MOODLE)
