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
    return grads
