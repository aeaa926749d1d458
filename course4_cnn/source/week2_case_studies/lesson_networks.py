"""The networks of the lesson: famous ones as lists that are counted, small ones that are trained, their pictures."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import math
import time
from functools import cache

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from scipy import ndimage
from sklearn.datasets import load_digits

from helpers import pretrained
from helpers.data import load_signs

SIDE = 16  # pixels of a small picture's side; a digit has 8

# ---------------------------------------------------------------- famous networks, counted


class Tally:
    """A pen that walks through a network and adds up its parameters and multiply-adds.

    Attributes: side and channels of the volume where the pen is, parameters, operations, rows (one for each layer).
    """

    def __init__(self, side, channels=3):
        self.side, self.channels = side, channels
        self.parameters = self.operations = 0
        self.rows = []

    def note(self, name, looks_at, channels, side, extra):
        """Add a layer: each of its numbers is a weighted sum of `looks_at` numbers; `extra` parameters a channel."""
        self.side, self.channels = side, channels
        units = channels * side**2
        self.rows.append((name, looks_at * channels + extra * channels, looks_at * units))
        self.parameters += self.rows[-1][1]
        self.operations += self.rows[-1][2]
        return self

    def conv(self, channels, size=3, stride=1, same=True, parts=1, norm=False):
        """Convolve; with norm there is a batch normalization (two parameters a channel) instead of a bias."""
        side = math.ceil((self.side if same else self.side - size + 1) / stride)
        return self.note("conv", size**2 * (self.channels // parts), channels, side, 2 if norm else 1)

    def each(self, size=3, stride=1):
        """Convolve each channel by itself, with batch normalization."""
        return self.note("depthwise", size**2, self.channels, math.ceil(self.side / stride), 2)

    def pool(self, size=2, stride=2, same=False):
        """Make the picture smaller, without parameters; what pooling computes is not counted."""
        self.side = math.ceil((self.side if same else self.side - size + 1) / stride)
        return self

    def dense(self, units):
        """Connect everything with everything."""
        looks_at = self.channels * self.side**2
        return self.note("dense", looks_at, units, 1, 1)

    def mean(self):
        """Average over all places."""
        self.side = 1
        return self


def lenet5():
    """LeNet-5 as it is usually built today: all maps of the second convolution see all six maps of the first."""
    net = Tally(32, 1).conv(6, 5, same=False).pool().conv(16, 5, same=False).pool()
    return net.dense(120).dense(84).dense(10)


def alexnet():
    """AlexNet with its two halves, each of which had its own graphics card in three of five convolutions."""
    net = Tally(227).conv(96, 11, 4, same=False).pool(3).conv(256, 5, parts=2).pool(3)
    net.conv(384).conv(384, parts=2).conv(256, parts=2).pool(3)
    return net.dense(4096).dense(4096).dense(1000)


def vgg16():
    """VGG-16: thirteen convolutions of 3 by 3, three dense layers."""
    net = Tally(224)
    for channels, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(times):
            net.conv(channels)
        net.pool()
    return net.dense(4096).dense(4096).dense(1000)


# 1x1; 1x1 before 3x3, 3x3; 1x1 before 5x5, 5x5; 1x1 after pooling. A number alone: pooling by 2.
GOOGLENET = (
    (64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), 2,
    (192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64),
    (112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128), 2,
    (256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128),
)  # fmt: skip


def googlenet():
    """GoogLeNet, the first Inception network, without the two extra answers that it had during training."""
    net = Tally(224).conv(64, 7, 2).pool(3, 2, same=True).conv(64, 1).conv(192).pool(3, 2, same=True)
    for block in GOOGLENET:
        if block == 2:
            net.pool(3, 2, same=True)
            continue
        one, before_3, three, before_5, five, pooled = block
        channels = net.channels
        for first, size, last in ((one, 0, 0), (before_3, 3, three), (before_5, 5, five), (pooled, 0, 0)):
            net.channels = channels
            net.conv(first, 1)
            if last:
                net.conv(last, size)
        net.channels = one + three + five + pooled
    return net.mean().dense(1000)


def resnet50():
    """ResNet-50 with the strides in the first 1x1 convolution of a block, as in the paper and in Keras."""
    net = Tally(224).conv(64, 7, 2, norm=True).pool(3, 2, same=True)
    for width, times, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for k in range(times):
            step = stride if k == 0 else 1
            side, channels = net.side, net.channels
            if k == 0:
                net.conv(4 * width, 1, step, norm=True)
            net.side, net.channels = side, channels
            net.conv(width, 1, step, norm=True).conv(width, norm=True).conv(4 * width, 1, norm=True)
    return net.mean().dense(1000)


def mobilenet():
    """MobileNet: thirteen pairs of a depthwise and a 1x1 convolution."""
    net = Tally(224).conv(32, 3, 2, norm=True)
    steps = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *((512, 1),) * 5, (1024, 2), (1024, 1))
    for channels, stride in steps:
        net.each(3, stride).conv(channels, 1, norm=True)
    return net.mean().dense(1000)


def mobilenet_v2():
    """MobileNetV2: few channels between the blocks, six times as many inside."""
    net = Tally(224).conv(32, 3, 2, norm=True)
    blocks = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
    for wider, channels, times, stride in blocks:
        for k in range(times):
            if wider > 1:
                net.conv(wider * net.channels, 1, norm=True)
            net.each(3, stride if k == 0 else 1).conv(channels, 1, norm=True)
    return net.conv(1280, 1, norm=True).mean().dense(1000)


def _eighths(channels, width):
    """Return width times channels, rounded to a multiple of 8 that is at least 90 % of it, as EfficientNet does."""
    wanted = channels * width
    found = max(8, int(wanted + 4) // 8 * 8)
    return found + 8 if found < 0.9 * wanted else found


EFFICIENTNET = (
    (1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3),
)  # fmt: skip


def efficientnet(depth=1.0, width=1.0, resolution=224):
    """EfficientNet-B0, deeper, wider, or for larger pictures."""
    net = Tally(resolution).conv(_eighths(32, width), 3, 2, norm=True)
    for wider, channels, times, stride, size in EFFICIENTNET:
        for k in range(math.ceil(times * depth)):
            before = net.channels
            if wider > 1:
                net.conv(wider * before, 1, norm=True)
            net.each(size, stride if k == 0 else 1)
            side, inside = net.side, net.channels  # squeeze and excite: two dense layers on the means
            net.mean().conv(max(1, before // 4), 1).conv(inside, 1)
            net.side = side
            net.conv(_eighths(channels, width), 1, norm=True)
    return net.conv(_eighths(1280, width), 1, norm=True).mean().dense(1000)


FAMOUS = {
    "LeNet-5": lenet5, "AlexNet": alexnet, "VGG-16": vgg16, "GoogLeNet": googlenet, "ResNet-50": resnet50,
    "MobileNet": mobilenet, "MobileNetV2": mobilenet_v2, "EfficientNet-B0": efficientnet,
}  # fmt: skip


# depth, width, resolution of the published family, and billions of multiply-adds in the paper's table 2
FAMILY = {
    "B0": (1.0, 1.0, 224, 0.39), "B1": (1.1, 1.0, 240, 0.70), "B2": (1.2, 1.1, 260, 1.0), "B3": (1.4, 1.2, 300, 1.8),
    "B4": (1.8, 1.4, 380, 4.2), "B5": (2.2, 1.6, 456, 9.9), "B6": (2.6, 1.8, 528, 19), "B7": (3.1, 2.0, 600, 37),
}  # fmt: skip


def squeezed(side, before, middle, after, size):
    """Return the multiply-adds of a 1x1 convolution to `middle` channels and a convolution after it; None: without."""
    net = Tally(side, before)
    if middle is not None:
        net.conv(middle, 1)
    return net.conv(after, size).operations


def separated(side, before, after, size):
    """Return the multiply-adds of a convolution and of its depthwise-separable version."""
    return Tally(side, before).conv(after, size).operations, Tally(side, before).each(size).conv(after, 1).operations


# ---------------------------------------------------------------- pictures


@cache
def _split():
    """Return scikit-learn's digits, 1,000 to train on and 797 to test on: [(pictures, labels), (pictures, labels)]."""
    found = load_digits()
    order = np.random.default_rng(0).permutation(len(found.target))
    return [(found.images[part] / 16, found.target[part]) for part in (order[:1000], order[1000:])]


