"""The figures of this week: every function returns a matplotlib figure for `plot.show` or `slider`."""

import itertools
from functools import lru_cache

import norm_network
import numpy as np
from scipy.signal import lfilter
from scipy.special import expit, log_softmax, softmax
from scipy.stats import loguniform, uniform, zscore
from sklearn.datasets import make_blobs, make_moons
from sklearn.linear_model import LogisticRegression

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY, YELLOW

# ------------------------------------------------------------------------------------------------ lesson: the search


def _lesson_score(rate, memory):
    """Return a made-up accuracy: `rate`, the logarithm of the learning rate, matters much, `memory` little."""
    return 0.96 - 0.42 * (1 - np.exp(-((rate + 1.75) ** 2) / 0.5)) - 0.03 * (memory - 0.6) ** 2


def _lesson_landscape(axes):
    rate, memory = np.meshgrid(np.linspace(-4, 0, 160), np.linspace(0, 1, 60))
    axes.contourf(rate, memory, _lesson_score(rate, memory), 12, cmap="Greys_r", alpha=0.55)
    axes.set(xlim=(-4, 0), ylim=(-0.12, 1), xlabel="learning rate", xticks=range(-4, 1), yticks=[])
    axes.set_xticklabels([f"$10^{{{power}}}$" for power in range(-4, 1)])
    axes.grid(False)


LESSON_GRID_ALT = (
    "Two maps on which brightness, the accuracy, depends on the learning rate nearly alone. Left, a grid in which many "
    "trainings share a learning rate; right, random places, each with its own learning rate."
)


def lesson_grid_and_random(count):
    """Show so many trainings on a grid and at random places, and how many learning rates each has tried."""
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.6)
    side = round(count**0.5)
    steps = (np.arange(side) + 0.5) / side
    grid = np.array([(4 * one - 4, two) for one in steps for two in steps])
    drawn = np.random.default_rng(5).random((count, 2)) * [4, 1] - [4, 0]
    for axes, points, name in ((left, grid, "grid"), (right, drawn, "random")):
        _lesson_landscape(axes)
        axes.plot(*points.T, "o", color=BLUE, markersize=6, markeredgecolor="white")
        axes.plot(points[:, 0], np.full(count, -0.07), "|", color=ORANGE, markersize=12, markeredgewidth=2)
        scores = _lesson_score(*points.T)
        axes.plot(*points[scores.argmax()], "*", color=ORANGE, markersize=16, markeredgecolor=BLACK)
        rates = len(np.unique(points[:, 0].round(9)))
        axes.set_title(f"{name}: {rates} learning rates, best {scores.max():.3f}")
    left.set_ylabel("a setting that matters little")
    return figure


def lesson_many_maps(count, maps=1000):
    """Return the best scores of grid and random search with so many trainings, on maps with the best place anywhere."""
    rng, steps = np.random.default_rng(0), (np.arange(round(count**0.5)) + 0.5) / round(count**0.5)
    grid = np.array([(one, two) for one in steps for two in steps])
    best = []
    for _ in range(maps):
        shift = rng.random(2) * [4, 1] - [2.25, 0.6]  # of a best place at (-1.75, 0.6)
        searches = (grid, rng.random((count, 2)))
        best.append([_lesson_score(*(one * [4, 1] - [4, 0] - shift).T).max() for one in searches])
    return np.array(best).T


LESSON_ROUNDS_ALT = (
    "A map of settings with nine random trainings in the first round; in rounds two and three nine more each, in "
    "smaller and smaller boxes around the best ones, and the best accuracy rises from round to round."
)


def _lesson_box(points, scores):
    """Return the corners of a box around the best three, with room to spare."""
    chosen = points[scores >= np.partition(scores, -3)[-3]]
    wider = 0.25 * np.ptp(chosen, axis=0)
    return np.clip([chosen.min(0) - wider, chosen.max(0) + wider], [-4, 0], [0, 1])


