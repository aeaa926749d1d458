"""The pictures and the small networks of the lesson: windows of drawn streets, jointed arms, bars, and the training.

Boxes are (y1, x1, y2, x2) in pixels, as in `helpers.scenes`.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from collections import namedtuple
from functools import cache

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from skimage import segmentation

from helpers import scenes

VEHICLES = [scenes.CLASSES.index(name) for name in ("car", "bus", "lorry")]
PERSON = scenes.CLASSES.index("person")
POLE, WALKER = scenes.LABELS.index("pole"), scenes.LABELS.index("person")
SIDE = 40  # pixels of the side of a picture for localization,
WINDOW = 24  # of a window of the classifier,
STEP = 4  # and by how many pixels its windows are apart


@cache
def streets(count, seed, crowd=False):
    """Return drawn streets of 96 by 128 pixels, a list of `helpers.scenes.Scene`."""
    return [scenes.scene(np.random.default_rng([seed, k]), crowd=crowd) for k in range(count)]


def overlaps(first, second):
    """Return the IoU of each box of `first` (n, 4) with each of `second` (m, 4), as Keras computes it: (n, m)."""
    first, second = (np.reshape(boxes, (-1, 4)).astype(np.float32) for boxes in (first, second))
    return np.asarray(keras.utils.bounding_boxes.compute_iou(first, second, "yxyx"))


def paired(first, second):
    """Return the IoU of each box with the one in the same place of the other list: (n,)."""
    parts = range(0, len(first), 100)
    return np.concatenate([np.diag(overlaps(first[k : k + 100], second[k : k + 100])) for k in parts])


def suppressed(boxes, scores, limit=0.5):
    """Return which boxes TensorFlow's non-max suppression keeps, best first."""
    return tf.image.non_max_suppression(np.float32(boxes), np.float32(scores), len(boxes), limit).numpy()


# ---------------------------------------------------------------- training


def train(model, X, targets, loss, steps=300, rate=0.003, batch=32, seed=0):
    """Train a network with Adam and a cosine decay of the learning rate; `loss(outputs, *targets)` is a number."""
    schedule = keras.optimizers.schedules.CosineDecay(rate, steps)
    optimizer = keras.optimizers.Adam(schedule)
    optimizer.build(model.trainable_variables)

    @tf.function(autograph=False)
    def step(pictures, *answers):
        with tf.GradientTape() as tape:
            value = loss(model(pictures, training=True), *answers)
        optimizer.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)

    rng = np.random.default_rng(seed)
    for _ in range(steps):
        some = rng.integers(0, len(X), batch)
        step(tf.constant(scaled(X[some])), *(tf.constant(np.float32(target[some])) for target in targets))
    return model


def scaled(X):
    """Return pictures from -1 to 1; bytes are 0 to 255 before."""
    return X.astype(np.float32) / 127.5 - 1 if X.dtype == np.uint8 else np.float32(X)


def outputs(model, X, batch=100):
    """Return what a network computes for pictures, a few at a time."""
    return np.concatenate([model(scaled(X[k : k + batch]), training=False) for k in range(0, len(X), batch)])


def _sigmoid_loss(labels, logits):
    return tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)


# ---------------------------------------------------------------- localization

Located = namedtuple("Located", "X present boxes person")  # boxes from 0 to 1 of the side; person or vehicle


