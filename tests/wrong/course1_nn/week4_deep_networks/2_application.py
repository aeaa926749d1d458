# %% count_parameters: The biases are not counted
def count_parameters(layers_dims):
    return sum(a * b for a, b in zip(layers_dims[:-1], layers_dims[1:]))

# %% count_parameters: The inputs get biases as well
def count_parameters(layers_dims):
    total = sum(layers_dims)
    for l in range(1, len(layers_dims)):
        total += layers_dims[l] * layers_dims[l - 1]
    return total

# %% two_layer_model: The second layer is updated before the slopes of the first are computed
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    m = X.shape[1]
    costs = []
    for i in range(num_iterations):
        Z1 = W1 @ X + b1
        A1 = np.maximum(Z1, 0)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(cost(A2, Y))
        dZ2 = A2 - Y
        W2 = W2 - learning_rate * dZ2 @ A1.T / m
        b2 = b2 - learning_rate * np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = (W2.T @ dZ2) * (Z1 > 0)
        W1 = W1 - learning_rate * dZ1 @ X.T / m
        b1 = b1 - learning_rate * np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs

# %% two_layer_model: The slope of the ReLU is left out
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    m = X.shape[1]
    costs = []
    for i in range(num_iterations):
        Z1 = W1 @ X + b1
        A1 = np.maximum(Z1, 0)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(cost(A2, Y))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2
        W2 = W2 - learning_rate * dZ2 @ A1.T / m
        b2 = b2 - learning_rate * np.sum(dZ2, axis=1, keepdims=True) / m
        W1 = W1 - learning_rate * dZ1 @ X.T / m
        b1 = b1 - learning_rate * np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs

# %% two_layer_model: The hidden layer uses tanh with its slope, as in week 3
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    m = X.shape[1]
    costs = []
    for i in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(cost(A2, Y))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W2 = W2 - learning_rate * dZ2 @ A1.T / m
        b2 = b2 - learning_rate * np.sum(dZ2, axis=1, keepdims=True) / m
        W1 = W1 - learning_rate * dZ1 @ X.T / m
        b1 = b1 - learning_rate * np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs

# %% L_layer_model: The slopes are looked up under names with a d in front
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    costs = []
    for i in range(num_iterations):
        activations = forward(X, parameters)
        grads = backward(activations, Y, parameters)
        if i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        for key in parameters:
            parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters, costs

# %% L_layer_model: Only the weights are updated, not the biases
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    costs = []
    for i in range(num_iterations):
        activations = forward(X, parameters)
        if i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        slopes = backward(activations, Y, parameters)
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * slopes[f"W{l}"]
    return parameters, costs

# %% L_layer_model: The slopes are divided by m once more
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    m = X.shape[1]
    parameters = initialize(layers_dims)
    costs = []
    for i in range(num_iterations):
        activations = forward(X, parameters)
        if i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        slopes = backward(activations, Y, parameters)
        parameters = {k: parameters[k] - learning_rate * slopes[k] / m for k in parameters}
    return parameters, costs

# %% L_layer_model: The whole list of activations is handed to the cost
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL = forward(X, parameters)
        if i % 100 == 0:
            costs.append(cost(AL, Y))
        slopes = backward(AL, Y, parameters)
        parameters = {k: parameters[k] - learning_rate * slopes[k] for k in parameters}
    return parameters, costs

# %% L_layer_model: The costs of the steps 100, 200, ... are kept, without step 0
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize(layers_dims)
    costs = []
    for i in range(num_iterations):
        activations = forward(X, parameters)
        if i > 0 and i % 100 == 0:
            costs.append(cost(activations[-1], Y))
        slopes = backward(activations, Y, parameters)
        parameters = {k: parameters[k] - learning_rate * slopes[k] for k in parameters}
    return parameters, costs

# %% surest_mistakes: The places within the wrong answers are returned, not those of the pictures
def surest_mistakes(AL, Y, count):
    wrong = np.flatnonzero((AL > 0.5) != (Y == 1))
    sure = np.abs(AL[0, wrong] - 0.5)
    return np.argsort(-sure)[:count]

# %% surest_mistakes: The least sure mistakes come first
def surest_mistakes(AL, Y, count):
    wrong = np.flatnonzero((AL > 0.5) != (Y == 1))
    order = np.argsort(np.abs(AL[0, wrong] - 0.5))
    return wrong[order][:count]

# %% surest_mistakes: Sureness is the answer itself, so wrong answers near 0 come last
def surest_mistakes(AL, Y, count):
    wrong = np.flatnonzero((AL > 0.5) != (Y == 1))
    order = np.argsort(-AL[0, wrong])
    return wrong[order][:count]

# %% surest_mistakes: An answer of exactly 0.5 counts as cat
def surest_mistakes(AL, Y, count):
    wrong = np.flatnonzero((AL >= 0.5) != (Y == 1))
    order = np.argsort(-np.abs(AL[0, wrong] - 0.5), kind="stable")
    return wrong[order][:count]

# %% surest_mistakes: The pictures are cut to the surest ones before the right answers are taken out
def surest_mistakes(AL, Y, count):
    order = np.argsort(-np.abs(AL[0] - 0.5))[:count]
    wrong = (AL[0, order] > 0.5) != (Y[0, order] == 1)
    return order[wrong]

# %% train_small: The mean picture is subtracted in training but not built into the first bias
def train_small(pictures, Y):
    side = 8
    X = shrink(pictures, side)
    X = X - X.mean(axis=1, keepdims=True)
    parameters, costs = L_layer_model(X, Y, (X.shape[0], 12, 1), 0.1, 1500)
    return side, parameters

# %% train_small: The pictures are too large, so the network breaks the budget of 2,500 parameters
def train_small(pictures, Y):
    side = 16
    X = shrink(pictures, side)
    mean = X.mean(axis=1, keepdims=True)
    parameters, costs = L_layer_model(X - mean, Y, (X.shape[0], 7, 1), 0.1, 800)
    parameters["b1"] = parameters["b1"] - parameters["W1"] @ mean
    return side, parameters
