"""Hands in a right notebook in UTF-16, which some readers take and others do not."""

import json

from attacks import fill

# doubt: the present reader takes it, for `json.loads` finds the encoding out; to refuse it would be as good
EARNS = {"double", "sizes"}


def submit(folder, released, solved):
    document = fill(released, {"double": solved["double"], "sizes": solved["sizes"]})
    (folder / "1_toy.ipynb").write_text(json.dumps(document), encoding="utf-16")
