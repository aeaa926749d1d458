"""Uses escapes and lists that are short in the file and long in memory: each line of a source is a cell of a list."""

import json

from attacks import after, fill, markdown

EARNS = {"double"}


def submit(folder, released, solved):
    document = fill(released, {"double": solved["double"]})
    after(document, "check_double", markdown(["\n"] * 2_000_000))
    (folder / "1_toy.ipynb").write_text(json.dumps(document, separators=(",", ":")))
