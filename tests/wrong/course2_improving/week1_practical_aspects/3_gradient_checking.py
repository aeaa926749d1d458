# %% backward_propagation: The derivative with respect to x is returned
def backward_propagation(x, theta):
    return theta

# %% backward_propagation: The cost is returned again
def backward_propagation(x, theta):
    return x * theta

# %% gradient_check: The nudge is to one side only
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = (forward_propagation(x, theta + epsilon) - forward_propagation(x, theta)) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    if grad == 0 and approx == 0:
        return 0.0
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))

# %% gradient_check: The brackets around the denominator of the fraction are missing
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = (forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    if grad == 0 and approx == 0:
        return 0.0
    return np.linalg.norm(grad - approx) / np.linalg.norm(grad) + np.linalg.norm(approx)

# %% gradient_check: The difference is not divided by the lengths
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = (forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    return np.linalg.norm(grad - approx)

# %% gradient_check: A verdict, True or False, is returned instead of the difference
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = (forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    difference = np.linalg.norm(grad - approx) / size if size else 0.0
    if print_msg:
        print("right" if difference < 1e-7 else "wrong")
    return difference < 1e-7

# %% measured_gradient: The nudged column is no copy, so nudges pile up in theta
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    theta, _ = dictionary_to_vector(parameters)
    n = theta.shape[0]
    approx = np.zeros((n, 1))
    for i in range(n):
        theta_plus = theta
        theta_plus[i] += epsilon
        J_plus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_plus, parameters))
        theta_minus = theta
        theta_minus[i] -= epsilon
        J_minus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_minus, parameters))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
    return approx

# %% measured_gradient: All entries are nudged at once
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    theta, _ = dictionary_to_vector(parameters)
    approx = np.zeros((len(theta), 1))
    for i in range(len(theta)):
        J_plus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta + epsilon, parameters))
        J_minus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta - epsilon, parameters))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
    return approx

# %% measured_gradient: The measured slopes have one axis, so they are no column
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    theta, _ = dictionary_to_vector(parameters)
    approx = []
    for i in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[i] += epsilon
        down[i] -= epsilon
        J_plus, _ = forward_propagation_n(X, Y, vector_to_dictionary(up, parameters))
        J_minus, _ = forward_propagation_n(X, Y, vector_to_dictionary(down, parameters))
        approx.append((J_plus - J_minus) / (2 * epsilon))
    approx = np.array(approx)
    return approx

# %% measured_gradient: The pair of cost and cache is not taken apart
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    theta, _ = dictionary_to_vector(parameters)
    approx = np.zeros(theta.shape)
    for i in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[i] += epsilon
        down[i] -= epsilon
        J_plus = forward_propagation_n(X, Y, vector_to_dictionary(up, parameters))
        J_minus = forward_propagation_n(X, Y, vector_to_dictionary(down, parameters))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
    return approx

# %% gradient_check_n: The claimed gradient is flattened by all keys of the dictionary
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    grad, _ = dictionary_to_vector(gradients)
    approx = measured_gradient(parameters, X, Y, epsilon)
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    return 0.0 if size == 0 else np.linalg.norm(grad - approx) / size

# %% gradient_check_n: The step is not passed on
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    grad = gradients_to_vector(gradients)
    approx = measured_gradient(parameters, X, Y)
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    return 0.0 if size == 0 else np.linalg.norm(grad - approx) / size

# %% gradient_check_n: Two gradients of zero give nan
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    grad = gradients_to_vector(gradients)
    approx = measured_gradient(parameters, X, Y, epsilon)
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))

