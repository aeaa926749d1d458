"""Which released notebook it is that was handed in: by its cells, else by its name and where it lies."""

import functools
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from grading.intake import rebuild, recognition


@dataclass
class Candidate:
    """A notebook that was handed in.

    place: its path in the archive or in the folder that is collected. name: of the file. folders: it is in. time: when
    it was saved, for comparison. again: how often Canvas says it was handed in again. fits: the released notebooks that
    it can be, pairs (week, name). by_cells: which notebook it is by its cells, COURSE/WEEK/NAME, or "" if they do not
    say. by_name: whether it has the very name of a released one.
    """

    place: str
    name: str
    folders: tuple
    time: datetime
    again: int = 0
    fits: list = field(default_factory=list)
    by_cells: str = ""
    by_name: bool = False


@dataclass
class Choice:
    """What counts of some notebooks.

    notebooks: {week: {name of the released notebook: the `Candidate` that counts for it}}. unneeded: pairs of a
    `Candidate` and why it is not needed. unclear: pairs of a `Candidate` and why its week is not known.
    """

    notebooks: dict = field(default_factory=dict)
    unneeded: list = field(default_factory=list)
    unclear: list = field(default_factory=list)


class Released:
    """The released notebooks of a course, among which the instructor may have named one week.

    weeks: {week: the names of its notebooks' files}. pairs: (week, name) of all. Raises FileNotFoundError, saying what
    to do, if nothing is released or not that week.
    """

    def __init__(self, course, week=None):
        masters = sorted(course.glob("release/*/*.ipynb"))
        groups = groupby(masters, lambda path: path.parent.name)
        self.weeks = {name: [path.name for path in paths] for name, paths in groups}
        if not self.weeks:
            raise FileNotFoundError(f"{course.name} has no released week: run `course release {course.name}` first.")
        if week is not None and week not in self.weeks:
            raise FileNotFoundError(f"{course.name} has no released {week}; released are {', '.join(self.weeks)}.")
        self.course, self.week = course.name, week
        self.pairs = [(name, notebook) for name, notebooks in self.weeks.items() for notebook in notebooks]
        self.owners = recognition.owners(course)

    def recognize(self, candidate, content):
        """Note in a `Candidate` which released notebooks its `content`, bytes, can be."""
        try:
            candidate.by_cells = recognition.identify(rebuild.read_cells(content), self.owners)
        except ValueError:  # a damaged one is known by its name
            candidate.by_cells = ""
        if candidate.by_cells:
            course, week, name = candidate.by_cells.split("/")
            pair = (week, f"{name}.ipynb")
            candidate.fits = [pair] if course == self.course and pair in self.pairs else []
            return
        candidate.fits = [pair for pair in self.pairs if pair[1] == candidate.name]
        candidate.by_name = bool(candidate.fits)
        if not candidate.fits:
            stems = {pair: _plain(pair[1]) for pair in self.pairs}
            within = [pair for pair, stem in stems.items() if _holds(_plain(candidate.name), stem)]
            longest = max((len(stems[pair]) for pair in within), default=0)
            candidate.fits = [pair for pair in within if len(stems[pair]) == longest]

    def choose(self, candidates):
        """Return the `Choice` among the notebooks that a student has handed in together."""
        choice, fitting = Choice(), []
        for candidate in candidates:
            pairs = self._fitting(candidate)
            if pairs:
                fitting.append((candidate, pairs))
            else:
                choice.unneeded.append((candidate, self._no_week_of(candidate)))
        common = set(self.weeks).intersection(*({week for week, _ in pairs} for _, pairs in fitting))
        groups = {}
        for candidate, pairs in fitting:
            possible = [pair for pair in pairs if len(pairs) == 1 or {pair[0]} == common]
            if len(possible) == 1:
                groups.setdefault(possible[0], []).append(candidate)
                continue
            which = " or ".join(sorted({week for week, _ in pairs}))
            why = f"does not say of which week it is (it could be {which}): name it with --week"
            choice.unclear.append((candidate, why))
        for (week, name), group in sorted(groups.items()):
            *rest, best = sorted(group, key=functools.partial(_worth, name))
            choice.notebooks.setdefault(week, {})[name] = best
            for candidate in rest:
                why = "is older than" if candidate.time < best.time else "is not needed beside"
                choice.unneeded.append((candidate, f"{why} {best.place}"))
        return choice

    def _by_folder(self, candidate):
        """Return the week in whose folder a notebook lies, or None."""
        return next((week for week in candidate.folders if week in self.weeks), None)

    def _due(self, candidate):
        """Return the week of which a notebook must be, or None."""
        return self.week or (
            None if candidate.by_cells else self._by_folder(candidate)
        )  # cells tell more than a folder

    def _fitting(self, candidate):
        """Return the released notebooks that a notebook can be where it lies; none if it is not needed."""
        due, stated = self._due(candidate), self._by_folder(candidate)
        pairs = [pair for pair in candidate.fits if due in (None, pair[0])]
        return pairs if pairs and (candidate.by_cells or stated in (None, pairs[0][0])) else []

    def _no_week_of(self, candidate):
        """Return why a notebook is not needed that can be no released one where it lies."""
        stated = self._by_folder(candidate)
        if candidate.by_cells:
            why = f"not of {self.week}" if candidate.fits else f"not a released notebook of {self.course}"
            return f"is {candidate.by_cells}, as its cells say, {why}"
        if self.week and stated not in (None, self.week):
            return f"is of {stated}, not of {self.week}"
        where = self._due(candidate) or "a released week"
        return f"is no notebook of {where}, as far as its name, {candidate.name}, goes"

    def renamed(self, week, notebooks):
        """Return notes on notebooks, {name: `Candidate`}, that had another name or lay in another week's folder."""
        notes = []
        for name, candidate in notebooks.items():
            if candidate.name != name:
                notes.append(f"{candidate.name} is {name}" + (", as its cells say" if candidate.by_cells else ""))
            elif any(folder in self.weeks and folder != week for folder in candidate.folders):
                notes.append(f"{candidate.name} is of {week}, as its cells say")
        return notes


def _plain(name):
    """Return a name as it is compared: without the ending, in small letters, with one sign between words."""
    name = re.sub(r"\.ipynb(\.(txt|json))?$", "", name, flags=re.IGNORECASE)
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", name).casefold())


def _holds(text, stem):
    """Return whether a name has a notebook's in it, as whole words."""
    return re.search(rf"(?<![^\W_]){re.escape(stem)}(?![^\W_])", text)


def _worth(name, candidate):
    """Return what sorts the copies of a notebook: what is known for sure to be it, then what is newer."""
    sure = bool(candidate.by_cells) or candidate.by_name
    return sure, candidate.time, candidate.again, candidate.name == name, candidate.place
