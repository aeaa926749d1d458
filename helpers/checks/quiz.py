"""Graded quiz questions: answers kept as salted hashes, with an explanation for every option.

A question has few options, so a hash hides its answer from a glance, not from a program: that is all it is for. The
explanation of an option can be read once that option has been chosen.
"""

import base64
import hashlib
from dataclasses import dataclass

from helpers.checks.card import Card

OPTIONS = "abcdefgh"


@dataclass(frozen=True)
class Question:
    """One quiz question: `name` is the variable that holds the answer, such as "q3"; `lesson` as in `Exercise`."""

    name: str
    lesson: str = ""

    @property
    def variables(self):
        """The variables that `check` is given: the answer alone."""
        return (self.name,)


def normal_form(answer):
    """Return an answer such as "b" or {"d", "a"} as sorted lower-case letters, or None if it is no answer."""
    letters = [answer] if isinstance(answer, str) else answer
    if not isinstance(letters, (list, tuple, set, frozenset)) or not letters:
        return None
    if not all(isinstance(letter, str) and letter.strip().lower() in tuple(OPTIONS) for letter in letters):
        return None
    return "".join(sorted({letter.strip().lower() for letter in letters}))


def record(question, answer, explanations):
    """Return what a reference file holds of a question: salt, hash of the answer, scrambled explanations.

    Arguments: answer, the right one as in the solved notebook; explanations, a dictionary from option letter to the
    sentence shown to whoever chose it (for a question with several right options: chose it wrongly or left it out).
    """
    right = normal_form(answer)
    if right is None:
        raise ValueError(f"{question.name} = {answer!r} is no answer: use a letter or a set of letters")
    missing = sorted(set(right) - set(explanations))
    if missing:
        raise ValueError(f"{question.name} has no explanation for option {', '.join(missing)}")
    salt = question.name + ":" + hashlib.sha256(repr(sorted(explanations.items())).encode()).hexdigest()[:16]
    return {
        "salt": salt,
        "several": not isinstance(answer, str),
        "options": len(explanations),
        "answer": _hash(salt, right),
        "explanations": {
            _hash(salt, "option " + letter): _scramble(salt, letter, text.encode()).decode("ascii")
            for letter, text in sorted(explanations.items())
        },
    }


def grade(question, answer, recorded):
    """Return whether `answer` (anything at all) is right, and the `Card` that says so."""
    options = OPTIONS[: recorded["options"]]
    try:
        chosen = normal_form(answer)
    except Exception:  # a container whose own methods raise
        chosen = None
    if answer is Ellipsis or answer is None or (isinstance(answer, str) and not str.strip(answer)):
        return False, Card(False, f"`{question.name}` is not answered yet.", [_how(question, recorded)])
    if chosen is None or not set(chosen) <= set(options):
        return False, Card(False, f"`{question.name}` is no answer to this question.", [_how(question, recorded)])
    right = _hash(recorded["salt"], chosen) == recorded["answer"]
    if not recorded["several"]:
        if len(chosen) > 1:
            return False, Card(False, f"`{question.name}` has one right answer.", [_how(question, recorded)])
        return right, Card(
            right, f"`{question.name}`: {'right' if right else 'not right'}", [explanation(recorded, chosen)]
        )
    if right:
        return True, Card(
            True, f"`{question.name}`: right", [f"({letter}) {explanation(recorded, letter)}" for letter in chosen]
        )
    # Adding or dropping one option that mends the answer tells which one to explain.
    near = [
        letter
        for letter in options
        if _hash(recorded["salt"], "".join(sorted(set(chosen) ^ {letter}))) == recorded["answer"]
    ]
    lines = [f"({letter}) {explanation(recorded, letter)}" for letter in near if letter in chosen]
    lines += ["One more option is right." for letter in near if letter not in chosen]
    return False, Card(False, f"`{question.name}`: not right", lines or ["More than one option is wrong or missing."])


def _how(question, recorded):
    letters = f"from {OPTIONS[0]} to {OPTIONS[recorded['options'] - 1]}"
    # No example names an option: it might be the right one.
    if recorded["several"]:
        return f'Write a set of letters {letters} after `{question.name} =`, like `{{"x", "y"}}`, and run both cells.'
    return f"Write one letter {letters}, in quotation marks, after `{question.name} =` and run both cells."


def explanation(recorded, letter):
    """Return the explanation of an option."""
    scrambled = recorded["explanations"][_hash(recorded["salt"], "option " + letter)]
    return _scramble(recorded["salt"], letter, base64.b64decode(scrambled), back=True).decode()


def _scramble(salt, letter, data, back=False):
    """Add a key stream made of the salt and the option to `data`; the same again takes it off."""
    stream = b"".join(
        hashlib.sha256(f"{salt}{letter}{block}".encode()).digest() for block in range(len(data) // 32 + 1)
    )
    mixed = bytes(a ^ b for a, b in zip(data, stream))
    return mixed if back else base64.b64encode(mixed)


def _hash(salt, text):
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()
