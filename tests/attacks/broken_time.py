"""Brings a time stamp that is no time: a year of nine digits, bytes that are no text, a line break."""

from attacks import fill, write

EARNS = {"double", "sizes"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"], "sizes": solved["sizes"]}))
    (folder / "timestamp.txt").write_bytes(b"999999999-99-99 99:99:99\n\xff\xfe\0 +99:99" + b"9" * 10**6)
