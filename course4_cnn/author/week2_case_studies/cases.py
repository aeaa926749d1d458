"""The inputs of the week: generators of visible and hidden cases."""

import zlib
from functools import cache
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from checks import (
    INCEPTION_TARGET,
    KERAS_ACCURACY,
    KERAS_HELD_OUT,
    KERAS_NEAR,
    KERAS_PASSES,
    TRANSFER_TARGET,
    inception_reached,
    keras_entropy,
    keras_flat,
    keras_happy_reached,
    keras_mended_reached,
    keras_near,
    keras_passes,
    keras_shaken,
    keras_squares,
    residual_kernels,
    residual_other_convolutional,
    residual_other_identity,
    small_base,
    sparing_base,
    transfer_reached,
)

from grading.authoring.author import Margin
from helpers.checks import models
from helpers.checks.exercise import call, call_with

# ------------------------------------------------------------------------------------ 1_keras_tutorial


@cache
def _keras_unseen():
    """Return the mouths of portraits that no student has, and their labels."""
    file = np.load(Path(__file__).with_name("keras_smiles.npz"))
    return file["pictures"], file["labels"]


def keras_happy_cases(rng):
    """The test set that everybody has."""
    return [call()]


def keras_happy_hidden_cases(rng):
    """Mouths that nobody has, in another order."""
    pictures, labels = _keras_unseen()
    order = rng.permutation(len(labels))
    return [call(unseen=tuple(zlib.compress(part[order].tobytes(), 9) for part in (pictures, labels)))]


def keras_happy_share(HappyModel, unseen=None):
    """Return the share of correct predictions, and the share to reach."""
    return keras_happy_reached(HappyModel, unseen)[0], KERAS_ACCURACY


def keras_dataset_cases(rng):
    """Training and validation; sizes that the batches divide and others that they don't; one larger than any buffer."""
    cases = []
    for m, batch_size, training in ((120, 32, True), (96, 16, False), (2250, 250, True), (70, 16, False)):
        m += int(rng.integers(0, 3)) * batch_size
        X = rng.integers(0, 256, (m, 2, 2, 1) if m > 2000 else (m, 3, 4, 2)).astype(np.uint8)
        X[:, 0, 0, 0], X[:, 0, 1, 0] = np.divmod(rng.permutation(256 * 256)[:m], 256)
        cases.append(call(X, rng.integers(0, 5, m), batch_size, keras_shaken, training))
    return cases


def keras_mixed(make_dataset, X, y, batch_size, augment, training):
    """Return one minus the correlation of old and new places, and the least of it that passes; None in validation."""
    if not training:
        return None
    told = keras_passes(make_dataset(X, np.arange(len(X)), batch_size, augment, training), KERAS_PASSES, len(X))
    return 1 - keras_near([np.concatenate([labels for _, labels in one]) for one in told]), 1 - KERAS_NEAR


def keras_rate_cases(rng):
    """Some warm-up; one update of it; nothing to hold; a long training."""
    cases = [(0.1, 4, 5, 20)]
    for warmup, held, cooldown in ((1, 6, 3), (7, 0, 9), (12, 60, 25)):
        warmup, cooldown = warmup * int(rng.integers(1, 4)) if warmup > 1 else 1, cooldown + int(rng.integers(0, 4))
        held += int(rng.integers(0, 5)) if held else 0
        cases.append((round(float(rng.uniform(0.001, 0.9)), 4), warmup, cooldown, warmup + held + cooldown))
    return [call(*case) for case in cases]


def _keras_falling(rng, epochs, step):
    """Return a loss that falls by about `step` in each epoch."""
    return (2 - step * np.arange(epochs) + rng.uniform(-0.2, 0.2, epochs) * step).round(4)


