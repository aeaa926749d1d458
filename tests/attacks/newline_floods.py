"""Prints ten megabytes of line ends, each of which is a line of its own in the file of a notebook."""
# earns: double sizes
# note: showed more output than is kept
# %% free first
print("\n" * 999_000)
# %% free after double
print("\n" * 999_000)
# %% free after double
print("\x00\n" * 499_000)
# %% free after double
import sys

print("\n" * 999_000, file=sys.stderr)
# %% free after double
print("\n" * 999_000)
# %% free after double
print("\n" * 999_000)
# %% free after double
print("\n" * 999_000)
# %% free after double
print("\n" * 999_000)
# %% free after double
from IPython.display import Markdown, display

display(Markdown("\n" * 999_000))
# %% free after double
print("\n" * 999_000)
# %% double
def double(x):
    return 2 * x
# %% sizes
m, n = 3, 4
