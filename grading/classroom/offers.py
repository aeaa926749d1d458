"""Offers: what one archive, or the notebooks of a student that lie loose in one folder, have for a week."""

import functools
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from grading.classroom.exports import AGAIN, Owner
from grading.classroom.released import Candidate
from grading.intake import archive, rebuild
from grading.intake.archive import NOTEBOOK, Refused

SHOWN = 5  # of the files left out


class NotNeeded(Refused):
    """It is nothing that is graded, and does no harm."""


@dataclass
class Offer:
    """What one archive, or the notebooks of a student that lie loose, have for a week.

    times: when each notebook was handed in, by its released name. places: the file that it is from, relative to the
    folder. load: a function that returns the notebooks' bytes by name, or raises Refused. claimed: the student's name
    in the manifest, or "". again: how often Canvas says it was handed in again. student: the id. outcome: what has
    become of it.
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
    def time(self):
        """When the last of it was handed in."""
        return max(self.times.values())

    @property
    def sources(self):
        """The files that it is from."""
        return list(dict.fromkeys(self.places.values()))


def some(items):
    """Return the first of some items as a part of a sentence."""
    more = f"; and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return "; ".join(items[:SHOWN]) + more


# -------------------------------------------------------------------------------- notebooks that lie loose


def loose(file, released):
    """Return the `Candidate` of a file that is no archive. Raises Refused."""
    if not NOTEBOOK.fullmatch(file.name):
        raise NotNeeded("is neither a notebook nor a zip archive")
    content = _bytes(file.path)
    if file.owner is None:
        raise Refused("lies where no name of a student is: put it into a folder that is called like the student")
    name = file.name
    if file.again and name not in {notebook for _, notebook in released.pairs}:
        name = f"{AGAIN.sub('', Path(name).stem)}.ipynb"
    candidate = Candidate(file.place, name, file.folders, file.time, file.again)
    released.recognize(candidate, content)
    return candidate


def of_loose(owner, pairs, released):
    """Return the offers of a student's notebooks that lie loose in one folder, and the `Choice` among them.

    Arguments: pairs, of a `File` and its `Candidate`.
    """
    choice, offers = released.choose([candidate for _, candidate in pairs]), []
    by_place = {candidate.place: file for file, candidate in pairs}
    for week, notebooks in choice.notebooks.items():
        sources = {name: by_place[candidate.place] for name, candidate in notebooks.items()}
        load = functools.partial(_read, {name: file.path for name, file in sources.items()})
        times = {name: candidate.time for name, candidate in notebooks.items()}
        offer = Offer(owner, week, times, {name: file.place for name, file in sources.items()}, load)
        offer.again = max(notebooks.values(), key=attrgetter("time", "again")).again
        offer.notes = list(dict.fromkeys(note for file in sources.values() for note in file.notes))
        offer.notes += released.renamed(week, notebooks)
        offers.append(offer)
    return offers, choice


# -------------------------------------------------------------------------------- archives


def of_archive(file, released):
    """Return the offers that are in an archive. Raises Refused if there are none, or if it does not fit together."""
    archives, left = archive.read(_bytes(file.path))
    offers, reasons = [], []
    names = {packed.student for packed in archives if packed.student}
    for number, packed in enumerate(archives):
        if len(archives) == 1 and packed.made:
            _check_manifest(file, packed, released)
        claimed = packed.student or (min(names) if len(names) == 1 else "")
        more, unneeded = _of_packed(file, number, packed, unicodedata.normalize("NFC", claimed), released)
        offers += more
        left += [f"{candidate.place}, which {reason}" for candidate, reason in unneeded]
        reasons += [f"holds {candidate.place!a}, which {reason}" for candidate, reason in unneeded]
    if not offers and reasons:
        raise Refused(reasons[0])
    if not offers:
        raise (NotNeeded if file.owner else Refused)("holds no notebook")
    if left:
        offers[0].notes.append(f"left out: {some(left)}")
    return offers


def _check_manifest(file, packed, released):
    """Refuse an archive whose manifest says something else than its name."""
    weeks = [week for week in released.weeks if file.name.endswith(f"_{week}.zip")]
    if weeks and packed.week in released.weeks and packed.week not in weeks:
        raise Refused(f"is of {packed.week}, as its manifest says, not of {weeks[0]}, as its name does")
    if weeks and not file.owner and file.name != f"{packed.student}_{packed.week}.zip":
        raise Refused(f"is of the student {packed.student!a}, as its manifest says, not of the one in its name")


def _of_packed(file, number, packed, claimed, released):
    """Return the offers of one `Archive` of a file, the one of that number, and what of it is not needed. See `Choice`.

    Arguments: claimed, the student's name in the manifest, or "".
    """
    if not file.owner and not claimed:
        raise Refused("holds no name of a student: put it into a folder that is called like the student")
    time, folders = file.time, file.folders
    if packed.made:
        folders = (packed.week,)
        if packed.course != released.course or packed.week not in released.weeks:
            raise Refused(f"is of {packed.course}/{packed.week}, which is no released week of {released.course}")
        if packed.made <= datetime.now(UTC):  # else the student's clock is wrong
            time = packed.made
    candidates = []
    for path, content in packed.notebooks.items():
        *parts, name = path.split("/")
        candidates.append(Candidate(path, name, (*folders, *parts), packed.saved[path]))
        released.recognize(candidates[-1], content)
    choice, offers = released.choose(candidates), []
    for _, reason in choice.unclear:
        raise Refused(reason)
    for week, notebooks in choice.notebooks.items():
        paths = {name: candidate.place for name, candidate in notebooks.items()}
        load = functools.partial(_unpack, file.path, number, paths)
        times, places = dict.fromkeys(notebooks, time), dict.fromkeys(notebooks, file.place)
        offer = Offer(file.owner or Owner(claimed), week, times, places, load, claimed, file.again)
        offer.notes = [*file.notes, *packed.notes, *released.renamed(week, notebooks)]
        offers.append(offer)
    return offers, choice.unneeded


# -------------------------------------------------------------------------------- bytes


def _bytes(path):
    """Return the bytes of a file that was handed in. Raises Refused."""
    content = rebuild.take(path, archive.LIMIT if path.suffix.lower() == ".zip" else rebuild.SIZE_LIMIT)
    if isinstance(content, str):
        raise Refused(content)
    return content


def _unpack(path, number, places):
    archives, _ = archive.read(_bytes(path))
    return {name: archives[number].notebooks[place] for name, place in places.items()}


def _read(paths):
    return {name: _bytes(path) for name, path in paths.items()}
