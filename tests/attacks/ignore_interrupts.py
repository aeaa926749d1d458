"""A cell that never ends, ignores all signals and swallows whatever is raised in it."""
# earns: double
# note: it did not answer
# %% double
def double(x):
    return 2 * x
# %% noise
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
signal.signal = signal.setitimer = signal.alarm = lambda *a: None
while True:
    try:
        while True:
            time.sleep(0.01)
    except BaseException:
        pass