def located(count, seed, per_object=4):
    """Cut windows of 40 by 40 pixels out of `count` streets, with a vehicle or a person in each, or with neither.

    All of the object is inside, its longer side has 12 to 36 pixels, and nothing else there is half as large. Each
    window comes with its mirror image.
    """
    rng = np.random.default_rng(seed)
    found = []
    for street in streets(count, seed):
        big = np.isin(street.classes, [*VEHICLES, PERSON])
        boxes, kinds = street.boxes[big], street.classes[big]
        last = np.array(street.mask.shape) - SIDE
        for k, box in enumerate(boxes):
            if not 12 <= max(box[2:] - box[:2]) <= SIDE - 4:
                continue
            low, high = np.maximum(np.ceil(box[2:]) - SIDE, 0), np.minimum(box[:2], last)
            for corner in rng.integers(low, high + 1, (per_object, 2)):
                areas = _inside(boxes, corner)
                if np.delete(areas, k).max(initial=0) < areas[k] / 2:
                    found.append((street, corner, (box - np.tile(corner, 2)) / SIDE, kinds[k] == PERSON))
        for corner in rng.integers(0, last + 1, (8 * per_object, 2)):
            if _inside(boxes, corner).max(initial=0) == 0:
                found.append((street, corner, None, False))
    X = np.stack([street.picture[r : r + SIDE, c : c + SIDE] for street, (r, c), _, _ in found])
    present = np.array([box is not None for *_, box, _ in found])
    boxes = np.array([np.zeros(4) if box is None else box for *_, box, _ in found], np.float32)
    mirrored = np.where(present[:, None], boxes * [1, -1, 1, -1] + [0, 1, 0, 1], boxes)[:, [0, 3, 2, 1]]
    person = np.array([person for *_, person in found])
    return Located(np.concatenate([X, X[:, :, ::-1]]), np.tile(present, 2),
                   np.concatenate([boxes, mirrored]).astype(np.float32), np.tile(person, 2))  # fmt: skip


def _inside(boxes, corner):
    """Return the area of each box that lies in the window with this corner."""
    low, high = np.maximum(boxes[:, :2], corner), np.minimum(boxes[:, 2:], corner + SIDE)
    return np.prod(np.maximum(high - low, 0), axis=1)


