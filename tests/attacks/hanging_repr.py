"""Ends cells with values whose representations never return, and answers with such values."""
# earns: double
# note: it did not answer
# %% double
def double(x):
    return 2 * x
# %% noise
class Hanging:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass

    __str__ = _repr_html_ = _repr_mimebundle_ = _ipython_display_ = __repr__
    __format__ = __hash__ = __len__ = lambda self, *a: self.__repr__()


def noise(m):
    return Hanging()


Hanging()
