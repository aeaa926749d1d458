"""Brings a file of eight gigabytes that takes no room here, but does where it is copied."""

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    with open(folder / "data.npy", "wb") as file:
        file.truncate(8 * 2**30)
