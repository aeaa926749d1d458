"""The `course` command: what authors, instructors and students type."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from grading import notebooks
from grading.desk import commands
from grading.text import plain

app = typer.Typer(**commands.SETTINGS, help=__doc__)
app.add_typer(commands.app)
console = commands.console

COURSE = Annotated[str, typer.Argument(metavar="COURSE", help="A course's folder, such as course1_nn.")]
WEEK = commands.WEEK
BOTH = Annotated[str, typer.Argument(metavar="COURSE/WEEK", help="Such as course1_nn/week2_logistic_regression.")]


def main():
    """Run the command."""
    commands.run(app)


def _course(name):
    """Return the folder of a course, from its name or path; a name that does not exist lists those that do."""
    folder = Path(name) if (Path(name) / "source").is_dir() else notebooks.ROOT / name
    if not (folder / "source").is_dir():
        existing = [course for course in notebooks.COURSES if (notebooks.ROOT / course / "source").is_dir()]
        raise FileNotFoundError(f"there is no course {name!r}; there is {', '.join(existing)}.")
    return folder.resolve()


def _split(name):
    course, _, week = name.rstrip("/").rpartition("/")
    if not course:
        raise ValueError(f"{name!r} names no week: write COURSE/WEEK, such as course1_nn/week2_logistic_regression.")
    folder = _course(course)
    notebooks.sources(folder.parent, folder.name, week)
    return folder, week


@app.command()
def release(
    course: COURSE,
    week: Annotated[str | None, typer.Argument(metavar="[WEEK]")] = None,
    seed: Annotated[
        str,
        typer.Option(
            metavar="new|keep|NUMBER",
            help="Secret number for the hidden cases. Default: new, or keep while there are submissions.",
        ),
    ] = "",
    change_cells: Annotated[
        bool, typer.Option("--change-cells", help="Although exercises of a week with grades have come or gone.")
    ] = False,
):
    """Record references and hidden cases, and make the students' notebooks with nbgrader, all of a week or nothing."""
    from grading.classroom import converters

    folder = _course(course)
    if week:
        notebooks.sources(folder.parent, folder.name, week)
    for name in [week] if week else converters.weeks(folder):
        try:
            with console.status(f"Releasing {name}"):
                paths, notes = converters.release_week(folder, name, seed, change_cells)
        except KeyboardInterrupt:
            console.print(f"Interrupted. There is a whole release of {name}, or none, as before.", highlight=False)
            raise typer.Exit(130) from None
        console.print(f"{name}: {len(paths)} notebooks in {folder.name}/release/{name}/", highlight=False)
        for line in [*(path.name for path in paths), *map(plain, notes)]:
            console.print(f"  {line}", highlight=False, soft_wrap=True)
        console.print(f"  hidden cases in {folder.name}/hidden/{name}/ (for instructors only)", highlight=False)


@app.command()
def record(week: BOTH):
    """Run the solved notebooks of a week: record the visible references, store outputs, write the canonical form."""
    from grading.authoring import record

    folder, name = _split(week)
    for path in notebooks.sources(folder.parent, folder.name, name):
        with console.status(f"Recording {path.name}"):
            document = record.record(path, {"visible": record.VISIBLE_SEED})["visible"]
            written = record.update_visible(path, document)
            changed = notebooks.write(path, notebooks.execute(notebooks.read(path), path.parent, name=path.name))
        console.print(
            f"{path.name}: reference {'written' if written else 'unchanged'}, "
            f"notebook {'written' if changed else 'unchanged'}",
            highlight=False,
        )


@app.command()
def new(
    course: Annotated[str, typer.Argument(metavar="COURSE", help="A course's folder, such as course3_strategy.")],
    week: WEEK,
    notebook: Annotated[str, typer.Argument(metavar="NOTEBOOK", help="Such as 1_step_by_step, or 0_lesson.")],
):
    """Write the skeleton of a notebook with its checks, cases, known mistakes and styles, for an author to fill."""
    from grading.authoring import skeleton

    folder = notebooks.ROOT / course if course in notebooks.COURSES else _course(course)
    for path in skeleton.create(folder, week, notebook):
        console.print(path.relative_to(folder.parent), highlight=False)
    console.print(
        f"Now `course record {folder.name}/{week}` and `course verify {folder.name}/{week}` pass. "
        f"List the notebook in {folder.name}/README.md.",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="To push as a repository or hand out as a zip.")],
    courses: Annotated[list[str] | None, typer.Argument(metavar="[COURSE]...", help="Default: all.")] = None,
):
    """Write the students' edition of courses into a folder, or what has changed of it since the last time."""
    from grading.classroom.publish import publish as write

    changes = write(folder, [_course(course).name for course in courses or ()])
    for title, names in (("added", changes.added), ("replaced", changes.replaced), ("removed", changes.removed)):
        console.print(f"{len(names)} files {title}", highlight=False)
        for name in names[: len(names) if title != "added" else 0]:
            console.print(f"  {name}", highlight=False, soft_wrap=True)


