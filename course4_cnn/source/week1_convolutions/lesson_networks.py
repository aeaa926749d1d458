"""The pictures and the small networks of the lesson: digits at any place, signs, spots, and the training."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from functools import cache

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from sklearn.datasets import load_digits

from helpers.data import load_signs

SIDE = 16  # pixels of a picture's side; a digit has 8


@cache
def _split():
    """Return scikit-learn's digits, 1,000 to train on and 797 to test on: [(pictures, labels), (pictures, labels)]."""
    found = load_digits()
    order = np.random.default_rng(0).permutation(len(found.target))
    return [(found.images[part] / 16, found.target[part]) for part in (order[:1000], order[1000:])]


def placed(count, seed, place=None, test=False):
    """Return `count` pictures (count, 16, 16, 1) with one digit each, and the labels.

    Arguments: place, (row, column) of every digit, or None for random ones; test, whether to draw from the test digits.
    """
    pictures, labels = _split()[test]
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(labels))[:count] if count <= len(labels) else rng.integers(0, len(labels), count)
    X = np.zeros((count, SIDE, SIDE, 1), dtype=np.float32)
    for picture, number in zip(X, chosen):
        row, column = rng.integers(0, SIDE - 7, 2) if place is None else place
        picture[row : row + 8, column : column + 8, 0] = pictures[number]
    X += 0.1 * rng.standard_normal(X.shape, dtype=np.float32)
    return X, labels[chosen]


def permuted(X, seed=0):
    """Return pictures whose pixels are put in another order, the same in all of them."""
    order = np.random.default_rng(seed).permutation(SIDE * SIDE)
    return X.reshape(len(X), -1)[:, order].reshape(X.shape)


def small_signs():
    """Return the hand signs of course 2 with 16 by 16 pixels: training and test pictures, each with labels."""
    train_X, train_y, test_X, test_y, _ = load_signs()
    found = []
    for X, y in ((train_X, train_y), (test_X, test_y)):
        found += [X.reshape(len(X), 16, 4, 16, 4, 3).mean(axis=(2, 4)).astype(np.float32) / 255, np.ravel(y)]
    return found


def spots(count, seed, distance=None):
    """Return pictures (count, 24, 24, 1) of two spots: label 1 if they lie in the same row, 0 if one row apart.

    Arguments: distance in columns, or None for 3 to 14. Returns the distances, too.
    """
    rng = np.random.default_rng(seed)
    X = 0.1 * rng.standard_normal((count, 24, 24, 1), dtype=np.float32)
    y = rng.integers(0, 2, count)
    distances = rng.integers(3, 15, count) if distance is None else np.full(count, distance)
    for picture, same, columns in zip(X, y, distances):
        row, column = rng.integers(4, 20), rng.integers(4, 20 - columns)
        apart = 0 if same else rng.choice([-1, 1])
        picture[row, column, 0] += 2
        picture[row + apart, column + columns, 0] += 2
    return X, y, distances


def blur(channels):
    """Return a layer that averages with the weights 1 2 1 and keeps every second pixel, in each channel."""
    weights = np.outer([1, 2, 1], [1, 2, 1]) / 16
    kernel = np.repeat(weights[:, :, None, None], channels, axis=2)
    return layers.DepthwiseConv2D(
        3, 2, padding="same", use_bias=False, trainable=False, depthwise_initializer=keras.initializers.Constant(kernel)
    )


def network(
    seed, shrink="max pooling", head="average", shape=(SIDE, SIDE, 1), classes=10, filters=8, dilations=(1, 1, 1)
):
    """Return a Keras network of three 3 by 3 convolutions that makes the picture smaller twice.

    Arguments: shrink, "max pooling", "average pooling", "strides", "blurred" or "nothing"; head, "average" or
    "largest" (of each map), or "flatten".
    """
    keras.utils.set_random_seed(seed)
    steps = [layers.Input(shape)]
    for k, dilation in enumerate(dilations):
        strides = 2 if shrink == "strides" and k < 2 else 1
        width = filters * 2**k
        steps.append(layers.Conv2D(width, 3, strides, padding="same", activation="relu", dilation_rate=dilation))
        if k < 2 and shrink in ("max pooling", "average pooling"):
            steps.append((layers.MaxPooling2D if shrink == "max pooling" else layers.AveragePooling2D)(2))
        if k < 2 and shrink == "blurred":
            steps += [layers.MaxPooling2D(2, 1, padding="same"), blur(width)]
    heads = {
        "average": layers.GlobalAveragePooling2D,
        "largest": layers.GlobalMaxPooling2D,
        "flatten": layers.Flatten,
    }
    return keras.Sequential([*steps, heads[head](), layers.Dense(classes)])


def dense(seed, units, shape=(SIDE, SIDE, 1), classes=10):
    """Return a Keras network with one hidden layer."""
    keras.utils.set_random_seed(seed)
    return keras.Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(units, "relu"), layers.Dense(classes)])


def train(model, X, y, steps=600, rate=0.005, batch=32, seed=0):
    """Train a network with Adam, a warm-up and a cosine decay of the learning rate, and return it."""
    schedule = keras.optimizers.schedules.CosineDecay(rate / 100, steps - 100, warmup_target=rate, warmup_steps=100)
    optimizer = keras.optimizers.Adam(schedule)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step(pictures, labels):
        with tf.GradientTape() as tape:
            value = loss(labels, model(pictures, training=True))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)

    X, y = tf.constant(X, tf.float32), tf.constant(y, tf.int32)
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        some = tf.constant(rng.integers(0, len(y), batch))
        step(tf.gather(X, some), tf.gather(y, some))
    return model


def predicted(model, X):
    """Return the class that a network predicts for each picture."""
    return np.argmax(model(X, training=False), axis=-1)


def learn_filter(pictures, targets, updates=300, rate=2.6, momentum=0.9):
    """Return the 3 by 3 filters that gradient descent finds, from zeros, after 0, 1, ... updates (updates + 1, 3, 3).

    Arguments: pictures (m, height, width), and targets (m, height - 2, width - 2), what another filter made of them.
    """
    layer = layers.Conv2D(1, 3, use_bias=False, kernel_initializer="zeros")
    X, Y = tf.constant(pictures[..., None], tf.float32), tf.constant(targets[..., None], tf.float32)
    layer.build(X.shape)
    optimizer = keras.optimizers.SGD(rate, momentum)
    optimizer.build(layer.trainable_variables)

    @tf.function
    def update():
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((layer(X) - Y) ** 2) / 2
        optimizer.apply(tape.gradient(cost, layer.trainable_variables), layer.trainable_variables)

    history = [np.zeros((3, 3))]
    for _ in range(updates):
        update()
        history.append(layer.kernel.numpy()[:, :, 0, 0])
    return np.stack(history)
