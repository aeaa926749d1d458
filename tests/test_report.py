"""What the report writes: files that Excel, Moodle and Canvas read, and nothing that a spreadsheet would run."""

import csv

import pytest

from grading.classroom import report
from grading.classroom.converters import Score

WEEKS = {
    "week1_toy": {"0_lesson": {"q1": 1}, "1_toy": {"double": 6, "noise": 4}},
    "week2_more": {"1_more": {"half": 5}},
}


def scores(student, earned, weeks=tuple(WEEKS)):
    """Return the scores of a student: earned, the points in order, None for a week that was not graded."""
    rest = iter(earned)
    return [
        Score(week, notebook, exercise, student, next(rest), float(points))
        for week in weeks
        for notebook, exercises in WEEKS[week].items()
        for exercise, points in exercises.items()
    ]


def written(folder, scores, notes=None, records=None):
    """Write the files; return {name: its rows as text}, as a program reads them that knows the mark of the encoding."""
    names = report.write_csv(folder, scores, notes or {}, records or {})
    assert sorted(names) == sorted(path.name for path in folder.iterdir())
    tables = {}
    for name in names:
        raw = (folder / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        tables[name] = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    return tables


def record(name, number, platform, graded="2026-01-03T10:00:00+00:00"):
    return {"student": name, "number": number, "platform": platform, "notebooks": {}, "graded": graded}


def test_there_are_totals_of_each_notebook_each_week_and_all(tmp_path):
    tables = written(
        tmp_path,
        scores("Zoë", [1.0, 6.0, 1.25, 2.5])
        + scores("ada", [0.0, 0.0, 0.0], ["week1_toy"])
        + scores("ben", [None, None, None, 5.0]),
        {("week1_toy", "ben"): ["not graded: no notebook was handed in"], ("week2_more", "ben"): ["late."]},
    )
    assert set(tables) == {"grades.csv", "exercises.csv"}
    assert tables["grades.csv"] == [
        [
            "student", "week1_toy / 0_lesson (1)", "week1_toy / 1_toy (10)", "week1_toy total (11)",
            "week2_more / 1_more (5)", "week2_more total (5)", "total (16)", "notes",
        ],
        ["Zoë", "1", "7.25", "8.25", "2.5", "2.5", "10.75", ""],
        ["ada", "0", "0", "0", "", "", "0", ""],
        ["ben", "", "", "", "5", "5", "5",
         "week1_toy: not graded: no notebook was handed in week2_more: late."],
    ]  # fmt: skip
    assert tables["exercises.csv"][0] == ["student", "week", "notebook", "exercise", "earned", "points", "notes"]
    assert tables["exercises.csv"][3] == ["Zoë", "week1_toy", "1_toy", "noise", "1.25", "4", ""]
    assert tables["exercises.csv"][8][-1] == "not graded: no notebook was handed in"
    assert len(tables["exercises.csv"]) == 1 + 4 + 3 + 4


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), (" =1", " '=1"), ("x;=1+1", "x;'=1+1"),
        ("x; =1+1", "x; '=1+1"), ("a,-b", "a,'-b"), ("a|=b", "a|'=b"), ("＝1", "'＝1"), ("＠x", "'＠x"),
        ("\t=1", "?=1"), ("\r=1", "?=1"), ("a\n=1", "a?=1"), ("x\udcff", "x?"), ("\x1b[1mx", "?[1mx"),
        ("Anna-Lena O'Neil; Zoë", "Anna-Lena O'Neil; Zoë"), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_no_name_is_a_formula(tmp_path, name, cell):
    notes = {("week1_toy", name): [name]}
    records = {("week1_toy", name): record(name, "7", "Moodle"), ("week2_more", name): record(name, "7", "Canvas")}
    tables = written(tmp_path, scores(name, [1.0, 1.0, 1.0, 1.0]), notes, records)
    assert tables["grades.csv"][1][0] == tables["exercises.csv"][1][0] == tables["exercises.csv"][1][-1] == cell
    assert tables["moodle_week1_toy.csv"][1][1] == tables["canvas_week2_more.csv"][2][0] == cell


def test_moodle_gets_an_offline_grading_worksheet_for_each_week(tmp_path):
    records = {
        ("week1_toy", "Participant 900001"): record("Participant", "900001", "Moodle"),
        ("week1_toy", "Zoë Ó"): record("Zoë Ó", "12", "Moodle", graded=""),
        ("week1_toy", "ben"): record("ben", "13", "Moodle"),
        ("week2_more", "Zoë Ó"): record("Zoë Ó", "77", "Moodle"),
        ("week1_toy", "lovelaceada"): record("lovelaceada", "5", "Canvas"),
    }
    tables = written(
        tmp_path,
        scores("Participant 900001", [1.0, 2.0, 0.5], ["week1_toy"])
        + scores("Zoë Ó", [0.0, 0.0, 0.0, 5.0])
        + scores("ben", [None] * 4)
        + scores("lovelaceada", [1.0] * 4)
        + scores("by hand", [1.0] * 4),
        records=records,
    )
    head = ["Identifier", "Full name", "Email address", "Grade", "Maximum grade", "Last modified (grade)"]
    assert tables["moodle_week1_toy.csv"] == [
        head,
        ["Participant 900001", "Participant", "", "3.5", "11", "2026-01-03T10:00:00+00:00"],
        ["Participant 12", "Zoë Ó", "", "0", "11", ""],
    ]
    assert tables["moodle_week2_more.csv"] == [
        head,
        ["Participant 77", "Zoë Ó", "", "5", "5", "2026-01-03T10:00:00+00:00"],
    ]


def test_canvas_gets_a_gradebook_for_each_week_without_empty_grades(tmp_path):
    records = {
        ("week1_toy", "lovelaceada"): record("lovelaceada", "123", "Canvas"),
        ("week1_toy", "anon_x5Gh2"): record("anon_x5Gh2", "x5Gh2", "Canvas"),
        ("week1_toy", "ben"): record("ben", "124", "Canvas"),
        ("week2_more", "anon_x5Gh2"): record("anon_x5Gh2", "x5Gh2", "Canvas"),
    }
    tables = written(
        tmp_path,
        scores("lovelaceada", [1.0, 2.0, 0.5, None]) + scores("anon_x5Gh2", [1.0] * 4) + scores("ben", [None] * 4),
        records=records,
    )
    assert tables["canvas_week1_toy.csv"] == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "week1_toy"],
        ["    Points Possible", "", "", "", "", "11"],
        ["lovelaceada", "123", "", "", "", "3.5"],
    ]
    assert "canvas_week2_more.csv" not in tables
