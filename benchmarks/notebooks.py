"""Each solved notebook from top to bottom in a kernel of its own: seconds and peak memory.

    python benchmarks/notebooks.py

The last column is the time over that of an empty notebook, which pays for starting a kernel.
"""

import sys
import time

from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from grading import notebooks

MEMORY = "import resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
UNIT = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss is in bytes on macOS, else in KiB


def measure(notebook, folder):
    """Return the seconds that a notebook takes and the peak memory of its kernel in MiB."""
    notebook.cells.append(new_code_cell(MEMORY))
    started = time.perf_counter()
    notebooks.execute(notebook, folder, timeout=600)
    return time.perf_counter() - started, int(notebook.cells[-1].outputs[0].text) // UNIT


def main():
    """Print a table of all notebooks."""
    empty, _ = measure(new_notebook(), notebooks.ROOT)
    table = Table("notebook", "seconds", "MiB", "times an empty one")
    for path in notebooks.sources():
        seconds, memory = measure(notebooks.read(path), path.parent)
        table.add_row(f"{path.parent.name}/{path.stem}", f"{seconds:.1f}", f"{memory}", f"{seconds / empty:.1f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
