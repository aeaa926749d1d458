"""The figures and the small experiments of this week: functions that return a figure, or measured numbers."""

import warnings
from functools import cache

import numpy as np
from sklearn.datasets import load_diabetes, load_digits
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from helpers import plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY

SIZES = np.array([0.2, 0.35, 0.5, 0.7, 0.9, 1.1, 1.4, 1.7])  # hundreds of square metres
PRICES = np.array([0.0, 0.0, 0.4, 0.8, 1.6, 2.0, 3.1, 3.8])  # hundreds of thousands

STYLES = ((GREY, "s", ":"), (ORANGE, "^", "-."), (SKY, "o", "--"), (BLUE, "D", "-"))  # of up to four curves

# ----------------------------------------------------------------------------------------------------------- neurons


PRICED = (
    "Eight houses and one neuron of weight 3; the kink moves left as the bias grows, and at -1.2 the neuron meets the "
    "houses."
)


def priced(neuron, bias, weight=3.0):
    """Draw eight houses and the prediction of a neuron, for a bias; neuron, a function of input, weight and bias."""
    figure, axes = plot.figure(width=5.2, height=3.6)
    at = np.linspace(0, 2, 200)
    axes.plot(at, weight * at + bias, ":", color=GREY, label=f"line: {weight:g} x size {bias:+g}")
    axes.plot(at, [neuron(size, weight, bias) for size in at], color=BLUE, label="neuron: never below 0")
    axes.plot(SIZES, PRICES, "o", color=ORANGE, markersize=8, markeredgecolor="white", label="houses")
    axes.set(xlabel="size, in 100 square metres", ylabel="price, in 100,000", ylim=(-1.5, 5), title=f"bias {bias:g}")
    axes.legend(loc="upper left")
    return figure


HOURS = np.linspace(0, 24, 97)
DEMAND = (
    3 + 2.2 * np.exp(-((HOURS - 8) ** 2) / 6) + 3 * np.exp(-((HOURS - 19) ** 2) / 9) - np.exp(-((HOURS - 3) ** 2) / 8)
)


KINKS = (
    "Left, lines that are flat up to a kink; right, their sum, which follows a curve with two peaks more closely the "
    "more neurons there are."
)


def kinks(neurons):
    """Draw a day's demand for electricity and the best sum of `neurons` ReLUs with evenly spaced kinks."""
    places = 24 * np.arange(neurons) / neurons
    pieces = (HOURS - places[:, None]).clip(0)
    fit = LinearRegression().fit(pieces.T, DEMAND)
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.4)
    for piece, weight in zip(pieces, fit.coef_):
        left.plot(HOURS, weight * piece, color=SKY, linewidth=1.3)
    left.set(xlabel="hour of the day", ylabel="each neuron, weighted", title=f"{neurons} neuron{'s' * (neurons > 1)}")
    right.plot(HOURS, DEMAND, color=BLACK, linewidth=1.5, label="demand (made up)")
    right.plot(HOURS, fit.predict(pieces.T), "--", color=ORANGE, label="sum of the neurons")
    error = np.sqrt(np.mean((fit.predict(pieces.T) - DEMAND) ** 2))
    right.set(xlabel="hour of the day", ylabel="demand", ylim=(0, 9))
    right.set_title(f"their sum and a constant, RMS error {error:.2f}")
    right.legend(loc="upper left")
    return figure


FITTED = (
    "Houses, the neuron's prediction and an error line for every house; the kink moves left as the bias grows, and the "
    "line is steeper the larger the weight."
)


TOWN = "Sixty houses: prices are zero up to a size of about 0.4, then rise in a straight line with some noise."


def town(X, Y):
    """Draw prices against sizes."""
    figure, axes = plot.figure(width=5.6, height=3.2)
    axes.plot(X[0], Y[0], "o", color=BLACK, markersize=4)
    axes.set(xlabel="size, in 100 square metres", ylabel="price, in 100,000")
    return figure


