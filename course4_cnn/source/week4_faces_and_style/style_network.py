"""What the notebook on style transfer is given: pictures, styles drawn by a program, layers of two networks."""

import contextlib
import csv
import functools
import inspect
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from helpers import data, pretrained

SIDE = 160
PHOTOGRAPHS = ("chelsea", "coffee", "astronaut", "china")
TEXTURES = ("gravel", "brick")
DRAWN = ("strokes", "mosaic", "engraving")

# ------------------------------------------------------------------------------------------------ pictures


def picture(name, side=SIDE):
    """Return a picture (1, side, side, 3), numbers from 0 to 1, its middle square.

    Arguments: name, one of `PHOTOGRAPHS`, `TEXTURES` and `DRAWN`, or the file name of a picture of your own.
    """
    import tensorflow as tf

    if name in DRAWN:
        found = draw_style(name, side)
    elif name in (*PHOTOGRAPHS, *TEXTURES):
        found = pretrained.standard_picture(_sample(name), side)
    else:
        found = pretrained.standard_picture(name, side)
    return tf.constant(np.clip(found, 0, 255)[np.newaxis] / 255, tf.float32)


def _sample(name):
    """Return a picture that comes with scikit-learn or scikit-image."""
    if name == "china":
        from sklearn.datasets import load_sample_image

        return load_sample_image("china.jpg")
    import skimage.data

    return getattr(skimage.data, name)()


def draw_style(name, side, seed=1):
    """Return a style drawn by a program, (side, side, 3), numbers from 0 to 255."""
    rng = np.random.default_rng([DRAWN.index(name), seed])
    drawn = (_strokes, _mosaic, _engraving)[DRAWN.index(name)](rng, 2 * side)
    return np.asarray(Image.fromarray(drawn).resize((side, side), Image.Resampling.LANCZOS), np.float32)


def _strokes(rng, size):
    """Short strokes of a brush that follow a field with whirls: night colours, some of them light."""
    palette = np.array([(20, 36, 84), (32, 66, 132), (58, 110, 170), (110, 160, 190), (232, 196, 90), (246, 226, 150)])
    image = Image.new("RGB", (size, size), tuple(int(value) for value in palette[1]))
    drawing = ImageDraw.Draw(image)
    centres = rng.uniform(0, size, (5, 2))
    turns = rng.choice([-1, 1], 5)
    for _ in range(3600):
        x, y = rng.uniform(-0.05 * size, 1.05 * size, 2)
        apart = np.array([x, y]) - centres
        distances = np.hypot(*apart.T) + 1
        near = np.exp(-distances / (0.16 * size))
        flow = np.array([1.0, 0.25]) * 0.2 + ((near * turns / distances)[:, None] * apart[:, ::-1] * [-1, 1]).sum(
            axis=0
        )
        flow /= np.hypot(*flow) + 1e-9
        warm = near.max() > rng.uniform(0.3, 1.2)
        colour = palette[rng.integers(4, 6) if warm else rng.integers(0, 4)] + rng.normal(0, 12, 3)
        length, width = rng.uniform(0.025, 0.055) * size, int(rng.integers(3, 6) * size / 320) or 1
        ends = (x - flow[0] * length / 2, y - flow[1] * length / 2, x + flow[0] * length / 2, y + flow[1] * length / 2)
        drawing.line(ends, tuple(int(value) for value in np.clip(colour, 0, 255)), width)
    return np.asarray(image)


def _mosaic(rng, size):
    """Panes of coloured glass with dark lead between them."""
    palette = np.array([(196, 40, 38), (232, 150, 32), (244, 214, 90), (30, 120, 92), (28, 84, 160), (120, 50, 120)])
    seeds = rng.uniform(0, size, (150, 2))
    rows, columns = np.mgrid[:size, :size]
    apart = np.stack([np.hypot(rows - y, columns - x) for y, x in seeds])
    nearest = apart.argmin(axis=0)
    two = np.partition(apart, 1, axis=0)
    colours = palette[rng.integers(0, len(palette), len(seeds))] + rng.normal(0, 14, (len(seeds), 3))
    shade = 1 - 0.35 * np.clip(two[0] / (0.09 * size), 0, 1)
    drawn = colours[nearest] * shade[..., None]
    drawn[two[1] - two[0] < 0.014 * size] = (24, 22, 26)
    return np.clip(drawn, 0, 255).astype(np.uint8)


