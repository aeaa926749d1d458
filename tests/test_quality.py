"""The graders of every week against the page that says how well they measure."""

from pathlib import Path

import pytest
from conftest import command
from nbformat.v4 import new_code_cell
from runs import GROUPED, PATHS

from grading import notebooks
from grading.authoring import author, record
from grading.proof import notebook_run, quality
from helpers import check
from helpers.checks import quiz

IDS = [f"{path.parent.name}/{path.stem}" for path in PATHS]
PAGE = quality.read_page((notebooks.ROOT / "docs" / "grader_quality.md").read_text(encoding="utf-8"))
WEEK = "week1_toy"


def on_page(path):
    week = f"{path.parents[2].name}/{path.parent.name}"
    return {row.exercise: row for row in PAGE if (row.week, row.notebook) == (week, path.stem)}


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_the_page_is_good_enough(path):
    exercises, rows = check.declared(path.stem, path.parent), on_page(path)
    assert list(rows) == list(exercises), "run `course verify --all --report docs/grader_quality.md`"
    assert record.stored(path)["exercises"].keys() == exercises.keys(), "run `course record`"
    for name, row in rows.items():
        assert row.named == row.refused == row.mistakes >= 3, name
        assert row.accepted == row.styles, name
        if not isinstance(exercises[name], quiz.Question):
            assert row.styles >= 5, name
            assert row.mutants == row.caught + row.equivalent + row.survived > 0, name


def test_most_held_out_mistakes_are_recognized_and_none_is_misnamed():
    assert sum(row.held_out for row in PAGE) >= 100
    assert sum(row.recognized for row in PAGE) >= 0.8 * sum(row.held_out for row in PAGE)
    assert sum(row.misnamed for row in PAGE) == 0


def test_under_one_mutant_in_twenty_survives():
    told_apart = sum(row.mutants - row.equivalent for row in PAGE)
    assert sum(row.survived for row in PAGE) < quality.MOST_SURVIVORS * told_apart


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_judged_functions_state_their_margin(path):
    exercises = check.declared(path.stem, path.parent)
    margins = author.read(path.parent, path.stem, exercises).margins
    for name, exercise in exercises.items():
        if not isinstance(exercise, quiz.Question) and exercise.judge and not exercise.variables:
            measured = margins[name].measure and any(character.isdigit() for character in margins[name].statement)
            assert measured or margins[name].statement.startswith("Nothing is drawn"), name


@pytest.mark.slow
@pytest.mark.parametrize("path", GROUPED)
def test_no_grader_is_worse_than_its_page(path, run_of):
    reports = run_of(path).reports
    assert quality.problems(reports) == []
    for row in quality.rows("", reports):
        before = on_page(path)[row.exercise]
        assert row.survived <= before.survived, (row.exercise, reports["mutants"])
        assert row.equivalent <= before.equivalent, row.exercise
        assert (row.mistakes, row.named, row.styles) == (before.mistakes, before.named, before.styles), row.exercise
        assert row.mutants == before.mutants, row.exercise
        assert (row.held_out, row.recognized, row.misnamed) == (before.held_out, before.recognized, before.misnamed)


@pytest.mark.slow
def test_a_mistake_that_is_accepted_and_a_style_that_is_not_are_problems(toy):
    file = toy / "author" / WEEK / "mistakes.py"
    file.write_text(file.read_text().replace('"double": {', '"double": {"Nothing is wrong.": lambda x: 2 * x,', 1))
    run = notebook_run.run(toy / "source" / WEEK / "1_toy.ipynb", ["mistakes"])
    assert any("a known mistake is accepted: Nothing is wrong." in line for line in quality.problems(run.reports))
    styles = toy.parent / "tests" / "styles" / "course1_nn" / WEEK / "1_toy" / "wrong.py"
    styles.parent.mkdir(parents=True)
    styles.write_text("# %% double\ndef double(x):\n    return 3 * x\n")
    run = notebook_run.run(toy / "source" / WEEK / "1_toy.ipynb", ["styles"])
    assert any("the style wrong, loses points" in line for line in quality.problems(run.reports))


