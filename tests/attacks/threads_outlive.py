"""Starts threads that compute for ever behind the last answer."""
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
import threading


def spin():
    while True:
        try:
            print("still here")
        except BaseException:
            pass


for number in range(30):
    try:
        threading.Thread(target=spin, daemon=number % 2 == 0).start()
    except RuntimeError:
        break
