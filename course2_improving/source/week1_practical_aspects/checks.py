"""The exercises of week 1: their inputs, tolerances and properties. No answer is in this file."""

import numpy as np

from helpers.checks.exercise import Exercise, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

INIT_NETWORK = [2, 10, 5, 1]  # that of the notebook


def _init_shapes(made, layers_dims):
    """Return a sentence unless `made` holds finite arrays W and b of the right shapes, with zeros for b."""
    if made is None:
        return "the result is None: is a `return` missing?"
    if not isinstance(made, dict):
        return f"the result is {short(made, 40)}, expected a dictionary with the keys W1, b1, ..."
    if "W0" in made or "b0" in made:
        return "the layers are counted from 0: the first one that computes is layer 1, with `W1` and `b1`."
    wanted = [f"{kind}{layer}" for layer in range(1, len(layers_dims)) for kind in "Wb"]
    missing = [name for name in wanted if name not in made]
    if missing and missing == wanted[-len(missing) :] and made.keys() <= set(wanted):
        return (
            f"the dictionary lacks the key {missing[0]}: it ends before the last layer. How many layers compute if "
            "there "
            f"are {len(layers_dims)} sizes, and where does `range` stop?"
        )
    if missing:
        return f"the dictionary lacks the key {missing[0]}; it has {short(sorted(map(str, made)), 60)}."
    own = [getattr(made[name], "shape", None) for name in ("W1", "b1")]
    if layers_dims[:2] != INIT_NETWORK[:2] and own == [tuple(INIT_NETWORK[1::-1]), (INIT_NETWORK[1], 1)]:
        return (
            f"`W1` has the shape {own[0]}, that of the notebook's network, whatever is asked for: "
            "take the sizes from the argument `layers_dims`."
        )
    for layer in range(1, len(layers_dims)):
        before, size = layers_dims[layer - 1 : layer + 1]
        for name, shape in ((f"W{layer}", (size, before)), (f"b{layer}", (size, 1))):
            found = made[name]
            if not isinstance(found, np.ndarray) or found.dtype.kind not in "biuf":
                return f"`{name}` is {short(found, 40)}, expected an array of shape {shape}."
            if found.shape != shape:
                turned = " It is the transpose of what is asked for." if found.shape == shape[::-1] else ""
                return f"`{name}` has the shape {found.shape}, expected {shape}.{turned}"
            if found.dtype.kind != "f":
                return f"`{name}` holds whole numbers ({found.dtype}): training changes it by fractions, so use floats."
            if not np.isfinite(found).all():
                return f"`{name}` holds NaN or an infinite value."
        if np.any(made[f"b{layer}"]):
            return f"`b{layer}` is not zero: only the weights need to differ at the start."
    extra = [name for name in made if name not in wanted]
    if extra:
        return f"the dictionary has the key {short(extra[0], 20)} too: make a new one, with two keys for each layer."
    return None


def init_judge_zeros(initialize_parameters_zeros, layers_dims):
    """Judge a start from zeros."""
    made = initialize_parameters_zeros(layers_dims)
    wrong = _init_shapes(made, layers_dims)
    for name in () if wrong else made:
        if np.any(made[name]):
            wrong = f"`{name}` is not zero."
            break
    return wrong and f"`initialize_parameters_zeros({layers_dims})`: {wrong}"


INIT_MEASURED = 2500  # weights that a layer needs for its spread to be judged
INIT_SHARE = 0.085  # how far off the spread may be


