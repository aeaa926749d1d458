import json

import pytest

from helpers.checks import quiz

ONE = {"a": "Two is even.", "b": "Three is odd.", "c": "Four is even."}
SEVERAL = {
    "a": "Five is prime.",
    "b": "Nine is three times three.",
    "c": "Seven is prime.",
    "d": "One has one divisor.",
}


@pytest.fixture
def one():
    return quiz.record(quiz.Question("q1"), "b", ONE)


@pytest.fixture
def several():
    return quiz.record(quiz.Question("q2"), {"a", "c"}, SEVERAL)


@pytest.mark.parametrize("answer", ["b", "B", " b ", ["b"], {"b"}, ("b",)])
def test_the_right_option_in_any_form(one, answer):
    right, card = quiz.grade(quiz.Question("q1"), answer, one)
    assert right
    assert card.good
    assert card.lines == ["Three is odd."]


def test_a_wrong_option_is_explained(one):
    right, card = quiz.grade(quiz.Question("q1"), "c", one)
    assert not right
    assert not card.good
    assert card.lines == ["Four is even."]


@pytest.mark.parametrize(
    "answer", [..., None, "", "z", "d", 3, 2.5, {"a", "b"}, ["b", 1], object(), [], "bb", b"b", {"b": 1}]
)
def test_what_is_no_answer_is_told_how_to_answer(one, answer):
    right, card = quiz.grade(quiz.Question("q1"), answer, one)
    assert not right
    assert "Write one letter from a to" in card.text()


@pytest.mark.parametrize("answer", [{"a", "c"}, ["c", "a"], ("A", "C"), frozenset("ac")])
def test_several_right_options(several, answer):
    right, card = quiz.grade(quiz.Question("q2"), answer, several)
    assert right
    assert card.lines == ["(a) Five is prime.", "(c) Seven is prime."]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ({"a", "b", "c"}, "(b) Nine is three times three."),
        ({"a"}, "One more option is right."),
        ("a", "One more option is right."),
        ({"b", "d"}, "More than one option is wrong or missing."),
        ({"a", "b", "c", "d"}, "More than one option is wrong or missing."),
    ],
)
def test_nearly_right_is_told_what_is_off(several, answer, line):
    right, card = quiz.grade(quiz.Question("q2"), answer, several)
    assert not right
    assert card.lines == [line]


def test_the_file_shows_neither_answers_nor_explanations(one, several):
    text = json.dumps([one, several])
    for sentence in [*ONE.values(), *SEVERAL.values()]:
        assert sentence not in text
    assert '"b"' not in text


def test_two_questions_with_the_same_answer_have_different_hashes(one):
    other = quiz.record(quiz.Question("q3"), "b", ONE)
    assert other["answer"] != one["answer"]


def test_a_question_without_explanation_or_answer_is_refused():
    with pytest.raises(ValueError, match="q1 has no explanation for option d"):
        quiz.record(quiz.Question("q1"), "d", ONE)
    with pytest.raises(ValueError, match="is no answer"):
        quiz.record(quiz.Question("q1"), 4, ONE)
