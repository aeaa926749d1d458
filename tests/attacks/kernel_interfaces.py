"""Asks the kernel for what has undone sandboxes: rings, programs, keys, page faults, mounts, other processes' memory."""
# earns: sizes
# %% double
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
room, PARENT, NEW_USER = ctypes.create_string_buffer(4096), os.getpid(), 0x10000000
CALLS = {  # on x86_64 and on aarch64, and with what
    "io_uring_setup": (425, 425, 4, room),
    "io_setup": (206, 0, 8, ctypes.byref(ctypes.c_ulong())),
    "bpf": (321, 280, 0, (ctypes.c_uint32 * 32)(2, 4, 4, 1), 128),
    "userfaultfd": (323, 282, 1),
    "memfd_secret": (447, 447, 0),
    "keyctl": (250, 219, 0, -3, 1),
    "add_key": (248, 217, b"user", b"left", b"x", ctypes.c_size_t(1), -3),
    "perf_event_open": (298, 241, room, 0, -1, -1, 0),
    "open_tree": (428, 428, -100, b"/tmp", 1),
    "unshare": (272, 97, 0x400),
    "unshare user": (272, 97, NEW_USER),
    "clone": (56, 220, NEW_USER | 17, 0, 0, 0, 0),
    "fanotify_init": (300, 262, 0x200, 0),
    "init_module": (175, 105, room, ctypes.c_size_t(8), b""),
}
column = {"x86_64": 0, "aarch64": 1}[platform.machine()]
for name, (*numbers, arguments) in {key: (*value[:2], value[2:]) for key, value in CALLS.items()}.items():
    got = libc.syscall(numbers[column], *arguments)
    if got == 0 and name == "clone":
        os._exit(0)
    if got >= 0:
        print("ESC" + f"APED: {name} returned {got}")
child = os.fork()
if child == 0:
    import time

    time.sleep(20)
    os._exit(0)
if libc.ptrace(16, child, None, None) == 0:
    print("ESC" + "APED: another process is traced")
piece = ctypes.create_string_buffer(8)
vector = (ctypes.c_void_p * 2)(ctypes.addressof(piece), 8)
if libc.process_vm_readv(child, vector, 1, vector, 1, 0) == 8:
    print("ESC" + "APED: the memory of another process is read")
os.kill(child, 9)


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
