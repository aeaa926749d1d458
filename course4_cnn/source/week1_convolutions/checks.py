"""The exercises of the week: tolerances and judges. No answer is in this file."""

import zlib
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import models
from helpers.checks.demands import array
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

application_network = load(Path(__file__).with_name("application_network.py"))

# ------------------------------------------------------------------------------------- application: scores of pictures


@portable
def plane(X):
    """Return a weighted sum of all entries of each picture."""
    import tensorflow as tf

    weights = tf.sin(1.7 * tf.range(tf.reduce_prod(tf.shape(X)[1:]), dtype=tf.float32) + 0.4)
    return tf.linalg.matvec(tf.reshape(X, (tf.shape(X)[0], -1)), weights)


@portable
def corner(X):
    """Return the squared sum of the first channel in the upper left corner, minus the other channels' mean there."""
    import tensorflow as tf

    return tf.reduce_sum(X[:, :2, :3, 0], axis=[1, 2]) ** 2 - tf.reduce_mean(X[:, :2, :3, 1:], axis=[1, 2, 3])


@portable
def bumps(X):
    """Return a smooth score in which neighbours are multiplied with one another."""
    import tensorflow as tf

    pairs = X[:, 1:] * X[:, :-1]
    return tf.reduce_sum(tf.tanh(pairs), axis=[1, 2, 3]) + tf.sin(2 * tf.reduce_sum(X[..., 0], axis=[1, 2]))


@portable
def certain(X):
    """Return a probability that is nearly 1 for bright pictures: the sigmoid of a steep score."""
    import tensorflow as tf

    return tf.sigmoid(12 * tf.reduce_mean(X, axis=[1, 2, 3]) + tf.reduce_sum(X[:, 0] * X[:, -1], axis=[1, 2]))


@portable
def bright(X):
    """Return the brightness above one half, and 0 for all pictures that are darker."""
    import tensorflow as tf

    return tf.nn.relu(tf.reduce_mean(X, axis=[1, 2, 3]) - 0.5)


APPLICATION_SCORES = (plane, corner, bumps, certain, bright)

# ------------------------------------------------------------------------------------- application: a small network

APPLICATION_BUDGET, APPLICATION_TARGET, APPLICATION_SIDE = 2000, 0.85, 32


@cache
def _application_signs():
    """Return our own test pictures with half as many pixels per side, and their labels, whichever the notebook uses."""
    before = dict(data.in_use)
    signs = data.load_signs()
    data.in_use.clear()
    data.in_use.update(before)
    return application_network.halve(signs.test_set_x_orig), signs.test_set_y[0]


def application_pictures(unseen=None):
    """Return pictures (m, 32, 32, 3) from 0 to 255 and labels (m,) to judge by, each picture also mirrored.

    Arguments: unseen, the compressed bytes of pictures and of labels; by default the test set that everybody has.
    """
    if unseen is None:
        pictures, labels = _application_signs()
    else:
        pictures, labels = (np.frombuffer(zlib.decompress(part), np.uint8) for part in unseen)
        pictures = pictures.reshape(-1, APPLICATION_SIDE, APPLICATION_SIDE, 3)
    return np.concatenate([pictures, pictures[:, :, ::-1]]), np.tile(labels, 2)


def application_judge_small(small_network, unseen=None):
    """Judge a trained network by its number of parameters and on pictures that it has not seen."""
    return application_reached(small_network(), unseen)[1]


def application_reached(model, unseen=None):
    """Return the share of correct predictions, and a sentence where the model is not as asked for."""
    described = models.describe(model)
    if [tuple(shape) for shape in described["inputs"]] != [(None, APPLICATION_SIDE, APPLICATION_SIDE, 3)]:
        shapes = short([tuple(shape) for shape in described["inputs"]], 60)
        return (
            0.0,
            f"the input has the shape {shapes}; pictures come as (None, {APPLICATION_SIDE}, {APPLICATION_SIDE}, 3).",
        )
    if described["parameters"] >= APPLICATION_BUDGET:
        return 0.0, (
            f"the network has {described['parameters']:,} parameters; fewer than {APPLICATION_BUDGET:,} are asked for. "
            + _application_heaviest(described)
        )
    pictures, labels = application_pictures(unseen)
    found = models.predict(model, application_network.scale(pictures))
    if sentence := array(found, (len(labels), 6), "predictions"):
        return 0.0, sentence
    chosen = np.argmax(found, axis=1)
    share = float(np.mean(chosen == labels))
    if share >= APPLICATION_TARGET:
        return share, None
    text = (
        f"on {len(labels)} signs, half of them mirrored, {share:.1%} of the predictions are correct; the target is "
        f"{APPLICATION_TARGET:.0%}. "
    )
    if np.bincount(chosen, minlength=6).max() > 0.6 * len(chosen):
        return (
            share,
            text + "Most of the pictures get the same prediction: are these the weights that you have trained?",
        )
    return share, text + _application_heaviest(described)


def _application_heaviest(described):
    """Say in which layer most of the parameters are."""
    heaviest = max(described["layers"], key=lambda layer: layer["parameters"] or 0)
    part = heaviest["parameters"] / max(described["parameters"], 1)
    return f"{part:.0%} of its parameters are in one {heaviest['class']} layer."


EXERCISES = {
    "0_lesson": [
        Question("q1", "A topic"),
        Question("q2", "A topic"),
        Question("q3", "A topic"),
        Question("q4", "A topic"),
        Question("q5", "A topic"),
        Question("q6", "A topic"),
        Question("q7", "A topic"),
        Question("q8", "A topic"),
        Question("q9", "A topic"),
        Question("q10", "A topic"),
    ],
    "1_step_by_step": [
        Exercise(name="row_means"),
    ],
    "2_application": [
        Exercise(name="happyModel", lesson="A full example", seconds=30),
        Exercise(name="convolutional_model", lesson="A full example", seconds=30),
        Exercise(name="top_patches", lesson="Strided convolutions"),
        Exercise(
            name="saliency", lesson="Why convolutions", functions=APPLICATION_SCORES, seconds=30, rtol=1e-3, atol=1e-4
        ),
        Exercise(
            name="attribution",
            lesson="Why convolutions",
            functions=APPLICATION_SCORES,
            seconds=60,
            rtol=0.02,
            atol=2e-3,
        ),
        Exercise(name="small_network", lesson="Why convolutions", judge=application_judge_small, seconds=60),
        Exercise(name="find_copies", lesson="Edge detection", seconds=30),
    ],
}
