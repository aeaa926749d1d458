"""Walk through a solved notebook in a Python process of its own, cell by cell."""

import contextlib
import importlib
import io
import json
import multiprocessing
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from grading.intake import needed as reading
from grading.notebooks import read

# What most notebooks import is imported once, by a process from which the others are forked; Windows has no such.
PROCESSES = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
IMPORTS = [
    "grading.authoring.solved",
    "IPython.core.interactiveshell",
    "helpers.check",
    "helpers.plot",
    "helpers.widgets",
]
if PROCESSES.get_start_method() == "forkserver":
    PROCESSES.set_forkserver_preload(IMPORTS)
MOST_SECONDS = 1800  # that a notebook and what is made of it may take
INLINE = "module://matplotlib_inline.backend_inline"
# What nbval leaves out of its comparison: pictures, and the number of a widget.
NOT_COMPARED = ("image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json")


def apart(module, path, *settings):
    """Return the JSON document that `module` makes of the solved notebook `path` in a process of its own.

    Arguments: module, the name of a module whose `main(path, out, *settings)` writes the document to the file `out`.
    Raises RuntimeError, naming the notebook and the reason, if it fails.
    """
    path = Path(path).resolve()
    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder) / "document.json", Path(folder) / "log.txt"
        environment = {**os.environ, "MPLBACKEND": "agg"}
        environment.pop("NBGRADER_EXECUTION", None)
        process = PROCESSES.Process(target=begin, args=[log, environment, path.parent, module, path, out, *settings])
        process.start()
        process.join(MOST_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise RuntimeError(f"running {path.name} took over {MOST_SECONDS} seconds")
        if process.exitcode or not out.is_file():
            text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
            reason = (text.strip().splitlines() or ["no reason given"])[-1]
            raise RuntimeError(f"running {path.name} failed: {reason}")
        return json.loads(out.read_text(encoding="utf-8"))


def begin(log, environment, folder, module, *arguments):
    """In the process: write to the file `log`, take over environment and folder, call the `main` of `module`."""
    with open(log, "wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    if "matplotlib" in sys.modules and "MPLBACKEND" in environment:
        sys.modules["matplotlib"].use(environment["MPLBACKEND"])
    importlib.import_module(module).main(*arguments)


def walk(path, check, outputs=None):
    """Run the solved notebook `path` in this process; yield each code cell with the namespace, before it runs.

    Arguments: check, what stands in for `helpers.check.Check`; outputs, a list, if every cell is to run as in a kernel:
    it gets the outputs of each, as a notebook stores them. Without it only what the graded cells need runs, and no
    figure or slider is drawn. Ends the process, naming the cell, if one fails.
    """
    import matplotlib
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib_inline.backend_inline import configure_inline_support

    import helpers.check
    import helpers.plot
    import helpers.widgets

    helpers.check.Check = check
    shell = InteractiveShell.instance()
    sys.path.insert(0, os.getcwd())
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    if outputs is None:
        for name in ("show", "pictures", "costs"):
            setattr(helpers.plot, name, _nothing)
        helpers.widgets.slider = _nothing
        cells = needed(cells)
    else:
        # As in a kernel, where a figure that is left open is an output.
        matplotlib.use(INLINE)
        configure_inline_support(shell, INLINE)
    for cell in cells:
        yield cell, shell.user_ns
        with _outputs_of(shell) as shown:
            result = shell.run_cell(cell.source, silent=outputs is None)
        if outputs is not None:
            outputs.append(shown)
        try:
            result.raise_error()
        except Exception as error:
            sys.exit(f"cell {cell.id!r}: {type(error).__name__}: {error}")


@contextlib.contextmanager
def _outputs_of(shell):
    """Keep what cells print and display in the block: a list of outputs as a notebook stores them, but for pictures."""
    from IPython.core.displayhook import CapturingDisplayHook
    from IPython.core.displaypub import CapturingDisplayPublisher

    outputs, streams = [], {"stdout": io.StringIO(), "stderr": io.StringIO()}
    publisher = CapturingDisplayPublisher()
    hook = CapturingDisplayHook(shell, outputs=publisher.outputs)
    usual = shell.display_pub, shell.display_trap.hook
    shell.display_pub, shell.display_trap.hook = publisher, hook
    try:
        with redirect_stdout(streams["stdout"]), redirect_stderr(streams["stderr"]):
            yield outputs
    finally:
        shell.display_pub, shell.display_trap.hook = usual
        for name, stream in streams.items():
            if stream.getvalue():
                outputs.append({"output_type": "stream", "name": name, "text": stream.getvalue()})
        for bundle in publisher.outputs:
            data = {kind: value for kind, value in bundle["data"].items() if kind not in NOT_COMPARED}
            outputs.append({"output_type": "display_data", "data": data, "metadata": {}})


def needed(cells):
    """Return those code cells that are graded or locked, and those that give or change a name which they use."""
    from IPython.core.inputtransformer2 import TransformerManager

    commands = TransformerManager()
    sources = [commands.transform_cell(cell.source) for cell in cells]
    # Locked ones too: a right solution in another style may call what they define.
    marked = [index for index, cell in enumerate(cells) if cell.metadata.get("nbgrader")]
    run = reading.needed(sources, marked)
    return [
        type(cells[index])({**cells[index], "source": run[index]}) if run[index] else cells[index]
        for index in sorted(run)
    ]


def _nothing(*arguments, **named):
    """Stand in for a function that draws."""
