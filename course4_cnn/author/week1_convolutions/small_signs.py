"""Train the network of the challenge "fewer than 2,000 parameters" and print its weights as the solution holds them.

    python course4_cnn/author/week1_convolutions/small_signs.py

Other processors round differently, so that other weights come out, which reach about the same.
"""

import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from helpers import data

WIDTHS, EPOCHS, BATCH, RATE, SEED, SHIFT = (8, 12, 24), 120, 32, 0.01, 1, 3
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "source" / "week1_convolutions"))


def build(normalized):
    """Return the network, untrained, with batch normalization or, for use, with a bias and a ReLU in its place."""
    model = keras.Sequential([keras.Input((32, 32, 3))])
    for number, width in enumerate(WIDTHS):
        if number:
            model.add(layers.MaxPool2D())
        convolution = layers.SeparableConv2D if number else layers.Conv2D
        model.add(convolution(width, 3, use_bias=not normalized, activation=None if normalized else "relu"))
        if normalized:
            model.add(layers.BatchNormalization())
            model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(6))
    return model


def change(pictures, labels):
    """Move a batch by up to three pixels and change the light of each of its pictures."""
    down, right = tf.unstack(tf.random.uniform([2], 0, 2 * SHIFT + 1, tf.int32))
    padded = tf.pad(pictures, [[0, 0], [SHIFT, SHIFT], [SHIFT, SHIFT], [0, 0]], "SYMMETRIC")
    moved = padded[:, down : down + 32, right : right + 32]
    size = tf.shape(pictures)[0]
    contrast = tf.random.uniform([size, 1, 1, 1], 0.8, 1.2)
    return moved * contrast + tf.random.uniform([size, 1, 1, 3], -0.15, 0.15), labels


def folded(model):
    """Return the network without batch normalization: when it predicts, a convolution does the same with a bias."""
    result, kinds = build(normalized=False), (layers.Conv2D, layers.SeparableConv2D)
    convolutions, plain = ([item for item in net.layers if isinstance(item, kinds)] for net in (model, result))
    normalizations = [item for item in model.layers if isinstance(item, layers.BatchNormalization)]
    for convolution, normalization, layer in zip(convolutions, normalizations, plain):
        gamma, beta, mean, variance = normalization.get_weights()
        factor = gamma / np.sqrt(variance + normalization.epsilon)
        *depthwise, kernel = convolution.get_weights()
        layer.set_weights([*depthwise, kernel * factor, beta - mean * factor])
    result.layers[-1].set_weights(model.layers[-1].get_weights())
    return result


def main():
    """Train on the signs and their mirror images."""
    from application_network import halve, pack, scale, unpack

    signs = data.load_signs()
    X, X_test = (scale(halve(pictures)) for pictures in (signs.train_set_x_orig, signs.test_set_x_orig))
    y, y_test = np.tile(signs.train_set_y[0], 2), signs.test_set_y[0]
    X = np.concatenate([X, X[:, :, ::-1]])
    keras.utils.set_random_seed(SEED)
    model, updates = build(normalized=True), EPOCHS * (len(X) // BATCH)
    model.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(RATE, updates)),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=False,
    )
    batches = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(len(X), seed=SEED)
    model.fit(batches.batch(BATCH, drop_remainder=True).map(change), epochs=EPOCHS, verbose=0)
    text = pack(folded(model))
    answers = unpack(build(normalized=False), text).predict(X_test, verbose=0).argmax(axis=1)
    print(f"test accuracy {np.mean(answers == y_test):.3f}")
    print(text)


if __name__ == "__main__":
    main()