def localizer(seed, head="flatten"):
    """Return a network with six outputs: logit of an object, four numbers of its box, logit of a person."""
    keras.utils.set_random_seed(seed)
    ends = {"flatten": layers.Flatten, "average": layers.GlobalAveragePooling2D}
    return keras.Sequential([
        layers.Input((SIDE, SIDE, 3)),
        layers.Conv2D(8, 3, 2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(32, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
        ends[head](), layers.Dense(64, "relu"), layers.Dense(6),
    ])  # fmt: skip


def localize(data, seed=0, head="flatten", masked=True, steps=600):
    """Train a localizer; without `masked` the box of a picture without an object counts, too, as four zeros."""

    def loss(out, present, boxes, person):
        where = present if masked else tf.ones_like(present)
        box = tf.reduce_sum((out[:, 1:5] - boxes) ** 2, axis=1)
        costs = _sigmoid_loss(present, out[:, 0]) + 5 * where * box + present * _sigmoid_loss(person, out[:, 5])
        return tf.reduce_mean(costs)

    targets = data.present, data.boxes, data.person
    return train(localizer(seed, head), data.X, targets, loss, steps, 0.002, seed=seed)


def located_scores(model, data):
    """Return shares correct of object or none, and of person or vehicle, and the IoU of each box of an object."""
    out = outputs(model, data.X)
    here = data.present
    boxes = np.sort(out[here, 1:5].reshape(-1, 2, 2), axis=1).reshape(-1, 4)
    share = np.mean((out[:, 0] > 0) == here), np.mean((out[here, 5] > 0) == data.person[here])
    return *share, paired(SIDE * boxes, SIDE * data.boxes[here])


# ---------------------------------------------------------------- landmarks


def _line(first, last, wide):
    """Return a picture (32, 32) of a thick line, from 0 to 1."""
    places = np.moveaxis(np.mgrid[:32, :32].astype(float), 0, 2)
    along = last - first
    t = np.clip((places - first) @ along / max(along @ along, 1e-9), 0, 1)
    return np.clip(wide / 2 + 0.5 - np.linalg.norm(places - first - t[..., None] * along, axis=2), 0, 1)


def arms(count, seed):
    """Return pictures (m, 32, 32, 1) of a jointed arm among sticks, and its shoulder, elbow, hand: (m, 3, 2)."""
    rng = np.random.default_rng(seed)
    X, Y = np.zeros((count, 32, 32, 1), np.float32), np.zeros((count, 3, 2), np.float32)
    for picture, joints in zip(X, Y):
        while True:
            angle = rng.uniform(0, 2 * np.pi)
            second = angle + rng.uniform(-2.2, 2.2)
            steps = [(8 + 3 * rng.random()) * np.array([np.sin(a), np.cos(a)]) for a in (angle, second)]
            joints[:] = np.cumsum([rng.uniform(3, 29, 2), *steps], axis=0)
            if np.all((joints >= 2) & (joints <= 29)):
                break
        shoulder, elbow, hand = joints
        parts = [_line(shoulder, shoulder, 6), _line(shoulder, elbow, 3), _line(elbow, hand, 1.5), _line(hand, hand, 3)]
        for _ in range(2):  # sticks that are no arm
            end = rng.uniform(2, 30, 2)
            parts.append(0.8 * _line(end, end + rng.uniform(-8, 8, 2), rng.uniform(1.5, 3)))
        picture[..., 0] = np.max(parts, axis=0)
    return X + 0.15 * rng.standard_normal(X.shape, dtype=np.float32), Y


def joint_network(seed, kind):
    """Return a network for arms: "numbers" has 6 outputs, "maps" three maps of 16 by 16 logits."""
    keras.utils.set_random_seed(seed)
    steps = [layers.Input((32, 32, 1)), layers.Conv2D(8, 3, padding="same", activation="relu"), layers.MaxPooling2D()]
    if kind == "maps":
        for dilation in (1, 2, 4):
            steps.append(layers.Conv2D(12, 3, padding="same", activation="relu", dilation_rate=dilation))
        return keras.Sequential([*steps, layers.Conv2D(3, 1)])
    for filters in (16, 32):
        steps += [layers.Conv2D(filters, 3, padding="same", activation="relu"), layers.MaxPooling2D()]
    return keras.Sequential([*steps, layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(6)])


def find_joints(X, Y, seed=0, kind="numbers"):
    """Train a network on arms: to regress the places, 1,000 updates, or to give maps with a spot at each, 300."""
    if kind == "numbers":
        return train(joint_network(seed, kind), X, [Y / 32 - 0.5], lambda out, places: tf.reduce_mean(
            tf.reduce_sum((tf.reshape(out, (-1, 3, 2)) - places) ** 2, axis=(1, 2))), 1000, seed=seed)  # fmt: skip
    grid = 2 * np.arange(16) + 0.5
    spots = (
        np.exp(-((grid - Y[..., 0, None]) ** 2) / 8)[..., None]
        * np.exp(-((grid - Y[..., 1, None]) ** 2) / 8)[..., None, :]
    )
    spots = spots.reshape(-1, 3, 256)
    spots /= spots.sum(axis=2, keepdims=True)

    def loss(out, maps):
        logits = tf.transpose(tf.reshape(out, (-1, 256, 3)), (0, 2, 1))
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(maps, logits))

    return train(joint_network(seed, kind), X, [spots], loss, seed=seed)


def joint_maps(model, X):
    """Return the maps of a network, each of which adds up to 1: (m, 16, 16, 3)."""
    out = outputs(model, X).astype(float)
    out = np.exp(out - out.max(axis=(1, 2), keepdims=True))
    return out / out.sum(axis=(1, 2), keepdims=True)


def joints_of(model, X, kind):
    """Return the places that a network finds: (m, 3, 2); of a map, the mean of the places around its largest value."""
    if kind == "numbers":
        return 32 * (outputs(model, X).reshape(-1, 3, 2) + 0.5)
    maps = joint_maps(model, X)
    best = maps.reshape(len(X), 256, 3).argmax(axis=1)
    grid = np.arange(16)
    near = np.abs(grid[:, None] - best[:, None] // 16) <= 2, np.abs(grid[:, None] - best[:, None] % 16) <= 2
    maps = maps * near[0][:, :, None] * near[1][:, None]
    maps = maps / maps.sum(axis=(1, 2), keepdims=True)
    places = 2 * grid + 0.5
    return np.stack([np.einsum("mrck,r->mk", maps, places), np.einsum("mrck,c->mk", maps, places)], axis=2)


# ---------------------------------------------------------------- windows that slide


def wanted(street):
    """Return the boxes of the vehicles of a street that a window is made for: their longer side has 14 to 26 pixels."""
    boxes = street.boxes[np.isin(street.classes, VEHICLES)]
    longer = np.max(boxes[:, 2:] - boxes[:, :2], axis=1)
    return boxes[(longer >= 14) & (longer <= 26)]


def cut(street, corner):
    """Return the window of 24 by 24 pixels of a street whose upper left corner is there."""
    row, column = corner
    return street.picture[row : row + WINDOW, column : column + WINDOW]


def corners():
    """Return the upper left corners of all windows of a street: (513, 2)."""
    return np.stack(np.mgrid[0 : 96 - WINDOW + 1 : STEP, 0 : 128 - WINDOW + 1 : STEP], axis=2).reshape(-1, 2)


def squares(places):
    """Return the boxes of the windows with these corners."""
    return np.concatenate([places, np.asarray(places) + WINDOW], axis=1).astype(np.float32)


def windows(count, seed, per_street=6):
    """Cut windows out of streets: around a vehicle (three each, moved by up to 2 pixels), and others. Return X, y."""
    rng = np.random.default_rng(seed)
    X, y = [], []
    for street in streets(count, seed):
        last = np.array([96 - WINDOW, 128 - WINDOW])
        vehicles = street.boxes[np.isin(street.classes, VEHICLES)]
        for box in wanted(street):
            middle = (box[:2] + box[2:]) / 2 - WINDOW / 2
            for _ in range(3):
                corner = np.round(middle + rng.uniform(-2, 2, 2)).astype(int)
                if np.all((corner >= 0) & (corner <= last)):
                    X.append(cut(street, corner))
                    y.append(1)
        places = rng.integers(0, last + 1, (per_street, 2))
        likes = overlaps(squares(places), vehicles).max(axis=1, initial=0)
        for corner in places[likes < 0.2]:
            X.append(cut(street, corner))
            y.append(0)
    return np.stack(X), np.array(y)


def classifier(seed, padding="valid"):
    """Return a network that takes windows of 24 by 24 pixels, or larger pictures: every layer is a convolution."""
    keras.utils.set_random_seed(seed)
    return keras.Sequential([
        layers.Input((None, None, 3)),
        layers.Conv2D(8, 3, activation="relu", padding=padding), layers.MaxPooling2D(),
        layers.Conv2D(16, 4, activation="relu", padding=padding), layers.MaxPooling2D(),
        layers.Conv2D(32, 4 if padding == "valid" else 6, activation="relu"), layers.Conv2D(1, 1),
    ])  # fmt: skip


def classify(X, y, seed=0, steps=400):
    """Train the classifier on windows, as many of either kind in each batch."""
    rng = np.random.default_rng(seed)
    kinds = [rng.permutation(np.flatnonzero(y == k)) for k in (0, 1)]
    longest = max(len(kind) for kind in kinds)
    order = np.concatenate([np.resize(kind, longest) for kind in kinds])
    return train(classifier(seed), X[order], [y[order]], lambda out, labels: tf.reduce_mean(
        _sigmoid_loss(labels, out[:, 0, 0, 0])), steps, batch=64, seed=seed)  # fmt: skip


def alarms(model, street, limit=0.0):
    """Return the boxes of the windows of a street above a logit, and the logits, all found in one pass."""
    logits = np.ravel(model(scaled(street.picture[None]), training=False))
    found = logits > limit
    return squares(corners()[found]), logits[found]


def hard(model, count, seed, most=8):
    """Return windows of streets with the highest logits where no vehicle is, at most so many of each street."""
    X = []
    for street in streets(count, seed):
        vehicles = street.boxes[np.isin(street.classes, VEHICLES)]
        boxes, logits = alarms(model, street)
        free = np.ones(len(boxes), bool)
        if len(vehicles) and len(boxes):
            free = overlaps(boxes, vehicles).max(axis=1) < 0.2
        for box in boxes[free][np.argsort(-logits[free])[:most]]:
            X.append(cut(street, box[:2].astype(int)))
    return np.array(X, np.uint8).reshape(-1, WINDOW, WINDOW, 3)


def alarm_counts(model, count, seed, limit=0.0):
    """Return, of streets: false alarms a street, before and after suppression, and the share of vehicles found.

    An alarm is false if its IoU with every vehicle is below 0.2; a vehicle is found if that with an alarm is 0.4.
    """
    raw, kept, hits, all_wanted = 0, 0, 0, 0
    for street in streets(count, seed):
        vehicles = street.boxes[np.isin(street.classes, VEHICLES)]
        boxes, logits = alarms(model, street, limit)
        raw += _false(boxes, vehicles)
        if len(boxes):
            kept += _false(boxes[suppressed(boxes, logits, 0.3)], vehicles)
        targets = wanted(street)
        all_wanted += len(targets)
        if len(boxes) and len(targets):
            hits += np.sum(overlaps(targets, boxes).max(axis=1) >= 0.4)
    return raw / count, kept / count, hits / all_wanted


def empty_windows(drawn):
    """Return how many of the 513 windows of a street have an IoU below 0.2 with every vehicle, the mean of streets."""
    places = squares(corners())
    return np.mean([_false(places, one.boxes[np.isin(one.classes, VEHICLES)]) for one in drawn])


def _false(boxes, vehicles):
    if not len(vehicles) or not len(boxes):
        return len(boxes)
    return np.sum(overlaps(boxes, vehicles).max(axis=1) < 0.2)


def work(model, shape):
    """Return the multiply-adds of the convolutions of a network on a picture of this shape."""
    volume, total = np.zeros((1, *shape), np.float32), 0
    for layer in model.layers:
        volume = layer(volume)
        if hasattr(layer, "kernel"):
            total += int(np.prod(layer.kernel.shape[:3])) * int(np.prod(volume.shape[1:]))
    return total


# ---------------------------------------------------------------- boxes


def tiles(step, shapes):
    """Return boxes of given (height, width) that stand every `step` pixels in a street of 96 by 128."""
    boxes = []
    for height, width in shapes:
        rows, columns = np.arange(0, 96 - height + 1, step), np.arange(0, 128 - width + 1, step)
        places = np.stack(np.meshgrid(rows, columns, indexing="ij"), axis=2).reshape(-1, 2)
        boxes.append(np.concatenate([places, places + np.array([height, width])], axis=1))
    return np.concatenate(boxes).astype(np.float32)


def cells_and_shapes(boxes, side, anchors):
    """Return for each box its cell, of `side` pixels, and which of the (height, width) it is most like.

    Which is most alike is decided by the IoU of the shapes, laid one upon the other.
    """
    cells = ((boxes[:, :2] + boxes[:, 2:]) / 2 // side).astype(int)
    shapes = np.concatenate([np.zeros((len(boxes), 2)), boxes[:, 2:] - boxes[:, :2]], axis=1)
    likes = overlaps(shapes, np.concatenate([np.zeros((len(anchors), 2)), anchors], axis=1))
    return cells, likes.argmax(axis=1)


def without_a_place(streets_, side, anchors):
    """Return which share of all objects finds its place, cell and shape, taken by another one."""
    boxes = np.concatenate([street.boxes for street in streets_])
    which = np.repeat(np.arange(len(streets_)), [len(street.boxes) for street in streets_])
    cells, shapes = cells_and_shapes(boxes, side, np.array(anchors))
    return 1 - len({(k, *cell, shape) for k, cell, shape in zip(which, cells, shapes)}) / len(boxes)


def bars(count, seed):
    """Return pictures (m, 16, 16, 1) of a lying and a standing bar with nearly the same middle, and both boxes."""
    rng = np.random.default_rng(seed)
    X, boxes = np.zeros((count, 16, 16, 1), np.float32), np.zeros((count, 2, 4), np.float32)
    for picture, pair in zip(X, boxes):
        middle = rng.uniform(7, 9, 2)
        for box, (height, width) in zip(pair, ((rng.uniform(3, 5), rng.uniform(10, 13)),
                                               (rng.uniform(10, 13), rng.uniform(3, 5)))):  # fmt: skip
            half = np.array([height, width]) / 2
            low, high = np.round(middle - half), np.round(middle + half)
            box[:] = [*low, *high]
            (r, c), (r2, c2) = low.astype(int), high.astype(int)
            picture[r:r2, c:c2] = rng.uniform(0.5, 1)
    return X + 0.1 * rng.standard_normal(X.shape, dtype=np.float32), boxes


def bar_finder(X, boxes, seed=0, anchors=2, steps=800):
    """Train a small network to predict both boxes, or one box, for which the label is one of the two by chance."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([layers.Input((16, 16, 1)), layers.Flatten(), layers.Dense(64, "relu"),
                              layers.Dense(4 * anchors)])  # fmt: skip
    labels = boxes.reshape(len(boxes), 8) / 16
    if anchors == 1:
        either = np.random.default_rng(seed).integers(0, 2, len(boxes))
        labels = boxes[np.arange(len(boxes)), either] / 16
    return train(model, X, [labels], lambda out, y: tf.reduce_mean((out - y) ** 2), steps, 0.005, seed=seed)


# ---------------------------------------------------------------- proposals


def proposals(picture):
    """Return boxes of the regions that Felzenszwalb's segmentation finds at eight scales, in random order."""
    boxes = set()
    for scale in (5, 10, 20, 40, 80, 160, 320, 640):
        regions = segmentation.felzenszwalb(picture, scale=scale, sigma=0.5, min_size=12)
        rows, columns = np.indices(regions.shape)
        count = regions.max() + 1
        low = [np.full(count, 999) for _ in range(2)]
        high = [np.zeros(count, int) for _ in range(2)]
        for k, places in enumerate((rows, columns)):
            np.minimum.at(low[k], regions.ravel(), places.ravel())
            np.maximum.at(high[k], regions.ravel(), places.ravel() + 1)
        boxes |= set(zip(*low, *high))
    boxes = np.array(sorted(boxes), np.float32)
    boxes = boxes[np.min(boxes[:, 2:] - boxes[:, :2], axis=1) >= 3]
    return np.random.default_rng(0).permutation(boxes)


def guessed(kind, seed, count, prior=None):
    """Return boxes that do not look at the picture: "random" ones, or "drawn" from a list of other streets' boxes."""
    rng = np.random.default_rng(seed)
    if kind == "drawn":
        return prior[rng.integers(0, len(prior), count)]
    size = np.exp(rng.uniform(np.log(6), np.log([96, 128]), (count, 2)))
    corner = rng.random((count, 2)) * ([96, 128] - size)
    return np.concatenate([corner, corner + size], axis=1)


def recall(truths, boxes, count, limit=0.5):
    """Return which true boxes have an IoU of `limit` with one of the first `count` boxes."""
    return overlaps(truths, boxes[:count]).max(axis=1) >= limit


# ---------------------------------------------------------------- segmentation


def halved(streets_):
    """Return pictures and masks of streets with half the height and width: (m, 48, 64, 3), (m, 48, 64)."""
    X = np.stack([street.picture for street in streets_]).reshape(-1, 48, 2, 64, 2, 3).mean(axis=(2, 4))
    return np.uint8(X.round()), np.stack([street.mask[::2, ::2] for street in streets_])


def coarse(mask, step):
    """Return a mask that knows one label for each square of `step` by `step` pixels, that of its middle."""
    return np.kron(mask[step // 2 :: step, step // 2 :: step], np.ones((step, step), mask.dtype))


def _convolution(x, filters, size=3, dilation=1):
    x = layers.Conv2D(filters, size, padding="same", dilation_rate=dilation, kernel_initializer="he_normal")(x)
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def pixel_network(seed, sees):
    """Return a network that classifies each pixel, with four layers that see 1, 9 or 31 pixels together."""
    keras.utils.set_random_seed(seed)
    size, dilations = {1: (1, (1, 1, 1, 1)), 9: (3, (1, 1, 1, 1)), 31: (3, (1, 2, 4, 8))}[sees]
    x = inputs = layers.Input((48, 64, 3))
    for dilation in dilations:
        x = _convolution(x, 12, size, dilation)
    return keras.Model(inputs, layers.Conv2D(len(scenes.LABELS), 1)(x))


def unet(seed, kept=(0, 1, 2), width=8):
    """Return a small U-Net; `kept` says which of its three skip connections, from the finest to the coarsest."""
    keras.utils.set_random_seed(seed)
    x = inputs = layers.Input((48, 64, 3))
    skips = []
    for k in range(3):
        x = _convolution(_convolution(x, width * 2**k), width * 2**k)
        skips.append(x)
        x = layers.MaxPooling2D()(x)
    x = _convolution(x, 8 * width)
    for k in (2, 1, 0):
        x = layers.Conv2DTranspose(width * 2**k, 2, 2)(x)
        x = layers.Concatenate()([x, skips[k]]) if k in kept else x
        x = _convolution(x, width * 2**k)
    return keras.Model(inputs, layers.Conv2D(len(scenes.LABELS), 1)(x))


def segment(model, X, masks, steps=300, seed=0):
    """Train a network that gives logits for each pixel."""

    def loss(out, labels):
        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(labels, tf.int32), out))

    return train(model, X, [masks], loss, steps, 0.01, 2, seed)


def segmented(model, X):
    """Return the label that a network gives to each pixel."""
    return np.concatenate([outputs(model, X[k : k + 20]).argmax(axis=3) for k in range(0, len(X), 20)])


def edges(masks):
    """Return which pixels have a neighbour, of eight, with another label."""
    padded = np.pad(masks, [(0, 0), (1, 1), (1, 1)], mode="edge")
    rows, columns = masks.shape[1:]
    parts = [padded[:, r : r + rows, c : c + columns] for r in range(3) for c in range(3)]
    return np.any([part != masks for part in parts], axis=0)


def pixel_scores(found, masks):
    """Return shares correct: of all pixels, at edges, elsewhere, and of the pixels of poles and of persons."""
    right, rim = found == masks, edges(masks)
    return [right[where].mean() for where in (rim | True, rim, ~rim, masks == POLE, masks == WALKER)]


# ---------------------------------------------------------------- transposed convolutions

UPS = {
    "transposed 2, stride 2": lambda filters: [layers.Conv2DTranspose(filters, 2, 2, padding="same")],
    "transposed 3, stride 2": lambda filters: [layers.Conv2DTranspose(filters, 3, 2, padding="same")],
    "transposed 4, stride 2": lambda filters: [layers.Conv2DTranspose(filters, 4, 2, padding="same")],
    "repeated, then 3 by 3": lambda filters: [layers.UpSampling2D(2), layers.Conv2D(filters, 3, padding="same")],
}


def painter(seed, way):
    """Return a network that paints a grey picture four times as large in each direction, in two steps of one kind."""
    keras.utils.set_random_seed(seed)
    return keras.Sequential([layers.Input((None, None, 1)), layers.Conv2D(16, 3, padding="same", activation="relu"),
                             *UPS[way](16), layers.ReLU(), *UPS[way](1)])  # fmt: skip


def paint(model, small, large, seed=0, steps=200):
    """Train a painter to make large pictures of small ones."""
    return train(model, small, [large], lambda out, y: tf.reduce_mean((out - y) ** 2), steps, 0.005, 16, seed)


def grey(streets_):
    """Return grey pictures (m, 48, 64, 1) from -1 to 1, and small ones (m, 12, 16, 1)."""
    large = np.float32(halved(streets_)[0].mean(axis=3, keepdims=True) / 127.5 - 1)
    return large, large.reshape(-1, 12, 4, 16, 4, 1).mean(axis=(2, 4))


def pattern(model):
    """Return how much the output varies from pixel to pixel for plain grey inputs, over the change of their means."""
    plain = np.ones((5, 12, 16, 1), np.float32) * np.linspace(-0.6, 0.6, 5, dtype=np.float32)[:, None, None, None]
    inside = model(plain, training=False).numpy()[:, 16:-16, 16:-16, 0]
    return inside.std(axis=(1, 2)).mean()
