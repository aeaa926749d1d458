"""Changes of a solution that make no difference by a general rule, so that no week need list them.

Each rule writes one thing that can be said in several ways in one of them. Two texts that become the same by a rule
mean the same, for its reason. A rule is as narrow as its reason: no mutant that a grader should notice may be covered.
"""

import ast
import copy
from collections.abc import Callable
from dataclasses import dataclass

MATRIX = "_of_matrix"  # the function of `PROBES` that the first rule needs


def _of_matrix(shape):
    """Return the shape of an array that has two axes; ValueError if it has not."""
    if len(shape) != 2:
        raise ValueError("not a matrix")
    return shape


PROBES = {MATRIX: _of_matrix}


@dataclass(frozen=True)
class Rule:
    """One rule.

    reason: why the two ways mean the same. rewrite: from a node of a syntax tree to the same in one way, or to itself.
    probe: from a node to one that fails where the reason does not hold, if that depends on values; `PROBES` has the
    functions that it calls.
    """

    reason: str
    rewrite: Callable[[ast.AST], ast.AST]
    probe: Callable[[ast.AST], ast.AST] | None = None


def reason(source, mutant, accepted):
    """Return why a mutant that a grader accepts means the same as the solution, or None if no rule says so.

    Arguments: source and mutant, their texts; accepted, a function that says whether the grader accepts a further text,
    which may call what is in `PROBES`.
    """
    trees = [ast.parse(text) for text in (source, mutant)]
    for rule in RULES:
        one, other = (ast.unparse(_rewritten(tree, rule.rewrite)) for tree in trees)
        if one == other and (rule.probe is None or accepted(ast.unparse(_rewritten(trees[0], rule.probe)))):
            return rule.reason
    return None


def idle(statement):
    """Return whether a statement is a docstring, an import or only prints."""
    if isinstance(statement, ast.If):
        return not statement.orelse and all(map(idle, statement.body))
    if isinstance(statement, ast.Expr):
        value = statement.value
        return isinstance(value, ast.Constant) or (isinstance(value, ast.Call) and ast.unparse(value.func) == "print")
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def _rewritten(tree, rewrite):
    """Return a copy of a tree in which every node is what `rewrite` makes of it, inner nodes first."""

    class Rewriter(ast.NodeTransformer):
        def visit(self, node):
            return rewrite(self.generic_visit(node))

    return Rewriter().visit(copy.deepcopy(tree))


def _called(node, *names):
    """Return whether a node is a call of a function or method with one of the names, without keywords."""
    if not isinstance(node, ast.Call) or node.keywords:
        return False
    return (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)) in names


def _number(node):
    """Return the number that a node is, with its sign, or None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _number(node.operand)
        return None if number is None else -number
    is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return node.value if is_number else None


def _sorted(nodes):
    return sorted(nodes, key=ast.unparse)


def _is_shape_entry(node, *indices):
    shape = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    return shape and _number(node.slice) in indices


def _last_axis(node):
    return ast.Subscript(node.value, ast.Constant(1), node.ctx) if _is_shape_entry(node, -1) else node


def _of_two_axes(node):
    if not _is_shape_entry(node, 1, -1):
        return node
    checked = ast.Call(ast.Name(MATRIX, ast.Load()), [node.value], [])
    return ast.Subscript(checked, node.slice, node.ctx)


def _divisible(node):
    tested = isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.NotEq))
    if tested and _number(node.comparators[0]) == 0 and isinstance(node.left, ast.BinOp):
        divisor = _number(node.left.right)
        if isinstance(node.left.op, ast.Mod) and isinstance(divisor, int) and divisor < 0:
            node.left.right = ast.Constant(-divisor)
    return node


def _extreme(node):
    if _called(node, "maximum", "minimum") and len(node.args) == 2:
        node.args = _sorted(node.args)
    return node


def _even(node):
    """Sort the operands of a difference of which only the size matters."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and _number(node.right) == 2:
        difference = node.left
    elif _called(node, "abs", "norm", "square") and len(node.args) == 1:
        difference = node.args[0]
    else:
        return node
    if isinstance(difference, ast.BinOp) and isinstance(difference.op, ast.Sub):
        difference.left, difference.right = _sorted([difference.left, difference.right])
    return node


def _mirrored(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and _called(node.left, "randn", "standard_normal"):
        factor = _number(node.right)
        if factor is not None and factor < 0:
            node.right = ast.Constant(-factor)
    return node


def _drawn_below(node):
    below = isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.LtE)
    if below and _called(node.left, "rand", "random"):
        node.ops = [ast.Lt()]
    return node


def _corner(node):
    """Take the slope of a ReLU, `* (Z > 0)`, at exactly 0 for 0."""
    slope = node.right if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else None
    at_zero = isinstance(slope, ast.Compare) and _number(slope.comparators[0]) == 0
    if at_zero and isinstance(slope.ops[0], ast.GtE) and ast.unparse(slope.left).startswith("Z"):  # before activation
        slope.ops = [ast.Gt(), *slope.ops[1:]]
    return node


def _left_over(node):
    if _called(node, "reshape"):
        node.args = [ast.Constant(-1) if (_number(item) or 0) < 0 else item for item in node.args]
    return node


def _truth(node):
    """Take the type off a comparison that is returned."""
    if isinstance(node, ast.Return) and _called(node.value, "astype") and len(node.value.args) == 1:
        kind, compared = node.value.args[0], getattr(node.value.func, "value", None)
        if isinstance(compared, ast.Compare) and isinstance(kind, ast.Name) and kind.id in ("int", "float"):
            node.value = compared
    return node


def _any_order(node):
    """Sort what a dictionary or a sum is made of, if that is written down."""
    if isinstance(node, ast.DictComp):
        generators = node.generators
    elif _called(node, "sum") and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
        generators = node.args[0].generators
    else:
        return node
    if len(generators) == 1 and isinstance(generators[0].iter, (ast.Tuple, ast.List)):
        generators[0].iter.elts = _sorted(generators[0].iter.elts)
    return node


def _silent(node):
    """Turn off by default what only decides whether a function prints."""
    if not isinstance(node, ast.FunctionDef):
        return node
    printing = {
        id(name)
        for statement in ast.walk(node)
        if isinstance(statement, ast.If) and idle(statement)
        for name in ast.walk(statement.test)
    }
    names = [item.arg for item in node.args.args]
    for place, default in enumerate(node.args.defaults, len(names) - len(node.args.defaults)):
        uses = [item for item in ast.walk(node) if isinstance(item, ast.Name) and item.id == names[place]]
        if isinstance(default, ast.Constant) and default.value is True and uses and {*map(id, uses)} <= printing:
            node.args.defaults[place - len(names)] = ast.Constant(False)
    return node


RULES = (
    Rule("The last of two axes is axis 1.", _last_axis, _of_two_axes),
    Rule("A remainder of 0 is 0 for a divisor of either sign.", _divisible),
    Rule("The larger and the smaller of two numbers are the same in either order.", _extreme),
    Rule("A difference and its negative have the same size.", _even),
    Rule("A normal random number is as likely as its negative.", _mirrored),
    Rule("A random number is never exactly the limit.", _drawn_below),
    Rule("At exactly 0 a ReLU has a corner and no slope: either may be taken.", _corner),
    Rule("`reshape` takes any negative number for the size that is left.", _left_over),
    Rule("False and True read the same as 0 and 1.", _truth),
    Rule("Entries of a dictionary and terms of a sum have no order.", _any_order),
    Rule("Only what is printed changes, which is not graded.", _silent),
)
