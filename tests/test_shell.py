"""What works in a cell in JupyterLab works when the cell is graded."""

import os

import pytest
from jupyter_client.manager import start_new_kernel

from grading.sandbox.confine import Limits
from grading.sandbox.session import Session
from grading.sandbox.warm import Warm

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("session")]
LIMITS = Limits(notebook_seconds=120, cell_seconds=20, memory=1500)

# Each runs in both; then it is asked whether the line after it was reached.
SAME = [
    "%matplotlib inline",
    "%matplotlib notebook",
    "%matplotlib --list",
    "%pylab inline",
    "%config InlineBackend.figure_format = 'retina'",
    "%config IPCompleter.greedy = True",
    "%autosave 60",
    "%autosave often",
    "stored = 3\n%store stored",
    "%store -r stored",
    "%store",
    "%connect_info",
    "%subshell",
    "%gui",
    "%load_ext autoreload\n%autoreload 2",
    "%load_ext no_such_extension",
    "%reload_ext autoreload",
    "%no_such_magic",
    "%%no_such_magic",
    "%cd /tmp\n%cd -",
    "%pwd",
    "%env ANSWER=42",
    "%who",
    "%whos",
    "%history",
    "%pdb on\n%pdb off",
    "%debug",
    "%xmode Minimal\n%xmode Context",
    "%precision 3\n%precision",
    "%clear",
    "%lsmagic",
    "%colors nocolor",
    "%timeit -n 1 -r 1 sum([1])",
    "%time total = sum([1])",
    "%prun -q sum([1])",
    "%alias_magic t timeit",
    "%run no_such_file.py",
    "%less no_such_file.py",
    "%edit",
    "%reset_selective -f nothing",
    "!echo hello",
    "!exit 3",
    "!no-such-command",
    "listed = !ls",
    "get_ipython().system('echo hello')",
    "print?",
    "print??",
    "no_such_name?",
    "import sys\nsys.stdout.fileno() + sys.stderr.fileno()",
    "sys.stdout.isatty()\nsys.stdout.encoding.upper()\nsys.stdout.flush()",
    "sys.stdout.writelines(['a', 'b'])",
    "sys.stdin.readline()",
    "sys.stdout.buffer",
    "import faulthandler\nfaulthandler.enable()",
    "import logging\nlogging.getLogger().addHandler(logging.StreamHandler(sys.stdout))\nlogging.warning('hello')",
    "import os\nos.write(sys.stdout.fileno(), b'hello')",
    "import subprocess\nsubprocess.run(['echo', 'hello'], stdout=sys.stdout)",
    "import asyncio\nawait asyncio.sleep(0)",
    "asyncio.run(asyncio.sleep(0))",
    "asyncio.get_running_loop()",
    "asyncio.get_event_loop().run_until_complete(asyncio.sleep(0))",
    "task = asyncio.create_task(asyncio.sleep(0, 7))",
    "assert await task == 7",
    "async for x in iter([]): pass",
    "async with asyncio.Lock(): pass",
    "await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))",
    "await asyncio.wait_for(asyncio.sleep(9), 0.01)",
    "raise asyncio.CancelledError",
    "input()",
    "import getpass\ngetpass.getpass()",
    "breakpoint()",
    "sys.exit()",
    "raise SystemExit(1)",
    "raise KeyboardInterrupt",
    "1 / 0",
    "undefined",
    "def f(:",
    "return 3",
    "'unfinished",
    "x = 1;; y = 2",
    "from IPython.display import HTML, Image, Javascript, Markdown, clear_output, display, update_display\ndisplay(3)",
    "clear_output(wait=True)\nclear_output()",
    "handle = display(1, display_id=True)\nhandle.update(2)\nupdate_display(3, display_id='other')",
    "display(HTML('<b>x</b>'), Markdown('x'), Javascript('x'))",
    "display({'text/plain': 'x'}, raw=True)",
    "display()",
    "import ipywidgets\nslider = ipywidgets.IntSlider()\ndisplay(slider)\nslider.value = 3",
    "ipywidgets.interact(lambda x: x, x=(0, 3))",
    "out = ipywidgets.Output()\nwith out:\n    print(1)\nout.clear_output()",
    "with ipywidgets.Output(): 1 / 0",
    "from ipykernel.comm import Comm\nComm(target_name='x').send({'a': 1})",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "plt.ion(); plt.ioff(); plt.figure(); plt.pause(0.001); plt.close('all')",
    "from IPython.core.getipython import get_ipython\nkernel = get_ipython().kernel",
    "kernel.shell is get_ipython()\nkernel.session\nkernel.get_parent()\nkernel.comm_manager",
    "assert get_ipython().__class__.__name__ == 'ZMQInteractiveShell'",
    "assert 'IPKernelApp' in get_ipython().config",
    "import IPython\nIPython.Application.instance().kernel.session",
    "get_ipython().run_line_magic('autosave', '0')",
    "get_ipython().run_cell('1 / 0')",
    "get_ipython().set_next_input('x')",
    "get_ipython().events.register('pre_run_cell', print)\nget_ipython().events.unregister('pre_run_cell', print)",
    "assert __name__ == '__main__'\nimport __main__\n__main__.seen = 1\nassert seen",
    "Out, In, _oh, _dh, _ih\n_i",
    "_\n__\n___",
    "%%time\nx = 1",
    "%%timeit -n 1 -r 1\nx = 1",
    "%%capture caught\nprint(1)",
    "%%bash\necho hello",
    "%%bash\nexit 3",
    "%%sh\necho hello",
    "%%script python3\nprint(1)",
    "%%html\n<b>x</b>",
    "%%javascript\nx",
    "%%latex\nx",
    "%%markdown\nx",
    "%%writefile written.py\nx = 1",
    "%%prun -q\nx = 1",
    "import threading\nthread = threading.Thread(target=print, args=['x'])\nthread.start()\nthread.join()",
    "import signal\nsignal.getsignal(signal.SIGINT)",
    "import multiprocessing\nmultiprocessing.current_process().name",
    "import warnings\nwarnings.warn('x')",
    "with warnings.catch_warnings(action='error'): warnings.warn('x')",
]
# What a learner's machine may have and a grader's has not goes on when graded, whatever it does in this kernel.
GO_ON = [
    "exit",
    "quit()",
    "kernel.do_shutdown(True)",
    "%matplotlib widget",
    "%matplotlib ipympl",
    "%matplotlib qt",
    "%matplotlib tk",
    "%matplotlib",
    "%gui tk",
    "%qtconsole",
    "%pip install no-such-package",
    "%conda install no-such-package",
    "%mamba install no-such-package",
    "%uv pip install no-such-package",
]


