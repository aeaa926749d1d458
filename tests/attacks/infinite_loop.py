"""A cell that never ends."""
# earns: double
# note: timeout
# %% double
def double(x):
    return 2 * x
# %% noise
while True:
    pass
