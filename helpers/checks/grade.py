"""Judge one exercise: run the cases, compare with the reference, and put the verdict into words."""

import builtins
import traceback
from dataclasses import replace

import numpy as np

from helpers.checks import carry, codec, diagnose, given, then
from helpers.checks.compare import difference, part
from helpers.checks.crossing import ModelError
from helpers.checks.exercise import Call
from helpers.checks.guard import TimeLimit, run, time_limit
from helpers.checks.models import BLIND, Remote
from helpers.checks.probes import Observed
from helpers.checks.result import Result
from helpers.checks.words import short

CALL = 90  # characters of a call's arguments on a card
JUDGED_AGAIN = 4  # times the limit for a judge where functions of the grader's process are called to and fro


def grade(exercise, function, visible, hidden=None, namespace=None, earlier=None):
    """Return the `Result` of a student's `function` on recorded cases.

    Arguments: exercise, the `Exercise`; visible and hidden, what `record` returned for the two seeds (hidden may be
    None); namespace, where the function finds the earlier ones that it uses; earlier, a function that returns those
    that are wrong, a dictionary from name to a right version or None. It is called if a case fails: then an error
    carried forward costs nothing. Nothing that the function returns, raises or prints ends the check.
    """
    if not callable(function):
        sentence = f"`{exercise.name}` is {short(function, 40)}, not a function. Run the cell that defines it again."
        return Result(
            exercise.name,
            [sentence for _ in visible["cases"]],
            [sentence for _ in (hidden or visible)["cases"]] if hidden else [],
        )
    observed = Observed(function, exercise, visible.get("parameters", ()))
    outcomes, sentences = _run_all(exercise, observed, visible["cases"], namespace, show=True)
    result = Result(exercise.name, sentences)
    hidden_cases = hidden["cases"] if hidden else []
    hidden_outcomes, result.hidden = _run_all(exercise, observed, hidden_cases, namespace, show=False)
    errors = [outcome.error for outcome in (*outcomes, *hidden_outcomes)]
    result.late = any(isinstance(error, TimeLimit) for error in errors)
    result.raised = any(error is not None for error in errors)
    if any(sentences):
        first = next(index for index, sentence in enumerate(sentences) if sentence)
        result.printed = outcomes[first].printed
        result.diagnosis = diagnose.known_mistake(exercise, outcomes, visible)
    wrong = earlier() if earlier and exercise.uses and (observed.changed or not result.alone) else {}
    if exercise.judge and not all(wrong.values()):
        result.unsure = True
    elif wrong:
        every, observed.changed = bool(observed.changed), set()  # an earlier function may have changed an argument
        passed = (result.visible + result.hidden).count(None)
        carried, result.visible = _carry(
            exercise, observed, visible["cases"], outcomes, result.visible, namespace, wrong, every, show=True
        )
        _, result.hidden = _carry(
            exercise, observed, hidden_cases, hidden_outcomes, result.hidden, namespace, wrong, every, show=False
        )
        more = (result.visible + result.hidden).count(None) > passed
        result.carried = more or (every and not observed.changed)
        if any(result.visible):
            outcomes = carried
            result.diagnosis = result.diagnosis or diagnose.known_mistake(exercise, outcomes, visible)
    if not result.diagnosis:
        result.part = diagnose.first_part(exercise, outcomes, result.visible, visible)
    if not result.diagnosis and not result.part:
        result.pattern = diagnose.pattern(exercise, visible, result.visible)
    result.changed, result.repeats = sorted(observed.changed), bool(observed.repeats)
    return result


def read(exercise, recorded):
    """Read all that is recorded of an exercise; raises what a damaged record makes the reading raise."""
    for case in recorded.get("cases", ()):
        for key in ("arguments", "named", *(() if exercise.judge else ("output",))):
            codec.decode(case[key], exercise.functions)
        codec.decode(case.get("replaced"), exercise.functions)
        then.calls(case, exercise.functions)
        carry.stand_ins(exercise, case, {}, case.get("calls", ()))
    values = [recorded.get("values", {})]
    for mistake in recorded.get("mistakes", ()):
        values.append(mistake.get("values", {}))
        for outcome in mistake.get("outcomes", ()):
            codec.decode(outcome.get("output"))
    for value in (item for table in values for item in table.values()):
        codec.decode(value)


