"""The warm parent: imports what notebooks need once, then forks a confined process for every submission.

Importing TensorFlow takes seconds; a fork takes milliseconds. The parent only imports: an operation of TensorFlow
before a fork would leave its children hanging. It runs in bubblewrap (`Warm` starts it), and each child in namespaces
of its own besides (`grading.sandbox.confine`).
"""

import contextlib
import gc
import importlib
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn, TypedDict

from grading import prefork
from grading.notebooks import ROOT
from grading.sandbox import confine, wire
from helpers import TENSORFLOW

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
# Where a confined process finds Python's packages and the project, wherever they lie on this machine.
ENVIRONMENT, COURSE = "/opt/environment", "/opt/course"
# What of the project is shown to them: what notebooks import and read, and what runs these processes.
VISIBLE = (
    "helpers",
    "grading/__init__.py",
    "grading/notebooks.py",
    "grading/prefork.py",
    "grading/text.py",
    "grading/intake/__init__.py",
    "grading/intake/needed.py",
    *(f"grading/sandbox/{name}.py" for name in ("__init__", "confine", "inside", "messages", "peer")),
    *(f"grading/sandbox/{name}.py" for name in ("syscalls", "warm", "wire")),
)
LEFT_OUT = "make"  # the programs that draw the data, of the folder `data`
SETUP_FAILED = 120  # exit status of process 1
WATCH_SECONDS = 0.1
MISSING = (
    "bubblewrap is not installed, so submissions cannot be confined. Install it (`apt install bubblewrap` or `dnf "
    "install bubblewrap`), or grade on a machine that you can throw away with --unconfined."
)


class Report(TypedDict, total=False):
    """How a process ended: why it was killed, or "" if it was not; its exit status; what failed in its set-up."""

    reason: str
    status: int
    detail: str


class Warm(prefork.Parent):
    """A warm parent, seen from the grader; also a context manager.

    Arguments: imports, names of modules to import besides what a process itself needs; confined, whether to use
    bubblewrap and namespaces. Raises RuntimeError, saying what to do, if it cannot be started.
    """

    def __init__(self, imports: Sequence[str] = (), confined: bool = True) -> None:
        if confined and not shutil.which("bwrap"):
            raise RuntimeError(MISSING)
        # What unconfined submissions write to what they take for the folder for temporary files ends with them.
        self.folder = (
            None if confined else tempfile.TemporaryDirectory(prefix="submissions-", ignore_cleanup_errors=True)
        )
        super().__init__(
            "the process that runs submissions",
            "from grading.sandbox.warm import main; main()",
            {"imports": imports, "confined": confined},
            wall() if confined else (),
            f"{ENVIRONMENT}/bin/python" if confined and sys.prefix != sys.base_prefix else sys.executable,
            environment(COURSE if confined else ROOT, self.folder.name if self.folder else "/tmp"),
        )

    def fork(self, limits: confine.Limits) -> tuple[socket.socket, socket.socket]:
        """Start a process for one submission; return two sockets, to it and to the one that watches it."""
        ours, theirs = socket.socketpair()
        watch, watched = socket.socketpair()
        with theirs, watched:
            order = json.dumps(asdict(limits)).encode()
            socket.send_fds(self.control, [order], [theirs.fileno(), watched.fileno()])
        return ours, watch

    def close(self) -> None:
        """End the parent, and with it every process that it has started."""
        super().close()
        if self.folder:
            self.folder.cleanup()


def environment(course: str | Path, temporary: str) -> dict[str, str]:
    """Return the environment of students' processes: nothing of the grader's own.

    Arguments: course, where the project's code lies for them; temporary, their folder for temporary files.
    """
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": f"{temporary}/work",
        "TMPDIR": temporary,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(course),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLCONFIGDIR": f"{temporary}/matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": f"{temporary}/ipython",
        "OPENBLAS_NUM_THREADS": "1",
        **TENSORFLOW,
        "NBGRADER_EXECUTION": "autograde",
    }


