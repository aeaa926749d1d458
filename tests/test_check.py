"""The check of one exercise, from what a student's function may do to the card and the points."""

import contextlib
import dataclasses
import itertools
import json
import re
import shutil
import time

import nbformat
import numpy as np
import pytest
from conftest import SETUP

from grading import notebooks
from helpers.check import Check, CheckFailed
from helpers.checks import codec
from helpers.checks.grade import grade
from helpers.checks.guard import TimeLimit, time_limit
from helpers.checks.models import Remote


@pytest.fixture
def check(toy_master):
    return Check("1_toy", toy_master / "source" / "week1_toy")


@pytest.fixture
def judge(check):
    """Grade a function as the exercise `double`."""
    return lambda function: grade(check.exercises["double"], function, check.visible["double"])


def double_in_place(x):
    x *= 2
    return x


def double_loudly(x):
    print("x" * 10**6)
    return None


def forever(x):
    while True:
        pass


def swallow(x):
    for _ in range(10**9):
        with contextlib.suppress(Exception):
            sum(range(10**6))


def leave(x):
    raise SystemExit("bye")


def recurse(x):
    return recurse(x)


@pytest.mark.parametrize(
    "right", [lambda x: 2 * x, lambda x: np.add(x, x), double_in_place, lambda x: np.multiply(x, 2.0)]
)
def test_right_solutions_pass(judge, right):
    result = judge(right)
    assert result.fraction == 1
    assert result.card().title == "`double`: all 3 visible checks passed"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x: None, "is a `return` missing"),
        (lambda: 1, "raised TypeError"),
        (lambda x: 1 / 0, "raised ZeroDivisionError: division by zero"),
        (lambda x: (x, x), "a tuple of 2 values, expected a single number"),
        (lambda x: itertools.count(), "a count"),
        (leave, "raised SystemExit: bye"),
        (recurse, "raised RecursionError"),
        (double_loudly, "is a `return` missing"),
        (forever, "did not finish within 2 seconds"),
        (swallow, "did not finish within 2 seconds"),
        (7, "not a function"),
    ],
)
def test_whatever_a_function_does_the_card_says_it(judge, wrong, words):
    result = judge(wrong)
    card = result.card()
    assert result.fraction == 0
    assert not card.good
    assert words in card.text()
    assert "0 of 3 visible checks passed" in card.title
    assert len(card.text()) < 20_000


def test_a_known_mistake_is_named(judge):
    assert judge(lambda x: -2 * x).diagnosis == "The sign is wrong."
    assert judge(lambda x: x * x).diagnosis == "Add the number to itself instead of squaring it."
    assert judge(lambda x: 3 * x).diagnosis == ""
    assert "1.5 times" in judge(lambda x: 3 * x).card().text()


def test_the_callers_arrays_and_random_stream_stay_as_they_were(judge):
    np.random.seed(5)
    expected = np.random.randn()
    np.random.seed(5)
    judge(double_in_place)
    judge(lambda x: np.random.randn(3))
    assert np.random.randn() == expected


def test_hidden_cases_decide_the_points_and_show_no_value(check):
    exercise, visible = check.exercises["double"], check.visible["double"]

    def by_heart(x):
        return x + x if np.shape(x) in ((), (1, 2)) else np.zeros_like(x)

    result = grade(exercise, by_heart, visible, visible)
    hidden_only = grade(exercise, lambda x: 2 * x, {"cases": visible["cases"][:1]}, visible)
    assert result.fraction == pytest.approx(2 / 3)
    assert hidden_only.fraction == 1
    wrong_in_hidden = grade(exercise, by_heart, {"cases": visible["cases"][:2]}, visible)
    text = wrong_in_hidden.card(points=6).text()
    assert "all 2 visible checks passed, 2 of 3 hidden checks passed; 4 of 6 points" in text
    assert text.splitlines()[1:] == ["  - In a hidden case: the result has another value than expected."]


def test_a_function_is_known_by_the_name_the_cell_uses(check, capsys):
    for source in ("double = lambda x: 2 * x",
                   "import functools, operator; double = functools.partial(operator.mul, 2)",
                   "class D:\n    def __call__(self, x):\n        return 2 * x\ndouble = D()"):  # fmt: skip
        exec(f"{source}\ncheck(double)", {"check": check})
        assert "✔ `double`: all 3 visible checks passed" in capsys.readouterr().out


