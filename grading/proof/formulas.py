"""Formulas of the solutions in other files: a student who reads what is released must not find an answer in it.

Code is compared in a normal form: all variables, with their entries and attributes, are one; sums and products are in
one order; a difference is a sum, a quotient a product; what can be written as a method or as a function is a function;
a variable that is set and used once is replaced by its value. So `1 / m * np.dot(dZ, A.T)` and
`delta @ x.T / X.shape[1]` are the same.
"""

import ast
import builtins
import copy
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grading import notebooks

LARGE = 4  # operations from which on a formula is somebody's: W @ X + b has two, 1 / (1 + exp(-z)) has four
STATEMENTS = 4  # so many statements in a row are looked at together
OPERANDS = 5  # so many terms or factors are looked at in all their selections
LIBRARIES = {"np", "tf", "keras", "scipy", "math"}
NORMAL = {"randn", "normal", "standard_normal"}  # random numbers, however they are asked for
UNIFORM = {"rand", "random", "uniform", "random_sample"}
FUNCTIONS = {
    "sum",
    "mean",
    "max",
    "min",
    "dot",
    "reshape",
    "astype",
    "copy",
    "ravel",
    "std",
    "var",
    "transpose",
    "all",
    "any",
}
OPERATORS = {"add": ast.Add, "subtract": ast.Sub, "multiply": ast.Mult, "divide": ast.Div, "power": ast.Pow}
MATRIX_PRODUCTS = {"dot", "matmul"}


def given(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield where it stands (a cell's id) and the syntax tree of the code that a released file gives.

    Of a notebook that is all code but the solution cells.
    """
    if path.suffix == ".py":
        yield "", ast.parse(path.read_text(encoding="utf-8"))
    if path.suffix == ".ipynb":
        for cell in notebooks.read(path).cells:
            if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("solution"):
                yield cell.id, ast.parse(_python(cell.source))


def solutions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield the name of every exercise of a solved notebook with the syntax tree of what stands between its markers."""
    for cell in notebooks.read(path).cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            lines = cell.source.split("\n")
            first, last = (
                next(i for i, line in enumerate(lines) if f"### {word} SOLUTION" in line) for word in ("BEGIN", "END")
            )
            tree = ast.parse(_python(cell.source))
            for node in ast.walk(tree):
                for body in _blocks(node):
                    body[:] = [item for item in body if item.end_lineno > first + 1 and item.lineno <= last]
            yield notebooks.grade_id(cell) or "", tree


def _python(source: str) -> str:
    """Return the source of a cell without the lines that are commands of the notebook."""
    return re.sub(r"^[%!].*$", "", source, flags=re.MULTILINE)


def fragments(tree: ast.AST) -> dict[tuple, ast.AST]:
    """Return the large formulas and runs of statements of a syntax tree: their normal forms, with a node of each."""
    result: dict[tuple, ast.AST] = {}
    for version in (tree, _inlined(tree)):
        for node in ast.walk(version):
            if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call | ast.Compare | ast.IfExp):
                for part in _selections(_term(node)):
                    _add(result, part, node)
            for body in _blocks(node):
                body = [item for item in body if not _is_silent(item)]
                for count in range(1, STATEMENTS + 1):
                    for start in range(len(body) - count + 1):
                        _add(result, ("block", *map(_term, body[start : start + count])), body[start])
    return result


def _add(result: dict, term: tuple, node: ast.AST) -> None:
    """Enter the normal form of a term if it is large."""
    if _operations(term) >= LARGE:
        result.setdefault(term, node)


def _blocks(node: ast.AST) -> list[list]:
    """Return the lists of statements of a node, such as the body of a loop."""
    return [body for name in ("body", "orelse") if isinstance(body := getattr(node, name, None), list)]


def _is_silent(statement: ast.stmt) -> bool:
    """Return whether a statement computes nothing: a docstring, an import."""
    docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return docstring or isinstance(statement, ast.Import | ast.ImportFrom)


def _inlined(tree: ast.AST) -> ast.AST:
    """Return a copy in which a variable that is set once and used once afterwards is replaced by its value."""
    tree = copy.deepcopy(tree)
    for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        names = [node for node in ast.walk(scope) if isinstance(node, ast.Name)]
        stores = Counter(node.id for node in names if isinstance(node.ctx, ast.Store))
        loads = Counter(node.id for node in names if isinstance(node.ctx, ast.Load))
        for holder in list(ast.walk(scope)):
            for body in _blocks(holder):
                for statement in list(body):
                    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                        target = statement.targets[0]
                        if isinstance(target, ast.Name) and stores[target.id] == loads[target.id] == 1:
                            body.remove(statement)
                            for later in body:
                                _Replace(target.id, statement.value).visit(later)
    return tree


class _Replace(ast.NodeTransformer):
    """Puts a value in the place of a name."""

    def __init__(self, name, value):
        self.name, self.value = name, value

    def visit_Name(self, node):  # the name that `ast` calls it by
        """Return the value where the name is used."""
        return self.value if node.id == self.name and isinstance(node.ctx, ast.Load) else node


# ----------------------------------------------------------------------------------------------- the normal form
# A term is a tuple of its kind and its parts, or text: "?" is a variable.


def _term(node: ast.AST) -> tuple | str:
    """Return the normal form of a syntax tree."""
    match node:
        case ast.Name():
            return node.id if node.id in LIBRARIES or hasattr(builtins, node.id) else "?"
        case ast.arg():
            return "?"
        case ast.Constant(value=bool() | None | str()):
            return repr(node.value)
        case ast.Constant(value=int() | float()):
            return format(node.value, ".12g")
        case ast.Expr():
            return _term(node.value)
        case ast.AugAssign():
            return ("Assign", _term(node.target), _term(ast.BinOp(node.target, node.op, node.value)))
        case ast.BinOp():
            return _binary(node.op, _term(node.left), _term(node.right))
        case ast.UnaryOp(op=ast.USub()):
            return _negative(_term(node.operand))
        case ast.Call():
            return _call(node)
        case ast.Attribute(value=ast.Name(id=name)) if name in LIBRARIES:
            return ast.unparse(node)
        case ast.Attribute(attr="T"):
            return ("transposed", _term(node.value))
        case ast.Attribute() | ast.Subscript() if _is_variable(node.value):
            return "?"
    parts: list[tuple | str] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.operator | ast.unaryop | ast.cmpop | ast.boolop):
            parts.append(type(child).__name__)
        elif not isinstance(child, ast.expr_context):
            parts.append(_term(child))
    return (type(node).__name__, *parts)


