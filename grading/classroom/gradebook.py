"""nbgrader's gradebook, written by one process: each result in one transaction, or all of it from the result files."""

import contextlib
import copy
import errno
import shutil
import sqlite3
import warnings
from itertools import count
from pathlib import Path

import nbformat
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import is_solution
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError, OperationalError, SAWarning

from grading.classroom import cells, results
from grading.intake.rebuild import keep_stamps
from grading.sandbox.execute import NOT_RELEASED

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)  # trouble of the machine's, not of one submission


class Unwritable(RuntimeError):
    """The gradebook cannot be read or written, with a sentence that says what to do."""


@contextlib.contextmanager
def opened(directory):
    """Yield nbgrader's gradebook of a course directory, made where there is none. Raises `Unwritable`."""
    course = Path(directory.root)

    def translate(context):  # nbgrader's functions would make something else of it, and print that
        if isinstance(context.sqlalchemy_exception, OperationalError):
            raise _unwritable(course, context.sqlalchemy_exception)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9 with SQLAlchemy 2.1; nothing a user could act on
        try:
            book = Gradebook(directory.db_url, directory.course_id)
        except DatabaseError as error:
            raise _unwritable(course, error) from None
        event.listen(book.engine, "handle_error", translate)
        with book:
            yield book


@contextlib.contextmanager
def transaction(book):
    """Make one transaction of what nbgrader's functions, each of which commits, do in this block.

    Their session joins a transaction of this function's, which their commits do not end. Yields a function that
    commits, for a block that has something to do after that. Raises `Unwritable`.
    """
    book.db.remove()
    with book.engine.connect() as connection, connection.begin() as whole:
        book.db.configure(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False)

        def commit():
            book.db.flush()
            whole.commit()

        try:
            yield commit
            if whole.is_active:
                commit()
        finally:
            book.db.remove()
            book.db.configure(bind=book.engine, join_transaction_mode="conditional_savepoint", expire_on_commit=True)


def _unwritable(course, error):
    if isinstance(error, OperationalError):
        mend = (
            "make room on the disk, or end what else uses it, then run the same command again; what is graded is kept"
        )
    else:
        mend = f"it is damaged: `course rebuild {course.name}` makes it anew from the results, and keeps it beside"
    return Unwritable(f"{course.name}/gradebook.db cannot be written ({error.orig}): {mend}")


class Writer:
    """Writes results into the gradebook of a course; a context manager."""

    def __init__(self, course, config):
        self.course, self.config = Path(course), config
        self.directory = CourseDirectory(config=config)

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        self.book = self.stack.enter_context(opened(self.directory))
        self.penalties = AssignLatePenalties(config=self.config)
        self.penalties.init_plugin()
        self.cells = {}
        return self

    def __exit__(self, *error):
        self.stack.close()

    def stored(self, week):
        """Return what the gradebook has of a week: {student: ({(notebook, cell): points}, time handed in)}."""
        query = (
            self.book.db.query(
                SubmittedAssignment.student_id,
                SubmittedAssignment.timestamp,
                Notebook.name,
                BaseCell.name,
                Grade.auto_score,
            )
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .filter(Assignment.name == week)
        )
        students = {}
        for student, time, notebook, cell, score in query:
            students.setdefault(student, ({}, time))[0][notebook, cell] = score
        return students

    def is_stored(self, result, stored):
        """Return whether the gradebook and the graded notebooks are as `result` says; stored, of `stored`."""
        scores, time = stored.get(result["student"], (None, None))
        recorded = {(mark["notebook"], mark["cell"]): mark["points"] for mark in result["exercises"]}
        if scores is None or time != self._handed_in(result):
            return False
        if result["outcome"] == "failed":
            return not self._graded(result).exists() and set(scores.values()) == {None}
        there = {path.stem: path.read_bytes() for path in self._graded(result).glob("*.ipynb")}
        return scores == recorded and there == {name: text.encode() for name, text in result["notebooks"].items()}

    def store(self, result):
        """Write one result: the graded notebooks into their folder, the points in one transaction.

        A failed attempt takes earlier grades and graded notebooks away: what was handed in has no grade.
        """
        self._write_notebooks(result)
        with transaction(self.book):
            self._store(result)

    def declare(self, result, declared):
        """Tell the gradebook of the notebooks and cells of a result; declared, those that it knows already."""
        with transaction(self.book):
            _declare(self.book, result, declared)

    def _store(self, result):
        """Do to the gradebook what nbgrader's own last steps do: save the grades, and the penalty for lateness."""
        week, student, database = result["week"], result["student"], self.book.db
        cells = self._cells(week)
        self.book.update_or_create_student(student)
        submission = self.book.update_or_create_submission(week, student)
        submission.timestamp = self._handed_in(result)
        marks = {(mark["notebook"], mark["cell"]): mark["points"] for mark in result["exercises"]}
        handed_in = {item.id: item for item in submission.notebooks}
        for grade in database.query(Grade).filter(Grade.notebook_id.in_(list(handed_in))):
            grade.auto_score = marks.get(cells[grade.cell_id])
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        for comment in database.query(Comment).filter(Comment.notebook_id.in_(list(handed_in))):
            notebook, cell = cells[comment.cell_id]
            comment.auto_comment = "No response." if cell in result["unanswered"].get(notebook, ()) else None
        database.flush()
        for notebook in handed_in.values():
            notebook.late_submission_penalty = None
            database.refresh(notebook)
            if submission.total_seconds_late > 0:
                late = self.penalties.plugin_inst.late_submission_penalty(
                    student, notebook.score, submission.total_seconds_late
                )
                notebook.late_submission_penalty = (
                    None if late is None else self.penalties._check_late_penalty(notebook, late)
                )

    def _cells(self, week):
        """Return the notebook's name and the grade_id of each cell of a week, by the cell's number in the gradebook."""
        if week not in self.cells:
            assignment = self.book.find_assignment(week)
            query = self.book.db.query(BaseCell.id, Notebook.name, BaseCell.name).join(Notebook)
            query = query.filter(Notebook.assignment_id == assignment.id)
            self.cells[week] = {number: (notebook, cell) for number, notebook, cell in query}
        return self.cells[week]

    def _graded(self, result):
        return self.course / "autograded" / result["student"] / result["week"]

    def _submitted(self, result):
        return self.course / "submitted" / result["student"] / result["week"]

    def _handed_in(self, result):
        """Return when the submission was handed in, as nbgrader's `timestamp.txt` beside it says, or None."""
        return self.directory.get_existing_timestamp(str(self._submitted(result)))

    def _write_notebooks(self, result):
        """Put the graded notebooks, and the pictures that they show, where nbgrader expects them."""
        target, release = self._graded(result), self.course / "release" / result["week"]
        new = target.with_name(f".{target.name}.new")
        for folder in (new, target):
            if folder.exists():
                shutil.rmtree(folder)
        if result["outcome"] == "failed":
            shutil.rmtree(self.course / "feedback" / result["student"] / result["week"], ignore_errors=True)
            return
        if release.is_dir():
            ignored = shutil.ignore_patterns("*.ipynb", *NOT_RELEASED)
            shutil.copytree(release, new, ignore=ignored)
        new.mkdir(parents=True, exist_ok=True)
        for name, text in result["notebooks"].items():
            (new / f"{name}.ipynb").write_text(text, encoding="utf-8")
        keep_stamps(self._submitted(result), new)
        new.replace(target)


