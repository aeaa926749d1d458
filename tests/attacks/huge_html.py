"""Displays a hundred megabytes of nested HTML, and outputs of ten thousand kinds with long names."""
# earns: double
# note: showed more output than is kept
# %% double
def double(x):
    return 2 * x
# %% noise
from IPython.display import HTML, display

for _ in range(10):
    display(HTML("<table><tr><td>" * 700_000))
for _ in range(100):
    display({f"text/{number}" + "x" * 1000: "" for number in range(1000)}, raw=True)