def fitted_by_hand(neuron, cost, weight, bias, X, Y):
    """Draw houses and one neuron, with an error bar for each house; the cost stands above."""
    figure, axes = plot.figure(width=5.2, height=3.6)
    A, at = neuron(X, np.array([[weight]]), bias), np.linspace(0, 2.2, 150).reshape(1, -1)
    axes.vlines(X[0], A[0], Y[0], color=ORANGE, linewidth=1, alpha=0.8)
    axes.plot(X[0], Y[0], "o", color=BLACK, markersize=4, label="houses")
    axes.plot(at[0], neuron(at, np.array([[weight]]), bias)[0], color=BLUE, label="neuron")
    axes.set(xlabel="size, in 100 square metres", ylabel="price, in 100,000", ylim=(-0.5, 7))
    axes.set_title(f"w = {weight:g}, b = {bias:g}: cost {cost(weight, bias, X, Y):.2f}")
    axes.legend(loc="upper left")
    return figure


COST_MAP = "The cost as a map over weight and bias: one long slanted valley, with the best point of the grid in it."
DESCENT = (
    "The path of gradient descent on the map of the cost: straight down into the valley first, then slowly along "
    "its floor."
)


def cost_map(cost, weights, biases, X, Y, path=(), best=None):
    """Draw the cost over weight and bias as a map, with a path of (w, b) and the best point of a grid."""
    costs = np.array([[cost(weight, bias, X, Y) for weight in weights] for bias in biases])
    figure, axes = plot.figure(width=6.2, height=4)
    shade = axes.contourf(weights, biases, np.log10(costs), 16, cmap="YlGnBu_r")
    figure.colorbar(shade, label="cost $J$, powers of ten")
    if len(path):
        updates = f"{len(path) - 1} update" + "s" * (len(path) != 2)
        axes.plot(*np.transpose(path), "o-", color=ORANGE, markersize=3.5, linewidth=1.2)
        axes.plot(*path[0], "s", color=BLACK, markersize=9, markeredgecolor="white", label="initial values")
        axes.plot(*path[-1], "D", color=ORANGE, markersize=9, markeredgecolor="white", label=updates)
    if best is not None:
        axes.plot(*best, "*", color=PINK, markersize=17, markeredgecolor="white", label="best of the grid")
    axes.set(xlabel="weight $w$", ylabel="bias $b$", xlim=(weights[0], weights[-1]), ylim=(biases[0], biases[-1]))
    axes.grid(False)
    axes.legend(loc="lower left", frameon=True)
    return figure


# --------------------------------------------------------------------------------------------------- kinds of data


KINDS_OF_DATA = (
    "A table with three named columns; a digit of 8 by 8 pixels; the wave of a sound; a sentence with a number for "
    "each word."
)


def kinds_of_data():
    """Draw a table, a picture, a sound and a sentence, each as the numbers that a network gets."""
    figure, grid = plot.figure(1, 4, width=9.6, height=2.7, width_ratios=[1.25, 0.95, 1.2, 1.1])
    table, picture, sound, words = grid
    rows = [["size", "rooms", "year"], ["120", "4", "1987"], ["64", "2", "2011"], ["210", "7", "1921"]]
    table.table(rows, loc="center", cellLoc="center").scale(1, 1.5)
    picture.imshow(load_digits().images[4], cmap="gray_r", aspect="auto")
    at = np.linspace(0, 1, 400)
    sound.plot(at, np.sin(60 * at) * np.exp(-5 * (at - 0.4) ** 2) + 0.3 * np.sin(170 * at), color=BLUE, linewidth=1)
    for k, (word, number) in enumerate((("quiet", 812), ("house", 97), ("by", 14), ("the", 1), ("lake", 505))):
        words.text(0.12, 0.86 - 0.18 * k, word, fontsize=11)
        words.text(0.62, 0.86 - 0.18 * k, f"{number}", fontsize=11, color=BLUE, family="monospace")
    titles = ("a table: 3 columns", "a picture: 8 x 8", "a sound: 16,000 a second", "a sentence: word numbers")
    for axes, title in zip(grid, titles):
        plot.blank(axes)
        axes.set_title(title, fontsize=9)
    table.set_xlabel("structured", color=GREEN)
    for axes in (picture, sound, words):
        axes.set_xlabel("unstructured", color=ORANGE)
    return figure


REMEMBERED = (
    "Bars of daily rain and the state of one recurrent neuron: with weight 0 it follows the day, with weight 1 it only "
    "rises."
)


