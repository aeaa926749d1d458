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


def signal_sizes(X, parameters, activation):
    layers = range(1, len(parameters) // 2 + 1)
    step = lambda A, l: activation(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
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


# %% gradient_sizes
from itertools import accumulate


def gradient_sizes(dZ, X, parameters, activation, derivative):
    L = len(parameters) // 2
    pre = lambda A, l: parameters[f"W{l}"] @ A + parameters[f"b{l}"]
    Zs = list(accumulate(range(2, L), lambda Z, l: pre(activation(Z), l), initial=pre(X, 1)))
    back = lambda d, l: derivative(Zs[l - 1]) * (parameters[f"W{l + 1}"].T @ d)
    return [float(np.mean(d * d) ** 0.5) for d in accumulate(range(L - 1, 0, -1), back, initial=dZ)][::-1]


# %% initialize_gradients_for
def initialize_gradients_for(layers_dims, activation):
    at, weight = np.polynomial.hermite_e.hermegauss(150)
    weight, q, spreads = weight / weight.sum(), 1.0, [layers_dims[0] ** -0.5]
    for n, k in zip(layers_dims[1:], layers_dims[2:]):
        z = np.sqrt(q) * at
        slope = (activation(z + 1e-5) - activation(z - 1e-5)) / 2e-5
        spreads.append((k * (weight @ slope**2)) ** -0.5)
        q = n * spreads[-1] ** 2 * (weight @ activation(z) ** 2)
    pairs = list(zip(layers_dims[1:], layers_dims))
    return {f"b{l}": np.zeros((k, 1)) for l, (k, _) in enumerate(pairs, 1)} | {
        f"W{l}": s * np.random.randn(k, n) for l, ((k, n), s) in enumerate(zip(pairs, spreads), 1)
    }


# %% initialization_faults
def initialization_faults(layers_dims, forward, backward):
    n, f, b = np.array(layers_dims), np.array(forward), np.array(backward)
    factor = b[:-1] / b[1:] * np.sqrt(n[1:-1] / n[2:])
    excess = f[2:] / f[1:-1] / factor
    return (np.flatnonzero(np.abs(factor - 1) > 0.22) + 2).tolist(), (np.flatnonzero(excess > 1.25) + 2).tolist()
