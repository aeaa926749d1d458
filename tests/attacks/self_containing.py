"""Returns containers and arrays that contain themselves, and one of few objects with 2**28 leaves."""
# earns: sizes
# %% double
import numpy as np


def double(x):
    loop = [0.0]
    loop += [loop] * 1000
    return loop
# %% noise
def noise(m):
    table = {}
    table["again"] = (table, [table])
    crate = np.empty(m, dtype=object)
    crate[:] = [crate] * m
    return table, crate
# %% sizes
m, n = 3, 4
# %% q1
q1 = []
q1 += [q1, "b"]
# %% q2
q2 = ("a", "c")
for _ in range(28):
    q2 = (q2, q2)
