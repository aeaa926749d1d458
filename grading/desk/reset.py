"""Give a student an original back, and keep what the student wrote."""

import nbformat
from nbformat.v4 import new_markdown_cell

from grading import notebooks
from grading.desk import material, workspace
from helpers import files, progress


def reset(folder, name, exercise=None, root=notebooks.ROOT):
    """Put the original of a notebook, or of one exercise, back into the student's folder.

    Arguments: folder, the student's; name, a notebook's path or file name, with or without `.ipynb`; exercise, the name
    of one (default: the whole notebook). Returns a sentence that says where the student's version is: a whole notebook
    under another name beside it, one exercise folded away under the original cell.
    Raises FileNotFoundError or ValueError, saying what there is or what to do, if it cannot be done.
    """
    place = progress.root_of(folder)
    if place is None:
        raise FileNotFoundError(f"{folder} is no folder that `make lab` made: name yours with --folder.")
    path = _find([item.path for item in progress.notebooks(place)], name)
    target = place / path
    if exercise is None:
        copy = files.set_aside(target, "mine").name if target.is_file() else ""
        workspace.update(place, root)
        return f"{path} is as it was." + (f" Yours is kept beside it as {copy}." if copy else "")
    file = target.name
    original = notebooks.parse(material.text(material.find(root, path)).encode(), file)
    exercises = [notebooks.grade_id(cell) for cell in original.cells if _is_solution(cell)]
    if exercise not in exercises:
        raise ValueError(f"{file} has no exercise {exercise!r}; it has {', '.join(exercises)}.")
    if not target.is_file():
        raise FileNotFoundError(f"{path} is not there: `make lab` puts it back.")
    try:
        notebook = notebooks.read(target)
    except ValueError as error:
        raise ValueError(f"{error}. `course reset {path}` gives the whole notebook back and keeps this one.") from None
    folded = _put_back(notebook, original, exercise)
    files.write(target, nbformat.writes(notebook).encode())
    note = " Yours is folded away under it." if folded else ""
    return f"{exercise} in {path} is as it was.{note} If the notebook is open: File, Reload Notebook from Disk."


def _find(paths, name):
    """Return the path of the notebook that a student means."""
    stem = name.removesuffix(".ipynb").rstrip("/")
    matching = [path for path in paths if f"/{path}".endswith(f"/{stem}.ipynb")]
    if len(matching) == 1:
        return matching[0]
    if not matching:
        raise FileNotFoundError(f"there is no notebook {name!r}; there is {', '.join(paths)}.")
    raise ValueError(f"{name!r} may be {' or '.join(matching)}: name the week as well.")


def _put_back(notebook, original, exercise):
    """Replace the cells of an exercise by the original ones, in place; return whether something was kept under them."""
    order = [notebooks.grade_id(cell) or cell.id for cell in original.cells]
    folded = False
    for name in (exercise, f"check_{exercise}"):
        cell = original.cells[order.index(name)]
        there = [index for index, item in enumerate(notebook.cells) if notebooks.grade_id(item) == name]
        mine = [notebook.cells[index].source for index in there if notebook.cells[index].source != cell.source]
        for index in reversed(there):
            del notebook.cells[index]
        place = there[0] if there else _place(notebook, order, order.index(name))
        notebook.cells.insert(place, cell)
        if mine and _is_solution(cell):
            notebook.cells.insert(place + 1, _folded(exercise, mine))
            folded = True
    return folded


def _place(notebook, order, position):
    """Return where a cell belongs that the student has deleted: after the nearest earlier one that is there."""
    here = {notebooks.grade_id(cell) or cell.id: index for index, cell in enumerate(notebook.cells)}
    return next((here[name] + 1 for name in reversed(order[:position]) if name in here), 0)


def _folded(exercise, sources):
    parts = [f"<details><summary>Your earlier version of <code>{exercise}</code></summary>"]
    for source in sources:
        fence = "`" * max(3, 1 + max((len(line) - len(line.lstrip("`")) for line in source.split("\n")), default=0))
        parts += ["", f"{fence}python", source, fence]
    return new_markdown_cell("\n".join([*parts, "", "</details>"]))


def _is_solution(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))
