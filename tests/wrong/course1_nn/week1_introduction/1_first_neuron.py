# %% neuron: The cut at 0 is forgotten, so the plain sum is returned
def neuron(X, W, b):
    Z = np.dot(W, X) + b
    return Z

# %% neuron: Python's max is used on the whole array
def neuron(X, W, b):
    return max(0, W @ X + b)

# %% neuron: A list comprehension over the first row flattens the answers to one axis
def neuron(X, W, b):
    Z = np.dot(W, X) + b
    return np.array([max(0, z) for z in Z[0]])

# %% neuron: The elementwise product and a sum over the wrong axis replace the matrix product
def neuron(X, W, b):
    Z = np.sum(W.T * X, axis=1, keepdims=True) + b
    return np.maximum(0, Z)

# %% mean_squared_error: The mean of the errors is squared instead of the mean of the squares
def mean_squared_error(A, Y):
    return np.mean(A - Y) ** 2

# %% mean_squared_error: The number of examples is taken with len, which is 1 for a row
def mean_squared_error(A, Y):
    m = len(Y)
    return np.sum((A - Y) ** 2) / m

# %% mean_squared_error: The cost is halved as in another well-known course
def mean_squared_error(A, Y):
    m = Y.shape[1]
    return 1 / (2 * m) * np.sum((A - Y) ** 2)

# %% mean_squared_error: The root is taken of the mean, as in RMSE
def mean_squared_error(A, Y):
    return np.sqrt(np.mean((A - Y) ** 2))

# %% grid_search: The weights and biases are walked in pairs with zip, not all against all
def grid_search(X, Y, weights, biases):
    best_w, best_b, lowest = None, None, np.inf
    for w, b in zip(weights, biases):
        J = cost(w, b, X, Y)
        if J < lowest:
            best_w, best_b, lowest = w, b, J
    return best_w, best_b, lowest

# %% grid_search: The lowest cost is not updated inside the if
def grid_search(X, Y, weights, biases):
    lowest = np.inf
    for w in weights:
        for b in biases:
            J = cost(w, b, X, Y)
            if J < lowest:
                w_best = w
                b_best = b
    return w_best, b_best, J

# %% grid_search: The loop variables, which hold the last pair, are returned
def grid_search(X, Y, weights, biases):
    lowest = np.inf
    for w in weights:
        for b in biases:
            J = cost(w, b, X, Y)
            if J < lowest:
                lowest = J
    return w, b, lowest

# %% grid_search: The return stands inside the outer loop, so only the first weight is tried
def grid_search(X, Y, weights, biases):
    best = (None, None)
    lowest = np.inf
    for w in weights:
        for b in biases:
            J = cost(w, b, X, Y)
            if J < lowest:
                lowest = J
                best = (w, b)
        return best[0], best[1], lowest

# %% grid_search: The places of the best pair in the two arrays are returned, not their values
def grid_search(X, Y, weights, biases):
    lowest = np.inf
    for i in range(len(weights)):
        for j in range(len(biases)):
            J = cost(weights[i], biases[j], X, Y)
            if J < lowest:
                lowest = J
                best = (i, j)
    return best[0], best[1], lowest

# %% finite_differences: The denominator lacks brackets, so it is divided by 2 and multiplied by the h
def finite_differences(w, b, X, Y, h=1e-4):
    dw = (cost(w + h, b, X, Y) - cost(w - h, b, X, Y)) / 2 * h
    db = (cost(w, b + h, X, Y) - cost(w, b - h, X, Y)) / 2 * h
    return dw, db

# %% finite_differences: The h is to one side only
def finite_differences(w, b, X, Y, h=1e-4):
    J = cost(w, b, X, Y)
    dw = (cost(w + h, b, X, Y) - J) / h
    db = (cost(w, b + h, X, Y) - J) / h
    return dw, db

# %% finite_differences: The two costs are divided by the single h, not by the whole distance
def finite_differences(w, b, X, Y, h=1e-4):
    dw = (cost(w + h, b, X, Y) - cost(w - h, b, X, Y)) / h
    db = (cost(w, b + h, X, Y) - cost(w, b - h, X, Y)) / h
    return dw, db

# %% finite_differences: The weight stays nudged while the bias is measured
def finite_differences(w, b, X, Y, h=1e-4):
    up = cost(w + h, b, X, Y)
    down = cost(w - h, b, X, Y)
    dw = (up - down) / (2 * h)
    up = cost(w + h, b + h, X, Y)
    down = cost(w - h, b - h, X, Y)
    db = (up - down) / (2 * h)
    return dw, db

# %% gradient: The switch of the ReLU is forgotten
def gradient(W, b, X, Y):
    m = X.shape[1]
    A = neuron(X, W, b)
    dZ = 2 / m * (A - Y)
    return dZ @ X.T, np.sum(dZ)

# %% gradient: The factor 2/m is in dZ and the mean is taken again for db
def gradient(W, b, X, Y):
    m = X.shape[1]
    Z = W @ X + b
    A = np.maximum(0, Z)
    dZ = 2 / m * (A - Y) * (Z > 0)
    dW = dZ @ X.T
    db = np.mean(dZ)
    return dW, db

# %% gradient: The switch looks at the inputs instead of the sums
def gradient(W, b, X, Y):
    m = X.shape[1]
    A = neuron(X, W, b)
    dZ = 2 / m * (A - Y) * (X > 0)
    return np.dot(dZ, X.T), np.sum(dZ)

# %% gradient: dW is a column because the product is written the other way round
def gradient(W, b, X, Y):
    m = X.shape[1]
    Z = W @ X + b
    dZ = 2 / m * (np.maximum(0, Z) - Y) * (Z > 0)
    dW = np.dot(X, dZ.T)
    db = np.sum(dZ)
    return dW, db

# %% gradient: db comes back as an array because keepdims is kept
def gradient(W, b, X, Y):
    m = X.shape[1]
    Z = W @ X + b
    dZ = (2 / m) * (np.maximum(0, Z) - Y) * (Z > 0)
    return dZ @ X.T, np.sum(dZ, axis=1, keepdims=True)

# %% network: The output is cut at 0 too, because neuron is used for both layers
def network(X, W1, b1, W2, b2):
    A1 = neuron(X, W1, b1)
    A2 = neuron(A1, W2, b2)
    return A2

# %% network: The hidden layer is not cut
def network(X, W1, b1, W2, b2):
    A1 = W1 @ X + b1
    A2 = W2 @ A1 + b2
    return A2

# %% network: The second product is written in the wrong order
def network(X, W1, b1, W2, b2):
    A1 = np.maximum(0, np.dot(W1, X) + b1)
    return np.dot(A1, W2) + b2

# %% fit_network: The second neuron gets the weights of the first, so both bend at the same place
def fit_network(X, Y):
    w, b, _ = grid_search(X, Y, np.linspace(0, 5, 51), np.linspace(-5, 1, 61))
    W1 = np.array([[w], [w]])
    b1 = np.array([[b], [b]])
    W2 = np.array([[0.5, 0.5]])
    return W1, b1, W2, 0.0
