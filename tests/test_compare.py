import numpy as np
import pytest

from helpers.checks.compare import difference
from helpers.checks.tensors import Tensor
from helpers.checks.words import clipped, short


class Hostile(np.ndarray):
    """An array whose every method fails or lies."""

    def __eq__(self, other):
        return True

    def __array_finalize__(self, other):
        pass

    def astype(self, *args, **named):
        raise RuntimeError("no")


class NoRepr:
    def __repr__(self):
        raise RuntimeError("no")

    def __getattr__(self, name):
        raise RuntimeError("no")


EXPECTED = {"dw": np.array([[1.0], [2.0]]), "db": 0.5}


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (0.5, 0.5), (np.float64(0.5), 0.5), (np.array(0.5), 0.5), (0.5, np.array(0.5)), (np.float32(0.5), 0.5), (0, 0.0),
        ([1, 2], (1, 2)), ((1, 2), [1, 2]), ([[1.0], [2.0]], np.array([[1.0], [2.0]])), (np.array([1, 2]), [1, 2]),
        (np.array([[True, False]]), np.array([[1.0, 0.0]])), ([[1, 0]], np.array([[1.0, 0.0]])),
        ({"dw": [[1], [2]], "db": 0.5, "dz": None}, EXPECTED), ("Hello", "Hello"), (None, None),
        (1 + 1e-7, 1.0), (np.array([np.nan]), np.array([np.nan])),
    ],
)  # fmt: skip
def test_the_same_in_another_style_is_accepted(actual, expected):
    assert difference(actual, expected) is None


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (None, 0.5, "is a `return` missing"),
        (..., 3, "still `...`"),
        ("0.5", 0.5, "a str, expected a single number"),
        ((x for x in [1]), 0.5, "a generator"),
        (np.array([[0.5]]), 0.5, "np.squeeze"),
        (np.array([1.0, 2.0]), np.array([[1.0], [2.0]]), "keepdims"),
        (np.array([[1.0, 2.0]]), np.array([[1.0], [2.0]]), "transpose"),
        (np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 4), np.array([[1.0, 2.0], [3.0, 4.0]]), "only the shape is not"),
        ([[1, 2], [3]], np.ones((2, 2)), "rows differ in length"),
        (np.array([object()]), np.ones(1), "holds objects"),
        (float("nan"), 0.5, "NaN"),
        (float("inf"), 0.5, "infinite"),
        (np.array([-1.0, -2.0]), np.array([1.0, 2.0]), "except for the sign"),
        (np.array([3.0, 6.0]), np.array([1.0, 2.0]), "3 times"),
        (np.array([1.0, 2.5]), np.array([1.0, 2.0]), "largest difference is 0.5 at [1]: yours is 2.5, expected 2"),
        ({"dw": 1}, EXPECTED, "lacks the key 'db'"),
        ({"dw": [[1], [3]], "db": 0.5}, EXPECTED, "`result['dw']`"),
        ([EXPECTED], EXPECTED, "a list, expected a dictionary with the keys 'dw', 'db'"),
        ((1, 2, 3), (1, 2), "has 3 values, expected 2"),
        (5, (1, 2), "an int, expected a tuple of 2 values"),
        ("Hello World", "Hello world", "expected 'Hello world'"),
        (1j, 1.0, "expected 1"),
        (np.zeros(10**7), np.zeros((10**4, 10)), "an array of shape (10000000,)"),
        (1.0001, 1.0, "is 1.0001, expected 1"),
        (True, "True", "a bool, expected text"),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_words(actual, expected, words):
    wrong = difference(actual, expected)
    assert wrong is not None
    assert words in wrong.text


def test_the_blind_sentence_names_no_value_of_either():
    wrong = difference({"dw": np.array([[1.0], [2.5]]), "db": 0.5}, {"dw": np.array([[1.0], [7.125]]), "db": 0.25})
    assert "7.125" in wrong.text
    assert "7.125" not in wrong.blind
    assert wrong.blind == "`result['dw']` has another value than expected."
    for actual in ("secret 7", {"secret 7": 1}, np.ones(7), (7,) * 7, type("Secret7", (), {})(), np.array(["7"]), 7):
        blind = difference(actual, EXPECTED).blind + difference(actual, "text").blind + difference(actual, 0.5).blind
        assert "7" not in blind and "ecret" not in blind


@pytest.mark.parametrize("value", ["x" * 10**6, list(range(10**5)), {i: i for i in range(10**4)}, 10**4000,
                                   np.ones((3, 3)), (np.ones(2), {"a": 1})])  # fmt: skip
def test_short_is_short_and_never_fails(value):
    text = short(value)
    assert len(text) <= 240
    assert "\n" not in text


def test_objects_whose_own_methods_lie_or_fail_are_no_answer():
    assert "cannot be compared" in difference(NoRepr(), 1.0).text
    assert difference(np.ones(2).view(Hostile), np.zeros(2)) is not None
    assert short(NoRepr()) == "<NoRepr>"


def test_a_matrix_is_read_as_an_array():
    with pytest.warns(PendingDeprecationWarning):
        matrix = np.matrix([[1.0], [2.0]])
    assert difference(matrix, np.array([[1.0], [2.0]])) is None
    assert difference(matrix, np.array([[1.0], [2.5]])) is not None


def test_a_tensor_shows_its_shape_and_values():
    assert short(np.array([[1.0, 2.5]]).view(Tensor)) == "tensor([[1. , 2.5]])"
    assert short(np.zeros((4, 5)).view(Tensor)) == "tensor of shape (4, 5)"
    assert short({"W": np.zeros((4, 5)).view(Tensor)}) == "{'W': tensor of shape (4, 5)}"


def test_a_tensor_is_asked_for_and_its_dtype():
    right = np.array([1.0, 2.0], np.float32).view(Tensor)
    assert difference(right.copy(), right) is None
    assert "is a NumPy array, expected a TensorFlow tensor." in difference(np.asarray(right), right).text
    assert "a tensor of dtype float64, expected float32." in difference(np.array([1.0, 2.0]).view(Tensor), right).text
    assert "yours is 3, expected 2" in difference(np.array([1.0, 3.0], np.float32).view(Tensor), right).text
    assert difference({"Z": right}, {"Z": np.asarray(right)}) is None  # where an array is expected, a tensor will do


def test_text_of_numpy_is_text():
    assert difference(np.str_("Hello World"), "Hello World") is None
    assert difference(np.bytes_(b"cat"), b"cat") is None
    assert "expected 'Hello World'" in difference(np.str_("Hello"), "Hello World").text
    assert difference(b"Hello World", "Hello World") is not None


def test_what_is_too_long_is_cut_at_a_space():
    assert clipped("one two") == "one two"
    assert clipped("one two three", 12) == "one two ..."
    assert len(clipped("word " * 200)) <= 300
