"""The exercises of week 3: their tolerances and properties. No answer is in this file."""

from pathlib import Path

import numpy as np
from scipy.special import logsumexp, softmax

from helpers.checks import models
from helpers.checks.codec import tensor
from helpers.checks.demands import RETURN_MISSING, array, arrays
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.models import Remote
from helpers.checks.quiz import Question
from helpers.checks.tensors import is_tensor, is_variable
from helpers.checks.words import short

network = load(Path(__file__).with_name("tuning_network.py"))
keras_network = load(Path(__file__).with_name("keras_network.py"))

# ------------------------------------------------------------------------------------------------- tuning: the search


@portable
def tuning_hill(settings):
    """Return a made-up score of a learning rate and a number of units; nan for rates above 1."""
    import math

    rate = settings["learning_rate"]
    if rate > 1:
        return float("nan")
    return round(0.95 - 0.08 * (math.log10(rate) + 2) ** 2 - 2 / settings["hidden"], 6)


@portable
def tuning_flat(settings):
    """Return the same score for all learning rates from 0.01 on, a lower one below."""
    return 0.75 if settings["learning_rate"] >= 0.01 else 0.5


@portable
def tuning_below_zero(settings):
    """Return a score that is never positive: minus a made-up cost."""
    import math

    return -1.5 - abs(math.log10(settings["learning_rate"]) + 1.3)


# ------------------------------------------------------------------------------------------------- tuning: challenge

TUNING_BUDGET, TUNING_TARGET, TUNING_TASKS = 8, 0.905, 60
TUNING_LIMITS = {"learning_rate": (1e-4, 1e3), "beta": (0, 0.999), "hidden": (1, 300)}


def tuning_judge(propose, seed):
    """Judge the exact scores of the best of the settings that were proposed, on average over many tasks."""
    reached, proposals, sentence = tuning_reached(propose, seed)
    if sentence:
        return f"`propose` on a new task: {sentence}"
    if reached >= TUNING_TARGET:
        return None
    cause = "When a score comes back, what does it change in the next proposal?"
    fixed = [name for name in TUNING_LIMITS if len({settings[name] for task in proposals for settings in task}) == 1]
    if fixed:
        cause = f"`{fixed[0]}` is always {proposals[0][0][fixed[0]]:.3g}; the best value differs between tasks."
    elif all(task == proposals[0] for task in proposals):
        cause = "The proposals are the same in every task: what does `history` say about this one?"
    return (
        f"`propose` on {TUNING_TASKS} new tasks: the best of {TUNING_BUDGET} trainings reaches {reached:.1%} on "
        f"average, at least {TUNING_TARGET:.1%} is asked for. {cause}"
    )


def tuning_reached(propose, seed):
    """Return the mean exact score of the tasks' best settings, the proposals, and a sentence if one is unusable."""
    reached, proposals = [], []
    for task in (network.draw_task([seed, number]) for number in range(TUNING_TASKS)):
        history = []
        for number in range(TUNING_BUDGET):
            settings = propose([(dict(one), score) for one, score in history], TUNING_BUDGET)
            if sentence := _tuning_unusable(settings):
                return 0.0, [], f"proposal {number + 1} {sentence}"
            settings = {name: float(settings[name]) for name in TUNING_LIMITS}
            settings["hidden"] = round(settings["hidden"])
            history.append((settings, network.noisy_score(settings, task, number)))
        best = np.nan_to_num([score for _, score in history], nan=-1).argmax()
        reached.append(network.exact_score(history[best][0], task))
        proposals.append([settings for settings, _ in history])
    return float(np.mean(reached)), proposals, None


def _tuning_unusable(settings):
    if settings is None:
        return "is None: is a `return` missing?"
    if not isinstance(settings, dict):
        return f"is {short(settings, 40)}, expected a dictionary."
    for name, (low, high) in TUNING_LIMITS.items():
        if name not in settings:
            return f"lacks the key {name!r}."
        value = settings[name]
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        if not isinstance(value, (int, float, np.integer, np.floating)):
            return f"has {short(value, 40)} for {name!r}, expected a number."
        if not low * (1 - 1e-9) <= value <= high * (1 + 1e-9):
            return f"has {value:.3g} for {name!r}, which is outside of the range from {low:g} to {high:g}."
    if settings["hidden"] != round(float(settings["hidden"])):
        return f"has {settings['hidden']:.3g} for 'hidden', expected a whole number."
    return None


