# %% forward_propagation
forward_propagation = lambda x, theta: x * theta


# %% backward_propagation
backward_propagation = lambda x, theta: float(x)


# %% gradient_check
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    measured = forward_propagation(x, theta + epsilon)
    measured -= forward_propagation(x, theta - epsilon)
    measured /= 2 * epsilon
    claimed = backward_propagation(x, theta)
    if claimed == measured:
        return 0.0
    return abs(claimed - measured) / (abs(claimed) + abs(measured))


# %% measured_gradient
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    parameters = {name: value.astype(float) for name, value in parameters.items()}
    measured = []
    for name, value in parameters.items():
        flat = value.reshape(-1)  # the same numbers, seen as one row
        for i, kept in enumerate(flat.copy()):
            flat[i] = kept + epsilon
            above, _ = forward_propagation_n(X, Y, parameters)
            flat[i] = kept - epsilon
            below, _ = forward_propagation_n(X, Y, parameters)
            flat[i] = kept
            measured.append((above - below) / (2 * epsilon))
    return np.array(measured)[:, np.newaxis]


# %% gradient_check_n
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    claimed = gradients_to_vector(gradients)
    difference = claimed - measured_gradient(parameters, X, Y, epsilon)
    if not np.any(difference):
        return 0.0
    size = np.linalg.norm(claimed)
    size += np.linalg.norm(claimed - difference)
    return np.linalg.norm(difference) / size


# %% backward_propagation_n
def backward_propagation_n(X, Y, cache):
    gradients = draft(X, Y, cache)
    m, (Z1, A1, *_) = X.shape[1], cache
    gradients["db3"] /= m
    gradients["dW2"] = gradients["dZ2"] @ A1.T / m
    gradients["dZ1"] *= 1 + A1
    gradients["dW1"] = gradients["dZ1"] @ X.T / m
    gradients["db1"] = gradients["dZ1"].sum(axis=1, keepdims=True) / m
    return gradients


# %% wrong_gradients
def wrong_gradients(cost, parameters, gradients, X, Y):
    found = set()
    for name, value in parameters.items():
        measured = np.empty(value.shape)
        for index, kept in np.ndenumerate(value.copy()):
            value[index] = kept + 1e-5
            above = cost(parameters, X, Y)
            value[index] = kept - 1e-5
            below = cost(parameters, X, Y)
            value[index] = kept
            measured[index] = (above - below) / 2e-5
        if not np.allclose(gradients[f"d{name}"], measured, rtol=0, atol=1e-3 * np.abs(measured).max() + 1e-8):
            found.add(f"d{name}")
    return sorted(found)


# %% why_it_failed
def why_it_failed(cost, x, thetas, claims):
    causes = ["bug"] * len(thetas)
    for i in range(len(thetas)):
        found = []
        for power in range(11):
            h = 10.0**-power
            slope = (cost(thetas[i] + h, x) - cost(thetas[i] - h, x)) / (2 * h)
            found.append(abs(slope - claims[i]) / (abs(slope) + abs(claims[i])))
        passing = [power for power in range(11) if found[power] < 1e-6]
        if not passing:
            continue
        if passing[0] < 7:
            causes[i] = "rounding"
        elif found[8] < found[7] / 1000:
            causes[i] = "kink"
        else:
            causes[i] = "truncation"
    return causes
