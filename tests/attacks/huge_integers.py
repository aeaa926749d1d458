"""Returns whole numbers of a hundred thousand digits, whose text takes long and whose float overflows."""
# earns: q1 q2
# %% double
def double(x):
    return 10**100_000
# %% noise
def noise(m):
    return [2**400_000 + number for number in range(m)]
# %% sizes
m, n = 10**100_000, -(10**4000)
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
