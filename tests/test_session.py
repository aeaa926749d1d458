"""A student's process: what it can do for the grader, and what it cannot do to anybody."""

import contextlib
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grading.notebooks import ROOT
from grading.sandbox import syscalls, wire
from grading.sandbox.confine import Limits
from grading.sandbox.peer import Gone
from grading.sandbox.session import Session
from grading.sandbox.warm import VISIBLE, Warm
from helpers.checks import codec
from helpers.checks.exercise import Exercise, Portable
from helpers.checks.grade import grade, grade_variables
from helpers.checks.guard import TimeLimit, time_limit
from helpers.checks.tensors import Tensor, is_tensor, is_variable

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("session")]
LIMITS = Limits(notebook_seconds=20, cell_seconds=3, memory=700, disk=16, file_size=8, processes=40, output=100_000)


@pytest.fixture(scope="module")
def warm():
    with Warm(("matplotlib.pyplot",)) as parent:
        yield parent


@pytest.fixture
def session(warm):
    with Session(warm, {"figures.py": b"WIDTH = 4\n", "images/a.svg": b"<svg/>"}, LIMITS) as process:
        yield process


def shown(outputs):
    return "".join(item.get("text", "") or item.get("evalue", "") for item in outputs)


def test_cells_run_as_in_a_notebook(session):
    outputs, late = session.run("import figures, os\nx = 2\nprint(os.listdir('.'), figures.WIDTH)\nx + 1")
    assert not late
    assert [item.output_type for item in outputs] == ["stream", "display_data"]
    assert "figures.py" in outputs[0].text
    assert outputs[1].data["text/plain"] == "3"
    assert session.names["x"] == 2
    outputs, _ = session.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n1 / 0")
    assert outputs[0].data["image/png"]
    assert (outputs[1].ename, outputs[1].evalue) == ("ZeroDivisionError", "division by zero")
    outputs, _ = session.run("check = __import__('helpers.check').check.Check('1_toy')\ncheck(x=3)")
    assert outputs == []


def test_displays_are_replaced_and_cleared_as_in_a_notebook(session):
    session.run("from IPython.display import clear_output, display, update_display")
    outputs, _ = session.run(
        "display('one', display_id='a')\ndisplay('two')\nupdate_display('three', display_id='a')\n"
        "update_display('four', display_id='no such display')"
    )
    assert [item.data["text/plain"] for item in outputs] == ["'three'", "'two'"]
    outputs, _ = session.run("for i in range(3):\n    clear_output(wait=True)\n    display(i)\nclear_output(wait=True)")
    assert [item.data["text/plain"] for item in outputs] == ["2"]
    assert session.run("print('x')\nclear_output()")[0] == []


def test_functions_are_called_where_they_are(session, capsys):
    session.run("def f(x, k=2):\n    print('called')\n    x *= k\n    return x, {'sum': x.sum()}")
    x = np.arange(3.0)
    result, table = session.names["f"](x, k=3)
    assert result.tolist() == [0, 3, 6]
    assert table == {"sum": 9.0}
    assert x.tolist() == [0, 1, 2]
    assert capsys.readouterr().out == "called\n"
    assert "f" in session.names
    assert "g" not in session.names
    assert session.names.get("g", 7) == 7


def test_what_a_function_raises_keeps_its_name_and_line(session):
    session.run("def f(x):\n    y = x + 1\n    return y[0]")
    with pytest.raises(Exception, match="not subscriptable") as caught:
        session.names["f"](1)
    assert type(caught.value).__name__ == "TypeError"
    assert caught.value.line == "return y[0]"
    session.run("def f(x):\n    raise NotImplementedError")
    with pytest.raises(NotImplementedError):
        session.names["f"](1)


def test_the_time_limit_of_a_check_holds_there(session):
    session.run("def f(x):\n    while True:\n        pass\ndef g(x):\n    return x")
    started = time.monotonic()
    with pytest.raises(TimeLimit), time_limit(0.5):
        session.names["f"](1)
    assert time.monotonic() - started < 3
    assert session.names["g"](5) == 5


def test_what_is_no_data_stays_there(session):
    session.run("f = lambda: (i for i in range(3))\nmodel = object()\ndef use(m):\n    return m is model")
    assert type(session.names["f"]()).__name__ == "generator"
    assert session.names["use"](session.names["model"])
    session.run("f = lambda: [object() for _ in range(20_000)]")
    with pytest.raises(Exception, match="cannot be used"):
        session.names["f"]()
    assert session.run("1")[0]  # and the session goes on


