"""Known mistakes: is each one refused, and does the card name it?"""

from dataclasses import dataclass, field

from helpers.checks import codec, quiz
from helpers.checks.grade import grade, grade_variables, run_case


@dataclass
class MistakesReport:
    """What became of the known mistakes of one exercise; problems are sentences, empty if all is well."""

    notebook: str
    exercise: str
    mistakes: int = 0
    refused: int = 0
    named: int = 0
    problems: list[str] = field(default_factory=list)


def report(notebook, exercise, recorded, known):
    """Return the `MistakesReport` of one exercise.

    Arguments: notebook, its name; exercise, the `Exercise` or `Question`; recorded, the visible and the hidden
    reference; known, what the week's `mistakes.py` says of it: pairs of a sentence and a wrong version, or for a
    question a dictionary from option to explanation.
    """
    result, visible = MistakesReport(notebook, exercise.name), recorded[0]
    if isinstance(exercise, quiz.Question):
        _options(exercise, known, visible, result)
        return result
    for index, (sentence, wrong) in enumerate(known):
        if exercise.variables and exercise.judge:
            # The right values are too large to be recorded: the judge's verdict was, when the notebook ran.
            card = visible["verdicts"][index]
            refused, named = bool(card), bool(card) and sentence in card
        elif exercise.variables:
            values = {name: codec.decode(value) for name, value in visible["values"].items()}
            graded = grade_variables(exercise, values | wrong(**values), visible)
            refused, named, card = graded.fraction < 1, graded.diagnosis == sentence, graded.diagnosis
        elif exercise.judge:  # it says itself what is wrong; once it has, the other cases need not run
            sentences = []
            while len(sentences) < len(visible["cases"]) and not (sentences and sentence in sentences[-1]):
                sentences.append(run_case(exercise, wrong, visible["cases"][len(sentences)], show=True)[1] or "")
            if not any(sentences) and (exercise.leaves or exercise.anew):
                sentences += grade(exercise, wrong, visible).side_effects
            card = " ".join(filter(None, sentences))
            refused, named = bool(card), sentence in card
        else:
            graded = grade(exercise, wrong, visible)  # what the hidden cases say, no card shows
            card = graded.diagnosis or " ".join(graded.side_effects)
            refused, named = graded.fraction < 1, sentence in card
        result.mistakes += 1
        result.refused += refused
        result.named += refused and named
        if not refused:
            result.problems.append(f"a known mistake is accepted: {sentence}")
        elif not named:
            result.problems.append(f"a known mistake is taken for {card or 'nothing known'!r}: {sentence}")
    return result


def _options(question, explanations, visible, result):
    """Choose every option of a quiz question; each wrong one must be refused with its own explanation on the card."""
    for letter, explanation in explanations.items():
        right, card = quiz.grade(question, letter, visible)
        if right:
            continue
        explained = visible["several"] or explanation in card.lines
        result.mistakes += 1
        result.refused += 1
        result.named += explained
        if not explained:
            result.problems.append(f"option {letter} is not explained")
    if not visible["several"] and result.mistakes != len(explanations) - 1:
        result.problems.append(f"{len(explanations) - result.mistakes} options are accepted")
