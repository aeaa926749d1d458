"""Returns lists, tuples and dictionaries nested a hundred thousand levels deep."""
# earns: sizes q1 q2
# %% double
def nest(wrap, levels=10**5):
    value = 0.0
    for _ in range(levels):
        value = wrap(value)
    return value


def double(x):
    return nest(lambda value: [value])
# %% noise
def noise(m):
    return nest(lambda value: {"deeper": (value,)})
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
