"""Ends its process with success in the middle of the notebook."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import os

os._exit(0)
