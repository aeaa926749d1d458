"""nbgrader's gradebook, written by one process: each result in one transaction, or all of it from the result files."""

import contextlib
import shutil
import warnings
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
from nbgrader.utils import is_grade, is_locked, is_solution
from sqlalchemy.exc import OperationalError, SAWarning

from grading import notebooks, results
from grading.execute import NOT_RELEASED
from grading.intake import keep_stamps


class Writer:
    """Writes results into the gradebook of a course; a context manager."""

    def __init__(self, course, config):
        self.course, self.config = Path(course), config
        self.directory = CourseDirectory(config=config)

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        self.stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9 with SQLAlchemy 2.1; nothing a user could act on
        self.book = self.stack.enter_context(Gradebook(self.directory.db_url, self.directory.course_id))
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
        found = {}
        for student, time, notebook, cell, score in query:
            found.setdefault(student, ({}, time))[0][notebook, cell] = score
        return found

    def is_stored(self, result, stored):
        """Return whether the gradebook and the graded notebooks are as `result` says; stored, of `stored`."""
        scores, time = stored.get(result["student"], (None, None))
        told = {(mark["notebook"], mark["cell"]): mark["points"] for mark in result["exercises"]}
        if scores is None or time != self._handed_in(result):
            return False
        if result["outcome"] == "failed":
            return not self._graded(result).exists() and set(scores.values()) == {None}
        there = {path.stem: path.read_bytes() for path in self._graded(result).glob("*.ipynb")}
        return scores == told and there == {name: text.encode() for name, text in result["notebooks"].items()}

    def store(self, result):
        """Write one result: the graded notebooks into their folder, the points in one transaction.

        A failed attempt takes earlier grades and graded notebooks away: what was handed in has no grade.
        """
        self._write_notebooks(result)
        with self._transaction():
            self._store(result)
        self.book.db.expunge_all()

    def declare(self, result, declared):
        """Tell the gradebook of the notebooks and cells of a result; declared, those that it knows already."""
        with self._transaction():
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

    @contextlib.contextmanager
    def _transaction(self):
        """Make one transaction of what nbgrader's functions, each of which commits, do in this block."""
        database = self.book.db
        commit, database.commit = database.commit, database.flush
        try:
            yield
            commit()
        except OperationalError as error:
            database.rollback()
            raise RuntimeError(
                f"{self.course.name}/gradebook.db cannot be written ({error.orig}): make room on the disk, or end what "
                "else uses it, then run the same command again; what is graded is kept"
            ) from None
        except BaseException:
            database.rollback()
            raise
        finally:
            del database.commit

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
    """Make the gradebook anew from the result files alone; return how many submissions it has.

    The one that was there is kept as `gradebook-before-N.db`; points and comments that people gave are only in it.
    Raises FileNotFoundError if there are no results.
    """
    course = Path(course)
    if not results.weeks(course):
        raise FileNotFoundError(f"{course.name} has no results to make a gradebook of: run `course grade` first.")
    with results.only_writer(course):
        database = course / "gradebook.db"
        if database.is_file():
            number = next(n for n in range(1, 10**6) if not (course / f"gradebook-before-{n}.db").exists())
            database.rename(course / f"gradebook-before-{number}.db")
        with Writer(course, config) as writer:
            return sum(_rebuild_week(course, week, writer) for week in results.weeks(course))


def _rebuild_week(course, week, writer):
    """Store all results of a week and return how many they are."""
    count, declared = 0, set()
    for step in (lambda result: writer.declare(result, declared), writer.store):
        count = 0
        for student in results.students(course, week):
            if result := results.read(course, week, student):
                step(result)
                count += 1
    return count


def _declare(book, result, declared):
    week = result["week"]
    book.update_or_create_assignment(week)
    for mark in result["exercises"]:
        name, cell = mark["notebook"], mark["cell"]
        if (name, cell) not in declared:
            book.update_or_create_notebook(name, week)
            book.update_or_create_grade_cell(cell, name, week, max_score=mark["maximum"], cell_type="code")
            declared.add((name, cell))
    for name, text in result["notebooks"].items():
        if name in declared:
            continue
        declared.add(name)
        for cell in nbformat.reads(text, as_version=4).cells:
            identity = notebooks.grade_id(cell)
            if is_grade(cell):
                book.update_or_create_grade_cell(
                    identity, name, week, max_score=float(cell.metadata.nbgrader.points), cell_type=cell.cell_type
                )
            if is_solution(cell):
                book.update_or_create_solution_cell(identity, name, week)
            if is_grade(cell) or is_locked(cell):
                checksum = cell.metadata.nbgrader.get("checksum")
                book.update_or_create_source_cell(
                    identity, name, week, cell_type=cell.cell_type, locked=is_locked(cell), source=cell.source,
                    checksum=checksum,
                )  # fmt: skip
