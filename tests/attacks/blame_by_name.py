"""Calls itself what is no text, so that whoever reads about its processes fails, and the machine is blamed."""
# earns: sizes
# %% double
import ctypes
import os
import time

libc = ctypes.CDLL(None)
for name in (b"\xff\xfe", b"x\nRssAnon: -9", b"(", b")\n\xc3"):
    libc.prctl(15, name, 0, 0, 0)
    if os.fork() == 0:
        libc.prctl(15, name[::-1], 0, 0, 0)
        time.sleep(1)
        os._exit(0)
    time.sleep(0.2)


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
