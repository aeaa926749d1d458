"""Hands in the untouched notebook and right copies of it beside: other names, other folders, the same ids."""

from attacks import fill, write

EARNS = set()


def submit(folder, released, solved):
    write(folder, released)
    right = fill(released, solved)
    for name in ("1_toy-copy.ipynb", "1_Toy.ipynb", "1_toy (1).ipynb", "1_toy.ipynb.ipynb", "0.ipynb", "2_toy.ipynb"):
        write(folder, right, name)
    for inside in ("1_toy", "week1_toy", ".ipynb_checkpoints", "1_toy.ipynb.d"):
        (folder / inside).mkdir()
        write(folder / inside, right)
