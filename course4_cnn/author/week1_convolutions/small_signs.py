"""Train the network of the challenge "fewer than 2,000 parameters" and print its weights as the solution holds them.

    python course4_cnn/author/week1_convolutions/small_signs.py

Other processors round differently, so that other weights come out, which reach about the same.
"""

import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers

from helpers import data

WIDTHS, EPOCHS, BATCH, RATE, SEED = (12, 20, 32), 50, 64, 0.01, 3
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "source" / "week1_convolutions"))


def build():
    """Return the network, untrained."""
    model = keras.Sequential([keras.Input((32, 32, 3))])
    for number, width in enumerate(WIDTHS):
        if number:
            model.add(layers.MaxPool2D())
        model.add((layers.SeparableConv2D if number else layers.Conv2D)(width, 3, use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(6))
    return model


def main():
    """Train on the signs and their mirror images."""
    from application_network import halve, pack, scale

    signs = data.load_signs()
    X, X_test = (scale(halve(pictures)) for pictures in (signs.train_set_x_orig, signs.test_set_x_orig))
    y, y_test = signs.train_set_y[0], signs.test_set_y[0]
    keras.utils.set_random_seed(SEED)
    model, updates = build(), EPOCHS * (2 * len(X) // BATCH)
    model.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(RATE, updates)),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,
    )
    both, labels = np.concatenate([X, X[:, :, ::-1]]), np.tile(y, 2)
    model.fit(both, labels, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    print(f"test accuracy {model.evaluate(X_test, y_test, verbose=0)[1]:.3f}")
    print(pack(model))


if __name__ == "__main__":
    main()
