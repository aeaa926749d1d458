"""What is taken from a submission, file by file."""

import json
import os
import shutil

import nbformat
import pytest
from conftest import fill, solutions
from nbformat.v4 import new_code_cell
from nbgrader.utils import compute_checksum

from grading import notebooks
from grading.authoring import release
from grading.intake import rebuild, recognition
from grading.plugin import adapt


@pytest.fixture
def master(toy_master, tmp_path):
    path = tmp_path / "release" / "1_toy.ipynb"
    path.parent.mkdir()
    nbformat.write(release.student_version(toy_master / "source" / "week1_toy" / "1_toy.ipynb"), path)
    return path


@pytest.fixture
def submit(master, tmp_path):
    """Change a copy of the released notebook with a function and rebuild it."""

    def submitted(change):
        document = json.loads(master.read_text())
        changed = change(document)
        document = document if changed is None else changed
        path = tmp_path / "1_toy.ipynb"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        notebook, notes = rebuild.rebuild(master, rebuild.take(path))
        nbformat.validate(notebook)
        return {notebooks.grade_id(cell): cell for cell in notebook.cells if notebooks.grade_id(cell)}, notebook, notes

    return submitted


def cell_of(document, grade_id):
    return next(cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def ids(cells):
    return list(cells)


def test_an_untouched_notebook_has_no_notes(submit, master):
    cells, notebook, notes = submit(lambda document: None)
    assert notes == []
    original = notebooks.read(master)
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in original.cells]
    assert ids(cells) == [notebooks.grade_id(cell) for cell in original.cells if notebooks.grade_id(cell)]


def test_answers_and_free_cells_are_taken_in_their_places(submit):
    def change(document):
        cell_of(document, "double")["source"] = ["def double(x):\n", "    return helper(x)"]
        document["cells"].insert(2, {"cell_type": "code", "source": "def helper(x):\n    return 2 * x", "metadata": {}})

    cells, notebook, notes = submit(change)
    assert notes == []
    assert cells["double"].source == "def double(x):\n    return helper(x)"
    sources = [cell.source for cell in notebook.cells]
    assert sources.index("def helper(x):\n    return 2 * x") == sources.index(cells["double"].source) - 1


def test_metadata_of_a_submission_counts_for_nothing(submit):
    def change(document):
        cell_of(document, "check_double")["metadata"]["nbgrader"]["points"] = 1000
        cell_of(document, "check_noise")["metadata"]["nbgrader"] |= {"grade": False, "locked": False}
        cell_of(document, "double")["cell_type"] = "markdown"
        document["metadata"]["kernelspec"] = {"name": "evil", "display_name": "evil"}

    cells, notebook, notes = submit(change)
    assert cells["check_double"].metadata.nbgrader.points == 6
    assert cells["check_noise"].metadata.nbgrader.grade is True
    assert cells["double"].cell_type == "code"
    assert notebook.metadata.kernelspec.name == "python3"
    assert "The locked cell `check_double` was changed; the original is used." in notes
    assert "The locked cell `check_noise` was changed; the original is used." in notes


def released_again(master, name, **changes):
    """Change a cell of the master as an instructor does who releases anew."""
    notebook = notebooks.read(master)
    cell = next(cell for cell in notebook.cells if notebooks.grade_id(cell) == name)
    cell.source = changes.pop("source", cell.source)
    cell.metadata.nbgrader.update(changes)
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    nbformat.write(notebook, master)


def test_what_the_instructor_changed_is_not_the_students_change(master, tmp_path):
    handed_in = master.read_text()
    released_again(master, "check_double", points=60)
    released_again(master, "setup", source="import numpy as np")
    notebook, notes = rebuild.rebuild(master, handed_in.encode())
    assert notes == [
        "The locked cell that begins with `import numpy as np` is that of another release; the one of this release is used."
    ]
    assert next(cell for cell in notebook.cells if cell.id == "check-double").metadata.nbgrader.points == 60
    document = json.loads(handed_in)
    cell_of(document, "setup")["source"] = "import os"
    cell_of(document, "check_double")["metadata"]["nbgrader"]["points"] = 5
    assert rebuild.rebuild(master, json.dumps(document).encode())[1] == [
        "The locked cell that begins with `import numpy as np` was changed; the original is used.",
        "The locked cell `check_double` was changed; the original is used.",
    ]