def test_a_function_of_the_graders_is_called_here(session):
    session.run("def propagate(w):\n    return 0\ndef optimize(w):\n    return propagate(w) + 1")
    calls = []

    def right(w):
        calls.append(w)
        return session.names["propagate"](w) + 41

    own = session.names["propagate"]
    session.names.update({"propagate": lambda w: (calls.append(w), own(w) + 41)[1]})
    assert session.names["optimize"](3) == 42
    session.names.update({"propagate": own})
    assert session.names["optimize"](3) == 1
    assert calls == [3]


def test_output_is_cut(session):
    outputs, _ = session.run("print('x' * 10**7)")
    assert 90_000 < len(shown(outputs)) < 101_000
    assert "more bytes were left out" in shown(outputs)
    outputs, _ = session.run("for i in range(10**5):\n    print(i)")
    assert len(outputs) < 5
    outputs, _ = session.run(
        "from IPython.display import HTML, display\nfor i in range(2000):\n    display(HTML('<b>' * 100))"
    )
    assert len(outputs) < 250


REFUSED = [
    ("open('/usr/x', 'w')", "Read-only file system"),
    ("open('/x', 'w')", "Read-only file system"),
    ("open('/dev/x', 'w')", "Read-only file system"),
    ("open('/opt/course/helpers/check.py', 'a')", "Read-only file system"),
    ("open('/proc/sys/kernel/core_pattern', 'w')", "Read-only file system"),
    ("import socket; socket.create_connection(('192.0.2.1', 80), 1)", "Network is unreachable"),
    ("import socket; socket.create_connection(('127.0.0.1', 1), 1)", "Network is unreachable"),
    ("import socket; socket.gethostbyname('example.invalid')", "name resolution"),
    ("x = bytearray(10**10)", ""),
    ("f = open('big', 'wb')\nwhile True: f.write(b'0' * 10**6)", "File too large"),
    ("for i in range(99):\n    open(f'f{i}', 'wb').write(b'0' * 10**6)", "No space left"),
    ("for i in range(10**6): open(f'f{i}', 'w')", ""),
    ("import os\nfor i in range(10**6): os.symlink('x', f'/dev/shm/f{i}')", "No space left"),
    ("import os; os.setuid(0)", "Invalid argument"),
    (
        "import ctypes; l = ctypes.CDLL(None, use_errno=True); 1 / (l.mount(b'n', b'/tmp', b'tmpfs', 0, None) + 1)",
        "division",
    ),
    ("import ctypes; l = ctypes.CDLL(None, use_errno=True); 1 / (l.unshare(0x10000000) + 1)", "division"),
]


@pytest.mark.parametrize(("source", "words"), REFUSED, ids=[source[:40] for source, _ in REFUSED])
def test_what_is_not_allowed_fails_there(session, source, words):
    outputs, _ = session.run(source)
    assert outputs[-1].output_type == "error"
    assert words in outputs[-1].evalue
    assert session.run("1")[0]


def test_of_the_project_it_sees_what_it_needs(session):
    session.run(
        "import os\nseen = sorted(os.path.join(folder, name).removeprefix('/opt/course/')\n"
        "              for folder, _, names in os.walk('/opt/course') for name in names if name.endswith(('.py', '.h5', '.npz')))"
    )
    files = session.names["seen"]
    shown = {
        Path(name).parts[0] if name.startswith("helpers") else name for name in files if not name.startswith("data/")
    }
    assert shown == set(VISIBLE)
    data = [path for kind in ("h5", "npz") for path in (ROOT / "data").rglob(f"*.{kind}")]
    assert {name for name in files if name.startswith("data/")} == {path.relative_to(ROOT).as_posix() for path in data}
    for name in ("grading.classroom", "grading.authoring", "grading.proof", "grading.sandbox.execute", "grading.cli"):
        outputs, _ = session.run(f"import {name}")
        assert outputs[-1].ename == "ModuleNotFoundError"


