import json
import shutil
import subprocess
import sys

import pytest

from grading import notebooks
from grading.desk import workspace


@pytest.fixture
def root(toy_master, tmp_path):
    """A project with the toy course in it."""
    shutil.copytree(toy_master, tmp_path / "project" / "course1_nn")
    return tmp_path / "project"


@pytest.fixture
def place(root, tmp_path):
    """A workspace that was made once."""
    workspace.update(tmp_path / "workspace", root)
    return tmp_path / "workspace"


NOTEBOOK = "course1_nn/week1_toy/1_toy.ipynb"


def edit_source(root, text):
    path = root / "course1_nn" / "source" / "week1_toy" / "1_toy.ipynb"
    notebook = notebooks.read(path)
    notebook.cells[0].source += text
    notebooks.write(path, notebook)


def test_the_first_time_everything_is_added_without_answers(place):
    files = {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}
    assert files == {
        ".course.json",
        ".progress/catalogue.json",
        f".progress/originals/{NOTEBOOK}",
        "start.md",
        NOTEBOOK,
        "course1_nn/week1_toy/checks.py",
        "course1_nn/week1_toy/reference/1_toy.json",
    }
    text = (place / NOTEBOOK).read_text()
    assert "SECRET" not in text
    assert "raise NotImplementedError" in text
    assert "m = ...\\nn = ..." in text
    assert (
        "| [A toy notebook](course1_nn/week1_toy/1_toy.ipynb) | 0\u00a0of\u00a014 |" in (place / "start.md").read_text()
    )


def test_what_is_for_authors_only_is_not_added(root, tmp_path):
    assert (root / "course1_nn" / "author" / "week1_toy" / "mistakes.py").is_file()
    (root / "course1_nn" / "source" / "week1_toy" / "unseen.npz").write_bytes(b"SECRET")
    workspace.update(tmp_path / "workspace", root)
    names = {path.name for path in (tmp_path / "workspace").rglob("*")}
    assert "checks.py" in names
    assert not names & {"mistakes.py", "cases.py", "unseen.npz"}


def times(place):
    """Return when each file that a student sees was last written."""
    paths = [path for path in place.rglob("*") if not path.relative_to(place).parts[0].startswith(".")]
    return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


def test_a_second_time_nothing_changes(root, place):
    before = times(place)
    changes = workspace.update(place, root)
    assert changes == workspace.Changes()
    assert before == times(place)


def test_a_new_version_replaces_an_untouched_notebook(root, place):
    edit_source(root, " improved")
    assert workspace.update(place, root).replaced == [NOTEBOOK]
    assert "toy notebook improved" in (place / NOTEBOOK).read_text()


def test_what_a_student_changed_is_kept_and_the_new_version_stands_beside_it(root, place):
    mine = place / NOTEBOOK
    mine.write_text(mine.read_text().replace("raise NotImplementedError", "return 2 * x"))
    text = mine.read_text()
    assert workspace.update(place, root) == workspace.Changes()
    edit_source(root, " improved")
    changes = workspace.update(place, root)
    assert changes.beside == [(NOTEBOOK, "1_toy.new.ipynb")]
    assert mine.read_text() == text
    assert "improved" in mine.with_name("1_toy.new.ipynb").read_text()
    assert workspace.update(place, root) == workspace.Changes()
    edit_source(root, " again")
    assert workspace.update(place, root).beside == [(NOTEBOOK, "1_toy.new2.ipynb")]
    assert mine.read_text() == text


def test_a_student_who_takes_the_new_version_gets_the_next_one_in_place(root, place):
    mine = place / NOTEBOOK
    mine.write_text(mine.read_text() + " ")
    edit_source(root, " improved")
    workspace.update(place, root)
    mine.with_name("1_toy.new.ipynb").replace(mine)
    edit_source(root, " again")
    assert NOTEBOOK in workspace.update(place, root).replaced
    assert "improved again" in mine.read_text()


def test_a_lost_file_comes_back(root, place):
    (place / NOTEBOOK).unlink()
    assert workspace.update(place, root).added == [NOTEBOOK]


def test_the_original_that_is_kept_is_the_newest_and_comes_back(root, place):
    original, mine = workspace.original(place, NOTEBOOK), place / NOTEBOOK
    assert original.read_text() == mine.read_text()
    mine.write_text(mine.read_text() + " ")
    edit_source(root, " improved")
    workspace.update(place, root)
    text = original.read_text()
    assert text == mine.with_name("1_toy.new.ipynb").read_text()
    for damage in (original.unlink, lambda: original.write_text("{")):
        damage()
        assert workspace.update(place, root) == workspace.Changes()
        assert original.read_text() == text


@pytest.mark.parametrize("damage", ["{", "[]", '{"start.md": 3}'])
def test_a_damaged_manifest_is_set_aside_and_costs_no_work(root, place, damage):
    mine = place / NOTEBOOK
    mine.write_text(mine.read_text() + " ")
    (place / ".course.json").write_text(damage)
    edit_source(root, " improved")
    changes = workspace.update(place, root)
    assert mine.read_text().endswith(" ")
    assert changes.beside == [(NOTEBOOK, "1_toy.new.ipynb")]
    assert (place / ".course.json.damaged").read_text() == damage
    assert json.loads((place / ".course.json").read_text())


def test_a_full_disk_leaves_whole_files(root, place):
    edit_source(root, " improved")
    old = (place / NOTEBOOK).read_text()
    source = "import resource, sys\nfrom grading.desk import workspace\nresource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
    assert len(old) > 3000
    run = subprocess.run(
        [sys.executable, "-c", source + "workspace.update(*sys.argv[1:])", place, root], capture_output=True, text=True
    )
    assert "OSError: [Errno 27] File too large" in run.stderr
    assert (place / NOTEBOOK).read_text() == old
    assert not list(place.rglob("*.part"))
    assert NOTEBOOK in workspace.update(place, root).replaced
