"""The figures of this week: every function returns a matplotlib figure for `plot.show` or `slider`."""

import functools
import time

import numpy as np
from matplotlib.patches import Rectangle
from scipy.optimize import approx_fprime
from scipy.special import expit, log_expit
from sklearn.linear_model import LogisticRegression

from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, SKY, blank, figure

LOAVES_X = np.array([1.2, 1.5, 1.8, 2.1, 2.4, 2.6, 2.9, 3.3])  # tens of minutes in the oven
LOAVES_Y = np.array([0, 0, 0, 0, 1, 0, 1, 1])  # 1: a brown crust
ELEVEN_X = np.array([[-9, -4.5, -4.5, -4.5, -1, -0.5, 0.15, 0.75, 4, 6, 6]]).T
ELEVEN_Y = np.array([[0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1]]).T


def described(alt):
    """Return a decorator that keeps with a figure's function what there is to see, as its attribute `alt`."""

    def keep(function):
        function.alt = alt
        return function

    return keep


@described("A digit of 8 by 8 numbers, the same 64 numbers as one column, and the table X that it begins.")
def picture_to_column(pictures, count=24):
    """Show how a picture becomes a column, and columns become X.

    Arguments: pictures, array (m, 8, 8), numbers from 0 to 16; count, how many columns of X to draw.
    """
    drawing, (left, middle, right) = figure(1, 3, width=9, height=4.2, width_ratios=[4, 0.8, 3.4])
    X = pictures.reshape(len(pictures), -1).T
    left.imshow(pictures[0], cmap="gray_r", vmin=0, vmax=22)
    for (row, column), value in np.ndenumerate(pictures[0]):
        left.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=9, color=BLACK)
    middle.imshow(X[:, :1], cmap="gray_r", vmin=0, vmax=22, aspect="auto")
    right.imshow(X[:, :count], cmap="gray_r", vmin=0, vmax=22, aspect="auto")
    for axes, title in (
        (left, "one picture, (8, 8)"),
        (middle, "one column, (64, 1)"),
        (right, f"$X$, (64, m), its first {count} columns"),
    ):
        blank(axes)
        axes.set_title(title, fontsize=10)
    for row, colour, style in ((0, ORANGE, "-"), (1, BLUE, "--")):
        options = {"fill": False, "edgecolor": colour, "linewidth": 2.5, "linestyle": style}
        left.add_patch(Rectangle((-0.45, row - 0.45), 7.9, 0.9, **options))
        middle.add_patch(Rectangle((-0.45, 8 * row - 0.4), 0.9, 7.8, **options))
    right.add_patch(Rectangle((-0.5, -0.5), 1, 64, fill=False, edgecolor=BLACK, linewidth=2.5))
    left.set_xlabel("top row: solid frame, second row: dashed frame", color=GREY)
    return drawing


@described("Nine loaves, a straight line and a logistic curve; only the line tips over as the ninth loaf moves away.")
def far_loaf(minutes):
    """Fit a straight line and a logistic curve to nine loaves, one of them baked for `minutes`."""
    x, y = np.append(LOAVES_X, minutes / 10), np.append(LOAVES_Y, 1)
    line = np.polynomial.Polynomial.fit(x, y, 1).convert().coef
    model = LogisticRegression(C=1e9, tol=1e-9).fit(x[:, None], y)  # C: next to no penalty on the weight
    curve = np.append(model.intercept_, model.coef_)
    drawing, axes = figure(width=7.5, height=3.8)
    at = np.linspace(0, 13, 400)
    for fit, values, colour, dashes, label in (
        (line, line[0] + line[1] * at, ORANGE, "--", "straight line"),
        (curve, expit(curve[0] + curve[1] * at), BLUE, "-", "logistic curve"),
    ):
        half = (0.5 * (dashes == "--") - fit[0]) / fit[1]
        axes.plot(10 * at, values, dashes, color=colour, label=f"{label}: 0.5 at {10 * half:.0f} minutes")
        axes.plot(10 * half, 0.5, "D", color=colour, markersize=8, markeredgecolor="white")
    for label, marker, colour, name in ((1, "o", BLACK, "brown, y = 1"), (0, "X", GREY, "pale, y = 0")):
        axes.plot(10 * x[y == label], y[y == label], marker, color=colour, markersize=8, label=name, clip_on=False)
    axes.axhspan(1, 1.65, color=GREY, alpha=0.12, linewidth=0)
    axes.axhspan(-0.35, 0, color=GREY, alpha=0.12, linewidth=0)
    axes.text(128, 1.52, "no probabilities here", ha="right", color=GREY)
    axes.set(xlabel="minutes in the oven", ylabel="output", xlim=(0, 130), ylim=(-0.35, 1.65))
    axes.legend(loc="lower right")
    return drawing


