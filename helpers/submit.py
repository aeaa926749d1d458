"""`submit`: the last cell of every notebook with points, which shows a button.

    from helpers.submit import submit

    submit()

The button has `course submit` run the saved notebooks of the week in fresh kernels and pack them into one file to hand
in. Running the cell alone does nothing of the kind, so that *Run All* hands nothing in.
"""

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from datetime import datetime
from pathlib import Path

from IPython.display import display

from helpers import progress
from helpers.checks.card import Card

UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))
LABEL = "Pack this week to hand in"
HINT = "Save first (Ctrl-S). If nothing happens, run this cell again; where there is no button, type {}."
NOW = "submit(now=True)"
FAILED = "No file to hand in was made."


def submit(name=None, *, now=False):
    """Show a button that packs the notebooks of this week into one file to hand in; a card below it says where it is.

    Arguments: name, yours, if it is not to be the one given last; at first it is the name of your account. now, whether
    to pack them at once, without the button.
    Where there is nothing to hand in (a notebook that is being graded, the project itself) it does nothing.
    """
    root = progress.root_of(".")
    if root is None or "NBGRADER_EXECUTION" in os.environ:
        return
    week = Path.cwd().relative_to(root).as_posix()
    if now:
        display(_pack(root, week, name, lambda line: print(line, end="", flush=True)))
    else:
        _show_button(lambda report: _pack(root, week, name, report))


def _show_button(pack):
    """Show the button; `pack` takes a function that reports a line, and returns a card."""
    from ipywidgets import HTML, Button, Layout, Output, VBox  # here: the command `course` imports this module, too

    button = Button(description=LABEL, button_style="primary", layout=Layout(width="auto", align_self="flex-start"))
    hint, report = HTML(HINT.format(f"<code>{NOW}</code>")), Output()

    def click(_):
        report.outputs, button.disabled = (), True
        try:
            report.append_display_data(pack(report.append_stdout))
        except KeyboardInterrupt:
            report.append_stdout("Interrupted: nothing was packed.\n")
        finally:
            button.disabled = False

    button.on_click(click)
    bundle = VBox([button, hint, report])._repr_mimebundle_()
    bundle["text/plain"] = f"[Button: {LABEL}. {HINT.format(NOW)}]"  # for a front end without widgets
    display(bundle, raw=True)


def _pack(root, week, name, report):
    """Run `course submit`, let `report` have each line that it says meanwhile, and return the card about its end."""
    course = shutil.which("course", path=sysconfig.get_path("scripts"))
    if course is None:
        return Card(False, FAILED, ["The command `course` is missing beside this Python: `make lab` installs it."])
    command = [course, "submit", week, "--folder", str(root), "--json"]
    command += ["--name", name] if name is not None else []
    environment = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}  # a kernel sets it
    with tempfile.TemporaryFile() as answer:
        with subprocess.Popen(
            command, env=environment, stdout=answer, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            try:
                for line in process.stderr:
                    report(line)
            except BaseException:  # interrupted: the command must not go on by itself
                process.terminate()
                raise
        answer.seek(0)
        text = answer.read().decode("utf-8", "replace")
    if process.returncode == 0:
        return _card(json.loads(text), root)
    return Card(False, FAILED, [text.strip().removeprefix("error: ")])


def _card(packed, root):
    """Return the card about the archive that `course submit` has written, from what it prints as JSON."""
    lines, complete = [f"It is in your folder `{root.name}`, beside `{progress.PAGE}`."], True
    for item in packed["notebooks"]:
        age = ago(time.time() - datetime.fromisoformat(item["saved"]).timestamp()) if item["saved"] else ""
        state = f"saved {age}, {item['earned']:g} of {item['points']:g} points by visible checks"
        lines.append(f"`{item['name']}`: {state if item['packed'] else 'not in it'}.")
        lines += [f"`{item['name']}`: {lack}." for lack in item["lacks"]]
        lines += [f"`{item['name']}`: {note}" for note in item["notes"]]
        complete = complete and not item["lacks"]
    lines.append("Only what is saved is in it: if you have changed something since, save (Ctrl-S) and pack it again.")
    lines.append(f'It carries the name `{packed["student"]}`; for another one run `submit("YOUR NAME")`.')
    if packed["earlier"]:
        lines.append(f"The one that you made earlier is kept as `{packed['earlier']}`.")
    archive = f"`{packed['archive']}`"
    title = f"Hand in {archive}" if complete else f"{archive} can be handed in, but lacks something"
    return Card(complete, title, lines)


def ago(seconds):
    """Return how long ago something was, in words: "3 minutes ago"."""
    for length, unit in UNITS:
        count = int(seconds // length)
        if count >= 1:
            return f"{count} {unit}{'s' * (count > 1)} ago"
    return "just now"
