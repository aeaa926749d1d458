# %% sizes
class Shape(tuple):
    pass


shape_X, shape_Y = Shape(X.shape), Shape(Y.shape)
m = np.int64(shape_X[-1])
# %% layer_sizes
from collections import namedtuple

Sizes = namedtuple("Sizes", "n_x n_h n_y")


def layer_sizes(X, Y):
    return Sizes(n_x=X.shape[0], n_h=4, n_y=Y.shape[0])


# %% initialize_parameters
class Start:
    scale = 0.01

    def __call__(self, n_x, n_h, n_y):
        generator = np.random.default_rng()
        return {
            "b2": np.zeros((n_y, 1)),
            "b1": np.zeros((n_h, 1)),
            "W2": self.scale * generator.standard_normal((n_y, n_h)),
            "W1": self.scale * generator.standard_normal((n_h, n_x)),
        }


initialize_parameters = Start()
# %% forward_propagation
class Layer:
    def __init__(self, W, b, g):
        self.W, self.b, self.g = W, b, g

    def __call__(self, A):
        Z = np.add(np.matmul(self.W, A), self.b)
        return Z, self.g(Z)


def forward_propagation(X, parameters):
    hidden = Layer(parameters["W1"], parameters["b1"], np.tanh)
    output = Layer(parameters["W2"], parameters["b2"], lambda Z: np.exp(Z) / (1 + np.exp(Z)))
    Z1, A1 = hidden(X)
    Z2, A2 = output(A1)
    return [A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}]


# %% compute_cost
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs) / m
    return np.squeeze(cost)


# %% backward_propagation
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    assert dW1.shape == W1.shape
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dZ1": dZ1}


# %% update_parameters
class Descent:
    def __init__(self, rate):
        self.rate = rate

    def step(self, value, slope):
        return value - self.rate * slope


def update_parameters(parameters, grads, learning_rate=1.2):
    descent = Descent(learning_rate)
    return {name: descent.step(parameters[name], grads[f"d{name}"]) for name in ["W1", "b1", "W2", "b2"]}


# %% nn_model
class Network:
    def __init__(self, n_x, n_h, n_y):
        self.parameters = initialize_parameters(n_x, n_h, n_y)

    def fit(self, X, Y, steps, talk):
        for i in range(steps):
            A2, cache = forward_propagation(X, self.parameters)
            if talk and i % 1000 == 0:
                print(i, compute_cost(A2, Y))
            self.parameters = update_parameters(self.parameters, backward_propagation(self.parameters, cache, X, Y))
        return self


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    return Network(X.shape[0], n_h, Y.shape[0]).fit(X, Y, num_iterations, print_cost).parameters


# %% predict
def predict(parameters, X):
    return np.where(forward_propagation(X, parameters)[0] > 0.5, 1, 0)


# %% choose_hidden_size
class Candidate:
    def __init__(self, n_h, training):
        self.n_h, self.parameters = n_h, nn_model(training[0], training[1], n_h, num_iterations=2000)

    def accuracy(self, data):
        X, Y = data
        return (predict(self.parameters, X) == Y).mean()


def choose_hidden_size(training, validation, test, sizes):
    candidates = sorted((Candidate(n_h, training) for n_h in sizes), key=lambda candidate: candidate.n_h)
    p = max(candidate.accuracy(validation) for candidate in candidates)
    error = (p * (1 - p) / validation[0].shape[1]) ** 0.5
    chosen = next(candidate for candidate in candidates if p - candidate.accuracy(validation) <= error)
    return chosen.n_h, chosen.accuracy(test)


# %% smallest_network
class Unit:
    def __init__(self, w, b, out):
        self.w, self.b, self.out = w, b, out

    def absorbs(self, other):
        for sign in (1, -1):
            if np.array_equal(self.w, sign * other.w) and self.b == sign * other.b:
                self.out += sign * other.out
                return True
        return False


def smallest_network(parameters):
    b2, units = parameters["b2"].item(), []
    for unit in map(Unit, parameters["W1"], parameters["b1"].ravel(), parameters["W2"].ravel()):
        if np.all(unit.w == 0):
            b2 += unit.out * np.tanh(unit.b)
        elif not any(other.absorbs(unit) for other in units):
            units.append(unit)
    units = [unit for unit in units if unit.out]
    return {
        "W1": np.array([unit.w for unit in units]),
        "b1": np.array([[unit.b] for unit in units]),
        "W2": np.array([[unit.out for unit in units]]),
        "b2": np.array([[b2]]),
    }


# %% prelu_gradients
class Prelu:
    def __init__(self, s):
        self.s = s

    def backward(self, dA, Z):
        derivative = np.ones_like(Z)
        derivative[Z < 0] = np.broadcast_to(self.s, Z.shape)[Z < 0]
        return dA * derivative, np.sum(dA * np.minimum(0, Z), axis=1, keepdims=True)


def prelu_gradients(parameters, cache, X, Y):
    m = Y.shape[1]
    dZ2 = (cache["A2"] - Y) / m
    dZ1, ds = Prelu(parameters["s"]).backward(parameters["W2"].T @ dZ2, cache["Z1"])
    ones = np.ones((m, 1))
    return {"dW1": dZ1 @ X.T, "db1": dZ1 @ ones, "ds": ds, "dW2": dZ2 @ cache["A1"].T, "db2": dZ2 @ ones}
