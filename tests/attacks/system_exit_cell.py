"""Raises SystemExit in a cell."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import sys


def noise(m):
    return None


sys.exit(0)
