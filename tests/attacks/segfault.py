"""Reads from an address that it does not have."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import ctypes


def noise(m):
    return ctypes.string_at(1)
