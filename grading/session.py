"""One submitted notebook, run: its cells in a confined process, its checks in this one.

To a check, the student's names are proxies. Calling one sends the arguments over and gets the result back; only data
crosses. What a check gives the student's function to call (a replayed earlier function) is called back here.
"""

import base64
import contextlib
import json
import signal
import socket
import time

from nbformat.v4 import new_output

from grading import wire
from grading.confine import Limits
from grading.peer import Gone, Peer
from helpers.guard import TimeLimit

PATIENCE = 3  # seconds over a limit after which a process that does not answer is ended
# Of what a cell displays; no scripts, no widgets. What HTML, Markdown and LaTeX hold is cleaned by `grading.pages`.
SHOWN = ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml", "image/png", "image/jpeg")
REASONS = {
    "timeout": "it took longer than {limits.notebook_seconds:g} seconds in all",
    "memory": "it used more than {limits.memory} MB of memory",
    "processes": "it started more than {limits.processes} processes",
}


class RemoteError(Exception):
    """What a student's function raised; each is of a class with the name of the original one."""

    line = ""


class Session:
    """A student's process. A context manager; at its end nothing of the process is left.

    Arguments: warm, the `Warm` to fork it from; files, a dictionary from relative name to the bytes of what lies beside
    the notebook; limits, its `Limits`.
    """

    def __init__(self, warm, files, limits=None):
        self.limits = limits or Limits()
        self.ended = ""  # why there is no process any more
        channel, self.watch = warm.fork(self.limits)
        self.peer = Peer(channel, self._answer, self._proxy)
        self.names = Names(self)
        with contextlib.suppress(OSError):
            wire.send(channel, wire.encode(files))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.end()

    def end(self, reason=""):
        """End the process with all that it has started, and note why."""
        if self.watch is None:
            return
        report = {}
        with contextlib.suppress(OSError, ValueError):
            if reason == "gone":  # then the report is on its way, if the process has really ended
                self.watch.settimeout(2)
                report = json.loads(self.watch.recv(65536))
        with contextlib.suppress(OSError, ValueError):
            self.watch.shutdown(socket.SHUT_WR)
            self.watch.settimeout(10)
            report = report or json.loads(self.watch.recv(65536))
        self.watch.close()
        self.peer.socket.close()
        self.watch = None
        known = report.get("reason", "")
        if known == "setup":
            why = report.get("detail", "this machine refuses the namespaces or mounts that it needs")
            raise RuntimeError(f"a submission could not be confined: {why}")
        if known in REASONS:
            self.ended = REASONS[known].format(limits=self.limits)
        elif reason == "gone":
            self.ended = "it ended itself"
        else:
            self.ended = reason or "the notebook is finished"

    def request(self, patience, **request):
        """Ask the process; Gone, saying why, if it has ended or does not answer within `patience` seconds."""
        if self.watch is None:
            raise Gone(self.ended)
        try:
            reply = self.peer.request(patience, **request)
        except Gone as error:
            self.end("it did not answer" if "in time" in str(error) else "gone")
            raise Gone(self.ended) from None
        if type(reply) is not dict:
            self.end("it sent what is no answer")
            raise Gone(self.ended)
        return reply

    def run(self, source):
        """Run one cell; return its outputs as nbformat has them, and whether it took too long."""
        seconds = self.limits.cell_seconds
        reply = self.request(seconds + PATIENCE, do="run", source=source, seconds=seconds, limit=self.limits.output)
        return [made for made in map(_output, _list(reply.get("outputs"))) if made], reply.get("timeout") is True

    def call(self, handle, positional, named, seconds):
        """Call a function of the student's; return its result or raise what it raised. What it printed is printed."""
        reply = self.request(
            seconds + PATIENCE, do="call", function=handle, positional=positional, named=named, seconds=seconds
        )
        print(str(reply.get("printed", ""))[:20_000], end="")
        if "refused" in reply:
            raise _error("Refused", f"the result cannot be used: {reply['refused']}", "")
        if "error" in reply:
            kind, message, line, late = (*_list(reply["error"]), "", "", "", False)[:4]
            if late is True:
                raise TimeLimit
            raise _error(str(kind), str(message), str(line))
        return reply.get("value")

    def _answer(self, request):
        """Answer the process, which calls something that it was given."""
        number, positional, named = (request.get(name) for name in ("number", "positional", "named"))
        function = self.peer.kept.get(number) if type(number) is int else None
        if not callable(function) or type(positional) is not tuple or type(named) is not dict:
            return {"error": "there is no such function"}
        try:
            return {"value": function(*positional, **named)}
        except Gone:
            raise
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}

    def _proxy(self, number, kind, callable_):
        """Return what stands for an object of the student's that is no data; its class has the original's name."""
        name = kind if kind.isidentifier() else "object"
        return type(name, (Function if callable_ else Thing,), {})(self, number, kind, callable_)


