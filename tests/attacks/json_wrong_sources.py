"""Hands in sources that are numbers, dictionaries, nested lists and nothing."""

from attacks import fill, write

EARNS = {"q2"}
NOTE = "is missing; it earns nothing"


def submit(folder, released, solved):
    sources = {"double": 6.0, "noise": {"text": solved["noise"]}, "sizes": [solved["sizes"], ["n = 4"]], "q1": None}
    write(folder, fill(released, {**sources, "q2": solved["q2"]}))