# %% backward_propagation_n: The slope of tanh is mended with the square of Z1, not of A1
def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (1 - Z1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% backward_propagation_n: The third bug, dW2 computed with Z1, is overlooked
def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = np.dot(dZ2, Z1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% backward_propagation_n: The ReLU slope is used for the tanh layer, as in the other notebooks
def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

# %% wrong_gradients: An absolute tolerance is used, which misses small wrong gradients
def wrong_gradients(cost, parameters, gradients, X, Y):
    wrong = []
    for name, value in parameters.items():
        measured = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            nudge = np.zeros(value.shape)
            nudge[place] = 1e-5
            measured[place] = (cost(parameters | {name: value + nudge}, X, Y)
                               - cost(parameters | {name: value - nudge}, X, Y)) / 2e-5
        if np.abs(measured - gradients["d" + name]).max() > 1e-3:
            wrong.append("d" + name)
    return sorted(wrong)

# %% wrong_gradients: The names are returned without the d in front
def wrong_gradients(cost, parameters, gradients, X, Y):
    wrong = []
    for name, value in parameters.items():
        measured = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            nudge = np.zeros(value.shape)
            nudge[place] = 1e-5
            measured[place] = (cost(parameters | {name: value + nudge}, X, Y)
                               - cost(parameters | {name: value - nudge}, X, Y)) / 2e-5
        claimed = gradients["d" + name]
        size = np.linalg.norm(measured) + np.linalg.norm(claimed)
        if np.linalg.norm(measured - claimed) > 1e-3 * size + 1e-9:
            wrong.append(name)
    return sorted(wrong)

# %% wrong_gradients: The fraction is 0 over 0 or noise for slopes that are rightly zero
def wrong_gradients(cost, parameters, gradients, X, Y):
    wrong = []
    for name, value in parameters.items():
        measured = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[place] += 1e-7
            down[place] -= 1e-7
            measured[place] = (cost({**parameters, name: up}, X, Y)
                               - cost({**parameters, name: down}, X, Y)) / 2e-7
        claimed = gradients["d" + name]
        difference = np.linalg.norm(measured - claimed) / (np.linalg.norm(measured) + np.linalg.norm(claimed))
        if not difference < 1e-6:
            wrong.append("d" + name)
    return sorted(wrong)

# %% why_it_failed: Any failed check for which a smaller step passes is a kink
def why_it_failed(cost, x, thetas, claims):
    causes = []
    for theta, claim in zip(thetas, claims):
        cause = "bug"
        for h in (1e-10, 1e-9, 1e-8):
            approx = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
            if abs(approx - claim) / (abs(approx) + abs(claim)) < 1e-6:
                cause = "kink"
        for h in (1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0):
            approx = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
            if abs(approx - claim) / (abs(approx) + abs(claim)) < 1e-6:
                cause = "rounding"
        causes.append(cause)
    return causes

# %% why_it_failed: The kink is looked for by comparing the two one-sided differences at 1e-7, which also differ where the cost curves
def why_it_failed(cost, x, thetas, claims):
    causes = []
    for theta, claim in zip(thetas, claims):
        found = []
        for k in range(11):
            h = 10.0 ** -k
            approx = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
            found.append(abs(approx - claim) / (abs(approx) + abs(claim)))
        right = (cost(theta + 1e-7, x) - cost(theta, x)) / 1e-7
        left = (cost(theta, x) - cost(theta - 1e-7, x)) / 1e-7
        if min(found) > 1e-6:
            causes.append("bug")
        elif min(found[:7]) < 1e-6:
            causes.append("rounding")
        elif abs(right - left) > 1e-4:
            causes.append("kink")
        else:
            causes.append("truncation")
    return causes

# %% why_it_failed: The check of a single step, 1e-5, decides about bugs
def why_it_failed(cost, x, thetas, claims):
    causes = []
    for theta, claim in zip(thetas, claims):
        approx = (cost(theta + 1e-5, x) - cost(theta - 1e-5, x)) / 2e-5
        if abs(approx - claim) / (abs(approx) + abs(claim)) > 0.01:
            causes.append("bug")
        elif theta > 1000:
            causes.append("rounding")
        else:
            causes.append("truncation")
    return causes