def remembered(weight):
    """Draw rain day by day and the state of a single recurrent neuron, for a weight on its own past."""
    rain = np.random.default_rng(3).gamma(0.35, 6, 40)
    level, levels = 0.0, []
    for fallen in rain:
        level = max(0, weight * level + 0.3 * fallen)
        levels.append(level)
    figure, axes = plot.figure(width=7, height=2.8)
    axes.bar(np.arange(40), rain, color=SKY, label="rain of the day, $x_t$")
    axes.plot(np.arange(40), levels, "o-", color=ORANGE, markersize=3, label="state of the neuron, $a_t$")
    axes.set(xlabel="day $t$", ylim=(0, 30), title=f"weight on its own past: {weight:g}")
    axes.legend(loc="upper left", ncols=2)
    return figure


# ---------------------------------------------------------------------------------------------------- experiments


# Such small products are slower on several threads than on one.
one_thread = threadpool_limits.wrap(limits=1)


def _network():
    return MLPClassifier((32,), solver="lbfgs", max_iter=100, alpha=1e-3, random_state=0)


def _fit(model, X, y):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # stopping before the last digit is settled is what we want
        return model.fit(X, y)


@cache
def _digits():
    """Return 1,797 pictures (m, 8, 8) with numbers from 0 to 1, and their digits; the first 1,200 are for training."""
    X, y = load_digits(return_X_y=True)
    return X.reshape(-1, 8, 8) / 16, y


def _windows(pictures, filters):
    """Slide each of the 3 by 3 filters over the pictures; return the largest activation in each quarter."""
    patches = np.lib.stride_tricks.sliding_window_view(pictures, (3, 3), axis=(1, 2))
    activations = np.einsum("mrcij,fij->mrcf", patches, filters).clip(0)
    quarters = [activations[:, r : r + 3, c : c + 3].max(axis=(1, 2)) for r in (0, 3) for c in (0, 3)]
    return np.concatenate(quarters, axis=1)


@cache
@one_thread
def scrambled():
    """Return test errors {(kind of network, kind of picture): share} for pictures whole and with shuffled pixels."""
    pictures, digits = _digits()
    shuffled = pictures.reshape(-1, 64)[:, np.random.default_rng(0).permutation(64)].reshape(-1, 8, 8)
    filters = np.random.default_rng(0).normal(size=(48, 3, 3))
    filters -= filters.mean(axis=(1, 2), keepdims=True)
    errors = {}
    for name, data in (("as drawn", pictures), ("pixels shuffled", shuffled)):
        flat, views = data.reshape(-1, 64), _windows(data, filters)
        full = _fit(_network(), flat[:1200], digits[:1200])
        windows = _fit(LogisticRegression(C=10, max_iter=200), views[:1200], digits[:1200])
        errors["fully connected", name] = 1 - full.score(flat[1200:], digits[1200:])
        errors["sliding windows", name] = 1 - windows.score(views[1200:], digits[1200:])
    return errors


SHUFFLING = (
    "A digit and its shuffled copy; the fully connected network makes about as many errors on both, the sliding "
    "windows clearly more on the shuffled one."
)


def shuffling(errors):
    """Draw a digit, the same with its pixels shuffled, and the errors of two kinds of model on both."""
    figure, (left, middle, right) = plot.figure(1, 3, width=9, height=2.8, width_ratios=[1, 1, 2.2])
    picture = _digits()[0][12]
    shuffled = picture.ravel()[np.random.default_rng(0).permutation(64)].reshape(8, 8)
    for axes, image, title in ((left, picture, "as drawn"), (middle, shuffled, "pixels shuffled")):
        axes.imshow(image, cmap="gray_r")
        plot.blank(axes)
        axes.spines[:].set(visible=True, color=GREY)
        axes.set_title(title)
    kinds = ("fully connected", "sliding windows")
    for shift, name, colour, hatch in ((-0.2, "as drawn", BLUE, ""), (0.2, "pixels shuffled", ORANGE, "//")):
        heights = [100 * errors[kind, name] for kind in kinds]
        bars = right.bar(np.arange(2) + shift, heights, 0.38, color=colour, hatch=hatch, edgecolor="white", label=name)
        right.bar_label(bars, fmt="%.1f")
    right.set(xticks=[0, 1], xticklabels=kinds, ylabel="test errors, in %", ylim=(0, 13))
    right.legend(loc="upper center", ncols=2)
    return figure