def test_it_reads_pretrained_weights_and_cannot_change_them(session):
    outputs, _ = session.run(
        "from helpers import pretrained, weights\n"
        "print(pretrained.imagenet_classes().name[967], len(pretrained.glove()[0]), weights.whole('squeezenet11.npz').keys())"
    )
    assert shown(outputs).startswith("espresso 20000 dict_keys(['conv1/kernel', 'conv1/bias', ")
    for change in ("path.write_bytes(b'')", "path.unlink()", "(weights.FOLDER / 'new').touch()"):
        outputs, _ = session.run(f"path = weights.FOLDER / 'squeezenet11.npz'\n{change}")
        assert "Read-only file system" in shown(outputs)


def test_what_needs_locks_threads_and_processes_works_without_them(session):
    outputs, _ = session.run(
        "import h5py, socket, sqlite3, subprocess, threading\n"
        "with h5py.File('a.h5', 'w') as file:\n    file['x'] = [1, 2]\n"
        "with h5py.File('a.h5') as file, h5py.File('/opt/course/data/signs_test.h5') as other:\n"
        "    print(file['x'][:].tolist(), len(other) > 0)\n"
        "sqlite3.connect('a.db').execute('create table a (b)')\n"
        "thread = threading.Thread(target=print, args=['thread'])\nthread.start()\nthread.join()\n"
        "print(subprocess.run(['echo', 'process'], capture_output=True, text=True).stdout, socket.socket().family)"
    )
    assert shown(outputs).split() == ["[1,", "2]", "True", "thread", "process", "2"]


def test_calls_are_filtered_on_machines_that_are_known():
    assert all(syscalls.program(machine) for machine in ("x86_64", "aarch64"))
    with pytest.raises(OSError, match="not on riscv64"):
        syscalls.program("riscv64")


def test_it_sees_nothing_of_the_grader(session):
    (Path("/tmp") / "secret-of-the-grader").write_text("x")
    outputs, _ = session.run(
        "import os\n"
        "print(sorted(os.listdir('/tmp')), sorted(p for p in os.listdir('/proc') if p.isdigit()))\n"
        "print(*[os.readlink(f'/proc/self/fd/{n}')[:7] for n in os.listdir('/proc/self/fd') if n < '4'])\n"
        "print([name for name in os.environ if 'SECRET' in name or name == 'COURSE'], os.getuid())\n"
        "found = []\n"
        "for place, folders, files in os.walk('/'):\n"
        "    folders[:] = [f for f in folders if f not in ('proc', 'sys', 'usr', 'lib', 'environment')]\n"
        "    found += [place for f in files if f in ('gradebook.db', 'seed')]\n"
        "print(found, os.path.exists('%s'))" % (Path(__file__).parent.parent / "course1_nn")
    )
    lines = shown(outputs).splitlines()
    assert lines[0] == "['work'] ['1', '2']"
    assert lines[1] == "/dev/nu /dev/nu /dev/nu socket:"
    assert lines[2] == "[] 1000"
    assert lines[3] == "[] False"


ENDED = [
    ("import os; os._exit(0)", "it ended itself"),
    ("import ctypes; ctypes.string_at(0)", "it ended itself"),
    ("import os; os.close(3)", "it ended itself"),
    ("import os; os.kill(0, 9)", "it ended itself"),
    ("import os, signal\nfor n in range(1, 32):\n    if n != signal.SIGALRM: os.kill(0, n)", ""),
    ("import os; os.write(3, b'x' * 100)", ""),
    ("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\nwhile True: pass", "it did not answer"),
    (
        "import mmap\nm = []\nwhile True:\n    m.append(mmap.mmap(-1, 20 << 20)); m[-1].write(b'1' * (20 << 20))",
        "700 MB",
    ),
    ("import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass", ""),
]


def test_threads_and_processes_may_come_and_go_without_number(warm):
    """Keras's `fit` starts some twenty threads in each epoch."""
    patient = replace(LIMITS, notebook_seconds=300, cell_seconds=120)
    threads = "import threading\nfor _ in range(1000):\n    one = threading.Thread(target=int)\n    one.start()\n    one.join()"
    forks = (
        "import os\nfor _ in range(400):\n    if (pid := os.fork()) == 0:\n        os._exit(0)\n    os.waitpid(pid, 0)"
    )
    with Session(warm, {}, patient) as session:
        for source in (threads, forks):
            outputs, _ = session.run(f"{source}\nprint('done')")
            assert outputs[0].text == "done\n"


