# %% count_parameters
def count_parameters(layers_dims):
    sizes = np.array(layers_dims)
    return np.sum(sizes[1:] * sizes[:-1]) + sizes[1:].sum()


# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p, costs = initialize(layers_dims), []
    for i in range(num_iterations):
        A1 = p["W1"] @ X
        A1 += p["b1"]
        A1[A1 < 0] = 0
        A2 = sigmoid(p["W2"] @ A1 + p["b2"])
        if not i % 100:
            costs += [float(cost(A2, Y))]
        dZ2 = A2 - Y
        dZ1 = p["W2"].T @ dZ2
        dZ1[A1 == 0] = 0
        grads = dict(W1=dZ1 @ X.T, b1=dZ1.sum(1, keepdims=True), W2=dZ2 @ A1.T, b2=dZ2.sum(1, keepdims=True))
        for key in p:
            p[key] -= (learning_rate * grads[key] / Y.size).astype(np.float32)
    return p, costs


# %% L_layer_model
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = initialize(layers_dims), []
    i = 0
    while i < num_iterations:
        activations = forward(X, parameters)
        if i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        if print_cost and i % 100 == 0:
            print(i, costs[-1])
        for key, slope in backward(activations, Y, parameters).items():
            parameters[key] -= (learning_rate * slope).astype(parameters[key].dtype)
        i += 1
    return parameters, costs


# %% surest_mistakes
def surest_mistakes(AL, Y, count):
    sure = np.abs(AL - 0.5).ravel().copy()
    sure[((AL > 0.5) == (Y == 1)).ravel()] = -1
    places = np.argsort(sure)[::-1]
    return places[sure[places] >= 0][:count]


# %% train_small
def train_small(pictures, Y):
    X = shrink(pictures, 16)
    X -= X.mean(axis=1, keepdims=True)
    scale = X.std()
    X /= scale
    parameters, _ = L_layer_model(X, Y, (768, 3, 1), 0.1, 500)
    parameters["W1"] /= scale
    parameters["b1"] -= parameters["W1"] @ shrink(pictures, 16).mean(axis=1, keepdims=True)
    return [16, parameters]


# %% difference_interval
def difference_interval(first, second):
    """The bootstrap: pictures drawn again and again, both networks with the same ones."""
    gain = second * 1.0
    gain -= first
    rng = np.random.default_rng(0)
    means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)
    return np.percentile(means, [2.5, 97.5])
