"""The exercises of week 2: their tolerances and properties. No answer is in this file."""

from pathlib import Path

import numpy as np

from helpers.checks.demands import RETURN_MISSING, array
from helpers.checks.exercise import Exercise, load
from helpers.checks.quiz import Question
from helpers.checks.words import short


def judge_batches(random_mini_batches, examples, features, draw, options):
    """Judge sizes, that every example comes once and keeps its label, and that the order is random but repeatable."""
    called = f"`random_mini_batches(X, Y{''.join(f', {key}={item}' for key, item in options.items())})`, {examples} "
    X, Y = examples_of(examples, features, draw)
    seed = options.get("seed", 0)
    orders = []
    for named in (options, options, options | {"seed": seed + 1}):
        try:
            batches = random_mini_batches(X.copy(), Y.copy(), **named)
        except Exception as error:
            # By its name: in grading it may have been raised in another process.
            if examples >= options.get("mini_batch_size", 64) or type(error).__name__ != "UnboundLocalError":
                raise
            return f"{called}examples: {NO_LOOP}"
        if sentence := _wrong_batches(batches, X, Y, options.get("mini_batch_size", 64)):
            return f"{called}examples: {sentence}"
        orders.append(order_of(batches, X))
    sentence = _wrong_order(orders, examples, min(options.get("mini_batch_size", 64), examples))
    return sentence and f"{called}examples: {sentence}"


NO_LOOP = (
    "a name has no value yet. There is no whole mini-batch here, so a loop over whole ones never runs: which of its "
    "names are used after it?"
)


def examples_of(m, features, draw):
    """Return X (features, m), the examples of which all differ in each row, and labels Y (1, m) without a pattern."""
    rng = np.random.default_rng(draw)
    X = np.array([rng.permutation(m) + 1.0 for _ in range(features)]) / 10
    return X, rng.permutation(np.arange(m) % 2).reshape(1, m)


def order_of(batches, X):
    """Return which columns of X those of the mini-batches are, in their order; -1 for a column that is none of them."""
    columns = np.hstack([np.asarray(batch[0], float) for batch in batches])
    away = np.abs(X[:, :, None] - columns[:, None, :]).max(axis=0)  # the numbers of X are 0.1 apart
    return np.where((away < 5e-4).any(axis=0), away.argmin(axis=0), -1)


def _wrong_batches(batches, X, Y, size):
    """Return a sentence if the batches are not those of X and Y in some order, cut into pieces of `size`."""
    m = X.shape[1]
    if batches is None:
        return RETURN_MISSING
    if not isinstance(batches, (list, tuple)):
        return f"the result is {short(batches, 40)}, expected a list of pairs."
    if len(batches) == 2 and all(isinstance(part, list) and len(part) != 2 for part in batches):
        return (
            "the result is one list of examples and one of labels: expected one list of pairs, a pair for each piece."
        )
    for number, batch in enumerate(batches, 1):
        if not isinstance(batch, (list, tuple)) or len(batch) != 2:
            return f"mini-batch {number} is {short(batch, 40)}, expected a pair `(mini_batch_X, mini_batch_Y)`."
        for name, part, whole in (("mini_batch_X", batch[0], X), ("mini_batch_Y", batch[1], Y)):
            columns = part.shape[-1] if isinstance(part, np.ndarray) and part.ndim else 0
            if sentence := array(part, (len(whole), columns), name):
                return f"in mini-batch {number} {sentence} Remember that examples are columns."
    widths = [batch[0].shape[1] for batch in batches]
    wanted = [size] * (m // size) + [m % size] * (m % size > 0)
    if widths != wanted:
        return _wrong_widths(widths, wanted, m, size)
    if any(batch[0].shape[1] != batch[1].shape[1] for batch in batches):
        return "a mini-batch has another number of labels than of examples."
    places = order_of(batches, X)
    if (places < 0).any():
        return "a column of a mini-batch is not a column of `X`: whole columns are shuffled, not single numbers."
    if len(np.unique(places)) < m:
        return "some examples come twice and others are missing: shuffle by a permutation, which has each once."
    if not np.array_equal(np.hstack([batch[1] for batch in batches]), Y[:, places]):
        return "examples and labels are no longer pairs: shuffle `X` and `Y` by the same permutation."
    return None


def _wrong_widths(widths, wanted, m, size):
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
            "begins. Which value does a loop variable have after its loop?"
        )
    if size != 64 and widths == [min(64, m - start) for start in range(0, m, 64)]:
        return f"the mini-batches have {short(widths, 60)} examples, 64 at most whatever `mini_batch_size` is."
    if len(widths) == size != count and max(widths) - min(widths) <= m % size:
        return f"there are {len(widths)} mini-batches: `mini_batch_size` is the size of one, not how many there are."
    return f"the mini-batches have {short(widths, 60)} examples, expected {short(wanted, 60)}."


