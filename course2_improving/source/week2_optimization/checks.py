"""The exercises of week 2: their inputs, tolerances and properties. No answer is in this file."""

import itertools

import numpy as np

from helpers.exercise import Exercise, call
from helpers.quiz import Question
from helpers.words import short


def _optim_shapes(rng, layers, largest=4):
    """Return the shapes of the parameters of a network with so many layers of random sizes."""
    sizes = [int(size) for size in rng.choice(np.arange(1, largest + 1), layers + 1, replace=layers >= largest)]
    shapes = {}
    for layer, (before, units) in enumerate(itertools.pairwise(sizes), 1):
        shapes |= {f"W{layer}": (units, before), f"b{layer}": (units, 1)}
    return shapes


def _optim_numbers(rng, shapes, low=-1.0, high=1.0, d=""):
    """Return arrays of these shapes, no entry of which is near 0, with `d` in front of their names."""
    found = {}
    for name, shape in shapes.items():
        size = rng.uniform(max(low, 0.1), high, shape)
        found[d + name] = (size if low >= 0 else size * rng.choice([-1, 1], shape)).round(3)
    return found


def _optim_state(rng, layers, averages="v"):
    """Return parameters, their gradient and one dictionary of averages for each letter of `averages`."""
    shapes = _optim_shapes(rng, layers)
    kinds = {"v": (-1.0, 1.0), "s": (0.0, 1.0)}
    return (
        _optim_numbers(rng, shapes, high=2.0),
        _optim_numbers(rng, shapes, d="d"),
        *(_optim_numbers(rng, shapes, *kinds[letter], d="d") for letter in averages),
    )


