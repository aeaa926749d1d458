"""The data sets of the course, read from files that come with it; nothing is downloaded."""

import hashlib
from collections import namedtuple
from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "data"

# Our own files, by their SHA-256 checksums: a damaged clone is noticed before it confuses anybody.
CHECKSUMS = {
    "cats_train.h5": "c7339118e51cbf85513f449b9ad31d428a02d31aab322a31f339c94b23582df2",
    "cats_test.h5": "4ed6fd1706224eb6a668edc52efce778f3c2cd3f230965bcfc4c319846d042c0",
}

in_use = {}  # the folder that each data set was last read from, so that checks speak of the same pictures


class Cats(namedtuple("Cats", "train_set_x_orig train_set_y test_set_x_orig test_set_y classes")):
    """Pictures with and without a cat.

    train_set_x_orig, test_set_x_orig: uint8, (m, 64, 64, 3), values 0 to 255. train_set_y, test_set_y: int64, (1, m),
    1 where there is a cat. classes: (2,), the names b"non-cat" and b"cat".
    """

    __slots__ = ()

    def __repr__(self):
        return f"Cats({', '.join(f'{name}: {array.dtype} {array.shape}' for name, array in self._asdict().items())})"


def load_cats(folder=None):
    """Return the cat pictures as `Cats`, five named arrays.

    Arguments: folder, where `train_catvnoncat.h5` and `test_catvnoncat.h5` lie, to use the pictures of the original
    exercise; by default our own drawings (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if folder is None:
        train, test = FOLDER / "cats_train.h5", FOLDER / "cats_test.h5"
        _verify(train)
        _verify(test)
    else:
        train, test = Path(folder) / "train_catvnoncat.h5", Path(folder) / "test_catvnoncat.h5"
    train_x, train_y, classes = _read_pictures(train, "train_set_x", "train_set_y")
    test_x, test_y, _ = _read_pictures(test, "test_set_x", "test_set_y")
    in_use["cats"] = folder
    return Cats(train_x, train_y, test_x, test_y, classes)


def _verify(path):
    """Raise ValueError unless one of our own files is whole."""
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is missing from the course's folder `data`. Get it again with `git checkout data`."
        )
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != CHECKSUMS[path.name]:
        raise ValueError(
            f"{path.name} is damaged: its SHA-256 checksum starts with {found[:12]}, expected "
            f"{CHECKSUMS[path.name][:12]}. Get it again with `git checkout data`."
        )


def _read_pictures(path, x_key, y_key):
    """Return pictures (m, 64, 64, 3), labels (1, m) and class names from one HDF5 file."""
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no file {path.name} in the folder {str(path.parent)!r}; expected an HDF5 file "
            f"with the keys {x_key}, {y_key} and list_classes."
        )
    try:
        with h5py.File(path, "r") as file:
            missing = [key for key in (x_key, y_key, "list_classes") if key not in file]
            if missing:
                raise ValueError(f"{path.name} lacks the key {', '.join(missing)}; it has {', '.join(file) or 'none'}.")
            x, y, classes = (file[key][()] for key in (x_key, y_key, "list_classes"))
    except OSError as error:
        raise ValueError(
            f"{path.name} is not a whole HDF5 file: it may be truncated or another format ({error})."
        ) from None
    if x.dtype != np.uint8 or x.ndim != 4 or x.shape[1:] != (64, 64, 3):
        raise ValueError(f"{x_key} in {path.name} is {x.dtype} {x.shape}, expected uint8 (m, 64, 64, 3).")
    if y.shape != (len(x),) or not np.isin(y, (0, 1)).all():
        raise ValueError(f"{y_key} in {path.name} has shape {y.shape}, expected ({len(x)},) with values 0 and 1.")
    return x, y.reshape(1, -1).astype(np.int64), classes
