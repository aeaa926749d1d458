"""The trainings behind the notebook on emoji, stored in `emoji_runs.csv` and `emoji_padding.csv` beside it.

`python course5_sequence/author/week2_word_embeddings/emoji_runs.py` runs them all, some minutes on one core.
"""

import csv
import sys
from pathlib import Path

WEEK = Path(__file__).parents[2] / "source" / "week2_word_embeddings"
sys.path[:0] = [str(WEEK), str(Path(__file__).parents[3])]

import emoji_network as given  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402

from helpers import data  # noqa: E402

COLUMNS = ["network", "groups", "seed", "train", "test", "pairs", "solved"]
SEEDS = range(5)
PADDING = ["trained", "seed", "used", "places", "test"]


def _indices(sentences, words, places):
    rows = np.zeros((len(sentences), places), int)
    for row, sentence in zip(rows, sentences, strict=True):
        known = [words[word] for word in str(sentence).lower().split() if word in words][:places]
        row[: len(known)] = known
    return rows


def padding(masked, seed):
    """Train the network of the notebook on ten places, with a mask or without; return rows of `PADDING`."""
    keras.utils.set_random_seed(seed)
    words, _, vectors = given.read_glove_vecs()
    matrix = np.zeros((len(words) + 1, 50))
    for word, place in words.items():
        matrix[place] = vectors[word]
    chain = [
        keras.layers.LSTM(128, return_sequences=True),
        keras.layers.Dropout(0.5),
        keras.layers.LSTM(128),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(5, activation="softmax"),
    ]

    def network(mask):
        inputs = keras.Input((None, 50))
        X = keras.layers.Masking()(inputs) if mask else inputs
        for layer in chain:
            X = layer(X)
        return keras.Model(inputs, X)

    emoji, trained = data.load_emoji(), network(masked)
    trained.compile("adam", "categorical_crossentropy", jit_compile=False)
    X = matrix[_indices(emoji.X_train, words, 10)]
    trained.fit(X, given.convert_to_one_hot(emoji.Y_train, 5), 32, 50, verbose=0)
    rows = []
    for used in (False, True):
        for places in (10, 20):
            P = np.asarray(network(used)(matrix[_indices(emoji.X_test, words, places)]))
            names = ["with mask" if mask else "without" for mask in (masked, used)]
            rows.append([names[0], seed, names[1], places, f"{np.mean(P.argmax(axis=1) == emoji.Y_test):.4f}"])
    return rows


def main():
    """Run all trainings and write the tables."""
    rows = [
        [kind, groups, seed, *(f"{share:.4f}" for share in given.measure(kind, groups == "yes", seed))]
        for kind in given.KINDS
        for groups in ("no", "yes")
        for seed in SEEDS
    ]
    with (WEEK / "emoji_runs.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    rows = [row for masked in (False, True) for seed in range(3) for row in padding(masked, seed)]
    with (WEEK / "emoji_padding.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([PADDING, *rows])


if __name__ == "__main__":
    main()
