# %% count_parameters
def count_parameters(layers_dims):
    return sum(part.size for part in initialize(layers_dims).values())


# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    rng, costs = np.random.default_rng(11), []
    n_x, n_h, n_y = layers_dims
    W1, b1 = rng.normal(size=(n_h, n_x)) * np.sqrt(2 / n_x), np.zeros((n_h, 1))
    W2, b2 = rng.normal(size=(n_y, n_h)) * np.sqrt(1 / n_h), np.zeros((n_y, 1))
    for i in range(num_iterations):
        Z1 = W1 @ X + b1
        A1 = Z1 * (Z1 > 0)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(cost(A2, Y))
        dZ2 = A2 - Y
        dW2, db2 = dZ2 @ A1.T / Y.size, dZ2.mean(axis=1, keepdims=True)
        dZ1 = np.where(Z1 > 0, W2.T @ dZ2, 0)
        dW1, db1 = dZ1 @ X.T / Y.size, dZ1.mean(axis=1, keepdims=True)
        W1, b1, W2, b2 = (old - learning_rate * d for old, d in zip((W1, b1, W2, b2), (dW1, db1, dW2, db2)))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs


# %% L_layer_model
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = initialize(layers_dims, seed=5), []
    for i in range(num_iterations):
        activations = forward(X, parameters)
        if i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        slopes = backward(activations, Y, parameters)
        for key in parameters:
            parameters[key] = parameters[key] - learning_rate * slopes[key]
    return parameters, costs


# %% surest_mistakes
def surest_mistakes(AL, Y, count):
    wrong = [i for i in range(Y.size) if (AL[0, i] > 0.5) != (Y[0, i] == 1)]
    return sorted(wrong, key=lambda i: -abs(AL[0, i] - 0.5))[:count]


# %% train_small
def train_small(pictures, Y):
    """Of two initializations, keep the one with the lowest cost."""
    X = shrink(pictures, 16)
    mean, best = X.mean(axis=1, keepdims=True), None
    scale = (X - mean).std()
    X = (X - mean) / scale
    for seed in (1, 3):
        parameters = initialize((768, 3, 1), seed)
        for _ in range(400):
            slopes = backward(forward(X, parameters), Y, parameters)
            parameters = {key: parameters[key] - 0.1 * slopes[key] for key in parameters}
        reached = cost(forward(X, parameters)[-1], Y)
        if best is None or reached < best[0]:
            best = reached, parameters
    parameters = best[1]
    W1 = parameters["W1"] / scale
    return 16, {**parameters, "W1": W1, "b1": parameters["b1"] - W1 @ mean}


# %% difference_interval
def difference_interval(first, second):
    from scipy import stats

    gain = np.asarray(second, dtype=float) - np.asarray(first, dtype=float)
    return stats.t.interval(0.95, len(gain) - 1, loc=gain.mean(), scale=stats.sem(gain))
