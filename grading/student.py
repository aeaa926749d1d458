"""A student's process: runs the cells of one notebook and calls its functions for the grader.

It runs confined (`grading.confine`). Nothing in it is secret and nothing that it says is trusted; it knows no
reference, no hidden case and no points.
"""

import base64
import contextlib
import io
import os
import random
import sys
import traceback

import numpy as np
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading import wire
from grading.peer import Gone, Peer
from helpers import crossing
from helpers.exercise import Call
from helpers.guard import TimeLimit, run, time_limit

OUTPUTS = 200  # of one cell


class Outputs:
    """What a cell shows, as a notebook stores it; beyond the limit only that there was more."""

    def __init__(self):
        self.limit, self.list, self.size, self.dropped = 0, [], 0, 0

    def start(self, limit):
        """Forget all, and keep at most `limit` bytes from now on."""
        self.limit, self.list, self.size, self.dropped = limit, [], 0, 0

    def add(self, output, size):
        """Keep one output if there is room."""
        if self.size + size > self.limit or len(self.list) >= OUTPUTS:
            self.dropped += size
            return
        self.size += size
        self.list.append(output)

    def add_error(self, output, trace):
        """Keep an error, and its traceback if there is room."""
        size = sum(len(line.encode("utf-8", "replace")) for line in trace)
        if self.size + size > self.limit:
            self.dropped, trace, size = self.dropped + size, [], 0
        self.list.append(output | {"traceback": trace})
        self.size += size

    def write(self, name, text):
        """Keep what is printed to the stream `name`; what follows the same stream is joined to it."""
        encoded, room = text.encode("utf-8", "replace"), max(0, self.limit - self.size)
        kept, self.dropped = encoded[:room].decode("utf-8", "ignore"), self.dropped + len(encoded[room:])
        last = self.list[-1] if self.list else {}
        if kept and last.get("name") == name and last["output_type"] == "stream":
            self.size += min(len(encoded), room)
            last["text"].append(kept)
        elif kept:
            self.add({"output_type": "stream", "name": name, "text": [kept]}, min(len(encoded), room))

    def take(self):
        """Return the outputs; the last one says how much was left out."""
        made = [{**item, "text": "".join(item["text"])} if "text" in item else item for item in self.list]
        if self.dropped:
            note = f"\n[output: {self.dropped:,} more bytes were left out]\n"
            made.append({"output_type": "stream", "name": "stderr", "text": note})
        return made


class Stream(io.TextIOBase):
    """Standard output or error of the cells."""

    def __init__(self, name, outputs):
        self.name, self.outputs = name, outputs

    def write(self, text):
        """Keep `text`."""
        text = str(text)
        self.outputs.write(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """Keeps what is displayed."""

    outputs = None

    def publish(self, data, metadata=None, **ignored):
        """Keep one display; bytes are those of a picture."""
        data = {
            kind: base64.b64encode(item).decode("ascii") if isinstance(item, bytes) else item
            for kind, item in data.items()
        }
        data = {kind: item for kind, item in data.items() if isinstance(item, str)}
        self.outputs.add({"output_type": "display_data", "data": data, "metadata": {}}, _size(data))


class Result(DisplayHook):
    """Keeps the value of a cell's last line."""

    outputs = None

    def write_output_prompt(self):
        """Print no prompt."""

    def write_format_data(self, format_dict, md_dict=None):
        """Keep the value as it would be shown."""
        data = {kind: item for kind, item in format_dict.items() if isinstance(item, str)}
        self.outputs.add(
            {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}, _size(data)
        )


class Absent:
    """Stands in for `helpers.check.Check`: the grader checks, in a process of its own."""

    def __init__(self, notebook, folder="."):
        self.notebook = notebook

    def __call__(self, *arguments, **named):
        """Do nothing."""


def prepare():
    """Make the shell that every student's process starts with, and return it; done once, before any fork."""
    import helpers.check

    helpers.check.Check = Absent
    InteractiveShell.displayhook_class, InteractiveShell.display_pub_class = Result, Publisher
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config)
    shell.colors = "nocolor"
    return shell


class Student:
    """Answers the grader's requests about one notebook."""

    def __init__(self, shell, socket):
        self.shell, self.outputs = shell, Outputs()
        shell.display_pub.outputs = shell.displayhook.outputs = self.outputs
        shell._showtraceback = self._error
        self.peer = Peer(socket, self.answer, self._stand_in, code=True)

    def answer(self, request):
        """Return the reply to one request."""
        kind = request.pop("do")
        known = {"run": self._run, "get": self._get, "put": self._put, "call": self._call}
        known |= {"attribute": self._attribute, "model": self._model}
        return known[kind](**request)

    def _error(self, kind, error, trace):
        output = {"output_type": "error", "ename": kind.__name__[:200], "evalue": _text(error, 1000)}
        self.outputs.add_error(output, trace)

    def _run(self, source, seconds, limit):
        """Run one cell."""
        self.outputs.start(limit)
        streams = Stream("stdout", self.outputs), Stream("stderr", self.outputs)
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            try:
                with time_limit(seconds):
                    timeout = isinstance(self.shell.run_cell(source).error_in_exec, TimeLimit)
            except TimeLimit:
                timeout = True
        return {"outputs": self.outputs.take(), "timeout": timeout, "cut": self.outputs.dropped > 0}

    def _get(self, name):
        """Return the value of a name."""
        return {"value": self.shell.user_ns[name]} if name in self.shell.user_ns else {"missing": True}

    def _put(self, names, without):
        """Give names other values, and remove some."""
        for name in without:
            self.shell.user_ns.pop(name, None)
        self.shell.user_ns.update(names)
        return {}

    def _call(self, function, positional, named, seconds):
        """Call one of the student's functions."""
        outcome = run(function, Call(positional, named), seconds, confined=True)
        if outcome.error is None:
            return {"value": outcome.value, "printed": outcome.printed}
        if isinstance(outcome.error, Gone):
            raise outcome.error
        frames = [frame for frame in traceback.extract_tb(outcome.error.__traceback__) if "ipython" in frame.filename]
        line = frames[-1].line if frames else ""
        message = " ".join(_text(outcome.error, 2000).split())[:300]
        error = [type(outcome.error).__name__, message, line or "", isinstance(outcome.error, TimeLimit)]
        return {"error": error, "printed": outcome.printed}

    def _attribute(self, thing, name, seconds):
        """Return an attribute of one of the student's objects."""
        return self._call(getattr, (thing, name), {}, seconds)

    def _model(self, thing, weights, seconds):
        """Return what one of the student's models is, as data."""
        return self._call(crossing.export, (thing, weights), {}, seconds)

    def _stand_in(self, number, kind, callable_):
        """Return what stands for a function of the grader's: it is called there."""

        def function(*positional, **named):
            reply = self.peer.request(None, number=number, positional=positional, named=named)
            if "error" in reply:
                raise RuntimeError(reply["error"])
            return reply["value"]

        return function


def _text(error, length):
    try:
        return str(error)[:length]
    except Exception:
        return ""


def _size(data):
    """Return the bytes of the keys and values of a dictionary of texts."""
    return sum(len(text.encode("utf-8", "replace")) for pair in data.items() for text in pair)


def main(shell, socket, files):
    """Serve one notebook until the grader closes the channel.

    Arguments: files, a dictionary from relative name to the bytes of what lies beside the notebook.
    """
    for name, content in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(content)
    sys.path.insert(0, os.getcwd())
    random.seed()
    np.random.seed()
    with contextlib.suppress(Gone, wire.WireError):
        Student(shell, socket).peer.serve()
