"""Which cells of a notebook the others need."""

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from grading.intake.needed import needed

ALL = "all"


def read(*sources, familiar=None):
    """Return the indices of the cells that run; the last one is graded."""
    texts = list(map(TransformerManager().transform_cell, sources))
    run = needed(texts, [len(texts) - 1], familiar)
    assert run[len(texts) - 1] == ""
    return ALL if list(run.values()) == [""] * len(texts) else [run[index] or index for index in sorted(run)][:-1]


# Cells, and which of them run before the last one.
CASES = {
    "a decorator": (["def twice(f): return f", "y = 1", "@twice\ndef f(): pass"], [0]),
    "a default": (["k = 1", "y = 1", "def f(x=k): pass"], [0]),
    "a base class": (["class A: pass", "y = 1", "class B(A): pass"], [0]),
    "an attribute of a class": (["k = 1", "y = 1", "class B:\n    size = k"], [0]),
    "a method": (["k = 1", "y = 1", "class B:\n    def f(self): return k"], [0]),
    "a lambda": (["k = 1", "y = 1", "f = lambda: k"], [0]),
    "a comprehension": (["k = [1]", "y = 1", "f = [item for item in k]"], [0]),
    "a nested function": (["k = 1", "y = 1", "def f():\n    def g(): return k\n    return g"], [0]),
    "own names of a function": (["k = 1", "y = 1", "def f(k):\n    y = k\n    return y"], []),
    "names behind names": (["a = 1", "def g(): return a", "z = 1", "def f(): return g()"], [0, 1]),
    "later changes count for functions": (["k = 1", "def f(): return k", "k = 2", "y = 1", "check(f)"], [0, 1, 2]),
    "but not for what has been read": (["k = 1", "x = k", "k = 2", "x"], [0, 1]),
    "a deleted name": (["k = 1", "del k", "y = 1", "k"], [0, 1]),
    "a part": (["k = {}", "k['a'] = 1", "y = 1", "k"], [0, 1]),
    "a part of a part": (["k = {}", "k['a'].b[0] += 1", "y = 1", "k"], [0, 1]),
    "a method as a statement": (["k = []", "k.append(1)", "y = 1", "k"], [0, 1]),
    "a method as a value": (["k = []", "last = k.pop()", "y = 1", "k"], [0, 1]),
    "an argument of a function": (["k = []", "history = train(k)", "y = 1", "k"], [0, 1]),
    "what only looks": (["k = []", "print(len(k))", "y = 1", "k"], [0]),
    "another name for it": (["k = {}", "p = k", "p['a'] = 1", "y = 1", "k"], [0, 1, 2]),
    "a part of it under another name": (["k = {}", "p = k['a']\np[0] = 1", "y = 1", "k"], [0, 1]),
    "a loop over it": (["k = {}", "for p in k: p.x = 1", "y = 1", "k"], [0, 1]),
    "a with": (["k = {}", "with k as p: p.x = 1", "y = 1", "k"], [0, 1]),
    "a patched module": (["import numpy as np", "np.sum = max", "y = 1", "def f(): return np.sum"], [0, 1]),
    "under another name": (["import numpy", "import numpy as np", "numpy.sum = max", "y = 1", "np"], [0, 1, 2]),
    "patched by a function": (["import numpy as np", "setattr(np, 'sum', max)", "y = 1", "def f(): np"], ALL),
    "a seed before a draw": (["import numpy as np", "np.random.seed(1)", "y = 1", "x = np.random.rand()"], [0, 1]),
    "a seed for functions": (["import numpy as np", "np.random.seed(1)", "y = 1", "def f(): np.random.rand()"], [0]),
    "an import in another cell": (["from math import pi, e\nx = pi", "def f(): return pi"], ["from math import pi, e"]),
    "a star": (["from math import *", "y = 1", "x = 1"], [0]),
    "a call of nothing": (["y = 1", "print(y)", "plot.show(y)", "x = 1"], []),
    "a magic of the page": (["%matplotlib inline", "y = 1", "x = 1"], [0]),
    "a shell command": (["!echo hello", "y = 1", "x = 1"], [0]),
    "timed code": (["%%time\nk = 1", "%time y = 2", "x = k"], [0]),
    "timed code with options": (["k = 1", "%timeit -n 1 -r 1 k", "%%timeit -n 1\nk", "x = k"], [0]),
    "a command within timed code": (["%%time\n%cd x", "y = 1", "x = 1"], ALL),
    "what cannot be parsed": (["def f(:", "y = 1", "x = 1"], [0]),
    "awaited": (["k = 1", "y = 1", "await k"], [0]),
    "a global of a function": (["n = 0", "def count():\n    global n\n    n += 1", "count()", "y = 1", "n"], ALL),
    "exec": (["exec('x = 1')", "y = 1", "x"], ALL),
    "a look into the globals": (["k = 1", "n = globals().get('n', 0) + k", "y = 1", "n"], [0, 1]),
    "globals": (["globals()['x'] = 1", "y = 1", "x"], ALL),
    "eval in a function": (["k = 1", "y = 1", "def f(): return eval('k')"], ALL),
    "the shell itself": (["get_ipython().user_ns['x'] = 1", "y = 1", "x"], ALL),
    "an unknown magic": (["%no_such_magic", "y = 1", "x = 1"], ALL),
    "a script": (["%run other.py", "y = 1", "x = 1"], ALL),
    "what print is": (["def print(x): x.clear()", "k = [1]", "print(k)", "k"], ALL),
}


@pytest.mark.parametrize("name", CASES)
def test_cells_that_matter_run(name):
    sources, indices = CASES[name]
    assert read(*sources) == indices


def test_a_module_that_the_release_does_not_import_is_not_trusted():
    sources = ["import os", "y = 1", "os._exit(0)", "import numpy as np", "x = 1"]
    assert read(*sources, familiar={"numpy"}) == [0, 2]
    assert read("import sys", "y = 1", "x = 1", familiar={"numpy"}) == ALL
    assert read("import sys", "y = 1", "x = 1", familiar={"sys"}) == []
