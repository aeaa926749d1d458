"""The figures of this week: functions that return a matplotlib figure, and the lesson's sliders with their texts."""

import numpy as np
from landscapes import RecentMean, neuron_minimum, neuron_path, readings
from scipy.signal import lfilter, windows

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY, YELLOW
from helpers.widgets import slider

LOOKS = {
    "gd": (BLUE, "-", "o"),
    "momentum": (ORANGE, "--", "s"),
    "rmsprop": (GREEN, "-.", "^"),
    "adam": (PINK, ":", "D"),
}
NAMES = {"gd": "gradient descent", "momentum": "momentum", "rmsprop": "RMSprop", "adam": "Adam"}
STEEP = np.array([0.1, 2.0])  # how steep the valley of the figures is along its two axes

# ------------------------------------------------------------------------------------------------- walks in a valley


def _valley(axes, across=2.6, along=(-9.8, 3.5)):
    one, two = np.meshgrid(np.linspace(*along, 200), np.linspace(-across, across, 150))
    height = (STEEP[0] * one**2 + STEEP[1] * two**2) / 2
    axes.contourf(one, two, np.sqrt(height), 14, cmap="Greys", alpha=0.55)
    axes.plot(0, 0, "*", color=BLACK, markersize=13)
    axes.set(xlabel="$w$", ylabel="$b$", xlim=along, ylim=(-across, across))
    axes.grid(False)


def walks(paths, title=""):
    """Draw paths through the valley 0.05 w**2 + b**2 seen from above; paths, a dictionary from optimizer to (k, 2)."""
    figure, axes = plot.figure(width=7.4, height=3.4)
    _valley(axes)
    for name, path in paths.items():
        colour, dashes, marker = LOOKS[name]
        axes.plot(*np.transpose(path), dashes, color=colour, marker=marker, markersize=4.5, linewidth=1.6,
                  label=NAMES[name])  # fmt: skip
    axes.legend(loc="lower right", frameon=True)
    axes.set_title(title)
    return figure


def costs(curves, every=50, marks=()):
    """Draw the cost against the epoch; curves, a dictionary from label to list, one entry every so many epochs.

    marks, epochs to draw a line at.
    """
    figure, axes = plot.figure(width=7.4, height=3.3)
    for (label, values), colour, dashes in zip(
        curves.items(), (BLUE, ORANGE, GREEN, PINK, BLACK), ("-", "--", "-.", ":", "-")
    ):
        axes.plot(np.arange(len(values)) * every, values, dashes, color=colour, label=label)
    for mark in marks:
        axes.axvline(mark, color=GREY, linewidth=1, linestyle=":")
    axes.set(xlabel="epoch", ylabel="cost $J$", ylim=(0, None))
    axes.legend(loc="center right", frameon=True)
    return figure


def schedules(curves, scale="linear"):
    """Draw learning rates against the epoch; curves, a dictionary from label to list, one entry for every epoch."""
    figure, axes = plot.figure(width=7.4, height=3)
    for (label, values), colour, dashes in zip(curves.items(), (BLUE, ORANGE, GREEN, PINK), ("-", "--", "-.", ":")):
        axes.plot(values, dashes, color=colour, label=label)
    axes.set(xlabel="epoch", ylabel="learning rate", yscale=scale)
    axes.legend(loc="upper right", frameon=True)
    return figure


def noisy_derivatives(series, average, whole, beta):
    """Draw derivatives on mini-batches, their average and the derivative on all examples."""
    figure, axes = plot.figure(width=8, height=3.2)
    axes.plot(series, ".", color=GREY, markersize=4, label="on a mini-batch of 16")
    axes.plot(average, label=f"average, beta = {beta}")
    axes.axhline(whole, color=BLACK, linestyle="--", label="on all examples")
    axes.set(xlabel="mini-batch", ylabel="derivative for $W^{[1]}_{31}$", ylim=(-0.06, 0.14))
    axes.legend(loc="upper right", ncols=3, frameon=True, fontsize=8)
    return figure


