"""Networks and word vectors that somebody has trained, from files that come with the course; nothing is downloaded.

`data/NOTICE.md` says where each file comes from, under which licence, and what is not certain about it. A network is
filled with `weights`: those of our file by default, `None` for random ones, the path of a file of your own (Keras's
`.h5`, or an `.npz` as ours), or, for the two networks that Keras has too, `"imagenet"` for Keras's own weights from its
cache or the network.
"""

from collections import namedtuple
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from helpers.weights import fill, name_of, of_user, whole

OURS = "ours"

# What each network was trained on: the order of the colours, what is subtracted from each (in that order), and what the
# difference is divided by.
RGB, BGR = slice(None), slice(None, None, -1)
INPUTS = {
    "mobilenet_v2": (RGB, (127.5, 127.5, 127.5), 127.5),
    "squeezenet": (BGR, (104.00699, 116.66877, 122.67892), 1.0),
    "vgg16": (BGR, (104.00699, 116.66877, 122.67892), 1.0),
    "efficientnet_lite0": (RGB, (127.0, 127.0, 127.0), 128.0),
    "face_resnet": (RGB, (122.782, 117.001, 104.298), 255.0),
    "tiny_yolo_face": (RGB, (117.001, 114.697, 97.404), 255.0),
    "street_yolo": (RGB, (127.5, 127.5, 127.5), 127.5),
}

# The face detector's anchors, (width, height) in cells of its grid.
FACE_ANCHORS = np.array(
    [(1.603231, 2.094468), (6.041143, 7.080126), (2.882459, 3.518061), (4.266906, 5.178857), (9.041765, 10.66308)]
)

# Those of the detector of street scenes, found by k-means with 1 - IoU on the boxes it was trained on.
STREET_ANCHORS = np.array([(0.875, 0.75), (0.5, 1.5), (2.125, 2.625)])

Classes = namedtuple("Classes", "wnid name synonyms clean_name")
Classes.__doc__ = "The 1,000 classes of ImageNet: four arrays of text, (1000,); row i is about class i."

# ---------------------------------------------------------------- networks


def mobilenet_v2(input_shape=(160, 160, 3), weights=OURS):
    """Return MobileNetV2 without its last layer; its output is (m, 5, 5, 1280) for 160 x 160 pixels."""
    return _network("mobilenet_v2", "mobilenetv2_160_notop.npz", input_shape, weights)


def squeezenet(input_shape=(224, 224, 3), weights=OURS):
    """Return SqueezeNet 1.1, which answers with the probabilities of ImageNet's 1,000 classes."""
    return _network("squeezenet", "squeezenet11.npz", input_shape, weights)


def efficientnet_lite0(input_shape=(224, 224, 3), weights=OURS):
    """Return EfficientNet-Lite0, which answers with the probabilities of ImageNet's 1,000 classes."""
    return _network("efficientnet_lite0", "efficientnet_lite0.npz", input_shape, weights)


def vgg16(input_shape=(None, None, 3), weights=OURS):
    """Return the first eight convolutions of VGG16, up to block4_conv1, which were trained anew to find edges."""
    return _network("vgg16", "vgg16_block4_conv1.npz", input_shape, weights)


def face_resnet(weights=OURS):
    """Return the network that turns pictures of faces, (m, 150, 150, 3), into vectors (m, 128), not of unit length."""
    return _network("face_resnet", "face_resnet.npz", (150, 150, 3), weights)


def tiny_yolo_face(input_shape=(416, 416, 3), weights=OURS):
    """Return the face detector: 25 numbers, 5 for each of `FACE_ANCHORS`, for each cell of 32 x 32 pixels."""
    return _network("tiny_yolo_face", "tiny_yolo_face.npz", input_shape, weights)


def street_yolo(input_shape=(128, 160, 3), weights=OURS):
    """Return our detector of streets: 36 numbers, 12 for each of `STREET_ANCHORS`, for each cell of 8 x 8 pixels."""
    return _network("street_yolo", "street_yolo.npz", input_shape, weights)


