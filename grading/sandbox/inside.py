"""A student's process: runs the cells of one notebook and calls its functions for the grader.

It runs confined (`grading.sandbox.confine`). Nothing in it is secret and nothing that it says is trusted; it knows no
reference, no hidden case and no points.
"""

import asyncio
import base64
import contextlib
import functools
import io
import logging
import os
import random
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from socket import socket as Socket
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from jupyter_client.session import Session as Messenger
from traitlets.config import Config

from grading.intake.needed import everything, needed
from grading.sandbox import messages, wire
from grading.sandbox.peer import Gone, Peer
from helpers.checks import crossing
from helpers.checks.exercise import Call
from helpers.checks.guard import TimeLimit, run, time_limit

OUTPUTS = 200  # of one cell
INSTALLERS = ("pip", "conda", "mamba", "micromamba", "uv")  # magics


class Outputs:
    """What a cell shows, as a notebook stores it; beyond the limit only that there was more."""

    def __init__(self) -> None:
        self.start(0)

    def start(self, limit: int) -> None:
        """Forget all, and keep at most `limit` bytes from now on."""
        self.limit, self.size, self.dropped, self.cleared = limit, 0, 0, False
        self.list: list[dict[str, Any]] = []

    def add(self, output: dict[str, Any], size: int) -> None:
        """Keep one output if there is room."""
        if self.cleared:
            self.clear(wait=False)
        if self.size + size > self.limit or len(self.list) >= OUTPUTS:
            self.dropped += size
            return
        self.size += size
        self.list.append(output)

    def add_error(self, output: dict[str, Any], trace: list[str]) -> None:
        """Keep an error, and its traceback if there is room."""
        size = sum(len(line.encode("utf-8", "replace")) for line in trace)
        if self.size + size > self.limit:
            self.dropped, trace, size = self.dropped + size, [], 0
        self.list.append(output | {"traceback": trace})
        self.size += size

    def write(self, name: str, text: str) -> None:
        """Keep what is printed to the stream `name`; what follows the same stream is joined to it."""
        encoded, room = text.encode("utf-8", "replace"), max(0, self.limit - self.size)
        start, self.dropped = encoded[:room].decode("utf-8", "ignore"), self.dropped + len(encoded[room:])
        last = self.list[-1] if self.list else {}
        if start and last.get("name") == name and last["output_type"] == "stream":
            self.size += min(len(encoded), room)
            last["text"].append(start)
        elif start:
            self.add({"output_type": "stream", "name": name, "text": [start]}, min(len(encoded), room))

    def display(self, data: dict[str, str], name: str | None = None, update: bool = False) -> None:
        """Keep one display, in the place of an earlier one of the same `name` if it is an `update` of that."""
        if not update:
            self.add({"output_type": "display_data", "data": data, "metadata": {}, "name": name}, _size(data))
            return
        for item in self.list:
            if item["output_type"] == "display_data" and item["name"] == name:
                size = self.size + _size(data) - _size(item["data"])
                if size <= self.limit:
                    item["data"], self.size = data, size

    def clear(self, wait: bool) -> None:
        """Forget what is there, or if `wait` is true, do so when something else comes."""
        self.cleared = wait
        if not wait:
            self.list, self.size = [], 0

    def take(self) -> list[dict[str, Any]]:
        """Return the outputs; the last one says how much was left out."""
        outputs = [{**item, "text": "".join(item["text"])} if "text" in item else item for item in self.list]
        if self.dropped:
            note = f"\n[output: {self.dropped:,} more bytes were left out]\n"
            outputs.append({"output_type": "stream", "name": "stderr", "text": note})
        return outputs


class Stream(io.TextIOBase):
    """Standard output or error of the cells."""

    encoding, errors = "UTF-8", "strict"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self.outputs = name, outputs

    def fileno(self) -> int:
        """Return a descriptor that can be written to, as a kernel's streams do; what is written there is not kept."""
        return 1 if self.name == "stdout" else 2

    def write(self, text: str) -> int:
        """Keep `text`."""
        text = str(text)
        self.outputs.write(self.name, text)
        return len(text)


class Messages(Messenger):
    """What the kernel sends to its front end, of which there is none: displays are kept, the rest is dropped."""

    outputs: Outputs

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *ignored: Any, **named: Any) -> None:  # type: ignore[override]
        """Keep what a cell displays."""
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        if msg_or_type == "clear_output":
            self.outputs.clear(content["wait"])
        elif msg_or_type in ("display_data", "update_display_data", "execute_result"):
            data = {
                kind: base64.b64encode(item).decode("ascii") if isinstance(item, bytes) else item
                for kind, item in content["data"].items()
                if isinstance(item, (str, bytes))
            }
            name = content.get("transient", {}).get("display_id")
            self.outputs.display(data, name, msg_or_type == "update_display_data")


