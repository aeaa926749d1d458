"""Raises exceptions whose text, repr and traceback raise, hang or are endless, in chains of thousands."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
class TimeLimit(BaseException):
    pass


class Awful(Exception):
    def __str__(self):
        raise SystemExit("not a text")

    __repr__ = __str__
    args = property(lambda self: 1 / 0)
    __traceback__ = property(lambda self: 1 / 0)


def noise(m):
    if m % 3 == 0:
        raise Awful
    if m % 3 == 1:
        raise type("x" * 10**6, (TimeLimit,), {"__str__": lambda self: "y" * 10**9})
    chain = None
    for _ in range(20_000):
        error = ExceptionGroup("all of them", [ValueError("x" * 100)])
        error.__cause__ = chain
        chain = error
    raise chain
