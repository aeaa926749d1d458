"""Returns text arrays with code points that do not exist, and flags that are neither true nor false."""
# earns: sizes
# %% double
import numpy as np


def double(x):
    return np.full(np.shape(x) or 1, 0xFFFFFFFF, np.uint32).view("<U1")
# %% noise
def noise(m):
    return np.full(m, 0xFF, np.uint8).view(bool)
# %% sizes
m, n = 3, 4
# %% q1
q1 = np.full(1, 0x7FFFFFFF, np.uint32).view("<U1")
# %% q2
q2 = {"\ud800", "\x00", "\u202ea", "a" * 10**6}
