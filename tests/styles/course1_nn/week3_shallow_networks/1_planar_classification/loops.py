# %% sizes
shape_X = (len(X), len(X[0]))
shape_Y = (len(Y), len(Y[0]))
m = 0
for _ in X[0]:
    m += 1
# %% layer_sizes
def layer_sizes(X, Y):
    n_x = len(X)
    n_h = 4
    n_y = len(Y)
    return (n_x, n_h, n_y)


# %% initialize_parameters
import random


def initialize_parameters(n_x, n_h, n_y):
    W1 = np.zeros((n_h, n_x))
    for i in range(n_h):
        for j in range(n_x):
            W1[i, j] = random.gauss(0, 1) * 0.01
    W2 = np.array([[random.gauss(0, 0.01) for _ in range(n_h)] for _ in range(n_y)])
    return {"W1": W1, "b1": np.array([[0.0]] * n_h), "W2": W2, "b2": np.array([[0.0]] * n_y)}


# %% forward_propagation
import math


def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    n_h, n_y, m = W1.shape[0], W2.shape[0], X.shape[1]
    Z1, A1, Z2, A2 = np.zeros((n_h, m)), np.zeros((n_h, m)), np.zeros((n_y, m)), np.zeros((n_y, m))
    for i in range(m):
        for j in range(n_h):
            Z1[j, i] = sum(W1[j, k] * X[k, i] for k in range(X.shape[0])) + b1[j, 0]
            A1[j, i] = math.tanh(Z1[j, i])
        for j in range(n_y):
            Z2[j, i] = sum(W2[j, k] * A1[k, i] for k in range(n_h)) + b2[j, 0]
            A2[j, i] = 1 / (1 + math.exp(-Z2[j, i]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% compute_cost
def compute_cost(A2, Y, parameters=None):
    m = Y.shape[1]
    cost = 0
    for i in range(m):
        if Y[0, i] == 1:
            cost += -math.log(A2[0, i])
        else:
            cost += -math.log(1 - A2[0, i])
    return cost / m


# %% backward_propagation
def backward_propagation(parameters, cache, X, Y):
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    m, n_x, n_h = X.shape[1], X.shape[0], A1.shape[0]
    dW1, db1, dW2, db2 = np.zeros((n_h, n_x)), np.zeros((n_h, 1)), np.zeros((1, n_h)), np.zeros((1, 1))
    for i in range(m):
        error = float(A2[0, i]) - float(Y[0, i])
        db2[0, 0] += error / m
        for j in range(n_h):
            dW2[0, j] += error * A1[j, i] / m
            dz = error * W2[0, j] * (1 - A1[j, i] * A1[j, i])
            db1[j, 0] += dz / m
            for k in range(n_x):
                dW1[j, k] += dz * X[k, i] / m
    grads = {}
    grads["dW1"], grads["db1"], grads["dW2"], grads["db2"] = dW1, db1, dW2, db2
    return grads


# %% update_parameters
import copy


def update_parameters(parameters, grads, learning_rate=1.2):
    parameters = copy.deepcopy(parameters)
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters


# %% nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_y, m = len(X), len(Y), X.shape[1]
    W1, W2 = np.random.normal(0, 0.01, (n_h, n_x)), np.random.normal(0, 0.01, (n_y, n_h))
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    i = 0
    while i < num_iterations:
        A1 = np.tanh(W1 @ X + b1)
        A2 = sigmoid(W2 @ A1 + b2)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W1 -= 1.2 * dZ1 @ X.T / m
        b1 -= 1.2 * dZ1.mean(axis=1, keepdims=True)
        W2 -= 1.2 * dZ2 @ A1.T / m
        b2 -= 1.2 * dZ2.mean(axis=1, keepdims=True)
        i += 1
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% predict
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = []
    for a in A2[0]:
        predictions.append(1.0 if a > 0.5 else 0.0)
    return np.array([predictions])


# %% choose_hidden_size
def choose_hidden_size(training, validation, test, sizes):
    X_train, Y_train = training
    X_val, Y_val = validation
    networks, accuracies = [], []
    for n_h in sizes:
        network = nn_model(X_train, Y_train, n_h, 2000)
        correct = 0
        for guess, label in zip(predict(network, X_val)[0], Y_val[0]):
            if guess == label:
                correct += 1
        networks.append(network)
        accuracies.append(correct / len(Y_val[0]))
    best = max(accuracies)
    limit = best - math.sqrt(best * (1 - best) / len(Y_val[0]))
    chosen = None
    for i in range(len(sizes)):
        if accuracies[i] >= limit and (chosen is None or sizes[i] < sizes[chosen]):
            chosen = i
    correct = 0
    for guess, label in zip(predict(networks[chosen], test[0])[0], test[1][0]):
        correct += guess == label
    return sizes[chosen], correct / len(test[1][0])


# %% smallest_network
def smallest_network(parameters):
    W1, b1, W2, b2 = [parameters[key].tolist() for key in ["W1", "b1", "W2", "b2"]]
    lines, outs, bias = [], [], b2[0][0]
    for j in range(len(W1)):
        line, out = W1[j] + b1[j], W2[0][j]
        if not any(W1[j]):
            bias += out * math.tanh(b1[j][0])
            continue
        opposite = [-number for number in line]
        if line in lines:
            outs[lines.index(line)] += out
        elif opposite in lines:
            outs[lines.index(opposite)] -= out
        else:
            lines.append(line)
            outs.append(out)
    left = [j for j in range(len(lines)) if outs[j] != 0]
    return {
        "W1": np.array([lines[j][:-1] for j in left]),
        "b1": np.array([lines[j][-1:] for j in left]),
        "W2": np.array([[outs[j] for j in left]]),
        "b2": np.array([[bias]]),
    }


# %% prelu_gradients
def prelu_gradients(parameters, cache, X, Y):
    s, W2, Z1, A1 = parameters["s"], parameters["W2"], cache["Z1"], cache["A1"]
    (n_h, m), n_x = Z1.shape, X.shape[0]
    grads = {"d" + key: np.zeros(parameters[key].shape) for key in ["W1", "b1", "s", "W2", "b2"]}
    for i in range(m):
        error = (cache["A2"][0, i] - Y[0, i]) / m
        grads["db2"][0, 0] += error
        for j in range(n_h):
            grads["dW2"][0, j] += error * A1[j, i]
            back = error * W2[0, j]
            if Z1[j, i] <= 0:
                grads["ds"][j, 0] += back * Z1[j, i]
                back *= s[j, 0]
            grads["db1"][j, 0] += back
            for k in range(n_x):
                grads["dW1"][j, k] += back * X[k, i]
    return grads
