"""Prove a week's grader with nbgrader itself: full points for the solved notebook, none for the untouched one."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from grading.classroom import autograde, converters


@dataclass
class Verdict:
    """What nbgrader gave for one exercise; `problems` are sentences, empty if all is well."""

    notebook: str
    exercise: str
    points: float
    solved: float
    untouched: float
    problems: list[str]


def verify(source, week):
    """Return a list of `Verdict` for one week of the course folder `source`.

    The solved and the untouched notebooks are handed in to a copy of the course and graded by nbgrader, with hidden
    cases of a new secret seed.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = converters.copy_week(source, week, Path(folder) / Path(source).name)
        converters.release_week(target, week)
        for student, origin in (("solved", "source"), ("untouched", "release")):
            shutil.copytree(target / origin / week, target / "submitted" / student / week)
        results = autograde.grade_week(target, week, feedback=False, settings={"unconfined": True})  # our own
        problems = [
            f"{result.student}: {line}" for result in results for line in [result.problem, *result.notes] if line
        ]
        if problems:
            raise RuntimeError(" ".join(problems))
        return _verdicts(converters.scores(target, week))


def _verdicts(scores):
    earned = {(score.notebook, score.exercise, score.student): score.earned for score in scores}
    verdicts = []
    for score in (item for item in scores if item.student == "solved"):
        solved, untouched = (
            earned[score.notebook, score.exercise, student] or 0 for student in ("solved", "untouched")
        )
        problems = []
        if solved != score.points:
            problems.append(f"the solved notebook earns {solved:g} of {score.points:g} points")
        if untouched:
            problems.append(f"the untouched notebook earns {untouched:g} points")
        verdicts.append(Verdict(score.notebook, score.exercise, score.points, solved, untouched, problems))
    return verdicts