def rebuild(course, config):
    """Make the gradebook anew from the result files alone.

    It takes the place of the one that was there when it is whole; that one is kept as `gradebook-before-N.db`, since
    points and comments that people gave are only in it.
    Returns how many submissions it has, and (student, week, reason) for each that could not be taken.
    Raises FileNotFoundError if there are no results, and `Unwritable`.
    """
    course = Path(course)
    if not results.weeks(course):
        raise FileNotFoundError(f"{course.name} has no results to make a gradebook of: run `course grade` first.")
    new, stored, troubles = course / "gradebook-new.db", 0, []
    beside = copy.deepcopy(config)
    beside.CourseDirectory.db_url = f"sqlite:///{new.resolve()}"
    with results.only_writer(course), contextlib.ExitStack() as stack:
        for path in (new, new.with_name(f"{new.name}-journal")):
            path.unlink(missing_ok=True)
            stack.callback(path.unlink, missing_ok=True)
        with Writer(course, beside) as writer:
            for week in results.weeks(course):
                stored += _rebuild_week(course, week, writer, troubles)
        _replace(course / "gradebook.db", new)
    return stored, troubles


def _rebuild_week(course, week, writer, troubles):
    """Store all results of a week, add those that cannot be to `troubles`, and return how many are stored."""
    declared, students = set(), results.students(course, week)
    for step in (lambda result: writer.declare(result, declared), writer.store):
        for student in students[:]:
            try:
                result = results.read(course, week, student)
                if result is None:
                    raise ValueError("its result file is missing or damaged: grade it again")
                step(result)
            except (Unwritable, MemoryError):
                raise
            except Exception as error:
                if isinstance(error, OSError) and error.errno in NO_ROOM:
                    raise
                troubles.append((student, week, f"{error}" or type(error).__name__))
                students.remove(student)
    return len(students)


def _replace(database, new):
    """Put the content of the file `new` into the gradebook, of which a copy is kept.

    The file stays the same one: formgrader may have it open, and would write into one that was put aside.
    """
    if not database.is_file():
        new.rename(database)
        return
    keep(database)
    try:
        _copy(new, database)
    except sqlite3.OperationalError as error:
        raise Unwritable(f"{database.name} cannot be written ({error}); it is as it was") from None
    except sqlite3.DatabaseError:  # damaged, so that nothing can be written into it
        new.replace(database)


def keep(database):
    """Copy the gradebook to a new file beside it and return its path. Raises `Unwritable`."""
    backup = next(path for n in count(1) if not (path := database.with_name(f"gradebook-before-{n}.db")).exists())
    try:
        _copy(database, backup)
    except sqlite3.OperationalError as error:
        backup.unlink(missing_ok=True)
        raise Unwritable(f"{database.name} cannot be copied ({error}); it is as it was") from None
    except sqlite3.DatabaseError:  # damaged, so that only its bytes can be kept
        shutil.copyfile(database, backup)
    return backup


def _copy(source, target):
    """Copy one database into another, which is changed in one transaction."""
    with (
        contextlib.closing(sqlite3.connect(source)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def _declare(book, result, declared):
    """Tell the gradebook of the notebooks and cells of a result; declared, the names of those that it knows already."""
    week = result["week"]
    book.update_or_create_assignment(week)
    for mark in result["exercises"]:
        name, cell = mark["notebook"], mark["cell"]
        if (name, cell) not in declared:
            book.update_or_create_notebook(name, week)
            book.update_or_create_grade_cell(cell, name, week, max_score=mark["maximum"], cell_type="code")
            declared.add((name, cell))
    for name, text in result["notebooks"].items():
        if name not in declared:
            notebook = nbformat.reads(text, as_version=4)
            for cell in notebook.cells:
                if is_solution(cell):
                    cell.source = ""  # it is the student's
            cells.declare(book, week, name, notebook)
            declared.add(name)