class Thing(wire.Handle):
    """An object that stays in the student's process."""

    def __init__(self, session, number, kind, callable_):
        super().__init__(number, kind, callable_)
        self.session = session

    def __deepcopy__(self, memory):
        return self


class Function(Thing):
    """A function that stays in the student's process."""

    def __call__(self, *positional, **named):
        """Call it there, for no longer than the time limit that is running here allows."""
        started, (left, interval) = time.monotonic(), signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            return self.session.call(self, positional, named, left or self.session.limits.cell_seconds)
        finally:
            if left:
                signal.setitimer(signal.ITIMER_REAL, max(0.01, left - (time.monotonic() - started)), interval)


class Names:
    """The names in the student's notebook, as far as a check needs them of a dictionary."""

    def __init__(self, session):
        self.session = session

    def __contains__(self, name):
        return "value" in self._reply(name)

    def __getitem__(self, name):
        reply = self._reply(name)
        if "value" not in reply:
            raise KeyError(name)
        return reply["value"]

    def get(self, name, default=None):
        """Return the value of a name: data, or a proxy."""
        return self._reply(name).get("value", default)

    def update(self, names):
        """Give names other values."""
        self.session.request(PATIENCE, do="put", names=dict(names), without=[])

    def pop(self, name, default=None):
        """Remove a name."""
        self.session.request(PATIENCE, do="put", names={}, without=[name])

    def _reply(self, name):
        return self.session.request(self.session.limits.cell_seconds, do="get", name=name)


def _error(kind, message, line):
    known = {"NotImplementedError": NotImplementedError}.get(kind)
    error = (known or type(kind if kind.isidentifier() else "Exception", (RemoteError,), {}))(message)
    error.line = line
    return error


def _list(value):
    return list(value) if type(value) in (list, tuple) else []


def _output(item):
    """Return one output in the form of nbformat, of what a page may show; None if it is nothing of the kind."""
    if type(item) is not dict:
        return None
    kind, text = item.get("output_type"), lambda key: str(item.get(key, ""))
    if kind == "stream":
        return new_output("stream", name="stderr" if item.get("name") == "stderr" else "stdout", text=text("text"))
    if kind == "error":
        trace = [str(line) for line in _list(item.get("traceback"))]
        return new_output("error", ename=text("ename"), evalue=text("evalue"), traceback=trace)
    if kind in ("display_data", "execute_result") and type(item.get("data")) is dict:
        data = _shown(item["data"])
        return new_output("display_data", data) if data else None
    return None


def _shown(data):
    """Return those forms of one display that a page can show; a picture must be base64 and nothing else."""
    kept = {kind: data[kind] for kind in SHOWN if type(data.get(kind)) is str}
    for kind in {"image/png", "image/jpeg"} & set(kept):
        try:
            base64.b64decode("".join(kept[kind].split()), validate=True)
        except ValueError:
            del kept[kind]
    return kept
