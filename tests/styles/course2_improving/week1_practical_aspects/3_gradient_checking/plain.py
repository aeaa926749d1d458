# %% forward_propagation
def forward_propagation(x, theta):
    J = np.dot(theta, x)
    return J


# %% backward_propagation
def backward_propagation(x, theta):
    dtheta = x
    return dtheta


# %% gradient_check
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    theta_plus = theta + epsilon
    theta_minus = theta - epsilon
    J_plus = forward_propagation(x, theta_plus)
    J_minus = forward_propagation(x, theta_minus)
    gradapprox = (J_plus - J_minus) / (2.0 * epsilon)
    grad = backward_propagation(x, theta)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    if denominator == 0:
        difference = 0.0
    else:
        difference = numerator / denominator
    if print_msg:
        if difference > 2e-7:
            print("There is a mistake in the backward propagation! difference = " + str(difference))
        else:
            print("Your backward propagation works! difference = " + str(difference))
    return difference


# %% measured_gradient
def measured_gradient(parameters, X, Y, epsilon=1e-7):
    parameters_values, _ = dictionary_to_vector(parameters)
    num_parameters = parameters_values.shape[0]
    J_plus = np.zeros((num_parameters, 1))
    J_minus = np.zeros((num_parameters, 1))
    gradapprox = np.zeros((num_parameters, 1))
    for i in range(num_parameters):
        theta_plus = np.copy(parameters_values)
        theta_plus[i] = theta_plus[i] + epsilon
        J_plus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_plus, parameters))
        theta_minus = np.copy(parameters_values)
        theta_minus[i] = theta_minus[i] - epsilon
        J_minus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_minus, parameters))
        gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
    return gradapprox


# %% gradient_check_n
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    grad = gradients_to_vector(gradients)
    gradapprox = measured_gradient(parameters, X, Y, epsilon)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    if denominator == 0:
        return 0.0
    return numerator / denominator


# %% backward_propagation_n
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
    dZ1 = dA1 * (1 - A1 * A1)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {
        "dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip


# %% wrong_gradients
def wrong_gradients(cost, parameters, gradients, X, Y):
    names = []
    for name in sorted(parameters):
        grad = gradients["d" + name]
        approx = np.zeros(grad.shape)
        for i in range(grad.shape[0]):
            for j in range(grad.shape[1]):
                plus = {key: np.copy(value) for key, value in parameters.items()}
                minus = {key: np.copy(value) for key, value in parameters.items()}
                plus[name][i, j] += 1e-6
                minus[name][i, j] -= 1e-6
                approx[i, j] = (cost(plus, X, Y) - cost(minus, X, Y)) / 2e-6
        error = np.linalg.norm(grad - approx)
        if error > 0.005 * np.linalg.norm(approx) and error > 1e-7:
            names.append("d" + name)
    return sorted(names)


# %% why_it_failed
def why_it_failed(cost, x, thetas, claims):
    causes = []
    for i in range(len(thetas)):
        theta, claim = thetas[i], claims[i]
        differences = np.zeros(11)
        for k in range(11):
            h = 10.0 ** (-k)
            approx = (cost(theta + h, x) - cost(theta - h, x)) / (2 * h)
            differences[k] = np.linalg.norm(approx - claim) / (np.linalg.norm(approx) + np.linalg.norm(claim))
        if np.all(differences > 1e-3):
            causes.append("bug")
        elif np.min(differences[0:7]) < np.min(differences[8:11]):
            causes.append("rounding")
        elif np.log10(differences[7]) - np.log10(differences[8]) < 3:
            causes.append("truncation")
        else:
            causes.append("kink")
    return causes
