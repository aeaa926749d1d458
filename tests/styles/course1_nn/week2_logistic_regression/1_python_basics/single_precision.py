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
    x = np.array(x, dtype=np.float32, copy=True)
    return np.divide(np.float32(1), np.add(np.float32(1), np.exp(-x)))


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
    result = np.zeros(B.shape[1])
    for j in range(B.shape[1]):
        distances = np.sqrt(np.sum((A - B[:, j : j + 1]) ** 2, axis=0))
        result[j] = np.argmin(distances)
    return result.astype(int)