def lesson_many_searches(searches=1000):
    """Return the best scores of 27 trainings in three rounds, and of 27 at random."""
    best = {"3 times 9": [], "27 at once": []}
    for seed in range(searches):
        rng, (low, high), highest = np.random.default_rng(seed), ([-4.0, 0.0], [0.0, 1.0]), 0
        for _ in range(3):
            points = low + rng.random((9, 2)) * np.subtract(high, low)
            scores = _lesson_score(*points.T)
            highest, (low, high) = max(highest, scores.max()), _lesson_box(points, scores)
        best["3 times 9"].append(highest)
        best["27 at once"].append(_lesson_score(*(rng.random((27, 2)) * [4, 1] - [4, 0]).T).max())
    return best


def lesson_rounds(last):
    """Show a search from coarse to fine up to round `last`: 9 trainings each, in a box around the best three before."""
    figure, axes = plot.figure(width=7.4, height=3.7)
    _lesson_landscape(axes)
    rng, low, high = np.random.default_rng(4), np.array([-4.0, 0.0]), np.array([0.0, 1.0])
    best = 0
    for number, (colour, marker) in enumerate(((BLUE, "o"), (ORANGE, "s"), (GREEN, "^")), 1):
        points = low + rng.random((9, 2)) * (high - low)
        if number <= last:
            corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]], low])
            axes.plot(*corners.T, "--", color=colour, linewidth=1.5)
            axes.plot(*points.T, marker, color=colour, markersize=7, markeredgecolor="white", label=f"round {number}")
            best = max(best, _lesson_score(*points.T).max())
        scores = _lesson_score(*points.T)
        low, high = _lesson_box(points, scores)
    axes.set(title=f"{9 * last} trainings, best {best:.4f}", ylabel="a setting that matters little")
    axes.legend(loc="lower right", frameon=True)
    return figure


LESSON_SCALE_ALT = (
    "400 learning rates between 0.0001 and 1. On a linear scale about 90 % lie between 0.1 and 1; on a logarithmic one "
    "each power of ten has about a quarter."
)


def lesson_scale(scale):
    """Show 400 learning rates between 0.0001 and 1, drawn on a linear or on a logarithmic scale, by power of ten."""
    share = np.random.default_rng(0).random(400)
    rates = (uniform(1e-4, 1 - 1e-4) if scale == "linear" else loguniform(1e-4, 1)).ppf(share)
    figure, (top, bottom) = plot.figure(2, 1, width=7.4, height=4, gridspec_kw={"height_ratios": [1, 2]}, sharex=True)
    top.plot(np.log10(rates), np.random.default_rng(1).random(400), ".", color=BLUE, markersize=4)
    top.set(yticks=[], ylim=(-0.1, 1.1), title=f"400 learning rates, drawn on a {scale} scale")
    shares = np.histogram(np.log10(rates), [-4, -3, -2, -1, 0.001])[0] / 4
    bottom.bar(np.arange(-3.5, 0), shares, width=0.9, color=SKY, edgecolor=BLUE)
    for place, number in zip(np.arange(-3.5, 0), shares):
        bottom.text(place, number + 3, f"{number:.0f} %", ha="center")
    bottom.set(xlabel="learning rate", ylabel="share in %", ylim=(0, 110), xticks=range(-4, 1))
    bottom.set_xticklabels(["0.0001", "0.001", "0.01", "0.1", "1"])
    bottom.grid(axis="x")
    return figure


LESSON_MEMORY_ALT = (
    "left, nine even steps of beta from 0.9 to 0.999: eight of them average over fewer than 100 updates; right, nine "
    "even steps of the logarithm of 1 - beta lie evenly along the line from 10 to 1,000"
)


def lesson_memory():
    """Show over how many updates momentum averages: against beta, and against 1 - beta on a logarithmic scale."""
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.3, sharey=True)
    beta = 1 - np.geomspace(0.1, 0.001, 200)
    even, wise = np.linspace(0.9, 0.999, 9), 1 - np.geomspace(0.1, 0.001, 9)
    left.plot(beta, 1 / (1 - beta), color=BLUE)
    left.plot(even, 1 / (1 - even), "o", color=ORANGE, label="nine even steps of beta")
    left.set(xlabel="beta", ylabel="averaging window, 1 / (1 - beta)", yscale="log", title="linear scale")
    right.plot(1 - beta, 1 / (1 - beta), color=BLUE)
    right.plot(1 - wise, 1 / (1 - wise), "s", color=GREEN, label="nine even steps of log(1 - beta)")
    right.set(xlabel="1 - beta", xscale="log", title="logarithmic scale of 1 - beta")
    right.invert_xaxis()
    left.legend(loc="upper left")
    right.legend(loc="upper left")
    return figure


