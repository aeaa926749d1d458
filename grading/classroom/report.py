"""What an instructor looks at after grading, and what other programs read: tables, CSV files and one picture."""

import csv
import re
from itertools import groupby

import matplotlib
from rich.table import Table

from grading.classroom.exports import CANVAS, MOODLE
from grading.classroom.students import PARTICIPANT
from grading.text import plain, printable
from helpers import plot

ROWS = 100  # of the table of a grading run
# Where a spreadsheet would begin a formula: at the start of a field, or behind what may separate fields elsewhere.
FORMULA = re.compile(r"(^|[;,|])(\s*)(?=[=+\-@＝＋－＠])")


def tables(scores, notes):
    """Yield one rich table per notebook: students down, exercises across; and last one of notes, if there are any.

    Arguments: scores, a list of `converters.Score`; notes, a dictionary from (week, student) to sentences.
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


def _first(notes):
    """Return the first of some notes, and how many more there are."""
    more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
    return f"{notes[0]}{more}" if notes else ""


def run_table(graded):
    """Return a rich table of a grading run: score, time and trouble, or only those in trouble if they are very many.

    Arguments: graded, a list of `autograde.Graded`.
    """
    shown = graded if len(graded) <= ROWS else [item for item in graded if item.problem or item.notes]
    table = Table(title="Graded", title_justify="left")
    table.add_column("student")
    for heading in ("points", "of", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("trouble", overflow="fold")
    for item in shown:
        trouble = item.problem or _first(item.notes)
        numbers = ("-", "-", "-") if item.problem else (f"{item.earned:g}", f"{item.points:g}", f"{item.seconds:.1f}")
        table.add_row(plain(item.student), *numbers, plain(trouble))
    done = [item for item in graded if not item.problem]
    table.add_section()
    mean = sum(item.earned for item in done) / max(1, len(done))
    numbers = f"{mean:.1f}", f"{done[0].points:g}" if done else "-", f"{sum(item.seconds for item in done):.1f}"
    table.add_row(f"{len(done)} graded", *numbers, "mean points, seconds in all", style="bold")
    return table


def write_csv(folder, scores, notes, records):
    """Write what spreadsheets and platforms read into a folder, and return the names of the files.

    grades.csv: a line for each student, with the points of each notebook, each week and in all. exercises.csv: a line
    for each student and exercise. moodle_WEEK.csv, canvas_WEEK.csv: the points of a week of those who handed in there
    and have been graded.
    Arguments: scores, a list of `converters.Score`; notes, a dictionary from (week, student) to sentences; records,
    one from (week, student) to what `submitted.record` returned, with "graded", when, as text, if that is known.
    """
    tables = {"grades.csv": _grades(scores, notes), "exercises.csv": _exercises(scores, notes)}
    for week in dict.fromkeys(score.week for score in scores):
        for platform, table in ((MOODLE, _moodle), (CANVAS, _canvas)):
            rows = table(week, [score for score in scores if score.week == week], records)
            if rows:
                tables[f"{platform.lower()}_{week}.csv"] = rows
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        # Excel takes a file for UTF-8 only if it begins with this encoding's mark; Moodle and Canvas read it as well.
        with (folder / name).open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows([_text(cell) for cell in row] for row in rows)
    return list(tables)


def _text(cell):
    """Return what stands in a cell: points as a number; of a text nothing that a spreadsheet would run."""
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else f"{cell:.10g}"
    return FORMULA.sub(r"\1\2'", printable(cell))


def _sum(scores):
    """Return the points earned, None if nothing was graded, and the points to be had."""
    known = [score.earned for score in scores if score.earned is not None]
    return float(sum(known)) if known else None, float(sum(score.points for score in scores))


def _grades(scores, notes):
    """Return the rows of grades.csv."""
    columns = {}  # of the points to be had, by (week, notebook), and with "" for a whole week
    weeks, students = dict.fromkeys(score.week for score in scores), sorted({score.student for score in scores})
    for week in weeks:
        of = [score for score in scores if score.week == week]
        first = next(iter(score.student for score in of))
        for notebook in [*dict.fromkeys(score.notebook for score in of), ""]:
            columns[week, notebook] = _sum(
                [score for score in of if score.student == first and notebook in ("", score.notebook)]
            )[1]
    every = sum(points for (_, notebook), points in columns.items() if not notebook)
    head = [
        f"{week}{f' / {notebook}' if notebook else ' total'} ({points:g})"
        for (week, notebook), points in columns.items()
    ]
    rows = [["student", *head, f"total ({every:g})", "notes"]]
    by_student = {
        student: [score for score in group] for student, group in groupby(sorted(scores, key=_student), _student)
    }
    for student in students:
        mine = by_student[student]
        earned = [
            _sum([score for score in mine if score.week == week and notebook in ("", score.notebook)])[0]
            for week, notebook in columns
        ]
        remarks = [f"{week}: {note}" for week in weeks for note in notes.get((week, student), ())]
        rows.append([student, *earned, _sum(mine)[0], " ".join(remarks)])
    return rows


def _student(score):
    return score.student


def _exercises(scores, notes):
    """Return the rows of exercises.csv; the notes of a submission stand in its first line."""
    rows, noted = [["student", "week", "notebook", "exercise", "earned", "points", "notes"]], set()
    for score in sorted(scores, key=lambda score: (score.student, score.week)):
        key = (score.week, score.student)
        remark = "" if key in noted else " ".join(notes.get(key, []))
        noted.add(key)
        rows.append(
            [score.student, score.week, score.notebook, score.exercise, score.earned, float(score.points), remark]
        )
    return rows


def _of_platform(platform, scores, records):
    """Yield the record, the points and the points to be had of each graded student whom a platform knows."""
    for student, group in groupby(sorted(scores, key=_student), _student):
        group = list(group)
        record = records.get((group[0].week, student), {})
        earned, points = _sum(group)
        if record.get("platform") == platform and earned is not None:
            yield record, earned, points


def _moodle(week, scores, records):
    """Return the rows of an offline grading worksheet for Moodle's assignments, none without students.

    Source: mod/assign/feedback/offline/importgradeslib.php of Moodle, which reads the first, the fourth and the last
    column. It keeps a grade that was changed in Moodle after the last one, unless asked.
    """
    rows = [
        [f"{PARTICIPANT} {record['number']}", record["student"], "", earned, points, record.get("graded", "")]
        for record, earned, points in _of_platform(MOODLE, scores, records)
    ]
    head = ["Identifier", "Full name", "Email address", "Grade", "Maximum grade", "Last modified (grade)"]
    return [head, *rows] if rows else []


def _canvas(week, scores, records):
    """Return the rows of a gradebook for Canvas, none without students. Who is anonymous there has no number to import.

    Source: lib/gradebook_importer.rb of Canvas, which finds students by the second column, and the assignment by the
    head of the last one or else asks which it is. One without a grade is left out, because an empty cell deletes.
    """
    named = [item for item in _of_platform(CANVAS, scores, records) if not item[0]["student"].startswith("anon_")]
    if not named:
        return []
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", week]
    possible = ["    Points Possible", "", "", "", "", named[0][2]]
    return [head, possible, *([record["student"], record["number"], "", "", "", earned] for record, earned, _ in named)]


def shares(scores):
    """Return the mean share of the points earned per exercise: a dictionary from (notebook, exercise) to 0..1."""
    values_of = {}
    for score in scores:
        if score.earned is not None:
            values_of.setdefault((score.notebook, score.exercise), []).append(
                score.earned / score.points if score.points else 1
            )
    return {key: sum(values) / len(values) for key, values in values_of.items()}


def draw(path, scores, title):
    """Draw the share of points earned per exercise as bars, one panel per notebook, into the PNG file `path`."""
    matplotlib.use("agg")
    by_notebook = [(name, list(group)) for name, group in groupby(shares(scores).items(), key=lambda item: item[0][0])]
    count = len({score.student for score in scores if score.earned is not None})
    heights = [len(group) + 1.6 for _, group in by_notebook]
    drawing, grid = plot.figure(
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
    drawing.suptitle(title, fontweight="bold")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plot.png(drawing))
