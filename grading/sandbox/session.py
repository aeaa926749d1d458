"""One submitted notebook, run: its cells in a confined process, its checks in this one.

To a check, the student's names are proxies. Calling one sends the arguments over and gets the result back; only data
crosses. What a check gives the student's function to call (a replayed earlier function) is called back here.

A Keras model stays where it is. What a check asks about it is answered by another process, in which no student's code
ever runs: the model is rebuilt there from its configuration and weights, so that neither the student's process answers
for it nor this one makes anything of a size that a student chooses.
"""

import base64
import contextlib
import json
import socket
import time
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self, cast

from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.intake.needed import everything
from grading.sandbox import messages, wire
from grading.sandbox.confine import Limits
from grading.sandbox.peer import AT_ONCE, CLOSED, MALFORMED, SILENT, Gone, Peer, paused_limit
from grading.sandbox.warm import Report, Warm
from helpers.checks.crossing import ModelError, OwnClass
from helpers.checks.exercise import Portable
from helpers.checks.guard import BUSY, TimeLimit
from helpers.checks.models import Remote

READING_SECONDS = 5  # to find out which cells are needed
PATIENCE = 3  # seconds over a limit after which a process that does not answer is ended
OUTPUTS = 210  # of one cell; the process itself keeps to 200, and adds its errors and a note
NOTES = 10_000  # bytes that these may have
# Errors that may come from a cell that was left out: of a call, and of a cell itself.
LACKS = ("NameError", "FileNotFoundError", "ModuleNotFoundError")
CELL_LACKS = (*LACKS, "AttributeError", "ImportError", "KeyError")
LEFT_OUT = "\n[output: more was left out]\n"
LINE = 16  # bytes around each line of an output in the file of a notebook
FILE = 3  # how many times as large as its output a cell may be there
# Of what a cell displays; no scripts, no widgets. `grading.plugin.pages` cleans what HTML, Markdown and LaTeX hold.
SHOWN = ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml", "image/png", "image/jpeg")
REASONS = {
    "timeout": "it took longer than {limits.notebook_seconds:g} seconds in all",
    "memory": "it used more than {limits.memory} MB of memory",
    "processes": "it started more than {limits.processes} processes",
}


class RemoteError(Exception):
    """What a student's function raised; each is of a class with the name of the original one."""

    line = ""  # of the student's code