def _walk(name, rate, steps=30, start=(-9.0, 2.0), beta=0.9, beta2=0.9, steep=STEEP):
    """Return the path (steps + 1, 2) of an optimizer through a valley; RMSprop with its average corrected."""
    path, velocity = [np.array(start)], np.zeros(2)
    mean, squares = RecentMean(beta), RecentMean(beta2)
    for _ in range(steps):
        gradient = steep * path[-1]
        velocity = beta * velocity + gradient  # adds up gradients: the same path with a rate smaller by 1 - beta
        size = np.sqrt(squares.add(gradient**2))
        along = {
            "gd": gradient,
            "momentum": (1 - beta) * velocity,
            "rmsprop": gradient / size,
            "adam": mean.add(gradient) / size,
        }[name]
        path.append(path[-1] - rate * along)
    return np.array(path)


def momentum(beta):
    """Show 30 updates of momentum with this beta in a narrow valley, with a rate too large for gradient descent."""
    path = _walk("momentum", 1.02, beta=beta)
    figure = walks({"momentum" if beta else "gd": path})
    away = np.linalg.norm(path[-1])
    figure.axes[0].set_title(f"beta = {beta:g}: after 30 updates {away:.1f} from the minimum")
    return figure


def rmsprop(name):
    """Show 32 updates of gradient descent or RMSprop in a narrow valley, and the two parts of each update."""
    path = _walk({"gradient descent": "gd", "RMSprop": "rmsprop"}[name], 0.95 if name != "RMSprop" else 0.4, 32)
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.3, gridspec_kw={"width_ratios": [1.7, 1]})
    _valley(left)
    colour, dashes, marker = LOOKS["rmsprop" if name == "RMSprop" else "gd"]
    left.plot(*path.T, dashes, color=colour, marker=marker, markersize=4.5, linewidth=1.6)
    left.set_title(f"{name}: at the end {np.linalg.norm(path[-1]):.2f} from the minimum")
    parts = np.abs(np.diff(path, axis=0))[:12]
    right.bar(np.arange(1, 13) - 0.2, parts[:, 0], 0.4, color=SKY, label="along, $w$")
    right.bar(
        np.arange(1, 13) + 0.2, parts[:, 1], 0.4, color=YELLOW, hatch="//", edgecolor="white", label="across, $b$"
    )
    right.set(xlabel="update", ylabel="size", ylim=(0, 4), title="its two parts")
    right.legend(loc="upper right")
    return figure


def scaled(factor):
    """Show three optimizers in the valley when its cost is multiplied by `factor`, their rates left as they are."""
    rates, paths, ends = {"gd": 0.9, "momentum": 0.9, "adam": 0.35}, {}, []
    for name, rate in rates.items():
        path = _walk(name, rate, steps=40, beta2=0.999, steep=STEEP * factor)
        outside = np.abs(path).max(axis=1) > 40
        paths[name] = path[: np.argmax(outside)] if outside.any() else path
        ends.append("diverged" if outside.any() else f"{np.linalg.norm(path[-1]):.1f}")
    return walks(paths, title=f"cost times {factor:g}; after 40 updates: " + ", ".join(ends))


# ------------------------------------------------------------------------------------------------------ mini-batches


def batch_size(size):
    """Show eight epochs of a linear neuron with two parameters: its path, and its cost on each mini-batch."""
    path, costs = neuron_path(size, 0.1, 8)
    x, y = readings()
    lowest = neuron_minimum()
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4)
    one, two = np.meshgrid(np.linspace(-1.6, 2.6, 60), np.linspace(-1.6, 2.1, 60))
    height = np.mean((one[..., None] * x[0] + two[..., None] - y) ** 2, axis=-1) / 2
    left.contourf(one, two, np.sqrt(height), 12, cmap="Greys", alpha=0.5)
    left.plot(*path.T, color=BLUE, linewidth=1, marker="o" if size > 32 else None, markersize=4)
    left.plot(*path[-1], "o", color=ORANGE, markersize=9, label="after 8 epochs")
    left.plot(*lowest, "*", color=BLACK, markersize=13, label="minimum")
    left.set(xlabel="$w$", ylabel="$b$", xlim=(-1.6, 2.6), ylim=(-1.6, 2.1))
    left.set_title(f"mini-batches of {size}: ends {np.linalg.norm(path[-1] - lowest):.2f} away")
    left.legend(loc="lower left", frameon=True)
    left.grid(False)
    right.plot(np.arange(1, len(costs) + 1), costs, color=BLUE, linewidth=1, marker="o" if len(costs) < 40 else None)
    right.set(xlabel="update", ylabel="cost of this mini-batch", yscale="log")
    right.set_title(f"{len(costs):,} updates in 8 epochs")
    return figure


