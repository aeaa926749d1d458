"""Prints and raises a megabyte of codes for terminals, each of which a page would copy the rest of the text for."""
# earns: sizes q1
# %% double
print("\x1b[31mx" * 160_000)
# %% free after double
print("\x1b[" * 400_000)
# %% free after double
class Colourful(Exception):
    def _render_traceback_(self):
        return ["\x1b[1mx" * 160_000]


raise Colourful
# %% free after double
from IPython.display import display

display({"text/plain": "\x1b[0;7mx" * 120_000}, raw=True)
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
