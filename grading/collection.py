"""What students handed in, put where it is graded: `course collect COURSE FOLDER`.

Below FOLDER may lie, in any mixture: archives that `course submit` made; notebooks or archives in folders with the
students' names; what Moodle or Canvas gives for download, where a name begins with the student's. The newest of each
student goes to `COURSE/submitted/STUDENT/WEEK/`; nothing that was there before is lost.

What lies there was made by somebody who may mean harm, so a file that cannot be taken is refused by name and reason,
and the others go on. nbgrader's `zip_collect` is not used, because it unpacks archives, and archives in archives,
without a limit, follows links, takes whatever one pattern finds anywhere in a path for the student's name, and clears
what was collected before.
"""

import functools
import json
import os
import re
import shutil
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from nbgrader.utils import parse_utc

from grading import archive, intake, results
from grading.archive import Refused
from grading.intake import STAMP
from helpers import files

RECORD = "collected.json"  # beside the notebooks: where they came from
# What platforms call folders and files. Only the first name below the folder is asked, since the others may be the
# student's, and its first part is the platform's.
MOODLE_FOLDER = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_file_?")
MOODLE_FILE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_file_(?P<file>.+)")
CANVAS_FILE = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_(?P<file>.+)")
AGAIN = re.compile(r"-(\d+)$")  # Canvas puts it behind the name of a file that is handed in again


@dataclass(frozen=True)
class Owner:
    """Whose a file is: the name as it was found, and the number by which a platform knows the student, or ""."""

    name: str
    number: str = ""


@dataclass
class File:
    """A file that was handed in.

    place: its path relative to the folder. owner: whose it is by that, None if it does not say. name: what the student
    called it. folders: between the student's and the file. made: the time of the file. again: how often Canvas says it
    was handed in again. notes: sentences about it.
    """

    path: Path
    place: str
    owner: Owner | None
    name: str
    folders: tuple
    made: datetime
    again: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass
class Offer:
    """One submission: an archive, or the notebooks of a student and week that lie loose.

    sources: the files, relative to the folder. load: a function that returns the notebooks' bytes by name, or raises
    Refused. claimed: the student's name in the manifest, or "". again: as in `File`. student: the id. outcome: what has
    become of it.
    """

    owner: Owner
    week: str
    made: datetime
    sources: list[str]
    load: functools.partial
    claimed: str = ""
    again: int = 0
    notes: list[str] = field(default_factory=list)
    student: str = ""
    outcome: str = ""


def collect(course, folder, week=None):
    """Put what was handed in into `submitted/`.

    Arguments: course and folder, paths; week, of which everything is (default: found for each file).
    Returns a list of `Offer` with what has become of each, and a list of pairs (file, why it was refused).
    Raises FileNotFoundError, saying what to do, if there is no release or no folder, RuntimeError if the course is
    being graded, and OSError if a file cannot be written; what is in `submitted/` is whole all the same.
    """
    course, folder = Path(course), Path(folder)
    masters = sorted(course.glob("release/*/*.ipynb"))
    weeks = {name: [path.name for path in found] for name, found in groupby(masters, lambda path: path.parent.name)}
    if not weeks:
        raise FileNotFoundError(f"{course.name} has no released week: run `course release {course.name}` first.")
    if week is not None and week not in weeks:
        raise FileNotFoundError(f"{course.name} has no released {week}; released are {', '.join(weeks)}.")
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder: unpack what you have downloaded and name the folder.")
    run = _Run(course, folder, week, weeks)
    with results.only_writer(course):
        run.find()
        run.identify()
        run.choose()
    run.offers.sort(key=lambda offer: (offer.student, offer.week, offer.made))
    return run.offers, sorted(run.refused)