LESSON_STRATEGIES_ALT = (
    "left, a sketch of the dev cost of one training over 14 days, with notes where the rate was raised, raised too "
    "far, and taken back; right, a sketch of twelve cost curves side by side, the lowest one marked as kept"
)


def lesson_strategies():
    """Show one training that is looked after for two weeks, and twelve side by side."""
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.5, sharey=True)
    days, cost = np.linspace(0, 14, 200), []
    level, speed = 2.4, 0.12
    for day in days:
        speed = {True: 0.12, 3 <= day < 6: 0.3, 6 <= day < 7: -0.35, day >= 7: 0.22}[True]
        level -= speed * (level - 0.35) * (days[1] - days[0])
        cost.append(level)
    left.plot(days, cost, color=BLUE)
    for day, text, up in ((3, "rate\nup", 0.45), (6, "too\nfar", 0.5), (7, "back to\nday 5", 0.75)):
        place = np.interp(day, days, cost)
        left.annotate(text, (day, place), (day + 0.3, place + up), color=ORANGE, fontsize=9,
                      arrowprops={"arrowstyle": "->", "color": ORANGE})  # fmt: skip
    left.set(xlabel="day", ylabel="cost on the dev set", title="one training, looked after (a sketch)", ylim=(0, 3.1))
    rng, days = np.random.default_rng(4), np.linspace(0, 2, 60)
    ends, speeds = rng.uniform(0.3, 1.8, 12), rng.uniform(0.8, 4, 12)
    for place, (end, speed) in enumerate(zip(ends, speeds)):
        best = place == ends.argmin()
        right.plot(days, end + (2.4 - end) * np.exp(-speed * days), color=ORANGE if best else GREY,
                   linewidth=3 if best else 1)  # fmt: skip
    right.text(2, ends.min() - 0.05, "kept", color=ORANGE, ha="right", va="top")
    right.set(xlabel="day", title="twelve trainings at once (a sketch)")
    return figure


# ------------------------------------------------------------------------------------ lesson: batch normalization


LESSON_SHIFTED_ALT = (
    "Grey, the pre-activations of a unit around 6, where the sigmoid saturates; blue, the same after normalization, "
    "around beta with the standard deviation gamma."
)


def lesson_shifted(kind):
    """Show the pre-activations of one unit before and after normalization, scale and shift, under a sigmoid."""
    gamma, beta = {"gamma 1, beta 0": (1, 0), "gamma 3, beta 0": (3, 0), "gamma 0.4, beta 0": (0.4, 0),
                   "gamma 1, beta -4": (1, -4)}[kind]  # fmt: skip
    z = np.random.default_rng(7).normal(6, 2.5, 2000)
    figure, axes = plot.figure(width=7.4, height=3.5)
    edges = np.linspace(-12, 16, 85)
    axes.hist(z, edges, density=True, color=GREY, alpha=0.45, label="as it comes in")
    axes.hist(gamma * zscore(z) + beta, edges, density=True, color=BLUE, alpha=0.65, label="normalized, " + kind)
    line = np.linspace(-12, 16, 300)
    axes.plot(line, expit(line), color=ORANGE, label="sigmoid")
    axes.set(xlabel="$z$ of one unit", ylabel="how frequent; sigmoid", ylim=(0, 1.1), title=kind)
    axes.legend(loc="upper right", frameon=True, fontsize=9)
    return figure


LAYERS = (2, 5, 5, 5, 1)


def _lesson_forward(flat, X, normalize):
    """Return the logits (..., 1, m) of the network with the parameters `flat` (..., count), biases after the norm."""
    A, place = X, 0
    for layer, (before, units) in enumerate(itertools.pairwise(LAYERS)):
        W = flat[..., place : place + units * before].reshape(*flat.shape[:-1], units, before)
        b = flat[..., place + units * before : place + units * (before + 1)][..., None]
        place += units * (before + 1)
        Z = W @ A
        if layer < len(LAYERS) - 2:
            Z = np.nan_to_num(zscore(Z, axis=-1)) if normalize else Z
            A = np.maximum(0, Z + b)
    return Z + b


