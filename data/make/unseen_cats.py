"""Draw the cat pictures that no student has, by which the challenge of week 4 of course 1 is graded.

    python data/make/unseen_cats.py   writes course1_nn/author/week4_deep_networks/unseen.npz

`cats.py` draws them, and they are stored as small as the challenge allows a network to see them: 16 by 16 pixels. The
file also holds the seed that they are drawn from, so that a second run gives the same bytes; without the file a new
secret seed is drawn. Students have `cats.py`, so neither the file nor its seed is ever released.
"""

import secrets
from pathlib import Path

import numpy as np
from cats import draw_set
from sketch import SIZE

COUNT, SIDE = 1000, 16
PATH = Path(__file__).resolve().parents[2] / "course1_nn" / "author" / "week4_deep_networks" / "unseen.npz"


def shrink(pictures, side):
    """Return pictures (m, SIZE, SIZE, 3), bytes, as bytes (m, side, side, 3): the means of squares of pixels."""
    squares = pictures.reshape(len(pictures), side, SIZE // side, side, SIZE // side, 3)
    return squares.mean(axis=(2, 4)).round().astype(np.uint8)


def main():
    """Write the file, from the seed that it holds already or from a new one."""
    seed = np.load(PATH)["seed"].item() if PATH.is_file() else secrets.randbelow(2**63)
    pictures, labels = draw_set(np.random.default_rng(seed), COUNT)
    np.savez_compressed(PATH, pictures=shrink(pictures, SIDE), labels=labels.astype(np.uint8), seed=seed)


if __name__ == "__main__":
    main()
