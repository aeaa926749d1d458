"""What only authors have of a week: the generators of its cases, its known mistakes, what was measured of its judges.

    COURSE/author/WEEK/cases.py       CASES, and where they are needed HIDDEN and MARGINS
    COURSE/author/WEEK/mistakes.py    MISTAKES, and where they are needed PARTS, EXPLANATIONS, EQUIVALENT

Each is a dictionary from the name of a notebook to one from the name of an exercise. Both files may import from each
other and from the modules in `source/WEEK`.
"""

import contextlib
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from grading.authoring.slips import Slip
from helpers.checks.exercise import Call, load

TABLES = {
    "cases.py": ("CASES", "HIDDEN", "MARGINS"),
    "mistakes.py": ("MISTAKES", "PARTS", "EXPLANATIONS", "EQUIVALENT"),
}


@dataclass(frozen=True)
class Margin:
    """How far right solutions are from the threshold of an exercise that is judged by one.

    statement: what `benchmarks/margins.py` measured, and the probability that a right solution fails; "Nothing is
        drawn" where the verdict does not depend on chance.
    measure: gets what the judge gets and returns the number reached and the threshold, or None.
    """

    statement: str
    measure: Callable | None = None


@dataclass(frozen=True)
class Author:
    """The tables of one notebook; each is a dictionary from the name of an exercise.

    cases: a generator, which gets a `numpy.random.Generator` and returns a list of `Call`. Every draw gives new valid
        cases, so that the same one makes the visible cases and each class's hidden ones. Its further parameters have
        the names of functions of the solved notebook, which it is given.
    hidden: the same for the hidden cases alone, where these are made of what is never released.
    margins: a `Margin`, for exercises that are judged.
    mistakes: from a sentence, the card's, to a wrong version or a list of them (see `grading.authoring.slips`).
    parts: from a part of the result to what is said if it is the first that is wrong.
    explanations: from an option of a quiz question to its explanation.
    equivalent: pairs of a mutant and the reason why it makes no difference.
    """

    cases: dict[str, Callable] = field(default_factory=dict)
    hidden: dict[str, Callable] = field(default_factory=dict)
    margins: dict[str, Margin] = field(default_factory=dict)
    mistakes: dict[str, dict] = field(default_factory=dict)
    parts: dict[str, dict] = field(default_factory=dict)
    explanations: dict[str, dict] = field(default_factory=dict)
    equivalent: dict[str, list] = field(default_factory=dict)


def place(week: Path) -> Path:
    """Return COURSE/author/WEEK for the folder COURSE/source/WEEK of solved notebooks."""
    week = Path(week).resolve()
    return week.parents[1] / "author" / week.name


def read(week: Path, notebook: str, exercises: dict) -> Author:
    """Return the `Author` of a notebook.

    Arguments: week, the folder COURSE/source/WEEK; notebook, its name; exercises, those that `checks.py` declares.
    Raises FileNotFoundError or ValueError, naming the file, if one cannot be used or speaks of what is not declared.
    """
    tables: dict[str, dict] = {}
    for file, names in TABLES.items():
        module = load_beside(week, file)
        for name in names:
            table = getattr(module, name, {}).get(notebook, {})
            if unknown := sorted(set(table) - set(exercises)):
                raise ValueError(
                    f"{name} in {file} speaks of {', '.join(unknown)}, which checks.py does not declare for {notebook}"
                )
            tables[name.lower()] = table
    functions = {name for name, item in exercises.items() if hasattr(item, "variables") and not item.variables}
    if lacking := sorted(functions - set(tables["cases"])):
        raise ValueError(f"CASES in cases.py has no generator for {', '.join(lacking)} of {notebook}")
    return Author(**tables)


def load_beside(week: Path, file: str) -> ModuleType:
    """Return a file of COURSE/author/WEEK as a module, which may import what lies there and in `source/WEEK`."""
    with importing(place(week), Path(week).resolve()):
        return load(place(week) / file)


@contextlib.contextmanager
def importing(*folders: Path) -> Iterator[None]:
    """Let the block import the modules in `folders`, and forget them at its end: other weeks have the same names."""
    names = {path.stem for folder in folders for path in folder.glob("*.py")}
    others = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.path[:0] = map(str, folders)
    try:
        yield
    finally:
        for folder in folders:
            sys.path.remove(str(folder))
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(others)


def draw(generator: Callable, rng: Any, solved: dict) -> list[Call]:
    """Return what a generator of cases gives.

    Arguments: rng, a `numpy.random.Generator`; solved, the namespace of the solved notebook, from which the generator
    gets the functions that its further parameters name. Raises NameError if there is none of such a name.
    """
    _, *names = inspect.signature(generator).parameters
    if lacking := [name for name in names if name not in solved]:
        raise NameError(f"the solved notebook has no {', '.join(lacking)} before this check")
    return generator(rng, *(solved[name] for name in names))


def wrong_versions(mistakes: dict, source: str, solved: dict, name: str) -> list[tuple[str, Callable]]:
    """Return the known mistakes of one exercise as pairs of a sentence and a function, in order.

    Arguments: mistakes, its entry in MISTAKES; source, that of its solution cell; solved, the namespace after that cell
    has run; name, the exercise's. Raises ValueError, naming the mistake, if a slip cannot be made in this source.
    """
    pairs = []
    for sentence, versions in mistakes.items():
        for version in versions if isinstance(versions, list) else [versions]:
            try:
                wrong = version.make(source, solved, name) if isinstance(version, Slip) else version
            except Exception as error:
                raise ValueError(f"mistakes.py: {name}, {sentence!r}: {error}") from error
            pairs.append((sentence, wrong))
    return pairs
