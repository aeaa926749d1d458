"""The exercises of week 2: their inputs, tolerances and properties. No answer is in this file."""

import math
import time
from functools import cache

import numpy as np
from scipy.special import expit, rel_entr

from helpers import data
from helpers.checks import demands
from helpers.checks.exercise import Exercise, portable
from helpers.checks.quiz import Question
from helpers.checks.words import short

BASICS_SPEED = 5  # times that of a loop over all pairs
BASICS_LOOKED_AT = 40  # columns of a large `B` whose positions are judged


def basics_many_columns(seed, as_bytes):
    """Return A (n, m) and B (n, k) with hundreds of columns."""
    rng = np.random.default_rng(seed)
    n, m, k = (int(size) for size in rng.integers([6, 380, 320], [9, 450, 370]))
    if as_bytes:
        return rng.integers(0, 256, (n, m), dtype=np.uint8), rng.integers(0, 256, (n, k), dtype=np.uint8)
    return rng.normal(0, 1, (n, m)), rng.normal(0, 1, (n, k))


def basics_judge_nearest(function, A=None, B=None, seed=None, as_bytes=False):
    """Judge the positions by the distances they lead to, so that a tie may go either way, and then the time.

    Whoever was slow gets a second chance; on a busy machine a third and a fourth as well, unless a loop over pairs is
    the likelier reason. Each time the columns are others, so that nothing is gained by remembering an answer.
    """
    if seed is None:
        return _basics_judge_positions(function(A.copy(), B.copy()), A, B, np.arange(B.shape[1]))
    for attempt in range(4):
        A, B = basics_many_columns(seed + attempt, as_bytes)
        looked_at = np.random.default_rng().permutation(B.shape[1])[:BASICS_LOOKED_AT]
        positions, seconds = basics_timed(function, A, B)
        if sentence := _basics_judge_positions(positions, A, B, looked_at):
            return sentence
        limit = basics_loop_seconds(A, B) / BASICS_SPEED
        if seconds <= limit:
            return None
        if attempt and seconds > 3 * limit:
            break
    return "The indices are correct, but it is not five times as fast as a loop over all pairs of columns."


def basics_timed(function, A, B):
    """Return what a function makes of two arrays, and the seconds that it takes."""
    started = time.perf_counter()
    result = function(A.copy(), B.copy())
    return result, time.perf_counter() - started


def _basics_judge_positions(positions, A, B, looked_at):
    """Return None for a row of indices, those of the columns `looked_at` of B right, else one sentence."""
    m, k = A.shape[1], B.shape[1]
    if positions is None:
        return demands.RETURN_MISSING
    try:
        positions = np.asarray(positions)
    except ValueError:
        return "the result is a list whose rows differ in length, expected one index for each column of `B`."
    if positions.shape == (m, k):
        return "The result is a table with an entry for each pair; asked is one index for each column of `B`."
    if positions.shape == (m,) and m != k:
        return "The result has one entry for each column of `A`; asked is one for each column of `B`: the other axis."
    if positions.shape != (k,):
        return f"the result has shape {positions.shape}, expected ({k},): one index for each column of `B`."
    if positions.dtype.kind not in "iuf":
        return f"the result holds {positions.dtype}, expected whole numbers: indices of columns of `A`."
    if (positions != np.round(positions)).any():
        return "The result holds the distances themselves; asked is the index of the smallest one."
    if positions.min() < 0 or positions.max() >= m:
        return f"the result holds an index outside 0 to {m - 1}: `A` has {m} columns."
    a, b, chosen = A.T.tolist(), B[:, looked_at].T.tolist(), positions[looked_at].astype(int)
    distances = np.array([[math.dist(one, other) for one in a] for other in b])
    reached = distances[np.arange(len(b)), chosen]
    if (reached > distances.min(axis=1) * (1 + 1e-6) + 1e-6).any():
        return _basics_why(a, b, chosen, distances, A.dtype == np.uint8)
    return None


