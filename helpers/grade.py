"""Judge one exercise: run the cases, compare with the reference, and put the verdict into words."""

import traceback
from dataclasses import dataclass, field

from helpers import codec
from helpers.card import Card
from helpers.compare import difference
from helpers.exercise import Call
from helpers.guard import TimeLimit, run, time_limit
from helpers.words import short

SHOWN = 3  # failed cases described on a card


@dataclass
class Result:
    """The verdict on one exercise.

    visible, hidden: one entry per case, None where it passed, else the sentence for the student.
    diagnosis: the known mistake that the answer matches, if any.
    """

    name: str
    visible: list[str | None]
    hidden: list[str | None] = field(default_factory=list)
    diagnosis: str = ""
    printed: str = ""

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
        return Card(good, title, lines, self.diagnosis, "" if good else self.printed)


def _count(cases):
    passed = sum(sentence is None for sentence in cases)
    return f"all {len(cases)}" if passed == len(cases) > 1 else f"{passed} of {len(cases)}"


def grade(exercise, function, visible, hidden=None):
    """Return the `Result` of a student's `function` on recorded cases.

    Arguments: exercise, the `Exercise`; visible and hidden, what `record` returned for the two seeds (hidden may be
    None). Nothing that the function returns, raises or prints ends the check.
    """
    if not callable(function):
        sentence = f"`{exercise.name}` is {short(function, 40)}, not a function. Run the cell that defines it again."
        return Result(
            exercise.name,
            [sentence for _ in visible["cases"]],
            [sentence for _ in (hidden or visible)["cases"]] if hidden else [],
        )
    outcomes, sentences = _run_all(exercise, function, visible["cases"], show=True)
    result = Result(exercise.name, sentences)
    if hidden:
        result.hidden = _run_all(exercise, function, hidden["cases"], show=False)[1]
    if any(sentences):
        first = next(index for index, sentence in enumerate(sentences) if sentence)
        result.printed = outcomes[first].printed
        result.diagnosis = _diagnose(exercise, outcomes, visible)
    return result


def _run_all(exercise, function, cases, show):
    """Return the outcomes and the sentences of all cases; `show` lets sentences name values."""
    outcomes, sentences = [], []
    for case in cases:
        if outcomes and isinstance(outcomes[-1].error, TimeLimit):
            outcomes.append(outcomes[-1])
            sentences.append(sentences[-1])
            continue
        arguments = Call(codec.decode(case["arguments"]), codec.decode(case["named"]))
        if exercise.judge:
            outcome = run(exercise.judge, Call((function, *arguments.positional), arguments.named), exercise.seconds)
            sentence = outcome.value
        else:
            outcome = run(function, arguments, exercise.seconds)
            sentence = _compare(exercise, outcome, case, show)
        if outcome.error is not None:
            sentence = _raised(exercise, outcome.error, show)
        plain = exercise.judge or isinstance(outcome.error, (TimeLimit, NotImplementedError))
        if sentence and show and not plain:  # a judge's own sentence says which call it speaks of
            sentence = f"{_shown_call(exercise.name, arguments)}: {sentence}"
        elif sentence and show:
            sentence = sentence[0].upper() + sentence[1:]
        outcomes.append(outcome)
        sentences.append(sentence)
    return outcomes, sentences


def _compare(exercise, outcome, case, show):
    try:
        with time_limit(exercise.seconds):
            found = difference(outcome.value, codec.decode(case["output"]), exercise.rtol, exercise.atol)
    except TimeLimit:
        return "the result takes too long to compare: is it far too large?"
    return found and (found.text if show else found.blind)


def _raised(exercise, error, show):
    """Say in one sentence what a call raised, and where in the student's code."""
    if isinstance(error, NotImplementedError):
        return f"`{exercise.name}` is not written yet: replace `raise NotImplementedError` with your code."
    if isinstance(error, TimeLimit):
        return f"`{exercise.name}` did not finish within {exercise.seconds:g} seconds: is there a loop that never ends?"
    kind = type(error).__name__
    if not show:
        return f"it raised {kind}."
    try:
        message = " ".join(str(error).split())[:300]
    except Exception:
        message = ""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "ipykernel" in frame.filename]
    place = f" in the line `{frames[-1].line}`" if frames and frames[-1].line else ""
    return f"it raised {kind}{place}{': ' if message else ''}{message}"


def _shown_call(name, arguments):
    shown = [short(item, 30) for item in arguments.positional]
    shown += [f"{key}={short(item, 30)}" for key, item in arguments.named.items()]
    return f"`{name}({', '.join(shown)})`"


def _diagnose(exercise, outcomes, visible):
    """Return the sentence of the first known mistake whose recorded outcomes are the student's in every case."""
    for mistake in visible.get("mistakes", ()):
        if all(_same(exercise, outcome, known) for outcome, known in zip(outcomes, mistake["outcomes"])):
            return mistake["sentence"]
    return ""


def _same(exercise, outcome, known):
    if "error" in known:
        return type(outcome.error).__name__ == known["error"]
    if outcome.error is not None:
        return False
    try:
        with time_limit(exercise.seconds):
            return difference(outcome.value, codec.decode(known["output"]), exercise.rtol, exercise.atol) is None
    except TimeLimit:
        return False


def grade_variables(exercise, values, visible):
    """Return the `Result` of the variables of `exercise`, given as a dictionary from name to value."""
    if exercise.judge:
        outcome = run(exercise.judge, Call((), values), exercise.seconds)
        sentence = outcome.value if outcome.error is None else f"the values cannot be used: {short(outcome.error)}."
        return Result(exercise.name, [sentence])
    sentences = []
    for name in exercise.variables:
        found = difference(
            values[name], codec.decode(visible["values"][name]), exercise.rtol, exercise.atol, f"`{name}`"
        )
        sentences.append(found and found.text)
    result = Result(exercise.name, sentences)
    for mistake in visible.get("mistakes", ()) if any(sentences) else ():
        wrong = {name: codec.decode(value) for name, value in mistake["values"].items()}
        if all(difference(values[name], wrong[name], exercise.rtol, exercise.atol) is None for name in wrong):
            result.diagnosis = mistake["sentence"]
            break
    return result