class Session:
    """A student's process. A context manager; at its end nothing of the process is left.

    Arguments: warm, the `Warm` to fork it from; files, a dictionary from relative name to the bytes of what lies beside
    the notebook; limits, its `Limits`.
    """

    def __init__(self, warm: Warm, files: Mapping[str, bytes], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.ended = ""  # why there is no process any more
        self.late = False  # whether a time limit was the reason
        self.busy_seconds = 0.0  # for which the process was waited for
        self.room = self.limits.outputs  # bytes of output that are still kept
        self.cut = False  # whether some of the output of the last cell was left out
        self.most = wire.SIZE_LIMIT  # bytes of a value that is asked for
        self.lacks: set[str] = set()  # names that the notebook lacked when it ran, "" for what is no name
        self.trouble = ""  # what ended the last cell before its end, if anything did, and where
        self.warm = warm
        self.clean: Session | None = None  # that of the process that rebuilds models, once there is one
        self.watch: socket.socket | None
        channel, self.watch = warm.fork(self.limits)
        self.peer = Peer(channel, self._answer, self._proxy)
        self.names = Names(self)
        with contextlib.suppress(OSError):
            wire.send(channel, wire.encode(files))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self, reason: str = "") -> None:
        """End the process with all that it has started, and note why."""
        if self.watch is None:
            return
        if self.clean:
            self.clean.end()
        report: Report = {}
        with contextlib.suppress(OSError, ValueError):
            if reason == CLOSED:  # then the report is on its way, if the process has really ended
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
        self.late = known == "timeout" or reason == SILENT
        if known in REASONS:
            self.ended = REASONS[known].format(limits=self.limits)
        else:
            self.ended = reason or "the notebook is finished"

    def request(self, request: Mapping[str, Any], patience: float, most: int = wire.SIZE_LIMIT) -> dict[str, Any]:
        """Ask the process and return what it says, of which any part may be missing or forged.

        Arguments: patience, how many seconds to wait; most, how many bytes the reply may have.
        Raises Gone, saying why, if it has ended or does not answer.
        """
        if self.watch is None:
            raise Gone(self.ended)
        started = time.perf_counter()
        try:
            reply = self.peer.request(request, patience, most)
        except Gone as error:
            self.end(str(error))
            raise Gone(self.ended) from None
        finally:
            self.busy_seconds += time.perf_counter() - started
        if type(reply) is not dict:
            self.end(MALFORMED)
            raise Gone(self.ended)
        return cast(dict[str, Any], reply)

    def needed(self, sources: list[str], wanted: list[int], familiar: list[str]) -> Any:
        """Return which cells must run, as `grading.intake.needed.needed` does; to be asked before any has run.

        The process reads the text, lest it harm this one.
        """
        request = messages.FindNeeded(
            do="needed", sources=sources, wanted=wanted, familiar=familiar, seconds=READING_SECONDS
        )
        try:
            return self.request(request, READING_SECONDS + PATIENCE)["cells"]
        except wire.WireError:
            return everything(sources)

    def run(self, source: str) -> tuple[list[NotebookNode], bool]:
        """Run one cell; return its outputs as nbformat has them, and whether it took too long."""
        seconds, limit = self.limits.cell_seconds, min(self.limits.output, self.room)
        self.trouble = ""
        try:
            reply = self.request(
                messages.Run(do="run", source=source, seconds=seconds, limit=limit), seconds + PATIENCE
            )
        except wire.WireError as error:
            self.trouble = f"cannot be run: {error}"
            return [new_output("error", ename="Refused", evalue=f"the cell cannot be run: {error}")], False
        shown = [output for output in map(_output, _list(reply.get("outputs"))) if output]
        outputs, size = _within(shown, limit + NOTES)
        self.room, self.cut = max(0, self.room - size), reply.get("cut") is True or outputs != shown
        late = reply.get("timeout") is True
        end = _list(reply.get("error"))
        self.trouble = _trouble(end, seconds if late else 0)
        if end[2:3] and end[2] in CELL_LACKS:
            self.lacks.add(_name(end[4:5]))
        return outputs, late

    def call(self, seconds: float, request: messages.TimedRequest) -> Any:
        """Have a function called or an attribute read; return the value or raise what it raised, and print its prints.

        Arguments: seconds, its time limit.
        """
        most = wire.SIZE_LIMIT if request["do"] == "model" else self.most
        reply = self.request({**request, "seconds": seconds}, BUSY * seconds + PATIENCE, most)
        print(_text(reply.get("printed"), 20_000), end="")
        if "refused" in reply:
            raise _error("Refused", f"the result cannot be used: {_text(reply['refused'], 300)}", "")
        if "error" in reply:
            kind, message, line, late, name = (*_list(reply["error"]), "", "", "", False, None)[:5]
            if late is True:
                raise TimeLimit
            if kind in LACKS:
                self.lacks.add(_name([name]))
            raise _error(_line(kind, 80), _line(message, 300), _line(line, 300))
        return reply.get("value")

    def examine(self, seconds: float, thing: wire.Handle, shapes: Any, question: str, *arguments: Any) -> Any:
        """Return what a clean process says about a model of the student's; ModelError if it cannot be examined.

        Arguments: seconds, its time limit; shapes, see `helpers.checks.crossing.export`; question and arguments, see
        `helpers.checks.crossing.answer`.
        """
        started = time.monotonic()
        weights = question == "predict" and (True if arguments[1] is None else None)
        try:
            exported = self.call(seconds, messages.Model(do="model", thing=thing, weights=weights, shapes=shapes))
            left = min(seconds, max(AT_ONCE, BUSY * seconds + started - time.monotonic()))
            return self._rebuilt(left, (exported, question, *arguments))
        except TimeLimit:
            reason = f"the model takes more than {seconds:.0f} seconds to examine; it may be far too large"
            raise ModelError(reason) from None
        except (RemoteError, wire.WireError) as error:
            raise ModelError(f"the model cannot be examined: {error}") from None

    def _rebuilt(self, seconds: float, arguments: tuple[Any, ...]) -> Any:
        """Have a clean process, a new one after a loss, rebuild a model and answer a question about it."""
        try:
            if self.clean is None or self.clean.watch is None:
                self.clean = Session(self.warm, {}, self.limits)
                self.clean.run("from helpers.checks.crossing import answer")
            answer = self.clean.names["answer"]
            request = messages.Call(do="call", function=answer, positional=arguments, named={})
            return self.clean.call(seconds, request)
        except Gone as error:
            raise ModelError(f"the model cannot be rebuilt: {error}") from None
        except RemoteError as error:
            large = type(error).__name__ in ("MemoryError", "ResourceExhaustedError")  # the latter is TensorFlow's
            reason = REASONS["memory"].format(limits=self.limits) if large else error
            raise ModelError(f"the model cannot be rebuilt: {reason}") from None

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answer the process, which calls something that it was given."""
        number, positional, named = (request.get(name) for name in ("number", "positional", "named"))
        function = self.peer.objects.get(number) if type(number) is int else None
        if not callable(function) or type(positional) is not tuple or type(named) is not dict:
            return {"error": "there is no such function"}
        try:
            return {"value": function(*positional, **named)}
        except Gone:
            raise
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}

    def _proxy(self, number: int, kind: str, callable_: bool) -> "Thing":
        """Return what stands for an object of the student's that is no data; its class has the original's name."""
        name = kind if kind.isidentifier() else "object"
        kind_of_proxy: type[Thing] = type(name, (Function if callable_ else Thing,), {})
        return kind_of_proxy(self, number, kind, callable_)


class Thing(wire.Handle, Remote):
    """An object that stays in the student's process, such as a model; its public attributes can be read by name."""

    described: Any = None  # what was said of it, or the reason why nothing can be said

    def __init__(self, session: Session, number: int, kind: str, callable_: bool) -> None:
        super().__init__(number, kind, callable_)
        self.session = session

    def __deepcopy__(self, memory: dict[int, Any]) -> Self:
        return self

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object: data, or what stands for it."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._ask(messages.Attribute(do="attribute", thing=self, name=name))

    def examine(self, question: str, shapes: Any = None, *arguments: Any) -> Any:
        """Return what there is to say about a model; ModelError if it is none, or none that can be examined."""
        with paused_limit() as left:
            seconds = left or self.session.limits.cell_seconds
            if question != "describe":
                known = self.described["parameters"] if isinstance(self.described, dict) else None
                return self.session.examine(seconds, self, shapes, question, *arguments, known)
            if self.described is None:
                try:
                    self.described = self.session.examine(seconds, self, shapes, question)
                except ModelError as error:  # the next case, and each known mistake, would take as long
                    self.described = error
        if isinstance(self.described, ModelError):
            raise self.described
        return self.described

    def beside(self, probe: Portable, *arguments: Any) -> Any:
        """Call the `Portable` function `probe` there, with this object and `arguments`."""
        return self._ask(messages.Call(do="call", function=probe, positional=(self, *arguments), named={}))

    def _ask(self, request: messages.TimedRequest) -> Any:
        """Ask the process, which has no more time than the limit that is running here allows."""
        with paused_limit() as left:
            return self.session.call(left or self.session.limits.cell_seconds, request)


