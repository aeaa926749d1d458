"""Notebooks as files: reading them, running them, and their one canonical form."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
COURSES = ("course1_nn", "course2_improving", "course3_strategy", "course4_cnn", "course5_sequence")
PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "application/vnd.jupyter.widget-view+json")
KERNEL_ARGUMENTS = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=40"]  # no history, no chatter
HEAVY = ("tensorflow", "sklearn")  # libraries that take seconds to import: only where a notebook uses them
# The others that take a moment, by a word that says that a week uses them.
LIGHTER = (
    ("plot", "matplotlib.pyplot"),
    ("widgets", "ipywidgets"),
    ("data", "h5py"),
    ("image", "PIL.Image"),
    ("scipy", "scipy.special"),
)
# What of COURSE/source/WEEK is released: nothing else that lies there is.
RELEASED = ("*.ipynb", "*.py", "*.json", "*.csv", "reference/*.json", "images/*.svg", "images/*.png")
NBGRADER_KEYS = ("grade", "grade_id", "locked", "points", "schema_version", "solution", "task")


def sources(root=ROOT, course=None, week=None):
    """Return the paths of the solved notebooks, in course order.

    Arguments: root, the folder that holds the courses; course and week narrow the choice.
    Raises FileNotFoundError, listing what exists, if a named course or week has none.
    """
    found = []
    for name in COURSES if course is None else (course,):
        found += sorted((Path(root) / name / "source").glob(f"{week or '*'}/*.ipynb"))
    found = [path for path in found if ".ipynb_checkpoints" not in path.parts]
    if not found and (course or week):
        existing = sorted(
            str(path.relative_to(root)).replace("/source", "") for path in Path(root).glob("course*/source/*")
        )
        raise FileNotFoundError(
            f"there is no {'/'.join(filter(None, (course, week)))}; there is {', '.join(existing)}."
        )
    return found


def released(week):
    """Return the paths of the files in the folder COURSE/source/WEEK that students get, in order."""
    return sorted(path for pattern in RELEASED for path in Path(week).glob(pattern) if path.is_file())


def read(path: str | Path) -> "NotebookNode":
    """Return the notebook in `path`; ValueError, naming the file, if it is not a notebook."""
    return parse(Path(path).read_bytes(), Path(path).name)


def parse(content: bytes, name: str) -> "NotebookNode":
    """Return the notebook that the bytes of a file are; ValueError, with its `name`, if they are none."""
    import nbformat  # takes most of a second, and `make lab` needs no notebook read when nothing is new

    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8"), as_version=4)
        nbformat.validate(notebook)
    except (ValueError, KeyError, AttributeError, TypeError, nbformat.ValidationError, RecursionError) as error:
        raise ValueError(f"{name} is not a valid notebook: {_first_line(error)}") from None
    return notebook


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def heavy(text: str) -> tuple[str, ...]:
    """Return the names of the heavy libraries that the text of a notebook mentions, or that a helper imports for it."""
    networks = re.search(r"import\b.*\bpretrained\b", text)
    return tuple(name for name in HEAVY if name in text or (name == "tensorflow" and networks))


def libraries_of(folder: str | Path) -> tuple[str, ...]:
    """Return the names of the modules that the notebooks and modules in the folder of a week seem to import."""
    paths = [path for path in Path(folder).glob("*") if path.suffix in (".ipynb", ".py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return (*heavy(text), *(name for word, name in LIGHTER if word in text))


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Return the nbgrader id of a cell, or None."""
    identity: str | None = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
    return identity


