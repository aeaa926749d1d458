"""How far right solutions are from the thresholds of the exercises that judge a property.

    python benchmarks/margins.py course1_nn/week2_logistic_regression train_on_raw_features 1000

runs the solved function on so many fresh calls and prints what was reached, how many calls failed, and the probability
that one fails if the logarithm of what is reached is normally distributed.
"""

import os
import sys

import numpy as np
from rich.progress import track
from scipy.stats import norm

from grading import notebooks
from grading.authoring import author, record
from helpers import check


def main(week, name, calls):
    course, week = week.split("/")
    for path in notebooks.sources(course=course, week=week):
        exercises = check.declared(path.stem, path.parent)
        written = author.read(path.parent, path.stem, exercises)
        if name in written.margins and written.margins[name].measure:
            measure(path, exercises[name], written, calls)
            return
    raise SystemExit(f"{week} has no exercise {name!r} with a measure")


def measure(path, exercise, written, calls):
    function, generator, cases = solved(path, exercise.name), np.random.default_rng(0), []
    draw = written.hidden.get(exercise.name, written.cases[exercise.name])
    pairs, failed = [], 0
    for _ in track(range(calls), description=exercise.name):
        cases = cases or author.draw(draw, generator, function.__globals__)
        case = cases.pop()
        failed += exercise.judge(function, *case.positional, **case.named) is not None
        pairs.append(written.margins[exercise.name].measure(function, *case.positional, **case.named))
    reached, thresholds = np.array([pair for pair in pairs if pair]).T
    logarithms = np.log(reached / thresholds)
    away = logarithms.mean() / logarithms.std()
    print(f"{exercise.name}: {failed} of {calls} calls failed. The threshold is {thresholds[0]:g};")
    print(f"reached were {reached.min():.4g} at least and {reached.mean():.4g} on average.")
    print(f"That is {away:.1f} standard deviations away (of the logarithm), a probability of {norm.sf(away):.1g}.")


def solved(path, name):
    """Return the function `name` of a solved notebook, with all that stands before it."""
    os.chdir(path.parent)
    for cell, namespace in record.recording(path, {}):
        if notebooks.grade_id(cell) == f"check_{name}":
            return namespace[name]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
