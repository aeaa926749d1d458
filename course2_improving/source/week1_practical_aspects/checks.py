"""The exercises of week 1: their tolerances and properties. No answer is in this file."""

from itertools import pairwise

import numpy as np
from scipy.special import expit

from helpers.checks.demands import RETURN_MISSING, array, arrays
from helpers.checks.exercise import Exercise, Portable, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

NOTEBOOK = [2, 10, 5, 1]  # the sizes of its network
MEASURED = 2500  # weights that a layer needs for its spread to be judged
SPREAD = 0.085  # how far off the spread may be


def _start(parameters, layers_dims):
    """Return a sentence unless `parameters` holds finite arrays W and b of the right shapes, with zeros for b."""
    shapes = {}
    for layer, (before, size) in enumerate(pairwise(layers_dims), 1):
        shapes |= {f"W{layer}": (size, before), f"b{layer}": (size, 1)}
    names = [*shapes]
    if isinstance(parameters, dict):
        if "W0" in parameters or "b0" in parameters:
            return "the layers are counted from 0: the first one that computes is layer 1, with `W1` and `b1`."
        missing = [name for name in names if name not in parameters]
        if missing and missing == names[-len(missing) :] and parameters.keys() <= set(names):
            return (
                f"the dictionary lacks the key {missing[0]}: it ends before the last layer. How many layers compute "
                f"if there are {len(layers_dims)} sizes, and where does `range` stop?"
            )
        own = [getattr(parameters.get(name), "shape", None) for name in ("W1", "b1")]
        if layers_dims[:2] != NOTEBOOK[:2] and own == [(NOTEBOOK[1], NOTEBOOK[0]), (NOTEBOOK[1], 1)]:
            return (
                f"`W1` has the shape {own[0]}, that of the notebook's network, whatever is asked for: "
                "take the sizes from the argument `layers_dims`."
            )
    if sentence := arrays(parameters, shapes, floats=True):
        return sentence
    for name in names[1::2]:
        if np.any(parameters[name]):
            return f"`{name}` is not zero: only the weights need to differ at the start."
    if extra := [name for name in parameters if name not in names]:
        return f"the dictionary has the key {short(extra[0], 20)} too: make a new one, with two keys for each layer."
    return None


def judge_zeros(initialize_parameters_zeros, layers_dims):
    """Judge a start from zeros."""
    parameters = initialize_parameters_zeros(layers_dims)
    sentence = _start(parameters, layers_dims)
    if not sentence and (other := [name for name, value in parameters.items() if np.any(value)]):
        sentence = f"`{other[0]}` is not zero."
    return sentence and f"`initialize_parameters_zeros({layers_dims})`: {sentence}"


def _random(parameters, layers_dims, spreads, known):
    """Judge a random start: shapes, zero biases, and the spread of the weights.

    Arguments: spreads, the standard deviation that is asked for, of each layer; known, a dictionary from a sentence to
    a spread that is often mistaken for it: a number, or a function of the numbers of inputs and of units of the layers
    and of their own spreads.
    """
    if sentence := _start(parameters, layers_dims):
        return sentence
    measured = []  # of each large layer: inputs, units, the spread of its weights and the one that is asked for
    for layer, ((before, size), spread) in enumerate(zip(pairwise(layers_dims), spreads), 1):
        weights = np.asarray(parameters[f"W{layer}"], dtype=float)
        if not weights.any():
            return f"All weights of `W{layer}` are zero: then nothing comes through, and all units stay the same."
        if weights.size > 1 and len(np.unique(weights)) <= weights.size / 2:
            return f"Some weights of `W{layer}` are the same: draw each one on its own."
        if weights.size >= MEASURED:
            if abs(weights.mean()) > 0.2 * weights.std():
                return f"The mean of `W{layer}` is not 0: `randn` draws both signs alike, `rand` only positive numbers."
            measured.append((before, size, weights.std(), spread))
        elif np.abs(weights).max() > 8 * spread:
            return f"The weights of `W{layer}` are too large: their standard deviation should be about {spread:.2g}."
    if not measured:
        return None
    n, units, own, wanted = np.transpose(measured)
    for sentence, other in {None: wanted, **known}.items():
        if np.all(np.abs(own / (other(n, units, own) if callable(other) else other) - 1) < SPREAD):
            return sentence
    worst = np.argmax(np.abs(np.log(own / wanted)))
    return (
        f"With {n[worst]:.0f} inputs and {units[worst]:.0f} units the weights have the standard deviation "
        f"{own[worst]:.2g}, expected about {wanted[worst]:.2g}."
    )