def _basics_why(a, b, chosen, distances, as_bytes):
    """Name the wrong rule that leads to the same choice, if it is a known one."""

    def choice(score):
        return [min(range(len(a)), key=lambda i: score(a[i], other)) for other in b]

    from scipy.spatial.distance import cityblock  # here, because it takes a while and is seldom needed

    if np.allclose(distances[np.arange(len(chosen)), chosen], distances.max(axis=1)):
        return "Each index is that of the farthest column of `A`, not of the nearest."
    largest = np.abs([*a, *b]).max()
    if largest > 1e150:
        return "The squares of entries this large are infinite: which number can you divide both arrays by?"
    if distances.max() < 1e-4 * largest:
        return "Large squares are subtracted, and no digits are left: what can you subtract from all columns before?"
    if (chosen == choice(cityblock)).all():
        return "The differences count by their size, not by their square: that is another distance than asked."
    if (chosen == choice(lambda one, other: sum(p - q for p, q in zip(one, other)))).all() or (
        chosen == choice(lambda one, other: sum(q - p for p, q in zip(one, other)))
    ).all():
        return "The differences are added with their signs, so that they cancel: square them first."
    if (chosen == choice(lambda one, other: -sum(p * q for p, q in zip(one, other)))).all():
        return "The largest product is not the smallest distance: a long column wins too often."
    if as_bytes:
        return "These arrays hold bytes (`uint8`), whose differences wrap around below 0: convert to `float` first."
    return "for at least one column of `B` another column of `A` is nearer than the one chosen."


def basics_loop_seconds(A, B):
    """Return how long a loop over all pairs would take on this machine, from the pairs of four columns."""
    started = time.perf_counter()
    for j in range(4):
        for i in range(A.shape[1]):
            np.linalg.norm(A[:, i] - B[:, j])
    return (time.perf_counter() - started) / 4 * B.shape[1]


# ------------------------------------------------------------------ sizes and columns, judged on the pictures in use


@cache
def _logistic_cats(folder):
    return data.load_cats(folder)


def logistic_judge_sizes(m_train, m_test, num_px):
    """Judge the three sizes against the pictures that the notebook loaded."""
    cats = _logistic_cats(data.in_use.get("cats"))
    for name, value in (("m_train", m_train), ("m_test", m_test), ("num_px", num_px)):
        if value is Ellipsis:
            return f"`{name}` is still `...`: replace it with your answer."
        if not _logistic_is_whole(value):
            return f"`{name}` is {short(value, 40)}, expected one whole number: an entry of a shape."
    if num_px == 3:
        return "`num_px` is 3, the number of colours; expected the number of pixels along one side of a picture."
    if num_px != len(cats.train_set_x_orig[0]):
        return "`num_px` is not the number of pixels along one side of a picture."
    if (m_train, m_test) == (cats.test_set_y.size, cats.train_set_y.size) != (m_test, m_train):
        return "`m_train` and `m_test` are exchanged."
    if m_train != cats.train_set_y.size:
        return "`m_train` is not the number of training pictures."
    if m_test != cats.test_set_y.size:
        return "`m_test` is not the number of test pictures."
    return None


def _logistic_is_whole(value):
    if isinstance(value, bool) or not isinstance(value, (int, np.integer, np.ndarray)):
        return False
    return np.ndim(value) == 0 and np.asarray(value).dtype.kind in "iu"


def logistic_judge_flatten(train_set_x_flatten, test_set_x_flatten):
    """Judge the two matrices of columns against the pictures that the notebook loaded."""
    cats = _logistic_cats(data.in_use.get("cats"))
    return _logistic_judge_columns(
        "train_set_x_flatten", train_set_x_flatten, cats.train_set_x_orig
    ) or _logistic_judge_columns("test_set_x_flatten", test_set_x_flatten, cats.test_set_x_orig)