def _init_judge(made, layers_dims, wanted, known):
    """Judge a random start: shapes, zero biases, and the spread of the weights.

    Arguments: wanted, a function from (inputs, units) of a layer to the standard deviation; known, a dictionary from a
    sentence to such a function for a spread that is often mistaken for it.
    """
    wrong = _init_shapes(made, layers_dims)
    if wrong:
        return wrong
    spreads = {}
    for layer in range(1, len(layers_dims)):
        before, size = layers_dims[layer - 1 : layer + 1]
        weights = np.asarray(made[f"W{layer}"], dtype=float)
        spread = wanted(before, size)
        if not weights.any():
            return f"All weights of `W{layer}` are zero: then nothing comes through, and all units stay the same."
        if weights.size > 1 and len(np.unique(weights)) <= weights.size / 2:
            return f"Some weights of `W{layer}` are the same: draw each one on its own."
        if weights.size >= INIT_MEASURED:
            if abs(weights.mean()) > 0.2 * weights.std():
                return f"The mean of `W{layer}` is not 0: `randn` draws both signs alike, `rand` only positive numbers."
            spreads[before, size] = weights.std(), spread
        elif np.abs(weights).max() > 8 * spread:
            return f"The weights of `W{layer}` are too large: their standard deviation should be about {spread:.2g}."
    if all(abs(found / spread - 1) < INIT_SHARE for found, spread in spreads.values()):
        return None
    for sentence, other in known.items():
        if all(abs(found / other(*sizes) - 1) < INIT_SHARE for sizes, (found, _) in spreads.items()):
            return sentence
    (before, size), (found, spread) = max(spreads.items(), key=lambda item: abs(np.log(item[1][0] / item[1][1])))
    return (
        f"With {before} inputs and {size} units the weights have the standard deviation {found:.2g}, "
        f"expected about {spread:.2g}."
    )


def init_judge_large(initialize_parameters_random, layers_dims):
    """Judge large random weights."""
    known = {
        "The weights are ten times too small: multiply them by 10.": lambda before, size: 1,
        "The weights are too large: multiply standard normal numbers by 10, once.": lambda before, size: 100,
        "The factor is the root of 10: 10 is the standard deviation, not the variance.": lambda before, size: 10**0.5,
        "The weights are tiny: this is the 0.01 of course 1. Here they are to be large.": lambda before, size: 0.01,
        "The weights are a hundred times too small: they are divided by 10 instead of multiplied.": (
            lambda before, size: 0.1
        ),
        "This is the spread of uniform numbers between -10 and 10: draw from the normal distribution.": (
            lambda before, size: 10 / 3**0.5
        ),
        "This is the spread of uniform numbers between -5 and 5: draw from the normal distribution.": (
            lambda before, size: 10 / 12**0.5
        ),
        "The spread depends on the number of inputs, as with He's rule: here it is 10 for every layer.": (
            lambda before, size: (2 / before) ** 0.5
        ),
    }
    wrong = _init_judge(initialize_parameters_random(layers_dims), layers_dims, lambda before, size: 10, known)
    return wrong and f"`initialize_parameters_random({layers_dims})`: {wrong}"


