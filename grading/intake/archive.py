"""The file that a student hands in: a zip archive of a week's notebooks and a manifest.

    1_name.ipynb    the notebooks as they were saved
    manifest.json   whose they are, of which week, when they were packed, their sizes and checksums

Archives that students made by hand are read as well: with folders, without a manifest, with other files, or with such
archives in them. Whoever reads one trusts nothing in it: names, sizes and sums are checked before and while it is read,
nothing is written, and no name in it is used as a path. Only notebooks, manifests and inner archives are unpacked.
"""

import hashlib
import io
import json
import re
import stat
import unicodedata
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime

from grading.intake import rebuild

FORMAT = 1
MANIFEST = "manifest.json"
LIMIT = 60 * 2**20  # bytes of an archive
CONTENT_LIMIT = 100 * 2**20  # bytes of all that is in it
FILE_LIMIT = 1_000  # files in it
ENTRY = b"PK\x01\x02"  # what each file's entry in the table of contents begins with
# Of operating systems, editors and Python: they are passed over without a word.
JUNK = re.compile(r"__MACOSX|__pycache__|\..+|~\$.*|.*\.pyc|Thumbs\.db|desktop\.ini", re.IGNORECASE)
NOTEBOOK = re.compile(r".+\.ipynb(\.(txt|json))?", re.IGNORECASE)  # some browsers add an ending


class Refused(Exception):
    """Why something that was handed in is not taken, as the end of a sentence: "is not a zip archive"."""


class Damaged(Refused):
    """It is no archive, or not a whole one."""


@dataclass(frozen=True)
class Archive:
    """Notebooks that lie in an archive: those of one manifest, or all that have none.

    notebooks: their bytes by path. saved: the times that the archive gives for them, without a zone. student, course,
    week, made: what the manifest says; "" and None where there is none. notes: sentences about it.
    """

    notebooks: dict
    saved: dict
    student: str = ""
    course: str = ""
    week: str = ""
    made: datetime | None = None
    notes: list = field(default_factory=list)


