"""The inputs of the week: generators of visible and hidden cases."""

import numpy as np
import tensorflow as tf
from checks import STYLE_FAR, style_texture_reached, style_updates

from grading.authoring.author import Margin
from helpers.checks.exercise import call

# ---------------------------------------------------------------------------------------------------- 2_style_transfer


def _style_activations(rng, *shape):
    """Return activations as after a ReLU, some of them 0, in float32."""
    return np.maximum(rng.normal(0.4, 1, shape), 0).round(3).astype(np.float32)


def _style_sizes(rng, low=2, high=7):
    """Return rows, columns and channels, three different numbers."""
    return [int(size) for size in rng.choice(np.arange(low, high), 3, replace=False)]


def style_content_cases(rng):
    """One entry by hand; two, three and four entries, of which the last counts; one place; one channel."""
    # Only the last entry of what is generated is a tensor, because only from it a gradient must flow.
    n_H, n_W, n_C = _style_sizes(rng)
    plans = [(1, (n_H, n_W, n_C)), (2, (n_C, n_H, n_W)), (3, (1, n_W, n_H)), (4, (n_W, n_C, 1)), (2, (2, 3, 8))]
    cases = []
    for entries, shape in plans:
        pairs = [[_style_activations(rng, 1, *shape) for _ in range(entries)] for _ in range(2)]
        generated = [*pairs[1][:-1], tf.constant(pairs[1][-1])]
        cases.append(call([tf.constant(part) for part in pairs[0]], generated))
    return cases


def style_gram_cases(rng):
    """By hand; more places than channels, more channels than places; one channel; one place; negative numbers."""
    n, m, _ = _style_sizes(rng)
    return [
        call(tf.constant(rng.integers(1, 9, (2, 3)), tf.float32)),
        call(tf.constant(_style_activations(rng, n, n + 4))),
        call(tf.constant(_style_activations(rng, m + 3, m))),
        call(tf.constant(rng.normal(size=(1, n + m)), tf.float32)),
        call(tf.constant(rng.normal(size=(m + 1, 1)), tf.float32)),
    ]


def style_layer_cases(rng):
    """Rows, columns and channels differ in number; one row; one channel; more channels than places."""
    n_H, n_W, n_C = _style_sizes(rng)
    shapes = [(n_H, n_W, n_C), (1, n_W, n_H), (n_C, n_H, 1), (2, 2, n_C + 4)]
    return [
        call(tf.constant(_style_activations(rng, 1, *shape)), tf.constant(2 * _style_activations(rng, 1, *shape)))
        for shape in shapes
    ]


def style_total_cases(rng):
    """The weights of the definition; others, by position and by name; one of them 0."""
    costs = [tf.constant(value, tf.float32) for value in rng.uniform(0.2, 9, 8).round(3)]
    first, second = (round(float(value), 2) for value in rng.uniform(2, 30, 2))
    return [
        call(costs[0], costs[1]),
        call(costs[2], costs[3], first, second),
        call(costs[4], costs[5], alpha=second),
        call(costs[6], costs[7], beta=first / 2),
    ]


def style_step_cases(rng, train_step):
    """Updates of small pictures with small networks, with the costs and the picture that come out."""
    return [_style_step_case(rng, train_step, updates) for updates in (2, 3)]


def _style_step_case(rng, train_step, updates):
    """Return a case in which numbers reach 0 and 1, where they are clipped."""
    while True:
        rows, columns = (int(size) for size in rng.choice(np.arange(4, 12), 2, replace=False))
        image, content, style = (
            rng.uniform(0.03, 0.97, (1, rows, columns, 3)).round(3).astype(np.float32) for _ in range(3)
        )
        kernels = [rng.normal(0, 0.5, (3, 3, 3, width)).round(2).astype(np.float32) for width in rng.integers(2, 5, 5)]
        slow = style_updates(train_step, image, kernels, content, style, 1e-6, 1)["picture"]
        rate = float(f"{1e-6 * 0.2 / np.abs(slow - image).max():.3g}")
        given = (image, kernels, content, style, rate)
        more, right = (style_updates(train_step, *given, number) for number in (updates + 1, updates))
        if right["picture"].min() == 0 and right["picture"].max() == 1:
            return call(given=[*given, updates], J=[float(J) for J in more["costs"]], picture=right["picture"])


def _style_colours(rng, rows, columns, directions=3):
    """Return a picture whose colours spread in so many directions."""
    axes = rng.normal(0, 0.07, (directions, 3)) + 0.05 * rng.normal(size=(1, 3))
    middle = rng.uniform(0.35, 0.65, 3)
    return np.clip(middle + rng.normal(size=(rows, columns, directions)) @ axes, 0, 1).round(4)


def style_colour_cases(rng):
    """Colours of all kinds; pictures of other sizes; two grey content pictures, with one direction; two directions."""
    sizes = [(int(rows), int(columns)) for rows, columns in rng.integers(7, 12, (10, 2))]
    directions = (3, 3, 1, 1, 2)
    cases = []
    for number, kind in enumerate(directions):
        style = _style_colours(rng, *sizes[2 * number])
        content = _style_colours(rng, *sizes[2 * number + 1], kind)
        if number == 2:
            content = np.repeat(content.mean(axis=2, keepdims=True), 3, axis=2)
        cases.append(call(style, content))
    return cases


def style_texture_cases(rng):
    """Two textures, with little and with much contrast; new ones of other sizes."""
    seeds = 2 * rng.integers(10**6, size=2) + [0, 1]
    return [call(seed=int(seed), shape=shape) for seed, shape in zip(seeds, ((32, 40), (40, 32)))]


def style_texture_error(synthesize_texture, seed=None, shape=None):
    """Return the allowed relative error and the one of the worst layer: the second must be smaller."""
    return -style_texture_reached(synthesize_texture, seed, shape)[0], -STYLE_FAR


CASES = {
    "2_style_transfer": {
        "compute_content_cost": style_content_cases,
        "gram_matrix": style_gram_cases,
        "compute_layer_style_cost": style_layer_cases,
        "total_cost": style_total_cases,
        "train_step": style_step_cases,
        "match_colours": style_colour_cases,
        "synthesize_texture": style_texture_cases,
    },
}

MARGINS = {
    "2_style_transfer": {
        "train_step": Margin(
            "Nothing is drawn when it is judged: costs and pictures are recorded; float32 rounds by 1e-6."
        ),
        "match_colours": Margin(
            "Nothing is drawn when it is judged. The solution's mean, covariance and symmetry are off by 1e-6 at most; "
            "2e-3, 3 % and 2 % are allowed."
        ),
        "synthesize_texture": Margin(
            "Runs of the solution, worst relative error of a layer: thirty textures with little contrast ended at "
            "0.002 to 0.021, thirty others at 0.004 to 0.032; 0.3 is allowed. Its logarithm is 5.2 standard "
            "deviations away for the worse of the two kinds.",
            style_texture_error,
        ),
    },
}
