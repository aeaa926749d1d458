"""Takes twelve gigabytes of shared anonymous memory, which limits on private data do not count."""
# earns: double
# doubt: a limit may refuse the memory, an error in the cell, or end the process; a note is due in the second case
# %% double
def double(x):
    return 2 * x
# %% noise
import mmap

hoard = []
for _ in range(12 * 4):
    area = mmap.mmap(-1, 2**28, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE)
    area.write(b"x" * 2**28)
    hoard.append(area)
