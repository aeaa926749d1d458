"""What stays with a learner when a week is packed: their own photographs, and whatever shows them.

A notebook that looks at files of the learner has a cell with the tag `private`. Of such a notebook the archive holds
what was written and nothing that was computed: no output, no attachment, no state of a widget. Grading runs it anew.
"""

import json
import re

TAG = "private"
NOTE = "Its outputs are left out of the archive, because they may show pictures of yours."
KEPT = ("nbgrader", "tags", "jupyter", "id", "editable", "deletable")  # of a cell's metadata
EMBEDDED = re.compile(r"data:[\w.+/-]*(?:;[\w=.-]+)*,[\w+/=%-]*")  # a picture in the text itself


def is_private(*contents):
    """Return whether one of these notebooks, as bytes, has a cell with the tag `private`."""
    return any(TAG in _tags(cell) for content in contents for cell in json.loads(content)["cells"])


def written(content):
    """Return a notebook, as bytes, without anything but what was written in its cells, and their settings."""
    notebook = json.loads(content)
    metadata = notebook.get("metadata") if isinstance(notebook.get("metadata"), dict) else {}
    bare = {
        "cells": [_bare(cell) for cell in notebook["cells"] if isinstance(cell, dict)],
        "metadata": {name: metadata[name] for name in ("kernelspec", "language_info") if name in metadata},
        **{name: notebook[name] for name in ("nbformat", "nbformat_minor") if name in notebook},
    }
    return (json.dumps(bare, indent=1, ensure_ascii=False) + "\n").encode()


def _tags(cell):
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return tags if isinstance(tags, list) else []


def _bare(cell):
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    bare = {name: cell[name] for name in ("cell_type", "id", "source") if name in cell}
    bare["metadata"] = {name: metadata[name] for name in KEPT if name in metadata}
    if cell.get("cell_type") == "code":
        return bare | {"execution_count": None, "outputs": []}
    text = bare.get("source", "")
    text = "".join(map(str, text)) if isinstance(text, list) else text
    return bare | {"source": EMBEDDED.sub("", text) if isinstance(text, str) else ""}
