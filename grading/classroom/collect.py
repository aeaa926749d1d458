"""What students handed in, put where it is graded: `course collect COURSE FOLDER`.

Below FOLDER may lie, in any mixture: archives that `course submit` made; notebooks or archives in folders with the
students' names; what Moodle or Canvas gives for download, where a name begins with the student's. Of each notebook the
newest that a student handed in goes to `COURSE/submitted/STUDENT/WEEK/`; nothing that was there before is lost.

What lies there was made by somebody who may mean harm, so a file that is unsafe or damaged is refused by name and
reason, and the others go on; what is only not needed is left out, and that is said. nbgrader's `zip_collect` is not
used, because it unpacks archives, and archives in archives, without a limit, follows links, takes whatever one pattern
finds anywhere in a path for the student's name, and clears what was collected before.
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

from grading.classroom import results
from grading.intake import archive, rebuild, recognition
from grading.intake.archive import NOTEBOOK, Refused
from grading.intake.rebuild import STAMP
from helpers import files

# What platforms call folders and files. Only the first name below the folder is asked, since the others may be the
# student's, and its first part is the platform's.
MOODLE_FOLDER = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+_?")
MOODLE_FILE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+_(?P<file>.+)")
MOODLE_MARK = re.compile(r"_\d+_assignsubmission_[a-z]+")
CANVAS_FILE = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_(?P<file>.+)")
CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<number>[0-9A-Za-z]{5})_\d+_(?P<file>.+)")
AGAIN = re.compile(r"-(\d+)$")  # Canvas puts it behind the name of a file that is handed in again
MOODLE, CANVAS = "Moodle", "Canvas"
PARTICIPANT = "Participant"  # Moodle's name for everybody whose name it does not give
SHOWN = 5  # of the files left out


class NotNeeded(Refused):
    """It is nothing that is graded, and does no harm."""


@dataclass(frozen=True)
class Owner:
    """Whose a file is: the name as it was found, and by which number which platform knows the student, or "" twice."""

    name: str
    number: str = ""
    platform: str = ""


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
class Found:
    """A notebook that was handed in.

    place: its path in the archive or in the folder that is collected. name: of the file. folders: it is in. made: when
    it was saved, for comparison. again: as in `File`. content: its bytes. of: the released notebooks that it can be,
    pairs (week, name). told: which notebook it is by its cells, COURSE/WEEK/NAME, or "" if they do not say. sure:
    whether it has the very name of a released one.
    """

    place: str
    name: str
    folders: tuple
    made: datetime
    content: bytes
    again: int = 0
    of: list = field(default_factory=list)
    told: str = ""
    sure: bool = False


@dataclass
class Offer:
    """What one archive, or the notebooks of a student that lie loose, have for a week.

    times: when each notebook was handed in, by its released name. places: the file that it is from, relative to the
    folder. load: a function that returns the notebooks' bytes by name, or raises Refused. claimed: the student's name
    in the manifest, or "". again: as in `File`. student: the id. outcome: what has become of it.
    """

    owner: Owner
    week: str
    times: dict
    places: dict
    load: functools.partial
    claimed: str = ""
    again: int = 0
    notes: list[str] = field(default_factory=list)
    student: str = ""
    outcome: str = ""

    @property
    def made(self):
        """When the last of it was handed in."""
        return max(self.times.values())

    @property
    def sources(self):
        """The files that it is from."""
        return list(dict.fromkeys(self.places.values()))


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
        run.say_what_is_left()
    run.offers.sort(key=lambda offer: (offer.student, offer.week, offer.made))
    return run.offers, sorted(run.refused)


class _Run:
    """One run of `collect`."""

    def __init__(self, course, folder, week, weeks):
        self.course, self.folder, self.week, self.weeks = course, folder, week, weeks
        self.released = [(name, notebook) for name, notebooks in weeks.items() for notebook in notebooks]
        self.owners = recognition.owners(course)
        self.offers, self.refused = [], []
        self.left = []  # triples (owner, file, why it is not needed)

    def refuse(self, offer, reason):
        """Take an offer back."""
        self.offers.remove(offer)
        self.refused += [(source, str(reason)) for source in offer.sources]

    def find(self):
        """Look at every file below the folder, and make offers of those that can be taken."""
        loose = {}  # the notebooks that lie loose, by student
        for place, folders, names in os.walk(self.folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not archive.JUNK.fullmatch(name))
            links = [name for name in folders if (Path(place) / name).is_symlink()]  # they are not followed
            for name in sorted([*names, *links]):
                if not archive.JUNK.fullmatch(name):
                    self._look(Path(place) / name, loose)
        for (owner, _), pairs in loose.items():
            self._offer_loose(owner, pairs)

    def _look(self, path, loose):
        place = path.relative_to(self.folder).as_posix()
        file = None
        try:
            file = self._file(path)
            if path.suffix.lower() == ".zip":
                self._offer(file)
            else:
                notebook = self._notebook(file)
                loose.setdefault((file.owner, file.folders), []).append((file, notebook))
        except NotNeeded as reason:
            self.left.append((file.owner, place, str(reason)))
        except Refused as reason:
            self.refused.append((place, str(reason)))
        except Exception as error:  # whatever a file leads its readers to, the others go on
            self.refused.append((place, f"cannot be read ({type(error).__name__}: {error})"))

    def _unreadable(self, error):
        self.refused.append((Path(error.filename).relative_to(self.folder).as_posix(), "cannot be read"))

    def _file(self, path):
        """Return the `File` at a path. Raises Refused if it is of no use."""
        parts = path.relative_to(self.folder).parts
        if path.is_symlink():
            raise Refused("is a link")
        now = datetime.now(UTC).replace(microsecond=0)
        made = min(datetime.fromtimestamp(int(path.stat().st_mtime), UTC), now)  # a clock may be wrong
        file = File(path, "/".join(parts), None, parts[-1], parts[1:-1], made)
        first = unicodedata.normalize("NFC", parts[0])
        if len(parts) > 1:
            found = MOODLE_FOLDER.fullmatch(first)
            file.owner = _moodle(found) if found else Owner(first)
            too_deep = len(file.folders) > 1 or (file.folders and file.folders[0] not in self.weeks)
            if not found and too_deep and _is_work(path):
                raise Refused("lies too deep: it must be STUDENT/FILE or STUDENT/WEEK/FILE")
            return file
        moodle = MOODLE_FILE.fullmatch(first)
        canvas = CANVAS_ANONYMOUS.fullmatch(first) or CANVAS_FILE.fullmatch(first)
        if moodle and canvas:
            raise Refused("has a name of Moodle's form and of Canvas's, which name different students")
        if len(MOODLE_MARK.findall(first)) > 1:
            raise Refused("has Moodle's mark twice in its name, so it could be either student's: put it into a folder")
        if moodle:
            file.owner, file.name = _moodle(moodle), moodle["file"]
        if canvas:
            named = canvas.groupdict().get("name")
            file.owner, file.name = Owner(named or f"anon_{canvas['number']}", canvas["number"], CANVAS), canvas["file"]
            again = AGAIN.search(Path(file.name).stem)
            file.again = int(again[1]) if again else 0
            file.notes = ["late, says Canvas"] * bool(canvas["late"])
        return file

    def _notebook(self, file):
        """Return the `Found` of a file that lies loose. Raises Refused."""
        if not NOTEBOOK.fullmatch(file.name):
            raise NotNeeded("is neither a notebook nor a zip archive")
        content = _bytes(file.path)
        if file.owner is None:
            raise Refused("lies where no name of a student is: put it into a folder that is called like the student")
        name = file.name
        if file.again and name not in {notebook for _, notebook in self.released}:
            name = f"{AGAIN.sub('', Path(name).stem)}.ipynb"
        found = Found(file.place, name, file.folders, file.made, content, file.again)
        self._recognize(found)
        return found

    def _recognize(self, item):
        """Note which released notebooks a notebook can be, by its cells, else by its name."""
        try:
            place = recognition.identify(rebuild.read_cells(item.content), self.owners)
        except ValueError:  # a damaged one is known by its name
            place = ""
        item.content = b""  # it is read again when it is put into its place
        if place:
            course, week, name = place.split("/")
            pair = (week, f"{name}.ipynb")
            item.of, item.told = [pair] if course == self.course.name and pair in self.released else [], place
            return
        item.of = [pair for pair in self.released if pair[1] == item.name]
        item.sure = bool(item.of)
        if not item.of:
            stems = {pair: _plain(pair[1]) for pair in self.released}
            within = [pair for pair, stem in stems.items() if _holds(_plain(item.name), stem)]
            longest = max((len(stems[pair]) for pair in within), default=0)
            item.of = [pair for pair in within if len(stems[pair]) == longest]

    def _offer(self, file):
        """Make the offers that are in an archive. Raises Refused if there are none, or if it does not fit together."""
        archives, left = archive.read(_bytes(file.path))
        offers, reasons = [], []
        claims = {found.student for found in archives if found.student}
        for number, found in enumerate(archives):
            if len(archives) == 1 and found.made:
                self._check_manifest(file, found)
            claimed = found.student or (claims.copy().pop() if len(claims) == 1 else "")
            offers += self._offers_of(file, number, found, unicodedata.normalize("NFC", claimed), left, reasons)
        if not offers and reasons:
            raise Refused(reasons[0])
        if not offers:
            raise (NotNeeded if file.owner else Refused)("holds no notebook")
        if left:
            offers[0].notes.append(f"left out: {_some(left)}")
        self.offers += offers

    def _offers_of(self, file, number, found, claimed, left, reasons):
        """Return the offers of one `Archive` of a file; add to `left` what is no part of them, and to `reasons` why."""
        if not file.owner and not claimed:
            raise Refused("holds no name of a student: put it into a folder that is called like the student")
        made, folders = file.made, file.folders
        if found.made:
            folders = (found.week,)
            if found.course != self.course.name or found.week not in self.weeks:
                raise Refused(f"is of {found.course}/{found.week}, which is no released week of {self.course.name}")
            if found.made <= datetime.now(UTC):  # else the student's clock is wrong
                made = found.made
        here = []
        for path, content in found.notebooks.items():
            *parts, name = path.split("/")
            here.append(Found(path, name, (*folders, *parts), found.saved[path], content))
            self._recognize(here[-1])
        chosen, rest, unclear = self._sort(here)
        for _, reason in unclear:
            raise Refused(reason)
        left += [f"{item.place}, which {reason}" for item, reason in rest]
        reasons += [f"holds {item.place!a}, which {reason}" for item, reason in rest]
        offers = []
        for week, items in chosen.items():
            load = functools.partial(_unpack, file.path, number, {name: item.place for name, item in items.items()})
            offer = Offer(
                file.owner or Owner(claimed), week, dict.fromkeys(items, made), dict.fromkeys(items, file.place), load
            )
            offer.claimed, offer.again = claimed, file.again
            offer.notes = [*file.notes, *found.notes, *self._renamed(week, items)]
            offers.append(offer)
        return offers

    def _check_manifest(self, file, found):
        """Refuse an archive whose manifest says something else than its name."""
        named = [week for week in self.weeks if file.name.endswith(f"_{week}.zip")]
        if named and found.week in self.weeks and found.week not in named:
            raise Refused(f"is of {found.week}, as its manifest says, not of {named[0]}, as its name does")
        if named and not file.owner and file.name != f"{found.student}_{found.week}.zip":
            raise Refused(f"is of the student {found.student!a}, as its manifest says, not of the one in its name")

    def _offer_loose(self, owner, pairs):
        """Make the offers of a student's notebooks that lie loose in one folder; pairs of `File` and `Found`."""
        chosen, rest, unclear = self._sort([item for _, item in pairs])
        self.left += [(owner, item.place, reason) for item, reason in rest]
        self.refused += [(item.place, reason) for item, reason in unclear]
        known = {item.place: file for file, item in pairs}
        for week, items in chosen.items():
            times = {name: item.made for name, item in items.items()}
            load = functools.partial(_read, {name: known[item.place].path for name, item in items.items()})
            offer = Offer(owner, week, times, {name: item.place for name, item in items.items()}, load)
            offer.again = max(items.values(), key=attrgetter("made", "again")).again
            offer.notes = list(dict.fromkeys(note for item in items.values() for note in known[item.place].notes))
            offer.notes += self._renamed(week, items)
            self.offers.append(offer)

    def _sort(self, items):
        """Return, of some `Found`, {week: {name of the released notebook: the one that counts}} and what is left out.

        The second is a list of pairs (`Found`, why it is not needed); the third of pairs (`Found`, why its week is not
        known).
        """
        left, candidates = [], []
        for item in items:
            stated = next((week for week in item.folders if week in self.weeks), None)
            asked = self.week or (None if item.told else stated)  # cells tell more than a folder
            fitting = [pair for pair in item.of if asked in (None, pair[0])]
            if fitting and (item.told or stated in (None, fitting[0][0])):
                candidates.append((item, fitting))
            elif item.told:
                why = f"not of {self.week}" if item.of else f"not a released notebook of {self.course.name}"
                left.append((item, f"is {item.told}, as its cells say, {why}"))
            elif self.week and stated not in (None, self.week):
                left.append((item, f"is of {stated}, not of {self.week}"))
            else:
                where = asked or "a released week"
                left.append((item, f"is no notebook of {where}, as far as its name, {item.name}, goes"))
        common = set(self.weeks).intersection(*({week for week, _ in fitting} for _, fitting in candidates))
        groups, unclear = {}, []
        for item, fitting in candidates:
            possible = [pair for pair in fitting if len(fitting) == 1 or {pair[0]} == common]
            if len(possible) == 1:
                groups.setdefault(possible[0], []).append(item)
                continue
            which = " or ".join(sorted({week for week, _ in fitting}))
            unclear.append((item, f"does not say of which week it is (it could be {which}): name it with --week"))
        chosen = {}
        for (week, name), group in sorted(groups.items()):
            *rest, best = sorted(group, key=functools.partial(_worth, name))
            chosen.setdefault(week, {})[name] = best
            for item in rest:
                why = "is older than" if item.made < best.made else "is not needed beside"
                left.append((item, f"{why} {best.place}"))
        return chosen, left, unclear

    def _renamed(self, week, items):
        """Return notes on notebooks, {name: `Found`}, that had another name or lay in the folder of another week."""
        notes = []
        for name, item in items.items():
            if item.name != name:
                notes.append(f"{item.name} is {name}" + ", as its cells say" * bool(item.told))
            elif any(folder in self.weeks and folder != week for folder in item.folders):
                notes.append(f"{item.name} is of {week}, as its cells say")
        return notes

    def identify(self):
        """Give each offer its student's id; refuse those where two students would become one."""
        there = {path.name for path in self.course.glob("submitted/*")}
        nameless = self._nameless()
        for offer in [*self.offers]:
            name = offer.owner.name
            if offer.owner.platform == MOODLE and name in nameless:
                name = f"{name} {offer.owner.number}"
            offer.student = rebuild.usable(name)
            if problem := rebuild.id_problem(offer.student):
                self.refuse(offer, problem)
            elif offer.student != name:
                offer.notes.append(f"the name {name!a} is written {offer.student}")
            if offer.claimed and offer.claimed != name:
                offer.notes.append(f"packed under the name {offer.claimed}")
        for key, group in groupby(sorted(self.offers, key=_key), _key):
            group = list(group)
            claims = {offer.claimed for offer in group if offer.claimed and not offer.owner.number}
            alike = [name for name in there if _fold(name) == key and name != group[0].student]
            for offer in group:
                rivals = {other.owner for other in group if not _same_student(offer, other)}
                others = sorted(f"{owner.name} {owner.number}".strip() for owner in rivals)
                if others and (not offer.owner.number or any(owner.number for owner in rivals)):
                    self.refuse(offer, f"would fall together with that of another student: {', '.join(others)}")
                elif alike:
                    self.refuse(offer, f"would fall together with that of another student: submitted/{alike[0]}")
                elif len(claims) > 1 and offer.claimed and not offer.owner.number:
                    self.refuse(offer, f"lies with archives of other students: {', '.join(sorted(claims))}")

    def _nameless(self):
        """Return the names that Moodle gives instead of students' own: one word, in whatever language, for several."""
        numbers = {}
        for offer in self.offers:
            if offer.owner.platform == MOODLE and len(offer.owner.name.split()) == 1:
                numbers.setdefault((offer.owner.name, offer.week), set()).add(offer.owner.number)
        return {PARTICIPANT} | {name for (name, _), found in numbers.items() if len(found) > 1}

    def choose(self):
        """Put the newest notebooks of each student and week into `submitted/`."""
        place = attrgetter("student", "week")
        for _, group in groupby(sorted(self.offers, key=place), place):
            self._merge(list(group))

    def _merge(self, group):
        """Put the newest of each notebook that a student's offers for a week have into its place, whole.

        What is there is replaced only by something newer.
        """
        contents = self._load(group)
        if not contents:
            return
        student, week = group[0].student, group[0].week
        target, record = self.course / "submitted" / student / week, self._record(week, student)
        there = _there(target, self.weeks[week])
        handed_in = _times(target, there, record)
        fresh, takers = {}, {}  # what is taken, by the notebook's name: its bytes, and the offer that has it
        outcomes = {id(offer): [] for offer, _ in contents}
        for name in sorted({name for _, found in contents for name in found}):
            *older, (newest, found) = sorted(
                [(offer, found[name]) for offer, found in contents if name in found],
                key=lambda pair: (pair[0].times[name], pair[0].again, pair[0].places[name]),
            )
            for offer, _ in older:
                outcomes[id(offer)].append((name, f"superseded by {newest.places[name]}"))
            if found == there.get(name):
                outcomes[id(newest)].append((name, "unchanged"))
            elif name in there and handed_in[name] >= newest.times[name]:
                outcomes[id(newest)].append((name, "older than what is there"))
            else:
                outcomes[id(newest)].append((name, "new"))
                fresh[name], takers[name] = found, newest
                newest.notes += [f"{name} {problem}" for problem in _problems(found)]
        now = self._described(contents, record, handed_in | {name: takers[name].times[name] for name in fresh})
        kept = self._put(target, there | fresh, max(handed_in.values(), default=None), now) if fresh else None
        if now != record:
            files.write(self._record_path(week, student), json.dumps(now, indent=1).encode())
        for offer, _ in contents:
            self._tell(offer, outcomes[id(offer)], kept, {name: handed_in[name] for name in set(there) - set(fresh)})

    def _load(self, group):
        """Return pairs of an offer and its notebooks, of those that can be taken; refuse the others."""
        contents = []
        for offer in group:
            problem = rebuild.place_problem(self.course, offer.week, offer.student)
            record = self._record(offer.week, offer.student)
            try:
                if problem:
                    raise Refused(f"cannot be put into its place: {problem}")
                if record.get("number") and offer.owner.number not in ("", record["number"]):
                    raise Refused(f"would replace that of another student of this name, number {record['number']}")
                contents.append((offer, {name: _as_utf8(content) for name, content in offer.load().items()}))
            except Refused as reason:
                self.refuse(offer, reason)
        return contents

    def _record_path(self, week, student):
        return self.course / "collected" / week / f"{student}.json"

    def _record(self, week, student):
        return record(self.course, week, student)

    def _described(self, contents, record, times):
        """Return the record of a submission: whose it is, and of which time each notebook is."""
        owner = next((offer.owner for offer, _ in contents if offer.owner.number), contents[-1][0].owner)
        if not owner.number and record:
            owner = Owner(record["student"], record["number"], record["platform"])
        said = {"student": owner.name, "number": owner.number, "platform": owner.platform}
        return {**said, "notebooks": {name: time.isoformat() for name, time in sorted(times.items())}}

    def _tell(self, offer, outcomes, kept, others):
        """Note what has become of an offer: pairs (notebook, what), where the earlier one is kept, and what stayed."""
        taken = [name for name, outcome in outcomes if outcome == "new"]
        last = [outcome for name, outcome in outcomes if outcome != "new"]
        if not taken:
            offer.outcome = max(last, key=last.count)
            offer.notes += [f"{name} is {outcome}" for name, outcome in outcomes if outcome != offer.outcome]
            return
        offer.outcome = f"new; the earlier one is {kept.relative_to(self.course)}" if kept else "new"
        offer.notes += [f"{name} is {outcome}" for name, outcome in outcomes if outcome != "new"]
        older = sorted(name for name in others if name not in offer.times)
        offer.notes += [f"{name} is still that of {others[name]:%Y-%m-%d %H:%M}" for name in older]

    def _put(self, target, contents, when, record):
        """Put a submission into its place, and return where the earlier one is kept, None if there was none."""
        last = max(map(datetime.fromisoformat, record["notebooks"].values()))
        stamp = f"{last:%Y-%m-%d %H:%M:%S} UTC"
        kept = None
        if target.exists():
            when = when or datetime.fromtimestamp(int(target.stat().st_mtime), UTC)
            kept = target.with_name(f"{target.name}.earlier") / f"{when:%Y-%m-%d_%H-%M-%S}"
            kept = files.free(kept, "again") if kept.exists() else kept
        _replace(target, {**contents, STAMP: stamp.encode()}, kept)
        return kept

    def say_what_is_left(self):
        """Note with a student's offers which other files were left out; who has no offer has handed in nothing else."""
        for owner, group in groupby(sorted(self.left, key=_owner), _owner):
            group = list(group)
            offers = [offer for offer in self.offers if (offer.owner.name, offer.owner.number) == owner]
            if offers:
                offers[-1].notes.append(f"left out: {_some([f'{place}, which {why}' for _, place, why in group])}")
            else:
                self.refused += [(place, why) for _, place, why in group]


