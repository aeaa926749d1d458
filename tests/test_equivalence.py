"""Mutants that make no difference by a rule, and those like them that do."""

import numpy as np
import pytest

from grading.proof import equivalence, mutants
from helpers.checks import codec
from helpers.checks.exercise import Exercise

PRINTS = "def f(x, show={}):\n    if show and x > 1:\n        print(x)\n    return x"
RETURNS = "def f(x, show={}):\n    if show:\n        print(x)\n    return show"


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("if i % 100 == 0:\n    y = i", "if i % -100 == 0:\n    y = i"),
        ("A = np.maximum(0, Z)", "A = np.maximum(Z, 0)"),
        ("A = np.minimum(Z, 0)", "A = np.minimum(0, Z)"),
        ("L = np.sum(np.abs(y - a))", "L = np.sum(np.abs(a - y))"),
        ("L = np.sum((y - a) ** 2)", "L = np.sum((a - y) ** 2)"),
        ("d = np.linalg.norm(y - a) / n", "d = np.linalg.norm(a - y) / n"),
        ("W = np.random.randn(3, 2) * 0.01", "W = np.random.randn(3, 2) * -0.01"),
        ("D = np.random.rand(*A.shape) < p", "D = np.random.rand(*A.shape) <= p"),
        ("dZ1 = W2.T @ dZ2 * (Z1 > 0)", "dZ1 = W2.T @ dZ2 * (Z1 >= 0)"),
        ("Y = X.reshape(m, -1).T", "Y = X.reshape(m, -2).T"),
        ("def f(A):\n    return (A > 0.5).astype(int)", "def f(A):\n    return A > 0.5"),
        ("y = {k: g[k] for k in ('W', 'b')}", "y = {k: g[k] for k in ('b', 'W')}"),
        ("y = sum((g[k] ** 2 for k in ('W', 'b')))", "y = sum((g[k] ** 2 for k in ('b', 'W')))"),
        (PRINTS.format(False), PRINTS.format(True)),
    ],
)
def test_what_a_rule_covers(source, mutant):
    assert mutant in set(mutants.mutants(source))
    assert equivalence.reason(source, mutant, lambda text: False)


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("if i % 100 == 1:\n    y = i", "if i % -100 == 1:\n    y = i"),
        ("y = i % 100", "y = i % -100"),
        ("A = np.maximum(0, Z)", "A = np.minimum(0, Z)"),
        ("A = np.power(0, Z)", "A = np.power(Z, 0)"),
        ("L = np.sum(y - a)", "L = np.sum(a - y)"),
        ("L = np.sum((y - a) ** 3)", "L = np.sum((a - y) ** 3)"),
        ("L = np.abs(y / a)", "L = np.abs(a / y)"),
        ("W = np.random.rand(3, 2) * 0.01", "W = np.random.rand(3, 2) * -0.01"),
        ("W = np.random.randn(3, 2) * 0.01", "W = np.random.randn(3, 2) * 0.02"),
        ("D = np.random.randint(3) < p", "D = np.random.randint(3) <= p"),
        ("D = Z < 0", "D = Z <= 0"),
        ("A = Z > 0", "A = Z >= 0"),
        ("n = count * (x > 0)", "n = count * (x >= 0)"),
        ("dZ = dA * (Z > 1)", "dZ = dA * (Z >= 1)"),
        ("Y = X.reshape(m, 1)", "Y = X.reshape(m, 2)"),
        ("Y = X.sum(-1)", "Y = X.sum(-2)"),
        ("def f(A):\n    B = (A > 0.5).astype(int)\n    return -B", "def f(A):\n    B = A > 0.5\n    return -B"),
        ("y = [g[k] for k in ('W', 'b')]", "y = [g[k] for k in ('b', 'W')]"),
        ("y = max((g[k] for k in a))", "y = max((g[k] for k in b))"),
        (RETURNS.format(False), RETURNS.format(True)),
        ("n = X.shape[1]", "n = X.shape[0]"),
        ("n = x[1]", "n = x[-1]"),
    ],
)
def test_what_is_like_it_and_makes_a_difference(source, mutant):
    assert equivalence.reason(source, mutant, lambda text: True) is None


@pytest.mark.parametrize(("shape", "covered"), [((2, 3), True), ((2, 3, 3), False)])
def test_the_last_axis_is_axis_1_of_matrices_only(shape, covered):
    source = "def f(X):\n    return X.shape[1]"
    X = np.zeros(shape)
    case = {"arguments": codec.encode((X,)), "named": codec.encode({}), "output": codec.encode(X.shape[1])}
    report = mutants.report("1_toy", Exercise(name="f"), source, {}, [{"cases": [case]}] * 2, ())
    diff = "return X.shape[1] -> return X.shape[-1]"
    assert (diff in dict(report.equivalents)) is covered
    assert (diff in report.survivors) is not covered


def test_every_rule_has_a_reason_of_its_own():
    assert len({rule.reason for rule in equivalence.RULES}) == len(equivalence.RULES)
