"""Leaves files, shared memory and messages wherever it can write, and looks for what another submission left."""
# earns: sizes
# %% double
import ctypes
import os
import secrets

token = secrets.token_hex(8)
folders = "/ /dev /dev/shm /dev/mqueue /var/tmp /run /run/lock /etc /mnt /srv /tmp /opt".split()
path = os.path.dirname(os.path.abspath(os.__file__))
for path in (os.getcwd(), path, *os.environ.get("PYTHONPATH", "").split(":")):
    while path and path not in folders:
        folders.append(path)
        path = os.path.dirname(path)
for folder in folders:
    path = os.path.join(folder, "left_by_attack")
    try:
        with open(path) as file:
            if file.read() != token:
                print("ESC" + f"APED: {path} was left by another submission")
    except OSError:
        pass
    try:
        with open(path, "w") as file:
            file.write(token)
    except OSError:
        continue
libc = ctypes.CDLL(None)
if libc.shmget(0x5AFE, 4096, 0o600) != -1 or libc.msgget(0x5AFE, 0o600) != -1:
    print("ESC" + "APED: shared memory was left by another submission")
libc.shmget(0x5AFE, 4096, 0o1600)
libc.msgget(0x5AFE, 0o1600)


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
