"""The figures of this week: every function returns a matplotlib figure for `plot.show` or `slider`."""

import numpy as np
from scipy.signal import lfilter, windows
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer
from sklearn.utils import gen_batches

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK

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


def _walk(name, rate, steps=30, start=(-9.0, 2.0), beta=0.9, beta2=0.9, steep=STEEP, noise=0.0):
    """Return the path (steps + 1, 2) of one of scikit-learn's optimizers through a valley."""
    point, rng = np.array(start, dtype=float), np.random.default_rng(4)
    if name in ("gd", "momentum"):
        beta = beta if name == "momentum" else 0.0
        # Its velocity adds up slopes; ours averages them, which is the same with a rate smaller by 1 - beta.
        optimizer = SGDOptimizer([point], learning_rate_init=rate * (1 - beta), momentum=beta, nesterov=False)
    else:
        beta = beta if name == "adam" else 0.0  # Adam without its first average is RMSprop with a bias correction
        optimizer = AdamOptimizer([point], learning_rate_init=rate, beta_1=beta, beta_2=beta2)
    path = [point.copy()]
    for _ in range(steps):
        optimizer.update_params([point], [steep * point + noise * rng.normal(size=2)])
        path.append(point.copy())
    return np.array(path)


def momentum(beta):
    """Show 30 steps of momentum with this beta in a narrow valley, with a rate too large for gradient descent."""
    path = _walk("momentum", 1.02, beta=beta)
    figure = walks({"momentum" if beta else "gd": path})
    away = np.linalg.norm(path[-1])
    figure.axes[0].set_title(f"beta = {beta:g}: after 30 steps {away:.1f} from the lowest point")
    return figure


def rmsprop(name):
    """Show 30 steps of gradient descent or RMSprop in a narrow valley, and the size of its two parts of each step."""
    path = _walk({"gradient descent": "gd", "RMSprop": "rmsprop"}[name], 0.95 if name != "RMSprop" else 0.4)
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.3, gridspec_kw={"width_ratios": [1.7, 1]})
    _valley(left)
    colour, dashes, marker = LOOKS["rmsprop" if name == "RMSprop" else "gd"]
    left.plot(*path.T, dashes, color=colour, marker=marker, markersize=4.5, linewidth=1.6)
    left.set_title(name)
    steps = np.abs(np.diff(path, axis=0))[:12]
    right.bar(np.arange(12) - 0.2, steps[:, 0], 0.4, color=BLUE, label="along, $w$")
    right.bar(np.arange(12) + 0.2, steps[:, 1], 0.4, color=ORANGE, hatch="//", edgecolor="white", label="across, $b$")
    right.set(xlabel="step", ylabel="size of the step", ylim=(0, 4), title="its two parts")
    right.legend(loc="upper right")
    return figure


def scaled(factor):
    """Show three optimizers in the valley when its cost is multiplied by `factor`, their rates left as they are."""
    rates = {"gd": 0.9, "momentum": 0.9, "adam": 0.35}
    paths = {}
    for name, rate in rates.items():
        path = _walk(name, rate, steps=40, beta2=0.999, steep=STEEP * factor)
        outside = np.abs(path).max(axis=1) > 40
        paths[name] = path[: np.argmax(outside)] if outside.any() else path
    return walks(paths, title=f"the cost times {factor:g}")


# ------------------------------------------------------------------------------------------------------ mini-batches

TRUE = np.array([1.5, -0.5])


def _readings(m=256):
    rng = np.random.default_rng(5)
    x = np.vstack([rng.normal(size=m), np.ones(m)])
    return x, TRUE @ x + 0.7 * rng.normal(size=m)


def batch_size(size):
    """Show eight epochs of a linear neuron with two parameters: its path, and its cost on each mini-batch."""
    x, y = _readings()
    rng, p, path, costs = np.random.default_rng(1), np.array([-1.0, 1.6]), [], []
    m = len(y)
    for _ in range(8):
        order = rng.permutation(m)
        for batch in gen_batches(m, size):
            part = order[batch]
            wrong = p @ x[:, part] - y[part]
            path.append(p)
            costs.append(np.mean(wrong**2) / 2)
            p = p - 0.1 * x[:, part] @ wrong / len(part)
    path = np.array([*path, p])
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4)
    one, two = np.meshgrid(np.linspace(-1.6, 2.6, 120), np.linspace(-1.6, 2.1, 120))
    left.contourf(one, two, np.hypot(one - TRUE[0], two - TRUE[1]), 12, cmap="Greys", alpha=0.5)
    left.plot(*path.T, color=BLUE, linewidth=1, marker="o" if size > 32 else None, markersize=4)
    left.plot(*path[-1], "o", color=ORANGE, markersize=9, label="after 8 epochs")
    left.plot(*TRUE, "*", color=BLACK, markersize=13, label="lowest point")
    left.set(xlabel="$w$", ylabel="$b$", title=f"mini-batches of {size}", xlim=(-1.6, 2.6), ylim=(-1.6, 2.1))
    left.legend(loc="lower left", frameon=True)
    left.grid(False)
    right.plot(np.arange(1, len(costs) + 1), costs, color=BLUE, linewidth=1, marker="o" if len(costs) < 40 else None)
    right.set(xlabel="step", ylabel="cost of this mini-batch", ylim=(0, 6), title=f"{len(costs):,} steps in 8 epochs")
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
    """Show 150 blurred steps with a constant or a falling learning rate, and the rate."""
    t = np.arange(150)
    rates = {
        "constant, large": np.full(150, 0.8),
        "constant, small": np.full(150, 0.03),
        "1 / (1 + 0.1 t)": 8 / (10 + t),
        "halved every 25 steps": 0.8 * 0.5 ** (t // 25),
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
    right.set(xlabel="step", ylabel="learning rate", ylim=(0, 0.85), title=kind)
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


def saddle(aside):
    """Show gradient descent near the saddle of (w**2 - b**2) / 2 + b**4 / 20, started so far aside of its ridge."""
    figure, (left, right) = plot.figure(1, 2, width=9.4, height=3.4)
    one, two = np.meshgrid(np.linspace(-3, 3, 150), np.linspace(-4, 4, 150))
    left.contour(one, two, (one**2 - two**2) / 2 + two**4 / 20, 18, cmap="Greys", linewidths=0.9)
    point, path = np.array([2.6, aside]), []
    for _ in range(151):
        path.append(point)
        point = point - 0.1 * np.array([point[0], -point[1] + point[1] ** 3 / 5])
    path = np.array(path)
    left.plot(*path.T, "o-", color=BLUE, markersize=3.5, linewidth=1)
    left.plot(*path[0], "s", color=ORANGE, markersize=9, label="start")
    left.plot(0, 0, "X", color=BLACK, markersize=9, label="saddle")
    left.set(xlabel="$w$", ylabel="$b$", title=f"start at $b$ = {aside:g}")
    left.legend(loc="lower right", frameon=True)
    left.grid(False)
    cost = (path[:, 0] ** 2 - path[:, 1] ** 2) / 2 + path[:, 1] ** 4 / 20
    right.plot(cost, color=GREEN)
    right.set(xlabel="step", ylabel="cost $J$", ylim=(-1.6, 3.6), title="the plateau")
    return figure
