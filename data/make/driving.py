"""Train the networks behind the simulated driving projects, and store what each of them reached.

    python data/make/driving.py                     draws, trains and writes data/projects/driving.npz (10 minutes)
    python data/make/driving.py --seconds 100       trains for so long, keeps what it has; goes on when called again
    python data/make/driving.py --sheet sheet.png   draws some of the pictures to look at

*The question.* What is in this picture of a street: a pedestrian, a car, a traffic light? Each is there in half of the
pictures; where it is not, a lamp post, a shadow on the road, a sign may be. The *fleet* has a camera behind the
windscreen, with noise, in clear weather and in fog; the *archive* was taken in clear weather by another camera, which
sits higher. *Synthetic fog* lies flat over clear pictures, with one texture for all of them or a new one for each; in
real fog, what is far away fades more.

*The trainings.* One hidden layer with ReLU, three logits, a loss that leaves missing labels out, Adam with the settings
of `projects.py`, cosine decay. With synthetic fog, half of the clear pictures of each mini-batch are foggy. A network
starts from He's initialization, or its first layer is that of a colleague and stays frozen: of one who tells birds from
other things in the sky (the pictures of `projects.py`), or of one who tells lamp posts, shadows and signs in streets,
in clear weather and in fog.
All combinations of the settings in `AXES` are trained with `SEEDS` seeds, 15,552 trainings.

*The table.* `values` (fleet, foggy, archive, missing, wrong, synthetic, start, hidden, updates, seed, quantity), shares
from 0 to 1 in steps of 1/20,000; quantities as in `QUANTITIES`. `helpers/worlds.py` interpolates between the numbers of
pictures and the shares of labels.
"""

import time

import numpy as np
from projects import BATCH, SEEDS, SIDE, adam, draw_pictures, normalized, run, soft_patterns

AXES = {
    "fleet": (200, 600, 2000, 6000),  # pictures to train from the fleet, in clear weather
    "foggy": (0, 300, 1500),  # from the fleet, in fog
    "archive": (0, 1500, 6000),  # from the archive
    "missing": (0.0, 0.85),  # share of labels that nobody has given
    "wrong": (0.0, 0.25),  # share of the others that are wrong
    "synthetic": (0, 1, 2),  # fog: none, of one texture, of many
    "start": (0, 1, 2),  # He's initialization, the first layer of an unrelated colleague, of a related one
    "hidden": (10, 40),  # hidden units
    "updates": (120, 400),  # length of the training
}
SHAPE = tuple(len(values) for values in AXES.values())
LABELS = ("pedestrian", "car", "light")
PLACES = ("clear", "foggy", "archive")
QUANTITIES = ("train", *(f"{place}_{label}" for place in PLACES for label in LABELS))
HELD_OUT = {"clear": 2000, "foggy": 2000, "archive": 1000}  # pictures on which every network is measured
POOL = {"clear": 6000, "foggy": 1500, "archive": 6000}
STACK = 12  # networks that are trained at once
COLLEAGUE = 6000  # pictures of a colleague, who trains for three times the longest training

# ------------------------------------------------------------------------------------------------------- the pictures


