"""What a week's `checks.py` declares, and the guarded call of a student's function."""

import contextlib
import copy
import io
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np

PRINT_LIMIT = 10_000  # characters kept of what a function prints while it is checked


@dataclass(frozen=True)
class Call:
    """The arguments of one call of a graded function."""

    positional: tuple
    named: dict = field(default_factory=dict)


def call(*positional, **named):
    """Return the arguments as a `Call`: `call(w, b, X, Y, num_iterations=20)`."""
    return Call(positional, named)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One graded exercise: a function, or a few variables.

    name: the function's name, or a name for the group of variables.
    cases: for a function; takes a `numpy.random.Generator` and returns a list of `Call`. Every draw gives new valid
        cases, so the same generator makes the visible cases and each class's hidden ones.
    variables: for variables; their names.
    judge: for a property instead of one right output. Gets the function and a call's arguments (or the variables by
        name) and returns None if all is well, else one sentence for the student.
    rtol, atol: relative and absolute tolerance of the comparison with the reference.
    seconds: time limit of one call.
    """

    name: str
    cases: Callable | None = None
    variables: tuple[str, ...] = ()
    judge: Callable | None = None
    rtol: float = 1e-5
    atol: float = 1e-8
    seconds: float = 10


@dataclass
class Outcome:
    """What one guarded call did: its value, or the error that ended it, and what it printed."""

    value: object = None
    error: BaseException | None = None
    printed: str = ""


class TimeLimit(BaseException):
    """Raised inside a call that takes too long; no `except Exception` of the student's swallows it."""


class _Capped(io.TextIOBase):
    """A text stream that keeps the first `PRINT_LIMIT` characters and counts the rest."""

    def __init__(self):
        self.kept, self.length = [], 0

    def write(self, text):
        text = str(text)
        if self.length < PRINT_LIMIT:
            self.kept.append(text[: PRINT_LIMIT - self.length])
        self.length += len(text)
        return len(text)

    def text(self):
        more = f"\n... and {self.length - PRINT_LIMIT:,} more characters" if self.length > PRINT_LIMIT else ""
        return "".join(self.kept) + more


@contextlib.contextmanager
def time_limit(seconds):
    """Raise `TimeLimit` in the main thread once `seconds` have passed, and again each second if it is swallowed.

    Where there is no alarm signal (Windows, other threads) the block runs without a limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum, frame):
        raise TimeLimit

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def run(function, arguments, seconds):
    """Call `function` on copies of `arguments` and return an `Outcome`, whatever the function does.

    The function cannot change the caller's arrays, run longer than `seconds`, flood the output, leave figures open
    or move NumPy's global random stream.
    """
    outcome, screen = Outcome(), _Capped()
    state = np.random.get_state()
    np.random.seed(1)
    try:
        positional, named = copy.deepcopy((arguments.positional, arguments.named))
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen), warnings.catch_warnings():
            warnings.simplefilter("default")
            with time_limit(seconds), _closed_figures():
                outcome.value = function(*positional, **named)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        outcome.error = error
    finally:
        np.random.set_state(state)
    outcome.printed = screen.text()
    return outcome


@contextlib.contextmanager
def _closed_figures():
    """Close the figures that the block opens, if it can open any."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    before = set(pyplot.get_fignums()) if pyplot else set()
    try:
        yield
    finally:
        for number in set(pyplot.get_fignums()) - before if pyplot else ():
            pyplot.close(number)


def load(path):
    """Return the Python file `path` as a module; FileNotFoundError or ValueError, naming it, if it cannot be used."""
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is missing from {path.parent.name}: it declares this week's exercises. "
            "Run the notebook in its own folder, or get the file again with `make lab`."
        )
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except Exception as error:
        line = getattr(error, "lineno", None)
        raise ValueError(f"{path.name} cannot be used{f' (line {line})' if line else ''}: {error}") from error
    return module
