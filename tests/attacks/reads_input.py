"""Waits for input from a terminal that is not there, in every way."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import getpass
import os
import sys

asks = [input, getpass.getpass, sys.stdin.read, lambda: os.read(0, 10), lambda: open("/dev/tty").read(), breakpoint]
for ask in asks:
    try:
        ask()
    except Exception:
        continue
