"""A process that imports much once and then forks for whoever asks: how its owner starts it and ends it.

There are two kinds: the one that submissions are forked from (`grading.sandbox.warm`), and that of a user's own kernels
(`grading.desk.kernels`).
"""

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

START_SECONDS = 120
READY = b"+"


class Parent:
    """Such a process, seen from its owner; it ends with its owner or with `close`. A context manager.

    Arguments: what, what it is called in an error; program, its Python program, whose argument is a JSON document;
    settings, what stands in that besides `control`, the descriptor of the socket to its owner, over which it sends
    `READY` once it is; wall, the command that runs Python; python, its path; environment, its environment variables.
    Raises RuntimeError, saying why, if it cannot be started.
    """

    def __init__(
        self,
        what: str,
        program: str,
        settings: Mapping[str, Any],
        wall: Sequence[str] = (),
        python: str = sys.executable,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.control, theirs = socket.socketpair()
        document = json.dumps({**settings, "control": theirs.fileno()})
        with tempfile.TemporaryFile() as errors:
            with theirs:
                self.process = subprocess.Popen(
                    [*wall, python, "-c", program, document],
                    pass_fds=[theirs.fileno()],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    cwd="/",
                    start_new_session=True,
                )
            self.control.settimeout(START_SECONDS)
            try:
                ready = self.control.recv(len(READY)) == READY
            except OSError:
                ready = False
            if not ready:
                self.close()
                errors.seek(0)
                lines = errors.read().decode(errors="replace").strip().splitlines() or ["no reason given"]
                raise RuntimeError(f"{what} did not start: {lines[-1]}")
        self.control.settimeout(None)

    def close(self) -> None:
        """End the process, and with it every one that it has forked."""
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
