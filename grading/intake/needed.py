"""Which cells of a notebook its graded cells need: found by reading them; nothing is run.

A cell may be left out if it neither gives nor changes a name that a cell which runs uses. Where that cannot be read
off the text, all cells are needed. The text may be a student's: `grading.sandbox.inside` reads it in the student's
process.
"""

import ast
import symtable
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

# What reaches any name without writing it down.
DYNAMIC = {
    "__builtins__", "__import__", "__loader__", "__spec__", "compile", "delattr", "eval", "exec", "globals", "locals",
    "setattr", "vars",
}  # fmt: skip
MODULES = {"builtins", "__main__", "gc", "inspect", "importlib", "ctypes", "sys"}
# Magics whose text is Python, and those that neither read nor change a name.
PYTHON = {"time", "timeit", "prun", "capture"}
PLAIN = {
    "HTML", "SVG", "alias", "aimport", "autoawait", "autocall", "automagic", "autoreload", "autosave", "bash", "cat",
    "cd", "clear", "colors", "conda", "config", "connect_info", "cp", "env", "gui", "history", "html", "javascript",
    "js", "latex", "ldir", "less", "ll", "load_ext", "logstart", "ls", "lsmagic", "magic", "mamba", "man", "markdown",
    "matplotlib", "micromamba", "mkdir", "more", "mv", "notebook", "page", "pdb", "pfile", "pinfo", "pinfo2", "pip",
    "precision", "psource", "pwd", "quickref", "reload_ext", "rm", "rmdir", "script", "sh", "svg", "sx", "system",
    "unload_ext", "uv", "who", "who_ls", "whos", "writefile", "xmode",
}  # fmt: skip
# Functions that change nothing of what they are given.
LOOKING = {"abs", "bool", "display", "float", "int", "len", "print", "range", "repr", "round", "str", "type"}
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp")  # as `symtable` calls them: they run at once
MAGICS = ("run_line_magic", "run_cell_magic", "system", "getoutput")


class Unclear(Exception):
    """What a cell needs or changes cannot be read off it."""


@dataclass
class Cell:
    """What one cell does with names.

    now: read while it runs; later: read by functions that it defines. bound: given a value; constant: if by imports,
    functions or classes only; imported: by an import; declared: by a `global` in a function. stored: names of which it
    sets a part; acted: of which it calls a method as a statement; drawn: the same of random numbers (`np.random.seed`);
    passed: that a call is given, or that have a method called. same: a dictionary from a name to those that its value
    is made of. modules: imported from. heads: the text of its own lines that import, and headed: the names they give.
    runs: whether it must run whatever it does.
    """

    now: set = field(default_factory=set)
    later: set = field(default_factory=set)
    bound: set = field(default_factory=set)
    constant: set = field(default_factory=set)
    imported: set = field(default_factory=set)
    declared: set = field(default_factory=set)
    stored: set = field(default_factory=set)
    acted: set = field(default_factory=set)
    drawn: set = field(default_factory=set)
    passed: set = field(default_factory=set)
    same: dict = field(default_factory=dict)
    modules: set = field(default_factory=set)
    headed: set = field(default_factory=set)
    heads: str = ""
    runs: bool = False


