"""Prove a week's grader: full points for the solved notebook, none for the untouched one, no known mistake accepted."""

import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from grading import course, notebooks
from helpers import check, codec, quiz
from helpers.exercise import load
from helpers.grade import grade, grade_variables


@dataclass
class Verdict:
    """What was found for one exercise; `problems` are sentences, empty if all is well."""

    notebook: str
    exercise: str
    points: float
    solved: float
    untouched: float
    mistakes: int
    caught: int
    named: int
    problems: list[str]

    def as_dict(self):
        """Return the verdict as a dictionary for JSON."""
        return asdict(self)


def verify(source, week):
    """Return a list of `Verdict` for one week of the course folder `source`.

    The solved and the untouched notebooks are handed in to a copy of the course and graded by nbgrader, with hidden
    cases of a new secret seed. The known mistakes are graded with the same cases.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = course.copy_week(source, week, Path(folder) / Path(source).name)
        course.release_week(target, week)
        for student, origin in (("solved", "source"), ("untouched", "release")):
            shutil.copytree(target / origin / week, target / "submitted" / student / week)
        results = course.grade_week(target, week, feedback=False)
        problems = [
            f"{result.student}: {line}" for result in results for line in [result.problem, *result.notes] if line
        ]
        if problems:
            raise RuntimeError(" ".join(problems))
        return _judge(target, week, course.scores(target, week))


def _judge(target, week, scores):
    earned = {(score.notebook, score.exercise, score.student): score.earned for score in scores}
    verdicts = []
    for score in scores:
        if score.student != "solved":
            continue
        solved, untouched = (
            earned[score.notebook, score.exercise, student] or 0 for student in ("solved", "untouched")
        )
        total, caught, named, problems = _mistakes(target / "source" / week, score, target)
        if solved != score.points:
            problems.insert(0, f"the solved notebook earns {solved:g} of {score.points:g} points")
        if untouched:
            problems.insert(0, f"the untouched notebook earns {untouched:g} points")
        verdicts.append(
            Verdict(score.notebook, score.exercise, score.points, solved, untouched, total, caught, named, problems)
        )
    return verdicts


def _mistakes(folder, score, target):
    """Grade the known mistakes of one exercise; return how many there are, were caught and were named, and problems."""
    exercise = check.declared(score.notebook, folder)[score.exercise]
    visible = codec.read(folder / "reference" / f"{score.notebook}.json")["exercises"][score.exercise]
    hidden = course.hidden_reference(target, score.week, score.notebook)[score.exercise]
    mistakes = load(folder / "mistakes.py")
    if isinstance(exercise, quiz.Question):
        return _wrong_options(exercise, mistakes.EXPLANATIONS[score.notebook][score.exercise], visible)
    known = mistakes.MISTAKES.get(score.notebook, {}).get(score.exercise, [])
    caught, named, problems = 0, 0, []
    for index, (sentence, wrong) in enumerate(known):
        if exercise.variables and exercise.judge:
            # The right values are too large to be recorded: the judge's verdict was, when the notebook ran.
            verdict = visible["verdicts"][index]
            is_caught, is_named = bool(verdict), bool(verdict)
        elif exercise.variables:
            values = {name: codec.decode(value) for name, value in visible["values"].items()}
            result = grade_variables(exercise, values | wrong(**values), visible)
            is_caught, is_named = result.fraction < 1, result.diagnosis == sentence
        else:
            result = grade(exercise, wrong, visible, hidden)
            is_caught = result.fraction < 1 and any(result.visible)
            is_named = is_caught if exercise.judge else result.diagnosis == sentence
        caught += is_caught
        named += is_named
        if not is_caught:
            problems.append(f"a known mistake is accepted: {sentence}")
        elif not is_named:
            problems.append(f"a known mistake is taken for {result.diagnosis or 'nothing known'!r}: {sentence}")
    return len(known), caught, named, problems


def _wrong_options(question, explanations, visible):
    """Choose every wrong option of a quiz question; each must be refused with its own explanation on the card."""
    total = caught = named = 0
    problems = []
    for letter, explanation in explanations.items():
        right, card = quiz.grade(question, letter, visible)
        if right:
            continue
        total += 1
        caught += 1
        told = visible["several"] or explanation in card.lines
        named += told
        if not told:
            problems.append(f"option {letter} is not explained")
    if not visible["several"] and total != len(explanations) - 1:
        problems.append(f"{len(explanations) - total} options are accepted")
    return total, caught, named, problems


def notebooks_of(folder, week):
    """Return the solved notebooks of one week; FileNotFoundError, listing what exists, if there are none."""
    return notebooks.sources(Path(folder).parent, Path(folder).name, week)
