"""Which notebook a submitted one is, and which of its cells is which, whatever tools have stripped or moved."""

import ast
import functools
import hashlib
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grading import notebooks

SOURCE_LIMIT = 20_000  # characters of one cell: to parse or to colour much more would take long
PARSE_LIMIT = 200_000  # characters of all cells that are parsed
LEAST = 3  # cells that only one notebook of the course has, for a submission to be known by them
COMMAND = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)  # of IPython's, in the place of a statement


def plain(source: str) -> str:
    """Return a source as it is compared: editors strip spaces at the ends of lines and of cells."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip()


def digest(source: str) -> str:
    """Return what stands for the source of a cell among `owners`."""
    return hashlib.sha256(plain(source).encode()).hexdigest()[:32]


def owners(course: str | Path) -> dict[str, str]:
    """Return which notebook each cell is of that only one notebook has: {digest of its source: COURSE/WEEK/NAME}.

    Arguments: course, its folder. The released notebooks are read and the solved ones, of the courses beside it too:
    what students did not change is the same in both.
    """
    course = Path(course).resolve()
    paths = {*course.glob("source/*/*.ipynb"), *course.glob("release/*/*.ipynb"), *notebooks.sources(course.parent)}
    return _owners(tuple(sorted((path, f"{path.parents[2].name}/{path.parent.name}/{path.stem}") for path in paths)))


def owners_of(files: Iterable[tuple[Path, str]]) -> dict[str, str]:
    """Return the same as `owners` for files: pairs of a path and the COURSE/WEEK/NAME that it is."""
    return _owners(tuple(files))


def _owners(files: Iterable[tuple[Path, str]]) -> dict[str, str]:
    return _read(tuple((path, place, path.stat().st_mtime_ns) for path, place in files))


@functools.lru_cache(maxsize=2)
def _read(files: tuple[tuple[Path, str, int], ...]) -> dict[str, str]:
    """Do what `owners` does, once as long as the files stay as they are."""
    places: dict[str, set[str]] = {}
    for path, place, _ in files:
        try:
            sources = ["".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"]]
        except (OSError, ValueError, TypeError, KeyError):  # an author's notebook that is damaged is known by nothing
            continue
        for source in filter(plain, sources):
            places.setdefault(digest(source), set()).add(place)
    return {key: min(having) for key, having in places.items() if len(having) == 1}


def identify(cells: list[dict[str, Any]], owners: dict[str, str]) -> str:
    """Return which notebook most of a submitted notebook's telling cells are of, COURSE/WEEK/NAME, or "" if none.

    Arguments: cells, of `intake.read_cells`; owners, of `owners`.
    """
    digests = {digest(cell["source"]) for cell in cells if cell["source"]}
    count = Counter(owners[key] for key in digests if key in owners)
    ((place, most),) = count.most_common(1) or [("", 0)]
    return place if most >= LEAST and 2 * most > count.total() else ""


def name_cells(cells, known):
    """Note in each submitted cell, as `name`, which cell of the master it stands for; None if it stands for none.

    nbgrader's metadata tell it; where a tool has stripped them, the cell's id, and where that is gone too, a source
    that is as it was given. Of several that would be the same, the first is. Arguments: cells, of `intake.read_cells`;
    known, the master's cells by grade_id.
    """
    missing, by_id = set(known), {cell.id: name for name, cell in known.items()}
    by_source = {plain(cell.source): name for name, cell in known.items()}
    for cell in cells:
        cell["name"] = None
    for tell in (
        lambda cell: cell["grade_id"],
        lambda cell: by_id.get(cell["id"]) if cell["grade_id"] is None else None,
        lambda cell: by_source.get(plain(cell["source"])) if cell["grade_id"] is None else None,
    ):
        for cell in cells:
            if cell["name"] is None and (name := tell(cell)) in missing:
                cell["name"] = name
                missing.remove(name)


def find_solutions(cells, known, originals):
    """Find solutions that are not in their own cells by the names that other code cells define.

    Such a solution's cell is missing, empty or as it was given. What counts is the last definition before its check, or
    else the last one. The cell with it takes the solution's place, and stays where it is too if it stands earlier or
    holds another solution. Returns the cells, and the grade_ids of these solutions. Arguments: cells, named; known, the
    master's cells by grade_id; originals, all cells of the master.
    """
    own, order = {cell["name"]: cell for cell in cells if cell["name"]}, list(known)
    sought = {
        name: names
        for name, cell in known.items()
        if cell.metadata.nbgrader.solution and cell.cell_type == "code"
        if name not in own or _is_unwritten(own[name]["source"], cell.source)
        if (names := _names(name, cell, known.get(f"check_{name}")))
    }
    if not sought:
        return cells, []
    places = _definitions(cells, set().union(*sought.values()), {plain(cell.source) for cell in originals})
    before, after = _neighbours(cells, order)
    solutions, moved = [], set()
    for name, names in sought.items():
        place = order.index(name)
        check = next((index for index, cell in enumerate(cells) if cell["name"] == f"check_{name}"), len(cells))
        candidates = [places.get(item, []) for item in names]
        if not all(candidates):
            continue
        chosen = sorted({([index for index in item if index < check] or item)[-1] for item in candidates})
        source, last = "\n\n".join(cells[index]["source"] for index in chosen), cells[chosen[-1]]
        if len(source) > SOURCE_LIMIT:
            continue
        leaving = [index for index in chosen if cells[index]["name"] is None and after[index] >= place]
        if name in own:
            own[name]["source"] = source
        elif leaving == chosen and before[chosen[-1]] < place:  # it stands where the solution belongs
            last.update(name=name, source=source)
            leaving.pop()
        else:
            cells = [*cells, {**last, "name": name, "source": source, "placed": True}]
        moved.update(leaving)
        solutions.append(name)
    return [cell for index, cell in enumerate(cells) if index not in moved], solutions


def _is_unwritten(source, original):
    """Return whether a solution cell is as it was given, or has no line that is not a comment."""
    return plain(source) == plain(original) or not re.search(r"^[ \t\f]*[^\s#]", source, re.MULTILINE)


def _definitions(cells, names, originals):
    """Return the places of the code cells that define each name at top level, other cells than `originals`."""
    places, room = {}, PARSE_LIMIT
    for index, cell in enumerate(cells):
        source = cell["source"]
        if cell["cell_type"] == "code" and any(name in source for name in names) and plain(source) not in originals:
            room -= len(source)
            for name in names & defined(source) if room >= 0 else ():
                places.setdefault(name, []).append(index)
    return places


def _neighbours(cells, order):
    """Return for each cell the places, in the master, of the nearest cells before and after it that the master has."""
    places = [order.index(cell["name"]) if cell["name"] else None for cell in cells]

    def nearest(places, last):
        for place in places:
            yield last
            last = last if place is None else place

    return list(nearest(places, -1)), list(nearest(places[::-1], len(order)))[::-1]


def _names(grade_id, cell, check):
    """Return the names by which a solution is known: the exercise's, or those of all the variables that it asks for.

    A cell in which nothing is defined yet asks for what its check, a cell of the master or None, is called with.
    """
    names = defined(cell.source)
    if not names and check:
        calls = [part for part in ast.walk(ast.parse(check.source)) if isinstance(part, ast.Call)]
        given = [value for call in calls for value in [*call.args, *(keyword.value for keyword in call.keywords)]]
        names = {value.id for value in given if isinstance(value, ast.Name)}
    return {grade_id} & names or names


def defined(source):
    """Return the names of the functions, classes and variables that a cell defines at top level; none if it is no code.

    It is parsed, never run, and not at all if it is longer than a cell may be.
    """
    if len(source) > SOURCE_LIMIT:
        return set()
    for text in (source, COMMAND.sub(r"\1pass", source)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                statements = ast.parse(text).body
            break
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            statements = []
    names = set()
    for item in statements:
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(item.name)
        elif isinstance(item, ast.Assign) or (isinstance(item, ast.AnnAssign) and item.value):
            targets = item.targets if isinstance(item, ast.Assign) else [item.target]
            parts = [part for target in targets for part in ast.walk(target)]
            names |= {part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return names


def additions(source, original):
    """Return the lines that were added to a locked cell; None if not all lines of the original are there in order."""
    missing, added = [line for line in plain(original).split("\n")[::-1] if line], []
    for line in plain(source).split("\n"):
        if missing and line == missing[-1]:
            missing.pop()
        else:
            added.append(line)
    return None if missing else "\n".join(added).strip("\n")


def is_as_released(cell):
    """Return whether a submitted cell is one that nbgrader released, now or earlier: the checksum in it says so.

    It is what `nbgrader.utils.compute_checksum` returns, whose import would take seconds in every worker.
    """
    settings = cell["nbgrader"]
    graded, solution, locked = (bool(settings.get(key)) for key in ("grade", "solution", "locked"))
    try:
        points = float(settings["points"]) if graded else ""
    except (KeyError, TypeError, ValueError, OverflowError):
        return False
    locked = not solution and (graded or locked)
    text = f"{cell['source']}{cell['cell_type']}{graded}{solution}{locked}{cell['grade_id']}{points}"
    return hashlib.md5(text.encode()).hexdigest() == settings.get("checksum")
