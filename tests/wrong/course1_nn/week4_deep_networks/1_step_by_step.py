# %% initialize_parameters: np.zeros is called with two arguments
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% initialize_parameters: The biases are random like the weights
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.random.randn(n_h, 1) * 0.01,
            "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.random.randn(n_y, 1) * 0.01}

# %% initialize_parameters_deep: The loop ends one layer too early
def initialize_parameters_deep(layer_dims):
    parameters = {}
    L = len(layer_dims) - 1
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

# %% initialize_parameters_deep: The names count from 0
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(len(layer_dims) - 1):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l + 1], layer_dims[l]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l + 1], 1))
    return parameters

# %% initialize_parameters_deep: The bias has the size of the layer before
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l - 1], 1))
    return parameters

# %% initialize_parameters_deep: The weights are divided by the root of the inputs instead of times 0.01
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters

# %% linear_forward: W and A are multiplied in the wrong order
def linear_forward(A, W, b):
    Z = np.dot(A, W) + b
    return Z, (A, W, b)

# %% linear_forward: The cache holds the parts in another order
def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    cache = (W, A, b)
    return Z, cache

# %% linear_forward: The cache holds Z in place of A
def linear_forward(A, W, b):
    Z = W @ A + b
    return Z, (Z, W, b)

# %% linear_activation_forward: The activations are kept in the cache instead of Z
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, _ = relu(Z)
    else:
        A, _ = sigmoid(Z)
    return A, (linear_cache, A)

# %% linear_activation_forward: The two results of the activation are not unpacked
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A = sigmoid(Z)
    elif activation == "relu":
        A = relu(Z)
    return A, (linear_cache, Z)

# %% linear_activation_forward: The name of the activation is compared with a capitalised text
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "Sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "ReLU":
        A, activation_cache = relu(Z)
    return A, (linear_cache, activation_cache)

# %% L_model_forward: Every layer is given X
def L_model_forward(X, parameters):
    caches = []
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(X, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    return AL, caches

# %% L_model_forward: The last layer uses the ReLU too
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    return A, caches

# %% L_model_forward: The cache of the last layer is not appended
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    return AL, caches

# %% L_model_forward: The number of layers is divided with a single slash
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) / 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    return AL, caches

# %% L_model_forward: The ReLU runs through layer L and the sigmoid layer comes on top
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A_prev, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    return AL, caches

# %% compute_cost: The cost is not divided by m
def compute_cost(AL, Y):
    cost = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    return np.squeeze(cost)

# %% compute_cost: The sum runs along an axis, so the cost is an array
def compute_cost(AL, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1) / m

# %% linear_backward: dA_prev is divided by m too
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ) / m
    return dA_prev, dW, db

# %% linear_backward: db is added along the units, axis 0
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=0, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

# %% linear_backward: np.mean is taken and divided by m once more for db
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = 1 / m * dZ @ A_prev.T
    db = 1 / m * np.mean(dZ, axis=1, keepdims=True)
    dA_prev = W.T @ dZ
    return dA_prev, dW, db

# %% linear_backward: The slopes come back in the order dW, db, dA_prev
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dW, db, dA_prev

# %% linear_backward: m is the number of units of the layer before
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[0]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

# %% linear_activation_backward: The activation is skipped, dA goes straight into the linear part
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    return linear_backward(dA, linear_cache)

# %% linear_activation_backward: The slope of the activation is multiplied by dA a second time
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    if activation == "relu":
        dZ = dA * relu_backward(dA, Z)
    else:
        dZ = dA * sigmoid_backward(dA, Z)
    return linear_backward(dZ, linear_cache)

# %% linear_activation_backward: The whole cache is handed to linear_backward
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    return linear_backward(dZ, cache)

# %% linear_activation_backward: The branches for relu and sigmoid are swapped
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = sigmoid_backward(dA, activation_cache)
    elif activation == "sigmoid":
        dZ = relu_backward(dA, activation_cache)
    return linear_backward(dZ, linear_cache)

# %% L_model_backward: The slope for the activations is stored under the layer's own number
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -Y / AL + (1 - Y) / (1 - AL)
    for l in reversed(range(1, L + 1)):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        grads[f"dA{l}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
    return grads

# %% L_model_backward: The minus in front of the first term of dAL is missing
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = Y / AL + (1 - Y) / (1 - AL)
    for l in reversed(range(1, L + 1)):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
    return grads

# %% L_model_backward: AL - Y is used as the slope for AL, though the sigmoid follows
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = AL - Y
    for l in range(L, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], "sigmoid" if l == L else "relu")
        grads[f"dA{l - 1}"] = dA
        grads[f"dW{l}"] = dW
        grads[f"db{l}"] = db
    return grads

# %% L_model_backward: The loop starts at layer L again, so the last cache is used twice
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -Y / AL + (1 - Y) / (1 - AL)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads[f"dA{L - 1}"] = dA
    for l in reversed(range(1, L)):
        dA, dW, db = linear_activation_backward(dA, caches[l], "relu")
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
    return grads

# %% L_model_backward: Every hidden layer is given the slope of the last activations
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads[f"dA{L-1}"], grads[f"dW{L}"], grads[f"db{L}"] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(grads[f"dA{L-1}"], caches[l], "relu")
        grads[f"dA{l}"], grads[f"dW{l+1}"], grads[f"db{l+1}"] = dA_prev, dW, db
    return grads

# %% L_model_backward: The first layer is left out, as the loop stops at 2
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -Y / AL + (1 - Y) / (1 - AL)
    for l in range(L, 1, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
    return grads

# %% update_parameters: The number of layers is taken as the number of entries, without halving it
def update_parameters(params, grads, learning_rate):
    parameters = {}
    L = len(params)
    for l in range(1, L + 1):
        parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters

# %% update_parameters: The last layer is not updated
def update_parameters(params, grads, learning_rate):
    parameters = dict(params)
    L = len(params) // 2
    for l in range(1, L):
        parameters[f"W{l}"] = params[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = params[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return parameters

# %% update_parameters: The loop takes the keys of grads, which hold dA as well
def update_parameters(params, grads, learning_rate):
    parameters = {}
    for name in grads:
        parameters[name[1:]] = params[name[1:]] - learning_rate * grads[name]
    return parameters

# %% mended_backward: Only the bias line is mended, dA is still sent on without the slope of tanh
def mended_backward(AL, Y, caches):
    grads, L, m = {}, len(caches), Y.shape[1]
    dA = AL - Y
    for l in range(L, 0, -1):
        A_prev, W, A = caches[l - 1]
        dZ = dA * (1 - A**2) if l < L else dA
        grads[f"dW{l}"] = np.dot(dZ, A_prev.T) / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        dA = np.dot(W.T, dA)
    return [(grads[f"dW{l}"], grads[f"db{l}"]) for l in range(1, len(caches) + 1)]

# %% mended_backward: The slope of tanh is applied in the last layer too
def mended_backward(AL, Y, caches):
    grads, L, m = {}, len(caches), Y.shape[1]
    dA = AL - Y
    for l in range(L, 0, -1):
        A_prev, W, A = caches[l - 1]
        dZ = dA * (1 - A**2)
        grads[f"dW{l}"] = np.dot(dZ, A_prev.T) / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        dA = np.dot(W.T, dZ)
    return [(grads[f"dW{l}"], grads[f"db{l}"]) for l in range(1, len(caches) + 1)]
