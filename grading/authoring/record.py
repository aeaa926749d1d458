"""Record the reference: run a solved notebook with a recorder in the place of `Check`.

The solved notebook's functions are the reference. Their outputs on the visible cases go to `reference/` beside the
notebook, with the outputs of the known mistakes; the hidden cases come from the same generators with the instructor's
secret seed and go to the course's `hidden/` folder, which is never committed or released.

The generators of cases and the known mistakes are in the authors' folder (`grading.authoring.author`): a wrong version
is the right one but for a detail, so it must not reach a student. Only its outputs do.
"""

import ast
import contextlib
import dis
import hashlib
import inspect
import sys
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import ClassVar

import numpy as np

from grading.authoring import author, solved
from helpers.checks import carry, codec, given, models, quiz, reference, then
from helpers.checks.compare import parts
from helpers.checks.crossing import ModelError
from helpers.checks.diagnose import error_message
from helpers.checks.exercise import Call, Portable
from helpers.checks.guard import run
from helpers.checks.probes import Observed
from helpers.checks.tensors import is_tensor

VISIBLE_SEED = 0
LOADS = ("LOAD_NAME", "LOAD_GLOBAL")  # how bytecode reads a global name
HIDDEN_DRAWS = 2  # a hidden reference holds the cases of this many draws
SINGLE_PRECISION = ("<f2", "<f4", "<c8")  # dtypes as `codec` writes them


class Recorder:
    """Stands in for `helpers.check.Check` while a solved notebook is recorded."""

    documents: ClassVar[dict[str, reference.Document]] = {}
    seeds: ClassVar[dict[str, int]] = {}
    points = None  # of the check cell that is running
    solutions: ClassVar[dict[str, str]] = {}  # the sources of the solution cells so far, by name

    def __init__(self, notebook, folder="."):
        from helpers.check import declared

        self.folder = Path(folder).resolve()
        self.exercises = declared(notebook, self.folder)
        self.author = author.read(self.folder, notebook, self.exercises)
        for name, exercise in self.exercises.items():
            for used in getattr(exercise, "uses", ()):
                if used not in self.exercises:
                    raise ValueError(f"checks.py: {name} uses {used}, which is no exercise of {notebook}")
        for name in self.seeds:
            self.documents[name] = reference.empty(notebook)

    def __call__(self, function=None, /, **variables):
        """Record one exercise for every seed."""
        self.take(function, variables, sys._getframe(1))

    def take(self, function, variables, caller):
        """Do so for a call of this recorder from the frame `caller`."""
        from helpers.check import find

        exercise = find(self.exercises, function, variables, caller)
        if exercise is None:
            raise ValueError(f"checks.py declares no exercise for check({', '.join(variables) or function!r})")
        for name, seed in self.seeds.items():
            recorded = {"points": self.points} | self._record(
                exercise, function, variables, name, seed, caller.f_globals
            )
            self.documents[name]["exercises"][exercise.name] = recorded

    def _record(self, exercise, function, variables, name, seed, solved):
        """Return what the document `name`, whose cases are drawn with `seed`, holds of one exercise."""
        if isinstance(exercise, quiz.Question):
            explanations = self.author.explanations.get(exercise.name, {})
            return quiz.record(exercise, variables[exercise.name], explanations)
        mistakes = self._mistakes(exercise, solved)
        if exercise.variables and exercise.judge:
            return _judged_variables(exercise, variables, mistakes)
        if exercise.variables:
            return _variables(variables, mistakes if name == "visible" else ())
        calls = self._calls(exercise, name, seed, solved)
        recorded = _calls_of(function, exercise, calls)
        if exercise.judge:
            return recorded
        _note_floats(recorded["cases"])
        if name == "visible":
            pairs = [*zip(calls, recorded["cases"])]
            recorded["mistakes"] = [
                {"sentence": sentence, "outcomes": [_outcome(wrong, *pair, exercise) for pair in pairs]}
                for sentence, wrong in mistakes
            ]
            recorded["parts"] = self._parts(exercise, recorded["cases"])
        return recorded

    def _mistakes(self, exercise, solved):
        """Return the known mistakes of an exercise as pairs of a sentence and a function."""
        known = self.author.mistakes.get(exercise.name, {})
        return author.wrong_versions(known, self.solutions.get(exercise.name, ""), solved, exercise.name)

    def _calls(self, exercise, name, seed, solved):
        """Return the visible calls of an exercise, or its hidden ones without those that are visible."""
        cases = self.author.cases[exercise.name]
        visible = _draw(exercise, cases, f"{seed if name == 'visible' else VISIBLE_SEED}", 1, solved)
        if name == "visible":
            return visible
        encoded = [_encoded(call) for call in visible]
        hidden = self.author.hidden.get(exercise.name, cases)
        calls = _draw(exercise, hidden, f"hidden {seed}", HIDDEN_DRAWS, solved)
        unseen = []
        for call in calls:
            if _encoded(call) not in encoded:
                encoded.append(_encoded(call))
                unseen.append(call)
        if not unseen and not exercise.judge:  # what satisfies a judge is written nowhere
            raise ValueError(
                f"cases.py: {exercise.name} has no hidden case: its generator gives the same cases for every seed"
            )
        return unseen or calls

    def _parts(self, exercise, cases):
        """Return what to say of each part of the result; ValueError if none of the cases has such a part."""
        sentences = self.author.parts.get(exercise.name, {})
        known = {path for case in cases for path, _ in parts(codec.decode(case["output"]))}
        if unknown := [str(key) for key in sentences if str(key) not in known]:
            raise ValueError(f"mistakes.py: the result of {exercise.name} has no part {', '.join(unknown)}")
        return {str(key): sentence for key, sentence in sentences.items()}


