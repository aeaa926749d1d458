"""What is taken from a submission: the sources of solution cells and free cells, as data. The rest is the master's.

The graded notebook is rebuilt from the released one. Points, ids, locks, the order of cells and every check cell are
the instructor's own, whatever the submitted file says. What was missing, doubled or changed is noted for the report
and, in the first cell, for the student's feedback. `course submit` rebuilds a student's notebook in the same way, from
the original that the student was given, and says the same.
"""

import json
import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading import notebooks, text
from grading.intake import recognition
from grading.intake.recognition import SOURCE_LIMIT, plain

SIZE_LIMIT = 20 * 2**20  # bytes of a submitted notebook
CELL_LIMIT = 2_000  # cells of a submitted notebook
FREE_LIMIT = 150_000  # characters of all cells together that are no exercise, the given text among them
MARKUP = set('<>&"`\\[]{}')  # not in a student's id: formgrader and terminals show ids as they stand
WILD = set("*?/")  # nor these: nbgrader takes them for wildcards, and no file can be called so
ID_LIMIT = 100  # bytes
BEGINNING = 40  # characters by which a cell without a name is known
NOTES_ID = "grading-notes"
# nbgrader's exchange writes when a submission was handed in, and a word by which its student is given the feedback.
STAMP = "timestamp.txt"
STAMPS = (STAMP, "submission_secret.txt")
STAMP_LIMIT = 1_000  # bytes
TIME = re.compile(r"(\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?) ?(\S{0,40})")  # and a time zone


def id_problem(student: str) -> str:
    """Return why the name of a folder cannot be a student's id, as a sentence without its end, or ""."""
    why = ""
    if set(student) & MARKUP:
        why = "it has signs of mark-up"
    elif not student.isprintable():
        why = "it has signs that cannot be printed"
    elif set(student) & WILD:
        why = f"it has one of the signs {' '.join(sorted(WILD))}"
    elif not student or student != student.strip() or student[0] == "." or len(student.encode()) > ID_LIMIT:
        why = "it is empty or too long, begins with a full stop, or begins or ends with a space"
    return f"the name {student!a} cannot be a student's id: {why}" if why else ""


def students(course, week):
    """Return the names in `submitted/` under which anything lies for a week, even a file or a link, in order."""
    try:
        names = os.listdir(Path(course) / "submitted")
    except FileNotFoundError:
        return []
    return sorted(name for name in names if is_there(course, week, name))


def is_there(course, week, student):
    """Return whether anything lies in `submitted/STUDENT/WEEK`."""
    try:
        os.lstat(Path(course) / "submitted" / student / week)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # something that cannot be read, such as a link that leads to itself
        return True
    return True


def place_problem(course: str | Path, week: str, student: str) -> str:
    """Return why what lies in `submitted/STUDENT/WEEK` cannot be a submission, as a sentence without its end, or "".

    Nothing in `submitted/` may be a link: it could take another student's work. If nothing is there, nothing is wrong.
    """
    if problem := id_problem(student):
        return problem
    place = Path(course) / "submitted" / student
    for folder, name in ((place, student), (place / week, f"{student}/{week}")):
        try:
            mode = os.lstat(folder).st_mode
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"submitted/{name} cannot be read: {error.strerror}"
        if not stat.S_ISDIR(mode):
            return f"submitted/{name} is {'a link' if stat.S_ISLNK(mode) else 'no folder'}, which is not graded"
    return ""


def usable(name: str) -> str:
    """Return a name with every sign replaced that keeps it from being a student's id; the same for the same name.

    Two names may become one, and what is left may be empty or too long.
    """
    name = unicodedata.normalize("NFC", name)
    fine = (sign.isprintable() and sign not in MARKUP | WILD for sign in name)
    return "".join(sign if good else "_" for sign, good in zip(name, fine)).lstrip(" .").rstrip()


