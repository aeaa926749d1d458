# %% initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters["W1"] = np.random.standard_normal((n_h, n_x))
    parameters["W1"] *= 0.01
    parameters["W2"] = np.random.standard_normal((n_y, n_h))
    parameters["W2"] *= 0.01
    parameters["b1"] = 0 * parameters["W1"][:, :1]
    parameters["b2"] = 0 * parameters["W2"][:, :1]
    return parameters


# %% initialize_parameters_deep
def initialize_parameters_deep(layer_dims):
    parameters = {}
    layer_dims = list(layer_dims)
    l = 0
    while len(layer_dims) > 1:
        n_prev = layer_dims.pop(0)
        l += 1
        parameters[f"W{l}"] = 0.01 * np.random.randn(layer_dims[0], n_prev).astype(np.float32)
        parameters[f"b{l}"] = np.zeros((layer_dims[0], 1), dtype=np.float32)
    return parameters


# %% linear_forward
def linear_forward(A, W, b):
    Z = np.matmul(W, A)
    Z += b
    return Z, (A, W, b)


# %% linear_activation_forward
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = Z.copy()
    if activation == "relu":
        A[A < 0] = 0
    else:
        np.exp(-A, out=A)
        A += 1
        np.reciprocal(A, out=A)
    return A, (linear_cache, Z)


# %% L_model_forward
def L_model_forward(X, parameters):
    caches = [None] * (len(parameters) // 2)
    A = X
    for l in range(len(caches)):
        kind = "relu"
        if l == len(caches) - 1:
            kind = "sigmoid"
        A, caches[l] = linear_activation_forward(A, parameters[f"W{l + 1}"], parameters[f"b{l + 1}"], kind)
    return A, caches


# %% compute_cost
def compute_cost(AL, Y):
    losses = np.zeros(Y.shape)
    np.clip(AL, 1e-10, 1 - 1e-10, out=AL)
    losses -= Y * np.log(AL)
    losses -= (1 - Y) * np.log(1 - AL)
    losses /= Y.shape[1]
    return losses.sum()


# %% linear_backward
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    dW, db = np.empty_like(W), np.zeros_like(b)
    np.matmul(dZ, A_prev.T, out=dW)
    db += dZ.sum(axis=1).reshape(-1, 1)
    dW /= dZ.shape[1]
    db /= dZ.shape[1]
    return W.T @ dZ, dW, db


# %% linear_activation_backward
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    if activation == "relu":
        dA[Z <= 0] = 0
    else:
        s = sigmoid(Z)[0]
        dA *= s
        dA *= 1 - s
    return list(linear_backward(dA, linear_cache))


# %% L_model_backward
def L_model_backward(AL, Y, caches):
    grads = {}
    AL.clip(1e-10, 1 - 1e-10, out=AL)
    dA = np.where(Y == 1, -1 / AL, 1 / (1 - AL))
    kind = "sigmoid"
    while caches:
        l = len(caches)
        dA, dW, db = linear_activation_backward(dA.copy(), caches.pop(), kind)
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
        kind = "relu"
    return grads


# %% update_parameters
def update_parameters(params, grads, learning_rate):
    params = {name: value.copy() for name, value in params.items()}
    for l in range(1, len(params) // 2 + 1):
        params[f"W{l}"] -= learning_rate * grads[f"dW{l}"]
        params[f"b{l}"] -= learning_rate * grads[f"db{l}"]
    return params


# %% failing_case
def failing_case(backward):
    """Sizes in turn; the numbers grow from case to case, and some of dZ are put to 0."""
    rng = np.random.RandomState(0)
    trial = 0
    while trial < 500:
        n, n_prev, m = rng.randint(1, 9, size=3)
        dZ = rng.randn(n, m)
        dZ *= 10.0 ** (trial % 7 - 3)
        if trial % 2:
            dZ[:, :] *= rng.rand(n, m) > 0.4
        cache = (rng.randn(n_prev, m), rng.randn(n, n_prev), rng.randn(n, 1))
        right, found = linear_backward(dZ.copy(), cache), backward(dZ.copy(), cache)
        for k in range(3):
            if np.shape(found[k]) != np.shape(right[k]):
                return dZ, cache
            largest = np.max(np.abs(right[k]))
            if np.max(np.abs(found[k] - right[k])) > 1e-6 * largest:
                return dZ, cache
        trial += 1
    return None


# %% mended_backward
def mended_backward(AL, Y, caches):
    grads = {}
    AL -= Y
    delta = AL
    for l in range(len(caches), 0, -1):
        A_prev, W, A = caches[l - 1]
        if l < len(caches):
            delta *= 1 - A * A
        grads["dW%d" % l] = delta.dot(A_prev.T) / delta.shape[1]
        grads["db%d" % l] = delta.sum(1, keepdims=True) / delta.shape[1]
        delta = W.T.dot(delta)
    return [(grads[f"dW{l}"], grads[f"db{l}"]) for l in range(1, len(caches) + 1)]


# %% skip_backward
def skip_backward(dA, cache):
    A_prev, W, Z = cache
    dZ = np.dot(W, dA)
    dZ /= np.square(1 + np.abs(Z))
    dW = np.dot(dZ, A_prev.T)
    dW += np.dot(Z / (1 + np.abs(Z)), dA.T)
    dW /= dA.shape[1]
    dA_prev = dA.copy()
    dA_prev += np.dot(W.T, dZ)
    return [dA_prev, dW, dZ.sum(axis=1).reshape(-1, 1) / dA.shape[1]]
