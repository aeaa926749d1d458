"""Hands in a pipe as its notebook: whoever opens it waits for ever."""

import os

EARNS = set()


def submit(folder, released, solved):
    os.mkfifo(folder / "1_toy.ipynb")