@lru_cache
def _lesson_costs(factor, normalize, steps=100, rate=0.3, seed=4):
    """Return the costs of a training whose initial weights are `factor` times as large as He's."""
    X, Y = make_moons(64, noise=0.15, random_state=2)
    X = zscore(X, axis=0).T
    rng = np.random.default_rng(seed)
    flat = np.hstack([
        part for before, units in itertools.pairwise(LAYERS)
        for part in (factor * rng.normal(size=units * before) * (2 / before) ** 0.5, np.zeros(units))
    ])  # fmt: skip
    shifts, costs = np.vstack([np.zeros(flat.size), 1e-6 * np.eye(flat.size)]), []
    for _ in range(steps):
        with np.errstate(all="ignore"):
            Z = _lesson_forward(flat + shifts, X, normalize)[:, 0]
            cost = (np.logaddexp(0, Z) - Y * Z).mean(axis=-1)
        costs.append(cost[0])
        flat = flat - rate * np.clip(np.nan_to_num((cost[1:] - cost[0]) / 1e-6), -1e3, 1e3)
    return np.array(costs)


def lesson_best_rate(factor, normalize):
    """Return the best of three learning rates, and the last cost with it: the median of three initializations."""
    ends = {
        rate: np.median(
            np.nan_to_num([_lesson_costs(factor, normalize, 100, rate, seed)[-1] for seed in (4, 5, 6)], nan=9)
        )
        for rate in (0.1, 1.0, 3.0)
    }
    return min(ends.items(), key=lambda pair: pair[1])


LESSON_STARTS_ALT = (
    "Two curves of cost against update: with batch norm the cost falls for every initialization; without it, it stays "
    "at 0.69 for factors of 0.1 and 10, and for 10 it starts far off the scale."
)


def lesson_starts(factor):
    """Show the cost of one network with and without normalization, with initial weights `factor` times as large."""
    figure, axes = plot.figure(width=7.4, height=3.4)
    for normalize, colour, dashes, name in ((False, ORANGE, "--", "without"), (True, BLUE, "-", "with")):
        cost = _lesson_costs(factor, normalize)
        axes.plot(cost, dashes, color=colour, label=f"{name} batch norm")
        if cost.max() > 1.5:
            note = f"{name} batch norm: up to {cost.max():.2g}, off the scale"
            axes.text(8, 1.3 - 0.15 * normalize, note, color=colour)
    axes.set(xlabel="update", ylabel="cost $J$", ylim=(0, 1.5), title=f"initial weights: {factor:g} times He's")
    axes.legend(loc="upper right", frameon=True)
    return figure


LESSON_RUNNING_ALT = (
    "The means of a unit in 150 mini-batches scatter around a curve that rises from 0.5 to 3; the running average is "
    "jagged for a momentum of 0.5, close for 0.9, and far too low for 0.99."
)


def lesson_running(momentum):
    """Show the means of one unit in 150 mini-batches and their exponentially weighted average."""
    rng = np.random.default_rng(6)
    steps = np.arange(150)
    true = 3 - 2.5 * np.exp(-steps / 25)
    means = true + 0.5 * rng.normal(size=150)
    figure, axes = plot.figure(width=7.4, height=3.4)
    axes.plot(steps, means, ".", color=GREY, label="mean in a mini-batch of 16")
    axes.plot(steps, true, ":", color=BLACK, label="mean over all examples")
    axes.plot(steps, lfilter([1 - momentum], [1, -momentum], means), color=BLUE, label="running average")
    axes.set(xlabel="update", ylabel="$\\mu$ of one unit", ylim=(-1, 4.6), title=f"momentum of the layer: {momentum:g}")
    axes.legend(loc="lower right", frameon=True)
    return figure


# --------------------------------------------------------------------------------------------------- lesson: softmax


LESSON_BOUNDARIES_ALT = (
    "Groups of points around the middle, as many as there are classes; the regions of the classes meet in straight "
    "decision boundaries."
)


