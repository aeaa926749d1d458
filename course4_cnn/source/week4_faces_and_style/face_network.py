"""What the notebook on faces is given: drawn people, a small network and its training, photographs of one's own."""

import base64
import json
import re
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps
from scipy.spatial.distance import cdist

from helpers import faces, pretrained

SIDE = 40  # pixels of a drawn picture's side
WILD = 0.7  # how much pose, expression, light and crop vary
PEOPLE, PICTURES = 16, 4  # in a batch
ENDINGS = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}


def album(seed, count, each, skin=(0.0, 1.0), side=SIDE):
    """Return pictures (count * each, side, side, 3) of bytes, `each` of every person, and their numbers."""
    rng = np.random.default_rng(seed)
    people, who = faces.people(rng, count, skin), np.repeat(np.arange(count), each)
    return faces.draw(people[who], faces.looks(rng, len(who), WILD), side), who


def build(seed):
    """Return an untrained network from pictures (m, 40, 40, 3) to vectors of unit length (m, 32)."""
    import keras
    from keras import layers

    keras.utils.set_random_seed(seed)
    network = keras.Sequential([keras.Input((SIDE, SIDE, 3)), layers.Rescaling(1 / 127.5, offset=-1)])
    for width in (24, 32, 48):
        network.add(layers.Conv2D(width, 3, strides=2, padding="same", activation="relu"))
    network.add(layers.Flatten())
    network.add(layers.Dense(32))
    network.add(layers.UnitNormalization())
    return network


def encode(network, pictures):
    """Return the encodings of pictures, an array."""
    parts = [network(pictures[i : i + 64].astype(np.float32)).numpy() for i in range(0, len(pictures), 64)]
    return np.concatenate(parts)


def batches(who, updates, seed):
    """Yield positions of the pictures of each batch: four pictures of each of sixteen people."""
    rng, each = np.random.default_rng(seed), len(who) // len(np.unique(who))
    for _ in range(updates):
        people = rng.choice(len(who) // each, PEOPLE, replace=False)
        yield np.concatenate([person * each + rng.choice(each, PICTURES, replace=False) for person in people])


def train(network, pictures, who, loss, choose, updates, seed, alpha=0.2, rate=0.002):
    """Train a network on triplets; return for each update the loss per triplet and the number of triplets.

    Arguments: loss, a function of (y_true, [anchors, positives, negatives], alpha); choose, one of (encodings, labels,
        alpha) that returns rows of three positions in the batch: anchor, positive, negative.
    """
    import keras
    import tensorflow as tf

    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(rate, updates))
    optimizer.build(network.trainable_variables)
    inputs = tf.TensorSpec((None, SIDE, SIDE, 3))

    @tf.function(autograph=False, input_signature=[inputs])
    def forward(X):
        return network(X, training=True)

    @tf.function(autograph=False, input_signature=[inputs, tf.TensorSpec((None, 3), tf.int64)])
    def update(X, triplets):
        with tf.GradientTape() as tape:
            found = network(X, training=True)
            cost = loss(None, [tf.gather(found, triplets[:, place]) for place in range(3)], alpha)
        optimizer.apply(tape.gradient(cost, network.trainable_variables), network.trainable_variables)
        return cost

    history = []
    for batch in batches(who, updates, seed):
        X = tf.constant(pictures[batch].astype(np.float32))
        triplets = np.asarray(choose(forward(X).numpy(), who[batch], alpha), np.int64).reshape(-1, 3)
        cost = float(update(X, tf.constant(triplets))) if len(triplets) else 0.0
        history.append((cost / max(len(triplets), 1), len(triplets)))
    return np.array(history)


def nearest_negatives(E, labels, alpha):
    """Return triplets with the negative that is nearest to the anchor, one for each pair of a person's pictures."""
    own = labels[:, np.newaxis] == labels
    nearest = (cdist(E, E) + 9 * own).argmin(axis=1)  # no distance of two encodings is above 2
    return [(a, p, nearest[a]) for a, p in np.argwhere(own) if a != p]


def some_pairs(who, seed=0):
    """Return the positions of all pairs of one person and of as many of two people, and which kind each pair is."""
    i, j = np.triu_indices(len(who), 1)
    same = who[i] == who[j]
    others = np.random.default_rng(seed).choice(np.flatnonzero(~same), same.sum(), replace=False)
    chosen = np.concatenate([np.flatnonzero(same), others])
    return i[chosen], j[chosen], same[chosen]


def accepted(scores, same, far=0.01):
    """Return the true-accept rate at a false-accept rate; the higher a score, the likelier one person."""
    from sklearn.metrics import roc_curve

    false_accepts, true_accepts, _ = roc_curve(same, scores)
    return true_accepts[false_accepts <= far].max()


