"""One end of the channel between the grader and a student's process: requests and replies in both directions."""

import time

from grading import wire

KEPT_LIMIT = 10_000
NESTING_LIMIT = 20  # calls within calls, to and fro


class Gone(Exception):
    """The other side has ended, does not answer in time, or has sent what is no message."""


class Peer:
    """Asks the other side, and answers what it asks meanwhile.

    Arguments: socket, a connected stream socket; answer, a function from a request (a dictionary) to the value of the
    reply; stand_in, a function from (number, kind, callable) to what stands for an object of the other side.
    """

    def __init__(self, socket, answer, stand_in):
        self.socket, self.answer, self.stand_in = socket, answer, stand_in
        self.kept, self.numbers, self.depth = {}, {}, 0

    def keep(self, item):
        """Keep an object that is no data on this side and return the `Handle` that goes over instead."""
        number = self.numbers.setdefault(id(item), len(self.kept))
        if number >= KEPT_LIMIT:
            raise wire.WireError(f"more than {KEPT_LIMIT:,} objects that are no data cannot be kept")
        self.kept[number] = item
        return wire.Handle(number, type(item).__name__, callable(item))

    def request(self, patience, **request):
        """Send a request and return the value of the reply.

        Raises Gone if there is none after `patience` seconds (None: however long it takes).
        """
        if self.depth >= NESTING_LIMIT:
            raise wire.WireError("calls to and fro are nested too deeply")
        self.depth += 1
        try:
            self._send(request)
            end = None if patience is None else time.monotonic() + patience
            while True:
                message = self._receive(end)
                if "reply" in message:
                    return message["reply"]
                self._reply(message)
        finally:
            self.depth -= 1

    def serve(self):
        """Answer requests until the other side closes the channel."""
        while True:
            self._reply(self._receive(None))

    def _reply(self, request):
        reply = self.answer(request)
        try:
            self._send({"reply": reply})
        except wire.WireError as error:
            self._send({"reply": {"refused": str(error)}})

    def _send(self, message):
        try:
            encoded = wire.encode(message, self.keep)
        except (wire.WireError, Gone):
            raise
        except Exception as error:  # a value whose own methods raise
            raise wire.WireError(f"a value that cannot be read ({type(error).__name__})") from None
        try:
            wire.send(self.socket, encoded)
        except OSError as error:
            raise Gone(f"the channel is closed ({type(error).__name__})") from None

    def _receive(self, end):
        try:
            message = wire.decode(wire.receive(self.socket, end), self.stand_in, self.kept)
        except TimeoutError:
            raise Gone("no answer in time") from None
        except (EOFError, OSError, wire.WireError) as error:
            raise Gone(str(error)) from None
        finally:
            self.socket.settimeout(None)
        if type(message) is not dict or not message or not all(type(key) is str for key in message):
            raise Gone("a message that is neither a request nor a reply")
        return message