def placed(count, seed, test=False):
    """Return `count` pictures (count, 16, 16, 1), each with one digit near its middle and noise, and the labels."""
    pictures, labels = _split()[test]
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(labels))[:count]
    X = np.zeros((count, SIDE, SIDE, 1), dtype=np.float32)
    for picture, number in zip(X, chosen):
        row, column = rng.integers(2, 7, 2)
        picture[row : row + 8, column : column + 8, 0] = pictures[number]
    X += 0.1 * rng.standard_normal(X.shape, dtype=np.float32)
    return X, labels[chosen]


def brightest(X):
    """Return the window of 8 by 8 pixels in which a picture is brightest, where a digit would be."""
    sums = ndimage.uniform_filter(np.maximum(X[..., 0], 0.25), (0, 8, 8), mode="constant")[:, 4:13, 4:13]
    places = [np.unravel_index(np.argmax(one), one.shape) for one in sums]
    return np.stack([x[r : r + 8, c : c + 8] for x, (r, c) in zip(X, places)])


def regressed(A, a, B, b):
    """Return the share of pictures B that a logistic regression on the pixels of A classifies correctly."""
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1.0, max_iter=500).fit(A.reshape(len(A), -1), a)
    return float(found.score(B.reshape(len(B), -1), b))


def arrows(count, seed):
    """Return pictures (count, 16, 16, 1) of an arrow with noise: label 0 to the left, 1 to the right, 2 ahead."""
    right = np.zeros((7, 7), dtype=np.float32)
    right[3] = 1
    right[[1, 2, 4, 5], [4, 5, 5, 4]] = 1
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, count)
    X = 0.4 * rng.standard_normal((count, SIDE, SIDE, 1), dtype=np.float32)
    for picture, label in zip(X, y):
        row, column = rng.integers(1, 8, 2)
        picture[row : row + 7, column : column + 7, 0] += np.rot90(right, (2, 0, 1)[label])
    return X, y


