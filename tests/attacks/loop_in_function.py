"""A function that never returns; the other answers are right."""
# earns: noise sizes q1 q2
# doubt: one endless function costs its own points only, if it can be interrupted
# %% double
def double(x):
    while True:
        pass
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