class _Run:
    """One run of `collect`."""

    def __init__(self, course, folder, week, weeks):
        self.course, self.folder, self.week, self.weeks = course, folder, week, weeks
        self.released = {path.relative_to(course).parts[2:] for path in course.glob("release/*/**/*")}
        self.offers, self.refused = [], []

    def refuse(self, offer, reason):
        """Take an offer back."""
        self.offers.remove(offer)
        self.refused += [(source, str(reason)) for source in offer.sources]

    def find(self):
        """Look at every file below the folder, and make offers of those that can be taken."""
        loose = {}  # the notebooks that lie loose, by student, folder and name
        for place, folders, names in os.walk(self.folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not archive.JUNK.fullmatch(name))
            links = [name for name in folders if (Path(place) / name).is_symlink()]  # they are not followed
            for name in sorted([*names, *links]):
                if archive.JUNK.fullmatch(name):
                    continue
                path = Path(place) / name
                try:
                    file = self._file(path)
                    if path.suffix.lower() == ".zip":
                        self.offers.append(self._offer(file, archive.read(_bytes(path))))
                    else:
                        name = self._notebook(file)
                        loose.setdefault((file.owner, file.folders), {}).setdefault(name, []).append(file)
                except Refused as reason:
                    self.refused.append((path.relative_to(self.folder).as_posix(), str(reason)))
        for (owner, folders), found in loose.items():
            self._offer_loose(owner, folders, found)

    def _unreadable(self, error):
        self.refused.append((Path(error.filename).relative_to(self.folder).as_posix(), "cannot be read"))

    def _file(self, path):
        """Return the `File` at a path. Raises Refused if it is of no use."""
        parts = path.relative_to(self.folder).parts
        if path.is_symlink():
            raise Refused("is a link")
        if path.suffix.lower() not in (".zip", ".ipynb"):
            raise Refused("is neither a notebook nor a zip archive")
        made = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        file = File(path, "/".join(parts), None, parts[-1], parts[1:-1], made)
        first = unicodedata.normalize("NFC", parts[0])
        if len(parts) > 1:
            found = MOODLE_FOLDER.fullmatch(first)
            file.owner = Owner(found["name"], found["number"]) if found else Owner(first)
            if not found and file.folders and (len(file.folders) > 1 or file.folders[0] not in self.weeks):
                raise Refused("lies too deep: it must be STUDENT/FILE or STUDENT/WEEK/FILE")
            return file
        moodle, canvas = MOODLE_FILE.fullmatch(first), CANVAS_FILE.fullmatch(first)
        if moodle and canvas:
            raise Refused("has a name of Moodle's form and of Canvas's, which name different students")
        if found := moodle or canvas:
            file.owner, file.name = Owner(found["name"], found["number"]), found["file"]
        if canvas:
            again = AGAIN.search(Path(file.name).stem)
            file.again = int(again[1]) if again else 0
            file.notes = ["late, says Canvas"] * bool(canvas["late"])
        return file

    def _notebook(self, file):
        """Return which notebook a file is that lies loose."""
        _bytes(file.path)
        if file.owner is None:
            raise Refused("lies where no name of a student is: put it into a folder that is called like the student")
        known = {name for names in self.weeks.values() for name in names}
        if file.again and file.name not in known:
            file.name = f"{AGAIN.sub('', Path(file.name).stem)}.ipynb"
        if file.name not in known:
            raise Refused(f"is no notebook of a released week, as far as its name, {file.name}, goes")
        return file.name

    def _offer(self, file, found):
        """Return the offer that an archive is. Raises Refused if it does not fit together."""
        claimed = unicodedata.normalize("NFC", found.student)
        if not file.owner and not claimed:
            raise Refused("holds no name of a student: put it into a folder that is called like the student")
        if not found.notebooks:
            raise Refused("holds no notebook")
        for path in found.others:
            if not self._is_released(path):
                hint = ": it is an archive of archives, unpack it first" if path.endswith(".zip") else ""
                raise Refused(f"holds {path!a}, which is no notebook{hint}")
        made, folders = file.made, file.folders
        if found.made:
            folders = [found.week]
            if found.course != self.course.name or found.week not in self.weeks:
                raise Refused(f"is of {found.course}/{found.week}, which is no released week of {self.course.name}")
            named = [week for week in self.weeks if file.name.endswith(f"_{week}.zip")]
            if named and found.week not in named:
                raise Refused(f"is of {found.week}, as its manifest says, not of {named[0]}, as its name does")
            if named and not file.owner and file.name != f"{found.student}_{found.week}.zip":
                raise Refused(f"is of the student {found.student!a}, as its manifest says, not of the one in its name")
            if found.made <= datetime.now(UTC):  # else the student's clock is wrong
                made = found.made
        week, load = self._week(found.notebooks, folders), functools.partial(_unpack, file.path)
        owner = file.owner or Owner(claimed)
        return Offer(owner, week, made, [file.place], load, claimed, file.again, file.notes)

    def _is_released(self, path):
        """Return whether a path in an archive is that of a released file, whatever folder it is in."""
        parts = tuple(path.split("/"))
        return any(parts[start:] in self.released for start in range(len(parts)))

    def _week(self, names, folders):
        """Return the week of notebooks: the one asked for, the one among `folders`, or the only one that has them."""
        stated = [week for week in folders if week in self.weeks]
        if stated and self.week not in (None, stated[0]):
            raise Refused(f"is of {stated[0]}, not of {self.week}")
        asked = self.week or (stated[0] if stated else None)
        if asked:
            unknown = sorted(set(names) - set(self.weeks[asked]))
            if unknown:
                raise Refused(f"holds {unknown[0]!a}, which is no notebook of {asked}")
            return asked
        fitting = [week for week, known in sorted(self.weeks.items()) if set(names) <= set(known)]
        if len(fitting) != 1:
            which = f"it could be {' or '.join(fitting)}" if fitting else "no released week has all its notebooks"
            raise Refused(f"does not say of which week it is ({which}): name it with --week")
        return fitting[0]

    def _offer_loose(self, owner, folders, found):
        """Make an offer of a student's loose notebooks: the newest file of each name."""
        newest, notes = {}, []
        for name, copies in found.items():
            *older, newest[name] = sorted(copies, key=attrgetter("made", "again", "place"))
            notes += newest[name].notes + [f"{file.place} is older than {newest[name].place}" for file in older]
        places = [file.place for file in newest.values()]
        try:
            week = self._week(newest, folders)
        except Refused as reason:
            self.refused += [(place, str(reason)) for place in places]
            return
        load = functools.partial(_read, {name: file.path for name, file in newest.items()})
        last = max(newest.values(), key=attrgetter("made", "again"))
        notes = list(dict.fromkeys(notes))
        self.offers.append(Offer(owner, week, last.made, places, load, again=last.again, notes=notes))

    def identify(self):
        """Give each offer its student's id; refuse those where two students would become one."""
        there = {path.name for path in self.course.glob("submitted/*")}
        for offer in [*self.offers]:
            offer.student = intake.usable(offer.owner.name)
            if problem := intake.id_problem(offer.student):
                self.refuse(offer, problem)
            elif offer.student != offer.owner.name:
                offer.notes.append(f"the name {offer.owner.name!a} is written {offer.student}")
            if offer.claimed and offer.claimed != offer.owner.name:
                offer.notes.append(f"packed under the name {offer.claimed}")
        for key, group in groupby(sorted(self.offers, key=_key), _key):
            group = list(group)
            owners = {offer.owner for offer in group}
            known = {owner for owner in owners if owner.number}
            claims = {offer.claimed for offer in group if offer.claimed and not offer.owner.number}
            alike = [name for name in there if _fold(name) == key and name != group[0].student]
            for offer in group:
                others = sorted(f"{owner.name} {owner.number}".strip() for owner in owners - {offer.owner})
                if others and (len(known) != 1 or not offer.owner.number):
                    self.refuse(offer, f"would fall together with that of another student: {', '.join(others)}")
                elif alike:
                    self.refuse(offer, f"would fall together with that of another student: submitted/{alike[0]}")
                elif len(claims) > 1 and offer.claimed and not offer.owner.number:
                    self.refuse(offer, f"lies with archives of other students: {', '.join(sorted(claims))}")

    def choose(self):
        """Put the newest offer of each student and week into `submitted/`."""
        place = attrgetter("student", "week")
        for _, group in groupby(sorted(self.offers, key=place), place):
            *older, newest = sorted(group, key=lambda offer: (offer.made, offer.again, offer.sources))
            for offer in older:
                offer.outcome = f"superseded by {newest.sources[0]}"
            try:
                self._put(newest)
            except Refused as reason:
                self.refuse(newest, reason)

    def _put(self, offer):
        """Put one offer in its place, whole, unless what is there is the same or newer."""
        target = self.course / "submitted" / offer.student / offer.week
        handed_in, there = offer.load(), _there(target, self.weeks[offer.week])
        if handed_in == there:
            offer.outcome = "unchanged"
            return
        record = _record(target)
        if record.get("number") and offer.owner.number not in ("", record["number"]):
            raise Refused(f"would replace that of another student of this name, number {record['number']}")
        when = _time(target, there)
        if there and when >= offer.made:
            offer.outcome = "older than what is there"
            return
        for name, content in handed_in.items():
            try:
                intake.read_cells(content)
            except ValueError as error:
                offer.notes.append(f"{name} {error}")
        lost = sorted(set(there) - set(handed_in))
        offer.notes += [f"the earlier one also had {', '.join(lost)}"] * bool(lost)
        record = {"student": offer.owner.name, "number": offer.owner.number, "files": offer.sources}
        stamp = f"{offer.made:%Y-%m-%d %H:%M:%S} UTC"
        extra = {STAMP: stamp.encode(), RECORD: json.dumps(record, indent=1).encode()}
        kept = target.with_name(f"{target.name}.earlier") / f"{when:%Y-%m-%d_%H-%M-%S}"
        kept = files.free(kept, "again") if kept.exists() else kept
        replaced = _replace(target, {**handed_in, **extra}, kept)
        offer.outcome = f"new; the earlier one is {kept.relative_to(self.course)}" if replaced else "new"


