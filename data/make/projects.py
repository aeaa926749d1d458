"""Train the networks behind the simulated projects, and store what each of them reached.

    python data/make/projects.py                     draws, trains and writes data/projects/birds.npz (7 minutes)
    python data/make/projects.py --seconds 100       trains for so long, keeps what it has; goes on when called again
    python data/make/projects.py --sheet sheet.png   draws some of the pictures to look at

*The question.* Is there a bird in this picture of the sky? Half of the pictures show one; the others show a plane, a
leaf, a balloon, a kite or a shred of cloud. There are two sources. The *field* camera, for which the network is meant,
takes small, blurred, pale pictures, with the object anywhere. The *web* has large, sharp pictures with strong contrast.

*The trainings.* One hidden layer with ReLU, He's initialization, one logit, Adam with decoupled weight decay,
mini-batches of 64, cosine decay for each of the three lengths of training. All combinations of the settings in `AXES`
are trained with `SEEDS` seeds, that is 5,832 trainings; a seed decides about the pictures, the wrong labels, the
initialization and the mini-batches. Many small networks are trained at once, as one product of stacks of matrices.

*The table.* `values` (field, web, hidden, decay, wrong, augment, updates, seed, quantity), shares from 0 to 1, in steps
of 1/20,000; quantities as in `QUANTITIES`. What `helpers/project.py` does between the numbers of pictures and shares
of wrong labels of the table is linear interpolation in `log(field)`, `log(1 + web / 500)` and the share itself; the
other settings of a project are always some of the table's.
"""

import argparse
import time
from pathlib import Path

import numpy as np

SIDE, BATCH, SEEDS = 16, 64, 3
AXES = {
    "field": (200, 600, 2000, 6000),  # pictures to train from the field camera
    "web": (0, 1500, 6000),  # and from the web
    "hidden": (3, 10, 40),  # hidden units
    "decay": (0.0, 1.5, 6.0),  # decoupled weight decay, per unit of the learning rate
    "wrong": (0.0, 0.1, 0.25),  # share of labels in the training set that are wrong
    "augment": (0, 1),  # flipped and shifted copies
    "updates": (100, 300, 900),  # length of the training
}
SHAPE = tuple(len(values) for values in AXES.values())
QUANTITIES = ("train", "missed", "false_alarms", "web_missed", "web_false_alarms", "missed_5", "false_alarms_5")
HELD_OUT = {"field": 5000, "web": 2500}  # pictures on which every network is measured
POOL = {"field": 6000, "web": 6000}
RATE = 0.004
TINY = 1e-18  # added to moments that fade: processors are slow with numbers below the usual range

# ------------------------------------------------------------------------------------------------------- the pictures


def draw_pictures(rng, count, source):
    """Return pictures (count, 16, 16), from 0 to 1, and labels (count,), 1 where there is a bird."""
    labels = rng.integers(0, 2, count)
    kinds = np.where(labels == 1, 0, rng.integers(1, 6, count))
    field = source == "field"
    sizes = (4.8, 6.4) if field else (5.6, 7.2)
    y, x = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2

    def draw(low, high):
        return rng.uniform(low, high, (count, 1, 1))

    size, turn = draw(*sizes), rng.normal(0, 0.16, (count, 1, 1))
    dx, dy = draw(-0.7, 0.7), draw(-1.8, -0.4) if field else draw(-0.6, 0.6)
    u = ((x - dx) * np.cos(turn) + (y - dy) * np.sin(turn)) / size
    v = (-(x - dx) * np.sin(turn) + (y - dy) * np.cos(turn)) / size
    shapes = np.select([kinds[:, None, None] == kind for kind in range(6)], _shapes(u, v, draw))
    soft = draw(0.16, 0.3) if field else draw(0.08, 0.2)
    cover = 1 / (1 + np.exp(np.clip(shapes / (soft / size * 4), -30, 30)))
    top, bottom = draw(0.55, 0.9), draw(0.5, 0.95)
    sky = top + (bottom - top) * (y / SIDE + 0.5) + soft_patterns(rng, count) * (0.1 if field else 0.04)
    pictures = sky - cover * (draw(0.35, 0.55) if field else draw(0.45, 0.7))
    if field:  # trees along the lower edge
        trees = y > draw(4, 7) + 1.5 * np.sin(draw(0.5, 1.5) * x + draw(0, 6))
        pictures = np.where(trees, draw(0.15, 0.4), pictures)
    pictures += rng.normal(0, 0.04 if field else 0.02, pictures.shape)
    return np.clip(pictures, 0, 1).astype(np.float32), labels