def _judged_variables(exercise, variables, mistakes):
    """Return what is recorded of variables that are judged: what the judge says of each mistake.

    The values are not, since they may be whole data sets.
    """
    return {"verdicts": [exercise.judge(**{**variables, **wrong(**variables)}) for _, wrong in mistakes]}


def _variables(variables, mistakes):
    """Return what is recorded of variables: their values, and those of each mistake."""
    return {
        "values": _values(variables),
        "mistakes": [{"sentence": sentence, "values": _values(wrong(**variables))} for sentence, wrong in mistakes],
    }


def _values(variables):
    return {name: codec.encode(value) for name, value in variables.items()}


def _calls_of(function, exercise, calls):
    """Return what is recorded of the solved function: its parameters and calls. ValueError if it is not as declared."""
    parameters = [*inspect.signature(function).parameters]
    if unknown := sorted({*exercise.leaves, *exercise.flows} - {*parameters}):
        raise ValueError(f"checks.py: {exercise.name} has no parameter {', '.join(unknown)}")
    cases = [_case(exercise, function, parameters, call) for call in calls]
    if exercise.anew and not any(case.get("anew") for case in cases):
        raise ValueError(f"checks.py: {exercise.name} is to draw anew, but the solved one gives the same each time")
    return {"parameters": parameters, "cases": cases}


