"""What is taken from a submission: the sources of solution cells and free cells, as data. The rest is the master's.

The graded notebook is rebuilt from the released one. Points, ids, locks, the order of cells and every check cell are
the instructor's own, whatever the submitted file says. What was missing, doubled or changed is noted for the report
and, in the first cell, for the student's feedback.
"""

import json
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter

from grading import notebooks

SIZE_LIMIT = 20 * 2**20  # bytes of a submitted notebook
CELL_LIMIT = 2_000  # cells of a submitted notebook
MARKUP = set('<>&"`\\[]{}')  # not in a student's id: formgrader and terminals show ids as they stand
NOTES_ID = "grading-notes"


class SubmissionExporter(NotebookExporter):
    """Reads a submitted notebook for `nbgrader autograde`; an unreadable one becomes the untouched release."""

    def from_filename(self, filename, resources=None, **options):
        """Return the rebuilt notebook, or on nbgrader's second pass the file as it is."""
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources, **options)
        path, course = Path(filename), Path(self.parent.coursedir.root)  # it may be a link: it is not followed
        week = resources["nbgrader"]["assignment"]
        master, hidden = course / "release" / week / path.name, course / "hidden" / week / f"{path.stem}.json"
        for needed in (master, hidden):
            if not needed.is_file():
                raise FileNotFoundError(f"{needed} is missing: run `course release {course.name} {week}` first")
        notebook, _ = rebuild(master, path)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources=resources, **options)


def take_notebooks_only():
    """Keep nbgrader from copying the other files of a submission: links, pipes, whatever else is in it.

    nbgrader has no setting for that: its list of names to ignore holds for the released files too.
    """
    copy_all = BaseConverter.init_assignment

    def init_assignment(self, assignment_id, student_id):
        if isinstance(self, Autograde) and (set(student_id) & MARKUP or not student_id.isprintable()):
            raise ValueError(f"the folder name {student_id!a} cannot be a student's id: it has signs of mark-up")
        ignored = self.coursedir.ignore
        if isinstance(self, Autograde):
            self.coursedir.ignore = ["*"]
        try:
            copy_all(self, assignment_id, student_id)
        finally:
            self.coursedir.ignore = ignored

    if BaseConverter.init_assignment.__module__ != __name__:
        BaseConverter.init_assignment = init_assignment


def rebuild(master, submitted):
    """Return the notebook to grade and a list of notes.

    Arguments: master, the path of the released notebook; submitted, the path of the student's. Notes are sentences
    about what was missing, doubled, changed or unreadable; they also stand in a first cell of the notebook.
    """
    notebook = notebooks.read(master)
    try:
        cells = read_cells(submitted)
    except ValueError as error:
        notes = [f"{Path(submitted).name} {error}. It is graded as if nothing had been written."]
        add_notes(notebook, notes)
        return notebook, notes
    known = {notebooks.grade_id(cell): cell for cell in notebook.cells if notebooks.grade_id(cell)}
    first, free, notes = _sort(cells, known)
    rebuilt = [_free_cell(cell) for cell in free[None]]
    for name, cell in known.items():
        solution = cell.metadata.nbgrader.solution
        if name not in first:
            notes.append(
                f"The {'solution' if solution else 'check' if cell.metadata.nbgrader.grade else 'given'} cell "
                f"`{name}` is missing; {'it earns nothing' if solution else 'the original is used'}."
            )
        elif solution:
            cell.source = first[name]["source"]
        elif first[name]["source"].strip() != cell.source.strip() or first[name]["changed"]:
            notes.append(f"The locked cell `{name}` was changed; the original is used.")
        rebuilt.append(cell)
        rebuilt += [_free_cell(item) for item in free.get(name, ())]
    notebook.cells = rebuilt
    add_notes(notebook, notes)
    return notebook, notes


def _sort(cells, known):
    """Return the first cell of each known id, the free cells after each (None: at the start), and notes on doubles."""
    first, free, notes, place = {}, {None: []}, [], None
    for cell in cells:
        name = cell["grade_id"]
        if name in known and name not in first:
            settings = known[name].metadata.nbgrader
            cell["changed"] = any(
                cell["nbgrader"].get(key, settings[key]) != settings[key]
                for key in ("points", "grade", "solution", "locked")
                if key in settings
            )
            first[name], place = cell, name
            free[name] = []
        elif name in known and not known[name].metadata.nbgrader.solution:
            notes.append(f"The locked cell `{name}` stands in the notebook more than once; it counts once.")
        else:
            if name in known:
                notes.append(
                    f"The solution cell `{name}` stands in the notebook more than once; the copy runs as a plain cell."
                )
            free[place].append(cell)
    return first, free, notes


def read_cells(path):
    """Return the cells of a submitted notebook as plain dictionaries: cell_type, source, grade_id, nbgrader.

    Raises ValueError with the end of a sentence ("is not valid JSON ...") if the file cannot be used.
    """
    path = Path(path)
    if path.is_symlink() or not path.is_file():
        raise ValueError("is not a regular file")
    if path.stat().st_size > SIZE_LIMIT:
        raise ValueError(f"is larger than {SIZE_LIMIT >> 20} MB")
    try:
        document = json.loads(path.read_bytes())
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
    metadata = cell.get("metadata")
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    settings = settings if isinstance(settings, dict) else {}
    name = settings.get("grade_id")
    return {
        "cell_type": cell["cell_type"],
        "source": source,
        "grade_id": name if isinstance(name, str) else None,
        "nbgrader": settings,
    }


def _free_cell(cell):
    return new_code_cell(cell["source"]) if cell["cell_type"] == "code" else new_markdown_cell(cell["source"])


def _notes_cell(notes):
    return new_markdown_cell("**Notes from grading**\n\n" + "\n".join(f"- {note}" for note in notes), id=NOTES_ID)


def add_notes(notebook, notes):
    """Add notes to the first cell of a rebuilt notebook."""
    if notes and notebook.cells and notebook.cells[0].get("id") == NOTES_ID:
        notebook.cells[0].source += "".join(f"\n- {note}" for note in notes)
    elif notes:
        notebook.cells.insert(0, _notes_cell(notes))


def read_notes(graded):
    """Return the notes that stand in a graded notebook."""
    for cell in notebooks.read(graded).cells[:1]:
        if cell.id == NOTES_ID:
            return [line[2:] for line in cell.source.split("\n") if line.startswith("- ")]
    return []
