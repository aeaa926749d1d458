"""The exercises of week 1: their inputs, tolerances and properties. No answer is in this file."""

from functools import cache
from pathlib import Path

import numpy as np

from helpers.exercise import Exercise, call, call_with, load, portable
from helpers.quiz import Question
from helpers.words import short


@cache
def _unreleased():
    """Return `mistakes.py`, which is never released: inputs for the way back need what the exercises ask for."""
    return load(Path(__file__).with_name("mistakes.py"))


# ------------------------------------------------------------------------------------------------- 1: initialization


def _init_sizes(rng, layers, low=2, high=9):
    """Return sizes of layers, neighbours always different, so that exchanged axes show."""
    sizes = [int(rng.integers(low, high))]
    while len(sizes) < layers + 1:
        size = int(rng.integers(low, high))
        sizes += [size] * (size != sizes[-1])
    return sizes


def init_zeros_cases(rng):
    """Two layers, a single one, three with an output unit as in the notebook, then others."""
    two, three = _init_sizes(rng, 1), _init_sizes(rng, 2)
    return [call([*two, 1]), call([int(rng.integers(2, 9)), 1]), call([*three, 1])] + [
        call(_init_sizes(rng, layers)) for layers in (2, 4, int(rng.integers(5, 8)))
    ]


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


def init_large_cases(rng):
    """A network as small as the notebook's, then layers that are large enough for their spread to be measured."""
    small = [*_init_sizes(rng, 2, 2, 12), 1]
    found = [call(small), call([int(rng.integers(2, 6)), int(rng.integers(190, 230)), 1])]
    for layers in (2, 3, 4):
        wide = [int(size) for size in rng.choice(np.arange(50, 280, 30), layers + 1, replace=False)]
        found.append(call([size + int(rng.integers(0, 9)) for size in wide]))
    return found


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


def _init_nearest(made, layers_dims, wanted):
    """Return how near the spread of the large layers is to what is asked for, and how near it must be."""
    near = [
        1 - abs(made[f"W{layer}"].std() / wanted(layers_dims[layer - 1]) - 1)
        for layer in range(1, len(layers_dims))
        if made[f"W{layer}"].size >= INIT_MEASURED
    ]
    return (min(near), 1 - INIT_SHARE) if near else None


def init_large_share(initialize_parameters_random, layers_dims):
    """Return how near the spread is to 10."""
    return _init_nearest(initialize_parameters_random(layers_dims), layers_dims, lambda before: 10)


def init_he_share(initialize_parameters_he, layers_dims):
    """Return how near the spread is to He's."""
    return _init_nearest(initialize_parameters_he(layers_dims), layers_dims, lambda before: (2 / before) ** 0.5)


def init_signal_cases(rng):
    """As by hand; one layer; several; a single example; inputs of another size; biases that matter."""
    one, two = (float(number) for number in rng.choice(np.arange(2, 12), 2, replace=False))
    hand = {
        "W1": np.array([[1.0, 1.0, 0.0, 0.0]]),
        "b1": np.zeros((1, 1)),
        "W2": np.array([[1.0], [-1.0]]) * rng.choice([-2.0, -1.0, 1.0, 2.0]),  # ReLU lets one of the two through
        "b2": np.zeros((2, 1)),
    }
    found = [call(np.array([[one], [two], [0.0], [0.0]]), hand)]
    for layers, examples, scale in ((1, 4, 1), (2, 1, 1), (3, 5, 20), (int(rng.integers(4, 6)), 6, 1)):
        sizes, parameters = _init_sizes(rng, layers, 3, 7), {}
        for layer in range(1, layers + 1):
            shape = sizes[layer], sizes[layer - 1]
            parameters[f"W{layer}"] = rng.normal(0, 1, shape).round(3)
            parameters[f"b{layer}"] = rng.normal(0, 0.7, (sizes[layer], 1)).round(3)
            parameters[f"b{layer}"][0] = 1.5  # one unit at least that is not silent
        found.append(call((scale * rng.normal(size=(sizes[0], examples))).round(3), parameters))
    return found


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


