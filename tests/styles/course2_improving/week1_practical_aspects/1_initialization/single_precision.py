# %% initialize_parameters_zeros
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]), dtype=np.float32)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1), dtype=np.float32)
        assert parameters[f"W{l}"].shape[0] == parameters[f"b{l}"].shape[0]
    return parameters


# %% initialize_parameters_random
from scipy.stats import norm


def initialize_parameters_random(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = np.asarray(norm.rvs(scale=10, size=shape), dtype=np.float32).reshape(shape)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1), dtype=np.float32)
    return parameters


# %% signal_sizes
def signal_sizes(X, parameters, activation):
    A = X
    found = [np.sqrt(np.mean(np.power(A, 2)))]
    for W, b in zip(
        [value for name, value in parameters.items() if name[0] == "W"],
        [value for name, value in parameters.items() if name[0] == "b"],
    ):
        A = activation(np.einsum("ij,jk->ik", W, A) + b)
        found.append(np.array(np.sqrt(np.average(A * A))))
    return found


# %% initialize_parameters_he
from scipy.stats import truncnorm


def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        spread = np.sqrt(2 / shape[1])
        parameters[f"W{l}"] = truncnorm.rvs(-3.5, 3.5, scale=spread, size=shape).astype(np.float32)
        parameters[f"b{l}"] = np.zeros((shape[0], 1), dtype=np.float32)
    return parameters


# %% initialize_parameters_for
from scipy.integrate import quad


def initialize_parameters_for(layers_dims, activation):
    density = lambda z: np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    square, _ = quad(lambda z: float(activation(np.array([z]))[0]) ** 2 * density(z), -8, 8, points=[0])
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        # Orthogonal rows or columns keep lengths; the rest is the size.
        random = np.random.randn(max(shape), min(shape))
        Q = np.linalg.qr(random)[0]
        Q = Q if shape[0] >= shape[1] else Q.T
        spread = 1 / np.sqrt(shape[1] * (square if l > 1 else 1))
        parameters[f"W{l}"] = (Q / Q.std() * spread).astype(np.float32)
        parameters[f"b{l}"] = np.zeros((shape[0], 1), dtype=np.float32)
    return parameters


# %% gradient_sizes
def gradient_sizes(dZ, X, parameters, activation, derivative):
    Ws = [value for name, value in parameters.items() if name[0] == "W"]
    bs = [value for name, value in parameters.items() if name[0] == "b"]

    def go(A, l):
        """Return the sizes from layer l on, and dZ of that layer."""
        if l == len(Ws) - 1:
            return [np.sqrt(np.average(dZ * dZ))], dZ
        Z = np.einsum("ij,jk->ik", Ws[l], A) + bs[l]
        sizes, above = go(activation(Z), l + 1)
        own = np.einsum("ij,ik->jk", Ws[l + 1], above) * derivative(Z)
        return [np.sqrt(np.average(own * own)), *sizes], own

    return go(X, 0)[0]


# %% initialize_gradients_for
def initialize_gradients_for(layers_dims, activation):
    signal, parameters, slope = np.random.randn(layers_dims[0], 400), {}, None
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        spread = shape[1] ** -0.5 if l == 1 else 1 / (np.sqrt(shape[0]) * np.linalg.norm(slope) / slope.size**0.5)
        reach = spread * 3**0.5  # uniform numbers
        W = np.random.uniform(-reach, reach, shape).astype(np.float32)
        Z = W.astype(float) @ signal
        slope = (activation(Z + 1e-5) - activation(Z)) / 1e-5
        signal = activation(Z)
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((shape[0], 1), dtype=np.float32)
    return parameters


# %% initialization_faults
def initialization_faults(layers_dims, forward, backward):
    lists = {"weights": [], "biases": []}
    for l in range(2, len(layers_dims)):
        back = np.log(backward[l - 2]) - np.log(backward[l - 1]) - np.log(layers_dims[l] / layers_dims[l - 1]) / 2
        front = np.log(forward[l]) - np.log(forward[l - 1])
        lists["weights"] += [l] * bool(abs(back) > 0.2)
        lists["biases"] += [l] * bool(front - back > 0.2)
    return tuple(lists.values())
