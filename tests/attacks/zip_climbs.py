"""Brings archives with names that climb out of the folder, absolute names and names with odd separators."""

import io
import tarfile
import zipfile

from attacks import fill, write

EARNS = {"double"}
NAMES = (
    "../../../gradebook.db", "../../../../../../../../tmp/left_by_attack_zip", "/tmp/left_by_attack_zip", "a/../../b",
    "C:\\left_by_attack", "..\\..\\left_by_attack", "./../x", "1_toy.ipynb", "checks.py", "../1_toy.ipynb", "-rf",
)  # fmt: skip


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    for kind in ("submission.zip", "1_toy.zip"):
        with zipfile.ZipFile(folder / kind, "w") as archive:
            for name in NAMES:
                archive.writestr(zipfile.ZipInfo(name), "left by an attack")
    with tarfile.open(folder / "submission.tar.gz", "w:gz") as archive:
        for name in NAMES:
            entry = tarfile.TarInfo(name.replace("\0", "_"))
            entry.size, entry.mode = 4, 0o4777
            archive.addfile(entry, io.BytesIO(b"left"))