def _mean_loss(z, y):
    """Return the cross-entropy of the probabilities whose logits are z, the mean over the first axis."""
    return -log_expit(np.where(y == 1, z, -z)).mean(axis=0)


def _squared_error(z, y):
    return np.mean((expit(z) - y) ** 2, axis=0)


COSTS = {"cross-entropy": (_mean_loss, BLUE, "-"), "squared error": (_squared_error, ORANGE, "--")}
GRID = np.linspace(-5, 3, 801)


def _minima(cost):
    """Return where along the grid the cost of the eleven examples has its local minima."""
    values = cost(ELEVEN_X * GRID, ELEVEN_Y)
    return GRID[np.flatnonzero((values[1:-1] < values[:-2]) & (values[1:-1] < values[2:])) + 1]


def _at_weight(cost, w):
    return cost(ELEVEN_X * w, ELEVEN_Y)[0]


def _correct(w):
    return int(np.sum((ELEVEN_X * w > 0) == (ELEVEN_Y == 1)))


@described(
    "Left: near a = 0 cross-entropy shoots up, squared error stops at 1. Right: along w cross-entropy is one valley; "
    "squared error has its minimum nearby, and a plateau on the left with a shallow local minimum."
)
def costs_compared():
    """Compare cross-entropy and squared error: one example's loss, and the cost of a small model along its weight."""
    drawing, (left, right) = figure(1, 2, width=9, height=3.7)
    a = np.linspace(0.002, 1, 500)
    left.plot(a, -np.log(a), color=BLUE, label=r"cross-entropy, $-\log a$")
    left.plot(a, (a - 1) ** 2, "--", color=ORANGE, label="squared error, $(a - 1)^2$")
    left.set(xlabel="prediction $a$, when $y = 1$", ylabel="loss", title="One example", ylim=(0, 6))
    left.legend()
    for name, (cost, colour, dashes) in COSTS.items():
        right.plot(GRID, cost(ELEVEN_X * GRID, ELEVEN_Y), dashes, color=colour, label=name)
        for w in _minima(cost):
            height = _at_weight(cost, w)
            right.plot(w, height, "v", color=colour, markersize=9, markeredgecolor="white")
            place = (0, -16) if height < 0.3 else (0, 12) if w < 0 else (20, 34)
            text = f"{_correct(w)} of 11 correct"
            right.annotate(text, (w, height), place, textcoords="offset points", ha="center", color=colour, fontsize=9)
    right.set(xlabel="weight $w$ (to the left cross-entropy rises on)", ylabel="cost", ylim=(-0.2, 2.5))
    right.set_title("Eleven examples, one weight")
    right.legend(loc="upper right")
    return drawing


def print_minima(start=-4.0, rate=0.25, iterations=10_000):
    """Print the local minima of both costs, and where gradient descent from `start` ends."""
    for name, (cost, _, _) in COSTS.items():
        for at in _minima(cost):
            height = _at_weight(cost, at)
            print(f"{name}: minimum at w = {at:.2f}, cost {height:.2f}, {_correct(at)} of 11 correct")
        function = functools.partial(_at_weight, cost)
        w, slopes = start, []
        for _ in range(iterations):
            slopes.append(_slope(function, w))
            w -= rate * slopes[-1]
        print(f"  from w = {start:g}, with the derivative {slopes[0]:.3f}, gradient descent ends at {w:.2f}")


