"""What a student's folder is filled from: the files of the students' edition, or of the project that it is made of.

The edition has the released files in COURSE/WEEK; the project has the solved notebooks in COURSE/source/WEEK, from
which they are made. In the student's folder both stand in COURSE/WEEK.
"""

import json
from pathlib import Path

from grading import notebooks

SOURCE = "source"
MANIFEST = ".edition.json"  # of the edition: the digest of every file that was published


def weeks(root):
    """Return the folders of the weeks that there are below `root`, in course order."""
    folders = []
    for course in notebooks.COURSES:
        solved = sorted((Path(root) / course / SOURCE).glob("*/"))
        folders += solved or sorted((Path(root) / course).glob("week*/"))
    return folders


def place(week):
    """Return the name of a week's folder in the student's: COURSE/WEEK."""
    course = week.parents[1] if is_solved(week) else week.parent
    return f"{course.name}/{week.name}"


def find(root, path):
    """Return where the file COURSE/WEEK/FILE of the student's folder comes from; FileNotFoundError if from nowhere."""
    for week in weeks(root):
        if (source := week / Path(path).name).is_file() and f"{place(week)}/{source.name}" == path:
            return source
    raise FileNotFoundError(f"the course has no {path} any more.")


def text(path):
    """Return the text of a notebook as a student gets it."""
    path = Path(path)
    if not is_solved(path.parent):
        return path.read_text(encoding="utf-8")
    # Only here: the edition has no such module, and nbgrader takes seconds to import.
    from grading.authoring.release import student_version

    return json.dumps(student_version(path), indent=1, ensure_ascii=False) + "\n"


def is_solved(week):
    """Return whether the notebooks in the folder of a week are the solved ones."""
    return week.parent.name == SOURCE


def heading(readme):
    """Return the first heading of a Markdown file, or the name of its folder."""
    if readme.is_file():
        for line in readme.read_text(encoding="utf-8").split("\n"):
            if line.startswith("# "):
                return line[2:].strip()
    return readme.parent.name
