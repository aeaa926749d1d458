"""A network that is told the chord, changes that no chorus has, and the table of what was measured."""

import csv
from pathlib import Path

import numpy as np

from helpers import music

N_VALUES = len(music.VALUES)
EIGHTHS = np.array([length for _, length in music.VALUES])
INDEX = {note: number for number, note in enumerate(music.VALUES)}


def codes(changes, told="tones"):
    """Return what a network is told of each eighth of some changes, an array with a row of zeros and ones for each.

    Twelve numbers say which pitch classes are tones of the chord that sounds, the last four which eighth of the half
    bar it is; the three between are for the other code.
    Arguments: told, "root" for the chord's root and kind, one-hot, in place of its tones, "" for zeros.
    """
    rows = []
    for root, kind, eighths in changes:
        for _ in range(eighths):
            row = np.zeros(12 + len(music.KINDS) + 4)
            if told == "tones":
                row[[(root + tone) % 12 for tone in music.TONES[kind]]] = 1
            elif told == "root":
                row[[root, 12 + music.KINDS.index(kind)]] = 1
            row[15 + len(rows) % 4] = 1
            rows.append(row)
    return np.array(rows)


def transposed(chorus, shift):
    """Return a chorus some semitones higher."""
    changes = [((root + shift) % 12, kind, eighths) for root, kind, eighths in chorus.changes]
    return music.Chorus(chorus.name, changes, [(pitch and pitch + shift, eighths) for pitch, eighths in chorus.notes])


def more_keys(choruses, count, seed):
    """Return each chorus in some keys, drawn from those in which it stays in range."""
    rng, moved = np.random.default_rng(seed), []
    for chorus in choruses:
        pitches = [pitch for pitch, _ in chorus.notes if pitch]
        shifts = np.arange(music.LOW - min(pitches), music.HIGH - max(pitches) + 1)
        moved += [transposed(chorus, int(shift)) for shift in rng.permutation(shifts)[:count]]
    return moved


def windows(with_chords, choruses, told="tones", Tx=30):
    """Return inputs (m, Tx, n_x) and indices (m, Tx) of choruses, cut into windows; rows are made by `with_chords`."""
    X, Y = [], []
    for chorus in choruses:
        indices = np.array([INDEX[note] for note in chorus.notes])
        rows = with_chords(indices, EIGHTHS, codes(chorus.changes, told))
        for start in range(0, len(indices) - Tx + 1, 10):
            X.append(rows[start : start + Tx])
            Y.append(indices[start : start + Tx])
    return np.array(X, np.float32), np.array(Y)


def fit(X, Y, seed, epochs=30, n_a=64):
    """Return a network with one recurrent layer, trained to predict each value from what stands before it."""
    import keras

    keras.utils.set_random_seed(seed)
    network = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.LSTM(n_a, return_sequences=True),
            keras.layers.Dense(N_VALUES, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", jit_compile=False)
    network.fit(X, Y, batch_size=32, epochs=epochs, verbose=0)
    return network


def stepper(network, temperature=1.0):
    """Return a function `step(x, state)` that makes one step of a network, and the first state.

    It returns the probabilities of all values, at a temperature, and the next state.
    """
    import tensorflow as tf

    cell, densor = network.layers[0].cell, network.layers[-1]

    @tf.function
    def once(x, a, c):
        _, (a, c) = cell(x, [a, c])
        return densor(a), a, c

    def step(x, state):
        probabilities, a, c = once(tf.constant(x[np.newaxis], tf.float32), *state)
        powers = probabilities.numpy()[0].astype(float) ** (1 / temperature)
        return powers / powers.sum(), (a, c)

    zeros = tf.zeros((1, cell.units))
    return step, (zeros, zeros)


def unheard(seed, bars=16):
    """Return changes that no chorus has: chords drawn at random, each for a bar."""
    rng = np.random.default_rng(seed)
    kinds = rng.integers(len(music.KINDS), size=bars)
    return [(int(root), music.KINDS[kind], music.BAR) for root, kind in zip(rng.integers(12, size=bars), kinds)]


def facts(notes):
    """Return the range of a solo's pitches, its mean interval in semitones and the share of repeated pitches."""
    pitches = np.array([pitch for pitch, _ in notes if pitch])
    moves = np.abs(np.diff(pitches))
    return int(np.ptp(pitches)), float(moves.mean()), float(np.mean(moves == 0))


def rows():
    """Return the stored runs, a list of dictionaries."""
    with Path(__file__).with_name("jazz_runs.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(name, solos, setting, temperature="1.0"):
    """Return what the stored runs have of some solos in a column, a number for each seed."""
    chosen = (solos, setting, temperature)
    return [float(row[name]) for row in rows() if (row["solos"], row["setting"], row["temperature"]) == chosen]
