"""The exercises of the week: tolerances and judges. No answer is in this file."""

from functools import cache
from pathlib import Path

import numpy as np

from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question

# ----------------------------------------------------------------------------------------------- 2_unet

unet_network = load(Path(__file__).with_name("unet_network.py"))

# How much of the largest possible IoU the rare class is to reach, which mean IoU the other classes, in how many draws.
UNET_TARGET, UNET_OTHERS, UNET_DRAWS = 0.8, 0.9, 3


# They take the places of the two blocks in `unet_model`: quickly made, with settings that tell how they were called.


@portable
def unet_other_conv(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
    """Apply a layer; then, if asked for, one that halves rows and columns. Return both results."""
    from keras import layers

    kept = layers.Rescaling(float(n_filters), offset=float(dropout_prob))(inputs)
    return (layers.AveragePooling2D(2)(kept) if max_pooling else kept), kept


@portable
def unet_other_upsampling(expansive_input, contractive_input, n_filters=32):
    """Apply a layer that doubles rows and columns, and take the other tensor away."""
    from keras import layers

    larger = layers.UpSampling2D()(layers.Rescaling(float(n_filters))(expansive_input))
    return layers.Subtract()([larger, contractive_input])


@portable
def unet_waves(X):
    """Return logits of five classes for each pixel, which change quickly with its colour and its place."""
    import numpy as np

    X = np.asarray(X, dtype=float)
    places = np.arange(X.shape[1])[:, None] / 3 + np.arange(X.shape[2]) / 4
    return np.stack([np.sin(7 * X[..., k % 3] + 5 * X[..., k // 2] + k + places) * (1 + k / 3) for k in range(5)], -1)


@portable
def unet_called(loss):
    """Return what a loss and its gradient are for one small batch in which a class is missing, or a sentence."""
    import tensorflow as tf

    labels = tf.constant([[[0, 1, 3], [1, 1, 0]]])
    logits = tf.reshape(tf.sin(tf.range(24.0)), (1, 2, 3, 4))
    with tf.GradientTape() as tape:
        tape.watch(logits)
        value = loss(labels, logits)
    if value is None:
        return None
    if not tf.is_tensor(value):
        return "the result is no tensor: compute with TensorFlow or Keras from beginning to end."
    if value.shape.rank:
        return f"the result has the shape {tuple(value.shape)}, expected one number."
    gradient = tape.gradient(value, logits)
    if gradient is None:
        return "no gradient gets through to the logits: compute with TensorFlow or Keras from beginning to end."
    try:
        tf.function(loss, autograph=False)(labels, logits)
    except (AttributeError, NotImplementedError, TypeError) as error:
        return (
            f"the loss fails inside a graph ({type(error).__name__}), and trainings run in graphs: compute with "
            "TensorFlow or Keras, without `.numpy()` and without `if` on a tensor."
        )
    return value.numpy(), tf.convert_to_tensor(gradient).numpy()


@cache
def unet_pixels(seed):
    """Return pixels that are drawn from a seed, and the largest possible IoU of their rare class."""
    pixels = unet_network.Pixels(seed)
    return pixels, pixels.best()


def unet_judge_rare(rare_loss, seed):
    """Judge a loss by what small models reach that are trained with it."""
    return unet_reached(rare_loss, seed)[1]


def unet_reached(rare_loss, seed):
    """Return the share of the possible IoU that the rare class reaches, mean of some draws, and what is wrong."""
    found = models.beside(rare_loss, unet_called)
    if found is None or isinstance(found, str):
        return 0.0, found or demands.RETURN_MISSING
    for name, value in zip(("the loss", "the gradient"), found):
        if not np.isfinite(value).all():
            return 0.0, f"{name} is NaN or infinite for a batch in which a class is missing."
    shares, rare, others, painted = [], [], [], []
    for draw in range(seed, seed + UNET_DRAWS):
        pixels, best = unet_pixels(draw)
        arguments = pixels.X, pixels.y, pixels.classes, unet_network.EPOCHS
        weights, biases = models.beside(rare_loss, unet_network.fit_pixels, *arguments)
        if not (np.isfinite(weights).all() and np.isfinite(biases).all()):
            return 0.0, "training with this loss leads to NaN or infinite weights."
        predictions = (pixels.X_hidden @ weights + biases).argmax(axis=1)
        own, rest = pixels.overlap(predictions)
        shares.append(own / best)
        rare.append(own)
        others.append(rest)
        painted.append(np.mean(predictions == pixels.rare) / np.mean(pixels.y_hidden == pixels.rare))
    share, rest, often = float(np.mean(shares)), float(np.mean(others)), float(np.mean(painted))
    if rest < UNET_OTHERS:
        return share * rest, (
            f"the mean IoU of the other classes is {rest:.2f} after training; at least {UNET_OTHERS:.2f} are asked for."
        )
    if share >= UNET_TARGET:
        return share, None
    cause = ""
    if often < 0.75:
        cause = f" It is predicted {often:.1f} times as often as it occurs: its pixels weigh too little."
    elif often > 1.75:
        cause = f" It is predicted {often:.1f} times as often as it occurs: its pixels weigh too much."
    return share, (
        f"after training, the rare class reaches an IoU of {np.mean(rare):.2f}, {share:.0%} of what is possible; the "
        f"target is {UNET_TARGET:.0%}.{cause}"
    )


# --------------------------------------------------------------------------------------------- together

EXERCISES = {
    "0_lesson": [
        Question("q1", "Localization"),
        Question("q2", "Sliding windows and their convolutional form"),
        Question("q3", "Intersection over union"),
        Question("q4", "The YOLO algorithm"),
        Question("q5", "Transposed convolutions"),
        Question("q6", "U-Net"),
        Question("q7", "Bounding box predictions"),
        Question("q8", "Non-max suppression"),
        Question("q9", "Object detection"),
        Question("q10", "Semantic segmentation"),
    ],
    "1_yolo": [
        Exercise(name="iou", lesson="Intersection over union", leaves=("box1", "box2")),
        Exercise(name="yolo_head", lesson="Anchor boxes", rtol=1e-4, atol=1e-6),
        Exercise(name="yolo_filter_boxes", lesson="The YOLO algorithm", rtol=1e-4, atol=1e-6),
        Exercise(name="yolo_non_max_suppression", lesson="Non-max suppression", rtol=1e-4, atol=1e-6),
        Exercise(
            name="yolo_eval",
            lesson="The YOLO algorithm",
            uses=("yolo_filter_boxes", "yolo_non_max_suppression"),
            rtol=1e-4,
            atol=1e-4,
        ),
        Exercise(
            name="average_precision", lesson="Non-max suppression", uses=("iou",), leaves=("found", "truths"), rtol=1e-7
        ),
        Exercise(
            name="encode_boxes",
            lesson="Bounding box predictions",
            uses=("iou",),
            leaves=("boxes", "classes", "anchors"),
            rtol=1e-4,
            atol=1e-6,
        ),
        Exercise(
            name="mended_detect",
            lesson="Non-max suppression",
            uses=("iou",),
            leaves=("outputs",),
            rtol=1e-4,
            atol=1e-4,
        ),
    ],
    "2_unet": [
        Exercise(name="segmentation_scores", lesson="Semantic segmentation", leaves=("masks", "predictions")),
        Exercise(name="conv_block", lesson="U-Net", seconds=30),
        Exercise(name="upsampling_block", lesson="U-Net", seconds=30),
        Exercise(
            name="unet_model",
            lesson="U-Net",
            functions=(unet_other_conv, unet_other_upsampling),
            seconds=30,
        ),
        Exercise(name="rare_loss", lesson="Semantic segmentation", judge=unet_judge_rare, seconds=60),
        Exercise(
            name="mended_evaluation",
            lesson="Semantic segmentation",
            functions=(unet_waves,),
            uses=("segmentation_scores",),
            leaves=("pictures", "masks"),
            seconds=30,
            rtol=1e-4,
            atol=1e-6,
        ),
    ],
}
