# %% sizes
shape_X = list(X.shape)
shape_Y = list(Y.shape)
m = float(shape_X[1])
# %% layer_sizes
def layer_sizes(X, Y):
    n_x, _ = X.shape
    n_y, _ = Y.shape
    return [n_x, np.int64(4), n_y]


# %% initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    W1 = (np.random.randn(n_h, n_x) * 0.01).astype(np.float32)
    b1 = np.zeros(shape=(n_h, 1), dtype=np.float32)
    W2 = (np.random.randn(n_y, n_h) * 0.01).astype(np.float32)
    b2 = np.zeros(shape=(n_y, 1), dtype=np.float32)
    assert W1.shape == (n_h, n_x)
    assert b1.shape == (n_h, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% forward_propagation
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2.astype(np.float32), {key: item.astype(np.float32) for key, item in cache.items()}


# %% compute_cost
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m
    return np.float32(np.squeeze(cost))


# %% backward_propagation
def backward_propagation(parameters, cache, X, Y):
    m = np.float64(X.shape[1])
    dZ2 = cache["A2"] - Y.astype(float)
    dZ1 = parameters["W2"].T @ dZ2 / np.cosh(cache["Z1"]) ** 2
    grads = {"dW1": dZ1 @ X.T / m, "db1": dZ1.mean(axis=1).reshape(-1, 1)}
    grads |= {"dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.mean(axis=1).reshape(-1, 1)}
    return {key: item.astype(np.float32) for key, item in grads.items()}


# %% update_parameters
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - np.multiply(learning_rate, grads["dW1"])
    b1 = parameters["b1"] - np.multiply(learning_rate, grads["db1"])
    W2 = parameters["W2"] - np.multiply(learning_rate, grads["dW2"])
    b2 = parameters["b2"] - np.multiply(learning_rate, grads["db2"])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    sizes = layer_sizes(X, Y)
    parameters = initialize_parameters(sizes[0], n_h, sizes[2])
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2.clip(1e-6, 1 - 1e-6), Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate=1.2)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters


# %% predict
def predict(parameters, X):
    Z2 = parameters["W2"] @ np.tanh(parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]
    return (Z2 > 0).astype(np.float32)


# %% choose_hidden_size
def choose_hidden_size(training, validation, test, sizes):
    networks = {}
    validation_accuracy = {}
    for n_h in sizes:
        networks[n_h] = nn_model(training[0], training[1], n_h=n_h, num_iterations=2000)
        wrong = np.abs(predict(networks[n_h], validation[0]) - validation[1]).mean()
        validation_accuracy[n_h] = 1 - wrong
    best = max(validation_accuracy, key=validation_accuracy.get)
    p = validation_accuracy[best]
    standard_error = np.std(predict(networks[best], validation[0]) == validation[1]) / np.sqrt(validation[1].size)
    good = [n_h for n_h in sizes if validation_accuracy[n_h] > p - standard_error]
    return np.int64(min(good)), np.float32(np.mean(predict(networks[min(good)], test[0]) == test[1]))


# %% smallest_network
def smallest_network(parameters):
    W1, b1, W2 = parameters["W1"], parameters["b1"], parameters["W2"]
    varies = (W1 != 0).any(axis=1)
    b2 = parameters["b2"] + W2[:, ~varies] @ np.tanh(b1[~varies])
    lines, out = np.hstack([W1, b1])[varies], W2[0, varies]
    signs = np.array([np.sign(line[line != 0][0]) for line in lines])
    unique, inverse = np.unique(lines * signs[:, None], axis=0, return_inverse=True)
    total = np.bincount(np.ravel(inverse), weights=out * signs, minlength=len(unique))
    unique, total = unique[total != 0], total[total != 0]
    return {"W1": unique[:, :-1], "b1": unique[:, -1:], "W2": total[None, :], "b2": b2}


# %% prelu_gradients
def prelu_gradients(parameters, cache, X, Y):
    m = X.shape[1]
    Z1, A1 = cache["Z1"], cache["A1"]
    positive = (Z1 > 0).astype(float)
    dZ2 = cache["A2"] - Y
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * (positive + (1 - positive) * parameters["s"])
    grads = {
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1.sum(axis=1, keepdims=True) / m,
        "ds": (dA1 * (1 - positive) * Z1).mean(axis=1, keepdims=True),
        "dW2": dZ2 @ A1.T / m,
        "db2": dZ2.mean(axis=1, keepdims=True),
    }
    return {key: item.astype(np.float32) for key, item in grads.items()}