def _shapes(u, v, draw):
    """Return for six kinds of objects a distance from their edge, negative inside; u, v as seen from the object."""
    lift, thick = draw(-0.5, 0.6), draw(0.09, 0.15)
    wing = np.abs(v + lift * np.sin(np.pi * np.clip(np.abs(u), 0, 1)) * 0.8) - thick * (1.3 - np.abs(u))
    body = np.hypot(u / 0.24, v / 0.17) * 0.17 - 0.17
    bird = np.minimum(np.maximum(wing, np.abs(u) - 1), body)
    sweep = draw(0.2, 0.6)
    hull = np.maximum(np.abs(v) - 0.12, np.abs(u) - 1)
    wings = np.maximum(np.abs(u + sweep * np.abs(v) - 0.1) - 0.13, np.abs(v) - 0.85)
    tail = np.maximum(np.abs(u + 0.85) - 0.09, np.abs(v) - 0.32)
    plane = np.minimum(np.minimum(hull, wings), tail)
    slim = draw(0.25, 0.5)
    leaf = np.hypot(u, v / slim) * slim - slim * 0.85
    balloon = np.hypot(u, v) - draw(0.5, 0.8)
    kite = np.abs(u) * draw(1.0, 1.5) + np.abs(v) - 0.75
    shred = np.abs(v + draw(-0.5, 0.5) * u**2) - draw(0.2, 0.34) * (1.1 - u**2)
    return [bird, plane, leaf, balloon, kite, np.maximum(shred, np.abs(u) - 1)]


def soft_patterns(rng, count):
    """Return soft random patterns (count, 16, 16) around 0."""
    coarse = rng.normal(size=(count, 5, 5))
    at = np.linspace(0, 3.999, SIDE)
    low, part = at.astype(int), at % 1
    rows = coarse[:, low] * (1 - part)[:, None] + coarse[:, low + 1] * part[:, None]
    return rows[:, :, low] * (1 - part) + rows[:, :, low + 1] * part


def draw_all():
    """Return pools and held-out sets: a dictionary from (source, "pool" or "held out") to pictures and labels."""
    sets = {}
    for number, source in enumerate(("field", "web")):
        for part, counts in enumerate((POOL, HELD_OUT)):
            pictures, labels = draw_pictures(np.random.default_rng([7, number, part]), counts[source], source)
            sets[source, ("pool", "held out")[part]] = pictures.reshape(-1, SIDE**2), labels
    return sets


# ------------------------------------------------------------------------------------------------------ the trainings


def training_set(sets, field, web, wrong, seed):
    """Return pictures (m, 256) and labels (m,), some of them wrong; more pictures include the fewer."""
    parts = []
    for number, (source, count) in enumerate((("field", field), ("web", web))):
        rng = np.random.default_rng([seed, number])
        chosen = rng.permutation(POOL[source])[:count]
        flipped = rng.random(POOL[source])[:count] < wrong
        X, y = sets[source, "pool"]
        parts.append((normalized(X[chosen]), y[chosen] ^ flipped))
    return tuple(np.concatenate(part) for part in zip(*parts))


def normalized(pictures):
    """Return pictures (m, 256), each with a mean of 0 and a standard deviation of 1."""
    return (pictures - pictures.mean(1, keepdims=True)) / pictures.std(1, keepdims=True)


