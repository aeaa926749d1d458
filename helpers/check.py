"""`check`: the line under every exercise.

    check = Check("2_logistic_regression")
    check(propagate)                    # a function
    check(m_train=m_train, num_px=num_px)   # variables; a quiz answer is a variable too

In a student's notebook it shows a card and returns nothing. Under nbgrader and `course submit` it also returns the
points earned, which nbgrader reads as partial credit. To record the reference, `grading.authoring.record` puts a
recorder in the place of `Check` and runs the solved notebook.
"""

import contextlib
import os
import sys
import textwrap
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from IPython import get_ipython
from IPython.display import display

from helpers import progress
from helpers.checks import quiz, reference
from helpers.checks.card import Card
from helpers.checks.exercise import Exercise, load
from helpers.checks.grade import grade, grade_variables, read
from helpers.checks.result import Result, Status

# What nbgrader puts into NBGRADER_EXECUTION, and `course submit` into that of the copy that it runs.
GRADED = ("autograde", "validate", "submit")


class CheckFailed(Exception):
    """Carries a card to nbgrader's Validate, which lists what a failing cell raised, not what it displayed."""

    def _render_traceback_(self):
        # Validate cuts lines at 90 characters.
        lines = self.args[0].text().splitlines()
        return [part for line in lines for part in textwrap.wrap(line, 80, subsequent_indent="    ")]


class Damaged(ValueError):
    """What is recorded cannot be used: no fault of an answer."""