def draw_streets(rng, count, place):
    """Return pictures (count, 16, 16) in clear weather or fog, labels (count, 3), and those of what may mislead."""
    labels = rng.random((count, 3)) < 0.5
    others = ~labels & (rng.random((count, 3)) < 0.6)
    v, u = np.mgrid[:SIDE, :SIDE] / ((SIDE - 1) / 2) - 1
    archive = place == "archive"

    def draw(low, high):
        return rng.uniform(low, high, (count, 1, 1))

    def soft(inside):
        return 1 / (1 + np.exp(np.clip(-inside / 0.035, -30, 30)))

    def box(x, y, half_width, half_height):
        return soft(np.minimum(half_width - np.abs(u - x), half_height - np.abs(v - y)))

    horizon, middle = (draw(-0.3, -0.15) if archive else draw(-0.12, 0.03)), draw(-0.1, 0.1)
    depth = v - horizon  # below the horizon the larger the nearer
    sky = draw(0.65, 0.95) - 0.1 * v
    houses = np.maximum(soft(u - middle - draw(0.2, 0.5)), soft(middle - u - draw(0.2, 0.5)))
    houses *= soft(v - horizon + draw(0.3, 0.7))
    pictures = sky + houses * (draw(0.35, 0.6) - sky)
    road = soft(0.1 + draw(0.8, 1.1) * depth - np.abs(u - middle))
    ground = draw(0.5, 0.65) + road * (draw(0.3, 0.45) - draw(0.5, 0.6))
    ground = ground + 0.25 * soft(0.03 + 0.04 * depth - np.abs(u - middle)) * (np.sin(9 * depth + draw(0, 6)) > 0)
    pictures += soft(depth) * (ground - pictures)

    def paint(cover, present, brightness):
        nonlocal pictures
        pictures = pictures + cover * present * (brightness - pictures)

    here, there = (labels[:, place, None, None] for place in range(3)), (others[:, p, None, None] for p in range(3))
    (walker, car, light), (post, shadow, sign) = here, there
    near = draw(0.38, 0.58)  # of a car, or of a shadow
    x, y, size = middle + draw(-0.15, 0.15), horizon + near, 0.2 + 0.25 * near
    body = np.where(rng.random((count, 1, 1)) < 0.85, draw(0.05, 0.2), draw(0.8, 0.95))
    paint(box(x, y, size, 0.75 * size), car, body)
    paint(box(x, y - 0.4 * size, 0.75 * size, 0.22 * size), car, 1 - body)
    paint(box(x, y + 0.5 * size, 1.1 * size, 0.2 * size), shadow, draw(0.05, 0.2))
    side = np.where(rng.random((count, 1, 1)) < 0.5, -1, 1)
    x, foot = middle + side * draw(0.4, 0.55), horizon + draw(0.42, 0.58)
    cloth = np.where(rng.random((count, 1, 1)) < 0.85, draw(0.05, 0.2), draw(0.75, 0.9))
    paint(box(x, foot - 0.22, 0.13, 0.24), walker, cloth)
    paint(box(x, foot - 0.52, 0.07, 0.09), walker, draw(0.6, 0.8))
    paint(box(x, foot - 0.55, 0.045, 0.6), post, draw(0.1, 0.3))
    x, y = draw(0.5, 0.75), horizon - draw(0.42, 0.6)
    paint(box(x, y + 0.5, 0.035, 0.4), light | sign, draw(0.15, 0.3))
    paint(box(x, y, 0.13, 0.22), light, draw(0.05, 0.15))
    paint(box(x, y + rng.choice([-0.1, 0.0, 0.1], (count, 1, 1)), 0.06, 0.06), light, 1.0)
    paint(box(x, y, 0.13, 0.17), sign, draw(0.25, 0.75))
    if place == "foggy":
        pictures = fog(pictures, soft_patterns(rng, count), rng, np.clip(1.15 - 0.5 * np.clip(depth, 0, 1), 0, 1.2))
    pictures += rng.normal(0, 0.02 if archive else 0.05, pictures.shape)
    return np.clip(pictures, 0, 1).astype(np.float32), labels.astype(np.int64), others.astype(np.int64)


def fog(pictures, patterns, rng, farness=1.0):
    """Return pictures with fog, thicker where a pattern is above 0 and what is seen is far away."""
    level, white = rng.uniform((0.35, 0.6), (0.6, 0.85), (len(patterns), 2)).T[..., None, None]
    thick = np.clip((level + 0.1 * patterns) * farness, 0, 0.92)
    return pictures + thick * (white + 0.1 * patterns - pictures)


def draw_all():
    """Return a dictionary from (place, "pool" or "held out") to pictures (m, 256), normalized, and labels (m, 3).

    From ("synthetic", 1) and ("synthetic", 2) to the pools of clear weather and of the archive in synthetic fog.
    """
    sets = {}
    for number, place in enumerate(PLACES):
        for part, counts in enumerate((POOL, HELD_OUT)):
            pictures, labels, _ = draw_streets(np.random.default_rng([8, number, part]), counts[place], place)
            sets[place, ("pool", "held out")[part]] = normalized(pictures.reshape(-1, SIDE**2)), labels
            if part == 0:
                sets[place, "pictures"] = pictures
    clear = np.concatenate([sets["clear", "pictures"], sets["archive", "pictures"]])
    for kind, textures in ((1, 1), (2, len(clear))):
        rng = np.random.default_rng([8, 9, kind])
        foggy = fog(clear, soft_patterns(rng, textures), rng)
        foggy = np.clip(foggy + rng.normal(0, 0.03, foggy.shape), 0, 1).astype(np.float32)
        sets["synthetic", kind] = foggy
    return sets


# ------------------------------------------------------------------------------------------------------ the trainings


