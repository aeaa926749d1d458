"""Returns arrays of structured, void, date and zero-size dtypes, with a dtype that carries a megabyte of metadata."""
# earns: q1 q2
# %% double
import numpy as np


def double(x):
    inner = np.dtype([("a", "f8"), ("b", "O"), ("c", "U5", (2, 2))])
    return np.zeros(np.shape(x), dtype=[("deep", inner), ("x" * 10_000, "V7")])
# %% noise
def noise(m):
    heavy = np.dtype("f8", metadata={"words": "x" * 10**6, "code": eval})
    empty = np.ndarray((m, 10**9), np.dtype([]))
    return [np.zeros(m, heavy)[:0], empty, np.zeros(m, "M8[ns]"), np.zeros((0, 2**40), "S1"), np.array(["", ""])]
# %% sizes
m, n = np.zeros((), "V16"), np.datetime64("NaT")
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
