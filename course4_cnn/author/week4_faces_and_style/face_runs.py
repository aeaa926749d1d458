"""The trainings behind the notebook on faces, stored in `face_runs.csv` and `face_groups.csv` beside it.

`python course4_cnn/author/week4_faces_and_style/face_runs.py` runs them all, six minutes on one core. It also trains
the network for the last challenge and writes the encodings by it: of people for everybody into `face_encodings.json`
beside the notebook, of others, whom no student has, into `unseen_encodings.npz` beside this file.
"""

import base64
import csv
import json
import sys
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent
WEEK = HERE.parents[1] / "source" / HERE.name
sys.path[:0] = [str(WEEK), str(HERE.parents[2])]

import face_network as given  # noqa: E402

COLUMNS = ["choice", "seed", "same", "different", "accepted", "one_shot"]
GROUPS = ["training", "seed", "group", "false_accepts", "false_rejects"]
UPDATES, SEEDS, MARGIN, FAR = 250, range(3), 1.0, 0.01
DARK, LIGHT = (0.0, 0.35), (0.65, 1.0)


def squares_of(E):
    """Return the squared distances of all encodings."""
    return ((E[:, None] - E[None]) ** 2).sum(axis=2)


def all_pairs(labels):
    """Return the positions of all pairs of pictures of one person, each twice."""
    same = labels[:, None] == labels[None]
    return np.argwhere(same & ~np.eye(len(labels), dtype=bool))


def random_choice(E, labels, alpha):
    """Return a triplet for each pair of pictures of a person, with any negative."""
    rng = np.random.default_rng(abs(int(1e6 * E.sum())) % 2**32)
    return [(a, p, rng.choice(np.flatnonzero(labels != labels[a]))) for a, p in all_pairs(labels)]


def hardest_choice(E, labels, alpha):
    """Return a triplet for each pair of pictures of a person, with the negative next to the anchor."""
    D = squares_of(E) + 1e9 * (labels[:, None] == labels[None])
    return [(a, p, D[a].argmin()) for a, p in all_pairs(labels)]


def semi_hard_choice(E, labels, alpha):
    """Return the triplets of the notebook."""
    D, found = squares_of(E), []
    other = labels[:, None] != labels[None]
    for a, p in all_pairs(labels):
        beyond = other[a] & (D[a] > D[a, p])
        n = np.where(beyond, D[a], np.inf).argmin() if beyond.any() else np.where(other[a], D[a], -1).argmax()
        if D[a, n] < D[a, p] + alpha:
            found.append((a, p, n))
    return found


def triplets(_, parts, alpha):
    """Return the sum of the triplet losses."""
    a, p, n = parts
    return tf.reduce_sum(tf.nn.relu(tf.reduce_sum((a - p) ** 2 - (a - n) ** 2, axis=1) + alpha))


def train_contrastive(network, pictures, who, seed, updates=UPDATES, rate=0.002):
    """Train a network on all pairs of each batch, both kinds with equal weight, with the contrastive loss."""
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(rate, updates))
    optimizer.build(network.trainable_variables)
    i, j = np.triu_indices(given.PEOPLE * given.PICTURES, 1)

    @tf.function(autograph=False)
    def update(X, same):
        with tf.GradientTape() as tape:
            E = network(X, training=True)
            squares = tf.reduce_sum((tf.gather(E, i) - tf.gather(E, j)) ** 2, axis=1)
            apart = tf.nn.relu(MARGIN - tf.sqrt(squares + 1e-12))
            each, share = same * squares + (1 - same) * apart**2, tf.reduce_mean(same)
            cost = tf.reduce_mean(each * (same / share + (1 - same) / (1 - share)))
        optimizer.apply(tape.gradient(cost, network.trainable_variables), network.trainable_variables)

    for batch in given.batches(who, updates, seed):
        same = (who[batch][i] == who[batch][j]).astype(np.float32)
        update(tf.constant(pictures[batch].astype(np.float32)), tf.constant(same))


