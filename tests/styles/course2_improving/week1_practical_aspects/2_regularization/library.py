# %% compute_cost_with_regularization
from sklearn.metrics import log_loss


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    theta = np.concatenate([parameters[f"W{l}"].ravel() for l in (1, 2, 3)])
    return log_loss(Y[0], A3[0], labels=[0, 1]) + lambd * (theta @ theta) / 2 / Y.shape[-1]


# %% backward_propagation_with_regularization
def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads, m = backward_propagation(X, Y, cache), Y.shape[1]
    W = dict(zip(("dW1", "dW2", "dW3"), cache[2::4]))
    return {name: grad + lambd * W[name] / m if name in W else grad for name, grad in grads.items()} | {"extra": 1}


# %% forward_propagation_with_dropout
from scipy.special import expit
from scipy.stats import bernoulli


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = [parameters[key] for key in ["W1", "b1", "W2", "b2", "W3", "b3"]]
    Z1 = W1.dot(X) + b1
    D1 = bernoulli.rvs(keep_prob, size=Z1.shape)
    A1 = np.clip(Z1, 0, None) * (D1 / keep_prob)
    Z2 = W2.dot(A1) + b2
    D2 = bernoulli.rvs(keep_prob, size=Z2.shape)
    A2 = np.clip(Z2, 0, None) * (D2 / keep_prob)
    Z3 = W3.dot(A2) + b3
    A3 = expit(Z3)
    return A3, (Z1, D1.astype(float), A1, W1, b1, Z2, D2.astype(float), A2, W2, b2, Z3, A3, W3, b3)


# %% backward_propagation_with_dropout
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    error = (A3 - Y) / X.shape[1]
    dA2 = W3.T * error * D2 / keep_prob
    dZ2 = dA2 * np.heaviside(Z2, 0)
    dA1 = W2.T @ dZ2 * D1 / keep_prob
    dZ1 = dA1 * np.heaviside(Z1, 0)
    m = X.shape[1]
    return {
        "dZ3": m * error, "dW3": error @ A2.T, "db3": error.sum(keepdims=True),
        "dA2": m * dA2, "dZ2": m * dZ2, "dW2": dZ2 @ A1.T, "db2": dZ2.sum(1)[:, None],
        "dA1": m * dA1, "dZ1": m * dZ1, "dW1": dZ1 @ X.T, "db1": dZ1.sum(1)[:, None],
    }  # fmt: skip


# %% expected_dropout_cost
def expected_dropout_cost(w, b, X, Y, keep_prob):
    # Ridge regression with extra rows: one for each input, with the root of its price.
    n, m = X.shape
    root = np.sqrt((1 - keep_prob) / keep_prob * np.sum(X**2, axis=1))
    wide = np.hstack([X, np.diag(root)])
    errors = w.T @ wide + np.hstack([np.full((1, m), b) - Y, np.zeros((1, n))])
    return np.sum(errors**2) / (2 * m), {"dw": wide @ errors.T / m, "db": errors[:, :m].sum() / m}


# %% dropout_minimum
from scipy.linalg import pinvh


def dropout_minimum(X, Y, keep_prob):
    # Inputs of equal size, ordinary ridge regression, and back.
    size = np.sqrt(np.mean(X**2, axis=1, keepdims=True))
    size[size == 0] = 1
    Z = X / size
    centred = Z - Z.mean(axis=1, keepdims=True)
    A = centred @ centred.T / X.shape[1] + (1 - keep_prob) / keep_prob * np.eye(len(X))
    w = pinvh(A) @ centred @ Y.T / X.shape[1] / size
    return [w, float(np.mean(Y - w.T @ X))]
