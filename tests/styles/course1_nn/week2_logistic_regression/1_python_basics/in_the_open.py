# %% test
test = str.join(" ", ["Hello", "World"])
# %% basic_sigmoid
import math as mathematics


def basic_sigmoid(x):
    """The other form of the same function."""
    print("asked for", x)
    power = mathematics.exp(x)
    return np.float64(power / (power + 1))


# %% sigmoid
def halves(x):
    return np.tanh(np.asarray(x) / 2) / 2


sigmoid = lambda x: 0.5 + halves(x)


# %% sigmoid_derivative
def sigmoid_derivative(x):
    x = np.array(x, dtype=float)
    x *= -1
    np.exp(x, out=x)
    return x / (1 + x) ** 2


# %% image2vector
def image2vector(image):
    rows = []
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for k in range(image.shape[2]):
                rows.append([image[i, j, k]])
    return np.array(rows)


# %% normalize_rows
def length(row):
    return mathematics.sqrt(sum(entry**2 for entry in row.tolist()))


def normalize_rows(x):
    result = np.zeros(x.shape)
    for i, row in enumerate(x):
        result[i] = row / length(row)
    return result


# %% softmax
def softmax(x):
    x = x.astype(float)
    x -= x.max(1)[:, None]
    np.exp(x, x)
    x /= x.sum(-1).reshape(-1, 1)
    return x


# %% L1
def L1(yhat, y):
    total = 0
    for guess, right in zip(yhat, y):
        total += guess - right if guess > right else right - guess
    return float(total)


# %% L2
class Squares:
    def __call__(self, yhat, y):
        error = yhat - y
        return np.array(error @ error)


L2 = Squares()


# %% nearest_columns
def nearest_columns(A, B):
    A, B = np.float64(A), np.float64(B)
    positions = []
    for b in B.T:
        positions.append(int(((A - b[:, None]) ** 2).sum(axis=0).argmin()))
    return positions
