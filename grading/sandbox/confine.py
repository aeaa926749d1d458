"""What keeps a student's process in: namespaces of its own, a file system that is read-only, limits, no privileges.

Linux only. The outer wall is bubblewrap's (`grading.sandbox.warm`): it shows only the system, Python, this project's
code and its data, and has no network. This module is the inner one: every submission gets another set of namespaces
within it, so that it sees and reaches no other submission, and a filter for what it asks the kernel
(`grading.sandbox.syscalls`).
"""

import contextlib
import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.sandbox import syscalls

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    0x1000,
    0x4000,
    0x40000,
)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
CAPABILITY_VERSION = 0x20080522
WORK = "/tmp/work"
INSIDE = 1000  # the user and group that a student's process believes to be

LOW_PIDS = 300  # once so many numbers have been given out, the kernel takes numbers above them only
SIGNALS = 1000  # and timers that wait for one

libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Limits:
    """What one submitted notebook may use.

    notebook_seconds: wall time in all; cell_seconds: of one cell; memory, disk, file_size: in MiB, disk for all that is
    written; output: bytes of one cell's output that are kept; outputs: of all cells' together; processes and files: at
    the same time.
    """

    notebook_seconds: float = 600
    cell_seconds: float = 120
    memory: int = 4096
    disk: int = 256
    file_size: int = 128
    output: int = 1_000_000
    outputs: int = 10_000_000
    processes: int = 64
    files: int = 256


def enter() -> None:
    """Give this process, and its children, namespaces of their own.

    The next child that is forked is process 1 of a process namespace and must call `finish`. Raises OSError, saying
    which step failed.
    """
    user, group = os.getuid(), os.getgid()
    _call("unshare", NEWUSER | NEWPID | NEWNET | NEWIPC | NEWUTS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {group} 1")


def finish(limits: Limits) -> None:
    """As process 1: get a private /tmp, see only the own processes, take the limits on and give every privilege up.

    From then on nobody inside can read or change this process, which says how the submission ends. Those that it forks
    are as closed; `open_up` is for them.
    """
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    _call("unshare", NEWNS)  # not before: the parent goes on to look into the /proc that it has
    _mount("none", "/", None, MS_REC | MS_PRIVATE, None)
    _mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits.disk}m,nr_inodes=20000,mode=0700")
    _mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits.disk}m,nr_inodes=20000,mode=0700")
    _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None)
    for name in ("shmall", "shmmni", "msgmni"):  # such memory belongs to no process, so nobody would count it
        Path(f"/proc/sys/kernel/{name}").write_text("0")
    # No namespaces inside, where privileges would come back, and nothing else of which a user has a fixed number: the
    # user is the instructor, whose other programs need it (inotify).
    for counter in Path("/proc/sys/user").iterdir():
        counter.write_text("0")
    with contextlib.suppress(OSError):  # Linux 6.14 and later; RLIMIT_NPROC does not hold for root
        Path("/proc/sys/kernel/pid_max").write_text(str(LOW_PIDS + limits.processes))
    for name in ("sys", "sysrq-trigger", "irq", "bus"):  # where even a root without privileges may write
        if os.path.exists(f"/proc/{name}"):
            _mount(f"/proc/{name}", f"/proc/{name}", None, MS_BIND, None)
            _mount(
                "none", f"/proc/{name}", None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, None
            )
    os.makedirs(WORK)
    os.chdir(WORK)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, limits.memory << 20),
        (resource.RLIMIT_AS, (limits.memory << 20) + (16 << 30)),  # TensorFlow reserves far more than it uses
        (resource.RLIMIT_FSIZE, limits.file_size << 20),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CPU, int(limits.notebook_seconds) * (os.cpu_count() or 1) + 1),
        (resource.RLIMIT_SIGPENDING, SIGNALS),  # these count for the user too
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_RTPRIO, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            break  # past the last one
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    header, none = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    _call("capset", header, none)
    _prctl(PR_SET_DUMPABLE, 0)
    syscalls.restrict()


def open_up() -> None:
    """Let this process, which process 1 has forked, see its own files in /proc again, and the grader count them."""
    _prctl(PR_SET_DUMPABLE, 1)


def usage(process: int) -> tuple[int, int]:
    """Return what a process and all its descendants hold: bytes of memory, and how many they are.

    Memory files (`memfd_create`) count, files on a disk or in /tmp do not.
    """
    total, processes = 0, [process]
    files: dict[tuple[int, int], int] = {}  # the bytes of each, which several processes may have open
    for number in processes:  # it grows meanwhile: first come the children, then theirs
        place = f"/proc/{number}"
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for line in Path(f"{place}/status").read_bytes().splitlines():  # it holds a name of any bytes
                if line.startswith((b"RssAnon:", b"RssShmem:", b"VmSwap:")):
                    total += int(line.split()[1]) << 10
            for task in os.listdir(f"{place}/task"):
                processes += map(int, Path(f"{place}/task/{task}/children").read_text().split())
        with contextlib.suppress(OSError):  # process 1 is closed, and has no files
            for descriptor in os.listdir(f"{place}/fd"):
                with contextlib.suppress(OSError):  # it has been closed meanwhile
                    path = f"{place}/fd/{descriptor}"
                    if os.readlink(path).startswith("/memfd:"):
                        file = os.stat(path)
                        files[file.st_dev, file.st_ino] = file.st_blocks * 512
    return total + sum(files.values()), len(processes)


def _prctl(option: int, value: int) -> None:
    _call("prctl", option, value, 0, 0, 0)


def _mount(source: str, target: str, kind: str | None, flags: int, data: str | None) -> None:
    encoded = [item.encode() if item is not None else None for item in (source, target, kind)]
    _call("mount", *encoded, ctypes.c_ulong(flags), data.encode() if data else None)


def _call(name: str, *arguments: Any) -> None:
    if getattr(libc, name)(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name} failed ({os.strerror(error)})")