@pytest.mark.parametrize(("source", "words"), ENDED, ids=[source[:40] for source, _ in ENDED])
def test_a_process_that_ends_or_must_be_ended_is_gone(warm, source, words):
    limits = replace(LIMITS, cell_seconds=20) if "mmap" in source else LIMITS  # memory takes a while to fill
    with Session(warm, {}, limits) as session:
        with pytest.raises(Gone) as caught:
            session.run(source)
        assert words in str(caught.value)
        with pytest.raises(Gone):
            session.names.get("x")
    assert left_behind(warm) == 0
    with Session(warm, {}, LIMITS) as session:  # the next one is not touched
        assert session.run("print(1)")[0][0].text == "1\n"


def left_behind(warm):
    """Return how many processes are left below the warm parent, after a moment."""
    for _ in range(50):
        numbers = [warm.process.pid]
        for number in numbers:
            with contextlib.suppress(OSError):
                for task in os.listdir(f"/proc/{number}/task"):
                    numbers += map(int, Path(f"/proc/{number}/task/{task}/children").read_text().split())
        if len(numbers) <= 2:  # bubblewrap and the parent itself
            return 0
        time.sleep(0.1)
    return len(numbers) - 2


def test_what_outlives_its_cell_ends_with_the_session(warm):
    with Session(warm, {}, LIMITS) as session:
        session.run("import subprocess, os\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)")
        session.run("if os.fork() == 0:\n    os.setsid()\n    import time\n    time.sleep(1000)")
    assert left_behind(warm) == 0


def test_submissions_do_not_meet(warm):
    with Session(warm, {}, LIMITS) as one, Session(warm, {}, LIMITS) as other:
        one.run("import os, numpy as np\nopen('/tmp/note', 'w').write('x')\nx = np.random.rand()")
        other.run("import os, numpy as np\nx = np.random.rand()\ntry:\n    os.kill(-1, 9)\nexcept OSError:\n    pass")
        assert one.names["x"] != other.names["x"]
        assert shown(other.run("print(os.path.exists('/tmp/note'))")[0]) == "False\n"
        assert shown(one.run("print(os.path.exists('/tmp/note'))")[0]) == "True\n"
        one.run("open('/dev/shm/note', 'w').write('x')")
        assert shown(other.run("print(os.listdir('/dev/shm'))")[0]) == "[]\n"


def test_the_notebooks_time_is_limited_in_all(warm):
    limits = Limits(notebook_seconds=2, cell_seconds=60)
    with Session(warm, {}, limits) as session, pytest.raises(Gone, match="longer than 2 seconds in all"):
        session.run("import time; time.sleep(30)")


def test_forged_answers_are_data_at_most(session):
    frame = "import struct, socket, json\nh = json.dumps({'dict': [[{'s': 'reply'}, {'i': 5}]]}).encode()\n"
    frame += "m = struct.pack('>I', len(h)) + h\nsocket.socket(fileno=3).sendall(struct.pack('>Q', len(m)) + m)"
    with pytest.raises(Gone, match="no message"):
        session.run(frame)


def test_a_student_cannot_feign_trouble_of_the_machine(warm):
    for source in ("import os; os._exit(120)", "import os, struct; os.write(3, struct.pack('>Q', 10**18))"):
        with Session(warm, {}, LIMITS) as session, pytest.raises(Gone):
            session.run(source)


def test_a_value_that_raises_when_it_is_read_is_refused(session):
    session.run(
        "import numpy as np\nclass Odd(np.ndarray):\n    @property\n    def dtype(self):\n        raise KeyError('no')\n"
        "def f():\n    return np.zeros(3).view(Odd)"
    )
    with pytest.raises(Exception, match="cannot be used"):
        session.names["f"]()
    assert session.run("1")[0]


FORGE = (
    "import socket, struct\nfrom grading.sandbox import wire\nchannel = socket.socket(fileno=3)\n"
    "def send(value, times=1):\n"
    "    message = wire.encode(value)\n"
    "    channel.sendall((struct.pack('>Q', len(message)) + message) * times)\n"
)


def test_who_asks_and_never_reads_is_not_waited_for(warm):
    with Session(warm, {}, LIMITS) as session:
        started = time.monotonic()
        with pytest.raises(Gone, match="did not answer"):
            session.run(
                FORGE + "while True:\n    try:\n        send({'number': 0, 'positional': (), 'named': {}}, 100)\n"
                "    except BaseException:\n        pass"
            )
        assert time.monotonic() - started < LIMITS.cell_seconds + 6


