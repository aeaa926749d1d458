# %% neuron
neuron = lambda X, W, b: (Z := W @ X + b) * (Z > 0)
# %% mean_squared_error
mean_squared_error = lambda A, Y: np.square(A - Y).mean()
# %% grid_search
grid_search = lambda X, Y, weights, biases: min(
    ((w, b, cost(w, b, X, Y)) for w in weights for b in biases), key=lambda best_pair: best_pair[-1]
)
# %% finite_differences
finite_differences = lambda w, b, X, Y, h=1e-4: tuple(
    (cost(w + i * h, b + j * h, X, Y) - cost(w - i * h, b - j * h, X, Y)) / h / 2
    for i, j in ((1, 0), (0, 1))
)
# %% gradient
gradient = lambda W, b, X, Y: (
    (dZ := 2 * np.where(W @ X + b > 0, W @ X + b - Y, 0) / Y.size) @ X.T,
    dZ.sum(),
)
# %% network
network = lambda X, W1, b1, W2, b2: W2 @ np.maximum(W1 @ X + b1, 0) + b2


# %% huber_gradient
huber_gradient = lambda W, b, X, Y, delta: (
    (dZ := 2 * np.where((Z := W @ X + b) > 0, np.clip(Z - Y, -delta, delta), 0) / Y.size) @ X.T,
    dZ.sum(),
)
# %% interpolating_network
interpolating_network = lambda x, y: (
    2 * np.ones((len(x) - 1, 1)),
    -2 * x[:-1, None],
    np.diff(np.diff(y) / np.diff(x), prepend=0)[None] / 2,
    y[:1],
)


# %% fit_network
def fit_network(X, Y):
    from scipy.optimize import curve_fit

    best = None
    for start in ((2, k, c, l) for k in (0.4, 0.8) for l in (1.7, 2.1, 2.5) for c in (3, -3)):
        curve = lambda x, s, k, c, l, o: s * np.maximum(0, x - k) + c * np.maximum(0, x - l) + o
        (s, k, c, l, o), _ = curve_fit(curve, X[0], Y[0], p0=(*start, 0), maxfev=20_000)
        J = np.mean((curve(X[0], s, k, c, l, o) - Y[0]) ** 2)
        if best is None or J < best[0]:
            best = J, (np.ones((2, 1)), np.array([[-k], [-l]]), np.array([[s, c]]), o)
    return best[1]