LARGE = {
    "The weights are ten times too small: multiply them by 10.": 1,
    "The weights are too large: multiply standard normal numbers by 10, once.": 100,
    "The factor is the root of 10: 10 is the standard deviation, not the variance.": 10**0.5,
    "The weights are tiny: this is the 0.01 of course 1. Here they are to be large.": 0.01,
    "The weights are a hundred times too small: they are divided by 10 instead of multiplied.": 0.1,
    "This is the standard deviation of uniform numbers between -10 and 10: draw normal ones.": 10 / 3**0.5,
    "This is the standard deviation of uniform numbers between -5 and 5: draw normal ones.": 10 / 12**0.5,
    "The standard deviation depends on the number of inputs, as with He's rule: here it is 10 for every layer.": (
        lambda n, units, own: own[0] * (n[0] / n) ** 0.5
    ),
}


def judge_large(initialize_parameters_random, layers_dims, spreads):
    """Judge large random weights."""
    sentence = _random(initialize_parameters_random(layers_dims), layers_dims, spreads, LARGE)
    return sentence and f"`initialize_parameters_random({layers_dims})`: {sentence}"


HE = {
    "This is sqrt(1 / inputs), LeCun's rule: ReLU sets half of the numbers to 0, so what becomes of the 1?": (
        lambda n, units, own: n**-0.5
    ),
    "The root is missing: 2 / inputs is the variance, its root the standard deviation.": lambda n, units, own: 2 / n,
    "The standard deviation belongs to the number of units, `layers_dims[l]`: divide by the layer's inputs.": (
        lambda n, units, own: (2 / units) ** 0.5
    ),
    "The weights are multiplied by sqrt(inputs / 2): the fraction stands on its head.": lambda n, units, own: (
        (n / 2) ** 0.5
    ),
    "This is sqrt(2 / (inputs + units)), Glorot's compromise: what is asked for depends on the inputs alone.": (
        lambda n, units, own: (2 / (n + units)) ** 0.5
    ),
    "These are standard normal numbers: the factor sqrt(2 / inputs) is missing.": 1,
    "The root is taken of the inputs alone: the 2 stands under it too.": lambda n, units, own: 2 / n**0.5,
    "The root is taken of the 2 alone: the number of inputs stands under it too.": lambda n, units, own: 2**0.5 / n,
    "The weights are multiplied by sqrt(2 * inputs): more inputs ask for smaller weights, so divide by them.": (
        lambda n, units, own: (2 * n) ** 0.5
    ),
    "This is the standard deviation of uniform numbers between -sqrt(2 / inputs) and its opposite: draw normal ones.": (
        lambda n, units, own: (2 / n / 3) ** 0.5
    ),
    "The weights are tiny: this is the 0.01 of course 1. He's size depends on the number of inputs.": 0.01,
    "The weights are about 10, those of the exercise before: He's size depends on the number of inputs.": 10,
}


def judge_he(initialize_parameters_he, layers_dims, spreads):
    """Judge weights of He's size."""
    known = HE | {
        "Every layer has the standard deviation of the first one: `n` is the number of inputs of the layer itself.": (
            spreads[0]
        ),
        "The standard deviation fits neither inputs nor units, but the number of layers: look at the index.": (
            lambda n, units, own: (2 / len(layers_dims)) ** 0.5
        ),
    }
    sentence = _random(initialize_parameters_he(layers_dims), layers_dims, spreads, known)
    return sentence and f"`initialize_parameters_he({layers_dims})`: {sentence}"


