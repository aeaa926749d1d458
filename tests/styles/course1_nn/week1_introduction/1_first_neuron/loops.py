# %% neuron
def neuron(X, W, b):
    n, (n_x, m) = len(W), X.shape
    A = np.zeros((n, m))
    for k in range(n):
        for i in range(m):
            z = np.ravel(b)[k if np.size(b) > 1 else 0]
            for j in range(n_x):
                z += W[k, j] * X[j, i]
            if z > 0:
                A[k, i] = z
    return A


# %% mean_squared_error
def mean_squared_error(A, Y):
    m, total = Y.shape[1], 0.0
    for i in range(m):
        total += (A[0, i] - Y[0, i]) ** 2
    return total / m


# %% grid_search
def grid_search(X, Y, weights, biases):
    best_w, best_b = weights[0], biases[0]
    lowest = cost(best_w, best_b, X, Y)
    for b in biases:
        for w in weights:
            if cost(w, b, X, Y) <= lowest:
                best_w, best_b, lowest = w, b, cost(w, b, X, Y)
    return [best_w, best_b, lowest]


# %% finite_differences
def finite_differences(w, b, X, Y, h=1e-4):
    derivatives = []
    for which in range(2):
        up, down = [w, b], [w, b]
        up[which] += h
        down[which] -= h
        derivatives.append((cost(*up, X, Y) - cost(*down, X, Y)) / (2 * h))
    return derivatives


# %% gradient
def gradient(W, b, X, Y):
    n_x, m = X.shape
    dW, db = np.zeros((1, n_x)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += W[0, j] * X[j, i]
        if z <= 0:
            continue
        dz = 2 * (z - Y[0, i]) / m
        for j in range(n_x):
            dW[0, j] += dz * X[j, i]
        db += dz
    return dW, db


# %% network
def network(X, W1, b1, W2, b2):
    n, m = W1.shape[0], X.shape[1]
    A2 = np.full((1, m), float(b2))
    for i in range(m):
        for k in range(n):
            z = b1[k, 0] + sum(W1[k, j] * X[j, i] for j in range(X.shape[0]))
            A2[0, i] += W2[0, k] * max(0, z)
    return A2


# %% huber_gradient
def huber_gradient(W, b, X, Y, delta):
    n_x, m = X.shape
    dW, db = np.zeros((1, n_x)), 0.0
    for i in range(m):
        z = b + sum(W[0, j] * X[j, i] for j in range(n_x))
        if z <= 0:
            continue
        error = z - Y[0, i]
        if error > delta:
            error = delta
        elif error < -delta:
            error = -delta
        for j in range(n_x):
            dW[0, j] += 2 * error * X[j, i] / m
        db += 2 * error / m
    return dW, db


# %% interpolating_network
def interpolating_network(x, y):
    n = len(x) - 1
    W1, b1, W2, before = np.ones((n, 1)), np.zeros((n, 1)), np.zeros((1, n)), 0.0
    for k in range(n):
        slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k])
        b1[k, 0], W2[0, k] = -x[k], slope - before
        before = slope
    return W1, b1, W2, y[0]


# %% fit_network
def fit_network(X, Y):
    """Descend on all parameters, from a few starts, by momentum."""
    best, m = (np.inf, None), X.shape[1]
    for k, l, sign in ((0.5, 1.7, 1), (0.5, 1.7, -1), (0.8, 2.3, 1), (0.8, 2.3, -1)):
        p = [np.ones((2, 1)), np.array([[-k], [-l]]), np.array([[2.0, 2.0 * sign]]), 0.0]
        v = [0.0] * 4
        for step in range(4000):
            W1, b1, W2, b2 = p
            Z1 = W1 @ X + b1
            A1 = np.maximum(0, Z1)
            dZ2 = 2 / m * (W2 @ A1 + b2 - Y)
            dZ1 = W2.T @ dZ2 * (Z1 > 0)
            grads = [dZ1 @ X.T, dZ1.sum(axis=1, keepdims=True), dZ2 @ A1.T, dZ2.sum()]
            v = [0.9 * old + g for old, g in zip(v, grads)]
            p = [old - 0.01 * g for old, g in zip(p, v)]
        J = np.mean((p[2] @ np.maximum(0, p[0] @ X + p[1]) + p[3] - Y) ** 2)
        best = min(best, (J, p), key=lambda best_pair: best_pair[0])
    return best[1]
