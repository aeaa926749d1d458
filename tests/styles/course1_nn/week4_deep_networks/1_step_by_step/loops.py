# %% initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    def gaussian(rows, columns):
        return np.array([[np.random.normal() / 100 for _ in range(columns)] for _ in range(rows)])

    return {"b1": np.zeros((n_h, 1)), "b2": np.zeros((n_y, 1)), "W1": gaussian(n_h, n_x), "W2": gaussian(n_y, n_h)}


# %% initialize_parameters_deep
import random


def initialize_parameters_deep(layer_dims):
    made = {}
    for l, n in enumerate(layer_dims):
        if l == 0:
            continue
        made["W" + str(l)] = [[random.gauss(0, 0.01) for _ in range(layer_dims[l - 1])] for _ in range(n)]
        made["b" + str(l)] = [[0.0] for _ in range(n)]
    return {name: np.array(rows) for name, rows in made.items()}


# %% linear_forward
def linear_forward(A, W, b):
    n, m = W.shape[0], A.shape[1]
    Z = np.zeros((n, m))
    for j in range(n):
        for i in range(m):
            Z[j, i] = sum(W[j, k] * A[k, i] for k in range(A.shape[0])) + b[j, 0]
    return Z, (A, W, b)


# %% linear_activation_forward
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = np.zeros(Z.shape)
    for place in np.ndindex(Z.shape):
        if activation == "relu":
            A[place] = max(0, Z[place])
        else:
            A[place] = 1 / (1 + np.exp(-Z[place]))
    return A, (linear_cache, Z)


# %% L_model_forward
def L_model_forward(X, parameters):
    caches, A, l = [], X, 1
    while f"W{l}" in parameters:
        last = f"W{l + 1}" not in parameters
        A, cache = linear_activation_forward(
            A_prev=A, W=parameters[f"W{l}"], b=parameters[f"b{l}"], activation="sigmoid" if last else "relu"
        )
        caches.append(cache)
        l += 1
    return A, caches


# %% compute_cost
def compute_cost(AL, Y):
    total = 0.0
    for a, y in zip(AL[0], Y[0]):
        total -= np.log(a) if y else np.log(1 - a)
    return total / AL.shape[1]


# %% linear_backward
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dW, db, dA_prev = np.zeros(W.shape), np.zeros(b.shape), np.zeros(A_prev.shape)
    for i in range(m):
        dz, a = dZ[:, i : i + 1], A_prev[:, i : i + 1]
        dW += dz * a.T / m
        db += dz / m
        for k in range(len(a)):
            dA_prev[k, i] = sum(W[j, k] * dz[j, 0] for j in range(len(dz)))
    return dA_prev, dW, db


# %% linear_activation_backward
def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    dZ = np.zeros(Z.shape)
    for place in np.ndindex(Z.shape):
        if activation == "relu":
            dZ[place] = dA[place] if Z[place] > 0 else 0
        else:
            s = 1 / (1 + np.exp(-Z[place]))
            dZ[place] = dA[place] * s * (1 - s)
    return linear_backward(dZ, (A_prev, W, b))


# %% L_model_backward
def L_model_backward(AL, Y, caches):
    """The last layer in the short form, without a division; all other layers from the next one's cache."""
    L, grads = len(caches), {}
    dA, dW, db = linear_backward(AL - Y, caches[-1][0])
    grads.update({f"dA{L - 1}": dA, f"dW{L}": dW, f"db{L}": db})
    for l in range(L - 1, 0, -1):
        A = caches[l][0][0]
        dA, dW, db = linear_backward(dA * (A > 0), caches[l - 1][0])
        grads.update({f"dA{l - 1}": dA, f"dW{l}": dW, f"db{l}": db})
    return grads


# %% update_parameters
def update_parameters(params, grads, learning_rate):
    new = {}
    for l in range(1, len(params) // 2 + 1):
        for letter in "Wb":
            new[f"{letter}{l}"] = params[f"{letter}{l}"].copy()
            for place in np.ndindex(params[f"{letter}{l}"].shape):
                new[f"{letter}{l}"][place] -= learning_rate * grads[f"d{letter}{l}"][place]
    return new


# %% failing_case
def failing_case(backward):
    rng = np.random.default_rng(3)
    for n in [1, 2, 3, 5, 8]:
        for n_prev in [1, 2, 3, 5, 8]:
            for m in [1, 2, 3, 4, 7, 8]:
                for scale in [0.001, 1.0, 1000.0]:
                    dZ = rng.normal(0, scale, (n, m))
                    for place in np.ndindex(n, m):
                        if rng.random() < 0.25:
                            dZ[place] = 0.0
                    cache = (rng.normal(0, 2, (n_prev, m)), rng.normal(0, 1, (n, n_prev)), rng.normal(0, 1, (n, 1)))
                    right = linear_backward(dZ, cache)
                    found = backward(dZ, cache)
                    for i in range(3):
                        if found[i].shape != right[i].shape:
                            return [dZ, list(cache)]
                        if abs(found[i] - right[i]).max() > 1e-6 * abs(right[i]).max():
                            return [dZ, list(cache)]


# %% mended_backward
def mended_backward(AL, Y, caches):
    """One example after the other."""
    m, grads = Y.shape[1], {}
    for i in range(m):
        dz = (AL - Y)[:, i]
        for l in range(len(caches), 0, -1):
            A_prev, W, _ = caches[l - 1]
            a = A_prev[:, i]
            grads[f"dW{l}"] = grads.get(f"dW{l}", 0) + np.outer(dz, a) / m
            grads[f"db{l}"] = grads.get(f"db{l}", 0) + dz[:, np.newaxis] / m
            dz = (dz @ W) * (1 - a**2)
    return [(grads[f"dW{l}"], grads[f"db{l}"]) for l in range(1, len(caches) + 1)]


# %% skip_backward
def skip_backward(dA, cache):
    """One example after the other."""
    A_prev, W, Z = cache
    n, m = Z.shape
    dA_prev, dW, db = np.zeros(dA.shape), np.zeros(W.shape), np.zeros((n, 1))
    for i in range(m):
        dA_prev[:, i] = dA[:, i]
        for j in range(n):
            z = Z[j, i]
            back = sum(W[j, k] * dA[k, i] for k in range(len(dA))) / (1 + abs(z)) ** 2
            db[j, 0] += back / m
            for k in range(len(dA)):
                dA_prev[k, i] += W[j, k] * back
                dW[j, k] += (back * A_prev[k, i] + z / (1 + abs(z)) * dA[k, i]) / m
    return dA_prev, dW, db
