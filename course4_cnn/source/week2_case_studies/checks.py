"""The exercises of the week: tolerances and judges. No answer is in this file."""

import warnings
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import models
from helpers.checks.demands import array
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

# -------------------------------------------------------------------------------------------- 0_lesson


# ------------------------------------------------------------------------------------ 1_keras_tutorial

keras_given = load(Path(__file__).with_name("keras_given.py"))

KERAS_PARAMETERS, KERAS_ACCURACY, KERAS_SIDES = 4000, 0.85, (32, 32, 3)


@portable
def keras_trained(model, X, y):
    """Train a model for a moment; return a sentence if it cannot be trained."""
    import keras

    if not isinstance(model, keras.Model):
        return f"the result is a `{type(model).__name__}`, expected a Keras model."
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy", jit_compile=False)
    try:
        model.fit(X, y, batch_size=32, epochs=8, verbose=0)
    except ValueError as error:
        return f"`fit` with a binary cross-entropy fails: {str(error).strip().splitlines()[0][:150]}"
    return None


@cache
def _keras_smiles():
    """Return our own portraits with half as many pixels per side, and their labels, whichever the notebook uses."""
    before = dict(data.in_use)
    happy = data.load_happy()
    data.in_use.clear()
    data.in_use.update(before)
    halves = (keras_given.halve(part) for part in (happy.train_set_x_orig, happy.test_set_x_orig))
    X, X_test = map(keras_given.scale, halves)
    return X, happy.train_set_y[0], X_test, happy.test_set_y[0]


def keras_judge_happy(HappyModel, unseen=None):
    """Judge a model by what it reaches after a short training on small portraits."""
    return keras_happy_reached(HappyModel, unseen)[1]


def keras_happy_reached(HappyModel, unseen=None):
    """Return the accuracy on portraits of other people, the better of two trainings, and a sentence if it is too low.

    Arguments: unseen, the compressed bytes of pictures and of labels; by default the test set that everybody has.
    """
    X, y, X_test, y_test = _keras_smiles()
    if unseen is not None:
        pictures, y_test = (np.frombuffer(zlib.decompress(part), np.uint8) for part in unseen)
        X_test = keras_given.scale(pictures.reshape(-1, *KERAS_SIDES))
    share, sentence = 0.0, None
    for _ in range(2):
        model = HappyModel(KERAS_SIDES)
        if sentence := models.beside(model, keras_trained, X, y):
            return 0.0, sentence
        parameters = models.count(model)[0]
        if parameters >= KERAS_PARAMETERS:
            return 0.0, (
                f"for pictures of the shape {KERAS_SIDES} the model has {parameters:,} parameters; fewer than "
                f"{KERAS_PARAMETERS:,} are asked for."
            )
        found = models.predict(model, X_test)
        if sentence := array(found, (len(X_test), 1), "predictions") or _keras_probabilities(model):
            return 0.0, sentence
        share = max(share, float(np.mean((found[:, 0] > 0.5) == y_test)))
        if share >= KERAS_ACCURACY:
            break
    if share < KERAS_ACCURACY:
        return share, (
            f"after eight epochs {share:.0%} of the predictions for other people are correct; the target is "
            f"{KERAS_ACCURACY:.0%}. What can the model compute that a weighted sum of the pixels cannot?"
        )
    other = HappyModel((41, 24, 1))
    return share, array(models.predict(other, np.zeros((2, 41, 24, 1), np.float32)), (2, 1), "predictions")


def _keras_probabilities(model):
    """Demand numbers from 0 to 1, whatever the input."""
    far = 40 * np.random.default_rng(1).normal(size=(8, *KERAS_SIDES)).astype(np.float32)
    found = models.predict(model, far)
    if found.min() >= 0 and found.max() <= 1:
        return None
    return f"a probability lies between 0 and 1; these outputs reach from {found.min():.2g} to {found.max():.2g}."


# ------------------------------------------------------------------------------------------ keras: batches

KERAS_PASSES = 3


@portable
@(lambda function: setattr(function, "autograph_info__", {}) or function)  # it is traced as it is, without a warning
def keras_shaken(pictures):
    """Return pictures with a random number from 0 to 0.4 added to each: one for a picture, anew in each call."""
    import tensorflow as tf

    return pictures + tf.random.uniform((tf.shape(pictures)[0], 1, 1, 1), 0.05, 0.4)


