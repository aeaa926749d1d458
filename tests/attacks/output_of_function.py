"""Prints a gigabyte in every call of a function that is checked."""
# earns: sizes q1 q2
# %% double
def double(x):
    text = "x" * 2**20
    for _ in range(1000):
        print(text)
    return None
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
