"""Pictures that a learner puts beside a notebook never leave the machine: `course submit` packs nothing that shows them."""

import base64
import io
import json
import shutil
import zipfile

import numpy as np
import pytest
from conftest import SOLVED, command, fill, graded_cell, toy_notebook
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image

from grading import notebooks
from grading.desk import kernels, private, workspace

WEEK = "course1_nn/week1_toy"
NOTEBOOK = f"{WEEK}/1_toy.ipynb"
LOOK = "from pathlib import Path\n\nprint(*sorted(path.name for path in Path('my_faces').glob('*')))"


def picture(seed, kind):
    """Return the bytes of a picture that nobody else has."""
    buffer, pixels = io.BytesIO(), np.random.default_rng(seed).integers(0, 256, (24, 24, 3)).astype(np.uint8)
    Image.fromarray(pixels).save(buffer, kind)
    return buffer.getvalue()


def traces(content):
    """Return every form in which the bytes of a picture may stand in a file: as they are, and pieces of their text."""
    text = base64.b64encode(content)
    return [content[20:60], text[40:90], text[-90:-40], content[20:60].hex().encode()]


@pytest.fixture
def place(toy_master, tmp_path, monkeypatch):
    """A student's folder whose toy notebook has a cell that looks at pictures in `my_faces`."""
    root = tmp_path / "project"
    shutil.copytree(toy_master / "source", root / "course1_nn" / "source")
    notebook = toy_notebook()
    notebook.cells.append(new_code_cell(LOOK, id="own", metadata={"tags": ["private"]}))
    notebooks.write(root / "course1_nn" / "source" / "week1_toy" / "1_toy.ipynb", notebook)
    workspace.update(root / "my work", root)
    for name, value in kernels.variables().items():
        monkeypatch.setenv(name, value)
    return root / "my work"


@pytest.mark.slow
@pytest.mark.xdist_group("submission")
def test_neither_the_pictures_nor_what_shows_them_is_in_the_archive(place):
    photograph, shown = picture(1, "JPEG"), picture(2, "PNG")
    folder = place / WEEK / "my_faces"
    folder.mkdir()
    (folder / "zebedee.jpg").write_bytes(photograph)
    notebook = fill(notebooks.read(place / NOTEBOOK), SOLVED)
    own = next(cell for cell in notebook.cells if cell.id == "own")
    assert own.metadata.tags == ["private"]  # the student's version has the tag, too
    text = base64.b64encode(shown).decode()
    image = new_output("display_data", {"image/png": text, "text/html": f'<img src="data:image/png;base64,{text}">'})
    own.outputs = [image, new_output("stream", text="zebedee.jpg 0.31")]
    notebook.cells[-2].outputs = [image]  # of any other cell
    notebook.cells.append(new_code_cell("1 + 1", outputs=[new_output("execute_result", {"image/jpeg": text})]))
    pasted = new_markdown_cell("![me](attachment:me.png)", attachments={"me.png": {"image/png": text}})
    notebook.cells += [pasted, new_markdown_cell(f"So: ![me](data:image/png;base64,{text}) and so on")]
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"value": text}}}}
    (place / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")
    before = (place / NOTEBOOK).read_bytes()
    assert text.encode() in before and b"zebedee" in before

    out = command("course", "submit", "week1_toy", "--folder", place, "--name", "ada")
    assert "Its outputs are left out" in " ".join(out.replace("│", " ").split())
    assert "14 of 14" in out
    assert (place / NOTEBOOK).read_bytes() == before  # the notebook itself stays as it was
    path = place / "ada_week1_toy.zip"
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["1_toy.ipynb", "manifest.json"]
        contents = [path.read_bytes(), *map(packed.read, packed.namelist())]
    for content in contents:
        assert b"zebedee" not in content
        for trace in [*traces(photograph), *traces(shown)]:
            assert trace not in content
    cells = json.loads(contents[1])["cells"]
    assert [cell["source"] for cell in cells[:-1]] == [cell.source for cell in notebook.cells[:-1]]
    assert cells[-1]["source"] == "So: ![me]() and so on"
    assert not any(cell.get("outputs") or cell.get("attachments") for cell in cells)


def test_only_notebooks_with_the_tag_are_private():
    plain = toy_notebook()
    tagged = toy_notebook()
    tagged.cells.append(new_code_cell("1", metadata={"tags": ["nbval-ignore-output", "private"]}))
    odd = {"cells": [1, {}, {"metadata": 3}, {"metadata": {"tags": "private"}}]}
    assert not private.is_private(json.dumps(plain).encode(), json.dumps(odd).encode())
    assert private.is_private(json.dumps(plain).encode(), json.dumps(tagged).encode())


def test_what_was_written_stays_as_it_is():
    notebook = toy_notebook()
    notebook.cells.append(graded_cell("x = 'data:image/png;base64,AAAA'", "kept", solution=True))
    notebook.cells[1].outputs = [new_output("stream", text="out")]
    notebook.cells[1].metadata["mine"] = "a picture"
    content = json.loads(private.written(json.dumps(notebook).encode()))
    assert [cell["source"] for cell in content["cells"]] == [cell.source for cell in notebook.cells]
    assert content["cells"][1]["outputs"] == [] and "mine" not in content["cells"][1]["metadata"]
    assert content["cells"][-1]["metadata"]["nbgrader"] == notebook.cells[-1].metadata.nbgrader
