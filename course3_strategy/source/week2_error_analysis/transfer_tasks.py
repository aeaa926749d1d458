"""What the notebook on transfer is given: drawn characters, and small networks in NumPy, one for each of many seeds."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from scipy.special import expit

from helpers.data import FOLDER

RUNS = FOLDER / "transfer_runs.npz"


@lru_cache(maxsize=1)
def load_runs():
    """Return what `data/make/transfer.py` has stored, a dictionary of arrays."""
    with np.load(RUNS) as file:
        return {name: file[name].astype(float) for name in file.files}


# ------------------------------------------------------------------------------------------------------- drawing


def draw_alphabet(count, rng, strokes=3):
    """Return characters (count, strokes + 1, 2): each is a line through points of a grid, around the origin."""
    found = []
    while len(found) < count:
        points = rng.integers(0, 4, (strokes + 1, 2)) * 2.0 - 3
        if (np.abs(np.diff(points, axis=0)).sum(axis=1) > 3).all():
            found.append(points)
    return np.array(found)


def draw(characters, labels, rng, size=12, centres=None, noise=0.25):
    """Return pictures (m, size * size), pixels around -1 (paper) and 1 (ink), of characters by clumsy hands.

    Arguments: characters (k, points, 2); labels (m,), which of them; rng; size of the picture; centres (m, 2), where
    the characters stand, across and down, by default anywhere within two pixels of the middle; noise of each pixel.
    """
    m = len(labels)
    if centres is None:
        centres = (size - 1) / 2 + rng.uniform(-2, 2, (m, 2))
    angle = rng.normal(0, 0.12, m)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]).transpose(2, 0, 1)
    points = characters[labels] * rng.uniform(0.8, 1.15, (m, 1, 1)) @ turn
    points = points + rng.normal(0, 0.5, points.shape) + centres[:, None]
    ink = _ink(points, size, rng.uniform(0.9, 1.3, (m, 1)))
    return (2 * ink - 1 + noise * rng.normal(size=ink.shape)).astype(np.float32)


def _ink(points, size, sharp):
    """Return how much ink there is in every pixel, from 0 to 1, for lines through points (m, n, 2)."""
    pixels = np.stack(np.meshgrid(np.arange(size), np.arange(size)), axis=-1).reshape(-1, 2).astype(np.float32)
    nearest = np.inf
    for start, end in zip(points[:, :-1].swapaxes(0, 1), points[:, 1:].swapaxes(0, 1)):
        along = (end - start).astype(np.float32)
        offset = pixels - start[:, None].astype(np.float32)
        length = np.maximum((along**2).sum(axis=1), 1e-6)
        place = np.clip(np.einsum("mpc,mc->mp", offset, along) / length[:, None], 0, 1)
        nearest = np.minimum(nearest, ((offset - place[..., None] * along[:, None]) ** 2).sum(axis=2))
    return np.clip(1.5 - np.sqrt(nearest) * sharp, 0, 1)


# ------------------------------------------------------------------------------------------------------- training


class Networks:
    """As many networks of the same sizes as there are seeds, with ReLU in the hidden layers; rows are examples."""

    def __init__(self, sizes, seeds):
        """He initialization from every seed; biases are 0."""
        self.sizes = tuple(sizes)
        self.shapes = [shape for a, b in pairwise(sizes) for shape in ((a, b), (1, b))]
        self.flat = np.zeros((len(seeds), sum(a * b for a, b in self.shapes)), np.float32)
        for row, seed in zip(self.flat, seeds):
            rng, first = np.random.default_rng(seed), 0
            for a, b in self.shapes:
                if a > 1:
                    row[first : first + a * b] = rng.normal(0, np.sqrt(2 / a), a * b)
                first += a * b

    def views(self, flat=None):
        """Return kernels (seeds, inputs, units) and biases (seeds, 1, units) in order; they share the memory."""
        flat, first, views = self.flat if flat is None else flat, 0, []
        for a, b in self.shapes:
            views.append(flat[:, first : first + a * b].reshape(-1, a, b))
            first += a * b
        return views

    def take(self, other, layers):
        """Copy the weights of the first so many layers from other networks of the same sizes there."""
        for mine, theirs in zip(self.views()[: 2 * layers], other.views()):
            mine[...] = theirs
        return self

    def activations(self, X):
        """Return the inputs, the activations of each hidden layer, and the logits."""
        found, views = [X], self.views()
        for layer in range(0, len(views), 2):
            Z = found[-1] @ views[layer] + views[layer + 1]
            found.append(Z if layer == len(views) - 2 else np.maximum(Z, 0))
        return found

    def logits(self, X):
        """Return the logits (seeds, m, k) for X (seeds, m, n) or (m, n)."""
        return self.activations(X)[-1]

    def train(self, X, Y, steps, rate, frozen=0, batch=32, seed=0, gradient=None, notes=(), note=None):
        """Take so many steps of Adam on X (seeds, m, n) and Y (seeds, m, k); the first `frozen` layers stay.

        gradient, from logits and labels to that of the loss (default: cross-entropy of a softmax); notes, steps after
        which `note` is called.
        """
        gradient = gradient or softmax_gradient
        flat = np.zeros_like(self.flat)
        gradients, views, last = self.views(flat), self.views(), len(self.shapes) // 2
        first = sum(a * b for a, b in self.shapes[: 2 * frozen])
        free, g = self.flat[:, first:], flat[:, first:]
        mean, square = np.zeros_like(g), np.zeros_like(g)
        rng, (count, m) = np.random.default_rng(seed), X.shape[:2]
        order, place, rows = np.zeros((count, 0), int), 0, np.arange(count)[:, None]
        for step in range(1, steps + 1):
            x, y = X, Y
            if m > batch:
                if place + batch > order.shape[1]:
                    order, place = np.argsort(rng.random((count, m)), axis=1), 0
                chosen = order[:, place : place + batch]
                x, y, place = X[rows, chosen], Y[rows, chosen], place + batch
            A = self.activations(x)
            d = gradient(A[-1], y)
            for layer in range(last - 1, frozen - 1, -1):
                gradients[2 * layer][...] = A[layer].swapaxes(1, 2) @ d
                gradients[2 * layer + 1][...] = d.sum(axis=1, keepdims=True)
                if layer > frozen:
                    d = (d @ views[2 * layer].swapaxes(1, 2)) * (A[layer] > 0)
            mean += 0.1 * (g - mean)
            square += 0.001 * (g * g - square)
            free -= rate / (1 - 0.9**step) * mean / (np.sqrt(square / (1 - 0.999**step)) + 1e-7)
            if step in notes:
                note(step, self)
        return self


def softmax_gradient(logits, Y):
    """Return the gradient of the mean cross-entropy with respect to the logits."""
    E = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (E / E.sum(axis=-1, keepdims=True) - Y) / logits.shape[-2]


def errors(networks, X, y):
    """Return the share of wrong classes for each seed."""
    return (networks.logits(X).argmax(axis=-1) != y).mean(axis=-1)


# -------------------------------------------------------------------------------------------- transfer: who wins when

CHARACTERS, TARGET_CLASSES, STEPS = 30, 5, 300
HIDDEN = (64, 32)
SIZES = (5, 10, 20, 40, 80, 160, 320)
RATES = (0.001, 0.003, 0.01)
METHODS = {"from scratch": 0, "all layers": 0, "upper layers": 1, "head only": 2}  # how many layers are frozen
TARGETS = ("near", "far")


def train_bases(seeds):
    """Return networks that know 30 characters of an alphabet, one for each seed, and the alphabets."""
    alphabets, X, Y = [], [], []
    for seed in seeds:
        rng = np.random.default_rng([seed, 1])
        alphabets.append(draw_alphabet(CHARACTERS, rng))
        labels = rng.integers(CHARACTERS, size=6000)
        X.append(draw(alphabets[-1], labels, rng))
        Y.append(np.eye(CHARACTERS, dtype=np.float32)[labels])
    networks = Networks((144, *HIDDEN, CHARACTERS), seeds)
    networks.train(np.array(X), np.array(Y), 1500, 0.003, batch=64)
    return networks.train(np.array(X), np.array(Y), 700, 0.0005, batch=64), np.array(alphabets)


def bases(stored, count=None):
    """Return the first so many stored base networks, by default all."""
    flat = stored["base"][:count]
    networks = Networks((144, *HIDDEN, CHARACTERS), range(len(flat)))
    networks.flat[...] = flat
    return networks


def begin(method, bases, seeds):
    """Return networks for the target before their first step: He initialization, or the base below a new head."""
    networks = Networks((144, *HIDDEN, TARGET_CLASSES), [[seed, 2] for seed in seeds])
    return networks if method == "from scratch" else networks.take(bases, len(HIDDEN))


def draw_target(kind, seed):
    """Return X, y to train (320), to choose (100) and to test (1,000 or 400) of a task with five classes.

    Arguments: kind, "near" for characters of a new alphabet, "far" for scanned digits 0 to 4.
    """
    rng = np.random.default_rng([seed, 3, TARGETS.index(kind)])
    if kind == "near":
        y = rng.integers(TARGET_CLASSES, size=1420)
        y[:320] = np.tile(np.arange(TARGET_CLASSES), 64)
        X = draw(draw_alphabet(TARGET_CLASSES, rng), y, rng)
    else:
        X, y = draw_digits(820, rng)
    return X[:320], y[:320], X[320:420], y[320:420], X[420:], y[420:]


def draw_digits(m, rng):
    """Return m different scanned digits from 0 to 4 at random places of pictures as large as the characters'."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(n_class=TARGET_CLASSES, return_X_y=True)
    chosen = rng.permutation(len(labels))[:m]
    pictures = np.full((m, 12, 12), -1.0)
    for picture, image, (down, across) in zip(pictures, images[chosen], rng.integers(0, 5, (m, 2))):
        picture[down : down + 8, across : across + 8] = image.reshape(8, 8) / 8 - 1
    return (pictures.reshape(m, 144) + rng.normal(0, 0.25, (m, 144))).astype(np.float32), labels[chosen]