def lesson_boundaries(classes):
    """Show the regions of a softmax regression between so many groups of points."""
    X, y = make_blobs(60 * classes, centers=_ring(classes), cluster_std=0.75, random_state=3)
    fitted = LogisticRegression(max_iter=500).fit(X, y)
    figure, axes = plot.figure(width=5.6, height=4)
    one, two = np.meshgrid(np.linspace(-5.5, 5.5, 250), np.linspace(-4.6, 4.6, 200))
    region = fitted.predict(np.column_stack([one.ravel(), two.ravel()])).reshape(one.shape)
    colours = [BLUE, ORANGE, GREEN, PINK, YELLOW, SKY][:classes]
    axes.contourf(one, two, region, np.arange(classes + 1) - 0.5, colors=colours, alpha=0.22)
    axes.contour(one, two, region, np.arange(classes - 1) + 0.5, colors="black", linewidths=1)
    for label, (colour, marker) in enumerate(zip(colours, "os^Dvp")):
        axes.plot(*X[y == label].T, marker, color=colour, markersize=4)
    axes.set(xlabel="$x_1$", ylabel="$x_2$", title=f"{classes} classes")
    axes.grid(False)
    return figure


def _ring(classes):
    angle = 2 * np.pi * np.arange(classes) / classes + 0.4
    return 2.9 * np.column_stack([np.cos(angle), 0.85 * np.sin(angle)])


CLASSES = ["cat", "dog", "hen", "fox"]


def _bars(axes, values, colour, title, form="{:.2f}"):
    axes.bar(CLASSES, values, color=colour, width=0.7)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    room = 0.04 * (max(values.max(), 0) - min(values.min(), 0))
    for place, number in enumerate(values):
        axes.text(place, max(number, 0) + room, form.format(number), ha="center", fontsize=9)
    axes.margins(y=0.15)
    axes.set_title(title)
    axes.grid(axis="x")


LESSON_SOFTMAX_ALT = (
    "Three bar charts for cat, dog, hen and fox: the logits z, their exponentials, and these divided by their sum; as "
    "z of cat grows, its share goes from 0.08 to 0.93."
)


def lesson_softmax(first):
    """Show what softmax makes of the numbers (first, 1, 0, -1): exponentials, then shares."""
    z = np.array([first, 1, 0, -1.0])
    figure, (left, middle, right) = plot.figure(1, 3, width=9.4, height=3)
    _bars(left, z, GREY, "$z$", "{:g}")
    _bars(middle, np.exp(z), SKY, "$e^z$")
    _bars(right, softmax(z), BLUE, "softmax: $e^z$ / sum")
    left.set_ylim(-1.5, 5.8)
    right.set_ylim(0, 1.15)
    return figure


LESSON_GRADIENT_ALT = (
    "Bars for the prediction, the label and their difference, the gradient: large and negative for dog while its z is "
    "low, near zero for all once it is 6."
)


def lesson_gradient(true_one):
    """Show prediction, label and gradient of one example whose class is dog, with z = (2, true_one, 0, -1)."""
    z, y = np.array([2, true_one, 0, -1.0]), np.array([0, 1, 0, 0.0])
    figure, (left, middle, right) = plot.figure(1, 3, width=9.4, height=3, sharey=True)
    _bars(left, softmax(z), BLUE, "prediction $\\hat{y}$")
    _bars(middle, y, GREY, "label $y$", "{:g}")
    _bars(right, softmax(z) - y, ORANGE, "gradient $dz = \\hat{y} - y$")
    left.set(ylim=(-1.1, 1.2), ylabel=f"loss {-log_softmax(z)[1]:.2f}")
    return figure


# ------------------------------------------------------------------------------------------------ tuning: the search

TUNING_LOOKS = ((GREY, "X"), (ORANGE, "s"), (BLUE, "o"), (GREEN, "^"), (PINK, "D"))


TUNING_SEARCHES_ALT = (
    "dev accuracy against learning rate: the linear grid has rates above 10 only, and most of its trainings score low "
    "or not at all; the grid has three rates; the random settings show a hump whose top lies near a rate of 1"
)
TUNING_ROUNDS_ALT = (
    "dev accuracy against learning rate for three rounds: the first is spread over six powers of ten, the second and "
    "third cluster around the top of the hump"
)


