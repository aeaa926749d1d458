"""What a student's process cannot ask the kernel for, whatever it runs: a seccomp filter.

Everything is allowed that is not named here, so that libraries work. Refused is what nothing in a notebook needs and
what has undone sandboxes: namespaces and mounts, other processes' memory, keyrings, programs and modules for the
kernel, io_uring, and what would hold files or counters of the instructor's that other programs need. Calls that are
newer than this list do not exist.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence

Line = tuple[int, int, int, int]  # of a program: what to do, how far to jump if so and if not, with which number

# The number of each call on x86_64 and on aarch64; from 424 on they are the same everywhere.
REFUSED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "memfd_secret": (447, 447),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "io_setup": (206, 0),  # of these the whole machine has a fixed number
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142), "syslog": (103, 116),
    "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89),
}  # fmt: skip
# The C library does without these: it starts threads with clone, whose flags can be seen; HDF5 opens files unlocked.
ABSENT = {"clone3": (435, 435), "flock": (73, 32)}
LOOKED_AT = {"clone": (56, 220), "fcntl": (72, 25), "prctl": (157, 167), "socket": (41, 198)}
LAST = 466  # the newest call that is known here, of Linux 6.13
MACHINES = {
    "x86_64": (0, 0xC000003E, 317),
    "aarch64": (1, 0xC00000B7, 277),
}  # column, what the kernel calls it, seccomp

NEW_NAMESPACES = 0x7E020000  # flags of clone
THREAD, SHARED_FILES = 0x10000, 0x400
SET_LEASE, NOTIFY = 1024, 1026  # commands of fcntl
SET_DUMPABLE = 4  # an option of prctl
FAMILIES = (1, 2, 10, 16)  # of sockets: local, IPv4, IPv6, netlink; not those that no network namespace holds back

SET_FILTER, SPECULATION_ALLOWED = 1, 4  # the latter: on older kernels a filter would slow all of a process down
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_ANY, AND, RETURN = 0x20, 0x15, 0x25, 0x45, 0x54, 0x06


def program(machine: str) -> bytes:
    """Return the filter for a machine (`platform.machine()`), as the kernel's classic BPF.

    Raises OSError if it is not known here how calls are numbered there.
    """
    if machine not in MACHINES:
        raise OSError(f"calls to the kernel can be filtered on {' and '.join(MACHINES)} only, not on {machine}")
    column, architecture, _ = MACHINES[machine]
    lines = [_load(4), (JUMP_EQUAL, 1, 0, architecture), _refuse(errno.ENOSYS)]
    lines += [_load(0), (JUMP_GREATER, 0, 1, LAST), _refuse(errno.ENOSYS)]  # 32-bit calls have high numbers
    for numbers in REFUSED.values():
        lines += _if_equal(numbers[column], _refuse(errno.EPERM))
    for numbers in ABSENT.values():
        lines += _if_equal(numbers[column], _refuse(errno.ENOSYS))
    for name, numbers in LOOKED_AT.items():
        lines += _if_equal(numbers[column], *_LOOKS[name])
    return b"".join(struct.pack("HBBI", *line) for line in [*lines, _ALLOWED])


def restrict() -> None:
    """Put this process and all that it starts under the filter, for good; it has given up its privileges before.

    Raises OSError.
    """
    code = program(platform.machine())
    memory = ctypes.create_string_buffer(code, len(code))
    description = struct.pack("HP", len(code) // 8, ctypes.addressof(memory))
    libc = ctypes.CDLL(None, use_errno=True)
    number = MACHINES[platform.machine()][2]
    if libc.syscall(number, SET_FILTER, SPECULATION_ALLOWED, description) != 0:
        raise OSError(ctypes.get_errno(), "the kernel does not filter calls (seccomp)")


def _load(place: int) -> Line:
    return (LOAD, 0, 0, place)


def _argument(position: int) -> Line:
    return _load(16 + 8 * position)  # its lower half: both machines are little-endian


def _refuse(error: int) -> Line:
    return (RETURN, 0, 0, REFUSE | error)


def _if_equal(value: int, *lines: Line) -> list[Line]:
    """Return lines that are skipped unless what is loaded equals `value`."""
    return [(JUMP_EQUAL, 0, len(lines), value), *lines]


_ALLOWED = (RETURN, 0, 0, ALLOW)
_LOOKS: dict[str, Sequence[Line]] = {
    "clone": (
        _argument(0),
        (JUMP_ANY, 0, 1, NEW_NAMESPACES),
        _refuse(errno.EPERM),
        (AND, 0, 0, THREAD | SHARED_FILES),  # a thread with files of its own: nobody would count them
        *_if_equal(THREAD, _refuse(errno.EPERM)),
        _ALLOWED,
    ),
    "fcntl": (
        _argument(1),
        *_if_equal(SET_LEASE, _refuse(errno.EPERM)),
        *_if_equal(NOTIFY, _refuse(errno.EPERM)),
        _ALLOWED,
    ),
    "prctl": (
        _argument(0),
        *_if_equal(SET_DUMPABLE, _argument(1), *_if_equal(0, _refuse(errno.EPERM))),
        _ALLOWED,
    ),
    "socket": (
        _argument(0),
        *(line for family in FAMILIES for line in _if_equal(family, _ALLOWED)),
        _refuse(errno.EAFNOSUPPORT),
    ),
}