class Pool:
    """All pictures to train in one array, and for each of `SEEDS` seeds their order, their labels, what is missing."""

    def __init__(self, sets):
        self.sets = sets
        parts = [sets[place, "pool"] for place in PLACES]
        synthetic = [normalized(sets["synthetic", kind].reshape(-1, SIDE**2)) for kind in (1, 2)]
        self.X = np.concatenate([*(X for X, _ in parts), *synthetic])
        self.y = np.concatenate([y for _, y in parts]).astype(np.float32)
        self.first = dict(zip(PLACES, np.cumsum([0, POOL["clear"], POOL["foggy"]])))
        self.end = len(self.y)
        rngs = [np.random.default_rng([seed, 1]) for seed in range(SEEDS)]
        self.orders = [{place: rng.permutation(POOL[place]) + self.first[place] for place in PLACES} for rng in rngs]
        self.chances = [rng.random((2, *self.y.shape)) for rng in rngs]  # of being missing, of being wrong

    def foggy_copy(self, chosen, kind):
        """Return the places of the copies in synthetic fog; pictures in real fog have none and stay as they are."""
        moved = np.where(chosen < self.first["foggy"], chosen, chosen - POOL["foggy"])
        here = (chosen >= self.first["foggy"]) & (chosen < self.first["archive"])
        return np.where(here, chosen, moved + self.end + (kind - 1) * (POOL["clear"] + POOL["archive"]))

    def training_set(self, fleet, foggy, archive, missing, wrong, seed):
        """Return places (m,) in X, labels (m, 3), some of them wrong, and which are given, (m, 3)."""
        counts = dict(zip(PLACES, (fleet, foggy, archive)))
        chosen = np.concatenate([self.orders[seed][place][: counts[place]] for place in PLACES])
        absent, flipped = self.chances[seed][:, chosen]
        return chosen, np.abs(self.y[chosen] - (flipped < wrong)), (absent >= missing).astype(np.float32)


def started(rngs, hidden, labels):
    """Return weights and biases of a stack of networks, one for each random generator."""
    first = [rng.normal(0, (2 / SIDE**2) ** 0.5, (SIDE**2, hidden)) for rng in rngs]
    second = [rng.normal(0, (1 / hidden) ** 0.5, (hidden, labels)) for rng in rngs]
    parts = first, np.zeros((len(rngs), 1, hidden)), second, np.zeros((len(rngs), 1, labels))
    return [np.array(part, dtype=np.float32) for part in parts]


def train(weights, batches, updates):
    """Train a stack of networks, in place.

    Arguments: weights, W, b, V and c, or V and c where the first layer is frozen, each with one entry for each network;
    batches, a function that returns pictures, or what the first layer makes of them, (networks, 64, inputs), labels and
    which are given (networks, 64, labels); updates.
    """
    moments = [(np.zeros_like(part), np.zeros_like(part)) for part in weights]
    *first, V, c = weights
    for step in range(updates):
        X, y, given = batches()
        active = np.maximum(X @ first[0] + first[1], 0) if first else X
        error = given * (1 / (1 + np.exp(-np.clip(active @ V + c, -15, 15))) - y) / BATCH
        gradients = [active.transpose(0, 2, 1) @ error, error.sum(1, keepdims=True)]
        if first:
            back = (error @ V.transpose(0, 2, 1)) * (active > 0)
            gradients = [X.transpose(0, 2, 1) @ back, back.sum(1, keepdims=True), *gradients]
        adam(weights, gradients, moments, step, updates)