def _logistic_judge_columns(name, columns, pictures):
    """Return None if every column holds one picture in order, else one sentence."""
    if columns is Ellipsis:
        return f"`{name}` is still `...`: replace it with your answer."
    if not isinstance(columns, np.ndarray) or columns.dtype.kind not in "biuf":
        return f"`{name}` is {short(columns, 40)}, expected an array of numbers."
    count, size = len(pictures), pictures[0].size
    if columns.shape == (count, size):
        return f"`{name}` has one picture per row, expected one per column: its shape is {columns.shape}."
    if columns.shape != (size, count):
        return f"`{name}` has the shape {columns.shape}, expected {(size, count)}: one column per picture."
    if np.array_equal(columns.T.reshape(pictures.shape), pictures):
        return None
    if np.array_equal(columns.reshape(pictures.shape), pictures):
        return f"`{name}` has the right shape, but each column mixes numbers of many pictures: look at column 0."
    if all(np.array_equal(np.sort(columns[:, i]), np.sort(pictures[i], axis=None)) for i in (0, count - 1)):
        return f"Every column of `{name}` holds one picture, but its numbers stand in another order."
    if columns.max() <= 1:
        return f"`{name}` holds numbers from 0 to 1: keep the bytes from 0 to 255 here; they are scaled further below."
    return f"The columns of `{name}` do not hold the pictures: column 0 should hold the numbers of picture 0."


# --------------------------------------------------------------------------------------------------- the challenge


@portable
def logistic_row_sigmoid(z):
    """Return the sigmoid of a whole row; of a single number it refuses to."""
    import numpy as np
    from scipy.special import expit

    if np.size(z) == 1:
        raise ValueError("`sigmoid` gets a single number: give it the whole row of pre-activations, without a loop.")
    return expit(z)


def logistic_raw_data(seed):
    """Return X, Y to train on, X_new to judge on, and the probabilities of its labels.

    The units span five powers of ten, offsets are a hundred to 100,000 times larger than what varies, half of the
    features are skewed, and the labels are nearly noise or nearly sure: no fixed factor makes probabilities of a
    straight line.
    """
    rng = np.random.default_rng(seed)
    n, m, m_new = int(rng.integers(5, 8)), int(rng.integers(2000, 2501)), 1000
    powers = np.append(rng.uniform(-2, 2, n - 2), [rng.uniform(-3, -2), rng.uniform(2, 3)])
    unit = 10 ** rng.permutation(powers)[:, None]
    offset = unit * 10 ** rng.uniform(2, 5, (n, 1)) * rng.choice([-1, 1], (n, 1))
    plain = rng.standard_normal((n, m + m_new))
    skewed = rng.permutation(n) < (n + 1) // 2
    plain[skewed] = rng.exponential(size=(skewed.sum(), m + m_new)) - 1
    direction = rng.uniform(0.7, 1.3, (n, 1)) * rng.choice([-1, 1], (n, 1))
    direction *= rng.choice([rng.uniform(1, 1.6), rng.uniform(5, 8)]) / np.linalg.norm(direction)
    probabilities = expit(direction.T @ plain + rng.uniform(-1, 1))
    Y = (rng.random(probabilities.shape) < probabilities).astype(int)
    X = offset + unit * plain
    return X[:, :m], Y[:, :m], X[:, m:], probabilities[:, m:]


LOGISTIC_TARGET = 0.015  # by which the cross-entropy may exceed the best one


def logistic_excess(parameters, X_new, probabilities):
    """Return by how much the expected cross-entropy on held-out examples exceeds that of the true probabilities."""
    w, b = parameters
    a = expit(w.T @ X_new + b)
    return np.mean(rel_entr(probabilities, a) + rel_entr(1 - probabilities, 1 - a))


def logistic_judge_raw(train_on_raw_features, seed):
    """Judge the probabilities that w and b give 1,000 examples that the function has not seen."""
    X, Y, X_new, probabilities = logistic_raw_data(seed)
    result = train_on_raw_features(X, Y)
    if result is None:
        return demands.RETURN_MISSING
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return f"The result is {short(result, 40)}, expected two values, `(w, b)`."
    try:
        w, b = (np.asarray(part, dtype=float) for part in result)
    except (TypeError, ValueError):
        return "`w` or `b` is not made of numbers."
    if sentence := demands.array(w, (len(X), 1), "w"):
        return sentence
    if b.ndim:
        return f"`b` has the shape {b.shape}, expected a single number."
    if sentence := demands.finite(b, "b"):
        return sentence
    excess = logistic_excess((w, b), X_new, probabilities)
    if excess <= LOGISTIC_TARGET:
        return None
    text = (
        f"On 1,000 held-out examples the cross-entropy exceeds the best one by {excess:.3g}; at most {LOGISTIC_TARGET}"
    )
    agrees = np.mean((w.T @ X_new + b > 0) == (probabilities > 0.5))
    if agrees > 0.93:
        return text + " is asked for. The decision boundary is a good one, but the outputs are no true probabilities."
    scale = X.std(axis=1, keepdims=True)
    shifted = X_new - X.mean(axis=1, keepdims=True)
    if (
        min(
            logistic_excess((w / scale, 0), shifted, probabilities),
            logistic_excess((w, b), shifted / scale, probabilities),
        )
        < 0.3
    ):
        return text + " is asked for. `w` and `b` would suit features in other units: here they meet `X` as it comes."
    return text + " is asked for."


