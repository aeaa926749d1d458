"""Warm kernels: a parent process that has imported the libraries forks a ready ipykernel for everyone who asks.

Importing takes most of the time of a small notebook; a fork takes milliseconds. These kernels are the user's own, and
so not confined: those of JupyterLab's Validate, of `course submit` and of tests. (Submissions: `grading.sandbox.warm`.)
The parent imports libraries only, never the project's own code, so that a kernel always has that as it is now, and it
executes nothing: an operation of TensorFlow before a fork would leave the children hanging.

The parent listens on a socket in a private folder. A kernel has one connection, over which it is ordered, is sent
signals and its exit status comes back; when its client is gone, so is the kernel. When the parent's owner is gone, all
are.
"""

import atexit
import contextlib
import gc
import importlib.util
import json
import logging
import os
import selectors
import shutil
import signal
import socket
import struct
import sys
import tempfile
import threading
import time

from grading import notebooks, prefork

NAME = "warm-provisioner"  # what `grading.desk.provisioner` is called in pyproject.toml
ADDRESS = "WARM_KERNELS"  # the environment variable with the address of a parent to use; without it: one of one's own
IMPORTS = (
    "numpy",
    "matplotlib.pyplot",
    "ipywidgets",
    "h5py",
    "PIL.Image",
    "scipy.special",
    "ipykernel.kernelapp",
    # What every kernel imports while it starts or draws its first figure.
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "matplotlib.backends.backend_agg",
    "sqlite3",
    "tornado.platform.asyncio",
)
LAUNCHER = ["-m", "ipykernel_launcher"]
# Beginnings of the names of environment variables that Python or a library reads when it is started or imported.
READ_AT_START = (
    *("PYTHON", "LD_", "DYLD_", "LANG", "LC_", "TZ", "MPL", "MATPLOTLIBRC"),
    *("OPENBLAS_", "OMP_", "MKL_", "NPY_", "TF_", "KERAS_", "XLA_", "CUDA_"),
)
TRIAL_SECONDS, ORDER_SECONDS = 60, 10
NUMBER = struct.Struct("!i")

log = logging.getLogger(__name__)


class Parent(prefork.Parent):
    """A warm parent process, seen from its owner; it ends with the owner or with `close`.

    Arguments: imports, names of modules to import besides the usual ones.
    Raises RuntimeError, saying why, if it cannot be started or forks do not work here.
    """

    def __init__(self, imports=()):
        if not hasattr(os, "fork"):
            raise RuntimeError("this system cannot fork processes")
        self.folder = tempfile.mkdtemp(prefix="kernels-")
        self.address = os.path.join(self.folder, "socket")
        super().__init__(
            "the process that warm kernels come from",
            "from grading.desk.kernels import main; main()",
            {"imports": [*IMPORTS, *imports], "address": self.address},
        )

    def close(self):
        """End the parent, and with it every kernel that it has started."""
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Process:
    """A kernel's process, seen from its client; has what `jupyter_client` uses of a `subprocess.Popen`."""

    stdin = stdout = stderr = None  # as far as a client is concerned

    def __init__(self, connection, pid):
        self.connection, self.pid, self.returncode = connection, pid, None
        connection.setblocking(False)

    def poll(self):
        """Return None while the process runs, then its exit status: minus a signal's number if that ended it."""
        if self.returncode is not None:
            return self.returncode
        try:
            self.returncode = NUMBER.unpack(self.connection.recv(NUMBER.size))[0]
        except BlockingIOError:
            return None
        except (OSError, struct.error):  # the parent is gone: nobody else ends this process
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)
            self.returncode = -signal.SIGKILL
        self.connection.close()
        return self.returncode

    def wait(self):
        """Wait until the process has ended; return its exit status."""
        while self.poll() is None:
            time.sleep(0.05)
        return self.returncode

    def send_signal(self, number):
        """Send a signal to the process and those that it has started."""
        # The parent does it: it alone knows that the number still is this process.
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self.connection.send(bytes([number]))

    def kill(self):
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)


