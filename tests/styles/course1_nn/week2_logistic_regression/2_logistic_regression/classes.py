# %% sizes
class Sizes:
    def __init__(self, train, test):
        self.train, self.test, self.side = len(train), len(test), train.shape[-2]


sizes = Sizes(train_set_x_orig, test_set_x_orig)
m_train, m_test, num_px = np.int64(sizes.train), np.array(sizes.test), sizes.side


# %% flatten
class Columns:
    def __call__(self, pictures):
        return np.concatenate([picture.reshape(-1, 1) for picture in pictures], axis=1).astype(float)


train_set_x_flatten = Columns()(train_set_x_orig)
test_set_x_flatten = Columns()(test_set_x_orig)


# %% sigmoid
class Sigmoid:
    def __call__(self, z):
        z = np.asarray(z, dtype=float)
        return np.where(z >= 0, 1, np.exp(-np.abs(z))) / (np.exp(-np.abs(z)) + 1)


sigmoid = Sigmoid()


# %% initialize_with_zeros
class Start:
    @staticmethod
    def zeros(dim):
        return np.zeros(dim).reshape(dim, 1), np.float64(0)


initialize_with_zeros = Start.zeros


# %% propagate
class Neuron:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, X):
        return sigmoid(np.tensordot(self.w, X, axes=(0, 0)) + self.b)

    def step(self, X, Y):
        A = self.forward(X)
        m = X.shape[1]
        right = np.where(Y == 1, A, Neuron(-self.w, -self.b).forward(X))
        cost = -np.log(right).sum() / m
        return {"dw": np.matmul(X, (A - Y).transpose()) / m, "db": np.squeeze(np.sum(A - Y) / m)}, np.squeeze(cost)


def propagate(w, b, X, Y):
    return Neuron(w, b).step(X, Y)


# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    neuron, costs = Neuron(np.array(w, dtype=float), b), []
    for i in range(num_iterations):
        grads, cost = neuron.step(X, Y)
        neuron.w = neuron.w - learning_rate * grads["dw"]
        neuron.b = neuron.b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
        if print_cost and i % 100 == 0:
            print(i, cost)
    return [{"w": neuron.w, "b": neuron.b, "neuron": neuron}, grads, tuple(costs)]


# %% predict
def predict(w, b, X):
    return np.heaviside(Neuron(w, b).forward(X) - 0.5, 0)


# %% model
from collections import OrderedDict


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return OrderedDict(
        costs=np.array(costs),
        Y_prediction_test=predict(params["w"], params["b"], X_test),
        Y_prediction_train=predict(params["w"], params["b"], X_train),
        w=params["w"],
        b=params["b"],
        learning_rate=learning_rate,
        num_iterations=num_iterations,
        grads=grads,
    )


# %% cross_entropy_from_logits
class Softplus:
    def __call__(self, t):
        return np.where(t > 0, t, 0) + np.log1p(np.exp(-np.abs(t)))


def cross_entropy_from_logits(Z, Y):
    softplus = Softplus()
    return (
        np.average(softplus(-Z), weights=None) if (Y == 1).all() else (Y * softplus(-Z) + (1 - Y) * softplus(Z)).mean()
    )


# %% train_on_raw_features
def train_on_raw_features(X, Y):
    """Newton's method on the raw features needs no scaling but a small ridge."""
    middle, spread = np.median(X, axis=1, keepdims=True), np.abs(X - X.mean(axis=1, keepdims=True)).mean(axis=1)
    inputs = np.vstack([(X - middle) / spread[:, None], np.ones((1, X.shape[1]))])
    v = np.zeros((len(inputs), 1))
    for _ in range(20):
        A = sigmoid(v.T @ inputs)
        hessian = (inputs * (A * (1 - A))) @ inputs.T + 1e-2 * np.eye(len(inputs))
        v -= np.linalg.solve(hessian, inputs @ (A - Y).T + 1e-2 * v)
    w = v[:-1] / spread[:, None]
    return w, v[-1, 0] - np.sum(w * middle)


# %% noisy_label_gradient
class Flips:
    def __init__(self, noise):
        self.noise = noise

    def mix(self, p, q):
        return (1 - self.noise) * p + self.noise * q


def noisy_label_gradient(Z, Y, noise):
    flips, up, down = Flips(noise), sigmoid(Z), sigmoid(-Z)
    both = up * down * (1 - 2 * noise)
    return np.where(Y == 1, -both / flips.mix(up, down), both / flips.mix(down, up))