def record(course, week, student):
    """Return what was noted of what is collected of a student: {} if there is nothing.

    Otherwise a dictionary: student, number, platform ("Moodle", "Canvas" or ""), as in `Owner`; notebooks, when each
    was handed in, by name. It lies apart from the submission, because it is not the student's.
    """
    try:
        found = json.loads((Path(course) / "collected" / week / f"{student}.json").read_bytes())
        times = {name: datetime.fromisoformat(time) for name, time in found["notebooks"].items()}
        known = all(isinstance(found[name], str) for name in ("student", "number", "platform"))
        return found if known and all(time.tzinfo for time in times.values()) else {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _moodle(found):
    return Owner(found["name"], found["number"], MOODLE)


def _is_work(path):
    return path.suffix.lower() == ".zip" or NOTEBOOK.fullmatch(path.name)


def _plain(name):
    """Return a name as it is compared: without the ending, in small letters, with one sign between words."""
    name = re.sub(r"\.ipynb(\.(txt|json))?$", "", name, flags=re.IGNORECASE)
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", name).casefold())


def _holds(text, stem):
    """Return whether a name has a notebook's in it, as whole words."""
    return re.search(rf"(?<![^\W_]){re.escape(stem)}(?![^\W_])", text)


def _worth(name, item):
    """Return what sorts the copies of a notebook: what is known for sure to be it, then what is newer."""
    return bool(item.told) or item.sure, item.made, item.again, item.name == name, item.place


def _fold(name):
    """Return what is the same for two names that some file systems take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _key(offer):
    return _fold(offer.student)


def _owner(item):
    return (item[0].name, item[0].number) if item[0] else ("", "")


def _same_student(offer, other):
    """Return whether two offers of one name are one student's. In each assignment Moodle gives a student a number."""
    if offer.owner.platform == other.owner.platform == MOODLE and offer.week != other.week:
        return offer.owner.name == other.owner.name
    return offer.owner == other.owner


def _some(items):
    """Return the first of some items as a part of a sentence."""
    return "; ".join(items[:SHOWN]) + f"; and {len(items) - SHOWN} more" * (len(items) > SHOWN)


def _problems(content):
    """Return why a notebook cannot be read, as a list of at most one end of a sentence."""
    try:
        rebuild.read_cells(content)
    except ValueError as error:
        return [str(error)]
    return []


def _as_utf8(content):
    """Return the bytes of a notebook in UTF-8, as Jupyter writes it, if they are in another encoding of Unicode."""
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeError:
        return content
    return text.encode()


def _bytes(path):
    """Return the bytes of a file that was handed in. Raises Refused."""
    taken = rebuild.take(path, archive.LIMIT if path.suffix.lower() == ".zip" else rebuild.SIZE_LIMIT)
    if isinstance(taken, str):
        raise Refused(taken)
    return taken


def _unpack(path, number, places):
    archives, _ = archive.read(_bytes(path))
    return {name: archives[number].notebooks[place] for name, place in places.items()}


def _read(paths):
    return {name: _bytes(path) for name, path in paths.items()}


def _there(target, names):
    """Return the notebooks that are in `submitted/` already."""
    found = {}
    for name in names:
        if (target / name).is_file():
            found[name] = rebuild.take(target / name)
    return {name: content for name, content in found.items() if isinstance(content, bytes)}


def _times(target, there, record):
    """Return when each notebook that is in `submitted/` was handed in."""
    told = {name: datetime.fromisoformat(time) for name, time in record.get("notebooks", {}).items()}
    if stamp := rebuild.handed_in(target):
        usual = stamp.replace(tzinfo=UTC)
    else:
        usual = datetime.fromtimestamp(max((int((target / name).stat().st_mtime) for name in there), default=0), UTC)
    return {name: told.get(name, usual) for name in there}


def _replace(target, contents, kept):
    """Put files into the folder `target`, all or none. One that is there becomes `kept`."""
    fresh = target.with_name(f".{target.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
    try:
        for name, content in contents.items():
            files.write(fresh / name, content)
        if kept:
            kept.parent.mkdir(exist_ok=True)
            target.rename(kept)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if kept and not target.exists():
            kept.rename(target)
        raise
