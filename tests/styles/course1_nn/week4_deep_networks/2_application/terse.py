# %% count_parameters
count_parameters = lambda dims: int(np.dot(dims[1:], np.add(dims[:-1], 1)))
# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    return L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, print_cost)


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p, costs = initialize(layers_dims), []
    for i in range(num_iterations):
        A = forward(X, p)
        costs += [cost(A[-1], Y)] * (i % 100 == 0)
        p = {k: p[k] - learning_rate * d for k, d in backward(A, Y, p).items()}
    return p, np.array(costs)


# %% L_layer_model
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p, costs = initialize(layers_dims, seed=7), []
    for i in range(num_iterations):
        A = forward(X, p)
        costs += [cost(A[-1], Y)] * (i % 100 == 0)
        p = {k: p[k] - learning_rate * d for k, d in backward(A, Y, p).items()}
    return [p, tuple(costs)]


# %% surest_mistakes
def surest_mistakes(AL, Y, count):
    order = np.argsort(-abs(AL[0] - 0.5))
    return order[(AL[0] > 0.5)[order] != Y[0, order]][:count]


# %% train_small
def train_small(pictures, Y):
    X = shrink(pictures, 16)
    p, mean = initialize((len(X), 3, 1), seed=3), X.mean(1, keepdims=True)
    for _ in range(400):
        p = {k: p[k] - 0.5 * d for k, d in backward(forward(X - mean, p), Y, p).items()}
    return 16, p | {"b1": p["b1"] - p["W1"] @ mean}