# ---------------------------------------------------------------------------------------- many questions per picture

LABELS = (60, 240, 1000)
QUESTIONS = ("related", "places", "noise")
ALONE, PAIR, SHARED = (144, 8, 8, 1), (144, 15, 15, 2), (144, 27, 27, 4)  # 1,241 parameters for a question, at most
PAIR_ALONE, WIDE = (144, 15, 15, 1), (144, 27, 27, 1)  # as wide as what is shared, for one question


def draw_questions(kind, labelled, seed, m=1000):
    """Return X, Y to train and to test: pictures of twelve characters, with four questions of yes or no for each.

    Arguments: kind, what is asked beside the first question, which half of the alphabet a character belongs to:
    "related" for three other halves, "places" for where it stands, "noise" for labels that are random; labelled,
    how many pictures have a label for the first question; seed.
    """
    rng = np.random.default_rng([seed, 4])
    characters = draw_alphabet(12, rng)
    halves = np.array([rng.permutation(12) < 6 for _ in range(4)]).T
    found = []
    for count in (m, 1500):
        labels, centres = rng.integers(12, size=count), 5.5 + rng.uniform(-2, 2, (count, 2))
        Y = halves[labels].astype(float)
        if kind == "places":
            right, low = (centres > 5.5).T
            Y[:, 1:] = np.stack([right, low, right != low], axis=1)
        if kind == "noise":
            Y[:, 1:] = rng.random((count, 3)) < 0.5
        found += [draw(characters, labels, rng, centres=centres), Y]
    found[1][labelled:, 0] = np.nan
    return found