def init_any_cases(rng):
    """Six of the activations, each with a deep network of its own."""
    return [
        call(
            [int(rng.integers(50, 70)), *rng.integers(360, 440, INIT_DEPTH - 1).tolist(), int(rng.integers(80, 100))],
            INIT_ACTIVATIONS[index],
        )
        for index in rng.permutation(len(INIT_ACTIVATIONS))[:6]
    ]


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


def init_any_share(initialize_parameters_for, layers_dims, activation):
    """Return how far the signal of the worst layer is inside the window, and 1."""
    sums = np.log(_init_sums(initialize_parameters_for(layers_dims, activation), layers_dims, activation))
    return INIT_WINDOW / np.exp(np.abs(sums).max()), 1


# ------------------------------------------------------------------------------------------------- 2: regularization

REG_NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")


def _reg_parameters(rng, sizes):
    """Return parameters of three layers, biases included."""
    found = {}
    for layer in (1, 2, 3):
        found[f"W{layer}"] = rng.normal(0, 0.8, (sizes[layer], sizes[layer - 1])).round(3)
        found[f"b{layer}"] = rng.normal(0, 0.5, (sizes[layer], 1)).round(3)
    return found


def _reg_sizes(rng):
    return [*(int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False)), 1]


def _reg_labels(rng, m):
    return (rng.permutation(m) < (rng.integers(1, m) if m > 1 else 1)).astype(int).reshape(1, m)


def _reg_expit(z):
    return 1 / (1 + np.exp(-z))


def reg_cost_cases(rng):
    """As by hand; random; no price; a high one; a single example."""
    one, two, three, four = (float(number) for number in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 4, replace=False))
    hand = {"W1": np.array([[one, two]]), "W2": np.array([[three]]), "W3": np.array([[four]])}
    hand |= {name: np.array([[float(rng.integers(5, 9))]]) for name in ("b1", "b2", "b3")}
    found = [call(np.array([[0.5, 0.5]]), np.array([[1, 0]]), hand, int(rng.integers(2, 10)) / 10)]
    for m, lambd in ((5, 0.7), (4, 0), (int(rng.integers(6, 9)), 12.5), (1, round(float(rng.uniform(0.1, 0.6)), 3))):
        parameters = _reg_parameters(rng, _reg_sizes(rng))
        found.append(call(rng.uniform(0.05, 0.95, (1, m)).round(3), _reg_labels(rng, m), parameters, lambd))
    return found


def _reg_network(rng, m):
    """Return parameters, X and Y, with silent and awake units in both layers."""
    while True:
        sizes = _reg_sizes(rng)
        parameters, X = _reg_parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        cache = _unreleased().reg_cache(X, parameters)
        if all(0.2 < np.mean(cache[place] > 0) < 0.85 for place in (0, 4)):
            return parameters, X, _reg_labels(rng, m)


def reg_backward_cases(rng):
    """Random networks; no price; a single example; a high price."""
    found = []
    for m, lambd in ((6, 0.7), (5, 0), (1, 0.3), (8, round(float(rng.uniform(2, 9)), 2)), (4, 1)):
        parameters, X, Y = _reg_network(rng, m)
        found.append(call(X, Y, _unreleased().reg_cache(X, parameters), lambd))
    return found


def reg_dropout_forward_cases(rng):
    """Networks large enough for their masks to be counted; the default; nothing dropped; by position and by name."""
    seeds = [int(seed) for seed in rng.integers(1, 10**6, 6)]
    return [
        call(seeds[0], 0.8),
        call(seeds[1], 1.0),
        call(seeds[2], None),
        call(seeds[3], round(float(rng.uniform(0.15, 0.35)), 2)),
        call(seeds[4], round(float(rng.uniform(0.6, 0.9)), 2)),
    ]


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


def reg_forward_share(forward_propagation_with_dropout, seed, keep_prob):
    """Return how near the share of units kept is to keep_prob, and how near it must be; None if nothing is dropped."""
    if keep_prob == 1:
        return None
    X, parameters = reg_network_of(seed)
    keep_prob = keep_prob or 0.5
    _, cache = forward_propagation_with_dropout(X, parameters, keep_prob)
    return 1 - max(abs(cache[place].mean() - keep_prob) for place in (1, 6)), 1 - REG_SHARE


