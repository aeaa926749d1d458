"""Gives variables that never finish when they are asked whether they can be turned into an array."""
# earns: double noise
# note: it took longer than 12 seconds in all
# %% double
def double(x):
    return 2 * x
# %% noise
def noise(m):
    return np.random.randn(m)
# %% sizes
class Endless:
    @property
    def numpy(self):
        while True:
            pass


m, n = Endless(), Endless()
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
