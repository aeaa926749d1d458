"""What the notebook on residual networks is given: small data, plain layers, towers of blocks, and how they train."""

import csv
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from sklearn.datasets import load_digits

CHANNELS, TRAIN, BATCH = 8, 1200, 60


def digits(seed=0):
    """Return pictures (m, 16, 16, 1) from -1 to 1 and their labels, 1,200 to train with, then 597 to test with."""
    data = load_digits()
    order = np.random.default_rng(seed).permutation(len(data.target))
    X = np.kron(data.images[order], np.ones((2, 2)))[..., np.newaxis]
    X, y = (X / 8 - 1).astype(np.float32), data.target[order].astype(np.int32)
    return X[:TRAIN], y[:TRAIN], X[TRAIN:], y[TRAIN:]


def plain_block(X, f, filters, initializer, normalize=True):
    """Apply the layers of a block one after the other, with no way past them."""
    for width, side in zip(filters, (1, f, 1), strict=True):
        X = layers.Conv2D(width, side, padding="same", kernel_initializer=initializer)(X)
        X = layers.ReLU()(layers.BatchNormalization()(X) if normalize else X)
    return X


def bare_block(X, f, filters, initializer):
    """Apply the same without normalization."""
    return plain_block(X, f, filters, initializer, normalize=False)


def tower(block, depth, shape=(16, 16, 1), classes=10, seed=0):
    """Return a network of `depth` layers with weights: one convolution, blocks of three, one dense layer for logits."""
    keras.utils.set_random_seed(seed)
    inputs = keras.Input(shape)
    X = layers.Conv2D(CHANNELS, 3, strides=2, padding="same", kernel_initializer=keras.initializers.HeNormal)(inputs)
    X = layers.ReLU()(layers.BatchNormalization()(X))
    for _ in range((depth - 2) // 3):
        X = block(X, 3, [CHANNELS] * 3, keras.initializers.HeNormal)
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))


def silence(model):
    """Set the scale of the last normalization in each branch to 0, so that each block begins as the identity."""
    for layer in model.layers:
        if isinstance(layer, layers.Add):
            for tensor in layer.input:
                before = tensor._keras_history.operation
                if isinstance(before, layers.BatchNormalization):
                    before.gamma.assign(tf.zeros_like(before.gamma))
    return model


def loss_of(model, X, y, training):
    """Return the mean cross-entropy of a model's logits."""
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, model(X, training=training))
    return tf.reduce_mean(losses)


class Trainer:
    """Trains a network by gradient descent with momentum; what is compiled serves for any weights of that network."""

    def __init__(self, model):
        self.model, self.rate = model, tf.Variable(0.0)
        self.velocity = [tf.Variable(tf.zeros_like(item)) for item in model.trainable_variables]
        self.step = tf.function(self._step, reduce_retracing=True)

    def _step(self, X, y):
        with tf.GradientTape() as tape:
            loss = loss_of(self.model, X, y, True)
        gradients = tape.gradient(loss, self.model.trainable_variables)
        for item, velocity, gradient in zip(self.model.trainable_variables, self.velocity, gradients):
            velocity.assign(0.9 * velocity + gradient)
            item.assign(item - self.rate * velocity)
        return loss

    def train(self, X, y, epochs, rate, seed):
        """Train the model and return the mean training loss of each epoch."""
        self.rate.assign(rate)
        for velocity in self.velocity:
            velocity.assign(tf.zeros_like(velocity))
        rng, curve = np.random.default_rng(seed), []
        for _ in range(epochs):
            order = rng.permutation(len(X)).reshape(-1, BATCH)
            losses = [float(self.step(tf.constant(X[rows]), tf.constant(y[rows]))) for rows in order]
            curve.append(float(np.mean(losses)))
        return curve


def gradient_norms(block, X, y, depth=56, seeds=(0, 1, 2)):
    """Return the norm of the gradient of each convolution's kernel in new towers of a block, (seeds, convolutions)."""
    norms = []
    for seed in seeds:
        model = tower(block, depth, seed=seed)
        kernels = [layer.kernel.value for layer in model.layers if isinstance(layer, layers.Conv2D)]
        with tf.GradientTape() as tape:
            loss = loss_of(model, X, y, True)
        norms.append([float(tf.norm(gradient)) for gradient in tape.gradient(loss, kernels)])
    return np.array(norms)


def share(model, X, y, training):
    """Return the share of pictures classified correctly, in mini-batches, computed as in training or not."""
    kept = model.get_weights()
    found = [np.argmax(model(X[k : k + BATCH], training=training), axis=1) for k in range(0, len(y), BATCH)]
    model.set_weights(kept)  # called as in training, normalizations have moved their averages
    return float(np.mean(np.concatenate(found) == y))


def halve(pictures):
    """Return pictures of bytes with half as many pixels on each side, float32 from -1 to 1."""
    m, n_H, n_W, n_C = pictures.shape
    squares = np.asarray(pictures, np.float32).reshape(m, n_H // 2, 2, n_W // 2, 2, n_C)
    return squares.mean(axis=(2, 4)) / 127.5 - 1


def runs(**wanted):
    """Return the rows of `residual_runs.csv` that have the wanted values, as dictionaries."""
    with open(Path(__file__).with_name("residual_runs.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if all(row[name] == str(value) for name, value in wanted.items())]