# ---------------------------------------------------------------------------------------------------------- averages


def bicycles():
    """Return how many bicycles a counter on a bridge saw on each day of a year, in hundreds (365,)."""
    rng, day = np.random.default_rng(8), np.arange(365)
    season = 9 - 6 * np.cos(2 * np.pi * (day - 20) / 365)
    return np.clip(season + rng.normal(0, 2.2, 365) - 2.5 * (day % 7 >= 5), 0.3, None)


def _averages(values, beta):
    """Return the exponentially weighted averages, uncorrected: SciPy's filter with one pole."""
    return lfilter([1 - beta], [1, -beta], values)


def averages(beta):
    """Show the counts of a year and their exponentially weighted average, corrected."""
    counts = bicycles()
    smooth = _averages(counts, beta) / _averages(np.ones(365), beta)
    figure, axes = plot.figure(width=8.6, height=3.4)
    axes.plot(counts, ".", color=GREY, markersize=4, label="one day")
    axes.plot(smooth, color=ORANGE, label="weighted average")
    days = 1 / (1 - beta)
    axes.set(xlabel="day of the year", ylabel="bicycles, in hundreds", ylim=(0, 22))
    axes.set_title(f"beta = {beta:g}: an average over about {days:.0f} day{'s' if days > 1.5 else ''}")
    axes.legend(loc="upper right", frameon=True)
    return figure


def weights(beta):
    """Show how much each past day counts in the average, and where a third of the weight is left."""
    figure, axes = plot.figure(width=8.6, height=3.1)
    back = np.arange(61)
    axes.bar(back, (1 - beta) * beta**back, color=BLUE, width=0.8)
    days = 1 / (1 - beta)
    axes.axvline(days, color=ORANGE, linestyle="--")
    axes.axhline((1 - beta) * np.exp(-1), color=GREY, linestyle=":")
    axes.annotate(f" 1 / (1 - beta) = {days:.0f} days", (days, 0.75 * (1 - beta)), color=ORANGE, fontsize=11)
    axes.text(60, (1 - beta) * np.exp(-1), "1/e of the first weight", ha="right", va="bottom", color=GREY)
    inside = ((1 - beta) * beta**back)[: round(days)].sum()
    axes.set(xlabel="days back", ylabel="weight", title=f"beta = {beta:g}: the last {days:.0f} days hold {inside:.0%}")
    return figure


def corrected(beta=0.95):
    """Show the first 90 averages with and without the bias correction."""
    counts, t = bicycles()[:90], np.arange(1, 91)
    plain, sums = _averages(counts, beta), _averages(np.ones(90), beta)
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.3)
    left.plot(t, counts, ".", color=GREY, label="one day")
    left.plot(t, plain, "--", color=BLUE, label="as it is")
    left.plot(t, plain / sums, color=ORANGE, label="divided by $1 - \\beta^t$")
    left.set(xlabel="day $t$", ylabel="bicycles, in hundreds", title=f"beta = {beta:g}", ylim=(0, None))
    left.legend(loc="upper left", frameon=True)
    right.plot(t, sums, color=GREEN)
    right.set(xlabel="day $t$", ylabel="$1 - \\beta^t$", title="sum of the weights so far", ylim=(0, 1.05))
    return figure


# --------------------------------------------------------------------------------------------- decay, rough landscapes


def decay(kind):
    """Show 150 noisy updates with a constant or a falling learning rate, and the rate."""
    t = np.arange(150)
    rates = {
        "constant, large": np.full(150, 0.8),
        "constant, small": np.full(150, 0.03),
        "1 / (1 + 0.1 t)": 8 / (10 + t),
        "halved every 25 updates": 0.8 * 0.5 ** (t // 25),
        "cosine": 0.8 * windows.hann(301)[150:300],  # the falling half of a window of that shape
    }[kind]
    rng, point = np.random.default_rng(6), np.array([-3.4, 2.2])
    path = [point]
    for rate in rates:
        point = point - rate * (point * [0.5, 1.0] + 0.9 * rng.normal(size=2))
        path.append(point)
    path = np.array(path)
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4, gridspec_kw={"width_ratios": [1.35, 1]})
    one, two = np.meshgrid(np.linspace(-4, 3, 120), np.linspace(-2.6, 2.9, 120))
    left.contourf(one, two, np.hypot(one * 0.7, two), 12, cmap="Greys", alpha=0.5)
    left.plot(*path.T, color=BLUE, linewidth=0.9)
    left.plot(*path[-30:].T, ".", color=ORANGE, markersize=7, label="the last 30 points")
    left.plot(0, 0, "*", color=BLACK, markersize=13)
    left.set(xlabel="$w$", ylabel="$b$", xlim=(-4, 3), ylim=(-2.6, 2.9))
    left.set_title(f"last 30 points: {np.linalg.norm(path[-30:], axis=1).mean():.2f} away")
    left.legend(loc="lower right", frameon=True)
    left.grid(False)
    right.plot(rates, color=GREEN)
    right.set(xlabel="update", ylabel="learning rate", ylim=(0, 0.85), title=kind)
    return figure


