"""Measure learned solos, those of the corpus and random ones, over seeds, for the notebook on jazz.

    python course5_sequence/author/week1_recurrent_networks/jazz_runs.py [SOLOS[:SETTING] ...]

About ten minutes on one core for all; writes their rows into `jazz_runs.csv` beside the notebook.
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

NAMES = ("solos", "setting", "seed", "temperature", "train", "held_out")
NAMES += ("strong", "range", "interval", "repeats", "copied")
SEEDS, SOLOS, HELD = 3, 6, 5
SETTINGS = {  # keys of each chorus, and epochs
    "1 key": (1, 20),
    "1 key, 10 epochs": (1, 10),
    "4 keys": (4, 8),
    "4 keys, 16 epochs": (4, 16),
}
LABELS = ("corpus", "uniform", "frequencies", "tones", "blind", "root")
KINDS = {"blind": "", "root": "root", "tones": "tones"}
TRAINED = {"blind": ("4 keys",), "root": ("4 keys", "4 keys, 16 epochs"), "tones": tuple(SETTINGS)}


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
    copied = np.mean([solved["longest_copy"](notes, corpus)[0] for _, notes in solos])
    return [f"{value:.3f}" for value in (strong, *facts, copied)]


def loss(network, X, Y):
    """Return the mean cross-entropy for each value."""
    found = network.predict_on_batch(X)
    return float(-np.mean(np.log(np.take_along_axis(found, Y[..., np.newaxis], 2))))


def played(solved, step, state, told):
    """Return solos over changes that no chorus has, pairs of changes and notes."""
    places = [net.unheard(100 + number) for number in range(SOLOS)]
    solos = [solved["improvise"](step, net.EIGHTHS, net.codes(changes, told), state) for changes in places]
    return [(changes, [music.VALUES[value] for value in solo]) for changes, solo in zip(places, solos)]


def runs(wanted):
    """Yield the rows of some kinds of solos. Arguments: wanted, {solos: settings}."""
    solved, choruses = solutions(), music.load_choruses()
    held = choruses[::HELD]
    known = [chorus for number, chorus in enumerate(choruses) if number % HELD]
    corpus = [chorus.notes for chorus in known]
    if "corpus" in wanted:
        yield ["corpus", "", "", "", "", "", *measured(solved, [(c.changes, c.notes) for c in held], corpus)]
    counts = np.bincount([net.INDEX[note] for notes in corpus for note in notes], minlength=net.N_VALUES)
    chances = {"uniform": np.full(net.N_VALUES, 1 / net.N_VALUES), "frequencies": counts / counts.sum()}
    for name in wanted:
        for seed in range(SEEDS):
            np.random.seed(seed)
            if name in chances:
                solos = played(solved, lambda x, s, p=chances[name]: (p, s), None, "")
                yield [name, "", seed, "", "", "", *measured(solved, solos, corpus)]
            for setting in wanted[name]:
                (keys, epochs), told = SETTINGS[setting], KINDS[name]
                more = net.more_keys(known, keys, seed) if keys > 1 else known
                network = net.fit(*net.windows(solved["with_chords"], more, told), seed, epochs)
                costs = [loss(network, *net.windows(solved["with_chords"], part, told)) for part in (known, held)]
                for temperature in (0.5, 1.0, 1.5) if (name, setting) == ("tones", "4 keys") else (1.0,):
                    solos = played(solved, *net.stepper(network, temperature), told)
                    row = [f"{cost:.3f}" for cost in costs] + measured(solved, solos, corpus)
                    yield [name, setting, seed, temperature, *row]


def place(row):
    """Return where a row of the table stands."""
    solos, setting, seed, temperature = row[:4]
    return [*LABELS].index(solos), int(seed or 0), [*SETTINGS, ""].index(setting), float(temperature or 0)


def main():
    """Measure and store."""
    wanted = {}
    for argument in sys.argv[1:] or LABELS:
        name, _, setting = argument.partition(":")
        wanted.setdefault(name, []).extend([setting] if setting else TRAINED.get(name, ("",)))
    path, measured_now = WEEK / "jazz_runs.csv", [[str(value) for value in row] for row in runs(wanted)]
    stored = [[row[name] for name in NAMES] for row in (net.rows() if path.is_file() else ())]
    others = [row for row in stored if row[1] not in wanted.get(row[0], ())]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([NAMES, *sorted(others + measured_now, key=place)])


if __name__ == "__main__":
    main()
