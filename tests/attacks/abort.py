"""Aborts its process, with a memory dump if it may."""
# earns: double
# note: it ended itself
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import resource

resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)


def noise(m):
    os.abort()