def _is_variable(node: ast.AST) -> bool:
    """Return whether an expression is a name, or an entry or attribute of one, such as `X.shape` or `cache["A1"]`."""
    while isinstance(node, ast.Attribute | ast.Subscript) and getattr(node, "attr", "") != "T":
        node = node.value
    return isinstance(node, ast.Name) and node.id not in LIBRARIES


def _call(node: ast.Call) -> tuple:
    """Return the normal form of a call: of a library's function, whatever way it is written, or of one's own."""
    function, arguments = node.func, [_term(argument) for argument in node.args]
    name = function.attr if isinstance(function, ast.Attribute) else ""
    if name in NORMAL | UNIFORM:
        return ("draw", "normal" if name in NORMAL else "uniform")
    of_library = (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in LIBRARIES
    )
    if name in FUNCTIONS | MATRIX_PRODUCTS and not of_library and isinstance(function, ast.Attribute):
        arguments.insert(0, _term(function.value))
        of_library = True
    if of_library and len(arguments) == 2 and name in MATRIX_PRODUCTS:
        return ("@", *arguments)
    if of_library and len(arguments) == 2 and name in OPERATORS:
        return _binary(OPERATORS[name](), *arguments)
    if of_library and name == "square":
        return ("**", arguments[0], "2")
    named = sorted((f"{item.arg}=", _term(item.value)) for item in node.keywords)
    called = f"np.{name}" if name in FUNCTIONS else _term(function)
    return ("call", called, *arguments, *named)


def _binary(operator: ast.operator, left, right):
    """Return the normal form of two terms with an operator between them."""
    match operator:
        case ast.Add():
            return _many("+", left, right)
        case ast.Sub():
            return _many("+", left, _negative(right))
        case ast.Mult():
            return _many("*", left, right)
        case ast.Div():
            return _many("*", left, _inverse(right))
        case ast.MatMult():
            return ("@", left, right)
        case ast.Pow():
            return ("**", left, right)
    return (type(operator).__name__, left, right)


def _many(kind: str, *operands):
    """Return a sum or a product, flat and in order, without ones that make no difference in a product."""
    flat = [part for item in operands for part in (item[1:] if item[0] == kind else [item])]
    flat = sorted((item for item in flat if (kind, item) != ("*", "1")), key=repr)
    return (kind, *flat) if len(flat) > 1 else flat[0] if flat else "1"


def _negative(term):
    """Return the normal form of a term with a minus."""
    if term[0] == "+":
        return _many("+", *map(_negative, term[1:]))
    return term[1] if term[0] == "minus" else ("minus", term)


def _inverse(term):
    """Return the normal form of one over a term."""
    if term[0] == "*":
        return _many("*", *map(_inverse, term[1:]))
    return term[1] if term[0] == "over" else ("over", term)


def _selections(term) -> Iterator[tuple]:
    """Yield a term, and if it is a sum or a product, what some of its operands make."""
    yield term
    if term[0] in ("+", "*") and len(term) - 1 <= OPERANDS:
        for count in range(2, len(term) - 1):
            for chosen in itertools.combinations(term[1:], count):
                yield (term[0], *chosen)


def _operations(term) -> int:
    """Return how many operations a term has: arithmetic, comparisons, a library's calls, numbers but 0 and 1."""
    if isinstance(term, str):
        return int(term.replace(".", "").isdigit() and term not in ("0", "1"))
    kind, *parts = term
    below = sum(map(_operations, parts))
    if kind in ("+", "*"):
        return below + len(parts) - 1 - sum(part[0] in ("minus", "over") for part in parts)
    if kind == "**" and isinstance(parts[1], str):
        return 1 + _operations(parts[0])
    if kind == "call":
        return below + (parts[0] != "?")  # what a function of one's own does is counted where it is written
    return below + (
        kind
        in ("minus", "over", "@", "**", "transposed", "draw", "Compare", "IfExp", "comprehension", "Mod", "FloorDiv")
    )