def make(student, course, week, time, contents, visible):
    """Return the bytes of an archive.

    Arguments: time, when it was made; contents, the bytes of the notebooks by name; visible, what the manifest says of
    their points.
    """
    manifest = {
        "format": FORMAT,
        "student": student,
        "course": course,
        "week": week,
        "made": time.astimezone(UTC).isoformat(timespec="seconds"),
        "files": {name: _description(content) for name, content in contents.items()},
        "visible": visible,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**contents, MANIFEST: json.dumps(manifest, indent=1).encode()}.items():
            entry = zipfile.ZipInfo(name, time.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _description(content):
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def read(content):
    """Return what is in the bytes of a file: a list of `Archive`, and a list of what is left out, each with the reason.

    An archive in it is read too, an archive in that is not. The limits hold for the sum. Raises Refused.
    """
    return _read(content, {"files": FILE_LIMIT, "bytes": CONTENT_LIMIT}, inner=True)


def _read(content, room, inner):
    """Do what `read` does, within the `room` that is left for files and bytes; inner, whether archives in it count."""
    unpacked, saved, left = _members(content, room, inner)
    manifests = {path: data for path, data in unpacked.items() if _name(path) == MANIFEST}
    notebooks = {path: data for path, data in unpacked.items() if NOTEBOOK.fullmatch(_name(path))}
    archives, free = [], dict(notebooks)
    for path, data in manifests.items():
        folder = path.removesuffix(MANIFEST)
        there = {place: free.pop(place) for place in notebooks if place.rpartition(_name(place))[0] == folder}
        archives.append(_packed(data, folder, there, saved))
    if free:
        archives.append(Archive(free, {path: saved[path] for path in free}))
    for path, data in unpacked.items():
        if path in manifests or path in notebooks:
            continue
        try:
            inner_archives, rest = _read(data, room, inner=False)
        except Damaged as reason:
            left.append(f"{path} {reason}")
            continue
        except Refused as reason:
            raise Refused(f"holds {path!a}, which {reason}") from None
        archives += inner_archives
        left += [f"{path}/{name}" for name in rest]
    return archives, left


def _packed(content, folder, there, saved):
    """Return the `Archive` of a manifest's bytes and the notebooks that lie beside it. Raises Refused."""
    manifest = _manifest(content)
    described, notes = manifest.pop("files"), []
    for name in described:
        if folder + name not in there:
            raise Refused(f"is not as it was packed: {name} is missing")
    for path, data in there.items():
        if _name(path) not in described:
            notes.append(f"{_name(path)} is not in its manifest")
        elif _description(data) != described[_name(path)]:
            raise Refused(f"is not as it was packed: {_name(path)} has another checksum than its manifest says")
    return Archive(there, {path: saved[path] for path in there}, notes=notes, **manifest)


def _name(path):
    return path.rpartition("/")[2]


def _manifest(content):
    """Return what the bytes of a manifest say, each value of the right type."""
    try:
        manifest = json.loads(content)
        if manifest["format"] != FORMAT:
            raise Refused(f"was made by another version of `course submit` (format {str(manifest['format'])[:20]!a})")
        time = datetime.fromisoformat(manifest["made"]).astimezone(UTC).replace(microsecond=0)
        texts = {name: manifest[name] for name in ("student", "course", "week")}
        if not isinstance(manifest["files"], dict) or not all(isinstance(text, str) for text in texts.values()):
            raise TypeError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Refused(f"has a damaged {MANIFEST}") from None
    return {**texts, "made": time, "files": manifest["files"]}


def _members(content, room, inner):
    """Return the bytes and times by path of what is needed of a zip archive, and the paths of all other files.

    Links, bombs and climbing names are refused.
    """
    # The table of contents is counted before anybody reads it; in compressed data its sign is rarer than the limit.
    if content.count(ENTRY) > room["files"]:
        raise Refused(f"holds more than {FILE_LIMIT:,} files")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries, folded = {}, set()
            for entry in archive.infolist():
                _check(entry, folded)
                entries[_path(entry)] = entry
            room["files"] -= len(entries)
            needed = {path: entry for path, entry in entries.items() if _is_needed(path, inner)}
            for path, entry in needed.items():
                _check_size(path, entry, room)
            data = {path: _data(archive, entry) for path, entry in needed.items()}
    except zipfile.BadZipFile as error:
        reason = "is not a zip archive" if "not a zip file" in str(error) else f"is damaged ({error})"
        raise Damaged(reason) from None
    except Refused:
        raise
    except Exception as error:  # a parser of other people's bytes: it raises whatever they lead it to
        raise Damaged(f"is damaged ({type(error).__name__}: {error})") from None
    left = [path for path in entries if not path.endswith("/") and path not in needed and not _is_junk(path)]
    return data, {path: _time(entry) for path, entry in needed.items()}, left


def _path(entry):
    """Return the path of an entry; some programs write it with backslashes."""
    return entry.filename.replace("\\", "/")


def _is_junk(path):
    return any(JUNK.fullmatch(part) for part in path.split("/"))


def _is_needed(path, inner):
    fits = NOTEBOOK.fullmatch(_name(path)) or _name(path) == MANIFEST or (inner and path.lower().endswith(".zip"))
    return bool(fits) and not _is_junk(path)


def _check(entry, folded):
    """Refuse what the table of contents says of an entry; folded, the set of the names before it."""
    name, kind = entry.orig_filename.replace("\\", "/"), stat.S_IFMT(entry.external_attr >> 16)
    if name.startswith("/") or "\0" in name or ".." in name.split("/") or re.match("[A-Za-z]:", name):
        raise Refused(f"holds a file with a name that leads elsewhere: {entry.orig_filename!a}")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(f"holds something that is no file but a link or a device: {name!a}")
    if entry.flag_bits & 1:
        raise Refused(f"is encrypted: {name!a}")
    key = unicodedata.normalize("NFC", name).casefold()
    if key in folded:
        raise Refused(f"holds two files that are called {name!a}")
    folded.add(key)


def _check_size(path, entry, room):
    """Refuse what would be too large unpacked; else take it off the room that is left."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others are unpacked without a limit
        raise Refused(f"is compressed in an unusual way: {path!a}")
    limit = LIMIT if path.lower().endswith(".zip") else rebuild.SIZE_LIMIT
    if entry.file_size > limit:
        raise Refused(f"holds a file of more than {limit >> 20} MB: {path!a}")
    room["bytes"] -= entry.file_size
    if room["bytes"] < 0:
        raise Refused(f"holds more than {CONTENT_LIMIT >> 20} MB")


def _data(archive, entry):
    """Return the bytes of one file, no more than the table of contents says."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise Refused(f"is damaged: {entry.filename!a} has another size than its table of contents says")
    return data


def _time(entry):
    """Return when a file was saved, as far as the archive says, for comparison with others in it."""
    try:
        return datetime(*entry.date_time)
    except ValueError:
        return datetime.min
