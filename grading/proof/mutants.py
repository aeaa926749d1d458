"""Small changes to solved cells: does the grader notice each one?

A mutant is a solution with one small change to its syntax tree. A grader that accepts it either has a gap or the change
makes no difference; the latter are listed as EQUIVALENT in the week's `mistakes.py`, each with its reason. The idea is
that of DeMillo, Lipton and Sayward, "Hints on test data selection" (1978).
"""

import ast
import contextlib
import copy
import difflib
import io
import time
import warnings
import zlib
from dataclasses import dataclass, field, replace

from helpers.checks.grade import grade_variables, run_case
from helpers.checks.guard import TimeLimit, time_limit
from helpers.checks.probes import Observed

SWAPS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.MatMult: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.And: ast.Or, ast.Or: ast.And, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
TURNED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
# Functions that are easily taken for one another.
TWINS = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax",
    "maximum": "minimum", "minimum": "maximum", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like",
    "ones_like": "zeros_like", "log": "log2", "exp": "exp2", "abs": "negative", "dot": "multiply",
    "matmul": "multiply", "std": "var", "var": "std", "floor": "ceil", "ceil": "floor", "tanh": "sin",
    "hstack": "vstack", "vstack": "hstack", "rand": "randn", "randn": "rand",
}  # fmt: skip


@dataclass
class Report:
    """What became of the mutants of one exercise.

    survivors: diffs. equivalents: pairs of a diff and its reason. stale: diffs listed as equivalent that did not
    occur or did not survive.
    """

    notebook: str
    exercise: str
    mutants: int = 0
    caught: int = 0
    only_hidden: int = 0
    seconds: float = 0.0
    equivalents: list = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def equivalent(self):
        """How many make no difference."""
        return len(self.equivalents)

    @property
    def survived(self):
        """How many the grader took for right."""
        return len(self.survivors)

    @property
    def per_second(self):
        """How many were graded in a second."""
        return round(self.mutants / self.seconds) if self.seconds else 0


def report(notebook, exercise, source, before, recorded, equivalent, most=None):
    """Return the `Report` of the mutants of one solution cell.

    Arguments: notebook, its name; exercise, the `Exercise`; source, that of the cell; before, the namespace before the
    cell ran; recorded, the visible and the hidden reference; equivalent, pairs of a diff and its reason; most, how many
    mutants are run, taken evenly from all (default: every one).
    """
    result, known = Report(notebook, exercise.name), dict(equivalent)
    started = time.perf_counter()
    _grade(exercise, source, before, recorded)  # the solution itself, for a time to compare with
    limit = 20 * (time.perf_counter() - started) + 0.3
    exercise = replace(exercise, seconds=min(exercise.seconds, limit))
    started = time.perf_counter()
    made = list(mutants(source))
    result.mutants = len(made)
    step = -(-len(made) // most) if most and made else 1
    for mutant in made[zlib.crc32(source.encode()) % step :: step]:  # of another solution, others
        verdict = _grade(exercise, mutant, before, recorded)
        if verdict != "survived":
            result.caught += 1
            result.only_hidden += verdict == "hidden"
            continue
        diff = difference(source, mutant)
        reason = known.get(diff)
        result.equivalents.append([diff, reason]) if reason else result.survivors.append(diff)
    result.seconds = time.perf_counter() - started
    if step == 1:
        result.stale = [diff for diff in known if diff not in dict(result.equivalents)]
    return result


def _grade(exercise, source, before, recorded):
    """Say where a changed cell is caught: in "visible" cases, only in "hidden" ones, or that it "survived"."""
    namespace = dict(before)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), time_limit(exercise.seconds):
            warnings.simplefilter("ignore")
            exec(compile(source, "<mutant>", "exec"), namespace)
    except (Exception, TimeLimit):
        return "visible"  # the cell itself fails
    if exercise.variables:
        missing = [name for name in exercise.variables if name not in namespace]
        values = {name: namespace.get(name) for name in exercise.variables}
        return "visible" if missing or grade_variables(exercise, values, recorded[0]).fraction < 1 else "survived"
    function = namespace.get(exercise.name)
    if not callable(function):
        return "visible"
    observed = Observed(function, exercise, recorded[0].get("parameters", ()))
    for where, reference in zip(("visible", "hidden"), recorded):
        for case in reference["cases"]:
            wrong = run_case(exercise, observed, case, namespace)[1]
            if wrong or observed.changed or observed.repeats:
                return where
    return "survived"