def variables(notebook=""):
    """Return the environment variables with which the kernels of this process and those under it are warm.

    Arguments: notebook, the text of the one that is going to run; the heavy libraries that it uses are imported too.
    Where kernels cannot be warm, a line in the log says why and there are no such variables.
    """
    try:
        return {"JUPYTER_DEFAULT_PROVISIONER_NAME": NAME, ADDRESS: parent(notebooks.heavy(notebook)).address}
    except (RuntimeError, OSError) as error:
        log.warning("kernels are not warm: %s", error)
        return {}


_parents: dict[tuple[str, ...], Parent] = {}  # by their imports
_lock = threading.Lock()


def parent(imports=()):
    """Return this process's own warm parent for `imports`, started at first use or when the last one has ended."""
    with _lock:
        running = _parents.get(imports)
        if running is None or running.process.poll() is not None:
            running = _parents[imports] = Parent(imports)
            atexit.register(running.close)
        return running


def start(command, env, cwd=None, stdout=None, stderr=None, **others):
    """Fork a kernel and return its `Process`.

    Arguments: as `subprocess.Popen` takes them.
    Raises RuntimeError or OSError, saying why, if only an ordinary process will do.
    """
    if command[1:3] != LAUNCHER or any(others.values()):
        raise RuntimeError(f"{' '.join(command)} is no ordinary start of a Python kernel")
    address = os.environ.get(ADDRESS) or parent().address
    order = {"python": command[0], "arguments": command[3:], "env": env, "cwd": os.fspath(cwd or os.getcwd())}
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(prefork.START_SECONDS)
        connection.connect(address)
        socket.send_fds(connection, [b"+"], [_descriptor(stdout, 1), _descriptor(stderr, 2)])
        connection.sendall(json.dumps(order).encode() + b"\n")
        pid = NUMBER.unpack(connection.recv(NUMBER.size))[0]
        if not pid:
            raise RuntimeError(connection.recv(1000).decode())
        return Process(connection, pid)
    except struct.error:
        connection.close()
        raise RuntimeError("the process that warm kernels come from has ended") from None
    except BaseException:
        connection.close()
        raise


def _descriptor(stream, default):
    if stream is None:
        return default
    number = stream if isinstance(stream, int) else stream.fileno()
    if number < 0:
        raise RuntimeError("its output goes where only Popen can send it")
    return number


def main():
    """Be the parent: import, then serve. In every forked child, be the kernel that was ordered."""
    settings = json.loads(sys.argv[1])
    del sys.path[0]  # the current folder: a kernel adds it itself, at another place
    environment = dict(os.environ)
    sys.ps1 = ">>> "  # so that TensorFlow logs to standard output, as it does in a notebook
    for name in settings["imports"]:
        importlib.import_module(name)
    if "tensorflow" in sys.modules:
        tensorflow = sys.modules["tensorflow"]
        _ = tensorflow.keras.Model, tensorflow.data.Dataset  # these load at first use only
    gc.collect()
    gc.freeze()
    _try_a_fork()
    control = socket.socket(fileno=settings["control"])
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(settings["address"])
    listener.listen()
    control.send(prefork.READY)
    order, outputs = Server(control, listener, environment).serve()
    _be_kernel(order, outputs)


def _try_a_fork():
    """Raise RuntimeError unless a forked child can calculate: there are systems and versions where it hangs or dies."""
    child = os.fork()
    if child == 0:
        try:
            import numpy as np

            square = np.ones((300, 300))
            right = (square @ square)[0, 0] == 300
            if "tensorflow" in sys.modules:
                tensorflow = sys.modules["tensorflow"]
                right = right and tensorflow.linalg.matmul(square, square).numpy()[0, 0] == 300
            os._exit(0 if right else 1)
        finally:
            os._exit(2)
    deadline = time.monotonic() + TRIAL_SECONDS
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise RuntimeError("a forked process hangs when it calculates")
        time.sleep(0.01)
    if ended[1]:
        raise RuntimeError(f"a forked process cannot calculate (status {os.waitstatus_to_exitcode(ended[1])})")


