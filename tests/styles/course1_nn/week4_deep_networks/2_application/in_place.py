# %% count_parameters
def count_parameters(layers_dims):
    sizes = np.array(layers_dims)
    return np.sum(sizes[1:] * sizes[:-1]) + sizes[1:].sum()


# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p, costs = initialize(layers_dims), []
    for i in range(num_iterations):
        _, A1, A2 = activations = forward(X, p)
        if not i % 100:
            costs += [float(cost(A2, Y))]
        slopes = backward(activations, Y, p)
        for key in p:
            p[key] -= (learning_rate * slopes[key]).astype(np.float32)
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
    parameters, _ = L_layer_model(X, Y, (768, 3, 1), 0.3, 500)
    parameters["b1"] -= parameters["W1"] @ shrink(pictures, 16).mean(axis=1, keepdims=True)
    return [16, parameters]