def init_judge_he(initialize_parameters_he, layers_dims):
    """Judge weights of He's size."""
    known = {
        "This is sqrt(1 / inputs), the size for tanh: ReLU throws half away, so the 1 becomes a 2.": (
            lambda before, size: before**-0.5
        ),
        "The root is missing: 2 / inputs is the variance, its root the standard deviation.": (
            lambda before, size: 2 / before
        ),
        "The spread belongs to the number of units, `layers_dims[l]`: divide by the number of inputs of the layer.": (
            lambda before, size: (2 / size) ** 0.5
        ),
        "The weights are multiplied by sqrt(inputs / 2): the fraction stands on its head.": (
            lambda before, size: (before / 2) ** 0.5
        ),
        "This is sqrt(2 / (inputs + units)), Glorot's compromise: He's rule has only the inputs below.": (
            lambda before, size: (2 / (before + size)) ** 0.5
        ),
        "These are standard normal numbers: the factor sqrt(2 / inputs) is missing.": lambda before, size: 1,
        "The root is taken of the inputs alone: the 2 stands under it too.": lambda before, size: 2 / before**0.5,
        "The root is taken of the 2 alone: the number of inputs stands under it too.": (
            lambda before, size: 2**0.5 / before
        ),
        "The weights are multiplied by sqrt(2 * inputs): more inputs ask for smaller weights, so divide by them.": (
            lambda before, size: (2 * before) ** 0.5
        ),
        "This is the spread of uniform numbers between -sqrt(2 / inputs) and its opposite: draw normal ones.": (
            lambda before, size: (2 / before / 3) ** 0.5
        ),
        "The weights are tiny: this is the 0.01 of course 1. He's size depends on the number of inputs.": (
            lambda before, size: 0.01
        ),
        "The weights are about 10, those of the exercise before: He's size depends on the number of inputs.": (
            lambda before, size: 10
        ),
        "Every layer has the spread that fits the first one: `n` is the number of inputs of the layer itself.": (
            lambda before, size: (2 / layers_dims[0]) ** 0.5
        ),
        "The spread fits neither the layer's inputs nor its units, but the number of layers: look at the index.": (
            lambda before, size: (2 / len(layers_dims)) ** 0.5
        ),
    }
    made = initialize_parameters_he(layers_dims)
    wrong = _init_judge(made, layers_dims, lambda before, size: (2 / before) ** 0.5, known)
    return wrong and f"`initialize_parameters_he({layers_dims})`: {wrong}"


# Activations of the challenge: for most of them, the sizes of the well-known rules let the signal vanish or explode.


@portable
def triple(z):
    """Return three times ReLU."""
    import numpy as np

    return 3 * np.maximum(0, z)


@portable
def gentle(z):
    """Return a leaky ReLU."""
    import numpy as np

    return np.where(z > 0, z, 0.6 * z)


@portable
def faint(z):
    """Return a leaky ReLU of small numbers."""
    import numpy as np

    return np.where(z > 0, 0.4 * z, 0.1 * z)


@portable
def absolute(z):
    """Return the absolute value."""
    import numpy as np

    return np.abs(z)


@portable
def smooth(z):
    """Return the swish, z times its sigmoid."""
    import numpy as np

    return z / (1 + np.exp(-z))


@portable
def soft(z):
    """Return the softplus, a ReLU with a round corner."""
    import numpy as np

    return np.logaddexp(0, z)


@portable
def squash(z):
    """Return the hyperbolic tangent."""
    import numpy as np

    return np.tanh(z)


@portable
def stretched(z):
    """Return a hyperbolic tangent with ends at 4 and -4."""
    import numpy as np

    return 4 * np.tanh(z / 2)


INIT_ACTIVATIONS = (triple, gentle, faint, absolute, smooth, soft, squash, stretched)
INIT_GAINS = {  # of rules that fit one activation
    1: "The weights have the spread sqrt(1 / inputs) whatever the activation is: this one asks for another number.",
    2**0.5: "This is He's rule: its 2 belongs to ReLU, and this activation asks for another number.",
}
INIT_WINDOW = 1.67  # the signal may be so many times too large or too small
INIT_DEPTH, INIT_INPUTS = 5, 200


def _init_sums(made, layers_dims, activation):
    """Return the root mean squares of Z1, ..., ZL for standard normal inputs."""
    signal, found = np.random.default_rng(0).normal(size=(layers_dims[0], INIT_INPUTS)), []
    for layer in range(1, len(layers_dims)):
        Z = np.asarray(made[f"W{layer}"], dtype=float) @ signal
        found.append(float(np.sqrt(np.mean(Z**2))))
        signal = activation(Z)
    return found