def test_a_cell_counts_as_released_when_its_checksum_is_nbgraders(master):
    cells = rebuild.read_cells(master.read_bytes())
    locked = [cell for cell in cells if "checksum" in cell["nbgrader"]]
    assert len(locked) == 11  # the set-up, five solutions and five checks
    assert all(map(recognition.is_as_released, locked))
    for change in ({"source": "x"}, {"grade_id": "x"}, {"nbgrader": {**locked[2]["nbgrader"], "points": 7}},
                   {"nbgrader": {**locked[2]["nbgrader"], "points": "many"}}, {"nbgrader": {}}):  # fmt: skip
        assert not recognition.is_as_released({**locked[2], **change})


def test_a_locked_cell_that_an_editor_has_tidied_is_not_changed(submit):
    def change(document):
        cell = cell_of(document, "setup")
        cell["source"] = "".join(cell["source"]).replace("\n", "  \r\n").replace("import Check", "import Check\r\n\r\n")

    assert submit(change)[2] == []


def test_a_cell_without_a_name_is_known_by_how_it_begins():
    sources = (
        "\n  x = 1\ny",
        "`$a$`\u2028\x1b[31m<b>",
        "print('a very long line of which the end does not matter')",
        " \n",
        "$",
    )
    assert [rebuild.label(new_code_cell(source)) for source in sources] == [
        "cell that begins with `x = 1`",
        "cell that begins with `a [31m<b>`",
        "cell that begins with `print('a very long line of which the end...`",
        "empty cell",
        "empty cell",
    ]


def test_deleted_doubled_and_edited_check_cells(submit):
    def change(document):
        cells = document["cells"]
        cells.remove(cell_of(document, "check_noise"))
        cell_of(document, "check_double")["source"] = "6.0"
        cells.append(dict(cell_of(document, "check_sizes"), source="2.0"))

    cells, notebook, notes = submit(change)
    assert cells["check_noise"].source == "check(noise)"
    assert cells["check_double"].source == "check(double)"
    assert "2.0" not in [cell.source for cell in notebook.cells]
    assert notes == [
        "The locked cell `check_sizes` stands in the notebook more than once; it counts once.",
        "The locked cell `check_double` was changed; the original is used.",
        "The check cell `check_noise` is missing; the original is used.",
    ]
    assert notebook.cells[0].id == rebuild.NOTES_ID
    assert notes[0] in notebook.cells[0].source


def test_the_first_of_two_solution_cells_is_the_answer(submit):
    def change(document):
        first = cell_of(document, "double")
        first["source"] = "def double(x):\n    return 2 * x"
        document["cells"].append(dict(first, source="double = None"))

    cells, notebook, notes = submit(change)
    assert cells["double"].source == "def double(x):\n    return 2 * x"
    assert notebook.cells[-1].source == "double = None"
    assert notes == ["The solution cell `double` stands in the notebook more than once; the copy runs as a plain cell."]


SOURCES = notebooks.sources()