def take(path: str | Path, limit: int = SIZE_LIMIT) -> bytes | str:
    """Return the bytes of a submitted file, or the end of a sentence ("is not a regular file"): why not.

    Arguments: limit, the bytes that it may have. Nothing that may stand there is followed or waited for.
    Raises FileNotFoundError if there is nothing.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError:
        return "is not a regular file"
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return "is not a regular file"
    with open(descriptor, "rb") as file:
        if status.st_size > limit:
            return f"is larger than {limit >> 20} MB"
        try:
            return file.read(limit)
        except OSError as error:
            return f"cannot be read ({error.strerror})"


def handed_in(folder):
    """Return when a submission was handed in, as the `timestamp.txt` in its folder says, or None.

    The time is UTC, without a zone, as nbgrader has it. The file may hold "2030-01-31 23:59:59 UTC", with or without
    the clock's time, with any time zone's name or offset; anything else is no time.
    """
    try:
        if os.path.islink(folder) or not isinstance(content := take(Path(folder) / STAMP, STAMP_LIMIT), bytes):
            return None
        moment, zone = TIME.fullmatch(content.decode().strip()).groups()
        if zone[:1] in ("+", "-", "Z"):
            time = datetime.fromisoformat(moment + zone)
        else:
            time = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone or "UTC"))
        return time.astimezone(UTC).replace(tzinfo=None)
    except Exception:  # whatever a student's text leads two parsers to
        return None


def stamp_problem(folder):
    """Return what is wrong with the `timestamp.txt` in the folder of a submission, as a sentence, or ""."""
    if not os.path.lexists(Path(folder) / STAMP) or handed_in(folder):
        return ""
    return f"its {STAMP} holds no time, so it is not known when it was handed in."


def keep_stamps(submitted, graded):
    """Copy the files of nbgrader's exchange from a submission to its graded notebooks: feedback takes them from there.

    Arguments: submitted, graded, the folders. What is no small file is left out.
    """
    graded = Path(graded)
    graded.mkdir(parents=True, exist_ok=True)
    for name in STAMPS:
        (graded / name).unlink(missing_ok=True)
        try:
            content = take(Path(submitted) / name, STAMP_LIMIT)
        except FileNotFoundError:
            continue
        if isinstance(content, bytes):
            (graded / name).write_bytes(content)


def rebuild(
    master: str | Path, content: bytes | str, place: str = "", owners: dict[str, str] | None = None
) -> tuple[NotebookNode, list[str]]:
    """Return the notebook to grade and a list of notes.

    Arguments: master, the path of the released notebook; content, what `take` returned of the student's; place, which
    notebook it is, COURSE/WEEK/NAME, and owners, of `recognition.owners`, so that another one in its place is known.
    Notes are sentences about what was missing, moved, doubled, changed or unreadable; they also stand in a first cell
    of the notebook.
    """
    notebook = notebooks.read(master)
    try:
        if isinstance(content, str):
            raise ValueError(content)
        cells = read_cells(content)
        if (other := recognition.identify(cells, owners or {})) not in ("", place):
            raise ValueError(f"is `{other}`, not `{place}`: most of its cells are those of that notebook")
    except ValueError as error:
        notes = [f"{Path(master).name} {error}. It is graded as if nothing had been written."]
        add_notes(notebook, notes)
        return notebook, notes
    known = {notebooks.grade_id(cell): cell for cell in notebook.cells if notebooks.grade_id(cell)}
    recognition.name_cells(cells, known)
    cells, changes = _restore(cells, known)
    notes = _shorten(cells, known)
    cells, elsewhere = recognition.find_solutions(cells, known, notebook.cells)
    first, free, doubled = _sort(cells, known)
    notes = doubled + notes + _moved(elsewhere)
    rebuilt = [_free_cell(cell) for cell in free[None]]
    for name, cell in known.items():
        solution = cell.metadata.nbgrader.solution
        if name not in first:
            notes.append(
                f"The {'solution' if solution else 'check' if cell.metadata.nbgrader.grade else 'given'} {label(cell)} "
                f"is missing; {'it earns nothing' if solution else 'the original is used'}."
            )
        elif solution:
            cell.source = first[name]["source"]
        elif name in changes:
            notes.append(changes[name])
        rebuilt.append(cell)
        rebuilt += [_free_cell(item) for item in free.get(name, ())]
    notebook.cells, notes = rebuilt, list(dict.fromkeys(notes))
    add_notes(notebook, notes)
    return notebook, notes


def _restore(cells, known):
    """Compare the locked cells with the originals; return the cells, with what was added to locked ones as cells of
    their own, and a note on each one that was changed, by its grade_id.

    What was added to a check stands before it, as it ran before it; what was added to another cell, behind it.
    """
    restored, changes = [], {}
    for cell in cells:
        original = known.get(cell["name"])
        if original is None or original.metadata.nbgrader.solution:
            restored.append(cell)
            continue
        added, released = recognition.additions(cell["source"], original.source), recognition.is_as_released(cell)
        same = added == "" or plain(cell["source"]) == plain(original.source)
        if same and (released or _settings_agree(cell, original)):
            restored.append(cell)
        elif released:
            changes[cell["name"]] = (
                f"The locked {label(original)} is that of another release; the one of this release is used."
            )
            restored.append(cell)
        else:
            runs = bool(added) and cell["cell_type"] == original.cell_type == "code"
            addition = " and what was added to it runs as a cell of its own" * runs
            changes[cell["name"]] = f"The locked {label(original)} was changed; the original is used{addition}."
            extra = [{**cell, "source": added, "grade_id": None, "name": None}] if runs else []
            restored += [*extra, cell] if original.metadata.nbgrader.grade else [cell, *extra]
    return restored, changes


def _settings_agree(cell, original):
    """Return whether what nbgrader's metadata in a submitted cell say, if anything, is what the original's say."""
    settings = original.metadata.nbgrader
    keys = [key for key in ("points", "grade", "solution", "locked") if key in settings]
    return all(cell["nbgrader"].get(key, settings[key]) == settings[key] for key in keys)


def _sort(cells, known):
    """Return the cell of each known id, the free cells after each (None: at the start), and notes on doubles."""
    first, free, notes, place = {}, {None: []}, [], None
    for cell in cells:
        name, doubled = cell["name"], known.get(cell["grade_id"])
        if name:
            first[name] = cell
            free.setdefault(name, [])
            place = place if cell.get("placed") else name
        elif doubled and not doubled.metadata.nbgrader.solution:
            notes.append(f"The locked {label(doubled)} stands in the notebook more than once; it counts once.")
        else:
            if doubled:
                which = label(doubled)
                notes.append(
                    f"The solution {which} stands in the notebook more than once; the copy runs as a plain cell."
                )
            free[place].append(cell)
    return first, free, notes


def _moved(solutions):
    """Return a list with the note on solutions that are in other cells than their own."""
    if not solutions:
        return []
    names = " and ".join(", ".join(f"`{name}`" for name in part) for part in (solutions[:-1], solutions[-1:]) if part)
    if len(solutions) > 1:
        return [f"{names} are not in their own cells; they are taken from where they are defined."]
    return [f"{names} is not in its own cell; it is taken from where it is defined."]


def _shorten(cells, known):
    """Empty the cells that are too long, and added ones when there is too much of them; return notes on it."""
    notes, room, left_out = [], FREE_LIMIT, []
    for cell in cells:
        length = len(cell["source"])
        if cell["name"] and length > SOURCE_LIMIT:
            which = label(known[cell["name"]])
            notes.append(f"The {which} has {length:,} characters, more than {SOURCE_LIMIT:,}; it is left out.")
        elif not cell["name"] and length > min(SOURCE_LIMIT, room):
            left_out.append(f"{length:,}")
        else:
            room -= 0 if cell["name"] else length
            continue
        cell["source"] = ""
    if left_out:
        notes.append(
            f"{len(left_out)} added cell{'s were' if len(left_out) > 1 else ' was'} left out, with "
            f"{', '.join(left_out[:5])}{' and more' * (len(left_out) > 5)} characters: one may have {SOURCE_LIMIT:,}, "
            f"all together {FREE_LIMIT:,}."
        )
    return notes


def read_cells(content: bytes) -> list[dict[str, Any]]:
    """Return the cells of a notebook's bytes as plain dictionaries: cell_type, source, id, grade_id, nbgrader.

    Raises ValueError with the end of a sentence ("is not valid JSON ...") if they cannot be used.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not valid JSON ({' '.join(str(error).split())[:120]})") from None
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        raise ValueError("is JSON but not a notebook of format 4: it has no list of cells")
    if len(document["cells"]) > CELL_LIMIT:
        raise ValueError(f"has more than {CELL_LIMIT} cells")
    return [cell for cell in map(_read_cell, document["cells"]) if cell]


