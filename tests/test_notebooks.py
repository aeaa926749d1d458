"""The solved notebooks give the outputs that are stored in them, by nbval."""

import subprocess
import sys

import pytest

from grading import notebooks

PATHS = notebooks.sources()


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=[f"{path.parent.name}/{path.stem}" for path in PATHS])
def test_outputs_are_reproduced(path):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-cell-timeout=120",
        "-q",
        "-p",
        "no:cacheprovider",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:]
