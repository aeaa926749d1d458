"""The exercises of the week: tolerances and judges. No answer is in this file."""

import math
import warnings
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands, models
from helpers.checks.demands import array
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------------------------------------------------ 1_keras_tutorial

keras_given = load(Path(__file__).with_name("keras_given.py"))


KERAS_PARAMETERS, KERAS_ACCURACY, KERAS_SIDES, KERAS_UPDATES = 2000, 0.85, (16, 16, 3), 108


@portable
def keras_trained(model, X, y, updates):
    """Train a model with Adam, batches of 32, all updates in one graph; return a sentence if that cannot be done."""
    import keras
    import numpy as np
    import tensorflow as tf

    if not isinstance(model, keras.Model):
        return f"the result is a `{type(model).__name__}`, expected a Keras model."
    try:
        before = np.asarray(model(X, training=False))
    except ValueError as error:
        first = str(error).strip().splitlines()[0][:120]
        return f"the model does not take pictures of the shape {X.shape[1:]}: {first}"
    if before.shape != (len(X), 1):
        return f"for {len(X)} pictures the model returns the shape {before.shape}, expected {(len(X), 1)}."
    if before.min() < 0 or before.max() > 1:
        return f"a probability lies between 0 and 1; these outputs reach from {before.min():.2f} to {before.max():.2f}."
    if np.mean((before[:, 0] > 0.5) == y) > 0.8:
        return "the model knows the training set before it is trained: return it untrained."
    variables, batch = model.trainable_variables, 32
    if not variables:
        return "the model has no weights that can be trained."
    passes = [np.random.permutation(len(X))[: len(X) // batch * batch] for _ in range(updates)]
    rows = tf.constant(np.concatenate(passes).reshape(-1, batch)[:updates])
    X, y = tf.constant(X), tf.constant(np.reshape(y, (-1, 1)), tf.float32)
    sizes = [int(np.prod(variable.shape)) for variable in variables]

    def update(step, mean, square):
        labels = tf.gather(y, rows[step])
        with tf.GradientTape() as tape:
            outputs = tf.clip_by_value(model(tf.gather(X, rows[step]), training=True), 1e-7, 1 - 1e-7)
            value = -tf.reduce_mean(tf.math.log(tf.where(labels > 0.5, outputs, 1 - outputs)))
        slopes = tape.gradient(value, variables, unconnected_gradients="zero")
        slope = tf.concat([tf.reshape(part, [-1]) for part in slopes], 0)
        mean, square, count = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2, tf.cast(step + 1, tf.float32)
        move = 0.005 * (mean / (1 - 0.9**count)) / (tf.sqrt(square / (1 - 0.999**count)) + 1e-7)
        for variable, part in zip(variables, tf.split(move, sizes)):
            variable.assign_sub(tf.reshape(part, variable.shape))
        return step + 1, mean, square

    def train():
        zeros = tf.zeros(sum(sizes))
        tf.while_loop(lambda step, mean, square: step < updates, update, [0, zeros, zeros], parallel_iterations=1)

    tf.function(train, autograph=False).get_concrete_function()()
    return None


@cache
def _keras_smiles():
    """Return the mouths of our own portraits, and their labels, whichever portraits the notebook uses."""
    before = dict(data.in_use)
    happy = data.load_happy()
    data.in_use.clear()
    data.in_use.update(before)
    mouths = (keras_given.mouth(part) for part in (happy.train_set_x_orig, happy.test_set_x_orig))
    X, X_test = map(keras_given.scale, mouths)
    return X, happy.train_set_y[0], X_test, happy.test_set_y[0]


def keras_judge_happy(HappyModel, unseen=None):
    """Judge a model by its size, and by what it reaches after a short training on small pictures."""
    return keras_happy_reached(HappyModel, unseen)[1]


def keras_happy_reached(HappyModel, unseen):
    """Return the accuracy on mouths of other people, the better of two trainings, and a sentence if it is too low.

    Arguments: unseen, the compressed bytes of pictures and of labels, or None for the test set that everybody has.
    """
    X, y, X_test, y_test = _keras_smiles()
    if unseen is not None:
        pictures, y_test = (np.frombuffer(zlib.decompress(part), np.uint8) for part in unseen)
        X_test = keras_given.scale(pictures.reshape(-1, *KERAS_SIDES))
    share = 0.0
    for _ in range(2):
        model = HappyModel(KERAS_SIDES)
        if sentence := models.beside(model, keras_trained, X, y, KERAS_UPDATES):
            return 0.0, sentence
        found = models.predict(model, X_test)
        if sentence := array(found, (len(X_test), 1), "predictions") or _keras_probabilities(model, found):
            return 0.0, sentence
        share = max(share, float(np.mean((found[:, 0] > 0.5) == y_test)))
        if not 0.7 < share < KERAS_ACCURACY:  # only one that comes near is trained again
            break
    for shape in ((48, 64, 3), (41, 24, 1)):
        other = HappyModel(shape)
        if sentence := array(models.predict(other, np.zeros((2, *shape), np.float32)), (2, 1), "predictions"):
            return share, sentence
        parameters = models.count(other)[0]
        if parameters >= KERAS_PARAMETERS:
            return 0.0, (
                f"for pictures of the shape {shape} the model has {parameters:,} parameters; fewer than "
                f"{KERAS_PARAMETERS:,} are asked for, however large the pictures are."
            )
    if share < KERAS_ACCURACY:
        return share, (
            f"after {KERAS_UPDATES} updates {share:.0%} of the predictions for other people are correct; the target is "
            f"{KERAS_ACCURACY:.0%}. What can the model compute that a weighted sum of the pixels cannot?"
        )
    return share, None


def _keras_probabilities(model, known):
    """Demand numbers from 0 to 1, whatever the input. Arguments: known, what the model computes for mouths."""
    far = 40 * np.random.default_rng(1).normal(size=(8, *KERAS_SIDES)).astype(np.float32)
    found = np.concatenate([known, models.predict(model, far)])
    if found.min() >= 0 and found.max() <= 1:
        return None
    return f"a probability lies between 0 and 1; these outputs reach from {found.min():.2f} to {found.max():.2f}."


KERAS_PASSES, KERAS_NEAR = 3, 0.4


@portable
@(lambda function: setattr(function, "autograph_info__", {}) or function)  # it is traced as it is, without a warning
def keras_shaken(pictures):
    """Return pictures with a random number from 0.05 to 0.4 added: one for each picture, anew in each call."""
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
    if batch_size > 1 and sizes[:2] == [1, 1]:
        return "each batch holds one example."
    if len(sizes) > 2 * -(-m // batch_size):  # as many as were asked for
        return f"one pass yields more than the {m} examples there are: does it ever end? `fit` begins each pass itself."
    if sum(sizes) == 2 * m:
        return "one pass holds each example twice: `augment` replaces a picture by a changed one, and adds none."
    if sum(sizes) > m:
        return f"one pass yields {sum(sizes)} examples, and there are {m}: each one is wanted once in a pass."
    if sum(sizes) < m and all(size == batch_size for size in sizes):
        return f"{m - sum(sizes)} of {m} examples are missing in each pass: the last, smaller batch is dropped."
    wanted = [batch_size] * (m // batch_size) + [m % batch_size] * (m % batch_size > 0)
    if sizes != wanted:
        return f"the batches hold {short(sizes, 60)} examples, expected {short(wanted, 60)}."
    return None


def _keras_rows(pictures, X):
    """Return which example of `X` each picture is: the first numbers of two pixels tell, both whole in `X`."""
    pairs = [np.floor(part[:, 0, :2, 0] + 1e-3).astype(int) @ (256, 1) for part in (X, pictures)]
    known = {int(value): row for row, value in enumerate(pairs[0])}
    return np.array([known.get(int(value), -1) for value in pairs[1]])


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


def keras_near(rows):
    """Return the correlation of old and new places, the mean over passes: 1 where nothing was shuffled."""
    return float(np.mean([np.corrcoef(np.arange(len(one)), one)[0, 1] for one in rows]))


def _keras_order(rows, batch_size):
    """Demand an order that is drawn anew in each pass, over all examples, before batches are cut."""
    if any(np.array_equal(rows[0], other) for other in rows[1:]):
        return "each pass has the same order: is there a shuffle, and does it draw anew?"
    starts = range(0, len(rows[0]), batch_size)
    cut = [{frozenset(one[start : start + batch_size].tolist()) for start in starts} for one in rows]
    if len(cut[0] & cut[1]) > 1:
        return "the same examples meet in a batch in every pass; only the order of the batches changes."
    near = keras_near(rows)
    if near > KERAS_NEAR:
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
                where = _keras_part(step, warmup, cooldown, total)
                return f"`{called}` at step {step}{place} is {mine:.6g}, expected {wanted:.6g}: {where}."
    return None


def _keras_part(step, warmup, cooldown, total):
    """Say in which part of a training a step lies."""
    if step >= total:
        return "the training is over"
    if step < warmup:
        return f"steps count from 0, so this is update {step + 1} of {warmup} of the warm-up"
    if step < total - cooldown:
        return "neither warm-up nor cooldown"
    return f"number {step - total + cooldown + 1} of the last {cooldown} updates, the first of which has the peak"


@portable
def keras_driven(callback, monitor, runs):
    """Drive a callback through trainings of a tiny model; return for each what came of it.

    In epoch 1 all weights are 1, in epoch 2 they are 2, and so on. Before the last epoch of a training is reported,
    another callback has asked for its end. Told are the epochs, the weights at the end, and whether it is still asked.
    Arguments: runs, arrays of the monitored value in each epoch, where a negative one stands for an epoch without it.
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
            model.stop_training = epoch + 1 == len(values)
            logs = {"loss": 9.0 - epoch, "other": float(epoch % 3)}
            callback.on_epoch_end(epoch, logs | ({monitor: float(value)} if not value < 0 else {}))
            if model.stop_training:
                break
        asked = bool(model.stop_training)
        callback.on_train_end({})
        told.append((epoch + 1, [np.asarray(variable) for variable in model.weights], asked))
    return told


def keras_judge_best(KeepBest, monitor, patience, min_delta, runs):
    """Judge a callback by the epoch in which it ends a training, and the weights that it leaves."""
    import keras

    told = models.beside(KeepBest(monitor, patience, min_delta), keras_driven, monitor, runs)
    if isinstance(told, str):
        return told
    for number, (values, (epochs, weights, asked)) in enumerate(zip(runs, told)):
        library = keras.callbacks.EarlyStopping(monitor, min_delta, patience, mode="min", baseline=1e8)
        with warnings.catch_warnings(action="ignore"):
            wanted = keras_driven(library, monitor, [np.where(np.isnan(values), 1e9, values)])[0][0]
        shown = short([round(float(value), 3) if not value < 0 else None for value in values], 80)
        start = f"`{monitor}` is {shown}, patience {patience}, min_delta {min_delta}"
        start += ", in a second training with the same object" if number else ""
        if epochs != wanted:
            last = f"epoch {library.best_epoch + 1} is the last to count"
            if np.isnan(values[library.best_epoch]):
                last = "no value counts"
            return f"{start}: {epochs} epochs are trained, expected {wanted}, since {last}."
        if not asked:
            return f"{start}: another callback has set `stop_training` to `True`, and this one sets it back."
        known = np.where(values[:epochs] < 0, np.nan, values[:epochs])
        best = epochs if np.all(np.isnan(known)) else 1 + int(np.nanargmin(known))
        first = weights[0].ravel()[0]
        if any(not np.all(part == first) for part in weights):
            return f"{start}: some weights of the model are restored and others are not."
        if first != best:
            why = f"its value is {known[best - 1]:.3g}"
            if np.all(np.isnan(known)):
                why = "no value has come, so they stay as they are"
            ended = "was ended early" if epochs < len(values) else "came to its end"
            return (
                f"{start}: the training {ended}, and the model has the weights of epoch {first:g}, expected those of "
                f"epoch {best}: {why}."
            )
    return None


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


KERAS_EPOCHS, KERAS_HELD_OUT, KERAS_DOUBT, KERAS_NAMES = 5, 0.9, 0.05, ("loss", "accuracy", "val_loss", "val_accuracy")


@portable
def keras_mouths_trained(function, X, y, X_val, y_val, epochs, X_test, seed):
    """Call a function that trains a model; return what that computes for three sets, and its history, or a sentence.

    A single epoch runs without graphs: it takes longer to make them than they save.
    Arguments: seed, of all random numbers, so that the same program gets the same verdict again.
    """
    import warnings

    import keras
    import numpy as np
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    tf.config.run_functions_eagerly(epochs < 2)
    try:
        with warnings.catch_warnings(action="ignore"):
            told = function(X, y, X_val, y_val, epochs)
    finally:
        tf.config.run_functions_eagerly(False)
    if not isinstance(told, (tuple, list)) or len(told) != 2 or not isinstance(told[0], keras.Model):
        return f"the result is a `{type(told).__name__}`, expected a pair of the model and its history."
    model, history = told
    if not isinstance(history, dict):
        return f"the history is a `{type(history).__name__}`, expected a dictionary."
    try:
        history = {str(name): [float(value) for value in values] for name, values in history.items()}
    except (TypeError, ValueError):
        return "the history is to hold a list of numbers for each name."
    logits = [np.asarray(model(part.astype("float32"), training=False)) for part in (X, X_val, X_test)]
    return logits, history


def keras_doubtful(seed):
    """Return a task in whose validation set one label in twenty is wrong."""
    task = keras_given.draw_task(seed, m_val=240)
    wrong = np.random.default_rng([seed, 1]).permutation(len(task.y_val))[: int(KERAS_DOUBT * len(task.y_val))]
    y_val = task.y_val.copy()
    y_val[wrong] = 1 - y_val[wrong]
    return task._replace(y_val=y_val)


def keras_judge_mended(mended_training, seed):
    """Judge a trained model and its history: do they fit together, and what has become of the validation set?"""
    return keras_mended_reached(mended_training, seed)[1]


def keras_mended_reached(mended_training, seed):
    """Return the accuracy on held-out pictures, and a sentence if something is wrong."""
    if sentence := _keras_leak(mended_training, seed):
        return 0.0, sentence
    task = keras_doubtful(seed)
    arguments = task.X, task.y, task.X_val, task.y_val, KERAS_EPOCHS, task.X_test, seed + 1
    told = models.beside(mended_training, keras_mouths_trained, *arguments)
    if isinstance(told, str):
        return 0.0, told
    logits, history = told
    for found, labels in zip(logits, (task.y, task.y_val, task.y_test)):
        if sentence := array(found, (len(labels), 1), "predictions"):
            return 0.0, sentence
    if sentence := _keras_history(history):
        return 0.0, sentence
    return _keras_compared(history, [found[:, 0].astype(float) for found in logits], task)


def _keras_leak(mended_training, seed):
    """Change the validation set: with one epoch there is nothing to choose, so the same model is to come out."""
    task, other = (keras_given.draw_task(seed + more, 32, 16, 20) for more in (1, 2))
    changed = np.clip(other.X_val.astype(int) + 70, 0, 255).astype(np.uint8), 1 - other.y_val

    def computed(task, X_val, y_val, epochs):
        arguments = task.X, task.y, X_val, y_val, epochs, task.X_test, 3
        told = models.beside(mended_training, keras_mouths_trained, *arguments)
        if isinstance(told, str):
            return told
        trained = max(map(len, told[1].values()), default=0)
        return f"the history has {trained} epochs, {epochs} are allowed." if trained > epochs else told[0][2]

    def differ(epochs, validation):
        pair = computed(task, task.X_val, task.y_val, epochs), computed(task, *validation, epochs)
        if any(isinstance(told, str) for told in pair):
            return next(told for told in pair if isinstance(told, str))
        first, second = (np.asarray(told, float) for told in pair)
        return first.shape != second.shape or np.abs(first - second).max() > 1e-3 * max(1, np.abs(first).max())

    found = differ(1, changed)
    if not found or isinstance(found, str):
        return found or None
    if differ(1, (task.X_val, task.y_val)):  # draws without Keras's seed: does it learn from many wrong labels?
        many = keras_given.draw_task(seed + 3, 320, 1000)
        logits = computed(many, many.X_val, 1 - many.y_val, 3)
        if isinstance(logits, str) or np.mean((logits[:, 0] > 0) == many.y_test) > 0.3:
            return None
    elif differ(0, changed):
        return (
            "with another validation set, and no epoch of training, the model computes something else for the same "
            "pictures: what is fitted to the validation set?"
        )
    return (
        "with another validation set, and one epoch, the model computes something else for the same pictures, although "
        "there is one epoch only to choose: what of the validation set is learned?"
    )


def _keras_history(history):
    """Demand four lists of one length, with numbers that a training can have."""
    if any(len(history.get(name, ())) == 0 for name in KERAS_NAMES):
        return f"the history has {', '.join(history) or 'no entries'}, expected {', '.join(KERAS_NAMES)}."
    lengths = {name: len(history[name]) for name in KERAS_NAMES}
    if len(set(lengths.values())) > 1:
        return f"each name has one entry per epoch; here they have {', '.join(map(str, lengths.values()))}."
    if lengths["loss"] > KERAS_EPOCHS:
        return f"the history has {lengths['loss']} epochs, {KERAS_EPOCHS} are allowed."
    values = np.array([history[name] for name in KERAS_NAMES])
    if not np.all(np.isfinite(values)):
        return "the history holds numbers that are not finite."
    if np.any(values[1::2] < 0) or np.any(values[1::2] > 1) or np.any(values[::2] <= 0):
        return "an accuracy of the history is not between 0 and 1, or a loss is not above 0."
    return "the history has one epoch only, so that there is none to choose." if lengths["loss"] == 1 else None


def _keras_compared(history, logits, task):
    """Compare the history with what the model itself says of the validation set, then look at held-out pictures."""
    train, val, test = logits
    best, losses = int(np.argmin(history["val_loss"])), np.array(history["val_loss"])
    loss = float(np.mean(np.logaddexp(0, np.where(task.y_val == 1, -val, val))))
    chances = np.clip(np.where(task.y_val == 1, val, 1 - val), 1e-7, 1)
    as_chances = float(-np.mean(np.log(chances)))
    if abs(loss - losses[best]) > 2e-3 and np.abs(as_chances - losses).min() < 2e-3 + 0.03 * as_chances:
        if min(part.min() for part in logits) >= 0 and max(part.max() for part in logits) <= 1:
            return 0.0, "all predictions lie between 0 and 1, as probabilities do: the model is to return logits."
        return 0.0, "`val_loss` takes the model's output for a probability, and it is a logit: what does the loss know?"
    if np.abs(loss - losses).min() > 2e-3:
        return 0.0, (
            f"the model's cross-entropy on the validation set is {loss:.3f}, and no epoch of the history has that "
            f"`val_loss`; the nearest is {losses[np.abs(loss - losses).argmin()]:.3f}. "
            "For which pictures is it computed?"
        )
    if abs(loss - losses[best]) > 2e-3:
        return 0.0, (
            f"the model's cross-entropy on the validation set is {loss:.3f}, the lowest `val_loss` is "
            f"{losses[best]:.3f}, that of the last epoch {losses[-1]:.3f}: which epoch's weights does it have?"
        )
    if np.ptp(losses) == 0:
        return 0.0, "`val_loss` has the same value in each epoch: nothing is learned."
    share = float(np.mean((val > 0) == task.y_val))
    if abs(share - history["val_accuracy"][best]) > 2e-3:
        return 0.0, (
            f"`val_accuracy` of the best epoch is {history['val_accuracy'][best]:.3f}, {share:.3f} of the predictions "
            "are correct: with what does that metric compare a logit?"
        )
    share = float(np.mean((train > 0) == task.y))
    if abs(share - history["accuracy"][best]) > 0.4:
        return 0.0, (
            f"`accuracy` of the best epoch is {history['accuracy'][best]:.2f}, and of the model's "
            f"predictions for the training pictures {share:.2f} are correct."
        )
    share = float(np.mean((test > 0) == task.y_test))
    if share >= KERAS_HELD_OUT:
        return share, None
    return share, (
        f"the numbers agree, but the accuracy on held-out pictures is {share:.2f}; at least {KERAS_HELD_OUT} are "
        "possible. Print a batch that the model learns from: which pictures and which labels?"
    )


# --------------------------------------------------------------------------------- 2_residual_networks


# They take the places of the two blocks in `ResNet50`: quickly made, with settings that tell how they were called.
@portable
def residual_other_identity(X, f, filters, initializer=None):
    """Apply a layer that keeps the shape."""
    from keras import layers

    first, second, last = filters
    return layers.Rescaling(float(first + 10_000 * second), offset=float(last + 10_000 * f))(X)


@portable
def residual_other_convolutional(X, f, filters, s=2, initializer=None):
    """Apply a layer, then one that makes the new shape."""
    import math

    from keras import layers

    first, second, last = filters
    X = layers.Rescaling(float(first + 10_000 * second), offset=float(f))(X)
    return layers.Conv2D(last, 1, strides=s, groups=math.gcd(X.shape[-1], last), use_bias=False)(X)


@portable
def residual_kernels(shape, dtype=None):
    """Return a kernel of equal numbers; in the cases the last one of a branch, and no other, has the side 2."""
    import tensorflow as tf

    if shape[0] == 2:
        raise ValueError("`initializer` is used for the branch's last convolution, whose kernel begins with zeros")
    return tf.fill(tuple(shape), 0.3)


# -------------------------------------------------------------------------------- 3_mobilenet_transfer


@portable
def small_base(input_shape, weights=None):
    """Return a small network that takes the place of a large one: a convolution, a normalization, a ReLU."""
    import keras

    inputs = keras.Input(input_shape)
    hidden = keras.layers.Conv2D(6, 5, strides=4, name="conv")(inputs)
    hidden = keras.layers.BatchNormalization(name="norm")(hidden)
    return keras.Model(inputs, keras.layers.ReLU(6.0, name="relu")(hidden), name="small_base")


@portable
def sparing_base(batch, training=None):
    """Return three maps of at most eight pictures, quite others in training; more pictures do not fit into memory."""
    import tensorflow as tf

    if len(batch) > 8:
        raise MemoryError(f"a batch of {len(batch)} pictures does not fit: at most `batch_size` at a time")
    batch = tf.convert_to_tensor(batch, tf.float32)
    maps = tf.stack([batch[..., 0] * batch[..., 1], tf.abs(batch[..., 2]), batch[..., 0] ** 2], axis=-1)
    return maps if training is False else -3 * maps


TRANSFER_RATE = 1e-4  # of the notebook, a tenth of the first one


@portable
def transfer_loss(loss):
    """Return the kind of a loss, and its value for logits 3 and -1 of the labels 1 and 1."""
    import numpy as np

    labels, logits = np.array([[1.0], [1.0]], "float32"), np.array([[3.0], [-1.0]], "float32")
    return type(loss).__name__, float(loss(labels, logits))


@portable
def transfer_optimizer(optimizer):
    """Return the kind of an optimizer and its learning rate."""
    return type(optimizer).__name__, float(optimizer.learning_rate)


@portable
def transfer_metric(metric):
    """Return the kind of a metric, and its value for the logits 0.2, 0.4, 3, -0.1, 2 of the labels 1, 1, 1, 0, 0."""
    import numpy as np

    metric.reset_state()
    labels, logits = np.array([1.0, 1, 1, 0, 0], "float32"), np.array([0.2, 0.4, 3, -0.1, 2], "float32")
    metric.update_state(labels[:, None], logits[:, None])
    value = float(metric.result())
    metric.reset_state()
    return type(metric).__name__, value


def transfer_judge_tuning(base_model, fine_tune_at):
    """Judge which layers are trained."""
    if isinstance(fine_tune_at, bool) or not isinstance(fine_tune_at, int) or fine_tune_at != 120:
        return f"`fine_tune_at` is {short(fine_tune_at, 30)}; the text asks for 120."
    return _transfer_frozen(base_model, fine_tune_at)


def transfer_judge_settings(loss_function, optimizer, metrics):
    """Judge with what they are trained."""
    return _transfer_loss(loss_function) or _transfer_optimizer(optimizer) or _transfer_metrics(metrics)


def _transfer_frozen(base_model, fine_tune_at):
    """Return None if the layers are trained and frozen as asked for, else one sentence."""
    described = models.describe(base_model)
    found = described["layers"]
    if any(layer["class"] == "Model" for layer in found):
        return "`base_model` holds another model: it should be the MobileNetV2 inside of `model2`, not `model2` itself."
    if len(found) < 150 or found[-1]["output"][-1] != 1280:
        return f"`base_model` has {len(found)} layers; the MobileNetV2 inside of `model2` has 153 besides its input."
    weighted = [(place, layer) for place, layer in enumerate(found, 1) if layer["parameters"]]
    norms = [(place, layer) for place, layer in weighted if layer["class"] == "BatchNormalization"]
    others = [(place, layer) for place, layer in weighted if layer["class"] != "BatchNormalization"]
    if not described["trainable"] or not any(layer["trainable"] for _, layer in weighted):
        return "nothing in `base_model` is trained: neither it nor its last layers are unfrozen."
    if early := [place for place, layer in others if layer["trainable"] and place < fine_tune_at]:
        return f"layer {early[-1]} of `base_model` is trained; layers before number {fine_tune_at} stay frozen."
    if late := [place for place, layer in others if not layer["trainable"] and place >= fine_tune_at]:
        return f"layer {late[0]} of `base_model` is frozen; from number {fine_tune_at} on its convolutions are trained."
    if moving := [place for place, layer in norms if layer["trainable"]]:
        return (
            f"the batch normalization number {moving[0]} of `base_model` is trained, so that `fit` moves its averages."
        )
    return None


def _transfer_loss(loss_function):
    if isinstance(loss_function, str) or loss_function is None:
        return (
            f"`loss_function` is {short(loss_function, 40)}: a loss that knows that the output is a logit is asked for."
        )
    kind, value = models.beside(loss_function, transfer_loss)
    if kind != "BinaryCrossentropy":
        return f"`loss_function` is a `{kind}`, expected the cross-entropy of two classes."
    right = float(np.mean(np.logaddexp(0, [-3.0, 1.0])))
    if abs(value - right) > 1e-3:
        return f"for the logits 3 and -1 of two pictures of class 1 the loss is {value:.4f}, expected {right:.4f}."
    return None


def _transfer_optimizer(optimizer):
    if isinstance(optimizer, str) or optimizer is None:
        return (
            f"`optimizer` is {short(optimizer, 40)}, which has Keras's default learning rate, not a tenth of the first."
        )
    kind, rate = models.beside(optimizer, transfer_optimizer)
    if kind != "Adam":
        return f"`optimizer` is `{kind}`, expected Adam."
    if abs(rate / TRANSFER_RATE - 1) > 1e-3:
        return f"the learning rate of `optimizer` is {rate:.3g}, expected {TRANSFER_RATE:.3g}, a tenth of the first."
    return None


def _transfer_metrics(metrics):
    if not isinstance(metrics, (list, tuple)) or len(metrics) != 1:
        return "`metrics` should be a list with one entry."
    if isinstance(metrics[0], str):
        return (
            f"`metrics` holds {short(metrics[0], 30)}: as a name it compares the output with 0.5, "
            "and a logit of 0.2 is a probability above one half."
        )
    kind, value = models.beside(metrics[0], transfer_metric)
    if abs(value - 0.8) > 1e-6:
        return (
            f"for the logits 0.2, 0.4, 3, -0.1, 2 and the labels 1, 1, 1, 0, 0 the `{kind}` is {value:.2f}, "
            "expected 0.80."
        )
    return None


TRANSFER_FEW, TRANSFER_DRAWS, TRANSFER_STEPS = 20, 12, 50


TRANSFER_BUDGET, TRANSFER_TARGET = 64, 0.8


@cache
def _transfer_known():
    """Return features (2, m, 1280) in bytes and labels (m,) of the pictures that everybody has."""
    with np.load(data.FOLDER / "alpaca_features.npz") as file:
        return file["features"], file["labels"]


def transfer_draws(seed, unseen=None):
    """Yield for each draw features and labels to train on, mirrored copies last, then those of all other pictures.

    The features stand in another order in each draw.

    Arguments: unseen, the compressed bytes of features and of labels; by default those that everybody has.
    """
    if unseen is None:
        features, labels = _transfer_known()
    else:
        features, labels = (np.frombuffer(zlib.decompress(part), np.uint8) for part in unseen)
        features = features.reshape(2, len(labels), -1)
    rng = np.random.default_rng(seed)
    for _ in range(TRANSFER_DRAWS):
        classes = [rng.permutation(np.flatnonzero(labels == label))[:TRANSFER_FEW] for label in (0, 1)]
        some = rng.permutation(np.concatenate(classes))
        rest = np.setdiff1d(np.arange(len(labels)), some)
        F = features[:, some].reshape(-1, features.shape[2]).astype(np.float32) / TRANSFER_STEPS
        held_out = features[0, rest].astype(np.float32) / TRANSFER_STEPS
        order = rng.permutation(features.shape[2])
        F, held_out = F[:, order], held_out[:, order]
        yield F, np.tile(labels[some], 2).astype(np.int64), held_out, labels[rest]


def transfer_judge_small(small_transfer, seed, unseen=None):
    """Judge heads by their weights and by what they reach on pictures that they have not seen."""
    return transfer_reached(small_transfer, seed, unseen)[1]


def transfer_reached(small_transfer, seed, unseen=None):
    """Return the mean accuracy over all draws, and a sentence where a head is not as asked for."""
    shares, sides = [], []
    for F, y, held_out, labels in transfer_draws(seed, unseen):
        found = small_transfer(F, y)
        if found is None:
            return 0.0, demands.RETURN_MISSING
        if not isinstance(found, (tuple, list)) or len(found) != 2:
            return 0.0, f"the result is {short(found, 40)}, expected `(w, b)`."
        w, b = np.asarray(found[0]), np.asarray(found[1])
        b = b.reshape(()) if b.size == 1 else b
        if sentence := demands.array(w, (F.shape[1],), "w") or demands.array(b, (), "b"):
            return 0.0, sentence
        used = np.count_nonzero(w)
        if used > TRANSFER_BUDGET:
            return 0.0, f"`w` has {used} entries that are not 0; {TRANSFER_BUDGET} are allowed."
        chosen = held_out @ w.astype(np.float64) + float(b) > 0
        shares.append(np.mean(chosen == labels))
        sides.append(np.mean(chosen))
    share = float(np.mean(shares))
    if share >= TRANSFER_TARGET:
        return share, None
    text = (
        f"over {TRANSFER_DRAWS} draws {share:.1%} of the held-out pictures are classified correctly; "
        f"the target is {TRANSFER_TARGET:.0%}."
    )
    if max(np.mean(sides), 1 - np.mean(sides)) > 0.85:
        return share, text + f" {max(np.mean(sides), 1 - np.mean(sides)):.0%} of the pictures get the same class."
    return share, text


# --------------------------------------------------------------------------- 4_inception_and_separable

inception_network = load(Path(__file__).with_name("inception_network.py"))


# What the compact network may cost and must reach, and what a matrix of weights may miss of the least error.
INCEPTION_PARAMETERS, INCEPTION_MULTIPLY_ADDS, INCEPTION_TARGET = 2500, 25000, 0.83
INCEPTION_LUCK = 0.1  # six standard deviations of the accuracy over trainings


INCEPTION_SHAPE, INCEPTION_CLASSES, INCEPTION_CLOSE = (12, 12, 1), 10, 1e-4


INCEPTION_WEIGHTY = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Dense")


INCEPTION_LIGHT = ("ReLU", "Activation", "LeakyReLU", "MaxPooling2D", "AveragePooling2D", "GlobalAveragePooling2D")


INCEPTION_LIGHT += ("GlobalMaxPooling2D", "Flatten", "Reshape", "Concatenate", "Add", "Multiply", "Dropout")


INCEPTION_LIGHT += (
    "ELU",
    "PReLU",
    "Permute",
    "ZeroPadding2D",
    "BatchNormalization",
    "SpatialDropout2D",
    "Maximum",
    "Average",
    "Cropping2D",
)


def inception_judge_compact(compact_network, seed):
    """Judge a network by what it costs, and by what it reaches on hidden pictures after a training from `seed`."""
    return inception_reached(compact_network, seed)[1]


def inception_reached(compact_network, seed):
    """Return the share of correct predictions after training, and a sentence where it is too small or costs too much.

    A network that misses the target, but by less than other weights can make up for, is trained once more from others.
    """
    network = compact_network(INCEPTION_SHAPE, INCEPTION_CLASSES)
    described = models.describe(network)
    shapes = [tuple(shape) for shape in described["inputs"] or ()]
    if shapes != [(None, *INCEPTION_SHAPE)]:
        return 0.0, f"the input has the shape {short(shapes, 60)}; pictures come as {(None, *INCEPTION_SHAPE)}."
    if sentence := _inception_budget(described):
        return 0.0, sentence
    X, y = inception_network.placed(3000, seed)
    X_hidden, y_hidden = inception_network.placed(1594, seed + 1, test=True)
    best = 0.0
    for attempt in range(2):
        trained = models.beside(network, inception_network.train, X, y, seed + attempt)
        found = models.predict(network, X_hidden.astype(np.float32) / 8, trained)
        if sentence := demands.array(found, (len(X_hidden), INCEPTION_CLASSES), "predictions"):
            return 0.0, sentence
        best = max(best, float(np.mean(np.argmax(found, axis=1) == y_hidden)))
        if best >= INCEPTION_TARGET:
            return best, None
        if best < INCEPTION_TARGET - INCEPTION_LUCK:
            break
    return best, (
        f"after training, {best:.1%} of {len(X_hidden)} hidden digits are classified correctly; the target is "
        f"{INCEPTION_TARGET:.0%}. {_inception_dearest(described)}"
    )


def _inception_costs(described):
    """Return pairs of a layer's class and its multiply-adds, one for each weight of a kernel and each place."""
    costs = []
    for layer in described["layers"]:
        kernels = 0
        if layer["class"] in INCEPTION_WEIGHTY:
            shape = layer["output"]
            kernels = math.prod(shape[1:-1]) * (layer["parameters"] - layer["settings"]["use_bias"] * shape[-1])
        elif layer["class"] == "BatchNormalization":
            kernels = math.prod(layer["output"][1:])
        elif layer["class"] == "Multiply":
            kernels = math.prod(layer["output"][1:]) * (len(layer["from"]) - 1)
        costs.append((layer["class"], kernels))
    return costs


def _inception_budget(described):
    """Return a sentence if a network is made of other layers than those that can be counted, or costs too much."""
    for layer in described["layers"]:
        if layer["class"] not in INCEPTION_WEIGHTY + INCEPTION_LIGHT or "shares" in layer:
            return (
                f"a layer is {layer['class']}{', called twice' if 'shares' in layer else ''}: use convolutions of "
                "any kind, `Dense`, batch normalization, pooling, activations, and what joins or reshapes, each once."
            )
    if described["parameters"] > INCEPTION_PARAMETERS:
        return f"the network has {described['parameters']:,} parameters; at most {INCEPTION_PARAMETERS:,} are allowed."
    total = sum(cost for _, cost in _inception_costs(described))
    if total > INCEPTION_MULTIPLY_ADDS:
        return (
            f"the network takes {total:,} multiply-adds; at most {INCEPTION_MULTIPLY_ADDS:,} are allowed. "
            + _inception_dearest(described)
        )
    return None


def _inception_dearest(described):
    """Say in which layer most of the multiply-adds are."""
    costs = _inception_costs(described)
    name, most = max(costs, key=lambda pair: pair[1], default=("no", 0))
    total = max(sum(cost for _, cost in costs), 1)
    return f"It takes {total:,} multiply-adds, {most / total:.0%} of them in one {name} layer."


def inception_judge_compress(compress, kernel, multiplier):
    """Judge two kernels by how near the convolution that they make together is to the given one."""
    return inception_nearness(compress, kernel, multiplier)[1]


def inception_nearness(compress, kernel, multiplier):
    """Return the relative error beyond the least one, and a sentence where it is too large."""
    f, _, n_C, n_F = kernel.shape
    result = compress(kernel, multiplier)
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return 9.0, f"the result is {short(result, 40)}, expected two arrays, `depthwise` and `pointwise`."
    shapes = {"depthwise": (f, f, n_C, multiplier), "pointwise": (n_C * multiplier, n_F)}
    if sentence := demands.arrays(dict(zip(shapes, result)), shapes):
        return 9.0, sentence
    first, second = (np.asarray(part, float) for part in result)
    together = np.einsum("ijcd,cdo->ijco", first, second.reshape(n_C, multiplier, n_F))
    whole = np.linalg.norm(kernel)
    error = np.linalg.norm(kernel - together) / whole
    least = _inception_least(kernel, multiplier) / whole
    if error <= least + INCEPTION_CLOSE:
        return error - least, None
    if least < INCEPTION_CLOSE:
        sentence = "this kernel is made of two such kernels, so nothing need be lost"
    else:
        sentence = f"the nearest pair of kernels misses it by {least:.1%}"
    sentence = f"the two kernels together miss the given one by {error:.1%} of its norm; {sentence}."
    return error - least, f"{sentence} {_inception_cause(kernel, first, second, least * whole)}".strip()


def _inception_cause(kernel, first, second, least):
    """Return what is wrong with two kernels that are not as near as possible, or "" if nobody knows."""
    (_, _, n_C, n_F), D, near = kernel.shape, first.shape[3], least + INCEPTION_CLOSE * np.linalg.norm(kernel)

    def missed(windows, weights):
        return np.linalg.norm(kernel - np.einsum("ijcd,cdo->ijco", windows, weights))

    columns = np.stack([first[:, :, c].reshape(-1, D) for c in range(n_C)])
    filters = np.stack([kernel[:, :, c].reshape(-1, n_F) for c in range(n_C)])
    fitted = np.stack([np.linalg.lstsq(*pair, rcond=None)[0] for pair in zip(columns, filters)])
    single = np.abs(columns[:, :, :, np.newaxis] - filters[:, :, np.newaxis]).max(axis=1).min(axis=2)
    means = np.abs(columns[:, :, 0] - filters.mean(axis=2)).max()
    alike = first.any() and np.allclose(first, first[:, :, :1], atol=1e-6 * np.abs(first).max())
    causes = {
        "Rows and columns of the windows are exchanged.": missed(
            first.transpose(1, 0, 2, 3), second.reshape(n_C, D, n_F)
        )
        <= near,
        "The rows of the pointwise kernel are in another order: all filters of channel 0 come first.": missed(
            first, second.reshape(D, n_C, n_F).transpose(1, 0, 2)
        )
        <= near,
        "The windows are fine, but the pointwise kernel weighs them wrongly.": missed(first, fitted) <= near,
        "Only the first filter of each channel is used.": D > 1 and not first[..., 1:].any() and first.any(),
        "All channels have the same windows: each may have its own.": n_C > 1 and alike,
        "Each window is taken from one of the filters: the best one is a compromise of all of them.": single.max()
        < 1e-9,
        "The first window of each channel is the mean of the filters, and filters may cancel.": means < 1e-9,
    }
    return next((cause for cause, found in causes.items() if found), "")


def _inception_least(kernel, multiplier):
    """Return the least distance: the root of what the largest eigenvalues leave of the squared entries."""
    squares = 0.0
    for channel in np.moveaxis(np.asarray(kernel, float), 2, 0):
        windows = channel.reshape(-1, channel.shape[-1])
        squares += np.linalg.eigvalsh(windows @ windows.T)[: max(len(windows) - multiplier, 0)].clip(0).sum()
    return np.sqrt(squares)


# ------------------------------------------------------------------------------------------ together

EXERCISES = {
    "0_lesson": [
        Question("q1", "Classic networks"),
        Question("q2", "Residual networks"),
        Question("q3", "Network in network and 1x1 convolutions"),
        Question("q4", "Inception"),
        Question("q5", "EfficientNet"),
        Question("q6", "Transfer learning"),
        Question("q7", "Using open-source implementations"),
        Question("q8", "Transfer learning"),
        Question("q9", "Data augmentation"),
        Question("q10", "Transfer learning"),
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
        Exercise(name="identity_block", lesson="Residual networks", seconds=30, rtol=1e-3, atol=1e-5),
        Exercise(name="convolutional_block", lesson="Residual networks", seconds=30, rtol=1e-3, atol=1e-5),
        Exercise(
            name="ResNet50",
            lesson="Residual networks",
            functions=(residual_other_identity, residual_other_convolutional),
            seconds=60,
        ),
        Exercise(
            name="preactivation_block",
            lesson="Residual networks",
            functions=(residual_kernels,),
            seconds=30,
            rtol=1e-3,
            atol=1e-5,
        ),
        Exercise(name="mended_residual", lesson="Residual networks", seconds=60),
    ],
    "3_mobilenet_transfer": [
        Exercise(name="data_augmenter", lesson="Data augmentation", seconds=30),
        Exercise(
            name="alpaca_model",
            lesson="Transfer learning",
            functions=(small_base,),
            seconds=60,
        ),
        Exercise(
            name="pooled_features",
            lesson="Transfer learning",
            functions=(sparing_base,),
            leaves=("base", "X"),
            seconds=30,
            rtol=1e-3,
            atol=1e-4,
        ),
        Exercise(
            name="fine_tuning",
            lesson="Transfer learning",
            variables=("base_model", "fine_tune_at"),
            judge=transfer_judge_tuning,
            seconds=60,
        ),
        Exercise(
            name="settings",
            lesson="Transfer learning",
            variables=("loss_function", "optimizer", "metrics"),
            judge=transfer_judge_settings,
            seconds=30,
        ),
        Exercise(name="small_transfer", lesson="Transfer learning", judge=transfer_judge_small, seconds=60),
        Exercise(
            name="mended_transfer",
            lesson="Transfer learning",
            uses=("pooled_features",),
            leaves=("base", "X", "y"),
            seconds=60,
            rtol=2e-3,
            atol=1e-3,
        ),
    ],
    "4_inception_and_separable": [
        Exercise(name="count", lesson="MobileNet", seconds=30),
        Exercise(name="inception_block", lesson="Inception", seconds=30, rtol=1e-4, atol=1e-5),
        Exercise(name="separable_conv_forward", lesson="MobileNet", leaves=("X", "depthwise", "pointwise"), rtol=1e-8),
        Exercise(name="squeeze_excite", lesson="EfficientNet", seconds=30, rtol=1e-4, atol=1e-5),
        Exercise(name="compound_scaling", lesson="EfficientNet"),
        Exercise(name="compact_network", lesson="MobileNet", judge=inception_judge_compact, seconds=60),
        Exercise(name="compress", lesson="MobileNet", judge=inception_judge_compress, leaves=("kernel",)),
    ],
}
