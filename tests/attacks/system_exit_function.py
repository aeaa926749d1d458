"""Raises SystemExit, with success, in a function that a check calls."""
# earns: double sizes q1 q2
# %% double
def double(x):
    return 2 * x
# %% noise
import sys


def noise(m):
    sys.exit(0)
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
