"""Brings five thousand files and folders nested two hundred levels deep beside its notebook."""

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    for number in range(5000):
        (folder / f"{number}.txt").touch()
    deep = folder
    for _ in range(200):
        deep = deep / "deeper"
        deep.mkdir()
    (deep / "1_toy.ipynb").touch()
