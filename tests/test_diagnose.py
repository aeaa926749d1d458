"""What is said of a wrong answer that is no known mistake."""

import re

import numpy as np
import pytest

from helpers.checks import codec, crossing, diagnose
from helpers.checks.compare import difference
from helpers.checks.exercise import Exercise, call
from helpers.checks.guard import Outcome
from helpers.checks.tensors import Tensor

EXERCISE = Exercise(name="f")
GRID = np.arange(20.0).reshape(4, 5) ** 2


def changed(part, by=7.0):
    array = GRID.copy()
    array[part] += by
    return array


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (GRID + 0.5, "Every value is 0.5 too large."),
        (GRID - 3, "Every value is 3 too small."),
        (GRID * 4, "Every value is 4 times what it should be."),
        (-GRID, "right except for the sign"),
        (GRID[::-1], "The right values, in another order."),
        (changed((slice(None), 4)), "All of them are in column 4."),
        (changed((2, slice(1, 4))), "All of them are in row 2."),
        (changed((slice(None), 0)) + changed((slice(None), 4)) - GRID, "right except at the edges"),
    ],
)
def test_a_simple_relation_is_told_but_not_of_hidden_cases(actual, words):
    wrong = difference(actual, GRID)
    assert words in wrong.text
    assert wrong.blind == "the result has another value than expected."


def test_no_relation_is_made_up():
    tails = np.array([1.0, 2e-313, 1.0])
    assert difference(np.array([1.0, 0, 1.0]), tails, rtol=1e-6, atol=0).text.endswith("expected 2e-313.")
    wrong = difference(GRID + np.random.default_rng(0).normal(size=GRID.shape), GRID)
    assert re.fullmatch(
        r"the result differs in 20 of 20 values; the largest difference is \S+ at \S+ \d\]: .*", wrong.text
    )


def test_exchanged_classes_parts_and_axes():
    labels = np.array([[1.0, 0, 0, 1, 1]])
    assert "0 and 1 are exchanged everywhere" in difference(1 - labels, labels).text
    square = np.arange(9.0).reshape(3, 3)
    assert "It is the transpose of the right answer" in difference(square.T, square).text
    assert "exchanged: look at their order" in difference((2.0, 1.0, 5.0), (1.0, 2.0, 5.0)).text
    assert "exchanged" in difference({"dw": 0.5, "db": square}, {"dw": square, "db": 0.5}).text
    assert "exchanged" not in difference((2.0, 1.0, 4.0), (1.0, 2.0, 5.0)).text
    cube = np.zeros((3, 3, 3))
    wrong = cube.copy()
    wrong[:, 2, 1:] = 1
    assert "All of them are in axis 1, index 2." in difference(wrong, cube).text


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_np_matrix_is_accepted_or_explained():
    assert difference(np.matrix([[1.0, 2.0]]), np.array([[1.0, 2.0]])) is None
    assert "work with arrays" in difference(np.matrix([[1.0, 2.0]]), np.array([1.0, 2.0])).text


def judged(calls, failed):
    """Return the pattern found for a function of `x, mode="same", flip=False` that failed in some of the calls."""
    cases = [{"arguments": codec.encode(item.positional), "named": codec.encode(item.named)} for item in calls]
    sentences = ["wrong" if index in failed else None for index in range(len(calls))]
    return diagnose.pattern(EXERCISE, {"parameters": ["x", "mode", "flip"], "cases": cases}, sentences)


def test_failures_that_share_a_property_of_an_argument():
    flags = [call(1.0), call(2.0, flip=True), call(3.0, flip=False), call(4.0, "full", True)]
    assert judged(flags, {1, 3}) == "Of these calls, it fails just where `flip` is True."
    assert judged(flags, {3}) == "Of these calls, it fails just where `mode` is 'full'."
    assert judged(flags, {0}) == "Of these calls, it fails just where `flip` is left out, so that its default is used."
    assert judged(flags, {1}) == ""
    assert judged(flags, set()) == judged(flags, {0, 1, 2, 3}) == ""
    arrays = [call(np.ones((2, 3))), call(np.ones((4, 1))), call(np.ones((3, 2), dtype=int)), call(-np.ones((2, 4)))]
    assert judged(arrays, {2}) == "Of these calls, it fails just where `x` holds whole numbers (`int64`)."
    assert judged(arrays, {1}) == "Of these calls, it fails just where `x` has a single column."
    assert judged(arrays, {3}) == "Of these calls, it fails just where `x` holds a negative number."
    assert judged(arrays[:2], {1}) == ""  # two calls say nothing


