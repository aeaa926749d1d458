"""Brings files whose names have line breaks, 255 characters, markup, options and bytes that are no text."""

import os

from attacks import fill, write

EARNS = {"double", "q1"}
NAMES = (
    b"line\nbreak.txt", b"\xff\xfe\x80.txt", b"x" * 255, b"-rf", b"--help", b"$(touch left_by_attack)", b"`id`.py",
    b" ", b"~",     b"<img src=x onerror=document.title='ESC'+'APED'>.ipynb", b"a;b|c&d.ipynb", b"\x1b[31mred.txt",
    "\u202etxt.exe".encode(), b"CON", b"nul.ipynb", b"*.ipynb", b"?", b"[a].ipynb", b"%s%n%00", b"{student_id}.ipynb",
    b"1_toy.ipynb\n", b"...",
)  # fmt: skip


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"], "q1": solved["q1"]}))
    for name in NAMES:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"{}")