class Layers:
    """The frozen first layers: what those of an unrelated and of a related colleague make of all pictures.

    `self[start, seed]` has what becomes of the pictures to train, and a list with what becomes of those held out.
    """

    def __init__(self, pool, hidden):
        self.found = {}
        for kind in (1, 2):
            rng = np.random.default_rng([8, 20, kind])
            if kind == 1:
                pictures, bird = draw_pictures(rng, COLLEAGUE, "field")
                labels = bird[:, None]
            else:
                halves = [draw_streets(rng, COLLEAGUE // 2, place) for place in ("clear", "foggy")]
                pictures, _, labels = (np.concatenate(parts) for parts in zip(*halves))
            X, y = normalized(pictures.reshape(-1, SIDE**2)), labels.astype(np.float32)
            rngs = [np.random.default_rng([seed, 21, kind]) for seed in range(SEEDS)]
            weights = started(rngs, hidden, y.shape[1])

            def batches(X=X, y=y, rngs=rngs):
                chosen = np.stack([rng.integers(0, len(y), BATCH) for rng in rngs])
                return X[chosen], y[chosen], np.float32(1)

            train(weights, batches, 3 * AXES["updates"][-1])
            for seed in range(SEEDS):
                parts = [pool.X, *(pool.sets[place, "held out"][0] for place in PLACES)]
                X_pool, *held = (np.maximum(part @ weights[0][seed] + weights[1][seed], 0) for part in parts)
                self.found[kind, seed] = X_pool, held

    def __getitem__(self, key):
        return self.found[key]


def train_jobs(pool, layers, jobs, hidden, updates):
    """Train a stack of networks and return their quantities, (jobs, quantity).

    Arguments: pool; layers, a `Layers`; jobs, a list of (fleet, foggy, archive, missing, wrong, synthetic, start, seed)
        with one start and one seed for all; hidden units; updates.
    """
    start, seed = jobs[0][6:]
    data = [pool.training_set(*job[:5], seed) for job in jobs]
    rngs = [np.random.default_rng([seed, 9]) for _ in jobs]
    weights = started(rngs, hidden, len(LABELS))
    X, held = layers[start, seed] if start else (pool.X, [pool.sets[place, "held out"][0] for place in PLACES])
    y, given = np.empty((2, updates, len(jobs), BATCH, len(LABELS)), np.float32)
    places = np.empty((updates, len(jobs), BATCH), np.int64)
    for number, (job, rng, (chosen, labels, there)) in enumerate(zip(jobs, rngs, data)):
        picked = rng.integers(0, len(chosen), (updates, BATCH))
        y[:, number], given[:, number], places[:, number] = labels[picked], there[picked], chosen[picked]
        if job[5]:  # the places in a mini-batch are random already
            places[:, number, ::2] = pool.foggy_copy(places[:, number, ::2], job[5])
    batches = zip(places, y, given)

    def batch():
        at, *rest = next(batches)
        return X[at], *rest

    weights = weights[2:] if start else weights
    train(weights, batch, updates)
    return np.array([measure(pool, X, held, [part[i] for part in weights], *data[i]) for i in range(len(jobs))])


def measure(pool, X, held, weights, chosen, labels, given):
    """Return the quantities of one network, for which X and `held` hold the pictures to train and those held out."""
    *first, V, c = weights

    def predicted(part):
        return (np.maximum(part @ first[0] + first[1], 0) if first else part) @ V + c > 0

    some = slice(None, None, max(1, len(chosen) // 1500))
    wrong = predicted(X[chosen[some]]) != (labels[some] > 0.5)
    found = [float((wrong * given[some]).sum() / max(1, given[some].sum()))]
    for place, part in zip(PLACES, held):
        found += np.mean(predicted(part) != (pool.sets[place, "held out"][1] == 1), axis=0).tolist()
    return found


# ------------------------------------------------------------------------------------------------------------- by parts


def fill(values, sets, seconds):
    """Train what is missing (nan) in `values`, for so many seconds; return whether all is there."""
    begun, axes, pool, layers = time.monotonic(), list(AXES.values()), Pool(sets), {}
    for h, u, seed, fleet, archive in np.ndindex(SHAPE[7], SHAPE[8], SEEDS, SHAPE[0], SHAPE[2]):
        at = (fleet, slice(None), archive, slice(None), slice(None), slice(None), slice(None), h, u, seed)
        if np.isfinite(values[at]).all():
            continue
        if time.monotonic() - begun > seconds:
            return False
        if h not in layers:
            layers[h] = Layers(pool, axes[7][h])
        inner, data = list(np.ndindex(*(SHAPE[place] for place in (1, 3, 4, 5)))), (axes[0][fleet], axes[2][archive])
        for start in range(SHAPE[6]):
            jobs = [(data[0], axes[1][f], data[1], axes[3][m], axes[4][w], s, start, seed) for f, m, w, s in inner]
            parts = [jobs[i : i + STACK] for i in range(0, len(jobs), STACK)]
            found = [train_jobs(pool, layers[h], part, axes[7][h], axes[8][u]) for part in parts]
            at = (*at[:6], start, h, u, seed)
            values[at] = np.concatenate(found).reshape(values[at].shape)
    return True


def write_sheet(path, sets):
    """Draw pictures of each place, and of both kinds of synthetic fog."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(16, 10), layout="constrained")
    rows = {place: sets[place, "pictures"] for place in PLACES}
    rows |= {f"synthetic fog, {('one texture', 'many')[kind - 1]}": sets["synthetic", kind] for kind in (1, 2)}
    for (title, pictures), axes in zip(rows.items(), figure.subplots(5, 1)):
        grid = pictures[:48].reshape(2, 24, SIDE, SIDE).transpose(0, 2, 1, 3).reshape(2 * SIDE, -1)
        axes.imshow(grid, cmap="gray", vmin=0, vmax=1)
        axes.set(title=title, xticks=[], yticks=[])
    figure.savefig(path)


def samples(sets):
    """Return a few pictures that are stored beside the values."""
    found = {f"{place}_pictures": sets[place, "pictures"][:24] for place in PLACES}
    found |= {f"synthetic_{kind}_pictures": sets["synthetic", kind][:24] for kind in (1, 2)}
    found = {name: (255 * pictures).round().astype(np.uint8) for name, pictures in found.items()}
    return found | {f"{place}_labels": sets[place, "pool"][1][:24] for place in PLACES}


if __name__ == "__main__":
    run("driving", (*SHAPE, SEEDS, len(QUANTITIES)), draw_all, fill, write_sheet, samples, __doc__)
