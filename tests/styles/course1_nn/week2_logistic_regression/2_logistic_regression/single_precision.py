# %% sizes
m_train, num_px, num_px, _ = train_set_x_orig.shape
m_test = test_set_x_orig.shape[0]
print(m_train, m_test, num_px)


# %% flatten
def flatten_set(pictures):
    m = pictures.shape[0]
    return pictures.reshape(m, pictures.shape[1] * pictures.shape[2] * pictures.shape[3]).T.astype(np.float32)


train_set_x_flatten = flatten_set(train_set_x_orig)
test_set_x_flatten = flatten_set(test_set_x_orig)


# %% sigmoid
def sigmoid(z):
    s = np.float32(1) / (np.float32(1) + np.exp(-np.float32(z)))
    return s


# %% initialize_with_zeros
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1), dtype=np.float32)
    b = 0.0
    assert w.shape == (dim, 1)
    assert isinstance(b, float)
    return w, b


# %% propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    Z = np.dot(w.T, X) + b
    A = 1 / (1 + np.exp(-Z))
    cost = (-1 / m) * np.sum(np.multiply(Y, np.log(A)) + np.multiply(1 - Y, np.log(1 / (1 + np.exp(Z)))))
    dw = (1 / m) * np.dot(X, np.subtract(A, Y).T)
    db = (1 / m) * np.sum(A - Y)
    assert dw.shape == w.shape
    cost = np.squeeze(np.array(cost))
    print("cost", cost)
    return {"dw": dw.astype(np.float32), "db": np.float32(db)}, cost


# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w = np.array(w, dtype=float)
    b = float(b)
    costs = {}
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        grads = {"dw": X @ (A - Y).T / Y.size, "db": (A - Y).mean()}
        if i % 100 == 0:
            costs[i] = -np.log(np.where(Y, A, 1 - A)).mean()
            if print_cost:
                print(costs[i])
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, list(costs.values())


# %% predict
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m), dtype=np.int8)
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction[A > 0.5] = 1
    return Y_prediction


# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    def trained(w, b):
        return optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)

    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, gradients, costs = trained(w, b)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_test).astype(np.float32)
    Y_prediction_train = predict(w, b, X_train).astype(bool)
    if print_cost:
        print("test accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100))
    d = {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
    return d


# %% cross_entropy_from_logits
def cross_entropy_from_logits(Z, Y):
    """A float for each curve, in twice the precision of the rest."""
    Z = np.asarray(Z, dtype=np.float64)
    at_most_zero = np.minimum(Z, -Z)
    shared = np.log1p(np.exp(at_most_zero))
    losses = shared + Y * np.clip(-Z, 0, None) + (1 - Y) * np.clip(Z, 0, None)
    return float(losses.sum() / losses.size)


# %% train_on_raw_features
def train_on_raw_features(X, Y):
    X = np.asarray(X, dtype=np.float64)
    center = np.mean(X, axis=1).reshape(-1, 1)
    width = np.sqrt(np.var(X, axis=1)).reshape(-1, 1)
    best = None
    for learning_rate in (1.0, 2.0):
        result = model((X - center) / width, Y, (X - center) / width, Y, 1000, learning_rate)
        share = np.mean(result["Y_prediction_train"] == Y)
        if best is None or share > best[0]:
            best = share, result["w"] / width, result["b"]
    _, w, b = best
    return w, b - float((w * center).sum())


# %% noisy_label_gradient
def noisy_label_gradient(Z, Y, noise):
    s = np.where(Y > 0, 1.0, -1.0)
    p = 1.0 / (1.0 + np.exp(-s * Z))
    one_minus_p = 1.0 / (1.0 + np.exp(s * Z))
    keep = 1.0 - 2.0 * noise
    assert 0 < keep < 1
    return -s * keep * p * one_minus_p / (noise + keep * p)
