"""The answers of a network with given parameters."""

import numpy as np
import pytest

from helpers.checks.networks import outputs

X = np.array([[0.0, 1, 2], [1, 0, -1]])
W1, b1, W2 = np.array([[1.0, 1], [2, 0], [0, -1]]), np.array([[-0.5], [-1], [0.5]]), np.array([[2.0, -1, 3]])


@pytest.mark.parametrize(("activation", "function"), [("relu", lambda z: max(z, 0)), ("tanh", np.tanh)])
def test_outputs_are_sums_over_the_hidden_units(activation, function):
    expected = [0.7 + sum(W2[0, k] * function(W1[k] @ example + b1[k, 0]) for k in range(3)) for example in X.T]
    np.testing.assert_allclose(outputs(X, W1, b1, W2, 0.7, activation), expected)


def test_the_students_random_numbers_stay_as_they_are():
    np.random.seed(1)
    expected = np.random.rand()
    np.random.seed(1)
    outputs(X, W1, b1, W2, np.array([[0.7]]), "tanh")
    assert np.random.rand() == expected


def test_what_overflows_is_a_large_number():
    large = outputs(X, 1e200 * W1, b1, 1e200 * np.array([[1.0, -1, 0]]), 0.0, "relu")
    assert np.isfinite(large).all()
    assert np.abs(large).max() >= 1e100