def difference(source, mutant):
    """Return the changed lines of a mutant as one line of text: `before -> after`, either of which may be empty."""
    lines = [ast.unparse(ast.parse(text)).splitlines() for text in (source, mutant)]
    changes = [
        line for line in difflib.unified_diff(*lines, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    parts = [" ".join(line[1:].strip() for line in changes if line.startswith(sign)) for sign in "-+"]
    return " -> ".join(parts)


def mutants(source):
    """Yield the source of every mutant of a solution cell.

    Docstrings, annotations and what is only printed stay as they are: they are not graded.
    """
    tree, seen = ast.parse(source), {ast.unparse(ast.parse(source))}
    kept = set(_ungraded(tree))
    for index, node in enumerate(ast.walk(tree)):
        if id(node) in kept:
            continue
        for change in _changes(node):
            mutant = copy.deepcopy(tree)
            target = next(item for place, item in enumerate(ast.walk(mutant)) if place == index)
            change(target)
            ast.fix_missing_locations(mutant)
            text = ast.unparse(mutant)
            if text not in seen:
                seen.add(text)
                yield text


def _ungraded(tree):
    """Return the ids of the nodes that are not to be changed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) or (isinstance(node, ast.stmt) and _idle(node)):
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg == "axis":
            yield id(node.value)  # changed with its call: for two axes, -1 says the same as 1


def _idle(statement):
    """Return whether a statement is a docstring, an import or only prints."""
    if isinstance(statement, ast.If):
        return not statement.orelse and all(map(_idle, statement.body))
    if isinstance(statement, ast.Expr):
        value = statement.value
        return isinstance(value, ast.Constant) or (isinstance(value, ast.Call) and ast.unparse(value.func) == "print")
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def _become(node, other):
    """Turn a node of a syntax tree into another one, in its place."""
    node.__class__, node.__dict__ = other.__class__, copy.deepcopy(other).__dict__


def _changes(node):
    """Yield functions that each make one small change to a node like `node`, in place."""
    kind = type(node)
    if kind in (ast.BinOp, ast.AugAssign) and type(node.op) in SWAPS:
        yield lambda item: setattr(item, "op", SWAPS[type(item.op)]())
    if kind is ast.BinOp:
        yield lambda item: _become(item, item.left)  # a missing factor, as in `/ m`
        yield lambda item: _become(item, item.right)
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            yield lambda item: _swap(item, "left", "right")
    if kind is ast.BoolOp:
        yield lambda item: setattr(item, "op", SWAPS[type(item.op)]())
    if kind is ast.Compare:
        for table in (SWAPS, TURNED):
            if type(node.ops[0]) in table:
                yield lambda item, table=table: item.ops.__setitem__(0, table[type(item.ops[0])]())
    if kind is ast.UnaryOp:
        yield lambda item: _become(item, item.operand)
    if kind is ast.Constant:
        yield from _constants(node.value)
    if kind is ast.Call:
        yield from _calls(node)
    if kind is ast.Attribute:
        if node.attr == "T":
            yield lambda item: _become(item, item.value)
        if node.attr in TWINS:
            yield lambda item: setattr(item, "attr", TWINS[item.attr])
    if kind is ast.Slice:
        for end in ("lower", "upper"):
            if getattr(node, end) is not None:
                yield lambda item, end=end: setattr(item, end, None)  # a slice widened
    if kind is ast.Subscript and isinstance(node.slice, ast.Name):
        for step in (1, -1):
            yield lambda item, step=step: setattr(item, "slice", _shifted(item.slice, step))
    if kind in (ast.If, ast.IfExp):
        if node.orelse:
            yield lambda item: _swap(item, "body", "orelse")
        yield lambda item: setattr(item, "test", ast.UnaryOp(ast.Not(), item.test))
    if kind in (ast.Tuple, ast.List) and isinstance(node.ctx, ast.Load):
        for place in range(len(node.elts)):
            yield lambda item, place=place: item.elts.pop(place)
        for place in range(len(node.elts) - 1):
            yield lambda item, place=place: _exchange(item.elts, place)
    if kind is ast.Dict:
        for place in range(len(node.keys)):
            yield lambda item, place=place: (item.keys.pop(place), item.values.pop(place))
        for place in range(len(node.keys) - 1):
            yield lambda item, place=place: _exchange(item.values, place)
    if kind is ast.Return and node.value is not None:
        yield lambda item: setattr(item, "value", None)
    for block in ("body", "orelse"):
        statements = getattr(node, block, None)
        for place, statement in enumerate(statements if isinstance(statements, list) else ()):
            if not isinstance(statement, (ast.Return, ast.FunctionDef, ast.ClassDef, ast.Pass)) and not _idle(
                statement
            ):
                yield lambda item, block=block, place=place: getattr(item, block).__setitem__(place, ast.Pass())


def _constants(value):
    """Yield changes of a constant: off by one, another sign, the other truth value, a misspelt key."""
    if isinstance(value, bool):
        yield lambda item: setattr(item, "value", not item.value)
    elif isinstance(value, (int, float)):
        for new in (value + 1, value - 1, -value):
            if new != value:
                yield lambda item, new=new: _become(item, ast.parse(repr(new), mode="eval").body)
        if isinstance(value, float):
            yield lambda item: setattr(item, "value", item.value * 2)
    elif isinstance(value, str):
        yield lambda item: setattr(item, "value", item.value + "_")
    elif value is None:
        yield lambda item: setattr(item, "value", 0)


def _calls(node):
    """Yield changes of a call: taken away, arguments exchanged or left out, the axis changed."""
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield lambda item: _become(item, item.args[0])  # the function forgotten
    elif isinstance(node.func, ast.Attribute):
        yield lambda item: _become(item, item.func.value)  # the method forgotten
    if isinstance(node.func, ast.Attribute) and node.args:
        yield lambda item: _become(item, item.func.value)
    for place in range(len(node.args) - 1):
        if not any(isinstance(item, ast.Starred) for item in node.args[place : place + 2]):
            yield lambda item, place=place: _exchange(item.args, place)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        for step in (1, -1):  # the last value comes last or second to last
            yield lambda item, step=step: item.args.__setitem__(
                min(1, len(item.args) - 1), _shifted(item.args[min(1, len(item.args) - 1)], step)
            )
    for place, keyword in enumerate(node.keywords):
        yield lambda item, place=place: item.keywords.pop(place)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = 1 if keyword.value.value == 0 else 0
            yield lambda item, place=place, other=other: setattr(item.keywords[place].value, "value", other)


def _shifted(node, step):
    """Return `node + step`."""
    return ast.BinOp(node, ast.Add() if step > 0 else ast.Sub(), ast.Constant(1))


def _swap(item, first, second):
    one, other = getattr(item, first), getattr(item, second)
    setattr(item, first, other)
    setattr(item, second, one)


def _exchange(items, place):
    items[place], items[place + 1] = items[place + 1], items[place]
