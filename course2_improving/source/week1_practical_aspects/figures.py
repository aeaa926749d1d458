"""The figures of this week's lesson: every function returns a matplotlib figure for `plot.show` or `slider`."""

import warnings

import network
import numpy as np
from numpy.polynomial import legendre
from scipy import ndimage
from sklearn.datasets import load_digits, make_moons
from sklearn.neural_network import MLPClassifier

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE

# ------------------------------------------------------------------------------------------------ bias and variance


DEV_ALT = (
    "Two histograms, of what a validation set says of two classifiers: far overlapping for 100 examples, apart for "
    "10,000."
)


def dev_size(m):
    """Show what a validation set of m examples says of two classifiers with accuracies of 90 % and 92 %."""
    figure, axes = plot.figure(width=6.6, height=3.1)
    rng = np.random.default_rng(0)
    worse, better = (rng.binomial(m, share, 20_000) / m for share in (0.9, 0.92))
    width = max(1 / m, 0.0025)
    edges = np.arange(0.78 - width / 2, 1 + width, width)
    for shares, share, colour, style in ((worse, 0.9, ORANGE, "stepfilled"), (better, 0.92, BLUE, "step")):
        axes.hist(shares, edges, color=colour, histtype=style, alpha=0.45 if colour == ORANGE else 1, linewidth=2,
                  label=f"accuracy {share:.0%}")  # fmt: skip
    fooled = np.mean(worse > better) + np.mean(worse == better) / 2
    axes.set(xlabel=f"accuracy on {m:,} validation examples", yticks=[], xlim=(0.78, 1.0))
    axes.set_title(f"{m:,} examples: the worse one wins in {fooled:.0%} of cases")
    axes.legend(loc="upper left")
    return figure


def _hill(x):
    return np.sin(2.6 * x) + 0.4 * x


