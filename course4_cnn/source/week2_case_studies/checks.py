"""The exercises of the week: tolerances and judges. No answer is in this file."""

import math
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

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
    """Return the kind of a metric, and its value for the logits 0.2, 0.4, 3, -1, 2 of the labels 1, 1, 1, 0, 0."""
    import numpy as np

    metric.reset_state()
    labels, logits = np.array([1.0, 1, 1, 0, 0], "float32"), np.array([0.2, 0.4, 3, -1, 2], "float32")
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
            f"for the logits 0.2, 0.4, 3, -1, 2 and the labels 1, 1, 1, 0, 0 the `{kind}` is {value:.2f}, "
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
