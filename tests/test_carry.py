"""Error carried forward: one mistake costs once."""

import copy
import json

import numpy as np
import pytest
from conftest import solutions

from grading import notebooks
from helpers import carry, check, codec
from helpers.exercise import load
from helpers.grade import grade

WEEK = notebooks.ROOT / "course1_nn" / "source" / "week2_logistic_regression"
NAME = "2_logistic_regression"
WRONG_SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
BUILT_ON_OTHERS = ("propagate", "optimize", "predict", "model")


@pytest.fixture(autouse=True)
def quiet():
    """Wrong solutions divide by zero; that is no news."""
    with np.errstate(all="ignore"):
        yield


@pytest.fixture(scope="module")
def solved():
    return {name: source for name, source in solutions(WEEK / f"{NAME}.ipynb").items() if "\ndef " in f"\n{source}"}


@pytest.fixture
def written(solved):
    """Return a function that runs the solved cells with some exchanged, and returns the namespace with its `check`."""

    def run(**changed):
        namespace = {"np": np, "check": check.Check(NAME, WEEK)}
        for name, source in solved.items():
            exec(changed.get(name, source), namespace)
        return namespace

    return run


def card(namespace, name, capsys):
    exec(f"check({name})", namespace)
    return capsys.readouterr().out


def test_a_wrong_function_costs_its_own_points_only(written, capsys):
    namespace = written(sigmoid=WRONG_SIGMOID)
    assert "✘ `sigmoid`" in card(namespace, "sigmoid", capsys)
    for name in BUILT_ON_OTHERS:
        text = card(namespace, name, capsys)
        assert f"✔ `{name}`: all" in text
        assert f"`{name}` is right and keeps its points" in text
        assert "mend `sigmoid` first" in text


def test_with_right_functions_nothing_is_said_of_them(written, capsys):
    namespace = written()
    for name in BUILT_ON_OTHERS:
        text = card(namespace, name, capsys)
        assert f"✔ `{name}`: all" in text
        assert "mend" not in text


def test_an_unwritten_function_costs_its_own_points_only(written, capsys):
    namespace = written(propagate="def propagate(w, b, X, Y):\n    raise NotImplementedError")
    assert "✔ `optimize`" in card(namespace, "optimize", capsys)
    assert "mend `propagate` first" in card(namespace, "model", capsys)


def test_a_function_that_is_wrong_itself_is_not_saved(solved, written, capsys):
    uphill = solved["optimize"].replace("w - ", "w + ")
    assert uphill != solved["optimize"]
    text = card(written(optimize=uphill), "optimize", capsys)
    assert "✘ `optimize`: 0 of 6" in text
    assert "mend" not in text
    text = card(written(sigmoid=WRONG_SIGMOID, optimize=uphill), "optimize", capsys)
    assert "✘ `optimize`: 0 of 6" in text
    assert "`sigmoid` fails its own check too: mend it first" in text


def test_a_judged_exercise_says_what_to_mend_first(solved, written, capsys):
    lazy = solved["optimize"].replace("w - ", "w + ")
    challenge = next(name for name in solved if name == "train_on_raw_features")
    text = card(written(optimize=lazy), challenge, capsys)
    assert "✘ `train_on_raw_features`: 0 of 4" in text
    assert "`optimize` fails its own check too: mend it first" in text


def test_hidden_cases_are_carried_too(written):
    namespace, visible = written(sigmoid=WRONG_SIGMOID), check.Check(NAME, WEEK).visible["propagate"]
    exercise = check.declared(NAME, WEEK)["propagate"]
    assert grade(exercise, namespace["propagate"], visible, visible, namespace).fraction == 1
    alone = grade(exercise, namespace["propagate"], visible, visible)
    assert [sentence is None for sentence in alone.hidden] == [True] + [False] * 5  # w = 0: both sigmoids give 1/2
    assert namespace["sigmoid"](50.0) < 0.5  # the student's own is back in its place


@pytest.mark.parametrize("name", BUILT_ON_OTHERS)
def test_no_known_mistake_is_saved_by_right_earlier_functions(name, written):
    namespace, visible = written(), check.Check(NAME, WEEK).visible[name]
    for sentence, wrong in load(WEEK / "mistakes.py").MISTAKES[NAME][name]:
        assert grade(check.declared(NAME, WEEK)[name], wrong, visible, namespace=namespace).fraction < 1, sentence


@pytest.fixture
def tape():
    """The calls that a loop makes of `step(x, scale=2, print_it=False)`."""
    namespace = {"step": lambda x, scale=2, print_it=False: x * scale}
    original = namespace["step"]
    with carry.taping(namespace, ["step"]) as tapes:
        x = np.array([1.0, 3.0])
        for _ in range(3):
            x = namespace["step"](x)
    assert namespace["step"] is original
    return json.loads(json.dumps(carry.encode(tapes)))["step"]


def test_a_replay_answers_the_recorded_calls_and_leaves_the_others_to_the_student(tape):
    replay = carry.Replay(lambda *positional, **named: "own", tape, 1e-5, 1e-8)
    first = np.array([1.0, 3.0])
    assert replay(first).tolist() == [2, 6]
    assert replay(first).tolist() == [2, 6]  # asked twice
    assert replay(np.array([2.0, 6.0]) * (1 + 1e-9), scale=2, print_it=True).tolist() == [4, 12]
    assert replay(x=[4, 12], scale=2.0).tolist() == [8, 24]
    assert replay(first, 2).tolist() == [2, 6]  # from the start again
    for other in ((first, 3), (first + 1,), (first, 2, False, 4), ()):
        assert carry.Replay(lambda *positional, **named: "own", tape, 1e-5, 1e-8)(*other) == "own"
    assert replay(first, stride=2) == "own"


def test_a_replay_survives_what_the_student_does_to_its_answers(tape):
    replay = carry.Replay(None, tape, 1e-5, 1e-8)
    replay(np.array([1.0, 3.0]))[:] = 0
    assert replay(np.array([1.0, 3.0])).tolist() == [2, 6]


def test_an_argument_that_never_changes_is_stored_once(tape):
    assert len(tape["arguments"]["x"]) == 3
    assert len(tape["arguments"]["scale"]) == 1
    assert codec.decode(tape["defaults"]["scale"]) == 2


def test_the_place_is_restored_whatever_happens():
    namespace = {"a": 1}
    before = copy.copy(namespace)
    with pytest.raises(KeyError), carry.put(namespace, {"a": 2, "b": 3}):
        assert namespace == {"a": 2, "b": 3}
        raise KeyError
    assert namespace == before
