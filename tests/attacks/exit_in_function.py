"""Ends its process with success inside a function that a check calls."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import os


def noise(m):
    os._exit(0)