# Functions to differentiate. Python's own operators do for tensors of any type.


@portable
def bowl(x):
    """Return the sum of the squares, plus three times the sum."""
    import tensorflow as tf

    return tf.reduce_sum(x * x + 3 * x)


@portable
def waves(x):
    """Return a product of waves."""
    import tensorflow as tf

    return tf.reduce_prod(2 + tf.sin(x))


@portable
def roots(x):
    """Return the sum of the square roots, found by Newton's method in a loop."""
    import tensorflow as tf

    y = 1 + 0 * x
    for _ in range(12):
        y = (y + x / y) / 2
    return tf.reduce_sum(y)


@portable
def mixture(x):
    """Return something of neighbours and of the largest entry."""
    import tensorflow as tf

    flat = tf.reshape(x, [-1])
    return tf.reduce_max(flat) ** 2 + tf.reduce_sum(flat[1:] * flat[:-1])


@portable
def offset(x):
    """Return a small sum on top of a large number, as a cost that has hardly moved yet."""
    import tensorflow as tf

    return 1e9 + tf.reduce_sum(tf.exp(-x) * tf.sin(3 * x))


FLOW_SHAPES = {"W1": (25, 12288), "b1": (25, 1), "W2": (12, 25), "b2": (12, 1), "W3": (6, 12), "b3": (6, 1)}
FLOW_SPREADS = {"W1": 0.01274, "b1": 0.2774, "W2": 0.2325, "b2": 0.3922, "W3": 0.3333, "b3": 0.5345}
FLOW_RANGE = 1.8  # the standard deviation of the weights may be so many times too large or too small


def flow_judge_start(initialize_parameters):
    """Judge kind, shapes and standard deviations of the initial parameters."""
    parameters = initialize_parameters()
    if sentence := arrays(parameters, FLOW_SHAPES):
        return sentence
    for name, value in parameters.items():
        if name not in FLOW_SHAPES:
            return f"the dictionary has the key {short(name, 20)} too: everything in it is going to be trained."
        if sentence := _flow_unusable(value, name) or _flow_spread(np.asarray(value), name, FLOW_SPREADS[name]):
            return sentence
    return None


def _flow_unusable(value, name):
    if not is_tensor(value):
        return f"`{name}` is {short(value, 40)}, expected a `tf.Variable`."
    if not is_variable(value):
        return f"`{name}` is a constant: training needs a `tf.Variable`, which can change."
    if np.asarray(value).dtype != np.float32:
        return f"`{name}` has the type {np.asarray(value).dtype}, expected float32, as everything in this network."
    return None


def _flow_spread(numbers, name, spread):
    if name.startswith("b"):
        far = np.abs(numbers).max() > 8 * spread or (np.ptp(numbers) == 0 and numbers[0, 0] > 0.2)
        return f"`{name}` is far from zero: biases are initialized at 0, or as small as the weights." if far else None
    if not numbers.any():
        return f"all weights of `{name}` are zero: then all units of a layer stay the same."
    if len(np.unique(numbers)) < numbers.size / 2:
        return f"some weights of `{name}` are the same: draw each one on its own."
    if abs(numbers.mean()) > 0.5 * numbers.std():
        return f"the mean of `{name}` is not 0."
    if 1 / FLOW_RANGE < numbers.std() / spread < FLOW_RANGE:
        return None
    return (
        f"the weights of `{name}` have the standard deviation {numbers.std():.2g}, "
        f"expected about {spread:.2g}, the root of 2 / (inputs + units)."
    )


# Log-sum-exp and its loss: the library's finished functions are the oracle, and are away while the learner's run.