def hill_points():
    """Return 14 points to learn from and 14 to judge by: x_train, y_train, x_dev, y_dev, each (14,)."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1, 1, 28)
    x[:2] = -0.95, 0.95  # the training points reach both ends
    y = _hill(x) + 0.25 * rng.normal(size=28)
    return x[:14], y[:14], x[14:], y[14:]


def _polynomial(degree, penalty=0.0):
    """Return the coefficients of Legendre polynomials that fit the training points, with an L2 penalty."""
    x, y, _, _ = hill_points()
    return _fit(x, y, degree, penalty)


def _fit(x, y, degree, penalty=0.0):
    basis = legendre.legvander(x, degree)
    shrink = penalty * np.eye(degree + 1)
    shrink[0, 0] = 0
    return np.linalg.lstsq(basis.T @ basis + shrink, basis.T @ y, rcond=None)[0]


def _rms(x, y, coefficients):
    return np.sqrt(np.mean((y - legendre.legval(x, coefficients)) ** 2))


def _curve(axes, coefficients):
    """Draw the points and a polynomial."""
    x, y, x_dev, y_dev = hill_points()
    at = np.linspace(-1, 1, 400)
    curve = legendre.legval(at, coefficients)
    axes.plot(at, curve, color=GREEN)
    axes.plot(x, y, "o", color=BLUE, label="train")
    axes.plot(x_dev, y_dev, "s", color=ORANGE, markerfacecolor="none", label="validation")
    axes.set(xlabel="$x$", ylabel="$y$", ylim=(-2.6, 2.6))
    if np.abs(curve).max() > 2.6:
        axes.text(
            0.98, 0.03, f"the curve reaches {curve[np.abs(curve).argmax()]:.0f}", transform=axes.transAxes, ha="right"
        )
    axes.legend(loc="upper left", ncols=2)


DEGREES_ALT = (
    "Left the points and the fitted curve, right the errors: the training error falls with the degree, the validation "
    "error falls until 3, then rises."
)
DEGREES = [1, 2, 3, 4, 6, 8, 10, 12]


def degrees(degree):
    """Show a polynomial of this degree, and the errors of all degrees."""
    x, y, x_dev, y_dev = hill_points()
    fits = [_polynomial(item) for item in DEGREES]
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    _curve(left, fits[DEGREES.index(degree)])
    left.set_title(f"a polynomial of degree {degree}")
    right.semilogy(DEGREES, [_rms(x, y, fit) for fit in fits], "o-", color=BLUE, label="train")
    right.semilogy(DEGREES, [_rms(x_dev, y_dev, fit) for fit in fits], "s--", color=ORANGE, label="validation")
    right.axvline(degree, color=GREY, linewidth=6, alpha=0.25)
    right.set(xlabel="degree", ylabel="error (root mean square)", title="too stiff, fitting, too free")
    right.legend(loc="upper left")
    return figure


# ---------------------------------------------------------------------------------------------------- regularization


PENALTIES_ALT = (
    "Left a curve through 14 points, right its twelve weights as bars on a scale that is logarithmic beyond 1: up to "
    "16 for lambda 0, about 1 for 0.1, nearly zero for 100."
)


def errors(degree, penalty):
    """Return the errors of a polynomial on the training set and on the validation set."""
    x, y, x_dev, y_dev = hill_points()
    fit = _polynomial(degree, penalty)
    return _rms(x, y, fit), _rms(x_dev, y_dev, fit)


def penalties(penalty):
    """Show the polynomial of degree 12 under an L2 penalty, and its coefficients."""
    fit = _polynomial(12, penalty)
    train, validation = errors(12, penalty)
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    _curve(left, fit)
    left.set_title(f"$\\lambda$ = {penalty:g}: train {train:.2f}, validation {validation:.2f}")
    right.bar(range(1, 13), fit[1:], color=GREEN)
    right.axhline(0, color=BLACK, linewidth=1)
    right.set_yscale("symlog", linthresh=1)
    right.set(xlabel="weight number", ylabel="value", ylim=(-20, 20), yticks=(-10, -1, 0, 1, 10))
    right.set(yticklabels=("-10", "-1", "0", "1", "10"), title=f"the largest is {np.abs(fit[1:]).max():.1f}")
    return figure


def fresh_draws(draws):
    """Return the errors against the true curve of degree 3, and of degree 12 with the best penalty: two arrays."""
    rng, at, found = np.random.default_rng(0), np.linspace(-1, 1, 101), []
    for _ in range(draws):
        x = rng.uniform(-1, 1, 28)
        x[:2] = -0.95, 0.95
        y = _hill(x) + 0.25 * rng.normal(size=28)
        fits = [_fit(x[:14], y[:14], 12, penalty) for penalty in (0.0001, 0.01, 0.1, 1, 10)]
        best = min(fits, key=lambda fit: _rms(x[14:], y[14:], fit))
        found.append([_rms(at, _hill(at), fit) for fit in (_fit(x[:14], y[:14], 3), best)])
    return np.transpose(found)


def moons():
    """Return 100 training and 400 validation points of two noisy half moons: X (m, 2), y (m,), twice."""
    return *make_moons(100, noise=0.38, random_state=5), *make_moons(400, noise=0.38, random_state=6)


def width_table(widths=(5, 20, 80), penalties=(0, 0.0001, 0.1, 0.3), sets=4):
    """Print the test accuracy of tanh networks of some widths, without a penalty and with the best one."""
    for width in widths:
        plain, best = [], []
        for seed in range(sets):
            X, y, X_val, y_val, X_test, y_test = (
                part for m, first in ((100, 10), (400, 110), (4000, 210))
                for part in make_moons(m, noise=0.38, random_state=first + seed)
            )  # fmt: skip
            fits = [
                MLPClassifier(
                    (width,), activation="tanh", solver="lbfgs", alpha=penalty, max_iter=1000, random_state=seed
                )
                for penalty in penalties
            ]
            with warnings.catch_warnings(action="ignore"):  # of fits that are stopped before they have converged
                fits = [model.fit(X, y) for model in fits]
            plain.append(fits[0].score(X_test, y_test))
            best.append(max(fits, key=lambda model: model.score(X_val, y_val)).score(X_test, y_test))
        shown = (f"{np.mean(part):.0%} ({min(part):.0%} to {max(part):.0%})" for part in (plain, best))
        print("{:3} units: without {}, with the best lambda {}".format(width, *shown))


def linear_share(X, outputs):
    """Return which share of the variance of outputs (1, m) a linear function of the points X (2, m) explains."""
    basis = np.vstack([X, np.ones(X.shape[1])]).T
    rest = outputs[0] - basis @ np.linalg.lstsq(basis, outputs[0], rcond=None)[0]
    return 1 - rest.var() / outputs.var()


RESTRAINED_ALT = (
    "Two noisy half moons and the decision boundary of a network: islands and thin tongues for a tiny lambda, one "
    "gentle curve at 0.1, a straight line at 1."
)


def restrained(strength):
    """Train scikit-learn's network of 40 tanh units with an L2 penalty and draw its decision boundary."""
    X, y, X_dev, y_dev = moons()
    model = MLPClassifier((40,), activation="tanh", solver="lbfgs", alpha=strength, max_iter=1500, random_state=3)
    model.fit(X, y)
    title = f"$\\lambda$ = {strength:g}: train {model.score(X, y):.0%}, validation {model.score(X_dev, y_dev):.0%}"
    return network.plot_decision_boundary(lambda points: model.predict(points.T), X.T, y, title=title)


