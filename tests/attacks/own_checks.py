"""Brings its own checks.py, mistakes.py and references, in which nothing can be wrong."""

import json

from attacks import HOSTILE, fill, write

# doubt: in the student's own process its modules could be imported without harm, yet it is reported
EARNS = {"q1"}
CHECKS = """
import os
print("ESC" + "APED: a checks.py of the student's was read")
from helpers.checks.exercise import Exercise
NAMES = ("double", "noise", "sizes", "q1", "q2")
EXERCISES = {"1_toy": [Exercise(name=name, judge=lambda *a, **k: None, rtol=1e9) for name in NAMES]}
MISTAKES = EXPLANATIONS = {"1_toy": {}}
"""


def submit(folder, released, solved):
    write(folder, fill(released, {"q1": solved["q1"], "double": HOSTILE}))
    exercises = {name: {"points": 100, "cases": [], "values": {}} for name in ("double", "noise", "sizes")}
    for inside in (folder, folder / "reference", folder / "hidden", folder / "hidden" / "week1_toy", folder / "source"):
        inside.mkdir(exist_ok=True)
        (inside / "checks.py").write_text(CHECKS)
        (inside / "mistakes.py").write_text(CHECKS)
        (inside / "1_toy.json").write_text(json.dumps({"schema": 1, "fingerprint": "0", "exercises": exercises}))
