"""Prints three gigabytes."""
# earns: double
# note: showed more output than is kept
# %% double
def double(x):
    return 2 * x
# %% noise
text = "x" * 2**20
for _ in range(3000):
    print(text)
