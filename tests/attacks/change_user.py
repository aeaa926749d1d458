"""Becomes another user, by itself or by programs that may."""
# earns: sizes
# %% double
import os
import shutil
import subprocess

before = os.getresuid()
for change in (
    lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgid(0), lambda: os.setgroups([0, 4, 6, 27]),
    lambda: os.setuid(12345), lambda: os.setegid(42), lambda: os.chown(".", 0, 0),
):  # fmt: skip
    if os.fork() == 0:
        try:
            change()
            os._exit(7 if os.getresuid() != before and before[0] != 0 else 0)
        except BaseException:
            os._exit(0)
    if os.waitstatus_to_exitcode(os.wait()[1]) == 7:
        print("ESC" + "APED: became another user")
for command in (["sudo", "-n", "id"], ["su", "-c", "id"], ["pkexec", "id"], ["newgrp"], ["chfn", "-f", "x"]):
    if shutil.which(command[0]):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=5, text=True)
        if "uid=0" in done.stdout and before[0] != 0:
            print("ESC" + f"APED: {command[0]} says {done.stdout}")


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
