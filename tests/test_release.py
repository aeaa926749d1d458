"""From the solved notebook to the student's, and the secret cases."""

import json
import stat

import numpy as np
import pytest

from grading import notebooks
from grading.authoring import record, release
from grading.classroom import converters
from helpers.checks import codec

WEEK = "week1_toy"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "def f(x):\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION",
            "raise NotImplementedError",
        ),
        ("### BEGIN SOLUTION\nm = 3\n### END SOLUTION", "m = ..."),
        ("### BEGIN SOLUTION\nm, n = X.shape\nk = n[0]\n### END SOLUTION", "m = ...\nn = ...\nk = ..."),
        ("### BEGIN SOLUTION\nm = 3\nprint(m)\n### END SOLUTION", "raise NotImplementedError"),
        ("no region", "raise NotImplementedError"),
    ],
)
def test_stubs(source, expected):
    assert release.stub(source) == expected


def test_nbgraders_release_and_the_students_version_are_the_same(toy):
    (path,), _ = converters.release_week(toy, "week1_toy")
    ours = release.student_version(toy / "source" / "week1_toy" / "1_toy.ipynb")
    theirs = notebooks.read(path)
    assert [dict(cell) for cell in theirs.cells] == [dict(cell) for cell in ours.cells]


def test_a_release_holds_no_answer_and_no_secret(toy):
    np.savez(toy / "source" / WEEK / "unseen.npz", sizes=[97])
    converters.release_week(toy, "week1_toy")
    files = sorted(path.name for path in (toy / "release").rglob("*") if path.is_file())
    assert files == ["1_toy.ipynb", "1_toy.json", "checks.py"]
    text = "".join(path.read_text() for path in (toy / "release").rglob("*") if path.is_file())
    for answer in ("SECRET", '"b"\n', "Three is odd", "-2 * x"):
        assert answer not in text


