"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
import time
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands, models
from helpers.checks.demands import array
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.models import Remote
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------- 1_step_by_step: a fast convolution, a transposed one, and telling cases

STEPS_SPEED = 10  # times that of a loop over windows and filters
STEPS_DIGITS = 1e-10  # of the largest number
STEPS_RUNS = 5  # of the learner's function and of the loop, in turns
STEPS_SLOW = "The results are correct, but it is not ten times as fast as a loop over windows and filters."


@portable
def steps_watched(function, *arguments):
    """Return what a function gives, and the first function of another library than NumPy that it calls, or "".

    Ways around the watch count as well: other processes, threads by hand, and the profile itself.
    """
    import sys
    import threading

    others = ("scipy", "tensorflow", "keras", "torch", "jax", "cv2", "skimage", "sklearn", "numba", "cupy", "mxnet")
    others += ("paddle", "onnx", "PIL", "astropy", "einops", "pywt")
    around = {("sys", "getprofile"), ("sys", "setprofile"), ("_posixsubprocess", "fork_exec"), ("posix", "fork")}
    around |= {("posix", "system"), ("_thread", "start_new_thread"), ("_thread", "start_joinable_thread")}
    found = []

    def watch(frame, event, argument):
        if event == "call":
            module, name = frame.f_globals.get("__name__"), frame.f_code.co_name
        elif event == "c_call":
            owner = getattr(argument, "__self__", None)
            module, name = getattr(argument, "__module__", None), getattr(argument, "__name__", "")
            module = module or getattr(owner, "__name__", None) or type(owner).__module__
        else:
            return
        module = module if isinstance(module, str) else ""
        if any(f"{module}.".startswith(f"{other}.") for other in others) or (
            (module.startswith("numpy") and name in ("convolve", "correlate", "correlate2"))
            or ((module, name) in around and frame.f_globals.get("__name__") != "threading")
        ):
            found.append(f"{module.partition('.')[0]}'s `{name}`")

    before = sys.getprofile()
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        value = function(*arguments)
    finally:
        watched = len(found)  # before this function's own calls, which are watched, too
        sys.setprofile(before)
        threading.setprofile(None)
    return value, found[0] if watched else ""


def _steps_borrows(function, *arguments):
    """Return None if a call, made in the process in which the learner's function lives, uses NumPy alone."""
    inner = getattr(function, "function", function)
    if isinstance(inner, Remote):
        _, called = inner.beside(steps_watched, *arguments)
    else:
        _, called = steps_watched(inner, *copy.deepcopy(arguments))
    if called and isinstance(called, str):
        return f"It calls {short(called, 60).strip(chr(34))}: use NumPy, and arrange the numbers yourself."
    return None


def steps_library(A_prev, W, hparameters):
    """Return a convolution without bias, as SciPy computes it."""
    from scipy.signal import correlate  # here, because it takes a while and is seldom needed

    stride, pad = hparameters["stride"], hparameters["pad"]
    framed = [np.pad(picture, [(pad, pad), (pad, pad), (0, 0)]) for picture in A_prev]
    every = [[correlate(one, W[..., c], "valid", "direct")[..., 0] for c in range(W.shape[3])] for one in framed]
    return np.moveaxis(np.array(every)[:, :, ::stride, ::stride], 1, 3)