def keras_best_cases(rng):
    """By hand; small improvements; values missing or NaN, at first or always; trainings that reach their end."""
    name = str(rng.choice(["val_cost", "val_error", "val_mae"]))
    hand = np.array([0.9, 0.7, 0.8, 0.75, 0.72, 0.71])
    small = np.concatenate([_keras_falling(rng, 3, 0.3), np.repeat(1.3, 6) - 0.01 * rng.permutation(6), [0.2, 0.3]])
    gone = np.array([0.9, -1, 0.6, -1, 0.8, -1, np.nan, -1, 0.7, -1, 0.4, -1, 0.5]) + 0.01 * int(rng.integers(1, 9))
    gone[gone < 0] = -1
    lower, higher = _keras_falling(rng, 5, 0.2), 3 + rng.uniform(0, 1, 7).round(3)
    higher[1] = 2.9
    long = np.abs(rng.normal(1.5, 0.4, 14)).round(3)
    long[int(rng.integers(2, 9))] = 0.05
    missing = np.full(int(rng.integers(5, 9)), np.nan)
    tied = np.array([0.5, 0.4, 0.6, 0.4, 0.5, 0.4, 0.4, 0.1]) + 0.1 * int(rng.integers(1, 5))
    return [
        call("val_loss", 3, 0.0, [hand]),
        call("val_loss", 3, 0.15, [small]),
        call(name, 2, 0.0, [gone]),
        call(name, 3, 0.0, [np.array([np.nan, *lower[:3], *higher[:2]]), np.array([np.nan, -1, np.nan]), missing]),
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


def _residual_identity(rng, f):
    """Return a call with numbers, for which the kernels are given."""
    F1, F2, channels = _residual_sizes(rng, 3, high=6)
    return call(_residual_picture(rng, channels), f, [F1, F2, channels], initializer=_residual_kernels(rng))


def residual_identity_cases(rng):
    """Layers; numbers."""
    rows, columns, F1, F2, channels = _residual_sizes(rng, 5)
    cases = [call(keras.Input((rows, columns, channels)), int(rng.choice([2, 4, 5])), [F1, F2, channels])]
    return [*cases, _residual_identity(rng, 3)]


def residual_identity_hidden_cases(rng):
    """The same; numbers with an even filter."""
    return [*residual_identity_cases(rng), _residual_identity(rng, 2)]


def residual_convolutional_cases(rng):
    """Layers for the usual stride; numbers for another one, for which the kernels are given."""
    rows, columns, channels, *filters = _residual_sizes(rng, 6)
    cases = [call(keras.Input((rows, columns, channels)), int(rng.choice([2, 4, 5])), filters)]
    channels, *filters = _residual_sizes(rng, 4, high=6)
    named = {"s": int(rng.choice([1, 3])), "initializer": _residual_kernels(rng)}
    return [*cases, call(_residual_picture(rng, channels), 3, filters, **named)]


def residual_convolutional_hidden_cases(rng):
    """The same; layers for other strides."""
    cases = residual_convolutional_cases(rng)
    for s in (1, 3):
        rows, columns, channels, *filters = _residual_sizes(rng, 6)
        cases.append(call(keras.Input((rows, columns, channels)), int(rng.choice([2, 4, 5])), filters, s=s))
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


def _residual_started(rng, many, stays, stride=1):
    """Return a call with numbers that tells which kernel begins with zeros; only that of the last has the side 2."""
    channels, *filters = _residual_sizes(rng, 1 + many, high=7)
    filters = [*filters[:-1], channels] if stays else filters
    sides = [int(rng.choice([1, 3])) for _ in range(many - 1)] + [2]
    return call(_residual_picture(rng, channels), filters, sides, stride, initializer=residual_kernels)


def residual_preactivation_cases(rng):
    """The shape stays; the stride alone changes it; the channels alone; numbers, without and with a projection.

    Not told apart: what the kernels before the last one begin with, as long as they are not drawn by it.
    """
    return [
        _residual_preactivation(rng, 2, True, 1),
        _residual_preactivation(rng, 3, True, 2),
        _residual_preactivation(rng, 1, False, 1),
        _residual_started(rng, 2, True),
        _residual_started(rng, 2, False, 2),
    ]


def residual_preactivation_hidden_cases(rng):
    """The same; both change; one, three and four convolutions."""
    more = [(2, False, 3), (3, True, 1), (1, True, 1), (1, False, 2), (2, False, 1), (4, False, 1)]
    return [
        *residual_preactivation_cases(rng),
        *(_residual_preactivation(rng, *plan) for plan in more),
        _residual_started(rng, 1, True),
        _residual_started(rng, 3, True),
    ]


def _residual_plan(rng, stages, blocks, equal=False):
    """Return a call of the builder of small networks; equal, whether all widths are."""
    rows, columns, classes, *widths = _residual_sizes(rng, 3 + stages, low=3, high=14)
    widths = [widths[0] for _ in widths] if equal else widths
    return call((rows, columns, int(rng.integers(1, 5))), widths, blocks, classes)


def residual_mended_cases(rng):
    """Two stages of two blocks."""
    return [_residual_plan(rng, 2, 2)]


def residual_mended_hidden_cases(rng):
    """The same; fewer and more stages; more blocks; equal widths."""
    more = [_residual_plan(rng, 1, 1), _residual_plan(rng, 3, 2), _residual_plan(rng, 2, 3)]
    return [*residual_mended_cases(rng), *more, _residual_plan(rng, 2, 2, equal=True)]


# -------------------------------------------------------------------------------- 3_mobilenet_transfer


def transfer_augmenter_cases(rng):
    """The function has no arguments."""
    return [call()]


def transfer_augmenter_hidden_cases(rng):
    """Another size of the pictures in the notebook, which makes no difference."""
    side = int(rng.integers(20, 90))
    return [call_with({"IMG_SIZE": (side, side)})]


def _transfer_augmentation(kind, factor):
    """Return layers that augment, of a kind that is not that of the exercise."""
    import keras

    layers = keras.layers
    parts = {
        "flip": [layers.RandomFlip("vertical", name="flip")],
        "zoom": [layers.RandomZoom(factor, name="zoom")],
        "both": [layers.RandomContrast(factor, name="contrast"), layers.RandomFlip(name="flip")],
    }
    return keras.Sequential(parts[kind], name=kind)


def transfer_alpaca_cases(rng):
    """A small network in the place of MobileNetV2: the size of the text; others that are not square; augmentations."""
    sizes = [tuple(int(side) for side in rng.choice(np.arange(20, 70), 2, replace=False)) for _ in range(2)]
    return [
        call_with({"mobilenet_v2": small_base}),
        call_with({"mobilenet_v2": small_base}, sizes[0], _transfer_augmentation("flip", 0.1)),
        call_with(
            {"mobilenet_v2": small_base},
            image_shape=sizes[1],
            data_augmentation=_transfer_augmentation("both", round(float(rng.uniform(0.1, 0.4)), 2)),
        ),
    ]


def _transfer_base(rng, rows, columns, channels):
    """Return a small network with drawn weights; one of its features is 0 for every picture."""
    import keras

    layers = keras.layers
    inputs = keras.Input((rows, columns, 3), name="pictures")
    hidden = layers.Conv2D(4, 3, name="conv")(inputs)
    hidden = layers.ReLU(name="relu")(layers.BatchNormalization(name="norm")(hidden))
    outputs = layers.Conv2D(channels, 2, activation="relu", name="last")(hidden)
    model = models.fill(keras.Model(inputs, outputs, name="base"), rng)
    *rest, bias = model.get_weights()
    bias[int(rng.integers(channels))] = -1000
    model.set_weights([*rest, bias])
    return model


def _transfer_pictures(rng, *shape):
    """Return pictures whose rows, columns and channels are of different brightness."""
    light = rng.uniform(40, 215, (shape[0], 1, 1, 3)) + 25 * np.linspace(-1, 1, shape[2])[:, None]
    return np.clip(light + rng.normal(0, 30, shape), 0, 255).astype(np.uint8)


def transfer_features_cases(rng):
    """Batches that fit and that do not; a batch larger than all pictures; a function as base; pictures in floats."""
    rows, columns = (int(size) for size in rng.choice(np.arange(6, 11), 2, replace=False))
    base = _transfer_base(rng, rows, columns, 5)
    return [
        call(base, _transfer_pictures(rng, 6, rows, columns, 3), 3),
        call(base, _transfer_pictures(rng, 7, rows, columns, 3), 4),
        call(base, _transfer_pictures(rng, 3, rows, columns, 3), 16),
        call(sparing_base, _transfer_pictures(rng, 21, 5, 4, 3), 8),
        call(base, _transfer_pictures(rng, 5, rows, columns, 3).astype(np.float32), 2),
    ]


def transfer_small_cases(rng):
    """Draws from the pictures that everybody has."""
    return [call(int(rng.integers(10**6)))]


@cache
def _transfer_unseen():
    """Return features (2, m, 1280) in bytes and labels (m,) of `unseen_alpacas.npz`, which is never released."""
    with np.load(Path(__file__).with_name("unseen_alpacas.npz")) as file:
        return file["features"], file["labels"]


def transfer_small_hidden_cases(rng):
    """Draws from pictures that nobody has, in another order."""
    features, labels = _transfer_unseen()
    order = rng.permutation(len(labels))
    content = (features[:, order], labels[order])
    return [call(int(rng.integers(10**6)), tuple(zlib.compress(part.tobytes(), 9) for part in content))]


def transfer_small_share(small_transfer, seed, unseen=None):
    """Return the mean accuracy on the held-out pictures, and the one to reach."""
    return transfer_reached(small_transfer, seed, unseen)[0], TRANSFER_TARGET


def _transfer_bright_base(rng, rows, columns):
    """Return a small network whose last feature is 0 wherever the first channel is darker than 245."""
    import keras

    inputs = keras.Input((rows, columns, 3), name="pictures")
    model = keras.Model(inputs, keras.layers.Conv2D(3, 1, activation="relu", name="bright")(inputs), name="base")
    kernel, bias = rng.normal(0, 1, (1, 1, 3, 3)), np.array([2.0, 2.0, 20 - 20 * 245 / 127.5])
    kernel[..., 2] = 20, 0, 0
    model.set_weights([kernel, bias])
    return model


def transfer_mended_cases(rng):
    """Few and more pictures to validate with; more of them than to train on; a feature that only they have."""
    cases = []
    for m, m_val in ((8, 3), (11, 2), (7, 4)):
        rows, columns = (int(size) for size in rng.choice(np.arange(6, 10), 2, replace=False))
        base, y = _transfer_base(rng, rows, columns, 4), rng.permutation(np.arange(m) % 2)
        y[:2] = 0, 1
        cases.append(call(base, _transfer_pictures(rng, m, rows, columns, 3), y, m_val))
    X, y = _transfer_pictures(rng, 7, 5, 4, 3), rng.permutation(np.arange(7) % 2)
    X[..., 0] = np.minimum(X[..., 0], 240)
    X[-2:, int(rng.integers(5)), :, 0] = rng.integers(250, 256, (2, 1))
    return [*cases, call(_transfer_bright_base(rng, 5, 4), X, y, 2)]


# --------------------------------------------------------------------------- 4_inception_and_separable


def _inception_picture(rng, *shape):
    """Return a tensor of float32, positive more often than negative, as blocks get them."""
    import tensorflow as tf

    return tf.constant(rng.normal(0.5, size=shape).astype(np.float32))


def _inception_initializer(rng):
    """Return an initializer that gives all weights of a kernel one value, which tells the branches apart."""
    import keras

    return keras.initializers.Constant(round(float(rng.uniform(0.05, 0.15)), 3))


def inception_block_cases(rng):
    """Layers for two shapes, with six different numbers of filters; then numbers."""
    import keras

    def drawn(low, high):
        return tuple(int(number) for number in rng.permutation(np.arange(low, high))[:6])

    side, other = (int(number) for number in rng.integers(7, 12, 2))
    return [
        call(keras.Input((side, side + 2, int(rng.integers(4, 9)))), drawn(2, 20)),
        call(keras.Input((other + 1, other, 3)), drawn(2, 20), initializer="he_normal"),
        call(_inception_picture(rng, 1, 4, 5, 2), drawn(1, 8), initializer=_inception_initializer(rng)),
    ]


def inception_separable_cases(rng):
    """Both paddings, strides up to 3, even and odd windows, several filters a channel, pictures that are not square."""
    cases = [
        call(
            rng.integers(-5, 6, (1, 3, 3, 1)).astype(float),
            rng.integers(1, 4, (2, 2, 1, 1)).astype(float),
            rng.integers(1, 4, (1, 2)).astype(float),
            1,
            "valid",
        )
    ]
    settings = [(3, 2, "same", 6, 7), (3, 1, "same", 5, 4), (2, 1, "same", 4, 6), (1, 3, "same", 6, 5)]
    settings += [(4, 3, "same", 7, 8), (3, 2, "valid", 6, 8), (2, 3, "valid", 7, 6)]
    for f, stride, padding, n_H, n_W in settings:
        m, n_C, n_F = 1 + (f == 2), int(rng.integers(2, 4)), 3
        D = 2 if (f, stride) in ((3, 2), (2, 1)) else 1
        n_H, n_W = (n_H, n_W) if f * stride > 4 or rng.integers(2) else (n_W, n_H)
        arrays = [rng.normal(size=shape).round(2) for shape in ((m, n_H, n_W, n_C), (f, f, n_C, D), (n_C * D, n_F))]
        cases.append(call(*arrays, stride, padding))
    return cases


def inception_count_cases(rng):
    """A layer of each kind, with everything drawn: filters, windows, strides, padding, groups, dilation, biases."""
    from keras import layers

    def some(low, high):
        return int(rng.integers(low, high))

    sides = [int(side) for side in rng.permutation(np.arange(9, 25))]  # no two cases have the same shape

    def shape(n_C=None):
        side = sides.pop()
        return (side, side + some(1, 4), n_C or some(3, 9))

    def padding():
        return ("same", "valid")[some(0, 2)]

    groups, per_group = some(2, 4), some(2, 5)
    # One of these only, or who always answers 0 and 0 gets a point or two.
    light = layers.MaxPooling2D(some(2, 4), padding="same"), layers.GlobalAveragePooling2D(), layers.Flatten()
    pairs = [
        (layers.Conv2D(some(4, 20), 3, padding="same"), shape()),
        (layers.Conv2D(some(4, 20), (some(2, 4), 5), strides=2, padding=padding(), use_bias=False), shape()),
        (layers.Conv2D(some(4, 20), 3, dilation_rate=2, padding="valid", activation="relu"), shape()),
        (layers.Conv2D(groups * some(2, 6), 3, groups=groups, strides=3, padding="same"), shape(groups * per_group)),
        (layers.DepthwiseConv2D(some(3, 6), strides=2, padding="same", depth_multiplier=some(2, 4)), shape()),
        (layers.DepthwiseConv2D(3, padding="valid", use_bias=False), shape()),
        (layers.SeparableConv2D(some(4, 20), 3, padding="same", depth_multiplier=some(2, 4)), shape()),
        (layers.SeparableConv2D(some(4, 20), (3, 2), strides=2, padding="valid", use_bias=False), shape()),
        (layers.Dense(some(4, 20)), (some(20, 50),)),
        (layers.Dense(some(4, 20), use_bias=False, activation="relu"), shape()),
        (layers.BatchNormalization(), shape()),
        (layers.BatchNormalization(scale=False), shape()),
        (layers.BatchNormalization(center=False, scale=False), shape()),
        (light[some(0, 3)], shape()),
    ]
    # Keras counts the layers that a process has made, so they are named by their place.
    named = [
        type(layer).from_config(layer.get_config() | {"name": f"layer_{place}"})
        for place, (layer, _) in enumerate(pairs)
    ]
    return [call(layer, size) for layer, (_, size) in zip(named, pairs)]


def inception_squeeze_cases(rng):
    """Layers for two numbers of channels and ratios; then numbers."""
    import keras

    side, narrow = (int(number) for number in rng.integers(5, 10, 2))
    pictures = [_inception_picture(rng, m, 2, 3, 4 * m) for m in (2, 1)]
    return [
        call(keras.Input((side, side + 1, 4 * narrow)), 4),
        call(keras.Input((side + 2, side, 3 * narrow)), 3, initializer="he_normal"),
        call(pictures[0], 2, initializer=_inception_initializer(rng)),
        call(pictures[1], 4, initializer=_inception_initializer(rng)),
    ]


def inception_scaling_cases(rng):
    """Nothing scaled; half a step, whole ones and a large one; channels whose rounding would lose too much."""

    def draw(phi):
        growth = tuple(round(1 + float(rate), 3) for rate in rng.uniform(0.083, 0.247, 3))
        filters = [int(number) for number in rng.integers(9, 70, 5)]
        repeats = [int(number) for number in rng.integers(1, 6, 5)]
        return call(phi, [*filters, 3, 11], [*repeats, 1, 2], int(rng.integers(3, 9)) * 32, growth)

    return [draw(phi) for phi in (0, 1, 2, 0.5, 4)]


def inception_compact_cases(rng):
    """A seed, from which pictures, their places and initial weights are drawn."""
    return [call(int(rng.integers(1, 100_000)))]


def inception_share(compact_network, seed):
    """Return the share of correct predictions, and the share to reach."""
    return inception_reached(compact_network, seed)[0], INCEPTION_TARGET


def inception_compress_cases(rng):
    """A kernel that is made of two, ones that are not, more and fewer filters than windows have places."""

    def made(f, n_C, n_F, D):
        parts = rng.normal(size=(f * f, n_C, D)), rng.normal(size=(n_C, D, n_F))
        return np.einsum("wcd,cdo->wco", *parts).reshape(f, f, n_C, n_F)

    n_C, scale = int(rng.integers(2, 5)), float(rng.uniform(20, 50))
    return [
        call(made(3, n_C, 6, 1), 1),
        call(rng.normal(size=(3, 3, n_C + 1, 8)), 1),
        call(made(3, 3, 7, 2), 2),
        call((scale * rng.normal(size=(2, 2, n_C, 5))).astype(np.float32), 2),
        call(rng.normal(size=(3, 3, 2, 4)) / scale, 3),
        call(made(2, 2, 9, 1) + 0.02 * rng.normal(size=(2, 2, 2, 9)), 1),
    ]


# ------------------------------------------------------------------------------------------ together

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
        "identity_block": residual_identity_cases,
        "convolutional_block": residual_convolutional_cases,
        "ResNet50": residual_network_cases,
        "preactivation_block": residual_preactivation_cases,
        "mended_residual": residual_mended_cases,
    },
    "3_mobilenet_transfer": {
        "data_augmenter": transfer_augmenter_cases,
        "alpaca_model": transfer_alpaca_cases,
        "pooled_features": transfer_features_cases,
        "small_transfer": transfer_small_cases,
        "mended_transfer": transfer_mended_cases,
    },
    "4_inception_and_separable": {
        "inception_block": inception_block_cases,
        "separable_conv_forward": inception_separable_cases,
        "count": inception_count_cases,
        "squeeze_excite": inception_squeeze_cases,
        "compound_scaling": inception_scaling_cases,
        "compact_network": inception_compact_cases,
        "compress": inception_compress_cases,
    },
}