def _draw(exercise, cases, seed, draws, solved):
    """Return the calls of `draws` draws from the generator `cases`; ValueError, naming the exercise, if it fails."""
    digest = hashlib.sha256(f"{seed}:{exercise.name}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    try:
        calls = [call for _ in range(draws) for call in author.draw(cases, generator, solved)]
    except Exception as error:
        raise ValueError(f"the input generator of {exercise.name} raises {type(error).__name__}: {error}") from error
    if not calls:
        raise ValueError(f"the input generator of {exercise.name} gives no cases")
    try:
        return [replace(call, positional=given.data(call.positional), named=given.data(call.named)) for call in calls]
    except ModelError as error:
        raise ValueError(f"cases.py: what a case of {exercise.name} passes cannot be recorded: {error}") from None


def _encoded(call):
    """Return a call as an object for JSON."""
    encoded = {"arguments": codec.encode(call.positional, whole=True), "named": codec.encode(call.named, whole=True)}
    encoded |= {"replaced": codec.encode(call.replaced)} if call.replaced else {}
    return encoded | ({"next": then.encode(call.next, ())} if call.next else {})


def _case(exercise, function, parameters, call):
    """Return one recorded call of the solved function: its arguments, its output, and its calls of earlier functions.

    Raises RuntimeError, naming the exercise, if the solved function fails or does what is forbidden.
    """
    case, observed = _encoded(call), Observed(function, exercise, parameters)
    observed.twice = exercise.anew
    for item in (*call.positional, *call.named.values(), *call.replaced.values()):
        if isinstance(item, Portable) and item not in exercise.functions:
            raise ValueError(f"checks.py: {exercise.name} does not declare {item.name} in `functions`")
    earlier = [name for name in exercise.uses if name not in call.replaced]
    namespace = carry.globals_of(function)
    with carry.put(namespace, call.replaced), carry.taping(namespace, () if exercise.judge else earlier) as tapes:
        if exercise.judge:
            judged = Call((observed, *call.positional), call.named)
            outcome = run(exercise.judge, judged, exercise.seconds) if exercise.anew or exercise.leaves else None
        else:
            case |= _following(observed, call, exercise)
            outcome = run(then.Then(observed, *then.calls(case)) if call.next else observed, call, exercise.seconds)
    if outcome and outcome.error is not None:
        raise RuntimeError(f"the solved {exercise.name} fails on one of its own cases") from outcome.error
    if observed.changed:
        raise RuntimeError(f"the solved {exercise.name} changes {', '.join(sorted(observed.changed))}")
    if exercise.anew and observed.repeats is False:
        case["anew"] = True
    if exercise.judge:
        return case
    with carry.put(namespace, call.replaced):
        blocked = run(observed.blocked, Call((exercise.flows, call.positional, call.named)), exercise.seconds)
    if exercise.flows and (blocked.error or blocked.value):
        raise RuntimeError(
            f"no gradient flows from {blocked.value or blocked.error} through the solved {exercise.name}"
        )
    case["output"] = codec.encode(outcome.value)
    if tapes:
        case["calls"] = carry.encode(tapes)
    return case


def _following(function, call, exercise):
    """Return the second call of a case as it is recorded, with weights drawn for what the first one returns."""
    if not call.next:
        return {}

    def facts(*positional, **named):
        return models.facts(function(*positional, **named), call.next)

    outcome = run(facts, call, exercise.seconds)
    if outcome.error is not None:
        reason = error_message(outcome.error)
        raise RuntimeError(f"what the solved {exercise.name} returns cannot be called as its case says: {reason}")
    return {"next": then.encode(call.next, then.draw(outcome.value, _encoded(call)))}


def _note_floats(cases):
    """Note in each case which parts of the output are arrays of floats although no value shows it, in any case.

    These are such as the zeros with which something begins: whole numbers in their place cannot be updated in place.
    """
    arrays = {}
    for case in cases:
        value = codec.decode(case["output"])
        for path, item in (("", value), *parts(value)):
            if isinstance(item, np.ndarray) and item.ndim:
                arrays.setdefault(path, []).append(item)
    floats = {path for path, values in arrays.items() if all(map(_begins, values))}
    for case in cases if floats else ():
        case["floats"] = sorted(floats)


def _begins(array):
    return array.dtype.kind == "f" and not is_tensor(array) and np.all(array == np.round(array.flat[:1]))


def _outcome(wrong, call, case, exercise):
    observed = Observed(wrong, exercise, ())
    with carry.put(carry.globals_of(wrong), call.replaced):
        outcome = run(then.Then(observed, *then.calls(case)) if call.next else observed, call, exercise.seconds)
    if outcome.error is not None:
        return {"error": [type(outcome.error).__name__, error_message(outcome.error)]}
    return {"output": codec.encode(outcome.value)}


def record(path, seeds):
    """Return one reference document per entry of `seeds` for the solved notebook `path`.

    Arguments: seeds, a dictionary such as {"visible": 0, "hidden": 1234}. The notebook runs in a process of its own.
    Raises RuntimeError, naming the notebook, if it fails.
    """
    return solved.apart("grading.authoring.record", path, seeds)


def main(path, out, seeds):
    """Run the solved notebook in this process and write its documents to the file `out`."""
    for _ in recording(path, seeds):
        pass
    codec.write(out, Recorder.documents)


def recording(path, seeds, recorder=Recorder, outputs=None):
    """Run and record the solved notebook in this process; yield each code cell with the namespace, before it runs.

    Arguments: recorder, what stands in for `helpers.check.Check`; outputs, as `solved.walk` takes them.
    """
    Recorder.seeds, Recorder.solutions, sources = seeds, {}, []
    for cell, namespace in solved.walk(path, recorder, outputs):
        grading = cell.metadata.get("nbgrader", {})
        Recorder.points = grading.get("points")
        if grading.get("solution"):
            Recorder.solutions[grading["grade_id"]] = cell.source
        sources.append(cell.source)
        yield cell, namespace
    from helpers.check import declared

    names = {
        name
        for item in declared(Path(path).stem, Path(path).parent).values()
        if getattr(item, "judge", None)
        for name in item.uses
    }
    for name, document in Recorder.documents.items():
        if name != "visible":
            document["solutions"] = definitions(sources, names)


def definitions(sources, names):
    """Return the source of the statements that define `names`, and what these use, as one text.

    Arguments: sources, those of cells in their order; cells with commands of IPython's define nothing.
    """
    statements = []
    for source in sources:
        with contextlib.suppress(SyntaxError):
            statements += ast.parse(source).body
    defining, names = [], set(names)
    for statement in reversed(statements):
        read, bound = _names(statement)
        if bound & names and not isinstance(statement, ast.Expr):
            defining.insert(0, ast.unparse(statement))
            names |= read
    return "\n".join(defining)


def _names(statement):
    """Return the global names that a statement reads, also in functions, and those that it gives a value or changes."""
    codes = [compile(ast.Module([statement], []), "<statement>", "exec")]
    for code in codes:
        codes += [item for item in code.co_consts if isinstance(item, CodeType)]
    read = {item.argval for code in codes for item in dis.get_instructions(code) if item.opname.startswith(LOADS)}
    bound = {item.argval for item in dis.get_instructions(codes[0]) if item.opname == "STORE_NAME"}
    if not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        changed = [node for node in ast.walk(statement) if isinstance(node, (ast.Attribute, ast.Subscript))]
        bound |= {ast.unparse(node.value) for node in changed if not isinstance(node.ctx, ast.Load)}
    return read, bound


def agrees(old, new, tolerance=1e-7, scale=1e-3):
    """Return whether two recorded documents say the same, up to rounding that differs between processors.

    Arguments: tolerance, how much of a number and of `scale` together may differ. In arrays of single precision, where
    what a sum loses depends on its largest terms, it is 1e-5 of a number and of the largest one.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        if old.get("dtype") in SINGLE_PRECISION:
            numbers = [number for item in old.values() if isinstance(item, list) for number in item]
            tolerance, scale = 1e-5, max((abs(number) for number in numbers if isinstance(number, float)), default=0.0)
        return old.keys() == new.keys() and all(agrees(old[key], new[key], tolerance, scale) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(agrees(a, b, tolerance, scale) for a, b in zip(old, new))
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= tolerance * (scale + abs(old))
    return type(old) is type(new) and old == new


def stored(path):
    """Return the visible reference beside the solved notebook `path`; empty if it is missing or damaged."""
    try:
        return reference.read(_visible(path))
    except (OSError, ValueError):
        return {}


def update_visible(path, document):
    """Write the visible reference of the notebook `path` if it no longer agrees; return whether it was written."""
    if agrees(stored(path), document):
        return False
    codec.write(_visible(path), document)
    return True


def _visible(path):
    return Path(path).parent / "reference" / f"{Path(path).stem}.json"
