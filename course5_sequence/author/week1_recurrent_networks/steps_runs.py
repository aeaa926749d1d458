"""Train on the recall task what the notebook says of several seeds, into steps_runs.csv beside it.

python course5_sequence/author/week1_recurrent_networks/steps_runs.py [RNN 50 ...]

Without arguments all of it, five minutes on one core; with a cell and a length, only these, whose rows are replaced.
"""

import ast
import csv
import sys
from pathlib import Path

import nbformat
import numpy as np

WEEK = Path(__file__).resolve().parents[2] / "source" / "week1_recurrent_networks"
sys.path[:0] = [str(WEEK), str(Path(__file__).resolve().parents[3])]

import steps_given as given  # noqa: E402

COLUMNS = ["cell", "length", "rate", "seed", "correct"]
RATES = {"RNN": (0.001, 0.003, 0.01), "LSTM": (0.003, 0.01)}
LENGTHS, SEEDS, LAST = (6, 12, 25, 50), range(4), 50


def functions():
    """Return the functions that the solved notebook defines, by name."""
    space = {"np": np}
    for cell in nbformat.read(WEEK / "1_step_by_step.ipynb", 4).cells:
        if cell.cell_type == "code" and "\ndef " in f"\n{cell.source}":
            parts = [part for part in ast.parse(cell.source).body if isinstance(part, ast.FunctionDef)]
            exec(compile(ast.Module(parts, []), "notebook", "exec"), space)
    return space


def rows(cell, length):
    """Yield a row for each rate and seed: the share correct in the last 50 updates."""
    space = functions()
    passes = space[f"{cell.lower()}_forward"], space[f"{cell.lower()}_backward"]
    for rate in RATES[cell]:
        for seed in SEEDS:
            shares = given.train(cell, *passes, length, rate, seed)
            yield dict(zip(COLUMNS, (cell, length, rate, seed, f"{np.mean(shares[-LAST:]):.3f}"), strict=True))


def main():
    """Run what is asked for and replace its rows in the table."""
    asked = list(zip(sys.argv[1::2], map(int, sys.argv[2::2]), strict=True))
    asked = asked or [(cell, length) for cell in RATES for length in LENGTHS]
    kept = given.runs() if given.RUNS.exists() else []
    for cell, length in asked:
        kept = [row for row in kept if (row["cell"], row["length"]) != (cell, str(length))]
        kept += rows(cell, length)
    kept.sort(key=lambda row: (row["cell"], int(row["length"]), float(row["rate"]), int(row["seed"])))
    with given.RUNS.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


if __name__ == "__main__":
    main()