EXERCISES = {
    "0_lesson": [
        Question("q1", "Binary classification"),
        Question("q2", "Logistic regression"),
        Question("q3", "The cost function and where it comes from"),
        Question("q4", "Gradient descent"),
        Question("q5", "The computation graph"),
        Question("q6", "Gradient descent on one example"),
        Question("q7", "Vectorizing logistic regression and its gradient"),
        Question("q8", "Broadcasting"),
        Question("q9", "Rank-1 arrays and other NumPy traps"),
        Question("q10", "Rank-1 arrays and other NumPy traps"),
    ],
    "1_python_basics": [
        Exercise(name="test", lesson="A quick tour of notebooks", variables=("test",)),
        Exercise(name="basic_sigmoid", lesson="Logistic regression"),
        Exercise(name="sigmoid", lesson="Vectorization", atol=0),
        Exercise(name="sigmoid_derivative", lesson="More derivative examples", uses=("sigmoid",)),
        Exercise(name="image2vector", lesson="Binary classification"),
        Exercise(name="normalize_rows", lesson="Broadcasting", leaves=("x",)),
        Exercise(name="softmax", lesson="Broadcasting"),
        Exercise(name="L1", lesson="Vectorization"),
        Exercise(name="L2", lesson="Vectorization"),
        Exercise(name="nearest_columns", lesson="Broadcasting", judge=basics_judge_nearest),
        Exercise(name="cosine_similarities", lesson="Broadcasting", leaves=("A", "B")),
        Exercise(name="mended_report", lesson="Rank-1 arrays and other NumPy traps", leaves=("scores", "labels")),
    ],
    "2_logistic_regression": [
        Exercise(
            name="sizes",
            lesson="Binary classification",
            variables=("m_train", "m_test", "num_px"),
            judge=logistic_judge_sizes,
        ),
        Exercise(
            name="flatten",
            lesson="Binary classification",
            variables=("train_set_x_flatten", "test_set_x_flatten"),
            judge=logistic_judge_flatten,
        ),
        Exercise(name="sigmoid", lesson="Logistic regression", atol=0),
        Exercise(name="initialize_with_zeros", lesson="Rank-1 arrays and other NumPy traps"),
        Exercise(
            name="propagate",
            lesson="Vectorizing logistic regression and its gradient",
            uses=("sigmoid",),
            functions=(logistic_row_sigmoid,),
        ),
        Exercise(name="optimize", lesson="Gradient descent", uses=("propagate",)),
        Exercise(name="predict", lesson="Logistic regression", uses=("sigmoid",)),
        Exercise(
            name="model",
            lesson="Gradient descent on m examples",
            uses=("initialize_with_zeros", "optimize", "predict"),
        ),
        Exercise(
            name="cross_entropy_from_logits",
            lesson="The cost function and where it comes from",
            rtol=1e-9,
            atol=0,
        ),
        Exercise(
            name="train_on_raw_features",
            lesson="Gradient descent",
            judge=logistic_judge_raw,
            uses=("sigmoid", "initialize_with_zeros", "propagate", "optimize", "predict", "model"),
        ),
        Exercise(
            name="noisy_label_gradient",
            lesson="The computation graph",
            uses=("sigmoid",),
            rtol=1e-9,
            atol=0,
        ),
    ],
}
