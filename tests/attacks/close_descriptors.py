"""Closes every descriptor, and puts files of its own in their places."""
# earns: double noise sizes q1
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
import os

os.closerange(0, 4096)
for _ in range(20):
    os.open(os.devnull, os.O_RDWR)