def _fold(name):
    """Return what is the same for two names that some file systems take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _key(offer):
    return _fold(offer.student)


def _bytes(path):
    """Return the bytes of a file that was handed in. Raises Refused."""
    taken = intake.take(path, archive.LIMIT if path.suffix.lower() == ".zip" else intake.SIZE_LIMIT)
    if isinstance(taken, str):
        raise Refused(taken)
    return taken


def _unpack(path):
    return archive.read(_bytes(path)).notebooks


def _read(paths):
    return {name: _bytes(path) for name, path in paths.items()}


def _there(target, names):
    """Return the notebooks that are in `submitted/` already."""
    return {name: intake.take(target / name) for name in names if (target / name).is_file()}


def _record(target):
    """Return what was noted of an earlier collection, {} if there was none."""
    try:
        record = json.loads((target / RECORD).read_bytes())
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


def _time(target, names):
    """Return when what is in `submitted/` was handed in."""
    try:
        return parse_utc((target / STAMP).read_text(encoding="utf-8").strip()).replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        times = [int((target / name).stat().st_mtime) for name in names]
        return datetime.fromtimestamp(max(times, default=0), UTC)


def _replace(target, contents, kept):
    """Put files into the folder `target`, all or none. One that is there becomes `kept`; return whether there was."""
    fresh, there = target.with_name(f".{target.name}.part"), target.exists()
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
    try:
        for name, content in contents.items():
            files.write(fresh / name, content)
        if there:
            kept.parent.mkdir(exist_ok=True)
            target.rename(kept)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if there and not target.exists():
            kept.rename(target)
        raise
    return there