def _read_cell(cell):
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    metadata = cell["metadata"] if isinstance(cell.get("metadata"), dict) else {}
    settings = metadata.get("nbgrader")
    settings = settings if isinstance(settings, dict) else {}
    identity = cell.get("id", metadata.get("id"))  # Google Colab keeps it among the metadata
    name = settings.get("grade_id")
    return {
        "cell_type": cell["cell_type"],
        "source": text.clean(source.replace("\r\n", "\n").replace("\r", "\n")),  # editors on Windows
        "id": identity if isinstance(identity, str) else None,
        "grade_id": name if isinstance(name, str) else None,
        "nbgrader": settings,
    }


def _free_cell(cell):
    return new_code_cell(cell["source"]) if cell["cell_type"] == "code" else new_markdown_cell(cell["source"])


def label(cell: NotebookNode) -> str:
    """Return what a person knows a cell of a notebook by: the cell `NAME`, or how it begins."""
    settings = cell.metadata.get("nbgrader", {})
    if settings.get("grade") or settings.get("solution"):
        return f"cell `{settings['grade_id']}`"
    line = next((" ".join(line.split()) for line in cell.source.split("\n") if line.strip()), "")
    shown = "".join(sign for sign in line if sign.isprintable() and sign not in "`$")  # in a sentence of Markdown
    return f"cell that begins with `{shown[:BEGINNING]}{'...' * (len(shown) > BEGINNING)}`" if shown else "empty cell"


def _notes_cell(notes: Sequence[str]) -> NotebookNode:
    return new_markdown_cell("**Notes from grading**\n\n" + "\n".join(f"- {note}" for note in notes), id=NOTES_ID)


def add_notes(notebook: NotebookNode, notes: Sequence[str]) -> None:
    """Add notes to the first cell of a rebuilt notebook."""
    if notes and notebook.cells and notebook.cells[0].get("id") == NOTES_ID:
        notebook.cells[0].source += "".join(f"\n- {note}" for note in notes)
    elif notes:
        notebook.cells.insert(0, _notes_cell(notes))


def read_notes(notebook: NotebookNode) -> list[str]:
    """Return the notes that stand in a graded notebook."""
    for cell in notebook.cells[:1]:
        if cell.id == NOTES_ID:
            return [line[2:] for line in cell.source.split("\n") if line.startswith("- ")]
    return []