def train(sets, jobs, hidden, updates):
    """Train a stack of networks and return their quantities, (jobs, quantity).

    Arguments: jobs, a list of (field, web, decay, wrong, augment, seed); hidden units; updates.
    """
    data = [training_set(sets, field, web, wrong, seed) for field, web, _, wrong, _, seed in jobs]
    streams = [np.random.default_rng([seed, 9]) for *_, seed in jobs]
    first = [rng.normal(0, (2 / SIDE**2) ** 0.5, (SIDE**2, hidden)) for rng in streams]
    second = [rng.normal(0, (1 / hidden) ** 0.5, (hidden, 1)) for rng in streams]
    shapes = [np.zeros((len(jobs), 1, hidden)), np.zeros((len(jobs), 1, 1))]
    W, V, b, c = (np.array(part, dtype=np.float32) for part in (first, second, *shapes))
    moments = [(np.zeros_like(part), np.zeros_like(part)) for part in (W, V, b, c)]
    decay = np.array([job[2] for job in jobs], dtype=np.float32)[:, None, None]
    X = np.empty((len(jobs), BATCH, SIDE**2), np.float32)
    y = np.empty((len(jobs), BATCH, 1), np.float32)
    for step in range(updates):
        for place, (job, rng, (pictures, labels)) in enumerate(zip(jobs, streams, data)):
            chosen = rng.integers(0, len(labels), BATCH)
            X[place], y[place, :, 0] = pictures[chosen], labels[chosen]
            if job[4]:
                X[place] = _augmented(X[place])
        before = X @ W + b
        active = np.maximum(before, 0)
        error = (1 / (1 + np.exp(-np.clip(active @ V + c, -15, 15))) - y) / BATCH  # within float32's usual range
        back = (error @ V.transpose(0, 2, 1)) * (before > 0)
        gradients = (X.transpose(0, 2, 1) @ back, active.transpose(0, 2, 1) @ error, back.sum(1, keepdims=True))
        adam((W, V, b, c), (*gradients, error.sum(1, keepdims=True)), moments, step, updates, (decay, decay, 0, 0))
    return np.array([_measure(sets, W[i], V[i], b[i], c[i], *data[i]) for i in range(len(jobs))])


def adam(weights, gradients, moments, step, updates, decays=(0, 0, 0, 0)):
    """Change stacks of weights in place by one step of Adam with decoupled weight decay, out of so many updates."""
    rate = RATE * 0.5 * (1 + np.cos(np.pi * step / updates))
    corrections = 1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)
    for part, gradient, (mean, square), decay in zip(weights, gradients, moments, decays):
        step = (gradient - mean) * 0.1
        step += TINY
        mean += step
        np.multiply(gradient, gradient, out=step)
        step -= square
        step *= 0.001
        step += TINY
        square += step
        np.divide(square, corrections[1], out=step)
        np.sqrt(step, out=step)
        step += 1e-8
        np.divide(mean / corrections[0], step, out=step)
        if np.any(decay):
            step += decay * part
        step *= np.float32(rate)
        part -= step


