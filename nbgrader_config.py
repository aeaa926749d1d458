"""nbgrader's configuration for all five courses.

Run nbgrader from this folder and name the course: `nbgrader autograde --course-dir=course1_nn ASSIGNMENT`. Without
`--course-dir` it is the one that the environment variable COURSE names, course1_nn by default.
"""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    SaveAutoGrades,
)

from grading.authoring.release import ClearSolutions, RecordReferences
from grading.plugin.adapt import adapt
from grading.plugin.pages import FeedbackExporter
from grading.plugin.steps import RunConfined, SubmissionExporter

c = get_config()  # noqa: F821 (given by nbgrader)
adapt()  # what can be no setting

# nbgrader calls programs such as alembic by name; they are beside this Python, activated or not.
tools = str(Path(sys.executable).parent)
if tools not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = tools + os.pathsep + os.environ.get("PATH", "")

here = Path(__file__).resolve().parent
c.CourseDirectory.root = str(here / os.environ.get("COURSE", "course1_nn"))
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.part"]

c.GenerateAssignment.preprocessors = [
    RecordReferences,
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    CheckCellMetadata,
]
# No SaveCells: a release tells the gradebook at its end (`grading.classroom.stage`).

c.Autograde.exporter_class = SubmissionExporter
# Students' cells run confined, checks in a process of the grader's own. On a machine without bubblewrap that can be
# thrown away: UNCONFINED=1 nbgrader autograde ... (or `course grade --unconfined`).
c.RunConfined.unconfined = os.environ.get("UNCONFINED", "") not in ("", "0")
c.Autograde.autograde_preprocessors = [RunConfined, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]

# Feedback pages and formgrader's show what students wrote: none of it may run in a browser.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {name: f"grading.plugin.pages.{name}" for name in ("ansi2html", "clean_html", "markdown2html")}
# A feedback page has no front end for sliders: it shows the picture that comes with each.
c.DataTypeFilter.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "text/plain",
]
