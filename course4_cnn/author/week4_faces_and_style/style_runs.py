"""The transfers behind the notebook on style transfer: `style_runs.csv` beside it and pictures of some of them.

`python course4_cnn/author/week4_faces_and_style/style_runs.py` runs them all (about five minutes on one core), with
experiments as arguments (beta, layers, start, rate, variation) only those, and replaces their rows and pictures.
Each is 40 updates of Adam on a picture of 160 pixels. `content` and `style` are the two costs after the last update,
`variation` is the mean absolute difference of neighbouring pixels, in percent of the range.
The pictures, JPEG files, are in `data/style_pictures.npz`.
"""

import csv
import io
import sys
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

WEEK = Path(__file__).parents[2] / "source" / "week4_faces_and_style"
ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(WEEK), str(ROOT)]

import style_network as network  # noqa: E402

COLUMNS = [
    "experiment",
    "network",
    "content_picture",
    "style_picture",
    "setting",
    "seed",
    "content",
    "style",
    "variation",
]
LAYERS = {
    "vgg16": ["block1_conv1", "block2_conv1", "block3_conv1", "block4_conv1"],
    "squeezenet": ["conv1", "fire2_concat", "fire3_concat", "fire5_concat"],
}
UPDATES, ALPHA, BETA, RATE = 40, 10, 40, 0.05
TABLE, PICTURES = WEEK / "style_runs.csv", ROOT / "data" / "style_pictures.npz"
PAIRS = [("chelsea", "mosaic"), ("china", "strokes"), ("coffee", "engraving")]


def gram(A):
    """Return the Gram matrix of activations (1, n_H, n_W, n_C)."""
    rows = tf.reshape(A, (-1, A.shape[-1]))
    return tf.matmul(rows, rows, transpose_a=True)


def costs(right, found):
    """Return the content cost of the last activations and the style costs of the others."""
    content = tf.reduce_sum((right[0][-1] - found[-1]) ** 2) / (4 * np.prod(found[-1].shape))
    styles = [
        tf.reduce_sum((gram(a) - gram(b)) ** 2) / (2.0 * np.prod(b.shape[1:])) ** 2
        for a, b in zip(right[1][:-1], found[:-1])
    ]
    return content, styles


def transfer(name, content, style, weights=(0.25,) * 4, beta=BETA, rate=RATE, variation=0.0, start="content", seed=0):
    """Return a picture and its costs: content, style (all four layers with the same weight), variation."""
    layers = LAYERS[name]
    outputs = network.get_layer_outputs(name, [(layer, 1) for layer in [*layers, layers[-1]]])
    C, S = network.picture(content), network.picture(style)
    right = outputs(C), outputs(S)
    noise = tf.random.stateless_uniform(C.shape, (seed, 1), -0.25, 0.25)
    first = {"content": C, "content and noise": C + noise, "noise": 0.5 + noise}[start]
    image = tf.Variable(tf.clip_by_value(first, 0, 1))
    optimizer = keras.optimizers.Adam(rate)
    optimizer.build([image])

    @tf.function
    def update():
        with tf.GradientTape() as tape:
            found = outputs(image)
            J_content, styles = costs(right, found)
            J = ALPHA * J_content + beta * sum(w * J_style for w, J_style in zip(weights, styles))
            if variation:
                J += variation * tf.reduce_mean(tf.image.total_variation(image)) / 1e3
        optimizer.apply_gradients([(tape.gradient(J, image), image)])
        image.assign(tf.clip_by_value(image, 0, 1))

    for _ in range(UPDATES):
        update()
    found = outputs(image)
    content_cost, styles = costs(right, found)
    return image.numpy()[0], (float(content_cost), float(sum(styles)) / 4, network.variation(image))


def plans():
    """Yield (experiment, network, content, style, setting, seed, what `transfer` is told besides, picture or not)."""
    for beta in (0.4, 4, 40, 400):
        yield "beta", "vgg16", "chelsea", "mosaic", beta, 0, {"beta": beta}, True
    for depth in (1, 2, 3):
        weights = [1 / depth] * depth + [0] * (4 - depth)
        yield "layers", "vgg16", "chelsea", "mosaic", depth, 0, {"weights": weights}, True
    for content, style in PAIRS:
        for start in ("content", "content and noise", "noise"):
            for seed in range(1 if start == "content" else 2):
                yield "start", "squeezenet", content, style, start, seed, {"start": start, "seed": seed}, False
        for rate in (0.005, 0.02, 0.05, 0.1, 0.2):
            yield "rate", "squeezenet", content, style, rate, 0, {"rate": rate}, False
    for weight in (0, 1, 3, 10, 30):
        for content, style in PAIRS:
            yield "variation", "squeezenet", content, style, weight, 0, {"variation": weight}, style == "strokes"


def jpeg(picture):
    """Return a picture as the bytes of a JPEG file, an array."""
    buffer = io.BytesIO()
    Image.fromarray(np.round(255 * picture).astype(np.uint8)).save(buffer, "JPEG", quality=82)
    return np.frombuffer(buffer.getvalue(), np.uint8)


def main(wanted):
    """Run the experiments and store what came out."""
    rows, stored = [], {}
    if TABLE.is_file():
        with TABLE.open(newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["experiment"] not in wanted]
    if PICTURES.is_file():
        with np.load(PICTURES) as file:
            stored = {name: file[name] for name in file.files if name.split()[0] not in wanted}
    for experiment, name, content, style, setting, seed, told, shown in plans():
        if experiment not in wanted:
            continue
        began = time.perf_counter()
        picture, found = transfer(name, content, style, seed=seed, **{k: v for k, v in told.items() if k != "seed"})
        values = [experiment, name, content, style, setting, seed, *(f"{value:.4g}" for value in found)]
        rows.append(dict(zip(COLUMNS, map(str, values))))
        if shown:
            stored[f"{experiment} {setting}"] = jpeg(picture)
        print(*values, f"{time.perf_counter() - began:.1f} s", flush=True)
    order = list(dict.fromkeys(plan[0] for plan in plans()))
    rows.sort(key=lambda row: order.index(row["experiment"]))
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    np.savez(PICTURES, **{name: stored[name] for name in sorted(stored)})


if __name__ == "__main__":
    main(sys.argv[1:] or list(dict.fromkeys(plan[0] for plan in plans())))
