# %% basic_sigmoid: The minus in the exponent is forgotten
import math


def basic_sigmoid(x):
    return 1 / (1 + math.exp(x))

# %% basic_sigmoid: The denominator has no parentheses
import math


def basic_sigmoid(x):
    s = 1 / 1 + math.exp(-x)
    return s

# %% sigmoid: The exponential of module math is used on an array
def sigmoid(x):
    return 1 / (1 + math.exp(-x))

# %% sigmoid: The caret of other languages is used as a power
def sigmoid(x):
    return 1 / (1 + np.e ^ (-x))

# %% sigmoid_derivative: The formula takes x in place of its sigmoid
def sigmoid_derivative(x):
    return x * (1 - x)

# %% sigmoid_derivative: A matrix product stands where entries should be multiplied
def sigmoid_derivative(x):
    s = sigmoid(x)
    return np.dot(s, 1 - s)

# %% sigmoid_derivative: The derivative is written as s minus 1 times s, so the sign is turned
def sigmoid_derivative(x):
    s = sigmoid(x)
    ds = s * (s - 1)
    return ds

# %% image2vector: The picture is laid out as a row, not a column
def image2vector(image):
    return image.reshape(1, -1)

# %% image2vector: flatten leaves only one axis
def image2vector(image):
    return image.flatten()

# %% image2vector: The size is fixed to 64 by 64 with 3 colours
def image2vector(image):
    return image.reshape(64 * 64 * 3, 1)

# %% image2vector: The picture is transposed before it is laid out, so the order changes
def image2vector(image):
    l, h, d = image.shape
    return image.T.reshape(l * h * d, 1)

# %% normalize_rows: The norm has no keepdims
def normalize_rows(x):
    norm = np.linalg.norm(x, axis=1)
    return x / norm

# %% normalize_rows: Columns are normalized, axis 0 in place of axis 1
def normalize_rows(x):
    return x / np.linalg.norm(x, axis=0, keepdims=True)

# %% normalize_rows: One norm for the whole array is used
def normalize_rows(x):
    x_norm = np.linalg.norm(x)
    x = x / x_norm
    return x

# %% normalize_rows: Each row is divided by its sum, not its length
def normalize_rows(x):
    total = np.sum(x, axis=1, keepdims=True)
    return x / total

# %% softmax: The maximum is not subtracted, so scores around 1000 overflow
def softmax(x):
    x_exp = np.exp(x)
    return x_exp / np.sum(x_exp, axis=1, keepdims=True)

# %% softmax: The sum runs down the columns
def softmax(x):
    x_exp = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_exp / x_exp.sum(axis=0, keepdims=True)

# %% softmax: The maximum of the whole array is subtracted
def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum(axis=1, keepdims=True)

# %% L1: The absolute value is taken of the sum, so errors cancel
def L1(yhat, y):
    return np.abs(np.sum(y - yhat))

# %% L1: The mean is returned instead of the sum
def L1(yhat, y):
    return np.mean(np.abs(y - yhat))

# %% L2: The root of the sum is taken, the distance instead of its square
def L2(yhat, y):
    loss = np.sqrt(np.sum((y - yhat) ** 2))
    return loss

# %% L2: The squares are not added up
def L2(yhat, y):
    return (y - yhat) ** 2

# %% nearest_columns: Bytes are subtracted without turning them into floats
def nearest_columns(A, B):
    differences = A[:, :, None] - B[:, None, :]
    return np.argmin((differences ** 2).sum(axis=0), axis=0)

# %% nearest_columns: The argmin runs along the wrong axis, for each column of A the nearest of B
def nearest_columns(A, B):
    A = A.astype(float)
    B = B.astype(float)
    differences = A[:, :, None] - B[:, None, :]
    return np.argmin((differences ** 2).sum(axis=0), axis=1)

# %% nearest_columns: A loop over all pairs makes it too slow
def nearest_columns(A, B):
    largest = max(np.abs(A).max(), np.abs(B).max()) + 1e-9
    A, B = A / largest, B / largest
    positions = []
    for j in range(B.shape[1]):
        distances = []
        for i in range(A.shape[1]):
            distances.append(L2(A[:, i], B[:, j]))
        positions.append(np.argmin(distances))
    return np.array(positions)
