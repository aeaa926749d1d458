"""A process that grades one submission after the other, and the pool of them.

Checks need the main thread of a process (their time limits are alarms), and a process that is lost must cost its own
submission only. So each thread of an executor, on this machine or in a worker of Dask, has one such process and talks
to it in the codec of `grading.sandbox.wire`.
"""

import contextlib
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from grading.notebooks import ROOT
from grading.sandbox import wire
from helpers import TENSORFLOW

PROGRAM = "from grading.classroom.worker import main; main()"
MEMORY = 3 * 2**30  # bytes that a worker may take for itself; 0.7 GB with TensorFlow after training
MARGIN = 180  # seconds beyond the limits of its notebooks after which a worker counts as lost


class Lost(Exception):
    """A worker has ended or does not answer, or says what keeps its machine from grading; not a student's doing."""


class Worker:
    """One such process, from its start to its end."""

    def __init__(self):
        self.socket, theirs = socket.socketpair()
        ours, self.lifeline = os.pipe()  # as long as this end is open, whoever started the worker is alive
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the worker)
        # It may be killed at any time, and hidden cases are among what it writes.
        self.folder = tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
        self.package = ""  # the key of the one that it has
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(theirs.fileno()), str(ours)],
            pass_fds=[theirs.fileno(), ours],
            env={**os.environ, **TENSORFLOW, "OPENBLAS_NUM_THREADS": "1", "TMPDIR": self.folder.name},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,  # Ctrl-C is for the process that talks to the instructor
        )
        theirs.close()
        os.close(ours)

    def ask(self, seconds, **request):
        """Return the answer to a request; Lost if there is none after so many seconds."""
        try:
            end = time.monotonic() + seconds
            wire.send(self.socket, wire.encode(request), end)
            reply = wire.decode(wire.receive(self.socket, end))
        except (OSError, EOFError, wire.WireError) as error:  # TimeoutError is an OSError
            late = isinstance(error, TimeoutError)
            raise Lost(f"a worker did not answer for {seconds:.0f} seconds" if late else self._last_words()) from None
        if "trouble" in reply:
            raise Lost(reply["trouble"])
        return reply["value"]

    def grade(self, job, package):
        """Return the result of a job."""
        # A notebook may run twice: with the cells that are needed, and with all of them if those were not enough.
        seconds = 2 * job["limits"]["notebook_seconds"] * max(1, len(job["notebooks"])) + MARGIN
        files = {} if package.key == self.package else package.files
        sent = {"course": package.course, "week": package.week, "key": package.key, "files": files}
        result = self.ask(seconds, do="grade", job=job, package=sent)
        self.package = package.key
        return json.loads(result)

    def feedback(self, course, week, student):
        """Write the feedback pages of one student."""
        self.ask(MARGIN, do="feedback", course=str(course), week=week, student=student)

    def _last_words(self):
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.log.seek(0)
        lines = self.log.read()[-4000:].decode(errors="replace").strip().splitlines()
        return f"a worker was lost (status {self.process.returncode})" + (f": {lines[-1][:300]}" if lines else "")

    def close(self):
        """End the process and everything that it has started."""
        with contextlib.suppress(OSError):
            os.close(self.lifeline)
        self.process.kill()
        self.process.wait()
        self.socket.close()
        self.log.close()
        self.folder.cleanup()


_own = threading.local()  # the worker of a thread
_all: set[Worker] = set()


def ask(method, *arguments):
    """Ask the worker of this thread, a new one after a loss. Raises Lost."""
    worker = getattr(_own, "worker", None)
    if worker is None or worker not in _all:
        worker = _own.worker = Worker()
        _all.add(worker)
    try:
        return getattr(worker, method)(*arguments)
    except Lost:
        if worker in _all:
            _all.discard(worker)
            worker.close()
        raise


def grade(job, package):
    """Grade a job in the worker of this thread and return its result. Raises Lost."""
    return ask("grade", job, package)


def feedback(course, week, student):
    """Write the feedback pages of one student in the worker of this thread. Raises Lost."""
    return ask("feedback", course, week, student)


def close_all():
    """End every worker of this process."""
    while _all:
        _all.pop().close()


def main():
    """Be a worker.

    It has a limit of memory, so that it cannot take the machine whatever submissions make it read. The processes that
    run submissions have limits of their own.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    control = socket.socket(fileno=int(sys.argv[1]))
    threading.Thread(target=_watch, args=[int(sys.argv[2])], daemon=True).start()
    packages = {}
    while True:
        try:
            request = wire.decode(wire.receive(control))
        except EOFError:
            _end()
        try:
            reply = {"value": _answer(request, packages)}
        except Exception as error:  # whatever it is, it is no grade
            reply = {"trouble": f"{error}" if isinstance(error, RuntimeError) else f"{type(error).__name__}: {error}"}
        try:
            message = wire.encode(reply)
        except wire.WireError as error:
            message = wire.encode({"trouble": f"the result is too large: {error}"})
        wire.send(control, message)


def _answer(request, packages):
    if request["do"] == "feedback":
        from grading.classroom import converters  # imports nbgrader, which grading itself does without

        converters.convert("feedback", request["course"], request["week"], request["student"])
        return None
    from grading.classroom import job

    sent = request["package"]
    if sent["files"]:
        packages.clear()
        packages[sent["key"]] = job.Package(**sent)
    return json.dumps(job.grade(request["job"], packages[sent["key"]]), allow_nan=False).encode()


def _watch(lifeline):
    """End this process as soon as the one that started it is gone, and leave nothing of it."""
    os.read(lifeline, 1)
    _end()


def _end():
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
    os._exit(1)
