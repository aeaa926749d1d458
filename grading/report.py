"""What an instructor looks at after grading: a table, a CSV file and one picture."""

import csv
from itertools import groupby

import matplotlib
from rich.markup import escape
from rich.table import Table

from helpers import plot

ROWS = 100  # of the table of a grading run


def tables(scores, notes):
    """Yield one rich table per notebook: students down, exercises across; and last one of notes, if there are any.

    Arguments: scores, a list of `grading.course.Score`; notes, a dictionary from (week, student) to sentences.
    """
    for (week, notebook), group in groupby(scores, key=lambda score: (score.week, score.notebook)):
        group = list(group)
        points = {score.exercise: score.points for score in group}
        table = Table(title=f"{week} / {notebook}", title_justify="left")
        table.add_column("student")
        for exercise, worth in points.items():
            table.add_column(f"{exercise}\n({worth:g})", justify="right")
        table.add_column(f"total\n({sum(points.values()):g})", justify="right", style="bold")
        for student, row in groupby(group, key=lambda score: score.student):
            earned = {score.exercise: score.earned for score in row}
            known = [value for value in earned.values() if value is not None]
            cells = ["-" if earned[name] is None else f"{earned[name]:g}" for name in points]
            table.add_row(plain(student), *cells, f"{sum(known):g}" if known else "not graded")
        yield table
    if any(notes.values()):
        table = Table(title="Notes", title_justify="left")
        for heading in ("week", "student", "note"):
            table.add_column(heading, overflow="fold")
        for (week, student), sentences in notes.items():
            for sentence in sentences:
                table.add_row(week, plain(student), plain(sentence))
        yield table


def run_table(graded):
    """Return a rich table of a grading run: score, time and trouble, or only those in trouble if they are very many.

    Arguments: graded, a list of `grading.autograde.Graded`.
    """
    shown = graded if len(graded) <= ROWS else [item for item in graded if item.problem or item.notes]
    table = Table(title="Graded", title_justify="left")
    table.add_column("student")
    for heading in ("points", "of", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("trouble", overflow="fold")
    for item in shown:
        trouble = item.problem or (
            item.notes[0] + f" (and {len(item.notes) - 1} more)" * (len(item.notes) > 1) if item.notes else ""
        )
        numbers = ("-", "-", "-") if item.problem else (f"{item.earned:g}", f"{item.points:g}", f"{item.seconds:.1f}")
        table.add_row(plain(item.student), *numbers, plain(trouble))
    done = [item for item in graded if not item.problem]
    table.add_section()
    mean = sum(item.earned for item in done) / max(1, len(done))
    numbers = f"{mean:.1f}", f"{done[0].points:g}" if done else "-", f"{sum(item.seconds for item in done):.1f}"
    table.add_row(f"{len(done)} graded", *numbers, "mean points, seconds in all", style="bold")
    return table


def plain(text):
    """Return text, such as the name of a folder, without terminal codes and for rich's own mark-up to leave alone."""
    return escape("".join(sign if sign.isprintable() else "?" for sign in text))


def write_csv(path, scores, notes):
    """Write one line per student and exercise to `path`; the notes of a submission stand in its first line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "week", "notebook", "exercise", "earned", "points", "notes"])
        told = set()
        for score in sorted(scores, key=lambda score: (score.student, score.week)):
            key = (score.week, score.student)
            remark = "" if key in told else " ".join(notes.get(key, []))
            told.add(key)
            earned = "" if score.earned is None else f"{score.earned:g}"
            # A name that a spreadsheet would take for a formula is quoted, so that opening the file runs nothing.
            student = f"'{score.student}" if score.student[:1] in "=+-@" else score.student
            writer.writerow([student, score.week, score.notebook, score.exercise, earned, f"{score.points:g}", remark])


def shares(scores):
    """Return the mean share of the points earned per exercise: a dictionary from (notebook, exercise) to 0..1."""
    found = {}
    for score in scores:
        if score.earned is not None:
            found.setdefault((score.notebook, score.exercise), []).append(
                score.earned / score.points if score.points else 1
            )
    return {key: sum(values) / len(values) for key, values in found.items()}


def draw(path, scores, title):
    """Draw the share of points earned per exercise as bars, one panel per notebook, into the PNG file `path`."""
    matplotlib.use("agg")
    by_notebook = [(name, list(group)) for name, group in groupby(shares(scores).items(), key=lambda item: item[0][0])]
    count = len({score.student for score in scores if score.earned is not None})
    heights = [len(group) + 1.6 for _, group in by_notebook]
    made, grid = plot.figure(
        len(by_notebook),
        1,
        width=8,
        height=0.28 * sum(heights) + 0.8,
        squeeze=False,
        sharex=True,
        height_ratios=heights,
    )
    for axes, (name, group) in zip(grid.flat, by_notebook):
        labels, values = [key[1] for key, _ in group], [value for _, value in group]
        axes.barh(labels, values, color=plot.BLUE, height=0.7)
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
        axes.set(xlim=(0, 1.08), title=name)
        for row, value in enumerate(values):
            axes.text(value + 0.01, row, f"{value:.0%}", va="center", fontsize=8)
    axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    axes.set_xlabel(f"share of the points earned, mean of {count} graded submission{'s' * (count != 1)}")
    made.suptitle(title, fontweight="bold")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plot.png(made))