def _engraving(rng, size):
    """Lines of ink on paper that swell and shrink, in two directions."""
    rows, columns = np.mgrid[:size, :size] / size
    phase = rng.uniform(0, 6, 4)
    bump = sum(np.sin(6 * (a * columns + b * rows) + c) for a, b, c in ((1, 0.4, phase[0]), (-0.6, 1.1, phase[1])))
    lines = np.sin(2 * np.pi * (34 * rows + 1.6 * bump)) + 0.75 * bump
    crossed = np.sin(2 * np.pi * (30 * (columns - 0.4 * rows) + bump)) + 0.9 * np.sin(4 * columns + 3 * rows + phase[2])
    ink = np.maximum(1 / (1 + np.exp(-5 * (lines - 0.55))), 1 / (1 + np.exp(-5 * (crossed - 0.75))))[..., None]
    drawn = (1 - ink) * (242, 228, 200) + ink * (44, 30, 34) + rng.normal(0, 3, (size, size, 1))
    return np.clip(drawn, 0, 255).astype(np.uint8)


# ------------------------------------------------------------------------------------------------ networks

# The mean activation of each layer over the four photographs at 160 pixels: what its activations are divided by, so
# that they are about 1 in every layer.
UNITS = {
    "block1_conv1": 18.2, "block2_conv1": 18.9, "block3_conv1": 10.8, "block4_conv1": 6.1,
    "conv1": 16.1, "fire2_concat": 31.4, "fire3_concat": 34.3, "fire5_concat": 25.7,
    "fire7_concat": 17.7, "fire9_concat": 2.5,
}  # fmt: skip


QUICK_LAYERS = [("conv1", 0.25), ("fire2_concat", 0.25), ("fire3_concat", 0.25), ("fire5_concat", 0.25)]
SLOW_LAYERS = [(f"block{number}_conv1", 0.25) for number in (1, 2, 3, 4)]  # of VGG16


@functools.cache
def network(name):
    """Return `pretrained.vgg16()` or `pretrained.squeezenet()` for pictures of any size, frozen."""
    made = pretrained.vgg16() if name == "vgg16" else pretrained.squeezenet((None, None, 3))
    made.trainable = False
    return made


def get_layer_outputs(name, layer_names):
    """Return a function from pictures (1, n_H, n_W, 3), from 0 to 1, to a list of activations, one for each layer.

    Arguments: name, "vgg16" or "squeezenet"; layer_names, pairs of a layer's name and its weight, which is not used.
    """
    import keras

    whole = network(name)
    part = keras.Model(whole.inputs[0], [whole.get_layer(layer).output for layer, _ in layer_names])
    units = [UNITS[layer] for layer, _ in layer_names]

    def outputs(pictures):
        found = part(pretrained.preprocess(255 * pictures, name))
        return [A / unit for A, unit in zip(found if isinstance(found, list) else [found], units)]

    return _compiled(outputs)


def _compiled(function):
    """Return a function that TensorFlow compiles for each size of pictures; it warns where there are many sizes."""
    import tensorflow as tf

    tf.get_logger().setLevel("ERROR")
    return tf.function(function, autograph=False)


TEXTURE_LAYERS = ("conv1", "fire2_concat", "fire3_concat")


@functools.cache
def _texture_network():
    return get_layer_outputs("squeezenet", [(layer, 1) for layer in TEXTURE_LAYERS])


