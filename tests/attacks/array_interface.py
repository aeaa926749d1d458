"""Returns an object whose __array_interface__ points at memory that is not its own."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import numpy as np


class Wild:
    __array_interface__ = {"version": 3, "shape": (55,), "typestr": "<f8", "data": (4096, True)}
    __array_struct__ = property(lambda self: (_ for _ in ()).throw(AttributeError))


def noise(m):
    return np.asarray(Wild()) + 0
