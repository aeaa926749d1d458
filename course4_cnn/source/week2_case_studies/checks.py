"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.exercise import Exercise, portable
from helpers.checks.quiz import Question

# -------------------------------------------------------------------------------------------- 0_lesson


# ------------------------------------------------------------------------------------ 1_keras_tutorial


# --------------------------------------------------------------------------------- 2_residual_networks

# They take the places of the two blocks in `ResNet50`: quickly made, with settings that tell how they were called.


@portable
def residual_other_identity(X, f, filters, initializer=None):
    """Apply a layer that keeps the shape."""
    from keras import layers

    first, second, last = filters
    return layers.Rescaling(float(first + 10_000 * second), offset=float(last + 10_000 * f))(X)


@portable
def residual_other_convolutional(X, f, filters, s=2, initializer=None):
    """Apply a layer, then one that makes the new shape."""
    import math

    from keras import layers

    first, second, last = filters
    X = layers.Rescaling(float(first + 10_000 * second), offset=float(f))(X)
    return layers.Conv2D(last, 1, strides=s, groups=math.gcd(X.shape[-1], last), use_bias=False)(X)


# -------------------------------------------------------------------------------- 3_mobilenet_transfer


# --------------------------------------------------------------------------- 4_inception_and_separable


# ---------------------------------------------------------------------------------------------------- together

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
    "1_keras_tutorial": [
        Exercise(name="row_means"),
    ],
    "2_residual_networks": [
        Exercise(name="identity_block", lesson="Residual networks", seconds=30, rtol=1e-3, atol=1e-5),
        Exercise(name="convolutional_block", lesson="Residual networks", seconds=30, rtol=1e-3, atol=1e-5),
        Exercise(
            name="ResNet50",
            lesson="Residual networks",
            functions=(residual_other_identity, residual_other_convolutional),
            seconds=60,
        ),
        Exercise(name="preactivation_block", lesson="Residual networks", seconds=30, rtol=1e-3, atol=1e-5),
        Exercise(name="mended_residual", lesson="Residual networks", seconds=60),
    ],
    "3_mobilenet_transfer": [
        Exercise(name="row_means"),
    ],
    "4_inception_and_separable": [
        Exercise(name="row_means"),
    ],
}