def needed(sources: Sequence[str], wanted: Sequence[int], familiar: Sequence[str] | None = None) -> dict[int, str]:
    """Return which cells must run: a dictionary from their indices to "", or to the lines that import, if only those.

    Arguments: sources, the text of each code cell, with IPython's commands as Python (`transform_cell`); wanted, the
    indices of those that are graded, solutions or locked; familiar, names of modules that change nothing when they are
    imported or asked (None: all).
    """
    try:
        cells = [_read(source) for source in sources]
    except Unclear:
        return everything(sources)
    bound = set().union(*(cell.bound - cell.constant for cell in cells))
    fixed = set().union(*(cell.constant for cell in cells)) - bound  # modules, functions and classes, everywhere
    if (bound | fixed) & LOOKING:
        return everything(sources)
    imported = set().union(*(cell.imported for cell in cells))
    same: dict[str, set[str]] = {}
    for cell in cells:
        for name, others in cell.same.items():
            same.setdefault(name, set()).update(others & bound)
    # What a module does that the release does not import, nobody knows.
    foreign = set() if familiar is None else set().union(*(cell.modules for cell in cells)) - set(familiar)
    if foreign & MODULES:
        return everything(sources)
    strange = set().union(*(cell.imported for cell in cells if cell.modules & foreign))
    run = set(wanted)
    for index, cell in enumerate(cells):
        if cell.runs or cell.modules & foreign or cell.now & strange or cell.stored & imported & fixed:
            run.add(index)
    bindings = [cell.bound - (cell.headed & fixed) for cell in cells]
    changes = [
        names | cell.declared | _origins(cell.stored | cell.acted & bound, same) for names, cell in zip(bindings, cells)
    ]
    passed = [_origins(cell.passed & bound, same) for cell in cells]
    of_wanted = set().union(*(cells[index].later for index in wanted))
    while True:
        used, grown = set().union(*(cells[index].later for index in run)), set(run)
        below: set[str] = set()
        for index in reversed(range(len(cells))):
            cell = cells[index]
            if index not in grown and (
                (changes[index] | passed[index]) & used or (cell.acted & (of_wanted | below)) or cell.drawn & below
            ):
                grown.add(index)
            if index in grown:
                used = used | cell.now
            if index in wanted:
                below = below | cell.now
        if grown == run:
            break
        run = grown
    names = set().union(*(cells[index].now | cells[index].later for index in run))
    if set().union(*(cell.declared for cell in cells)) & names:  # who calls such a function changes the name
        return everything(sources)
    heads = {index: cell.heads for index, cell in enumerate(cells) if index not in run and cell.headed & names}
    return dict.fromkeys(run, "") | heads


def everything(sources: Sequence[str]) -> dict[int, str]:
    """Return what `needed` does if all cells must run."""
    return dict.fromkeys(range(len(sources)), "")


def _origins(names, same):
    """Return names with all those that their values may be parts of."""
    origins, left = set(), set(names)
    while left:
        name = left.pop()
        origins.add(name)
        left |= same.get(name, set()) - origins
    return origins


def _read(source):
    """Return the `Cell` of a text. Raises Unclear if it cannot be told what it needs or changes."""
    try:
        tree = ast.parse(source)
        table = symtable.symtable(source, "<cell>", "exec")
    except SyntaxError:  # it does nothing but say so
        return Cell(runs=True)
    cell, magics = Cell(), _magics(tree)
    for symbol in table.get_symbols():
        name = symbol.get_name()
        cell.now |= {name} if symbol.is_referenced() else set()
        cell.bound |= {name} if symbol.is_assigned() or symbol.is_imported() else set()
    inner = [(part, cell.now) for part in table.get_children()]
    for part, names in inner:
        names = names if part.get_name() in COMPREHENSIONS else cell.later
        inner += [(other, names) for other in part.get_children()]
        for symbol in part.get_symbols():
            if symbol.is_global():
                names |= {symbol.get_name()} if symbol.is_referenced() else set()
                cell.declared |= {symbol.get_name()} if symbol.is_assigned() or symbol.is_imported() else set()
    _visit(tree, cell, frozenset())
    heads = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    heads = heads if len(heads) < len(tree.body) else []  # a cell of imports is a cell like others
    cell.heads = "\n".join(map(ast.unparse, heads))
    cell.headed = {(item.asname or item.name).partition(".")[0] for node in heads for item in node.names}
    nodes = list(ast.walk(tree))
    defined = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    assigned = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    cell.constant = cell.bound & (defined | cell.imported) - assigned
    for name, *texts in magics:
        _take_magic(cell, name, texts)
    looked_up = _looked_up(tree)
    names, known = cell.now | cell.later, {"get_ipython": len(magics), "globals": len(looked_up)}
    for name in names & (DYNAMIC | set(known)):
        if _mentions(tree, name) != known.get(name, 0):
            raise Unclear
    cell.now |= looked_up
    return cell


