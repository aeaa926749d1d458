"""Starts as many threads as it can, up to twenty thousand."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import threading
import time

for _ in range(20_000):
    threading.Thread(target=time.sleep, args=(300,), daemon=True).start()
