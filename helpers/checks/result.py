"""The verdict on one exercise and its card."""

from dataclasses import dataclass, field
from typing import Literal

from helpers.checks.card import Card
from helpers.checks.words import clipped

SHOWN = 3  # failed cases described on a card
CHANGED, REPEATED = 0.25, 0.5  # shares of the points that it costs to change an argument, to draw the same again

Status = Literal["pass", "fail", "error", "timeout"]


@dataclass
class Result:
    """The verdict on one exercise.

    visible, hidden: one entry per case, None where it passed, else the sentence for the student.
    diagnosis: the known mistake that the answer matches, if any. part: a sentence about the first part of the result
    that is wrong. pattern: what the failed calls have in common, if that is simple. changed: the names of arguments
    that a call changed and should not. repeats: whether a call that should draw anew gave the same result twice.
    raised: whether a call raised something; late: whether one took too long. carried: whether a case passed only with a
    right version of an earlier function. mend: the earlier function to mend first, if one is wrong; unsure: whether all
    that is wrong may be due to that.
    """

    name: str
    visible: list[str | None]
    hidden: list[str | None] = field(default_factory=list)
    diagnosis: str = ""
    part: str = ""
    pattern: str = ""
    changed: list[str] = field(default_factory=list)
    repeats: bool = False
    printed: str = ""
    raised: bool = False
    late: bool = False
    carried: bool = False
    mend: str = ""
    unsure: bool = False

    @property
    def alone(self) -> bool:
        """Whether all is right, also with the student's own earlier functions."""
        return not self.carried and not any(self.visible + self.hidden)

    @property
    def status(self) -> Status:
        """One word for a machine: pass, fail, error or timeout."""
        if not any(self.visible + self.hidden):
            return "fail" if self.side_effects else "pass"
        return "timeout" if self.late else "error" if self.raised else "fail"

    @property
    def fraction(self) -> float:
        """The share of the points earned: hidden cases decide where there are any, because they are unseen."""
        decisive = self.hidden or self.visible
        right = sum(sentence is None for sentence in decisive) / len(decisive)
        return max(0, right - CHANGED * bool(self.changed) - REPEATED * self.repeats)

    @property
    def side_effects(self) -> list[str]:
        """Sentences about what the calls did besides returning, and should not."""
        sentences = []
        if self.changed:
            names = " and ".join(f"`{name}`" for name in self.changed)
            sentences.append(
                f"A call changes its argument{'s' * (len(self.changed) > 1)} {names} in place, so that the caller's "
                "values are lost: work on a copy, or make a new array. This costs a quarter of the points."
            )
        if self.repeats:
            sentences.append(
                "Two calls with the same arguments draw the same random numbers: a seed is probably set inside the "
                "function. Take it out, so that each call draws anew. This costs half of the points."
            )
        return sentences

    def card(self, points: float | None = None) -> Card:
        """Return the `Card` of this verdict; with `points`, what the exercise is worth, it names the points earned."""
        right = not any(self.visible + self.hidden)
        good = right and not self.side_effects
        title = f"`{self.name}`: {_count(self.visible)} visible checks passed"
        if self.hidden:
            title += f", {_count(self.hidden)} hidden checks passed"
        if points is not None:
            title += f"; {points * self.fraction:g} of {points:g} points"
        failed = [sentence for sentence in self.visible if sentence]
        lines = [clipped(sentence) for sentence in dict.fromkeys(failed)][:SHOWN]
        if self.hidden and not failed:
            lines += [f"In a hidden case: {sentence}" for sentence in dict.fromkeys(self.hidden) if sentence][:SHOWN]
        lines += [line for line in (self.part, self.pattern) if line] + self.side_effects
        lines = self._about_earlier(right) + lines if self.unsure else lines + self._about_earlier(right)
        return Card(good, title, lines, self.diagnosis, "" if good else self.printed)

    def _about_earlier(self, right: bool) -> list[str]:
        """Say which earlier function to mend first."""
        if not self.mend:
            return []
        if not right:
            return [f"`{self.mend}` fails its own check too: mend it first, then run this check again."]
        return [
            f"`{self.name}` is right and keeps its points, but its results are wrong as long as `{self.mend}` fails "
            f"its own check: mend `{self.mend}` first."
        ]


def _count(cases: list[str | None]) -> str:
    passed = sum(sentence is None for sentence in cases)
    return f"all {len(cases)}" if passed == len(cases) > 1 else f"{passed} of {len(cases)}"