@cache
def signs():
    """Return the hand signs of course 2: training and test pictures from 0 to 255, each with labels."""
    train_X, train_y, test_X, test_y, _ = load_signs()
    return train_X, np.ravel(train_y), test_X, np.ravel(test_y)


def small_signs():
    """Return the hand signs with 16 by 16 pixels, from -0.5 to 0.5."""
    found = list(signs())
    for k in (0, 2):
        X = found[k]
        found[k] = X.reshape(len(X), 16, 4, 16, 4, 3).mean(axis=(2, 4)).astype(np.float32) / 255 - 0.5
    return found


@cache
def photos():
    """Return the sample photographs by name, arrays of whole numbers from 0 to 255."""
    from skimage import data
    from sklearn.datasets import load_sample_image

    found = {name: load_sample_image(f"{name}.jpg") for name in ("china", "flower")}
    return found | {name: getattr(data, name)() for name in ("chelsea", "coffee", "rocket")}


def crops(count, seed, side=96):
    """Return grey crops of the photographs, half of their height wide, and which photograph each is of.

    Those of even number lie in the left half of a photograph, the others in the right half: (X, y, left).
    """
    rng = np.random.default_rng(seed)
    X, y, left = [], [], []
    for label, picture in enumerate(photos().values()):
        grey = picture.mean(axis=2)
        half = grey.shape[1] // 2
        size = min(grey.shape[0], half) // 2
        for k in range(count):
            row, column = rng.integers(0, [grey.shape[0] - size, half - size])
            column += half * (k % 2)
            window = grey[row : row + size, column : column + size]
            window = (window - window.mean()) / max(window.std(), 1) * 50 + 128
            X.append(pretrained.standard_picture(np.repeat(window[:, :, None], 3, axis=2), side))
            y.append(label)
            left.append(k % 2 == 0)
    return np.stack(X), np.array(y), np.array(left)


