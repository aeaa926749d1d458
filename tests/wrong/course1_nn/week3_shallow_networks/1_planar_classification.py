# %% layer_sizes: The number of examples is taken for the number of inputs and outputs
def layer_sizes(X, Y):
    n_x = X.shape[1]
    n_h = 4
    n_y = Y.shape[1]
    return n_x, n_h, n_y

# %% layer_sizes: The whole shapes are returned instead of their first entries
def layer_sizes(X, Y):
    return X.shape, 4, Y.shape

# %% initialize_parameters: rand is used, so all weights are positive
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.rand(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": np.random.rand(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}

# %% initialize_parameters: The weights are not multiplied by 0.01
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% initialize_parameters: The weights have a row per input, as in other frameworks
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_x, n_h) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_h, n_y) * 0.01, "b2": np.zeros((n_y, 1))}

# %% initialize_parameters: The biases have only one axis
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% forward_propagation: The hidden layer uses the sigmoid
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = sigmoid(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% forward_propagation: The output layer uses tanh as well
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = np.tanh(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% forward_propagation: The second layer is fed Z1 instead of A1
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, Z1) + b2
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

# %% forward_propagation: Only the cache is returned
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% compute_cost: Only the examples with label 1 are counted, the second term is missing
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(np.multiply(np.log(A2), Y)) / m

# %% compute_cost: The logarithm to the base of 10 is used
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2)) / m

# %% compute_cost: A matrix product with a transpose gives an array with two axes
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m
    return cost

# %% backward_propagation: The slope of tanh is 1 - A1 without the square
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: The slope of tanh is taken at Z1
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(cache["Z1"], 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: The biases are summed over everything, so both are single numbers
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: The sums for the biases have no keepdims
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: W2 is not transposed
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"], dZ2) * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: dW1 is computed with A1 instead of X
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = np.dot(dZ1, A1.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% backward_propagation: The hidden layer is divided by m only for dW1, not for db1
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# %% update_parameters: The names of the new dictionary are those of the slopes
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    for name in ("W1", "b1", "W2", "b2"):
        new["d" + name] = parameters[name] - learning_rate * grads["d" + name]
    return new

# %% update_parameters: The learning rate is fixed at 1.2 inside
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - 1.2 * grads["dW1"]
    b1 = parameters["b1"] - 1.2 * grads["db1"]
    W2 = parameters["W2"] - 1.2 * grads["dW2"]
    b2 = parameters["b2"] - 1.2 * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% update_parameters: The second bias is updated with the slope of the first
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db1"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% nn_model: The result of the update gets another name, so nothing is learned
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        new_parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print(cost)
    return parameters

# %% nn_model: The size of the hidden layer is always the 4 of layer_sizes
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_h, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print(cost)
    return parameters

# %% nn_model: The parameters are initialized anew in every step
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    for i in range(num_iterations):
        parameters = initialize_parameters(n_x, n_h, n_y)
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters

# %% predict: The pair from forward_propagation is compared with 0.5 without taking the answers out
def predict(parameters, X):
    A2 = forward_propagation(X, parameters)
    return A2 > 0.5

# %% predict: The threshold is 0, as for tanh
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    return (A2 > 0).astype(int)

# %% prelu_gradients: The slope of s also counts the examples with positive sums
def prelu_gradients(parameters, cache, X, Y):
    m = X.shape[1]
    Z1 = cache["Z1"]
    dZ2 = cache["A2"] - Y
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * np.where(Z1 > 0, 1, parameters["s"])
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m,
            "ds": np.sum(dA1 * Z1, axis=1, keepdims=True) / m,
            "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}

# %% prelu_gradients: The gradient of s is not divided by m
def prelu_gradients(parameters, cache, X, Y):
    m = X.shape[1]
    Z1 = cache["Z1"]
    dZ2 = cache["A2"] - Y
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * np.where(Z1 > 0, 1, parameters["s"])
    ds = np.sum(dA1 * Z1 * (Z1 <= 0), axis=1, keepdims=True)
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m, "ds": ds,
            "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}

# %% prelu_gradients: The derivative of the hidden unit is applied to the output error instead of dA1
def prelu_gradients(parameters, cache, X, Y):
    m = X.shape[1]
    Z1 = cache["Z1"]
    dZ2 = cache["A2"] - Y
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dZ2 * np.where(Z1 > 0, 1, parameters["s"])
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m,
            "ds": np.sum(dA1 * np.minimum(Z1, 0), axis=1, keepdims=True) / m,
            "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}

# %% choose_hidden_size: The size with the best validation accuracy is returned with that accuracy
def choose_hidden_size(training, validation, test, sizes):
    best, best_size = 0, None
    for n_h in sizes:
        network = nn_model(*training, n_h, num_iterations=2000)
        share = np.mean(predict(network, validation[0]) == validation[1])
        if share > best:
            best, best_size = share, n_h
    return best_size, best

# %% choose_hidden_size: Two standard errors are allowed
def choose_hidden_size(training, validation, test, sizes):
    networks = {n_h: nn_model(*training, n_h, num_iterations=2000) for n_h in sizes}
    p = {n_h: np.mean(predict(networks[n_h], validation[0]) == validation[1]) for n_h in sizes}
    top = max(p.values())
    n_h = min(k for k in sizes if p[k] >= top - 2 * np.sqrt(top * (1 - top) / validation[1].size))
    return n_h, np.mean(predict(networks[n_h], test[0]) == test[1])

# %% smallest_network: Equal units are merged, opposite ones are overlooked
def smallest_network(parameters):
    weights, b2 = {}, parameters["b2"].copy()
    for w, b, v in zip(parameters["W1"], parameters["b1"][:, 0], parameters["W2"][0]):
        if np.all(w == 0):
            b2 += v * np.tanh(b)
        else:
            weights[(*w, b)] = weights.get((*w, b), 0) + v
    rows = np.array([(*k, v) for k, v in weights.items() if v != 0])
    return {"W1": rows[:, :-2], "b1": rows[:, [-2]], "W2": rows[:, [-1]].T, "b2": b2}

# %% smallest_network: Constant units are thrown away without their share of the bias
def smallest_network(parameters):
    keep = (parameters["W1"] != 0).any(axis=1) & (parameters["W2"][0] != 0)
    return {"W1": parameters["W1"][keep], "b1": parameters["b1"][keep],
            "W2": parameters["W2"][:, keep], "b2": parameters["b2"]}
