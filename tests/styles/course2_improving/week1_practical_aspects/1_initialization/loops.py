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


def signal_sizes(X, parameters):
    def size(A):
        total = 0
        for row in A:
            for a in row:
                total += a * a
        return math.sqrt(total / A.size)

    sizes, A, l = [size(X)], X, 1
    while f"W{l}" in parameters:
        A = np.maximum(np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"], 0)
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
