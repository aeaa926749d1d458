# %% test
def say(words):
    return words[0] if len(words) == 1 else words[0] + " " + say(words[1:])


test = say(["Hello", "World"])
# %% basic_sigmoid
import math


def basic_sigmoid(x):
    return math.exp(x) * basic_sigmoid(-x) if x < 0 else 1 / (1 + math.exp(-x))


# %% sigmoid
def sigmoid(x):
    if np.ndim(x) == 0:
        return np.array(basic_sigmoid(float(x)))
    return np.array([sigmoid(row) for row in x])


# %% sigmoid_derivative
def sigmoid_derivative(x):
    if np.ndim(x) == 0:
        s = basic_sigmoid(float(x))
        return np.float64(s * (1 - s))
    return np.stack([sigmoid_derivative(row) for row in x])


# %% image2vector
def flat(part):
    return [part] if np.ndim(part) == 0 else [entry for piece in part for entry in flat(piece)]


def image2vector(image):
    return np.array([flat(image)]).T


# %% normalize_rows
def normalize_rows(x):
    if len(x) == 1:
        return x / np.hypot.reduce(x, axis=None)
    return np.concatenate([normalize_rows(x[:1]), normalize_rows(x[1:])])


# %% softmax
def softmax(x):
    if x.ndim == 1:
        powers = np.exp(x - max(x))
        return powers / sum(powers)
    return np.vstack([softmax(row) for row in x])


# %% L1
def L1(yhat, y):
    return abs(yhat[0] - y[0]) + (L1(yhat[1:], y[1:]) if len(y) > 1 else 0)


# %% L2
def L2(yhat, y):
    return (yhat[0] - y[0]) ** 2 + (L2(yhat[1:], y[1:]) if len(y) > 1 else 0)


# %% nearest_columns
def nearest_columns(A, B):
    if B.shape[1] > 8:
        middle = B.shape[1] // 2
        return np.concatenate([nearest_columns(A, B[:, :middle]), nearest_columns(A, B[:, middle:])])
    gaps = np.float64(A)[:, :, None] - np.float64(B)[:, None]
    return np.linalg.norm(gaps / max(gaps.max(), -gaps.min(), 1e-200), axis=0).argmin(axis=0)


# %% cosine_similarities
def cosine_similarities(A, B):
    if B.shape[1] > 1:
        return np.hstack([cosine_similarities(A, B[:, :1]), cosine_similarities(A, B[:, 1:])])
    if A.shape[1] > 1:
        return np.vstack([cosine_similarities(A[:, :1], B), cosine_similarities(A[:, 1:], B)])
    a, b = A[:, 0].astype(float), B[:, 0].astype(float)
    if not a.any() or not b.any():
        return np.zeros((1, 1))
    a, b = a / np.abs(a).max(), b / np.abs(b).max()
    return np.array([[a @ b / math.hypot(*a) / math.hypot(*b)]])


# %% mended_report
def mended_report(scores, labels):
    probabilities = softmax(scores)
    n = scores.shape[1]
    picked = scores[np.arange(len(scores)), labels.ravel()]
    top = scores.max(axis=1)
    means = [probabilities[labels.ravel() == c] for c in range(n)]
    return {
        "mean_by_class": np.array([rows.mean(axis=0) if len(rows) else np.zeros(n) for rows in means]),
        "loss": np.mean(np.log(np.exp(scores.T - top).sum(axis=0)) + top - picked),
        "accuracy": float(np.mean(np.argmax(scores, axis=1, keepdims=True) == labels)),
        "probabilities": probabilities,
    }
