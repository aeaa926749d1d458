"""The card that a check shows: HTML for the notebook page, and a plain-text twin for everything else."""

from dataclasses import dataclass, field
from html import escape

# Colours with a contrast of at least 7:1 against the card's own background, in light and dark themes alike;
# blue against orange stays apart for colour-blind readers, and the sign and the words say the same.
LOOK = {
    True: {"sign": "✔", "line": "#0b6aa8", "ground": "#eef6fc", "ink": "#0a2f4a"},
    False: {"sign": "✘", "line": "#b5480a", "ground": "#fdf3ec", "ink": "#4a1e05"},
}


@dataclass(repr=False)
class Card:
    """What a check has to say.

    good: whether all is well. title: one line. lines: sentences below it. diagnosis: what a tutor would say about a
    known mistake. printed: what the function printed while it was checked. progress: how far the notebook has come.
    lesson: where the idea is taught, as `helpers.checks.exercise.Exercise` has it.
    """

    good: bool
    title: str
    lines: list[str] = field(default_factory=list)
    diagnosis: str = ""
    printed: str = ""
    progress: str = ""
    lesson: str = ""

    def text(self) -> str:
        """Return the card as plain text."""
        parts = [f"{LOOK[self.good]['sign']} {self.title}"]
        parts += [f"  - {line}" for line in self.lines]
        if self.diagnosis:
            parts.append(f"  Likely cause: {self.diagnosis}")
        if self.printed:
            parts += ["  It printed:"] + [f"    {line}" for line in self.printed.splitlines()[:20]]
        if self.lesson:
            parts.append("  Taught in the lesson: {1} ({0})".format(*_place(self.lesson)))
        parts += [f"  {self.progress}"] * bool(self.progress)
        return "\n".join(parts)

    def html(self) -> str:
        """Return the card as HTML with its own styles, readable without colour and by a screen reader."""
        look = LOOK[self.good]
        parts = [f'<div style="font-weight:600">{look["sign"]} {_inline(self.title)}</div>']
        if self.lines:
            items = "".join(f"<li>{_inline(line)}</li>" for line in self.lines)
            parts.append(f'<ul style="margin:.4em 0 0 0;padding-left:1.4em">{items}</ul>')
        if self.diagnosis:  # folded, so that whoever wants to can think first
            parts.append(
                '<details style="margin-top:.4em"><summary>Show the likely cause</summary>'
                f'<div style="margin:.3em 0 0 1.2em">{_inline(self.diagnosis)}</div></details>'
            )
        if self.printed:
            parts.append(
                '<details style="margin-top:.4em"><summary>What it printed</summary>'
                f'<pre style="margin:.3em 0 0 0;color:inherit;background:none;white-space:pre-wrap">'
                f"{escape(self.printed)}</pre></details>"
            )
        if self.lesson:
            notebook, heading = _place(self.lesson)
            link = escape(f"{notebook}#heading={heading.replace(' ', '-')}")  # so JupyterLab finds it anywhere
            parts.append(
                f'<div style="margin-top:.4em">Taught in the lesson: <a href="{link}" style="color:inherit;'
                f'text-decoration:underline">{escape(heading)}</a></div>'
            )
        if self.progress:
            parts.append(f'<div style="margin-top:.4em;font-size:.9em">{_inline(self.progress)}</div>')
        style = (
            f"border-left:6px solid {look['line']};background:{look['ground']};color:{look['ink']};"
            "padding:.6em .9em;margin:.2em 0;border-radius:4px;max-width:54em;line-height:1.45;overflow-wrap:anywhere"
        )
        role = "status" if self.good else "alert"
        return f'<div role="{role}" style="{style}">{"".join(parts)}</div>'

    __repr__ = text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": self.text()}


def _place(lesson):
    """Return the notebook of a lesson, relative to the week's folder, and the heading."""
    week, _, heading = lesson.rpartition("#")
    return f"../{week}/0_lesson.ipynb" if week else "0_lesson.ipynb", heading


def _inline(text):
    """Return `text` as HTML; what stands between backquotes becomes code."""
    pieces = escape(text, quote=False).split("`")
    if len(pieces) % 2 == 0:  # an odd backquote is a character like any other
        return "`".join(pieces)
    code = '<code style="background:none;color:inherit;padding:0">{}</code>'
    return "".join(code.format(piece) if index % 2 else piece for index, piece in enumerate(pieces))
