"""Returns signalling NaN with payloads and infinities in places where a comparison may swallow them."""
# earns: sizes q1 q2
# %% double
import numpy as np

QUIET = np.array([0x7FF0000000000001], np.uint64).view(float)


def double(x):
    return np.broadcast_to(QUIET, np.shape(x)).copy() if np.ndim(x) else float(QUIET[0])
# %% noise
def noise(m):
    return np.full(m, QUIET[0])
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