def test_what_is_no_exercise_gets_a_card(check, capsys):
    check(print)
    check(k=3)
    out = capsys.readouterr().out
    assert "There is no exercise `print` in this notebook." in out
    assert "There is no exercise `k` in this notebook." in out
    assert "`double`, `noise`, `sizes`, `q1`, `q2`" in out


def test_variables(check, capsys):
    check(m=3, n=4)
    check(m=4, n=3)
    check(m=..., n="4")
    out = capsys.readouterr().out
    assert "✔ `sizes`: all 2 visible checks passed" in out
    assert "Rows and columns are swapped." in out
    assert "`m` is still `...`" in out


def test_under_autograde_the_points_are_returned(toy, monkeypatch):
    week, graded = toy / "source" / "week1_toy", toy / "autograded" / "ada" / "week1_toy"
    shutil.copytree(week, graded)
    (toy / "hidden" / "week1_toy").mkdir(parents=True)
    shutil.copy(week / "reference" / "1_toy.json", toy / "hidden" / "week1_toy")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check = Check("1_toy", graded)

    def double(x):
        return 2 * x if np.ndim(x) == 0 else x

    assert check(double) == 2.0
    assert check(m=3, n=5) == 1.0
    assert check(q1="b") == 1.0
    assert check(q1="a") == 0.0
    assert check(print) == 0.0  # nbgrader would take no number for full points