def draw_five(seed):
    """Return X, Y to train and to test: three related questions, one for the place, one whose labels are random."""
    X, Y, X_test, Y_test = draw_questions("related", 240, seed)
    rng = np.random.default_rng([seed, 5])
    places = draw_questions("places", 240, seed)
    for mine, theirs in ((Y, places[1]), (Y_test, places[3])):
        mine[:, 3] = theirs[:, 1]
    Y, Y_test = (np.concatenate([one, rng.random((len(one), 1)) < 0.5], axis=1) for one in (Y, Y_test))
    Y[240:, :2] = np.nan
    return X, Y, X_test, Y_test


def train_questions(X, Y, sizes, seeds, by_task=False):
    """Return networks trained for 1,000 steps on labels of which some are nan.

    Arguments: by_task, whether each question has the same share in the loss; else each label has.
    """
    there = ~np.isnan(Y)
    kept = there.any(axis=(0, 2))  # pictures with no label at all teach nothing
    X, Y, there = X[:, kept], Y[:, kept], there[:, kept]
    share = there / there.mean(axis=1, keepdims=True) if by_task else there / there.mean(axis=(1, 2), keepdims=True)
    both = np.concatenate([np.nan_to_num(Y), share], axis=2).astype(np.float32)

    def gradient(logits, both):
        labels, share = np.split(both, 2, axis=2)
        return share * (expit(logits) - labels) / labels[0].size

    return Networks(sizes, [[seed, 6] for seed in seeds]).train(X, both, 1000, 0.003, gradient=gradient)


