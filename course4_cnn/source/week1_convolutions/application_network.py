"""What the notebook on smiles and hand signs is given: pictures as a network wants them, and weights as text."""

import base64
import math

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
    """Return the weights of a model as text: 8 bits for each weight of a kernel, 16 bits for every other number.

    A kernel is an array with more than one axis; its largest weight becomes 127, and the scale goes before it, in
    16 bits.
    """
    parts = []
    for weights in model.get_weights():
        if weights.ndim > 1:
            scale = np.float16(np.abs(weights).max() / 127) or np.float16(1)  # 1 where all weights are 0
            parts += [scale.tobytes(), np.rint(weights / scale).clip(-127, 127).astype(np.int8).tobytes()]
        else:
            parts.append(weights.astype(np.float16).tobytes())
    return base64.b85encode(b"".join(parts)).decode()


def unpack(model, text):
    """Give a model the weights that `pack` has written, and return it; ValueError if it has not as many."""
    packed, shapes = base64.b85decode("".join(text.split())), [weights.shape for weights in model.get_weights()]
    sizes = [2 + math.prod(shape) if len(shape) > 1 else 2 * math.prod(shape) for shape in shapes]
    if len(packed) != sum(sizes):
        raise ValueError(f"the text holds {len(packed)} bytes, the weights of the model take {sum(sizes)}")
    weights, start = [], 0
    for shape, size in zip(shapes, sizes):
        part, start = packed[start : start + size], start + size
        if len(shape) > 1:
            numbers = np.frombuffer(part[2:], np.int8) * np.frombuffer(part[:2], np.float16).astype(np.float32)
        else:
            numbers = np.frombuffer(part, np.float16).astype(np.float32)
        weights.append(numbers.reshape(shape))
    model.set_weights(weights)
    return model
