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


# %% slopes_by_nudging
def slopes_by_nudging(w, b, X, Y, nudge=1e-4):
    def J(parameters):
        return cost(parameters[0], parameters[1], X, Y)

    here, steps = np.array([w, b], dtype=float), nudge * np.eye(2)
    return tuple(map(lambda step: (J(here + step) - J(here - step)) / (2 * nudge), steps))


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


# %% fit_network
def fit_network(X, Y):
    from scipy.optimize import differential_evolution

    def two(bends):
        inputs = np.vstack([np.maximum(0, X - bends[0]), np.maximum(0, X - bends[1]), np.ones_like(X)])
        s, *_ = np.linalg.lstsq(inputs.T, Y.T, rcond=None)
        return s, np.mean((s.T @ inputs - Y) ** 2)

    found = differential_evolution(lambda bends: two(bends)[1], [(0.2, 1.0), (1.1, 2.5)], seed=1, maxiter=30)
    s, _ = two(found.x)
    return np.ones((2, 1)), -found.x.reshape(2, 1), s[:2].T, float(s[2, 0])