THINNED_ALT = (
    "A network with two hidden layers for three examples; units that are switched off are crossed out, other ones in "
    "each example."
)
TWINS_ALT = "Without dropout the weights stay at 1 and 0; with dropout they meet at one third."
VARIED_ALT = "A handwritten 4 as it is, shifted, turned both ways, thinner, with noise, and mirrored."


def thinned(keep):
    """Draw what dropout leaves of a network for three examples."""
    rng = np.random.default_rng(15)
    columns = [(0, 3), (1, 6), (2, 6), (3, 1)]
    figure, row = plot.figure(1, 3, width=9, height=3)
    for number, axes in enumerate(row, start=1):
        alive = [np.ones(size, dtype=bool) if layer in (0, 3) else rng.random(size) < keep for layer, size in columns]
        places = [np.linspace(0, 1, size + 2)[1:-1] for _, size in columns]
        for layer in range(3):
            for i, y in enumerate(places[layer]):
                for j, z in enumerate(places[layer + 1]):
                    if alive[layer][i] and alive[layer + 1][j]:
                        axes.plot([layer, layer + 1], [y, z], color=GREY, linewidth=0.9, zorder=1)
        for layer in range(4):
            for y, lives in zip(places[layer], alive[layer]):
                face, edge = (BLUE if layer in (1, 2) else "#DDDDDD", BLACK) if lives else ("white", "#999999")
                axes.plot(layer, y, "o", markersize=15, color=face, markeredgecolor=edge, zorder=2)
                if not lives:
                    axes.plot(layer, y, "x", markersize=9, color="#777777", zorder=3)
        axes.set(title=f"example {number}", xlim=(-0.3, 3.3), ylim=(0, 1))
        plot.blank(axes)
    return figure


def twins(paths):
    """Draw how two weights move; paths, a dictionary from label to an array (steps, 2)."""
    figure, row = plot.figure(1, len(paths), width=8.4, height=3, sharey=True)
    for axes, (label, path) in zip(row, paths.items()):
        axes.plot(path[:, 0], color=BLUE, label="$w_1$")
        axes.plot(path[:, 1], "--", color=ORANGE, label="$w_2$")
        axes.axhline(1 / 3, color=GREY, linewidth=1)
        axes.set(title=label, xlabel="update", ylim=(-0.1, 1.1))
    row[0].set_ylabel("weight")
    row[-1].legend(loc="upper right")
    return figure


