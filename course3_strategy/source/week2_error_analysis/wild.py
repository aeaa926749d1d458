"""What the notebook on errors is given: pictures, features, a network that trains in seconds, fog, made-up sets."""

from collections import namedtuple

import numpy as np
from PIL import Image

from helpers import data

NAMES, FINGERS = np.array(["rock", "paper", "scissors"]), (0, 5, 2)
SIZE, CELL, DIRECTIONS, CLASSES = 24, 4, 6, 3

Pictures = namedtuple("Pictures", "pictures X y true careful causes names target scene")
Network = namedtuple("Network", "mean scale W1 b1 W2 b2")
LabelSet = namedtuple("LabelSet", "X labels wrong")
Situation = namedtuple("Situation", "labels first second true")


def load():
    """Return 540 pictures from the studio and then 1,328 from the wild, with their features and what is known of them.

    Pictures has the fields pictures (m, 24, 24, 3), X (m, 216) the features, y the labels, true the labels after long
    discussion, careful those of careful readers, causes (m, 5) with their names, target (True in the wild), scene.
    """
    studio, y = _studio(*data.load_signs()[:2])
    wild = data.load_wild_signs()
    pictures = np.concatenate([studio, wild.x])
    y, true, careful = (np.concatenate([y, one]) for one in (wild.y, wild.checked, wild.careful))
    causes = np.zeros((len(pictures), 5), bool)
    causes[len(studio) :, :4] = wild.causes
    causes[:, 4] = y != true
    scene = np.concatenate([wild.scene.max() + 1 + np.arange(len(studio)), wild.scene])
    names = [*wild.names.tolist(), "mislabelled"]
    return Pictures(
        pictures, features(pictures), y, true, careful, causes, names, np.arange(len(y)) >= len(studio), scene
    )


def load_studio_test():
    """Return 120 pictures of the studio by people who are in no other set, and their labels."""
    return _studio(*data.load_signs()[2:4])


def _studio(pictures, fingers):
    chosen = np.isin(fingers[0], FINGERS)
    return shrink(pictures[chosen]), np.array([FINGERS.index(number) for number in fingers[0][chosen]])


def shrink(pictures):
    """Return pictures (m, 64, 64, 3) with 24 by 24 pixels."""
    small = [Image.fromarray(picture).resize((SIZE, SIZE), Image.Resampling.BOX) for picture in pictures]
    return np.stack([np.asarray(picture) for picture in small])


def features(pictures):
    """Return features (m, 216) of pictures (m, 24, 24, 3): how strong edges of six directions are in each of 36 cells.

    The strengths in a cell are divided by their length, so that the same hand in weaker light has nearly the same ones.
    """
    grey = pictures.mean(axis=3) / 255
    across, down = np.zeros_like(grey), np.zeros_like(grey)
    across[:, :, 1:-1] = grey[:, :, 2:] - grey[:, :, :-2]
    down[:, 1:-1] = grey[:, 2:] - grey[:, :-2]
    strength, place = np.hypot(across, down), np.arctan2(down, across) % np.pi / np.pi * DIRECTIONS
    cells = SIZE // CELL
    found = []
    for direction in range(DIRECTIONS):
        near = np.maximum(0, 1 - np.abs((place - direction + 3) % DIRECTIONS - 3))
        found.append((strength * near).reshape(-1, cells, CELL, cells, CELL).sum(axis=(2, 4)))
    found = np.stack(found, axis=-1)
    return (found / np.sqrt((found**2).sum(axis=-1, keepdims=True) + 0.02)).reshape(len(pictures), -1)


