"""Draw the hand signs that no student has, by which the challenge of week 1 of course 4 is graded.

    python data/make/unseen_signs.py   writes course4_cnn/author/week1_convolutions/unseen_signs.npz

`signs.py` draws them, from people who are in neither of its files, and they are stored as the challenge shows them to a
network: 32 by 32 pixels. The file also holds the seed that they are drawn from, so that a second run gives the same
bytes; without the file a new secret seed is drawn. Students have `signs.py`, so neither the file nor its seed is ever
released.
"""

import secrets
from pathlib import Path

import numpy as np
from signs import NUMBERS, choose_person, draw_picture
from sketch import SIZE

PEOPLE, SIDE = 80, 32
PATH = Path(__file__).resolve().parents[2] / "course4_cnn" / "author" / "week1_convolutions" / "unseen_signs.npz"


def draw_hands(seed, number):
    """Return the six pictures of the person with this number, as bytes (6, SIDE, SIDE, 3), zero fingers first."""
    rng = np.random.default_rng([seed, number])
    person = choose_person(rng, (number + rng.random()) / PEOPLE)
    pictures = np.stack([draw_picture(rng, person, fingers) for fingers in range(NUMBERS)])
    squares = pictures.reshape(NUMBERS, SIDE, SIZE // SIDE, SIDE, SIZE // SIDE, 3)
    return squares.mean(axis=(2, 4)).round().astype(np.uint8)


def main():
    """Write the file, from the seed that it holds already or from a new one."""
    seed = np.load(PATH)["seed"].item() if PATH.is_file() else secrets.randbelow(2**63)
    pictures = np.concatenate([draw_hands(seed, number) for number in range(PEOPLE)])
    np.savez_compressed(PATH, pictures=pictures, labels=np.tile(np.arange(NUMBERS), PEOPLE).astype(np.uint8), seed=seed)


if __name__ == "__main__":
    main()
