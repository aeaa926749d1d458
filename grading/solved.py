"""Walk through a solved notebook in a Python process of its own, cell by cell."""

import io
import json
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from grading.notebooks import read


def apart(module, path, *settings):
    """Return the JSON document that `module` makes of the solved notebook `path` in a process of its own.

    Arguments: module, the name of a module whose `main(path, out, *settings)` writes the document to the file `out`;
    settings, what JSON can hold. Raises RuntimeError, naming the notebook and the reason, if it fails.
    """
    path = Path(path).resolve()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "document.json"
        run = f"from {module} import main; import sys, json; main(*map(json.loads, sys.argv[1:]))"
        command = [sys.executable, "-c", run, *map(json.dumps, (str(path), str(out), *settings))]
        environment = {**os.environ, "MPLBACKEND": "agg"}
        environment.pop("NBGRADER_EXECUTION", None)
        done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, text=True)
        if done.returncode or not out.is_file():
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise RuntimeError(f"running {path.name} failed: {reason}")
        return json.loads(out.read_text(encoding="utf-8"))


def walk(path, check):
    """Run the solved notebook `path` in this process; yield each code cell with the namespace, before it runs.

    Arguments: check, what stands in for `helpers.check.Check`. Figures and sliders are not drawn: nothing depends on
    them. Ends the process, naming the cell, if one fails.
    """
    from IPython.core.interactiveshell import InteractiveShell

    import helpers.check
    import helpers.plot
    import helpers.widgets

    helpers.check.Check = check
    for name in ("show", "pictures", "costs"):
        setattr(helpers.plot, name, _nothing)
    helpers.widgets.slider = _nothing
    shell = InteractiveShell.instance()
    sys.path.insert(0, os.getcwd())
    for cell in read(path).cells:
        if cell.cell_type != "code":
            continue
        yield cell, shell.user_ns
        with redirect_stdout(io.StringIO()):
            result = shell.run_cell(cell.source, silent=True)
        try:
            result.raise_error()
        except Exception as error:
            sys.exit(f"cell {cell.id!r}: {type(error).__name__}: {error}")


def _nothing(*arguments, **named):
    """Stand in for a function that draws."""