def _carry(exercise, function, cases, outcomes, sentences, namespace, wrong, every, show):
    """Run the failed cases again with right earlier functions.

    Arguments: outcomes and sentences, those of the first run; every, whether the cases that passed run again too; show,
    whether sentences may name values.
    Returns the outcomes and the sentences with those of the second run in their places, where there was one: None for a
    case that passes now.
    """
    if exercise.judge:
        exercise = replace(exercise, seconds=JUDGED_AGAIN * exercise.seconds)
    outcomes, sentences = list(outcomes), list(sentences)
    for index, sentence in enumerate(sentences):
        if sentence is None and not every:
            continue
        with carry.put(namespace, carry.stand_ins(exercise, cases[index], namespace, wrong)):
            outcomes[index], again = run_case(exercise, function, cases[index], namespace, show)
        if isinstance(outcomes[index].error, TimeLimit):
            break  # the others would take as long
        if sentence is not None and (again is None or exercise.judge):
            sentences[index] = again  # what a judge said before may have come from the earlier functions
    return outcomes, sentences


def _run_all(exercise, function, cases, namespace, show):
    """Return the outcomes and the sentences of all cases; `show` lets sentences name values."""
    outcomes, sentences = [], []
    for case in cases:
        if outcomes and isinstance(outcomes[-1].error, TimeLimit):
            outcome, sentence = outcomes[-1], sentences[-1]  # the others would take as long
        else:
            outcome, sentence = run_case(exercise, function, case, namespace, show)
        outcomes.append(outcome)
        sentences.append(sentence)
    return outcomes, sentences


def run_case(exercise, function, case, namespace=None, show=False):
    """Return the `Outcome` of one recorded case, and None if it passed, else the sentence for the student.

    Arguments: function, the student's, or that as `Observed`; namespace, where it finds earlier functions that the case
    replaces (default: its own).
    """
    observed = function if isinstance(function, Observed) else Observed(function, exercise, ())
    observed.twice = bool(case.get("anew")) and observed.repeats is None
    arguments = Call(*(codec.decode(case[key], exercise.functions) for key in ("arguments", "named")))
    objects = given.among((arguments.positional, arguments.named)) and not isinstance(observed.function, Remote)
    function = observed if exercise.leaves or observed.twice or objects else observed.function
    made = then.Then(function, *then.calls(case, exercise.functions)) if "next" in case else None
    replaced = codec.decode(case["replaced"], exercise.functions) if "replaced" in case else {}
    namespace = carry.globals_of(observed.function) if namespace is None and replaced else namespace
    with carry.put(namespace, replaced):
        if exercise.judge:
            outcome = run(exercise.judge, Call((function, *arguments.positional), arguments.named), exercise.seconds)
            sentence = outcome.value
            if isinstance(outcome.error, OSError) and isinstance(observed.function, Remote):
                raise outcome.error  # of the judge's own files: what a student's function raises elsewhere is none
        else:
            outcome = run(made or function, arguments, exercise.seconds)
            sentence = _compare(exercise, outcome.value, case["output"], show) or _whole(case, outcome.value)
            if sentence and made and outcome.error is None:
                other = run(lambda: _other(exercise, made, case["output"]), Call(()), exercise.seconds)
                outcome, sentence = (other, None) if other.value is not None else (outcome, sentence)
        if not sentence and exercise.flows and outcome.error is None:
            sentence = _blocked(exercise, observed, arguments)
    if outcome.error is not None:
        sentence = _raised(exercise, outcome.error, show)
    if sentence and exercise.judge and not show and outcome.error is None:
        sentence = "it does not do what is asked for."  # a judge's sentence names values
    plain = exercise.judge or isinstance(outcome.error, (TimeLimit, NotImplementedError))
    if sentence and show and not plain:  # a judge's own sentence says which call it speaks of
        shown = _shown_call(exercise.name, arguments, replaced, made and made.call)
        sentence = f"{shown}: {sentence}"
    elif sentence and show:
        sentence = sentence[0].upper() + sentence[1:]
    return outcome, sentence


