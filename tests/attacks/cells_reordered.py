"""Puts the cells in another order, so that checks run before wrong answers, or none before the last."""

from attacks import HOSTILE, code, fill, write

EARNS = {"sizes", "q2"}


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"], "q2": solved["q2"], "double": HOSTILE})
    document["cells"] = [code("check = lambda *a, **k: 6.0"), *document["cells"][::-1]]
    write(folder, document)