def test_what_the_grader_does_for_an_answer_is_limited_too(warm):
    with Session(warm, {}, LIMITS) as session:
        session.run("def f():\n    return own()")

        def slow():
            end = time.monotonic() + 20
            while time.monotonic() < end:
                pass

        session.names.update({"own": slow})
        started = time.monotonic()
        with pytest.raises(Gone, match="did not answer"), time_limit(60):
            session.call(0.5, {"do": "call", "function": session.names["f"], "positional": (), "named": {}})
        assert time.monotonic() - started < 6


def test_a_time_limit_tears_no_message_apart(session):
    session.run("def earlier(x):\n    return x\ndef f(x):\n    while True:\n        x = earlier(x)")
    session.names.update({"earlier": lambda x: x + 1})
    for _ in range(5):
        with pytest.raises(TimeLimit), time_limit(0.3):
            session.names["f"](np.zeros(20_000))
    assert shown(session.run("print('goes on')")[0]) == "goes on\n"


def test_forged_outputs_are_cut_here(warm):
    limits = Limits(notebook_seconds=120, cell_seconds=60, output=100_000, outputs=250_000)
    forged = "send({'reply': {'outputs': [{'output_type': 'stream', 'text': 'x' * %d}] * %d}})"
    for size, count, remaining in ((50_000, 100, 2), (1, 30_000, 210), (120_000, 1, 0)):
        with Session(warm, {}, limits) as session:
            outputs, _ = session.run(FORGE + forged % (size, count))
            assert len(outputs) == remaining + 1
            assert "more was left out" in outputs[-1].text
            assert session.cut
    with Session(warm, {}, limits) as session:
        sizes = [sum(len(item.text) for item in session.run("print('x' * 99_000)")[0]) for _ in range(5)]
        assert sizes[:2] == [99_001, 99_001]
        assert 50_000 < sizes[2] < 53_000
        assert max(sizes[3:]) < 200
        outputs, _ = session.run("1 / 0")
        assert outputs[0].ename == "ZeroDivisionError"


def test_lines_count_as_what_they_are_in_the_file_of_a_notebook(warm):
    limits = Limits(notebook_seconds=120, cell_seconds=60, output=100_000, outputs=250_000)
    forged = "send({'reply': {'outputs': [{'output_type': 'error', 'traceback': [''] * 200_000}]}})"
    for source in ("print('\\n' * 99_000)", "print('\\x00' * 99_000)", FORGE + forged):
        with Session(warm, {}, limits) as session:
            outputs, _ = session.run(source)
            assert len(nbformat.writes(new_notebook(cells=[new_code_cell(outputs=outputs)]))) < 4 * 100_000
            assert session.cut
            assert "more was left out" in outputs[-1].text


def test_an_answer_is_no_larger_than_asked_for(warm):
    with Session(warm, {}, LIMITS) as session:
        session.run("import numpy as np\ndef f(n):\n    return np.zeros(n << 17)\nx = f(3)")
        session.most = 2 * 2**20
        assert session.names["f"](1).nbytes == 2**20
        with pytest.raises(Exception, match=r"cannot be used: an array of shape .* cannot be sent: it has 3 MB"):
            session.names["f"](3)
        with pytest.raises(KeyError):
            session.names["x"]
        session.most = wire.SIZE_LIMIT
        assert session.names["x"].nbytes == 3 * 2**20
    with Session(warm, {}, LIMITS) as session:
        session.run(FORGE + "def f():\n    send({'reply': {'value': bytes(3 << 20)}})")
        session.most = 2 * 2**20
        with pytest.raises(Gone, match="no message"):
            session.names["f"]()


def test_an_endless_error_is_cut(session):
    outputs, _ = session.run(
        "class Huge(Exception):\n    def __str__(self):\n        return 'y' * 10**7\n"
        "    def _render_traceback_(self):\n        return ['z' * 1000] * 1000\nraise Huge"
    )
    assert outputs[0].ename == "Huge"
    assert session.cut
    assert sum(map(len, outputs[0].traceback)) + len(outputs[0].evalue) < 101_000


