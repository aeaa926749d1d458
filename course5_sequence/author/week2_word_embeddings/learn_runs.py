"""The runs behind the notebook on learning embeddings, stored in `learn_runs.csv` beside it.

python course5_sequence/author/week2_word_embeddings/learn_runs.py     six minutes on one core
"""

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

ROOT = Path(__file__).parents[3]
WEEK = ROOT / "course5_sequence" / "source" / "week2_word_embeddings"
sys.path[:0] = [str(WEEK), str(ROOT), str(ROOT / "data" / "make")]

import learn_evaluation as evaluation  # noqa: E402
import learn_text  # noqa: E402
import learn_training as training  # noqa: E402
from word_vectors import solved  # noqa: E402

from helpers import data  # noqa: E402

COLUMNS = ["method", "seed", "neighbours", "analogies", *evaluation.PAIRS]
SETTINGS = {  # of skip-gram: epochs, learning rate, power of the noise, threshold of the subsampling
    "skip-gram, rate 0.2, 2 epochs": (2, 0.2, 0.75, 1e-3),
    "skip-gram, rate 0.2, 5 epochs": (5, 0.2, 0.75, 1e-3),
    "skip-gram": (3, 0.1, 0.75, 1e-3),
    "skip-gram, power 1": (3, 0.1, 1.0, 1e-3),
    "skip-gram, all words stay": (2, 0.1, 0.75, 1.0),  # more pairs in each epoch
}
SEEDS = range(3)


def nothing(line):
    """Report nothing."""


def skipgram(names, corpus, seed, epochs, rate, power, threshold):
    """Return the vectors of one run of skip-gram."""

    def sampling(counts, threshold, _):
        return names["sampling"](counts, threshold, power)

    functions = (sampling, names["skipgram_pairs"], names["sgd_step"])
    return training.train(corpus, functions, seed=seed, epochs=epochs, rate=rate, threshold=threshold, report=nothing)[
        0
    ]


def row(method, seed, words, vectors):
    """Return one row of the table."""
    groups = evaluation.analogies(words, vectors)
    values = [evaluation.shared(words, vectors), np.mean(list(groups.values())), *groups.values()]
    line = [method, seed, *(f"{value:.4f}" for value in values)]
    print(*line, flush=True)
    return line


def main():
    """Run everything and write the table."""
    names = solved()
    corpus = learn_text.read(data.load_austen(), 5)
    words, result = corpus.words, []
    for method, settings in SETTINGS.items():
        result += [row(method, seed, words, skipgram(names, corpus, seed, *settings)) for seed in SEEDS]
    X = names["cooccurrence"](corpus.ids, corpus.sentences, len(words), 5)
    for seed in SEEDS:
        vectors, contexts = training.fit_glove(X, names["glove"], seed=seed, rate=0.2, epochs=12, report=nothing)
        result.append(row("GloVe", seed, words, vectors))
        result.append(row("GloVe, W + C", seed, words, vectors + contexts))
    for method, power in (("SVD of PMI", 1), ("SVD of PMI, power 3/4", 0.75)):
        scores = csr_matrix(names["ideal_scores"](X, 1, power))
        left, sizes, _ = svds(scores, 50, v0=np.ones(len(X)))
        result.append(row(method, 0, words, left * np.sqrt(sizes)))
    books, vectors = data.load_word_vectors()
    result.append(row("skip-gram, 1.57 million", 0, books, vectors))
    with (WEEK / "learn_runs.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *result])


if __name__ == "__main__":
    main()
