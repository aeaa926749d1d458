# %% initialize_parameters_zeros
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.array([[0.0 for _ in range(layers_dims[l - 1])] for _ in range(layers_dims[l])])
        parameters["b" + str(l)] = np.array([[0.0] for _ in range(layers_dims[l])])
    return parameters


# %% initialize_parameters_random
import random


def initialize_parameters_random(layers_dims):
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        W = np.zeros((layers_dims[l], layers_dims[l - 1]))
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                W[i, j] = random.gauss(0, 10)
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# %% signal_sizes
import math


def signal_sizes(X, parameters, activation):
    def size(A):
        total = 0
        for row in A:
            for a in row:
                total += a * a
        return math.sqrt(total / A.size)

    sizes, A, l = [size(X)], X, 1
    while f"W{l}" in parameters:
        A = activation(np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"])
        sizes.append(size(A))
        l += 1
    return sizes


# %% initialize_parameters_he
import math


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * math.sqrt(
            2.0 / layers_dims[l - 1]
        )
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# %% initialize_parameters_for
def initialize_parameters_for(layers_dims, activation):
    total, count = 0.0, 0
    for _ in range(200):
        values = activation(np.random.normal(size=1000))
        total += float((values * values).sum())
        count += values.size
    mean_square = total / count
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        variance = 1 / n if l == 1 else 1 / (n * mean_square)
        parameters["W" + str(l)] = np.random.normal(0, variance**0.5, (layers_dims[l], n))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# %% gradient_sizes
import math


def gradient_sizes(dZ, X, parameters, activation, derivative):
    def size(array):
        total = 0
        for number in array.ravel():
            total += number * number
        return math.sqrt(total / array.size)

    L, A, slopes = len(parameters) // 2, X, {}
    for l in range(1, L + 1):
        Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
        slopes[l] = derivative(Z)
        A = activation(Z)
    sizes, l = [size(dZ)], L
    while l > 1:
        dZ = np.dot(parameters["W" + str(l)].T, dZ) * slopes[l - 1]
        sizes.append(size(dZ))
        l -= 1
    sizes.reverse()
    return sizes


# %% initialize_gradients_for
def initialize_gradients_for(layers_dims, activation):
    parameters, numbers, variance = {}, np.random.normal(size=200_000), 1.0
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        if l == 1:
            sigma2 = 1 / n
        else:
            z = numbers * variance**0.5
            slopes = (activation(z + 1e-4) - activation(z - 1e-4)) / 2e-4
            sigma2 = 1 / (k * np.average(slopes * slopes))
            variance = n * sigma2 * np.average(activation(z) ** 2)
        parameters["W" + str(l)] = np.random.normal(0, sigma2**0.5, (k, n))
        parameters["b" + str(l)] = np.zeros((k, 1))
    return parameters


# %% initialization_faults
def initialization_faults(layers_dims, forward, backward):
    weights, biases, l = [], [], 2
    while l < len(layers_dims):
        factor = math.sqrt(layers_dims[l - 1] / layers_dims[l]) * backward[l - 2] / backward[l - 1]
        expected = forward[l - 1] * factor
        if max(factor, 1 / factor) > 1.22:
            weights.append(l)
        if forward[l] / expected > 1.22:
            biases.append(l)
        l = l + 1
    return [weights, biases]