def reg_dropout_backward_cases(rng):
    """Random networks and masks; a single example; nothing dropped; masks of whole numbers."""
    found = []
    for m, keep_prob in ((6, 0.8), (5, 1.0), (1, 0.7), (8, round(float(rng.uniform(0.3, 0.6)), 2)), (4, 0.86)):
        while True:
            parameters, X, Y = _reg_network(rng, m)
            masks = [rng.random((len(parameters[f"b{layer}"]), m)) < keep_prob for layer in (1, 2)]
            Z1, _, _, _, _, Z2, _, A2, *_ = _unreleased().reg_cache(X, parameters, masks, keep_prob)
            dropped = all(np.any(~mask & (Z > 0)) for mask, Z in zip(masks, (Z1, Z2)))
            if np.any(A2) and (dropped or keep_prob == 1) and np.any(masks[0] & (Z1 > 0)):
                break
        masks = [mask.astype(int) if m == 4 else mask for mask in masks]
        found.append(call(X, Y, _unreleased().reg_cache(X, parameters, masks, keep_prob), keep_prob))
    return found


def reg_expected_cases(rng):
    """As by hand; few inputs; no dropout; a single example; forty inputs, whose masks nobody can go through."""
    x, y = (float(number) for number in rng.choice(np.arange(2, 9), 2, replace=False))
    hand = np.array([[1.0], [0.0]]), 0.0, np.array([[x], [1.0]]), np.array([[y]]), 0.5
    found = [call(*hand)]
    for n, m, keep_prob in ((3, 5, 0.8), (4, 6, 1.0), (2, 1, 0.3), (40, 5, round(float(rng.uniform(0.2, 0.9)), 2))):
        scale = rng.uniform(0.5, 3, (n, 1))
        found.append(
            call(
                rng.normal(size=(n, 1)).round(3),
                round(float(rng.normal()), 3),
                (scale * rng.normal(0.5, 1, (n, m))).round(3),
                rng.normal(0, 2, (1, m)).round(3),
                keep_prob,
            )
        )
    return found


# ---------------------------------------------------------------------------------------------- 3: gradient checking


def check_line_cases(rng):
    """Whole numbers as by hand, a zero, then numbers of either sign."""
    whole = (int(number) for number in rng.choice(np.arange(2, 12), 2, replace=False))
    return [call(*whole), call(round(rng.uniform(1, 9), 2), 0.0)] + [
        call(*(float(value) for value in rng.normal(0, 5, 2).round(3))) for _ in range(3)
    ]


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


def check_one_cases(rng):
    """Other costs and claims; large nudges; parameters so large that the nudge is rounded, with the own functions."""

    def numbers(size=1.0):
        x = round(float(rng.choice([-1, 1]) * rng.uniform(0.5, 5)), 3)
        return x, float(size * rng.uniform(0.5, 5))

    forward, backward = "forward_propagation", "backward_propagation"
    return [
        call_with({forward: parabola, backward: parabola_claim}, *numbers()),
        call_with({forward: cubic, backward: cubic_slope}, *numbers(), epsilon=round(rng.uniform(0.2, 0.5), 2)),
        call_with({backward: cubic_slope}, *numbers(), epsilon=1e-4),
        call_with({forward: parabola}, *numbers()),
        call(*numbers(1e6)),
        call(*numbers(-3e6)),
        call(*numbers(1e5), epsilon=1e-9),
        call(*numbers(2e7), epsilon=3e-6, print_msg=True),
    ]


def _check_parameters(rng, sizes):
    found = {}
    for layer in range(1, len(sizes)):
        found[f"W{layer}"] = rng.normal(0, 0.8, (sizes[layer], sizes[layer - 1])).round(3)
        found[f"b{layer}"] = rng.normal(0, 0.5, (sizes[layer], 1)).round(3)
    return found


