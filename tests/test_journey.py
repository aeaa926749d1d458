"""Course 1, week 2 from the solved notebooks to the gradebook, with real files and nbgrader's own commands."""

import copy
import html
import json
import re

import pytest
from bs4 import BeautifulSoup
from conftest import command, fill, hand_in, solutions

from grading import notebooks
from grading.classroom import converters
from grading.intake import rebuild
from grading.proof import styles

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journey")]
WEEK = "week2_logistic_regression"
SOURCE = notebooks.ROOT / "course1_nn" / "source" / WEEK
NOTEBOOKS = ("0_lesson", "1_python_basics", "2_logistic_regression")
POINTS = {
    "0_lesson": {f"q{number}": 1 for number in range(1, 11)},
    "1_python_basics": {
        "test": 1, "basic_sigmoid": 2, "sigmoid": 10, "sigmoid_derivative": 4, "image2vector": 4,
        "normalize_rows": 6, "softmax": 16, "L1": 2, "L2": 2, "nearest_columns": 16, "cosine_similarities": 15,
        "mended_report": 22,
    },
    "2_logistic_regression": {
        "sizes": 1, "flatten": 3, "sigmoid": 2, "initialize_with_zeros": 2, "propagate": 18, "optimize": 16,
        "predict": 4, "model": 12, "cross_entropy_from_logits": 6, "train_on_raw_features": 14,
        "noisy_label_gradient": 22,
    },
}  # fmt: skip
OTHER_STYLE = {"1_python_basics": "in_the_open"}  # only one of the notebooks is handed in
NAIVE_SOFTMAX = "def softmax(x):\n    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)"
HALF = {
    "0_lesson": (),
    "1_python_basics": ("test", "basic_sigmoid", "sigmoid", "sigmoid_derivative", "image2vector"),
    "2_logistic_regression": ("sizes", "flatten", "sigmoid", "initialize_with_zeros"),
}
MEAN_L1 = "def L1(yhat, y):\n    return np.mean(np.abs(y - yhat))"


def cell_of(notebook, grade_id):
    return next(cell for cell in notebook.cells if notebooks.grade_id(cell) == grade_id)


def submissions(released, solved):
    """Return {student: {notebook: submitted notebook}}; three of the five do not hand in all."""
    perfect = {name: fill(released[name], solved[name]) for name in NOTEBOOKS}
    half = {
        name: fill(
            released[name],
            {exercise: solved[name][exercise] for exercise in HALF[name]}
            | ({"softmax": NAIVE_SOFTMAX} if name == "1_python_basics" else {}),
        )
        for name in NOTEBOOKS[1:]
    }
    exchanged = solved["2_logistic_regression"]["model"]
    for old, new in (("predict(w, b, X_test)", "OTHER"), ("predict(w, b, X_train)", "predict(w, b, X_test)")):
        assert exchanged.count(old) == 1
        exchanged = exchanged.replace(old, new)
    other = {
        name: fill(released[name], styles.read_all(SOURCE / f"{name}.ipynb", POINTS[name])[OTHER_STYLE[name]])
        for name in OTHER_STYLE
    }

    hostile = copy.deepcopy({name: perfect[name] for name in NOTEBOOKS[1:]})
    basics, logistic = hostile["1_python_basics"], hostile["2_logistic_regression"]
    cell_of(basics, "L1").source = MEAN_L1
    cell_of(logistic, "model").source = exchanged.replace("OTHER", "predict(w, b, X_train)")
    cell_of(basics, "check_L1").metadata.nbgrader.points = 1000
    cell_of(basics, "check_L2").metadata.nbgrader.points = 1000
    basics.cells.remove(cell_of(basics, "check_softmax"))
    double = copy.deepcopy(cell_of(logistic, "check_propagate"))
    double.id, double.source = "another", "18000"
    logistic.cells.append(double)
    cell_of(logistic, "check_predict").source = "12000"
    return {
        "ada_perfect": perfect,
        "ben_untouched": released,
        "cleo_half": half,
        "dan_style": other,
        "eli_hostile": hostile,
    }


