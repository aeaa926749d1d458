"""Returns lists, tuples and dictionaries that lie about length, keys and order, or have no end."""
# earns: sizes q1 q2
# %% double
import itertools


class Long(list):
    __len__ = lambda self: 1
    __iter__ = lambda self: itertools.repeat(0.0)
    __getitem__ = lambda self, place: 2.0
    __eq__ = lambda self, other: True
    __reversed__ = __iter__


def double(x):
    return Long([0.0] * 7)
# %% noise
class Map(dict):
    __len__ = lambda self: 10**9
    __contains__ = lambda self, key: True
    __missing__ = lambda self, key: key
    keys = values = __iter__ = lambda self: itertools.count()
    items = lambda self: ((number, number) for number in itertools.count())
    get = lambda self, key, default=None: self


def noise(m):
    return Map(a=Map(), b=Long([Map()]))
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
