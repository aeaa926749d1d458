"""Draw the mouths of portraits that no student has, by which `HappyModel` of week 2 of course 4 is graded.

    python course4_cnn/author/week2_case_studies/keras_smiles.py   writes keras_smiles.npz beside it

`data/make/smiles.py` draws the portraits, of which 16 by 16 pixels are stored, as a network gets them. The file also
holds the seed that they are drawn from, so that a second run gives the same bytes; without the file a new secret seed
is drawn. Students have `smiles.py`, so neither the file nor its seed is ever released.
"""

import secrets
import sys
from pathlib import Path

import numpy as np

from helpers.checks.exercise import load

COUNT = 150
PATH = Path(__file__).with_name("keras_smiles.npz")
ROOT = Path(__file__).resolve().parents[3]


def main():
    """Write the file, from the seed that it holds already or from a new one."""
    sys.path.insert(0, str(ROOT / "data" / "make"))
    from smiles import draw_set

    given = load(ROOT / "course4_cnn" / "source" / "week2_case_studies" / "keras_given.py")
    seed = np.load(PATH)["seed"].item() if PATH.is_file() else secrets.randbelow(2**63)
    pictures, labels = draw_set(np.random.default_rng(seed), COUNT)
    small = given.mouth(pictures).round().astype(np.uint8)
    np.savez_compressed(PATH, pictures=small, labels=labels.astype(np.uint8), seed=seed)


if __name__ == "__main__":
    main()
