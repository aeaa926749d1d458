# %% compute_cost_with_regularization
import math


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = len(Y[0])
    cost = 0
    for a, y in zip(A3[0], Y[0]):
        cost -= math.log(a) if y == 1 else math.log(1 - a)
    squares = 0
    for name, array in parameters.items():
        if name.startswith("W"):
            for w in array.ravel():
                squares += w**2
    return (cost + lambd * squares / 2) / m


# %% backward_propagation_with_regularization
def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m, grads = X.shape[1], {}
    below, weights, sums = {1: X, 2: A1, 3: A2}, {1: W1, 2: W2, 3: W3}, {1: Z1, 2: Z2}
    dZ = A3 - Y
    for l in (3, 2, 1):
        grads[f"dZ{l}"] = dZ
        grads[f"dW{l}"] = (dZ @ below[l].T + lambd * weights[l]) / m
        grads[f"db{l}"] = dZ.mean(axis=1, keepdims=True)
        if l > 1:
            grads[f"dA{l - 1}"] = weights[l].T @ dZ
            dZ = grads[f"dA{l - 1}"] * (sums[l - 1] > 0)
    return grads


# %% forward_propagation_with_dropout
import random


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    cache, A = [], X
    for l in (1, 2):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        D = np.array([[1 if random.random() < keep_prob else 0 for _ in range(Z.shape[1])] for _ in range(Z.shape[0])])
        A = np.where(D == 1, relu(Z) / keep_prob, 0)
        cache += [Z, D, A, W, b]
    W, b = parameters["W3"], parameters["b3"]
    Z = W @ A + b
    A3 = 1 / (1 + np.exp(-Z))
    return A3, tuple(cache + [Z, A3, W, b])


# %% backward_propagation_with_dropout
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m, grads = X.shape[1], {}
    below, weights, sums, masks = {1: X, 2: A1, 3: A2}, {2: W2, 3: W3}, {1: Z1, 2: Z2}, {1: D1, 2: D2}
    dZ = A3 - Y
    for l in (3, 2, 1):
        grads[f"dZ{l}"], grads[f"dW{l}"] = dZ, dZ @ below[l].T / m
        grads[f"db{l}"] = dZ.sum(axis=1).reshape(-1, 1) / m
        if l > 1:
            dA = weights[l].T @ dZ
            for j in range(dA.shape[0]):
                for i in range(m):
                    dA[j, i] = dA[j, i] / keep_prob if masks[l - 1][j, i] else 0
            grads[f"dA{l - 1}"] = dA
            dZ = np.where(sums[l - 1] > 0, dA, 0)
    return grads


# %% expected_dropout_cost
def expected_dropout_cost(w, b, X, Y, keep_prob):
    n, m = X.shape
    q = (1 - keep_prob) / keep_prob
    cost, db, dw = 0, 0, [0.0] * n
    for i in range(m):
        error = sum(w[j, 0] * X[j, i] for j in range(n)) + b - Y[0, i]
        cost += error**2 + q * sum((w[j, 0] * X[j, i]) ** 2 for j in range(n))
        db += error
        for j in range(n):
            dw[j] += error * X[j, i] + q * w[j, 0] * X[j, i] ** 2
    return cost / (2 * m), {"dw": np.array(dw).reshape(n, 1) / m, "db": db / m}


# %% dropout_minimum
def dropout_minimum(X, Y, keep_prob):
    n, m = X.shape
    rows = []
    for j in range(n):
        row = [sum(X[j, i] * X[k, i] for i in range(m)) for k in range(n)]
        row[j] = row[j] / keep_prob or 1.0
        rows.append(row + [sum(X[j])])
    rows.append([sum(X[k]) for k in range(n)] + [m])
    right = [sum(X[j, i] * Y[0, i] for i in range(m)) for j in range(n)] + [sum(Y[0])]
    found = np.linalg.solve(np.array(rows), np.array(right))
    return found[:n].reshape(n, 1), float(found[n])
