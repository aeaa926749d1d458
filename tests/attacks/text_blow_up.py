"""Returns a short list of texts, one of them long: as a NumPy array it takes gigabytes where it is compared."""
# earns:
# %% double
def double(x):
    return ["a"] * 1500 + ["b" * 500_000]
# %% noise
def noise(m):
    return ["a"] * (m - 1) + ["b" * 8_000_000]