def _placed(pictures, digits, count, seed):
    """Return `count` pictures of 12 by 12 as rows, each with a digit somewhere on it, and their digits."""
    rng = np.random.default_rng(seed)
    chosen, wide = rng.integers(0, len(pictures), count), np.zeros((count, 12, 12), np.float32)
    for k, (i, row, column) in enumerate(zip(chosen, *rng.integers(0, 5, (2, count)))):
        wide[k, row : row + 8, column : column + 8] = pictures[i]
    return wide.reshape(count, -1), digits[chosen]


@cache
def _unseen():
    """Return the 2,000 pictures, and their digits, on which `scale` and `computation` measure."""
    pictures, digits = _digits()
    return _placed(pictures[1200:], digits[1200:], 2000, 99)


@cache
def _training(count):
    pictures, digits = _digits()
    return _placed(pictures[:1200], digits[:1200], count, 1)


EXAMPLES = (100, 300, 1000, 3000, 10_000)
MODELS = {"no hidden layer": None, "8 hidden units": 8, "32 hidden units": 32, "128 hidden units": 128}


UPDATES, BATCH = 600, 100


@cache
@one_thread
def scale():
    """Return {model: [share of test pictures wrong for each number in EXAMPLES]}; networks get equally many updates."""
    errors = {name: [] for name in MODELS}
    for count in EXAMPLES:
        X, y = _training(count)
        for name, hidden in MODELS.items():
            passes = UPDATES * BATCH // count
            model = LogisticRegression(max_iter=40) if hidden is None else _adam(hidden, max_iter=passes)
            errors[name].append(1 - _fit(model, X, y).score(*_unseen()))
    return errors


def _adam(hidden, **more):
    return MLPClassifier(
        (hidden,), batch_size=BATCH, learning_rate_init=0.005, alpha=1e-3, random_state=1, n_iter_no_change=1000, **more
    )


SCALING = (
    "Test error against training pictures: four curves start together near 70 to 80 percent; without a hidden layer it "
    "stays above 60, with 128 units it falls to about 12."
)


def scaling(errors):
    """Draw error against data, one line for each size of network, beside three of the pictures."""
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.8, width_ratios=[1, 3.4])
    wide, _ = _placed(*_digits(), 3, 5)
    framed = np.pad(wide.reshape(3, 12, 12), ((0, 0), (1, 1), (1, 1)), constant_values=0.4)
    left.imshow(framed.reshape(-1, 14), cmap="gray_r")
    plot.blank(left)
    left.set_title("a digit, anywhere", fontsize=10)
    for (name, shares), (colour, marker, dashes) in zip(errors.items(), STYLES):
        right.semilogx(EXAMPLES, 100 * np.array(shares), dashes, marker=marker, color=colour, label=name)
    right.set(xlabel="training pictures", ylabel="test errors, in %", ylim=(0, 90))
    right.set_xticks(EXAMPLES, [f"{count:,}" for count in EXAMPLES])
    right.legend(loc="lower left")
    return figure


PASSES = {8: (1, 4, 16, 64, 256), 128: (1, 2, 4, 8, 16)}  # of either network the last costs about as much


@cache
@one_thread
def computation():
    """Return {hidden units: [share of test pictures wrong after each number in PASSES]} for 3,000 pictures."""
    (X, y), errors = _training(3000), {}
    for hidden, numbers in PASSES.items():
        model, done, errors[hidden] = _adam(hidden), 0, []
        for passes in numbers:
            for _ in range(passes - done):
                model.partial_fit(X, y, classes=np.arange(10))
            done = passes
            errors[hidden].append(1 - model.score(*_unseen()))
    return errors


COMPUTING = (
    "Test error against multiplications spent: the small network starts earlier and levels off, the large one starts "
    "later and ends far lower."
)


def computing(errors):
    """Draw error against the number of multiplications spent on training, for two networks."""
    figure, axes = plot.figure(width=6.5, height=3.4)
    for (hidden, shares), (colour, marker) in zip(errors.items(), ((ORANGE, "^"), (BLUE, "D"))):
        weights = 144 * hidden + hidden * 10
        spent = 3 * weights * 3000 * np.array(PASSES[hidden])  # forward, back to the weights, back to the layer before
        axes.semilogx(spent, 100 * np.array(shares), "-", marker=marker, color=colour, label=f"{hidden} hidden units")
    axes.set(xlabel="multiplications spent on training, about", ylabel="test errors, in %", ylim=(0, 90))
    axes.legend()
    return figure


