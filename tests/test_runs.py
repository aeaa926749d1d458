"""The runs of solved notebooks that tests share: made once, and anew when anything has changed."""

import pytest
import runs

from grading.proof import notebook_run

DOCUMENT = {"outputs": [], "references": {}, "reports": {}}
TOY = "source/week1_toy/1_toy.ipynb"
CHANGED = ("source/week1_toy/1_toy.ipynb", "source/week1_toy/checks.py", "author/week1_toy/mistakes.py")
CHANGED += ("../helpers/check.py", "../grading/new.py", "../data/cats.h5", "../tests/styles/course1_nn/week1_toy/a.py")
OTHER = (
    "source/week1_toy/2_toy.ipynb",
    "source/week2_toy/checks.py",
    "../docs/grading.md",
    "../helpers/__pycache__/a.pyc",
)


@pytest.fixture
def documents(monkeypatch):
    """The notebooks that have been run, in order."""
    paths = []

    def document(path, *arguments, **named):
        paths.append(path)
        return DOCUMENT

    monkeypatch.setattr(notebook_run, "document", document)
    monkeypatch.setattr(runs, "content_key", lambda path: path.read_text())
    return paths


def test_a_notebook_runs_once_for_all_workers(documents, toy, tmp_path):
    for _ in range(3):
        assert runs.Runs(tmp_path, keep=False)(toy / TOY) == notebook_run.read(DOCUMENT)
    assert documents == [toy / TOY]


def test_a_run_that_is_kept_is_taken_as_long_as_nothing_has_changed(documents, toy, tmp_path):
    runs.Runs(tmp_path, keep=True)(toy / TOY)
    runs.Runs(tmp_path, keep=True)(toy / TOY)
    assert len(documents) == 1
    (toy / TOY).write_text((toy / TOY).read_text() + " ")
    runs.Runs(tmp_path, keep=True)(toy / TOY)
    assert len(documents) == 2


def test_nothing_is_kept_in_ci(monkeypatch, request, tmp_path_factory):
    monkeypatch.setenv("CI", "true")
    folder, keep = runs.folder_of_runs(request.config, tmp_path_factory)
    assert not keep
    assert tmp_path_factory.getbasetemp().is_relative_to(folder.parent)
    monkeypatch.delenv("CI")
    assert runs.folder_of_runs(request.config, tmp_path_factory)[1] == hasattr(request.config, "cache")


@pytest.mark.parametrize(("names", "differs"), [(CHANGED, True), (OTHER, False)])
def test_the_key_is_another_when_something_has_changed_that_a_run_depends_on(toy, names, differs):
    for name in names:
        before = runs.content_key(toy / TOY, toy.parent)
        (toy / name).parent.mkdir(parents=True, exist_ok=True)
        (toy / name).write_bytes(b"changed" + name.encode())
        assert (runs.content_key(toy / TOY, toy.parent) != before) is differs, name
