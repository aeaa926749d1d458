"""The `course` command of the students' edition: what a student types. The project's own command has these, too."""

import functools
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grading import notebooks
from grading.text import plain

SETTINGS: dict[str, Any] = {"no_args_is_help": True, "add_completion": False, "pretty_exceptions_enable": False}
app = typer.Typer(**SETTINGS, help="What a student types.")
console = Console()

FOLDER = Annotated[Path, typer.Argument(help="Where students work.")]
WEEK = Annotated[str, typer.Argument(metavar="WEEK", help="A week's folder, such as week2_logistic_regression.")]
STUDENTS_FOLDER = Annotated[Path, typer.Option("--folder", help="Where you work.")]
WORKSPACE = notebooks.ROOT / "workspace"
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def main():
    """Run the command of the students' edition."""
    run(app)


def run(commands):
    """Run the commands of a typer app; what a user can mend is one sentence, not a traceback."""
    try:
        commands()
    except (FileNotFoundError, ValueError, RuntimeError, OSError) as error:
        lines = "\n".join(map(plain, str(error).splitlines()))
        console.print(f"[bold red]error:[/] {lines}", highlight=False, soft_wrap=True)
        raise SystemExit(1) from None


@app.command()
def workspace(folder: FOLDER = WORKSPACE):
    """Put the released notebooks into the student's folder; files that the student changed are never overwritten."""
    from grading.desk import lab
    from grading.desk.workspace import update

    lab.configure()
    changes = update(folder)
    if changes.added or changes.replaced:
        console.print(
            f"{folder.name}: {len(changes.added)} files added, {len(changes.replaced)} brought up to date",
            highlight=False,
        )
    for name, beside in changes.beside:
        console.print(
            f"{name} has a new version. Yours is kept; the new one is beside it as {beside}.", highlight=False
        )


@app.command("lab", context_settings=PASSED_ON)
def lab_(
    context: typer.Context,
    folder: STUDENTS_FOLDER = WORKSPACE,
):
    """Bring the student's folder up to date and open it in JupyterLab, to which further arguments are passed on."""
    from grading.desk import lab

    workspace(folder)
    lab.open_student(folder, context.args)


def _students_folder(folder):
    from helpers import progress

    root = progress.root_of(folder)
    if root is None:
        raise FileNotFoundError(f"{folder} is no folder that `make lab` made: name the one in which you work.")
    return root


@app.command()
def doctor():
    """Prove that this installation works: files, packages, and notebooks that begin to run."""
    from grading.desk.doctor import examine

    problems = examine(say=lambda line: console.print(line, highlight=False, markup=False, soft_wrap=True))
    for problem in problems:
        console.print(problem, highlight=False, markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    console.print("This installation works.")


@app.command("progress")
def progress_(folder: FOLDER = WORKSPACE):
    """Show how far each notebook has come, by visible checks."""
    from helpers import progress

    root = _students_folder(folder)
    entries = progress.notebooks(root)
    ahead = progress.following(entries)
    table = Table(show_footer=True)
    earned, points = sum(item.earned for item in entries), sum(item.points for item in entries)
    for name in ("week", "notebook", "points", "", "last worked on"):
        right = name == "points"
        table.add_column(name, f"{earned:g} of {points:g}" * right, justify="right" if right else "left")
    course = ""
    for item in entries:
        if item.course != course:
            course = item.course
            table.add_section()
            table.add_row("", f"[bold]{course}[/]")
        table.add_row(item.week, item.title, f"{item.earned:g} of {item.points:g}", progress.bar(item), item.last)
    console.print(table)
    for item in entries:
        if item.damaged:
            console.print(progress.about(item.damaged), highlight=False, soft_wrap=True)
    if ahead:
        console.print(f"Next: {ahead.title} ({ahead.path})", highlight=False)


@app.command()
def reset(
    notebook: Annotated[str, typer.Argument(help="Such as 2_logistic_regression, or with its course and week.")],
    exercise: Annotated[str | None, typer.Argument(help="Such as propagate; default: the whole notebook.")] = None,
    folder: STUDENTS_FOLDER = WORKSPACE,
):
    """Give a notebook or one exercise back as it was; your version is kept beside it."""
    from grading.desk.reset import reset as put_back

    console.print(put_back(folder, notebook, exercise), highlight=False, soft_wrap=True)


@app.command()
def submit(
    week: WEEK,
    folder: STUDENTS_FOLDER = WORKSPACE,
    name: Annotated[str | None, typer.Option(help="Your name; it is kept for the next time.")] = None,
    cell_seconds: Annotated[int, typer.Option(min=1, help="Time limit of one cell.")] = 120,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
):
    """Run a week's notebooks in fresh kernels, say what they lack, and pack them into one file to hand in."""
    from rich.progress import Progress

    from grading.desk import packing
    from helpers.submit import ago

    root = _students_folder(folder)
    place, chosen = packing.find(root, week)
    student = packing.student_name(root, name)
    packing.prepare(root, chosen)
    screen, looks = Console(stderr=True) if as_json else console, []
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bars:
        for notebook in chosen:
            file = Path(notebook.path).name
            screen.print(f"Running a copy of {file} from top to bottom", highlight=False)
            bar = bars.add_task(file)
            watch = functools.partial(_advance, bars, bar)
            looks.append(packing.look(root, place, notebook, cell_seconds, watch))
            bars.remove_task(bar)
    path, earlier = packing.pack(root, place, student, looks)
    if as_json:
        entries = [{**asdict(item), "content": None, "packed": item.content is not None} for item in looks]
        answer = {"archive": path.name, "student": student, "earlier": earlier, "notebooks": entries}
        print(json.dumps(answer, default=str))
        return
    table = Table()
    for heading in ("notebook", "saved", "points", "what it lacks"):
        table.add_column(heading, justify="right" if heading == "points" else "left", overflow="fold")
    for item in looks:
        table.add_row(
            item.name.removesuffix(".ipynb"),
            ago(time.time() - item.saved.timestamp()) if item.saved else "",
            f"{item.earned:g} of {item.points:g}",
            escape("\n".join([*item.lacks, *item.notes])),
        )
    console.print(table)
    if any(item.lacks or item.notes for item in looks):
        console.print("It can be handed in as it is; points are by visible checks.", highlight=False)
    if earlier:
        console.print(f"An earlier archive is kept as {earlier}.", highlight=False, markup=False)
    console.print(f"Hand in {path}", highlight=False, markup=False, soft_wrap=True)


def _advance(bars, bar, done, of):
    bars.update(bar, completed=done, total=of)