def texture_features(picture):
    """Return the activations of SqueezeNet's layers `TEXTURE_LAYERS` for a picture (1, n_H, n_W, 3) from 0 to 1."""
    return _texture_network()(picture)


def texture_targets(picture):
    """Return for each layer of `texture_features` its Gram matrix divided by the number of places, an array."""
    import tensorflow as tf

    found = []
    for A in texture_features(tf.constant(picture, tf.float32)):
        rows = A.numpy().reshape(-1, A.shape[3]).astype(float)
        means = rows.mean(axis=0)
        found.append((np.cov(rows.T, bias=True) + np.outer(means, means)).astype(np.float32))
    return found


def clip_0_1(image):
    """Return pictures with all numbers below 0 as 0 and all above 1 as 1."""
    import tensorflow as tf

    return tf.clip_by_value(image, 0.0, 1.0)


# ------------------------------------------------------------------------------------------------ what layers learn


@contextlib.contextmanager
def in_use(network, content, style, train_step):
    """Give the names that `train_step` looks up new values, as long as a `with` block runs.

    Arguments: network, "vgg16" or "squeezenet"; content and style, pictures (1, n_H, n_W, 3), or names for `picture`;
        train_step, the function of the notebook.
    Returns: the variable that is trained, at first the content picture.
    Raises TypeError if `train_step` is no ordinary function: a compiled one keeps what it saw in its first call.
    """
    import keras
    import tensorflow as tf

    if not inspect.isfunction(train_step):
        raise TypeError("`train_step` is to be an ordinary function, without `tf.function`: see the exercise")
    content, style = (picture(one) if isinstance(one, str) else one for one in (content, style))
    layers = {"vgg16": SLOW_LAYERS, "squeezenet": QUICK_LAYERS}[network]
    outputs = get_layer_outputs(network, [*layers, layers[-1]])
    lent = {"vgg_model_outputs": outputs, "a_C": outputs(content), "a_S": outputs(style)}
    lent["optimizer"] = keras.optimizers.Adam(0.05)
    names = train_step.__globals__
    before = {name: names[name] for name in lent if name in names}
    names.update(lent)
    try:
        yield tf.Variable(content)
    finally:
        names.update(before)


def rebuild(target, layer, cost, calls=50, seed=1):
    """Return a picture that begins as plain grey and is changed until a layer says the same of it as of `target`.

    Arguments: target (1, n_H, n_W, 3); layer, a name; cost, a function from two lists of activations to a number;
    calls, how many times it may be called.
    """
    outputs = get_layer_outputs("squeezenet", [(layer, 1)])
    right = outputs(target)
    first = 0.5 + 0.02 * (_noise(target.shape, seed) - 0.5)
    return _lowest(lambda image: cost(right, outputs(image)), first, calls, 0.03)


def content_costs(target, layer, cost, pictures):
    """Return the cost of each of some pictures (1, n_H, n_W, 3) against `target`, for a layer of SqueezeNet."""
    outputs = get_layer_outputs("squeezenet", [(layer, 1)])
    right = outputs(target)
    return [float(cost(right, outputs(picture))) for picture in pictures]


def blurred(picture):
    """Return a picture (1, n_H, n_W, 3) of which each pixel is the mean of 3 x 3."""
    import tensorflow as tf

    return tf.nn.avg_pool2d(picture, 3, 1, "SAME")


def excite(layer, channels, side=64, calls=30, seed=1):
    """Return pictures (k, side, side, 3) that excite channels of a layer, and how much, on average over all places."""
    import tensorflow as tf

    outputs = get_layer_outputs("squeezenet", [(layer, 1)])
    chosen = np.array(channels)

    def means(pictures):
        every = tf.reduce_mean(outputs(pictures)[0], axis=(1, 2))
        return tf.stack([every[number, channel] for number, channel in enumerate(chosen)])

    def smooth(pictures):
        return tf.nn.avg_pool2d(pictures, 3, 1, "SAME")

    first = np.repeat(_noise((1, side, side, 3), seed), len(chosen), axis=0)
    scale = means(smooth(first)).numpy() + 0.1
    found = smooth(_lowest(lambda pictures: -tf.reduce_sum(means(smooth(pictures)) / scale), first, calls, 0.1)).numpy()
    return found, means(tf.constant(found)).numpy()