@portable
def flow_alone(function, logits, *others):
    """Return what a function gives without the library's finished losses, its gradient, and which of them it calls."""
    import keras
    import tensorflow as tf

    calls, kept = [], []
    words = ("logsumexp", "log_softmax", "logsoftmax", "crossentropy", "cross_entropy")

    def away(name):
        def refuse(*positional, **named):
            calls.append(name)
            raise NotImplementedError(name)

        return refuse

    both = [getattr(library, name) for library in (tf.keras, keras) for name in ("losses", "ops", "activations")]
    for module in (tf, tf.math, tf.nn, tf.raw_ops, *both):
        for name in dir(module):
            if any(word in name.lower() for word in words) and callable(getattr(module, name)):
                kept.append((module, name, getattr(module, name)))
    try:
        for module, name, _ in kept:
            setattr(module, name, away(name))
        with tf.GradientTape() as tape:
            tape.watch(logits)
            value = function(logits, *others)
        return value, tape.gradient(value, logits) if tf.is_tensor(value) else None, ""
    except Exception:
        if not calls:
            raise
        return None, None, calls[0]
    finally:
        for module, name, original in kept:
            setattr(module, name, original)


def _flow_called(function, logits, *others):
    """Call `flow_alone` in the process in which the learner's function lives."""
    inner = getattr(function, "function", function)
    return (
        inner.beside(flow_alone, logits, *others) if isinstance(inner, Remote) else flow_alone(inner, logits, *others)
    )


def flow_errors(function, right, gradient, logits, *others):
    """Return how many times the tolerance result and gradient are off, and a sentence if they are unusable."""
    value, found, called = _flow_called(function, tensor(logits), *map(tensor, others))
    if called:
        return (
            np.inf,
            f"it calls the library's `{called}`, which is the oracle here: use `tf.exp`, `tf.math.log` and reductions.",
        )
    if value is None:
        return np.inf, RETURN_MISSING
    if not is_tensor(value):
        return np.inf, "the result is no tensor: compute with TensorFlow from beginning to end."
    if sentence := array(value, np.shape(right), "result", floats=True):
        overflow = " Which exponential overflows, or which logarithm is that of 0?" if "NaN" in sentence else ""
        return np.inf, sentence + overflow
    if found is None:
        return np.inf, "no gradient gets through to the logits: compute with TensorFlow from beginning to end."
    if not np.isfinite(np.asarray(found)).all():
        return np.inf, "the result is finite, its gradient holds NaN or an infinite value."
    largest = np.abs(logits, where=np.isfinite(logits), out=np.zeros(logits.shape)).max()
    close = 2e-5 * (1 + np.abs(right)) + 1e-6 * largest * max(1, np.size(right) == 1 and logits.shape[1])
    off = (np.abs(np.asarray(value) - right) / close).max()
    if off > 1:
        found, expected = (np.round(np.asarray(item, dtype=float), 3).tolist() for item in (value, right))
        return off, f"the numbers differ: {short(found, 60)}, expected {short(expected, 60)}."
    wrong = np.abs(np.asarray(found) - gradient).max() / (1e-4 + 1e-6 * largest)
    if wrong > 1:
        return wrong, "the result is right, its gradient with respect to the logits is not."
    return max(off, wrong), None


def flow_judge_logs(log_sum_exp, logits):
    """Judge log-sum-exp of every column, and its gradient."""
    return flow_errors(log_sum_exp, *flow_right_logs(logits))[1]


def flow_right_logs(logits):
    """Return right values, gradient and the arguments for `flow_errors`."""
    exact = logits.astype(float)
    return logsumexp(exact, axis=0), softmax(exact, axis=0), logits


def flow_judge_partial(partial_label_loss, logits, allowed):
    """Judge the loss of labels that allow several classes, and its gradient."""
    return flow_errors(partial_label_loss, *flow_right_partial(logits, allowed))[1]


def flow_right_partial(logits, allowed):
    """Return the right loss, gradient and the arguments for `flow_errors`."""
    exact = logits.astype(float)
    kept = np.where(allowed > 0, exact, -np.inf)
    total = np.sum(logsumexp(exact, axis=0) - logsumexp(kept, axis=0))
    return total, softmax(exact, axis=0) - softmax(kept, axis=0), logits, allowed


