"""Returns values that hang when they are freed."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import time


class Heavy(list):
    def __del__(self):
        while True:
            try:
                time.sleep(98765)
            except BaseException:
                pass


def noise(m):
    return Heavy([0.0] * m)