def _steps_output(A_prev, W, hparameters):
    """Return the shape of Z."""
    room = [size + 2 * hparameters["pad"] - len(W) for size in A_prev.shape[1:3]]
    return (len(A_prev), *(size // hparameters["stride"] + 1 for size in room), W.shape[3])


def steps_drawn(rng, f):
    """Draw a picture that is large enough to be timed: A_prev, W, b and the settings."""
    rows, columns = (int(size) for size in rng.permutation([96, 112]) + rng.integers(0, 8, 2))
    A_prev, W = rng.normal(size=(1, rows, columns, 3)), rng.normal(size=(f, f, 3, 3))
    return A_prev, W, rng.normal(size=(1, 1, 1, 3)), {"stride": 1, "pad": 1}


def steps_loop_seconds(picture, f, windows):
    """Return how long a loop over so many windows would take on this machine, from two thousand of them."""
    rows, columns = picture.shape[0] - f, picture.shape[1] - f
    started = time.perf_counter()
    for number in range(2000):
        row, column = number % rows, number * 7 % columns
        window = picture[row : row + f, column : column + f]
        float(np.sum(window * window))
    return (time.perf_counter() - started) / 2000 * windows


def steps_times(function, seed, f, given, judged):
    """Return the seconds of the loop divided by those of a function, the best of five runs of each, in turns.

    Arguments: given, a function from what is drawn to a call's arguments and the number of windows; judged, one from
    what is drawn and a result to None or a sentence, which is returned in the second place.
    Each run is on numbers drawn anew. The fastest one, which decides, is judged. Who is fast is watched, too.
    """
    rng, mine, loop, best = np.random.default_rng([seed, time.time_ns()]), [], [], None
    function = getattr(function, "function", function)  # without what notes whether it changes its arguments
    for _ in range(STEPS_RUNS):
        drawn = steps_drawn(rng, f)
        arguments, windows = given(*drawn)
        copies = copy.deepcopy(arguments)
        loop.append(steps_loop_seconds(drawn[0][0], f, windows))
        started = time.perf_counter()
        result = function(*copies)
        mine.append(time.perf_counter() - started)
        if mine[-1] == min(mine):
            best = *drawn, arguments, result
    if sentence := judged(*best):
        return 0.0, sentence
    times = min(loop) / min(mine)
    return times, _steps_borrows(function, *arguments) if times >= STEPS_SPEED else None


def _steps_in_time(times_of, *arguments):
    """Return None for a function that is fast enough, else one sentence; one that is nearly so gets a second chance."""
    for _ in range(2):
        times, sentence = times_of(*arguments)
        if sentence or times >= STEPS_SPEED:
            return sentence
        if times < STEPS_SPEED / 3:
            break
    return STEPS_SLOW


def _steps_off(found, right):
    """Return by how many times the tolerance two arrays differ at most."""
    return np.abs(found - right).max() / (STEPS_DIGITS * max(1, np.abs(right).max()))


def steps_judge_fast(conv_fast, A_prev=None, W=None, b=None, hparameters=None, Z=None, seed=None, f=None):
    """Judge a fast convolution: by Z on a small case, by the library and by the time on a large one."""
    if Z is None:
        return _steps_in_time(steps_fast_times, conv_fast, seed, f)
    arguments = A_prev, W, b, hparameters
    found = conv_fast(*copy.deepcopy(arguments))
    return _steps_same(conv_fast, *arguments, found, Z) or _steps_borrows(conv_fast, *arguments)


def steps_fast_times(conv_fast, seed, f):
    """Return what `steps_times` does, for a convolution."""

    def given(A_prev, W, b, hparameters):
        return (A_prev, W, b, hparameters), np.prod(_steps_output(A_prev, W, hparameters))

    def judged(A_prev, W, b, hparameters, arguments, found):
        return _steps_same(conv_fast, A_prev, W, b, hparameters, found, None)

    return steps_times(conv_fast, seed, f, given, judged)


def _steps_same(conv_fast, A_prev, W, b, hparameters, found, Z):
    """Return None if `found` is Z, or what the library gives if Z is None; else one sentence."""
    Z = steps_library(A_prev, W, hparameters) + b[0, 0] if Z is None else Z
    if isinstance(found, (tuple, list)):
        return "The result is a pair; asked is `Z` alone, without a cache."
    if found is None:
        return demands.RETURN_MISSING
    if sentence := demands.array(found, Z.shape, "Z"):
        return sentence
    if (off := _steps_off(found, Z)) <= 1:
        return None
    if off < 1e6 and found.dtype == Z.dtype:
        return "Ten digits are asked for: compute in `float64`, as NumPy does by itself."
    if found.dtype != np.float64:
        return f"The result holds `{found.dtype}`: ten digits need `float64`."

    def still_wrong(filters, offsets):
        again = conv_fast(A_prev.copy(), filters, offsets, dict(hparameters))
        right = steps_library(A_prev, filters, hparameters) + offsets[0, 0]
        return not isinstance(again, np.ndarray) or again.shape != right.shape or _steps_off(again, right) > 1

    if not still_wrong(W, b):
        return "The same call gives the right result the second time and a wrong one the first time."
    if still_wrong(0 * W, b):
        return "Each filter has its own bias, which is added once to each of its outputs."
    if _steps_off(found, steps_library(A_prev, W[::-1, ::-1], hparameters) + b[0, 0]) <= 1:
        return "The filter is turned upside down: this is the convolution of mathematics, not the layer's."
    if not still_wrong(np.ones(W.shape), b):
        return "The entries of the windows and those of the filters stand in different orders."
    row, column = np.unravel_index(np.abs(found - Z).max(axis=(0, 3)).argmax(), Z.shape[1:3])
    return (
        f"`Z` differs from what `conv_forward` gives, most at row {row} and column {column}, for the stride "
        f"{hparameters['stride']} and the pad {hparameters['pad']}."
    )


# The transpose is judged by what defines it: two products, and numbers of x that are drawn when it is judged.


def steps_judge_transpose(conv_transpose, Z=None, W=None, hparameters=None, input_shape=None, seed=None, f=None):
    """Judge a transposed convolution by the adjoint property, and by the time on a large case."""
    if Z is not None:
        arguments = Z, W, hparameters, tuple(input_shape)
        found = conv_transpose(*copy.deepcopy(arguments))
        return _steps_adjoint(conv_transpose, *arguments, found) or _steps_borrows(conv_transpose, *arguments)

    return _steps_in_time(steps_transpose_times, conv_transpose, seed, f)


def steps_transpose_times(conv_transpose, seed, f):
    """Return what `steps_times` does, for a transposed convolution."""

    def given(A_prev, W, b, hparameters):
        Z = np.random.default_rng().normal(size=_steps_output(A_prev, W, hparameters))
        return (Z, W, hparameters, A_prev.shape), Z.size

    def judged(A_prev, W, b, hparameters, arguments, found):
        return _steps_adjoint(conv_transpose, *arguments, found)

    return steps_times(conv_transpose, seed, f, given, judged)


def _steps_adjoint(conv_transpose, Z, W, hparameters, input_shape, found):
    """Return None if <conv(x), Z> = <x, found> for random x, else one sentence."""
    if found is None:
        return demands.RETURN_MISSING
    if isinstance(found, np.ndarray) and found.ndim == 4 and found.shape != tuple(input_shape):
        pad, rows = hparameters["pad"], input_shape[1]
        if pad and found.shape[1] == rows + 2 * pad:
            return "The ring of zeros is still there: the result has the shape of the input before padding."
        return f"The result has the shape {found.shape}, expected `input_shape`, {tuple(input_shape)}."
    if sentence := demands.array(found, tuple(input_shape), "result"):
        return sentence
    for _ in range(3):
        x = np.random.default_rng().normal(size=input_shape)
        forward = steps_library(x, W, hparameters)
        one, other = np.vdot(forward, Z), np.vdot(x, found)
        room = STEPS_DIGITS * max(1, np.linalg.norm(forward) * np.linalg.norm(Z))
        if abs(one - other) > room:
            return _steps_stamp(conv_transpose, W, hparameters, input_shape, Z.shape) or (
                f"For a random x the product of conv(x) and z is {one:.6g}, that of x and the result {other:.6g}."
            )
    return None


def _steps_stamp(conv_transpose, W, hparameters, input_shape, output_shape):
    """Say what is wrong with where a single 1 goes, if anything is; the filter must lie inside the input for that."""
    stride, pad, f = hparameters["stride"], hparameters["pad"], len(W)
    _, rows, columns, _ = input_shape
    for row, column in np.ndindex(*output_shape[1:3]):
        top, left = row * stride - pad, column * stride - pad
        if not (0 <= top <= rows - f and 0 <= left <= columns - f):
            continue
        single = np.zeros(output_shape)
        single[0, row, column, 0] = 1
        found = conv_transpose(single, W.copy(), dict(hparameters), input_shape)
        if not isinstance(found, np.ndarray) or found.shape != tuple(input_shape):
            return None
        stamp = found[0, top : top + f, left : left + f]
        if np.allclose(stamp, W[..., 0]) and np.allclose(np.abs(found).sum(), np.abs(stamp).sum()):
            continue
        if f > 1 and np.allclose(stamp, W[::-1, ::-1, :, 0]):
            return "A single 1 comes back as the filter turned upside down; it should come back as it is."
        if f > 1 and np.allclose(stamp, W[..., 0].swapaxes(0, 1)):
            return "A single 1 comes back as the filter with rows and columns exchanged."
        at = np.argwhere(found[0].any(axis=2))
        where = f"in the rows {at[:, 0].min()} to {at[:, 0].max()}, columns {at[:, 1].min()} to {at[:, 1].max()}"
        return (
            f"For the stride {stride} and the pad {pad}, a single 1 in row {row} and column {column} of `Z` comes back "
            f"{where if len(at) else 'nowhere'}; it should be its filter, from row {top} and column {left} on."
        )
    return "Single entries of `Z` come back correctly, but not all together: what happens where filters overlap?"


STEPS_KINDS = {  # of a case: the words for both kinds of each property
    "pad": ("the pad is 0", "the pad is 1 or more"),
    "stride": ("the stride is 1", "the stride is 2 or more"),
    "f": ("the side of the filter is odd", "the side of the filter is even"),
    "picture": ("the picture has more rows than columns", "the picture has more columns than rows"),
    "m": ("there is one example", "there are several examples"),
    "n_C_prev": ("there is one input channel", "there are several input channels"),
    "n_C": ("there is one filter", "there are several filters"),
}
STEPS_MOST_CASES, STEPS_MOST_ENTRIES = 7, 400


def steps_judge_telling(telling_cases, faults):
    """Judge test cases by faults that need two conditions, each (property, kind, another property, its kind)."""
    cases = telling_cases()
    if cases is None:
        return demands.RETURN_MISSING
    if not isinstance(cases, (list, tuple)):
        return f"The result is {short(cases, 40)}, expected a list of cases."
    if len(cases) > STEPS_MOST_CASES:
        return f"There are {len(cases)} cases; {STEPS_MOST_CASES} are allowed."
    kinds = []
    for number, case in enumerate(cases):
        kind, wrong = _steps_kinds(case)
        if wrong:
            return f"Case {number}: {wrong}"
        kinds.append(kind)
    for one, first, other, second in faults:
        if not any(kind[one] == first and kind[other] == second for kind in kinds):
            where = f"{STEPS_KINDS[one][first]} and {STEPS_KINDS[other][second]}"
            return f"A backward pass that is wrong only where {where} passes all your cases."
    return None


def _steps_kinds(case):
    """Return the kind of each property of a case, 0 or 1, and None, or None and what is wrong with it."""
    if not isinstance(case, (tuple, list)) or len(case) != 2:
        return None, f"it is {short(case, 40)}, expected `(dZ, cache)`."
    dZ, cache = case
    if not isinstance(cache, (tuple, list)) or len(cache) != 4 or not isinstance(cache[3], dict):
        return None, "its cache is not `(A_prev, W, b, hparameters)`."
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters.get("stride"), hparameters.get("pad")
    if any(not isinstance(value, (int, np.integer)) or isinstance(value, bool) for value in (stride, pad)):
        return None, '`hparameters` needs a whole number as "stride" and one as "pad".'
    if stride < 1 or pad < 0 or np.ndim(A_prev) != 4 or np.ndim(W) != 4:
        return None, "its stride, its pad, `A_prev` or `W` is none that `conv_forward` takes."
    m, rows, columns, n_C_prev = np.shape(A_prev)
    f, n_C = np.shape(W)[0], np.shape(W)[3]
    if rows == columns:
        return None, "its picture has as many rows as columns."
    if not 0 < f <= min(rows, columns) + 2 * pad:
        return None, "its filter is larger than its padded picture."
    output = [len(range(0, size + 2 * pad - f + 1, stride)) for size in (rows, columns)]
    if min(output) < 2:
        return None, f"its output has the size {output[0]} by {output[1]}; below 2 by 2 no stride shows."
    wanted = ((dZ, (m, *output, n_C)), (A_prev, (m, rows, columns, n_C_prev)), (W, (f, f, n_C_prev, n_C)))
    for (value, shape), name in zip((*wanted, (b, (1, 1, 1, n_C))), ("dZ", "A_prev", "W", "b"), strict=True):
        if wrong := demands.array(value, shape, name):
            return None, wrong
        if value.size > STEPS_MOST_ENTRIES:
            return None, f"`{name}` has {value.size} entries; {STEPS_MOST_ENTRIES} are allowed."
        if len(np.unique(value)) < value.size:
            return None, f"two entries of `{name}` are equal."
    flags = (pad > 0, stride > 1, f % 2 == 0, columns > rows, m > 1, n_C_prev > 1, n_C > 1)
    return dict(zip(STEPS_KINDS, map(int, flags), strict=True)), None


# ------------------------------------------------------------------------------------------- 2_application

application_network = load(Path(__file__).with_name("application_network.py"))

# ------------------------------------------------------------------------------------- application: scores of pictures


@portable
def plane(X):
    """Return a weighted sum of all entries of each picture."""
    import tensorflow as tf

    weights = tf.sin(1.7 * tf.range(tf.reduce_prod(tf.shape(X)[1:]), dtype=tf.float32) + 0.4)
    return tf.linalg.matvec(tf.reshape(X, (tf.shape(X)[0], -1)), weights)


@portable
def corner(X):
    """Return the squared sum of the first channel in the upper left corner, minus the other channels' mean there."""
    import tensorflow as tf

    return tf.reduce_sum(X[:, :2, :3, 0], axis=[1, 2]) ** 2 - tf.reduce_mean(X[:, :2, :3, 1:], axis=[1, 2, 3])


@portable
def bumps(X):
    """Return a smooth score in which neighbours are multiplied with one another."""
    import tensorflow as tf

    pairs = X[:, 1:] * X[:, :-1]
    return tf.reduce_sum(tf.tanh(pairs), axis=[1, 2, 3]) + tf.sin(2 * tf.reduce_sum(X[..., 0], axis=[1, 2]))


@portable
def certain(X):
    """Return a probability that is nearly 1 for bright pictures: the sigmoid of a steep score."""
    import tensorflow as tf

    return tf.sigmoid(12 * tf.reduce_mean(X, axis=[1, 2, 3]) + tf.reduce_sum(X[:, 0] * X[:, -1], axis=[1, 2]))


@portable
def bright(X):
    """Return the brightness above one half, and 0 for all pictures that are darker."""
    import tensorflow as tf

    return tf.nn.relu(tf.reduce_mean(X, axis=[1, 2, 3]) - 0.5)


APPLICATION_SCORES = (plane, corner, bumps, certain, bright)

# ------------------------------------------------------------------------------------- application: a small network

APPLICATION_BUDGET, APPLICATION_TARGET, APPLICATION_SIDE = 2000, 0.85, 32


@cache
def _application_signs():
    """Return our own test pictures with half as many pixels per side, and their labels, whichever the notebook uses."""
    before = dict(data.in_use)
    signs = data.load_signs()
    data.in_use.clear()
    data.in_use.update(before)
    return application_network.halve(signs.test_set_x_orig), signs.test_set_y[0]


def application_pictures(unseen=None):
    """Return pictures (m, 32, 32, 3) from 0 to 255 and labels (m,) to judge by, each picture also mirrored.

    Arguments: unseen, the compressed bytes of pictures and of labels; by default the test set that everybody has.
    """
    if unseen is None:
        pictures, labels = _application_signs()
    else:
        pictures, labels = (np.frombuffer(zlib.decompress(part), np.uint8) for part in unseen)
        pictures = pictures.reshape(-1, APPLICATION_SIDE, APPLICATION_SIDE, 3)
    return np.concatenate([pictures, pictures[:, :, ::-1]]), np.tile(labels, 2)


def application_judge_small(small_network, unseen=None):
    """Judge a trained network by its number of parameters and on pictures that it has not seen."""
    return application_reached(small_network(), unseen)[1]


def application_reached(model, unseen=None):
    """Return the share of correct predictions, and a sentence where the model is not as asked for."""
    described = models.describe(model)
    if [tuple(shape) for shape in described["inputs"]] != [(None, APPLICATION_SIDE, APPLICATION_SIDE, 3)]:
        shapes = short([tuple(shape) for shape in described["inputs"]], 60)
        return (
            0.0,
            f"the input has the shape {shapes}; pictures come as (None, {APPLICATION_SIDE}, {APPLICATION_SIDE}, 3).",
        )
    if described["parameters"] >= APPLICATION_BUDGET:
        return 0.0, (
            f"the network has {described['parameters']:,} parameters; fewer than {APPLICATION_BUDGET:,} are asked for. "
            + _application_heaviest(described)
        )
    pictures, labels = application_pictures(unseen)
    found = models.predict(model, application_network.scale(pictures))
    if sentence := array(found, (len(labels), 6), "predictions"):
        return 0.0, sentence
    chosen = np.argmax(found, axis=1)
    share = float(np.mean(chosen == labels))
    if share >= APPLICATION_TARGET:
        return share, None
    text = (
        f"on {len(labels)} signs, half of them mirrored, {share:.1%} of the predictions are correct; the target is "
        f"{APPLICATION_TARGET:.0%}. "
    )
    if np.bincount(chosen, minlength=6).max() > 0.6 * len(chosen):
        return (
            share,
            text + "Most of the pictures get the same prediction: are these the weights that you have trained?",
        )
    return share, text + _application_heaviest(described)


def _application_heaviest(described):
    """Say in which layer most of the parameters are."""
    heaviest = max(described["layers"], key=lambda layer: layer["parameters"] or 0)
    part = heaviest["parameters"] / max(described["parameters"], 1)
    return f"{part:.0%} of its parameters are in one {heaviest['class']} layer."


EXERCISES = {
    "0_lesson": [
        Question("q1", "Strided convolutions"),
        Question("q2", "Edge detection"),
        Question("q3", "More edge detection"),
        Question("q4", "One layer of a convolutional network"),
        Question("q5", "A simple example"),
        Question("q6", "Convolutions over volumes"),
        Question("q7", "Padding"),
        Question("q8", "Pooling"),
        Question("q9", "A simple example"),
        Question("q10", "Why convolutions"),
    ],
    "1_step_by_step": [
        Exercise(name="zero_pad", lesson="Padding", leaves=("X",)),
        Exercise(name="conv_single_step", lesson="Convolutions over volumes", leaves=("a_slice_prev", "W", "b")),
        Exercise(
            name="conv_forward",
            lesson="Strided convolutions",
            uses=("zero_pad", "conv_single_step"),
            leaves=("A_prev", "W", "b", "hparameters"),
        ),
        Exercise(name="pool_forward", lesson="Pooling", leaves=("A_prev", "hparameters")),
        Exercise(
            name="conv_backward",
            lesson="One layer of a convolutional network",
            uses=("zero_pad",),
            leaves=("dZ", "cache"),
        ),
        Exercise(name="create_mask_from_window", lesson="Pooling", leaves=("x",)),
        Exercise(name="distribute_value", lesson="Pooling"),
        Exercise(
            name="pool_backward",
            lesson="Pooling",
            uses=("create_mask_from_window", "distribute_value"),
            leaves=("dA", "cache"),
        ),
        Exercise(
            name="conv_fast",
            lesson="One layer of a convolutional network",
            judge=steps_judge_fast,
            uses=("zero_pad",),
            leaves=("A_prev", "W", "b", "hparameters"),
            seconds=30,
        ),
        Exercise(
            name="conv_transpose",
            lesson="One layer of a convolutional network",
            judge=steps_judge_transpose,
            leaves=("Z", "W", "hparameters"),
            seconds=30,
        ),
        Exercise(
            name="telling_cases", lesson="Strided convolutions", judge=steps_judge_telling, uses=("conv_forward",)
        ),
    ],
    "2_application": [
        Exercise(name="happyModel", lesson="A full example", seconds=30),
        Exercise(name="convolutional_model", lesson="A full example", seconds=30),
        Exercise(name="top_patches", lesson="Strided convolutions"),
        Exercise(
            name="saliency", lesson="Why convolutions", functions=APPLICATION_SCORES, seconds=30, rtol=1e-3, atol=1e-4
        ),
        Exercise(
            name="attribution",
            lesson="Why convolutions",
            functions=APPLICATION_SCORES,
            seconds=60,
            rtol=0.02,
            atol=2e-3,
        ),
        Exercise(name="small_network", lesson="Why convolutions", judge=application_judge_small, seconds=60),
        Exercise(name="find_copies", lesson="Edge detection", seconds=30),
    ],
}
