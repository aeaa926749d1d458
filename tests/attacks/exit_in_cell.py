"""Ends its process with success in the middle of the notebook."""
# earns: double
# note: killed
# %% double
def double(x):
    return 2 * x
# %% noise
import os

os._exit(0)