# Networks of the challenge: they work on tensors and on arrays alike.


@portable
def rectified(X):
    """Return six logits of a network with two layers of ReLU."""
    import numpy as np

    rng = np.random.default_rng(11)
    for size in (80, 40, 6):
        W = rng.normal(size=(size, X.shape[0])) * (2 / X.shape[0]) ** 0.5
        W -= W.mean(axis=1, keepdims=True)  # so that no class is preferred
        X = W.astype("float32") @ X
        X = X if size == 6 else (X + abs(X)) / 2
    return 3 * X


@portable
def soft(X):
    """Return four logits of a network with two layers of softsign."""
    import numpy as np

    rng = np.random.default_rng(12)
    for size in (60, 30, 4):
        W = rng.normal(size=(size, X.shape[0])) * (3 / X.shape[0]) ** 0.5
        X = W.astype("float32") @ X
        X = X if size == 4 else X / (1 + abs(X))
    return 6 * X


@portable
def gated(X):
    """Return five logits of a network in which sums are multiplied with one another."""
    import numpy as np

    rng = np.random.default_rng(13)
    U, V = (rng.normal(size=(40, X.shape[0])).astype("float32") * (3 / X.shape[0]) ** 0.5 for _ in range(2))
    return rng.normal(size=(5, 40)).astype("float32") @ ((U @ X + 0.5) * (V @ X + 0.5)) * 0.3


FLOW_NETWORKS = (rectified, soft, gated)
FLOW_FOOLED = 0.97


def flow_pictures(network, seed):
    """Return pictures (n_x, m), from -1 to 1, and for each a class that the network does not predict."""
    rng = np.random.default_rng(seed)
    m = 120
    X = np.clip(rng.uniform(-1.2, 1.2, (int(rng.integers(400, 500)), m)), -1, 1).astype(np.float32)
    logits = network(X)
    return X, (logits.argmax(axis=0) + rng.integers(1, len(logits), m)) % len(logits)


def flow_share(fool, network, epsilon, seed):
    """Return the share of pictures classified as asked, or 0 and a sentence if a rule is broken."""
    X, target = flow_pictures(network, seed)
    changed = fool(network, tensor(X), target.copy(), epsilon)
    if changed is None:
        return 0, RETURN_MISSING
    if sentence := array(changed, X.shape, "result", floats=True):
        return 0, sentence
    changed = np.asarray(changed)
    off = np.abs(changed - X).max()
    if off > epsilon + 1e-5:
        return 0, f"a pixel has changed by {off:.3g}; `epsilon` allows {epsilon:g}."
    if np.abs(changed).max() > 1 + 1e-5:
        return 0, f"a pixel is {changed.flat[np.abs(changed).argmax()]:.3g}: pixels lie between -1 and 1."
    return np.mean(network(changed.astype(np.float32)).argmax(axis=0) == target), None


def flow_judge_fool(fool, network, epsilon, seed):
    """Judge how many pictures are classified as asked."""
    share, sentence = flow_share(fool, network, epsilon, seed)
    call = f"`fool` on the network {network.name!r}: "
    if sentence:
        return call + sentence
    if share >= FLOW_FOOLED:
        return None
    away = " Is the loss that of the target, and does the step go downhill?" if share < 0.1 else ""
    away = " Most are there: is the gradient still the same after a step?" if share > 0.6 else away
    return f"{call}{share:.0%} of the pictures are classified as asked; the target is {FLOW_FOOLED:.0%}.{away}"


# ---------------------------------------------------------------------------------------------------------- 4: Keras