def _lowest(cost, first, calls, rate):
    """Return pictures, float32, that begin as `first` and make a cost low: Adam with a falling rate."""
    import tensorflow as tf

    def gradient(pictures):
        return tf.gradients(cost(pictures), pictures)[0]

    compiled = _compiled(gradient)

    pictures, mean, square = first.astype(np.float32), 0, 0
    for number in range(1, calls + 1):
        slopes = compiled(tf.constant(pictures)).numpy()
        mean = 0.9 * mean + 0.1 * slopes
        square = 0.999 * square + 0.001 * slopes**2
        move = mean / (1 - 0.9**number) / (np.sqrt(square / (1 - 0.999**number)) + 1e-12)
        falling = rate * (1 + np.cos(np.pi * (number - 1) / calls)) / 2
        pictures = np.clip(pictures - falling * move, 0, 1)
    return pictures


def liveliest(layer, number):
    """Return the channels of a layer that differ most between the photographs, and their highest mean on one.

    Channels that are silent on noise are left out: where a ReLU gives 0 everywhere there is no gradient to follow.
    """
    import tensorflow as tf

    outputs = get_layer_outputs("squeezenet", [(layer, 1)])
    means = np.array([outputs(picture(name, 96))[0].numpy().mean(axis=(0, 1, 2)) for name in PHOTOGRAPHS])
    noise = outputs(tf.nn.avg_pool2d(_noise((1, 64, 64, 3)), 3, 1, "SAME"))[0].numpy().mean(axis=(0, 1, 2))
    channels = np.argsort(-means.std(axis=0) * (noise > 0.3))[:number]
    return channels.tolist(), means.max(axis=0)[channels]


def _noise(shape, seed=1):
    return np.random.default_rng(seed).uniform(0, 1, shape).astype(np.float32)


def crops(name, side=96):
    """Return the two crops (1, side, side, 3) of a texture of scikit-image from its left and right half."""
    import tensorflow as tf

    whole = pretrained.standard_picture(_sample(name), 256) / 255
    return [tf.constant(whole[np.newaxis, 80 : 80 + side, x : x + side]) for x in (16, 144)]


# ------------------------------------------------------------------------------------------------ stored transfers


def runs(experiment):
    """Return the rows of `style_runs.csv` about an experiment, dictionaries; numbers are numbers."""
    with Path(__file__).with_name("style_runs.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["experiment"] == experiment]
    for row in rows:
        row |= {name: float(row[name]) for name in ("content", "style", "variation")}
    return rows


def by_setting(experiment):
    """Return the rows of an experiment: a dictionary from the setting to a list, one for each pair of pictures."""
    found = {}
    for row in runs(experiment):
        found.setdefault(row["setting"], []).append(row)
    return found


def pairs(kind):
    """Return the names of the pictures of the three pairs, in the order of the rows: "content" or "style"."""
    return list(dict.fromkeys(row[f"{kind}_picture"] for row in runs("rate")))


def variation(picture):
    """Return the mean absolute difference of neighbouring pixels, (1, n_H, n_W, 3), in percent of the range."""
    return 50 * sum(float(np.abs(np.diff(picture, axis=axis)).mean()) for axis in (1, 2))


def stored(experiment):
    """Return the stored pictures of an experiment: a dictionary from the setting to (side, side, 3), whole numbers."""
    with np.load(data.FOLDER / "style_pictures.npz") as file:
        names = [name for name in file.files if name.split()[0] == experiment]
        pictures = {name.split()[1]: np.asarray(Image.open(io.BytesIO(file[name].tobytes()))) for name in names}
    return dict(sorted(pictures.items(), key=lambda item: float(item[0])))
