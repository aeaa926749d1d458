"""One course as nbgrader sees it: its converters with the project's configuration, and its gradebook."""

import io
import logging
import re
import shutil
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader

from grading import notebooks
from grading.authoring import release
from grading.classroom import results
from grading.intake import rebuild
from helpers.checks import reference

CONVERTERS = {"feedback": GenerateFeedback, "release": GenerateAssignment}


def configuration(course):
    """Return the configuration in `nbgrader_config.py` with `course` (a folder) as the course directory."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(notebooks.ROOT)).load_config()
    config.CourseDirectory.root = str(Path(course).resolve())
    return config


def convert(step, course, week, student="*", **settings):
    """Run one of nbgrader's converters ("release" or "feedback") as its command does, with --force, and return it.

    Arguments: settings, those of `RecordReferences`.
    Raises RuntimeError with the converter's own last messages if it fails.
    """
    config = configuration(course)
    config.RecordReferences.update(settings)
    directory = CourseDirectory(config=config, assignment_id=week, student_id=student)
    converter = CONVERTERS[step](coursedir=directory, config=config)
    converter.force = True
    with _log_of(converter.log) as log, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9 with SQLAlchemy 2.1; nothing a user could act on
        try:
            converter.start()
        except release.NotReleased as error:
            raise RuntimeError(str(error)) from None
        except NbGraderException as error:
            raise RuntimeError(_reason(log.getvalue()) or str(error)) from None
    return converter


def _reason(log):
    """Return the last exception that a converter logged, else its last line that speaks of an error."""
    raised = re.findall(r"^(?:[\w.]+\.)?\w+(?:Error|Exception|Entry): .+", log, re.MULTILINE)
    mentions = [line.strip() for line in log.splitlines() if "error" in line.lower() and "above traceback" not in line]
    return (raised or mentions or [""])[-1][:400]


@contextmanager
def _log_of(logger):
    """Collect what nbgrader logs instead of printing it."""
    stream = io.StringIO()
    handlers, level, propagate = logger.handlers[:], logger.level, logger.propagate
    logger.handlers, logger.propagate = [logging.StreamHandler(stream)], False
    logger.setLevel(logging.INFO)
    try:
        yield stream
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def weeks(course):
    """Return the names of the weeks that `course` has solved notebooks for, in order."""
    return sorted({path.parent.name for path in Path(course).glob("source/*/*.ipynb")})


def release_week(course, week, seed="", change_cells=False):
    """Make the release of one week with its references and hidden cases, all of it or nothing.

    Arguments: seed, as `grading.authoring.release.choose_seed` has it; change_cells, whether to release although
    exercises of a week with grades have come or gone.
    Returns the paths of the notebooks made, and sentences about what is to be known.
    Raises RuntimeError, saying what to do, if it cannot be made.
    """
    converter = convert("release", course, week, seed=f"{seed}", change_cells=change_cells, update=True)
    return sorted(Path(course).glob(f"release/{week}/*.ipynb")), converter.notes


def notes(course, week, student):
    """Return what the report says of one submission: missing notebooks, the notes of graded ones, or why it failed."""
    course, sentences = Path(course), []
    if problem := rebuild.place_problem(course, week, student):
        return [f"not graded: {problem}"]
    graded = course / "autograded" / student / week
    if not graded.is_dir():
        result = results.read(course, week, student)
        return [f"not graded: {result['trouble']}"] if result and result["trouble"] else []
    for master in sorted(course.glob(f"release/{week}/*.ipynb")):
        sentences += [f"{master.stem}: {sentence}" for sentence in _notes(graded / master.name)]
    problem = rebuild.stamp_problem(course / "submitted" / student / week)
    return [*sentences, problem] if problem else sentences


def _notes(graded):
    """Return the notes of one graded notebook, a path."""
    if not graded.is_file():
        return ["not handed in."]
    try:
        return rebuild.read_notes(notebooks.read(graded))
    except Exception as error:  # a damaged file must not keep the report of the others from being made
        return [f"its graded notebook cannot be read ({type(error).__name__}): grade it again with --force."]


@dataclass(frozen=True)
class Score:
    """The points of one student for one exercise; `earned` is None if the submission was not graded."""

    week: str
    notebook: str
    exercise: str
    student: str
    earned: float | None
    points: float


def scores(course, week=None):
    """Return a list of `Score`, one for each student and exercise of a course (or one week), from nbgrader's gradebook.

    Exercises come in the order of the notebooks. Raises FileNotFoundError if nothing has been graded.
    """
    course = Path(course)
    if not (course / "gradebook.db").is_file():
        raise FileNotFoundError(f"{course.name} has no gradebook: run `course release` and `course grade` first.")
    result = []
    directory = CourseDirectory(config=configuration(course))
    with Gradebook(directory.db_url, directory.course_id) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        for name in [week] if week else weeks(course):
            students = set(rebuild.students(course, name))
            students |= {submission.student.id for submission in _submissions(book, name)}
            for master in sorted(course.glob(f"release/{name}/*.ipynb")):
                checks = [
                    cell for cell in notebooks.read(master).cells if cell.metadata.get("nbgrader", {}).get("grade")
                ]
                for student in sorted(students):
                    earned = _earned(book, name, master.stem, student)
                    result += [
                        Score(
                            name,
                            master.stem,
                            notebooks.grade_id(cell).removeprefix("check_"),
                            student,
                            earned.get(notebooks.grade_id(cell)),
                            float(cell.metadata.nbgrader.points),
                        )
                        for cell in checks
                    ]
    return result


def _submissions(book, week):
    try:
        return book.assignment_submissions(week)
    except MissingEntry:
        return []


def _earned(book, week, notebook, student):
    """Return a student's points in one notebook, from the check cell's id; empty if it was not graded."""
    if rebuild.id_problem(student):  # the database may not even be able to hold such a name
        return {}
    try:
        submission = book.find_submission_notebook(notebook, week, student)
    except MissingEntry:
        return {}
    ungraded = {grade.name for grade in submission.grades if grade.auto_score is None and grade.manual_score is None}
    return {grade.name: grade.score for grade in submission.grades if grade.name not in ungraded}


def hidden_reference(course, week, notebook):
    """Return the recorded exercises of the hidden cases of one notebook."""
    return reference.read(Path(course) / "hidden" / week / f"{notebook}.json")["exercises"]


def copy_week(course, week, target):
    """Copy what is released of a week, solved, and its authors' files to `target`, a course directory; return that."""
    course, target = Path(course), Path(target)
    author = course / "author" / week
    files = [*notebooks.released(course / "source" / week), *(path for path in author.glob("*.*") if path.is_file())]
    for path in files:
        copy = target / path.relative_to(course)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return target
