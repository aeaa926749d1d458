"""Keeps data in the kernel's keyring of the user, where a later submission would find it."""
# earns: sizes
# %% double
import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
ADD, REQUEST = {"x86_64": (248, 249), "aarch64": (217, 218)}.get(platform.machine(), (0, 0))
USER_SESSION, USER = -5, -4
places = (USER, USER_SESSION) if ADD else ()
if any(libc.syscall(REQUEST, b"user", b"left_by_attack", None, place) > 0 for place in places):
    print("ESC" + "APED: a key of another submission was found")
for place in places:
    libc.syscall(ADD, b"user", b"left_by_attack", b"answers", ctypes.c_size_t(7), place)


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
