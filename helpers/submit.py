"""`submit`: the last cell of every notebook with points.

    from helpers.submit import submit

    submit()

It has `course submit` run the saved notebooks of the week in fresh kernels and pack them into one file to hand in.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from IPython.display import display

from helpers import progress
from helpers.checks.card import Card

UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))
PROGRAM = "from grading.cli import main; main()"


def submit(name=None):
    """Pack the notebooks of this week into one file to hand in, and show a card that says where it is.

    Arguments: name, yours, if it is not to be the one given last; at first it is the name of your account.
    Where there is nothing to hand in (a notebook that is being graded, the project itself) it does nothing.
    """
    root = progress.root_of(".")
    if root is None or "NBGRADER_EXECUTION" in os.environ:
        return
    week = Path.cwd().relative_to(root).as_posix()
    # -P: in the current folder are the student's files, not modules to import
    command = [sys.executable, "-P", "-c", PROGRAM, "submit", week, "--folder", str(root), "--json"]
    command += ["--name", name] if name is not None else []
    environment = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}  # a kernel sets it
    with tempfile.TemporaryFile() as answer:
        with subprocess.Popen(
            command, env=environment, stdout=answer, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            try:
                for line in process.stderr:
                    print(line, end="", flush=True)
            except BaseException:  # interrupted: the command must not go on by itself
                process.terminate()
                raise
        answer.seek(0)
        said = answer.read().decode("utf-8", "replace")
    if process.returncode == 0:
        display(_card(json.loads(said), root))
    else:
        display(Card(False, "No file to hand in was made.", [said.strip().removeprefix("error: ")]))


def _card(made, root):
    """Return the card about the archive that `course submit` made."""
    lines, complete = [f"It is in your folder `{root.name}`, beside `{progress.PAGE}`."], True
    for item in made["notebooks"]:
        age = ago(time.time() - datetime.fromisoformat(item["saved"]).timestamp()) if item["saved"] else ""
        state = f"saved {age}, {item['earned']:g} of {item['points']:g} points by visible checks"
        lines.append(f"`{item['name']}`: {state if item['packed'] else 'not in it'}.")
        lines += [f"`{item['name']}`: {lack}." for lack in item["lacks"]]
        lines += [f"`{item['name']}`: {note}" for note in item["notes"]]
        complete = complete and not item["lacks"]
    lines.append(
        "Only what is saved is in it: if you have changed something since, save (Ctrl-S) and run this cell again."
    )
    lines.append(f'It carries the name `{made["student"]}`; for another one run `submit("YOUR NAME")`.')
    if made["earlier"]:
        lines.append(f"The one that you made earlier is kept as `{made['earlier']}`.")
    title = f"Hand in `{made['archive']}`" if complete else f"`{made['archive']}` can be handed in, but lacks something"
    return Card(complete, title, lines)


def ago(seconds):
    """Return how long ago something was, in words: "3 minutes ago"."""
    for length, unit in UNITS:
        count = int(seconds // length)
        if count >= 1:
            return f"{count} {unit}{'s' * (count > 1)} ago"
    return "just now"