def minilm(rest=True, weights=OURS):
    """Return the encoder MiniLM, from ids (m, t) to numbers (m, t, 384), and the pieces of words, whose places ids are.

    Arguments: rest, whether with all 30,522 pieces or only with the first 12,000, which are few for free text.
    """
    from helpers import architectures

    arrays = whole("minilm_l3_12k.npz")
    if rest:
        more = whole("minilm_l3_rest.npz")
        arrays |= {name: np.concatenate([arrays[name], array]) for name, array in more.items()}
    pieces = [str(piece) for piece in arrays.pop("vocab")]
    network = architectures.minilm(len(pieces))
    if weights == OURS:
        floats = {name: array for name, array in arrays.items() if not name.endswith(("_q", "_scale"))}
        for name in (name.removesuffix("_q") for name in arrays if name.endswith("_q")):
            floats[name] = arrays[f"{name}_q"] * arrays[f"{name}_scale"]
        for weight in network.weights:  # attention has a kernel (384, 12, 32), one slice for each head
            name = name_of(weight)
            if name in floats and floats[name].size == np.prod(weight.shape):
                floats[name] = floats[name].reshape(weight.shape)
        fill(network, floats, "minilm_l3_12k.npz")
    elif weights is not None:
        fill(network, *of_user(weights))
    return network, pieces


def _network(name, file, input_shape, weights):
    """Build one of the networks for pictures and fill it."""
    if isinstance(weights, str) and weights == "imagenet":
        return _kerass(name, input_shape)
    arrays, file = (whole(file), file) if isinstance(weights, str) and weights == OURS else (None, None)
    from helpers import architectures  # here, because Keras takes seconds

    network = getattr(architectures, name)(tuple(input_shape))
    if arrays is None and weights is not None:
        arrays, file = of_user(weights, network)
    if arrays is not None:
        fill(network, arrays, file)
    return network


def _kerass(name, input_shape):
    """Return a network with Keras's own ImageNet weights."""
    if name not in ("mobilenet_v2", "vgg16"):
        raise ValueError(f"Keras has no ImageNet weights for {name}; there are ours, or a file of your own.")
    from keras import applications

    from helpers import architectures

    build = applications.MobileNetV2 if name == "mobilenet_v2" else applications.VGG16
    try:
        network = build(include_top=False, weights="imagenet", input_shape=tuple(input_shape))
    except ValueError:  # about the input's shape
        raise
    except Exception as error:  # Keras raises a plain one
        raise OSError(
            f"Keras could not get its ImageNet weights for {name}, from its cache or from the network ({error})."
        ) from None
    return network if name == "mobilenet_v2" else architectures.cut(network, "block4_conv1")


# ---------------------------------------------------------------- pictures


