"""What the notebook on Inception and separable convolutions is given: small digits, a recipe, and costs of networks."""

from functools import cache
from time import perf_counter

import numpy as np
from sklearn.datasets import load_digits

from helpers.checks.exercise import portable

SIDE = 12  # pixels of a picture's side; a digit has 8


@cache
def _split():
    """Return scikit-learn's digits, 1,000 to train on and 797 to test on: [(pictures, labels), (pictures, labels)]."""
    found = load_digits()
    order = np.random.default_rng(0).permutation(len(found.target))
    return [(found.images[part].astype(np.uint8), found.target[part]) for part in (order[:1000], order[1000:])]


def placed(count, seed, test=False):
    """Return pictures (count, 12, 12, 1) of bytes from 0 to 16 with a digit at a random place, and the labels."""
    pictures, labels = _split()[test]
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(np.resize(np.arange(len(labels)), count))
    X = np.zeros((count, SIDE, SIDE, 1), np.uint8)
    for picture, number in zip(X, chosen):
        row, column = rng.integers(0, SIDE - 7, 2)
        picture[row : row + 8, column : column + 8, 0] = pictures[number]
    return X, labels[chosen]


@portable
def train(network, X, y, seed):
    """Return the weights, a list of arrays, of a network that is trained from new random weights by a fixed recipe.

    Arguments: network, which returns logits and stays as it is; X, pictures of bytes from 0 to 16; y, labels; seed.
    """
    import keras
    import numpy as np
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(network)
    rng = np.random.default_rng(seed)
    batches = np.concatenate([rng.permutation(len(X))[: len(X) // 50 * 50].reshape(-1, 50) for _ in range(5)])
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, len(batches)))
    optimizer.build(copy.trainable_variables)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function(autograph=False)  # compiled twice as fast as what `fit` runs
    def update(X, y):
        with tf.GradientTape() as tape:
            cost = loss(y, copy(X, training=True))
        optimizer.apply(tape.gradient(cost, copy.trainable_variables), copy.trainable_variables)

    X = X.astype("float32") / 8
    for batch in batches:
        update(X[batch], y[batch])
    return copy.get_weights()


def accuracy(network, X, y):
    """Return the share of pictures of bytes from 0 to 16 that a network classifies as labelled."""
    logits = np.asarray(network(X.astype(np.float32) / 8, training=False))
    return float(np.mean(logits.argmax(axis=1) == y))


def costs(network, count):
    """Return (name, parameters, multiply-adds) for each layer of a network that is given one tensor, with `count`."""
    found = []
    for layer in network.layers:
        if not isinstance(layer.input, list) and type(layer).__name__ != "InputLayer":
            found.append((layer.name, *count(layer, tuple(layer.input.shape[1:]))))
    return found


def photographs():
    """Return five sample photographs of scikit-learn and scikit-image, by what they show."""
    import skimage.data
    from sklearn.datasets import load_sample_image

    return {
        "temple tower": load_sample_image("china.jpg"),
        "dahlia": load_sample_image("flower.jpg"),
        "cat": skimage.data.chelsea(),
        "cup of coffee": skimage.data.coffee(),
        "rocket": skimage.data.rocket(),
    }


def seconds(function, X, repeats=7):
    """Return the shortest time of several calls of a function for a tensor, after one that is not counted."""
    function(X)
    times = []
    for _ in range(repeats):
        begin = perf_counter()
        np.asarray(function(X))
        times.append(perf_counter() - begin)
    return min(times)


def plain(widths=(8, 8, 16), kind="Conv2D"):
    """Return an untrained network for the digits: a convolution, and two of a kind, with pooling between.

    Arguments: widths, the filters of each; kind, the class of the second and the third.
    """
    import keras
    from keras import layers

    convolution = getattr(layers, kind)
    return keras.Sequential(
        [
            keras.Input((SIDE, SIDE, 1)),
            layers.Conv2D(widths[0], 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            convolution(widths[1], 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            convolution(widths[2], 3, padding="same", activation="relu"),
            layers.GlobalMaxPooling2D(),
            layers.Dense(10),
        ]
    )


def factored(network, compress, multiplier):
    """Return a network with the ordinary convolutions after the first one made separable by `compress`."""
    import keras
    from keras import layers

    changed, given, first = keras.Sequential([keras.Input(network.input_shape[1:])]), [], True
    for layer in network.layers:
        if isinstance(layer, layers.Conv2D) and not first:
            kernel, bias = layer.get_weights()
            depthwise, pointwise = compress(kernel, min(multiplier, kernel.shape[0] ** 2, kernel.shape[3]))
            given += [depthwise, pointwise[np.newaxis, np.newaxis], bias]
            changed.add(
                layers.SeparableConv2D(
                    layer.filters, 3, padding="same", activation="relu", depth_multiplier=depthwise.shape[3]
                )
            )
        else:
            first = first and not isinstance(layer, layers.Conv2D)
            given += layer.get_weights()
            changed.add(type(layer).from_config(layer.get_config()))
    changed.set_weights(given)
    return changed