def init_judge_any(initialize_parameters_for, layers_dims, activation):
    """Judge a start by what becomes of a signal in five layers."""
    made = initialize_parameters_for(layers_dims, activation)
    wrong = _init_shapes(made, layers_dims)
    if wrong:
        return f"with the activation {activation.name!r}: {wrong}"
    for layer in range(1, len(layers_dims)):
        if len({row.tobytes() for row in np.asarray(made[f"W{layer}"]) + 0.0}) < layers_dims[layer]:
            return f"with the activation {activation.name!r}: some units of layer {layer} start with the same weights."
    sums = _init_sums(made, layers_dims, activation)
    off = [layer for layer, size in enumerate(sums, start=1) if not 1 / INIT_WINDOW < size < INIT_WINDOW]
    if not off:
        return None
    layer = off[0]
    text = f"with the activation {activation.name!r} the root mean square of `Z{layer}` is {sums[layer - 1]:.2g}"
    if layer == 1:
        return f"{text}. What enters layer 1 has not passed the activation: its mean square is 1."
    gains = [made[f"W{place}"].std() * layers_dims[place - 1] ** 0.5 for place in range(2, len(layers_dims))]
    for gain, words in INIT_GAINS.items():
        if all(abs(found / gain - 1) < INIT_SHARE for found in gains):
            return f"{text}. {words}"
    if sums[-1] < 0.06 or sums[-1] > 15:
        return f"{text} and goes on to {sums[-1]:.2g} in layer {len(sums)}: every layer changes it by the same factor."
    return f"{text}; the target is 0.6 to {INIT_WINDOW}."


# ------------------------------------------------------------------------------------------------- 2: regularization

REG_NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")


def _reg_expit(z):
    return 1 / (1 + np.exp(-z))


REG_SHARE = 0.07  # how far the share of units kept may be from keep_prob


def reg_network_of(seed):
    """Return X (n_x, m) and the parameters of a network whose masks have thousands of entries."""
    rng = np.random.default_rng(seed)
    sizes = [int(size) for size in (rng.integers(3, 9), rng.integers(50, 70), rng.integers(30, 45))] + [1]
    parameters = {}
    for layer in (1, 2, 3):
        parameters[f"W{layer}"] = rng.normal(size=(sizes[layer], sizes[layer - 1])) / sizes[layer - 1] ** 0.5
        parameters[f"b{layer}"] = rng.normal(0, 0.3, (sizes[layer], 1))
    return rng.normal(size=(sizes[0], int(rng.integers(72, 90)))), parameters


REG_CACHE = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")


def reg_judge_forward(forward_propagation_with_dropout, seed, keep_prob):
    """Judge a forward pass with dropout by its masks and by what it did with them, whatever was drawn."""
    X, parameters = reg_network_of(seed)
    options = {} if keep_prob is None else {"keep_prob": keep_prob}
    made = forward_propagation_with_dropout(X, parameters, **options)
    keep_prob = 0.5 if keep_prob is None else keep_prob
    wrong = _reg_judge_made(made, X, parameters, keep_prob)
    shown = ", ".join(f"{name}={value}" for name, value in options.items())
    return wrong and f"`forward_propagation_with_dropout(X, parameters{', ' * bool(shown)}{shown})`: {wrong}"