# Activations of the instruments, and their derivatives.


@portable
def rectified(z):
    """Return ReLU."""
    import numpy as np

    return np.maximum(0, z)


@portable
def rectified_derivative(z):
    """Return the derivative of ReLU."""
    import numpy as np

    return np.where(z > 0, 1.0, 0.0)


@portable
def hyperbolic(z):
    """Return the hyperbolic tangent."""
    import numpy as np

    return np.tanh(z)


@portable
def hyperbolic_derivative(z):
    """Return the derivative of the hyperbolic tangent."""
    import numpy as np

    return 1 / np.cosh(z) ** 2


@portable
def wave(z):
    """Return a sine."""
    import numpy as np

    return np.sin(2 * z)


@portable
def wave_derivative(z):
    """Return the derivative of the sine."""
    import numpy as np

    return 2 * np.cos(2 * z)


PAIRS = ((rectified, rectified_derivative), (hyperbolic, hyperbolic_derivative), (wave, wave_derivative))


GAINS = {  # of rules that fit one activation
    1: "The standard deviation is sqrt(1 / inputs) whatever the activation is: this one asks for another number.",
    2**0.5: "This is He's rule: its 2 belongs to ReLU, and this activation asks for another number.",
}
WINDOW = 1.67  # the signal may be so many times too large or too small
LEVEL = 1.25  # and the gradient


def activation_of(formula):
    """Return the activation of a formula in z, as the learner's function is given it."""
    return Portable("activation", f"def activation(z):\n    import numpy as np\n\n    return {formula}\n")


def sums(parameters, layers_dims, activation):
    """Return Z1, ..., ZL for 200 standard normal inputs."""
    signal, found = np.random.default_rng(0).normal(size=(layers_dims[0], 200)), []
    for layer in range(1, len(layers_dims)):
        found.append(np.asarray(parameters[f"W{layer}"], dtype=float) @ signal)
        signal = activation(found[-1])
    return found


def judge_any(initialize_parameters_for, layers_dims, formula):
    """Judge an initialization by what becomes of a signal in five layers."""
    activation = activation_of(formula)
    parameters = initialize_parameters_for(layers_dims, activation)
    sentence = _start(parameters, layers_dims) or _carried(parameters, layers_dims, activation)
    return sentence and f"with the activation {formula}: {sentence}"


def gradient_levels(parameters, layers_dims, activation):
    """Return how large dZ1, ..., dZL are if dZL consists of standard normal numbers; finite differences for g'."""
    found = sums(parameters, layers_dims, activation)
    error = np.random.default_rng(1).normal(size=found.pop().shape)
    levels = [np.linalg.norm(error) / np.size(error) ** 0.5]
    for layer, Z in reversed(list(enumerate(found, 2))):
        rise = activation(Z + 1e-5) - activation(Z - 1e-5)
        error = np.einsum("ij,im->jm", np.asarray(parameters[f"W{layer}"], dtype=float), error) * rise * 5e4
        levels.append(np.linalg.norm(error) / np.size(error) ** 0.5)
    return levels[::-1]


def judge_gradients(initialize_gradients_for, layers_dims, formula):
    """Judge an initialization by what becomes of a gradient."""
    activation = activation_of(formula)
    parameters = initialize_gradients_for(layers_dims, activation)
    sentence = _start(parameters, layers_dims) or _returned(parameters, layers_dims, activation)
    return sentence and f"with the activation {formula}: {sentence}"