def _visit(node, cell, local):
    """Note what a part of a cell does to objects. Arguments: local, names that are a function's own there."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        inner = local | _own(node)
        for part in ast.iter_child_nodes(node):
            _visit(part, cell, inner)
        return
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [item.name for item in node.names]
        modules = names if isinstance(node, ast.Import) else [node.module or ""]
        cell.modules |= {name.partition(".")[0] for name in modules}
        cell.imported |= {(item.asname or item.name).partition(".")[0] for item in node.names}
        cell.runs |= "*" in names
    elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        cell.stored |= _root(node) - local
    elif isinstance(node, ast.AugAssign):
        cell.stored |= _root(node.target) - local
    elif isinstance(node, ast.Call):
        looks = isinstance(node.func, ast.Name) and node.func.id in LOOKING
        arguments = [] if looks else [*node.args, *(item.value for item in node.keywords)]
        cell.passed |= set().union(*map(_loaded, arguments)) - local
        cell.passed |= (_root(node.func) if isinstance(node.func, ast.Attribute) else set()) - local
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        chain = {part.attr for part in ast.walk(node.value.func) if isinstance(part, ast.Attribute)}
        names = (_root(node.value.func) if chain else set()) - local
        if "random" in chain | names:
            cell.drawn |= names
        else:
            cell.acted |= names
    pairs = {
        ast.Assign: lambda: [(target, node.value) for target in node.targets],
        ast.AnnAssign: lambda: [(node.target, node.value)] if node.value else [],
        ast.NamedExpr: lambda: [(node.target, node.value)],
        ast.For: lambda: [(node.target, node.iter)],
        ast.AsyncFor: lambda: [(node.target, node.iter)],
        ast.withitem: lambda: [(node.optional_vars, node.context_expr)] if node.optional_vars else [],
    }
    for target, value in pairs.get(type(node), list)():
        for name in {part.id for part in ast.walk(target) if isinstance(part, ast.Name)} - local:
            cell.same.setdefault(name, set()).update(_loaded(value) - local)
    for part in ast.iter_child_nodes(node):
        _visit(part, cell, local)


def _own(function):
    """Return the names of a function's arguments and of what it assigns."""
    arguments = {item.arg for item in ast.walk(function.args) if isinstance(item, ast.arg)}
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)]
    declared = [name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names]
    return arguments | {node.id for node in names} - set(declared)


def _root(node):
    """Return the name that a chain such as `name.part[0].method` starts with, as a set of at most one."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred, ast.Await)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _loaded(node):
    """Return the names that an expression reads."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}


def _mentions(tree, name):
    return sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _looked_up(tree):
    """Return the names that a cell asks for with `globals().get("name")`; a set, so each may be asked for once."""
    names = set()
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "get" and isinstance(called.value, ast.Call):
            function, first = called.value.func, node.args[0] if node.args else None
            if isinstance(function, ast.Name) and function.id == "globals" and isinstance(first, ast.Constant):
                names |= {first.value}
    return names


def _magics(tree):
    """Return the commands of IPython's in a cell, each a list of its name and its texts."""
    commands = []
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in MAGICS and isinstance(called.value, ast.Call):
            function, texts = called.value.func, [item.value for item in node.args if isinstance(item, ast.Constant)]
            if isinstance(function, ast.Name) and function.id == "get_ipython" and len(texts) == len(node.args) > 0:
                commands.append(texts if called.attr.startswith("run_") else ["system", *texts])
    return commands


def _take_magic(cell, name, texts):
    """Note what a command of IPython's does."""
    if name in PLAIN:
        cell.runs = True
        return
    text = texts[-1] if name in PYTHON and texts else None
    if text is None or (name == "capture" and len(texts) < 2):
        raise Unclear
    words = text.split(" ")
    while len(texts) == 1 and words[0].startswith("-"):  # options of a line, and their numbers
        words = words[2:] if words[1:] and words[1].isdigit() else words[1:] or [""]
    inner = _read(" ".join(words) if len(texts) == 1 else text)
    if inner.runs or (name == "capture" and texts[0].strip()):  # which binds a name, or has a command in it
        raise Unclear
    for item in fields(Cell):
        if isinstance(names := getattr(inner, item.name), set):
            getattr(cell, item.name).update(names)
    for other, names in inner.same.items():
        cell.same.setdefault(other, set()).update(names)


def wanted(cells: Sequence[Any]) -> list[int]:
    """Return the indices of those code cells of a notebook that run in any case: the set-up, solutions, graded ones."""
    settings = [(index, cell.metadata.get("nbgrader")) for index, cell in enumerate(cells)]
    marked = [(index, item) for index, item in settings if item]
    return [index for index, item in marked if item.get("grade") or item.get("solution") or index == marked[0][0]]
