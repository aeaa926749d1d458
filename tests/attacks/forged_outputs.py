"""Takes over what its own process reports about cells: outputs of no known kind, twenty megabytes, a check's result."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import sys

score = {"output_type": "execute_result", "data": {"text/plain": "4.0"}, "metadata": {}, "execution_count": 1}
strange = [
    {"output_type": "nonsense"}, {"output_type": "stream", "name": "<b>", "text": "x" * 10**6}, 7, None, score,
    {"output_type": "display_data", "data": {"text/html": ["x"], "application/json": {"a": 1}}, "metadata": "none"},
    {"output_type": "error", "ename": "x" * 10**5, "evalue": 5, "traceback": "line"}, {"data": {}}, {},
]  # fmt: skip
for name, module in list(sys.modules.items()):
    if name.startswith("grading"):
        for item in list(vars(module).values()):
            if isinstance(item, type) and hasattr(item, "take"):
                item.take = lambda self: strange * 20
            if isinstance(item, type) and hasattr(item, "_call"):
                item._call = lambda self, *a, **k: {"value": 4.0, "printed": ["x" * 10**6] * 20}