def test_halves_of_characters_do_not_cross(session):
    outputs, _ = session.run("print('\\ud800')\nname = '\\udfff'\nraise ValueError('\\udc00')")
    assert "?" in shown(outputs).encode().decode()
    assert session.names["name"] == "?"


def test_a_cell_that_cannot_be_sent_is_refused(session):
    outputs, _ = session.run("#" * 20_000_000)
    assert "cannot be run" in outputs[0].evalue
    assert session.run("1")[0]


def test_a_function_that_raises_keyboard_interrupt_is_wrong_at_most(session):
    session.run("def f():\n    raise KeyboardInterrupt")
    with pytest.raises(Exception) as caught:
        session.names["f"]()
    assert type(caught.value).__name__ == "KeyboardInterrupt"
    assert session.run("1")[0]


def test_a_variable_that_takes_for_ever_to_read_is_wrong_at_most(session):
    session.run(
        "class Endless:\n    @property\n    def numpy(self):\n        while True:\n            pass\nx = Endless()"
    )
    recorded = {"values": {"x": 3}, "mistakes": [{"sentence": "Four.", "values": {"x": 4}}]}
    result = grade_variables(Exercise(name="x", variables=("x",), seconds=0.5), {"x": session.names["x"]}, recorded)
    assert result.visible == ["`x` takes too long to compare: is it far too large?"]
    assert result.diagnosis == ""


HOARDS = {
    "memory files": "import os\nfiles = []\nwhile True:\n    files.append(os.memfd_create('x'))\n"
    "    for _ in range(7):\n        os.write(files[-1], bytes(2**20))\n",
    "memory files of other processes": "import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n"
    "        files = [os.memfd_create('x') for _ in range(8)]\n"
    "        for file in files:\n            for _ in range(7):\n                os.write(file, bytes(2**20))\n"
    "        time.sleep(60)\ntime.sleep(60)",
}


@pytest.mark.parametrize("kind", HOARDS)
def test_memory_that_no_process_maps_is_counted(warm, kind):
    with Session(warm, {}, LIMITS) as session, pytest.raises(Gone, match="more than 700 MB of memory"):
        session.run(HOARDS[kind])


def test_a_memory_file_is_no_larger_than_another_file(session):
    outputs, _ = session.run("import os\nfile = os.memfd_create('x')\nwhile True: os.write(file, bytes(2**20))")
    assert "File too large" in outputs[0].evalue
    outputs, _ = session.run("os.truncate(file, 2**30)")
    assert "File too large" in outputs[0].evalue


def test_there_is_no_shared_memory_without_a_process(session):
    outputs, _ = session.run(
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "print(libc.shmget(0, ctypes.c_size_t(4096), 0o1600), libc.msgget(0, 0o1600))"
    )
    assert shown(outputs) == "-1 -1\n"


def test_without_bubblewrap_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RuntimeError, match=r"bubblewrap is not installed.*apt install bubblewrap.*--unconfined"):
        Warm()


def test_unconfined_it_runs_too():
    with Warm(confined=False) as warm, Session(warm, {}, LIMITS) as session:
        assert session.run("print(1 + 1)")[0][0].text == "2\n"


def gone(number):
    """Return whether a process has ended, after a moment; one that only waits to be forgotten has."""
    for _ in range(30):
        try:
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("source", ["1", "import os; os._exit(0)", "import time; time.sleep(60)"])
def test_unconfined_it_leaves_nothing(tmp_path, monkeypatch, source):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Warm(confined=False) as warm:
        before = sorted(tmp_path.rglob("submission-*"))
        with Session(warm, {"a.txt": b"x"}, Limits(notebook_seconds=2, cell_seconds=60)) as session:
            session.run("import subprocess; sleeping = subprocess.Popen(['sleep', '1000'])")
            number = session.run("print(sleeping.pid)")[0][0].text
            assert list(tmp_path.rglob("submission-*/a.txt"))
            with contextlib.suppress(Gone):
                session.run(source)
        assert sorted(tmp_path.rglob("submission-*")) == before == []
        assert gone(number.strip())
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def warm_with_tensorflow():
    with Warm(("tensorflow",)) as parent:
        yield parent