NEIGHBOURS = 14  # neighbours that may stay neighbours, where about two do by chance


def neighbours(order):
    """Return how many neighbours in an order of examples have been neighbours before."""
    return np.sum(np.abs(np.diff(order)) == 1)


def _wrong_order(orders, m, size):
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
    if neighbours(first) > NEIGHBOURS:
        return "most examples still stand beside their old neighbours: shuffle single examples, not mini-batches."
    return None


# -------------------------------------------------------------------------------------------------------- challenge

CLOSER = 33
_landscapes = load(Path(__file__).with_name("landscapes.py"))


def judge_updates(my_step, seed, size, condition, steps):
    """Judge how much closer the minimum of a noisy valley is when the gradients are spent."""
    called = f"`my_step` in a valley of {size} dimensions and condition number {condition:,}: "
    reached, sentence = reach(my_step, seed, size, condition, steps)
    if sentence:
        return called + sentence
    if reached >= CLOSER:
        return None
    if reached < 1:
        return f"{called}after {steps} updates it is farther from the minimum than at the start."
    return (
        f"{called}after {steps} updates it is {reached:.3g} times as close to the minimum as at the start; "
        f"at least {CLOSER} times is asked for."
    )


def reach(my_step, seed, size, condition, steps):
    """Return how many times closer the minimum is at the end, and None; a sentence if an update is none."""
    valley = _landscapes.Valley(seed, size, condition, steps)
    w, memory = valley.start[:, None], None
    for left in range(steps, 0, -1):
        pair = my_step(w.copy(), valley.gradient(w), memory, valley.largest, valley.smallest, left)
        if pair is None:
            return 0, RETURN_MISSING
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            return 0, f"the result is {short(pair, 40)}, expected the pair `(w, memory)`."
        w, memory = pair
        if isinstance(w, np.ndarray) and w.dtype.kind == "f" and not np.all(np.abs(w) < 1e9):
            number = steps - left + 1
            return (
                0,
                f"it has run away after {number} updates: they are too long for the steepest direction, or uphill.",
            )
        if sentence := array(w, (size, 1), "w"):
            return 0, sentence
        w = np.asarray(w, dtype=float)
    return valley.closer(w), None


# An update may lead close to zero, where single precision is off by some 1e-7 of the numbers that were subtracted.
CLOSE = 1e-6

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
            leaves=("parameters", "grads"),
            atol=CLOSE,
        ),
        Exercise(name="random_mini_batches", lesson="Mini-batch gradient descent", judge=judge_batches),
        Exercise(name="exponentially_weighted_average", lesson="Exponentially weighted averages"),
        Exercise(name="initialize_velocity", lesson="Momentum"),
        Exercise(
            name="update_parameters_with_momentum",
            lesson="Momentum",
            leaves=("parameters", "grads", "v"),
            atol=CLOSE,
        ),
        Exercise(
            name="update_parameters_with_rmsprop",
            lesson="RMSprop",
            leaves=("parameters", "grads", "s"),
            atol=CLOSE,
        ),
        Exercise(name="initialize_adam", lesson="Adam"),
        Exercise(
            name="update_parameters_with_adam",
            lesson="Adam",
            leaves=("parameters", "grads", "v", "s"),
            atol=CLOSE,
        ),
        Exercise(name="update_lr", lesson="Learning-rate decay"),
        Exercise(name="schedule_lr_decay", lesson="Learning-rate decay"),
        Exercise(name="cosine_decay", lesson="Learning-rate decay"),
        Exercise(
            name="update_parameters_with_adamw",
            lesson="Adam",
            uses=("update_parameters_with_adam",),
            leaves=("parameters", "grads", "v", "s"),
            atol=CLOSE,
        ),
        Exercise(name="average_with_changing_beta", lesson="Bias correction"),
        Exercise(name="my_step", lesson="Momentum", judge=judge_updates, seconds=60),
        Exercise(name="judge_race", lesson="Adam"),
        Question("reading", "Adam"),
    ],
}