def test_hidden_cases_are_private_and_follow_the_seed(toy):
    converters.release_week(toy, "week1_toy", seed=7)
    path = toy / "hidden" / "week1_toy" / "1_toy.json"
    first = codec.read(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (path.parent / "seed").read_text() == "7\n"
    assert stat.S_IMODE((path.parent / "seed").stat().st_mode) == 0o600
    assert len(first["exercises"]["double"]["cases"]) == 6
    visible = codec.read(toy / "source" / "week1_toy" / "reference" / "1_toy.json")["exercises"]["double"]["cases"]
    assert visible[-1] not in first["exercises"]["double"]["cases"]
    assert release.prepare(toy / "source" / "week1_toy" / "1_toy.ipynb") is False
    converters.release_week(toy, "week1_toy", seed=8)
    assert codec.read(path)["exercises"]["double"]["cases"][-1] != first["exercises"]["double"]["cases"][-1]


def test_hidden_cases_can_be_made_of_what_is_never_released(toy):
    week, author = toy / "source" / WEEK, toy / "author" / WEEK
    cases = author / "cases.py"
    cases.write_text(
        cases.read_text().replace("import numpy", "from pathlib import Path\n\nimport numpy")
        + "\n\ndef hidden_noise_cases(rng):\n"
        '    path = Path(__file__).with_name("unseen.npz")\n'
        '    return [call(int(rng.choice(np.load(path)["sizes"])))]\n\n\n'
        'HIDDEN = {"1_toy": {"noise": hidden_noise_cases}}\n'
    )
    np.savez(author / "unseen.npz", sizes=[97])
    visible = (week / "reference" / "1_toy.json").read_bytes()
    release.write_seed(toy, WEEK, 7)
    release.prepare(week / "1_toy.ipynb", update=False)
    assert (week / "reference" / "1_toy.json").read_bytes() == visible
    assert hidden_sizes(toy) == {97}
    np.savez(author / "unseen.npz", sizes=[98])
    release.prepare(week / "1_toy.ipynb", update=False)
    assert hidden_sizes(toy) == {98}


def hidden_sizes(toy):
    """Return with which sizes `noise` is called in the hidden cases."""
    cases = codec.read(toy / "hidden" / WEEK / "1_toy.json")["exercises"]["noise"]["cases"]
    return {codec.decode(case["arguments"])[0] for case in cases}


def test_a_seed_that_is_no_number_is_refused(toy):
    (toy / "hidden" / WEEK).mkdir(parents=True)
    (toy / "hidden" / WEEK / "seed").write_text("abc")
    with pytest.raises(ValueError, match="seed must be one whole number"):
        release.choose_seed(toy, WEEK, "keep")


def test_a_stale_visible_reference_stops_plain_nbgrader_and_is_mended_by_course_release(toy):
    source = toy / "source" / "week1_toy" / "1_toy.ipynb"
    notebook = notebooks.read(source)
    next(
        cell for cell in notebook.cells if cell.id == "double"
    ).source = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x + 1\n    ### END SOLUTION"
    notebooks.write(source, notebook)
    release.write_seed(toy, WEEK, 7)
    with pytest.raises(ValueError, match=r"does not agree with 1_toy\.ipynb: run `course record"):
        release.prepare(source, update=False)
    release.prepare(source)
    case = codec.read(source.parent / "reference" / "1_toy.json")["exercises"]["double"]["cases"][0]
    assert codec.decode(case["output"]) == 2 * codec.decode(case["arguments"])[0] + 1


def test_recording_again_changes_nothing(toy):
    source = toy / "source" / "week1_toy" / "1_toy.ipynb"
    before = (source.parent / "reference" / "1_toy.json").read_bytes()
    document = record.record(source, {"visible": record.VISIBLE_SEED})["visible"]
    assert record.update_visible(source, document) is False
    assert (source.parent / "reference" / "1_toy.json").read_bytes() == before


def test_agrees_forgives_rounding_only():
    old = {"a": [1.0, 2, "x"], "b": None}
    assert record.agrees(old, {"a": [1.0 + 1e-12, 2, "x"], "b": None})
    for other in (
        {"a": [1.001, 2, "x"], "b": None},
        {"a": [1.0, 3, "x"], "b": None},
        {"a": [1.0, 2], "b": None},
        {"a": 1},
    ):
        assert not record.agrees(old, other)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            lambda text: text.replace("number = float(", "raise KeyError('x')\n    number = float("),
            "generator of double raises KeyError",
        ),
        (lambda text: text.replace('"double": double_cases', '"triple": double_cases'), "cases.py speaks of triple"),
        (
            lambda text: text.replace("return [call(int", "return []\n    [call(int"),
            "generator of noise gives no cases",
        ),
    ],
)
def test_a_wrong_file_of_cases_is_named(toy, edit, words):
    path = toy / "author" / "week1_toy" / "cases.py"
    path.write_text(edit(path.read_text()))
    with pytest.raises(RuntimeError, match=words):
        record.record(toy / "source" / "week1_toy" / "1_toy.ipynb", {"visible": 0})


def test_points_are_the_notebooks(toy):
    reference = json.loads((toy / "source" / "week1_toy" / "reference" / "1_toy.json").read_text())["exercises"]
    assert {name: item["points"] for name, item in reference.items()} == {
        "double": 6, "noise": 4, "sizes": 2, "q1": 1, "q2": 1,
    }  # fmt: skip


def test_agrees_forgives_what_single_precision_rounds():
    old = {"array": [-12.980428695678711, 1e-7], "dtype": "<f4", "shape": [2]}
    assert record.agrees(old, {**old, "array": [-12.980426788330078, 3e-7]})
    assert not record.agrees({**old, "dtype": "<f8"}, {**old, "dtype": "<f8", "array": [-12.980426788330078, 1e-7]})
    assert not record.agrees(old, {**old, "array": [-12.98, 1e-7]})
    assert not record.agrees(old, {**old, "dtype": "<f8"})
