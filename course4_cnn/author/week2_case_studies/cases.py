"""The inputs of the week: generators of visible and hidden cases."""

import zlib
from functools import cache
from pathlib import Path

import keras
import numpy as np
from checks import (
    KERAS_ACCURACY,
    KERAS_HELD_OUT,
    keras_entropy,
    keras_flat,
    keras_happy_reached,
    keras_mended_reached,
    keras_shaken,
    keras_squares,
)

from grading.authoring.author import Margin
from helpers.checks import models
from helpers.checks.exercise import call

# ------------------------------------------------------------------------------------ 1_keras_tutorial


@cache
def _keras_unseen():
    """Return the portraits that no student has, and their labels."""
    file = np.load(Path(__file__).with_name("keras_smiles.npz"))
    return file["pictures"], file["labels"]


def keras_happy_cases(rng):
    """The test set that everybody has."""
    return [call()]


def keras_happy_hidden_cases(rng):
    """Portraits that nobody has, in another order."""
    pictures, labels = _keras_unseen()
    order = rng.permutation(len(labels))
    return [call(unseen=tuple(zlib.compress(part[order].tobytes(), 9) for part in (pictures, labels)))]


def keras_happy_share(HappyModel, unseen=None):
    """Return the share of correct predictions, and the share to reach."""
    return keras_happy_reached(HappyModel, unseen)[0], KERAS_ACCURACY


def keras_dataset_cases(rng):
    """Training and validation; sizes that the batches divide and others that they don't; labels of any kind."""
    cases = []
    for m, batch_size, training in ((120, 32, True), (96, 16, False), (90, 15, True), (70, 16, False)):
        m += int(rng.integers(0, 3)) * batch_size
        X = rng.integers(0, 256, (m, 3, 4, 2)).astype(np.uint8)
        X[:, 0, 0, 0] = rng.permutation(256)[:m]
        cases.append(call(X, rng.integers(0, 5, m), batch_size, keras_shaken, training))
    return cases


def keras_rate_cases(rng):
    """Some warm-up; one update of it; nothing to hold; a long training."""
    cases = [(0.1, 4, 5, 20)]
    for warmup, held, cooldown in ((1, 6, 3), (7, 0, 9), (12, 60, 25)):
        warmup, cooldown = warmup * int(rng.integers(1, 4)) if warmup > 1 else 1, cooldown + int(rng.integers(0, 4))
        total = warmup - 1 + held + cooldown + (int(rng.integers(1, 5)) if held else 0)
        cases.append((round(float(rng.uniform(0.001, 0.9)), 4), warmup, cooldown, total))
    return [call(*case) for case in cases]


def _keras_falling(rng, epochs, step):
    """Return a loss that falls by about `step` in each epoch."""
    return (2 - step * np.arange(epochs) + rng.uniform(-0.2, 0.2, epochs) * step).round(4)


def keras_best_cases(rng):
    """By hand; small improvements; a value that is missing or NaN; two trainings; one that reaches its end."""
    name = str(rng.choice(["val_cost", "val_error", "val_mae"]))
    hand = np.array([0.9, 0.7, 0.8, 0.75, 0.72, 0.71])
    small = np.concatenate([_keras_falling(rng, 3, 0.3), np.repeat(1.3, 6) - 0.01 * rng.permutation(6), [0.2, 0.3]])
    gone = np.array([0.9, -1, 0.6, -1, 0.8, -1, np.nan, -1, 0.7, -1, 0.4, -1, 0.5]) + 0.01 * int(rng.integers(1, 9))
    gone[gone < 0] = -1
    lower, higher = _keras_falling(rng, 5, 0.2), 3 + rng.uniform(0, 1, 7).round(3)
    higher[1] = 2.9
    long = np.abs(rng.normal(1.5, 0.4, 14)).round(3)
    long[int(rng.integers(2, 9))] = 0.05
    tied = np.array([0.5, 0.4, 0.6, 0.4, 0.5, 0.4, 0.4, 0.1]) + 0.1 * int(rng.integers(1, 5))
    return [
        call("val_loss", 3, 0.0, [hand]),
        call("val_loss", 3, 0.15, [small]),
        call(name, 2, 0.0, [gone]),
        call("val_loss", 2, 0.01, [lower, higher, long]),
        call(name, int(rng.integers(20, 30)), 0.1, [long]),
        call("val_loss", 4, 0.0, [tied]),
    ]


