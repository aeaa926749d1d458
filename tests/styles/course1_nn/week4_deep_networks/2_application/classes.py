# %% count_parameters
from itertools import pairwise


def count_parameters(layers_dims):
    return np.int64(sum((before + 1) * size for before, size in pairwise(layers_dims)))


# %% two_layer_model
class TwoLayers:
    def __init__(self, dims):
        self.p = {key: value.astype(float) for key, value in initialize(dims).items()}

    def step(self, X, Y, rate):
        hidden = self.p["W1"] @ X + self.p["b1"]
        active = np.clip(hidden, 0, None)
        answer = sigmoid(self.p["W2"] @ active + self.p["b2"])
        loss = -np.mean(Y * np.log(answer) + (1 - Y) * np.log(1 - answer))
        error = (answer - Y) / X.shape[1]
        back = (self.p["W2"].T * error) * (hidden > 0)
        slopes = dict(W1=back @ X.T, b1=back.sum(1)[:, None], W2=error @ active.T, b2=error.sum(1)[:, None])
        self.p = {key: value - rate * slopes[key] for key, value in self.p.items()}
        return loss


def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    net = TwoLayers(layers_dims)
    losses = [net.step(X, Y, learning_rate) for _ in range(num_iterations)]
    return net.p, losses[::100]


# %% L_layer_model
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    layers = len(layers_dims) - 1
    weights = [initialize(layers_dims)[f"W{l + 1}"] for l in range(layers)]
    biases = [np.zeros((size, 1)) for size in layers_dims[1:]]
    costs = []
    for i in range(num_iterations):
        named = {f"W{l + 1}": w for l, w in enumerate(weights)} | {f"b{l + 1}": b for l, b in enumerate(biases)}
        activations = forward(X, named)
        if i in range(0, num_iterations, 100):
            costs.append(cost(activations[-1], Y).item())
        slopes = backward(activations, Y, named)
        weights = [w - learning_rate * slopes[f"W{l + 1}"] for l, w in enumerate(weights)]
        biases = [b - learning_rate * slopes[f"b{l + 1}"] for l, b in enumerate(biases)]
    parameters = {}
    for l in range(layers):
        parameters["W" + str(l + 1)], parameters["b" + str(l + 1)] = weights[l], biases[l]
    return parameters, costs


# %% surest_mistakes
def surest_mistakes(AL, Y, count):
    loss = np.where(Y == 1, 1 - AL, AL)[0]  # above one half: wrong, but for an undecided answer
    wrong = np.nonzero(((AL > 0.5).astype(int) != Y)[0])[0]
    return np.array(sorted(wrong, key=lambda i: loss[i], reverse=True)[:count], dtype=int)


# %% train_small
class Prepared:
    def __init__(self, X):
        self.mean, self.spread = X.mean(axis=1, keepdims=True), X.std(axis=1).mean()
        self.X = (X - self.mean) / self.spread

    def folded(self, parameters):
        W1 = parameters["W1"] / self.spread
        return {**parameters, "W1": W1, "b1": parameters["b1"] - W1 @ self.mean}


def train_small(pictures, Y):
    prepared = Prepared(shrink(pictures, 16).astype(float))
    parameters, _ = L_layer_model(prepared.X, Y, [768, 3, 1], 0.1, 400)
    return np.int64(16), prepared.folded(parameters)


# %% difference_interval
class Paired:
    def __init__(self, first, second):
        self.won = np.mean(second & ~first)
        self.lost = np.mean(first & ~second)
        self.m = first.size

    def interval(self):
        difference = self.won - self.lost
        error = np.sqrt((self.won + self.lost - difference**2) / self.m)
        return difference - 1.96 * error, difference + 1.96 * error


def difference_interval(first, second):
    return Paired(first, second).interval()
