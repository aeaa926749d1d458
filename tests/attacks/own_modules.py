"""Brings packages named as the grader's own, which win if the folder of the submission is looked at first."""

from attacks import HOSTILE, fill, write

# doubt: in the student's own process its modules could be imported without harm, yet it is reported
EARNS = {"q2"}
CODE = """
import sys
print("ESC" + "APED: a module of the student's was imported:", __name__)


class Check:
    def __init__(self, *a, **k):
        pass

    def __call__(self, *a, **k):
        return 6.0


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *a, **k: 6.0
"""


def submit(folder, released, solved):
    write(folder, fill(released, {"q2": solved["q2"], "double": HOSTILE}))
    for name in "json struct inspect traceback reprlib nbformat IPython wire inside numpy".split():
        (folder / f"{name}.py").write_text(CODE)
    for package, names in (("helpers", "check"), ("helpers/checks", "grade codec compare quiz exercise guard"), ("grading/sandbox", "wire peer")):
        (folder / package).mkdir(parents=True, exist_ok=True)
        for name in ("__init__", *names.split()):
            (folder / package / f"{name}.py").write_text(CODE)