def train(X, y, seed=0, epochs=30, units=48, decay=2.0):
    """Train a network with one hidden layer (ReLU, softmax, AdamW) on examples in rows; return it."""
    rng = np.random.default_rng(seed)
    mean, scale = X.mean(axis=0), X.std(axis=0) + 0.01
    Z, Y = (X - mean) / scale, np.eye(CLASSES)[y]
    W = [rng.normal(0, (2 / Z.shape[1]) ** 0.5, (Z.shape[1], units)), np.zeros(units)]
    W += [rng.normal(0, (1 / units) ** 0.5, (units, CLASSES)), np.zeros(CLASSES)]
    first, second = [np.zeros_like(one) for one in W], [np.zeros_like(one) for one in W]
    steps = epochs * -(-len(X) // 64)
    for step in range(steps):
        if step % -(-len(X) // 64) == 0:
            order = rng.permutation(len(X))
        batch, order = order[:64], order[64:]
        hidden = np.maximum(0, Z[batch] @ W[0] + W[1])
        error = (softmax(hidden @ W[2] + W[3]) - Y[batch]) / len(batch)
        back = error @ W[2].T * (hidden > 0)
        slopes = [Z[batch].T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]
        rate = 0.004 * (1 - step / steps)
        for i, slope in enumerate(slopes):
            first[i] = 0.9 * first[i] + 0.1 * slope
            second[i] = 0.99 * second[i] + 0.01 * slope**2
            size = np.sqrt(second[i] / (1 - 0.99 ** (step + 1))) + 1e-8
            W[i] = W[i] - rate * (first[i] / (1 - 0.9 ** (step + 1)) / size + decay * W[i] * (W[i].ndim > 1))
    return Network(mean, scale, *W)


def softmax(logits):
    """Return probabilities, by rows."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def probabilities(network, X):
    """Return the probabilities (m, 3) of the classes."""
    hidden = np.maximum(0, (X - network.mean) / network.scale @ network.W1 + network.b1)
    return softmax(hidden @ network.W2 + network.b2)


def predict(network, X):
    """Return the most probable classes (m,)."""
    return probabilities(network, X).argmax(axis=1)


def patches(rng, count):
    """Return smooth random fields (count, 24, 24, 1) from 0 to 1."""
    fields = []
    for _ in range(count):
        n = int(rng.integers(4, 9))
        coarse = Image.fromarray(rng.random((n, n)).astype(np.float32))
        fields.append(np.asarray(coarse.resize((SIZE, SIZE), Image.Resampling.BICUBIC)))
    return np.stack(fields)[..., None]


def add_fog(pictures, fields, seed=0):
    """Lay fog over pictures (m, 24, 24, 3); each takes one of the fields at random."""
    rng = np.random.default_rng(seed)
    chosen = fields[rng.integers(len(fields), size=len(pictures))]
    level, white = rng.uniform(0.45, 0.65, (2, len(pictures), 1, 1, 1))
    thick = np.clip(level + 0.5 * (chosen - 0.5), 0, 0.92)
    return pictures * (1 - thick) + (185 + 200 * (white - 0.45)) * thick


def out_of_fold(X, y, groups, folds=5, seed=0):
    """Return probabilities (m, 3) from networks that have seen neither the example nor its group in training."""
    fold = np.random.default_rng(seed).integers(folds, size=groups.max() + 1)[groups]
    found = np.empty((len(X), CLASSES))
    for held in range(folds):
        found[fold == held] = probabilities(train(X[fold != held], y[fold != held], seed=held), X[fold == held])
    return found


def draw_labels(seed, share):
    """Draw a made-up set of 600 examples in 40 dimensions; about so large a share of its labels is wrong.

    There are four to six classes, and two of them are hard to tell apart.
    """
    rng = np.random.default_rng(seed)
    classes, m = int(rng.integers(4, 7)), 600
    centres = rng.normal(size=(classes, 40))
    centres *= rng.uniform(4.5, 5.5) / np.linalg.norm(centres, axis=1, keepdims=True)
    one, other = rng.permutation(classes)[:2]
    centres[other] = centres[one] + (centres[other] - centres[one]) * rng.uniform(0.22, 0.32)
    true = rng.choice(classes, m, p=rng.dirichlet(np.full(classes, 20)))
    X = centres[true] + rng.normal(size=(m, 40))
    habit = (np.arange(classes) + rng.integers(1, classes, classes)) % classes
    anything = (true + rng.integers(1, classes, m)) % classes
    slips = np.where(rng.random(m) < 0.5, habit[true], anything)
    labels = np.where(rng.random(m) < share, slips, true)
    return LabelSet(X, labels, labels != true)


def draw_situation(seed):
    """Draw a made-up test set with the predictions of two models; some labels are wrong, often by the same habit.

    The annotators' care changes from the first picture to the last. In half of the situations one of the models, the
    worse one, has learned their habit.
    """
    rng = np.random.default_rng(seed)
    while True:
        classes, m = int(rng.integers(4, 9)), int(rng.choice([500, 1500, 2000, 2500], p=[0.1, 0.3, 0.3, 0.3]))
        true = rng.integers(0, classes, m)
        habit = (np.arange(classes) + rng.integers(1, classes, classes)) % classes
        care = np.linspace(*rng.permutation([0.1, 1.9]), m)
        wrong = rng.random(m) < rng.uniform(0.05, 0.12) * care
        slips = np.where(rng.random(m) < 0.8, habit[true], (true + rng.integers(1, classes, m)) % classes)
        labels = np.where(wrong, slips, true)
        hard = rng.beta(0.25, 1.6, m)
        gap, learned = rng.choice([-1, 1]) * rng.uniform(0.012, 0.03), rng.uniform(0, 0.1, 2)
        if rng.random() < 0.5:
            learned[int(gap < 0)] = rng.uniform(0.3, 0.7)
        error, pair = rng.uniform(0.1, 0.16), []
        for half, share in zip((gap / 2, -gap / 2), learned):
            missed = rng.random(m) < np.clip(hard * (error + half) / hard.mean(), 0, 0.95)
            predicted = np.where(missed, (true + rng.integers(1, classes, m)) % classes, true)
            pair.append(np.where(wrong & (rng.random(m) < share), labels, predicted))
        right = np.array([[np.sum(one == by) for one in pair] for by in (labels, true)])
        if np.abs(np.diff(right)).min() >= 0.004 * m:
            return Situation(labels, *pair, true)
