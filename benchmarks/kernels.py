"""Small notebooks by nbval in ordinary and in warm kernels, in turns: seconds, and how many times faster.

    python benchmarks/kernels.py [ROUNDS]

Every round is one nbval run of all notebooks in ordinary kernels and one in warm ones; the warm parents are started
before, as they serve many runs, and what that takes is printed too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook

from grading.desk import kernels

NUMPY = ["import numpy as np\nimport matplotlib.pyplot as plt", "x = np.linspace(0, 1)\nplt.plot(x, x**2)\nplt.show()"]
TENSORFLOW = ["import tensorflow as tf", "print(tf.reduce_sum(tf.ones((100, 100))).numpy() == 10_000)"]
KINDS = {"numpy": NUMPY, "tensorflow": TENSORFLOW}
COUNT = 4  # notebooks of each kind


def run(paths, variables):
    """Run notebooks by nbval, which compares nothing here; return the seconds."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "-p", "no:cacheprovider", *map(str, paths)]
    started = time.perf_counter()
    subprocess.run(command, env={**os.environ, **variables}, check=True, capture_output=True)
    return time.perf_counter() - started


def main():
    """Print a line for each kind of notebook."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    totals = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for kind, sources in KINDS.items():
            notebook = new_notebook(cells=[new_code_cell(source, execution_count=1) for source in sources])
            paths = [Path(folder) / f"{kind}_{number}.ipynb" for number in range(COUNT)]
            for path in paths:
                path.write_text(json.dumps(notebook), encoding="utf-8")
            started = time.perf_counter()
            variables = kernels.variables(paths[0].read_text(encoding="utf-8"))
            parent = time.perf_counter() - started
            ordinary, warm = zip(*[(run(paths, {}), run(paths, variables)) for _ in range(rounds)])
            times = " ".join(f"{one:.1f}/{other:.1f}" for one, other in zip(ordinary, warm))
            totals = [totals[0] + sum(ordinary) / rounds, totals[1] + sum(warm) / rounds]
            print(
                f"{kind}: {COUNT} notebooks, ordinary/warm {times} s, {sum(ordinary) / sum(warm):.1f} to 1; "
                f"the parent {parent:.1f} s, once"
            )
    print(f"all {COUNT * len(KINDS)} notebooks: ordinary {totals[0]:.1f} s, warm {totals[1]:.1f} s")


if __name__ == "__main__":
    main()