def _hills(x):
    return 0.05 * x**2 + 0.9 * np.cos(2.2 * x) + 0.25 * x


def hills(start):
    """Show where gradient descent ends in a landscape of one parameter, from this start."""
    figure, axes = plot.figure(width=8, height=3.3)
    x = np.linspace(-5.5, 5.5, 400)
    axes.plot(x, _hills(x), color=GREY)
    path = [start]
    for _ in range(60):
        here = path[-1]
        path.append(here - 0.1 * (0.1 * here - 1.98 * np.sin(2.2 * here) + 0.25))
    path = np.array(path)
    axes.plot(path, _hills(path), "o-", color=BLUE, markersize=4, linewidth=1)
    axes.plot(path[0], _hills(path[0]), "s", color=ORANGE, markersize=9, label="start")
    axes.plot(path[-1], _hills(path[-1]), "*", color=BLACK, markersize=14, label="end")
    axes.set(xlabel="$w$", ylabel="cost $J$", title=f"from {start:g} to a cost of {_hills(path[-1]):.2f}")
    axes.legend(loc="upper center", ncols=2)
    return figure


def saddle(away):
    """Show gradient descent near the saddle of (w**2 - b**2) / 2 + b**4 / 20, started so far from its ridge."""
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4)
    one, two = np.meshgrid(np.linspace(-3, 3, 150), np.linspace(-4, 4, 150))
    left.contour(one, two, (one**2 - two**2) / 2 + two**4 / 20, 18, cmap="Greys", linewidths=0.9)
    point, path = np.array([2.6, away]), []
    for _ in range(151):
        path.append(point)
        point = point - 0.1 * np.array([point[0], -point[1] + point[1] ** 3 / 5])
    path = np.array(path)
    left.plot(*path.T, "o-", color=BLUE, markersize=3.5, linewidth=1)
    left.plot(*path[0], "s", color=ORANGE, markersize=9, label="start")
    left.plot(0, 0, "X", color=BLACK, markersize=9, label="saddle")
    left.set(xlabel="$w$", ylabel="$b$", title=f"start at $b$ = {away:g}")
    left.legend(loc="lower right", frameon=True)
    left.grid(False)
    cost = (path[:, 0] ** 2 - path[:, 1] ** 2) / 2 + path[:, 1] ** 4 / 20
    right.plot(cost, color=GREEN)
    right.set(xlabel="update", ylabel="cost $J$", ylim=(-1.6, 3.6), title="the plateau")
    return figure


# ------------------------------------------------------------------- what there is to see, for those who cannot see

ALTS = {
    "moons": "two half moons of points that reach into one another, blue dots (y = 1) and orange crosses (y = 0), with "
    "some overlap",
    "noisy": "Derivatives on mini-batches scatter widely around the dashed line of the derivative on all examples; the "
    "larger beta is, the closer their average stays to it.",
    "momentum": "Seen from above, a path through a long valley: back and forth over the walls without momentum, a "
    "swinging line into the middle with beta around 0.8, a slow wide arc at 0.98.",
    "walks": "Four paths through the valley: gradient descent in a zigzag between the walls, momentum and Adam in a "
    "swinging curve, RMSprop at first as far along as across, then straight along the bottom.",
    "boundaries": "gradient descent and momentum have one nearly straight decision boundary, about 72 % correct; "
    "RMSprop and Adam have one that curves around both moons, about 94 % correct",
    "costs": "the cost of gradient descent and momentum falls slowly and along the same line to about 0.55; that of "
    "RMSprop and Adam falls below 0.2 within about a thousand epochs",
    "schedules": "three learning rates against the epoch: the first falls to nothing at once, the second drops every "
    "thousand epochs, the third falls along a smooth S from 0.1 to 0",
    "decayed": "with step decay all three costs fall below 0.2 within a few hundred epochs; gradient descent with a "
    "constant 0.0007 is still above 0.55 after 3,000",
    "challenge": "on a logarithmic scale, three rising lines that flatten out between 15 and 30 and jump above 33 with "
    "the last update",
    "corrected": "left, the uncorrected average starts far below the counts and meets the corrected one after about 60 "
    "days; right, the sum of the weights rises from 0.05 to nearly 1",
}