LEARNERS = {  # activation, and how many times as large the initial weights are
    "sigmoid": ("logistic", 1, ORANGE, "-"),
    "sigmoid, weights 4 times as large": ("logistic", 4, PINK, "-."),
    "ReLU": ("relu", 1, BLUE, "--"),
}


@cache
@one_thread
def learning(name, layers, passes=20):
    """Return the cost after each pass of a network of `LEARNERS` with layers of 32; all begin with the same weights."""
    pictures, digits = _digits()
    X, y = pictures[:1200].reshape(1200, -1), digits[:1200]
    activation, factor, *_ = LEARNERS[name]
    model = MLPClassifier(
        (32,) * layers, activation=activation, solver="sgd", momentum=0, learning_rate_init=0.2, batch_size=BATCH,
        random_state=1,
    )  # fmt: skip
    model.partial_fit(X, y, classes=np.arange(10))  # makes the arrays; the library's weights depend on the activation
    rng, costs = np.random.default_rng(1), []
    for W, b in zip(model.coefs_, model.intercepts_):
        W[:], b[:] = factor * rng.uniform(-1, 1, W.shape) * (6 / sum(W.shape)) ** 0.5, 0
    for _ in range(passes):
        costs.append(model.partial_fit(X, y).loss_)
    return costs


ACTIVATIONS = (
    "Costs of three networks over twenty passes: with one hidden layer all fall, with three or five the sigmoid's "
    "stays flat unless its initial weights are larger, and ReLU's falls fastest."
)


def activations(layers):
    """Train networks with sigmoid and ReLU, and draw how their costs fall."""
    figure, (left, right) = plot.figure(1, 2, width=9, height=3.2, width_ratios=[1, 1.6])
    z = np.linspace(-6, 6, 200)
    left.plot(z, 1 / (1 + np.exp(-z)), color=ORANGE, label="sigmoid")
    left.plot(z, z.clip(0), "--", color=BLUE, label="ReLU")
    left.set(xlabel="$z$", ylabel="$a$", ylim=(-0.2, 3), title="two activations")
    left.legend(loc="upper left")
    for name, (_, _, colour, dashes) in LEARNERS.items():
        right.plot(np.arange(1, 21), learning(name, layers), dashes, color=colour, label=name)
    right.axhline(np.log(10), color=GREY, linestyle=":", linewidth=1)
    right.text(20, np.log(10) + 0.04, "equal probabilities", ha="right", color=GREY, fontsize=9)
    right.set(xlabel="passes over 1,200 digits", ylabel="cost", ylim=(0, 3.2), xticks=[1, 5, 10, 15, 20])
    right.set_title(f"{layers} hidden layer{'s' * (layers > 1)} of 32")
    right.legend(loc="upper center", bbox_to_anchor=(0.45, -0.2), ncols=3)
    return figure


# ---------------------------------------------------------------------------------------------------------- limits


@cache
@one_thread
def moved():
    """Return the share of test digits classified wrongly after moving them 0, 1, 2 pixels; trained unmoved.

    The digits stand on a field that is two columns wider on each side, so that nothing leaves it.
    """
    pictures, digits = _digits()
    wide = np.pad(pictures, ((0, 0), (0, 0), (2, 2)))
    model = _fit(_network(), wide[:1200].reshape(1200, -1), digits[:1200])
    test = wide[1200:]
    return [1 - model.score(np.roll(test, shift, axis=2).reshape(len(test), -1), digits[1200:]) for shift in (0, 1, 2)]


@cache
@one_thread
def on_a_table():
    """Return mean squared errors on 142 test patients relative to predicting the mean, averaged over five splits."""
    X, y = load_diabetes(return_X_y=True)
    errors = {"linear regression": [], "network, default training": [], "network, trained to the end": []}
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(X))
        train, test = order[:300], order[300:]
        default = MLPRegressor(hidden_layer_sizes=(64, 64), random_state=seed)
        to_the_end = MLPRegressor(hidden_layer_sizes=(64, 64), solver="lbfgs", max_iter=300, random_state=seed)
        for name, model in zip(errors, (LinearRegression(), default, to_the_end)):
            fitted = _fit(make_pipeline(StandardScaler(), model), X[train], y[train])
            errors[name].append(1 - fitted.score(X[test], y[test]))
    return {"predict the mean": 1.0} | {name: float(np.mean(values)) for name, values in errors.items()}