class Absent:
    """Stands in for `helpers.check.Check`: the grader checks, in a process of its own."""

    def __init__(self, notebook: str, folder: str = ".") -> None:
        self.notebook = notebook

    def __call__(self, *arguments: object, **named: object) -> None:
        """Do nothing."""


def prepare() -> Any:
    """Make the shell that every student's process starts with, and return it; done once, before any fork.

    Its kernel is the one that JupyterLab starts, so that what works there works here, but without sockets and threads:
    what it would send is kept or dropped, and pictures take the place of windows.
    """
    sys.modules["debugpy"] = cast(
        Any, None
    )  # there is nobody to debug, and it would take as long to import as all the rest
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.kernelapp import IPKernelApp

    del sys.modules["debugpy"]
    import helpers.check

    helpers.check.Check = Absent  # type: ignore[misc, assignment]
    config, log = Config(), logging.getLogger("kernel")
    config.HistoryManager.hist_file = ":memory:"
    config.HistoryManager.enabled = False
    log.setLevel(logging.CRITICAL)
    kernel = IPythonKernel.instance(session=Messages(), config=config, log=log)
    none = SimpleNamespace(list_subshell=list, subshell_id_from_thread_id=lambda number: None)
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=None, manager=none)  # asked for when a cell awaits
    application, shell = IPKernelApp.instance(), cast(Any, kernel.shell)
    application.kernel, application.shell = kernel, shell
    shell.colors = "nocolor"
    shell.extension_manager.load_extension("storemagic")
    inline = functools.partial(shell.enable_matplotlib, "inline")
    shell.enable_gui, shell.enable_matplotlib = (lambda gui=None: None), (lambda gui=None: inline())
    for name in INSTALLERS:
        shell.register_magic_function(_install_nothing, "line", name)
    return shell


def _install_nothing(line: str) -> None:
    """Install nothing: there is no network here."""
    print("Nothing is installed while a notebook is graded.")


