"""Hashes of what results depend on: the project's own code and the installed packages."""

import functools
import hashlib
import importlib.metadata
import json
import platform
import sysconfig

from grading import notebooks


@functools.cache
def environment() -> str:
    """Return a hash of the versions of Python and of every installed package."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}  # not what else the path happens to hold
    distributions = importlib.metadata.distributions(path=sorted(places))
    packages = sorted({f"{item.metadata['Name']}=={item.version}" for item in distributions})
    return digest([platform.python_version(), packages])


@functools.cache
def engine() -> str:
    """Return a hash of the project's own code and data, as far as results depend on them."""
    files = [path for name in ("grading", "helpers") for path in sorted((notebooks.ROOT / name).rglob("*.py"))]
    files += [path for path in sorted((notebooks.ROOT / "data").rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    return digest([(path.relative_to(notebooks.ROOT).as_posix(), path.read_bytes()) for path in files])


def digest(content: object) -> str:
    """Return the SHA-256 of plain data."""

    def plain(item: object) -> str:
        return hashlib.sha256(item).hexdigest() if isinstance(item, bytes) else str(item)

    return hashlib.sha256(json.dumps(content, default=plain).encode("utf-8", "replace")).hexdigest()