def varied():
    """Show a handwritten digit of scikit-learn's and what small changes make of it."""
    image = load_digits().images[4] / 16  # a 4
    changes = {
        "as it is": image,
        "shifted": ndimage.shift(image, (0, 1), order=1),
        "turned by 12°": ndimage.rotate(image, 12, reshape=False, order=1),
        "turned by -12°": ndimage.rotate(image, -12, reshape=False, order=1),
        "thinner": np.clip(image * 1.3 - 0.3, 0, 1),
        "noisy": np.clip(image + 0.12 * np.random.default_rng(1).normal(size=image.shape), 0, 1),
        "mirrored": image[:, ::-1],
    }
    figure, row = plot.figure(1, len(changes), width=9.4, height=1.75)
    for axes, (title, picture) in zip(row, changes.items()):
        axes.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        axes.set_title(title, fontsize=9, fontweight="normal")
        plot.blank(axes)
    return figure


def noisy_spots(seed, m, flipped):
    """Return X (2, m) and Y (1, m): 1 in a disc, with a share of the labels turned round."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1.5, 1.5, (2, m))
    Y = (np.hypot(*X) < 1.15).astype(int)
    return X, np.where(rng.random(m) < flipped, 1 - Y, Y).reshape(1, m)


def stopping_run():
    """Train a network of this week and return iterations, training costs, validation costs, norms of weights."""
    rng = np.random.default_rng(2)
    X, Y = noisy_spots(1, 90, 0.15)
    X_dev, Y_dev = noisy_spots(2, 400, 0.15)
    sizes, parameters = (2, 25, 10, 1), {}
    for layer in (1, 2, 3):
        reach = np.sqrt(6 / (sizes[layer] + sizes[layer - 1]))
        parameters[f"W{layer}"] = rng.uniform(-reach, reach, (sizes[layer], sizes[layer - 1]))
        parameters[f"b{layer}"] = np.zeros((sizes[layer], 1))
    steps, train, dev, norms = [], [], [], []
    for step in range(5001):
        A3, cache = network.forward_propagation(X, parameters)
        if step % 50 == 0:
            steps.append(step)
            norms.append(np.sqrt(sum(np.sum(parameters[f"W{layer}"] ** 2) for layer in (1, 2, 3))))
            train.append(network.compute_cost(A3, Y))
            dev.append(network.compute_cost(network.forward_propagation(X_dev, parameters)[0], Y_dev))
        parameters = network.update_parameters(parameters, network.backward_propagation(X, Y, cache), 0.12)
    return np.array(steps), np.array(train), np.array(dev), np.array(norms)


STOPPING_ALT = (
    "The training cost falls to the end; the validation cost falls at first, turns after a few hundred iterations, "
    "and rises."
)


def stopping(steps, train, dev):
    """Draw both costs against the iteration, and where the validation cost is lowest."""
    figure, axes = plot.figure(width=6.6, height=3.2)
    axes.plot(steps, train, color=BLUE, label="train")
    axes.plot(steps, dev, "--", color=ORANGE, label="validation")
    best = dev.argmin()
    axes.axvline(steps[best], color=GREY, linewidth=1.5, linestyle=":")
    axes.plot(steps[best], dev[best], "o", color=BLACK)
    axes.annotate("stop here", (steps[best], dev[best]), (steps[best] + 500, dev[best] - 0.2), color=BLACK,
                  arrowprops={"arrowstyle": "->"})  # fmt: skip
    axes.set(xlabel="iteration", ylabel="cost $J$", ylim=(0, 1.2))
    axes.legend(loc="upper center")
    return figure


# ------------------------------------------------------------------------------------ inputs, sizes, initialization


VALLEYS_ALT = (
    "Contours of a cost and the path of gradient descent: straight to the middle for a round valley, a crawling zigzag "
    "for a long one."
)
POWERS_ALT = (
    "On a logarithmic scale the size over 50 layers is a straight line: falling for factors below 1, level at 1, "
    "rising above."
)


def valleys(ratio):
    """Show gradient descent on a cost whose valley is `ratio` times as long as it is wide."""
    figure, axes = plot.figure(width=5.6, height=3.6)
    steep = np.array([1.0, ratio**2])
    rate = 1.8 / steep.max() if ratio > 1 else 0.6
    path = [np.array([4.0, 3.0 / ratio])]
    for _ in range(25):
        path.append(path[-1] - rate * steep * path[-1])
    path = np.array(path)
    one, two = np.meshgrid(np.linspace(-5, 5, 200), np.linspace(-4, 4, 200))
    axes.contour(one, two, one**2 + (ratio * two) ** 2, levels=np.linspace(0.5, 5.5, 6) ** 2, colors=GREY, linewidths=1)
    axes.plot(*path.T, "o-", color=BLUE, markersize=4, linewidth=1.2)
    axes.plot(0, 0, "*", color=ORANGE, markersize=14)
    left = np.linalg.norm(path[-1]) / np.linalg.norm(path[0])
    axes.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
    axes.set_title(f"{ratio:g} : 1, after 25 updates {left:.0%} of the distance is left")
    axes.grid(False)
    return figure


def powers(factor):
    """Show what 50 layers make of a number that each multiplies by `factor`."""
    figure, axes = plot.figure(width=6, height=3)
    layers = np.arange(51)
    axes.semilogy(layers, float(factor) ** layers, "o-", markersize=3)
    axes.axhline(1, color=GREY, linewidth=1)
    axes.set(xlabel="layer", ylabel="size", ylim=(1e-16, 1e10))
    axes.set_title(f"factor {factor:g} per layer: {float(factor) ** 50:.3g} after 50")
    return figure


RULES = {"0.01": 0.01, "LeCun, Glorot": 0.0707, "He": 0.1, "0.5": 0.5}  # standard deviations for 200 inputs
RULES_ALT = (
    "The sizes of activations and gradients in 20 layers. With 0.01 all vanish but the sigmoid's activations; with "
    "LeCun's rule those of tanh stay and ReLU fades; with He's rule ReLU stays and the gradients of tanh grow slowly; "
    "with 0.5 the gradients of tanh and ReLU explode. The gradients of the sigmoid vanish except with 0.5."
)


def signals(rule):
    """Return the sizes of activations and gradients in 20 layers of 200 units: {activation: (A1..A20, dZ1..dZ20)}.

    The gradient of one example is measured as the size of the matrix of all derivatives of Z20 with respect to Zl.
    """
    found = {}
    for name, activation, slope in (
        ("sigmoid", network.sigmoid, lambda z: network.sigmoid(z) * network.sigmoid(-z)),
        ("tanh", np.tanh, lambda z: 1 / np.cosh(z) ** 2),
        ("ReLU", network.relu, lambda z: (z > 0) * 1.0),
    ):
        rng = np.random.default_rng(3)
        signal, forward, layers = rng.normal(size=(200, 100)), [], []
        for _ in range(20):
            W = RULES[rule] * rng.normal(size=(200, 200))
            z = W @ signal
            signal = activation(z)
            layers.append((W, slope(z[:, 0])))
            forward.append(np.linalg.norm(signal) / signal.size**0.5)
        derivatives, backward = np.eye(200), [1.0]
        for (W, _), (_, below) in zip(layers[:0:-1], layers[-2::-1]):
            derivatives = derivatives @ W * below
            backward.append(np.linalg.norm(derivatives) / 200**0.5)
        found[name] = forward, backward[::-1]
    return found


def rules(rule):
    """Draw the sizes of activations and gradients in 20 layers for one rule."""
    figure, row = plot.figure(1, 3, width=9, height=3, sharey=True)
    for axes, (name, (forward, backward)) in zip(row, signals(rule).items()):
        axes.semilogy(range(1, 21), forward, "-", color=BLUE, label="activations")
        axes.semilogy(range(1, 21), backward, "--", color=ORANGE, label="gradients")
        axes.axhline(1, color=GREY, linewidth=1)
        axes.set(
            xlabel="layer", xticks=(1, 5, 10, 15, 20), title=f"{name}: A20 {forward[-1]:.2g}, dZ1 {backward[0]:.0e}"
        )
    row[0].set_ylabel("root mean square")
    row[0].legend(loc="best")
    figure.suptitle(f"rule: {rule}")
    return figure


CHORDS_ALT = (
    "The curve 1 / theta with its tangent at 2 and two chords; the two-sided chord is nearly parallel to the tangent, "
    "the one-sided less so."
)


def chords(epsilon):
    """Show the slope of 1 / theta at 2, measured from one side and from both."""
    figure, axes = plot.figure(width=6.2, height=3.6)
    at = np.linspace(0.8, 3.3, 300)
    axes.plot(at, 1 / at, color=BLACK, label=r"$f(\theta) = 1 / \theta$")
    ends = np.array([1.05, 2.95])
    axes.plot(ends, 0.5 - 0.25 * (ends - 2), color=GREY, linewidth=4, alpha=0.45, label="tangent: -0.25")
    one, two = -0.5 / (2 + epsilon), -1 / (4 - epsilon**2)
    axes.plot(ends, 0.5 + one * (ends - 2), ":", color=ORANGE, label=f"one side: {one:.4f}")
    middle = (1 / (2 + epsilon) + 1 / (2 - epsilon)) / 2
    axes.plot(ends, middle + two * (ends - 2), "--", color=BLUE, label=f"both sides: {two:.4f}")
    axes.plot([2 - epsilon, 2 + epsilon], [1 / (2 - epsilon), 1 / (2 + epsilon)], "o", color=BLUE)
    axes.plot(2, 0.5, "s", color=ORANGE)
    axes.set(xlabel=r"$\theta$", ylim=(0.15, 1.15), title=f"step $h$ = {epsilon:g}")
    axes.legend(loc="upper right")
    return figure


# ------------------------------------------------------------------------------------- for 1_initialization

SIZES_ALT = (
    "On a logarithmic scale the sizes follow straight lines: falling for weights of 0.01 and 0.03, level at 0.1, "
    "rising steeply above."
)
BOTH_ALT = (
    "Three columns, sigmoid, tanh and ReLU; above the sizes of the activations in 20 layers, below those of the "
    "gradients. Sigmoid: activations level near 0.5, gradients falling by many powers of ten under every rule. tanh: "
    "activations nearly level under LeCun's and He's rule, gradients falling slowly under LeCun's and growing slowly "
    "under He's. ReLU: only He's rule level."
)
CONFLICT_ALT = (
    "Eight layers of ReLU from 800 inputs to 50 units. Left the activations: level if the variance is 2 over the "
    "inputs, growing fourfold if it is 2 over the units. Right the gradients: level for the units, falling to a third "
    "towards layer 1 for the inputs. The mean of both lies between."
)
LOOKS = ((GREY, ":"), (BLUE, "-"), (ORANGE, "--"))


def sizes(measured, scale):
    """Draw the sizes of the activations of a deep network whose weights have the standard deviation `scale`."""
    figure, axes = plot.figure(width=6, height=3)
    axes.semilogy(measured, "o-")
    axes.set(xlabel="layer", ylabel="root mean square", ylim=(1e-24, 1e44), xticks=range(0, 21, 5))
    axes.set_title(f"weights with standard deviation {scale:g}")
    return figure


def both_ways(measured):
    """Draw pairs of sizes, forward and backward; measured, a dictionary from (activation, rule) to a pair of lists."""
    names = list(dict.fromkeys(name for name, _ in measured))
    figure, rows = plot.figure(2, len(names), width=9, height=5, sharex=True, sharey="row")
    for column, name in zip(rows.T, names):
        found = {rule: pair for (other, rule), pair in measured.items() if other == name}
        for (rule, pair), (colour, style) in zip(found.items(), LOOKS):
            for axes, values in zip(column, pair):
                axes.semilogy(range(1, len(values) + 1), values, style, color=colour, label=rule)
        column[0].set_title(name)
        column[1].set(xlabel="layer", xticks=(1, 5, 10, 15, 20))
    rows[0, 0].set_ylabel("RMS of $A^{[l]}$")
    rows[1, 0].set_ylabel("RMS of $dZ^{[l]}$")
    rows[1, 2].legend(loc="lower right")
    return figure


def conflict(found):
    """Draw activations and gradients of a network that narrows; found, a dictionary from the rule to two lists."""
    figure, (left, right) = plot.figure(1, 2, width=8.4, height=3.1)
    for (rule, (forward, backward)), (colour, style) in zip(found.items(), (LOOKS[1], LOOKS[2], (GREEN, "-."))):
        left.plot(forward, style, color=colour, label=f"2 / {rule}")
        right.plot(range(1, len(backward) + 1), backward, style, color=colour)
    left.set(xlabel="layer", ylabel="RMS of $A^{[l]}$", ylim=(0, None))
    right.set(xlabel="layer", ylabel="RMS of $dZ^{[l]}$", ylim=(0, 1.5))
    left.legend(loc="upper left")
    return figure


# ------------------------------------------------------------------------------------------- 2_regularization


def catches(X, Y):
    """Draw the catches on the field; return figure and alt."""
    figure, axes = plot.figure(width=5.6, height=4)
    network.plot_points(X, Y, axes)
    axes.set(xlabel="$x_1$, across the field", ylabel="$x_2$, along the field", title=f"{Y.size} catches")
    axes.legend(loc="upper left")
    return figure, (
        "a slanted band of points: blue dots on its upper side, orange crosses on its lower side, and a few of each "
        "among the others"
    )


def pattern(X):
    """Return what the curve by which the catches were drawn says of places X (2, m): 1 for our team's side."""
    along = (X[0] + 0.5 * X[1]) / 1.3
    return (X[1] - 0.6 * along > 0.12 * np.sin(1.3 * along)).astype(int)