def _check_network(rng, examples=None):
    """Return parameters, X and Y of a network as in the notebook, with units of layer 2 awake and silent."""
    while True:
        sizes = [*(int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False)), 1]
        m = examples or int(rng.integers(6, 10))
        parameters, X = _check_parameters(rng, sizes), rng.normal(size=(sizes[0], m)).round(3)
        Y = (rng.permutation(m) < (rng.integers(1, m) if m > 1 else rng.integers(2))).astype(int).reshape(1, m)
        Z2 = _unreleased().check_cache(parameters, X)[4]
        if np.mean(Z2 > 0) > 0.3 and np.mean(Z2 < 0) > 0.2 and np.abs(Z2).min() > 1e-3:
            return parameters, X, Y


def check_many_cases(rng):
    """Wrong gradients; large nudges, which show how the slopes are measured; other entries and orders; one example."""
    found = []
    for kind in ("twice", "entry", "large", "half", "extra", "small"):
        parameters, X, Y = _check_network(rng, 1 if kind == "half" else None)
        gradients, named = _unreleased().check_slopes(_unreleased().check_cost, parameters, X, Y), {}
        if kind == "twice":
            gradients["dW2"] = 2 * gradients["dW2"]
        elif kind == "entry":
            gradients["db1"][-1] += 0.1
        elif kind == "large":
            named = {"epsilon": 0.2}
        elif kind == "half":
            gradients, named = gradients | {name: -gradients[name] for name in ("dW1", "db3")}, {"print_msg": True}
        elif kind == "extra":
            gradients["dW1"][0, -1] -= 0.05
            gradients = {"dZ3": np.ones((1, 2))} | {name: gradients[name] for name in sorted(gradients)}
            named = {"epsilon": 0.05}
        elif kind == "small":
            gradients["dW3"][0, 0] *= 1 + rng.uniform(0.05, 0.1)
        found.append(call(parameters, gradients, X, Y, **named))
    return found


def check_backward_cases(rng):
    """Random networks; one of them with a single example."""
    found = []
    for examples in (None, None, 1, None, 4):
        parameters, X, Y = _check_network(rng, examples)
        found.append(call(X, Y, _unreleased().check_cache(parameters, X)))
    return found


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


def _check_unknown(rng, cost):
    """Return parameters, X and Y for one of the costs of the challenge."""
    n, units, m = (int(size) for size in rng.choice(np.arange(2, 6), 3, replace=False))

    def some(*shape):
        return rng.normal(0, 0.8, shape).round(3)

    X = some(n, m)
    if cost is squares:
        return {"W": some(units, n), "t": some(1, 1), "c": some(units, 1), "V": some(1, units)}, X, some(1, m) + 2
    if cost is classes:
        shapes = {"U2": (3, units), "U1": (units, n), "s": (units, 1), "a1": (units, 1), "B": (units, n), "a2": (3, 1)}
        return {name: some(*shape) for name, shape in shapes.items()}, X, np.eye(3)[:, rng.integers(0, 3, m)]
    shapes = {"gain": (1, units), "G": (units, n), "b": (1, 1), "F": (units, n)}
    parameters = {name: some(*shape) for name, shape in shapes.items()}
    if rng.random() < 0.5:
        parameters["gain"][:] = 0  # then G and F have slopes of exactly zero
    return parameters, X, rng.integers(0, 2, (1, m))


def _check_spoil(rng, right):
    """Return a wrong version of a gradient, at least 2 % of its length off."""
    length = np.linalg.norm(right)
    if length == 0:
        return rng.normal(0, 0.1, right.shape)
    while True:
        kind, wrong = rng.integers(7), right.copy()
        if kind == 0:
            wrong *= 2
        elif kind == 1:
            wrong *= -1
        elif kind == 2:
            wrong *= 1 + rng.uniform(0.04, 0.08)
        elif kind == 3:
            wrong[tuple(rng.integers(0, right.shape))] += rng.choice([-1, 1]) * rng.uniform(0.05, 0.3) * length
        elif kind == 4:
            wrong[:] = 0
        elif kind == 5:
            wrong = np.roll(wrong, 1)
        else:
            wrong = wrong - wrong.mean() if wrong.size > 1 else wrong / 3
        if np.linalg.norm(wrong - right) > 0.02 * length:
            return wrong


