"""Fills twelve gigabytes with arrays inside a function, each in a size that is given back only to the system."""
# earns: double
# doubt: a limit may refuse the memory, an error in the call, or end the process; a note is due in the second case
# %% double
def double(x):
    return 2 * x
# %% noise
import numpy as np

hoard = []


def noise(m):
    for _ in range(12):
        hoard.append(np.ones(2**27))
    return np.ones(m)