# ---------------------------------------------------------------- small networks, trained


def stack(seed, depth, residual, norm=True, width=16, classes=10, shape=(SIDE, SIDE, 1), start="ones"):
    """Return a network of `depth` layers, plain or with a shortcut around every two, with He initialization.

    Arguments: norm, whether with batch normalization; start, the initial scale of the last one in each pair.
    """
    keras.utils.set_random_seed(seed)

    def layer(x, stride=1, scale="ones"):
        x = layers.Conv2D(width, 3, stride, padding="same", use_bias=not norm, kernel_initializer="he_normal")(x)
        return layers.BatchNormalization(momentum=0.9, gamma_initializer=scale)(x) if norm else x

    inputs = keras.Input(shape)
    x = layers.ReLU()(layer(inputs, 2))
    for _ in range((depth - 2) // 2):
        y = layer(layers.ReLU()(layer(x)), scale=start)
        x = layers.ReLU()(layers.Add()([x, y]) if residual else y)
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(x)))


def gradient_sizes(model, X, y):
    """Return the norm of the gradient of the cost with respect to the weights of each convolution."""
    kernels = [layer.kernel for layer in model.layers if isinstance(layer, layers.Conv2D)]
    with tf.GradientTape() as tape:
        cost = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, model(X, training=True))
    return np.array([np.linalg.norm(gradient) for gradient in tape.gradient(cost, kernels)])


def ends(model):
    """Return the weights of a stack's first convolution, with its normalization, and of its head."""
    return [*model.weights[:5], *model.weights[-2:]]


def without_pairs(model, X, y, residual, width=8):
    """Return the share correct of a stack without its first pair of layers, without its second, and so on."""
    weights = model.get_weights()
    pairs = (len(weights) - 7) // 10  # a layer has five arrays: its kernel and four of its batch normalization
    smaller = stack(0, 2 * pairs, residual, width=width)
    shares = []
    for pair in range(pairs):
        smaller.set_weights(weights[: 5 + 10 * pair] + weights[15 + 10 * pair :])
        shares.append(share(smaller, X, y))
    return np.array(shares)


def small(seed, shape=(SIDE, SIDE, 1), classes=10, momentum=None):
    """Return a network of three convolutions; momentum: that of batch normalizations, None for none."""
    keras.utils.set_random_seed(seed)
    steps = [layers.Input(shape)]
    for k in range(3):
        steps.append(layers.Conv2D(12 * 2**k, 3, padding="same"))
        if momentum is not None:
            steps.append(layers.BatchNormalization(momentum=momentum))
        steps.append(layers.ReLU())
        if k < 2:
            steps.append(layers.MaxPooling2D(2))
    return keras.Sequential([*steps, layers.GlobalAveragePooling2D(), layers.Dense(classes)])


