"""Keeps eight gigabytes in segments of shared memory that no process has attached."""
# earns: double
# doubt: only a limit of a control group or on shared memory of the namespace stops it
# %% double
def double(x):
    return 2 * x
# %% noise
import ctypes
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
libc.shmdt.argtypes = [ctypes.c_void_p]
held = 0
for number in range(32):
    segment = libc.shmget(0, ctypes.c_size_t(2**28), 0o1600)
    place = libc.shmat(segment, None, 0) if segment != -1 else None
    if place in (None, 2**64 - 1):
        break
    ctypes.memset(place, 1, 2**28)
    libc.shmdt(place)
    held += 2**28
time.sleep(2)
if held > 6 * 2**30:
    print("ESC" + f"APED: {held >> 20} MB are held in shared memory")
