"""The solved notebooks give the outputs that are stored in them and the references beside them."""

import json
import shutil
import subprocess
import sys

import h5py
import pytest
from runs import GROUPED, differences

from grading import notebooks
from grading.authoring import record
from grading.proof import notebook_run
from helpers import data

TOY = "source/week1_toy/1_toy.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize("path", GROUPED)
def test_outputs_are_reproduced(path, run_of, request):
    assert differences(path, run_of(path).outputs, request.session) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", GROUPED)
def test_the_reference_is_what_the_notebook_gives(path, run_of):
    assert record.agrees(record.stored(path), run_of(path).references["visible"]), "run `course record`"


@pytest.fixture
def noisy(toy, warm_kernels):
    """The toy notebook with a cell that has every kind of output, as a kernel gives them."""
    warm_kernels()
    path = toy / TOY
    notebook = notebooks.read(path)
    notebook.cells[
        1
    ].source += (
        '\nimport sys\n\nprint("Spam")\nprint("Ham", file=sys.stderr)\ndisplay({"text/plain": "Eggs"}, raw=True)\n3'
    )
    notebooks.execute(notebook, path.parent)
    notebooks.write(path, notebook)
    return path


def change(path, kind):
    """Change the first output of a kind in the second cell of the notebook `path`."""
    notebook = notebooks.read(path)
    output = next(item for item in notebook.cells[1].outputs if item.output_type == kind)
    if kind == "stream":
        output.text += "more"
    else:
        output.data["text/plain"] += "more"
    notebooks.write(path, notebook)


@pytest.mark.slow
def test_nbval_says_the_same_to_whoever_types_it(noisy):
    assert (
        nbval(notebooks.ROOT / "course1_nn" / "source" / "week1_introduction" / "1_first_neuron.ipynb").returncode == 0
    )
    assert nbval(noisy).returncode == 0
    change(noisy, "stream")
    done = nbval(noisy)
    assert done.returncode == 1
    assert "Cell outputs differ" in done.stdout


def nbval(path):
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


@pytest.mark.slow
def test_an_output_that_is_another_one_is_noticed(noisy, request):
    outputs = notebook_run.run(noisy, [], everything=True).outputs
    assert differences(noisy, outputs, request.session) == []
    stored = noisy.read_text()
    for kind in ("stream", "display_data", "execute_result"):
        noisy.write_text(stored)
        change(noisy, kind)
        [problem] = differences(noisy, outputs, request.session)
        assert "more" in problem
        assert problem.startswith("cell setup:")


@pytest.mark.slow
def test_an_old_reference_is_noticed(toy):
    path = toy / TOY
    assert record.agrees(record.stored(path), notebook_run.run(path, []).references["visible"])
    notebook = notebooks.read(path)
    notebook.cells[2].source = notebook.cells[2].source.replace("2 * x", "3 * x")
    notebooks.write(path, notebook)
    assert not record.agrees(record.stored(path), notebook_run.run(path, []).references["visible"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("week", "name", "checks"),
    [("week2_logistic_regression", "2_logistic_regression", 9), ("week4_deep_networks", "2_application", 6)],
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
