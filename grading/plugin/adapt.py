"""The methods of nbgrader's that this project replaces: what they do here, nbgrader has no setting for.

Its command and formgrader's buttons make the converters themselves, so that a subclass of ours would not be used.
`nbgrader_config.py` calls `adapt`.

    GenerateAssignment.start                  a release takes the place of the former one whole, or not at all
    BaseConverter.init_assignment             of a submission, notebooks are taken and nothing that lies beside them
    CourseDirectory.get_existing_timestamp    `timestamp.txt` counts only if it is a file that holds a time
    FormgraderHandler.get                     formgrader reads no other configuration than the one it was started with
"""

import functools

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader.handlers import FormgraderHandler
from tornado.web import HTTPError

from grading.classroom import stage
from grading.intake import rebuild

_in_use: set = set()


def adapt():
    """Replace the methods in this process, once, however often the configuration is loaded."""
    for owner, replacement in (
        (GenerateAssignment, start),
        (BaseConverter, init_assignment),
        (CourseDirectory, get_existing_timestamp),
        (FormgraderHandler, get),
    ):
        if replacement not in _in_use:
            original = getattr(owner, replacement.__name__)
            setattr(owner, replacement.__name__, functools.partialmethod(replacement, original))
            _in_use.add(replacement)


def start(converter, generate):
    """Make a release: `generate` is nbgrader's own, which removes the former one first."""
    stage.release_weeks(converter, functools.partial(generate, converter))


def init_assignment(converter, copy_files, assignment_id, student_id):
    """Keep nbgrader from copying the other files of a submission: links, pipes, whatever else is in it.

    Its list of names to ignore holds for the released files too. The small files of its exchange are kept.
    """
    if not isinstance(converter, Autograde):
        copy_files(converter, assignment_id, student_id)
        return
    if problem := rebuild.place_problem(converter.coursedir.root, assignment_id, student_id):
        raise ValueError(problem)
    ignored, converter.coursedir.ignore = converter.coursedir.ignore, ["*"]
    try:
        copy_files(converter, assignment_id, student_id)
    finally:
        converter.coursedir.ignore = ignored
    names = (assignment_id, student_id)
    rebuild.keep_stamps(converter._format_source(*names), converter._format_dest(*names))


def get_existing_timestamp(directory, read, dest_path):
    """Return when a submission was handed in, or None."""
    return rebuild.handed_in(dest_path)


def get(page, show):
    """Show formgrader's page, but read no other configuration for it: that is a program.

    It would read the file in any folder that an address names (`/formgrader/?path=submitted/...`), so that a link is
    enough to run a file that a student handed in.
    """
    if page.get_argument("path", ""):
        raise HTTPError(403, "This course has one configuration: open formgrader without a path.")
    return show(page)
