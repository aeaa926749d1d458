# %% compute_cost_with_regularization: The price of the weights is not divided by m
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    price = lambd / 2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)))
    return compute_cost(A3, Y) + price

# %% compute_cost_with_regularization: The biases are priced too
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    price = sum(np.sum(value ** 2) for value in parameters.values())
    return compute_cost(A3, Y) + lambd / (2 * m) * price

# %% compute_cost_with_regularization: The denominator 2 m has no brackets
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    price = lambd / 2 * m * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))
    return compute_cost(A3, Y) + price

# %% compute_cost_with_regularization: The absolute values are added up, L1 instead of L2
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for name in ("W1", "W2", "W3"):
        total += np.sum(np.abs(parameters[name]))
    return compute_cost(A3, Y) + lambd / (2 * m) * total

# %% compute_cost_with_regularization: Only the price is returned, without the cross-entropy
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A3, Y)
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    L2_cost = lambd / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)))
    return L2_cost

# %% backward_propagation_with_regularization: The slope of the price keeps the 2 of the cost, lambd / (2 m)
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    W1, W2, W3 = cache[2], cache[6], cache[10]
    for name, W in (("dW1", W1), ("dW2", W2), ("dW3", W3)):
        grads[name] = grads[name] + lambd / (2 * m) * W
    return grads

# %% backward_propagation_with_regularization: The weights are read from the wrong places of the cache
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    grads["dW1"] += lambd / m * cache[3]
    grads["dW2"] += lambd / m * cache[7]
    grads["dW3"] += lambd / m * cache[11]
    return grads

