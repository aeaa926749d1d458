"""Forks inside of a cell and lets both processes go on, so that everything is answered twice."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import os

os.fork()
os.fork()


def noise(m):
    return [0.0] * m
