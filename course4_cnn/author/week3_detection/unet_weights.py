"""Train the U-Net of the solved notebook to the stage at which the notebook begins: `data/street_unet.npz`.

    python course4_cnn/author/week3_detection/unet_weights.py   # about ten minutes on one core

First on pictures of half the size, which is four times as fast, then on whole ones. The file holds the weights in float16
and what the whole training has reached on the validation set, always on whole pictures.
"""

import sys
from pathlib import Path

import keras
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from unet_runs import network, scores, solved

SEED, RATE, SMALL, WHOLE = 1, 0.002, 40, 8


def main():
    """Train and write."""
    from helpers import data

    functions = solved()
    train, validation, _ = network.streets()
    keras.utils.set_random_seed(SEED)
    model = functions["unet_model"]((None, None, 3), 8, 13)
    curve = []

    def watch(epoch, before=0, every=4):
        if epoch % every == 0:
            curve.append((before + epoch, *scores(functions, model, *validation)))
            print(*curve[-1], flush=True)

    settings = {"rate": RATE, "seed": SEED, "loss": network.cross_entropy, "falling": False}
    network.fit(model, *network.halve(*train), SMALL, **settings, watch=watch)
    network.fit(model, *train, WHOLE, **settings, watch=lambda epoch: watch(epoch, SMALL, 1))
    arrays = {f"weight_{k}": weight.astype(np.float16) for k, weight in enumerate(model.get_weights())}
    epochs, accuracies, mean_ious = np.array(curve).T
    np.savez_compressed(
        data.FOLDER / "street_unet.npz", **arrays, epochs=epochs, accuracies=accuracies, mean_ious=mean_ious
    )


if __name__ == "__main__":
    main()
