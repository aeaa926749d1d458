"""The exercises of week 4: their inputs, tolerances and properties. No answer is in this file."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands
from helpers.checks.exercise import Exercise, Portable, load
from helpers.checks.quiz import Question
from helpers.checks.words import short

_network = load(Path(__file__).with_name("network.py"))
_pictures = load(Path(__file__).with_name("pictures.py"))


# ---------------------------------------------------------------------------------------------- for both notebooks


def wrong_entries(parameters, sizes, floats=False):
    """Return None if the dictionary has finite W1, b1, W2, ... for layers of these sizes, else one sentence."""
    if isinstance(parameters, dict) and "W0" in parameters:
        return "The layers are named from 0: the first one that computes something is layer 1, with `W1` and `b1`."
    shapes = {}
    for layer, (before, size) in enumerate(pairwise(sizes), start=1):
        shapes |= {f"W{layer}": (size, before), f"b{layer}": (size, 1)}
    return demands.arrays(parameters, shapes, floats)


# -------------------------------------------------------- initialization, judged by shape and by standard deviation

STEPS_ENOUGH = 200  # entries from which on the standard deviation of a matrix is judged
STEPS_CLOSE = 0.7  # the standard deviation reached and that asked: the smaller divided by the larger


def steps_judge_start(initialize_parameters, n_x, n_h, n_y):
    """Judge the initialization of a network with one hidden layer."""
    return steps_judge_parameters(initialize_parameters(n_x, n_h, n_y), [n_x, n_h, n_y])


def steps_judge_start_deep(initialize_parameters_deep, layer_dims):
    """Judge the initialization of a network of any depth."""
    return steps_judge_parameters(initialize_parameters_deep(list(layer_dims)), layer_dims)


def steps_judge_parameters(parameters, sizes):
    """Return None if the dictionary initializes layers of these sizes, else one sentence."""
    if sentence := wrong_entries(parameters, sizes, floats=True):
        return sentence
    for layer in range(1, len(sizes)):
        for name in (f"W{layer}", f"b{layer}"):
            if sentence := _steps_judge_values(name, parameters[name]):
                return sentence
    extra = [name for name in (f"W{len(sizes)}", f"b{len(sizes)}") if name in parameters]
    return f"There is a layer too many: `{extra[0]}`." if extra else None


def _steps_judge_values(name, array):
    """Return None if the array is what `name` should start with, else one sentence."""
    if name[0] == "b":
        return None if not array.any() else f"`{name}` is not zero: biases need no random numbers."
    if not array.any():
        return (
            f"`{name}` is all zeros: then all units of the layer compute the same for ever. Draw the weights at random."
        )
    if array.size > 1 and np.ptp(array) == 0:
        return f"All weights of `{name}` are equal, and so would all units be for ever: draw them at random."
    if array.size < STEPS_ENOUGH:
        right = np.abs(array).max() < 0.1  # ten standard deviations
    else:
        if not array.min() < 0 < array.max():
            sign = "negative" if array.min() >= 0 else "positive"
            return f"No weight of `{name}` is {sign}: draw from a normal distribution."
        right = min(array.std() / 0.01, 0.01 / array.std()) >= STEPS_CLOSE
        if right and abs(array.mean()) > 6 * 0.01 / np.sqrt(array.size):
            return f"The weights of `{name}` have the mean {array.mean():.2g}, expected about 0."
    if right:
        return None
    if 0.5 < array.std() < 2:
        return f"The weights of `{name}` have a standard deviation of about 1: multiply the random numbers by 0.01."
    return f"The weights of `{name}` have a standard deviation of {array.std():.2g}, expected about 0.01."


# --------------------------------------------------------------- a backward pass with a fault, and a case that shows it

STEPS_LARGEST = 8  # units, inputs and examples of a case
STEPS_SIZE = 10_000  # no entry of a case may be larger
STEPS_ROOM = 1e-6  # of the largest entry of an array
STEPS_EQUAL = "Results that differ by less than a millionth of the largest entry count as equal."
STEPS_SUSPECT = """
def suspect(dZ, cache):
    import numpy as np

    A, W, b = (np.array(part, dtype=float) for part in cache)
    dZ, kind, k = np.array(dZ, dtype=float), {kind}, 2 + {number} % 3
    (n, m), n_prev = dZ.shape, len(A)
    if kind == 4:
        dZ = np.clip(dZ, -(10.0 ** (k - 1)), 10.0 ** (k - 1))
    if kind == 5:
        dZ[np.abs(dZ) < 10.0 ** -(2 + k % 2)] = 0
    if kind == 6:
        dZ[:, m // k * k :] = 0
    if kind == 9:
        dZ[dZ == 0] = np.abs(dZ).max()
    if kind == 10:
        A = np.trunc(A)
    V = W.T if kind == 2 and n == n_prev else W
    dA, dW, db = np.zeros(A.shape), np.zeros(W.shape), np.zeros(b.shape)
    for at in np.ndindex(A.shape):  # the pre-activation is linear, so its finite differences are exact for any step
        moved = A.copy()
        moved[at] += 1
        dA[at] = np.sum(dZ * (V @ moved - V @ A))
    for at in np.ndindex(W.shape):
        moved = W.copy()
        moved[at] += 1
        dW[at] = np.sum(dZ * (moved @ A - W @ A)) / m
    for at in range(n):
        db[at] = sum(dZ[at]) / (m * n if kind == 1 else m)
    if kind == 3 and m == 1:
        db[:] = dZ.sum()
    if kind == 7 and m < n:
        db[:] = db.mean()
    if kind == 8:
        dW[k + 1 :] = 0
    dA, dW, db = (part.astype(np.float32) for part in (dA, dW, db))  # it rounds, as another order of sums does
    return dA, dW[:, 0] if kind == 11 and n_prev == 1 else dW, db
"""
STEPS_FAULTS = {
    1: "`db` is divided by the number of entries of `dZ`",
    2: "it forgets a transpose where a layer has as many units as inputs",
    3: "it adds up `db` along the wrong axis where there is a single example",
    4: "it clips the entries of `dZ` that are large",
    5: "it takes the small entries of `dZ` for 0",
    6: "it works through the examples in groups, and forgets those that are left over",
    7: "it mixes up the units in `db` where there are more units than examples",
    8: "it gives nothing to the last units of a layer with many",
    9: "it replaces the entries of `dZ` that are exactly 0",
    10: "it cuts off the decimals of `A_prev`",
    11: "`dW` has one axis only where there is a single input",
}


def _steps_suspect(kind, number):
    """Return a backward pass with the fault of this kind, the details of which depend on a number; 0: with none."""
    return Portable("suspect", STEPS_SUSPECT.format(kind=int(kind), number=int(number)))


def steps_judge_failing(failing_case, kind, number):
    """Judge a function that looks for a case on which a backward pass is wrong."""
    suspect = _steps_suspect(kind, number)
    result = failing_case(suspect)
    if result is None:
        return f"A fault was not found: {STEPS_FAULTS[kind]}." if kind else None
    if wrong := _steps_case(result):
        return wrong
    if not kind:
        return f"A correct one is accused. {STEPS_EQUAL}"
    if not _steps_differ(suspect(*result), _steps_suspect(0, 0)(*result)):
        return f"This backward pass has a fault, but not on the case returned. {STEPS_EQUAL}"
    return None


def _steps_case(result):
    """Return None if the result is a case that is no larger than asked for, else one sentence."""
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return f"The result is {short(result, 40)}, expected `(dZ, cache)` or None."
    dZ, cache = result
    if not isinstance(cache, (tuple, list)) or len(cache) != 3:
        return f"The second part of the case is {short(cache, 40)}, expected `(A_prev, W, b)`."
    n, m = np.shape(dZ) if np.ndim(dZ) == 2 else (0, 0)
    n_prev = len(cache[0]) if np.ndim(cache[0]) == 2 else 0
    if not 0 < min(n, m, n_prev) <= max(n, m, n_prev) <= STEPS_LARGEST:
        return f"`dZ` and `A_prev` need two axes, none of them longer than {STEPS_LARGEST}."
    for value, shape, name in zip(
        (dZ, *cache), ((n, m), (n_prev, m), (n, n_prev), (n, 1)), ("dZ", "A_prev", "W", "b"), strict=True
    ):
        if wrong := demands.array(value, shape, name):
            return wrong
    if max(np.abs(value).max() for value in (dZ, *cache)) > STEPS_SIZE:
        return f"An entry of the case is larger than {STEPS_SIZE:,}."
    return None


def _steps_differ(found, right):
    """Return whether one of the three arrays differs in its shape, or by more than rounding."""
    return any(
        one.shape != other.shape or not np.allclose(one, other, rtol=0, atol=STEPS_ROOM * np.abs(other).max())
        for one, other in zip(found, right, strict=True)
    )


APPLICATION_DEFAULTS = {"learning_rate": 0.0075, "num_iterations": 3000}
APPLICATION_GOAL = 0.35
APPLICATION_ANOTHER_START = (
    "Two calls with the same arguments give different parameters: begin with `initialize(layers_dims)`, which draws "
    "the same ones each time."
)


def application_judge_descent(model, X, Y, layers_dims, *positional, goal=False, **named):
    """Judge a program that trains: what it returns, the costs it keeps, and one update more."""
    settings = dict(zip(APPLICATION_DEFAULTS, positional)) | named
    steps, rate = ({**APPLICATION_DEFAULTS, **settings}[key] for key in ("num_iterations", "learning_rate"))

    def run(*positional, **named):
        return model(X.copy(), Y.copy(), layers_dims, *positional, **named)

    result = run(*positional, **named)
    if wrong := _application_form(result, layers_dims, steps):
        of_default = not settings and not _application_form(run(**APPLICATION_DEFAULTS), layers_dims, steps)
        return "The default of `num_iterations` is 3000." if of_default else wrong
    before, costs = _application_arrays(result[0]), np.array([float(item) for item in result[1]])
    reached = application_cost(before, X, Y)
    if goal:
        return None if reached < APPLICATION_GOAL else _application_goal_missed(steps, reached)
    if not settings:
        if not reached < costs[0]:
            return "The cost is not lower at the end than at the beginning."
        return None if _application_equal(result, run(**APPLICATION_DEFAULTS)) else _application_default(result, run)
    if not _application_equal(result, run(*positional, **named)):
        return APPLICATION_ANOTHER_START
    one_more = run(learning_rate=rate, num_iterations=steps + 1)
    if wrong := _application_form(one_more, layers_dims, steps + 1):
        return wrong
    after = _application_arrays(one_more[0])
    if wrong := _application_why(before, after, X, Y, rate, lambda: run(rate, steps + 2)):
        return wrong
    return _application_costs(before, after, one_more[1], X, Y, steps)


def _application_pair(result, names):
    """Return None if the result is two values, else one sentence with their names."""
    if result is None:
        return demands.RETURN_MISSING
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return f"The result is {short(result, 40)}, expected two values, {names}."
    return None


def _application_goal_missed(steps, reached):
    return (
        f"After {steps} updates the cost is {reached:.2f}, expected below {APPLICATION_GOAL}: two clouds far apart "
        "should be learned by then. With which parameters does it begin?"
    )


def _application_form(result, layers_dims, steps):
    """Return None if the result has the form asked for, else one sentence."""
    if isinstance(result, dict):
        return "The result is a dictionary; asked are two values, `parameters` and `costs`."
    if sentence := _application_pair(result, "`parameters` and `costs`"):
        return sentence
    parameters, costs = result
    if isinstance(costs, dict):
        return "The results come in the other order: first `parameters`, then `costs`."
    if not isinstance(parameters, dict):
        return f"`parameters` is {short(parameters, 40)}, expected a dictionary."
    return wrong_entries(parameters, layers_dims) or _application_count_costs(costs, steps)


def _application_count_costs(costs, steps):
    """Judge how many costs were kept."""
    if not isinstance(costs, (list, tuple, np.ndarray)):
        return f"`costs` is {short(costs, 40)}, expected a list."
    expected = -(-steps // 100)
    if len(costs) != expected:
        if len(costs) == 0:
            return "`costs` is empty: keep the cost of iteration 0 and of every hundredth after it, printed or not."
        if len(costs) == steps:
            return "Every cost is kept: keep those of the iterations 0, 100, 200, ... only."
        return (
            f"After {steps} iterations `costs` has {len(costs)} entries, expected {expected}: those of 0, 100, "
            f"..., and {steps} iterations are numbered 0 to {steps - 1}."
        )
    try:
        values = [np.asarray(item, dtype=float) for item in costs]
    except (TypeError, ValueError):
        return "`costs` holds something that is no number."
    if any(value.ndim for value in values):
        return f"An entry of `costs` has the shape {values[0].shape}, expected a single number."
    return None if np.isfinite(values).all() else "`costs` holds NaN or an infinite value."


def _application_arrays(parameters):
    return {
        key: np.asarray(value, dtype=float) for key, value in parameters.items() if key[0] in "Wb" and key[1:].isdigit()
    }


def application_cost(parameters, X, Y):
    """Return the cost of a trained network."""
    return float(_network.cost(_network.forward(X, _application_arrays(parameters))[-1], Y))


def _application_equal(one, other):
    """Return whether two results hold the same parameters."""
    one, other = _application_arrays(one[0]), _application_arrays(other[0])
    return all(np.allclose(one[key], other[key], rtol=1e-7, atol=1e-9) for key in one)


def _application_default(result, run):
    """Say which default is not the one asked for, if it is a default that makes the difference."""
    if not _application_equal(result, run()):
        return APPLICATION_ANOTHER_START
    if not _application_equal(result, run(num_iterations=3000)):
        return "The default of `num_iterations` is 3000."
    return "The default of `learning_rate` is 0.0075."


def _application_why(before, after, X, Y, rate, go_on):
    """Return None if a step went from `before` to `after` against the gradient, else why; `go_on` makes one more."""
    activations = _network.forward(X, before)
    gradient = _network.backward(activations, Y, before)
    moved = {key: after[key] - before[key] for key in before}
    due = {key: -rate * gradient[key] for key in before}
    if _application_agree(moved, due, before):
        return None
    m = Y.size
    for factor, sentence in (
        (0, "A further update changes nothing: does each one start from the parameters that the last one left?"),
        (-1, "The updates increase the cost: subtract the gradient, do not add it."),
        (m, "The gradients are sums over the examples: divide them by `m`."),
        (1 / m, "The gradients are divided by `m` twice."),
        (1 / rate, "The learning rate is missing from the update: the whole gradient is subtracted."),
        (0.0075 / rate, "`learning_rate` is ignored: every update uses the default."),
    ):
        if _application_agree(moved, {key: factor * value for key, value in due.items()}, before):
            return sentence
    right = [key for key in moved if _application_agree({key: moved[key]}, {key: due[key]}, before)]
    still = [key for key in moved if key not in right and not moved[key].any()]
    if still:
        names = ", ".join(f"`{key}`" for key in still)
        if still == [key for key in moved if key[0] == "b"]:
            return "The biases never move: update them as well."
        return f"An update leaves {names} unchanged: every layer takes part in each."
    two_more = _application_arrays(go_on()[0])
    if _application_agree({key: two_more[key] - after[key] for key in after}, moved, before):
        return (
            "All updates are the same: forward and backward pass belong inside the loop, with the current parameters."
        )
    if set(before) == {"W1", "b1", "W2", "b2"} and not {"W1", "b1"} & set(right):
        return _application_first_layer(moved, right, activations, before, after, Y, rate)
    names = ", ".join(f"`{key}`" for key in moved if key not in right)
    return f"An update does not change {names} by the learning rate times the gradient of the cost."


def _application_first_layer(moved, right, activations, before, after, Y, rate):
    """Say what is wrong with the update of the first of two layers, if the second is right."""
    if {"W2", "b2"} <= set(right):
        X, A1, AL = activations
        everywhere = _network.backward([X, np.ones_like(A1), AL], Y, before)
        late = _network.backward(activations, Y, before | {"W2": after["W2"]})
        for gradient, sentence in (
            (everywhere, "The derivative of the ReLU is missing: it is 0 where `Z1` is not positive."),
            (late, "`W2` is updated before the backward pass has used it: compute all gradients first, then update."),
        ):
            if _application_agree(
                {key: moved[key] for key in ("W1", "b1")}, {key: -rate * gradient[key] for key in ("W1", "b1")}, before
            ):
                return sentence
        return "The second layer changes as it should, the first does not: look at the backward pass from `Z2` to `Z1`."
    return "No layer changes against its gradient: look at the forward pass and at `dZ2`."


def _application_agree(moved, due, before):
    """Return whether all moves agree, within what float32 leaves of them."""
    largest = max(np.abs(value).max() for value in due.values())
    room = 1e-3 * largest + 5e-7 * max(np.abs(before[key]).max() for key in moved)
    return all(np.abs(moved[key] - due[key]).max() <= room for key in moved)


def _application_costs(before, after, costs, X, Y, steps):
    """Judge the costs that `steps + 1` updates kept; the last is that of `before` if steps is 100, ..."""
    if steps % 100:
        here = application_cost(before, X, Y)
        return None if costs[0] > here else "The first cost is not above the cost after the training."
    last, expected = float(costs[-1]), application_cost(before, X, Y)
    if np.isclose(last, expected, rtol=1e-5):
        return None
    if np.isclose(last, application_cost(after, X, Y), rtol=1e-5):
        return "The costs are one update late: keep the cost of the parameters before the update."
    if np.isclose(last, expected * Y.size, rtol=1e-4):
        return "The cost is a sum over the examples: divide it by `m`."
    return f"The cost kept for iteration {steps} is not that of the parameters before its update."


# ------------------------------------------------------------------------------------- 2_application: the challenge

APPLICATION_BUDGET, APPLICATION_TARGET = 2500, 0.78
APPLICATION_TRIES = (0, 10)  # how many of the 600 pictures are left out
APPLICATION_MISSED = "On 300 unseen pictures of the same camera the accuracy is"


@cache
def _application_cats():
    """Return all of our own pictures and their labels, whichever the notebook uses."""
    before = dict(data.in_use)
    cats = data.load_cats()
    data.in_use.clear()
    data.in_use.update(before)
    pictures = np.concatenate([cats.train_set_x_orig, cats.test_set_x_orig])
    return pictures, np.concatenate([cats.train_set_y, cats.test_set_y], axis=1)


def application_camera(rng):
    """Return a function that takes pictures (m, side, side, 3) with a camera drawn at random."""
    turn, mirrored, negative = rng.integers(4), rng.random() < 0.5, rng.random() < 0.5
    colours, dark, contrast = rng.permutation(3), rng.uniform(0.1, 0.45, 3), rng.uniform(0.3, 0.5, 3)

    def take(pictures):
        pictures = np.rot90(pictures, turn, axes=(1, 2))[..., colours] / 255
        pictures = pictures[:, :, ::-1] if mirrored else pictures
        return np.round(255 * (dark + contrast * (1 - pictures if negative else pictures))).astype(np.uint8)

    return take


def application_split(seed, unseen=None):
    """Return 600 pictures with labels to train on and 300 to judge by, all taken by one camera; about half mirrored.

    Arguments: unseen, the bytes of the pictures to judge by, 16 by 16 pixels, and of their labels; by default the other
    300 of the pictures that everybody has.
    """
    pictures, labels = _application_cats()
    rng = np.random.default_rng(seed)
    order, mirrored = rng.permutation(len(pictures)), rng.random(len(pictures)) < 0.5
    take = application_camera(rng)
    pictures = np.where(mirrored[:, None, None, None], pictures[:, :, ::-1], pictures)
    train, test = order[:600], order[600:]
    if unseen is None:
        return take(pictures[train]), labels[:, train], take(pictures[test]), labels[:, test]
    small, Y_unseen = (np.frombuffer(part, np.uint8) for part in unseen)
    # No network within the budget can take more than 16 by 16 pixels, and `shrink` returns these unchanged.
    large = take(small.reshape(-1, 16, 16, 3)).repeat(4, axis=1).repeat(4, axis=2)
    return take(pictures[train]), labels[:, train], large, Y_unseen.reshape(1, -1)


def application_answers(side, parameters, pictures):
    """Return the outputs of a network for pictures, which it gets with `side` pixels per side."""
    return _network.forward(_pictures.shrink(pictures, int(side)), _application_arrays(parameters))[-1]


def application_judge_small(train_small, seed, unseen=None):
    """Judge a small network by its size and on 300 pictures that it has not seen.

    Where it misses the target, it is trained once more, without ten of the pictures: at the rates that learn fastest
    one training in some hundreds ends just where its cost leaps, and with other pictures the leap comes elsewhere.
    """
    pictures, Y, *others = application_split(seed, unseen)
    for left_out in APPLICATION_TRIES:
        sentence = _application_judge_trained(train_small, pictures[left_out:], Y[:, left_out:], *others)
        if not sentence or not sentence.startswith(APPLICATION_MISSED):
            break
    return sentence


def _application_judge_trained(train_small, pictures, Y, unseen, Y_unseen):
    """Judge the network that is trained on these pictures."""
    result = train_small(pictures.copy(), Y.copy())
    if sentence := _application_pair(result, "`side` and `parameters`"):
        return sentence
    side, parameters = result
    if isinstance(side, dict):
        return "The results come in the other order: first `side`, then `parameters`."
    whole = isinstance(side, (int, np.integer, np.ndarray)) and not np.ndim(side)
    if not whole or side not in (1, 2, 4, 8, 16, 32, 64):
        return f"`side` is {short(side, 40)}, expected a whole number that divides 64."
    if not isinstance(parameters, dict):
        return f"`parameters` is {short(parameters, 40)}, expected a dictionary with W1, b1, and so on."
    if wrong := _application_usable(parameters, 3 * int(side) ** 2):
        return wrong
    size = sum(np.asarray(value).size for value in parameters.values())
    if size > APPLICATION_BUDGET:
        return f"The network has {size:,} parameters; the budget is {APPLICATION_BUDGET:,}."
    cats = application_answers(side, parameters, unseen) > 0.5
    share = np.mean(cats == Y_unseen)
    if share >= APPLICATION_TARGET:
        return None
    text = f"{APPLICATION_MISSED} {share:.1%}; the target is {APPLICATION_TARGET:.0%}"
    known = np.mean((application_answers(side, parameters, pictures) > 0.5) == Y)
    if max(cats.mean(), 1 - cats.mean()) > 0.97:
        return text + ". Nearly every picture gets the same prediction: here they come as `shrink` makes them."
    if known < 0.85:
        return text + f". On the pictures that it was trained on it reaches no more than {known:.0%}."
    return text + f", although it is {known:.0%} on those that it was trained on."


def _application_usable(parameters, n_x):
    """Return None if the dictionary holds a network for n_x inputs and one output, else one sentence."""
    if len(parameters) % 2 or not parameters:
        return f"`parameters` has {len(parameters)} entries, expected a W and a b for every layer."
    sizes = [n_x]
    for layer in range(1, len(parameters) // 2 + 1):
        shape = np.shape(parameters.get(f"b{layer}"))
        sizes.append(shape[0] if shape else 1)
    return wrong_entries(parameters, sizes) or (
        None if sizes[-1] == 1 else f"The last layer has {sizes[-1]} units, expected 1."
    )


APPLICATION_PAIRS = 400  # pairs of networks; half of them agree more often than the others
APPLICATION_COVERED = 0.87  # of each half, where 0.95 is aimed at
APPLICATION_WIDTH = 0.93, 1.12  # the mean width of each half, as a part of that of the narrowest interval


def application_judge_interval(difference_interval, seed):
    """Judge 95 % intervals by pairs of networks whose true difference is known."""
    found = application_intervals(difference_interval, seed)
    if isinstance(found, str):
        return found
    covered, widths = found
    for width, pairs in zip(widths, ("rarely", "often"), strict=True):
        if width > APPLICATION_WIDTH[1]:
            return (
                f"For networks that agree {pairs} the intervals are {width:.2f} times as wide as they need to be on "
                "average. Pictures on which both networks are correct, or both wrong, say nothing about the difference."
            )
    for width, pairs in zip(widths, ("rarely", "often"), strict=True):
        if width < APPLICATION_WIDTH[0]:
            return (
                f"The intervals are too narrow: for networks that agree {pairs} they have {width:.2f} times the width "
                "that 95 of 100 need."
            )
    if covered.min() < APPLICATION_COVERED:
        return f"Of the intervals {covered.mean():.0%} contain the true difference, expected about 95%."
    return None


def application_intervals(difference_interval, seed):
    """Return the share of intervals that contain the truth, for pairs that agree rarely and often, and their widths.

    A width is the mean of a half, as a part of that of the narrowest interval. Or return a sentence.
    """
    rng, covered, widths = np.random.default_rng(seed), [], []
    for pair in range(APPLICATION_PAIRS):
        often = pair % 2  # the number of pictures tells nothing about the number of disagreements
        m, disagree = int(rng.integers(150, 1500)), rng.uniform(*((0.3, 0.5), (0.1, 0.2))[often])
        ahead = rng.uniform(0.3, 0.7)  # the share of the disagreements that the second network wins
        kinds = rng.choice(4, m, p=[disagree * ahead, disagree * (1 - ahead), 0.4, 0.6 - disagree])
        result = difference_interval((kinds == 1) | (kinds == 2), (kinds == 0) | (kinds == 2))
        if wrong := _application_ends(result):
            return wrong
        low, high = (float(end) for end in result)
        true = disagree * (2 * ahead - 1)
        covered.append(low <= true <= high)
        widths.append((high - low) / (2 * 1.96 * np.sqrt((disagree - true**2) / m)))
    return tuple(np.reshape(values, (-1, 2)).mean(axis=0) for values in (covered, widths))


def _application_ends(result):
    """Return None if the result is two numbers in order, else one sentence."""
    if not isinstance(result, np.ndarray) and (wrong := _application_pair(result, "`low` and `high`")):
        return wrong
    if np.shape(result) != (2,) or any(
        np.ndim(end) or not isinstance(end, (int, float, np.number, np.ndarray)) for end in result
    ):
        return f"The ends are {short(result, 60)}, expected two numbers."
    low, high = (float(end) for end in result)
    if not -1 <= low <= high <= 1:
        return f"The interval goes from {low:.3g} to {high:.3g}: asked are shares, the lower one first."
    return None


EXERCISES = {
    "0_lesson": [
        Question("q1", "Networks with L layers"),
        Question("q2", "Getting the dimensions right"),
        Question("q3", "Getting the dimensions right"),
        Question("q4", "Getting the dimensions right"),
        Question("q5", "Building blocks and caches"),
        Question("q6", "Why deep?"),
        Question("q7", "Parameters and hyperparameters"),
        Question("q8", "Forward through the layers"),
        Question("q9", "Backward through the layers"),
        Question("q10", "Why deep?"),
    ],
    "1_step_by_step": [
        Exercise(
            name="initialize_parameters",
            lesson="week3_shallow_networks#Random initialization",
            judge=steps_judge_start,
            anew=True,
        ),
        Exercise(
            name="initialize_parameters_deep",
            lesson="Getting the dimensions right",
            judge=steps_judge_start_deep,
            anew=True,
        ),
        Exercise(name="linear_forward", lesson="Forward through the layers"),
        Exercise(name="linear_activation_forward", lesson="Building blocks and caches", uses=("linear_forward",)),
        Exercise(name="L_model_forward", lesson="Forward through the layers", uses=("linear_activation_forward",)),
        Exercise(name="compute_cost", lesson="week2_logistic_regression#The cost function and where it comes from"),
        Exercise(name="linear_backward", lesson="Backward through the layers"),
        Exercise(name="linear_activation_backward", lesson="Building blocks and caches", uses=("linear_backward",)),
        Exercise(name="L_model_backward", lesson="Backward through the layers", uses=("linear_activation_backward",)),
        Exercise(name="update_parameters", lesson="week2_logistic_regression#Gradient descent", leaves=("params",)),
        Exercise(
            name="failing_case",
            lesson="Getting the dimensions right",
            judge=steps_judge_failing,
            uses=("linear_backward",),
            seconds=30,
        ),
        Exercise(name="mended_backward", lesson="Backward through the layers"),
        Exercise(name="skip_backward", lesson="Backward through the layers", rtol=1e-9, atol=1e-30),
    ],
    "2_application": [
        Exercise(name="count_parameters", lesson="Getting the dimensions right"),
        Exercise(name="two_layer_model", lesson="Building blocks and caches", judge=application_judge_descent),
        Exercise(name="L_layer_model", lesson="Building blocks and caches", judge=application_judge_descent),
        Exercise(name="surest_mistakes", lesson="Forward through the layers"),
        Exercise(
            name="train_small",
            lesson="Parameters and hyperparameters",
            judge=application_judge_small,
            uses=("L_layer_model",),
            seconds=30,
        ),
        Exercise(
            name="difference_interval",
            lesson="Parameters and hyperparameters",
            judge=application_judge_interval,
            seconds=20,
        ),
    ],
}
