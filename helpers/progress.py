"""A student's own progress: points by visible checks, kept beside the notebooks, and the page that shows them.

`course workspace` writes a catalogue of the notebooks into the folder `.progress` of the student's folder. Where there
is one, every check notes its points in `.progress/COURSE/WEEK/NOTEBOOK.json` and writes the start page anew. There is
no account and no network; without a catalogue (in the project itself, when a submission is graded) nothing is noted.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpers import files

FOLDER, CATALOGUE, PAGE = ".progress", "catalogue.json", "start.md"
MARK = "<!-- written by the course: {} -->"  # the digest of the text above it
STEPS = 10  # of the bar
TITLE = """# Deep learning, from one neuron to transformers

Open a notebook, read, write the functions it asks for, and run the check under each.
Your work is saved in this folder and is never overwritten.
Points are those of the visible checks; every check brings this page up to date
(*File*, *Reload Markdown File from Disk*, if it is open).
"""


@dataclass(frozen=True)
class Notebook:
    """One notebook of the course and how far it has come.

    path: COURSE/WEEK/NOTEBOOK.ipynb. points: those to be had. earned: by visible checks. last: when a check was last
    run, as text, or "". damaged: the name under which a damaged record was set aside, or "".
    """

    path: str
    course: str
    week: str
    title: str
    points: float
    earned: float = 0.0
    last: str = ""
    damaged: str = ""

    @property
    def done(self):
        """Whether all points are earned."""
        return self.earned >= self.points


def root_of(folder):
    """Return the student's folder that holds `folder`, or None if it is in none."""
    folder = Path(folder).resolve()
    return next((place for place in (folder, *folder.parents) if (place / FOLDER / CATALOGUE).is_file()), None)


def note(folder, notebook, exercise, points):
    """Note what the visible checks of an exercise gave, and bring the start page up to date.

    Arguments: folder, the week's; notebook, its name; exercise, its name; points, earned.
    Returns a sentence for the card, "" where no progress is kept. A problem is such a sentence too, never an error.
    """
    root = root_of(folder)
    if root is None:
        return ""
    name = (Path(folder).resolve().relative_to(root) / f"{notebook}.ipynb").as_posix()
    try:
        record, damaged = _read(root, name)
        record[exercise] = {"points": points, "time": datetime.now().isoformat(timespec="seconds")}
        files.write(_place(root, name), json.dumps(record, indent=1).encode())
        items = notebooks(root)
        write_page(root, items)
    except (OSError, ValueError) as error:
        return f"Your progress could not be noted: {error}."
    mine = next((item for item in items if item.path == name), None)
    message = f"{mine.earned:g} of {mine.points:g} points of this notebook by visible checks." if mine else ""
    return f"{message} {about(damaged)}".strip()


def notebooks(root):
    """Return a list of `Notebook`, in course order, for the student's folder `root`.

    Raises ValueError, saying what to do, if the catalogue is damaged; a damaged record is set aside.
    """
    items = []
    for entry in _catalogue(root):
        record, damaged = _read(root, entry["path"])
        earned = min(entry["points"], sum(item["points"] for item in record.values()))
        last = max((item["time"] for item in record.values()), default="")
        items.append(Notebook(**entry, earned=earned, last=last[:16].replace("T", " "), damaged=damaged))
    return items


def following(items):
    """Return the notebook to go on with: the last one worked on or, if it is done, the next that is not, or None."""
    begun = [place for place, item in enumerate(items) if item.last]
    last = max(begun, key=lambda place: (items[place].last, place), default=0)
    return next((item for item in [*items[last:], *items[:last]] if not item.done), None)


def write_page(root, items):
    """Write the start page of the student's folder `root`; one that the student changed is kept under another name."""
    path, text = Path(root) / PAGE, page(items)
    content = f"{text}\n{MARK.format(_digest(text))}\n".encode()
    if path.is_file():
        old = path.read_bytes()
        if old == content:
            return
        body, _, mark = old.decode("utf-8", "replace").rpartition("\n<!-- ")
        if f"<!-- {mark}".strip() != MARK.format(_digest(body)):
            files.set_aside(path, "mine")
    files.write(path, content)


def page(items):
    """Return the start page as Markdown, from a list of `Notebook`."""
    parts, course, week = [TITLE], "", ""
    ahead = following(items)
    if ahead:
        word = "Go on with" if ahead.last else "Next:" if any(item.last for item in items) else "Begin with"
        parts.append(f"**{word} [{ahead.title}]({ahead.path})**\n")
    for item in items:
        if item.course != course:
            course, week = item.course, ""
            mine = [other for other in items if other.course == course]
            earned, points = sum(other.earned for other in mine), sum(other.points for other in mine)
            parts.append(f"## {course}\n\n{earned:g} of {points:g} points\n")
            parts.append("| week | notebook | points | | last worked on |\n|---|---|---:|---|---|")
        shown, week = "" if item.week == week else item.week, item.week
        cells = [
            shown,
            f"[{item.title}]({item.path})",
            f"{item.earned:g} of {item.points:g}".replace(" ", "\u00a0"),
            bar(item),
            item.last,
        ]
        parts.append(f"| {' | '.join(cells)} |" + "\n" * (item is mine[-1]))
    parts += [f"{about(item.damaged)}\n" for item in items if item.damaged]
    return "\n".join(parts)


def bar(item):
    """Return a bar of text for how far a notebook has come, and a sign where it is done."""
    full = int(STEPS * item.earned / item.points) if item.points else STEPS
    return "█" * full + "░" * (STEPS - full) + "\u00a0✔" * item.done


def _catalogue(root):
    path = Path(root) / FOLDER / CATALOGUE
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return [{name: item[name] for name in ("path", "course", "week", "title", "points")} for item in entries]
    except (ValueError, TypeError, KeyError):
        raise ValueError(f"{FOLDER}/{CATALOGUE} is damaged: run `make lab`, which writes it anew") from None


def _read(root, name):
    """Return what was noted of a notebook; and the name under which a damaged record was set aside, or ""."""
    path = _place(root, name)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(item["points"], (int, float)) and isinstance(item["time"], str) for item in record.values()):
            return record, ""
    except FileNotFoundError:
        return {}, ""
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    return {}, files.set_aside(path, "damaged").relative_to(root).as_posix()


def _place(root, name):
    return Path(root) / FOLDER / Path(name).with_suffix(".json")


def about(damaged):
    """Return a sentence about a damaged record, from the name under which it was set aside; "" for ""."""
    return (
        f"A record of your progress was damaged; it is kept as `{damaged}`, and counting starts anew."
        if damaged
        else ""
    )


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]