def tuning_map(searches, low=1e-4, high=1e2):
    """Draw the dev accuracy against the learning rate; searches, from a label to a list of (settings, score)."""
    figure, axes = plot.figure(width=7.8, height=3.6)
    for (label, tried), (colour, marker) in zip(searches.items(), TUNING_LOOKS):
        rates = [settings["learning_rate"] for settings, _ in tried]
        axes.plot(rates, np.nan_to_num([score for _, score in tried]), marker, color=colour, markersize=6,
                  markeredgecolor="white", label=label)  # fmt: skip
    axes.set(xscale="log", xlim=(low, high), ylim=(-0.04, 1.02), xlabel="learning rate",
             ylabel="dev accuracy (0: no score)")  # fmt: skip
    axes.legend(loc="upper left", frameon=True, fontsize=9)
    return figure


TUNING_PLACES_ALT = (
    "on logarithmic axes of learning rate and 1 - beta, the grid is nine places with three sizes each, the random "
    "settings are 27 different places"
)


def tuning_places(points):
    """Draw where settings lie: learning rate against 1 - beta; the size of a marker grows with the hidden units."""
    figure, axes = plot.figure(width=7, height=3.5)
    for (label, chosen), (colour, marker) in zip(points.items(), TUNING_LOOKS[1:]):
        axes.scatter([one["learning_rate"] for one in chosen], [1 - one["beta"] for one in chosen],
                     [10 + 2 * one["hidden"] for one in chosen], color=colour, marker=marker, alpha=0.7,
                     label=label)  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="learning rate", ylabel="1 - beta")
    axes.legend(loc="upper left", frameon=True, fontsize=9)
    return figure


def _tuning_costs(axes, one):
    axes.plot(one.train_costs, color=BLUE, label="train")
    axes.plot(one.dev_costs, "--", color=ORANGE, label="dev")


TUNING_CURVES_ALT = (
    "five pairs of learning curves on a logarithmic scale of the cost: A falls slowly and stays above the target; B "
    "jumps to costs above 30 at once; C has a falling training cost and a dev cost that falls and then rises; D falls "
    "steadily but stays above the target; E falls far below it, with a flat dev cost"
)


def tuning_curves(trainings, target):
    """Draw the train and dev costs of several trainings side by side; trainings, from a label to a `Training`."""
    count = len(trainings)
    figure, row = plot.figure(1, count, width=2.35 * count + 0.3, height=2.9, sharey=True, squeeze=False)
    for place, (axes, (label, one)) in enumerate(zip(row[0], trainings.items())):
        with np.errstate(all="ignore"):
            _tuning_costs(axes, one)
        axes.axhline(target, color=GREY, linestyle=":", label="target")
        axes.set(title=label, xlabel="epoch", yscale="log", xlim=(-2, len(one.train_costs) + 1))
        lost = int(np.sum(~np.isfinite(one.train_costs)))
        if lost:
            axes.text(0.5, 0.04, f"{lost} costs are not finite", transform=axes.transAxes, ha="center", fontsize=8)
        if place == 0:
            axes.set_ylabel("cost (logarithmic)")
            axes.legend(loc="upper right", fontsize=8, frameon=True)
    return figure


TUNING_STOP_ALT = (
    "the dev cost falls to its lowest value, marked by a star, and rises from there on; a line marks the stop five "
    "epochs later; the training cost goes on falling"
)


def tuning_stop(one, best, last):
    """Draw the dev cost of a training that was stopped after epoch `last`, and what would have come."""
    figure, axes = plot.figure(width=7.4, height=3.3)
    costs = np.array(one.dev_costs)
    axes.plot(one.train_costs, color=BLUE, label="train")
    axes.plot(costs[: last + 1], "--", color=ORANGE, label="dev")
    axes.plot(np.arange(last, len(costs)), costs[last:], ":", color=GREY, label="dev, had it gone on")
    axes.plot(best, costs[best], "*", color=BLACK, markersize=14, label=f"best: epoch {best}")
    axes.axvline(last, color=GREY, linewidth=1)
    axes.text(last + 0.5, 2.1, f"stopped after epoch {last}", color=GREY)
    axes.set(xlabel="epoch", ylabel="cost", ylim=(0, 3.7))
    axes.legend(loc="upper right", frameon=True, fontsize=9)
    return figure


