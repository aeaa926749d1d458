"""The inputs of the week: generators of visible and hidden cases."""

import keras
import numpy as np
import tensorflow as tf
from checks import residual_other_convolutional, residual_other_identity

from helpers.checks.exercise import call, call_with

# ------------------------------------------------------------------------------------ 1_keras_tutorial


def cases_of_keras_tutorial(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# --------------------------------------------------------------------------------- 2_residual_networks


def _residual_sizes(rng, many, low=2, high=10):
    """Return whole numbers that are all different."""
    return [int(size) for size in rng.choice(np.arange(low, high), many, replace=False)]


def _residual_numbers(rng, *shape):
    """Return a tensor of numbers of both signs."""
    return tf.constant((rng.uniform(0.2, 1.5, shape) * rng.choice([-1, 1], shape)).round(2), tf.float32)


def _residual_kernels(rng):
    """Return an initializer that always draws the same."""
    return keras.initializers.RandomUniform(-0.8, 0.8, seed=int(rng.integers(10**6)))


def _residual_picture(rng, channels):
    """Return a picture that is not square, as a tensor."""
    rows, columns = _residual_sizes(rng, 2, high=5)
    return _residual_numbers(rng, 1, rows, columns, channels)


def residual_identity_cases(rng):
    """Layers; numbers, for which the kernels are given, with an even and an odd filter."""
    rows, columns, F1, F2, channels = _residual_sizes(rng, 5)
    cases = [call(keras.Input((rows, columns, channels)), int(rng.choice([2, 4, 5])), [F1, F2, channels])]
    for f in (3, 2):
        F1, F2, channels = _residual_sizes(rng, 3, high=6)
        X = _residual_picture(rng, channels)
        cases.append(call(X, f, [F1, F2, channels], initializer=_residual_kernels(rng)))
    return cases


def residual_convolutional_cases(rng):
    """Layers for the usual stride and for 1; numbers, for which the kernels are given."""
    cases = []
    for named in ({}, {"s": int(rng.choice([1, 3]))}):
        rows, columns, channels, *filters = _residual_sizes(rng, 6)
        cases.append(call(keras.Input((rows, columns, channels)), 2 + len(named), filters, **named))
    channels, *filters = _residual_sizes(rng, 4, high=6)
    cases.append(call(_residual_picture(rng, channels), 3, filters, initializer=_residual_kernels(rng)))
    return cases


def _residual_called(*positional, **named):
    """Return a call of `ResNet50` with other blocks in the places of the learner's."""
    blocks = {"identity_block": residual_other_identity, "convolutional_block": residual_other_convolutional}
    return call_with(blocks, *positional, **named)


def residual_network_cases(rng):
    """A picture that is not square, with any number of channels and classes."""
    rows, columns = _residual_sizes(rng, 2, 40, 100)
    return [_residual_called((rows, columns, int(rng.choice([1, 2, 4]))), int(rng.integers(7, 30)))]


def residual_network_hidden_cases(rng):
    """The same; the pictures of the text; a model that is said to be in training."""
    side, classes = _residual_sizes(rng, 2, 40, 100)
    return [
        *residual_network_cases(rng),
        _residual_called(),
        _residual_called((side, side + 3, 3), classes=classes, training=True),
    ]


def _residual_preactivation(rng, many, stays, stride):
    """Return a call for so many convolutions; stays, whether the channels do."""
    rows, columns, channels, *filters = _residual_sizes(rng, 3 + many, low=3)
    sides = [int(side) for side in rng.choice([1, 2, 3, 5], many, replace=False)]
    named = {"stride": stride} if stride > 1 else {}
    filters = [*filters[:-1], channels] if stays else filters
    return call(keras.Input((rows, columns, channels)), filters, sides, **named)


def residual_preactivation_cases(rng):
    """The shape stays; the stride alone changes it; the channels alone; numbers."""
    channels, F1 = _residual_sizes(rng, 2, high=6)
    return [
        _residual_preactivation(rng, 2, True, 1),
        _residual_preactivation(rng, 3, True, 2),
        _residual_preactivation(rng, 2, False, 1),
        call(_residual_picture(rng, channels), [F1, channels], [3, int(rng.choice([1, 2, 5]))]),
    ]


def residual_preactivation_hidden_cases(rng):
    """The same; both change; three convolutions, one."""
    more = [(2, False, 3), (3, True, 1), (1, True, 1), (1, False, 2), (4, False, 1)]
    return [*residual_preactivation_cases(rng), *(_residual_preactivation(rng, *plan) for plan in more)]


def _residual_plan(rng, stages, blocks, equal=False):
    """Return a call of the builder of small networks; equal, whether all widths are."""
    rows, columns, classes, *widths = _residual_sizes(rng, 3 + stages, low=3, high=14)
    widths = [widths[0] for _ in widths] if equal else widths
    return call((rows, columns, int(rng.integers(1, 5))), widths, blocks, classes)


def residual_mended_cases(rng):
    """One stage of one block; two stages of two."""
    return [_residual_plan(rng, 1, 1), _residual_plan(rng, 2, 2)]


def residual_mended_hidden_cases(rng):
    """The same; more stages; more blocks; equal widths."""
    more = [_residual_plan(rng, 3, 2), _residual_plan(rng, 2, 3), _residual_plan(rng, 2, 2, equal=True)]
    return [*residual_mended_cases(rng), *more]


# -------------------------------------------------------------------------------- 3_mobilenet_transfer


def cases_of_mobilenet_transfer(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# --------------------------------------------------------------------------- 4_inception_and_separable


def cases_of_inception_and_separable(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ---------------------------------------------------------------------------------------------------- together

CASES = {
    "1_keras_tutorial": {
        "row_means": cases_of_keras_tutorial,
    },
    "2_residual_networks": {
        "identity_block": residual_identity_cases,
        "convolutional_block": residual_convolutional_cases,
        "ResNet50": residual_network_cases,
        "preactivation_block": residual_preactivation_cases,
        "mended_residual": residual_mended_cases,
    },
    "3_mobilenet_transfer": {
        "row_means": cases_of_mobilenet_transfer,
    },
    "4_inception_and_separable": {
        "row_means": cases_of_inception_and_separable,
    },
}

HIDDEN = {
    "2_residual_networks": {
        "ResNet50": residual_network_hidden_cases,
        "preactivation_block": residual_preactivation_hidden_cases,
        "mended_residual": residual_mended_hidden_cases,
    },
}

MARGINS = {
    "1_keras_tutorial": {},
    "2_residual_networks": {},
    "3_mobilenet_transfer": {},
    "4_inception_and_separable": {},
}
