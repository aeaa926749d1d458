"""The data sets of the course, read from files that come with it; nothing is downloaded."""

import hashlib
import io
import re
from collections import namedtuple
from pathlib import Path

import h5py
import numpy as np
from PIL import Image
from scipy.io import loadmat, whosmat

FOLDER = Path(__file__).resolve().parent.parent / "data"

# Our own files, by their SHA-256 checksums: a damaged clone is noticed before it confuses anybody.
CHECKSUMS = {
    "alpacas.h5": "028325ba75de8612420f435a63aa7ecccd3e342961858260f1e7337572ad30c3",
    "cats_train.h5": "c7339118e51cbf85513f449b9ad31d428a02d31aab322a31f339c94b23582df2",
    "cats_test.h5": "4ed6fd1706224eb6a668edc52efce778f3c2cd3f230965bcfc4c319846d042c0",
    "dinosaurs.txt": "6404e986b0d0a218b55b84f48a2b5294426e83e7c171a765393d499c3fe25875",
    "field.h5": "f59718f851b9ba0023d6c610c9b4eac7af3e27e7f25bbc9e363371c24ade28ba",
    "paradise.txt": "02edec112953eaf99e84ed4a28f56eb8e1ab9ea5e6522a4bea7df29b11ee91a9",
    "jazz.npz": "17ffe667b14f29b44874d0c08c65b93b2691776227f91c0f0895697cf498a71c",
    "signs_train.h5": "3a353a869b89a2066115a6bfab5cc4df10e1e7fc91d0a06df57e1fe14c13a8fd",
    "signs_test.h5": "2a3a8a3621b6ff7a6c526d40c407d85611904a0fb42ed4ae628afe88c742c771",
    "smiles_train.h5": "8da1be66b3e2296f9d2ba03155be0fcce4686558cf9158c636c1339ee7ecea6d",
    "smiles_test.h5": "765ac046bccd05a6ce7123b50534bc57a83ede8ff742826ca7bd01e14b75b61a",
    "wild_signs.h5": "ce78867de59e98af35b9354239b19ed677b3c0b3fc79d8d99ae308f0e824367a",
}

ALPACA_CLASSES = ("alpaca", "not alpaca")
FIELD_KEYS = ("X", "y", "Xval", "yval")
SHORTEST_VERSE = 5_000  # characters of a text from which a network can learn something

in_use: dict[
    str, Path
] = {}  # the folder that each data set was last read from, so that checks speak of the same pictures


class _Described:
    """A named tuple of arrays that prints as one line of their types and shapes."""

    __slots__ = ()

    def __repr__(self):
        arrays = ", ".join(f"{name}: {array.dtype} {array.shape}" for name, array in self._asdict().items())
        return f"{type(self).__name__}({arrays})"


class Cats(_Described, namedtuple("Cats", "train_set_x_orig train_set_y test_set_x_orig test_set_y classes")):
    """Pictures with and without a cat.

    train_set_x_orig, test_set_x_orig: uint8, (m, 64, 64, 3), values 0 to 255. train_set_y, test_set_y: int64, (1, m),
    1 where there is a cat. classes: (2,), the names b"non-cat" and b"cat".
    """

    __slots__ = ()


class Signs(_Described, namedtuple("Signs", "train_set_x_orig train_set_y test_set_x_orig test_set_y classes")):
    """Pictures of hands that show a number.

    train_set_x_orig, test_set_x_orig: uint8, (m, 64, 64, 3), values 0 to 255. train_set_y, test_set_y: int64, (1, m),
    how many fingers are up, 0 to 5. classes: int64, (6,), the numbers 0 to 5.
    """

    __slots__ = ()


class Happy(_Described, namedtuple("Happy", "train_set_x_orig train_set_y test_set_x_orig test_set_y classes")):
    """Portraits of people who smile or do not.

    train_set_x_orig, test_set_x_orig: uint8, (m, 64, 64, 3), values 0 to 255. train_set_y, test_set_y: int64, (1, m),
    1 where somebody smiles. classes: int64, (2,), the numbers 0 and 1.
    """

    __slots__ = ()


class Alpacas(_Described, namedtuple("Alpacas", "train_x train_y validation_x validation_y classes")):
    """Pictures of alpacas and of what resembles them.

    train_x, validation_x: uint8, (m, 160, 160, 3), values 0 to 255. train_y, validation_y: int64, (m,), 0 for an
    alpaca, 1 for anything else. classes: a list of two names, `["alpaca", "not alpaca"]`.
    """

    __slots__ = ()