# ------------------------------------------------------------------------------------- end to end, or in two stages

SCENES = (100, 300, 1000, 3000, 10000, 30000)
SCENE_CLASSES, SCENE_SIZE, CROP = 6, 16, 10


def draw_scenes(seed, m):
    """Return X, y, centres to train and the same to test: a character anywhere, and in some scenes a blot.

    Where there is a blot, nothing is lighter than paper.
    """
    rng = np.random.default_rng([seed, 7])
    characters, found = draw_alphabet(SCENE_CLASSES, rng), []
    pixels = np.stack(np.meshgrid(np.arange(SCENE_SIZE), np.arange(SCENE_SIZE)), axis=-1).reshape(-1, 2)
    for count in (m, 1500):
        y, centres = rng.integers(SCENE_CLASSES, size=count), rng.uniform(4.5, SCENE_SIZE - 5.5, (count, 2))
        X = draw(characters, y, rng, SCENE_SIZE, centres)
        blots = rng.uniform(1, SCENE_SIZE - 2, (count, 2))
        there = (rng.random(count) < 0.5) & (np.abs(blots - centres).max(axis=1) > 5)
        distance = np.sqrt(((pixels - blots[:, None]) ** 2).sum(axis=2))
        blot = 2 * np.clip(rng.uniform(2.5, 4, (count, 1)) - distance, 0, 1) - 1
        found += [np.where(there[:, None], np.maximum(X, blot), X).astype(np.float32), y, centres]
    return found


def darkest(X):
    """Return the corners (m, 2), across and down, of the window with the most ink: a rule that nobody trained."""
    sums = np.pad(X.reshape(-1, SCENE_SIZE, SCENE_SIZE), ((0, 0), (1, 0), (1, 0))).cumsum(axis=1).cumsum(axis=2)
    ink = sums[:, CROP:, CROP:] - sums[:, :-CROP, CROP:] - sums[:, CROP:, :-CROP] + sums[:, :-CROP, :-CROP]
    down, across = np.divmod(ink.reshape(len(X), -1).argmax(axis=1), ink.shape[2])
    return np.stack([across, down], axis=1)


def corners(centres):
    """Return the corners (m, 2) of the windows around the true centres."""
    return np.clip(np.rint(centres - (CROP - 1) / 2), 0, SCENE_SIZE - CROP).astype(int)


# --------------------------------------------------------------------------------------- a task with a step budget

