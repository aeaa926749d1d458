# %% test
hello, world = "Hello", "World"
print("about to join", hello, world)
test = hello + " " + world
# %% basic_sigmoid
import math


def basic_sigmoid(x):
    """With more care than needed."""
    assert isinstance(x, (int, float)), "one number, please"
    if x >= 0:
        return float(1.0 / (1.0 + math.exp(-x)))
    return float(math.exp(x) / (1.0 + math.exp(x)))


# %% sigmoid
def sigmoid(x: np.ndarray) -> np.ndarray:
    x = np.array(x, dtype=float, copy=True)
    below = np.exp(np.minimum(x, 0))
    above = np.exp(-np.maximum(x, 0))
    return np.divide(below, np.add(above, below) * 1.0)


# %% sigmoid_derivative
def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    s = sigmoid(x).astype(np.float64)
    result = s.copy()
    result *= 1 - s
    return result


# %% image2vector
class Image:
    def __init__(self, pixels):
        self.pixels = pixels

    def column(self):
        return self.pixels.reshape((-1, 1), order="C").copy()


def image2vector(image):
    return Image(image).column()


# %% normalize_rows
def normalize_rows(x):
    x = np.copy(x).astype(np.float32)
    for i in range(x.shape[0]):
        x[i, :] /= np.sqrt(np.sum(np.square(x[i, :])))
    return x


# %% softmax
def softmax(x):
    """Fine in float64 after the largest score is gone, then stored in half the memory."""
    x = np.array(x, dtype=float)
    shifted = x - np.amax(x, axis=1).reshape(len(x), 1)
    powers = np.exp(shifted)
    total = powers.sum(axis=1)
    return np.transpose(np.transpose(powers) / total)


# %% L1
def L1(yhat, y):
    difference = np.asarray(y, dtype=float) - np.asarray(yhat, dtype=float)
    return np.linalg.norm(difference, ord=1)


# %% L2
def L2(yhat, y):
    return np.array(np.sum(np.power(np.subtract(yhat, y), 2)))


# %% nearest_columns
def nearest_columns(A, B):
    A = np.asarray(A, dtype=np.float64)
    B = np.asarray(B, dtype=np.float64)
    A, B = A - A[:, :1], B - A[:, :1]
    scale = max(np.amax(np.absolute(A)), np.amax(np.absolute(B)), 1e-100)
    A, B = A / scale, B / scale
    result = np.zeros(B.shape[1])
    for j in range(B.shape[1]):
        distances = np.sqrt(np.sum((A - B[:, j : j + 1]) ** 2, axis=0))
        result[j] = np.argmin(distances)
    return result.astype(int)


# %% cosine_similarities
def cosine_similarities(A, B):
    def scaled(M):
        M = np.array(M, dtype=np.float64)
        peak = np.amax(np.absolute(M), axis=0)
        peak[peak == 0] = 1.0
        M /= peak
        length = np.sqrt(np.sum(np.square(M), axis=0))
        length[length == 0] = 1.0
        return M / length

    return np.matmul(np.transpose(scaled(A)), scaled(B))


# %% mended_report
def mended_report(scores, labels):
    scores = np.array(scores, dtype=np.float64)
    scores -= np.amax(scores, axis=1, keepdims=True)
    log_total = np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    logs = scores - log_total
    probabilities = np.exp(logs)
    assert np.allclose(probabilities.sum(axis=1), 1)
    report = {"probabilities": probabilities}
    report["accuracy"] = (logs.argmax(axis=1).reshape(-1, 1) == labels).mean()
    report["loss"] = -np.take_along_axis(logs, labels, axis=1).mean()
    report["mean_by_class"] = np.zeros((scores.shape[1], scores.shape[1]))
    for c in np.unique(labels):
        report["mean_by_class"][c] = probabilities[labels[:, 0] == c].mean(axis=0)
    return report