@described(
    "Twelve updates in a valley: a small rate creeps, a good one arrives, a large one jumps across and climbs out."
)
def descent(rate, start=0.0, steps=12):
    """Show `steps` updates of gradient descent on J(w) = (w - 3)**2 / 2 with the learning rate `rate`."""
    w = 3 + (start - 3) * (1 - rate) ** np.arange(steps + 1)
    cost = (w - 3) ** 2 / 2
    drawing, (left, right) = figure(1, 2, width=9, height=3.6)
    at = np.linspace(-7.5, 13.5, 300)
    left.plot(at, (at - 3) ** 2 / 2, color=GREY, linewidth=1.5)
    left.plot(w, cost, "o-", color=BLUE, markersize=5, linewidth=1, clip_on=True)
    left.plot(w[0], cost[0], "s", color=ORANGE, markersize=9, label="initial value")
    left.plot(w[-1], cost[-1], "D", color=GREEN, markersize=8, label=f"after {steps} updates")
    left.set(
        xlabel="$w$", ylabel="$J(w)$", xlim=(-7.5, 13.5), ylim=(-2, 52), title=rf"learning rate $\alpha$ = {rate:g}"
    )
    left.legend(loc="upper center")
    right.plot(cost, "o-", color=BLUE, markersize=5)
    right.set(xlabel="update", ylabel="$J$", ylim=(-1, max(10, 1.05 * cost.max())), title="the same, update by update")
    return drawing


@described(
    "A parabola with its tangent and the line through two points a step apart; seen closely enough, the three are one."
)
def secant(h):
    """Draw f(x) = x**2 near x = 1.5 with the slope over a step, beside a view magnified to the size of the step."""
    drawing, (left, right) = figure(1, 2, width=9, height=3.8)
    x = 1.5
    for axes, low, high in ((left, -0.5, 4), (right, x - 0.5 * h, x + 1.5 * h)):
        at = np.linspace(low, high, 200)
        axes.plot(at, at**2, color=BLACK, linewidth=2.5, label="$f(x) = x^2$")
        axes.plot(at, x**2 + 3 * (at - x), "--", color=GREEN, label="tangent, slope 3")
        axes.plot(at, x**2 + (3 + h) * (at - x), "-.", color=ORANGE, label=f"over the step, {3 + h:.6g}")
        axes.plot([x, x + h], [x**2, (x + h) ** 2], "o", color=ORANGE, markersize=7)
        axes.set(xlabel="$x$", xlim=(low, high))
    left.set(ylabel="$f(x)$", ylim=(-2, 16), title=f"step h = {h:g}")
    left.legend(loc="upper left")
    right.set(title=f"the same, magnified: {2 * h:g} wide")
    right.ticklabel_format(useOffset=False)
    right.locator_params(axis="x", nbins=4)
    return drawing


def _slope(function, x, h=1e-5):
    return (function(x + h) - function(x - h)) / (2 * h)


@described("The sigmoid with a tangent at z, and the curve of its derivatives: a bell with its top of 0.25 at z = 0.")
def sigmoid_slope(z):
    """Draw the sigmoid with its tangent at z, and its derivative as a curve of its own."""
    drawing, (left, right) = figure(1, 2, width=9, height=3.5)
    at = np.linspace(-8, 8, 400)
    a = expit(z)
    slope = _slope(expit, z)
    left.plot(at, expit(at), color=BLUE)
    near = np.array([z - 2, z + 2])
    left.plot(near, a + slope * (near - z), "--", color=ORANGE, label=f"tangent, slope {slope:.3f}")
    left.plot(z, a, "o", color=ORANGE, markersize=9)
    left.set(xlabel="$z$", ylabel=r"$\sigma(z)$", ylim=(-0.15, 1.15), title=rf"$\sigma$({z:g}) = {a:.3f}")
    left.legend(loc="upper left")
    right.plot(at, _slope(expit, at), color=GREEN)
    right.plot(z, slope, "o", color=ORANGE, markersize=9)
    right.set(
        xlabel="$z$", ylabel=r"derivative of $\sigma$ at $z$", ylim=(-0.01, 0.28), title="its derivative everywhere"
    )
    return drawing


