"""Returns objects that run code wherever they are unpickled or copied in another process than the student's."""
# earns: sizes q1 q2
# %% double
import os

import numpy as np

CODE = f"__import__('os').getpid() == {os.getpid()} or print('ESC' + 'APED: code ran where a value was unpickled')"


class Parcel:
    def __reduce_ex__(self, protocol):
        return eval, (CODE,)

    __reduce__ = lambda self: self.__reduce_ex__(2)
    __setstate__ = __getstate__ = lambda self, *a: None


class Array(np.ndarray):
    __reduce__ = lambda self: (eval, (CODE,))


def double(x):
    return [Parcel(), np.zeros(3).view(Array), {"key": Parcel()}, np.array([Parcel()], dtype=object)]
# %% noise
def noise(m):
    return np.zeros(m).view(Array)
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
