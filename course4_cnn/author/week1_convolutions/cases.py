"""The inputs of the week: generators of visible and hidden cases."""

import zlib
from functools import cache
from pathlib import Path

import numpy as np
from checks import (
    APPLICATION_TARGET,
    application_network,
    application_reached,
    bright,
    bumps,
    certain,
    corner,
    plane,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call
from helpers.data import load_happy


def cases_of_step_by_step(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ------------------------------------------------------------------------------------------------------- application


def application_happy_cases(rng):
    """The model has no arguments."""
    return [call()]


def application_signs_cases(rng):
    """The size of the text; sizes that no window fits; one channel."""
    odd = [int(side) for side in rng.choice(np.arange(33, 120), 6, replace=False)]
    return [call((64, 64, 3)), call((odd[0], odd[1], 3)), call((odd[2], odd[3], 1)), call((odd[4], odd[5], 4))]


def _application_layer(rng, m, n_H, n_W, f, stride, pad, channels=3):
    """Return activations as a layer has them on pictures of this size, all different, and the pictures."""
    X = rng.integers(1, 256, (m, n_H, n_W, channels)).astype(float)
    rows, columns = ((n + 2 * pad - f) // stride + 1 for n in (n_H, n_W))
    size = m * rows * columns * 4
    A = (rng.permutation(size) - size // 3 * 2).reshape(m, rows, columns, 4) / 10
    return A, X


def application_patch_cases(rng):
    """No padding; padding, and the best place in a corner; a stride; both; an even kernel, all pictures."""
    plans = [(3, 6, 7, 3, 1, 0), (5, 7, 5, 3, 1, 1), (4, 9, 11, 3, 2, 0), (6, 10, 9, 5, 2, 2), (5, 8, 10, 4, 3, 1)]
    cases = []
    for number, (m, n_H, n_W, f, stride, pad) in enumerate(plans):
        A, X = _application_layer(rng, m, n_H, n_W, f, stride, pad, channels=1 if number == 4 else 3)
        channel, k = int(rng.integers(4)), m if number == 4 else 2
        if pad:  # the best place of all: a corner, where zeros are seen
            A[int(rng.integers(m)), -1 * int(rng.integers(2)), 0, channel] = A.max() + 1
        if number in (1, 3):  # and the second best in the same picture
            i = int(A[..., channel].max(axis=(1, 2)).argmax())
            A[i, 1, 1, channel] = A.max() - 0.03
        cases.append(call(A, X, channel, k, f, stride, pad))
    return cases


def _application_batch(rng, *shape):
    return rng.uniform(-1, 1, shape).round(3).astype(np.float32)


def application_saliency_cases(rng):
    """A weighted sum; a corner; products; a steep sigmoid; a picture without a gradient among others that have one."""
    dark = _application_batch(rng, 3, 4, 3, 2) / 5
    dark[int(rng.integers(3))] += 0.9
    return [
        call(plane, _application_batch(rng, 2, 3, 4, 3)),
        call(corner, _application_batch(rng, 3, 5, 4, 3) + 0.2),
        call(bumps, _application_batch(rng, 4, 4, 5, 2)),
        call(certain, 0.5 * _application_batch(rng, 2, 5, 3, 3)),
        call(bright, dark),
    ]


def application_attribution_cases(rng):
    """A weighted sum; a corner; products; a steep sigmoid, whose gradient varies much; a late beginning."""
    light = np.abs(_application_batch(rng, 3, 4, 3, 2)) * 0.5 + 0.6
    baseline = _application_batch(rng, 4, 5, 2)
    return [
        call(plane, _application_batch(rng, 2, 3, 4, 3), np.zeros((3, 4, 3), np.float32)),
        call(corner, _application_batch(rng, 3, 4, 4, 3) + 0.5, np.full((4, 4, 3), 0.25, np.float32)),
        call(bumps, 0.6 * _application_batch(rng, 3, 4, 5, 2), 0.6 * baseline),
        call(certain, 0.4 + np.abs(_application_batch(rng, 2, 4, 3, 3)), np.full((4, 3, 3), -0.8, np.float32)),
        call(bright, light, np.zeros((4, 3, 2), np.float32)),
    ]


@cache
def _application_unseen():
    """Return the pictures (m, 32, 32, 3) and the labels (m,) of `unseen_signs.npz`, which is never released."""
    with np.load(Path(__file__).with_name("unseen_signs.npz")) as file:
        return file["pictures"], file["labels"]


def application_small_cases(rng):
    """The test set that everybody has."""
    return [call()]


def application_small_hidden_cases(rng):
    """Signs that nobody has, in another order."""
    pictures, labels = _application_unseen()
    order = rng.permutation(len(labels))
    return [call(unseen=tuple(zlib.compress(part[order].tobytes(), 9) for part in (pictures, labels)))]


def application_small_share(small_network, unseen=None):
    """Return the share of correct predictions, and the share to reach."""
    return application_reached(small_network(), unseen)[0], APPLICATION_TARGET


@cache
def _application_faces():
    """Return the smiles of the training set with half as many pixels per side."""
    return application_network.halve(load_happy().train_set_x_orig)


def _application_copies(rng, m_train, m_test, copies, moves=2):
    """Return windows of pictures to train on and to test, of which `copies` are copies, in random order."""
    faces, side = _application_faces(), 26
    chosen = rng.permutation(len(faces))[: m_train + m_test - copies]

    def window(picture, dy, dx):
        return picture[3 + dy : 3 + dy + side, 3 + dx : 3 + dx + side]

    def lit(picture):
        """Another contrast and another brightness, with all values inside of 0 to 255."""
        middle, spread = picture.mean(), np.abs(picture - picture.mean()).max()
        low, high = max(0.55, 40 / spread), 100 / spread
        gain = rng.uniform(low, max(high, low + 0.05))
        return np.clip(np.round((picture - middle) * gain + rng.uniform(105, 150)), 0, 255)

    train = [window(faces[i], 0, 0) for i in chosen[:m_train]]
    test = [lit(window(faces[i], 0, 0)) for i in chosen[m_train:]]
    for number, i in enumerate(rng.permutation(m_train)[:copies]):
        dy, dx = rng.integers(-moves, moves + 1, 2) if moves else (0, 0)
        picture = faces[chosen[i]]
        if number % 2:
            picture = picture[:, ::-1]
        test.append(lit(window(picture, dy, dx)))
    order = rng.permutation(len(test))
    return call(np.round(train).astype(np.uint8), np.asarray(test)[order].astype(np.uint8))


def application_copies_cases(rng):
    """Lit otherwise and mirrored; moved, too; hardly any; more test pictures than training pictures; one picture."""
    return [
        _application_copies(rng, 6, 5, 3, moves=0),
        _application_copies(rng, 12, 9, 6),
        _application_copies(rng, 14, 8, 1),
        _application_copies(rng, 5, 11, 4),
        _application_copies(rng, 9, 1, int(rng.integers(2))),
    ]


CASES = {
    "1_step_by_step": {
        "row_means": cases_of_step_by_step,
    },
    "2_application": {
        "happyModel": application_happy_cases,
        "convolutional_model": application_signs_cases,
        "top_patches": application_patch_cases,
        "saliency": application_saliency_cases,
        "attribution": application_attribution_cases,
        "small_network": application_small_cases,
        "find_copies": application_copies_cases,
    },
}

HIDDEN = {
    "2_application": {
        "small_network": application_small_hidden_cases,
    },
}

MARGINS = {
    "2_application": {
        "small_network": Margin(
            "Nothing is drawn when it is judged: the weights are handed in, and hidden cases hold all 480 signs, as "
            "they are and mirrored. The solved network (1,946 parameters, 50 epochs) reads 87.4 % of them; 85 % are "
            "asked for; a narrower one (1,826 parameters, 25 epochs) reads 85.7 %.",
            application_small_share,
        ),
    },
}
