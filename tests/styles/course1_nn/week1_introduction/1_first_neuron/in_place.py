# %% neuron
def neuron(X, W, b):
    Z = W @ X
    Z += b
    Z[Z < 0] = 0
    return Z


# %% mean_squared_error
def mean_squared_error(A, Y):
    error = A.astype(float)
    error -= Y
    error **= 2
    return error.sum() / error.shape[1]


# %% grid_search
def grid_search(X, Y, weights, biases):
    costs = np.empty((len(weights), len(biases)))
    for i, w in enumerate(weights):
        for j, b in enumerate(biases):
            costs[i, j] = cost(w, b, X, Y)
    i, j = np.unravel_index(costs.argmin(), costs.shape)
    return weights[i], biases[j], costs[i, j]


# %% finite_differences
def finite_differences(w, b, X, Y, h=1e-4):
    w += h
    dw = cost(w, b, X, Y)
    w -= 2 * h
    dw -= cost(w, b, X, Y)
    w += h
    b += h
    db = cost(w, b, X, Y)
    b -= 2 * h
    db -= cost(w, b, X, Y)
    return dw / (2 * h), db / (2 * h)


# %% gradient
def gradient(W, b, X, Y):
    Z = W @ X + b
    dZ = np.maximum(0, Z)
    dZ -= Y
    dZ[Z <= 0] = 0
    dZ *= 2
    dZ /= X.shape[1]
    dW = np.zeros_like(W)
    dW += dZ @ X.T
    return dW, dZ.sum().item()


# %% network
def network(X, W1, b1, W2, b2):
    A = W1 @ X
    A += b1
    np.maximum(A, 0, out=A)
    A = W2 @ A
    A += b2
    return A


# %% huber_gradient
def huber_gradient(W, b, X, Y, delta):
    Z = W @ X + b
    dZ = np.maximum(0, Z)
    dZ -= Y
    dZ[dZ > delta] = delta
    dZ[dZ < -delta] = -delta
    dZ[Z <= 0] = 0
    dZ *= 2
    dZ /= X.shape[1]
    return dZ @ X.T, dZ.sum().item()


# %% interpolating_network
def interpolating_network(x, y):
    W2 = np.diff(y)
    W2 /= np.diff(x)
    W2[1:] -= W2[:-1].copy()
    return np.ones((len(W2), 1)), -x[:-1, None], W2[None], float(y[0])


# %% fit_network
def fit_network(X, Y):
    """Search over both kinks, a coarse grid first and a finer one around the best pair."""
    best, span, middle = None, 1.2, (1.3, 1.8)
    for _ in range(4):
        for k in np.linspace(middle[0] - span, middle[0] + span, 13):
            for l in np.linspace(middle[1] - span, middle[1] + span, 13):
                if l - k < 0.2 or k < 0.2:
                    continue
                inputs = np.vstack([np.maximum(0, X - k), np.maximum(0, X - l), np.ones_like(X)])
                s = np.linalg.pinv(inputs @ inputs.T) @ inputs @ Y.T
                J = mean_squared_error(s.T @ inputs, Y)
                if best is None or J < best[0]:
                    best = J, k, l, s
        middle, span = best[1:3], span / 3
    _, k, l, s = best
    return np.ones((2, 1)), np.array([[-k], [-l]]), s[:2].T, s[2]
