# %% neuron
class Neuron:
    def __init__(self, W, b):
        self.W, self.b = np.asarray(W), b

    def sums(self, X):
        return np.einsum("ij,jk->ik", self.W, X) + self.b

    def __call__(self, X):
        Z = self.sums(X)
        return np.where(Z > 0, Z, 0)


def neuron(X, W, b):
    return Neuron(W, b)(X)


# %% mean_squared_error
from sklearn import metrics


class Cost:
    def __call__(self, A, Y):
        return metrics.mean_squared_error(np.ravel(Y), np.ravel(A))


mean_squared_error = Cost()


# %% grid_search
from itertools import product


class Search:
    def __call__(self, X, Y, weights, biases):
        pairs = list(product(weights, biases))
        costs = [cost(w, b, X, Y) for w, b in pairs]
        place = int(np.argmin(costs))
        return float(pairs[place][0]), float(pairs[place][1]), costs[place]


grid_search = Search()


# %% finite_differences
class Slopes:
    def __init__(self, function):
        self.function = function

    def __call__(self, w, b, X, Y, h=1e-4):
        def slope(along):
            return (self.function(*along(h), X, Y) - self.function(*along(-h), X, Y)) / (2 * h)

        return [slope(lambda h: (w + h, b)), np.array(slope(lambda h: (w, b + h)))]


finite_differences = Slopes(cost)


# %% gradient
class Trained:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def back(self, X, Y):
        Z = np.matmul(self.W, X) + self.b
        dA = 2 * (np.maximum(Z, 0) - Y) / Y.shape[1]
        dZ = dA * np.heaviside(Z, 0)
        return np.tensordot(dZ, X, axes=(1, 1)), np.squeeze(dZ.sum(axis=1))


def gradient(W, b, X, Y):
    return Trained(W, b).back(X, Y)


# %% network
class Network:
    def __init__(self, W1, b1, W2, b2):
        self.layers = [(W1, b1, lambda Z: Z.clip(min=0)), (W2, b2, lambda Z: Z)]

    def __call__(self, A):
        for W, b, activation in self.layers:
            A = activation(np.dot(W, A) + b)
        return A


def network(X, *parameters, **named):
    return Network(*parameters, **named)(X)


# %% huber_gradient
class Huber:
    def __init__(self, delta):
        self.delta = delta

    def derivative(self, error):
        inside = np.abs(error) <= self.delta
        return np.where(inside, 2 * error, 2 * self.delta * np.sign(error))


def huber_gradient(W, b, X, Y, delta):
    Z = np.matmul(W, X) + b
    dZ = Huber(delta).derivative(np.maximum(Z, 0) - Y) * np.heaviside(Z, 0) / Y.shape[1]
    return np.tensordot(dZ, X, axes=(1, 1)), np.squeeze(dZ.sum(axis=1))


# %% interpolating_network
class Interpolation:
    """All units look to the left: their weights are negative."""

    def __call__(self, x, y):
        slopes = (y[1:] - y[:-1]) / (x[1:] - x[:-1])
        changes = [*(slopes[1:] - slopes[:-1]), -slopes[-1]]
        return [-np.ones((len(x) - 1, 1)), x[1:, None], np.array([changes]), np.array([[y[-1]]])]


interpolating_network = Interpolation()


# %% fit_network
class Fit:
    places = np.arange(0.25, 2.75, 0.02)

    def __call__(self, X, Y):
        one = np.maximum(0, X - self.places[:, None])
        normal, right = one @ one.T, one @ Y.T
        best = (np.inf, None)
        for i in range(len(self.places)):
            for j in range(i + 3, len(self.places)):
                chosen = [i, j]
                s = np.linalg.solve(normal[np.ix_(chosen, chosen)], right[chosen])
                J = np.sum((s.T @ one[chosen] - Y) ** 2)
                if J < best[0]:
                    best = J, (chosen, s)
        chosen, s = best[1]
        return [np.ones((2, 1)), -self.places[chosen][:, None], s.T, np.zeros((1, 1))]


fit_network = Fit()
