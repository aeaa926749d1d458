"""What the Keras tutorial is given: smaller portraits, and small drawn mouths for the challenge on a sick script."""

from collections import namedtuple

import numpy as np

SIDE = 14  # rows and columns of a drawn mouth

Mouths = namedtuple("Mouths", "X y X_val y_val X_test y_test")


def halve(pictures):
    """Return pictures (m, n_H, n_W, n_C) with half as many pixels on each side: the means of squares of four."""
    m, n_H, n_W, n_C = pictures.shape
    squares = np.asarray(pictures, np.float32).reshape(m, n_H // 2, 2, n_W // 2, 2, n_C)
    return squares.mean(axis=(2, 4))


def mouth(pictures):
    """Return the 16 by 16 pixels around the mouth of portraits (m, 64, 64, 3) that are halved."""
    return halve(pictures)[:, 14:30, 8:24]


def scale(pictures):
    """Return pictures of bytes as float32 from -1 to 1."""
    return (np.asarray(pictures, np.float32) / 127.5 - 1).astype(np.float32)


def draw_mouths(rng, labels):
    """Return pictures of bytes (m, SIDE, SIDE, 1) of mouths whose corners are up where the label is 1, else down."""
    up, m = np.asarray(labels), len(labels)
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(float)

    def drawn(low, high):
        return rng.uniform(low, high, (m, 1, 1))

    across = (columns - drawn(5.5, 7.5)) / drawn(3.5, 5.5)
    corners = drawn(5, 8) - np.where(up == 1, 1, -1)[:, None, None] * drawn(1.2, 3.5) * (across**2 - 0.5)
    line = np.exp(-(((rows - corners) / drawn(0.7, 1.1)) ** 2)) * (np.abs(across) <= 1)
    contrast = drawn(50, 90) * rng.choice([-1, 1], (m, 1, 1))
    light = drawn(100, 160) + drawn(-2, 2) * (rows - SIDE / 2) + drawn(-2, 2) * (columns - SIDE / 2)
    pictures = light + contrast * line + rng.normal(0, 12, (m, SIDE, SIDE))
    return np.clip(np.round(pictures), 0, 255).astype(np.uint8)[..., None]


def draw_task(seed, m=320, m_val=80, m_test=400):
    """Return `Mouths`: the training set is sorted by label, as read from two folders; the other sets are mixed."""
    rng = np.random.default_rng(seed)
    y, y_val, y_test = (np.arange(size) % 2 for size in (m, m_val, m_test))
    y = np.sort(y)
    return Mouths(draw_mouths(rng, y), y, draw_mouths(rng, y_val), y_val, draw_mouths(rng, y_test), y_test)


def dense_ended(input_shape):
    """Return a network with a convolution and two dense layers that returns a logit: many weights for few pictures."""
    import keras
    from keras import layers

    inputs = keras.Input(input_shape)
    hidden = layers.Conv2D(8, 5)(inputs)
    hidden = layers.MaxPool2D()(layers.ReLU()(hidden))
    hidden = layers.Dense(32, activation="relu")(layers.Flatten()(hidden))
    return keras.Model(inputs, layers.Dense(1)(hidden))