@described(
    "Twelve loaves by minutes and degrees; the decision boundary turns until it parts brown loaves from pale ones."
)
def fitted(X, Y, iterations, rate=0.5):
    """Train logistic regression on two features for `iterations` and draw its decision boundary.

    Arguments: X (2, m); Y (1, m); rate, the learning rate.
    """

    def logits(parameters, one, two):
        return parameters[0] * one + parameters[1] * two + parameters[2]

    def cost(parameters):
        return _mean_loss(logits(parameters, *X), Y[0])

    parameters = np.zeros(3)
    for _ in range(iterations):
        parameters = parameters - rate * approx_fprime(parameters, cost)
    drawing, axes = figure(width=6.4, height=4.4)
    one, two = np.meshgrid(np.linspace(0.7, 4.3, 120), np.linspace(1.4, 2.7, 120))
    inside = expit(logits(parameters, one, two))
    shade = axes.contourf(one * 10, two * 100, inside, np.linspace(0, 1, 11), cmap="YlOrBr", alpha=0.75)
    drawing.colorbar(shade, label="$a$, probability of brown", ticks=[0, 0.5, 1])
    if inside.min() < 0.5 < inside.max():
        axes.contour(one * 10, two * 100, inside, [0.5], colors=BLACK, linewidths=2)
    for label, marker, colour, name in ((1, "o", BLUE, "brown, y = 1"), (0, "X", BLACK, "pale, y = 0")):
        chosen = X[:, Y[0] == label]
        axes.plot(
            10 * chosen[0], 100 * chosen[1], marker, color=colour, markersize=10, markeredgecolor="white", label=name
        )
    right = np.sum((logits(parameters, *X) > 0) == (Y[0] == 1))
    axes.set(xlabel="minutes in the oven", ylabel="degrees Celsius")
    length = f"weights of length {np.linalg.norm(parameters[:2]):.1f}"
    title = f"{iterations} iterations: cost {cost(parameters):.3f}, {right} of {Y.size} correct, {length}"
    axes.set_title(title, fontsize=10)
    axes.grid(False)
    axes.legend(loc="lower left", frameon=True)
    return drawing


def seconds(function, *arguments, tries=5):
    """Return the shortest time of a few calls of `function`, in seconds."""
    best = np.inf
    for _ in range(tries):
        started = time.perf_counter()
        function(*arguments)
        best = min(best, time.perf_counter() - started)
    return best


@described("Time against length on logarithmic scales: the loop's line rises far above that of np.dot.")
def timing(loop, vectorized, sizes=(10, 100, 1000, 10_000)):
    """Measure two functions of two vectors on this machine, for vectors of several sizes."""
    drawing, axes = figure(width=7, height=3.6)
    for function, style, colour, label in ((loop, "o-", ORANGE, "Python loop"), (vectorized, "s--", BLUE, "np.dot")):
        milliseconds = [1e3 * seconds(function, np.ones(n), np.ones(n)) for n in sizes]
        axes.loglog(sizes, milliseconds, style, color=colour, label=label)
    axes.set(xlabel="numbers per vector", ylabel="milliseconds", title="Measured on your machine, just now")
    axes.legend()
    return drawing


def _map(drawing, axes, weights):
    """Draw weights as a picture, violet where positive and orange where negative; return its colour bar."""
    limit = np.abs(weights).max()
    shown = axes.imshow(weights, cmap="PuOr", vmin=-limit, vmax=limit)
    blank(axes)
    return drawing.colorbar(shown, ax=axes)


@described("The weights as a map of the picture: patches of positive weights and patches of negative ones.")
def weight_map(weights):
    """Draw the weights of pictures, array (height, width), back in their places."""
    drawing, axes = figure(width=4.6, height=3.6)
    _map(drawing, axes, weights).set_label("weight (mean of three colours)")
    return drawing


@described("The cost as a curve over the first weight; a straight line with slope dw[0] touches it in one point.")
def touching(weights, costs, weight, cost, slope):
    """Draw costs over one weight, with the line of a given slope through one point."""
    drawing, axes = figure(height=3)
    axes.plot(weights, costs, label="cost $J$")
    axes.plot(weights, cost + slope * (weights - weight), "--", color=ORANGE, label="slope dw[0]")
    axes.plot(weight, cost, "o", color=BLACK)
    axes.set(xlabel="first weight", ylabel="cost $J$")
    axes.legend()
    return drawing


