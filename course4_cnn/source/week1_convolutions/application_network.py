"""What the notebook on smiles and hand signs is given: pictures as a network wants them, and weights as text."""

import base64

import numpy as np


def scale(pictures):
    """Return pictures of bytes as float32 from -1 to 1."""
    return (np.asarray(pictures, np.float32) / 127.5 - 1).astype(np.float32)


def halve(pictures):
    """Return pictures (m, n_H, n_W, n_C) with half as many pixels on each side: the means of squares of four."""
    m, n_H, n_W, n_C = pictures.shape
    squares = np.asarray(pictures, np.float32).reshape(m, n_H // 2, 2, n_W // 2, 2, n_C)
    return squares.mean(axis=(2, 4))


def pack(model):
    """Return the weights of a model as text, 16 bits for each number."""
    numbers = np.concatenate([np.ravel(weights) for weights in model.get_weights()])
    return base64.b85encode(numbers.astype(np.float16).tobytes()).decode()


def unpack(model, text):
    """Give a model the weights that `pack` has written, and return it; ValueError if it has not as many."""
    numbers = np.frombuffer(base64.b85decode("".join(text.split())), np.float16).astype(np.float32)
    if len(numbers) != model.count_params():
        raise ValueError(f"the text holds {len(numbers)} weights, the model has {model.count_params()}")
    weights, start = [], 0
    for old in model.get_weights():
        weights.append(numbers[start : start + old.size].reshape(old.shape))
        start += old.size
    model.set_weights(weights)
    return model
