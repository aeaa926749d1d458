"""The letter model in Keras, for verse: text to numbers, the network, its stored weights, and writing."""

import re
import time

import keras
import numpy as np

from helpers import data

LETTERS = "\n !\"'(),-.:;?abcdefghijklmnopqrstuvwxyz"  # other characters are left out
WINDOW = 60  # characters that the gradient goes back through


def numbers(text):
    """Return the characters of a text as numbers, an array (length,)."""
    place = {letter: number for number, letter in enumerate(LETTERS)}
    return np.array([place[letter] for letter in text if letter in place])


def windows(codes, offset=0):
    """Return inputs and targets (m, WINDOW): stretches of a text side by side, and the same one character later."""
    m = (len(codes) - offset - 1) // WINDOW
    X = codes[offset : offset + m * WINDOW].reshape(m, WINDOW)
    return X, codes[offset + 1 : offset + m * WINDOW + 1].reshape(m, WINDOW)


def network(units=128):
    """Return a network from characters (m, T) to logits of the next one at every place (m, T, characters)."""
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(len(LETTERS), 32),
            keras.layers.GRU(units, return_sequences=True),
            keras.layers.Dense(len(LETTERS)),
        ]
    )


def load(model):
    """Give a network the weights that `data/make/verse.py` has stored."""
    with np.load(data.FOLDER / "verse_gru.npz") as file:
        model.set_weights([file[f"arr_{number}"].astype(np.float32) for number in range(len(file.files))])
    return model


def fit(model, text, rate, seconds=None, passes=1, seed=0):
    """Train with Adam on windows of a text, for so many passes or seconds; return the loss of each pass."""
    codes, rng, started, losses = numbers(text), np.random.default_rng(seed), time.perf_counter(), []
    model.compile(
        keras.optimizers.Adam(rate, clipnorm=1.0),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=False,
    )
    while len(losses) < passes and (seconds is None or time.perf_counter() - started < seconds):
        X, Y = windows(codes, int(rng.integers(WINDOW)))
        order, total = rng.permutation(len(X)), []
        for start in range(0, len(X) - 31, 32):
            part = order[start : start + 32]
            total.append(float(model.train_on_batch(X[part], Y[part])))
            if seconds is not None and time.perf_counter() - started > seconds:
                break
        losses.append(float(np.mean(total)))
    return losses


def perplexity(model, text):
    """Return the perplexity of a network on a text."""
    X, Y = windows(numbers(text))
    logits = model.predict(X, batch_size=32, verbose=0)
    return float(np.exp(keras.losses.sparse_categorical_crossentropy(Y, logits, from_logits=True).numpy().mean()))


def known(line, text):
    """Return the share of the whole words of a line that are also in a text; the last one may be cut off."""
    words = set(re.findall(r"[a-z']+", text))
    return float(np.mean([word in words for word in re.findall(r"[a-z']+", line)[:-1]]))


def write(model, beginning, length, temperatures, seed=0):
    """Return what the network writes after a beginning, a dictionary with a text for each temperature.

    One character at a time: the state of the GRU goes from step to step. All texts are drawn side by side.
    """
    embedding, gru, dense = model.layers
    rng, texts = np.random.default_rng(seed), [beginning] * len(temperatures)
    state = np.zeros((len(texts), gru.units), np.float32)
    codes = np.tile(numbers(beginning), (len(texts), 1))
    for place in range(codes.shape[1] + length):
        if place == codes.shape[1]:
            logits = dense(state).numpy() / np.array(temperatures)[:, np.newaxis]
            drawn = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)  # draws from the softmax of the logits
            codes = np.concatenate([codes, drawn[:, np.newaxis]], axis=1)
            texts = [text + LETTERS[code] for text, code in zip(texts, drawn, strict=True)]
        _, (state,) = gru.cell(embedding(codes[:, place]), [state])
    return dict(zip(temperatures, texts, strict=True))