class NotebookServer:
    """Answers the grader's requests about one notebook, which it runs."""

    def __init__(self, shell: Any, socket: Socket) -> None:
        self.shell, self.outputs = shell, Outputs()
        shell.kernel.session.outputs = self.outputs
        shell._showtraceback = self._error
        shell.events.register("post_run_cell", self._note)
        self.loop = asyncio.new_event_loop()
        self.error: BaseException | None = None  # what ended the last cell
        self.peer = Peer(socket, self.answer, self._stand_in, code=True)

    def answer(self, request: dict[str, Any]) -> Any:
        """Return the reply to one request; what it runs finds the event loop running, as in a kernel."""
        kind = request.pop("do")
        if kind == "run":
            return self._run(**request)
        answers: dict[str, Callable[..., Any]] = {"get": self._get, "put": self._put, "call": self._call}
        answers |= {"attribute": self._attribute, "model": self._model, "needed": self._needed}
        if self.loop.is_running():
            return answers[kind](**request)
        return self.loop.run_until_complete(self._answer(answers[kind], request))

    async def _answer(self, function: Callable[..., Any], request: dict[str, Any]) -> Any:
        return function(**request)

    def _error(self, kind: type[BaseException], error: BaseException, trace: list[str]) -> None:
        output = {"output_type": "error", "ename": kind.__name__[:200], "evalue": _text(error, 1000)}
        self.outputs.add_error(output, trace)

    def _note(self, result: Any) -> None:
        """Note what ended a cell, if anything did."""
        self.error = result.error_before_exec or result.error_in_exec

    def _run(self, source: str, seconds: float, limit: int) -> messages.CellReply:
        """Run one cell."""
        self.outputs.start(limit)
        self.error = None
        streams = Stream("stdout", self.outputs), Stream("stderr", self.outputs)
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            try:
                with time_limit(seconds):
                    self.loop.run_until_complete(self._execute(source))
            except Gone:
                raise
            except BaseException as error:  # the time limit, while nothing ran, or an error that cannot be shown
                self.error = error
                for task in asyncio.all_tasks(self.loop):
                    task.cancel()
        return {
            "outputs": self.outputs.take(),
            "timeout": isinstance(self.error, TimeLimit),
            "cut": self.outputs.dropped > 0,
            "error": _trouble(self.error, source, self.shell.user_ns),
        }

    async def _execute(self, source: str) -> None:
        await self.shell.kernel.do_execute(source, silent=False)
        await asyncio.sleep(0)  # what the cell has started in the background goes on

    def _needed(
        self, sources: list[str], wanted: list[int], familiar: list[str], seconds: float
    ) -> messages.NeededReply:
        """Return which cells must run, before any has run; see `grading.intake.needed`."""
        try:
            with time_limit(seconds):
                texts = [self.shell.transform_cell(source) for source in sources]
                return {"cells": needed(texts, wanted, familiar)}
        except (Exception, TimeLimit):  # text that no reader takes: too deeply nested, null bytes
            return {"cells": everything(sources)}

    def _get(self, name: str) -> messages.NameReply:
        """Return the value of a name."""
        return {"value": self.shell.user_ns[name]} if name in self.shell.user_ns else {"missing": True}

    def _put(self, names: Mapping[str, Any], without: Sequence[str]) -> dict[str, Any]:
        """Give names other values, and remove some."""
        for name in without:
            self.shell.user_ns.pop(name, None)
        self.shell.user_ns.update(names)
        return {}

    def _call(
        self, function: Any, positional: tuple[Any, ...], named: dict[str, Any], seconds: float
    ) -> messages.CallReply:
        """Call one of the student's functions."""
        outcome = run(function, Call(positional, named), seconds, confined=True)
        if outcome.error is None:
            return {"value": outcome.value, "printed": outcome.printed}
        frames = traceback.extract_tb(outcome.error.__traceback__)
        lines = [frame.line for frame in frames if "ipykernel_" in frame.filename]
        line = lines[-1] if lines else ""
        message = " ".join(_text(outcome.error, 2000).split())[:300]
        late = isinstance(outcome.error, TimeLimit)
        error = [type(outcome.error).__name__, message, line or "", late, _missing(outcome.error)]
        return {"error": error, "printed": outcome.printed}

    def _attribute(self, thing: Any, name: str, seconds: float) -> messages.CallReply:
        """Return an attribute of one of the student's objects."""
        return self._call(getattr, (thing, name), {}, seconds)

    def _model(self, thing: Any, weights: bool | None, shapes: Any, seconds: float) -> messages.CallReply:
        """Return what one of the student's models is, as data."""
        return self._call(crossing.export, (thing, weights, shapes), {}, seconds)

    def _stand_in(self, number: int, kind: str, callable_: bool) -> Callable[..., Any]:
        """Return what stands for a function of the grader's: it is called there."""

        def function(*positional: Any, **named: Any) -> Any:
            request = messages.Callback(number=number, positional=positional, named=named)
            reply = self.peer.request(request, None)
            if "error" in reply:
                raise RuntimeError(reply["error"])
            return reply["value"]

        return function


def _trouble(error: BaseException | None, source: str, names: dict[str, Any]) -> list[Any]:
    """Return what ended a cell: number and text of its line, kind, message and missing name of the error; or [].

    Arguments: names, the namespace of the cells, by which their frames are known.
    """
    if error is None:
        return []
    numbers = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_globals is names]
    number = numbers[0] if numbers else getattr(error, "lineno", None)
    lines = source.splitlines()
    line = lines[number - 1].strip() if type(number) is int and 0 < number <= len(lines) else ""
    return [number if line else 0, line[:200], type(error).__name__[:80], _text(error, 300), _missing(error)]


def _missing(error: BaseException) -> str:
    """Return the name that a NameError is about, or ""."""
    name = getattr(error, "name", None) if type(error) is NameError else None
    return name if type(name) is str else ""


def _text(error: BaseException, length: int) -> str:
    try:
        return str(error)[:length]
    except Exception:
        return ""


def _size(data: Mapping[str, str]) -> int:
    """Return the bytes of the keys and values of a dictionary of texts."""
    return sum(len(text.encode("utf-8", "replace")) for pair in data.items() for text in pair)


def main(shell: Any, socket: Socket, files: Mapping[str, bytes]) -> None:
    """Serve one notebook until the grader closes the channel.

    Arguments: files, a dictionary from relative name to the bytes of what lies beside the notebook.
    """
    for name, content in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(content)
    sys.path.insert(0, os.getcwd())
    shell.user_ns["_dh"][:] = [os.getcwd()]  # where `%cd -` leads
    random.seed()
    np.random.seed()
    with contextlib.suppress(Gone, wire.WireError):
        NotebookServer(shell, socket).peer.serve()
