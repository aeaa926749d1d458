"""Returns broadcast views: a few bytes in memory, billions of entries in their shape."""
# earns: sizes q1 q2
# %% double
import numpy as np


def double(x):
    return np.broadcast_to(2.0 * np.asarray(x), (10**9, 1, 1, *np.shape(x)))
# %% noise
def noise(m):
    return np.broadcast_to(np.random.randn(m), (10**6, 10**6, m))
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
