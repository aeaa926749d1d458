"""What the notebook on the U-Net is given: streets, training, stored weights and runs, pixels for a challenge."""

import csv
import io
from pathlib import Path

import numpy as np
from PIL import Image

from helpers import data, scenes
from helpers.checks.exercise import portable

RUNS = Path(__file__).with_name("unet_runs.csv")
LOSSES = Path(__file__).with_name("unet_losses.csv")
RARE = [scenes.LABELS.index(name) for name in ("pole", "bicycle", "person", "traffic light", "traffic sign")]


# ---------------------------------------------------------------- streets


def streets(folder=None):
    """Return pairs (pictures, masks) of bytes to train with, to validate with, and to test with.

    Arguments: folder, with pictures and masks of your own (see `data.load_streets`), of which 70 % are to train with
        and half of the others to validate with; by default ours.
    """
    if folder is None:
        with np.load(data.FOLDER / "streets.npz") as file:
            return [_read(file, name) for name in ("train", "validation", "test")]
    found = data.load_streets(folder)
    order = np.random.default_rng(1).permutation(len(found.masks))
    parts = np.split(order, [int(0.7 * len(order)), int(0.85 * len(order))])
    return [(found.pictures[part], found.masks[part]) for part in parts]


def _read(file, name):
    pieces = np.split(file[f"{name}_jpegs"], np.cumsum(file[f"{name}_sizes"])[:-1])
    pictures = [np.asarray(Image.open(io.BytesIO(piece.tobytes()))) for piece in pieces]
    return np.stack(pictures), file[f"{name}_masks"]


def halve(X, Y):
    """Return pictures of half as many rows and columns, each pixel the mean of four, and every second label."""
    m, n_H, n_W, n_C = X.shape
    return X.reshape(m, n_H // 2, 2, n_W // 2, 2, n_C).mean(axis=(2, 4)), Y[:, ::2, ::2]


# ---------------------------------------------------------------- training


def begin(model):
    """Give a U-Net with 8 filters and 13 classes the weights of an early stage of its training."""
    with np.load(data.FOLDER / "street_unet.npz") as file:
        model.set_weights([file[f"weight_{number}"].astype(np.float32) for number in range(len(model.weights))])


def seed(number):
    """Begin the random numbers of Keras anew: initial weights, dropout and the order of the pictures."""
    import keras

    keras.utils.set_random_seed(number)


def curve():
    """Return what the training up to that stage has reached: arrays epoch, accuracy and mean IoU, on validation."""
    with np.load(data.FOLDER / "street_unet.npz") as file:
        return file["epochs"], file["accuracies"], file["mean_ious"]


def fit(model, X, Y, epochs, rate, seed, loss, falling=True, watch=None, batch=8):
    """Train with Adam on pictures of bytes, half of them mirrored anew in each epoch together with their masks.

    Arguments: seed, that of the mirroring; loss, a function of labels (m, n_H, n_W) and logits (m, n_H, n_W, n_C);
        falling, whether the learning rate falls to 0 along a cosine; watch, a function that is called with the number
        of each epoch that has ended; batch, how many pictures are in one.
    """
    import keras

    steps = epochs * -(-len(X) // batch)
    schedule = keras.optimizers.schedules.CosineDecay(rate, steps) if falling else rate

    def of_whole_numbers(labels, logits):
        return loss(keras.ops.cast(labels, "int32"), logits)

    model.compile(keras.optimizers.Adam(schedule), of_whole_numbers, jit_compile=False)
    rng = np.random.default_rng(seed)
    for epoch in range(1, epochs + 1):
        turned = (rng.random(len(X)) < 0.5)[:, None, None]
        pictures = np.where(turned[..., None], X[:, :, ::-1], X).astype(np.float32) / 255
        masks = np.where(turned, Y[:, :, ::-1], Y)
        model.fit(pictures, masks, batch_size=batch, epochs=1, verbose=0)
        if watch:
            watch(epoch)


def cross_entropy(labels, logits):
    """Return the mean cross-entropy of all pixels."""
    import keras

    return keras.ops.mean(keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True))


def predict(model, X):
    """Return the most probable class of each pixel of pictures of bytes, (m, n_H, n_W)."""
    batches = [X[i : i + 10].astype(np.float32) / 255 for i in range(0, len(X), 10)]
    return np.concatenate([np.asarray(model(batch, training=False)).argmax(axis=-1) for batch in batches])


def without_skips(model):
    """Return an untrained copy of a U-Net whose skip connections carry zeros: as many weights, but nothing to see."""
    import keras

    class ZeroSkip(keras.layers.Layer):
        """Concatenates, but with zeros in the place of the second tensor."""

        def call(self, tensors):
            first, second = tensors
            return keras.ops.concatenate([first, keras.ops.zeros_like(second)], axis=-1)

    def other(layer):
        return (
            ZeroSkip() if isinstance(layer, keras.layers.Concatenate) else type(layer).from_config(layer.get_config())
        )

    return keras.models.clone_model(model, clone_function=other)


def runs(**wanted):
    """Return the rows of `unet_runs.csv` with these values."""
    return _rows(RUNS, wanted)


def losses(**wanted):
    """Return the rows of `unet_losses.csv` with these values."""
    return _rows(LOSSES, wanted)


def _rows(path, wanted):
    with path.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if all(row[name] == str(value) for name, value in wanted.items())]