class Field(_Described, namedtuple("Field", "train_X train_Y test_X test_Y")):
    """Places on a playing field and which team caught the disc there.

    train_X, test_X: float64, (2, m), metres / 10 from the middle of the field, across and along it. train_Y, test_Y:
    int64, (1, m), 1 where our team caught it, 0 where the other did.
    """

    __slots__ = ()


class WildSigns(_Described, namedtuple("WildSigns", "x y checked careful scene causes names")):
    """Small pictures of rock, paper and scissors, taken by players themselves, with what is known about each.

    x: uint8, (m, 24, 24, 3), values 0 to 255. y: int64, (m,), labels, some of them wrong: 0 rock, 1 paper, 2 scissors.
    checked: int64, (m,), the labels on which experts agreed in the end. careful: int64, (m,), the labels of careful
    readers. scene: int64, (m,), pictures of one scene were taken in one moment. causes: bool, (m, 4), what spoils a
    picture. names: (4,), the names of the causes.
    """

    __slots__ = ()


class Streets(_Described, namedtuple("Streets", "pictures masks names")):
    """Pictures of streets and the class of each of their pixels.

    pictures: uint8, (m, height, width, 3), values 0 to 255. masks: uint8, (m, height, width), classes. names: (m,), of
    the files.
    """

    __slots__ = ()


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
    train_x, train_y, classes = _read_pictures(train, "train_set_x", "train_set_y", labels=(0, 1))
    test_x, test_y, _ = _read_pictures(test, "test_set_x", "test_set_y", labels=(0, 1))
    in_use["cats"] = folder
    return Cats(train_x, train_y, test_x, test_y, classes)