def wall() -> list[str]:
    """Return the bubblewrap command that shows the system, Python, some of the project and its data, all read-only."""
    command = ["bwrap", "--die-with-parent", "--new-session", "--unshare-user", "--unshare-net", "--unshare-ipc"]
    command += ["--unshare-uts", "--unshare-cgroup-try", "--uid", str(confine.INSIDE), "--gid", str(confine.INSIDE)]
    for path in SYSTEM:
        target = Path(path)
        if target.is_symlink():
            command += ["--symlink", os.readlink(path), path]
        elif target.exists():
            command += ["--ro-bind", path, path]
    command += ["--ro-bind", sys.base_prefix, sys.base_prefix] if not sys.base_prefix.startswith("/usr") else []
    command += ["--ro-bind", sys.prefix, ENVIRONMENT] if sys.prefix != sys.base_prefix else []
    data = [f"data/{path.name}" for path in sorted((ROOT / "data").iterdir()) if path.name != LEFT_OUT]
    for name in (*VISIBLE, *data):
        command += ["--ro-bind", str(ROOT / name), f"{COURSE}/{name}"]
    # The parent needs the whole of /proc, or its children could not mount one of their own (which hides this one).
    command += ["--bind", "/proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def main() -> NoReturn:
    """Import everything, then fork a process for each order that comes over the control socket."""
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=settings["control"])
    sys.ps1 = ">>> "  # so that TensorFlow logs to standard output, as it does in a notebook
    for name in settings["imports"]:
        with contextlib.suppress(ImportError):  # then the notebook says so
            importlib.import_module(name)
    from grading.sandbox import inside

    shell = inside.prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    control.send(prefork.READY)
    while True:
        order, descriptors, _, _ = socket.recv_fds(control, 65536, 2)
        if not order:
            if not settings["confined"]:  # also if the grader was killed and cannot do it
                shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
            os._exit(0)
        if os.fork() == 0:
            control.close()
            _watch(shell, json.loads(order), settings["confined"], *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _watch(shell: Any, order: dict[str, Any], confined: bool, channel: int, watch_socket: int) -> NoReturn:
    """Start the student's process in namespaces of its own and watch it; tell the grader how it ended.

    The grader closes the watching socket to have it killed. Arguments: channel, the other socket's descriptor.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    watch = socket.socket(fileno=watch_socket)
    folder = None if confined else tempfile.mkdtemp(prefix="submission-")
    try:
        limits = confine.Limits(**order)
        if confined:
            confine.enter()
        ready, started = os.pipe()
        first = os.fork()
        if first == 0:
            watch.close()
            _be_first(shell, limits, folder, channel, started)
        os.close(channel)
        os.close(started)
        report = _wait(first, limits, confined, watch, ready)
        if not confined:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(first, signal.SIGKILL)
    except Exception as error:
        report = Report(reason="setup", detail=f"{type(error).__name__}: {error}")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        watch.sendall(json.dumps(report).encode())
    os._exit(0)


def _wait(first: int, limits: confine.Limits, confined: bool, watch: socket.socket, ready: int) -> Report:
    """Wait until process 1 ends, the grader hangs up or a limit is passed; kill it then. Return how it ended.

    Arguments: ready, the end of a pipe from which a byte can be read once the set-up has succeeded: what process 1 says
    after that is no word of its own any more.
    """
    end, reason = time.monotonic() + limits.notebook_seconds, ""
    watch.settimeout(WATCH_SECONDS)
    while True:
        number, status = os.waitpid(first, os.WNOHANG)
        if number:
            code = os.waitstatus_to_exitcode(status)
            failed = code == SETUP_FAILED and not os.read(ready, 1)
            return {"reason": "setup" if failed else reason, "status": code}
        try:
            if not watch.recv(1):
                reason = "ended"
        except TimeoutError:
            pass
        except OSError:
            reason = "ended"
        if not reason and time.monotonic() > end:
            reason = "timeout"
        held, processes = confine.usage(first) if confined and not reason else (0, 0)
        if held > limits.memory << 20:
            reason = "memory"
        elif processes > limits.processes + 1:  # where the system's own limit does not hold: for root
            reason = "processes"
        if reason:
            with contextlib.suppress(ProcessLookupError):
                os.kill(first, signal.SIGKILL)
            os.waitpid(first, 0)
            return {"reason": reason, "status": -signal.SIGKILL}


def _be_first(shell: Any, limits: confine.Limits, folder: str | None, channel: int, started: int) -> NoReturn:
    """As process 1 of the namespace: start the student's process, wait for orphans, and end when it ends.

    Arguments: folder, where an unconfined process works and keeps its temporary files; None if it is confined; started,
    the pipe to write into before anything of the student's runs.
    """
    try:
        os.setsid()  # a signal to the old process group would reach the warm parent, namespaces or not
        if folder is None:
            confine.finish(limits)
        else:
            os.chdir(folder)
            os.environ["TMPDIR"] = tempfile.tempdir = folder
        process = os.fork()
        if process == 0:
            if folder is None:
                confine.open_up()
            os.write(started, b"+")
            _run_notebook(shell, channel)
        os.closerange(0, 65536)
        while True:
            number, status = os.wait()
            if number == process:
                os._exit(SETUP_FAILED if os.waitstatus_to_exitcode(status) == SETUP_FAILED else 0)
    except BaseException as error:
        print(f"setting a submission up failed: {error}", file=sys.stderr, flush=True)
        os._exit(SETUP_FAILED)


def _run_notebook(shell: Any, descriptor: int) -> NoReturn:
    """Be the student's process, which runs the notebook."""
    from grading.sandbox import inside

    try:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        os.dup2(descriptor, 3)
        os.closerange(4, 65536)
        channel = socket.socket(fileno=3)
        inside.main(shell, channel, wire.decode(wire.receive(channel)))
        os._exit(0)
    except BaseException:
        os._exit(121)
