"""Measure learned solos, those of the corpus and random ones, over seeds, for the notebook on jazz.

    python course5_sequence/author/week1_recurrent_networks/jazz_runs.py

About four minutes on one core; writes `jazz_runs.csv` beside the notebook.
"""

import csv
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[3]
WEEK = ROOT / "course5_sequence" / "source" / "week1_recurrent_networks"
sys.path[:0] = [str(ROOT), str(WEEK)]
import jazz_network as net  # noqa: E402

from grading.proof import formulas  # noqa: E402
from helpers import music  # noqa: E402

NAMES = ("solos", "seed", "epochs", "train", "held_out", "strong", "range", "interval", "repeats", "copied")
SOLOS, HELD = 8, 5


def solutions():
    """Return the graded functions of the solved notebook that are needed here."""
    namespace = {"np": np, "music": music}
    for name, tree in formulas.solutions(WEEK / "3_jazz.ipynb"):
        if name in ("with_chords", "improvise", "strong_tones", "longest_copy"):
            exec(compile(tree, name, "exec"), namespace)
    return namespace


def measured(solved, solos, corpus):
    """Return what is measured of solos, pairs of changes and notes, as means. Arguments: corpus, notes to compare."""
    strong = np.mean([solved["strong_tones"](notes, changes) for changes, notes in solos])
    facts = np.mean([net.facts(notes) for _, notes in solos], axis=0)
    copied = np.mean([solved["longest_copy"](notes, corpus) for _, notes in solos])
    return [f"{value:.3f}" for value in (strong, *facts, copied)]


def loss(network, X, Y):
    """Return the mean cross-entropy for each value."""
    found = network.predict_on_batch(X)
    return float(-np.mean(np.log(np.take_along_axis(found, Y[..., np.newaxis], 2))))


def runs():
    """Yield the rows of the table."""
    solved, choruses = solutions(), music.load_choruses()
    held = choruses[::HELD]
    known = [chorus for chorus in choruses if chorus not in held]
    corpus = [chorus.notes for chorus in known]
    places = [net.unheard(100 + number) for number in range(SOLOS)]
    yield ["corpus", "", "", "", "", *measured(solved, [(c.changes, c.notes) for c in held], corpus)]
    counts = np.bincount([net.INDEX[note] for notes in corpus for note in notes], minlength=net.N_VALUES)
    frequent = counts / counts.sum()
    for seed in range(3):
        np.random.seed(seed)
        for name, chances in (("uniform", np.full(net.N_VALUES, 1 / net.N_VALUES)), ("frequencies", frequent)):
            drawn = [solved["improvise"](lambda x, s: (chances, s), net.EIGHTHS, net.coded(c), None) for c in places]
            solos = [(c, [music.VALUES[v] for v in solo]) for c, solo in zip(places, drawn)]
            yield [name, seed, "", "", "", *measured(solved, solos, corpus)]
        for epochs in (15, 30, 100) if seed == 0 else (30,):
            for told, name in ((False, "blind"), (True, "told")):
                X, Y = net.windows(solved["with_chords"], known, told)
                network = net.fit(X, Y, seed, epochs)
                costs = [loss(network, *net.windows(solved["with_chords"], part, told)) for part in (known, held)]
                for temperature in (0.5, 1.0, 1.5) if epochs == 30 and seed == 0 else (1.0,):
                    step, state = net.stepper(network, temperature)
                    drawn = [solved["improvise"](step, net.EIGHTHS, net.coded(c, told), state) for c in places]
                    solos = [(c, [music.VALUES[v] for v in solo]) for c, solo in zip(places, drawn)]
                    row = measured(solved, solos, corpus)
                    label = name if temperature == 1 else f"{name} at {temperature}"
                    yield [label, seed, epochs, *(f"{cost:.3f}" for cost in costs), *row]


if __name__ == "__main__":
    with (WEEK / "jazz_runs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(NAMES)
        for row in runs():
            print(row, flush=True)
            writer.writerow(row)