TUNING_RATES_ALT = (
    "Learning curves of 12 epochs: a slow descent for small rates, a quick one between 0.1 and 1, jumps and high costs "
    "above 3; the scale of the cost is logarithmic."
)


def tuning_one(one, title):
    """Draw the costs of one training."""
    figure, axes = plot.figure(width=6.4, height=3.2)
    _tuning_costs(axes, one)
    axes.set(title=title, xlabel="epoch", ylabel="cost (logarithmic)", yscale="log")
    axes.legend(loc="upper right")
    return figure


# ----------------------------------------------------------------------------------------------- batch normalization

NORM_SIZES = [64, 30, 30, 30, 30, 30, 10]


def norm_signal(scale, X, batch_norm_forward=None):
    """Draw the size of Z in every layer of a fresh network, without batch normalization and, if given, with it."""
    parameters, _ = norm_network.initialize_parameters(NORM_SIZES, scale)
    figure, axes = plot.figure(width=6.6, height=3)
    ways = {"without normalization": None, "with batch normalization": batch_norm_forward}
    for (label, normalize), mark in zip(ways.items(), ("o-", "s--")):
        if label.startswith("with ") and normalize is None:
            continue
        A, sizes = X, []
        for layer in range(1, len(NORM_SIZES) - 1):
            Z = parameters[f"W{layer}"] @ A
            if normalize:
                Z, _ = normalize(Z, parameters[f"gamma{layer}"], parameters[f"beta{layer}"])
            sizes.append(np.sqrt(np.mean(Z**2)))
            A = norm_network.relu(Z)
        axes.semilogy(range(1, len(sizes) + 1), sizes, mark, label=label, color=ORANGE if normalize is None else BLUE)
    axes.set(xlabel="hidden layer", ylabel="root mean square of Z", ylim=(1e-5, 1e6), xticks=range(1, 6))
    axes.set_title(f"weights of {scale:g} times He's size")
    axes.legend(loc="upper left")
    return figure


def norm_costs(curves, alt):
    """Show the cost against the epoch; curves, a dictionary from label to costs."""
    figure, axes = plot.figure(width=6.6, height=3.1)
    for (label, costs), mark in zip(curves.items(), ("o-", "s--")):
        colour = BLUE if label.startswith("with ") else GREEN if label.startswith("1 ") else ORANGE
        axes.plot(range(1, len(costs) + 1), costs, mark, label=label, markersize=5, color=colour)
    axes.axhline(np.log(10), color=GREY, linewidth=1)
    axes.text(len(costs), np.log(10) + 0.15, "guessing: log 10", color=GREY, ha="right", fontsize=9)
    axes.set(xlabel="epoch", ylabel="cost", ylim=(0, 2.9))
    axes.legend(loc="center right", fontsize=9)
    plot.show(figure, alt=alt)


def norm_table(without, normed, rates, rows):
    """Show validation accuracies (rows, rates) of networks without and with batch normalization as two tables."""
    figure, pair = plot.figure(1, 2, width=11.5, height=3, sharey=True)
    for axes, title, table in zip(pair, ("without", "with batch normalization"), (without, normed)):
        axes.imshow(table, vmin=0, vmax=1.8, cmap="Blues", aspect="auto")
        for (i, j), share in np.ndenumerate(table):
            axes.text(j, i, f"{share:.0%}", ha="center", va="center", color=BLACK, fontsize=11)
        axes.set(title=title, xlabel="learning rate")
        axes.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
        axes.set_yticks(range(len(rows)), rows)
        axes.grid(False)
    plot.show(
        figure,
        alt="Two tables of validation accuracies, four networks by seven learning rates. Without normalization only "
        "five layers with weights of He's size learn well, best at the rates 0.1 and 0.3; 0.3 times that size stays "
        "near guessing at every rate, 3 times gets about half right at the smallest rate, 0.001, and hardly any at "
        "larger ones, and twenty layers reach about half. With normalization all five-layer networks reach over 90 % "
        "at some rate, also at 1 and 3, and twenty layers about 80 %.",
    )


