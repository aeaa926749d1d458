"""The inputs of the week: generators of visible and hidden cases."""

import zlib
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from checks import (
    APPLICATION_TARGET,
    STEPS_SPEED,
    application_network,
    application_reached,
    bright,
    bumps,
    certain,
    corner,
    plane,
    steps_fast_times,
    steps_transpose_times,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with
from helpers.data import load_happy

# ------------------------------------------------------------------------------------------ 1_step_by_step


def _steps_numbers(rng, *shape):
    """Return numbers that are neither 0 nor small, of both signs."""
    return (rng.uniform(0.2, 2, shape) * rng.choice([-1, 1], shape)).round(3)


def steps_pad_cases(rng):
    """By hand; no pad; pads of one to four around pictures that are not square."""

    def pictures(m, rows, columns, n_C, pad):
        return call(_steps_numbers(rng, m, rows, columns, n_C), pad)

    return [
        pictures(1, 2, 3, 1, 1),
        pictures(2, 3, int(rng.integers(4, 6)), 2, 0),
        pictures(3, int(rng.integers(4, 6)), 2, 1, 2),
        pictures(2, 1, 4, 3, int(rng.integers(3, 5))),
        call(rng.integers(1, 256, (1, 3, 2, 3)).astype(np.uint8), 1),
    ]


def steps_single_cases(rng):
    """By hand; one channel and several; odd, even and single filters."""

    def window(f, channels):
        return call(*(_steps_numbers(rng, *shape) for shape in ((f, f, channels), (f, f, channels), (1, 1, 1))))

    return [
        call(rng.integers(1, 5, (2, 2, 1)).astype(float), _steps_numbers(rng, 2, 2, 1), np.full((1, 1, 1), -10.0)),
        window(3, int(rng.integers(2, 4))),
        window(int(rng.integers(4, 6)), 1),
        window(1, 4),
    ]


def _steps_layer(rng, m, rows, columns, n_C_prev, n_C, f, stride, pad):
    """Return the arguments of a convolution."""
    W, b = _steps_numbers(rng, f, f, n_C_prev, n_C), _steps_numbers(rng, 1, 1, 1, n_C)
    return _steps_numbers(rng, m, rows, columns, n_C_prev), W, b, {"stride": stride, "pad": pad}


def _steps_layers(rng):
    """Draw convolutions: every pad with every stride, fitting and not; odd and even filters; pictures not square."""
    return [
        _steps_layer(rng, 1, 3, 4, 1, 1, 2, 1, 0),
        _steps_layer(rng, 2, 4, int(rng.integers(5, 7)), 2, 3, 3, 1, 1),
        _steps_layer(rng, 2, int(rng.integers(7, 9)), 6, 2, 2, 3, 2, 0),
        _steps_layer(rng, 1, 5, int(rng.integers(6, 8)), 3, 2, 2, 2, int(rng.integers(1, 3))),
        _steps_layer(rng, 2, int(rng.integers(6, 9)), 5, 1, 2, 2, 3, 0),
        _steps_layer(rng, 3, 3, 4, 2, 1, 1, 2, 1),
        _steps_layer(rng, 1, 4, 5, 2, 4, 4, 1, 2),
    ]


def steps_forward_cases(rng):
    """Convolutions of all kinds."""
    return [call(*layer) for layer in _steps_layers(rng)]


def steps_backward_cases(rng, conv_forward):
    """The same, with a gradient for each output."""
    outputs = [conv_forward(*layer) for layer in _steps_layers(rng)]
    return [call(_steps_numbers(rng, *Z.shape), cache) for Z, cache in outputs]


def steps_pool_cases(rng):
    """By hand with negative numbers; both modes; windows that overlap, leave gaps and do not fit."""

    def pictures(m, rows, columns, n_C, f, stride, *mode):
        return call(_steps_numbers(rng, m, rows, columns, n_C), {"f": f, "stride": stride}, *mode)

    negative = -rng.integers(1, 20, (1, 2, 4, 1)).astype(float)
    return [
        call(negative, {"f": 2, "stride": 2}, "max"),
        pictures(2, 4, int(rng.integers(5, 8)), 3, 2, 1),
        pictures(2, int(rng.integers(7, 9)), 5, 2, 3, 2, "average"),
        pictures(1, 5, int(rng.integers(8, 10)), 2, 2, 3, "max"),
        pictures(3, 4, 6, 2, 4, 2, "average"),
        call(-np.abs(_steps_numbers(rng, 2, 3, 4, 2)), {"f": 3, "stride": 1}, "max"),
    ]


def steps_mask_cases(rng):
    """One maximum, several, all equal, negative numbers, a single entry."""
    f = int(rng.integers(2, 5))
    several = rng.integers(0, 3, (f, f + 1)).astype(float)
    several.flat[rng.permutation(several.size)[:2]] = 5
    return [
        call(rng.permutation(4).reshape(2, 2).astype(float)),
        call(several),
        call(np.full((2, 3), float(rng.integers(-9, 0)))),
        call(-rng.permutation(np.arange(1, 10)).reshape(3, 3).astype(float)),
        call(_steps_numbers(rng, 1, 1)),
        call(rng.integers(1, 9, (2, 2)) * 1.0 - [[0, 20], [20, 0]]),
    ]


def steps_distribute_cases(rng):
    """A whole number, negative ones, windows that are not square."""
    return [
        call(int(rng.choice([2, 3, 5, 7])), (2, 2)),
        call(float(_steps_numbers(rng)), (int(rng.integers(2, 4)), 5)),
        call(-float(rng.uniform(1, 3)), (1, int(rng.integers(3, 6)))),
        call(float(_steps_numbers(rng)), (4, 1)),
    ]


def steps_pool_backward_cases(rng):
    """Both modes; ties, windows of zeros, windows that overlap, leave gaps and do not fit."""

    def pictures(A_prev, f, stride, *mode):
        m, rows, columns, n_C = A_prev.shape
        shape = m, (rows - f) // stride + 1, (columns - f) // stride + 1, n_C
        return call(_steps_numbers(rng, *shape), (A_prev, {"f": f, "stride": stride}), *mode)

    whole = rng.integers(0, 3, (1, 4, int(rng.integers(5, 8)), 2)).astype(float)
    zeros = np.maximum(_steps_numbers(rng, 2, 4, 6, 2) - 1, 0)
    return [
        pictures(rng.permutation(np.arange(-8.0, 0)).reshape(1, 2, 4, 1), 2, 2, "max"),
        pictures(_steps_numbers(rng, 2, 4, int(rng.integers(5, 7)), 2), 3, 1),
        pictures(_steps_numbers(rng, 2, int(rng.integers(7, 9)), 5, 2), 3, 2, "average"),
        pictures(_steps_numbers(rng, 1, 5, int(rng.integers(8, 10)), 3), 2, 3, "max"),
        pictures(whole, 2, 1, "max"),
        pictures(zeros, 2, 2, "max"),
        pictures(_steps_numbers(rng, 2, 4, 3, 2), 2, 1, "average"),
    ]


def steps_fast_cases(rng, conv_forward):
    """Convolutions of all kinds with their outputs, then large ones that are drawn when they are judged."""
    layers = _steps_layers(rng)
    small = [call(*layer, Z=conv_forward(*layer)[0]) for layer in (layers[1], layers[2], layers[3], layers[5])]
    return [*small, *(call(seed=int(rng.integers(10**6)), f=f) for f in (3, 4))]


def steps_transpose_cases(rng, conv_forward):
    """The outputs of convolutions of all kinds take other numbers; then large ones, drawn when they are judged."""
    layers = _steps_layers(rng)
    layers = [layers[index] for index in (1, 2, 3, 4, 6)]
    small = [
        call(_steps_numbers(rng, *conv_forward(*layer)[0].shape), layer[1], layer[3], layer[0].shape)
        for layer in layers
    ]
    return [*small, *(call(seed=int(rng.integers(10**6)), f=f) for f in (3, 4))]


def steps_fast_reached(conv_fast, *positional, seed=None, f=None, **named):
    """Return how many times as fast as a loop a convolution is, and the times asked for; None where none are."""
    return None if seed is None else (steps_fast_times(conv_fast, seed, f)[0], STEPS_SPEED)


def steps_transpose_reached(conv_transpose, *positional, seed=None, f=None):
    """Return the same for a transposed convolution."""
    return None if seed is None else (steps_transpose_times(conv_transpose, seed, f)[0], STEPS_SPEED)


def _steps_faults(rng):
    """Return all pairs of kinds of two properties of a test case, in an order that is drawn."""
    names = ["pad", "stride", "f", "picture", "m", "n_C_prev", "n_C"]
    kinds = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pairs = [(one, first, other, second) for one, other in combinations(names, 2) for first, second in kinds]
    return [pairs[index] for index in rng.permutation(len(pairs))]


def steps_telling_cases(rng):
    """Six faults for each of four calls."""
    faults = _steps_faults(rng)
    return [call(faults=faults[start : start + 6]) for start in range(0, 24, 6)]


def steps_telling_hidden_cases(rng):
    """All 84 faults, twelve for each call."""
    faults = _steps_faults(rng)
    return [call(faults=faults[start : start + 12]) for start in range(0, 84, 12)]


# ------------------------------------------------------------------------------------------------------- application


def application_happy_cases(rng):
    """The model has no arguments."""
    return [call()]


def application_happy_hidden_cases(rng):
    """Other pictures of the same shape in the notebook, which make no difference."""
    return [call_with({"X_train": np.full((1, 64, 64, 3), rng.uniform(-1, 1), np.float32)})]


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
    # Three of the scores give all pictures the same map: with sizes that vary it cannot be copied.
    rows, columns, height, width = (int(size) for size in rng.choice(np.arange(3, 12), 4, replace=False))
    dark = _application_batch(rng, 3, columns, rows, 2) / 5
    dark[int(rng.integers(3))] += 0.9
    return [
        call(plane, _application_batch(rng, 2, rows, columns, 3)),
        call(corner, _application_batch(rng, 3, height, width, 3) + 0.2),
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
        "zero_pad": steps_pad_cases,
        "conv_single_step": steps_single_cases,
        "conv_forward": steps_forward_cases,
        "pool_forward": steps_pool_cases,
        "conv_backward": steps_backward_cases,
        "create_mask_from_window": steps_mask_cases,
        "distribute_value": steps_distribute_cases,
        "pool_backward": steps_pool_backward_cases,
        "conv_fast": steps_fast_cases,
        "conv_transpose": steps_transpose_cases,
        "telling_cases": steps_telling_cases,
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
    "1_step_by_step": {
        "telling_cases": steps_telling_hidden_cases,
    },
    "2_application": {
        "happyModel": application_happy_hidden_cases,
        "small_network": application_small_hidden_cases,
    },
}


MARGINS = {
    "1_step_by_step": {
        "conv_fast": Margin(
            (
                "80 timings of the solution in a confined process, to which its arrays travel: at least 24 times as "
                "fast as the loop, 67 on average; 10 is 4.8 standard deviations (of the logarithm) away, a "
                "probability of 8e-7 for one timing, and what is nearly fast enough is timed again. A matrix "
                "product for each position is 4 times as fast."
            ),
            steps_fast_reached,
        ),
        "conv_transpose": Margin(
            (
                "80 timings of the solution in a confined process: at least 46 times as fast as the loop, 59 on "
                "average; 10 is 16.6 standard deviations (of the logarithm) away, a probability of 4e-62 for one "
                "timing. The product with a random x differs by rounding where the result is right, by far more "
                "where it is wrong."
            ),
            steps_transpose_reached,
        ),
        "telling_cases": Margin("Nothing is drawn when it is judged: a pair of kinds is in a case or is not."),
    },
    "2_application": {
        "small_network": Margin(
            "Nothing is drawn when it is judged: the weights are handed in, and hidden cases hold all 480 signs, as "
            "they are and mirrored. The solved network (974 parameters, 120 epochs) reads 90.8 % of them; 85 % are "
            "asked for; a narrower one (1,826 parameters, 25 epochs) reads 85.7 %.",
            application_small_share,
        ),
    },
}
