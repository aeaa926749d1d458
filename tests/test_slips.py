"""Known mistakes, written as what differs from the solution."""

import numpy as np
import pytest

from grading.authoring import author, slips
from helpers.checks import carry

SOURCE = "def mean(X, m):\n    return {'sum': total(X), 'mean': total(X) / m}\n"


@pytest.fixture
def solved():
    """The namespace of a notebook after its solution cell."""
    namespace = {"np": np, "total": lambda X: float(np.sum(X))}
    exec(SOURCE, namespace)
    return namespace


def wrong(slip, solved):
    """Return the only wrong version that a slip makes of `mean`."""
    [(sentence, version)] = author.wrong_versions({"It is wrong.": slip}, SOURCE, solved, "mean")
    assert sentence == "It is wrong."
    return version


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        (slips.edit(" / m", ""), {"sum": 6.0, "mean": 6.0}),
        (slips.edit("total(X)", "2 * total(X)"), {"sum": 12.0, "mean": 6.0}),  # at both places
        (slips.edit("'sum'", "'all'", " / m", ""), {"all": 6.0, "mean": 6.0}),
        (slips.part("mean", lambda value: -value), {"sum": 6.0, "mean": -3.0}),
        (slips.result(lambda value: value["sum"]), 6.0),
        (slips.given(lambda X, m: (X, m + 1)), {"sum": 6.0, "mean": 2.0}),
        (slips.around(lambda mean, X, m: [mean(X, m)["sum"], m]), [6.0, 2]),
        (slips.code("""
            def mean(X, m):
                return total(X) * m
        """), 12.0),
        (lambda X, m: "plain", "plain"),
    ],
)  # fmt: skip
def test_a_slip_is_made_of_the_solution(slip, answer, solved):
    assert wrong(slip, solved)(np.array([1, 2, 3]), 2) == answer
    assert solved["mean"](np.array([1, 2, 3]), 2) == {"sum": 6.0, "mean": 3.0}


@pytest.mark.parametrize("slip", [slips.edit(" / m", ""), slips.result(lambda value: value)])
def test_a_name_that_a_case_replaces_is_replaced_for_a_slip(slip, solved):
    version = wrong(slip, solved)
    with carry.put(carry.globals_of(version), {"total": lambda X: 100.0}):
        assert version(np.array([1, 2, 3]), 1)["sum"] == 100.0


def test_slips_of_variables(solved):
    source = "m, n = 3, 4"
    exec(source, solved)
    pairs = author.wrong_versions({"They are exchanged.": slips.edit("3, 4", "4, 3")}, source, solved, "sizes")
    assert pairs[0][1](m=3, n=4) == {"m": 4, "n": 3}


def test_one_sentence_can_have_several_versions(solved):
    versions = [slips.edit(" / m", ""), slips.edit("/ m", "* m")]
    pairs = author.wrong_versions({"One.": versions, "Two.": slips.edit("X)", "X + 1)")}, SOURCE, solved, "mean")
    assert [sentence for sentence, _ in pairs] == ["One.", "One.", "Two."]
    assert [version(np.array([1, 2]), 2)["mean"] for _, version in pairs] == [3.0, 6.0, 2.5]


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (slips.edit("np.mean", ""), "'It is wrong.': its solution does not hold 'np.mean'"),
        (slips.edit("def mean", "def average"), "it no longer defines mean"),
        (slips.edit("return", "return ("), "was never closed"),
        (slips.edit("m", "n", "X"), "shorter|longer"),
    ],
)
def test_a_slip_that_cannot_be_made_is_named(slip, words, solved):
    with pytest.raises(ValueError, match=words):
        wrong(slip, solved)