# ---------------------------------------------------------------------------------------------- TensorFlow introduction


def flow_slope(places, values, slopes):
    """Show a function and its derivative, one above the other."""
    figure, (above, below) = plot.figure(2, 1, width=6.6, height=4, sharex=True)
    above.plot(places, values, color=BLUE)
    below.plot(places, slopes, "--", color=ORANGE)
    below.axhline(0, color=GREY, linewidth=1)
    above.set(ylabel="f(x)", title="a function and its derivative")
    below.set(xlabel="x", ylabel="df/dx")
    plot.show(
        figure,
        alt="A wavy curve and below it its derivative, which is zero wherever the curve has a maximum or a minimum.",
    )


def flow_training(costs, train_acc, test_acc):
    """Show the costs of every epoch and the accuracies of every tenth."""
    figure, (left, right) = plot.figure(1, 2, width=8.4, height=3)
    left.plot(range(1, len(costs) + 1), costs, color=BLUE)
    left.set(xlabel="epoch", ylabel="cost", ylim=(0, None))
    epochs = range(10, 10 * len(train_acc) + 1, 10)
    right.plot(epochs, train_acc, "o-", color=BLUE, label="training set")
    right.plot(epochs, test_acc, "s--", color=ORANGE, label="test set")
    right.axhline(1 / 6, color=GREY, linewidth=1)
    right.text(10, 1 / 6 + 0.02, "guessing", color=GREY, fontsize=9)
    right.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.02))
    right.legend(loc="lower right", bbox_to_anchor=(1, 0.22))
    plot.show(
        figure,
        alt="Left the cost, which falls from about 1.8 to below 0.4 in 40 epochs; right the accuracies: training "
        "reaches about 90 % or more, test levels off around 70 %.",
    )


def flow_fooled(before, after, predicted, now, shown=(0, 1, 2, 3)):
    """Show pictures, what was made of them, and ten times the difference; before, after (12288, m), from -1 to 1."""
    rows = [np.asarray(before), np.asarray(after), 10 * (np.asarray(after) - np.asarray(before))]
    figure, grid = plot.figure(3, len(shown), width=1.9 * len(shown), height=5.8)
    for row, (pixels, texts) in enumerate(zip(rows, (predicted, now, None))):
        for axes, k in zip(grid[row], shown):
            axes.imshow((pixels[:, k].reshape(64, 64, 3).clip(-1, 1) + 1) / 2)
            axes.set_title("difference, × 10" if texts is None else f"predicted: {texts[k]}", fontsize=10)
            plot.blank(axes)
    plot.show(
        figure,
        alt="Four hands; below each the changed picture, which looks the same and is classified as another number; "
        "below that the difference, ten times as strong.",
    )


# --------------------------------------------------------------------------------------------------------------- Keras


def keras_history(history, rates=None):
    """Draw loss and accuracy by epoch, and the learning rates if there are any; return the figure and what it shows."""
    figure, row = plot.figure(1, 3 if rates else 2, width=9.6 if rates else 8.4, height=3)
    epochs, best = range(1, len(history["loss"]) + 1), int(np.argmin(history["val_loss"]))
    for axes, name in zip(row, ("loss", "accuracy")):
        axes.plot(epochs, history[name], "-", color=BLUE, label="training, while it learns")
        axes.plot(epochs, history[f"val_{name}"], "--", color=ORANGE, label="validation, after the epoch")
        axes.plot(best + 1, history[f"val_{name}"][best], "o", color=BLACK, label="lowest validation loss")
        axes.set(xlabel="epoch", ylabel=name, ylim=(0, None) if name == "loss" else (0, 1.02))
    row[0].legend(fontsize=8, loc="upper right")
    if rates:
        row[2].plot(epochs, rates, "-", color=GREEN)
        row[2].set(xlabel="epoch", ylabel="learning rate", ylim=(0, None))
    return figure, (
        f"loss and accuracy{', and the learning rate,' * bool(rates)} by epoch for the training set and the validation "
        "set; they level off, and the epoch with the lowest validation loss is marked"
    )
