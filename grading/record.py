"""Record the reference: run a solved notebook with a recorder in the place of `Check`.

The solved notebook's functions are the reference. Their outputs on the visible cases go to `reference/` beside the
notebook, with the outputs of the known mistakes; the hidden cases come from the same generators with the instructor's
secret seed and go to the course's `hidden/` folder, which is never committed or released.

The known mistakes and the explanations of quiz options are in the week's `mistakes.py`, apart from `checks.py`: a wrong
version is the right one but for a detail, so it must not reach a student. Only its outputs do.
"""

import hashlib
import sys
from pathlib import Path
from typing import ClassVar

import numpy as np

from grading import solved
from helpers import carry, codec, quiz
from helpers.crossing import is_model
from helpers.exercise import load
from helpers.guard import run

VISIBLE_SEED = 0
HIDDEN_DRAWS = 2  # a hidden reference holds the cases of this many draws


class Recorder:
    """Stands in for `helpers.check.Check` while a solved notebook is recorded."""

    documents: ClassVar = {}
    seeds: ClassVar = {}
    points = None  # of the check cell that is running

    def __init__(self, notebook, folder="."):
        from helpers.check import declared

        self.folder = Path(folder).resolve()
        self.exercises = declared(notebook, self.folder)
        mistakes = load(self.folder / "mistakes.py")
        self.mistakes = mistakes.MISTAKES.get(notebook, {})
        self.explanations = getattr(mistakes, "EXPLANATIONS", {}).get(notebook, {})
        unknown = sorted((set(self.mistakes) | set(self.explanations)) - set(self.exercises))
        if unknown:
            raise ValueError(
                f"mistakes.py speaks of {', '.join(unknown)}, which checks.py does not declare for {notebook}"
            )
        for name, exercise in self.exercises.items():
            for used in getattr(exercise, "uses", ()):
                if used not in self.exercises:
                    raise ValueError(f"checks.py: {name} uses {used}, which is no exercise of {notebook}")
        for name in self.seeds:
            self.documents[name] = {"notebook": notebook, "exercises": {}}

    def __call__(self, function=None, /, **variables):
        """Record one exercise for every seed."""
        from helpers.check import find

        exercise = find(self.exercises, function, variables, sys._getframe(1))
        if exercise is None:
            raise ValueError(f"checks.py declares no exercise for check({', '.join(variables) or function!r})")
        for name, seed in self.seeds.items():
            recorded = {"points": self.points} | self._record(exercise, function, variables, name, seed)
            self.documents[name]["exercises"][exercise.name] = recorded

    def _record(self, exercise, function, variables, name, seed):
        if isinstance(exercise, quiz.Question):
            explanations = self.explanations.get(exercise.name, {})
            return quiz.record(exercise, variables[exercise.name], explanations)
        mistakes = self.mistakes.get(exercise.name, ()) if name == "visible" else ()
        if exercise.variables:
            if exercise.judge:
                # The values may be whole data sets; what the judge says of each mistake is kept instead.
                return {
                    "verdicts": [
                        exercise.judge(**{**variables, **wrong(**variables)})
                        for _, wrong in self.mistakes.get(exercise.name, ())
                    ]
                }
            return {
                "values": {key: codec.encode(value) for key, value in variables.items()},
                "mistakes": [
                    {
                        "sentence": sentence,
                        "values": {key: codec.encode(value) for key, value in wrong(**variables).items()},
                    }
                    for sentence, wrong in mistakes
                ],
            }
        calls = _draw(exercise, seed, draws=1 if name == "visible" else HIDDEN_DRAWS)
        if any(is_model(item) for call in calls for item in (*call.positional, *call.named.values())):
            raise ValueError(f"checks.py: a case of {exercise.name} passes a Keras model, which cannot be recorded")
        cases = [{"arguments": codec.encode(call.positional), "named": codec.encode(call.named)} for call in calls]
        if exercise.judge:
            return {"cases": cases}
        for case, call in zip(cases, calls):
            with carry.taping(function.__globals__, exercise.uses) as tapes:
                outcome = run(function, call, exercise.seconds)
            if outcome.error is not None:
                raise RuntimeError(f"the solved {exercise.name} fails on one of its own cases") from outcome.error
            case["output"] = codec.encode(_plain(outcome.value))
            if tapes:
                case["calls"] = carry.encode(tapes)
        recorded = {"cases": cases}
        if name == "visible":
            recorded["mistakes"] = [
                {"sentence": sentence, "outcomes": [_outcome(wrong, call, exercise) for call in calls]}
                for sentence, wrong in mistakes
            ]
        return recorded


def _draw(exercise, seed, draws):
    """Return the calls of `draws` draws; ValueError, naming the exercise, if its generator fails."""
    digest = hashlib.sha256(f"{seed}:{exercise.name}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    try:
        calls = [call for _ in range(draws) for call in exercise.cases(generator)]
    except Exception as error:
        raise ValueError(f"the input generator of {exercise.name} raises {type(error).__name__}: {error}") from error
    if not calls:
        raise ValueError(f"the input generator of {exercise.name} gives no cases")
    return calls


def _outcome(wrong, call, exercise):
    outcome = run(wrong, call, exercise.seconds)
    if outcome.error is not None:
        return {"error": type(outcome.error).__name__}
    return {"output": codec.encode(_plain(outcome.value))}


def _plain(value):
    """Return a tensor or variable as an array; containers likewise."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if type(value) in (tuple, list):
        return type(value)(_plain(item) for item in value)
    return value.numpy() if callable(getattr(value, "numpy", None)) else value


def record(path, seeds):
    """Return one reference document per entry of `seeds` for the solved notebook `path`.

    Arguments: seeds, a dictionary such as {"visible": 0, "hidden": 1234}. The notebook runs in a process of its own.
    Raises RuntimeError, naming the notebook, if it fails.
    """
    return solved.apart("grading.record", path, seeds)


def main(path, out, seeds):
    """Run the solved notebook in this process and write its documents to the file `out`."""
    for _ in recording(path, seeds):
        pass
    codec.write(out, Recorder.documents)


def recording(path, seeds):
    """Run and record the solved notebook in this process; yield each code cell with the namespace, before it runs."""
    Recorder.seeds = seeds
    for cell, namespace in solved.walk(path, Recorder):
        Recorder.points = cell.metadata.get("nbgrader", {}).get("points")
        yield cell, namespace


def agrees(old, new, tolerance=1e-7):
    """Return whether two recorded documents say the same, up to rounding that differs between processors."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(agrees(old[key], new[key], tolerance) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(agrees(a, b, tolerance) for a, b in zip(old, new))
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= tolerance * (1e-3 + abs(old))
    return type(old) is type(new) and old == new


def update_visible(path, document):
    """Write the visible reference of the notebook `path` if it no longer agrees; return whether it was written."""
    target = Path(path).parent / "reference" / f"{Path(path).stem}.json"
    try:
        if agrees(codec.read(target), document):
            return False
    except (OSError, ValueError):
        pass  # missing or damaged: written anew
    codec.write(target, document)
    return True
