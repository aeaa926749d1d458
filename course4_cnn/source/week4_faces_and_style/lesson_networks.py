"""What the lesson measures with: faces and letters as pictures, small networks, textures, series and volumes."""

import os
from functools import cache
from pathlib import Path

import keras
import matplotlib
import numpy as np
import tensorflow as tf
from keras import layers
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from helpers import pretrained

# ---------------------------------------------------------------- real faces, twice each


@cache
def face_pictures(versions=2, side=150):
    """Return pictures of 100 people of scikit-image's sample of LFW, each person in several changed versions.

    The sample has one grey face of 25 by 25 pixels of each; a version is a part of it, mirrored or not, lighter or
    darker, with more or less contrast. Shape (100, versions, side, side, 3), numbers from 0 to 255.
    """
    from skimage.data import lfw_subset

    rng = np.random.default_rng(0)
    found = []
    for face in lfw_subset()[:100]:
        for _ in range(versions):
            size = rng.integers(21, 25)
            row, column = rng.integers(0, 26 - size, 2)
            part = face[row : row + size, column : column + size]
            part = part[:, :: rng.choice([-1, 1])]
            part = rng.uniform(0.75, 1.25) * part + rng.uniform(-0.08, 0.08)
            image = Image.fromarray(np.uint8(255 * np.clip(part, 0, 1))).resize((side, side), Image.Resampling.BICUBIC)
            found.append(np.repeat(np.asarray(image, np.float32)[..., None], 3, axis=2))
    return np.stack(found).reshape(100, versions, side, side, 3)


@cache
def face_encodings(versions=2):
    """Return what the pretrained network for faces answers for them: (100, versions, 128)."""
    X = face_pictures(versions).reshape(-1, 150, 150, 3)
    return outputs(pretrained.face_resnet(), pretrained.preprocess(X, "face_resnet"), 20).reshape(100, versions, 128)


def distances(A, B):
    """Return the Euclidean distances of all rows of A from all rows of B."""
    squares = np.sum(A**2, axis=1)[:, None] + np.sum(B**2, axis=1) - 2 * A @ B.T
    return np.sqrt(np.maximum(squares, 0))


