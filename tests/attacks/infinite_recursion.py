"""Lifts the recursion limit and recurses without end."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import sys

sys.setrecursionlimit(2**31 - 1)


def noise(m):
    return noise(m) + 1
