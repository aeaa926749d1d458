"""The small changes that graders are tried with."""

import numpy as np
import pytest

from grading.proof import mutants
from helpers.checks import codec
from helpers.checks.exercise import Exercise, call


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("y = a + b", {"y = a - b", "y = a", "y = b"}),
        ("y = a < b", {"y = a <= b", "y = a > b"}),
        ("y = W @ X", {"y = W * X", "y = X @ W", "y = W"}),
        ("y = s / m", {"y = s * m", "y = s"}),
        ("y = X.T", {"y = X"}),
        ("y = np.sum(X, axis=1, keepdims=True)", {
            "y = np.sum(X, axis=0, keepdims=True)", "y = np.sum(X, axis=1, keepdims=False)", "y = np.sum(X, axis=1)",
            "y = np.sum(X, keepdims=True)", "y = np.mean(X, axis=1, keepdims=True)", "y = X",
        }),
        ("y = f(a, b)", {"y = f(b, a)"}),
        ("y = x[i]", {"y = x[i + 1]", "y = x[i - 1]"}),
        ("y = x[1:n]", {"y = x[:n]", "y = x[1:]", "y = x[2:n]", "y = x[0:n]"}),
        ("y = x[:, 1:]", {"y = x[:, :]"}),
        ("y = g['dw']", {"y = g['dw_']"}),
        ("y = 0.5", {"y = 1.5", "y = -0.5", "y = 1.0"}),
        ("def f():\n    return (a, b)", {"def f():\n    return (b, a)", "def f():\n    return (a,)", "def f():\n    return"}),
        ("if a:\n    y = 1\nelse:\n    y = 2", {"if not a:\n    y = 1\nelse:\n    y = 2"}),
        ("for i in range(n):\n    s += i", {"for i in range(n - 1):\n    s += i", "for i in range(n):\n    s -= i"}),
        ("a = 1\nb = 2", {"pass\nb = 2", "a = 1\npass"}),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_made(source, expected):
    assert expected <= set(mutants.mutants(source))


def test_changes_are_small_unlike_and_never_of_what_is_not_graded():
    source = 'def f(x):\n    """Add 1."""\n    import math\n    print("adding 1")\n    return x + 2'
    sources = list(mutants.mutants(source))
    assert len(sources) == len(set(sources))
    assert source.replace('"adding 1"', "'adding 1'") not in sources
    for text in sources:
        compile(text, "mutant", "exec")
        assert '"""Add 1."""' in text
        assert "import math" in text
        assert "print('adding 1')" in text


def graded(source, cases, equivalent=()):
    """Return the report of the function `f` in `source`, whose own outputs are the reference."""
    namespace = {"np": np}
    exercise = Exercise(name="f")
    exec(source, namespace)
    recorded = [
        {
            "cases": [
                {
                    "arguments": codec.encode(item.positional),
                    "named": codec.encode(item.named),
                    "output": codec.encode(namespace["f"](*item.positional)),
                }
                for item in part
            ]
        }
        for part in cases
    ]
    return mutants.report("1_toy", exercise, source, {"np": np}, recorded, equivalent)


SUM = "def f(X):\n    return np.sum(X, axis=0)"


def test_good_cases_catch_all_and_poor_ones_do_not():
    good = graded(SUM, [[call(np.array([[1.0, 5.0], [2.0, 3.0], [4.0, 4.5]]))]] * 2)
    assert good.mutants == good.caught > 5
    assert good.survivors == []
    poor = graded(SUM, [[call(np.zeros((2, 2)))]] * 2)
    assert "return np.sum(X, axis=0) -> return np.mean(X, axis=0)" in poor.survivors
    assert poor.mutants == poor.caught + poor.survived


def test_what_only_hidden_cases_catch_is_counted():
    report = graded(SUM, [[call(np.zeros((2, 2)))], [call(np.array([[1.0, 5.0], [2.0, 3.0], [4.0, 4.5]]))]])
    assert report.caught == report.mutants
    assert 0 < report.only_hidden < report.caught


def test_an_endless_mutant_is_caught():
    report = graded("def f(n):\n    while n > 0:\n        n = n - 1\n    return n", [[call(3), call(5)]] * 2)
    assert report.caught == report.mutants
    assert report.seconds < 60


def test_equivalents_need_to_be_true():
    known = [
        ("return np.sum(X, axis=0) -> return np.mean(X, axis=0)", "The cases are zeros."),
        ("return 1 -> return 2", "This never occurs."),
    ]
    report = graded(SUM, [[call(np.zeros((2, 2)))]] * 2, known)
    assert report.equivalents == [list(known[0])] or report.equivalents == [[*known[0]]]
    assert known[0][0] not in report.survivors
    assert report.stale == ["return 1 -> return 2"]
    whole = [("return np.sum(X, axis=0) -> *", "The cases are zeros."), ("return 1 -> *", "This never occurs.")]
    report = graded(SUM, [[call(np.zeros((2, 2)))]] * 2, whole)
    assert not report.survivors
    assert report.caught + len(report.equivalents) == report.mutants
    assert report.stale == ["return 1 -> *"]