def _augmented(X):
    """Return pictures (m, 256), the first half as in a mirror and every second one moved a pixel up or down."""
    grid = X.reshape(-1, SIDE, SIDE).copy()
    grid[: BATCH // 2] = grid[: BATCH // 2, :, ::-1]
    grid[::4, 1:], grid[2::4, :-1] = grid[::4, :-1].copy(), grid[2::4, 1:].copy()
    return grid.reshape(-1, SIDE**2)


def _measure(sets, W, V, b, c, X, y):
    """Return the quantities of one network."""

    def logits(pictures):
        return (np.maximum(pictures @ W + b, 0) @ V + c)[:, 0]

    found = [np.mean((logits(X) > 0) != (y == 1))]
    for source in ("field", "web"):
        pictures, labels = sets[source, "held out"]
        scores = logits(normalized(pictures))
        found += [np.mean(scores[labels == 1] <= 0), np.mean(scores[labels == 0] > 0)]
        if source == "field":  # a missed bird five times as expensive: warn from a probability of 1/6 on
            weighted = [np.mean(scores[labels == 1] <= -np.log(5)), np.mean(scores[labels == 0] > -np.log(5))]
    return found + weighted


# ------------------------------------------------------------------------------------------------------------- by parts


def fill(values, sets, seconds):
    """Train what is missing (nan) in `values`, for so many seconds; return whether all is there."""
    start = time.monotonic()
    axes = list(AXES.values())
    for h, u, seed, w in np.ndindex(SHAPE[2], SHAPE[6], SEEDS, SHAPE[1]):
        place = (slice(None), w, h, slice(None), slice(None), slice(None), u, seed)
        if np.isfinite(values[place]).all():
            continue
        if time.monotonic() - start > seconds:
            return False
        inner = list(np.ndindex(SHAPE[0], SHAPE[3], SHAPE[4], SHAPE[5]))
        jobs = [(axes[0][f], axes[1][w], axes[3][d], axes[4][n], axes[5][a], seed) for f, d, n, a in inner]
        found = np.concatenate([train(sets, jobs[i : i + 12], axes[2][h], axes[6][u]) for i in range(0, len(jobs), 12)])
        values[place] = found.reshape(SHAPE[0], SHAPE[3], SHAPE[4], SHAPE[5], len(QUANTITIES))
    return True


def write_sheet(path, sets):
    """Draw pictures of both sources: those with a bird on the left, the others on the right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(16, 8), layout="constrained")
    for (source, _), axes in zip((("field", 0), ("web", 0)), figure.subplots(2, 1)):
        X, y = sets[source, "pool"]
        columns = [X[y == label][:40].reshape(5, 8, SIDE, SIDE) for label in (1, 0)]
        grid = np.concatenate(columns, axis=1)
        axes.imshow(grid.transpose(0, 2, 1, 3).reshape(5 * SIDE, -1), cmap="gray", vmin=0, vmax=1)
        axes.set(title=source, xticks=[], yticks=[])
    figure.savefig(path)


def samples(sets):
    """Return a few pictures with their labels, which are stored beside the values."""
    found = {f"{source}_pictures": sets[source, "held out"][0][:24] * 255 for source in ("field", "web")}
    found = {name: part.reshape(-1, SIDE, SIDE).round().astype(np.uint8) for name, part in found.items()}
    return found | {f"{source}_labels": sets[source, "held out"][1][:24] for source in ("field", "web")}


def run(name, shape, draw_all, fill, write_sheet, samples, text):
    """Read the command line; train the table of a world, whose functions these are, or draw a sheet."""
    here = Path(__file__).resolve().parents[1] / "projects"
    parser = argparse.ArgumentParser(description=text.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=np.inf, help="stop after so long, to go on when called again")
    parser.add_argument("--cache", type=Path, help="where to keep what is trained until all is (default: the folder)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of training")
    arguments = parser.parse_args()
    sets = draw_all()
    if arguments.sheet:
        write_sheet(arguments.sheet, sets)
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    unfinished = arguments.cache or arguments.folder / f"{name}.part.npy"
    values = np.load(unfinished) if unfinished.exists() else np.full(shape, np.nan)
    done = fill(values, sets, arguments.seconds)
    np.save(unfinished, values)
    print(f"{np.isfinite(values).mean():.1%} trained")
    if done:
        steps = (values * 20_000).round().astype(np.uint16)
        np.savez_compressed(arguments.folder / f"{name}.npz", values=steps, **samples(sets))


if __name__ == "__main__":
    run("birds", (*SHAPE, SEEDS, len(QUANTITIES)), draw_all, fill, write_sheet, samples, __doc__)
