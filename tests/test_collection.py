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

from grading import archive, collection, intake, kernels, notebooks, submission, workspace
from grading import course as courses
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


def packed(student="ada", content=EMPTY, made=NOON, week=WEEK, course="course1_nn", **others):
    """Return the bytes of an archive of one notebook, and of `others`, by name without the ending."""
    contents = {NOTEBOOK: content} | {f"{name}.ipynb": data for name, data in others.items()}
    return archive.make(student, course, week, made, contents, {})


def zipped(*entries, compression=zipfile.ZIP_DEFLATED):
    """Return the bytes of a zip archive of pairs (name or ZipInfo, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in entries:
            made.writestr(name, content)
    return buffer.getvalue()


def put(folder, name, content, made=NOON):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (made.timestamp(), made.timestamp()))
    return path


def state(course):
    """Return the bytes of every file in `submitted/`, by its path."""
    place = course / "submitted"
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def taken(course, folder, week=None):
    """Collect; return {(student, week): notebooks} as they are then, and {file: reason} of those refused."""
    offers, refused = collection.collect(course, folder, week)
    assert len({name for name, _ in refused}) == len(refused)
    assert all(offer.outcome for offer in offers)
    found = {}
    for path in sorted(course.glob("submitted/*/*/*.ipynb")):
        found.setdefault((path.parts[-3], path.parts[-2]), {})[path.name] = path.read_bytes()
    return found, dict(refused)


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
    ("mallory_1_2_lovelaceada_123_456_x.zip", "mallory"),
    ("Mallory_1_assignsubmission_file_/lovelaceada_123_456_x.zip", "Mallory"),
    (f"Mallory_1_assignsubmission_file_/{MOODLE}/x.zip", "Mallory"),
    (f"Mallory_1_assignsubmission_file_{MOODLE}x.zip", "Mallory"),
    ("mallory/lovelaceada_123_456_x.zip", "mallory"),
]
LOOSE = [
    ("Ada L/1_toy.ipynb", "Ada L"),
    ("Ada L/week1_toy/1_toy.ipynb", "Ada L"),
    (f"{MOODLE}/1_toy.ipynb", "Ada Lovelace"),
    (f"{MOODLE}1_toy.ipynb", "Ada Lovelace"),
    (f"{CANVAS}1_toy.ipynb", "lovelaceada"),
    (f"{CANVAS}1_toy-1.ipynb", "lovelaceada"),
]


@pytest.mark.parametrize(("place", "student"), HERE + LOOSE)
def test_the_student_is_known_by_the_place(course, folder, place, student):
    put(folder, place, EMPTY if place.endswith(".ipynb") else packed())
    found, refused = taken(course, folder, WEEK)
    assert (found, refused) == ({(student, WEEK): {NOTEBOOK: EMPTY}}, {})
    stamp = CourseDirectory().get_existing_timestamp(str(course / "submitted" / student / WEEK))
    assert stamp == NOON.replace(tzinfo=None)


def test_all_of_a_student_lies_together_and_canvas_says_who_was_late(course, folder):
    put(folder, "lovelaceada_LATE_123_456_2_more.ipynb", b"2", NOON)
    put(folder, f"{CANVAS}1_toy-1.ipynb", b"1", NOON + timedelta(hours=1))
    offers, refused = collection.collect(course, folder)
    assert refused == []
    assert [(offer.student, offer.week, offer.made) for offer in offers] == [
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
    found, refused = taken(course, folder)
    assert set(found) == {(name, "week2_more") for name in ("ada", "ben", "cleo", "dan")}
    assert refused == {
        "eli/1_toy.ipynb": "does not say of which week it is (it could be week1_toy or week2_more): name it with --week"
    }
    found, refused = taken(course, folder, WEEK)
    assert ("eli", WEEK) in found
    assert refused["ada.zip"] == refused["ben/week2_more/1_toy.ipynb"] == "is of week2_more, not of week1_toy"
    assert refused["dan/x.zip"] == "holds '2_more.ipynb', which is no notebook of week1_toy"


def test_an_archive_that_a_student_made_by_hand_may_hold_what_was_released(course, folder):
    files = [("my week/", b""), ("my week/1_toy.ipynb", EMPTY), ("my week/checks.py", b""), ("__MACOSX/._x", b"")]
    put(folder, "ada/x.zip", zipped(*files, ("my week/.ipynb_checkpoints/1_toy.ipynb", b"old")))
    assert taken(course, folder, WEEK) == ({("ada", WEEK): {NOTEBOOK: EMPTY}}, {})
    again = zipped(*[(f"x/{name}", data) for name, data in unzipped(packed()).items()])
    put(folder, "ben/x.zip", again)  # unpacked and packed again
    assert taken(course, folder)[0][("ben", WEEK)] == {NOTEBOOK: EMPTY}


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def entry(name, mode=0, compression=zipfile.ZIP_DEFLATED):
    made = zipfile.ZipInfo(name)
    made.external_attr, made.compress_type = mode << 16, compression
    return made


def patched(content, where, number, size=2):
    """Return an archive with a field of the last entry of its table of contents changed."""
    start = content.rindex(archive.ENTRY) + where
    return content[:start] + number.to_bytes(size, "little") + content[start + size :]


def manifest(**changes):
    """Return an archive with some values of the manifest changed."""
    files = unzipped(packed())
    said = json.loads(files[archive.MANIFEST]) | changes
    return zipped(*{**files, archive.MANIFEST: json.dumps(said)}.items())


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
        "same name": (zipped(("a/1_toy.ipynb", b"1"), ("b/1_toy.ipynb", b"2")), "two files that are called 1_toy.ipynb"),
        "same folded": (zipped((NOTEBOOK, b"1"), ("1_TOY.ipynb", b"2")), "two files that are called '1_TOY.ipynb'"),
        "many": (zipped(*[(f"{number}.ipynb", b"") for number in range(201)]), "holds more than 200 files"),
        "bomb": (zipped((NOTEBOOK, bytes(intake.SIZE_LIMIT + 1))), "holds a file of more than 20 MB"),
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
        "more files": (zipped(*{**unzipped(packed()), "2_more.ipynb": b""}.items()), "2_more.ipynb is not in its manifest"),
        "other files": (zipped(*{**unzipped(packed()), "x.exe": b""}.items()), "x.exe is not in its manifest"),
        "fewer files": (manifest(files={}), "1_toy.ipynb is not in its manifest"),
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
        "notebook": (packed(other=EMPTY), "holds 'other.ipynb', which is no notebook of week1_toy"),
        "no notebook": (zipped(("checks.py", b"")), "holds no notebook"),
        "archives": (zipped(*honest, ("x.zip", b"")), "archive of archives, unpack it first"),
        "program": (zipped(*honest, ("nbgrader_config.py", b"")), "holds 'nbgrader_config.py', which is no notebook"),
        "x_week2_more": (packed("x"), "is of week1_toy, as its manifest says, not of week2_more, as its name does"),
    }  # fmt: skip


def test_hostile_and_damaged_archives_are_refused_by_name_and_reason_and_the_others_go_on(course, folder):
    archives = hostile()
    for name, (content, _) in archives.items():
        put(folder, f"{name}/{name}.zip", content)
    put(folder, "honest.zip", packed("honest"))
    before = {path for path in course.parent.rglob("*") if "submitted" not in path.parts}
    found, refused = taken(course, folder)
    assert found == {("honest", WEEK): {NOTEBOOK: EMPTY}}
    assert set(refused) == {f"{name}/{name}.zip" for name in archives}
    wrong = {
        name: refused[f"{name}/{name}.zip"]
        for name, (_, words) in archives.items()
        if words not in refused[f"{name}/{name}.zip"]
    }
    assert wrong == {}
    after = {path for path in course.parent.rglob("*") if "submitted" not in path.parts}
    assert {path.name for path in after - before} <= {"results", ".lock"}
    out = command("course", "collect", course, folder, expect=1)
    assert f"0 put into course1_nn/submitted/, 1 not needed, {len(archives)} refused." in out
    assert "holds a file of more than 20 MB: '1_toy.ipynb'" in out


def test_what_lies_loose_and_cannot_be_taken_is_refused(course, folder):
    (folder / "ada").mkdir()
    (folder / "ada" / NOTEBOOK).symlink_to(folder.parent / "secret.ipynb")
    (folder / "ben").symlink_to(folder.parent)
    (folder / "cleo").mkdir()
    os.mkfifo(folder / "cleo" / NOTEBOOK)
    (folder / "x.zip").symlink_to("/dev/zero")
    put(folder, "dan/1_toy-Copy1.ipynb", EMPTY)
    put(folder, NOTEBOOK, EMPTY)
    put(folder, "section/eli/1_toy.ipynb", EMPTY)
    put(folder, "report.pdf", b"")
    put(folder, ".DS_Store", b"")
    put(folder, "fay/1_toy.ipynb", bytes(intake.SIZE_LIMIT + 1))
    put(folder, "a_1_2_b_3_assignsubmission_file_x.zip", packed())
    put(folder, "nobody.zip", zipped((NOTEBOOK, EMPTY)))
    put(folder, "ada_week1_toy.zip", packed("mallory"))
    put(folder, f"{'x' * 101}/1_toy.ipynb", EMPTY)
    nameless = "lies where no name of a student is: put it into a folder that is called like the student"
    found, refused = taken(course, folder, WEEK)
    assert found == {}
    assert refused == {
        "ada/1_toy.ipynb": "is a link",
        "ben": "is a link",
        "x.zip": "is a link",
        "cleo/1_toy.ipynb": "is not a regular file",
        "dan/1_toy-Copy1.ipynb": "is no notebook of a released week, as far as its name, 1_toy-Copy1.ipynb, goes",
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
    offers, refused = collection.collect(course, folder)
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
    found, refused = taken(course, folder, WEEK)
    assert set(found) == {("fay", WEEK)}
    for place, other in alike.items():
        assert refused.pop(place) == f"would fall together with that of another student: {other}"
    assert refused == dict.fromkeys(["monday/1.zip", "monday/2.zip"], "lies with archives of other students: dan, eli")
    shutil.rmtree(folder)
    put(folder, "gil_1_2_x.zip", packed())
    taken(course, folder)
    (folder / "gil_1_2_x.zip").rename(folder / "gil_3_4_x.zip")
    put(folder, "gil_3_4_x.zip", packed(content=b"another", made=NOON + timedelta(days=1)))
    assert taken(course, folder)[1] == {"gil_3_4_x.zip": "would replace that of another student of this name, number 1"}


def test_odd_signs_are_replaced_and_both_spellings_of_an_accent_are_one_student(course, folder):
    put(folder, "<b>Zoë\x1b[1m*/1_toy.ipynb", b"1")
    put(folder, unicodedata.normalize("NFD", "José") + "/1_toy.ipynb", b"2")
    put(folder, "x.zip", packed(unicodedata.normalize("NFC", "José"), b"3", NOON + timedelta(days=1)))
    offers, refused = collection.collect(course, folder, WEEK)
    assert refused == []
    assert [(offer.student, offer.outcome) for offer in offers] == [
        ("José", "superseded by x.zip"), ("José", "new"), ("_b_Zoë__1m_", "new"),
    ]  # fmt: skip
    out = command("course", "collect", course, folder, "--week", WEEK)
    assert "is written" in out and "\x1b" not in out


def test_the_newest_counts_and_a_second_run_changes_nothing(course, folder):
    for hour, name in enumerate(["c", "a", "b"]):
        put(folder, f"{name}.zip", packed(content=name.encode(), made=NOON + timedelta(hours=hour)))
    put(folder, "ben/1_toy.ipynb", b"old", NOON)
    put(folder, "ben/week1_toy/1_toy.ipynb", b"new", NOON + timedelta(hours=1))
    offers, refused = collection.collect(course, folder, WEEK)
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
    offers, _ = collection.collect(course, folder, WEEK)
    assert [offer.outcome for offer in offers if "superseded" not in offer.outcome] == ["unchanged", "unchanged"]
    assert state(course) == before


def test_what_is_there_is_replaced_by_something_newer_only_and_kept(course, folder):
    put(folder, "x.zip", packed(content=b"first", made=NOON, week="week2_more", **{"2_more": b"more"}))
    taken(course, folder)
    first = state(course)
    put(folder, "x.zip", packed(content=b"older", made=NOON - timedelta(hours=1), week="week2_more"))
    assert [offer.outcome for offer in collection.collect(course, folder)[0]] == ["older than what is there"]
    assert state(course) == first
    put(folder, "x.zip", packed(content=b"second", made=NOON + timedelta(hours=1), week="week2_more"))
    (offer,), _ = collection.collect(course, folder)
    kept = "submitted/ada/week2_more.earlier/2026-01-02_12-00-00"
    assert offer.outcome == f"new; the earlier one is {kept}"
    assert "the earlier one also had 2_more.ipynb" in offer.notes
    after = state(course)
    assert after["ada/week2_more/1_toy.ipynb"] == b"second"
    assert "ada/week2_more/2_more.ipynb" not in after
    for name, content in first.items():
        assert after[name.replace("week2_more/", f"{kept.removeprefix('submitted/ada/')}/")] == content
    put(course, "submitted/ben/week1_toy/1_toy.ipynb", b"by hand", NOON)
    put(folder, "ben/week1_toy/1_toy.ipynb", b"later", NOON + timedelta(seconds=1))
    taken(course, folder)
    assert state(course)["ben/week1_toy/1_toy.ipynb"] == b"later"
    assert state(course)["ben/week1_toy.earlier/2026-01-02_12-00-00/1_toy.ipynb"] == b"by hand"


def test_a_clock_that_is_ahead_does_not_keep_later_work_out(course, folder):
    put(folder, "x.zip", packed(content=b"first", made=datetime.now(UTC) + timedelta(days=9)), NOON)
    taken(course, folder)
    put(folder, "x.zip", packed(content=b"second", made=NOON + timedelta(days=1)))
    assert taken(course, folder)[0][("ada", WEEK)] == {NOTEBOOK: b"second"}


def test_a_full_disk_leaves_whole_submissions(course, folder):
    put(folder, "x.zip", packed(content=b"first"))
    taken(course, folder)
    before = state(course)
    put(folder, "x.zip", packed(content=b"2" * 5000, made=NOON + timedelta(days=1)))
    put(folder, "y.zip", packed("zoe", content=b"2" * 5000))
    source = (
        "import resource, sys\nfrom grading import collection\nresource.setrlimit(resource.RLIMIT_FSIZE, (999, 999))\n"
        "collection.collect(*sys.argv[1:])"
    )
    run = subprocess.run([sys.executable, "-c", source, course, folder], capture_output=True, text=True)
    assert "OSError: [Errno 27] File too large" in run.stderr
    assert state(course) == before
    assert set(taken(course, folder)[0]) == {("ada", WEEK), ("zoe", WEEK)}


def test_a_submission_is_put_back_if_the_new_one_cannot_take_its_place(course, folder, monkeypatch):
    put(folder, "x.zip", packed(content=b"first"))
    taken(course, folder)
    before = state(course)
    put(folder, "x.zip", packed(content=b"second", made=NOON + timedelta(days=1)))
    rename, calls = Path.rename, []

    def fail(path, target):
        calls.append(path.name)
        if path.name.endswith(".part") and path.is_dir():
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="no"):
        taken(course, folder)
    assert len(calls) == 3
    assert state(course) == before


def test_what_is_missing_is_a_sentence(course, folder, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"export\.zip is no folder: unpack what you have downloaded"):
        collection.collect(course, tmp_path / "export.zip")
    with pytest.raises(FileNotFoundError, match="has no released week9; released are week1_toy, week2_more"):
        collection.collect(course, folder, "week9")
    shutil.rmtree(course / "release")
    with pytest.raises(FileNotFoundError, match="has no released week: run `course release course1_nn` first"):
        collection.collect(course, folder)


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
        look = submission.look(place, f"course1_nn/{WEEK}", progress.notebooks(place)[0])
        made, _ = submission.pack(place, f"course1_nn/{WEEK}", student, [look])
        put(folder, f"{made.name}", made.read_bytes())
        promised[student] = look.earned
    assert promised == {"ada": 14, "Ben B": 8}
    assert "2 put into course1_nn/submitted/, 0 not needed, 0 refused." in command("course", "collect", toy, folder)
    command("course", "grade", toy, WEEK, "--no-feedback")
    assert {student: sum(found.values()) for student, found in earned(toy, WEEK).items()} == promised
    interface = NbGraderAPI(config=courses.configuration(toy))
    assert interface.get_submitted_students(WEEK) == {"ada", "Ben B"}
    assert "2 not needed" in command("course", "collect", toy, folder)