def train(model, X, y, steps=600, rate=0.005, batch=32, seed=0, change=None):
    """Train a network with Adam, a warm-up and a cosine decay; return the costs of all updates.

    Arguments: change, a function that augments a batch of pictures, a tensor, or None.
    """
    warm = min(100, steps // 4)
    schedule = keras.optimizers.schedules.CosineDecay(rate / 100, steps - warm, warmup_target=rate, warmup_steps=warm)
    optimizer = keras.optimizers.Adam(schedule)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step(pictures, labels):
        with tf.GradientTape() as tape:
            value = loss(labels, model(pictures, training=True))
        optimizer.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)
        return value

    rng = np.random.default_rng(seed)
    costs = []
    for _ in range(steps):
        some = rng.integers(0, len(y), batch)
        pictures = X[some] if change is None else change(X[some], rng)
        costs.append(float(step(tf.constant(pictures, tf.float32), tf.constant(y[some], tf.int32))))
    return np.array(costs)


def scores(model, X, training=False):
    """Return the outputs of a network, computed in batches."""
    return np.concatenate([np.asarray(model(X[k : k + 200], training=training)) for k in range(0, len(X), 200)])


def share(model, X, y):
    """Return the share of pictures that a network classifies correctly."""
    return float(np.mean(np.argmax(scores(model, X), axis=1) == y))


# ---------------------------------------------------------------- augmentations of a batch (NumPy)


def shifted(X, rng):
    """Move each picture by up to two pixels, its other side filled with the mean."""
    padded = np.pad(X, [(0, 0), (2, 2), (2, 2), (0, 0)], constant_values=X.mean())
    places = rng.integers(0, 5, (len(X), 2))
    return np.stack([x[r : r + SIDE, c : c + SIDE] for x, (r, c) in zip(padded, places)])


def mirrored(X, rng):
    """Mirror each second picture, left to right."""
    return np.where(rng.random((len(X), 1, 1, 1)) < 0.5, X[:, :, ::-1], X)


def turned(X, rng):
    """Turn each second picture by 180 degrees."""
    return np.where(rng.random((len(X), 1, 1, 1)) < 0.5, X[:, ::-1, ::-1], X)


AUGMENTATIONS = {"none": None, "shifts": shifted, "mirror images": mirrored, "half turns": turned}

# ---------------------------------------------------------------- what is asked of real networks


def volumes(network, pictures, names, kind):
    """Yield the name and the volume of each of these layers of a network for pictures from 0 to 255."""
    inside = keras.Model(network.input, [network.get_layer(name).output for name in names])
    for name, volume in zip(names, inside(pretrained.preprocess(pictures, kind), training=False)):
        yield name, np.asarray(volume)


def directions(volume, kept=0.95):
    """Return how many directions hold a share of the variance of the channels, over all pixels."""
    rows = volume.reshape(-1, volume.shape[-1])
    shares = np.linalg.eigvalsh(np.cov(rows.T))[::-1]
    return int(np.argmax(np.cumsum(shares) >= kept * shares.sum())) + 1


def rank_one(network, shuffled=False):
    """Return, for each 3 by 3 convolution, the share of its squares in the best tables of rank 1, {name: share}.

    There is a table for each input channel, nine weights by filters. With shuffled, the weights of a layer change
    places at random first: what is left of the share comes from the shape of the tables.
    """
    rng = np.random.default_rng(0)
    found = {}
    for layer in network.layers:
        if isinstance(layer, layers.Conv2D) and layer.kernel_size == (3, 3):
            kernel = layer.kernel.numpy()
            if shuffled:
                kernel = rng.permutation(kernel.ravel()).reshape(kernel.shape)
            tables = kernel.reshape(9, kernel.shape[2], -1).transpose(1, 0, 2)
            squares = np.linalg.svd(tables, compute_uv=False) ** 2
            found[layer.name] = float(squares[:, 0].sum() / squares.sum())
    return found


def milliseconds(layer, shape, repeats=20):
    """Return the shortest of the times that a layer takes for a batch of this shape."""
    run = tf.function(layer)
    x = tf.constant(np.random.default_rng(0).normal(size=shape), tf.float32)
    run(x)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run(x)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


