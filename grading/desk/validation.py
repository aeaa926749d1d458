"""JupyterLab's Validate without the wait: nbgrader's own validation, in a process beside the server's.

nbgrader's handler runs the notebook in the server's only thread, so that the whole page stands still meanwhile
(jupyter/nbgrader issue 1232). This server extension takes the place of nbgrader's: the same address, the same answer.
The notebook runs in a process that lasts as long as the server and owns the parents of its warm kernels
(`grading.desk.kernels`); students' own kernels are none of its business. Of a notebook of the course, what runs is the
one that grading will rebuild from it.
"""

import asyncio
import contextlib
import html
import json
import logging
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.validate_assignment import handlers
from tornado import web

from grading.desk import kernels, workspace
from grading.intake import rebuild
from helpers import progress

WARM_AFTER = 20  # seconds after the server's start, when its first page is open and the processor is idle again
ENDED = "The process that validates notebooks has ended. Click on Validate to try again."


class Validate(handlers.ValidateAssignmentHandler):
    """Answers the button."""

    @web.authenticated
    async def post(self):
        """Answer with what nbgrader's validation says of the notebook `path`."""
        path = self.get_argument("path", None) or (self.get_json_body() or {}).get("path")
        if not isinstance(path, str):
            raise web.HTTPError(400, "There is no path of a notebook in the request.")
        status, answer = await self.settings["validator"].ask(path)
        if status != 200:
            raise web.HTTPError(status, answer)
        self.finish(json.dumps(answer))


class Validator:
    """The process that validates, seen from the server; started at first use, and again if it has ended.

    Arguments: root, the server's folder.
    """

    def __init__(self, root):
        self.root, self.process, self.lock = root, None, threading.Lock()

    async def ask(self, path):
        """Return the status and the answer of a request to validate `path`; requests wait for one another."""
        loop = asyncio.get_running_loop()
        answered = loop.create_future()

        def ask():
            answer = self._ask(path)
            with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(lambda: answered.cancelled() or answered.set_result(answer))

        # No executor's thread: the server would wait for it before it ends.
        threading.Thread(target=ask, daemon=True).start()
        return await answered

    def prepare(self):
        """Start the process unless it runs."""
        if self.lock.acquire(blocking=False):  # else it is being used
            try:
                self._start()
            finally:
                self.lock.release()

    def _ask(self, path):
        with self.lock:
            self._start()
            try:
                self.process.stdin.write(json.dumps(path) + "\n")
                self.process.stdin.flush()
                return json.loads(self.process.stdout.readline())
            except (OSError, ValueError):
                self.process.kill()
                self.process.wait()
                return 200, {"success": False, "value": ENDED}

    def _start(self):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                # -P: in the current folder are the student's files, not modules to import
                [sys.executable, "-P", "-m", "grading.desk.validation", str(self.root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # an interrupt in the terminal is a question to the server
            )


def _jupyter_server_extension_points():
    return [{"module": "grading.desk.validation"}]


def _load_jupyter_server_extension(server):
    validator = server.web_app.settings["validator"] = Validator(server.root_dir)
    base = server.web_app.settings["base_url"]
    for address, handler in handlers.default_handlers:
        own = Validate if handler is handlers.ValidateAssignmentHandler else handler
        server.web_app.add_handlers(".*$", [(url_path_join(base, address), own)])
    server.io_loop.call_later(WARM_AFTER, validator.prepare)


class Validation(handlers.Validator):
    """Validates the notebook that grading will rebuild, where the student's folder keeps its original, with its notes.

    They stand where the button's answer has room for them: first of what failed, or else as what was changed.
    """

    rebuilt = None

    def validate(self, filename):
        """Return what nbgrader says of the rebuilt notebook, with the notes."""
        path, notes = Path(filename), []
        root = progress.root_of(path.parent)
        original = workspace.original(root, path.relative_to(root)) if root else None
        if original and original.is_file() and path.is_file():
            place = path.relative_to(root).with_suffix("").as_posix()
            self.rebuilt, notes = rebuild.rebuild(original, rebuild.take(path), place, workspace.owners(root))
        answer = super().validate(filename)
        if notes and "failed" in answer:
            text = "\n".join(notes)
            answer["failed"].insert(0, {"source": "# Notes", "error": html.escape(text), "raw_error": text})
        elif notes:
            answer["changed"] = [{"source": note} for note in notes]
        return answer

    def _get_type_changed_cells(self, nb):
        return super()._get_type_changed_cells(self.rebuilt or nb)

    def _preprocess(self, nb):
        return super()._preprocess(self.rebuilt or nb)


class Request:
    """What nbgrader's validation needs of a request.

    Arguments: root, the server's folder.
    """

    load_config = handlers.ValidateAssignmentHandler.load_config
    validate_notebook = handlers.ValidateAssignmentHandler.validate_notebook

    def __init__(self, root):
        self.root_dir, self.log = root, logging.getLogger(__name__)


def validate(root, path):
    """Return the status and the answer of nbgrader's validation.

    Arguments: root, the server's folder; path, the notebook's in it.
    """
    with contextlib.suppress(OSError, ValueError):  # for nbgrader to say
        os.environ.update(kernels.variables((Path(root) / path).read_text(encoding="utf-8")))
    try:
        return 200, Request(root).validate_notebook(path)
    except web.HTTPError as error:
        return error.status_code, error.log_message


def main():
    """Answer requests, a line each, until the server closes its end."""
    requests = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a notebook prints is no answer
    os.environ.update(kernels.variables())
    handlers.Validator = Validation
    while True:
        print(json.dumps(validate(sys.argv[1], requests.get())), file=answers, flush=True)


def _read(requests):
    """Pass requests on; at their end, end this process even if a notebook runs."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    os._exit(0)


if __name__ == "__main__":
    main()