def keras_judge_copy(to_keras, parameters, X):
    """Judge whether a model computes the logits of a NumPy network."""
    right = keras_network.logits(X, parameters).T
    found = models.predict(to_keras(parameters), X.T.astype(np.float32))
    if sentence := array(found, right.shape, "predictions"):
        return sentence
    off = np.abs(found - right).max()
    if off < 1e-4 * np.abs(right).max():
        return None
    unbiased = {name: value * name.startswith("W") for name, value in parameters.items()}
    for other, cause in (
        (softmax(right, axis=1), "they are probabilities: the last layer has no activation."),
        (np.maximum(right, 0), "negative logits are cut off: the last layer has no activation."),
        (keras_network.logits(X, unbiased).T, "the biases are missing."),
    ):
        if np.abs(found - other).max() < 1e-4 * np.abs(other).max():
            return f"the predictions are not those of the NumPy network: {cause}"
    return f"the predictions differ by up to {off:.2g} from those of the NumPy network."


@portable
def keras_update(make_optimizer, parts, rate, decay):
    """Return the names of a network's parameters, and their values before and after an update with gradients of 3."""
    import keras
    import numpy as np

    inner = [getattr(keras.layers, name)(*arguments) for name, *arguments in parts]
    model = keras.Sequential([keras.Input((4,)), *inner])
    variables = model.trainable_variables
    for variable in variables:
        size = int(np.prod(variable.shape))
        variable.assign(np.linspace(1, 2, size).reshape(variable.shape))
    optimizer = make_optimizer(model, rate, decay)
    if not isinstance(optimizer, keras.optimizers.Optimizer):
        return f"the result is of the type `{type(optimizer).__name__}`, expected an optimizer."
    before = [keras.ops.convert_to_numpy(variable).copy() for variable in variables]
    optimizer.apply([3 * np.ones(variable.shape, np.float32) for variable in variables], variables)
    return [variable.path for variable in variables], before, [keras.ops.convert_to_numpy(one) for one in variables]


def keras_judge_optimizer(make_optimizer, parts, rate, decay):
    """Judge one update: by how much each parameter decays, and what the gradient does."""
    remote = isinstance(make_optimizer, models.Remote)
    told = (make_optimizer.beside if remote else lambda probe, *rest: probe(make_optimizer, *rest))(
        keras_update, parts, rate, decay
    )
    if isinstance(told, str):
        return told
    for path, before, after in zip(*told):
        slope, step = np.polyfit(before.ravel(), (before - after).ravel(), 1)
        name = "/".join(path.split("/")[-2:])
        wanted = decay if before.ndim > 1 else 0
        if wanted == 0 and slope / rate > 0.01 * decay:
            return f"`{name}` has one axis only, and it decays."
        if wanted and slope / rate < 0.01 * decay:
            return f"`{name}` does not decay."
        if abs(slope / rate - wanted) > 0.01 * decay:
            return f"`{name}` decays by {slope / rate:.3g} times the learning rate, expected {wanted:.3g} times."
        if abs(step / rate - 1) > 0.01:
            return f"the first update moves `{name}` by {step:.3g}; Adam moves it by the learning rate, {rate:.3g}."
    return None


KERAS_EXCESS = 0.25  # so much may the loss on held-out data be above the lowest one possible
KERAS_LURED = 1.3  # validation labels that `X` says nothing of have a loss of log(4) = 1.39 or more
KERAS_HISTORY = ("loss", "val_loss", "accuracy", "val_accuracy")


def keras_judge_mended(mended, seed):
    """Judge a trained model and its history: do they fit together, and does the model do well on held-out data?"""
    excess, sentence = keras_excess(mended, seed)
    if sentence:
        return sentence
    if (loss := keras_lured(mended, seed)) < KERAS_LURED:
        return (
            f"with validation labels that are moved on by one class, the loss on the validation set is {loss:.2f}, and "
            "1.39 for guessing: has the model learned from it?"
        )
    if excess <= KERAS_EXCESS:
        return None
    return (
        f"the loss on held-out data is {excess:.2f} above the lowest one possible; at most {KERAS_EXCESS:g} is "
        "accepted. What has the model learned from, in what order, with which loss, and when did it stop?"
    )


