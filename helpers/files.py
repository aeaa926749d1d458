"""Files that are whole or not there at all."""

import os
from pathlib import Path


def write(path: str | Path, content: bytes) -> None:
    """Write `content`, bytes, to `path`, whole or not at all; folders that are missing are made. Raises OSError."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")  # two processes may do this at the same time
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # so that the name never stands for less than all of it, even after a power cut
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def free(path, word):
    """Return a name beside `path` that no file has: `NAME.word.ipynb`, `NAME.word2.ipynb`, and so on."""
    path, number = Path(path), 1
    while True:
        target = path.with_name(f"{path.stem}.{word}{number if number > 1 else ''}{path.suffix}")
        if not target.exists():
            return target
        number += 1


def set_aside(path, word):
    """Rename `path` to a free name with a `word` in it, so that nothing is lost, and return the new path."""
    return Path(path).rename(free(path, word))