def test_under_validate_a_wrong_answer_raises_its_card(toy_master, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check = Check("1_toy", toy_master / "source" / "week1_toy")

    def double(x):
        return 2 * x if np.ndim(x) == 0 else x

    with pytest.raises(CheckFailed) as caught:
        check(double)
    assert caught.value._render_traceback_()[0].startswith("✘ `double`: 1 of 3 visible checks passed")
    with pytest.raises(CheckFailed):
        check(print)
    assert check(q1="b") == 1.0
    assert "✔ `q1`: right" in capsys.readouterr().out


def test_missing_and_stale_files_are_sentences(toy):
    week = toy / "source" / "week1_toy"
    with pytest.raises(ValueError, match="no notebook '9_toy'; it has 1_toy"):
        Check("9_toy", week)
    reference = week / "reference" / "1_toy.json"
    document = json.loads(reference.read_text())
    for damage in ({"schema": 0}, {"schema": None}, {"exercises": []}):
        reference.write_text(json.dumps(document | damage))
        with pytest.raises(ValueError, match=r"1_toy\.json was recorded by another version.*`make lab`"):
            Check("1_toy", week)
    reference.write_text(json.dumps(document | {"exercises": {}}))
    with pytest.raises(ValueError, match=r"has no exercise 'sizes'.*older than"):
        Check("1_toy", week)(m=3, n=4)
    (week / "reference" / "1_toy.json").unlink()
    with pytest.raises(FileNotFoundError, match=r"1_toy\.json is missing.*make lab"):
        Check("1_toy", week)
    (week / "checks.py").unlink()
    with pytest.raises(FileNotFoundError, match=r"checks\.py is missing"):
        Check("1_toy", week)


def test_card_html_is_safe_and_accessible(judge):
    def double(x):
        raise ValueError("<script>alert(1)</script> `code`")

    html = judge(double).card().html()
    assert "<script>" not in html
    assert 'role="alert"' in html
    assert "✘" in html


@pytest.mark.slow
def test_in_a_real_kernel_an_unwritten_part_is_one_sentence(toy, warm_kernels):
    warm_kernels()
    week = toy / "source" / "week1_toy"
    cells = [
        SETUP,
        "def double(x):\n    raise NotImplementedError",
        "double(3)",
        "check(double)",
        "check(q1=q1)",
        "other",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    for index in (2, 4, 5):
        notebook.cells[index].metadata.tags = ["raises-exception"]
    notebooks.execute(notebook, week)
    (error,) = notebook.cells[2].outputs
    assert error.traceback == [
        "`double` is not written yet: replace `raise NotImplementedError` with your code,",
        "run that cell, then run this one again.",
    ]
    (card,) = notebook.cells[3].outputs
    assert "✘ `double`: 0 of 3 visible checks passed" in card.data["text/plain"]
    assert "`double` is not written yet" in card.data["text/html"].replace("</code>", "`").replace(
        '<code style="background:none;color:inherit;padding:0">', "`"
    )
    (not_run,) = notebook.cells[4].outputs
    assert " ".join(not_run.traceback) == (
        "`q1` does not exist yet: run the cell in which you write it, then run this one again."
    )
    (other,) = notebook.cells[5].outputs
    assert "Traceback" in "".join(other.traceback)
    assert "name 'other' is not defined" in other.traceback[-1]


def test_the_card_of_a_failed_check_links_to_the_lesson(toy_master, capsys, monkeypatch):
    def card(check, *arguments, **variables):
        cards = []
        monkeypatch.setattr("helpers.check.display", cards.append)
        check(*arguments, **variables)
        return cards[0].text(), cards[0].html()

    def double(x):
        return -x

    check = Check("1_toy", toy_master / "source" / "week1_toy")
    text, html = card(check, double)
    assert "  Taught in the lesson: Twice & again (0_lesson.ipynb)" in text
    assert '<a href="0_lesson.ipynb#heading=Twice-&amp;-again"' in html
    assert ">Twice &amp; again</a>" in html
    text, html = card(check, q1="a")
    assert "  Taught in the lesson: What? (../week9_other/0_lesson.ipynb)" in text
    assert '<a href="../week9_other/0_lesson.ipynb#heading=What?"' in html
    assert "Taught" not in card(check, q1="b")[0]  # right
    assert "Taught" not in card(check, m=1, n=2)[0]  # no lesson is named
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    graded = Check("1_toy", toy_master / "source" / "week1_toy", toy_master / "source/week1_toy/reference/1_toy.json")
    assert "Taught" not in card(graded, double)[0]  # on a feedback page the link would lead nowhere


class Raises:
    """Everything that can be asked of it raises."""

    def __getattribute__(self, name):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    __hash__ = object.__hash__
    __len__ = __iter__ = __bool__ = __getitem__ = __eq__


class RaisingList(list):
    def __iter__(self):
        raise RuntimeError("no")

    __len__ = __iter__


class RaisingDict(dict):
    def __iter__(self):
        raise RuntimeError("no")

    __len__ = __contains__ = keys = items = __getitem__ = get = __iter__


class RaisingText(str):
    def strip(self):
        raise RuntimeError("no")

    __eq__ = __len__ = lower = strip
    __hash__ = str.__hash__


ODD = [
    np.array(["b", "b"]), np.array([1, 2]), np.array(None), Raises(), RaisingList("b"), RaisingDict(b=1), RaisingText("b"),
    [["b"]], [np.array(["b", "c"])], {"b": 1}, float("nan"), 10**4000, object, len, 1j, b"b", frozenset(), range(10**5),
    np.ma.masked, np.array([object()]), np.zeros((0, 3)), "b" * 10**6, {("b",)}, [RaisingText("b"), Raises()],
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(ODD)))
def test_no_answer_ends_a_check(check, place, monkeypatch):
    answer = ODD[place]
    recorded = check.visible["double"]
    cases = [{**case, "floats": ["", "0"]} for case in recorded["cases"]]
    monkeypatch.setitem(check.visible, "double", {**recorded, "cases": cases, "parts": {"0": "Look.", "1.a": "Look."}})
    answers = [
        (check.exercises["q1"], None, {"q1": answer}),
        (check.exercises["q2"], None, {"q2": answer}),
        (check.exercises["sizes"], None, {"m": answer, "n": answer}),
        (check.exercises["double"], lambda x: answer, {}),
        (check.exercises["double"], answer, {}),
        (check.exercises["noise"], lambda m: answer, {}),
    ]
    for exercise, function, variables in answers:
        card, earned, status = check.assess(exercise, function, variables, {"double": answer})
        assert status in ("fail", "error") and earned == 0 and not card.good
        assert len(card.text()) < 3000 and len(card.html()) < 6000


def test_a_damaged_reference_is_no_ones_answer(check, toy):
    week = toy / "source" / "week1_toy"
    path = week / "reference" / "1_toy.json"
    document = json.loads(path.read_text())
    document["exercises"]["double"]["cases"][0]["arguments"] = {"tulpe": [1.0]}
    path.write_text(json.dumps(document))
    damaged = Check("1_toy", week)
    with pytest.raises(ValueError, match=r"reference/1_toy\.json is damaged: what it holds of 'double'"):
        damaged.assess(damaged.exercises["double"], lambda x: 2 * x, {}, {})
    assert damaged.assess(damaged.exercises["q1"], None, {"q1": "b"}, {})[1] == 1


def test_trouble_with_the_graders_own_files_is_no_grade(check, monkeypatch):
    def locked(function, m):
        raise BlockingIOError("the data file is locked")

    class Proxy(Remote):
        def __call__(self, m):
            return np.random.randn(m)

    exercise = dataclasses.replace(check.exercises["noise"], judge=locked)
    variables = dataclasses.replace(check.exercises["sizes"], judge=lambda m, n: locked(None, m))
    answers = [(exercise, Proxy(), {}), (variables, None, {"m": 3, "n": 4})]
    for answer in answers:  # in the notebook, the file may be the student's own
        card, earned, _ = check.assess(*answer, {})
        assert (card.good, earned) == (False, 0) and "BlockingIOError" in card.text()
    monkeypatch.setattr(check, "mode", "autograde")
    for answer in answers:
        with pytest.raises(BlockingIOError):
            check.assess(*answer, {})


def raising(kind):
    def double(x):
        raise type(kind(x), (ValueError,), {})(f"it was given {x}")

    return double


TELLING = [
    lambda x: print("it was given", x), lambda x: f"it was given {x}", lambda x: {f"{x}": x}, lambda x: x, lambda x: 3 * x,
    lambda x: np.zeros(int(8.25)), lambda x: (0,) * 33, lambda x: type(f"Given{x}", (), {})(), lambda x: np.array([f"{x}"]),
    raising(lambda x: f"Given{x}"), raising(lambda x: "ValueError"), lambda x: [np.ones(8), np.ones(25)],
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(TELLING)))
def test_a_card_tells_nothing_that_a_hidden_call_was_given_or_gave(toy, place):
    week = toy / "source" / "week1_toy"
    path = week / "reference" / "1_toy.json"
    hidden = toy / "hidden.json"
    case = '{"arguments": {"tuple": [8.25]}, "named": {"dict": []}, "output": 16.5}'
    document = json.loads(path.read_text())
    document["exercises"]["double"]["cases"] = [json.loads(case)] * 3
    document["exercises"]["noise"]["cases"] = [{"arguments": {"tuple": [825]}, "named": {"dict": []}}]
    hidden.write_text(json.dumps(document))
    check = Check("1_toy", week, hidden)

    def double(x):
        return 2 * x if np.ndim(x) or x != 8.25 else TELLING[place](x)

    def noise(m):
        return np.arange(m) if m != 825 else TELLING[place](m)

    for name, function in (("double", double), ("noise", noise)):
        card = check.assess(check.exercises[name], function, {}, {})[0]
        assert "In a hidden case" in card.text() and not card.good
        for text in (card.text(), card.html()):
            assert not re.search(
                r"8\.?25|16\.?5|1650|24\.75|given|Given|33|\b8\b", text.replace("8em", "").replace("1.45", "")
            )


