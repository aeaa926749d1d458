"""Answers all rightly, then kills its process in the last cell, to have no result or an older one stand."""
# earns: double noise sizes q1 q2
# note: it ended itself
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

os.kill(os.getpid(), signal.SIGKILL)
