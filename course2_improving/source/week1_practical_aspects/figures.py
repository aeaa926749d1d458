"""The figures of this week's lesson: every function returns a matplotlib figure for `plot.show` or `slider`."""

import network
import numpy as np
from numpy.polynomial import legendre
from scipy import ndimage
from sklearn.datasets import load_digits, make_moons
from sklearn.metrics import root_mean_squared_error
from sklearn.neural_network import MLPClassifier

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE

# ------------------------------------------------------------------------------------------------ bias and variance


def dev_size(m):
    """Show what a dev set of m examples says of two classifiers that are right for 90 % and for 92 %."""
    figure, axes = plot.figure(width=6.6, height=3.1)
    rng = np.random.default_rng(0)
    worse, better = (rng.binomial(m, share, 20_000) / m for share in (0.9, 0.92))
    width = max(1 / m, 0.0025)
    edges = np.arange(0.78 - width / 2, 1 + width, width)
    for shares, share, colour, style in ((worse, 0.9, ORANGE, "stepfilled"), (better, 0.92, BLUE, "step")):
        axes.hist(shares, edges, color=colour, histtype=style, alpha=0.45 if colour == ORANGE else 1, linewidth=2,
                  label=f"right for {share:.0%}")  # fmt: skip
    fooled = np.mean(worse > better) + np.mean(worse == better) / 2
    axes.set(xlabel=f"share right on {m:,} dev examples", yticks=[], xlim=(0.78, 1.0))
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
    basis = legendre.legvander(x, degree)
    shrink = penalty * np.eye(degree + 1)
    shrink[0, 0] = 0
    return np.linalg.lstsq(basis.T @ basis + shrink, basis.T @ y, rcond=None)[0]


def _rms(x, y, coefficients):
    return root_mean_squared_error(y, legendre.legval(x, coefficients))


def _curve(axes, coefficients):
    """Draw the points and a polynomial."""
    x, y, x_dev, y_dev = hill_points()
    at = np.linspace(-1, 1, 400)
    axes.plot(at, np.clip(legendre.legval(at, coefficients), -4, 4), color=GREEN)
    axes.plot(x, y, "o", color=BLUE, label="train")
    axes.plot(x_dev, y_dev, "s", color=ORANGE, markerfacecolor="none", label="dev")
    axes.set(xlabel="$x$", ylabel="$y$", ylim=(-2.6, 2.6))
    axes.legend(loc="upper left", ncols=2)


DEGREES = [1, 2, 3, 4, 6, 8, 10, 12]


def degrees(degree):
    """Show a polynomial of this degree, and the errors of all degrees."""
    x, y, x_dev, y_dev = hill_points()
    fits = [_polynomial(item) for item in DEGREES]
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    _curve(left, fits[DEGREES.index(degree)])
    left.set_title(f"a polynomial of degree {degree}")
    right.semilogy(DEGREES, [_rms(x, y, fit) for fit in fits], "o-", color=BLUE, label="train")
    right.semilogy(DEGREES, [_rms(x_dev, y_dev, fit) for fit in fits], "s--", color=ORANGE, label="dev")
    right.axvline(degree, color=GREY, linewidth=6, alpha=0.25)
    right.set(xlabel="degree", ylabel="error (root mean square)", title="too stiff, right, too free")
    right.legend(loc="upper left")
    return figure


# ---------------------------------------------------------------------------------------------------- regularization


def penalties(penalty):
    """Show the polynomial of degree 12 under an L2 penalty, and its coefficients."""
    x, y, x_dev, y_dev = hill_points()
    fit = _polynomial(12, penalty)
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.3)
    _curve(left, fit)
    left.set_title(f"$\\lambda$ = {penalty:g}: train {_rms(x, y, fit):.2f}, dev {_rms(x_dev, y_dev, fit):.2f}")
    right.bar(range(1, 13), fit[1:], color=GREEN)
    right.axhline(0, color=BLACK, linewidth=1)
    right.set(xlabel="weight number", ylabel="value", ylim=(-2.6, 2.6), title="the twelve weights")
    return figure


def moons():
    """Return 100 training and 400 dev points of two noisy half moons: X (m, 2), y (m,), twice."""
    return *make_moons(100, noise=0.38, random_state=5), *make_moons(400, noise=0.38, random_state=6)


