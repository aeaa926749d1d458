"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
from checks import UNET_TARGET, unet_other_conv, unet_other_upsampling, unet_reached, unet_waves

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with

# ---------------------------------------------------------------------------------------------- 2_unet


def _unet_sizes(rng, many, low=2, high=10):
    """Return whole numbers that are all different."""
    return [int(size) for size in rng.choice(np.arange(low, high), many, replace=False)]


def _unet_masks(rng, m, rows, columns, classes):
    """Return masks of bytes, made of rectangles, in which only some classes occur."""
    masks = np.full((m, rows, columns), rng.choice(classes), np.uint8)
    for mask in masks:
        for _ in range(5):
            top, left = rng.integers(0, rows - 1), rng.integers(0, columns - 1)
            mask[top : top + rng.integers(2, rows), left : left + rng.integers(2, columns)] = rng.choice(classes)
    return masks


def _unet_guesses(rng, masks, classes):
    """Return predictions of which some are wrong, as `argmax` returns them."""
    wrong = rng.random(masks.shape) < 0.35
    return np.where(wrong, rng.choice(classes, masks.shape), masks).astype(np.int64)


def unet_scores_cases(rng):
    """One small mask; a class that is nowhere, one only predicted, one never predicted; many classes in bytes."""
    rows, columns = _unet_sizes(rng, 2, 5, 9)
    cases = [call(*(rng.permutation([0, 0, 1, 1, 1, part]).reshape(1, 2, 3).astype(np.uint8) for part in (0, 1)), 2)]
    absent, predicted, missed = _unet_sizes(rng, 3, 0, 6)
    some = np.setdiff1d(np.arange(6), [absent, predicted])
    masks = _unet_masks(rng, 2, rows, columns, some)
    masks[0, 0, :2] = missed
    guesses = _unet_guesses(rng, masks, np.setdiff1d(some, missed))
    guesses[guesses == missed] = some[some != missed][0]
    guesses[1, 2, :3] = predicted
    cases.append(call(masks, guesses, 6))
    many = int(rng.integers(17, 20))
    masks = _unet_masks(rng, 3, columns, rows, np.arange(many))
    cases.append(call(masks, _unet_guesses(rng, masks, np.arange(many)).astype(np.uint8), many))
    masks = _unet_masks(rng, 4, 4, 5, np.arange(4))
    masks[0] = 3
    cases.append(call(masks, _unet_guesses(rng, masks, np.arange(4)), 5))
    masks = rng.integers(0, 3, 17).astype(np.uint8)
    cases.append(call(masks, _unet_guesses(rng, masks, np.arange(3)), 3))
    return cases


def unet_conv_cases(rng):
    """With and without dropout and pooling; the default number of filters."""
    import keras

    cases = []
    for named in (
        {"n_filters": int(rng.integers(3, 20))},
        {"dropout_prob": round(float(rng.uniform(0.1, 0.6)), 2)},
        {"n_filters": int(rng.integers(3, 20)), "dropout_prob": 0.2, "max_pooling": False},
    ):
        rows, columns, channels = _unet_sizes(rng, 3, 3, 14)
        cases.append(call(keras.Input((2 * rows, 2 * columns, channels)), **named))
    return cases


def unet_upsampling_cases(rng):
    """Different numbers of channels above and beside; the default number of filters."""
    import keras

    cases = []
    for named in ({"n_filters": int(rng.integers(3, 20))}, {"n_filters": int(rng.integers(3, 20))}, {}):
        rows, columns, above, beside = _unet_sizes(rng, 4, 2, 12)
        inputs = keras.Input((rows, columns, above)), keras.Input((2 * rows, 2 * columns, beside))
        cases.append(call(*inputs, **named))
    return cases


def _unet_called(*positional, **named):
    """Return a call of `unet_model` with other blocks in the places of the learner's."""
    return call_with({"conv_block": unet_other_conv, "upsampling_block": unet_other_upsampling}, *positional, **named)


def unet_model_cases(rng):
    """Pictures that are not square; filters and classes drawn."""
    rows, columns = _unet_sizes(rng, 2, 1, 7)
    shape = 16 * rows, 16 * columns, int(rng.choice([1, 2, 4]))
    return [_unet_called(shape, n_filters=int(rng.integers(3, 30)), n_classes=int(rng.integers(5, 22)))]


def unet_model_hidden_cases(rng):
    """The same, and the defaults."""
    return [*unet_model_cases(rng), _unet_called()]


def unet_rare_cases(rng):
    """A seed, from which three sets of pixels are drawn."""
    return [call(int(rng.integers(1, 100_000)))]


def unet_rare_share(rare_loss, seed):
    """Return the share of the possible IoU that is reached, and the one to reach."""
    return unet_reached(rare_loss, seed)[0], UNET_TARGET


def unet_mended_cases(rng):
    """Half as many rows and columns, or other parts; classes that one picture lacks or all; unlabelled pixels."""
    cases = []
    for number, factor in enumerate(((2, 2), (3, 2), (1, 2))):
        rows, columns = _unet_sizes(rng, 2, 3, 6)
        size = rows * factor[0], columns * factor[1]
        some = rng.permutation(5)[: 3 + number % 2]
        masks = _unet_masks(rng, 1 + (number == 0), *size, some)
        masks[0, : factor[0], :] = rng.choice(some)
        masks[rng.random(masks.shape) < 0.08] = 255
        if number == 2:
            masks[masks == 255] = some[0]
        pictures = rng.integers(0, 256, (*masks.shape, 3)).astype(np.uint8)
        cases.append(call(unet_waves, pictures, masks, (rows, columns), 5 + 2 * (number % 2)))
    return cases


# ------------------------------------------------------------------------------------------ together

CASES = {
    "2_unet": {
        "segmentation_scores": unet_scores_cases,
        "conv_block": unet_conv_cases,
        "upsampling_block": unet_upsampling_cases,
        "unet_model": unet_model_cases,
        "rare_loss": unet_rare_cases,
        "mended_evaluation": unet_mended_cases,
    },
}

HIDDEN = {
    "2_unet": {
        "unet_model": unet_model_hidden_cases,
    },
}

MARGINS = {
    "2_unet": {
        "rare_loss": Margin(
            "Share of the possible IoU of the rare class, mean of three draws, 0.80 is asked for; eight times: the "
            "solution 0.96 to 0.99, the Dice loss 0.91 to 0.94, inverse frequencies 0.57 to 0.68, focal loss 0.55 to "
            "0.68, cross-entropy 0.04 to 0.24. The sum of cross-entropy and Dice loss has 0.69 in 24 "
            "single draws, with a standard deviation of 0.11: it passes now and then. "
            "Mean IoU of the other classes, 0.90 is asked for: 0.97 to 0.98.",
            unet_rare_share,
        ),
    },
}
