# %% compute_cost_with_regularization
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    cost = compute_cost(A3, Y)
    for l in (1, 2, 3):
        cost += lambd * np.linalg.norm(parameters[f"W{l}"]) ** 2 / (2 * Y.size)
    return np.array(cost)


# %% backward_propagation_with_regularization
def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    for l in (1, 2, 3):
        grads[f"dW{l}"] += lambd * cache[4 * l - 2] / Y.size
    return grads


# %% forward_propagation_with_dropout
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    generator = np.random.default_rng()
    W1, b1, W2, b2, W3, b3 = parameters.values()
    Z1 = W1 @ X
    Z1 += b1
    A1, D1 = Z1.copy(), generator.uniform(size=Z1.shape) <= keep_prob
    A1[A1 < 0] = 0
    A1[~D1] = 0
    A1 /= keep_prob
    Z2 = W2 @ A1
    Z2 += b2
    A2, D2 = Z2.copy(), generator.uniform(size=Z2.shape) <= keep_prob
    A2[A2 < 0] = 0
    A2[~D2] = 0
    A2 /= keep_prob
    Z3 = W3 @ A2 + b3
    return sigmoid(Z3), [Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, sigmoid(Z3), W3, b3]


# %% backward_propagation_with_dropout
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    W3_scaled, W2_scaled = W3 / keep_prob, W2 / keep_prob
    dZ3 = A3.copy()
    dZ3 -= Y
    dA2 = W3_scaled.T @ dZ3
    dA2[np.asarray(D2) == 0] = 0
    dZ2 = dA2.copy()
    dZ2[Z2 <= 0] = 0
    dA1 = W2_scaled.T @ dZ2
    dA1[np.asarray(D1) == 0] = 0
    dZ1 = dA1.copy()
    dZ1[Z1 <= 0] = 0
    grads = dict(dZ3=dZ3, dA2=dA2, dZ2=dZ2, dA1=dA1, dZ1=dZ1)
    for l, below in zip((1, 2, 3), (X, A1, A2)):
        grads[f"dW{l}"] = grads[f"dZ{l}"] @ below.T / Y.size
        grads[f"db{l}"] = grads[f"dZ{l}"].mean(1, keepdims=True)
    return grads


# %% expected_dropout_cost
def expected_dropout_cost(w, b, X, Y, keep_prob):
    m = X.shape[1]
    second = X @ X.T / m
    second[np.diag_indices(len(second))] /= keep_prob
    target = Y - b
    dw = second @ w - X @ target.T / m
    cost = 0.5 * (w.T @ second @ w)[0, 0] - (target @ (w.T @ X).T)[0, 0] / m + 0.5 * np.mean(target**2)
    return cost, {"dw": dw, "db": np.mean(w.T @ X - target)}


# %% dropout_minimum
def dropout_minimum(X, Y, keep_prob):
    used = np.any(X != 0, axis=1)
    A = np.cov(X[used], bias=True).reshape(used.sum(), -1)
    A[np.diag_indices(len(A))] += (1 / keep_prob - 1) * np.mean(X[used] ** 2, axis=1)
    w = np.zeros((len(X), 1))
    w[used, 0] = np.linalg.solve(A, (X[used] - X[used].mean(1, keepdims=True)) @ Y[0] / Y.size)
    return w, Y.mean() - (X.mean(axis=1) @ w)[0]
