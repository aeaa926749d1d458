"""Warm kernels, each a real one: they do what an ordinary kernel does, and nothing of them is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import KernelManager

from grading.desk import kernels

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kernels")]
TENSORFLOW = "import tensorflow as tf"

# Starts a kernel that is busy and has started a process of its own; prints the numbers of all processes.
CLIENT = """
import json, sys, time
from grading.desk import kernels
from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel()
code = "import subprocess; print(subprocess.Popen(['sleep', '1000']).pid)"
told = []
client.execute_interactive(code, output_hook=lambda message: told.append(message["content"].get("text")))
client.execute("while True: pass")
pids = [manager.provisioner.pid, int(next(text for text in told if text))]
pids += [item.process.pid for item in kernels._parents.values()]
folders = [item.folder for item in kernels._parents.values()]
print(json.dumps([type(manager.provisioner.process).__name__, pids, folders]), flush=True)
time.sleep(1000)
"""


class Kernel:
    """A kernel and its client."""

    def __init__(self, manager):
        self.manager = manager
        self.connect()

    def connect(self):
        """Wait for the kernel with a new client: an old one takes the last words and heartbeats of a killed one for it."""
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    @property
    def process(self):
        return self.manager.provisioner.process

    def run(self, code):
        """Run a cell; return what it printed, and its other outputs."""
        printed, shown = [], []

        def keep(message):
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])
            elif message["msg_type"] in ("display_data", "execute_result"):
                shown.append(message["content"]["data"])

        reply = self.client.execute_interactive(code, timeout=60, output_hook=keep)
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(printed).strip(), shown


@contextmanager
def kernel(**options):
    """Start a kernel; at the end it is shut down."""
    manager = KernelManager()
    manager.start_kernel(**options)
    try:
        started = Kernel(manager)
        yield started
        started.client.stop_channels()
    finally:
        manager.shutdown_kernel(now=True)


def is_warm(started):
    return isinstance(started.process, kernels.Process)


def runs(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def warm(warm_kernels):
    warm_kernels("from sklearn.datasets import load_digits")


def test_libraries_are_there_and_a_plot_is_a_picture_without_any_magic(warm):
    with kernel() as started:
        assert is_warm(started)
        ready, _ = started.run("import sys; print({'numpy', 'matplotlib.pyplot', 'sklearn'} <= set(sys.modules))")
        assert ready == "True"
        result, shown = started.run(
            "import numpy as np, matplotlib.pyplot as plt\n"
            "print((np.eye(400) @ np.ones((400, 400))).sum())\n"
            "plt.plot([1, 3, 2])\nplt.show()"
        )
        assert result == "160000.0"
        assert [sorted(item) for item in shown] == [["image/png", "text/plain"]]


def test_a_figure_that_is_not_shown_is_a_picture_too_and_a_widget_is_a_widget(warm):
    with kernel() as started:
        _, shown = started.run("import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);")
        assert "image/png" in shown[-1]
        _, shown = started.run("import ipywidgets\nipywidgets.IntSlider()")
        assert "application/vnd.jupyter.widget-view+json" in shown[0]
        targets, _ = started.run("print(sorted(get_ipython().kernel.comm_manager.targets))")
        assert "jupyter.widget" in targets


def test_tensorflow_is_there_calculates_and_trains(warm_kernels):
    warm_kernels(TENSORFLOW)
    with kernel() as started:
        assert is_warm(started)
        ready, _ = started.run("import sys; print('tensorflow' in sys.modules)")
        assert ready == "True"
        result, _ = started.run(
            "import numpy as np, tensorflow as tf\n"
            "x = np.linspace(-1, 1, 256).reshape(-1, 1)\n"
            "print(float(tf.reduce_sum(tf.linalg.matmul(tf.eye(300), tf.ones((300, 300))))))\n"
            "model = tf.keras.Sequential([tf.keras.layers.Dense(8, activation='tanh'), tf.keras.layers.Dense(1)])\n"
            "model.compile('adam', 'mse')\n"
            "losses = model.fit(x, 2 * x, epochs=5, verbose=0).history['loss']\n"
            "print(losses[-1] < losses[0])"
        )
        assert result == "90000.0\nTrue"


def test_two_kernels_at_once_draw_different_random_numbers(warm_kernels):
    warm_kernels(TENSORFLOW)
    draw = (
        "import random, numpy as np, tensorflow as tf\n"
        "print(random.random(), np.random.rand(), np.random.default_rng().random(), tf.random.uniform(()).numpy())"
    )
    with kernel() as one, kernel() as other:
        first, second = one.run(draw)[0].split(), other.run(draw)[0].split()
        assert len(first) == 4
        assert not set(first) & set(second)


def test_a_kernel_has_its_folder_its_environment_and_its_own_standard_streams(warm, tmp_path):
    with open(tmp_path / "out", "w") as out, open(tmp_path / "err", "w") as err:
        environment = {**os.environ, "NBGRADER_EXECUTION": "validate"}
        del environment["PYTEST_CURRENT_TEST"]  # with it, ipykernel leaves the standard streams as they are
        with kernel(cwd=str(tmp_path), env=environment, stdout=out, stderr=err) as started:
            assert is_warm(started)
            text, _ = started.run(
                "import os, sys, subprocess\n"
                "print(os.getcwd(), sys.path.index('') > 0, os.environ['NBGRADER_EXECUTION'])\n"
                "subprocess.run(['sh', '-c', 'echo $NBGRADER_EXECUTION'])\n"
                "for stream in (sys.stdout, sys.stderr):\n"
                "    os.write(stream._original_stdstream_copy, f'to the {stream.name}'.encode())"
            )
            assert text.split() == [str(tmp_path), "True", "validate", "validate"]
    assert "to the stdout" in (tmp_path / "out").read_text()  # what the subprocess said may follow
    assert "to the stderr" in (tmp_path / "err").read_text()


def test_the_projects_own_code_is_imported_anew_by_every_kernel(warm, tmp_path):
    with kernel(cwd=str(tmp_path)) as started:
        text, _ = started.run("import sys; print([name for name in sys.modules if name.startswith('helpers')])")
        assert text == "[]"


def test_an_endless_loop_can_be_interrupted(warm):
    with kernel() as started:
        started.run("kept = 1")
        # Without stop_on_error=False a kernel drops for a moment, after its error, the cells that arrive.
        message = started.client.execute(
            "import subprocess\nsubprocess.run(['sleep', '1000'])\nwhile True: pass", stop_on_error=False
        )
        time.sleep(0.5)
        for _ in range(2):  # the process that the cell waits for, and the loop after it
            started.manager.interrupt_kernel()
            time.sleep(0.2)
        while (reply := started.client.get_shell_msg(timeout=10))["parent_header"]["msg_id"] != message:
            pass
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert started.run("print(kept)")[0] == "1"


def test_a_kernel_that_is_killed_is_seen_to_have_ended_and_can_be_started_again(warm):
    with kernel() as started:
        started.run("kept = 1")
        first = started.process
        os.kill(first.pid, signal.SIGKILL)
        assert wait_until(lambda: not started.manager.is_alive())
        assert first.returncode == -signal.SIGKILL
        # As a server does it; to ask a dead kernel to shut down would reach the new one, which has the same address.
        started.manager.restart_kernel(now=True)
        started.client.stop_channels()
        started.connect()
        assert is_warm(started) and started.process.pid != first.pid
        assert started.run("print('kept' in globals())")[0] == "False"
        started.client.execute("while True: pass")
        busy = started.process.pid
        started.manager.restart_kernel(now=True)
        started.client.stop_channels()
        started.connect()
        assert not runs(busy)


def test_a_kernel_that_is_shut_down_ends_by_itself_and_runs_what_it_is_to_run_at_exit(warm, tmp_path):
    with kernel(cwd=str(tmp_path)) as started:
        started.run("import atexit, pathlib\n_ = atexit.register(lambda: pathlib.Path('left').write_text('x'))")
        process = started.process
        started.client.shutdown()
        assert wait_until(lambda: process.poll() is not None)
        assert process.returncode == 0
        assert (tmp_path / "left").read_text() == "x"


@contextmanager
def client(**environment):
    """Start the program above; return its process and what it told."""
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": kernels.NAME, **environment}
    process = subprocess.Popen([sys.executable, "-c", CLIENT], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process, *json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_nothing_is_left_when_a_client_with_its_own_parent_is_killed(monkeypatch):
    monkeypatch.delenv(kernels.ADDRESS, raising=False)
    with client() as (process, kind, pids, folders):
        assert kind == "Process"
        assert len(pids) == 3 and all(map(runs, pids))
        process.kill()
        assert wait_until(lambda: not any(map(runs, pids)))
        assert wait_until(lambda: not any(Path(folder).exists() for folder in folders))


def test_a_clients_kernel_ends_with_it_when_the_parent_is_another_processs(warm):
    with client() as (process, kind, pids, _):
        assert kind == "Process"
        assert len(pids) == 2 and all(map(runs, pids))
        process.kill()
        assert wait_until(lambda: not any(map(runs, pids)))
    with kernel() as started:
        assert is_warm(started)


def test_kernels_end_with_their_parent_and_the_next_one_has_a_new_one(warm, monkeypatch):
    monkeypatch.delenv(kernels.ADDRESS)
    with kernel() as started:
        started.client.execute("while True: pass")
        pid, parent = started.process.pid, kernels.parent().process
        parent.kill()
        assert wait_until(lambda: not runs(pid))  # before its client takes notice
        assert not started.manager.is_alive()
        parent.wait()
    with kernel() as started:
        assert is_warm(started)
        assert started.run("print(1)")[0] == "1"


def of_another_library(monkeypatch):
    monkeypatch.delenv(kernels.ADDRESS, raising=False)
    monkeypatch.setattr(kernels, "_parents", {})
    monkeypatch.setattr(kernels, "IMPORTS", ("no_such_library",))


def of_a_parent_that_is_gone(monkeypatch):
    monkeypatch.setenv(kernels.ADDRESS, "/no/such/socket")


def of_a_system_without_fork(monkeypatch):
    monkeypatch.delenv(kernels.ADDRESS, raising=False)
    monkeypatch.setattr(kernels, "_parents", {})
    monkeypatch.delattr(os, "fork")


def of_other_settings(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (of_another_library, "No module named 'no_such_library'"),
        (of_a_parent_that_is_gone, "No such file or directory"),
        (of_a_system_without_fork, "cannot fork"),
        (of_other_settings, "OPENBLAS_NUM_THREADS"),
    ],
)
def test_an_ordinary_kernel_is_started_because(warm, monkeypatch, caplog, trouble, reason):
    trouble(monkeypatch)
    with kernel() as started:
        assert not is_warm(started)
        assert started.run("print(6 * 7)")[0] == "42"
    assert reason in caplog.text
    assert "An ordinary kernel instead of a warm one" in caplog.text


def test_what_only_an_ordinary_start_can_do_is_left_to_it(warm, tmp_path):
    with kernel(independent=True) as started:
        assert not is_warm(started)
    manager = KernelManager()
    with pytest.raises(FileNotFoundError):
        manager.start_kernel(cwd=str(tmp_path / "none"))


def test_without_warm_kernels_there_are_no_variables_and_a_line_in_the_log(monkeypatch, caplog):
    of_a_system_without_fork(monkeypatch)
    assert kernels.variables() == {}
    assert "cannot fork" in caplog.text
