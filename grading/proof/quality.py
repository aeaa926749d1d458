"""How well the graders of a week measure: mutants, other styles and known mistakes, as tables and as one page."""

from dataclasses import dataclass, fields
from itertools import groupby

from rich.progress import Progress
from rich.table import Table

from grading import notebooks
from grading.authoring import author
from grading.proof import naming, notebook_run
from helpers import check

MOST_SURVIVORS = 0.05  # of the mutants that are not equivalent
PARTS = ("points", "mistakes", "mutants", "styles", "naming")
SAMPLE = 10  # mutants of an exercise that the test of the page runs

INTRODUCTION = f"""# How well the graders measure

A grader is a measuring instrument, and this page is its calibration.
`course verify --all --report docs/grader_quality.md` writes it; a test fails when a number gets worse,
measured with all mistakes, all styles on the visible cases, and up to {SAMPLE} mutants of each exercise.

- **Mutants** are the solved cells with one small change: another operator, an axis dropped, a factor left out.
  A good grader catches each one, the visible cases alone most of them (*only hidden*: the visible ones miss it).
  *Equivalent* changes make no difference, each for a stated reason; under {MOST_SURVIVORS:.0%} of the rest may survive.
- **Mistakes** are wrong solutions that learners write; each must be refused, and *named*: the card says the cause.
- **Styles** are right solutions written in other ways; each must get every point.
- **Held-out** solutions are wrong ones by people who had not read the list of known mistakes, which is not extended
  for their sake. A person has judged each card (`tests/wrong/`): *recognized* are those that it names, or locates with
  what to look at there; *misnamed* those that it gives another cause.
"""


@dataclass
class Row:
    """The counts of one exercise."""

    week: str
    notebook: str
    exercise: str
    mutants: int = 0
    caught: int = 0
    only_hidden: int = 0
    equivalent: int = 0
    survived: int = 0
    mistakes: int = 0
    refused: int = 0
    named: int = 0
    styles: int = 0
    accepted: int = 0
    held_out: int = 0
    recognized: int = 0
    misnamed: int = 0


COUNTS = [field.name for field in fields(Row)[3:]]


def weeks():
    """Return (course folder, week) for every week that has solved notebooks."""
    return list(dict.fromkeys((path.parents[2], path.parent.name) for path in notebooks.sources()))


def measure(folder, week, parts):
    """Return reports of one week of the course `folder`: a dictionary from part to list.

    What the cards say of held-out solutions is written beside these, for a person to judge.

    Arguments: parts, some of `PARTS`.
    """
    reports = {part: [] for part in parts}
    apart = [part for part in parts if part != "points"]
    paths = notebooks.sources(folder.parent, folder.name, week) if apart else []
    with Progress(transient=True) as progress:
        task = progress.add_task("", total=len(paths) + ("points" in parts))
        for path in paths:
            progress.update(task, description=path.stem)
            for part, items in notebook_run.run(path, apart).reports.items():
                reports[part] += items
                if part == "naming":
                    naming.write_verdicts(path, items)
            progress.advance(task)
        if "points" in parts:
            from grading.proof import verify  # here: the process of a notebook need not wait for nbgrader

            progress.update(task, description=f"{week} with nbgrader")
            reports["points"] = verify.verify(folder, week)
    return reports


def problems(reports):
    """Return a sentence for everything that is not as it must be in what `measure` returned."""
    sentences = []
    for item in (item for part in reports.values() for item in part):
        where = f"{item.notebook} / {item.exercise}"
        sentences += [f"{where}: {text}" for text in getattr(item, "problems", ())]
        sentences += [
            f"{where}: not found, or caught, but listed as equivalent: {diff}" for diff in getattr(item, "stale", ())
        ]
    total = sum(item.mutants - item.equivalent for item in reports.get("mutants", ()))
    survived = sum(item.survived for item in reports.get("mutants", ()))
    if survived >= MOST_SURVIVORS * total > 0:
        share = f"{survived / total:.1%}, not under {MOST_SURVIVORS:.0%}"
        sentences.append(f"{survived} of {total} mutants survive: {share}")
    return sentences


def rows(week, reports):
    """Return a list of `Row`, one for each exercise of a week, from what `measure` returned."""
    counts = {}
    for item in (item for part in reports.values() for item in part):
        row = counts.setdefault((item.notebook, item.exercise), Row(week, item.notebook, item.exercise))
        for name in COUNTS:
            setattr(row, name, getattr(item, name, getattr(row, name)))
    return list(counts.values())


def _total(items, name):
    return sum(getattr(item, name) for item in items)


def table(title, items, columns):
    """Return reports of one kind as a table for the terminal, with what `columns` names and the sums of the counts."""
    grid = Table(title=title, title_justify="left", show_footer=True)
    grid.add_column("notebook")
    grid.add_column("exercise", "together")
    for name in columns:
        grid.add_column(name.replace("_", " "), f"{_total(items, name)}" if name in COUNTS else "", justify="right")
    for item in items:
        grid.add_row(item.notebook, item.exercise, *(f"{getattr(item, name):g}" for name in columns))
    return grid


def page(items, margins):
    """Return the page as Markdown.

    Arguments: items, rows of one or several weeks; margins, a list of (week, exercise, sentence) for the exercises that
    judge a property.
    """
    parts = [INTRODUCTION]
    if held_out := _total(items, "held_out"):
        recognized, misnamed = _total(items, "recognized"), _total(items, "misnamed")
        parts.append(
            f"Of {held_out} held-out solutions {recognized} are recognized ({recognized / held_out:.0%}), "
            f"{misnamed} misnamed.\n"
        )
    for week, group in groupby(items, lambda item: item.week):
        group = list(group)
        parts.append(f"## {week}\n")
        parts.append("| notebook | exercise | " + " | ".join(name.replace("_", " ") for name in COUNTS) + " |")
        parts.append("|---|---|" + "---:|" * len(COUNTS))
        for item in group:
            counts = (str(getattr(item, name)) for name in COUNTS)
            parts.append(f"| {item.notebook} | {item.exercise} | {' | '.join(counts)} |")
        parts.append(f"| | **together** | {' | '.join(str(_total(group, name)) for name in COUNTS)} |\n")
        judged = [f"- `{exercise}`: {sentence}" for where, exercise, sentence in margins if where == week]
        if judged:
            parts += ["Judged by a property, because there is no single right output:\n", *judged, ""]
    return "\n".join(parts).rstrip() + "\n"


def read_page(text):
    """Return the rows of a page that `page` wrote."""
    rows, week = [], ""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            week = line[3:]
        elif len(cells) == 2 + len(COUNTS) and cells[-1].isdigit() and cells[0]:
            rows.append(Row(week, *cells[:2], *map(int, cells[2:])))
    return rows


def margins(folder, week):
    """Return (week, exercise, sentence) for the exercises of a week that judge what a function does by a property."""
    return [
        (f"{folder.name}/{week}", name, margin.statement)
        for path in notebooks.sources(folder.parent, folder.name, week)
        for name, margin in author.read(path.parent, path.stem, check.declared(path.stem, path.parent)).margins.items()
    ]