def expected():
    """Return {student: {notebook: {exercise: points}}}, worked out by hand."""
    nothing = {name: dict.fromkeys(points, 0) for name, points in POINTS.items()}
    half = {
        name: {exercise: value if exercise in HALF[name] else 0 for exercise, value in points.items()}
        for name, points in POINTS.items()
    }
    # Of five cases each draw has two, the one by hand and the one of small scores, that `np.exp` alone can hold.
    half["1_python_basics"]["softmax"] = 6.4
    style = {**nothing, "1_python_basics": POINTS["1_python_basics"]}
    hostile = copy.deepcopy({**POINTS, "0_lesson": nothing["0_lesson"]})
    hostile["1_python_basics"]["L1"] = hostile["2_logistic_regression"]["model"] = 0
    return {
        "ada_perfect": POINTS,
        "ben_untouched": nothing,
        "cleo_half": half,
        "dan_style": style,
        "eli_hostile": hostile,
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The course folder after release, five submissions, autograding and feedback."""
    folder = converters.copy_week(
        notebooks.ROOT / "course1_nn", WEEK, tmp_path_factory.mktemp("journey") / "course1_nn"
    )
    where = f"--course-dir={folder}"
    command("nbgrader", "generate_assignment", WEEK, where)
    released = {name: notebooks.read(folder / "release" / WEEK / f"{name}.ipynb") for name in NOTEBOOKS}
    solved = {name: solutions(SOURCE / f"{name}.ipynb") for name in NOTEBOOKS}
    for student, handed_in in submissions(released, solved).items():
        hand_in(folder, student, WEEK, {f"{name}.ipynb": notebook for name, notebook in handed_in.items()})
    command("nbgrader", "autograde", WEEK, where)
    command("nbgrader", "generate_feedback", WEEK, where)
    return folder


def test_every_score_is_the_one_worked_out_by_hand(graded):
    points = {}
    for score in converters.scores(graded, WEEK):
        points.setdefault(score.student, {}).setdefault(score.notebook, {})[score.exercise] = score.earned
    assert points == expected()
    assert {score.points for score in converters.scores(graded, WEEK) if score.exercise == "L1"} == {2}


def test_what_was_tampered_with_or_is_missing_is_noted(graded):
    assert converters.notes(graded, WEEK, "eli_hostile") == [
        "0_lesson: not handed in.",
        "1_python_basics: The check cell `check_softmax` is missing; the original is used.",
        "1_python_basics: The locked cell `check_L1` was changed; the original is used.",
        "1_python_basics: The locked cell `check_L2` was changed; the original is used.",
        "2_logistic_regression: The locked cell `check_propagate` stands in the notebook more than once; "
        "it counts once.",
        "2_logistic_regression: The locked cell `check_predict` was changed; the original is used.",
    ]
    for student in ("ada_perfect", "ben_untouched"):
        assert converters.notes(graded, WEEK, student) == []
    assert converters.notes(graded, WEEK, "cleo_half") == ["0_lesson: not handed in."]
    missing = ["0_lesson: not handed in.", "2_logistic_regression: not handed in."]
    assert converters.notes(graded, WEEK, "dan_style") == missing


def feedback(graded, student, name):
    """Return the text of a feedback page, without mark-up, with single spaces."""
    page = (graded / "feedback" / student / WEEK / f"{name}.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html.parser")
    for part in soup(["script", "style"]):
        part.decompose()
    return page, " ".join(soup.get_text().split())


def test_feedback_names_the_mistakes(graded):
    _, text = feedback(graded, "eli_hostile", "1_python_basics")
    assert "Show the likely causeThis is the mean; the loss is the sum" in text
    _, text = feedback(graded, "eli_hostile", "2_logistic_regression")
    assert "Show the likely cause" in text
    page, _ = feedback(graded, "eli_hostile", "2_logistic_regression")
    assert rebuild.NOTES_ID in page or "Notes from grading" in page


def numbers(value):
    """Return every number with at least six decimals in a JSON document, as it would be written."""
    if isinstance(value, dict):
        return set().union(*(numbers(item) for item in value.values()), set())
    if isinstance(value, list):
        return set().union(*(numbers(item) for item in value), set())
    if isinstance(value, float) and len(repr(value).partition(".")[2]) >= 6:
        # As cards print it; a number with few digits, such as -0.04, may stand anywhere.
        return {text for text in (repr(value), f"{value:.6g}") if sum(map(str.isdigit, text.lstrip("-0."))) >= 6}
    return set()


def arrays(value):
    """Return the arrays of fractions in a JSON document, each as a list; labels such as 1, 0, 1 stand anywhere."""
    if isinstance(value, dict):
        own = (
            [value["array"]]
            if sum(isinstance(item, float) and item % 1 > 0 for item in value.get("array", ())) > 2
            else []
        )
        return own + [item for part in value.values() for item in arrays(part)]
    return [item for part in value for item in arrays(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_feedback_holds_no_hidden_case_and_no_solution(graded, name):
    hidden = json.loads((graded / "hidden" / WEEK / f"{name}.json").read_text(encoding="utf-8"))["exercises"]
    visible = json.loads((graded / "source" / WEEK / "reference" / f"{name}.json").read_text(encoding="utf-8"))
    secret = numbers(hidden) - numbers(visible)
    inputs = [", ".join(map(str, item)) for item in arrays(hidden)]
    shown = [", ".join(map(str, item)) for item in arrays(visible)]
    inputs = [item for item in inputs if item not in shown and len(item) > 12]
    assert name == "0_lesson" or (len(secret) > 50 and len(inputs) > 10)  # the test has something to look for
    answers = [
        line.strip()
        for cell in notebooks.read(SOURCE / f"{name}.ipynb").cells
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL)
        for line in region.splitlines()
        if len(line.strip()) > 12 or name == "0_lesson"
    ]
    for student in ("ben_untouched", "cleo_half", "dan_style", "eli_hostile"):
        if not (graded / "submitted" / student / WEEK / f"{name}.ipynb").is_file():
            continue
        page, text = feedback(graded, student, name)
        handed_in = (graded / "submitted" / student / WEEK / f"{name}.ipynb").read_text(encoding="utf-8")
        notebook = notebooks.read(graded / "submitted" / student / WEEK / f"{name}.ipynb")
        source = "\n".join(cell.source for cell in notebook.cells)
        assert not [number for number in secret if number in text and number not in handed_in]
        assert not [item for item in inputs if item in text.replace("\n", " ")]
        plain = html.unescape(text)
        assert not [line for line in answers if " ".join(line.split()) in plain and line not in source]
        assert "BEGIN SOLUTION" not in page
        assert "explanations" not in page
