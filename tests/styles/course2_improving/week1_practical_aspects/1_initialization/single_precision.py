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
def signal_sizes(X, parameters):
    A = X
    found = [np.sqrt(np.mean(np.power(A, 2)))]
    for W, b in zip(
        [value for name, value in parameters.items() if name[0] == "W"],
        [value for name, value in parameters.items() if name[0] == "b"],
    ):
        Z = np.einsum("ij,jk->ik", W, A) + b
        A = np.where(Z > 0, Z, 0)
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