def test_no_sentence_about_a_case_is_longer_than_300_characters(check):
    def raises(*arrays, **named):
        raise ValueError("a long message " * 50)

    exercise = check.exercises["double"]
    case = {"arguments": codec.encode((np.ones(4),) * 9), "named": codec.encode({"rate": 1.0}), "output": 1.0}
    key = {f"a key that is long {number}": number for number in range(30)}
    for function in (raises, lambda *arrays, **named: key, lambda *arrays, **named: "text " * 100):
        for right in (1.0, codec.encode({**key, "dW": 1}), "text"):
            (line, *_) = grade(exercise, function, {"cases": [{**case, "output": right}]}).card().lines
            assert len(line) <= 300
            assert line.startswith(
                "`double(array([1., 1., 1., 1.]), array([1., 1., 1., 1.]), array([1., 1., 1., 1.]), ...)`: "
            )


def test_a_call_is_timed_by_the_processors_time():
    def waits():
        time.sleep(0.3)  # as a right answer does where other programs have the processor
        return 1

    def works():
        while True:
            pass

    with time_limit(0.1, busy=1000):
        assert waits() == 1
    with pytest.raises(TimeLimit), time_limit(0.1, busy=1000):
        works()
    with pytest.raises(TimeLimit), time_limit(0.1, busy=2):
        time.sleep(1000)  # it does nothing, for too long