@cache
def windows(side=224):
    """Return three square crops of each photograph, and the number of the photograph: (X, y)."""
    X, y = [], []
    rng = np.random.default_rng(0)
    for label, picture in enumerate(photos().values()):
        size = int(0.85 * min(picture.shape[:2]))
        for _ in range(3):
            row, column = rng.integers(0, np.array(picture.shape[:2]) - size + 1)
            X.append(pretrained.standard_picture(picture[row : row + size, column : column + size], side))
            y.append(label)
    return np.stack(X), np.array(y)


def answers(network, pictures):
    """Return what a network answers, computed in batches of 8."""
    return np.concatenate(
        [np.asarray(network(pictures[k : k + 8], training=False)) for k in range(0, len(pictures), 8)]
    )


WRONG = {
    "colours swapped": lambda X, name: pretrained.preprocess(X[..., ::-1], name),
    "0 to 1 before the mean": lambda X, name: pretrained.preprocess(X / 255, name),
    "nothing done": lambda X, name: X,
}

# ---------------------------------------------------------------- features of real networks

BLOCKS = ["Conv1_relu", "block_2_add", "block_5_add", "block_9_add", "block_12_add", "block_15_add", "out_relu"]


def taps(network, names=BLOCKS):
    """Return a network that answers with the mean over all places of these layers of another."""
    found = [layers.GlobalAveragePooling2D()(network.get_layer(name).output) for name in names]
    return keras.Model(network.input, found)


def features(model, X, name="mobilenet_v2"):
    """Return what a network of `taps` answers for pictures from 0 to 255, in batches of 8: a list of arrays."""
    parts = (model(pretrained.preprocess(X[k : k + 8], name), training=False) for k in range(0, len(X), 8))
    found = [tf.nest.flatten(part) for part in parts]
    return [np.concatenate([np.asarray(part[k]) for part in found]) for k in range(len(found[0]))]


def fit_norms(network, X, name="mobilenet_v2"):
    """Set the mean and variance of each batch normalization of a random network to those of its input on X."""
    x = tf.constant(pretrained.preprocess(X, name))
    for layer in network.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.momentum = 0.0
    network(x, training=True)
    return network


def few_signs(side=96):
    """Return 30 hand signs of each class to train on and 120 to test on, from 0 to 255: (A, a, B, b)."""
    X, y, Z, z = signs()
    rng = np.random.default_rng(0)
    some = np.concatenate([rng.permutation(np.flatnonzero(y == k))[:30] for k in range(6)])
    tests = rng.permutation(len(z))[:120]
    A, B = (np.stack([pretrained.standard_picture(x, side) for x in part]) for part in (X[some], Z[tests]))
    return A, y[some], B, z[tests]


def drawn(labels, count, draw):
    """Return the numbers of `count` examples for each class."""
    rng = np.random.default_rng(draw)
    return np.concatenate([rng.permutation(np.flatnonzero(labels == k))[:count] for k in range(6)])


def standard(A, *others):
    """Return arrays with the mean and the standard deviation of A's columns taken out."""
    mean, sd = A.mean(axis=0), A.std(axis=0) + 1e-6
    return [(B - mean) / sd for B in (A, *others)]


def nearest(A, a, B, b):
    """Return the share of rows of B whose nearest row of A, by angle, has the same label."""
    A, B = standard(A, B)
    A, B = (C / (np.linalg.norm(C, axis=1, keepdims=True) + 1e-9) for C in (A, B))
    return float(np.mean(a[np.argmax(B @ A.T, axis=1)] == b))


def probed(A, a, B, strength=100.0):
    """Return the classes of B's rows that a logistic regression trained on A predicts."""
    from sklearn.linear_model import LogisticRegression

    A, B = standard(A, B)
    return LogisticRegression(C=strength / A.shape[1], max_iter=300).fit(A, a).predict(B)


def probe(A, a, B, b, strength=100.0):
    """Return the share of rows of B that a logistic regression trained on A classifies correctly."""
    return float(np.mean(probed(A, a, B, strength) == b))