@pytest.mark.parametrize("source", SOURCES, ids=[f"{path.parent.name}-{path.stem}" for path in SOURCES])
def test_a_notebook_of_the_course_is_the_same_without_metadata_and_ids(source, tmp_path):
    original, place = tmp_path / source.name, f"{source.parents[2].name}/{source.parent.name}/{source.stem}"
    nbformat.write(release.student_version(source), original)
    owners = recognition.owners(source.parents[2])
    assert rebuild.rebuild(original, original.read_bytes(), place, owners)[1] == []
    document = json.loads(nbformat.writes(fill(notebooks.read(original), solutions(source))))
    whole, notes = rebuild.rebuild(original, json.dumps(document).encode(), place, owners)
    assert notes == []
    for cell in document["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    assert recognition.identify(rebuild.read_cells(json.dumps(document)), owners) == place
    stripped, (note,) = rebuild.rebuild(original, json.dumps(document).encode(), place, owners)
    assert [cell.source for cell in stripped.cells[1:]] == [cell.source for cell in whole.cells]
    assert note.endswith("own cells; they are taken from where they are defined.")


def test_the_definition_that_its_check_sees_is_the_solution(submit, master):
    def change(document):
        cells = document["cells"]
        place = cells.index(cell_of(document, "double"))
        sources = ["double = None", "def double(x):\n    return 2 * x", "if True:\n    double = 3", "x[double] = 4"]
        cells[place : place + 1] = [json.loads(json.dumps(new_code_cell(source))) for source in sources]
        cells.append(json.loads(json.dumps(new_code_cell("double = 'too late'"))))

    cells, notebook, notes = submit(change)
    assert cells["double"].source == "def double(x):\n    return 2 * x"
    assert notes == ["`double` is not in its own cell; it is taken from where it is defined."]
    sources = [cell.source for cell in notebook.cells]
    assert sources.index("double = None") < sources.index(cells["double"].source) < sources.index("x[double] = 4")
    assert sources.index("x[double] = 4") < sources.index("check(double)")
    assert sources[-1] == "double = 'too late'"


@pytest.mark.parametrize("left", ["", " \n", "# see below\n"])
def test_a_solution_cell_that_was_emptied_is_found_elsewhere(submit, left):
    def change(document):
        cell_of(document, "double")["source"] = left
        document["cells"].append(json.loads(json.dumps(new_code_cell("def double(x):\n    return 2 * x"))))

    cells, _, notes = submit(change)
    assert cells["double"].source == "def double(x):\n    return 2 * x"
    assert notes == ["`double` is not in its own cell; it is taken from where it is defined."]


def test_a_cell_that_stands_earlier_stays_there_too(submit):
    def change(document):
        both = "def double(x):\n    return 2 * x\n\n\ndef noise(m):\n    return [double(m)]"
        document["cells"].insert(2, json.loads(json.dumps(new_code_cell(both))))
        cell_of(document, "double")["source"] = "def double(x):\n    return noise(x)[0]"

    cells, notebook, notes = submit(change)
    assert notes == ["`noise` is not in its own cell; it is taken from where it is defined."]
    assert [cell.source for cell in notebook.cells].count(cells["noise"].source) == 2
    assert cells["double"].source == "def double(x):\n    return noise(x)[0]"


@pytest.mark.parametrize(
    "source",
    [
        "double = " + "-" * 19_990 + "1",
        "double = " + "(" * 5_000,
        "double = 1" + "+1" * 9_000,
        "double = '\0'",
        "double = ",
    ],
    ids=["deep", "open", "long", "nul", "half"],
)
def test_what_cannot_be_parsed_is_no_solution(submit, source):
    def change(document):
        document["cells"].remove(cell_of(document, "double"))
        document["cells"].append(json.loads(json.dumps(new_code_cell(source))))

    assert submit(change)[2] == ["The solution cell `double` is missing; it earns nothing."]


def test_no_more_is_parsed_than_a_notebook_may_have(submit, monkeypatch):
    parsed = []
    monkeypatch.setattr(recognition, "defined", lambda source: parsed.append(len(source)) or {"double"} & {source[:6]})

    def change(document):
        for name in ("double", "noise", "sizes"):
            document["cells"].remove(cell_of(document, name))
        for name in ("q1", "q2", *("check_" + name for name in ("double", "noise", "sizes", "q1", "q2"))):
            cell_of(document, name)["source"] = "double = 0" + " " * (rebuild.SOURCE_LIMIT - 10)
        document["cells"] += [dict(cell_of(document, "q1"), metadata={}, id=f"more{number}") for number in range(9)]

    submit(change)
    assert sum(parsed) <= recognition.PARSE_LIMIT + 1_000  # of the master's own cells


def test_a_missing_solution_cell_earns_nothing(submit):
    cells, _, notes = submit(lambda document: document["cells"].remove(cell_of(document, "double")))
    assert "raise NotImplementedError" in cells["double"].source
    assert notes == ["The solution cell `double` is missing; it earns nothing."]


def test_reordered_cells_return_to_their_places(submit, master):
    cells, _, _ = submit(lambda document: document["cells"].reverse())
    assert ids(cells) == [notebooks.grade_id(cell) for cell in notebooks.read(master).cells if notebooks.grade_id(cell)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{nope", "is not valid JSON"),
        ("", "is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
        ("[]", "not a notebook of format 4"),
        ('{"worksheets": []}', "not a notebook of format 4"),
        (json.dumps({"cells": [{}] * 2_001}), "has more than 2000 cells"),
        ("x" * (20 * 2**20 + 1), "is larger than 20 MB"),
    ],
    ids=["no JSON", "empty", "too deep", "a list", "an older format", "many cells", "large"],
)
def test_an_unusable_file_is_graded_as_untouched(submit, master, content, words):
    cells, notebook, notes = submit(lambda document: content)
    assert len(notes) == 1
    assert words in notes[0]
    assert cells["double"].source == next(c.source for c in notebooks.read(master).cells if c.id == "double")
    assert notebook.cells[0].id == rebuild.NOTES_ID


@pytest.mark.parametrize("cell", [None, 3, {}, {"cell_type": "heading"}, {"cell_type": "code", "source": 5},
                                  {"cell_type": "code", "source": ["a", 1], "metadata": []},
                                  {"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": ["x"]}}}])  # fmt: skip