def boundary(parameters, X, Y, title):
    """Draw the decision boundary of a network; return figure and alt."""
    made = network.plot_decision_boundary(lambda points: network.predict(parameters, points), X, Y, title=title)
    return made, "the catches, and the two regions of the network"


def _field_layers():
    one, two = np.meshgrid(np.linspace(-1.35, 1.3, 150), np.linspace(-1.45, 1.1, 150))
    return np.array([one.ravel(), two.ravel()])


def linear_pieces(parameters):
    """Return how many sets of active units there are on a fine grid over the field."""
    _, cache = network.forward_propagation(_field_layers(), parameters)
    return len(np.unique(np.vstack([cache[0] > 0, cache[4] > 0]), axis=1).T)


def carrying_units(parameters):
    """Return how many units of layer 1 carry at least 1 % of what the strongest carries."""
    carried = np.linalg.norm(parameters["W1"], axis=1) * np.linalg.norm(parameters["W2"], axis=0)
    return int(np.sum(carried > 0.01 * carried.max()))


def largest_logit(parameters):
    """Return the largest absolute value of Z3 on the grid over the field."""
    return np.abs(network.forward_propagation(_field_layers(), parameters)[1][8]).max()


REGULARIZED = "The decision boundary of the network: crooked for 0, smooth for 0.7, none for 20."