@app.command("format")
def format_():
    """Write every solved notebook in its canonical form."""
    for path in notebooks.sources():
        if notebooks.write(path, notebooks.read(path)):
            console.print(f"{path.relative_to(notebooks.ROOT)}: written", highlight=False)


@app.command()
def verify(
    week: Annotated[str | None, typer.Argument(metavar="[COURSE/WEEK]", help="Or --all.")] = None,
    mutants: Annotated[bool, typer.Option("--mutants", help="Grade every small change of the solutions.")] = False,
    styles: Annotated[bool, typer.Option("--styles", help="Grade right solutions in other styles.")] = False,
    naming: Annotated[
        bool, typer.Option("--naming", help="Grade held-out wrong solutions, and write down what their cards say.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Every week, everything.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write a page: docs/grader_quality.md.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
):
    """Check graders: solved 100 %, untouched 0 %, every known mistake refused and named; or what is asked for."""
    from grading.proof import quality

    if every == bool(week):
        raise ValueError("name one week as COURSE/WEEK, or all of them with --all.")
    weeks = quality.weeks() if every else [_split(week)]
    parts = [name for name, wanted in (("mutants", mutants), ("styles", styles), ("naming", naming)) if wanted]
    parts = (
        ["points", "mistakes", "mutants", "styles", "naming"] if every or report else parts or ["points", "mistakes"]
    )
    rows, problems, margins = [], [], []
    for folder, name in weeks:
        measured = quality.measure(folder, name, parts)
        if as_json:
            print(json.dumps({part: [asdict(item) for item in items] for part, items in measured.items()}, indent=1))
        else:
            _show(f"{folder.name}/{name}", measured)
        rows += quality.rows(f"{folder.name}/{name}", measured)
        problems += quality.problems(measured)
        margins += quality.margins(folder, name)
    if report:
        report.write_text(quality.page(rows, margins), encoding="utf-8")
        console.print(f"Written: {report.name}", highlight=False)
    if problems:
        raise typer.Exit(1)


def _show(title, measured):
    """Print what `quality.measure` returned: a table for each part, then what is wrong."""
    from grading.proof import quality

    columns = {
        "points": ["points", "solved", "untouched"],
        "mistakes": ["mistakes", "refused", "named"],
        "mutants": ["mutants", "caught", "only_hidden", "equivalent", "survived", "per_second"],
        "styles": ["styles", "accepted"],
        "naming": ["held_out", "recognized", "misnamed"],
    }
    for part, items in measured.items():
        console.print(quality.table(f"{title}: {part}", items, columns[part]))
    for item in measured.get("mutants", ()):
        for sign, diffs in (("equivalent", [diff for diff, _ in item.equivalents]), ("survived", item.survivors)):
            for diff in diffs:
                console.print(f"{sign}, {item.exercise}: {diff}", highlight=False, markup=False, soft_wrap=True)
    for line in quality.problems(measured):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def grade(
    course: COURSE,
    week: WEEK,
    unconfined: Annotated[
        bool, typer.Option("--unconfined", help="Without bubblewrap; only on a machine that can be thrown away.")
    ] = False,
    cell_seconds: Annotated[int, typer.Option(min=1, help="Time limit of one cell.")] = 120,
    notebook_seconds: Annotated[int, typer.Option(min=1, help="Time limit of one notebook.")] = 600,
    memory: Annotated[int, typer.Option(min=256, help="Memory for one notebook, in MiB.")] = 4096,
    everything: Annotated[bool, typer.Option("--everything", help="Run the cells that no check needs, too.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded at the same time.")] = os.cpu_count() or 1,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a Dask scheduler, whose workers grade instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what has not changed, too.")] = False,
    student: Annotated[list[str] | None, typer.Option(help="Only this student; can be given again.")] = None,
    feedback: Annotated[bool, typer.Option(help="Write the feedback pages.")] = True,
):
    """Autograde the submissions of a week, as far as they or the checks have changed, and write feedback."""
    from grading.classroom import autograde, report

    folder = _course(course)
    settings = {"cell_seconds": cell_seconds, "notebook_seconds": notebook_seconds, "memory": memory}
    settings |= {"unconfined": unconfined, "everything": everything}
    try:
        graded = autograde.grade_week(folder, week, feedback, settings, jobs, cluster, force, student)
    except KeyboardInterrupt:
        console.print("Interrupted. What is graded is kept; the same command goes on from there.", highlight=False)
        raise typer.Exit(130) from None
    console.print(report.run_table(graded))
    for item in graded:
        for line in [f"not graded: {item.problem}"] if item.problem else [*item.notes, item.page_problem]:
            if line:
                console.print(f"{plain(item.student)}: {plain(line)}", highlight=False, soft_wrap=True)
    failed, known = sum(bool(item.problem) for item in graded), sum(not item.fresh for item in graded)
    console.print(
        f"{len(graded) - failed} of {len(graded)} submissions graded ({known} unchanged since an earlier run); "
        f"feedback in {folder.name}/feedback/. See `course report {folder.name}`.",
        highlight=False,
    )
    if failed or any(item.page_problem for item in graded):
        raise typer.Exit(1)


@app.command()
def collect(
    course: COURSE,
    folder: Annotated[Path, typer.Argument(help="Archives, students' folders, or an unpacked export of a platform.")],
    week: Annotated[str | None, typer.Option(help="The week that all of it is of, where the files do not say.")] = None,
):
    """Put what students handed in into submitted/; what cannot be taken is named with the reason."""
    from grading.classroom import collect

    place = _course(course)
    offers, refused = collect.collect(place, folder, week)
    table = Table(title="Handed in", title_justify="left")
    for heading in ("student", "week", "file", "outcome", "notes"):
        table.add_column(heading, overflow="fold")
    for offer in offers:
        cells = [[offer.student], [offer.week], offer.sources, [offer.outcome], offer.notes]
        table.add_row(*("\n".join(map(plain, lines)) for lines in cells))
    if offers:
        console.print(table)
    table = Table(title="Refused", title_justify="left")
    for heading in ("file", "because it"):
        table.add_column(heading, overflow="fold")
    for name, reason in refused:
        table.add_row(plain(name), plain(reason))
    if refused:
        console.print(table)
    taken = sum(offer.outcome.startswith("new") for offer in offers)
    console.print(
        f"{taken} put into {place.name}/submitted/, {len(offers) - taken} not needed, {len(refused)} refused.",
        highlight=False,
    )
    if refused:
        raise typer.Exit(1)


@app.command()
def rebuild(course: COURSE):
    """Make the gradebook anew from the result files; the old one is kept. Points that people gave are not in them."""
    from grading.classroom import converters, gradebook

    folder = _course(course)
    stored, troubles = gradebook.rebuild(folder, converters.configuration(folder))
    for student, week, reason in troubles:
        console.print(f"{plain(student)}: {week} not taken: {plain(reason)}", highlight=False, soft_wrap=True)
    console.print(f"{folder.name}/gradebook.db holds {stored} submissions.", highlight=False)
    if troubles:
        raise typer.Exit(1)


@app.command()
def gradescope(
    course: COURSE,
    week: WEEK,
    student: Annotated[str, typer.Argument(metavar="STUDENT")],
    target: Annotated[Path, typer.Option(help="The file to write.")] = Path("results.json"),
):
    """Write one graded submission as the `results.json` that Gradescope reads."""
    from grading.classroom import results

    folder = _course(course)
    result = results.read(folder, week, student)
    if result is None:
        raise FileNotFoundError(f"{student} has no result of {week}: run `course grade {folder.name} {week}` first.")
    target.write_text(json.dumps(results.gradescope(result), indent=1), encoding="utf-8")
    console.print(f"Written: {target}", highlight=False)


@app.command()
def report(course: COURSE):
    """Show a table of students and exercises, and write it as CSV, also for platforms, with a picture of the class."""
    from grading.classroom import converters, report, results, submitted

    folder = _course(course)
    scores = converters.scores(folder)
    if not scores:
        raise FileNotFoundError(
            f"{folder.name} has no submissions: run `course collect {folder.name} FOLDER`, or put them into "
            f"{folder.name}/submitted/STUDENT/WEEK/."
        )
    pairs = dict.fromkeys((score.week, score.student) for score in scores)
    notes = {(week, student): converters.notes(folder, week, student) for week, student in pairs}
    for table in report.tables(scores, notes):
        console.print(table)
    target = folder / "report"
    records = {}
    for week, student in pairs:
        if record := submitted.record(folder, week, student):
            result = results.read(folder, week, student)
            graded = result["finished"] if result else ""
            records[week, student] = {**record, "graded": graded}
    written = report.write_csv(target, scores, notes, records)
    if report.shares(scores):
        report.draw(target / "exercises.png", scores, f"{folder.name}: what the class has mastered")
        written.append("exercises.png")
    console.print(f"Written to {folder.name}/report/: {', '.join(written)}", highlight=False)


@app.command(context_settings=commands.PASSED_ON)
def instructor(course: COURSE, context: typer.Context):
    """Open JupyterLab with formgrader for a course. Further arguments are passed on to JupyterLab."""
    from grading.desk import lab

    lab.open_instructor(_course(course), context.args)