class Function(Thing):
    """A function that stays in the student's process, or a model, which can be called too."""

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """Call it there."""
        return self._ask(messages.Call(do="call", function=self, positional=positional, named=named))


class Names:
    """The names in the student's notebook, as far as a check needs them of a dictionary."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __contains__(self, name: str) -> bool:
        return "value" in self._reply(name)

    def __getitem__(self, name: str) -> Any:
        reply = self._reply(name)
        if "value" not in reply:
            raise KeyError(name)
        return reply["value"]

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a name: data, or a proxy."""
        return self._reply(name).get("value", default)

    def update(self, names: Mapping[str, Any]) -> None:
        """Give names other values."""
        self.session.request(messages.Put(do="put", names=dict(names), without=[]), PATIENCE)

    def pop(self, name: str, default: object = None) -> None:
        """Remove a name."""
        self.session.request(messages.Put(do="put", names={}, without=[name]), PATIENCE)

    def _reply(self, name: str) -> dict[str, Any]:
        session = self.session
        return session.request(messages.Get(do="get", name=name), session.limits.cell_seconds, session.most)


def _error(kind: str, message: str, line: str) -> Exception:
    usual = (NotImplementedError, AttributeError, ModelError, OwnClass)
    known = next((one for one in usual if one.__name__ == kind), None)
    error: Any = (known or type(kind if kind.isidentifier() else "Exception", (RemoteError,), {}))(message)
    error.line = line
    return cast(Exception, error)