class Server:
    """The loop of the parent process.

    Arguments: control, the socket that closes when the owner ends; listener, the one for orders; environment, what the
    parent was started with.
    """

    def __init__(self, control, listener, environment):
        self.control, self.listener, self.environment = control, listener, environment
        self.kernels = {}  # from process to connection
        self.woken, self.wake = socket.socketpair()
        self.selector = selectors.DefaultSelector()
        for watched in (control, listener, self.woken):
            self.selector.register(watched, selectors.EVENT_READ)
        self.woken.setblocking(False)
        self.wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # with a handler, an ended child wakes the loop up
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)

    def serve(self):
        """Serve until the owner is gone; return only in a forked child: its order and its two outputs."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.control:
                    self._end()
                elif key.fileobj is self.listener:
                    if ordered := self._accept():
                        return ordered
                elif key.fileobj is self.woken:
                    self.woken.recv(4096)
                    self._reap()
                elif key.fileobj.fileno() >= 0:  # else its kernel was found to have ended in this round
                    self._signal(key.fileobj, key.data)

    def _accept(self):
        """Take an order and fork a kernel for it, or say why not."""
        connection, _ = self.listener.accept()
        outputs, pid = [], 0
        try:
            connection.settimeout(ORDER_SECONDS)
            _, outputs, _, _ = socket.recv_fds(connection, 1, 2)
            order = json.loads(connection.makefile("rb").readline())
            reason = self._refusal(order)
        except (OSError, ValueError, KeyError) as error:
            reason = f"the order was not understood ({error!r})"
        if not reason:
            try:
                pid = os.fork()
            except OSError as error:
                reason = f"no process could be forked ({error})"
        if not reason and pid == 0:
            connection.close()
            self._leave()
            return order, outputs
        for descriptor in outputs:
            os.close(descriptor)
        with contextlib.suppress(OSError):  # a client that has gone is noticed by the loop
            connection.sendall(NUMBER.pack(pid) + reason.encode())
        if pid:
            self.kernels[pid] = connection
            self.selector.register(connection, selectors.EVENT_READ, pid)
        else:
            connection.close()
        return None

    def _refusal(self, order):
        """Return why a fork of this process would not be what a new process is, or ""."""
        if order["python"] != sys.executable:
            return f"the kernel is for another Python, {order['python']}"
        if not os.path.isdir(order["cwd"]):
            return f"there is no folder {order['cwd']}"
        for name in sorted({*order["env"], *self.environment}):
            if name.startswith(READ_AT_START) and order["env"].get(name) != self.environment.get(name):
                return f"the environment variable {name} is another than when the libraries were imported"
        return ""

    def _signal(self, connection, pid):
        """Send a kernel the signals that its client asks for, and end it when the client is gone."""
        try:
            numbers = connection.recv(64)
        except OSError:
            numbers = b""
        if not numbers:
            self.selector.unregister(connection)
        for number in numbers or [signal.SIGKILL]:
            _signal_group(pid, number)

    def _reap(self):
        """Tell the clients of kernels that have ended how they did."""
        while self.kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            connection = self.kernels.pop(pid)
            with contextlib.suppress(KeyError):  # its client is gone
                self.selector.unregister(connection)
            with contextlib.suppress(OSError):
                connection.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))
            connection.close()

    def _leave(self):
        """In a child: let go of all that is the parent's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for held in (self.control, self.listener, self.woken, self.wake, *self.kernels.values()):
            held.close()

    def _end(self):
        """End every kernel and this process."""
        for pid in self.kernels:
            _signal_group(pid, signal.SIGKILL)
        shutil.rmtree(os.path.dirname(self.listener.getsockname()), ignore_errors=True)
        os._exit(0)


def _signal_group(pid, number):
    """Send a signal to a child and the processes of its group."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:  # it was forked a moment ago and leads no group yet
        os.kill(pid, number)


def _be_kernel(order, outputs):
    """Be the kernel: what `python -m ipykernel_launcher` does, and what the imports before the fork left undone."""
    import ipywidgets
    import matplotlib
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    for number, descriptor in enumerate(outputs, 1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    sys.argv = [importlib.util.find_spec("ipykernel_launcher").origin, *order["arguments"]]
    np.random.seed()  # Python's own generator does it at every fork
    # It ends when its parent does, which is the warm one.
    kernel = IPKernelApp.instance(parent_handle=os.getppid())
    kernel.initialize(order["arguments"])
    ipywidgets.load_ipython_extension(kernel.shell)
    if matplotlib.get_backend(auto_select=False) is None:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]  # by ipykernel; matplotlib read it when imported
    kernel.start()
