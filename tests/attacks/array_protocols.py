"""Returns objects that claim to be arrays or tensors by every protocol, and answer differently every time."""
# earns: sizes q1 q2
# %% double
import itertools

import numpy as np


class Shifting:
    turn = itertools.count()
    __array_priority__ = 1e9

    def __init__(self, *shape):
        self.shape, self.dtype = shape, np.dtype(float)

    def __array__(self, dtype=None, copy=None):
        return np.full(self.shape, next(self.turn) % 7 + 1e6)

    def numpy(self):
        return Shifting(*self.shape) if next(self.turn) % 2 else self

    def __array_ufunc__(self, *arguments, **named):
        return True

    def __array_function__(self, *arguments, **named):
        return True

    def __dlpack__(self, **named):
        raise KeyboardInterrupt

    __module__ = "tensorflow.python.framework.ops"


def double(x):
    return Shifting(*np.shape(x))
# %% noise
def noise(m):
    return Shifting(m)
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