def test_tensorflow_works_in_the_confined_process(warm_with_tensorflow, monkeypatch):
    limits = Limits(notebook_seconds=60, cell_seconds=30, memory=2000)
    with Session(warm_with_tensorflow, {}, limits) as session:
        outputs, late = session.run(
            "import numpy as np\nimport tensorflow as tf\n\n\ndef slope(f, x):\n    with tf.GradientTape() as tape:\n"
            "        tape.watch(x)\n        y = f(x)\n    return tape.gradient(y, x)\n\n\n"
            "def fit(X, Y):\n    model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])\n"
            "    model.compile('sgd', 'mse')\n    return model.fit(X, Y, epochs=3, verbose=0)\n\n\n"
            "def kind(x):\n    return type(x).__name__"
        )
        assert not late and shown(outputs) == ""
        # A function of the checks that the student's tape must see: it is run over there, from its source.
        cube = Portable("cube", "def cube(x):\n    import tensorflow as tf\n\n    return tf.reduce_sum(x**3)\n")
        x = np.array([1.0, -2.0, 0.5]).view(Tensor)
        gradient = session.names["slope"](cube, x)
        assert is_tensor(gradient)
        np.testing.assert_allclose(np.asarray(gradient), 3 * np.asarray(x) ** 2)
        assert session.names["kind"](x) == "EagerTensor"
        assert session.names["kind"](np.asarray(x)) == "ndarray"
        # What can be trained and what cannot stay apart, whether or not TensorFlow is loaded on this side.
        session.run("def both():\n    return tf.Variable([1.0]), tf.constant([1.0])")
        with monkeypatch.context() as patch:
            patch.delitem(sys.modules, "tensorflow", raising=False)
            variable, constant = session.names["both"]()
        assert is_tensor(variable) and is_variable(variable)
        assert is_tensor(constant) and not is_variable(constant)
        assert session.names["kind"](variable) == "ResourceVariable"
        import tensorflow

        variable, constant = session.names["both"]()
        assert isinstance(variable, tensorflow.Variable) and is_variable(variable)
        assert isinstance(constant, tensorflow.Tensor) and not is_variable(constant)
        # An object that is no data stays there, and is asked for its attributes.
        history = session.names["fit"](np.ones((4, 2), np.float32), np.ones((4, 1), np.float32))
        assert type(history).__name__ == "History"
        losses = history.history["loss"]
        assert len(losses) == 3 and losses[2] < losses[0]
        assert not hasattr(history, "no_such_thing")
        with pytest.raises(AttributeError):
            history.__wrapped__  # noqa: B018 (nothing private is asked for)


def test_no_code_comes_from_a_student(session):
    session.run(
        "from helpers.checks.exercise import Portable\n\n\ndef f():\n    return Portable('g', 'def g():\\n    return 1\\n')"
    )
    handle = session.names["f"]()
    assert isinstance(handle, wire.Handle)  # it stays where it is
    message = wire.encode(Portable("g", "def g():\n    return 1\n"), code=True)
    with pytest.raises(wire.WireError, match="does not exist"):
        wire.decode(message)
    assert wire.decode(message, code=True)() == 1


def test_a_gradient_must_flow_through_what_is_graded(warm_with_tensorflow):
    x, y = (np.array(item, np.float32).view(Tensor) for item in ([1.0, 2.0], [3.0, 5.0]))
    case = {"arguments": codec.encode((x, {"y": y})), "named": codec.encode({}), "output": codec.encode(x * y)}
    visible = {"parameters": ["x", "table"], "cases": [case]}
    exercise = Exercise(name="product", flows=("x", "table"))
    bodies = {
        "x * table['y']": "",
        "tf.constant(x.numpy() * table['y'].numpy())": "no gradient flows from `x` to the result",
        "x * table['y'].numpy()": "no gradient flows from `table` to the result",
        "x.numpy() * table['y'].numpy()": "is a NumPy array, expected a TensorFlow tensor",
        "tf.cast(x * table['y'], tf.float64)": "is a tensor of dtype float64, expected float32",
        "tf.Variable(x) * table['y']": "no gradient flows from `x` to the result",
    }
    with Session(warm_with_tensorflow, {}, Limits(notebook_seconds=60, cell_seconds=30, memory=2000)) as session:
        session.run("import tensorflow as tf")
        for body, words in bodies.items():
            session.run(f"def product(x, table):\n    return {body}")
            (sentence,) = grade(exercise, session.names["product"], visible).visible
            assert words in (sentence or "") and bool(words) == bool(sentence), body
            assert len(sentence or "") <= 300
