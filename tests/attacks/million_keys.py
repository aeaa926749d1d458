"""Returns a dictionary of a million keys and a set of a million texts."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
def noise(m):
    table = dict.fromkeys(range(10**6), 2.0)
    table["texts"] = {f"key {number}" for number in range(10**6)}
    return table
# %% q2
q2 = {str(number) for number in range(10**6)}
