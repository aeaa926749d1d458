"""`course collect`: who is found, what is refused, what counts, and that nothing is lost or half written."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import unicodedata
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SOLVED, command, earned, fill
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from grading import notebooks
from grading.classroom import collect, converters, results, submitted
from grading.desk import kernels, packing, workspace
from grading.intake import archive, rebuild
from helpers import progress

pytestmark = [pytest.mark.xdist_group("collection")]
WEEK, NOTEBOOK = "week1_toy", "1_toy.ipynb"
EMPTY = b'{"cells": []}'
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
MOODLE, CANVAS = "Ada Lovelace_123_assignsubmission_file_", "lovelaceada_123_456_"


@pytest.fixture
def course(tmp_path):
    """A course with two released weeks, as far as collecting asks."""
    for place in (f"{WEEK}/{NOTEBOOK}", f"{WEEK}/checks.py", f"week2_more/{NOTEBOOK}", "week2_more/2_more.ipynb"):
        path = tmp_path / "course1_nn" / "release" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(EMPTY)
    (tmp_path / "course1_nn" / "source").mkdir()
    return tmp_path / "course1_nn"


@pytest.fixture
def folder(tmp_path):
    """A folder to collect; a file lies beside it that hostile ones may aim at."""
    (tmp_path / "secret.ipynb").write_bytes(EMPTY)
    (tmp_path / "downloads").mkdir()
    return tmp_path / "downloads"


def packed(student="ada", content=EMPTY, time=NOON, week=WEEK, course="course1_nn", **others):
    """Return the bytes of an archive of one notebook, and of `others`, by name without the ending."""
    contents = {NOTEBOOK: content} | {f"{name}.ipynb": data for name, data in others.items()}
    return archive.make(student, course, week, time, contents, {})


def zipped(*entries, compression=zipfile.ZIP_DEFLATED):
    """Return the bytes of a zip archive of pairs (name or ZipInfo, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    return buffer.getvalue()


def put(folder, name, content, time=NOON):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.timestamp(), time.timestamp()))
    return path


def state(course):
    """Return the bytes of every file in `submitted/`, by its path."""
    place = course / "submitted"
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def outcome(course, folder, week=None):
    """Collect; return {(student, week): notebooks} as they are then, and {file: reason} of those refused."""
    offers, refused = collect.collect(course, folder, week)
    assert len({name for name, _ in refused}) == len(refused)
    assert all(offer.outcome for offer in offers)
    collected = {}
    for path in sorted(course.glob("submitted/*/*/*.ipynb")):
        collected.setdefault((path.parts[-3], path.parts[-2]), {})[path.name] = path.read_bytes()
    return collected, dict(refused)


HERE = [  # places of an archive that Ada made, and who she is there
    ("ada_week1_toy.zip", "ada"),
    ("ada_week1_toy (1).zip", "ada"),
    ("x.ZIP", "ada"),
    ("Ada L/x.zip", "Ada L"),
    ("Ada L/week1_toy/x.zip", "Ada L"),
    (f"{MOODLE}/x.zip", "Ada Lovelace"),
    (f"{MOODLE[:-1]}/a/b/x.zip", "Ada Lovelace"),
    (f"{MOODLE}x.zip", "Ada Lovelace"),
    (f"{CANVAS}ada_week1_toy.zip", "lovelaceada"),
    (f"{CANVAS}ada_week1_toy-2.zip", "lovelaceada"),
    ("lovelaceada_LATE_123_456_ada_week1_toy.zip", "lovelaceada"),
    ("Participant_900001_assignsubmission_file_/x.zip", "Participant 900001"),
    ("Participant_900001_assignsubmission_file_x.zip", "Participant 900001"),
    ("anon_x5Gh2_456_x.zip", "anon_x5Gh2"),
    ("LATE_anon_x5Gh2_456_x.zip", "anon_x5Gh2"),
    ("mallory_1_2_lovelaceada_123_456_x.zip", "mallory"),
    ("Mallory_1_assignsubmission_file_/lovelaceada_123_456_x.zip", "Mallory"),
    (f"Mallory_1_assignsubmission_file_/{MOODLE}/x.zip", "Mallory"),
    ("mallory/lovelaceada_123_456_x.zip", "mallory"),
]
LOOSE = [
    ("Ada L/1_toy.ipynb", "Ada L"),
    ("Ada L/week1_toy/1_toy.ipynb", "Ada L"),
    (f"{MOODLE}/1_toy.ipynb", "Ada Lovelace"),
    (f"{MOODLE}1_toy.ipynb", "Ada Lovelace"),
    (f"{CANVAS}1_toy.ipynb", "lovelaceada"),
    (f"{CANVAS}1_toy-1.ipynb", "lovelaceada"),
    ("anon_x5Gh2_456_1_toy.ipynb", "anon_x5Gh2"),
]
NAMES = [  # that browsers, JupyterLab and students give to 1_toy.ipynb
    "1_toy (1).ipynb", "1_toy(2).ipynb", "1_toy-Copy1.ipynb", "1_toy_1.ipynb", "Copy of 1_toy.ipynb", "1_toy - Copy.ipynb",
    "1_toy_lovelace.ipynb", "Ada Lovelace 1_toy.ipynb", "lovelace-1-toy-final.ipynb", "1 Toy.IPYNB",
    "1_toy.ipynb.txt", "1_toy.ipynb.json",
]  # fmt: skip


