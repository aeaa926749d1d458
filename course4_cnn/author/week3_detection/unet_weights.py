"""Train the U-Net of the solved notebook to the stage at which the notebook begins: `data/street_unet.npz`.

    python course4_cnn/author/week3_detection/unet_weights.py   # about ten minutes on one core

First on pictures of half the size, which is four times as fast, then on whole ones. The file holds the weights in
float16 and what the training has reached on the validation set, on pictures of the size that it was trained with.
"""

import sys
from pathlib import Path

import keras
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from unet_runs import network, scores, solved

RATE, SMALL, WHOLE = 0.002, 40, 4  # and epochs with pictures of each size


def main():
    """Train and write."""
    from helpers import data

    functions = solved()
    train, validation, _ = network.streets()
    small, small_validation = network.halve(*train), network.halve(*validation)
    keras.utils.set_random_seed(1)
    model = functions["unet_model"]((None, None, 3), 8, 13)
    curve = []

    def watch(epoch, pair):
        curve.append((epoch, *scores(functions, model, *pair)))
        print(*curve[-1], flush=True)

    settings = {"rate": RATE, "loss": network.cross_entropy, "falling": False}
    network.fit(model, *small, SMALL, seed=0, **settings, watch=lambda k: k % 4 or watch(k, small_validation))
    keras.utils.set_random_seed(2)
    network.fit(model, *train, WHOLE, seed=2, **settings, watch=lambda k: watch(SMALL + k, validation))
    arrays = {f"weight_{k}": weight.astype(np.float16) for k, weight in enumerate(model.get_weights())}
    epochs, accuracies, mean_ious = np.array(curve).T
    np.savez_compressed(
        data.FOLDER / "street_unet.npz", **arrays, epochs=epochs, accuracies=accuracies, mean_ious=mean_ious
    )


if __name__ == "__main__":
    main()
