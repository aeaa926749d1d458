"""Sentences of the lessons of courses 1 to 4, written into `lesson_text.csv` beside the lesson: text to count words in.

`python course5_sequence/author/week1_recurrent_networks/lesson_text.py` takes the prose as it is now: small letters, no
formulas, code or links. Nothing asks for it to be made again when a lesson changes.
"""

import csv
import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[3]
LEFT_OUT = ("title", "quiz", "question-", "case-", "options-", "hand")


def sentences(path):
    """Yield the sentences of a notebook, one a line in the source."""
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "markdown" and not cell.id.startswith(LEFT_OUT):
            for line in re.sub(r"```.*?```|<[^>]*>|\$\$.*?\$\$", "", cell.source, flags=re.DOTALL).split("\n"):
                if len(line) > 60 and not re.search(r"^[#|!>-]|[$`]", line):
                    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("*", "").lower()
                    yield " ".join(re.sub(r"[^a-z0-9.,;:?' -]", " ", plain).split())


def main():
    """Write the table."""
    paths = [path for course in range(1, 5) for path in sorted(ROOT.glob(f"course{course}_*/source/*/0_lesson.ipynb"))]
    rows = [[f"{k}", line] for k, path in enumerate(paths, 1) for line in dict.fromkeys(sentences(path))]
    target = ROOT / "course5_sequence" / "source" / "week1_recurrent_networks" / "lesson_text.csv"
    with open(target, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["lesson", "sentence"], *rows])


if __name__ == "__main__":
    main()