HIDDEN = {
    "1_keras_tutorial": {
        "HappyModel": keras_happy_hidden_cases,
    },
    "2_residual_networks": {
        "identity_block": residual_identity_hidden_cases,
        "convolutional_block": residual_convolutional_hidden_cases,
        "ResNet50": residual_network_hidden_cases,
        "preactivation_block": residual_preactivation_hidden_cases,
        "mended_residual": residual_mended_hidden_cases,
    },
    "3_mobilenet_transfer": {
        "data_augmenter": transfer_augmenter_hidden_cases,
        "small_transfer": transfer_small_hidden_cases,
    },
}

MARGINS = {
    "1_keras_tutorial": {
        "HappyModel": Margin(
            "20 trainings of the solution: 98.2 % of the 150 mouths that no student has, standard deviation 1.2, "
            "at least 94.0 %; 85 % are asked for, 11 standard deviations away; one that comes near is trained again.",
            keras_happy_share,
        ),
        "make_dataset": Margin(
            "The mean correlation of three random orders of 120 examples or more has a standard deviation of 0.05; 0.4 "
            "is 7 of them away, a probability under 1e-9. That two random batches come again is less likely still.",
            keras_mixed,
        ),
        "WarmupHoldDecay": Margin("Nothing is drawn when it is judged: corners and lines are known."),
        "KeepBest": Margin("Nothing is drawn when it is judged: epochs and weights are counted."),
        "mended_training": Margin(
            "20 trainings of the solution on 20 tasks: 97.9 % of 400 held-out pictures, standard deviation 1.4, "
            "at least 94.7 %; 90 % are asked for, 5.8 standard deviations away.",
            keras_mended_share,
        ),
    },
    "2_residual_networks": {},
    "3_mobilenet_transfer": {
        "fine_tuning": Margin("Nothing is drawn when it is judged."),
        "settings": Margin("Nothing is drawn when it is judged."),
        "small_transfer": Margin(
            "Accuracy on the held-out pictures; 0.80 are asked for. Over 96 draws of 40 pictures the solution reaches "
            "0.853 with a standard deviation of 0.027, so 0.008 for the mean of twelve, which is more than five times "
            "that above the target. 64 features that are taken without looking reach 0.758, a model of all features "
            "that is cut to its 64 largest weights 0.62.",
            transfer_small_share,
        ),
    },
    "4_inception_and_separable": {
        "compact_network": Margin(
            "24 draws of data and initial weights, one training each: at least 84.9 % correct, 87.7 % on average "
            "(sd 1.7 points); 83 % is 2.7 standard deviations away, a probability of 3e-3 for one training, and a "
            "network that misses is trained once more from other weights: 1e-5. The same without "
            "normalization reached 77 to 85 % (6 draws), a plain network with fewer filters 84 to 89 % with it (4 "
            "draws) and 77 % without.",
            inception_share,
        ),
        "compress": Margin(
            "Nothing is drawn when it is judged: two kernels are as near as the nearest pair, up to 1e-4 of the "
            "norm of the given one, or they are not. The solution is within 1e-7 of it."
        ),
    },
}