def held_back(strength):
    """Train scikit-learn's network of 40 tanh units with an L2 penalty and draw its border."""
    X, y, X_dev, y_dev = moons()
    model = MLPClassifier((40,), activation="tanh", solver="lbfgs", alpha=strength, max_iter=1500, random_state=3)
    model.fit(X, y)
    title = f"$\\lambda$ = {strength:g}: train {model.score(X, y):.0%}, dev {model.score(X_dev, y_dev):.0%}"
    return network.plot_decision_boundary(lambda points: model.predict(points.T), X.T, y, title=title)


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
        axes.set(title=label, xlabel="step", ylim=(-0.1, 1.1))
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
    """Train a network of this week and return the steps, its costs on the training set and on the dev set."""
    rng = np.random.default_rng(2)
    X, Y = noisy_spots(1, 90, 0.15)
    X_dev, Y_dev = noisy_spots(2, 400, 0.15)
    sizes, parameters = (2, 25, 10, 1), {}
    for layer in (1, 2, 3):
        reach = np.sqrt(6 / (sizes[layer] + sizes[layer - 1]))
        parameters[f"W{layer}"] = rng.uniform(-reach, reach, (sizes[layer], sizes[layer - 1]))
        parameters[f"b{layer}"] = np.zeros((sizes[layer], 1))
    steps, train, dev = [], [], []
    for step in range(5001):
        A3, cache = network.forward_propagation(X, parameters)
        if step % 50 == 0:
            steps.append(step)
            train.append(network.compute_cost(A3, Y))
            dev.append(network.compute_cost(network.forward_propagation(X_dev, parameters)[0], Y_dev))
        parameters = network.update_parameters(parameters, network.backward_propagation(X, Y, cache), 0.12)
    return np.array(steps), np.array(train), np.array(dev)


def stopping(steps, train, dev):
    """Draw both costs against the step, and where the dev cost is lowest."""
    figure, axes = plot.figure(width=6.6, height=3.2)
    axes.plot(steps, train, color=BLUE, label="train")
    axes.plot(steps, dev, "--", color=ORANGE, label="dev")
    best = dev.argmin()
    axes.axvline(steps[best], color=GREY, linewidth=1.5, linestyle=":")
    axes.plot(steps[best], dev[best], "o", color=BLACK)
    axes.annotate("stop here", (steps[best], dev[best]), (steps[best] + 500, dev[best] - 0.2), color=BLACK,
                  arrowprops={"arrowstyle": "->"})  # fmt: skip
    axes.set(xlabel="step", ylabel="cost $J$", ylim=(0, 1.2))
    axes.legend(loc="upper center")
    return figure


# --------------------------------------------------------------------------------------------- inputs, signals, starts


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
    axes.set_title(f"{ratio:g} : 1, after 25 steps {left:.0%} of the way is left")
    axes.grid(False)
    return figure


def powers(factor):
    """Show what 50 layers make of a signal that each multiplies by `factor`."""
    figure, axes = plot.figure(width=6, height=3)
    layers = np.arange(51)
    axes.semilogy(layers, float(factor) ** layers, "o-", markersize=3)
    axes.axhline(1, color=GREY, linewidth=1)
    axes.set(xlabel="layer", ylabel="size of the signal", ylim=(1e-16, 1e10))
    axes.set_title(f"factor {factor:g} per layer: {float(factor) ** 50:.3g} after 50")
    return figure


RULES = {"0.01": 0.01, "Xavier": 0.0707, "He": 0.1, "0.5": 0.5}  # the spread of the weights with 200 inputs


def rules(rule):
    """Show the sizes of the activations in 20 layers of tanh and of ReLU for one rule."""
    figure, axes = plot.figure(width=6, height=3.1)
    for name, bend, colour, style in (("tanh", np.tanh, ORANGE, "s--"), ("ReLU", network.relu, BLUE, "o-")):
        rng = np.random.default_rng(3)
        signal, sizes = rng.normal(size=(200, 100)), [1.0]
        for _ in range(20):
            signal = bend(RULES[rule] * rng.normal(size=(200, 200)) @ signal)
            sizes.append(np.linalg.norm(signal) / signal.size**0.5)
        axes.semilogy(sizes, style, color=colour, label=name)
    axes.axhline(1, color=GREY, linewidth=1)
    axes.set(xlabel="layer", ylabel="root mean square", ylim=(1e-18, 1e18), xticks=range(0, 21, 5))
    axes.set_title(f"rule: {rule}, 200 units a layer")
    axes.legend(loc="upper left")
    return figure


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
    axes.set(xlabel=r"$\theta$", ylim=(0.15, 1.15), title=f"nudge $\\varepsilon$ = {epsilon:g}")
    axes.legend(loc="upper right")
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


RESTRAINED = "The decision boundary of the network: crooked for 0, smooth for 0.7, none for 20."


def restrained(parameters, X, Y, lambd):
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
        "three curves over steps from 1 to 1e-10, all above 1e-6 at the step 1e-7: A is level and falls to nothing "
        "below 1e-7, B falls a hundredfold for each tenth of the step, C rises as the step shrinks"
    )