@pytest.fixture(scope="module")
def session():
    with Warm(("matplotlib.pyplot", "ipywidgets")) as warm, Session(warm, {}, LIMITS) as process:
        yield process


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """A function that runs a cell in a kernel such as JupyterLab's and returns whether it went on to its end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    manager, client = start_new_kernel(cwd=tmp_path_factory.mktemp("kernel"), env=environment)  # which knows pytest

    def run(source):
        reply = client.execute_interactive(source, allow_stdin=False, timeout=60, output_hook=lambda message: None)
        return reply["content"]["status"] == "ok"

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def cell(source):
    """Return a cell in which a line follows `source`, or that alone where its first line speaks for all of it."""
    return source if source.startswith("%%") else f"{source}\nreached = True"


@pytest.mark.parametrize("source", SAME, ids=[repr(source)[:60] for source in SAME])
def test_a_cell_goes_on_or_ends_as_in_jupyter(session, jupyter, source):
    goes_on = jupyter(cell(source))
    session.run("reached = False")
    session.run(cell(source))
    assert (session.trouble == "") == goes_on, session.trouble
    if not source.startswith("%%"):
        assert session.names["reached"] == goes_on


@pytest.mark.parametrize("source", GO_ON)
def test_what_is_for_a_learners_own_machine_ends_no_cell(session, source):
    session.run("reached = False")
    session.run(cell(source))
    assert session.names["reached"], session.trouble
