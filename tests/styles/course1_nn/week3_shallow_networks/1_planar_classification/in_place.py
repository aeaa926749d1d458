# %% sizes
(shape_X, shape_Y) = (part.shape for part in (X, Y))
_, m = shape_Y


# %% layer_sizes
def layer_sizes(X, Y):
    return tuple([X[:, 0].size, 4, Y[:, 0].size])


# %% initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    from scipy.stats import truncnorm

    parameters = {}
    for layer, (rows, columns) in enumerate([(n_h, n_x), (n_y, n_h)], start=1):
        parameters[f"W{layer}"] = truncnorm.rvs(-4, 4, scale=0.01, size=(rows, columns))
        parameters[f"b{layer}"] = np.zeros((rows, 1))
    return parameters


# %% forward_propagation
def forward_propagation(X, parameters):
    cache = {"A0": X}
    for layer, squash in ((1, np.tanh), (2, lambda Z: 0.5 * (1 + np.tanh(Z / 2)))):
        Z = np.einsum("ij,jk->ik", parameters[f"W{layer}"], cache[f"A{layer - 1}"])
        Z += parameters[f"b{layer}"]
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, squash(Z)
    return cache["A2"], cache


# %% compute_cost
from sklearn.metrics import log_loss


def compute_cost(A2, Y):
    return log_loss(Y[0], A2[0], labels=[0, 1])


# %% backward_propagation
def backward_propagation(parameters, cache, X, Y):
    error = cache["A2"].copy()
    error -= Y
    error /= Y.shape[1]
    blame = np.outer(parameters["W2"], error)
    blame *= 1 - cache["A1"] ** 2
    ones = np.ones((1, X.shape[1]))
    with_ones = np.concatenate([blame @ np.vstack([X, ones]).T], axis=0)
    last = error @ np.vstack([cache["A1"], ones]).T
    return {"dW1": with_ones[:, :-1], "db1": with_ones[:, -1:], "dW2": last[:, :-1], "db2": last[:, -1:]}


# %% update_parameters
def update_parameters(parameters, grads, learning_rate=1.2):
    parameters = {name: item.copy() for name, item in parameters.items()}
    parameters["W1"] -= learning_rate * grads["dW1"]
    parameters["b1"] -= learning_rate * grads["db1"]
    parameters["W2"] -= learning_rate * grads["dW2"]
    parameters["b2"] -= learning_rate * grads["db2"]
    return parameters


# %% nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_y = layer_sizes(X, Y)[0], layer_sizes(X, Y)[2]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        parameters |= update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
        if print_cost and not i % 1000:
            print(f"{i:6d} {compute_cost(A2, Y):.4f}")
    return parameters


# %% predict
def predict(parameters, X):
    A2, _ = forward_propagation(X, parameters)
    A2[A2 > 0.5] = 1
    A2[A2 <= 0.5] = 0
    return A2.astype(bool)


# %% prelu_gradients
def prelu_gradients(parameters, X, Y):
    Z1 = parameters["W1"].dot(X)
    Z1 += parameters["b1"]
    A1, slope = Z1.copy(), np.ones(Z1.shape)
    for j, s in enumerate(parameters["s"][:, 0]):
        negative = Z1[j] < 0
        A1[j, negative] *= s
        slope[j, negative] = s
    A2 = sigmoid(parameters["W2"].dot(A1) + parameters["b2"])
    error = (A2 - Y) / Y.size
    blame = parameters["W2"].T * error
    ds = np.array([[blame[j, Z1[j] < 0] @ Z1[j, Z1[j] < 0]] for j in range(len(Z1))])
    through = blame * slope
    grads = {"dW2": error @ A1.T, "db2": error.sum(keepdims=True), "ds": ds}
    grads["dW1"], grads["db1"] = through @ X.T, through.sum(axis=1, keepdims=True)
    return np.mean(-Y * np.log(A2) - (1 - Y) * np.log(1 - A2)), grads
