"""Pictures for the application: make them smaller, and read one from a file."""

import numpy as np
from PIL import Image, ImageOps


def shrink(pictures, side):
    """Return pictures (m, 64, 64, 3), bytes, as columns (side * side * 3, m) of float32 numbers from 0 to 1.

    Each pixel of the smaller picture is the mean of a square of pixels; `side` must divide 64.
    """
    if 64 % side:
        raise ValueError(f"a side of {side} pixels is not possible: it must divide 64")
    step = 64 // side
    squares = pictures.reshape(len(pictures), side, step, side, step, 3)
    columns = squares.mean(axis=(2, 4), dtype=np.float32).reshape(len(pictures), -1).T
    return np.ascontiguousarray(columns) / 255


def load_picture(name, otherwise):
    """Return the picture in the file `name` as bytes (64, 64, 3), cropped to a square.

    If `name` is None, or cannot be read, which a sentence says, return the picture `otherwise`.
    """
    if name is None:
        return otherwise
    try:
        picture = ImageOps.exif_transpose(Image.open(name)).convert("RGB")
    except FileNotFoundError:
        print(f"There is no file {name} beside this notebook; here is a picture of the validation set.")
    except OSError:
        print(f"{name} is not a picture that can be read: use a JPEG or PNG file. Here is one of the validation set.")
    else:
        return np.asarray(ImageOps.fit(picture, (64, 64)))
    return otherwise
