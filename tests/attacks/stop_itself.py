"""Stops itself with SIGSTOP: alive, silent and deaf."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import signal


def noise(m):
    os.kill(os.getpid(), signal.SIGSTOP)