def keras_excess(mended, seed):
    """Return how far the loss on held-out data is above the lowest one possible, and a sentence if something is odd."""
    task = keras_network.draw_task(seed)
    told = mended(task.X, task.y, task.X_val, task.y_val)
    if not isinstance(told, (tuple, list)) or len(told) != 2:
        return 9, f"the result is {short(told, 40)}, expected the model and its history."
    model, history = told
    if not isinstance(history, dict) or any(len(history.get(name, ())) == 0 for name in KERAS_HISTORY):
        return 9, f"the history is {short(history, 40)}, expected a dictionary with {', '.join(KERAS_HISTORY)}."
    test = models.predict(model, task.X_test)
    if sentence := array(test, (len(task.X_test), keras_network.CLASSES), "predictions"):
        return 9, sentence
    excess = keras_network.mean_loss(test, task.y_test) - task.lowest
    return excess, _keras_odd(history, test, models.predict(model, task.X_val), task)


def keras_lured(mended, seed):
    """Return the loss on a large validation set, whose labels are moved on by a class; the training set is small."""
    task = keras_network.draw_task(seed)
    X, y = task.X_test[:800], (task.y_test[:800] + 1) % keras_network.CLASSES
    model, _ = mended(task.X[::4], task.y[::4], X, y)
    return keras_network.mean_loss(models.predict(model, X), y)


def _keras_odd(history, test, val, task):
    if np.abs(test.sum(axis=1) - 1).max() < 1e-3:
        return "the rows of the predictions add up to 1: the model is to return logits."
    loss, best = keras_network.mean_loss(val, task.y_val), int(np.argmin(history["val_loss"]))
    if abs(loss - history["val_loss"][best]) > 2e-3:
        return (
            f"the model's loss on the validation set is {loss:.3f}, the lowest `val_loss` is "
            f"{history['val_loss'][best]:.3f}: whose weights are these, and which loss was that?"
        )
    share = np.mean(val.argmax(axis=1) == task.y_val)
    if abs(share - history["val_accuracy"][best]) > 2e-3:
        return (
            f"`val_accuracy` says {history['val_accuracy'][best]:.3f} for the best epoch, {share:.3f} of the "
            "predictions are correct: what does that metric compare?"
        )
    return None


def keras_judge_shrink(shrink, parameters, most):
    """Judge whether a smaller network computes the same for all inputs that are not negative."""
    small, last = shrink(parameters), len(parameters) // 2
    if not isinstance(small, dict) or not all(f"b{layer}" in small for layer in range(1, last + 1)):
        return f"the result is {short(small, 40)}, expected a dictionary with {', '.join(parameters)}."
    sizes = [parameters["W1"].shape[1], *(len(np.atleast_1d(small[f"b{layer}"])) for layer in range(1, last + 1))]
    shapes = {}
    for layer in range(1, last + 1):
        shapes |= {f"W{layer}": (sizes[layer], sizes[layer - 1]), f"b{layer}": (sizes[layer], 1)}
    if sentence := arrays(small, shapes):
        return sentence
    usual = np.random.default_rng(len(parameters)).exponential(size=(sizes[0], 200))
    X = np.hstack([usual, 40 * np.eye(sizes[0])])  # and one large input alone, for units that are seldom active
    right, found = (keras_network.logits(X, {name: one[name] for name in shapes}) for one in (parameters, small))
    if right.shape != found.shape or np.abs(right - found).max() > 1e-6 * np.abs(right).max():
        return f"the network with {sizes[1:-1]} hidden units does not compute what the given one computes."
    count = sum(np.size(small[name]) for name in shapes)
    if count > most:
        return f"it has {count} parameters, {sizes[1:-1]} hidden units; {most} parameters compute the same."
    return None


