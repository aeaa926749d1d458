"""Writes gigabytes past Python's streams: to the descriptors themselves and by a program that never ends."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import subprocess

text = b"x" * 2**20
for _ in range(3000):
    for number in (1, 2):
        os.write(number, text)
subprocess.run(["yes", "98765"], timeout=5)
