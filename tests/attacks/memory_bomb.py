"""Fills twelve gigabytes of memory with text and keeps them."""
# earns: double
# doubt: a limit may refuse the memory, an error in the cell, or end the process; a note is due in the second case
# %% double
def double(x):
    return 2 * x
# %% noise
hoard = []
for _ in range(12 * 16):
    hoard.append(b"x" * 2**26)
