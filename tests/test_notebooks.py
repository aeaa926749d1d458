"""The solved notebooks give the outputs that are stored in them, by nbval."""

import json
import shutil
import subprocess
import sys

import h5py
import pytest

from grading import notebooks
from helpers import data

PATHS = notebooks.sources()


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=[f"{path.parent.name}/{path.stem}" for path in PATHS])
def test_outputs_are_reproduced(path, warm_kernels):
    warm_kernels(path.read_text(encoding="utf-8"))
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("week", "name", "checks"),
    [("week2_logistic_regression", "2_logistic_regression", 9), ("week4_deep_networks", "2_application", 5)],
)
def test_a_notebook_on_cats_runs_unchanged_on_the_original_files(week, name, checks, tmp_path, warm_kernels):
    """Files of the original names, keys and sizes, with some of our own pictures in them."""
    warm_kernels()
    cats, week = data.load_cats(), notebooks.ROOT / "course1_nn" / "source" / week
    folder = tmp_path / week.name
    shutil.copytree(week, folder)
    for kind, count, x, y in (
        ("train", 209, cats.train_set_x_orig, cats.train_set_y),
        ("test", 50, cats.test_set_x_orig, cats.test_set_y),
    ):
        with h5py.File(folder / f"{kind}_catvnoncat.h5", "w") as file:
            file[f"{kind}_set_x"], file[f"{kind}_set_y"] = x[:count], y[0, :count]
            file["list_classes"] = cats.classes
    notebook = notebooks.read(folder / f"{name}.ipynb")
    cells = [cell for cell in notebook.cells if "load_cats()" in cell.source]
    assert len(cells) == 1
    cells[0].source = cells[0].source.replace("load_cats()", 'load_cats(folder=".")')
    notebooks.execute(notebook, folder)
    text = json.dumps([cell.get("outputs") for cell in notebook.cells], ensure_ascii=False)
    assert "(209, 64, 64, 3)" in text
    assert text.count("\u2714") >= checks
    assert "\u2718" not in text
