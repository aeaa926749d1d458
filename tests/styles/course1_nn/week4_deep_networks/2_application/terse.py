# %% count_parameters
count_parameters = lambda dims: int(np.dot(dims[1:], np.add(dims[:-1], 1)))
# %% two_layer_model
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    (W, b, V, c), m, costs = initialize(layers_dims).values(), Y.size, []
    for i in range(num_iterations):
        H = np.maximum(W @ X + b, 0)
        A = sigmoid(V @ H + c)
        costs += [cost(A, Y)] * (i % 100 == 0)
        E = learning_rate * (A - Y) / m
        D = (V.T @ E) * (H > 0)
        W, b, V, c = W - D @ X.T, b - D.sum(1, keepdims=True), V - E @ H.T, c - E.sum(1, keepdims=True)
    return {"W1": W, "b1": b, "W2": V, "b2": c}, costs


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
    s = (X - mean).std()
    for _ in range(400):
        p = {k: p[k] - 0.1 * d for k, d in backward(forward((X - mean) / s, p), Y, p).items()}
    return 16, p | {"W1": p["W1"] / s, "b1": p["b1"] - p["W1"] @ mean / s}


# %% difference_interval
def difference_interval(first, second):
    d = second.astype(int) - first
    return tuple(d.mean() + np.array([-1.96, 1.96]) * (d.var() / d.size) ** 0.5)