def _keras_small(rng, units, activation="tanh", normalized=False, frozen=False):
    inputs = keras.Input((3,), name="inputs")
    hidden = keras.layers.Dense(4, activation=None if normalized else activation, name="hidden")(inputs)
    if normalized:
        hidden = keras.layers.BatchNormalization(name="norm")(hidden)
        hidden = keras.layers.Activation(activation, name="active")(hidden)
    model = models.fill(keras.Model(inputs, keras.layers.Dense(units, name="last")(hidden), name="small"), rng)
    if frozen:
        model.get_layer("hidden").trainable = False
    return model


def keras_sharpness_cases(rng):
    """One weight by hand; two losses; a normalization; a frozen layer; a gradient of 0."""
    single = keras.layers.Dense(1, use_bias=False, name="one")
    one = keras.Sequential([keras.Input((1,), name="inputs"), single], name="hand")
    one.set_weights([np.full((1, 1), round(float(rng.uniform(1, 3)), 2), np.float32)])

    def batch(m, units=None):
        X = rng.normal(size=(m, 3)).astype(np.float32)
        return X, rng.integers(0, units, m) if units else rng.normal(size=(m, 1)).astype(np.float32)

    rho = [round(float(value), 3) for value in rng.uniform(0.1, 0.9, 4)]
    return [
        call(one, np.ones((1, 1), np.float32), np.zeros((1, 1), np.float32), keras_squares, rho[0]),
        call(_keras_small(rng, 3), *batch(7, 3), keras_entropy, rho[1]),
        call(_keras_small(rng, 1, normalized=True), *batch(9), keras_squares, rho[2]),
        call(_keras_small(rng, 1, frozen=True), *batch(6), keras_squares, rho[3]),
        call(_keras_small(rng, 3), *batch(5), keras_flat, 0.3),
    ]


def keras_mended_cases(rng):
    """Tasks from other seeds."""
    return [call(int(rng.integers(1_000_000)))]


def keras_mended_share(mended_training, seed):
    """Return the share of correct predictions, and the share to reach."""
    return keras_mended_reached(mended_training, seed)[0], KERAS_HELD_OUT


# --------------------------------------------------------------------------------- 2_residual_networks


def cases_of_residual_networks(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


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
        "HappyModel": keras_happy_cases,
        "make_dataset": keras_dataset_cases,
        "WarmupHoldDecay": keras_rate_cases,
        "KeepBest": keras_best_cases,
        "sharpness_gradients": keras_sharpness_cases,
        "mended_training": keras_mended_cases,
    },
    "2_residual_networks": {
        "row_means": cases_of_residual_networks,
    },
    "3_mobilenet_transfer": {
        "row_means": cases_of_mobilenet_transfer,
    },
    "4_inception_and_separable": {
        "row_means": cases_of_inception_and_separable,
    },
}

HIDDEN = {
    "1_keras_tutorial": {
        "HappyModel": keras_happy_hidden_cases,
    },
}

MARGINS = {
    "1_keras_tutorial": {
        "HappyModel": Margin(
            "20 trainings of the solution: 96.0 % of the 150 portraits that no student has, standard deviation "
            "2.0 points, at least 91.3 %; 85 % are asked for, 5.5 standard deviations away, the better of two.",
            keras_happy_share,
        ),
        "make_dataset": Margin(
            "The mean correlation of three random orders of 90 examples or more has a standard deviation of 0.06; 0.4 "
            "is 6 of them away, a probability under 1e-9. That two random batches come again is less likely still."
        ),
        "WarmupHoldDecay": Margin("Nothing is drawn when it is judged: corners and lines are known."),
        "KeepBest": Margin("Nothing is drawn when it is judged: epochs and weights are counted."),
        "mended_training": Margin(
            "12 trainings of the solution on 12 tasks: 97.0 % of 400 held-out pictures, standard deviation 1.5 points, "
            "at least 93.3 %; 88 % are asked for, 5.9 standard deviations away.",
            keras_mended_share,
        ),
    },
    "2_residual_networks": {},
    "3_mobilenet_transfer": {},
    "4_inception_and_separable": {},
}
