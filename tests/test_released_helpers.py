"""What a released `checks.py` defines, used as solutions: none of it may answer an exercise."""

import shutil

import numpy as np
import pytest

from grading import notebooks
from helpers import check
from helpers.checks import codec
from helpers.checks.exercise import load
from helpers.checks.grade import grade

WEEK = notebooks.ROOT / "course2_improving" / "source" / "week1_practical_aspects"


@pytest.fixture(scope="module")
def helpers(tmp_path_factory):
    """Return every function of the week's checks as a student has them: without the authors' files."""
    folder = tmp_path_factory.mktemp("released")
    shutil.copy(WEEK / "checks.py", folder)
    return {name: value for name, value in vars(load(folder / "checks.py")).items() if callable(value)}


def dropout_by(helper):
    """Take a helper for a forward pass with masks."""

    def forward(X, parameters, keep_prob=0.5):
        masks = [np.random.rand(len(parameters[name]), X.shape[1]) < keep_prob for name in ("b1", "b2")]
        cache = helper(X, parameters, masks, keep_prob)
        return cache[11], cache

    return forward


def plain_by(helper):
    """Take a helper for the way back through a network."""

    def backward(X, Y, cache):
        return helper(X, Y, cache)

    return backward


def inspector_by(helper):
    """Take a helper for the gradient of any cost."""

    def inspect(cost, parameters, gradients, X, Y):
        right = helper(cost, parameters, X, Y)
        return sorted(name for name in right if not np.allclose(right[name], gradients[name]))

    return inspect


@pytest.mark.parametrize(
    ("notebook", "exercise", "solution"),
    [
        ("2_regularization", "forward_propagation_with_dropout", dropout_by),
        ("2_regularization", "backward_propagation_with_dropout", plain_by),
        ("3_gradient_checking", "backward_propagation_n", plain_by),
        ("3_gradient_checking", "wrong_gradients", inspector_by),
    ],
)
def test_no_helper_of_released_checks_solves_an_exercise(helpers, notebook, exercise, solution):
    declared = check.declared(notebook, WEEK)[exercise]
    visible = codec.read(WEEK / "reference" / f"{notebook}.json")["exercises"][exercise]
    few = visible | {"cases": visible["cases"][:2]}
    earned = {name: grade(declared, solution(helper), few, namespace={}).fraction for name, helper in helpers.items()}
    assert len(earned) > 30
    assert not any(earned.values()), {name: share for name, share in earned.items() if share}