@pytest.mark.parametrize(("place", "student"), HERE + LOOSE)
def test_the_student_is_known_by_the_place(course, folder, place, student):
    put(folder, place, EMPTY if place.endswith(".ipynb") else packed())
    collected, refused = outcome(course, folder, WEEK)
    assert (collected, refused) == ({(student, WEEK): {NOTEBOOK: EMPTY}}, {})
    stamp = CourseDirectory().get_existing_timestamp(str(course / "submitted" / student / WEEK))
    assert stamp == NOON.replace(tzinfo=None)


def test_all_of_a_student_lies_together_and_canvas_says_who_was_late(course, folder):
    put(folder, "lovelaceada_LATE_123_456_2_more.ipynb", b"2", NOON)
    put(folder, f"{CANVAS}1_toy-1.ipynb", b"1", NOON + timedelta(hours=1))
    offers, refused = collect.collect(course, folder)
    assert refused == []
    assert [(offer.student, offer.week, offer.time) for offer in offers] == [
        ("lovelaceada", "week2_more", NOON + timedelta(hours=1))
    ]
    assert "late, says Canvas" in offers[0].notes
    assert "1_toy.ipynb is JSON but not a notebook of format 4: it has no list of cells" in offers[0].notes


def test_the_week_is_that_of_the_manifest_of_the_folder_of_the_names_or_the_one_named(course, folder):
    put(folder, "ada.zip", packed(week="week2_more"))
    put(folder, "ben/week2_more/1_toy.ipynb", EMPTY)
    put(folder, "cleo/2_more.ipynb", EMPTY)
    put(folder, "cleo/1_toy.ipynb", EMPTY)
    put(folder, "dan/x.zip", zipped((NOTEBOOK, EMPTY), ("2_more.ipynb", EMPTY)))
    put(folder, "eli/1_toy.ipynb", EMPTY)
    collected, refused = outcome(course, folder)
    assert set(collected) == {(name, "week2_more") for name in ("ada", "ben", "cleo", "dan")}
    assert refused == {
        "eli/1_toy.ipynb": "does not say of which week it is (it could be week1_toy or week2_more): name it with --week"
    }
    collected, refused = outcome(course, folder, WEEK)
    assert ("eli", WEEK) in collected
    assert refused["ben/week2_more/1_toy.ipynb"] == "is of week2_more, not of week1_toy"
    assert refused["ada.zip"] == "holds '1_toy.ipynb', which is of week2_more, not of week1_toy"
    assert collected[("dan", WEEK)] == {NOTEBOOK: EMPTY}