def _returned(parameters, layers_dims, activation):
    """Return a sentence unless the weights keep the size of a gradient."""
    if sentence := _alike(parameters, layers_dims):
        return sentence
    Z = sums(parameters, layers_dims, activation)[0]
    first = np.linalg.norm(Z) / np.size(Z) ** 0.5
    if not 1 / WINDOW < first < WINDOW:
        return f"the root mean square of `Z1` is {first:.2g}: the target for layer 1 is 0.6 to {WINDOW}."
    levels = gradient_levels(parameters, layers_dims, activation)
    off = [layer for layer, level in enumerate(levels, 1) if not 1 / LEVEL < level < LEVEL]
    if not off:
        return None
    text = f"the root mean square of `dZ{off[-1]}` is {levels[off[-1] - 1]:.2g}, the target is 0.8 to {LEVEL}"
    n, units = np.array(layers_dims[1:-1]), np.array(layers_dims[2:])
    spreads = np.array([np.std(parameters[f"W{layer}"]) for layer in range(2, len(layers_dims))])
    for count, below in (("inputs", n), ("units", units)):
        gains = spreads * np.sqrt(below)
        if any(np.all(np.abs(gains / gain - 1) < SPREAD) for gain in (1, 2**0.5)):
            return f"{text}. Whatever the activation is, the variance is one over the {count}, or twice that."
    if any(np.ptp(spreads * np.sqrt(below)) < 0.06 * spreads[0] * np.sqrt(below[0]) for below in (n, units)):
        return (
            f"{text}. Every layer has the same factor: does the derivative meet the same numbers in every layer, "
            "and how many products does a gradient add up?"
        )
    return f"{text}."


def _alike(parameters, layers_dims):
    """Return a sentence if units of a layer are copies of each other."""
    for layer in range(1, len(layers_dims)):
        W = np.asarray(parameters[f"W{layer}"])
        if len(np.unique(W, axis=0)) < len(W):
            return f"some units of layer {layer} start with the same weights."
        if np.abs(W.mean()) > 0.2 * W.std() or W.std() == 0:
            return f"the mean of `W{layer}` is not 0."
    return None


def _carried(parameters, layers_dims, activation):
    """Return a sentence unless the weights keep the size of a signal."""
    weights = [np.asarray(parameters[f"W{layer}"]) for layer in range(1, len(layers_dims))]
    if sentence := _alike(parameters, layers_dims):
        return sentence
    sizes = [np.linalg.norm(Z) / np.size(Z) ** 0.5 for Z in sums(parameters, layers_dims, activation)]
    off = [layer for layer, size in enumerate(sizes, 1) if not 1 / WINDOW < size < WINDOW]
    if not off:
        return None
    text = f"the root mean square of `Z{off[0]}` is {sizes[off[0] - 1]:.2g}"
    if off[0] == 1:
        return f"{text}. What enters layer 1 has not passed the activation: its mean square is 1."
    gains = np.array([W.std() * W.shape[1] ** 0.5 for W in weights[1:]])
    for gain, words in GAINS.items():
        if np.all(np.abs(gains / gain - 1) < SPREAD):
            return f"{text}. {words}"
    if sizes[-1] < 0.06 or sizes[-1] > 15:
        return (
            f"{text} and goes on to {sizes[-1]:.2g} in layer {len(sizes)}: every layer changes it by the same factor."
        )
    return f"{text}; the target is 0.6 to {WINDOW}."


# ------------------------------------------------------------------------------------------------- 2: regularization

NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")
CACHE = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")
SHARE_KEPT = 0.07  # how far the share of units kept may be from keep_prob


def dropout_network(seed):
    """Return X (n_x, m) and the parameters of a network whose masks have thousands of entries."""
    rng = np.random.default_rng(seed)
    sizes = [int(rng.integers(*ends)) for ends in ((3, 9), (50, 70), (30, 45))] + [1]
    parameters = {}
    for layer, (before, size) in enumerate(pairwise(sizes), 1):
        parameters[f"W{layer}"] = rng.normal(size=(size, before)) / before**0.5
        parameters[f"b{layer}"] = rng.normal(0, 0.3, (size, 1))
    return rng.normal(size=(sizes[0], int(rng.integers(72, 90)))), parameters