def _trouble(error: list[Any], seconds: float) -> str:
    """Return the end of a sentence about what ended a cell: where, and by which error.

    Arguments: error, what `grading.sandbox.inside` says of it; seconds, the time limit if that was it, else 0.
    """
    if not error and not seconds:
        return ""
    number, line, kind, message = (*error, *[""] * 4)[:4]
    place = f"at line {number}, `{_line(line, 200)}`" if type(number) is int and number > 0 else ""
    if seconds:
        return f"was stopped after {seconds:g} seconds{' ' if place else ''}{place}"
    words = ": ".join(filter(None, (_line(kind, 80), _line(message, 300))))
    return f"ended {place}{': ' if place else 'by '}{words or 'an error'}"


def _name(values: list[Any]) -> str:
    """Return the first of the values if it is a name, else ""."""
    return values[0] if values and type(values[0]) is str and values[0].isidentifier() else ""


def _line(value: object, length: int) -> str:
    """Return a text that a student's process sent as one line that a terminal can show."""
    return "".join(sign if sign.isprintable() else " " for sign in _text(value, length)).strip()


def _list(value: Any) -> list[Any]:
    return list(value) if type(value) in (list, tuple) else []


def _text(value: Any, length: int) -> str:
    return value[:length] if type(value) is str else ""


def _within(outputs: list[NotebookNode], limit: int) -> tuple[list[NotebookNode], int]:
    """Return those of the outputs of one cell that are within the limits, with a note if some are not; and their size.

    The process has limits of its own, but what it sends may be forged; and what it does not count is how large a text
    becomes in the file of a notebook.
    """
    size = 0
    for count, output in enumerate(outputs):
        size += sum(_size(part) for part in _texts(output))
        if size > limit or count >= OUTPUTS:
            return [*outputs[:count], new_output("stream", name="stderr", text=LEFT_OUT)], limit
    return outputs, size


def _size(text: str) -> int:
    """Return the bytes of a text; or of its share in the file of a notebook, if they are far more."""
    return max(len(text.encode()), (len(json.dumps(text)) + LINE * (1 + text.count("\n"))) // FILE)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in an output: keys, values and lines."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _output(item: Any) -> NotebookNode | None:
    """Return one output in the form of nbformat, of what a page may show; None if it is nothing of the kind."""
    if type(item) is not dict:
        return None
    kind = item.get("output_type")

    def text(key: str) -> str:
        return str(item.get(key, ""))

    content: dict[str, Any]
    if kind == "stream":
        content = {"name": "stderr" if item.get("name") == "stderr" else "stdout", "text": text("text")}
    elif kind == "error":
        trace = [str(line) for line in _list(item.get("traceback"))]
        content = {"ename": text("ename"), "evalue": text("evalue"), "traceback": trace}
    elif kind in ("display_data", "execute_result") and type(item.get("data")) is dict:
        kind, content = "display_data", {"data": _shown(item["data"])}
        if not content["data"]:
            return None
    else:
        return None
    output: NotebookNode = new_output(kind, **content)
    return output


def _shown(data: Mapping[str, Any]) -> dict[str, str]:
    """Return those forms of one display that a page can show; a picture must be base64 and nothing else."""
    shown = {kind: data[kind] for kind in SHOWN if type(data.get(kind)) is str}
    for kind in {"image/png", "image/jpeg"} & set(shown):
        try:
            base64.b64decode("".join(shown[kind].split()), validate=True)
        except ValueError:
            del shown[kind]
    return shown
