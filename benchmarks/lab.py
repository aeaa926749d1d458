"""`make lab` in a fresh clone: seconds until the page is served, the first time and the second.

    python benchmarks/lab.py

The clone holds what is committed. Packages come from the installer's cache where it has them.
"""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from grading import notebooks


def start(folder):
    """Run `make lab` in `folder` until it answers; return the seconds that took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = f"LAB_ARGS=--no-browser --allow-root --port={port} --IdentityProvider.token=benchmark"
    started = time.perf_counter()
    with open(folder / "lab.log", "w") as log:
        server = subprocess.Popen(
            ["make", "lab", arguments], cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
    try:
        while True:
            if server.poll() is not None:
                raise SystemExit((folder / "lab.log").read_text())
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/lab/tree/start.md?token=benchmark", timeout=10)
                return time.perf_counter() - started
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def main():
    """Print the two times."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(notebooks.ROOT), str(folder)], check=True)
        first, second = start(folder), start(folder)
    print(f"make lab: first {first:.1f} s, second {second:.1f} s, {first / second:.0f} to 1")


if __name__ == "__main__":
    main()