def regularized(parameters, X, Y, lambd):
    """Draw the decision boundary of a network trained with an L2 penalty, and say how large its weights are."""
    size = np.linalg.norm(np.concatenate([parameters[f"W{layer}"].ravel() for layer in (1, 2, 3)]))
    title = f"$\\lambda$ = {lambd:g}: {linear_pieces(parameters)} pieces, length of all weights {size:.1f}"
    return boundary(parameters, X, Y, title)[0]


def validation(values, scores, name):
    """Draw the accuracies of cross-validation, five for each value, and their means; return figure and alt."""
    figure, axes = plot.figure(width=6, height=3)
    shift = np.linspace(-0.12, 0.12, len(scores[0]))
    for place, score in enumerate(scores):
        axes.plot(place + shift, score, "o", color=GREY, markersize=4, label=None if place else "one fifth held out")
    axes.plot([np.mean(score) for score in scores], "s--", color=ORANGE, label="mean of five")
    axes.set(xlabel=name, ylabel="validation accuracy", ylim=(0.8, 1))
    axes.set_xticks(range(len(values)), [f"{value:g}" for value in values])
    for place, score in enumerate(scores):
        if max(score) < 0.8:
            axes.annotate(f"{np.mean(score):.0%}", (place, 0.8), (place - 0.3, 0.84), arrowprops={"arrowstyle": "->"})
    axes.legend(loc="lower left")
    return figure, (
        f"validation accuracy for {len(values)} values of {name}: five dots and their mean for each; the dots of one "
        "value scatter more than the means of the middle values differ"
    )