@portable
def keras_passes(dataset, passes, most):
    """Return what a data set yields in some passes: for each a list of batches, at most `most` of them."""
    import itertools

    import tensorflow as tf

    if not isinstance(dataset, tf.data.Dataset):
        return f"the result is a `{type(dataset).__name__}`, expected a `tf.data.Dataset`."
    spec = dataset.element_spec
    if not isinstance(spec, tuple) or len(spec) != 2:
        return "each batch is a pair: pictures and labels."
    return [
        [(pictures.numpy(), labels.numpy()) for pictures, labels in itertools.islice(dataset, most)]
        for _ in range(passes)
    ]


def keras_judge_dataset(make_dataset, X, y, batch_size, augment, training):
    """Judge batches by what must hold of them in several passes."""
    batches = -(-len(X) // batch_size)
    told = models.beside(make_dataset(X, y, batch_size, augment, training), keras_passes, KERAS_PASSES, 2 * batches + 1)
    if isinstance(told, str):
        return told
    for one in told:
        if sentence := _keras_sizes([len(labels) for _, labels in one], len(X), batch_size):
            return sentence
    for one in told:
        pictures, labels = (np.concatenate([pair[part] for pair in one]) for part in (0, 1))
        if sentence := _keras_content(pictures, labels, X, y, training):
            return sentence
    rows = [_keras_rows(np.concatenate([pair[0] for pair in one]), X) for one in told]
    if not training:
        moved = any(np.any(np.diff(one) != 1) for one in rows)
        return "with `training=False` the examples come in another order than in `X`." if moved else None
    return _keras_order(rows, batch_size) or _keras_anew(told, rows, X)


def _keras_sizes(sizes, m, batch_size):
    if len(sizes) > 2 * -(-m // batch_size):  # as many as were asked for
        return f"one pass yields more than the {m} examples there are: does it ever end? `fit` begins each pass itself."
    if sum(sizes) > m:
        return f"one pass yields {sum(sizes)} examples, and there are {m}: each one is wanted once in a pass."
    if batch_size > 1 and sizes[:2] == [1, 1]:
        return "each batch holds one example."
    if sum(sizes) < m and all(size == batch_size for size in sizes):
        return f"{m - sum(sizes)} of {m} examples are missing in each pass: the last, smaller batch is dropped."
    wanted = [batch_size] * (m // batch_size) + [m % batch_size] * (m % batch_size > 0)
    if sizes != wanted:
        return f"the batches hold {short(sizes, 60)} examples, expected {short(wanted, 60)}."
    return None


def _keras_rows(pictures, X):
    """Return which example of `X` each picture is: the first pixel of each is another whole number."""
    known = {int(value): row for row, value in enumerate(X[:, 0, 0, 0])}
    return np.array([known.get(int(np.floor(value + 1e-3)), -1) for value in pictures[:, 0, 0, 0]])


def _keras_content(pictures, labels, X, y, training):
    """Demand each example once, as float32, with its own label and nothing changed but what `augment` does."""
    if pictures.dtype != np.float32:
        return f"the pictures are `{pictures.dtype}`, expected `float32`."
    if pictures.shape[1:] != X.shape[1:]:
        return f"a picture has the shape {pictures.shape[1:]}, expected {X.shape[1:]}: `augment` takes a batch."
    rows = _keras_rows(pictures, X)
    if np.any(rows < 0) or len(set(rows.tolist())) != len(X):
        return "not each example comes exactly once in a pass, or its pixels are others than in `X`."
    if labels.shape != (len(X),) or np.any(labels != y[rows]):
        return "some pictures have the label of another one."
    change = pictures - X[rows].astype(np.float32)
    if not training and np.abs(change).max() > 0:
        return "with `training=False` the pictures are changed: what is measured with them would change with each pass."
    if training and np.abs(change).max() < 0.01:
        return "with `training=True` the pictures are as they were: `augment` has no effect."
    if training and (change.max() > 0.41 or change.min() < 0.04):
        return f"`augment` is to be applied once: values change by up to {change.max():.2f}, expected at most 0.4."
    return None


def _keras_order(rows, batch_size):
    """Demand an order that is drawn anew in each pass, over all examples, before batches are cut."""
    if any(np.array_equal(rows[0], other) for other in rows[1:]):
        return "each pass has the same order: is there a shuffle, and does it draw anew?"
    starts = range(0, len(rows[0]), batch_size)
    cut = [{frozenset(one[start : start + batch_size].tolist()) for start in starts} for one in rows]
    if len(cut[0] & cut[1]) > 1:
        return "the same examples meet in a batch in every pass; only the order of the batches changes."
    places = np.arange(len(rows[0]))
    near = float(np.mean([np.corrcoef(places, one)[0, 1] for one in rows]))
    if near > 0.4:
        return (
            f"the examples hardly leave their places: the correlation of old and new places is {near:.2f}. From how "
            "many examples does the shuffle draw?"
        )
    return None


def _keras_anew(told, rows, X):
    """Demand that a picture changes in another way in each pass, and each one in its own."""
    changes = []
    for one, order in zip(told, rows):
        pictures = np.concatenate([pair[0] for pair in one])
        moved = np.empty(len(X))
        moved[order] = pictures[:, 0, 0, 0] - X[order, 0, 0, 0]
        changes.append(moved)
    if np.abs(changes[0] - changes[1]).max() < 1e-3:
        return "a picture is changed in the same way in every pass: it is augmented once, and that is kept."
    if np.ptp(changes[0]) < 1e-3:
        return "all pictures of a pass are changed in the same way."
    return None


# ------------------------------------------------------------------------------------------ keras: learning rates


@portable
def keras_rates(schedule, steps):
    """Return the learning rates of some steps: called with numbers, in a graph, and after a round trip."""
    import keras
    import tensorflow as tf

    if not isinstance(schedule, keras.optimizers.schedules.LearningRateSchedule):
        return "the class must be derived from `keras.optimizers.schedules.LearningRateSchedule`."
    rates = {"plain": [float(schedule(int(step))) for step in steps]}
    counter = tf.Variable(0, dtype=tf.int64)
    graph = tf.function(lambda: tf.cast(schedule(counter), tf.float32), autograph=False)
    rates["graph"] = []
    for step in steps:
        counter.assign(int(step))
        try:
            rates["graph"].append(float(graph()))
        except Exception as error:
            return (
                f"inside a graph `__call__` fails ({type(error).__name__}): there the step is a tensor without a "
                "value, which neither `if` nor `int` can look at."
            )
    try:
        config = schedule.get_config()
    except NotImplementedError:
        return "`get_config` is missing: a model that is compiled with this schedule cannot be saved."
    if not isinstance(config, dict):
        return f"`get_config` returns a `{type(config).__name__}`, expected a dictionary."
    again = type(schedule).from_config(config)
    rates["copy"] = [float(again(int(step))) for step in steps]
    return rates


def keras_judge_rate(WarmupHoldDecay, peak, warmup, cooldown, total):
    """Judge a schedule at its corners and at points of the lines between them."""
    corners = [warmup - 1, total - cooldown, total]
    between = [warmup // 2, (warmup + total - cooldown) // 2, total - cooldown // 2]
    steps = sorted({0, warmup, total - cooldown + 1, total - 1, total + 7, *corners, *between})
    steps = [step for step in steps if step >= 0]
    right = np.interp(steps, [-1, *corners], [0, peak, peak, 0])
    told = models.beside(WarmupHoldDecay(peak, warmup, cooldown, total), keras_rates, steps)
    if isinstance(told, str):
        return told
    called = f"WarmupHoldDecay({peak}, {warmup}, {cooldown}, {total})"
    places = {"plain": "", "graph": " inside a graph", "copy": " in a copy made from `get_config`"}
    for kind, place in places.items():
        for step, mine, wanted in zip(steps, told[kind], right):
            if not abs(mine - wanted) <= 1e-5 * peak:
                return f"`{called}` at step {step}{place} is {mine:.6g}, expected {wanted:.6g}."
    return None


# ------------------------------------------------------------------------------------------ keras: the best weights


@portable
def keras_driven(callback, monitor, runs):
    """Drive a callback through trainings of a tiny model; return for each its epochs and the weights in the end.

    Arguments: runs, arrays of the monitored value in each epoch, where a negative one stands for an epoch without it.
    In epoch 1 all weights are 1, in epoch 2 they are 2, and so on.
    """
    import keras
    import numpy as np

    if not isinstance(callback, keras.callbacks.Callback):
        return "the class must be derived from `keras.callbacks.Callback`."
    inputs = keras.Input((2,))
    model = keras.Model(inputs, keras.layers.BatchNormalization()(keras.layers.Dense(1)(inputs)))
    model.compile("sgd", "mse")
    told = []
    for values in runs:
        callback.set_model(model)
        model.stop_training = False
        callback.on_train_begin({})
        for epoch, value in enumerate(values):
            callback.on_epoch_begin(epoch, {})
            for variable in model.weights:
                variable.assign(np.full(variable.shape, epoch + 1.0))
            logs = {"loss": 9.0 - epoch, "other": float(epoch % 3)}
            callback.on_epoch_end(epoch, logs | ({monitor: float(value)} if not value < 0 else {}))
            if model.stop_training:
                break
        callback.on_train_end({})
        told.append((epoch + 1, [np.asarray(variable) for variable in model.weights]))
    return told


def keras_judge_best(KeepBest, monitor, patience, min_delta, runs):
    """Judge a callback by the epoch in which it ends a training, and the weights that it leaves."""
    import keras

    library = keras.callbacks.EarlyStopping(monitor, min_delta, patience, mode="min")
    with warnings.catch_warnings(action="ignore"):
        right = keras_driven(library, monitor, runs)
    told = models.beside(KeepBest(monitor, patience, min_delta), keras_driven, monitor, runs)
    if isinstance(told, str):
        return told
    for number, (values, (epochs, weights), (wanted, _)) in enumerate(zip(runs, told, right)):
        shown = short([round(float(value), 3) if not value < 0 else None for value in values], 80)
        start = f"`{monitor}` is {shown}, patience {patience}, min_delta {min_delta}"
        start += ", in a second training with the same object" if number else ""
        if epochs != wanted:
            return f"{start}: {epochs} epochs are trained, expected {wanted}."
        best = 1 + int(np.nanargmin(np.where(values[:epochs] < 0, np.nan, values[:epochs])))
        first = weights[0].ravel()[0]
        if any(not np.all(part == first) for part in weights):
            return f"{start}: some weights of the model are restored and others are not."
        if first != best:
            return f"{start}: the model ends with the weights of epoch {first:g}, expected {best}."
    return None


# ------------------------------------------------------------------------------------------ keras: losses


@portable
def keras_squares(y, outputs):
    """Return the mean squared difference of labels and outputs."""
    import tensorflow as tf

    return tf.reduce_mean((outputs - tf.cast(y, outputs.dtype)) ** 2)


@portable
def keras_entropy(y, outputs):
    """Return the mean cross-entropy of classes, from logits."""
    import tensorflow as tf

    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, outputs))


@portable
def keras_flat(y, outputs):
    """Return a loss that is 0 wherever the outputs are below a hundred."""
    import tensorflow as tf

    return tf.reduce_sum(tf.nn.relu(outputs - 100.0))


# ------------------------------------------------------------------------------------------ keras: a sick script

KERAS_EPOCHS, KERAS_HELD_OUT, KERAS_DOUBT = 8, 0.88, 0.05


@portable
def keras_untrained(function, seed, X, y, X_val, y_val, X_test):
    """Return what the model of a call with no epoch computes, from initial values that a seed draws."""
    import keras
    import numpy as np

    keras.utils.set_random_seed(seed)
    model, _ = function(X, y, X_val, y_val, 0)
    return np.asarray(model(X_test.astype(np.float32), training=False))


def keras_doubtful(seed):
    """Return a task in whose validation set one label in twenty is wrong."""
    task = keras_given.draw_task(seed)
    wrong = np.random.default_rng([seed, 1]).permutation(len(task.y_val))[: int(KERAS_DOUBT * len(task.y_val))]
    y_val = task.y_val.copy()
    y_val[wrong] = 1 - y_val[wrong]
    return task._replace(y_val=y_val)


def keras_judge_mended(mended_training, seed):
    """Judge a trained model and its history: do they fit together, and what has become of the validation set?"""
    return keras_mended_reached(mended_training, seed)[1]


def keras_mended_reached(mended_training, seed):
    """Return the accuracy on held-out pictures, and a sentence if something is wrong."""
    task = keras_doubtful(seed)
    few, bright = task.X_test[:20], np.clip(task.X_val.astype(int) + 70, 0, 255).astype(np.uint8)
    plain, other = (
        models.beside(mended_training, keras_untrained, 3, task.X, task.y, X_val, task.y_val, few)
        for X_val in (task.X_val, bright)
    )
    if np.shape(plain) != (20, 1) or np.abs(plain - other).max() > 1e-4 * max(1, np.abs(plain).max()):
        return 0.0, (
            "with brighter validation pictures and no epoch of training, the model computes something else for the "
            "same pictures: what is fitted to the validation set?"
        )
    told = mended_training(task.X, task.y, task.X_val, task.y_val, KERAS_EPOCHS)
    if not isinstance(told, (tuple, list)) or len(told) != 2:
        return 0.0, f"the result is {short(told, 40)}, expected the model and its history."
    model, history = told
    names = ("loss", "accuracy", "val_loss", "val_accuracy")
    if not isinstance(history, dict) or any(len(history.get(name, ())) == 0 for name in names):
        return 0.0, f"the history is {short(history, 40)}, expected a dictionary with {', '.join(names)}."
    if len(history["loss"]) > KERAS_EPOCHS:
        return 0.0, f"the history has {len(history['loss'])} epochs, {KERAS_EPOCHS} are allowed."
    logits = models.call(model, np.concatenate([task.X_val, task.X_test]).astype(np.float32), training=False)
    if sentence := array(logits, (len(task.X_val) + len(task.X_test), 1), "predictions"):
        return 0.0, sentence
    return _keras_compared(history, np.asarray(logits)[:, 0].astype(float), task)


def _keras_compared(history, logits, task):
    """Compare the history with what the model itself says of the validation set, then look at held-out pictures."""
    val, test = logits[: len(task.X_val)], logits[len(task.X_val) :]
    loss = float(np.mean(np.logaddexp(0, np.where(task.y_val == 1, -val, val))))
    best = int(np.argmin(history["val_loss"]))
    if logits.min() >= 0 and logits.max() <= 1:
        known = -np.mean(np.log(np.clip(np.where(task.y_val == 1, val, 1 - val), 1e-7, 1)))
        if abs(known - history["val_loss"][best]) < 2e-3:
            return 0.0, "all predictions lie between 0 and 1, as probabilities do: the model is to return logits."
    if abs(loss - history["val_loss"][best]) > 2e-3:
        return 0.0, (
            f"the model's cross-entropy on the validation set is {loss:.3f}, the lowest `val_loss` is "
            f"{history['val_loss'][best]:.3f}, that of the last epoch {history['val_loss'][-1]:.3f}."
        )
    share = float(np.mean((val > 0) == task.y_val))
    if abs(share - history["val_accuracy"][best]) > 2e-3:
        return 0.0, (
            f"`val_accuracy` of the best epoch is {history['val_accuracy'][best]:.3f}, {share:.3f} of the predictions "
            "are correct: with what does that metric compare a logit?"
        )
    share = float(np.mean((test > 0) == task.y_test))
    if share >= KERAS_HELD_OUT:
        return share, None
    return share, (
        f"the numbers agree, but only {share:.0%} of the predictions for held-out pictures are correct; at least "
        f"{KERAS_HELD_OUT:.0%} are possible. Print a batch that the model learns from: which pictures and which labels?"
    )


# --------------------------------------------------------------------------------- 2_residual_networks


# -------------------------------------------------------------------------------- 3_mobilenet_transfer


# --------------------------------------------------------------------------- 4_inception_and_separable


# ---------------------------------------------------------------------------------------------------- together

EXERCISES = {
    "0_lesson": [
        Question("q1", "A topic"),
        Question("q2", "A topic"),
        Question("q3", "A topic"),
        Question("q4", "A topic"),
        Question("q5", "A topic"),
        Question("q6", "A topic"),
        Question("q7", "A topic"),
        Question("q8", "A topic"),
        Question("q9", "A topic"),
        Question("q10", "A topic"),
    ],
    "1_keras_tutorial": [
        Exercise(name="HappyModel", lesson="Using open-source implementations", judge=keras_judge_happy, seconds=60),
        Exercise(
            name="make_dataset",
            lesson="Data augmentation",
            functions=(keras_shaken,),
            judge=keras_judge_dataset,
            seconds=30,
        ),
        Exercise(name="WarmupHoldDecay", lesson="The state of vision", judge=keras_judge_rate, seconds=30),
        Exercise(name="KeepBest", lesson="Using open-source implementations", judge=keras_judge_best, seconds=30),
        Exercise(
            name="sharpness_gradients",
            lesson="The state of vision",
            functions=(keras_squares, keras_entropy, keras_flat),
            leaves=("model",),
            seconds=30,
            rtol=1e-3,
            atol=1e-5,
        ),
        Exercise(name="mended_training", lesson="Data augmentation", judge=keras_judge_mended, seconds=60),
    ],
    "2_residual_networks": [
        Exercise(name="row_means"),
    ],
    "3_mobilenet_transfer": [
        Exercise(name="row_means"),
    ],
    "4_inception_and_separable": [
        Exercise(name="row_means"),
    ],
}