def load_signs(folder=None):
    """Return the pictures of hands that show a number from 0 to 5 as `Signs`, five named arrays.

    Arguments: folder, where `train_signs.h5` and `test_signs.h5` lie, to use the photographs of the original exercise;
    by default our own drawings (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if folder is None:
        train, test = FOLDER / "signs_train.h5", FOLDER / "signs_test.h5"
        _verify(train)
        _verify(test)
    else:
        train, test = Path(folder) / "train_signs.h5", Path(folder) / "test_signs.h5"
    train_x, train_y, classes = _read_pictures(train, "train_set_x", "train_set_y", labels=range(6))
    test_x, test_y, _ = _read_pictures(test, "test_set_x", "test_set_y", labels=range(6))
    in_use["signs"] = folder
    return Signs(train_x, train_y, test_x, test_y, classes)


def load_happy(folder=None):
    """Return the portraits of people who smile or do not as `Happy`, five named arrays.

    Arguments: folder, where `train_happy.h5` and `test_happy.h5` lie, to use the photographs of the original exercise;
    by default our own drawings (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if folder is None:
        train, test = FOLDER / "smiles_train.h5", FOLDER / "smiles_test.h5"
        _verify(train)
        _verify(test)
    else:
        train, test = Path(folder) / "train_happy.h5", Path(folder) / "test_happy.h5"
    train_x, train_y, classes = _read_pictures(train, "train_set_x", "train_set_y", labels=(0, 1))
    test_x, test_y, _ = _read_pictures(test, "test_set_x", "test_set_y", labels=(0, 1))
    in_use["happy"] = folder
    return Happy(train_x, train_y, test_x, test_y, classes)


def load_alpacas(folder=None):
    """Return the pictures of alpacas and of what resembles them as `Alpacas`, four named arrays and the classes' names.

    Arguments: folder, where the folders `alpaca` and `not alpaca` with JPEG files lie, to use the photographs of the
    original exercise, of which one in five is for validation; by default our own drawings (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if folder is None:
        path = FOLDER / "alpacas.h5"
        _verify(path)
        with h5py.File(path, "r") as file:
            content = {key: file[key][()] for key in file}
        parts = []
        for name in ("train", "validation"):
            ends = np.cumsum(content[f"{name}_sizes"])
            pieces = np.split(content[f"{name}_jpegs"], ends[:-1])
            parts += [np.stack([_photograph(io.BytesIO(piece)) for piece in pieces]), content[f"{name}_y"]]
    else:
        files = [sorted((Path(folder) / name).glob("*.jp*g")) for name in ALPACA_CLASSES]
        for name, some in zip(ALPACA_CLASSES, files):
            if len(some) < 2:
                raise FileNotFoundError(
                    f"there are {len(some)} JPEG files in the folder {str(Path(folder) / name)!r}; expected at least 2 "
                    "in each of the folders 'alpaca' and 'not alpaca'."
                )
        labels = np.repeat([0, 1], [len(some) for some in files])
        pictures = np.stack([_photograph(path) for some in files for path in some])
        order = np.random.default_rng(42).permutation(len(labels))
        last = max(1, len(labels) // 5)
        parts = [part for chosen in (order[last:], order[:last]) for part in (pictures[chosen], labels[chosen])]
    in_use["alpacas"] = folder
    return Alpacas(*parts, classes=list(ALPACA_CLASSES))


def load_field(folder=None):
    """Return the places on a playing field where one of two teams caught the disc, as `Field`, four named arrays.

    Arguments: folder, where `data.mat` lies, to use the points of the original exercise; by default our own
    (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if folder is None:
        path = FOLDER / "field.h5"
        _verify(path)
        with h5py.File(path, "r") as file:
            content = {key: file[key][()] for key in FIELD_KEYS}
    else:
        path = Path(folder) / "data.mat"
        content = _read_matlab(path, FIELD_KEYS)
    train_x, train_y = _points(path, content, "X", "y")
    test_x, test_y = _points(path, content, "Xval", "yval")
    in_use["field"] = folder
    return Field(train_x, train_y, test_x, test_y)


def load_dinosaurs(folder=None):
    """Return names of dinosaurs, a list of strings of the letters a to z.

    Arguments: folder, where `dinos.txt` lies, to use the names of the original exercise; by default our own list
    (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    path = _text_path(folder, "dinosaurs.txt", "dinos.txt")
    names = []
    for number, line in enumerate(_read_text(path).lower().split("\n"), 1):
        name = line.strip()
        if not name:
            continue
        if not re.fullmatch("[a-z]+", name):
            raise ValueError(f"{path.name}, line {number}: {name[:30]!r}, expected one name of letters from a to z.")
        names.append(name)
    if not names:
        raise ValueError(f"{path.name} holds no name, expected one per line.")
    in_use["dinosaurs"] = folder
    return names


def load_verse(folder=None):
    """Return a text in verse, in lower case, lines separated by `"\\n"`.

    Arguments: folder, where `shakespeare.txt` lies, to use the text of the original exercise; by default the first two
    books of *Paradise Lost* by John Milton (see `data/README.md`).
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    path = _text_path(folder, "paradise.txt", "shakespeare.txt")
    text = _read_text(path).lower()
    if len(text) < SHORTEST_VERSE:
        raise ValueError(f"{path.name} has {len(text)} characters, expected at least {SHORTEST_VERSE:,}.")
    in_use["verse"] = folder
    return text


def load_wild_signs():
    """Return the pictures of rock, paper and scissors in the wild as `WildSigns`, seven named arrays.

    Raises FileNotFoundError or ValueError if our file is missing or damaged (see `data/README.md`).
    """
    path = FOLDER / "wild_signs.h5"
    _verify(path)
    with h5py.File(path, "r") as file:
        content = {key: file[key][()] for key in ("x", "y", "checked", "careful", "scene", "causes", "list_causes")}
    names = np.array([name.decode() for name in content.pop("list_causes")])
    content["causes"] = content["causes"].astype(bool)
    return WildSigns(**content, names=names)


def load_streets(folder, height=96, width=128):
    """Return the user's own pictures of streets and their masks as `Streets`, resized, in the order of their names.

    Arguments: folder, which has pictures in `CameraRGB/*.png` and masks of the same names in `CameraMask/*.png`, whose
    red channel is the class of each pixel, as the simulator CARLA writes them; height, width in pixels.
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    folder = Path(folder)
    expected = "expected pictures in CameraRGB/*.png and masks of the same names in CameraMask/*.png"
    found = []
    for part in ("CameraRGB", "CameraMask"):
        found.append({path.name for path in (folder / part).glob("*.png")})
        if not found[-1]:
            raise FileNotFoundError(f"there is no file {part}/*.png in the folder {str(folder)!r}; {expected}.")
    for part, names, others in (("CameraMask", *found), ("CameraRGB", *reversed(found))):
        if names - others:
            raise FileNotFoundError(
                f"there is no file {part}/{min(names - others)} in the folder {str(folder)!r}; {expected}."
            )
    names = sorted(found[0])
    pictures = np.empty((len(names), height, width, 3), np.uint8)
    masks = np.empty((len(names), height, width), np.uint8)
    for i, name in enumerate(names):
        picture, mask = (_read_png(folder / part / name) for part in ("CameraRGB", "CameraMask"))
        if picture.size != mask.size:
            raise ValueError(
                f"CameraMask/{name} has {mask.height} x {mask.width} pixels, expected {picture.height} x "
                f"{picture.width} as CameraRGB/{name}."
            )
        if mask.mode not in ("L", "P", "RGB", "RGBA"):
            raise ValueError(
                f"CameraMask/{name} is a picture of the kind {mask.mode!r}, expected 8 bits, with the class in red."
            )
        red = mask.getchannel(0)
        pictures[i] = picture.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
        masks[i] = red.resize((width, height), Image.Resampling.NEAREST)
    in_use["streets"] = folder
    return Streets(pictures, masks, np.array(names))


def _read_png(path):
    """Return one picture from a PNG file."""
    try:
        with Image.open(path, formats=["PNG"]) as picture:
            picture.load()
            return picture
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises on damaged bytes
        raise ValueError(
            f"{path.parent.name}/{path.name} is not a whole PNG file: it may be truncated or another format "
            f"({type(error).__name__})."
        ) from None


def _text_path(folder, ours, original):
    """Return the path of a text: our file, whole, or the original one in a folder; FileNotFoundError if missing."""
    if folder is None:
        _verify(FOLDER / ours)
        return FOLDER / ours
    path = Path(folder) / original
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: the folder should hold the original file {original}.")
    return path


def _read_text(path):
    """Return a text file's content with lines that end in a line feed; ValueError if it is no text."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is no text in UTF-8: byte {error.start} cannot be read.") from error


def _verify(path):
    """Raise ValueError unless one of our own files is whole."""
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is missing from the course's folder `data`. Get it again with `git checkout data`."
        )
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    if checksum != CHECKSUMS[path.name]:
        raise ValueError(
            f"{path.name} is damaged: its SHA-256 checksum starts with {checksum[:12]}, expected "
            f"{CHECKSUMS[path.name][:12]}. Get it again with `git checkout data`."
        )


def _photograph(file):
    """Return the pixels, (160, 160, 3), of one JPEG file, a path or an open file."""
    try:
        with Image.open(file) as image:
            small = image.convert("RGB").resize((160, 160), Image.Resampling.BILINEAR)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        name = f"{file.parent.name}/{file.name}" if isinstance(file, Path) else "a picture of alpacas.h5"
        raise ValueError(
            f"{name} is not a whole JPEG file: it may be truncated or another format ({error}); "
            "get it again, or move it out of the folder."
        ) from None
    return np.asarray(small)


def _read_matlab(path, keys):
    """Return the arrays of these names from one MATLAB file."""
    expected = f"expected a MATLAB file with the keys {', '.join(keys[:-1])} and {keys[-1]}"
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path.name} in the folder {str(path.parent)!r}; {expected}.")
    try:
        content = loadmat(path, variable_names=keys)
    except Exception as error:  # on damaged bytes scipy raises many kinds, from ValueError to zlib.error
        raise ValueError(
            f"{path.name} is not a whole MATLAB file: it may be truncated or another format ({error}); {expected}."
        ) from None
    missing = [key for key in keys if key not in content]
    if missing:
        names = ", ".join(name for name, _, _ in whosmat(path)) or "none"
        raise ValueError(f"{path.name} lacks the key {', '.join(missing)}; it has {names}.")
    return content