def check_inspect_cases(rng):
    """Each cost twice, with none to three wrong gradients; a small one and one entry among the wrong."""
    found = []
    plans = [(squares, 1), (classes, 2), (gates, 1), (squares, 2), (classes, 0), (classes, 3), (gates, 2), (gates, 3)]
    for cost, wrong in plans:
        while True:
            parameters, X, Y = _check_unknown(rng, cost)
            gradients = _unreleased().check_slopes(cost, parameters, X, Y)
            lengths = [np.linalg.norm(value) for value in gradients.values()]
            if all(length == 0 or length > 1e-4 for length in lengths):
                break
        names = list(rng.permutation(list(gradients)))[:wrong]
        if cost is squares and wrong == 2:
            names = ["dt", "dW"]
        for name in names:
            gradients[name] = _check_spoil(rng, gradients[name])
        found.append(call(cost, parameters, gradients, X, Y))
    return found


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
            cases=init_zeros_cases,
            judge=init_judge_zeros,
            margin="Nothing is drawn: a right solution cannot fail.",
        ),
        Exercise(
            name="initialize_parameters_random",
            lesson="Weight initialization: He and Xavier",
            cases=init_large_cases,
            judge=init_judge_large,
            measure=init_large_share,
            margin="400 calls of the solved function, none failed. The spread was within 2.4 % of 10 each time; 8.5 % "
            "is 19.9 standard deviations (of the logarithm) away, a probability of 3e-88.",
        ),
        Exercise(name="signal_sizes", lesson="Vanishing and exploding gradients", cases=init_signal_cases),
        Exercise(
            name="initialize_parameters_he",
            lesson="Weight initialization: He and Xavier",
            cases=init_large_cases,
            judge=init_judge_he,
            measure=init_he_share,
            margin="400 calls of the solved function, none failed. The spread was within 3.1 % of what is asked for "
            "each time; 8.5 % is 20.3 standard deviations (of the logarithm) away, a probability of 1e-91.",
        ),
        Exercise(
            name="initialize_parameters_for",
            lesson="Weight initialization: He and Xavier",
            cases=init_any_cases,
            judge=init_judge_any,
            measure=init_any_share,
            functions=INIT_ACTIVATIONS,
            margin="1,000 calls of the solved function, none failed. The worst layer was inside the window by a factor "
            "of 1.296 at least and of 1.592 on average: 10.6 standard deviations (of the logarithm) away, a "
            "probability of 1e-26.",
        ),
    ],
    "2_regularization": [
        Exercise(name="compute_cost_with_regularization", lesson="L2 regularization", cases=reg_cost_cases),
        Exercise(name="backward_propagation_with_regularization", lesson="L2 regularization", cases=reg_backward_cases),
        Exercise(
            name="forward_propagation_with_dropout",
            lesson="Dropout",
            cases=reg_dropout_forward_cases,
            judge=reg_judge_forward,
            anew=True,
            measure=reg_forward_share,
            margin="400 calls of the solved function, none failed. The share of units kept was within 2.1 % each time; "
            "7 % is 14.3 standard deviations (of the logarithm) away, a probability of 7e-47.",
        ),
        Exercise(name="backward_propagation_with_dropout", lesson="Dropout", cases=reg_dropout_backward_cases),
        Exercise(name="expected_dropout_cost", lesson="Understanding dropout", cases=reg_expected_cases),
    ],
    "3_gradient_checking": [
        Exercise(name="forward_propagation", lesson="Numerical approximation of gradients", cases=check_line_cases),
        Exercise(name="backward_propagation", lesson="Numerical approximation of gradients", cases=check_line_cases),
        Exercise(
            name="gradient_check",
            lesson="Gradient checking",
            cases=check_one_cases,
            functions=CHECK_LINES,
            uses=("forward_propagation", "backward_propagation"),
        ),
        # What is left of rounding is anybody's own.
        Exercise(name="gradient_check_n", lesson="Gradient checking", cases=check_many_cases, rtol=1e-4, atol=1e-6),
        Exercise(name="backward_propagation_n", lesson="Gradient checking", cases=check_backward_cases),
        Exercise(name="wrong_gradients", lesson="Gradient checking", cases=check_inspect_cases, functions=CHECK_COSTS),
    ],
}
