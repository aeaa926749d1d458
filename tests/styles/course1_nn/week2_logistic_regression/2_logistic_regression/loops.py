# %% sizes
m_train = 0
for _ in train_set_x_orig:
    m_train += 1
m_test = int(np.sum(np.ones(test_set_y.shape[1])))
num_px = int(np.sqrt(train_set_x_orig[0].size / 3))
# %% flatten
train_set_x_flatten = np.zeros((num_px * num_px * 3, m_train), dtype=int)
for i in range(m_train):
    train_set_x_flatten[:, i] = train_set_x_orig[i].flatten()
test_set_x_flatten = np.array([picture.flatten() for picture in test_set_x_orig]).T
# %% sigmoid
import math


def sigmoid(z):
    if np.ndim(z) == 0:
        return 1 / (1 + math.exp(-z))
    result = np.empty(np.shape(z))
    for place, entry in np.ndenumerate(z):
        result[place] = 1 / (1 + math.exp(-entry))
    return result


# %% initialize_with_zeros
def initialize_with_zeros(dim):
    w = []
    for _ in range(dim):
        w.append([0.0])
    return np.array(w), 0


# %% propagate
def propagate(w, b, X, Y):
    n, m = X.shape
    Z, dw = np.zeros((1, m)) + b, np.zeros((n, 1))
    for j in range(n):
        Z += w[j, 0] * X[j]
    A = 1 / (1 + np.exp(-Z))
    for j in range(n):
        dw[j, 0] = np.mean((A - Y) * X[j])
    cost = 0
    for z, y in zip(Z[0], Y[0]):
        cost += math.log1p(math.exp(-z if y else z)) / m
    return {"dw": dw, "db": np.mean(A - Y)}, cost


# %% optimize
import copy


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, b = copy.deepcopy(w), copy.deepcopy(b)
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw, db = grads["dw"], grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("Cost after iteration %i: %f" % (i, cost))
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs


# %% predict
def predict(w, b, X):
    Y_prediction = []
    for column in X.T:
        if sigmoid(float(column @ w[:, 0]) + b) > 0.5:
            Y_prediction.append(1)
        else:
            Y_prediction.append(0)
    return np.array([Y_prediction])


# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    costs = []
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(np.dot(w.T, X_train) + b)))
        if i % 100 == 0:
            costs.append(np.squeeze(-np.mean(Y_train * np.log(A) + (1 - Y_train) * np.log(1 - A))))
        w = w - learning_rate * np.dot(X_train, (A - Y_train).T) / X_train.shape[1]
        b = b - learning_rate * np.mean(A - Y_train)
    d = {}
    d["w"], d["b"], d["costs"] = w, b, costs
    d["learning_rate"], d["num_iterations"] = learning_rate, num_iterations
    d["Y_prediction_train"] = predict(w, b, X_train)
    d["Y_prediction_test"] = predict(w, b, X_test)
    return d


# %% cross_entropy_from_logits
def softplus(t):
    return t + math.log1p(math.exp(-t)) if t > 0 else math.log1p(math.exp(t))


def cross_entropy_from_logits(Z, Y):
    total = 0.0
    for z, y in zip(Z[0].tolist(), Y[0].tolist()):
        total += y * softplus(-z) + (1 - y) * softplus(z)
    return total / Z.shape[1]


# %% train_on_raw_features
def train_on_raw_features(X, Y):
    n, m = X.shape
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    scaled = 2 * (X - low) / (high - low) - 1
    w, b = np.zeros((n, 1)), 0.0
    for _ in range(3000):
        error = 1 / (1 + np.exp(-(w.T @ scaled + b))) - Y
        w -= 2.0 * scaled @ error.T / m
        b -= 2.0 * error.mean()
    slope = 2 * w / (high - low)
    return slope, float(b - np.sum(w) - np.sum(slope * low))


# %% noisy_label_gradient
def noisy_label_gradient(Z, Y, noise):
    dZ = np.zeros(Z.shape)
    for i in range(Z.shape[1]):
        z = Z[0, i]
        cat, other = 1 / (1 + math.exp(-z)), 1 / (1 + math.exp(z))
        if Y[0, i] == 1:
            dZ[0, i] = -(1 - 2 * noise) * cat * other / ((1 - noise) * cat + noise * other)
        else:
            dZ[0, i] = (1 - 2 * noise) * cat * other / ((1 - noise) * other + noise * cat)
    return dZ