def judge_dropout(forward_propagation_with_dropout, seed, keep_prob):
    """Judge a forward pass with dropout by its masks and by what it did with them, whatever was drawn."""
    X, parameters = dropout_network(seed)
    options = {} if keep_prob is None else {"keep_prob": keep_prob}
    pair = forward_propagation_with_dropout(X, parameters, **options)
    keep_prob = 0.5 if keep_prob is None else keep_prob
    sentence = _cached(pair, X, parameters) or _masks(pair[1], keep_prob) or _steps(pair, X, keep_prob)
    shown = "".join(f", {name}={value}" for name, value in options.items())
    return sentence and f"`forward_propagation_with_dropout(X, parameters{shown})`: {sentence}"


def _cached(pair, X, parameters):
    """Return a sentence unless this is a pair of A3 and a cache of arrays of the right shapes, with the parameters."""
    if pair is None:
        return RETURN_MISSING
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        return f"the result is {short(pair, 40)}, expected the pair `A3, cache`."
    A3, cache = pair
    if not isinstance(cache, (tuple, list)) or len(cache) != len(CACHE):
        count = f" of {len(cache)}" if isinstance(cache, (tuple, list)) else ""
        return f"`cache` is a {type(cache).__name__}{count}, expected a tuple of 14: {', '.join(CACHE)}."
    if _is_mask(cache[2]) and not _is_mask(cache[1]):
        return "the mask stands behind the activation in the cache: the order is Z1, D1, A1, and Z2, D2, A2."
    shapes = {name: parameters[name].shape for name in NAMES}
    shapes |= {f"{kind}{layer}": (len(parameters[f"b{layer}"]), X.shape[1]) for kind in "ZDA" for layer in (1, 2, 3)}
    for name, item in [*zip(CACHE, cache), ("A3", A3)]:
        if sentence := array(item, shapes[name], name):
            drawn = name in ("D1", "D2") and getattr(item, "shape", None) != shapes[name]
            return sentence + " Every unit and every example needs a number of its own." * drawn
        if name in NAMES and not np.array_equal(item, parameters[name]):
            return f"`{name}` in the cache is not that of `parameters`."
    return None


def _is_mask(item):
    return isinstance(item, np.ndarray) and item.dtype.kind in "biuf" and bool(np.isin(item, (0, 1)).all())


def _masks(cache, keep_prob):
    """Return a sentence unless the masks keep about the right share of units, drawn for each example."""
    for name, mask in (("D1", cache[1]), ("D2", cache[6])):
        if not _is_mask(mask):
            return f"`{name}` holds other numbers than 0 and 1: compare the random numbers with `keep_prob`."
        share = mask.mean()
        if keep_prob == 1:
            if share < 1:
                return f"with `keep_prob` 1 every unit is kept; `{name}` has zeros."
            continue
        if abs(share - (1 - keep_prob)) < SHARE_KEPT < abs(share - keep_prob):
            return f"`{name}` keeps what should be dropped: it is 1 where the random number is below `keep_prob`."
        if abs(share - keep_prob) > SHARE_KEPT:
            return f"`{name}` keeps {share:.0%} of the units, expected about {keep_prob:.0%}."
        for axis, what in ((1, "is the same for every example"), (0, "drops whole examples")):
            if np.all(mask == mask.take([0], axis)):
                return f"`{name}` {what}: draw an array of the shape of `A{name[1]}`."
    return None


def _close(one, other):
    return np.allclose(one, other, rtol=1e-4, atol=1e-6)


def _steps(pair, X, keep_prob):
    """Return a sentence unless each layer does what it should with what the layer below has given on."""
    A3, cache = np.asarray(pair[0], dtype=float), dict(zip(CACHE, (np.asarray(item, dtype=float) for item in pair[1])))
    below = X
    for layer in "123":
        Z = cache[f"W{layer}"] @ below + cache[f"b{layer}"]
        if not _close(cache[f"Z{layer}"], Z):
            reason = (
                "the inputs are left alone" if layer == "1" else f"`A{int(layer) - 1}` after mask and division goes in"
            )
            return f"`Z{layer}` is not what `W{layer}` and `b{layer}` make of the layer below: {reason}."
        below = cache[f"A{layer}"]
        if layer != "3" and (sentence := _dropped(below, cache[f"D{layer}"] == 1, Z, keep_prob)):
            return f"`A{layer}` {sentence}"
    for own in (cache["A3"], A3):
        if _close(own, Z):
            return "`A3` is `Z3` itself: the sigmoid is missing."
        if not _close(own, expit(Z)):
            return "`A3` is not the sigmoid of `Z3`: the output layer has no dropout."
    return None