def test_odd_cells_do_no_harm(submit, cell):
    cells, _, _ = submit(lambda document: document["cells"].append(cell))
    assert "check_double" in cells


def test_a_link_is_not_followed(master, tmp_path):
    secret = tmp_path / "secret.ipynb"
    shutil.copy(master, secret)
    link = tmp_path / "1_toy.ipynb"
    link.symlink_to(secret)
    _, notes = rebuild.rebuild(master, rebuild.take(link))
    assert notes == ["1_toy.ipynb is not a regular file. It is graded as if nothing had been written."]


def test_halves_of_characters_do_not_keep_a_notebook_from_being_written(submit, tmp_path):
    def change(document):
        cell_of(document, "double")["source"] = "double = '\ud800'"
        document["cells"].append({"cell_type": "markdown", "source": ["\udfff"], "metadata": {}})

    cells, notebook, _ = submit(change)
    assert cells["double"].source == "double = '?'"
    notebooks.write(tmp_path / "written.ipynb", notebook)


def test_cells_that_are_too_long_are_left_out(submit):
    def change(document):
        cell_of(document, "double")["source"] = "#" * (rebuild.SOURCE_LIMIT + 1)
        cell_of(document, "sizes")["source"] = "#" * rebuild.SOURCE_LIMIT
        added = {"cell_type": "code", "source": "#" * rebuild.SOURCE_LIMIT, "metadata": {}}
        document["cells"] += [added] * (rebuild.FREE_LIMIT // rebuild.SOURCE_LIMIT + 3)

    cells, notebook, notes = submit(change)
    assert cells["double"].source == ""
    assert len(cells["sizes"].source) == rebuild.SOURCE_LIMIT
    assert sum(len(cell.source) for cell in notebook.cells if not notebooks.grade_id(cell)) < rebuild.FREE_LIMIT + 500
    assert notes == [
        "The cell `double` has 20,001 characters, more than 20,000; it is left out.",
        "3 added cells were left out, with 20,000, 20,000, 20,000 characters: one may have 20,000, all together 150,000.",
    ]


def test_of_the_exchanges_files_only_small_ones_are_kept(tmp_path):
    submitted, graded = tmp_path / "submitted", tmp_path / "graded"
    submitted.mkdir()
    rebuild.keep_stamps(submitted, graded)
    assert not list(graded.iterdir())
    for content in ("2030-01-02 03:04:05 UTC", "2030-01-02 03:04:06 UTC"):
        (submitted / "timestamp.txt").write_text(content)
        (submitted / "submission_secret.txt").symlink_to(tmp_path / "elsewhere")
        (submitted / "other.txt").write_text("x")
        rebuild.keep_stamps(submitted, graded)
        assert {path.name: path.read_text() for path in graded.iterdir()} == {"timestamp.txt": content}
        (submitted / "submission_secret.txt").unlink()
    (submitted / "timestamp.txt").write_text("2030-01-02 03:04:05 UTC" + " " * 10**6)
    rebuild.keep_stamps(submitted, graded)
    assert not list(graded.iterdir())


@pytest.mark.parametrize(
    "content",
    ["", "no time", b"\xff\xfe", "999999999-99-99 99:99:99 UTC", "2030-01-01 00:00:00 UTC" + " " * 10**6, "a pipe"],
    ids=["empty", "no time", "no text", "no day", "too long", "a pipe"],
)
def test_a_time_stamp_that_is_no_time_is_none(tmp_path, content):
    from nbgrader.coursedir import CourseDirectory

    adapt.adapt()
    folder, path = CourseDirectory(), tmp_path / "timestamp.txt"
    assert folder.get_existing_timestamp(str(tmp_path)) is None
    path.write_text("2030-01-02 03:04:05 UTC")
    assert folder.get_existing_timestamp(str(tmp_path)).year == 2030
    path.unlink()
    if content == "a pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert folder.get_existing_timestamp(str(tmp_path)) is None


def test_what_is_replaced_of_nbgraders_is_replaced_once():
    from nbgrader.converters.base import BaseConverter

    adapt.adapt()
    method = vars(BaseConverter)["init_assignment"]
    adapt.adapt()  # the configuration is loaded again for every step
    assert vars(BaseConverter)["init_assignment"] is method
    assert method.args[0].__module__ == "nbgrader.converters.base"