def test_nothing_is_said_of_the_arguments_of_a_judge():
    cases = [{"arguments": codec.encode((value,)), "named": codec.encode({})} for value in (1, 2, -3)]
    visible, sentences = {"parameters": ["x"], "cases": cases}, [None, None, "wrong"]
    words = "Of these calls, it fails just where `x` is negative."
    assert diagnose.pattern(Exercise(name="f", judge=lambda function, x: None), visible, sentences) == words
    assert diagnose.pattern(Exercise(name="f", judge=lambda function, seed: None), visible, sentences) == ""


def known(value, outcomes, right, exercise=EXERCISE):
    """Return what is said of a function that returned or raised `value`, where one mistake has these outcomes."""
    mistake = {"sentence": "Known.", "outcomes": outcomes}
    visible = {"cases": [{"output": codec.encode(right)} for _ in outcomes], "mistakes": [mistake]}
    error = value if isinstance(value, Exception) else None
    return diagnose.known_mistake(exercise, [Outcome(value, error) for _ in outcomes], visible)


def test_a_known_mistake_is_told_from_others():
    right, lacks = {"dW1": 1.0, "db1": 2.0, "dW2": 3.0}, {"dW1": 1.0}
    outcomes = [{"output": codec.encode(lacks)}] * 2
    assert known(lacks, outcomes, right) == "Known."
    assert known({**lacks, "dZ1": 5.0}, outcomes, right) == "Known."  # what nobody asked for says nothing
    assert known({"dW1": 1.0, "db1": 2.0}, outcomes, right) == ""  # which lacks less
    inner = [{"output": codec.encode((0.5, lacks))}]
    assert known((0.5, lacks), inner, (0.5, right)) == "Known."
    assert known((0.5, {"dW1": 1.0, "db1": 2.0}), inner, (0.5, right)) == ""
    whole = [{"output": codec.encode(np.ones(2))}]
    assert known(np.ones(2).view(Tensor), whole, 0.5) == ""  # a tensor is no array
    raised = [{"error": ["ValueError", "shapes (1,2) and (3,) differ"]}]
    assert known(ValueError("shapes (1,2) and (3,)  differ"), raised, 0.5) == "Known."
    assert known(ValueError("not enough values to unpack"), raised, 0.5) == ""
    assert known(0.5, raised, 0.5) == known(None, raised, 0.5) == ""
    hostile = type("Hostile", (dict,), {"items": None, "__iter__": None})(dW1=1.0)
    assert known(hostile, outcomes, right) == ""


def test_a_known_mistake_is_told_among_several_tensors():
    keras = pytest.importorskip("keras")

    def both(units, swapped=False):
        A = keras.layers.Dense(units)(crossing.symbol((None, 3), "float32"))
        pair = keras.layers.ReLU()(A), A
        return pair[::-1] if swapped else pair

    for shape in (lambda pair: pair, list, lambda pair: (2.5, [*pair])):
        outcomes = [{"output": codec.encode(shape(both(4, swapped=True)))}]
        assert known(shape(both(4, swapped=True)), outcomes, shape(both(4))) == "Known."
        assert known(shape(both(5, swapped=True)), outcomes, shape(both(4))) == ""
        assert known(shape(both(5)), outcomes, shape(both(4))) == ""
    assert known(2.5, outcomes, shape(both(4))) == ""


def test_a_known_mistake_is_told_beside_a_result_that_is_not_finite():
    rights, wrongs = (0.5, 0.25, 1.0), (1.0, 0.5, 7.0)
    visible = {
        "cases": [{"output": codec.encode({"cost": right})} for right in rights],
        "mistakes": [
            {"sentence": "Twice.", "outcomes": [{"output": codec.encode({"cost": wrong})} for wrong in wrongs]}
        ],
    }

    def told(*values, exercise=EXERCISE):
        return diagnose.known_mistake(exercise, [Outcome({"cost": value}, None) for value in values], visible)

    assert told(*wrongs) == told(1.0, 0.5, np.nan) == told(1.0, 0.5, np.array(np.inf)) == "Twice."
    assert told(1.0, 0.25, np.nan) == ""  # the mistake explains one of two
    assert told(0.5, 0.25, np.nan) == ""  # nothing else is wrong
    assert told(1.0, 0.5, 1.0) == ""
    assert told(1.0, 0.5, np.nan, exercise=Exercise(name="f", judge=lambda function: None)) == ""
    looped = []
    looped.append(looped)
    assert told(1.0, 0.5, looped) == ""