BUDGET, RATE_RANGE = 300, (1e-5, 0.1)
KINDS = (
    "few new characters",
    "few new characters, scrambled pixels",
    "many scanned digits",
    "many new characters, scrambled pixels",
)


@lru_cache(maxsize=128)
def draw_task(kind, seed):
    """Return a target as `draw_target` does, with so many pictures to train as this kind of task has."""
    rng = np.random.default_rng([seed, 9, kind])
    X, y, *others = draw_target("far" if kind == 2 else "near", int(rng.integers(10**9)))
    m = int(rng.integers(12, 41) if kind < 2 else rng.integers(200, 321))
    pixels = rng.permutation(144) if kind in (1, 3) else np.arange(144)
    return X[:m, pixels], y[:m], others[0][:, pixels], others[1], others[2][:, pixels], others[3]


def play(next_run, kind, seed):
    """Let `next_run` steer the trainings of one task; return the test error of what is shipped, and the runs.

    Arguments: next_run, see the notebook; kind (0 to 3) and seed of the task.
    Raises ValueError, with a sentence, if a run cannot be made.
    """
    X, y, X_dev, y_dev, X_test, y_test = draw_task(kind, seed)
    base = bases(load_runs(), 1)
    Y, left, runs, made = np.eye(TARGET_CLASSES, dtype=np.float32)[y], BUDGET, [], []
    while left:
        run = next_run({"pictures": len(X), "steps_left": left}, [dict(one) for one in runs])
        if run is None:
            break
        run = _usable(run, left, len(runs))
        if run["start"] in ("base", "random"):
            networks = begin("from scratch" if run["start"] == "random" else "all layers", base, [seed])
        else:
            networks = Networks((144, *HIDDEN, TARGET_CLASSES), [0]).take(made[run["start"]], 3)
        networks.train(X[None], Y[None], run["steps"], run["learning_rate"], run["trainable_from"], seed=len(runs))
        left -= run["steps"]
        made.append(networks)
        wrong = [float(errors(networks, *pair)[0]) for pair in ((X, y), (X_dev, y_dev))]
        runs.append(run | {"train_error": wrong[0], "dev_error": wrong[1]})
    if not made:
        raise ValueError("nothing has been trained: `next_run` returns None at once.")
    shipped = made[min(range(len(runs)), key=lambda number: runs[number]["dev_error"])]
    return float(errors(shipped, X_test, y_test)[0]), runs


def _usable(run, left, count):
    """Return a run as plain numbers; ValueError if it cannot be made."""
    if not isinstance(run, dict):
        raise ValueError(f"run {count + 1} is of the type `{type(run).__name__}`, expected a dictionary or None.")
    for name in ("start", "trainable_from", "learning_rate", "steps"):
        if name not in run:
            raise ValueError(f"run {count + 1} lacks the key {name!r}.")
    start = run["start"]
    if not isinstance(start, str):
        start = _whole(start, 0, count - 1, "`start`, an earlier run,", count)
    elif start not in ("base", "random"):
        raise ValueError(f"run {count + 1} starts from {start[:20]!r}, expected 'base', 'random' or an earlier run.")
    rate = np.asarray(run["learning_rate"])
    if rate.ndim or rate.dtype.kind not in "iuf" or not RATE_RANGE[0] <= rate <= RATE_RANGE[1]:
        raise ValueError(f"run {count + 1}: `learning_rate` must lie between {RATE_RANGE[0]:g} and {RATE_RANGE[1]:g}.")
    return {
        "start": start,
        "trainable_from": _whole(run["trainable_from"], 0, 2, "`trainable_from`", count),
        "learning_rate": float(rate),
        "steps": _whole(run["steps"], 1, left, "`steps`", count),
    }


def _whole(value, low, high, name, count):
    value = np.asarray(value)
    if value.ndim or value.dtype.kind not in "iuf" or value != np.round(value) or not low <= value <= high:
        raise ValueError(f"run {count + 1}: {name} must be a whole number from {low} to {high}.")
    return int(value)
