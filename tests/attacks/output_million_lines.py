"""Prints a million lines, each flushed, to both streams, and displays ten thousand values."""
# earns: double
# note: showed more output than is kept
# %% double
def double(x):
    return 2 * x
# %% noise
import sys

from IPython.display import display

for number in range(10**6):
    print(number, file=sys.stderr if number % 2 else sys.stdout, flush=True)
    if number % 100 == 0:
        display(number)
