"""Hostile submissions, graded by the real command: none gains a point, leaks an answer or harms another."""

import ast
import copy
import importlib
import re
from pathlib import Path

import pytest
from conftest import command, earned, fill, hand_in, solutions
from nbformat import read as read_notebook

from grading.classroom import converters

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("attacks")]
FOLDER, WEEK = Path(__file__).parent / "attacks", "week1_toy"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
# These wait until a limit ends them and use no processor meanwhile, so that they can do it at the same time.
WAITING = (
    "delete_hooks", "forged_requests", "frame_drip", "many_slow_cells", "requests_never_read", "sleep_in_function",
    "stop_itself",
)  # fmt: skip
POINTS = {"double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1}


def attack(name):
    """Return what an attack earns, the words that the report must say of it, and how it is written."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    if "def submit(" in text:
        module = importlib.import_module(f"attacks.{name}")
        return set(module.EARNS), getattr(module, "NOTE", ""), module.submit
    header = text[: text.index("# %%")]
    fields = dict(re.findall(r"^# (earns|note):(.*)$", header, re.MULTILINE))
    cells = re.split(r"^# %% (.+)\n", text, flags=re.MULTILINE)
    blocks = list(zip(cells[1::2], cells[2::2]))
    return set(fields.get("earns", "").split()), fields.get("note", "").strip(), blocks


def submit(folder, how, released, solved):
    """Write one attack's submission into its folder."""
    if callable(how):
        folder.mkdir(parents=True)
        how(folder, copy.deepcopy(released), solved)
        return
    from attacks import after, code, write

    document = fill(released, {place: source for place, source in how if not place.startswith("free")})
    for number, (place, source) in enumerate(how):
        if place == "free first":
            document["cells"].insert(0, code(source, f"added-{number}"))
        elif place.startswith("free after "):
            after(document, f"check_{place.removeprefix('free after ')}", code(source, f"added-{number}"))
    folder.mkdir(parents=True)
    write(folder, document)


@pytest.fixture(scope="module")
def graded(toy_master, tmp_path_factory):
    """The course after all attacks have been graded, with an honest student before and one after; and what it printed."""
    import shutil

    folder = Path(shutil.copytree(toy_master, tmp_path_factory.mktemp("attacks") / "course1_nn"))
    command("course", "release", folder)
    released = read_notebook(folder / "release" / WEEK / "1_toy.ipynb", as_version=4)
    solved = solutions(folder / "source" / WEEK / "1_toy.ipynb")
    for student in ("aa_honest", "zz_honest"):
        hand_in(folder, student, WEEK, {"1_toy.ipynb": fill(released, solved)})
    for name in NAMES:
        submit(folder / "submitted" / name / WEEK, attack(name)[2], released, solved)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "submitted" not in path.parts}
    limits = ("--cell-seconds", 2, "--notebook-seconds", 12, "--memory", 512, "--everything")
    waiting = [word for name in ("aa_honest", *WAITING) for word in ("--student", name)]
    out = command("course", "grade", folder, WEEK, *limits, *waiting, "--jobs", len(WAITING), expect=None)
    out += command("course", "grade", folder, WEEK, *limits, expect=None)
    out += command("course", "report", folder)
    return folder, out, before, earned(folder, WEEK)


def test_there_are_at_least_forty():
    assert len(NAMES) >= 40
    for name in NAMES:
        assert ast.get_docstring(ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8").partition("# %%")[0]))


@pytest.mark.parametrize("name", NAMES)
def test_it_earns_what_is_right_and_nothing_else(graded, name):
    marks = graded[3][name]
    earns = attack(name)[0]
    assert {key: value or 0 for key, value in marks.items()} == {
        key: points if key in earns else 0 for key, points in POINTS.items()
    }


def test_honest_students_are_not_touched(graded):
    marks = graded[3]
    assert marks["aa_honest"] == marks["zz_honest"] == POINTS
    for student in ("aa_honest", "zz_honest"):
        assert converters.notes(graded[0], WEEK, student) == []


def test_nothing_is_leaked_and_nothing_escapes(graded):
    folder, out, before, _ = graded
    words = ("LEAK" + "ED:", "ESC" + "APED:")
    assert not [word for word in words if word in out]
    for path in folder.rglob("*"):
        if path.is_file() and "submitted" not in path.parts and not path.is_symlink():
            text = path.read_bytes().decode("utf-8", "replace")
            assert not [word for word in words if word in text], path
    after = {path: path.read_bytes() for path in before if path.is_file()}
    changed = [path.name for path in before if after.get(path) != before[path] and path.name != "gradebook.db"]
    assert changed == []


@pytest.mark.parametrize("name", [name for name in NAMES if attack(name)[1]])
def test_the_report_says_it(graded, name):
    lines = [line for line in graded[1].splitlines() if name in line]
    assert any(attack(name)[1] in line for line in lines), lines
