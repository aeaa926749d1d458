"""The form of the solved notebooks: what makes them canonical, graded, readable and safe to store."""

import ast
import json
import re

import numpy as np
import pytest
from conftest import mended, toy_notebook

from grading import notebooks
from helpers import check
from helpers.checks import diagnose, quiz
from helpers.checks.words import LONGEST

PATHS = notebooks.sources()
IDS = [f"{path.parent.name}/{path.stem}" for path in PATHS]
every_notebook = pytest.mark.parametrize("path", PATHS, ids=IDS)
every_mended_notebook = pytest.mark.parametrize(
    "path", [path for path in PATHS if mended(path)], ids=lambda path: f"{path.parent.name}/{path.stem}"
)


def settings(cell):
    return cell.metadata.get("nbgrader", {})


def test_there_are_notebooks():
    assert len(PATHS) >= 3


@pytest.mark.parametrize("week", sorted({path.parent for path in PATHS}), ids=lambda week: week.name)
def test_all_that_lies_beside_a_notebook_is_released(week):
    """A notebook that opens another file runs here and fails where it is released."""
    ignored = {
        "__pycache__",
        *(notebooks.ROOT / ".gitignore").read_text(encoding="utf-8").split(),
    }  # what a cell writes
    files = {path for path in week.rglob("*") if path.is_file() and not ignored & {path.parent.name, path.name}}
    visible = {path for path in files if not any(part.startswith(".") for part in path.relative_to(week).parts)}
    assert visible <= {path for pattern in notebooks.RELEASED for path in week.glob(pattern)}


@every_notebook
def test_bytes_are_canonical(path):
    assert path.read_text(encoding="utf-8") == notebooks.canonical(notebooks.read(path)), "run `make format`"


@every_notebook
def test_ids_are_unique_and_kept(path):
    document = json.loads(path.read_text())
    ids = [cell["id"] for cell in document["cells"]]
    assert len(set(ids)) == len(ids)
    graded = [cell["metadata"]["nbgrader"]["grade_id"] for cell in document["cells"] if "nbgrader" in cell["metadata"]]
    assert len(set(graded)) == len(graded)


@every_notebook
def test_every_exercise_has_one_solution_and_one_check(path):
    exercises = check.declared(path.stem, path.parent)
    cells = notebooks.read(path).cells
    solutions = [notebooks.grade_id(cell) for cell in cells if settings(cell).get("solution")]
    checks = [notebooks.grade_id(cell) for cell in cells if settings(cell).get("grade")]
    assert solutions == list(exercises)
    assert checks == [f"check_{name}" for name in exercises]


@every_notebook
def test_check_cells_are_one_locked_line_with_points(path):
    exercises = check.declared(path.stem, path.parent)
    for cell in notebooks.read(path).cells:
        if settings(cell).get("grade"):
            exercise = exercises[notebooks.grade_id(cell).removeprefix("check_")]
            names = ", ".join(f"{name}={name}" for name in exercise.variables) or exercise.name
            assert cell.source == f"check({names})"
            assert settings(cell).locked
            assert not settings(cell).solution
            assert settings(cell).points > 0


@every_notebook
def test_solution_cells_say_what_to_write(path):
    for cell in notebooks.read(path).cells:
        if not settings(cell).get("solution"):
            assert "SOLUTION" not in cell.source
            continue
        assert cell.source.count("### BEGIN SOLUTION") == cell.source.count("### END SOLUTION") == 1
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.FunctionDef) and node.col_offset == 0:
                assert ast.get_docstring(node), f"{node.name} has no docstring"


@every_notebook
def test_the_setup_is_short_and_locked(path):
    first = next(cell for cell in notebooks.read(path).cells if cell.cell_type == "code")
    assert settings(first).get("locked")
    assert len([line for line in first.source.split("\n") if line.strip()]) <= 8
    assert f'check = Check("{path.stem}")' in first.source


