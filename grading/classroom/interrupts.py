"""Ctrl-C at a moment when it would do harm."""

import contextlib
import signal
import threading


@contextlib.contextmanager
def deferred():
    """Yield a list that Ctrl-C adds to, and no more the first time: in the gradebook or a destructor it would do harm.

    The second time it does what it does anyway.
    """
    noted, before = [], signal.getsignal(signal.SIGINT)

    def note(number, frame):
        noted.append(number)
        if len(noted) > 1:
            before(number, frame)

    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield noted
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)
