# %% forward_propagation
def forward_propagation(x, theta):
    J = theta
    J = J * x
    return J


# %% backward_propagation
def backward_propagation(x, theta):
    return forward_propagation(x, 1)


# %% gradient_check
import math


def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    costs = []
    for sign in [+1, -1]:
        costs.append(forward_propagation(x, theta + sign * epsilon))
    approx = (costs[0] - costs[1]) / (epsilon + epsilon)
    grad = backward_propagation(x, theta)
    below = math.sqrt(grad**2) + math.sqrt(approx**2)
    if below == 0:
        return 0.0
    return math.sqrt((grad - approx) ** 2) / below


# %% measured_gradient
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    found = []
    for name in ["W1", "b1", "W2", "b2", "W3", "b3"]:
        rows, columns = parameters[name].shape
        for r in range(rows):
            for c in range(columns):
                costs = []
                for step in (epsilon, -epsilon):
                    changed = {key: value.copy() for key, value in parameters.items()}
                    changed[name][r, c] += step
                    costs.append(forward_propagation_n(X, Y, changed)[0])
                found.append((costs[0] - costs[1]) / (2 * epsilon))
    return np.array(found).reshape(len(found), 1)


# %% gradient_check_n
import math


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    top, one, two = 0.0, 0.0, 0.0
    for grad, approx in zip(gradients_to_vector(gradients)[:, 0], measured_gradient(parameters, X, Y, epsilon)[:, 0]):
        top += (grad - approx) ** 2
        one += grad**2
        two += approx**2
    if one == 0 and two == 0:
        return 0.0
    return math.sqrt(top) / (math.sqrt(one) + math.sqrt(two))


# %% backward_propagation_n
def backward_propagation_n(X, Y, cache):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    g = {"dZ3": A3 - Y, "dA2": np.zeros(A2.shape), "dZ2": np.zeros(A2.shape)}
    g.update({"dA1": np.zeros(A1.shape), "dZ1": np.zeros(A1.shape)})
    for i in range(m):
        for j in range(len(W2)):
            g["dA2"][j, i] = W3[0, j] * g["dZ3"][0, i]
            g["dZ2"][j, i] = g["dA2"][j, i] if Z2[j, i] > 0 else 0
        for j in range(len(W1)):
            g["dA1"][j, i] = sum(W2[k, j] * g["dZ2"][k, i] for k in range(len(W2)))
            g["dZ1"][j, i] = g["dA1"][j, i] * (1 - A1[j, i] ** 2)
    for l, below in ((1, X), (2, A1), (3, A2)):
        dZ = g[f"dZ{l}"]
        g[f"dW{l}"] = sum(np.outer(dZ[:, i], below[:, i]) for i in range(m)) / m
        g[f"db{l}"] = sum(dZ[:, i : i + 1] for i in range(m)) / m
    return g


# %% wrong_gradients
def wrong_gradients(cost, parameters, gradients, X, Y):
    wrong = []
    for name in parameters:
        off = total = 0.0
        for place in np.ndindex(*parameters[name].shape):
            two = []
            for step in (1e-6, -1e-6):
                changed = {key: np.array(value, dtype=float) for key, value in parameters.items()}
                changed[name][place] += step
                two.append(cost(changed, X, Y))
            slope = (two[0] - two[1]) / 2e-6
            off += (slope - gradients["d" + name][place]) ** 2
            total += slope**2
        if off > 1e-16 and off > (0.005**2) * total:
            wrong.append("d" + name)
    return sorted(wrong)


# %% why_it_failed
def why_it_failed(cost, x, thetas, claims):
    result = []
    for theta, claim in zip(thetas, claims):
        cause = "bug"
        last = None
        for power in range(0, 11):
            h = 10**-power
            approx = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
            difference = abs(approx - claim) / (abs(approx) + abs(claim))
            if difference < 1e-6:
                if power < 7:
                    cause = "rounding"
                elif last > 1000 * difference:
                    cause = "kink"
                else:
                    cause = "truncation"
                break
            last = difference
        result.append(cause)
    return result
