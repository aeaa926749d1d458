"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is what shows the same, or what was trained; orange what shows something else, or was not trained; grey the rest.
"""

import csv
from functools import cache
from pathlib import Path

import lesson_networks as networks
import numpy as np

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK

ALT = {
    "faces": "Two rows of small grey faces: eight people, and under each a second picture of the same person, mirrored "
    "or cropped in another way, lighter or darker.",
    "doors": "The share of strangers let in against the number of people enrolled, on a logarithmic scale: it rises "
    "with each person, but less than the curve for independent comparisons. The share of residents with their own name "
    "hardly falls, that of residents with another name rises from 0.",
    "letters": "Five letters of the Georgian alphabet, six pictures of each: turned, slanted, bold or thin, dark or "
    "light.",
    "shots": "The share of correct names against the number of letters to choose from, for pixels and for encodings of "
    "four networks; trained networks are far above pixels and a random network.",
    "histograms": "Histograms of the distance of two pictures of one letter and of two letters: with pixels and with a "
    "random network they overlap almost wholly, with the trained network much less.",
    "plane": "Encodings of pictures of eight letters as points in the plane that shows most of them: mixed at first; "
    "after training, pictures of one letter lie near each other, but several letters share a part of the plane.",
    "active": "The share of triplets that have a loss during training: with random negatives it falls to a "
    "sixth, with semi-hard ones it stays high.",
    "calibration": "The share of pairs that really show one letter against the probability that was predicted: near "
    "the diagonal if half of the pairs do, far below it if few do, and nearer to it after the correction.",
    "transfer": "Four pictures: a cat, a stained tissue, the two blended half and half, and the transfer, a cat with "
    "the colours and grain of the tissue.",
    "plane of costs": "The content cost against the style cost: blends of the two pictures lie on a curve from one "
    "picture to the other; most transfers lie far below it.",
    "patches": "For six channels of the chosen layer, in rows, the six patches of photographs that excite them most: "
    "edges and colours in the first layer, textures and parts of things in later ones.",
    "likeness": "How alike the pixels of a channel's best patches are, against the layer: the likeness is "
    "smaller in later layers, for the trained and for a random network.",
    "gradients": "The lengths of both gradients during a transfer on a logarithmic scale: long at first, then about "
    "equal; and the cosine between them, which falls towards minus one.",
    "changes": "A photograph, the changed photograph, and for five layers how far its activations have moved, where "
    "another photograph is 100 per cent.",
    "bars": "Two textures of red and green bars: in the first the vertical bars are red, in the second the horizontal "
    "ones.",
    "tiles": "A photograph cut into tiles that have changed places, and for each layer the content cost, which is "
    "high, and the style cost, which is low where the tiles are larger than what a unit sees.",
    "series": "A series like an electrocardiogram with five to eight beats: regular, with one wide beat, or with one "
    "beat missing.",
    "sees": "The share of series classified correctly for three kinds of series and three networks that see 13, 29 "
    "and 85 numbers: dropped beats need the widest.",
    "volume": "Six of the twelve slices of two small volumes: a spot that moves around a circle from slice to slice, "
    "in the one volume to the right, in the other to the left.",
}


@cache
def _rows():
    with open(Path(__file__).parent / "lesson_runs.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def runs(experiment):
    """Return the stored runs, {(case, setting): numbers (seeds, numbers)}."""
    found = {}
    for row in _rows():
        if row["experiment"] == experiment:
            numbers = [float(number) for number in row["numbers"].split()]
            found.setdefault((row["case"], row["setting"]), []).append(numbers)
    return {key: np.array(numbers) for key, numbers in found.items()}


def spread(numbers, form=".0f"):
    """Return mean and standard deviation as text."""
    return f"{np.mean(numbers):{form}} (sd {np.std(numbers, ddof=1):{form}})"


def _grid(pictures, titles=None, width=7.0, grey=False):
    """Show an array of pictures (rows, columns, ...), the rows with titles."""
    rows, columns = pictures.shape[:2]
    figure, grid = plot.figure(rows, columns, width=width, height=width * rows / columns, squeeze=False)
    for i, line in enumerate(grid):
        for axes, picture in zip(line, pictures[i]):
            axes.imshow(picture, cmap="gray", vmin=-1, vmax=2.2) if grey else axes.imshow(
                np.uint8(np.clip(picture, 0, 255))
            )
            plot.blank(axes)
        if titles:
            line[0].set_ylabel(titles[i], rotation=0, ha="right", va="center")
    return figure


# ---------------------------------------------------------------- faces and letters


def faces(count=8):
    """Show two pictures of some people."""
    return _grid(networks.face_pictures()[10 : 10 + count].transpose(1, 0, 2, 3, 4))


COUNTS = (1, 2, 5, 10, 20, 50, 80)


@cache
def doors(share):
    """Show what happens at a door whose threshold accepts this share (in per cent) of the pairs of two people."""
    found, _ = networks.doors(networks.face_encodings(), share / 100, COUNTS)
    figure, axes = plot.figure(width=6.2, height=3)
    axes.plot(COUNTS, 100 * found[:, 0], "o-", color=ORANGE, label="strangers let in")
    axes.plot(COUNTS, 100 * (1 - (1 - share / 100) ** np.array(COUNTS)), ":", color=GREY, label="if independent")
    axes.plot(COUNTS, 100 * found[:, 1], "s-", color=BLUE, label="residents with their own name")
    axes.plot(COUNTS, 100 * found[:, 2], "s--", color=BLUE, mfc="white", label="residents with another name")
    axes.set(xscale="log", xlabel="people enrolled", ylabel="share (%)", ylim=(0, 100), xticks=COUNTS)
    axes.set_xticklabels(COUNTS)
    axes.minorticks_off()
    axes.legend(loc="center left", bbox_to_anchor=(0, 0.52))
    return figure


def letters(Z, count=5):
    """Show pictures of some letters."""
    return _grid(Z.reshape(-1, 20, *Z.shape[1:3])[40 : 40 + count, :6], width=4.2, grey=True)


WAYS = (2, 5, 10, 20, 40)
METHODS = {
    "triplets": (BLUE, "triplet loss"),
    "pairs": (GREEN, "pairs, same or not"),
    "classifier": (PINK, "classifier of other letters"),
    "random": (ORANGE, "random network"),
    "pixels": (BLACK, "pixels"),
}


def shots():
    """Show shares of correct names."""
    figure, axes = plot.figure(width=6.2, height=3.2)
    for case, (colour, name) in METHODS.items():
        found = 100 * runs("encoders")[case, ""][:, :5]
        axes.plot(WAYS, found.mean(axis=0), color=colour, label=name)
        axes.plot(WAYS, found.T, "o", color=colour, markersize=4)
    axes.plot(WAYS, 100 / np.array(WAYS), ":", color=GREY, label="guess")
    axes.set(xscale="log", xlabel="letters to choose from", ylabel="correct (%)", ylim=(0, 100), xticks=WAYS)
    axes.set_xticklabels(WAYS)
    axes.minorticks_off()
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def histograms(encodings):
    """Return a function that shows the distances of pairs by the encodings of this name."""

    def draw(name):
        A, B, same = networks.some_pairs(encodings[name], 4000, 5)
        apart = np.linalg.norm(A - B, axis=1)
        figure, axes = plot.figure(width=6, height=2.6)
        bins = np.linspace(0, np.quantile(apart, 0.999), 50)
        axes.hist(apart[same], bins, color=BLUE, alpha=0.6, label="one letter")
        axes.hist(apart[~same], bins, color=ORANGE, alpha=0.6, label="two letters")
        axes.set(xlabel="distance of the two encodings", ylabel="pairs", yticks=[])
        axes.legend()
        return figure

    return draw


def plane(stored):
    """Return a function that shows encodings (letters, pictures, numbers) after so many updates, in the best plane."""
    last = stored[max(stored)].reshape(-1, 32)
    axis = np.linalg.svd(last - last.mean(axis=0), full_matrices=False)[2][:2]

    def draw(update):
        points = (stored[update] - last.mean(axis=0)) @ axis.T
        figure, axes = plot.figure(width=4.4, height=3.4)
        for k, cloud in enumerate(points):
            axes.plot(*cloud.T, "os^vDPX*"[k % 8], markersize=5, alpha=0.8)
        axes.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), xticks=[-1, 0, 1], yticks=[-1, 0, 1], xlabel="first direction")
        axes.set_ylabel("second direction")
        return figure

    return draw


def active():
    """Show the share of triplets that have a loss."""
    figure, axes = plot.figure(width=6, height=2.8)
    for case, colour in (("random", ORANGE), ("semi-hard", BLUE)):
        found = 100 * runs("choice")[case, "active"]
        updates = 10 * np.arange(found.shape[1]) + 5
        axes.plot(updates, found.T, color=colour, lw=1, alpha=0.7)
        axes.plot([], [], color=colour, label=f"{case} negatives")
    axes.set(xlabel="update", ylabel="triplets with a loss (%)", ylim=(0, 100))
    axes.legend()
    return figure


def calibration(model, E, kind="absolute differences", share=0.5):
    """Show which share of pairs shows one letter where a probability was predicted, in ten bins."""
    found, corrected, alike = predicted(model, E, share, kind)
    figure, axes = plot.figure(width=4.6, height=3.2)
    for values, colour, name in ((found, ORANGE, "as predicted"), (corrected, BLUE, "corrected")):
        bins = np.minimum((10 * values).astype(int), 9)
        there = [k for k in range(10) if np.sum(bins == k) >= 15]
        axes.plot([values[bins == k].mean() for k in there], [alike[bins == k].mean() for k in there], "o-",
                  color=colour, label=name)  # fmt: skip
    axes.plot([0, 1], [0, 1], ":", color=GREY)
    axes.set(xlabel="predicted probability", ylabel="share that shows one letter", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    return figure


@cache
def _pairs(key, share):
    return networks.some_pairs(_STORE[key], 20000, 7, share)


_STORE = {}


def predicted(model, E, share, kind="absolute differences"):
    """Return predicted probabilities for pairs of which `share` show one letter, corrected ones, and which do."""
    _STORE[id(E)] = E
    A, B, alike = _pairs(id(E), share)
    logits = model.decision_function(networks.DIFFERENCES[kind](A, B))
    odds = np.log(share / (1 - share))
    return 1 / (1 + np.exp(-logits)), 1 / (1 + np.exp(-logits - odds)), alike


# ---------------------------------------------------------------- style


def transfer(pictures):
    """Show pictures with their names."""
    figure, grid = plot.figure(1, len(pictures), width=7.5, height=2.3)
    for axes, (name, picture) in zip(grid, pictures.items()):
        axes.imshow(np.uint8(np.clip(picture[0], 0, 255)))
        axes.set_title(name, fontsize=10)
        plot.blank(axes)
    return figure


def plane_of_costs():
    """Show the costs of blends and of transfers."""
    figure, axes = plot.figure(width=5.6, height=3.3)
    found = runs("transfer")
    shares = ("0.1", "0.25", "0.5", "0.75", "0.9")
    for k, marker in zip(range(len(found["blend", "0.5"])), "os^"):
        blends = np.array([(0, 1), *(found["blend", share][k, :2] for share in shares), (1, 0)])
        axes.plot(*blends.T, "-", color=ORANGE, marker=marker, markersize=4, lw=1, label="blends" if k == 0 else None)
        costs = np.array([found["transfer", beta][k, :2] for beta in ("0.1", "1", "10")])
        axes.plot(*costs.T, "-", color=BLUE, marker=marker, markersize=5, lw=1, label="transfers" if k == 0 else None)
    axes.set(xlabel="content cost", ylabel="style cost", xlim=(-0.05, 1.05), ylim=(-0.05, 1.05))
    axes.legend()
    return figure


def patches(volumes, X, channels=6):
    """Return a function that shows the best patches of some channels of a layer."""

    def draw(name):
        k = list(networks.LAYERS).index(name)
        some = networks.lively(volumes[k], channels, seed=1)
        found = networks.best_patches(volumes[k], name, X, some)
        return _grid(found, [f"channel {channel} " for channel in some], width=5)

    return draw


def likeness(trained, random):
    """Show how alike the patches of a channel are, for each layer."""
    figure, axes = plot.figure(width=5.6, height=2.8)
    for values, colour, name in ((trained, BLUE, "trained"), (random, ORANGE, "random weights")):
        axes.plot([np.mean(row) for row in values], "o-", color=colour, label=name)
    names = [name.removesuffix("_concat") for name in networks.LAYERS]
    axes.set(xticks=range(len(names)), xticklabels=names, ylabel="correlation of the pixels", ylim=(-0.05, 1))
    axes.legend()
    return figure


def gradients(log):
    """Show the lengths of both gradients and the cosine between them during a transfer."""
    figure, (axes, below) = plot.figure(1, 2, width=7.2, height=2.7)
    axes.plot(np.arange(1, len(log)), log[1:, 2], color=BLUE, label="content")
    axes.plot(log[:, 3], color=ORANGE, label="style")
    axes.set(xlabel="update", ylabel="length of the gradient", yscale="log")
    axes.legend()
    below.plot(np.arange(1, len(log)), log[1:, 4], color=BLACK)
    below.axhline(-1, color=GREY, ls=":", lw=1)
    below.set(xlabel="update", ylabel="cosine", ylim=(-1.05, 1))
    return figure


def _layers(axes, values, colours, names=()):
    places = np.arange(len(networks.LAYERS))
    for k, (row, colour) in enumerate(zip(values, colours)):
        width = 0.7 / len(values)
        axes.bar(places + (k - (len(values) - 1) / 2) * width, 100 * row, width, color=colour,
                 label=names[k] if names else None)  # fmt: skip
    axes.axhline(100, color=GREY, ls=":", lw=1)
    axes.set(xticks=places, xticklabels=[name.removesuffix("_concat") for name in networks.LAYERS])
    axes.set_ylabel("% of another photograph")


def changes(X, table, one=2):
    """Return a function that shows a change of photographs and how far it moves the activations of each layer."""

    def draw(name):
        after = networks.CHANGES[name](X, np.random.default_rng(0))
        figure, grid = plot.figure(1, 3, width=7.6, height=2.5, width_ratios=(1, 1, 1.9))
        for axes, picture in zip(grid, (X[one], after[one])):
            axes.imshow(np.uint8(np.clip(picture, 0, 255)))
            plot.blank(axes)
        _layers(grid[2], [table[name][:, 0]], [BLUE])
        grid[2].set_ylim(0, 120)
        return figure

    return draw


def bars():
    """Show two textures that differ in which colour goes with which direction."""
    both = np.stack([networks.bars(2, kind, 20 + kind) for kind in (0, 1)])
    return _grid(both.transpose(1, 0, 2, 3, 4)[:1], width=4.4)


def tiles(X, tables, one=2):
    """Return a function that shows a shuffled photograph and both costs for each layer."""

    def draw(tile):
        after = networks.shuffled(X, tile, np.random.default_rng(0))
        figure, grid = plot.figure(1, 2, width=7, height=2.7, width_ratios=(1, 2))
        grid[0].imshow(np.uint8(after[one]))
        plot.blank(grid[0])
        _layers(grid[1], tables[tile].T, [BLUE, ORANGE], ["content", "style"])
        grid[1].set_ylim(0, max(130, 125 * tables[tile].max()))
        grid[1].legend(ncols=2)
        return figure

    return draw


# ---------------------------------------------------------------- one and three dimensions


def series(X, y):
    """Return a function that shows a series of a kind."""

    def draw(kind):
        figure, axes = plot.figure(width=7, height=2)
        axes.plot(X[np.flatnonzero(y == networks.KINDS.index(kind))[1], :, 0], color=BLACK, lw=1.2)
        axes.set(xlabel="time", ylabel="voltage", yticks=[], xlim=(0, networks.LENGTH))
        return figure

    return draw


def sees():
    """Show the shares correct for each kind of series."""
    figure, axes = plot.figure(width=6.2, height=2.8)
    for place, (case, colour) in enumerate((("13", ORANGE), ("29", PINK), ("85", BLUE), ("dense", GREY))):
        found = 100 * runs("ecg")[case, ""][:, :3]
        x = np.arange(3) + 0.2 * (place - 1.5)
        axes.bar(x, found.mean(axis=0), 0.18, color=colour, label="dense" if case == "dense" else f"sees {case}")
        axes.plot(np.tile(x, (len(found), 1)).T, found.T, "o", color=BLACK, markersize=3)
    axes.set(xticks=range(3), xticklabels=networks.KINDS, ylabel="correct (%)", ylim=(0, 103))
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def volume(X, y):
    """Show slices of two volumes."""
    chosen = [np.flatnonzero(y == label)[0] for label in (1, 0)]
    return _grid(X[chosen][:, ::2, :, :, 0], ["right", "left"], width=6.4, grey=True)