def accepted(distances, same, far=FAR):
    """Return the share of pairs of one person below the threshold of a false-accept rate."""
    return np.mean(distances[same] < np.sort(distances[~same])[int(far * np.sum(~same))])


def measured(E, who):
    """Return what a row says of encodings."""
    distances, same = given.pairs(E, who)
    return [distances[same].mean(), distances[~same].mean(), accepted(distances, same), given.first_seen(E, who)]


def write(path, columns, rows):
    """Write a table, numbers with four digits."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[f"{value:.4f}" if isinstance(value, float) else value for value in row] for row in rows])


def choices():
    """Measure how the choice of triplets, and other losses, change what is learned."""
    pictures, who = given.album(1, 240, 5)
    unseen, owners = given.album(2, 50, 5)
    rows = [["pixels", 0, *map(float, measured(unseen.reshape(len(unseen), -1) / 255.0, owners))]]
    for seed in SEEDS:
        rows.append(["untrained", seed, *map(float, measured(given.encode(given.build(seed), unseen), owners))])
        for name, choose in (("random", random_choice), ("hardest", hardest_choice), ("semi-hard", semi_hard_choice)):
            network = given.build(seed)
            given.train(network, pictures, who, triplets, choose, UPDATES, seed)
            rows.append([name, seed, *map(float, measured(given.encode(network, unseen), owners))])
            print(*rows[-1], flush=True)
        network = given.build(seed)
        train_contrastive(network, pictures, who, seed)
        rows.append(["contrastive", seed, *map(float, measured(given.encode(network, unseen), owners))])
    write(WEEK / "face_runs.csv", COLUMNS, rows)


def groups():
    """Measure errors by group, at one threshold for all, after training with few dark faces and with half."""
    tests = {"dark": given.album(11, 60, 5, DARK), "light": given.album(12, 60, 5, LIGHT)}
    rows = []
    for name, dark in (("5 % dark", 12), ("50 % dark", 120)):
        for seed in SEEDS:
            parts = [given.album([21, seed], dark, 5, DARK), given.album([22, seed], 240 - dark, 5, LIGHT)]
            pictures = np.concatenate([parts[0][0], parts[1][0]])
            who = np.concatenate([parts[0][1], parts[1][1] + dark])
            network = given.build(seed)
            given.train(network, pictures, who, triplets, semi_hard_choice, UPDATES, seed)
            found = {group: given.pairs(given.encode(network, X), owners) for group, (X, owners) in tests.items()}
            others = np.sort(np.concatenate([distances[~same] for distances, same in found.values()]))
            threshold = others[int(FAR * len(others))]
            for group, (distances, same) in found.items():
                rates = [np.mean(distances[~same] < threshold), np.mean(distances[same] >= threshold)]
                rows.append([name, seed, group, *map(float, rates)])
                print(*rows[-1], flush=True)
    write(WEEK / "face_groups.csv", GROUPS, rows)


def encodings():
    """Train the network of the last challenge and encode people whom it has not seen."""
    pictures, who = given.album(31, 500, 5)
    network = given.build(7)
    given.train(network, pictures, who, triplets, semi_hard_choice, 900, 7)
    for seed in (41, 42):
        unseen, owners = given.album(seed, 120, 5)
        E = given.encode(network, unseen).astype(np.float16)
        if seed == 42:
            np.savez_compressed(HERE / "unseen_encodings.npz", E=E, who=owners.astype(np.uint8))
        else:
            content = {"people": 120, "each": 5, "numbers": 32, "float16": base64.b64encode(E.tobytes()).decode()}
            (WEEK / "face_encodings.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        print(seed, *np.round(measured(E.astype(float), owners), 3))


if __name__ == "__main__":
    for part in sys.argv[1:] or ["choices", "groups", "encodings"]:
        started = time.time()
        globals()[part]()
        print(part, f"{time.time() - started:.0f} s")