def _whole(case, value):
    """Return a sentence if an array of whole numbers stands where later steps need fractions, else None."""
    for path in case.get("floats", ()):
        try:
            numbers = part(value, path) if path else value
        except Exception:  # there is no such part, or it cannot be read
            continue
        if isinstance(numbers, np.ndarray) and numbers.dtype.kind in "biu":
            where = f"`result[{path}]`" if path else "the result"
            return (
                f"{where} holds whole numbers (`{numbers.dtype}`), which cannot become fractions when it is updated in "
                "place: make an array of floats, as `np.zeros(shape)` does."
            )
    return None


def _other(exercise, made, recorded):
    """Return the first right answer of an object with its weights in another order, else None."""
    for value in made.others():
        if not _compare(exercise, value, recorded, True):
            return value
    return None


def _blocked(exercise, observed, arguments):
    """Return a sentence if no gradient flows from an argument to the result, else None."""
    question = Call((exercise.flows, arguments.positional, arguments.named))
    name = run(observed.blocked, question, exercise.seconds).value
    if name not in exercise.flows:  # it may come from another process, which can say anything
        return None
    return (
        f"no gradient flows from `{name}` to the result: compute with TensorFlow's functions from beginning to end; "
        "NumPy, `.numpy()` and `tf.constant(...)` of a result cut the gradient off."
    )


def _compare(exercise, value, recorded, show, where="the result"):
    try:
        with time_limit(exercise.seconds):
            wrong = difference(value, codec.decode(recorded), exercise.rtol, exercise.atol, where)
    except TimeLimit:
        return f"{where} takes too long to compare: is it far too large?"
    return wrong and (wrong.text if show else wrong.blind)


def _raised(exercise, error, show):
    """Say in one sentence what a call raised, and where in the student's code."""
    if isinstance(error, NotImplementedError):
        return f"`{exercise.name}` is not written yet: replace `raise NotImplementedError` with your code."
    if isinstance(error, TimeLimit):
        return f"`{exercise.name}` did not finish within {exercise.seconds:g} seconds: is there a loop that never ends?"
    kind = type(error).__name__
    if isinstance(error, ModelError) and not show:
        return BLIND
    if not show:  # a class and a message of the answer's own could carry what the function was given
        return f"it raised {kind if isinstance(getattr(builtins, kind, None), type) else 'an error'}."
    if isinstance(error, ModelError):
        return f"{error}."
    message = diagnose.error_message(error)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "ipykernel" in frame.filename]
    line = getattr(error, "line", "") or (frames[-1].line if frames else "")  # it may have run in another process
    place = f" in the line `{line}`" if line else ""
    return f"it raised {kind}{place}{': ' if message else ''}{message}"


def _shown_call(name, arguments, replaced=(), following=None):
    """Return a call in a few characters; where the arguments are many, the last ones are left out."""
    others = f" with another {' and another '.join(f'`{key}`' for key in replaced)}" if replaced else ""
    more = f"({_shown_arguments(following)})" if following else ""
    return f"`{name}({_shown_arguments(arguments)}){more}`{others}"


def _shown_arguments(arguments):
    shown = [short(item, 30) for item in arguments.positional]
    shown += [f"{key}={short(item, 30)}" for key, item in arguments.named.items()]
    while len(shown) > 1 and len(", ".join(shown)) > CALL:
        shown = [*shown[: -2 if shown[-1] == "..." else -1], "..."]
    return ", ".join(shown)


def grade_variables(exercise, values, visible):
    """Return the `Result` of the variables of `exercise`, given as a dictionary from name to value."""
    if exercise.judge:
        outcome = run(exercise.judge, Call((), values), exercise.seconds)
        sentence = outcome.value
        if isinstance(outcome.error, OSError):
            raise outcome.error
        if isinstance(outcome.error, ModelError):
            sentence = f"{outcome.error}."
        elif outcome.error is not None:
            sentence = f"the values cannot be used: {short(outcome.error)}."
        return Result(exercise.name, [sentence])
    recorded = visible["values"]
    sentences = [_compare(exercise, values[name], recorded[name], True, f"`{name}`") for name in exercise.variables]
    result = Result(exercise.name, sentences)
    for mistake in visible.get("mistakes", ()) if any(sentences) else ():
        if not any(_compare(exercise, values[name], wrong, True) for name, wrong in mistake["values"].items()):
            result.diagnosis = mistake["sentence"]
            break
    return result
