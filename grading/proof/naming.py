"""Held-out wrong solutions: does the card name a mistake that `mistakes.py` was not written for?

The known mistakes of a week are named because they are known, which says little about the next learner's. So wrong
solutions by people who had not read `mistakes.py` are held out in `tests/wrong/COURSE/WEEK/NOTEBOOK.py`, and nothing is
added to `mistakes.py` for their sake. Above each stands a line `# %% EXERCISE: what is wrong`. Whether the card says it
is for a person to judge, who writes the verdict into `NOTEBOOK.json` beside them: "named" (the cause), "located" (the
place and what to look at there), "unnamed", or "misnamed" (another cause, which sends the learner the wrong way).
"""

import contextlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from helpers.checks import codec
from helpers.checks.grade import grade

VERDICTS = ("named", "located", "unnamed", "misnamed")


@dataclass
class NamingReport:
    """What became of the held-out solutions of one exercise.

    entries: one dictionary for each: exercise; cause, what is wrong; card, what the student reads; verdict, a person's,
    "" if the card has changed since. problems: a sentence for each that gets all points or has no verdict.
    """

    notebook: str
    exercise: str
    entries: list[dict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def held_out(self):
        """How many there are."""
        return len(self.entries)

    @property
    def recognized(self):
        """How many are named or located."""
        return sum(entry["verdict"] in VERDICTS[:2] for entry in self.entries)

    @property
    def misnamed(self):
        """How many are told another cause."""
        return sum(entry["verdict"] == "misnamed" for entry in self.entries)


def place(path):
    """Return the path, without its suffix, of the held-out solutions of the solved notebook `path`."""
    path = Path(path).resolve()
    return path.parents[3] / "tests" / "wrong" / path.parents[2].name / path.parent.name / path.stem


def read(path, exercises):
    """Return the held-out solutions of the solved notebook `path`: a list of (exercise, cause, source).

    Arguments: exercises, the notebook's by name. Raises ValueError, naming the file, if it has others.
    """
    file = place(path).with_suffix(".py")
    if not file.is_file():
        return []
    parts = re.split(r"^# %% (\w+): (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    solutions = [(name, cause, source.strip()) for name, cause, source in zip(parts[1::3], parts[2::3], parts[3::3])]
    if unknown := sorted({name for name, _, _ in solutions} - set(exercises)):
        raise ValueError(f"{file.name} answers {', '.join(unknown)}, which {Path(path).name} does not have")
    return solutions


def read_verdicts(path):
    """Return the verdicts on the held-out solutions of the solved notebook `path`, by exercise, cause and card."""
    file = place(path).with_suffix(".json")
    entries = codec.read(file) if file.is_file() else []
    return {(entry["exercise"], entry["cause"], entry["card"]): entry["verdict"] for entry in entries}


def write_verdicts(path, reports):
    """Write what the cards say, and the verdicts that still hold, beside the held-out solutions of `path`."""
    if place(path).with_suffix(".py").is_file():
        codec.write(place(path).with_suffix(".json"), [entry for report in reports for entry in report.entries])


def report(notebook, exercise, before, recorded, solutions, verdicts):
    """Return the `NamingReport` of one exercise.

    Arguments: notebook, its name; exercise, the `Exercise`; before, the namespace before its solution cell, with right
    earlier solutions; recorded, the visible and the hidden reference; solutions and verdicts, what `read` and
    `read_verdicts` returned.
    """
    result, (visible, hidden) = NamingReport(notebook, exercise.name), recorded
    for name, cause, source in solutions:
        if name != exercise.name:
            continue
        namespace = dict(before)
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, f"{name}.py", "exec"), namespace)
        shown = grade(exercise, namespace[name], visible, namespace=namespace)
        if shown.alone and grade(exercise, namespace[name], hidden, namespace=namespace).alone:
            result.problems.append(f"a held-out solution gets every point: {cause}")
        card = _without_numbers(shown.card().text())
        entry = {"exercise": name, "cause": cause, "card": card, "verdict": verdicts.get((name, cause, card), "")}
        result.entries.append(entry)
        if entry["verdict"] not in VERDICTS:
            result.problems.append(f"what its card says of a held-out solution is not judged yet: {cause}")
    return result


def _without_numbers(text):
    """Return a card's text without the values in it, which differ in their last digits between processors."""
    return re.sub(r"-?\d+\.\d+(e[-+]?\d+)?|\d+e[-+]?\d+", "#", text)
