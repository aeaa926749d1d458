"""Raises KeyboardInterrupt in a function that a check calls, as if the instructor had stopped the grading."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
def noise(m):
    raise KeyboardInterrupt