def _reg_judge_made(made, X, parameters, keep_prob):
    if made is None:
        return "the result is None: is a `return` missing?"
    if not isinstance(made, (tuple, list)) or len(made) != 2:
        return f"the result is {short(made, 40)}, expected the pair `A3, cache`."
    A3, cache = made
    if not isinstance(cache, (tuple, list)) or len(cache) != len(REG_CACHE):
        count = f" of {len(cache)}" if isinstance(cache, (tuple, list)) else ""
        return f"`cache` is a {type(cache).__name__}{count}, expected a tuple of 14: {', '.join(REG_CACHE)}."
    m, n1, n2 = X.shape[1], len(parameters["b1"]), len(parameters["b2"])
    shapes = {"Z1": (n1, m), "D1": (n1, m), "A1": (n1, m), "Z2": (n2, m), "D2": (n2, m), "A2": (n2, m)}
    shapes |= {"Z3": (1, m), "A3": (1, m)} | {name: parameters[name].shape for name in REG_NAMES}
    if _reg_is_mask(cache[2]) and not _reg_is_mask(cache[1]):
        return "the mask stands behind the activation in the cache: the order is Z1, D1, A1, and Z2, D2, A2."
    found = {}
    for name, item in [*zip(REG_CACHE, cache), ("A3", A3)]:
        if not isinstance(item, np.ndarray) or item.dtype.kind not in "biuf":
            return f"`{name}` is {short(item, 40)}, expected an array of shape {shapes[name]}."
        if item.shape != shapes[name]:
            same = " Every unit and every example needs a number of its own." if name in ("D1", "D2") else ""
            return f"`{name}` has the shape {item.shape}, expected {shapes[name]}.{same}"
        found[name] = np.asarray(item, dtype=float)
    for name in REG_NAMES:
        if not np.array_equal(found[name], parameters[name]):
            return f"`{name}` in the cache is not that of `parameters`."
    return _reg_judge_masks(found, X, keep_prob) or _reg_judge_steps(found, X, keep_prob)


def _reg_is_mask(item):
    return isinstance(item, np.ndarray) and item.dtype.kind in "biuf" and bool(np.isin(item, (0, 1)).all())


def _reg_judge_masks(found, X, keep_prob):
    for name in ("D1", "D2"):
        mask = found[name]
        if not np.isin(mask, (0, 1)).all():
            return f"`{name}` holds other numbers than 0 and 1: compare the random numbers with `keep_prob`."
        share = mask.mean()
        if keep_prob == 1:
            if share < 1:
                return f"with `keep_prob` 1 every unit is kept; `{name}` has zeros."
            continue
        if abs(share - keep_prob) > REG_SHARE:
            if abs(share - (1 - keep_prob)) < REG_SHARE:
                return f"`{name}` keeps what should be dropped: it is 1 where the random number is below `keep_prob`."
            return f"`{name}` keeps {share:.0%} of the units, expected about {keep_prob:.0%}."
        if len(np.unique(mask, axis=1).T) == 1:
            return f"`{name}` is the same for every example: draw an array of the shape of `A{name[1]}`."
        if len(np.unique(mask, axis=0)) == 1:
            return f"`{name}` drops whole examples: draw an array of the shape of `A{name[1]}`."
    return None


def _reg_judge_steps(found, X, keep_prob):
    A0 = X
    for layer in ("1", "2"):
        Z = found[f"W{layer}"] @ A0 + found[f"b{layer}"]
        if not np.allclose(found[f"Z{layer}"], Z, rtol=1e-4, atol=1e-6):
            below = "the inputs are left alone" if layer == "1" else "`A1` after mask and division goes in"
            return f"`Z{layer}` is not what `W{layer}` and `b{layer}` make of the layer below: {below}."
        A, mask, bent = found[f"A{layer}"], found[f"D{layer}"], Z.clip(0)
        if not np.allclose(A, bent * mask / keep_prob, rtol=1e-4, atol=1e-6):
            known = {
                "is not divided by `keep_prob`.": bent * mask,
                "has not met its mask: multiply it by `D` too.": bent / keep_prob,
                "is the activation without dropout, in the cache at least: A is what leaves the layer, after mask and "
                "division.": bent,
                "has not met the ReLU: look at what the mask is multiplied with.": Z * mask / keep_prob,
                "is divided by `keep_prob` twice.": bent * mask / keep_prob**2,
                "is divided by `1 - keep_prob`: divide by `keep_prob`.": bent * mask / max(1 - keep_prob, 1e-9),
                "is multiplied by `keep_prob`: it is to be divided, so that its mean stays.": bent * mask * keep_prob,
            }
            for words, other in known.items():
                if np.allclose(A, other, rtol=1e-4, atol=1e-6):
                    return f"`A{layer}` {words}"
            return f"`A{layer}` is not `relu(Z{layer})` times `D{layer}`, divided by `keep_prob`."
        A0 = A
    Z3 = found["W3"] @ A0 + found["b3"]
    if not np.allclose(found["Z3"], Z3, rtol=1e-4, atol=1e-6):
        return "`Z3` is not what `W3` and `b3` make of `A2` after mask and division."
    if not np.allclose(found["A3"], _reg_expit(Z3), rtol=1e-4, atol=1e-6):
        if np.allclose(found["A3"], Z3, rtol=1e-4, atol=1e-6):
            return "`A3` is `Z3` itself: the sigmoid is missing."
        return "`A3` is not the sigmoid of `Z3`: the output layer has no dropout."
    return None