def test_a_page_reads_as_it_was_written():
    rows = [
        quality.Row("course1_nn/week1", "1_toy", "double", 40, 38, 3, 1, 1, 4, 4, 4, 5, 5, 8, 7, 1),
        quality.Row("course1_nn/week1", "1_toy", "noise", 7, 7, 0, 0, 0, 3, 3, 3, 5, 4, 2, 2, 0),
        quality.Row("course2/week1", "2_toy", "double", 1),
    ]
    text = quality.page(rows, [("course2/week1", "double", "far away")])
    assert quality.read_page(text) == rows
    assert "| | **together** | 47 | 45 | 3 | 1 | 1 | 7 | 7 | 7 | 10 | 9 | 10 | 9 | 1 |" in text
    assert "Of 10 held-out solutions 9 are recognized (90%), 1 misnamed." in text
    assert text.index("## course2/week1") < text.index("- `double`: far away")


@pytest.mark.slow
def test_the_page_is_written_by_the_command(toy, tmp_path):
    page = tmp_path / "page.md"
    command("course", "verify", toy / WEEK, "--report", page)
    rows = {row.exercise: row for row in quality.read_page(page.read_text())}
    assert list(rows) == ["double", "noise", "sizes", "q1", "q2"]
    assert rows["double"].mistakes == 2
    assert rows["double"].mutants > 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("mistakes.py", "EXPLANATIONS", 'EQUIVALENT = {"1_toy": {"treble": []}}\nEXPLANATIONS', "speaks of treble, which"),
        ("mistakes.py", '"noise": {', '"nose": {', "MISTAKES in mistakes.py speaks of nose, which checks.py does not declare"),
        ("checks.py", "seconds=2", 'uses=("treble",)', "double uses treble, which is no exercise of 1_toy"),
        ("cases.py", "call(number)", "call(1 / 0)", "input generator of double raises ZeroDivisionError"),
        ("checks.py", "import numpy", "import nonesuch", "checks.py cannot be used"),
    ],
)  # fmt: skip
def test_what_an_author_gets_wrong_is_a_sentence(toy, file, old, new, words):
    path = Path(toy) / ("source" if file == "checks.py" else "author") / WEEK / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert words in command("course", "verify", toy / WEEK, "--mutants", expect=1)


def test_verify_wants_one_week_or_all():
    assert "name one week as COURSE/WEEK, or all of them with --all" in command("course", "verify", expect=1)


@pytest.mark.slow
def test_cells_that_no_check_needs_make_no_wrong_solution_right_and_no_right_one_wrong(toy):
    path = toy / "source" / WEEK / "1_toy.ipynb"
    notebook = notebooks.read(path)
    double = next(cell for cell in notebook.cells if notebooks.grade_id(cell) == "double")
    double.source = double.source.replace("return 2 * x", "y = {}\n    y[0] = scale(x)\n    return y[0]")
    place = notebook.cells.index(double)
    notebook.cells.insert(place, new_code_cell("factor = 2\ndef scale(x):\n    return factor * x", id="needed"))
    notebook.cells.insert(place, new_code_cell("y = {}\nprint(y)", id="earlier"))
    notebook.cells.append(new_code_cell("factor = None", id="later"))
    notebooks.write(path, notebook)
    style = toy.parent / "tests" / "styles" / "course1_nn" / WEEK / "1_toy" / "scaling.py"
    style.parent.mkdir(parents=True)
    style.write_text("# %% double\ndef double(x):\n    return scale(x)\n")
    record.update_visible(path, record.record(path, {"visible": 0})["visible"])
    run = notebook_run.run(path, ["mutants", "styles"], everything=True)
    [mutated] = [report for report in run.reports["mutants"] if report.exercise == "double"]
    assert "y = {} -> pass" not in mutated.survivors
    [styled] = [report for report in run.reports["styles"] if report.exercise == "double"]
    assert (styled.styles, styled.problems) == (1, [])
