# %% count_parameters
def count_parameters(layers_dims):
    total = 0
    for l in range(1, len(layers_dims)):
        total += layers_dims[l] * layers_dims[l - 1]
        total += layers_dims[l]
    return total


# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    grads = {}
    costs = []
    m = X.shape[1]
    (n_x, n_h, n_y) = layers_dims
    parameters = {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    for i in range(0, num_iterations):
        Z1 = np.dot(W1, X) + b1
        A1 = np.maximum(0, Z1)
        A2 = 1 / (1 + np.exp(-(np.dot(W2, A1) + b2)))
        cost_now = np.squeeze((-np.dot(Y, np.log(A2).T) - np.dot(1 - Y, np.log(1 - A2).T)) / m)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dZ2 = dA2 * A2 * (1 - A2)
        grads["dW2"] = np.dot(dZ2, A1.T) / m
        grads["db2"] = np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = np.array(np.dot(W2.T, dZ2), copy=True)
        dZ1[Z1 <= 0] = 0
        grads["dW1"] = np.dot(dZ1, X.T) / m
        grads["db1"] = np.sum(dZ1, axis=1, keepdims=True) / m
        for l in (1, 2):
            parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
            parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
        W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
        if print_cost and i % 100 == 0:
            print("Cost after iteration {}: {}".format(i, cost_now))
        if i % 100 == 0:
            costs.append(cost_now)
    return parameters, costs


# %% L_layer_model
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    parameters, costs, L, m = {}, [], len(layers_dims) - 1, Y.shape[1]
    for l in range(1, L + 1):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    for i in range(num_iterations):
        A, caches = X, []
        for l in range(1, L + 1):
            Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
            caches.append((A, Z))
            A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
        if i % 100 == 0:
            costs.append(-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m)
        dZ = A - Y
        grads = {}
        for l in reversed(range(1, L + 1)):
            A_prev, _ = caches[l - 1]
            grads["dW" + str(l)] = np.dot(dZ, A_prev.T) / m
            grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
            if l > 1:
                dZ = np.dot(parameters["W" + str(l)].T, dZ) * (caches[l - 2][1] > 0)
        for l in range(1, L + 1):
            parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
            parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters, costs


# %% surest_mistakes
def surest_mistakes(AL, Y, count):
    found = []
    for i in range(AL.shape[1]):
        said = 1 if AL[0, i] > 0.5 else 0
        if said != Y[0, i]:
            found.append((abs(AL[0, i] - 0.5), i))
    found.sort(reverse=True)
    return [i for _, i in found[:count]]


# %% train_small
def train_small(pictures, Y):
    """Every row gets its own mean and its own scale."""
    side = 16
    X = shrink(pictures, side).astype(float)
    mean, scale = np.zeros(len(X)), np.zeros(len(X))
    for i in range(len(X)):
        mean[i] = sum(X[i]) / len(X[i])
        scale[i] = np.std(X[i])
        X[i] = (X[i] - mean[i]) / scale[i]
    parameters, costs = L_layer_model(X, Y, [768, 3, 1], learning_rate=0.1, num_iterations=400)
    parameters["W1"] = parameters["W1"] / scale
    for unit in range(3):
        parameters["b1"][unit, 0] -= np.dot(parameters["W1"][unit], mean)
    return side, parameters


# %% difference_interval
def difference_interval(first, second):
    gains = []
    for i in range(len(first)):
        gains.append(int(second[i]) - int(first[i]))
    mean = sum(gains) / len(gains)
    variance = sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1)
    half = 2 * (variance / len(gains)) ** 0.5
    return [mean - half, mean + half]
