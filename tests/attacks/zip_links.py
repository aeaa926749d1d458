"""Brings archives of links that lead out, with files that are then written through them."""

import io
import stat
import tarfile
import zipfile

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    with zipfile.ZipFile(folder / "submission.zip", "w") as archive:
        for name, target in (("out", "../../.."), ("1_toy.ipynb", "../../../source/1_toy.ipynb"), ("p", "/etc/passwd")):
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
        archive.writestr("out/gradebook.db", "left by an attack")
    with tarfile.open(folder / "submission.tar", "w") as archive:
        for kind, name, target in (
            (tarfile.SYMTYPE, "out", "../../.."), (tarfile.LNKTYPE, "hard", "../../../gradebook.db"),
            (tarfile.CHRTYPE, "device", ""), (tarfile.FIFOTYPE, "pipe", ""), (tarfile.SYMTYPE, "loop", "loop"),
        ):  # fmt: skip
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
        entry = tarfile.TarInfo("out/left_by_attack")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"left"))