def execute(notebook, folder, timeout=120, name="notebook"):
    """Run all cells of `notebook` in place with `folder` as the working directory.

    Raises RuntimeError that names the notebook, the cell and the error if a cell fails or takes over `timeout` seconds.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        extra_arguments=KERNEL_ARGUMENTS,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError) as error:
        raise RuntimeError(f"{name}: {str(error).strip()[-1500:]}") from None
    return notebook


def canonical(notebook):
    """Return the text of `notebook` in its one form: what `make format` writes and a test compares.

    Cell ids and nbgrader metadata are kept. Metadata is minimal, outputs are text, every code cell has the execution
    count 1 (nbval compares nothing where it is null), and prose has one sentence on a line.
    """
    cells = []
    for cell in notebook.cells:
        source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
        made = {"cell_type": cell.cell_type, "id": cell.id, "metadata": _metadata(cell), "source": source}
        if cell.cell_type == "code":
            made |= {"execution_count": 1, "outputs": _outputs(cell.outputs)}
        elif cell.cell_type == "markdown":
            made["source"] = sentences(source)
        made["source"] = made["source"].splitlines(keepends=True)
        cells.append(dict(sorted(made.items())))
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _metadata(cell):
    kept = {}
    if "nbgrader" in cell.metadata:
        kept["nbgrader"] = {key: cell.metadata.nbgrader[key] for key in NBGRADER_KEYS if key in cell.metadata.nbgrader}
    if cell.metadata.get("tags"):
        kept["tags"] = sorted(cell.metadata.tags)
    if cell.metadata.get("jupyter", {}).get("source_hidden"):  # code of a demonstration, folded on the page
        kept["jupyter"] = {"source_hidden": True}
    return kept


def _outputs(outputs):
    """Return outputs without pictures, run-dependent metadata and split streams."""
    kept = []
    for output in outputs:
        output = json.loads(json.dumps(output))
        if output["output_type"] == "stream":
            output["text"] = "".join(output["text"])
            if kept and kept[-1]["output_type"] == "stream" and kept[-1]["name"] == output["name"]:
                kept[-1]["text"] += output["text"]
                continue
        if "data" in output:
            output["data"] = {
                kind: _lines(value) for kind, value in sorted(output["data"].items()) if kind not in PICTURES
            }
            output["metadata"] = {}
        if "execution_count" in output:
            output["execution_count"] = 1
        kept.append(dict(sorted(output.items())))
    for output in kept:
        if output["output_type"] == "stream":
            output["text"] = output["text"].splitlines(keepends=True)
    return kept


def _lines(value):
    text = "".join(value) if isinstance(value, list) else value
    return text.splitlines(keepends=True) if isinstance(text, str) else text


# A sentence ends at . ? or ! (and closing quotes, brackets or emphasis) before a space and what may start the next one.
_END = re.compile(r"(?<=[.?!])([\"'”’)*_]*) +(?=[\"'“‘(*_`$\[]*[A-Z0-9$`])")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|cf|vs|etc|Fig|Eq|et al|no|p|pp|[A-Z])|^\s*(?:[-*+]\s+)?\d+)\.[\"'”’)*_]*$")
_KEEP = re.compile(r"^\s*(?:#|\||>|<|!\[|\$\$|\\|---)")  # headings, tables, quotes, HTML, pictures, formulas


def sentences(markdown):
    """Return `markdown` with every sentence of prose on a line of its own; code, tables, formulas and HTML stay."""
    lines, fenced, formula = [], False, False
    for line in markdown.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        formula_here = formula or line.lstrip().startswith("$$")
        if line.count("$$") % 2:
            formula = not formula
        if fenced or formula_here or _KEEP.match(line) or not line.strip():
            lines.append(line)
        else:
            lines += _split(line)
    return "\n".join(lines)


def _split(line):
    """Return the sentences of one line; those after the first are indented as a list item's text is."""
    item = re.match(r"^(\s*)([-*+] |\d+\. )?", line)
    indent = " " * len(item.group(0))
    parts, start = [], 0
    for match in _END.finditer(line):
        head = line[start : match.end(1)]
        # Not inside `code` or $a formula$, and not after an abbreviation.
        if line[: match.start()].count("`") % 2 or line[: match.start()].count("$") % 2 or _SHORT.search(head):
            continue
        parts.append(head)
        start = match.end()
    parts.append(line[start:])
    return [parts[0]] + [indent + part for part in parts[1:]]


def write(path, notebook):
    """Write `notebook` to `path` in its canonical form, whole or not at all; return whether the file changed."""
    from helpers import files  # here: the parent of warm kernels imports this module and nothing of the project's

    path, text = Path(path), canonical(notebook)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    files.write(path, text.encode())
    return True