@every_notebook
def test_outputs_hold_anywhere(path):
    for cell in notebooks.read(path).cells:
        if cell.cell_type != "code":
            continue
        assert cell.execution_count == 1
        text = json.dumps(cell.outputs)
        assert not re.search(r"/(?:root|home|work|tmp|Users|usr)/", text), "an absolute path"
        assert not re.search(r"Warning|WARNING|Traceback", text), "a warning or an error"
        assert not re.search(r"\b20\d\d-\d\d-\d\d\b| at 0x[0-9a-f]+", text), "a date or an address"
        assert "image/" not in text, "a picture"
        assert '"stderr"' not in text
        for output in cell.outputs:
            assert output.output_type in ("stream", "display_data"), "end the cell with a call that returns None"


@every_notebook
def test_pictures_exist_and_are_described(path):
    for cell in notebooks.read(path).cells:
        if cell.cell_type != "markdown":
            continue
        assert "<img" not in cell.source
        for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", cell.source):
            assert len(alt) > 20, f"{target} has no text for those who cannot see it"
            svg = (path.parent / target).read_text()
            assert target.startswith("images/")
            assert target.endswith(".svg")
            assert "<title" in svg
            assert "<desc" in svg
            assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@every_notebook
def test_links_to_files_exist(path):
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)", cell.source):
                assert target.startswith("https://") or (path.parent / target).is_file(), target


@every_mended_notebook
def test_pacing(path):
    """Most code can be read at a glance: the median cell has at most six lines, nine cells in ten at most fifteen."""
    cells = [cell for cell in notebooks.read(path).cells if cell.cell_type == "code"]
    lengths = sorted(len([line for line in cell.source.split("\n") if line.strip()]) for cell in cells)
    assert np.median(lengths) <= 6
    assert np.percentile(lengths, 90) <= 15
    assert lengths[-1] <= 30


@every_mended_notebook
def test_outputs_are_numbers(path):
    """A number says how far from equal two things are; a truth value says that somebody was content."""
    printed = [
        line
        for cell in notebooks.read(path).cells
        for output in cell.get("outputs", [])
        for line in "".join(output.get("text", [])).splitlines()
    ]
    booleans = [line for line in printed if re.search(r"\b(True|False)\b", line)]
    assert len(booleans) <= 2, booleans


@every_mended_notebook
def test_challenges_carry_a_third_of_the_points(path):
    """At least 35 % of a graded notebook's points stand below a heading with the word challenge."""
    heading, points = "", 0
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "markdown":
            heading = [heading, *re.findall(r"^## (.*)$", cell.source, re.MULTILINE)][-1]
        elif re.search("challenge", heading, re.IGNORECASE):
            points += settings(cell).get("points", 0)
    assert points >= 35 or path.stem.startswith("0_")


@every_notebook
def test_code_lines_fit_on_a_laptop_screen(path):
    """In JupyterLab on a laptop about 100 characters of a line of code can be seen without scrolling."""
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code":
            assert [line for line in cell.source.split("\n") if len(line) > 100] == [], cell.id


@every_notebook
def test_a_lesson_ends_with_ten_questions_and_others_with_a_challenge(path):
    exercises = check.declared(path.stem, path.parent)
    cells = notebooks.read(path).cells
    if path.stem.startswith("0_"):
        assert [type(item) for item in exercises.values()] == [quiz.Question] * 10
        assert sum(settings(cell).get("points", 0) for cell in cells) == 10
    else:
        assert any(
            re.search(r"^## .*[Cc]hallenge", cell.source, re.MULTILINE)
            for cell in cells
            if cell.cell_type == "markdown"
        )
        assert sum(settings(cell).get("points", 0) for cell in cells) == 100


@every_notebook
def test_it_ends_with_the_cell_that_hands_in(path):
    *_, words, last = notebooks.read(path).cells
    assert words.source.startswith("## Hand in\n")
    assert (last.source, last.outputs) == ("from helpers.submit import submit\n\nsubmit()", [])
    assert settings(last).grade_id == "submit"
    assert settings(last).locked


