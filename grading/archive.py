"""The file that a student hands in: a zip archive of a week's notebooks and a manifest.

    1_name.ipynb    the notebooks as they were saved
    manifest.json   whose they are, of which week, when they were packed, their sizes and checksums

Whoever reads one trusts nothing in it: names, sizes and sums are checked before and while it is read, nothing is
written, and no name in it is used as a path.
"""

import hashlib
import io
import json
import re
import stat
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

from grading import intake

FORMAT = 1
MANIFEST = "manifest.json"
LIMIT = 60 * 2**20  # bytes of an archive
CONTENT_LIMIT = 100 * 2**20  # bytes of all that is in it
MEMBER_LIMIT = 200  # files in it
ENTRY = b"PK\x01\x02"  # what each file's entry in the table of contents begins with
JUNK = re.compile(r"__MACOSX|\..+|Thumbs\.db|desktop\.ini", re.IGNORECASE)  # of operating systems and editors


class Refused(Exception):
    """Why something that was handed in is not taken, as the end of a sentence: "is not a zip archive"."""


@dataclass(frozen=True)
class Archive:
    """What is in an archive.

    notebooks: their bytes by name, whatever folder they are in. others: the paths of the other files. student, course,
    week, made: what the manifest says; "" and None where there is none.
    """

    notebooks: dict
    others: list
    student: str = ""
    course: str = ""
    week: str = ""
    made: datetime | None = None


def make(student, course, week, made, contents, visible):
    """Return the bytes of an archive.

    Arguments: made, the time; contents, the bytes of the notebooks by name; visible, what the manifest says of their
    points.
    """
    manifest = {
        "format": FORMAT,
        "student": student,
        "course": course,
        "week": week,
        "made": made.astimezone(UTC).isoformat(timespec="seconds"),
        "files": {name: _description(content) for name, content in contents.items()},
        "visible": visible,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**contents, MANIFEST: json.dumps(manifest, indent=1).encode()}.items():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _description(content):
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def read(content):
    """Return the `Archive` in the bytes of a file. Raises Refused."""
    found, others = {}, []
    for path, data in _members(content).items():
        name = path.rpartition("/")[2]
        if any(JUNK.fullmatch(part) for part in path.split("/")):
            continue
        if name != MANIFEST and not name.endswith(".ipynb"):
            others.append(path)
        elif name in found:
            raise Refused(f"holds two files that are called {name}")
        else:
            found[name] = data
    if MANIFEST not in found:
        return Archive(found, others)
    manifest = _manifest(found.pop(MANIFEST))
    described = manifest.pop("files")
    for name in [*sorted(set(found) ^ set(described)), *others]:
        where = "is missing" if name in described else "is not in its manifest"
        raise Refused(f"is not as it was packed: {name} {where}")
    for name, data in found.items():
        if _description(data) != described[name]:
            raise Refused(f"is not as it was packed: {name} has another checksum than its manifest says")
    return Archive(found, others, **manifest)


def _manifest(content):
    """Return what the bytes of a manifest say, each value of the right type."""
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise Refused(f"was made by another version of `course submit` (format {str(said['format'])[:20]!a})")
        made = datetime.fromisoformat(said["made"]).astimezone(UTC).replace(microsecond=0)
        texts = {name: said[name] for name in ("student", "course", "week")}
        if not isinstance(said["files"], dict) or not all(isinstance(text, str) for text in texts.values()):
            raise TypeError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Refused(f"has a damaged {MANIFEST}") from None
    return {**texts, "made": made, "files": said["files"]}


def _members(content):
    """Return the bytes of all files in a zip archive by path, links, bombs and climbing names refused."""
    # The table of contents is counted before anybody reads it; in compressed data its sign is rarer than the limit.
    if content.count(ENTRY) > MEMBER_LIMIT:
        raise Refused(f"holds more than {MEMBER_LIMIT} files")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
            _check(entries)
            return {entry.filename: _data(archive, entry) for entry in entries}
    except zipfile.BadZipFile as error:
        reason = "is not a zip archive" if "not a zip file" in str(error) else f"is damaged ({error})"
        raise Refused(reason) from None
    except Refused:
        raise
    except Exception as error:  # a parser of other people's bytes: it raises whatever they lead it to
        raise Refused(f"is damaged ({type(error).__name__}: {error})") from None


def _is_folder(entry):
    _refuse_name(entry.orig_filename)  # also of folders
    return entry.is_dir() and entry.file_size == 0


def _refuse_name(name):
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or re.match("[A-Za-z]:", name):
        raise Refused(f"holds a file with a name that leads elsewhere: {name!a}")


def _check(entries):
    """Refuse what the table of contents says of the files."""
    names = set()
    for entry in entries:
        name, kind = entry.filename, stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Refused(f"holds something that is no file but a link or a device: {name!a}")
        if entry.flag_bits & 1:
            raise Refused(f"is encrypted: {name!a}")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others are unpacked without a limit
            raise Refused(f"is compressed in an unusual way: {name!a}")
        if entry.file_size > intake.SIZE_LIMIT:
            raise Refused(f"holds a file of more than {intake.SIZE_LIMIT >> 20} MB: {name!a}")
        key = unicodedata.normalize("NFC", name).casefold()
        if key in names:
            raise Refused(f"holds two files that are called {name!a}")
        names.add(key)
    if sum(entry.file_size for entry in entries) > CONTENT_LIMIT:
        raise Refused(f"holds more than {CONTENT_LIMIT >> 20} MB")


def _data(archive, entry):
    """Return the bytes of one file, no more than the table of contents says."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise Refused(f"is damaged: {entry.filename!a} has another size than its table of contents says")
    return data
