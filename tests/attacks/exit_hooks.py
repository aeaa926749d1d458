"""Registers hooks that keep the process from ending: atexit, threads, __del__, all sleeping for days."""
# earns: double noise sizes q1 q2
# %% free first
import atexit
import threading
import time


def stay(*arguments):
    while True:
        try:
            time.sleep(98765)
        except BaseException:
            pass


class Last:
    __del__ = stay


atexit.register(stay)
threading._register_atexit(stay)
threading.Thread(target=stay, daemon=False).start()
keep = Last()
keep.itself = keep
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
