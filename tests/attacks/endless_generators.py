"""Returns generators and iterators that never end, sleep, or end the process when they are read."""
# earns: sizes q1
# %% double
import itertools
import os
import time


def double(x):
    while True:
        yield 2 * x
# %% noise
class Slow:
    def __iter__(self):
        time.sleep(10**6)
        return self

    def __next__(self):
        os._exit(0)

    __len__ = lambda self: 55


def noise(m):
    return Slow() if m % 2 else itertools.count()
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = itertools.cycle("ac")
