"""Recurses through C code with the limit lifted, until the stack of the process overflows."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import sys

sys.setrecursionlimit(2**31 - 1)


def noise(m):
    return sorted([m], key=noise)