def _dropped(A, mask, Z, keep_prob):
    """Return a sentence unless A is 0 but for units that are kept and active, and its mean is what it was before."""
    active = Z > 0
    factor = A[mask & active].sum() / Z[mask & active].sum()
    if not _close(A[mask & active], factor * Z[mask & active]):
        return "is something else than the activation, with the mask and the division on it."
    if np.any(A[~mask & active]):
        if _close(factor, 1):
            return (
                "is the activation without dropout, in the cache at least: A is what leaves the layer, after mask and "
                "division."
            )
        return "has not met its mask: multiply it by `D` too."
    if not _close(A[~active], 0):
        return "has not met the ReLU: look at what the mask is multiplied with."
    if _close(factor * keep_prob, 1):  # so that kept units make up for the others
        return None
    known = {
        "is not divided by `keep_prob`.": 1,
        "is divided by `keep_prob` twice.": keep_prob**-2,
        "is divided by `1 - keep_prob`: divide by `keep_prob`.": 1 / max(1 - keep_prob, 1e-9),
        "is multiplied by `keep_prob`: it is to be divided, so that its mean stays.": keep_prob,
    }
    named = [words for words, other in known.items() if _close(factor, other)]
    return named[0] if named else "is not divided by `keep_prob` alone."


# Costs of one number in the place of the notebook's, and what somebody claims about their derivatives.


@portable
def parabola(x, theta):
    """Return a cost that is no straight line."""
    return x * theta**2


@portable
def parabola_claim(x, theta):
    """Return a derivative of the parabola that is somewhat off."""
    return 1.7 * x * theta


@portable
def cubic(x, theta):
    """Return a cost whose finite difference shows how large the step is."""
    return x * theta**3


@portable
def cubic_slope(x, theta):
    """Return the derivative of the cubic."""
    return 3 * x * theta**2


LINES = (parabola, parabola_claim, cubic, cubic_slope)


@portable
def still(parameters, X, Y, epsilon=1e-7):
    """Return a measured gradient of zeros."""
    import numpy as np

    return np.zeros((sum(value.size for value in parameters.values()), 1))


# Costs of the challenge: networks that are in no notebook. In each, some gradients are small or exactly zero.


@portable
def squares(parameters, X, Y):
    """Return half the mean square of a tanh network's errors, and an L2 penalty."""
    import numpy as np

    A = np.tanh(parameters["W"] @ X + parameters["c"])
    error = parameters["V"] @ A + 0.001 * parameters["t"] - Y
    return 0.5 * np.mean(error**2) + 0.02 * np.sum(parameters["W"] ** 2)


@portable
def classes(parameters, X, Y):
    """Return the cross-entropy of a softmax behind scaled tanh units and a faint shortcut."""
    import numpy as np

    A = parameters["s"] * np.tanh(parameters["U1"] @ X + parameters["a1"]) + 0.002 * parameters["B"] @ X
    scores = np.exp(parameters["U2"] @ A + parameters["a2"])
    return -np.mean(np.sum(Y * np.log(scores / np.sum(scores, axis=0)), axis=0))


@portable
def gates(parameters, X, Y):
    """Return the logistic loss of units that are multiplied by gates."""
    import numpy as np

    gate = 1 / (1 + np.exp(-parameters["G"] @ X))
    score = parameters["gain"] @ (gate * (parameters["F"] @ X)) + parameters["b"]
    return np.mean(np.log(1 + np.exp(-(2 * Y - 1) * score)))