# ------------------------------------------------------------------------------------------- 3_gradient_checking


def claims(claimed, measured):
    """Draw a claimed gradient against the measured one, an axes for each array; return figure and alt."""
    figure, grid = plot.figure(2, 3, width=8.4, height=4.8)
    off = []
    for axes, (name, numbers) in zip(grid.T.flat, measured.items()):
        low, high = numbers.min() - 0.05, numbers.max() + 0.05
        axes.plot([low, high], [low, high], color=GREY, linewidth=1)
        axes.plot(numbers.ravel(), claimed[f"d{name}"].ravel(), "o", markersize=5)
        axes.set(title=f"d{name}", xlabel="measured", ylabel="claimed")
        if not np.allclose(claimed[f"d{name}"], numbers, rtol=1e-3, atol=1e-5):
            off.append(f"d{name}")
    seen = f"those of {', '.join(off)} are off the diagonal" if off else "all dots lie on the diagonal"
    return figure, f"six scatter plots, one for each array of parameters: {seen}"


def valley(steps, found):
    """Draw the difference of a check against its step; return figure and alt."""
    figure, axes = plot.figure(width=6.4, height=3.2)
    axes.loglog(steps, found, "o-")
    axes.axhline(1e-6, color=GREY, linestyle="--", linewidth=1)
    axes.text(1e-13, 1.5e-6, "passes below", color=GREY)
    axes.set(xlabel="step $h$", ylabel="difference", title="a correct gradient, checked")
    return figure, ("a valley: the difference falls with the step down to about 1e-5 and rises again for smaller steps")


