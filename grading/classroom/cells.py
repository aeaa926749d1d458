"""The notebooks and cells of a week in nbgrader's gradebook, and what becomes of grades when they change.

nbgrader's own step refuses to add or remove any cell once there are submissions, also one that no grade hangs on.
"""

import json

from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from grading import notebooks

# The kinds of cells that nbgrader has tables for, beside that of all sources.
KINDS = {"grade": is_grade, "solution": is_solution, "task": is_task}
GRADED, COMMENTED = ("grade", "task"), ("solution", "task")


def declare(book, week, name, notebook):
    """Tell the gradebook of one notebook of a week, by name, and of its cells."""
    book.update_or_create_notebook(name, week, kernelspec=json.dumps(notebook.metadata.get("kernelspec", {})))
    for (kind, identity), settings in _cells(notebook).items():
        getattr(book, f"update_or_create_{kind}_cell")(identity, name, week, **settings)


def _cells(notebook):
    """Return what the gradebook holds of the cells of a notebook: {(kind, grade_id): settings}."""
    described = {}
    for cell in notebook.cells:
        identity, settings = notebooks.grade_id(cell), cell.metadata.get("nbgrader", {})
        kinds = [kind for kind, test in KINDS.items() if test(cell)]
        for kind in kinds:
            worth = {"max_score": float(settings.points), "cell_type": cell.cell_type} if kind in GRADED else {}
            described[kind, identity] = worth
        if kinds or is_locked(cell):
            described["source", identity] = {
                "cell_type": cell.cell_type, "locked": is_locked(cell), "source": cell.source,
                "checksum": settings.get("checksum"),
            }  # fmt: skip
    return described


def update(book, course, week, released, change_cells=False):
    """Make the notebooks and cells that the gradebook has of a week those of a new release.

    Points and comments stay with the cells that are still there; a new cell has none yet.
    Arguments: course, its name; released, a dictionary from name to notebook; change_cells, whether to do so although
    there are submissions and exercises have come or gone.
    Returns a sentence for each of the points and comments that a person gave and that have lost their place.
    Raises ValueError, saying what to do, if `change_cells` would be needed.
    """
    assignment, database = book.update_or_create_assignment(week), book.db
    query = database.query(SubmittedAssignment.id).filter(SubmittedAssignment.assignment_id == assignment.id)
    submissions = [number for (number,) in query]
    before = {
        (notebook.name, kind, cell.name): cell
        for notebook in assignment.notebooks
        for kind in (*KINDS, "source")
        for cell in getattr(notebook, f"{kind}_cells")
    }
    now = {(name, *key) for name, notebook in released.items() for key in _cells(notebook)}
    gone = [cell for key, cell in before.items() if key not in now]
    lost = [line for cell in gone for line in _given(cell)]
    if submissions and not change_cells and (reason := _reason(before, now, lost)):
        raise ValueError(
            f"{week} has {len(submissions)} submissions in the gradebook, and {reason}. Nothing was changed. "
            f"`course release {course} {week} --change-cells` releases it: points and comments by hand stay with the "
            "cells that are still there, those of other cells are listed, and the former gradebook is kept."
        )
    _remove(database, gone, [notebook for notebook in assignment.notebooks if notebook.name not in released])
    for name, notebook in released.items():
        declare(book, week, name, notebook)
    database.expire_all()
    for notebook in assignment.notebooks:
        added = [
            (kind, cell.id)
            for kind in KINDS
            for cell in getattr(notebook, f"{kind}_cells")
            if (notebook.name, kind, cell.name) not in before
        ]
        _fill(database, notebook, submissions, added)
    database.flush()
    return lost


def _given(cell):
    """Return a sentence for each of the points and comments that people gave for a cell."""
    where = f"{cell.notebook.name}/{cell.name}, which is gone"
    for grade in getattr(cell, "grades", ()):
        if grade.manual_score is not None:
            yield f"{grade.student.id} had {grade.manual_score:g} points by hand for {where}"
        if grade.extra_credit:
            yield f"{grade.student.id} had {grade.extra_credit:g} points of extra credit for {where}"
    for comment in getattr(cell, "comments", ()):
        if comment.manual_comment:
            yield f"{comment.student.id} had a comment on {where}: {comment.manual_comment}"


def _reason(before, now, lost):
    """Return what of a week with grades has changed, or "" if no grade hangs on it."""
    old, new = ({(name, cell) for name, kind, cell in keys if kind in GRADED} for keys in (before, now))
    changes = {"new": new - old, "gone": old - new} if old else {}  # none: nothing of it has been graded
    sentences = [
        f"{word}: {', '.join(f'{name}/{cell}' for name, cell in sorted(cells))}"
        for word, cells in changes.items()
        if cells
    ]
    if sentences:
        return f"its graded cells have changed ({'; '.join(sentences)})"
    return f"{len(lost)} points or comments by hand are on cells that are gone" if lost else ""


def _remove(database, cells, notebooks):
    """Delete cells and notebooks with all that was given for them."""
    for cell in cells:
        for given in (*getattr(cell, "grades", ()), *getattr(cell, "comments", ())):
            database.delete(given)
        database.delete(cell)
    database.flush()
    database.expire_all()
    for notebook in notebooks:
        for submitted in notebook.submissions:
            database.delete(submitted)
        database.delete(notebook)
    database.flush()


def _fill(database, notebook, submissions, added):
    """Give each of the `submissions` what nbgrader expects it to have of a notebook and of its `added` cells."""
    query = database.query(SubmittedNotebook.assignment_id, SubmittedNotebook.id)
    query = query.filter(SubmittedNotebook.notebook_id == notebook.id)
    there = {submission for submission, _ in query}
    for submission in submissions:
        if submission not in there:
            database.add(SubmittedNotebook(notebook_id=notebook.id, assignment_id=submission))
    database.flush()
    for _, submitted in query.all() if added else ():
        for kind, cell in added:
            if kind in GRADED:
                database.add(Grade(cell_id=cell, notebook_id=submitted))
            if kind in COMMENTED:
                database.add(Comment(cell_id=cell, notebook_id=submitted))