LIMITS = (
    "Left: 8 percent of the digits are classified wrongly, about half after one pixel, most after two. Right: on the "
    "patients linear regression and a network with default training are about equal; trained to the end the network is "
    "worse than predicting the mean."
)


def limits(shares, table):
    """Draw two failures: digits moved by a pixel, and a small table."""
    figure, (left, right) = plot.figure(1, 2, width=9, height=3)
    bars = left.bar(["0", "1", "2"], 100 * np.array(shares), color=[BLUE, ORANGE, ORANGE])
    left.bar_label(bars, fmt="%.0f")
    left.set(xlabel="pixels that the digits were moved", ylabel="test errors, in %", ylim=(0, 105))
    left.set_title("trained on digits that stand in the middle")
    bars = right.barh(list(table), list(table.values()), color=[GREY, BLUE, ORANGE, ORANGE])
    right.bar_label(bars, fmt="%.2f", padding=3)
    right.set(xlabel="mean squared error, relative", xlim=(0, 1.3 * max(table.values())))
    right.set_title("a table: 142 test patients")
    right.invert_yaxis()
    return figure


@cache
@one_thread
def _curve():
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 6, (300, 1))
    model = MLPRegressor(hidden_layer_sizes=(50,), solver="lbfgs", max_iter=2000, random_state=7)
    return x, _fit(model, x, 2 + np.sin(2 * x[:, 0]) + 0.1 * rng.normal(size=300))


BEYOND = (
    "A wave and the predictions of a network: they agree where examples were, and further right the network goes on in "
    "a straight line."
)


def beyond(end):
    """Draw a network that learned a wave between 0 and 6, and its predictions up to `end`."""
    x, model = _curve()
    figure, axes = plot.figure(width=7, height=3)
    at = np.linspace(0, end, 400)
    axes.axvspan(0, 6, color=SKY, alpha=0.25, linewidth=0)
    axes.text(0.1, 8.2, "examples were here", color=GREY)
    axes.plot(x[:, 0], 2 + np.sin(2 * x[:, 0]), ".", color=GREY, markersize=3)
    axes.plot(at, 2 + np.sin(2 * at), ":", color=BLACK, label="the truth")
    axes.plot(at, model.predict(at[:, None]), color=ORANGE, label="the network")
    axes.set(xlabel="$x$", ylabel="$y$", xlim=(0, end), ylim=(-1, 9))
    axes.legend(loc="upper right")
    return figure


# --------------------------------------------------------------------------------------------- data and size, houses


MORE_HOUSES = (
    "The cost on test houses falls with more training houses; small networks level off early, large ones begin "
    "worse and end better."
)


def lines(values, curves, xlabel, ylabel="cost on test houses"):
    """Draw one line for each entry of `curves`, against `values` on a logarithmic axis.

    Arguments: values, numbers; curves, a dictionary from label to as many numbers; xlabel, ylabel, names of the axes.
    """
    figure, axes = plot.figure(width=7.6, height=3.4)
    for (label, numbers), (colour, marker, dashes) in zip(curves.items(), STYLES):
        axes.loglog(values, numbers, dashes, marker=marker, color=colour, label=label)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.set_xticks(values, [f"{value:,}" for value in values])
    heights = [0.05, 0.1, 0.2, 0.5, 1]
    axes.set_yticks(heights, [f"{height:g}" for height in heights])
    axes.minorticks_off()
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    return figure


OLD_TOWN = "Houses along a curve with hills; two units miss the hills, five follow them roughly, twenty closely."
VILLAS = "Houses along a line with two kinks, which two neurons follow; one neuron misses the second kink."


def fits(X, Y, at, drawn):
    """Draw houses and the curves in `drawn`, a dictionary from label to the prices at the sizes `at` (1, k)."""
    figure, axes = plot.figure(width=6, height=3.6)
    axes.plot(X[0], Y[0], ".", color=BLACK, markersize=4, label="houses")
    for (label, prices), colour, dashes in zip(drawn.items(), (ORANGE, BLUE, GREEN), ("--", "-", "-.")):
        axes.plot(at[0], prices[0], dashes, color=colour, label=label)
    axes.set(xlabel="size, in 100 square metres", ylabel="price, in 100,000")
    axes.legend(loc="upper left")
    return figure
