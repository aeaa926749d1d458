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


# %% prelu_gradients
class Prelu:
    def __init__(self, s):
        self.s = s

    def forward(self, Z):
        self.Z = Z
        return np.maximum(0, Z) + self.s * np.minimum(0, Z)

    def backward(self, dA):
        slope = np.ones_like(self.Z)
        slope[self.Z < 0] = np.broadcast_to(self.s, self.Z.shape)[self.Z < 0]
        return dA * slope, np.sum(dA * np.minimum(0, self.Z), axis=1, keepdims=True)


def prelu_gradients(parameters, X, Y):
    m = Y.shape[1]
    unit = Prelu(parameters["s"])
    A1 = unit.forward(parameters["W1"] @ X + parameters["b1"])
    A2 = sigmoid(parameters["W2"] @ A1 + parameters["b2"])
    dZ2 = (A2 - Y) / m
    dZ1, ds = unit.backward(parameters["W2"].T @ dZ2)
    ones = np.ones((m, 1))
    return (
        float(compute_cost(A2, Y)),
        {"dW1": dZ1 @ X.T, "db1": dZ1 @ ones, "ds": ds, "dW2": dZ2 @ A1.T, "db2": dZ2 @ ones},
    )
