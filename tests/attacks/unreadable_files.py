"""Takes all rights from its own files and folders, so that copying and deleting fail."""

from attacks import fill, write

EARNS = {"double"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    (folder / "closed").mkdir()
    (folder / "closed" / "inside.txt").touch()
    (folder / "secret.txt").touch(mode=0o000)
    (folder / "program").touch()
    (folder / "program").chmod(0o6777)
    (folder / "closed").chmod(0o500)
