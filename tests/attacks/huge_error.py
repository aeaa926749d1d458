"""Raises an error whose name, text and traceback have a hundred megabytes."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
class Huge(Exception):
    __str__ = __repr__ = lambda self: "y" * 10**8

    def _render_traceback_(self):
        return ["z" * 1000] * 10**5


Huge.__name__ = "H" * 10**7
for _ in range(50):
    try:
        raise Huge
    except Huge:
        get_ipython().showtraceback()
raise Huge