@described("Outputs for cats and for other pictures, and the numbers of missed cats and false alarms.")
def thresholds(activations, labels, threshold):
    """Draw the outputs for both kinds of picture, and the two kinds of error at one threshold."""
    drawing, (top, bottom) = figure(2, 1, width=4.6, height=4.6)
    bins = np.linspace(0, 1, 21)
    top.hist(activations[labels == 1], bins, color=SKY, label="cats")
    top.hist(activations[labels == 0], bins, histtype="step", color=BLACK, linewidth=2, label="others")
    top.axvline(threshold, color=BLACK, linestyle="--")
    top.set(xlabel="output of the neuron", ylabel="test pictures", title=f"threshold {threshold}")
    top.legend(loc="upper center", ncols=2)
    top.margins(y=0.4)
    missed, alarms = (
        np.sum((activations <= threshold) & (labels == 1)),
        np.sum((activations > threshold) & (labels == 0)),
    )
    bars = bottom.barh(["cats missed", "false alarms"], [missed, alarms], color=[SKY, GREY])
    bottom.bar_label(bars, padding=3)
    bottom.set(xlim=(0, 1.15 * max(labels.sum(), (1 - labels).sum())), xlabel="test pictures")
    return drawing


@described("The cost falls fast, then slowly; in the map of weights, ink left of the middle speaks for 8.")
def learned(costs, w):
    """Draw the cost against the iteration, and the 64 weights as a picture."""
    drawing, (left, right) = figure(1, 2, width=8.5, height=3.6, width_ratios=[1.3, 1])
    left.plot(costs, color=BLUE)
    left.set(xlabel="iteration", ylabel="cost $J$", ylim=(0, None), title="The cost while it learns")
    bar = _map(drawing, right, w.reshape(8, 8))
    bar.set_ticks([bar.vmin, 0, bar.vmax], labels=["negative: for 3", "0", "positive: for 8"])
    right.set_title("The 64 weights, put back in place")
    return drawing


@described("Grids for both arrays, solid where entries exist and dotted where they are repeated, and the result.")
def broadcast(shapes):
    """Draw what NumPy makes of two shapes, written like "(3, 4) + (1, 4)": which entries are real, which repeated."""
    first, second = (tuple(int(n) for n in part.strip("() ").split(",") if n.strip()) for part in shapes.split("+"))
    try:
        result = np.broadcast_shapes(first, second)
    except ValueError:
        result = None
    rows = max(((1, *shape)[-2] for shape in (first, second)), default=1)
    drawing, axes = figure(width=9, height=2.2)
    left = 0
    for shape, sign, colour in ((first, "+", BLUE), (second, "=", ORANGE), (result, "", GREEN)):
        if shape is None:
            axes.text(left, -rows / 2, "ValueError:\nthese shapes\ndo not fit", va="center", fontsize=12)
            left += 5.1
            continue
        high, wide = (1, *shape)[-2:]
        whole = (result or (high, wide))[-2:]
        for row, column in np.ndindex((1, *whole)[-2:]):
            real = row < high and column < wide
            axes.add_patch(
                Rectangle(
                    (left + column, -row - 1), 0.92, 0.92,
                    facecolor=colour if real else "white", alpha=0.85 if real else 1,
                    edgecolor=colour, linestyle="-" if real else ":", linewidth=1.4,
                )
            )  # fmt: skip
        axes.text(left, 0.35, f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})", fontsize=13, color=BLACK)
        left += (1, *whole)[-1] + 0.5
        axes.text(left, -rows / 2, sign, fontsize=18, ha="center", va="center")
        left += 0.6
    lines = [" ".join(f"{n:>3}" for n in shape) for shape in (first, second)]
    width = max(map(len, lines))
    lines = [f"{line:>{width}}" for line in lines]
    verdict = f"result{' ' if result else ': '}{result or 'none'}"
    axes.text(left + 0.4, 0.35, "written flush right:", fontsize=11, color=GREY)
    axes.text(left + 0.4, -0.2, "\n".join(lines), family="monospace", fontsize=14, va="top")
    axes.text(left + 0.4, -2.1, verdict, fontsize=11, va="top")
    axes.set(xlim=(-0.3, 20), ylim=(-3.2, 1), aspect="equal")
    blank(axes)
    return drawing