def _points(path, content, x_key, y_key):
    """Return points (2, m) and labels (1, m), one column per point, from arrays of one row per point."""
    x, y = content[x_key], content[y_key]
    if x.dtype.kind not in "fiu" or x.ndim != 2 or x.shape[1] != 2 or not len(x) or not np.isfinite(x).all():
        raise ValueError(f"{x_key} in {path.name} is {x.dtype} {x.shape}, expected (m, 2) finite numbers.")
    if y.shape != (len(x), 1) or not np.isin(y, (0, 1)).all():
        raise ValueError(f"{y_key} in {path.name} has shape {y.shape}, expected ({len(x)}, 1) with values 0 and 1.")
    return np.ascontiguousarray(x.T, dtype=np.float64), y.T.astype(np.int64)


def _read_pictures(path, x_key, y_key, labels):
    """Return pictures (m, 64, 64, 3), labels (1, m), all among `labels`, and class names from one HDF5 file."""
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
    if y.shape != (len(x),) or not np.isin(y, labels).all():
        values = "0 and 1" if len(labels) == 2 else f"{labels[0]} to {labels[-1]}"
        raise ValueError(f"{y_key} in {path.name} has shape {y.shape}, expected ({len(x)},) with values {values}.")
    return x, y.reshape(1, -1).astype(np.int64), classes
