"""Draw the alpacas that no student has, by which the challenge of week 2 of course 4 is graded, and compute features.

    python data/make/unseen_alpacas.py   writes course4_cnn/author/week2_case_studies/unseen_alpacas.npz

`alpacas.py` draws them, and MobileNetV2 turns each, and its mirrored copy, into 1,280 features, stored as bytes in
steps of 1/STEPS. The file also holds the seed that they are drawn from; without the file a new secret seed is drawn.
Students have `alpacas.py`, so neither the file nor its seed is ever released. The program also writes the features of
the pictures that everybody has, `data/alpaca_features.npz`.
"""

import secrets
import sys
from pathlib import Path

import numpy as np
from alpacas import draw_set

ROOT = Path(__file__).resolve().parents[2]
COUNT, STEPS = 300, 50
PATH = ROOT / "course4_cnn" / "author" / "week2_case_studies" / "unseen_alpacas.npz"
OPEN = ROOT / "data" / "alpaca_features.npz"


def features(network, pictures):
    """Return the features, (2, m, 1280), of pictures and of their mirrored copies, as bytes."""
    found = []
    for side in (pictures, pictures[:, :, ::-1]):
        batches = [side[i : i + 16].astype("float32") / 127.5 - 1 for i in range(0, len(side), 16)]
        means = [network(batch, training=False).numpy().mean(axis=(1, 2)) for batch in batches]
        found.append(np.clip(np.round(np.concatenate(means) * STEPS), 0, 255).astype(np.uint8))
    return np.stack(found)


def main():
    """Write both files; the secret one from the seed that it holds already or from a new one."""
    sys.path.insert(0, str(ROOT))
    from helpers import data, pretrained

    network = pretrained.mobilenet_v2()
    seed = np.load(PATH)["seed"].item() if PATH.is_file() else secrets.randbelow(2**63)
    pictures, labels = draw_set(2, COUNT, seed)
    np.savez_compressed(PATH, features=features(network, pictures), labels=labels.astype(np.uint8), seed=seed)
    ours = data.load_alpacas()
    parts = ((ours.train_x, ours.train_y), (ours.validation_x, ours.validation_y))
    known = [features(network, pictures) for pictures, _ in parts]
    labels = np.concatenate([labels for _, labels in parts]).astype(np.uint8)
    np.savez_compressed(OPEN, features=np.concatenate(known, axis=1), labels=labels)


if __name__ == "__main__":
    main()