class Check:
    """The checks of one notebook.

    Arguments: notebook, the file's name without `.ipynb`; folder, the week's folder, which holds `checks.py` and
    `reference/` (default: the current folder, which is the notebook's own); hidden, the file with the hidden cases, for
    a grader that runs elsewhere.
    Raises FileNotFoundError or ValueError, each with a sentence that says what to do, if a file is missing or damaged.
    """

    def __init__(self, notebook: str, folder: str | Path = ".", hidden: str | Path | None = None) -> None:
        self.notebook, self.folder = notebook, Path(folder).resolve()
        self.exercises = declared(notebook, self.folder)
        self.mode = "autograde" if hidden else os.environ.get("NBGRADER_EXECUTION", "student")
        self.visible = reference.read(self.folder / "reference" / f"{notebook}.json")["exercises"]
        if self.mode == "autograde" and hidden is None:
            # nbgrader runs a submission in COURSE/autograded/STUDENT/WEEK; the hidden cases are in COURSE/hidden/WEEK.
            hidden = self.folder.parents[2] / "hidden" / self.folder.name / f"{notebook}.json"
        document = reference.read(hidden) if hidden else reference.empty(notebook)
        self.hidden, self.source = document["exercises"], document.get("solutions", "")
        self.readable: set[tuple[str, str]] = set()  # what is known to be so: pairs of an exercise and a folder
        if (shell := get_ipython()) is not None:
            shell.set_custom_exc((NotImplementedError, NameError), self._say_what_to_run)

    def __call__(self, function=None, /, **variables):
        """Check one function, or the named variables, and show the card."""
        return self.answer(function, variables, sys._getframe(1))

    def answer(self, function, variables, caller):
        """Do so for a call of this check from the frame `caller`."""
        exercise = find(self.exercises, function, variables, caller)
        if exercise is None:
            names = ", ".join(variables) or getattr(function, "__name__", f"a {type(function).__name__}")
            existing = ", ".join(f"`{name}`" for name in self.exercises)
            title = f"There is no exercise `{names}` in this notebook."
            return self._answer(Card(False, title, [f"Its exercises are {existing}."]), 0.0, 1)
        card, earned, _ = self.assess(exercise, function, variables, caller.f_globals)
        if self.mode == "student":
            card.progress = progress.note(self.folder, self.notebook, exercise.name, earned)
            card.lesson = "" if card.good else exercise.lesson
        return self._answer(card, earned, self.points(exercise))

    def points(self, exercise: Exercise) -> float:
        """Return the points of an exercise; ValueError, saying what to do, if the reference does not know it."""
        visible = self.visible.get(exercise.name)
        if visible is None:
            raise ValueError(
                f"reference/{self.notebook}.json has no exercise {exercise.name!r}: it is older than "
                "checks.py. Run `make lab` (students) or `course record` (authors) to bring it up to date."
            )
        return visible["points"]

    def assess(
        self, exercise: Exercise, function: Any, variables: Mapping[str, Any], namespace: Any
    ) -> tuple[Card, float, Status]:
        """Return the `Card` for one exercise, the points earned, and a word: pass, fail, error or timeout.

        Arguments: function, or the variables by name; namespace, where a function finds the earlier ones.
        When graded, trouble with this machine's files is raised: a reference that cannot be read is a ValueError. What
        an answer raises while it is judged earns nothing, and ends nothing.
        """
        points = self.points(exercise)
        try:
            return self._judge(exercise, function, variables, namespace, points)
        except Exception as error:
            if isinstance(error, Damaged) or (isinstance(error, OSError) and self.mode == "autograde"):
                raise
            reason = f"It cannot be judged ({type(error).__name__})."  # a message could hold what is hidden
            return Card(False, f"`{exercise.name}`: not right", [reason]), 0.0, "error"

    def _read(self, exercise: Exercise) -> None:
        """Raise Damaged, naming the file, if what is recorded of an exercise cannot be read; done once for each."""
        for recorded, folder in ((self.visible, "reference"), (self.hidden, "hidden")):
            try:
                if exercise.name in recorded and (exercise.name, folder) not in self.readable:
                    read(exercise, recorded[exercise.name])
            except Exception as error:
                raise self._damaged(folder, repr(exercise.name), error) from None
            self.readable.add((exercise.name, folder))

    def _damaged(self, folder: str, part: str, error: Exception) -> Damaged:
        return Damaged(
            f"{folder}/{self.notebook}.json is damaged: what it holds of {part} cannot be used "
            f"({type(error).__name__}: {error}). Run `make lab` (students) or `course release` (instructors)."
        )

    def _judge(
        self, exercise: Exercise, function: Any, variables: Mapping[str, Any], namespace: Any, points: float
    ) -> tuple[Card, float, Status]:
        self._read(exercise)
        visible = self.visible[exercise.name]
        if isinstance(exercise, quiz.Question):
            right, card = quiz.grade(exercise, variables[exercise.name], visible)
            return card, float(points * right), "pass" if right else "fail"
        if exercise.variables:
            result = grade_variables(exercise, variables, visible)
        else:
            result = self._grade(exercise, function, namespace)
        card = result.card(points if self.mode == "autograde" else None)
        return card, round(points * result.fraction, 2), result.status

    def _grade(self, exercise: Exercise, function: Any, namespace: Any) -> Result:
        """Return the `Result` of a function; an earlier one that is wrong is asked for only if a case fails."""
        self._read(exercise)
        first: dict[str, str] = {}  # what to mend first for the sake of each earlier function that is wrong

        def earlier() -> dict[str, Any]:
            for name in exercise.uses:
                result = self._grade(self.exercises[name], namespace.get(name), namespace)
                if not result.alone or result.side_effects:
                    first[name] = result.mend or name
            return {name: self.solutions.get(name) for name in first}

        visible, hidden = self.visible[exercise.name], self.hidden.get(exercise.name)
        result = grade(exercise, function, visible, hidden, namespace, earlier)
        result.mend = next(iter(first.values()), "")
        return result

    @cached_property
    def solutions(self) -> dict[str, Any]:
        """The right functions that judged exercises use, by name; empty where there are no hidden cases."""
        namespace: dict[str, Any] = {}
        try:
            with _importing_from(self.folder):
                exec(compile(self.source, "<solutions>", "exec"), namespace)
        except Exception as error:
            raise self._damaged("hidden", "the solutions", error) from error
        return namespace

    def _answer(self, card, earned, points):
        """Show the card; under nbgrader also return the points earned."""
        if self.mode == "validate" and earned < points:
            raise CheckFailed(card)
        display(card)
        return earned if self.mode in GRADED else None

    def _say_what_to_run(self, shell, kind, error, trace, tb_offset=None):
        """Show a sentence instead of a traceback where an exercise is not written yet, or its cell has not been run."""
        if isinstance(error, NotImplementedError):
            while trace.tb_next is not None:
                trace = trace.tb_next
            name = trace.tb_frame.f_code.co_name
            part = "This part" if name == "<module>" else f"`{name}`"
            line = (
                f"{part} is not written yet: replace `raise NotImplementedError` with your code, "
                "run that cell, then run this one again."
            )
        else:
            names = [name for item in self.exercises.values() for name in (item.variables or (item.name,))]
            if error.name not in names:
                shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
                return
            line = f"`{error.name}` does not exist yet: run the cell in which you write it, then run this one again."
        # JupyterLab breaks lines of errors in the middle of words.
        shell._showtraceback(kind, error, textwrap.wrap(line, 80))


@contextlib.contextmanager
def _importing_from(folder):
    """Let the block import modules that lie in `folder`, and forget them at its end: other weeks have their own."""
    known = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - known:
            if Path(getattr(sys.modules[name], "__file__", None) or "").parent == folder:
                del sys.modules[name]


def declared(notebook: str, folder: str | Path) -> dict[str, Exercise]:
    """Return the exercises that the week's `checks.py` declares for `notebook`, by name."""
    exercises = load(Path(folder) / "checks.py").EXERCISES
    if notebook not in exercises:
        raise ValueError(f"checks.py has no notebook {notebook!r}; it has {', '.join(sorted(exercises))}.")
    return {exercise.name: exercise for exercise in exercises[notebook]}


def find(exercises, function, variables, caller):
    """Return the exercise that a check means, or None.

    A function is known by the name that the calling cell uses for it, so that a lambda, a partial or a decorated
    function is as good as any; `caller` is the calling frame.
    """
    if variables:
        return next((item for item in exercises.values() if set(item.variables) == set(variables)), None)
    names = [name for name in caller.f_code.co_names if name in exercises and caller.f_globals.get(name) is function]
    name = names[0] if len(names) == 1 else getattr(function, "__name__", None)
    exercise = exercises.get(name) if isinstance(name, str) else None
    return exercise if exercise is not None and not exercise.variables else None