COSTS = (squares, classes, gates)


# Costs of one parameter for the second challenge.


@portable
def corners(theta, x):
    """Return a cost with a sharp but smooth turn, a kink, and a steady rise."""
    import numpy as np

    return x[0] * np.hypot(theta - x[1], x[2]) + x[3] * abs(theta - x[4]) + x[5] * theta


@portable
def ripples(theta, x):
    """Return a cost that rises in tiny waves."""
    import numpy as np

    return x[0] * theta + x[1] * x[2] * np.sin(theta / x[2])


@portable
def raised(theta, x):
    """Return a parabola with a large constant."""
    return x[0] + x[1] * theta + x[2] * theta**2


DOUBTFUL = (corners, ripples, raised)


EXERCISES = {
    "0_lesson": [
        Question("q1", "Train, dev and test sets"),
        Question("q2", "Bias and variance"),
        Question("q3", "A basic recipe"),
        Question("q4", "L2 regularization"),
        Question("q5", "Why regularization reduces overfitting"),
        Question("q6", "Dropout"),
        Question("q7", "Understanding dropout"),
        Question("q8", "Normalizing inputs"),
        Question("q9", "Weight initialization: He and Xavier"),
        Question("q10", "Gradient checking"),
    ],
    "1_initialization": [
        Exercise(name="initialize_parameters_zeros", lesson="Weight initialization: He and Xavier", judge=judge_zeros),
        Exercise(
            name="initialize_parameters_random",
            lesson="Weight initialization: He and Xavier",
            judge=judge_large,
        ),
        Exercise(
            name="signal_sizes",
            lesson="Vanishing and exploding gradients",
            functions=tuple(activation for activation, _ in PAIRS),
        ),
        Exercise(name="initialize_parameters_he", lesson="Weight initialization: He and Xavier", judge=judge_he),
        Exercise(
            name="gradient_sizes",
            lesson="Vanishing and exploding gradients",
            functions=tuple(function for pair in PAIRS for function in pair),
        ),
        Exercise(name="initialize_parameters_for", lesson="Weight initialization: He and Xavier", judge=judge_any),
        Exercise(name="initialize_gradients_for", lesson="Weight initialization: He and Xavier", judge=judge_gradients),
        Exercise(name="initialization_faults", lesson="Weight initialization: He and Xavier"),
    ],
    "2_regularization": [
        Exercise(name="compute_cost_with_regularization", lesson="L2 regularization"),
        Exercise(name="backward_propagation_with_regularization", lesson="L2 regularization"),
        Exercise(name="forward_propagation_with_dropout", lesson="Dropout", judge=judge_dropout, anew=True),
        Exercise(name="backward_propagation_with_dropout", lesson="Dropout"),
        Exercise(name="expected_dropout_cost", lesson="Understanding dropout"),
        Exercise(name="dropout_minimum", lesson="Understanding dropout"),
    ],
    "3_gradient_checking": [
        Exercise(name="forward_propagation", lesson="Numerical approximation of gradients"),
        Exercise(name="backward_propagation", lesson="Numerical approximation of gradients"),
        Exercise(
            name="gradient_check",
            lesson="Gradient checking",
            functions=LINES,
            uses=("forward_propagation", "backward_propagation"),
        ),
        # What is left of rounding is anybody's own.
        Exercise(name="measured_gradient", lesson="Gradient checking", rtol=1e-4, atol=1e-6, leaves=("parameters",)),
        Exercise(
            name="gradient_check_n",
            lesson="Gradient checking",
            functions=(still,),
            uses=("measured_gradient",),
            rtol=1e-4,
            atol=1e-6,
        ),
        Exercise(name="backward_propagation_n", lesson="Gradient checking"),
        Exercise(name="wrong_gradients", lesson="Gradient checking", functions=COSTS),
        Exercise(name="why_it_failed", lesson="Numerical approximation of gradients", functions=DOUBTFUL),
    ],
}
