"""Adds three hundred cells behind the last check that sleep three seconds each: no cell is slow, the notebook is."""

from attacks import after, code, fill, write

EARNS = {"double", "noise", "sizes", "q1", "q2"}
NOTE = "timeout"


def submit(folder, released, solved):
    document = fill(released, solved)
    slow = [code("import time\n\ntime.sleep(3)", f"slow{number}") for number in range(300)]
    after(document, "check_q2", *slow)
    write(folder, document)
