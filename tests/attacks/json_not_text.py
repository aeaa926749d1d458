"""Hands in a notebook that is not UTF-8: Latin letters, overlong forms, a cut character."""

import json

from attacks import fill

EARNS = set()
NOTE = "is not valid JSON"


def submit(folder, released, solved):
    text = json.dumps(fill(released, {"double": solved["double"] + "  # HERE"}))
    (folder / "1_toy.ipynb").write_bytes(text.encode().replace(b"HERE", b"\xe9t\xe9 \xc0\xaf \xed\xa0\x80 \xf5"))
