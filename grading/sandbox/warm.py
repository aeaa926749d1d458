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
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from grading.notebooks import ROOT
from grading.sandbox import confine, wire
from helpers import TENSORFLOW

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
# Where a confined process finds Python's packages and the project, wherever they lie on this machine.
ENVIRONMENT, COURSE = "/opt/environment", "/opt/course"
SETUP_FAILED = 120  # exit status of process 1
START_SECONDS = 120
WATCH_SECONDS = 0.1
MISSING = (
    "bubblewrap is not installed, so submissions cannot be confined. Install it (`apt install bubblewrap` or `dnf "
    "install bubblewrap`), or grade on a machine that you can throw away with --unconfined."
)


class Warm:
    """A warm parent, seen from the grader; also a context manager.

    Arguments: imports, names of modules to import besides what a process itself needs; confined, whether to use
    bubblewrap and namespaces. Raises RuntimeError, saying what to do, if it cannot be started.
    """

    def __init__(self, imports=(), confined=True):
        if confined and not shutil.which("bwrap"):
            raise RuntimeError(MISSING)
        # What unconfined submissions write to what they take for the folder for temporary files ends with them.
        self.folder = (
            None if confined else tempfile.TemporaryDirectory(prefix="submissions-", ignore_cleanup_errors=True)
        )
        temporary = self.folder.name if self.folder else "/tmp"
        self.socket, theirs = socket.socketpair()
        told = json.dumps({"imports": imports, "confined": confined, "socket": theirs.fileno()})
        python = f"{ENVIRONMENT}/bin/python" if confined and sys.prefix != sys.base_prefix else sys.executable
        command = [python, "-c", "from grading.sandbox.warm import main; main()", told]
        self.process = subprocess.Popen(
            [*(wall() if confined else ()), *command],
            pass_fds=[theirs.fileno()],
            env=environment(COURSE if confined else ROOT, temporary),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self.socket.settimeout(START_SECONDS)
        try:
            ready = self.socket.recv(1) == b"+"
        except OSError:
            ready = False
        if not ready:
            self.process.kill()
            told = self.process.stderr.read().decode(errors="replace").strip().splitlines()
            self.close()
            raise RuntimeError(
                f"the process that runs submissions did not start: {told[-1] if told else 'no reason given'}"
            )
        self.socket.settimeout(None)

    def fork(self, limits):
        """Start a process for one submission; return two sockets, to it and to the one that watches it."""
        ours, theirs = socket.socketpair()
        watch, watched = socket.socketpair()
        with theirs, watched:
            order = json.dumps(asdict(limits)).encode()
            socket.send_fds(self.socket, [order], [theirs.fileno(), watched.fileno()])
        return ours, watch

    def close(self):
        """End the parent, and with it every process that it has started."""
        self.socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()
        if self.folder:
            self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def environment(course, temporary):
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


def wall():
    """Return the bubblewrap command that shows the system, Python, the project's code and its data, all read-only."""
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
    for name in ("helpers", "grading", "data"):
        command += ["--ro-bind", str(ROOT / name), f"{COURSE}/{name}"]
    # The parent needs the whole of /proc, or its children could not mount one of their own (which hides this one).
    command += ["--bind", "/proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def main():
    """Import everything, then fork a process for each order that comes over the control socket."""
    told = json.loads(sys.argv[1])
    control = socket.socket(fileno=told["socket"])
    sys.ps1 = ">>> "  # so that TensorFlow logs to standard output, as it does in a notebook
    for name in told["imports"]:
        with contextlib.suppress(ImportError):  # then the notebook says so
            importlib.import_module(name)
    from grading.sandbox import inside

    shell = inside.prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    control.send(b"+")
    while True:
        order, descriptors, _, _ = socket.recv_fds(control, 65536, 2)
        if not order:
            if not told["confined"]:  # also if the grader was killed and cannot do it
                shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
            os._exit(0)
        if os.fork() == 0:
            control.close()
            _watch(shell, json.loads(order), told["confined"], *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _watch(shell, order, confined, student_socket, watch_socket):
    """Start the student's process in namespaces of its own and watch it; tell the grader how it ended.

    The grader closes the watching socket to have it killed.
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
            _first(shell, limits, folder, student_socket, started)
        os.close(student_socket)
        os.close(started)
        report = _wait(first, limits, confined, watch, ready)
        if not confined:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(first, signal.SIGKILL)
    except Exception as error:
        report = {"reason": "setup", "detail": f"{type(error).__name__}: {error}"}
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        watch.sendall(json.dumps(report).encode())
    os._exit(0)


def _wait(first, limits, confined, watch, ready):
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


def _first(shell, limits, folder, student_socket, started):
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
            _student(shell, student_socket)
        os.closerange(0, 65536)
        while True:
            number, status = os.wait()
            if number == process:
                os._exit(SETUP_FAILED if os.waitstatus_to_exitcode(status) == SETUP_FAILED else 0)
    except BaseException as error:
        print(f"setting a submission up failed: {error}", file=sys.stderr, flush=True)
        os._exit(SETUP_FAILED)


def _student(shell, student_socket):
    """Be the student's process."""
    from grading.sandbox import inside

    try:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.dup2(student_socket, 3)
        os.closerange(4, 65536)
        channel = socket.socket(fileno=3)
        files = wire.decode(wire.receive(channel))
        inside.main(shell, channel, files)
        os._exit(0)
    except BaseException:
        os._exit(121)
