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


# %% choose_hidden_size
def choose_hidden_size(training, validation, test, sizes):
    sizes = sorted(sizes)
    networks = [nn_model(*training, size, num_iterations=2000) for size in sizes]
    accuracies = np.zeros(len(sizes))
    for i, network in enumerate(networks):
        accuracies[i] += np.count_nonzero(predict(network, validation[0]) == validation[1])
    accuracies /= validation[1].size
    p = accuracies.max()
    i = np.flatnonzero(accuracies >= p - np.sqrt(p * (1 - p) / validation[1].size))[0]
    return sizes[i], np.mean(predict(networks[i], test[0]) == test[1])


# %% smallest_network
def smallest_network(parameters):
    network = {name: item.copy() for name, item in parameters.items()}
    W1, b1, W2, b2 = network["W1"], network["b1"], network["W2"], network["b2"]
    n_h = len(W1)
    for j in range(n_h):
        if not W1[j].any():
            b2 += W2[0, j] * np.tanh(b1[j])
            W2[0, j] = 0
    for j in range(n_h):
        for k in range(j):
            for sign in (1, -1):
                if W2[0, j] and (W1[j] == sign * W1[k]).all() and b1[j] == sign * b1[k]:
                    W2[0, k] += sign * W2[0, j]
                    W2[0, j] = 0
    heard = W2[0] != 0
    return {"W1": W1[heard], "b1": b1[heard], "W2": W2[:, heard], "b2": b2}


# %% prelu_gradients
def prelu_gradients(parameters, cache, X, Y):
    Z1 = cache["Z1"]
    derivative = np.ones(Z1.shape)
    for j, s in enumerate(parameters["s"][:, 0]):
        derivative[j, Z1[j] < 0] = s
    error = (cache["A2"] - Y) / Y.size
    back = parameters["W2"].T * error
    ds = np.array([[back[j, Z1[j] < 0] @ Z1[j, Z1[j] < 0]] for j in range(len(Z1))])
    through = back * derivative
    grads = {"dW2": error @ cache["A1"].T, "db2": error.sum(keepdims=True), "ds": ds}
    grads["dW1"], grads["db1"] = through @ X.T, through.sum(axis=1, keepdims=True)
    return grads
