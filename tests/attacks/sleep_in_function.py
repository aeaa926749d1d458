"""A function that sleeps for days, in C code and behind handlers that swallow everything."""
# earns: double
# note: took longer than
# %% double
def double(x):
    return 2 * x
# %% noise
import ctypes
import signal


def noise(m):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        try:
            ctypes.PyDLL(None).sleep(98765)
        except BaseException:
            pass
