# %% test
test = str.join(" ", ["Hello", "World"])
# %% basic_sigmoid
import math as mathematics


def basic_sigmoid(x):
    """The other form of the same function."""
    print("asked for", x)
    power = mathematics.exp(-abs(x))
    share = power / (power + 1)
    return np.float64(1 - share if x > 0 else share)


# %% sigmoid
def smaller_part(x):
    power = np.exp(np.minimum(x, -np.asarray(x)))
    return power / (1 + power)


sigmoid = lambda x: np.where(x < 0, smaller_part(x), 1 - smaller_part(x))


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
    largest = max(np.float64(np.abs(A)).max(), np.float64(np.abs(B)).max()) or 1.0
    A, B = A / largest, B / largest
    positions = []
    for b in B.T:
        positions.append(int(((A - b[:, None]) ** 2).sum(axis=0).argmin()))
    return positions


# %% cosine_similarities
def direction(column):
    column = column.astype(float)
    size = np.abs(column).max()
    if size == 0:
        return column
    column = column / size
    return column / mathematics.sqrt((column**2).sum())


def cosine_similarities(A, B):
    table = np.zeros((A.shape[1], B.shape[1]))
    for i, a in enumerate(A.T):
        for j, b in enumerate(B.T):
            table[i, j] = direction(a) @ direction(b)
    return table


# %% mended_report
def mended_report(scores, labels):
    m, n = scores.shape
    probabilities, mean_by_class, loss, hits = np.zeros((m, n)), np.zeros((n, n)), 0.0, 0
    for i in range(m):
        row = scores[i] - scores[i].max()
        total = np.exp(row).sum()
        probabilities[i] = np.exp(row) / total
        hits += np.argmax(row) == labels[i, 0]
        loss += np.log(total) - row[labels[i, 0]]
    for c in range(n):
        chosen = [probabilities[i] for i in range(m) if labels[i, 0] == c]
        if chosen:
            mean_by_class[c] = sum(chosen) / len(chosen)
    return {"probabilities": probabilities, "accuracy": hits / m, "loss": loss / m, "mean_by_class": mean_by_class}
