"""The guarded call: run a student's function, whatever it returns, raises or prints, and however long it takes."""

import contextlib
import io
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.checks import given
from helpers.checks.exercise import Call

BUSY = 4  # times the limit that a call may last on a machine that is busy with other things
PRINT_LIMIT = 10_000  # characters kept of what a function prints while it is checked


@dataclass
class Outcome:
    """What one guarded call did: its value, or the error that ended it, and what it printed."""

    value: Any = None
    error: BaseException | None = None
    printed: str = ""


class TimeLimit(BaseException):
    """Raised inside a call that takes too long; no `except Exception` of the student's swallows it."""


class Unanswered(BaseException):
    """Raised where the process in which a function runs has ended: nobody's answer, so no `except` may swallow it."""


class _Capped(io.TextIOBase):
    """A text stream that keeps the first `PRINT_LIMIT` characters and counts the rest."""

    def __init__(self):
        self.parts, self.length = [], 0

    def write(self, text):
        text = str(text)
        if self.length < PRINT_LIMIT:
            self.parts.append(text[: PRINT_LIMIT - self.length])
        self.length += len(text)
        return len(text)

    def text(self):
        more = f"\n... and {self.length - PRINT_LIMIT:,} more characters" if self.length > PRINT_LIMIT else ""
        return "".join(self.parts) + more


@contextlib.contextmanager
def time_limit(seconds: float, busy: float = 1) -> Iterator[None]:
    """Raise `TimeLimit` in the main thread once `seconds` have passed, and again each second if it is swallowed.

    Arguments: busy, how many times as long it may take where this process does not use that much of the processor,
    because other programs do.
    Where there is no alarm signal (Windows, other threads) the block runs without a limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    started, used = time.monotonic(), time.process_time()

    def stop(signum, frame):
        left = min(seconds - time.process_time() + used, busy * seconds - time.monotonic() + started)
        if left <= 0:
            raise TimeLimit
        signal.setitimer(signal.ITIMER_REAL, max(left, 0.01), 1)

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def run(function: Callable[..., Any], arguments: Call, seconds: float, confined: bool = False) -> Outcome:
    """Call `function` on copies of `arguments`, but for models, and return an `Outcome`, whatever the function does.

    Arguments: seconds, its time limit, of processor time; confined, whether this process is the student's alone: then
    nobody else has the arguments, so they are not copied, and nobody sits at a keyboard to interrupt.

    The function cannot change the caller's arrays, run longer than `seconds`, flood the output, leave figures open
    or move NumPy's global random stream. Raises Unanswered, and nothing else that the function raises.
    """
    outcome, screen = Outcome(), _Capped()
    state = np.random.get_state()
    np.random.seed(1)
    try:
        positional, named = arguments.positional, arguments.named
        if not confined:
            positional, named = given.copies((positional, named))
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen), warnings.catch_warnings():
            warnings.simplefilter("default")
            with time_limit(seconds, BUSY), _closed_figures():
                outcome.value = function(*positional, **named)
    except Unanswered:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not confined:
            raise
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
