# %% sizes
m_train, m_test, num_px = len(train_set_y[0]), test_set_y.size, test_set_x_orig.shape[2]
# %% flatten
train_set_x_flatten = np.moveaxis(train_set_x_orig, 0, -1).reshape(-1, m_train)
test_set_x_flatten = np.moveaxis(test_set_x_orig, 0, -1).reshape(-1, m_test)
# %% sigmoid
from scipy.special import log_expit

sigmoid = lambda z: np.exp(log_expit(np.asarray(z, float)))
# %% initialize_with_zeros
initialize_with_zeros = lambda dim: (np.array([[0.0]] * dim), 0.0)


# %% propagate
def propagate(w, b, X, Y):
    z = w.T @ X + b
    return (
        {"dw": X @ (sigmoid(z) - Y).T / Y.shape[1], "db": np.mean(sigmoid(z) - Y)},
        np.mean(np.logaddexp(0, np.where(Y, -z, z))),
    )


# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        costs += [cost] * (i % 100 == 0)
    return dict(w=w, b=b), grads, costs


# %% predict
predict = lambda w, b, X: w.T @ X + b > 0


# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    params, _, costs = optimize(
        *initialize_with_zeros(X_train.shape[0]), X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    predictions = {f"Y_prediction_{k}": predict(**params, X=X) for k, X in [("test", X_test), ("train", X_train)]}
    return predictions | params | dict(costs=costs, learning_rate=learning_rate, num_iterations=num_iterations)


# %% cross_entropy_from_logits
cross_entropy_from_logits = lambda Z, Y: -(Y * log_expit(Z) + (1 - Y) * log_expit(-Z)).mean()


# %% train_on_raw_features
def train_on_raw_features(X, Y):
    mu, sigma = X.mean(1), X.std(1)
    params, _, _ = optimize(*initialize_with_zeros(len(X)), ((X.T - mu) / sigma).T, Y, 1000, 1)
    w = params["w"] / sigma[:, None]
    return w, (params["b"] - mu @ w).item()


# %% noisy_label_gradient
noisy_label_gradient = lambda Z, Y, noise: (
    (s := 1 - 2 * Y)
    * (1 - 2 * noise)
    / ((1 - 2 * noise) * (1 + np.exp(-s * Z)) + noise * (1 + np.exp(-s * Z)) * (1 + np.exp(s * Z)))
)
