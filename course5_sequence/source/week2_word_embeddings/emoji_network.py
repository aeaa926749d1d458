"""What the notebook on emoji is given: dictionaries of word vectors, more sentences, and networks to compare."""

import csv
from functools import cache
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from helpers import data, pretrained

WEEK = Path(__file__).parent
EMOJI = ("❤️", "⚾", "😄", "😞", "🍴")
KINDS = ("average", "average, hidden layer", "pairs of words", "windows of three", "LSTM", "LSTM, no mask")
LONGEST = 12  # words of the longest sentence of all files
UNITS, EPOCHS, BATCH = 32, 120, 64


def read_glove_vecs(file=None):
    """Return three dictionaries: from words to indices (from 1), from indices to words, from words to vectors.

    Arguments: file, the path of an original text file; by default the 20,000 most frequent words of GloVe.
    """
    words, vectors = pretrained.glove(file)
    order = sorted(range(len(words)), key=words.__getitem__)
    places = {words[place]: number for number, place in enumerate(order, start=1)}
    return places, {number: word for word, number in places.items()}, dict(zip(words, vectors))


def label_to_emoji(label):
    """Return the emoji of a class."""
    return EMOJI[int(label)]


def convert_to_one_hot(Y, C):
    """Return labels (m,) as rows of a unit matrix, (m, C)."""
    return np.eye(C)[Y]


def softmax(z):
    """Return the probabilities (n,) for logits (n,); no exponential overflows."""
    powers = np.exp(z - np.max(z))
    return powers / powers.sum()


def most_probable(A, W, b):
    """Return the class (m,) with the largest logit for each average of A (m, n)."""
    logits = np.einsum("kn,mn->mk", W, A)
    logits += b
    return logits.argmax(axis=1)


def negation(part):
    """Return groups of four sentences, (g, 4), and their labels; part is "train" or "test".

    In each group: one that is glad, one that is not, the first negated, the second negated.
    """
    with (WEEK / "emoji_negation.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    sentences, labels = (np.array([row[key] for row in rows]).reshape(-1, 4) for key in ("sentence", "label"))
    return sentences, labels.astype(int)


def with_groups(X, Y):
    """Return sentences and labels with those of the groups to train on after them."""
    sentences, labels = negation("train")
    return np.concatenate([X, sentences.ravel()]), np.concatenate([Y, labels.ravel()])


def ridge(F, labels):
    """Return a function from features (m, d) to scores (m, 5): ridge regression on standardized features."""
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    targets = convert_to_one_hot(labels, 5)
    return make_pipeline(StandardScaler(), Ridge(alpha=0.1 * len(F))).fit(F, targets).predict


def told(features, vectors, sentences, labels, X_test, Y_test):
    """Return the shares test, pairs and solved (see `measure`) of ridge regression on features of sentences.

    Arguments: features, a function from sentences and vectors; sentences, labels to train on.
    """
    scores = ridge(features(sentences, vectors), labels)
    share = float(np.mean(scores(features(X_test, vectors)).argmax(axis=1) == Y_test))
    return share, *solved(lambda sentences: scores(features(sentences, vectors)))


def more_classes():
    """Return sentences of three further classes, 26 each: {name: array of sentences}."""
    with (WEEK / "emoji_more.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([row["sentence"] for row in rows if row["class"] == name]) for name in _names(rows)}


def _names(rows):
    return dict.fromkeys(row["class"] for row in rows)


# ---------------------------------------------------------------- networks to compare


def build(kind):
    """Return a network of one of `KINDS`, from vectors (m, LONGEST, 50) and where words are (m, LONGEST) to logits.

    Averages are taken over words, maxima as well. "pairs of words" and "windows of three" are convolutions over time:
    the first averages what it finds, the second takes the maximum.
    """
    vectors, there = keras.Input((LONGEST, 50)), keras.Input((LONGEST,), dtype="bool")
    share = layers.Lambda(lambda there: ops.expand_dims(ops.cast(there, "float32"), -1))(there)
    hidden = vectors
    if kind == "pairs of words":
        hidden = layers.Conv1D(UNITS, 2, padding="same", activation="relu")(vectors)
    if kind == "windows of three":
        hidden = layers.Conv1D(UNITS, 3, padding="same", activation="relu")(vectors)
        hidden = layers.Lambda(lambda both: ops.max(both[0] * both[1], axis=1))([hidden, share])
    elif kind.startswith("LSTM"):
        hidden = layers.LSTM(UNITS)(vectors, mask=None if kind == "LSTM, no mask" else there)
    else:
        hidden = layers.Lambda(lambda both: ops.sum(both[0] * both[1], 1) / ops.sum(both[1], 1))([hidden, share])
    if kind == "average, hidden layer":
        hidden = layers.Dense(UNITS, activation="relu")(hidden)
    if kind != "average":
        hidden = layers.Dropout(0.3)(hidden)
    return keras.Model([vectors, there], layers.Dense(5)(hidden))


@cache
def _dictionary():
    return read_glove_vecs()[2]


def embedded(sentences):
    """Return the vectors (m, LONGEST, 50) of the words that have one, zeros after them, and where words are."""
    vectors = np.zeros((len(sentences), LONGEST, 50), np.float32)
    there = np.zeros((len(sentences), LONGEST), bool)
    known = _dictionary()
    for number, sentence in enumerate(sentences):
        rows = [known[word] for word in str(sentence).lower().split() if word in known]
        vectors[number, : len(rows)], there[number, : len(rows)] = rows, True
    return vectors, there


def fit(kind, sentences, labels, seed):
    """Return a function from sentences to logits (m, 5): a network of one of `KINDS`, trained from a seed."""
    keras.utils.set_random_seed(seed)
    network, rng = build(kind), np.random.default_rng(seed)
    optimizer = keras.optimizers.Adam(0.01)
    optimizer.build(network.trainable_variables)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function(autograph=False)  # compiled faster than what `fit` of Keras runs
    def update(vectors, there, y):
        with tf.GradientTape() as tape:
            cost = loss(y, network([vectors, there], training=True))
        optimizer.apply(tape.gradient(cost, network.trainable_variables), network.trainable_variables)

    vectors, there = embedded(sentences)
    y = np.asarray(labels)
    for _ in range(EPOCHS):
        for batch in rng.permutation(len(y))[: len(y) // BATCH * BATCH].reshape(-1, BATCH):
            update(vectors[batch], there[batch], y[batch])
    return lambda sentences: np.asarray(network(list(embedded(sentences))))


def measure(kind, groups, seed):
    """Return what a network of one of `KINDS` reaches after training, with or without groups: four shares.

    train, test: of the sentences by theme that are classified correctly; pairs: of the sentences of unseen groups whose
    class, of the two in question, is the more probable one; solved: of the groups with all four sentences correct.
    """
    emoji = data.load_emoji()
    X, Y = emoji.X_train, emoji.Y_train
    if groups:
        X, Y = with_groups(X, Y)
    logits = fit(kind, X, Y, seed)
    train, test = (
        float(np.mean(logits(part).argmax(axis=1) == y)) for part, y in ((X, Y), (emoji.X_test, emoji.Y_test))
    )
    return train, test, *solved(logits)


def solved(logits, part="test"):
    """Return the shares of sentences and of whole groups that a function from sentences to logits tells correctly."""
    sentences, labels = negation(part)
    z = logits(sentences.ravel())
    correct = (np.where(z[:, 2] > z[:, 3], 2, 3) == labels.ravel()).reshape(labels.shape)
    return float(correct.mean()), float(correct.all(axis=1).mean())
