"""Right solutions in other styles: does the grader accept each one?

They are test data in `tests/styles/COURSE/WEEK/NOTEBOOK/STYLE.py` and are never released. Above each solution stands a
line `# %% EXERCISE`. What an earlier solution of the same file defines, a later one may use, as in a notebook.
"""

import contextlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from helpers.checks import quiz
from helpers.checks.grade import grade, grade_variables


@dataclass
class StylesReport:
    """What became of the styles of one exercise: their names, and a sentence for each that lost a point."""

    notebook: str
    exercise: str
    names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def styles(self):
        """How many there are."""
        return len(self.names)

    @property
    def accepted(self):
        """How many got every point."""
        return len(self.names) - len(self.problems)


def paths(path):
    """Return the style files of the solved notebook `path`."""
    path = Path(path).resolve()
    folder = path.parents[3] / "tests" / "styles" / path.parents[2].name / path.parent.name / path.stem
    return sorted(folder.glob("*.py"))


def read(path):
    """Return the solutions in one style file, by exercise."""
    parts = re.split(r"^# %% (\w+)\n", Path(path).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {exercise: source.strip() for exercise, source in zip(parts[1::2], parts[2::2])}


def read_all(path, exercises):
    """Return the style files of the solved notebook `path`: a dictionary from style to `read`'s.

    Arguments: exercises, the names of the notebook's exercises.
    Raises ValueError, naming the file, if a style file solves something else.
    """
    styles = {item.stem: read(item) for item in paths(path)}
    for name, solutions in styles.items():
        if unknown := sorted(set(solutions) - set(exercises)):
            raise ValueError(f"{name}.py solves {', '.join(unknown)}, which {Path(path).name} does not have")
    return styles


def report(notebook, exercise, before, recorded, styles, defined):
    """Return the `StylesReport` of one exercise.

    Arguments: notebook, its name; exercise, the `Exercise` or `Question`; before, the namespace before its solution
    cell; recorded, the visible and the hidden reference (which may be None); styles, what `read_all` returned; defined,
    a dictionary from style to what its earlier solutions defined, which this one's join.
    """
    result = StylesReport(notebook, exercise.name)
    for name, solutions in styles.items():
        if exercise.name not in solutions:
            continue
        result.names.append(name)
        earlier = {**before, **defined[name]}
        namespace = dict(earlier)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(solutions[exercise.name], f"{name}.py", "exec"), namespace)
            sentence = _points_lost(exercise, namespace, recorded)
        except Exception as error:
            sentence = f"its cell raises {type(error).__name__}: {error}"
        if sentence:
            result.problems.append(f"a right solution, the style {name}, loses points: {sentence}")
        defined[name] |= {
            key: value for key, value in namespace.items() if key not in earlier or earlier[key] is not value
        }
    return result


def _points_lost(exercise, namespace, recorded):
    """Return None if the solution in `namespace` gets all points, else why not."""
    visible, hidden = recorded
    if isinstance(exercise, quiz.Question):
        right, card = quiz.grade(exercise, namespace[exercise.name], visible)
        return None if right else card.text()
    if exercise.variables:
        result = grade_variables(exercise, {name: namespace[name] for name in exercise.variables}, visible)
    else:
        result = grade(exercise, namespace[exercise.name], visible, hidden, namespace)
    return None if result.alone else result.card().text()