# %% backward_propagation_with_regularization: The price is added to the biases' slopes as well
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = backward_propagation(X, Y, cache)
    for name, value in (("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2), ("W3", W3), ("b3", b3)):
        grads["d" + name] = grads["d" + name] + lambd / m * value
    return grads

# %% backward_propagation_with_regularization: The price is subtracted, like weight decay in the update
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = backward_propagation(X, Y, cache)
    grads["dW1"] = grads["dW1"] - lambd / m * W1
    grads["dW2"] = grads["dW2"] - lambd / m * W2
    grads["dW3"] = grads["dW3"] - lambd / m * W3
    return grads

# %% backward_propagation_with_regularization: The first layer is forgotten
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = backward_propagation(X, Y, cache)
    grads["dW3"] = grads["dW3"] + lambd / m * W3
    grads["dW2"] = grads["dW2"] + lambd / m * W2
    return grads

# %% forward_propagation_with_dropout: The activations are not divided by keep_prob
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    D1 = np.random.rand(*A1.shape) < keep_prob
    A1 = A1 * D1
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    D2 = np.random.rand(*A2.shape) < keep_prob
    A2 = A2 * D2
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

# %% forward_propagation_with_dropout: The comparison is turned round, so units are dropped with keep_prob
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    D1 = np.random.rand(*A1.shape) > keep_prob
    A1 = A1 * D1 / keep_prob
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    D2 = np.random.rand(*A2.shape) > keep_prob
    A2 = A2 * D2 / keep_prob
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

# %% forward_propagation_with_dropout: The mask is drawn with randn, the normal distribution
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.randn(A1.shape[0], A1.shape[1])
    D1 = D1 < keep_prob
    A1 = A1 * D1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.randn(A2.shape[0], A2.shape[1])
    D2 = D2 < keep_prob
    A2 = A2 * D2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

# %% forward_propagation_with_dropout: One mask per unit is used for all examples
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(A1.shape[0], 1) < keep_prob
    A1 = A1 * D1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(A2.shape[0], 1) < keep_prob
    A2 = A2 * D2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

# %% forward_propagation_with_dropout: The dropped activations get another name and the full A1 goes on
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(*A1.shape) < keep_prob
    A1_dropped = A1 * D1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(*A2.shape) < keep_prob
    A2_dropped = A2 * D2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1_dropped, W1, b1, Z2, D2, A2_dropped, W2, b2, Z3, A3, W3, b3)

# %% backward_propagation_with_dropout: The slopes are not divided by keep_prob
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = W3.T @ dZ3 * D2
    dZ2 = dA2 * (Z2 > 0)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2 * D1
    dZ1 = dA1 * (Z1 > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% backward_propagation_with_dropout: New masks are drawn on the way back
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = W3.T @ dZ3
    D2 = np.random.rand(*dA2.shape) < keep_prob
    dA2 = dA2 * D2 / keep_prob
    dZ2 = dA2 * (Z2 > 0)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2
    D1 = np.random.rand(*dA1.shape) < keep_prob
    dA1 = dA1 * D1 / keep_prob
    dZ1 = dA1 * (Z1 > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% backward_propagation_with_dropout: The mask is put on after dZ2 and dZ1 have been computed
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = W3.T @ dZ3
    dZ2 = dA2 * (Z2 > 0)
    dA2 = dA2 * D2 / keep_prob
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (Z1 > 0)
    dA1 = dA1 * D1 / keep_prob
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% backward_propagation_with_dropout: The cache is unpacked as the one without masks
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    grads = backward_propagation(X, Y, cache)
    D1, D2 = cache[1], cache[6]
    grads["dA2"] = grads["dA2"] * D2 / keep_prob
    grads["dA1"] = grads["dA1"] * D1 / keep_prob
    return grads

# %% backward_propagation_with_dropout: D1 and D2 are swapped
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = W3.T @ dZ3 * D1 / keep_prob
    dZ2 = dA2 * (Z2 > 0)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2 * D2 / keep_prob
    dZ1 = dA1 * (Z1 > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% expected_dropout_cost: The variance that dropout adds is left out, only the plain cost is computed
def expected_dropout_cost(w, b, X, Y, keep_prob):
    m = X.shape[1]
    errors = w.T @ X + b - Y
    cost = np.sum(errors**2) / (2 * m)
    return cost, {"dw": X @ errors.T / m, "db": np.sum(errors) / m}

# %% expected_dropout_cost: The price has the factor p(1-p), as without dividing the inputs by p
def expected_dropout_cost(w, b, X, Y, keep_prob):
    m = X.shape[1]
    errors = w.T @ X + b - Y
    squares = np.sum(X**2, axis=1, keepdims=True)
    factor = keep_prob * (1 - keep_prob)
    cost = (np.sum(errors**2) + factor * np.sum(w**2 * squares)) / (2 * m)
    return cost, {"dw": (X @ errors.T + factor * w * squares) / m, "db": np.sum(errors) / m}

# %% expected_dropout_cost: The gradient with respect to w lacks the part of the price
def expected_dropout_cost(w, b, X, Y, keep_prob):
    m = X.shape[1]
    errors = w.T @ X + b - Y
    squares = np.sum(X**2, axis=1, keepdims=True)
    factor = (1 - keep_prob) / keep_prob
    cost = (np.sum(errors**2) + factor * np.sum(w**2 * squares)) / (2 * m)
    return cost, {"dw": X @ errors.T / m, "db": np.sum(errors) / m}

# %% dropout_minimum: Plain ridge regression with the odds of dropping as the strength for all weights
def dropout_minimum(X, Y, keep_prob):
    n, m = X.shape
    lam = (1 - keep_prob) / keep_prob
    x_mean = X.mean(axis=1, keepdims=True)
    Xc, Yc = X - x_mean, Y - Y.mean()
    w = np.linalg.pinv(Xc @ Xc.T / m + lam * np.eye(n)) @ Xc @ Yc.T / m
    b = Y.mean() - (w.T @ x_mean).item()
    return w, b

# %% dropout_minimum: The bias is penalized like an input that is always 1
def dropout_minimum(X, Y, keep_prob):
    n, m = X.shape
    X1 = np.vstack([X, np.ones((1, m))])
    A = X1 @ X1.T / m
    A += np.diag((1 - keep_prob) / keep_prob * np.diag(A))
    v = np.linalg.pinv(A) @ X1 @ Y.T / m
    return v[:n], v[n, 0]

# %% dropout_minimum: The penalty is the sum over the examples, the rest a mean
def dropout_minimum(X, Y, keep_prob):
    n, m = X.shape
    x_mean = X.mean(axis=1, keepdims=True)
    price = (1 - keep_prob) / keep_prob * np.sum(X**2, axis=1)
    Xc = X - x_mean
    w = np.linalg.pinv(Xc @ Xc.T / m + np.diag(price)) @ Xc @ (Y - Y.mean()).T / m
    return w, Y.mean() - (w.T @ x_mean).item()
