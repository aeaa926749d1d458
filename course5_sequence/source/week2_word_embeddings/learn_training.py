"""The loop around the functions of the notebook: windows, noise words and updates, epoch after epoch."""

import time

import numpy as np


def draw(rng, probabilities, shape):
    """Return words drawn from probabilities (V,): as `rng.choice`, but faster."""
    steps = np.cumsum(probabilities)
    return np.searchsorted(steps / steps[-1], rng.random(shape), side="right")


def batches(rng, corpus, functions, window, threshold):
    """Yield the pairs of one epoch in a random order, 1,000 at a time: a tuple of centers and contexts.

    Each word stays with the probability that `sampling` gives it, and has a reach drawn from 1 to `window`.
    """
    sampling, skipgram_pairs = functions[:2]
    stays = sampling(corpus.counts, threshold, 0.75)[0][corpus.ids] > rng.random(len(corpus.ids))
    ids, sentences = corpus.ids[stays], corpus.sentences[stays]
    centers, contexts = skipgram_pairs(ids, sentences, rng.integers(1, window + 1, len(ids)))
    order = rng.permutation(len(centers))
    for rows in np.array_split(order, -(-len(order) // 1000)):
        yield centers[rows], contexts[rows]


def train(corpus, functions, seed=0, size=50, epochs=3, rate=0.1, negatives=5, window=5, threshold=1e-3, report=print):
    """Return the vectors of the words and those of the contexts, both (V, size).

    Arguments: functions, the notebook's `sampling`, `skipgram_pairs` and `sgd_step`; rate, the learning rate at the
    beginning, which falls to zero; negatives, how many noise words each pair gets; report, which gets a line of text
    after each epoch.
    """
    rng = np.random.default_rng(seed)
    noise = functions[0](corpus.counts, threshold, 0.75)[1]
    W = (rng.uniform(-0.5, 0.5, (len(corpus.words), size)) / size).astype(np.float32)
    C = np.zeros_like(W)
    started, pairs = time.perf_counter(), 0
    for epoch in range(epochs):
        total, first = 0.0, pairs
        blocks = list(batches(rng, corpus, functions, window, threshold))
        for number, (centers, contexts) in enumerate(blocks):
            others = draw(rng, noise, (len(centers), negatives))
            targets = np.concatenate([contexts[:, np.newaxis], others], axis=1)
            left = 1 - (epoch + number / len(blocks)) / epochs
            loss, W, C = functions[2](W, C, centers, targets, rate * left)
            total, pairs = total + loss, pairs + len(centers)
        report(f"epoch {epoch + 1}: {pairs - first:,} pairs, loss {total / (pairs - first):.2f} for each")
    report(f"{time.perf_counter() - started:.0f} seconds")
    return W, C


def add_up(rows, values, count):
    """Return the sums (count, size) of the values (m, size) that have the same row (m,)."""
    return np.stack([np.bincount(rows, column, count) for column in values.T], axis=1)


def fit_glove(X, glove, seed=0, size=50, epochs=15, rate=0.05, x_max=10, report=print):
    """Return the vectors of the words and those of the contexts, both (V, size): batches of 50,000 entries, AdaGrad.

    Arguments: X, the matrix of co-occurrences; glove, the notebook's function; rate, the learning rate; x_max, from
    where an entry has the full weight; report, which gets a line of text at the end.
    """
    rng = np.random.default_rng(seed)
    rows, columns = np.nonzero(X)
    values = X[rows, columns]
    tables = [rng.uniform(-0.5, 0.5, (len(X), width)) / size for width in (size, size, 1, 1)]
    squares = [np.ones_like(table) for table in tables]
    started = time.perf_counter()
    for _ in range(epochs):
        order, total = rng.permutation(len(rows)), 0.0
        for batch in np.array_split(order, -(-len(order) // 50_000)):
            places = (rows[batch], columns[batch], rows[batch], columns[batch])
            parts = [table[place] for table, place in zip(tables, places, strict=True)]
            parts[2:] = [part[:, 0] for part in parts[2:]]
            cost, *slopes = glove(*parts, values[batch], x_max, 0.75)
            total += cost
            for table, square, place, slope in zip(tables, squares, places, slopes, strict=True):
                step = add_up(place, slope.reshape(len(batch), -1), len(X))
                square += step**2
                table -= rate * step / np.sqrt(square)
    report(f"cost of an entry in the last epoch: {total / len(rows):.3f}")
    report(f"{time.perf_counter() - started:.0f} seconds")
    return tables[0], tables[1]