def test_an_archive_that_a_student_made_by_hand_may_hold_what_was_released(course, folder):
    files = [("my week/", b""), ("my week/1_toy.ipynb", EMPTY), ("my week/checks.py", b""), ("__MACOSX/._x", b"")]
    put(folder, "ada/x.zip", zipped(*files, ("my week/.ipynb_checkpoints/1_toy.ipynb", b"old")))
    assert outcome(course, folder, WEEK) == ({("ada", WEEK): {NOTEBOOK: EMPTY}}, {})
    again = zipped(*[(f"x/{name}", data) for name, data in unzipped(packed()).items()])
    put(folder, "ben/x.zip", again)  # unpacked and packed again
    assert outcome(course, folder)[0][("ben", WEEK)] == {NOTEBOOK: EMPTY}


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def entry(name, mode=0, compression=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = mode << 16, compression
    return info


def patched(content, where, number, size=2):
    """Return an archive with a field of the last entry of its table of contents changed."""
    start = content.rindex(archive.ENTRY) + where
    return content[:start] + number.to_bytes(size, "little") + content[start + size :]


def manifest(**changes):
    """Return an archive with some values of the manifest changed."""
    files = unzipped(packed())
    document = json.loads(files[archive.MANIFEST]) | changes
    return zipped(*{**files, archive.MANIFEST: json.dumps(document)}.items())


def hostile():
    """Return {name: (the bytes of an archive, words of the reason for which it is refused)}."""
    honest, large = [(NOTEBOOK, EMPTY)], bytes(18 * 2**20)
    return {
        "climbing": (zipped(("../../secret.ipynb", b"")), "leads elsewhere: '../../secret.ipynb'"),
        "climbing folder": (zipped(*honest, ("a/../../", b"")), "leads elsewhere"),
        "absolute": (zipped(("/1_toy.ipynb", b"")), "leads elsewhere"),
        "backslash": (zipped(("..\\1_toy.ipynb", b"")), "leads elsewhere"),
        "drive": (zipped(("C:1_toy.ipynb", b"")), "leads elsewhere"),
        "zero": (zipped(("1_toy.ipynb!.exe", b"")).replace(b"ipynb!", b"ipynb\0"), "leads elsewhere"),
        "link": (zipped((entry(NOTEBOOK, stat.S_IFLNK | 0o777), "../../secret.ipynb")), "no file but a link"),
        "pipe": (zipped((entry(NOTEBOOK, stat.S_IFIFO), "")), "no file but a link or a device"),
        "encrypted": (patched(zipped(*honest), 8, 1), "is encrypted: '1_toy.ipynb'"),
        "same folded": (zipped((NOTEBOOK, b"1"), ("1_TOY.ipynb", b"2")), "two files that are called '1_TOY.ipynb'"),
        "many": (zipped(*[(f"{number}.txt", b"") for number in range(1001)]), "holds more than 1,000 files"),
        "bomb": (zipped((NOTEBOOK, bytes(rebuild.SIZE_LIMIT + 1))), "holds a file of more than 20 MB"),
        "bombs": (zipped(*[(f"{number}.ipynb", large) for number in range(6)]), "holds more than 100 MB"),
        "less than it is": (patched(zipped((NOTEBOOK, large)), 24, 5, 4), "is damaged"),
        "more than it is": (patched(zipped(*honest), 24, 99, 4), "is damaged"),
        "compression": (zipped(*honest, compression=zipfile.ZIP_BZIP2), "compressed in an unusual way"),
        "text": (b"hello", "is not a zip archive"),
        "nothing": (b"", "is not a zip archive"),
        "half": (packed()[: len(packed()) // 2], "is not a zip archive"),
        "torn": (zipped(*honest)[:45] + b"\xff\xff" + zipped(*honest)[47:], "is damaged"),
        "bits": (zipped(*honest, compression=zipfile.ZIP_STORED).replace(EMPTY, b'{"cells": {}}'), "is damaged (Bad CRC"),
        "checksum": (zipped(*{**unzipped(packed()), NOTEBOOK: b"{}"}.items()), "1_toy.ipynb has another checksum"),
        "file gone": (zipped((archive.MANIFEST, unzipped(packed())[archive.MANIFEST])), "1_toy.ipynb is missing"),
        "manifest": (zipped(*honest, (archive.MANIFEST, "{")), "has a damaged manifest.json"),
        "deep": (zipped(*honest, (archive.MANIFEST, "[" * 100_000)), "has a damaged manifest.json"),
        "list": (zipped(*honest, (archive.MANIFEST, "[]")), "has a damaged manifest.json"),
        "time": (manifest(made="yesterday"), "has a damaged manifest.json"),
        "first year": (manifest(made="0001-01-01T00:00:00+23:00"), "has a damaged manifest.json"),
        "no text": (manifest(student=["ada"]), "has a damaged manifest.json"),
        "version": (manifest(format=2), "was made by another version of `course submit` (format '2')"),
        "course": (manifest(course="course9"), "is of course9/week1_toy, which is no released week of course1_nn"),
        "week": (manifest(week="../x"), "is of course1_nn/../x, which is no released week"),
        "no notebook": (zipped(("checks.py", b"")), "holds no notebook"),
        "other notebook": (zipped(("other.ipynb", b"")), "holds 'other.ipynb', which is no notebook of a released week"),
        "inner climbing": (zipped(*honest, ("x.zip", zipped(("../x", b"")))), "holds 'x.zip', which holds a file with"),
        "inner bomb": (zipped(*honest, ("x.zip", zipped((NOTEBOOK, large), ("x.ipynb", large * 2)))), "more than 20 MB"),
        "inner bombs": (
            zipped(*[(f"{n}.zip", zipped((NOTEBOOK, large), ("2.ipynb", large))) for n in range(3)]), "more than 100 MB"
        ),
        "inner many": (
            zipped(*[(f"{n}.zip", zipped(*[(f"{m}", b"") for m in range(400)])) for n in range(3)]), "more than 1,000 files"
        ),
        "x_week2_more": (packed("x"), "is of week1_toy, as its manifest says, not of week2_more, as its name does"),
    }  # fmt: skip


def test_hostile_and_damaged_archives_are_refused_by_name_and_reason_and_the_others_go_on(course, folder):
    archives = hostile()
    for name, (content, _) in archives.items():
        put(folder, f"{name}/{name}.zip", content)
    put(folder, "honest.zip", packed("honest"))
    before = {path for path in course.parent.rglob("*") if "submitted" not in path.parts}
    collected, refused = outcome(course, folder)
    assert collected == {("honest", WEEK): {NOTEBOOK: EMPTY}}
    assert set(refused) == {f"{name}/{name}.zip" for name in archives}
    wrong = {
        name: refused[f"{name}/{name}.zip"]
        for name, (_, words) in archives.items()
        if words not in refused[f"{name}/{name}.zip"]
    }
    assert wrong == {}
    after = {path for path in course.parent.rglob("*") if "submitted" not in path.parts}
    assert {path.name for path in after - before} <= {"results", ".lock", "collected", WEEK, "honest.json"}
    out = command("course", "collect", course, folder, expect=1)
    assert f"0 put into course1_nn/submitted/, 1 not needed, {len(archives)} refused." in out
    assert "holds a file of more than 20 MB: '1_toy.ipynb'" in out


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_with_another_name_is_known(course, folder, name):
    put(folder, f"ada/{name}", EMPTY)
    put(folder, "ben/x.zip", zipped((name, EMPTY)))
    offers, refused = collect.collect(course, folder, WEEK)
    assert refused == []
    assert [offer.notes for offer in offers] == [[f"{name} is 1_toy.ipynb"]] * 2
    assert state(course)["ada/week1_toy/1_toy.ipynb"] == state(course)["ben/week1_toy/1_toy.ipynb"] == EMPTY


def test_of_several_copies_the_newest_counts_and_one_that_only_sounds_like_it_does_not(course, folder):
    put(folder, "ada/1_toy.ipynb", b"first", NOON)
    put(folder, "ada/1_toy (1).ipynb", b"notes of my own", NOON + timedelta(hours=1))
    put(folder, "ben/1_toy-Copy1.ipynb", b"old", NOON)
    put(folder, "ben/1_toy-Copy2.ipynb", b"new", NOON + timedelta(hours=1))
    entries = [(entry("old/1_toy.ipynb"), b"old"), (entry("1_toy.ipynb"), b"new")]
    entries[1][0].date_time = (2026, 1, 2, 12, 0, 0)
    put(folder, "cleo/x.zip", zipped(*entries))
    collected, refused = outcome(course, folder, WEEK)
    assert refused == {}
    assert [collected[(name, WEEK)][NOTEBOOK] for name in ("ada", "ben", "cleo")] == [b"first", b"new", b"new"]
    notes = {offer.student: offer.notes for offer in collect.collect(course, folder, WEEK)[0]}
    assert "left out: ada/1_toy (1).ipynb, which is not needed beside ada/1_toy.ipynb" in notes["ada"]
    assert "left out: ben/1_toy-Copy1.ipynb, which is older than ben/1_toy-Copy2.ipynb" in notes["ben"]
    assert "left out: old/1_toy.ipynb, which is older than 1_toy.ipynb" in notes["cleo"]


def test_cells_tell_which_notebook_it_is_whatever_its_name_and_folder(course, folder):
    written = {}
    for path in course.glob("release/*/*.ipynb"):
        place = f"{path.parent.name}/{path.name}"
        cells = [{"cell_type": "markdown", "source": f"{place} {number}", "metadata": {}} for number in range(4)]
        written[place] = json.dumps({"cells": cells}).encode()
        path.write_bytes(written[place])
    first, second, more = (
        written[f"{place}.ipynb"] for place in (f"{WEEK}/1_toy", "week2_more/1_toy", "week2_more/2_more")
    )
    put(folder, "ada/x.zip", zipped((NOTEBOOK, second), ("1_toy (1).ipynb", first), ("homework.ipynb", more)))
    put(folder, f"ben/{WEEK}/{NOTEBOOK}", more)
    put(folder, "cleo/1_toy (1).ipynb", second, NOON + timedelta(hours=1))
    put(folder, f"cleo/{NOTEBOOK}", second)
    collected, refused = outcome(course, folder)
    assert refused == {}
    assert collected == {
        ("ada", WEEK): {NOTEBOOK: first},
        ("ada", "week2_more"): {NOTEBOOK: second, "2_more.ipynb": more},
        ("ben", "week2_more"): {"2_more.ipynb": more},
        ("cleo", "week2_more"): {NOTEBOOK: second},
    }
    offers, _ = collect.collect(course, folder)
    assert [offer.notes for offer in offers if offer.student == "ben"] == [
        ["1_toy.ipynb is 2_more.ipynb, as its cells say"]
    ]
    assert offers[-1].sources == ["cleo/1_toy (1).ipynb"]  # the newer of two that are known for sure
    offers, refused = collect.collect(course, folder, WEEK)
    assert [(offer.student, offer.week) for offer in offers] == [("ada", WEEK)]
    assert dict(refused)[f"ben/{WEEK}/{NOTEBOOK}"] == (
        "is course1_nn/week2_more/2_more, as its cells say, not of week1_toy"
    )


def test_what_is_not_needed_is_left_out_and_said(course, folder):
    extras = [
        ("my_picture.jpg", b"cat"),
        ("nbgrader_config.py", b""),
        ("essay.ipynb", EMPTY),
        ("pictures.zip", b"no zip"),
    ]
    put(folder, "ada/x.zip", zipped((NOTEBOOK, EMPTY), ("__pycache__/checks.pyc", b""), ("a/.DS_Store", b""), *extras))
    put(
        folder,
        "ben.zip",
        zipped(*{**unzipped(packed("ben")), "more/my_picture.jpg": b"cat", "2_more.ipynb": b"2"}.items()),
    )
    put(folder, "cleo/1_toy.ipynb", EMPTY)
    put(folder, "cleo/my_picture.jpg", b"cat")
    put(folder, "cleo/__pycache__/checks.cpython-312.pyc", b"")
    put(folder, "cleo/pictures/cats/2.jpg", b"cat")
    put(folder, "dan_1_assignsubmission_file_/1_toy.ipynb", EMPTY)
    put(folder, "dan_1_assignsubmission_onlinetext_/onlinetext.html", b"See my notebook.")
    put(folder, "eli_1_2_1_toy.ipynb", EMPTY)
    put(folder, "eli_1_3_my_picture.jpg", b"cat")
    offers, refused = collect.collect(course, folder, WEEK)
    assert refused == []
    assert {offer.student: offer.notes for offer in offers} == {
        "ada": [
            "left out: my_picture.jpg; nbgrader_config.py; pictures.zip is not a zip archive; "
            "essay.ipynb, which is no notebook of week1_toy, as far as its name, essay.ipynb, goes"
        ],
        "ben": [
            "2_more.ipynb is not in its manifest",
            "left out: more/my_picture.jpg; "
            "2_more.ipynb, which is no notebook of week1_toy, as far as its name, 2_more.ipynb, goes",
        ],
        "cleo": [
            "left out: cleo/my_picture.jpg, which is neither a notebook nor a zip archive; "
            "cleo/pictures/cats/2.jpg, which is neither a notebook nor a zip archive"
        ],
        "dan": [
            "left out: dan_1_assignsubmission_onlinetext_/onlinetext.html, which is neither a notebook nor a zip archive"
        ],
        "eli": ["left out: eli_1_3_my_picture.jpg, which is neither a notebook nor a zip archive"],
    }
    assert not [path for path in (course / "submitted").rglob("*") if path.suffix not in ("", ".ipynb", ".txt")]
    put(folder, "zoe/essay.pdf", b"")  # who has handed in nothing else is refused
    assert outcome(course, folder, WEEK)[1] == {"zoe/essay.pdf": "is neither a notebook nor a zip archive"}


def test_archives_of_other_programs(course, folder):
    put(folder, "ada/x.zip", zipped(("my week\\", b""), ("my week\\1_toy.ipynb", EMPTY)))
    put(folder, "ben/x.zip", zipped(("a/ben_week1_toy.zip", packed("ben", b"packed"))))
    put(folder, "cleo/x.zip", zipped(("x.zip", zipped((NOTEBOOK, b"inner"), ("y.zip", packed("cleo"))))))
    collected, refused = outcome(course, folder, WEEK)
    assert refused == {}
    assert collected == {
        (name, WEEK): {NOTEBOOK: content} for name, content in (("ada", EMPTY), ("ben", b"packed"), ("cleo", b"inner"))
    }
    assert collect.collect(course, folder, WEEK)[0][1].claimed == "ben"


def test_two_weeks_in_one_archive(course, folder):
    put(folder, "ada/x.zip", zipped(("week1_toy/1_toy.ipynb", b"1"), ("week2_more/1_toy.ipynb", b"2")))
    put(folder, "ben.zip", zipped(("1.zip", packed("ben", b"1")), ("2.zip", packed("ben", b"2", week="week2_more"))))
    unpacked = {
        f"{week}/{name}": data for week in (WEEK, "week2_more") for name, data in unzipped(packed(week=week)).items()
    }
    put(folder, "cleo/x.zip", zipped(*unpacked.items()))
    mail = [
        ("1.zip", packed("dan", b"1")),
        ("2.zip", packed("dan", week="week2_more")),
        ("week2_more/2_more.ipynb", b"2"),
    ]
    put(folder, "dan_week1_toy.zip", zipped(*mail))
    collected, refused = outcome(course, folder)
    assert refused == {}
    for student in ("ada", "ben"):
        assert collected[(student, WEEK)] == {NOTEBOOK: b"1"} and collected[(student, "week2_more")] == {NOTEBOOK: b"2"}
    assert collected[("dan", "week2_more")] == {NOTEBOOK: EMPTY, "2_more.ipynb": b"2"}
    assert collected[("cleo", WEEK)] == collected[("cleo", "week2_more")] == {NOTEBOOK: EMPTY}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_written_as_jupyter_writes(course, folder, encoding):
    text = '{"cells": [], "name": "Zoë ∂J"}'
    put(folder, "ada/1_toy.ipynb", text.encode(encoding))
    put(folder, "ben/x.zip", zipped((NOTEBOOK, text.encode(encoding))))
    collected, refused = outcome(course, folder, WEEK)
    assert refused == {}
    assert set(collected) == {("ada", WEEK), ("ben", WEEK)}
    assert all(notebook == {NOTEBOOK: text.encode()} for notebook in collected.values())
    assert [offer.outcome for offer in collect.collect(course, folder, WEEK)[0]] == ["unchanged", "unchanged"]


def test_uploads_of_one_student_are_merged_by_notebook(course, folder):
    put(folder, f"{CANVAS}2_more.ipynb", b"first", NOON)
    collected, _ = outcome(course, folder)
    put(folder, "lovelaceada_123_457_1_toy.ipynb", b"toy", NOON + timedelta(hours=1))
    put(folder, "lovelaceada_123_458_2_more-1.ipynb", b"second", NOON + timedelta(hours=2))
    collected, refused = outcome(course, folder)
    assert (collected, refused) == ({("lovelaceada", "week2_more"): {NOTEBOOK: b"toy", "2_more.ipynb": b"second"}}, {})
    for path in folder.iterdir():
        path.unlink()
    put(folder, "lovelaceada_123_459_1_toy-1.ipynb", b"later", NOON + timedelta(hours=3))
    put(folder, "lovelaceada_123_460_2_more-2.ipynb", b"too old", NOON + timedelta(hours=1))
    (offer,), refused = collect.collect(course, folder)
    assert refused == []
    assert offer.outcome.startswith("new; the earlier one is ")
    assert "2_more.ipynb is older than what is there" in offer.notes
    place = course / "submitted" / "lovelaceada" / "week2_more"
    assert (place / NOTEBOOK).read_bytes() == b"later"
    assert (place / "2_more.ipynb").read_bytes() == b"second"
    assert rebuild.handed_in(place) == (NOON + timedelta(hours=3)).replace(tzinfo=None)
    put(folder, "lovelaceada_123_461_2_more-3.ipynb", b"third", NOON + timedelta(hours=2, minutes=30))
    outcome(course, folder)  # later than that notebook, though not than the other
    assert (place / "2_more.ipynb").read_bytes() == b"third"


def test_without_names_the_platforms_numbers_keep_students_apart(course, folder):
    for number in (1, 2):
        put(folder, f"Participant_90000{number}_assignsubmission_file_/1_toy.ipynb", b"%d" % number)
        put(folder, f"Teilnehmerin_8{number}_assignsubmission_file_/1_toy.ipynb", b"%d" % number)
        put(folder, f"anon_abcd{number}_7_1_toy.ipynb", b"%d" % number)
    collected, refused = outcome(course, folder, WEEK)
    assert refused == {}
    assert {student: contents[NOTEBOOK] for (student, _), contents in collected.items()} == {
        "Participant 900001": b"1", "Participant 900002": b"2", "Teilnehmerin 81": b"1", "Teilnehmerin 82": b"2",
        "anon_abcd1": b"1", "anon_abcd2": b"2",
    }  # fmt: skip
    record = submitted.record(course, WEEK, "Participant 900002")
    assert (record["platform"], record["number"]) == ("Moodle", "900002")
    record = submitted.record(course, WEEK, "anon_abcd1")
    assert (record["platform"], record["number"]) == ("Canvas", "abcd1")


def test_moodle_has_another_number_for_a_student_in_each_assignment(course, folder):
    put(folder, "Ada Lovelace_1_assignsubmission_file_/week1_toy/1_toy.ipynb", b"1")
    put(folder, "Ada Lovelace_2_assignsubmission_file_/week2_more/1_toy.ipynb", b"2")
    collected, refused = outcome(course, folder)
    assert refused == {}
    assert set(collected) == {("Ada Lovelace", WEEK), ("Ada Lovelace", "week2_more")}


def test_what_a_reader_of_other_peoples_bytes_raises_is_one_files_trouble(course, folder, monkeypatch):
    put(folder, "ada/x.zip", packed())
    put(folder, "ben/1_toy.ipynb", EMPTY)
    read = archive.read

    def fail(content):
        raise RecursionError("deep")

    monkeypatch.setattr(archive, "read", fail)
    collected, refused = outcome(course, folder, WEEK)
    assert set(collected) == {("ben", WEEK)}
    assert refused == {"ada/x.zip": "cannot be read (RecursionError: deep)"}
    monkeypatch.setattr(archive, "read", read)


def test_a_link_in_submitted_is_not_written_through(course, folder):
    put(course, f"submitted/ben/{WEEK}/{NOTEBOOK}", b"ben's")
    (course / "submitted" / "ada").symlink_to("ben")
    (course / "submitted" / "cleo").mkdir()
    (course / "submitted" / "cleo" / WEEK).symlink_to(f"../ben/{WEEK}")
    put(course, f"submitted/dan/{WEEK}", b"a file")
    before = state(course)
    for student in ("ada", "cleo", "dan"):
        put(folder, f"{student}/{NOTEBOOK}", b"new", NOON + timedelta(days=3650))
    _, refused = outcome(course, folder, WEEK)
    assert refused == {
        f"{student}/{NOTEBOOK}": f"cannot be put into its place: submitted/{place} is {what}, which is not graded"
        for student, place, what in (
            ("ada", "ada", "a link"), ("cleo", f"cleo/{WEEK}", "a link"), ("dan", f"dan/{WEEK}", "no folder")
        )
    }  # fmt: skip
    put(folder, "ada/2_more.ipynb", b"into a folder of ben's that is not there yet")
    assert dict(collect.collect(course, folder)[1])["ada/2_more.ipynb"].startswith("cannot be put into its place")
    assert state(course) == before


def test_what_lies_loose_and_cannot_be_taken_is_refused(course, folder):
    (folder / "ada").mkdir()
    (folder / "ada" / NOTEBOOK).symlink_to(folder.parent / "secret.ipynb")
    (folder / "ben").symlink_to(folder.parent)
    (folder / "cleo").mkdir()
    os.mkfifo(folder / "cleo" / NOTEBOOK)
    (folder / "x.zip").symlink_to("/dev/zero")
    put(folder, "dan/essay.ipynb", EMPTY)
    put(folder, f"Mallory_1_assignsubmission_file_{MOODLE}x.zip", packed())
    put(folder, NOTEBOOK, EMPTY)
    put(folder, "section/eli/1_toy.ipynb", EMPTY)
    put(folder, "report.pdf", b"")
    put(folder, ".DS_Store", b"")
    put(folder, "fay/1_toy.ipynb", bytes(rebuild.SIZE_LIMIT + 1))
    put(folder, "a_1_2_b_3_assignsubmission_file_x.zip", packed())
    put(folder, "nobody.zip", zipped((NOTEBOOK, EMPTY)))
    put(folder, "ada_week1_toy.zip", packed("mallory"))
    put(folder, f"{'x' * 101}/1_toy.ipynb", EMPTY)
    nameless = "lies where no name of a student is: put it into a folder that is called like the student"
    collected, refused = outcome(course, folder, WEEK)
    assert collected == {}
    assert refused == {
        "ada/1_toy.ipynb": "is a link",
        "ben": "is a link",
        "x.zip": "is a link",
        "cleo/1_toy.ipynb": "is not a regular file",
        "dan/essay.ipynb": "is no notebook of week1_toy, as far as its name, essay.ipynb, goes",
        f"Mallory_1_assignsubmission_file_{MOODLE}x.zip": (
            "has Moodle's mark twice in its name, so it could be either student's: put it into a folder"
        ),
        NOTEBOOK: nameless,
        "section/eli/1_toy.ipynb": "lies too deep: it must be STUDENT/FILE or STUDENT/WEEK/FILE",
        "report.pdf": "is neither a notebook nor a zip archive",
        "fay/1_toy.ipynb": "is larger than 20 MB",
        "a_1_2_b_3_assignsubmission_file_x.zip": "has a name of Moodle's form and of Canvas's, which name different students",
        "nobody.zip": "holds no name of a student: put it into a folder that is called like the student",
        "ada_week1_toy.zip": "is of the student 'mallory', as its manifest says, not of the one in its name",
        f"{'x' * 101}/1_toy.ipynb": refused[f"{'x' * 101}/1_toy.ipynb"],
    }
    assert "cannot be a student's id: it is empty or too long" in refused[f"{'x' * 101}/1_toy.ipynb"]


def test_in_an_export_the_platforms_name_wins_over_the_one_that_the_student_typed(course, folder):
    put(folder, "mallory_1_2_ada_week1_toy.zip", packed("lovelaceada", b"mallory's"))
    put(folder, "lovelaceada_3_4_ada_week1_toy.zip", packed("ada", b"ada's"))
    put(folder, "mail.zip", packed("lovelaceada", b"mallory's", NOON + timedelta(days=1)))
    offers, refused = collect.collect(course, folder)
    assert [offer.student for offer in offers] == ["lovelaceada", "mallory"]
    assert "packed under the name lovelaceada" in offers[1].notes
    assert (course / "submitted" / "lovelaceada" / WEEK / NOTEBOOK).read_bytes() == b"ada's"
    assert refused == [("mail.zip", "would fall together with that of another student: lovelaceada 3")]


def test_two_students_never_become_one(course, folder):
    alike = {
        "Ada Lovelace_1_assignsubmission_file_/x.zip": "Ada Lovelace 2",
        "Ada Lovelace_2_assignsubmission_file_/x.zip": "Ada Lovelace 1",
        "a*b/1_toy.ipynb": "a?b",
        "a?b/1_toy.ipynb": "a*b",
        "ben/1_toy.ipynb": "Ben",
        "Ben/1_toy.ipynb": "ben",
        "CLEO/1_toy.ipynb": "submitted/cleo",
    }
    for place in alike:
        put(folder, place, EMPTY if place.endswith(".ipynb") else packed())
    (course / "submitted" / "cleo").mkdir(parents=True)
    put(folder, "monday/1.zip", packed("dan"))
    put(folder, "monday/2.zip", packed("eli"))
    put(folder, "fay/1.zip", packed("f"))
    collected, refused = outcome(course, folder, WEEK)
    assert set(collected) == {("fay", WEEK)}
    for place, other in alike.items():
        assert refused.pop(place) == f"would fall together with that of another student: {other}"
    assert refused == dict.fromkeys(["monday/1.zip", "monday/2.zip"], "lies with archives of other students: dan, eli")
    shutil.rmtree(folder)
    put(folder, "gil_1_2_x.zip", packed())
    outcome(course, folder)
    (folder / "gil_1_2_x.zip").rename(folder / "gil_3_4_x.zip")
    put(folder, "gil_3_4_x.zip", packed(content=b"another", time=NOON + timedelta(days=1)))
    assert outcome(course, folder)[1] == {
        "gil_3_4_x.zip": "would replace that of another student of this name, number 1"
    }


def test_odd_signs_are_replaced_and_both_spellings_of_an_accent_are_one_student(course, folder):
    put(folder, "<b>Zoë\x1b[1m*/1_toy.ipynb", b"1")
    put(folder, unicodedata.normalize("NFD", "José") + "/1_toy.ipynb", b"2")
    put(folder, "x.zip", packed(unicodedata.normalize("NFC", "José"), b"3", NOON + timedelta(days=1)))
    offers, refused = collect.collect(course, folder, WEEK)
    assert refused == []
    assert [(offer.student, offer.outcome) for offer in offers] == [
        ("José", "superseded by x.zip"), ("José", "new"), ("_b_Zoë__1m_", "new"),
    ]  # fmt: skip
    put(folder, "z\udcff/1_toy.ipynb", b"4")  # a name that is not UTF-8
    put(folder, "[/x]/1_toy.ipynb", b"5")
    out = command("course", "collect", course, folder, "--week", WEEK, expect=1)
    assert "is written" in out and "\x1b" not in out
    assert "[/x]/1_toy.ipynb" in out and "lies too deep" in out
    assert (course / "submitted" / "z_" / WEEK / NOTEBOOK).read_bytes() == b"4"


def test_the_newest_counts_and_a_second_run_changes_nothing(course, folder):
    for hour, name in enumerate(["c", "a", "b"]):
        put(folder, f"{name}.zip", packed(content=name.encode(), time=NOON + timedelta(hours=hour)))
    put(folder, "ben/1_toy.ipynb", b"old", NOON)
    put(folder, "ben/week1_toy/1_toy.ipynb", b"new", NOON + timedelta(hours=1))
    offers, refused = collect.collect(course, folder, WEEK)
    assert refused == []
    assert [(offer.sources, offer.outcome) for offer in offers] == [
        (["c.zip"], "superseded by b.zip"),
        (["a.zip"], "superseded by b.zip"),
        (["b.zip"], "new"),
        (["ben/1_toy.ipynb"], "superseded by ben/week1_toy/1_toy.ipynb"),
        (["ben/week1_toy/1_toy.ipynb"], "new"),
    ]
    before = state(course)
    assert before["ada/week1_toy/1_toy.ipynb"] == b"b"
    assert before["ben/week1_toy/1_toy.ipynb"] == b"new"
    offers, _ = collect.collect(course, folder, WEEK)
    assert [offer.outcome for offer in offers if "superseded" not in offer.outcome] == ["unchanged", "unchanged"]
    assert state(course) == before


def test_what_is_there_is_replaced_by_something_newer_only_and_kept(course, folder):
    put(folder, "x.zip", packed(content=b"first", time=NOON, week="week2_more", **{"2_more": b"more"}))
    outcome(course, folder)
    first = state(course)
    put(folder, "x.zip", packed(content=b"older", time=NOON - timedelta(hours=1), week="week2_more"))
    assert [offer.outcome for offer in collect.collect(course, folder)[0]] == ["older than what is there"]
    assert state(course) == first
    put(folder, "x.zip", packed(content=b"second", time=NOON + timedelta(hours=1), week="week2_more"))
    (offer,), _ = collect.collect(course, folder)
    earlier = "submitted/ada/week2_more.earlier/2026-01-02_12-00-00"
    assert offer.outcome == f"new; the earlier one is {earlier}"
    assert "2_more.ipynb is still that of 2026-01-02 12:00" in offer.notes
    after = state(course)
    assert after["ada/week2_more/1_toy.ipynb"] == b"second"
    assert after["ada/week2_more/2_more.ipynb"] == b"more"
    for name, content in first.items():
        assert after[name.replace("week2_more/", f"{earlier.removeprefix('submitted/ada/')}/")] == content
    put(course, "submitted/ben/week1_toy/1_toy.ipynb", b"by hand", NOON)
    put(folder, "ben/week1_toy/1_toy.ipynb", b"later", NOON + timedelta(seconds=1))
    outcome(course, folder)
    assert state(course)["ben/week1_toy/1_toy.ipynb"] == b"later"
    assert state(course)["ben/week1_toy.earlier/2026-01-02_12-00-00/1_toy.ipynb"] == b"by hand"


def test_a_clock_that_is_ahead_does_not_keep_later_work_out(course, folder):
    put(folder, "x.zip", packed(content=b"first", time=datetime.now(UTC) + timedelta(days=9)), NOON)
    outcome(course, folder)
    put(folder, "x.zip", packed(content=b"second", time=NOON + timedelta(days=1)))
    assert outcome(course, folder)[0][("ada", WEEK)] == {NOTEBOOK: b"second"}


def test_a_full_disk_leaves_whole_submissions(course, folder):
    put(folder, "x.zip", packed(content=b"first"))
    outcome(course, folder)
    before = state(course)
    put(folder, "x.zip", packed(content=b"2" * 5000, time=NOON + timedelta(days=1)))
    put(folder, "y.zip", packed("zoe", content=b"2" * 5000))
    source = (
        "import resource, sys\nfrom grading.classroom import collect\nresource.setrlimit(resource.RLIMIT_FSIZE, (999, 999))\n"
        "collect.collect(*sys.argv[1:])"
    )
    run = subprocess.run([sys.executable, "-c", source, course, folder], capture_output=True, text=True)
    assert "OSError: [Errno 27] File too large" in run.stderr
    assert state(course) == before
    assert set(outcome(course, folder)[0]) == {("ada", WEEK), ("zoe", WEEK)}


def test_a_submission_is_put_back_if_the_new_one_cannot_take_its_place(course, folder, monkeypatch):
    put(folder, "x.zip", packed(content=b"first"))
    outcome(course, folder)
    before = state(course)
    put(folder, "x.zip", packed(content=b"second", time=NOON + timedelta(days=1)))
    rename, calls = Path.rename, []

    def fail(path, target):
        calls.append(path.name)
        if path.name.endswith(".part") and path.is_dir():
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="no"):
        outcome(course, folder)
    assert len(calls) == 3
    assert state(course) == before


def test_what_is_missing_is_a_sentence(course, folder, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"export\.zip is no folder: unpack what you have downloaded"):
        collect.collect(course, tmp_path / "export.zip")
    with pytest.raises(FileNotFoundError, match="has no released week9; released are week1_toy, week2_more"):
        collect.collect(course, folder, "week9")
    shutil.rmtree(course / "release")
    with pytest.raises(FileNotFoundError, match="has no released week: run `course release course1_nn` first"):
        collect.collect(course, folder)


@pytest.mark.slow
def test_what_a_student_submits_is_collected_and_graded_with_the_points_that_were_promised(toy, tmp_path, monkeypatch):
    for name, value in kernels.variables().items():
        monkeypatch.setenv(name, value)
    command("course", "release", toy)
    place, folder = tmp_path / "my work", tmp_path / "downloads"
    shutil.copytree(toy / "source", tmp_path / "project" / "course1_nn" / "source")
    workspace.update(place, tmp_path / "project")
    promised, path = {}, place / "course1_nn" / WEEK / NOTEBOOK
    released = notebooks.read(path)
    for student, answers in {"ada": SOLVED, "Ben B": SOLVED | {"double": "def double(x):\n    return x**2"}}.items():
        path.write_text(json.dumps(fill(released, answers)), encoding="utf-8")
        look = packing.look(place, f"course1_nn/{WEEK}", progress.notebooks(place)[0])
        zip_file, _ = packing.pack(place, f"course1_nn/{WEEK}", student, [look])
        by = "" if student == "ada" else f"{student}_7_assignsubmission_file_/"
        put(folder, f"{by}{zip_file.name}", zip_file.read_bytes())
        promised[student] = look.earned
    assert promised == {"ada": 14, "Ben B": 8}
    assert "2 put into course1_nn/submitted/, 0 not needed, 0 refused." in command("course", "collect", toy, folder)
    command("course", "grade", toy, WEEK, "--no-feedback")
    assert {student: sum(points.values()) for student, points in earned(toy, WEEK).items()} == promised
    command("course", "report", toy)
    graded = results.read(toy, WEEK, "Ben B")["finished"]
    assert (toy / "report" / f"moodle_{WEEK}.csv").read_text("utf-8-sig").splitlines()[1:] == [
        f"Participant 7,Ben B,,8,14,{graded}"
    ]
    interface = NbGraderAPI(config=converters.configuration(toy))
    assert interface.get_submitted_students(WEEK) == {"ada", "Ben B"}
    assert "2 not needed" in command("course", "collect", toy, folder)
