"""The verdict on one exercise and its card."""

from dataclasses import dataclass, field

from helpers.card import Card

SHOWN = 3  # failed cases described on a card


@dataclass
class Result:
    """The verdict on one exercise.

    visible, hidden: one entry per case, None where it passed, else the sentence for the student.
    diagnosis: the known mistake that the answer matches, if any. pattern: what the failed calls have in common, if that
    is simple. raised: whether a call raised something; late: whether one took too long. carried: whether a case passed
    only with a right version of an earlier function. mend: the earlier function to mend first, if one is wrong.
    """

    name: str
    visible: list[str | None]
    hidden: list[str | None] = field(default_factory=list)
    diagnosis: str = ""
    pattern: str = ""
    printed: str = ""
    raised: bool = False
    late: bool = False
    carried: bool = False
    mend: str = ""

    @property
    def alone(self):
        """Whether all is right, also with the student's own earlier functions."""
        return not self.carried and not any(self.visible + self.hidden)

    @property
    def status(self):
        """One word for a machine: pass, fail, error or timeout."""
        if not any(self.visible + self.hidden):
            return "pass"
        return "timeout" if self.late else "error" if self.raised else "fail"

    @property
    def fraction(self):
        """The share of the points earned: hidden cases decide where there are any, because they are unseen."""
        decisive = self.hidden or self.visible
        return sum(sentence is None for sentence in decisive) / len(decisive)

    def card(self, points=None):
        """Return the `Card` of this verdict; with `points`, what the exercise is worth, it names the points earned."""
        good = not any(self.visible + self.hidden)
        title = f"`{self.name}`: {_count(self.visible)} visible checks passed"
        if self.hidden:
            title += f", {_count(self.hidden)} hidden checks passed"
        if points is not None:
            title += f"; {points * self.fraction:g} of {points:g} points"
        failed = [sentence for sentence in self.visible if sentence]
        lines = list(dict.fromkeys(failed))[:SHOWN]
        if self.hidden and not failed:
            lines += [f"In a hidden case: {sentence}" for sentence in dict.fromkeys(self.hidden) if sentence][:SHOWN]
        lines += [self.pattern] * bool(self.pattern and not self.diagnosis) + self._about_earlier(good)
        return Card(good, title, lines, self.diagnosis, "" if good else self.printed)

    def _about_earlier(self, good):
        """Say which earlier function to mend first."""
        if not self.mend:
            return []
        if not good:
            return [f"`{self.mend}` fails its own check too: mend it first, then run this check again."]
        return [
            f"`{self.name}` is right and keeps its points, but its results are wrong as long as `{self.mend}` fails "
            f"its own check: mend `{self.mend}` first."
        ]


def _count(cases):
    passed = sum(sentence is None for sentence in cases)
    return f"all {len(cases)}" if passed == len(cases) > 1 else f"{passed} of {len(cases)}"
