"""Returns a view with strides far outside of its memory, which ends whoever copies it."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import numpy as np
from numpy.lib.stride_tricks import as_strided


def noise(m):
    return as_strided(np.random.randn(2), shape=(m,), strides=(2**40,))
