# %% forward_propagation
def forward_propagation(x, theta):
    return np.multiply(theta, x)


# %% backward_propagation
def backward_propagation(x, theta):
    return np.array(x)


# %% gradient_check
def relative(one, other):
    size = np.linalg.norm(one) + np.linalg.norm(other)
    return np.linalg.norm(np.subtract(one, other)) / size if size else size


def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    above, below = (forward_propagation(x, theta + way * epsilon) for way in (1, -1))
    return relative(backward_propagation(x, theta), (above - below) / 2 / epsilon)


# %% measured_gradient
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    theta, names = dictionary_to_vector(parameters)
    J = lambda column: forward_propagation_n(X, Y, vector_to_dictionary(column, parameters))[0]
    steps = np.eye(theta.size)[:, :, None] * epsilon
    return np.array([[J(theta + step) - J(theta - step)] for step in steps]) / (2 * epsilon)


# %% gradient_check_n
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    claimed = np.vstack([gradients["d" + name].reshape(-1, 1) for name in parameters])
    measured = measured_gradient(parameters, X, Y, epsilon=epsilon)
    size = np.sqrt(np.sum(claimed**2)) + np.sqrt(np.sum(measured**2))
    return float(np.sqrt(np.sum((claimed - measured) ** 2)) / max(size, 1e-300))


# %% backward_propagation_n
from functools import reduce


def backward_propagation_n(X, Y, cache):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    layer = lambda l, dZ, A: {
        f"dZ{l}": dZ,
        f"dW{l}": np.mean(dZ[:, None] * A[None], axis=2),
        f"db{l}": np.mean(dZ, axis=1, keepdims=True),
    }
    dZ3 = np.subtract(A3, Y)
    dA2 = W3.T.dot(dZ3)
    dZ2 = np.where(Z2 > 0, dA2, 0)
    dA1 = W2.T.dot(dZ2)
    dZ1 = dA1 / np.cosh(Z1) ** 2
    return reduce(dict.__or__, [layer(3, dZ3, A2), layer(2, dZ2, A1), layer(1, dZ1, X), {"dA2": dA2, "dA1": dA1}])


# %% wrong_gradients
from scipy.optimize import approx_fprime


def wrong_gradients(cost, parameters, gradients, X, Y):
    def differs(name):
        value = parameters[name]
        J = lambda flat: cost({**parameters, name: flat.reshape(value.shape)}, X, Y)
        flat = value.astype(float).ravel()
        measured = (approx_fprime(flat, J, 1e-6) - approx_fprime(flat, J, -1e-6) * -1) / 2
        claimed = np.ravel(gradients["d" + name])
        return np.linalg.norm(claimed - measured) > 3e-3 * max(np.linalg.norm(measured), 1e-5)

    return sorted("d" + name for name in filter(differs, parameters))


# %% why_it_failed
def why_it_failed(cost, x, thetas, claims):
    central = lambda at, h: (cost(at + h, x) - cost(at - h, x)) / (2 * h)
    off = lambda at, claim, h: abs(central(at, h) / claim - 1)

    def cause(at, claim):
        best = min(range(11), key=lambda k: off(at, claim, 10.0**-k))
        if off(at, claim, 10.0**-best) > 1e-3:
            return "bug"
        if best < 7:
            return "rounding"
        if off(at, claim, 1e-8) > off(at, claim, 1e-7) / 1000:
            return "truncation"
        return "kink"

    return [cause(at, claim) for at, claim in zip(thetas, claims)]