# --------------------------------------------------------------------------------------------- the lesson's sliders

_METHODS = ["gradient descent", "RMSprop"]
_RULES = ["constant, large", "constant, small", "1 / (1 + 0.1 t)", "halved every 25 updates", "cosine"]
SLIDERS = {
    "batch_size": {
        "draw": batch_size,
        "name": "size of a mini-batch",
        "values": [1, 4, 16, 64, 256],
        "start": 16,
        "alt": "Left, the path to the minimum: a cloud around it for size 1, a slightly crooked line that arrives for "
        "16, a straight line that stops half-way for 256. Right, the cost of every mini-batch on a logarithmic scale: "
        "wildly jagged for 1, smooth for 256.",
    },
    "averages": {
        "draw": averages,
        "name": "beta",
        "values": [0.0, 0.5, 0.9, 0.95, 0.98],
        "start": 0.9,
        "shown": 4,
        "alt": "Daily counts of bicycles over a year and their average: jagged for a small beta, smooth for 0.9, "
        "smooth and late by six weeks for 0.98.",
    },
    "weights": {
        "draw": weights,
        "name": "beta",
        "values": [0.5, 0.8, 0.9, 0.95, 0.98],
        "start": 0.9,
        "alt": "Bars for the weight of each past day, smaller by the same factor from day to day; a dashed line marks "
        "1 / (1 - beta) days.",
    },
    "momentum": {
        "draw": momentum,
        "name": "beta",
        "values": [0.0, 0.5, 0.8, 0.9, 0.98],
        "start": 0.5,
        "shown": 4,
        "alt": "A path through a narrow valley seen from above: growing zigzags without momentum, a calm line to the "
        "middle with 0.5, wide swings with 0.9, a slow arc with 0.98.",
    },
    "rmsprop": {
        "draw": rmsprop,
        "name": "updates of",
        "values": _METHODS,
        "start": _METHODS[0],
        "shown": 2,
        "alt": "Gradient descent zigzags, at first with updates that are four times as large across as along; RMSprop "
        "moves as far along as across, then along the bottom in even updates.",
    },
    "scaled": {
        "draw": scaled,
        "name": "cost times",
        "values": [0.01, 0.1, 1, 3, 100],
        "start": 1,
        "shown": 5,
        "alt": "Three paths through the valley: gradient descent and momentum hardly move when the cost is multiplied "
        "by 0.01; at 3 gradient descent diverges and momentum swings, but converges; at 100 both diverge. The path of "
        "Adam is always the same.",
    },
    "decay": {
        "draw": decay,
        "name": "learning rate",
        "values": _RULES,
        "start": _RULES[0],
        "shown": 5,
        "alt": "Left, a path of 150 noisy updates and its last 30 points: scattered widely around the minimum for a "
        "large rate, not yet there for a small one, close around it for the three falling rates. Right, the rate.",
    },
    "hills": {
        "draw": hills,
        "name": "start",
        "values": [-5, -3, -1, 0.5, 2, 3.5, 5],
        "start": 2,
        "alt": "A hilly curve with four local minima of different depth; from every start the path ends in the nearest "
        "one downhill.",
    },
    "saddle": {
        "draw": saddle,
        "name": "start away from the ridge by",
        "values": [0, 1e-6, 0.001, 0.01, 0.3],
        "start": 0.01,
        "shown": 4,
        "alt": "Left, a path that runs to the saddle and turns off sideways; right, its cost, with a plateau that is "
        "the longer the nearer to the ridge it started, endless for 0.",
    },
}


def show(which):
    """Show one of the lesson's sliders."""
    slider(**SLIDERS[which])
