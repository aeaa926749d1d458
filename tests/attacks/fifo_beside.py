"""Puts a pipe and a socket beside a right notebook: whoever copies them waits for ever."""

import os
import socket

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    os.mkfifo(folder / "data.csv")
    os.mkfifo(folder / "timestamp.txt")
    here = os.getcwd()
    try:
        os.chdir(folder)  # the name of a socket may have a hundred characters
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("notes.sock")
    finally:
        os.chdir(here)
