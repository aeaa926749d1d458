"""Plants a library path and a preload for every program that is started after it."""
# earns: sizes
# doubt: a writable /etc that is thrown away with the submission would do no harm, yet it is reported
# %% double
import os
import subprocess

with open("evil.so", "wb") as file:
    file.write(b"\x7fELF" + bytes(60))
os.environ["LD_PRELOAD"] = os.path.abspath("evil.so")
os.environ["LD_LIBRARY_PATH"] = os.environ["PYTHONHOME"] = os.getcwd()
subprocess.run(["/bin/true"], stderr=subprocess.DEVNULL)
for path in ("/etc/ld.so.preload", "/etc/ld.so.conf.d", "/etc/ld.so.cache", "/etc/passwd", "/etc/hosts", "/etc"):
    if os.access(path, os.W_OK):
        print("ESC" + f"APED: can write to {path}")


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