# Costs of one number in the place of the notebook's, and what somebody claims about their slopes.


@portable
def parabola(x, theta):
    """Return a cost that is no straight line."""
    return x * theta**2


@portable
def parabola_claim(x, theta):
    """Return a slope of the parabola that is somewhat off."""
    return 1.7 * x * theta


@portable
def cubic(x, theta):
    """Return a cost whose slope shows how large the nudge is."""
    return x * theta**3


@portable
def cubic_slope(x, theta):
    """Return the slope of the cubic."""
    return 3 * x * theta**2


CHECK_LINES = (parabola, parabola_claim, cubic, cubic_slope)


# Costs of the challenge: networks that are in no notebook. In each, some slopes are small or exactly zero.


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
    """Return the logistic loss of units that are opened and shut by gates."""
    import numpy as np

    gate = 1 / (1 + np.exp(-parameters["G"] @ X))
    score = parameters["gain"] @ (gate * (parameters["F"] @ X)) + parameters["b"]
    return np.mean(np.log(1 + np.exp(-(2 * Y - 1) * score)))


CHECK_COSTS = (squares, classes, gates)


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
        Exercise(
            name="initialize_parameters_zeros",
            lesson="Weight initialization: He and Xavier",
            judge=init_judge_zeros,
        ),
        Exercise(
            name="initialize_parameters_random",
            lesson="Weight initialization: He and Xavier",
            judge=init_judge_large,
        ),
        Exercise(
            name="signal_sizes",
            lesson="Vanishing and exploding gradients",
        ),
        Exercise(
            name="initialize_parameters_he",
            lesson="Weight initialization: He and Xavier",
            judge=init_judge_he,
        ),
        Exercise(
            name="initialize_parameters_for",
            lesson="Weight initialization: He and Xavier",
            judge=init_judge_any,
            functions=INIT_ACTIVATIONS,
        ),
    ],
    "2_regularization": [
        Exercise(
            name="compute_cost_with_regularization",
            lesson="L2 regularization",
        ),
        Exercise(
            name="backward_propagation_with_regularization",
            lesson="L2 regularization",
        ),
        Exercise(
            name="forward_propagation_with_dropout",
            lesson="Dropout",
            judge=reg_judge_forward,
            anew=True,
        ),
        Exercise(
            name="backward_propagation_with_dropout",
            lesson="Dropout",
        ),
        Exercise(
            name="expected_dropout_cost",
            lesson="Understanding dropout",
        ),
    ],
    "3_gradient_checking": [
        Exercise(
            name="forward_propagation",
            lesson="Numerical approximation of gradients",
        ),
        Exercise(
            name="backward_propagation",
            lesson="Numerical approximation of gradients",
        ),
        Exercise(
            name="gradient_check",
            lesson="Gradient checking",
            functions=CHECK_LINES,
            uses=("forward_propagation", "backward_propagation"),
        ),
        # What is left of rounding is anybody's own.
        Exercise(name="gradient_check_n", lesson="Gradient checking", rtol=1e-4, atol=1e-6),
        Exercise(
            name="backward_propagation_n",
            lesson="Gradient checking",
        ),
        Exercise(name="wrong_gradients", lesson="Gradient checking", functions=CHECK_COSTS),
    ],
}
