"""Tables of experiments over seeds, of which a notebook shows the results and reruns a row.

A row names its experiment, the case, the setting and the seed; other columns hold numbers, several in one with spaces
between them, or a text.
"""

import csv

import numpy as np


def rows(path, experiment):
    """Return the rows of one experiment, a list of dictionaries from column to text.

    Arguments: path, of a CSV file with a column `experiment`.
    Raises ValueError, naming those that are there, if the table holds no such experiment.
    """
    with open(path, newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    chosen = [row for row in table if row["experiment"] == experiment]
    if not chosen:
        names = ", ".join(sorted({row["experiment"] for row in table}))
        raise ValueError(f"{path} holds no experiment {experiment!r}; it holds {names}")
    return chosen


def runs(path, experiment, *columns, scale=1.0):
    """Return the numbers of one experiment, {(case, setting): array (seeds, numbers)}.

    Arguments: columns, whose numbers are put in a row one after the other; an empty one is NaN; scale, a factor.
    Raises ValueError if the table holds no such experiment.
    """
    numbers = {}
    for row in rows(path, experiment):
        run = [scale * float(number) for column in columns for number in row[column].split() or ["nan"]]
        numbers.setdefault((row["case"], row["setting"]), []).append(run)
    return {key: np.array(value) for key, value in numbers.items()}


def spread(numbers, form=".0f"):
    """Return mean and standard deviation, over the values of a sample, as text."""
    return f"{np.mean(numbers):{form}} (sd {np.std(numbers, ddof=1):{form}})"
