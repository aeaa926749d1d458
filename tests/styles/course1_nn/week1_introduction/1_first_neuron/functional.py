# %% neuron
def neuron(X, W, b):
    Z = np.add(np.inner(W, X.T), b)
    return (Z + np.abs(Z)) / 2


# %% mean_squared_error
def mean_squared_error(A, Y):
    return (np.linalg.norm(A - Y) ** 2) / np.size(Y)


# %% grid_search
def grid_search(X, Y, weights, biases):
    w, b = np.meshgrid(weights, biases, indexing="ij")
    costs = np.vectorize(lambda one, other: cost(one, other, X, Y))(w, b)
    place = np.argmin(costs)
    return w.flat[place], b.flat[place], costs.min()


# %% finite_differences
def finite_differences(w, b, X, Y, h=1e-4):
    def J(parameters):
        return cost(parameters[0], parameters[1], X, Y)

    here, steps = np.array([w, b], dtype=float), h * np.eye(2)
    return tuple(map(lambda step: (J(here + step) - J(here - step)) / (2 * h), steps))


# %% gradient
def gradient(W, b, X, Y):
    m, A = X.shape[1], neuron(X, W, b)
    dZ = np.sign(A) * (A - Y) * 2 / m
    extended = np.vstack([X, np.ones((1, m))])
    both = dZ @ extended.T
    return both[:, :-1], both[0, -1]


# %% network
def network(X, W1, b1, W2, b2):
    from functools import reduce

    hidden = [np.maximum(0, w @ X + b) for w, b in zip(W1, b1)]
    return reduce(np.add, (v * a for v, a in zip(W2[0], hidden))).reshape(1, -1) + b2


# %% huber_gradient
def huber_gradient(W, b, X, Y, delta):
    A = neuron(X, W, b)
    error = A - Y
    limited = np.sign(error) * np.minimum(np.abs(error), delta)
    both = (np.sign(A) * limited * 2 / X.shape[1]) @ np.vstack([X, np.ones((1, X.shape[1]))]).T
    return both[:, :-1], both[0, -1]


# %% interpolating_network
def interpolating_network(x, y):
    inputs = np.maximum(0, x[:, None] - x[None, :-1])
    weights = np.linalg.solve(inputs[1:], y[1:] - y[0])
    return np.ones((len(x) - 1, 1)), -x[:-1].reshape(-1, 1), weights.reshape(1, -1), y[0]


# %% fit_network
def fit_network(X, Y):
    from scipy.optimize import differential_evolution

    def two(kinks):
        inputs = np.vstack([np.maximum(0, X - kinks[0]), np.maximum(0, X - kinks[1]), np.ones_like(X)])
        s, *_ = np.linalg.lstsq(inputs.T, Y.T, rcond=None)
        return s, np.mean((s.T @ inputs - Y) ** 2)

    best_pair = differential_evolution(lambda kinks: two(kinks)[1], [(0.2, 1.2), (1.3, 2.8)], seed=1, maxiter=60)
    s, _ = two(best_pair.x)
    return np.ones((2, 1)), -best_pair.x.reshape(2, 1), s[:2].T, float(s[2, 0])
