"""Draw the streets of the U-Net notebook, with the class of every pixel, and store them in `data/streets.npz`.

    python data/make/streets.py    # about twenty seconds

Pictures are JPEG files, one after the other; the three sets are drawn from different seeds, so they show other streets.
"""

import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "data" / "streets.npz"
SETS = {"train": (320, 101), "validation": (60, 102), "test": (80, 103)}  # how many, and from which seed
QUALITY = 92


def jpeg(picture):
    """Return the bytes of a picture as a JPEG file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def main():
    """Draw and write."""
    sys.path.insert(0, str(ROOT))
    from helpers import scenes

    content = {}
    for name, (count, seed) in SETS.items():
        drawn = scenes.scenes(count, seed)
        files = [jpeg(picture) for picture in drawn.pictures]
        content[f"{name}_jpegs"] = np.frombuffer(b"".join(files), np.uint8)
        content[f"{name}_sizes"] = np.array([len(file) for file in files])
        content[f"{name}_masks"] = drawn.masks
    np.savez_compressed(PATH, **content)


if __name__ == "__main__":
    main()