def doors(E, share, counts, draws=400, seed=0):
    """Return what happens at a door with some of the people enrolled, for each count, averaged over draws.

    The threshold accepts `share` of the pairs of two people. Three shares come back for each count: strangers who are
    let in, residents who are let in under their own name, and residents who are let in under another name. With few
    people enrolled there are more draws, so that each count sees as many residents as 20 enrolled do, or more.
    """
    D = distances(E[:, 0], E[:, 1])
    threshold = np.quantile(D[~np.eye(len(D), dtype=bool)], share)
    rng = np.random.default_rng(seed)
    found = []
    for count in counts:
        strangers, named, misnamed = [], [], []
        for _ in range(max(draws, 20 * draws // count)):
            order = rng.permutation(len(D))
            known, others = order[:count], order[count : count + 20]
            strangers.append(np.mean(D[np.ix_(known, others)].min(axis=0) < threshold))
            own = D[np.ix_(known, known)]
            correct, enters = own.argmin(axis=0) == np.arange(count), own.min(axis=0) < threshold
            named.append(np.mean(correct & enters))
            misnamed.append(np.mean(~correct & enters))
        found.append((np.mean(strangers), np.mean(named), np.mean(misnamed)))
    return np.array(found), threshold


# ---------------------------------------------------------------- letters

SIDE = 24
FONTS = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSerif-Bold")
ALPHABETS = {  # from which code to which, the last one not included
    "Latin": [(0x41, 0x5B), (0x61, 0x7B)],
    "Greek": [(0x391, 0x3A2), (0x3A3, 0x3AA), (0x3B1, 0x3CA)],
    "Cyrillic": [(0x410, 0x450)],
    "Armenian": [(0x531, 0x557), (0x561, 0x587)],
    "Georgian": [(0x10A0, 0x10C6), (0x10D0, 0x10FB)],
}
SEEN = ("Latin", "Greek", "Cyrillic", "Armenian")


@cache
def _font(name, size):
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return ImageFont.truetype(os.fspath(folder / f"{name}.ttf"), size)


@cache
def glyph(code, font):
    """Return a letter of a font in the middle of 48 by 48 pixels, white on black."""
    image = Image.new("L", (48, 48))
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = pen.textbbox((0, 0), chr(code), font=_font(font, 32))
    pen.text((24 - (left + right) / 2, 24 - (top + bottom) / 2), chr(code), fill=255, font=_font(font, 32))
    return image


@cache
def letters(names):
    """Return the codes of the letters of some alphabets, without those that look like an earlier one."""
    found = {}
    for name in names:
        for first, end in ALPHABETS[name]:
            for code in range(first, end):
                found.setdefault(glyph(code, FONTS[0]).resize((12, 12)).point(lambda v: 255 * (v > 96)).tobytes(), code)
    return tuple(found.values())


def drawn(code, rng, side=SIDE):
    """Return one picture of a letter: a font, a turn, a slant, a size, a place, light and noise drawn at random."""
    angle, slant, size = rng.uniform(-0.3, 0.3), rng.uniform(-0.3, 0.3), 2 / rng.uniform(0.75, 1.1)
    cos, sin = size * np.cos(angle), size * np.sin(angle)
    matrix = np.array([[cos, cos * slant - sin], [sin, sin * slant + cos]])
    place = 24 - matrix @ (side / 2 + rng.uniform(-2, 2, 2))
    numbers = (matrix[0, 0], matrix[0, 1], place[0], matrix[1, 0], matrix[1, 1], place[1])
    image = glyph(code, FONTS[rng.integers(len(FONTS))])
    image = image.transform((side, side), Image.Transform.AFFINE, numbers, Image.Resampling.BILINEAR)
    picture = np.asarray(image, np.float32) / 255
    picture = rng.uniform(0.4, 1) * picture + rng.uniform(0, 0.3) + 0.08 * rng.standard_normal(picture.shape)
    return ((picture - 0.3) / 0.3).astype(np.float32)[..., None]


@cache
def album(names, each, seed):
    """Return pictures of all letters of some alphabets, `each` of every one: (X, y), one letter after the other."""
    rng = np.random.default_rng(seed)
    codes = letters(names)
    X = np.stack([drawn(code, rng) for code in codes for _ in range(each)])
    return X, np.repeat(np.arange(len(codes)), each)


def encoder(seed, numbers=32, unit=True):
    """Return a network from pictures of letters to encodings, of unit length or not."""
    keras.utils.set_random_seed(seed)
    inputs = x = keras.Input((SIDE, SIDE, 1))
    for filters, size, stride in ((16, 5, 2), (32, 3, 2), (32, 3, 1)):
        x = layers.Conv2D(filters, size, stride, padding="same", use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    x = layers.Dense(numbers)(layers.Flatten()(x))
    return keras.Model(inputs, layers.UnitNormalization()(x) if unit else x)


def outputs(model, X, batch=200):
    """Return what a network answers, in inference mode, computed in batches."""
    parts = [model(X[k : k + batch], training=False) for k in range(0, len(X), batch)]
    return np.concatenate([np.asarray(part) for part in parts])


def _train(models, batch_of, cost, steps, rate, watch=None):
    """Train networks with Adam and a cosine decay on what `batch_of` draws; return what `cost` returns each time."""
    variables = [variable for model in models for variable in model.trainable_variables]
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(rate, steps))
    optimizer.build(variables)

    @tf.function(reduce_retracing=True)
    def step(*batch):
        with tf.GradientTape() as tape:
            value, further = cost(*batch)
        optimizer.apply(tape.gradient(value, variables), variables)
        return value, further

    log = []
    for number in range(steps):
        log.append([float(part) for part in step(*batch_of())])
        if watch is not None and number in watch[0]:
            watch[1](number)
    return np.array(log)


def _sets(X, y, rng, people, each):
    """Return a batch of pictures: `each` of some letters, one letter after the other."""
    every = y.max() + 1
    some = rng.choice(every, people, replace=False)
    count = len(y) // every
    rows = np.concatenate([letter * count + rng.choice(count, each, replace=False) for letter in some])
    return tf.constant(X[rows]), tf.constant(np.repeat(np.arange(people), each), tf.int32)


def classify(X, y, seed=0, steps=200, rate=0.005):
    """Train a classifier of letters; return the network in front of its last layer, encodings of unit length.

    The last layer sees the encodings times 12, since from numbers below 1 a softmax can hardly be sure of a class.
    """
    model = encoder(seed)
    head = keras.Sequential([keras.Input((32,)), layers.Rescaling(12.0), layers.Dense(int(y.max()) + 1)])
    rng = np.random.default_rng(seed)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def batch():
        rows = rng.integers(0, len(y), 96)
        return tf.constant(X[rows]), tf.constant(y[rows], tf.int32)

    def cost(pictures, labels):
        scores = head(model(pictures, training=True), training=True)
        right = tf.equal(tf.argmax(scores, axis=1, output_type=tf.int32), labels)
        return loss(labels, scores), tf.reduce_mean(tf.cast(right, tf.float32))

    return model, _train([model, head], batch, cost, steps, rate)


def _all_squares(E):
    """Return the squared distances of all pairs of rows of a tensor."""
    return tf.reduce_sum(tf.math.squared_difference(E[:, None], E[None]), axis=2)


def triplets(X, y, seed=0, choice="semi-hard", margin=0.2, unit=True, steps=200, rate=0.005, watch=None):
    """Train an encoder with triplets; return it with a log, one row for each update.

    A batch has four pictures of each of 24 letters; each pair of one letter is an anchor and a positive. choice, the
    negative for each: "random"; "semi-hard", the nearest that is further than the positive; "hardest", the nearest.
    The log has the mean loss and the share of the triplets that have one. watch, numbers of updates and a function that
    is called with the model and the number after each of them.
    """
    model = encoder(seed, unit=unit)
    rng = np.random.default_rng(seed)

    def cost(pictures, labels):
        squares = _all_squares(model(pictures, training=True))
        same = tf.equal(labels[:, None], labels[None])
        first, second = tf.unstack(tf.where(same & ~tf.eye(96, dtype=tf.bool)), axis=1)
        near = tf.gather_nd(squares, tf.stack([first, second], axis=1))
        rows = tf.gather(squares, first)
        out = tf.gather(same, first)
        if choice == "semi-hard":
            out |= rows <= near[:, None]
        if choice == "random":
            chances = tf.random.uniform(tf.shape(rows)) - tf.cast(out, tf.float32)
            far = tf.gather(rows, tf.argmax(chances, axis=1), batch_dims=1)
        else:
            far = tf.reduce_min(tf.where(out, 9e9, rows), axis=1)
        values = tf.nn.relu(near + margin - far)
        return tf.reduce_mean(values), tf.reduce_mean(tf.cast(values > 0, tf.float32))

    seen = None if watch is None else (watch[0], lambda number: watch[1](model, number))
    log = _train([model], lambda: _sets(X, y, rng, 24, 4), cost, steps, rate, seen)
    return model, log


def pairs(X, y, seed=0, shared=True, steps=200, rate=0.005):
    """Train an encoder on pairs, same letter or not, with cross-entropy; return both branches, one network if shared.

    The logit is a weight times the squared distance, and a bias; both are trained, too.
    """
    branches = [encoder(seed)] if shared else [encoder(seed), encoder(seed)]
    last = layers.Dense(1)
    last.build((None, 1))
    last.set_weights([np.array([[-4.0]]), np.array([2.0])])
    rng = np.random.default_rng(seed)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    count = len(y) // (y.max() + 1)

    def batch():
        a = rng.integers(0, y.max() + 1, 64)
        b = np.where(np.arange(64) < 32, a, (a + rng.integers(1, y.max() + 1, 64)) % (y.max() + 1))
        rows = [count * letter + rng.integers(0, count, 64) for letter in (a, b)]
        return tf.constant(X[rows[0]]), tf.constant(X[rows[1]]), tf.constant((a == b)[:, None], tf.float32)

    def cost(left, right, same):
        if shared:
            A, B = tf.split(branches[0](tf.concat([left, right], axis=0), training=True), 2)
        else:
            A, B = branches[0](left, training=True), branches[1](right, training=True)
        logits = last(tf.reduce_sum(tf.math.squared_difference(A, B), axis=1, keepdims=True))
        right_ones = tf.equal(logits > 0, same > 0.5)
        return loss(same, logits), tf.reduce_mean(tf.cast(right_ones, tf.float32))

    log = _train([*branches, last], batch, cost, steps, rate)
    return branches[0], branches[-1], last, log


def one_shot(A, B, ways, draws=1000, seed=0):
    """Return the share of correct names when each of `ways` letters is known from one encoding.

    Arguments: A, B (letters, pictures, numbers), encodings of the known pictures and of those to name: the same array,
    or those of two branches.
    """
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(draws):
        some = rng.choice(len(A), ways, replace=False)
        known, asked = rng.choice(A.shape[1], 2, replace=False)
        hits += np.argmin(np.sum((A[some, known] - B[some[0], asked]) ** 2, axis=1)) == 0
    return hits / draws


def from_one(known, asked, seed=0, steps=150):
    """Train a classifier from random weights on one picture of each class, turned and moved at random.

    Arguments: known (classes, ...); asked (classes, pictures, ...). Returns the share of those classified correctly.
    """
    model = encoder(seed)
    head = keras.Sequential([keras.Input((32,)), layers.Rescaling(12.0), layers.Dense(len(known))])
    rng = np.random.default_rng(seed)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def changed_picture(picture):
        angle, slant, size = rng.uniform(-0.3, 0.3), rng.uniform(-0.3, 0.3), rng.uniform(0.85, 1.15)
        matrix = size * np.array([[np.cos(angle), slant - np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        place = SIDE / 2 - matrix @ (SIDE / 2 + rng.uniform(-2, 2, 2))
        return ndimage.affine_transform(picture[..., 0], matrix, place, order=1, mode="nearest")[..., None]

    def batch():
        y = rng.integers(0, len(known), 40)
        X = np.stack([changed_picture(known[label]) for label in y])
        X = rng.uniform(0.7, 1.3, (40, 1, 1, 1)) * X + rng.uniform(-0.3, 0.3, (40, 1, 1, 1))
        return tf.constant(X, tf.float32), tf.constant(y, tf.int32)

    def cost(pictures, labels):
        value = loss(labels, head(model(pictures, training=True)))
        return value, value

    _train([model, head], batch, cost, steps, 0.005)
    flat = asked.reshape(-1, *asked.shape[2:])
    found = np.asarray(head(outputs(model, flat))).argmax(axis=1)
    return float(np.mean(found == np.repeat(np.arange(len(known)), asked.shape[1])))


def some_pairs(E, count, seed, same=0.5):
    """Return two arrays of encodings, `count` pairs, and which of them show one letter: about the share `same`.

    E has 20 encodings of each letter, one letter after the other.
    """
    rng = np.random.default_rng(seed)
    every = len(E) // 20
    a = rng.integers(0, every, count)
    alike = rng.random(count) < same
    b = np.where(alike, a, (a + rng.integers(1, every, count)) % every)
    first = rng.integers(0, 20, count)
    second = np.where(alike, (first + rng.integers(1, 20, count)) % 20, rng.integers(0, 20, count))
    return E[20 * a + first], E[20 * b + second], alike


DIFFERENCES = {
    "distance": lambda A, B: np.sum((A - B) ** 2, axis=1, keepdims=True),
    "absolute differences": lambda A, B: np.abs(A - B),
    "chi-square": lambda A, B: (A - B) ** 2 / (np.abs(A) + np.abs(B) + 1e-3),
}


def verifier(E, seed=0, kind="absolute differences", count=6000):
    """Return a logistic regression on the differences of pairs of encodings, half of them of one letter."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    A, B, alike = some_pairs(E, count, seed)
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    return model.fit(DIFFERENCES[kind](A, B), alike)


def accepted(scores, alike, share=0.01):
    """Return which share of the pairs of one letter is accepted at a threshold that accepts `share` of the others."""
    return float(np.mean(scores[alike] > np.quantile(scores[~alike], 1 - share)))


def verifiers(E, F, seed=0):
    """Return `accepted` for logistic regressions on the three kinds of differences, trained on E, tested on F."""
    A, B, alike = some_pairs(F, 20000, seed + 100)
    return [
        accepted(verifier(E, seed, kind).decision_function(differ(A, B)), alike) for kind, differ in DIFFERENCES.items()
    ]


# ---------------------------------------------------------------- photographs, and what layers answer

PHOTOS = ("china", "flower", "chelsea", "coffee", "astronaut", "rocket", "motorcycle")
# Layers of SqueezeNet: how many pixels a unit sees in each direction, how far apart units are, and the first's middle.
LAYERS = {
    "conv1": (3, 2, 1),
    "fire3_concat": (23, 4, 3),
    "fire5_concat": (63, 8, 7),
    "fire7_concat": (143, 16, 15),
    "fire9_concat": (207, 16, 15),
}


@cache
def photo(name):
    """Return a sample photograph or a texture in colours, whole numbers from 0 to 255."""
    from skimage import data
    from sklearn.datasets import load_sample_image

    if name in ("china", "flower"):
        return load_sample_image(f"{name}.jpg")
    picture = data.stereo_motorcycle()[0] if name == "motorcycle" else getattr(data, name)()
    return np.repeat(picture[..., None], 3, axis=2) if picture.ndim == 2 else picture[..., :3]


@cache
def crops(count=3, side=224, names=PHOTOS):
    """Return square crops of the photographs, and the number of the photograph: (X, y), X from 0 to 255."""
    X, y = [], []
    rng = np.random.default_rng(0)
    for label, name in enumerate(names):
        picture = photo(name)
        for _ in range(count):
            size = rng.integers(int(0.6 * min(picture.shape[:2])), min(picture.shape[:2]) + 1)
            row, column = rng.integers(0, np.array(picture.shape[:2]) - size + 1)
            X.append(pretrained.standard_picture(picture[row : row + size, column : column + size], side))
            y.append(label)
    return np.stack(X), np.array(y)


@cache
def squeezenet(trained=True):
    """Return a network that answers with the volumes of `LAYERS` of SqueezeNet for pictures of any size."""
    keras.utils.set_random_seed(0)
    if trained:
        whole = pretrained.squeezenet((None, None, 3))
    else:
        whole = pretrained.squeezenet((None, None, 3), weights=None)
        for k, layer in enumerate(whole.layers):
            if isinstance(layer, layers.Conv2D):  # He initialization, so that activations keep their size
                layer.kernel.assign(keras.initializers.HeNormal(k)(layer.kernel.shape))
    return keras.Model(whole.input, [whole.get_layer(name).output for name in LAYERS])


def volumes(X, trained=True):
    """Return the volumes of the layers for pictures from 0 to 255, one array for each layer of `LAYERS`."""
    parts = [squeezenet(trained)(pretrained.preprocess(X[k : k + 8], "squeezenet"), training=False)
             for k in range(0, len(X), 8)]  # fmt: skip
    return [np.concatenate([np.asarray(part[k]) for part in parts]) for k in range(len(LAYERS))]


def best_patches(volume, layer, X, channels, count=6):
    """Return the patches that excite some channels of a layer most, at most one of each picture.

    A patch is what a unit sees, at most 95 pixels of it in each direction, and lies inside its picture.
    """
    sees, apart, first = LAYERS[layer]
    side = min(sees, 95)
    half = side // 2
    places = first + apart * np.arange(volume.shape[1])
    inside = (places >= half) & (places + half < X.shape[1])
    low, high = np.flatnonzero(inside)[[0, -1]]
    part = volume[:, low : high + 1, low : high + 1][..., channels]
    flat = part.reshape(len(X), -1, len(channels))
    best, where = flat.max(axis=1), flat.argmax(axis=1)
    found = []
    for k in range(len(channels)):
        chosen = np.argsort(-best[:, k], kind="stable")[:count]
        rows, columns = np.divmod(where[chosen, k], part.shape[2])
        corners = np.stack([places[low + rows], places[low + columns]], axis=1) - half
        found.append([X[one, r : r + side, c : c + side] for one, (r, c) in zip(chosen, corners)])
    return np.array(found)


def lively(volume, count, seed=0):
    """Return channels of a volume drawn at random among those that answer in at least half of the pictures."""
    alive = np.flatnonzero(np.mean(volume.max(axis=(1, 2)) > 0, axis=0) >= 0.5)
    return np.random.default_rng(seed).permutation(alive)[:count]


def alike(patches):
    """Return the mean correlation of the pixels of two patches of the same channel, for each channel."""
    rows = patches.reshape(*patches.shape[:2], -1).astype(float)
    rows = rows - rows.mean(axis=2, keepdims=True)
    rows /= np.linalg.norm(rows, axis=2, keepdims=True) + 1e-9
    table = rows @ rows.transpose(0, 2, 1)
    count = table.shape[1]
    return (table.sum(axis=(1, 2)) - count) / (count * (count - 1))


def reached(volume, channels):
    """Return for each channel in which share of the pictures it reaches half of its maximum over all of them."""
    best = volume[..., channels].max(axis=(1, 2))
    return np.mean(best > best.max(axis=0) / 2, axis=0)


# ---------------------------------------------------------------- content and style


def _moved(X, pixels):
    return np.roll(X, pixels, axis=2)


CHANGES = {
    "shifted by 1 pixel": lambda X, rng: _moved(X, 1),
    "shifted by 4 pixels": lambda X, rng: _moved(X, 4),
    "shifted by 16 pixels": lambda X, rng: _moved(X, 16),
    "mirrored": lambda X, rng: X[:, :, ::-1],
    "grey": lambda X, rng: np.repeat(X.mean(axis=3, keepdims=True), 3, axis=3),
    "darker": lambda X, rng: 0.6 * X,
    "blurred": lambda X, rng: ndimage.gaussian_filter(X, (0, 2, 2, 0)),
    "noisy": lambda X, rng: np.clip(X + 25 * rng.standard_normal(X.shape), 0, 255),
    "tiles of 32 shuffled": lambda X, rng: shuffled(X, 32, rng),
}


def shuffled(X, tile, rng):
    """Return pictures cut into square tiles which have changed places at random."""
    m, rows, columns = len(X), X.shape[1] // tile, X.shape[2] // tile
    parts = X[:, : rows * tile, : columns * tile].reshape(m, rows, tile, columns, tile, -1)
    parts = parts.transpose(0, 1, 3, 2, 4, 5).reshape(m, rows * columns, tile, tile, -1)
    parts = np.stack([one[rng.permutation(rows * columns)] for one in parts])
    parts = parts.reshape(m, rows, columns, tile, tile, -1).transpose(0, 1, 3, 2, 4, 5)
    return parts.reshape(m, rows * tile, columns * tile, -1)


def products(volume):
    """Return for each picture the mean over all places of the products of every two channels."""
    return np.einsum("mhwi,mhwj->mij", volume, volume, optimize=True) / np.prod(volume.shape[1:3])


def apart(volume, other):
    """Return for each pair of pictures the mean squared difference of their activations, place by place."""
    return np.mean(np.square(volume - other), axis=(1, 2, 3))


class Yardstick:
    """Measures how far a change moves the activations of photographs, where 1 is the mean distance to another one."""

    def __init__(self, X):
        self.X = X
        self.before = self._answers(X)
        others = range(1, len(X))
        self.units = [
            [np.mean([apart(A, np.roll(A, k, axis=0)) for k in others]) for A in pair] for pair in self.before
        ]

    @staticmethod
    def _answers(X):
        return [(volume, products(volume)[..., None]) for volume in volumes(X)]

    def __call__(self, change, seed=0):
        """Return the content cost and the style cost of a change, for each layer: (layers, 2)."""
        after = self._answers(change(self.X, np.random.default_rng(seed)))
        return np.array(
            [[apart(A, B).mean() / unit for A, B, unit in zip(*pair)] for pair in zip(self.before, after, self.units)]
        )


def undivided(content, style):
    """Return the style cost of each layer for the content picture, of sums over places and divided by nothing."""
    grams = [[products(V) * V.shape[1] * V.shape[2] for V in volumes(picture)] for picture in (content, style)]
    return np.array([np.sum(np.square(G - H)) for G, H in zip(*grams)])


TEXTURES = ("brick", "grass", "gravel")


def texture_crops(count=12, side=64, seed=0):
    """Return crops of three textures with light and contrast drawn at random, from the left half and from the right.

    Returns (X, y, left).
    """
    rng = np.random.default_rng(seed)
    X, y, left = [], [], []
    for label, name in enumerate(TEXTURES):
        for k in range(2 * count):
            row, column = rng.integers(0, [512 - side, 256 - side])
            part = photo(name)[row : row + side, column + 256 * (k % 2) :][:, :side].astype(np.float32)
            part = (part - part.mean()) / part.std() * rng.uniform(25, 60) + rng.uniform(90, 160)
            X.append(np.clip(part, 0, 255))
            y.append(label)
            left.append(k % 2 == 0)
    return np.stack(X), np.array(y), np.array(left)


def bars(count, kind, seed, side=64, directions="both"):
    """Return pictures with many bars: kind 0, the vertical ones red and the horizontal ones green; 1, the other way.

    With "vertical" or "horizontal" as `directions` only these are drawn, half as many.
    """
    rng = np.random.default_rng(seed)
    X = np.zeros((count, side, side, 3), np.float32)
    for picture in X:
        for k in range(40):
            row, column = rng.integers(0, [side - 9, side - 9])
            vertical = k % 2 == 0
            if directions not in ("both", "vertical" if vertical else "horizontal"):
                continue
            colour = 0 if vertical == (kind == 0) else 1
            height, width = (9, 3) if vertical else (3, 9)
            picture[row : row + height, column : column + width] = 0
            picture[row : row + height, column : column + width, colour] = 220
    return X + rng.uniform(0, 10, (count, 1, 1, 3)).astype(np.float32)


def two_textures(count=12):
    """Return two sets of pictures with bars, each with `count` of both kinds, one kind after the other."""
    return [np.concatenate([bars(count, kind, seed + kind) for kind in (0, 1)]) for seed in (0, 10)]


def by_hand(X):
    """Return four channels made by hand: red, green, vertical, horizontal edges; shape (m, side - 1, side - 1, 4)."""
    grey = X.max(axis=3) / 220
    across, down = np.abs(np.diff(grey, axis=2))[:, :-1], np.abs(np.diff(grey, axis=1))[:, :, :-1]
    return np.stack([X[:, :-1, :-1, 0] / 220, X[:, :-1, :-1, 1] / 220, *(
        ndimage.uniform_filter(edges, (0, 3, 3)) for edges in (across, down))], axis=3)  # fmt: skip


WAYS = {
    "place by place": lambda V: V.reshape(len(V), -1),
    "means": lambda V: V.mean(axis=(1, 2)),
    "products": lambda V: products(V).reshape(len(V), -1),
}


def nearest(A, a, B, b):
    """Return the share of rows of B whose nearest row of A has the same label."""
    return float(np.mean(a[distances(B, A).argmin(axis=1)] == b))


# ---------------------------------------------------------------- a small transfer

STYLES = ("immunohistochemistry", "gravel", "hubble_deep_field")
CONTENTS = ("chelsea", "coffee", "china")


def standard(name, side=96):
    """Return the middle square of a photograph, (1, side, side, 3), from 0 to 255."""
    return pretrained.standard_picture(photo(name), side)[None]


class Transfer:
    """The costs of a transfer, measured so that they are 0 and 1 for the two pictures.

    The content cost is 0 for the content picture and 1 for the style picture, the style cost the other way around.
    """

    def __init__(self, content, style):
        self.content, self.style = (tf.constant(picture, tf.float32) for picture in (content, style))
        self.network = squeezenet()
        self.wanted = self._answers(self.content)[0], self._answers(self.style)[1]
        self.units = 1.0, [1.0] * 4
        self.units = self._raw(self.style)[0], self._raw(self.content)[1]
        self.gradients = tf.function(self._gradients)

    def _answers(self, picture):
        found = self.network(pretrained.preprocess(picture, "squeezenet"), training=False)[:4]
        places = [tf.cast(tf.size(volume[..., 0]), tf.float32) for volume in found]
        return found[2], [tf.einsum("mhwi,mhwj->ij", volume, volume) / n for volume, n in zip(found, places)]

    def _raw(self, picture):
        volume, grams = self._answers(picture)
        content = tf.reduce_mean(tf.math.squared_difference(volume, self.wanted[0])) / self.units[0]
        return content, [tf.reduce_mean(tf.math.squared_difference(G, H)) / unit
                         for G, H, unit in zip(grams, self.wanted[1], self.units[1])]  # fmt: skip

    def costs(self, picture):
        """Return the content cost and the style cost of a picture, the latter the mean over four layers."""
        content, style = self._raw(tf.constant(picture, tf.float32))
        return float(content), float(tf.add_n(style)) / 4

    def _gradients(self, picture):
        with tf.GradientTape(persistent=True) as tape:
            content, style = self._raw(picture)
            style = tf.add_n(style) / 4
        return content, style, tape.gradient(content, picture), tape.gradient(style, picture)

    def run(self, beta, steps=40, rate=12.0, start=None):
        """Change a picture with Adam so that content cost plus beta times style cost falls; begin with the photograph.

        Returns the picture and a log, a row for each update: both costs, the lengths of both gradients (that of the
        style times beta), and the cosine between them.
        """
        picture = tf.Variable(self.content if start is None else tf.constant(start, tf.float32))
        adam = keras.optimizers.Adam(rate)
        log = []
        for _ in range(steps):
            content, style, first, second = self.gradients(picture)
            second *= beta
            sizes = float(tf.norm(first)), float(tf.norm(second))
            cosine = float(tf.reduce_sum(first * second)) / max(sizes[0] * sizes[1], 1e-12)
            log.append([float(content), float(style), *sizes, cosine])
            adam.apply_gradients([(first + second, picture)])
            picture.assign(tf.clip_by_value(picture, 0.0, 255.0))
        return picture.numpy(), np.array(log)


# ---------------------------------------------------------------- one dimension: a series like an ECG

LENGTH = 256
WAVE = ((-9, 2.5, 0.15), (-2, 0.8, -0.15), (0, 1.0, 1.0), (2, 0.9, -0.25), (12, 4.0, 0.3))  # place, width, height
WIDE = ((0, 4.0, 0.9), (12, 6.0, -0.35))
KINDS = ("regular", "a wide beat", "a dropped beat")


def series(count, seed):
    """Return series like an ECG, (count, 256, 1), and labels: 0 regular, 1 one beat is wide, 2 one beat is dropped."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, count)
    time = np.arange(LENGTH)
    X = np.zeros((count, LENGTH), np.float32)
    for row, label in zip(X, y):
        step = rng.uniform(34, 46)
        beats = np.arange(rng.uniform(-step, 0), LENGTH + step, step)
        beats = beats + rng.normal(0, 0.8, len(beats))
        inside = np.flatnonzero((beats > step) & (beats < LENGTH - step))
        odd = rng.choice(inside)
        scale = rng.normal(1, 0.1, 5)
        for k, beat in enumerate(beats):
            if k == odd and label == 2:
                continue
            for part, (place, width, height) in enumerate(WIDE if k == odd and label == 1 else WAVE):
                row += scale[part] * height * np.exp(-(((time - beat - place) / width) ** 2) / 2)
        drift = 0.2 * np.sin(2 * np.pi * (time / rng.uniform(100, 300) + rng.random()))
        row += drift + 0.06 * rng.standard_normal(LENGTH)
    return X[..., None], y


def series_network(seed, dilations):
    """Return a network of three 1-D convolutions with five weights for each channel, for series of any length."""
    keras.utils.set_random_seed(seed)
    inputs = x = keras.Input((None, 1))
    for dilation in dilations:
        x = layers.Conv1D(16, 5, padding="same", dilation_rate=dilation, use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    return keras.Model(inputs, layers.Dense(3)(layers.GlobalMaxPooling1D()(x)))


def dense_network(seed, shape, classes, units=12):
    """Return a network with one hidden layer."""
    keras.utils.set_random_seed(seed)
    steps = [keras.Input(shape), layers.Flatten(), layers.Dense(units, activation="relu"), layers.Dense(classes)]
    return keras.Sequential(steps)


DILATIONS = {"13": (1, 1, 1), "29": (1, 2, 4), "85": (1, 4, 16)}


def fit(model, X, y, steps, seed=0, rate=0.005, batch=32):
    """Train a classifier with Adam and a cosine decay."""
    rng = np.random.default_rng(seed)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def draw():
        rows = rng.integers(0, len(y), batch)
        return tf.constant(X[rows], tf.float32), tf.constant(y[rows], tf.int32)

    def cost(pictures, labels):
        value = loss(labels, model(pictures, training=True))
        return value, value

    _train([model], draw, cost, steps, rate)
    return model


# ---------------------------------------------------------------- three dimensions: a small volume

DEPTH = 12


def spirals(count, seed):
    """Return volumes (count, 12, 12, 12, 1) with a spiral that turns to the right (1) or to the left (0) as it rises.

    Each spiral is followed by its mirror image, with the slices in reverse order, which turns the other way.
    """
    rng = np.random.default_rng(seed)
    X = np.zeros((count, DEPTH, DEPTH, DEPTH), np.float32)
    y = np.zeros(count, int)
    t = np.linspace(0, 1, 60)
    for k in range(0, count, 2):
        angle = 2 * np.pi * (rng.random() + rng.uniform(0.9, 1.5) * t)
        radius, place = rng.uniform(2.5, 4), rng.uniform(-1, 1, 2) + (DEPTH - 1) / 2
        points = np.stack([t * (DEPTH - 1), place[0] + radius * np.sin(angle), place[1] + radius * np.cos(angle)])
        np.add.at(X[k], tuple(np.rint(np.clip(points, 0, DEPTH - 1)).astype(int)), 1.0)
        X[k] = 3 * ndimage.gaussian_filter(np.minimum(X[k], 1), 0.7)
        y[k] = 1
        if rng.random() < 0.5:
            X[k], y[k] = X[k, :, :, ::-1], 0
        X[k + 1], y[k + 1] = X[k, ::-1], 1 - y[k]
    return (X + 0.35 * rng.standard_normal(X.shape))[..., None].astype(np.float32), y


def volume_network(seed, kind):
    """Return a network for volumes; kind: "slices", each alone, "channels", slices as channels, or "volume", 3-D."""
    keras.utils.set_random_seed(seed)
    inputs = x = keras.Input((DEPTH, DEPTH, DEPTH, 1))
    if kind == "channels":
        x = layers.Permute((2, 3, 1))(layers.Reshape((DEPTH, DEPTH, DEPTH))(x))
        for filters in (20, 23, 16):
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
            x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
            if filters != 16:
                x = layers.MaxPooling2D(2)(x)
        x = layers.Flatten()(x)
    else:
        deep, widths = (3, (6, 12, 24)) if kind == "volume" else (1, (10, 20, 40))
        for filters in widths:
            x = layers.Conv3D(filters, (deep, 3, 3), padding="same", use_bias=False)(x)
            x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
            if filters != widths[-1]:
                x = layers.MaxPooling3D((2 if kind == "volume" else 1, 2, 2))(x)
        x = layers.GlobalMaxPooling3D()(x)
    return keras.Model(inputs, layers.Dense(2)(x))


def multiply_adds(model):
    """Return how many multiplications of weights the convolutions and dense layers of a network need for one input."""
    total = 0
    for layer in model.layers:
        if hasattr(layer, "kernel"):
            places = layer.output.shape[1:-1] if layer.kernel.ndim > 2 else ()
            total += int(np.prod([*places, *layer.kernel.shape]))
    return total