# ---------------------------------------------------------------- pixels with a rare class

SHARE, APART, SIDE, PICTURES, BATCHES, EPOCHS = 0.015, 1.6, 32, 4, 10, 16


class Pixels:
    """Pixels with three features each, of some classes of which one is rare and resembles a common one.

    X (batches, 4, 32, 32, 3) and y (batches, 4, 32, 32) are to train with, X_hidden (m, 3) and y_hidden (m,) to judge
    with. rare: the number of the rare class. classes: how many there are.
    """

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.classes = int(rng.integers(4, 7))
        common = [np.zeros(3)]
        while len(common) < self.classes - 1:
            place = rng.uniform(-6, 6, 3)
            if min(np.linalg.norm(place - other) for other in common) > 4.4:
                common.append(place)
        ways = rng.normal(size=(200, 3))
        ways *= APART / np.linalg.norm(ways, axis=1, keepdims=True)
        far = max(ways, key=lambda way: min(np.linalg.norm(way - other) for other in common[1:]))
        shares = np.append(1, rng.uniform(0.7, 1.3, self.classes - 2))
        order = rng.permutation(self.classes)
        self.middles = np.array([*common, far])[order]
        self.shares = np.append(shares / shares.sum() * (1 - SHARE), SHARE)[order]
        self.rare = int(np.argmin(self.shares))
        X, y = self._draw(rng, BATCHES * PICTURES * SIDE**2)
        self.X = X.reshape(BATCHES, PICTURES, SIDE, SIDE, 3)
        self.y = y.reshape(self.X.shape[:-1]).astype(np.int32)
        self.X_hidden, self.y_hidden = self._draw(rng, 30000)

    def _draw(self, rng, many):
        y = rng.choice(self.classes, many, p=self.shares)
        return (self.middles[y] + rng.normal(size=(many, 3))).astype(np.float32), y

    def overlap(self, predictions):
        """Return the IoU of the rare class, and the mean of the other ones."""
        from sklearn.metrics import jaccard_score

        found = jaccard_score(self.y_hidden, predictions, average=None, labels=range(self.classes), zero_division=0)
        return found[self.rare], np.delete(found, self.rare).mean()

    def best(self):
        """Return the largest IoU of the rare class that is possible for one who knows how the pixels are drawn."""
        away = ((self.X_hidden[:, None] - self.middles) ** 2).sum(axis=2)
        likely = np.log(self.shares) - away / 2
        found = []
        for more in np.arange(0.6, 3.1, 0.2):
            found.append(self.overlap((likely + more * (np.arange(self.classes) == self.rare)).argmax(axis=1))[0])
        return max(found)


@portable
def fit_pixels(loss, X, y, classes, epochs):
    """Return the weights (3, classes) and biases of the weighted sums that a loss, minimized with Adam, leads to."""
    import functools

    import keras
    import tensorflow as tf

    weights = tf.Variable(tf.zeros((3, classes))), tf.Variable(tf.zeros(classes))
    adam = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.06, epochs * len(X)))
    adam.build(weights)

    @functools.partial(tf.function, autograph=False)
    def update(pictures, labels):
        with tf.GradientTape() as tape:
            value = loss(labels, tf.tensordot(pictures, weights[0], 1) + weights[1])
        adam.apply_gradients(zip(tape.gradient(value, weights), weights))

    batches = [(tf.constant(pictures), tf.constant(labels)) for pictures, labels in zip(X, y)]
    for _ in range(epochs):
        for pictures, labels in batches:
            update(pictures, labels)
    return [weight.numpy() for weight in weights]
