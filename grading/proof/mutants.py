"""Small changes to solved cells: does the grader notice each one?

A mutant is a solution with one small change to its syntax tree. A grader that accepts it either has a gap or the change
makes no difference. Of the latter some follow by a rule (`grading.proof.equivalence`); the others are listed as
EQUIVALENT in the week's `mistakes.py`, each with its reason. The idea is that of DeMillo, Lipton and Sayward, "Hints on
test data selection" (1978).
"""

import ast
import contextlib
import copy
import difflib
import functools
import io
import time
import warnings
import zlib
from dataclasses import dataclass, field, replace

from grading.proof import equivalence
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
class MutantsReport:
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
    """Return the `MutantsReport` of the mutants of one solution cell.

    Arguments: notebook, its name; exercise, the `Exercise`; source, that of the cell; before, the namespace before the
    cell ran; recorded, the visible and the hidden reference; equivalent, pairs of a diff and its reason, where
    `LINE -> *` is each diff of that line; most, how many mutants are run, taken evenly from all (default: every one).
    """
    result, known, used = MutantsReport(notebook, exercise.name), dict(equivalent), set()
    started = time.perf_counter()
    _grade(exercise, source, before, recorded)  # the solution itself, for a time to compare with
    limit = 20 * (time.perf_counter() - started) + 0.3
    exercise = replace(exercise, seconds=min(exercise.seconds, limit))
    started = time.perf_counter()
    every = list(mutants(source))
    result.mutants = len(every)
    step = -(-len(every) // most) if most and every else 1
    for mutant in every[zlib.crc32(source.encode()) % step :: step]:  # of another solution, others
        verdict = _grade(exercise, mutant, before, recorded)
        if verdict != "survived":
            result.caught += 1
            result.only_hidden += verdict == "hidden"
            continue
        diff = difference(source, mutant)
        line = f"{diff.partition(' -> ')[0]} -> *"
        used |= {diff, line}
        reason = (
            known.get(diff)
            or known.get(line)
            or equivalence.reason(
                source, mutant, lambda text: _grade(exercise, text, before | equivalence.PROBES, recorded) == "survived"
            )
        )
        result.equivalents.append([diff, reason]) if reason else result.survivors.append(diff)
    result.seconds = time.perf_counter() - started
    if step == 1:
        result.stale = [diff for diff in known if diff not in used]
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
    tree = ast.parse(source)
    seen, ungraded = {ast.unparse(tree)}, set(_ungraded(tree))
    for node, put in _places(tree):
        if id(node) in ungraded:
            continue
        for change in CHANGES:
            for other in change(node):
                put(other)
                text = ast.unparse(tree)
                put(node)
                if text not in seen:
                    seen.add(text)
                    yield text


def _places(tree):
    """Return pairs of a node and a function that puts another one into its place in the tree, outer nodes first."""
    places = []
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                places.append((value, functools.partial(setattr, parent, name)))
            elif isinstance(value, list):
                places += [
                    (item, functools.partial(value.__setitem__, index))
                    for index, item in enumerate(value)
                    if isinstance(item, ast.AST)
                ]
    return places


def _ungraded(tree):
    """Return the ids of the nodes that are not to be changed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) or (isinstance(node, ast.stmt) and equivalence.idle(node)):
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg == "axis":
            yield id(node.value)  # changed with its call: for two axes, -1 says the same as 1


# Each of the following yields what a node may be changed into, if it is one of its kind.


def _other_operators(node):
    """Yield another operator, the operands exchanged."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in SWAPS:
        yield _with(node, op=SWAPS[type(node.op)]())
    if isinstance(node, ast.BinOp):
        yield node.left  # a missing factor, as in `/ m`
        yield node.right
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            yield _with(node, left=node.right, right=node.left)
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=SWAPS[type(node.op)]())
    if isinstance(node, ast.Compare):
        for table in (SWAPS, TURNED):
            if type(node.ops[0]) in table:
                yield _with(node, ops=[table[type(node.ops[0])](), *node.ops[1:]])
    if isinstance(node, ast.UnaryOp):
        yield node.operand


def _other_constants(node):
    """Yield a constant that is off by one, has another sign, the other truth value, a misspelt key."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        others = [value + 1, value - 1, -value] + [value * 2] * isinstance(value, float)
        yield from (ast.parse(repr(other), mode="eval").body for other in others if other != value)
    elif isinstance(value, str):
        yield ast.Constant(value + "_")
    elif value is None:
        yield ast.Constant(0)


def _other_calls(node):
    """Yield a call without its function, its arguments exchanged or left out, the axis changed."""
    if not isinstance(node, ast.Call):
        return
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]  # the function forgotten
    if isinstance(node.func, ast.Attribute):
        yield node.func.value  # the method forgotten
    for place in range(len(node.args) - 1):
        if not any(isinstance(item, ast.Starred) for item in node.args[place : place + 2]):
            yield _with(node, args=_exchanged(node.args, place))
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        place = min(1, len(node.args) - 1)
        for step in (1, -1):  # the last value comes last or second to last
            yield _with(node, args=_replaced(node.args, place, _shifted(node.args[place], step)))
    for place, keyword in enumerate(node.keywords):
        yield _with(node, keywords=_without(node.keywords, place))
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = _with(keyword, value=ast.Constant(1 if keyword.value.value == 0 else 0))
            yield _with(node, keywords=_replaced(node.keywords, place, other))


def _other_parts(node):
    """Yield an array not transposed, a function's twin, a wider slice, the entry before or after."""
    if isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield node.value
        if node.attr in TWINS:
            yield _with(node, attr=TWINS[node.attr])
    if isinstance(node, ast.Slice):
        yield from (_with(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end) is not None)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
        yield from (_with(node, slice=_shifted(node.slice, step)) for step in (1, -1))


def _other_branches(node):
    """Yield a condition turned round."""
    if isinstance(node, (ast.If, ast.IfExp)):
        if node.orelse:
            yield _with(node, body=node.orelse, orelse=node.body)
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _other_entries(node):
    """Yield a tuple, list or dictionary with an entry left out or two exchanged."""
    if isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
        yield from (_with(node, elts=_without(node.elts, place)) for place in range(len(node.elts)))
        yield from (_with(node, elts=_exchanged(node.elts, place)) for place in range(len(node.elts) - 1))
    if isinstance(node, ast.Dict):
        for place in range(len(node.keys)):
            yield _with(node, keys=_without(node.keys, place), values=_without(node.values, place))
        yield from (_with(node, values=_exchanged(node.values, place)) for place in range(len(node.keys) - 1))


def _other_statements(node):
    """Yield nothing returned, or a statement left out."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield _with(node, value=None)
    if isinstance(node, ast.stmt) and not isinstance(node, (ast.Return, ast.FunctionDef, ast.ClassDef, ast.Pass)):
        yield ast.Pass()


CHANGES = (
    _other_operators, _other_constants, _other_calls, _other_parts, _other_branches, _other_entries, _other_statements,
)  # fmt: skip


def _with(node, **fields):
    """Return a copy of a node with other fields."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _shifted(node, step):
    """Return `node + step`."""
    return ast.BinOp(node, ast.Add() if step > 0 else ast.Sub(), ast.Constant(1))


def _replaced(items, place, item):
    return [*items[:place], item, *items[place + 1 :]]


def _without(items, place):
    return [*items[:place], *items[place + 1 :]]


def _exchanged(items, place):
    return [*items[:place], items[place + 1], items[place], *items[place + 2 :]]
