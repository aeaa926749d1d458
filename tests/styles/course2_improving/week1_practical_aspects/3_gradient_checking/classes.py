# %% forward_propagation
class Line:
    def __init__(self, x):
        self.x = x

    def cost(self, theta):
        return self.x * theta

    def slope(self, theta):
        return self.x


def forward_propagation(x, theta):
    return Line(x).cost(theta)


# %% backward_propagation
def backward_propagation(x, theta):
    return Line(x).slope(theta)


# %% gradient_check
class Step:
    def __init__(self, epsilon):
        self.epsilon = epsilon

    def slope(self, J, theta):
        return (J(theta + self.epsilon) - J(theta - self.epsilon)) / (2 * self.epsilon)


def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    measured = Step(epsilon).slope(lambda at: forward_propagation(x, at), theta)
    claimed = backward_propagation(x, theta)
    if claimed == 0 and measured == 0:
        return 0
    return np.abs(claimed - measured) / np.sum(np.abs([claimed, measured]))


# %% measured_gradient
class Column:
    def __init__(self, parameters):
        self.like = parameters
        self.values, self.names = dictionary_to_vector(parameters)

    def moved(self, i, step):
        values = [float(value) for value in self.values[:, 0]]
        values[i] += step
        return vector_to_dictionary(np.array(values)[:, None], self.like)


def measured_gradient(parameters, X, Y, epsilon=1e-7):
    column, measured = Column(parameters), []
    for i in range(len(column.values)):
        above = forward_propagation_n(X, Y, column.moved(i, epsilon))[0]
        below = forward_propagation_n(X, Y, column.moved(i, -epsilon))[0]
        measured.append([(above - below) / (2 * epsilon)])
    return np.array(measured)


# %% gradient_check_n
class Pair:
    def __init__(self, *columns):
        self.columns = columns

    def difference(self):
        size = sum(np.linalg.norm(column) for column in self.columns)
        return np.linalg.norm(np.subtract(*self.columns)) / (size or 1)


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    difference = Pair(gradients_to_vector(gradients), measured_gradient(parameters, X, Y, epsilon)).difference()
    if print_msg:
        print(f"difference {difference}")
    return np.float64(difference)


# %% backward_propagation_n
class Tape(dict):
    def layer(self, l, dZ, below):
        m = below.shape[1]
        self.update({f"dZ{l}": dZ, f"dW{l}": dZ @ below.T / m, f"db{l}": dZ @ np.full((m, 1), 1 / m)})
        return dZ


def backward_propagation_n(X, Y, cache):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    tape = Tape()
    tape["dA2"] = W3.T @ tape.layer(3, A3 - Y, A2)
    tape["dA1"] = W2.T @ tape.layer(2, tape["dA2"] * (A2 > 0), A1)
    tape.layer(1, tape["dA1"] * (1 - np.tanh(Z1) ** 2), X)
    return tape


# %% wrong_gradients
class Inspector:
    def __init__(self, cost, X, Y, step=1e-4):
        self.cost, self.X, self.Y, self.step = cost, X, Y, step

    def at(self, parameters, name, place, step):
        moved = dict(parameters)
        moved[name] = parameters[name].astype(float).copy()
        moved[name].flat[place] += step
        return self.cost(moved, self.X, self.Y)

    def slopes(self, parameters, name):
        h = self.step
        return np.array(
            [
                (self.at(parameters, name, i, h) - self.at(parameters, name, i, -h)) / (2 * h)
                for i in range(parameters[name].size)
            ]
        )


def wrong_gradients(cost, parameters, gradients, X, Y):
    inspector, wrong = Inspector(cost, X, Y), []
    for name in parameters:
        claimed, measured = np.ravel(gradients["d" + name]), inspector.slopes(parameters, name)
        if np.linalg.norm(claimed - measured) > 1e-8 + 0.004 * np.linalg.norm(claimed + measured):
            wrong.append("d" + name)
    wrong.sort()
    return tuple(wrong)


# %% why_it_failed
class Check:
    def __init__(self, J, theta, claim):
        self.J, self.theta, self.claim = J, theta, claim

    def difference(self, h):
        measured = (self.J(self.theta + h) - self.J(self.theta - h)) / (2 * h)
        return abs(measured - self.claim) / (abs(measured) + abs(self.claim))

    def passes(self, *steps):
        return any(self.difference(h) < 1e-6 for h in steps)

    def cause(self):
        if self.passes(1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6):
            return "rounding"
        if not self.passes(1e-8, 1e-9, 1e-10):
            return "bug"
        return "kink" if self.difference(1e-8) < self.difference(1e-7) / 1000 else "truncation"


def why_it_failed(cost, x, thetas, claims):
    return tuple(Check(lambda at: cost(at, x), theta, claim).cause() for theta, claim in zip(thetas, claims))
