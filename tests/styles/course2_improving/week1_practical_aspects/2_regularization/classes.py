# %% compute_cost_with_regularization
class Price:
    def __init__(self, lambd, m):
        self.rate = lambd / m

    def of(self, *weights):
        return self.rate / 2 * sum(float(np.vdot(W, W)) for W in weights)

    def slope(self, W):
        return self.rate * W


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    return np.float64(compute_cost(A3, Y)) + Price(lambd, Y.shape[1]).of(*(parameters[f"W{l}"] for l in (1, 2, 3)))


# %% backward_propagation_with_regularization
class Slopes(dict):
    def charge(self, rate, weights):
        for name, W in weights.items():
            self[name] = self[name] + rate * W
        return self


def backward_propagation_with_regularization(X, Y, cache, lambd):
    weights = {"dW1": cache[2], "dW2": cache[6], "dW3": cache[10]}
    return Slopes(backward_propagation(X, Y, cache)).charge(lambd / X.shape[1], weights)


# %% forward_propagation_with_dropout
class Hidden:
    def __init__(self, W, b, keep_prob):
        self.W, self.b, self.keep_prob = W, b, keep_prob

    def __call__(self, A):
        Z = np.matmul(self.W, A) + self.b
        D = np.random.binomial(1, self.keep_prob, Z.shape)
        A = relu(Z) * D * (1 / self.keep_prob)
        return Z, D, A, self.W, self.b


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    one = Hidden(parameters["W1"], parameters["b1"], keep_prob)(X)
    two = Hidden(parameters["W2"], parameters["b2"], keep_prob)(one[2])
    Z3 = parameters["W3"] @ two[2] + parameters["b3"]
    A3 = sigmoid(Z3)
    return A3, (*one, *two, Z3, A3, parameters["W3"], parameters["b3"])


# %% backward_propagation_with_dropout
class Back:
    def __init__(self, keep_prob):
        self.keep_prob = keep_prob

    def through(self, W, dZ, D, Z):
        dA = np.einsum("kj,ki->ji", W, dZ) * np.asarray(D, dtype=float) / self.keep_prob
        return dA, dA * np.sign(relu(Z))


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    back, found = Back(keep_prob), {"dZ3": A3 - Y}
    found["dA2"], found["dZ2"] = back.through(W3, found["dZ3"], D2, Z2)
    found["dA1"], found["dZ1"] = back.through(W2, found["dZ2"], D1, Z1)
    for l, A in enumerate((X, A1, A2), start=1):
        found[f"dW{l}"] = np.tensordot(found[f"dZ{l}"], A, axes=(1, 1)) / X.shape[1]
        found[f"db{l}"] = np.average(found[f"dZ{l}"], axis=1)[:, None]
    return found


# %% expected_dropout_cost
class Unit:
    def __init__(self, w, b, keep_prob):
        self.w, self.b, self.odds = w, b, 1 / keep_prob - 1

    def cost(self, X, Y):
        mean = self.w.T @ X + self.b - Y
        variance = self.odds * (self.w**2).T @ X**2
        return 0.5 * np.mean(mean**2 + variance)

    def slopes(self, X, Y):
        mean = self.w.T @ X + self.b - Y
        dw = np.mean(X * mean + self.odds * self.w * X**2, axis=1, keepdims=True)
        return {"dw": dw, "db": mean.mean()}


def expected_dropout_cost(w, b, X, Y, keep_prob):
    unit = Unit(w, b, keep_prob)
    return [unit.cost(X, Y), unit.slopes(X, Y)]


# %% dropout_minimum
class Ridge:
    def __init__(self, X, Y, odds):
        self.X, self.Y = np.vstack([X, np.ones((1, X.shape[1]))]), Y
        self.prices = np.append(odds * np.sum(X**2, axis=1), 0)

    def solve(self):
        root = np.diag(np.sqrt(self.prices))
        rows, target = np.vstack([self.X.T, root]), np.append(self.Y[0], np.zeros(len(root)))
        return np.linalg.lstsq(rows, target, rcond=None)[0]


def dropout_minimum(X, Y, keep_prob):
    found = Ridge(X, Y, 1 / keep_prob - 1).solve()
    return found[:-1].reshape(-1, 1), found[-1]
