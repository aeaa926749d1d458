"""One end of the channel between the grader and a student's process: requests and replies in both directions."""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from socket import socket as Socket
from typing import Any

from grading.sandbox import wire
from helpers.checks.guard import TimeLimit, Unanswered, time_limit

OBJECT_LIMIT = 10_000  # that are no data, of one side
NESTING_LIMIT = 20  # calls within calls, to and fro
AT_ONCE = 1e-6  # seconds; 0 would stop the clock


SILENT, CLOSED, MALFORMED = "it did not answer", "it ended itself", "it sent what is no message"


class Gone(Unanswered):
    """The other side is of no more use; its text says why: `SILENT`, `CLOSED`, `MALFORMED`, or what a session says."""


class Peer:
    """Asks the other side, and answers what it asks meanwhile.

    Arguments: socket, a connected stream socket; answer, a function from a request (a dictionary) to the value of the
    reply; stand_in, a function from (number, kind, callable) to what stands for an object of the other side; code,
    whether the source of a function is taken from the other side (by the student's process, never by the grader).
    """

    def __init__(
        self,
        socket: Socket,
        answer: Callable[[dict[str, Any]], object],
        stand_in: Callable[[int, str, bool], object],
        code: bool = False,
    ) -> None:
        self.socket, self.answer, self.stand_in, self.code = socket, answer, stand_in, code
        self.objects: dict[int, object] = {}  # of this side, by the number of their handle
        self.numbers: dict[int, int] = {}  # of the handles, by the identity of the object
        self.depth = 0

    def keep(self, item: object) -> wire.Handle:
        """Keep an object that is no data on this side and return the `Handle` that goes over instead."""
        number = self.numbers.setdefault(id(item), len(self.objects))
        if number >= OBJECT_LIMIT:
            raise wire.WireError(f"more than {OBJECT_LIMIT:,} objects that are no data cannot be kept")
        self.objects[number] = item
        return wire.Handle(number, type(item).__name__, callable(item))

    def request(self, request: Mapping[str, Any], patience: float | None, most: int = wire.SIZE_LIMIT) -> Any:
        """Send a request and return the value of the reply.

        A time limit that is running here stands still meanwhile, lest it tear a message apart. Raises Gone if there is
        no reply after `patience` seconds (None: however long it takes), whatever takes so long: sending, waiting,
        reading the reply or answering what the other side asks; also if the reply has more than `most` bytes, although
        the other side has been told.
        """
        if self.depth >= NESTING_LIMIT:
            raise wire.WireError("calls to and fro are nested too deeply")
        self.depth += 1
        try:
            with paused_limit():
                return self._request({**request, "most": most}, patience, most)
        finally:
            self.depth -= 1

    def _request(self, request: dict[str, Any], patience: float | None, most: int) -> Any:
        end = None if patience is None else time.monotonic() + patience
        try:
            with contextlib.nullcontext() if patience is None else time_limit(patience):
                self._send(request, end)
                while True:
                    message = self._receive(end, most)
                    if "reply" in message:
                        return message["reply"]
                    self._reply(message, end)
        except TimeLimit:
            raise Gone(SILENT) from None

    def serve(self) -> None:
        """Answer requests until the other side closes the channel."""
        while True:
            self._reply(self._receive(None), None)

    def _reply(self, request: dict[str, Any], end: float | None) -> None:
        most = request.pop("most", None)
        reply = self.answer(request)
        try:
            self._send({"reply": reply}, end, most if type(most) is int else wire.SIZE_LIMIT)
        except wire.WireError as error:
            self._send({"reply": {"refused": str(error)}}, end)

    def _send(self, message: dict[str, Any], end: float | None, limit: int = wire.SIZE_LIMIT) -> None:
        try:
            encoded = wire.encode(message, self.keep, not self.code, limit)
        except (wire.WireError, Gone):
            raise
        except Exception as error:  # a value whose own methods raise
            raise wire.WireError(f"a value that cannot be read ({type(error).__name__})") from None
        try:
            wire.send(self.socket, encoded, end)
        except TimeoutError:
            raise Gone(SILENT) from None
        except OSError:
            raise Gone(CLOSED) from None

    def _receive(self, end: float | None, most: int = wire.SIZE_LIMIT) -> dict[str, Any]:
        try:
            received = wire.receive(self.socket, end)
            message = wire.decode(received, self.stand_in, self.objects, self.code)
        except TimeoutError:
            raise Gone(SILENT) from None
        except (EOFError, OSError):
            raise Gone(CLOSED) from None
        except (wire.WireError, MemoryError):
            raise Gone(MALFORMED) from None
        if type(message) is dict and "reply" in message and len(received) > most:
            raise Gone(MALFORMED)
        if type(message) is not dict or not message or not all(type(key) is str for key in message):
            raise Gone(MALFORMED)
        return message


@contextlib.contextmanager
def paused_limit() -> Iterator[float]:
    """Let the time limit that is running here stand still in the block, and then go on with what is left of it.

    Yields the seconds that are left, 0 if no limit is running. The time that the block takes counts.
    """
    started, (left, interval) = time.monotonic(), signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield left
    finally:
        if left:
            left -= time.monotonic() - started
            signal.setitimer(signal.ITIMER_REAL, max(AT_ONCE, left), interval)