def _optim_by_hand(rng):
    """Return parameters of one layer, their gradient, a large entry beside a small one, and averages of zero."""
    one, two, three = (float(number) for number in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], 3, replace=False))
    large, small = int(rng.integers(3, 9)), int(rng.integers(1, 5)) / 10
    return (
        {"W1": np.array([[one, two]]), "b1": np.array([[three / 2]])},
        {"dW1": np.array([[large, small]]), "db1": np.array([[-1.0]])},
        {"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))},
    )


# ------------------------------------------------------------------------------------------------------- the steps


def optim_gd_cases(rng):
    """As by hand; one, two, three and five layers; the learning rate by position and by name."""
    return [
        call(*_optim_by_hand(rng)[:2], 0.1),
        call(*_optim_state(rng, 1, ""), learning_rate=round(rng.uniform(0.05, 0.6), 3)),
        call(*_optim_state(rng, 2, ""), 1.0),
        call(*_optim_state(rng, 3, ""), round(rng.uniform(1.5, 3), 3)),
        call(*_optim_state(rng, 5, ""), round(rng.uniform(0.001, 0.1), 4)),
    ]


def optim_start_cases(rng):
    """Networks of one, two, three and four layers."""
    return [call(_optim_numbers(rng, _optim_shapes(rng, layers, 8))) for layers in (1, 2, 3, 4)]


def optim_momentum_cases(rng):
    """As by hand, from rest; in motion; no memory (beta 0) and a long one; one to four layers."""
    return [
        call(*_optim_by_hand(rng), 0.9, 1.0),
        call(*_optim_state(rng, 1), beta=0.9, learning_rate=round(rng.uniform(0.1, 0.6), 3)),
        call(*_optim_state(rng, 2), round(rng.uniform(0.5, 0.8), 2), round(rng.uniform(0.7, 1.4), 3)),
        call(*_optim_state(rng, 3), 0.0, 0.5),
        call(*_optim_state(rng, 4), 0.98, round(rng.uniform(2, 3), 3)),
    ]


def _optim_tiny(rng):
    """Return parameters, slopes so small that an epsilon of 1e-8 counts, among ordinary ones, and averages of zero."""
    shapes = {"W1": (2, 2), "b1": (2, 1)}
    found = _optim_numbers(rng, shapes, d="d")
    found["dW1"][0] *= 1e-7
    found["db1"][1] *= 1e-8
    return _optim_numbers(rng, shapes, high=2.0), found, {name: np.zeros(item.shape) for name, item in found.items()}


def optim_rmsprop_cases(rng):
    """As by hand; slopes of zero; a large epsilon and a default one that counts; no memory; one to three layers."""
    parameters, grads, s = _optim_state(rng, 2, "s")
    flat = {name: np.where(rng.random(item.shape) < 0.5, 0, item) for name, item in grads.items()}
    flat["dW1"][0, 0] = 0.0
    rest = {name: np.zeros(item.shape) for name, item in s.items()}
    return [
        call(*_optim_by_hand(rng), 0.75, 0.1),
        call(*_optim_state(rng, 1, "s"), beta=0.9, learning_rate=round(rng.uniform(0.1, 0.6), 3), epsilon=1e-8),
        call(parameters, flat, rest, 0.9, 0.01),
        call(*_optim_state(rng, 3, "s"), round(rng.uniform(0.5, 0.8), 2), 0.5, round(rng.uniform(0.1, 0.3), 3)),
        call(*_optim_tiny(rng), 0.9, 0.3),
        call(*_optim_state(rng, 2, "s"), 0.0, learning_rate=1.0, epsilon=0.2),
    ]


def optim_adam_start_cases(rng):
    """Networks of one, two, three and four layers."""
    return optim_start_cases(rng)


def optim_adam_cases(rng):
    """As by hand, the first step; later ones; every default left out and given; one to four layers."""
    parameters, grads, rest = _optim_tiny(rng)
    hand, slopes, zeros = _optim_by_hand(rng)
    return [
        call(hand, slopes, zeros, zeros, 1, learning_rate=0.1),
        call(*_optim_state(rng, 2, "vs"), int(rng.integers(2, 5))),
        call(*_optim_state(rng, 1, "vs"), 3, round(rng.uniform(0.2, 0.9), 3), 0.8, 0.95, 0.1),
        call(*_optim_state(rng, 3, "vs"), int(rng.integers(20, 60)), beta1=0.7, beta2=0.98, epsilon=0.3),
        call(parameters, grads, rest, rest, 1, 0.5),
        call(*_optim_state(rng, 4, "vs"), 2, learning_rate=round(rng.uniform(0.1, 0.5), 3), beta2=0.9),
    ]


# ---------------------------------------------------------------------------------------------------- mini-batches


def optim_batches_cases(rng):
    """A remainder, none, fewer examples than fit, a size of 1; the defaults; enough examples to judge the order."""

    def some(m, features, **options):
        return call(examples=int(m), features=features, draw=int(rng.integers(10**6)), options=options)

    return [
        some(3 * rng.integers(4, 7) + 1, 2, mini_batch_size=3, seed=int(rng.integers(100))),
        some(rng.integers(130, 180), 2),
        some(3 * rng.integers(20, 40), 3, mini_batch_size=3, seed=int(rng.integers(1, 100))),
        some(rng.integers(4, 9), 1, mini_batch_size=16, seed=int(rng.integers(100))),
        some(rng.integers(6, 10), 4, mini_batch_size=1, seed=int(rng.integers(100))),
        some(rng.integers(193, 250), 3, seed=int(rng.integers(1, 100))),
    ]


def optim_judge_batches(random_mini_batches, examples, features, draw, options):
    """Judge sizes, that every example comes once and keeps its label, and that the order is random but repeatable."""
    asked = f"`random_mini_batches(X, Y{''.join(f', {key}={item}' for key, item in options.items())})`, {examples} "
    X, Y = _optim_examples(examples, features, draw)
    seed = options.get("seed", 0)
    orders = []
    for named in (options, options, options | {"seed": seed + 1}):
        try:
            made = random_mini_batches(X.copy(), Y.copy(), **named)
        except Exception as error:
            # By its name: in grading it may have been raised in another process.
            if examples >= options.get("mini_batch_size", 64) or type(error).__name__ != "UnboundLocalError":
                raise
            return f"{asked}examples: {OPTIM_NO_LOOP}"
        if sentence := _optim_wrong_batches(made, X, Y, options.get("mini_batch_size", 64)):
            return f"{asked}examples: {sentence}"
        orders.append(np.hstack([_optim_places(batch[0], X) for batch in made]))
    sentence = _optim_wrong_order(orders, examples, min(options.get("mini_batch_size", 64), examples))
    return sentence and f"{asked}examples: {sentence}"


OPTIM_NO_LOOP = (
    "a name has no value yet. There is no whole mini-batch here, so a loop over whole ones never runs: which of its "
    "names "
    "are used after it?"
)


def _optim_examples(m, features, draw):
    """Return X (features, m), the examples of which all differ in each row, and labels Y (1, m) without a pattern."""
    rng = np.random.default_rng(draw)
    X = np.array([rng.permutation(m) + 1.0 for _ in range(features)]) / 10
    return X, rng.permutation(np.arange(m) % 2).reshape(1, m)


def _optim_places(batch, X):
    """Return which columns of X the columns of a batch are; -1 for a column that is none of them."""
    away = np.abs(X[:, :, None] - np.asarray(batch, float)[:, None, :]).max(axis=0)  # the numbers of X are 0.1 apart
    return np.where((away < 5e-4).any(axis=0), away.argmin(axis=0), -1)


def _optim_wrong_batches(made, X, Y, size):
    """Return a sentence if the batches are not those of X and Y in some order, cut into pieces of `size`."""
    features, m = X.shape
    if made is None:
        return "the result is None: is a `return` missing?"
    if not isinstance(made, (list, tuple)):
        return f"the result is {short(made, 40)}, expected a list of pairs."
    if len(made) == 2 and all(isinstance(part, list) and len(part) != 2 for part in made):
        return (
            "the result is one list of examples and one of labels: expected one list of pairs, a pair for each piece."
        )
    for number, batch in enumerate(made, 1):
        if not isinstance(batch, (list, tuple)) or len(batch) != 2:
            return f"mini-batch {number} is {short(batch, 40)}, expected a pair `(mini_batch_X, mini_batch_Y)`."
        for name, part, rows in (("X", batch[0], features), ("Y", batch[1], 1)):
            if not isinstance(part, np.ndarray) or part.dtype.kind not in "biuf":
                return f"the `mini_batch_{name}` of mini-batch {number} is {short(part, 40)}, expected an array."
            if part.ndim != 2 or part.shape[0] != rows:
                return (
                    f"the `mini_batch_{name}` of mini-batch {number} has the shape {part.shape}, expected ({rows}, "
                    "examples): examples are columns."
                )
    widths = [batch[0].shape[1] for batch in made]
    wanted = [min(size, m - start) for start in range(0, m, size)]
    if widths != wanted:
        return _optim_wrong_widths(widths, wanted, m, size)
    if any(batch[0].shape[1] != batch[1].shape[1] for batch in made):
        return "a mini-batch has another number of labels than of examples."
    places = np.hstack([_optim_places(batch[0], X) for batch in made])
    if (places < 0).any():
        return "a column of a mini-batch is not a column of `X`: whole columns are shuffled, not single numbers."
    if len(np.unique(places)) < m:
        return "some examples come twice and others are missing: shuffle by a permutation, which has each once."
    if not np.array_equal(np.hstack([batch[1] for batch in made]), Y[:, places]):
        return "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation."
    return None


def _optim_wrong_widths(widths, wanted, m, size):
    count = len(wanted)
    if sum(widths) < m and widths == wanted[:-1]:
        return f"the last mini-batch, of {wanted[-1]} examples, is missing."
    if widths[:-1] == wanted and widths[-1] == 0:
        return "there is an empty mini-batch at the end: no example is left for it."
    if widths == wanted[::-1]:
        return "the smaller mini-batch comes last."
    rest = count > 1 and wanted[-1] < size
    if rest and widths == [*wanted[:-2], wanted[-2] + wanted[-1]]:
        return f"the last mini-batch has {widths[-1]} examples: those that are left over make one of their own."
    if rest and widths == [*wanted[:-1], wanted[-2] + wanted[-1]]:
        return (
            f"the last mini-batch has {widths[-1]} examples, expected {wanted[-1]}: it begins where the one before "
            "begins. "
            "Which value does a loop variable have after its loop?"
        )
    if size != 64 and widths == [min(64, m - start) for start in range(0, m, 64)]:
        return f"the mini-batches have {short(widths, 60)} examples, 64 at most whatever `mini_batch_size` is."
    if len(widths) == size != count and max(widths) - min(widths) <= m % size:
        return f"there are {len(widths)} mini-batches: `mini_batch_size` is the size of one, not how many there are."
    return f"the mini-batches have {short(widths, 60)} examples, expected {short(wanted, 60)}."


OPTIM_KEPT = 14  # neighbours that may stay neighbours, where about two do by chance


def _optim_kept(order):
    return np.sum(np.abs(np.diff(order)) == 1)


def optim_parted(random_mini_batches, examples, features, draw, options):
    """Return 1 over 1 and the old neighbours that stayed, and the least it may be; None: too few examples to judge."""
    if examples < 20:
        return None
    X, Y = _optim_examples(examples, features, draw)
    order = np.hstack([_optim_places(batch[0], X) for batch in random_mini_batches(X, Y, **options)])
    return 1 / (1 + _optim_kept(order)), 1 / (1 + OPTIM_KEPT)


def _optim_wrong_order(orders, m, size):
    """Return a sentence if the order is not random, not the same for the same seed, or the same for another one."""
    first, again, other = orders
    if not np.array_equal(first, again):
        return "two calls with the same `seed` give different mini-batches: give the seed to the random numbers."
    if m < 20:
        return None
    if np.array_equal(first, np.arange(m)):
        return "the examples are in their old order: shuffle them before they are cut."
    if np.array_equal(first, other):
        return "another `seed` gives the same mini-batches: use the argument `seed`."
    if size > 10 and set(first[:size]) == set(range(size)):
        return "the first mini-batch holds the first examples of `X`: shuffle them all before they are cut."
    if _optim_kept(first) > OPTIM_KEPT:
        return "most examples still stand beside their old neighbours: shuffle single examples, not mini-batches."
    return None


# -------------------------------------------------------------------------------------------------------- averages


def optim_average_cases(rng):
    """As by hand with and without correction; the default; no memory; a long memory; a single value."""

    def values(count):
        return rng.uniform(-5, 20, count).round(2)

    tens = rng.choice(np.arange(10.0, 90.0, 10.0), 3, replace=False)
    return [
        call(tens, 0.5),
        call(tens, 0.5, bias_correction=False),
        call(values(int(rng.integers(12, 20))), 0.9),
        call(values(int(rng.integers(12, 20))), round(rng.uniform(0.6, 0.8), 2), False),
        call(values(6), 0.0),
        call(values(1), 0.98),
        call(values(int(rng.integers(20, 28))), 0.98, True),
    ]


# ------------------------------------------------------------------------------------------------------------ decay


def optim_lr_cases(rng):
    """As by hand; the first epoch; no decay; random ones."""
    return [
        call(int(rng.integers(1, 40)) / 20, int(rng.integers(2, 5)), 1),
        call(round(rng.uniform(0.1, 0.9), 3), 0, 0.7),
        call(round(rng.uniform(0.1, 0.9), 3), int(rng.integers(3, 9)), 0),
        call(round(rng.uniform(0.001, 0.02), 4), int(rng.integers(10, 40)), round(rng.uniform(0.1, 0.9), 2)),
        call(
            round(rng.uniform(1, 3), 2), epoch_num=int(rng.integers(100, 900)), decay_rate=round(rng.uniform(2, 3), 1)
        ),
    ]


def optim_schedule_cases(rng):
    """Before, at and after a change, in the first and the last part of an interval; the default interval and others."""
    interval, whole = int(rng.integers(20, 90)), int(rng.integers(3, 7))
    return [
        call(round(rng.uniform(0.1, 0.9), 3), 999, 1),
        call(round(rng.uniform(0.1, 0.9), 3), 1000, 1),
        call(round(rng.uniform(0.1, 0.9), 3), whole * 1000 + int(rng.integers(100, 400)), 0.3),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval + 2 * interval // 3 + 1, 0.6, interval),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval, 0.8, time_interval=interval),
        call(round(rng.uniform(0.1, 0.9), 3), whole * interval - 1, 1.5, interval),
        call(round(rng.uniform(0.1, 0.9), 3), interval - 1, decay_rate=2, time_interval=interval),
        call(round(rng.uniform(0.01, 0.09), 4), 5 * interval + interval // 2 + 2, 0.0, interval),
    ]


def optim_cosine_cases(rng):
    """Start, middle and end; a least rate by position and by name; random ones."""
    epochs = 2 * int(rng.integers(20, 300))
    return [
        call(round(rng.uniform(0.1, 0.9), 3), 0, 100),
        call(round(rng.uniform(0.1, 0.9), 3), 90, 100),
        call(round(rng.uniform(0.1, 0.9), 3), epochs // 2, epochs),
        call(round(rng.uniform(0.1, 0.9), 3), epochs // 5 + 1, epochs),
        call(round(rng.uniform(0.5, 0.9), 3), int(0.8 * epochs), epochs, round(rng.uniform(0.05, 0.2), 3)),
        call(round(rng.uniform(0.5, 0.9), 3), epochs // 3, epochs, learning_rate_min=round(rng.uniform(0.1, 0.3), 3)),
        call(round(rng.uniform(0.3, 0.6), 3), epochs, epochs, round(rng.uniform(0.05, 0.2), 3)),
    ]


# -------------------------------------------------------------------------------------------------------- challenge

OPTIM_STEPS, OPTIM_CLOSER, OPTIM_STEEPEST = 200, 30, 1000


def optim_valley(seed, size):
    """Return a valley to walk down: its curvature (size, size), its lowest point and a start, both (size, 1).

    The curvatures along its axes, which point anywhere, lie between 1 and 1,000, and both ends occur. The cost of a
    point `w` is half of `(w - lowest).T @ curvature @ (w - lowest)`, its slope `curvature @ (w - lowest)`.
    """
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.normal(size=(size, size)))
    along = OPTIM_STEEPEST ** np.hstack([[0, 1], rng.random(size - 2)])
    lowest = rng.normal(size=(size, 1))
    way = axes @ rng.uniform(0.5, 1.5, (size, 1))  # along every axis, so that no direction is given away
    return axes * along @ axes.T, lowest, lowest + 10 * way


def optim_valley_cases(rng):
    """Valleys of two to thirty dimensions."""
    return [call(seed=int(rng.integers(10**6)), size=int(size)) for size in (2, 3, rng.integers(5, 9), 15, 30)]


def optim_judge_walk(my_step, seed, size):
    """Judge how much closer the lowest point is after so many steps."""
    asked = f"`my_step` in a valley of {size} dimensions: "
    reached, remembers, sentence = _optim_walk(my_step, seed, size)
    if sentence:
        return asked + sentence
    if reached >= OPTIM_CLOSER:
        return None
    forgets = "" if remembers else " `memory` is None after each step: nothing is remembered."
    if reached < 1:
        return f"{asked}after {OPTIM_STEPS} steps it is farther from the lowest point than at the start.{forgets}"
    return (
        f"{asked}after {OPTIM_STEPS} steps it is {reached:.3g} times as close to the lowest point as at the start; "
        f"at least {OPTIM_CLOSER} times is asked for.{forgets}"
    )


def optim_walk_share(my_step, seed, size):
    """Return how many times closer the lowest point is at the end, and how many it must be."""
    return _optim_walk(my_step, seed, size)[0], OPTIM_CLOSER


def _optim_walk(my_step, seed, size):
    """Return how many times closer the lowest point is at the end, whether anything is remembered, and None.

    If a step is no step, there is a sentence instead of None.
    """
    curvature, lowest, start = optim_valley(seed, size)
    w, memory = start.copy(), None
    for number in range(1, OPTIM_STEPS + 1):
        made = my_step(w.copy(), curvature @ (w - lowest), memory)
        if made is None:
            return 0, True, "the result is None: is a `return` missing?"
        if not isinstance(made, (list, tuple)) or len(made) != 2:
            return 0, True, f"the result is {short(made, 40)}, expected the pair `(w, memory)`."
        w, memory = made
        if not isinstance(w, np.ndarray) or w.dtype.kind not in "iuf" or w.shape != start.shape:
            found = f"has the shape {w.shape}" if isinstance(w, np.ndarray) else f"is {short(w, 40)}"
            return 0, True, f"the new point {found}, expected an array of shape {start.shape}."
        if not np.isfinite(w).all() or np.abs(w).max() > 1e9:
            return (
                0,
                True,
                (f"it has run away after {number} steps: they are too long for the steepest direction, or uphill."),
            )
    reached = np.linalg.norm(start - lowest) / max(np.linalg.norm(w - lowest), 1e-12)
    return reached, memory is not None, None


# A step may lead close to zero, where single precision is off by some 1e-7 of the numbers that were subtracted.
OPTIM_CLOSE = 1e-6

EXERCISES = {
    "0_lesson": [
        Question("q1", "Mini-batch gradient descent"),
        Question("q2", "How to understand mini-batches"),
        Question("q3", "How to understand mini-batches"),
        Question("q4", "Bias correction"),
        Question("q5", "What they mean"),
        Question("q6", "Momentum"),
        Question("q7", "RMSprop"),
        Question("q8", "Adam"),
        Question("q9", "Learning-rate decay"),
        Question("q10", "Local optima and saddle points"),
    ],
    "1_optimization_methods": [
        Exercise(
            name="update_parameters_with_gd",
            lesson="Mini-batch gradient descent",
            cases=optim_gd_cases,
            leaves=("parameters", "grads"),
            atol=OPTIM_CLOSE,
        ),
        Exercise(
            name="random_mini_batches",
            lesson="Mini-batch gradient descent",
            cases=optim_batches_cases,
            judge=optim_judge_batches,
            measure=optim_parted,
            margin="4,000 calls of the solved function, 2,000 of them with enough examples to judge the order, "
            "none failed. "
            "Of the old neighbours about two stay neighbours by chance (a Poisson distribution); more than 14 do "
            "with a "
            "probability of 4e-9.",
        ),
        Exercise(
            name="exponentially_weighted_average", lesson="Exponentially weighted averages", cases=optim_average_cases
        ),
        Exercise(name="initialize_velocity", lesson="Momentum", cases=optim_start_cases),
        Exercise(
            name="update_parameters_with_momentum",
            lesson="Momentum",
            cases=optim_momentum_cases,
            leaves=("parameters", "grads", "v"),
            atol=OPTIM_CLOSE,
        ),
        Exercise(
            name="update_parameters_with_rmsprop",
            lesson="RMSprop",
            cases=optim_rmsprop_cases,
            leaves=("parameters", "grads", "s"),
            atol=OPTIM_CLOSE,
        ),
        Exercise(name="initialize_adam", lesson="Adam", cases=optim_adam_start_cases),
        Exercise(
            name="update_parameters_with_adam",
            lesson="Adam",
            cases=optim_adam_cases,
            leaves=("parameters", "grads", "v", "s"),
            atol=OPTIM_CLOSE,
        ),
        Exercise(name="update_lr", lesson="Learning-rate decay", cases=optim_lr_cases),
        Exercise(name="schedule_lr_decay", lesson="Learning-rate decay", cases=optim_schedule_cases),
        Exercise(name="cosine_decay", lesson="Learning-rate decay", cases=optim_cosine_cases),
        Exercise(
            name="my_step",
            lesson="Momentum",
            cases=optim_valley_cases,
            judge=optim_judge_walk,
            measure=optim_walk_share,
            margin="4,000 calls of the solved function came at least 15,000 times as close, on average 29,000; "
            "the target of 30 "
            "is 22 standard deviations (of the logarithm) below, a probability of 1e-111. Of right solutions of "
            "other kinds "
            "the slowest, Nesterov's method with its textbook settings, came 95 times as close at least in 200 "
            "valleys; "
            "gradient descent with its best rate 9 times at most.",
            seconds=30,
        ),
    ],
}