def known_people(content=None):
    """Return encodings of 120 people, five of each, by a network that was not trained on them, and their numbers.

    Arguments: content, the bytes of other encodings, `float16`; by default those in `face_encodings.json`.
    """
    if content is None:
        text = json.loads(Path(__file__).with_name("face_encodings.json").read_text(encoding="utf-8"))
        content = base64.b64decode(text["float16"])
    E = np.frombuffer(content, np.float16).astype(np.float32).reshape(-1, 32)
    return E, np.arange(len(E)) // 5


def pairs(E, who):
    """Return the distances of all pairs of encodings, and whether both are of the same person."""
    E = np.asarray(E, float).reshape(len(E), -1)
    i, j = np.triu_indices(len(E), 1)
    squares = (E**2).sum(axis=1)
    return np.sqrt(np.maximum(squares[i] + squares[j] - 2 * (E @ E.T)[i, j], 0)), who[i] == who[j]


def first_seen(E, who):
    """Return the share of pictures whose nearest one, among the first picture of each person, is of the same person."""
    _, first = np.unique(who, return_index=True)
    rest = np.setdiff1d(np.arange(len(who)), first)
    return np.mean(who[first][cdist(E[rest], E[first]).argmin(axis=1)] == who[rest])


def let_in(strangers, enrolled, threshold):
    """Return the share of strangers whose encoding is nearer to anybody enrolled than a threshold."""
    return np.mean((cdist(strangers, enrolled) < threshold).any(axis=1))


def recognized(recognize, residents, far, draws=20):
    """Return the share of visits of residents that are recognized, over draws of the residents among `known_people`."""
    (E, who), found = known_people(), []
    for seed in range(draws):
        people = np.random.default_rng(seed).permutation(who.max() + 1)
        first, own = 5 * people[:residents], np.isin(who, people[:residents])
        visits = np.setdiff1d(np.flatnonzero(own), first)
        rows = recognize(E[first], E[visits], E[~own], who[~own], far)
        found.append(people[rows] == who[visits])  # -1 is somebody who is not enrolled
    return np.mean(np.concatenate(found))


# ---------------------------------------------------------------- photographs


def enlarged(picture):
    """Return a small grey picture, from 0 to 1, as one in colour of 150 by 150 pixels from 0 to 255."""
    image = Image.fromarray(np.uint8(np.clip(picture, 0, 1) * 255)).convert("RGB")
    return np.asarray(image.resize((150, 150), Image.Resampling.BICUBIC), np.float32)


def own_photographs(folder="my_faces"):
    """Return the photographs in a folder beside the notebook as a list of (name of the person, path).

    The name is that of the folder that a picture lies in, or what its own name begins with: `ada.jpg`, `ada 2.jpg` and
    `ada_at_work.png` are all of ada.
    """
    folder, found = Path(folder), []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and path.suffix.lower() in ENDINGS and not path.name.startswith("."):
            name = path.parent.name if path.parent != folder else re.split(r"[\W\d_]", path.stem)[0]
            found.append((name or path.stem, path))
    return found


def find_face(picture, detector):
    """Return the likeliest box (left, top, right, bottom) of a face, in pixels of the picture.

    Raises ValueError where the detector finds none with a score above 0.3.
    """
    size = 416
    square, scale = pretrained.letterbox(picture, size)
    found = detector(pretrained.preprocess(square[np.newaxis], "tiny_yolo_face")).numpy()[0]
    cells = len(found)
    found = found.reshape(cells, cells, 5, 5)
    row, column, anchor = np.unravel_index(found[..., 4].argmax(), found.shape[:3])
    x, y, width, height, score = found[row, column, anchor]
    if 1 / (1 + np.exp(-score)) < 0.3:
        raise ValueError("the detector finds no face in this picture: try one in which the face is larger.")
    middle = (np.array([column, row]) + 1 / (1 + np.exp(-np.array([x, y])))) / cells * size / scale
    half = np.exp([width, height]) * pretrained.FACE_ANCHORS[anchor] / cells * size / scale / 2
    return (*(middle - half), *(middle + half))


def cropped(picture, box, factor):
    """Return the square around a box, `factor` times as wide as usual."""
    (left, top, right, bottom) = box
    middle, half = np.array([left + right, top + bottom]) / 2, factor * max(right - left, bottom - top) / 2
    return pretrained.face_picture(picture, (*(middle - half), *(middle + half)))


def astronaut():
    """Return a photograph, a Pillow image, and changed versions of it by name."""
    from skimage import data

    image = Image.fromarray(data.astronaut())
    wide, high = image.size
    changed = {
        "mirrored": ImageOps.mirror(image),
        "grey": ImageOps.grayscale(image).convert("RGB"),
        "darker": ImageEnhance.Brightness(image).enhance(0.5),
        "lighter": ImageEnhance.Brightness(image).enhance(1.4),
        "blurred": image.filter(ImageFilter.GaussianBlur(2.5)),
        "turned": image.rotate(12, Image.Resampling.BICUBIC),
        "narrower": image.resize((int(0.8 * wide), high)),
        "smaller": image.resize((wide // 4, high // 4)).resize(image.size, Image.Resampling.BICUBIC),
    }
    return image, changed