@every_notebook
def test_the_courses_readme_lists_it(path):
    readme = (path.parents[2] / "README.md").read_text()
    points = sum(settings(cell).get("points", 0) for cell in notebooks.read(path).cells)
    link = f"[{path.stem}](source/{path.parent.name}/{path.name})"
    (row,) = [line for line in readme.split("\n") if link in line]
    assert row.split("|")[-3].strip() == f"{points:g}"


@every_notebook
def test_references_know_every_exercise_and_its_points(path):
    recorded = json.loads((path.parent / "reference" / f"{path.stem}.json").read_text())["exercises"]
    points = {
        notebooks.grade_id(cell).removeprefix("check_"): settings(cell).points
        for cell in notebooks.read(path).cells
        if settings(cell).get("grade")
    }
    assert {name: item["points"] for name, item in recorded.items()} == points


@every_notebook
def test_no_sentence_of_a_card_is_too_long(path):
    recorded = json.loads((path.parent / "reference" / f"{path.stem}.json").read_text())["exercises"]
    too_long = []
    for name, item in recorded.items():
        sentences = [mistake["sentence"] for mistake in item.get("mistakes", ())]
        sentences += [diagnose.located(part, sentence) for part, sentence in item.get("parts", {}).items()]
        sentences += [quiz.explanation(item, letter) for letter in quiz.OPTIONS[: item.get("options", 0)]]
        too_long += [(name, len(sentence), sentence) for sentence in sentences if len(sentence) > LONGEST]
    assert too_long == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three! Four", "One.\nTwo?\nThree!\nFour"),
        ("See e.g. Fig. 3 and J. Smith et al. They agree.", "See e.g. Fig. 3 and J. Smith et al. They agree."),
        ("The value is 0.5. It is `a. B` and $x. Y$. Done.", "The value is 0.5.\nIt is `a. B` and $x. Y$.\nDone."),
        ("- First. Second.\n- Third.", "- First.\n  Second.\n- Third."),
        ("1. First. Second.", "1. First.\n   Second."),
        ("| a. B | c |\n|---|---|", "| a. B | c |\n|---|---|"),
        ("```\nA. B\n```", "```\nA. B\n```"),
        ("$$\na. B\n$$\nSo. Then", "$$\na. B\n$$\nSo.\nThen"),
        ("**Bold.** Then.", "**Bold.**\nThen."),
        ("# Title. Stays", "# Title. Stays"),
        ("<details><summary>A. B</summary>", "<details><summary>A. B</summary>"),
        ('He said "yes." She left.', 'He said "yes."\nShe left.'),
    ],
)
def test_sentences(text, expected):
    assert notebooks.sentences(text) == expected
    assert notebooks.sentences(expected) == expected


def test_formatting_is_idempotent_and_drops_what_changes_from_run_to_run(tmp_path):
    notebook = toy_notebook()
    notebook.cells[1].outputs = [
        {"output_type": "stream", "name": "stdout", "text": "a"},
        {"output_type": "stream", "name": "stdout", "text": "b\n"},
        {"output_type": "display_data", "data": {"image/png": "xx", "text/plain": "[Figure: x]"}, "metadata": {"a": 1}},
    ]
    notebook.cells[1].execution_count = 17
    notebook.cells[1].metadata["collapsed"] = True
    notebook.metadata["widgets"] = {"state": {}}
    path = tmp_path / "a.ipynb"
    assert notebooks.write(path, notebook) is True
    text = path.read_text()
    assert notebooks.write(path, notebooks.read(path)) is False
    for gone in ("image/png", "17", "collapsed", "widgets"):
        assert gone not in text
    assert '"ab\\n"' in text
    assert "[Figure: x]" in text


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    for content in ("{", "[]", '{"cells": 3}', '{"nbformat": 4, "cells": [{"cell_type": "code"}]}'):
        (tmp_path / "odd.ipynb").write_text(content)
        with pytest.raises(ValueError, match=r"odd\.ipynb is not a valid notebook"):
            notebooks.read(tmp_path / "odd.ipynb")


def test_sources_name_what_exists():
    with pytest.raises(FileNotFoundError, match=r"there is no course1_nn/week9; there is .*week2_logistic_regression"):
        notebooks.sources(course="course1_nn", week="week9")
