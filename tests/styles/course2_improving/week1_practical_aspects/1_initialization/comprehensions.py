# %% initialize_parameters_zeros
def initialize_parameters_zeros(layers_dims):
    return {
        name: value
        for l, (n, k) in enumerate(zip(layers_dims, layers_dims[1:]), 1)
        for name, value in ((f"W{l}", np.zeros((k, n))), (f"b{l}", np.zeros((k, 1))))
    }


# %% initialize_parameters_random
def initialize_parameters_random(layers_dims):
    rng = np.random.default_rng()
    pairs = list(zip(layers_dims[1:], layers_dims))
    weights = {f"W{l}": rng.normal(scale=10, size=pair) for l, pair in enumerate(pairs, 1)}
    return weights | {f"b{l}": np.zeros((k, 1)) for l, (k, _) in enumerate(pairs, 1)}


# %% signal_sizes
from itertools import accumulate


def signal_sizes(X, parameters):
    layers = range(1, len(parameters) // 2 + 1)
    step = lambda A, l: (Z := parameters[f"W{l}"] @ A + parameters[f"b{l}"]) * (Z > 0)
    return tuple(float(np.mean(np.square(A)) ** 0.5) for A in accumulate(layers, step, initial=X))


# %% initialize_parameters_he
def initialize_parameters_he(layers_dims):
    pairs = list(zip(layers_dims[1:], layers_dims))
    return {
        **{f"b{l}": np.zeros((k, 1)) for l, (k, _) in enumerate(pairs, 1)},
        **{f"W{l}": np.sqrt(2.0) * np.random.standard_normal((k, n)) / n**0.5 for l, (k, n) in enumerate(pairs, 1)},
    }


# %% initialize_parameters_for
def initialize_parameters_for(layers_dims, activation):
    at, weight = np.polynomial.hermite_e.hermegauss(80)
    square = weight @ activation(at) ** 2 / weight.sum()
    pairs = list(zip(layers_dims[1:], layers_dims))
    gains = [1] + [square] * (len(pairs) - 1)
    return {f"b{l}": np.zeros((k, 1)) for l, (k, _) in enumerate(pairs, 1)} | {
        f"W{l}": np.random.randn(k, n) / np.sqrt(n * g) for l, ((k, n), g) in enumerate(zip(pairs, gains), 1)
    }
