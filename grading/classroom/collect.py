"""What students handed in, put where it is graded: `course collect COURSE FOLDER`.

Below FOLDER may lie, in any mixture: archives that `course submit` made; notebooks or archives in folders with the
students' names; what Moodle or Canvas gives for download, where a name begins with the student's. Of each notebook the
newest that a student handed in goes to `COURSE/submitted/STUDENT/WEEK/`; nothing that was there before is lost.

    exports     whose a file is, by where it lies
    released    which released notebook it is
    offers      what one archive or folder has for a week
    students    the student's id, and that no two become one
    submitted   what is written

What lies there was made by somebody who may mean harm, so a file that is unsafe or damaged is refused by name and
reason, and the others go on; what is only not needed is left out, and that is said. nbgrader's `zip_collect` is not
used, because it unpacks archives, and archives in archives, without a limit, follows links, takes whatever one pattern
finds anywhere in a path for the student's name, and clears what was collected before.
"""

import os
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from grading.classroom import exports, offers, results, students, submitted
from grading.classroom.offers import NotNeeded
from grading.classroom.released import Released
from grading.intake import archive
from grading.intake.archive import Refused


@dataclass
class Collection:
    """What was handed in.

    offers: a list of `Offer`. refused: pairs (file, why). unneeded: triples (owner, file, why).
    """

    offers: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    unneeded: list = field(default_factory=list)

    def refuse(self, pairs):
        """Take offers back: pairs (offer, why)."""
        gone = {id(offer) for offer, _ in pairs}
        self.offers = [offer for offer in self.offers if id(offer) not in gone]
        self.refused += [(source, reason) for offer, reason in pairs for source in offer.sources]


def collect(course, folder, week=None):
    """Put what was handed in into `submitted/`.

    Arguments: course and folder, paths; week, of which everything is (default: found for each file).
    Returns a list of `Offer` with what has become of each, and a list of pairs (file, why it was refused).
    Raises FileNotFoundError, saying what to do, if there is no release or no folder, RuntimeError if the course is
    being graded, and OSError if a file cannot be written; what is in `submitted/` is whole all the same.
    """
    course, folder = Path(course), Path(folder)
    released = Released(course, week)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder: unpack what you have downloaded and name the folder.")
    place = attrgetter("student", "week")
    with results.only_writer(course):
        collection = search(folder, released)
        collection.refuse(students.identify(collection.offers, {path.name for path in course.glob("submitted/*")}))
        for (_, name), group in groupby(sorted(collection.offers, key=place), place):
            collection.refuse(submitted.merge(course, released.weeks[name], list(group)))
        _note_unneeded(collection)
    collection.offers.sort(key=attrgetter("student", "week", "time"))
    return collection.offers, sorted(collection.refused)


def search(folder, released):
    """Return the `Collection` of every file below a folder, with offers of those that can be taken."""
    collection, loose = Collection(), {}

    def unreadable(error):
        collection.refused.append((Path(error.filename).relative_to(folder).as_posix(), "cannot be read"))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not archive.JUNK.fullmatch(name))
        links = [name for name in folders if (Path(place) / name).is_symlink()]  # they are not followed
        for name in sorted([*names, *links]):
            if not archive.JUNK.fullmatch(name):
                _look(Path(place) / name, folder, released, collection, loose)
    for (owner, _), pairs in loose.items():
        more, choice = offers.of_loose(owner, pairs, released)
        collection.offers += more
        collection.unneeded += [(owner, candidate.place, reason) for candidate, reason in choice.unneeded]
        collection.refused += [(candidate.place, reason) for candidate, reason in choice.unclear]
    return collection


def _look(path, folder, released, collection, loose):
    """Add the offers of an archive to the collection, or a notebook to the `loose` ones of its student and folder."""
    place, owner = path.relative_to(folder).as_posix(), None
    try:
        file = exports.describe(path, folder, released.weeks)
        owner = file.owner
        if path.suffix.lower() == ".zip":
            collection.offers += offers.of_archive(file, released)
        else:
            loose.setdefault((owner, file.folders), []).append((file, offers.loose(file, released)))
    except NotNeeded as reason:
        collection.unneeded.append((owner, place, str(reason)))
    except Refused as reason:
        collection.refused.append((place, str(reason)))
    except Exception as error:  # whatever a file leads its readers to, the others go on
        collection.refused.append((place, f"cannot be read ({type(error).__name__}: {error})"))


def _note_unneeded(collection):
    """Note with a student's offers which other files were left out; who has no offer has handed in nothing else."""

    def whose(item):
        return (item[0].name, item[0].number) if item[0] else ("", "")

    for owner, group in groupby(sorted(collection.unneeded, key=whose), whose):
        files = [(place, why) for _, place, why in group]
        theirs = [offer for offer in collection.offers if (offer.owner.name, offer.owner.number) == owner]
        if theirs:
            theirs[-1].notes.append(f"left out: {offers.some([f'{place}, which {why}' for place, why in files])}")
        else:
            collection.refused += files