def standard_picture(picture, size):
    """Return the middle square of a picture, resized: float32, (size, size, 3), red, green, blue from 0 to 255.

    Arguments: picture, a file's path, a Pillow image, or an array of whole numbers from 0 to 255, in colour or grey.
    """
    image = _image(picture)
    side = min(image.size)
    left, top = ((length - side) // 2 for length in image.size)
    square = image.crop((left, top, left + side, top + side))
    return np.asarray(square.resize((size, size), Image.Resampling.BICUBIC), np.float32)


def letterbox(picture, size):
    """Return a picture as the face detector wants it, and the scale: a length in it is `scale` times that before.

    The longer side becomes `size` pixels; the picture lies at the top left, and the rest of the square is black.
    """
    image = _image(picture)
    scale = size / max(image.size)
    canvas = Image.new("RGB", (size, size))
    shape = [max(1, round(length * scale)) for length in image.size]
    canvas.paste(image.resize(shape, Image.Resampling.BILINEAR))
    return np.asarray(canvas, np.float32), scale


def face_picture(picture, box, size=150):
    """Return the square around the middle of a box (left, top, right, bottom), as wide as its longer side, resized."""
    left, top, right, bottom = (float(value) for value in box)
    half = max(right - left, bottom - top) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    square = _image(picture).crop([round(value) for value in (x - half, y - half, x + half, y + half)])
    return np.asarray(square.resize((size, size), Image.Resampling.BICUBIC), np.float32)


def preprocess(pictures, network):
    """Return pictures, red, green, blue from 0 to 255 in the last axis, as a network of this name was trained on them.

    They may be an array or a tensor, through which gradients flow.
    """
    if network not in INPUTS:
        raise ValueError(f"there is no network {network!r} for pictures; there are {', '.join(INPUTS)}.")
    order, subtract, divide = INPUTS[network]
    if isinstance(pictures, np.ndarray | list | tuple):
        pictures = np.asarray(pictures, np.float32)
    return (pictures[..., order] - np.array(subtract, np.float32)) / np.float32(divide)


def _image(picture):
    """Return any picture as a Pillow image in colour."""
    if isinstance(picture, str | Path):
        path = Path(picture)
        if not path.is_file():
            raise FileNotFoundError(f"there is no picture {path.name} in the folder {str(path.parent)!r}.")
        try:
            with Image.open(path) as file:
                return ImageOps.exif_transpose(file).convert("RGB")
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise ValueError(f"{path.name} is not a whole picture ({error}).") from None
    if not isinstance(picture, Image.Image):
        array = np.asarray(picture)
        colours = array.shape[2] if array.ndim == 3 else 3
        if array.ndim not in (2, 3) or array.dtype.kind not in "fiu" or colours not in (3, 4):
            raise ValueError(f"a picture is (height, width, 3) numbers from 0 to 255, not {array.dtype} {array.shape}.")
        picture = Image.fromarray(np.clip(np.rint(array), 0, 255).astype(np.uint8))
    return picture.convert("RGB")


# ---------------------------------------------------------------- classes and words


def imagenet_classes():
    """Return the names of ImageNet's 1,000 classes as `Classes`, four arrays."""
    return Classes(**whole("imagenet_classes.npz"))


def top_classes(probabilities, top=5):
    """Return for each picture its likeliest classes, a list of tuples (class, name, probability), the likeliest first.

    Arguments: probabilities, (m, 1000), what a network answers.
    """
    probabilities = np.asarray(probabilities)
    if probabilities.ndim != 2 or probabilities.shape[1] != 1000:
        raise ValueError(f"probabilities have shape {probabilities.shape}, expected (m, 1000).")
    names = imagenet_classes().name
    return [
        [(int(number), str(names[number]), float(row[number])) for number in np.argsort(-row, kind="stable")[:top]]
        for row in probabilities
    ]


def glove(file=None):
    """Return a list of words, the most frequent first, and their vectors, float32, one row for each.

    Arguments: file, the path of an original text file such as `glove.6B.50d.txt`; by default the 20,000 most frequent
    words of that one.
    """
    if file is None:
        arrays = whole("glove_6b_50d_20k.npz")
        return [str(word) for word in arrays["words"]], arrays["vectors"].astype(np.float32)
    path = Path(file)
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path.name} in the folder {str(path.parent)!r}.")
    words, rows = [], []
    with open(path, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            word, *values = line.rstrip("\n").split(" ")
            try:
                row = np.array(values, np.float32)
            except ValueError:
                row = np.array([])
            if not len(row) or not np.isfinite(row).all() or (rows and len(row) != len(rows[0])):
                expected = f"{len(rows[0])} numbers" if rows else "numbers"
                raise ValueError(f"line {number} of {path.name} is not a word and {expected}: {line[:40].strip()!r}.")
            words.append(word)
            rows.append(row)
    if not rows:
        raise ValueError(f"{path.name} is empty; expected a word and its numbers on each line.")
    return words, np.stack(rows)