EXERCISES = {
    "0_lesson": [
        Question("q1", "The tuning process"),
        Question("q2", "Sampling on the right scale"),
        Question("q3", "Sampling on the right scale"),
        Question("q4", "The tuning process"),
        Question("q5", "Pandas and caviar"),
        Question("q6", "Normalizing activations"),
        Question("q7", "Batch norm inside a network"),
        Question("q8", "Batch norm at test time"),
        Question("q9", "Training softmax regression"),
        Question("q10", "TensorFlow: derivatives for free"),
    ],
    "1_hyperparameter_tuning": [
        Exercise(name="log_scale", lesson="Sampling on the right scale", atol=1e-12),
        Exercise(name="momentum_scale", lesson="Sampling on the right scale", uses=("log_scale",)),
        Exercise(name="settings_at", lesson="Sampling on the right scale", uses=("log_scale", "momentum_scale")),
        Exercise(name="search", lesson="The tuning process", functions=(tuning_hill, tuning_flat, tuning_below_zero)),
        Exercise(name="narrow", lesson="The tuning process", atol=1e-12),
        Exercise(name="diagnose", lesson="week1_practical_aspects#Bias and variance"),
        Exercise(
            name="early_stopping", lesson="week1_practical_aspects#Other methods: augmentation and early stopping"
        ),
        Exercise(name="trials_needed", lesson="The tuning process"),
        Exercise(name="compare", lesson="The tuning process", rtol=1e-3),
        Exercise(name="propose", lesson="The tuning process", judge=tuning_judge, seconds=30),
    ],
    "2_batch_normalization": [
        Exercise(name="batch_norm_forward", lesson="Normalizing activations"),
        Exercise(name="batch_norm_backward", lesson="Batch norm inside a network"),
        Exercise(name="update_running", lesson="Batch norm at test time", leaves=("running",)),
        Exercise(name="batch_norm_predict", lesson="Batch norm at test time"),
        Exercise(
            name="forward_propagation",
            lesson="Batch norm inside a network",
            uses=("batch_norm_forward", "update_running", "batch_norm_predict"),
            leaves=("running",),
        ),
        Exercise(name="fold", lesson="Batch norm at test time", leaves=("parameters", "running")),
        Exercise(
            name="find_bugs",
            lesson="Batch norm at test time",
            uses=("batch_norm_forward", "update_running", "batch_norm_predict"),
        ),
    ],
    "3_tensorflow_introduction": [
        Exercise(name="linear_function", lesson="Frameworks"),
        Exercise(name="sigmoid", lesson="Frameworks", flows=("z",), rtol=1e-4, atol=1e-7),
        Exercise(name="one_hot_matrix", lesson="Training softmax regression"),
        Exercise(
            name="slope",
            lesson="TensorFlow: derivatives for free",
            functions=(bowl, waves, roots, mixture, offset),
            rtol=1e-9,
            atol=1e-10,
        ),
        Exercise(name="initialize_parameters", lesson="Frameworks", judge=flow_judge_start),
        Exercise(
            name="forward_propagation", lesson="Softmax regression", flows=("X", "parameters"), rtol=1e-4, atol=1e-4
        ),
        Exercise(name="log_sum_exp", lesson="Training softmax regression", judge=flow_judge_logs),
        Exercise(
            name="compute_total_loss", lesson="Training softmax regression", flows=("logits",), rtol=1e-4, atol=1e-4
        ),
        Exercise(
            name="partial_label_loss",
            lesson="Training softmax regression",
            judge=flow_judge_partial,
            uses=("log_sum_exp",),
        ),
        Exercise(
            name="fool",
            lesson="TensorFlow: derivatives for free",
            judge=flow_judge_fool,
            functions=FLOW_NETWORKS,
            seconds=30,
        ),
    ],
    "4_keras": [
        Exercise(name="to_keras", lesson="Frameworks", judge=keras_judge_copy, seconds=30),
        Exercise(name="build_model", lesson="Batch norm inside a network", seconds=30),
        Exercise(name="smoothed_loss", lesson="Training softmax regression", flows=("logits",), rtol=1e-4, atol=1e-4),
        Exercise(name="warmup_cosine", lesson="week2_optimization#Learning-rate decay", atol=1e-10),
        Exercise(name="make_optimizer", lesson="week2_optimization#Adam", judge=keras_judge_optimizer, seconds=30),
        Exercise(name="mended", lesson="Frameworks", judge=keras_judge_mended, seconds=60),
        Exercise(name="shrink", lesson="Softmax regression", judge=keras_judge_shrink, leaves=("parameters",)),
    ],
}
