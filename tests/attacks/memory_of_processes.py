"""Takes twelve gigabytes in twelve processes, each below the limit of one."""
# earns: double
# note: MB of memory
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import time

readers = []
for _ in range(12):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        try:
            hoard = []
            for _ in range(16):
                hoard.append(b"x" * 2**26)
                os.write(theirs, b"+")
        except MemoryError:
            pass
        finally:
            time.sleep(60)
            os._exit(0)
    os.close(theirs)
    readers.append(ours)
time.sleep(5)
for reader in readers:
    os.set_blocking(reader, False)
taken = sum(len(os.read(reader, 16)) for reader in readers) * 2**26
if taken > 6 * 2**30:
    print("ESC" + f"APED: twelve processes hold {taken >> 20} MB")
