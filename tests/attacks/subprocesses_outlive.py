"""Starts processes in sessions of their own that should live on when the submission has been graded."""
# earns: double noise sizes q1 q2
# %% double
def double(x):
    return 2 * x
# %% noise
import numpy as np


def noise(m):
    return np.random.randn(m)
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
# %% free after q2
import os
import signal
import subprocess
import sys
import time

for number in range(10):
    subprocess.Popen(
        ["nohup", "sleep", "98765"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        os.execv(sys.executable, [sys.executable, "-c", "import time\nwhile True: time.sleep(98765)"])
    os._exit(0)