def mysteries():
    """Draw the difference against the step for three checks that fail at 1e-7; return figure and alt."""
    checks = {
        "A": (lambda theta: theta + 0.2 * np.abs(theta - 2), 2 + 5e-8, 1.2),
        "B": (lambda theta: theta + 1e-6 * np.sin(theta / 4e-6), 2.0, 1 + 0.25 * np.cos(2 / 4e-6)),
        "C": (lambda theta: 1.3 * theta, 3e6, 1.3),
    }
    figure, row = plot.figure(1, 3, width=9, height=3, sharey=True)
    steps = np.logspace(0, -10, 11)
    for axes, (name, (cost, theta, claim)) in zip(row, checks.items()):
        measured = np.array([np.gradient(cost(theta + step * np.arange(-1, 2)), step)[1] for step in steps])
        axes.loglog(steps, np.maximum(abs(measured - claim) / (abs(measured) + claim), 1e-12), "o-")
        axes.axhline(1e-6, color=GREY, linestyle="--", linewidth=1)
        axes.axvline(1e-7, color=GREY, linestyle=":", linewidth=1)
        axes.set(xlabel="step $h$", title=name)
    row[0].set_ylabel("difference")
    return figure, (
        "three curves over steps from 1 to 1e-10, all above 1e-6 at the step 1e-7: A and B are level for large "
        "steps; below 1e-7 A drops at once, below 1e-5 B falls a hundredfold per tenth; C rises as the step shrinks"
    )
